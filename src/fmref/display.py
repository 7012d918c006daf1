"""Entries, facts, concepts and selections as HTML for notebooks; everything that comes from data is escaped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from html import escape
from typing import TYPE_CHECKING, Any, Final

from fmref import fact_words
from fmref.markup import linked
from fmref.schema import per_language
from fmref.traditional import traditional

if TYPE_CHECKING:
    from fmref.entries import CatalogEntry, ConceptEntry
    from fmref.facts import Fact
    from fmref.query import Selection
    from fmref.schema import Attribute, Names
    from fmref.tables import Normalized

__all__ = ["concept_html", "entry_html", "fact_text", "label", "normalized_html", "plural", "selection_html"]

SHOWN_ROWS: Final = 20
"""How many rows of a selection a notebook shows."""

SHOWN_LETTERS: Final = 80
"""How much a notebook shows of a name that somebody else wrote."""

_STYLE: Final = (
    "<style>.fmref{border-collapse:collapse}"
    ".fmref td,.fmref th{text-align:start;vertical-align:top;padding:.15em .8em .15em 0}"
    ".fmref small{opacity:.7}.fmref caption{text-align:start;font-weight:bold;padding-bottom:.3em}</style>"
)


def plural(kind: str, count: int) -> str:
    """`1 model`, `2 models`; the kinds that are mass nouns have no plural."""
    return kind if count == 1 or kind in ("software", "hardware") else f"{kind}s"


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


def _cell(text: str, lang: str | None = None) -> str:
    attributes = f' lang="{lang}" dir="auto"' if lang else ' dir="auto"'
    return f"<td{attributes}>{text}</td>"


def _table(caption: str, rows: Iterable[str]) -> str:
    return f'{_STYLE}<table class="fmref"><caption>{escape(caption)}</caption>{"".join(rows)}</table>'


def _row(head: str, *cells: str) -> str:
    return f"<tr><th>{escape(head)}</th>{''.join(cells)}</tr>"


def entry_html(entry: CatalogEntry) -> str:
    """An entry with its names and facts, each fact with its status and the source of its value."""
    rows = [_row(lang, _cell(escape(" · ".join(texts)), lang), _cell("")) for lang, texts in entry.names.items()]
    if concepts := entry.concepts:
        rows.append(_row("concepts", _cell(escape(" · ".join(c.id for c in concepts))), _cell("")))
    rows += [fact_row(entry, name, fact) for name, fact in entry.facts.items()]
    level = getattr(entry, "level", entry.kind)
    return _table(f"{entry.name} — {level}, {entry.id}", rows)


def fact_row(entry: CatalogEntry, name: str, fact: Fact) -> str:
    """A table row: attribute, value, status and source."""
    attribute = entry.attribute(name)
    inherited = f", from {', '.join(fact.inherited_from)}" if fact.inherited_from else ""
    source = linked(fact.source.title, fact.source.url)
    others = len(fact.statements) - 1
    more = f" and {others} more" if others else ""
    return _row(
        attribute.labels.en[0],
        _cell(escape(entry.fact_text(name))),
        _cell(f"<small>{escape(fact.status + inherited)} — {source}{more}</small>"),
    )


def concept_html(concept: ConceptEntry) -> str:
    """A concept in each language: its terms with the number of glossaries that write each, its definition, mistakes."""
    rows = []
    for lang in ("en", "zh", "zh-Hant", "fa"):
        attested = concept.attestations(lang)
        own = concept.own_terms(lang)
        terms = [_term(t.text, attested.get(t.text, ()), preferred=t.status == "preferred") for t in own]
        avoided = ", ".join(f"<s>{escape(text)}</s>" for text in concept.mistakes(lang))
        definition = concept.definition(lang) if lang != "zh-Hant" else None
        below = "".join(f"<br><small>{text}</small>" for text in (escape(definition or ""), avoided) if text)
        if terms:
            rows.append(_row(lang, _cell(" · ".join(terms) + below, lang)))
    linked = [f"{escape(entry.name)} <small>{escape(entry.id)}</small>" for entry in concept.entries]
    rows += [_row("entries", _cell(" · ".join(linked)))] if linked else []
    rows += [_row("attribute", _cell(escape(attribute.labels.en[0])))] if (attribute := concept.attribute) else []
    return _table(f"{concept.name} — {concept.record.pos}, {concept.id}", rows)


def _term(text: str, sources: Collection[str], *, preferred: bool) -> str:
    """A term, in bold where it is preferred, with the number of sources that write it."""
    shown = f"<b>{escape(text)}</b>" if preferred else escape(text)
    return f'{shown}<sup title="{escape(", ".join(sources))}">{len(sources)}</sup>' if sources else shown


def selection_html(selection: Selection[Any]) -> str:
    """The first rows of a selection: names in three languages and what most readers ask first."""
    rows = ["<tr><th>id</th><th>en</th><th>zh</th><th>fa</th></tr>"]
    for entry in selection[:SHOWN_ROWS]:
        labels = "".join(_cell(escape(entry.label(lang)), lang) for lang in ("en", "zh", "fa"))
        rows.append(f"<tr><td>{escape(entry.id)}</td>{labels}</tr>")
    if len(selection) > SHOWN_ROWS:
        rows.append(f"<tr><td colspan=4><small>and {len(selection) - SHOWN_ROWS} more</small></td></tr>")
    return _table(f"{len(selection)} {plural(selection.kind, len(selection))}", rows)


def normalized_html(result: Normalized) -> str:
    """The counts of a column of names, and its most frequent names without an answer, with what they may mean."""
    rows = (
        ["<tr><th>no answer</th><th>rows</th><th>name</th><th>candidates</th></tr>"]
        if not result.tally.complete
        else []
    )
    for heading, names in (("ambiguous", result.ambiguous), ("unknown", result.unresolved)):
        for name in names[:SHOWN_ROWS]:
            candidates = escape(", ".join(f"{c.name} ({c.id})" for c in name.candidates))
            shown = escape(name.name[:SHOWN_LETTERS])
            rows.append(_row(heading, _cell(f"{name.rows:,}"), _cell(shown), _cell(candidates)))
        if len(names) > SHOWN_ROWS:
            rows.append(f"<tr><td colspan=4><small>and {len(names) - SHOWN_ROWS:,} more</small></td></tr>")
    return _table(str(result.tally), rows)
