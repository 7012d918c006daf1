"""Which member of a family a text means by its size: the 70B version of Llama 2."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Final

from fmref.annotation import Mention
from fmref.claims._sentences import Sentence
from fmref.quantities import Quantity

__all__ = ["MemberOf", "narrowed"]

MemberOf = Callable[[str, float], str | None]
"""Gives the member of the same family as an entry that has a size, None where there is none or several."""

_NOUN_BEHIND: Final = re.compile(
    r"[\s-]*(?:parameters?[\s-]+)?(?:versions?|variants?|editions?|members?|checkpoints?|models?|siblings?)\b|\s*(?:参数)?的?\s*(?:版本|版|型号|模型|变体)",
    re.IGNORECASE,
)
_NOUN_BEFORE: Final = re.compile(r"(?:نسخهٔ?|گونهٔ?|مدل|عضو|ویرایش)\s+$")
"""What says of a size that it tells versions apart."""
_FROM_SIZE: Final = re.compile(
    r"[\s-]*(?:parameters?[\s-]+)?(?:(?:versions?|variants?|editions?|members?|checkpoints?|models?)\s+(?:of|in)\s+)?(?:the\s+)?"
    r"|\s*(?:参数)?\s*(?:版本|版)?\s*的?\s*|\s*(?:پارامتری\s+)?(?:از\s+)?",
    re.IGNORECASE,
)
"""What may stand between a size and the family behind it."""
_TO_SIZE: Final = re.compile(r"(?:['’]s?)?[\s:,-]*(?:the\s+|with\s+)?|\s*的?\s*", re.IGNORECASE)
"""What may stand between a family and the size behind it."""
_LETTERED: Final = re.compile(r"[0-9۰-۹][\s-]?[BMbm]$|یاردی$|یونی$")


def narrowed(sentence: Sentence, subject: Mention, at: int, member_of: MemberOf) -> Mention:
    """The subject of a claim at an offset, or the member of its family whose size stands beside it, or in its clause.

    A size in a clause that names no model says which sibling is meant: but the 27B version on 13 trillion tokens.
    """
    clause = sentence.clause(at)
    beside = _beside(sentence, subject)
    if beside is None and not Sentence.some_in(sentence.models, *clause):
        beside = _in_clause(sentence, clause[0], at)
    number = None if beside is None else beside.value
    found = member_of(subject.id, number) if number is not None else None
    return subject if found in {None, subject.id} else subject._replace(id=str(found), text="")


def _beside(sentence: Sentence, subject: Mention) -> Quantity | None:
    """The size right before or behind a name, which tells its members apart."""
    sizes = sentence.quantities
    place = bisect_left(sizes, subject.start, key=_start)
    if place and _is_size(before := sizes[place - 1]):
        gap = sentence.text[before.end : subject.start]
        if len(gap) < _NEAR and _FROM_SIZE.fullmatch(gap):
            return before
    if place < len(sizes) and _is_size(behind := sizes[place]):
        gap = sentence.text[subject.end : behind.start]
        tells = _LETTERED.search(behind.text) or _NOUN_BEHIND.match(sentence.text, behind.end)
        if tells and len(gap) < _NEAR and _TO_SIZE.fullmatch(gap):
            return behind
    return None


def _in_clause(sentence: Sentence, begin: int, at: int) -> Quantity | None:
    """The size in a clause, up to an offset, that a word such as version says to tell siblings apart."""
    sizes = sentence.quantities
    inside = sizes[bisect_left(sizes, begin, key=_start) : bisect_right(sizes, at, key=_start)]
    return next((one for one in inside if _is_size(one) and _is_told(sentence, one)), None)


def _is_told(sentence: Sentence, size: Quantity) -> bool:
    lead = sentence.text[max(sentence.start, size.start - 16) : size.start]
    return (_NOUN_BEHIND.match(sentence.text, size.end) or _NOUN_BEFORE.search(lead)) is not None


def _is_size(one: Quantity) -> bool:
    """Whether a number may be the size of a model."""
    return one.unit in {None, "parameters"} and one.value is not None and one.value >= _SMALLEST


_SMALLEST: Final = 1e6
_NEAR: Final = 32


def _start(one: Quantity) -> int:
    return one.start
