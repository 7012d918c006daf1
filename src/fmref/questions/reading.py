"""A question word by word: the fewest names and phrases that cover it, and what remains not understood.

Every way to cut the question into known pieces is weighed at once (a shortest path over its words), so that the longest
phrase wins without a rule for each case: *open source* over *open*, *Code Llama* over *Llama*, 激活参数 over 参数.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.boundaries import is_persian
from fmref.ledger import Ledger
from fmref.near import is_slip
from fmref.questions.first import first_of_line
from fmref.questions.lexicon import Lexicon, Meaning
from fmref.questions.versions import generation_said, says_version
from fmref.resolution import Match, Resolution
from fmref.resolver import Resolver
from fmref.script_patterns import is_han
from fmref.skeleton import skeleton
from fmref.snapshot import LINES, NameRow, Snapshot
from fmref.text import NameKey, name_key

if TYPE_CHECKING:
    from fmref.dates import DateMention
    from fmref.quantities import Quantity

__all__ = ["LONGEST", "Piece", "Reader", "Reading"]

LONGEST: Final = 400
"""The longest question, in characters; no question that the catalog can answer needs more."""


class Piece(NamedTuple):
    """A part of a question, from `start` up to `end`, with everything that it may be; nothing of all that: unknown."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...] = ()
    rows: tuple[NameRow, ...] = ()
    """The entries that it may name."""
    quantity: Quantity | None = None
    date: DateMention | None = None

    def meaning(self, role: str) -> Meaning | None:
        """Its meaning in a role, None where it has none."""
        for meaning in self.meanings:  # a loop, which is faster than a generator where most pieces have one meaning
            if meaning.role == role:
                return meaning
        return None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.meanings or self.rows or self.quantity or self.date)


class Reading(NamedTuple):
    """A question with its pieces in order."""

    text: str
    pieces: tuple[Piece, ...]
    refused: Resolution | None = None
    """How the resolver took what looks like a name and is none."""

    @property
    def unknown(self) -> list[Piece]:
        """What is not understood."""
        return [piece for piece in self.pieces if not piece.known]

    @property
    def own_words(self) -> list[Piece]:
        """The words of the question itself, without those that may be of a term: 过 in 过拟合, 大模型."""
        edges = {edge for piece in self.unknown for edge in (piece.start, piece.end)}
        own = [
            piece
            for piece in self.pieces
            if piece.meanings and not (piece.meaning("filler") and edges & {piece.start, piece.end})
        ]
        return [piece for piece in own if not piece.meaning("kind")] or own


class _Atom(NamedTuple):
    """A word, or one Chinese character."""

    start: int
    end: int
    stems: tuple[int, ...]
    """Where it may end without an ending: Persian suffixes, the English plural and genitive."""


_ATOM: Final = re.compile(
    "[A-Za-z0-9\u00c0-\u024f]+(?:\\+{1,2}(?![^\\W_]))?|[\u0620-\u06ff\u0750-\u077f\u200c\u064b-\u0655]+|[\u3400-\u9fff]|(?:(?![A-Za-z0-9\u0620-\u06ff\u3400-\u9fff])[^\\W_])+"
)
_GENITIVE: Final = re.compile("['’]s(?![^\\W_])")
_PERSIAN_ENDINGS: Final = (*("هایشان", "هایش", "هایی", "های", "ها", "یی", "ای", "ی", "ش", "شان", "م", "ه", "ست", "و"),)
_KNOWN: Final = 1.0
_STEMMED: Final = 1.05
_NAMED: Final = 1.02
_UNKNOWN: Final = 8.0
_LENGTH: Final = 1e-4
"""What a piece is cheaper for the square of its length: of covers with as many pieces, the longest one wins."""
_LONGEST_PIECE: Final = 12
"""How many Chinese characters, or other words among them, a name or phrase has at most."""
_MOST_WORDS: Final = 8
"""How many words of other scripts it has at most."""


