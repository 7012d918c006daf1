"""Checks of the names in a text against each other and the catalog: slips of letters, words, makers and scripts.

In a Chinese or Persian sentence a Latin word is a name. One that the catalog does not know and that differs in a letter
from one it knows is probably that one; so is a name of two words of which the second is another than in every name
that begins so. Of two firms with names that begin alike, the text may have named the wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from fmref.lineage import house
from fmref.main_language import main_language
from fmref.near import NearKeys
from fmref.overlaps import free_places
from fmref.terminology import Finding
from fmref.text import name_key

if TYPE_CHECKING:
    from fmref.annotation import Mention
    from fmref.snapshot import NameRow, Snapshot

__all__ = ["RULES", "name_slips"]

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "T106": "A model is said to come from its maker, not from a firm with a like name",
        "T306": "A text writes a name in one script",
        "T307": "The name of a work in Persian letters has its Latin form beside it once",
    }
)
"""What the names of a text have to be like, by code."""


def name_slips(text: str, mentions: Sequence[Mention], snapshot: Snapshot) -> Iterator[Finding]:
    """Slips in the names of a text that no list holds. `mentions` are the names and terms of the text, in order."""
    entries = [one for one in mentions if one.kind != "concept"]
    named = {one.id for one in entries}
    is_free = free_places(len(text), ((one.start, one.end) for one in mentions))
    if main_language(text) != "en":
        yield from _halves(text, is_free, snapshot)
        yield from _letters(text, is_free, named, snapshot)
        yield from _hyphens(text, is_free, entries, snapshot)
    yield from _second_words(text, is_free, named, snapshot)
    yield from _makers(text, entries, named, snapshot)
    yield from _scripts(text, entries)
    if main_language(text) == "fa" and not _NO_PERSIAN.search(text):
        yield from _without_latin(entries, snapshot)


def _slip(start: int, end: int, text: str, right: str, *, certain: bool = False) -> Finding:
    """A name that is probably another; certainly where the text has the right one, too."""
    message = f"no known name, but nearly one; write {right}"
    return Finding(start, end, text[start:end], "T102", "error" if certain else "warning", message, (right,))


# --- Letters

_LONE_WORD: Final = re.compile(
    r"(?<![A-Za-z0-9_@./#'’《-])(?<![A-Za-z0-9,.] )[A-Z][A-Za-z]{4,24}(?![A-Za-z0-9_@/'’-]|[.,]? ?[A-Za-z0-9])"
)
"""A Latin word with a capital that stands alone between words of another script, and is no title."""
_LEAST_LETTERS: Final = 7
"""Shorter words are often near a name by chance, unless the text has that name, too."""


def _letters(text: str, is_free: Callable[[int, int], bool], named: set[str], snapshot: Snapshot) -> Iterator[Finding]:
    """Lone words that differ in one letter from a name."""
    near = NearKeys(snapshot)
    told: set[str] = set()
    for match in _LONE_WORD.finditer(text):
        word = match[0]
        if word in told or not is_free(*match.span()) or snapshot.bearers(key := name_key(word)):
            continue
        told.add(word)
        rows = (row for other, _ in near.find(key, _MOST_NEAR) for row in snapshot.bearers(other))
        found = [row for row in rows if _is_slip(word, row)]
        right = {row.text for row in found if row.id in named} or {row.text for row in found}
        if len(right) == 1:
            certain = any(row.id in named for row in found)
            if certain or len(word) >= _LEAST_LETTERS:
                yield _slip(*match.span(), text, right.pop(), certain=certain)


_MOST_NEAR: Final = 4


def _is_slip(word: str, row: NameRow) -> bool:
    """Whether a word is the Latin name of an entry but for one letter that is not its first; no plural of it."""
    from rapidfuzz.distance import OSA

    name = row.text
    return (
        row.kind != "concept"
        and not row.is_identifier
        and row.status in ("preferred", "variant")
        and name.isascii()
        and name.isalpha()
        and name[0] == word[0]
        and word != f"{name}s"
        and OSA.distance(word.casefold(), name.casefold()) == 1
    )


# --- Halves

_PERSIAN: Final = "\u0620-\u063a\u0641-\u064a\u066e-\u06d3"
_HALF: Final = re.compile(
    "[\u3400-\u9fff]-(?P<behind>[a-z]{3,15})(?![A-Za-z])"
    f"|(?<![{_PERSIAN}\u200c])(?!(?:این|آن|همین|برای|روی|کتابخانه|زبان)[a-z])[{_PERSIAN}]{{3,12}}(?P<after>[a-z]{{3,15}})(?![A-Za-z])"
)
"""A word of which small Latin letters are the second half: the Chinese one has a hyphen, the Persian one no gap."""


def _halves(text: str, is_free: Callable[[int, int], bool], snapshot: Snapshot) -> Iterator[Finding]:
    """Words of two scripts whose Latin half is no word of its own: names that are translated by half."""
    halves: dict[str, list[re.Match[str]]] = {}
    for match in _HALF.finditer(text):
        latin = next(filter(None, match.groups()))
        if is_free(*match.span()) and not snapshot.bearers(name_key(latin)):
            halves.setdefault(name_key(match[0]), []).append(match)
    if not halves:
        return
    owners = {row.key: row.owner for row in snapshot.mistakes() if row.key in halves}  # glued to a digit, say
    for key, found in halves.items():
        node = snapshot.node(owners.get(key, ""))
        right = () if node is None else (node.name,)
        repair = f"write {right[0]}" if right else "write the name as its maker does, or a space between two words"
        for match in found:
            message = f"{match[0]} is of two scripts; {repair}"
            yield Finding(*match.span(), match[0], "T402", "warning", message, right)


# --- Hyphens

_HYPHENED: Final = re.compile(r"(?<![A-Za-z0-9_@./#-])[a-z]{1,8}-[a-z]{2,12}(?![A-Za-z0-9_@/-])")
_LISTED: Final = re.compile(r"\s*(?:[、,，/،]|和|与|及|以及|یا|و)\s*(?:和|与|و)?\s*")
"""What stands between the names of a list."""


def _hyphens(
    text: str, is_free: Callable[[int, int], bool], entries: Sequence[Mention], snapshot: Snapshot
) -> Iterator[Finding]:
    """Small words with a hyphen in a list of names that are such a name without it: OpenAI、co-here和AI21."""
    starts = {one.start for one in entries}
    ends = sorted(one.end for one in entries)
    for match in _HYPHENED.finditer(text):
        start, end = match.span()
        behind = _LISTED.match(text, end)
        last = ends[at - 1] if (at := bisect_left(ends, start)) else 0
        before = start - last <= _GAP and _LISTED.fullmatch(text, last, start)
        if not is_free(start, end) or not (before or (behind and behind.end() in starts)):
            continue
        rows = snapshot.bearers(name_key(match[0]))
        right = {row.text for row in rows if row.kind != "concept" and row.text.isalpha() and row.text[0].isupper()}
        if len(right) == 1:
            yield _slip(start, end, text, right.pop())


_GAP: Final = 6


# --- Words

_TWO_WORDS: Final = re.compile(r"(?<![A-Za-z0-9_@./-])([A-Z][a-z]{3,20}) ([A-Z][a-z]{2,20})(?![A-Za-z0-9_@/-])")


def _second_words(
    text: str, is_free: Callable[[int, int], bool], named: set[str], snapshot: Snapshot
) -> Iterator[Finding]:
    """Names of two words whose second is another than in the one name of the text that begins so: Hugging Space."""
    told: set[str] = set()
    for match in _TWO_WORDS.finditer(text):
        if match[0] in told or not is_free(*match.span()):
            continue
        told.add(match[0])
        first = match[1]
        names = [(id_, name) for id_, name in snapshot.names_beginning(name_key(first)) if first in name.split()[:1]]
        seconds = {" ".join(name.split()[1:2]) for _, name in names}
        if len(seconds) == 1 and (second := seconds.pop()):
            right = f"{first} {second}"
            if any(name == right and id_ in named for id_, name in names):
                yield _slip(*match.span(), text, right)


# --- Makers

_PROPER: Final = re.compile(r"(?<![A-Za-z0-9_@./-])[A-Z][A-Za-z]{4,20}(?![A-Za-z0-9_@/-])")
_MADE: Final = re.compile(
    r"发布|推出|开发|研发|开源|训练|提出|منتشر|عرضه|معرفی|ساخت|توسعه|آموزش|منبع.باز|متن.?باز"
    r"|released?|launched|developed|built|introduced|open.sourced|trained|unveiled|announced",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[。！？!?\n¶]|\.\s")
_REACH: Final = 60
"""How far behind the name of a firm that of its model may stand."""
_BEHIND: Final = 30
"""How far behind the name of the model Persian may have its verb."""
_ALIKE: Final = 4
"""With how many letters in common two firms' names begin."""


