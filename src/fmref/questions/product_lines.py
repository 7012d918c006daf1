"""Names of whole lines of products: 混元 is what Tencent calls its models of text, of images and of video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from fmref.ledger import Ledger
from fmref.snapshot import NameRow, Snapshot
from fmref.text import name_key

__all__ = ["product_line"]


def product_line(family: NameRow, snapshot: Snapshot, ledger: Ledger) -> Sequence[str]:
    """The lines that the bare name of a family may mean, the best known first; none where it means the family itself.

    A name stands for several lines where most pairs of the members of its family have no field in common, and no
    source says the field of the family. One that is not the preferred name of its family does so, too, where a family
    of the same maker in another field is called by it with something behind it: 通义 is 通义千问 and 通义万相.
    """
    if family.level != "family" or family.kind != "model":
        return ()
    fields = {id_: found for id_ in ledger.children(family.id) if (found := _fields(id_, ledger))}
    pairs = list(combinations(fields.values(), 2))
    apart = sum(one.isdisjoint(other) for one, other in pairs)
    if 2 * apart > len(pairs) and ledger.stated(ledger.attributes["modality"], family.id) is None:
        return [row.id for row in snapshot.best_known_below(family.id)]
    if family.status != "variant":
        return ()
    own = _fields(family.id, ledger)
    kin = [id_ for id_ in _called_so(family, snapshot) if own and own.isdisjoint(_fields(id_, ledger) or own)]
    return [family.id, *kin] if kin else ()


def _called_so(family: NameRow, snapshot: Snapshot) -> Sequence[str]:
    """The other families of the same maker of which a right name begins with a name of a family."""
    sql = (
        "SELECT DISTINCT e.id FROM names n JOIN entries e ON e.id = n.entry WHERE n.key > ? AND n.key < ?"
        " AND e.level = 'family' AND e.developer = ? AND e.id != ? AND n.status IN ('preferred', 'variant')"
    )
    key = name_key(family.text)
    return [id_ for (id_,) in snapshot.rows(sql, key, f"{key}\uffff", str(family.developer), family.id)]


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
