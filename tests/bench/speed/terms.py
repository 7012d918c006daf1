"""Look-ups of terms.

`translate` finds the concept of a term, ranks its terms in the other language and says when a term has several
senses; what it arranged is kept, so that a term asked *again* costs less than one asked for the *first* time.
flashtext maps a term to one other term by its letters, and so does a dictionary of folded keys.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from tables import Table

import fmref
from fmref.catalog import Catalog
from fmref.text import name_key
from speed.clock import asking, in_turns
from speed.compared import Compared, comparison, has, peer

__all__ = ["tables", "term_pairs"]

MOST: Final = 3_000
"""How many terms are asked."""
DIRECTIONS: Final = (("en", "zh"), ("zh", "fa"), ("fa", "en"))


def term_pairs(catalog: Catalog, lang: str, to: str) -> dict[str, str]:
    """Terms in use and, for each, the preferred term of another language."""
    rows = catalog.snapshot.rows(
        "SELECT one.text, other.text FROM terms one JOIN terms other ON other.concept = one.concept AND other.lang = ? "
        "WHERE one.lang = ? AND one.status IN ('preferred', 'admitted') AND other.status = 'preferred' "
        "ORDER BY one.text, other.text",
        to,
        lang,
    )
    return dict(rows)


def tables() -> Iterator[Table]:
    """Terms of each language in another one, asked first and again."""
    catalog = fmref.load()
    rows = [row for lang, to in DIRECTIONS for row in _compared(catalog, lang, to)]
    yield comparison(f"translate, {MOST:,} terms of each language", "µs a term", rows)


def _compared(catalog: Catalog, lang: str, to: str) -> Iterator[Compared]:
    """Terms of one language in another, by each peer."""
    pairs = term_pairs(catalog, lang, to)
    asked = random.Random(0).sample(sorted(pairs), min(MOST, len(pairs)))
    table = {name_key(term): other for term, other in pairs.items()}
    fresh: list[Catalog] = []

    def at_first() -> None:
        for term in asked:
            fresh[-1].translate(term, to)

    peers = {"dictionary of folded keys": asking(lambda term: table[name_key(term)], asked)}
    if has("flashtext"):
        keywords = peer("flashtext").KeywordProcessor()
        for term, other in pairs.items():
            keywords.add_keyword(term, other)
        peers["flashtext, get_keyword"] = asking(keywords.get_keyword, asked)
    ours = {"first": at_first, "again": asking(lambda term: catalog.translate(term, to), asked)}
    seconds = in_turns(ours | peers, before={"first": lambda: fresh.append(fmref.load())})
    cost = {label: 1e6 * taken / len(asked) for label, taken in seconds.items()}
    for name in peers:
        for label in ours:
            yield Compared(f"{lang} to {to}, {label}", cost[label], name, cost[name])
