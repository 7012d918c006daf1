"""A text with its mentions as HTML, for notebooks and files; all that comes from the text or the data is escaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fmref.annotation import Mention

__all__ = ["address", "addresses", "document", "page", "paragraphs", "view"]

SHOWN: Final = 50_000
"""How many characters of a text a notebook shows."""

_HUES: Final = {
    "model": 210,
    "organization": 30,
    "dataset": 140,
    "benchmark": 275,
    "software": 180,
    "hardware": 330,
    "concept": 55,
    "quantity": 90,
    "date": 0,
}
"""The colour of each kind, in degrees; translucent, so that it suits a light ground and a dark one."""
_STYLE: Final = (
    "<style>.fmref-text{line-height:1.7}.fmref-text p{white-space:pre-wrap;margin:.5em 0;text-align:start}"
    ".fmref-text [data-kind]{border-radius:.25em;padding:0 .15em;color:inherit;text-decoration:none;"
    "background:rgb(128 128 128/.2)}"
    + "".join(f".fmref-text [data-kind={kind}]{{background:hsl({hue} 85% 50%/.25)}}" for kind, hue in _HUES.items())
    + ".fmref-text [data-status=variant]{border-bottom:1px dotted currentColor}"
    ".fmref-text [data-status=misspelling],.fmref-text [data-status=mistranslation]"
    "{text-decoration:underline wavy rgb(220 40 40)}"
    ".fmref-text a[data-kind]:hover{outline:1px solid currentColor}"
    ".fmref-text footer{font-size:smaller;opacity:.8;border-top:1px solid rgb(128 128 128/.4);padding-top:.4em}</style>"
)
_LINE: Final = re.compile(r"[^\n]+\n?|\n")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER: Final = re.compile(r"[^\W\d_]")

_HUBS: Final = {
    "huggingface": "https://huggingface.co/{}",
    "github": "https://github.com/{}",
    "modelscope": "https://modelscope.cn/models/{}",
    "ollama": "https://ollama.com/library/{}",
}
"""Where a hub shows what bears an identifier."""

Address = Callable[[str], str | None]
"""The address of a page about an entry, by its id."""


def address(record: Mapping[str, Any]) -> str | None:
    """The address of a page about an entry: the first of `addresses`; None for one that has none."""
    return next(iter(addresses(record)), None)


def addresses(record: Mapping[str, Any]) -> list[str]:
    """The addresses of pages about an entry: its homepages, then where each hub shows it.

    `record` is the record of an entry as JSON holds it.
    """
    statements = record.get("facts", {}).get("homepage", ())
    found = [str(s["value"]) for s in statements if str(s.get("value")).startswith(("https://", "http://"))]
    for hub, pattern in _HUBS.items():
        if identifiers := record.get("ids", {}).get(hub):
            is_dataset = hub == "huggingface" and record.get("kind") in {"dataset", "benchmark"}
            found.append(pattern.format(f"datasets/{identifiers[0]}" if is_dataset else identifiers[0]))
    return [*dict.fromkeys(found)]


def view(text: str, mentions: Sequence[Mention], address_of: Address) -> str:
    """A text of at most `SHOWN` characters with its mentions coloured by kind, and a legend, as a piece of HTML."""
    more = f"<p><small>and {len(text) - SHOWN:,} characters more</small></p>" if len(text) > SHOWN else ""
    inside = [mention for mention in mentions if mention.end <= SHOWN]
    body = "".join(_paragraphs(text[:SHOWN], inside, address_of))
    return f'{_STYLE}<div class="fmref-text">{body}{more}{_legend(mentions)}</div>'


def page(title: str, text: str, mentions: Sequence[Mention], address_of: Address) -> str:
    """All of a text as a page of its own."""
    body = "".join(_paragraphs(text, mentions, address_of))
    return document(title, _STYLE, f"{body}{_legend(mentions)}")


def document(title: str, style: str, body: str) -> str:
    """An HTML page with a title, a `style` element and a body, both ready to be written."""
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>{style}<style>body{{max-width:50em;margin:2em auto;padding:0 1em;"
        f'font-family:system-ui,sans-serif}}</style></head>\n<body class="fmref-text">\n{body}\n'
        "</body></html>\n"
    )


def _paragraphs(text: str, mentions: Sequence[Mention], address_of: Address) -> Iterator[str]:
    """The paragraphs of a text, each in the direction of its script; one that has both goes as Persian goes."""
    at = 0
    for start, end, direction in paragraphs(text):
        while at < len(mentions) and mentions[at].end <= start:
            at += 1
        inside = []
        for index in range(at, len(mentions)):
            if mentions[index].start >= end:
                break
            inside.append(mentions[index])
        own = _marked(text, start, end, inside, address_of)
        yield f'<p dir="{direction}">{own}</p>\n'


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the paragraphs of a text begin and end, and their direction, `ltr` or `rtl`."""
    return ((start, end, _direction(text[start:end])) for start, end in _spans_of_paragraphs(text))


def _spans_of_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines between two blank ones begin and end."""
    start = end = 0
    for line in _LINE.finditer(text):
        if line[0].strip():
            start = line.start() if start == end else start
            end = line.start() + len(line[0].rstrip("\n"))
        elif start < end:
            yield start, end
            start = end
    if start < end:
        yield start, end


def _direction(text: str) -> str:
    """Right to left where a third of the letters are Arabic ones, for the names in a Persian text are Latin."""
    return "rtl" if 3 * len(_RIGHT_TO_LEFT.findall(text)) > len(_LETTER.findall(text)) else "ltr"


def _marked(text: str, start: int, end: int, mentions: Iterable[Mention], address_of: Address) -> str:
    """The text between two places with the mentions there, of which one may lie within another."""
    pieces: list[str] = []
    open_ones: list[tuple[int, str]] = []
    at = start

    def close(until: int) -> None:
        nonlocal at
        while open_ones and open_ones[-1][0] <= until:
            behind, tag = open_ones.pop()
            pieces.extend((escape(text[at:behind]), f"</{tag}>"))
            at = behind

    for mention in mentions:
        begin = max(mention.start, start)
        close(begin)
        url = address_of(mention.id) if mention.id and not open_ones else None  # a link cannot hold another
        tag, target = ("a", f' href="{escape(url)}" target="_blank" rel="noopener"') if url else ("span", "")
        about = " · ".join(filter(None, (mention.name, mention.id, mention.status)))
        kind, status = escape(mention.kind), escape(mention.status)
        opening = f'<{tag}{target} data-kind="{kind}" data-status="{status}" title="{escape(about)}">'
        pieces += (escape(text[at:begin]), opening)
        at = begin
        open_ones.append((min(mention.end, end, *(behind for behind, _ in open_ones)), tag))
    close(end)
    return "".join([*pieces, escape(text[at:end])])


def _legend(mentions: Iterable[Mention]) -> str:
    """The kinds that were met, with how often."""
    counts = Counter(mention.kind for mention in mentions)
    kinds = sorted(counts, key=lambda kind: (list(_HUES).index(kind) if kind in _HUES else len(_HUES), kind))
    shown = " ".join(f'<span data-kind="{escape(kind)}">{escape(kind)}</span> {counts[kind]:,}' for kind in kinds)
    return f'<footer dir="ltr">{shown or "nothing found"}</footer>'
