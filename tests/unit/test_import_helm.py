"""HELM: the models of its metadata file."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.helm import read

GOOD = """\
models:
  - name: acme/owl-2
    display_name: Owl 2 (7B)
    creator_organization_name: Acme/Birds
    access: open
    num_parameters: 7100000000
    release_date: 2024-05-01
    tags: [TEXT_MODEL_TAG, OTHER_TAG]
    new_column: yes
  - name: acme/owl-1
    display_name: Owl
    creator_organization_name: Acme
    access: limited
    release: 2023-05
  - name: acme/owl-0
    display_name: Owl
    creator_organization_name: Acme
    access: closed
  - name: acme/owl-3-8b-it
    display_name: Owl 3 (8B)
    creator_organization_name: Acme
"""
BAD = """\
models:
  - {name: simple/model1, display_name: S, creator_organization_name: Helm}
  - {name: acme/owl-dspy-zs, display_name: Owl (DSPy), creator_organization_name: Acme}
  - {name: acme/owl-low, display_name: Owl (low reasoning effort), creator_organization_name: Acme}
  - {name: acme/amazon-owl, display_name: Owl on Amazon Bedrock, creator_organization_name: Acme}
  - {name: acme/owl, display_name: Owl 3, creator_organization_name: Acme, num_parameters: 7B?, release_date: 2024-18-4}
  - {name: acme/owl, display_name: Owl 4, creator_organization_name: Acme}
  - {name: acme/old, display_name: Old, creator_organization_name: Acme, release_date: 1970-01-01, num_parameters: 0}
  - {name: acme/odd, display_name: Odd, creator_organization_name: Acme, access: maybe, num_parameters: 8e9}
  - {name: acme/mix, display_name: Mix 7B, creator_organization_name: Acme, num_parameters: 32200000000}
  - {display_name: Nameless, creator_organization_name: Acme}
"""


def run(tmp_path: Path, text: str) -> tuple[list[ImportedRow], list[str]]:
    """The rows of a metadata file, and the report."""
    path, report = tmp_path / "model_metadata.yaml", Report()
    path.write_text(text, encoding="utf8")
    return list(read([path], report)), report.lines


def test_models(tmp_path: Path) -> None:
    """Every fact is taken; a shown name that two share, or that hides a tuning, gives way to the model's own."""
    rows, report = run(tmp_path, GOOD)
    assert report == []
    assert [row.name for row in rows] == ["Owl 2 (7B)", "owl-1", "owl-0", "owl-3-8b-it"]
    assert rows[0].developer == ("Acme", "Birds")
    assert rows[0].ids == {"helm": ("acme/owl-2",)}
    assert {name: [s.value for s in said] for name, said in rows[0].facts.items()} == {
        "release_date": ["2024-05-01"],
        "parameters": [7_100_000_000],
        "access": ["open"],
        "open_weights": [True],
        "modality": ["text"],
    }
    assert rows[1].facts["access"][0].value == "api"
    assert rows[1].facts["release_date"][0].value == "2023-05"
    assert "open_weights" not in rows[1].facts
    assert rows[2].facts["access"][0].value == "unreleased"


def test_bad_values(tmp_path: Path) -> None:
    """Settings are no models; what is no value is left out with a line each."""
    rows, report = run(tmp_path, BAD)
    assert [row.name for row in rows] == ["Owl 3", "Old", "Odd", "Mix 7B"]
    assert [dict(row.facts) for row in rows[:2]] == [{}, {}]
    assert [s.value for s in rows[2].facts["parameters"]] == [8_000_000_000]
    text = "\n".join(report)
    for part in (
        "a test",
        "a prompt",
        "a setting",
        "is served",
        "'7B?'",
        "2024-18-4",
        "listed twice",
        "1970-01-01",
        "says 7 billion",
    ):
        assert part in text
    assert "access 'maybe'" in text
    assert "it has no name" in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("models:\n  - {name: a/b, display_name: B}\n", "column 'creator_organization_name' is missing"),
        ("other: 1\n", "key 'models' is missing"),
        ("models: [\n", "no YAML that can be read"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, why: str) -> None:
    """A file of another format or without a column is one clear failure."""
    with pytest.raises(ImportFailure, match=why):
        run(tmp_path, text)


def test_encoding(tmp_path: Path) -> None:
    """Another encoding is named."""
    path = tmp_path / "model_metadata.yaml"
    path.write_bytes("models: [é]".encode("latin-1"))
    with pytest.raises(ImportFailure, match="not UTF-8"):
        list(read([path], Report()))


def test_refresh(tmp_path: Path) -> None:
    """The same input changes nothing."""
    target = tmp_path / "helm.jsonl"
    assert write_rows(run(tmp_path, GOOD)[0], target) == 4
    before = target.read_bytes()
    write_rows(run(tmp_path, GOOD)[0], target)
    assert target.read_bytes() == before
