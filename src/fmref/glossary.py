"""Terms from one language to another, sense by sense."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from fmref.resolver import Resolver
from fmref.snapshot import Snapshot, TermRow
from fmref.text import MAX_NAME, NameKey, language, name_key, singular_keys, words

__all__ = ["Glossary", "TermMatch", "Translation"]


class TermMatch(NamedTuple):
    """A term of a concept, or a name of an entry."""

    text: str
    lang: str
    status: str
    register: str | None
    concept: str


class Translation(NamedTuple):
    """The answer of `translate`.

    `status` is `ok`, `ambiguous` (the term has several senses and no context decided; `candidates` ranks their ids
    and `terms` holds the terms of each in that order) or `unknown`. `concept` is the id of the first sense,
    `preferred` its preferred term.
    """

    query: str
    lang: str
    status: Literal["ok", "ambiguous", "unknown"]
    concept: str | None = None
    preferred: str | None = None
    terms: tuple[TermMatch, ...] = ()
    candidates: tuple[str, ...] = ()


PROFILES: Final = ("general", "academy", "loanword", "translation", "vendor", "colloquial")
"""The registers a translator may prefer."""

_USABLE: Final = frozenset({"preferred", "admitted", "variant"})
_FALLBACK: Final = {"zh-Hant": ("zh",)}


class Glossary:
    """Terminology over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver) -> None:
        self._snapshot = snapshot
        self._resolver = resolver

    def translate(
        self, term: str, to: str, *, from_: str | None = None, context: str | None = None, profile: str | None = None
    ) -> Translation:
        """The terms of another language for a term, the preferred one first.

        `to` and `from_` are language tags (`en`, `zh`, `zh-Hant`, `fa`); without `from_` every language is looked in.
        A term with several senses is `ambiguous` unless the words of `context`, a text around it, point to one.
        Plurals and other plain inflections are understood; names of models and other entries translate to their
        names. `profile` is the register (`loanword`, `academy` ...) whose terms come first, where a sense has any.

        Raises `UnknownLanguageError`, `ValueError` for another profile, `TypeError` when `term` is not a string.
        """
        if not isinstance(term, str):
            raise TypeError(f"a term is a string, not {type(term).__name__}")
        if profile is not None and profile not in PROFILES:
            raise ValueError(f"unknown profile {profile!r}; use one of {', '.join(PROFILES)}")
        to, from_ = language(to), None if from_ is None else language(from_)
        if len(term) > MAX_NAME or not (key := name_key(term)):
            return Translation(term, to, "unknown")
        senses = self._senses(key, from_)
        if not senses:
            return self._entry_name(term, to)
        ranked, decided = self._rank(senses, context)
        by_sense = [_preferring(self.terms(sense, to), profile) for sense in ranked]
        first = by_sense[0]
        return Translation(
            query=term,
            lang=to,
            status="ok" if len(ranked) == 1 or decided else "ambiguous",
            concept=ranked[0],
            preferred=first[0].text if first else None,
            terms=first if decided else tuple(term for terms in by_sense for term in terms),
            candidates=tuple(ranked),
        )

    def terms(self, concept: str, lang: str) -> tuple[TermMatch, ...]:
        """The terms of a concept in a language that a writer may use, the preferred one first.

        Where Taiwan has no word of its own, its terms are those of the mainland.
        """
        for tag in (lang, *_FALLBACK.get(lang, ())):
            rows = [row for row in self._snapshot.terms_of(concept, tag) if row.status in _USABLE]
            if rows:
                return tuple(TermMatch(r.text, r.lang, r.status, r.register, r.concept) for r in rows)
        return ()

    def _senses(self, key: NameKey, lang: str | None) -> list[str]:
        """Ids of the concepts that a key stands for; mistranslations count only where nothing else answers."""
        for candidate in (key, *singular_keys(key)):
            rows = [row for tag in self._tags(lang) for row in self._snapshot.terms_by_key(candidate, tag)]
            right = [row for row in rows if row.status != "forbidden"] or rows
            if right:
                return list(dict.fromkeys(row.concept for row in sorted(right, key=_merit)))
        return []

    @staticmethod
    def _tags(lang: str | None) -> tuple[str | None, ...]:
        """Chinese of both scripts is looked up together: the key is the same."""
        return ("zh", "zh-Hant") if lang in ("zh", "zh-Hant") else (lang,)

    def _rank(self, senses: list[str], context: str | None) -> tuple[list[str], bool]:
        """The senses, likeliest first, and whether the context decided between them."""
        if len(senses) == 1 or not context:
            return senses, False
        around = set(words(context[: 20 * MAX_NAME]))
        scores = {sense: len(around & self._surroundings(sense)) for sense in senses}
        ranked = sorted(senses, key=lambda s: -scores[s])
        return ranked, scores[ranked[0]] > scores[ranked[1]]

    def _surroundings(self, concept: str) -> set[str]:
        """The words one expects around a concept: of its definition and of the terms of its neighbours."""
        record = self._snapshot.record(concept)
        near = [*record.get("related", ()), *record.get("broader", ())]
        own = {w for lang in ("en", "zh", "fa") for t in self._snapshot.terms_of(concept, lang) for w in words(t.text)}
        texts = [*record.get("definition", {}).values()]
        texts += [t.text for other in near for lang in ("en", "zh", "fa") for t in self._snapshot.terms_of(other, lang)]
        return {w for text in texts for w in words(text) if len(w) > 1} - own

    def _entry_name(self, name: str, to: str) -> Translation:
        """The name, in another language, of the one entry that bears a name."""
        found = self._resolver.explain(name)
        if found.match is None or found.match.kind == "concept":
            candidates = tuple(c.id for c in found.candidates) if found.status == "ambiguous" else ()
            return Translation(name, to, "ambiguous" if candidates else "unknown", candidates=candidates)
        entry = found.match.id
        names = self._snapshot.record(entry)["names"]
        tags = (to, *_FALLBACK.get(to, ()), "en")
        terms = tuple(
            TermMatch(n["text"], to, n.get("status", "variant"), n.get("register"), entry)
            for n in next(filter(None, map(names.get, tags)))
            if n.get("status", "variant") in _USABLE
        )
        return Translation(name, to, "ok", entry, terms[0].text, terms, (entry,))


def _preferring(terms: tuple[TermMatch, ...], register: str | None) -> tuple[TermMatch, ...]:
    """The terms with those of a register first, if one is asked for."""
    return terms if register is None else tuple(sorted(terms, key=lambda t: t.register != register))


def _merit(row: TermRow) -> int:
    """Senses for which the word is the preferred term come before those for which it is admitted."""
    return {"preferred": 0, "admitted": 1}.get(row.status, 2)
