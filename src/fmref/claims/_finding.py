"""The claims of a text: which value it states of which attribute of which model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from fmref.annotation import Mention
from fmref.claims._attributes import Attributes, counted
from fmref.claims._cues import FRAMED, Cues
from fmref.claims._frames import SUBJECT, Frame, Frames, Place, frames_of, match_frame
from fmref.claims._members import MemberOf
from fmref.claims._sentences import Sentence
from fmref.claims._subjects import AND, CARRIED, Subjects, is_aside, is_thing_of, topic_of
from fmref.claims._words import DOUBTS, SENTENCE_WIDE, words
from fmref.dates import DateMention
from fmref.ledger import AttributeRow
from fmref.quantities import Quantity

__all__ = ["Claim", "Finder"]


Basis = Literal["said", "carried", "beside"]


class Claim(NamedTuple):
    """What a text states: `text[start:end]` says the `value` of an attribute of the entry with the id `entry`.

    `value` is a quantity, a date, the id of an entry with its name, or the text itself. `name` is what the text calls
    the entry. `doubt` is the reason why there is nothing to judge (`rumour`, `question` ...), empty for a plain
    statement; it is `certain` that it means this entry, or others bear the name. The date of a reissue is the day on
    which a model came out once more, perhaps: opened, or to everybody. Its `basis` is what ties the value to the
    model: words (`said`), words in a sentence that names no model and follows one that does (`carried`), or nothing but
    that they stand together (`beside`), which is worth telling where it holds, and no ground to contradict.
    """

    start: int
    end: int
    entry: str
    name: str
    attribute: str
    value: Quantity | DateMention | Named | str
    doubt: str
    certain: bool
    is_reissue: bool = False
    basis: Basis = "said"


class Named(NamedTuple):
    """An entry as the value of a claim, with how many of it; a name that the catalog does not know has an empty id."""

    id: str
    name: str
    number: Quantity | None = None


_OF_TEXTS: Final = re.compile(
    r"[\s-]*(?:data|datasets?|text|texts|corpus|corpora|pairs?|sentences?|dictionar|lexic|evaluat|benchmark|speakers?|users?|"
    r"readers?|people|annotators?|tasks?|books?|editions?|websites?)|\s*(?:数据|语料|文本|对照|词典|评测|基准|用户|人才|教育|网页|字幕|"
    r"版)|[ٔی]?\s*(?:داده|پیکره|متن|واژه‌نامه|فرهنگ|کاربر|سنجه|جمله)",
    re.IGNORECASE,
)
"""What may be in two languages beside a model."""
_NEW_VALUE: Final = re.compile(r"(?:\bto\s+|[到至]了?\s?|(?<!\S)به\s+)$", re.IGNORECASE)
"""What stands before the value that something grew to: the window doubled to 200K."""
_MORE: Final = re.compile(r"\s+(?:\w+\s+)?(?:more|fewer|less|larger|bigger|smaller)(?:\s+\w+)?\s+than\b", re.IGNORECASE)
"""What stands behind a difference: three billion more than GPT-3."""
_MORE_BY: Final = re.compile(r"比[^，。,；]{1,24}?[多少大小](?:了|出)?(?:约|近)?\s?$")
_DOUBTS: Final = tuple(words(DOUBTS))
"""The doubts, the gravest first."""
_REMEMBERED: Final = 3
"""For how many sentences "the model" may mean one that was named."""
_OF_TRAINING: Final = frozenset({"seconds", "chips", "USD"})
"""Units in which people also tell what they did with a model themselves."""
_OF_DATA: Final = frozenset({"tokens", "words", "bytes", "languages", "programming languages"})
"""Units in which authors tell of their own data."""
_CERTAIN: Final = 0.8
"""The score from which a mention means its entry."""
_BESIDE_IT: Final = re.compile(
    rf"(?:\s*(?:University|Research|Inc\.?|大学|公司|研究院|实验室))?{AND.pattern}", re.IGNORECASE
)
"""What may stand between two makers that are named side by side."""
_BESIDE: Final = 6
"""How many makers may be named side by side."""


class Finder:
    """Finds claims in sentences, by the rows of one registry."""

    def __init__(
        self, rows: Iterable[AttributeRow], cues: Cues, member_of: MemberOf, is_tuned: Callable[[str], bool]
    ) -> None:
        of_models = [row for row in rows if "model" in row.kinds]
        self._cues = cues
        self._member_of = member_of
        self._is_tuned = is_tuned
        self._attributes = Attributes(of_models)
        self._worded = [row for row in of_models if row.type == "number" and row.stated]
        self._texts = [row for row in of_models if row.type == "text" and row.claims]
        self._frames = [(row, Frames(frames_of(row))) for row in of_models if row.type in FRAMED and row.claims]

    def claims(self, sentences: Iterable[Sentence]) -> Iterator[Claim]:
        """The claims of the sentences of one text, sentence by sentence."""
        topic: Mention | None = None
        age = 0
        trained = False
        for sentence in sentences:
            if not sentence.models and (topic is None or age >= _REMEMBERED):
                continue
            sentence.read(self._cues)
            new = topic_of(sentence)
            goes_on = age < _REMEMBERED and (new is None or (topic is not None and new.id == topic.id))
            spoken = new if new is not None else topic
            tuned = spoken is not None and self._is_tuned(spoken.id)
            trained = sentence.is_of_training = _tells_of_training(sentence, is_tuned=tuned) or (trained and goes_on)
            subjects = Subjects(
                sentence, topic if age < _REMEMBERED else None, is_next=not age, member_of=self._member_of
            )
            yield from self._of_numbers(sentence, subjects)
            yield from self._of_adjectives(sentence, subjects)
            yield from self._of_dates(sentence, subjects)
            yield from self._of_entries(sentence, subjects)
            yield from self._of_texts(sentence, subjects)
            topic, age = (new, 0) if new is not None else (topic, age + 1)

    def _of_numbers(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        if sentence.says("respectively"):
            yield from self._paired(sentence, subjects)
            return
        for quantity, row in zip(sentence.quantities, self._attributes.of_numbers(sentence, subjects), strict=True):
            rows = [row] if row is not None else self._attributes.fitting(quantity, quantity.unit)
            subject = subjects.of(quantity.start, quantity.end, counted=True) if rows else None
            if subject is not None and not self._is_otherwise(sentence, subjects, subject, quantity):
                for one in rows:
                    yield _claim(sentence, quantity.start, quantity.end, subject, one, quantity, is_beside=row is None)

    def _of_adjectives(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        """Numbers that a word says of a model without counting: a bilingual model."""
        for row in self._worded:
            for value in self._enumerated(sentence, row):
                if _OF_TEXTS.match(sentence.text, value.end):
                    continue
                subject = subjects.of(value.start, value.end, counted=True)
                if subject is not None and not sentence.has_other(subject.end, value.start):
                    number = float(str(value.id))
                    said = Quantity(
                        value.start,
                        value.end,
                        value.text,
                        number,
                        number,
                        number,
                        row.unit,
                        1,
                        vague=False,
                        kind="count",
                    )
                    yield _claim(sentence, value.start, value.end, subject, row, said)

    def _paired(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        """With "respectively", as many models as values, paired in order."""
        models = [model for model in sentence.models if not is_aside(sentence, model)] or sentence.models
        read = ((q, self._attributes.of_listed(sentence, q, subjects)) for q in sentence.quantities)
        values = [(quantity, row) for quantity, row in read if row is not None]
        if len(models) == len(values) and len({row.id for _, row in values}) == 1:
            for model, (quantity, row) in zip(models, values, strict=True):
                yield _claim(sentence, quantity.start, quantity.end, model, row, quantity)

    def _of_dates(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        for date in sentence.dates:
            told = self._attributes.of_date(sentence, date, subjects)
            row = told or (None if sentence.says("beginning") else self._attributes.release)
            subject = subjects.of(date.start, date.end, counted=False) if row is not None else None
            if row is not None and subject is not None and not self._is_otherwise(sentence, subjects, subject, date):
                yield _claim(sentence, date.start, date.end, subject, row, date, is_beside=told is None)

    def _of_entries(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        """Makers, hardware and origins, by the frames of the registry."""
        kinds = {
            "organization": sentence.organizations,
            "hardware": sentence.hardware,
            "model": sentence.models,
        }
        places = _places(sentence)
        starts = [place.start for place in places]
        said = {place.key for place in places}
        for row, frames in self._frames:
            values = [m for kind in row.entry_kinds for m in kinds.get(kind, ())] or self._enumerated(sentence, row)
            of_makers = "organization" in row.entry_kinds
            likely = frames.likely(said) if values or (of_makers and said) else []
            for value in values:
                subject = _framed(sentence, subjects, likely, value, (places, starts))
                is_beside = subject is None and (of_makers or (value.kind == "model" and not is_aside(sentence, value)))
                if is_beside or (subject is None and value.kind == "hardware" and self._is_at_work(sentence, value)):
                    subject = subjects.of(value.start, value.end, counted=False)
                if subject is not None and subject.id != value.id:
                    yield from self._of_entry(sentence, subject, row, value, is_beside=is_beside)
            if of_makers and any(frame.words for frame in likely):
                yield from _of_strangers(sentence, subjects, row, likely, (places, starts))

    def _is_at_work(self, sentence: Sentence, hardware: Mention) -> bool:
        """Whether hardware is counted in a sentence that does not tell where a model runs."""
        return counted(sentence, hardware) is not None and not sentence.says("adapting")

    def _enumerated(self, sentence: Sentence, row: AttributeRow) -> list[Mention]:
        """The words of a sentence that state a value of an enumeration, the longest of those that overlap."""
        found: list[Mention] = []
        for cue in sentence.cues if row.type != "entry" else ():
            if cue.role == "value" and cue.what == row.id and (not found or cue.start >= found[-1].end):
                value, text = self._cues.value_of(cue), sentence.text[cue.start : cue.end]
                found.append(Mention(cue.start, cue.end, text, "value", value, text, "ok", 1.0))
        return found

    def _of_texts(self, sentence: Sentence, subjects: Subjects) -> Iterator[Claim]:
        """Values that the catalog knows as texts, such as licences, beside a word of their attribute."""
        written = [cue for cue in sentence.cues if cue.role == "value"]
        for row in self._texts if written else ():
            end = 0
            for value in written:  # the longest of those that begin together comes first
                if value.what != row.id or value.end <= end:
                    continue
                end = value.end
                clause = sentence.clause(value.start)
                worded = any(c.what == row.id and c.role != "value" for c in sentence.between(*clause))
                if not worded and not _LICENSED.match(sentence.text, value.end):
                    continue
                subject = subjects.of(value.start, value.end, counted=False)
                if subject is not None and not sentence.has_other(subject.end, value.start):
                    text = sentence.text[value.start : value.end]
                    yield _claim(sentence, value.start, value.end, subject, row, text)

    def _of_entry(
        self, sentence: Sentence, subject: Mention, row: AttributeRow, value: Mention, *, is_beside: bool
    ) -> Iterator[Claim]:
        """The claim that an entry is the value, with how many there are of hardware."""
        if value.kind == "model" and _LIKENESS.match(sentence.text, value.end):
            return
        if value.kind != "hardware":
            named = Named(value.id, value.name)
            yield _claim(sentence, value.start, value.end, subject, row, named, is_beside=is_beside)
            return
        clause = sentence.clause(value.start)
        if sentence.says("author") or self._is_adapting(sentence, subject, clause):
            return
        if sentence.has_other(subject.end, value.start):
            return
        count = counted(sentence, value)
        start = value.start if count is None else count.start
        yield _claim(sentence, start, value.end, subject, row, Named(value.id, value.name, count))

    def _is_otherwise(
        self, sentence: Sentence, subjects: Subjects, subject: Mention, value: Quantity | DateMention
    ) -> bool:
        """Whether what looks like a claim compares, tells of somebody's own work, or of another thing."""
        start = value.start
        clause = sentence.clause(start)
        if sentence.has_other(subject.end, start):
            return True
        if isinstance(value, Quantity):
            if sentence.says("member", clause[0], start):
                return True
            if not subjects.holds(subject, start) and _is_compared(sentence, clause[0], value):
                return True
            unit = "chips" if value.unit is None and sentence.hardware else value.unit
            if unit in _OF_TRAINING and (sentence.says("author") or self._is_adapting(sentence, subject, clause)):
                return True
            if unit in _OF_DATA and sentence.says("author"):
                return True
            if unit == "tokens" and sentence.says("part"):
                return True
        elif sentence.says("event", *clause):
            return True
        return sentence.says("other", min(subject.end, start), start) and not clause[0] <= subject.start < clause[1]

    def _is_adapting(self, sentence: Sentence, subject: Mention, clause: tuple[int, int]) -> bool:
        """Whether a clause tells what is done with a model that is there; a tuned one came to be by tuning."""
        if sentence.says("adapting", *clause) or (sentence.says("adapting") and not sentence.says("training")):
            return True
        return sentence.says("tuning", *clause) and not self._is_tuned(subject.id)


