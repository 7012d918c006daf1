"""The words around the numbers of a text: about, more than, from ... to, and what a number counts if it says so before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from fmref.script_patterns import FA, GAP, LATIN, Lazy, any_han, any_persian, is_han, last_token, simplified, squeezed
from fmref.units import Unit

__all__ = [
    "Bound",
    "bound_after",
    "bound_before",
    "currency_before",
    "is_list",
    "is_mere_number",
    "is_range",
    "no_quantities",
    "opens_range",
    "unit_before",
]

_WINDOW: Final = 32
"""How far before a number its words are looked for, in characters."""


class Bound(NamedTuple):
    """Words that say how a number is meant, from `start` to `end`: "about", "min" (at least), "max", "near" (just under)."""

    start: int
    end: int
    kind: str


def _fa(words: str) -> str:
    return f"(?<!\u200c)(?<![{FA}])(?:{any_persian(words)})(?![{FA}])"


_BEFORE: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    (
        "max",
        "less than|fewer than|lower than|smaller than|under|below|up to|at most|no more than|not more than|as many as|as much as|"
        "a maximum of|at maximum|sub-",
        "不到|不足|少于|低于|小于|不超过|不多于|不大于|最多|至多|未满|不高于|最高可?达",
        "کمتر از|کم‌تر از|زیر|حداکثر|نهایتاً|نهایتا|تا سقف|کوچک‌تر از|کوچکتر از|پایین‌تر از|تا",
        "<|＜|≤|⩽|<=|≦",
    ),
    (
        "min",
        "more than|over|above|exceeding|exceeds|greater than|larger than|bigger than|at least|no less than|no fewer than|not less than|upwards of|"
        "north of|in excess of|beyond|a minimum of|well over",
        "超过|超过了|超出|超|逾|多于|大于|高于|不低于|不少于|不小于|至少|最少|起码|突破",
        "بیش از|بیشتر از|بالای|فراتر از|متجاوز از|حداقل|دست‌کم|دست کم|لااقل|بزرگ‌تر از|بزرگتر از|بالاتر از|افزون بر",
        ">|＞|≥|⩾|>=|≧",
    ),
    ("near", "nearly|almost|close to|just under|approaching", "将近|接近|近|几乎|差不多|快要?|逼近", "نزدیک به|نزدیک|قریب به|تقریباً نزدیک به", ""),
    (
        "about",
        "approximately|approx|approx.|about|around|roughly|circa|ca.|some|an estimated|estimated|estimated at|on the order of|in the region of|or so",
        "大约|约为|约有|约|大概|估计|大致|左右|上下|据估计|预计|粗略",
        "حدوداً|حدودا|حدود|در حدود|تقریباً|تقریبا|کمابیش|تخمیناً|حدودِ|چیزی حدود|به تقریب",
        "~|～|≈|∼|≃|±",
    ),
)


def _by_last_word() -> Iterator[tuple[str, str, str]]:
    """Each word of `_BEFORE` as a pattern, with its kind and the key under which it is found: its last word or sign."""
    for kind, english, chinese, persian, signs in _BEFORE:
        for words in english.split("|"):
            yield words[-1] if words[-1] in "-." else words.split()[-1], rf"(?<![{LATIN}])(?:{re.escape(words)})", kind
        for words in chinese.split("|"):
            for tail in ("", *"了有为达"):
                yield words[-1] if not tail else tail, any_han(words + tail), kind
        for words in persian.split("|"):
            yield squeezed(re.split("[ \u200c]", words)[-1]), _fa(words), kind
        for sign in filter(None, signs.split("|")):
            yield sign[-1], re.escape(sign), kind


@cache
def _before() -> dict[str, Lazy]:
    """The words that bound a number, by the last word or sign of each."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, pattern, kind in _by_last_word():
        found.setdefault(simplified(key), {}).setdefault(kind, []).append(pattern)
    return {
        key: Lazy(
            "(?:" + "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()) + f"){GAP}$",
            re.IGNORECASE,
        )
        for key, kinds in found.items()
    }


