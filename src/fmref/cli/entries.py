"""Commands that show entries: list, show, term, lineage; and the tour of them all."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

import click

from fmref.cli._main import (
    KIND_NAMES,
    LEVEL_NAMES,
    json_option,
    jsonl_option,
    main,
    name_argument,
    name_or_jsonl,
    one_or_jsonl,
    open_catalog,
    print_json,
    terminal,
    with_register,
)

if TYPE_CHECKING:
    from fmref.entries import CatalogEntry, ConceptEntry

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


@main.command("list")
@click.argument("kind", type=click.Choice(KIND_NAMES), required=False)
@click.option("--developer", help="Only what this organization developed.")
@click.option("--parent", help="Only the members of this family, series or model.")
@click.option("--level", type=click.Choice(LEVEL_NAMES), help="Only models of this level.")
@json_option
@jsonl_option
def list_entries(
    kind: str | None, developer: str | None, parent: str | None, level: str | None, as_json: bool, jsonl: bool
) -> None:
    """List the entries of a KIND, one a line: its id and its name."""
    kind = one_or_jsonl(kind, "kind", jsonl, "list")
    found = open_catalog().listed(kind, developer=developer, parent=parent, level=level, most=sys.maxsize)
    if as_json:
        print_json([entry._asdict() for entry in found.entries])
        return
    for entry in found.entries:
        click.echo(f"{entry.id}\t{entry.name}")


@main.command()
@name_or_jsonl
@click.option("--at", help="Leave out what was said later than this date (YYYY-MM-DD, YYYY-MM or YYYY).")
@json_option
@jsonl_option
def show(name: str | None, at: str | None, as_json: bool, jsonl: bool) -> None:
    """Show the entry or concept that NAME means, with its facts and their sources."""
    from fmref.facts import checked_date

    name = one_or_jsonl(name, "name", jsonl, "show")
    catalog = open_catalog()
    try:
        at = at and checked_date(at)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    entry = catalog.look_up(name)
    if as_json:
        click.echo(entry.record.model_dump_json(exclude_defaults=True, by_alias=True, indent=1))
    elif entry.kind == "concept":
        _show_concept(entry)  # type: ignore[arg-type]
    else:
        _show_entry(entry, at)  # type: ignore[arg-type]


def _show_entry(entry: CatalogEntry, at: str | None = None) -> None:
    """Names, then a line for each fact with its sources below; text of right-to-left scripts ends its line."""
    from rich.markup import escape

    console = terminal()
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

    console = terminal()
    console.print(
        f"[bold]{escape(concept.name)}[/bold]  {concept.record.pos}, {concept.record.domain}  [dim]{concept.id}[/dim]"
    )
    for lang in ("en", "zh", "zh-Hant", "fa"):
        attested = concept.attestations(lang)
        if shown := [escape(with_register(t)) + _count(attested.get(t.text, ())) for t in concept.own_terms(lang)]:
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
    name = one_or_jsonl(name, "term", jsonl, "term")
    senses = open_catalog().senses(name)
    if as_json:
        print_json([json.loads(c.record.model_dump_json(exclude_defaults=True, by_alias=True)) for c in senses])
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
    catalog = open_catalog()
    entry = catalog.model(name)
    if format_ != "text":
        from fmref.export.graphml import graphml
        from fmref.export.mermaid import mermaid

        lines = catalog.lineage.subgraph([entry.id], relation or None, up=not down, down=down)
        click.echo((mermaid if format_ == "mermaid" else graphml)(lines), nl=False)
        return
    kin = (entry.descendants if down else entry.ancestors)(relation or None)
    if as_json:
        print_json(
            [
                {"id": k.id, "relation": k.relation, "distance": k.distance, "via": k.via, "source": k.source}
                for k in kin
            ]
        )
        return
    click.echo(entry.id)
    for k in kin:
        younger, older = (k.id, k.via) if down else (k.via, k.id)
        click.echo(f"{'  ' * k.distance}{k.id}\t{_RELATIONS[k.relation].format(younger, older)}")


@main.command()
def tour() -> None:
    """Show in a minute what fmref does: names, facts and terms in three languages."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("fmref resolve 伯特", lambda: _resolve_line("伯特")),
        ("fmref resolve 'جی پی تی ۳'", lambda: _resolve_line("جی پی تی ۳")),
        ("fmref resolve gpt-9", lambda: _resolve_line("gpt-9")),
        ("fmref show GPT-4", lambda: _show_entry(open_catalog().model("GPT-4"))),
        ("fmref term 幻觉", lambda: _show_concept(open_catalog().term("幻觉"))),
        ("fmref translate 根基模型 --to fa", lambda: _translate_line("根基模型", "fa")),
        ("fmref translate fine-tuning --to zh", lambda: _translate_line("fine-tuning", "zh")),
    ]
    for command, run in steps:
        click.echo(f"\n$ {command}")
        run()


def _resolve_line(name: str) -> None:
    found = open_catalog().explain(name)
    click.echo(
        f"{found.match.id}\t{found.match.name}\t{found.reason}" if found.match else f"{found.status}: {found.reason}"
    )


def _translate_line(term: str, to: str) -> None:
    click.echo(" · ".join(t.text for t in open_catalog().translate(term, to).terms))
