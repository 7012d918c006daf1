"""Glossaries of OmegaT: source, target and comment between tabs, in UTF-8 (files `.utf8`, `.txt` or `.tab`).

The format is that of the manual, https://omegat.sourceforge.io/manual-standard/en/chapter.windows.and.panes.html; lines
that begin with `#` are comments. The comment has the definition and, in brackets, the concept, so that rows of one
concept are read back as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fmref.errors import ExchangeError
from fmref.exchange.carrying import Carrying, Cut
from fmref.exchange.drafts import Draft, is_id
from fmref.schema import Concept, per_language

__all__ = ["CARRYING", "drafts", "narrowed", "text"]

CARRYING: Final = Carrying(("id", "definition"), pair=True, definition="target")
_HEADER: Final = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
_MARK: Final = "(fmref:"


def narrowed(cuts: Sequence[Cut], languages: Sequence[str]) -> list[Cut]:
    """Sources that would be read as comments are left out, with the concept where it has no other."""
    source = languages[0].replace("-", "_").lower()
    found = []
    for given, held in cuts:
        if held is not None:
            kept = tuple(term for term in getattr(held.terms, source) if not term.text.startswith("#"))
            if kept:
                kept = (kept[0].model_copy(update={"status": "preferred"}), *kept[1:])
            changed = held.model_copy(update={"terms": held.terms.model_copy(update={source: kept})})
            held = changed if kept else None  # noqa: PLW2901
        found.append(Cut(given, held))
    return found


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A glossary with a row for each source with each target."""
    rows = ("\t".join(row) for concept in concepts for row in _rows(concept, languages))
    return "".join(f"{row}\n" for row in (_HEADER, *rows))


def _rows(concept: Concept, languages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    source, target = languages
    terms = dict(per_language(concept.terms))
    said = getattr(concept.definition, target, None) or ""
    for one in terms[source]:
        for other in terms[target]:
            yield one.text, other.text, f"{said} {_MARK}{concept.id})".strip()
            said = ""  # OmegaT shows the rows of a concept together


def drafts(content: str, languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a glossary of these languages; raises `ExchangeError`.

    Rows without our mark are one concept where they follow on one another with one source.
    """
    if not languages:
        raise ExchangeError("the file names no languages; say which, --from and --to")
    source, target = languages
    found: dict[str, Draft] = {}
    last = ""
    for line, row in enumerate(content.split("\n"), 1):
        if not row.strip() or row.startswith("#"):
            continue
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) not in (2, 3):
            raise ExchangeError(f"{len(cells)} columns; put tabs between source, target and comment", line=line)
        comment, id_ = _comment(cells[2] if len(cells) == 3 else "")
        key = id_ or (last if last.startswith("\t") and last.endswith(f"\t{cells[0]}") else f"\t{line}\t{cells[0]}")
        last = key
        draft = found.setdefault(key, Draft(line, id_))
        new = draft.add(source, cells[0], line)
        if not draft.add(target, cells[1], line) and not new and not id_:
            raise ExchangeError(f"the row of {cells[0]!r} and {cells[1]!r} stands twice; remove one", line=line)
        draft.define(target, comment)
    return list(found.values()), {}


def _comment(comment: str) -> tuple[str, str]:
    """What a comment says, and the concept that it names."""
    said, mark, id_ = comment.rpartition(_MARK)
    return (said.strip(), id_[:-1]) if mark and id_.endswith(")") and is_id(id_[:-1]) else (comment, "")
