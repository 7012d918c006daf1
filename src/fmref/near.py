"""Near misses: the keys that differ from a key in few letters and in no digit.

Two keys at a small distance have a piece in common. A key with `k` letters that may differ is cut, at fixed places,
into `k + 1` pieces with one letter left out between neighbours; a slip touches one piece at most (two letters that
changed places touch a piece and a gap), so one piece stays whole, and it moved by no more letters than were dropped or
added before it. The snapshot lists every key under its pieces, so a look-up reads the few keys that share one at the
right place, and its cost hardly depends on how many names there are. (Li, Deng, Wang and Feng, "Pass-Join", PVLDB 5:3,
2011; the gaps make it right for transpositions.)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from fmref.id_grammar import tier_words
from fmref.text import NameKey, digit_signature, name_key

if TYPE_CHECKING:
    from fmref.snapshot import Snapshot

__all__ = ["SPELLING", "NearKeys", "allowed", "is_slip", "pieces"]

_DIGITS: Final = re.compile(r"[0-9]+(?:[._][0-9]+)*")
_NUMBER: Final = "0"
"""What stands for every number of a key in its letters."""


@cache
def _telling() -> re.Pattern[str]:
    """Letters that are as good as digits: a letter behind a number (`4o`, `70m`), and words of size and tier."""
    return re.compile("|".join([f"{_NUMBER}[a-z]", "vl", *sorted(tier_words(), key=len, reverse=True)]))


SPELLING: Final = 0.7
"""Scores above it are for spellings; suggestions of any other kind score less."""


def allowed(length: int) -> int:
    """How many letters may differ in this many: none below 4, one below 8, two below 20, then three."""
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 20 else 3


@lru_cache(maxsize=256)
def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces of so many letters begin and end."""
    most = allowed(length)
    size, longer = divmod(length - most, most + 1)
    cuts, start = [], 0
    for number in range(most + 1):
        end = start + size + (number > most - longer)
        cuts.append((start, end))
        start = end + 1
    return tuple(cuts)


def _block(digits: str) -> int:
    """Where the marks of keys with these digits begin: side by side, so that a look-up reads few pages of the file."""
    return (crc32(digits.encode()) & 0xFFFF) << 32


def pieces(key: NameKey) -> list[int]:
    """The marks under which a key is listed; none for a key too short to be misspelt.

    A mark is made of the checksums of the key's digits and of a piece with its place.
    """
    letters = _DIGITS.sub(_NUMBER, key)
    length, block = len(letters), _block(digit_signature(key))
    if not allowed(length):
        return []
    return [block | crc32(f"{length} {n} {letters[a:b]}".encode()) for n, (a, b) in enumerate(_cuts(length))]


@lru_cache(maxsize=256)
def _places_near(length: int) -> list[tuple[str, int, int]]:
    """Where a key of so many letters may hold a piece of a key near it: the start of the mark, and the place.

    Of the pieces that stayed whole it is enough to look for the first with as many slips before it as pieces.
    """
    most = allowed(length)
    places = []
    for other in range(length - most, length + most + 1):
        slips, longer = min(most, allowed(other)), length - other
        for number, (start, end) in enumerate(_cuts(other)[: slips + 1]):
            left, right = number, slips - number
            shifts = range(max(-left, longer - right, -start), min(left, longer + right, length - end) + 1)
            places += [(f"{other} {number}", start + shift, end + shift) for shift in shifts]
    return places


class NearKeys:
    """Finds the keys of a snapshot at a small edit distance from a key, among those with the same digits.

    Equal digits are demanded because a model's size and version are its identity; on names that are not in a catalog,
    this rule alone cuts wrong neighbours from 30 % to 4 % of the cases. Nothing is held in memory.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find(self, key: NameKey, limit: int) -> list[tuple[NameKey, float]]:
        """The nearest keys, but for `key` itself, with a score that falls with the distance, the nearest first.

        A key with another word of size or tier (`mini`, `nano`), or another letter behind a number, is another model
        rather than another spelling: it comes behind all others, with a score below `SPELLING`.
        """
        letters, digits = _DIGITS.sub(_NUMBER, key), digit_signature(key)
        most = allowed(len(letters))
        if not most:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        block = _block(digits)
        marks = [block | crc32(f"{at} {letters[a:b]}".encode()) for at, a, b in _places_near(len(letters))]
        listed = self._snapshot.keys_with_pieces(marks)
        found: list[tuple[NameKey, float]] = []
        spellings = 0
        for other, distance, _ in process.extract(key, listed, scorer=OSA.distance, score_cutoff=most, limit=4 * limit):
            if spellings >= limit:
                break  # the rest is no nearer
            spelled = _DIGITS.sub(_NUMBER, other)
            if 0 < distance <= allowed(len(spelled)) and digits == digit_signature(NameKey(other)):
                score = 1 - distance / max(len(letters), len(spelled))
                same = not _other_model(letters, spelled, distance)
                spellings += same
                found.append((NameKey(other), score if same else score / 2))
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return found[:limit]


def is_slip(said: str, listed: str) -> bool:
    """Whether a name is a listed one with one letter wrong, missing, too many or changed with its neighbour.

    The first letter is right, and so are the digits and the words that tell models apart.
    """
    from rapidfuzz.distance import OSA

    key, other = name_key(said), name_key(listed)
    if key[:1] != other[:1] or digit_signature(key) != digit_signature(other) or OSA.distance(key, other) != 1:
        return False
    return not _other_model(_DIGITS.sub(_NUMBER, key), _DIGITS.sub(_NUMBER, other), 1)


def _other_model(letters: str, other: str, distance: int) -> bool:
    """Whether two keys differ in a word that tells models apart, and not just in its spelling."""
    from rapidfuzz.distance import OSA

    said, listed = _telling().findall(letters), _telling().findall(other)
    if said == listed:
        return False
    if any(word not in listed for word in said):
        return True
    added = (word for word in listed if word not in said)
    return any(OSA.distance(letters, other.replace(word, "", 1)) == distance - len(word) for word in added)
