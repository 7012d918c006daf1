"""What of Markdown is prose, at its place in the file."""

from __future__ import annotations

import pytest

from fmref.document import BREAK, OBJECT, is_markdown, read_markdown, read_plain


def prose(text: str) -> list[str]:
    """The pieces of prose of a text in Markdown, without blanks around them."""
    pieces = read_markdown(text).prose.replace(BREAK, OBJECT).split(OBJECT)
    return [piece.strip() for piece in pieces if piece.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Llama 2 #\nText", ["Llama 2", "Text"]),
        ("Llama 2\n=======", ["Llama 2"]),
        ("- a\n- b\n  1. c", ["a", "b", "c"]),
        ("1. 1", ["1"]),
        ("> a\n> > b", ["a", "b"]),
        ("| a | b |\n|---|---|\n| c \\| d | e |", ["a", "b", "c \\| d", "e"]),
        ("> - | a | a |\n>   |---|---|\n>   | 1 | 1 |", ["a", "a", "1", "1"]),
        ("**a** and *b*", ["**a** and *b*"]),
        ("![alt](a.png)", ["![alt](", ")"]),
        ("[a](<b c> 'title')", ["[a](", "'title')"]),
        ("[a](b_(c)) d", ["[a](", ") d"]),
        ("[a][b]", ["[a][", "]"]),
        ("[b]: https://a 'title'", ["'title'"]),
        ("[^1]: note", ["[", "]: note"]),
        ("见 https://a.b/c。好", ["见", "。好"]),
        ("a <https://b> <c@d.e> f", ["a", "f"]),
        ("a `b` ``c ` d`` e", ["a", "e"]),
        ("a ` b", ["a ` b"]),
        ("a\n\n    b\n\n```\nc\n```\n~~~\nd\n~~~", ["a"]),
        ("<div>\na\n</div>\n\nb", ["b"]),
        ("a <b title='>'>c</b> <code>d</code>", ["a", "c", ">"]),
        ("a <!-- b --> c", ["a", "c"]),
        ("a < b > c", ["a < b > c"]),
        ("a $x^2$ b", ["a", "b"]),
        ("a\n$$\nx\n$$\nb", ["a", "b"]),
        ("$5 和 $6，$5 到 $6", ["$5 和 $6，$5 到 $6"]),
        ("a \\`b\\` c", ["a \\`b\\` c"]),
        ("a &amp; b", ["a", "b"]),
        ("---\ntitle: a\n---\nb", ["b"]),
        ("+++\ntitle = 'a'\n+++\nb", ["b"]),
        ("---\na", ["a"]),
        ("a\r\nb\rc\r\n\r\nd", ["a\r\nb\rc", "d"]),
        ("a\0b", ["a\0b"]),
        ("　　中文", ["中文"]),
        ("", []),
    ],
)
def test_what_is_prose(text: str, expected: list[str]) -> None:
    """Words that are read, and none that are not."""
    assert prose(text) == expected


def test_every_place_is_that_of_the_file() -> None:
    """Whatever stands before it."""
    text = "---\na: b\n---\n> # `code` Llama\r\n>\r\n> | x | 模型 |\n> |---|---|\n> | y | مدل |\n"
    read = read_markdown(text).prose

    assert len(read) == len(text)
    for word in ("Llama", "模型", "مدل"):
        assert read.index(word) == text.index(word)


def test_a_line_that_goes_on_goes_on() -> None:
    """The mark of a quote between two lines of a paragraph is a blank; that between two paragraphs is none."""
    assert read_markdown("> Alpha\n> 13B").prose == OBJECT * 2 + "Alpha\n  13B"
    assert (
        read_markdown("> Alpha\n>\n> 13B").prose == OBJECT * 2 + "Alpha" + BREAK + OBJECT + BREAK + OBJECT * 2 + "13B"
    )


def test_entities_for_spaces() -> None:
    """A half-space by name is half-spaces, a hard space by name is spaces: they are inside of words and names."""
    assert read_markdown("می&zwnj;شود").prose == "می" + "\u200c" * 6 + "شود"
    assert read_markdown("GPT&nbsp;4").prose == "GPT      4"


def test_comments_are_told() -> None:
    """Those of blocks and of lines, and none that is shown as code."""
    text = "<!-- a -->\n\nb <!-- c --> `<!-- d -->`\n\n```\n<!-- e -->\n```\n\n> <!-- f\n> g -->\n\nh <!-- i"
    comments = [text[start:end] for start, end in read_markdown(text).comments]

    assert comments == ["<!-- a -->", "<!-- c -->", "<!-- f\n> g -->"]


def test_plain_text_is_prose_but_for_comments() -> None:
    """A mark of Markdown means nothing in it."""
    document = read_plain("# `a` <!-- b --> c")

    assert document.prose == "# `a` " + OBJECT * 10 + " c"
    assert document.comments == ((6, 16),)


def test_names_of_files() -> None:
    """Two endings say Markdown, in any case."""
    assert [is_markdown(name) for name in ("a.md", "a.MARKDOWN", "a.txt", "md")] == [True, True, False, False]


def test_a_run_of_backticks_whose_first_is_escaped_opens_what_is_left_of_it() -> None:
    """Where no run of that length follows, it is text."""
    assert read_markdown("\\```").prose == "\\```"
    assert read_markdown("\\``` a `` b").prose == "\\`" + OBJECT * 7 + " b"
