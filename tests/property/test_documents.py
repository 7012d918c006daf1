"""Markdown of any kind keeps its places and takes linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmref.document import BREAK, OBJECT, read_markdown

PIECES = (
    *"a 1模م\n\r\0\t`*_[]()<>!&$|#-+=~>.:\\\"'\u3000\u200c\ud800",
    *("\r\n", "\n\n", "    ", "```", "$$", "<!--", "-->", "](", "]: ", "[^", "http://", "&amp;", "---\n", "|-|-|\n"),
    *("<code>", "</code>", "<div>", "> ", "- ", "1. "),
)
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(texts)
def test_places_stay(text: str) -> None:
    """The prose is as long as the text and differs from it only by what stands for something else."""
    read = read_markdown(text)

    assert len(read.prose) == len(text)
    for char, original in zip(read.prose, text, strict=True):
        assert char == original or char in (OBJECT, BREAK, " ", "\u200c")
    for start, end in read.comments:
        assert text.startswith("<!--", start)
        assert text.endswith("-->", 0, end)


@given(st.lists(st.sampled_from(["模型", "مدل", "Llama", "a", "۱"]), min_size=1).map(" ".join), texts)
def test_words_are_prose_wherever_a_paragraph_stands(words: str, before: str) -> None:
    """A paragraph behind a thematic break is read, whatever stands before, unless that swallows what follows."""
    text = f"# {before.translate(dict.fromkeys(map(ord, chr(10) + chr(13))))}\n\n***\n\n{words}\n"

    assert read_markdown(text).prose.endswith(BREAK + words + BREAK)


@given(st.text(alphabet="ab模م ,.", max_size=200))
def test_plain_words_are_unchanged(text: str) -> None:
    """Text of one line without a mark is its own prose, but for blanks around it."""
    assert read_markdown(f"x{text}x").prose == f"x{text}x"


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "*",
        ">",
        "> ",
        "- ",
        "`",
        "<",
        "<a ",
        "<a '\"",
        "<!--",
        "$",
        "](",
        "[](",
        "![",
        "\\",
        "|",
        "[^",
        "www.",
        "\0",
    ],
)
def test_a_long_line_of_marks(unit: str) -> None:
    """A megabyte of one mark on one line takes less than the second that quadratic time would exceed by far."""
    text = unit * (1_000_000 // len(unit))
    begin = time.process_time()

    assert len(read_markdown(text).prose) == len(text)
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "unit", ["- a\n", ">-\n", "a|b\n-|-\n", "[x]: a\n", "<!--\n", "```\n", "a\n=\n", "* a\n\n", "$$\n"]
)
def test_many_lines_of_marks(unit: str) -> None:
    """Twice the lines take about twice the time: the fastest of three, for the collector of garbage may run in one."""

    def seconds(length: int) -> float:
        begin = time.process_time()
        read_markdown(unit * (length // len(unit)))
        return time.process_time() - begin

    def fastest(length: int) -> float:
        return min(seconds(length) for _ in range(3))

    seconds(1000)
    assert fastest(120_000) < 4 * fastest(60_000) + 0.5


def test_backticks_of_every_length() -> None:
    """Runs that no other run closes."""
    text = " ".join("`" * length for length in range(1500))

    assert len(read_markdown(text).prose) == len(text)
