"""Questions in three languages, written by people who had not seen the grammar, with what the catalog says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fmref import Answer, Catalog
from fmref.text import name_key

HERE = Path(__file__).parent
REQUIRED = 0.9


FILES = [
    f"questions{kind}_{lang}.jsonl"
    for kind in ("", "_fresh", "_third", "_fourth", "_fifth")
    for lang in ("en", "zh", "fa")
]
"""Those without a mark are older than the grammar; the fresh ones and the third are by people who had not read it.

What the third ones expect was written down after their answers had been judged against the catalog; the last dozen of
each came after the grammar had been read. The fourth ones were written from the statements of the data before the
grammar was read; where the data turned out to say something else, the verdict was changed. So were the fifth ones, but
by one who had read the grammar; their values were taken from the facts that the questions ask for.
"""


def _questions(file: str) -> list[dict[str, Any]]:
    text = (HERE / file).read_text(encoding="utf8")
    return [json.loads(line) for line in text.splitlines()]


def _lang(file: str) -> str:
    return file.removesuffix(".jsonl")[-2:]


def _folded(value: object) -> object:
    """Strings compared as names are: `mistral-ai` is `Mistral AI`."""
    return name_key(value) if isinstance(value, str) else value


def _differences(asked: Mapping[str, Any], answer: Answer, lang: str) -> Iterator[str]:
    """What an answer has otherwise than the file says."""
    found = {
        "status": answer.status,
        "intent": answer.intent,
        "attribute": answer.attribute,
        "value": _folded(answer.value),
        "subjects": [subject.id for subject in answer.subjects],
    }
    for key in found.keys() & asked.keys():
        if found[key] != (_folded(asked[key]) if key == "value" else asked[key]):
            yield f"{key} is {found[key]!r}"
    if missing := set(asked.get("includes", ())) - {subject.id for subject in answer.subjects}:
        yield f"without {missing}"
    if answer.status != "unknown" and answer.lang != lang:
        yield f"in {answer.lang}"


@pytest.mark.parametrize("file", FILES)
def test_nine_of_ten_questions_are_answered_or_refused_rightly(full: Catalog, file: str) -> None:
    """Status, intent, subjects, attribute and value, in each language for itself."""
    asked = _questions(file)
    wrong = {}
    for question in asked:
        if differences := list(_differences(question, full.ask(question["q"]), _lang(file))):
            wrong[question["q"]] = differences

    assert len(asked) >= 60
    assert len(wrong) <= (1 - REQUIRED) * len(asked), wrong


@pytest.mark.parametrize("file", FILES)
def test_no_answer_is_invented(full: Catalog, file: str) -> None:
    """What nobody knows, what is ambiguous and what is not disclosed is never answered; each refusal says why."""
    refused = [full.ask(question["q"]) for question in _questions(file) if question["status"] != "answered"]

    assert [answer.query for answer in refused if answer.status == "answered"] == []
    assert all(answer.reason and answer.value is None for answer in refused)


@pytest.mark.parametrize("file", FILES)
def test_answers_of_fact_name_their_sources(full: Catalog, file: str) -> None:
    """Facts and comparisons come with at least one source, and with a sentence."""
    answers = [full.ask(question["q"]) for question in _questions(file)]
    stated = [answer for answer in answers if answer.status == "answered" and answer.intent in {"fact", "compare"}]

    assert len(stated) >= 30
    assert all(answer.sources and answer.text for answer in stated)
