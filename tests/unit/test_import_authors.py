"""Authors of papers, from the files of Epoch AI."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmref.importers import CitedAuthor, ImportFailure, Report
from fmref.importers.authors import read


def run(tmp_path: Path, *lines: str) -> tuple[list[CitedAuthor], list[str]]:
    """The rows of a file, and the report."""
    path, report = tmp_path / "models.csv", Report()
    path.write_text("Model,Authors,Publication date\n" + "".join(f"{line}\n" for line in lines), encoding="utf8")
    return list(read([path], report)), report.lines


def test_surnames_with_the_years_of_first_authors(tmp_path: Path) -> None:
    """Particles belong to the surname; marks of footnotes do not."""
    rows, report = run(
        tmp_path, '"A","Aäron van den Oord*, J. K. Rowe",2016-09-12', '"B","Jane Rowe and Aäron van den Oord",2018'
    )
    assert [(row.name, row.years) for row in rows] == [("van den Oord", (2016,)), ("Rowe", (2018,))]
    assert report == []


def test_what_is_no_person_is_reported(tmp_path: Path) -> None:
    """Teams, firms, single words and sentences."""
    rows, report = run(tmp_path, '"A","OpenAI, Gemini Team, the whole of the laboratory here",2023-01-01')
    assert rows == []
    assert len(report) == 3


def test_a_file_without_authors_fails(tmp_path: Path) -> None:
    """With the column and the repair."""
    path = tmp_path / "models.csv"
    path.write_text("Model\nA\n", encoding="utf8")
    with pytest.raises(ImportFailure, match="no column 'Authors'; give a CSV file"):
        list(read([path], Report()))
    with pytest.raises(ImportFailure, match="No such file"):
        list(read([tmp_path / "none.csv"], Report()))