_ONE_LETTER: Final = 0.8
"""The least score of a near miss with one wrong letter: in four letters, a wrong one makes another word."""
_MISTAKES: Final = frozenset({"misspelling", "mistranslation"})
"""What a listed name is that nobody should write."""
_COUNTED: Final = "models"
"""The unit that the words for what a list asks for give a number before them."""
_NUMBER_END: Final = re.compile(
    "[0-9۰-۹٠-٩][KMBTkmb千万亿]{0,2}|[千万亿]|میلیارد|میلیون|هزار|billion|million|thousand", re.IGNORECASE
)


class _Words(NamedTuple):
    """A question cut into words, with what it folds to."""

    text: str
    atoms: Sequence[_Atom]
    key: str
    places: Mapping[int, int]
    """Where the ends of the words stand in the key."""

    def key_of(self, start: int, end: int) -> str:
        """The key of a stretch between ends of words."""
        return self.key[self.places[start] : self.places[end]].strip("_.")

    def stretches(self, most: int = _MOST_WORDS) -> Iterator[tuple[_Atom, _Atom]]:
        """Each stretch of at most so many words, or Chinese characters, by its first and last one."""
        for first, atom in enumerate(self.atoms):
            longest = _LONGEST_PIECE if is_han(self.text[atom.start]) else most
            for last in self.atoms[first : first + longest]:
                yield atom, last


