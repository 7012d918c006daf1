"""The claims of a text: which value it states of which attribute of which model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.claims._cues import Cue, Cues
from fmref.claims._frames import Frame, Place, frames_of, match_frame
from fmref.claims._registry import Row
from fmref.claims._sentences import Sentence
from fmref.claims._words import DOUBTS, SENTENCE_WIDE, words
from fmref.dates import DateMention
from fmref.quantities import Quantity

__all__ = ["Claim", "Finder"]


class Claim(NamedTuple):
    """What a text states: `text[start:end]` says the `value` of an attribute of the model `subject`.

    `value` is a quantity, a date, a mention of an entry, or the text itself. `doubt` is the reason why there is
    nothing to judge (`rumour`, `question` ...), empty for a plain statement.
    """

    start: int
    end: int
    subject: Mention
    attribute: str
    value: Quantity | DateMention | Mention | str
    doubt: str


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
    r"(?:\b(?:than|like|unlike|with|without|on|using|of|for|to|from|via|over|against|into|as|including|after|before|"
    r"since|alongside|behind|outperforms?|outperformed|outperforming|beats?|surpass(?:es|ed)?|exceeds?|matches|rivals|"
    r"versus|vs\.?|resembles|cites|mentions|uses|use|used|called|prompted|asked|ask|asks|evaluated|tested|try|tried|"
    r"compared|similar to|based on|inspired by)\s+(?:the\s+|a\s+|an\s+|both\s+|either\s+|original\s+)*(?:model\s+)?"
    r"|(?:比|与|和|跟|同|像|如|例如|类似|类似于|基于|使用|利用|采用|用|对|在|向|超越|优于|超过|替代|媲美|击败|取代|引用|通过|相较于|相比|不如|胜过|按照|参考|"
    r"至|给|从|近似于|询问|调用|接近)(?:了|到|过|着)?\s?"
    r"|(?:^|\s)(?:از|با|به|بر|روی|مانند|مثل|همانند|نسبت به|در|برای|همچون|نظیر)\s+(?:مدل\s+)?)$",
    re.IGNORECASE,
)
"""What makes a model a by-matter of its clause: than GPT-3, 与 GPT-3, از GPT-3."""
_OWNED: Final = re.compile(r"(?:\b(?:of|for)\s+(?:the\s+)?|(?:^|\s)(?:برای|در)\s+(?:مدل\s+)?)$", re.IGNORECASE)
"""A by-matter that is the subject where an attribute stands before it: the layers of GPT-3."""
_THING_OF: Final = re.compile(
    r"[\s\-]*(?:API|paper|plugin|plugins|report|app|tokenizer|dataset|benchmark|leaderboard|prompts?|论文|接口|插件|报告|报道|数据集|"
    r"账号|服务|应用|分词器|مقاله|افزونه|گزارش|داده‌های)",
    re.IGNORECASE,
)
"""What is a thing of the model it stands behind, and not the model."""
_AND: Final = re.compile(r"\s*(?:,|，|、|،|\band\b|和|与|及|以及|و|&|/|\bor\b|或)*\s*(?:the\s+)?", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"[0-9۰-۹][\s-]?[BMTbmt]$")
"""A size by its letter: 176B."""
_PIECES: Final = re.compile(r"\s*(?:[块张个枚颗片台×x]|عدد)?\s*(?:NVIDIA|英伟达|华为|Google|谷歌)?\s*", re.IGNORECASE)
"""What stands between a number and the hardware it counts."""
_CITED: Final = re.compile(r"\bet\s+al|等人|等[,，.。]|و همکاران")
"""What makes a bracket with a year a reference."""
_NOUN: Final = re.compile(r"[\s-]*[A-Za-z]{3,}")
_REACH: Final = 40
"""How far from a number, in characters, a word of its attribute may stand in the same clause."""
_FRONT: Final = 80
"""How far from the beginning of its sentence a value may stand before its model is named."""
_LOOK_BACK: Final = 24
"""How many mentions back a subject is looked for."""
_OF_TRAINING: Final = frozenset({"seconds", "chips", "USD"})
"""Units in which people also tell what they did with a model themselves."""


class _Reading(NamedTuple):
    """An attribute that a number may belong to, with how far off its word stands."""

    row: Row
    distance: int


class Finder:
    """Finds claims in sentences, by the rows of one registry."""

    def __init__(self, rows: Sequence[Row], cues: Cues) -> None:
        self._cues = cues
        self._rows = {row.id: row for row in rows if "model" in row.kinds}
        self._numbers = [row for row in self._rows.values() if row.type == "number"]
        self._dates = [row for row in self._rows.values() if row.type == "date"]
        self._texts = [row for row in self._rows.values() if row.type == "text"]
        self._frames: list[tuple[Row, list[Frame]]] = [
            (row, frames_of(row.claims)) for row in self._rows.values() if row.type == "entry"
        ]

    def claims(self, sentences: Iterator[Sentence]) -> Iterator[Claim]:
        """The claims of the sentences of one text, in order of the sentences."""
        topic: Mention | None = None
        age = 0
        for sentence in sentences:
            if sentence.models or sentence.quantities or sentence.dates or sentence.organizations:
                sentence.read(self._cues)
                yield from _InSentence(self, sentence, topic if age < _REMEMBERED else None).claims()
                new = _topic_of(sentence)
                topic, age = (new, 0) if new is not None else (topic, age + 1)

    @property
    def numbers(self) -> Sequence[Row]:
        """The rows whose values are numbers."""
        return self._numbers

    @property
    def dates(self) -> Sequence[Row]:
        """The rows whose values are dates."""
        return self._dates

    @property
    def texts(self) -> Sequence[Row]:
        """The rows whose values are texts."""
        return self._texts

    @property
    def frames(self) -> Sequence[tuple[Row, list[Frame]]]:
        """The rows whose values are entries, with their frames."""
        return self._frames


_DOUBTS: Final = tuple(words(DOUBTS))
"""The doubts, the gravest first."""
_REMEMBERED: Final = 3
"""For how many sentences "the model" may mean one that was named."""


def _topic_of(sentence: Sentence) -> Mention | None:
    """The model that a sentence speaks of: the first that is no by-matter, unless a pronoun comes first."""
    for model in sentence.models[:_LOOK_BACK]:
        if not _is_aside(sentence, model):
            return None if sentence.says("pronoun", sentence.start, model.start) else model
    return None


def _is_aside(sentence: Sentence, model: Mention) -> bool:
    lead = sentence.text[max(sentence.start, model.start - 40) : model.start]
    if _THING_OF.match(sentence.text, model.end):
        return True
    if not _ASIDE.search(lead):
        return False
    owned = _OWNED.search(lead)
    if owned is None:
        return True
    before = model.start - len(lead) + owned.start()
    return not any(cue.role == "label" and cue.end >= before - 2 for cue in sentence.between(before - 30, before + 1))


class _InSentence:
    """The claims of one sentence."""

    def __init__(self, finder: Finder, sentence: Sentence, topic: Mention | None) -> None:
        self._finder = finder
        self._sentence = sentence
        self._topic = topic
        self._text = sentence.text
        self._starts = [m.start for m in sentence.models]
        self._sizes = False  # whether the last number was one of parameters

    def claims(self) -> Iterator[Claim]:
        """All of them, number by number, date by date and so on."""
        found: list[Claim] = []
        for quantity, row in zip(self._sentence.quantities, self._rows_of_numbers(), strict=True):
            if row is not None:
                found += self._claim(quantity.start, quantity.end, row, quantity)
        found = self._paired(found)
        for date in self._sentence.dates:
            if (row := self._row_of_date(date)) is not None:
                found += self._claim(date.start, date.end, row, date)
        found += self._of_entries()
        found += self._of_texts()
        return iter(found)

    # --- Attributes

    def _rows_of_numbers(self) -> list[Row | None]:
        """The attribute of each number; the items of a list have that of the one beside them."""
        values = self._sentence.quantities
        rows: list[Row | None] = []
        for number, quantity in enumerate(values):
            before = values[number - 1].end if number else self._sentence.start
            after = values[number + 1].start if number + 1 < len(values) else self._sentence.end
            row = self._row_of(quantity, before, after)
            self._sizes = row is not None and row.id == "parameters"
            rows.append(row)
        for number in reversed(range(len(values) - 1)):
            if (
                rows[number] is None
                and rows[number + 1] is not None
                and self._are_listed(values[number], values[number + 1])
            ):
                rows[number] = rows[number + 1]
        return rows

    def _are_listed(self, one: Quantity, other: Quantity) -> bool:
        """Whether two numbers are items of one list: 7B, 13B and 70B."""
        alike = one.unit == other.unit and one.magnitude == other.magnitude
        return alike and _AND.fullmatch(self._text[one.end : other.start]) is not None

    def _row_of(self, quantity: Quantity, before: int, after: int) -> Row | None:
        """The attribute of a number, by its unit and the words near it between the numbers beside it."""
        if quantity.unit is None and self._counts_hardware(quantity):
            quantity = quantity._replace(unit="chips")
        clause = self._sentence.clause(quantity.start)
        low, high = max(before, clause[0]), min(after, self._sentence.clause(quantity.end - 1)[1])
        if quantity.unit is None:
            return self._row_of_count(quantity, low, high)
        fits = [row for row in self._finder.numbers if row.takes(quantity.unit)]
        near = [r for row in fits if (r := self._near(row, quantity, low, high)) is not None and not row.evident]
        if near:
            own = [r for r in near if r.row.unit == quantity.unit or quantity.unit in _PLAIN_UNITS] or near
            return min(own, key=lambda r: r.distance).row
        if low > clause[0] or high < clause[1]:  # a list of numbers has its word before the first of them
            wide = [r for row in fits if not row.evident and (r := self._near(row, quantity, *clause)) is not None]
            if wide and not any(row.evident for row in fits):
                return min(wide, key=lambda r: r.distance).row
        return next((row for row in fits if row.evident), None)

    def _row_of_count(self, quantity: Quantity, low: int, high: int) -> Row | None:
        """The attribute of a number without a unit: 参数量达 2600 亿, a 176B model, (Google, 540B)."""
        text = self._text
        readings = []
        for row in self._finder.numbers:
            if not row.is_counted:
                continue
            roles = {"label"} if row.id != "parameters" else {"label", "claim"}
            if row.evident or row.labels:
                reading = self._near(
                    row, quantity, low, high, roles=roles if not _is_active(row) else {"label", "claim"}
                )
                if reading is not None:
                    readings.append(reading)
        size = quantity.value if quantity.value is not None else quantity.high or quantity.low or 0
        lettered = _NUMBERED.search(quantity.text) is not None
        readings = [
            r for r in readings if _is_likely(r.row, size, lettered=lettered) and not self._is_of_other(quantity)
        ]
        labelled = [r for r in readings if r.distance < _REACH]
        if labelled:
            return min(labelled, key=lambda r: (r.row.evident, r.distance)).row
        parameters = next((row for row in self._finder.numbers if row.unit == "parameters" and row.evident), None)
        if parameters is None or size < 1e6 or self._is_of_other(quantity):
            return None
        bracket = self._sentence.bracket(quantity.start)
        beside = bracket is not None and self._before_bracket(bracket[0]) is not None and lettered
        return parameters if beside or self._sizes or (lettered and self._is_listed(text, quantity)) else None

    def _counts_hardware(self, quantity: Quantity) -> bool:
        """Whether a number says how many of some hardware: 2048 块昇腾 910."""
        behind = (h for h in self._sentence.hardware if h.start >= quantity.end)
        first = next(behind, None)
        return first is not None and _PIECES.fullmatch(self._text[quantity.end : first.start]) is not None

    def _is_of_other(self, quantity: Quantity) -> bool:
        """Whether a noun that is no word of ours says what is counted: 100M users."""
        match = _NOUN.match(self._text, quantity.end)
        if match is None:
            return False
        return not any(
            cue.start < match.end() + 24 for cue in self._sentence.between(quantity.end, match.end() + 24)
        ) and not any(quantity.end <= model.start < match.end() for model in self._sentence.models)

    def _is_listed(self, text: str, quantity: Quantity) -> bool:
        """Whether a size stands right behind its model, or in a list of sizes."""
        place = bisect_left(self._starts, quantity.start)
        return place > 0 and _HELD.fullmatch(text[self._sentence.models[place - 1].end : quantity.start]) is not None

    def _near(
        self,
        row: Row,
        quantity: Quantity,
        low: int,
        high: int,
        roles: frozenset[str] | set[str] = frozenset({"label", "claim"}),
    ) -> _Reading | None:
        """How near a word of a row stands, from `low` up to `high`."""
        best: int | None = None
        for cue in self._sentence.between(max(low, quantity.start - 120), min(high, quantity.end + 60)):
            if cue.what != row.id or cue.role not in roles:
                continue
            if cue.start >= quantity.start and cue.end <= quantity.end:
                distance = 0
            elif cue.end <= quantity.start:
                distance = quantity.start - cue.end
            else:
                distance = max(cue.start - quantity.end, 0)
            best = distance if best is None else min(best, distance)
        return None if best is None or best > 3 * _REACH else _Reading(row, best)

    def _row_of_date(self, date: DateMention) -> Row | None:
        """The attribute of a date, by the nearest word of one in its clause."""
        if date.earliest is None or date.latest is None or date.grain in {"decade", "century"}:
            return None
        low, high = self._sentence.clause(date.start)
        best: tuple[int, Row] | None = None
        for cue in self._sentence.between(low, high):
            for row in self._finder.dates:
                if cue.what == row.id and cue.role in {"label", "claim"}:
                    distance = max(date.start - cue.end, cue.start - date.end, 0) - 100 * (len(cue.key.split()) > 1)
                    best = (distance, row) if best is None or distance < best[0] else best
        if best is not None:
            return best[1]
        bracket = self._sentence.bracket(date.start)
        if bracket is None or self._before_bracket(bracket[0]) is None or _CITED.search(self._text, *bracket):
            return None
        inside = (*self._sentence.quantities, *self._sentence.organizations)
        if any(bracket[0] < one.start < bracket[1] for one in inside):
            return next((row for row in self._finder.dates if "release" in row.id), None)
        return None

    # --- Subjects

    def _claim(self, start: int, end: int, row: Row, value: Quantity | DateMention) -> Iterator[Claim]:
        subject = self._subject(start, end, row)
        if subject is None or self._is_no_claim(subject, start, end, row, value):
            return
        yield Claim(start, end, subject, row.id, value, self._doubt(start, end))

    def _is_no_claim(self, subject: Mention, start: int, end: int, row: Row, value: Quantity | DateMention) -> bool:
        """Whether what looks like a claim compares, or tells of somebody's own work, or of another thing."""
        sentence, clause = self._sentence, self._sentence.clause(start)
        first = min(subject.end, start)
        if any(first <= other.start and other.end <= start for other in sentence.others):
            return True
        if isinstance(value, Quantity):
            near = (max(clause[0], start - 30), min(sentence.clause(end - 1)[1], end + 24))
            compared = sentence.says("comparison", *near) or any(
                near[0] <= other.start < near[1] for other in sentence.quantities if other.kind == "ratio"
            )
            if compared and not self._is_held(subject, start):
                return True
            if value.unit in _OF_TRAINING and (sentence.says("author") or sentence.says("adapting", *clause)):
                return True
            if row.id in _TOLD_BY_AUTHORS and sentence.says("author"):
                return True
        return sentence.says("other", first, start) and not clause[0] <= subject.start < clause[1]

    def _is_held(self, subject: Mention, start: int) -> bool:
        return subject.end <= start and _HELD.fullmatch(self._text[subject.end : start]) is not None

    def _subject(self, start: int, end: int, row: Row) -> Mention | None:
        """The model that a value is said of."""
        sentence, models = self._sentence, self._sentence.models
        place = bisect_left(self._starts, start)
        behind = models[place] if place < len(models) else None
        if behind is not None and behind.start >= end and row.type == "number":
            gap = self._text[end : behind.start]
            if len(gap) <= 40 and _ADJECTIVE.fullmatch(gap):
                return behind
        clause = sentence.clause(start)
        bracket = sentence.bracket(start)
        if bracket is not None:
            inner = [m for m in models[:place] if bracket[0] < m.start]
            if not inner and (held := self._before_bracket(bracket[0])) is not None:
                return held
        before = models[max(place - _LOOK_BACK, 0) : place]
        inside = [m for m in before if m.start >= clause[0]]
        if inside and self._is_held(inside[-1], start):
            return inside[-1] if not self._coordinated(inside) else None
        topical = [m for m in inside if not _is_aside(sentence, m)]
        if topical:
            return topical[-1] if not self._coordinated(topical) else None
        if self._topic is not None and sentence.says("pronoun", clause[0], start):
            return self._topic
        earlier = [m for m in before if m.start < clause[0] and not _is_aside(sentence, m)]
        if earlier:
            nearest = sentence.clause(earlier[-1].start)
            group = [m for m in earlier if m.start >= nearest[0]]
            return self._fullest(group) if not self._coordinated(group) else None
        if not before or all(_is_aside(sentence, m) for m in before):
            pointing = sentence.says("pronoun", sentence.start, start) or sentence.says("pronoun", end, clause[1])
            if self._topic is not None and pointing:
                return self._topic
            return self._named_later(start, end, clause)
        return None

    def _named_later(self, start: int, end: int, clause: tuple[int, int]) -> Mention | None:
        """The model of a sentence that begins with a value: In 2022 BigScience released BLOOM."""
        if start - self._sentence.start > _FRONT or self._sentence.says("publication", *clause):
            return None
        later = [m for m in self._sentence.models if m.start >= end and not _is_aside(self._sentence, m)][:3]
        if not later or later[0].start > clause[1] + _FRONT:
            return None
        if self._sentence.bracket(later[0].start) != self._sentence.bracket(start):
            return None
        return later[0] if not self._coordinated(later) else None

    def _fullest(self, models: Sequence[Mention]) -> Mention:
        """The first of some models, or what stands right behind it in apposition: 文心大模型 ERNIE 3.0 Titan."""
        first, *others = models
        for other in others:
            if not _ADJECTIVE.fullmatch(self._text[first.end : other.start]):
                break
            first = other
        return first

    def _coordinated(self, models: Sequence[Mention]) -> bool:
        """Whether the last of some models stands beside another: GPT-2 and GPT-3."""
        pairs = list(zip(models, models[1:], strict=False))
        return any(
            a.id != b.id and _AND.fullmatch(self._text[a.end : b.start]) is not None and b.start > a.end + 1
            for a, b in pairs[-1:]
        )

    def _before_bracket(self, opening: int) -> Mention | None:
        """The model right before a bracket."""
        place = bisect_left(self._starts, opening) - 1
        if place < 0:
            return None
        model = self._sentence.models[place]
        return model if model.end <= opening and not self._text[model.end : opening].strip() else None

    def _paired(self, found: list[Claim]) -> list[Claim]:
        """With "respectively", as many models as values are paired in order."""
        sentence = self._sentence
        if not sentence.says("respectively"):
            return found
        models = [m for m in sentence.models if not _is_aside(sentence, m)] or sentence.models
        values = [(q, row) for q in sentence.quantities if (row := self._row_of_listed(q)) is not None]
        if len(models) != len(values) or len({row.id for _, row in values}) != 1:
            return []
        return [
            Claim(q.start, q.end, model, row.id, q, self._doubt(q.start, q.end))
            for model, (q, row) in zip(models, values, strict=True)
        ]

    def _row_of_listed(self, quantity: Quantity) -> Row | None:
        return self._row_of(quantity, self._sentence.start, self._sentence.end)

    # --- Doubts

    def _doubt(self, start: int, end: int) -> str:
        """Why a statement at a place is none to judge; empty if nothing speaks against it."""
        sentence = self._sentence
        if sentence.is_question:
            return "question"
        if not sentence.doubts:
            return ""
        low, high = sentence.clause(start)[0], sentence.clause(max(end - 1, start))[1]
        for doubt in _DOUBTS:
            if doubt in sentence.doubts and (doubt in SENTENCE_WIDE or sentence.says(doubt, low, high)):
                return doubt
        return ""

    # --- Entries and texts

    def _of_entries(self) -> Iterator[Claim]:
        """Makers, hardware and origins, by the frames of the registry."""
        places: list[Place] | None = None
        for row, frames in self._finder.frames:
            values = self._values_of(row)
            if not values or not frames:
                continue
            if places is None:
                places = self._places()
            starts = [place.start for place in places]
            for value in values:
                yield from self._framed(row, frames, value, places, starts)

    def _values_of(self, row: Row) -> list[Mention]:
        sentence = self._sentence
        kinds = {"organization": sentence.organizations, "hardware": sentence.hardware, "model": sentence.models}
        return [m for kind in row.entry_kinds for m in kinds.get(kind, ())]

    def _places(self) -> list[Place]:
        """The words of frames and the models of the sentence, in order."""
        shift = self._sentence.start
        words = [Place(c.start - shift, c.end - shift, c.what) for c in self._sentence.cues if c.role == "literal"]
        models = [
            Place(m.start - shift, m.end - shift, "", number)
            for number, m in enumerate(self._sentence.models)
            if not _THING_OF.match(self._text, m.end)
        ]
        return sorted((*words, *models))

    def _framed(
        self, row: Row, frames: Sequence[Frame], value: Mention, places: Sequence[Place], starts: Sequence[int]
    ) -> Iterator[Claim]:
        """The claim that a value is one of an attribute, if a frame fits around it."""
        sentence, shift = self._sentence, self._sentence.start
        first, last = self._group(value)
        for frame in frames:
            fits, model = match_frame(frame, sentence.blanked, (first - shift, last - shift), places, starts)
            if not fits:
                continue
            named = sentence.models[model] if model >= 0 else None
            if named is None or _is_aside(sentence, named):
                named = self._subject(value.start, value.end, row)
            subject = named
            if subject is None or subject.id == value.id or sentence.says("other", sentence.start, value.start):
                continue
            yield Claim(value.start, value.end, subject, row.id, value, self._doubt(value.start, value.end))
            return

    def _group(self, value: Mention) -> tuple[int, int]:
        """Where the organizations begin and end that stand beside one another: Microsoft and NVIDIA."""
        first, last = value.start, value.end
        items = self._sentence.organizations
        if value.kind != "organization" or value not in items:
            return first, last
        at = items.index(value)
        for other in reversed(items[max(at - 6, 0) : at]):
            if not _AND.fullmatch(self._text[other.end : first]):
                break
            first = other.start
        for other in items[at + 1 : at + 7]:
            if not _AND.fullmatch(self._text[last : other.start]):
                break
            last = other.end
        return first, last

    def _of_texts(self) -> Iterator[Claim]:
        """Values that the catalog knows as texts, such as licences, beside a word of their attribute."""
        sentence = self._sentence
        values = [cue for cue in sentence.cues if cue.role == "value"]
        for row in self._finder.texts:
            own = [cue for cue in values if cue.what == row.id]
            for value in own:
                if any(o.start <= value.start and value.end <= o.end and o != value for o in own):
                    continue
                low, high = sentence.clause(value.start)
                if not any(self._names(cue, row) for cue in sentence.between(low, high)):
                    continue
                subject = self._subject(value.start, value.end, row)
                if subject is not None and not any(subject.end <= o.start < value.start for o in sentence.others):
                    text = self._text[value.start : value.end]
                    yield Claim(value.start, value.end, subject, row.id, text, self._doubt(value.start, value.end))

    @staticmethod
    def _names(cue: Cue, row: Row) -> bool:
        return cue.what == row.id and cue.role in {"label", "claim"}


_PLAIN_UNITS: Final = frozenset({"words"})
_TOLD_BY_AUTHORS: Final = frozenset({"training_tokens", "training_data_size", "languages", "programming_languages"})


def _is_active(row: Row) -> bool:
    return row.unit == "parameters" and not row.evident


def _is_likely(row: Row, size: float, *, lettered: bool) -> bool:
    """Whether a number without a unit is as large as those of an attribute are."""
    if row.unit == "parameters":
        return size >= 1e6 or lettered
    return size >= 100 if row.unit == "tokens" else True
