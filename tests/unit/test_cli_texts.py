"""`fmref annotate` and `fmref lint` on files: formats, options, exit statuses, files that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fmref.cli import main

Run = Callable[..., Result]
WRONG = "基金会模式"


@pytest.fixture
def run(mini_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs a command on the small data, in a directory with four files."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"# 标题\n\n这种{WRONG}很强。`{WRONG}`\n", encoding="utf8")
    Path("a.txt").write_text(f"`{WRONG}`", encoding="utf8")
    Path("good.md").write_text("Alpha 13B 用基础模型。\n", encoding="utf8")
    Path("bad.md").write_bytes(b"caf\xe9")

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["--data", str(mini_directory), *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def test_lint_as_text(run: Run) -> None:
    """Place, code, message, the line, what to write, a summary; code of Markdown is left alone, by the file's name."""
    result = run("lint", "a.md", "a.txt")

    assert result.exit_code == 1
    assert result.stdout == (
        f"a.md:3:3: T201 {WRONG}: the wrong sense of foundation model; write 基础模型\n"
        f"  这种{WRONG}很强。`{WRONG}`\n"
        f"      {'^' * 10}\n"
        "  write: 基础模型 · 根基模型\n"
        f"a.txt:1:2: T201 {WRONG}: the wrong sense of foundation model; write 基础模型\n"
        f"  `{WRONG}`\n"
        f"   {'^' * 10}\n"
        "  write: 基础模型 · 根基模型\n"
        "2 errors in 2 files\n"
    )


@pytest.mark.parametrize(("option", "count"), [("--markdown", 1), ("--plain", 3)])
def test_what_files_are_can_be_said(run: Run, option: str, count: int) -> None:
    """Whatever they are called."""
    assert len(json.loads(run("lint", "a.md", "a.txt", option, "--format", "json").stdout)) == count


def test_nothing_found(run: Run) -> None:
    """Status 0 and a line that says so; empty lists in formats for programs."""
    result = run("lint", "good.md")

    assert (result.exit_code, result.stdout) == (0, "nothing found in 1 file\n")
    assert run("lint", "good.md", "--format", "json").stdout == "[]\n"
    assert json.loads(run("lint", "good.md", "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert run("lint", "good.md", "--format", "github").stdout == ""


def test_sarif_knows_the_rules(run: Run) -> None:
    """Of texts in `lint`, of data in `data check`."""
    (texts,) = json.loads(run("lint", "a.md", "--format", "sarif").stdout)["runs"]
    (data,) = json.loads(run("data", "check", "--format", "sarif").stdout)["runs"]

    assert {"T001", "T101", "T201"} <= {rule["id"] for rule in texts["tool"]["driver"]["rules"]}
    assert "D301" in {rule["id"] for rule in data["tool"]["driver"]["rules"]}


def test_files_that_cannot_be_read(run: Run) -> None:
    """A line each on standard error; the rest is read, and the status is 2 at the end."""
    for verb in ("lint", "annotate"):
        result = run(verb, "bad.md", "none.md", ".", "good.md")

        assert result.exit_code == 2
        assert result.stderr == (
            "fmref: bad.md: byte 3 is not UTF-8; save the file as UTF-8\n"
            "fmref: none.md: cannot be read: No such file or directory\n"
            "fmref: .: cannot be read: Is a directory\n"
        )
        assert "1 file" in result.stdout or "Alpha 13B" in result.stdout


def test_warnings_fail_when_strict(run: Run) -> None:
    """And only then; what is not wanted does not fail."""
    Path("warning.md").write_text("<!-- fmref-ignore T999 -->", encoding="utf8")

    assert run("lint", "warning.md").exit_code == 0
    assert run("lint", "warning.md", "--strict").exit_code == 1
    assert run("lint", "warning.md", "--strict", "--severity", "error").exit_code == 0
    assert run("lint", "a.md", "--ignore", "T2").exit_code == 0
    assert run("lint", "a.md", "--select", "T101,T102").exit_code == 0


def test_baseline(run: Run) -> None:
    """Written, then held against."""
    assert run("lint", "a.md", "--baseline", "known.jsonl", "--update-baseline").exit_code == 0
    result = run("lint", "a.md", "--baseline", "known.jsonl")

    assert (result.exit_code, result.stdout) == (0, "nothing found in 1 file\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a file of text"),
        (("a.md", "--select", "X"), "no rule is called X"),
        (("a.md", "--profile", "loanword"), "write a language"),
        (("a.md", "--profile", "fa=x"), "write a language"),
        (("a.md", "--update-baseline"), "say which file to update"),
        (("a.md", "--baseline", "none.jsonl"), "none.jsonl: cannot be read"),
        (("a.md", "--baseline", "a.md"), "a.md:1: not a line of a baseline"),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """Is said before anything is read."""
    result = run("lint", *arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_annotate(run: Run) -> None:
    """As lines, JSON and a table."""
    lines = run("annotate", "good.md").stdout.splitlines()
    first, *_ = json.loads(run("annotate", "good.md", "--json").stdout)["spans"]

    assert lines[0] == "good.md:1:1: Alpha 13B\tmodel acme/alpha-13b\tok"
    assert (first["start"], first["id"]) == (0, "acme/alpha-13b")
    assert "acme/alpha-13b" in run("annotate", "good.md", "--table").stdout


def test_annotate_as_page(run: Run) -> None:
    """To standard output, or to a file in one piece."""
    shown = run("annotate", "good.md", "--html").stdout

    assert shown.startswith("<!doctype html>")
    assert run("annotate", "good.md", "--html", "-o", "good.html").exit_code == 0
    assert Path("good.html").read_text(encoding="utf8") == shown


@pytest.mark.parametrize(
    "arguments", [("--html", "--json", "a.md"), ("--html", "a.md", "good.md"), ("-o", "x.html", "a.md"), ()]
)
def test_wrong_use_of_annotate(run: Run, arguments: tuple[str, ...]) -> None:
    """Options that contradict each other."""
    assert run("annotate", *arguments).exit_code == 2
