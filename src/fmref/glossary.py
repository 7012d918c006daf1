"""Terms from one language to another, sense by sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fmref.plurals import plurals
from fmref.resolver import Resolver
from fmref.script_patterns import is_han
from fmref.snapshot import Snapshot, TermRow
from fmref.term_forms import forms, halves, spellings
from fmref.text import MAX_NAME, NameKey, is_range_of_scripts, language, name_key, words

if TYPE_CHECKING:
    from fmref.markup import View

__all__ = ["PROFILES", "Glossary", "Profile", "TermMatch", "Translation"]


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

    def view(self, lang: str = "en") -> View:
        """The answer, with headings in a language, as a notebook shows it."""
        from fmref.answer_views import translation_html
        from fmref.markup import View

        return View(translation_html(self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html


class Profile(NamedTuple):
    """A style of writing: the register whose terms come first, and the variant of a language."""

    meaning: str
    register: str | None = None
    variants: Mapping[str, str] = MappingProxyType({})


PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        "mainstream": Profile("what most writers of the language use"),
        "loanword": Profile("Persian that takes over the foreign word: توکن, امبدینگ", "loanword"),
        "academy": Profile("Persian of the Academy and of purists: فراسنج, ژرف‌نگری", "academy"),
        "mainland": Profile("Chinese of the mainland, in simplified characters", None, {"zh-Hant": "zh"}),
        "taiwan": Profile("Chinese of Taiwan, in traditional characters and its own words", None, {"zh": "zh-Hant"}),
    }
)
"""The profiles by name. A sense without a term of the register keeps its preferred one, so each has just one."""

_USABLE: Final = frozenset({"preferred", "admitted", "variant"})
_FALLBACK: Final = {"zh-Hant": ("zh",)}
_ONLY_UNDERSTOOD: Final = frozenset({"forbidden", "attested"})
"""Mistranslations, and what only some glossary writes: they count where nothing else answers, and are never offered."""
_COUNTING: Final = ("en", "fa")
"""The languages whose nouns have a plural."""
_KEEPING_LATIN: Final = frozenset({"zh", "zh-Hant", "fa"})
"""The languages in whose texts Latin words stand."""
_WEIGHT_OF_DOMAIN: Final = 0.5
"""What a word that only one domain has counts, beside one of a concept's own surroundings."""
_DOUBT: Final = 0.25
"""By how much the likeliest sense must be nearer than the next."""


_KEPT: Final = 2**14
"""How many answers are kept in memory."""
_KEYS_KEPT: Final = 2**16
"""Of how many terms the folded form is kept: those of a sense are compared whenever one of them is asked."""
_CONTEXTS_KEPT: Final = 64
"""Of how many texts around a term the words are kept: the terms of one paragraph ask for the same one."""


_key: Final = lru_cache(maxsize=_KEYS_KEPT)(name_key)


