"""Epoch AI's CSV files: all, notable and large-scale models, and ML hardware.

Each file is known by its header, whatever its name. A model that several files name becomes one row: the newest file
wins, attribute by attribute, and what only an older one says carries the date of that one. Notes columns are read for
two things only: whether a number is stated or estimated, and the unit or licence that they name; they are never copied.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

from fmref.importers import ImportedEdge, ImportedRow, ImportedStatement, ImportFailure, Report
from fmref.schema import partial_date

__all__ = ["read"]

_MODEL: Final = "Model"
_HARDWARE: Final = "Hardware name"
_NEEDED: Final = {
    _MODEL: ("Model", "Organization", "Publication date", "Parameters", "Training compute (FLOP)", "Confidence"),
    _HARDWARE: ("Hardware name", "Manufacturer", "Release date", "Memory (bytes)"),
}
"""The column that tells what a file lists, and the columns it must have."""

_OPTIONAL: Final = ("Domain", "Model accessibility", "Base model", "Training time (hours)", "Hardware quantity")
"""Columns of models whose absence is noted; others may come and go."""

_DATE_COLUMNS: Final = ("Publication date", "Release date")
_DATASET_SIZE: Final = (
    "Training dataset size (total)",
    "Training dataset size (datapoints)",
    "(DEPRECATED) Training dataset size (datapoints)",
)
"""Names that the column of the size of the training data has had."""


class _Number(NamedTuple):
    """An attribute that one column gives as a number."""

    attribute: str
    column: str
    notes: str
    most: float
    unit: str | None = None
    whole: bool = False
    always_estimated: bool = False


_NUMBERS: Final = (
    _Number("parameters", "Parameters", "Parameters notes", 1e15, whole=True),
    _Number("training_compute", "Training compute (FLOP)", "Training compute notes", 1e30),
    _Number("training_time", "Training time (hours)", "Training time notes", 1e6, unit="hours"),
    _Number("hardware_quantity", "Hardware quantity", "", 1e7, whole=True),
    _Number("training_cost", "Training compute cost (2023 USD)", "Compute cost notes", 1e12, always_estimated=True),
)

_NUMBER: Final = re.compile(r"\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
_URL: Final = re.compile(r"https?://\S+")
_DOUBT: Final = re.compile(
    r"estimat|assum|likely|speculat|guess|suppos|presum|probabl|possibl|perhaps|maybe|approx|roughly|around|about"
    r"|infer(?!ence)|imput|calculat|deriv|extrapolat|interpolat|unclear|uncertain|unknown|unspecified|not sure|suspect"
    r"|suggest|seem|might|could|should|at least|at most|bound|similar|same as|rumou?r|report(ed)? by|\?",
    re.IGNORECASE,
)
"""Words by which a note admits that its number was not read off a page."""
_REPORTED: Final = re.compile(r"\btable [A-Z]?\.?\d|\breported\b", re.IGNORECASE)
"""What a note says of compute that the developer gives; nearly all compute is Epoch's own sum."""
_CALCULATION: Final = re.compile(r"[=~≈∼]|[\d)]\s*[*×+/÷]\s*[\d(]|\d\s+x\s+\d|\d\s*\*\*?|\^\s*\d")

_SCALES: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "b": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]*(?P<scale>thousand|million|billion|trillion|[kmbt])?[\s-]+"
    r"(?:(?:diverse|unique|training|high-quality|total|text|English)\s+)?"
    r"(?P<unit>image-text pairs|tokens|words|images)\b(?!\s*(?:per|/|in the vocab))",
    re.IGNORECASE,
)

_ACCESS: Final = {
    "Open weights (unrestricted)": (True, "open"),
    "Open weights (restricted use)": (True, None),
    "Open weights (non-commercial)": (True, None),
    "API access": (False, "api"),
    "Hosted access (no API)": (False, "api"),
    "Unreleased": (False, "unreleased"),
}
"""Open weights and access by accessibility; whether restricted weights are given on request it does not say."""

_DOMAINS: Final = {
    "Language": "text",
    "Vision": "image",
    "Image generation": "image",
    "Video": "video",
    "Speech": "audio",
    "Audio": "audio",
    "Games": "game",
    "Robotics": "robotics",
}
"""Modality by domain, where one tells the other."""

