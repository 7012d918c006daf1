"""Plurals of terms: how English and Persian form them, and back.

The Persian broken plurals are those that Arabic nouns have in technical prose; the irregular English ones mostly those
of Latin and Greek nouns. Both are closed lists of words, to which the regular endings are added by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["plurals", "singulars"]

_BROKEN: Final = dict(
    pair.split("/")
    for pair in (
        "ضریب/ضرایب متن/متون قانون/قوانین تابع/توابع بعد/ابعاد شرط/شروط منبع/منابع مرجع/مراجع قاعده/قواعد مفهوم/مفاهیم "
        "مورد/موارد عنصر/عناصر مقدار/مقادیر نتیجه/نتایج حالت/حالات مرحله/مراحل نقطه/نقاط سطح/سطوح طبقه/طبقات شیء/اشیا "
        "تصویر/تصاویر کلمه/کلمات لغت/لغات جمله/جملات حرف/حروف محاسبه/محاسبات سؤال/سؤالات قید/قیود فرضیه/فرضیات "
        "هدف/اهداف عدد/اعداد رقم/ارقام شکل/اشکال احتمال/احتمالات وظیفه/وظایف مسئله/مسائل خصوصیت/خصوصیات فن/فنون "
        "اصل/اصول عامل/عوامل اثر/آثار حد/حدود خط/خطوط رابطه/روابط ضابطه/ضوابط علامت/علائم نوع/انواع وزن/اوزان "
        "مجموعه/مجموعات ترکیب/ترکیبات تغییر/تغییرات تنظیم/تنظیمات اطلاع/اطلاعات توضیح/توضیحات دستور/دستورات "
        "تصمیم/تصمیمات تعامل/تعاملات عبارت/عبارات مدرک/مدارک سند/اسناد قلم/اقلام عیب/معایب"
    ).split()
)
_LATIN: Final = dict(
    pair.split("/")
    for pair in (
        "matrix/matrices vertex/vertices index/indices appendix/appendices corpus/corpora criterion/criteria "
        "phenomenon/phenomena axis/axes optimum/optima minimum/minima maximum/maxima extremum/extrema "
        "hypothesis/hypotheses analysis/analyses synthesis/syntheses basis/bases stimulus/stimuli locus/loci "
        "datum/data medium/media schema/schemata formula/formulae automaton/automata spectrum/spectra person/people "
        "child/children leaf/leaves"
    ).split()
)
_BROKEN_BACK: Final = {many: one for one, many in _BROKEN.items()}
_LATIN_BACK: Final = {many: one for one, many in _LATIN.items()}
_PERSIAN_HEAD: Final = re.compile("([\u0620-\u0652\u066e-\u06d3\u200c]+)\u0654?(?=$| )")
"""The first word, without the ezafe that it may have."""
_LAST_WORD: Final = re.compile(r"[A-Za-z]+$")


def plurals(term: str, lang: str) -> Iterator[str]:
    """The plurals of a term, the commoner one first; none for a language without them.

    >>> list(plurals("confusion matrix", "en")), list(plurals("policy", "en"))
    (['confusion matrices', 'confusion matrixes'], ['policies'])
    >>> list(plurals("تابع فعال‌سازی", "fa"))
    ['توابع فعال‌سازی', 'تابع‌های فعال‌سازی']
    """
    if lang == "fa" and (head := _PERSIAN_HEAD.match(term)):
        rest = term[head.end() :]
        if head[1] in _BROKEN:
            yield _BROKEN[head[1]] + rest
        yield f"{head[1]}\u200cها{'ی' if rest else ''}{rest}"
    elif lang == "en" and (last := _LAST_WORD.search(term)):
        before, word = term[: last.start()], last[0]
        if word in _LATIN:
            yield before + _LATIN[word]
        if word not in _LATIN or word.endswith(("x", "a", "um", "us")):
            yield before + _regular(word)


def _regular(word: str) -> str:
    """An English plural by its ending."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def singulars(term: str) -> Iterator[str]:
    """What a term may be the irregular plural of; its language is seen from its letters.

    >>> list(singulars("confusion matrices")), list(singulars("توابع فعال‌سازی"))
    (['confusion matrix'], ['تابع فعال‌سازی'])
    """
    if head := _PERSIAN_HEAD.match(term):
        if head[1] in _BROKEN_BACK:
            yield _BROKEN_BACK[head[1]] + term[head.end() :]
    elif (last := _LAST_WORD.search(term)) and (one := _LATIN_BACK.get(last[0].lower())):
        yield term[: last.start()] + one
