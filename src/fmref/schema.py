"""The frozen types of the data files: entries, concepts, statements, sources and the registry of attributes.

One set of types serves the YAML that people write and the records that the snapshot stores; validation turns the
short forms of the first (`en: [BLOOM]`, `release_date: 2022-07-11`) into the second. The docstring below each field
is its description in the JSON Schema files that editors read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal, Self, TypeVar, overload

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

__all__ = [
    "AVOIDED",
    "ENTRY_TYPES",
    "Attribute",
    "Benchmark",
    "Concept",
    "Dataset",
    "Definition",
    "Entry",
    "Hardware",
    "Labels",
    "Lineage",
    "Model",
    "Name",
    "Names",
    "OfferedModel",
    "Offering",
    "Organization",
    "Software",
    "Source",
    "Statement",
    "Term",
    "Terms",
    "Wording",
    "per_language",
]


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.+-]*(/[a-z0-9][a-z0-9.+-]*)?$", max_length=120)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Kind = Literal["model", "organization", "dataset", "benchmark", "software", "hardware", "concept"]
Level = Literal["family", "series", "model", "variant"]
Relation = Literal[
    "base",
    "finetune",
    "continued_pretraining",
    "merge",
    "distillation",
    "quantization",
    "adapter",
    "part_of",
    "successor",
]
NameStatus = Literal["preferred", "variant", "former", "misspelling", "mistranslation"]
TermStatus = Literal["preferred", "admitted", "deprecated", "misspelling", "forbidden"]
AttributeType = Literal["number", "date", "boolean", "enum", "text", "entry"]
Value = bool | int | float | str

AVOIDED: Final = frozenset({"deprecated", "misspelling", "forbidden"})
"""The statuses of terms that a writer is not to use."""

_PARTIAL_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

FrozenMap = Annotated[Mapping[K, V], AfterValidator(lambda m: MappingProxyType(dict(m))), PlainSerializer(dict)]
"""A mapping nobody can change: `frozen=True` freezes fields, not what they hold."""


def no_items() -> Mapping[Any, Any]:
    """The empty frozen mapping, as the default of a field."""
    return MappingProxyType({})


class _ShortForm:
    """Describes, for the JSON Schema, the short forms of a list: a single item, and bare values for items."""

    def __init__(self, *bare: str) -> None:
        self._bare = [{"type": kind} for kind in bare]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(schema)
        item = {"anyOf": [array["items"], *self._bare]} if self._bare else array["items"]
        return {"anyOf": [item, {"type": "array", "items": item}]}


def _as_list(value: object) -> list[object]:
    """A single item where a list is expected stands for a list of one."""
    return list(value) if isinstance(value, list | tuple) else [value]


Several = Annotated[tuple[T, ...], BeforeValidator(_as_list), _ShortForm()]
"""One item or a list of items."""


def _first_preferred(value: object) -> list[object]:
    """Bare strings in full form, the first item preferred unless it says otherwise."""
    items = [{"text": item} if isinstance(item, str) else item for item in _as_list(value)]
    if items and isinstance(items[0], Mapping):
        items[0] = {"status": "preferred", **items[0]}
    return items


Ranked = Annotated[tuple[T, ...], BeforeValidator(_first_preferred), _ShortForm("string")]
"""Names or terms of one language: a string or an object each, the preferred one first."""


def partial_date(text: str) -> str:
    """`text` if it is a day, month or year in ISO 8601 (`2022-07-11`, `2022-07`, `2022`); else raises `ValueError`."""
    if _PARTIAL_DATE.fullmatch(text):
        try:
            datetime.date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            pass
        else:
            return text
    raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")


PartialDate = Annotated[
    str,
    AfterValidator(partial_date),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"}, {"type": "integer"}]}),
]
"""A day, month or year; to a YAML editor a bare year is an integer."""


class Record(BaseModel):
    """Base of all types: frozen, closed, described by its field docstrings."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_by_name=True, validate_by_alias=True
    )


