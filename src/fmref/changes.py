"""What differs between two snapshots, part by part: entries, names, statements, terms, sources.

Each record is taken apart into parts that have a name in it, such as the statements of one source on one attribute or
one term of one language, and the parts of the same name are compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from fmref.snapshot import Snapshot

__all__ = ["Action", "Change", "changes", "disappeared"]

Action = Literal["added", "removed", "changed"]

_DOCUMENTS: Final = ("source", "attribute")


class Change(NamedTuple):
    """One part of one record that differs."""

    kind: str
    """`model`, `derivative` (what the community made of one), `organization` ..., `concept`, `source`, `attribute`."""
    id: str
    name: str
    """What the record is called, in English."""
    part: str
    """`record` (all of it), `name`, `identifier`, `statement`, `lineage`, `offering`, `term`, `definition`, `field`."""
    what: str
    """Which part of that sort: `fa بلوم`, `parameters`, `huggingface bigscience/bloom`; empty for a record."""
    old: str | None
    """What was said, None where the part is new."""
    new: str | None
    """What is said now, None where the part is gone."""
    source: str | None = None
    """The id of the source that says so, where one does."""

    @property
    def action(self) -> Action:
        """`added`, `removed` or `changed`."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


def changes(old: Snapshot, new: Snapshot) -> list[Change]:
    """Every part that differs between two snapshots: entries and concepts by id, then attributes and sources.

    A record that is new or gone comes before its parts. Sentences that only test the data are not compared.
    """
    before, after = _records(old), _records(new)
    found: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            found += _of_record(after.get(key) or before[key], before.get(key), after.get(key))
    return found


def disappeared(found: Iterable[Change]) -> list[Change]:
    """The entries and concepts that are gone; an id never disappears, it is replaced."""
    return [c for c in found if c.part == "record" and c.action == "removed" and c.kind not in _DOCUMENTS]


class _Stored(NamedTuple):
    """A record as a snapshot has it."""

    id: str
    kind: str
    name: str
    body: str


def _records(snapshot: Snapshot) -> dict[tuple[str, str], _Stored]:
    """All records by the group of ids that may not collide, and id."""
    sql = "SELECT id, kind, derivative, name, body FROM entries JOIN records USING (id)"
    found = {
        ("", id_): _Stored(id_, "derivative" if derivative else kind, name, body)
        for id_, kind, derivative, name, body in snapshot.rows(sql)
    }
    for kind, id_, body in snapshot.rows("SELECT kind, id, body FROM documents"):
        found[kind, id_] = _Stored(id_, kind, id_, body)
    return found


def _of_record(shown: _Stored, old: _Stored | None, new: _Stored | None) -> Iterator[Change]:
    """What differs in one record, under the kind and name of one of the two."""
    if old is None or new is None:
        yield Change(shown.kind, shown.id, shown.name, "record", "", old and old.name, new and new.name)
    before, after = _parts(old), _parts(new)
    for key in sorted(before.keys() | after.keys()):
        was, is_ = before.get(key), after.get(key)
        if (was and was.text) != (is_ and is_.text):
            source = (is_ or was or _NOTHING).source
            yield Change(shown.kind, shown.id, shown.name, *key[:2], was and was.text, is_ and is_.text, source)


class _Said(NamedTuple):
    """What a part says, and the id of the source that says so, if one does."""

    text: str
    source: str | None = None


_NOTHING: Final = _Said("")

Key = tuple[str, str, str]
"""Sort of part, which one, and who says so, where several may say it: the same part of two snapshots has the same."""
Parts = Iterator[tuple[Key, _Said]]


def _parts(stored: _Stored | None) -> dict[Key, _Said]:
    """The parts of a record; what one source says several times is one part."""
    found: dict[Key, _Said] = {}
    for key, said in _read(stored) if stored else ():
        found[key] = said._replace(text=f"{found[key].text}; {said.text}") if key in found else said
    return found


def _read(stored: _Stored) -> Parts:
    readers = {} if stored.kind in _DOCUMENTS else _READERS
    for field, value in json.loads(stored.body).items():
        if field in readers:
            yield from readers[field](value)
        elif field not in _IN_OTHER_PARTS:
            yield ("field", field, ""), _Said(_plain(value))


def _wordings(part: str, usual: str, value: Mapping[str, Iterable[Mapping[str, Any]]]) -> Parts:
    """The names or terms of each language, with their status and what else is said of them."""
    for lang, wordings in value.items():
        for one in wordings:
            said = _listed(one.get("status", usual), one, {"text", "status", "source", "hit", "miss"})
            yield (part, f"{lang} {one['text']}", ""), _Said(said, ", ".join(one.get("source", ())) or None)


def _statements(value: Mapping[str, Iterable[Mapping[str, Any]]]) -> Parts:
    for attribute, statements in value.items():
        for one in statements:
            amount = "undisclosed" if one.get("undisclosed") else f"{one['value']} {one.get('unit', '')}".rstrip()
            said = _listed(amount, one, {"value", "unit", "undisclosed", "source"})
            yield ("statement", attribute, one["source"]), _Said(said, one["source"])


def _identifiers(value: Mapping[str, Iterable[str]]) -> Parts:
    for system, texts in value.items():
        yield from ((("identifier", f"{system} {text}", ""), _Said(text)) for text in texts)


def _lineage(value: Iterable[Mapping[str, Any]]) -> Parts:
    for one in value:
        yield ("lineage", f"{one['relation']} {one['of']}", ""), _Said(one["of"], one.get("source"))


def _offerings(value: Iterable[Mapping[str, Any]]) -> Parts:
    for one in value:
        said = _listed("offered", one, {"provider", "id", "source"})
        yield ("offering", f"{one['provider']} {one['id']}", one["source"]), _Said(said, one["source"])


def _definition(value: Mapping[str, str]) -> Parts:
    yield from ((("definition", lang, ""), _Said(text)) for lang, text in value.items())


def _listed(first: str, record: Mapping[str, Any], without: Collection[str]) -> str:
    """The first word, and the rest of a record in a fixed order: `preferred, register loanword`."""
    rest = (f"{field} {_plain(value)}" for field, value in sorted(record.items()) if field not in without)
    return ", ".join([first, *rest])


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


_IN_OTHER_PARTS: Final = frozenset({"id", "source"})
"""Fields that the parts repeat: an entry's own source is that of each of its statements."""
_READERS: Final[Mapping[str, Callable[[Any], Parts]]] = MappingProxyType(
    {
        "names": partial(_wordings, "name", "variant"),
        "terms": partial(_wordings, "term", "admitted"),
        "ids": _identifiers,
        "facts": _statements,
        "lineage": _lineage,
        "offerings": _offerings,
        "definition": _definition,
        "summary": _definition,
    }
)
"""How the fields of entries and concepts are taken apart; any other is one part."""
