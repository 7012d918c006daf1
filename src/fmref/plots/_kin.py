"""What an entry comes from and what comes from it as a drawing in layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.errors import PlotError
from fmref.formatting import format_number
from fmref.plots._parts import WORDS, altair, isolated
from fmref.text import language
from fmref.view_words import word

if TYPE_CHECKING:
    from fmref.catalog import Catalog
    from fmref.lineage import Kinship

__all__ = ["lineage"]

MOST_KIN: Final = 40
"""How many entries a drawing holds, the nearest first."""

_RELATIONS: Final = {
    "base": "#4c78a8",
    "finetune": "#f58518",
    "continued_pretraining": "#b279a2",
    "merge": "#e45756",
    "distillation": "#54a24b",
    "quantization": "#72b7b2",
    "adapter": "#eeca3b",
    "part_of": "#9d755d",
    "successor": "#9a9a9a",
}
"""The colours of relations."""
_BOX: Final = 130
_WIDTH: Final = 170
_HEIGHT: Final = 30
"""How wide a box is, and how far boxes are apart."""


class _Place(NamedTuple):
    """Where an entry stands: its layer, from left to right, and its place in the layer, from the top."""

    layer: int
    at: float


def lineage(catalog: Catalog, name: str, *, lang: str = "en", up: bool = True, down: bool = True) -> Any:
    """What an entry comes from (`up`, to the left) and what comes from it (`down`, to the right), by its name.

    Each column is a step further away, each line an edge in the colour of its relation. Of many kin the nearest are
    drawn, and the title says how many are not.

    Raises `UnknownNameError` and `AmbiguousNameError` for the name, `PlotError` for what has no kin,
    `UnknownLanguageError`, and `MissingExtraError` without Altair.
    """
    lang = language(lang)[:2]
    entry = catalog.entry(catalog.look_up(name).id)
    above = entry.ancestors() if up else []
    below = entry.descendants() if down else []
    if not above and not below:
        raise PlotError(f"{entry.id} comes from no entry, and no entry from it; there is no lineage to draw")
    nearest = sorted([*((k, -1) for k in above), *((k, 1) for k in below)], key=lambda pair: pair[0].distance)
    shown = nearest[:MOST_KIN]
    places = _placed(entry.id, shown)
    nodes = [
        {
            "x": place.layer * _WIDTH,
            "y": place.at * _HEIGHT,
            "name": catalog.entry(id_).label(lang),
            "id": id_,
        }
        for id_, place in places.items()
    ]
    title = WORDS[lang]["lineage"].format(entry.label(lang))
    if left := len(nearest) - len(shown):
        title += f" ({WORDS[lang]['more'].format(format_number(left, lang))})"
    return _chart(nodes, _edges([kin for kin, _ in shown], places), isolated(title, lang), lang)


def _placed(centre: str, kin: Sequence[tuple[Kinship, int]]) -> dict[str, _Place]:
    """Where entries stand: each beside the one through which it was reached, without one standing on another.

    `kin` are in order of distance, with -1 for what stands to the left and 1 for what stands to the right.
    """
    layers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one, side in kin:
        layers[side * one.distance].append((one.via, one.id))
    places = {centre: _Place(0, 0)}
    for layer in sorted(layers, key=abs):
        beside = sorted(layers[layer], key=lambda pair: (places[pair[0]].at, pair[1]))
        middle = sum(places[via].at for via, _ in beside) / len(beside)
        first = middle - (len(beside) - 1) / 2
        places.update((id_, _Place(layer, first + number)) for number, (_, id_) in enumerate(beside))
    return places


def _edges(kin: Sequence[Kinship], places: dict[str, _Place]) -> list[dict[str, Any]]:
    """Lines from the right of the older to the left of the younger entry."""
    edges = []
    for one in kin:
        older, younger = sorted((places[one.via], places[one.id]))
        edges.append(
            {
                "x": older.layer * _WIDTH + _BOX / 2,
                "y": older.at * _HEIGHT,
                "x2": younger.layer * _WIDTH - _BOX / 2,
                "y2": younger.at * _HEIGHT,
                "relation": one.relation,
            }
        )
    return edges


def _chart(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], title: str, lang: str) -> Any:
    alt = altair()
    across, along = ([node[axis] for node in nodes] for axis in ("x", "y"))
    x = alt.X("x:Q", axis=None).scale(domain=[min(across) - _WIDTH / 2, max(across) + _WIDTH / 2], nice=False)
    y = alt.Y("y:Q", axis=None).scale(domain=[max(along) + _HEIGHT, min(along) - _HEIGHT], nice=False)
    met = [relation for relation in _RELATIONS if any(edge["relation"] == relation for edge in edges)]
    for edge in edges:
        edge["relation"] = word(edge["relation"], lang)
    colour = alt.Color("relation:N", title=None)
    colour = colour.scale(domain=[word(r, lang) for r in met], range=[_RELATIONS[r] for r in met])
    lines = (
        alt.Chart(alt.Data(values=edges))
        .mark_rule(strokeWidth=1.5)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour)
    )
    base = alt.Chart(alt.Data(values=nodes)).encode(x=x, y=y, tooltip=["name:N", "id:N"])
    boxes = base.mark_rect(fill="#eef1f5", stroke="#9aa5b1", cornerRadius=4, width=_BOX, height=_HEIGHT - 8)
    names = base.mark_text(color="#1b1f24", limit=_BOX - 10).encode(text="name:N")
    size = {"width": max(across) - min(across) + _WIDTH, "height": max(along) - min(along) + 2 * _HEIGHT}
    return (lines + boxes + names).properties(title=title, view=alt.ViewBackground(stroke=None), **size)
