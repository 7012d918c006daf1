"""The importer of Epoch AI's CSV files, on small files of our own."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.epoch import read

COLUMNS = (
    "Model",
    "Organization",
    "Publication date",
    "Domain",
    "Parameters",
    "Parameters notes",
    "Training compute (FLOP)",
    "Training compute notes",
    "Training dataset",
    "Training dataset notes",
    "Training dataset size (total)",
    "Dataset size notes",
    "Epochs",
    "Confidence",
    "Training time (hours)",
    "Training hardware",
    "Hardware quantity",
    "Training compute cost (2023 USD)",
    "Base model",
    "Model accessibility",
    "Accessibility notes",
    "Open model weights?",
    "Country (of organization)",
    "Abstract",
)
GOOD = {
    "Model": "Heron 7B",
    "Organization": "Wren Lab,Institute of Herons / IH,Marsh, Reed and Sons",
    "Publication date": "2024-05-17",
    "Domain": "Language,Vision,Cooking",
    "Parameters": "7000000000.00001",
    "Parameters notes": "7B",
    "Training compute (FLOP)": "8.4000000000001e+22",
    "Training compute notes": "Table 3",
    "Training dataset": "Marsh Corpus,Book Corpus (Reeds, Rushes),Marsh Corpus",
    "Training dataset size (total)": "2000000000000",
    "Dataset size notes": "2 trillion high-quality tokens",
    "Confidence": "Confident",
    "Training time (hours)": "720.0",
    "Training hardware": "Quill 100 80GB,Quill 200",
    "Hardware quantity": "512.0",
    "Training compute cost (2023 USD)": "1250000.5",
    "Base model": "Egret 7B,Eye, Ear and Beak",
    "Model accessibility": "Open weights (unrestricted)",
    "Accessibility notes": "Apache 2.0 license:\n\nhttps://example.org/heron",
    "Open model weights?": "Yes",
}


def table(path: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> Path:
    """A CSV file with these rows."""
    with path.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of(report: Report, *paths: Path) -> dict[str, ImportedRow]:
    """What the importer reads, by name."""
    return {row.name: row for row in read(paths, report)}


def said(row: ImportedRow, attribute: str) -> list[tuple[object, str | None, str]]:
    """Values, units and methods of an attribute."""
    return [(s.value, s.unit, s.method) for s in row.facts.get(attribute, ())]


def test_a_row_with_everything(tmp_path: Path) -> None:
    """Numbers in the attribute's unit, names apart, facts stated where the notes give no doubt."""
    row = rows_of(report := Report(), table(tmp_path / "models.csv", [GOOD]))["Heron 7B"]
    assert row.developer == ("Wren Lab", "Institute of Herons", "Marsh, Reed and Sons")
    assert [(edge.relation, edge.of) for edge in row.lineage] == [("base", "Egret 7B"), ("base", "Eye, Ear and Beak")]
    assert {name: said(row, name) for name in row.facts} == {
        "release_date": [("2024-05-17", None, "stated")],
        "parameters": [(7_000_000_000, None, "stated")],
        "training_compute": [(8.4e22, None, "stated")],
        "training_tokens": [(2_000_000_000_000, None, "stated")],
        "training_time": [(720, "hours", "stated")],
        "hardware": [("Quill 100 80GB", None, "stated"), ("Quill 200", None, "stated")],
        "hardware_quantity": [(512, None, "stated")],
        "training_data": [("Marsh Corpus", None, "stated"), ("Book Corpus (Reeds, Rushes)", None, "stated")],
        "training_cost": [(1250000.5, None, "estimated")],
        "modality": [("text", None, "stated"), ("image", None, "stated")],
        "open_weights": [(True, None, "stated")],
        "access": [("open", None, "stated")],
        "license": [("Apache-2.0", None, "stated")],
    }
    assert report.lines == []


@pytest.mark.parametrize(
    ("change", "attribute", "method"),
    [
        ({"Confidence": "Likely"}, "parameters", "estimated"),
        ({"Confidence": "Likely"}, "hardware", "estimated"),
        ({"Confidence": "Unknown"}, "training_data", "estimated"),
        ({"Confidence": ""}, "parameters", "estimated"),
        ({"Parameters notes": "2 * 3.5B"}, "parameters", "estimated"),
        ({"Parameters notes": "probably as the last one"}, "parameters", "estimated"),
        ({"Parameters notes": "https://example.org/?page=7"}, "parameters", "stated"),
        ({"Training compute notes": ""}, "training_compute", "estimated"),
        ({"Training compute notes": "512 GPUs for 30 days"}, "training_compute", "estimated"),
        ({"Dataset size notes": "2T tokens ~ 1.5T words"}, "training_tokens", "estimated"),
    ],
)
def test_estimates_are_told_from_statements(
    tmp_path: Path, change: dict[str, str], attribute: str, method: str
) -> None:
    """By confidence, words of doubt and sums; a link is neither."""
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | change]))["Heron 7B"]
    assert said(row, attribute)[0][2] == method


