"""The releases of a family of models in order, with their sizes, each date as precise as its source gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.facts import Fact, agree, span
from fmref.formatting import format_date, format_number
from fmref.ledger import Ledger, SourceRow
from fmref.markup import cell, linked, table
from fmref.questions.wording import Wording
from fmref.snapshot import LINES
from fmref.text import language

if TYPE_CHECKING:
    from fmref.resolution import Match
    from fmref.snapshot import NameRow, Snapshot

__all__ = ["Release", "Timeline", "timeline"]


class Release(NamedTuple):
    """One release: of a model, or of the members of a series that came out together.

    `date` is ISO 8601 of the precision of its source: a year, a month or a day. `status` is that of the fact of the
    date: `settled`, `disputed` or `estimated`. `sizes` are the numbers of parameters of what was released, from the
    least. `members` are the ids of the models where a series was released.
    """

    id: str
    name: str
    date: str
    date_text: str
    status: str
    sizes: tuple[float, ...]
    sizes_text: str
    members: tuple[str, ...]
    sources: tuple[SourceRow, ...]

    def as_json(self) -> Mapping[str, Any]:
        """The release as plain values."""
        return {
            **self._asdict(),
            "sizes": list(self.sizes),
            "members": list(self.members),
            "sources": [source._asdict() for source in self.sources],
        }


class Timeline(NamedTuple):
    """The releases of one entry and its members, the oldest first; `str` of it is a line for each."""

    lang: str
    id: str
    name: str
    releases: tuple[Release, ...]
    undated: tuple[str, ...]
    """The ids of the members of which no source says when they were released."""

    def as_json(self) -> Mapping[str, Any]:
        """The timeline as plain values."""
        releases = [release.as_json() for release in self.releases]
        return {"lang": self.lang, "id": self.id, "name": self.name, "releases": releases, "undated": [*self.undated]}

    def __str__(self) -> str:
        lines = [self.name]
        for release in self.releases:
            sizes = f" ({release.sizes_text})" if release.sizes else ""
            cited = f" — {release.sources[0].title}" if release.sources else ""
            lines.append(f"{release.date_text}{_mark(release)}  {release.name}{sizes}{cited}")
        if self.undated:
            lines.append(self._without_date())
        return "\n".join(lines)

    def _without_date(self) -> str:
        return _WITHOUT_DATE[self.lang].format(count=format_number(len(self.undated), self.lang))

    def _repr_html_(self) -> str:
        rows = [
            f'<tr><td dir="auto"><time datetime="{release.date}">{escape(release.date_text)}</time>'
            f"{_mark(release)}</td>"
            f'<th dir="auto">{escape(release.name)}</th>{cell(escape(release.sizes_text))}'
            f"<td><small>{_linked(release)}</small></td></tr>"
            for release in self.releases
        ]
        rows += [f"<tr><td colspan=4><small>{escape(self._without_date())}</small></td></tr>"] if self.undated else []
        return table(self.name, rows, self.lang)


def timeline(snapshot: Snapshot, found: Match, lang: str = "en") -> Timeline:
    """The releases of a family, series or model and of its members.

    Members of one series that came out within the tolerance of dates of the registry are one release; variants, as an
    instruction-tuned model, count with the model that they are of. Raises `UnknownLanguageError` for another language
    than `en`, `zh` and `fa`.
    """
    spoken = language(lang)[:2]
    reader = _Reader(snapshot, spoken)
    releases = sorted(reader.releases(found.id), key=lambda r: (span(r.date), r.name))
    return Timeline(spoken, found.id, reader.wording.label(found.id, spoken), tuple(releases), tuple(reader.undated))


class _Reader:
    """Reads the releases of one snapshot in one language; `undated` gathers members without a date."""

    def __init__(self, snapshot: Snapshot, lang: str) -> None:
        self._snapshot = snapshot
        self._ledger = Ledger(snapshot)
        self._lang = lang
        self.wording = Wording(snapshot)
        self.undated: list[str] = []

    def releases(self, entry_id: str) -> Iterator[Release]:
        """The releases of an entry and everything below it; a family itself comes out with its first member."""
        below = self._members(entry_id)
        own = None if below and self._is_family(entry_id) else self._stated(entry_id)
        together: list[str] = []
        apart: list[str] = []
        for member in below:
            (apart if member.level in LINES else together).append(member.id)
        if own is None and not below:
            self.undated.append(entry_id)
        yield from self._of_models(entry_id, own, together)
        for member_id in apart:
            yield from self.releases(member_id)

    def _of_models(self, entry_id: str, own: Fact | None, models: Sequence[str]) -> Iterator[Release]:
        """The releases of an entry and the models right below it: those of one time are one, as a series is."""
        groups: list[tuple[Fact, list[str]]] = [(own, [])] if own is not None else []
        for model in models:
            if (fact := self._stated(model)) is None:
                if own is None:
                    self.undated.append(model)
                else:
                    groups[0][1].append(model)
                continue
            group = next((ids for held, ids in groups if self._is_one(held, fact)), None)
            if group is None:
                groups.append((fact, [model]))
            else:
                group.append(model)
        family = self._is_family(entry_id)
        for fact, ids in groups:
            if fact is own or (len(ids) > 1 and not family):
                yield self._release(entry_id, fact, ids)
            else:
                yield from (self._release(id_, self._stated(id_) or fact, []) for id_ in ids)

    def _release(self, entry_id: str, fact: Fact, members: Sequence[str]) -> Release:
        sizes = sorted({size for id_ in members or [entry_id] for size in self._sizes(id_)})
        shown = self.wording.listed([format_number(size, self._lang) for size in sizes], self._lang)
        date = str(fact.value)
        sources: Any = dict.fromkeys(fact.sources[s.source] for s in fact.statements)
        return Release(
            id=entry_id,
            name=self.wording.label(entry_id, self._lang),
            date=date,
            date_text=format_date(date, self._lang),
            status=fact.status,
            sizes=tuple(sizes),
            sizes_text=shown,
            members=tuple(members),
            sources=tuple(sources),
        )

    def _stated(self, entry_id: str) -> Fact | None:
        row = self._ledger.attributes.get("release_date")
        fact = self._ledger.stated(row, entry_id) if row is not None else None
        return fact if fact is not None and fact.value is not None else None

    def _sizes(self, entry_id: str) -> Iterator[float]:
        if "parameters" in self._ledger.attributes and (fact := self._ledger.fact(entry_id, "parameters")) is not None:
            values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
            yield from (value for value in values if isinstance(value, int | float))

    def _members(self, entry_id: str) -> list[NameRow]:
        """The families, series and models right below an entry that is a family or series."""
        below = self._snapshot.members(entry_id) if self._level(entry_id) in LINES else []
        return [row for row in below if row.level != "variant"]

    def _is_family(self, entry_id: str) -> bool:
        return self._level(entry_id) == "family"

    def _level(self, entry_id: str) -> str | None:
        node = self._snapshot.node(entry_id)
        return node and node.level

    def _is_one(self, held: Fact, fact: Fact) -> bool:
        row: Any = self._ledger.attributes["release_date"]._replace(tolerance=0)
        return agree(row, held.winner, fact.winner)


def _mark(release: Release) -> str:
    return "?" if release.status in {"disputed", "estimated"} else ""


def _linked(release: Release) -> str:
    return linked(release.sources[0].title, release.sources[0].url) if release.sources else ""


_WITHOUT_DATE: Final = {
    "en": "No source says when {count} further members were released.",
    "zh": "另有 {count} 个成员的发布日期没有来源。",
    "fa": "تاریخ انتشار {count} عضو دیگر را هیچ منبعی نمی‌گوید.",
}