class Wording(Record):
    """What a name of an entry and a term of a concept have in common."""

    text: Text
    """The words as they are written."""
    source: Several[Id] = ()
    """Ids of sources that attest the wording."""
    guards: Several[Text] = ()
    """Of a mistake: longer words and phrases in which its letters are right, as 威震天下 for 威震天."""
    write: Several[Text] = ()
    """Of a mistake: what to put in its place, where the right wordings of its owner do not fit there."""
    ambiguous: bool = False
    """True where the letters are also everyday words: a mistake is reported only where the words around it tell, a term
    is left out where a text is annotated without its general words, and a name where nothing says that it is one."""
    hit: Several[Text] = ()
    """Of a mistake: sentences in which it is wrong."""
    miss: Several[Text] = ()
    """Of a mistake: sentences in which its letters are right."""


class Name(Wording):
    """A name of an entry in one language."""

    status: NameStatus = "variant"
    """`preferred` (one per language, the first), `variant`, `former`, `misspelling` or `mistranslation`."""
    register_: Annotated[str | None, Field(alias="register")] = None
    """Where the name is used: `vendor`, `colloquial` ..."""


class Names(Record):
    """The names of an entry, per language."""

    en: Ranked[Name] = ()
    """English, or the Latin form used everywhere."""
    zh: Ranked[Name] = ()
    """Simplified Chinese."""
    zh_hant: Annotated[Ranked[Name], Field(alias="zh-Hant")] = ()
    """Traditional Chinese, where Taiwan says it in other words."""
    fa: Ranked[Name] = ()
    """Persian."""


class Labels(Record):
    """Words per language, all of equal standing but the first, which is shown."""

    en: Several[Text] = ()
    """English."""
    zh: Several[Text] = ()
    """Simplified Chinese."""
    fa: Several[Text] = ()
    """Persian."""


def _has_places(text: str) -> str:
    """The sentence if it has the places of a fact and no other; else raises `ValueError`."""
    if sorted(re.findall(r"[{}][^{}]*[{}]?", text)) != ["{subject}", "{value}"]:
        raise ValueError(f"{text!r} is no sentence of a fact; write {{subject}} and {{value}} in it, each once")
    return text


SentenceText = Annotated[Text, AfterValidator(_has_places)]


class Sentence(Record):
    """The sentence that states a fact, per language."""

    en: SentenceText | None = None
    """English."""
    zh: SentenceText | None = None
    """Simplified Chinese."""
    fa: SentenceText | None = None
    """Persian."""


class Definition(Record):
    """One sentence per language, written for this project."""

    en: Text | None = None
    """English."""
    zh: Text | None = None
    """Simplified Chinese."""
    fa: Text | None = None
    """Persian."""


