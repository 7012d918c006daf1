"""From the pieces of a question to what is asked: an intent with its subjects, attribute and constraints.

Every piece must find its place in what was understood. One that does not is why the question is refused: a negation, a
second attribute or a condition that nobody reads must not vanish from the question that is answered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from fmref.ledger import AttributeRow
from fmref.questions.answer import Intent
from fmref.questions.constraints import Constraint, Refusal, clash, dates, numbers
from fmref.questions.lexicon import Meaning
from fmref.questions.reading import Piece, Reading
from fmref.script_patterns import is_han
from fmref.snapshot import LINES, NameRow

__all__ = [
    "Request",
    "asks_definition",
    "asks_for_several",
    "asks_meaning",
    "language_asked",
    "only_name",
    "rest",
    "spans",
    "understand",
]


class Request(NamedTuple):
    """What is asked."""

    intent: Intent
    subjects: tuple[Piece, ...] = ()
    attribute: str | None = None
    to: str | None = None
    """Which end of the order is asked for: `most` or `least`."""
    makers: tuple[Piece, ...] = ()
    """Organizations of which the question takes for granted, or asks, that they made the subject."""
    value: Any = None
    """The value that a yes-or-no question asks about; the side of a lineage; the language of a translation."""
    relations: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    kind: str = "model"
    counted: bool = False
    each: bool = False
    """Whether the values of all members of a family are asked for: *which sizes*."""
    others: tuple[str, ...] = ()
    """Further attributes that the words asked with may mean, where nothing is known of the first."""
    told: str | None = None
    """What is asked of the first entry of an order, where it is something else: *license of the largest model*."""
    unit: str | None = None
    """What the value is wanted in: *how many hours of audio*, *in GB*."""
    counted_in: str = ""
    """The words of the question for `unit`."""
    commercial: bool = False
    """Whether one may use the subject commercially is asked for, and not only under which licence it is."""
    built_on: bool = False
    """Whether what the subject is built on is asked for: *on which architecture*."""
    via: tuple[str, ...] = ()
    """The relations by which what is asked about comes before the one that is named: *who made the base model of X*."""


_FILLER: Final = frozenset({"filler"})
_EVERYWHERE: Final = _FILLER | {"each"}
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "name": _FILLER | {"define", "name", "kind"},
    "existence": _FILLER | {"exist", "kind"},
    "definition": _FILLER | {"define"},
    "translate": _FILLER | {"translate", "language", "define", "name", "ask"},
    "fact": _EVERYWHERE | {"verb", "label", "ask", "kind", "define", "count", "value", "name", "unit"},
    "compare": _EVERYWHERE | {"verb", "label", "ask", "kind", "define", "count", "order", "compare", "bound", "value"},
    "lineage": _EVERYWHERE | {"verb", "kind", "define", "lineage", "source", "count", "compare", "name", "bound"},
    "filter": _EVERYWHERE
    | {
        "verb",
        "label",
        "kind",
        "define",
        "count",
        "order",
        "value",
        "country",
        "bound",
        "compare",
        "exist",
        "name",
        "concept",
    },
}
"""The roles whose words have a place in a question of each intent."""
_OF_NAMES: Final[tuple[Intent, ...]] = ("name", "existence")


def understand(reading: Reading, attributes: Mapping[str, AttributeRow]) -> Request | Refusal:
    """What a question asks, of which no piece is unknown; translations and definitions are read from `rest` instead."""
    return _Understanding(reading, attributes).request()


def rest(reading: Reading, intent: Intent) -> str:
    """What remains of a question between the words of an intent: the term to be translated or defined.

    A term in quotation marks is the term, where the question says nothing else beside it.
    """
    allowed = _ALLOWED[intent]
    own = [piece for piece in reading.pieces if not any(m.role in allowed for m in piece.meanings)]
    quoted = [match.span(match.lastindex or 0) for match in _QUOTED.finditer(reading.text)]
    if len(quoted) == 1:
        start, end = quoted[0]
        if all(start <= piece.start < end or piece.meaning("kind") for piece in own):
            return reading.text[start:end].strip()
    return reading.text[own[0].start : own[-1].end].removesuffix("的") if own else ""


def spans(reading: Reading, intent: Intent) -> Iterator[str]:
    """The stretches around `rest`, the longest first: words of a question may be the ends of a term, as in 过拟合."""
    allowed = _ALLOWED[intent]
    pieces = reading.pieces
    own = [at for at, piece in enumerate(pieces) if not any(m.role in allowed for m in piece.meanings)]
    if own:
        behind = pieces[own[-1] + 1 : own[-1] + 1 + _WIDER]
        wider = next((at for at, piece in enumerate(behind) if piece.text in _GENITIVES), len(behind))
        ends = [
            (first, last)
            for first in range(max(own[0] - _WIDER, 0), own[0] + 1)
            for last in range(own[-1], own[-1] + wider + 1)
        ]
        for first, last in sorted(ends, key=lambda end: end[0] - end[1]):
            yield reading.text[pieces[first].start : pieces[last].end]


_WIDER: Final = 2
"""By how many words a term may be wider on each side than what no word of an intent is."""

_QUOTED: Final = re.compile(
    "[\"“«「『《]([^\"“”«»「」『』《》]{1,80})[\"”»」』》]|(?<![^\\W_])['‘]([^'‘’]{1,80})['’](?![^\\W_])"
)
"""A stretch in quotation marks; an apostrophe inside a word is none."""


def language_asked(reading: Reading) -> str | None:
    """The language into which a question wants something translated: the last that it names.

    A word that is a country's too asks for no translation of models: *open Chinese models*.
    """
    found = [(p, m) for p in reading.pieces if (m := p.meaning("language")) is not None]
    if not found:
        return None
    if any(piece.meaning("translate") for piece in reading.pieces):
        return str(found[-1][1].value)
    piece = found[-1][0]
    before = next((p for p in reversed(reading.pieces) if p.end <= piece.start), None)
    led = before is not None and before.text.lower() in _INTO
    listed = piece.meaning("country") is not None and any(_plays(p, "value", "kind") for p in reading.pieces)
    return None if _is_yes_or_no(reading.text) or (listed and not led) else str(found[-1][1].value)


_INTO: Final = frozenset({"in", "into", "to", "به"})
"""What stands before the language into which something is translated."""


def asks_definition(reading: Reading) -> bool:
    """Whether a question asks what something is, or says nothing but that something."""
    others = [p for p in reading.pieces if p.meanings and not _plays(p, "filler") and not _is_thing(p)]
    return not others or any(p.meaning("define") for p in reading.pieces)


def _is_thing(piece: Piece) -> bool:
    """Whether a piece is nothing but a word for what data are counted in, which may be a term: *documents*."""
    return all(m.role == "unit" and m.attributes for m in piece.meanings)


def asks_for_several(question: str) -> bool:
    """Whether a question asks for several models, by a plural or a word for a list."""
    return any(word in question.lower() for word in _PLURAL)


def only_name(reading: Reading) -> str | None:
    """The name that is a whole question, or of which one asks no more than what it is; None where more is said."""
    named = [piece for piece in reading.pieces if piece.rows and not piece.meanings]
    plain = all(p in named or p.meaning("filler") or _asks_what(p) for p in reading.pieces)
    return named[0].text if len(named) == 1 and plain else None


def _asks_what(piece: Piece) -> bool:
    meaning = piece.meaning("define")
    return meaning is not None and meaning.value == "thing"


def asks_meaning(reading: Reading) -> bool:
    """Whether a question asks what a word means, and not only what something is."""
    return any(m.value == "meaning" for p in reading.pieces if (m := p.meaning("define")) is not None)


class _Understanding:
    """One question on its way."""

    def __init__(self, reading: Reading, attributes: Mapping[str, AttributeRow]) -> None:
        self._reading = reading
        self._attributes = attributes
        self._pieces = reading.pieces
        named = _distinct(p for p in self._pieces if p.rows and not p.meanings)
        only = [p for p in named if {row.kind for row in p.rows} == {"organization"}]
        self._makers = only if 0 < len(only) < len(named) else []
        """The organizations of a question that also names what they may have made."""
        self._named = [p for p in named if p not in self._makers]
        self._kinds = [m.value for p in self._pieces if (m := p.meaning("kind")) is not None]

    def request(self) -> Request | Refusal:
        """The first of the intents that fits, from the one with the plainest mark to the one with the least."""
        if not any(piece.meaning("filler") is None for piece in self._pieces):
            return Refusal("empty")
        named = len(self._named)
        if self._is_own_base():
            return self._lineage(*self._lineage_word())  # type: ignore[misc]
        if named == 1 and (plain := self._of_name()) is not None:
            return plain
        lineage = self._lineage_word() or self._beside()
        if named == 1 and lineage is not None and (two_steps := self._of_base(*lineage)) is not None:
            return two_steps
        if named and lineage is not None and not self._strong() and not self._makers:
            return self._lineage(*lineage)
        if self._is_list():
            return self._list()
        if named >= 2:
            return self._comparison()
        if named == 1:
            return self._fact()
        return Refusal("no subject")

    def _of_name(self) -> Request | None:
        """What the one name of a question is, or whether it is there at all; None where more is asked."""
        valued = bool(self._having("value"))  # is it a diffusion model?
        others = set(self._kinds) - {row.kind for row in self._named[0].rows}
        counted = bool(self._having("count") and self._kinds)
        asked = any(  # InternLM developer: a word for a kind of organization, and for what a model has
            set(self._attributes[a].kinds) & {row.kind for row in self._named[0].rows}
            for p, m in self._having("label")
            if p.meaning("kind")
            for a in m.attributes
        )
        if self._makers or valued or others or counted or asked or self._asks_members():
            return None
        return next((Request(i, tuple(self._named)) for i in _OF_NAMES if self._fits(i)), None)

    # --- Which pieces find their place

    def _fits(self, intent: Intent, used: Collection[Piece] = ()) -> bool:
        return self._misfit(intent, used) is None

    def _misfit(self, intent: Intent, used: Collection[Piece] = ()) -> Piece | None:
        """The first piece that has no place in a question of an intent, apart from those that are `used`."""
        allowed = _ALLOWED[intent]
        for piece in self._pieces:
            if piece in used or (intent != "filter" and self._is_subject(piece)):
                continue
            if not any(m.role in allowed for m in piece.meanings):
                return piece
        return None

    def _is_subject(self, piece: Piece) -> bool:
        """Whether a piece names what the question is about, or says its name again."""
        own = (*self._named, *self._makers)
        return piece in own or (not piece.meanings and any(_overlap(piece, one) for one in own))

    def _having(self, role: str) -> list[tuple[Piece, Meaning]]:
        return [(p, m) for p in self._pieces if (m := p.meaning(role)) is not None]

    def _strong(self) -> list[Piece]:
        """The pieces that can be nothing but an attribute."""
        return [p for p in self._pieces if p.meaning("label") and not p.meaning("verb") and not p.meaning("filler")]

    # --- Which attribute

    def _asked(self, kinds: Collection[str], *, ordered: Meaning | None = None) -> str | Refusal:
        """The attribute that the labels, or else the words for asking, agree on for subjects of some kinds."""
        labels: list[tuple[str, ...]] = []
        weak: list[tuple[str, ...]] = []
        valued: list[tuple[str, ...]] = []
        asks: list[tuple[Meaning, tuple[str, ...]]] = []
        counted = [(p, m) for p, m in self._having("unit") if self._is_counted(p)]
        units = [known for _, m in counted if (known := self._of_kinds(m, kinds))]
        for piece in (p for p in self._pieces if not self._is_counted(p)):
            label, ask, value = piece.meaning("label"), piece.meaning("ask"), piece.meaning("value")
            is_weak = piece.meaning("verb") is not None or piece.meaning("filler") is not None
            if label is not None and value is not None and ordered is not None:
                continue  # 最大的开源模型 orders open models; it does not ask whether they are
            if label is not None and ask is None and (known := self._of_kinds(label, kinds)):
                (weak if is_weak else labels).append(known)
            elif label is not None and not (is_weak or piece.meaning("kind") or ask):
                return Refusal("no such attribute", piece.text)
            if ask is not None and not is_weak:
                asks.append((ask, self._of_kinds(ask, kinds)))
            if value is not None and label is None and (known := self._of_kinds(value, kinds)):
                valued.append(known)
        for found in (labels, [self._of_kinds(ordered, kinds)] if ordered else [], units, valued,
                      [known for _, known in asks], weak):  # fmt: skip
            if chosen := _common(found):
                return (
                    chosen if ordered or self._agrees(chosen, asks) else Refusal("not understood", self._reading.text)
                )
            if len(found) > 1 and all(found):
                return Refusal("several attributes")
        return Refusal("no attribute")

    def _is_counted(self, piece: Piece) -> bool:
        """Whether a piece names what data are counted in, and the question asks how many: *how many images*.

        Words that can be nothing else, as *hours of audio*, need no word for counting.
        """
        unit = piece.meaning("unit")
        if unit is None or not unit.attributes:
            return False
        return len(piece.meanings) == 1 or any(p != piece and p.meaning("count") for p in self._pieces)

    def _of_kinds(self, meaning: Meaning, kinds: Collection[str]) -> tuple[str, ...]:
        return tuple(a for a in meaning.attributes if not kinds or set(self._attributes[a].kinds) & set(kinds))

    def _agrees(self, attribute: str, asks: Iterable[tuple[Meaning, tuple[str, ...]]]) -> bool:
        """Whether the words for asking ask for values like those of an attribute: no *who* for a number or a chip."""
        row = self._attributes[attribute]

        def fits(ask: Meaning) -> bool:
            if row.type != "entry":
                return row.type in ask.also or not ask.also
            kinds = {kind for a in ask.attributes for kind in self._attributes[a].entry_kinds}
            return not ask.attributes or not kinds.isdisjoint(row.entry_kinds)

        return all(attribute in known or fits(ask) for ask, known in asks)

    def _alternatives(self, attribute: str, kinds: Collection[str]) -> tuple[str, ...]:
        """The other attributes that the words for asking may mean, where no label says which: *how much text*."""
        asking = [*self._having("ask"), *((p, m) for p, m in self._having("unit") if self._is_counted(p))]
        asks = [self._of_kinds(m, kinds) for p, m in asking if attribute in m.attributes]
        named = any(attribute in m.attributes for p, m in self._having("label") if not p.meaning("ask"))
        return tuple(a for a in asks[0] if a != attribute) if len(asks) == 1 and not named else ()

    # --- The intents

    def _of_base(self, word: Piece, meaning: Meaning) -> Request | Refusal | None:
        """What is asked about the model that the named one comes from; None where the question asks for nothing more.

        A question that asks what that model is, and something else besides, asks two things.
        """
        strong = [p for p in self._strong() if p != word]
        asking = strong or [p for p, _ in self._having("ask") if not p.meaning("filler")]
        if not asking or self._makers or "model" not in self._kinds or self._is_source(word):
            return None
        if {*meaning.also} == {"successor"} or meaning.value == "down" or _is_yes_or_no(self._reading.text):
            return None
        attribute = self._asked({"model"})
        if isinstance(attribute, Refusal):
            return None
        if self._attributes[attribute].type not in {"entry", "number", "date", "text", "boolean"}:
            return None  # *what architecture is the model based on*
        used = [p for p, _ in self._having("lineage")]
        misfit = self._misfit("fact", used)
        if misfit is not None or any(_ASKS_WHICH.search(p.text) for p in used):
            text = misfit.text if misfit is not None else self._reading.text
            return Refusal("not understood", text, "fact", tuple(self._named), attribute)
        subject = _of_kind(self._named[0], ("model",))
        return Request("fact", (subject,), attribute, via=meaning.also) if subject.rows else None

    def _fact(self) -> Request | Refusal:
        subject = self._named[0]
        kinds = {row.kind for row in subject.rows}
        told = {m.value for p, m in self._having("kind") if m.value in kinds and not p.meaning("label")}
        attribute = self._asked(told or kinds)
        if isinstance(attribute, Refusal) and self._makers and "developer" in self._attributes:
            attribute = "developer" if attribute.reason == "no attribute" else attribute  # LLaMA 是 Meta 开发的吗
        if isinstance(attribute, Refusal):
            return attribute._replace(subjects=(subject,))
        built = [p for p, m in self._having("lineage") if m.value is None and m.role == "lineage"]
        used = [*built, *(p for p, _ in self._having("source"))] if self._attributes[attribute].type == "enum" else []
        if (misfit := self._misfit("fact", used)) is not None:  # on which architecture it is built
            return Refusal("not understood", misfit.text, "fact", (subject,), attribute)
        held = [p for p, m in self._having("value") if attribute in m.attributes]
        row = self._attributes[attribute]
        lineage = [p for p, _ in self._having("lineage")]
        if len(held) > 1 or (lineage and row.type == "entry" and not row.relations):
            text = (lineage[0] if lineage else held[1]).text
            return Refusal("not understood", text, "fact", (subject,), attribute)
        units = [(p, m) for p, m in self._having("unit") if not m.attributes or self._is_counted(p)]
        for piece, unit in units:
            if not (row.takes(unit.value) or attribute in unit.attributes):
                return Refusal("unit of another", piece.text, "fact", (subject,), attribute)
            if unit.attributes and "model" in kinds and not _TRAINS.search(self._reading.text):
                return Refusal("not understood", piece.text, "fact", (subject,), attribute)
        narrowed = _of_kind(subject, told or row.kinds)
        stray = [
            p
            for p, m in self._having("value")
            if attribute not in m.attributes and not _plays(p, "label", "verb") and not self._is_counted(p)
        ]
        if stray or not narrowed.rows:
            return Refusal("not understood", (stray or [subject])[0].text, "fact", (subject,), attribute)
        values = tuple(m.value for p in held[:1] for m in p.meanings if m.role == "value" and attribute in m.attributes)
        value = (values[0] if len(values) == 1 else values) if values else None
        each, others = bool(self._having("each")), self._alternatives(attribute, told or kinds)
        return Request(
            "fact", (narrowed,), attribute, value=value, makers=tuple(self._makers), each=each, others=others,
            unit=units[0][1].value if units else None, counted_in=units[0][0].text if units else "",
            built_on=bool(built), commercial=_COMMERCIAL.search(self._reading.text) is not None,
        )  # fmt: skip

    def _comparison(self) -> Request | Refusal:
        kinds = set.intersection(*({row.kind for row in piece.rows} for piece in self._named))
        orders = [m for _, m in self._having("order")]
        attribute = self._asked(kinds, ordered=orders[0] if orders else None)
        compared = bool(orders or self._having("compare"))
        if isinstance(attribute, Refusal):
            if attribute.reason != "no attribute" or not compared or "parameters" not in self._attributes:
                return attribute._replace(subjects=tuple(self._named))
            if orders or "model" not in kinds:
                return attribute._replace(subjects=tuple(self._named))
            attribute = "parameters"
        stray = [p for p, _ in self._having("lineage") if self._attributes[attribute].type == "entry"]
        misfit = self._misfit("compare") or next(iter([*self._makers, *stray]), None)
        if misfit is not None:
            return Refusal("not understood", misfit.text, "compare", tuple(self._named), attribute)
        subjects = tuple(_of_kind(piece, self._attributes[attribute].kinds) for piece in self._named)
        if len({m.value for m in orders}) > 1 or not all(piece.rows for piece in subjects):
            return Refusal("not understood", self._reading.text, "compare", subjects, attribute)
        comparable = self._attributes[attribute].type in {"number", "date"}
        if orders and not comparable:
            return Refusal("no order", "", "compare", subjects, attribute)
        return Request("compare", subjects, attribute, orders[0].value if orders else None)

    def _lineage_word(self) -> tuple[Piece, Meaning] | None:
        found = self._having("lineage")
        sided = [pair for pair in found if pair[1].value is not None]
        return next(iter(sided or found), None)

    def _beside(self) -> tuple[Piece, Meaning] | None:
        """The word for what came right before or after the one model that a question names: X 之后是什么.

        It stands where it would stand beside a date; what asks for several models asks for a time instead.
        """
        models = [p for p in self._named if {row.kind for row in p.rows} == {"model"}]
        if len(models) != 1 or len(self._named) != 1 or asks_for_several(self._reading.text) or self._having("order"):
            return None
        at = next(at for at, piece in enumerate(self._pieces) if piece.start == models[0].start)
        around = (*self._pieces[max(at - 1, 0) : at], *self._pieces[at + 1 : at + 2])
        beside = next((p for p in around if p.meaning("bound")), None)
        if beside is None or (is_han(beside.text[0]) != (beside.start > models[0].start)):
            return None
        side = {"before": "up", "after": "down"}[beside.meaning("bound").value]  # type: ignore[union-attr]
        return beside, Meaning("lineage", (), side, ("successor",))

    def _is_own_base(self) -> bool:
        """Whether a word that is a kind of model as well stands behind the one name as what it has: X 的基础模型."""
        if len(self._named) != 1 or "model" not in {row.kind for row in self._named[0].rows}:
            return False
        behind = [p for p in self._pieces if p.start >= self._named[0].end and p.text not in _GENITIVES][:1]
        return any(_plays(p, "kind") and _plays(p, "lineage") for p in behind) and not _is_yes_or_no(self._reading.text)

    def _lineage(self, word: Piece, meaning: Meaning) -> Request | Refusal:
        subjects = tuple(_of_kind(piece, ("model", "dataset", "software")) for piece in self._named)
        if (misfit := self._misfit("lineage")) is not None or len(subjects) > 2:
            text = misfit.text if misfit is not None else self._reading.text
            return Refusal("not understood", text, "lineage", subjects)
        if not all(piece.rows for piece in subjects):
            return Refusal("no subject", "", "lineage", subjects)
        finer = [m for _, m in self._having("lineage") if m.value is None]
        relations = finer[-1].also if finer and meaning.value is None else meaning.also
        counted = bool(self._having("count")) and bool(self._kinds)
        side = meaning.value if meaning.value in {"up", "down"} else self._side(word)
        if side == "up" and self._is_source(word):
            side = "down"  # 以 BLOOM 为基座的模型
        row = next((a for a in self._attributes.values() if side == "up" and {*relations} <= {*a.relations}), None)
        return Request("lineage", subjects, row.id if row else None, value=side, relations=relations, counted=counted)

    def _side(self, word: Piece) -> str:
        """Up where the name stands before the word and is not itself named as a source: `Vicuna 是基于什么`."""
        name = self._named[0]
        if name.end > name.start + len(name.text) and name.start < word.start:
            return "down"  # in the genitive: the successor of what stands before
        return "up" if name.start < word.start and not self._is_source(word) else "down"

    def _is_source(self, word: Piece) -> bool:
        """Whether the name stands before the word for a lineage and is itself named as what something comes from."""
        name = self._named[0]
        at = next(at for at, piece in enumerate(self._pieces) if piece.start == name.start)
        before = self._pieces[at - 1] if at else None
        marked = before is not None and _plays(before, "source", "lineage")
        return marked and before != word and name.start < word.start

    # --- Lists

    def _is_list(self) -> bool:
        """Whether entries are asked for that meet something, and not something of an entry."""
        things = [p for p in self._named if _kind(p) not in {"organization", None}]
        wanted = set(self._kinds) - {"organization"}
        if wanted == {"model"}:
            things = [p for p in things if not self._referring(p)]
        orders = self._having("order")
        said = any(self._having(role) for role in ("value", "country", "concept"))
        limits = said or any(p.quantity or p.date for p in self._pieces)
        valued = {a for _, m in self._having("value") for a in m.attributes}
        asking = [p for p in self._strong() if (m := p.meaning("label")) and valued.isdisjoint(m.attributes)]
        if len(things) == 1 and len(self._named) == 1 and (orders or not asking):
            is_line = things[0].rows[0].level in LINES
            told = bool(orders or (wanted and limits) or self._asks_members())
            return is_line and told and not _is_yes_or_no(self._reading.text)
        if things or self._makers:
            return False
        if asking and len(self._named) == 1 and not (orders or limits) and self._is_line(self._named[0]):
            return False  # Mistral 模型的许可证
        listed = wanted and (orders or limits or self._named)
        return bool(listed or (orders and (limits or asking or self._named)))

    def _asks_members(self) -> bool:
        """Whether the models of a line are asked for or counted: *Claude models*, Falcon 系列有哪些模型."""
        plural = any(p.text.lower() in _PLURAL for p in self._pieces)
        counted = bool(self._having("count"))
        line = len(self._named) == 1 and all(row.level in LINES for row in self._named[0].rows)
        return line and "model" in self._kinds and (plural or counted)

    @staticmethod
    def _is_line(piece: Piece) -> bool:
        """Whether a name may be that of a family or series."""
        return any(row.level in LINES for row in piece.rows)

    def _referring(self, piece: Piece) -> str | None:
        """The attribute of models that refers to entries like this one: what they were trained on."""
        kinds = {row.kind for row in piece.rows} - {"organization", "model"}
        fitting = (a for a in self._attributes.values() if "model" in a.kinds and kinds & set(a.entry_kinds))
        return next((a.id for a in fitting), None)

    def _list(self) -> Request | Refusal:
        constraints: list[Constraint] = []
        used: list[Piece] = []
        labels = [a for p in self._strong() if (m := p.meaning("label")) for a in m.attributes]
        conditions = numbers(self._pieces, labels, self._attributes), dates(self._pieces), self._places()
        for outcome in chain.from_iterable(conditions):
            if isinstance(outcome, Refusal):
                return outcome._replace(intent="filter")
            used += outcome[0]
            constraints.append(outcome[1])
        kind = next((k for k in self._kinds if k != "organization"), "model")
        orders = [m for p, m in self._having("order") if not (p.meaning("bound") and p in used)]
        ordering = self._ordering(kind, orders) if orders else (None, None)
        if isinstance(ordering, Refusal):
            return ordering._replace(intent="filter")
        attribute, told = ordering
        if (misfit := self._unlisted({*(c.attribute for c in constraints), attribute, told}, used)) is not None:
            return Refusal("not understood", misfit.text, "filter")
        if (contradiction := clash(constraints)) is not None:
            return contradiction
        if not constraints and attribute is None:
            return Refusal("no condition", "", "filter")
        counted = bool(self._having("count")) and not orders
        to = orders[0].value if orders else None
        return Request(
            "filter", (), attribute, to, constraints=tuple(constraints), kind=kind, counted=counted, told=told
        )

    def _ordering(self, kind: str, orders: Sequence[Meaning]) -> tuple[str, str | None] | Refusal:
        """The attribute by which entries of a kind are to be put in order, and the one that is asked of the first.

        A word like *newest* says by what; of another attribute that the question names, the value is asked for.
        """
        asked = self._asked((kind,), ordered=orders[0])
        if isinstance(asked, Refusal):
            return asked
        own = self._of_kinds(orders[0], (kind,))
        types = {self._attributes[a].type for a in own} or {"number", "date"}
        told = None
        if own and asked not in own and self._attributes[asked].type not in types:
            asked, told = own[0], asked
        if self._attributes[asked].type not in {"number", "date"} or len({m.value for m in orders}) > 1:
            return Refusal("no order", attribute=asked)
        return asked, told

    def _unlisted(self, own: Collection[str | None], used: Collection[Piece]) -> Piece | None:
        """A piece that has no place in a list: a label of what neither limits nor orders it, or a stray word."""
        told = {*own, "release_date", "developer"}
        for piece in self._strong():
            label = piece.meaning("label")
            if label is not None and told.isdisjoint(label.attributes) and not _plays(piece, "value", "kind"):
                return piece
        return self._misfit("filter", used)

    def _places(self) -> Iterator[tuple[list[Piece], Constraint] | Refusal]:
        """Values, countries, developers and families."""
        for piece in self._pieces:
            value, country = piece.meaning("value"), piece.meaning("country")
            if value is not None:
                fitting = [m.value for m in piece.meanings if m.role == "value" and m.attributes == value.attributes]
                one = value.value if len(fitting) == 1 else tuple(fitting)
                yield [piece], Constraint("value", value.attributes[0], value=one, text=piece.text)
            elif (concept := piece.meaning("concept")) is not None:
                yield [piece], Constraint("concept", value=concept.value, text=piece.text)
            elif country is not None:
                yield [piece], Constraint("country", "country", value=country.value, text=piece.text)
        for piece in self._named:
            organizations = [row.id for row in piece.rows if row.kind == "organization"]
            is_line = piece.rows[0].kind == "model" and piece.rows[0].level in LINES
            if organizations and not is_line:
                yield [piece], Constraint("developer", "developer", value=organizations[0], text=piece.text)
            elif piece.rows[0].kind == "model":
                yield [piece], Constraint("family", "", value=piece.rows[0].id, text=piece.text)
            elif (attribute := self._referring(piece)) is not None:
                yield [piece], Constraint("value", attribute, value=piece.rows[0].id, text=piece.text)
            else:
                yield Refusal("not understood", piece.text)


_ASKS_WHICH: Final = re.compile("什么|哪|谁|what|which|who|چه |کدام|کدوم", re.IGNORECASE)
_TRAINS: Final = re.compile(
    "train|learn|taught|data|corpus|fed |feed|saw |seen|read |went into|took|takes? to|take to"
    "|用|训|学|喂|吃|看过|读过|数据|语料|花"
    "|آموزش|آموخت|یاد |داده|دید|خواند|به کار|استفاده|طول|کشید",
    re.IGNORECASE,
)
"""What tells that things counted are those a model was trained with, and not what it takes or makes."""
_COMMERCIAL: Final = re.compile("commerc|商用|商业|تجار", re.IGNORECASE)
_PLURAL: Final = frozenset(
    {"models", "llms", "language models", "large language models", "list", "有哪些", "哪些", "哪些模型", "列出", "列举",
     "مدل‌ها", "مدل‌های", "مدل‌هایی", "مدل های", "فهرست", "لیست"}
)  # fmt: skip
"""Words that ask for several models."""
_GENITIVES: Final = frozenset({"的", "之"})
_YES_OR_NO: Final = ("is ", "are ", "was ", "were ", "do ", "does ", "did ", "has ", "have ", "can ", "آیا ")


def _is_yes_or_no(text: str) -> bool:
    return text.strip().lower().startswith(_YES_OR_NO) or "吗" in text or "是不是" in text or "是否" in text


def _distinct(pieces: Iterable[Piece]) -> list[Piece]:
    """Names, each entry once: of 羊驼 (Alpaca) the one entry that both names may mean."""
    found: list[Piece] = []
    for piece in pieces:
        at = next((at for at, one in enumerate(found) if _overlap(one, piece)), None)
        if at is None:
            found.append(piece)
        else:
            ids = {row.id for row in piece.rows}
            found[at] = found[at]._replace(rows=tuple(row for row in found[at].rows if row.id in ids))
    return found


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two names may mean the same entry."""
    return not {row.id for row in one.rows}.isdisjoint(row.id for row in other.rows)


def _kind(piece: Piece) -> str | None:
    """The one kind of what a name may be; the kind of its models where it may be several."""
    kinds = {row.kind for row in piece.rows}
    return "organization" if "organization" in kinds else next(iter(kinds), None)


def _plays(piece: Piece, *roles: str) -> bool:
    return any(piece.meaning(role) for role in roles)


def _of_kind(piece: Piece, kinds: Collection[str]) -> Piece:
    """A name narrowed to bearers of some kinds."""
    rows: tuple[NameRow, ...] = tuple(row for row in piece.rows if row.kind in kinds)
    return piece._replace(rows=tuple(row for row in rows if not row.is_identifier) or rows)


def _common(found: Sequence[Sequence[str]]) -> str | None:
    """The first thing that all of some lists hold."""
    return next((one for one in found[0] if all(one in other for other in found)), None) if found else None
