"""What holds of quantities and dates for every string and for every number."""

import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmref.dates import find_dates
from fmref.formatting import Style, format_number, format_value
from fmref.quantities import find_quantities

PIECES = (
    "1 2023 0 ۱۷۵ ٤ １ 亿 万 億 兆 百 千 十 一 三 数 几 多 半 点 之 分之 个 年 月 日 天 层 约 超过 "
    "至 到 和 、 ， 。 参数 - – ~ . , ٬ ٫ / : ± × % ٪ $ "
    "€ ( ) [ ] + K M B T billion million hundred one seventy and a half of dozens several GB GPU "
    "A100 FLOP e25 10^ ²³ parameters "
    "tokens layers about to between March May Q3 last ago year میلیارد هزار صد دو یک نیم چند ها و تا "
    "بین حدود پارامتر درصد سال ماه مارس "
    "اسفند دهه پیش \u200c \u200f \ue000 \ud800 \u0301 \n"
).split(" ")
MIXED = st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=30).map("".join)
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=60) | MIXED
LANGUAGES = st.sampled_from([None, "en", "zh", "zh-Hant", "fa"])


@settings(deadline=None, max_examples=600)
@given(TEXTS, LANGUAGES)
def test_spans_are_exact_ordered_and_apart(text: str, lang: str | None) -> None:
    """For any string: no exception, `text[start:end]`, nothing empty, nothing overlapping, quantities beside dates."""
    quantities, dates = find_quantities(text, lang), find_dates(text, lang)
    for found in (quantities, dates):
        spans = [(f.start, f.end) for f in found]
        assert all(text[f.start : f.end] == f.text for f in found)
        assert all(start < end for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for q in quantities:
        assert q.value is not None or q.low is not None or q.high is not None
        assert q.low is None or q.high is None or q.low <= q.high
        if q.value is not None:
            assert q.low is None or q.low <= q.value
            assert q.high is None or q.value <= q.high
    for d in dates:
        assert (d.earliest is None) == (d.latest is None) == (d.partial or d.relative)
        assert d.earliest is None or d.latest is None or d.earliest <= d.latest


@settings(deadline=None)
@given(MIXED, st.integers(0, 30), st.integers(0, 30))
def test_taken_spans_are_not_touched(text: str, start: int, length: int) -> None:
    """Wherever they are, also beyond the end."""
    taken = (start, start + length)

    spans = [(q.start, q.end) for q in find_quantities(text, taken=[taken])]
    spans += [(d.start, d.end) for d in find_dates(text, taken=[taken])]

    assert all(end <= taken[0] or first >= taken[1] or not length for first, end in spans)


NUMBERS = (
    st.integers(-(10**6), 10**6)
    | st.integers(10**6, 10**17)
    | st.integers(-(10**16), -(10**6))
    | st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4))
    | st.floats(1e17, 1e40)
)


def rounded(number: float) -> float:
    """What a rounded number shows: four digits from a million on, four decimals below."""
    if abs(number) >= 1e6:
        return float(f"{number:.3e}")
    return float(Decimal(repr(round(number, 4))).quantize(Decimal("0.001")))


@settings(deadline=None, max_examples=400)
@given(NUMBERS, st.sampled_from(["en", "zh", "zh-Hant", "fa"]), st.sampled_from(["rounded", "short"]))
def test_a_formatted_number_is_read_as_the_number_it_shows(number: float, lang: str, style: Style) -> None:
    """In every language, from the smallest to powers of ten."""
    shown = format_number(number, lang, style)
    (found,) = find_quantities(shown, lang)

    assert found.value == pytest.approx(rounded(number), rel=1e-9, abs=1e-9)
    assert shown.strip("\u200e") == found.text


@settings(deadline=None, max_examples=400)
@given(
    st.integers(-(10**16), 10**16) | st.floats(-1e9, 1e9).map(lambda x: round(x, 6)),
    st.sampled_from(["en", "zh", "zh-Hant", "fa"]),
)
def test_an_exact_number_comes_back_exactly(number: float, lang: str) -> None:
    """Every digit."""
    (found,) = find_quantities(format_number(number, lang, "exact"), lang)

    assert found.value == number


UNITS = [
    "parameters", "tokens", "words", "characters", "layers", "heads", "dimensions", "chips", "GPU-hours", "languages",
    "programming languages", "tasks", "examples", "images", "image-text pairs", "documents", "books", "sentences",
    "FLOP", "FLOP/s", "USD", "CNY", "EUR", "IRR", "%", "times",
]  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(
    st.integers(2, 999) | st.sampled_from([7e9, 1.75e11, 1.08e12, 3.4e8]),
    st.sampled_from(UNITS),
    st.sampled_from(["en", "zh", "zh-Hant", "fa"]),
)
def test_a_formatted_value_is_read_with_its_unit(number: float, unit: str, lang: str) -> None:
    """For every unit that has names."""
    shown = format_value(number, unit, lang)
    (found,) = find_quantities(shown, lang)

    assert (found.text, found.value, found.unit) == (shown, number, unit)


HOSTILE = {
    "digits": "1",
    "separated digits": "1,",
    "groups": "1,000,",
    "decimals": "1.1",
    "slashes": "1/",
    "hyphens": "1-",
    "colons": "1:",
    "crosses": "1×",
    "magnitudes": "万亿",
    "numerals": "三百四十",
    "lists": "7、",
    "persian": "صد و ",
    "persian magnitudes": "هزار ",
    "english": "one hundred ",
    "about": "about ",
    "ranges": "7-8 ",
    "months": "March ",
    "years": "2020年",
    "brackets": "[1, ",
    "spaces": " 1 ",
    "gaps": "1\u200c\u200c\u200c\u200c",
    "signs": "$>~",
    "marks": "\u0301",
    "links": "https://1.1/",
    "ago": "3 天前",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("find", [find_quantities, find_dates])
def test_hostile_texts_take_linear_time(name: str, find: Callable[[str], object]) -> None:
    """Eight times the text takes far less than the 64 times of a quadratic reader."""
    piece = HOSTILE[name]

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            find(text)
            best = min(best, time.process_time() - start)
        return best

    find(piece * 100)  # compiles the patterns
    assert seconds(40_000) < 24 * max(seconds(5_000), 0.002)
