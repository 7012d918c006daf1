"""One finding of any checker, and the ways to print findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Final, Literal

__all__ = ["FORMATS", "Diagnostic", "Location", "Severity"]

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `line` counts from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem: where it is, what it is, and the repair, in one sentence.

    `code` is stable (`D101`) and names the rule; `severity` is `error`, `warning` or `info`.
    """

    location: Location
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.location}: {self.code} {self.message}"


def _text(findings: Iterable[Diagnostic]) -> str:
    """One line a finding, as compilers print them."""
    return "\n".join(str(d) if d.severity == "error" else f"{d} ({d.severity})" for d in findings)


def _json(findings: Iterable[Diagnostic]) -> str:
    """A JSON array of findings."""
    return json.dumps([asdict(d) for d in findings], ensure_ascii=False, indent=1)


_GITHUB_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def _github(findings: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub Actions shows beside the changed lines."""
    return "\n".join(
        f"::{_GITHUB_LEVELS[d.severity]} file={_github_property(d.location.path)},line={d.location.line},"
        f"title={d.code}::{_github_text(d.message)}"
        for d in findings
    )


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[dict[str, Callable[[Iterable[Diagnostic]], str]]] = {"text": _text, "json": _json, "github": _github}
"""Writers of findings by the name a user gives them."""
