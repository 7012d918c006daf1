"""Persian words read by their sound: which Latin names they may write.

Persian writes the consonants of a foreign name, most of its long vowels and few of its short ones, and several letters
for one sound. So both scripts are brought to a skeleton of consonants in a few classes, without vowels, `h`, `w` and
`y`; a Latin name that can be said in several ways (`g`, `ch`, `x`, an acronym letter by letter) has several. Names with
the skeleton of a word are ranked by a fuller spelling of the sound. What comes out are guesses, never answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.text import digit_signature, name_key

if TYPE_CHECKING:
    from fmref.snapshot import Snapshot

__all__ = ["Sound", "SoundReader", "sounds_of_latin", "sounds_of_persian"]

_MOST_WAYS: Final = 24
"""How many ways to say one name are listed at most."""
_MOST_LETTERS: Final = 40
"""Longer words than this are no name."""


class Sound(NamedTuple):
    """How a name is said."""

    skeleton: str
    """Its consonants in classes: `b d f j k l m n p r s t`."""
    full: str
    """The same with the vowels `a i o`, and consonants told apart."""


_CLASSES: Final = str.maketrans({"z": "s", "S": "j", "c": "j", "g": "k", "x": "k", **dict.fromkeys("aeiohvwy")})
_PERSIAN: Final = str.maketrans(
    {
        **dict(zip("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "abptsjchxdzrzjsSsztz_gfkkglmnohi", strict=True)),
        "آ": "a",
        "ئ": "i",
        "ء": "",
        "_": "",
    }
)
_RUN: Final = re.compile(r"(.)\1+")


def _sound(spoken: str) -> Sound:
    """A sound from its full spelling, with doubled letters written once."""
    return Sound(_RUN.sub(r"\1", spoken.translate(_CLASSES)), _RUN.sub(r"\1", spoken))


def sounds_of_persian(word: str) -> Sound:
    """How a folded Persian word, with or without spaces, is said."""
    return _sound(re.sub("[^a-zS]", "", word.translate(_PERSIAN)))


_LETTER_NAMES: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "ai bi si di i af ji ac ai ji ki al am an o pi kio ar as ti io oi dablio aiks oai zd".split(),
        strict=True,
    )
)
_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WAYS: Final = (
    ("tion", "Sn"),
    ("sion", "Sn zn"),
    ("sia", "sia Sia"),
    ("ture", "cr"),
    ("sch", "S sk"),
    ("tch", "c"),
    ("ch", "c k S"),
    ("sh", "S"),
    ("zh", "j"),
    ("th", "t s d"),
    ("ph", "f"),
    ("gh", "g "),
    ("ck", "k"),
    ("cc", "k c"),
    ("qu", "ko"),
    ("ee", "i"),
    ("ea", "i"),
    ("oo", "o"),
    ("ou", "ao o"),
    ("ow", "ao"),
    ("ai", "i ai"),
    ("ay", "i"),
    ("ce", "s"),
    ("ci", "si Si"),
    ("cy", "si"),
    ("ge", "j g"),
    ("gi", "ji gi"),
    ("gy", "ji"),
    ("c", "k"),
    ("e", ""),
    ("g", "g"),
    ("j", "j i"),
    ("q", "k c"),
    ("u", "o"),
    ("v", "o"),
    ("w", "o"),
    ("x", "ks S z"),
    ("y", "i"),
)
"""What letters are said like, the likeliest first; other letters stand for themselves."""
_GROUPS: Final = re.compile("|".join(letters for letters, _ in _WAYS) + "|[a-z]")
_SAID: Final = {letters: tuple(ways.split(" ")) for letters, ways in _WAYS}
_CLUSTER: Final = re.compile("s[bcdfgklmnpqtvwx](?!h)")
"""A start of a word before which Persian writes an alef."""


def sounds_of_latin(name: str) -> set[Sound]:
    """The ways to say a Latin name; words in capitals, and short ones without vowels, also letter by letter."""
    spoken = []
    for part in _PARTS.findall(name):
        word = part.lower()
        said = (_SAID.get(letters, (letters,)) for letters in _GROUPS.findall(word))
        start = "a" if _CLUSTER.match(word) else ""
        ways = {start + "".join(way) for way in islice(product(*said), _MOST_WAYS)}
        if len(word) < 6 and (part.isupper() or not re.search("[aeiouy]", word)):
            ways.add("".join(_LETTER_NAMES[letter] for letter in word))
        spoken.append(sorted(ways))
    return {_sound("".join(way)) for way in islice(product(*spoken), _MOST_WAYS)} if spoken else set()


_UNREAD: Final = re.compile("[\u0621-\u06ef\u06fa-\u06ff]+(?:[ -]+[\u0621-\u06ef\u06fa-\u06ff]+)*")
_MOST_UNREAD: Final = 3
"""How many parts of a name, and words of a part, are tried; a longer text is no name."""
_LIKE: Final = {0: 0.8, 1: 0.75, 2: 0.65}
"""How like the sounds of two words must be at least, by the consonants they share; 1 for equal ones."""
_LIKE_AT_LEAST: Final = 0.5
"""The same with more consonants than that."""
_GUESSED: Final = 0.6
"""Score of a guess at a whole name with equal sound; less than that of any other near miss in spelling."""


class SoundReader:
    """Guesses what Latin name a Persian one writes, among the names of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def names_like(self, word: str, limit: int = 5) -> list[tuple[str, float]]:
        """The Latin names that sound most like a folded Persian word, each with a likeness up to 1."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        if len(word) > _MOST_LETTERS:
            return []
        sound = sounds_of_persian(word)
        listed = self._snapshot.names_sounding(sound.skeleton)
        least = _LIKE.get(len(sound.skeleton), _LIKE_AT_LEAST)
        spoken = [full for full, _ in listed]
        scored = process.extract(
            sound.full, spoken, scorer=Indel.normalized_similarity, score_cutoff=least, limit=_MOST_WAYS * limit
        )
        best: dict[str, float] = {}
        for _, likeness, at in scored:
            best.setdefault(listed[at][1], likeness)
        return sorted(best.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[:limit]

    def readings(self, text: str) -> Iterator[tuple[str, float]]:
        """Latin names that a folded name with unread Persian words may be, with scores; the same digits or none.

        For each unread part the name with a guess in its place, and the guess alone, which scores less.
        """
        digits = digit_signature(name_key(text))
        for unread in islice(_UNREAD.finditer(text), _MOST_UNREAD):
            words = [word for word in unread[0].split() if len(word) > 2]
            for part in dict.fromkeys([unread[0], *words[:_MOST_UNREAD]]):
                for name, likeness in self.names_like(part):
                    own = digit_signature(name_key(name))
                    if own in ("", digits):
                        yield name, likeness * (_GUESSED if own == digits else _GUESSED - 0.1)
                    if not own:
                        yield text.replace(part, f" {name} ", 1), likeness * _GUESSED
