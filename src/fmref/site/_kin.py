"""What an entry comes from and what comes from it, as trees."""

from __future__ import annotations

from typing import Final, NamedTuple

from fmref.lineage import DERIVATION
from fmref.site._site import Link, Site

__all__ = ["Branch", "Kin", "kin"]

_RELATIONS: Final = DERIVATION | {"part_of", "successor"}
_DEEPEST: Final = 6
_MOST: Final = (24, 8, 4)
"""How many branches are drawn on the first level, the second, and each below."""


class Branch(NamedTuple):
    """An entry in a tree: its relation to the one above it in words, and its own branches."""

    relation: str
    link: Link
    branches: tuple[Branch, ...]
    more: int
    """How many further branches are not drawn."""


class Kin(NamedTuple):
    """The branches on both sides of an entry, and how many are not drawn."""

    ancestors: tuple[Branch, ...]
    ancestors_more: int
    descendants: tuple[Branch, ...]
    descendants_more: int


def kin(site: Site, entry_id: str, lang: str) -> Kin:
    """Both trees of an entry; a family has the edges of its members."""
    up, more_up = _branches(site, entry_id, lang, {entry_id}, 0, up=True)
    down, more_down = _branches(site, entry_id, lang, {entry_id}, 0, up=False)
    return Kin(up, more_up, down, more_down)


def _branches(
    site: Site, entry_id: str, lang: str, seen: set[str], depth: int, *, up: bool
) -> tuple[tuple[Branch, ...], int]:
    """The branches of an entry and how many are left out; each entry is drawn once, so foreign circles do no harm."""
    found: dict[str, str] = {}
    for edge in site.catalog.lineage.direct(entry_id, _RELATIONS, up=up):
        found.setdefault(edge.other if up else edge.entry, edge.relation)
    new = sorted(
        (id_ for id_ in found if id_ not in seen), key=lambda id_: (site.page(id_) is None, site.label(id_, "en"), id_)
    )
    shown = new[: _MOST[min(depth, len(_MOST) - 1)]] if depth < _DEEPEST else []
    seen.update(shown)
    drawn = []
    for id_ in shown:
        relation = site.say[lang]("came" if up else "became", found[id_])
        drawn.append(Branch(relation, site.link(id_, lang), *_branches(site, id_, lang, seen, depth + 1, up=up)))
    return tuple(drawn), len(new) - len(shown)
