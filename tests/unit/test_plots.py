"""Plots of the catalog: what is drawn, in which words, and what is refused."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fmref import Catalog, MissingExtraError, PlotError, UnknownAttributeError, UnknownLanguageError, plots


def drawn(chart: Any) -> list[dict[str, Any]]:
    """The rows of every layer of a chart that Vega-Lite's schema takes."""
    spec = chart.to_dict(validate=True)
    return [row for part in (spec, *spec.get("layer", [])) for row in part.get("data", {}).get("values", [])]


def test_models_stand_where_sources_say(full: Catalog) -> None:
    """At the middle of the time that the date leaves open, and at their number, each once."""
    bloom = full.models.where(id="bigscience/bloom")

    (row,) = drawn(bloom.plot())
    assert ("2022-07-11", 176247271424) == (row["day"], row["value"])
    assert "176.2 billion parameters; July 11, 2022" == row["said"]


def test_a_series_with_several_sizes_is_no_point(full: Catalog) -> None:
    """Its members are."""
    series = full.models.where(lambda model: model.id.startswith("meta/llama-2"))

    assert "meta/llama-2" in series
    rows = drawn(series.plot())
    assert "meta/llama-2-7b" in {row["id"] for row in rows}
    assert "meta/llama-2" not in {row["id"] for row in rows}


@pytest.mark.parametrize(
    ("lang", "title", "year", "size", "status"),
    [
        ("en", "parameters", '"2022"', '"1B"', "agree"),
        ("zh", "参数量", '"2022年"', '"10亿"', "一致"),
        ("fa", "تعداد پارامترها", '"۲۰۲۲"', "۱ میلیارد", "هم‌نظر"),
    ],
)
def test_axes_and_legends_speak_the_language(
    full: Catalog, lang: str, title: str, year: str, size: str, status: str
) -> None:
    """Titles, years, sizes and statuses."""
    chart = full.models.where(developer="bigscience").plot(lang=lang)
    spec = json.dumps(chart.to_dict(), ensure_ascii=False).replace('\\"', '"')

    assert title in chart.title
    assert [] == [word for word in (year, size, status) if word not in spec]


def test_the_groups_with_most_points_have_colours(full: Catalog) -> None:
    """Nine of them; the others share a grey, and by family the top of the tree counts."""
    models = full.models.where(lambda model: str(model.release_date or "") >= "2025-06")

    by_developer = {row["group"] for row in drawn(models.plot("context"))}
    assert 10 == len(by_developer)
    assert "others" in by_developer
    assert "Qwen" in {row["group"] for row in drawn(models.plot("context", by="family"))}


def test_what_sources_dispute_has_another_shape(mini: Catalog) -> None:
    """By the words of the legend."""
    statuses = {row["id"]: row["status"] for row in drawn(mini.models.plot())}

    assert "acme/alpha-13b" in statuses
    assert set(statuses.values()) <= {"agree", "disagree", "an estimate"}


def test_a_timeline_is_drawn_in_its_order(full: Catalog) -> None:
    """A line for each release, with its sizes."""
    releases = full.timeline("Llama", "fa")
    rows = drawn(plots.timeline(releases))[: len(releases.releases)]

    assert [one.name for one in releases.releases] == [row["name"] for row in rows]
    assert [one.sizes_text for one in releases.releases] == [row["sizes"].strip("\u2067\u2069") for row in rows]


def test_no_entry_of_a_lineage_stands_on_another(full: Catalog) -> None:
    """What it comes from is to the left, what comes from it to the right."""
    chart = plots.lineage(full, "GPT-3")
    rows = drawn(chart)
    nodes = {row["id"]: (row["x"], row["y"]) for row in rows if "id" in row}

    assert len(nodes) == len(set(nodes.values()))
    assert nodes["openai/gpt-1"] < nodes["openai/gpt-2"] < nodes["openai/gpt-3"] < nodes["openai/gpt-4"]
    edges = [row for row in rows if "relation" in row]
    assert all(edge["x"] < edge["x2"] for edge in edges)


def test_a_large_lineage_says_what_it_leaves_out(full: Catalog) -> None:
    """In its title; one side can be left out."""
    counts = {model.id: len(model.descendants()) for model in full.models.where(parent="alibaba/qwen2.5")}
    largest = max(counts, key=counts.__getitem__)
    assert counts[largest] > 40

    chart = plots.lineage(full, largest, lang="zh")
    assert 41 == len({row["id"] for row in drawn(chart) if "id" in row})
    assert "另有" in chart.title
    assert 0 == min(row["x"] for row in drawn(plots.lineage(full, "GPT-3", up=False)) if "id" in row)


def test_the_map_says_which_source_writes_what(full: Catalog) -> None:
    """And whether that is what we write first."""
    rows = drawn(plots.agreement(full.concepts, "fa"))
    kinds = {(row["concept"], row["term"]): row["kind"] for row in rows}

    assert "our first term" == kinds["fine-tuning", "تنظیم دقیق"]
    assert {"our first term", "another admitted term"} <= set(kinds.values())


def test_what_is_no_number_of_a_model_is_no_plot(full: Catalog) -> None:
    """With what to take instead."""
    for selection, attribute in ((full.models, "license"), (full.organizations, "parameters")):
        with pytest.raises(PlotError, match="take a number of models"):
            selection.plot(attribute)


def test_nothing_to_plot_is_an_error(mini: Catalog) -> None:
    """As are unknown attributes and languages; never an empty chart."""
    with pytest.raises(PlotError, match="no model has a date of release and one number of parameters"):
        mini.models[:0].plot()
    with pytest.raises(PlotError, match="no lineage to draw"):
        plots.lineage(mini, "acme")
    with pytest.raises(PlotError, match="no concept of these has a term in zh from two sources"):
        plots.agreement(mini.concepts[:0], "zh")
    with pytest.raises(UnknownAttributeError):
        mini.models.plot("colour")
    with pytest.raises(UnknownLanguageError):
        mini.models.plot(lang="de")


def test_without_altair_the_extra_is_named(mini: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to install it."""
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "altair":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingExtraError, match=r"pip install 'fmref\[plot\]'"):
        mini.models.plot()


def test_charts_are_saved_without_a_browser(full: Catalog, tmp_path: Path) -> None:
    """As PNG and SVG."""
    chart = full.models.where(developer="bigscience").plot(lang="fa")

    chart.save(tmp_path / "sizes.png")
    chart.save(tmp_path / "sizes.svg")
    assert (tmp_path / "sizes.png").read_bytes().startswith(b"\x89PNG")
    assert "تعداد پارامترها" in (tmp_path / "sizes.svg").read_text(encoding="utf8")


def test_importing_plots_loads_no_altair() -> None:
    """Until the first is drawn."""
    code = "import fmref.plots, sys; print('altair' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()
