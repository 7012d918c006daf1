"""Well-written articles are left alone: those of `tests/data/articles`, two in Chinese and two in Persian."""

from collections import Counter
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


@pytest.mark.parametrize("instead", ["", " "], ids=["deleted", "spaces"])
def test_terms_are_found_where_half_spaces_are_lost(full: Catalog, instead: str) -> None:
    """Nearly all of those that are found in the clean Persian text."""
    clean = "\n".join(path.read_text(encoding="utf8") for path in ARTICLES if path.stem.startswith("fa"))

    def found(text: str) -> Counter[str]:
        return Counter(mention.id for mention in full.annotate(text).mentions if mention.id)

    kept = found(clean) & found(clean.replace("\u200c", instead))
    assert kept.total() >= 0.97 * found(clean).total()
