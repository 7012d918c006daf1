"""Tables that a reader sorts and searches, in a browser without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fmref import Catalog
from fmref.interactive import Column, interactive
from fmref.markup import View

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _open(page: Page, view: View, folder: Path) -> None:
    """Show a table as a page of its own, where nothing can be loaded."""
    page.context.set_offline(True)
    file = folder / "table.html"
    file.write_text(f"<!doctype html><meta charset='utf-8'><title>t</title><body>{view}", encoding="utf8")
    page.goto(file.as_uri())
    page.locator("table.dataTable tbody tr").first.wait_for()


def _sort(page: Page, heading: str) -> None:
    """Click on a heading."""
    column = page.locator(".dt-scroll-head").get_by_role("columnheader", name=heading)
    before = column.get_attribute("aria-sort")
    column.click()
    page.wait_for_function("([cell, before]) => cell.ariaSort !== before", arg=[column.element_handle(), before])


def _first_cells(page: Page) -> list[str]:
    found: list[str] = page.locator(".dt-scroll-body tbody tr td:first-child").all_inner_texts()
    return found


def test_a_selection_is_sorted_by_what_words_mean(mini: Catalog, page: Page, tmp_path: Path) -> None:
    """The largest number first, what is not known last; a second click turns it around."""
    _open(page, mini.models.interactive(lang="zh"), tmp_path)
    sizes = {model.id: model.parameters for model in mini.models}
    known = [size for size in sizes.values() if isinstance(size, int)]

    _sort(page, "参数量")

    largest = [sizes[id_] for id_ in _first_cells(page)]
    assert [size for size in largest if isinstance(size, int)] == sorted(known, reverse=True)
    assert largest[-1] is None
    _sort(page, "参数量")
    assert _first_cells(page)[0] in {id_ for id_, size in sizes.items() if size is None}


@pytest.mark.parametrize("query", ["阿尔法", "آلفا", "acme-ai/alpha-13b-hf"])
def test_a_search_finds_every_name(page: Page, tmp_path: Path, mini: Catalog, query: str) -> None:
    """In any script, and identifiers that no column shows; of many rows a page is shown."""
    selection = mini.models
    shown = [Column("id", [(e.id, e.id) for e in [*selection] * 3])]
    _open(page, interactive("", shown, "en", [" ".join(e.every_name()) for e in [*selection] * 3]), tmp_path)
    assert len(_first_cells(page)) == 10

    page.get_by_role("searchbox").fill(query)

    named = {e.id for e in selection if query in e.every_name()}
    assert set(_first_cells(page)) == named


def test_a_persian_table_runs_from_right_to_left(mini: Catalog, page: Page, tmp_path: Path) -> None:
    """Its columns, its words and its digits."""
    _open(page, mini.models.interactive(lang="fa"), tmp_path)

    first, second = (page.locator(".dt-scroll-head").get_by_role("columnheader").nth(n).bounding_box() for n in (0, 1))
    assert first is not None
    assert second is not None
    assert first["x"] > second["x"]
    assert "۱۳٫۰۲ میلیارد" in page.locator(".fmref-interactive").inner_text()


def test_markup_in_a_name_is_text(page: Page, tmp_path: Path) -> None:
    """In cells, headings and the caption; nothing of it runs."""
    hostile = "</script><img src=x onerror=document.title='run'><script>document.title='run'</script>"
    _open(page, interactive(hostile, [Column(hostile, [(hostile, hostile)])], "en", [hostile]), tmp_path)

    assert page.title() == "t"
    assert page.locator(".fmref-interactive img").count() == 0
    assert hostile in page.locator(".dt-scroll-body tbody").inner_text()


def test_a_comparison_is_sorted_by_its_values(mini: Catalog, page: Page, tmp_path: Path) -> None:
    """Entries are its rows; an undisclosed size comes last."""
    table = mini.compare("Beta", "Alpha 1.3B", "Alpha 13B", attributes=["parameters", "release_date"])
    _open(page, table.interactive(), tmp_path)
    assert _first_cells(page) == ["Beta", "Alpha 1.3B", "Alpha 13B"]

    _sort(page, "parameters")
    assert _first_cells(page) == ["Alpha 13B", "Alpha 1.3B", "Beta"]
