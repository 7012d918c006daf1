"""Well-written articles are left alone: those of `tests/data/articles`, two in Chinese and two in Persian."""

from pathlib import Path

import pytest

from fmref import Catalog

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.md"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_good_article_has_no_error(full: Catalog, path: Path) -> None:
    """No finding of severity error, and terms and names are found in it."""
    text = path.read_text(encoding="utf8")
    assert [f for f in full.lint(text, markdown=True) if f.severity == "error"] == []
    assert len(full.annotate(text, markdown=True).mentions) > 30