class Reader:
    """Reads questions over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver, ledger: Ledger, lexicon: Lexicon) -> None:
        self._snapshot = snapshot
        self._ledger = ledger
        self._resolver = resolver
        self._lexicon = lexicon
        self._bearers = lru_cache(maxsize=2**14)(self._entries)
        self._explain = lru_cache(maxsize=2**10)(lambda name: resolver.explain(name, kind="model"))

    def read(self, text: str, kinds: Collection[str] = (), *, concepts: bool = False) -> Reading:
        """The pieces of a question of at most `LONGEST` characters.

        With `kinds`, labels of attributes that no entry of these kinds has are passed over: *how much memory* asks for
        one attribute of a model and for another of a chip. With `concepts`, terms of the glossary are read,
        too: what the models of a list are.

        What costs more is looked for only while something is not understood: names that only the grammar of names
        reads, then values that sources state (before the numbers in them: *Apache 2.0*), then quantities and dates.
        """
        words = _words(text)
        known = self._known(words, kinds)
        reading = _cover(words, known)
        stages = [self._parsed, self._generations, self._values, self._measures]
        for more in [self._concepts, *stages] if concepts else stages:
            wanted = more == self._generations or (more == self._values and self._limits_text(reading))
            if not (reading.unknown or wanted):
                continue
            if found := [*more(words, reading)]:
                known += found
                reading = _cover(words, known)
        if reading.unknown:
            return reading._replace(refused=self._refused(text, reading))
        return reading

    def _known(self, words: _Words, kinds: Collection[str]) -> list[tuple[Piece, float]]:
        """Every phrase of the lexicon and every listed name, with its cost."""
        found = []
        text, articles = words.text, _articles(words)
        for atom, last in words.stretches():
            if articles and (atom, last) in articles:
                continue
            for end in (last.end, *last.stems):
                key = words.key_of(atom.start, end)
                meanings = self._lexicon.find(key, kinds)
                rows = self._bearers(key) if not meanings and len(key) > 1 else ()
                if rows and atom != last and self._is_small_talk(words, atom, last):
                    continue
                if meanings or rows:
                    is_stem = (end != last.end) != _is_genitive(text, last)
                    cost = _STEMMED if is_stem else _KNOWN if meanings else _NAMED
                    found.append((Piece(atom.start, last.end, text[atom.start : end], meanings, rows), cost))
        return found

    def _is_small_talk(self, words: _Words, first: _Atom, last: _Atom) -> bool:
        """Whether a stretch is of small words that change nothing, which a name has with capitals: *of a*, but OFA."""
        if not words.text[first.start : last.end].islower():
            return False
        between = (atom for atom in words.atoms if first.start <= atom.start <= last.start)
        keys = (words.key_of(atom.start, atom.end) for atom in between)
        return all(any(m.role == "filler" for m in self._lexicon.find(key)) for key in keys)

    def _entries(self, key: str) -> tuple[NameRow, ...]:
        return tuple(row for row in self._snapshot.bearers(NameKey(key)) if row.kind != "concept")

    def _measures(self, words: _Words, reading: Reading) -> Iterator[tuple[Piece, float]]:
        """Quantities and dates outside the names; no mere *several*."""
        text, atoms = words.text, words.atoms
        from fmref.dates import find_dates
        from fmref.quantities import find_quantities

        names = [
            (piece.start, piece.end) for piece in reading.pieces if piece.rows and not _next_unknown(reading, piece)
        ]
        unread = [_behind(reading, p) for p in reading.pieces if _is_model(p) and _next_unknown(reading, p)]
        for date in find_dates(text):
            yield Piece(*_on_atoms(date.start, date.end, atoms), date.text, date=date), _KNOWN
        for found in find_quantities(text, taken=names):
            quantity = found
            if quantity.value is None and not any(char.isdigit() for char in quantity.text):
                continue
            exact = quantity.low == quantity.high and quantity.text[0].isdigit()
            if exact and any(start <= quantity.start < end for start, end in unread):
                continue  # of a name that nobody knows, as of Llamma 2 70B
            span = _on_atoms(quantity.start, quantity.end, atoms)
            if quantity.unit == _COUNTED and (bare := self._without_noun(text, span, names)) is not None:
                quantity, span = bare[0], _on_atoms(*bare[1], atoms)
            yield Piece(*span, quantity.text, quantity=quantity), _KNOWN

    def _without_noun(
        self, text: str, span: tuple[int, int], names: Sequence[tuple[int, int]]
    ) -> tuple[Quantity, tuple[int, int]] | None:
        """The number before the word for models, which a list asks for and no number counts: 超过 100K 的模型."""
        from fmref.quantities import find_quantities

        end = max((m.end() for m in _NUMBER_END.finditer(text, *span)), default=span[0])
        found = [q for q in find_quantities(text[:end], taken=names) if q.start >= span[0]]
        return (found[-1], (found[-1].start, found[-1].end)) if found else None

    def _values(self, words: _Words, reading: Reading) -> Iterator[tuple[Piece, float]]:  # noqa: ARG002
        """Licences and other texts that sources state."""
        for atom, last in words.stretches(_LONGEST_PIECE):
            key = words.key_of(atom.start, last.end)
            if meanings := self._lexicon.stated(key):
                found = words.text[atom.start : last.end]
                yield Piece(atom.start, last.end, found, meanings, self._bearers(key)), _KNOWN

    def _concepts(self, words: _Words, reading: Reading) -> Iterator[tuple[Piece, float]]:
        """Terms for kinds of models in and around what is not understood."""
        strange = [piece.start for piece in reading.unknown]
        for atom, last in words.stretches(_LONGEST_PIECE):
            if not any(atom.start <= start < last.end for start in strange):
                continue
            for end in (last.end, *last.stems):
                if meanings := self._lexicon.kind_of_model(words.key_of(atom.start, end)):
                    yield Piece(atom.start, last.end, words.text[atom.start : end], meanings), _STEMMED

    def _limits_text(self, reading: Reading) -> bool:
        """Whether a question speaks of a licence and names an organization that may be one: MIT."""
        labels = {a for piece in reading.pieces if (m := piece.meaning("label")) for a in m.attributes}
        organizations = any(row.kind == "organization" for piece in reading.pieces for row in piece.rows)
        return organizations and self._lexicon.has_text(labels)

    def _parsed(self, words: _Words, reading: Reading) -> Iterator[tuple[Piece, float]]:
        """Names that are not listed and that the resolver reads to their last token, as written or without endings."""
        for run in _name_runs(words.text, reading):
            pieces = [piece for piece in reading.pieces if run.start <= piece.start < run.end]
            if run.text.isdecimal() or (run.text.isascii() and not says_version(run.text)):
                continue
            for name in dict.fromkeys((run.text, " ".join(piece.text for piece in pieces))):
                if (row := self._read_name(name)) is not None:
                    yield Piece(*_on_atoms(run.start, run.end, words.atoms), run.text, rows=(row,)), _KNOWN
                    break

    def _read_name(self, name: str) -> NameRow | None:
        """The model of a name that only the grammar of names reads."""
        found = self._explain(name).match
        if found is None:
            return None
        return NameRow(found.id, found.kind, found.level, found.name, found.developer, "parsed", found.status, name)

    def _generations(self, words: _Words, reading: Reading) -> Iterator[tuple[Piece, float]]:
        """Models with their generation said in words before or behind them: 第二代 Llama, *the first GPT*."""
        text = words.text
        for piece in reading.pieces:
            said = generation_said(text, piece.start, piece.start + len(piece.text)) if _is_model(piece) else None
            if said is not None and (rows := self._of_generation(piece, said.number)):
                yield (
                    Piece(*_on_atoms(said.start, said.end, words.atoms), text[said.start : said.end], rows=rows),
                    _KNOWN,
                )

    def _of_generation(self, piece: Piece, number: int) -> tuple[NameRow, ...]:
        """The model of a line with a number in its name, else its first one; several that came first together."""
        for row in piece.rows:
            if row.kind != "model" or (row.level in LINES and any(char.isdigit() for char in row.name)):
                continue
            named = (self._read_name(f"{name} {number}") for name in dict.fromkeys((row.name, piece.text)))
            if found := next((one for one in named if one is not None), None):
                return (found,)
            if number == 1:
                return first_of_line(row, self._snapshot, self._ledger)
        return ()

    def _refused(self, text: str, reading: Reading) -> Resolution | None:
        """What the resolver says of what looks most like a name: of a model, else of anything."""
        runs = [run.text for run in _name_runs(text, reading) if any(c.isdigit() or c.isupper() for c in run.text)]
        if not runs:
            return None
        name = max(runs, key=len)
        found = self._explain(name)
        return found if found.status != "unknown" or found.candidates else self._resolver.explain(name)

    def misspelt(self, reading: Reading) -> tuple[Piece, Match] | None:
        """A name with digits that one wrong letter keeps from being that of a model, and the model.

        None where several models are as near, and where the word is the name of another model, as LLaVA is.
        """
        for run in _numbered_runs(reading):
            named = [row for piece in reading.pieces for row in piece.rows if run.start <= piece.start < run.end]
            if any(row.kind == "model" and row.status not in _MISTAKES for row in named):
                continue
            found = self._explain(run.text)
            near = [one for one in found.candidates if one.score >= _ONE_LETTER and is_slip(run.text, one.matched)]
            best = [one for one in near if name_key(one.matched) == name_key(one.name)] or near
            if found.status == "unknown" and len({one.id for one in best}) == 1:
                return run, best[0]
        return None


def _words(text: str) -> _Words:
    atoms = list(_atoms(text))
    folded = skeleton(text)
    return _Words(text, atoms, folded.key, folded.places(at for a in atoms for at in (a.start, a.end, *a.stems)))


def _atoms(text: str) -> Iterator[_Atom]:
    end = 0
    for match in _ATOM.finditer(text):
        start = match.start()
        if start < end:
            continue
        end = match.end()
        stems: list[int] = []
        if is_persian(text[start]):
            word = match[0]
            stems = [end - len(s) for s in _PERSIAN_ENDINGS if word.endswith(s) and len(word) > len(s) + 1]
            stems = [at - (text[at - 1] == "\u200c") for at in stems]
        elif not is_han(text[start]):
            if genitive := _GENITIVE.match(text, end):
                stems = [end]
                end = genitive.end()
            elif match[0].endswith("s") and end - start > 3:
                stems = [end - 1]
        yield _Atom(start, end, tuple(stems))


def _is_genitive(text: str, atom: _Atom) -> bool:
    """Whether a word ends in the English genitive, which is no part of a name: *CLIP's*, but CLIPS."""
    return bool(atom.stems) and text[atom.end - 2] in "'’"


