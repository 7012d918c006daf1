"""Names to entries: exact and listed names answer, near misses are offered and never taken."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fmref.errors import AmbiguousNameError, UnknownNameError
from fmref.lineage import house
from fmref.name_words import NameWords
from fmref.near import NearKeys
from fmref.snapshot import NameRow, Snapshot
from fmref.text import MAX_NAME, NameKey, name_key, singular_keys, words

if TYPE_CHECKING:
    import datetime

    from fmref.id_grammar import Reading

__all__ = ["KINDS", "Match", "Resolution", "Resolver"]

KINDS: Final = ("model", "organization", "dataset", "benchmark", "software", "hardware", "concept")

Status = Literal["exact", "alias", "parsed", "ambiguous", "unknown"]


_NO_QUALIFIERS: Final[Mapping[str, str]] = MappingProxyType({})
_EXACT: Final = frozenset({"id", "preferred"})


class Match(NamedTuple):
    """An entry or concept that a name leads to.

    `score` is 1 for a name that is listed and less for a near miss. `matched` is the name as the catalog lists it,
    `status` says what that name is (`preferred`, `variant`, `former`, `misspelling`, `mistranslation`, or the status
    of a term).
    """

    id: str
    kind: str
    name: str
    level: str | None
    developer: str | None
    score: float
    matched: str
    status: str


_REASONS: Final = {
    "too long": f"longer than {MAX_NAME} characters, which no name is",
    "empty": "no letter or digit in it",
    "several": "several entries bear this name",
    "none": "no entry bears this name",
    "id": "id of {0.id}",
    "preferred": "preferred name of {0.id}",
    "parsed": "every token of the name understood as {0.id}",
    "name": "listed name ({0.status}) of {0.id}: {0.matched}",
}
"""The sentence for each rule that can decide."""


class Resolution(NamedTuple):
    """The answer of the resolver to one string.

    `status` is `exact` (an id or a preferred name), `alias` (another listed name or identifier), `parsed` (understood
    by the grammar of identifiers), `ambiguous` or `unknown`; `match` is there under the first three. `candidates`
    holds the bearers of an ambiguous name in order of likelihood, or the near misses of an unknown one. `qualifiers`
    is what the name says beyond the entry, `dropped` what was recognised as not part of the name, `rule` what
    decided: `id`, `preferred`, `name`, `id:<system>`, `parsed`, `several`, `none`, `empty` or `too long`.
    """

    query: str
    status: Status
    rule: str
    match: Match | None = None
    candidates: tuple[Match, ...] = ()
    qualifiers: Mapping[str, str] = _NO_QUALIFIERS
    dropped: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why this is the answer, in a sentence for people."""
        sentence = _REASONS.get(self.rule, f"identifier in {self.rule[3:]} of {{0.id}}: {{0.matched}}")
        return sentence.format(self.match)


def _match(row: NameRow, score: float = 1.0) -> Match:
    return Match(row.id, row.kind, row.name, row.level, row.developer, score, row.text, row.status)


