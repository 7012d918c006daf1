"""A text as sentences with what they mention: models, other entries, numbers, dates and the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from fmref.annotation import Mention
from fmref.claims._counting import numbers_in_context
from fmref.claims._cues import Cue, Cues
from fmref.claims._strangers import strangers
from fmref.dates import DateMention
from fmref.quantities import Quantity

__all__ = ["Sentence", "sentences"]

_END: Final = re.compile(r"[。！？!?؟;；؛\n]+|(?<!\bvs)(?<!\bal)(?<!\be\.g)(?<!\bi\.e)(?<!\bca)\.(?=\s|$)[\s]*")
_MARK: Final = re.compile(r"(?<!\d)[,，،:：()（）—–\[\]]|(?<=\d)[,，،](?!\d)|(?<=\d)[:：()（）—–\[\]]")
"""What divides clauses; not a comma inside a number, and not 、, which parts the items of a list."""
_VERB_AND: Final = re.compile(
    r"(?<!\S)(?:است|نیست|بود|نبود|شد|نشد|دارد|ندارد|داشت|کرد|نکرد|داد|گرفت|رسید|دید|خواند|ساخت|می‌[\u0600-\u06ff]{2,8}د|بوده|شده|کرده|داده)"
    r"\s(?=و\s)"
)
"""A Persian verb before «and»: the clause of the verb ends there."""
_COMMAS: Final = frozenset(",，،")
_SEMICOLONS: Final = frozenset(";；؛")
_OPENING: Final = frozenset("(（")
_CLOSING: Final = frozenset(")）")


class Sentence:
    """A sentence of a text, from `start` up to `end`; it asks, or goes on from another behind a semicolon.

    `models`, `others` (data sets, benchmarks, software), `organizations` and `hardware` are mentions in order,
    `quantities` and `dates` the values that belong to no name.
    """

    __slots__ = (
        "__dict__", "dates", "end", "goes_on", "hardware", "is_question", "models", "organizations", "others",
        "quantities", "start", "text",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int, *, is_question: bool, goes_on: bool) -> None:
        self.text, self.start, self.end, self.is_question, self.goes_on = text, start, end, is_question, goes_on
        self.models: list[Mention] = []
        self.others: list[Mention] = []
        self.organizations: list[Mention] = []
        self.hardware: list[Mention] = []
        self.quantities: list[Quantity] = []
        self.dates: list[DateMention] = []

    @cached_property
    def unknown(self) -> list[Mention]:
        """The names of organizations that the catalog does not know, as mentions without an id."""
        known: tuple[Mention | DateMention | Quantity, ...] = (
            *self.models, *self.others, *self.organizations, *self.hardware, *self.dates,
        )  # fmt: skip
        taken = sorted((one.start, one.end) for one in known)
        return [
            Mention(one.start, one.end, one.text, "organization", "", one.text, "ok", float(one.is_marked))
            for one in strangers(self.text, self.start, self.end, taken)
        ]

    def read(self, cues: Cues) -> None:
        """Find the words of the sentence; what follows rests on them."""
        # the month of May is no possibility, Aya no question, نه nine where something is counted, and the depth of
        # Depth Anything no number of layers
        spans: tuple[Mention | DateMention | Quantity, ...] = (*self.models, *self.dates, *self.quantities)
        ends = {one.start: one.end for one in spans}
        begun = [one.start for one in self.models]
        every = (*cues.find(self.text, self.start, self.end), *self._sized())
        found = sorted(
            (
                cue
                for cue in every
                if not (cue.role == "doubt" and cue.end <= ends.get(cue.start, cue.start))
                and not (cue.role in {"label", "claim"} and self._is_in_name(cue, begun))
            ),
            key=lambda cue: (cue.start, -cue.end, cue.what != "whole", cue.role, cue.what),
        )
        self.cues = found = list(_outside_whole(found))
        written = [cue for cue in found if cue.role == "value"]
        if written:  # the Llama 2 Community License speaks of no model
            self.models = [m for m in self.models if not any(_holds(cue, m.start, m.end) for cue in written)]
            named = {cue.what for cue in found if cue.role in {"label", "claim"}}
            values = {(cue.start, cue.end) for cue in written if cue.what in named}
            self.organizations = [m for m in self.organizations if (m.start, m.end) not in values]
        self._cue_starts = [cue.start for cue in found]
        contrasts = [cue.start for cue in found if cue.role == "word" and cue.what == "contrast"]
        marks = [m.start() for m in _MARK.finditer(self.text, self.start, self.end)]
        marks += [m.end for m in self.models if self.text[m.end : m.end + 1] in _COMMAS]  # GPT-2，2020 年: no number
        marks += [m.end() for m in _VERB_AND.finditer(self.text, self.start, self.end)]
        self._limits = sorted({self.start, self.end, *marks, *contrasts})

    def _is_in_name(self, cue: Cue, begun: Sequence[int]) -> bool:
        """Whether a cue is a part of the name of a model, of which `begun` are the starts."""
        at = bisect_right(begun, cue.start)
        return at > 0 and cue.end <= self.models[at - 1].end

    def _sized(self) -> Iterator[Cue]:
        """What points to a model by its size or by what it is like: the 236B model, the Chinese giant."""
        for one in self.quantities:
            lead = self.text[max(self.start, one.start - 4) : one.start].lower()
            if lead == "the " and (noun := _SIZED.match(self.text, one.end, self.end)):
                yield Cue(one.start - 4, noun.end(), "word", "pronoun", "the model")
        for match in _DESCRIBED.finditer(self.text, self.start, self.end):
            if not _OTHER.search(match[0]):
                yield Cue(match.start(), match.end(), "word", "pronoun", "the model")

    cues: list[Cue]
    is_of_training = False
    """Whether it, or what the text says of the same model before, speaks of training."""
    _cue_starts: list[int]
    _limits: list[int]

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around an offset begins and ends."""
        place = bisect_right(self._limits, at)
        begin = self._limits[place - 1] if place else self.start
        return begin, self._limits[place] if place < len(self._limits) else self.end

    def bracket(self, at: int) -> tuple[int, int] | None:
        """The round bracket around an offset, with its marks; None where none is near."""
        lead = self.text[max(self.start, at - _BRACKET) : at]
        opened = max(lead.rfind(mark) for mark in _OPENING)
        if opened < 0 or any(mark in lead[opened:] for mark in _CLOSING):
            return None
        begin = at - len(lead) + opened
        tail = self.text[at : min(self.end, at + _BRACKET)]
        closed = min((place for mark in _CLOSING if (place := tail.find(mark)) >= 0), default=len(tail))
        return begin, at + closed + 1

    def between(self, start: int, end: int) -> Iterator[Cue]:
        """The cues that begin from `start` up to `end`."""
        yield from self.cues[bisect_left(self._cue_starts, start) : bisect_left(self._cue_starts, end)]

    def says(self, what: str, start: int | None = None, end: int | None = None) -> bool:
        """Whether a doubt or word stands in the sentence, or begins in a part of it."""
        places = self._said.get(what)
        if not places or start is None:
            return bool(places)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < (self.end if end is None else end)

    def places_of(self, what: str) -> Sequence[int]:
        """Where a doubt or word stands."""
        return self._said.get(what, ())

    @cached_property
    def _said(self) -> dict[str, list[int]]:
        """Where each doubt and word stands."""
        found: dict[str, list[int]] = {}
        for cue in self.cues:
            if cue.role in {"doubt", "word"}:
                found.setdefault(cue.what, []).append(cue.start)
        return found

    @staticmethod
    def some_in(items: Sequence[Mention] | Sequence[Quantity] | Sequence[DateMention], start: int, end: int) -> bool:
        """Whether one of some mentions, numbers or dates, which are in order, begins in a part of the sentence."""
        at = bisect_left(items, start, key=_start)
        return at < len(items) and items[at].start < end

    def has_other(self, start: int, end: int) -> bool:
        """Whether a data set, a benchmark or a product stands in a part of the sentence."""
        at = bisect_left(self.others, start, key=_start)
        return at < len(self.others) and self.others[at].end <= end

    def first_hardware(self, start: int) -> Mention | None:
        """The first hardware that begins from an offset on."""
        at = bisect_left(self.hardware, start, key=_start)
        return self.hardware[at] if at < len(self.hardware) else None

    def has_ratio(self, start: int, end: int) -> bool:
        """Whether a multiple begins in a part of the sentence: 100 times."""
        at = bisect_left(self._ratios, start)
        return at < len(self._ratios) and self._ratios[at] < end

    @cached_property
    def _ratios(self) -> list[int]:
        return [quantity.start for quantity in self.quantities if quantity.kind == "ratio"]

    @cached_property
    def doubts(self) -> frozenset[str]:
        """The doubts that the sentence has anywhere."""
        return frozenset(cue.what for cue in self.cues if cue.role == "doubt")

    @cached_property
    def blanked(self) -> str:
        """The whole text with the numbers and dates of this sentence as spaces, to see what else is said."""
        piece = list(self.text[self.start : self.end])
        values: tuple[Quantity | DateMention, ...] = (*self.quantities, *self.dates)
        for value in values:
            start = max(value.start, self.start)
            if lead := _LEAD.search(self.text, max(self.start, start - 14), start):
                start = lead.start()
            end = min(value.end, self.end)
            piece[start - self.start : end - self.start] = " " * (end - start)
        return "".join(piece)


