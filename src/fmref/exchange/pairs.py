"""What DeepL and Microsoft have in common: a row for a source and its one target, and no source twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmref.exchange.carrying import Carrying, Cut
from fmref.exchange.drafts import Draft
from fmref.exchange.rows import grouped
from fmref.schema import Concept, Term, per_language

__all__ = ["CARRYING", "drafts", "narrowed", "rows"]

CARRYING: Final = Carrying(target_statuses={"preferred": "preferred"}, pair=True)
_LONGEST: Final = 1024
"""The most bytes that DeepL takes in a field."""


def narrowed(cuts: Sequence[Cut], languages: Sequence[str]) -> list[Cut]:
    """Each source once, and no two concepts with the same target one after the other, which would be read as one.

    A word that stands for several concepts goes with the first.
    """
    taken: set[str] = set()
    waiting = [_once(cut, languages, taken) for cut in cuts]
    found: list[Cut] = []
    last = ""
    while waiting:
        position = next((i for i, cut in enumerate(waiting) if _target(cut, languages) != last), None)
        if position is None:
            return [*found, *(Cut(cut.given, None) for cut in waiting)]
        cut = waiting.pop(position)
        found.append(cut)
        last = _target(cut, languages) or last
    return found


def _once(cut: Cut, languages: Sequence[str], taken: set[str]) -> Cut:
    """A concept with the sources that no other has taken."""
    if cut.held is None:
        return cut
    source, target = languages
    terms: dict[str, tuple[Term, ...]] = {
        lang: tuple(term for term in found if len(term.text.encode()) <= _LONGEST)
        for lang, found in per_language(cut.held.terms)
    }
    kept = [term.text for term in terms[source] if term.text not in taken]
    if not kept or not terms[target]:
        return Cut(cut.given, None)
    taken.update(kept)
    ranked = tuple(
        Term.model_construct(text=text, status="admitted" if position else "preferred")
        for position, text in enumerate(kept)
    )
    update = {_field(source): ranked}
    return Cut(cut.given, cut.held.model_copy(update={"terms": cut.held.terms.model_copy(update=update)}))


def _field(lang: str) -> str:
    return lang.replace("-", "_").lower()


def _target(cut: Cut, languages: Sequence[str]) -> str:
    return "" if cut.held is None else getattr(cut.held.terms, _field(languages[1]))[0].text


def rows(concepts: Sequence[Concept], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Source and target."""
    source, target = map(_field, languages)
    for concept in concepts:
        for term in getattr(concept.terms, source):
            yield term.text, getattr(concept.terms, target)[0].text


def drafts(rows: Sequence[tuple[int, str, str]], languages: Sequence[str]) -> list[Draft]:
    """Concepts of rows of line, source and target; raises `ExchangeError`."""
    source, target = languages
    found = []
    for line, sources, word in grouped(rows):
        draft = Draft(line)
        for text in sources:
            draft.add(source, text, line)
        draft.add(target, word, line)
        found.append(draft)
    return found
