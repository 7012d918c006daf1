"""Names, terms, quantities and dates in running text.

An automaton over the folded text finds what is listed, the grammar of names what is not; boundaries, the longest match
and the words around decide what is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.boundaries import is_persian, stands_alone
from fmref.dates import DateMention
from fmref.introductions import is_called_model, is_introduced, kind_beside
from fmref.lineage import house
from fmref.overlaps import Candidate, Reading, free_places, longest, without_descriptors
from fmref.pattern_search import PatternSearch, Sought
from fmref.quantities import Quantity, quantities_and_dates
from fmref.resolver import Resolver
from fmref.script_patterns import is_han
from fmref.skeleton import Skeleton, skeleton
from fmref.snapshot import MistakeRow, NameRow, Snapshot
from fmref.text import NameKey, name_key, segmenter

if TYPE_CHECKING:
    from fmref.glossary import Glossary

__all__ = ["Annotation", "Annotator", "Mention"]


class Mention(NamedTuple):
    """A span of a text that means an entry, a concept, a quantity or a date.

    `text` is the original from `start` up to `end`, in code points. `status` is `ok`, `variant` (another name than the
    preferred one of its language), `misspelling` or `mistranslation`; `score` is 1 where nothing else fits. Quantities
    and dates (`kind` is "quantity" or "date") have an empty `id`; their `name` says what they mean (`175000000000
    parameters`, `2022-11-01/2022-12-31`) and `reading` holds them.
    """

    start: int
    end: int
    text: str
    kind: str
    id: str
    name: str
    status: str
    score: float
    reading: Quantity | DateMention | None = None


def _no_address(_id: str) -> str | None:
    """For annotations that know of no catalog."""
    return None


class Annotation(NamedTuple):
    """A text with its mentions in order; a notebook shows it as HTML.

    None lies within another, but for the term in a quantity that is its unit. `address_of` gives the address of a page
    about an entry by its id, for the links of that view; what is pickled leaves it behind.
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


