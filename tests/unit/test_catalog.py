"""Opening catalogs: which data is taken, how a checkout is compiled, what happens when it cannot be."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fmref import DataError, SnapshotError, load
from fmref.catalog import data_directory, find_snapshot


def test_a_directory_is_compiled_once_for_its_content(mini_directory: Path, tmp_path: Path) -> None:
    """The same content in another place gives the same snapshot file; a change gives another."""
    copy = shutil.copytree(mini_directory, tmp_path / "copy")
    first = find_snapshot(copy)
    assert first == find_snapshot(mini_directory)
    with (copy / "models.yaml").open("a", encoding="utf8") as file:
        file.write("zeta/z: {level: model, names: {en: Zett}}\n")

    assert find_snapshot(copy) != first
    assert load(copy).model("zett").id == "zeta/z"


def test_the_environment_names_the_data(mini_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`FMREF_DATA` is a directory or a compiled file; an argument goes before it."""
    monkeypatch.setenv("FMREF_DATA", str(mini_directory))
    assert load().model("Alpha").id == "acme/alpha"
    compiled = find_snapshot()
    monkeypatch.setenv("FMREF_DATA", "/nowhere")

    assert load(compiled).model("Alpha").id == "acme/alpha"
    with pytest.raises(SnapshotError, match="/nowhere: cannot be read"):
        load()


def test_broken_data_files_are_a_data_error_with_every_problem(edited: Callable[[str, str, str], Path]) -> None:
    """And nothing is left in the cache for them."""
    directory = edited("models.yaml", "level: family", "level: tribe")
    with pytest.raises(DataError) as caught:
        load(directory)

    assert any("models.yaml:2: D102 `level` is 'tribe'" in str(d) for d in caught.value.diagnostics)
    assert "use 'family', 'series', 'model' or 'variant'" in str(caught.value)


def test_an_unwritable_cache_is_replaced_by_a_temporary_one(
    mini_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home does not keep anybody from working."""
    blocked = tmp_path / "file"
    blocked.write_text("no directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # other tests do without what this one compiles

    assert load(mini_directory).model("Alpha").id == "acme/alpha"


def test_the_data_directory_is_the_given_one_or_the_one_of_the_checkout(mini_directory: Path, tmp_path: Path) -> None:
    """What is no directory is refused with the repair."""
    assert data_directory(mini_directory) == mini_directory
    assert data_directory().name == "data"
    with pytest.raises(SnapshotError, match="give --data DIRECTORY"):
        data_directory(tmp_path / "absent")
