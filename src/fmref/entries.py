"""What a catalog hands out: entries with their facts, their place in the tree and their kin."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from fmref import answer_views, display
from fmref.errors import UnknownAttributeError
from fmref.facts import Fact, FactValue, checked_date, decide, find, was_said_by
from fmref.markup import View
from fmref.schema import (
    AVOIDED,
    Attribute,
    Concept,
    Definition,
    Entry,
    Model,
    Offering,
    Source,
    Statement,
    Term,
    per_language,
)
from fmref.shown import Shown
from fmref.text import language

if TYPE_CHECKING:
    import datetime

    from fmref.glossary import TermMatch
    from fmref.lineage import Kinship, LineageGraph

__all__ = ["CatalogEntry", "CatalogItem", "ConceptEntry", "Facts", "ModelEntry"]


class Library(Protocol):
    """What an entry asks of the catalog it came from."""

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """The registry."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography."""

    def entry(self, entry_id: str) -> CatalogEntry:
        """The entry with an id."""

    def children(self, entry_id: str) -> list[str]:
        """Ids one step down the tree."""

    @property
    def lineage(self) -> LineageGraph:
        """The graph of what comes from what."""

    def terms(self, concept: str, lang: str) -> tuple[TermMatch, ...]:
        """The terms of a concept."""

    def concepts_about(self, entry_id: str) -> tuple[ConceptEntry, ...]:
        """The concepts that are about an entry."""


