"""Names of organizations that no catalog lists, told by how a text marks them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

__all__ = ["Stranger", "strangers"]


class Stranger(NamedTuple):
    """A name at a place of a text; `is_marked` where a word beside or in it says that it is an organization."""

    start: int
    end: int
    text: str
    is_marked: bool


_LATIN: Final = re.compile(
    r"(?<![\w.@/#-])[A-Z][\w&-]*(?:\s(?:(?:of|for|de|and|&)\s)?[A-Z][\w&-]*){0,5}(?![\w/@]|[\s-]?\d)"
)
"""A run of words in capitals."""
_OPENERS: Final = frozenset(
    "the a an in on by at it its this that these those when while after before as from with meanwhile today later "
    "researchers engineers scientists our we they he she and but or for to of since although though however "
    "only one two first according another both some many most even still then now here there what which who".split()
)
"""Words in capitals that begin a sentence, and no name."""
_NO_ORGANIZATION: Final = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday english chinese french german persian arabic american european african asian "
    "western japanese korean russian indian israeli canadian british spanish italian iranian swiss dutch swedish "
    "finnish danish norwegian greek turkish polish emirati saudi transformer transformers llm llms ai ml nlp gpu gpus "
    "tpu tpus dgx cuda "
    "api apis rlhf moe apache mit gpl usa us uk uae eu china france germany iran israel canada japan korea "
    "russia india britain england america europe asia africa singapore switzerland spain italy paris london beijing "
    "shanghai tokyo seoul berlin toronto montreal california texas internet wikipedia reddit common crawl".split()
)
"""Words in capitals that name something else."""
_MARKS: Final = frozenset(
    "ai labs lab inc research robotics analytics university institute technologies technology systems corp corporation "
    "group software computing networks studio studios foundation company ltd academy intelligence dynamics data media "
    "cloud space works ventures solutions computers electronics motors college laboratory laboratories".split()
)
"""Last words of organizations' names."""
_MARKED_BEFORE: Final = re.compile(
    r"(?:\b(?:start-?up|company|firm|laborator(?:y|ies)|lab|studio|giant|vendor|group|collective|institute|corporation|"
    r"(?:researchers|engineers|scientists|developers|team|people|folks)\s(?:at|from|of))\s+(?:called\s|named\s)?|\b(?:product|property)\sof\s"
    r"|(?:公司|企业|机构|团队|实验室|厂商|巨头)\s?|(?<!\S)(?:شرکت|استارت‌آپ|استارتاپ|آزمایشگاه|مؤسسهٔ?|موسسه|گروه|غول|تیم)\s+(?:\S+ی\s+)?)"
    r"[«\"“'‘]?$",
    re.IGNORECASE,
)
"""Words that introduce an organization."""
_PERSON_BEFORE: Final = re.compile(
    r"\b(?:professor|prof\.?|dr\.?|mr\.?|ms\.?|mrs\.?|ceo|cto|founders?|researchers?|scientists?|engineers?|authors?|"
    r"entrepreneur|billionaire|president|minister|led by|and|,)\s*$",
    re.IGNORECASE,
)
_PERSONS_BEHIND: Final = re.compile(
    r"\s*(?:et\s+al|and\s+(?:colleagues|others|his|her|their|co-)|['’]s\steam|,?\s+(?:a|the)\s+researcher"
    r"|等人|等研究者|教授|博士|先生|女士|و همکاران)"
)
"""What makes a name one of a person."""
_QUOTED: Final = re.compile("[«“「『]([^«»“”「」『』\\n]{2,24})[»”」』]")
_HAN_MARKED: Final = re.compile(
    "[\u4e00-\u9fff]{2,10}?(?:(公司|实验室|研究院|研究所|大学|集团|工作室|通讯社|报社)|(?:科技|智能|网络|软件|机器人|资本|云计算|时代|纪元)(公司|集团)?)"
)
"""What may be the name of an organization, or surely is one where the first group stands."""
_HAN_BORDER: Final = re.compile(
    "由|被|是|为|的|和|与|及|在|于|对|将|把|从|了|称|叫|名为|公司|企业|机构|团队|厂商|出自|来自|宣布|推出|发布|开源|开发|研发|研制|打造|训练|初创|创业|新创"
    "|模型|年|月|日|则|而|但|其|该|家|个|当|据|让|用|给|使|向|说|获|也|并|都|还"
)
"""Where, in Chinese, a name cannot go on to the left."""
_HAN_COMMON: Final = re.compile(
    "^(?:人工|一种|种|高度|强|科技|互联网|国内|国外|海外|中国|美国|法国|英国|德国|日本|韩国|以色列|加拿大|阿联酋|北京|上海|深圳|杭州|巴黎|伦敦|知名|大型|小型|著名|高等|多所|俄罗斯|印度|瑞士|瑞典|芬兰|荷兰|意大利|西班牙|新加坡|加州|硅谷|金融|社交|游戏|视频|广告|医疗|汽车|"
    "多|一|这|各|本|同|两|几|数|某|母|子|分|上市|软件|搜索|电商|芯片|独角兽|外|全球|世界|顶尖|新|老|语言|机器|通用|深度|数据|信息|神经|工业|商业|学术|民营|国有|私人|相关|其他|另)+"
    "(?:公司|科技|智能|实验室|研究院|研究所|大学|学院|集团|网络|软件|机器人|工作室|资本|云计算|时代|企业)*$"
)
"""What is a kind of organization or a thing, and no name."""
_HAN_BEHIND_MARK: Final = re.compile(
    "(?:公司|企业|厂商)([\u4e00-\u9fff]{2,8}?)(?=于|在|宣布|推出|发布|开源|开发|研发|研制|打造|训练|旗下|所|联合|今|近|正式|将|[，。,.、；]|$)"
)
_FA_BEHIND_MARK: Final = re.compile(
    r"(?<!\S)(?:شرکت|استارت‌آپ|استارتاپ)\s+(?:\S+ی\s+)?((?!های|ها\b)[\u0620-\u06ff\u200c]{2,14}(?:\s[\u0620-\u06ff\u200c]{2,14})?)"
)
_FA_COMMON: Final = frozenset(
    "را مدل در از با به که و است این آن بود شد کرد خود ما یک دیگر تازه بزرگ کوچک هم برای تا بر روی سازنده نیز اما های "
    "هوش مصنوعی فناوری توانست اعلام منتشر معرفی عرضه سازندهٔ توسعه نوپا یکی چند همه هر می نسخه نسخهٔ اولین نخستین".split()
)
_BEFORE: Final = 40