_NOT_SOME: Final = frozenset({"附近", "最近", "条约", "签约", "简约", "节约", "制约", "合约", "契约", "高超", "附约"})
_MAY_SUFFIX: Final = frozenset(" \u00a0\u200c+＋-")
_BLANKS: Final = frozenset(" \u00a0\u200c")
_SUFFIX: Final = Lazy(
    "(?P<about>"
    + any_han("(?:左右|上下)")
    + "|"
    + rf"[ ](?:or so)(?![{LATIN}])|{_fa('و خرده‌ای|و اندی')}"
    + ")|(?P<min>"
    + any_han("(?:及|或|和)?(?:以上|之上|更多)")
    + rf"|[ ](?:or more|and above|or above|and more|and up|plus|or higher|or greater)(?![{LATIN}])|{_fa('یا بیشتر|و بیشتر|به بالا|و بالاتر|یا بالاتر')}"
    + r"|[+＋](?![\d+])|-plus(?![a-z])"
    + ")|(?P<max>"
    + any_han("(?:及|或|和)?(?:以下|之下|以内|之内)")
    + rf"|[ ](?:or less|or fewer|at most|or below|and below)(?![{LATIN}])|{_fa('یا کمتر|به پایین|و کمتر')}"
    + ")|(?P<more>"
    + any_han("[多余](?!模|语|任务|轮|层|头|视|样|国|项|数|样|步|次|智|个?多|GPU|余)")
    + ")|(?P<order>"
    + any_han("(?:的)?(?:参数)?(?:量级|级别|级(?!联|数|别?语)|规模(?!化|为|达))")
    + r"|[- ](?:scale|class)(?![a-z])"
    + ")"
)


def bound_before(text: str, free: int, at: int) -> Bound | None:
    """The word that stands right before a number at `at`; what is before `free` belongs to another number."""
    first = max(free, at - _WINDOW)
    pattern = _before().get(_key(last_token(text, first, at)))
    match = pattern.search(text, first, at) if pattern else None
    if match is None or text[max(0, match.start() - 1) : match.end()].rstrip() in _NOT_SOME:
        return None
    return Bound(match.start(), at, match.lastgroup or "")


def _key(word: str) -> str:
    """The key of a word in the tables of this module."""
    return word.lower() if word.isascii() else simplified(squeezed(word))


def bound_after(text: str, at: int) -> Bound | None:
    """The word that stands right after a number or its unit that ends at `at`: 左右, "or more", 多, +, 级."""
    char = text[at : at + 1]
    if char not in _MAY_SUFFIX and not "\u0600" <= char <= "\u9fff":
        return None
    start = at
    while start - at < 3 and text[start : start + 1] in _BLANKS:
        start += 1
    match = _SUFFIX.match(text, at) or (_SUFFIX.match(text, start) if start > at else None)
    return Bound(at, match.end(), match.lastgroup or "") if match else None


_RANGE: Final = Lazy(any_han(rf"{GAP}(?:[-\u2010\u2011–—~～〜−]|\.\.\.?|至|到|تا|to|through|upto){GAP}(?:US)?[$€£¥￥]?"), re.IGNORECASE)
_BETWEEN: Final = Lazy(any_han(rf"{GAP}(?:and|و|和|与|及|跟|تا|to|[-–—~至到]){GAP}(?:US)?[$€£¥￥]?"), re.IGNORECASE)
_OPENS: Final = Lazy(
    rf"(?:(?<![{LATIN}])(?:anywhere between|between|from)|{any_han('介于|在|从|由')}|{_fa('بین|مابین|میان|از')}){GAP}(?:US)?[$€£¥￥]?$", re.IGNORECASE
)
_SPAN: Final = Lazy(rf"(?:(?<![{LATIN}])between|{any_han('介于')}|{_fa('بین|مابین|میان')}){GAP}(?:US)?[$€£¥￥]?$", re.IGNORECASE)
_LIST: Final = Lazy(
    rf"{GAP}(?:(?P<comma>[,،、，])|(?P<and>{any_han('和|与|及|或|以及|或者')}|{_fa('و|یا')}|&|[,،]? ?(?:and|or)(?= ))){GAP}"
)


def opens_range(text: str, free: int, at: int) -> tuple[int, bool] | None:
    """Where "between" or "from" before a number begins, and whether the range lies between two numbers."""
    first = max(free, at - _WINDOW)
    match = _OPENS.search(text, first, at)
    return (match.start(), _SPAN.search(text, first, at) is not None) if match else None


