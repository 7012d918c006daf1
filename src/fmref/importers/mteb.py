"""mteb: JSON Lines of the ModelMeta records of embedding models and rerankers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fmref.id_grammar import is_quantized
from fmref.importers import ImportedEdge, ImportedRow, Report
from fmref.importers._reading import Facts, is_repository, json_lines, word

__all__ = ["read"]

_EMBEDDING: Final[Mapping[str, str]] = {"text": "text-embedding", "image": "image-embedding"}
_HOSTS: Final = frozenset({"bedrock", "mteb"})
"""First parts of names that are no maker."""


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """One row for every model; a later file wins."""
    models: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in paths:
        for where, row in json_lines(path, report, ("name",)):
            name = word(row.get("name"))
            if name is None:
                report.skip(where, "model", "it has no name")
            elif not is_repository(name):
                report.skip(where, name, "a setting or spelling, not a repository")
            elif name.startswith("mteb/baseline"):
                report.skip(where, name, "a baseline, not a model")
            else:
                models[name] = (where, {**models.get(name, ("", {}))[1], **row})
    for name, (where, row) in models.items():
        yield _row(name, row, where, report)


def _row(name: str, row: Mapping[str, Any], where: str, report: Report) -> ImportedRow:
    """The row of one model."""
    owner, _, own = name.partition("/")
    facts = Facts(f"{where} ({name})", report)
    facts.count("parameters", row.get("n_parameters"))
    facts.date("release_date", row.get("release_date"))
    facts.count("context", row.get("max_tokens"), most=1e9)
    facts.licence(row.get("license"))
    open_weights = row.get("open_weights")
    if isinstance(open_weights, bool):
        facts.put("open_weights", open_weights)
    modalities = row.get("modalities")
    if isinstance(modalities, list) and not re.search("re-?rank|cross-encoder", name, re.IGNORECASE):
        facts.put("modality", *(word for kind, word in _EMBEDDING.items() if kind in modalities))
    on_hub = open_weights is True or row.get("reference") == f"https://huggingface.co/{name}"
    base = (word(row.get("adapted_from")) or "").removeprefix("https://huggingface.co/")
    derivative = is_quantized(own)
    return ImportedRow(
        name=name if derivative else own,
        developer=() if owner in _HOSTS else (owner,),
        ids={"huggingface": (name,)} if on_hub else {"mteb": (name,)},
        facts=facts.said,
        lineage=(ImportedEdge(relation="finetune", of=base),) if base and base != name else (),
        derivative=derivative,
    )
