"""Glossaries: who writes which term."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmref.importers import AttestedTerm, ImportFailure, Report
from fmref.importers.glossaries import read

HEAD = "en\tzh\tfa\tsource\tnote\n"


def run(tmp_path: Path, *lines: str) -> tuple[list[AttestedTerm], list[str]]:
    """The rows of a table, and the report."""
    path, report = tmp_path / "terms.tsv", Report()
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf8")
    return list(read([path], report)), report.lines


def test_terms_keep_the_order_of_the_glossary(tmp_path: Path) -> None:
    """Several terms of a cell, without what stands in brackets; none twice."""
    (row,), report = run(tmp_path, "Batch|mini batch\t批量 (batch)|批次\tدسته|بچ|دسته\towl\t")
    assert (row.en, row.zh, row.fa) == (("Batch", "mini batch"), ("批量", "批次"), ("دسته", "بچ"))
    assert report == []


def test_taiwan_is_told_from_the_mainland(tmp_path: Path) -> None:
    """By what the note says of the column, or gives beside it."""
    rows, _ = run(
        tmp_path,
        "training set\t訓練集\t\towl\tzh column is zh-Hant-TW; zh-Hant-TW=訓練集",
        "community\t社区\t\towl\tzh-Hant-TW=社群",
    )
    assert [(row.zh, row.zh_hant) for row in rows] == [((), ("訓練集",)), (("社区",), ("社群",))]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("encoder\t编马器\t\towl\tERROR in zh source: usual form 编码器", "the note says"),
        ("Application\t\tکاربرد\towl\tDO-NOT-USE equivalent", "the note says"),
        ("We then take the mean of all values\t取平均\t\towl\t", "a sentence or heading"),
        ("1) Start\t开始\t\towl\t", "a sentence or heading"),
        ("encoder\t\t\towl\t", "no term in another language"),
    ],
)
def test_what_is_no_term_is_left_out_and_reported(tmp_path: Path, line: str, why: str) -> None:
    """Errors that the table itself marks, sentences, and rows of one language."""
    rows, (reported,) = run(tmp_path, line)
    assert rows == []
    assert reported.startswith("terms.tsv:2: ")
    assert why in reported


def test_another_table_is_refused(tmp_path: Path) -> None:
    """A missing column is named."""
    path = tmp_path / "terms.tsv"
    path.write_text("english\tchinese\n", encoding="utf8")
    with pytest.raises(ImportFailure, match="column 'en' is missing"):
        list(read([path], Report()))
