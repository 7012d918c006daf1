"""The benchmark of speed: every operation beside a named peer in the same run.

    uv sync --group peers
    poe bench

Prints docs/reference/benchmarks.md, and writes it with `--write`; `--only PART` prints one section. Peers that are
not installed are left out.

Each part is a module of `speed`: its docstring is the text of its section, its `tables()` measures. A new part is a
module of that kind and a line in `PARTS`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from speed.compared import PEERS, release
from tables import Table

import fmref

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "benchmarks.md"
PARTS: Final = {
    "start-up": "start_up",
    "look-ups": "look_ups",
    "near-misses": "near_misses",
    "terms": "terms",
    "texts": "texts",
    "questions": "questions",
    "server": "serving",
    "memory": "memory",
    "data": "data",
}
"""The sections of the page in their order, with the module of each."""
COMMAND: Final = "poe bench --only {}"

INTRODUCTION: Final = """\
# Benchmarks

What fmref costs, each operation beside a named peer in the same run: another library that does the nearest thing, or
the least that has to be done. One command wrote this page; no figure on it was typed by hand.

```text
uv sync --group peers
poe bench --write
```

- `fmref / peer` is the cost of fmref over that of the peer: below 1, fmref costs less. **Ratios carry over to another
  machine, times do not.**
- Times are of the processor, on one core, the fastest of several passes in which both sides take turns, unless a
  section says otherwise. Other work on the machine slows both sides.
- A peer seldom does the same. The sections say what it leaves out.

How well names are told apart, and by whom, is on the page of the [resolver benchmark](resolver-benchmark.md);
`poe bench-site` measures the [static site](../how-to/site.md). That nothing becomes slower unseen is the task of
[a gate](../decisions/0018-a-gate-on-counts-of-work.md), `poe bench-gate`, which counts work and not seconds.
"""


def main() -> int:
    """Print what was asked for, and write the page where that was."""
    options = _arguments()
    pieces: list[str] = []
    for piece in _pieces(options.only):
        print(piece, flush=True)
        pieces.append(piece)
    if options.write:
        PAGE.write_text("\n".join(pieces), encoding="utf8")
    return 0


def _pieces(only: list[str] | None) -> Iterator[str]:
    """The sections that are asked for, or the whole page, each as it is measured."""
    if not only:
        yield introduction()
    yield from map(section, only or PARTS)


def _arguments() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="poe bench", description="Every operation beside a named peer.")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"one of {', '.join(PARTS)}")
    mode.add_argument("--write", action="store_true", help="write docs/reference/benchmarks.md, too")
    return parser.parse_args()


def introduction() -> str:
    """What the figures are and where they come from: the machine, the day, the versions."""
    releases = [[name, found] for name in PEERS if (found := release(name))]
    rows = [
        ["date", date.today().isoformat()],  # noqa: DTZ011 - the reader's day
        ["processor", f"{_processor()}, {os.cpu_count()} cores"],
        ["load when the run began", f"{os.getloadavg()[0]:.1f}"],
        ["system", f"{platform.system()} {platform.machine()}"],
        ["Python", f"{platform.python_implementation()} {platform.python_version()}"],
        ["fmref", f"{fmref.__version__}, data {fmref.load().digest[:12]}"],
        *releases,
    ]
    return f"{INTRODUCTION}\n{Table('This run', ['', ''], rows, prose=True).markdown(2)}"


def section(part: str) -> str:
    """A part of the page: its text, its command and its tables."""
    module = import_module(f"speed.{PARTS[part]}")
    return "\n".join([heading(part, module), *(table.markdown() for table in module.tables())])


def heading(part: str, module: ModuleType) -> str:
    """The title and the text of a section, which its module is documented with, and the command that prints it."""
    title, _, text = (module.__doc__ or "").strip().partition("\n")
    return f"## {title.rstrip('.')}\n\n{text.strip()}\n\n```text\n{COMMAND.format(part)}\n```\n"


def _processor() -> str:
    """The name that the processor gives itself, where the system tells."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf8").splitlines() if known.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


if __name__ == "__main__":
    sys.exit(main())
