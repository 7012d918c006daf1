"""Data.

What a maintainer waits for: reading all data files as the store does, with the line of each value, unknown and
repeated keys refused; every rule of `fmref data check`. The peer parses the same files, with PyYAML's C loader and
`json`, and asks no more of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml
from tables import Table

from fmref.checks import check
from fmref.store import read
from speed.clock import in_turns
from speed.compared import Compared, comparison

__all__ = ["tables"]

DATA: Final = Path(__file__).parents[3] / "data"
PEER: Final = "pyyaml, CSafeLoader, and json"


def tables() -> Iterator[Table]:
    """Reading, and checking what was read."""
    data = read(DATA)
    seconds = in_turns({"read": lambda: read(DATA), "check": lambda: check(data), PEER: _plain}, 1)
    yield comparison(
        "All data files", "s", [Compared(label, seconds[label], PEER, seconds[PEER]) for label in ("read", "check")]
    )


def _plain() -> None:
    for path in sorted(DATA.rglob("*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for path in sorted(DATA.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            json.loads(line)
