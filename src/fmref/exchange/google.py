"""CSV for Google Cloud Translation: a glossary of equivalent term sets.

The first row names the languages, then `pos` and `description`, as https://cloud.google.com/translate/docs/advanced/glossary
says; each further row has one term a language. The description is the definition in the first language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmref.errors import ExchangeError, shorten
from fmref.exchange.carrying import Carrying, Cut
from fmref.exchange.drafts import Draft, known_language
from fmref.exchange.rows import csv_rows, csv_text
from fmref.schema import Concept, per_language

__all__ = ["CARRYING", "drafts", "narrowed", "text"]

CARRYING: Final = Carrying(
    ("pos", "definition"),
    statuses={"preferred": "preferred"},
    definition="source",
    languages=("en", "zh", "zh-Hant", "fa"),
)
_TAGS: Final = {"zh": "zh-CN", "zh-Hant": "zh-TW"}
_POS: Final = ("noun", "verb", "adjective", "adverb", "other")


def narrowed(cuts: Sequence[Cut], _languages: Sequence[str]) -> list[Cut]:
    """Each row once: senses with the same preferred terms and no definition look alike here."""
    rows = set()
    found = []
    for given, held in cuts:
        row = None if held is None else held.model_copy(update={"id": ""}).model_dump_json()
        found.append(Cut(given, None if row in rows else held))
        rows.add(row)
    return found


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A CSV file."""
    rows = [[*(_TAGS.get(lang, lang) for lang in languages), "pos", "description"]]
    for concept in concepts:
        terms = dict(per_language(concept.terms))
        said = getattr(concept.definition, languages[0], None) or ""
        rows.append([*(terms[lang][0].text if terms[lang] else "" for lang in languages), concept.pos, said])
    return csv_text(rows)


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a CSV file with a header; raises `ExchangeError`."""
    header: list[str] = []
    found: list[Draft] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in csv_rows(content):
        if not header:
            header = _header(line, row)
            continue
        if len(row) != len(header):
            raise ExchangeError(f"{len(row)} columns where the header has {len(header)}; correct the row", line=line)
        if tuple(row) in seen:
            raise ExchangeError(f"the row stands on line {seen[tuple(row)]} already; remove one of the two", line=line)
        seen[tuple(row)] = line
        found.append(_draft(line, dict(zip(header, row, strict=True)), header))
    return found, {}


def _header(line: int, row: Sequence[str]) -> list[str]:
    """What the columns hold: languages, `pos`, `description`."""
    header = [cell if cell in ("pos", "description") else known_language(cell, line) for cell in row]
    if twice := next((name for name in header if header.count(name) > 1), None):
        raise ExchangeError(f"the column {twice} stands twice; remove one", line=line)
    if {"pos", "description"}.issuperset(header):
        raise ExchangeError("no column of a language; add en, zh, zh-TW or fa", line=line)
    return header


def _draft(line: int, row: dict[str, str], header: Sequence[str]) -> Draft:
    draft = Draft(line)
    languages = [name for name in header if name not in ("pos", "description")]
    for lang in languages:
        if row[lang]:
            draft.add(lang, row[lang], line)
    if not any(draft.terms.values()):
        raise ExchangeError("a row without a term; fill it or remove it", line=line)
    if pos := row.get("pos"):
        if pos.casefold() not in _POS:
            raise ExchangeError(f"part of speech {shorten(pos)}; use {', '.join(_POS)}", line=line)
        draft.fields["pos"] = pos.casefold()
    draft.define(languages[0], row.get("description", ""))
    return draft
