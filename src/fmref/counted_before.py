"""What a number counts, where the text says so before it: 参数量为 1750 亿, "a context length of 2048"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from fmref.lazy import Lazy
from fmref.script_patterns import GAP, LATIN, any_han, any_persian, last_token, simplified
from fmref.units import Unit

__all__ = ["unit_before"]

_WINDOW: Final = 40
"""How far before a number its unit is looked for, in characters."""
_WORDS: Final = """\
parameters en parameters?|params|parameter count|number of parameters|model size
parameters zh 参数(?:总?量|规模|数量?|总数|个数|大小)?|模型规模|模型大小
parameters fa پارامتر(?:ها|های)?ی?(?:[ ‌]ای)?|تعداد پارامترهای?|اندازهٔ? مدل
tokens en context length|context window|context size|context|sequence length|training tokens
tokens en vocabulary size|vocab size|vocabulary
tokens zh 上下文(?:长度|窗口|大小|窗口大小|窗口长度)?|序列长度|词表(?:大小|规模)?|词汇表(?:大小|规模)?|训练词元数?
tokens fa طول زمینه|پنجرهٔ? زمینه|طول متن|طول بافت|پنجره متن|اندازهٔ? واژگان|طول دنباله
layers en number of layers|layers|n_layers?|depth
layers zh 层数|网络层数
layers fa تعداد لایه‌ها(?:ی)?
heads en number of (?:attention )?heads|attention heads|heads|n_heads?
heads zh 注意力头数|头数|注意力头的?数量
heads fa تعداد سرها(?:ی توجه)?|تعداد هدها
dimensions en hidden size|hidden dimension|embedding dimension|embedding size|model dimension
dimensions en d_model|dimensionality|dimension
dimensions zh (?:隐藏层?|嵌入|模型|向量|词向量)?维度|隐藏层大小|隐藏层?维数|维数
dimensions fa بُعد|ابعاد|اندازهٔ? لایهٔ? پنهان
languages en number of languages
languages zh 语言数量?
languages fa تعداد زبان‌ها(?:ی)?
chips en number of gpus|gpus
chips zh GPU数量?|显卡数量?
chips fa تعداد GPU(?:ها)?|تعداد پردازنده‌های گرافیکی
"""
"""What is counted, in patterns; each is the kind of its unit and its name."""
_LINK_EN: Final = (
    r"(?: \([^()]{0,16}\))?(?: ?[:=] ?| (?:count |size )?(?:of|is|are|was|were|at|to|reaches|reached|between|from|with|"
    r"being|set to|equal to)(?: about| around| over)? | count:? )"
)
_LINK_ZH: Final = (
    "约|大约|高达|达到了?|达|为|是|有|多达|共有?|总计|增至|增加到|提升[到至]|扩展到|扩大到|"
    "从|由|仅|只有|就有|均为|设为|到|在|了|的|超过"
)
_LINK_FA: Final = "برابر با|برابر|معادل|به|از|حدود|بین|تا|آن|این مدل|مدل|را|با|در مجموع|بالغ بر"
_EN_TAILS: Final = frozenset(
    "of is are was were at to reaches reached between from with about around over count parameters parameter params "
    "size length window context tokens vocabulary layers layer depth heads dimension languages gpus : = )".split()
)
_ZH_TAILS: Final = frozenset("量模文数个小度口层维窗约达为是有共计至到从由仅就均设在了的过：:=,，")
"""The last words of what may stand before a number; most numbers are done with them."""


@cache
def _pattern(lang: str) -> Lazy:
    """What a language counts, with the words between it and the number, in a group named by the unit."""
    forms: dict[str, list[str]] = {}
    for line in _WORDS.splitlines():
        unit, tag, listed = line.split(" ", 2)
        if tag == lang:
            forms.setdefault(unit, []).append(listed)
    counted = "|".join(f"(?P<{unit}>{'|'.join(listed)})" for unit, listed in forms.items())
    if lang == "en":
        return Lazy(rf"(?<![{LATIN}])(?:{counted})(?:{_LINK_EN}|[ ]?)$", re.IGNORECASE)
    if lang == "zh":
        return Lazy(any_han(f"(?:{counted})") + f"{GAP}(?:(?:{any_han(_LINK_ZH)}|[:：=,，]){GAP}){{0,3}}$")
    return Lazy(f"(?:{any_persian(counted)})(?:{GAP}(?:{any_persian(_LINK_FA)}|[:=])){{0,3}}{GAP}$", re.IGNORECASE)


def unit_before(text: str, free: int, at: int) -> Unit | None:
    """What a number at `at` counts, if the words before it say so; what is before `free` belongs to another number."""
    first = max(free, at - _WINDOW)
    last = last_token(text, first, at)
    if not last:
        return None
    langs: tuple[str, ...]
    if last.lower() in _EN_TAILS:
        langs = ("en", "zh", "fa") if last in ":=" and not text.isascii() else ("en",)
    elif simplified(last) in _ZH_TAILS:
        langs = ("zh",)
    else:
        langs = ("fa",) if "\u0600" < last[-1] < "\u0700" else ()
    found = next((match for lang in langs if (match := _pattern(lang).search(text, first, at))), None)
    return Unit(found.lastgroup or "", found.lastgroup or "") if found else None
