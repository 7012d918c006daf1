"""Files that are linted: what is mended, what a baseline holds, where findings stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fmref import Catalog, TextFileError, load
from fmref.baseline import Baseline
from fmref.diagnostics import Excerpt, Location
from fmref.lint_files import Linter, Wanted, mended
from fmref.terminology import Finding

WRONG = "基金会模式"


@pytest.fixture
def typing_error(edited: Callable[[str, str, str], Path]) -> Catalog:
    """The small data with a misspelling that can be nothing else: Alfa 1.3B."""
    guard = "misspelt as Alfa 1.3B"
    wrong = f"{{text: Alfa 1.3B, status: misspelling, guards: [{guard}], hit: [Alfa 1.3B is small.], miss: [{guard}]}}"
    return load(edited("models.yaml", "names: {en: [Alpha 1.3B]}", f"names: {{en: [Alpha 1.3B, {wrong}]}}"))


def lint(path: Path, catalog: Catalog, baseline: Baseline | None = None, **options: bool) -> Linter:
    """One file, linted."""
    linter = Linter(Wanted(), baseline, **options)
    linter.read(path, partial(catalog.lint, markdown=True))
    return linter


def test_what_is_certain_is_mended(typing_error: Catalog, tmp_path: Path) -> None:
    """Nothing but its words changes: not the line ends, not the byte order mark, not the mode; once more, nothing."""
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + f"Alfa 1.3B `Alfa 1.3B`\r\n{WRONG}\rAlfa\n1.3B".encode())
    path.chmod(0o600)

    linter = lint(path, typing_error, fix=True)

    mended_bytes = b"\xef\xbb\xbf" + f"Alpha 1.3B `Alfa 1.3B`\r\n{WRONG}\rAlfa\n1.3B".encode()
    assert path.read_bytes() == mended_bytes
    assert path.stat().st_mode & 0o777 == 0o600
    assert [(one.code, one.location.line) for one in linter.close()] == [("T201", 2), ("T102", 2)]
    assert linter.summary() == "2 errors in 1 file; 1 mended"
    lint(path, typing_error, fix=True)
    assert path.read_bytes() == mended_bytes


def test_what_is_not_certain_stays(mini: Catalog, tmp_path: Path) -> None:
    """Of several terms nobody knows which is meant; the file is not even written."""
    path = tmp_path / "a.md"
    path.write_text(WRONG, encoding="utf8")
    path.chmod(0o400)

    assert [one.fixable for one in lint(path, mini, fix=True).close()] == [False]
    assert path.read_text(encoding="utf8") == WRONG


def test_rules_that_undo_each_other_mend_nothing() -> None:
    """The text stays as it was, with its findings."""

    def check(text: str) -> list[Finding]:
        other = "b" if text == "a" else "a"
        return [Finding(0, 1, text, "T1", "error", "m", (other,), fixable=True)]

    assert mended("a", check) == ("a", check("a"), 0)


def test_edits_that_overlap() -> None:
    """The first is made, and the text read again."""

    def check(text: str) -> list[Finding]:
        return [
            Finding(at, at + 2, "aa", "T1", "error", "m", ("b",), fixable=True)
            for at in range(len(text))
            if text.startswith("aa", at)
        ]

    assert mended("aaaa a aaa", check)[0::2] == ("bb a ba", 3)


def test_places_and_excerpts(mini: Catalog, tmp_path: Path) -> None:
    """Lines and columns from 1, in code points; long lines are cut."""
    path = tmp_path / "a.md"
    path.write_text(f"a\n\n𝒳 {WRONG}。\nb {'c' * 100} {WRONG}", encoding="utf8")

    first, second = lint(path, mini).close()

    assert first.location == Location(str(path), 3, 3, 3, 8)
    assert first.excerpt == Excerpt("𝒳 ", WRONG, "。")
    assert second.excerpt == Excerpt("c" * 59 + " ", WRONG, "")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["T002", "T201"]),
        (Wanted(select=("T2",)), ["T201"]),
        (Wanted(ignore=("T2", "T1")), ["T002"]),
        (Wanted(severity="warning"), ["T201"]),
    ],
)
def test_what_is_wanted(mini: Catalog, tmp_path: Path, wanted: Wanted, expected: list[str]) -> None:
    """By code and by severity."""
    path = tmp_path / "a.md"
    path.write_text(f"<!-- fmref-ignore-file T101 -->\n\n{WRONG}", encoding="utf8")
    linter = Linter(wanted)
    linter.read(path, mini.lint)

    assert [one.code for one in linter.close()] == expected


def test_a_baseline(mini: Catalog, tmp_path: Path) -> None:
    """What it holds is not reported, wherever its line goes; what is new is, and what is gone is stale."""
    path, file = tmp_path / "docs" / "a.md", tmp_path / "baseline.jsonl"
    path.parent.mkdir()
    path.write_text(f"{WRONG}。\n\nfirst {WRONG} last", encoding="utf8")
    updated = lint(path, mini, Baseline(file), update=True)
    assert updated.close() == []
    assert updated.summary() == "the baseline holds 2 findings"
    assert {json.loads(line)["file"] for line in file.read_text(encoding="utf8").splitlines()} == {"docs/a.md"}

    path.write_text(f"new\n\n{WRONG}。\n\nfirst\n{WRONG} last\n", encoding="utf8")
    assert lint(path, mini, Baseline.read(file)).close() == []

    path.write_text(f"{WRONG}。\n\nanother {WRONG} here", encoding="utf8")
    new, stale = lint(path, mini, Baseline.read(file)).close()
    assert (new.code, new.location.line) == ("T201", 3)
    assert (stale.code, stale.severity, stale.location) == ("T003", "info", Location(str(file), 2))


def test_a_baseline_counts(mini: Catalog, tmp_path: Path) -> None:
    """Two equal findings are two; a third is new."""
    path, file = tmp_path / "a.md", tmp_path / "baseline.jsonl"
    text = f"{'x' * 90}\n\n{WRONG}\n\n{'x' * 90}\n\n"
    path.write_text(text * 2, encoding="utf8")
    lint(path, mini, Baseline(file), update=True).close()
    path.write_text(text * 3, encoding="utf8")

    assert len(lint(path, mini, Baseline.read(file)).close()) == 1


def test_a_baseline_keeps_other_files(mini: Catalog, tmp_path: Path) -> None:
    """To update it for one file leaves the others alone, unless they are gone; they are not stale either."""
    first, second, gone, file = (tmp_path / name for name in ("a.md", "b.md", "c.md", "baseline.jsonl"))
    baseline = Baseline(file)
    linter = Linter(Wanted(), baseline, update=True)
    for path in (first, second, gone):
        path.write_text(WRONG, encoding="utf8")
        linter.read(path, mini.lint)
    linter.close()
    gone.unlink()
    first.write_text("right", encoding="utf8")
    lint(first, mini, Baseline.read(file), update=True).close()

    assert [json.loads(line)["file"] for line in file.read_text(encoding="utf8").splitlines()] == ["b.md"]
    assert lint(first, mini, Baseline.read(file)).close() == []


@pytest.mark.parametrize("line", ["{}", "[", '{"file": 1}', "[1]", "[" * 5000])
def test_a_baseline_that_is_none(tmp_path: Path, line: str) -> None:
    """The error names its line."""
    file = tmp_path / "baseline.jsonl"
    good = '{"file": "a", "code": "T201", "text": "b", "context": "c"}'
    file.write_text(f"{good}\n{line}\n", encoding="utf8")

    with pytest.raises(TextFileError, match="jsonl:2: not a line of a baseline"):
        Baseline.read(file)
