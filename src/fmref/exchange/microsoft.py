"""CSV for Document Translation of Microsoft's Azure: source and target; no header, no languages.

The columns are those of
https://learn.microsoft.com/azure/ai-services/translator/document-translation/how-to-guides/create-use-glossaries, where
the languages are said in the request. The page shows the same file with tabs, which is read as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from fmref.errors import ExchangeError
from fmref.exchange import pairs
from fmref.exchange.drafts import Draft
from fmref.exchange.pairs import CARRYING, narrowed
from fmref.exchange.rows import csv_rows, csv_text
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "narrowed", "text"]


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A CSV file."""
    return csv_text(pairs.rows(concepts, languages))


def drafts(content: str, languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a CSV or TSV file of these languages; raises `ExchangeError`."""
    if not languages:
        raise ExchangeError("the file names no languages; say which, --from and --to")
    found = []
    for line, row in csv_rows(content):
        if len(row) != 2:
            raise ExchangeError(
                f"{len(row)} columns where there are two, source and target; correct the row", line=line
            )
        found.append((line, row[0], row[1]))
    return pairs.drafts(found, languages), {}
