"""Importers of public data sets: one module each, from a downloaded file to rows of facts.

An importer reads what its publisher offers for download and yields rows: `ImportedRow`s of facts, `AttestedTerm`s of a
glossary, or `CitedAuthor`s. `write_rows` makes of them a sorted file of JSON Lines in `data/imported/`,
`data/attested/` or `data/authors/`, one entry, term or author a line, so that the difference between two refreshes can
be read. Merging rows into entries is not done here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from fmref.errors import FmrefError
from fmref.files import replacing
from fmref.schema import FrozenMap, OfferedModel, PartialDate, Record, Several, Text, Value, no_items

__all__ = [
    "IMPORTERS",
    "AttestedTerm",
    "CitedAuthor",
    "ImportFailure",
    "ImportedEdge",
    "ImportedRow",
    "ImportedStatement",
    "Report",
    "write_rows",
]


class ImportFailure(FmrefError, ValueError):  # noqa: N818  # an error of a whole file, named for what it is
    """A file is not what its importer reads: it is missing, of another format, or lacks a column."""


class ImportedStatement(Record):
    """One value of one attribute, said by the source of the file."""

    value: Value
    """The value, in `unit`."""
    unit: Text | None = None
    """A unit of the attribute other than its own."""
    as_of: PartialDate | None = None
    """When the source said it, where that is not the date of its file."""
    method: Literal["stated", "estimated", "derived"] = "stated"
    """`estimated` where the source says that it estimates; `derived` for what gives way where anybody states it."""


class ImportedEdge(Record):
    """An edge of the lineage graph as the source names its ends."""

    relation: Literal["base", "finetune", "continued_pretraining", "merge", "distillation", "quantization", "adapter"]
    """How the entry relates to the other."""
    of: Text
    """Name or repository of the other, as the source writes it."""


class ImportedRow(Record):
    """What one source says of one entry; facts only, no sentence of the source."""

    name: Text
    """The name as the source writes it."""
    kind: Literal["model", "dataset", "hardware", "organization"] = "model"
    """What it is."""
    developer: Several[Text] = ()
    """Names of developers, as the source writes them."""
    ids: FrozenMap[str, Several[Text]] = Field(default_factory=no_items)
    """Identifiers in other systems: huggingface, modelscope, ollama, openrouter, helm ..."""
    names: Several[Text] = ()
    """Other names of the same entry in this source; of a reference, other ways to find the entry, tried in turn."""
    facts: FrozenMap[str, tuple[ImportedStatement, ...]] = Field(default_factory=no_items)
    """Statements by attribute; an entry is named as the source writes it, and found when the rows are merged."""
    lineage: tuple[ImportedEdge, ...] = ()
    """What it comes from."""
    offerings: tuple[OfferedModel, ...] = ()
    """Where it is offered."""
    derivative: bool = False
    """True for community fine-tunes, merges and quantisations, which lists leave out unless asked."""
    reference: bool = False
    """True where a table of names speaks of a model that others describe: the row makes no entry of its own."""


@dataclass(slots=True)
class Report:
    """What an importer left out, and why: one line each."""

    lines: list[str] = field(default_factory=list)

    def skip(self, where: str, what: str, why: str) -> None:
        """Note a value or row that was not taken over."""
        self.lines.append(f"{where}: {what}: {why}")


class AttestedTerm(Record):
    """What one glossary writes for one English term, in its own order; words only, no definition."""

    en: Several[Text]
    """The term, with the synonyms the glossary gives."""
    zh: Several[Text] = ()
    """Simplified Chinese."""
    zh_hant: Annotated[Several[Text], Field(alias="zh-Hant")] = ()
    """Traditional Chinese as Taiwan writes it."""
    fa: Several[Text] = ()
    """Persian."""


class CitedAuthor(Record):
    """A person by whose surname papers are cited."""

    name: Text
    """The surname, with its particles."""
    years: tuple[int, ...] = ()
    """When papers came out whose first author bears it."""


Row = ImportedRow | AttestedTerm | CitedAuthor
Reader = Callable[[Sequence[Path], Report], Iterator[Row]]

IMPORTERS: Final[Mapping[str, str]] = {
    "epoch": "CSV files of Epoch AI: all, notable and large-scale models, ML hardware",
    "models-dev": "JSON Lines of models.dev: models, offerings, providers",
    "helm": "model_metadata.yaml of HELM",
    "mteb": "JSON Lines of mteb's ModelMeta",
    "ecosystem-graphs": "JSON Lines of Ecosystem Graphs' assets",
    "open-llm-leaderboard": "table of the Open LLM Leaderboard",
    "hubs": "tables of names on several hubs",
    "glossaries": "table of terms of one glossary",
    "authors": "CSV files of Epoch AI's models: authors of their papers",
}
"""Importers by name, with what they read."""


def reader(name: str) -> Reader:
    """The `read` function of an importer's module."""
    from importlib import import_module

    module = import_module(f"fmref.importers.{name.replace('-', '_')}")
    return module.read  # type: ignore[no-any-return]


def write_rows(rows: Iterable[Row], target: Path) -> int:
    """Write rows as sorted JSON Lines and return their number; an older file stays where anything fails."""
    lines = sorted({_line(row) for row in rows}, key=str.casefold)
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as temporary:
        temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return len(lines)


def _line(row: Row) -> str:
    """One row as JSON, the name first."""
    full: dict[str, Any] = row.model_dump(exclude_defaults=True, by_alias=True, mode="json")
    if "facts" in full:
        full["facts"] = dict(sorted(full["facts"].items()))
    return json.dumps({k: v for k, v in full.items() if v not in ({}, [])}, ensure_ascii=False, separators=(",", ":"))
