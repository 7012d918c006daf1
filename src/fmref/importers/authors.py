"""Authors of papers about models: the surnames in the column Authors of Epoch AI's CSV files of models.

A citation names the surname of the first author and the year, so these are what is kept: each surname once, with the
years in which papers came out whose first author bears it. Names of teams and companies in that column are left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from fmref.importers import CitedAuthor, ImportFailure, Report
from fmref.importers._reading import csv_file

__all__ = ["read"]

_AUTHORS: Final = "Authors"
_DATE: Final = "Publication date"
_PARTED: Final = re.compile(r"[,;\n]| and ")
_MARKS: Final = re.compile(r"[*∗†‡§¹²³⁴⁵⁰0-9]|\([^()]*\)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MOST_WORDS: Final = 5
"""A longer piece of the column is several names, or a sentence."""
_TEAM: Final = frozenset("team group labs lab research project inc foundation institute university center".split())


def read(paths: Sequence[Path], report: Report) -> Iterator[CitedAuthor]:
    """One row for every surname."""
    years: dict[str, set[int]] = {}
    for path in paths:
        for row in _rows(path):
            names = [" ".join(part.split()) for part in _PARTED.split(_MARKS.sub("", row[_AUTHORS])) if part.strip()]
            for place, name in enumerate(names):
                if (surname := _surname(name)) is None:
                    report.skip(path.name, name, "not read as the full name of a person")
                    continue
                found = years.setdefault(surname, set())
                if place == 0 and (year := row[_DATE][:4]).isdecimal():
                    found.add(int(year))
    yield from (CitedAuthor(name=name, years=tuple(sorted(found))) for name, found in years.items())


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of a file that has the two columns."""
    with csv_file(path) as stream:
        reader = csv.DictReader(stream, strict=True, restval="")
        for column in (_AUTHORS, _DATE):
            if column not in (reader.fieldnames or ()):
                raise ImportFailure(f"{path}: no column {column!r}; give a CSV file of Epoch's models")
        yield from reader


def _surname(name: str) -> str | None:
    """The surname of a full name, with the particles before it (van den Oord); None where it is no full name."""
    words = name.replace(".", ". ").split()
    if not 2 <= len(words) <= _MOST_WORDS or not words[0][0].isupper() or _TEAM & {w.lower() for w in words}:
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    last = words[-1]
    is_name = _WORD.fullmatch(last) and len(last) > 1 and not last.isupper() and any(map(str.isupper, last))
    return " ".join(words[start:]) if is_name else None
