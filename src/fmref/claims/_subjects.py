"""Which model a value of a sentence is said of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from fmref.annotation import Mention
from fmref.claims._members import MemberOf, narrowed
from fmref.claims._sentences import Sentence

__all__ = ["AND", "CARRIED", "Subjects", "is_aside", "is_thing_of", "topic_of"]

CARRIED: Final = "carried"
"""The status of a model of which a sentence without a subject of its own may go on to speak."""
_ADJECTIVE: Final = re.compile(
    r"(?:[\s\-\u200c]|的|模型|大|语言|多模态|参数|开源|款|版本?|个|\b(?:of|the|open|large|language|model|models|dense|parameters?|"
    r"multilingual|multimodal|version|mixture-of-experts|LLM)\b|مدل|زبانی|بزرگ|پارامتری|پارامتر|متن‌باز){0,8}",
    re.IGNORECASE,
)
"""What may stand between a value and the model that it is said of when the value comes first: 176B model BLOOM."""
_HELD: Final = re.compile(
    r"(?:\s*['’]s)?[\s,:：(（]*(?:(?:with|has|having|of|its|at|about|around|roughly|only)\s+|[\s的有具约仅]|拥有|具有|模型|共|"
    r"با|دارای|حدود){0,6}",
    re.IGNORECASE,
)
"""What may stand between a model and a value right behind it: GPT-2 with its 1.5 billion."""
_ASIDE: Final = re.compile(
    r"(?:\b(?:than|like|unlike|with|without|on|upon|atop|using|of|for|to|from|via|over|against|into|as|including|after|before|"
    r"since|alongside|behind|outperforms?|outperformed|outperforming|beats?|surpass(?:es|ed)?|exceeds?|matches|rivals|"
    r"versus|vs\.?|resembles|cites|mentions|uses|use|used|called|prompted|asked|ask|asks|evaluated|tested|try|tried|"
    r"compared|similar to|based on|inspired by)\s+(?:the\s+|a\s+|an\s+|both\s+|either\s+|original\s+)*(?:model\s+)?"
    r"|\b(?:is|was)\s+(?:\w+\s+)?an?\s+(?:\w+\s+)?(?:fine-?tuned|distilled|retrained|quanti[sz]ed|pruned|instruction-tuned|adapted)\s+"
    r"|(?:比|与|和|跟|同|像|如|例如|类似|类似于|基于|使用|利用|采用|用|对|在|向|超越|优于|超过|替代|媲美|击败|取代|引用|通过|相较于|相比|不如|胜过|按照|参考|"
    r"至|给|从|近似于|询问|调用|接近)(?:了|到|过|着)?\s?"
    r"|(?:^|\s)(?:مقالهٔ|مقاله|گزارش|کتاب)\s+"
    r"|(?:^|\s)(?:فشرده|فشرده‌شده|تقطیرشده|تنظیم‌شده|ریزتنظیم‌شده|کوچک‌شده)[ٔ\u06c0ه]?\s+"
    r"|(?:^|\s)(?:از|با|به|بر|بر پایهٔ|بر پایه|بر اساس|بر مبنای|روی|مانند|مثل|همانند|نسبت به|در|برای|همچون|نظیر)\s+"
    r"(?:مدل\s+)?)$",
    re.IGNORECASE,
)
"""What makes a model a by-matter of its clause: than GPT-3, 与 GPT-3, از GPT-3."""
_FROM: Final = re.compile(r"(?:^|\s)از\s+(?:مدل\s+|خانوادهٔ\s+)?$")
_NEWS_OF: Final = re.compile(
    r"\b(?:let\s+go|thinks?|thought|speaks?|talks?|hears?|heard|word|news|arrival|launch|release|debut|birth|case|story|look|said|known|"
    r"much|little|anything|something|everything|impressed|surprised)\s+(?:of|about|from|by|at)\s+(?:the\s+)?$|(?:关于|谈到|说到|提到|谈起|说起)\s?$",
    re.IGNORECASE,
)
"""What makes a model the one that a sentence tells of, though not its subject."""
_TOLD: Final = re.compile(r"\s+(?:\S+\s+){0,3}?(?:می‌گو\S+|گفت\S*|سخن|حرف|نام|انتظار\S*|خبر\S*|می‌شناس\S+)(?!\w)")
_UNVEILED: Final = re.compile(r"\s+(?:\S+\s+){0,5}?(?:رونمایی|پرده)")
"""What makes an object of a model behind از: unveiled."""
_OBJECT: Final = re.compile(r"[把将]\s?$")
_ABOUT: Final = re.compile(
    r"\W*(?:for|to\s+train|training|برای|برای\s+آموزش|对于?|为了?训练)\s*(?:the\s+|مدل\s+)?", re.IGNORECASE
)
"""What may begin a sentence before the model that it is about: for BLOOM, 384 cards were enough."""
_TO: Final = re.compile(r"\s+را\s+(?:\S+\s+)?(?:به|تا)\s")
"""What makes a model the object of another: doubles that of Claude 2 to 200K."""
_VERSION_OF: Final = re.compile(
    r"\b(?:version|variant|edition|descendant|derivative|offshoot|fork|distillation)\s+of\s+(?:the\s+)?(?:original\s+)?$"
    r"|\b(?:fine-?tuned|tuned|continued|derived|distilled|initiali[sz]ed|adapted|pruned|retrained|built|started)\s+(?:further\s+)?"
    r"(?:from|on|upon|out\s+of|off)\s+(?:the\s+)?$"
    r"|(?:^|\s)(?:ادامهٔ|ادامه)\s(?:آموزش\s)?(?:مدل\s)?$"
    r"|(?:^|\s)(?:نسخه|نسخهٔ|نسخه‌ی|نسخه‌ای|گونهٔ)\s(?:\S{1,20}\s){0,2}$",
    re.IGNORECASE,
)
"""What stands before a model that something is a version of."""
_OWNED: Final = re.compile(r"(?:\b(?:of|for)\s+(?:the\s+)?|(?:^|\s)(?:برای|در)\s+(?:مدل\s+)?)$", re.IGNORECASE)
"""A by-matter that is the subject where an attribute stands before it: the layers of GPT-3."""
_THING_OF: Final = re.compile(
    r"(?:['’]s|\s?的)?[\s\-]*(?:(?:API|paper|plugin|plugins|report|app|tokenizer|dataset|benchmark|leaderboard|prompts?)(?![a-z])|论文|接口|插件|报告|报道|数据集|团队|"
    r"账号|服务|应用|分词器|مقاله|افزونه|گزارش|داده‌های)",
    re.IGNORECASE,
)
"""What is a thing of the model it stands behind, and not the model."""
_RIVALLED: Final = re.compile(
    r"[\s\-](?:rivals?|competitors?|challengers?|clones?|alternatives?)(?![a-z])|的?(?:竞争对手|对手|竞品|替代品)",
    re.IGNORECASE,
)
"""What makes a model one that another is set against: the GPT-4 rival Claude."""
AND: Final = re.compile(r"\s*(?:,|，|、|،|\band\b|和|与|及|以及|و|&|/|\bor\b|或)*\s*(?:the\s+)?", re.IGNORECASE)
_BESIDE: Final = 60
"""How far before what it is said to be a pronoun may stand."""
_IS_BEFORE: Final = re.compile(
    r"\b(?:is|was|are|were|isn't|wasn't)\s+(?:(?:no|not|hardly|the|an?)\s+){0,2}$|[是为]\s?$"
)
_IS_BEHIND: Final = re.compile(r"\s(?:است|بود|بوده|نیست|نبود|نبوده)(?!\w)")
_WHOSE: Final = re.compile(
    r"\b(?:whose|core|backbone|heart|basis|foundation)\b|底[子座]|基座|基底|骨干|内核|核心|(?<!\S)(?:هسته|پایه|شالوده)",
    re.IGNORECASE,
)
"""What makes a model that something is said to be a by-matter: whose core is BLOOM."""
_RELATIVE: Final = re.compile(r"\W*(?:which|who|whose)\b", re.IGNORECASE)
"""What begins a clause that speaks of the word before it."""
_APPOSED: Final = re.compile(
    r"[,，–—]\s*(?:an?|the)\s+(?:\w+\s+){0,2}$|[,，–—]\s*(?:an?|the)\s+(?:\S+\s+){1,5}?(?:that|which)\s", re.IGNORECASE
)
"""What begins an apposition, up to the value in it: the home of K-EXAONE, a 236B model."""
_IS: Final = re.compile(r"\s+(?:is|was)\s+(?:an?|the|[\w.]+['’]s)\s", re.IGNORECASE)
_OTHERWISE: Final = ("author", "other", "publication")
"""Words of a clause that goes on to speak of something else."""
_FRONT: Final = 80
"""How far from the beginning of its sentence a value may stand before its model is named."""
_SOON: Final = 6
"""How far behind a mark, in characters, the first word of the next clause begins at most."""
_DATED: Final = re.compile(r"\s*(?:\(|\b(?:in|on)\b|(?:را\s+)?در(?:\s+سال)?|于|在)?\s*", re.IGNORECASE)
"""What may stand between a model and its date: GPT-2 in 2019 and GPT-3 in 2020."""
_DATED_WITHIN: Final = 16
_COLONS: Final = frozenset(":：")
_LOOK_BACK: Final = 24
"""How many mentions back a subject is looked for."""


def topic_of(sentence: Sentence) -> Mention | None:
    """The model that a sentence speaks of: the first that is no by-matter, unless a pronoun comes first."""
    for model in sentence.models[:_LOOK_BACK]:
        if not is_aside(sentence, model) or _is_spoken_of(sentence, model):
            return None if sentence.says("pronoun", sentence.start, model.start) else model
    return None


def _is_spoken_of(sentence: Sentence, model: Mention) -> bool:
    """Whether a sentence tells of a model without making it its subject: news of BLOOM, از BLOOM می‌گویند."""
    if len(sentence.models) > 1:
        return False
    lead = sentence.text[max(sentence.start, model.start - 40) : model.start]
    return _NEWS_OF.search(lead) is not None or (
        _FROM.search(lead) is not None and _TOLD.match(sentence.text, model.end, sentence.end) is not None
    )


def is_thing_of(sentence: Sentence, model: Mention) -> bool:
    """Whether a model only says whose something is: the GPT-3 paper."""
    return _THING_OF.match(sentence.text, model.end) is not None


def is_aside(sentence: Sentence, model: Mention) -> bool:
    """Whether a model is a by-matter of its clause: what another one is like, better than, or based on."""
    if is_thing_of(sentence, model) or _RIVALLED.match(sentence.text, model.end):
        return True
    lead = sentence.text[max(sentence.start, model.start - 40) : model.start]
    if (_OBJECT.search(lead) or _TO.match(sentence.text, model.end)) and _has_model_before(sentence, model):
        return True
    if _ABOUT.fullmatch(lead) and len(lead) == model.start - sentence.start:
        return False
    if not _ASIDE.search(lead) or (_FROM.search(lead) and _UNVEILED.match(sentence.text, model.end)):
        return False
    owned = _OWNED.search(lead)
    if owned is None or _has_model_before(sentence, model):
        return True
    before = model.start - len(lead) + owned.start()
    return not any(
        cue.role in {"label", "claim"} and cue.end >= before - 2 for cue in sentence.between(before - 30, before + 1)
    )


def _has_model_before(sentence: Sentence, model: Mention) -> bool:
    """Whether another model stands before one in the same clause, so that it is the one that the clause is about."""
    place = bisect_left(sentence.models, model.start, key=lambda one: one.start)
    return place > 0 and sentence.models[place - 1].start >= sentence.clause(model.start)[0]


def _is_made_smaller(sentence: Sentence, model: Mention) -> bool:
    """Whether a model is that of which another one is said to be a version: DistilBERT is a version of BERT with ..."""
    lead = sentence.text[max(sentence.start, model.start - 40) : model.start]
    return _VERSION_OF.search(lead) is not None and _has_model_before(sentence, model)


class Subjects:
    """The models of a sentence and of the one before, as what its values may be said of."""

    def __init__(self, sentence: Sentence, topic: Mention | None, *, is_next: bool, member_of: MemberOf) -> None:
        self._sentence = sentence
        self._text = sentence.text
        self._topic = topic
        self._member_of = member_of
        self._starts = [model.start for model in sentence.models]
        self._goes_on = is_next and not sentence.models and not any(map(sentence.says, _OTHERWISE))

    def of(self, start: int, end: int, *, counted: bool) -> Mention | None:
        """The model that a value from `start` up to `end` is said of; a `counted` one may stand right before it."""
        found = self._named(start, end, counted=counted)
        return None if found is None else self.member(found, start)

    def member(self, model: Mention, at: int) -> Mention:
        """The member of a family that a value at an offset is said of, by the size that stands beside the family."""
        return narrowed(self._sentence, model, at, self._member_of)

    def _named(self, start: int, end: int, *, counted: bool) -> Mention | None:
        """The model that the text names."""
        place = bisect_left(self._starts, start)
        held = (self._behind(place, end) if counted else None) or self._of_bracket(start, place)
        if held is not None:
            return held
        clause = self._sentence.clause(start)
        before = self._sentence.models[max(place - _LOOK_BACK, 0) : place]
        inside = [model for model in before if model.start >= clause[0]]
        topical = [m for m in inside if not (is_aside(self._sentence, m) or self.is_beside_topic(m))]
        if inside and self.holds(inside[-1], start) and not _is_made_smaller(self._sentence, inside[-1]):
            return self._alone(inside[-1:] if len(inside) == 1 else inside, last=True)
        if not counted and self._has_own_date(inside, start):
            return inside[-1]
        if topical:
            return self._alone(topical, last=False)
        if not counted and (behind := self._later_in_clause(place, end, clause[1])) is not None:
            return behind
        return self._of_earlier(start, end, clause, before) or self._carried(start, end, counted=counted)

    def _has_own_date(self, inside: Sequence[Mention], start: int) -> bool:
        """Whether a date stands right behind the last of several models of a clause, of which others have theirs."""
        if len(inside) <= 1 or start - inside[-1].end > _DATED_WITHIN:
            return False
        between = inside[-2].end, inside[-1].start
        dated = _DATED.fullmatch(self._text[inside[-1].end : start]) is not None
        return dated and Sentence.some_in(self._sentence.dates, *between)

    def _later_in_clause(self, place: int, begin: int, end: int) -> Mention | None:
        """The model that a date or a maker stands before in its clause: 2022 年 11 月发布 ChatGPT."""
        later = [model for model in self._sentence.models[place : place + 4] if begin <= model.start < end]
        return self._alone(later, last=False) if later and not is_aside(self._sentence, later[0]) else None

    def _of_earlier(self, start: int, end: int, clause: tuple[int, int], before: Sequence[Mention]) -> Mention | None:
        """The model of an earlier clause, of an earlier sentence, or one that is only named later."""
        sentence = self._sentence
        earlier = [model for model in before if model.start < clause[0] and not self._is_by_the_way(model)]
        opposed = not earlier or sentence.says("contrast", sentence.start, start)
        if self._topic is not None and opposed and sentence.says("pronoun", clause[0], start):
            return self._topic
        nearest = before[-1] if before and self._ends_with(before[-1], clause[0]) else None
        if _RELATIVE.match(self._text, clause[0]):
            return nearest
        if nearest is not None and self._goes_into(clause[0], start):
            return nearest
        if earlier:
            begin = sentence.clause(earlier[-1].start)[0]
            return self._alone([model for model in earlier if model.start >= begin], last=False)
        soon = clause[1] + _SOON if clause[0] == sentence.start else clause[1]  # Built by Google, it has 24 layers
        pointing = sentence.says("pronoun", sentence.start, start) or sentence.says("pronoun", end, soon)
        return self._topic if self._topic is not None and pointing else self._named_later(start, end, clause)

    def _goes_into(self, begin: int, start: int) -> bool:
        """Whether a clause that begins right behind a model goes on about it, whatever it is to the sentence."""
        return self._text[begin] in _COLONS or _APPOSED.match(self._text, begin, start) is not None

    def _is_by_the_way(self, model: Mention) -> bool:
        """Whether a model is a by-matter, or stands in a clause that tells of another: which, or it, replaced LaMDA."""
        begin = self._sentence.clause(model.start)[0]
        if self.is_beside_topic(model):
            return True
        return _RELATIVE.match(self._text, begin) is not None or is_aside(self._sentence, model)

    def is_beside_topic(self, model: Mention) -> bool:
        """Whether a model is what a clause about the topic says something to be: its core is BLOOM."""
        begin = self._sentence.clause(model.start)[0]
        near = max(begin, model.start - _BESIDE)  # so that the time is linear in a clause without an end
        said = _IS_BEFORE.search(self._text, near, model.start) or _IS_BEHIND.match(self._text, model.end)
        if said is None or (self._topic is None and self._starts[0] >= begin):
            return False
        return (
            self._sentence.says("pronoun", near, model.start)
            or _WHOSE.search(self._text, near, model.start) is not None
        )

    def _ends_with(self, model: Mention, end: int) -> bool:
        """Whether a clause ends with a model, or with what it is said to be: BLOOM is a giant, whose ..."""
        said = _IS.match(self._text, model.end, end)
        return model.end == end or said is not None

    def _carried(self, start: int, end: int, *, counted: bool) -> Mention | None:
        """The topic, of which a clause behind a semicolon goes on to speak, or a sentence that begins with a value.

        Any other sentence that names no model may do so, too.
        """
        sentence = self._sentence
        if not self._goes_on or self._topic is None:
            return None
        first = not self._text[sentence.start : start].strip()
        worded = any(cue.role in {"claim", "label"} for cue in sentence.between(end, end + 2))
        told = (counted or not sentence.organizations) and (sentence.goes_on or (first and (counted or worded)))
        return self._topic if told else self._topic._replace(status=CARRIED)

    def holds(self, model: Mention, start: int) -> bool:
        """Whether a value stands right behind a model: GPT-2 with its 1.5 billion."""
        return model.end <= start and _HELD.fullmatch(self._text[model.end : start]) is not None

    def named_before(self, start: int) -> Mention | None:
        """The nearest model before an offset, if a value there stands right behind it."""
        place = bisect_left(self._starts, start)
        model = self._sentence.models[place - 1] if place else None
        return model if model is not None and self.holds(model, start) else None

    def before_bracket(self, opening: int) -> Mention | None:
        """The model right before a bracket."""
        place = bisect_left(self._starts, opening)
        model = self._sentence.models[place - 1] if place else None
        return model if model is not None and not self._text[model.end : opening].strip() else None

    def _behind(self, place: int, end: int) -> Mention | None:
        """The model that a number stands right before: the 175-billion-parameter GPT-3."""
        if place == len(self._sentence.models):
            return None
        model = self._sentence.models[place]
        gap = self._text[end : model.start]
        return model if len(gap) <= 40 and model.start >= end and _ADJECTIVE.fullmatch(gap) else None

    def _of_bracket(self, start: int, place: int) -> Mention | None:
        """The model that a bracket belongs to, where it names none itself."""
        bracket = self._sentence.bracket(start)
        if bracket is None or (place and self._starts[place - 1] > bracket[0]):
            return None
        return self.before_bracket(bracket[0])

    def _named_later(self, start: int, end: int, clause: tuple[int, int]) -> Mention | None:
        """The model of a sentence that begins with a value: In 2022 BigScience released BLOOM."""
        sentence = self._sentence
        if start - sentence.start > _FRONT or sentence.says("publication", *clause):
            return None
        later = [model for model in sentence.models if model.start >= end and not is_aside(sentence, model)][:3]
        if not later or later[0].start > clause[1] + _FRONT:
            return None
        if sentence.bracket(later[0].start) != sentence.bracket(start):
            return None
        return self._alone(later, last=False)

    def _alone(self, models: Sequence[Mention], *, last: bool) -> Mention | None:
        """The last or first of some models of a clause; none where several are named side by side."""
        if any(self._are_coordinated(one, other) for one, other in pairwise(models[-2:])):
            return None
        return models[-1] if last else self._fullest(models)

    def _are_coordinated(self, one: Mention, other: Mention) -> bool:
        """Whether two models stand side by side: GPT-2 and GPT-3."""
        gap = self._text[one.end : other.start]
        return one.id != other.id and len(gap) > 1 and AND.fullmatch(gap) is not None

    def _fullest(self, models: Sequence[Mention]) -> Mention:
        """The first of some models, or what stands right behind it in apposition: 文心大模型 ERNIE 3.0 Titan."""
        first, *others = models
        for other in others:
            if not _ADJECTIVE.fullmatch(self._text[first.end : other.start]):
                break
            first = other
        return first
