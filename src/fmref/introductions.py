"""What tells a name that is also an everyday word from the word: 商汤的商量大模型, مدل «آیا».

A kind of thing beside it, a version behind it, or its Latin name in brackets says that the letters are a name. Of a
Latin word only a word for a language model says so: the chatbot Koala.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fmref.lazy import Lazy

__all__ = ["is_called_model", "is_introduced", "kind_beside"]

_KIND_ZH: Final = "大?模型|系列|助手|机器人|平台|公司|集团|企业|科技|信息|数据集|基准|智能体"
_OF_KIND_ZH: Final = (
    "认知|通用|中文|多模态|开源|语言|大语言|对话|预训练|视觉|科学|医疗|法律|金融|代码|视频|音乐|百亿|千亿|万亿"
)
_KIND_FA: Final = (
    "مدل|مدل‌های|خانواده|خانوادهٔ|چت‌بات|گفت‌وگوگر|ربات|دستیار|سامانه|سامانهٔ|شرکت|استارتاپ|استارت‌آپ|"
    "مجموعه‌داده|مجموعه‌دادهٔ|دادگان|بنچمارک|محک|پیکره|پیکرهٔ|نسخه|نسخهٔ|به نام|با نام|موسوم به"
)
_OF_KIND_FA: Final = "زبانی|بزرگ|بینایی|فارسی|ایرانی|چینی|متن‌باز|چندوجهی|صوتی|هوشمند|گفت‌وگوی|پایه|پایهٔ"
_BEFORE: Final = Lazy(
    f"(?:(?:{_KIND_ZH}|名为|名叫|叫做|叫作|取名|命名为|称为)\\s?|"
    f'(?<![\\w\u200c])(?:{_KIND_FA})(?:[ \u200c](?:{_OF_KIND_FA})){{0,3}} )[“"「『《«]?\\Z'
)
_BEHIND: Final = Lazy(
    f'[”"」』》»]?(?:\\s?(?:{_OF_KIND_ZH}){{0,3}}(?:{_KIND_ZH})'
    r"|\s?[(（]\s?[A-Za-z]"
    r"|[\s·-]?(?:[Vv]\.?\s?)?\d{1,2}(?:\.\d{1,2}|(?=\s?[Bb]\b))(?![\d%％])"
    r"|[\s·-]?[Vv]\d)"
)
_WINDOW: Final = 40
"""How far before a name the kind is looked for, in characters."""


def is_introduced(text: str, start: int, end: int) -> bool:
    """Whether the words around `text[start:end]` say that it is the name of something.

    >>> is_introduced("商汤发布商量大模型", 4, 6), is_introduced("大家商量一下", 2, 4)
    (True, False)
    """
    behind = _BEHIND.match(text, end, end + _WINDOW)
    return behind is not None or _BEFORE.search(text[max(start - _WINDOW, 0) : start]) is not None


_MODEL: Final = r"(?:chatbots?|LLMs?|language models?|AI (?:models?|systems?|assistants?)|foundation models?)"
_MODEL_BEFORE: Final = Lazy(rf"\b{_MODEL}(?:\s(?:called|named))?\s[\"“'‘«]?\Z", re.IGNORECASE)
_MODEL_BEHIND: Final = Lazy(rf"[\"”'’»]?\s{_MODEL}\b", re.IGNORECASE)


def is_called_model(text: str, start: int, end: int) -> bool:
    """Whether an English word for a language model stands right beside `text[start:end]`.

    >>> is_called_model("the chatbot Koala", 12, 17), is_called_model("a koala in a tree", 2, 7)
    (True, False)
    """
    lead = text[max(start - _WINDOW, 0) : start]
    return _MODEL_BEFORE.search(lead) is not None or _MODEL_BEHIND.match(text, end) is not None


_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "organization": (
        "公司|集团|企业|实验室|研究院|(?:company|startup|start-up|lab)s?",
        "شرکت|استارتاپ|استارت‌آپ|آزمایشگاه|سازمان|مؤسسه|موسسه",
    ),
    "dataset": ("数据集|语料库|(?:dataset|data set|corpus)", "مجموعه‌داده|مجموعه داده|دادگان|پیکره"),
    "benchmark": ("基准|评测集|benchmark", "بنچمارک|محک|معیار"),
    "software": ("平台|软件|框架|(?:platform|framework|library|toolkit)", "پلتفرم|سکو|کتابخانه|چارچوب|نرم‌افزار"),
    "model": ("大?模型|models?", "مدل|مدل‌های"),
}
"""Words for a kind of entry: of Chinese and English, which write them on either side, and of Persian, before a name."""
_KIND_BEHIND: Final = Lazy(
    "[\"”'’」』》»]?\\s?(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, (words, _) in _KINDS.items())
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_KIND_BEFORE: Final = Lazy(
    "(?:"
    + "|".join(
        f"(?P<{kind}>(?<![A-Za-z])(?:{words})|(?<![\\w\u200c])(?:{fa})[ٔهٔ]?)" for kind, (words, fa) in _KINDS.items()
    )
    + ")\\s?[\"“'‘「『《«]?\\Z",
    re.IGNORECASE,
)


def kind_beside(text: str, start: int, end: int) -> str | None:
    """The kind of entry that a word beside `text[start:end]` says it is, behind it first; None where none says so.

    >>> (
    ...     kind_beside("Midjourney 公司发布", 0, 10),
    ...     kind_beside("شرکت Midjourney", 5, 15),
    ...     kind_beside("BLOOM grew", 0, 5),
    ... )
    ('organization', 'organization', None)
    """
    if (behind := _KIND_BEHIND.match(text, end, end + _WINDOW)) is not None:
        return behind.lastgroup
    before = _KIND_BEFORE.search(text[max(start - _WINDOW, 0) : start])
    return None if before is None else before.lastgroup
