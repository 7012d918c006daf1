"""Names and terms in running text: an automaton over the folded text, boundaries, the grammar of names, context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.boundaries import is_han, is_persian, stands_alone
from fmref.resolver import Resolver
from fmref.skeleton import Skeleton, skeleton
from fmref.snapshot import MistakeRow, NameRow, Snapshot
from fmref.text import NameKey, name_key, segmenter

if TYPE_CHECKING:
    import ahocorasick_rs

    from fmref.glossary import Glossary

__all__ = ["Annotation", "Annotator", "Mention"]


class Mention(NamedTuple):
    """A span of a text that means an entry or concept.

    `text` is the original from `start` up to `end`, in code points. `status` is `ok`, `variant` (another name than the
    preferred one of its language), `misspelling` or `mistranslation`; `score` is 1 where nothing else fits.
    """

    start: int
    end: int
    text: str
    kind: str
    id: str
    name: str
    status: str
    score: float


def _no_address(_id: str) -> str | None:
    """For annotations that know of no catalog."""
    return None


class Annotation(NamedTuple):
    """A text with its mentions in order, none within another; a notebook shows it as HTML.

    `address_of` gives the address of a page about an entry by its id, for the links of that view; what is pickled
    leaves it behind.
    """

    text: str
    mentions: tuple[Mention, ...]
    address_of: Callable[[str], str | None] = _no_address

    def __repr__(self) -> str:
        return f"Annotation(text={self.text!r}, mentions={self.mentions!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Annotation, (self.text, self.mentions)

    def _repr_html_(self) -> str:
        from fmref.text_view import view

        return view(self.text, self.mentions, self.address_of)

    def to_html(self, title: str = "fmref") -> str:
        """The text as an HTML page: mentions coloured by kind, with links to what they mean, and a legend."""
        from fmref.text_view import page

        return page(title, self.text, self.mentions, self.address_of)


class _Found(NamedTuple):
    """A mention on its way."""

    start: int
    end: int
    rows: Sequence[NameRow]
    mistake: MistakeRow | None
    contested: bool
    """Whether the letters are also an everyday word, so that the words around must speak for it."""


class Annotator:
    """Finds names and terms over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver, glossary: Glossary) -> None:
        self._snapshot = snapshot
        self._resolver = resolver
        self._glossary = glossary

    def annotate(self, text: str, *, general: bool = False) -> Annotation:
        """The mentions of a text, without the general words among the terms unless `general` asks for them."""
        found = self._found(text)
        known = {one.rows[0].id for one in found if one.rows and len({row.id for row in one.rows}) == 1}
        mentions = (self._mention(text, one, known) for one in found)
        return Annotation(text, tuple(m for m in mentions if general or m.id not in self._general))

    def mistakes(self, text: str) -> list[tuple[Mention, MistakeRow]]:
        """The mistranslations and misspellings of a text, with the rows that say so."""
        return [(self._mention(text, f, set()), f.mistake) for f in self._found(text) if f.mistake is not None]

    def _found(self, text: str) -> list[_Found]:
        """What a text mentions, in order."""
        return list(self._supported(_longest([*self._listed(text, skeleton(text)), *self._parsed(text)])))

    @cached_property
    def _general(self) -> frozenset[str]:
        return frozenset(self._snapshot.concepts_saying("general"))

    @cached_property
    def _no_nouns(self) -> frozenset[str]:
        return frozenset(self._snapshot.concepts_saying("pos"))  # a noun is the usual, which a record leaves out

    # --- What is listed

    def _patterns(self) -> dict[str, str]:
        """What is looked for, with the key that it stands for: a plural inside a Persian term is the term."""
        found = {key: key for key in self._snapshot.keys_of_names() if _is_findable(key)}
        found.update((key, key) for key in self._mistakes)
        for key, text in self._snapshot.persian_compounds():
            head, _, rest = text.partition(" ")
            found.setdefault(f"{name_key(head)}های{name_key(rest)}", key)
        return dict(sorted(found.items()))

    @cached_property
    def _automaton(self) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
        """The automaton of all patterns, and the key of each."""
        import ahocorasick_rs

        patterns = self._patterns()
        return ahocorasick_rs.AhoCorasick(list(patterns), store_patterns=False), list(patterns.values())

    @cached_property
    def _mistakes(self) -> dict[str, list[MistakeRow]]:
        found: dict[str, list[MistakeRow]] = {}
        for row in self._snapshot.mistakes():
            found.setdefault(row.key, []).append(row)
        return found

    def _listed(self, text: str, folded: Skeleton) -> Iterator[_Found]:
        """Every listed name and term that stands alone."""
        automaton, keys = self._automaton
        for pattern, begin, finish in automaton.find_matches_as_indexes(folded.key, overlapping=True):
            start, end = folded.span(begin, finish)
            if not stands_alone(text, start, end) or _is_cut(text, start, end):
                continue
            key = keys[pattern]
            surface = text[start:end]
            mistakes = [m for m in self._mistakes.get(key, ()) if not _is_guarded(m, folded.key, begin)]
            rows = self._fitting(key, surface)
            if mistakes and not any(row.status in ("preferred", "admitted", "variant") for row in rows):
                yield _Found(start, end, rows, mistakes[0], mistakes[0].ambiguous)
            elif rows:
                yield _Found(start, end, rows, None, _is_contested(surface, rows))

    def _fitting(self, key: str, surface: str) -> list[NameRow]:
        """The bearers of a key that are written like this: a Latin name in capitals is no lower-case word."""
        rows = self._snapshot.bearers(NameKey(key))
        if not surface.isascii():
            return [row for row in rows if _breaks_alike(surface, row.text)]
        return [row for row in rows if row.kind == "concept" or _is_written(surface, row.text)]

    # --- What the grammar reads

    def _parsed(self, text: str) -> Iterator[_Found]:
        """Names of models that are not listed and end in a number, a size or a variant."""
        for run in _RUN.finditer(text):
            yield from self._parsed_in(text, *run.span())

    def _parsed_in(self, text: str, start: int, end: int) -> Iterator[_Found]:
        words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)][:_MOST_WORDS]
        for first in range(len(words)):
            begin = words[first][0]
            if not (text[begin].isupper() or any(c.isdigit() for c in text[begin : words[first][1]])):
                continue
            for last in range(min(first + _LONGEST_NAME, len(words)) - 1, first - 1, -1):
                finish = words[last][1]
                name = text[begin:finish]
                if not any(char.isdigit() for char in name) or not stands_alone(text, begin, finish):
                    continue
                found = self._resolver.explain(name, kind="model")
                if found.match is not None and found.status == "parsed":
                    match = found.match
                    row = NameRow(
                        match.id, "model", match.level, match.name, match.developer, "parsed", "variant", name
                    )
                    yield _Found(begin, finish, [row], None, contested=False)
                    break

    # --- What is kept

    def _supported(self, found: Sequence[_Found]) -> Iterator[_Found]:
        """What is certain, and what is contested where certain mentions of the field stand near."""
        certain = [one.start for one in found if self._speaks(one)]
        for one in found:
            if not one.contested or _near(certain, one.start, one.end):
                yield one

    def _speaks(self, one: _Found) -> bool:
        """Whether a mention speaks for the field: it is neither contested nor a mistake nor a general word."""
        if one.contested or one.mistake is not None:
            return False
        return any(row.id not in self._general for row in one.rows)

    def _mention(self, text: str, one: _Found, known: Collection[str]) -> Mention:
        """A mention of the likeliest bearer; `known` are entries that the text names for certain."""
        start, end, surface = one.start, one.end, text[one.start : one.end]
        if one.mistake is not None:
            node = self._snapshot.node(one.mistake.owner)
            kind, name = (node.kind, node.name) if node is not None else ("concept", one.mistake.owner)
            status = "misspelling" if one.mistake.error in ("misspelling", "typo") else "mistranslation"
            return Mention(start, end, surface, kind, one.mistake.owner, name, status, 1.0)
        row = self._likeliest(text, one, known)
        status = _STATUS.get(row.status, "variant")
        score = round(1 / len({r.id for r in one.rows}), 2)
        return Mention(start, end, surface, row.kind, row.id, row.shown or row.name, status, score)

    def _likeliest(self, text: str, one: _Found, known: Collection[str]) -> NameRow:
        """Of several bearers one that the text names elsewhere or by its developer, or the sense its words fit."""
        rows = one.rows
        if len(rows) == 1:
            return rows[0]
        if told := next((row for row in rows if row.id in known or row.developer in known), None):
            return told
        exact = [row for row in rows if row.text == text[one.start : one.end]] or list(rows)
        concepts = [row for row in exact if row.kind == "concept"]
        if len(concepts) != len(exact) or len(exact) == 1:
            return exact[0]
        nouns = [row for row in concepts if row.id not in self._no_nouns] or concepts
        around = text[max(one.start - _NEAR, 0) : one.end + _NEAR]
        best = self._glossary.likeliest([row.id for row in nouns], around)
        return next(row for row in nouns if row.id == best)


