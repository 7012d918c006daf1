"""The documentation says what is true: its examples run, its tables are complete."""

import contextlib
import doctest
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from nbclient import NotebookClient

from fmref.bilingual import CODES
from fmref.checks import RULES
from fmref.cli import main
from fmref.linting import RULES as TEXT_RULES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Fence(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str
    line: int


def fences(page: Path) -> Iterator[Fence]:
    """The fenced blocks of a Markdown page."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf8")):
        if token.type == "fence" and token.map:
            yield Fence(token.info.strip(), token.content, token.map[0] + 1)


def named(page: Path) -> str:
    """A page's name in a test report."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_examples_give_what_the_page_shows(page: Path) -> None:
    """All `>>>` examples of a page, in order, in one namespace."""
    text = "\n".join(f.text for f in fences(page) if f.language in {"python", "pycon"} and ">>>" in f.text)
    test = doctest.DocTestParser().get_doctest(text, {}, named(page), named(page), 0)
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
        runner.run(test, out=report.write)

    assert runner.summarize(verbose=False).failed == 0, report.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_print_what_the_page_shows(page: Path) -> None:
    """Every `$ fmref` line, with the output below it; a line `...` stands for any lines."""
    for fence in fences(page):
        if fence.language != "console":
            continue
        for command, expected in re.findall(r"^\$ fmref (.*)\n((?:(?!\$ ).*\n?)*)", fence.text, re.MULTILINE):
            printed = CliRunner().invoke(main, shlex.split(command)).output
            pattern = "\n".join(
                ".*" if line.strip() == "..." else re.escape(line.rstrip()) for line in expected.rstrip().split("\n")
            )
            got = "\n".join(line.rstrip() for line in printed.rstrip().split("\n"))
            if expected.strip():
                assert re.fullmatch(pattern, got, re.DOTALL), (
                    f"{named(page)}:{fence.line}: $ fmref {command}\n{printed}"
                )


@pytest.mark.parametrize("lang", ["en", "zh", "fa"])
def test_the_tutorials_run_and_show_what_they_show(lang: str) -> None:
    """Every cell, on a fresh kernel; what is committed has an output of the same kinds, and is small."""
    path = ROOT / "docs" / "tutorial" / f"{lang}.ipynb"
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    committed = [_kinds(cell) for cell in notebook.cells]

    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()

    assert committed == [_kinds(cell) for cell in notebook.cells], "run `poe notebooks`"
    assert 300_000 > path.stat().st_size


def _kinds(cell: Any) -> list[list[str]]:
    """What kinds of output a cell has."""
    return [sorted(output.get("data", {})) for output in cell.get("outputs", ())]


def test_every_picture_is_there_small_and_described() -> None:
    """Those of all pages."""
    pictures = {
        (page, said, address)
        for page in PAGES
        for said, address in re.findall(r"!\[([^]]*)\]\(([^)]+)\)", page.read_text(encoding="utf8"))
        if "://" not in address
    }

    assert pictures
    assert all(said for _, said, _ in pictures)
    assert all(150_000 > (page.parent / address).stat().st_size for page, _, address in pictures)


def test_every_data_rule_is_documented() -> None:
    """The page of rules has a row for each code."""
    page = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf8")

    assert [code for code in RULES if code not in page] == []


def test_every_text_rule_is_documented() -> None:
    """With the words that the rule describes itself by."""
    page = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf8"))

    assert [code for code, rule in TEXT_RULES.items() if f"| {code} | {rule} |" not in page] == []


def test_every_command_is_documented() -> None:
    """The page of the command line names each command."""
    page = (ROOT / "docs" / "how-to" / "command-line.md").read_text(encoding="utf8")

    assert [name for name in main.commands if f"fmref {name}" not in page] == []


def test_the_examples_in_docstrings_run() -> None:
    """Those of the modules that have some."""
    import fmref
    from fmref import (
        chips,
        dates,
        exchange,
        formatting,
        id_grammar,
        jalali,
        main_language,
        plots,
        plurals,
        quantities,
        schema,
        term_inflection,
        text,
        view_words,
    )
    from fmref.dates import _scan as finding_dates
    from fmref.exchange import drafts, scalars
    from fmref.importers import _reading
    from fmref.numerals import _scan as finding_numbers
    from fmref.site import _search

    modules = (
        fmref,
        chips,
        dates,
        exchange,
        drafts,
        scalars,
        finding_dates,
        finding_numbers,
        formatting,
        id_grammar,
        jalali,
        main_language,
        plots,
        plurals,
        quantities,
        schema,
        term_inflection,
        text,
        view_words,
        _reading,
        _search,
    )
    assert not any(doctest.testmod(module, optionflags=OPTIONS).failed for module in modules)


def test_every_rule_of_translations_is_documented() -> None:
    """The page about them has a row for each code, with its severity."""
    page = (ROOT / "docs" / "how-to" / "check-translations.md").read_text(encoding="utf8")

    assert [code for code, (severity, _) in CODES.items() if f"| {code} | {severity} |" not in page] == []