class Annotator:
    """Finds names and terms over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver, glossary: Glossary) -> None:
        self._snapshot = snapshot
        self._resolver = resolver
        self._glossary = glossary
        self._search = PatternSearch(snapshot, self._is_dull)
        self._read = lru_cache(maxsize=_KEPT)(self._reading)
        self._named = lru_cache(maxsize=_KEPT)(self._name_read)
        self._house = lru_cache(maxsize=_KEPT)(self._part_of)
        self._begins_name = lru_cache(maxsize=_KEPT)(snapshot.has_model_beginning)

    def annotate(self, text: str, *, lang: str | None = None, general: bool = False) -> Annotation:
        """The mentions of a text, without the general words among the terms unless `general` asks for them.

        `lang` is the language of the text, where it is known: it decides what 兆 and ¥ are.
        """
        kept = [m for m, _ in self.names_and_terms(text, general=general) if general or m.id not in self._general]
        taken = [(m.start, m.end) for m in kept if m.kind != "concept" or any(map(str.isdigit, m.text))]
        quantities, dates = quantities_and_dates(text, lang, taken)
        kept += map(_quantity, quantities)
        kept += map(_date, dates)
        kept.sort(key=lambda mention: (mention.start, -mention.end))
        return Annotation(text, tuple(kept))

    def names_and_terms(self, text: str, *, general: bool = False) -> list[tuple[Mention, MistakeRow | None]]:
        """The mentions of entries and concepts in order; of a mistranslation or misspelling, the row that says so.

        Without `general`, general words are left out unless they are mistakes.
        """
        found = self._found(text, general=general)
        named = _places(found)
        read = ((one, self._mention(text, one, named)) for one in found)
        kept = [
            (mention, one.mistake)
            for one, mention in read
            if general or one.mistake is not None or not self._is_general(mention.id, one.reading.key)
        ]
        kept += ((mention, None) for mention in self._short_forms(text, found))
        return sorted(kept, key=lambda pair: pair[0].start)

    def _found(self, text: str, *, general: bool) -> list[Candidate]:
        """What a text mentions, in order."""
        folded = skeleton(text)
        matches = self._search.find(folded)
        listed = list(self._listed(text, folded, matches if general else (m for m in matches if not m[0].dull)))
        if not general and (wrong := [one for one in listed if one.mistake is not None]):
            listed += self._listed(text, folded, _dull_around(wrong, folded, matches))
        listed = without_descriptors(text, listed, partial(self._is_term, text))
        found = longest([*listed, *self._parsed(text)], len(text), general=general)
        return list(self._supported(text, self._without_words(text, found)))

    def _is_general(self, id_: str, key: str) -> bool:
        """Whether a wording in this sense is one of general language."""
        return id_ in self._general or (id_, key) in self._everyday

    def _is_dull(self, key: str) -> bool:
        """Whether a key means nothing but general words, however it is written."""
        rows = self._snapshot.bearers(NameKey(key))
        is_general = all(row.kind == "concept" and self._is_general(row.id, key) for row in rows)
        return is_general and not self._snapshot.mistakes(key)

    @cached_property
    def _general(self) -> frozenset[str]:
        return frozenset(self._snapshot.general_concepts())

    @cached_property
    def _everyday(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._snapshot.everyday_terms())

    @cached_property
    def _everyday_names(self) -> frozenset[str]:
        return self._snapshot.everyday_names()

    @cached_property
    def _no_nouns(self) -> frozenset[str]:
        return frozenset(self._snapshot.concepts_no_nouns())

    # --- What is listed

    def _listed(self, text: str, folded: Skeleton, matches: Iterable[tuple[Sought, int, int]]) -> Iterator[Candidate]:
        """Of the listed names and terms that were found in the folded text, those that stand alone."""
        size, span, read = len(text), folded.span, self._read
        for (key, plural, before, behind, _), begin, finish in matches:
            start, end = span(begin, finish)
            begins = not start or text[start - 1] in _FREE or is_han(text[start])
            ends = end == size or text[end] in _FREE or is_han(text[end - 1])
            if not (begins and ends) and not stands_alone(text, start, end):
                continue
            if (before or behind) and _is_cut(text, start, end, before, behind):
                continue
            reading = read(key, plural, text[start:end])
            mistakes = reading.mistakes
            mistake = next((m for m in mistakes if not _is_guarded(m, folded.key, begin)), None) if mistakes else None
            if mistake is not None:
                yield Candidate(start, end, reading, mistake, mistake.ambiguous)
            elif reading.rows and not mistakes:
                yield Candidate(start, end, reading, None, reading.is_contested)

    def _is_term(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text is a listed term."""
        wording = text[start:end]
        if wording.strip(".") != wording or not stands_alone(text, start, end):
            return False
        if (found := self._snapshot.pattern(name_key(wording))) is None:
            return False
        key, plural, *_ = found
        return any(row.kind == "concept" for row in self._read(key, plural, wording).rows)

    def _reading(self, key: str, plural: str | None, surface: str) -> Reading:
        """What a key, or the plural that stands for it, means where it is written like this."""
        rows = self._fitting(key, plural, surface)
        mistakes = self._snapshot.mistakes(key)
        for told in (_CLAUSE_END, _GENITIVE):  # model. Training is no model training, and Anthropic's no Anthropics
            if told.search(surface):
                rows = tuple(row for row in rows if told.search(row.text))
                mistakes = [mistake for mistake in mistakes if told.search(mistake.text)]
        right = any(row.status in ("preferred", "admitted", "variant") for row in rows)
        return Reading(
            key,
            rows,
            () if right else tuple(m for m in mistakes if _parts_alike(surface, m.text)),
            is_contested=bool(rows) and _is_contested(surface, rows),
            is_general=bool(rows) and all(self._is_general(row.id, key) for row in rows),
            is_word=bool(rows) and rows[0].kind != "concept" and key in self._everyday_names,
            entries=frozenset(row.id for row in rows if row.kind != "concept"),
        )

    def _fitting(self, key: str, plural: str | None, surface: str) -> tuple[NameRow, ...]:
        """The bearers of a key that are written like this: a Latin name in capitals is no lower-case word."""
        rows = self._snapshot.bearers(NameKey(key))
        if plural is not None:
            return tuple(row for row in rows if row.kind == "concept" and _breaks_alike(surface, plural))
        if not surface.isascii():
            return tuple(row for row in rows if _breaks_alike(surface, row.text))
        return tuple(row for row in rows if _is_written(surface, row.text, row.kind) and not _is_word(surface, row))

    # --- What the grammar reads

    def _parsed(self, text: str) -> Iterator[Candidate]:
        """Names of models that are not listed and end in a number, a size or a variant."""
        for run in _RUN.finditer(text):
            if _NUMBERED.search(text, *run.span()):
                yield from self._parsed_in(text, *run.span())

    def _parsed_in(self, text: str, start: int, end: int) -> Iterator[Candidate]:
        words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)][:_MOST_WORDS]
        for first, (begin, after) in enumerate(words):
            head = _HEAD.match(text, begin, after)
            if head is None or not self._begins_name(name_key(head[0])):
                continue
            for last in range(min(first + _LONGEST_NAME, len(words)) - 1, first - 1, -1):
                finish = words[last][1]
                if not _NUMBERED.search(text, begin, finish) or not stands_alone(text, begin, finish):
                    continue
                if _CLAUSE_END.search(text, begin, finish):
                    continue
                if row := self._named(text[begin:finish]):
                    yield Candidate(begin, finish, Reading("", (row,), entries=frozenset((row.id,))))
                    break

    def _name_read(self, name: str) -> NameRow | None:
        """The model that the grammar reads in a name that is not listed."""
        found = self._resolver.explain(name, kind="model")
        if found.match is None or found.status != "parsed":
            return None
        match = found.match
        return NameRow(match.id, "model", match.level, match.name, match.developer, "parsed", "variant", name)

    # --- What is kept

    def _supported(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """What is certain, and what is contested where something speaks for the field near it.

        That is a certain mention, a number of parameters or tokens, or, of a model, its maker: Gopher by DeepMind.
        """
        certain = [one.start for one in found if self._speaks(one)]
        doubted = [one for one in found if one.is_contested and not _is_near(certain, one)]
        if doubted:
            called = (one.start for one in doubted if is_called_model(text, one.start, one.end))
            certain = sorted((*certain, *_of_the_field(text, doubted), *called))
            kept = set(_made_and_makers(doubted, self._house))
            doubted = [one for one in doubted if not _is_near(certain, one) and one[:2] not in kept]
        dropped = {one[:2] for one in doubted}
        return (one for one in found if not one.is_contested or one[:2] not in dropped)

    def _without_words(self, text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
        """What is found, but for names that are everyday words where nothing in the text says that they are names.

        The words around it say so once for all its mentions (see `fmref.introductions`), or its maker beside it, or
        another name of the same entry.
        """
        words = [one for one in found if one.reading.is_word and one.mistake is None]
        if not words:
            return found
        others = [one for one in found if not one.reading.is_word]
        named = {id_ for one in others for id_ in one.reading.entries}
        named |= {id_ for one in words if is_introduced(text, one.start, one.end) for id_ in one.reading.entries}
        beside = set(_made_and_makers([one for one in found if one.reading.entries], self._house))
        dropped = {one[:2] for one in words if named.isdisjoint(one.reading.entries) and one[:2] not in beside}
        return [one for one in found if one[:2] not in dropped]

    def _part_of(self, organization: str) -> str:
        """The organization that one is part of in the end."""
        return house(organization, self._snapshot.part_of)

    def _speaks(self, one: Candidate) -> bool:
        """Whether a mention speaks for the field: it is neither contested nor a general word, right or mistaken."""
        return not (one.is_contested or one.reading.is_general)

    def _short_forms(self, text: str, found: Sequence[Candidate]) -> Iterator[Mention]:
        """The last words of models' names, alone in a text that has named them in full: Claude 3 Opus, then Opus."""
        named: dict[str, list[tuple[int, NameRow]]] = {}
        for one in found:
            row = one.reading.rows[0] if one.reading.rows else None
            if row and row.kind == "model" and one.mistake is None and (word := self._last_word(row, text, one)):
                named.setdefault(word, []).append((one.start, row))
        if not named:
            return
        is_free = free_places(len(text), (one[:2] for one in found))
        for match in re.finditer("|".join(map(re.escape, sorted(named, key=len, reverse=True))), text):
            start, end = match.span()
            if is_free(start, end) and stands_alone(text, start, end):
                places = named[match[0]]
                row = places[max(bisect_left(places, start, key=itemgetter(0)) - 1, 0)][1]
                yield Mention(start, end, match[0], row.kind, row.id, row.shown or row.name, "variant", 0.9)

    def _last_word(self, row: NameRow, text: str, one: Candidate) -> str | None:
        """The last word of a name of several, by which a text may call it afterwards: one that no other house uses."""
        before, _, word = row.name.rpartition(" ")
        is_proper = len(word) > 3 and word.isascii() and word.isalpha() and word[0].isupper()
        if not before or not is_proper or not text.startswith(word, one.end - len(word)):
            return None
        return word if len(self._houses_by_last_word[word]) == 1 else None

    @cached_property
    def _houses_by_last_word(self) -> Mapping[str, set[str | None]]:
        """The developers of the models whose names end in a word."""
        found: dict[str, set[str | None]] = {}
        for name, developer in self._snapshot.models_with_developers():
            found.setdefault(name.rpartition(" ")[2], set()).add(developer)
        return found

    def _mention(self, text: str, one: Candidate, named: Mapping[str, Sequence[int]]) -> Mention:
        """A mention of the likeliest bearer; `named` are the places of what the text names for certain."""
        start, end, surface = one.start, one.end, text[one.start : one.end]
        if one.mistake is not None:
            node = self._snapshot.node(one.mistake.owner)
            kind, name = (node.kind, node.name) if node is not None else ("concept", one.mistake.owner)
            status = "misspelling" if one.mistake.error in ("misspelling", "typo") else "mistranslation"
            return Mention(start, end, surface, kind, one.mistake.owner, name, status, 1.0)
        rows = one.reading.rows
        if len(rows) > 1 and len({row.kind for row in rows}) > 1 and (called := kind_beside(text, start, end)):
            rows = tuple(row for row in rows if row.kind == called) or rows
        row = rows[0] if len(rows) == 1 else self._likeliest(text, one, rows, named)
        score = 1.0 if len(rows) == 1 else round(1 / len({r.id for r in rows}), 2)
        return Mention(
            start, end, surface, row.kind, row.id, row.shown or row.name, _STATUS.get(row.status, "variant"), score
        )

    def _likeliest(
        self, text: str, one: Candidate, rows: Sequence[NameRow], named: Mapping[str, Sequence[int]]
    ) -> NameRow:
        """Of several bearers one that the text names elsewhere or by its developer, or the sense its words fit."""
        if told := next((row for row in rows if row.id in named), None):
            return told
        distances = [(_distance(named.get(row.developer or "", ()), one.start), at) for at, row in enumerate(rows)]
        nearest, at = min(distances)
        if nearest < len(text):
            return rows[at]
        exact = [row for row in rows if row.text == text[one.start : one.end]] or list(rows)
        concepts = [row for row in exact if row.kind == "concept"]
        if len(concepts) != len(exact) or len(exact) == 1:
            return exact[0]
        nouns = [row for row in concepts if row.id not in self._no_nouns] or concepts
        if len({row.id for row in nouns}) == 1:
            return nouns[0]
        block = one.start // _NEAR * _NEAR
        best = self._glossary.likeliest([row.id for row in nouns], text[max(block - _NEAR, 0) : block + 2 * _NEAR])
        return next(row for row in nouns if row.id == best)


_FREE: Final = frozenset(" \n\t,;:()«»“”，。、；：（）《》！？،؛؟")
"""What parts words in every script."""
_CLAUSE_END: Final = re.compile(r"[.,;:!?…](?=\s)|[，。；：！？،؛؟]|\n\s*\n")
"""What ends a clause, which no name or term goes beyond unless it is written with one."""
_GENITIVE: Final = re.compile("['’]s$")
"""The English genitive, which no name takes in unless it is written with it."""
_KEPT: Final = 2**14
"""How many readings of surfaces are kept in memory."""
_STATUS: Final = {"preferred": "ok", "misspelling": "misspelling", "mistranslation": "mistranslation"}
_RUN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ ._/+:-]{1,2}?[A-Za-z0-9]+){0,9}")
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:[._/+:-][A-Za-z0-9]+)*\+?")
_HEAD: Final = re.compile(r"[A-Z][A-Za-z]*|[a-z]+(?=[A-Za-z._/+:-]*[0-9])|[0-9]+[A-Za-z]*")
"""The first letters of what may be a name: a capital, or small letters that a number follows in the same word."""
_NUMBERED: Final = re.compile("[0-9]")
_MOST_WORDS: Final = 12
_LONGEST_NAME: Final = 5
_NEAR: Final = 120
"""How far away, in characters, a certain mention speaks for a contested one."""
_MOST_BESIDE: Final = 9
"""How many contested names are looked at behind one for its maker."""
_COUNTED: Final = re.compile(
    r"(?:[0-9]\s?[MB]|[0-9][\s-]?(?:m|b)illion)[\s-](?:parameters?|params?)\b"
    r"|(?:[0-9]\s?[BT]|[0-9][\s-]?(?:b|tr)illion)[\s-](?:parameters?|params?|tokens?)\b"
    r"|[万萬亿億]\s?个?\s?(?:参数|參數|词元|tokens?\b)"
    r"|(?:میلیون|میلیارد|تریلیون)\s(?:پارامتر|توکن)",
    re.IGNORECASE,
)
"""How a text counts what only models have."""


