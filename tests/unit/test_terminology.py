"""What is mistranslated or misspelt in a text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fmref import Catalog, load
from fmref.terminology import Finding


def test_a_mistranslated_term_is_found(mini: Catalog) -> None:
    """With place, code, severity and what to write."""
    (finding,) = mini.lint("这种基金会模式很强。")
    assert finding == Finding(
        2,
        7,
        "基金会模式",
        "T201",
        "error",
        "the wrong sense of foundation model; write 基础模型",
        ("基础模型", "根基模型"),
    )


def test_a_mistake_may_say_what_fits_in_its_place(edited: Callable[[str, str, str], Path]) -> None:
    """Of more words than the term: `write` is suggested instead of the terms, and put there by mending."""
    wrong = "status: forbidden, error: wrong_sense, write: 大规模基础模型, hit: [大基金会型], miss: [大规模基础模型]"
    catalog = load(edited("glossary/core.yaml", "zh: [基础模型, ", f"zh: [基础模型, {{text: 大基金会型, {wrong}}}, "))

    (finding,) = catalog.lint("这个大基金会型很强。")
    (pair,) = catalog.check_pair("The foundation model is strong.", "这个大基金会型很强。")

    assert ("大基金会型", ("大规模基础模型",), True) == (finding.text, finding.suggestions, finding.fixable)
    assert ("P201", ("大规模基础模型",)) == (pair.code, tuple(pair.suggestions))


def test_right_words_are_no_findings(mini: Catalog) -> None:
    """Preferred terms, and the letters of a mistake inside its guards."""
    assert mini.lint("基础模型和微调。慈善基金会模式有待改进。") == []


def test_a_profile_puts_other_suggestions_first(mini: Catalog) -> None:
    """By language; another profile is an error."""
    (finding,) = mini.lint("这种基金会模式很强。", profiles={"zh": "taiwan"})
    assert finding.suggestions[0] == "基石模型"
    (finding,) = mini.lint("这种基金会模式很强。", profiles={"fa": "loanword"})
    assert finding.suggestions[0] == "基础模型"
    with pytest.raises(ValueError, match="haiku"):
        mini.lint("这种基金会模式很强。", profiles={"zh": "haiku"})


def test_markdown_on_request(mini: Catalog) -> None:
    """Code is left alone, places are those of the source; what marks interrupt is found and not fixable."""
    text = "`基金会模式`\n\n> 这种基金会\n> 模式"

    (finding,) = mini.lint(text, markdown=True)
    assert (finding.text, finding.fixable) == ("基金会\n> 模式", False)
    assert text[finding.start : finding.end] == finding.text
    assert len(mini.lint("`基金会模式`")) == 1
