"""Imported rows become part of the catalog: attached to the entry they speak of, or an entry of their own.

A row and an entry are one model when a repository on a hub says so, or when their names agree in every token of
identity (`id_grammar`) and no known developer contradicts it. A distance never decides. What agrees with several
entries is left apart and reported.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from fmref.id_dates import DateParts, date_parts, may_be_one
from fmref.id_grammar import Identity, Reading, is_size_of, read, stated_size, tuned, without_size
from fmref.importers import ImportedRow, ImportedStatement
from fmref.naming import bearers
from fmref.organizations import Organizations, slug_part, spelled
from fmref.schema import Attribute, Entry, Lineage, Model, Name, Names, Offering, Organization, Statement
from fmref.snapshot import LINES
from fmref.store import Data
from fmref.text import NameKey, name_key

__all__ = ["ORDER", "MergeReport", "merge", "read_imported"]

ORDER: Final = ("models-dev", "epoch-ai", "helm", "ecosystem-graphs", "mteb", "hub-tables", "open-llm-leaderboard")
"""The sources in the order in which they name entries: the first one to speak of a model gives it its name."""

_VARIANTS: Final = frozenset("instruct chat base vision coder code math thinking reasoning".split())
_NOT_ONE_MODEL: Final = frozenset({"quantization", "format", "shard"})
_ONLY_NAMES: Final = frozenset({"snapshot", "stage", "rolling", "effort", "serving", "context", "revision"})
_SHARED: Final = frozenset("developer license open_weights access modality release_date".split())
"""What a source may say of a whole family or series; its numbers are those of one member, nobody knows which."""
_SAME_RELEASE: Final = datetime.timedelta(days=62)
"""How far apart sources may date one release: one means the announcement, another the paper or the weights."""
_LEAD: Final = datetime.timedelta(days=90)
"""How much earlier than the model a variant of it may be dated: a preview may come before the announcement."""
_TWO_NAMES: Final = re.compile(r"([^()]+) \(([^()]+)\)")


@dataclass(slots=True)
class MergeReport:
    """What the merge did: counts by source, every merge, and a line for what came near and was left apart."""

    attached: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    left_apart: list[str] = field(default_factory=list)
    merges: list[tuple[str, str, str]] = field(default_factory=list)
    """Source, name in the source, id of the entry it was attached to."""


def read_imported(directory: Path) -> Iterator[tuple[str, ImportedRow]]:
    """Every row of `imported/*.jsonl` with the id of its source: the sources of `ORDER`, then the others."""
    paths = sorted(
        directory.glob("imported/*.jsonl"), key=lambda p: (ORDER.index(p.stem) if p.stem in ORDER else 99, p)
    )
    for path in paths:
        with path.open(encoding="utf8") as file:
            yield from ((path.stem, ImportedRow.model_validate_json(line)) for line in file)


def _known_late(row: ImportedRow) -> tuple[bool, bool]:
    """What puts a row behind others: a derivative is one of models known by then, an orphan may be one of them."""
    return row.derivative, not row.developer and "huggingface" not in row.ids


_STAGES: Final = ("known", "new", "dated")
"""Rows that speak of known entries come first, so that all their facts are known when others become entries; then what
is a name with a date or stage, since an entry of that date may be among them."""


def merge(data: Data, rows: Iterable[tuple[str, ImportedRow]]) -> MergeReport:
    """Merge rows into the entries of `data`, in place; entries that people wrote keep their names, ids and levels."""
    merger = _Merger(data)
    placed: list[tuple[str, str, ImportedRow]] = []
    waiting = sorted(rows, key=lambda pair: _known_late(pair[1]))
    for stage in _STAGES:
        left: list[tuple[str, ImportedRow]] = []
        for source, row in waiting:
            if (entry_id := merger.place(source, row, stage)) is not None:
                placed.append((source, entry_id, row))
            else:
                left.append((source, row))
        waiting = left
    merger.finish(placed)
    return merger.report


def _is_known_by_file(claim: tuple[str, str, str, str]) -> bool:
    """Whether a source that knows the very file behind an identifier claims it: the table of hashes of Ollama."""
    return claim[0] == "hub-tables" and claim[2] == "ollama"


class _Found(NamedTuple):
    """The entries that a row agrees with, and how far."""

    ids: Sequence[str] = ()
    partial: bool = False
    """The row's name says more than theirs (a date, a stage), so that its facts are not theirs."""
    by_name: bool = False
    """The row's name is one of the entry's, if only by a size or an acronym."""

    def __bool__(self) -> bool:
        return bool(self.ids)