def _quantity(one: Quantity) -> Mention:
    """A quantity as a mention, named by its value or bounds and its unit."""
    low, high = ("" if bound is None else f"{bound:.15g}" for bound in (one.low, one.high))
    number = f"{one.value:.15g}" if one.value is not None else f"{low}/{high}"
    name = number if one.unit is None else f"{number} {one.unit}"
    return Mention(one.start, one.end, one.text, "quantity", "", name, "ok", 1.0, one)


def _date(one: DateMention) -> Mention:
    """A date as a mention, named by the day or the days that it may be (ISO 8601), or by its text."""
    days = one.earliest if one.earliest == one.latest else f"{one.earliest}/{one.latest}"
    return Mention(one.start, one.end, one.text, "date", "", days or one.text, "ok", 1.0, one)


def _dull_around(
    wrong: Iterable[Candidate], folded: Skeleton, matches: Iterable[tuple[Sought, int, int]]
) -> Iterator[tuple[Sought, int, int]]:
    """The dull matches that touch a mistake, which gives way to a longer one."""
    is_free = free_places(len(folded.key), ((folded.place(one.start), folded.place(one.end)) for one in wrong))
    return (match for match in matches if match[0].dull and not is_free(*match[1:]))


def _places(found: Iterable[Candidate]) -> dict[str, list[int]]:
    """Where a text names what for certain."""
    places: dict[str, list[int]] = {}
    for one in found:
        if one.reading.rows and one.mistake is None and len({row.id for row in one.reading.rows}) == 1:
            places.setdefault(one.reading.rows[0].id, []).append(one.start)
    return places


