"""What is compared: an operation of fmref and a named peer that does the nearest thing, in one table form for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, NamedTuple

from tables import Table

__all__ = ["PEERS", "Compared", "comparison", "has", "peer", "ratio", "release"]

PEERS: Final = (
    *("autocorrect-py", "flashtext", "genai-prices", "inspect-ai", "jieba", "langdetect", "litellm", "model-prices"),
    *("proselint", "pyyaml", "rapidfuzz", "spacy", "starlette", "uvicorn"),
)
"""The distributions beside which fmref is measured; those that are not installed are left out."""


class Compared(NamedTuple):
    """The cost of an operation of fmref, and that of a peer's for the same input, in the same unit."""

    operation: str
    ours: float
    peer: str
    theirs: float


def comparison(title: str, unit: str, rows: Iterable[Compared], notes: Sequence[str] = ()) -> Table:
    """A line for each pair, with the costs in `unit` and the one as a multiple of the other."""
    head = ["operation", f"fmref, {unit}", "peer", f"peer, {unit}", "fmref / peer"]
    lines = [[row.operation, _figure(row.ours), row.peer, _figure(row.theirs), ratio(*row[1::2])] for row in rows]
    return Table(title, head, lines, notes)


def ratio(ours: float, theirs: float) -> str:
    """A multiple with two digits that mean something.

    >>> ratio(1, 3), ratio(30, 2), ratio(1, 2000)
    ('0.33', '15', '0.00050')
    """
    value = ours / theirs
    return f"{value:,.0f}" if value >= 10 else f"{value:#.2g}"


def _figure(value: float) -> str:
    """A cost with three digits that mean something, no less than whole numbers of large ones."""
    return f"{value:,.0f}" if value >= 100 else f"{value:#.3g}"


def release(distribution: str) -> str | None:
    """The installed version, None where there is none."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def has(distribution: str) -> bool:
    """Whether a peer is installed."""
    return release(distribution) is not None


def peer(module: str) -> Any:
    """The module of a peer, whose types are not known here."""
    return import_module(module)