def _makers(text: str, entries: Sequence[Mention], named: set[str], snapshot: Snapshot) -> Iterator[Finding]:
    """Firms that are said to have made a model whose maker, which the text names, too, has a name that begins alike."""
    models = [one for one in entries if one.kind == "model" and one.score == 1]
    told: set[str] = set()
    at = 0
    for match in _PROPER.finditer(text):
        start, end = match.span()
        while at < len(models) and models[at].start < end:
            at += 1
        if match[0] in told or at == len(models) or models[at].start > end + _REACH:
            continue
        model = models[at]
        if _SENTENCE_END.search(text, end, model.start) or not _MADE.search(text, end, model.end + _BEHIND):
            continue
        if (maker := _like_maker(match[0], model, named, snapshot)) is not None:
            told.add(match[0])
            message = f"{model.name} is by {maker}; write {maker}"
            yield Finding(start, end, match[0], "T106", "warning", message, (maker,))


def _like_maker(word: str, model: Mention, named: set[str], snapshot: Snapshot) -> str | None:
    """The maker of a model that the text names elsewhere, where a word begins like its name and is none of its."""
    makers = [maker for maker in snapshot.developers(model.id)[:1] if maker in named]
    meant = {house(row.id, snapshot.part_of) for row in snapshot.bearers(name_key(word)) if row.kind == "organization"}
    for maker in makers:
        names: list[str] = [name["text"] for name in snapshot.record(maker)["names"]["en"]]
        is_own = house(maker, snapshot.part_of) in meant or any(name_key(word) in name_key(name) for name in names)
        like = [name for name in names if name.isalpha() and name[:_ALIKE].casefold() == word[:_ALIKE].casefold()]
        if like and not is_own:
            return like[0]
    return None