@pytest.mark.parametrize(
    ("written", "date"),
    [("2024-05-17", "2024-05-17"), ("2024-05-01", "2024-05"), ("2024-01-01", "2024"), ("2024-05", "2024-05")],
)
def test_dates_are_as_precise_as_the_source_can_be(tmp_path: Path, written: str, date: str) -> None:
    """A first of the month stands for the month, of January for the year."""
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | {"Publication date": written}]))["Heron 7B"]
    assert said(row, "release_date") == [(date, None, "stated")]


@pytest.mark.parametrize(
    ("column", "value", "attribute"),
    [
        ("Publication date", "1970-01-01", "release_date"),
        ("Publication date", "20230311", "release_date"),
        ("Publication date", "2023-02-30", "release_date"),
        ("Parameters", "7B?", "parameters"),
        ("Parameters", "7,000", "parameters"),
        ("Parameters", "0", "parameters"),
        ("Parameters", "-7", "parameters"),
        ("Parameters", "nan", "parameters"),
        ("Parameters", "1e400", "parameters"),
        ("Parameters", "12.5", "parameters"),
        ("Training compute (FLOP)", "inf", "training_compute"),
        ("Training dataset size (total)", "100,200", "training_tokens"),
        ("Model accessibility", "On the moon", "access"),
        ("Open model weights?", "No", "open_weights"),
        ("Open model weights?", "Perhaps", ""),
        ("Base model", "Heron 7B", "lineage"),
    ],
)
def test_bad_values_are_left_out_and_noted(tmp_path: Path, column: str, value: str, attribute: str) -> None:
    """One line each, and the rest of the row stays."""
    row = rows_of(report := Report(), table(tmp_path / "models.csv", [GOOD | {column: value}]))["Heron 7B"]
    assert attribute not in row.facts
    assert len(row.facts) >= 8
    assert len(report.lines) == 1
    assert report.lines[0].startswith(f"models.csv: Heron 7B: {column} ")
    assert attribute != "lineage" or row.lineage == ()


def test_numbers_marked_as_wrong_are_left_out(tmp_path: Path) -> None:
    """The confidence `Wrong` is taken at its word."""
    row = rows_of(report := Report(), table(tmp_path / "models.csv", [GOOD | {"Confidence": "Wrong"}]))["Heron 7B"]
    assert not {"parameters", "training_compute", "training_tokens", "training_cost"} & set(row.facts)
    assert sum("marked as wrong" in line for line in report.lines) == 6


@pytest.mark.parametrize(
    ("notes", "epochs", "size", "expected"),
    [
        ("1.5 billion words", "", "1500000000", {"training_tokens": [(1_500_000_000, "words", "stated")]}),
        ("103M tokens", "30", "103000000", {"training_data_size": [(103_000_000, "tokens", "stated")]}),
        ("1,200,000 images", "1", "1200000", {"training_data_size": [(1_200_000, "images", "stated")]}),
        ("nothing said", "", "5000", {}),
        ("300B tokens", "", "500000000000", {}),
        ("36T", "", "36000000000000", {}),
        ("4.1 million words", "", "4100001.0000000003", {"training_tokens": [(4_100_000, "words", "stated")]}),
        ("2.2 million images and texts", "", "2200000", {}),
        ("9 thousand sentence pairs", "", "9000", {}),
        ("a 14 million word corpus", "", "14000000", {"training_tokens": [(14_000_000, "words", "stated")]}),
        ("680k hours of speech", "", "680000", {"training_data_size": [(680_000, "hours", "stated")]}),
    ],
)
def test_the_unit_of_the_training_data_is_named_by_its_note(
    tmp_path: Path, notes: str, epochs: str, size: str, expected: Mapping[str, object]
) -> None:
    """A number without a unit is no fact."""
    change = {"Dataset size notes": notes, "Epochs": epochs, "Training dataset size (total)": size}
    row = rows_of(report := Report(), table(tmp_path / "models.csv", [GOOD | change]))["Heron 7B"]
    assert {k: said(row, k) for k in ("training_tokens", "training_data_size") if k in row.facts} == expected
    assert len(report.lines) == (not expected)  # the sizes without a unit share one line


