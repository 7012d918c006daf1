"""What several tests use: the small data of `tests/data/mini`, the data of the project, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from fmref.catalog import Catalog, find_snapshot, load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
REQUIRED = "FMREF_TESTS_NEED_A_BROWSER"
"""The variable of the environment under which a missing browser fails the tests instead of skipping them."""


USERS_CACHE = os.environ.get("XDG_CACHE_HOME")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled snapshots of this run stay out of the user's cache, and the snapshots of the user out of this run."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("FMREF_DATA", None)


@pytest.fixture(scope="session")
def mini_directory() -> Path:
    """The small data files, each rule of which a test can state in a line."""
    return HERE / "data" / "mini"


@pytest.fixture(scope="session")
def mini(mini_directory: Path) -> Catalog:
    """A catalog of the small data."""
    return load(mini_directory)


@pytest.fixture(scope="session")
def full() -> Catalog:
    """The catalog of the project; what the user's cache has of it, as after any command, is not compiled again."""
    with pytest.MonkeyPatch.context() as patch:
        own = Path(os.environ["XDG_CACHE_HOME"]) / "fmref"
        patch.setenv("XDG_CACHE_HOME", USERS_CACHE) if USERS_CACHE else patch.delenv("XDG_CACHE_HOME")
        compiled = Path(find_snapshot())
        own.mkdir(exist_ok=True)
        shutil.copy2(compiled, own / compiled.name)
    return load()


@pytest.fixture
def edited(mini_directory: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A function that copies the small data and replaces a text of one file in the copy."""

    def edit(file: str, old: str, new: str) -> Path:
        target = tmp_path / "edited"
        if not target.exists():
            shutil.copytree(mini_directory, target)
        content = (target / file).read_text(encoding="utf8")
        assert old in content
        (target / file).write_text(content.replace(old, new, 1), encoding="utf8")
        return target

    return edit


def _do_without(reason: str) -> NoReturn:
    if os.environ.get(REQUIRED):
        pytest.fail(f"{reason}, and {REQUIRED} is set")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: that of the machine, else the one that `playwright install chromium` has put there.

    Without a sandbox where root runs it. Without any of them the test is skipped.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _do_without("the package playwright is not installed")
    with sync_playwright() as playwright:
        known = map(
            shutil.which, ("chromium", "chromium-browser", "google-chrome", playwright.chromium.executable_path)
        )
        if (chromium := next(filter(None, known), None)) is None:
            _do_without("there is no Chromium on this machine")
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader; the test fails when anything is written to the console."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []
