"""Who writes which term: rows of public glossaries, joined to the concepts that they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fmref.importers import AttestedTerm
from fmref.schema import Concept, Term, Terms
from fmref.store import Data
from fmref.term_forms import forms
from fmref.text import NameKey, name_key

__all__ = ["Attested", "attest", "index_attested", "read_attested", "unlisted", "word_pairs"]

_LANGUAGES: Final = ("zh", "zh_hant", "fa")
Attested = dict[NameKey, dict[str, dict[NameKey, dict[str, str]]]]
"""By the key of an English term, then by language, then by the key of a term: how each source writes it."""


def read_attested(directory: Path) -> Iterator[tuple[str, AttestedTerm]]:
    """Every row of `attested/*.jsonl` with the id of its source."""
    for path in sorted(directory.glob("attested/*.jsonl")):
        with path.open(encoding="utf8") as file:
            yield from ((path.stem, AttestedTerm.model_validate_json(line)) for line in file)


def index_attested(rows: Iterable[tuple[str, AttestedTerm]]) -> Attested:
    """What the sources write, by the English term."""
    found: Attested = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for source, row in rows:
        for english in row.en:
            for lang in _LANGUAGES:
                for text in getattr(row, lang):
                    found[name_key(english)][lang][name_key(text)].setdefault(source, text)
    return found


def attest(data: Data, attested: Attested) -> None:
    """Add to the terms of `data`, in place, the sources that write them for the same English term."""
    for id_, concept in data.concepts.items():
        data.concepts[id_] = concept.model_copy(update={"terms": _with_sources(concept, attested)})


def unlisted(data: Data, attested: Attested) -> list[tuple[NameKey, str, str, str]]:
    """Renderings that only glossaries have: key, concept, language and text, for terms that no concept lists.

    They lead to the concept of their English term when they are looked up, and are never offered.
    """
    listed = {
        (lang, form)
        for concept in data.concepts.values()
        for lang in _LANGUAGES
        for term in getattr(concept.terms, lang)
        for form in forms(term.text)
    }
    found: dict[tuple[NameKey, str, str], str] = {}
    for id_, concept in data.concepts.items():
        for term in concept.terms.en:
            for form in forms(term.text):
                for lang, by_key in attested.get(form, {}).items():
                    for key, texts in by_key.items():
                        text = next(iter(texts.values()))
                        if len(key) > 1 and not any((lang, other) in listed for other in forms(text)):
                            found.setdefault((key, id_, _TAGS.get(lang, lang)), text)
    return sorted((*place, text) for place, text in found.items())


def word_pairs(data: Data, attested: Attested) -> list[tuple[NameKey, str, NameKey, int]]:
    """Which word of a concept glossaries write for which: term, language of the other, other, number of sources.

    Of the several terms of a concept one fits another best: *cost function* is 代价函数 and *loss function* 损失函数.
    Both ways, by the keys of terms that some concept has.
    """
    found: dict[tuple[NameKey, str, NameKey], set[str]] = defaultdict(set)
    for concept in data.concepts.values():
        keys = {lang: {name_key(term.text) for term in getattr(concept.terms, lang)} for lang in _LANGUAGES}
        for term in concept.terms.en:
            english = name_key(term.text)
            for form in forms(term.text):
                for lang, by_key in attested.get(form, {}).items():
                    for key in by_key.keys() & keys[lang]:
                        found[english, _TAGS.get(lang, lang), key].update(by_key[key])
                        found[key, "en", english].update(by_key[key])
    return sorted((*pair, len(sources)) for pair, sources in found.items())


_TAGS: Final = {"zh_hant": "zh-Hant"}


def _with_sources(concept: Concept, attested: Attested) -> Terms:
    """The terms of a concept with every source that writes them."""
    rows = [attested[key] for term in concept.terms.en for key in forms(term.text) if key in attested]
    changed: dict[str, tuple[Term, ...]] = {}
    for lang in _LANGUAGES:
        terms: tuple[Term, ...] = getattr(concept.terms, lang)
        changed[lang] = tuple(_with_source(term, [row[lang] for row in rows if lang in row]) for term in terms)
    return concept.terms.model_copy(update=changed)


def _with_source(term: Term, written: Iterable[dict[NameKey, dict[str, str]]]) -> Term:
    keys = set(forms(term.text))
    found = {source for by_key in written for key in keys & by_key.keys() for source in by_key[key]}
    new = sorted(found - set(term.source))
    return term.model_copy(update={"source": (*term.source, *new)}) if new else term
