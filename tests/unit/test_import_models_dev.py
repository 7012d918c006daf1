"""models.dev: canonical models with their offerings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.models_dev import read

MODEL = {
    "id": "acme/owl-2",
    "name": "Owl 2",
    "release_date": "2025-04",
    "knowledge": "2024-12-31",
    "limit": {"context": 128000, "output": 8192},
    "modalities": {"input": ["text", "image", "pdf"], "output": ["text"]},
    "open_weights": True,
    "license": "mit",
    "weights": [{"url": "https://huggingface.co/acme-ai/Owl-2-FP8"}, {"url": "https://huggingface.co/acme-ai/Owl-2"}],
    "new column": [1],
}


def lines(path: Path, *rows: Any) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf8")
    return path


def run(tmp_path: Path, models: list[Any], offerings: list[Any]) -> tuple[list[ImportedRow], list[str]]:
    """The rows of models and offerings, and the report."""
    report = Report()
    files = [lines(tmp_path / "offerings.jsonl", *offerings), lines(tmp_path / "models.jsonl", *models)]
    return list(read(files, report)), report.lines


def test_model(tmp_path: Path) -> None:
    """Every fact is taken, and the repository whose name agrees."""
    (row,), report = run(tmp_path, [MODEL], [])
    assert (row.name, row.developer) == ("Owl 2", ("acme",))
    assert row.ids == {"models-dev": ("acme/owl-2",), "huggingface": ("acme-ai/Owl-2",)}
    assert {name: [s.value for s in said] for name, said in row.facts.items()} == {
        "release_date": ["2025-04"],
        "knowledge_cutoff": ["2024-12-31"],
        "context": [128000],
        "open_weights": [True],
        "modality": ["text", "image"],
        "license": ["MIT"],
    }
    assert report == []


def test_an_offering_of_no_model_is_a_reference(tmp_path: Path) -> None:
    """It waits under its id for a model of the catalog, with every provider that offers it under that id."""
    offered = [{"id": "acme.owl", "provider": p} for p in ("amazon-bedrock", "other")]
    row, _ = run(tmp_path, [MODEL], offered)[0]
    assert (row.name, row.reference) == ("acme.owl", True)
    assert row.ids == {"bedrock": ("acme.owl",), "other": ("acme.owl",)}
    assert [o.provider for o in row.offerings] == ["amazon-bedrock", "other"]


def test_a_shown_name_may_tell_more_than_an_id(tmp_path: Path) -> None:
    """A provider's short id of the instruct weights of July 2025 is not the model without them."""
    offered = [
        {"id": "owl-2", "name": "Owl 2 8B Instruct 2507", "provider": "p"},
        {"id": "owl-2", "name": "Owl 2 (free)", "provider": "q"},
        {"id": "owl-2-it", "name": "Owl 2 Instruct", "provider": "q"},
    ]
    rows, _ = run(tmp_path, [MODEL], offered)
    assert ["owl-2-8b-instruct-2507", "owl-2", "owl-2-it"] == [row.name for row in rows if row.reference]


def test_offerings(tmp_path: Path) -> None:
    """Offerings go to the model they are linked to, or whose id they bear; their dates are not read."""
    (row,), report = run(
        tmp_path,
        [MODEL],
        [
            {
                "id": "us.acme.owl-2-v1:0",
                "provider": "cloud",
                "base_model": "acme/owl-2",
                "release_date": "1970-01-01",
                "limit": {"context": 64000, "output": 0},
                "cost": {"input": 0.5, "output": 2},
            },
            {"id": "owl-2", "provider": "acme", "cost": {"input": 0, "output": 0}},
            {
                "id": "acme/owl-2:free",
                "provider": "router",
                "base_model": "acme/owl-2",
                "cost": {"input": 0, "output": 0},
            },
        ],
    )
    assert report == []
    assert [(o.provider, o.id, o.context, o.max_output, o.input_price, o.output_price) for o in row.offerings] == [
        ("acme", "owl-2", None, None, None, None),
        ("cloud", "us.acme.owl-2-v1:0", 64000, None, 0.5, 2.0),
        ("router", "acme/owl-2:free", None, None, 0.0, 0.0),
    ]
    assert row.ids["cloud"] == ("us.acme.owl-2-v1:0",)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ("owl-2-turbo", "names another model (turbo)"),
        ("owl", "the id lacks '2'"),
        ("hawk-2", "the id lacks 'owl'"),
    ],
)
def test_wrong_link(tmp_path: Path, own: str, why: str) -> None:
    """A link by hand that the id contradicts is left out."""
    (row,), report = run(tmp_path, [MODEL], [{"id": own, "provider": "cloud", "base_model": "acme/owl-2"}])
    assert row.offerings == ()
    assert why in report[0]


