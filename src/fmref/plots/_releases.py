"""The releases of a family as a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fmref.plots._parts import WORDS, altair, checked, day, isolated, time_axis

if TYPE_CHECKING:
    from fmref.releases import Timeline

__all__ = ["timeline"]


def timeline(releases: Timeline) -> Any:
    """The releases of a family over time, a line for each with its sizes, in the language of the timeline.

    A point whose date is disputed or estimated is hollow. Raises `PlotError` where no release has a date.
    """
    lang, words = releases.lang, WORDS[releases.lang]
    rows = checked(
        [
            {
                "name": one.name,
                "line": number,
                "date": one.date,
                "day": day(one.date),
                "said": isolated(one.date_text, lang),
                "sizes": isolated(one.sizes_text, lang),
                "status": words[one.status],
            }
            for number, one in enumerate(releases.releases)
        ],
        f"no release of {releases.id} has a date",
    )
    alt = altair()
    names = [row["name"] for row in rows]
    labels = alt.Axis(title=None, labelExpr=f"{_list(names)}[datum.value]", labelLimit=220, ticks=False, grid=True)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=time_axis(alt.X("day:T"), [row["date"] for row in rows], lang),
        y=alt.Y("line:O", sort=None, axis=labels),
        tooltip=[alt.Tooltip(f"{field}:N", title=" ") for field in ("name", "said", "sizes", "status")],
    )
    settled = alt.FieldEqualPredicate(field="status", equal=words["settled"])
    points = base.mark_point(size=90, strokeWidth=2, color="#4c78a8").encode(
        fill=alt.condition(settled, alt.value("#4c78a8"), alt.value("transparent"))
    )
    sizes = base.mark_text(align="left", dx=10, color="#8a8a8a").encode(text="sizes:N")
    title = isolated(words["timeline"].format(releases.name), lang)
    return (points + sizes).properties(title=title, width=560, height=24 * len(rows))


def _list(texts: list[str]) -> str:
    """Texts as a list of Vega's expressions."""
    import json

    return json.dumps(texts, ensure_ascii=False)
