"""Which source writes which term for a concept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from fmref.plots._parts import WORDS, altair, checked, isolated
from fmref.text import language, name_key

if TYPE_CHECKING:
    from fmref.entries import ConceptEntry
    from fmref.query import Selection

__all__ = ["agreement"]

MOST_CONCEPTS: Final = 30
"""How many concepts the map holds: those that most sources name."""


def agreement(concepts: Selection[ConceptEntry], terms: str = "fa", *, lang: str = "en") -> Any:
    """A map of the terms that sources write for concepts: a row for each concept, a column for each source.

    `terms` is the language of the terms, `lang` that of the concepts and the legend. A cell says what the source
    writes, its colour whether that is our first term, another admitted one, or another word. Of many concepts those
    that most sources name are shown.

    Raises `PlotError` where no concept is named by two sources, `UnknownLanguageError`, and `MissingExtraError`.
    """
    terms, lang = language(terms), language(lang)[:2]
    written = [(concept, said) for concept in concepts if len(said := _said(concept, terms)) > 1]
    written.sort(key=lambda pair: (-len(pair[1]), pair[0].id))
    rows = [
        {
            "concept": concept.label(lang),
            "source": source,
            "term": text,
            "kind": WORDS[lang][_kind(concept, text, terms)],
        }
        for concept, said in written[:MOST_CONCEPTS]
        for source, text in said.items()
    ]
    return _chart(checked(rows, f"no concept of these has a term in {terms} from two sources"), lang)


def _said(concept: ConceptEntry, terms: str) -> Mapping[str, str]:
    """What each source writes, the likeliest where it writes several."""
    said: dict[str, str] = {}
    for text, sources in concept.attestations(terms).items():
        for source in sources:
            said.setdefault(source, text)
    return said


def _kind(concept: ConceptEntry, text: str, terms: str) -> str:
    own = [name_key(term.text) for term in concept.own_terms(terms)]
    return "first" if name_key(text) in own[:1] else "admitted" if name_key(text) in own else "else"


def _chart(rows: list[dict[str, Any]], lang: str) -> Any:
    alt = altair()
    words = WORDS[lang]
    kinds = {words["first"]: "#a8d5ba", words["admitted"]: "#f6dfa0", words["else"]: "#f3b6ad"}
    concepts = [*dict.fromkeys(row["concept"] for row in rows)]
    sources = sorted({row["source"] for row in rows})
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("source:N", sort=sources, title=None, axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=260)),
        y=alt.Y("concept:N", sort=concepts, title=None, axis=alt.Axis(labelLimit=260)),
        tooltip=["concept:N", "source:N", "term:N"],
    )
    cells = base.mark_rect(stroke="#ffffff66").encode(
        color=alt.Color("kind:N", title=None).scale(domain=[*kinds], range=[*kinds.values()])
    )
    texts = base.mark_text(color="#1b1f24", limit=120).encode(text="term:N")
    return (cells + texts).properties(
        title=isolated(words["agreement"], lang), width=130 * len(sources), height=24 * len(concepts)
    )
