"""What holds of a check for every string."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmref.catalog import Catalog

PIECES = (
    "BLOOM GPT-3 GPT-2 Llama 2 伯特 بلوم PaLM Claude OpenAI Google 谷歌 گوگل has with by from of the is was released "
    "developed trained on 由 开发 于 发布 的 有 参数 توسط ساخته منتشر شد دارد 176B 1750 亿 ۱۷۵ میلیارد پارامتر "
    "parameters tokens 46 languages 2022 2023 年 3 月 مارس ۱۴۰۱ license MIT Apache 2.0 许可证 مجوز ( ) （ "
    "） , ， 。 . ; ? it 该模型 این مدل respectively 分别 than 比 از not 不是 نیست if 's 基于 based A100 "
    "\n \u200c \u200f \ud800 \u0301 𝑘"
).split(" ")
MIXED = st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=40).map(" ".join)
TEXTS = MIXED | st.text(st.characters(exclude_categories=[]), max_size=60)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_every_string_has_verdicts_with_exact_places(text: str, full: Catalog) -> None:
    """No exception, exact offsets in order, one of four verdicts, another model only where a value is its."""
    verdicts = full.check(text)

    assert all(text[v.start : v.end] == v.text and v.start < v.end for v in verdicts)
    assert sorted(verdicts, key=lambda v: v.start) == verdicts
    assert {v.verdict for v in verdicts} <= {"supported", "refuted", "misattributed", "not_enough_info"}
    assert all((v.other is not None) == (v.verdict == "misattributed") for v in verdicts)
    assert verdicts == full.check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "BLOOM has 176B parameters and ",
        "GPT-3 (OpenAI, 175B, 2020) ",
        "由 OpenAI 开发的 GPT-3 有 1750 亿参数、",
        "بلوم و ۱۷۶ میلیارد پارامتر ",
        "(((",
        "released by ",
        "it has 7B, ",
    ],
)
def test_time_is_linear_in_one_endless_sentence(piece: str, full: Catalog) -> None:
    """Eight times the text takes less than half of what it would in square time, without an end of a sentence."""

    def seconds(text: str) -> float:
        begin = time.perf_counter()
        full.check(text)
        return time.perf_counter() - begin

    short, long = piece * 400, piece * 3200
    full.check(short)
    best = min(seconds(short) for _ in range(2))
    assert min(seconds(long) for _ in range(2)) < 32 * max(best, 0.02)
