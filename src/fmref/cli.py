"""The command line: parse, call, print."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, NoReturn, TypeVar

import click

from fmref import __version__
from fmref.document import Lines, is_markdown, read_file
from fmref.errors import DataError, FmrefError, MissingExtraError, TextFileError
from fmref.exchange import FORMATS

if TYPE_CHECKING:
    from rich.console import Console

    from fmref.annotation import Annotation
    from fmref.catalog import Catalog
    from fmref.claims import Verdict
    from fmref.diagnostics import Diagnostic, Severity
    from fmref.entries import CatalogEntry, ConceptEntry
    from fmref.fact_table import FactTable
    from fmref.glossary import TermMatch
    from fmref.questions import Subject
    from fmref.resolution import Match
    from fmref.schema import Concept

__all__ = ["main"]

T = TypeVar("T")

IMPORTER_NAMES: Final = (
    "epoch",
    "models-dev",
    "helm",
    "mteb",
    "ecosystem-graphs",
    "open-llm-leaderboard",
    "hubs",
    "glossaries",
)
PROFILE_NAMES: Final = ("mainstream", "loanword", "academy", "mainland", "taiwan")
_RELATIONS: Final = {
    "base": "{} is built on {}",
    "finetune": "{} is a fine-tune of {}",
    "continued_pretraining": "{} continues the pretraining of {}",
    "merge": "{} merges {} with others",
    "distillation": "{} is distilled from {}",
    "quantization": "{} is a quantization of {}",
    "adapter": "{} is an adapter of {}",
    "part_of": "{} is part of {}",
    "successor": "{} is the successor of {}",
}
"""Sentences for the relations of the lineage graph."""
_SYSTEMS_SHOWN: Final = tuple("huggingface modelscope ollama github api bedrock vertex azure openrouter".split())
"""The systems whose identifiers a page about an entry shows; providers that offer it are many."""
KIND_NAMES: Final = ("model", "organization", "dataset", "benchmark", "software", "hardware", "concept")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
jsonl_option = click.option("--jsonl", is_flag=True, help="Answer JSON Lines from standard input, one request a line.")
kind_option = click.option("--kind", type=click.Choice(KIND_NAMES), help="Look among entries of one kind only.")


class Group(click.Group):
    """Prints the library's errors as one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; exit status 1 for an error of the library."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            _fail("\n".join(str(d) for d in error.diagnostics))
        except FmrefError as error:
            _fail(str(error))
        except BrokenPipeError:
            _discard_output()
            sys.exit(1)
        except OSError as error:
            _discard_output()
            _fail(f"cannot write the answer: {error.strerror}")


def _discard_output() -> None:
    """Let the interpreter flush at its end what could not be written, to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: int = 1) -> NoReturn:
    click.echo(f"fmref: {message}", err=True)
    sys.exit(status)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fmref")
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Use this snapshot or data directory.")
@click.option(
    "--overlay", type=click.Path(exists=True, path_type=Path), help="Lay this glossary file of yours over it."
)
@click.pass_context
def main(ctx: click.Context, data: Path | None, overlay: Path | None) -> None:
    """Foundation models in Chinese, Persian and English: names, sourced facts, terminology.

    Completion for bash: eval "$(_FMREF_COMPLETE=bash_source fmref)"; zsh and fish alike.
    """
    ctx.obj = data, overlay
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # three scripts, and lone surrogates


def _catalog() -> Catalog:
    from fmref.catalog import load

    data, overlay = click.get_current_context().obj
    return load(data, overlay=overlay)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def _print(text: str) -> None:
    click.echo(text)


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=1))


def _answer_jsonl(verb: str) -> NoReturn:
    """Answer standard input; exit status 1 at the end when a line could not be answered."""
    from fmref.wire import answer_lines

    all_good = True
    out = sys.stdout.buffer
    for line, good in answer_lines(_catalog(), verb, sys.stdin.buffer):
        out.write(line.encode("utf8") + b"\n")
        out.flush()  # who asks line by line waits for each answer
        all_good &= good
    sys.exit(0 if all_good else 1)


def _one_or_jsonl(argument: str | None, name: str, jsonl: bool, verb: str) -> str:
    """The argument of a verb that takes one on the command line or many as JSON Lines."""
    if jsonl:
        _answer_jsonl(verb)
    if argument is None:
        raise click.UsageError(f"give a {name}, or --jsonl and requests on standard input")
    return argument


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Names and ids that begin as typed, for the shell."""
    from fmref.catalog import load

    catalog = load(ctx.find_root().params.get("data"))
    return [m.matched for m in catalog.search(incomplete, limit=20) if m.matched.startswith(incomplete)]


name_argument = click.argument("name", shell_complete=_complete)
name_or_jsonl = click.argument("name", required=False, shell_complete=_complete)