def _articles(words: _Words) -> set[tuple[_Atom, _Atom]]:
    """What would be a name that ends in an article: *is BERT a diffusion model*, but not *is Command A open*."""
    text, atoms = words.text, words.atoms
    asks = len(atoms) > 1 and text[: atoms[1].start].lower() in {"is ", "was ", "are "}
    if not (asks and text[atoms[1].start].isupper()):
        return set()
    return {(atoms[1], last) for last in atoms[2:] if text[last.start : last.end] in {"a", "an"}}


def _on_atoms(start: int, end: int, atoms: Sequence[_Atom]) -> tuple[int, int]:
    """A span widened to the words that it touches."""
    touched = [atom for atom in atoms if atom.start < end and start < atom.end]
    return (touched[0].start, touched[-1].end) if touched else (start, end)


def _cover(words: _Words, known: Iterable[tuple[Piece, float]]) -> Reading:
    """The cheapest way to cover every word by known pieces and, dearly, by unknown words."""
    text, atoms = words.text, words.atoms
    starts = {atom.start: at for at, atom in enumerate(atoms)}
    ends = {atom.end: at + 1 for at, atom in enumerate(atoms)}
    by_end: list[list[tuple[int, float, Piece]]] = [[] for _ in range(len(atoms) + 1)]
    for piece, cost in known:
        if piece.start in starts and piece.end in ends:
            begin, end = starts[piece.start], ends[piece.end]
            by_end[end].append((begin, cost - _LENGTH * (end - begin) ** 2, piece))
    best: list[tuple[float, int, Piece | None]] = [(0.0, 0, None)]
    for at in range(1, len(atoms) + 1):
        chosen: tuple[float, int, Piece | None] = best[at - 1][0] + _UNKNOWN, at - 1, None
        for first, cost, piece in by_end[at]:
            if best[first][0] + cost < chosen[0]:
                chosen = best[first][0] + cost, first, piece
        best.append(chosen)
    pieces: list[Piece] = []
    at = len(atoms)
    while at:
        atom = atoms[at - 1]
        _, at, last = best[at]
        pieces.append(last or Piece(atom.start, atom.end, text[atom.start : atom.end]))
    return Reading(text, tuple(_merged(text, pieces[::-1])))


