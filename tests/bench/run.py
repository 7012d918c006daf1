"""Benchmarks: start-up, look-ups, memory, data check; each as a ratio to something in the same run.

    poe bench

Prints medians. Times of processes are given net of a bare interpreter's and as a multiple of it; look-ups as a share of
the rate at which a plain dictionary answers folded keys, which no resolver can exceed.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

import fmref
from fmref.checks import check
from fmref.store import read
from fmref.text import name_key

ROUNDS = 15
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
DATA = Path(__file__).parents[2] / "data"


def process_seconds(code: str) -> float:
    """Median wall time of a fresh interpreter that runs `code`, bytecode compiled."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rate(function: Callable[[str], object], names: Sequence[str]) -> float:
    """Calls a second of processor time; the median of five passes."""
    rates = []
    for _ in range(5):
        start = time.process_time()
        for name in names:
            function(name)
        rates.append(len(names) / (time.process_time() - start))
    return statistics.median(rates)


def start_up() -> None:
    """Import, first look-up and first record in a fresh process, over the bare interpreter."""
    bare = process_seconds("pass")
    schema = process_seconds("import fmref.schema")
    print(f"bare interpreter                    {bare * 1000:7.1f} ms")
    for label, code in (
        ("import fmref", "import fmref"),
        ("first resolve", "import fmref; fmref.resolve('GPT-4')"),
        ("first translate", "import fmref; fmref.translate('微调', 'fa')"),
        ("pydantic and the schema alone", "import fmref.schema"),
        ("first model", "import fmref; fmref.model('GPT-4')"),
    ):
        seconds = schema if code.endswith("schema") else process_seconds(code)
        print(f"{label:35} {(seconds - bare) * 1000:+7.1f} ms  x{seconds / bare:.2f}")
        if label == "first model":
            print(f"{'  of which over the schema':35} {(seconds - schema) * 1000:+7.1f} ms")


def look_ups() -> None:
    """Listed names in random order, against a dictionary of keys; and names that are refused."""
    catalog = fmref.load()
    names = [
        text
        for selection in (catalog.models, catalog.organizations)
        for e in selection
        for t in e.names.values()
        for text in t
    ]
    names += [t.text for c in catalog.concepts for lang in ("en", "zh", "fa") for t in c.terms(lang)]
    random.Random(0).shuffle(names)
    table = {name_key(name): name for name in names}
    plain = rate(lambda name: table[name_key(name)], names)
    explain = rate(catalog.explain, names)
    misses = [f"{name}q" for name in names[:2000]]
    print(f"{'dictionary of folded keys':35} {plain:9.0f} /s")
    print(f"{'explain, ' + str(len(names)) + ' listed names':35} {explain:9.0f} /s  x{explain / plain:.2f}")
    refused = rate(catalog.explain, misses)
    print(f"{'explain, near misses':35} {refused:9.0f} /s  x{refused / plain:.2f}")


def memory() -> None:
    """Resident memory of a fresh process after 1,000 look-ups."""
    code = (
        "import fmref, sys\n"
        "names = ['GPT-4', 'بلوم', '伯特', 'gpt-9', '微调'] * 200\n"
        "[fmref.explain(n) for n in names]\n"
        "sys.stdin.read(1)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin is not None
        time.sleep(3)
        resident = psutil.Process(process.pid).memory_info().rss
        process.stdin.close()
    print(f"{'memory after 1,000 look-ups':35} {resident / 2**20:7.1f} MiB")


def data_check() -> None:
    """Reading and checking all data files."""
    start = time.perf_counter()
    found = check(read(DATA))
    print(f"{'data check, everything':35} {time.perf_counter() - start:7.1f} s   {len(found)} findings")


if __name__ == "__main__":
    fmref.load()
    start_up()
    look_ups()
    memory()
    data_check()
