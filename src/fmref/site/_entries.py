"""The page about an entry of the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from fmref.entries import CatalogEntry, ModelEntry
from fmref.formatting import format_number
from fmref.schema import Name, Offering, per_language
from fmref.site._facts import FactView, facts
from fmref.site._kin import Kin, kin
from fmref.site._models import ModelRow, ModelTable, ShownModel, date_text
from fmref.site._site import Link, Site, list_page

__all__ = ["EntryPages", "EntryView", "NamesView", "OfferingView"]

_MODELS_SHOWN: Final = 150
_OFFERINGS_SHOWN: Final = 30
_WRONG: Final = ("misspelling", "mistranslation")


class NamesView(NamedTuple):
    """The names in a language, the right ones and the wrong ones, each with a word about it where there is one."""

    lang: str
    right: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]


class OfferingView(NamedTuple):
    """A model as a provider offers it, in words."""

    provider: str
    id: str
    context: str
    input_price: str
    output_price: str
    date: str
    source: Link


class EntryView(NamedTuple):
    """What the page about an entry shows, in a language."""

    id: str
    title: str
    what: str
    path: tuple[Link, ...]
    makers: tuple[Link, ...]
    also: tuple[tuple[str, str], ...]
    """What the entry is called in the other languages."""
    summary: str | None
    facts: tuple[FactView, ...]
    models: tuple[ShownModel, ...]
    models_heading: str
    models_more: int
    models_link: str | None
    kin: Kin
    names: tuple[NamesView, ...]
    ids: Mapping[str, tuple[str, ...]]
    concepts: tuple[Link, ...]
    context_label: str
    """What the column of context windows of offerings is called."""
    offerings: tuple[OfferingView, ...]
    offerings_more: int


class EntryPages:
    """Makes the pages of one site about entries."""

    def __init__(self, site: Site, models: ModelTable) -> None:
        self._site = site
        self._models = models

    def view(self, entry: CatalogEntry, lang: str) -> EntryView:
        """The page about an entry in a language."""
        site = self._site
        say, title = site.say[lang], entry.label(lang)
        level = entry.level if isinstance(entry, ModelEntry) else entry.kind
        heading, rows = self._related_models(entry)
        others = {tag: name for tag in site.say if tag != lang and (name := entry.label(tag)) != title}
        offered = entry.offerings if isinstance(entry, ModelEntry) else ()
        return EntryView(
            id=entry.id,
            title=title,
            what=say("kind", level),
            path=(Link(say("kinds", entry.kind), list_page(entry.kind)), *self._above(entry, lang)),
            makers=site.links(self._models.rows[entry.id].developers, lang) if entry.kind == "model" else (),
            also=tuple(others.items()),
            summary=entry.summary(lang),
            facts=tuple(facts(site, entry.id, lang)),
            models=tuple(self._models.shown(rows[:_MODELS_SHOWN], lang)),
            models_heading=say("entry", heading),
            models_more=len(rows[_MODELS_SHOWN:]),
            models_link=f"{list_page('model')}#developer={entry.id}" if entry.kind == "organization" else None,
            kin=kin(site, entry.id, lang),
            names=tuple(self._names(entry, lang)),
            ids=entry.ids,
            concepts=site.links((concept.id for concept in entry.concepts), lang),
            context_label=site.writer.label("context", lang) if offered else "",
            offerings=tuple(self._offering(one, lang) for one in offered[:_OFFERINGS_SHOWN]),
            offerings_more=len(offered[_OFFERINGS_SHOWN:]),
        )

    def _above(self, entry: CatalogEntry, lang: str) -> tuple[Link, ...]:
        """The way down the tree of models to an entry."""
        way: list[str] = []
        above = self._site.writer.ledger.parent(entry.id)
        while above is not None:
            way.append(above)
            above = self._site.writer.ledger.parent(above)
        return self._site.links(reversed(way), lang)

    def _related_models(self, entry: CatalogEntry) -> tuple[str, list[ModelRow]]:
        """The models below an entry, by it, or that name it; with the heading above them."""
        rows = self._models.rows
        if entry.kind == "model":
            below = [rows[id_] for id_ in self._site.snapshot.children(entry.id) if id_ in rows]
            return "members", sorted(below, key=lambda row: row.newest_first, reverse=True)
        if entry.kind == "organization":
            return "models", self._models.of(entry.id)
        users = [rows[id_] for id_ in self._users.get(entry.id, ()) if id_ in rows]
        return "users", sorted(users, key=lambda row: row.newest_first, reverse=True)

    @cached_property
    def _users(self) -> Mapping[str, Iterable[str]]:
        """The models whose facts are about an entry: trained on a data set, on a kind of chip."""
        users: dict[str, dict[str, None]] = defaultdict(dict)
        ledger = self._site.writer.ledger
        for attribute in ledger.attributes.values():
            if attribute.type == "entry" and "model" in attribute.kinds and not attribute.relations:
                for id_, fact in ledger.column(attribute.id).items():
                    for value in fact.value if isinstance(fact.value, tuple) else (fact.value,):
                        users[str(value)][id_] = None
        return users

    def _names(self, entry: CatalogEntry, lang: str) -> Iterator[NamesView]:
        say = self._site.say[lang]

        def worded(names: Iterable[Name]) -> tuple[tuple[str, str], ...]:
            return tuple((n.text, "" if n.status in {"preferred", "variant"} else say("term", n.status)) for n in names)

        for tag, names in per_language(entry.record.names):
            if names:
                right = worded(name for name in names if name.status not in _WRONG)
                yield NamesView(tag, right, worded(name for name in names if name.status in _WRONG))

    def _offering(self, one: Offering, lang: str) -> OfferingView:
        source = self._site.writer.ledger.source(one.source)
        return OfferingView(
            one.provider,
            one.id,
            format_number(one.context, lang, "exact") if one.context else "",
            _price(one.input_price, one.currency, lang),
            _price(one.output_price, one.currency, lang),
            date_text(one.as_of, lang),
            Link(source.title, source.url),
        )


def _price(price: float | None, currency: str, lang: str) -> str:
    return "" if price is None else f"{format_number(price, lang)} {currency}"
