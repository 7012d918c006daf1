"""The static site in a browser: search in three scripts, languages, filters, keyboard, and what axe finds."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from fmref import Catalog
from fmref.site import build
from fmref.text import name_key

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "en/index.html",
    "en/models.html",
    "zh/models-2024.html",
    "zh/model/acme/alpha-13b.html",
    "fa/model/zeta/beta.html",
    "fa/organizations.html",
    "en/organization/acme.html",
    "zh/glossary-core.html",
    "fa/concept/foundation-model.html",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is that of the base class
        """Leave out the log."""


@pytest.fixture(scope="module")
def site(mini: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of the small data, in a folder of a server."""
    folder = tmp_path_factory.mktemp("served")
    build(mini, folder / "some" / "where")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where"
    server.shutdown()
    server.server_close()


def _search(page: Page, query: str) -> list[str]:
    """What the search offers for a query, each option in a line."""
    page.get_by_role("search").get_by_role("combobox").fill(query)
    page.get_by_role("option").first.wait_for()
    return [" ".join(text.split()) for text in page.get_by_role("option").all_inner_texts()]


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [
        ("en", "alpha 13", "Alpha 13B model"),
        ("en", "ALPHA‑13b", "Alpha 13B model"),
        ("en", "阿尔法", "Alpha 阿尔法 model family"),
        ("en", "chat alpha", "Alpha 13B Chat model variant"),
        ("en", "acme-ai/alpha-13b-hf", "Alpha 13B acme-ai/alpha-13b-hf model"),
        ("zh", "微調", "微调 术语"),
        ("zh", "模型", "基础模型 术语"),
        ("fa", "آلفا", "آلفا خانوادهٔ مدل"),
        ("fa", "تنظيم‌دقیق", "تنظیم دقیق اصطلاح"),
        ("fa", "fine-tuning", "تنظیم دقیق fine-tuning اصطلاح"),
    ],
)
def test_a_name_is_found_in_every_script(site: str, page: Page, lang: str, query: str, first: str) -> None:
    """However it is typed: other letters and spaces, a part of it, its words in another order, an identifier."""
    page.goto(f"{site}/{lang}/index.html")

    assert _search(page, query)[0] == first