_DESCRIBED: Final = re.compile(
    r"\b(?:the|this)\s+(?:[A-Za-z-]+\s+){0,2}?(?:model|network|system|giant|chatbot|bot|llm|encoder|newcomer|behemoth|colossus|beast|"
    r"assistant|generator|transcriber|translator)\b(?!['’]|\s+(?:of|from|family|that|behind|called|named)\b)"
    r"|(?:这[款个位只头]|该)[\u4e00-\u9fff]{0,6}?(?:模型|巨兽|巨人|巨无霸|系统|机器人|网络|编码器|助手)"
    r"|(?<!\S)(?:این|آن)\s+(?:[\u0620-\u06ff\u200c]+\s+)?(?:مدل|غول|سامانه|شبکه|ربات|چت‌بات|دستیار)(?![\u0620-\u06ff\u200c])",
    re.IGNORECASE,
)
"""What a text calls a model that it has named before."""
_OTHER: Final = re.compile(
    r"\b(?:other|new|newer|previous|rival|next|older|old|earlier|competing|second|first|third|smaller|base|original|parent|teacher|"
    r"student|same|entire|whole|underlying|operating|recommendation|neural|best|average|typical|resulting|reward)\b|其他|另|新模型|操作系统|基础|类|些|دیگر|تازه|جدید|پیشین|رقیب",
    re.IGNORECASE,
)
"""What makes it another one."""
_SIZED: Final = re.compile(r"[\s-]+(?:model|version|variant)\b", re.IGNORECASE)
"""What a size may say of a model that the text has named before."""
_LEAD: Final = re.compile(
    r"(?:\b(?:in|on|since|during|with|for)\s+|[于在用]\s?"
    r"|(?<!\S)(?:در\s+(?:سال\s+|تاریخ\s+|ماه\s+)?|با\s+|روی\s+|و\s+))$"
)
"""What leads a date or a number in."""


