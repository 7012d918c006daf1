"""Epoch AI's CSV files: all, notable and large-scale models, and ML hardware.

Each file is known by its header, whatever its name. A model that several files name becomes one row: the newest file
wins, attribute by attribute, and what only an older one says carries the date of that one. Notes are read for few
things only: whether a number is stated or estimated, its unit, the numbers that `_notes` finds, and a licence that they
consist of; they are never copied.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

from fmref.importers import ImportedEdge, ImportedRow, ImportedStatement, ImportFailure, Report
from fmref.importers._notes import (
    active_parameters,
    amount_near,
    bytes_of_data,
    is_doubtful,
    licence_of_weights,
    tokens_trained_on,
    without_links,
)
from fmref.importers._reading import country_code, csv_file
from fmref.schema import partial_date

__all__ = ["read"]

_MODEL: Final = "Model"
_HARDWARE: Final = "Hardware name"
_NEEDED: Final = {
    _MODEL: ("Model", "Organization", "Publication date", "Parameters", "Training compute (FLOP)", "Confidence"),
    _HARDWARE: ("Hardware name", "Manufacturer", "Release date", "Memory (bytes)"),
}
"""The column that tells what a file lists, and the columns it must have."""

_OPTIONAL: Final = (
    "Domain",
    "Model accessibility",
    "Base model",
    "Training dataset",
    "Training time (hours)",
    "Training hardware",
    "Hardware quantity",
)
"""Columns of models whose absence is noted; others may come and go."""

_DATE_COLUMNS: Final = ("Publication date", "Release date")
_DATASET_SIZE: Final = (
    "Training dataset size (total)",
    "Training dataset size (datapoints)",
    "(DEPRECATED) Training dataset size (datapoints)",
)
"""Names that the column of the size of the training data has had."""
_COUNTRY: Final = ("Country (of organization)", "Country (from Organization)")
"""Names that the column of the countries of the developers has had."""
_DATA_NOTES: Final = ("Dataset size notes", "Training dataset notes", "Training compute notes", "Abstract")
"""Columns that may name the unit of the size of the training data, or the tokens of training."""
_WORDS_PER_TOKEN: Final = 0.75
"""How Epoch turns tokens into words in its older files."""
_UNNAMED: Final = frozenset({"unspecified", "unspecified unreleased"})
"""What stands for data sets that nobody names."""


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
_REPORTED: Final = re.compile(r"\btable [A-Z]?\.?\d|\breported\b", re.IGNORECASE)
"""What a note says of compute that the developer gives; nearly all compute is Epoch's own sum."""

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
    bytes_of_data: ImportedStatement | None = None
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
    with csv_file(path) as stream:
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
    note = without_links(row.get(notes, ""))
    return (compute and not _REPORTED.search(note)) or is_doubtful(note)


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
            told = {**row, "Epochs": epochs.get(name, "")}
            size = _training_data(told, where, report)
            unitless += size is None
            size = {**(size or {}), **_tokens_in_notes(told)}
            if (amount := bytes_of_data(_data_notes(told))) and draft.bytes_of_data is None:
                draft.bytes_of_data = ImportedStatement(value=amount.value, unit=amount.unit, as_of=as_of)
            if not {"training_tokens", "training_data_size"} & set(draft.facts):
                facts |= size
            for attribute, statements in facts.items():
                dated = tuple(s.model_copy(update={"as_of": as_of}) for s in statements)
                draft.facts.setdefault(attribute, dated)
            draft.developer = draft.developer or _organizations(row["Organization"])
            draft.base = draft.base or _bases(row.get("Base model", ""), name, listed, where, report)
        if unitless:
            report.skip(file.path.name, f"{unitless} sizes of training data", "their notes name no unit for the number")
    yield from map(_row, drafts.values())
    yield from _countries(ordered, report)


def _epochs(files: Sequence[_File]) -> dict[str, str]:
    """The number of passes through the data by name of the model, as the newest file that tells it says."""
    told: dict[str, str] = {}
    for file in files:
        for row in file.rows:
            if row.get("Epochs"):
                told.setdefault(" ".join(row[_MODEL].split()), row["Epochs"])
    return told


