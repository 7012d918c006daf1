"""A number of models over the time of their release: sizes, compute of training, context windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from fmref.errors import PlotError, UnknownAttributeError
from fmref.formatting import format_date
from fmref.plots._parts import WORDS, altair, checked, day, isolated, log_axis, time_axis
from fmref.text import language

if TYPE_CHECKING:
    from fmref.entries import ModelEntry
    from fmref.query import Selection

__all__ = ["Group", "over_time"]

Group = Literal["developer", "family"]
"""What the points of a plot are coloured by."""

MOST_COLOURED: Final = 9
"""How many groups have a colour of their own."""

_OTHERS: Final = "#9a9a9a"


def over_time(
    models: Selection[Any], attribute: str = "parameters", *, lang: str = "en", by: Group = "developer"
) -> Any:
    """The values of a numeric attribute of models over their dates of release, on a logarithmic axis.

    One point for each model that has one number of the attribute and a date; a series or family, which has several, has
    none. The nine groups with most points are coloured, by `developer` or `family`. Where sources disagree or only
    estimate, the shape of the point says so. Words and numbers are those of `lang`.

    Raises `PlotError` where no model has both or the attribute is no number, `UnknownAttributeError`,
    `UnknownLanguageError`, and `MissingExtraError` without Altair.
    """
    lang = language(lang)[:2]
    row = models.catalog.attributes.get(attribute)
    if row is None:
        raise UnknownAttributeError(attribute, tuple(models.catalog.attributes))
    if row.type != "number" or models.kind not in row.kinds or by not in {"developer", "family"}:
        raise PlotError(
            f"{attribute} of a {models.kind} by {by} is no plot; take a number of models, by developer or family"
        )
    title = next(iter(getattr(row.labels, lang)), attribute)
    found = checked(
        [*_points(models, attribute, lang, by)], f"no model has a date of release and one number of {attribute}"
    )
    unit = None if row.unit == attribute else row.unit
    return _chart(found, isolated(title, lang), unit, by, lang)


def _points(models: Selection[ModelEntry], attribute: str, lang: str, by: Group) -> Iterator[dict[str, Any]]:
    for model in models:
        facts = model.facts
        number, date = facts.get(attribute), facts.get("release_date")
        if number is None or date is None or date.value is None:
            continue
        if isinstance(number.value, bool) or not isinstance(number.value, int | float) or number.value <= 0:
            continue
        disputed = "disputed" in {number.status, date.status}
        yield {
            "id": model.id,
            "name": model.label(lang),
            "date": str(date.value),
            "day": day(str(date.value)),
            "value": number.value,
            "said": isolated(f"{facts.text(attribute, lang)}; {format_date(str(date.value), lang)}", lang),
            "status": "disputed" if disputed else number.status,
            "group": _group(models, model, lang, by),
        }


def _group(models: Selection[Any], model: ModelEntry, lang: str, by: Group) -> str:
    """What a model is coloured by: the first of its developers, or the top of its tree."""
    if by == "developer":
        developers: Any = model.developer
        return models.catalog.entry(developers[0]).label(lang) if developers else ""
    while model.parent is not None:
        model = model.parent
    return model.label(lang)


def _chart(rows: list[dict[str, Any]], title: str, unit: str | None, by: Group, lang: str) -> Any:
    alt, words = altair(), WORDS[lang]
    counts = Counter(row["group"] for row in rows)
    coloured = [group for group, _ in counts.most_common() if group][:MOST_COLOURED]
    others = words["others"]
    for row in rows:
        row["group"] = row["group"] if row["group"] in coloured else others
        row["status"] = words[row["status"]]
    rows.sort(key=lambda row: row["group"] != others)  # what is drawn first lies below
    groups = [*coloured, others] if any(row["group"] == others for row in rows) else coloured
    palette = [*_PALETTE[: len(coloured)], _OTHERS]
    shapes = {words["settled"]: "circle", words["disputed"]: "diamond", words["estimated"]: "triangle-up"}
    return (
        alt.Chart(alt.Data(values=rows), title=title)
        .mark_point(filled=True, size=55, opacity=0.8)
        .encode(
            x=time_axis(alt.X("day:T"), [row["date"] for row in rows], lang),
            y=log_axis(alt.Y("value:Q"), [row["value"] for row in rows], unit, lang),
            color=alt.Color("group:N", title=words[by])
            .scale(domain=groups, range=palette[: len(groups)])
            .legend(symbolType="circle"),
            shape=alt.Shape("status:N", title=words["status"])
            .scale(domain=[*shapes], range=[*shapes.values()])
            .legend(symbolFillColor=_OTHERS, symbolStrokeWidth=0),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("said:N", title=" "),
                alt.Tooltip("id:N", title="id"),
            ],
        )
        .properties(width=560, height=340)
    )


_PALETTE: Final = "#4c78a8 #f58518 #54a24b #e45756 #72b7b2 #b279a2 #eeca3b #9d755d #ff9da6".split()
"""Colours that are apart on a light ground and on a dark one: those of Vega's scheme `tableau10`, without its grey."""
