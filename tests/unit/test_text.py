"""Folding names to keys, language tags, inflections."""

import pytest

from fmref.errors import UnknownLanguageError
from fmref.text import digit_signature, language, name_key, singular_keys, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-4", "gpt 4"),
        ("GPT-4", "GPT4"),
        ("GPT-4", "ＧＰＴ－４"),
        ("GPT-4", "GPT‑۴"),
        ("GPT-4", "\u202aGPT\u200b-4\u202c"),
        ("جی‌پی‌تی ۴", "جی پی تی 4"),
        ("جی‌پی‌تی ۴", "جي‌پي‌تي ٤"),
        ("مدل", "مـــدل"),
        ("توجه چندسَر", "توجه چندسر"),
        ("لایهٔ", "لایۀ"),
        ("كدک", "کدک"),
        ("書生·浦語2.5", "书生·浦语 2.5"),
        ("大語言模型", "大语言模型"),
        ("DALL·E 2", "dall-e-2"),
        ("لاما ۳٫۱", "لاما 3.1"),
        ("AI21 Labs, Inc.", "ai21labs inc"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    """Case, width, dashes, spaces, half-spaces, Arabic letters, marks, digits and traditional characters are folded."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OPT-1.3B", "OPT-13B"),
        ("Command R", "Command R+"),
        ("phi-2-3b", "phi-23b"),
        ("Llama 3 1B", "Llama 31B"),
        ("Claude 3.5", "Claude 3-5"),
        ("آموزش", "اموزش"),
        ("a/bc", "ab/c"),
        ("llama3.1:8b", "llama3.1 8b"),
        ("é", "e"),
    ],
)
def test_names_of_different_things_stay_apart(one: str, other: str) -> None:
    """Dots and gaps between digits, a plus, slashes, colons, accents and the Persian madda are identity."""
    assert name_key(one) != name_key(other)


def test_a_name_without_letters_or_digits_has_an_empty_key() -> None:
    """Punctuation, bidi controls, lone surrogates and NUL leave nothing."""
    assert name_key(" -–—()«»\u202e\u200c\ud800\x00") == ""


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "en"),
        ("zh", "zh"),
        ("zh_CN", "zh"),
        ("zh-Hans-CN", "zh"),
        ("zh-TW", "zh-Hant"),
        ("ZH-HANT-HK", "zh-Hant"),
        ("fa-AF", "fa"),
    ],
)
def test_language_tags_lead_to_one_of_four_languages(tag: str, expected: str) -> None:
    """Regions and scripts of BCP 47 tags are understood."""
    assert expected == language(tag)


@pytest.mark.parametrize("tag", ["de", "", "persian", "zhx", None, 3])
def test_other_languages_are_refused(tag: object) -> None:
    """The error names the languages there are."""
    with pytest.raises(UnknownLanguageError, match="use en, zh, zh-Hant or fa"):
        language(tag)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("models", "model"),
        ("entropies", "entropy"),
        ("biases", "bias"),
        ("توکن‌ها", "توکن"),
        ("مدل‌های", "مدل"),
        ("مدلی", "مدل"),
    ],
)
def test_plain_inflections_lead_to_the_base_form(plural: str, singular: str) -> None:
    """English plurals and the commonest Persian endings are undone."""
    assert name_key(singular) in singular_keys(name_key(plural))


@pytest.mark.parametrize("word", ["loss", "ها", "gpt4"])
def test_words_that_only_look_inflected_are_left(word: str) -> None:
    """Neither `-ss` nor words too short to carry an ending are cut."""
    assert singular_keys(name_key(word)) == []


def test_the_digit_signature_keeps_order_and_dots() -> None:
    """Sizes and versions are told apart by it."""
    assert digit_signature(name_key("Llama-3.1-70B-Instruct")) == "3.1_70"


def test_words_of_mixed_text_are_separated() -> None:
    """Chinese is segmented; Latin and Persian words are split at spaces and signs."""
    assert words("微调 LLaMA-2 روی داده") == ["微调", "llama", "2", "روی", "داده"]
