"""Dates of running text: a table of forms, and what a mention says."""

from pathlib import Path

import pytest

from fmref import UnknownLanguageError
from fmref.dates import DateMention, find_dates
from fmref.formatting import format_date

TABLE = Path(__file__).parents[1] / "data" / "dates.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]


def reading(date: DateMention) -> str:
    """A mention in the notation of the table."""
    flags = "".join(
        letter
        for letter, on in zip("VPRA", (date.vague, date.partial, date.relative, date.ambiguous), strict=True)
        if on
    )
    calendar = "" if date.calendar == "gregorian" else date.calendar
    days = f"{date.earliest or '?'}..{date.latest or '?'}"
    return " ".join(filter(None, (f"{date.text}={days}", calendar, date.grain, flags)))


@pytest.mark.parametrize(("lang", "text", "readings"), ROWS, ids=[f"{lang}-{text}" for lang, text, _ in ROWS])
def test_a_form_has_its_reading(lang: str, text: str, readings: str) -> None:
    """Every row of the table, with the language given and without."""
    expected = [r for r in readings.split(" | ") if r]

    assert expected == [reading(d) for d in find_dates(text, lang)]
    assert expected == [reading(d) for d in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("March 14, 2023", (2023, 3, 14)),
        ("۲۳ اسفند ۱۴۰۱", (1401, 12, 23)),
        ("29 مارس", (None, 3, 29)),
        ("2022 年底", (2022, None, None)),
        ("3/4/2023", (2023, None, None)),
        ("去年 12 月", (None, 12, None)),
    ],
)
def test_what_is_known_is_in_the_calendar_of_the_text(text: str, known: tuple[int | None, ...]) -> None:
    """Year, month and day as they are said; what has two readings is not known."""
    (date,) = find_dates(text)

    assert known == (date.year, date.month, date.day)


def test_spans_that_are_taken_hold_no_date() -> None:
    """The year in a name belongs to the name."""
    text = "WMT 2014 was held in 2014"

    assert [(21, 25)] == [(d.start, d.end) for d in find_dates(text, taken=[(0, 8)])]


@pytest.mark.parametrize("lang", ["en", "zh", "zh-Hant", "fa"])
@pytest.mark.parametrize("date", ["2022-07-11", "2023-03", "2018"])
def test_formatted_dates_are_found_again(date: str, lang: str) -> None:
    """Days, months and years in the words of each language."""
    (found,) = find_dates(format_date(date, lang), lang)

    assert found.earliest == f"{date}-01-01"[:10]
    assert found.grain == {10: "day", 7: "month", 4: "year"}[len(date)]


def test_a_formatted_jalali_date_is_found_again() -> None:
    """In Persian, the language of that calendar."""
    shown = format_date("2023-03-14", "fa", "jalali")

    assert shown == "۲۳ اسفند ۱۴۰۱"
    assert ["2023-03-14"] == [d.earliest for d in find_dates(shown)]
    assert format_date("2023-03-14", "en", "jalali") == "23 Esfand 1401"
    assert format_date("2023-03-14", "zh", "jalali") == "伊朗历1401年12月23日"
    with pytest.raises(ValueError, match="only days"):
        format_date("2023-03", "fa", "jalali")


def test_an_unknown_language_is_refused() -> None:
    """As everywhere."""
    with pytest.raises(UnknownLanguageError):
        find_dates("2023", "de")