def _distance(places: Sequence[int], start: int) -> float:
    """How far the nearest of some places is, which stand in order."""
    behind = bisect_left(places, start)
    return min((abs(at - start) for at in places[max(behind - 1, 0) : behind + 1]), default=float("inf"))


def _is_written(surface: str, text: str, kind: str) -> bool:
    """Whether the letters of a surface are as large as those of a name where it matters, or of two capitals: He, it."""
    if kind == "concept":
        return len(text) != 2 or not text.isupper() or surface[:2].isupper()
    if not surface.islower() or any(char.isdigit() for char in surface):
        return True
    return text.islower()


def _is_word(surface: str, row: NameRow) -> bool:
    """Whether a short word only looks like the id of an organization that nobody writes so: it hit the web."""
    return row.kind == "organization" and row.role == "id" and surface.islower() and len(surface) < _WHOLE_WORD


_WHOLE_WORD: Final = 5
"""From which length on a lower-case id of an organization is no everyday word."""


def _breaks_alike(surface: str, text: str) -> bool:
    """Whether a Persian surface has spaces only where a listed name has a gap: می توان is no میتوان."""
    if " " not in surface or not is_persian(surface[0]):
        return True
    return _gaps(surface, " ") <= _gaps(text, " \u200c-")


def _parts_alike(surface: str, text: str) -> bool:
    """Whether a Persian surface has gaps only where a listed mistake has one: وزن‌های is no وزنه with an ending."""
    return not is_persian(surface[0]) or _gaps(surface, " \u200c") <= _gaps(text, " \u200c-")


