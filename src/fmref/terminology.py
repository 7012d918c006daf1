"""Checks of the names and terms in a text, one by one: what is mistranslated, misspelt or written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.diagnostics import Severity
from fmref.glossary import Glossary
from fmref.snapshot import MistakeRow, Snapshot
from fmref.term_inflection import in_number_of
from fmref.text import name_key

__all__ = ["RULES", "Finding", "mistakes", "other_spellings"]


class Finding(NamedTuple):
    """One finding in a text: where it is, which rule, how grave, and what to write instead, the likeliest first.

    `fixable` says that the one suggestion is certain: the words mean nothing else, and nothing else may stand for them.
    """

    start: int
    end: int
    text: str
    code: str
    severity: Severity
    message: str
    suggestions: tuple[str, ...]
    fixable: bool = False


_CODES: Final[dict[str, tuple[str, Severity, str]]] = {
    "name_translated": ("T101", "error", "the name {name} is translated"),
    "wrong_sense": ("T201", "error", "the wrong sense of {name}"),
    "typo": ("T102", "error", "misspelt: {name}"),
    "misspelling": ("T102", "error", "misspelt: {name}"),
    "inconsistent": ("T301", "warning", "not how {name} is written"),
}
"""Code, severity and message by the kind of mistake."""
RULES: Final[Mapping[str, str]] = {
    "T101": "A name is not translated",
    "T102": "A name or term is spelt right",
    "T103": "A name has its own spaces, hyphens and capitals inside",
    "T201": "A term is used in its sense",
    "T301": "A term is written as it is written elsewhere",
}
"""What a text has to be like, by code."""


def mistakes(
    found: Iterable[tuple[Mention, MistakeRow | None]],
    glossary: Glossary,
    snapshot: Snapshot,
    profiles: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """The mistranslated and misspelt names and terms among the mentions of a text, in order.

    `profiles` are styles of writing by language (`fa`, `zh`), which put other suggestions first; see `Glossary.terms`.
    """
    for mention, mistake in found:
        if mistake is None:
            continue
        code, severity, message = _CODES[mistake.error]
        if mistake.write:
            right = mistake.write
        elif mention.kind == "concept":
            terms = glossary.terms(mistake.owner, mistake.lang, profiles.get(mistake.lang[:2]))
            texts = (term.text for term in terms if term.lang[:2] == mistake.lang[:2])
            right = tuple(dict.fromkeys(in_number_of(mention.text, text) for text in texts))
        else:
            right = _right_names(snapshot.record(mistake.owner)["names"], mistake.lang)
        said = f"{message.format(name=mention.name)}; write {right[0]}" if right else message.format(name=mention.name)
        fixable = len(right) == 1 and not mistake.ambiguous
        yield Finding(mention.start, mention.end, mention.text, code, severity, said, right, fixable)


def other_spellings(mentions: Iterable[Mention], snapshot: Snapshot) -> Iterator[Finding]:
    """Latin names whose letters are right and whose spaces and hyphens are not: Huggingface, GLM130B.

    Capitals are left to the writer, since makers change them (LLaMA, Llama), but for a capital behind a small letter
    that no name has there (LlaMA).
    """
    for mention in mentions:
        surface = mention.text
        if mention.kind == "concept" or not surface.isascii():
            continue
        names = [name["text"] for name in snapshot.record(mention.id)["names"]["en"]]
        right = [name for name in names if name_key(name) == name_key(surface)]
        if right and not _is_one_of(surface, right, snapshot):
            message = f"the name is written otherwise; write {right[0]}"
            yield Finding(
                mention.start, mention.end, surface, "T103", "warning", message, tuple(right), len(right) == 1
            )


_CAPITAL_INSIDE: Final = re.compile("[a-z][A-Z]")


def _is_one_of(surface: str, names: Iterable[str], snapshot: Snapshot) -> bool:
    """Whether a surface is one of some names; capitals matter only where one follows a small letter."""
    plain = " ".join(surface.split())
    if plain.casefold() not in map(str.casefold, names):
        return False
    if not _CAPITAL_INSIDE.search(plain) or plain in names:
        return True
    return any(name.startswith(plain) for _, name in snapshot.names_beginning(name_key(plain)))


def _right_names(names: Mapping[str, Sequence[Mapping[str, str]]], lang: str) -> tuple[str, ...]:
    """What to write in a language for an entry: its names there, and then the Latin ones."""
    listed = (*names.get(lang, ()), *names["en"])
    right = (name["text"] for name in listed if name.get("status", "variant") in ("preferred", "variant"))
    return tuple(dict.fromkeys(right))
