"""Surnames of authors: which are known, which a misspelt one may be, and which one a Chinese or Persian word writes.

Chinese characters write a foreign name syllable by syllable, Persian letters its consonants and some of its vowels. So
what they say is brought to a skeleton of consonants in a few classes and compared with those of the Latin surnames that
may be meant: those under which papers of the same year, or of the year before or behind, are known to be cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from fmref.han_sounds import SYLLABLES
from fmref.script_patterns import is_han, simplified
from fmref.transliteration import sounds_of_persian

if TYPE_CHECKING:
    from fmref.snapshot import Snapshot

__all__ = ["Surnames", "may_be_chinese", "of_word"]

_CHINESE: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康施牛樊葛邢安齐易乔庞颜倪庄聂章"
    "鲁岳翟申欧耿关兰焦俞左柳祝包宁尚符舒阮纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛欧阳司马诸葛上官慕容"
)
"""The commonest Chinese surnames, those of two characters by each."""


_WORDS: Final = {
    "Baker": "面包师 نانوا",
    "Banks": "银行",
    "Bell": "铃声 زنگ",
    "Bishop": "主教 اسقف",
    "Black": "黑色",
    "Brown": "棕色 褐色 قهوه‌ای",
    "Carpenter": "木匠",
    "Child": "儿童 孩子 小孩 کودک فرزند",
    "Cook": "厨师 烹饪 آشپز",
    "Field": "田野",
    "Fisher": "渔夫 ماهیگیر",
    "Fox": "狐狸 روباه",
    "French": "法语 法国人 فرانسوی",
    "Graves": "坟墓 墓穴 گورها",
    "Gray": "灰色 خاکستری",
    "Green": "绿色",
    "Grill": "烧烤 烤架",
    "Hall": "大厅 تالار",
    "Hand": "手 دست",
    "Hill": "小山 تپه",
    "Hunter": "猎人 شکارچی",
    "King": "国王 پادشاه",
    "Knight": "骑士 شوالیه",
    "Lake": "湖泊 دریاچه",
    "Long": "长的 طولانی",
    "Love": "爱情",
    "Marsh": "沼泽 باتلاق",
    "Mason": "泥瓦匠",
    "Miller": "磨坊主 آسیابان",
    "Min": "最小值",
    "Page": "页面 صفحه",
    "Pope": "教皇 پاپ",
    "Potter": "陶工",
    "Power": "力量 قدرت",
    "Price": "价格 قیمت",
    "Prince": "王子 شاهزاده",
    "Reed": "芦苇",
    "Rice": "大米 米饭",
    "Rose": "玫瑰",
    "Rush": "匆忙 冲刺 عجله",
    "Sharp": "锋利",
    "Shepherd": "牧羊人 چوپان",
    "Smith": "铁匠 آهنگر",
    "So": "所以 بنابراین",
    "Stone": "石头 سنگ",
    "Strong": "强壮",
    "Sun": "太阳",
    "Walker": "步行者",
    "Waters": "水域",
    "White": "白色",
    "Wolf": "狼 گرگ",
    "Wood": "木头 木材 چوب",
    "Young": "年轻 年轻人 جوان",
}
"""Surnames that are English words, and how engines translate these."""
_OF_WORD: Final = {word.replace("\u200c", ""): name for name, words in _WORDS.items() for word in words.split()}


def of_word(word: str) -> str | None:
    """The Latin surname that a Chinese or Persian word translates.

    >>> of_word("儿童"), of_word("کودک"), of_word("布朗")
    ('Child', 'Child', None)
    """
    return _OF_WORD.get(simplified(word).replace("\u200c", ""))


def may_be_chinese(name: str) -> bool:
    """Whether Chinese characters may be the name of a Chinese person: a surname, or one with a given name.

    >>> may_be_chinese("王"), may_be_chinese("周志华"), may_be_chinese("布朗"), may_be_chinese("儿童")
    (True, True, False, False)
    """
    plain = simplified(name)
    return len(plain) == 1 or (len(plain) < 4 and plain[0] in _CHINESE)


_LEAST_LETTERS: Final = 5
"""Shorter surnames differ in one letter too often."""


class Surnames:
    """The surnames of authors that a snapshot lists, each with the years of papers that are cited by it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _years(self) -> dict[str, tuple[int, ...]]:
        return self._snapshot.authors()

    @cached_property
    def _of_year(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name, years in self._years.items():
            for year in years:
                found.setdefault(year, []).append(name)
        return found

    @cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in (name for name, years in self._years.items() if years):
            for skeleton in _read_latin(name).skeletons:
                found.setdefault(skeleton, []).append(name)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {name.casefold(): name for name, years in self._years.items() if years}

    def is_known(self, name: str) -> bool:
        """Whether somebody of this surname is listed."""
        return name in self._years

    def misspelt(self, name: str, year: int, cited: Collection[str]) -> str | None:
        """The one surname that a Latin name misspells: one that is cited beside it, or known of a paper of the year.

        `cited` are the surnames of the same year in the same text. A slip is one letter more, less or other, or two
        that changed places.
        """
        if self.is_known(name) or len(name) < _LEAST_LETTERS:
            return None
        known = [other for other in self._near(year) if other[0] == name[0].upper()]
        for listed in (cited, known):
            near = {other for other in listed if len(other) >= _LEAST_LETTERS and _is_slip(name, other)}
            if near:
                return near.pop() if len(near) == 1 else None
        return None

    def written(self, word: str, year: int, cited: Mapping[str, int]) -> str | None:
        """The one surname that a Chinese or Persian word sounds like.

        `cited` are those that the text cites for the same year, with how often. They come first, then those of papers
        of about the year, then all. Before them comes the one whose letters are the pinyin of Chinese characters, which
        engines choose for names that they cannot say: 勒村 for LeCun.
        """
        if is_han(word[0]) and (name := self._by_letters.get(_spelt(word), "")):
            return name
        own = _read_han(word) if is_han(word[0]) else _read_persian(word)
        said = _first(word)
        same = (name for skeleton in own.skeletons for name in self._by_skeleton.get(skeleton, ()))
        for names, least in ((cited, _LIKE), (self._near(year), _VERY_LIKE), (same, _NEARLY_SAME)):
            scores = {name: _likeness(own, name) for name in names if name != said}
            scores = {name: score + _OFTEN * cited.get(name, 0) for name, score in scores.items() if score >= least}
            if found := _ahead(scores):
                return found
        return None

    def _near(self, year: int) -> Iterable[str]:
        """The surnames by which papers of a year, or of those beside it, are cited."""
        return (name for near in (year, year - 1, year + 1) for name in self._of_year.get(near, ()))


def _is_slip(name: str, other: str) -> bool:
    """Whether a name is another but for one letter, which is not the first of it."""
    from rapidfuzz.distance import OSA

    one, two = name.casefold(), other.casefold()
    return one[0] == two[0] and OSA.distance(one, two, score_cutoff=1) == 1


_LIKE: Final = 0.76
"""How like two readings must be at least where the text cites the surname for the same year; 1 for equal ones."""
_VERY_LIKE: Final = 0.85
"""The same where papers of about the year are cited by it."""
_NEARLY_SAME: Final = 0.92
"""The same where nothing but the sound speaks for it."""
_OFTEN: Final = 0.02
"""How much every citation speaks for a surname."""
_AHEAD: Final = 0.04
"""How far the likeliest surname must be ahead of the next."""


def _ahead(scores: Mapping[str, float]) -> str | None:
    """The name whose score is well ahead of the next."""
    ranked = sorted(((score, name) for name, score in scores.items()), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD):
        return None
    return ranked[0][1]


def _first(word: str) -> str:
    """The Latin surname of a Chinese person whose name is written in Chinese characters."""
    return _read_han(word[0]).letters.capitalize() if is_han(word[0]) else ""


class _Reading(NamedTuple):
    """How a word may be said: its consonants in classes, in every way, and all its letters."""

    skeletons: frozenset[str]
    letters: str


def _likeness(own: _Reading, name: str) -> float:
    """How like a surname is to what a word says, up to 1: the mean of consonants and of all letters."""
    from rapidfuzz.distance import Indel

    other = _read_latin(name)
    if (own.letters[:1] in _OPEN) != (other.letters[:1] in _OPEN):
        return 0.0
    pairs = [(a, b) for a in own.skeletons for b in other.skeletons if a[:1] == b[:1]]
    if not pairs:
        return 0.0
    consonants = max(Indel.normalized_similarity(a, b) for a, b in pairs)
    return (consonants + Indel.normalized_similarity(own.letters, other.letters)) / 2


_OPEN: Final = frozenset("aeiouhwy")
"""Letters that begin a word without a consonant, or with one that is often lost."""
_CLASSES: Final = str.maketrans("vqcxzjr", "fkksssl")
"""Consonants that neither writing tells apart when it takes over a name."""
_MUTE: Final = re.compile("[^bdfgklmnpst]")
_DOUBLED: Final = re.compile(r"(.)\1+")


def _skeleton(letters: str) -> str:
    """The consonants of letters, doubled ones once."""
    return _DOUBLED.sub(r"\1", _MUTE.sub("", letters.translate(_CLASSES)))


_HISSED: Final = re.compile("^(?:[zcs]h|[xzc])")
_PALATAL: Final = re.compile("^[jq]")


@cache
def _syllables() -> tuple[list[bytes], list[str]]:
    """The codes of the first characters of all syllables in order, and the syllables."""
    words = SYLLABLES.split()
    return [word[0].encode("gb2312") for word in words], [word[1:] for word in words]


def _pinyin(word: str) -> list[str]:
    """The syllables of Chinese characters, without tones; none where one is not common."""
    starts, syllables = _syllables()
    codes = [char.encode("gb2312", "ignore") for char in simplified(word)]
    if not all(starts[0] <= code < _SECOND_LEVEL for code in codes):
        return []
    return [syllables[bisect_right(starts, code) - 1] for code in codes]


def _spelt(word: str) -> str:
    """The pinyin of several Chinese characters as one word; empty for a single one."""
    syllables = _pinyin(word)
    return "".join(syllables) if len(syllables) > 1 else ""


def _read_han(word: str) -> _Reading:
    """What Chinese characters say; nothing where one is not common. `ji` and `qi` stand for `gi` and `ki`, too."""
    said = [syllable.removesuffix("g") for syllable in _pinyin(word)]  # of -ng
    if not said:
        return _Reading(frozenset(), "")
    plain = ["r" if one == "er" else _HISSED.sub("s", one) for one in said]
    ways = ("".join(_PALATAL.sub(sound, one) for one in plain) for sound in "sgk")
    return _Reading(frozenset(map(_skeleton, ways)), "".join(plain).replace("r", "l"))


_SECOND_LEVEL: Final = b"\xd8\xa1"
"""Where GB 2312 begins to order its characters by radical."""


def _read_persian(word: str) -> _Reading:
    """What Persian letters say."""
    said = sounds_of_persian(word).full.replace("S", "s")
    return _Reading(frozenset((_skeleton(said),)), said.replace("r", "l"))


_SPELLINGS: Final = (("tsch", "s"), ("sch", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("sh", "s"))
_SOFT: Final = re.compile("[cg](?=[eiy])|ch")
_UNSAID: Final = re.compile("r(?![aeiouyr])")


@lru_cache(maxsize=2**13)
def _read_latin(name: str) -> _Reading:
    """How a surname may be said: `ch` and soft `c` and `g` in two ways, `v` and an `r` before a consonant or not."""
    plain = "".join(char for char in normalize("NFD", name.casefold()) if "a" <= char <= "z")
    for letters, sound in _SPELLINGS:
        plain = plain.replace(letters, sound)
    ways = {hard.replace("v", v) for hard in (plain, _SOFT.sub("s", plain)) for v in ("v", "")}
    ways |= {_UNSAID.sub("", way) for way in ways}
    return _Reading(frozenset(map(_skeleton, ways)), plain.replace("r", "l"))
