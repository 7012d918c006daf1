"""The gate against slower code: what it lets pass, and that nothing is above it now."""

import json

import pytest
from costs.meters import Reading, counts
from costs.work import OPERATIONS
from gate import ALLOWED, SLACK, TOLERANCE, breaches

from fmref.catalog import Catalog

COMMITTED: Reading = {"ask": {"calls, again": 10_000}}
HIGHEST = int(10_000 * TOLERANCE) + SLACK


@pytest.fixture
def allowed() -> Reading:
    """The committed costs."""
    found: Reading = json.loads(ALLOWED.read_text(encoding="utf8"))
    return found


@pytest.mark.parametrize("cost", [HIGHEST, 1])
def test_a_cost_within_the_tolerance_passes(cost: int) -> None:
    """And every lower one."""
    assert list(breaches({"ask": {"calls, again": cost}}, COMMITTED)) == []


def test_a_cost_beyond_the_tolerance_is_a_breach() -> None:
    """It is told with both costs, and with what to do."""
    (breach,) = breaches({"ask": {"calls, again": HIGHEST + 1}}, COMMITTED)

    assert str(breach).startswith("ask, calls, again: 12,701, 1.27 times the 10,000 of ")
    assert "tests/bench/costs/allowed.json; find what became dearer, or run `poe bench-gate --update`" in str(breach)


def test_a_cost_that_nothing_is_known_of_is_a_breach() -> None:
    """A new operation enters with its cost."""
    (breach,) = breaches({"foretell": {"calls, first": 1}}, COMMITTED)

    assert str(breach) == ("foretell, calls, first: 1, and nothing is committed; run `poe bench-gate --update`")


def test_every_operation_has_its_costs(allowed: Reading) -> None:
    """All that is watched, and nothing else."""
    assert set(allowed) == set(OPERATIONS)
    assert all(
        set(costs) == {f"{what}, {turn}" for what in ("calls", "SQLite") for turn in ("first", "again")}
        for costs in allowed.values()
    )


def test_counts_do_not_change_from_run_to_run(mini: Catalog) -> None:
    """Two processes count the same."""
    one, other = (counts(mini.snapshot.path, ("explain, refused", "annotate")) for _ in range(2))

    assert one == other
    assert one["annotate"]["calls, first"] > one["annotate"]["calls, again"] > 100


def test_no_operation_costs_more_than_it_did(full: Catalog, allowed: Reading) -> None:
    """Calls and steps over the data of the project."""
    assert [str(breach) for breach in breaches(counts(full.snapshot.path), allowed)] == []
