"""Memory.

What a fresh process holds (resident memory, in MiB) after the first call, beside the bare interpreter and a peer
after its first call; and whether it grows with the number of different names that are asked.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tables import Table

import fmref
from speed.clock import ENVIRONMENT
from speed.compared import Compared, comparison, has
from speed.start_up import BARE, OURS, THEIRS

__all__ = ["tables"]

HELD: Final = "\nimport psutil; print(psutil.Process().memory_info().rss)"
QUERIES: Final = 100_000
GROWTH: Final = """
import random, sys
import psutil
import fmref
sys.path.insert(0, sys.argv[1])
from speed.near_misses import generated_names
catalog, total = fmref.load(), int(sys.argv[2])
resident = psutil.Process().memory_info
for name in generated_names(5000, random.Random(7)):
    catalog.explain(name)
print(resident().rss)
FORMS = ("someone{}/Qwen2.5-7B-Instruct-GGUF", "qwen-{}b-chat", "model{} turbo", "通义千问{}B", "لاما {}")
for number in range(total):
    catalog.explain(FORMS[number % len(FORMS)].format(number))
    if number + 1 in (total // 10, total):
        print(resident().rss)
"""


def tables() -> Iterator[Table]:
    """First calls, and many calls with different names."""
    held = {label: _mebibytes(code) for label, code in OURS.items()}
    bare = _mebibytes("pass")
    rows = [Compared(label, ours, f"`{BARE}`", bare) for label, ours in held.items()]
    for name, (of, call, code) in THEIRS.items():
        if has(name):
            rows.append(Compared(of, held[of], f"{name}, {call}", _mebibytes(code)))
    yield comparison("What a process holds", "MiB", rows)
    yield _growth()


def _mebibytes(code: str) -> float:
    environment = {**ENVIRONMENT, "FMREF_DATA": fmref.load().snapshot.path}
    done = subprocess.run(
        [sys.executable, "-c", code + HELD], check=True, capture_output=True, text=True, env=environment
    )
    return int(done.stdout.split()[-1]) / 2**20


def _growth() -> Table:
    """Resident memory of a fresh process before and after different queries: re-uploads, sizes, words, two scripts."""
    command = [sys.executable, "-c", GROWTH, str(Path(__file__).parents[1]), str(QUERIES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    before, tenth, after = (int(line) / 2**20 for line in done.stdout.split())
    rows = [
        ["5,000", f"{before:.0f}", "-"],
        [f"{QUERIES // 10:,} more, all different", f"{tenth:.0f}", f"{tenth - before:+.0f}"],
        [f"{QUERIES:,} more", f"{after:.0f}", f"{after - before:+.0f}"],
    ]
    return Table("Resident memory after so many names", ["names", "MiB", "more than before"], rows)
