"""Readers of the public files that the benchmark is made of; nothing of them is part of this repository."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

__all__ = ["Link", "MissingUpstreamError", "Upstream", "known_errors", "known_pair_errors"]

KNOWN_ERRORS: Final = Path(__file__).parents[1] / "known_errors.tsv"
KNOWN_PAIR_ERRORS: Final = Path(__file__).parents[1] / "known_pair_errors.tsv"


class MissingUpstreamError(Exception):
    """The directory of public files is not there or not whole."""


class Link(NamedTuple):
    """A hand-made link of models.dev: what a provider calls a model, and which model that is."""

    provider: str
    name: str
    target: str


class Upstream:
    """The public files in one directory, each read when it is asked for.

    Raises `MissingUpstreamError` when the directory lacks one of them.
    """

    NEEDED: Final = (
        "models_dev/models.jsonl",
        "models_dev/offerings.jsonl",
        "hubs/modelscope__hf_msswift.tsv",
        "hubs/llamafactory_name__hf__modelscope.tsv",
        "hubs/xinference_name_size_format__repo.tsv",
        "hubs/ollama_tags.tsv",
        "helm/model_metadata.yaml",
        "mteb/models.jsonl",
        "open_llm_leaderboard/models.tsv",
        *(f"epoch/{stem}.csv" for stem in ("all_ai_models", "large_scale_ai_models", "notable_ai_models")),
    )

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        missing = [name for name in self.NEEDED if not self._find(name)]
        if missing:
            raise MissingUpstreamError(
                f"{directory}: {', '.join(missing)} not found; give the directory of the public files with --upstream "
                "(docs/reference/resolver-benchmark.md says where each comes from)"
            )

    def _find(self, name: str) -> Path | None:
        """The file, or the newest that has a date behind its name: `large_scale_ai_models_2025-12.csv`."""
        path = self._directory / name
        dated = sorted(path.parent.glob(f"{path.stem}_20*{path.suffix}"))
        return path if path.is_file() else dated[-1] if dated else None

    def _open(self, name: str) -> str:
        path = self._find(name)
        assert path is not None, name
        return path.read_text(encoding="utf8")

    def _jsonl(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._open(name).splitlines() if line.strip()]

    def _table(self, name: str, **options: Any) -> list[dict[str, str]]:
        return list(csv.DictReader(self._open(name).splitlines(keepends=True), **options))

    def models(self) -> list[dict[str, Any]]:
        """The canonical models of models.dev."""
        return self._jsonl("models_dev/models.jsonl")

    def offerings(self) -> list[dict[str, Any]]:
        """What providers offer, by models.dev."""
        return self._jsonl("models_dev/offerings.jsonl")

    def links(self) -> list[Link]:
        """The offerings that are linked to a model."""
        return [Link(o["provider"], o["id"], o["base_model"]) for o in self.offerings() if o.get("base_model")]

    def ms_swift(self) -> list[tuple[str, str]]:
        """Repositories of one model on ModelScope and Hugging Face, by ms-swift."""
        rows = self._table("hubs/modelscope__hf_msswift.tsv", delimiter="\t")
        return [(row["modelscope"], row["hf"]) for row in rows if row["modelscope"] and row["hf"]]

    def llama_factory(self) -> list[tuple[str, str, str]]:
        """Name, Hugging Face and ModelScope repository of a model, by LLaMA-Factory; the latter two may be empty."""
        rows = self._table("hubs/llamafactory_name__hf__modelscope.tsv", delimiter="\t")
        return [(row["name"], row["hf"], row["modelscope"]) for row in rows]

    def xinference(self) -> list[dict[str, str]]:
        """Repositories by name, size, format, quantizations and hub, by Xinference."""
        return self._table("hubs/xinference_name_size_format__repo.tsv", delimiter="\t")

    def ollama(self) -> list[tuple[str, str]]:
        """Tags of the Ollama library with the hash of their weights."""
        rows = self._table("hubs/ollama_tags.tsv", delimiter="\t")
        return [(row["tag"], row["hash"]) for row in rows if row["hash"]]

    def helm(self) -> list[tuple[str, str]]:
        """Name and display name of every model of HELM but its placeholders."""
        rows = yaml.load(self._open("helm/model_metadata.yaml"), Loader=yaml.CSafeLoader)["models"]
        return [(r["name"], r["display_name"]) for r in rows if r["creator_organization_name"] != "Helm"]

    def epoch(self) -> Iterator[list[Mapping[str, str]]]:
        """The rows of the three tables of models of Epoch AI."""
        for name in self.NEEDED:
            if name.startswith("epoch/"):
                yield list(self._table(name))

    def names(self) -> set[str]:
        """Every name of a model in any of the files."""
        found = {name for model in self.models() for name in (model["id"], model["name"])}
        found.update(row["id"] for row in self.offerings())
        found.update(row["name"] for row in self.offerings() if row.get("name"))
        found.update(name for pair in (*self.ms_swift(), *self.llama_factory(), *self.helm()) for name in pair if name)
        found.update(
            name for row in self.xinference() for name in (row["repo"], f"{row['model_name']}-{row['size_b']}b")
        )
        found.update(tag for tag, _ in self.ollama())
        found.update(row["Model"].strip() for rows in self.epoch() for row in rows)
        found.update(row["name"] for row in self._jsonl("mteb/models.jsonl"))
        rows = self._table("open_llm_leaderboard/models.tsv", delimiter="\t", quoting=csv.QUOTE_NONE)
        found.update(row["repo"] for row in rows)
        return found


def known_errors(path: Path = KNOWN_ERRORS) -> dict[Link, str]:
    """The links of models.dev that are wrong or opaque themselves, with the reason; judged by hand, one a row."""
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {Link(row["provider"], row["id"], row["base_model"]): row["reason"] for row in rows}


def known_pair_errors(path: Path = KNOWN_PAIR_ERRORS) -> dict[tuple[str, str], str]:
    """Pairs of names in the public files that are two models, with the reason; judged by hand, one a row."""
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["name"], row["other"]): row["reason"] for row in rows}
