"""The shapes of the answers of the wire, of which the schemas of the server and of its tools are made."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

__all__ = [
    "AnnotateAnswer",
    "AskAnswer",
    "CandidateAnswer",
    "CheckAnswer",
    "CheckPairAnswer",
    "CompareAnswer",
    "FactsAnswer",
    "FindingAnswer",
    "LintAnswer",
    "ListAnswer",
    "PairFindingAnswer",
    "ResolveAnswer",
    "SearchAnswer",
    "ShowAnswer",
    "SpanAnswer",
    "TermAnswer",
    "TimelineAnswer",
    "TranslateAnswer",
    "TranslateTermsAnswer",
    "TranslatedText",
]

Severity = Literal["error", "warning", "info"]
Kind = Literal["model", "organization", "dataset", "benchmark", "software", "hardware", "concept"]


class CandidateAnswer(TypedDict):
    """An entry that may be meant."""

    id: str
    kind: Kind
    name: str
    level: str | None
    score: float


class ResolveAnswer(TypedDict):
    """What a name means: one entry with what else the name says, or candidates."""

    q: str
    status: Literal["exact", "alias", "parsed", "ambiguous", "unknown"]
    id: str | None
    kind: Kind | None
    name: str | None
    level: str | None
    developer: str | None
    score: float
    qualifiers: dict[str, str]
    dropped: list[str]
    candidates: list[CandidateAnswer]
    reason: str
    tokens: list[list[str]]


class SearchAnswer(TypedDict):
    """Entries and terms whose names fit a query, the best first."""

    q: str
    results: list[CandidateAnswer]


class ShowAnswer(TypedDict):
    """The record of one entry or concept, as the data reference describes it."""

    q: str
    id: str
    kind: Kind
    record: dict[str, Any]


class TermAnswer(TypedDict):
    """The concepts that a term stands for."""

    q: str
    concepts: list[dict[str, Any]]


class SourceAnswer(TypedDict):
    """Where a fact comes from."""

    id: str
    title: str
    url: str | None
    date: str | None
    kind: str


class SaidAnswer(TypedDict):
    """What one source says: the value in words, and the source."""

    text: str
    source: SourceAnswer


class CellAnswer(TypedDict):
    """One fact: its plain value, the value in words, its status, and who says what, the winning source first."""

    value: Any
    unit: str | None
    text: str
    status: Literal["settled", "disputed", "undisclosed", "estimated", "lineage"]
    inherited_from: list[str]
    said: list[SaidAnswer]


class NamedCellAnswer(CellAnswer):
    """One fact with its attribute, and what the attribute is called in the language of the answer."""

    attribute: str
    label: str


class FactsAnswer(TypedDict):
    """What is known of one entry, what is known of most entries first."""

    q: str
    id: str
    kind: Kind
    name: str
    lang: str
    facts: list[NamedCellAnswer]


class SubjectAnswer(TypedDict):
    """An entry that a claim, an answer or a comparison is about."""

    id: str
    name: str


class RowAnswer(TypedDict):
    """One attribute of all entries of a comparison, in their order; null where nothing is known."""

    attribute: str
    label: str
    cells: list[CellAnswer | None]


class CompareAnswer(TypedDict):
    """Facts of entries side by side."""

    lang: str
    subjects: list[SubjectAnswer]
    rows: list[RowAnswer]


class ReleaseAnswer(TypedDict):
    """One release of a model, or of the members of a series that came out together."""

    id: str
    name: str
    date: str
    date_text: str
    status: str
    sizes: list[float]
    sizes_text: str
    members: list[str]
    sources: list[SourceAnswer]


class TimelineAnswer(TypedDict):
    """The releases of a family, the oldest first, and the members without a date."""

    lang: str
    id: str
    name: str
    releases: list[ReleaseAnswer]
    undated: list[str]


class ListedAnswer(TypedDict):
    """One entry of a list."""

    id: str
    name: str
    level: str | None
    developer: str | None
    parent: str | None


class ListAnswer(TypedDict):
    """Entries of one kind, at most a hundred, and how many there are in all."""

    kind: Kind
    total: int
    entries: list[ListedAnswer]


class OfferedTerm(TypedDict):
    """A term of a translation."""

    text: str
    lang: str
    status: str
    register: str | None
    concept: str


class TranslateAnswer(TypedDict):
    """The terms of another language, the preferred one first; with several senses, those of all."""

    q: str
    status: Literal["ok", "ambiguous", "unknown"]
    concept: str | None
    preferred: str | None
    terms: list[OfferedTerm]
    candidates: list[str]


class SpanAnswer(TypedDict):
    """A mention: `text` stands at `start` up to `end`, in code points."""

    start: int
    end: int
    text: str
    kind: Literal[
        "model", "organization", "dataset", "benchmark", "software", "hardware", "concept", "quantity", "date"
    ]
    id: str | None
    name: str
    status: Literal["ok", "variant", "misspelling", "mistranslation"]
    score: float
    reading: dict[str, Any] | None


class AnnotateAnswer(TypedDict):
    """The mentions of a text."""

    id: str | None
    spans: list[SpanAnswer]


class FindingAnswer(TypedDict):
    """One finding in a text."""

    start: int
    end: int
    text: str
    code: str
    severity: Severity
    message: str
    suggestions: list[str]
    fixable: bool


class LintAnswer(TypedDict):
    """What is wrong with the terms and names of a text."""

    id: str | None
    findings: list[FindingAnswer]


class VerdictAnswer(TypedDict):
    """What the catalog says to one claim."""

    start: int
    end: int
    text: str
    subject: SubjectAnswer
    attribute: str
    claimed: Any
    known: Any
    verdict: Literal["supported", "refuted", "misattributed", "not_enough_info"]
    sources: list[str]
    message: str
    other: SubjectAnswer | None


class CheckAnswer(TypedDict):
    """The claims of a text with their verdicts."""

    id: str | None
    verdicts: list[VerdictAnswer]


class PlaceAnswer(TypedDict):
    """A place in a text, in code points."""

    start: int
    end: int
    text: str


class PairFindingAnswer(TypedDict):
    """One finding in a pair of texts."""

    code: str
    severity: Severity
    message: str
    source: PlaceAnswer | None
    target: PlaceAnswer | None
    suggestions: list[str]


class CheckPairAnswer(TypedDict):
    """What differs between a text and its translation."""

    id: str | None
    findings: list[PairFindingAnswer]


class ChangeAnswer(TypedDict):
    """One term that was translated."""

    start: int
    end: int
    original: str
    id: str
    written: str


class LeftAnswer(TypedDict):
    """One term that was left as it is, and why."""

    start: int
    end: int
    text: str
    ids: list[str]
    reason: str


class TranslatedText(TypedDict):
    """A text with its terms translated."""

    text: str
    changes: list[ChangeAnswer]
    left: list[LeftAnswer]


class TranslateTermsAnswer(TranslatedText):
    """A text with its terms translated, under the id of its request."""

    id: str | None


class AskAnswer(TypedDict):
    """The answer to a question, or why there is none."""

    q: str
    status: Literal["answered", "ambiguous", "undisclosed", "unknown"]
    intent: str | None
    subjects: list[SubjectAnswer]
    attribute: str | None
    value: Any
    unit: str | None
    text: str
    sources: list[SourceAnswer]
    lang: str
    reason: str
    candidates: list[SubjectAnswer]
    values: list[str]
