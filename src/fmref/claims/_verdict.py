"""What a check says of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from fmref.claims._judging import Outcome

__all__ = ["Plain", "Subject", "Verdict"]

Plain = str | float | tuple[float | None, float | None] | tuple[str, ...] | tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Subject:
    """The entry that a claim is about, or that its value belongs to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the catalog says to a claim of a text.

    `text[start:end]` of the checked text, in code points, states a value of an `attribute` of the `subject`. `claimed`
    is that value: a number in the attribute's unit, two numbers for a range (None for an open end), an ISO date, an id
    or a text; `known` is what the catalog holds, None where it holds nothing, several values as a tuple. `verdict` is
    `supported`, `refuted`, `misattributed` (refuted, and exactly the value of `other`) or `not_enough_info`. `sources`
    are ids of `Catalog.sources`; `message` says it in one sentence in the language of the text.
    """

    start: int
    end: int
    text: str
    subject: Subject
    attribute: str
    claimed: Plain
    known: Plain
    verdict: Outcome
    sources: tuple[str, ...]
    message: str
    other: Subject | None = None

    @property
    def is_false(self) -> bool:
        """Whether the claim is refuted or misattributed."""
        return self.verdict in {"refuted", "misattributed"}
