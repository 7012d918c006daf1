"""The full forms of acronyms."""

import pytest

from fmref import Catalog


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("GPT是生成式预先训练变压器（GPT）的缩写。", "生成式预先训练变压器", "生成式预训练 Transformer"),
        ("它包括变分编码器(VAE)和其他网络。", "变分编码器", "变分自编码器"),
    ],
)
def test_a_mistake_in_a_full_form_is_mended_as_a_whole(full: Catalog, text: str, words: str, right: str) -> None:
    """The finding spans the words before the bracket, and what to write has the same extent."""
    (finding,) = [f for f in full.lint(text) if f.severity == "error"]
    assert (finding.text, finding.suggestions[0]) == (words, right)
    assert text[finding.start : finding.end] == words
    assert finding.message.endswith(f"write {right}")


@pytest.mark.parametrize("text", ["我们用变压器（BERT除外）来翻译句子。", "变压器和生成式模型不同（GPT）。"])
def test_other_brackets_widen_nothing(full: Catalog, text: str) -> None:
    """What stands before a bracket must be like a full form."""
    assert {f.text for f in full.lint(text) if f.severity == "error"} <= {"变压器"}


def test_right_full_forms_are_left_alone(full: Catalog) -> None:
    """As they are listed."""
    assert [f for f in full.lint("大语言模型（LLM）和检索增强生成（RAG）") if f.severity == "error"] == []