def is_range(gap: str, *, opened: bool) -> bool:
    """Whether the text between two numbers makes them a range; "and" does so behind "between"."""
    return bool(_RANGE.fullmatch(gap) or (opened and _BETWEEN.fullmatch(gap)))


def is_list(gap: str) -> str:
    """How the text between two numbers lists them: "comma", "mark" (the Chinese 、), "and", or not at all."""
    match = _LIST.fullmatch(gap)
    if match is None:
        return ""
    return "and" if match["and"] else "mark" if "、" in gap else "comma"


_CURRENCY: Final = Lazy(
    rf"(?P<usd>US\$|\$|USD)|(?P<eur>€|EUR)|(?P<gbp>£|GBP)|(?P<cny>CN¥|RMB|CNY|{any_han('人民币')})|(?P<yen>[¥￥])|(?P<irr>IRR)|(?P<twd>NT\$)"
)
_CURRENCY_BEFORE: Final = Lazy(rf"(?:(?<![A-Z])NT\$|US\$|[$€£¥￥]|(?<![{LATIN}])(?:USD|EUR|GBP|CN¥|RMB|CNY|IRR)|{any_han('人民币')}){GAP}$")
_CURRENCIES: Final = {
    "usd": Unit("USD", "currency"),
    "eur": Unit("EUR", "currency"),
    "gbp": Unit("GBP", "currency"),
    "cny": Unit("CNY", "currency"),
    "yen": Unit("CNY", "currency", ambiguous=True),
    "irr": Unit("IRR", "currency"),
    "twd": Unit("TWD", "currency"),
}
_MAY_CURRENCY: Final = frozenset("$€£¥￥%٪％DRPYB币幣 \u00a0\u200f\u200e")
_PERCENT_BEFORE: Final = Lazy("(?<![0-9۰-۹٠-٩])[%٪％]$")


def currency_before(text: str, free: int, at: int) -> tuple[int, Unit] | None:
    """The sign of a currency or of percent before a number, and where it begins."""
    first = max(free, at - 8)
    if text[at - 1 : at] not in _MAY_CURRENCY:
        return None
    if match := _CURRENCY_BEFORE.search(text, first, at):
        sign = _CURRENCY.match(match[0])
        if sign:
            return match.start(), _CURRENCIES[sign.lastgroup or ""]
    if _PERCENT_BEFORE.search(text, max(free, at - 2), at):
        return at - 1, Unit("%", "percent")
    return None


_LINK_ZH: Final = any_han("(?:约|大约|高达|达到了?|达|为|是|有|多达|共有?|总计|增至|增加到|提升到|提升至|扩展到|扩大到|从|由|仅|只有|就有|均为|设为|到|在|了|的|超过)")
_LINK_EN: Final = r"(?: \([^()]{0,16}\))?(?: ?[:=] ?| (?:count |size )?(?:of|is|are|was|were|at|to|reaches|reached|between|from|with|being|set to|equal to)(?: about| around| over)? | count:? )"
_LINK_FA: Final = any_persian("(?:برابر با|برابر|معادل|به|از|حدود|بین|تا|آن|این مدل|مدل|را|با|در مجموع|بالغ بر)")
_COUNTED: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("parameters", "parameters", "parameters?|params|parameter count|number of parameters|model size", "参数(?:总?量|规模|数量?|总数|个数|大小)?|模型规模|模型大小", "پارامتر(?:ها|های)?ی?(?:[ ‌]ای)?|تعداد پارامترهای?|اندازهٔ? مدل"),
    ("tokens", "tokens", "context length|context window|context size|context|sequence length|training tokens|vocabulary size|vocab size|vocabulary", "上下文(?:长度|窗口|大小|窗口大小|窗口长度)?|序列长度|词表(?:大小|规模)?|词汇表(?:大小|规模)?|训练词元数?", "طول زمینه|پنجرهٔ? زمینه|طول متن|طول بافت|پنجره متن|اندازهٔ? واژگان|طول دنباله"),
    ("layers", "layers", "number of layers|layers|n_layers?|depth", "层数|网络层数", "تعداد لایه‌ها(?:ی)?"),
    ("heads", "heads", "number of (?:attention )?heads|attention heads|heads|n_heads?", "注意力头数|头数|注意力头数量|注意力头的?数量", "تعداد سرها(?:ی توجه)?|تعداد هدها"),
    ("dimensions", "dimensions", "hidden size|hidden dimension|embedding dimension|embedding size|model dimension|d_model|dimensionality|dimension", "(?:隐藏层?|嵌入|模型|向量|词向量)?维度|隐藏层大小|隐藏层?维数|维数", "بُعد|ابعاد|اندازهٔ? لایهٔ? پنهان"),
    ("languages", "languages", "number of languages", "语言数量?", "تعداد زبان‌ها(?:ی)?"),
    ("chips", "chips", "number of gpus|gpus", "GPU数量?|显卡数量?", "تعداد GPU(?:ها)?|تعداد پردازنده‌های گرافیکی"),
)  # fmt: skip
_UNITS_BEFORE: Final = tuple(Unit(name, kind) for name, kind, *_ in _COUNTED)


