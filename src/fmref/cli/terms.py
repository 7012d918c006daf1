"""Commands on terms: translate, and the exchange of glossaries."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fmref.cli._main import (
    json_option,
    jsonl_option,
    list_matches,
    main,
    name_or_jsonl,
    one_or_jsonl,
    open_catalog,
    opened,
    print_json,
    profile_option,
    with_register,
)
from fmref.exchange import FORMATS

if TYPE_CHECKING:
    from fmref.schema import Concept


@main.command()
@name_or_jsonl
@click.option("--to", required=False, help="Language: en, zh, zh-Hant or fa.")
@click.option("--from", "from_", help="Language of the term, where it matters.")
@click.option("--context", help="Text around the term, to decide between senses.")
@profile_option
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
    name = one_or_jsonl(name, "term", jsonl, "translate")
    if to is None:
        raise click.UsageError("give the language to translate to: --to en, zh, zh-Hant or fa")
    catalog = open_catalog()
    found = catalog.translate(name, to, from_=from_, context=context, profile=profile)
    if as_json:
        from fmref.wire import translation

        print_json(translation(found))
    elif found.status == "unknown":
        click.echo("unknown: no term or name like this")
        list_matches(catalog.search(name, limit=3), "did you mean")
    else:
        if found.status == "ambiguous":
            click.echo(
                f"ambiguous: {len(found.candidates)} senses; --context with a sentence around the term may decide"
            )
        for sense in dict.fromkeys(t.concept for t in found.terms):
            shown = [with_register(t) for t in found.terms if t.concept == sense]
            click.echo(f"{sense}\t{' · '.join(shown)}")
    sys.exit(0 if found.status == "ok" else 1)


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
    concepts = [entry.record for entry in open_catalog().concepts]
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
    with opened(file) as source:
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
    for standing in compare(concepts, open_catalog()):
        click.echo("\t".join(filter(None, (standing.status, standing.concept, standing.match))))
        for term in standing.added:
            if term not in standing.collisions:
                click.echo(f"  adds {term.lang} {term.text}")
        for term in standing.collisions:
            good = False
            others = ", ".join(f"{id_} ({status})" for id_, status in term.others.items())
            click.echo(f"  contradicts {term.lang} {term.text}: {others}")
    return good
