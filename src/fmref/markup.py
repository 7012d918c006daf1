"""HTML that views share: tables in the direction of their language, marks of status, links; all text is escaped here.

The colours are translucent or those of the page, so that a view suits a light ground and a dark one.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

__all__ = [
    "HUES",
    "View",
    "badge",
    "bibliography",
    "cell",
    "cited",
    "direction",
    "head",
    "linked",
    "row",
    "spoken",
    "table",
]

HUES: Final = {"good": "140 85% 40%", "bad": "0 85% 50%", "doubt": "40 95% 50%", "open": "210 85% 50%"}
"""The colour of each mark: hue, saturation and lightness."""
_STYLE: Final = (
    "<style>table.fmref{border-collapse:collapse;margin:.3em 0;font-variant-numeric:tabular-nums}"
    "table.fmref[dir=rtl]{margin-left:auto}"
    # as strong as the rules of JupyterLab, which moves what is in cells to the right and paints every other row
    "table.fmref[dir] :is(td,th){text-align:left;vertical-align:top;padding:.25em 1.2em .25em 0;white-space:normal;"
    "word-break:keep-all;max-width:40em;border:0;border-bottom:1px solid var(--jp-border-color2,#8884)}"
    "table.fmref[dir=rtl] :is(td,th){text-align:right;padding:.25em 0 .25em 1.2em}"
    "table.fmref[dir] :is(td[lang],td[colspan]){text-align:start;word-break:normal}"
    "table.fmref[dir] tr:nth-child(n){background:none}"
    "table.fmref th{font-weight:600}table.fmref caption{text-align:left;font-weight:bold;padding-bottom:.3em}"
    "table.fmref[dir=rtl] caption{text-align:right}.fmref small{opacity:.75}"
    ".fmref [data-mark]{border-radius:.25em;padding:0 .35em;background:rgb(128 128 128/.2)}"
    + "".join(f".fmref [data-mark={mark}]{{background:hsl({hue}/.25)}}" for mark, hue in HUES.items())
    + "</style>"
)
"""The style of tables, in notebooks and on pages."""


class View:
    """HTML that a notebook shows; `str` of it is the HTML."""

    __slots__ = ("html",)

    def __init__(self, html: str) -> None:
        self.html = html

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<view of {len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        return self.html


def linked(title: str, url: str | None) -> str:
    """A title as a link to its address, where it has one of the web."""
    if url is None or not url.startswith(("https://", "http://")):
        return f"<bdi>{escape(title)}</bdi>"
    return f'<bdi><a href="{escape(url)}">{escape(title)}</a></bdi>'


def cited(title: str, url: str | None, date: str | None) -> str:
    """A source as views list it: its title, linked, and its date."""
    return f"<bdi>{linked(title, url)}, {escape(date)}</bdi>" if date else linked(title, url)


def direction(lang: str) -> str:
    """The direction of a language, as the attribute `dir` takes it."""
    return "rtl" if lang == "fa" else "ltr"


def badge(word: str, mark: str) -> str:
    """A word on a ground of the colour of its mark: `good`, `bad`, `doubt`, or grey for others."""
    return f'<span data-mark="{escape(mark)}">{escape(word)}</span>'


def cell(html: str, lang: str | None = None) -> str:
    """A cell of a table, in the direction of what it says; `html` is ready to be written.

    With the language of a text it begins on the side where the text begins, else where the table does.
    """
    attributes = f' lang="{lang}" dir="auto"' if lang else ' dir="auto"'
    return f"<td{attributes}>{html}</td>"


def spoken(html: str, lang: str) -> str:
    """Words of a language within a cell that begins where the table does."""
    return f'<span lang="{lang}">{html}</span>'


def row(heading: str, *cells: str) -> str:
    """A row of a table below its heading."""
    return f"<tr><th>{escape(heading)}</th>{''.join(cells)}</tr>"


def head(*headings: str) -> str:
    """The first row of a table with headings of columns."""
    cells = "".join(f'<th dir="auto">{escape(heading)}</th>' for heading in headings)
    return f"<tr>{cells}</tr>"


def table(caption: str, rows: Iterable[str], lang: str = "en") -> str:
    """A table with its style, in the direction of its language."""
    title = f'<caption dir="auto">{escape(caption)}</caption>' if caption else ""
    opening = f'<table class="fmref" lang="{lang}" dir="{direction(lang)}">'
    return f"{_STYLE}{opening}{title}{''.join(rows)}</table>"


def bibliography(sources: Iterable[str], lang: str, *, numbered: bool = False) -> str:
    """A list of sources, each as `cited` gives it; nothing where there is none."""
    items = "".join(f"<li>{source}</li>" for source in sources)
    tag = "ol" if numbered else "ul"
    return f'<small><{tag} dir="{direction(lang)}">{items}</{tag}></small>' if items else ""