class Resolver:
    """Resolves names over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def explain(
        self, name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
    ) -> Resolution:
        """How `name` is understood; never raises on any string.

        `kind` narrows to one of `KINDS`; `provider` prefers entries listed under that system's identifiers
        (`huggingface`, `bedrock`); `at` is a date in ISO 8601, for names whose meaning depends on it. Raises
        `ValueError` for another kind or date and `TypeError` when `name` is not a string.
        """
        if not isinstance(name, str):
            raise TypeError(f"a name is a string, not {type(name).__name__}")
        if kind is not None and kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}; use one of {', '.join(KINDS)}")
        if isinstance(at, str):
            _check_date(at)
        if len(name) > MAX_NAME:
            return Resolution(name, "unknown", "too long")
        key = name_key(name)
        if not key:
            return Resolution(name, "unknown", "empty")
        rows = self._narrow(self._snapshot.bearers(key), kind, provider)
        if len(rows) == 1:
            role = rows[0].role
            return Resolution(name, "exact" if role in _EXACT else "alias", role, _match(rows[0]))
        if rows:
            return Resolution(name, "ambiguous", "several", candidates=tuple(_match(row) for row in rows))
        if kind in (None, "model") and (parsed := self._parsed(name)) is not None:
            return parsed
        return Resolution(name, "unknown", "none", candidates=self.near(key, kind=kind))

    def _parsed(self, name: str) -> Resolution | None:
        """What the grammar of identifiers makes of a name: every token understood, or nothing."""
        from fmref.id_grammar import read

        latin = name if name.isascii() else self._words.latin(name)
        readings = list(read(latin)) if latin is not None else []
        for reading in (*readings, *self._without_known_size(readings)):
            rows = self._snapshot.identified(reading.identity) or self._snapshot.identified(reading.glued)
            if not rows:
                continue
            rows = [row for row in rows if self._fits(row, reading)]
            if not rows:
                continue
            said = {role: value for role, value in reading.qualifiers.items() if role != "vendor"}
            vendor = self._organization(reading.qualifiers.get("vendor"))
            if vendor is None and "vendor" in reading.qualifiers:
                said["uploader"] = reading.qualifiers["vendor"]
            if len(rows) == 1:
                return Resolution(name, "parsed", "parsed", _match(rows[0]), (), said, reading.dropped)
            return Resolution(name, "ambiguous", "several", None, tuple(map(_match, rows)), said, reading.dropped)
        return None

    def _fits(self, row: NameRow, reading: Reading) -> bool:
        """Whether nothing that a reading leaves out of the identity speaks against an entry."""
        if row.level in ("family", "series") and _OF_ONE_MODEL & reading.qualifiers.keys():
            return False
        makers = [self._organization(word) for word in reading.dropped]
        named = [maker for maker in makers if maker is not None]
        vendor = reading.qualifiers.get("vendor")
        owner = self._organization(vendor)
        if row.developer is None:  # a community repository answers for itself, and for a name of its own
            own = vendor is not None and name_key(vendor) == name_key(row.id.partition("/")[0])
            return own or bool(_ARTIFACT & reading.qualifiers.keys()) or len(reading.identity.split()) > 2
        spoken = [maker for maker in named if maker != owner]
        houses = set(map(self._house, self._snapshot.developers(row.id))) if named or owner is not None else set()
        if any(self._house(maker) not in houses for maker in spoken):
            return False
        if owner is not None:
            return self._house(owner) in houses or bool(spoken) or bool(_ARTIFACT & reading.qualifiers.keys())
        return vendor is None or not any(b.kind == "model" for b in self._snapshot.bearers(name_key(vendor)))

    def _house(self, organization: str) -> str:
        return house(organization, self._above)

    def _above(self, organization: str) -> str | None:
        """The organization that one is part of."""
        return next((e.other for e in self._snapshot.edges(of=organization) if e.relation == "part_of"), None)

    def _without_known_size(self, readings: list[Reading]) -> Iterator[Reading]:
        """Readings without a size that the catalog knows to be that of the model: `Command R+ 104B`."""
        from fmref.id_grammar import is_size_of, without_size

        for reading in readings:
            identity, size = without_size(reading.identity)
            if size is None:
                continue
            rows = self._snapshot.identified(identity)
            if len(rows) == 1 and any(is_size_of(size, n) for n in self._snapshot.numbers(rows[0].id, "parameters")):
                yield reading._replace(identity=identity, qualifiers={**reading.qualifiers, "size": size})

    def _organization(self, vendor: str | None) -> str | None:
        """The organization that a part of a path names, None where it names none."""
        rows = self._snapshot.bearers(name_key(vendor)) if vendor else ()
        return next((row.id for row in rows if row.kind == "organization"), None)

    @cached_property
    def _words(self) -> NameWords:
        return NameWords(self._snapshot.name_forms())

    def resolve(
        self, name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
    ) -> Match:
        """The one entry that `name` means.

        Raises `UnknownNameError` with suggestions, or `AmbiguousNameError` with the candidates; arguments as in
        `explain`.
        """
        found = self.explain(name, kind=kind, provider=provider, at=at)
        if found.match is not None:
            return found.match
        if found.status == "ambiguous":
            raise AmbiguousNameError(name, found.candidates)
        reason = found.reason if kind is None or found.rule != "none" else f"no {kind} bears this name"
        raise UnknownNameError(name, found.candidates, "" if found.candidates else reason)

    @staticmethod
    def _narrow(rows: Sequence[NameRow], kind: str | None, provider: str | None) -> Sequence[NameRow]:
        """The rows of a kind: those under the provider's identifiers, else names, else identifiers of any system."""
        if kind is not None:
            rows = [row for row in rows if row.kind == kind]
        if len(rows) < 2:
            return rows
        preferred = [row for row in rows if row.role == f"id:{provider}"] or [
            row for row in rows if not row.is_identifier
        ]
        return preferred or rows

    def near(self, key: NameKey, *, kind: str | None = None, limit: int = 5) -> tuple[Match, ...]:
        """Names that `key` may be a slip of (other letters, the same digits) or an extension of, best first."""
        found = self._near_keys.find(key, limit)
        if stem := self._known_start(key):
            found.append((stem, len(stem) / (2 * len(key))))
        best: dict[str, Match] = {}
        for other, score in found:
            for row in self._narrow(self._snapshot.bearers(other), kind, None):
                best.setdefault(row.id, _match(row, round(score, 3)))
        return tuple(sorted(best.values(), key=lambda m: -m.score)[:limit])

    @cached_property
    def _near_keys(self) -> NearKeys:
        return NearKeys(self._snapshot)

    def _known_start(self, key: NameKey) -> NameKey | None:
        """The longest start of a key that is itself a name, up to where letters meet digits or other marks.

        A letter behind a digit may be its unit, so a start may end behind it, too: `13b` in `alpha13bmini`.
        """
        for end in range(min(len(key) - 1, _LONGEST_START), 2, -1):
            meeting = key[end - 1].isalpha() != key[end].isalpha() or key[end - 2].isdigit()
            if meeting and self._snapshot.bearers(NameKey(key[:end])):
                return NameKey(key[:end])
        return None

    def search(self, query: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
        """Entries and concepts ranked by how well a name fits `query`; maybe empty, never raises on any string.

        A listed name comes first, then names that begin with the query, then names that hold all its words, then
        similar spellings; at most `limit` matches.
        """
        key = name_key(query[:MAX_NAME])
        if not key or limit < 1:
            return []
        ranked: dict[str, Match] = {}
        for row in self._narrow(self._snapshot.bearers(key), kind, None):
            ranked[row.id] = _match(row)
        for found, score in self._searched_keys(key, query[:MAX_NAME]):
            if len(ranked) >= limit:
                break
            for row in self._narrow(self._snapshot.bearers(found), kind, None):
                ranked.setdefault(row.id, _match(row, score))
        return sorted(ranked.values(), key=lambda m: -m.score)[:limit]

    def _searched_keys(self, key: NameKey, query: str) -> Iterable[tuple[NameKey, float]]:
        """Keys that fit a search, the better kinds of fit first."""
        yield from ((other, 0.95) for other in singular_keys(key))
        keys = self._sorted_keys
        start = bisect.bisect_left(keys, key)
        stop = bisect.bisect_left(keys, key + "\U0010ffff")
        yield from ((k, 0.9) for k in sorted(keys[start:stop], key=len))
        parts = [folded for word in words(query) if (folded := name_key(word))]
        if len(parts) > 1 or len(key) > 2:
            held = [k for k in keys if all(p in k for p in parts)]
            yield from ((k, 0.8 * len(key) / max(len(k), len(key))) for k in sorted(held, key=len))
        yield from ((k, 0.6 * score) for k, score in self._near_keys.find(key, 20))

    @cached_property
    def _sorted_keys(self) -> list[NameKey]:
        return sorted({NameKey(key) for key, _ in self._snapshot.name_keys()})


def _check_date(text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD") from None


_LONGEST_START: Final = 64
"""How many letters of a name that nobody knows may be the start of a known one."""
_OF_ONE_MODEL: Final = frozenset({"revision", "stage", "serving", "size", "variant"})
"""What can be said of a model or variant only, not of a family or series."""
_ARTIFACT: Final = frozenset({"quantization", "format", "shard"})
"""What says that somebody packed the weights of a model again."""
