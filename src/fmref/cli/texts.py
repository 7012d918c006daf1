"""Commands on texts: annotate, lint, translate-terms, check-pair, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from fmref.cli._main import (
    PROFILE_NAMES,
    answer_jsonl,
    fail,
    json_option,
    jsonl_option,
    main,
    open_catalog,
    print_json,
    profile_option,
    report_option,
    terminal,
    tracked,
)
from fmref.cli._parquet import parquet_options
from fmref.document import Lines, is_markdown, read_file
from fmref.errors import MissingExtraError, TextFileError

if TYPE_CHECKING:
    from fmref.annotation import Annotation
    from fmref.claims import Verdict
    from fmref.diagnostics import Diagnostic, Severity

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
@parquet_options("annotate")
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
    catalog, all_read = open_catalog(), True
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

    print_json({"file": str(path), "spans": [span(mention) for mention in found.mentions]})


def _mentions_as_lines(path: Path, found: Annotation) -> None:
    lines = Lines(found.text)
    for mention in found.mentions:
        line, column = lines.place(mention.start)
        about = " ".join(filter(None, (mention.kind, mention.id or mention.name)))
        click.echo(f"{path}:{line}:{column}: {mention.text}\t{about}\t{mention.status}")


def _mentions_as_table(path: Path, found: Annotation) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("line", "column", "text", "kind", "name", "id", "status", title=Text(str(path)), title_justify="left")
    lines = Lines(found.text)
    for mention in found.mentions:
        place = map(str, lines.place(mention.start))
        cells = (mention.text, mention.kind, mention.name, mention.id, mention.status)
        table.add_row(*place, *map(Text, cells))
    terminal().print(table)


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
@report_option
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
@parquet_options("lint")
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
    catalog, all_read = open_catalog(), True
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
        click.echo(linter.summary())
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
@profile_option
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
        answer_jsonl("translate_terms")
    if file is None or to is None:
        raise click.UsageError("give a file of text and --to LANGUAGE, or --jsonl and requests on standard input")
    _, text = read_file(file)
    lines = Lines(text)
    found = open_catalog().translate_terms(text, to, mode=mode, first_mention=not every, profile=profile)
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
@profile_option
@report_option
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
    from fmref.errors import ExchangeError
    from fmref.segments import read_segments, side_by_side

    if jsonl:
        answer_jsonl("check_pair")
    if source is None:
        raise click.UsageError("give two texts or a file of translations, or --jsonl and requests on standard input")
    try:
        if target is None:
            document = read_segments(source, source_lang=source_lang, target_lang=target_lang)
        else:
            document = side_by_side(read_file(source)[1], read_file(target)[1])
    except (ExchangeError, MissingExtraError, TextFileError) as error:
        fail(str(error), 2)
    findings = open_catalog().check_pairs(
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
@report_option
@markdown_option
@jsonl_option
@parquet_options("check")
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
    catalog, found, status = open_catalog(), [], 0
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
        click.echo(write(found, format_, rules=rules, mark=mark if sys.stdout.isatty() else None))


def _need_files(files: Sequence[Path], jsonl: bool, verb: str) -> None:  # as click gives it
    """See to it that there are files, or answer requests on standard input, which ends the program."""
    if jsonl:
        answer_jsonl(verb)
    if not files:
        raise click.UsageError("give a file of text, or --jsonl and requests on standard input")


def _is_markdown(path: Path, given: bool | None) -> bool:  # as click gives it
    return is_markdown(path.name) if given is None else given


def _progressing(files: Sequence[Path]) -> Iterable[Path]:
    """Files one by one, with a bar on standard error where that is a terminal and the work is long."""
    if len(files) < 10 and sum(path.stat().st_size for path in files if path.exists()) < 10**6:
        return files
    return tracked(files, "reading")
