"""The Open LLM Leaderboard: repositories, most of them derivatives."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.open_llm_leaderboard import read

HEADER = "repo\ttype\tlicense\tparams_b\tdate\tbase_model"


def run(tmp_path: Path, *rows: str, header: str = HEADER) -> tuple[list[ImportedRow], list[str]]:
    """The rows of a table, and the report."""
    path, report = tmp_path / "models.tsv", Report()
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf8")
    return list(read([path], report)), report.lines


def test_maker_and_uploader(tmp_path: Path) -> None:
    """A maker's repository is a model, others are derivatives named by their repository; no date is taken."""
    maker, uploader, packed, copy = run(
        tmp_path,
        "Qwen/Owl-7B\tpretrained\tapache-2.0\t7.616\t2024-05-01\tQwen/Owl-7B",
        "someone/Owl-tune\tchatmodels\tllama3.1\t72\t2024-05-01\tQwen/Owl-7B",
        "Qwen/Owl-7B-GPTQ-Int4\tpretrained\t\t\t\t",
        "NousResearch/Meta-Llama-9-8B\tpretrained\t\t8.03\t\t",
    )[0]
    assert (maker.name, maker.developer, maker.derivative, maker.lineage) == ("Owl-7B", ("Qwen",), False, ())
    assert maker.ids == {"huggingface": ("Qwen/Owl-7B",)}
    assert {name: [s.value for s in said] for name, said in maker.facts.items()} == {
        "license": ["Apache-2.0"],
        "parameters": [7_616_000_000],
    }
    assert (uploader.name, uploader.developer, uploader.derivative) == ("someone/Owl-tune", ("someone",), True)
    assert uploader.facts["license"][0].value == "Llama 3.1 Community License"
    assert uploader.facts["parameters"][0].value == 72_000_000_000
    assert (packed.derivative, copy.derivative) == (True, True)


@pytest.mark.parametrize(
    ("kind", "base", "relation"),
    [
        ("basemergesandmoerges", "a/base", "merge"),
        ("chatmodels", "a/base (Merge)", "merge"),
        ("🔶 fine-tuned on domain-specific datasets", "a/base", "finetune"),
        ("💬 chat models (RLHF, DPO, IFT, ...)", "a/base", "finetune"),
        ("🟩 continuously pretrained", "a/base", "continued_pretraining"),
        ("🟢 pretrained", "a/base", "base"),
    ],
)
def test_lineage(tmp_path: Path, kind: str, base: str, relation: str) -> None:
    """The type of a row tells the relation."""
    (row,), _ = run(tmp_path, f"someone/x\t{kind}\t\t\t\t{base}")
    assert [(edge.relation, edge.of) for edge in row.lineage] == [(relation, "a/base")]


@pytest.mark.parametrize("base", ["", "Removed", "someone/X", "someone/x (Merge)"])
def test_no_lineage(tmp_path: Path, base: str) -> None:
    """Nothing is made of itself or of what was removed."""
    (row,), _ = run(tmp_path, f"someone/x\tchatmodels\t\t\t\t{base}")
    assert row.lineage == ()


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("x", "7B?", "no number"),
        ("x", "0", "no number"),
        ("x", "-1", "no number"),
        ("x-1.8b", "1", "cut to whole billions"),
        ("x-13B", "64", "the name says 13 billion"),
        ("x-1_6b", "6.4", "the name says 1.6 billion"),
        ("x-AWQ", "1.2", "packed"),
    ],
)
def test_wrong_sizes(tmp_path: Path, name: str, size: str, why: str) -> None:
    """A size that is none, or that the name contradicts, is left out with a line."""
    (row,), report = run(tmp_path, f"someone/{name}\t\tother\t{size}\t\t")
    assert row.facts == {}
    assert len(report) == 1
    assert why in report[0]


def test_rows(tmp_path: Path) -> None:
    """Two cases of one repository are one row; a row without a repository is none."""
    rows, report = run(
        tmp_path, "a/X\t\tmit\t\t\t", "a/x\t\t\t7.2\t\t", "gpt\t\t\t\t\t", "a/b\t\t\t\t\t\t\t", "", "a/c"
    )
    assert [row.name for row in rows] == ["a/x", "a/c"]
    assert set(rows[0].facts) == {"license", "parameters"}
    assert [line.rsplit(": ", 1)[1] for line in report] == [
        "it has 8 cells and the header 6",
        "the same repository as a/X",
        "it is no repository of the form owner/name",
    ]


def test_columns(tmp_path: Path) -> None:
    """Columns may move and be added; a missing one is named."""
    header = "new\tbase_model\tparams_b\tlicense\ttype\trepo"
    (row,), _ = run(tmp_path, "?\t\t7.2\tmit\t\ta/b", header=header)
    assert row.facts["parameters"][0].value == 7_200_000_000
    with pytest.raises(ImportFailure, match=r"models\.tsv: column 'params_b' is missing"):
        run(tmp_path, header=HEADER.replace("params_b", "size"))
    path = tmp_path / "models.tsv"
    path.write_bytes(f"{HEADER}\né".encode("latin-1"))
    with pytest.raises(ImportFailure, match="not UTF-8"):
        list(read([path], Report()))


def test_refresh(tmp_path: Path) -> None:
    """The same input in another order changes nothing."""
    rows, target = ("a/b\t\tmit\t\t\t", "Qwen/b\t\tmit\t7.2\t\t"), tmp_path / "out.jsonl"
    assert write_rows(run(tmp_path, *rows)[0], target) == 2
    before = target.read_bytes()
    write_rows(run(tmp_path, *reversed(rows))[0], target)
    assert target.read_bytes() == before
