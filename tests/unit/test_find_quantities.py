"""Quantities of running text: a table of forms, and how they stand in a text."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from fmref import UnknownLanguageError
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


def test_the_table_is_large_enough() -> None:
    """At least 300 forms, all three languages."""
    assert len(ROWS) >= 300
    assert {lang for lang, _, _ in ROWS} >= {"en", "zh", "fa"}


@pytest.mark.parametrize(
    ("text", "kind", "precision", "magnitude"),
    [
        ("175B", "count", 1e9, 1e9),
        ("3.4 亿", "count", 1e7, 1e8),
        ("1.08 万亿个参数", "parameters", 1e10, 1e12),
        ("۷۰ میلیارد توکن", "tokens", 1e9, 1e9),
        ("seventy billion words", "words", 1e10, 1e9),
        ("三百四十亿字符", "characters", 1e9, 1e8),
        ("1.5 TB", "bytes", 1e11, 1),
        ("3.14e23 FLOP", "compute", 1e21, 1e23),
        ("312 TFLOP/s", "speed", 1e12, 1),
        ("$4.6M", "currency", 1e5, 1e6),
        ("12.5%", "percent", 0.1, 1),
        ("3.5 days", "time", 8640, 1),
        ("2.788M GPU hours", "chip time", 1e3, 1e6),
        ("96 layers", "layers", 1, 1),
        ("96 heads", "heads", 1, 1),
        ("768 维", "dimensions", 1, 1),
        ("8 GPUs", "chips", 1, 1),
        ("46 种语言", "languages", 1, 1),
        ("11,000 books", "items", 1, 1),
        ("60 tokens/s", "rate", 1, 1),
        ("10×", "ratio", 1, 1),
        ("数十亿", "count", None, 1e8),
        ("7-65B", "count", 1e9, 1e9),
    ],
)
def test_kind_precision_and_magnitude(text: str, kind: str, precision: float | None, magnitude: float) -> None:
    """One of each kind."""
    (found,) = find_quantities(text)

    assert (kind, precision, magnitude) == (found.kind, found.precision, found.magnitude)


def test_whole_values_are_integers() -> None:
    """As far as Python counts without rounding; compute is a float."""
    assert isinstance(find_quantities("176,247,271,424")[0].value, int)
    assert isinstance(find_quantities("3.5%")[0].value, float)
    assert isinstance(find_quantities("2e25 FLOP")[0].value, float)


def test_names_are_left_to_the_caller() -> None:
    """Without `taken` a version may look like a number; with it nothing in the name is read."""
    text = "Llama 3.1 405B 有 4050 亿个参数"

    assert ["3.1", "405B", "4050 亿个参数"] == [q.text for q in find_quantities(text)]
    assert ["4050 亿个参数"] == [q.text for q in find_quantities(text, taken=[(0, 14)])]


def test_a_quantity_ends_where_a_name_begins() -> None:
    """A chip that is an entry of its own stays one; what is before it counts pieces."""
    text = "2048 块 A100 和 1024 张 GPU"

    assert ["2048", "1024 张 GPU"] == [q.text for q in find_quantities(text, taken=[(7, 11)])]


def test_the_language_decides_what_it_can() -> None:
    """兆 and ¥."""
    assert [True, False, True] == [find_quantities("1.08兆", lang)[0].ambiguous for lang in ("zh", "zh-Hant", None)]
    assert [True, False] == [find_quantities("¥500", lang)[0].ambiguous for lang in (None, "zh")]
    assert not find_quantities("模型參數達 1.08 兆")[0].ambiguous
    with pytest.raises(UnknownLanguageError):
        find_quantities("5", "de")


def test_dates_are_no_quantities() -> None:
    """And what stands beside them is."""
    text = "In March 2023, on 14 March, 3 天前, ۲۳ اسفند ۱۴۰۱: 175B parameters"

    assert ["175B parameters"] == [q.text for q in find_quantities(text)]


def test_reading_needs_no_babel() -> None:
    """Babel is for formatting only; a process that reads texts does not import it."""
    code = (
        "import sys; from fmref.quantities import find_quantities; find_quantities('175B 参数، ۳ سال');"
        "sys.exit('babel' in sys.modules or 'yaml' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_powers_beyond_the_digits_of_decimal_arithmetic() -> None:
    """Some (几) behind a number with more zeros than it keeps digits."""
    found = find_quantities(f"1.08{'兆' * 9}几个参数")

    assert found[-1].text.endswith("兆几个参数")