class _Merger:
    """The state of one merge: entries under construction and the indexes that find them."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.report = MergeReport()
        self.identities: dict[Identity, list[str]] = defaultdict(list)
        self.derivatives: dict[Identity, list[str]] = defaultdict(list)
        self.sized: dict[Identity, list[tuple[str, str]]] = defaultdict(list)
        self.dated: dict[Identity, list[tuple[DateParts, str]]] = defaultdict(list)
        self.repositories: dict[str, str] = {}
        self.organizations = Organizations(data)
        self.taken: set[NameKey] = set()
        self.facts: dict[str, dict[str, list[Statement]]] = {}
        self.ids: dict[str, dict[str, list[str]]] = {}
        self.owners: dict[tuple[str, str], str] = {}
        self.claims: list[tuple[str, str, str, str]] = []
        self.names: dict[str, list[str]] = defaultdict(list)
        self.offerings: dict[str, list[Offering]] = defaultdict(list)
        self.edges: dict[str, list[Lineage]] = defaultdict(list)
        self.by_kind: dict[tuple[str, NameKey], str] = {}
        self.fresh: dict[str, Entry] = {}
        for entry in sorted(data.entries.values(), key=lambda e: not isinstance(e, Organization)):
            self._index(entry)  # organizations first: names are read with their makers in mind

    def _index(self, entry: Entry) -> None:
        if isinstance(entry, Organization):
            self.organizations.index(entry)
        for bearer in bearers(entry):
            key = name_key(bearer.text)
            if not bearer.is_identifier:
                self.taken.add(key)
                self.by_kind.setdefault((entry.kind, key), entry.id)
            if bearer.is_identifier and isinstance(entry, Model):
                self.owners.setdefault((bearer.role, bearer.text.casefold()), entry.id)
            if bearer.role == "id:huggingface" and isinstance(entry, Model):
                self.repositories.setdefault(bearer.text.lower(), entry.id)
            if isinstance(entry, Model) and bearer.lang == "en" and bearer.status in ("preferred", "variant", "former"):
                self._identify(bearer.text, entry.id, self._stated_developers(entry.id))

    def _identify(self, name: str, entry_id: str, developers: set[str]) -> None:
        for text in acronyms if len(acronyms := spelled(name)) > 1 else ():
            self._identify(text, entry_id, developers)
        for reading in plain_readings(name, lambda vendor: self._is_maker(vendor, developers)):
            for key in (reading.identity, reading.glued):
                if entry_id not in (held := self.identities[key]):
                    held.append(entry_id)
            rest, size = without_size(reading.identity)
            if size is not None:
                self.sized[rest].append((size, entry_id))
        for reading in _read(name):
            if "snapshot" in reading.qualifiers:
                self.dated[reading.identity].append((date_parts(reading.qualifiers["snapshot"]), entry_id))

    def _is_maker(self, vendor: str, developers: set[str]) -> bool:
        """Whether the words before a name are those of one of its developers, or of any where nobody names one."""
        found = self.organizations.find(vendor)
        return found in developers or (not developers and found is not None)

    def place(self, source: str, row: ImportedRow, stage: str) -> str | None:
        """The id of the entry that a row was attached to or made into; None where it was left out, or has to wait."""
        if row.kind != "model":
            return self._place_other(source, row, stage)
        if row.derivative and stage == "known":
            return None
        readings = _read(row.name)
        if not readings or self._is_packed(row, readings):
            return None
        developers = self._developers(row)
        found = self._find(row, developers, readings) or self._find_by_other_names(row, developers, stage)
        if found.partial and stage != "dated":
            return None
        if why := self._why_apart(row, found.ids):
            if stage == "dated":
                self.report.left_apart.append(f"{source}: {row.name}: {why} {', '.join(found.ids)}")
            return None
        if found.ids:
            self._attach(source, row, found, developers, readings)
            return found.ids[0]
        if stage == "known" or row.reference or (row.derivative and self._is_copy(row)):
            return None
        if namesakes := () if row.derivative else self.identities.get(readings[0].identity, ()):
            why = f"an entry of its own; by others, of the same name: {', '.join(namesakes)}"
            self.report.left_apart.append(f"{source}: {row.name}: {why}")
        return self._create(source, row, developers)

    def _is_packed(self, row: ImportedRow, readings: Iterable[Reading]) -> bool:
        """Whether a name is that of weights packed again, and no entry has its repository for its own."""
        packed = any(_NOT_ONE_MODEL & reading.qualifiers.keys() for reading in readings)
        return packed and not self._known_repository(row)

    def _find(self, row: ImportedRow, developers: set[str], readings: Sequence[Reading]) -> _Found:
        """The entries that a row agrees with: by a repository, by its name, by its size, or but for a date or stage."""
        identity = readings[0].identity
        if found := self._known_repository(row):
            return _Found(found)
        if row.derivative:
            return _Found()
        found = self._same_name(row, developers) or self._same_identity(row, developers, identity)
        if not found or (len(found) == 1 and self._is_one_of_many(row, found[0])):
            sized = self._same_size(row, developers, identity)
            if sized or found:
                return _Found(sized or found, by_name=True)
        reduced = [r for r in readings if _ONLY_NAMES & r.qualifiers.keys()]
        if found or not reduced:
            return _Found(found, by_name=True)
        if found := self._same_snapshot(row, developers, reduced[0]):
            return _Found(found, by_name=True)
        if "huggingface" in row.ids:  # weights with a date are a model of their own
            return _Found()
        named = (self._pointed_at(row, developers, reading) for reading in reduced)
        return _Found(next(filter(None, named), ()), partial=True)

    def _pointed_at(self, row: ImportedRow, developers: set[str], reading: Reading) -> list[str]:
        """Entries of a name but for its date or stage; of a moving pointer without a version only whole series.

        What `pro-latest` points to was another model last year, and the one called Pro is the first of them.
        """
        found = self._same_identity(row, developers, reading.identity)
        moves = "rolling" in reading.qualifiers and not re.search(r"\d", reading.identity)
        return [i for i in found if self._is_of_many(i) or not moves]

    def _find_by_other_names(self, row: ImportedRow, developers: set[str], stage: str) -> _Found:
        """What a table of names means by the first of its spellings that any model answers to.

        It may be written as one word, and may be a derivative; so this waits until all entries are there. What people
        gave one tag of a file goes for the file.
        """
        if not row.reference or stage != _STAGES[-1]:
            return _Found()
        for name in (row.name, *row.names):
            found = self._find(row.model_copy(update={"name": name}), developers, _read(name))
            if found and not all(map(self._is_of_many, found.ids)):
                return found
            for reading in plain_readings(name, lambda vendor: self.organizations.find(vendor) is not None):
                if ids := self._written_as_one(reading):
                    return _Found(ids)
        tags = (self.owners.get(("id:ollama", tag.casefold())) for tag in row.ids.get("ollama", ()))
        return _Found(list(dict.fromkeys(filter(None, tags))))

    def _written_as_one(self, reading: Reading) -> list[str]:
        """The models of a reading, wherever its words are apart, or else the derivatives."""
        keys = (reading.identity, reading.glued)
        found = [i for key in keys for i in self.identities.get(key, ()) if not self._is_of_many(i)]
        if not found and len(reading.identity.split()) > 2:  # fewer words are a name that many a repository could bear
            found = [i for key in keys for i in self.derivatives.get(key, ())]
        return list(dict.fromkeys(found))

    def _why_apart(self, row: ImportedRow, found: Sequence[str]) -> str | None:
        """Why a row belongs to none of the entries it agrees with, None where it does."""
        if len(found) > 1:
            return "agrees with"
        return "one member, nobody knows which, of" if found and self._is_one_of_many(row, found[0]) else None

    def _place_other(self, source: str, row: ImportedRow, stage: str) -> str | None:
        found = self._named(row.name, (row.kind,))
        if found is None or (row.kind == "organization" and stage != _STAGES[-1]):  # all names of it are known by then
            return None
        self._attach(source, row, _Found([found]), self._developers(row))
        return found

    def _named(self, name: str, kinds: Iterable[str]) -> str | None:
        """The entry of one of some kinds that bears a name, or the name before its acronym, or that."""
        if "organization" in kinds:
            return self.organizations.find(name)
        keys = [(kind, name_key(text)) for text in spelled(name) for kind in kinds]
        return next((self.by_kind[key] for key in keys if key in self.by_kind), None)

    def _known_repository(self, row: ImportedRow) -> list[str]:
        found = [
            self.repositories[repo.lower()]
            for repo in row.ids.get("huggingface", ())
            if repo.lower() in self.repositories
        ]
        return list(dict.fromkeys(found))[:1]

    def _is_one_of_many(self, row: ImportedRow, entry_id: str) -> bool:
        """Whether a row with a size or a repository, or one for a file or service, was found under a whole family."""
        return self._is_of_many(entry_id) and ("parameters" in row.facts or "huggingface" in row.ids or row.reference)

    def _is_copy(self, row: ImportedRow) -> bool:
        """Whether a community repository bears no more than the name of a model: somebody uploaded it again."""
        return any(self.identities.get(r.identity) for r in plain_readings(row.name.rpartition("/")[2], lambda _: True))

    def _same_name(self, row: ImportedRow, developers: set[str]) -> list[str]:
        """The entry that bears the very name of a row, up to folding, unless another developer made it."""
        entry_id = self.by_kind.get(("model", name_key(row.name)))
        return self._not_contradicted(row, developers, [entry_id] if entry_id else [])

    def _same_identity(self, row: ImportedRow, developers: set[str], identity: Identity) -> list[str]:
        """Entries with the identity of a row that nothing else contradicts."""
        keys = self._keys(row, developers, identity)
        found = (self._not_contradicted(row, developers, self.identities.get(key, ())) for key in keys)
        return next(filter(None, found), [])

    def _same_size(self, row: ImportedRow, developers: set[str], identity: Identity) -> list[str]:
        """Entries whose name differs by a size only, where that size is the count of the one that leaves it out."""
        counts = _numbers(row.facts.get("parameters", ()))
        for key in self._keys(row, developers, identity):
            rest, size = without_size(key)
            if size is None:
                found = [i for other, i in self.sized.get(rest, ()) if any(is_size_of(other, n) for n in counts)]
            else:
                single = (i for i in self.identities.get(rest, ()) if not self._is_of_many(i))
                found = [i for i in single if any(is_size_of(size, n) for n in self._counts(i))]
            found = [i for i in dict.fromkeys(found) if self._may_be_released_with(i, row)]
            if found := self._not_contradicted(row, developers, found):
                return found
        return []

    def _same_snapshot(self, row: ImportedRow, developers: set[str], reading: Reading) -> list[str]:
        """Entries of the same name but for the spelling of its date: `R1 (May 2025)` is `R1-0528`."""
        if "snapshot" not in reading.qualifiers:
            return []
        date = date_parts(reading.qualifiers["snapshot"])
        keys = (reading.identity, *tuned(reading.identity))
        found = [i for key in keys for other, i in self.dated.get(key, ()) if _may_be_one_date(date, other)]
        if len(set(found)) > 1 and any(self._is_of_month(i, date) for i in self.identities.get(reading.identity, ())):
            return []  # the date is that of the plain model, and of its variants
        return self._not_contradicted(row, developers, list(dict.fromkeys(found)))

    def _is_of_month(self, entry_id: str, date: DateParts) -> bool:
        """Whether some source dates an entry in a month."""
        days = _days(self._said(entry_id, "release_date"))
        return any(date.month == day.month and date.year in (None, day.year) for day in days)

    def _may_be_released_with(self, entry_id: str, row: ImportedRow) -> bool:
        """Whether an entry and a row are about as old, as far as both are dated to the day."""
        ours, theirs = _days(self._said(entry_id, "release_date")), _days(row.facts.get("release_date", ()))
        return not (ours and theirs) or any(abs(a - b) <= _SAME_RELEASE for a in ours for b in theirs)

    def _keys(self, row: ImportedRow, developers: set[str], identity: Identity) -> list[Identity]:
        """An identity of a row, and those of its name without the maker's name before it."""
        plain = plain_readings(row.name, lambda vendor: self._is_maker(vendor, developers))
        return [identity, *(reading.identity for reading in plain), *self._twice_named(row.name)]

    def _twice_named(self, name: str) -> list[Identity]:
        """The identities of `A (B)` where both name one entry, A names what B belongs to, or B is the acronym of A."""
        parts = _TWO_NAMES.fullmatch(name)
        if parts is None:
            return []
        first, second = ([r.identity for r in _read(part)] for part in parts.groups())
        if len(spelled(name)) > 1:
            return [*first, *second]
        known = {i for key in first for i in self.identities.get(key, ())}
        return [key for key in second if any(known & self._line(i) for i in self.identities.get(key, ()))]

    def _line(self, entry_id: str) -> set[str]:
        """An entry and what stands above it in the tree."""
        line: set[str] = set()
        above: str | None = entry_id
        while above is not None and above not in line:
            line.add(above)
            entry = self._entry(above)
            above = entry.parent if isinstance(entry, Model) else None
        return line

    def _not_contradicted(self, row: ImportedRow, developers: set[str], found: Sequence[str]) -> list[str]:
        """Those of some entries that a row may be: by one of its developers, or with its very size and day."""
        made = [i for i in found if not developers or self._made_by(i, developers)]
        return made or [i for i in found if self._has_size_and_day(i, row)]

    def _has_size_and_day(self, entry_id: str, row: ImportedRow) -> bool:
        """Whether an entry has the count of parameters of a row, and about its release date."""
        counts = _numbers(row.facts.get("parameters", ()))
        same_size = any(math.isclose(a, b, rel_tol=0.01) for a in counts for b in self._counts(entry_id))
        dated = "release_date" in row.facts and bool(_days(self._said(entry_id, "release_date")))
        return same_size and dated and self._may_be_released_with(entry_id, row)

    def _said(self, entry_id: str, attribute: str) -> list[Statement]:
        """What is stated of an attribute of an entry so far."""
        return [*self._entry(entry_id).facts.get(attribute, ()), *self.facts.get(entry_id, {}).get(attribute, ())]

    def _counts(self, entry_id: str) -> list[float]:
        return _numbers(self._said(entry_id, "parameters"))

    def _is_of_many(self, entry_id: str) -> bool:
        """Whether an entry is a whole family or series."""
        entry = self._entry(entry_id)
        return isinstance(entry, Model) and entry.level in LINES

    def _developers(self, row: ImportedRow) -> set[str]:
        """Ids of the developers of a row; one that no file lists becomes an organization, an uploader does not.

        A row that names no developer has the organization under which its repository stands, where that is known.
        """
        owners = (repo.partition("/")[0] for repo in row.ids.get("huggingface", ()) if not row.developer)
        found = {self.organizations.find(owner) for owner in owners}
        for name in row.developer:
            found.add(
                self.organizations.find(name) if row.derivative else self.organizations.find_or_add(name, self.taken)
            )
        return {organization for organization in found if organization is not None}

    def _made_by(self, entry_id: str, developers: set[str]) -> bool:
        stated = self._stated_developers(entry_id)
        return not stated or bool(self.organizations.houses(stated) & self.organizations.houses(developers))

    def _stated_developers(self, entry_id: str | None) -> set[str]:
        while entry_id is not None:
            if own := {str(s.value) for s in self._said(entry_id, "developer")}:
                return own
            entry = self._entry(entry_id)
            entry_id = entry.parent if isinstance(entry, Model) else None
        return set()

    def _create(self, source: str, row: ImportedRow, developers: set[str]) -> str | None:
        listed = (self.organizations.find(name) for name in row.developer)
        developer = next((d for d in listed if d in developers), None) or next(iter(sorted(developers)), None)
        entry_id = _slug(row, developer)
        if entry_id is None or entry_id in self.fresh or entry_id in self.data.entries:
            self.report.left_apart.append(f"{source}: {row.name}: no id is free for it")
            return None
        name = row.name.rpartition("/")[2] if row.derivative else row.name
        try:
            entry = Model(
                id=entry_id,
                level="variant" if _VARIANTS & set(re.split(r"[^a-z]+", name.lower())) else "model",
                names=Names(en=(Name(text=row.name, status="preferred"),)),
                derivative=row.derivative,
            )
        except ValidationError:
            self.report.left_apart.append(f"{source}: {row.name}: not a name")
            return None
        self.fresh[entry_id] = entry
        self.report.created[source] += 1
        if row.derivative:
            for key in {key for r in plain_readings(name, lambda _: False) for key in (r.identity, r.glued)}:
                self.derivatives[key].append(entry_id)
        else:
            self._identify(name, entry_id, developers)
            self.by_kind.setdefault(("model", name_key(name)), entry_id)
        self.taken.add(name_key(row.name))
        self._add(source, row, entry_id, developers, facts=True)
        return entry_id

    def _attach(
        self, source: str, row: ImportedRow, found: _Found, developers: set[str], readings: Sequence[Reading] = ()
    ) -> None:
        """Add a row to the one entry that it agrees with."""
        entry_id = found.ids[0]
        self.report.attached[source] += 1
        self.report.merges.append((source, row.name, entry_id))
        if found.by_name and not row.reference and readings[0].identity not in self._own_identities(entry_id):
            self._add_name(row.name, entry_id)
        self._add(source, row, entry_id, developers, facts=not found.partial)

    def _add(self, source: str, row: ImportedRow, entry_id: str, developers: set[str], *, facts: bool) -> None:
        held = self.facts.setdefault(entry_id, {})
        if facts:
            for attribute, statement in self._said_in(row, source, entry_id):
                held.setdefault(attribute, []).append(statement)
            held.setdefault("developer", []).extend(Statement(value=d, source=source) for d in sorted(developers))
        for system, identifiers in row.ids.items():
            self.claims.extend((source, entry_id, system, identifier) for identifier in identifiers)
            if system == "huggingface":
                for repository in identifiers:
                    self._own(entry_id, repository)
        for name in () if row.reference else row.names:
            self._add_name(name, entry_id)
        self.offerings[entry_id].extend(Offering(**offering.model_dump(), source=source) for offering in row.offerings)

    def _add_name(self, name: str, entry_id: str) -> None:
        """Another name for an entry, unless something bears it."""
        if (key := name_key(name)) not in self.taken:
            self.taken.add(key)
            self.names[entry_id].append(name)

    def _said_in(self, row: ImportedRow, source: str, entry_id: str) -> Iterator[tuple[str, Statement]]:
        """What a row says of an entry: for a whole family or series only what its members share."""
        of_many = self._is_of_many(entry_id)
        for attribute, statements in row.facts.items():
            if not of_many or attribute in _SHARED:
                for said in self._with_entries(source, row.name, attribute, statements):
                    yield attribute, _statement(said, source)
        if not of_many and not row.derivative:
            yield from _said_aside(row, source)

    def _with_entries(
        self, source: str, name: str, attribute: str, statements: Sequence[ImportedStatement]
    ) -> Iterator[ImportedStatement]:
        """Statements with the ids of the entries that they name.

        Of an entry that is not known nothing is said, and the others of its list give way to a source that lists all.
        """
        registry = self.data.attributes.get(attribute)
        if registry is None or registry.type != "entry":
            yield from statements
            return
        found = {str(said.value): self._named(str(said.value), registry.entry_kinds) for said in statements}
        unknown = [value for value, entry in found.items() if entry is None]
        self.report.left_apart.extend(f"{source}: {name}: no {attribute} is called {value}" for value in unknown)
        for said in statements:
            if entry := found[str(said.value)]:
                yield said.model_copy(update={"value": entry, "method": "derived" if unknown else said.method})

    def _own(self, entry_id: str, repository: str) -> None:
        """Take a repository for an entry that a source links it to, unless another has it or its name says more."""
        entry = self._entry(entry_id)
        readings = {r.identity for r in _read(repository) if not _NOT_ONE_MODEL & r.qualifiers.keys()}
        is_derivative = isinstance(entry, Model) and entry.derivative
        if is_derivative or readings & self._own_identities(entry_id):
            self.repositories.setdefault(repository.lower(), entry_id)

    def _settle(self) -> None:
        """Give every identifier to one entry: its owner, else the first that claims it, unless it names another.

        A tag of Ollama may read like another model and be this one: the file behind it says so. So does a repository
        on a second hub that is named like the one on the first.
        """
        own: dict[str, set[Identity]] = defaultdict(set)
        for _, entry_id, system, identifier in self.claims:
            if system == "huggingface" and self.repositories.get(identifier.lower()) == entry_id:
                own[entry_id].update(reading.identity for reading in _read(identifier)[:1])
        for claim in sorted(self.claims, key=_is_known_by_file, reverse=True):
            source, entry_id, system, identifier = claim
            other = None
            if not _is_known_by_file(claim) and own[entry_id].isdisjoint(r.identity for r in _read(identifier)[:1]):
                other = self._names_another(entry_id, identifier)
            if system == "huggingface":
                owner = self.repositories.get(identifier.lower())
            elif other is not None:
                owner = other
            else:
                owner = self.owners.setdefault((f"id:{system}", identifier.casefold()), entry_id)
            if owner == entry_id and _is_known_by_file(claim) and self._reads_as(entry_id, identifier):
                continue
            if owner == entry_id:
                self.ids.setdefault(entry_id, {}).setdefault(system, []).append(identifier)
            elif owner is not None:
                self.report.left_apart.append(f"{source}: {system} {identifier} of {entry_id}: {owner} has it")

    def _reads_as(self, entry_id: str, identifier: str) -> bool:
        """Whether the grammar reads a tag with a quantization as an entry, which needs no list of such tags."""
        known = ((r, ids) for r in _read(identifier) if (ids := self.identities.get(r.identity)))
        reading, found = next(known, (None, []))
        return reading is not None and "quantization" in reading.qualifiers and found == [entry_id]

    def _names_another(self, entry_id: str, identifier: str) -> str | None:
        """The other entry whose name an identifier is: lists give a model the ids of snapshots that are entries."""
        named = [i for reading in _read(identifier)[:2] for i in self.identities.get(reading.identity, ())]
        return None if not named or entry_id in named or self._line(entry_id).intersection(named) else named[0]

    def _own_identities(self, entry_id: str) -> set[Identity]:
        """The identities of the names of an entry as they are listed."""
        makers = self._stated_developers(entry_id)
        names = [*(name.text for name in self._entry(entry_id).names.en), *self.names[entry_id]]
        return {r.identity for text in names for r in plain_readings(text, lambda v: self._is_maker(v, makers))}

    def _entry(self, entry_id: str) -> Entry:
        return self.fresh.get(entry_id) or self.organizations.fresh.get(entry_id) or self.data.entries[entry_id]

    def finish(self, placed: Sequence[tuple[str, str, ImportedRow]]) -> None:
        """Resolve the ends of edges, find parents, and put everything into `data`."""
        for source, entry_id, row in placed:
            for edge in row.lineage:
                other = self.repositories.get(edge.of.lower()) or self._only(edge.of)
                if other is None or other == entry_id:
                    continue
                if entry_id in self._older(other):
                    self.report.left_apart.append(f"{source}: {entry_id} from {other}, which comes from it")
                else:
                    self.edges[entry_id].append(Lineage(relation=edge.relation, of=other, source=source))
        self._settle()
        self.data.entries.update({**self.organizations.fresh, **self.fresh})
        parents = _Parents(self.data, self._stated_developers)
        for entry_id in self.facts.keys() | self.edges.keys():
            self._complete(entry_id, parents)

    def _older(self, entry_id: str) -> set[str]:
        """An entry and everything that it comes from."""
        found, waiting = {entry_id}, [entry_id]
        while waiting:
            above = waiting.pop()
            for edge in (*self._entry(above).lineage, *self.edges[above]):
                if edge.of not in found and (edge.of in self.fresh or edge.of in self.data.entries):
                    found.add(edge.of)
                    waiting.append(edge.of)
        return found

    def _only(self, name: str) -> str | None:
        """The entry that a name means: by its identity, a model rather than its family, or else as it is written."""
        reading = next(iter(_read(name)), None)
        found = self.identities.get(reading.identity, []) if reading else []
        if len(found) > 1:
            found = [entry_id for entry_id in found if not self._is_of_many(entry_id)]
        if not found:
            return self.by_kind.get(("model", name_key(name)))
        return found[0] if len(found) == 1 else None

    def _complete(self, entry_id: str, parents: _Parents) -> None:
        entry = self.data.entries[entry_id]
        update: dict[str, Any] = {}
        if isinstance(entry, Model) and entry_id in self.fresh and not entry.derivative:
            update["parent"] = parents.of(entry)
            entry = entry.model_copy(update=update)
        facts = {name: tuple(said) for name, said in entry.facts.items()}
        for attribute, statements in self.facts.get(entry_id, {}).items():
            registry = self.data.attributes.get(attribute)
            if registry is None or entry.kind not in registry.kinds:
                continue
            said_already = {s.source for s in facts.get(attribute, ())}
            typed = (_typed(registry, s) for s in statements if s.source not in said_already)
            fresh = [s for s in typed if s is not None and not self._is_before_its_model(entry, attribute, s)]
            if stated := [s for s in (*facts.get(attribute, ()), *fresh) if s.method != "derived"]:
                fresh = [s for s in fresh if s in stated]  # what is read off something else gives way
            if not registry.many:
                fresh = list({s.source: s for s in reversed(fresh)}.values())[::-1]
            facts[attribute] = (*facts.get(attribute, ()), *dict.fromkeys(fresh))
        update["facts"] = {name: said for name, said in facts.items() if said}
        ids = {system: tuple(texts) for system, texts in entry.ids.items()}
        for system, texts in self.ids.get(entry_id, {}).items():
            ids[system] = tuple(dict.fromkeys((*ids.get(system, ()), *texts)))
        update["ids"] = ids
        if self.names[entry_id]:
            texts = [name.text for name in entry.names.en]
            if entry_id in self.fresh:  # a model is called by the name that says its size
                texts = sorted([*texts, *self.names[entry_id]], key=lambda text: stated_size(text) is None)
                names = tuple(Name(text=t, status="variant" if n else "preferred") for n, t in enumerate(texts))
            else:
                names = (*entry.names.en, *(Name(text=text, status="variant") for text in self.names[entry_id]))
            update["names"] = entry.names.model_copy(update={"en": names})
        update["lineage"] = (
            *entry.lineage,
            *(e for e in dict.fromkeys(self.edges[entry_id]) if self._new_edge(entry, e)),
        )
        if isinstance(entry, Model):
            update["offerings"] = tuple(sorted(set(self.offerings[entry_id]), key=lambda o: (o.provider, o.id)))
        self.data.entries[entry_id] = entry.model_copy(update=update)

    def _is_before_its_model(self, entry: Entry, attribute: str, statement: Statement) -> bool:
        """Whether a date that a source gives a variant is well before that of the model: a slip, mostly in the year."""
        if attribute != "release_date" or not isinstance(entry, Model) or entry.level != "variant" or not entry.parent:
            return False
        above = self._entry(entry.parent)
        ours, theirs = _days([statement]), _days(self._said(above.id, attribute))
        if not (isinstance(above, Model) and above.level == "model" and ours and theirs):
            return False
        if is_before := ours[0] < min(theirs) - _LEAD:
            self.report.left_apart.append(f"{statement.source}: {entry.id} of {ours[0]}, before its model {above.id}")
        return is_before

    @staticmethod
    def _new_edge(entry: Entry, edge: Lineage) -> bool:
        return all((known.relation, known.of) != (edge.relation, edge.of) for known in entry.lineage)


