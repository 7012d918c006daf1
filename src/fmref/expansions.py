"""Checks of what stands before an acronym in brackets: 生成式预训练变压器（GPT）.

A mistaken word in the full form of an acronym is one finding with it: what to write is the full form as a whole. Where
the acronym is a name, another full form than those listed is a finding of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.script_patterns import is_han
from fmref.terminology import Finding
from fmref.text import name_key

if TYPE_CHECKING:
    from fmref.annotation import Mention
    from fmref.glossary import Glossary
    from fmref.snapshot import Snapshot

__all__ = ["with_expansions"]

_BRACKET: Final = re.compile(r"[\s\u200c]?[(（]\s?\Z")
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z][A-Za-z0-9-]{0,4}")
_BROKEN: Final = re.compile(r"[^\w\s\u200c-]|\n")
"""What no full form reaches across."""
_LONGER: Final = 8
"""By how many characters a mistaken full form may be longer than the right one."""
_LIKE: Final = 0.5
"""How like the right full form a mistaken one must be at least; 1 for an equal one."""
_MISTAKES: Final = frozenset({"T101", "T102", "T201", "T303"})


def with_expansions(
    findings: Iterable[Finding], text: str, mentions: Sequence[Mention], glossary: Glossary, snapshot: Snapshot
) -> Iterator[Finding]:
    """The findings, those about a word in the full form of an acronym widened to all of it, and those of full forms."""
    places = [place for one in mentions if (place := _full_form(text, one, glossary, snapshot)) is not None]
    ends, widened = [place.end for place in places], set[_Place]()
    for finding in findings:
        at = bisect_left(ends, finding.end)
        place = places[at] if at < len(places) and finding.code in _MISTAKES else None
        if place is None or finding.start < place.start:
            yield finding
            continue
        widened.add(place)
        message = f"{finding.message.rpartition('; write ')[0] or finding.message}; write {place.right[0]}"
        yield finding._replace(
            start=place.start, end=place.end, text=place.text, message=message, suggestions=place.right, fixable=False
        )
    for place in places:
        if place.is_of_name and place not in widened:
            message = f"{place.acronym}: its full form is written otherwise; write {place.right[0]}"
            yield Finding(place.start, place.end, place.text, "T101", "warning", message, place.right)


class _Place(NamedTuple):
    """Where the full form of an acronym stands that is none of those listed, which are `right`."""

    start: int
    end: int
    text: str
    acronym: str
    is_of_name: bool
    right: tuple[str, ...]


def _full_form(text: str, mention: Mention, glossary: Glossary, snapshot: Snapshot) -> _Place | None:
    """What stands for the full form of an acronym before its bracket, where it is none of those listed."""
    if not _ACRONYM.fullmatch(mention.text):
        return None
    if (bracket := _BRACKET.search(text[max(mention.start - 3, 0) : mention.start])) is None:
        return None
    end = mention.start - len(bracket[0])
    if end <= 0 or text[end - 1].isascii():
        return None
    lang = "zh" if is_han(text[end - 1]) else "fa"
    if not (right := _renderings(mention, lang, glossary, snapshot)):
        return None
    first = max(end - max(map(len, right)) - _LONGER, 0)
    broken = [match.end() for match in _BROKEN.finditer(text, first, end)]
    start = _start(text, max([first, *broken]), end, right, lang)
    if start is None or name_key(text[start:end]) in {name_key(one) for one in right}:
        return None
    return _Place(start, end, text[start:end], mention.text, mention.kind != "concept", right)


def _renderings(mention: Mention, lang: str, glossary: Glossary, snapshot: Snapshot) -> tuple[str, ...]:
    """The full forms that are listed for an acronym in a language, the preferred one first."""
    if mention.kind == "concept":
        texts = [term.text for term in glossary.terms(mention.id, lang) if term.lang[:2] == lang]
    else:
        names = snapshot.record(mention.id)["names"].get(lang, ())
        texts = [name["text"] for name in names if name.get("status", "variant") in ("preferred", "variant")]
    return tuple(one for one in texts if len(one) > len(mention.text) and not one.isascii())


def _start(text: str, first: int, end: int, right: Sequence[str], lang: str) -> int | None:
    """Where the words that are most like a full form begin; None where none are."""
    from rapidfuzz.distance import Indel

    keys = [name_key(one) for one in right]
    starts = range(first, end - 1) if lang == "zh" else [m.start() for m in re.finditer(r"\S+", text[first:end])]
    places = starts if lang == "zh" else [first + at for at in starts]
    scored = [(max(Indel.normalized_similarity(name_key(text[at:end]), key) for key in keys), -at) for at in places]
    score, at = max(scored, default=(0.0, 0))
    return -at if score >= _LIKE else None