def _either(column: int) -> str:
    """All the words of a language, in groups numbered by unit."""
    return "|".join(f"(?P<u{n}>{row[column]})" for n, row in enumerate(_COUNTED))


_ZH_UNIT: Final = Lazy(any_han(f"(?:{_either(3)}){GAP}(?:{_LINK_ZH}{GAP}|[:：=,，]{GAP}){{0,3}}$"))
_EN_UNIT: Final = Lazy(rf"(?<![{LATIN}])(?:{_either(2)})(?:{_LINK_EN}|[ ]?)$", re.IGNORECASE)
_FA_UNIT: Final = Lazy(f"(?:{any_persian(_either(4))})(?:{GAP}(?:{_LINK_FA}|[:=])){{0,3}}{GAP}$", re.IGNORECASE)
_ZH_TAILS: Final = frozenset("量模数个小度口层维窗约达为是有共计至到从由仅就均设在了的过：:=,，")
_EN_TAILS: Final = frozenset(
    "of is are was were at to reaches reached between from with about around over count parameters parameter params size length window "
    "context tokens vocabulary layers layer depth heads hidden dimension d_model languages gpus : =".split()
)


def unit_before(text: str, free: int, at: int) -> Unit | None:
    """What a number counts, if the words before it say so: 参数量为 1750 亿, «پارامتر 1.08 تریلیون», "context length of"."""
    first = max(free, at - _WINDOW)
    last = last_token(text, first, at)
    if not last:
        return None
    if last.isascii() and (last.lower() in _EN_TAILS or last == ")"):
        match = _EN_UNIT.search(text, first, at)
        if match is None and last in ":=,":
            match = _ZH_UNIT.search(text, first, at) or _FA_UNIT.search(text, first, at)
    elif simplified(last) in _ZH_TAILS:
        match = _ZH_UNIT.search(text, first, at)
    else:
        match = _FA_UNIT.search(text, first, at) if "\u0600" < last[-1] < "\u0700" else None
    return _UNITS_BEFORE[int((match.lastgroup or "u0")[1:])] if match else None


_REFERENCE: Final = Lazy(
    any_han(rf"(?:[图表章节式页]|步骤|阶段|版本|版|附录|方程|算法|公式|电话|编号|第){GAP}[:：]?{GAP}$")
    + r"|(?<![A-Za-z])(?:v|ver|version|fig|figs|figure|figures|table|tables|section|sections|sec|chapter|chapters|appendix|eq|eqs|equation|step|part|no|algorithm|theorem|lemma|"
    r"task|phase|stage|page|pages|p|pp|volume|vol|release|tel|phone|fax|isbn|rfc|issue|round|line|item|footnote|ref|python|cuda|pytorch|top)[.]?[ \u00a0:]{1,3}$"
    + rf"|{_fa('نسخه‌ی|نسخهٔ|نسخه|ورژن|شکل|جدول|فصل|بخش|مرحله|گام|شماره|شمارهٔ|صفحه|صفحهٔ|رابطه|معادله|تلفن|پیوست')}{GAP}[:：]?{GAP}$|№{GAP}$",
    re.IGNORECASE,
)
_ITEM: Final = Lazy(r"(?:^|[\n\r])[ \t>]{0,8}$")
_ITEM_END: Final = Lazy(r"[.)、．）](?![0-9۰-۹])")
_PHONE: Final = Lazy(r"[-\u2010–]\d{4}(?!\d)")
_MAY_REFERENCE: Final = frozenset(
    "图 表 章 节 式 页 骤 段 本 版 录 程 法 话 号 第 № : ： . v ver version fig figs figure figures table tables section sections sec chapter chapters "
    "appendix eq eqs equation step part no algorithm theorem lemma task phase stage page pages p pp volume vol release tel phone fax "
    "isbn rfc issue round line item footnote ref python cuda pytorch top نسخه نسخهی ی ورژن شکل جدول فصل بخش مرحله گام شماره صفحه رابطه معادله تلفن پیوست".split()
)
_COLONS: Final = frozenset(":：")
_LABEL: Final = Lazy("[:：](?![0-9۰-۹])")
_HEADING: Final = Lazy(r"\.[ \u00a0]")
_BRACKETS: Final = {"(": ")", "（": "）"}