def _merged(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces, with neighbours that mean the same entries or nothing made one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and not held.known and not piece.known:
            held = Piece(held.start, piece.end, text[held.start : piece.end])
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _next_unknown(reading: Reading, piece: Piece) -> bool:
    """Whether something unknown stands right behind a name: the digits that make it another name."""
    at = reading.pieces.index(piece)
    return at + 1 < len(reading.pieces) and not reading.pieces[at + 1].known


def _is_model(piece: Piece) -> bool:
    return any(row.kind == "model" for row in piece.rows)


def _behind(reading: Reading, piece: Piece) -> tuple[int, int]:
    """The span of the unknown piece behind a name."""
    behind = reading.pieces[reading.pieces.index(piece) + 1]
    return behind.start, behind.end


def _name_runs(text: str, reading: Reading) -> Iterator[Piece]:
    """Stretches of names, numbers and unknown words that hold something unknown or a name beside a number."""
    run: list[Piece] = []
    for piece in (*reading.pieces, Piece(len(text), len(text), "", (Meaning("end"),))):
        if piece.rows or not piece.known or (piece.quantity and run):
            run.append(piece)
            continue
        if any(not one.known for one in run):
            yield Piece(run[0].start, run[-1].end, text[run[0].start : run[-1].end])
        run = []


def _numbered_runs(reading: Reading) -> Iterator[Piece]:
    """Stretches that may be names with a version or size: a word that is no word of questions, and numbers after it."""
    run: list[Piece] = []
    for piece in (*reading.pieces, Piece(len(reading.text), len(reading.text), "", (Meaning("end"),))):
        if not piece.meanings and (run or not piece.text[:1].isdigit()):
            run.append(piece)
            continue
        if run:
            start, end = run[0].start, run[-1].end
            if (last := max((m.end() for m in _NUMBER_END.finditer(reading.text, start, end)), default=0)) > start:
                yield Piece(start, last, reading.text[start:last])
        run = []
