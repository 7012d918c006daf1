"""What is listed is found in every text, whether the automaton of its own few patterns is asked or that of all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmref import Catalog
from fmref.annotation import Annotator
from fmref.glossary import Glossary
from fmref.pattern_search import PIECEMEAL, PatternSearch, Sought
from fmref.resolver import Resolver
from fmref.skeleton import BEGINS, ENDS, Skeleton, skeleton

GLUE = ("", " ", "-", ".", "، ", "，", "\n", "\u200c", "s ", "ها ", "的", "3", "\u0301", "ﷺ", "\ud800")


@pytest.fixture(scope="module")
def wordings(mini: Catalog) -> list[str]:
    """Every name, term and mistake of the small data."""
    sql = "SELECT text FROM names UNION SELECT text FROM terms UNION SELECT text FROM mistakes"
    return [text for (text,) in mini.snapshot.rows(sql)]


def brute(catalog: Catalog, folded: Skeleton) -> set[tuple[Sought, int, int]]:
    """Every pattern at every place, by comparing letters."""
    found = set()
    for pattern in catalog.snapshot.patterns():
        at = folded.key.find(pattern)
        while at >= 0:
            end = at + len(pattern)
            if folded.edges[at] & BEGINS and folded.edges[end - 1] & ENDS:
                found.add((Sought(*(catalog.snapshot.pattern(pattern) or ("", None, "", ""))), at, end))
            at = folded.key.find(pattern, at + 1)
    return found


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_few_patterns_and_all_find_the_same(data: st.DataObject, mini: Catalog, wordings: list[str]) -> None:
    """As comparing every pattern with every place does."""
    parts = st.lists(st.tuples(st.sampled_from(wordings), st.sampled_from(GLUE) | st.text(max_size=3)), max_size=8)
    folded = skeleton("".join(word + glue for word, glue in data.draw(parts)))
    few, every = (PatternSearch(mini.snapshot, lambda _: False, piecemeal) for piecemeal in (PIECEMEAL, -1))

    assert set(few.find(folded)) == set(every.find(folded)) == brute(mini, folded)


def test_a_text_is_annotated_alike_alone_and_after_others(full: Catalog) -> None:
    """Sentences that are read first, with few patterns, say what they say when the automaton of all has been built."""
    texts = [
        "GPT-4 经过微调。",
        "Falcon by TII has 40 billion parameters; fine-tuned language models, AI models and data sets.",
        "مدل زبانی بزرگ بلوم با داده‌های آموزشی ۱۷۶ میلیارد پارامتر دارد.",
        "本文介绍 GPT-3 的快速工程和通义千问模型。",
    ]
    resolver = Resolver(full.snapshot)
    fresh = [Annotator(full.snapshot, resolver, Glossary(full.snapshot, resolver)) for _ in texts]
    first = [annotator.annotate(text).mentions for annotator, text in zip(fresh, texts, strict=True)]
    full.annotate(" ".join(texts) * (PIECEMEAL // 100))

    assert first == [full.annotate(text).mentions for text in texts]
    assert all(first)


def test_dull_patterns_are_asked_for_once(mini: Catalog) -> None:
    """And marked in what is found."""
    asked: list[str] = []

    def is_dull(key: str) -> bool:
        asked.append(key)
        return key == "beta"

    search = PatternSearch(mini.snapshot, is_dull, -1)
    found = [sought for _ in range(3) for sought, _, _ in search.find(skeleton("Beta, Gamma and Beta"))]

    assert sorted(asked) == sorted(set(asked))
    assert {(sought.key, sought.dull) for sought in found} >= {("beta", True), ("gamma", False)}
