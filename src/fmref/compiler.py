"""From data files to a snapshot: read, check, write."""

from __future__ import annotations

import contextlib
import gc
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from fmref import snapshot
from fmref.attestations import Attested, attest, index_attested, read_attested, unlisted, word_pairs
from fmref.checks import check, check_whole
from fmref.diagnostics import Diagnostic
from fmref.errors import DataError
from fmref.folding import fold
from fmref.id_grammar import Identity, has_size, may_be_a_name, sized, without_size
from fmref.id_grammar import read as read_id
from fmref.importers import CitedAuthor
from fmref.merging import merge, plain_readings, read_imported
from fmref.naming import Bearer, bearers, index_names
from fmref.near import pieces
from fmref.patterns import Noun, Pattern, patterns
from fmref.plurals import plurals
from fmref.schema import Entry, Model, Organization, Record, Term, Wording, per_language
from fmref.store import Data, read
from fmref.text import name_key, words
from fmref.transliteration import sounds_of_latin

__all__ = ["compile_data", "concept_rows", "read_whole"]


@contextlib.contextmanager
def _all_kept() -> Iterator[None]:
    """Look for no garbage: hundreds of thousands of records are made, all stay, and each look goes through them all."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_all_kept()
def compile_data(directory: Path, target: Path, version: str = "", released: str = "") -> None:
    """Compile the data files of `directory` to the snapshot `target`.

    `version` is that of the release that the data belong to, and `released` its day in ISO 8601 (`2026-05-01`).
    Raises `DataError` with every problem when a file breaks a rule; then nothing is written and an older snapshot
    stays.
    """
    data, found = read_whole(directory)
    if errors := [d for d in found if d.severity == "error"]:
        raise DataError(errors)
    attested = index_attested(read_attested(directory))
    attest(data, attested)
    snapshot.write(
        target,
        {**_rows(data, attested), "authors": _authors(directory)},
        {
            "version": version,
            "released": released,
            "entries": str(len(data.entries)),
            "concepts": str(len(data.concepts)),
        },
    )


@_all_kept()
def read_whole(directory: Path) -> tuple[Data, list[Diagnostic]]:
    """The data files of a directory, the imported rows merged into them, and every problem.

    Where the files have errors nothing is merged, and what looks at the whole catalog is not checked.
    """
    data = read(directory)
    found = check(data)
    if not any(d.severity == "error" for d in found):
        merge(data, read_imported(directory))
        found = sorted({*found, *check_whole(data)})
    return data, found


def _rows(data: Data, attested: Attested) -> dict[str, Iterable[Sequence[Any]]]:
    identities = _identities(data)
    names = list(_names(data, identities))
    terms = list(_terms(data))
    wrong = list(_mistakes(data))
    return {
        "documents": _documents(data),
        "entries": _entries(data),
        "records": [(id_, _body(record)) for id_, record in [*data.entries.items(), *data.concepts.items()]],
        "names": names,
        "pieces": sorted({(mark, row[0]) for row in names for mark in pieces(row[0])}),
        "search_texts": _search_texts(data, names),
        "sounds": _sounds(data),
        "identities": sorted((key, _is_derivative(data, i), i) for i, keys in identities.items() for key in keys),
        "name_forms": _name_forms(data),
        "terms": [*terms, *_attested_terms(data, attested)],
        "pairs": word_pairs(data, attested),
        "mistakes": wrong,
        "patterns": _patterns(data, names, terms, wrong),
        "definitions": _definitions(data),
        "common_words": _common_words(data),
        "everyday_names": _everyday_names(data),
        "links": _links(data),
        "statements": _statements(data),
        "edges": [(id_, e.relation, e.of, e.source) for id_, entry in data.entries.items() for e in entry.lineage],
    }


def concept_rows(data: Data) -> dict[str, list[Sequence[Any]]]:
    """The rows of the concepts of `data` in the tables that hold concepts; the ranks of names are among themselves."""
    names, terms, wrong = list(_names(data, {})), list(_terms(data)), list(_mistakes(data))
    return {
        "entries": list(_entries(data)),
        "records": [(id_, _body(concept)) for id_, concept in data.concepts.items()],
        "names": names,
        "terms": terms,
        "mistakes": wrong,
        "definitions": list(_definitions(data)),
        "links": list(_links(data)),
        "patterns": [*_patterns(data, names, terms, wrong)],
    }


def _patterns(
    data: Data, names: Iterable[Sequence[Any]], terms: Sequence[Sequence[Any]], wrong: Iterable[Sequence[Any]]
) -> list[Pattern]:
    """What is looked for in texts: no bare ids, and nothing that only community derivatives are called."""
    keys = {row[0] for row in names if row[3] != "id" and not _is_derivative(data, row[2])}
    listed = (entry.names for id_, entry in data.entries.items() if not _is_derivative(data, id_))
    keys.update(name_key(name.text) for names_ in listed for _, found in per_language(names_) for name in found)
    keys.update(row[0] for row in (*terms, *wrong))
    nouns = (
        Noun(key, text, lang)
        for key, _, concept, lang, text, status, *_ in terms
        if status in ("preferred", "admitted") and data.concepts[concept].pos == "noun"
    )
    return patterns(keys, nouns)


def _is_derivative(data: Data, id_: str) -> bool:
    entry = data.entries.get(id_)
    return isinstance(entry, Model) and entry.derivative


def _body(record: Record) -> str:
    return record.model_dump_json(exclude_defaults=True, by_alias=True)


def _documents(data: Data) -> Iterator[Sequence[Any]]:
    yield from (("source", id_, _body(source)) for id_, source in data.sources.items())
    yield from (("attribute", id_, _body(attribute)) for id_, attribute in data.attributes.items())


class _Summary(NamedTuple):
    """What a match shows of its entry."""

    kind: str
    level: str | None
    name: str
    developer: str | None


def _summary(data: Data, id_: str) -> _Summary:
    if (entry := data.entries.get(id_)) is None:
        return _Summary("concept", None, data.concepts[id_].terms.en[0].text, None)
    level = entry.level if isinstance(entry, Model) else None
    return _Summary(entry.kind, level, entry.names.en[0].text, _developer(data, entry))


def _entries(data: Data) -> Iterator[Sequence[Any]]:
    for position, id_ in enumerate([*data.entries, *data.concepts]):
        entry = data.entries.get(id_)
        parent = entry.parent if isinstance(entry, Model) else None
        yield id_, *_summary(data, id_), parent, entry and entry.replaced_by, _is_derivative(data, id_), position


def _developer(data: Data, entry: Entry | None) -> str | None:
    """The first developer that an entry, or the nearest of its ancestors, states."""
    while entry is not None:
        if stated := entry.facts.get("developer"):
            return str(stated[0].value)
        entry = data.entries.get(entry.parent) if isinstance(entry, Model) and entry.parent else None
    return None


def _identities(data: Data) -> dict[str, set[Identity]]:
    """The identities of every right English name of a model, with and without its maker's name before it."""
    makers: dict[str | None, set[str]] = {}
    for entry in data.entries.values():
        if isinstance(entry, Organization):
            makers[entry.id] = {name_key(bearer.text) for bearer in bearers(entry)}
    found: dict[str, set[Identity]] = {}
    for id_, entry in data.entries.items():
        if isinstance(entry, Model):
            is_maker = makers.get(_developer(data, entry), set()).__contains__
            right = (name.text for name in entry.names.en if name.status != "mistranslation")
            names = (text.rpartition("/")[2] if entry.derivative else text for text in right)
            readings = (reading for text in names for reading in plain_readings(text, is_maker))
            named = (reading for reading in readings if may_be_a_name(reading.identity))
            found[id_] = {key for reading in named for key in (reading.identity, reading.glued)}
    return found


