"""SKOS, the vocabulary of the W3C for thesauri (https://www.w3.org/TR/skos-reference/), as a graph of rdflib.

A concept has one preferred label a language, alternative labels for the terms admitted, and hidden labels for what is
deprecated, misspelt or forbidden. Concepts are in one scheme, with its licence and credit, and in a collection for each
domain. Statements are made in one direction only: `skos:related` is symmetric and `skos:narrower` is the inverse of
`skos:broader` by the vocabulary itself. The entries of the catalog that a concept is about are another scheme, so that
`skos:relatedMatch` leads to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from fmref.errors import ExchangeError, shorten
from fmref.exchange.carrying import Carrying, Cut
from fmref.exchange.drafts import Draft, is_id, known_language, slug, tally
from fmref.exchange.publication import CREDIT, ENTRY, LICENCE, TITLE
from fmref.schema import Concept, per_language

__all__ = ["CARRYING", "SCHEME", "drafts_of", "graph_of", "narrowed"]

_CONCEPT: Final = "urn:fmref:concept:"
_DOMAIN: Final = "urn:fmref:domain:"
SCHEME: Final = URIRef("urn:fmref:glossary")
_TAGS: Final = {"zh": "zh-Hans"}
_STATUSES: Final = {"preferred": SKOS.prefLabel, "admitted": SKOS.altLabel, "deprecated": SKOS.hiddenLabel}

CARRYING: Final = Carrying(
    ("id", "domain", "definition", "broader", "related", "entries"),
    statuses={
        "preferred": "preferred",
        "admitted": "admitted",
        "deprecated": "deprecated",
        "misspelling": "deprecated",
        "forbidden": "deprecated",
    },
    by_position=False,
    ordered=False,
)


def narrowed(cuts: Sequence[Cut], _languages: Sequence[str]) -> list[Cut]:
    """Concepts by id, none related to one that is broader than it or narrower: SKOS forbids both at once (S27)."""
    broader = {cut.held.id: cut.held.broader for cut in cuts if cut.held is not None}
    found = []
    for given, held in sorted(cuts, key=lambda cut: cut.given.id):
        if held is not None and held.related:
            above = _above(held.id, broader)
            kept = tuple(id_ for id_ in held.related if id_ not in above and held.id not in _above(id_, broader))
            held = held.model_copy(update={"related": kept})  # noqa: PLW2901
        found.append(Cut(given, held))
    return found


def _above(id_: str, broader: dict[str, tuple[str, ...]]) -> set[str]:
    """Every concept that is broader, at any distance."""
    found: set[str] = set()
    waiting = list(broader.get(id_, ()))
    while waiting:
        if (next_ := waiting.pop()) not in found:
            found.add(next_)
            waiting.extend(broader.get(next_, ()))
    return found


def graph_of(concepts: Sequence[Concept], _languages: Sequence[str]) -> Graph:
    """The statements about concepts, their scheme and their collections."""
    graph = Graph(bind_namespaces="none")
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
    for label in (DCTERMS.title, SKOS.prefLabel):
        graph.add((SCHEME, label, Literal(TITLE, lang="en")))
    graph.add((SCHEME, DCTERMS.license, URIRef(LICENCE)))
    graph.add((SCHEME, DCTERMS.bibliographicCitation, Literal(CREDIT, lang="en")))
    for concept in concepts:
        subject = URIRef(_CONCEPT + concept.id)
        graph.add((subject, RDF.type, SKOS.Concept))
        graph.add((subject, SKOS.inScheme, SCHEME))
        graph.add((subject, SKOS.notation, Literal(concept.id)))
        if not concept.broader:
            graph.add((subject, SKOS.topConceptOf, SCHEME))
        for predicate, object_ in _statements(concept):
            graph.add((subject, predicate, object_))
        collection = URIRef(_DOMAIN + concept.domain)
        graph.add((collection, RDF.type, SKOS.Collection))
        graph.add((collection, SKOS.prefLabel, Literal(concept.domain, lang="en")))
        graph.add((collection, SKOS.member, subject))
    return graph


def _statements(concept: Concept) -> Iterator[tuple[URIRef, Node]]:
    for lang, terms in per_language(concept.terms):
        for term in terms:
            yield _STATUSES[term.status], Literal(term.text, lang=_TAGS.get(lang, lang))
    for lang in ("en", "zh", "fa"):
        if text := getattr(concept.definition, lang, None):
            yield SKOS.definition, Literal(text, lang=_TAGS.get(lang, lang))
    yield from ((SKOS.broader, URIRef(_CONCEPT + id_)) for id_ in concept.broader)
    yield from ((SKOS.related, URIRef(_CONCEPT + id_)) for id_ in concept.related)
    yield from ((SKOS.relatedMatch, URIRef(ENTRY + id_)) for id_ in concept.entries)


_STRUCTURE: Final = frozenset((RDF.type, SKOS.inScheme, SKOS.topConceptOf, SKOS.notation))
"""What a concept says by its place and its id."""
_LABELS: Final = {predicate: status for status, predicate in _STATUSES.items()}
_REFERENCES: Final = {SKOS.broader: "broader", SKOS.related: "related", SKOS.narrower: "narrower"}


def drafts_of(graph: Graph) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a graph, sorted by id, and how often it says of them what a concept does not hold.

    Raises `ExchangeError` for labels without a language, and for two preferred ones in a language.
    """
    subjects = sorted({s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef)})
    drafts: dict[Any, Draft] = {subject: Draft(None, _id(subject, _CONCEPT)) for subject in subjects}
    ignored: list[str] = []
    for subject, draft in drafts.items():
        for predicate, object_ in sorted(graph.predicate_objects(subject)):
            if predicate in _LABELS or predicate == SKOS.definition:
                _say(draft, subject, predicate, object_, ignored)
            elif predicate in _REFERENCES:
                if not _refer(subject, predicate, object_, drafts):
                    ignored.append(_short(predicate))
            elif predicate == SKOS.relatedMatch and is_id(entry := _entry(object_)):
                draft.fields.setdefault("entries", []).append(entry)
            elif predicate not in _STRUCTURE:
                ignored.append(_short(predicate))
    for collection, member in sorted(graph.subject_objects(SKOS.member)):
        if member in drafts and isinstance(collection, URIRef) and (domain := _id(collection, _DOMAIN)):
            drafts[member].fields.setdefault("domain", domain)
    return _in_order(drafts.values()), tally(ignored)


