"""What readers gather of a file before it is known to be whole: drafts, which become concepts all or not at all."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from fmref.errors import ExchangeError, UnknownLanguageError, shorten
from fmref.schema import Concept
from fmref.store import problems
from fmref.text import LANGUAGES, language

__all__ = ["IMPORTED", "Draft", "concepts", "free_id", "is_id", "known_language", "slug", "tally"]

IMPORTED: Final = "imported"
"""The domain of a concept of which a file does not say any."""

_ID_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.+-/")
_LONGEST_ID: Final = 100


@dataclass(slots=True)
class Draft:
    """A concept as far as it is read; `line` is where it begins in the file, `id` empty where the file has none."""

    line: int | None
    id: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {lang: [] for lang in LANGUAGES})

    def add(self, lang: str, text: str, line: int | None, **fields: Any) -> bool:
        """Add a term, the first of its language being preferred where `status` does not say; False if it is there.

        Raises `ExchangeError` for an empty term.
        """
        text = text.strip()
        if not text:
            raise ExchangeError(f"an empty term in {lang}; write the term or remove its place", line=line)
        terms = self.terms[lang]
        if any(term["text"] == text for term in terms):
            return False
        terms.append({"status": "admitted" if terms else "preferred", **fields, "text": text})
        return True

    def define(self, lang: str, text: str) -> bool:
        """Add a definition; False where the language has one, or has none in this library."""
        definition = self.fields.get("definition", {})
        if lang == "zh-Hant" or lang in definition or not text.strip():
            return False
        self.fields["definition"] = {**definition, lang: text}
        return True


def known_language(tag: str | None, line: int | None) -> str:
    """The language that a tag stands for; `ExchangeError` for another than those of the library."""
    try:
        return language(tag)
    except UnknownLanguageError:
        cause = f"unknown language {shorten(tag)}; keep only en, zh, zh-Hant and fa"
        raise ExchangeError(cause, line=line) from None


def slug(text: str) -> str:
    """A text as an id, as far as its letters allow; it may be empty.

    >>> slug("Foundation model"), slug("naïve Bayes"), slug("模型")
    ('foundation-model', 'naive-bayes', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    kept = "".join(c if c in _ID_LETTERS and c != "/" else " " for c in plain)
    return "-".join(kept.replace("-", " ").split()).strip(".+-")[:_LONGEST_ID].rstrip(".+-")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a concept."""
    parts = text.split("/")
    return len(parts) <= 2 and len(text) <= 120 and all(p and p[0].isalnum() and set(p) <= _ID_LETTERS for p in parts)


def free_id(english: str, taken: set[str]) -> str:
    """An id made from an English term, none of those taken, to which it is added."""
    wanted = slug(english) or "concept"
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def concepts(drafts: Iterable[Draft], domain: str) -> tuple[Concept, ...]:
    """The concepts of a file; those of which it says no domain get `domain`, those without id one made from English.

    Raises `ExchangeError` for an id that stands twice and for a draft that is no concept.
    """
    drafts = list(drafts)
    _check_ids(drafts)
    taken = {draft.id for draft in drafts}
    return tuple(_concept(draft, draft.id or free_id(_english(draft), taken), domain) for draft in drafts)


def _check_ids(drafts: Iterable[Draft]) -> None:
    seen: dict[str, int | None] = {}
    for draft in drafts:
        if draft.id and draft.id in seen:
            first = "" if seen[draft.id] is None else f" on line {seen[draft.id]}"
            cause = f"the concept {draft.id} stands twice, first{first or ' above'}; merge the two or rename one"
            raise ExchangeError(cause, line=draft.line)
        seen[draft.id] = draft.line


def _english(draft: Draft) -> str:
    return next((term["text"] for term in draft.terms["en"]), "")


def _concept(draft: Draft, id_: str, domain: str) -> Concept:
    try:
        return Concept.model_validate({"domain": domain, **draft.fields, "id": id_, "terms": draft.terms})
    except ValidationError as error:
        _, message = next(iter(problems(error, Concept)))
        raise ExchangeError(f"{id_}: {message}", line=draft.line) from None


def tally(names: Iterable[str]) -> dict[str, int]:
    """How often each name stands, sorted."""
    return dict(sorted(Counter(names).items()))
