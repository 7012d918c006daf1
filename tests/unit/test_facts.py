"""Statements to facts: who wins, what agrees, what is disputed."""

import pytest

from fmref.facts import Fact, agree, decide, in_unit, measures
from fmref.schema import Attribute, Labels, Source, Statement

NUMBER = Attribute(
    id="parameters", kinds=("model",), type="number", unit="parameters", tolerance=0.05, labels=Labels(en=("size",))
)
TIME = Attribute(
    id="time",
    kinds=("model",),
    type="number",
    unit="seconds",
    units={"days": 86400, "epochs": None},
    tolerance=0.12,
    labels=Labels(en=("time",)),
)
DATE = Attribute(id="date", kinds=("model",), type="date", tolerance=31, labels=Labels(en=("date",)))
MANY = Attribute(id="makers", kinds=("model",), type="text", many=True, labels=Labels(en=("makers",)))
SOURCES = {
    "card": Source(title="Card", kind="primary", date="2024-01-01"),
    "paper": Source(title="Paper", kind="primary", date="2024-06-01"),
    "hub": Source(title="Hub", kind="registry", date="2025-01-01"),
    "list": Source(title="List", kind="dataset", date="2025-06-01"),
    "press": Source(title="Press", kind="secondary", date="2026-01-01"),
    "press2": Source(title="Press 2", kind="secondary", date="2026-01-01"),
    "press3": Source(title="Press 3", kind="secondary", date="2026-01-01"),
}


def said(source: str, value: float | str | None, **more: object) -> Statement:
    """A statement; without a value, an undisclosed one."""
    return Statement.model_validate({"value": value, "source": source, "undisclosed": value is None, **more})


def fact(attribute: Attribute, *statements: Statement) -> Fact:
    """The decision over the sources of this file."""
    return decide(attribute, statements, SOURCES)


def test_the_kind_of_source_decides_before_its_date() -> None:
    """A primary source beats newer registries, data sets and press."""
    found = fact(NUMBER, said("press", 5), said("list", 4), said("hub", 3), said("card", 2))

    assert (2, "card", "disputed") == (found.value, found.winner.source, found.status)
    assert ["card", "hub", "list", "press"] == [s.source for s in found.statements]


def test_the_later_of_two_sources_of_one_kind_wins() -> None:
    """`as_of` stands in for the date of the source where given."""
    assert fact(NUMBER, said("card", 1), said("paper", 2)).value == 2
    assert fact(NUMBER, said("card", 1, as_of="2025"), said("paper", 2)).value == 1


def test_of_equal_sources_the_value_most_state_wins() -> None:
    """Two newspapers of one day outvote a third."""
    found = fact(NUMBER, said("press", 7e9), said("press2", 9e9), said("press3", 9.01e9))

    assert found.value == 9e9
    assert "the value most sources state" in found.explain()


def test_a_primary_undisclosed_beats_every_number_that_is_not_primary() -> None:
    """The fact has no value, and the claims stay visible."""
    found = fact(NUMBER, said("list", 1.8e12, method="estimated"), said("press", 170e12), said("card", None))

    assert (None, "undisclosed", 3) == (found.value, found.status, len(found.statements))
    assert "170000000000000" in found.explain()


def test_values_within_the_tolerance_agree() -> None:
    """A rounded number does not dispute the exact one."""
    assert fact(NUMBER, said("card", 176_247_271_424), said("press", 176e9)).status == "settled"
    assert fact(NUMBER, said("card", 176_247_271_424), said("press", 200e9)).status == "disputed"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(7e9, 7.7e9, True), (7.0e9, 8.5e9, False), (13e9, 14.5e9, False), (7.1e9, 7.9e9, False), (1e9, 1.8e9, False)],
)
def test_one_digit_stands_for_what_it_rounds(one: float, other: float, expected: bool) -> None:  # noqa: FBT001
    """People say 7B for 7.7 billion; a second digit is meant."""
    attribute = NUMBER.model_copy(update={"rounded": 0.15})

    assert agree(attribute, said("card", one), said("hub", other)) is expected
    assert not agree(NUMBER, said("card", 7e9), said("hub", 7.7e9))


