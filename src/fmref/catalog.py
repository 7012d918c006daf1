"""The catalog: one snapshot with everything that can be asked of it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from fmref import installed
from fmref.caches import caches, is_writable
from fmref.errors import AmbiguousNameError, SnapshotError, UnknownAttributeError, UnknownNameError, shorten
from fmref.glossary import Glossary, TermMatch, Translation
from fmref.lineage import LineageGraph
from fmref.resolution import Match, Resolution
from fmref.resolver import KINDS, Resolver
from fmref.shown import Shown
from fmref.snapshot import FORMAT_VERSION, LEVELS, Imprint, Listing, Snapshot, imprint
from fmref.text import NameKey, name_key

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from fmref.annotation import Annotation, Annotator
    from fmref.bilingual import PairChecker, PairFinding
    from fmref.citing import CitationStyle
    from fmref.claims import Checker, Verdict
    from fmref.entries import CatalogEntry, ConceptEntry, ModelEntry
    from fmref.fact_table import FactTable
    from fmref.query import Selection
    from fmref.questions import Answer, Asker
    from fmref.releases import Timeline
    from fmref.schema import Attribute, Source
    from fmref.tables import Normalized
    from fmref.term_translation import Translated
    from fmref.terminology import Finding

__all__ = ["Catalog", "load"]

D = TypeVar("D")

SNAPSHOTS_KEPT = 8
"""How many compiled snapshots stay in the cache of a checkout."""

MOST_LISTED = 100
"""How many entries a list gives at once unless told otherwise."""

MOST_COMPARED = 12
"""How many entries a table of facts compares at most."""

RECORDS_KEPT = 4096
"""How many validated records a catalog keeps in memory."""


class _Documents(Mapping[str, D]):
    """Documents of the snapshot as records, each validated when it is first asked for."""

    def __init__(self, snapshot: Snapshot, kind: str, record_type: Any) -> None:
        self._raw = snapshot.documents(kind)
        self._kind = kind
        self._type = record_type
        self._records: dict[str, D] = {}

    def __getitem__(self, id_: str) -> D:
        if id_ not in self._records:
            self._records[id_] = self._type.model_validate(self._raw[id_])
        return self._records[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class Catalog:
    """Models, organizations, data sets, benchmarks, software, hardware and concepts of one `snapshot`.

    Made by `load`. Reading is safe from several threads and after a fork.
    """

    def __init__(self, snapshot: Snapshot, own: Mapping[NameKey, Match] = MappingProxyType({})) -> None:
        self.snapshot = snapshot
        self._own = own
        self._resolver = Resolver(snapshot, own)
        self._glossary = Glossary(snapshot, self._resolver)
        self._kept = lru_cache(maxsize=RECORDS_KEPT)(self._validated)

    @property
    def digest(self) -> str:
        """SHA-256 of the snapshot: the name of exactly this state of the data."""
        return self.snapshot.digest

    @property
    def version(self) -> str:
        """The version of the release that the data belong to; `unreleased` where they were compiled from files."""
        return self.snapshot.meta["version"] or "unreleased"

    def cite(self, style: CitationStyle = "text") -> str:
        """How to cite the data of this catalog, with their version and digest; see `fmref.citing.citation`."""
        from fmref.citing import citation

        return citation(self.snapshot.meta, style)

    def with_aliases(self, aliases: Mapping[str, str]) -> Catalog:
        """This catalog with names of the caller's own: a deployment on Azure, an inference profile, a gateway's route.

        `aliases` leads from a name, as it will be looked up, to what it stands for: an id or any name that this catalog
        resolves. A name of the caller's comes before a listed one, and is also found behind a path
        (`azure/my-deployment`). The catalog itself stays as it is; the new one shares its snapshot.

        Raises `UnknownNameError` or `AmbiguousNameError` for what a name shall stand for, and `ValueError` for a name
        without a letter or digit.
        """
        own = {name_key(name): self.resolve(target)._replace(matched=name) for name, target in aliases.items()}
        if "" in own:
            raise ValueError("an alias without a letter or digit; give the name as it will be looked up")
        return Catalog(self.snapshot, {**self._own, **own})

    @property
    def models(self) -> Selection[ModelEntry]:
        """The model tree: families, series, models and variants."""
        return self._selection("model")

    @property
    def derivatives(self) -> Selection[ModelEntry]:
        """Community fine-tunes, merges and quantisations: resolvable, and left out of `models`."""
        from fmref.query import Selection

        return Selection(self, "model", self.snapshot.ids("model", derivative=True))

    @property
    def organizations(self) -> Selection[CatalogEntry]:
        """Companies, laboratories, universities and communities."""
        return self._selection("organization")

    @property
    def datasets(self) -> Selection[CatalogEntry]:
        """Data sets and corpora."""
        return self._selection("dataset")

    @property
    def benchmarks(self) -> Selection[CatalogEntry]:
        """Benchmarks and tests."""
        return self._selection("benchmark")

    @property
    def software(self) -> Selection[CatalogEntry]:
        """Frameworks, products, platforms and services."""
        return self._selection("software")

    @property
    def hardware(self) -> Selection[CatalogEntry]:
        """Accelerators, chips and machines."""
        return self._selection("hardware")

    @property
    def concepts(self) -> Selection[ConceptEntry]:
        """The glossary."""
        return self._selection("concept")

    def _selection(self, kind: str) -> Selection[Any]:
        from fmref.query import Selection

        return Selection(self, kind, self.snapshot.ids(kind))

    @cached_property
    def attributes(self) -> Mapping[str, Attribute]:
        """The registry of attributes by name."""
        from fmref.schema import Attribute

        return _Documents(self.snapshot, "attribute", Attribute)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography by id."""
        from fmref.schema import Source

        return _Documents(self.snapshot, "source", Source)

    def explain(
        self, name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
    ) -> Resolution:
        """How a name is understood; see `Resolver.explain`."""
        return self._resolver.explain(name, kind=kind, provider=provider, at=at)

    def resolve(
        self, name: str, *, kind: str | None = None, provider: str | None = None, at: str | datetime.date | None = None
    ) -> Match:
        """The one entry that a name means; see `Resolver.resolve`."""
        return self._resolver.resolve(name, kind=kind, provider=provider, at=at)

    def normalize(
        self,
        values: Iterable[object],
        *,
        kind: str | None = None,
        provider: str | None = None,
        at: str | datetime.date | None = None,
        prefix: str = "",
    ) -> Normalized:
        """What the names of a column mean, row by row; each distinct name is resolved once.

        `values` is a series of pandas, polars or another library that narwhals knows, an array of pyarrow, or any
        iterable of strings; None, NaN and null stay rows without an answer. `.frame` of the result is a data frame of
        the same library, with the index of a pandas series, so that `df.join(cat.normalize(df["model"]).frame)` is
        all it takes; `prefix` begins the names of its columns where they would meet others. `.unresolved` and
        `.ambiguous` report what has no answer. The other options are those of `explain`.

        Raises `TableError` for a cell that is neither a string nor missing, `TypeError` when `values` is no column.
        """
        from fmref.tables import normalize

        return normalize(values, lambda name: self.explain(name, kind=kind, provider=provider, at=at), prefix=prefix)

    def search(self, query: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
        """Entries and concepts ranked by how well a name fits; see `Resolver.search`."""

        def view(found: Sequence[Match], lang: str) -> str:
            from fmref.answer_views import matches_html

            return matches_html(query, found, lang)

        return Shown(self._resolver.search(query, kind=kind, limit=limit), view)

    def translate(
        self, term: str, to: str, *, from_: str | None = None, context: str | None = None, profile: str | None = None
    ) -> Translation:
        """The terms of another language; see `Glossary.translate`."""
        return self._glossary.translate(term, to, from_=from_, context=context, profile=profile)

    @cached_property
    def _annotator(self) -> Annotator:
        from fmref.annotation import Annotator

        return Annotator(self.snapshot, self._resolver, self._glossary)

    def lint(self, text: str, *, markdown: bool = False, profiles: Mapping[str, str] | None = None) -> list[Finding]:
        """Names and terms of a text that are mistranslated or misspelt, with what to write instead.

        `markdown` leaves alone what is no prose in Markdown. `profiles` are styles of writing by language, such as
        `{"fa": "loanword"}`, which put other suggestions first. Comments in the text may tell to ignore findings:
        `<!-- fmref-ignore T201 -->`.

        Raises `ValueError` for an unknown profile.
        """
        from fmref.document import read_markdown, read_plain
        from fmref.linting import lint

        document = (read_markdown if markdown else read_plain)(text)
        found = lint(document, self._annotator, self._glossary, self.snapshot, profiles or {})

        def view(findings: Sequence[Finding], lang: str) -> str:
            from fmref.finding_views import findings_html

            return findings_html(text, findings, lang)

        return Shown(found, view)

    @cached_property
    def _checker(self) -> Checker:
        from fmref.claims import Checker

        return Checker(self.snapshot, self._annotator)

    def check(self, text: str, lang: str | None = None, *, markdown: bool = False) -> list[Verdict]:
        """The claims of a text about models, each supported, refuted, misattributed or open; see `Checker.check`.

        `markdown` leaves alone what is no prose in Markdown; places are those of `text` in any case.
        """
        if markdown:
            from dataclasses import replace

            from fmref.document import read_markdown

            found = self._checker.check(read_markdown(text).prose, lang)
            found = [replace(verdict, text=text[verdict.start : verdict.end]) for verdict in found]
        else:
            found = self._checker.check(text, lang)
        return Shown(found, lambda verdicts, lang: self._checker.view(text, verdicts, lang))

    def check_page(self, text: str, lang: str | None = None, *, markdown: bool = False, title: str = "fmref") -> str:
        """The same as an HTML page: the claims of the text coloured by verdict, with what is known and who says so."""
        return self._checker.page(title, text, self.check(text, lang, markdown=markdown))

    def annotate(
        self, text: str, *, lang: str | None = None, general: bool = False, markdown: bool = False
    ) -> Annotation:
        """The names, terms, quantities and dates of a running text; see `Annotator.annotate`.

        `markdown` leaves alone what is no prose in Markdown; places are those of `text` in any case.
        """
        from fmref.annotation import Annotation

        prose = text
        if markdown:
            from fmref.document import read_markdown

            prose = read_markdown(text).prose
        found = self._annotator.annotate(prose, lang=lang, general=general).mentions
        if markdown:  # what stands for marks inside of a mention is not what the text says there
            found = tuple(mention._replace(text=text[mention.start : mention.end]) for mention in found)
        return Annotation(text, found, self._address)

    def _address(self, entry_id: str) -> str | None:
        from fmref.text_view import address

        return address(self.snapshot.record(entry_id))

    def translate_terms(
        self,
        text: str,
        to: str,
        *,
        mode: Literal["gloss", "replace"] = "gloss",
        first_mention: bool = True,
        profile: str | None = None,
    ) -> Translated:
        """A running text with the terms of another language; see `TermTranslator.translate`."""
        from fmref.term_translation import TermTranslator

        translator = TermTranslator(self._annotator, self._glossary)
        return translator.translate(text, to, mode=mode, first_mention=first_mention, profile=profile)

    @cached_property
    def _pair_checker(self) -> PairChecker:
        from fmref.bilingual import PairChecker

        return PairChecker(self._annotator, self._glossary, self.snapshot)

    def check_pair(
        self,
        source: str,
        target: str,
        *,
        source_lang: str | None = None,
        target_lang: str | None = None,
        profile: str | None = None,
    ) -> list[PairFinding]:
        """What a translation of a text has wrong; a text of several segments is one for `check_pairs`."""
        pair = [(source, target)]
        return self.check_pairs(pair, source_lang=source_lang, target_lang=target_lang, profile=profile)[0]

    def check_pairs(
        self,
        segments: Iterable[tuple[str, str]],
        *,
        source_lang: str | None = None,
        target_lang: str | None = None,
        profile: str | None = None,
    ) -> list[list[PairFinding]]:
        """What a translated document has wrong, for each pair of a segment and its translation.

        See `PairChecker.check`.
        """

        def view(findings: Sequence[PairFinding], lang: str) -> str:
            from fmref.finding_views import pair_html

            return pair_html(findings, lang)

        found = self._pair_checker.check(segments, source_lang=source_lang, target_lang=target_lang, profile=profile)
        return [Shown(findings, view) for findings in found]

    @cached_property
    def _asker(self) -> Asker:
        from fmref.questions import Asker

        return Asker(self.snapshot, self._resolver, self._glossary)

    def ask(self, question: str, lang: str | None = None) -> Answer:
        """The answer to a question in Chinese, Persian or English, with its sources, or why there is none.

        See `fmref.questions.Asker.ask`.
        """
        return self._asker.ask(question, lang)

    def compare(self, *names: str, lang: str = "en", attributes: Iterable[str] | None = None) -> FactTable:
        """The facts of two entries or more side by side, with their sources and where these disagree.

        A model wins over a namesake of another kind. `lang` is the language of the table (`en`, `zh`, `fa`);
        `attributes` narrows its rows. Raises `ValueError` for less than two entries or more than `MOST_COMPARED`,
        `UnknownNameError` and `AmbiguousNameError` for a name, `UnknownAttributeError` for an attribute and
        `UnknownLanguageError`.
        """
        from fmref.fact_table import compare

        found = tuple({match.id: match for match in map(self._preferring_models, names)}.values())
        if not 1 < len(found) <= MOST_COMPARED:
            raise ValueError(
                f"compare takes 2 to {MOST_COMPARED} different entries, not {len(found)}; add or drop names"
            )
        return compare(self.snapshot, found, lang, self._known_attributes(attributes))

    def fact_table(self, name: str, *, lang: str = "en", attributes: Iterable[str] | None = None) -> FactTable:
        """The facts of one entry in words of a language, as `compare` has those of several; it raises as that."""
        from fmref.fact_table import compare

        return compare(self.snapshot, [self._preferring_models(name)], lang, self._known_attributes(attributes))

    def _known_attributes(self, names: Iterable[str] | None) -> list[str] | None:
        chosen = None if names is None else [*names]
        for name in chosen or ():
            if name not in self.attributes:
                raise UnknownAttributeError(name, tuple(self.attributes))
        return chosen

    def listed(
        self,
        kind: str,
        *,
        developer: str | None = None,
        parent: str | None = None,
        level: str | None = None,
        after: str | None = None,
        most: int = MOST_LISTED,
    ) -> Listing:
        """How many entries of a kind there are, and the first of them, or those behind the one with the id `after`.

        `developer` and `parent` are names in any script, or ids, and narrow the list, as `level` does. What the
        community made of models is not listed. Raises `UnknownNameError` and `AmbiguousNameError` for a name, and
        `ValueError` for a kind or level that there is not.
        """
        for what, value, allowed in (("kind", kind, KINDS), ("level", level, LEVELS)):
            if value is not None and value not in allowed:
                raise ValueError(f"unknown {what} {shorten(value)}; use one of {', '.join(allowed)}")
        if after is not None and self.snapshot.node(after) is None:
            raise UnknownNameError(after, (), "`after` is the id of an entry, the last of the answer before")
        return self.snapshot.listed(
            kind,
            developer=developer and self.resolve(developer, kind="organization").id,
            parent=parent and self.resolve(parent, kind=kind).id,
            level=level,
            after=after,
            most=most,
        )

    def timeline(self, name: str, lang: str = "en") -> Timeline:
        """The releases of the family that a name means, in order, with dates as precise as their sources, and sizes.

        Of a series or model, those of its members or its own. Raises `UnknownNameError` and `AmbiguousNameError` for a
        name, `UnknownLanguageError` for a language.
        """
        from fmref.releases import timeline

        return timeline(self.snapshot, self.resolve(name, kind="model"), lang)

    def _preferring_models(self, name: str) -> Match:
        """What a name means; where several bear it, the one model among them."""
        try:
            return self.resolve(name)
        except AmbiguousNameError as error:
            models = [candidate for candidate in error.candidates if candidate.kind == "model"]
            if len(models) != 1:
                raise
            return models[0]

    def model(self, name: str) -> ModelEntry:
        """The model, variant, series or family that a name means.

        Raises `UnknownNameError` with suggestions or `AmbiguousNameError` with the candidates.
        """
        return self.load(self.resolve(name, kind="model").id)  # type: ignore[return-value]

    def term(self, term: str) -> ConceptEntry:
        """The concept that a term stands for in any language.

        Raises `UnknownNameError` with suggestions, or `AmbiguousNameError` when it has several senses.
        """
        return self.load(self.resolve(term, kind="concept").id)  # type: ignore[return-value]

    def look_up(self, name: str) -> CatalogEntry | ConceptEntry:
        """The entry or concept that a name means; of several bearers the model, where just one is a model.

        Raises `UnknownNameError` with suggestions or `AmbiguousNameError` with the candidates.
        """
        return self.load(self._preferring_models(name).id)

    def senses(self, term: str) -> list[ConceptEntry]:
        """The concepts that a term stands for in any language; raises `UnknownNameError` with suggestions."""
        found = map(self.get, self.translate(term, "en").candidates)
        senses: list[Any] = [entry for entry in found if entry is not None and entry.kind == "concept"]
        if not senses:
            raise UnknownNameError(term, self.search(term, kind="concept", limit=3))
        return senses

    def get(self, id_: str) -> CatalogEntry | ConceptEntry | None:
        """The entry or concept with exactly this id, None where there is none; a replaced id gives its successor."""
        from fmref.entries import CatalogEntry, ConceptEntry, ModelEntry

        record = self._kept(id_)
        if record is None:
            return None
        if record.kind == "concept":
            return ConceptEntry(record, self)
        return (ModelEntry if record.kind == "model" else CatalogEntry)(record, self)

    def load(self, id_: str) -> CatalogEntry | ConceptEntry:
        """The entry or concept with exactly this id; raises `UnknownNameError` with suggestions."""
        if (entry := self.get(id_)) is None:
            raise UnknownNameError(id_, self.explain(id_).candidates)
        return entry

    def _validated(self, id_: str) -> Any:
        from fmref.schema import ENTRY_TYPES, Concept

        if (found := self.snapshot.body(id_)) is None:
            return None
        kind, body = found
        record_type = next((t for t in ENTRY_TYPES if t.kind == kind), Concept)
        return record_type.model_validate_json(body)

    def entry(self, entry_id: str) -> CatalogEntry:
        """The entry with exactly this id; raises `UnknownNameError`, also for a concept."""
        found = self.load(entry_id)
        if found.kind == "concept":
            raise UnknownNameError(entry_id, (), "a concept is no entry; look it up in `concepts`")
        return found  # type: ignore[return-value]

    def children(self, entry_id: str) -> list[str]:
        """Ids of the models one step down the tree."""
        return self.snapshot.children(entry_id)

    @cached_property
    def lineage(self) -> LineageGraph:
        """The graph of what comes from what: ancestors, descendants, roots, paths, common ancestors."""
        return LineageGraph(self.snapshot)

    def aliases(self, name: str, system: str) -> tuple[str, ...]:
        """The identifiers in a system (`huggingface`, `bedrock`, `ollama` ...) of the entry that a name means.

        None is an empty tuple; `entry.ids` has those of all systems. Raises `UnknownNameError` or
        `AmbiguousNameError`, and `ValueError` for a system in which nothing has an identifier.
        """
        found = self.entry(self.resolve(name).id).ids.get(system, ())
        if not found and system not in (systems := self.snapshot.systems()):
            raise ValueError(f"no entry has an identifier in {system!r}; the systems are {', '.join(systems)}")
        return found

    def terms(self, concept: str, lang: str) -> tuple[TermMatch, ...]:
        """The terms of a concept that a writer may use; see `Glossary.terms`."""
        return self._glossary.terms(concept, lang)

    def concepts_about(self, entry_id: str) -> tuple[ConceptEntry, ...]:
        """The concepts that are about the entry with exactly this id; none for an id that there is not."""
        return tuple(map(self.load, self.snapshot.concepts_about(entry_id)))  # type: ignore[arg-type]  # of concepts

    def _repr_html_(self) -> str:
        from fmref.answer_views import catalog_html

        counts = {kind: len(self.snapshot.ids(kind)) for kind in KINDS}
        return catalog_html(f"fmref {self.version}", self.digest, counts)

    def __repr__(self) -> str:
        counts = f"{len(self.models)} models, {len(self.concepts)} concepts"
        return f"<Catalog {self.version} ({self.digest[:12]}): {counts}, en/zh/fa>"


def load(
    snapshot: str | os.PathLike[str] | None = None,
    *,
    overlay: str | os.PathLike[str] | None = None,
    digest: str | None = None,
    at: str | datetime.date | None = None,
) -> Catalog:
    """Open a catalog.

    `snapshot` is a compiled file, or a directory of data files to compile. Without it, the environment variable
    `FMREF_DATA` is taken the same way; else, in a checkout, the directory `data`; else the snapshot inside the package,
    or the one that the user put in its place with `fmref update`, unless that of the package was released later.
    A directory is compiled once into the user's cache, keyed by its content.

    `overlay` is a glossary file of the user's own whose concepts are laid over those of the catalog; without it, the
    environment variable `FMREF_OVERLAY` is taken the same way.

    `digest` pins the state of the data, so that others get the same results: `sha256:` and 64 digits, as `cite` prints
    them. It is looked for in what would be opened without it and in every installed snapshot; where it is found, the
    content is checked against it. `at` is a day, month or year: of the same, the latest that was released by its end
    is opened. Where a `snapshot` is given, it has to be that one. Both are about the data below an overlay.

    Raises `SnapshotError` when there is no snapshot or it is damaged, or of another version (`SnapshotVersionError`),
    `IntegrityError` when none has the digest, `ValueError` for text that is no digest or date, `DataError` when data
    files break the rules or the overlay contradicts the catalog.
    """
    found = Snapshot(find_snapshot(snapshot, digest=digest, at=at))
    own = overlay or os.environ.get("FMREF_OVERLAY")
    return Catalog(found if own is None else Snapshot(_overlaid(found, os.fspath(own))))


@lru_cache(maxsize=1)
def default() -> Catalog:
    """The catalog of the module functions, opened at its first use."""
    return load()


_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PACKAGED = os.path.join(_PACKAGE, "snapshot.sqlite")
_CHECKOUT_DATA = os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "data")


