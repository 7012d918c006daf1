"""How much the catalog knows: counts and conflicts, read from the tables of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fmref.facts import agree
from fmref.lineage import FURTHER_TRAINING

if TYPE_CHECKING:
    from fmref.catalog import Catalog
    from fmref.entries import ModelEntry
    from fmref.facts import Fact

__all__ = ["Contest", "conflicts", "contested_terms", "glossary_table", "statistics"]

_QUERIES = {
    "entries by kind": "SELECT kind, count(*) FROM entries WHERE derivative = 0 GROUP BY kind ORDER BY 2 DESC",
    "models by level": "SELECT level, count(*) FROM entries WHERE kind = 'model' AND derivative = 0 GROUP BY level",
    "derivatives": "SELECT 'community derivatives', count(*) FROM entries WHERE derivative = 1",
    "models by attribute": (
        "SELECT attribute, count(DISTINCT entry) FROM statements JOIN entries ON id = entry"
        " WHERE kind = 'model' AND derivative = 0 GROUP BY attribute ORDER BY 2 DESC"
    ),
    "models with": (
        "SELECT 'a parent', count(*) FROM entries WHERE kind = 'model' AND derivative = 0 AND parent IS NOT NULL"
        " UNION ALL SELECT 'a licence or access', count(DISTINCT entry) FROM statements JOIN entries ON id = entry"
        " WHERE kind = 'model' AND derivative = 0 AND attribute IN ('license', 'access')"
        " UNION ALL SELECT 'no developer', count(*) FROM entries"
        " WHERE kind = 'model' AND derivative = 0 AND developer IS NULL"
        " UNION ALL SELECT 'lineage (derivatives, too)', count(DISTINCT entry) FROM edges"
    ),
    "statements by source": "SELECT source, count(*) FROM statements GROUP BY source ORDER BY 2 DESC LIMIT 12",
    "models by year of release": (
        "SELECT substr(min(value), 1, 4), 1 FROM statements JOIN entries ON id = entry"
        " WHERE attribute = 'release_date' AND kind = 'model' AND derivative = 0 GROUP BY entry"
    ),
    "names by language": "SELECT coalesce(lang, 'identifier'), count(*) FROM names GROUP BY lang",
}


_STEPS = {
    "parent": "SELECT e.id FROM entries e JOIN {} k ON e.parent = k.id",
    "children": "SELECT e.parent FROM entries e JOIN {} k ON e.id = k.id WHERE e.parent IS NOT NULL",
    "base": f"SELECT x.entry FROM edges x JOIN {{}} k ON x.other = k.id WHERE x.relation IN {tuple(FURTHER_TRAINING)}",
}
"""From entries of which an attribute is stated to those that inherit it, one step."""


def statistics(catalog: Catalog) -> Iterator[tuple[str, dict[str, int]]]:
    """Each table of counts with its heading: entries, attributes, sources, years, languages, agreement."""
    for heading, sql in _QUERIES.items():
        counts: dict[str, int] = {}
        for label, count in catalog.snapshot.rows(sql):
            counts[str(label)] = counts.get(str(label), 0) + count
        yield heading, dict(sorted(counts.items())) if "year" in heading else counts
        if heading == "models by attribute":
            yield "models by attribute, with what they inherit", _inherited(catalog)
    yield "numbers that Epoch AI and another source state", _shared_with(catalog, "epoch-ai")


def _inherited(catalog: Catalog) -> dict[str, int]:
    """For each attribute that is inherited, the models of which it is known."""
    counts = {}
    for attribute in catalog.attributes.values():
        if attribute.inherit:
            own = "SELECT DISTINCT entry FROM statements WHERE attribute = ?"
            ways = [f"by_{way}(id) AS ({own} UNION {_STEPS[way].format(f'by_{way}')})" for way in attribute.inherit]
            known = " UNION ".join(f"SELECT id FROM by_{way}" for way in attribute.inherit)
            sql = (
                f"WITH RECURSIVE {', '.join(ways)} SELECT count(*) FROM entries"
                f" WHERE kind = 'model' AND derivative = 0 AND id IN ({known})"
            )
            counts[attribute.id] = catalog.snapshot.rows(sql, *[attribute.id] * len(ways))[0][0]
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


_STATED = (
    "SELECT DISTINCT a.entry, a.attribute FROM statements a JOIN statements b USING (entry, attribute)"
    " JOIN entries ON id = a.entry WHERE a.source = ? AND b.source <> a.source AND kind = 'model'"
    " AND a.method = 'stated' AND b.method = 'stated' AND a.number IS NOT NULL AND b.number IS NOT NULL"
)


def _shared_with(catalog: Catalog, source: str) -> dict[str, int]:
    """How many numbers a source and another one state, and with how many of them the winning value agrees."""
    counts = {"stated by both": 0, "the winning value agrees": 0, "all of them agree": 0}
    for entry, name in catalog.snapshot.rows(_STATED, source):
        fact, attribute = catalog.entry(entry).facts[name], catalog.attributes[name]
        theirs = next(s for s in fact.statements if s.source == source)
        counts["stated by both"] += 1
        counts["the winning value agrees"] += agree(attribute, theirs, fact.winner)
        counts["all of them agree"] += all(agree(attribute, theirs, s) for s in fact.statements if s.method == "stated")
    return counts


_COUNTED = "(SELECT count(*) FROM terms WHERE concept = id"
_USED = "status IN ('preferred', 'admitted')"
_GLOSSARY_COLUMNS = {
    "concepts": "count(*)",
    "defined": "sum(json_extract(body, '$.definition') IS NOT NULL)",
    **{lang: f"sum({_COUNTED} AND lang = '{lang}' AND {_USED}))" for lang in ("en", "zh", "zh-Hant", "fa")},
    "mistakes": f"sum({_COUNTED} AND status = 'forbidden'))",
}
_GLOSSARY = "FROM entries JOIN records USING (id) WHERE kind = 'concept'"


def glossary_table(catalog: Catalog) -> list[dict[str, str | int]]:
    """A row for each domain of the glossary, and one for all: concepts, definitions, terms by language, mistakes."""
    columns = ", ".join(_GLOSSARY_COLUMNS.values())
    rows = [
        *catalog.snapshot.rows(f"SELECT json_extract(body, '$.domain') AS d, {columns} {_GLOSSARY} GROUP BY d"),
        *catalog.snapshot.rows(f"SELECT 'all', {columns} {_GLOSSARY}"),
    ]
    return [dict(zip(("domain", *_GLOSSARY_COLUMNS), row, strict=True)) for row in rows]


class Contest(NamedTuple):
    """A concept for which glossaries write different terms in a language."""

    concept: str
    lang: str
    preferred: str
    attested: Mapping[str, tuple[str, ...]]
    """Each term with the sources that write it, the most written first."""


def contested_terms(catalog: Catalog, lang: str) -> list[Contest]:
    """The concepts on whose term in a language public glossaries disagree, those that most of them name first."""
    found = []
    for concept in catalog.concepts:
        usable = {term.text for term in concept.terms(lang)}
        by_term = {text: sources for text, sources in concept.attestations(lang).items() if text in usable}
        everybody = {source for sources in by_term.values() for source in sources}
        if by_term and not any(everybody.issubset(sources) for sources in by_term.values()):
            ranked = dict(sorted(by_term.items(), key=lambda pair: -len(pair[1])))
            found.append((-len(everybody), concept.id, Contest(concept.id, lang, concept.label(lang), ranked)))
    return [contest for *_, contest in sorted(found)]


def conflicts(models: Iterable[ModelEntry], attribute: str) -> Iterator[tuple[str, Fact]]:
    """Id and fact of those of some models whose sources disagree about an attribute; errors as `Facts`."""
    for model in models:
        fact = model.facts.get(attribute)
        if fact is not None and fact.status in {"disputed", "undisclosed"} and len(fact.statements) > 1:
            yield model.id, fact