def _tells_of_training(sentence: Sentence, *, is_tuned: bool) -> bool:
    """Whether a sentence says that somebody trained something, or tuned it, or counts the chips on which they did."""
    if sentence.says("training") or (is_tuned and sentence.says("tuning")):
        return True
    return not (sentence.says("adapting") or sentence.says("tuning")) and any(
        counted(sentence, one) is not None for one in sentence.hardware
    )


def _of_strangers(
    sentence: Sentence,
    subjects: Subjects,
    row: AttributeRow,
    frames: Sequence[Frame],
    places: tuple[Sequence[Place], Sequence[int]],
) -> Iterator[Claim]:
    """Makers that the catalog does not know: by any words where they are marked as makers, else by open frames only."""
    open_ = [frame for frame in frames if frame.is_open]
    worded = [frame for frame in frames if ("(",) not in frame.parts]
    for value in sentence.unknown:
        if _group(sentence, value) != (value.start, value.end):
            continue  # beside a known maker, perhaps a partner
        subject = _framed(sentence, subjects, worded if value.score else open_, value, places)
        if subject is not None:
            yield _claim(sentence, value.start, value.end, subject, row, Named("", value.name))


_LICENSED: Final = re.compile("[-‐‑–]licen[cs]ed", re.IGNORECASE)
_LIKENESS: Final = re.compile(
    r"[\s\-]*(?:architecture|design|recipe|paper|tokenizer|style|codebase|架构|结构|思路|论文|方法|معماری|ساختار)",
    re.IGNORECASE,
)
"""What a model lends to another that is not based on it."""