@pytest.mark.parametrize(("own", "shown"), [("2-mini-it", "Owl 2 Mini"), ("2-mini-it", ""), ("ow-2-mini", "")])
def test_what_an_id_lacks(tmp_path: Path, own: str, shown: str) -> None:
    """An id may lack a word that the shown name has, but no word of the model that nothing else has."""
    model = {"id": "acme/owl-2-mini", "name": "Owl 2 Mini"}
    offering = {"id": own, "provider": "c", "base_model": "acme/owl-2-mini", **({"name": shown} if shown else {})}
    (row,), _ = run(tmp_path, [model], [offering])
    assert [o.id for o in row.offerings] == ([own] if shown else [])


def test_an_id_may_write_a_word_out(tmp_path: Path) -> None:
    """A provider that calls the model by its maker's name means the model."""
    model = {"id": "kiteworks/kite-3", "name": "Kite 3"}
    (row,), report = run(tmp_path, [model], [{"id": "kiteworks-3", "provider": "c", "base_model": "kiteworks/kite-3"}])
    assert report == []
    assert [o.id for o in row.offerings] == ["kiteworks-3"]


def test_an_id_that_others_use_for_what_it_says(tmp_path: Path) -> None:
    """It is no identifier of the variant that only one provider shows under it."""
    offered = [
        {"id": "owl-2", "provider": "acme"},
        {"id": "owl-2", "name": "Owl 2 Thinking", "provider": "q"},
        {"id": "owl-x", "name": "Owl X Thinking", "provider": "q"},
    ]
    rows = {row.name: row for row in run(tmp_path, [MODEL], offered)[0]}
    assert rows["owl-2-thinking"].ids == {}
    assert [o.provider for o in rows["owl-2-thinking"].offerings] == ["q"]
    assert rows["owl-x-thinking"].ids == {"q": ("owl-x",)}


def test_a_limit_given_to_models_of_every_kind(tmp_path: Path) -> None:
    """Ten models with one limit, some of which read no text: it is filled in, also in the model of that provider."""
    filled = [{"id": f"owl-{n}", "provider": "acme", "limit": {"context": 128000}} for n in range(10)]
    for offering in filled[:3]:
        offering["modalities"] = {"input": ["video"], "output": ["text"]}
    other = {"id": "owl-2", "provider": "c", "limit": {"context": 128000}, "base_model": "acme/owl-2"}
    rows, report = run(tmp_path, [MODEL], [*filled, other])
    (model,) = (row for row in rows if not row.reference)
    assert "context" not in model.facts
    assert {(o.provider, o.context) for row in rows for o in row.offerings} == {("acme", None), ("c", 128000)}
    assert len(report) == 11
    rows, report = run(tmp_path, [MODEL], [*filled[1:], other])
    assert report == []


def test_a_limit_that_no_other_provider_has(tmp_path: Path) -> None:
    """Where four models have at most half of it everywhere else, the provider fills it in."""
    filled = [{"id": f"owl-{n}", "provider": "p", "limit": {"context": 128000}} for n in range(10, 20)]
    others = [{"id": f"x/owl-{n}:free", "provider": "q", "limit": {"context": 8192}} for n in range(10, 14)]
    rows, _ = run(tmp_path, [MODEL], [*filled, *others])
    assert {o.context for row in rows for o in row.offerings} == {None, 8192}
    rows, _ = run(tmp_path, [MODEL], [*filled, *others[1:]])
    assert {o.context for row in rows for o in row.offerings} == {128000, 8192}


