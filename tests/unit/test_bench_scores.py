"""The scores of the resolver benchmark, on small examples of their own; no peer and no public file is needed."""

import random
from collections.abc import Hashable
from pathlib import Path

import pytest
from resolving.held_back import without
from resolving.peers import Answer, Resolver
from resolving.refusals import invented, opaque, random_words
from resolving.scores import b_cubed, groups, loose_key, pair_agreement
from resolving.suites import judge, known_apart, own_identities
from resolving.upstream import (
    KNOWN_ERRORS,
    KNOWN_PAIR_ERRORS,
    MissingUpstreamError,
    Upstream,
    known_errors,
    known_pair_errors,
)
from tables import Table, share


def resolver(answers: dict[str, str]) -> Resolver:
    """A resolver that knows these names and answers with an identity that is also a name."""

    def ask(name: str, _provider: str | None) -> Answer | None:
        found = answers.get(name)
        return Answer("plain", found, (found,)) if found else None

    return Resolver("table", "1", ask)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "Claude 3.5 Sonnet"),
        ("openai/gpt-4o-2024-08-06", "GPT-4o"),
        ("claude-opus-4-0", "Claude Opus 4 (latest)"),
        ("https://huggingface.co/Qwen/Qwen3-32B-FP8", "qwen3-32b"),
        ("google/gemini-3.0-pro-preview", "Gemini 3 Pro"),
    ],
)
def test_spellings_of_one_model_have_one_loose_key(one: str, other: str) -> None:
    """Paths, hosts, dates, packing and punctuation say nothing of the model."""
    assert loose_key(one) == loose_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("opt-1.3b", "opt-13b"),
        ("command-r", "command-r+"),
        ("gpt-5", "gpt-5-mini"),
        ("llama-3.1-8b", "llama-8.1-3b"),
        ("mistral-small-2503", "mistral-small-2603"),
        ("qwen2.5-7b", "qwen2.5-72b"),
    ],
)
def test_different_models_keep_different_loose_keys(one: str, other: str) -> None:
    """Sizes, versions, tiers, a plus and short dates are identity."""
    assert loose_key(one) != loose_key(other)


def test_agreement_counts_only_pairs_of_which_both_were_answered() -> None:
    """One equal pair, one nested, one different, one with a missing answer."""
    answers: dict[str, Hashable] = {"a": 1, "A": 1, "b": 2, "B": 20, "c": 3, "C": 4, "d": 5}
    pairs = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]

    found = pair_agreement(pairs, answers.get, nested=lambda one, other: {one, other} == {2, 20})

    assert found == (4, 3, 1, 1)


def test_items_without_an_answer_stand_alone() -> None:
    """Two unanswered items are two groups; an answer that looks like their mark joins neither."""
    assert groups({"a": 1, "b": None, "c": 1, "d": None, "e": "alone"}) == [["a", "c"], ["b"], ["d"], ["e"]]


def test_b_cubed_of_a_known_example() -> None:
    """Two true clusters of two; three items are put together, one is left without an answer."""
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}

    found = b_cubed({"a": "x", "b": "x", "c": "x", "d": None}, truth)

    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert found.f1 == pytest.approx(2 * found.precision * found.recall / (found.precision + found.recall))


def test_b_cubed_leaves_out_pairs_of_which_nothing_is_known() -> None:
    """Items of two true clusters under one answer cost precision only where they are known to be apart."""
    truth = {"a": 1, "b": 2, "c": 3}
    together = dict.fromkeys(truth, "x")

    found = b_cubed(together, truth, apart=lambda one, other: "c" in {one, other})

    assert found.precision == pytest.approx((1 / 2 + 1 / 2 + 1 / 3) / 3)


def test_b_cubed_refuses_to_score_nothing() -> None:
    """An empty set has no mean."""
    with pytest.raises(ValueError, match="no items"):
        b_cubed({}, {})


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("llama3:8b", "mistral:7b", True),
        ("llama3:8b-instruct-q4_0", "llama3:70b-instruct-q4_0", True),
        ("llama3:8b-instruct-q4_0", "llama3:8b-instruct-q8_0", False),
        ("llama3:latest", "llama3:70b", False),
        ("mixtral:8x7b", "mixtral:8x22b", True),
    ],
)
def test_ollama_tags_are_apart_where_name_or_size_differ(one: str, other: str, *, apart: bool) -> None:
    """Of two quantizations of one size, and of a tag without a size, the hash says nothing."""
    assert known_apart(one, other) is apart


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (None, "none"),
        (Answer("echo", "gpt-9", ("gpt-9",)), "none"),
        (Answer("ambiguous", names=("gpt-4o",)), "ambiguous"),
        (Answer("plain", "x", ("openai/gpt-4o",)), "right"),
        (Answer("plain", "x", ("gpt-4o-mini",)), "wrong"),
        (Answer("plain", "own", ("omni",)), "right"),
        (Answer("verbatim", "y", ("azure/gpt-4o-eu",)), "right"),
    ],
)
def test_answers_are_judged_by_name_or_by_what_the_resolver_calls_the_target(
    answer: Answer | None, verdict: str
) -> None:
    """The target is GPT-4o, which the resolver also knows as `own`."""
    assert judge(answer, frozenset({loose_key("gpt-4o")}), frozenset({"own"})) == verdict