def _sounds(data: Data) -> Iterator[Sequence[Any]]:
    """How the short English names of families, makers and the like are said, and those of the words in names."""
    said = {latin for section, latin in data.name_tokens if section == "brands"}
    for entry in data.entries.values():
        if not (isinstance(entry, Model) and entry.derivative):
            is_line = not isinstance(entry, Model) or entry.level in snapshot.LINES
            right = (name.text for name in entry.names.en if name.status not in _MISTAKES)
            said |= {text for text in right if is_line or not _SIZED.search(text)}
    names = (name for name in said if len(name) <= _LONGEST_SAID and name.isascii())
    yield from sorted((*sound, name) for name in names for sound in sounds_of_latin(name))


_SIZED: Final = re.compile("[0-9].*[A-Za-z]")
"""A name of one model of many, of which the line is said the same."""
_LONGEST_SAID: Final = 40


def _name_forms(data: Data) -> Iterator[Sequence[Any]]:
    """The written forms of the words inside names, folded."""
    for (section, latin), forms in data.name_tokens.items():
        for _, names in per_language(forms):
            yield from ((fold(name.text), section, latin) for name in names)


def _names(data: Data, identities: Mapping[str, set[Identity]]) -> Iterator[Sequence[Any]]:
    index, _ = index_names(data)
    for key, held in index.items():
        for rank, bearer in enumerate(held):
            shown = _shown(data.entries.get(bearer.id), bearer)
            said = json.dumps(_said(bearer, identities.get(bearer.id, set()))) if bearer.is_identifier else "{}"
            yield (
                *(key, rank, bearer.id, bearer.role, bearer.status, bearer.text, bearer.lang, shown),
                None if said == "{}" else said,
            )


