"""How the data are cited: what is known of them, and nothing else."""

from pathlib import Path

import pytest

import fmref
from fmref import Catalog, load
from fmref.citing import citation
from fmref.compiler import compile_data
from fmref.snapshot import Snapshot
from fmref.store import read_yaml

ROOT = Path(__file__).parents[2]
OVERLAY = "owl-tuning:\n  terms: {en: [owl tuning], zh: [夜枭调优], fa: [تنظیم جغدی]}\n"


@pytest.fixture(scope="module")
def released(mini_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small data as a release."""
    compile_data(mini_directory, path := tmp_path_factory.mktemp("released") / "s.sqlite", "1.2.3", "2026-05-01")
    return Snapshot(path)


def test_a_sentence(released: Snapshot, mini: Catalog) -> None:
    """Year and version of a release; neither for data that are none; the digest always."""
    assert citation(released.meta) == (
        "fmref contributors (2026): fmref: a reference library of foundation models in Chinese, Persian and English,"
        f" version 1.2.3, data sha256:{released.digest}. CC-BY-4.0."
    )
    assert mini.cite() == (
        "fmref contributors: fmref: a reference library of foundation models in Chinese, Persian and English,"
        f" unreleased, data sha256:{mini.digest}. CC-BY-4.0."
    )


def test_bibtex(released: Snapshot, mini: Catalog) -> None:
    """An entry with a key of version or digest; fields that nobody knows are left out."""
    assert citation(released.meta, "bibtex").splitlines() == [
        "@misc{fmref-1.2.3,",
        "  author = {{fmref contributors}},",
        "  title = {{fmref: a reference library of foundation models in Chinese, Persian and English}},",
        "  year = {2026},",
        "  version = {1.2.3},",
        f"  note = {{data sha256:{released.digest}; CC-BY-4.0}},",
        "}",
    ]
    assert mini.cite("bibtex").startswith(f"@misc{{fmref-{mini.digest[:12]},\n")
    assert "year" not in mini.cite("bibtex")


def test_the_citation_file_format(released: Snapshot, mini: Catalog) -> None:
    """A file that a reader of YAML understands."""
    said = read_yaml(citation(released.meta, "cff"), "CITATION.cff").data

    assert said["identifiers"] == [
        {"type": "other", "value": f"sha256:{released.digest}", "description": "Digest of the data"}
    ]
    assert ("1.2.0", "dataset", "1.2.3", "2026-05-01", "CC-BY-4.0") == tuple(
        said[key] for key in ("cff-version", "type", "version", "date-released", "license")
    )
    assert not {"version", "date-released"} & read_yaml(mini.cite("cff"), "CITATION.cff").data.keys()


def test_an_overlay_is_cited_by_what_it_lies_on(mini_directory: Path, mini: Catalog, tmp_path: Path) -> None:
    """Nobody else has the terms of the overlay, everybody may have the data below."""
    (tmp_path / "house.yaml").write_text(OVERLAY, encoding="utf8")
    own = load(mini_directory, overlay=tmp_path / "house.yaml")

    assert own.digest not in own.cite()
    assert f"data sha256:{mini.digest}, with terms of the author's own laid over them." in own.cite()


def test_another_style_is_refused(mini: Catalog) -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="unknown style 'apa'; use text, bibtex, cff"):
        mini.cite("apa")  # type: ignore[arg-type]


def test_the_file_of_the_repository_says_the_same(mini: Catalog) -> None:
    """Title, authors and version of `CITATION.cff` are those of the package."""
    said = read_yaml((ROOT / "CITATION.cff").read_text(encoding="utf8"), "CITATION.cff").data
    ours = read_yaml(mini.cite("cff"), "cite").data

    assert {key: said[key] for key in ("title", "authors", "cff-version")} == {
        key: ours[key] for key in ("title", "authors", "cff-version")
    }
    assert said["version"] == fmref.__version__
