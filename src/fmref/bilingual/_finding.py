"""One finding in a pair of texts, and the codes of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fmref.diagnostics import Severity

__all__ = ["CODES", "PairFinding", "Span", "finding"]


class Span(NamedTuple):
    """A place in one of the two texts: `text` is what stands from `start` up to `end`, in code points."""

    start: int
    end: int
    text: str


class PairFinding(NamedTuple):
    """One finding in a pair: which rule, how grave, where in the source and in the target, and what to write instead.

    `source` is None for what only the target says, `target` for what it lacks. The likeliest suggestion comes first.
    """

    code: str
    severity: Severity
    message: str
    source: Span | None
    target: Span | None
    suggestions: tuple[str, ...] = ()


CODES: Final[dict[str, tuple[Severity, str]]] = {
    "P101": ("error", "another name stands for that of the source"),
    "P102": ("warning", "a name of the source is missing"),
    "P103": ("warning", "a family stands for its model, or a model for its family, named just before"),
    "P104": ("warning", "a name that the source does not have"),
    "P105": ("error", "a name of the source is mistranslated or misspelt"),
    "P201": ("error", "a term of the source is mistranslated"),
    "P202": ("warning", "a term of the source is rendered by a deprecated term"),
    "P203": ("warning", "a term of the source is missing"),
    "P204": ("warning", "one term of the source is rendered in two ways"),
    "P301": ("error", "a number or its unit differs from the source"),
    "P302": ("error", "a number of the source is missing"),
    "P303": ("error", "a number that the source does not have"),
    "P311": ("error", "a date differs from the source"),
    "P312": ("error", "a date of the source is missing"),
    "P313": ("error", "a date that the source does not have"),
}
"""The rules with the gravest severity that their findings have."""


def finding(
    code: str,
    message: str,
    source: Span | None,
    target: Span | None,
    *,
    severity: Severity | None = None,
    suggestions: Sequence[str] = (),
) -> PairFinding:
    """A finding of a rule, of its own severity where the case has none."""
    return PairFinding(code, severity or CODES[code][0], message, source, target, tuple(suggestions))
