"""Texts that nobody writes, for every verb that takes one: twice the text takes about twice the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import pytest

from fmref.catalog import Catalog

UNITS: Final = {
    "names": "GPT-3 ",
    "names of three scripts": "通义千问 بلوم Llama 2 ",
    "ambiguous names": "دالی 骆马 ",
    "terms": "fine-tuning، 微调 تنظیم دقیق ",
    "mistranslations": "基金会模式",
    "quantities": "6K ",
    "numerals": "三百四十亿",
    "Persian numerals": "۱۷۵ میلیارد ",
    "dates": "2023 年 3 月 ",
    "gaps": "مدل\u200c\u200c\u200c",
    "marks": "a\u0301\u0301",
    "brackets": "((（",
    "ends": ". ",
    "questions": "? ",
    "comments": "<!-- fmref-ignore -->",
    "open comments": "<!-- fmref-ignore T201 ",
    "letters": "a",
    "unknown letters": "\U00010456",
    "halves": "\ud800",
    "digits": "1",
    "hyphens": "gpt-",
    "lines": "\n\n",
}
"""What is repeated."""
VERBS: Final[dict[str, Callable[[Catalog, str], object]]] = {
    "annotate": lambda catalog, text: catalog.annotate(text),
    "annotate general": lambda catalog, text: catalog.annotate(text, general=True),
    "lint": lambda catalog, text: catalog.lint(text),
    "lint markdown": lambda catalog, text: catalog.lint(text, markdown=True),
    "ask": lambda catalog, text: catalog.ask(text),
    "translate": lambda catalog, text: catalog.translate(text, "zh"),
    "translate in context": lambda catalog, text: catalog.translate("推理", "en", context=text),
    "search": lambda catalog, text: catalog.search(text),
    "translate_terms": lambda catalog, text: catalog.translate_terms(text, "fa"),
    "check": lambda catalog, text: catalog.check(text),
    "check_pair": lambda catalog, text: catalog.check_pair(text, text),
}
LENGTH: Final = 4000
"""How many characters the shorter of the two texts has."""


@pytest.mark.parametrize("verb", VERBS)
def test_twice_the_text_takes_about_twice_the_time(verb: str, full: Catalog) -> None:
    """The fastest of three each, of processor time: less than the four times of square time, for every unit."""

    def fastest(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.thread_time()
            VERBS[verb](full, text)
            best = min(best, time.thread_time() - begin)
        return best

    slow = {}
    for name, unit in UNITS.items():
        text = (unit * LENGTH)[:LENGTH]
        VERBS[verb](full, text)  # tables that are read once are not counted
        half, whole = fastest(text), fastest((unit * LENGTH)[: 2 * LENGTH])
        if whole > 3.2 * half + 0.01:
            slow[name] = (half, whole)

    assert not slow
