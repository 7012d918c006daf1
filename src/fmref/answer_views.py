"""Answers as HTML for notebooks: how a name is understood, terms of another language, a fact, kin, a catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from fmref.formatting import format_date, format_number, format_value
from fmref.markup import badge, cell, head, linked, row, spoken, table
from fmref.view_words import MARKS, others, word

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


def resolution_html(found: Resolution, lang: str) -> str:
    """A name with its answer, why it is the answer, what each part was taken for, and what else it may be."""
    rows = [row(word("status", lang), cell(f"{_badge(found.status, lang)} {escape(found.reason_in(lang))}"))]
    if found.match is not None:
        rows.append(row(word("means", lang), cell(_match(found.match, lang))))
    if found.tokens:
        parts = " ".join(f"{escape(token.text)} <small>{escape(token.role)}</small>" for token in found.tokens)
        rows.append(row(word("read as", lang), cell(parts)))
    if found.qualifiers:
        said = " · ".join(f"{escape(key)}: <b>{escape(value)}</b>" for key, value in found.qualifiers.items())
        rows.append(row(word("says besides", lang), cell(said)))
    heading = "it may be" if found.status == "ambiguous" else "did you mean"
    if found.candidates:
        rows.append(row(word(heading, lang), cell("<br>".join(_match(one, lang) for one in found.candidates))))
    return table(found.query[:SHOWN_LETTERS], rows, lang)


def _match(match: Match, lang: str) -> str:
    by = f" · <bdi>{escape(match.developer)}</bdi>" if match.developer else ""
    about = f"<bdi>{escape(match.id)}</bdi> · {_kind(match, lang)}{by}"
    return f"<bdi><b>{escape(match.name)}</b></bdi> <small>{about}</small>"


def _kind(match: Match, lang: str) -> str:
    return escape(word(match.level or match.kind, lang))


def _listed(status: str, lang: str) -> str:
    """What a listed name is; a variant of a name is not one of a model."""
    return word("other name" if status == "variant" else status, lang)


def _badge(status: str, lang: str) -> str:
    return badge(word(status, lang), MARKS.get(status, ""))


def matches_html(query: str, found: Sequence[Match], lang: str) -> str:
    """What was found for a query, the best first."""
    rows = [head(word("name", lang), "id", "", word("listed as", lang), word("score", lang))] if found else []
    for m in found[:SHOWN]:
        listed = f"<bdi>{escape(m.matched)}</bdi> <small>{escape(_listed(m.status, lang))}</small>"
        columns = (f"<b>{escape(m.name)}</b>", escape(m.id), _kind(m, lang), listed, f"{m.score:.2f}")
        rows.append(f"<tr>{''.join(map(cell, columns))}</tr>")
    return table(query[:SHOWN_LETTERS] or word("nothing", lang), rows, lang)


def translation_html(found: Translation, lang: str) -> str:
    """The terms of another language for a term, with their status, register and concept."""
    rows = [row(word("status", lang), cell(_badge(found.status, lang)))]
    if len(found.candidates) > 1:
        rows.append(row(word("senses", lang), cell(escape(" · ".join(found.candidates)))))
    for term in found.terms[:SHOWN]:
        text = f"<b>{escape(term.text)}</b>" if term.text == found.preferred else escape(term.text)
        register = f" <small>{escape(word(f'{term.register} register', lang))}</small>" if term.register else ""
        about = f"{_badge(term.status, lang)}{register} <small>{escape(term.concept)}</small>"
        rows.append(f"<tr>{cell(spoken(text, term.lang))}{cell(about)}</tr>")
    return table(f"{found.query[:SHOWN_LETTERS]} ({word(found.lang, lang)})", rows, lang)


def fact_html(fact: Fact, lang: str) -> str:
    """A fact with everything that was said, the winning statement first, and who says it."""
    rows = []
    for statement in fact.statements[:SHOWN]:
        source, unit = fact.sources[statement.source], statement.unit or fact.unit
        said = word("undisclosed", lang) if statement.undisclosed else format_value(statement.value, unit, lang)
        how = "" if statement.method == "stated" else word(statement.method, lang)
        date = statement.as_of or source.date
        when = format_date(date, lang) if date else ""
        details = " · ".join(filter(None, (word(f"{source.kind} source", lang), when, how)))
        title = f"{linked(source.title, source.url)}<br><small>{escape(details)}</small>"
        rows.append(f"<tr>{cell(escape(said))}{cell(title)}</tr>")
    return table(f"{fact.attribute}: {word(fact.status, lang)}", rows, lang)


def kin_html(kin: Sequence[Kinship], name: Callable[[str], str], lang: str) -> str:
    """What an entry comes from, or what comes from it, the nearest first, each with its relation and steps."""
    heads = (word("name", lang), "id", *(word(heading, lang) for heading in ("relation", "of", "steps")))
    rows = [head(*heads)] if kin else []
    rows += [
        f"<tr>{cell(f'<b>{escape(name(k.id))}</b>')}{cell(escape(k.id))}{cell(escape(word(k.relation, lang)))}"
        f"{cell(escape(k.via))}{cell(format_number(k.distance, lang))}</tr>"
        for k in kin[:SHOWN]
    ]
    more = len(kin) - SHOWN
    rows += [f"<tr><td colspan=5><small>{escape(others(more, lang))}</small></td></tr>"] if more > 0 else []
    return table("" if kin else word("nothing", lang), rows, lang)


def catalog_html(title: str, digest: str, counts: Mapping[str, int]) -> str:
    """A catalog: its state, and how many of each kind it holds."""
    rows = [row(kind, cell(f"{number:,}")) for kind, number in counts.items()]
    return table(title, [*rows, row("digest", cell(f"<code>{escape(digest[:12])}</code>"))])
