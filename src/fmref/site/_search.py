"""The search index: every name and term by its key, and by the key from each of its words on, in sorted leaves.

A name is found by the keys of `fmref.text.name_key`, as everywhere; the browser folds what is typed by the same rules,
which `fold_table` writes down for it. The keys are sorted and cut into leaves of some kilobytes. A reader loads the
table and the first key of every leaf once, and then only the leaves between whose keys the typed one falls: a search
engine for the browser would load the index of forty thousand names whole, and would have to be taught this folding.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fmref.folding import fold
from fmref.site._phrases import LANGUAGES
from fmref.site._site import Site
from fmref.text import SEPARATORS, name_key

__all__ = ["Leaf", "fold_table", "leaves", "script", "starts"]

_LEAF: Final = 24_000
"""About how many characters a leaf has."""
_ROW: Final = 10
"""How many characters a row has beside its name."""
_ENTRY: Final = 90
"""About how many characters an entry has."""
_LONGEST: Final = 80
"""Names that are longer are sentences; they are found by their beginning."""
_WORD: Final = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:\.[^\W_\u3400-\u9fff]+)*")
"""A Chinese character, for words are not told apart, or a run of letters, digits and dots within of another script."""
_LEVELS: Final = (
    "family",
    "series",
    "organization",
    "concept",
    "model",
    "dataset",
    "benchmark",
    "software",
    "hardware",
)
"""What is shown first of things that match equally well; what is not listed comes last."""


class Leaf(NamedTuple):
    """A part of the index.

    `entries` are what its rows are about: page, what it is, its rank, and its labels in the languages of the site. A
    row is a name, where in the name the key begins that it is filed under, and the place of its entry in `entries`.
    """

    first: str
    entries: Sequence[tuple[str, str, int, Sequence[str]]]
    rows: Sequence[tuple[str, int, int]]


class _Row(NamedTuple):
    key: str
    id: str
    text: str
    at: int


def leaves(site: Site) -> Iterator[Leaf]:
    """The whole index, sorted as JavaScript compares strings: by UTF-16 units."""
    rows = sorted(set(_rows(site)), key=lambda row: (row.key.encode("utf-16-be"), row))
    held: list[_Row] = []
    ids: set[str] = set()
    size = 0
    for row in rows:
        if size > _LEAF and row.key != held[-1].key:
            yield _leaf(site, held)
            held, ids, size = [], set(), 0
        held.append(row)
        size += len(row.text) + _ROW + (0 if row.id in ids else _ENTRY)
        ids.add(row.id)
    if held:
        yield _leaf(site, held)


def _rows(site: Site) -> Iterator[_Row]:
    names = "SELECT entry, text FROM names UNION SELECT concept, text FROM terms"
    for id_, text in site.snapshot.rows(names):
        if id_ in site.kinds:
            key = name_key(text)
            yield from (_Row(key[at:], id_, text, _units(key[:at])) for at in starts(text) if key[at:])


def _units(text: str) -> int:
    """The length of a text as JavaScript counts."""
    return len(text.encode("utf-16-be")) // 2


def starts(text: str) -> list[int]:
    """Where in the key of a name a word of the name begins; only at its own beginning in a very long one.

    >>> starts("Claude 3.5 Sonnet"), starts("大模型")
    ([0, 6, 9], [0, 1, 2])
    """
    found = [0]
    if len(text) <= _LONGEST:
        key = name_key(text)
        for word in _WORD.finditer(text):
            rest = name_key(text[word.start() :])
            if rest and key.endswith(rest):
                found.append(len(key) - len(rest))
    return sorted(set(found))


def _leaf(site: Site, rows: Sequence[_Row]) -> Leaf:
    places: dict[str, int] = {}
    for row in rows:
        places.setdefault(row.id, len(places))
    return Leaf(
        rows[0].key,
        [_entry(site, id_) for id_ in places],
        [(row.text, row.at, places[row.id]) for row in rows],
    )


def _entry(site: Site, id_: str) -> tuple[str, str, int, Sequence[str]]:
    """Page, what it is, rank, and labels; those that are the first one are left out at the end."""
    node = site.snapshot.node(id_)
    what = (node and node.level) or site.kinds[id_]
    labels = [site.label(id_, lang) for lang in LANGUAGES]
    rank = _LEVELS.index(what) if what in _LEVELS else len(_LEVELS)
    return str(site.page(id_)), what, rank, labels[:1] if len(set(labels)) == 1 else labels


def fold_table() -> Mapping[str, Any]:
    """What `fold` makes of single characters, after what a browser does itself: NFKC and lower case.

    `from` and `to` are the characters that become another one, side by side; `wide` maps those that become several or
    none; `separators` are the ASCII characters that part words.
    """
    narrow: dict[str, str] = {}
    wide: dict[str, str] = {}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) not in {"Cs", "Cn", "Co"}:
            own = unicodedata.normalize("NFKC", char).lower()
            if len(own) == 1 and (folded := fold(own)) != own:
                (narrow if len(folded) == 1 else wide)[own] = folded
    return {"from": "".join(narrow), "to": "".join(narrow.values()), "wide": wide, "separators": SEPARATORS}


def script(call: str, *values: Any) -> str:
    """A script that hands values to a function: a page opened from disk may load scripts, but no data."""
    return f"{call}({','.join(map(_json, values))});\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_listed)


def _listed(value: Iterable[Any]) -> list[Any]:
    return list(value)
