"""The importer of Ecosystem Graphs' assets, on small files of our own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.ecosystem_graphs import read

HERON: Mapping[str, Any] = {
    "type": "model",
    "name": "Heron",
    "organization": "Wren Lab, Marsh AI, Inc.",
    "access": "open",
    "created_date": "2024-05-17",
    "dependencies": [],
    "size": "7B parameters (dense)",
    "license": "Apache 2.0",
    "modality": "text ;text",
    "model_card": "https://huggingface.co/wren/heron-7b/blob/main/README.md",
    "url": "https://example.org",
}


def assets(path: Path, *changes: Mapping[str, Any]) -> Path:
    """A file of assets, each the heron but for what it says."""
    path.write_text("".join(f"{json.dumps({**HERON, **change})}\n" for change in changes), encoding="utf8")
    return path


def rows_of(tmp_path: Path, report: Report, *changes: Mapping[str, Any]) -> list[ImportedRow]:
    """What the importer reads from such a file."""
    return list(read([assets(tmp_path / "assets.jsonl", *changes)], report))


def said(row: ImportedRow) -> dict[str, list[object]]:
    """Values by attribute."""
    return {attribute: [s.value for s in statements] for attribute, statements in row.facts.items()}


def test_a_model_with_everything(tmp_path: Path) -> None:
    """Every field that speaks plainly."""
    (row,) = rows_of(tmp_path, report := Report(), {})
    assert row.developer == ("Wren Lab", "Marsh AI, Inc.")
    assert row.ids == {"huggingface": ("wren/heron-7b",)}
    assert said(row) == {
        "parameters": [7_000_000_000],
        "release_date": ["2024-05-17"],
        "license": ["Apache-2.0"],
        "access": ["open"],
        "open_weights": [True],
        "modality": ["text"],
    }
    assert report.lines == []


@pytest.mark.parametrize(
    ("text", "chips", "number"),
    [
        ("512 A100 80GB GPUs distributed across 64 nodes", ["NVIDIA A100 80GB"], [512]),
        ("A single NVIDIA Tesla-P100 GPU", ["NVIDIA P100"], [1]),
        ("1024 TPU-V3 chips", ["Google TPU v3"], [1024]),
        ("512 v4 TPU Chips", ["Google TPU v4"], [512]),
        ("over 1000 A800 GPUs", ["NVIDIA A800"], []),
        ("128 TPUv3 cores", ["Google TPU v3"], []),
        ("27 nodes, with each node containing 8x NVIDIA A100-40GB GPUs", ["NVIDIA A100"], []),
        ("Baidu V100 Cluster, PengCheng Lab Ascend 910 NPU cluster", ["NVIDIA V100", "Huawei Ascend 910"], []),
        ("56 DGX A100 nodes, each equipped with 4 80GB A100 GPUs", ["NVIDIA A100 80GB"], []),
        ("4 A10G GPUs", [], []),
        ("V100 GPU", [], []),
        ("For speed comparisons, it used 2xA100 80GB GPUs", [], []),
        ("64 GPUs", [], []),
    ],
)
def test_the_chips_of_training(tmp_path: Path, text: str, chips: list[str], number: list[int]) -> None:
    """Their names, and their number where the text counts those of one make; else a line."""
    (row,) = rows_of(tmp_path, report := Report(), {"training_hardware": text})
    assert said(row).get("hardware", []) == chips
    assert said(row).get("hardware_quantity", []) == number
    assert len(report.lines) == (not chips)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9.5 days", [(9.5, "days")]),
        ("1 week", [(1, "weeks")]),
        ("15 days on 1536 TPUs", [(15, "days")]),
        ("less than 9 days", []),
        ("2.5 to 5 days", []),
        ("39.3M GPU hours", []),
        ("97,120 hours (cumulative)", []),
        ("3640 petaflop/s-days", []),
    ],
)
def test_the_time_of_training(tmp_path: Path, text: str, time: list[tuple[float, str]]) -> None:
    """One length of time; hours of chips, bounds and compute are none."""
    (row,) = rows_of(tmp_path, report := Report(), {"training_time": text})
    assert [(s.value, s.unit) for s in row.facts.get("training_time", ())] == time
    assert len(report.lines) == (not time)


def test_dependencies_that_are_no_models_are_data(tmp_path: Path) -> None:
    """But for what a model is only evaluated on."""
    heron, _ = rows_of(
        tmp_path,
        Report(),
        {"dependencies": ["Egret", "Marsh Corpus", "HumanEval", "Marsh Corpus"]},
        {"name": "Egret", "model_card": ""},
    )
    assert said(heron)["training_data"] == ["Marsh Corpus"]
    assert [edge.of for edge in heron.lineage] == ["Egret"]


@pytest.mark.parametrize(
    ("size", "amount"),
    [
        ("825 GB", [(825, "GB")]),
        ("1.2 trillion tokens", [(1_200_000_000_000, "tokens")]),
        ("3.3M (image, text) pairs", [(3_300_000, "image-text pairs")]),
        ("370K hours audio", [(370_000, "hours")]),
        ("182GB Text, 185M Images", []),
        ("1836 tasks", []),
    ],
)
def test_the_size_of_a_data_set(tmp_path: Path, size: str, amount: list[tuple[float, str]]) -> None:
    """An amount and nothing else."""
    (row,) = rows_of(tmp_path, report := Report(), {"type": "dataset", "size": size})
    assert [(s.value, s.unit) for s in row.facts.get("training_data_size", ())] == amount
    assert len(report.lines) == (not amount)


@pytest.mark.parametrize(
    ("size", "facts"),
    [
        ("710M parameters", {"parameters": [710_000_000]}),
        ("1.2T parameters (sparse)", {"parameters": [1_200_000_000_000]}),
        (
            "14B parameters with 2.7B parameters for activation (MoE)",
            {
                "parameters": [14_000_000_000],
                "active_parameters": [2_700_000_000],
                "architecture": ["mixture-of-experts"],
            },
        ),
        (
            "61B parameters (sparse); 6.6B active parameters",
            {"parameters": [61_000_000_000], "active_parameters": [6_600_000_000]},
        ),
        ("Unknown", {}),
    ],
)
def test_sizes_that_are_numbers_of_parameters(tmp_path: Path, size: str, facts: Mapping[str, object]) -> None:
    """Total and active ones apart."""
    (row,) = rows_of(tmp_path, report := Report(), {"size": size, "model_card": ""})
    kept = {"parameters", "active_parameters", "architecture"} & set(row.facts)
    assert {k: v for k, v in said(row).items() if k in kept} == facts
    assert report.lines == []


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [
        ("size", "7B?", "parameters"),
        ("size", "306M", "parameters"),
        ("size", "8x7B parameters", "parameters"),
        ("size", "5B (text, image) pairs", "parameters"),
        ("size", "0B parameters", "parameters"),
        ("size", "2024-05-29", "parameters"),
        ("created_date", "1970-01-01", "release_date"),
        ("created_date", 20230311, "release_date"),
        ("created_date", "soon", "release_date"),
        ("license", "Terms of Use of somebody", "license"),
        ("license", "one, another", "license"),
        ("license", "word " * 30, "license"),
        ("access", "sometimes", "access"),
    ],
)
def test_bad_values_are_left_out_and_noted(tmp_path: Path, field: str, value: object, attribute: str) -> None:
    """One line each, and the rest of the row stays."""
    (row,) = rows_of(tmp_path, report := Report(), {field: value})
    assert attribute not in row.facts
    assert len(row.facts) >= 4
    assert len(report.lines) == 1
    assert report.lines[0].startswith(f"model Heron: {field} ")


@pytest.mark.parametrize(
    ("written", "date"), [(2022, "2022"), ("2024-05-01", "2024-05"), ("2024-01-01", "2024"), ("2024-05", "2024-05")]
)
def test_dates_are_as_precise_as_the_source_can_be(tmp_path: Path, written: object, date: str) -> None:
    """A first of the month stands for the month, of January for the year."""
    (row,) = rows_of(tmp_path, Report(), {"created_date": written})
    assert said(row)["release_date"] == [date]


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        ("LLaMA2", ["Llama 2 Community License"]),
        ("CC BY NC 4.0 (model weights)", ["CC-BY-NC-4.0"]),
        ("Heron Licence (model weights), GPLv3 (code)", ["Heron Licence"]),
        ("none (model weights), MIT (code)", None),
        ("custom", None),
        ("Unknown", None),
        ("Wetland License v2", ["Wetland License v2"]),
    ],
)
def test_licences(tmp_path: Path, written: str, licence: list[str] | None) -> None:
    """Of the weights, in the usual spelling, or as written."""
    (row,) = rows_of(tmp_path, Report(), {"license": written})
    assert said(row).get("license") == licence


@pytest.mark.parametrize(
    ("change", "access", "weights"),
    [
        ({"access": "Open"}, ["open"], [True]),
        ({"access": "limited"}, ["gated"], None),
        ({"access": "limited", "license": "custom"}, None, None),
        ({"access": "limited", "license": "custom", "model_card": ""}, ["api"], [False]),
        ({"access": "closed"}, ["unreleased"], [False]),
        ({"access": "closed", "name": "Fledgling"}, ["api"], [False]),
        ({"access": "unknown"}, None, None),
    ],
)
def test_access(
    tmp_path: Path, change: Mapping[str, Any], access: list[str] | None, weights: list[bool] | None
) -> None:
    """A closed model that an application is built on is in a product."""
    product = {"type": "application", "name": "Nest", "dependencies": ["Fledgling"]}
    (row,) = rows_of(tmp_path, Report(), change, product)
    assert (said(row).get("access"), said(row).get("open_weights")) == (access, weights)
    assert weights != [False] or "license" not in row.facts


def test_repositories_of_other_models_are_left_out(tmp_path: Path) -> None:
    """Of another size, given twice, without an owner, or no repository at all."""
    rows = rows_of(
        tmp_path,
        report := Report(),
        {"name": "A", "model_card": "https://huggingface.co/wren/heron-13b"},
        {"name": "B", "model_card": "https://huggingface.co/wren/shared"},
        {"name": "C", "model_card": "https://huggingface.co/wren/shared"},
        {"name": "D", "model_card": "https://huggingface.co/heron"},
        {"name": "E", "model_card": "https://huggingface.co/datasets/wren"},
        {"name": "F", "model_card": "https://example.org/card.pdf"},
        {"name": "G", "size": "1.6B parameters", "model_card": "https://huggingface.co/wren/heron-2-1_6b"},
    )
    assert {row.name: row.ids.get("huggingface") for row in rows if row.ids} == {"G": ("wren/heron-2-1_6b",)}
    assert [line.split(":")[0] for line in report.lines] == [f"model {name}" for name in "ABCDE"]


def test_dependencies_that_are_models_are_bases(tmp_path: Path) -> None:
    """Not data, not itself, not a model whose weights only others have."""
    needs = ["heron", "mT5", "Reeds", "Wikipedia", "Swan", "Cygnet", "Goose"]
    rows = rows_of(
        tmp_path,
        report := Report(),
        {"dependencies": []},
        {"name": "Swan", "dependencies": needs, "organization": "Marsh Research"},
        {"name": "Goose", "access": "closed", "organization": "Elsewhere"},
        {"name": "Cygnet", "access": "closed", "organization": "Marsh AI"},
        {"name": "Reeds", "type": "dataset"},
    )
    edges = {row.name: [edge.of for edge in row.lineage] for row in rows if row.lineage}
    assert edges == {"Swan": ["heron", "mT5", "Cygnet"]}
    assert [line.split("dependency ")[1] for line in report.lines if "dependency" in line] == [
        "'Swan': a model is not its own base",
        "'Goose': its weights are not given to others",
    ]


def test_data_sets_and_applications(tmp_path: Path) -> None:
    """Of data sets maker, date, licence and access; of applications nothing."""
    (row,) = rows_of(tmp_path, Report(), {"type": "dataset", "dependencies": ["Heron"]}, {"type": "application"})
    assert (row.kind, row.ids, row.lineage) == ("dataset", {}, ())
    assert said(row) == {"release_date": ["2024-05-17"], "license": ["Apache-2.0"], "access": ["open"]}


def test_assets_listed_twice(tmp_path: Path) -> None:
    """The first of one maker is kept; of two makers each is a row; what is no model is none."""
    rows = rows_of(
        tmp_path, report := Report(), {}, {"size": "9B parameters"}, {"organization": "Reedbed"}, {"name": "MultiMedQA"}
    )
    assert [(row.name, row.developer[0]) for row in rows] == [("Heron", "Wren Lab"), ("Heron", "Reedbed")]
    assert len([line for line in report.lines if ": row: " in line]) == 2


def test_joint_organizations(tmp_path: Path) -> None:
    """Names apart, none for one that is unknown."""
    written = ("A, B, and C.", "D and University of Maryland, College Park", "Unknown")
    rows = rows_of(tmp_path, Report(), *({"name": str(n), "organization": text} for n, text in enumerate(written)))
    assert [row.developer for row in rows] == [("A", "B", "C"), ("D", "University of Maryland, College Park"), ()]


def test_keys_may_come_and_go_but_for_the_needed_ones(tmp_path: Path) -> None:
    """A key that no asset has is a failure; an asset without one that others have is left out."""
    path = tmp_path / "assets.jsonl"
    bare = {key: value for key, value in HERON.items() if key in {"type", "name", "organization", "access"}}
    path.write_text(json.dumps({**bare, "dependencies": [], "new": {"a": 1}}), encoding="utf8")
    assert [row.name for row in read([path], Report())] == ["Heron"]
    path.write_text(json.dumps(bare), encoding="utf8")
    with pytest.raises(ImportFailure, match=r"assets\.jsonl:1: no key 'dependencies'; restore"):
        list(read([path], Report()))
    lines = [HERON, bare, {**HERON, "name": 7}, {**HERON, "type": "bird"}, {**HERON, "dependencies": "X"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    assert len(list(read([path], report := Report()))) == 1
    assert [line.split(": ")[0] for line in report.lines] == [f"assets.jsonl:{n}" for n in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "assets.jsonl: no asset in it; give"),
        (b"name: Heron\n", "assets.jsonl:1: no JSON object; write one asset a line"),
        (b"\n[1]\n", "assets.jsonl:2: no JSON object; write one asset a line"),
        ("é".encode("latin1"), r"assets.jsonl: not UTF-8 \(byte 0\); save it"),
        (None, "assets.jsonl: No such file .*; give the path"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, content: bytes | None, message: str) -> None:
    """One failure that names the file and the repair."""
    path = tmp_path / "assets.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImportFailure, match=message):
        list(read([path], Report()))


def test_a_refresh_on_the_same_input_changes_nothing(tmp_path: Path) -> None:
    """The same bytes."""
    path = assets(tmp_path / "assets.jsonl", {}, {"name": "Swan", "dependencies": ["Heron"]})
    target = tmp_path / "out.jsonl"
    assert write_rows(read([path], Report()), target) == 2
    first = target.read_bytes()
    write_rows(read([path], Report()), target)
    assert target.read_bytes() == first
