"""Numbers, dates and units in three languages."""

import pytest

from fmref import UnknownLanguageError
from fmref.formatting import Style
from fmref.quantities import format_date, format_number, format_value


@pytest.mark.parametrize(
    ("number", "en", "zh", "fa"),
    [
        (0, "0", "0", "۰"),
        (96, "96", "96", "۹۶"),
        (2048, "2,048", "2,048", "۲٬۰۴۸"),
        (3.5, "3.5", "3.5", "۳٫۵"),
        (340_000_000, "340 million", "3.4亿", "۳۴۰ میلیون"),
        (176_247_271_424, "176.2 billion", "1762亿", "۱۷۶٫۲ میلیارد"),
        (1.08e12, "1.08 trillion", "1.08万亿", "۱٫۰۸ تریلیون"),
        (3.14e23, "3.14×10²³", "3.14×10²³", "۳٫۱۴×10²³"),
    ],
)
def test_numbers_in_the_form_readers_use(number: float, en: str, zh: str, fa: str) -> None:
    """Plain below a million, compact from there, scientific for compute."""
    assert [en, zh, fa] == [format_number(number, lang) for lang in ("en", "zh", "fa")]


@pytest.mark.parametrize(
    ("date", "en", "zh", "fa"),
    [
        ("2022-07-11", "July 11, 2022", "2022年7月11日", "۱۱ ژوئیهٔ ۲۰۲۲"),
        ("2023-03", "March 2023", "2023年3月", "مارس ۲۰۲۳"),
        ("2018", "2018", "2018年", "۲۰۱۸"),
    ],
)
def test_dates_in_words_of_their_own_precision(date: str, en: str, zh: str, fa: str) -> None:
    """A day, a month, a year."""
    assert [en, zh, fa] == [format_date(date, lang) for lang in ("en", "zh", "fa")]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (3.3e11, "bytes", ["330 GB", "330 GB", "۳۳۰ گیگابایت"]),
        (9_204_300, "seconds", ["106.5 days", "106.5 天", "۱۰۶٫۵ روز"]),
        (1800, "seconds", ["30 minutes", "30 分钟", "۳۰ دقیقه"]),
        (46, "languages", ["46 languages", "46种语言", "۴۶ زبان"]),
        (
            (7e9, 65e9),
            "parameters",
            [
                "7 billion parameters, 65 billion parameters",
                "70亿个参数、650亿个参数",
                "۷ میلیارد پارامتر، ۶۵ میلیارد پارامتر",
            ],
        ),
        (True, None, ["yes", "是", "بله"]),
        ("MIT", None, ["MIT", "MIT", "MIT"]),
        (7, "pieces", ["7 pieces", "7 pieces", "۷ pieces"]),
    ],
)
def test_values_with_their_units(value: object, unit: str | None, expected: list[str]) -> None:
    """Sizes and durations are scaled; several values are joined by the language's comma."""
    assert expected == [format_value(value, unit, lang) for lang in ("en", "zh", "fa")]


@pytest.mark.parametrize(
    ("number", "lang", "style", "expected"),
    [
        (175e9, "en", "short", "175B"),
        (175e9, "zh", "short", "1750亿"),
        (175e9, "fa", "short", "۱۷۵ میلیارد"),
        (1.08e12, "zh-TW", "rounded", "1.08兆"),
        (1.08e12, "zh", "rounded", "1.08万亿"),
        (-1.08e12, "fa", "rounded", "-۱٫۰۸ تریلیون"),
        (176_247_271_424, "en", "exact", "176,247,271,424"),
        (176_247_271_424, "fa", "exact", "۱۷۶٬۲۴۷٬۲۷۱٬۴۲۴"),
        (0.123456789, "en", "exact", "0.123456789"),
        (10**30 + 1, "en", "exact", "1,000,000,000,000,000,000,000,000,000,001"),
        (2.5e-30, "zh", "exact", "0.0000000000000000000000000000025"),
    ],
)
def test_styles(number: float, lang: str, style: Style, expected: str) -> None:
    """Letters, every digit, and the magnitudes of Taiwan."""
    assert expected == format_number(number, lang, style)


def test_traditional_characters_have_their_own_words() -> None:
    """Numbers and units alike."""
    assert format_value(175e9, "parameters", "zh-TW") == "1750億個參數"
    assert format_value(7200, "seconds", "zh-TW") == "2 小時"


def test_an_unknown_language_is_refused() -> None:
    """The error names the languages there are."""
    with pytest.raises(UnknownLanguageError):
        format_number(3, "de")