class Source(Record):
    """Where a claim comes from."""

    title: Text
    """Title of the page, paper or data set."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    """Address, where known."""
    publisher: Text | None = None
    """Who published it."""
    date: PartialDate | None = None
    """When it was published, or when the copy used was made: YYYY-MM-DD, YYYY-MM or YYYY."""
    kind: Literal["primary", "registry", "dataset", "secondary"]
    """`primary` (the developer says so), `registry` (hub, provider), `dataset` (compilation) or `secondary`."""
    licence: Text | None = None
    """SPDX id or name of the licence under which its data may be used."""


def _short_forms(schema: dict[str, Any]) -> None:
    """In a file the source of a statement may stand on the entry, and values that hold together in one list."""
    schema.pop("required", None)
    single = schema["properties"]["value"]["anyOf"]
    single.append({"type": "array", "items": {"anyOf": list(single)}})


class Statement(Record):
    """One claimed value of one attribute of one entry."""

    model_config = ConfigDict(json_schema_extra=_short_forms)

    value: Value | None = None
    """The claimed value, in `unit`; a list where an attribute has several."""
    unit: Text | None = None
    """A unit of the attribute other than its own: `months`, `GB`."""
    undisclosed: bool = False
    """True where the source says that the value is not made public."""
    source: Id
    """Id of the source that says so; the entry's own where left out."""
    as_of: PartialDate | None = None
    """When it was said, where that is not the date of the source."""
    method: Literal["stated", "estimated", "derived"] = "stated"
    """`stated`, `estimated` (somebody's estimate) or `derived` (computed from other facts)."""
    note: Annotated[str, StringConstraints(max_length=200)] | None = None
    """What the number counts, in a few words."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.value is None) != self.undisclosed:
            raise ValueError("a statement has either a value or `undisclosed: true`")
        return self


class Lineage(Record):
    """An edge from an entry to one it comes from or belongs to."""

    relation: Relation
    """How this entry relates to the other."""
    of: Id
    """Id of the other entry."""
    source: Id | None = None
    """Id of the source that says so."""


def _statements(value: object) -> list[object]:
    """Statements in full form: bare values become mappings, a list of values one statement each."""
    full: list[object] = []
    for item in _as_list(value):
        if isinstance(item, Mapping) and isinstance(item.get("value"), list | tuple):
            full.extend({**item, "value": each} for each in item["value"])
        else:
            full.append(item if isinstance(item, Mapping | Statement) else {"value": item})
    return full


Statements = Annotated[tuple[Statement, ...], BeforeValidator(_statements), _ShortForm("string", "number", "boolean")]
"""A bare value, a statement, or a list of either."""


def _with_source(item: object, source: object) -> object:
    """A statement or edge with the source of its entry where it names none."""
    return {"source": source, **item} if isinstance(item, Mapping) else item


class Entry(Record):
    """What every entry of the catalog has."""

    kind: ClassVar[Kind]
    id: Id
    """The key of the entry in its file."""
    names: Names
    """Names per language; the first of a language is preferred."""
    ids: FrozenMap[Annotated[str, StringConstraints(pattern=r"^[a-z0-9._-]+$")], Several[Text]] = Field(
        default_factory=no_items
    )
    """Identifiers in other systems: huggingface, modelscope, ollama, bedrock, vertex, openrouter, github ..."""
    source: Id | None = None
    """The source of every statement and edge of this entry that names none."""
    facts: FrozenMap[str, Statements] = Field(default_factory=no_items)
    """Statements by attribute; a bare value, a statement, or a list of either."""
    lineage: tuple[Lineage, ...] = ()
    """Edges to other entries."""
    summary: Definition | None = None
    """One line per language on what this is."""
    replaced_by: Id | None = None
    """The id that took this one's place; this id keeps answering."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        """Give every statement and edge that names no source the one of the entry."""
        if not isinstance(data, Mapping) or (source := data.get("source")) is None:
            return data
        full = dict(data)
        if isinstance(facts := full.get("facts"), Mapping):
            full["facts"] = {name: [_with_source(s, source) for s in _statements(said)] for name, said in facts.items()}
        if isinstance(edges := full.get("lineage"), list | tuple):
            full["lineage"] = [_with_source(edge, source) for edge in edges]
        return full


class OfferedModel(Record):
    """A model as a provider offers it."""

    provider: Text
    """Id of the provider in the source."""
    id: Text
    """The provider's id for the model."""
    context: int | None = None
    """Context window in tokens."""
    max_output: int | None = None
    """Maximum output in tokens."""
    input_price: float | None = None
    """Price of a million input tokens, in `currency`."""
    output_price: float | None = None
    """Price of a million output tokens, in `currency`."""
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] = "USD"
    """ISO 4217 code."""
    as_of: PartialDate | None = None
    """When the source saw it, where that is not the date of the source."""


class Offering(OfferedModel):
    """A model as a provider offers it, and who says so."""

    source: Id
    """Id of the source that lists it."""


class Model(Entry):
    """A node of the model tree."""

    kind = "model"
    level: Level
    """`family` (Llama), `series` (Llama 3.1), `model` (Llama 3.1 8B) or `variant` (Llama 3.1 8B Instruct)."""
    parent: Id | None = None
    """The id one step up the tree."""
    derivative: bool = False
    """True for community fine-tunes, merges and quantisations, which lists leave out unless asked."""
    offerings: tuple[Offering, ...] = ()
    """Where it is offered, at what price."""


class Organization(Entry):
    """A company, laboratory, university or community."""

    kind = "organization"


class Dataset(Entry):
    """A data set or corpus."""

    kind = "dataset"


class Benchmark(Entry):
    """A benchmark or test."""

    kind = "benchmark"


class Software(Entry):
    """A framework, product, platform or service."""

    kind = "software"


class Hardware(Entry):
    """An accelerator, chip or machine."""

    kind = "hardware"


