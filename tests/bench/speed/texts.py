"""Running text.

Two kinds of text in each language: the definitions of the glossary, shuffled, which are far denser in terms than
prose is, and articles: those of `tests/data/articles` in Chinese and Persian, pages of the documentation in English,
their paragraphs shuffled and repeated.

The peers do less. The matchers of phrases, flashtext and spaCy, have the same wordings and look for them and nothing
else: no folding, so that a half-space or a traditional character hides a term, no boundaries of Persian and Chinese,
no ids, no choice between senses, no names that the grammar reads, no quantities. jieba cuts Chinese into words;
proselint and AutoCorrect have rules of style for English and of spaces for Chinese, and know no terms. Nothing in a
registry checks claims about models, so that `check` stands beside the matchers, too.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from tables import Table

import fmref
from fmref.catalog import Catalog
from fmref.document import read_markdown
from fmref.quantities import quantities_and_dates
from speed.clock import in_turns
from speed.compared import has, peer, ratio
from speed.terms import term_pairs

__all__ = ["articles", "definitions", "tables"]

Read = Callable[[str], object]

LANGUAGES: Final = ("en", "zh", "fa")
ROOT: Final = Path(__file__).parents[3]
ARTICLES: Final = {"en": "docs/how-to/*.md", "zh": "tests/data/articles/zh-*.md", "fa": "tests/data/articles/fa-*.md"}
ARTICLE_SIZE: Final = 100_000
"""How long the articles of a language are together, in characters at least."""
PASSES: Final = 2
OTHER: Final = {"en": "zh", "zh": "fa", "fa": "en"}
"""Into what language the terms of a text are translated."""


class Peer(NamedTuple):
    """A reader of texts of another library: of which languages, and beside which of our operations it stands."""

    read: Read
    beside: tuple[str, ...]
    languages: tuple[str, ...] = LANGUAGES


def definitions(catalog: Catalog) -> dict[str, str]:
    """The definitions of the glossary in each language, in an order that is always the same."""
    found: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for concept in catalog.concepts:
        said = concept.record.definition
        for lang in LANGUAGES:
            if said is not None and (text := getattr(said, lang)):
                found[lang].append(text)
    for texts in found.values():
        random.Random(1).shuffle(texts)
    return {lang: "\n".join(texts) for lang, texts in found.items()}


def articles() -> dict[str, str]:
    """The paragraphs of the articles in each language, shuffled and repeated."""
    found = {}
    for lang, pattern in ARTICLES.items():
        texts = [read_markdown(path.read_text(encoding="utf-8")).prose for path in sorted(ROOT.glob(pattern))]
        paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
        mixed, size = [], 0
        for seed in itertools.count():
            random.Random(seed).shuffle(paragraphs)
            mixed += paragraphs
            size += sum(map(len, paragraphs))
            if size > ARTICLE_SIZE:
                break
        found[lang] = "\n\n".join(mixed)
    return found


def tables() -> Iterator[Table]:
    """Megabytes a second, the cost beside each peer, and how the cost grows with the text."""
    catalog = fmref.load()
    peers = dict(_peers(catalog))
    dense = definitions(catalog)
    texts = {
        f"{kind} {lang}": text[lang]
        for kind, text in (("definitions", dense), ("articles", articles()))
        for lang in text
    }
    seconds = {label: _timed(catalog, peers, label[-2:], text) for label, text in texts.items()}
    yield _rates(texts, seconds)
    yield _ratios(peers, seconds)
    yield _growth(catalog, dense)


def _timed(catalog: Catalog, peers: Mapping[str, Peer], lang: str, text: str) -> dict[str, float]:
    """Seconds of each reader on a text in a language."""
    readers: dict[str, Read] = {
        "annotate": catalog.annotate,
        "quantities and dates alone": quantities_and_dates,
        "translate_terms": lambda text: catalog.translate_terms(text, to=OTHER[lang]),
        "lint": catalog.lint,
        "check": catalog.check,
    }
    readers |= {name: other.read for name, other in peers.items() if lang in other.languages}
    return in_turns({name: partial(read, text) for name, read in readers.items()}, PASSES)


def _rates(texts: Mapping[str, str], seconds: Mapping[str, Mapping[str, float]]) -> Table:
    sizes = {label: len(text.encode()) / 1e6 for label, text in texts.items()}
    readers = list(dict.fromkeys(name for taken in seconds.values() for name in taken))
    rows = [
        [name, *(f"{sizes[label] / taken[name]:.2f}" if name in taken else "-" for label, taken in seconds.items())]
        for name in readers
    ]
    rows.append(["size of the text, MB", *(f"{size:.2f}" for size in sizes.values())])
    return Table("Megabytes of UTF-8 a second", ["reader", *texts], rows)


def _ratios(peers: Mapping[str, Peer], seconds: Mapping[str, Mapping[str, float]]) -> Table:
    rows = [
        [ours, name, *(ratio(taken[ours], taken[name]) if name in taken else "-" for taken in seconds.values())]
        for name, other in peers.items()
        for ours in other.beside
    ]
    return Table(
        "The time of fmref over that of a peer, for the same text", ["operation", "peer", *seconds], sorted(rows)
    )


def _growth(catalog: Catalog, dense: Mapping[str, str]) -> Table:
    """What ten times the text costs, beside ten times the cost of the text."""
    rows = []
    for lang, text in dense.items():
        part = text[: len(text) // 10]
        jobs = {"part": partial(catalog.annotate, part), "whole": partial(catalog.annotate, text[: 10 * len(part)])}
        seconds = in_turns(jobs, PASSES)
        rows.append([lang, f"{len(part):,}", f"{seconds['whole'] / seconds['part']:.1f}"])
    return Table("The cost of annotate for ten times the text", ["language", "characters", "times the cost"], rows)


def _peers(catalog: Catalog) -> Iterator[tuple[str, Peer]]:
    """The installed readers of other libraries, the matchers of phrases with all names and terms in use."""
    patterns = _wordings(catalog)
    if has("flashtext"):
        keywords = peer("flashtext").KeywordProcessor()
        keywords.add_keywords_from_list(patterns)
        yield (
            "flashtext, extract_keywords",
            Peer(lambda text: keywords.extract_keywords(text, span_info=True), ("annotate", "lint", "check")),
        )
        glosses = peer("flashtext").KeywordProcessor()
        for lang, to in OTHER.items():
            for term, other in term_pairs(catalog, lang, to).items():
                glosses.add_keyword(term, other)
        yield "flashtext, replace_keywords", Peer(glosses.replace_keywords, ("translate_terms",))
    if has("spacy"):
        spacy = peer("spacy")
        language = spacy.blank("xx")
        language.max_length = 10**9
        matcher = peer("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")
        matcher.add("wording", list(language.tokenizer.pipe(patterns)))
        yield "spacy, PhraseMatcher", Peer(lambda text: matcher(language.make_doc(text)), ("annotate",))
    jieba = peer("jieba")
    yield "jieba, lcut", Peer(jieba.lcut, ("annotate",), ("zh",))
    if has("proselint"):
        peer("proselint.registry").CheckRegistry().register_many(peer("proselint.checks").__register__)
        file, usual = peer("proselint.tools").LintFile, peer("proselint.config").DEFAULT
        every = {**usual, "max_errors": 10**9}
        yield "proselint, lint", Peer(lambda text: file("text", text).lint(every), ("lint",), ("en",))
    if has("autocorrect-py"):
        correct = peer("autocorrect_py").lint_for
        yield "autocorrect-py, lint_for", Peer(lambda text: correct(text, "text"), ("lint",), ("zh",))


def _wordings(catalog: Catalog) -> list[str]:
    """Every name and term in use, as it is written."""
    names = catalog.snapshot.rows("SELECT DISTINCT text FROM names WHERE status IN ('preferred', 'variant')")
    terms = catalog.snapshot.rows("SELECT DISTINCT text FROM terms WHERE status IN ('preferred', 'admitted')")
    return sorted({text for (text,) in (*names, *terms) if len(text) > 1})
