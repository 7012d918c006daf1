"""Answers as HTML for notebooks: how a name is understood, terms of another language, a fact, kin, a catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from fmref.formatting import format_value
from fmref.markup import badge, cell, head, linked, row, spoken, table
from fmref.view_words import MARKS

if TYPE_CHECKING:
    from fmref.facts import Fact
    from fmref.glossary import Translation
    from fmref.lineage import Kinship
    from fmref.resolution import Match, Resolution

__all__ = ["catalog_html", "fact_html", "kin_html", "matches_html", "resolution_html", "translation_html"]

SHOWN: Final = 50
"""How many rows of an answer a notebook shows."""

SHOWN_LETTERS: Final = 200
"""How much of a caller's string a notebook shows."""


def resolution_html(found: Resolution) -> str:
    """A name with its answer, why it is the answer, what each part was taken for, and what else it may be."""
    rows = [row("status", cell(f"{_badge(found.status)} {escape(found.reason)}"))]
    if found.match is not None:
        rows.append(row("means", cell(_match(found.match))))
    if found.tokens:
        parts = " ".join(f"{escape(token.text)} <small>{escape(token.role)}</small>" for token in found.tokens)
        rows.append(row("read as", cell(parts)))
    if found.qualifiers:
        said = " · ".join(f"{escape(key)}: <b>{escape(value)}</b>" for key, value in found.qualifiers.items())
        rows.append(row("says besides", cell(said)))
    heading = "it may be" if found.status == "ambiguous" else "did you mean"
    rows += [row(heading, cell("<br>".join(map(_match, found.candidates))))] if found.candidates else []
    return table(found.query[:SHOWN_LETTERS], rows)


def _match(match: Match) -> str:
    by = f", {escape(match.developer)}" if match.developer else ""
    return f"<b>{escape(match.name)}</b> <small>{escape(match.id)} — {escape(match.level or match.kind)}{by}</small>"


def _badge(status: str) -> str:
    return badge(status, MARKS.get(status, ""))


def matches_html(query: str, found: Sequence[Match]) -> str:
    """What was found for a query, the best first."""
    rows = [head("name", "id", "", "listed as", "score")] if found else []
    rows += [
        f"<tr>{cell(f'<b>{escape(m.name)}</b>')}{cell(escape(m.id))}{cell(escape(m.level or m.kind))}"
        f"{cell(f'{escape(m.matched)} <small>{escape(m.status)}</small>')}{cell(f'{m.score:.2f}')}</tr>"
        for m in found[:SHOWN]
    ]
    return table(query[:SHOWN_LETTERS] or "nothing", rows)


def translation_html(found: Translation) -> str:
    """The terms of another language for a term, with their status, register and concept."""
    rows = [row("status", cell(_badge(found.status)))]
    if len(found.candidates) > 1:
        rows.append(row("senses", cell(escape(" · ".join(found.candidates)))))
    for term in found.terms[:SHOWN]:
        text = f"<b>{escape(term.text)}</b>" if term.text == found.preferred else escape(term.text)
        register = f" <small>{escape(term.register)}</small>" if term.register else ""
        about = f"{_badge(term.status)}{register} <small>{escape(term.concept)}</small>"
        rows.append(f"<tr>{cell(spoken(text, term.lang))}{cell(about)}</tr>")
    return table(f"{found.query[:SHOWN_LETTERS]} → {found.lang}", rows)


def fact_html(fact: Fact) -> str:
    """A fact with everything that was said, the winning statement first, and who says it."""
    rows = []
    for statement in fact.statements[:SHOWN]:
        source = fact.sources[statement.source]
        said = "undisclosed" if statement.undisclosed else format_value(statement.value, statement.unit or fact.unit)
        details = ", ".join(filter(None, (source.kind, statement.as_of or source.date, _how(statement.method))))
        title = f"{linked(source.title, source.url)}<br><small>{escape(details)}</small>"
        rows.append(f"<tr>{cell(escape(said))}{cell(title)}</tr>")
    return table(f"{fact.attribute}: {fact.status}", rows)


def _how(method: str) -> str | None:
    return None if method == "stated" else method


def kin_html(kin: Sequence[Kinship], name: Callable[[str], str]) -> str:
    """What an entry comes from, or what comes from it, the nearest first, each with its relation and steps."""
    rows = [head("name", "id", "relation", "of", "steps")] if kin else []
    rows += [
        f"<tr>{cell(f'<b>{escape(name(k.id))}</b>')}{cell(escape(k.id))}{cell(escape(k.relation))}"
        f"{cell(escape(k.via))}{cell(str(k.distance))}</tr>"
        for k in kin[:SHOWN]
    ]
    more = len(kin) - SHOWN
    rows += [f"<tr><td colspan=5><small>and {more:,} more</small></td></tr>"] if more > 0 else []
    return table("" if kin else "nothing", rows)


def catalog_html(title: str, digest: str, counts: Mapping[str, int]) -> str:
    """A catalog: its state, and how many of each kind it holds."""
    rows = [row(kind, cell(f"{number:,}")) for kind, number in counts.items()]
    return table(title, [*rows, row("digest", cell(f"<code>{escape(digest[:12])}</code>"))])