def _gaps(text: str, marks: str) -> set[int]:
    """Behind how many letters a text has one of some marks."""
    found: set[int] = set()
    letters = 0
    for char in text:
        if char in marks:
            found.add(letters)
        letters += char.isalnum()
    return found


def _is_near(certain: Sequence[int], one: Candidate) -> bool:
    """Whether one of some offsets, which are in order, lies near a candidate."""
    at = bisect_left(certain, one.start - _NEAR)
    return at < len(certain) and certain[at] <= one.end + _NEAR


def _made_and_makers(doubted: Sequence[Candidate], part_of: Callable[[str], str]) -> Iterator[tuple[int, int]]:
    """Where contested names of a model and of its maker stand near one another."""
    for place, one in enumerate(doubted):
        for other in doubted[place + 1 : place + _MOST_BESIDE]:
            if other.start > one.end + _NEAR:
                break
            if _is_made_by(one, other, part_of) or _is_made_by(other, one, part_of):
                yield one[:2]
                yield other[:2]


def _is_made_by(model: Candidate, maker: Candidate, part_of: Callable[[str], str]) -> bool:
    """Whether a candidate may be a model, and another its maker or the house of that."""
    makers = {part_of(row.id) for row in maker.reading.rows if row.kind == "organization"}
    made = (row for row in model.reading.rows if row.kind == "model" and row.developer is not None)
    return any(part_of(str(row.developer)) in makers for row in made)


