"""Glossaries in other formats: what a format holds comes back, and what is damaged is refused with one error."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fmref import ExchangeError, exchange
from fmref.exchange import FORMATS
from fmref.schema import Concept
from fmref.store import read
from fmref.text import LANGUAGES

READABLE = [name for name, format_ in FORMATS.items() if format_.reads]
STATUSES = ("preferred", "admitted", "deprecated", "misspelling", "forbidden")
# Letters of the three scripts, marks that mean something to one of the formats, and everything else.
LETTERS = st.one_of(
    st.sampled_from("abcXYZ模型词元微调مدلپ\u200c019"),
    st.sampled_from("\"'\\|&<>*_`~#$:;,.·[](){}/-+^?!@%=\u3000\u2028\u0654 "),
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9][a-z0-9.+-]{0,6}(/[a-z0-9][a-z0-9.+-]{0,4})?", fullmatch=True)
SEVERAL = st.lists(TEXTS, min_size=1, max_size=2, unique=True)


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    """A term of any status, with any of its fields."""
    term: dict[str, Any] = {"text": draw(TEXTS), "status": draw(st.sampled_from(STATUSES))}
    term |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "type": st.sampled_from(["full", "acronym", "abbreviation", "short", "variant"]),
                "register": st.sampled_from(["general", "academy", "loanword", "vendor"]),
                "full": TEXTS,
                "plural": TEXTS,
                "source": st.lists(IDS, max_size=2, unique=True),
                "also": st.lists(IDS, max_size=2, unique=True),
            },
        )
    )
    if term["status"] == "forbidden":
        term |= {"error": draw(st.sampled_from(["wrong_sense", "typo"])), "ambiguous": draw(st.booleans())}
        term |= {"hit": [f"{text} {term['text']}" for text in draw(SEVERAL)], "guards": [f"模{term['text']}型"]}
        term |= {"miss": [f"{text} 模{term['text']}型" for text in draw(SEVERAL)]}
    return term


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """A concept with terms in some languages."""
    by_language = {lang: draw(st.lists(terms(), max_size=3, unique_by=lambda term: term["text"])) for lang in LANGUAGES}
    assume(any(by_language.values()))
    more = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "definition": st.fixed_dictionaries({}, optional={"en": TEXTS, "zh": TEXTS, "fa": TEXTS}),
                "keep_latin": st.fixed_dictionaries({}, optional={"zh": st.just("always"), "fa": st.just("never")}),
                "broader": st.lists(IDS, max_size=2, unique=True),
                "related": st.lists(IDS, max_size=2, unique=True),
                "entries": st.lists(IDS, max_size=2, unique=True),
                "attribute": TEXTS,
                "general": st.sampled_from([True]),
            },
        )
    )
    parts = {"id": draw(IDS), "domain": draw(IDS), "pos": draw(st.sampled_from(["noun", "verb", "other"]))}
    if "definition" in more and not more["definition"]:
        del more["definition"]
    return Concept.model_validate({**parts, "terms": by_language, **more})


GLOSSARIES = st.lists(concepts(), max_size=4, unique_by=lambda concept: concept.id)


def languages(format_: str) -> dict[str, Any]:
    """The languages to ask for, where a format needs some."""
    return {"from_": "en", "to": ["zh"]} if FORMATS[format_].pair else {}


@pytest.mark.parametrize("format_", READABLE)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(glossary=GLOSSARIES)
def test_what_a_format_holds_comes_back(format_: str, glossary: list[Concept]) -> None:
    """Written and read, concepts are what the format holds of them, and are written the same again."""
    asked = languages(format_)
    written = exchange.write(glossary, format_, **asked)

    found = exchange.read(written.text, format_, **asked)

    expected = [cut.held for cut in exchange.cuts(glossary, format_, **asked) if cut.held is not None]
    assert sorted(expected, key=lambda c: c.id) == sorted(found.concepts, key=lambda c: c.id)
    assert {} == found.left_out
    again = exchange.write(found.concepts, format_, **asked)
    assert written.text == again.text
    assert {} == again.left_out


@pytest.fixture(scope="module")
def mini_concepts(mini_directory: Path) -> Sequence[Concept]:
    """The concepts of the small data."""
    return tuple(read(mini_directory).concepts.values())


def damaged(text: str, chance: random.Random) -> str:
    """A text with a few pieces cut out, doubled, moved or overwritten."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 1, 2, 5, 40)))
        piece = text[start:end]
        put = chance.choice(("", piece * 2, chance.choice("<>&\"'|\t\n,:[]{}@.\0\ufeff模ی-_;#"), text[end : end + 9]))
        text = text[:start] + put + text[end:]
    return text


@pytest.mark.parametrize("format_", READABLE)
def test_damaged_files_are_refused_or_read(format_: str, mini_concepts: Sequence[Concept]) -> None:
    """A file that was damaged is read or refused as what it is; no other error comes out."""
    asked = languages(format_)
    text = exchange.write(mini_concepts, format_, **asked).text
    chance = random.Random(7)
    causes = []
    for _ in range(120):
        try:
            exchange.read(damaged(text, chance), format_, **asked)
        except ExchangeError as error:
            causes.append(error.cause)

    assert causes
    assert all(cause and "\n" not in cause for cause in causes)


@pytest.mark.parametrize("format_", READABLE)
@settings(deadline=None, max_examples=60)
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_anything_else_is_refused_or_read(format_: str, content: str | bytes) -> None:
    """So are bytes and texts of any kind."""
    try:
        found = exchange.read(content, format_, **languages(format_))
    except ExchangeError:
        return
    assert all(concept.id for concept in found.concepts)
