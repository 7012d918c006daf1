"""Numbers in English words and the magnitudes thousand to quintillion, K, M, B and T."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from fmref.lazy import Lazy
from fmref.numerals._number import ONE, Number, Scale, between, exact
from fmref.script_patterns import any_word, word_starts

__all__ = ["ANCHOR", "HALF_MORE", "read_number", "read_scale"]

_UNITS: Final = {
    word: Decimal(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: Decimal(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES: Final = {
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "quintillion": Decimal(10) ** 18,
}
_FACTORS: Final = _SCALES | {"hundred": Decimal(100), "dozen": Decimal(12)}
_LETTERS: Final = {"k": 3, "m": 6, "b": 9, "t": 12, "bn": 9, "mn": 6, "tn": 12, "mln": 6, "bln": 9, "trn": 12}
_PLURALS: Final = {
    "tens": (Decimal(10), Decimal(100)),
    "dozens": (Decimal(12), Decimal(100)),
    "scores": (Decimal(20), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
} | {f"{word}s": (factor, factor * 1000) for word, factor in _SCALES.items()}
_PARTS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}

_SPACE: Final = "[ \u00a0\u202f\u2009]"
_GAP: Final = f"(?:{_SPACE}|[-\u2010\u2011])"
_SCALE: Final = Lazy(
    rf"{_GAP}?(?P<w>(?:hundred|thousand|[mbtr]{{1,2}}illion|quadrillion|quintillion)(?:{_GAP}(?:thousand|[mbtr]{{1,2}}illion))?)s?(?![A-Za-z])"
    rf"|(?P<l>[KkMBTbmt]|[BbMmTt]n|[mb]ln|trn)(?![A-Za-z0-9])"
    rf"|{_SPACE}(?P<c>[KMBT]|[bmt]n)(?=[ -](?:param|token|word|char|dollar|USD|FLOP|example|image|parameter))",
    re.IGNORECASE,
)
_FEW: Final = Lazy(
    (
        r"(?:several|(?:a )?few|a couple(?: of)?|a handful of|multi)(?![a-z])(?P<s>(?:[ -](?:dozen|"
        r"hundred|thousand|[mbtr]{1,2}illion))*)(?![a-z])"
    ),
    re.IGNORECASE,
)
_MANY: Final = Lazy(rf"(?P<w>{'|'.join(_PLURALS)})(?P<more>(?: of (?:{'|'.join(_PLURALS)}))*)(?![a-z])", re.IGNORECASE)
_COUNTED: Final = "(?=half|quarter|hundred|thousand|[mbtr]{1,2}illion|dozen)"
_TOKEN: Final = Lazy(
    rf"(?P<and>{_GAP}and)?(?P<gap>{_GAP})?(?P<a>an?{_GAP}{_COUNTED})?"
    rf"(?P<w>{any_word([*_UNITS, *_TENS, *_FACTORS, *_PARTS, 'point'])})(?![A-Za-z])",
    re.IGNORECASE,
)
_ARTICLE: Final = Lazy(rf"{_SPACE}an?(?={_SPACE}[a-z])", re.IGNORECASE)
HALF_MORE: Final = Lazy(rf"{_SPACE}and{_SPACE}an?{_SPACE}half(?![a-z])", re.IGNORECASE)
"""What makes a half more of the number before it."""
_FIRST: Final = {
    *(word for word in _UNITS if word != "zero"),
    *_TENS,
    *(word for word in _PLURALS if word != "scores"),
    *_FACTORS,
    "half",
    "several",
    "few",
    "multi",
    *(f"a {word}" for word in ("few", "couple", "handful", "half", "quarter", *_FACTORS)),
}


ANCHOR: Final = word_starts(_FIRST | {word[0].upper() + word[1:] for word in _FIRST}) + "(?![a-zA-Z])"
"""Where a number in English words may begin; see `word_starts`."""


def read_scale(text: str, at: int) -> Scale | None:
    """The magnitude behind digits that end at `at`: "billion", B, bn."""
    match = _SCALE.match(text, at)
    if match is None:
        return None
    if words := match["w"]:
        factor = ONE
        for word in re.split(_GAP, words.lower()):
            if word not in _FACTORS:
                return None
            factor *= _FACTORS[word]
        return Scale(match.end(), factor)
    return Scale(match.end(), Decimal(10) ** _LETTERS[(match["l"] or match["c"]).lower()])


def read_number(text: str, at: int) -> Number | None:
    """The number in English words that begins at `at`: "seventy billion", "a hundred", "dozens of millions"."""
    if match := _FEW.match(text, at):
        factor = _factor(match["s"])
        if match[0].lower().startswith("multi") and factor == 1:
            return None
        return between(at, match.end(), 2 * factor, 10 * factor, factor, needs_unit=factor == 1)
    if match := _MANY.match(text, at):
        low, high = _PLURALS[match["w"].lower()]
        scale = ONE
        for word in match["more"].lower().split(" of ")[1:]:
            scale *= _PLURALS[word][0]
        return between(at, match.end(), low * scale, high * scale, scale)
    return _row(text, at)


def _factor(words: str) -> Decimal:
    """The product of magnitude words."""
    factor = ONE
    for word in words.lower().replace("-", " ").split():
        factor *= _FACTORS.get(word, ONE)
    return factor


class _Row:
    """A number that is read word by word."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.scale = ONE
        self.below: Decimal | None = None  # what the next magnitude must stay under
        self.last = ""
        self.decimals = ""
        self.dozens = False

    @property
    def value(self) -> Decimal:
        """What was read so far."""
        return self.total + self.section + (Decimal(f"0.{self.decimals}") if self.decimals else 0)

    def take(self, word: str, *, joined: bool) -> bool:
        """Read one more word; False if the number ends before it."""
        if self.last in {"point", "decimal"} and word not in _SCALES:
            taken = word in _UNITS and _UNITS[word] < 10
            self.decimals += str(_UNITS[word]) if taken else ""
            self.last = "decimal" if taken else self.last
            return taken
        if word in _SCALES:
            return self._take_scale(_SCALES[word])
        if word in _PARTS:
            return self._take_part(_PARTS[word], joined=joined)
        if word == "point":
            taken = self.last in {"small", "ten"}
            self.last = "point"
            return taken
        if word in _FACTORS:
            if self.last in {"hundred", "dozen", "end"} or self.section >= 100 or (self.last == "scale" and not joined):
                return False
            self.section = (self.section or ONE) * _FACTORS[word]
            self.last = word
            self.dozens = self.dozens or word == "dozen"
            return True
        return self._take_small(_UNITS[word] if word in _UNITS else _TENS[word])

    def _take_small(self, value: Decimal) -> bool:
        after_ten = self.last == "ten" and value < 10
        if self.last not in {"", "hundred", "scale"} and not after_ten:
            return False
        self.section += value
        self.last = "ten" if value >= 20 else "small"
        return True

    def _take_part(self, part: Decimal, *, joined: bool) -> bool:
        if self.last and not joined:
            return False
        if self.last == "scale":
            self.total += part * self.scale
        elif self.last in {"", "small", "ten"}:
            self.section += part
        else:
            return False
        self.last = "end" if self.last == "scale" else "part"
        return True

    def _take_scale(self, factor: Decimal) -> bool:
        if self.last in {"end", "point"} or (self.last != "scale" and self.below is not None and factor >= self.below):
            return False
        if self.last == "scale":
            self.total, self.scale = self.total * factor, self.scale * factor
        else:
            self.total += (self.value - self.total or ONE) * factor
            self.scale = factor
        self.section, self.decimals, self.below, self.last = Decimal(0), "", factor, "scale"
        return True


