"""What is mistranslated or misspelt in a text."""

from fmref import Catalog
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


def test_right_words_are_no_findings(mini: Catalog) -> None:
    """Preferred and admitted terms, and the letters of a mistake inside its guards."""
    assert mini.lint("基础模型和根基模型。慈善基金会模式有待改进。") == []
