"""The organizations that imported rows name: found by any of their names, or made where no file lists them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from fmref.lineage import house
from fmref.naming import bearers
from fmref.schema import Entry, Name, Names, Organization
from fmref.store import Data
from fmref.text import NameKey, name_key

__all__ = ["Organizations", "slug_part", "spelled"]


class Organizations:
    """Organizations by name, and the house that each is part of; a maker that no file lists becomes one."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._by_key: dict[NameKey, str] = {}
        self.fresh: dict[str, Entry] = {}

    def index(self, entry: Organization) -> None:
        """Find an organization by each of its names."""
        for bearer in bearers(entry):
            self._by_key.setdefault(name_key(bearer.text), entry.id)

    def find(self, name: str) -> str | None:
        """The organization of a name, or of its acronym: `New York University (NYU)` is NYU."""
        return next((self._by_key[key] for key in map(name_key, spelled(name)) if key in self._by_key), None)

    def find_or_add(self, name: str, taken: set[NameKey]) -> str | None:
        """The organization of a name, a new one where no file lists it; None for a name without a letter."""
        found = self.find(name)
        if found is not None or not (entry_id := slug_part(spelled(name)[0])):
            return found
        if entry_id in self._data.entries or entry_id in self._data.concepts:
            entry_id = f"{entry_id}-organization"
        keys = dict.fromkeys(map(name_key, spelled(name)))
        shown, *others = [text for text in spelled(name) if name_key(text) not in taken] or [f"{name} (organization)"]
        names = (Name(text=shown, status="preferred"), *(Name(text=other) for other in others))
        self.fresh[entry_id] = Organization(id=entry_id, names=Names(en=names))
        self._by_key.update(dict.fromkeys(keys, entry_id))
        taken.update(keys)
        return entry_id

    def houses(self, organizations: Iterable[str]) -> set[str]:
        """The organizations that some are part of in the end: sources name now a laboratory, now its house."""
        return {house(organization, self._above) for organization in organizations}

    def _above(self, organization: str) -> str | None:
        entry = self._data.entries.get(organization)
        return next((e.of for e in entry.lineage if e.relation == "part_of"), None) if entry else None


_WITH_ACRONYM: Final = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[A-Za-z]{2,10})\)")


def spelled(name: str) -> list[str]:
    """The names in the name of an organization or model: itself, or what stands before its acronym, and that."""
    split = _WITH_ACRONYM.fullmatch(name.strip())
    if split is None or not split["acronym"][:3].isupper():
        return [name]
    letters = iter(split["name"].casefold())
    is_acronym = all(letter in letters for letter in split["acronym"].casefold())
    return [split["name"], split["acronym"]] if is_acronym else [name]


def slug_part(text: str) -> str:
    """The characters of a text that an id may have."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.+]+", "-", plain).strip("-.")
