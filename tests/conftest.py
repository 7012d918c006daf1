"""What several tests use: the small data of `tests/data/mini`, and the data of the project."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fmref.catalog import Catalog, load

HERE = Path(__file__).parent


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
    """The catalog of the project."""
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