_ORDINAL_FA: Final = Lazy(f"[\u200c ]?(?:{any_persian('ام|م|مین|اُم')})(?![{FA}])")


def is_mere_number(text: str, start: int, end: int) -> bool:
    """Whether digits without magnitude and unit only number something: Table 3, version 2, 2: ..., "1." of
    a list, (1), 555-1234."""
    if not text.isascii() and _ORDINAL_FA.match(text, end):
        return True
    if start > 1 and text[start - 1] in "-\u2010\u2011–" and text[start - 2].isdecimal():
        return True
    if text[end : end + 1] in _COLONS and _LABEL.match(text, end):
        return True
    word = _key(last_token(text, max(0, start - 16), start))
    if word in _MAY_REFERENCE and _REFERENCE.search(text, max(0, start - 16), start):
        return True
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


_TOLERANCE: Final = Lazy(f"{GAP}(?:±|\\+/-|\\+-){GAP}")
_HALF: Final = Lazy(any_han(f"{GAP}个半(?={GAP}(?:小时|月|星期|钟头|多?月))"))
_HALF_AFTER: Final = Lazy(any_han("半(?!导|年|数|自|监|精|径|夜)"))
_RANGE_END: Final = Lazy(any_han(f"{GAP}(?:之间|之內|间(?!隔|接|谍))"))
_FRACTION: Final = Lazy(any_han(rf"(?P<n>[二三四五六七八九十百千万]{{1,4}}|\d{{1,5}}){GAP}分之{GAP}$"))
_BASES: Final = {"百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "十": 10}
_DURING: Final = Lazy(r"over[ \u00a0]", re.IGNORECASE)
_PER_SECOND: Final = Lazy(any_han(f"每秒(?:钟)?(?:能|可|处理|生成|输出|执行|高?达|完成|约)*{GAP}$"))


def is_tolerance(gap: str) -> bool:
    """Whether the text between two numbers is a plus-minus sign."""
    return _TOLERANCE.fullmatch(gap) is not None


def half_more(text: str, at: int, *, after_unit: bool = False) -> Bound | None:
    """个半 behind a number and 半 behind a unit of time: half a unit more."""
    match = (_HALF_AFTER if after_unit else _HALF).match(text, at)
    return Bound(at, match.end(), "half") if match else None


def end_of_range(text: str, at: int) -> int:
    """Where a range ends that runs up to `at`, with 之间 behind it."""
    match = _RANGE_END.match(text, at)
    return match.end() if match else at


def fraction_before(text: str, free: int, at: int) -> tuple[int, Decimal] | None:
    """百分之, 千分之, 三分之: where it begins and what it divides by."""
    if not text.startswith("之", at - 1) and "之" not in text[max(0, at - 4) : at]:
        return None
    match = _FRACTION.search(text, max(free, at - 14), at)
    if match is None:
        return None
    base = match["n"]
    if base.isdecimal():
        return (match.start(), Decimal(base)) if int(base) > 1 else None
    if base in _BASES:
        return match.start(), Decimal(_BASES[base])
    ones = "〇一二三四五六七八九".find(base)
    return (match.start(), Decimal(ones)) if ones > 1 else None


def is_during(text: str, bound: Bound) -> bool:
    """Whether a word of bounds says how long: over three days."""
    return _DURING.match(text, bound.start) is not None


def is_per_second(text: str, at: int) -> bool:
    """Whether what stands before a number says that it is per second (每秒)."""
    return _PER_SECOND.search(text, max(0, at - 16), at) is not None