def test_the_search_is_used_by_keyboard(site: str, page: Page) -> None:
    """A slash leads to it, arrows choose, Escape closes, Enter goes there; screen readers are told."""
    page.goto(f"{site}/zh/index.html")
    page.keyboard.press("/")
    page.keyboard.type("alpha")
    page.get_by_role("option").nth(2).wait_for()
    box = page.get_by_role("search").get_by_role("combobox")

    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type(" 1")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "found-1"
    assert page.locator("#found-1").get_attribute("aria-selected") == "true"
    assert "条结果" in page.locator(".said").inner_text()
    target = page.locator("#found-1").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/model/**")
    assert page.url.endswith(str(target).removeprefix("../"))


def test_an_unknown_name_finds_nothing(site: str, page: Page) -> None:
    """And says so."""
    page.goto(f"{site}/fa/index.html")
    page.get_by_role("search").get_by_role("combobox").fill("gpt-9 <b>")

    page.get_by_text("چیزی با این نام نیست").wait_for()
    assert page.get_by_role("option").count() == 0


def test_the_browser_folds_as_the_library_does(site: str, page: Page, full: Catalog) -> None:
    """Every name and term of the project, whatever its script, has the key of `fmref.text.name_key`."""
    names = [text for (text,) in full.snapshot.rows("SELECT text FROM names UNION SELECT text FROM terms")]
    page.goto(f"{site}/en/index.html")
    page.get_by_role("search").get_by_role("combobox").focus()
    page.wait_for_function("() => { try { return fmref.fold('A') === 'a' } catch { return false } }")

    keys = page.evaluate("names => names.map(fmref.fold)", names)

    assert [(name, key, name_key(name)) for name, key in zip(names, keys, strict=True) if key != name_key(name)] == []


def test_a_reader_changes_the_language_of_a_page(site: str, page: Page) -> None:
    """The same entry, from right to left in Persian."""
    page.goto(f"{site}/en/model/acme/alpha.html")
    page.get_by_role("link", name="فارسی").click()

    assert page.url == f"{site}/fa/model/acme/alpha.html"
    assert page.get_by_role("heading", level=1).inner_text() == "آلفا"
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    label, value = (page.locator(f".facts tr:first-child {cell}").bounding_box() for cell in ("th", "td"))
    assert label is not None
    assert value is not None
    assert label["x"] > value["x"]


def test_models_are_filtered(site: str, page: Page) -> None:
    """By name, developer, year, size and weights; the address keeps what was chosen."""
    page.goto(f"{site}/en/models.html")
    rows = page.locator("#filtered tbody tr th")

    def shown() -> list[str]:
        page.wait_for_timeout(100)
        names: list[str] = rows.all_inner_texts()
        return names

    page.get_by_label("Parameters").select_option("10 to 100 billion")
    page.get_by_text("2 models").wait_for()
    assert shown() == ["Alpha 13B", "Alpha"]
    page.get_by_label("From year").select_option("2024")
    assert shown() == ["Alpha 13B"]
    assert page.url.endswith("#from=2024&size=large")
    page.get_by_role("button", name="Clear").click()
    assert shown() == []
    assert page.get_by_role("heading", name="By year of release").is_visible()
    page.get_by_label("Name contains").fill("بتا ")
    assert shown() == []
    page.goto(f"{site}/fa/models.html#developer=zeta&weights=unknown")
    page.get_by_role("link", name="بتا").wait_for()
    assert shown() == ["بتا"]
    assert page.get_by_label("سازنده").input_value() == "Zeta Labs"


def test_an_identifier_is_copied(site: str, browser: Browser) -> None:
    """With the button behind it, which says that it is done."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en/model/acme/alpha-13b.html")
    button = page.get_by_role("button", name="Copy acme-ai/alpha-13b-hf")
    button.click()
    page.locator(".copy.done").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == "acme-ai/alpha-13b-hf"
    context.close()


def test_a_page_is_read_without_javascript(site: str, browser: Browser) -> None:
    """What needs it is not shown, and all else is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/model/acme/alpha-13b.html")

    assert page.get_by_text("130 billion parameters").is_visible()
    assert not page.get_by_role("search").is_visible()
    assert not page.get_by_role("button").first.is_visible()
    page.goto(f"{site}/en/models.html")
    assert page.get_by_text("The filter needs JavaScript").is_visible()
    assert page.get_by_role("link", name="2024").is_visible()
    context.close()


def test_the_site_is_read_from_disk(mini: Catalog, page: Page, tmp_path: Path) -> None:
    """Search and filter work in a folder that nobody serves."""
    build(mini, tmp_path / "out")
    page.goto((tmp_path / "out" / "zh" / "models.html").as_uri())

    assert _search(page, "fine tuning")[0] == "微调 fine-tuning 术语"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("file", PAGES)
def test_axe_finds_nothing(site: str, browser: Browser, file: str, scheme: Literal["light", "dark"]) -> None:
    """Contrast, labels, landmarks and names of controls, by the rules of axe-core; with the search open, too."""
    axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the package of axe is missing")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/{file}")
    if file != "index.html":
        _search(page, "alpha")
    found = axe_api.Axe().run(page)
    context.close()

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("file", PAGES)
def test_nothing_moves_while_a_page_loads(site: str, page: Page, file: str, width: int) -> None:
    """No layout shift, and nothing that is wider than the window."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{file}")
    shift = page.evaluate(
        """() => new Promise(resolve => {
            let total = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) total += entry.value; })
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(total), 300);
        })"""
    )

    assert shift == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
