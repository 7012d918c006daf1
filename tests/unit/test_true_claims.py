"""What sources state is never called false: the statements of the catalog, told in sentences of three languages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from fmref import Catalog
from fmref.formatting import format_date, format_number, format_value

SENTENCES: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "parameters": {
        "en": ["{s} has {v}.", "{s}, a model with {v}, is well known."],
        "zh": ["{s} 拥有{v}。", "{s} 的参数量为{v}。"],
        "fa": ["{s} دارای {v} است.", "مدل {s} {v} دارد."],
    },
    "release_date": {
        "en": ["{s} was released on {v}.", "{s} came out on {v}."],
        "zh": ["{s} 于{v}发布。", "{v}，{s} 问世。"],
        "fa": ["{s} در {v} منتشر شد.", "{s} در تاریخ {v} معرفی شد."],
    },
    "developer": {
        "en": ["{s} was developed by {v}.", "{v} released {s}.", "{s}, a model by {v}, is used widely."],
        "zh": ["{s} 由 {v} 开发。", "{v} 推出了 {s}。", "{v} 旗下的 {s} 很有名。"],
        "fa": ["{s} توسط {v} ساخته شده است.", "{v} مدل {s} را منتشر کرد.", "{s} ساختهٔ {v} است."],
    },
    "license": {
        "en": ["{s} is released under the {v} license.", "The license of {s} is {v}."],
        "zh": ["{s} 采用 {v} 许可证。"],
        "fa": ["{s} با مجوز {v} منتشر شده است."],
    },
    "layers": {"en": ["{s} has {v}."], "zh": ["{s} 共有{v}。"], "fa": ["{s} {v} دارد."]},
    "context": {
        "en": ["{s} has a context window of {v}."],
        "zh": ["{s} 的上下文窗口为{v}。"],
        "fa": ["پنجرهٔ زمینهٔ {s} {v} است."],
    },
    "training_tokens": {
        "en": ["{s} was trained on {v}."],
        "zh": ["{s} 用{v}训练。"],
        "fa": ["{s} با {v} آموزش دیده است."],
    },
    "training_data_size": {
        "en": ["{s} was trained on {v} of data."],
        "zh": ["{s} 的训练数据为{v}。"],
        "fa": ["{s} با {v} داده آموزش دیده است."],
    },
    "training_compute": {
        "en": ["Training {s} took {v}."],
        "zh": ["训练 {s} 用了{v}。"],
        "fa": ["آموزش {s} {v} محاسبات برد."],
    },
    "training_time": {
        "en": ["{s} was trained for {v}."],
        "zh": ["{s} 训练了{v}。"],
        "fa": ["آموزش {s} {v} طول کشید."],
    },
    "hardware": {
        "en": ["{s} was trained on {v} GPUs."],
        "zh": ["{s} 用 {v} 训练。"],
        "fa": ["{s} با {v} آموزش دیده است."],
    },
    "hardware_quantity": {
        "en": ["{s} was trained on {v} GPUs."],
        "zh": ["{s} 用 {v} 张 GPU 训练。"],
        "fa": ["{s} با {v} پردازندهٔ گرافیکی آموزش دیده است."],
    },
    "languages": {"en": ["{s} supports {v}."], "zh": ["{s} 支持{v}。"], "fa": ["{s} از {v} پشتیبانی می‌کند."]},
    "base_model": {
        "en": ["{s} is based on {v}.", "{s} was fine-tuned from {v}."],
        "zh": ["{s} 基于 {v} 微调。"],
        "fa": ["{s} بر پایهٔ {v} ساخته شده است."],
    },
}
"""How texts say an attribute, with {s} for the model and {v} for its value."""
STATED: Final = (
    "SELECT entry, value, number, unit FROM statements JOIN entries ON id = entry WHERE attribute = ? "
    "AND value IS NOT NULL AND derivative = 0 AND kind = 'model' ORDER BY entry, statements.position"
)
DERIVED: Final = (
    "SELECT DISTINCT entry, other, NULL, NULL FROM edges JOIN entries ON id = entry "
    "WHERE relation IN ('base', 'finetune') AND derivative = 0 ORDER BY entry, other"
)
SAMPLE: Final = 40
"""How many statements of an attribute are told."""


def shown(catalog: Catalog, attribute: str, value: str, number: float | None, unit: str | None, lang: str) -> str:
    """A value as a text of a language writes it."""
    if attribute == "release_date":
        return format_date(value, lang)
    if attribute == "hardware_quantity":
        return format_number(float(value), lang)
    node = catalog.snapshot.node(value)
    if attribute in {"developer", "hardware", "base_model"} and node is not None:
        return node.name
    return value if number is None else format_value(number, unit, lang)


@pytest.mark.parametrize("attribute", SENTENCES)
def test_what_a_source_states_is_never_called_false(attribute: str, full: Catalog) -> None:
    """Of a sample of statements, by a fixed seed, at most one in fifty sentences is refuted, and half are borne out."""
    chance = random.Random(f"fmref {attribute}")
    rows = full.snapshot.rows(DERIVED) if attribute == "base_model" else full.snapshot.rows(STATED, attribute)
    told = supported = 0
    false = []
    for entry, value, number, unit in chance.sample(rows, min(SAMPLE, len(rows))):
        node = full.snapshot.node(entry)
        for lang, sentences in SENTENCES[attribute].items():
            text = chance.choice(sentences).format(
                s=node.name if node is not None else entry, v=shown(full, attribute, value, number, unit, lang)
            )
            verdicts = full.check(text, lang)
            told += 1
            supported += any(v.verdict == "supported" for v in verdicts)
            false += [(text, v.message) for v in verdicts if v.is_false]

    assert len(false) <= told / 50, false
    assert supported >= told / 2