def test_ollama_in_the_cloud(tmp_path: Path) -> None:
    """Its identifiers are tags of Ollama."""
    (row, _), _ = run(tmp_path, [MODEL], [{"id": "owl:7b", "provider": "ollama-cloud"}])
    assert row.ids == {"ollama": ("owl:7b",)}


def test_wrong_snapshot(tmp_path: Path) -> None:
    """Two dates are two models."""
    model = {"id": "acme/owl-2603", "name": "Owl 3"}
    (row,), report = run(tmp_path, [model], [{"id": "owl-2503", "provider": "c", "base_model": "acme/owl-2603"}])
    assert row.offerings == ()
    assert "the dates in the ids differ" in report[0]


def test_bad_values(tmp_path: Path) -> None:
    """What is no value is left out with a line each."""
    models = [
        {**MODEL, "release_date": "1970-01-01", "limit": {"context": "7B?"}, "weights": [], "knowledge": "20230311"},
        {"id": "acme/late", "name": "Late", "release_date": "2024-05", "knowledge": "2024-06-01"},
        {"id": "acme/other-1", "name": "Other 1", "weights": [{"url": "https://huggingface.co/acme/Other-2"}]},
        {"id": "nameless", "name": " "},
        ["no object"],
    ]
    offerings = [
        {"id": "x", "provider": "c", "base_model": "acme/none"},
        {"provider": "c"},
        {
            "id": "owl-2",
            "provider": "acme",
            "limit": {"context": -5, "output": True},
            "cost": {"input": -1, "output": "2 USD"},
        },
    ]
    rows, report = run(tmp_path, models, offerings)
    assert {name for row in rows for name in row.facts} == {"open_weights", "modality", "license", "release_date"}
    text = "\n".join(report)
    for part in ("1970-01-01", "20230311", "7B?", "after the release", "Other-2", "nameless", "no JSON object"):
        assert part in text
    for part in ("no model acme/none", "lacks its id", "limit -5", "limit True", "price -1", "price '2 USD'"):
        assert part in text


@pytest.mark.parametrize(
    ("given", "made", "expected"),
    [
        (["text"], ["image"], ["text-to-image"]),
        (["text"], ["audio"], ["text-to-speech"]),
        (["audio"], ["text"], ["speech-to-text"]),
        (["text"], ["text", "image"], ["text", "image"]),
    ],
)
def test_modality(tmp_path: Path, given: list[str], made: list[str], expected: list[str]) -> None:
    """Inputs and outputs are said in the words of the registry."""
    (row,), _ = run(tmp_path, [{**MODEL, "modalities": {"input": given, "output": made}}], [])
    assert [s.value for s in row.facts["modality"]] == expected


def test_wrong_files(tmp_path: Path) -> None:
    """A file of another name, format, encoding or without a column is one clear failure."""
    with pytest.raises(ImportFailure, match=r"other\.jsonl: give models\.jsonl"):
        list(read([lines(tmp_path / "other.jsonl", MODEL)], Report()))
    with pytest.raises(ImportFailure, match=r"models\.jsonl: column 'name' is missing"):
        list(read([lines(tmp_path / "models.jsonl", {"id": "a/b"})], Report()))
    (tmp_path / "models.jsonl").write_text("id,name\na,b\n", encoding="utf8")
    with pytest.raises(ImportFailure, match="no line is a JSON object"):
        list(read([tmp_path / "models.jsonl"], Report()))
    (tmp_path / "models.jsonl").write_bytes('{"id": "é"}'.encode("latin-1"))
    with pytest.raises(ImportFailure, match="not UTF-8"):
        list(read([tmp_path / "models.jsonl"], Report()))
    with pytest.raises(ImportFailure, match="cannot be read"):
        list(read([tmp_path / "models-none.jsonl"], Report()))


def test_refresh(tmp_path: Path) -> None:
    """The same input in another order changes nothing."""
    target, offers = tmp_path / "out.jsonl", [{"id": "owl-2", "provider": p} for p in ("acme",)]
    other = {"id": "acme/owl-1", "name": "Owl 1"}
    write_rows(run(tmp_path, [MODEL, other], offers)[0], target)
    before = target.read_bytes()
    assert write_rows(run(tmp_path, [other, MODEL], offers)[0], target) == 2
    assert target.read_bytes() == before