def _claim(
    sentence: Sentence,
    start: int,
    end: int,
    subject: Mention,
    row: AttributeRow,
    value: Quantity | DateMention | Named | str,
    *,
    is_beside: bool = False,
) -> Claim:
    doubt = _doubt(sentence, start, end)
    # what came out once may be opened later, on a day that no source states
    again = isinstance(value, DateMention) and sentence.says("reissue", *sentence.clause(start))
    is_carried = subject.status == CARRIED
    if is_carried and (isinstance(value, DateMention) or "organization" in row.entry_kinds):
        is_beside = True  # such a sentence may tell of other days and houses
    basis: Basis = "beside" if is_beside else "carried" if is_carried else "said"
    return Claim(
        start, end, subject.id or "", subject.text, row.id, value, doubt, subject.score > _CERTAIN, again, basis
    )


def _doubt(sentence: Sentence, start: int, end: int) -> str:
    """Why a statement at a place is none to judge; empty if nothing speaks against it."""
    if sentence.is_question:
        return "question"
    if not sentence.doubts:
        return ""
    clause = sentence.clause(start)[0], sentence.clause(max(end - 1, start))[1]
    for doubt in _DOUBTS:
        if doubt in sentence.doubts and (_is_wide(sentence, doubt, end) or sentence.says(doubt, *clause)):
            return doubt
    return ""


