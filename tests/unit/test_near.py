"""Near misses: what is found, in what order, and that nothing at a small distance is missed."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from fmref import Catalog, snapshot
from fmref.near import SPELLING, NearKeys, allowed, pieces
from fmref.snapshot import Snapshot
from fmref.text import NameKey, digit_signature, name_key

Near = Callable[..., NearKeys]


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Near:
    """A function that makes the index of some names."""

    def index(*names: str) -> NearKeys:
        path = tmp_path_factory.mktemp("near") / "s.sqlite"
        rows = [(mark, name_key(name)) for name in names for mark in pieces(name_key(name))]
        snapshot.write(path, {"pieces": sorted(set(rows))}, {})
        return NearKeys(Snapshot(path))

    return index


def found(index: NearKeys, name: str) -> list[str]:
    """The keys near a name, the nearest first."""
    return [key for key, _ in index.find(name_key(name), 5)]


# --- what is near


@pytest.mark.parametrize(
    ("slip", "listed"),
    [
        ("Mistarl 7B", "mistral7b"),
        ("Msitral 7B", "mistral7b"),
        ("Mstral 7B", "mistral7b"),
        ("Misttral 7B", "mistral7b"),
        ("Mistrel 7B", "mistral7b"),
        ("gtp-4", "gpt4"),
        ("Falcon Instrcut", "falconinstruct"),
        ("میسترل ۷بی", "میسترال7بی"),
        ("书生普语大模型", "书生浦语大模型"),
    ],
)
def test_slips_of_every_kind(near: Near, slip: str, listed: str) -> None:
    """Letters dropped, added, replaced or in the wrong order, at any place, in three scripts."""
    index = near("Mistral 7B", "GPT-4", "Falcon Instruct", "میسترال ۷بی", "书生浦语大模型", "Unrelated 7B")

    assert [listed] == found(index, slip)


@pytest.mark.parametrize("name", ["Mistral 8B", "Mistral 1.7B", "Mistral 77B", "Mistral", "Mistral 7B 2"])
def test_other_digits_are_never_near(near: Near, name: str) -> None:
    """A model's size and version are its identity."""
    assert [] == found(near("Mistral 7B"), name)


def test_a_name_is_not_near_itself(near: Near) -> None:
    """It would have been an answer."""
    assert [] == found(near("Mistral 7B"), "mistral-7b")


@pytest.mark.parametrize("name", ["yi", "o1", "gpt", "", "7"])
def test_short_names_have_no_near_misses(near: Near, name: str) -> None:
    """One letter of three makes another name."""
    assert [] == found(near("yo", "o3", "gpo", "o1b", "8"), name)


def test_more_letters_may_differ_in_longer_names() -> None:
    """From none in three letters to three in twenty, never more."""
    assert [0, 1, 1, 2, 2, 3, 3] == [allowed(length) for length in (3, 4, 7, 8, 19, 20, 1000)]


# --- order


def test_the_nearest_comes_first(near: Near) -> None:
    """Fewer slips score more; no slip of spelling scores below `SPELLING`."""
    index = near("Nemotron Ultra", "Nemotrom Ultrq", "Llama")
    first, second = index.find(name_key("Nemotron Ultrx"), 5)

    assert ("nemotronultra", "nemotromultrq") == (first[0], second[0])
    assert 1 > first[1] > second[1] > SPELLING


@pytest.mark.parametrize(
    ("name", "spelling", "other"),
    [
        ("Nemotron Instruct Nano", "Nemotrno Instruc Nano", "Nemotron Instruct Mini"),
        ("Kimi Thinking VL", "Kimu Thinkinh VL", "Kimi Thinking XL"),
        ("Gamma Instruct 70m", "Gamna Instruxt 70m", "Gamma Instruct 70b"),
        ("Gamma Omni 4o", "Gamna Omny 4o", "Gamma Omni 4v"),
        ("Community Instruct", "Comnunity Imstruct", "Community Instruct XL"),
    ],
)
def test_another_size_or_tier_is_no_spelling(near: Near, name: str, spelling: str, other: str) -> None:
    """A model of another tier, size or generation comes behind every misspelling, though fewer letters differ."""
    ranked = near(spelling, other).find(name_key(name), 5)

    assert [name_key(spelling), name_key(other)] == [key for key, _ in ranked]
    assert ranked[0][1] > SPELLING > ranked[1][1]


def test_a_misspelt_tier_is_a_spelling(near: Near) -> None:
    """The word is there, with a slip in it."""
    ((key, score),) = near("Gemini 2.5 Flash").find(name_key("Gemini 2.5 Flsh"), 5)

    assert ("gemini2.5flash", True) == (key, score > SPELLING)


def test_of_a_tier_that_nobody_knows_the_model_is_offered(mini: Catalog) -> None:
    """Alpha 13B Mini is not Alpha 13B: the known start is offered, below every spelling."""
    candidates = mini.explain("Alpha 13B Mini").candidates

    assert "acme/alpha-13b" in [c.id for c in candidates]
    assert all(c.score < SPELLING for c in candidates)


# --- nothing is missed

_RNG = random.Random(0)
LISTED = sorted({name_key("".join(_RNG.choices("abc7-", k=_RNG.randint(3, 30)))) for _ in range(300)})


@pytest.fixture(scope="module")
def dense(near: Near) -> NearKeys:
    """Names of few letters, so that many are near each other."""
    return near(*LISTED)


EDITS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["swap", "drop", "add", "replace"])), max_size=4)


@given(st.sampled_from(LISTED), EDITS, st.sampled_from("abc"))
def test_every_near_key_is_found(dense: NearKeys, name: str, edits: list[tuple[int, str]], letter: str) -> None:
    """What the index finds is what a comparison with every name finds."""
    for at, edit in edits:
        before, after = name[:at], name[at:]
        if edit == "swap":
            name = before + after[:2][::-1] + after[2:]
        else:
            name = before + (letter if edit != "drop" else "") + (after if edit == "add" else after[1:])
    key = name_key(name)

    assert {k for k, _ in dense.find(key, 300)} == {k for k in LISTED if _is_near(key, k)}


def _is_near(key: NameKey, other: NameKey) -> bool:
    """The definition, without an index; letters are counted with one for each number."""
    letters = [len("".join("0" if part.isdigit() else part for part in _parts(k))) for k in (key, other)]
    return digit_signature(key) == digit_signature(other) and 0 < OSA.distance(key, other) <= min(map(allowed, letters))


def _parts(key: str) -> list[str]:
    """The letters and numbers of a key, where no number has a dot."""
    parts: list[str] = []
    for letter in key.replace("_", ""):
        if letter.isdigit() and parts and parts[-1].isdigit():
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts
