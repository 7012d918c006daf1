"""Quantities of running text: a table of forms, and how they stand in a text."""

import re
from pathlib import Path

import pytest

from fmref.quantities import Quantity, find_quantities

TABLE = Path(__file__).parents[1] / "data" / "quantities.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]


def shown(number: float | None) -> str:
    """A bound of a reading, "" if there is none."""
    return "" if number is None else repr(float(number))


def reading(quantity: Quantity) -> str:
    """A quantity in the notation of the table, with every number as Python writes it."""
    value = "-" if quantity.value is None else shown(quantity.value)
    exact = quantity.value == quantity.low == quantity.high
    bounds = "" if exact else f"[{shown(quantity.low)},{shown(quantity.high)}]"
    flags = [quantity.unit, "~" if quantity.vague else "", "?" if quantity.ambiguous else ""]
    return " ".join([f"{quantity.text}={value}{bounds}", *filter(None, flags)])


def normal(expected: str) -> str:
    """A reading of the table with its numbers as Python writes them."""
    text, _, rest = expected.rpartition("=")
    head, *flags = rest.split(" ")
    return " ".join([f"{text}={re.sub(r'-?[0-9.]+(?:e-?[0-9]+)?', lambda m: shown(float(m[0])), head)}", *flags])


@pytest.mark.parametrize(("lang", "text", "readings"), ROWS, ids=[f"{lang}-{text}" for lang, text, _ in ROWS])
def test_a_form_has_its_reading(lang: str, text: str, readings: str) -> None:
    """Every row of the table, with the language given."""
    expected = [normal(r) for r in readings.split(" | ") if r]

    assert expected == [reading(q) for q in find_quantities(text, lang)]


@pytest.mark.parametrize(("lang", "text", "readings"), ROWS, ids=[f"{lang}-{text}" for lang, text, _ in ROWS])
def test_a_form_is_found_inside_a_sentence_in_any_language(lang: str, text: str, readings: str) -> None:
    """Without the language, between Chinese and English words: the same spans."""
    expected = [r.rpartition("=")[0] for r in readings.split(" | ") if r]
    sentence = f"OK.\n{text}。"

    assert expected == [q.text for q in find_quantities(sentence)], lang