def test_spellings_of_a_licence_agree() -> None:
    """Spaces, hyphens and case say nothing."""
    text = Attribute(id="license", kinds=("model",), type="text", labels=Labels(en=("license",)))

    assert agree(text, said("card", "Apache 2.0"), said("hub", "apache-2.0"))
    assert not agree(text, said("card", "Apache-1.1"), said("hub", "Apache-2.0"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("quill-100", "quill-100", True), ("quill-100-80gb", "quill-100", True), ("quill-100", "quill-10", False)],
)
def test_a_chip_agrees_with_its_make(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    """Sources say now the make, now its memory; ids of other chips may begin alike."""
    chips = Attribute(
        id="hardware", kinds=("model",), type="entry", entry_kinds=("hardware",), labels=Labels(en=("hardware",))
    )

    assert agree(chips, said("card", one), said("hub", other)) is expected
    assert agree(chips, said("card", other), said("hub", one)) is expected


def test_units_are_converted_and_unconvertible_ones_never_agree() -> None:
    """Days become seconds; epochs stay epochs."""
    found = fact(TIME, said("card", 2, unit="days"), said("press", 172_800))

    assert (172_800, "seconds", "settled") == (found.value, found.unit, found.status)
    assert fact(TIME, said("card", 3, unit="epochs")).unit == "epochs"
    assert not agree(TIME, said("card", 3, unit="epochs"), said("press", 3))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024-03-01", "2024-03", True),
        ("2024-03-31", "2024", True),
        ("2024-01-01", "2024-02-01", True),
        ("2024-01-01", "2024-02-02", False),
        ("2023", "2024-01-15", True),
        ("2023", "2024-06", False),
        ("2024-12", "2025-01", True),
    ],
)
def test_dates_agree_when_their_spans_are_near(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    """A month agrees with each of its days, and days within the tolerance with each other."""
    assert expected is agree(DATE, said("card", one), said("press", other))


def test_an_attribute_with_several_values_gives_those_of_the_winning_source() -> None:
    """What another source adds disputes them, what it repeats does not."""
    settled = fact(MANY, said("card", "A"), said("card", "B"), said("press", "a"))
    disputed = fact(MANY, said("card", "A"), said("card", "B"), said("press", "C"))

    assert (("A", "B"), "settled") == (settled.value, settled.status)
    assert (("A", "B"), "disputed") == (disputed.value, disputed.status)


def test_an_estimate_says_so() -> None:
    """The status of a fact whose winner is an estimate."""
    assert fact(NUMBER, said("list", 3, method="estimated")).status == "estimated"


def test_the_order_of_statements_does_not_matter() -> None:
    """The decision is a function of what was said, not of the order in the file."""
    statements = [said("press", 5), said("press2", 5.1), said("list", 4), said("hub", 4)]

    assert fact(NUMBER, *statements) == fact(NUMBER, *reversed(statements))


def test_explain_tells_the_rule_and_every_source() -> None:
    """One line for the value, one for the rule, one for each statement."""
    text = fact(NUMBER, said("card", 2), said("press", 9)).explain()

    assert text.splitlines() == [
        "parameters: 2 parameters (disputed)",
        "decided by: kind of source, primary before the others",
        "* 2: Card [card] (primary, 2024-01-01)",
        "- 9: Press [press] (secondary, 2026-01-01)",
    ]


def test_measures_in_two_units_are_no_disagreement() -> None:
    """What cannot be converted is compared with its like only: two days and three epochs, whoever states them."""
    assert fact(TIME, said("card", 2, unit="days"), said("card", 3, unit="epochs")).status == "settled"
    assert fact(TIME, said("card", 2, unit="days"), said("press", 3, unit="epochs")).status == "settled"


def test_a_second_measure_is_disputed_within_its_unit() -> None:
    """Another number of epochs contradicts the first one, though the fact is told in days."""
    found = fact(
        TIME,
        said("card", 2, unit="days"),
        said("paper", 3, unit="epochs", as_of="2023"),
        said("list", 5, unit="epochs"),
    )

    assert (172_800, "disputed") == (found.value, found.status)


def test_a_fact_is_seen_in_one_unit() -> None:
    """The statements in it decide anew; there is no fact in a unit that nobody used."""
    found = fact(TIME, said("card", 2, unit="days"), said("card", 3, unit="epochs"), said("press", 4, unit="epochs"))
    epochs = in_unit(TIME, found, "epochs")

    assert epochs is not None
    assert (3, "epochs", "disputed") == (epochs.value, epochs.unit, epochs.status)
    assert in_unit(TIME, fact(TIME, said("card", 2, unit="days")), "epochs") is None


def test_further_measures_are_those_of_the_winning_source() -> None:
    """One fact for each further unit; what other sources count is theirs."""
    found = fact(TIME, said("card", 2, unit="days"), said("card", 3, unit="epochs"))

    assert [(one.value, one.unit) for one in measures(TIME, found)] == [(3, "epochs")]
    assert measures(TIME, fact(TIME, said("card", 2, unit="days"), said("press", 3, unit="epochs"))) == ()
