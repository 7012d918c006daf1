"""How long a near miss takes in generated catalogs of 5,000 and 50,000 names, and how that grows.

It gives the median and the 95th percentile of `Resolver.near`, for names with one to three slips and for
names that are unlike any other, and the ratio of the percentiles of the two catalogs. Names are generated the way real
ones are made, by families, versions, sizes and variants, half of them repositories of other makers with words of their
own. At 50,000 names, a name that is not among them shares a piece with some 50 at the 95th percentile, as one taken out
of the catalog of the project does.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fmref import snapshot
from fmref.near import pieces
from fmref.resolver import Resolver
from fmref.text import NameKey, name_key
from resolving.tables import Table

SIZES: Final = (5_000, 50_000)
QUERIES: Final = 2_000
PASSES: Final = 9
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


def milliseconds(resolver: Resolver, queries: list[NameKey]) -> Iterator[float]:
    """How long each near miss takes."""
    for query in queries:
        start = time.perf_counter()
        resolver.near(query)
        yield 1000 * (time.perf_counter() - start)


def measured() -> dict[str, dict[int, list[float]]]:
    """The time of every query, by its kind and the number of names; catalogs take turns, so that both see one load."""
    asked: dict[int, dict[str, list[NameKey]]] = {}
    resolvers = {}
    fastest: dict[str, dict[int, list[float]]] = {"misspelt": {}, "unlike any": {}}
    with tempfile.TemporaryDirectory() as directory:
        for number in SIZES:
            rng = random.Random(0)
            names = generated_names(number, rng)
            resolvers[number] = resolver_of(names, Path(directory))
            asked[number] = {
                "misspelt": [name_key(misspelt(n, rng.randint(1, 3), rng)) for n in rng.sample(names, QUERIES)],
                "unlike any": [name_key(name) for name in generated_names(QUERIES, random.Random(1))],
            }
        for _ in range(PASSES):
            for number, resolver in resolvers.items():
                for kind, queries in asked[number].items():
                    times = list(milliseconds(resolver, queries))
                    fastest[kind][number] = list(map(min, times, fastest[kind].get(number, times)))
    return fastest


def near_misses() -> Table:
    """Time of the search for near misses in generated catalogs, and how it grows with them."""
    rows = []
    for kind, times in measured().items():
        last = 0.0
        for number, values in times.items():
            cuts = statistics.quantiles(values, n=100)
            p50, p95 = 1000 * cuts[49], 1000 * cuts[94]
            rows.append([kind, f"{number:,}", f"{p50:.0f}", f"{p95:.0f}", f"{p95 / last:.2f}" if last else "-"])
            last = p95
    head = ["names asked", "names in the catalog", "p50 µs", "p95 µs", "p95 over the row above"]
    return Table(f"Near misses, {QUERIES:,} names of each kind", head, rows)
