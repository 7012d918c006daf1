"""Tables that a reader sorts and searches, with the DataTables of `itables`: HTML that carries its own script.

Needs the extra `table`. Nothing is loaded from a network, so a table works in an exported page, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from fmref.errors import MissingExtraError
from fmref.markup import View, direction
from fmref.tables import data_frame

__all__ = ["Column", "interactive"]

_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}$")
_PAGE: Final = 10
"""How many rows a page of a table shows at first."""

_STYLE: Final = (
    "<style>.fmref-interactive table.dataTable :is(td,th)"
    "{text-align:start!important;unicode-bidi:plaintext;vertical-align:top;word-break:keep-all;max-width:30em}"
    # a cell of one script in a table of another begins where the table does
    ".fmref-interactive[dir=rtl] table.dataTable :is(td,th){text-align:right!important}"
    ".fmref-interactive[dir=rtl] .dt-layout-start{margin:0 0 0 auto!important}"
    ".fmref-interactive[dir=rtl] .dt-layout-end{margin:0 auto 0 0!important}"
    ".fmref-interactive p{font-weight:bold;margin:.3em 0;text-align:start}"
    # on the ground of the page, light or dark, for DataTables paints its own and asks only for its own themes
    ".fmref-interactive :is(.dt-container,.dt-input,.dt-paging-button,table.dataTable,table.dataTable *)"
    "{background-color:transparent!important;color:inherit!important}</style>"
)
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "search": "Search:",
        "lengthMenu": "_MENU_ a page",
        "info": "_START_ to _END_ of _TOTAL_",
        "infoEmpty": "nothing",
        "infoFiltered": "(from _MAX_)",
        "zeroRecords": "Nothing fits.",
        "emptyTable": "Nothing is here.",
    },
    "zh": {
        "search": "搜索：",
        "lengthMenu": "每页 _MENU_ 条",
        "info": "第 _START_ 至 _END_ 条，共 _TOTAL_ 条",
        "infoEmpty": "没有内容",
        "infoFiltered": "（从 _MAX_ 条中筛选）",
        "zeroRecords": "没有符合的内容。",
        "emptyTable": "这里没有内容。",
    },
    "fa": {
        "search": "جستجو:",
        "lengthMenu": "_MENU_ در هر صفحه",
        "info": "_START_ تا _END_ از _TOTAL_",
        "infoEmpty": "هیچ",
        "infoFiltered": "(از میان _MAX_)",
        "zeroRecords": "چیزی نمی‌خواند.",
        "emptyTable": "اینجا چیزی نیست.",
    },
}
"""What DataTables says around a table, by its names for it."""


class Column(NamedTuple):
    """A column of a table: its heading, and for each row the plain value, by which it is sorted, and its words.

    A value is None where nothing is known; of a tuple of numbers the largest counts.
    """

    heading: str
    cells: Sequence[tuple[Any, str]]


def interactive(caption: str, columns: Sequence[Column], lang: str, also: Sequence[str] = ()) -> View:
    """A table in the direction of its language that is sorted by a click on a heading, and searched.

    `also` is, for each row, what else a search finds it by. Raises `MissingExtraError` without the extra `table`.
    """
    try:
        from itables import JavascriptFunction, options, to_html_datatable
        from itables.javascript import generate_init_offline_itables_html
    except ImportError:
        raise MissingExtraError("table", "an interactive table") from None
    shown = len(columns)
    keys = [[_key(value, words) for value, words in column.cells] for column in columns]
    # what a click sorts by stands in columns of numbers behind those that are shown, for words sort by their letters
    behind = [*map(_ranks, keys), *([also] if also else [])]
    cells: list[Sequence[object]] = [*([words for _, words in column.cells] for column in columns), *behind]
    headings = _distinct([*(column.heading for column in columns), *("" for _ in behind)])
    rows = [dict(zip(headings, row, strict=True)) for row in zip(*cells, strict=True)]
    told: dict[str, Any] = {
        "language": _WORDS[lang],
        "formatNumber": JavascriptFunction(f"function (n) {{ return n.toLocaleString({lang!r}); }}"),
        "pageLength": _PAGE,
        "scrollX": True,
        "columnDefs": [
            *(
                {"targets": n, "orderData": [shown + n, n], "orderSequence": _sequence(column)}
                for n, column in enumerate(keys)
            ),
            {"targets": [*range(shown, 2 * shown)], "visible": False, "searchable": False},
            *([{"targets": 2 * shown, "visible": False}] if also else []),
        ],
    }
    table = to_html_datatable(
        data_frame(rows, headings),
        connected=False,
        classes="display compact",
        style="width:100%",
        maxBytes=0,
        maxColumns=0,
        showIndex=False,
        show_dtypes=False,
        display_logo_when_loading=False,
        warn_on_undocumented_option=False,
        text_in_header_can_be_selected=False,
        **told,
    )
    script = generate_init_offline_itables_html(options.dt_bundle)
    opening = f'<div class="fmref-interactive" lang="{lang}" dir="{direction(lang)}">'
    title = f"<p>{escape(caption)}</p>" if caption else ""
    # until its script has run, and where none may run, a plain table of all columns stands there
    hidden = f"<style>.fmref-interactive [id$=_fallback] :is(td,th):nth-child(n+{shown + 1}){{display:none}}</style>"
    return View(f"{_STYLE}{opening}{hidden}{title}{script}{table}</div>")


def _distinct(headings: Sequence[str]) -> list[str]:
    """The headings, with spaces behind where several are the same: a data frame knows its columns by them."""
    found: dict[str, None] = {}
    for heading in headings:
        while heading in found:
            heading += " "  # noqa: PLW2901  # a table shows none of them
        found[heading] = None
    return [*found]


def _key(value: Any, words: str) -> float | str | None:
    """What a cell is sorted by: its number, its date in ISO 8601, or its words."""
    numbers = [one for one in (value if isinstance(value, tuple) else (value,)) if _is_number(one)]
    if value is None or numbers:
        return max(numbers, default=None)
    return value if isinstance(value, str) and _DATE.match(value) else words.casefold()


def _ranks(keys: Sequence[float | str | None]) -> list[int]:
    """The place of each key among all.

    What is not known comes before every number, so that it is last from the largest on, and after every text.
    """
    numeric = any(map(_is_number, keys))
    ranked: list[Any] = sorted({key for key in keys if key is not None and _is_number(key) == numeric})
    ranks = {key: rank for rank, key in enumerate(ranked, 1)}
    return [ranks.get(key, 0 if numeric else len(ranks) + 1) for key in keys]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _sequence(keys: Sequence[float | str | None]) -> list[str]:
    """In which order clicks sort: numbers from the largest on, texts and dates from the first on."""
    return ["desc", "asc", ""] if any(map(_is_number, keys)) else ["asc", "desc", ""]