_LICENCES: Final = {
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "modified mit": "Modified MIT License",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-3": "BSD-3-Clause",
    "cc-by-4.0": "CC-BY-4.0",
    "cc by 4.0": "CC-BY-4.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc by-nc 4.0": "CC-BY-NC-4.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "llama 2": "Llama 2 Community License",
    "llama 3.2 community": "Llama 3.2 Community License",
}
"""Licences that a note consists of, without the word licence; a note that says more tells no licence."""


@dataclass(slots=True)
class _File:
    """A file read into memory."""

    path: Path
    kind: str
    dated: str
    rows: list[dict[str, str]]


@dataclass(slots=True)
class _Draft:
    """What the files read so far say of one model."""

    name: str
    names: list[str] = field(default_factory=list)
    developer: tuple[str, ...] = ()
    facts: dict[str, tuple[ImportedStatement, ...]] = field(default_factory=dict)
    base: tuple[str, ...] = ()


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """Rows of Epoch's files, each model and chip once."""
    files = [_open(path, report) for path in paths]
    for file in files:
        if file.kind == _HARDWARE:
            yield from _hardware(file, report)
    yield from _models([file for file in files if file.kind == _MODEL], report)


def _open(path: Path, report: Report) -> _File:
    """A whole file, its header checked."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = tuple(name.strip() for name in next(reader, ()))
            kind = _kind(path, header)
            rows: list[dict[str, str]] = []
            for cells in reader:
                if len(cells) == len(header):
                    rows.append({name: _plain(cell) for name, cell in zip(header, cells, strict=True)})
                elif cells:
                    what = f"{len(cells)} cells under {len(header)} columns"
                    report.skip(f"{path.name}:{reader.line_num}", "row", what)
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path}: not UTF-8 (byte {error.start}); save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise ImportFailure(f"{path}: malformed CSV: {error}; download the file anew") from error
    except OSError as error:
        raise ImportFailure(f"{path}: {error.strerror}; give the path of a downloaded CSV file") from error
    if kind == _MODEL:
        absent = [column for column in _OPTIONAL if column not in header]
        if not any(column in header for column in _DATASET_SIZE):
            absent.append(_DATASET_SIZE[0])
        for column in absent:
            report.skip(path.name, column, "no such column; nothing is taken for it")
    return _File(path, kind, _dated(path, rows), rows)


def _kind(path: Path, header: Sequence[str]) -> str:
    """What a file lists, by its header; a failure where a needed column is missing."""
    kind = next((k for k in _NEEDED if k in header), None)
    if kind is None:
        repair = "give a CSV file of Epoch's models or ML hardware"
        raise ImportFailure(f"{path}: no column {_MODEL!r} or {_HARDWARE!r}; {repair}")
    missing = next((column for column in _NEEDED[kind] if column not in header), None)
    if missing:
        raise ImportFailure(f"{path}: no column {missing!r}; download the file anew, or restore the column's name")
    return kind


def _plain(cell: str) -> str:
    """A cell without the spaces around it; line breaks stay, for notes."""
    return cell.replace("\xa0", " ").strip()


def _dated(path: Path, rows: Sequence[Mapping[str, str]]) -> str:
    """When the file was made: a year and month in its name, else the latest day it mentions."""
    if named := re.search(r"(?<!\d)(20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?!\d)", path.stem):
        return named[1]
    days = (_date(row.get(column, ""))[0] for row in rows for column in _DATE_COLUMNS)
    return max((day for day in days if day), default="")


def _date(text: str) -> tuple[str | None, str]:
    """A date with the precision it has, and why there is none.

    Epoch writes a day even where it knows the month or year only: the first of January stands for the year, the first
    of a month for the month.
    """
    try:
        day = partial_date(text)
    except ValueError:
        return None, "no date"
    if day.startswith("1970-01-01"):
        return None, "the zero of a clock, no date"
    if day.endswith("-01-01"):
        return day[:4], ""
    return (day[:7] if len(day) == 10 and day.endswith("-01") else day), ""


def _number(text: str, most: float, *, whole: bool) -> int | float | None:
    """A number above zero and no more than `most`; `None` for anything else, and for a part of what comes in wholes."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(f"{float(text):.12g}")
    if not 0 < value <= most:
        return None
    if value.is_integer() and value <= 1e15:
        return int(value)
    if whole:  # a count computed in floating point
        return round(value) if value >= 1e6 else None
    return value


