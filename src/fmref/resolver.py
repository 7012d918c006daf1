"""Names to entries: exact and listed names answer, near misses are offered and never taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from fmref.errors import AmbiguousNameError, UnknownNameError
from fmref.near import NearKeys
from fmref.resolution import EXACT, MOVES, Match, Resolution, Status, match
from fmref.snapshot import NameRow, Snapshot
from fmref.term_forms import forms
from fmref.text import MAX_NAME, NameKey, name_key, singular_keys, words

if TYPE_CHECKING:
    import datetime

    from fmref.parsing import Parser
    from fmref.searching import DefinitionIndex, SearchIndex
    from fmref.transliteration import SoundReader

__all__ = ["KINDS", "Resolver"]

KINDS: Final = ("model", "organization", "dataset", "benchmark", "software", "hardware", "concept")


class Resolver:
    """Resolves names over one snapshot.

    `own` are names that the caller gave to entries, by key; they come before all others.
    """

    def __init__(self, snapshot: Snapshot, own: Mapping[NameKey, Match] = MappingProxyType({})) -> None:
        self._snapshot = snapshot
        self._own = own
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
        day = _day(at) if at is not None else None
        key = name_key(name) if len(name) <= MAX_NAME else None
        if key is None or len(key) > MAX_NAME:
            return Resolution(name, "unknown", "too long")
        if not key:
            return Resolution(name, "unknown", "empty")
        return self._explain(name, key, kind, provider, day)

    def _explain(self, name: str, key: NameKey, kind: str | None, provider: str | None, day: str | None) -> Resolution:
        """How a name with a key is understood: as the caller's own, as a listed name, by the grammar, or not."""
        if self._own and (own := self._own_alias(name, key)) is not None:
            return Resolution(name, "alias", "own", own)
        rows = self._narrow(self._snapshot.bearers(key), kind, provider)
        if len(rows) > 1:
            return Resolution(name, "ambiguous", "several", candidates=self._likely(rows))
        moves = bool(rows) and "rolling" in rows[0].said
        if rows and not (moves and day is not None):
            return _listed(name, rows[0], MOVES if moves else "")
        parsed = self._parser.parse(name, day) if kind in (None, "model") else Resolution(name, "unknown", "none")
        if parsed.rule != "none":
            return parsed
        if rows:
            return _listed(name, rows[0], "")
        if kind in (None, "concept") and (concept := self._inflected(name)) is not None:
            return _listed(name, concept, "")
        found = [other._replace(score=_CONSIDERED) for other, _ in parsed.considered]
        near = {other.id: other for other in (*found, *self.near(key, name=name, kind=kind))}
        inside = name.rpartition("/")[2].partition(":")[0]
        if not near and inside != name:
            near = {other.id: other for other in self.near(name_key(inside), name=inside, kind=kind)}
        return parsed._replace(candidates=tuple(near.values())[:_MOST_CANDIDATES])

    def _inflected(self, name: str) -> NameRow | None:
        """The one concept of which a name is a form that nobody listed: `parameters`, `tokenisation`."""
        for form in forms(name):
            concepts = [row for row in self._snapshot.bearers(form) if row.kind == "concept"]
            if len(concepts) == 1:
                return concepts[0]
        return None

    def _own_alias(self, name: str, key: NameKey) -> Match | None:
        """The entry of a name that the caller listed, also behind a path: `azure/my-deployment`."""
        return self._own.get(key) or self._own.get(name_key(name.rpartition("/")[2]))

    def _likely(self, rows: Sequence[NameRow]) -> tuple[Match, ...]:
        """The bearers of a name; behind them the best known members of the family, where it is the only model."""
        models = [row for row in rows if row.kind == "model"]
        one_family = len(models) == 1 and models[0].level == "family"
        members = self._snapshot.best_known_below(models[0].id) if one_family else ()
        return tuple({row.id: match(row) for row in (*rows, *members)}.values())[:_MOST_BEARERS]

    @cached_property
    def _parser(self) -> Parser:
        from fmref.parsing import Parser

        return Parser(self._snapshot)

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

        With the `name` that was folded to the key, Persian words that nobody listed are also read by their sound, and
        Chinese ones with one character replaced.
        """
        found: list[tuple[NameKey, float]] = []
        text = "" if name.isascii() else self._parser.words.partly_latin(name)
        for spelled in {key, name_key(text)} if text.isascii() and text else {key}:
            found += self._near_keys.find(spelled, limit)
            if stem := self._known_start(spelled):
                found.append((stem, len(stem) / (2 * len(spelled))))
        found += [(name_key(latin), score) for latin, score in self._sounds.readings(text)]
        best: dict[str, Match] = {}
        unread = text and not text.isascii() and len(name) <= _LONGEST_GUESSED
        for guess in islice(self._parser.words.corrected(name), _MOST_GUESSES) if unread else ():
            meant = self._listed_or_parsed(guess)
            if meant is not None and (kind is None or meant.kind == kind):
                best.setdefault(meant.id, meant._replace(score=_GUESSED))
        for other, score in sorted(found, key=lambda pair: (-pair[1], pair[0])):
            for row in self._narrow(self._snapshot.bearers(other), kind, None):
                best.setdefault(row.id, match(row, round(score, 3)))
        return tuple(best.values())[:limit]

    def _listed_or_parsed(self, name: str) -> Match | None:
        """The one entry of a name that is listed or understood."""
        rows = self._snapshot.bearers(name_key(name))
        return match(rows[0]) if len(rows) == 1 else None if rows else self._parser.parse(name).match

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
        similar spellings, then concepts whose definitions hold its words; at most `limit` matches. Among names that fit
        alike, families come before series, models and variants, and those with many names before those with few; what
        people made of a model comes behind it.
        """
        query = query[:MAX_NAME]
        key = name_key(query)
        if not key or limit < 1:
            return []
        ranked: dict[str, Match] = {}
        for row in self._narrow(self._snapshot.bearers(key), kind, None):
            ranked[row.id] = match(row)
        near = self.near(key, name=query, kind=kind, limit=limit)
        similar = [other._replace(score=round(_SIMILAR * other.score, 3)) for other in near]
        for found, score in self._searched_keys(key, query, kind):
            if len(ranked) + sum(m.score > score and m.id not in ranked for m in similar) >= limit:
                break
            for row in self._narrow(self._snapshot.bearers(found), kind, None):
                ranked.setdefault(row.id, match(row, score))
        for other in similar:
            ranked.setdefault(other.id, other)
        if len(ranked) < limit and kind in (None, "concept"):
            for concept in islice(self._definitions.holding(words(query)), limit):
                ranked.setdefault(concept, match(self._snapshot.concept_row(concept), _DEFINED))
        return sorted(ranked.values(), key=lambda m: -m.score)[:limit]

    def _searched_keys(self, key: NameKey, query: str, kind: str | None) -> Iterator[tuple[NameKey, float]]:
        """Keys that fit a search in their own letters, the better kinds of fit first, each with its score."""
        yield from ((other, 0.95) for other in singular_keys(key))
        read = None if query.isascii() else self._parser.words.latin(query)
        texts = [text for text in (query, read) if text and name_key(text)]
        for derivative, starting, holding in ((False, 0.9, 0.8), (True, 0.4, 0.3)):
            index = self._search_index(kind, derivative)
            yield from ((found, starting) for text in texts for found in index.starting_with(name_key(text)))
            yield from ((found, holding) for text in texts for found in index.holding(_search_words(text)))
            if not derivative and len(parts := _search_words(query)) > 1:
                spelled = [part if index.holds(part) else self._spelled(part) for part in parts]
                yield from ((found, 0.7) for found in index.holding(spelled))

    @cached_property
    def _definitions(self) -> DefinitionIndex:
        from fmref.searching import DefinitionIndex

        return DefinitionIndex(self._snapshot)

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


def _listed(name: str, row: NameRow, note: str) -> Resolution:
    """The answer to a name that is listed."""
    status: Status = "exact" if row.role in EXACT else "alias"
    return Resolution(name, status, row.role, match(row), qualifiers=row.said, note=note)


_CONSIDERED: Final = 0.5
"""The score of an entry whose name agrees, but of which something else that was said does not hold."""
_MOST_CANDIDATES: Final = 5
_GUESSED: Final = 0.75
"""The score of what a name means with one Chinese character of it replaced."""
_MOST_GUESSES: Final = 8
_LONGEST_GUESSED: Final = 40
_MOST_BEARERS: Final = 8


def _day(at: str | datetime.date) -> str:
    """A date in ISO 8601."""
    from datetime import date

    try:
        return (date.fromisoformat(at) if isinstance(at, str) else at).isoformat()
    except ValueError:
        raise ValueError(f"{at!r} is not a date; write YYYY-MM-DD") from None


_DEFINED: Final = 0.2
"""Score of a concept whose definition holds the words of a search."""
_SIMILAR: Final = 0.6
"""Score, in a search, of a name that is nearly the same; the near misses of a search score in proportion."""
_LONGEST_START: Final = 40
"""How many letters of a name that nobody knows may be the start of a known one."""