@main.command()
@name_or_jsonl
@kind_option
@click.option("--provider", help="Prefer identifiers of this system: huggingface, bedrock, ...")
@click.option("--at", help="The date (YYYY-MM-DD) at which the name was used.")
@click.option(
    "--explain", is_flag=True, help="Print what each part of NAME was taken for, and what else was considered."
)
@json_option
@jsonl_option
@click.option("--csv", "column", metavar="COLUMN", help="Resolve this column of a CSV or TSV table, row by row.")
@click.option("--prefix", default="fmref_", show_default=True, help="What the columns added by --csv begin with.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write with --csv, when all is well.",
)
def resolve(
    name: str | None,
    kind: str | None,
    provider: str | None,
    at: str | None,
    explain: bool,
    as_json: bool,
    jsonl: bool,
    column: str | None,
    prefix: str,
    output: Path | None,
) -> None:
    """Say which entry NAME means, or why none does.

    With --csv, NAME is the file of the table, standard input where there is none. The same rows go to standard output
    with columns added, a report of names without an answer to standard error.
    """
    if column is not None:
        if as_json or jsonl or explain:
            raise click.UsageError("--csv writes a table; leave out --json, --jsonl and --explain")
        _resolve_column(column, name, output, prefix, kind=kind, provider=provider, at=at)
    if output is not None:
        raise click.UsageError("--output goes with --csv; redirect standard output instead")
    name = _one_or_jsonl(name, "name", jsonl, "resolve")
    catalog = _catalog()
    try:
        found = catalog.explain(name, kind=kind, provider=provider, at=at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    if as_json:
        from fmref.wire import resolution

        _print_json(resolution(found))
    elif explain:
        _print(found.report())
    elif found.match:
        _print(f"{found.match.id}\t{found.match.name}\t{found.status}: {found.reason}")
        for role, value in found.qualifiers.items():
            _print(f"  {role}: {value}")
    else:
        _print(f"{found.status}: {found.reason}")
        _list_matches(found.candidates, "it may be" if found.status == "ambiguous" else "did you mean")
    sys.exit(0 if found.match else 1)


def _resolve_column(column: str, file: str | None, output: Path | None, prefix: str, **options: Any) -> NoReturn:
    """Add to a table what the names of a column mean; exit status 1 when some have no answer."""
    import contextlib
    import csv

    from fmref.delimited import LONGEST_RECORD, add_columns, report
    from fmref.files import writing

    csv.field_size_limit(LONGEST_RECORD)  # a limit of the process, so it is set here and not in the library
    catalog = _catalog()
    try:
        catalog.explain("", **options)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    with contextlib.ExitStack() as files:
        source = sys.stdin.buffer if file in (None, "-") else files.enter_context(_opened(Path(str(file))))
        target = sys.stdout.buffer if output is None else files.enter_context(writing(output))
        tabs = file is not None and file.lower().endswith((".tsv", ".tab"))
        tally = add_columns(
            source,
            target,
            column,
            lambda name: catalog.explain(name, **options),
            delimiter="\t" if tabs else None,
            prefix=prefix,
        )
        target.flush()
    for line in report(tally):
        click.echo(line, err=True)
    sys.exit(0 if tally.complete else 1)


def _opened(path: Path) -> BinaryIO:
    """A file to read; a usage error where there is none."""
    try:
        return path.open("rb")
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="NAME") from None


def _list_matches(matches: Iterable[Match], heading: str = "") -> None:
    matches = list(matches)
    if matches and heading:
        _print(f"{heading}:")
    width = max((len(m.id) for m in matches), default=0)
    for m in matches:
        _print(f"  {m.id:{width}}  {m.name} ({m.level or m.kind})")


@main.command()
@click.argument("query", required=False)
@kind_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@json_option
@jsonl_option
def search(query: str | None, kind: str | None, limit: int, as_json: bool, jsonl: bool) -> None:
    """List entries and terms whose names fit QUERY."""
    query = _one_or_jsonl(query, "query", jsonl, "search")
    found = _catalog().search(query, kind=kind, limit=limit)
    if as_json:
        from fmref.wire import candidate

        _print_json([candidate(match) for match in found])
    else:
        _list_matches(found)
    sys.exit(0 if found else 1)


@main.command()
@name_or_jsonl
@click.option("--to", required=False, help="Language: en, zh, zh-Hant or fa.")
@click.option("--from", "from_", help="Language of the term, where it matters.")
@click.option("--context", help="Text around the term, to decide between senses.")
@click.option("--profile", type=click.Choice(PROFILE_NAMES), help="The style of writing, which puts other terms first.")
@json_option
@jsonl_option
def translate(
    name: str | None,
    to: str | None,
    from_: str | None,
    context: str | None,
    profile: str | None,
    as_json: bool,
    jsonl: bool,
) -> None:
    """Translate the term or name NAME."""
    name = _one_or_jsonl(name, "term", jsonl, "translate")
    if to is None:
        raise click.UsageError("give the language to translate to: --to en, zh, zh-Hant or fa")
    catalog = _catalog()
    found = catalog.translate(name, to, from_=from_, context=context, profile=profile)
    if as_json:
        from fmref.wire import translation

        _print_json(translation(found))
    elif found.status == "unknown":
        _print("unknown: no term or name like this")
        _list_matches(catalog.search(name, limit=3), "did you mean")
    else:
        if found.status == "ambiguous":
            _print(f"ambiguous: {len(found.candidates)} senses; --context with a sentence around the term may decide")
        for sense in dict.fromkeys(t.concept for t in found.terms):
            shown = [_with_register(t) for t in found.terms if t.concept == sense]
            _print(f"{sense}\t{' · '.join(shown)}")
    sys.exit(0 if found.status == "ok" else 1)


@main.command()
@click.argument("question", required=False)
@click.option(
    "--lang", type=click.Choice(["en", "zh", "fa"]), help="Language of the answer; that of QUESTION without it."
)
@json_option
@jsonl_option
def ask(question: str | None, lang: str | None, as_json: bool, jsonl: bool) -> None:
    """Answer QUESTION about models and terms, with sources; exit status 1 where there is no answer."""
    question = _one_or_jsonl(question, "question", jsonl, "ask")
    answer = _catalog().ask(question, lang)
    if as_json:
        _print_json(answer.as_json())
    else:
        from rich.markup import escape

        console = _console()
        console.print(escape(answer.text))
        for source in answer.sources:
            date = f", {source.date}" if source.date else ""
            console.print(f"  [dim]{escape(f'{source.title}{date}')}  {escape(source.url or '')}[/dim]".rstrip())
        _list_subjects(answer.candidates)
    sys.exit(0 if answer.status == "answered" else 1)


lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh", "fa"]), default="en", show_default=True, help="Language of what is shown."
)
html_option = click.option("--html", "as_html", is_flag=True, help="Print HTML.")


