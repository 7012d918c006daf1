"""The benchmark of running text: annotation, quantities, lint, check and ask, beside matchers of phrases.

    uv sync --group peers
    poe bench-texts

Two kinds of text in each language: the definitions of the glossary, shuffled, which are far denser in terms than prose
is, and articles: those of `tests/data/articles` in Chinese and Persian, pages of the documentation in English, their
paragraphs shuffled and repeated. The peers have the same wordings and look for them and nothing else: no folding, no
boundaries of Persian and Chinese, no ids, no grammar of names, no quantities. Rates are megabytes of UTF-8 a second of
processor time, of the fastest of three passes. Peers that are not installed are left out.

Times of first calls are the least processor time of fresh processes, bytecode and snapshot compiled, over that of the
bare interpreter.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from run import ENVIRONMENT, ROUNDS

import fmref
from fmref.catalog import Catalog
from fmref.document import read_markdown
from fmref.quantities import quantities_and_dates

PASSES = 3
LANGUAGES = ("en", "zh", "fa")
ROOT = Path(__file__).parents[2]
ARTICLES = {"en": "docs/how-to/*.md", "zh": "tests/data/articles/zh-*.md", "fa": "tests/data/articles/fa-*.md"}
ARTICLE_SIZE = 300_000
"""How long the articles of a language are together, in characters at least."""
FIRST_CALLS = ("annotate('GPT-4 经过微调。')", "ask('How many parameters does GPT-3 have?')", "resolve('GPT-4')")


def rate(function: Callable[[str], object], text: str) -> float:
    """Megabytes of UTF-8 a second, of the fastest pass."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        function(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / best / 1e6


def fresh_seconds(code: str, catalog: Catalog) -> float:
    """Processor time of a fresh interpreter that runs `code` with the snapshot of `catalog`, the least of several."""
    environment = {**ENVIRONMENT, "FMREF_DATA": catalog.snapshot.path}
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


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


def questions() -> list[str]:
    """The questions of the tests, in an order that is always the same."""
    paths = sorted((ROOT / "tests" / "data").glob("questions_*.jsonl"))
    found = [json.loads(line)["q"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(found)
    return found


def wordings(catalog: Catalog) -> list[str]:
    """Every name and term in use, as it is written."""
    names = catalog.snapshot.rows("SELECT DISTINCT text FROM names WHERE status IN ('preferred', 'variant')")
    terms = catalog.snapshot.rows("SELECT DISTINCT text FROM terms WHERE status IN ('preferred', 'admitted')")
    return sorted({text for (text,) in (*names, *terms) if len(text) > 1})


def peers(patterns: list[str]) -> Iterator[tuple[str, Callable[[str], object]]]:
    """The installed matchers of phrases, each with all patterns."""
    if importlib.util.find_spec("flashtext"):
        from flashtext import KeywordProcessor

        keywords = KeywordProcessor()
        keywords.add_keywords_from_list(patterns)
        yield "flashtext", lambda text: keywords.extract_keywords(text, span_info=True)
    if importlib.util.find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        language = spacy.blank("xx")
        language.max_length = 10**9
        matcher = PhraseMatcher(language.vocab, attr="LOWER")
        matcher.add("wording", list(language.tokenizer.pipe(patterns)))
        yield "spaCy PhraseMatcher", lambda text: matcher(language.make_doc(text))


def print_rates(kind: str, texts: Mapping[str, str], jobs: Sequence[tuple[str, Callable[[str], object]]]) -> None:
    """A line for each job with its rate in each language, as a multiple of the first job's behind it."""
    sizes = ", ".join(f"{lang} {len(texts[lang].encode()) / 1e6:.2f} MB" for lang in LANGUAGES)
    print(f"\n{kind} ({sizes}); MB/s and the share of the first line")
    print(" " * 35 + "".join(f"{lang:>8}{'':7}" for lang in LANGUAGES))
    first: dict[str, float] = {}
    for label, job in jobs:
        rates = {lang: rate(job, texts[lang]) for lang in LANGUAGES}
        first = first or rates
        print(f"{label:35}" + "".join(f"{rates[lang]:8.2f} x{rates[lang] / first[lang]:<5.2f}" for lang in LANGUAGES))


def main() -> None:
    """Print the rates, the growth with the length, the questions a second, and the first calls of fresh processes."""
    catalog = fmref.load()
    dense = definitions(catalog)
    patterns = wordings(catalog)
    jobs: list[tuple[str, Callable[[str], object]]] = [
        ("fmref annotate, with quantities", catalog.annotate),
        ("fmref quantities and dates alone", quantities_and_dates),
        ("fmref lint", catalog.lint),
        ("fmref check", catalog.check),
        *peers(patterns),
    ]
    print(f"{len(patterns)} wordings")
    print_rates("definitions", dense, jobs)
    print_rates("articles", articles(), jobs)
    text = dense["en"][:100_000]
    growth = 10 * rate(catalog.annotate, text) / rate(catalog.annotate, 10 * text)
    print(f"\ntime of annotate for ten times the text: x{growth:.1f}")
    asked = questions()
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        for question in asked:
            catalog.ask(question)
        best = min(best, time.process_time() - start)
    print(f"ask: {len(asked) / best:.0f} questions a second")
    bare = fresh_seconds("pass", catalog)
    print(f"bare interpreter: {bare * 1000:.0f} ms")
    for call in FIRST_CALLS:
        first = fresh_seconds(f"import fmref; fmref.{call}", catalog)
        print(f"first {call}: {(first - bare) * 1000:+.0f} ms, x{first / bare:.1f}")


if __name__ == "__main__":
    main()