def find_snapshot(
    given: str | os.PathLike[str] | None = None,
    *,
    digest: str | None = None,
    at: str | datetime.date | None = None,
) -> str:
    """The path of the snapshot that `load` opens, compiled now where it has to be."""
    if digest is None and at is None:
        return _usual_snapshot(given)
    from fmref.facts import checked_date, span

    wanted = None if digest is None else installed.checked_digest(digest)
    day = None if at is None else span(checked_date(at))[1].isoformat()
    return installed.pinned(available(given), wanted, day)


def available(given: str | os.PathLike[str] | None = None) -> list[Imprint]:
    """The snapshots that may be pinned: first the one that is opened where nothing is, then the latest releases."""
    usual = imprint(_usual_snapshot(given))
    if given or os.environ.get("FMREF_DATA"):
        return [usual]
    packaged = [imprint(_PACKAGED)] if os.path.exists(_PACKAGED) else []
    return list(dict.fromkeys([usual, *packaged, *installed.snapshots()]))


def _usual_snapshot(given: str | os.PathLike[str] | None) -> str:
    """The path of the snapshot that is opened where nothing is pinned."""
    if chosen := given or os.environ.get("FMREF_DATA"):
        return _compiled(os.fspath(chosen)) if os.path.isdir(chosen) else os.fspath(chosen)
    if os.path.exists(_PACKAGED):
        return installed.newest(_PACKAGED)
    if os.path.exists(os.path.join(_CHECKOUT_DATA, "models.yaml")):
        return _compiled(_CHECKOUT_DATA)
    raise SnapshotError(f"{_PACKAGED}: no snapshot in this installation; reinstall fmref or set FMREF_DATA")


