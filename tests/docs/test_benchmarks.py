"""The page of benchmarks has the form of what its command prints; its figures are not checked."""

import re
from importlib import import_module

import pytest
from run import COMMAND, INTRODUCTION, PAGE, PARTS, heading
from speed.compared import PEERS

TEXT = PAGE.read_text(encoding="utf8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", TEXT, re.MULTILINE))


def test_the_page_begins_as_the_command_does() -> None:
    """With what the figures are, and with every peer's release."""
    assert TEXT.startswith(INTRODUCTION)
    assert [peer for peer in PEERS if f"\n| {peer} | " not in TEXT] == []


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_on_the_page_with_its_command_and_tables(part: str) -> None:
    """The text is that of the module, so that neither goes stale."""
    module = import_module(f"speed.{PARTS[part]}")

    assert heading(part, module) in TEXT
    assert COMMAND.format(part) in TEXT
    assert "\n| --- |" in SECTIONS[heading(part, module).splitlines()[0].removeprefix("## ")]


def test_every_table_is_whole() -> None:
    """All lines of a table have as many cells as its head."""
    tables = re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)

    assert len(tables) > len(PARTS)
    assert all(len({len(row.split("|")) for row in table.splitlines()}) == 1 for table in tables)
