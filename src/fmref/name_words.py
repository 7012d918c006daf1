"""Chinese and Persian names in Latin letters, by the written forms of the words inside names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["NameWords"]


class NameWords:
    """Reads Chinese and Persian names into Latin letters, by the written forms of the words inside names."""

    def __init__(self, forms: Iterable[tuple[str, str, str]]) -> None:
        self._latin: dict[str, tuple[str, str]] = {}
        for form, section, latin in forms:
            self._latin.setdefault(form.replace("-", ""), (section, latin))
        longest_first = sorted(self._latin, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_loose, longest_first)) or "(?!)")

    def latin(self, name: str) -> str | None:
        """`name` with every known word in Latin letters; None where others are left."""
        from fmref.folding import fold

        text = self._pattern.sub(self._replacement, fold(name))
        text = re.sub(f"[- ]*{_UNIT_MARK}(?:(x) *)?", r"\1", text)
        return text if text.isascii() else None

    def _replacement(self, match: re.Match[str]) -> str:
        section, latin = self._latin[match[0].replace("-", "")]
        if section == "noise":
            return " "
        return f"{_UNIT_MARK}{latin} " if section == "units" else f" {latin} "


_UNIT_MARK: Final = "\x01"
_PERSIAN_LETTER: Final = "[\u0600-\u06ff]"
_WORD_START: Final = "(?<![a-z])"
_WORD_END: Final = "(?![a-z])"


def _loose(form: str) -> str:
    """A pattern for a form with separators anywhere in it, which a longer Persian or Latin word does not match."""
    pattern = "-*".join(map(re.escape, form))
    if not re.match(_PERSIAN_LETTER, form):
        return f"{_WORD_START if form[0].isascii() else ''}{pattern}{_WORD_END if form[-1].isascii() else ''}"
    return f"(?<!{_PERSIAN_LETTER}){pattern}(?!{_PERSIAN_LETTER})"
