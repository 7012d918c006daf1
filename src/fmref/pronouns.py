"""Checks of pronouns that stand for a name: an engine reads Professor You as one speaks to a professor.

That a person is meant shows where a title stands before the pronoun and the text reports, in the second person, what
that person said. Texts that speak to their reader do neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from fmref.terminology import Finding

__all__ = ["RULES", "pronouns"]

RULES: Final[Mapping[str, str]] = MappingProxyType({"T105": "A person is called by name, not by a pronoun"})
"""What the persons of a text have to be called, by code."""

_SPACE: Final = "[\\s\u200c]"
_TITLED: Final = re.compile(f"(?:پروفسور|پرفسور|دکتر|استاد|آقای|خانم){_SPACE}(شما)(?![\u0620-\u06ff\u200c])")
_REPORTED: Final = re.compile(
    f"(?<![\u0620-\u06ff\u200c])(شما){_SPACE}"
    f"(?:گفتید|افزودید|نوشتید|(?:اضافه|اشاره|تأکید|تاکید|بیان|ادعا|اعلام|توصیف|خاطرنشان){_SPACE}کردید"
    f"|توضیح{_SPACE}دادید|اظهار{_SPACE}داشتید){_SPACE}که"
)
_FULL_NAME: Final = re.compile(
    f"(?:پروفسور|پرفسور|دکتر|استاد|آقای|خانم){_SPACE}(?!شما)[\u0620-\u06ff]{{2,15}}{_SPACE}(یو|یوو|یوه)(?![\u0620-\u06ff\u200c])"
)
"""A person whose surname sounds like the English pronoun."""
_HAN: Final = re.compile("([你您])(?=(?:教授|博士|先生|女士)(?:表示|指出|认为|补充|解释|说道|告诉|强调|介绍))")


def pronouns(text: str) -> Iterator[Finding]:
    """Pronouns of the second person that can only be the name of a person, wherever they stand."""
    titled = [match.span(1) for match in _TITLED.finditer(text)]
    reported = [match.span(1) for match in _REPORTED.finditer(text)]
    full = _FULL_NAME.search(text)
    if titled and (reported or full):
        right = ((full[1],) if full else ()) + ("You",)
        yield from (_finding(text, span, right) for span in sorted({*titled, *reported}))
    yield from (_finding(text, match.span(1), ("You",)) for match in _HAN.finditer(text))


def _finding(text: str, span: tuple[int, int], right: tuple[str, ...]) -> Finding:
    start, end = span
    message = f"a name was taken for a pronoun; write {right[0]}"
    return Finding(start, end, text[start:end], "T105", "error", message, right)