@pytest.mark.parametrize("column", ["Training dataset notes", "Training compute notes", "Abstract"])
def test_other_notes_and_the_abstract_name_the_unit_too(tmp_path: Path, column: str) -> None:
    """Of the very number in the column; a doubt in the notes on the size makes it an estimate."""
    change = {"Dataset size notes": "perhaps", column: "We feed it 45 trillion diverse tokens and 3 billion images."}
    row = rows_of(Report(), table(tmp_path / "m.csv", [GOOD | change | {"Training dataset size (total)": "45e12"}]))
    assert said(row["Heron 7B"], "training_tokens") == [(45_000_000_000_000, None, "estimated")]


@pytest.mark.parametrize(
    ("change", "tokens"),
    [
        ({}, [1_000_000_000_000]),
        ({"Training dataset size (total)": "750e9"}, [1_000_000_000_000]),
        ({"Training dataset size (total)": "250e9", "Epochs": "4"}, [1_000_000_000_000]),
        ({"Training dataset size (total)": "250e9"}, []),
        ({"Dataset size notes": "Perhaps trained on 1T tokens."}, []),
        ({"Dataset size notes": "It was trained on 1T tokens. The other was trained on 2T tokens."}, []),
        ({"Base model": "Egret"}, []),
        ({"Confidence": "Speculative"}, []),
        ({"Training dataset size (total)": ""}, []),
        (
            {"Training dataset size (total)": "", "Abstract": "We train Heron on 2 trillion tokens."},
            [2_000_000_000_000],
        ),
    ],
)
def test_tokens_that_the_notes_state(tmp_path: Path, change: dict[str, str], tokens: list[int]) -> None:
    """Where they go with the number in the column: itself, in words, or by passes; one value, and no doubt."""
    notes = {"Dataset size notes": "It was trained on 1T tokens.", "Training dataset size (total)": "1020000000000"}
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | notes | {"Base model": ""} | change]))["Heron 7B"]
    assert said(row, "training_tokens") == [(number, None, "stated") for number in tokens]


def test_bytes_of_data_stand_where_no_other_size_does(tmp_path: Path) -> None:
    """In whatever file; two sizes in bytes are none."""
    notes = {"Training dataset notes": "40 GB of internet text", "Base model": "", "Training dataset size (total)": ""}
    other = {"Dataset size notes": "5 million images", "Training dataset size (total)": "5000000"}
    new = table(
        tmp_path / "new_2026-07.csv",
        [
            GOOD | notes,
            GOOD | notes | {"Model": "Owl"},
            GOOD | notes | {"Model": "Rail", "Abstract": "It read 2 TB of text."},
        ],
    )
    old = table(tmp_path / "old_2025-04.csv", [GOOD | {"Model": "Owl"} | other])
    rows = rows_of(Report(), new, old)
    assert said(rows["Heron 7B"], "training_data_size") == [(40, "GB", "stated")]
    assert said(rows["Owl"], "training_data_size") == [(5_000_000, "images", "stated")]
    assert "training_data_size" not in rows["Rail"].facts


@pytest.mark.parametrize(
    ("notes", "active"),
    [
        ("7B total, 2.1B active", [2_100_000_000]),
        ("2.1 billion activated parameters per token", [2_100_000_000]),
        ("Active parameters: 2.1B", [2_100_000_000]),
        ("2.1B active; the smaller one has 1B active", []),
        ("probably 2.1B active", []),
        ("9B active", []),
        ("7B", []),
    ],
)
def test_active_parameters(tmp_path: Path, notes: str, active: list[int]) -> None:
    """One number without doubt, less than all parameters."""
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | {"Parameters notes": notes}]))["Heron 7B"]
    assert [value for value, _, _ in said(row, "active_parameters")] == active


@pytest.mark.parametrize("cell", ["", "Unspecified unreleased", "Unspecified", " , "])
def test_data_that_nobody_names(tmp_path: Path, cell: str) -> None:
    """The words for it are no data set."""
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | {"Training dataset": cell}]))["Heron 7B"]
    assert "training_data" not in row.facts


@pytest.mark.parametrize(
    ("notes", "licence"),
    [
        ("Apache 2.0 license:\nhttps://example.org", "Apache-2.0"),
        ("MIT license for code and weights", "MIT"),
        ("Apache 2.0: https://a.example\nApache 2.0 (Inference code)", "Apache-2.0"),
        ("MIT\ntrain code: https://example.org", None),
        ("Apache 2.0 for code, CC BY-NC 4.0 for weights", None),
        ("no license", None),
        ("MIT and Heron license", None),
    ],
)
def test_the_licence_of_the_weights(tmp_path: Path, notes: str, licence: str | None) -> None:
    """A note that is about code alone, names two or says more tells none."""
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | {"Accessibility notes": notes}]))["Heron 7B"]
    assert [value for value, _, _ in said(row, "license")] == ([licence] if licence else [])


