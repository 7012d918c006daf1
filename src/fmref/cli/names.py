"""Commands on names: resolve, search, aliases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from fmref.cli._main import (
    json_option,
    jsonl_option,
    kind_option,
    list_matches,
    main,
    name_argument,
    name_or_jsonl,
    one_or_jsonl,
    open_catalog,
    opened,
    print_json,
)
from fmref.cli._parquet import parquet_options


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
@parquet_options("normalize", "kind", "provider", "at")
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
    name = one_or_jsonl(name, "name", jsonl, "resolve")
    catalog = open_catalog()
    try:
        found = catalog.explain(name, kind=kind, provider=provider, at=at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    if as_json:
        from fmref.wire import resolution

        print_json(resolution(found))
    elif explain:
        click.echo(found.report())
    elif found.match:
        click.echo(f"{found.match.id}\t{found.match.name}\t{found.status}: {found.reason}")
        for role, value in found.qualifiers.items():
            click.echo(f"  {role}: {value}")
    else:
        click.echo(f"{found.status}: {found.reason}")
        list_matches(found.candidates, "it may be" if found.status == "ambiguous" else "did you mean")
    sys.exit(0 if found.match else 1)


def _resolve_column(column: str, file: str | None, output: Path | None, prefix: str, **options: Any) -> NoReturn:
    """Add to a table what the names of a column mean; exit status 1 when some have no answer."""
    import contextlib
    import csv

    from fmref.delimited import LONGEST_RECORD, add_columns, report
    from fmref.files import writing

    csv.field_size_limit(LONGEST_RECORD)  # a limit of the process, so it is set here and not in the library
    catalog = open_catalog()
    try:
        catalog.explain("", **options)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    with contextlib.ExitStack() as files:
        source = sys.stdin.buffer if file in (None, "-") else files.enter_context(opened(Path(str(file))))
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


@main.command()
@click.argument("query", required=False)
@kind_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@json_option
@jsonl_option
def search(query: str | None, kind: str | None, limit: int, as_json: bool, jsonl: bool) -> None:
    """List entries and terms whose names fit QUERY."""
    query = one_or_jsonl(query, "query", jsonl, "search")
    found = open_catalog().search(query, kind=kind, limit=limit)
    if as_json:
        from fmref.wire import candidate

        print_json([candidate(match) for match in found])
    else:
        list_matches(found)
    sys.exit(0 if found else 1)


@main.command()
@name_argument
@click.option("--system", help="Only this system: huggingface, bedrock, ollama, openrouter ...")
@json_option
def aliases(name: str, system: str | None, as_json: bool) -> None:
    """List the identifiers of the entry that NAME means, by system."""
    catalog = open_catalog()
    if system is None:
        found = dict(catalog.entry(catalog.look_up(name).id).ids)
    else:
        try:
            found = {system: catalog.aliases(name, system)}
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--system") from None
    if as_json:
        print_json(found)
    else:
        for own, identifiers in found.items():
            for identifier in identifiers:
                click.echo(identifier if system else f"{own}\t{identifier}")
    sys.exit(0 if any(found.values()) else 1)
