"""A user's own terms laid over a catalog: another preferred term, a rival that a house forbids, concepts of its own.

An overlay is one glossary file. A concept that the catalog has may be written in part: the terms of a language come
before those of the catalog, the first of them is preferred, and every other field replaces the catalog's. The result is
a snapshot like any other, compiled once for each pair of catalog and overlay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fmref import snapshot
from fmref.checks import check, check_whole
from fmref.compiler import concept_rows
from fmref.diagnostics import Diagnostic
from fmref.errors import DataError
from fmref.near import pieces
from fmref.schema import AVOIDED, per_language
from fmref.snapshot import Snapshot
from fmref.store import Data, read_glossary
from fmref.text import name_key

__all__ = ["compile_overlay"]

_LANGUAGES: Final = ("en", "zh", "zh-Hant", "fa")
_SORTED: Final = "D309"
"""The rule about the order of a file, which people may keep as they like in one of their own."""
_OWNERS: Final = {"entries": 0, "records": 0, "names": 2, "terms": 2, "mistakes": 1, "definitions": 0, "links": 0}
"""The tables that hold concepts, and the column in which each names the concept."""
_BEHIND: Final = 1000
"""What is added to the rank of a name of the overlay, so that it follows those of the catalog."""


def compile_overlay(base: Snapshot, overlay: Path, target: Path) -> None:
    """Write to `target` the snapshot of `base` with the concepts of the file `overlay` laid over it.

    Raises `DataError` with every problem: what breaks a rule, a term that another concept bears already, an overlay
    that forbids a preferred term without a term in its place. Then nothing is written.
    """
    data = read_glossary(overlay, lambda key, body: _laid_over(_concept_of(base, key), body))
    concepts = frozenset(base.ids("concept"))
    data.elsewhere = concepts.union(base.documents("source"), base.documents("attribute"))
    data.entries_elsewhere = frozenset(base.all_ids()) - concepts
    problems = [d for d in (*check(data), *check_whole(data)) if d.severity == "error" and d.code != _SORTED]
    problems += _collisions(base, data)
    if problems:
        raise DataError(sorted(problems))
    rows = {table: base.table(table) for table in snapshot.TABLES}
    meta = {key: value for key, value in base.meta.items() if key != "seal"}
    meta["concepts"] = str(len(concepts | data.concepts.keys()))
    meta["laid_over"] = base.digest
    snapshot.write(target, _replaced(rows, data, concept_rows(data)), meta)


def _concept_of(base: Snapshot, key: str) -> Mapping[str, Any]:
    """The record of a concept, empty where the catalog has none of this id."""
    import json

    found = base.body(key)
    return json.loads(found[1]) if found is not None and found[0] == "concept" else {}


def _laid_over(base: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a concept in the overlay, completed by what the catalog has of it."""
    given = body.get("terms")
    if not base or not isinstance(given, dict):
        return {**base, **body}
    terms = {lang: _terms_over(base["terms"].get(lang, ()), given.get(lang, [])) for lang in _LANGUAGES}
    return {**base, **body, "terms": {**given, **{lang: listed for lang, listed in terms.items() if listed}}}


def _terms_over(base: Iterable[Mapping[str, Any]], given: Any) -> list[Any]:
    """The terms of the overlay, and behind them those of the catalog that it does not mention."""
    first = given if isinstance(given, list) else [given]
    own = [{"text": item} if isinstance(item, str) else item for item in first]
    mentioned = {name_key(item["text"]) for item in own if isinstance(item, dict) and isinstance(item.get("text"), str)}
    usable = [item for item in own if not (isinstance(item, dict) and item.get("status", "admitted") in AVOIDED)]
    rest = [dict(item) for item in base if name_key(item["text"]) not in mentioned]
    if usable:
        rest = [{**item, "status": "admitted"} if item.get("status") == "preferred" else item for item in rest]
        return [*usable, *rest, *(item for item in own if item not in usable)]
    return [*rest, *own]


def _collisions(base: Snapshot, data: Data) -> Iterator[Diagnostic]:
    """Ids of entries, and terms that something else in the catalog bears and that do not say so."""
    for id_, concept in data.concepts.items():
        if (found := base.body(id_)) is not None and found[0] != "concept":
            yield Diagnostic(
                data.location("concept", id_), "D311", f"{id_!r} is also the id of a {found[0]}; rename the concept"
            )
        before = {
            name_key(term["text"]) for terms in _concept_of(base, id_).get("terms", {}).values() for term in terms
        }
        for lang, terms in per_language(concept.terms):
            for i, term in enumerate(terms):
                key = name_key(term.text)
                others = {row.id for row in base.bearers(key)} - {id_, *term.also, *data.concepts}
                if term.status != "forbidden" and key not in before and others:
                    place = data.location("concept", id_, "terms", lang, i)
                    message = f"the term {term.text!r} is borne by {min(others)} already; say `also:` on it or drop it"
                    yield Diagnostic(place, "D301", message)


def _replaced(
    rows: dict[str, list[Sequence[Any]]], data: Data, new: Mapping[str, Sequence[Sequence[Any]]]
) -> dict[str, Iterable[Sequence[Any]]]:
    """The tables of the catalog with the rows of the overlay's concepts in the place of theirs."""
    last = max((row[8] for row in rows["entries"]), default=0)
    positions = {row[0]: row[8] for row in rows["entries"]}
    rewritten = dict(new)
    rewritten["entries"] = [(*row[:8], positions.get(row[0], last + 1 + row[8])) for row in new["entries"]]
    rewritten["names"] = [(row[0], row[1] + _BEHIND, *row[2:]) for row in new["names"]]
    keys = sorted({row[0] for row in new["names"]} - {row[0] for row in rows["names"]})
    texts = [
        (kind, derivative, found + "".join(f"{key}\n" for key in keys))
        if kind in ("", "concept") and not derivative
        else (kind, derivative, found)
        for kind, derivative, found in rows["search_texts"]
    ]
    return {
        **rows,
        **{
            table: [*(row for row in rows[table] if row[owner] not in data.concepts), *rewritten[table]]
            for table, owner in _OWNERS.items()
        },
        "pieces": sorted({*map(tuple, rows["pieces"]), *((mark, key) for key in keys for mark in pieces(key))}),
        "search_texts": texts,
        "patterns": [*{row[0]: row for row in (*new["patterns"], *rows["patterns"])}.values()],
    }
