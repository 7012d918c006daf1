"""Commands for those who keep the data."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from fmref.cli._main import fail, json_option, main, open_catalog, print_json, report_option

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


@main.group()
def data() -> None:
    """Work on the data files."""


def _data_directory() -> Path:
    from fmref.catalog import data_directory

    return data_directory(click.get_current_context().obj[0])


@data.command()
@report_option
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
        click.echo(write(shown, format_, rules=rules))
    failing = ("error", "warning") if strict else ("error",)
    failed = sum(d.severity in failing for d in found)
    if format_ == "text":
        click.echo(f"{directory}: {failed} problems" if failed else f"{directory}: no problems")
    sys.exit(1 if failed else 0)


@data.command()
@click.option("--glossary", is_flag=True, help="Count concepts, terms and mistakes by domain, instead.")
@json_option
def stats(glossary: bool, as_json: bool) -> None:
    """Count what the catalog knows: entries, attributes, sources, years, languages."""
    from fmref.coverage import glossary_table, statistics

    if glossary:
        _show_glossary_table(glossary_table(open_catalog()), as_json=as_json)
        return
    tables = dict(statistics(open_catalog()))
    if as_json:
        print_json(tables)
        return
    for heading, counts in tables.items():
        click.echo(heading)
        for label, count in counts.items():
            click.echo(f"  {label:<28}{count:>8,}")


def _show_glossary_table(rows: Sequence[Mapping[str, str | int]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    click.echo("  ".join([f"{'domain':<24}", *(f"{head:>8}" for head in list(rows[0])[1:])]))
    for domain, *counts in (row.values() for row in rows):
        click.echo("  ".join([f"{domain:<24}", *(f"{count:>8,}" for count in counts)]))


@data.command()
@click.option("--lang", type=click.Choice(["zh", "zh-Hant", "fa"]), default="fa", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), help="Show only the first of them.")
def contested(lang: str, limit: int | None) -> None:
    """List the concepts on whose term public glossaries disagree, with who writes what."""
    from fmref.coverage import contested_terms

    for contest in contested_terms(open_catalog(), lang)[:limit]:
        written = " · ".join(f"{text} ({', '.join(sources)})" for text, sources in contest.attested.items())
        click.echo(f"{contest.concept}\t{contest.preferred}\t{written}")


@data.command()
@click.argument("attribute", required=False)
@click.option("--name", help="Only the model that this name means.")
def conflicts(attribute: str | None, name: str | None) -> None:
    """List where sources disagree, with every value and source.

    About ATTRIBUTE for all models, about all attributes of one model, or, given neither, the number of disagreements
    by attribute.
    """
    from fmref.coverage import conflicts as disputed

    catalog = open_catalog()
    attributes = [attribute] if attribute else [a.id for a in catalog.attributes.values() if "model" in a.kinds]
    models = [catalog.model(name)] if name else list(catalog.models)
    for one in attributes:
        found = list(disputed(models, one))
        if attribute is None and name is None:
            click.echo(f"{one:<28}{len(found):>8,}")
            continue
        for id_, fact in found:
            click.echo(f"{id_}\n{fact.explain()}\n")


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
        click.echo(line)


@data.command()
@click.option("--check", "check_only", is_flag=True, help="Only say whether they are up to date.")
def schema(check_only: bool) -> None:
    """Write the JSON Schema files that editors read, `.schema/*.json` in the data directory."""
    from fmref.json_schema import stale, write

    directory = _data_directory()
    if not check_only:
        write(directory)
    elif out_of_date := stale(directory):
        fail(f"out of date: {', '.join(out_of_date)}; run `fmref data schema`")


@data.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--limit", default=100, show_default=True, type=click.IntRange(min=1), help="Of the records of a section."
)
@click.option("--all", "show_all", is_flag=True, help="Without a limit.")
@json_option
def diff(old: Path, new: Path, limit: int, show_all: bool, as_json: bool) -> None:
    """Write what changed from OLD to NEW, snapshots or data directories: release notes in Markdown.

    Exit status 1 where an id disappeared.
    """
    from fmref import change_notes
    from fmref.catalog import find_snapshot
    from fmref.changes import changes, disappeared
    from fmref.snapshot import Snapshot, imprint

    paths = find_snapshot(old), find_snapshot(new)
    found = changes(Snapshot(paths[0]), Snapshot(paths[1]))
    before, after = imprint(paths[0]), imprint(paths[1])
    if as_json:
        print_json(change_notes.as_json(before, after, found))
    else:
        click.echo(change_notes.as_markdown(before, after, found, most=None if show_all else limit))
    if gone := disappeared(found):
        ids = ", ".join(change.id for change in gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
        fail(f"ids never disappear; put these back, entries with `replaced_by`: {ids}")


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
    click.echo(f"{output}: {count} rows; {len(report.lines)} values or rows left out")