class Glossary:
    """Terminology over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver) -> None:
        self._snapshot = snapshot
        self._resolver = resolver
        self._terms = lru_cache(maxsize=_KEPT)(self._find_terms)
        self._arranged = lru_cache(maxsize=_KEPT)(self._arrange)
        self._senses = lru_cache(maxsize=_KEPT)(self._find_senses)
        self._traditional = lru_cache(maxsize=_KEPT)(self._find_traditional)
        self._surroundings = lru_cache(maxsize=_KEPT)(self._find_surroundings)
        self._words_of = lru_cache(maxsize=_CONTEXTS_KEPT)(lambda text: frozenset(words(text)))

    def translate(
        self, term: str, to: str, *, from_: str | None = None, context: str | None = None, profile: str | None = None
    ) -> Translation:
        """The terms of another language for a term, the preferred one first.

        `to` and `from_` are language tags (`en`, `zh-Hans`, `zh-Hant`, `fa`); without `from_` every language is looked
        in, and Latin words are known in Chinese and Persian, too. Mere `zh` is the range of both scripts: without a
        profile, what `zh-Hant` answers follows what `zh-Hans` does. Where Taiwan has no word of its own, `zh-Hant`
        has that of the mainland in traditional characters (see `fmref.traditional`).
        A plural is answered with the terms, and behind them their plurals. Behind Persian terms stand their other
        spellings (شبکه‌ی عصبی for شبکهٔ عصبی, مولفه for مؤلفه), which are admitted (see `fmref.term_forms`).
        A term with several senses is `ambiguous` unless the words of `context`, a text around it, point to one.
        Inflected forms, British spellings and the like are understood; of a term with another in brackets, such as
        its acronym, the senses that both have. Names of models and other entries translate to their names. `profile`
        is one of `PROFILES`.

        Raises `UnknownLanguageError`, `ValueError` for another profile, `TypeError` when `term` is not a string.
        """
        if not isinstance(term, str):
            raise TypeError(f"a term is a string, not {type(term).__name__}")
        style = _profile(profile)
        tag, from_ = language(to), None if from_ is None else language(from_)
        both, to = profile is None and is_range_of_scripts(to), style.variants.get(tag, tag)
        if len(term) > MAX_NAME:
            return Translation(term, to, "unknown")
        senses = self._senses(term, from_)
        if not senses and from_ in _KEEPING_LATIN and term.isascii():
            senses = self._senses(term, "en")
        if not senses:
            return self._entry_name(term, to)
        ranked, decided = self._rank(senses, context)
        by_sense = [self._arranged(term, sense, to, style.register, both) for sense in ranked]
        first = by_sense[0]
        return Translation(
            query=term,
            lang=to,
            status="ok" if len(ranked) == 1 or decided else "ambiguous",
            concept=ranked[0],
            preferred=first[0].text if first else None,
            terms=first if decided or len(ranked) == 1 else tuple(term for terms in by_sense for term in terms),
            candidates=tuple(ranked),
        )

    def _arrange(self, term: str, sense: str, to: str, register: str | None, both: bool) -> tuple[TermMatch, ...]:  # noqa: FBT001
        """The terms of a sense for a word, those that fit it first; of `both` Chinese scripts."""
        terms = self._terms(sense, to, register)
        if register is None:
            terms = _written_out(term, self._fitting(term, terms), _is_latin)
        if both:
            terms = (*terms, *self._traditional(sense))
        if to in _COUNTING:
            terms = (*terms, *self._in_plural(term, terms))
        return (*terms, *_spelt_otherwise(terms)) if to == "fa" else terms

    def has_usual_sense(self, term: str, to: str) -> bool:
        """Whether one sense of a term is far more usual than its others, or all of them are the same word in `to`.

        A sense of which the term is the preferred one is more usual than those for which it is only admitted.
        """
        senses = self._senses(term, None)
        preferred = {first[0].text for sense in senses if (first := self._terms(sense, language(to), None))}
        rows = [row for key in forms(term) for row in self._snapshot.terms_by_key(key)]
        merits = [min(_merit(row) for row in rows if row.concept == sense) for sense in senses]
        return len(preferred) == 1 or merits.count(min(merits, default=0)) == 1

    def terms(self, concept: str, lang: str, profile: str | None = None) -> tuple[TermMatch, ...]:
        """The terms of a concept in a language that a writer may use, the preferred one first.

        Where Taiwan has no word of its own, its terms are those of the mainland in traditional characters. Raises
        `ValueError` for another profile than those of `PROFILES`.
        """
        style = _profile(profile)
        return self._terms(concept, style.variants.get(lang, lang), style.register)

    def _fitting(self, term: str, terms: tuple[TermMatch, ...]) -> tuple[TermMatch, ...]:
        """The terms of a sense, those first that glossaries write for this very word, if it is not the preferred one.

        *Loss function* and *cost function* are one sense; 损失函数 fits the first better, 代价函数 the second. Where
        none has it, a short form is answered with a short one: preprocessing is 预处理, data preprocessing 数据预处理.
        """
        if len(terms) < 2:
            return terms
        asked, lang = _key(term), terms[0].lang
        own = [t for lang in ("en", "zh", "fa") for t in self._terms(terms[0].concept, lang, None)[:1]]
        if any(_key(preferred.text) == asked for preferred in own):
            return terms
        counts = next(filter(None, (self._pairs.get((asked, tag)) for tag in (lang, *_FALLBACK.get(lang, ())))), None)
        if counts is not None:
            return tuple(sorted(terms, key=lambda other: -counts.get(_key(other.text), 0)))
        if any(_is_part(term, preferred.text) for preferred in own):
            return tuple(sorted(terms, key=lambda other: not _is_part(other.text, terms[0].text)))
        return terms

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], dict[str, int]]:
        return self._snapshot.pairs()

    def _in_plural(self, asked: str, terms: Sequence[TermMatch]) -> Iterator[TermMatch]:
        """The plurals of terms, if what was asked is a plural of their concept; behind them, for they are inflected."""
        if not terms:
            return
        key = _key(asked)
        own = [t for lang in _COUNTING for t in self._terms(terms[0].concept, lang, None)]
        if any(_key(t.text) == key for t in own):
            return
        if any(_key(many) == key for t in own for many in plurals(t.text, t.lang)):
            for t in terms:
                yield from (t._replace(text=many, status="admitted") for many in islice(plurals(t.text, t.lang), 1))

    def likeliest(self, senses: Sequence[str], context: str) -> str:
        """The one of several senses that a text around a term points to; the first where it points to none."""
        ranked, decided = self._rank(senses, context)
        return ranked[0] if decided else senses[0]

    def _find_traditional(self, concept: str) -> tuple[TermMatch, ...]:
        """The terms of a concept in traditional characters that are not the same in simplified ones."""
        simplified = {term.text for term in self._terms(concept, "zh", None)}
        found = (term for term in self._terms(concept, "zh-Hant", None) if term.text not in simplified)
        return tuple(term._replace(status="admitted") for term in found)

    def keep_latin(self, concept: str, lang: str) -> str:
        """Whether writers of a language keep the Latin word: `always`, `first_mention` or `never`."""
        kept: Mapping[str, str] = self._snapshot.record(concept).get("keep_latin", {})
        return next((kept[tag] for tag in (lang, *_FALLBACK.get(lang, ())) if tag in kept), "never")

    def _find_terms(self, concept: str, lang: str, register: str | None) -> tuple[TermMatch, ...]:
        for tag in (lang, *_FALLBACK.get(lang, ())):
            rows = [row for row in self._snapshot.terms_of(concept, tag) if row.status in _USABLE]
            if rows:
                found = (TermMatch(_written(r.text, r.lang, lang), lang, r.status, r.register, r.concept) for r in rows)
                return tuple(sorted(found, key=lambda term: register is not None and term.register != register))
        return ()

    def _find_senses(self, term: str, lang: str | None) -> tuple[str, ...]:
        """Ids of the concepts that a term stands for; of a term with another in brackets, those that both stand for.

        Those of which it is the preferred term come first, and of equals the one whose terms glossaries write for it.
        """
        if parts := halves(term):
            inner = self._senses(parts[1], None)
            if both := tuple(sense for sense in self._senses(parts[0], lang) if sense in inner):
                return both
        tags = _tags(lang)
        for key in forms(term):
            rows = [row for row in self._snapshot.terms_by_key(key) if tags is None or row.lang in tags]
            right = [row for row in rows if row.status not in _ONLY_UNDERSTOOD] or rows
            if right:
                senses = list(dict.fromkeys(row.concept for row in right))
                if len(senses) > 1:
                    merits = {sense: min(_merit(row) for row in right if row.concept == sense) for sense in senses}
                    senses.sort(key=lambda sense: (merits[sense], -self._attested(key, sense)))
                return tuple(senses)
        return ()

    def _attested(self, key: NameKey, concept: str) -> int:
        """How many renderings of a term public glossaries have that are terms of one of its senses."""
        return sum(
            self._pairs.get((key, lang), {}).get(name_key(term.text), 0)
            for lang in ("en", "zh", "fa")
            for term in self._terms(concept, lang, None)
        )

    def _rank(self, senses: Sequence[str], context: str | None) -> tuple[Sequence[str], bool]:
        """The senses, likeliest first, and whether the context decided between them."""
        if len(senses) == 1 or not context:
            return senses, False
        around = self._words_of(context[: 20 * MAX_NAME]) - self._common_words
        scores = {sense: self._nearness(sense, around) for sense in senses}
        ranked = sorted(senses, key=lambda s: -scores[s])
        return ranked, scores[ranked[0]] > scores[ranked[1]] + _DOUBT

    def _nearness(self, concept: str, around: frozenset[str]) -> float:
        """How near words stand to a concept: those one expects around it, and those of its domain.

        A word counts for a domain with the share that the domain has in it: 1 if no other domain has it.
        """
        domain, expected = self._surroundings(concept)
        shares = self._domain_words
        own = sum([shares[word].get(domain, 0.0) for word in around & shares.keys()])
        return len(around & expected) + _WEIGHT_OF_DOMAIN * own

    @cached_property
    def _common_words(self) -> frozenset[str]:
        return self._snapshot.common_words()

    @cached_property
    def _domain_words(self) -> dict[str, dict[str, float]]:
        """The words that stand in terms, each with the share of every domain in it."""
        counts: dict[str, Counter[str]] = {}
        for domain, text in self._snapshot.terms_by_domain():
            for word in set(words(text)):
                counts.setdefault(word, Counter())[domain] += 1
        return {word: {domain: n / by.total() for domain, n in by.items()} for word, by in counts.items()}

    def _find_surroundings(self, concept: str) -> tuple[str, set[str]]:
        """The domain of a concept, and the words one expects around it: of its definition, and of its neighbours."""
        record = self._snapshot.record(concept)
        near = [*record.get("related", ()), *record.get("broader", ())]
        own = {w for lang in ("en", "zh", "fa") for t in self._snapshot.terms_of(concept, lang) for w in words(t.text)}
        texts = [*record.get("definition", {}).values()]
        texts += [t.text for other in near for lang in ("en", "zh", "fa") for t in self._snapshot.terms_of(other, lang)]
        return record["domain"], {w for text in texts for w in words(text) if len(w) > 1} - own

    def _entry_name(self, name: str, to: str) -> Translation:
        """The name, in another language, of the one entry that bears a name, or both names of `full form (acronym)`."""
        found = self._resolver.explain(name)
        if found.match is None and (parts := halves(name)):
            both = [self._resolver.explain(part) for part in parts]
            if len({one.match and one.match.id for one in both}) == 1:
                found = both[0]
        if found.match is None or found.match.kind == "concept":
            candidates = tuple(c.id for c in found.candidates) if found.status == "ambiguous" else ()
            return Translation(name, to, "ambiguous" if candidates else "unknown", candidates=candidates)
        entry = found.match.id
        names = self._snapshot.record(entry)["names"]
        tag = next(tag for tag in (to, *_FALLBACK.get(to, ()), "en") if names.get(tag))
        terms = tuple(
            TermMatch(_written(n["text"], tag, to), to, n.get("status", "variant"), n.get("register"), entry)
            for n in names[tag]
            if n.get("status", "variant") in _USABLE
        )
        if " " in name:
            terms = _written_out(name, terms, _is_one_word)
        return Translation(name, to, "ok", entry, terms[0].text, terms, (entry,))


def _written(text: str, lang: str, to: str) -> str:
    """A text of a language as it is written in one that falls back on it."""
    if lang == "zh" and to == "zh-Hant":
        from fmref.traditional import traditional

        return traditional(text)
    return text


def _is_latin(term: TermMatch) -> bool:
    """Whether a Chinese or Persian term is a Latin word that its writers keep: GPU."""
    return term.lang != "en" and term.text.isascii()


def _is_one_word(term: TermMatch) -> bool:
    """Whether a name is a Latin word, or the Persian letters for one: ResNet, رزنت."""
    return _is_latin(term) or (term.lang == "fa" and " " not in term.text)


def _written_out(
    asked: str, terms: tuple[TermMatch, ...], is_short: Callable[[TermMatch], bool]
) -> tuple[TermMatch, ...]:
    """The terms, the full forms first where a full form is asked: a residual network is 残差网络, then ResNet."""
    short = {_key(term.text) for term in terms if is_short(term)}
    if any(key in _key(asked) for key in short):
        return terms
    return tuple(sorted(terms, key=lambda term: any(key in _key(term.text) for key in short)))


def _spelt_otherwise(terms: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """Persian terms in their other spellings, none of which is among the terms."""
    seen = {term.text for term in terms}
    for term in terms:
        for text in spellings(term.text):
            if text not in seen:
                seen.add(text)
                yield term._replace(text=text, status="admitted")


def _is_part(short: str, long: str) -> bool:
    """Whether a term is one or several words of a longer one, or characters of a longer Chinese one."""
    short, long = short.casefold(), long.casefold()
    return short != long and (short in long if is_han(short[:1]) else f" {short} " in f" {long} ")


def _profile(name: str | None) -> Profile:
    """The profile of a name; the mainstream for None."""
    try:
        return PROFILES["mainstream" if name is None else name]
    except KeyError:
        raise ValueError(f"unknown profile {name!r}; use one of {', '.join(PROFILES)}") from None


def _tags(lang: str | None) -> tuple[str, ...] | None:
    """Chinese of both scripts is looked up together: the key is the same."""
    return None if lang is None else ("zh", "zh-Hant") if lang in ("zh", "zh-Hant") else (lang,)


def _merit(row: TermRow) -> int:
    """Senses for which the word is the preferred term come before those for which it is admitted."""
    return {"preferred": 0, "admitted": 1}.get(row.status, 2)
