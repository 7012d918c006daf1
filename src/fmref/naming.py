"""The one place that decides which entry or concept bears which name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from fmref.schema import Concept, Entry, per_language
from fmref.store import Data
from fmref.text import NameKey, name_key

__all__ = ["Bearer", "Collision", "bearers", "index_names"]


class Bearer(NamedTuple):
    """One name of one entry or concept."""

    id: str
    group: str
    """`entry` or `concept`."""
    role: str
    """`id`, `preferred`, `name` or `id:<system>`."""
    status: str
    text: str
    lang: str | None
    path: tuple[str | int, ...]
    """Where the name stands below its entry in the file."""

    @property
    def is_identifier(self) -> bool:
        """Whether this is an identifier in another system."""
        return self.role.startswith("id:")


class Collision(NamedTuple):
    """A key that several bear without anybody having said so."""

    key: NameKey
    bearers: tuple[Bearer, ...]


def bearers(record: Entry | Concept) -> Iterator[Bearer]:
    """Every name of an entry or concept; a forbidden term is a mistake and names nothing."""
    if isinstance(record, Concept):
        for lang, terms in per_language(record.terms):
            for i, term in enumerate(terms):
                if term.status != "forbidden":
                    role = "preferred" if term.status == "preferred" else "name"
                    yield Bearer(record.id, "concept", role, term.status, term.text, lang, ("terms", lang, i))
        return
    yield Bearer(record.id, "entry", "id", "preferred", record.id, None, ())
    for lang, names in per_language(record.names):
        for i, name in enumerate(names):
            role = "preferred" if name.status == "preferred" else "name"
            yield Bearer(record.id, "entry", role, name.status, name.text, lang, ("names", lang, i))
    for system, identifiers in record.ids.items():
        for i, identifier in enumerate(identifiers):
            yield Bearer(record.id, "entry", f"id:{system}", "variant", identifier, None, ("ids", system, i))


_ROLE_ORDER: Final = {"preferred": 0, "id": 1, "name": 2}
_STATUS_ORDER: Final = {"preferred": 0, "admitted": 1, "variant": 1, "former": 2, "deprecated": 2}


def _order(bearer: Bearer) -> tuple[int, int]:
    return _ROLE_ORDER.get(bearer.role, 3), _STATUS_ORDER.get(bearer.status, 3)


def index_names(data: Data) -> tuple[dict[NameKey, list[Bearer]], list[Collision]]:
    """Every key with its bearers, the likelier first, one row for each bearer; and the collisions nobody declared.

    A name that several bear is in order when `ambiguous.yaml` lists them all, in the order of that list, or when they
    are concepts whose terms name each other under `also`. An identifier lives in the namespace of its system, so it
    may equal a name of something else, which then ranks first; two entries of one kind may not share it.
    """
    by_key: dict[NameKey, dict[str, Bearer]] = defaultdict(dict)
    records: list[Entry | Concept] = [*data.entries.values(), *data.concepts.values()]
    for record in records:
        for bearer in bearers(record):
            held = by_key[name_key(bearer.text)]
            if bearer.id not in held or _order(bearer) < _order(held[bearer.id]):
                held[bearer.id] = bearer
    listed = _listed(data)
    for key, ids in listed.items():
        for id_ in ids:
            group = "entry" if id_ in data.entries else "concept"
            text = next(t for t in data.ambiguous if name_key(t) == key)
            by_key[key].setdefault(id_, Bearer(id_, group, "name", "variant", text, None, ()))
    index, collisions = {}, []
    for key, held in by_key.items():
        order = listed.get(key, ())
        ranked = sorted(held.values(), key=lambda b: (order.index(b.id) if b.id in order else len(order), _order(b)))
        index[key] = ranked
        named = [b for b in ranked if not b.is_identifier]
        if any(b.id not in order for b in named) and len(named) > 1 and not _declared_senses(data, key, named):
            collisions.append(Collision(key, tuple(named)))
        collisions.extend(Collision(key, pair) for pair in _shared_identifiers(data, ranked))
    return index, collisions


def _shared_identifiers(data: Data, ranked: list[Bearer]) -> Iterator[tuple[Bearer, ...]]:
    """Bearers of one kind that carry the same identifier in the same system."""
    groups: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for bearer in ranked:
        if bearer.is_identifier:
            groups[bearer.role, data.entries[bearer.id].kind].append(bearer)
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _listed(data: Data) -> dict[NameKey, tuple[str, ...]]:
    """The ids of `ambiguous.yaml` by key, without those that do not exist."""
    known = data.entries.keys() | data.concepts.keys()
    return {name_key(text): tuple(i for i in ids if i in known) for text, ids in data.ambiguous.items()}


def _declared_senses(data: Data, key: NameKey, ranked: list[Bearer]) -> bool:
    """Whether the bearers are concepts that `also` joins into one group for this key."""
    if any(b.group != "concept" for b in ranked):
        return False
    ids = {b.id for b in ranked}
    reached, waiting = {ranked[0].id}, [ranked[0].id]
    joined: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        for _, terms in per_language(data.concepts[id_].terms):
            for term in terms:
                if name_key(term.text) == key:
                    for other in ids.intersection(term.also):
                        joined[id_].add(other)
                        joined[other].add(id_)
    while waiting:
        fresh = joined[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached == ids