def _row(draft: _Draft) -> ImportedRow:
    """The row of a model; bytes of data stand where nothing else tells their size."""
    if draft.bytes_of_data:
        draft.facts.setdefault("training_data_size", (draft.bytes_of_data,))
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
    facts |= _named(row)
    active = active_parameters(row.get("Parameters notes", ""))
    if active and "parameters" in facts and active < float(facts["parameters"][0].value):
        facts["active_parameters"] = (ImportedStatement(value=active),)
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
    if weights and (licence := licence_of_weights(row.get("Accessibility notes", ""))):
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
    amount = amount_near(value, (row.get(column, "") for column in _DATA_NOTES))
    if amount is None:
        return None
    unit = amount.unit
    if abs(amount.value - value) <= 1:  # a count that was computed in floating point, and is one off
        value = round(amount.value)
    method = _method(estimated=_estimated(row, "Dataset size notes"))
    if unit in {"tokens", "words"} and row["Epochs"] in {"", "1", "1.0"}:
        unit_given = unit if unit == "words" else None
        return {"training_tokens": (ImportedStatement(value=value, unit=unit_given, method=method),)}
    return {"training_data_size": (ImportedStatement(value=value, unit=unit, method=method),)}


def _tokens_in_notes(row: Mapping[str, str]) -> dict[str, tuple[ImportedStatement, ...]]:
    """The tokens that the notes say a model was trained on.

    Only what goes with the size in its column: the same, the words of so many tokens, or one pass of several. Where the
    column is empty, the abstract is believed.
    """
    column = next((name for name in _DATASET_SIZE if name in row), "")
    size = _number(row.get(column, ""), 1e16, whole=True)
    passes = _number(row["Epochs"], 1e6, whole=False) or 1
    tokens = tokens_trained_on(notes if size else notes[-1:]) if (notes := _data_notes(row)) else None
    if tokens and any(abs(tokens - (size or tokens) * by) <= 0.05 * tokens for by in (1, 1 / _WORDS_PER_TOKEN, passes)):
        return {"training_tokens": (ImportedStatement(value=tokens),)}
    return {}


def _data_notes(row: Mapping[str, str]) -> list[str]:
    """The notes on its training data of a model that was trained from scratch, where Epoch does not doubt the row."""
    if row["Confidence"] in {"Wrong", "Speculative"} or row.get("Base model"):
        return []
    return [row.get(column, "") for column in _DATA_NOTES]


def _named(row: Mapping[str, str]) -> dict[str, tuple[ImportedStatement, ...]]:
    """The chips and the data sets of training by the names that Epoch gives them."""
    facts: dict[str, tuple[ImportedStatement, ...]] = {}
    for attribute, column in (("hardware", "Training hardware"), ("training_data", "Training dataset")):
        names = [name for name in _listed(row.get(column, "")) if name.casefold() not in _UNNAMED]
        if names and row["Confidence"] != "Wrong":
            method = _method(estimated=_estimated(row, ""))
            facts[attribute] = tuple(ImportedStatement(value=name, method=method) for name in dict.fromkeys(names))
    return facts


def _listed(cell: str) -> list[str]:
    """The items of a list; a comma in brackets parts none."""
    items, depth = [""], 0
    for letter in cell:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == "," and not depth:
            items.append("")
        else:
            items[-1] += letter
    return [item for part in items if (item := " ".join(part.split()))]


def _countries(files: Sequence[_File], report: Report) -> Iterator[ImportedRow]:
    """Rows of the organizations with the country that all models of theirs alone name; of two countries, none."""
    told: dict[str, set[str]] = {}
    for file in files:
        column = next((name for name in _COUNTRY if name in file.rows[0]), None) if file.rows else None
        for row in file.rows if column else ():
            makers, countries = _organizations(row["Organization"]), _organizations(row[column or ""])
            if len(makers) == 1 and countries:
                told.setdefault(makers[0], set()).add(countries[0] if len(countries) == 1 else "several")
    for name, said in told.items():
        code = country_code(min(said)) if len(said) == 1 else None
        if code is None:
            report.skip(name, f"country {' or '.join(sorted(said))!r}", "no one country")
        else:
            yield ImportedRow(name=name, kind="organization", facts={"country": (ImportedStatement(value=code),)})


def _bases(cell: str, name: str, listed: set[str], where: str, report: Report) -> tuple[str, ...]:
    """Names of the models a model is built on; a comma parts them unless it is part of a listed name."""
    cell = " ".join(cell.split())
    parts = [cell] if cell in listed else [part.strip() for part in re.split(r",(?!\s)", cell)]
    if name in parts:
        report.skip(where, f"Base model {name!r}", "a model is not its own base")
    return tuple(dict.fromkeys(part for part in parts if part and part != name))
