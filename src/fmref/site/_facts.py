"""The facts about an entry as its page shows them: every value with who says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from fmref.fact_table import STATUS_WORDS, FactCell, Said
from fmref.formatting import format_date, format_value
from fmref.site._site import Link, Site

__all__ = ["FactView", "SaidView", "facts"]

_INHERITED_SHOWN: Final = 3
_VALUES_SHOWN: Final = 4


class SaidView(NamedTuple):
    """What a source says."""

    text: str
    source: Link
    date: str
    kind: str


class FactView(NamedTuple):
    """A fact: the label of the attribute, its value in links or words, and what there is to know about it."""

    label: str
    values: tuple[Link, ...]
    status: str
    remark: str | None
    inherited: tuple[Link, ...]
    inherited_more: int
    said: tuple[SaidView, ...]


def facts(site: Site, entry_id: str, lang: str) -> Iterator[FactView]:
    """The facts about an entry, those first that most is known of."""
    for row in site.writer.rows([(entry_id, site.kinds[entry_id])], lang):
        cell = row.cells[0]
        if cell is not None:
            yield FactView(
                label=row.label,
                values=_values(site, row.attribute, cell, lang),
                status=cell.status,
                remark=STATUS_WORDS.get(cell.status, {}).get(lang),
                inherited=site.links(cell.inherited_from[:_INHERITED_SHOWN], lang),
                inherited_more=len(cell.inherited_from[_INHERITED_SHOWN:]),
                said=tuple(_said(site, one, lang) for one in cell.said),
            )


def _values(site: Site, attribute: str, cell: FactCell, lang: str) -> tuple[Link, ...]:
    """The value: entries lead to their pages, addresses where they say, and all else is words.

    Of many numbers or dates, which a family has of its members, the first and the last stand for all.
    """
    type_ = site.writer.ledger.attributes[attribute].type
    values = cell.value if isinstance(cell.value, tuple) else () if cell.value is None else (cell.value,)
    if values and type_ == "entry":
        return site.links(map(str, values), lang)
    if len(values) > _VALUES_SHOWN and type_ in {"number", "date"}:
        ends = (min(values), max(values))
        words = (format_date(v, lang) if type_ == "date" else format_value(v, cell.unit, lang) for v in ends)
        return (Link(" – ".join(words), None),)
    return (Link(cell.text, cell.text if cell.text.startswith(("https://", "http://")) else None),)


def _said(site: Site, said: Said, lang: str) -> SaidView:
    source = said.source
    return SaidView(
        said.text,
        Link(source.title, source.url),
        format_date(source.date, lang) if source.date else "",
        site.say[lang]("sources", source.kind),
    )
