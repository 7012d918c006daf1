"""Speed and memory of resolvers, on one core and in one process, with the same names."""

from __future__ import annotations

import contextlib
import io
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import fmref
from fmref.text import name_key
from resolving.peers import peer_module
from resolving.tables import Table
from resolving.upstream import Upstream

__all__ = ["memory", "rates"]

Look = Callable[[str], object]
_PASSES: Final = 20


def rates(upstream: Upstream) -> list[Table]:
    """Names a second by what becomes of them, and beside the peers those names that all of them list."""
    catalog = fmref.load()
    names = sorted(upstream.names())
    random.Random(0).shuffle(names)
    by_status: dict[str, list[str]] = {"exact": [], "alias": [], "parsed": [], "ambiguous": [], "unknown": []}
    for name in names:
        by_status[catalog.explain(name).status].append(name)
    listed = by_status["exact"] + by_status["alias"]
    table = {name_key(name): name for name in names}
    dictionary: Look = lambda name: table.get(name_key(name))  # noqa: E731
    plain = _rate(dictionary, listed)
    rows = [["dictionary of folded keys", str(len(listed)), _thousands(plain), "1.00", *_times(dictionary, listed)]]
    for label, asked in (
        ("fmref, listed names", listed),
        ("fmref, names read by the grammar", by_status["parsed"]),
        ("fmref, names refused", by_status["unknown"]),
    ):
        rate = _rate(catalog.explain, asked)
        rows.append([label, str(len(asked)), _thousands(rate), f"{rate / plain:.2f}", *_times(catalog.explain, asked)])
    head = ["names of all public files", "names", "a second", "of a dictionary", "p50 µs", "p95 µs"]
    return [Table("Speed by what becomes of a name", head, rows), *_beside_peers(catalog.explain, upstream)]


class _Raw(NamedTuple):
    """A resolver as a bare call, and what makes it forget the answers that it gave before."""

    look: Look
    forget: Callable[[], object] = lambda: None


def _beside_peers(explain: Look, upstream: Upstream) -> Iterator[Table]:
    """The names of models.dev that fmref, LiteLLM and genai-prices list, one after the other."""
    peers = {name: build() for name, (module, build) in _RAW.items() if find_spec(module)}
    shared = list(dict.fromkeys(link.name for link in upstream.links()))
    for look in (explain, *(peer.look for peer in peers.values())):
        shared = [name for name in shared if _listed(look, name)]
    if not peers or not shared:
        return
    table = {name_key(name): name for name in shared}
    all_of_them = {
        "dictionary of folded keys": _Raw(lambda name: table.get(name_key(name))),
        "fmref explain": _Raw(explain),
        **peers,
    }
    first = {label: _rate(raw.look, shared, forget=raw.forget) for label, raw in all_of_them.items()}
    again = {label: _rate(raw.look, shared) for label, raw in all_of_them.items()}
    rows = [
        [label, _thousands(first[label]), _ratio(first, label), _thousands(again[label]), _ratio(again, label)]
        for label in all_of_them
    ]
    head = [
        f"{len(shared)} names that all list",
        "a second",
        "fmref over it",
        "a second, again",
        "fmref over it, again",
    ]
    yield Table("Speed beside the peers", head, rows)


def _ratio(rates: Mapping[str, float], label: str) -> str:
    return f"{rates['fmref explain'] / rates[label]:.2f}"


def _listed(look: Look, name: str) -> bool:
    found = look(name)
    return found is not None and getattr(found, "status", "exact") in {"exact", "alias"}


def _raw_litellm() -> _Raw:
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    litellm = peer_module("litellm")
    litellm.suppress_debug_info = True

    def look(name: str) -> object:
        try:
            return litellm.get_model_info(name)
        except Exception:  # noqa: BLE001 - it raises the plain Exception of many libraries
            return None

    return _Raw(look)


def _raw_genai_prices() -> _Raw:
    snapshot = peer_module("genai_prices.data_snapshot").get_snapshot()

    def look(name: str) -> object:
        with contextlib.suppress(LookupError):
            return snapshot.find_provider_model(name, None, None, None)
        return None

    def forget() -> None:
        for cache in ("_lookup_cache", "_provider_cache", "_provider_misses"):
            getattr(snapshot, cache).clear()

    return _Raw(look, forget)


_RAW: Final[dict[str, tuple[str, Callable[[], _Raw]]]] = {
    "LiteLLM get_model_info": ("litellm", _raw_litellm),
    "genai-prices find_provider_model": ("genai_prices", _raw_genai_prices),
}


def _rate(look: Look, names: Sequence[str], forget: Callable[[], object] = lambda: None) -> float:
    """Names a second of processor time in the fastest of several passes, the one in which no other work disturbed.

    `forget` is called before each.
    """
    found = []
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(max(_PASSES, 2_000 // len(names))):
            forget()
            start = time.process_time()
            for name in names:
                look(name)
            found.append(len(names) / (time.process_time() - start))
    return max(found)


def _times(look: Look, names: Iterable[str]) -> list[str]:
    """The 50th and 95th percentile of the time of one look-up, in microseconds."""
    taken = []
    for name in names:
        start = time.perf_counter_ns()
        look(name)
        taken.append(time.perf_counter_ns() - start)
    cuts = statistics.quantiles(taken, n=20)
    return [f"{cuts[9] / 1000:.1f}", f"{cuts[18] / 1000:.1f}"]


def _thousands(rate: float) -> str:
    return f"{rate:,.0f}"


# --- Memory ---

_MEMORY: Final = """
import random, sys
import psutil
import fmref
sys.path.insert(0, sys.argv[1])
from resolving.near import generated_names
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


def memory(queries: int = 1_000_000) -> Table:
    """Resident memory of a fresh process before and after different queries: re-uploads, sizes, words, two scripts."""
    command = [sys.executable, "-c", _MEMORY, str(Path(__file__).parents[1]), str(queries)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    before, tenth, after = (int(line) / 2**20 for line in done.stdout.split())
    rows = [
        ["after 5,000 queries", f"{before:.0f}", "-"],
        [f"after {queries // 10:,} more, all different", f"{tenth:.0f}", f"{tenth - before:+.0f}"],
        [f"after {queries:,}", f"{after:.0f}", f"{after - before:+.0f}"],
    ]
    return Table("Resident memory of fmref", ["", "MiB", "more than before"], rows)
