"""The units of the quantities that texts about models state, read where they stand behind a number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from fmref.lazy import Lazy
from fmref.script_patterns import FA, GAP, LATIN, any_han, any_persian, is_han, simplified, squeezed
from fmref.unit_forms import UNIT_FORMS

__all__ = ["Unit", "match_unit"]


class Unit(NamedTuple):
    """A unit: `factor` of the canonical unit `name`, which is one of a `kind`."""

    name: str
    kind: str
    factor: Decimal = Decimal(1)
    ambiguous: bool = False


_NOT_BEFORE: Final = {
    "元": "组素模型学宇数件认知祖旦老首帅始气音语启分特",
    "天": "空气然线津文才使猫下地生真赋籁",
    "年": "级代龄轻度薪均报会底末初中鉴间前后以份来之內内月",
    "周": "围期边末年一二三四五六日岁",
    "秒": "杀",
    "人": "工类們们员機机脸臉物形格民为為口气造",
    "字": "节段符典母体词面典型幕",
    "词": "汇表典语性向嵌条频法根组干",
    "头": "部像条脑发目衔",
    "层": "级次面出归间叠",
    "维": "护持基修度",
    "卡": "片通顿尔车路拉方內内",
    "本": "科地身体文质次月年周征轮论节章质书籍",
    "对": "比话齐抗象应称于方数角",
    "图": "灵形文表书论谱案神",
    "步": "骤行入伐",
    "轮": "换廓流",
    "类": "似型别比",
    "题": "材目",
    "页": "面",
    "行": "业为动驶星人政",
    "名": "称字为单义词",
    "国": "际内外产家王",
    "例": "如外子",
    "书": "写面记法架",
    "句": "法式柄",
    "提示": "词",
    "标记": "化",
    "语言": "模学",
    "参数": "化高",
}
"""Characters that make another word of a short Chinese form: 三元组 is no money."""

_CLASSIFIERS: Final = frozenset("个個张張块塊枚颗顆片台种種条條名位本篇幅道项項款门門对對份套家组組部段则層层步次部")
_ZH_SKIPPED: Final = (
    "可训练|可学习|总|激活|活跃|模型|训练|文本|高质量|中文|英文|英语|的|不同|自然|原始|标注|研究|未出版|合成|人类|输入|输出|"
    "上下文|新|活动|左右的|非嵌入|自注意力|无标签|无标注|未标注|带标签|公开|网络|精选|带噪"
).split("|")
_EN_SKIPPED: Final = frozenset(
    "trainable learnable total active activated model training text input output unique different natural human hidden "
    "transformer decoder encoder english chinese persian code labeled labelled annotated quality high filtered full "
    "nvidia more new context synthetic real pretraining additional embedding non attention self parallel individual "
    "cloud programming of unlabeled unlabelled noisy raw public curated captioned web handwritten licensed".split()
)
_FA_COUNTERS: Final = frozenset(
    {"عدد", "تا", "قطعه", "دستگاه", "گونه", "نوع", "جلد", "دانه", "فقره", "نفر", "مورد", "از"}
)
_FA_ALONE: Final = {"نفر": "people", "جلد": "books"}
_FA_ENDINGS: Final = ("هایی", "های", "ها", "یی", "ای", "ی", "ه")
_SHORT: Final = {
    "s": Unit("seconds", "time"),
    "ms": Unit("seconds", "time", Decimal("0.001")),
    "µs": Unit("seconds", "time", Decimal("0.000001")),
    "μs": Unit("seconds", "time", Decimal("0.000001")),
    "h": Unit("seconds", "time", Decimal(3600)),
    "x": Unit("times", "ratio"),
    "X": Unit("times", "ratio"),
}
_RATIO: Final = Unit("times", "ratio")
_SYMBOLS: Final = {
    "%": Unit("%", "percent"),
    "٪": Unit("%", "percent"),
    "％": Unit("%", "percent"),
    "‰": Unit("%", "percent", Decimal("0.1")),
    "×": _RATIO,
    "✕": _RATIO,
    "$": Unit("USD", "currency"),
    "€": Unit("EUR", "currency"),
    "£": Unit("GBP", "currency"),
    "¥": Unit("CNY", "currency", ambiguous=True),
    "￥": Unit("CNY", "currency", ambiguous=True),
}
_POWERS: Final = {
    "": 0, "k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18, "z": 21, "y": 24,
    "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18, "zetta": 21, "yotta": 24,
}  # fmt: skip
_DAYS: Final = {
    "day": 86400, "天": 86400, "日": 86400, "روز": 86400,
    "hour": 3600, "hr": 3600, "小时": 3600, "小時": 3600, "year": 31557600,
}  # fmt: skip

_GAPS: Final = Lazy(GAP)
_HYPHEN: Final = Lazy(f"{GAP}[-\u2010\u2011–]?{GAP}")
_WORDS: Final = Lazy("[A-Za-z]+(?:[ \u00a0\u202f\u2009\u2010\u2011-][A-Za-z]+){0,5}")
_WORD: Final = Lazy("[A-Za-z]+")
_AFTER_DIGIT: Final = Lazy(r"\d[ \u00a0]?$")
_LETTERS: Final = Lazy("[A-Za-zµμ]+")
_FA_PIECE: Final = Lazy(f"[ \u00a0\u200c]?([{FA}]+)")
_COMPUTE: Final = Lazy(
    r"(?P<p>kilo|mega|giga|tera|peta|exa|zetta|yotta|[KMGTPEZY])?[ -]?"
    r"(?:FLOP(?P<s>s)?|F(?=[-/ ]?(?:s[-/ ])?(?:days?|天)))"
    r"(?P<rate>[ ]?/[ ]?s(?:ec(?:ond)?)?(?![A-Za-z])|[ ]per[ ]second)?"
    r"(?:[ ]?[-·*/\u2010\u2011]?[ ]?(?P<time>(?:day|hour|hr|year)(?=s?(?![A-Za-z]))|天|日|小时|小時|روز)s?)?"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_BYTES: Final = Lazy(r"(?P<p>[KMGTPEkmgtp])(?P<i>i)?(?P<b>[Bb])(?:yte)?s?(?![A-Za-z0-9])")
_MEMORY: Final = Lazy(rf"G(?=[ ]?(?:{any_han('显存|内存|記憶體')}|V?RAM|memory|{any_persian('رم|حافظه')}))")
_CHIP: Final = Lazy(
    rf"(?:(?:NVIDIA|AMD|Google|Huawei|{any_han('英伟达|华为|谷歌')})[ ]?)?"
    rf"(?:(?:GH|GB|[ABHVPL])\d{{2,3}}|MI\d{{3}}X?|TPU[ -]?v\d[ep]?|v\d[ep]?(?=[ -]TPU)"
    rf"|{any_han('昇腾')}[ ]?\d{{3}}[A-Z]?|Ascend[ ]\d{{3}}[A-Z]?|RTX[ ]?\d{{4}}|T4)"
    r"(?:[- ]?\d{2,3}[ ]?GB?)?(?:[- ](?:SXM|PCIe)\d?)?s?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PER_SECOND: Final = Lazy(
    r"[ ]?(?:/[ ]?(?:s(?:ec(?:ond)?)?(?![A-Za-z])|秒)|per[ ]second(?![a-z])"
    rf"|{GAP}(?:در|بر){GAP}{any_persian('ثانیه')})",
    re.IGNORECASE,
)
_AFTER_TIME: Final = Lazy(f"{GAP}(?:GPU|TPU|{any_persian('پردازنده(?:‌ی|ٔ)? گرافیکی')})(?![{LATIN}{FA}])")


@cache
def _rows() -> dict[str, dict[str, Unit]]:
    """The forms of each language with their units."""
    rows: dict[str, dict[str, Unit]] = {"en": {}, "zh": {}, "fa": {}}
    unit = Unit("", "")
    for line in UNIT_FORMS.splitlines():
        if line.startswith("  "):
            lang, _, forms = line.strip().partition(" ")
            rows[lang] |= dict.fromkeys(forms.split(", "), unit)
        else:
            name, _, rest = line.partition(": ")
            *kind, last = rest.split(" ")
            numeric = bool(kind) and last[0].isdecimal()
            unit = Unit(name, " ".join(kind), Decimal(last)) if numeric else Unit(name, rest)
    return rows


@cache
def _english() -> dict[str, Unit]:
    forms = _rows()["en"]
    plurals = {}
    for form, unit in forms.items():
        plurals[f"{form}s"] = unit
        if form.endswith("y"):
            plurals[f"{form[:-1]}ies"] = unit
        elif form.endswith("s"):
            plurals[f"{form}es"] = unit
    return plurals | forms


@cache
def _chinese() -> dict[str, Unit]:
    return {simplified(form): unit for form, unit in _rows()["zh"].items()}


@cache
def _persian() -> dict[str, Unit]:
    forms = _rows()["fa"]
    inner = {form.replace(" ", "های ", 1): unit for form, unit in forms.items() if " " in form}  # کارت‌های گرافیک
    keys = {squeezed(form): unit for form, unit in (forms | inner).items()}
    return {key + ending: unit for ending in _FA_ENDINGS for key, unit in keys.items()} | keys


@cache
def _persian_heads() -> frozenset[str]:
    """How the forms begin; most words that follow a number are done with them."""
    return frozenset(form[:2] for form in _persian()) | {counter[:2] for counter in _FA_COUNTERS}


def match_unit(text: str, at: int) -> tuple[int, Unit] | None:
    """The unit that stands behind a number that ends at `at`, and where it ends; None if there is none.

    Spaces and a hyphen may be between, measure words (96 个注意力头), counters (۱۰۲۴ عدد GPU) and words as in
    "trainable parameters" or 激活参数.
    """
    start = _match_end(_GAPS, text, at)
    found = _at(text, start, glued=start == at)
    if found is None and (hyphen := _match_end(_HYPHEN, text, at)) > start:
        found = _latin(text, hyphen, glued=False)
    if text[start : start + 1] == "×" and found is None:
        chips = _at(text, _match_end(_GAPS, text, start + 1), glued=False)
        found = chips if chips and chips[1].kind == "chips" else None
    elif found and found[1] == _RATIO and (chips := _at(text, _match_end(_GAPS, text, found[0]), glued=False)):
        found = chips if chips[1].kind == "chips" else found  # 8 × A100
    return _with_time(text, *found) if found else None


def _match_end(pattern: Lazy, text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _at(text: str, at: int, *, glued: bool) -> tuple[int, Unit] | None:
    """The unit at a place, by its script."""
    char = text[at : at + 1]
    if not char:
        return None
    if char in _SYMBOLS and (char != "×" or glued):
        return at + 1, _SYMBOLS[char]
    if char.isascii() or char in "µμ":
        return _latin(text, at, glued=glued)
    if is_han(char):
        return _han(text, at)
    return _arabic(text, at)


def _latin(text: str, at: int, *, glued: bool) -> tuple[int, Unit] | None:
    """A unit in Latin letters."""
    if found := _compute(text, at):
        return found
    if match := _BYTES.match(text, at):
        power = _POWERS[match["p"].lower()]
        factor = Decimal(1024) ** (power // 3) if match["i"] else Decimal(10) ** power
        return match.end(), Unit("bytes", "bytes", factor, ambiguous=match["b"] == "b" and match["p"].isupper())
    if glued and (match := _MEMORY.match(text, at)):
        return match.end(), Unit("bytes", "bytes", Decimal(10) ** 9)
    match = _CHIP.match(text, at)
    if match:
        end = match.end()
        named = match_unit(text, end)
        if named and named[1].kind in {"chips", "chip time"}:
            return named
        if named and named[1].kind == "time" and text[end : end + 1] in "- 卡":
            return named[0], _chip_time(named[1])
        return end, Unit("chips", "chips")
    return _phrase(text, at)


def _phrase(text: str, at: int) -> tuple[int, Unit] | None:
    """Up to four words of the table, behind up to two that say what kind."""
    match = _WORDS.match(text, at)
    if match is None:
        return _short(text, at) if text[at : at + 1] in "µμ" else None
    words = [(word[0].lower(), word.end()) for word in _WORD.finditer(match[0])]
    for skipped in range(min(3, len(words))):
        if skipped and words[skipped - 1][0] not in _EN_SKIPPED:
            break
        for size in range(min(4, len(words) - skipped), 0, -1):
            chosen = words[skipped : skipped + size]
            unit = _english().get(" ".join(word for word, _ in chosen))
            end = at + chosen[-1][1]
            if unit and not text[end : end + 1].isdecimal():
                if skipped and words[0][0] == "of" and unit.kind == "time":
                    return None
                return end, unit
    return _short(text, at)


def _short(text: str, at: int) -> tuple[int, Unit] | None:
    """s, ms, h, x, right behind the digits."""
    word = _LETTERS.match(text, at)
    if word is None or word[0] not in _SHORT or not _AFTER_DIGIT.search(text, max(0, at - 2), at):
        return None
    after = text[word.end() : word.end() + 1]
    return None if after.isalnum() and after.isascii() else (word.end(), _SHORT[word[0]])


def _compute(text: str, at: int) -> tuple[int, Unit] | None:
    """FLOP, petaFLOP/s-days, TFLOPS."""
    match = _COMPUTE.match(text, at)
    if match is None or (match["p"] is None and match["time"] is None and not match[0].lower().startswith("flop")):
        return None
    factor = Decimal(10) ** _POWERS[(match["p"] or "").lower()]
    if match["time"]:
        return match.end(), Unit("FLOP", "compute", factor * _DAYS[match["time"].lower()])
    if match["rate"] or match["s"] == "S":
        return match.end(), Unit("FLOP/s", "speed", factor, ambiguous=not match["rate"])
    return match.end(), Unit("FLOP", "compute", factor, ambiguous=bool(match["s"] and match["p"]))


def _han(text: str, at: int) -> tuple[int, Unit] | None:
    """A Chinese unit, perhaps behind a measure word and a word that says what kind."""
    if found := _han_form(text, at):
        if found[0] - at > 1 or text[at] not in _CLASSIFIERS:
            return found
        return _behind_classifier(text, at + 1) or found
    if text[at] in _CLASSIFIERS and (behind := _behind_classifier(text, at + 1)):
        return behind
    return _behind_classifier(text, at, skip=True)


def _behind_classifier(text: str, at: int, *, skip: bool = False) -> tuple[int, Unit] | None:
    """What is counted, behind a measure word; with `skip` only behind a word of the list."""
    start = at
    for _ in range(3):
        at = _match_end(_GAPS, text, at)
        window = simplified(text[at : at + 10])
        if not (skip and at == start) and window:
            found = _han_form(text, at) if is_han(window[0]) else _at(text, at, glued=False)
            if found and found[1] != _RATIO and found[1].kind not in {"currency", "percent"}:
                return found
        word = next((w for w in _ZH_SKIPPED if window.startswith(w)), None)
        if word is None:
            return None
        at += len(word)
    return None


def _han_form(text: str, at: int) -> tuple[int, Unit] | None:
    """The longest form of the table that stands here and is no part of another word."""
    window = simplified(text[at : at + 9])
    for size in range(min(8, len(window)), 0, -1):
        unit = _chinese().get(window[:size])
        after = window[size : size + 1]
        if unit and not (after and after in _NOT_BEFORE.get(window[:size], "")):
            return at + size, unit
    return None


def _arabic(text: str, at: int) -> tuple[int, Unit] | None:
    """A Persian unit, with its endings, perhaps behind a counter."""
    if squeezed(text[at : at + 4])[:2] not in _persian_heads():
        return None
    pieces: list[tuple[str, int]] = []
    end = at
    while len(pieces) < 5 and (match := _FA_PIECE.match(text, end)):
        pieces.append((squeezed(match[1]), match.end()))
        end = match.end()
    for skipped in range(min(2, len(pieces))):
        if skipped and pieces[0][0] not in _FA_COUNTERS:
            break
        for size in range(min(4, len(pieces) - skipped), 0, -1):
            chosen = pieces[skipped : skipped + size]
            unit = _persian().get("".join([piece for piece, _ in chosen]))
            if unit:
                return chosen[-1][1], unit
    if pieces and pieces[0][0] in _FA_COUNTERS:
        if len(pieces) == 1 and (found := _at(text, _match_end(_GAPS, text, pieces[0][1]), glued=False)):
            return found
        if name := _FA_ALONE.get(pieces[0][0]):
            return pieces[0][1], Unit(name, "items")
    return None


def _chip_time(unit: Unit) -> Unit:
    """Hours of a unit of time, each of one chip."""
    return Unit("GPU-hours", "chip time", unit.factor / 3600)


def _with_time(text: str, end: int, unit: Unit) -> tuple[int, Unit]:
    """GPU-hours, and what is per second."""
    if unit.kind == "chips":
        start = _match_end(_HYPHEN, text, end)
        after = _at(text, start, glued=False) if start > end or is_han(text[start : start + 1]) else None
        if after and after[1].kind == "time" and after[1].factor >= 3600:
            return after[0], _chip_time(after[1])
    elif unit.kind == "time" and (match := _AFTER_TIME.match(text, end)):
        return match.end(), _chip_time(unit)
    if unit.kind in {"bytes", "tokens", "compute", "words", "characters", "items"} and (
        match := _PER_SECOND.match(text, end)
    ):
        kind = "speed" if unit.kind == "compute" else "rate"
        return match.end(), Unit(f"{unit.name}/s", kind, unit.factor)
    return end, unit
