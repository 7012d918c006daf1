"""Names of models that do not exist, made by rule from names of models that do."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from resolving.scores import loose_key

__all__ = ["KINDS", "Invented", "invented", "opaque", "random_words"]

KINDS: Final = ("version", "minor", "size", "tier", "opaque", "random")

TIERS: Final = "flash haiku large lite max medium micro mini nano opus plus pro small sonnet turbo ultra".split()
SIZES: Final = "11.7b 23b 37.5b 59b 83b 117b 291b 517b".split()
_STEP: Final = 3
"""How far beyond the highest version of a family an invented one lies: the next may be out by now."""
_VERSION: Final = re.compile(
    r"(?<![\d.])(?<!\d[a-z])(?<!a)\d(?=(?:[.]\d{1,2})?(?![\d.]*(?:[bkmtx]|bit)(?![a-z]))(?!\d))"
)
_MINOR: Final = re.compile(r"(?<![\d.])(?<!\d[a-z])\d\.\d(?![\d.]|[bkmtx](?![a-z])|bit)")
_DASHED: Final = re.compile(r"(?<=\d)[-_](?=\d(?![\d.a-z]))")
"""A dash that stands for a dot: `claude-3-5-sonnet`."""
_SIZE: Final = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?b(?![a-z0-9])")
_TIER: Final = re.compile(rf"(?<![a-z])(?:{'|'.join(TIERS)})(?![a-z])")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Invented(NamedTuple):
    """A name that no source has, the kind of its change and the real name that it was made from (or nothing)."""

    kind: str
    name: str
    made_from: str


class _Family:
    """What the names with one first word have: highest version, highest minor version by major, sizes and tiers."""

    def __init__(self) -> None:
        self.highest = 0
        self.minor: dict[str, int] = defaultdict(int)
        self.sizes: set[str] = set()
        self.tiers: set[str] = set()

    def add(self, tail: str) -> None:
        """Take a name into account."""
        self.highest = max([self.highest, *(int(n) for n in _VERSION.findall(tail))])
        for version in (*_MINOR.findall(tail), *_MINOR.findall(_DASHED.sub(".", tail))):
            self.minor[version[0]] = max(self.minor[version[0]], int(version[2]))
        self.sizes.update(_SIZE.findall(tail))
        self.tiers.update(_TIER.findall(tail))


def invented(known: Iterable[str], seeds: Sequence[str], count: int, rng: random.Random) -> Iterator[Invented]:
    """At most `count` names of each kind of change: an unused version, size or tier in a seed.

    `known` are the names of all sources. A version lies beyond the highest of all names with the same first word, its
    part behind the dot beyond the highest with the same major version; a size and a tier are such as none of these has.
    A name that some source has in other words or other spacing is left out.
    """
    families: dict[str, _Family] = defaultdict(_Family)
    keys: set[str] = set()
    for name in known:
        tail = _tail(name)
        keys.update((loose_key(name), _squeezed(tail)))
        if family := _WORD.search(tail):
            families[family[0]].add(tail)
    order = list(seeds)
    rng.shuffle(order)
    found: dict[str, dict[str, Invented]] = {kind: {} for kind in KINDS[:4]}
    for seed in order:
        start, tail = seed[: len(seed) - len(_tail(seed))], _tail(seed)
        first = _WORD.search(tail)
        if first is None:
            continue
        for kind, name in _changed(tail, families[first[0]], rng):
            if keys.isdisjoint((loose_key(name), _squeezed(name))) and len(found[kind]) < count:
                found[kind].setdefault(name, Invented(kind, f"{start}{name}", seed))
    for made in found.values():
        yield from made.values()


def _tail(name: str) -> str:
    """The name behind the last slash, in lower case."""
    return name.rsplit("/", 1)[-1].lower()


def _squeezed(tail: str) -> str:
    """The letters and digits of a name, written as one."""
    return re.sub(r"\(latest\)|[\W_]", "", tail)


def _changed(tail: str, family: _Family, rng: random.Random) -> Iterator[tuple[str, str]]:
    """A name with each of its parts changed to one that the family does not have."""
    if version := _VERSION.search(tail):
        yield "version", f"{tail[: version.start()]}{family.highest + _STEP}{tail[version.end() :]}"
    if (minor := _MINOR.search(tail)) and (highest := family.minor[minor[0][0]] + _STEP) < 10:
        yield "minor", f"{tail[: minor.start()]}{minor[0][0]}.{highest}{tail[minor.end() :]}"
    if (size := _SIZE.search(tail)) and (unused := [s for s in SIZES if s not in family.sizes]):
        yield "size", f"{tail[: size.start()]}{rng.choice(unused)}{tail[size.end() :]}"
    if (tier := _TIER.search(tail)) and (unused := [t for t in TIERS if t not in family.tiers]):
        yield "tier", f"{tail[: tier.start()]}{rng.choice(unused)}{tail[tier.end() :]}"


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


def opaque(count: int, rng: random.Random) -> Iterator[Invented]:
    """Identifiers of deployments, which only their owner can resolve."""

    def code(length: int) -> str:
        return "".join(rng.choices(_LETTERS, k=length))

    words = "prod staging team chat eu west primary backend search demo internal default".split()
    for number in range(count):
        word, other = rng.sample(words, 2)
        forms = (
            f"arn:aws:bedrock:us-east-1:{rng.randrange(10**11, 10**12)}:application-inference-profile/{code(12)}",
            f"azure/{word}-{other}-deployment",
            f"ep-2025{rng.randrange(1000, 1200)}{rng.randrange(10**5, 10**6)}-{code(5)}",
            f"projects/{code(8)}/locations/europe-west4/endpoints/{rng.randrange(10**18, 10**19)}",
            f"{code(8)}-{code(4)}-4{code(3)}-{code(4)}-{code(12)}",
            f"accounts/{word}/deployments/{code(8)}",
        )
        yield Invented("opaque", forms[number % len(forms)], "")


def random_words(count: int, rng: random.Random) -> Iterator[Invented]:
    """Words that mean nothing, in three scripts, bare or with a number, a size or a vendor as names have them."""
    han = [chr(c) for c in range(0x4E00, 0x5200)]
    persian = list("ابپتجچخدرزسشفقکگلمنوهی")
    for number in range(count):
        word = (
            "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(3, 5))),
            "".join(rng.choices(han, k=rng.randint(3, 5))),
            "".join(rng.choices(persian, k=rng.randint(6, 9))),
        )[number % 3]
        forms = (
            word,
            f"{word}-{rng.randint(2, 9)}",
            f"{word} {rng.randint(1, 9)}.{rng.randint(1, 9)} {rng.choice(SIZES)}",
        )
        yield Invented("random", forms[number // 3 % 3], "")
