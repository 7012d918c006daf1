"""Entries and terms in the vocabulary of https://schema.org, as JSON-LD for search engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fmref.entries import CatalogEntry, ConceptEntry
from fmref.schema import AVOIDED, per_language
from fmref.site._phrases import Phrases
from fmref.site._site import Site
from fmref.text_view import addresses

__all__ = ["of_concept", "of_domain", "of_entry"]

_TYPES: Final = {
    "model": "SoftwareApplication",
    "software": "SoftwareApplication",
    "organization": "Organization",
    "dataset": "Dataset",
    "benchmark": "Dataset",
    "hardware": "Product",
}
_PROPERTIES: Final = {
    "release_date": {"Product": "releaseDate", "SoftwareApplication": "datePublished", "Dataset": "datePublished"},
    "license": {"SoftwareApplication": "license", "Dataset": "license"},
    "founded": {"Organization": "foundingDate"},
    "homepage": dict.fromkeys(_TYPES.values(), "url"),
}
"""The property that an attribute is of a type."""
_ROLES: Final = {"SoftwareApplication": "creator", "Dataset": "creator", "Product": "manufacturer"}


def of_entry(site: Site, entry: CatalogEntry, lang: str, description: str) -> Mapping[str, Any]:
    """An entry: its names and identifiers, its maker, dates and licence, and where else it is described."""
    type_, name = _TYPES[entry.kind], entry.label(lang)
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": type_, "name": name, "description": description}
    if type_ == "SoftwareApplication":
        data["applicationCategory"] = site.say[lang]("kind", entry.kind)
    others = dict.fromkeys(text for names in entry.names.values() for text in names if text != name)
    data |= {"alternateName": [*others]} if others else {}
    data["identifier"] = [_identifier("fmref", entry.id)]
    data["identifier"] += [_identifier(system, text) for system, texts in entry.ids.items() for text in texts]
    for attribute, of_types in _PROPERTIES.items():
        if type_ in of_types and (values := _values(site, entry.id, attribute)):
            data[of_types[type_]] = values[0]
    if type_ in _ROLES and (makers := _values(site, entry.id, "developer")):
        data[_ROLES[type_]] = [{"@type": "Organization", "name": site.label(str(id_), lang)} for id_ in makers]
    if same := addresses(site.snapshot.record(entry.id)):
        data["sameAs"] = same
    return data


def _values(site: Site, entry_id: str, attribute: str) -> tuple[Any, ...]:
    """The values of an attribute; none where nobody knows them."""
    fact = site.writer.ledger.fact(entry_id, attribute) if attribute in site.writer.ledger.attributes else None
    value = fact and fact.value
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _identifier(system: str, text: str) -> Mapping[str, str]:
    return {"@type": "PropertyValue", "propertyID": system, "value": text}


def of_concept(concept: ConceptEntry, lang: str, domain: str) -> Mapping[str, Any]:
    """A concept as a term of the glossary, with the terms of all languages in use."""
    name = concept.label(lang)
    used = (t.text for _, terms in per_language(concept.record.terms) for t in terms if t.status not in AVOIDED)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "name": name,
        "termCode": concept.id,
        "alternateName": [*dict.fromkeys(text for text in used if text != name)],
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": domain},
    }
    return data | ({"description": definition} if (definition := concept.definition(lang)) else {})


def of_domain(name: str, say: Phrases) -> Mapping[str, Any]:
    """A domain of the glossary as a set of terms."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": name,
        "inLanguage": [say("page", "tag")],
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
