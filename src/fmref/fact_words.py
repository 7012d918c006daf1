"""The value of a fact in words, for records of the schema and rows of the snapshot alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fmref.facts import Fact
from fmref.formatting import format_date, format_value

__all__ = ["fact_text"]

_UNDISCLOSED: Final = {"en": "not disclosed", "zh": "未公开", "zh-Hant": "未公開", "fa": "اعلام نشده"}


def fact_text(
    fact: Fact, type_: str, lang: str, enum_label: Callable[[str], str], entry_label: Callable[[str], str]
) -> str:
    """The value of a fact in words of a language: `176.2 billion parameters`, `not disclosed`.

    `type_` is the type of its attribute; `enum_label` and `entry_label` name, in that language, a value of an
    enumeration and the entry that a reference means.
    """
    if fact.status == "undisclosed":
        return _UNDISCLOSED[lang]
    values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    if type_ in {"number", "boolean"}:
        return format_value(fact.value, fact.unit, lang)
    word: Callable[[str], str] = {
        "date": lambda v: format_date(v, lang),
        "enum": enum_label,
        "entry": entry_label,
    }.get(type_, str)
    return format_value(tuple(word(str(v)) for v in values), None, lang)