class Term(Wording):
    """A term of a concept in one language."""

    status: TermStatus = "admitted"
    """`preferred` (one per language, the first), `admitted`, `deprecated`, `misspelling` or `forbidden`."""
    type: Literal["full", "acronym", "abbreviation", "short", "variant"] = "full"
    """`full`, `acronym`, `abbreviation`, `short` or `variant`."""
    full: Text | None = None
    """The full form of an acronym, where it is not the first full term of its language."""
    register_: Annotated[
        Literal["general", "academy", "loanword", "translation", "vendor", "colloquial"], Field(alias="register")
    ] = "general"
    """Who says so: `general`, `academy`, `loanword`, `translation`, `vendor`, `colloquial`."""
    also: Several[Id] = ()
    """Ids of the other concepts for which this very word stands."""
    plural: Text | None = None
    """The plural, where it is irregular."""
    error: Literal["wrong_sense", "name_translated", "inconsistent", "typo"] | None = None
    """The class of mistake of a forbidden term."""

    @model_validator(mode="after")
    def _shows_both_sides(self) -> Self:
        if self.status == "forbidden" and not (self.error and self.hit and self.miss):
            raise ValueError("a forbidden term needs `error`, and example sentences under both `hit` and `miss`")
        return self


class Terms(Record):
    """The terms of a concept, per language."""

    en: Ranked[Term]
    """English."""
    zh: Ranked[Term]
    """Simplified Chinese."""
    zh_hant: Annotated[Ranked[Term], Field(alias="zh-Hant")] = ()
    """Traditional Chinese, where Taiwan says it in other words."""
    fa: Ranked[Term]
    """Persian."""


class Concept(Record):
    """One sense, with its terms in the three languages."""

    kind: ClassVar[Kind] = "concept"
    id: Id
    """The key of the concept in its file."""
    domain: Id
    """The name of the glossary file without `.yaml`."""
    pos: Literal["noun", "verb", "adjective", "adverb", "other"] = "noun"
    """Part of speech."""
    terms: Terms
    """Terms per language; the first of a language is preferred, the others admitted."""
    definition: Definition | None = None
    """One sentence per language."""
    keep_latin: FrozenMap[Literal["zh", "zh-Hant", "fa"], Literal["always", "first_mention", "never"]] = Field(
        default_factory=no_items
    )
    """Per language, whether writers keep the Latin word."""
    broader: Several[Id] = ()
    """Ids of wider concepts."""
    related: Several[Id] = ()
    """Ids of concepts a reader of this one looks for."""
    attribute: str | None = None
    """The catalog attribute that this concept names."""
    entries: Several[Id] = ()
    """Ids of the entries of the catalog that this is about, such as the model that brought a method."""
    general: bool = False
    """True for a word of general language, or of computing at large, that is no term of the field in running text."""


_LANGUAGE_FIELDS: Final = (("en", "en"), ("zh", "zh"), ("zh-Hant", "zh_hant"), ("fa", "fa"))


@overload
def per_language(names: Names) -> Iterator[tuple[str, tuple[Name, ...]]]: ...
@overload
def per_language(names: Terms) -> Iterator[tuple[str, tuple[Term, ...]]]: ...
def per_language(names: Names | Terms) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The names or terms of each language, with the language's tag."""
    for lang, field in _LANGUAGE_FIELDS:
        yield lang, getattr(names, field)


def _factor(value: object) -> object:
    """`null` marks a unit that cannot be converted into the attribute's own."""
    return None if value == "null" else value