def _is_wide(sentence: Sentence, doubt: str, end: int) -> bool:
    """Whether a doubt somewhere in a sentence is about what ends at an offset, too.

    A rumour is not where it comes later and in a clause about a model that is named there: A was trained on text, while
    B is believed to be larger.
    """
    if doubt != "rumour":
        return doubt in SENTENCE_WIDE
    clauses = ((sentence.clause(at)[0], at) for at in sentence.places_of(doubt))
    return any(begin < end or not sentence.some_in(sentence.models, begin, at) for begin, at in clauses)


def _is_compared(sentence: Sentence, begin: int, value: Quantity) -> bool:
    """Whether words beside a number set it against another: half, additional, 100 times."""
    if _NEW_VALUE.search(sentence.text, max(begin, value.start - 12), value.start):
        return False
    if _MORE.match(sentence.text, value.end, sentence.end) or _MORE_BY.search(
        sentence.text, max(begin, value.start - 32), value.start
    ):
        return True
    low, high = max(begin, value.start - 30), min(sentence.clause(value.end - 1)[1], value.end + 24)
    return sentence.says("comparison", low, high) or sentence.has_ratio(low, high)


def _places(sentence: Sentence) -> list[Place]:
    """The words of frames, the models of a sentence and what points to one, in order, with offsets in the sentence."""
    shift = sentence.start
    pronouns = [Place(c.start - shift, c.end - shift, "") for c in sentence.cues if c.what == "pronoun"]
    literals = [Place(c.start - shift, c.end - shift, c.what) for c in sentence.cues if c.role == "literal"]
    models = [
        Place(model.start - shift, model.end - shift, "", number)
        for number, model in enumerate(sentence.models)
        if not is_thing_of(sentence, model)
    ]
    return sorted((*literals, *pronouns, *models))


