"""How much the catalog knows: counts and conflicts, read from the tables of a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fmref.catalog import Catalog
    from fmref.facts import Fact
    from fmref.snapshot import Snapshot

__all__ = ["conflicts", "statistics"]

_QUERIES = {
    "entries by kind": "SELECT kind, count(*) FROM entries WHERE derivative = 0 GROUP BY kind ORDER BY 2 DESC",
    "models by level": "SELECT level, count(*) FROM entries WHERE kind = 'model' AND derivative = 0 GROUP BY level",
    "derivatives": "SELECT 'community derivatives', count(*) FROM entries WHERE derivative = 1",
    "models by attribute": (
        "SELECT attribute, count(DISTINCT entry) FROM statements JOIN entries ON id = entry"
        " WHERE kind = 'model' AND derivative = 0 GROUP BY attribute ORDER BY 2 DESC"
    ),
    "models with a parent": (
        "SELECT 'parent', count(*) FROM entries WHERE kind = 'model' AND derivative = 0 AND parent IS NOT NULL"
        " UNION ALL SELECT 'lineage', count(DISTINCT entry) FROM edges"
    ),
    "statements by source": "SELECT source, count(*) FROM statements GROUP BY source ORDER BY 2 DESC LIMIT 12",
    "models by year of release": (
        "SELECT substr(min(value), 1, 4), 1 FROM statements JOIN entries ON id = entry"
        " WHERE attribute = 'release_date' AND kind = 'model' AND derivative = 0 GROUP BY entry"
    ),
    "names by language": "SELECT coalesce(lang, 'identifier'), count(*) FROM names GROUP BY lang",
}


def statistics(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, int]]]:
    """Each table of counts with its heading: entries, attributes, sources, years, languages."""
    for heading, sql in _QUERIES.items():
        counts: dict[str, int] = {}
        for label, count in snapshot.rows(sql):
            counts[str(label)] = counts.get(str(label), 0) + count
        yield heading, dict(sorted(counts.items())) if "year" in heading else counts


def conflicts(catalog: Catalog, attribute: str) -> Iterator[tuple[str, Fact]]:
    """Id and fact of every model whose sources disagree about an attribute; errors as `Facts`."""
    for model in catalog.models:
        fact = model.facts.get(attribute)
        if fact is not None and fact.status in {"disputed", "undisclosed"} and len(fact.statements) > 1:
            yield model.id, fact
