"""What of a text is prose: Markdown is read, and all that is no prose is blanked out at its place.

The blocks are those of markdown-it-py, which knows where each begins and ends but not where its inline parts stand in
the file. So the lines of a block are found again in the source, and the inline parts (code, links, tags, math) are read
there by one scan from left to right that never looks back: its time is linear in the text, whatever the text is.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.errors import TextFileError

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["BREAK", "OBJECT", "Document", "Lines", "is_markdown", "read_file", "read_markdown", "read_plain"]

OBJECT: Final = "\ufffc"
"""Stands, for every character of it, for what is no prose: code, addresses, tags, marks of headings and lists.

It is neither a letter nor a space, and folding neither drops it nor takes it for a separator: no name reaches across.
"""
BREAK: Final = "\u00b6"
"""Stands, like `OBJECT`, for each character of a line end between two blocks."""


class Document(NamedTuple):
    """A text, and what of it is prose.

    `prose` is as long as `text` and agrees with it wherever it holds neither `OBJECT` nor `BREAK` nor blanks for the
    marks at the head of a continued line, so that a place in the one is the same place in the other. `comments` are
    the HTML comments outside code, as pairs of offsets in code points.
    """

    text: str
    prose: str
    comments: tuple[tuple[int, int], ...] = ()


def read_file(path: Path) -> tuple[bytes, str]:
    """The text of a file in UTF-8, with its line ends, and the byte order mark before it, empty where there is none.

    Raises `TextFileError` for a file that cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TextFileError(str(path), f"cannot be read: {error.strerror}") from None
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark, content[len(mark) :].decode("utf8")
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        raise TextFileError(str(path), f"byte {at} is not UTF-8; save the file as UTF-8") from None


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in code points, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def is_markdown(name: str) -> bool:
    """Whether the name of a file says that it is Markdown."""
    return name.lower().endswith((".md", ".markdown"))


def read_plain(text: str) -> Document:
    """A text that is all prose but for its HTML comments."""
    comments = tuple(_comments(text, 0, len(text)))
    return Document(text, _without(text, comments), comments)


def read_markdown(text: str) -> Document:
    """The prose of a text in Markdown.

    Prose are paragraphs, headings, lists, quotes and the cells of tables, with what is emphasised, the texts of links
    and the descriptions of images. No prose are front matter, code, math, HTML, addresses, labels of references and
    footnotes, and every mark. Comments count where a reader of the page would not see them, so not inside code.
    """
    body = match.end() if (match := _FRONT_MATTER.match(text)) else 0
    lines = _SourceLines(text.replace("\0", "\ufffd"), body)  # which CommonMark reads for it
    pieces: list[str] = []
    comments: list[tuple[int, int]] = []
    at = 0
    for block in _blocks(lines):
        if block.is_html:
            comments += _comments(text, *block.places[0])
            continue
        begin, end = block.places[0][0], block.places[-1][1]
        prose, hidden = _Inline(_joined(text, block.places)).read()
        pieces += (_blank(text[at:begin]), prose)
        comments += ((begin + first, begin + last) for first, last in hidden)
        at = end
    pieces.append(_blank(text[at:]))
    return Document(text, "".join(pieces), tuple(comments))


_FRONT_MATTER: Final = re.compile(
    r"\ufeff?(?:---[ \t]*\r?\n(?:(?!---[ \t]*\r?$).*\n)*---|\+\+\+[ \t]*\r?\n(?:(?!\+\+\+[ \t]*\r?$).*\n)*\+\+\+)"
    r"[ \t]*\r?(?:\n|\Z)",
    re.MULTILINE,
)
_LINE_END: Final = re.compile("\r\n?|\n")
_BLANKED: Final = re.compile(r"[\r\n]++|[^\r\n]++")


@cache
def _parser() -> MarkdownIt:
    """Blocks alone, with tables; definitions of references stay paragraphs, which the scan of inline parts reads."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _blank(text: str) -> str:
    """As many characters that are no prose."""
    return _BLANKED.sub(lambda m: (BREAK if m[0][0] in "\r\n" else OBJECT) * len(m[0]), text)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with spans, which rise and do not overlap, blanked out."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], OBJECT * (end - start))
        at = end
    return "".join([*pieces, text[at:]])


def _comments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The HTML comments between two places."""
    while (begin := text.find("<!--", start, end)) >= 0 and (close := text.find("-->", begin + 4, end)) >= 0:
        start = close + 3
        yield begin, start


