"""Translations against their sources: what is wrong is found, and what is right is left in peace."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fmref
from fmref import Catalog, PairFinding, Span
from fmref.bilingual import CODES

PAIRS = Path(__file__).parents[1] / "data" / "pairs.tsv"


class Pair(NamedTuple):
    """A row of the table: a pair, and the code of the one error that it has, if any."""

    source_lang: str
    target_lang: str
    code: str
    source: str
    target: str


def rows() -> list[Pair]:
    """The table of pairs."""
    with PAIRS.open(encoding="utf8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def codes(found: list[PairFinding]) -> list[str]:
    """The codes of findings."""
    return [one.code for one in found]


def test_the_table_is_balanced() -> None:
    """Six directions, at least ten pairs of each, half of them right."""
    table = rows()
    directions = Counter((row.source_lang, row.target_lang) for row in table)

    assert len(directions) == 6
    assert min(directions.values()) >= 10
    assert sum(not row.code for row in table) * 2 == len(table)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.source_lang}-{row.target_lang} {row.code or 'right'}")
def test_the_one_error_of_a_pair_is_found(row: Pair, full: Catalog) -> None:
    """And nothing else; the languages are told by their scripts as well."""
    told = full.check_pair(row.source, row.target, source_lang=row.source_lang, target_lang=row.target_lang)

    assert codes(told) == [row.code] * bool(row.code)
    assert full.check_pair(row.source, row.target) == told


def test_a_finding_has_both_places(full: Catalog) -> None:
    """With both values in the message."""
    (found,) = full.check_pair("GPT-3 has 175B parameters.", "GPT-3 有 175 亿个参数。")

    assert found == PairFinding(
        "P301",
        "error",
        "the source says 175,000,000,000 parameters, the target 17,500,000,000 parameters",
        Span(10, 25, "175B parameters"),
        Span(8, 16, "175 亿个参数"),
        (),
    )


def test_a_mistranslation_comes_with_the_right_terms(full: Catalog) -> None:
    """Those of the profile first."""
    (found,) = full.check_pair("Prompt engineering helps.", "快速工程很有用。")

    assert (found.code, found.severity, found.target) == ("P201", "error", Span(0, 4, "快速工程"))
    assert found.suggestions[0] == "提示工程"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("It cost about 100 million dollars.", "它的成本约为 1 亿美元。", []),
        ("It cost more than 100 million dollars.", "成本不到 1 亿美元。", ["P301"]),
        ("It has dozens of billions of parameters.", "它有数百亿个参数。", []),
        ("It cost 100 million dollars.", "成本为 1 亿欧元。", ["P301"]),
        ("It took three months.", "用了 90 天。", []),
        ("The file has 45 GB.", "文件有 45 MB。", ["P301"]),
        ("It has 176,247,271,424 parameters.", "它有 1762 亿个参数。", []),
        ("See Table 3 and version 2.1.", "见表 3 和 2.1 版。", []),
        ("Both of the two models won.", "两者都赢了。", []),
        ("It came out in 2023.", "它于 2023 年 3 月发布。", []),
        ("It came out on March 29.", "它在 3 月 28 日发布。", ["P311"]),
        ("It came out last year.", "它去年发布。", []),
        ("It came out in late 2022.", "它于 2022 年底发布。", []),
    ],
)
def test_numbers_and_dates_are_compared_by_what_they_say(
    source: str, target: str, expected: list[str], full: Catalog
) -> None:
    """Units by kind, vague ones by their bounds, partial dates by overlap."""
    assert codes(full.check_pair(source, target)) == expected


def test_a_number_of_more_digits_than_decimal_arithmetic_keeps(mini: Catalog) -> None:
    """It is compared and told like any other."""
    found = mini.check_pair(f"{','.join(['246'] * 12)} parameters", "8 个参数")

    assert "the source says 246,246,246,246,246," in found[-1].message


def test_a_number_without_a_unit_is_a_warning(full: Catalog) -> None:
    """Its lack may be a matter of style."""
    with_unit = full.check_pair("It has 96 layers.", "它有很多层。")
    without = full.check_pair("We tried 57 of them.", "我们试了其中一些。")

    assert [(one.code, one.severity) for one in with_unit] == [("P302", "error")]
    assert [(one.code, one.severity) for one in without] == [("P302", "warning")]


def test_a_family_may_stand_for_a_model_named_before(full: Catalog) -> None:
    """A warning then, and an error out of the blue."""
    named = ("Llama 2 70B is large.", "Llama 2 70B 很大。")
    again = ("Llama 2 70B is slow.", "Llama 2 很慢。")

    assert [codes(found) for found in full.check_pairs([named, again])] == [[], ["P103"]]
    assert [codes(found) for found in full.check_pairs([again])] == [["P101"]]


def test_a_name_that_was_said_before_is_not_added(full: Catalog) -> None:
    """A translator may say the name where the source says "it"."""
    segments = [("OpenAI trained GPT-4.", "OpenAI 训练了 GPT-4。"), ("It is large.", "GPT-4 很大。")]

    assert [codes(found) for found in full.check_pairs(segments)] == [[], []]
    assert codes(full.check_pair("It is large.", "GPT-4 很大。")) == ["P104"]


def test_a_misspelt_name_is_found(full: Catalog) -> None:
    """With the right one."""
    (found,) = full.check_pair("آنتروپیک و OpenAI رقیب‌اند.", "Antropic and OpenAI are rivals.")

    assert (found.code, found.target, found.suggestions[0]) == ("P105", Span(0, 8, "Antropic"), "Anthropic")


def test_one_word_is_rendered_in_one_way(full: Catalog) -> None:
    """The rendering that is less frequent is the finding; a profile and the source decide nothing here."""
    segments = [
        ("Overfitting is bad.", "过拟合不好。"),
        ("Overfitting is common.", "过度拟合很常见。"),
        ("Overfitting is visible.", "过拟合是看得见的。"),
    ]
    found = full.check_pairs(segments)

    assert [codes(of_segment) for of_segment in found] == [[], ["P204"], []]
    assert found[1][0].suggestions == ("过拟合",)


def test_a_deprecated_term_is_a_warning(full: Catalog) -> None:
    """It is understood, and no longer written."""
    (found,) = full.check_pair("Boosting is an ensemble method.", "ترقی‌دادن یک روش گروهی است.")

    assert (found.code, found.severity, found.target and found.target.text) == ("P202", "warning", "ترقی‌دادن")


def test_what_is_not_translated_yet_has_no_findings(full: Catalog) -> None:
    """An empty target is work to do, and no mistake."""
    assert full.check_pairs([("GPT-4 has 3 parts.", ""), ("", "GPT-4"), ("  ", " ")]) == [[], [], []]


def test_wrong_options_are_errors(full: Catalog) -> None:
    """A language and a profile that there are not."""
    with pytest.raises(fmref.UnknownLanguageError):
        full.check_pair("x", "y", target_lang="de")
    with pytest.raises(ValueError, match="unknown profile"):
        full.check_pair("x", "y", profile="none")


PIECES = st.sampled_from(
    [
        *(
            "GPT-3",
            "Llama 2 70B",
            "谷歌",
            "جی‌پی‌تی ۴",
            "Antropic",
            "快速工程",
            "微调",
            "تنظیم دقیق",
            "fine-tuning",
            "توهم‌ها",
        ),
        *(
            "1750 亿",
            "175B",
            "۱۷۵ میلیارد",
            "$5",
            "3 天",
            "数十亿",
            "2023 年 3 月",
            "۲۳ اسفند ۱۴۰۱",
            "3/4/2023",
            "last year",
        ),
        *(
            " ",
            "\n",
            "，",
            "、",
            "ی",
            "s",
            "-",
            "(",
            "\u200c",
            "\ud800",
            "\u202e",
            "\x00",
            "more than ",
            "约",
            "29 مارس",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_a_text_is_a_right_translation_of_itself(full: Catalog, text: str) -> None:
    """Whatever it says, mistakes included: they are the source's own."""
    assert full.check_pair(text, text) == []


@settings(max_examples=150, deadline=None)
@given(source=TEXTS, target=TEXTS)
def test_places_are_exact(full: Catalog, source: str, target: str) -> None:
    """Of any two texts, with codes that are listed, and no exception."""
    for found in full.check_pair(source, target):
        assert found.code in CODES
        assert found.source or found.target
        for text, span in ((source, found.source), (target, found.target)):
            assert span is None or text[span.start : span.end] == span.text != ""