_STATUS: Final = {"preferred": "ok", "misspelling": "misspelling", "mistranslation": "mistranslation"}
_RUN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ ._/+:-]{1,2}?[A-Za-z0-9]+){0,9}")
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:[._/+:-][A-Za-z0-9]+)*\+?")
_MOST_WORDS: Final = 12
_LONGEST_NAME: Final = 5
_NEAR: Final = 120
"""How far away, in characters, a certain mention speaks for a contested one."""


def _is_findable(key: str) -> bool:
    """Whether a key says enough to be looked for in a text: no lone letter or character, no bare number."""
    return len(key) > 1 and (not key.isascii() or any(char.isalpha() for char in key))


def _is_written(surface: str, text: str) -> bool:
    """Whether the letters of a surface are as large as those of a name where it matters."""
    if not surface.islower() or any(char.isdigit() for char in surface):
        return True
    return text.islower()


def _breaks_alike(surface: str, text: str) -> bool:
    """Whether a Persian surface has spaces only where a listed name has a gap: می توان is no میتوان."""
    if " " not in surface or not is_persian(surface[0]):
        return True
    if "های" in surface and "های" not in text:
        surface = surface.replace("\u200cهای", "", 1).replace(" های", "", 1).replace("های", "", 1)
    return _gaps(surface, " ") <= _gaps(text, " \u200c-")


