"""How concepts from elsewhere stand to a catalog: which are new, which are there, which of their terms contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from fmref.schema import Concept, per_language
from fmref.text import name_key

if TYPE_CHECKING:
    from fmref.catalog import Catalog
    from fmref.snapshot import TermRow

__all__ = ["Standing", "TermStanding", "compare"]


class TermStanding(NamedTuple):
    """How one term stands to a catalog."""

    lang: str
    text: str
    others: Mapping[str, str]
    """The other concepts of the catalog that have it, by id, each with its status there."""


class Standing(NamedTuple):
    """How one concept stands to a catalog."""

    concept: str
    """Its id."""
    status: Literal["new", "known"]
    """Whether the catalog has the concept."""
    match: str | None
    """The concept of the catalog that it is; None where it is new."""
    added: tuple[TermStanding, ...]
    """Its terms that the catalog does not have for this concept; none of a new one."""
    collisions: tuple[TermStanding, ...]
    """Its terms that are terms of other concepts of the catalog only, or mistakes there."""


def compare(concepts: Iterable[Concept], catalog: Catalog) -> Iterator[Standing]:
    """How each concept stands to a catalog.

    A concept is known by its English terms, the preferred one first; without any, by its id or by its other terms.
    Terms are compared by their folded form, and without those that a concept itself forbids.
    """
    for concept in concepts:
        terms = [
            (lang, term.text)
            for lang, found in per_language(concept.terms)
            for term in found
            if term.status in ("preferred", "admitted", "deprecated")
        ]
        rows = {term: _rows(catalog, *term) for term in terms}
        match = _match(concept, terms, rows, catalog)
        added, collisions = [], []
        for (lang, text), found in rows.items():
            own = [row.status for row in found if row.concept == match]
            others = {row.concept: row.status for row in found if row.concept != match}
            standing = TermStanding(lang, text, others)
            if match is not None and not own:
                added.append(standing)
            if "forbidden" in own or "misspelling" in own:
                collisions.append(standing._replace(others={str(match): own[0]}))
            elif others and not own:
                collisions.append(standing)
        yield Standing(concept.id, "new" if match is None else "known", match, tuple(added), tuple(collisions))


def _rows(catalog: Catalog, lang: str, text: str) -> list[TermRow]:
    """The terms of the catalog with this key in this language; Chinese of both scripts is one."""
    return [row for row in catalog.snapshot.terms_by_key(name_key(text)) if row.lang[:2] == lang[:2]]


def _match(
    concept: Concept,
    terms: Sequence[tuple[str, str]],
    rows: Mapping[tuple[str, str], Sequence[TermRow]],
    catalog: Catalog,
) -> str | None:
    """The concept of a catalog that a concept is."""
    shared = Counter(row.concept for found in rows.values() for row in found)
    english = [term for term in terms if term[0] == "en"]
    for term in english:
        if fitting := {row.concept for row in rows[term]}:
            return concept.id if concept.id in fitting else max(sorted(fitting), key=shared.__getitem__)
    if concept.id in catalog.concepts:
        return concept.id
    return max(sorted(shared), key=shared.__getitem__) if shared and not english else None
