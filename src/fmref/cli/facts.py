"""Commands on facts: ask, facts, compare, timeline."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fmref.cli._main import (
    answer_jsonl,
    complete,
    html_option,
    json_option,
    jsonl_option,
    lang_option,
    main,
    name_or_jsonl,
    one_or_jsonl,
    open_catalog,
    print_json,
    terminal,
)

if TYPE_CHECKING:
    from fmref.fact_table import FactTable
    from fmref.questions import Subject


@main.command()
@click.argument("question", required=False)
@click.option(
    "--lang", type=click.Choice(["en", "zh", "fa"]), help="Language of the answer; that of QUESTION without it."
)
@json_option
@jsonl_option
def ask(question: str | None, lang: str | None, as_json: bool, jsonl: bool) -> None:
    """Answer QUESTION about models and terms, with sources; exit status 1 where there is no answer."""
    question = one_or_jsonl(question, "question", jsonl, "ask")
    answer = open_catalog().ask(question, lang)
    if as_json:
        print_json(answer.as_json())
    else:
        from rich.markup import escape

        console = terminal()
        console.print(escape(answer.text))
        for source in answer.sources:
            date = f", {source.date}" if source.date else ""
            console.print(f"  [dim]{escape(f'{source.title}{date}')}  {escape(source.url or '')}[/dim]".rstrip())
        _list_subjects(answer.candidates)
    sys.exit(0 if answer.status == "answered" else 1)


_attributes_option = click.option(
    "--attribute", "attributes", multiple=True, help="Show only this attribute; may be given several times."
)


@main.command()
@name_or_jsonl
@lang_option
@_attributes_option
@html_option
@json_option
@jsonl_option
def facts(name: str | None, lang: str, attributes: Sequence[str], as_html: bool, as_json: bool, jsonl: bool) -> None:
    """Show the facts of NAME in words of a language, with their sources and where these disagree."""
    name = one_or_jsonl(name, "name", jsonl, "facts")
    _print_table(open_catalog().fact_table(name, lang=lang, attributes=attributes or None), as_html, as_json)


@main.command()
@click.argument("names", nargs=-1, shell_complete=complete)
@lang_option
@_attributes_option
@html_option
@json_option
@jsonl_option
def compare(
    names: Sequence[str], lang: str, attributes: Sequence[str], as_html: bool, as_json: bool, jsonl: bool
) -> None:
    """Show the facts of NAMES side by side, with their sources and where these disagree.

    A terminal shows a table; a file or pipe gets it in Markdown.
    """
    if jsonl:
        answer_jsonl("compare")
    try:
        table = open_catalog().compare(*names, lang=lang, attributes=attributes or None)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _print_table(table, as_html, as_json)


def _print_table(table: FactTable, as_html: bool, as_json: bool) -> None:
    if as_json:
        print_json(table.as_json())
    elif as_html:
        click.echo(table._repr_html_())
    elif sys.stdout.isatty():
        _show_table(table)
    else:
        click.echo(str(table))


def _show_table(table: FactTable) -> None:
    from rich.markup import escape
    from rich.table import Table

    shown = Table(show_lines=True)
    for name in ("", *table.names):
        shown.add_column(escape(name), overflow="fold")
    for row in table.rows:
        shown.add_row(escape(row.label), *(escape(table.cell_text(cell)) for cell in row.cells))
    terminal().print(shown)
    for source in table.sources:
        click.echo("  " + ", ".join(part for part in (source.title, source.date, source.url) if part))


@main.command()
@name_or_jsonl
@lang_option
@html_option
@json_option
@jsonl_option
def timeline(name: str | None, lang: str, as_html: bool, as_json: bool, jsonl: bool) -> None:
    """Show the releases of the family NAME in order, with their dates, sizes and sources."""
    name = one_or_jsonl(name, "name", jsonl, "timeline")
    found = open_catalog().timeline(name, lang)
    if as_json:
        print_json(found.as_json())
    else:
        click.echo(found._repr_html_() if as_html else str(found))


def _list_subjects(subjects: Sequence[Subject]) -> None:
    width = max((len(s.id) for s in subjects), default=0)
    for subject in subjects:
        click.echo(f"  {subject.id:{width}}  {subject.name}")