def _framed(
    sentence: Sentence,
    subjects: Subjects,
    frames: Sequence[Frame],
    value: Mention,
    places: tuple[Sequence[Place], Sequence[int]],
) -> Mention | None:
    """The model of which a value is said, if a frame fits around it; `places` come with their starts."""
    shift = sentence.start
    first, last = _group(sentence, value)
    for frame in frames:
        fits, number = match_frame(frame, sentence.blanked, (first - shift, last - shift), *places)
        if fits and not sentence.says("other", sentence.start, value.start):
            named = sentence.models[number] if number >= 0 else None
            if named is None or (
                (is_aside(sentence, named) or subjects.is_beside_topic(named))
                and not _is_led_in(sentence, frame, named)
            ):
                named = subjects.of(value.start, value.end, counted=False) or named
            if named is not None:
                return subjects.member(named, value.start)
    return None


def _is_led_in(sentence: Sentence, frame: Frame, model: Mention) -> bool:
    """Whether a word of a frame stands right before its model: the lab behind BLOOM."""
    at = frame.parts.index((SUBJECT,)) if (SUBJECT,) in frame.parts else 0
    lead = sentence.text[max(sentence.start, model.start - 24) : model.start].rstrip().lower()
    return at > 0 and lead.endswith(frame.parts[at - 1])


def _group(sentence: Sentence, value: Mention) -> tuple[int, int]:
    """Where the organizations begin and end that stand beside one another: Microsoft and NVIDIA."""
    first, last = value.start, value.end
    items = sentence.organizations
    if value.kind != "organization":
        return first, last
    at = bisect_left(items, value.start, key=lambda mention: mention.start)
    for other in reversed(items[max(at - _BESIDE, 0) : at]):
        if not _BESIDE_IT.fullmatch(sentence.text[other.end : first]):
            break
        first = other.start
    behind = at + (at < len(items) and items[at].start == value.start)
    for other in items[behind : behind + _BESIDE]:
        if not _BESIDE_IT.fullmatch(sentence.text[last : other.start]):
            break
        last = other.end
    return first, last
