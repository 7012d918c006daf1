"""CSV for DeepL: source, target, language of the source, language of the target; no header.

The columns are those of https://developers.deepl.com/docs/customize/managing-glossaries: the two languages are optional
there, and written here so that the file says what it holds. A source may stand only once, and has one target.
"""

from __future__ import annotations

from collections.abc import Sequence

from fmref.errors import ExchangeError
from fmref.exchange import pairs
from fmref.exchange.drafts import Draft, known_language
from fmref.exchange.pairs import CARRYING, narrowed
from fmref.exchange.rows import csv_rows, csv_text
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "narrowed", "text"]


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A CSV file."""
    return csv_text((*row, *languages) for row in pairs.rows(concepts, languages))


def drafts(content: str, languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a CSV or TSV file; `languages` are needed where it has two columns. Raises `ExchangeError`."""
    found: list[tuple[int, str, str]] = []
    for line, row in csv_rows(content):
        if len(row) not in (2, 4):
            raise ExchangeError(f"{len(row)} columns; give source and target, or these and their languages", line=line)
        named = [known_language(tag, line) for tag in row[2:]]
        if not named and not languages:
            raise ExchangeError("the file names no languages; say --from and --to, or add them as columns", line=line)
        if named and languages and list(languages) != named:
            asked = " to ".join(languages)
            raise ExchangeError(
                f"languages {named[0]} to {named[1]} where {asked} is asked for; split the file", line=line
            )
        languages = languages or named
        if languages[0] == languages[1]:
            raise ExchangeError("source and target are of one language; correct the third or fourth column", line=line)
        found.append((line, row[0], row[1]))
    return pairs.drafts(found, languages) if found else [], {}
