"""The words of views in Chinese, Persian and English: kinds and levels, statuses of facts, headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fmref.formatting import format_number

__all__ = ["MARKS", "count", "others", "plural", "word"]

MARKS: Final[Mapping[str, str]] = {
    "settled": "good",
    "exact": "good",
    "alias": "good",
    "parsed": "good",
    "ok": "good",
    "preferred": "good",
    "disputed": "doubt",
    "estimated": "doubt",
    "ambiguous": "doubt",
    "deprecated": "doubt",
    "warning": "doubt",
    "unknown": "bad",
    "error": "bad",
    "forbidden": "bad",
}
"""The mark of a status, a severity or a status of a term; what has none is grey."""

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "en": ("English", "英文", "انگلیسی"),
    "zh": ("Chinese", "中文", "چینی"),
    "zh-Hant": ("traditional Chinese", "繁体中文", "چینی سنتی"),
    "fa": ("Persian", "波斯语", "فارسی"),
    "family": ("family", "模型家族", "خانواده"),
    "series": ("series", "模型系列", "رده"),
    "model": ("model", "模型", "مدل"),
    "variant": ("variant", "模型变体", "گونه"),
    "organization": ("organization", "机构", "سازمان"),
    "dataset": ("data set", "数据集", "مجموعه‌داده"),
    "benchmark": ("benchmark", "评测基准", "بنچمارک"),
    "software": ("software", "软件", "نرم‌افزار"),
    "hardware": ("hardware", "硬件", "سخت‌افزار"),
    "concept": ("concept", "概念", "مفهوم"),
    "name": ("name", "名称", "نام"),
    "kind": ("kind", "类别", "نوع"),
    "level": ("level", "层级", "سطح"),
    "parent": ("part of", "所属", "زیرمجموعهٔ"),
    "domain": ("domain", "领域", "حوزه"),
    "settled": ("settled", "一致", "قطعی"),
    "disputed": ("disputed", "有分歧", "مورد اختلاف"),
    "undisclosed": ("undisclosed", "未公开", "اعلام‌نشده"),
    "estimated": ("estimated", "估计", "برآورد"),
    "exact": ("exact", "完全一致", "عین نام"),
    "alias": ("alias", "别名", "نام دیگر"),
    "parsed": ("parsed", "解析得出", "تجزیه‌شده"),
    "ambiguous": ("ambiguous", "有歧义", "چندمعنا"),
    "unknown": ("unknown", "未知", "ناشناخته"),
    "ok": ("ok", "明确", "روشن"),
    "preferred": ("preferred", "首选", "برگزیده"),
    "admitted": ("admitted", "可用", "پذیرفته"),
    "deprecated": ("deprecated", "不推荐", "منسوخ"),
    "forbidden": ("forbidden", "误译", "نادرست"),
    "misspelling": ("misspelling", "错字", "غلط املایی"),
    "mistranslation": ("mistranslation", "误译", "ترجمهٔ نادرست"),
    "other name": ("variant", "异名", "نام دیگر"),
    "former": ("former", "旧名", "نام پیشین"),
    "general register": ("general", "通用", "عمومی"),
    "academy register": ("academy", "规范译名", "فرهنگستان"),
    "loanword register": ("loanword", "外来词", "وام‌واژه"),
    "translation register": ("translation", "意译", "ترجمه"),
    "vendor register": ("vendor", "厂商用语", "شرکت‌ها"),
    "colloquial register": ("colloquial", "口语", "گفتاری"),
    "derived": ("derived", "推算", "محاسبه‌شده"),
    "primary source": ("primary source", "一手来源", "منبع دست اول"),
    "registry source": ("registry", "登记平台", "فهرست رسمی"),
    "dataset source": ("data set", "数据集", "مجموعه‌داده"),
    "secondary source": ("secondary source", "二手来源", "منبع دست دوم"),
    "base": ("base", "基座", "پایه"),
    "finetune": ("fine-tuning", "微调", "تنظیم دقیق"),
    "continued_pretraining": ("continued pretraining", "继续预训练", "ادامهٔ پیش‌آموزش"),
    "merge": ("merge", "合并", "ادغام"),
    "distillation": ("distillation", "蒸馏", "تقطیر"),
    "quantization": ("quantization", "量化", "کوانتش"),
    "adapter": ("adapter", "适配器", "آداپتور"),
    "part_of": ("part of", "组成部分", "بخشی از"),
    "successor": ("successor", "后继", "جانشین"),
    "status": ("status", "状态", "وضعیت"),
    "means": ("means", "即", "یعنی"),
    "read as": ("read as", "读作", "خوانده شد"),
    "says besides": ("says besides", "另外说明", "افزون بر آن"),
    "it may be": ("it may be", "可能是", "شاید"),
    "did you mean": ("did you mean", "您是否要找", "آیا منظورتان این است"),
    "listed as": ("listed as", "收录为", "ثبت‌شده با نام"),
    "score": ("score", "得分", "امتیاز"),
    "nothing": ("nothing", "没有结果", "هیچ"),
    "senses": ("senses", "义项", "معناها"),
    "relation": ("relation", "关系", "رابطه"),
    "of": ("of", "之于", "نسبت به"),
    "steps": ("steps", "步数", "گام"),
    "noun": ("noun", "名词", "اسم"),
    "verb": ("verb", "动词", "فعل"),
    "adjective": ("adjective", "形容词", "صفت"),
    "adverb": ("adverb", "副词", "قید"),
    "other": ("other", "其他", "دیگر"),
    "concepts": ("concepts", "相关概念", "مفهوم‌ها"),
    "entries": ("entries", "相关条目", "مدخل‌ها"),
    "finding": ("finding", "问题", "یافته"),
    "original": ("source", "原文", "متن اصلی"),
    "translation": ("translation", "译文", "ترجمه"),
    "attribute": ("attribute", "属性", "ویژگی"),
    "inherited": ("from {}", "取自 {}", "از {}"),
    "others": ("and {} more", "另有 {} 个", "و {} مورد دیگر"),
}
"""Words in English, Chinese and Persian."""
_COLUMN: Final = {"en": 0, "zh": 1, "fa": 2}


def word(name: str, lang: str, *parts: object) -> str:
    """A word of a language with its parts; what is in no list comes back as it is, as new data may hold it."""
    words = _WORDS.get(name)
    return words[_COLUMN[lang[:2]]].format(*parts) if words else name


def others(number: int, lang: str) -> str:
    """How many more there are than are shown."""
    return word("others", lang, format_number(number, lang))


def count(number: int, kind: str, lang: str) -> str:
    """How many of a kind, in words.

    >>> count(1, "model", "en"), count(6956, "dataset", "en"), count(3, "model", "zh"), count(3, "model", "fa")
    ('1 model', '6,956 data sets', '3 个模型', '۳ مدل')
    """
    shown, noun = format_number(number, lang), word(kind, lang)
    if lang.startswith("zh"):
        return f"{shown} 个{noun}"
    return f"{shown} {plural(noun, number) if lang == 'en' else noun}"


def plural(kind: str, number: int) -> str:
    """`model` for one, `models` for others; the kinds that are mass nouns have no plural."""
    return kind if number == 1 or kind in ("software", "hardware") else f"{kind}s"