class Attribute(Record):
    """A row of the registry: what can be stated of an entry, asked about it and checked."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
    """The key of the row: the name of the attribute everywhere."""
    kinds: Several[Kind]
    """The kinds of entry that have it."""
    type: AttributeType
    """`number`, `date`, `boolean`, `enum`, `text` or `entry` (a reference)."""
    entry_kinds: Several[Kind] = ()
    """For a reference: the kinds it may refer to."""
    many: bool = False
    """True where one source may state several values that hold together."""
    unit: Text | None = None
    """The unit of the plain value."""
    units: FrozenMap[str, Annotated[float | None, BeforeValidator(_factor)]] = Field(default_factory=no_items)
    """Other units a statement may use, with the factor into `unit`; `null` where no factor exists."""
    tolerance: float = 0.0
    """Values agree within this share of a number, or this many days of a date."""
    rounded: float | None = None
    """The same where one of two numbers has a single digit before its noughts: people say 7B for 7.6 billion."""
    inherit: Several[Literal["parent", "children", "base"]] = ()
    """Where the fact of an entry without statements comes from: its parent, its children (sizes of a series), or the
    model that it was trained from (`base`: what further training does not change)."""
    collect: Literal["all", "first", "same"] = "all"
    """What children give together: every value, the least one (the first release), or a value they all share."""
    labels: Labels
    """What the attribute is called, per language; the first is shown."""
    questions: Labels = Labels()
    """How people ask for it, per language."""
    claims: Labels = Labels()
    """How texts state it, per language: words near a value, or for a reference frames with the value at `~` and the
    model at `*` (`developed|built by ~`)."""
    hints: Labels = Labels()
    """Words that say it of a number only where the text speaks of training: it took two weeks."""
    groups: FrozenMap[str, Labels] = Field(default_factory=no_items)
    """Words that its frames mean together by the name of the group in angle brackets: `<made> by ~`."""
    evident: bool = False
    """Whether a number in its unit is one of it without any such word: 70 layers."""
    least: float | None = None
    """The least number, in its unit, that a text may mean by it: nobody trains a model on 4096 tokens."""
    most: float | None = None
    """The greatest number that a text may mean by it."""
    relations: Several[str] = ()
    """The relations of the lineage graph that are its values, where no statements are."""
    values: FrozenMap[str, Labels] = Field(default_factory=no_items)
    """For an enum: its values with their labels."""
    stated: FrozenMap[str, Labels] = Field(default_factory=no_items)
    """How texts state a value in words, per language, where labels are not enough: of an enum, of a boolean, or of a
    number (bilingual says two languages)."""
    exclusive: Several[str] = ()
    """For an enum: values of which an entry has one, so that another of them contradicts it."""
    sentence: Sentence = Sentence()
    """How a fact is said, per language, with {subject} and {value}; `Label of subject: value` where it is left out."""

    def parse(self, statement: Statement) -> Statement:
        """`statement` with its value in the type of this attribute; `ValueError` with the repair where it cannot be."""
        if statement.unit is not None and statement.unit not in {self.unit, *self.units}:
            allowed = ", ".join(u for u in (self.unit, *self.units) if u) or "none"
            raise ValueError(f"{self.id} has no unit {statement.unit!r}; its units are: {allowed}")
        if statement.value is None or not isinstance(statement.value, str):
            return statement
        return statement.model_copy(update={"value": self._parse_value(statement.value)})

    def _parse_value(self, text: str) -> Value:
        if self.type == "number":
            return parse_number(text)
        if self.type == "date":
            return partial_date(text)
        if self.type == "boolean":
            if text in ("true", "false"):
                return text == "true"
            raise ValueError(f"{self.id} is true or false, not {text!r}")
        if self.type == "enum" and text not in self.values:
            raise ValueError(f"{self.id} has no value {text!r}; its values are: {', '.join(self.values)}")
        return text

    def amount(self, statement: Statement) -> tuple[float, str | None] | None:
        """The number of a statement in the attribute's unit, with the unit; None for other types."""
        value = statement.value
        if self.type != "number" or value is None or isinstance(value, str | bool):
            return None
        factor = 1.0 if statement.unit in (None, self.unit) else self.units[statement.unit]
        return (value, statement.unit) if factor is None else (plain_number(value * factor), self.unit)


def plain_number(value: float) -> float:
    """An int where the number is whole and exactly known, so that counts print as counts."""
    return int(value) if value == int(value) and abs(value) < 2**63 else value


def parse_number(text: str) -> int | float:
    """A number as data files write it: digits, `_` between them, a dot, an exponent.

    >>> parse_number("176_247_271_424"), parse_number("1.08e12"), parse_number("3.5")
    (176247271424, 1080000000000, 3.5)
    """
    if not re.fullmatch(r"[0-9](_?[0-9])*(\.[0-9]+)?([eE][+]?[0-9]{1,2})?", text):
        raise ValueError(f"{text!r} is not a number; write digits, with `_` or an exponent for long ones (176e9)")
    return plain_number(float(text)) if re.search(r"[.eE]", text) else int(text)


ENTRY_TYPES: Final[tuple[type[Entry], ...]] = (Model, Organization, Dataset, Benchmark, Software, Hardware)
"""The entry types, in the order in which kinds are listed."""