def _gaps(text: str, marks: str) -> set[int]:
    """Behind how many letters a text has one of some marks."""
    found: set[int] = set()
    letters = 0
    for char in text:
        if char in marks:
            found.add(letters)
        letters += char.isalnum()
    return found


def _is_contested(surface: str, rows: Sequence[NameRow]) -> bool:
    """Whether a surface is a single Latin word that an entry bears as its name, and may be a plain word."""
    return (
        surface.isascii()
        and surface.isalpha()
        and not surface.isupper()
        and rows[0].kind != "concept"
        and len(surface) < 9
    )


def _is_guarded(mistake: MistakeRow, key: str, begin: int) -> bool:
    """Whether a mistake stands inside one of the wordings in which its letters are right."""
    for guard in mistake.guards:
        at = guard.find(mistake.key)
        while at >= 0:
            if key.startswith(guard, begin - at) and begin >= at:
                return True
            at = guard.find(mistake.key, at + 1)
    return False


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """The mentions of which none overlaps another: the longer first, and among equal ones the earlier.

    A mistake gives way to what contains it, and to nothing that only overlaps it: 玻尔兹曼机器 is no 玻尔兹曼机.
    """
    taken: list[_Found] = []
    covered: set[int] = set()
    longest_first = sorted(found, key=lambda f: (f.start - f.end, f.start))
    right = [one for one in longest_first if one.mistake is None]
    starts, reach = _reaches(right)
    wrong = [one for one in longest_first if one.mistake is not None and not _is_inside(one, starts, reach)]
    for one in (*wrong, *right):
        if covered.isdisjoint(range(one.start, one.end)):
            covered.update(range(one.start, one.end))
            taken.append(one)
    return sorted(taken, key=lambda f: f.start)


def _reaches(found: Iterable[_Found]) -> tuple[list[int], list[tuple[int, int]]]:
    """The starts of mentions in order, and for each the longest reach of those that start by then: end and start."""
    starts: list[int] = []
    reach: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        starts.append(one.start)
        reach.append(max((one.end, -one.start), reach[-1] if reach else (0, 0)))
    return starts, reach


def _is_inside(one: _Found, starts: Sequence[int], reach: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention lies within a longer one."""
    at = bisect_right(starts, one.start) - 1
    if at < 0:
        return False
    end, start = reach[at]
    return end >= one.end and end + start > one.end - one.start


def _near(certain: Sequence[int], start: int, end: int) -> bool:
    return any(start - _NEAR <= at <= end + _NEAR for at in certain)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a short Chinese word only seems to stand there, across the words of the text."""
    if end - start != 2 or not (is_han(text[start]) and is_han(text[start + 1])):
        return False
    counts = segmenter().FREQ
    own = counts.get(text[start:end], 0)
    before, behind = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    if counts.get(before, 0) <= own and counts.get(behind, 0) <= own:
        return False
    at = max(start - _SEGMENTED, 0)
    for word in segmenter().cut(text[at : end + _SEGMENTED]):
        if at <= start and at + len(word) >= end:
            return False  # a word, or inside a longer one that is not listed: the term is part of it
        at += len(word)
    return True


_SEGMENTED: Final = 8
"""How much text on either side jieba is given to find the words at a place."""
