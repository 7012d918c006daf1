"""Findings: their order, their text and the three formats."""

from __future__ import annotations

import dataclasses
import json

import pytest

from fmref.diagnostics import FORMATS, Diagnostic, Location

ERROR = Diagnostic(Location("data/models.yaml", 12), "D202", "'x' is not a number; write digits")
WARNING = Diagnostic(Location("data/sources.yaml", 3), "D318", "nothing refers to it; remove it", "warning")
INFO = Diagnostic(Location("data/glossary/core.yaml", 1), "D319", "hazm writes «داده‌ها»", "info")


def test_location_as_text() -> None:
    """A place reads as editors and terminals link it: path and line."""
    assert "data/models.yaml:12" == str(ERROR.location)


def test_location_without_line() -> None:
    """A file as a whole is its first line."""
    assert "data/models.yaml:1" == str(Location("data/models.yaml"))


def test_diagnostic_as_text() -> None:
    """A finding is one line: place, code, message."""
    assert "data/models.yaml:12: D202 'x' is not a number; write digits" == str(ERROR)


def test_default_severity() -> None:
    """A finding is an error unless it says otherwise."""
    assert ("error", "warning") == (ERROR.severity, WARNING.severity)


def test_order_is_that_of_files_and_lines() -> None:
    """Findings sort by file, then by line as a number, then by code."""
    found = [
        Diagnostic(Location("b.yaml", 1), "D101", "m"),
        Diagnostic(Location("a.yaml", 10), "D101", "m"),
        Diagnostic(Location("a.yaml", 9), "D301", "m"),
        Diagnostic(Location("a.yaml", 9), "D102", "m"),
    ]

    assert [("a.yaml", 9, "D102"), ("a.yaml", 9, "D301"), ("a.yaml", 10, "D101"), ("b.yaml", 1, "D101")] == [
        (d.location.path, d.location.line, d.code) for d in sorted(found)
    ]


def test_equal_findings_are_one() -> None:
    """The same finding, met twice, is one in a set."""
    assert 1 == len({ERROR, dataclasses.replace(ERROR)})
    assert 2 == len({ERROR, dataclasses.replace(ERROR, message="another")})


@pytest.mark.parametrize(("thing", "field"), [(ERROR, "code"), (ERROR.location, "line")])
def test_frozen(thing: object, field: str) -> None:
    """A finding cannot be changed."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(thing, field, "x")


def test_formats() -> None:
    """There are three formats, each for one reader."""
    assert ["text", "json", "github"] == list(FORMATS)


@pytest.mark.parametrize(("name", "expected"), [("text", ""), ("json", "[]"), ("github", "")])
def test_nothing_found(name: str, expected: str) -> None:
    """No findings give an empty output, which in JSON is an empty list."""
    assert expected == FORMATS[name]([])


def test_text() -> None:
    """A line each; what is not an error says so at the end."""
    assert (
        "data/models.yaml:12: D202 'x' is not a number; write digits\n"
        "data/sources.yaml:3: D318 nothing refers to it; remove it (warning)\n"
        "data/glossary/core.yaml:1: D319 hazm writes «داده‌ها» (info)"
    ) == FORMATS["text"]([ERROR, WARNING, INFO])


def test_json() -> None:
    """JSON holds every field, and letters as they are."""
    shown = FORMATS["json"]([ERROR, INFO])

    assert [
        {
            "location": {"path": "data/models.yaml", "line": 12},
            "code": "D202",
            "message": "'x' is not a number; write digits",
            "severity": "error",
        },
        {
            "location": {"path": "data/glossary/core.yaml", "line": 1},
            "code": "D319",
            "message": "hazm writes «داده‌ها»",
            "severity": "info",
        },
    ] == json.loads(shown)
    assert "داده‌ها" in shown


def test_github() -> None:
    """A workflow command each, with the level that GitHub knows."""
    assert (
        "::error file=data/models.yaml,line=12,title=D202::'x' is not a number; write digits\n"
        "::warning file=data/sources.yaml,line=3,title=D318::nothing refers to it; remove it\n"
        "::notice file=data/glossary/core.yaml,line=1,title=D319::hazm writes «داده‌ها»"
    ) == FORMATS["github"]([ERROR, WARNING, INFO])


def test_github_escapes_its_own_characters() -> None:
    """Line ends and percent signs inside a message cannot end the command or begin another."""
    finding = Diagnostic(Location("a.yaml", 1), "D101", "100 %0A\r\n::error::owned")

    assert "::error file=a.yaml,line=1,title=D101::100 %250A%0D%0A::error::owned" == FORMATS["github"]([finding])


def test_github_escapes_the_path() -> None:
    """A comma, a colon, a percent sign or a line end in a path is escaped: it would end the property."""
    finding = Diagnostic(Location("a,b:c%\n.yaml", 1), "D101", "m")

    assert "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,title=D101::m" == FORMATS["github"]([finding])


@pytest.mark.parametrize("name", FORMATS)
def test_findings_may_come_from_a_generator(name: str) -> None:
    """A format reads its findings once, so that any iterable will do."""
    assert FORMATS[name]([ERROR, WARNING]) == FORMATS[name](d for d in (ERROR, WARNING))
