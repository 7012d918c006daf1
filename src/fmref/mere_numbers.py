"""Digits that are no quantity: they number something, name a version, call a telephone or lead to a page."""

from __future__ import annotations

import re
from typing import Final

from fmref.lazy import Lazy
from fmref.script_patterns import FA, GAP, any_han, any_persian, is_han, last_token, simplified, squeezed

__all__ = ["is_mere_number", "no_quantities"]

_REFERENCES_EN: Final = (
    "v ver version fig figs figure figures table tables section sections sec chapter chapters appendix eq eqs equation "
    "step part no algorithm theorem lemma task phase stage page pages p pp volume vol release tel phone fax isbn rfc "
    "issue round line item footnote ref python cuda pytorch top"
).split()
_REFERENCES_ZH: Final = "图 表 章 节 式 页 步骤 阶段 版本 版 附录 方程 算法 公式 电话 编号 第".split()
_REFERENCES_FA: Final = (
    "نسخه‌ی نسخهٔ نسخه ورژن شکل جدول فصل بخش مرحله گام شماره شمارهٔ صفحه صفحهٔ رابطه معادله تلفن پیوست"
).split()
_BEHIND: Final = f"{GAP}[:：]?{GAP}$"
_REFERENCE: Final = Lazy(
    rf"(?:{any_han('|'.join(_REFERENCES_ZH))}){_BEHIND}"
    rf"|(?<![A-Za-z])(?:{'|'.join(_REFERENCES_EN)})[.]?[ \u00a0:]{{1,3}}$"
    rf"|(?<![{FA}])(?:{any_persian('|'.join(_REFERENCES_FA))})(?![{FA}]){_BEHIND}|№{GAP}$",
    re.IGNORECASE,
)
_MAY_REFERENCE: Final = frozenset(
    {
        *_REFERENCES_EN,
        *(word[-1] for word in _REFERENCES_ZH),
        *(squeezed(word.split("\u200c")[-1]) for word in _REFERENCES_FA),
        *"№:：.",
    }
)
"""The last words of references; most numbers are done with them."""
_ITEM: Final = Lazy(r"(?:^|[\n\r])[ \t>]{0,8}$")
_ITEM_END: Final = Lazy(r"[.)、．）](?![0-9۰-۹])")
_PHONE: Final = Lazy(r"[-\u2010–]\d{4}(?!\d)")
_COLONS: Final = frozenset(":：")
_LABEL: Final = Lazy("[:：](?![0-9۰-۹])")
_HEADING: Final = Lazy(r"\.[ \u00a0]")
_BRACKETS: Final = {"(": ")", "（": "）"}
_STUCK_FA: Final = Lazy(f"[{FA}][-\u2010\u2011]?$")  # جی‌پی‌تی۴
_ORDINAL_FA: Final = Lazy(f"[\u200c ]?(?:{any_persian('ام|م|مین|اُم')})(?![{FA}])")


def is_mere_number(text: str, start: int, end: int) -> bool:
    """Whether digits without magnitude and unit only number something: Table 3, version 2, 2: ..., (1), 555-1234."""
    if not text.isascii() and (_ORDINAL_FA.match(text, end) or _STUCK_FA.search(text, max(0, start - 2), start)):
        return True
    return _is_label(text, start, end) or _is_item(text, start, end)


def _is_label(text: str, start: int, end: int) -> bool:
    """Behind the word for what is numbered, or before a colon."""
    if start > 1 and text[start - 1] in "-\u2010\u2011–" and text[start - 2].isdecimal():
        return True
    if text[end : end + 1] in _COLONS and _LABEL.match(text, end):
        return True
    word = last_token(text, max(0, start - 16), start)
    key = word.lower() if word.isascii() else simplified(squeezed(word))
    return key in _MAY_REFERENCE and _REFERENCE.search(text, max(0, start - 16), start) is not None


def _is_item(text: str, start: int, end: int) -> bool:
    """At the head of an item or a heading, in brackets, or the first part of a telephone number."""
    if end - start <= 2 and _HEADING.match(text, end) and is_han(text[start - 1 : start]):
        return True
    if end - start <= 3 and _ITEM_END.match(text, end) and _ITEM.search(text, max(0, start - 9), start):
        return True
    if end - start <= 2 and _BRACKETS.get(text[start - 1 : start]) == text[end : end + 1] != "":
        return True
    return end - start == 3 and (_PHONE.match(text, end) is not None)


_LINKS: Final = (
    ("://", Lazy(r"://[^\s<>\"'）】」]{1,2000}")),
    ("www.", Lazy(r"www\.[^\s<>\"'）】]{1,500}")),
    ("arXiv", Lazy(r"arXiv[: ]{1,2}[^\s,;，；。)）]{1,100}")),
    ("arxiv", Lazy(r"arxiv[: .][^\s,;，；。)）]{1,100}")),
    ("doi", Lazy(r"doi[: .][^\s,;，；。)）]{1,100}")),
)
_CITATION: Final = Lazy(r"[\[［]\d{1,4}(?:[ ]?[,;，；、–-][ ]?\d{1,4}){0,40}[\]］]")


def no_quantities(text: str) -> list[tuple[int, int]]:
    """Spans in which digits are no quantity: links and citations."""
    spans: list[tuple[int, int]] = []
    for mark, pattern in _LINKS:
        if mark in text:
            spans += (match.span() for match in pattern.finditer(text))
    if "[" in text or "［" in text:
        spans += (match.span() for match in _CITATION.finditer(text))
    return spans
