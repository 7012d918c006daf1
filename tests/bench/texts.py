"""The benchmark of running text: annotation, quantities and lint, beside matchers of phrases with the same patterns.

    uv sync --group peers
    poe bench-texts

The texts are the definitions of the glossary in each language, shuffled: prose that is far denser in terms than an
article. The peers look for the listed wordings and nothing else: no folding, no boundaries of Persian and Chinese, no
ids, no grammar of names, no quantities. Rates are megabytes of UTF-8 a second of processor time, of the fastest of
three passes. Peers that are not installed are left out.
"""

from __future__ import annotations

import importlib.util
import random
import time
from collections.abc import Callable, Iterator

from run import process_seconds

import fmref
from fmref.catalog import Catalog
from fmref.quantities import quantities_and_dates

PASSES = 3
LANGUAGES = ("en", "zh", "fa")


def rate(function: Callable[[str], object], text: str) -> float:
    """Megabytes of UTF-8 a second, of the fastest pass."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        function(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / best / 1e6


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


def main() -> None:
    """Print the rates, the growth with the length, and the first sentence of a fresh process."""
    catalog = fmref.load()
    texts = definitions(catalog)
    catalog.annotate("GPT-4 微调")  # compiles the automaton
    patterns = wordings(catalog)
    jobs: list[tuple[str, Callable[[str], object]]] = [
        ("fmref annotate, with quantities", catalog.annotate),
        ("fmref quantities and dates alone", quantities_and_dates),
        ("fmref lint", catalog.lint),
        ("fmref check", catalog.check),
        *peers(patterns),
    ]
    print(f"{len(patterns)} wordings; MB/s      {'':8}{'en':>8}{'zh':>8}{'fa':>8}")
    for label, job in jobs:
        print(f"{label:35}" + "".join(f"{rate(job, texts[lang]):8.2f}" for lang in LANGUAGES))
    text = texts["en"][:100_000]
    print(f"time for ten times the text: x{10 * rate(catalog.annotate, text) / rate(catalog.annotate, 10 * text):.1f}")
    bare = process_seconds("pass")
    first = process_seconds("import fmref; fmref.annotate('GPT-4 经过微调。')")
    print(
        f"first sentence in a fresh process: {(first - bare) * 1000:.0f} ms over the interpreter, x{first / bare:.1f}"
    )


if __name__ == "__main__":
    main()