class Facts(Mapping[str, Fact]):
    """The facts of one entry by attribute; an attribute of which nothing is known is not among them."""

    def __init__(self, entry: CatalogEntry, library: Library, at: str | None = None) -> None:
        self._entry = entry
        self._library = library
        self._at = at

    def __getitem__(self, name: str) -> Fact:
        """The fact; raises `UnknownAttributeError` for what the registry lacks, `KeyError` where nothing is known."""
        if (fact := self._fact(name)) is None:
            raise KeyError(f"no source states the attribute {name} of {self._entry.id}")
        return fact

    def __iter__(self) -> Iterator[str]:
        return (
            a.id
            for a in self._library.attributes.values()
            if self._entry.kind in a.kinds and self._fact(a.id) is not None
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _fact(self, name: str) -> Fact | None:
        attribute = self._library.attributes.get(name)
        if attribute is None:
            raise UnknownAttributeError(name, tuple(self._library.attributes))
        return find(attribute, self._entry.id, self)

    def text(self, name: str, lang: str = "en") -> str:
        """A fact in words of a language: `176.2 billion parameters`, `未公开`; raises as `[name]` does."""
        tag = language(lang)
        attribute = self._entry.attribute(name)
        return display.fact_text(self[name], attribute, tag, lambda id_: self._library.entry(id_).label(tag))

    def stated(self, attribute: Attribute, entry_id: str) -> Fact | None:
        """What is said of this entry, or of another one of the tree."""
        entry = self._entry if entry_id == self._entry.id else self._library.entry(entry_id)
        stated: Sequence[Statement] = entry.record.facts.get(attribute.id, ())
        if self._at is not None:
            stated = [s for s in stated if was_said_by(s, self._library.sources, self._at)]
        return decide(attribute, stated, self._library.sources) if stated else None

    def parent(self, entry_id: str) -> str | None:
        """The entry one step up the tree."""
        entry = self._entry if entry_id == self._entry.id else self._library.entry(entry_id)
        return entry.record.parent if isinstance(entry, ModelEntry) else None

    def children(self, entry_id: str) -> list[str]:
        """The entries one step down the tree."""
        return self._library.children(entry_id)

    def trained_from(self, entry_id: str) -> list[str]:
        """The entries of which the weights were trained further, or made smaller, into this one."""
        return self._library.lineage.trained_from(entry_id)

    def view(self, lang: str = "en") -> View:
        """The facts as a table in a language, as a notebook shows them."""
        return View(display.facts_html(self._entry, self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html


class CatalogItem:
    """What entries and concepts have in common."""

    __slots__ = ("_library", "record")

    record: Entry | Concept

    def __init__(self, record: Any, library: Library) -> None:
        self.record = record
        self._library = library

    @property
    def id(self) -> str:
        """The id, stable for ever."""
        return self.record.id

    @property
    def kind(self) -> str:
        """`model`, `organization`, `dataset`, `benchmark`, `software`, `hardware` or `concept`."""
        return self.record.kind

    @property
    def name(self) -> str:
        """The preferred English (Latin) name or term."""
        return self.label("en")

    def label(self, lang: str) -> str:
        """The preferred name or term in a language."""
        raise NotImplementedError

    def every_name(self) -> tuple[str, ...]:
        """All that it is called, in any language and system."""
        raise NotImplementedError

    def view(self, lang: str = "en") -> View:
        """What is known of it as a table in a language, as a notebook shows it."""
        return View(self._html(language(lang)[:2]))

    def _html(self, lang: str) -> str:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.view().html

    def _written(self, definition: Definition | None, lang: str) -> str | None:
        """What is written in a language; traditional Chinese falls back on simplified."""
        tag = language(lang)
        return getattr(definition, "zh" if tag == "zh-Hant" else tag, None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CatalogItem) and other.record == self.record

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


class CatalogEntry(CatalogItem):
    """An entry of a catalog.

    Every attribute of the registry is readable as a plain value, None where nothing is known: `entry.parameters`,
    `entry.release_date`; `entry.facts["parameters"]` is the fact with its statements and sources.
    """

    __slots__ = ()

    record: Entry

    def label(self, lang: str) -> str:
        """The preferred name in a language; the Latin one where that language has none of its own."""
        return display.label(self.record.names, language(lang))

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """All right names per language, the preferred one first; misspellings and mistranslations are left out."""
        wrong = ("misspelling", "mistranslation")
        return {
            lang: texts
            for lang, items in per_language(self.record.names)
            if (texts := tuple(n.text for n in items if n.status not in wrong))
        }

    @property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """Identifiers in other systems: `{"huggingface": ("bigscience/bloom",)}`."""
        return self.record.ids

    def every_name(self) -> tuple[str, ...]:
        """All of its right names, and its identifiers in other systems."""
        return tuple(text for texts in (*self.names.values(), *self.ids.values()) for text in texts)

    @property
    def facts(self) -> Facts:
        """The facts by attribute."""
        return Facts(self, self._library)

    def facts_at(self, at: str | datetime.date | None) -> Facts:
        """The facts as sources knew them on a date: statements made later, or nobody knows when, are left out.

        `at` is a date, or a day, month or year in ISO 8601, of which the last day counts; None is today. Raises
        `ValueError` for other text.
        """
        return Facts(self, self._library, None if at is None else checked_date(at))

    @property
    def concepts(self) -> tuple[ConceptEntry, ...]:
        """The concepts of the glossary that are about this: `long-short-term-memory` for the model LSTM."""
        return self._library.concepts_about(self.id)

    def summary(self, lang: str = "en") -> str | None:
        """One line on what this is, where there is one."""
        return self._written(self.record.summary, lang)

    def fact_text(self, name: str, lang: str = "en", *, at: str | datetime.date | None = None) -> str:
        """A fact in words of a language: `176.2 billion parameters`, `未公开`; errors as `facts_at(at)[name]`."""
        return self.facts_at(at).text(name, lang)

    def attribute(self, name: str) -> Attribute:
        """The registry's row for an attribute; raises `UnknownAttributeError`."""
        try:
            return self._library.attributes[name]
        except KeyError:
            raise UnknownAttributeError(name, tuple(self._library.attributes)) from None

    def ancestors(self, relations: Collection[str] | None = None) -> list[Kinship]:
        """What this comes from, the nearest first; `relations` narrows the edges that are followed."""
        return self._shown(self._library.lineage.ancestors(self.id, relations))

    def descendants(self, relations: Collection[str] | None = None) -> list[Kinship]:
        """What comes from this, the nearest first."""
        return self._shown(self._library.lineage.descendants(self.id, relations))

    def _shown(self, kin: list[Kinship]) -> list[Kinship]:
        def view(found: Sequence[Kinship], lang: str) -> str:
            return answer_views.kin_html(found, lambda id_: self._library.entry(id_).label(lang), lang)

        return Shown(kin, view)

    def __getattr__(self, name: str) -> FactValue:
        """The plain value of an attribute of the registry; None where nothing is known."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            fact = self.facts.get(name)
        except UnknownAttributeError as error:
            raise AttributeError(str(error), name=name, obj=self) from None
        return None if fact is None else fact.value

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self.facts]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}: {self.name}>"

    def _html(self, lang: str) -> str:
        return display.entry_html(self, lang)


class ModelEntry(CatalogEntry):
    """A node of the model tree: a family, series, model or variant."""

    __slots__ = ()

    record: Model

    @property
    def level(self) -> str:
        """`family`, `series`, `model` or `variant`."""
        return self.record.level

    @property
    def parent(self) -> ModelEntry | None:
        """The entry one step up the tree."""
        above = self.record.parent
        return self._library.entry(above) if above else None  # type: ignore[return-value]  # a parent is a model

    @property
    def offerings(self) -> tuple[Offering, ...]:
        """Where the model was offered, with limits and prices, each as its source saw it on the date `as_of`."""
        sources = self._library.sources
        return tuple(o.model_copy(update={"as_of": o.as_of or sources[o.source].date}) for o in self.record.offerings)

    @property
    def children(self) -> tuple[ModelEntry, ...]:
        """The entries one step down the tree."""
        return tuple(self._library.entry(id_) for id_ in self._library.children(self.id))  # type: ignore[misc]


class ConceptEntry(CatalogItem):
    """A concept of the glossary: one sense with its terms."""

    __slots__ = ()

    record: Concept

    def label(self, lang: str) -> str:
        """The preferred term in a language."""
        return self.terms(lang)[0].text

    def terms(self, lang: str) -> tuple[TermMatch, ...]:
        """The terms a writer may use in a language, the preferred one first."""
        return self._library.terms(self.id, language(lang))

    def own_terms(self, lang: str) -> tuple[TermMatch, ...]:
        """The same, but none in traditional characters where the glossary has only simplified ones."""
        return self.terms(lang) if self._terms_in(lang) else ()

    def every_name(self) -> tuple[str, ...]:
        """All terms that a writer may use for it."""
        return tuple(term.text for lang, _ in per_language(self.record.terms) for term in self.own_terms(lang))

    @property
    def entries(self) -> tuple[CatalogEntry, ...]:
        """The entries of the catalog that this is about, such as the model that brought a method."""
        return tuple(map(self._library.entry, self.record.entries))

    @property
    def attribute(self) -> Attribute | None:
        """The attribute of the registry that this names (context window: `context`), None where it names none."""
        return self._library.attributes[self.record.attribute] if self.record.attribute else None

    def mistakes(self, lang: str) -> tuple[str, ...]:
        """What people write for this in a language and should not: mistranslations, misspellings, dated terms."""
        return tuple(term.text for term in self._terms_in(lang) if term.status in AVOIDED)

    def attestations(self, lang: str) -> Mapping[str, tuple[str, ...]]:
        """The terms of a language with the ids of the sources that write them; see `Catalog.sources`."""
        return {term.text: term.source for term in self._terms_in(lang) if term.source}

    def full_form(self, acronym: str) -> str | None:
        """What an acronym of this stands for; None where `acronym` is none of its acronyms."""
        for lang, terms in per_language(self.record.terms):
            for term in terms:
                if term.text == acronym and term.type == "acronym":
                    own = (other.text for other in terms if other.type == "full" and other.status != "forbidden")
                    return term.full or next(own, None) or self.label("en" if lang != "en" else lang)
        return None

    def _terms_in(self, lang: str) -> tuple[Term, ...]:
        return dict(per_language(self.record.terms))[language(lang)]

    def definition(self, lang: str = "en") -> str | None:
        """One sentence on what this is, where there is one."""
        return self._written(self.record.definition, lang)

    def __repr__(self) -> str:
        return f"<concept {self.id}: {' · '.join(map(self.label, ('en', 'zh', 'fa')))}>"

    def _html(self, lang: str) -> str:
        return display.concept_html(self, lang)
