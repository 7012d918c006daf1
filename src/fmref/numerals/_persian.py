"""Numbers in Persian words and the magnitudes هزار, میلیون, میلیارد and تریلیون."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fmref.lazy import Lazy
from fmref.numerals._number import ONE, Number, Scale, between, exact
from fmref.script_patterns import FA, GAP, any_persian, any_word, squeezed, word_starts

__all__ = ["ANCHOR", "HALF_MORE", "read_number", "read_scale"]

_UNITS: Final = {
    word: Decimal(n)
    for n, words in enumerate(
        "صفر|یک|دو|سه|چهار|پنج|شش شیش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|"
        "پانزده پونزده|شانزده|هفده|هجده هیجده|نوزده".split("|")
    )
    for word in words.split()
}
_TENS: Final = {word: Decimal(10 * n) for n, word in enumerate("بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(), 2)}
_HUNDREDS: Final = {
    word: Decimal(100 * n)
    for n, words in enumerate("صد یکصد|دویست|سیصد|چهارصد|پانصد|ششصد شیشصد|هفتصد|هشتصد|نهصد".split("|"), 1)
    for word in words.split()
}
_SCALES: Final = {
    "هزار": Decimal(10) ** 3,
    "میلیون": Decimal(10) ** 6,
    "ملیون": Decimal(10) ** 6,
    "میلیارد": Decimal(10) ** 9,
    "ملیارد": Decimal(10) ** 9,
    "بیلیون": Decimal(10) ** 12,
    "تریلیون": Decimal(10) ** 12,
    "کوادریلیون": Decimal(10) ** 15,
}
_PLURALS: Final = {"ده": 1, "صد": 2, "هزار": 3, "میلیون": 6, "میلیارد": 9, "تریلیون": 12}
_HALF: Final = Decimal("0.5")
_SMALL: Final = _UNITS | _TENS | _HUNDREDS | {"نیم": _HALF}
_END: Final = f"(?:\u200c?[یيى])?(?![{FA}])"
_SCALE_WORD: Final = any_persian(f"(?:{'|'.join(_SCALES)})")
_SCALE: Final = Lazy(f"{GAP}(?P<s>{_SCALE_WORD}(?:{GAP}{_SCALE_WORD}){{0,2}}){_END}")
_TOKEN: Final = Lazy(f"(?P<gap>{GAP})(?P<and>و{GAP})?(?P<w>{any_persian(any_word(sorted({*_SMALL, *_SCALES})))}){_END}")
_FEW: Final = Lazy(
    any_persian("چند(?:ین)?")
    + f"{GAP}(?:(?P<w>{any_persian('ده|صد')})(?:{GAP})(?={_SCALE_WORD}))?(?P<s>{_SCALE_WORD})?{_END}"
)
_MANY: Final = Lazy(
    f"(?:(?P<w>{any_persian('|'.join(_PLURALS))})[\u200c ]?{any_persian('ها')}|هزاران)"
    f"{_END}(?:{GAP}(?P<s>{_SCALE_WORD}){_END})?"
)
HALF_MORE: Final = Lazy(f"{GAP}و{GAP}{any_persian('نیم')}(?![{FA}])")
"""What makes a half more of the number before it."""
ANCHOR: Final = any_persian(word_starts({*_SMALL, *_SCALES, "چند", "هزاران"}))
"""Where a number in Persian words may begin; see `word_starts`."""


def _product(words: str) -> Decimal:
    """The product of magnitude words: هزار میلیارد is 10^12."""
    product, key = ONE, squeezed(words)
    while word := next((w for w in _SCALES if key.startswith(w)), None):
        product *= _SCALES[word]
        key = key[len(word) :]
    return product


def read_scale(text: str, at: int) -> Scale | None:
    """The magnitude behind digits that end at `at`; بیلیون, 10^12, is to some 10^9 and so `ambiguous`."""
    match = _SCALE.match(text, at)
    return Scale(match.end(), _product(match["s"]), ambiguous="ب" in match["s"]) if match else None


def read_number(text: str, at: int) -> Number | None:
    """The number in Persian words that begins at `at`: صد و هفتاد و پنج میلیارد, یک‌ونیم میلیون, ده‌ها هزار."""
    return _order(text, at) or _sum(text, at)


def _order(text: str, at: int) -> Number | None:
    """چند میلیارد, میلیاردها, صدها میلیون."""
    if match := _FEW.match(text, at):
        unit = Decimal(10) ** _PLURALS.get(match["w"] or "", 0)
        scale = _product(match["s"] or "")
        end = match.end() if match["s"] else at + len(match[0].rstrip())
        low = unit * scale * (2 if unit == 1 else 1)
        return between(at, end, low, unit * scale * 10, scale, needs_unit=unit * scale == 1)
    if match := _MANY.match(text, at):
        power = _PLURALS[squeezed(match["w"])] if match["w"] else 3
        scale = _product(match["s"] or "")
        low = Decimal(10) ** power * scale
        return between(at, match.end(), low, low * (10 if power < 3 else 1000), scale)
    return None


class _Sum:
    """A number that is read word by word: small numbers joined by و, multiplied by magnitudes that descend."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.scale = ONE
        self.below: Decimal | None = None  # what the next magnitude must stay under
        self.room = Decimal(1000)  # what the next small number must stay under
        self.after_scale = False
        self.bare = True  # only magnitudes so far

    def take(self, word: str, *, joined: bool) -> bool:
        """Read one more word; False if the number ends before it."""
        if word in _SCALES:
            return self._take_scale(_SCALES[word], joined=joined)
        value = _SMALL[word]
        self.bare = False
        if value == _HALF and self.after_scale:
            self.total += _HALF * self.scale
            self.room = self.below = Decimal(0)
        elif value >= self.room:
            return False
        else:
            self.section += value
            self.room = Decimal(100 if value >= 100 else 10 if value >= 20 else 1 if value >= 1 else 0)
        self.after_scale = False
        return True

    def _take_scale(self, factor: Decimal, *, joined: bool) -> bool:
        if self.after_scale and not joined:
            self.total, self.scale = self.total * factor, self.scale * factor
        elif self.below is not None and factor >= self.below:
            return False
        else:
            self.total += (self.section or ONE) * factor
            self.scale = factor
        self.bare = self.bare and factor > 1000
        self.section, self.below, self.room, self.after_scale = Decimal(0), factor, Decimal(1000), True
        return True


def _sum(text: str, at: int) -> Number | None:
    """The longest row of words that make one number."""
    read, end = _Sum(), at
    for _ in range(16):
        match = _TOKEN.match(text, end)
        if match is None:
            break
        word, first = squeezed(match["w"]), end == at
        joined = match["and"] is not None
        if (first and (joined or match["gap"])) or (not first and not joined and word not in _SCALES):
            break
        if not read.take(word, joined=joined):
            break
        end = match.end()
    if end == at or (read.bare and read.scale > 1000):  # X میلیارد: how many is not said here
        return None
    value = read.total + read.section
    return exact(at, end, value, read.scale, needs_unit=value <= 1000 and (read.scale == 1 or value == 1000))