def data_directory(given: str | os.PathLike[str] | None = None) -> Path:
    """The directory of data files to work on: `given`, `FMREF_DATA`, or `data` of the checkout or working directory.

    Raises `SnapshotError` when there is none.
    """
    from pathlib import Path

    chosen = given or os.environ.get("FMREF_DATA")
    for path in [chosen] if chosen else [_CHECKOUT_DATA, "data"]:
        if os.path.isdir(path):
            return Path(path)
    raise SnapshotError(
        f"{chosen or 'data'}: no directory of data files; run this in a checkout or give --data DIRECTORY"
    )


def _compiled(directory: str) -> str:
    """The snapshot of a data directory in the cache, compiled if this content has not been compiled before."""

    def compile_to(target: Path) -> None:
        from pathlib import Path

        from fmref.compiler import compile_data

        compile_data(Path(directory), target)

    return _cached(_fingerprint(directory), compile_to)


def _overlaid(base: Snapshot, overlay: str) -> str:
    """The snapshot of a catalog with an overlay in the cache, compiled if this pair has not been compiled before."""
    import hashlib

    def compile_to(target: Path) -> None:
        from pathlib import Path

        from fmref.overlay import compile_overlay

        compile_overlay(base, Path(overlay), target)

    digest = hashlib.sha256(f"{base.digest} {FORMAT_VERSION} {os.path.abspath(overlay)}\0".encode())
    with contextlib.suppress(OSError), open(overlay, "rb") as file:  # what cannot be read is reported by the compiler
        digest.update(file.read())
    return _cached(digest.hexdigest()[:32], compile_to)


