"""Near misses.

The median and the 95th percentile of a search for names like an unknown one, in generated catalogs of 5,000 and
50,000 names, for names with one to three slips and for names that are unlike any other. The peer is what people write
without fmref: `rapidfuzz.process.extract` over all folded names, five answers, by the same distance (optimal string
alignment). Names are generated the way real ones are made, by families, versions, sizes and variants, half of them
repositories of other makers with words of their own. At 50,000 names, a name that is not among them shares a piece
with some 50 at the 95th percentile, as one taken out of the catalog of the project does.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tables import Table

from fmref import snapshot
from fmref.near import pieces
from fmref.resolver import Resolver
from fmref.text import NameKey, name_key
from speed.compared import ratio

SIZES: Final = (5_000, 50_000)
QUERIES: Final = 2_000
SCANNED: Final = 100
"""How many of them the peer is asked."""
PASSES: Final = 5
"""Each query counts with its fastest pass: the others tell of the machine, and the first of reading the file."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES: Final = (
    "ba co da fal ga gem gra hel in ja ka la lla ma mi na or pa phi qu ra ro sa sta ta ti vi wen xa yi zo".split()
)
VERSIONS: Final = "1 1.5 2 2.5 3 3.1 3.2 3.3 4 4.5 5".split()
PARAMETERS: Final = "0.5B 1B 1.5B 3B 7B 8B 13B 14B 32B 34B 70B 72B".split()
VARIANTS: Final = (
    "Air Audio Base Chat Code Coder Embedding Finance Flash Guard Image Instruct Large Lite Math Max Medical Mini Omni"
    " Plus Preview Pro Reasoning Reranker Small Speech Thinking Translate Turbo Ultra Video Vision"
).split()


def generated_names(number: int, rng: random.Random) -> list[str]:
    """So many different names; in families as in words behind the name, a few have most of them, as in life."""
    families, words = (
        ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(number // 25)] for _ in "fw"
    )
    names: dict[str, None] = {}
    while len(names) < number:
        family = families[int(len(families) * rng.random() ** 3)].title()
        parts = [family, rng.choice(VERSIONS), rng.choice(PARAMETERS)][: rng.choice((1, 2, 3, 3))]
        if rng.random() < 0.35:
            parts.append(rng.choice(VARIANTS))
        name = "-".join(parts)
        if rng.random() < 0.5:
            own = "-".join(words[int(len(words) * rng.random() ** 3)] for _ in range(rng.randint(1, 2)))
            name = f"{rng.choice(families)}{rng.choice(('', 'ai', '-labs'))}/{name}-{own}"
        names[name] = None
    return list(names)


def misspelt(name: str, slips: int, rng: random.Random) -> str:
    """A name in which letters are dropped, added, replaced or have changed places."""
    for _ in range(slips):
        at = rng.choice([i for i, letter in enumerate(name) if letter.isalpha()])
        name = rng.choice(
            (
                name[:at] + name[at + 1 :],
                name[:at] + rng.choice(LETTERS) + name[at:],
                name[:at] + rng.choice(LETTERS) + name[at + 1 :],
                name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            )
        )
    return name


def resolver_of(names: list[str], directory: Path) -> Resolver:
    """A resolver over a snapshot of nothing but these names."""
    path = directory / f"{len(names)}.sqlite"
    keys: dict[NameKey, str] = {name_key(name): name for name in names}
    rows = {
        "entries": ((k, "model", "model", n, None, None, None, 0, i) for i, (k, n) in enumerate(keys.items())),
        "names": ((k, 0, k, "preferred", "preferred", n, "en", None, None) for k, n in keys.items()),
        "pieces": ((mark, k) for k in keys for mark in pieces(k)),
    }
    snapshot.write(path, {table: list(values) for table, values in rows.items()}, {})
    return Resolver(snapshot.Snapshot(path))


def microseconds(look: Callable[[NameKey], object], queries: Sequence[NameKey]) -> Iterator[float]:
    """How long each near miss takes."""
    for query in queries:
        start = time.perf_counter()
        look(query)
        yield 1e6 * (time.perf_counter() - start)


def fastest(
    looks: Mapping[int, Callable[[NameKey], object]], queries: Mapping[int, Sequence[NameKey]], passes: int
) -> dict[int, list[float]]:
    """The time of every query in catalogs of several sizes, which take turns, so that all see one load."""
    found: dict[int, list[float]] = {}
    for _ in range(passes):
        for number, look in looks.items():
            times = list(microseconds(look, queries[number]))
            found[number] = list(map(min, times, found.get(number, times)))
    return found


def tables() -> Iterator[Table]:
    """The time of the search in catalogs of two sizes, how it grows, and that of a scan of all names."""
    ours: dict[int, Callable[[NameKey], object]] = {}
    scans: dict[int, Callable[[NameKey], object]] = {}
    asked: dict[str, dict[int, Sequence[NameKey]]] = {"misspelt": {}, "unlike any": {}}
    rows = []
    with tempfile.TemporaryDirectory() as directory:
        for number in SIZES:
            rng = random.Random(0)
            names = generated_names(number, rng)
            ours[number] = resolver_of(names, Path(directory)).near
            scans[number] = partial(scan, [name_key(name) for name in names])
            slips = [name_key(misspelt(name, rng.randint(1, 3), rng)) for name in rng.sample(names, QUERIES)]
            asked["misspelt"][number] = slips
            asked["unlike any"][number] = [name_key(name) for name in generated_names(QUERIES, random.Random(1))]
        for kind, queries in asked.items():
            scanned = fastest(scans, {number: keys[:SCANNED] for number, keys in queries.items()}, 2)
            last = 0.0
            for number, times in fastest(ours, queries, PASSES).items():
                p50, p95 = percentiles(times)
                theirs, _ = percentiles(scanned[number])
                growth = f"{p95 / last:.2f}" if last else "-"
                rows.append(
                    [kind, f"{number:,}", f"{p50:.0f}", f"{p95:.0f}", growth, f"{theirs:,.0f}", ratio(p50, theirs)]
                )
                last = p95
    head = ["names asked", "names listed", "p50 µs", "p95 µs", "p95 over the row above", "rapidfuzz, p50 µs"]
    yield Table(f"Near misses, {QUERIES:,} names of each kind", [*head, "fmref / peer, p50"], rows)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th."""
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]


def scan(keys: Sequence[str], query: str) -> object:
    """The peer's way: the distance to every name there is."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extract(query, keys, scorer=OSA.distance, limit=5)