class _Parents:
    """Finds the entry one step up for a model that no person placed."""

    def __init__(self, data: Data, developers: Callable[[str | None], set[str]]) -> None:
        self._developers = developers
        self._tokens: dict[str, frozenset[str]] = {}
        self._by_word: dict[str, list[Model]] = defaultdict(list)
        for entry in data.entries.values():
            if isinstance(entry, Model) and not entry.derivative:
                self._tokens[entry.id] = _words(entry)
                for word in self._tokens[entry.id]:
                    self._by_word[word].append(entry)

    def of(self, entry: Model) -> str | None:
        """The entry whose tokens are the most of those of `entry`, a level above it, by the same developer."""
        own, developers = self._tokens[entry.id], self._developers(entry.id)
        best: tuple[int, str] | None = None
        for other in {id(o): o for word in own for o in self._by_word[word]}.values():
            theirs = self._tokens[other.id]
            if theirs < own and _above(other, entry, own - theirs) and self._developers(other.id) & developers:
                best = max(best or (0, ""), (len(theirs), other.id))
        return best[1] if best else None


_LEVELS: Final = ("family", "series", "model", "variant")


def _above(other: Model, entry: Model, more: frozenset[str]) -> bool:
    """Whether `other` may be the parent: a model only of its variants, a family or series of what begins as it does."""
    if _LEVELS.index(other.level) >= _LEVELS.index(entry.level):
        return False
    return more <= _VARIANTS if other.level == "model" else True