def _cached(name: str, compile_to: Callable[[Path], None]) -> str:
    """The snapshot of a name in a cache, compiled into the first that can be written if it is in none."""
    for cache in caches():
        target = os.path.join(cache, f"{name}.sqlite")
        if os.path.exists(target):
            _mark_used(target)
            return target
    for cache in caches():
        if is_writable(cache):
            from pathlib import Path

            target = os.path.join(cache, f"{name}.sqlite")
            compile_to(Path(target))
            _forget_old_snapshots(Path(cache))
            return target
    raise SnapshotError(
        "no directory to keep the compiled data in can be written; set XDG_CACHE_HOME to one, or FMREF_DATA to a "
        "compiled snapshot"
    )


def _forget_old_snapshots(cache: Path) -> None:
    """Remove all compiled snapshots but those used last; one that another process removes or holds is passed over."""
    with contextlib.suppress(OSError):
        used_last = sorted(cache.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
        for path in used_last[:-SNAPSHOTS_KEPT]:
            path.unlink()


def _mark_used(snapshot: str) -> None:
    """Set the time of a snapshot in the cache, by which those used long ago are forgotten; a cache may be read-only."""
    with contextlib.suppress(OSError):
        os.utime(snapshot)


def _fingerprint(directory: str) -> str:
    """A digest of the data files and of the code that compiles them."""
    import hashlib

    digest = hashlib.sha256(sys.version.encode())
    for folder, ending in ((_PACKAGE, ".py"), (directory, ".yaml"), (os.path.join(directory, "glossary"), ".yaml")):
        for path in _files(folder, ending):
            with open(path, "rb") as file:
                content = file.read()
            digest.update(f"{os.path.basename(path)}\0{len(content)}\0".encode() + content)
    folders = ("attested", "authors", "imported")
    for path in (path for rows in folders for path in _files(os.path.join(directory, rows), ".jsonl")):
        state = os.stat(path)  # written by programs and megabytes long: size and time tell them apart
        digest.update(f"{os.path.basename(path)}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]


def _files(folder: str, ending: str) -> list[str]:
    """The files of a folder with an ending, sorted; none where there is no such folder."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else ()
    return [os.path.join(folder, name) for name in names if name.endswith(ending)]
