"""The terms of a running text, with those of another language behind them or in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from fmref.annotation import Annotator, Mention
from fmref.boundaries import end_of_word
from fmref.glossary import Glossary
from fmref.main_language import main_language
from fmref.script_patterns import is_han
from fmref.term_inflection import Ending, ending, inflected
from fmref.text import language, name_key

__all__ = ["Reason", "TermChange", "TermLeft", "TermTranslator", "Translated"]

Reason = Literal["ambiguous", "compound", "inflected", "latin_kept", "no_term"]


class TermChange(NamedTuple):
    """One change: `written` takes the place of `original`, which is `text[start:end]` of the text that was given.

    `id` is the concept. The span is that of the word with its endings, and of a gloss that was there already.
    """

    start: int
    end: int
    original: str
    id: str
    written: str


class TermLeft(NamedTuple):
    """A term that was left as it is: its place, the ids of the concepts that it may mean, and why.

    `reason` is `ambiguous` (several senses, and the words around do not decide), `inflected` (it has an ending that the
    new term could not carry), `compound` (it is joined to another word by a hyphen), `latin_kept` (writers of the
    language keep the Latin word) or `no_term` (the concept has no term in the language).
    """

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    reason: Reason


class Translated(NamedTuple):
    """A text with its terms translated, every change that made it from the given one, in order, and what was left."""

    text: str
    changes: tuple[TermChange, ...]
    left: tuple[TermLeft, ...]

    def _repr_html_(self) -> str:
        from fmref.finding_views import changes_html

        return changes_html(self)


class _Place(NamedTuple):
    """A mention of a concept whose word ends at `end`, endings included, and the term to write for it."""

    mention: Mention
    end: int
    concept: str
    written: str
    known: frozenset[str]
    """The keys of every term that the concept has in the language of the new one."""


class TermTranslator:
    """Translates the terms of texts with one glossary."""

    def __init__(self, annotator: Annotator, glossary: Glossary) -> None:
        self._annotator = annotator
        self._glossary = glossary

    def translate(
        self,
        text: str,
        to: str,
        *,
        mode: Literal["gloss", "replace"] = "gloss",
        first_mention: bool = True,
        profile: str | None = None,
    ) -> Translated:
        """The text with the terms of `to` in parentheses behind its own (`gloss`) or in their place (`replace`).

        With `first_mention` a gloss stands only behind the first mention of each concept; a concept that the text names
        in `to` already, or that has its gloss, needs none. `replace` writes every mention anew, with the plural where
        the new term can carry it; for a concept whose Latin word writers give at the first mention (`keep_latin`), that
        word follows in parentheses there. Names, numbers, code, links and general words are never changed.

        Raises `UnknownLanguageError`, and `ValueError` for a mode or profile that there is not.
        """
        if mode not in ("gloss", "replace"):
            raise ValueError(f"unknown mode {mode!r}; use gloss or replace")
        to = language(to)
        self._glossary.terms("", to, profile)  # a wrong profile is an error, also in a text without terms
        left: list[TermLeft] = []
        seen: set[str] = set()
        changes: list[TermChange] = []
        for place in self._places(text, to, profile, left, seen):
            if mode == "replace":
                change = self._replacement(text, place, to, left, first=first_mention and place.concept not in seen)
            elif first_mention and place.concept in seen:
                change = None
            else:
                change = _gloss(text, place)
            seen.add(place.concept)
            if change is not None:
                changes.append(change)
        return Translated(_applied(text, changes), tuple(changes), tuple(sorted(left)))

    def _places(
        self, text: str, to: str, profile: str | None, left: list[TermLeft], seen: set[str]
    ) -> Iterator[_Place]:
        """The mentions to be translated; those that are not go to `left` or, where the text says `to`, to `seen`."""
        shielded = [match.span() for match in _NO_PROSE.finditer(text)]
        at = behind = 0
        glossed = ""
        for mention in self._annotator.annotate(text).mentions:
            while at < len(shielded) and shielded[at][1] <= mention.start:
                at += 1
            if mention.kind != "concept" or (at < len(shielded) and shielded[at][0] < mention.end):
                continue
            found = self._term(text, mention, to, profile)
            if isinstance(found, TermLeft):
                left.append(found)
                continue
            if mention.start < behind and found.concept == glossed:
                continue  # in parentheses behind the term, as its gloss or acronym
            glossed, behind = found.concept, _end_of_gloss(text, found)
            if found.written:
                yield found
            else:
                seen.add(found.concept)

    def _term(self, text: str, mention: Mention, to: str, profile: str | None) -> _Place | TermLeft:
        """The term to write for a mention, empty where the text says `to` already; or why there is none."""
        start, end, surface = mention.start, mention.end, mention.text
        concepts: Sequence[str] = (mention.id,)
        if mention.score < 1:
            around = text[max(start - _AROUND, 0) : end + _AROUND]
            found = self._glossary.translate(surface, to, context=around, profile=profile)
            concepts = found.candidates[:1] if found.status == "ok" else found.candidates or concepts
        offered = [self._glossary.terms(concept, to, profile) for concept in concepts]
        first = {name_key(terms[0].text) if terms else "" for terms in offered}
        known = frozenset(name_key(term.text) for terms in offered for term in terms)
        keeps = self._glossary.keep_latin(concepts[0], to) if surface.isascii() else "never"
        if main_language(surface) == to or (name_key(surface) in known and keeps != "first_mention"):
            return _Place(mention, end, concepts[0], "", known)
        if len(first) > 1:
            return TermLeft(start, end, surface, tuple(concepts), "ambiguous")
        if keeps == "always":
            return TermLeft(start, end, surface, tuple(concepts), "latin_kept")
        if not offered[0]:
            return TermLeft(start, end, surface, tuple(concepts), "no_term")
        stop = end_of_word(text, start, end) or end
        if _JOINED.match(text, stop):
            return TermLeft(start, end, surface, tuple(concepts), "compound")
        return _Place(mention, stop, concepts[0], offered[0][0].text, known)

    def _replacement(
        self, text: str, place: _Place, to: str, left: list[TermLeft], *, first: bool
    ) -> TermChange | None:
        """The new term in the place of a mention, with its plural; None where an ending would be lost."""
        mention = place.mention
        how: Ending | None = ending(text, mention.start, mention.end, place.end)
        written = None if how is None else inflected(place.written, how)
        if written is None:
            left.append(TermLeft(mention.start, mention.end, mention.text, (place.concept,), "inflected"))
            return None
        start, end = mention.start, place.end
        if first and mention.text.isascii() and self._glossary.keep_latin(place.concept, to) == "first_mention":
            written += _bracketed(mention.text, _language_around(text, start, end))
        start, end, written = _spaced(text, start, end, written)
        return TermChange(start, end, text[start:end], place.concept, written)


_AROUND: Final = 200
"""How many characters on each side decide between the senses of a term."""
_NO_PROSE: Final = re.compile(
    r"(?s:```.*?```|~~~.*?~~~)|`[^`\n]*`|\]\([^()\s]*\)|<[A-Za-z/!][^<>\n]*>|(?:https?://|www\.)[^\s<>\"()（）。，]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+",
)
"""Code, targets of links, tags, addresses."""
_JOINED: Final = re.compile(r"['’]|[-‐‑–_/](?=[^\W_])")
"""What joins a word to one behind it, or begins its genitive."""
_OPENED: Final = re.compile(r" ?[(（]([^()（）\n]{1,200})[)）]")
"""Parentheses right behind a term."""


def _end_of_gloss(text: str, place: _Place) -> int:
    """Where the parentheses behind a term end, if they say the same in other words; else where its word ends."""
    behind = _OPENED.match(text, place.end)
    return behind.end() if behind and len(behind[1]) <= _LONGEST_GLOSS else place.end


_LONGEST_GLOSS: Final = 80


def _gloss(text: str, place: _Place) -> TermChange | None:
    """The term with its gloss, which joins an acronym in parentheses that stands there; None where there is one."""
    start, end = place.mention.start, place.end
    lang = _language_around(text, start, end)
    behind = _OPENED.match(text, end)
    if behind and any(key in name_key(behind[1]) for key in place.known):
        return None
    if behind and _ACRONYM.fullmatch(behind[1]):
        comma = {"zh": "，", "zh-Hant": "，", "fa": "، "}.get(lang, ", ")
        written = f"{text[start : behind.end() - 1]}{comma}{place.written}{text[behind.end() - 1]}"
        return TermChange(start, behind.end(), text[start : behind.end()], place.concept, written)
    written = text[start:end] + _bracketed(place.written, lang)
    return TermChange(start, end, text[start:end], place.concept, written)


_ACRONYM: Final = re.compile(r"[A-Z][a-z0-9-]{0,4}[A-Z][A-Za-z0-9-]{0,9}")


def _language_around(text: str, start: int, end: int) -> str:
    """The language of the line around a place, as far as it matters."""
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    return main_language(before + text[start : end + _AROUND].partition("\n")[0]) or "en"


def _bracketed(term: str, lang: str) -> str:
    """A term in the parentheses of the language of a text: full-width and without a space in Chinese."""
    return f"（{term}）" if lang.startswith("zh") else f" ({term})"


def _spaced(text: str, start: int, end: int, written: str) -> tuple[int, int, str]:
    """The span and the new term with a space where Chinese meets another script, and none between Chinese words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if is_han(written[0]):
        if before == " " and is_han(text[start - 2 : start - 1] or " "):
            start -= 1
    elif before and is_han(before):
        written = f" {written}"
    if is_han(written[-1]):
        if after == " " and is_han(text[end + 1 : end + 2] or " "):
            end += 1
    elif after and is_han(after):
        written = f"{written} "
    return start, end, written


def _applied(text: str, changes: Sequence[TermChange]) -> str:
    """A text after changes in order."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.written)
        at = change.end
    return "".join((*parts, text[at:]))