def _estimated(row: Mapping[str, str], notes: str, *, compute: bool = False) -> bool:
    """Whether a number must be called an estimate: anything but Epoch's confidence and a note without doubt or sums."""
    if row["Confidence"] != "Confident":
        return True
    note = _URL.sub(" ", row.get(notes, ""))
    if compute and not _REPORTED.search(note):
        return True
    return bool(_DOUBT.search(note) or _CALCULATION.search(note))


def _organizations(cell: str) -> tuple[str, ...]:
    """The names of a joint list; `A / B` is one organization by two names, and a comma with a space part of one."""
    parts = (part.split(" / ")[0].strip() for part in re.split(r",(?!\s)", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _method(*, estimated: bool) -> Literal["stated", "estimated"]:
    """The word for it."""
    return "estimated" if estimated else "stated"


def _named_rows(
    file: _File, column: str, seen: set[str], report: Report
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Name, place for reports and cells of every row with a name of its own; `seen` grows by the names given out."""
    for row in file.rows:
        name = " ".join(row[column].split())
        where = f"{file.path.name}: {name or 'a row'}"
        if not name or name in seen:
            report.skip(where, "row", "named twice; the first is kept" if name else "without a name")
            continue
        seen.add(name)
        yield name, where, row


def _released(
    row: Mapping[str, str], column: str, where: str, report: Report
) -> dict[str, tuple[ImportedStatement, ...]]:
    """The release date in a column of a row, where it holds one."""
    if not (cell := row[column]):
        return {}
    day, why = _date(cell)
    if not day:
        report.skip(where, f"{column} {cell!r}", why)
        return {}
    return {"release_date": (ImportedStatement(value=day),)}


def _hardware(file: _File, report: Report) -> Iterator[ImportedRow]:
    """Rows of the hardware file."""
    for name, where, row in _named_rows(file, _HARDWARE, set(), report):
        facts = _released(row, "Release date", where, report)
        if cell := row["Memory (bytes)"]:
            memory = _number(cell, 1e14, whole=True)
            if memory is None:
                report.skip(where, f"Memory (bytes) {cell!r}", "no amount of memory")
            else:
                facts["memory"] = (ImportedStatement(value=memory),)
        yield ImportedRow(name=name, kind="hardware", developer=_organizations(row["Manufacturer"]), facts=facts)


def _models(files: Sequence[_File], report: Report) -> Iterator[ImportedRow]:
    """Rows of the files of models, the newest file first."""
    drafts: dict[str, _Draft] = {}
    same: dict[tuple[str, str], str] = {}
    ordered = sorted(files, key=lambda file: (file.dated, file.path.name), reverse=True)
    listed = {" ".join(row[_MODEL].split()) for file in files for row in file.rows}
    epochs = _epochs(ordered)
    for file in ordered:
        as_of = file.dated if file.dated != ordered[0].dated else None
        seen: set[str] = set()
        unitless = 0
        for name, where, row in _named_rows(file, _MODEL, seen, report):
            loose = (re.sub(r"[\s_-]+", "", name.casefold()), row["Publication date"])
            draft = drafts.get(name) or drafts.get(same.get(loose, ""))
            if draft is None or (draft.name != name and draft.name in seen):
                draft = drafts[name] = _Draft(name)
            elif draft.name != name and name not in draft.names:
                draft.names.append(name)
            if row["Publication date"]:
                same.setdefault(loose, draft.name)
            facts = _facts(row, where, report)
            size = _training_data({**row, "Epochs": epochs.get(name, "")}, where, report)
            unitless += size is None
            if size and not {"training_tokens", "training_data_size"} & set(draft.facts):
                facts |= size
            for attribute, statements in facts.items():
                dated = tuple(s.model_copy(update={"as_of": as_of}) for s in statements)
                draft.facts.setdefault(attribute, dated)
            draft.developer = draft.developer or _organizations(row["Organization"])
            draft.base = draft.base or _bases(row.get("Base model", ""), name, listed, where, report)
        if unitless:
            report.skip(file.path.name, f"{unitless} sizes of training data", "their notes name no unit for the number")
    yield from map(_row, drafts.values())


def _epochs(files: Sequence[_File]) -> dict[str, str]:
    """The number of passes through the data by name of the model, as the newest file that tells it says."""
    told: dict[str, str] = {}
    for file in files:
        for row in file.rows:
            if row.get("Epochs"):
                told.setdefault(" ".join(row[_MODEL].split()), row["Epochs"])
    return told


def _row(draft: _Draft) -> ImportedRow:
    """The row of a model."""
    return ImportedRow(
        name=draft.name,
        names=tuple(draft.names),
        developer=draft.developer,
        facts=draft.facts,
        lineage=tuple(ImportedEdge(relation="base", of=base) for base in draft.base),
    )


def _facts(row: Mapping[str, str], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """Statements of one row, but for the size of the training data."""
    facts = _released(row, "Publication date", where, report)
    for item in _NUMBERS:
        if not (cell := row.get(item.column, "")):
            continue
        value = _number(cell, item.most, whole=item.whole)
        if value is None or row["Confidence"] == "Wrong":
            report.skip(where, f"{item.column} {cell!r}", "no such number" if value is None else "marked as wrong")
            continue
        estimated = item.always_estimated or _estimated(row, item.notes, compute=item.attribute == "training_compute")
        facts[item.attribute] = (ImportedStatement(value=value, unit=item.unit, method=_method(estimated=estimated)),)
    facts |= _accessibility(row, where, report)
    domains = [part.strip() for part in row.get("Domain", "").split(",")]
    modalities = dict.fromkeys(_DOMAINS[domain] for domain in domains if domain in _DOMAINS)
    if modalities:
        facts["modality"] = tuple(ImportedStatement(value=modality) for modality in modalities)
    return facts


def _accessibility(row: Mapping[str, str], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """Open weights, access and licence."""
    facts: dict[str, tuple[ImportedStatement, ...]] = {}
    weights: bool | None = None
    access: str | None = None
    if cell := row.get("Model accessibility", ""):
        if cell in _ACCESS:
            weights, access = _ACCESS[cell]
        else:
            report.skip(where, f"Model accessibility {cell!r}", "not a word this importer knows")
    if cell := row.get("Open model weights?", ""):
        said = {"Yes": True, "No": False}.get(cell)
        if said is None or weights not in {None, said}:
            report.skip(
                where, f"Open model weights? {cell!r}", "neither Yes nor No" if said is None else "contradicts access"
            )
            weights = None if said is not None else weights
        else:
            weights = said
    if weights is not None:
        facts["open_weights"] = (ImportedStatement(value=weights),)
    if access is not None:
        facts["access"] = (ImportedStatement(value=access),)
    note = re.sub(r"\blicen[cs]ed?\b|[:.]$", " ", _URL.sub(" ", row.get("Accessibility notes", "")).strip().casefold())
    licence = _LICENCES.get(" ".join(note.strip(" \n:.").split()))
    if licence and weights:
        facts["license"] = (ImportedStatement(value=licence),)
    return facts


def _training_data(
    row: Mapping[str, str], where: str, report: Report
) -> dict[str, tuple[ImportedStatement, ...]] | None:
    """The size of the training data where the notes name the unit of that number; `None` where they do not.

    Data gone through more or less than once is a size of data, not of training; any file may tell the epochs.
    """
    column = next((name for name in _DATASET_SIZE if name in row), "")
    if not (cell := row.get(column, "")):
        return {}
    value = _number(cell, 1e16, whole=True)
    if value is None or row["Confidence"] == "Wrong":
        report.skip(where, f"{column} {cell!r}", "no such number" if value is None else "marked as wrong")
        return {}
    notes = _URL.sub(" ", row.get("Dataset size notes", ""))
    for found in _AMOUNT.finditer(notes):
        amount = float(found["number"].replace(",", "")) * _SCALES.get((found["scale"] or "").lower(), 1)
        if abs(amount - value) <= 0.005 * value:
            unit = found["unit"].lower()
            break
    else:
        return None
    method = _method(estimated=_estimated(row, "Dataset size notes"))
    if unit in {"tokens", "words"} and row.get("Epochs", "") in {"", "1", "1.0"}:
        unit_given = unit if unit == "words" else None
        return {"training_tokens": (ImportedStatement(value=value, unit=unit_given, method=method),)}
    return {"training_data_size": (ImportedStatement(value=value, unit=unit, method=method),)}


def _bases(cell: str, name: str, listed: set[str], where: str, report: Report) -> tuple[str, ...]:
    """Names of the models a model is built on; a comma parts them unless it is part of a listed name."""
    cell = " ".join(cell.split())
    parts = [cell] if cell in listed else [part.strip() for part in re.split(r",(?!\s)", cell)]
    if name in parts:
        report.skip(where, f"Base model {name!r}", "a model is not its own base")
    return tuple(dict.fromkeys(part for part in parts if part and part != name))
