"""Names to entries: exact and listed names answer, near misses are offered and never taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    from fmref.searching import SearchIndex
    from fmref.transliteration import SoundReader

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
        self._search_indexes: dict[tuple[str | None, bool], SearchIndex] = {}  # at most two of each kind

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
        return Resolution(name, "unknown", "none", candidates=self.near(key, name=name, kind=kind))

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

    def near(self, key: NameKey, *, name: str = "", kind: str | None = None, limit: int = 5) -> tuple[Match, ...]:
        """Names that `key` may be a slip of (other letters, the same digits) or an extension of, best first.

        With the `name` that was folded to the key, Persian words that nobody listed are also read by their sound.
        """
        found: list[tuple[NameKey, float]] = []
        text = "" if name.isascii() else self._words.partly_latin(name)
        for spelled in {key, name_key(text)} if text.isascii() and text else {key}:
            found += self._near_keys.find(spelled, limit)
            if stem := self._known_start(spelled):
                found.append((stem, len(stem) / (2 * len(spelled))))
        found += [(name_key(latin), score) for latin, score in self._sounds.readings(text)]
        best: dict[str, Match] = {}
        for other, score in sorted(found, key=lambda pair: (-pair[1], pair[0])):
            for row in self._narrow(self._snapshot.bearers(other), kind, None):
                best.setdefault(row.id, _match(row, round(score, 3)))
        return tuple(best.values())[:limit]

    @cached_property
    def _sounds(self) -> SoundReader:
        from fmref.transliteration import SoundReader

        return SoundReader(self._snapshot)

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
        similar spellings; at most `limit` matches. Among names that fit alike, families come before series, models and
        variants, and those with many names before those with few; what people made of a model comes behind it.
        """
        query = query[:MAX_NAME]
        key = name_key(query)
        if not key or limit < 1:
            return []
        ranked: dict[str, Match] = {}
        for row in self._narrow(self._snapshot.bearers(key), kind, None):
            ranked[row.id] = _match(row)
        near = self.near(key, name=query, kind=kind, limit=limit)
        similar = [match._replace(score=round(_SIMILAR * match.score, 3)) for match in near]
        for found, score in self._searched_keys(key, query, kind):
            if len(ranked) + sum(m.score > score and m.id not in ranked for m in similar) >= limit:
                break
            for row in self._narrow(self._snapshot.bearers(found), kind, None):
                ranked.setdefault(row.id, _match(row, score))
        for match in similar:
            ranked.setdefault(match.id, match)
        return sorted(ranked.values(), key=lambda m: -m.score)[:limit]

    def _searched_keys(self, key: NameKey, query: str, kind: str | None) -> Iterator[tuple[NameKey, float]]:
        """Keys that fit a search in their own letters, the better kinds of fit first, each with its score."""
        yield from ((other, 0.95) for other in singular_keys(key))
        read = None if query.isascii() else self._words.latin(query)
        texts = [text for text in (query, read) if text and name_key(text)]
        for derivative, starting, holding in ((False, 0.9, 0.8), (True, 0.4, 0.3)):
            index = self._search_index(kind, derivative)
            yield from ((found, starting) for text in texts for found in index.starting_with(name_key(text)))
            yield from ((found, holding) for text in texts for found in index.holding(_search_words(text)))
            if not derivative and len(parts := _search_words(query)) > 1:
                spelled = [part if index.holds(part) else self._spelled(part) for part in parts]
                yield from ((found, 0.7) for found in index.holding(spelled))

    def _spelled(self, word: NameKey) -> NameKey:
        """The name that a word of a search is nearest to, or the word."""
        return next((near for near, _ in self._near_keys.find(word, 1)), word)

    def _search_index(self, kind: str | None, derivative: bool) -> SearchIndex:  # noqa: FBT001
        """The names of one kind or of all, of what people know or of community derivatives."""
        if (index := self._search_indexes.get((kind, derivative))) is None:
            from fmref.searching import SearchIndex

            index = SearchIndex(self._snapshot, kind, derivative=derivative)
            self._search_indexes[kind, derivative] = index
        return index


def _search_words(text: str) -> list[NameKey]:
    """The words of a search as keys; none where it is but a letter, which is in nearly every name."""
    found = [folded for word in words(text) if (folded := name_key(word))]
    return found if len("".join(found)) > 1 else []


def _check_date(text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD") from None


_SIMILAR: Final = 0.6
"""Score, in a search, of a name that is nearly the same; the near misses of a search score in proportion."""
_LONGEST_START: Final = 64
"""How many letters of a name that nobody knows may be the start of a known one."""
_OF_ONE_MODEL: Final = frozenset({"revision", "stage", "serving", "size", "variant"})
"""What can be said of a model or variant only, not of a family or series."""
_ARTIFACT: Final = frozenset({"quantization", "format", "shard"})
"""What says that somebody packed the weights of a model again."""