def strangers(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Stranger]:
    """The names of unknown organizations in `text[start:end]`, in order, outside the spans `taken`, which are in order.

    A run of words in capitals, what stands in quotation marks behind a word such as company, what ends in one. Names of
    persons, of peoples and of countries are none.
    """
    starts = [one for one, _ in taken]

    def is_free(first: int, last: int) -> bool:
        at = bisect_left(starts, last)
        return not any(begin < last and first < finish for begin, finish in taken[max(at - 4, 0) : at])

    found: dict[int, Stranger] = {}
    for one in (
        *_latin(text, start, end),
        *_quoted(text, start, end),
        *_han(text, start, end),
        *_persian(text, start, end),
    ):
        if is_free(one.start, one.end) and not _PERSONS_BEHIND.match(text, one.end):
            found.setdefault(one.start, one)
    return sorted(found.values())


def _latin(text: str, start: int, end: int) -> Iterator[Stranger]:
    """Runs of words in capitals."""
    for match in _LATIN.finditer(text, start, end):
        first, words = match.start(), match[0].split(" ")
        while words and words[0].lower() in _OPENERS:
            first += len(words.pop(0)) + 1
        last = first + len(" ".join(words))
        if not words or any(map(str.isdigit, text[first:last])) or all(w.lower() in _NO_ORGANIZATION for w in words):
            continue
        lead = text[max(start, first - _BEFORE) : first]
        marked = (len(words) > 1 and words[-1].lower() in _MARKS) or _MARKED_BEFORE.search(lead) is not None
        single = len(words) == 1 and len(words[0]) > 2 and not words[0].isupper()
        foreign = not lead.isascii() and len(words) < 4
        if marked or ((single or foreign) and not _PERSON_BEFORE.search(lead)):
            yield Stranger(first, last, text[first:last], is_marked=marked)


def _quoted(text: str, start: int, end: int) -> Iterator[Stranger]:
    """Names in quotation marks behind a word for an organization; the marks belong to them."""
    for match in _QUOTED.finditer(text, start, end):
        if _MARKED_BEFORE.search(text[max(start, match.start() - _BEFORE) : match.start()]):
            yield Stranger(match.start(), match.end(), match[1], is_marked=True)


def _han(text: str, start: int, end: int) -> Iterator[Stranger]:
    """Chinese names that end in a word for an organization, or stand behind one."""
    for match in _HAN_MARKED.finditer(text, start, end):
        borders = [border.end() for border in _HAN_BORDER.finditer(text, match.start(), match.end() - 2)]
        first = max(borders, default=match.start())
        name = text[first : match.end()]
        if len(name) > 3 and not _HAN_COMMON.match(name):
            yield Stranger(first, match.end(), name, match[1] is not None)
    for match in _HAN_BEHIND_MARK.finditer(text, start, end):
        if not _HAN_COMMON.match(match[1]) and not _HAN_BORDER.search(match[1]):
            yield Stranger(match.start(1), match.end(1), match[1], is_marked=True)


def _persian(text: str, start: int, end: int) -> Iterator[Stranger]:
    """Persian names of one or two words behind a word for a company."""
    for match in _FA_BEHIND_MARK.finditer(text, start, end):
        words = match[1].split(" ")
        first = match.start(1)
        if words[0].endswith("ی") and len(words) > 1:  # an Israeli company
            first += len(words.pop(0)) + 1
        kept = words[: next((at for at, word in enumerate(words) if word in _FA_COMMON), len(words))]
        if kept and not kept[0].endswith("ی"):
            name = " ".join(kept)
            yield Stranger(first, first + len(name), name, is_marked=True)