def _in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts by id, each with its terms as they are compared: the preferred one, those admitted, the others."""
    order = list(_STATUSES)
    for draft in drafts:
        for name in {*_REFERENCES.values(), "entries"} & draft.fields.keys():
            draft.fields[name].sort()
        for terms in draft.terms.values():
            terms.sort(key=lambda term: (order.index(term["status"]), term["text"]))
    return sorted(drafts, key=lambda draft: draft.id)


def _say(draft: Draft, subject: URIRef, predicate: Node, object_: Any, ignored: list[str]) -> None:
    """Take over a label or definition."""
    if not isinstance(object_, Literal) or object_.language is None:
        raise ExchangeError(
            f"{subject}: {_short(predicate)} {shorten(str(object_))} has no language; add one, as in @en"
        )
    try:
        lang = known_language(object_.language, None)
    except ExchangeError as error:
        raise ExchangeError(f"{subject}: {error.cause}") from None
    if predicate == SKOS.definition:
        if not draft.define(lang, str(object_)):
            ignored.append("definition")
        return
    status = _LABELS[predicate]  # type: ignore[index]
    if status == "preferred" and any(term["status"] == "preferred" for term in draft.terms[lang]):
        raise ExchangeError(f"{subject}: two preferred labels in {lang}; make all but one alternative labels")
    if not draft.add(lang, str(object_), None, status=status):
        ignored.append("label that stands twice")


def _refer(subject: Node, predicate: Any, object_: Node, drafts: dict[Any, Draft]) -> bool:
    """Take over a reference; False to what neither the graph describes nor this library names."""
    ours = _id(object_, _CONCEPT) if isinstance(object_, URIRef) and object_.startswith(_CONCEPT) else ""
    other = drafts[object_].id if object_ in drafts else ours
    if predicate == SKOS.narrower:
        if object_ not in drafts:
            return False
        fields, name, other = drafts[object_].fields, "broader", drafts[subject].id
    else:
        fields, name = drafts[subject].fields, _REFERENCES[predicate]
    if other and other not in fields.setdefault(name, []):
        fields[name].append(other)
    return bool(other)


def _entry(object_: Node) -> str:
    """The id of the entry that an address of ours names; empty for another."""
    return object_.removeprefix(ENTRY) if isinstance(object_, URIRef) and object_.startswith(ENTRY) else ""


def _id(uri: URIRef, base: str) -> str:
    """An id of ours from an address: what is behind our own base, else its last part."""
    if uri.startswith(base) and is_id(uri[len(base) :]):
        return uri[len(base) :]
    last = uri.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2]
    return last if is_id(last) else slug(last)


def _short(predicate: Any) -> str:
    return str(predicate).replace("#", "/").rpartition("/")[2]
