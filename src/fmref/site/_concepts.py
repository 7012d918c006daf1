"""The page about a concept of the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from fmref.entries import ConceptEntry
from fmref.formatting import format_number
from fmref.schema import AVOIDED, per_language
from fmref.site._site import Link, Site, list_page

__all__ = ["ConceptPages", "ConceptView", "MistakeView", "TermView", "TermsView"]


class TermView(NamedTuple):
    """A term that a writer may use, with words about it."""

    text: str
    is_preferred: bool
    remarks: tuple[str, ...]


class MistakeView(NamedTuple):
    """A wording that is a mistake, what kind of one, and what to write."""

    text: str
    why: str
    instead: str


class TermsView(NamedTuple):
    """What there is of a concept in a language."""

    lang: str
    terms: tuple[TermView, ...]
    mistakes: tuple[MistakeView, ...]
    definition: str | None


class ConceptView(NamedTuple):
    """What the page about a concept shows, in a language."""

    id: str
    title: str
    what: str
    path: tuple[Link, ...]
    also: tuple[tuple[str, str], ...]
    definition: str | None
    languages: tuple[TermsView, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    """Links under headings."""
    attribute: str | None


class ConceptPages:
    """Makes the pages of one site about concepts."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def view(self, concept: ConceptEntry, lang: str) -> ConceptView:
        """The page about a concept in a language."""
        site, record = self._site, concept.record
        say, title = site.say[lang], site.label(concept.id, lang)
        related = (
            ("broader", record.broader),
            ("narrower", self._narrower.get(concept.id, ())),
            ("related", record.related),
            ("entries", record.entries),
        )
        domain = Link(say.domain(record.domain), list_page("concept", record.domain))
        return ConceptView(
            id=concept.id,
            title=title,
            what=say("kind", "concept"),
            path=(Link(say("kinds", "concept"), list_page("concept")), domain),
            also=tuple(
                (tag, name) for tag in site.say if tag != lang and (name := site.label(concept.id, tag)) != title
            ),
            definition=concept.definition(lang),
            languages=tuple(self._terms(concept, lang)),
            related=tuple((say("term", heading), site.links(ids, lang)) for heading, ids in related if ids),
            attribute=site.writer.label(record.attribute, lang) if record.attribute else None,
        )

    @cached_property
    def _narrower(self) -> Mapping[str, list[str]]:
        """The concepts that name another one as a broader one."""
        found: dict[str, list[str]] = defaultdict(list)
        for concept in self._site.ids["concept"]:
            for broader in self._site.snapshot.record(concept).get("broader", ()):
                found[broader].append(concept)
        return found

    def _terms(self, concept: ConceptEntry, lang: str) -> Iterator[TermsView]:
        say = self._site.say[lang]
        for tag, terms in per_language(concept.record.terms):
            own = concept.own_terms(tag)
            mistakes = tuple(
                MistakeView(term.text, say("term", term.error or term.status), term.write[0] if term.write else "")
                for term in terms
                if term.status in AVOIDED
            )
            if own or mistakes:
                attested = concept.attestations(tag)
                yield TermsView(
                    tag,
                    tuple(
                        TermView(
                            term.text,
                            term.status == "preferred",
                            tuple(self._remarks(term.register, len(attested.get(term.text, ())), lang)),
                        )
                        for term in own
                    ),
                    mistakes,
                    concept.definition(tag) if tag != "zh-Hant" else None,
                )

    def _remarks(self, register: str | None, glossaries: int, lang: str) -> Iterator[str]:
        say = self._site.say[lang]
        if register and (word := say("term", register)):
            yield word
        if glossaries > 1:
            yield say("term", "attested", count=format_number(glossaries, lang))
