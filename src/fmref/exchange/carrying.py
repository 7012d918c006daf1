"""What a format holds of a concept, and what of it is therefore left out: one table row a format, one reckoning.

A writer is given concepts that are cut already to what its format holds, so it writes all that it is given, and what a
reader makes of the file can be compared with what was written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from fmref.errors import ExchangeError, shorten
from fmref.exchange.drafts import IMPORTED, free_id
from fmref.schema import Concept, Definition, Term, Terms, per_language
from fmref.text import LANGUAGES

__all__ = ["EVERYTHING", "TERM_FIELDS", "Carrying", "Cut", "carried", "left_out", "renumbered"]

_CONCEPT_FIELDS: Final = tuple(name for name in Concept.model_fields if name != "terms")
_USABLE: Final = MappingProxyType({"preferred": "preferred", "admitted": "admitted"})
_STATUSES: Final = MappingProxyType({s: s for s in ("preferred", "admitted", "deprecated", "misspelling", "forbidden")})
TERM_FIELDS: Final = tuple("type full register_ plural source also error ambiguous guards write hit miss".split())
"""The fields of a term beside its text and status, in the order in which people write them."""


class Carrying(NamedTuple):
    """What a format holds."""

    concept: Sequence[str] = ()
    """Fields of a concept, beside its terms."""
    term: Sequence[str] = ()
    """Fields of a term, beside its text and status."""
    statuses: Mapping[str, str] = _USABLE
    """The statuses of the terms that it holds, each with what is read back."""
    target_statuses: Mapping[str, str] | None = None
    """The same for the target of a pair of languages, where that is another."""
    languages: Sequence[str] = LANGUAGES
    """The languages that it can hold."""
    pair: bool = False
    """True where a file is about two languages, a source and a target, and a concept needs terms in both."""
    by_position: bool = True
    """True where the first term is the preferred one and the others are admitted; else each term says its status."""
    ordered: bool = True
    """False where terms and references have no order, so that they are sorted."""
    definition: str = "all"
    """Whose definition it holds: `all` languages, the `source` or the `target`."""


EVERYTHING: Final = Carrying(_CONCEPT_FIELDS, TERM_FIELDS, _STATUSES, by_position=False)
"""Every field of a concept and its terms."""


class Cut(NamedTuple):
    """A concept as it was given, in the languages asked for, and what of it a format holds; None where nothing."""

    given: Concept
    held: Concept | None


def carried(concepts: Iterable[Concept], carrying: Carrying, languages: Sequence[str]) -> list[Cut]:
    """Each concept with what a format holds of it.

    Raises `ExchangeError` for a text with control characters, which no format holds.
    """
    cuts = [_cut(_in_languages(concept, languages), carrying, languages) for concept in concepts]
    for cut in cuts:
        _check_texts(cut.given)
    return cuts


def renumbered(cuts: Iterable[Cut]) -> list[Cut]:
    """The same with the ids that a reader makes for concepts without one."""
    taken: set[str] = set()
    found = []
    for cut in cuts:
        if cut.held is not None:
            id_ = free_id(cut.held.terms.en[0].text if cut.held.terms.en else "", taken)
            cut = Cut(cut.given, cut.held.model_copy(update={"id": id_}))  # noqa: PLW2901
        found.append(cut)
    return found


def _in_languages(concept: Concept, languages: Sequence[str]) -> Concept:
    """A concept without the terms and definitions of other languages."""
    terms = {lang: found if lang in languages else () for lang, found in per_language(concept.terms)}
    said = {lang: text for lang in languages if (text := getattr(concept.definition, lang, None))}
    kept = {lang: how for lang, how in concept.keep_latin.items() if lang in languages}
    return concept.model_copy(
        update={
            "terms": Terms(**terms),
            "definition": Definition(**said) if said else None,
            "keep_latin": MappingProxyType(kept),
        }
    )


def _cut(concept: Concept, carrying: Carrying, languages: Sequence[str]) -> Cut:
    source, *targets = languages
    terms = {
        lang: _terms(found, carrying, carrying.target_statuses if lang in targets else None)
        if lang in carrying.languages
        else ()
        for lang, found in per_language(concept.terms)
    }
    needed = languages if carrying.pair else ()
    if not any(terms.values()) or not all(map(terms.get, needed)):
        return Cut(concept, None)
    defined = {"all": languages, "source": [source], "target": targets}[carrying.definition]
    said = {lang: text for lang in defined if (text := getattr(concept.definition, lang, None))}
    held = {name: getattr(concept, name) for name in carrying.concept}
    held["definition"] = Definition(**said) if said and "definition" in carrying.concept else None
    if not carrying.ordered:
        held |= {name: tuple(sorted(set(held[name]))) for name in ("broader", "related", "entries")}
    required = {"id": concept.id, "domain": IMPORTED, "terms": Terms(**terms)}
    return Cut(concept, Concept(**(required | held)))


def _terms(found: Sequence[Term], carrying: Carrying, target_statuses: Mapping[str, str] | None) -> tuple[Term, ...]:
    """The terms of a language that a format holds, each once, with the status that is read back."""
    statuses = target_statuses or carrying.statuses
    kept = list({term.text: term for term in reversed(found) if term.status in statuses}.values())[::-1]
    if carrying.by_position:
        kept.sort(key=lambda term: term.status != "preferred")
        status = ["preferred", *["admitted"] * len(kept)]
        kept = kept[:1] if "admitted" not in statuses else kept
    else:
        status = [statuses[term.status] for term in kept]
    if not carrying.ordered:
        return _unordered(zip(kept, status, strict=False))
    return tuple(_term(term, how, carrying.term) for term, how in zip(kept, status, strict=False))


def _unordered(terms: Iterable[tuple[Term, str]]) -> tuple[Term, ...]:
    """Terms with a status each, of which one is preferred, sorted: the preferred one, those admitted, the others."""
    found: list[Term] = []
    for term, status in terms:
        again = status == "preferred" and any(other.status == "preferred" for other in found)
        found.append(_term(term, "admitted" if again else status))
    order = list(_STATUSES)
    return tuple(sorted(found, key=lambda term: (order.index(term.status), term.text)))


def _term(term: Term, status: str, fields: Sequence[str] = ()) -> Term:
    """A term with a status and some of its fields."""
    # Not validated anew: a forbidden term whose examples a format does not hold is a mistake all the same.
    values: dict[str, Any] = {name: getattr(term, name) for name in fields}
    return Term.model_construct(**values, text=term.text, status=status)  # type: ignore[arg-type]


def left_out(cuts: Iterable[Cut]) -> Mapping[str, int]:
    """How many values of each field a format does not hold; of `concepts` that it holds nothing of, the terms."""
    counts: Counter[str] = Counter()
    for given, held in cuts:
        if held is None:
            counts["concepts"] += 1
            held = given.model_copy(update={"terms": Terms(en=(), zh=(), fa=())})  # noqa: PLW2901
        counts.update(_lost(given, held))
    return dict(sorted(counts.items()))


def _lost(given: Concept, held: Concept) -> Iterator[str]:
    """The fields of a concept that are not held as they were given, each as often as it has lost a value."""
    for lang in ("en", "zh", "fa"):
        if getattr(given.definition, lang, None) != getattr(held.definition, lang, None):
            yield "definition"
    for name in _CONCEPT_FIELDS:
        was, is_ = getattr(given, name), getattr(held, name)
        if name != "definition" and _some(was) and not _same(was, is_):
            yield name
    for (_, terms), (_, kept) in zip(per_language(given.terms), per_language(held.terms), strict=True):
        by_text = {term.text: term for term in kept}
        for term in terms:
            yield from _lost_of(term, by_text.get(term.text))


def _lost_of(term: Term, kept: Term | None) -> Iterator[str]:
    if kept is None:
        yield f"terms ({term.status})"
        return
    if kept.status != term.status:
        yield "status"
    for name in TERM_FIELDS:
        if _some(was := getattr(term, name)) and was != getattr(kept, name):
            yield name.rstrip("_")


def _some(value: Any) -> bool:
    """Whether a field says more than nothing and the usual."""
    return value not in (None, False, (), "full", "general", "noun", IMPORTED) and value != {}


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal; lists of references are, in any order."""
    return set(one) == set(other) if isinstance(one, tuple) else one == other


def _check_texts(concept: Concept) -> None:
    """Raise `ExchangeError` for characters that files of text do not hold."""
    for text in _texts(concept):
        if not text.isprintable() and (bad := next((c for c in text if _is_control(c)), None)) is not None:
            cause = f"{concept.id}: {shorten(text)} holds the control character U+{ord(bad):04X}; remove it"
            raise ExchangeError(cause)


def _is_control(character: str) -> bool:
    """Control characters, halves of pairs and what no XML may hold."""
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"


def _texts(concept: Concept) -> Iterator[str]:
    yield from (text for lang in ("en", "zh", "fa") if (text := getattr(concept.definition, lang, None)))
    yield concept.attribute or ""
    for _, terms in per_language(concept.terms):
        for term in terms:
            yield from (term.text, term.full or "", term.plural or "", *term.guards, *term.write, *term.hit, *term.miss)
