"""Names of whole lines of products: 混元 is what Tencent calls its models of text, of images and of video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from fmref.ledger import Ledger
from fmref.script_patterns import is_han
from fmref.snapshot import NameRow, Snapshot
from fmref.text import name_key

__all__ = ["product_line"]


def product_line(family: NameRow, snapshot: Snapshot, ledger: Ledger) -> Sequence[str]:
    """The lines that the bare name of a family may mean, the best known first; none where it means the family itself.

    A preferred name stands for several lines where no source says the field of its family, and most pairs of the
    members have no field in common. Another name does where a family of the same maker in another field is called by it
    with something behind it: 通义 is 通义千问 and 通义万相.
    """
    if family.level != "family" or family.kind != "model" or family.text == family.id:
        return ()
    if family.status == "preferred":
        stated = ledger.stated(ledger.attributes["modality"], family.id)
        fields = [found for id_ in ledger.children(family.id) if (found := _fields(id_, ledger))]
        pairs = list(combinations(fields, 2))
        apart = sum(one.isdisjoint(other) for one, other in pairs)
        is_line = stated is None and 2 * apart > len(pairs)
        return [row.id for row in snapshot.best_known_below(family.id)] if is_line else ()
    own = _fields(family.id, ledger)
    kin = [id_ for id_ in _called_so(family, snapshot) if own.isdisjoint(_fields(id_, ledger) or own)]
    return [family.id, *kin] if own and kin else ()


def _called_so(family: NameRow, snapshot: Snapshot) -> Sequence[str]:
    """The other families of the same maker of which a right name begins with a name of a family."""
    sql = (
        "SELECT DISTINCT e.id, n.text FROM names n JOIN entries e ON e.id = n.entry WHERE n.key > ? AND n.key < ?"
        " AND e.level = 'family' AND e.developer = ? AND e.id != ? AND n.status IN ('preferred', 'variant')"
    )
    name, key = family.text, name_key(family.text)
    rows = snapshot.rows(sql, key, f"{key}\uffff", str(family.developer), family.id)
    called = (id_ for id_, text in rows if text.startswith(name) and _is_whole(text, len(name)))
    return list(dict.fromkeys(called))


def _is_whole(text: str, end: int) -> bool:
    """Whether a word ends where a name does: 书生·万象, but not InternLM."""
    return is_han(text[end]) or not text[end].isalpha()


def _fields(entry_id: str, ledger: Ledger) -> frozenset[str]:
    """What an entry, or its members, take in or give."""
    fact = ledger.fact(entry_id, "modality") or ledger.of_members(entry_id, "modality")
    held = fact.value if fact is not None and isinstance(fact.value, tuple) else ()
    return frozenset(field for value in held for field in _FIELDS.get(str(value), (str(value),)))


_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("text",),
    "text-embedding": ("text",),
    "image-embedding": ("image",),
    "text-to-image": ("image",),
    "image-to-text": ("image", "text"),
    "vision-language": ("image", "text"),
    "speech-to-text": ("audio",),
    "text-to-speech": ("audio",),
}
"""The fields of modalities that name a task."""
