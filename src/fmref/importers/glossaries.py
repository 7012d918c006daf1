"""Glossaries of the field: a table of terms separated by tabs, which says who writes what for an English term.

The columns are `en`, `zh`, `fa` and `note`; the terms of a cell are separated by `|`, the first choice in front. What a
note says of a column is heeded: that its Chinese is Taiwan's, that a term is an error or not to be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from fmref.importers import AttestedTerm, Report
from fmref.importers._reading import tab_separated, word

__all__ = ["read"]

_TAIWAN: Final = re.compile(r"zh-Hant-TW=([^;]+)")
_REFUSED: Final = re.compile(r"\b(?:ERROR|DO-NOT-USE)\b")
_BRACKETS: Final = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_LONGEST: Final = 60
"""A longer cell is a sentence or a heading, no term."""
_ENGLISH: Final = re.compile(r"[^\W\d][\w .+*/&'’–-]*")
_MOST_WORDS: Final = 5


def read(paths: Sequence[Path], report: Report) -> Iterator[AttestedTerm]:
    """One row for every English term."""
    for path in paths:
        for where, row in tab_separated(path, report, ("en", "zh", "fa", "note")):
            note, english = row["note"], _terms(row["en"])
            if not english or not all(map(_is_term, english)):
                report.skip(where, row["en"], "a sentence or heading, no term")
            elif _REFUSED.search(note):
                report.skip(where, row["en"], f"the note says: {note}")
            else:
                taiwan = _TAIWAN.search(note)
                chinese = _terms(row["zh"])
                is_taiwan = "zh column is zh-Hant-TW" in note
                found = AttestedTerm(
                    en=english,
                    zh=() if is_taiwan else chinese,
                    zh_hant=chinese if is_taiwan else _terms(taiwan[1]) if taiwan else (),
                    fa=_terms(row["fa"]),
                )
                if found.zh or found.zh_hant or found.fa:
                    yield found
                else:
                    report.skip(where, row["en"], "it has no term in another language")


def _is_term(english: str) -> bool:
    return len(english.split()) <= _MOST_WORDS and _ENGLISH.fullmatch(english) is not None


def _terms(cell: str) -> tuple[str, ...]:
    """The terms of a cell, without what stands in brackets behind them."""
    parts = (word(_BRACKETS.sub("", part)) for part in cell.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part and len(part) <= _LONGEST))
