"""A table in Markdown, as GitHub and many others show it: one row a concept.

The columns are `id` and the languages; a cell has the preferred term in front and ` · ` between terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmref.errors import ExchangeError, shorten
from fmref.exchange.carrying import Carrying
from fmref.exchange.drafts import Draft, is_id, known_language
from fmref.schema import Concept, per_language

__all__ = ["CARRYING", "drafts", "text"]

CARRYING: Final = Carrying(("id",))
_BETWEEN: Final = " · "
_SIGNS: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[]<>&|~·"})
"""Marks of Markdown as entities, which stand for themselves in every place."""


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A table."""
    lines = [f"| id | {' | '.join(languages)} |", f"|---|{'---|' * len(languages)}"]
    for concept in concepts:
        terms = dict(per_language(concept.terms))
        cells = [_BETWEEN.join(term.text.translate(_SIGNS) for term in terms[lang]) for lang in languages]
        lines.append(f"| {concept.id} | {' | '.join(cells)} |")
    return "".join(f"{line}\n" for line in lines)


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of every table of a text whose columns are languages, and `id`; raises `ExchangeError`."""
    found: list[Draft] = []
    tables = 0
    for table in _tables(content):
        tables += 1
        (line, header), *rows = table
        columns = [cell if cell == "id" else known_language(cell, line) for cell in header]
        if twice := next((name for name in columns if columns.count(name) > 1), None):
            raise ExchangeError(f"the column {twice} stands twice; remove one", line=line)
        found.extend(_draft(line, dict(zip(columns, cells, strict=True))) for line, cells in rows)
    if not tables:
        raise ExchangeError("no table; write one with a header row of id and languages")
    return found, {}


def _tables(content: str) -> list[list[tuple[int, list[str]]]]:
    """The rows of each table: their lines, and their cells as they are written."""
    from markdown_it import MarkdownIt

    tables: list[list[tuple[int, list[str]]]] = []
    lines, in_cell = content.split("\n"), False
    for token in MarkdownIt("commonmark").enable("table").parse(content):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open" and token.map:
            _check_width(lines[token.map[0]], token.map[0] + 1, tables[-1])
            tables[-1].append((token.map[0] + 1, []))
        elif token.type in ("th_open", "td_open"):
            in_cell = True
        elif token.type == "inline" and in_cell:
            tables[-1][-1][1].append(token.content)
            in_cell = False
    return tables


def _check_width(line: str, number: int, rows: Sequence[tuple[int, list[str]]]) -> None:
    """Raise `ExchangeError` for a row with other columns than the header, which Markdown would cut or fill."""
    cells = line.strip().replace("\\|", "").removeprefix("|").removesuffix("|").count("|") + 1
    if rows and cells != len(rows[0][1]):
        raise ExchangeError(f"{cells} columns where the header has {len(rows[0][1])}; correct the row", line=number)


def _draft(line: int, row: dict[str, str]) -> Draft:
    id_ = _plain(row.pop("id", ""))
    if id_ and not is_id(id_):
        raise ExchangeError(
            f"the id {shorten(id_)} has other characters than a-z, 0-9 and . + - /; rename it", line=line
        )
    draft = Draft(line, id_)
    for lang, cell in row.items():
        for term in cell.split(_BETWEEN) if cell else ():
            draft.add(lang, _plain(term), line)
    if not any(draft.terms.values()):
        raise ExchangeError("a row without a term; fill it or remove it", line=line)
    return draft


def _plain(cell: str) -> str:
    """What a cell shows, without its marks."""
    from markdown_it import MarkdownIt

    (inline,) = MarkdownIt("commonmark").parseInline(cell)
    return "".join(child.content for child in inline.children or ()).strip()
