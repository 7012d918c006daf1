"""mteb: embedding models and rerankers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.mteb import read

GOOD: dict[str, Any] = {
    "name": "acme/owl-embed",
    "n_parameters": 33360000.0,
    "release_date": "2024-05-01",
    "license": "cc-by-nc-4.0",
    "max_tokens": 512.0,
    "open_weights": True,
    "adapted_from": "acme/owl",
    "modalities": ["image", "text", "audio"],
    "new_column": {},
}


def run(tmp_path: Path, *rows: Any) -> tuple[list[ImportedRow], list[str]]:
    """The rows of a file of JSON Lines, and the report."""
    path, report = tmp_path / "models.jsonl", Report()
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf8")
    return list(read([path], report)), report.lines


def test_model(tmp_path: Path) -> None:
    """Every fact is taken; a record given twice is one row."""
    (row,), report = run(tmp_path, GOOD, {**GOOD, "max_tokens": 1024})
    assert report == []
    assert (row.name, row.developer) == ("owl-embed", ("acme",))
    assert row.ids == {"huggingface": ("acme/owl-embed",)}
    assert [(edge.relation, edge.of) for edge in row.lineage] == [("finetune", "acme/owl")]
    assert {name: [s.value for s in said] for name, said in row.facts.items()} == {
        "parameters": [33_360_000],
        "release_date": ["2024-05-01"],
        "license": ["CC-BY-NC-4.0"],
        "context": [1024],
        "open_weights": [True],
        "modality": ["text-embedding", "image-embedding"],
    }


def test_kinds(tmp_path: Path) -> None:
    """A closed model is on no hub, a host no developer, a reranker no embedding, a quantised copy a derivative."""
    closed, hosted, ranker, copy = run(
        tmp_path,
        {"name": "acme/api-embed", "open_weights": False},
        {"name": "bedrock/owl-embed", "open_weights": False},
        {
            "name": "acme/owl-reranker",
            "open_weights": True,
            "modalities": ["text"],
            "adapted_from": "acme/owl-reranker",
        },
        {"name": "acme/owl-embed-int8", "reference": "https://huggingface.co/acme/owl-embed-int8"},
    )[0]
    assert closed.ids == {"mteb": ("acme/api-embed",)}
    assert hosted.developer == ()
    assert "modality" not in ranker.facts
    assert ranker.lineage == ()
    assert (copy.name, copy.derivative) == ("acme/owl-embed-int8", True)
    assert copy.ids == {"huggingface": ("acme/owl-embed-int8",)}


def test_bad_values(tmp_path: Path) -> None:
    """What is no value is left out with a line each."""
    rows, report = run(
        tmp_path,
        {
            **GOOD,
            "n_parameters": 0,
            "release_date": "1970-01-01",
            "max_tokens": float("inf"),
            "license": "not specified",
        },
        {"name": "acme/owl (dim=512)"},
        {"name": "mteb/baseline-bm25"},
        {"name": None},
        "no object",
    )
    assert [set(row.facts) for row in rows] == [{"open_weights", "modality"}]
    text = "\n".join(report)
    for part in (
        "parameters 0",
        "1970-01-01",
        "context inf",
        "dim=512",
        "a baseline",
        "it has no name",
        "no JSON object",
    ):
        assert part in text


def test_wrong_files(tmp_path: Path) -> None:
    """A file without a column or of another encoding is one clear failure."""
    with pytest.raises(ImportFailure, match=r"models\.jsonl: column 'name' is missing"):
        run(tmp_path, {"model": "a/b"})
    path = tmp_path / "models.jsonl"
    path.write_bytes('{"name": "é"}'.encode("latin-1"))
    with pytest.raises(ImportFailure, match="not UTF-8"):
        list(read([path], Report()))


def test_refresh(tmp_path: Path) -> None:
    """The same input in another order changes nothing."""
    target, other = tmp_path / "mteb.jsonl", {"name": "acme/other"}
    assert write_rows(run(tmp_path, GOOD, other)[0], target) == 2
    before = target.read_bytes()
    write_rows(run(tmp_path, other, GOOD)[0], target)
    assert target.read_bytes() == before