def _holds(cue: Cue, start: int, end: int) -> bool:
    """Whether a span is a part of a cue."""
    return cue.start <= start and end <= cue.end and (cue.start, cue.end) != (start, end)


def _start(item: Mention | Quantity | DateMention) -> int:
    return item.start


def _outside_whole(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues that are no part of a longer word in which they mean nothing: 其 in 其他."""
    start, end = -1, -1
    for cue in cues:
        if cue.what == "whole":
            start, end = cue.start, max(end, cue.end)
        elif cue.end > end or cue.role == "value" or (cue.start, cue.end) == (start, end):
            yield cue


_BRACKET: Final = 200
"""How far away, in characters, the ends of a bracket are looked for."""


def sentences(
    text: str, mentions: Sequence[Mention], house: Callable[[str], tuple[str, str] | None]
) -> Iterator[Sentence]:
    """The sentences of a text, in order; a semicolon ends one, too.

    `house` gives id and name of the organization that a name may also mean, None where it means none: DeepSeek and
    Mistral AI are makers where another model stands beside them, or a word of making before them.
    """
    mentions = list(_with_glosses(text, mentions))
    read = [mention.reading for mention in mentions]
    kept: dict[str, Sequence[Mention | Quantity | DateMention]] = {
        "models": [m for m in mentions if m.kind == "model" and not _is_generic(text, m)],
        "others": [m for m in mentions if m.kind in {"dataset", "benchmark", "software"} and m.id not in _PLACES],
        "organizations": [m for m in mentions if m.kind == "organization"],
        "hardware": [m for m in mentions if m.kind == "hardware"],
        "quantities": [value for value in read if isinstance(value, Quantity)],
        "dates": [value for value in read if isinstance(value, DateMention)],
    }
    places = {name: [item.start for item in items] for name, items in kept.items()}
    start, goes_on = 0, False
    for end, mark in _ends(text):
        sentence = Sentence(text, start, end, is_question=any(char in "?？؟" for char in mark), goes_on=goes_on)
        goes_on = mark.strip() in _SEMICOLONS
        for name, items in kept.items():
            inside = items[bisect_left(places[name], start) : bisect_left(places[name], end)]
            if inside:
                setattr(sentence, name, list(inside))
        sentence.quantities = numbers_in_context(text, (start, end), sentence.quantities, sentence.hardware)
        _part_houses(sentence, house)
        yield sentence
        start = end


def _with_glosses(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions; a name and another of its entry in brackets behind it are one: فالکون (Falcon)."""
    named: Mention | None = None
    for one in mentions:
        if named is not None:
            is_again = one.id and one.id == named.id and _OPENED.fullmatch(text, named.end, one.start)
            if is_again and (closed := _CLOSED.match(text, one.end)):
                named = named._replace(end=closed.end(), text=text[named.start : closed.end()])
                continue
            yield named
        named = one
    if named is not None:
        yield named


_OPENED: Final = re.compile(r"\s?[(（]\s?")
_CLOSED: Final = re.compile(r"\s?[)）]")
_PLACES: Final = frozenset({"github", "arxiv", "medium", "openreview", "papers-with-code", "google-colab"})
"""Software that is where something is found, and has no claims to itself: released on GitHub."""


def _is_generic(text: str, model: Mention) -> bool:
    """Whether the name of a kind of network stands for the kind: 24 层 Transformer, a decoder-only Transformer."""
    return model.name in _KINDS and text[max(model.start - 2, 0) : model.start].strip()[-1:] not in {"《", "“"}


_KINDS: Final = frozenset({"Transformer"})
_MADE_BY: Final = re.compile(
    r"(?:\b(?:by|(?:maker|developer|creator)s?\s+(?:is|was)|(?:brainchild|product|work|creation)\s+of)\s+(?:the\s+)?"
    r"|由|公司\s?|(?:开发者|开发商|研发方|出品方|制造者|东家)[是为]\s?"
    r"|(?<!\S)(?:توسط|شرکت|از سوی|سازنده‌اش|سازندهٔ آن)\s+)$",
    re.IGNORECASE,
)


def _part_houses(sentence: Sentence, house: Callable[[str], tuple[str, str] | None]) -> None:
    """Count the names of makers among the models as organizations where they are."""
    meant = [(model, house(model.text)) for model in sentence.models]
    others = sum(maker is None for _, maker in meant)
    makers: list[Mention] = []
    for model, maker in meant:
        lead = sentence.text[max(sentence.start, model.start - 24) : model.start]
        if maker is not None and (others or _MADE_BY.search(lead)):
            makers.append(model._replace(kind="organization", id=maker[0], name=maker[1]))
    if makers:
        taken = {maker.start for maker in makers}
        sentence.models = [model for model in sentence.models if model.start not in taken]
        sentence.organizations = sorted((*sentence.organizations, *makers))


def _ends(text: str) -> Iterator[tuple[int, str]]:
    """The offsets behind the sentences, with the marks that end them."""
    for match in _END.finditer(text):
        yield match.end(), match[0]
    yield len(text), ""
