"""Search: what a person who types a few words gets to see first."""

import time

import pytest

from fmref import Catalog
from fmref.text import MAX_NAME


def ids(catalog: Catalog, query: str, *, kind: str | None = None, limit: int = 10) -> list[str]:
    """The ids that a search finds, in order."""
    return [match.id for match in catalog.search(query, kind=kind, limit=limit)]


# --- ways to fit


def test_a_listed_name_comes_first(mini: Catalog) -> None:
    """In any script, and with the score of an answer."""
    for query in ("alpha 13b", "阿爾法", "آلفا", "微调"):
        first = mini.search(query)[0]

        assert (mini.resolve(query).id, 1.0) == (first.id, first.score)


def test_a_plural_leads_to_its_singular(mini: Catalog) -> None:
    """Before what merely begins the same."""
    assert "foundation-model" == ids(mini, "foundation models")[0]


def test_the_start_of_a_name_is_enough(mini: Catalog) -> None:
    """As people see the list grow while they type."""
    for query in ("alp", "alph", "Alpha 13B ch", "阿尔"):
        assert "acme/alpha-13b-chat" in ids(mini, query) or "acme/alpha" in ids(mini, query)


def test_words_may_stand_in_any_order(mini: Catalog) -> None:
    """Every word has to be there."""
    assert "acme/alpha-13b-chat" == ids(mini, "chat alpha")[0]
    assert [] == [i for i in ids(mini, "chat zeta") if i == "acme/alpha-13b-chat"]


def test_a_number_is_a_whole_word(full: Catalog) -> None:
    """Searching for 7B does not give 67B or 1.7B, as long as there is a 7B."""
    found = full.search("chat deepseek 7b", kind="model")

    assert found
    assert all("67" not in m.matched for m in found if m.score >= 0.8)


@pytest.mark.parametrize("query", ["Alpah 13B Chat", "Alpha 13B Caht", "alfpha 13b chat"])
def test_a_slip_finds_the_name(mini: Catalog, query: str) -> None:
    """Scored below every name that has the letters."""
    first = mini.search(query)[0]

    assert ("acme/alpha-13b-chat", True) == (first.id, first.score < 0.8)


def test_a_slip_in_one_word_of_several(full: Catalog) -> None:
    """The other words narrow what the misspelt one may be."""
    found = full.search("mistrl instruct", kind="model")

    assert found
    assert all("mistral" in m.id for m in found[:5])


# --- order


@pytest.mark.parametrize(
    ("query", "family"),
    [("llama", "meta/llama"), ("لاما", "meta/llama"), ("通义千问", "alibaba/qwen"), ("gemma", "google/gemma")],
)
def test_a_family_comes_before_its_series_and_models(full: Catalog, query: str, family: str) -> None:
    """A bare family name lists the tree from its top, in three scripts."""
    found = full.search(query, kind="model", limit=30)
    order = {"family": 0, "series": 1, "model": 2, "variant": 3}
    levels = [order[m.level or "model"] for m in found if m.score == 0.9]

    assert family == found[0].id
    assert levels == sorted(levels)
    assert len(levels) > 5


def test_what_was_made_of_a_model_comes_behind_it(full: Catalog) -> None:
    """Community derivatives are found, but after everything that people know."""
    for query in ("llama 3 8b instruct", "mistral 7b", "dolphin", "openchat"):
        derived = [match.id in full.derivatives for match in full.search(query, kind="model", limit=40)]

        assert derived == sorted(derived), query
    assert any(i in full.derivatives for i in ids(full, "dolphin", kind="model"))


def test_names_come_before_identifiers(full: Catalog) -> None:
    """Who types Meta means the company, and then what is called so."""
    assert "meta" == ids(full, "meta")[0]


def test_scores_fall(full: Catalog) -> None:
    """The order is that of the scores."""
    for query in ("llama", "mistrl instruct", "میسترال لارج", "千问 指令", "7b chat"):
        scores = [match.score for match in full.search(query, limit=50)]

        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


# --- scripts


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("لاما دستوری", "Llama 3 8B Instruct"),
        ("千问 指令", "Qwen2-7B-Instruct"),
        ("کلود ۳٫۵", "Claude 3.5 Sonnet"),
        ("میستراال", "Mistral"),
    ],
)
def test_names_in_other_scripts_are_read(full: Catalog, query: str, expected: str) -> None:
    """Word by word, or by their sound, they lead to Latin names."""
    assert expected in [match.name for match in full.search(query, limit=20)]


# --- bounds


def test_kind_narrows_a_search(full: Catalog) -> None:
    """To entries of one kind, however many names of others begin the same."""
    for kind in ("hardware", "organization", "concept", "benchmark"):
        found = full.search("a", kind=kind)

        assert {kind} == {match.kind for match in found}


def test_no_more_than_the_limit(full: Catalog) -> None:
    """Each entry once."""
    for limit in (0, 1, 7, 100):
        found = ids(full, "qwen", limit=limit)

        assert len(found) == len(set(found)) == limit


@pytest.mark.parametrize("query", ["", " ", "\n", "\x00", "🤖", "...", "-" * 50, "\ud800"])
def test_nothing_to_search_for(mini: Catalog, query: str) -> None:
    """An empty list, no error."""
    assert [] == mini.search(query)


@pytest.mark.parametrize(
    "query",
    ["a" * MAX_NAME, "a b " * 250, "7 " * 500, "ﷺ" * 200, "模型" * 400, "\n" * 10 + "llama", "instruct 7b chat q"],
)
def test_long_queries_take_no_time(full: Catalog, query: str) -> None:
    """Every word is looked for once, and nothing is compared with every name."""
    full.search("模型 a")  # jieba reads its dictionary
    start = time.process_time()
    full.search(query)

    assert time.process_time() - start < 0.5


def test_a_concept_is_found_by_the_words_of_its_definition(mini: Catalog) -> None:
    """Behind everything whose name fits; by the beginnings of words, in any language."""
    assert [m.id for m in mini.search("broad data applications")] == ["foundation-model"]
    assert [m.id for m in mini.search("广泛数据上训练")] == ["foundation-model"]
    assert [m.id for m in mini.search("داده‌های گسترده", kind="concept")] == ["foundation-model"]
    assert mini.search("broad data flying") == []
    assert mini.search("broad data", kind="model") == []