def _joined(text: str, places: list[tuple[int, int]]) -> str:
    """The text of a block from its first line to its last, with blanks for the marks at the head of a line."""
    pieces = [text[slice(*places[0])]]
    for (_, last), (start, end) in pairwise(places):
        line_end = _LINE_END.search(text, last, start)
        head = line_end.end() if line_end else start
        pieces += (text[last:head], " " * (start - head), text[start:end])
    return "".join(pieces)


class _SourceLines:
    """The lines of a text from `body` on, as the parser of blocks counts them."""

    def __init__(self, text: str, body: int) -> None:
        self.text = text
        self._starts = [body]
        self._ends = []
        for match in _LINE_END.finditer(text, body):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    @property
    def body(self) -> str:
        """What the parser is given."""
        return self.text[self._starts[0] :]

    def start(self, line: int) -> int:
        """Where a line begins; the end of the text behind the last."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def last(self, wanted: str, line: int, end: int | None = None) -> tuple[int, int] | None:
        """Where a string stands last in a line, before `end`."""
        at = self.text.rfind(wanted, self._starts[line], self._ends[line] if end is None else end)
        return (at, at + len(wanted)) if at >= 0 else None


class _Block(NamedTuple):
    """A block that has inline parts, or one of HTML, with the place of each of its lines."""

    places: list[tuple[int, int]]
    is_html: bool = False


def _blocks(lines: _SourceLines) -> Iterator[_Block]:
    """The blocks of a text in order."""
    tokens = iter(_parser().parse(lines.body))
    at = 0
    for token in tokens:
        if token.map is None:
            continue
        if token.type == "html_block":
            yield _Block([(lines.start(token.map[0]), lines.start(token.map[1]))], is_html=True)
            continue
        if token.type == "tr_open":
            found = _cells(lines, tokens, token.map[0])
        elif token.type == "inline":
            found = [_paragraph(lines, token)]
        else:
            continue
        for places in found:
            if places and places[0][0] >= at:
                at = places[-1][1]
                yield _Block(places)


def _paragraph(lines: _SourceLines, token: Token) -> list[tuple[int, int]]:
    """Where the lines of a paragraph or heading stand: what the parser gives of each is its end.

    Behind the text of a heading stand at most the marks that close it.
    """
    first, behind = token.map or (0, 0)
    numbered = zip(range(first, behind), token.content.split("\n"), strict=False)
    found = (lines.last(content, line) for line, own in numbered if (content := own.strip()))
    return [place for place in found if place is not None]


def _cells(lines: _SourceLines, tokens: Iterator[Token], line: int) -> list[list[tuple[int, int]]]:
    """Where the cells of a row stand, up to its closing token; the parser has undone their escaped bars."""
    row = (token for token in takewhile(lambda token: token.type != "tr_close", tokens) if token.type == "inline")
    found: list[list[tuple[int, int]]] = []
    end = None
    for content in reversed([token.content.replace("|", "\\|") for token in row]):
        if content and (place := lines.last(content, line, end)) is not None:
            found.append([place])
            end = place[0]
    return found[::-1]


class _Inline:
    """One scan of the inline parts of a block, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._hidden: list[tuple[int, int]] = []
        self._comments: list[tuple[int, int]] = []
        self._open = 0
        self._never: set[str] = set()
        self._ticks: dict[int, list[int]] = {}

    def read(self) -> tuple[str, list[tuple[int, int]]]:
        """The prose of the block, as long as its text, and where its comments stand."""
        text = self._text
        if _MARK.search(text) is None:
            return text, []
        for match in _TICKS.finditer(text):
            self._ticks.setdefault(len(match[0]), []).append(match.start())
        at = self._definitions()
        while (found := _MARK.search(text, at)) is not None:
            at = max(self._part(found), found.end())
        return _without(text, self._hidden).replace("&zwnj;", _HALF_SPACES).replace("&nbsp;", " " * 6), self._comments

    def _part(self, match: re.Match[str]) -> int:
        """Read what begins with a mark; the place behind it."""
        mark, start = match[0], match.start()
        match mark[0]:
            case "\\":
                return match.end()
            case "`":
                return self._code(start, match.end())
            case "<":
                return self._tag(start)
            case "[":
                self._open += 1
                return self._hide(_FOOTNOTE.match(self._text, start))
            case "]":
                return self._link(start)
            case "$":
                return self._between(start, "$$") if mark == "$$" else self._hide(_FORMULA.match(self._text, start))
            case "&":
                return match.end() if mark in {"&zwnj;", "&nbsp;"} else self._hide(match)
        return self._hide(match)

    def _hide(self, match: re.Match[str] | None) -> int:
        """Blank out the group `hidden` of a match, or all of it; the place behind the match, 0 where there is none."""
        if match is None:
            return 0
        span = match.span("hidden") if "hidden" in match.re.groupindex else match.span()
        self._hidden.append(span)
        return match.end()

    def _between(self, start: int, closing: str, opening: int = 2) -> int:
        """Blank out what reaches from here to a closing mark; what is not closed has no meaning."""
        if closing in self._never:
            return 0
        if (end := self._text.find(closing, start + opening)) < 0:
            self._never.add(closing)  # so that a million opening marks are not each looked for to the end
            return 0
        self._hidden.append((start, end + len(closing)))
        return end + len(closing)

    def _definitions(self) -> int:
        """Blank out definitions of references at the head of a block, but for their titles."""
        at = 0
        while behind := self._hide(_DEFINITION.match(self._text, at)):
            at = behind
        return at

    def _code(self, start: int, behind: int) -> int:
        """Code reaches to the next run of as many backticks; none does where another mark took the first of a run."""
        closing = self._ticks.get(behind - start, [])
        following = bisect_left(closing, behind)
        if following == len(closing):
            return 0
        end = closing[following] + behind - start
        self._hidden.append((start, end))
        return end

    def _tag(self, start: int) -> int:
        """Comments, tags with what is no prose inside them, and addresses."""
        text = self._text
        if text.startswith("<!--", start):
            if end := self._between(start, "-->", 4):
                self._comments.append((start, end))
            return end
        match = _TAG.match(text, start, start + _LONGEST_TAG)
        if match is not None and (name := match["name"]) in _OPAQUE and text[start + 1] != "/":
            return self._between(start, f"</{name}") or self._hide(match)
        return self._hide(match or _AUTOLINK.match(text, start))

    def _link(self, start: int) -> int:
        """The address or label of a link whose text ends here."""
        if self._open == 0:
            return 0
        self._open -= 1
        return self._hide(_ADDRESS.match(self._text, start) or _LABEL.match(self._text, start))