def _of_the_field(text: str, doubted: Sequence[Candidate]) -> Iterator[int]:
    """Where near a contested name a text counts what only models have: millions of parameters, tokens."""
    end = 0
    for one in doubted:
        begin, end = max(end, one.start - _NEAR), one.end + _NEAR
        yield from (match.start() for match in _COUNTED.finditer(text, begin, end))


def _is_contested(surface: str, rows: Sequence[NameRow]) -> bool:
    """Whether a surface is a single Latin word that an entry bears as its name, and may be a plain word."""
    return (
        surface.isascii()
        and surface.isalpha()
        and surface[1:].islower()  # ChatGPT and PaLM are no plain words
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


def _is_cut(text: str, start: int, end: int, before: str, behind: str) -> bool:
    """Whether a Chinese word of two only seems to stand there, across the words of the text.

    Only jieba can tell where the character before or behind makes a commoner word with half of it.
    """
    is_open = (start > 0 and text[start - 1] in before) or (end < len(text) and text[end] in behind)
    if not is_open:
        return False
    at = max(start - _SEGMENTED, 0)
    for word in segmenter().cut(text[at : end + _SEGMENTED]):
        if at <= start and at + len(word) >= end:
            return False  # a word, or inside a longer one that is not listed: the term is part of it
        at += len(word)
    return True


_SEGMENTED: Final = 8
"""How much text on either side jieba is given to find the words at a place."""