@main.command()
@click.argument("names", nargs=-1, required=True, shell_complete=_complete)
@lang_option
@click.option("--attribute", "attributes", multiple=True, help="Show only this attribute; may be given several times.")
@html_option
@json_option
def compare(names: Sequence[str], lang: str, attributes: Sequence[str], as_html: bool, as_json: bool) -> None:
    """Show the facts of NAMES side by side, with their sources and where these disagree.

    A terminal shows a table; a file or pipe gets it in Markdown.
    """
    try:
        table = _catalog().compare(*names, lang=lang, attributes=attributes or None)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        _print_json(table.as_json())
    elif as_html:
        _print(table._repr_html_())
    elif sys.stdout.isatty():
        _show_table(table)
    else:
        _print(str(table))


def _show_table(table: FactTable) -> None:
    from rich.markup import escape
    from rich.table import Table

    shown = Table(show_lines=True)
    for name in ("", *table.names):
        shown.add_column(escape(name), overflow="fold")
    for row in table.rows:
        shown.add_row(escape(row.label), *(escape(table.cell_text(cell)) for cell in row.cells))
    _console().print(shown)
    for source in table.sources:
        _print("  " + ", ".join(part for part in (source.title, source.date, source.url) if part))


@main.command()
@name_argument
@lang_option
@html_option
@json_option
def timeline(name: str, lang: str, as_html: bool, as_json: bool) -> None:
    """Show the releases of the family NAME in order, with their dates, sizes and sources."""
    found = _catalog().timeline(name, lang)
    if as_json:
        _print_json(found.as_json())
    else:
        _print(found._repr_html_() if as_html else str(found))


def _list_subjects(subjects: Sequence[Subject]) -> None:
    width = max((len(s.id) for s in subjects), default=0)
    for subject in subjects:
        _print(f"  {subject.id:{width}}  {subject.name}")


text_files = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
markdown_option = click.option(
    "--markdown/--plain", default=None, help="What FILES are; without it, .md and .markdown are Markdown."
)


@main.command()
@text_files
@click.option("--general", is_flag=True, help="General words of the glossary, too.")
@markdown_option
@click.option("--table", "as_table", is_flag=True, help="Print a table for each file.")
@click.option("--html", "as_html", is_flag=True, help="Write a page that shows the text with what was found in it.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write with --html, when all is well.",
)
@json_option
@jsonl_option
def annotate(
    files: tuple[Path, ...],
    general: bool,
    markdown: bool | None,
    as_table: bool,
    as_html: bool,
    output: Path | None,
    as_json: bool,
    jsonl: bool,
) -> None:
    """Link the names and terms of text FILES to entries and concepts.

    A file that cannot be read is an error of one line; the others are read, and the exit status is 2.
    """
    if as_table + as_html + as_json > 1:
        raise click.UsageError("give one of --table, --html and --json")
    if output is not None and not as_html:
        raise click.UsageError("--output goes with --html; redirect standard output instead")
    if as_html and len(files) > 1:
        raise click.UsageError("--html writes one page; give one file")
    _need_files(files, jsonl, "annotate")
    show = _mentions_as_json if as_json else _mentions_as_table if as_table else _mentions_as_lines
    catalog, all_read = _catalog(), True
    for path in _progressing(files):
        try:
            _, text = read_file(path)
        except TextFileError as error:
            click.echo(f"fmref: {error}", err=True)
            all_read = False
            continue
        found = catalog.annotate(text, general=general, markdown=_is_markdown(path, markdown))
        if as_html:
            _write(found.to_html(path.name), output, "replace")  # a page has no lone surrogates
        else:
            show(path, found)
    sys.exit(0 if all_read else 2)


def _mentions_as_json(path: Path, found: Annotation) -> None:
    from fmref.wire import span

    _print_json({"file": str(path), "spans": [span(mention) for mention in found.mentions]})


def _mentions_as_lines(path: Path, found: Annotation) -> None:
    lines = Lines(found.text)
    for mention in found.mentions:
        line, column = lines.place(mention.start)
        about = " ".join(filter(None, (mention.kind, mention.id or mention.name)))
        _print(f"{path}:{line}:{column}: {mention.text}\t{about}\t{mention.status}")


def _mentions_as_table(path: Path, found: Annotation) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("line", "column", "text", "kind", "name", "id", "status", title=Text(str(path)), title_justify="left")
    lines = Lines(found.text)
    for mention in found.mentions:
        place = map(str, lines.place(mention.start))
        cells = (mention.text, mention.kind, mention.name, mention.id, mention.status)
        table.add_row(*place, *map(Text, cells))
    _console().print(table)


def _write(text: str, output: Path | None, errors: str) -> None:
    """Write a text to a file, whole or not at all, or to standard output; `errors`: of lone surrogates."""
    from fmref.files import writing

    if output is None:
        click.echo(text, nl=False)
        return
    with writing(output) as target:
        target.write(text.encode("utf8", errors))


