"""Entries, facts, concepts and selections as HTML for notebooks; everything that comes from data is escaped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from fmref import fact_words
from fmref.formatting import format_number, format_value
from fmref.markup import badge, cell, head, linked, row, spoken, table
from fmref.schema import per_language
from fmref.traditional import traditional
from fmref.view_words import MARKS, count, word

if TYPE_CHECKING:
    from fmref.entries import CatalogEntry, ConceptEntry, Facts
    from fmref.facts import Fact
    from fmref.query import Selection
    from fmref.schema import Attribute, Names
    from fmref.tables import Normalized

__all__ = [
    "LANGUAGES",
    "asked_first",
    "attribute_label",
    "concept_html",
    "entry_html",
    "fact_text",
    "facts_html",
    "label",
    "normalized_html",
    "selection_html",
    "value_text",
]

SHOWN_ROWS: Final = 20
"""How many rows of a selection a notebook shows."""

SHOWN_LETTERS: Final = 80
"""How much a notebook shows of a name that somebody else wrote, or of many values."""

SHOWN_VALUE: Final = 40
"""How much a notebook shows of a value in a row of several."""

SHOWN_IDS: Final = 3
"""How many ids a notebook shows of the entries that a fact was taken from."""


def label(names: Names, lang: str) -> str:
    """The preferred name in a language, else the Latin one."""
    by_lang = dict(per_language(names))
    if lang == "zh-Hant" and not names.zh_hant and names.zh:
        return traditional(names.zh[0].text)
    for tag in (lang, "en"):
        if items := by_lang[tag]:
            return items[0].text
    raise AssertionError("an entry without a name passed the data check")


def fact_text(fact: Fact, attribute: Attribute, lang: str, entry_label: Callable[[str], str]) -> str:
    """The value of a fact in words of a language; see `fmref.fact_words.fact_text`."""
    return fact_words.fact_text(fact, attribute.type, lang, lambda v: _enum_label(attribute, v, lang), entry_label)


def _enum_label(attribute: Attribute, value: str, lang: str) -> str:
    labels = getattr(attribute.values[value], "zh" if lang == "zh-Hant" else lang)
    return labels[0] if labels else value


def entry_html(entry: CatalogEntry, lang: str) -> str:
    """An entry with its names and facts in a language, each fact with its status and the source of its value."""
    rows = [
        row(word(tag, lang), cell(spoken(escape(" · ".join(texts)), tag)), cell(""))
        for tag, texts in entry.names.items()
    ]
    if concepts := entry.concepts:
        rows.append(row(word("concepts", lang), cell(escape(" · ".join(c.label(lang) for c in concepts))), cell("")))
    rows += [_fact_row(entry, entry.facts, name, lang) for name in entry.facts]
    level = word(getattr(entry, "level", entry.kind), lang)
    summary = entry.summary(lang)
    return table(f"{entry.label(lang)} · {level} · {entry.id}", [*_across(escape(summary or "")), *rows], lang)


def _across(html: str) -> list[str]:
    """A row of one cell across a table; none for nothing."""
    return [f'<tr><td colspan=9 dir="auto">{html}</td></tr>'] if html else []


def facts_html(entry: CatalogEntry, facts: Facts, lang: str) -> str:
    """The facts of an entry in a language, each with its status and the source of its value."""
    rows = [_fact_row(entry, facts, name, lang) for name in facts]
    return table(f"{entry.label(lang)} · {entry.id}", rows, lang)


def _fact_row(entry: CatalogEntry, facts: Facts, name: str, lang: str) -> str:
    """A table row: attribute, value, status and source."""
    attribute, fact = entry.attribute(name), facts[name]
    remarks = [linked(fact.source.title, fact.source.url)]
    if others := len(fact.statements) - 1:
        remarks.append(escape(word("others", lang, format_number(others, lang))))
    if fact.inherited_from:
        remarks.append(escape(word("inherited", lang, _some(fact.inherited_from))))
    status = badge(word(fact.status, lang), MARKS.get(fact.status, ""))
    return row(
        attribute_label(attribute, lang),
        cell(escape(_cut(facts.text(name, lang), SHOWN_LETTERS))),
        cell(f"<small>{status} {' · '.join(remarks)}</small>"),
    )


def concept_html(concept: ConceptEntry, lang: str) -> str:
    """A concept in each language: its terms with the number of glossaries that write each, its definition, mistakes."""
    rows = []
    for tag in ("en", "zh", "zh-Hant", "fa"):
        attested = concept.attestations(tag)
        own = concept.own_terms(tag)
        terms = [_term(t.text, attested.get(t.text, ()), preferred=t.status == "preferred") for t in own]
        avoided = ", ".join(f"<s>{escape(text)}</s>" for text in concept.mistakes(tag))
        definition = concept.definition(tag) if tag != "zh-Hant" else None
        below = "".join(f"<br><small>{text}</small>" for text in (escape(definition or ""), avoided) if text)
        if terms:
            rows.append(row(word(tag, lang), cell(" · ".join(terms) + below, tag)))
    shown = [f"{escape(entry.label(lang))} <small>{escape(entry.id)}</small>" for entry in concept.entries]
    rows += [row(word("entries", lang), cell(" · ".join(shown)))] if shown else []
    if attribute := concept.attribute:
        rows.append(row(word("attribute", lang), cell(escape(attribute_label(attribute, lang)))))
    return table(f"{concept.label(lang)} · {word(concept.record.pos, lang)} · {concept.id}", rows, lang)


def _term(text: str, sources: Collection[str], *, preferred: bool) -> str:
    """A term, in bold where it is preferred, with the number of sources that write it."""
    shown = f"<b>{escape(text)}</b>" if preferred else escape(text)
    return f'{shown}<sup title="{escape(", ".join(sources))}">{len(sources)}</sup>' if sources else shown


_ASKED_FIRST: Final = {
    "model": ("developer", "release_date", "parameters"),
    "organization": ("country", "founded"),
    "hardware": ("developer", "memory"),
}
"""What most readers ask first of entries of a kind."""


def selection_html(selection: Selection[Any], lang: str) -> str:
    """The first rows of a selection: names in the three languages and what most readers ask first."""
    attributes = asked_first(selection)
    heads = ("id", *(word(tag, lang) for tag in LANGUAGES), *(attribute_label(a, lang) for a in attributes))
    rows = [head(*heads)]
    for entry in selection[:SHOWN_ROWS]:
        labels = "".join(cell(spoken(escape(entry.label(tag)), tag)) for tag in LANGUAGES)
        values = "".join(cell(escape(value_text(entry, a.id, lang))) for a in attributes)
        rows.append(f'<tr><td dir="ltr">{escape(entry.id)}</td>{labels}{values}</tr>')
    return table(count(len(selection), selection.kind, lang), [*rows, *_more(len(selection), SHOWN_ROWS, lang)], lang)


def asked_first(selection: Selection[Any]) -> list[Attribute]:
    """What most readers ask first of the entries of a selection."""
    known = selection.catalog.attributes
    return [known[name] for name in _ASKED_FIRST.get(selection.kind, ()) if name in known]


LANGUAGES: Final = ("en", "zh", "fa")
"""The languages in which a selection gives names."""


def value_text(entry: CatalogEntry, attribute: str, lang: str) -> str:
    """A fact in a few words, without a unit that says the same as the head of its column."""
    if (fact := entry.facts.get(attribute)) is None:
        return "—"
    text = format_value(fact.value, None, lang) if fact.unit == attribute else entry.fact_text(attribute, lang)
    return _cut(text, SHOWN_VALUE)


def _more(number: int, shown: int, lang: str) -> list[str]:
    """The row that says how many are not shown; none where all are."""
    if number <= shown:
        return []
    return _across(f"<small>{escape(word('others', lang, format_number(number - shown, lang)))}</small>")


def _cut(text: str, letters: int) -> str:
    """A text of many values cut to what a cell takes, behind a word where there is one."""
    return text if len(text) <= letters else f"{text[:letters].rpartition(' ')[0] or text[:letters]} …"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN_IDS]) + ("…" if len(ids) > SHOWN_IDS else "")


def attribute_label(attribute: Attribute, lang: str) -> str:
    """What an attribute is called in a language, else its id."""
    return next(iter(getattr(attribute.labels, lang)), attribute.id)


def normalized_html(result: Normalized) -> str:
    """The counts of a column of names, and its most frequent names without an answer, with what they may mean."""
    rows = [] if result.tally.complete else [head("no answer", "rows", "name", "candidates")]
    for heading, names in (("ambiguous", result.ambiguous), ("unknown", result.unresolved)):
        for name in names[:SHOWN_ROWS]:
            candidates = escape(", ".join(f"{c.name} ({c.id})" for c in name.candidates))
            shown = escape(name.name[:SHOWN_LETTERS])
            rows.append(row(heading, cell(f"{name.rows:,}"), cell(shown), cell(candidates)))
        rows += _more(len(names), SHOWN_ROWS, "en")
    return table(str(result.tally), rows)
