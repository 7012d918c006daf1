"""Checks of the names and terms in a text: what is mistranslated, misspelt or written in two ways."""

from __future__ import annotations

from typing import Final, NamedTuple

from fmref.annotation import Annotator
from fmref.diagnostics import Severity
from fmref.snapshot import Snapshot

__all__ = ["Finding", "lint"]


class Finding(NamedTuple):
    """One finding in a text: where it is, which rule, how grave, and what to write instead, the likeliest first."""

    start: int
    end: int
    text: str
    code: str
    severity: Severity
    message: str
    suggestions: tuple[str, ...]


_CODES: Final[dict[str, tuple[str, Severity, str]]] = {
    "name_translated": ("T101", "error", "the name {name} is translated"),
    "wrong_sense": ("T201", "error", "the wrong sense of {name}"),
    "typo": ("T102", "error", "misspelt: {name}"),
    "misspelling": ("T102", "error", "misspelt: {name}"),
    "inconsistent": ("T301", "warning", "not how {name} is written"),
}
"""Code, severity and message by the kind of mistake."""


def lint(text: str, annotator: Annotator, snapshot: Snapshot) -> list[Finding]:
    """The mistranslated and misspelt names and terms of a text, in order."""
    found = []
    for mention, mistake in annotator.mistakes(text):
        code, severity, message = _CODES[mistake.error]
        right = _right(snapshot, mention.id, mention.kind, mistake.lang)
        said = f"{message.format(name=mention.name)}; write {right[0]}" if right else message.format(name=mention.name)
        found.append(Finding(mention.start, mention.end, mention.text, code, severity, said, right))
    return found


def _right(snapshot: Snapshot, owner: str, kind: str, lang: str) -> tuple[str, ...]:
    """What to write in a language for an entry or concept."""
    if kind == "concept":
        return tuple(row.text for row in snapshot.terms_of(owner, lang) if row.status in ("preferred", "admitted"))
    names = snapshot.record(owner)["names"]
    listed = [n if isinstance(n, str) else n["text"] for n in names.get(lang, ()) if _is_right(n)]
    return tuple(
        dict.fromkeys([*listed, *(n if isinstance(n, str) else n["text"] for n in names["en"] if _is_right(n))])
    )


def _is_right(name: str | dict[str, str]) -> bool:
    return isinstance(name, str) or name.get("status", "variant") in ("preferred", "variant")
