"""Versions of names said in words: 第二代 Llama, «نسل دوم لاما», *the first version of Llama*, *the original GPT*."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Generation", "generation_said", "says_version"]


class Generation(NamedTuple):
    """A name together with the words for its generation, `text[start:end]`, and which generation they say."""

    start: int
    end: int
    number: int


_LONGEST: Final = 40
"""How many characters before a name may say its generation."""

_NUMBERS: Final = (
    "一 初 首 原 اول اولین اولیه نخست نخستین اصلی یک first 1st original initial one",
    "二 دوم دومین دو second 2nd two",
    "三 سوم سومین سه third 3rd three",
    "四 چهارم چهارمین چهار fourth 4th four",
    "五 پنجم پنجمین پنج fifth 5th five",
    "六 ششم ششمین شش sixth 6th six",
    "七 هفتم هفتمین هفت seventh 7th seven",
    "八 هشتم هشتمین هشت eighth 8th eight",
    "九 نهم نهمین نه ninth 9th nine",
)
"""The words for one to nine, in order."""
_NUMBER_OF: Final = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split()}


def _words(script: str) -> str:
    """The words for numbers whose first letter is of a script, as an alternative of a pattern, the longest first."""
    return "|".join(sorted((word for word in _NUMBER_OF if re.match(script, word)), key=len, reverse=True))


_WORD_START: Final = r"(?<![^\W_])"
_WORD_END: Final = r"(?![^\W_])"
_ZH_NUMBER: Final = "一二三四五六七八九"
_ZH: Final = (
    f"(?<![上下新前每各])(?:(?:第?[{_ZH_NUMBER}]|[初首])代|第[{_ZH_NUMBER}]个?版本?|首个版本?|[初首原]版|最初版本?)"
)
_FA_ENDING: Final = "(?:ٔ|\u200cی| ی|ی)?"
_FA_NOUN: Final = f"(?:نسل|نسخه|ویرایش){_FA_ENDING}"
_FA: Final = f"(?:{_FA_NOUN} (?:{_words('[آ-ی]')})|(?:{_words('[آ-ی]+ین$')}) {_FA_NOUN})"
_EN_NOUN: Final = "(?:generation|gen|version|edition|iteration|release)"
_EN: Final = f"(?:{_words('[a-z0-9]')})[- ]{_EN_NOUN}"
_BEFORE: Final = re.compile(
    f"(?:{_ZH}的? ?|最初的 ?|{_FA}{_FA_ENDING}(?: از)? |(?:{_words('[آ-ی]+ین$')}) "
    f"|{_WORD_START}(?:the )?(?:very )?{_EN}(?: of)?(?: the)? |(?:^|{_WORD_START}the )(?:very )?(?:first|original) )$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    f" ?的?{_ZH}(?![人码表替理])|[ \u200c](?:{_FA}|اولیه|اصلی){_WORD_END}|(?:['’]s)? {_EN}{_WORD_END}"
    f"| {_EN_NOUN} (?:{_words('[a-z]')}){_WORD_END}",
    re.IGNORECASE,
)
_VERSION_WORD: Final = re.compile(f"[ \u200c]{_FA_NOUN}$")
"""What a listed name may end in, so that the number follows it."""
_NUMBERED: Final = re.compile(
    f"[{_ZH_NUMBER}]|(?<![آ-ی])(?:{_words('[آ-ی]')})|{_WORD_START}(?:{_words('[a-z0-9]')}){_WORD_END}",
    re.IGNORECASE,
)
_IN_WORDS: Final = "یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|one|two|three|four|five|six|seven|eight|nine|I{2,3}|IV"
_SAYS: Final = re.compile(
    f"[0-9۰-۹٠-٩]|[{_ZH_NUMBER}]代|点[{_ZH_NUMBER}]|نسل|نسخه|{_WORD_START}(?:{_IN_WORDS}){_WORD_END}",
    re.IGNORECASE,
)


def says_version(text: str) -> bool:
    """Whether a text holds what names say their versions with: digits, or a number in words."""
    return _SAYS.search(text) is not None


def generation_said(text: str, start: int, end: int) -> Generation | None:
    """The generation that stands in words before or behind the name at `text[start:end]`; None where none does."""
    before = _BEFORE.search(text, max(start - _LONGEST, 0), start)
    if (word := _VERSION_WORD.search(text, start, end)) is not None:
        end = word.start()
    behind = _BEHIND.match(text, end)
    said = before or behind
    if said is None or (before and behind):
        return None
    number = _NUMBERED.search(said[0])
    return Generation(
        before.start() if before else start,
        behind.end() if behind else end,
        _NUMBER_OF[number[0].lower()] if number else 1,
    )
