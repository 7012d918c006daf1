"""Questions.

`ask` on the questions of the tests, in the three languages. No library answers them; the peer is the least that a
page of questions and answers needs: `rapidfuzz.process.extractOne` finds the most similar of these very questions.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tables import Table

import fmref
from fmref.main_language import main_language
from speed.clock import Job, asking, in_turns
from speed.compared import Compared, comparison, has, peer

__all__ = ["questions", "tables"]

DATA: Final = Path(__file__).parents[2] / "data"
LANGUAGES: Final = ("en", "zh", "fa")
PASSES: Final = 2


def questions(lang: str) -> list[str]:
    """The questions of the tests in a language, in an order that is always the same."""
    paths = sorted(DATA.glob(f"questions*_{lang}.jsonl"))
    found = [json.loads(line)["q"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(found)
    return found


def tables() -> Iterator[Table]:
    """Answers beside the nearest question, and the language of a question beside a detector of languages."""
    catalog = fmref.load()
    answers, languages = [], []
    for lang in LANGUAGES:
        asked = questions(lang)
        jobs: dict[str, Job] = {
            "ask": asking(catalog.ask, asked),
            "nearest": asking(partial(_nearest, asked), asked),
            "language": asking(main_language, asked),
        }
        if has("langdetect"):
            jobs["langdetect"] = asking(_detected, asked)
        cost = {label: 1e6 * taken / len(asked) for label, taken in in_turns(jobs, PASSES).items()}
        label = f"{lang} ({len(asked):,} questions)"
        answers.append(Compared(label, cost["ask"], "rapidfuzz, extractOne", cost["nearest"]))
        if "langdetect" in cost:
            languages.append(Compared(label, cost["language"], "langdetect, detect", cost["langdetect"]))
    yield comparison("ask", "µs a question", answers)
    if languages:
        yield comparison("The language of a question", "µs a question", languages)


def _nearest(known: Sequence[str], question: str) -> object:
    from rapidfuzz import process

    return process.extractOne(question, known)


def _detected(question: str) -> object:
    detector = peer("langdetect")
    try:
        return detector.detect(question)
    except detector.LangDetectException:  # a question without letters that tell
        return None