def _language_and_profile(_ctx: click.Context, _param: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """The styles of writing by language."""
    found = {}
    for one in given:
        lang, _, profile = one.partition("=")
        if lang not in {"en", "zh", "fa"} or profile not in PROFILE_NAMES:
            raise click.BadParameter(f"{one!r}; write a language (en, zh, fa), = and {', '.join(PROFILE_NAMES)}")
        found[lang] = profile
    return found


def _codes(_ctx: click.Context, _param: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """The beginnings of codes that are meant: T2 means T201 and all others that begin with it."""
    from fmref.linting import RULES

    codes = tuple(code.strip() for one in given for code in one.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise click.BadParameter(f"no rule is called {code}; the rules are {', '.join(RULES)}")
    return codes


@main.command()
@text_files
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, programs, pull requests on GitHub, and code scanning.",
)
@markdown_option
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended for certain.")
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Leave out what this file holds.",
)
@click.option("--update-baseline", is_flag=True, help="Write all findings to the file of --baseline instead.")
@click.option("--select", multiple=True, callback=_codes, help="Only these codes, or those that begin like this.")
@click.option("--ignore", multiple=True, callback=_codes, help="All but these codes, or those that begin like this.")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    show_default=True,
    help="Only what is as grave as this.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    callback=_language_and_profile,
    metavar="LANG=PROFILE",
    help="The style of writing of a language, which puts other suggestions first: fa=loanword.",
)
@jsonl_option
def lint(
    files: tuple[Path, ...],
    format_: str,
    markdown: bool | None,
    fix: bool,
    baseline_file: Path | None,
    update_baseline: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Severity,
    strict: bool,
    profiles: dict[str, str],
    jsonl: bool,
) -> None:
    """Find names and terms in text FILES that are mistranslated or misspelt.

    The exit status is 1 after an error (with --strict, also after a warning), 2 when a file could not be read.
    """
    if update_baseline and baseline_file is None:
        raise click.UsageError("say which file to update, --baseline FILE")
    _need_files(files, jsonl, "lint")
    from fmref.baseline import Baseline
    from fmref.lint_files import Linter, Wanted
    from fmref.linting import RULES

    baseline = None
    if baseline_file is not None:
        is_new = update_baseline and not baseline_file.exists()
        try:
            baseline = Baseline(baseline_file) if is_new else Baseline.read(baseline_file)
        except TextFileError as error:
            raise click.BadParameter(str(error), param_hint="--baseline") from None
    linter = Linter(Wanted(select, ignore, severity), baseline, fix=fix, update=update_baseline)
    catalog, all_read = _catalog(), True
    for path in _progressing(files):
        try:
            linter.read(path, partial(catalog.lint, markdown=_is_markdown(path, markdown), profiles=profiles))
        except TextFileError as error:
            click.echo(f"fmref: {error}", err=True)
            all_read = False
        except OSError as error:
            click.echo(f"fmref: {path}: cannot be written: {error.strerror}", err=True)
            all_read = False
    found = linter.close()
    _print_findings(found, format_, RULES)
    if format_ == "text":
        _print(linter.summary())
    failing = ("error", "warning") if strict else ("error",)
    sys.exit(2 if not all_read else any(one.severity in failing for one in found))


@main.command("translate-terms")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", help="Language: en, zh, zh-Hant or fa.")
@click.option(
    "--mode",
    type=click.Choice(["gloss", "replace"]),
    default="gloss",
    show_default=True,
    help="Write terms in parentheses behind those of the text, or in their place.",
)
@click.option("--every", is_flag=True, help="Gloss every mention of a concept, not only the first.")
@click.option("--profile", type=click.Choice(PROFILE_NAMES), help="The style of writing, which puts other terms first.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; it may be the one read."
)
@json_option
@jsonl_option
def translate_terms(
    file: Path | None,
    to: str | None,
    mode: Literal["gloss", "replace"],
    every: bool,
    profile: str | None,
    output: Path | None,
    as_json: bool,
    jsonl: bool,
) -> None:
    """Gloss or replace the terms of the text FILE with those of another language.

    What is left as it is goes to standard error, with the reason.
    """
    if jsonl:
        _answer_jsonl("translate_terms")
    if file is None or to is None:
        raise click.UsageError("give a file of text and --to LANGUAGE, or --jsonl and requests on standard input")
    _, text = read_file(file)
    lines = Lines(text)
    found = _catalog().translate_terms(text, to, mode=mode, first_mention=not every, profile=profile)
    for left in found.left:
        line, column = lines.place(left.start)
        click.echo(f"{file}:{line}:{column}: {left.text}\tleft: {left.reason} ({', '.join(left.ids)})", err=True)
    shown = found.text
    if as_json:
        from fmref.wire import terms_translated

        shown = json.dumps(terms_translated(found), ensure_ascii=False, indent=1) + "\n"
    _write(shown, output, "backslashreplace")


@main.command("check-pair")
@click.argument("source", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "source_lang", help="Language of the source: en, zh, zh-Hant or fa.")
@click.option("--to", "target_lang", help="Language of the target.")
@click.option("--profile", type=click.Choice(PROFILE_NAMES), help="The style of writing, which is suggested first.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True
)
@jsonl_option
def check_pair(
    source: Path | None,
    target: Path | None,
    source_lang: str | None,
    target_lang: str | None,
    profile: str | None,
    format_: str,
    jsonl: bool,
) -> None:
    """Check a translation: names, terms, numbers and dates of the text SOURCE against those of the text TARGET.

    Without TARGET, SOURCE is a file of both: TMX, XLIFF or PO. Exit status 1 after an error, 2 for what cannot be read.
    """
    from fmref.bilingual import CODES
    from fmref.diagnostics import Diagnostic, Location
    from fmref.errors import ExchangeError, MissingExtraError
    from fmref.segments import read_segments, side_by_side

    if jsonl:
        _answer_jsonl("check_pair")
    if source is None:
        raise click.UsageError("give two texts or a file of translations, or --jsonl and requests on standard input")
    try:
        if target is None:
            document = read_segments(source, source_lang=source_lang, target_lang=target_lang)
        else:
            document = side_by_side(read_file(source)[1], read_file(target)[1])
    except (ExchangeError, MissingExtraError, TextFileError) as error:
        _fail(str(error), 2)
    findings = _catalog().check_pairs(
        [segment[:2] for segment in document.segments],
        source_lang=source_lang or document.source_lang,
        target_lang=target_lang or document.target_lang,
        profile=profile,
    )
    found = []
    for segment, of_segment in zip(document.segments, findings, strict=True):
        place = Location(str(target or source), segment.line)
        for one in of_segment:
            where = one.target or one.source
            said = f"{where.text}: {one.message}" if where else one.message
            message = f"{segment.unit}: {said}" if segment.unit else said
            found.append(Diagnostic(place, one.code, message, one.severity))
    _print_findings(found, format_, {code: says for code, (_, says) in CODES.items()})
    sys.exit(1 if any(one.severity == "error" for one in found) else 0)