def _said(bearer: Bearer, own: Collection[Identity]) -> Mapping[str, str]:
    """What an identifier says beyond the names of its entry, by the first reading that leads there."""
    for reading in read_id(bearer.text):
        if reading.identity in own or reading.glued in own:
            return {role: value for role, value in reading.qualifiers.items() if role != "vendor"}
    return {}


def _shown(entry: Entry | None, bearer: Bearer) -> str | None:
    """The preferred name of one model with the size that another of its names has, where it has none itself."""
    if not isinstance(entry, Model) or entry.level in snapshot.LINES:
        return None
    name = entry.names.en[0].text
    if has_size(name) or not has_size(bearer.text):
        return None  # the preferred name says its size, or this one says none
    sizes = (without_size(reading.identity)[1] for reading in read_id(bearer.text))
    return sized(name, next(filter(None, sizes), None))


_MISTAKES: Final = frozenset({"misspelling", "mistranslation"})
_LEVELS: Final = {"family": 0, "series": 1, "variant": 3}


def _search_texts(data: Data, names: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The keys of all, and of each kind but models, in the order in which a search is to find them.

    Right names come before identifiers and mistakes, families before series, models and variants, what has many names
    before what has few, and then the shorter key.
    """
    named = Counter(row[2] for row in names)
    standing: dict[tuple[str, bool], dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for key, _, id_, role, status, *_ in names:
        entry = data.entries.get(id_)
        level = _LEVELS.get(entry.level, 2) if isinstance(entry, Model) else 2
        known = -min(named[id_], _MANY_NAMES) // 6
        rank = status in _MISTAKES, role.startswith("id"), level, known, len(key), key
        derivative = _is_derivative(data, id_)
        for kind in ("", entry.kind if entry else "concept"):
            if kind != "model":
                held = standing[kind, derivative]
                held[key] = min(rank, held.get(key, rank))
    for (kind, derivative), keys in standing.items():
        yield kind, derivative, "".join(f"{key}\n" for key in sorted(keys, key=keys.__getitem__))


_MANY_NAMES: Final = 60
"""What has more names than these is as well known as can be."""
_STATUS_RANK = {"preferred": 0, "admitted": 1, "deprecated": 2, "misspelling": 3, "forbidden": 4}


def _terms(data: Data) -> Iterator[Sequence[Any]]:
    for id_, concept in data.concepts.items():
        for lang, terms in per_language(concept.terms):
            yield from _term_rows(id_, lang, terms)


def _term_rows(id_: str, lang: str, terms: Sequence[Term]) -> Iterator[Sequence[Any]]:
    """Terms of one language, ranked by status and then by their order in the file."""
    for position, term in enumerate(terms):
        rank = 1000 * _STATUS_RANK[term.status] + position
        yield name_key(term.text), rank, id_, lang, term.text, term.status, term.register_, term.ambiguous


_ERRORS: Final = {"mistranslation": "name_translated", "misspelling": "misspelling"}


def _mistakes(data: Data) -> Iterator[Sequence[Any]]:
    """A row for each mistaken wording, and for each plural of a Persian compound, which its first word carries.

    Names have no plural: دانه‌های برف are no Snowflake.
    """
    found: dict[tuple[Any, ...], Sequence[Any]] = {}
    for owner, lang, wording, error in _wrong_wordings(data):
        key, guards = name_key(wording.text), [*map(name_key, wording.guards)]
        inflected = plurals(wording.text, lang) if lang == "fa" and owner in data.concepts else ()
        many = [one for one in inflected if not one.startswith(wording.text)]
        for text in (wording.text, *many):
            own = name_key(text)
            kept = json.dumps([guard.replace(key, own) for guard in guards], ensure_ascii=False)
            write = json.dumps(wording.write if text == wording.text else (), ensure_ascii=False)
            found.setdefault((own, owner, lang), (own, owner, lang, text, error, wording.ambiguous, kept, write))
    yield from found.values()


def _wrong_wordings(data: Data) -> Iterator[tuple[str, str, Wording, str]]:
    """The mistaken names and terms, each with its owner before it, its language, and the kind of mistake behind it."""
    for id_, entry in data.entries.items():
        for lang, names in per_language(entry.names):
            yield from ((id_, lang, name, _ERRORS[name.status]) for name in names if name.status in _ERRORS)
    for id_, concept in data.concepts.items():
        for lang, terms in per_language(concept.terms):
            yield from ((id_, lang, t, error) for t in terms if (error := t.error or _ERRORS.get(t.status)))


def _attested_terms(data: Data, attested: Attested) -> Iterator[Sequence[Any]]:
    """What only glossaries write, behind all terms that people chose."""
    for key, concept, lang, text in unlisted(data, attested):
        yield key, 1000 * len(_STATUS_RANK), concept, lang, text, "attested", None, False


def _authors(directory: Path) -> Iterator[Sequence[Any]]:
    """The authors of `authors/*.jsonl`, each once."""
    found: dict[str, set[int]] = {}
    for path in sorted(directory.glob("authors/*.jsonl")):
        with path.open(encoding="utf8") as file:
            for row in map(CitedAuthor.model_validate_json, file):
                found.setdefault(row.name, set()).update(row.years)
    yield from ((name, " ".join(map(str, sorted(years)))) for name, years in found.items())


def _definitions(data: Data) -> Iterator[Sequence[Any]]:
    for id_, concept in data.concepts.items():
        if (said := concept.definition) is not None:
            yield id_, "\n".join(fold(text) for text in (said.en, said.zh, said.fa) if text)


def _everyday_names(data: Data) -> Iterator[Sequence[Any]]:
    """The names that are right and whose letters are everyday words, too."""
    names = (name for entry in data.entries.values() for _, listed in per_language(entry.names) for name in listed)
    yield from (
        (key,) for key in sorted({name_key(n.text) for n in names if n.ambiguous and n.status not in _MISTAKES})
    )


def _common_words(data: Data) -> Iterator[Sequence[Any]]:
    """The words that so many definitions use that they say nothing about a concept."""
    said = [concept.definition for concept in data.concepts.values() if concept.definition is not None]
    texts = ({text for text in (one.en, one.zh, one.fa) if text} for one in said)
    counts = Counter(word for each in texts for text in each for word in set(words(text)))
    least = max(_COMMON * len(said), _FEW)
    yield from ((word,) for word, count in sorted(counts.items()) if count >= least)


_COMMON: Final = 0.05
"""The share of the definitions in which a word stands that tells nothing."""
_FEW: Final = 20
"""Of fewer definitions a word tells something, however small the glossary."""


def _links(data: Data) -> Iterator[Sequence[Any]]:
    yield from ((id_, entry) for id_, concept in data.concepts.items() for entry in concept.entries)


def _statements(data: Data) -> Iterator[Sequence[Any]]:
    for id_, entry in data.entries.items():
        for name, statements in entry.facts.items():
            attribute = data.attributes[name]
            for position, s in enumerate(statements):
                amount = attribute.amount(s)
                number, unit = amount or (None, s.unit or attribute.unit)
                value = None if s.value is None else str(s.value)
                yield id_, name, position, value, number, unit, s.undisclosed, s.source, s.as_of, s.method, s.note
