"""The lists of a site: models by year, organizations, domains of the glossary, and what else there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, TypeVar

from fmref.formatting import format_date, format_number
from fmref.site._models import ModelRow, ModelTable, ShownModel, date_text, size_text
from fmref.site._phrases import LANGUAGES
from fmref.site._site import Link, Site, list_page

__all__ = ["UNDATED", "ConceptRow", "EntryRow", "ListPage", "Lists"]

UNDATED: Final = "undated"
"""The part of the list of models that has those whose date of release is not known."""

_ROWS: Final = 150
"""How many rows a page of a list has."""
_FAMILIES_SHOWN: Final = 24
_DEVELOPERS_SHOWN: Final = 40

R = TypeVar("R")


class ListPage(NamedTuple, Generic[R]):
    """One page of a list: its rows, and where the pages before and behind it stand."""

    file: str
    rows: Sequence[R]
    number: int
    numbers: int
    previous: str | None
    next: str | None


class EntryRow(NamedTuple):
    """An entry other than a model, in words: `details` are the cells behind its name."""

    link: Link
    details: tuple[str, ...]


class ConceptRow(NamedTuple):
    """A concept with its preferred term in each language of the site."""

    href: str
    terms: tuple[tuple[str, str], ...]


class Lists:
    """Makes the lists of one site."""

    def __init__(self, site: Site, models: ModelTable) -> None:
        self._site = site
        self._models = models

    @cached_property
    def years(self) -> Mapping[str, list[ModelRow]]:
        """The models by the year of their release, the latest year first; those without any last."""
        found: dict[str, list[ModelRow]] = defaultdict(list)
        for row in sorted(self._models.rows.values(), key=lambda row: row.newest_first, reverse=True):
            found[row.date[:4] if row.date else UNDATED].append(row)
        return found

    @cached_property
    def _made(self) -> Counter[str]:
        """How many models each organization made."""
        return Counter(developer for row in self._models.rows.values() for developer in row.developers)

    @cached_property
    def domains(self) -> Mapping[str, list[str]]:
        """The concepts of each domain of the glossary, by their English terms."""
        found: dict[str, list[str]] = defaultdict(list)
        for concept in sorted(self._site.ids["concept"], key=lambda id_: (self._site.label(id_, "en").casefold(), id_)):
            found[self._site.snapshot.record(concept)["domain"]].append(concept)
        return dict(sorted(found.items()))

    def counted_years(self, lang: str) -> list[tuple[Link, str]]:
        """The lists of models by year, with how many each has."""
        say = self._site.say[lang]
        return [
            (
                Link(say("list", "undated") if year == UNDATED else format_date(year, lang), list_page("model", year)),
                format_number(len(rows), lang),
            )
            for year, rows in self.years.items()
        ]

    def counted_developers(self, lang: str) -> list[tuple[Link, str]]:
        """The organizations that made most models."""
        most = sorted(self._made.items(), key=lambda pair: (-pair[1], pair[0]))[:_DEVELOPERS_SHOWN]
        return [(self._site.link(id_, lang), format_number(count, lang)) for id_, count in most]

    def counted_families(self, lang: str) -> list[tuple[Link, str]]:
        """The families with most members anywhere below them."""
        count = Counter[str]()
        for row in self._models.rows.values():
            top = row
            while top.parent in self._models.rows:
                top = self._models.rows[str(top.parent)]
            if top.level == "family" and top is not row:
                count[top.id] += 1
        most = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:_FAMILIES_SHOWN]
        return [(self._site.link(id_, lang), format_number(number, lang)) for id_, number in most]

    def counted_domains(self, lang: str) -> list[tuple[Link, str]]:
        """The domains of the glossary, with how many concepts each has."""
        return [
            (Link(self._site.say[lang].domain(domain), list_page("concept", domain)), format_number(len(ids), lang))
            for domain, ids in self.domains.items()
        ]

    def models_of(self, year: str, lang: str) -> Iterator[ListPage[ShownModel]]:
        """The models of a year, page by page."""
        return _paged("model", year, self._models.shown(self.years[year], lang))

    def concepts_of(self, domain: str) -> Iterator[ListPage[ConceptRow]]:
        """The concepts of a domain, page by page."""
        rows = [
            ConceptRow(str(self._site.page(id_)), tuple((lang, self._site.label(id_, lang)) for lang in LANGUAGES))
            for id_ in self.domains[domain]
        ]
        return _paged("concept", domain, rows)

    def heads(self, kind: str, lang: str) -> list[str]:
        """The heads of the table of entries of a kind."""
        say = self._site.say[lang]
        names = ("name", "country", "count") if kind == "organization" else ("name", "developer", "released")
        return [say("list", name) for name in names]

    def entries_of(self, kind: str, lang: str) -> Iterator[ListPage[EntryRow]]:
        """The entries of a kind, page by page, by their English names."""
        ids = sorted(self._site.ids[kind], key=lambda id_: (self._site.label(id_, "en").casefold(), id_))
        rows = [EntryRow(self._site.link(id_, lang), tuple(self._details(id_, kind, lang))) for id_ in ids]
        return _paged(kind, "", rows)

    def _details(self, id_: str, kind: str, lang: str) -> Iterator[str]:
        for attribute in ("country",) if kind == "organization" else ("developer", "release_date"):
            known = attribute in self._site.writer.ledger.attributes
            row = next(self._site.writer.rows([(id_, kind)], lang, [attribute]), None) if known else None
            yield row.cells[0].text if row and row.cells[0] else ""
        if kind == "organization":
            yield format_number(self._made[id_], lang) if id_ in self._made else ""

    def choices(self, lang: str) -> Mapping[str, Any]:
        """All models for the filter: columns of what repeats, and a row of places in them for each model.

        A row is id, label, level, developers, date, sizes and weights; the last is 1 for open, 0 for closed and -1.
        """
        rows = [row for year in self.years.values() for row in year]
        developers = sorted({id_ for row in rows for id_ in row.developers})
        dates = sorted({row.date or "" for row in rows})
        sizes = sorted({row.sizes for row in rows if row.sizes})
        levels = sorted({row.level for row in rows})
        developer_at, date_at, size_at, level_at = _places(developers), _places(dates), _places(sizes), _places(levels)
        return {
            "developers": [(id_, self._site.label(id_, lang)) for id_ in developers],
            "dates": [(date, date_text(date, lang)) for date in dates],
            "sizes": [(*size, size_text(size, lang)) for size in sizes],
            "levels": [self._site.say[lang]("kind", level) for level in levels],
            "rows": [
                (
                    row.id,
                    self._site.label(row.id, lang),
                    level_at[row.level],
                    [developer_at[id_] for id_ in row.developers],
                    date_at[row.date or ""],
                    size_at[row.sizes] if row.sizes else -1,
                    -1 if row.is_open is None else int(row.is_open),
                )
                for row in rows
            ],
        }


def _places(values: Iterable[Any]) -> Mapping[Any, int]:
    return {value: at for at, value in enumerate(values)}


def _paged(kind: str, part: str, rows: Sequence[R]) -> Iterator[ListPage[R]]:
    """A list cut into pages; one without rows has one page."""
    count = max(1, -(-len(rows) // _ROWS))
    for number in range(1, count + 1):
        yield ListPage(
            list_page(kind, part, number),
            rows[(number - 1) * _ROWS : number * _ROWS],
            number,
            count,
            list_page(kind, part, number - 1) if number > 1 else None,
            list_page(kind, part, number + 1) if number < count else None,
        )
