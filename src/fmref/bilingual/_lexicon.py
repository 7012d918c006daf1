"""How entries and concepts may be rendered in a language, and how they may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.glossary import Glossary
from fmref.snapshot import MistakeRow, Snapshot
from fmref.text import name_key

__all__ = ["Forms", "Lexicon"]

_KEPT: Final = 2**12
"""For how many renderings and names the answers are kept in memory."""
_LATIN_TOO: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("en",),
    "fa": ("fa", "en"),
    "zh": ("zh", "zh-Hant", "en"),
    "zh-Hant": ("zh-Hant", "zh", "en"),
}
"""The languages whose words stand in a text of a language: a Latin term that is kept is no missing one."""


class Forms(NamedTuple):
    """The wordings of one entry or concept by their folded keys: those in order, and those that are none."""

    right: Mapping[str, str]
    deprecated: Mapping[str, str]
    mistakes: tuple[MistakeRow, ...]


class Lexicon:
    """Wordings over one snapshot."""

    def __init__(self, glossary: Glossary, snapshot: Snapshot) -> None:
        self._glossary = glossary
        self._snapshot = snapshot
        self.forms = lru_cache(maxsize=_KEPT)(self._find_forms)
        self.bearers = lru_cache(maxsize=_KEPT)(self._find_bearers)
        self.line = lru_cache(maxsize=_KEPT)(self._find_line)

    def ids(self, mention: Mention) -> frozenset[str]:
        """The ids of all that a mention may mean."""
        return self.bearers(mention.text) | {mention.id}

    def _find_bearers(self, surface: str) -> frozenset[str]:
        return frozenset(row.id for row in self._snapshot.bearers(name_key(surface)))

    def suggestions(self, owner: str, lang: str, profile: str | None) -> tuple[str, ...]:
        """What to write in a language for a concept or entry, the preferred wording first."""
        if self.is_concept(owner):
            return tuple(term.text for term in self._glossary.terms(owner, lang, profile))
        names = self._snapshot.record(owner)["names"]
        listed = (*names.get(lang, ()), *names["en"])
        right = (name["text"] for name in listed if name.get("status", "variant") in _USABLE)
        return tuple(dict.fromkeys(right))

    def is_concept(self, owner: str) -> bool:
        """Whether an id is that of a concept."""
        node = self._snapshot.node(owner)
        return node is None or node.kind == "concept"

    @cached_property
    def loose(self) -> frozenset[str]:
        """The concepts that a translation may well do without: general words, and what is no noun (reduce)."""
        return frozenset((*self._snapshot.general_concepts(), *self._snapshot.concepts_no_nouns()))

    def _find_forms(self, owner: str, lang: str) -> Forms:
        """The wordings of an entry, or of a concept, in texts of a language."""
        mistakes = tuple(row for row in self._mistakes.get(owner, ()) if row.lang in _LATIN_TOO[lang])
        if not self.is_concept(owner):
            names = self._snapshot.record(owner)["names"]
            usable = (n["text"] for own in names.values() for n in own if n.get("status", "variant") in _USABLE)
            return Forms({str(name_key(text)): text for text in usable}, {}, mistakes)
        rows = [row for tag in _LATIN_TOO[lang] for row in self._snapshot.terms_of(owner, tag)]
        right: dict[str, str] = {name_key(row.text): row.text for row in rows if row.status in {*_USABLE, "attested"}}
        deprecated: dict[str, str] = {name_key(row.text): row.text for row in rows if row.status == "deprecated"}
        return Forms(right, {key: text for key, text in deprecated.items() if key not in right}, mistakes)

    @cached_property
    def _mistakes(self) -> dict[str, list[MistakeRow]]:
        found: dict[str, list[MistakeRow]] = {}
        for row in self._snapshot.mistakes():
            found.setdefault(row.owner, []).append(row)
        return found

    def _find_line(self, entry: str) -> tuple[str, ...]:
        """The ids of the entries above one in the tree of models, the nearest first."""
        above: list[str] = []
        at: str | None = entry
        while at is not None and len(above) < _DEEPEST:
            at = self._snapshot.parent(at)
            if at is not None:
                above.append(at)
        return tuple(above)

    def related(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether some entry is above another one in the tree of models."""
        ones, others = set(one), set(other)
        return any(ones & set(self.line(id_)) for id_ in others) or any(others & set(self.line(id_)) for id_ in ones)


_USABLE: Final = frozenset({"preferred", "admitted", "variant"})
_DEEPEST: Final = 8
"""No line of families, series, models and variants is longer; foreign data may hold a circle."""
