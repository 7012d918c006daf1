"""What is written behind a term in a text, and the same behind a term of another language that takes its place."""

from __future__ import annotations

import re
from typing import Final, Literal

from fmref.boundaries import is_persian
from fmref.text import name_key

__all__ = ["Ending", "ending", "in_number_of", "inflected"]

Ending = Literal["", "plural", "ezafe plural"]
"""What a term carries: nothing, the plural, or the plural that binds a Persian word to the next one."""

_PERSIAN_PLURAL: Final = re.compile("[\u200c ]?ها(ی?)")
_EZAFE_INSIDE: Final = re.compile("[\u200c ]?های(?= )")


def ending(text: str, start: int, end: int, stop: int) -> Ending | None:
    """What the term at `text[start:end]` carries, whose word ends at `stop`; None for what only its language says.

    The plural may stand inside a Persian term (شبکه‌های عصبی). Possessive and indefinite endings have no counterpart
    that a term could carry.

    >>> ending("networks", 0, 7, 8), ending("توهم‌های", 0, 4, 8), ending("توهمش", 0, 4, 5)
    ('plural', 'ezafe plural', None)
    """
    tail = text[end:stop]
    if not tail:
        return "plural" if is_persian(text[start]) and _EZAFE_INSIDE.search(text, start, end) else ""
    if tail == "s":
        return "plural"
    if found := _PERSIAN_PLURAL.fullmatch(tail):
        return "ezafe plural" if found[1] else "plural"
    return None


def inflected(term: str, how: Ending) -> str | None:
    """A term with an ending; None where it is not known how the term takes it. Chinese has no plural.

    >>> inflected("neural network", "plural"), inflected("شبکهٔ عصبی", "plural"), inflected("微调", "plural")
    ('neural networks', 'شبکه‌های عصبی', '微调')
    >>> inflected("loss", "plural"), inflected("توکن", "ezafe plural")
    (None, 'توکن‌های')
    >>> inflected("خطای محتوایی", "plural"), inflected("پیروی از دستور", "plural")
    ('خطاهای محتوایی', None)
    """
    last = term[-1:]
    if not how or not (last.isascii() or is_persian(last) or last == "ٔ"):
        return term
    if last.isascii():
        return _english_plural(term)
    head, space, rest = term.partition(" ")
    if not (is_persian(head[-1]) or head[-1] == "ٔ"):
        return None
    if _PREPOSITION.match(rest):
        return None
    head = head.removesuffix("ٔ").removesuffix("\u200cی")
    if space and head.endswith(("ای", "وی")):
        head = head[:-1]  # what joins it to the next word: خطای محتوایی
    joint = "" if head.endswith(_NOT_JOINING) else "\u200c"
    return f"{head}{joint}{'های' if space or how == 'ezafe plural' else 'ها'}{space}{rest}"


def in_number_of(surface: str, term: str) -> str:
    """A Persian term in the plural where a surface has the plural of its first word; any other term as it is.

    >>> in_number_of("خطاهای واقعی", "خطای محتوایی"), in_number_of("داده‌های خوب", "کیفیت داده")
    ('خطاهای محتوایی', 'کیفیت داده')
    """
    how = ending(surface, 0, len(surface), len(surface))
    if not how or not is_persian(term[0]):
        return term
    plural = inflected(term, how)
    is_same = plural is not None and name_key(surface).startswith(name_key(plural.split()[0]))
    return plural if plural is not None and is_same else term


_PREPOSITION: Final = re.compile("(?:از|به|با|بر|در|برای|بدون|بی) ")
_NOT_JOINING: Final = tuple("اآدذرزژو")
"""Letters that stand apart from the next one by themselves."""
_REGULAR: Final = re.compile("[a-z]*[abcdefgiklmnopqrtuvw]")
_ENDING_IN_Y: Final = re.compile("[a-z]*[^aeiou]y")
_HISSING: Final = re.compile("[a-z]*(?:ch|sh|x)")


def _english_plural(term: str) -> str | None:
    """The plural of an English term by its last word; None for irregular and for uncounted words."""
    word = term.rpartition(" ")[2].rpartition("-")[2]
    if word.endswith(("ing", "ness", "ware", "data")):
        return None
    if _ENDING_IN_Y.fullmatch(word):
        return f"{term[:-1]}ies"
    if _HISSING.fullmatch(word):
        return f"{term}es"
    if _REGULAR.fullmatch(word) or word.isupper() or word.endswith(("h", "y")):
        return f"{term}s"
    return None
