"""fmref: a reference library of foundation models in Chinese, Persian and English.

>>> import fmref
>>> fmref.resolve("伯特").id
'google/bert'

The module functions work on the default catalog, opened at its first use; `load` opens one of your own choice.
Importing this module reads no file.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to import than all of this
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping
    from typing import Any, Literal

    from fmref.annotation import Annotation, Mention
    from fmref.bilingual import PairFinding, Span
    from fmref.catalog import Catalog, load
    from fmref.citing import CitationStyle
    from fmref.claims import Verdict
    from fmref.entries import CatalogEntry, ConceptEntry, Facts, ModelEntry
    from fmref.errors import (
        AmbiguousNameError,
        BatchError,
        DataError,
        ExchangeError,
        FmrefError,
        IntegrityError,
        MissingExtraError,
        OccupiedError,
        PlotError,
        RequestError,
        SnapshotError,
        SnapshotVersionError,
        TableError,
        TextFileError,
        UnknownAttributeError,
        UnknownLanguageError,
        UnknownNameError,
        WorkerError,
    )
    from fmref.fact_table import FactTable
    from fmref.facts import Fact
    from fmref.glossary import TermMatch, Translation
    from fmref.lineage import Kinship
    from fmref.query import Selection
    from fmref.questions import Answer
    from fmref.releases import Timeline
    from fmref.resolution import Match, Resolution
    from fmref.tables import NameCount, Normalized
    from fmref.term_translation import TermChange, TermLeft, Translated
    from fmref.terminology import Finding

_HOMES = {
    "catalog": ("Catalog", "load"),
    "claims": ("Verdict",),
    "entries": ("CatalogEntry", "ConceptEntry", "Facts", "ModelEntry"),
    "errors": (
        "AmbiguousNameError",
        "BatchError",
        "DataError",
        "ExchangeError",
        "FmrefError",
        "IntegrityError",
        "MissingExtraError",
        "OccupiedError",
        "PlotError",
        "RequestError",
        "SnapshotError",
        "SnapshotVersionError",
        "TableError",
        "TextFileError",
        "UnknownAttributeError",
        "UnknownLanguageError",
        "UnknownNameError",
        "WorkerError",
    ),
    "fact_table": ("FactTable",),
    "facts": ("Fact",),
    "glossary": ("TermMatch", "Translation"),
    "lineage": ("Kinship",),
    "annotation": ("Annotation", "Mention"),
    "bilingual": ("PairFinding", "Span"),
    "query": ("Selection",),
    "questions": ("Answer",),
    "releases": ("Timeline",),
    "resolution": ("Match", "Resolution"),
    "tables": ("NameCount", "Normalized"),
    "term_translation": ("TermChange", "TermLeft", "Translated"),
    "terminology": ("Finding",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "AmbiguousNameError",
    "Annotation",
    "Answer",
    "BatchError",
    "Catalog",
    "CatalogEntry",
    "ConceptEntry",
    "DataError",
    "ExchangeError",
    "Fact",
    "FactTable",
    "Facts",
    "Finding",
    "FmrefError",
    "IntegrityError",
    "Kinship",
    "Match",
    "Mention",
    "MissingExtraError",
    "ModelEntry",
    "NameCount",
    "Normalized",
    "OccupiedError",
    "PairFinding",
    "PlotError",
    "RequestError",
    "Resolution",
    "Selection",
    "SnapshotError",
    "SnapshotVersionError",
    "Span",
    "TableError",
    "TermChange",
    "TermLeft",
    "TermMatch",
    "TextFileError",
    "Timeline",
    "Translated",
    "Translation",
    "UnknownAttributeError",
    "UnknownLanguageError",
    "UnknownNameError",
    "Verdict",
    "WorkerError",
    "aliases",
    "annotate",
    "ask",
    "check",
    "check_pair",
    "cite",
    "compare",
    "explain",
    "lint",
    "load",
    "model",
    "normalize",
    "resolve",
    "search",
    "term",
    "timeline",
    "translate",
    "translate_terms",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'fmref' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"fmref.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _default() -> Catalog:
    from fmref.catalog import default

    return default()


def model(name: str) -> ModelEntry:
    """The model, variant, series or family that a name means; see `Catalog.model`."""
    return _default().model(name)


def term(term: str) -> ConceptEntry:
    """The concept that a term stands for in any language; see `Catalog.term`."""
    return _default().term(term)


def resolve(
    name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
) -> Match:
    """The one entry or concept that a name means, or an error; see `Resolver.resolve`."""
    return _default().resolve(name, kind=kind, provider=provider, at=at)


def explain(
    name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
) -> Resolution:
    """How a name is understood, or why it is not; see `Resolver.explain`."""
    return _default().explain(name, kind=kind, provider=provider, at=at)


def normalize(
    values: Iterable[object],
    *,
    kind: str | None = None,
    provider: str | None = None,
    at: str | datetime.date | None = None,
    prefix: str = "",
) -> Normalized:
    """What the names of a column mean, row by row; see `Catalog.normalize`."""
    return _default().normalize(values, kind=kind, provider=provider, at=at, prefix=prefix)


def search(query: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
    """Entries and concepts ranked by how well a name fits; see `Resolver.search`."""
    return _default().search(query, kind=kind, limit=limit)


def aliases(name: str, system: str) -> tuple[str, ...]:
    """The identifiers in a system of the entry that a name means; see `Catalog.aliases`."""
    return _default().aliases(name, system)


def annotate(text: str, *, lang: str | None = None, general: bool = False, markdown: bool = False) -> Annotation:
    """The names, terms, quantities and dates of a running text; see `Catalog.annotate`."""
    return _default().annotate(text, lang=lang, general=general, markdown=markdown)


def ask(question: str, lang: str | None = None) -> Answer:
    """The answer to a question in Chinese, Persian or English, with its sources, or why there is none.

    See `Catalog.ask`.
    """
    return _default().ask(question, lang)


def compare(*names: str, lang: str = "en", attributes: Iterable[str] | None = None) -> FactTable:
    """The facts of entries side by side, with their sources and where these disagree; see `Catalog.compare`."""
    return _default().compare(*names, lang=lang, attributes=attributes)


def timeline(name: str, lang: str = "en") -> Timeline:
    """The releases of the family that a name means, in order; see `Catalog.timeline`."""
    return _default().timeline(name, lang)


def check(text: str, lang: str | None = None) -> list[Verdict]:
    """The claims of a text about models, with what the catalog says to each; see `fmref.claims.Checker.check`."""
    return _default().check(text, lang)


def lint(text: str, *, markdown: bool = False, profiles: Mapping[str, str] | None = None) -> list[Finding]:
    """The mistranslated and misspelt names and terms of a text; see `Catalog.lint`."""
    return _default().lint(text, markdown=markdown, profiles=profiles)


def translate(
    term: str, to: str, *, from_: str | None = None, context: str | None = None, profile: str | None = None
) -> Translation:
    """The terms of another language for a term; see `Glossary.translate`."""
    return _default().translate(term, to, from_=from_, context=context, profile=profile)


def translate_terms(
    text: str,
    to: str,
    *,
    mode: Literal["gloss", "replace"] = "gloss",
    first_mention: bool = True,
    profile: str | None = None,
) -> Translated:
    """A running text with the terms of another language; see `TermTranslator.translate`."""
    return _default().translate_terms(text, to, mode=mode, first_mention=first_mention, profile=profile)


def check_pair(
    source: str,
    target: str,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    profile: str | None = None,
) -> list[PairFinding]:
    """What a translation of a text has wrong; see `Catalog.check_pair`."""
    return _default().check_pair(source, target, source_lang=source_lang, target_lang=target_lang, profile=profile)


def cite(style: CitationStyle = "text") -> str:
    """How to cite the data in use, with their version and digest: `text`, `bibtex` or `cff`; see `Catalog.cite`."""
    return _default().cite(style)
