"""Names to models by the grammar of identifiers: every token understood, or nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from fmref.id_dates import DateParts, date_parts, may_be_one
from fmref.id_grammar import (
    Identity,
    Reading,
    dated,
    has_size,
    identity,
    is_distinctive,
    is_size_of,
    kind_words,
    may_be_a_name,
    read,
    says_only_a_kind,
    sized,
    tuned,
    with_word,
    without_quantization,
    without_size,
)
from fmref.id_shell import is_opaque
from fmref.lineage import house
from fmref.name_words import NameWords, in_digits
from fmref.resolution import MOVES, Considered, Resolution, match
from fmref.snapshot import LINES, NameRow, Snapshot
from fmref.text import name_key

__all__ = ["Parser"]

_OF_ONE_MODEL: Final = frozenset({"revision", "stage", "serving", "size", "variant", "effort", "mode", "finetune"})
"""What can be said of a model or variant only, not of a family or series."""
_ARTIFACT: Final = frozenset({"quantization", "format", "shard"})
"""What says that somebody packed the weights of a model again."""
_NUMBERED: Final[Mapping[str, re.Pattern[str]]] = {
    "context": re.compile(r"(?<![a-z0-9.])\d+k(?![a-z0-9])"),
    "experts": re.compile(r"(?<![a-z0-9])\d+e(?![a-z0-9])"),
    "revision": re.compile(r"(?<![a-z0-9])v\d+(?:\.\d+)?(?![a-z0-9])"),
}
"""Numbers that the names of an entry may give, too, so that another number is another model."""
_TUNED: Final = re.compile(r"(?<![a-z])(?:instruct|chat|it)(?![a-z])")
_VERSION: Final = re.compile(r"(?<![a-z0-9])v?\d+(?:\.\d+)?(?![a-z0-9.])")
_ANNOUNCED: Final = datetime.timedelta(days=92)
"""How long before the release that sources state a snapshot may be dated."""
_MOST_CONSIDERED: Final = 5
_MOST_OF_PRODUCT: Final = 2
"""How many words the name of a family or product before that of a model has."""
_MOST_WORDS: Final = 12
"""How many words a name has; more are prose."""
_MOST_KINDS: Final = 4
"""How many words for kinds and sizes a question may have."""
_KEPT: Final = 4096
"""How many answers of each kind are kept in memory."""


class Parser:
    """Reads names over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._house_of: dict[str, str] = {}  # no larger than the number of organizations
        self._organization = lru_cache(maxsize=_KEPT)(self._find_organization)
        self._released = lru_cache(maxsize=_KEPT)(lambda entry_id: snapshot.texts(entry_id, "release_date"))
        self._names = lru_cache(maxsize=_KEPT)(lambda entry_id: " ".join(snapshot.names_of(entry_id)).lower())

    def parse(self, name: str, at: str | None = None) -> Resolution:
        """The one model that some reading of a name stands for; else `ambiguous` or `unknown`.

        `at` is the day (ISO 8601) at which a moving pointer is to be followed.
        """
        found = self._parse(name, at)
        if found.rule != "none":
            return found
        if (behind := self._behind_product(name, at)) is not None:
            return behind
        spelled = in_digits(name)
        again = self._parse(spelled, at) if spelled != name else found
        return again._replace(query=name) if again.match is not None else found

    def _parse(self, name: str, at: str | None) -> Resolution:
        """What the whole of a name stands for."""
        latin = name if name.isascii() else self.words.latin(name)
        considered: list[Considered] = []
        readings: list[Reading] = []
        for reading in read(latin) if latin is not None else ():
            if not readings and (found := self._listed_inside(name, latin or "", reading, at)) is not None:
                return found
            readings.append(reading)
            rows = self._snapshot.identified(reading.identity)
            if rows and (found := self._answer(name, reading, rows, at, considered)) is not None:
                return found
        for reading, rows in (*self._written_as_one(readings), *self._without_known_size(readings)):
            if (found := self._answer(name, reading, rows, at, considered)) is not None:
                return found
        if (found := self._quantized(name)) is not None:
            return found
        if is_opaque(name) or (readings and readings[0].qualifiers.get("provider") == "Azure"):
            return Resolution(name, "unknown", "opaque")
        if readings and (several := self._kind_of_model(readings[0])):
            return Resolution(name, "ambiguous", "kind of model", candidates=tuple(map(match, several)))
        return Resolution(name, "unknown", "none", considered=_first(considered))

    def _listed_inside(self, name: str, latin: str, reading: Reading, at: str | None) -> Resolution | None:
        """The answer to a listed name inside a path, before tags, or in Latin letters, where it is the name of one."""
        if reading.text == name.lower():
            return None  # nothing stands around it
        stem = latin.partition(":")[0] if reading.text in latin else latin
        tagged = latin.rpartition("/")[2].lower()
        if tagged.replace(":", "-") != reading.text:  # a path of other things than hosts and owners
            tagged = reading.text
        for inside in dict.fromkeys((reading.text, tagged, stem)):
            if inside == name or (":" in name and ":" not in inside and not reading.qualifiers):
                continue  # what was looked up already, or lacks a tag that is not understood
            rows = self._snapshot.bearers(name_key(inside))
            named = [row for row in rows if not row.is_identifier] or rows
            if len(named) == 1 and named[0].kind == "model" and may_be_a_name(reading.identity):
                said = reading.saying(reading.identity, **named[0].said) if named[0].said else reading
                return self._answer(name, said, named, at, [])
        return None

    def _behind_product(self, name: str, at: str | None) -> Resolution | None:
        """The model behind the name of a family, product or service of its developer: `ERNIE Bot ERNIE 4.0`.

        A number there says which one of the family is meant, and a path with an account is no name of its developer.
        """
        words = (name if name.isascii() else self.words.latin(name) or "").split()
        for end in range(1, min(len(words), _MOST_OF_PRODUCT + 1) if len(words) <= _MOST_WORDS else 1):
            first, rest = " ".join(words[:end]), " ".join(words[end:])
            developers = self._products(first) if first.replace(" ", "").isalpha() else ()
            if not developers or not rest[:1].isalpha():
                continue
            listed = self._snapshot.bearers(name_key(rest))
            found = self._parse(rest, at)
            if found.match is None and len(listed) == 1:
                found = Resolution(rest, "parsed", "parsed", match(listed[0]), qualifiers=listed[0].said)
            own = found.match is not None and found.match.developer in developers
            if own and "uploader" not in found.qualifiers:
                return found._replace(query=name, dropped=(first, *found.dropped))
        return None

    def _products(self, name: str) -> set[str | None]:
        """The developers of the families and products that bear a name."""
        rows = self._snapshot.bearers(name_key(name))
        return {row.developer for row in rows if row.developer and (row.level in LINES or row.kind == "software")}

    def _quantized(self, name: str) -> Resolution | None:
        """The model of a listed identifier that is quantized: Ollama quantizes each of its tags in many ways."""
        stem = without_quantization(name)
        rows = self._snapshot.bearers(name_key(stem)) if stem is not None else ()
        if stem is None or len(rows) != 1 or not rows[0].is_identifier:
            return None
        said = {**rows[0].said, "quantization": name[len(stem) + 1 :].upper()}
        return Resolution(name, "parsed", "parsed", match(rows[0]), (), said)

    def _answer(
        self, name: str, reading: Reading, bearers: Sequence[NameRow], at: str | None, considered: list[Considered]
    ) -> Resolution | None:
        """What one reading leads to, None where nothing fits it."""
        rows: list[NameRow] = []
        for row in bearers:
            fitting, why = self._fitting(row, reading, at)
            rows.extend(fitting)
            if not fitting:
                considered.append(Considered(match(row), why))
        if not rows:
            return None
        said = dict(reading.qualifiers)
        vendor = said.pop("vendor", None)
        if vendor is not None and self._organization(vendor) is None:
            said["uploader"] = vendor
        rest = _first(considered)
        if len(rows) > 1:
            several = tuple(map(match, rows))
            return Resolution(name, "ambiguous", "several", None, several, said, reading.dropped, "", rest, reading)
        note = MOVES if "rolling" in said and at is None else ""
        found = match(rows[0])
        if not has_size(found.name):
            found = found._replace(name=sized(found.name, said.get("size") or without_size(reading.identity)[1]))
        return Resolution(name, "parsed", "parsed", found, (), said, reading.dropped, note, rest, reading)

    def _fitting(self, row: NameRow, reading: Reading, at: str | None) -> tuple[Sequence[NameRow], str]:
        """The entries that a reading means by the one that has its identity: itself, members, or none and why."""
        if why := self._misfit(row, reading):
            return (), why
        said = reading.qualifiers
        if "rolling" in said:
            return self._pointed_at(row, reading, at)
        if "snapshot" not in said:
            return (row,), ""
        date = date_parts(said["snapshot"])
        if twins := self._dated_twins(row, reading.identity, date):
            return ((), "a release of that date is no base model") if "variant" in said else (twins, "")
        if row.level in LINES:
            member = self._member_of(row, date)
            return (member,) if member else (), f"no member of this {row.level} is known of {said['snapshot']}"
        if self._is_before_release(row.id, date):
            return (), f"it was released after {said['snapshot']}"
        if not _is_of_date(row.name, date):
            return (), f"its name says another date than {said['snapshot']}"
        return (row,), ""

    def _pointed_at(self, row: NameRow, reading: Reading, at: str | None) -> tuple[Sequence[NameRow], str]:
        """Where a moving pointer to an entry leads on a day: to a member, or to the entry, were it there by then."""
        if at is not None:
            if (member := self._latest_member(row, at)) is not None:
                return (member,), ""
            days = self._released(row.id)
            if days and min(days) > at:
                return (), f"it was released after {at}"
        fixed = row.level not in LINES and not _VERSION.search(reading.identity) and _VERSION.search(row.name)
        return ((), "one release, and the latest may be another") if fixed else ((row,), "")

    def _dated_twins(self, row: NameRow, key: Identity, date: DateParts) -> list[NameRow]:
        """Releases of an entry that bear a date in their names, be they tuned: `K2 0905` is K2 Instruct 0905."""
        month = f"{date.year}-{date.month:02}" if date.year and date.month else "of no year"
        if any(day.startswith(month) for day in self._released(row.id)):
            return []
        found = (
            other for k in (key, *tuned(key)) for form in dated(k, date) for other in self._snapshot.identified(form)
        )
        return list({other.id: other for other in found if other.developer == row.developer}.values())

    def _misfit(self, row: NameRow, reading: Reading) -> str:
        """What a reading says that speaks against an entry; empty where nothing does."""
        said = reading.qualifiers
        if row.level in LINES and (more := _OF_ONE_MODEL & said.keys()):
            return f"a {row.level}, of which no {min(more)} can be said"
        if "variant" in said and (row.developer is None or not self._may_be_base(row.id, reading.identity)):
            return "nothing says that it is a base model"
        if _NUMBERED.keys() & said.keys() and (number := self._numbered_otherwise(row.id, said)):
            return f"its names say {number}"
        if stranger := self._stranger(reading.owners):
            return stranger
        vendor = said.get("vendor")
        owner = self._organization(vendor)
        if owner is None and row.developer is not None and not reading.makers:
            return ""
        packed = bool(_ARTIFACT & said.keys())
        if row.developer is None:
            account, _, repository = row.name.partition("/")
            own = vendor is not None and name_key(vendor) == name_key(account)
            same = packed or (vendor is None and name_key(repository) == name_key(reading.text))
            known = own or (same and self._is_distinctive(reading.identity))
            return "" if known else f"a repository of {account}, who is not named"
        named = [maker for word in reading.makers if (maker := self._organization(word)) is not None]
        spoken = [maker for maker in named if maker != owner]
        houses = self._houses(row, [*spoken, *([owner] if owner else [])])
        if other := next((maker for maker in spoken if self._house(maker) not in houses), None):
            return f"made by {row.developer}, not by {other}"
        if owner is None or self._house(owner) in houses or spoken or packed:
            return ""
        return f"made by {row.developer}, not by {owner}"

    def _is_distinctive(self, key: Identity) -> bool:
        """Whether a name has a word that is no other developer's family: `MythoMax`, unlike `Llama 3 13B`."""
        own = (word for word in key.split() if is_distinctive(word))
        return any(all(row.developer is None for row in self._snapshot.identified(word)) for word in own)

    def _stranger(self, owners: Sequence[str]) -> str:
        """What is wrong with the parts of a path that name no organization: two of them, or the name of a model."""
        unknown = [word for word in owners if self._organization(word) is None]
        if len(unknown) > 1 or (len(owners) > 1 and owners[-1] in unknown):
            return f"nobody is known as {unknown[0]}"
        for word in unknown:
            if any(bearer.kind == "model" for bearer in self._snapshot.bearers(name_key(word))):
                return f"{word} is another model"
        return ""

    def _may_be_base(self, entry_id: str, key: Identity) -> bool:
        """Whether another model of this name is tuned to instructions or chat, so that the plain name is the base's."""
        if _TUNED.search(self._names(entry_id)) or self._snapshot.is_derivative(entry_id):
            return False
        return any(self._snapshot.identified(with_word(key, word)) for word in ("instruct", "chat"))

    def _numbered_otherwise(self, entry_id: str, said: Mapping[str, str]) -> str:
        """What the names of an entry say where a name says another window, number of experts or version 1."""
        names = self._names(entry_id)
        for role in said.keys() & _NUMBERED.keys():
            if role == "revision" and said.get("provider") == "Amazon Bedrock":
                continue  # of its own, whatever the weights are called
            others = set(_NUMBERED[role].findall(names))
            stated = bool(others) and _NUMBERED[role].fullmatch(said[role]) is not None
            if said[role] not in others and (stated or role == "experts"):
                return str(min(others, default=f"no {said[role]}"))
        return ""

    def _houses(self, row: NameRow, asked: Sequence[str]) -> set[str]:
        """The houses of the developers of an entry; all of them are read only where the first is not the one asked."""
        first = self._house(row.developer) if row.developer else None
        if first is not None and all(self._house(maker) == first for maker in asked):
            return {first}
        return set(map(self._house, self._snapshot.developers(row.id)))

    def _house(self, organization: str) -> str:
        if (found := self._house_of.get(organization)) is None:
            found = self._house_of[organization] = house(organization, self._snapshot.part_of)
        return found

    def _find_organization(self, vendor: str | None) -> str | None:
        """The organization that a part of a path names, None where it names none."""
        rows = self._snapshot.bearers(name_key(vendor)) if vendor else ()
        return next((row.id for row in rows if row.kind == "organization"), None)

    def _is_before_release(self, entry_id: str, date: DateParts) -> bool:
        """Whether a date is earlier than any source dates an entry."""
        if date.year is None:
            return False
        last = datetime.date(date.year, date.month or 12, min(date.day or 28, 28)) + _ANNOUNCED
        days = self._released(entry_id)
        return bool(days) and all(last.isoformat() < day for day in days)

    def _member_of(self, group: NameRow, date: DateParts) -> NameRow | None:
        """The one member of a family or series that was released at a date."""
        if date.month is None:
            return None
        month = f"{date.month:02}" if date.year is None else f"{date.year}-{date.month:02}"
        found = [row for row, days in self._members(group) if any(month in (day[:7], day[5:7]) for day in days)]
        return found[0] if len(found) == 1 else None

    def _latest_member(self, group: NameRow, at: str) -> NameRow | None:
        """The last release of a name up to a day; None where none is dated, or two are of one day."""
        dated = sorted((min(days), row) for row, days in self._members(group) if days and min(days) <= at)
        return dated[-1][1] if dated and (len(dated) < 2 or dated[-2][0] < dated[-1][0]) else None

    def _members(self, group: NameRow) -> Iterator[tuple[NameRow, list[str]]]:
        """The releases of an entry below it, whose names add only numbers and sizes, with the dates stated of them."""
        own = kind_words(identity(group.name))
        waiting, seen = [group.id], {group.id}
        while waiting:
            for child in self._snapshot.children(waiting.pop()):
                node = self._snapshot.node(child)
                if node is None or child in seen:
                    continue
                seen.add(child)
                waiting.append(child)
                if kind_words(identity(node.name)) == own:
                    row = group._replace(id=node.id, name=node.name, level=node.level, developer=node.developer)
                    yield row._replace(text=node.name), self._released(child)

    def _written_as_one(self, readings: Sequence[Reading]) -> Iterator[tuple[Reading, Sequence[NameRow]]]:
        """Readings that have the words of a model, with other spaces between them: `codellama`."""
        for reading in readings:
            if may_be_a_name(reading.identity) and (rows := self._snapshot.identified(reading.glued)):
                yield reading, rows

    def _without_known_size(self, readings: Sequence[Reading]) -> Iterator[tuple[Reading, Sequence[NameRow]]]:
        """Readings without a size that the catalog knows to be that of the model: `Command R+ 104B`."""
        for reading in readings:
            key, size = without_size(reading.identity)
            rows = self._snapshot.identified(key) if size is not None else ()
            counts = self._snapshot.numbers(rows[0].id, "parameters") if len(rows) == 1 else ()
            if size is not None and any(is_size_of(size, count) for count in counts):
                yield reading.saying(key, size=size), rows

    def _kind_of_model(self, reading: Reading) -> list[NameRow]:
        """The models best known whose names hold the words of a reading, where these are kinds and sizes only."""
        words = set(reading.identity.split())
        return self._snapshot.named_with(words) if len(words) <= _MOST_KINDS and says_only_a_kind(reading) else []

    @cached_property
    def words(self) -> NameWords:
        """The words inside Chinese and Persian names, read when the first such name comes."""
        return NameWords(self._snapshot.name_forms())


def _first(considered: Sequence[Considered]) -> tuple[Considered, ...]:
    """The first of what was considered, each once: several readings may lead to one entry."""
    if not considered:
        return ()
    return tuple({(other.match.id, other.why): other for other in considered}.values())[:_MOST_CONSIDERED]


def _is_of_date(name: str, date: DateParts) -> bool:
    """Whether the name of an entry says no date, or this one."""
    told = _date_in(name)
    return told is None or may_be_one(told, date)


@lru_cache(maxsize=_KEPT)
def _date_in(name: str) -> DateParts | None:
    """The date that the name of an entry says."""
    told = (reading.qualifiers["snapshot"] for reading in read(name) if "snapshot" in reading.qualifiers)
    return next(map(date_parts, told), None)