def _row(text: str, at: int) -> Number | None:
    """The longest row of words that make one number."""
    row, end, good = _Row(), at, at
    value, scale, only = Decimal(0), ONE, ""
    for _ in range(16):
        match = _TOKEN.match(text, end)
        if match is None or ((match["gap"] or match["and"]) is not None) != (end > at):
            break
        word = match["w"].lower()
        joined = match["and"] is not None
        if joined and word not in _PARTS and row.last not in {"hundred", "scale"}:
            break
        if not row.take(word, joined=joined):
            break
        end = match.end()
        if row.last != "point":
            bare = not match["a"] or text[match.end() : match.end() + 1] == "-"  # a billion-parameter model
            only = word if good == at and bare else ""
            value, scale, good = row.value, row.scale, end
    if good == at:
        return None
    if only in _FACTORS:  # a billion-parameter model: nobody says how many billions
        if text[good : good + 1] != "-":  # X billion: how many is not said here
            return None
        factor = _FACTORS[only]
        return Number(at, good, None, factor, factor * 1000, None, factor, vague=True, needs_unit=True)
    if only in _PARTS and (article := _ARTICLE.match(text, good)):  # half an hour
        good = article.end()
    small = scale == 1 and value < 100 and not row.dozens
    return exact(at, good, value, scale, needs_unit=small)
