"""The units of the quantities that texts about models state, and their forms in the three languages.

A row of `_TABLE` is all that a new unit needs: its name, its kind, how many of the named unit one of it is, and the forms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from fmref.script_patterns import FA, GAP, LATIN, Lazy, any_han, any_persian, is_han, simplified, squeezed

__all__ = ["Unit", "match_unit"]


class Unit(NamedTuple):
    """A unit: `factor` of the canonical unit `name`, which is one of a `kind`."""

    name: str
    kind: str
    factor: Decimal = Decimal(1)
    ambiguous: bool = False


_TABLE: Final[tuple[tuple[str, str, str, str, str, str], ...]] = (
    ("parameters", "parameters", "1", "parameter|param|weight", "参数|参数量|参数规模|参数总量|权重", "پارامتر"),
    ("tokens", "tokens", "1", "token|subword token", "词元|令牌|标记|記號|Token|代币", "توکن|نشانه"),
    ("words", "words", "1", "word", "单词|词|英文单词|词语|單字", "واژه|کلمه|لغت"),
    ("characters", "characters", "1", "character|char", "字符|字元|汉字|字|中文字符", "نویسه|کاراکتر|حرف"),
    ("bits", "bytes", "0.125", "bit", "比特|位元", "بیت"),
    ("bytes", "bytes", "1", "byte", "字节|位元组", "بایت"),
    ("bytes", "bytes", "1e3", "kilobyte", "千字节|千位元组", "کیلوبایت"),
    ("bytes", "bytes", "1e6", "megabyte", "兆字节|百万字节|百万位元组", "مگابایت"),
    ("bytes", "bytes", "1e9", "gigabyte|gig", "吉字节|十亿字节|十亿位元组|千兆字节", "گیگابایت|گیگ"),
    ("bytes", "bytes", "1e12", "terabyte", "太字节|兆位元组|万亿字节|兆兆字节", "ترابایت"),
    ("bytes", "bytes", "1e15", "petabyte", "拍字节|千兆位元组", "پتابایت"),
    ("bytes", "bytes", "1e18", "exabyte", "艾字节", "اگزابایت"),
    ("bytes", "bytes", "1073741824", "gibibyte", "", "گیبی‌بایت"),
    ("FLOP", "compute", "1", "floating point operation|flop", "次浮点运算|浮点运算|次浮點運算|浮点计算|次浮点计算", "فلاپ|عملیات ممیز شناور|عملیات اعشاری"),
    ("FLOP", "compute", "1e12", "", "", "ترافلاپ"),
    ("FLOP", "compute", "1e15", "", "", "پتافلاپ"),
    ("FLOP", "compute", "1e18", "", "", "اگزافلاپ"),
    ("USD", "currency", "1", "dollar|us dollar|u s dollar|american dollar|usd|buck", "美元|美金|USD", "دلار|دلار آمریکا|دلار امریکا"),
    ("USD", "currency", "0.01", "cent|us cent", "美分", "سنت"),
    ("CNY", "currency", "1", "yuan|rmb|cny|renminbi|chinese yuan", "元|人民币|元人民币|块钱|RMB|CNY", "یوان"),
    ("EUR", "currency", "1", "euro|eur", "欧元", "یورو"),
    ("GBP", "currency", "1", "pound sterling|british pound|gbp", "英镑", "پوند"),
    ("JPY", "currency", "1", "yen|jpy", "日元|日圆", "ین"),
    ("KRW", "currency", "1", "won|krw", "韩元", "وون"),
    ("HKD", "currency", "1", "hong kong dollar|hkd", "港元|港币", ""),
    ("TWD", "currency", "1", "new taiwan dollar|twd|ntd", "新台币|台币|新臺幣|臺幣", ""),
    ("IRR", "currency", "1", "rial|irr", "里亚尔", "ریال"),
    ("IRR", "currency", "10", "toman", "土曼", "تومان|تومن"),
    ("%", "percent", "1", "percent|per cent|pct|percentage point|percent point", "个百分点|百分点|%", "درصد|واحد درصد"),
    ("seconds", "time", "0.000001", "microsecond", "微秒", "میکروثانیه"),
    ("seconds", "time", "0.001", "millisecond|ms|msec", "毫秒", "میلی‌ثانیه"),
    ("seconds", "time", "1", "second|sec", "秒|秒钟", "ثانیه"),
    ("seconds", "time", "60", "minute|min|mins", "分钟", "دقیقه"),
    ("seconds", "time", "3600", "hour|hr|h", "小时|个小时|钟头", "ساعت"),
    ("seconds", "time", "86400", "day|calendar day", "天|昼夜", "روز"),
    ("seconds", "time", "604800", "week|wk", "周|星期|个星期|礼拜|个礼拜", "هفته"),
    ("seconds", "time", "2629800", "month", "个月|月时间", "ماه"),
    ("seconds", "time", "31557600", "year|yr", "年|年时间", "سال"),
    ("seconds", "time", "315576000", "decade", "", "دهه"),
    ("layers", "layers", "1", "layer|transformer block", "层|网络层|隐藏层|解码器层|编码器层", "لایه"),
    ("heads", "heads", "1", "attention head|head|self attention head", "注意力头|自注意力头|头注意力|头自注意力|头", "سر توجه|هد توجه|هد|سر"),
    ("dimensions", "dimensions", "1", "dimension|dimensional|dim", "维|维度|维向量", "بعد"),
    ("chips", "chips", "1", "gpu|tpu|chip|accelerator|graphics card|npu|gpu card|tpu chip|gpu chip|tpu core|cloud tpu", "显卡|芯片|加速卡|加速器|图形处理器|计算卡|卡|顯示卡|晶片", "پردازنده گرافیکی|پردازندهٔ گرافیکی|پردازنده‌ی گرافیکی|واحد پردازش گرافیکی|کارت گرافیک|تراشه|شتاب‌دهنده|جی‌پی‌یو|چیپ"),
    ("GPU-hours", "chip time", "1", "", "卡时|GPU时|卡·时", ""),
    ("nodes", "items", "1", "node|server|machine", "节点|台服务器|服务器|台机器", "گره|سرور"),
    ("languages", "languages", "1", "language|natural language", "种语言|语言|语种|个语种|门语言|种自然语言", "زبان"),
    ("programming languages", "languages", "1", "programming language", "种编程语言|编程语言|程序语言|程式語言|种程序语言", "زبان برنامه‌نویسی|زبان برنامه نویسی"),
    ("books", "items", "1", "book", "书|本|书籍|图书|本书", "کتاب|جلد کتاب"),
    ("examples", "items", "1", "example|sample|instance|training example|data point", "样本|示例|例子|实例|条数据|数据点|例", "نمونه|مثال|دادهٔ آموزشی"),
    ("images", "items", "1", "image|picture|photo", "图像|图片|照片|图|影像", "تصویر|عکس"),
    ("image-text pairs", "items", "1", "image text pair|text image pair|image caption pair", "图文对|图像文本对|图像-文本对|文本图像对", "جفت تصویر و متن|جفت تصویر-متن|جفت متن و تصویر|زوج تصویر و متن"),
    ("pairs", "items", "1", "pair", "对", "جفت|زوج"),
    ("documents", "items", "1", "document|article|paper|web page|webpage|page", "文档|文章|论文|网页|篇|页|篇文件", "سند|مقاله|صفحه|صفحه وب|متن"),
    ("sentences", "items", "1", "sentence", "句子|句|句话", "جمله"),
    ("tasks", "items", "1", "task", "任务", "وظیفه|تسک|کار"),
    ("questions", "items", "1", "question|problem", "问题|题目|题|道题", "پرسش|سؤال|سوال|مسئله"),
    ("dialogues", "items", "1", "dialogue|conversation|dialog", "对话|轮对话|会话", "گفتگو|گفت‌وگو|مکالمه"),
    ("instructions", "items", "1", "instruction|prompt", "指令|提示|提示词", "دستور|دستورالعمل|پرامپت"),
    ("videos", "items", "1", "video|clip|video clip", "视频|影片", "ویدیو|ویدئو|کلیپ"),
    ("files", "items", "1", "file", "文件|档案", "فایل|پرونده"),
    ("repositories", "items", "1", "repository|repo", "仓库|代码库", "مخزن"),
    ("people", "items", "1", "person|people|user|developer|researcher|employee|engineer|annotator|contributor|customer|labeler|subscriber|student", "用户|人|名|研究人员|开发者|员工|工程师|标注员|客户|使用者", "نفر|کاربر|پژوهشگر|توسعه‌دهنده|کارمند|مهندس|مشتری|محقق"),
    ("organizations", "items", "1", "company|organization|institution|university|startup", "公司|机构|企业|家公司|大学", "شرکت|سازمان|مؤسسه|موسسه|دانشگاه"),
    ("countries", "items", "1", "country", "国家|国", "کشور"),
    ("models", "items", "1", "model", "模型", "مدل"),
    ("experts", "items", "1", "expert", "专家", "متخصص|خبره"),
    ("steps", "items", "1", "step|training step|iteration|update", "步|训练步|迭代|次迭代", "گام|مرحله|تکرار"),
    ("epochs", "items", "1", "epoch", "轮|个轮次|轮次|訓練週期", "دوره|ایپاک|اپوک"),
    ("classes", "items", "1", "class|category|label", "类别|类|标签", "کلاس|دسته|برچسب"),
    ("data sets", "items", "1", "dataset|data set", "数据集|資料集", "مجموعه داده|دیتاست"),
    ("benchmarks", "items", "1", "benchmark", "基准|基准测试", "بنچمارک|محک"),
    ("requests", "items", "1", "request|query|call|download|message", "请求|次请求|次调用|次下载|下载|查询|消息", "درخواست|پرسمان|دانلود|پیام"),
    ("lines", "items", "1", "line of code|lines of code|line", "行代码|行", "خط کد|خط"),
    ("pixels", "items", "1", "pixel", "像素", "پیکسل"),
    ("times", "ratio", "1", "time|fold|factor", "倍|倍数", "برابر"),
    ("orders of magnitude", "ratio", "1", "order of magnitude|orders of magnitude", "个数量级|数量级", "مرتبهٔ بزرگی|مرتبه بزرگی"),
)  # fmt: skip

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
_ALONE: Final = {"本": "books", "篇": "documents", "名": "people"}
_ZH_SKIPPED: Final = (
    "可训练|可学习|总|激活|活跃|模型|训练|文本|高质量|中文|英文|英语|的|不同|自然|原始|标注|研究|未出版|合成|人类|输入|输出|"
    "上下文|新|活动|左右的|非嵌入|自注意力"
).split("|")
_EN_SKIPPED: Final = frozenset(
    "trainable learnable total active activated model training text input output unique different natural human hidden "
    "transformer decoder encoder english chinese persian code labeled labelled annotated quality high filtered full nvidia "
    "more new context synthetic real pretraining additional embedding non attention self parallel individual cloud "
    "programming of".split()
)
_FA_COUNTERS: Final = frozenset({"عدد", "تا", "قطعه", "دستگاه", "گونه", "نوع", "جلد", "دانه", "فقره", "نفر", "مورد", "از"})
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
    "元": Unit("CNY", "currency"),
}
_POWERS: Final = {
    "": 0, "k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18, "z": 21, "y": 24,
    "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18, "zetta": 21, "yotta": 24,
}  # fmt: skip
_DAYS: Final = {"day": 86400, "d": 86400, "hour": 3600, "hr": 3600, "h": 3600, "year": 31557600, "sec": 1, "second": 1, "s": 1,
                "天": 86400, "日": 86400, "روز": 86400, "小时": 3600, "小時": 3600, "ساعت": 3600, "年": 31557600}  # fmt: skip

_GAPS: Final = Lazy(GAP)
_HYPHEN: Final = Lazy(f"{GAP}[-\u2010\u2011–]?{GAP}")
_WORDS: Final = Lazy("[A-Za-z]+(?:[ \u00a0\u202f\u2009\u2010\u2011-][A-Za-z]+){0,5}")
_WORD: Final = Lazy("[A-Za-z]+")
_LETTERS: Final = Lazy("[A-Za-zµμ]+")
_FA_PIECE: Final = Lazy(f"[ \u00a0\u200c]?([{FA}]+)")
_COMPUTE: Final = Lazy(
    r"(?P<p>kilo|mega|giga|tera|peta|exa|zetta|yotta|[KMGTPEZY])?[ -]?(?:FLOP(?P<s>s)?|F(?=[-/ ]?(?:s[-/ ])?(?:days?|天)))"
    r"(?P<rate>[ ]?/[ ]?s(?:ec(?:ond)?)?(?![A-Za-z])|[ ]per[ ]second)?"
    r"(?:[ ]?[-·*/\u2010\u2011]?[ ]?(?P<time>(?:day|hour|hr|year)(?=s?(?![A-Za-z]))|天|日|小时|小時|روز)s?)?(?![A-Za-z])",
    re.IGNORECASE,
)
_BYTES: Final = Lazy(r"(?P<p>[KMGTPEkmgtp])(?P<i>i)?(?P<b>[Bb])(?:yte)?s?(?![A-Za-z0-9])")
_MEMORY: Final = Lazy(rf"G(?=[ ]?(?:{any_han('显存|内存|記憶體')}|V?RAM|memory|{any_persian('رم|حافظه')}))")
_CHIP: Final = Lazy(
    rf"(?:(?:NVIDIA|AMD|Google|Huawei|{any_han('英伟达|华为|谷歌')})[ ]?)?"
    rf"(?:(?:GH|GB|[ABHVPL])\d{{2,3}}|MI\d{{3}}X?|TPU[ -]?v\d[ep]?|v\d[ep]?(?=[ -]TPU)|{any_han('昇腾')}[ ]?\d{{3}}[A-Z]?|Ascend[ ]\d{{3}}[A-Z]?|RTX[ ]?\d{{4}}|T4)"
    r"(?:[- ]?\d{2,3}[ ]?GB?)?(?:[- ](?:SXM|PCIe)\d?)?",
    re.IGNORECASE,
)
_PER_SECOND: Final = Lazy(
    rf"[ ]?(?:/[ ]?(?:s(?:ec(?:ond)?)?(?![A-Za-z])|秒)|per[ ]second(?![a-z])|{GAP}{any_persian('(?:در|بر)')}{GAP}{any_persian('ثانیه')})",
    re.IGNORECASE,
)
_AFTER_TIME: Final = Lazy(f"{GAP}(?:GPU|TPU|{any_persian('پردازنده(?:‌ی|ٔ)? گرافیکی')})(?![{LATIN}{FA}])")


def _rows(column: int) -> dict[str, Unit]:
    """The forms of a column with their units."""
    return {
        form: Unit(name, kind, Decimal(factor))
        for name, kind, factor, *columns in _TABLE
        for form in columns[column].split("|")
        if form
    }


@cache
def _english() -> dict[str, Unit]:
    forms = _rows(0)
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
    return {simplified(form): unit for form, unit in _rows(1).items()}


@cache
def _persian() -> dict[str, Unit]:
    forms = _rows(2)
    heads = {form: form.replace(" ", "های ", 1) for form in forms if " " in form}  # the plural stands inside a phrase
    return {squeezed(form): unit for form, unit in forms.items()} | {
        squeezed(plural): forms[form] for form, plural in heads.items()
    }


def match_unit(text: str, at: int) -> tuple[int, Unit] | None:
    """The unit that stands behind a number that ends at `at`, and where it ends; None if there is none.

    Spaces and a hyphen may be between, measure words (96 个注意力头), counters (۱۰۲۴ عدد GPU) and words as in "trainable
    parameters" or 激活参数.
    """
    start = _match_end(_GAPS, text, at)
    found = _at(text, start, glued=start == at)
    if found is None and (hyphen := _match_end(_HYPHEN, text, at)) > start:
        found = _latin(text, hyphen, glued=False)
        if found and found[1] is _RATIO:
            return None
    return _with_time(text, *found) if found else None


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _at(text: str, at: int, *, glued: bool) -> tuple[int, Unit] | None:
    """The unit at a place, by its script."""
    char = text[at : at + 1]
    if not char:
        return None
    if char in _SYMBOLS and char not in "元" and (char != "×" or glued):
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
    if match and not re.match(f"[{LATIN}0-9]", text[match.end() : match.end() + 1]):
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
    if word is None or word[0] not in _SHORT or not text[at - 1 : at].isdecimal():
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
            if found and found[1] is not _RATIO and found[1].kind not in {"currency", "percent"}:
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
            unit = _persian_form("".join(piece for piece, _ in chosen))
            if unit:
                return chosen[-1][1], unit
    if pieces and pieces[0][0] in _FA_COUNTERS:
        if found := _at(text, _match_end(_GAPS, text, pieces[0][1]), glued=False) if len(pieces) == 1 else None:
            return found
        if name := _FA_ALONE.get(pieces[0][0]):
            return pieces[0][1], Unit(name, "items")
    return None


def _persian_form(key: str) -> Unit | None:
    """The unit of a word with or without an ending."""
    forms = _persian()
    if key in forms:
        return forms[key]
    for ending in _FA_ENDINGS:
        if key.endswith(ending) and (unit := forms.get(key.removesuffix(ending))):
            return unit
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
