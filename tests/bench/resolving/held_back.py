"""A catalog that was never shown the identifiers on which it is tested."""

from __future__ import annotations

import json
import shutil
from collections.abc import Container
from pathlib import Path
from typing import Any

from fmref.compiler import compile_data

__all__ = ["compile_without", "without"]


def compile_without(hidden: Container[str], data: Path, work: Path) -> Path:
    """The snapshot of a data directory whose imported rows lack some identifiers; everything is written under `work`.

    What people entered by hand stays, and so do the names of repositories, which are the models' own.
    """
    copied = work / "data"
    shutil.copytree(data, copied)
    for path in (copied / "imported").glob("*.jsonl"):
        rows = (without(json.loads(line), hidden) for line in path.read_text(encoding="utf8").splitlines())
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows if row is not None]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    target = work / "snapshot.sqlite"
    compile_data(copied, target)
    return target


def without(row: dict[str, Any], hidden: Container[str]) -> dict[str, Any] | None:
    """An imported row less the hidden identifiers and their offerings; None where it is about one of them alone."""
    if row.get("reference") and row["name"] in hidden:
        return None
    kept = dict(row)
    ids = {
        system: left
        for system, names in row.get("ids", {}).items()
        if (left := [name for name in names if system == "huggingface" or name not in hidden])
    }
    offerings = [offering for offering in row.get("offerings", ()) if offering["id"] not in hidden]
    kept.update(ids=ids, offerings=offerings)
    return {key: value for key, value in kept.items() if value or key not in {"ids", "offerings"}}
