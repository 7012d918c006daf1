"""Where a name or term begins and ends."""

import pytest

from fmref.boundaries import end_of_word, stands_alone


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We use BERT.", "BERT"),
        ("a BERT-based model", "BERT"),
        ("two GPUs", "GPU"),
        ("使用BERT模型", "BERT"),
        ("GPT-4,2023年", "GPT-4"),
        ("GPT-4. The next", "GPT-4"),
        ("این مدل‌ها خوبند", "مدل"),
        ("این مدلهای بزرگ", "مدل"),
        ("مدلی تازه", "مدل"),
        ("«مدل»", "مدل"),
        ("pre-training", "training"),
    ],
)
def test_a_word_stands_alone(text: str, word: str) -> None:
    """Before punctuation, another script, a plural, an ending, a plain word behind a hyphen."""
    start = text.index(word)
    assert stands_alone(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("RoBERTa", "BERT"),
        ("GPT-4o", "GPT-4"),
        ("Llama 3.1", "Llama 3"),
        ("Command R+", "Command R"),
        ("Llama-3-13B", "Llama-3"),
        ("SciBERT", "BERT"),
        ("Sci-BERT", "BERT"),
        ("بهینه‌سازی", "بهینه"),
        ("پیش‌آموزش", "آموزش"),
        ("مدلسازی", "مدل"),
    ],
)
def test_a_part_of_a_word_does_not(text: str, word: str) -> None:
    """Letters, digits, versions and half-spaces bind."""
    start = text.index(word)
    assert not stands_alone(text, start, start + len(word))


def test_endings_belong_to_the_word() -> None:
    """The plural and the ezafe."""
    text = "مدل‌های زبانی"
    assert end_of_word(text, 0, 3) == len("مدل‌های")
    assert end_of_word("GPUs", 0, 3) == 4