_MARK: Final = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|[<\[\]]|\$\$?|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?i:https?://|ftp://|www\.)[!#-;=?-Z^_a-~]+"
)
"""Where an inline part may begin: an escaped mark, code, a tag, a link, math, a character by name, an address."""
_TICKS: Final = re.compile("`+")
_FORMULA: Final = re.compile(r"\$(?![\s$])[^$\u0590-\u06ff\u3400-\u9fff]{1,500}+(?<!\s)\$(?![0-9])")
"""Math as Pandoc reads it, so that prices are none; no Chinese or Persian words stand in it."""
_AUTOLINK: Final = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>@]++)>")
_TAG: Final = re.compile(r"<[!?/]?(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_LONGEST_TAG: Final = 2000
_OPAQUE: Final = frozenset("code kbd math pre samp script style svg tt var".split())
"""Tags whose content is no prose."""
_TARGET: Final = r"(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)"
_ADDRESS: Final = re.compile(rf"\]\(\s*+(?P<hidden>{_TARGET})(?=[\s)])")
_LABEL: Final = re.compile(r"\]\[(?P<hidden>[^\[\]]{0,999}+)\]")
_FOOTNOTE: Final = re.compile(r"\[(?P<hidden>\^[^\s\[\]]{1,999}+)\]:?")
_DEFINITION: Final = re.compile(
    rf" {{0,3}}(?P<hidden>\[(?!\^)[^\[\]]{{1,999}}+\]:[ \t]*+\n?[ \t]*+{_TARGET})[^\n]*+\n?"
)
_HALF_SPACES: Final = "\u200c" * len("&zwnj;")