def test_an_answer_given_to_two_models_is_no_name_of_either() -> None:
    """A resolver that calls GPT-5 Chat GPT-5 gains nothing by doing so consistently."""
    shown = {"openai/gpt-5": "GPT-5", "openai/gpt-5-chat": "GPT-5 Chat", "x/small-2506": "Small 3.2"}
    names = {target: frozenset({loose_key(target)}) for target in shown}
    table = {"openai/gpt-5": "five", "openai/gpt-5-chat": "five", "Small 3.2": "small three"}

    found = own_identities(resolver(table), shown, names)

    assert found == {
        "openai/gpt-5": frozenset(),
        "openai/gpt-5-chat": frozenset(),
        "x/small-2506": frozenset({"small three"}),
    }


KNOWN = ["acme/llama-3.1-8b-instruct", "llama-3-70b", "llama-2-13b-mini", "owl-1.5-mini", "owl-2-pro"]


def test_invented_names_are_in_no_source() -> None:
    """Every change gives a version, size or tier that no name of the family has."""
    made = list(invented(KNOWN, KNOWN, 10, random.Random(0)))
    known = {loose_key(name) for name in KNOWN}

    assert {case.kind for case in made} == {"version", "minor", "size", "tier"}
    assert not any(loose_key(case.name) in known for case in made)
    assert all(case.made_from in KNOWN for case in made)
    assert {case.name for case in made if case.kind == "version"} >= {"acme/llama-6.1-8b-instruct", "owl-5.5-mini"}
    assert {case.name for case in made if case.kind == "minor"} >= {"acme/llama-3.4-8b-instruct", "owl-1.8-mini"}


def test_invented_names_are_the_same_in_every_run() -> None:
    """The random choices are seeded."""
    first, second = (
        [*invented(KNOWN, KNOWN, 10, rng), *opaque(12, rng), *random_words(12, rng)]
        for rng in (random.Random(0), random.Random(0))
    )

    assert first == second


def test_a_table_is_printed_for_terminals_and_for_pages() -> None:
    """Numbers to the right; the same cells in both forms."""
    table = Table("Scores", ["who", "right"], [["fmref", "10"], ["another", "9"]], ["A note."])

    assert table.text() == "Scores\n======\nwho      right\nfmref       10\nanother      9\nA note.\n"
    assert (
        table.markdown()
        == "### Scores\n\n| who | right |\n| --- | ---: |\n| fmref | 10 |\n| another | 9 |\n\nA note.\n"
    )
    assert (share(1, 3), share(0, 0)) == ("33.3 %", "-")


def test_missing_public_files_are_named(tmp_path: Path) -> None:
    """The message says what is missing and how to give it."""
    with pytest.raises(MissingUpstreamError, match=r"models_dev/models\.jsonl.* --upstream"):
        Upstream(tmp_path)


@pytest.mark.parametrize(
    ("path", "errors"),
    [(KNOWN_ERRORS, known_errors()), (KNOWN_PAIR_ERRORS, known_pair_errors())],
    ids=["links", "pairs"],
)
def test_every_known_error_has_a_reason(path: Path, errors: dict[tuple[str, ...], str]) -> None:
    """One row an error, sorted, none of them twice."""
    lines = path.read_text(encoding="utf8").splitlines()[1:]

    assert len(errors) == len(lines)
    assert lines == sorted(lines)
    assert all(len(reason.split()) > 3 for reason in errors.values())


def test_hidden_identifiers_are_taken_out_of_imported_rows() -> None:
    """Ids and offerings under a hidden name go, a row about such a name alone goes whole, repositories stay."""
    row = {
        "name": "Owl 7B",
        "ids": {"api": ["owl", "owl-7b"], "venice": ["owl"], "huggingface": ["owl"]},
        "offerings": [{"provider": "venice", "id": "owl"}],
    }

    assert without(row, {"owl"}) == {"name": "Owl 7B", "ids": {"api": ["owl-7b"], "huggingface": ["owl"]}}
    assert without({"name": "owl", "reference": True}, {"owl"}) is None
    assert without(row, set()) == row