@main.command("check")
@text_files
@click.option("--html", "as_html", is_flag=True, help="Print FILE, one only, as a page with its claims coloured.")
@click.option("--lang", help="Language of the texts and of the messages, where it is known: en, zh, zh-Hant or fa.")
@click.option("--all", "every", is_flag=True, help="What holds, too.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, programs, pull requests on GitHub, and code scanning.",
)
@markdown_option
@jsonl_option
def check_texts(
    files: tuple[Path, ...],
    lang: str | None,
    every: bool,
    format_: str,
    markdown: bool | None,
    jsonl: bool,
    as_html: bool,
) -> None:
    """Check what text FILES claim about models.

    The exit status is 1 after a false claim, 2 when a file could not be read.
    """
    _need_files(files, jsonl, "check")
    if as_html and len(files) != 1:
        raise click.UsageError("--html shows one FILE; call it once for each")
    catalog, found, status = _catalog(), [], 0
    for path in _progressing(files):
        try:
            _, text = read_file(path)
        except TextFileError as error:
            click.echo(f"fmref: {error}", err=True)
            status = 2
            continue
        verdicts = catalog.check(text, lang, markdown=_is_markdown(path, markdown))
        status = max(status, int(any(verdict.is_false for verdict in verdicts)))
        if as_html:
            click.echo(catalog.check_page(text, lang, markdown=_is_markdown(path, markdown), title=path.name))
            sys.exit(status)
        found += [one for one in _claim_findings(path, text, verdicts) if every or one.code != "C001"]
    _print_findings(found, format_, _CLAIM_RULES)
    sys.exit(status)


_CLAIM_CODES: Final[Mapping[str, tuple[str, Severity]]] = {
    "refuted": ("C101", "error"),
    "misattributed": ("C102", "error"),
    "not_enough_info": ("C201", "info"),
    "supported": ("C001", "info"),
}
"""Code and severity of each verdict."""
_CLAIM_RULES: Final = {
    "C001": "A claim that a source bears out",
    "C101": "A claim that the sources contradict",
    "C102": "A claim that is true of a relative instead",
    "C201": "A claim that nobody can judge",
}
"""What each code finds."""


def _claim_findings(path: Path, text: str, verdicts: Sequence[Verdict]) -> Iterator[Diagnostic]:
    """The verdicts on the claims of a file as findings."""
    from fmref.diagnostics import Diagnostic, Location

    lines = Lines(text)
    for verdict in verdicts:
        code, severity = _CLAIM_CODES[verdict.verdict]
        place = Location(str(path), *lines.place(verdict.start), *lines.place(verdict.end))
        yield Diagnostic(place, code, f"{verdict.text}: {verdict.message}", severity)


def _print_findings(found: Sequence[Diagnostic], format_: str, rules: Mapping[str, str]) -> None:
    from fmref.diagnostics import write

    def mark(words: str) -> str:
        return click.style(words, fg="red", underline=True)

    if found or format_ in {"json", "sarif"}:
        _print(write(found, format_, rules=rules, mark=mark if sys.stdout.isatty() else None))


def _need_files(files: Sequence[Path], jsonl: bool, verb: str) -> None:  # as click gives it
    """See to it that there are files, or answer requests on standard input, which ends the program."""
    if jsonl:
        _answer_jsonl(verb)
    if not files:
        raise click.UsageError("give a file of text, or --jsonl and requests on standard input")


def _is_markdown(path: Path, given: bool | None) -> bool:  # as click gives it
    return is_markdown(path.name) if given is None else given


def _progressing(files: Sequence[Path]) -> Iterable[Path]:
    """Files one by one, with a bar on standard error where that is a terminal and the work is long."""
    if len(files) < 10 and sum(path.stat().st_size for path in files if path.exists()) < 10**6:
        return files
    return _tracked(files, "reading")