def _words(entry: Model) -> frozenset[str]:
    reading = next(iter(_read(entry.names.en[0].text)), None)
    return frozenset(reading.identity.split()) if reading else frozenset()


def _typed(attribute: Attribute, statement: Statement) -> Statement | None:
    try:
        return attribute.parse(statement)
    except ValueError:
        return None


def _may_be_one_date(one: DateParts, other: DateParts) -> bool:
    """Whether two dates tell the same month, and no part of them differs."""
    told = one.month is not None and other.month is not None
    return told and may_be_one(one, other)


def _numbers(statements: Iterable[Statement | ImportedStatement]) -> list[float]:
    return [float(s.value) for s in statements if isinstance(s.value, int | float)]


def _said_aside(row: ImportedRow, source: str) -> Iterator[tuple[str, Statement]]:
    """What a row tells besides its facts: the size and window in its name, the widest window that anybody offers."""
    if not row.reference and (count := stated_size(row.name)) is not None:
        yield "parameters", Statement(value=count, source=source, method="derived", note="the size in its name")
    active = re.findall(r"(?<![\w.])a(\d+(?:\.\d+)?)b(?!\w)", row.name.casefold())
    if len(active) == 1:
        note = "the active size in its name"
        count = round(float(active[0]) * 1e9)
        yield "active_parameters", Statement(value=count, source=source, method="derived", note=note)
    named = [int(word) * 1000 for word in re.findall(r"(?<![\w.])(\d+)k(?!\w)", row.name.casefold())]
    if len(named) == 1 and named[0] in _WINDOWS:
        yield "context", Statement(value=named[0], source=source, method="derived", note="the window in its name")
    offered = [offering.context for offering in row.offerings if offering.context and offering.context >= _TEXT_MODEL]
    if offered:
        note = "the largest that a provider offers"
        yield "context", Statement(value=max(offered), source=source, method="derived", note=note)


