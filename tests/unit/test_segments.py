"""Pairs of texts from files: what is read, with its place, and what is refused."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmref import ExchangeError
from fmref.segments import SUFFIXES, Segment, Segments, read_segments, side_by_side

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en-US" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x"
 creationtool="x" creationtoolversion="1"/><body>
<tu tuid="a"><tuv xml:lang="en"><seg>one <ph/>model</seg></tuv><tuv xml:lang="zh-CN"><seg>一个模型</seg></tuv>
<tuv xml:lang="fa"><seg>یک مدل</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
<tu><tuv xml:lang="fa"><seg>متن</seg></tuv><tuv xml:lang="en"><seg>text</seg></tuv></tu>
</body></tmx>
"""
XLIFF1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="f" source-language="en" target-language="fa" datatype="plaintext"><body>
<trans-unit id="1"><source>hi <g id="1">you</g></source><target>سلام</target></trans-unit>
<trans-unit id="2"><source>later</source></trans-unit>
</body></file></xliff>
"""
XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-Hans" trgLang="en">
<file id="f"><unit id="u"><segment><source>一</source><target>one</target></segment>
<segment><source>二</source><target>two</target></segment></unit></file></xliff>
"""
PO = """msgid ""
msgstr ""
"Language: fa\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
msgid "unsure"
msgstr "نامطمئن"

msgid "model"
msgid_plural "models"
msgstr[0] "مدل"
msgstr[1] "مدل‌ها"

msgid "later"
msgstr ""

#~ msgid "old"
#~ msgstr "کهنه"
"""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.tmx", TMX, Segments((Segment("one model", "一个模型", "a", 4),), "en", "zh")),
        (
            "a.xlf",
            XLIFF1,
            Segments((Segment("hi you", "سلام", "f/1", 4),), "en", "fa"),
        ),
        (
            "a.xliff",
            XLIFF2,
            Segments(
                (Segment("一", "one", "u::segment-1", 2), Segment("二", "two", "u::segment-2", 3)),
                "zh",
                "en",
            ),
        ),
        ("a.PO", PO, Segments((Segment("model", "مدل", "model", 10),), None, "fa")),
    ],
)
def test_files_of_translations_are_read(name: str, content: str, expected: Segments, tmp_path: Path) -> None:
    """Units with a translation, their names and lines, and the languages that the file declares."""
    (tmp_path / name).write_text(content, encoding="utf8")

    assert read_segments(tmp_path / name) == expected


def test_a_pair_of_languages_is_chosen(tmp_path: Path) -> None:
    """TMX may hold several."""
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf8")

    found = read_segments(tmp_path / "a.tmx", source_lang="fa", target_lang="en")

    assert [segment[:2] for segment in found.segments] == [("یک مدل", "one model"), ("متن", "text")]


def test_other_encodings_are_read(tmp_path: Path) -> None:
    """Those that XML declares or marks."""
    (tmp_path / "a.tmx").write_bytes(TMX.replace("UTF-8", "UTF-16").encode("utf-16"))

    assert read_segments(tmp_path / "a.tmx").segments[0].target == "一个模型"


ENTITY = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tmx><body>&b;</body></tmx>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx><body>&a;</body></tmx>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tmx", ENTITY.encode(), r"a\.tmx:1: EntitiesForbidden: .*write the text itself"),
        ("a.xlf", OUTSIDE.encode(), r"a\.xlf:1: EntitiesForbidden"),
        ("a.tmx", b"<tmx><body></tmx>", r"a\.tmx:1: no XML: mismatched tag"),
        ("a.tmx", XLIFF1.encode(), r"a\.tmx:1: the root is xliff, not tmx; give the file its own suffix"),
        ("a.xlf", TMX.encode(), r"a\.xlf:1: the root is tmx, not xliff"),
        (
            "a.xlf",
            b'<?xml version="1.0"?><xliff>\xff</xliff>',
            r"a\.xlf:1: no text in utf-8-sig; save the file as UTF-8",
        ),
        ("a.tmx", b'<?xml version="1.0" encoding="nothing"?><tmx/>', r"a\.tmx:1: no text in nothing"),
        ("a.po", b'nonsense\nmsgid "x', r"a\.po: translate-toolkit cannot read it: Syntax error on line 1"),
        ("a.txt", b"x", r"a\.txt: \.txt: not read; use \.tmx, \.xlf, \.xliff, \.po"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    """With the file, the line and the repair; entities and other files are not even looked at."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ExchangeError, match=message):
        read_segments(tmp_path / name)


def test_no_file_is_refused(tmp_path: Path) -> None:
    """As what cannot be read."""
    with pytest.raises(ExchangeError, match="cannot be read: No such file"):
        read_segments(tmp_path / "a.tmx")


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200), suffix=st.sampled_from(SUFFIXES), begin=st.sampled_from(["", TMX, PO, XLIFF1]))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str, begin: str
) -> None:
    """With the one typed error."""
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    cut = len(content) * 3
    path.write_bytes(begin.encode()[:-cut] + content if cut else begin.encode())
    with contextlib.suppress(ExchangeError):
        assert all(segment.source and segment.target for segment in read_segments(path).segments)


def test_texts_are_paired_by_line_or_paragraph() -> None:
    """Lines where their numbers agree; the line of a segment is that of its target."""
    by_line = side_by_side("a\n\nb", "一\n二\n")
    by_paragraph = side_by_side("a\nb\n\nc", "一\n\n\n二")

    assert by_line.segments == (Segment("a", "一", "", 1), Segment("b", "二", "", 2))
    assert by_paragraph.segments == (Segment("a\nb", "一", "", 1), Segment("c", "二", "", 4))


def test_texts_that_cannot_be_paired_are_refused() -> None:
    """With the number of paragraphs on both sides."""
    with pytest.raises(ExchangeError, match="2 paragraphs in the source and 1 in the target; part both with blank"):
        side_by_side("a\n\nb", "一")