# --- Scripts

_LIKELY: Final = 0.5
"""The score of a name that has two bearers, of which the text speaks for one."""
_GLOSS: Final = re.compile(r"[\s\u200c]{0,2}[(（«“\"][^()（）]{0,3}")


def _scripts(text: str, entries: Sequence[Mention]) -> Iterator[Finding]:
    """Names that a text writes in Latin letters and in its own, the rarer way where it stands first.

    A name with the other in brackets behind it does not count, nor does one that several more may bear.
    """
    by_id: dict[str, list[Mention]] = {}
    glossed: set[int] = set()
    for one, other in pairwise(entries):
        if one.id == other.id and _GLOSS.fullmatch(text, one.end, other.start):
            glossed |= {one.start, other.start}
    for one in entries:
        if one.status in ("ok", "variant") and one.score >= _LIKELY and one.start not in glossed:
            by_id.setdefault(one.id, []).append(one)
    for found in by_id.values():
        latin = [one for one in found if one.text.isascii()]
        own = [one for one in found if not re.search("[A-Za-z]", one.text)]
        if latin and own:
            rarer, usual = (own, latin) if len(own) <= len(latin) else (latin, own)
            first, right = rarer[0], Counter(one.text for one in usual).most_common(1)[0][0]
            message = f"the text writes the name {right}, too; write it in one way"
            yield Finding(first.start, first.end, first.text, "T306", "info", message, (right,))


_WORKS: Final = frozenset({"model", "dataset", "benchmark", "software"})
_NO_PERSIAN: Final = re.compile("[ۆێڕڵڤەٹڈڑںے]")
"""Letters of Kurdish and Urdu, which Persian has not."""


def _without_latin(entries: Sequence[Mention], snapshot: Snapshot) -> Iterator[Finding]:
    """Names of works that a text has in Persian letters only, each where it stands first.

    Readers cannot tell from دالی which Latin name to look for; the names of firms (گوگل) are known in Persian letters.
    """
    in_latin = {one.id for one in entries if re.search("[A-Za-z]", one.text)}
    for one in entries:
        if one.kind in _WORKS and one.id not in in_latin and one.status in ("ok", "variant") and one.score >= _LIKELY:
            in_latin.add(one.id)
            names = [name["text"] for name in snapshot.record(one.id)["names"]["en"]]
            latin = next((name for name in names if _has_digit(name) == _has_digit(one.text)), names[0])
            right = f"{one.text} ({latin})"
            message = f"the Latin name stands nowhere; write {right}"
            yield Finding(one.start, one.end, one.text, "T307", "info", message, (right, latin))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
