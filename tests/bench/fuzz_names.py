"""A million strings to `explain`: exceptions, the slowest ten, and how many of each kind get an answer.

    python tests/bench/fuzz_names.py [--count 1000000] [--seed 1] [--slow 0.1]

Not part of the tests, since it takes minutes. Kinds: characters of all planes, names with one token changed, names
joined, pieces of identifiers in any order, runs of one unit, and now and then a megabyte. Ends with status 1 after an
exception, or where a string takes longer than `--slow` seconds of processor time; equal arguments give equal strings.
"""

from __future__ import annotations

import argparse
import heapq
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable

import fmref
from fmref.text import MAX_NAME

PIECES = (
    "gpt claude llama qwen gemini 4 4o 3.5 3-5 2 70b 8x7b a3b 17b-16e v1 v0.1 -v2:0 "
    "instruct chat mini pro q4_k_m .gguf awq 128k [1m] 20241022 2024-08-06 0613 "
    "preview -latest :free @20240101 us. anthropic. accounts/ models/ openai/ azure/ "
    "@cf/ arn:aws:bedrock:us-east-1::foundation-model/ 00001-of-00002 / - _ : @ . + ( "
    ") [ ] , 通义千问 百川 十亿 亿 版 大模型 لاما جی‌پی‌تی ۳٫۱ ۸بی دستوری نسخه \u200c \u200f "
    "\u0301 × ½ ﷺ"
).split(" ")
WORDS = "mini nano pro flash lite haiku sonnet opus turbo ultra max plus large small instruct base chat vision".split()
JOINTS = ["", " ", "-", "/", ":", "@", "+", ", ", "--", "//", "\n"]


def of_all_planes(rng: random.Random, _: list[str]) -> str:
    """Characters of any value, lone surrogates among them; half of the strings keep to one block of 256."""
    base = rng.randrange(0x1100) << 8 if rng.random() < 0.5 else None
    size = int(rng.expovariate(1 / 20)) + 1
    return "".join(
        chr(min(base + rng.randrange(256), 0x10FFFF) if base is not None else rng.randrange(0x110000))
        for _ in range(min(size, MAX_NAME + 5))
    )


def one_token_changed(rng: random.Random, names: list[str]) -> str:
    """A known name with a number, a word or a character replaced, doubled or left out."""
    parts = re.split(r"(\d+|[^\W\d_]+)", rng.choice(names))
    at = rng.randrange(len(parts))
    parts[at] = rng.choice(["", parts[at] * 2, str(rng.randrange(1000)), rng.choice(WORDS), chr(rng.randrange(0x3000))])
    return "".join(parts)


def joined(rng: random.Random, names: list[str]) -> str:
    """Two or more known names."""
    return rng.choice(JOINTS).join(rng.choices(names, k=min(2 + int(rng.expovariate(1)), 30)))


def pieces(rng: random.Random, _: list[str]) -> str:
    """What identifiers are made of, in any order."""
    return "".join(rng.choices(PIECES, k=1 + int(rng.expovariate(1 / 8))))


def runs(rng: random.Random, names: list[str]) -> str:
    """One or two units again and again, up to and over the longest name."""
    unit = "".join(rng.choices([rng.choice(PIECES), rng.choice(names), chr(rng.randrange(0x3000)), "-"], k=2)) or "-"
    return (unit * (MAX_NAME + 1))[: rng.choice([10, 100, 300, MAX_NAME, MAX_NAME + 1])]


def megabyte(rng: random.Random, names: list[str]) -> str:
    """A million characters."""
    unit = rng.choice([rng.choice(names), rng.choice(PIECES), chr(rng.randrange(0x110000))]) or "-"
    return (unit * 1_000_000)[:1_000_000]


KINDS: dict[Callable[[random.Random, list[str]], str], float] = {
    of_all_planes: 25,
    one_token_changed: 35,
    joined: 18,
    pieces: 20,
    runs: 1.95,
    megabyte: 0.05,
}
"""How many strings of a hundred are of each kind."""


def main() -> int:
    """Run it; the status is 0 when nothing was wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=1_000_000, help="how many strings")
    options.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options.add_argument("--slow", type=float, default=0.1, help="seconds of processor time that are too many")
    given = options.parse_args()
    catalog, rng = fmref.load(), random.Random(given.seed)
    names = [text for (text,) in catalog.snapshot.rows("SELECT DISTINCT text FROM names ORDER BY text")]
    for name in [*names[:3000], "gpt-4 9", "通义 9"]:  # tables that are read once, and the index of names
        catalog.explain(name)
    statuses: dict[str, Counter[str]] = {kind.__name__: Counter() for kind in KINDS}
    failures: Counter[str] = Counter()
    slowest: list[tuple[float, str, str]] = []
    started = time.process_time()
    for kind in rng.choices(list(KINDS), list(KINDS.values()), k=given.count):
        text = kind(rng, names)
        before = time.process_time()
        try:
            status: str = catalog.explain(text).status
        except Exception as error:  # noqa: BLE001
            status = type(error).__name__
            failures[f"{status} for {text[:100]!a}"] += 1
        took = time.process_time() - before
        statuses[kind.__name__][status] += 1
        heapq.heappush(slowest, (took, kind.__name__, text[:80]))
        if len(slowest) > 10:
            heapq.heappop(slowest)
    total = time.process_time() - started
    print(f"{given.count} strings, {total:.0f} s, {given.count / total:.0f} a second")
    for name, counts in statuses.items():
        print(f"{name:18} " + "  ".join(f"{status} {count}" for status, count in counts.most_common()))
    print("slowest")
    for took, name, text in sorted(slowest, reverse=True):
        print(f"{took * 1000:8.1f} ms  {name:18} {text!a}")
    print(f"{failures.total()} exceptions")
    for failure, count in failures.most_common(20):
        print(f"{count:6} {failure}")
    return int(bool(failures) or max(slowest)[0] > given.slow)


if __name__ == "__main__":
    sys.exit(main())