_TEXT_MODEL: Final = 512
"""The least context of a text model; what image models call a context is the length of a prompt."""
_WINDOWS: Final = frozenset(
    n * 1000 for n in (2, 4, 8, 12, 16, 32, 40, 48, 64, 80, 96, 100, 128, 160, 192, 200, 256, 512)
)
"""Context windows that names give; other numbers with a k count something else."""


def _days(statements: Iterable[Statement | ImportedStatement]) -> list[datetime.date]:
    """The dates among some statements that are known to the day."""
    return [datetime.date.fromisoformat(s.value) for s in statements if isinstance(s.value, str) and len(s.value) == 10]


def _statement(said: ImportedStatement, source: str) -> Statement:
    return Statement(value=said.value, unit=said.unit, source=source, as_of=said.as_of, method=said.method)


@lru_cache(maxsize=4096)
def _read(name: str) -> tuple[Reading, ...]:
    """The readings of a name; one row asks for those of its name several times."""
    return tuple(read(name))


def plain_readings(name: str, is_maker: Callable[[str], bool]) -> Iterator[Reading]:
    """The readings of a name that say nothing besides: as it stands, and without its maker's name before it."""
    for position, reading in enumerate(_read(name)):
        words = reading.makers
        if reading.qualifiers.keys() <= {"experts"} and (position == 0 or not words or is_maker("".join(words))):
            yield reading


def _slug(row: ImportedRow, developer: str | None) -> str | None:
    """An id for a new entry: its repository for a derivative, else developer and name."""
    if row.derivative:
        first, _, name = row.name.partition("/")
    else:
        first, name = developer or (row.developer[0] if row.developer else "unknown"), row.name
    parts = [slug_part(part) for part in (first, name)]
    return "/".join(parts)[:120] if all(parts) else None
