"""Verdicts in words of the three languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from fmref.claims._judging import Judgement
from fmref.claims._known import Record, Value
from fmref.formatting import format_date, format_value
from fmref.ledger import AttributeRow
from fmref.script_patterns import has_persian, is_han

__all__ = ["known_text", "language_of", "message"]

_SENTENCES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "supported": (
            "{label} of {name}: {known}, as {source} says",
            "{name} 的{label}：{known}，{source}如此记载",
            "{label} {name}: {known}، به گفتهٔ {source}",
        ),
        "disputed": (
            "{label} of {name}: sources disagree, and {source} says so; the best of them say {known}",
            "{name} 的{label}：来源不一，{source}如此记载，最可靠的来源为 {known}",
            "{label} {name}: منابع هم‌داستان نیستند و {source} چنین می‌گوید؛ معتبرترین منبع {known} می‌گوید",
        ),
        "refuted": (
            "{label} of {name}: {known}, not {claimed}, as {source} says",
            "{name} 的{label}为 {known}，不是 {claimed}（{source}）",
            "{label} {name} {known} است، نه {claimed} ({source})",
        ),
        "misattributed": (
            "{label} of {name}: {known}; {claimed} is that of {other}",
            "{name} 的{label}为 {known}；{claimed} 属于 {other}",
            "{label} {name} {known} است؛ {claimed} از آنِ {other} است",
        ),
        "nothing": (
            "no source says anything about this: {label} of {name}",
            "没有来源说明 {name} 的{label}",
            "هیچ منبعی دربارهٔ {label} {name} چیزی نمی‌گوید",
        ),
        "undisclosed": (
            "its developer has not disclosed this: {label} of {name}",
            "开发者没有公布 {name} 的{label}",
            "سازنده {label} {name} را منتشر نکرده است",
        ),
        "estimated": (
            "only estimates exist of this: {label} of {name}",
            "{name} 的{label}只有估计值",
            "از {label} {name} تنها برآورد در دست است",
        ),
        "open": (
            "what is known neither bears it out nor contradicts it: {label} of {name}",
            "已知资料既不能证实也不能否定：{name} 的{label}",
            "دانسته‌ها نه آن را تأیید می‌کنند و نه رد: {label} {name}",
        ),
        "doubt": (
            "the text does not state it as a fact ({reason}): {label} of {name}",
            "原文并未作为事实陈述（{reason}）：{name} 的{label}",
            "متن آن را چون واقعیت بیان نمی‌کند ({reason}): {label} {name}",
        ),
    }
)
"""Sentences in English, Chinese and Persian."""
_REASONS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "rumour": ("rumour or guess", "传闻或猜测", "شایعه یا گمان"),
        "question": ("question", "疑问", "پرسش"),
        "hypothesis": ("hypothesis", "假设", "فرض"),
        "error": ("called an error", "指出为误", "نادرست خوانده شده"),
        "possibility": ("possibility", "可能", "احتمال"),
        "future": ("future", "将来", "آینده"),
        "negation": ("negated", "否定", "نفی"),
    }
)
_COLUMN: Final = {"en": 0, "zh": 1, "zh-Hant": 1, "fa": 2}
_SHOWN: Final = 6
"""How many of several values are shown."""


def language_of(text: str) -> str:
    """The language of a piece of text by its script: fa, zh or en."""
    if has_persian(text):
        return "fa"
    return "zh" if any(map(is_han, text)) else "en"


def known_text(row: AttributeRow, record: Record, lang: str, name: Callable[[str], str]) -> str:
    """What is known, the winning value or the sizes of a series, in words of a language."""
    values = record.values or record.weak
    if row.type == "number" and record.of_members:
        numbers = sorted({float(v.value): v for v in values if isinstance(v.value, int | float)}.values(), key=_number)
        shown = [*numbers[: _SHOWN - 1], numbers[-1]] if len(numbers) > _SHOWN else numbers
    elif row.many or row.relations:
        shown = list({value.value: value for value in values}.values())[:_SHOWN]
    else:
        shown = list(values[:1])
    mark = "、" if lang.startswith("zh") else "، " if lang == "fa" else ", "
    return mark.join(_one(row, value, lang, name) for value in shown)


def _number(value: Value) -> float:
    return float(value.value)


def _one(row: AttributeRow, value: Value, lang: str, name: Callable[[str], str]) -> str:
    if row.type == "date":
        return format_date(str(value.value), lang)
    if row.type == "entry":
        return name(str(value.value))
    if row.type == "enum":
        return next(iter(row.values.get(str(value.value), {}).get(lang.removesuffix("-Hant"), ())), str(value.value))
    if row.type == "boolean":
        return format_value(value.value == "true", None, lang)
    return format_value(value.value, value.unit, lang)


def message(
    row: AttributeRow, judgement: Judgement, lang: str, *, name: str, claimed: str, known: str, source: str, other: str
) -> str:
    """The verdict in one sentence."""
    outcome, reason = judgement.outcome, judgement.reason
    column = _COLUMN[lang]
    kind = outcome
    if outcome == "not_enough_info":
        kind = "doubt" if reason in _REASONS else reason  # type: ignore[assignment]  # the keys of the table
    elif outcome == "supported" and reason == "disputed":
        kind = "disputed"  # type: ignore[assignment]
    label = next(iter(row.labels.get(lang.removesuffix("-Hant"), ())), row.id)
    return _SENTENCES[kind][column].format(
        label=label, name=name, claimed=claimed, known=known, source=source, other=other,
        reason=_REASONS[reason][column] if reason in _REASONS else "",
    )  # fmt: skip