def _tracked(items: Sequence[T], what: str) -> Iterable[T]:
    """Items one by one, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, console=Console(stderr=True), transient=True)


@main.command()
@click.option("--http", is_flag=True, help="Over streamable HTTP at /mcp instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
def mcp(http: bool, host: str, port: int) -> None:
    """Serve the verbs as tools of the Model Context Protocol."""
    try:
        from fmref import mcp_server
    except ModuleNotFoundError:
        raise MissingExtraError("mcp", "the Model Context Protocol") from None
    if http:
        mcp_server.run_http(_catalog(), host=host, port=port)
    else:
        mcp_server.run_stdio(_catalog())


@main.command()
def lsp() -> None:
    """Serve an editor over standard input and output: findings, hovers, names to complete."""
    try:
        from fmref import language_server
    except ModuleNotFoundError:
        raise MissingExtraError("lsp", "the language server") from None
    language_server.server(_catalog()).start_io()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--cors", multiple=True, metavar="ORIGIN", help="An origin whose pages may call it; may be repeated.")
@click.option("--max-bytes", default=1_000_000, show_default=True, type=click.IntRange(1), help="Of a body or line.")
@click.option("--quiet", is_flag=True, help="Log no requests.")
def serve(host: str, port: int, cors: tuple[str, ...], max_bytes: int, quiet: bool) -> None:
    """Answer over HTTP what JSON Lines answer here; GET /openapi.json describes it."""
    try:
        from fmref import server
    except ModuleNotFoundError:
        raise MissingExtraError("server", "serving over HTTP") from None
    server.serve(_catalog(), host=host, port=port, cors=cors, limits=server.Limits(bytes=max_bytes), log=not quiet)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def site(directory: Path) -> None:
    """Write the catalog and the glossary to DIRECTORY as a web site in three languages.

    DIRECTORY is new, empty, or a site that was written before, which is replaced when all is well.
    """
    try:
        from fmref.site import build
    except ModuleNotFoundError:
        raise MissingExtraError("site", "writing a site") from None
    count = build(_catalog(), directory, lambda ids: _tracked(ids, "writing"))
    _print(f"{directory}: {count:,} pages; open {directory / 'index.html'}")


@main.command()
@name_or_jsonl
@click.option("--at", help="Leave out what was said later than this date (YYYY-MM-DD, YYYY-MM or YYYY).")
@json_option
@jsonl_option
def show(name: str | None, at: str | None, as_json: bool, jsonl: bool) -> None:
    """Show the entry or concept that NAME means, with its facts and their sources."""
    from fmref.facts import checked_date

    name = _one_or_jsonl(name, "name", jsonl, "show")
    catalog = _catalog()
    try:
        at = at and checked_date(at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    entry = catalog.look_up(name)
    if as_json:
        _print(entry.record.model_dump_json(exclude_defaults=True, by_alias=True, indent=1))
    elif entry.kind == "concept":
        _show_concept(entry)  # type: ignore[arg-type]
    else:
        _show_entry(entry, at)  # type: ignore[arg-type]


@main.command()
@name_argument
@click.option("--system", help="Only this system: huggingface, bedrock, ollama, openrouter ...")
@json_option
def aliases(name: str, system: str | None, as_json: bool) -> None:
    """List the identifiers of the entry that NAME means, by system."""
    catalog = _catalog()
    if system is None:
        found = dict(catalog.entry(catalog.look_up(name).id).ids)
    else:
        try:
            found = {system: catalog.aliases(name, system)}
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--system") from None
    if as_json:
        _print_json(found)
    else:
        for own, identifiers in found.items():
            for identifier in identifiers:
                _print(identifier if system else f"{own}\t{identifier}")
    sys.exit(0 if any(found.values()) else 1)


def _with_register(term: TermMatch) -> str:
    return term.text if term.register in (None, "general") else f"{term.text} ({term.register})"


def _show_entry(entry: CatalogEntry, at: str | None = None) -> None:
    """Names, then a line for each fact with its sources below; text of right-to-left scripts ends its line."""
    from rich.markup import escape

    console = _console()
    console.print(f"[bold]{escape(entry.name)}[/bold]  {getattr(entry, 'level', entry.kind)}  [dim]{entry.id}[/dim]")
    for lang, texts in entry.names.items():
        console.print(f"  {lang:<12}{escape(' · '.join(texts))}")
    for system in _SYSTEMS_SHOWN:
        if identifiers := entry.ids.get(system):
            console.print(f"  {system:<12}{escape(', '.join(identifiers))}")
    if others := entry.ids.keys() - set(_SYSTEMS_SHOWN):
        console.print(f"  [dim]and identifiers at {len(others)} more providers: fmref aliases {escape(entry.id)}[/dim]")
    if concepts := entry.concepts:
        console.print(f"  {'concepts':<12}{', '.join(c.id for c in concepts)}")
    for edge in entry.record.lineage:
        console.print(f"  {_RELATIONS[edge.relation].format('it', edge.of)}")
    for name, fact in entry.facts_at(at).items():
        title = entry.attribute(name).labels.en[0]
        inherited = f" (from {', '.join(fact.inherited_from)})" if fact.inherited_from else ""
        value = escape(entry.fact_text(name, at=at))
        console.print(f"[bold]{title}[/bold]  {value}  [dim]{fact.status}{inherited}[/dim]")
        for position, statement in enumerate(fact.statements):
            source = fact.sources[statement.source]
            said = "undisclosed" if statement.undisclosed else f"{statement.value} {statement.unit or ''}".strip()
            mark = "✓" if position == 0 else "·"
            where = " ".join(filter(None, (source.title, source.date and f"({source.date})", source.url)))
            method = "" if statement.method == "stated" else f", {statement.method}"
            console.print(f"  {mark} {escape(said)} [dim]— {source.kind}{method}: {escape(where)}[/dim]")


def _count(sources: Collection[str]) -> str:
    """How many glossaries write a term, where any does."""
    return f" [dim]({len(sources)})[/dim]" if sources else ""


def _show_concept(concept: ConceptEntry) -> None:
    from rich.markup import escape

    console = _console()
    console.print(
        f"[bold]{escape(concept.name)}[/bold]  {concept.record.pos}, {concept.record.domain}  [dim]{concept.id}[/dim]"
    )
    for lang in ("en", "zh", "zh-Hant", "fa"):
        attested = concept.attestations(lang)
        if shown := [escape(_with_register(t)) + _count(attested.get(t.text, ())) for t in concept.own_terms(lang)]:
            console.print(f"  {lang:<8}{' · '.join(shown)}")
        if lang != "zh-Hant" and (definition := concept.definition(lang)):
            console.print(f"          [dim]{escape(definition)}[/dim]")
        if avoided := concept.mistakes(lang):
            console.print(f"          [dim]not: {escape(' · '.join(avoided))}[/dim]")
    attribute = concept.record.attribute
    for heading, ids in (
        ("broader", concept.record.broader),
        ("see also", concept.record.related),
        ("entries", concept.record.entries),
        ("attribute", (attribute,) if attribute else ()),
    ):
        if ids:
            console.print(f"  {heading}: {', '.join(ids)}")


@main.command()
@name_or_jsonl
@json_option
@jsonl_option
def term(name: str | None, as_json: bool, jsonl: bool) -> None:
    """Show the concepts that the term NAME stands for, in three languages."""
    name = _one_or_jsonl(name, "term", jsonl, "term")
    senses = _catalog().senses(name)
    if as_json:
        _print_json([json.loads(c.record.model_dump_json(exclude_defaults=True, by_alias=True)) for c in senses])
        return
    for concept in senses:
        _show_concept(concept)


@main.command()
@name_argument
@click.option("--down", is_flag=True, help="What comes from it, instead of what it comes from.")
@click.option(
    "--relation",
    multiple=True,
    type=click.Choice(list(_RELATIONS)),
    help="Follow only this relation; may be given several times.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "mermaid", "graphml"]),
    default="text",
    show_default=True,
    help="Draw it as a Mermaid flowchart, or write GraphML for graph programs.",
)
@json_option
def lineage(name: str, down: bool, relation: tuple[str, ...], format_: str, as_json: bool) -> None:
    """Show what the model NAME comes from, or what comes from it."""
    catalog = _catalog()
    entry = catalog.model(name)
    if format_ != "text":
        from fmref.export.graphml import graphml
        from fmref.export.mermaid import mermaid

        lines = catalog.lineage.subgraph([entry.id], relation or None, up=not down, down=down)
        click.echo((mermaid if format_ == "mermaid" else graphml)(lines), nl=False)
        return
    kin = (entry.descendants if down else entry.ancestors)(relation or None)
    if as_json:
        _print_json(
            [
                {"id": k.id, "relation": k.relation, "distance": k.distance, "via": k.via, "source": k.source}
                for k in kin
            ]
        )
        return
    _print(entry.id)
    for k in kin:
        younger, older = (k.id, k.via) if down else (k.via, k.id)
        _print(f"{'  ' * k.distance}{k.id}\t{_RELATIONS[k.relation].format(younger, older)}")


@main.group()
def data() -> None:
    """Work on the data files."""


def _data_directory() -> Path:
    from fmref.catalog import data_directory

    return data_directory(click.get_current_context().obj[0])


@data.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--all", "show_all", is_flag=True, help="Show findings of severity info, too.")
def check(format_: str, strict: bool, show_all: bool) -> None:
    """Check the data files: every problem with its file, line and repair."""
    from fmref.checks import RULES
    from fmref.compiler import read_whole
    from fmref.diagnostics import write

    directory = _data_directory()
    _, found = read_whole(directory)
    shown = [d for d in found if show_all or d.severity != "info"]
    if shown or format_ in {"json", "sarif"}:
        rules = {code: rule.find.__doc__ or code for code, rule in RULES.items()}
        _print(write(shown, format_, rules=rules))
    failing = ("error", "warning") if strict else ("error",)
    failed = sum(d.severity in failing for d in found)
    if format_ == "text":
        _print(f"{directory}: {failed} problems" if failed else f"{directory}: no problems")
    sys.exit(1 if failed else 0)


@data.command()
@click.option("--glossary", is_flag=True, help="Count concepts, terms and mistakes by domain, instead.")
@json_option
def stats(glossary: bool, as_json: bool) -> None:
    """Count what the catalog knows: entries, attributes, sources, years, languages."""
    from fmref.coverage import glossary_table, statistics

    if glossary:
        _show_glossary_table(glossary_table(_catalog()), as_json=as_json)
        return
    tables = dict(statistics(_catalog()))
    if as_json:
        _print_json(tables)
        return
    for heading, counts in tables.items():
        _print(heading)
        for label, count in counts.items():
            _print(f"  {label:<28}{count:>8,}")


def _show_glossary_table(rows: Sequence[Mapping[str, str | int]], *, as_json: bool) -> None:
    if as_json:
        _print_json(rows)
        return
    _print("  ".join([f"{'domain':<24}", *(f"{head:>8}" for head in list(rows[0])[1:])]))
    for domain, *counts in (row.values() for row in rows):
        _print("  ".join([f"{domain:<24}", *(f"{count:>8,}" for count in counts)]))


@data.command()
@click.option("--lang", type=click.Choice(["zh", "zh-Hant", "fa"]), default="fa", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), help="Show only the first of them.")
def contested(lang: str, limit: int | None) -> None:
    """List the concepts on whose term public glossaries disagree, with who writes what."""
    from fmref.coverage import contested_terms

    for contest in contested_terms(_catalog(), lang)[:limit]:
        written = " · ".join(f"{text} ({', '.join(sources)})" for text, sources in contest.attested.items())
        _print(f"{contest.concept}\t{contest.preferred}\t{written}")


@data.command()
@click.argument("attribute", required=False)
@click.option("--name", help="Only the model that this name means.")
def conflicts(attribute: str | None, name: str | None) -> None:
    """List where sources disagree, with every value and source.

    About ATTRIBUTE for all models, about all attributes of one model, or, given neither, the number of disagreements
    by attribute.
    """
    from fmref.coverage import conflicts as disputed

    catalog = _catalog()
    attributes = [attribute] if attribute else [a.id for a in catalog.attributes.values() if "model" in a.kinds]
    models = [catalog.model(name)] if name else list(catalog.models)
    for one in attributes:
        found = list(disputed(models, one))
        if attribute is None and name is None:
            _print(f"{one:<28}{len(found):>8,}")
            continue
        for id_, fact in found:
            _print(f"{id_}\n{fact.explain()}\n")


@data.command()
@click.option("--apart", is_flag=True, help="What came near an entry and was left apart, instead.")
def merges(apart: bool) -> None:
    """List every imported row that became part of an entry: source, name in the source, id.

    Reads the data files and merges them anew.
    """
    from fmref.merging import merge, read_imported
    from fmref.store import read

    directory = _data_directory()
    report = merge(read(directory), read_imported(directory))
    for line in report.left_apart if apart else ("\t".join(merged) for merged in report.merges):
        _print(line)


@data.command()
@click.option("--check", "check_only", is_flag=True, help="Only say whether they are up to date.")
def schema(check_only: bool) -> None:
    """Write the JSON Schema files that editors read, `.schema/*.json` in the data directory."""
    from fmref.json_schema import stale, write

    directory = _data_directory()
    if not check_only:
        write(directory)
    elif out_of_date := stale(directory):
        _fail(f"out of date: {', '.join(out_of_date)}; run `fmref data schema`")


@data.command("import")
@click.argument("importer", type=click.Choice(IMPORTER_NAMES))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def data_import(importer: str, files: tuple[Path, ...], output: Path) -> None:
    """Turn downloaded FILES of a public data set into rows of facts, sorted JSON Lines."""
    from fmref.importers import Report, reader, write_rows

    report = Report()
    count = write_rows(reader(importer)(files, report), output)
    for line in report.lines:
        click.echo(line, err=True)
    _print(f"{output}: {count} rows; {len(report.lines)} values or rows left out")


format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="The format, where the name of the file does not tell.",
)
source_option = click.option("--from", "from_", help="Source language, or one of the languages: en, zh, zh-Hant or fa.")
target_option = click.option("--to", multiple=True, help="Target language; several where the format has several.")


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@format_option
@source_option
@target_option
@click.option("--domain", multiple=True, help="Only concepts of this domain; may be given several times.")
def export(file: str, format_: str | None, from_: str | None, to: tuple[str, ...], domain: tuple[str, ...]) -> None:
    """Write the glossary to FILE for other programs: TBX, SKOS, CSV, OmegaT, jieba, prh, Markdown.

    FILE may be - for standard output. What the format does not hold is counted on standard error.
    """
    from fmref import exchange
    from fmref.files import writing

    format_ = format_ or exchange.format_of(file)
    concepts = [entry.record for entry in _catalog().concepts]
    if unknown := set(domain) - (known := {concept.domain for concept in concepts}):
        raise click.BadParameter(f"{min(unknown)}; the domains are {', '.join(sorted(known))}", param_hint="--domain")
    chosen = [concept for concept in concepts if not domain or concept.domain in domain]
    written = exchange.write(chosen, format_, from_=from_, to=to)
    if file == "-":
        click.echo(written.text, nl=False)
    else:
        with writing(Path(file)) as target:
            target.write(written.text.encode("utf8"))
    _report_left_out(f"{file}: {format_} does not hold", written.left_out)


def _report_left_out(heading: str, left_out: Mapping[str, int]) -> None:
    if left_out:
        click.echo(f"{heading}: {', '.join(f'{name} {count}' for name, count in left_out.items())}", err=True)


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@source_option
@target_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Glossary file (YAML) to write.")
@click.option("--check", "check_only", is_flag=True, help="Say how the concepts stand to those of the catalog.")
def import_(
    file: Path, format_: str | None, from_: str | None, to: tuple[str, ...], output: Path | None, check_only: bool
) -> None:
    """Turn the glossary FILE of another program into a glossary file of fmref.

    With --check, a line for each concept says whether the catalog has it, which terms it adds, and which contradict the
    catalog; the exit status is 1 when some do.
    """
    from fmref import exchange
    from fmref.files import writing

    if output is None and not check_only:
        raise click.UsageError("say where to write, -o FILE.yaml, or --check")
    format_ = format_ or exchange.format_of(str(file))
    with _opened(file) as source:
        content = source.read(exchange.LARGEST + 1)
    found = exchange.read(content, format_, from_=from_, to=to, name=str(file))
    _report_left_out(f"{file}: a concept does not hold", found.left_out)
    if output is not None:
        written = exchange.write(found.concepts, "yaml")
        exchange.read(written.text, "yaml", name=str(output))  # so that what is written can be read
        with writing(output) as target:
            target.write(written.text.encode("utf8"))
        _report_left_out(f"{output}: a glossary file does not hold", written.left_out)
        click.echo(f"{output}: {len(found.concepts)} concepts", err=check_only)
    if check_only:
        sys.exit(0 if _compare(found.concepts) else 1)


def _compare(concepts: Iterable[Concept]) -> bool:
    """Print how concepts stand to the catalog; False where some contradict it."""
    from fmref.comparison import compare

    good = True
    for standing in compare(concepts, _catalog()):
        _print("\t".join(filter(None, (standing.status, standing.concept, standing.match))))
        for term in standing.added:
            if term not in standing.collisions:
                _print(f"  adds {term.lang} {term.text}")
        for term in standing.collisions:
            good = False
            others = ", ".join(f"{id_} ({status})" for id_, status in term.others.items())
            _print(f"  contradicts {term.lang} {term.text}: {others}")
    return good


@main.command()
def tour() -> None:
    """Show in a minute what fmref does: names, facts and terms in three languages."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("fmref resolve 伯特", lambda: _resolve_line("伯特")),
        ("fmref resolve 'جی پی تی ۳'", lambda: _resolve_line("جی پی تی ۳")),
        ("fmref resolve gpt-9", lambda: _resolve_line("gpt-9")),
        ("fmref show GPT-4", lambda: _show_entry(_catalog().model("GPT-4"))),
        ("fmref term 幻觉", lambda: _show_concept(_catalog().term("幻觉"))),
        ("fmref translate 根基模型 --to fa", lambda: _translate_line("根基模型", "fa")),
        ("fmref translate fine-tuning --to zh", lambda: _translate_line("fine-tuning", "zh")),
    ]
    for command, run in steps:
        _print(f"\n$ {command}")
        run()


def _resolve_line(name: str) -> None:
    found = _catalog().explain(name)
    _print(
        f"{found.match.id}\t{found.match.name}\t{found.reason}" if found.match else f"{found.status}: {found.reason}"
    )


def _translate_line(term: str, to: str) -> None:
    _print(" · ".join(t.text for t in _catalog().translate(term, to).terms))
