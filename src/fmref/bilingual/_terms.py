"""Terms of a source in its translation: rendered, mistranslated, deprecated, missing or rendered in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.bilingual._finding import PairFinding, Span, finding
from fmref.bilingual._lexicon import Lexicon
from fmref.bilingual._side import Side, outermost, within
from fmref.script_patterns import is_han
from fmref.snapshot import MistakeRow
from fmref.text import name_key

__all__ = ["Rendering", "compare_terms", "inconsistent", "renderings"]


def compare_terms(source: Side, target: Side, lexicon: Lexicon, *, profile: str | None) -> Iterator[PairFinding]:
    """The findings of P201 to P203, one for each concept."""
    right = {id_: list(_right_places(id_, group, target, lexicon)) for id_, group in source.terms.items()}
    taken = [place for places in right.values() for place in places]
    for id_, group in source.terms.items():
        wrong = list(_wrong_places(id_, source, target, taken, lexicon))
        suggestions = lexicon.suggestions(id_, target.lang, profile)
        first = group[0]
        at = Span(first.start, first.end, first.text)
        advice = f"; write {suggestions[0]}" if suggestions else ""
        for place, mistake in wrong:
            if not (mistake.ambiguous and len(right[id_]) >= len(group)):
                fitting = mistake.write or suggestions
                message = f"{first.text} is mistranslated" + (f"; write {fitting[0]}" if fitting else "")
                yield finding("P201", message, at, place, suggestions=fitting)
        if wrong:
            continue
        old = [
            place
            for key in lexicon.forms(id_, target.lang).deprecated
            for place in target.places(key)
            if not any(within(place, good) for good in taken) and place.text not in source.text
        ]
        for place in old:
            yield finding("P202", f"a deprecated term for {first.text}{advice}", at, place, suggestions=suggestions)
        if not (old or right[id_]) and _must_be_rendered(first, target, lexicon):
            message = f"nothing renders {first.text}{f', as {suggestions[0]} would' if suggestions else ''}"
            yield finding("P203", message, at, None, suggestions=suggestions)


def _right_places(id_: str, group: Sequence[Mention], target: Side, lexicon: Lexicon) -> Iterator[Span]:
    """Where the target says a concept: in one of its terms, or in the very word of the source."""
    ids = {id_, *(bearer for mention in group for bearer in lexicon.ids(mention))}
    keys = {key for one in ids if lexicon.is_concept(one) for key in lexicon.forms(one, target.lang).right}
    keys |= {name_key(m.text) for m in group if m.text.isascii() or m.text in target.text}
    places = {place for key in keys for place in target.places(key)}
    places |= {
        Span(m.start, m.end, m.text)
        for m in target.mentions
        if m.status in {"ok", "variant"} and ids & lexicon.ids(m) and not _is_deprecated(m, ids, target.lang, lexicon)
    }
    return outermost(places)


def _is_deprecated(mention: Mention, ids: Iterable[str], lang: str, lexicon: Lexicon) -> bool:
    return any(name_key(mention.text) in lexicon.forms(id_, lang).deprecated for id_ in ids if lexicon.is_concept(id_))


def _wrong_places(
    id_: str, source: Side, target: Side, taken: Sequence[Span], lexicon: Lexicon
) -> Iterator[tuple[Span, MistakeRow]]:
    """Where the target has a mistranslation of a concept, and which."""
    seen: list[Span] = []
    for row in sorted(lexicon.forms(id_, target.lang).mistakes, key=lambda row: -len(row.key)):
        for place in target.places(row.key):
            if (
                place.text not in source.text
                and not any(within(place, other) for other in (*taken, *seen))
                and not target.guarded(place, row.guards)
            ):
                seen.append(place)
                yield place, row


def _must_be_rendered(mention: Mention, target: Side, lexicon: Lexicon) -> bool:
    """Whether the lack of a term is worth a word: a certain one of the field, of which no part is there either."""
    if mention.id in lexicon.loose or mention.score < 1 or not _is_certain(mention):
        return False
    forms = lexicon.forms(mention.id, target.lang).right
    return bool(forms) and not any(_says_loosely(target, key, text) for key, text in forms.items())


def _is_certain(mention: Mention) -> bool:
    """Whether a mention says the term and nothing else: the preferred wording or an acronym, no short plain word."""
    word = mention.text
    if word.isascii() and word.isalpha() and word.islower():
        return mention.status == "ok" and len(word) > _SHORT_WORD
    return mention.status == "ok" or (mention.status == "variant" and word.isascii() and word.isupper())


_SHORT_WORD: Final = 7
"""Up to how many letters an English word is taken for everyday language, as compute and version are."""
_WORD: Final = re.compile(r"[^\W_]+")
_ENGLISH_ENDING: Final = re.compile(
    "(?:i[sz]ations?|i[sz]ing|i[sz]ed|ations?|ences?|ances?|ments?|ings?|ions?|ally|ers?|ors?|ed|es|al|e|s|y)$"
)
_LEAST_STEM: Final = 3


def _says_loosely(target: Side, key: str, text: str) -> bool:
    """Whether a text says a term in other words: most of its Chinese characters, or the stems of its words together."""
    if is_han(key[0]):
        pairs = [key[i : i + 2] for i in range(len(key) - 1)]
        return len(key) >= 4 and 2 * sum(pair in target.folded.key for pair in pairs) >= len(pairs)
    stems = [_stem(word) if word.isascii() else word for word in map(name_key, _WORD.findall(text))]
    reach = len(stems) + _BETWEEN
    return bool(stems) and any(
        all(any(other.startswith(stem) for other in target.words[max(at - reach, 0) : at + reach]) for stem in stems)
        for at, word in enumerate(target.words)
        if word.startswith(stems[0])
    )


_BETWEEN: Final = 2
"""How many other words stand between those of a term at most: learning by means of reinforcement."""


def _stem(word: str) -> str:
    """An English word without its endings, roughly."""
    stem = _ENGLISH_ENDING.sub("", word)
    return stem if len(stem) >= _LEAST_STEM else word


class Rendering(NamedTuple):
    """How a segment renders a word of its source."""

    segment: int
    concept: str
    surface: str
    """The folded word of the source."""
    term: str
    source: Span
    target: Span


def renderings(segment: int, source: Side, target: Side, lexicon: Lexicon) -> Iterator[Rendering]:
    """The renderings that are beyond doubt: the source has one word for a concept, and the target one."""
    for id_, group in source.terms.items():
        if id_ in lexicon.loose or group[0].score < 1 or len({name_key(m.text) for m in group}) > 1:
            continue
        forms = lexicon.forms(id_, target.lang).right
        places = {name_key(place.text): place for place in _right_places(id_, group, target, lexicon)}
        if len(places) == 1 and (key := next(iter(places))) in forms:
            first = group[0]
            at = Span(first.start, first.end, first.text)
            yield Rendering(segment, id_, name_key(first.text), key, at, places[key])


def inconsistent(found: Iterable[Rendering]) -> Iterator[tuple[int, PairFinding]]:
    """The findings of P204 with their segments: renderings that differ from the usual one of the same word.

    The usual one is the most frequent, the earlier of two. Terms inside one another, and acronyms, are no two ways.
    """
    words: dict[tuple[str, str], list[Rendering]] = {}
    for one in found:
        words.setdefault((one.concept, one.surface), []).append(one)
    for group in words.values():
        counts = Counter(one.term for one in group)
        usual = max(counts, key=lambda term: counts[term])
        shown = next(one.target.text for one in group if one.term == usual)
        for one in group:
            if not (one.term in usual or usual in one.term or one.target.text.isupper() or shown.isupper()):
                message = f"{one.source.text} is rendered as {one.target.text} here and as {shown} elsewhere"
                yield one.segment, finding("P204", message, one.source, one.target, suggestions=(shown,))