def test_countries_of_organizations(tmp_path: Path) -> None:
    """That of the one maker of a model, where all files agree; a line for those without one country."""
    column = "Country (of organization)"
    path = table(
        tmp_path / "models.csv",
        [
            GOOD | {column: "Germany,China,France"},
            GOOD | {"Model": "Owl", "Organization": "Wren Lab", column: "Korea (Republic of)"},
            GOOD | {"Model": "Rail", "Organization": "Two Lands", column: "Germany,France"},
            GOOD | {"Model": "Crane", "Organization": "Nowhere", column: "Multinational"},
            GOOD | {"Model": "Teal", "Organization": "Wren Lab", column: "Korea (Republic of)"},
        ],
    )
    found = rows_of(report := Report(), path)
    rows = [row for row in found.values() if row.kind == "organization"]
    assert [(row.name, said(row, "country")) for row in rows] == [("Wren Lab", [("KR", None, "stated")])]
    assert [line.split(":")[0] for line in report.lines] == ["Two Lands", "Nowhere"]


@pytest.mark.parametrize(
    ("accessibility", "weights", "access"),
    [
        ("Open weights (restricted use)", True, None),
        ("API access", False, "api"),
        ("Hosted access (no API)", False, "api"),
        ("Unreleased", False, "unreleased"),
        ("", None, None),
    ],
)
def test_accessibility(tmp_path: Path, accessibility: str, weights: bool | None, access: str | None) -> None:  # noqa: FBT001
    """Restricted weights are open, by which way is not said; a licence is of weights that are given."""
    change = {"Model accessibility": accessibility, "Open model weights?": ""}
    row = rows_of(Report(), table(tmp_path / "models.csv", [GOOD | change]))["Heron 7B"]
    assert [value for value, _, _ in said(row, "open_weights")] == ([] if weights is None else [weights])
    assert [value for value, _, _ in said(row, "access")] == ([access] if access else [])
    assert ("license" in row.facts) == bool(weights)


def test_the_newest_file_wins_attribute_by_attribute(tmp_path: Path) -> None:
    """What only the older file says carries its date; spellings of one day and maker are one model."""
    new = table(
        tmp_path / "notable_2026-07.csv",
        [
            {**GOOD, "Parameters": "8e9", "Training time (hours)": "", "Base model": ""},
            {**GOOD, "Model": "Owl-2", "Publication date": "2025-02-03"},
            {**GOOD, "Model": "CALL", "Publication date": "2025-02-04"},
        ],
    )
    old = table(
        tmp_path / "all_2025-04.csv",
        [
            GOOD,
            {**GOOD, "Model": "owl 2", "Publication date": "2025-02-03"},
            {**GOOD, "Model": "CaLL", "Publication date": "2019-02-04"},
        ],
    )
    rows = rows_of(Report(), old, new)
    assert set(rows) == {"Heron 7B", "Owl-2", "CALL", "CaLL"}
    heron = rows["Heron 7B"]
    assert [(s.value, s.as_of) for s in heron.facts["parameters"]] == [(8_000_000_000, None)]
    assert [(s.value, s.as_of) for s in heron.facts["training_time"]] == [(720, "2025-04")]
    assert heron.lineage[0].of == "Egret 7B"
    assert rows["Owl-2"].names == ("owl 2",)
    assert rows["CaLL"].facts["release_date"][0].as_of == "2025-04"


def test_epochs_that_another_file_tells(tmp_path: Path) -> None:
    """A file without the column says nothing of passes; the number is told once."""
    new = table(tmp_path / "large_2026-01.csv", [GOOD], [c for c in COLUMNS if c != "Epochs"])
    old = table(tmp_path / "all_2025-01.csv", [GOOD | {"Epochs": "0.6"}])
    heron = rows_of(Report(), old, new)["Heron 7B"]
    assert said(heron, "training_data_size") == [(2_000_000_000_000, "tokens", "stated")]
    assert "training_tokens" not in heron.facts


