"""One finding of any checker, of data or of a text, and the ways to print findings."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import quote

__all__ = ["FORMATS", "SEVERITIES", "Diagnostic", "Excerpt", "Location", "Severity", "write"]

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""The severities, the gravest first."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: a line, or a span from `line` and `column` up to `end_line` and `end_column`.

    Lines and columns count from 1, columns in code points; 0 where a finding is about the line as a whole. The end
    column is that behind the last character.
    """

    path: str
    line: int = 1
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


class Excerpt(NamedTuple):
    """The line of a finding: the words that it is about, and what stands before and behind them."""

    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem: where it is, what it is, and the repair, in one sentence.

    `code` is stable (`D101`) and names the rule; `severity` is `error`, `warning` or `info`. `suggestions` are what to
    write in place of the span of the location, the likeliest first, and `fixable` says that the first is certain.
    `excerpt` is for people to read.
    """

    location: Location
    code: str
    message: str
    severity: Severity = "error"
    suggestions: tuple[str, ...] = ()
    fixable: bool = False
    excerpt: Excerpt | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.location}: {self.code} {self.message}"


class _Report(NamedTuple):
    """What a writer prints: findings, what each rule finds by its code, and what marks words on a terminal."""

    findings: list[Diagnostic]
    rules: Mapping[str, str]
    mark: Callable[[str], str] | None


def _text(report: _Report) -> str:
    """One line a finding, as compilers print them; below it the line of the text and other suggestions."""
    lines: list[str] = []
    for one in report.findings:
        lines.append(str(one) if one.severity == "error" else f"{one} ({one.severity})")
        if one.excerpt is not None:
            lines += (f"  {line}" for line in _shown(one.excerpt, report.mark))
        if len(one.suggestions) > 1:
            lines.append(f"  write: {' · '.join(one.suggestions)}")
    return "\n".join(lines)


def _shown(excerpt: Excerpt, mark: Callable[[str], str] | None) -> list[str]:
    """An excerpt with its words marked, or carets below them; below a line from right to left nothing has its place."""
    before, words, behind = (part.translate(_UNPRINTABLE) for part in excerpt)
    if mark is not None:
        return [f"{before}{mark(words)}{behind}"]
    line = f"{before}{words}{behind}"
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line):
        return [line]
    return [line, " " * _cells(before) + "^" * max(_cells(words), 1)]


_UNPRINTABLE: Final = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029], " "
)
"""Controls, of terminals and of direction, which a text cannot be trusted with."""


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    wide = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else wide.get(unicodedata.east_asian_width(char), 1)
        for char in text
    )


def _json(report: _Report) -> str:
    """A JSON array of findings; columns, words and suggestions where a finding has them."""
    return json.dumps([_record(one) for one in report.findings], ensure_ascii=False, indent=1)


def _record(one: Diagnostic) -> dict[str, Any]:
    place = one.location
    location: dict[str, Any] = {"path": place.path, "line": place.line}
    found: dict[str, Any] = {"location": location, "code": one.code, "message": one.message, "severity": one.severity}
    if place.column:
        location |= {"column": place.column, "end_line": place.end_line, "end_column": place.end_column}
        found |= {"suggestions": list(one.suggestions), "fixable": one.fixable}
    if one.excerpt is not None:
        found["text"] = one.excerpt.words
    return found


_GITHUB_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def _github(report: _Report) -> str:
    """Workflow commands that GitHub Actions shows beside the changed lines."""
    return "\n".join(
        f"::{_GITHUB_LEVELS[d.severity]} file={_github_property(d.location.path)},line={d.location.line},"
        f"{_github_columns(d.location)}title={d.code}::{_github_text(d.message)}"
        for d in report.findings
    )


def _github_columns(place: Location) -> str:
    """The end and the columns of a span; GitHub reads columns only within one line."""
    if not place.column:
        return ""
    columns = f"col={place.column},endColumn={place.end_column}," if place.line == place.end_line else ""
    return f"endLine={place.end_line},{columns}"


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")


_SARIF_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_SARIF_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def _sarif(report: _Report) -> str:
    """A log of SARIF 2.1.0 (OASIS), which code scanning and editors read; columns are code points."""
    from importlib.metadata import version

    codes = sorted({*report.rules, *(one.code for one in report.findings)})
    driver = {
        "name": "fmref",
        "version": version("fmref"),
        "rules": [{"id": code, "shortDescription": {"text": report.rules.get(code, code)}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, codes.index(one.code)) for one in report.findings],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _sarif_result(one: Diagnostic, rule: int) -> dict[str, Any]:
    artifact = {"uri": _uri(one.location.path)}
    region = _sarif_region(one.location)
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if one.suggestions:
        result["fixes"] = [
            {
                "description": {"text": f"write {words}"},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": words}}],
                    }
                ],
            }
            for words in one.suggestions
        ]
    return result


def _sarif_region(place: Location) -> dict[str, int]:
    if not place.column:
        return {"startLine": place.line}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _uri(path: str) -> str:
    """A path as a reference of RFC 3986, relative where the path is."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")


FORMATS: Final[Mapping[str, Callable[[_Report], str]]] = MappingProxyType(
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
)
"""The formats of findings by the name a user gives them; `write` writes them."""


def write(
    findings: Iterable[Diagnostic],
    format_: str,
    *,
    rules: Mapping[str, str] = MappingProxyType({}),
    mark: Callable[[str], str] | None = None,
) -> str:
    """Findings in one of `FORMATS`.

    `rules` says by code what a rule finds, for formats that describe them. `mark` shows the words of a finding within
    their line, where the reader is a terminal; without it carets stand below them.
    """
    return FORMATS[format_](_Report(list(findings), rules, mark))
