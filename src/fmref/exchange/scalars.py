"""Strings as YAML writes them: plain where every reader takes them for strings, in double quotes where not."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["quoted", "scalar"]

_INSIDE: Final = frozenset(" -./+()（）«»،؛؟。，、；：？！’·\u200c_")
_OTHER_TYPES: Final = frozenset("null true false yes no on off y n nan inf".split())


def scalar(text: str) -> str:
    """A string as a scalar, also within `[...]` and `{...}`.

    >>> scalar("k-近邻"), scalar("no"), scalar("3.10"), scalar("a: b")
    ('k-近邻', '"no"', '"3.10"', '"a: b"')
    """
    plain = (
        text[:1].isalpha()
        and text[-1] != " "
        and text.casefold() not in _OTHER_TYPES
        and all(c in _INSIDE or unicodedata.category(c)[0] in "LMN" for c in text)
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A string in double quotes, what does not show escaped."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character == "\u200c":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
