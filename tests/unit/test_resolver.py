"""Names to entries: answers, ambiguity, refusals, near misses, search."""

import pytest

from fmref import AmbiguousNameError, Catalog, UnknownNameError
from fmref.text import MAX_NAME


@pytest.mark.parametrize(
    ("name", "status", "id_"),
    [
        ("acme/alpha-13b", "exact", "acme/alpha-13b"),
        ("ALPHA 13b", "exact", "acme/alpha-13b"),
        ("آلفا", "exact", "acme/alpha"),
        ("阿爾法", "exact", "acme/alpha"),
        ("alpha grande", "alias", "acme/alpha-13b"),
        ("acme-ai/Alpha-13B-hf", "alias", "acme/alpha-13b"),
        ("مدل مدل", "unknown", None),
        ("微調", "exact", "fine-tuning"),
        ("FM", "alias", "foundation-model"),
    ],
)
def test_listed_names_answer_and_others_do_not(mini: Catalog, name: str, status: str, id_: str | None) -> None:
    """Ids and preferred names are exact, other listed names and identifiers are aliases, up to folding."""
    found = mini.explain(name)

    assert (status, id_) == (found.status, found.match and found.match.id)


def test_a_misspelling_answers_and_says_that_it_is_one(mini: Catalog) -> None:
    """The status of the listed name comes with the match."""
    match = mini.resolve("alfa 13b")

    assert ("acme/alpha-13b", "misspelling", "Alfa 13B") == (match.id, match.status, match.matched)


def test_a_match_carries_what_a_list_needs(mini: Catalog) -> None:
    """Kind, preferred name, level and inherited developer."""
    match = mini.resolve("Alpha 13B Chat")

    assert ("model", "Alpha 13B Chat", "variant", "acme", 1.0) == (
        match.kind,
        match.name,
        match.level,
        match.developer,
        match.score,
    )


def test_an_ambiguous_name_lists_its_bearers_the_likelier_first(mini: Catalog) -> None:
    """The order is the one of ambiguous.yaml."""
    found = mini.explain("گاما")

    assert ("ambiguous", ["zeta/gamma", "zeta/gamma+"]) == (found.status, [c.id for c in found.candidates])
    with pytest.raises(AmbiguousNameError) as caught:
        mini.resolve("گاما")
    assert ["zeta/gamma", "zeta/gamma+"] == [c.id for c in caught.value.candidates]


def test_senses_of_a_term_are_ambiguous(mini: Catalog) -> None:
    """A word for two concepts leads to both."""
    assert {"base-model", "foundation-model"} == {c.id for c in mini.explain("基础模型").candidates}


def test_kind_narrows(mini: Catalog) -> None:
    """A name is looked for among one kind only; there it may be unknown."""
    assert mini.explain("Alpha", kind="model").status == "exact"
    assert mini.explain("Alpha", kind="dataset").status == "unknown"


@pytest.mark.parametrize(
    ("slip", "expected"),
    [
        ("alpa 13b", "acme/alpha-13b"),
        ("Alhpa 13B", "acme/alpha-13b"),
        ("Acme IA", "acme"),
        ("fine tunning", "fine-tuning"),
    ],
)
def test_a_slip_in_letters_is_unknown_with_a_suggestion(mini: Catalog, slip: str, expected: str) -> None:
    """Near misses are offered, never taken."""
    found = mini.explain(slip)

    assert ("unknown", expected) == (found.status, found.candidates[0].id)
    with pytest.raises(UnknownNameError, match="did you mean"):
        mini.resolve(slip)


@pytest.mark.parametrize("name", ["Alpha 14B", "Alpha 1.4B", "Alpha 113B", "Alpha 13B 2"])
def test_another_size_is_not_a_near_miss_of_a_size(mini: Catalog, name: str) -> None:
    """Digits are identity: only the family is suggested."""
    found = mini.explain(name)

    assert found.status == "unknown"
    assert all(c.level == "family" or (c.id == "acme/alpha-13b" and name == "Alpha 13B 2") for c in found.candidates)


def test_a_replaced_id_answers_with_its_successor(mini: Catalog) -> None:
    """Ids never disappear."""
    assert mini.load("acme/old-alpha").id == "acme/alpha-1.3b"
    assert "acme/old-alpha" not in mini.models


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e\u2066GPT",
        "a" * (MAX_NAME + 1),
        "x" * 10_000_000,
        "e" + "\u0301" * 900,
        "\u0640" * 900,
        "ﷺ" * 50,
        "%s%n{0}';--",
        "../../etc/passwd",
        "🤖" * 300,
        "-" * 900,
        "1." * 400,
    ],
)
def test_hostile_strings_are_plainly_unknown(mini: Catalog, hostile: str) -> None:
    """No exception, no answer, a reason."""
    found = mini.explain(hostile)

    assert found.status == "unknown"
    assert found.reason
    assert mini.search(hostile) == [] or found.query == hostile


@pytest.mark.parametrize("wrong", [None, 3, b"GPT-4", ["GPT-4"]])
def test_what_is_no_string_is_a_type_error(mini: Catalog, wrong: object) -> None:
    """The message names the type that was given."""
    with pytest.raises(TypeError, match=type(wrong).__name__):
        mini.explain(wrong)  # type: ignore[arg-type]


def test_wrong_kinds_and_dates_are_refused(mini: Catalog) -> None:
    """The error lists the kinds; a date must be ISO 8601."""
    with pytest.raises(ValueError, match="use one of model, organization"):
        mini.explain("Alpha", kind="person")
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        mini.explain("Alpha", at="yesterday")


def test_an_identifier_may_equal_a_name_of_something_else(mini: Catalog) -> None:
    """The name answers; the provider's namespace leads to the identifier."""
    assert mini.resolve("alpha").id == "acme/alpha"
    assert mini.resolve("alpha", provider="huggingface").id == "zeta"
    assert mini.resolve("alpha", provider="bedrock").id == "acme/alpha"


def test_search_ranks_listed_names_then_starts_then_words_then_slips(mini: Catalog) -> None:
    """The better the fit, the earlier."""
    assert [m.id for m in mini.search("alpha", kind="model")][:1] == ["acme/alpha"]
    assert "acme/alpha-13b-chat" in [m.id for m in mini.search("chat alpha")]
    assert mini.search("Alpah 13B Chat")[0].id == "acme/alpha-13b-chat"
    assert mini.search("微调")[0].id == "fine-tuning"
    assert mini.search("foundation models")[0].id == "foundation-model"


def test_search_obeys_its_limit(mini: Catalog) -> None:
    """Never more than asked for; nothing for a limit of none."""
    assert len(mini.search("a", limit=2)) <= 2
    assert mini.search("alpha", limit=0) == []


def test_the_reason_says_which_rule_decided(mini: Catalog) -> None:
    """For people who wonder why."""
    assert mini.explain("acme-ai/alpha-13b").reason == "identifier in huggingface of acme/alpha-13b: acme-ai/alpha-13b"
    assert mini.explain("Alpha Grande").reason == "listed name (variant) of acme/alpha-13b: Alpha Grande"


@pytest.mark.parametrize(
    "name",
    [
        "LSTM (30M)",
        "Llama-3-0B",
        "together/redpajama-incite-instruct-3b-v1/alibaba/qwen-72b-chat",
        "openai/gpt-4o:amazon/nova-lite-v1:0",
    ],
)
def test_what_names_another_model_too_is_refused(full: Catalog, name: str) -> None:
    """A size in brackets is no gloss, nothing is no size, a second name in a path no owner and in a tag no revision."""
    assert full.explain(name).status == "unknown"
