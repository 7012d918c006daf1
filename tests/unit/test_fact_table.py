"""Entries side by side, and the releases of families in order."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from click.testing import CliRunner

from fmref import AmbiguousNameError, Catalog, UnknownAttributeError, UnknownLanguageError, UnknownNameError
from fmref.cli import main
from fmref.fact_table import FactCell, FactRow, FactTable


def _row(table: FactTable, attribute: str) -> FactRow:
    return next(row for row in table.rows if row.attribute == attribute)


def _cells(table: FactTable, attribute: str) -> list[FactCell]:
    cells = _row(table, attribute).cells
    assert None not in cells
    return [cell for cell in cells if cell is not None]


def test_each_cell_has_its_value_status_and_sources(mini: Catalog) -> None:
    """A disputed value names who says what; an undisclosed one is none, and the rumour is told as one."""
    first, second = _cells(mini.compare("Alpha 13B", "Beta"), "parameters")

    assert (first.value, first.unit, first.status) == (13_015_864_320, "parameters", "disputed")
    assert [(said.text, said.source.id) for said in first.said] == [
        ("13.02 billion parameters", "alpha-card"),
        ("13 billion parameters", "compilation"),
        ("130 billion parameters", "press"),
    ]
    assert (second.value, second.status) == (None, "undisclosed")
    assert [said.text for said in second.said] == ["not disclosed", "170 trillion parameters"]


def test_a_source_says_all_values_that_hold_together(mini: Catalog) -> None:
    """Of an attribute that may have several."""
    _, beta = _row(mini.compare("Alpha 13B", "Beta"), "developer").cells

    assert beta is not None
    assert [(said.text, said.source.id) for said in beta.said] == [("Zeta Labs, Acme", "beta-blog")]


def test_what_is_not_known_of_one_is_an_empty_cell(mini: Catalog) -> None:
    """A row is there as soon as anything is known of one of the entries; an inherited value says where it is from."""
    table = mini.compare("Alpha 13B", "Beta")

    license_ = _row(table, "license")
    assert license_.cells[1] is None
    assert license_.cells[0] is not None
    assert license_.cells[0].inherited_from == ("acme/alpha",)
    assert "hardware" not in {row.attribute for row in table.rows}


def test_a_base_is_told_from_the_lineage(full: Catalog) -> None:
    """An attribute that is answered from edges has a cell, too."""
    first, _ = _row(full.compare("Alpaca", "GPT-3"), "base_model").cells

    assert first is not None
    assert (first.value, first.text, first.status) == ("meta/llama-7b", "LLaMA 7B", "lineage")


def test_rows_may_be_chosen(full: Catalog) -> None:
    """In the order given; what differs between the entries says so."""
    table = full.compare("GPT-3", "OPT-175B", attributes=["developer", "parameters"])

    assert [(row.attribute, row.differs) for row in table.rows] == [("developer", True), ("parameters", False)]


@pytest.mark.parametrize(
    ("lang", "name", "label", "value", "remark"),
    [
        ("en", "GPT-4", "parameters", "176.2 billion parameters", "1.8 trillion parameters (Data on AI Models)"),
        ("zh", "GPT-4", "参数量", "1762亿个参数", "1.8万亿个参数 (Data on AI Models)"),
        ("fa", "جی‌پی‌تی ۴", "تعداد پارامترها", "۱۷۶٫۲ میلیارد پارامتر", "۱٫۸ تریلیون پارامتر (Data on AI Models)"),
    ],
)
def test_a_table_speaks_three_languages(
    full: Catalog, lang: str, name: str, label: str, value: str, remark: str
) -> None:
    """Names, labels, values and remarks; the same in Markdown and HTML, with the sources below."""
    table = full.compare("BLOOM", "GPT-4", lang=lang)

    assert table.names[1] == name
    assert _row(table, "parameters").label == label
    assert _cells(table, "parameters")[0].text == value
    for text in (str(table), table._repr_html_()):
        assert remark in text
        assert "BLOOM model card" in text
    assert f'lang="{lang}"' in table._repr_html_()


def test_markdown_has_a_cell_for_each_entry(full: Catalog) -> None:
    """And every number in brackets is that of a source below."""
    table, sources = str(full.compare("GPT-3", "BLOOM", "GPT-4")).split("\n\n")

    assert {line.count(" | ") for line in table.splitlines()} == {3}
    assert [line.split("]")[0] for line in sources.splitlines()] == [
        f"[{number}" for number in range(1, len(sources.splitlines()) + 1)
    ]


def test_foreign_text_is_escaped(mini: Catalog) -> None:
    """Names and values from data are never markup."""
    table = mini.compare("Alpha 13B", "Beta")
    hostile = table._replace(names=("<script>", "a|b"))

    assert "<script>" not in hostile._repr_html_()


def test_a_table_is_a_frame(full: Catalog) -> None:
    """A row for each attribute and entry."""
    frame = full.compare("GPT-3", "BLOOM", attributes=["layers", "license"]).to_frame("polars")

    assert frame.columns == ["attribute", "id", "text", "unit", "status", "source", "url"]
    assert frame.rows()[0][:5] == ("layers", "openai/gpt-3", "96 layers", "layers", "settled")
    assert frame.rows()[2][:3] == ("license", "openai/gpt-3", None)


def test_entries_of_other_kinds_are_compared(full: Catalog) -> None:
    """By what both can have."""
    assert [cell.text for cell in _cells(full.compare("H100", "A100"), "memory")] == ["80 GB", "40 GB"]


def test_what_cannot_be_compared_is_an_error(full: Catalog) -> None:
    """One entry, one under two names, too many; names, attributes and languages that nobody knows."""
    sizes = ("125M", "350M", "1.3B", "2.7B", "6.7B", "13B", "30B", "66B", "175B")
    many = ("GPT-3", "BLOOM", "GPT-4", "Gopher", *(f"OPT-{size}" for size in sizes))
    for names in (("GPT-3",), ("GPT-3", "gpt3"), many):
        with pytest.raises(ValueError, match="compare takes 2 to 12 different entries"):
            full.compare(*names)
    with pytest.raises(UnknownNameError):
        full.compare("GPT-3", "GPT-9")
    with pytest.raises(AmbiguousNameError):
        full.compare("GPT-3", "دالی")
    with pytest.raises(UnknownAttributeError):
        full.compare("GPT-3", "BLOOM", attributes=["colour"])
    with pytest.raises(UnknownLanguageError):
        full.compare("GPT-3", "BLOOM", lang="de")


# --- Releases


def test_releases_are_in_order_with_their_sizes(full: Catalog) -> None:
    """What came out together is one release; what came later is another, as Code Llama 70B."""
    found = full.timeline("Llama")

    by_name = {release.name: release for release in found.releases}
    assert by_name["Llama 2"].date == "2023-07-18"
    assert by_name["Llama 2"].sizes == (7e9, 13e9, 34e9, 70e9)
    assert by_name["Code Llama 70B"].date > by_name["Code Llama"].date
    assert all(one.date <= other.date for one, other in pairwise(found.releases))
    assert all(release.sources for release in found.releases)
    assert "meta/llama" not in {release.id for release in found.releases}


def test_a_date_is_as_precise_as_its_source(full: Catalog) -> None:
    """A month stays a month, in each language."""
    gpt = {lang: next(r for r in full.timeline("GPT", lang).releases if r.id == "openai/gpt-3") for lang in
           ("en", "zh", "fa")}  # fmt: skip

    assert gpt["en"].date == "2020-05"
    assert {lang: release.date_text for lang, release in gpt.items()} == {
        "en": "May 2020",
        "zh": "2020年5月",
        "fa": "مهٔ ۲۰۲۰",
    }


def test_a_disputed_date_is_marked_and_a_missing_one_counted(mini: Catalog, full: Catalog) -> None:
    """No date is made up for what has none."""
    assert mini.timeline("Gamma").undated == ("zeta/gamma",)
    assert mini.timeline("Gamma").releases == ()
    assert "No source says when 1 further members were released." in str(mini.timeline("Gamma"))
    gpt4 = next(r for r in full.timeline("GPT").releases if r.id == "openai/gpt-4")
    assert gpt4.status == "disputed"
    assert "March 14, 2023?  GPT-4" in str(full.timeline("GPT"))


def test_members_of_a_family_of_one_day_stand_for_themselves(mini: Catalog) -> None:
    """A family is no release; a model with variants is one."""
    found = mini.timeline("Alpha")

    assert [release.id for release in found.releases] == ["acme/alpha-1.3b", "acme/alpha-13b"]
    assert [release.sizes_text for release in found.releases] == ["1.3 billion", "13.02 billion"]


def test_html_of_a_timeline_runs_with_its_language(full: Catalog) -> None:
    """Machine-readable times inside."""
    shown = full.timeline("Llama", "fa")._repr_html_()

    assert 'dir="rtl"' in shown
    assert '<time datetime="2023-07-18">۱۸ ژوئیهٔ ۲۰۲۳</time>' in shown


# --- The command line


def test_compare_prints_a_table_html_or_json() -> None:
    """Markdown where no terminal listens."""
    run = CliRunner().invoke
    shown = run(main, ["compare", "GPT-3", "BLOOM", "--attribute", "layers", "--lang", "zh"])
    assert shown.exit_code == 0
    assert "| 层数 | 96层 [" in shown.output
    as_json = json.loads(run(main, ["compare", "GPT-3", "BLOOM", "--attribute", "layers", "--json"]).output)
    assert [cell["value"] for cell in as_json["rows"][0]["cells"]] == [96, 70]
    assert as_json["rows"][0]["cells"][0]["said"][0]["source"]["title"]
    assert "<table" in run(main, ["compare", "GPT-3", "BLOOM", "--html"]).output
    refused = run(main, ["compare", "GPT-3"])
    assert (refused.exit_code, "compare takes 2 to 12" in refused.output) == (2, True)


def test_timeline_prints_lines_html_or_json() -> None:
    """In the language wanted."""
    run = CliRunner().invoke
    in_chinese = run(main, ["timeline", "Llama", "--lang", "zh"]).output
    assert "2023年7月18日  Llama 2 (70亿、130亿、340亿、700亿)" in in_chinese
    as_json = json.loads(run(main, ["timeline", "Llama", "--json"]).output)
    assert as_json["releases"][0]["date"] == "2023-02-24"
    assert "<time" in run(main, ["timeline", "Llama", "--html"]).output
    assert run(main, ["timeline", "GPT-nine"]).exit_code == 1
