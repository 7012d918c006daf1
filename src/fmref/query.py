"""Selections: ordered, immutable sets of entries that can be narrowed, sorted and turned into a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from fmref import display
from fmref.entries import CatalogEntry, CatalogItem
from fmref.errors import AmbiguousNameError, UnknownAttributeError, UnknownNameError
from fmref.markup import View
from fmref.tables import data_frame
from fmref.text import language
from fmref.view_words import count, plural, word

if TYPE_CHECKING:
    from fmref.catalog import Catalog
    from fmref.interactive import Column
    from fmref.plots._over_time import Group
    from fmref.resolution import Match

__all__ = ["Selection"]

E = TypeVar("E", bound=CatalogItem)


class Selection(Generic[E]):
    """Entries of one kind, in order.

    `selection[id]` is the entry with exactly this id; `where`, `order_by` and slices give new selections; nothing is
    read before it is needed.
    """

    def __init__(self, catalog: Catalog, kind: str, ids: Sequence[str]) -> None:
        self._catalog = catalog
        self.kind = kind
        self.ids = tuple(ids)

    @property
    def catalog(self) -> Catalog:
        """The catalog whose entries these are."""
        return self._catalog

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[E]:
        return (self._catalog.load(i) for i in self.ids)  # type: ignore[misc]  # of the kind of the selection

    def __contains__(self, item: object) -> bool:
        return (item if isinstance(item, str) else getattr(item, "id", None)) in self.ids

    def __getitem__(self, item: str | int | slice) -> Any:
        """The entry with this id or at this position, or the part of the selection in a slice.

        Raises `UnknownNameError` with suggestions for an id that no entry of this kind has; `IndexError` for a
        position.
        """
        if isinstance(item, slice):
            return self._narrowed(self.ids[item])
        if isinstance(item, int):
            return self._catalog.load(self.ids[item])
        entry = self._catalog.get(item)
        if entry is None or entry.kind != self.kind:
            found = self._catalog.explain(item, kind=self.kind)
            near = (found.match,) if found.match else found.candidates
            raise UnknownNameError(item, near, "" if near else f"no {self.kind} has this id")
        return entry

    def where(self, *tests: Callable[[E], object], **values: object) -> Selection[E]:
        """The entries for which every test is true and every named attribute has the given value.

        Names are attributes of the registry, or `level`, `parent`, `kind`, `domain`, and `attribute` of concepts. An
        attribute that several values hold for is met by any of them; a reference may be given as id or as any name
        (`developer="Meta"`), and a set stands for any of its values (`developer={"Meta", "OpenAI"}`). Raises
        `UnknownAttributeError` for another name, `UnknownNameError` and `AmbiguousNameError` for a reference.
        """
        wanted = {(known := self._known(name)): self._wanted(known, value) for name, value in values.items()}
        return self._narrowed(
            [
                e.id
                for e in self
                if all(test(e) for test in tests) and all(self._holds(e, n, w) for n, w in wanted.items())
            ]
        )

    def _wanted(self, name: str, value: object) -> object:
        """A value to compare with; a reference as its id, a set as a set of these."""
        if isinstance(value, set | frozenset):
            return frozenset(self._wanted(name, one) for one in value)
        attribute = self._catalog.attributes.get(name)
        if attribute is None or attribute.type != "entry" or not isinstance(value, str):
            return value
        if self._catalog.get(value) is not None:
            return value
        kind = attribute.entry_kinds[0] if len(attribute.entry_kinds) == 1 else None
        return self._catalog.resolve(value, kind=kind).id

    def _known(self, name: str) -> str:
        """The attribute that a name means: its own, or one of its English labels (`released`)."""
        own = ("id", "name", "kind", "level", "parent", "domain", "attribute")
        attributes = self._catalog.attributes
        if name in own or name in attributes:
            return name
        labelled = [a.id for a in attributes.values() if name.replace("_", " ") in a.labels.en and self.kind in a.kinds]
        if len(labelled) == 1:
            return labelled[0]
        raise UnknownAttributeError(name, (*own, *attributes))

    @staticmethod
    def _holds(entry: E, name: str, wanted: object) -> bool:
        held = Selection._value(entry, name)
        if isinstance(wanted, frozenset):
            return any(value in wanted for value in (held if isinstance(held, tuple) else (held,)))
        return wanted in held if isinstance(held, tuple) and not isinstance(wanted, tuple) else held == wanted

    @staticmethod
    def _value(entry: E, name: str) -> Any:
        if name in ("parent", "domain", "attribute"):
            return getattr(entry.record, name, None)
        return getattr(entry, name, None)

    def order_by(self, name: str | Callable[[E], Any], *, reverse: bool = False) -> Selection[E]:
        """Sorted by an attribute or by what a function gives; where nothing is known comes last, either way.

        An attribute with several values sorts by its largest.
        """
        if isinstance(name, str):
            name = self._known(name)

        def key(entry: E) -> Any:
            value = name(entry) if callable(name) else self._value(entry, name)
            return max(value) if isinstance(value, tuple) and value else value

        keyed = [(key(e), e.id) for e in self]
        known = sorted((pair for pair in keyed if pair[0] not in (None, ())), key=lambda pair: pair[0], reverse=reverse)
        return self._narrowed([i for _, i in known] + [i for value, i in keyed if value in (None, ())])

    def one(self) -> E:
        """The only entry; raises `UnknownNameError` when there is none, `AmbiguousNameError` when there are several."""
        if not self.ids:
            raise UnknownNameError(f"one {self.kind}", (), "the selection is empty")
        if len(self.ids) > 1:
            raise AmbiguousNameError(f"one {self.kind}", [self._as_match(i) for i in self.ids[:5]])
        return self[0]  # type: ignore[no-any-return]

    def _as_match(self, id_: str) -> Match:
        return self._catalog.resolve(id_)

    def to_frame(
        self, columns: Sequence[str] | None = None, *, backend: Literal["pandas", "polars"] | None = None
    ) -> Any:
        """A data frame with a row for each entry.

        Values are plain, those of an attribute with several are lists; a family has no single value of an attribute of
        its members (`parameters`), and its cell is empty.
        `columns` defaults to id, name and what is known of any of the entries. Without `backend`, pandas is used
        where it is installed, else polars; raises `MissingExtraError` when neither is, `UnknownAttributeError` for a
        column.
        """
        chosen = [self._known(name) for name in columns] if columns is not None else self._columns()
        rows = [{name: self._cell(e, name) for name in chosen} for e in self]
        return data_frame(rows, chosen, backend)

    def interactive(self, columns: Sequence[str] | None = None, *, lang: str = "en") -> View:
        """A table in a language that readers sort and search, with all entries; see `fmref.interactive`.

        `columns`, beside the id and the names, are as those of `to_frame`; by default what most readers ask first. An
        entry is found by all of its names and identifiers. Raises `MissingExtraError` without the extra `table`,
        `UnknownAttributeError` and `UnknownLanguageError`.
        """
        from fmref.interactive import Column, interactive

        spoken = language(lang)[:2]
        chosen = [a.id for a in display.asked_first(self)] if columns is None else [*map(self._known, columns)]
        entries = [*self]
        shown = [Column("id", [(e.id, e.id) for e in entries])]
        shown += (
            Column(word(tag, spoken), [(name := e.label(tag), name) for e in entries]) for tag in display.LANGUAGES
        )
        shown += (self._column(name, entries, spoken) for name in chosen if name not in {"id", "name"})
        also = [" ".join(e.every_name()) for e in entries]
        return interactive(count(len(self), self.kind, spoken), shown, spoken, also)

    def _column(self, name: str, entries: Sequence[E], lang: str) -> Column:
        """A column of an interactive table: an attribute of the registry, or what else entries have."""
        from fmref.interactive import Column

        attribute = self._catalog.attributes.get(name)
        if attribute is None:
            values = [self._value(entry, name) for entry in entries]
            return Column(word(name, lang), [(v, "—" if v is None else word(str(v), lang)) for v in values])
        cells: Any = [(self._value(e, name), display.value_text(cast("Any", e), name, lang)) for e in entries]
        return Column(display.attribute_label(attribute, lang), cells)

    def plot(self, attribute: str = "parameters", *, lang: str = "en", by: Group = "developer") -> Any:
        """A numeric attribute over the dates of release as an Altair chart; see `fmref.plots.over_time`."""
        from fmref.plots import over_time

        return over_time(self, attribute, lang=lang, by=by)

    def _columns(self) -> list[str]:
        own = {"model": ["level", "parent"], "concept": ["domain"]}.get(self.kind, [])
        held = {name for entry in self if isinstance(entry, CatalogEntry) for name in entry.facts}
        return ["id", "name", *own, *(a for a in self._catalog.attributes if a in held)]

    def _cell(self, entry: E, name: str) -> Any:
        value = self._value(entry, name)
        if isinstance(value, tuple):
            return list(value) if self._catalog.attributes[name].many else None
        return value

    def _narrowed(self, ids: Sequence[str]) -> Selection[E]:
        return Selection(self._catalog, self.kind, ids)

    def __repr__(self) -> str:
        shown = ", ".join(self.ids[:3]) + (", ..." if len(self.ids) > 3 else "")
        return f"<{len(self)} {plural(self.kind, len(self))}: {shown}>"

    def view(self, lang: str = "en") -> View:
        """The first entries as a table in a language, as a notebook shows them."""
        return View(display.selection_html(self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html