def test_files_without_a_date_in_their_name_are_dated_by_what_they_hold(tmp_path: Path) -> None:
    """The latest day wins, whatever the names."""
    old = table(tmp_path / "z.csv", [GOOD])
    new = table(
        tmp_path / "a.csv", [GOOD | {"Parameters": "8e9"}, GOOD | {"Model": "X", "Publication date": "2025-02-03"}]
    )
    heron = rows_of(Report(), old, new)["Heron 7B"]
    assert heron.facts["parameters"][0].value == 8_000_000_000


def test_rows_without_a_name_twice_or_of_other_width(tmp_path: Path) -> None:
    """Left out, each with a line."""
    path = table(tmp_path / "models.csv", [GOOD, GOOD | {"Parameters": "9e9"}, GOOD | {"Model": " "}])
    with path.open("a", encoding="utf8") as stream:
        stream.write("Broken,row\n\n")
    rows = rows_of(report := Report(), path)
    assert rows["Heron 7B"].facts["parameters"][0].value == 7_000_000_000
    assert len(rows) == 1
    assert [line.rsplit(": ", 1)[1] for line in report.lines] == [
        f"2 cells under {len(COLUMNS)} columns",
        "named twice; the first is kept",
        "without a name",
    ]


def test_hardware(tmp_path: Path) -> None:
    """Chips with maker, date and memory."""
    columns = ("Hardware name", "Manufacturer", "Release date", "Memory (bytes)", "Notes")
    path = table(
        tmp_path / "hardware.csv",
        [
            {
                "Hardware name": "Quill 100",
                "Manufacturer": "Quill",
                "Release date": "2023-01-01",
                "Memory (bytes)": "8e10",
            },
            {"Hardware name": "Quill 200", "Release date": "soon", "Memory (bytes)": "much"},
            {"Hardware name": "Quill 100"},
            {"Hardware name": ""},
        ],
        columns,
    )
    rows = rows_of(report := Report(), path)
    assert rows["Quill 100"].kind == "hardware"
    assert rows["Quill 100"].developer == ("Quill",)
    assert said(rows["Quill 100"], "release_date") == [("2023", None, "stated")]
    assert said(rows["Quill 100"], "memory") == [(80_000_000_000, None, "stated")]
    assert rows["Quill 200"].facts == {}
    assert len(report.lines) == 4


def test_columns_may_come_and_go_but_for_the_needed_ones(tmp_path: Path) -> None:
    """More columns do no harm, a missing optional one is noted, a missing needed one is a failure that names it."""
    more = rows_of(report := Report(), table(tmp_path / "more.csv", [GOOD | {"New": "x"}], ("New", *COLUMNS)))
    assert more["Heron 7B"].developer
    assert report.lines == []
    optional = {"Domain", "Base model", "Training dataset size (total)"}
    fewer = rows_of(report, table(tmp_path / "fewer.csv", [GOOD], [c for c in COLUMNS if c not in optional]))
    assert "modality" not in fewer["Heron 7B"].facts
    assert {line.split(": ")[1] for line in report.lines} == optional
    for column in ("Organization", "Publication date", "Parameters", "Training compute (FLOP)", "Confidence"):
        path = table(tmp_path / "needed.csv", [GOOD], [c for c in COLUMNS if c != column])
        with pytest.raises(ImportFailure, match=rf"needed\.csv: no column '{column[:8]}.*; download"):
            rows_of(Report(), path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no column 'Model' or 'Hardware name'; give a CSV file"),
        (b"<html><body>Not found</body></html>", "no column 'Model'"),
        ("Model,Organization\nRéne,x".encode("latin1"), r"not UTF-8 \(byte \d+\); save it as CSV in UTF-8"),
        (",".join(COLUMNS).encode() + b'\n"never closed', "malformed CSV: .*; download the file anew"),
        (None, "No such file .*; give the path"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, content: bytes | None, message: str) -> None:
    """One failure that names the file and the repair."""
    path = tmp_path / "odd.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImportFailure, match=rf"odd\.csv: {message}"):
        rows_of(Report(), path)


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    """Spreadsheets write one."""
    path = table(tmp_path / "models.csv", [GOOD])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "Heron 7B" in rows_of(Report(), path)


def test_a_refresh_on_the_same_input_changes_nothing(tmp_path: Path) -> None:
    """Nor does the order of the files."""
    one = table(tmp_path / "one_2026-01.csv", [GOOD])
    two = table(tmp_path / "two_2025-01.csv", [GOOD, GOOD | {"Model": "Owl"}])
    target = tmp_path / "out.jsonl"
    assert write_rows(read([one, two], Report()), target) == 2
    first = target.read_bytes()
    write_rows(read([two, one], Report()), target)
    assert target.read_bytes() == first
