"""The page of the resolver benchmark has the form of what its command prints; its figures are not checked."""

import re
from pathlib import Path

import pytest
from resolving.peers import PEERS
from resolving.suites import error_table, pair_error_table
from resolving.upstream import known_errors, known_pair_errors

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "resolver-benchmark.md").read_text(encoding="utf8")
RESULTS = PAGE.partition("## Results")[2]
TABLES = dict(re.findall(r"^### (.+)\n\n((?:\|.*\n)+)", RESULTS, re.MULTILINE))


def test_every_peer_is_named_with_the_way_it_is_called() -> None:
    """Each distribution of the optional group has a row in the table of calls."""
    calls = PAGE.partition("## How each resolver is called")[2].partition("\n## ")[0]

    assert all(f"(`{peer}`) | `" in calls for peer in PEERS)


def test_every_table_is_whole() -> None:
    """All sections of the results hold one table, whose rows have as many cells as its head."""
    widths = {title: {len(re.split(r"(?<!\\)\|", row)) for row in rows.splitlines()} for title, rows in TABLES.items()}

    assert len(TABLES) == RESULTS.count("\n### ")
    assert all(len(found) == 1 for found in widths.values()), widths


@pytest.mark.parametrize(
    "start",
    ["models.dev links", "ModelScope and", "GGUF file", "Ollama tags", "Name and display", "Names of one", "Invented"],
)
def test_every_suite_shows_all_resolvers(start: str) -> None:
    """No table leaves out a peer, however it fares."""
    found = [rows for title, rows in TABLES.items() if title.startswith(start)]

    assert found
    for rows in found:
        for resolver in ("fmref", "model-prices", "LiteLLM", "genai-prices", "inspect_ai"):
            assert f"\n| {resolver} |" in rows


def test_the_known_errors_are_those_of_the_file() -> None:
    """The page lists every link and pair that is left out of a score, with its reason."""
    assert error_table(known_errors()).markdown().strip() in RESULTS
    assert pair_error_table(known_pair_errors()).markdown().strip() in RESULTS
