"""Every target holds for cases of two kinds: what hypothesis makes of bytes and tokens, and mutations of real ones."""

from __future__ import annotations

import os
from itertools import repeat

import pytest
from fuzzing.holding import Broken, apart, budget, exact, timed
from fuzzing.mutation import Mutator
from fuzzing.targets import TARGETS, Target
from fuzzing.workers import fuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmref.annotation import Mention

BUSY = 4
"""How many times its budget a case may take where other processes run beside the tests."""


def cases(target: Target) -> st.SearchStrategy[bytes]:
    """Bytes of any kind, tokens in any order, and a seed with a token in it."""
    tokens = st.sampled_from([*target.tokens, *target.seeds()])
    return (
        st.binary(max_size=80)
        | st.lists(tokens, max_size=12).map(b"".join)
        | st.tuples(st.sampled_from([*target.seeds()]), st.integers(0, 300), st.sampled_from(target.tokens)).map(
            lambda made: made[0][: made[1]] + made[2] + made[0][made[1] :]
        )
    )


@pytest.mark.parametrize("name", TARGETS)
def test_what_hypothesis_finds_of_a_target_holds(name: str) -> None:
    """No exception but those of fmref, and the invariants of the target."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases(TARGETS[name]))
    def holds(case: bytes) -> None:
        TARGETS[name].run(case)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_mutations_of_real_cases_hold_within_their_time(name: str) -> None:
    """The same, for the first cases of the job, each in at most 100 ms for 10 kB, and more on a busy machine."""
    target = TARGETS[name]
    source = Mutator(target, 0)
    for case in (*target.seeds()[:3], *(source.case() for _ in repeat(None, 40))):
        assert timed(target.run, case) <= BUSY * budget(case)


def test_equal_seeds_give_equal_cases_within_the_size() -> None:
    """What a report names by its seed comes again."""
    target = TARGETS["annotate"]
    one, other, third = Mutator(target, "a"), Mutator(target, "a"), Mutator(target, "b")
    made = [one.case() for _ in repeat(None, 200)]

    assert made == [other.case() for _ in repeat(None, 200)]
    assert made != [third.case() for _ in repeat(None, 200)]
    assert len(set(made)) > 190
    assert max(map(len, made)) <= target.most


@pytest.mark.parametrize(("start", "end", "text"), [(0, 2, "ac"), (1, 1, ""), (2, 4, "c"), (-1, 1, "")])
def test_a_wrong_place_is_noticed(start: int, end: int, text: str) -> None:
    """The harness can fail: other letters, nothing, beyond the end, before the beginning."""
    with pytest.raises(Broken):
        exact("abc", [Mention(start, end, text, "model", "x", "x", "ok", 1.0)])


def test_an_overlap_is_noticed() -> None:
    """The harness can fail: two spans that share a letter."""
    one, other = (Mention(at, at + 2, "xx", "model", "x", "x", "ok", 1.0) for at in (0, 1))
    with pytest.raises(Broken):
        apart([one, other])


def test_the_job_counts_its_cases_and_tells_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, each case once; a fault is told once, with the case, however often it shows."""

    def no_digit(case: bytes) -> None:
        if b"7" in case:
            raise Broken(f"{case!r}")

    whole = fuzz("fold", 301, workers=2, seed=1, seconds=60)
    monkeypatch.setitem(TARGETS, "broken", TARGETS["fold"]._replace(run=no_digit))
    broken = fuzz("broken", 300, workers=2, seed=1, seconds=60)

    assert (301, ()) == (whole.cases, whole.failures)
    assert 300 == broken.cases
    (failure,) = broken.failures
    assert b"7" in failure.case
    assert failure.error.startswith("Broken")


def test_a_process_that_dies_is_told_with_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the interpreter itself, as a fault of an extension would, leaves its case behind."""

    def dies(case: bytes) -> None:
        if len(case) > 30:
            os._exit(3)

    monkeypatch.setitem(TARGETS, "deadly", TARGETS["fold"]._replace(run=dies, seeds=lambda: [b"x"]))
    (failure,) = fuzz("deadly", 5000, workers=1, seed=1, seconds=60).failures

    assert len(failure.case) > 30
    assert "died (3)" in failure.error
