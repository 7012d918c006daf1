"""Chinese and Persian names in Latin letters."""

import time

import pytest

from fmref.name_words import NameWords, in_digits

WORDS = NameWords(
    [
        ("元象", "brands", "XVERSE"),
        ("لاما", "brands", "Llama"),
        ("آلفا", "variants", "Alpha"),
        ("آلفا گو", "brands", "AlphaGo"),
        ("جیپیتی", "brands", "GPT"),
        ("大模型", "noise", "model"),
        ("模型", "noise", "model"),
        ("مدل", "noise", "model"),
        ("ver", "noise", "en"),
        ("بی", "units", "B"),
        ("十亿", "units", "B"),
        ("乘", "units", "x"),
        ("亿", "units", "100M"),
        ("万亿", "units", "T"),
        ("دستوری", "variants", "Instruct"),
        ("--", "noise", "nothing"),
    ]
)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("元象XVERSE-13B", "XVERSE xverse-13b"),
        ("元象大模型ver 2", "XVERSE 2"),
        ("元象8×7B", "XVERSE 8x7b"),
        ("元象8乘7B", "XVERSE 8x7b"),
        ("元象8 乘 7十亿", "XVERSE 8x7B"),
        ("لاما ۳٫۱ ۸بی دستوری", "Llama 3.1 8B Instruct"),
        ("مدل لاما-۲ ۷ بی", "Llama -2 7B"),
        ("XVERSE-13B", "xverse-13b"),
        ("元象 70亿", "XVERSE 7b"),
        ("元象 3.4亿", "XVERSE 340m"),
        ("元象 1750 亿", "XVERSE 175b"),
        ("元象1.75万亿", "XVERSE 1.75T"),
        ("XVERSE三", "xverse3"),
        ("元象三 70亿", "XVERSE3 7b"),
        ("亿", "100M"),
        ("", ""),
    ],
)
def test_every_word_is_read(name: str, latin: str) -> None:
    """Brands and variants become words, units stand at their number, noise goes; `ver` and `x` inside XVERSE stay."""
    found = WORDS.latin(name)

    assert found is not None
    assert latin.split() == found.split()


@pytest.mark.parametrize("name", ["جی‌پی‌تی", "جی پی تی", "جی-پی‌تی", "جيپيتي", "جـی‌پی‌تی"])
def test_a_word_may_have_separators_anywhere(name: str) -> None:
    """Half-spaces, spaces, dashes and Arabic letters make no difference."""
    assert "GPT" == (WORDS.latin(name) or "").strip()


def test_the_longest_word_is_taken() -> None:
    """`آلفا گو` is one brand, also without its space; `大模型` is not `大` and `模型`."""
    assert ["AlphaGo"] == (WORDS.latin("آلفاگو") or "").split()
    assert ["AlphaGo"] == (WORDS.latin("آلفا گو") or "").split()
    assert ["Alpha", "Llama"] == (WORDS.latin("آلفا لاما") or "").split()
    assert [] == (WORDS.latin("大模型") or "?").split()


@pytest.mark.parametrize("name", ["لاماها", "سلاما", "لاما زبرا", "未知模型", "لاماé"])
def test_a_name_with_another_word_is_not_read(name: str) -> None:
    """A word inside a longer Persian word is not that word, and what nobody knows is left as it is."""
    assert WORDS.latin(name) is None


def test_what_is_left_can_be_seen() -> None:
    """The known words in Latin letters, the others folded."""
    assert ["زبرا", "7B"] == WORDS.partly_latin("مدل زبرا ۷بی").split()


@pytest.mark.parametrize("text", ["\ufdfa" * 1000, "م-" * 500, "م" + "-" * 999, "جیپیت" * 200, "۸ " * 500])
def test_hostile_strings_take_linear_time(text: str) -> None:
    """The longest names that are read, made of what begins many words or none, take milliseconds."""
    start = time.process_time()
    WORDS.latin(text)

    assert time.process_time() - start < 0.2


def test_a_slip_in_one_chinese_character_is_corrected() -> None:
    """For forms of three characters or more, wherever they stand; what is right gives nothing."""
    words = NameWords([("双子座", "brands", "Gemini"), ("通义千问", "brands", "Qwen"), ("百川", "brands", "Baichuan")])

    assert list(words.corrected("双子坐 1.5 Pro")) == ["双子座 1.5 pro"]
    assert list(words.corrected("阿里通意千问2")) == ["阿里通义千问2"]
    assert list(words.corrected("通义千问2")) == []
    assert list(words.corrected("百传2")) == []


@pytest.mark.parametrize(
    ("name", "digits"),
    [
        ("Llama two 70B", "Llama 2 70B"),
        ("second-generation Llama 70B", "Llama 2 70B"),
        ("the first version of LLaMA", "LLaMA 1"),
        ("Gemini one point five pro", "Gemini 1.5 pro"),
        ("Llama II", "Llama 2"),
        ("Command R", "Command R"),
        ("one", "1"),
        ("someone/phi-two", "someone/phi-two"),
    ],
)
def test_english_versions_in_words_become_digits(name: str, digits: str) -> None:
    """Before or behind the name; an identifier with an owner is left alone."""
    assert in_digits(name) == digits
