"""Look-ups of names.

`explain` on names in random order. A *listed* name is an id, a name or an identifier of the catalog: `exact` or
`alias`. What is *parsed* nobody listed, the grammar reads it. The table of folded keys is a dictionary of all the
names at hand, which no resolver can outdo. The peers are asked for those identifiers that they list themselves; those
that keep their answers are made to forget them before each pass.
"""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from tables import Table

import fmref
from fmref.catalog import Catalog
from fmref.text import name_key
from speed.clock import Job, asking, in_turns
from speed.compared import Compared, comparison, has, peer

__all__ = ["Look", "names_by_status", "resolvers", "tables"]

Look = Callable[[str], object]

MOST: Final = 5_000
"""How many names of a kind are asked."""
FROM_FILE: Final = 1_000
"""How many of them a fresh catalog is asked, which answers its first look-ups from the file, without an index."""
FORMS: Final = (
    *("someone/{}-GGUF", "{}-Q4_K_M.gguf", "openrouter/{}:free", "{}-AWQ", "accounts/someone/models/{}"),
    *("us.{}-v1:0", "{}@20250101", "{}-128k", "someone/{}-8bit-mlx"),
)
"""Ways in which identifiers are built around a name; most are understood, and those that are not are not asked."""
DICTIONARY: Final = "dictionary of folded keys"


class Resolver(NamedTuple):
    """A peer that looks names up, and what makes it forget the answers that it gave before."""

    look: Look
    forget: Job = lambda: None


def names_by_status(catalog: Catalog) -> dict[str, list[str]]:
    """Names of every status, at most `MOST` of each, in an order that is always the same."""
    rng = random.Random(0)
    listed = sorted(text for (text,) in catalog.snapshot.rows("SELECT DISTINCT text FROM names"))
    rng.shuffle(listed)
    slugs = sorted(id_.partition("/")[2] for id_ in catalog.snapshot.ids("model"))
    built = [rng.choice(FORMS).format(slug) for slug in rng.sample(slugs, MOST)]
    misspelt = [f"{name}q" for name in listed[:MOST]]
    found: dict[str, list[str]] = {"exact": [], "alias": [], "parsed": [], "ambiguous": [], "unknown": []}
    for name in (*listed[: 4 * MOST], *built, *misspelt):
        kind = found[catalog.explain(name).status]
        if len(kind) < MOST:
            kind.append(name)
    return found


def tables() -> Iterator[Table]:
    """Names by what becomes of them, beside a dictionary; identifiers that peers list, too, beside these."""
    catalog = fmref.load()
    by_status = names_by_status(catalog)
    listed = (by_status["exact"] + by_status["alias"])[:MOST]
    table = {name_key(name): name for names in by_status.values() for name in names}
    asked = {
        "exact": by_status["exact"],
        "alias": by_status["alias"],
        "parsed by the grammar": by_status["parsed"],
        "refused, with near misses": by_status["unknown"],
    }
    jobs = {DICTIONARY: asking(lambda name: table.get(name_key(name)), listed)}
    jobs |= {label: asking(catalog.explain, names) for label, names in asked.items()}
    fresh: list[Catalog] = []

    def from_file() -> None:
        asking(fresh[-1].explain, listed[:FROM_FILE])()

    jobs["listed, from the file"] = from_file
    seconds = in_turns(jobs, before={"listed, from the file": lambda: fresh.append(fmref.load())})
    numbers = {label: len(names) for label, names in asked.items()} | {"listed, from the file": FROM_FILE}
    each = 1e6 * seconds[DICTIONARY] / len(listed)
    yield comparison(
        "Names by what becomes of them",
        "µs a name",
        [
            Compared(f"{label} ({number:,})", 1e6 * seconds[label] / number, DICTIONARY, each)
            for label, number in numbers.items()
        ],
    )
    yield from _beside_peers(catalog)


def _beside_peers(catalog: Catalog) -> Iterator[Table]:
    """The identifiers of models that fmref and a peer both list, for each peer its own."""
    identifiers = sorted(
        text for (text,) in catalog.snapshot.rows("SELECT DISTINCT text FROM names WHERE lang IS NULL")
    )
    rows = []
    for name, resolver in resolvers():
        both = [text for text in _offered(identifiers) if resolver.look(text) is not None]
        jobs = {"ours": asking(catalog.explain, both), "theirs": asking(resolver.look, both)}
        seconds = in_turns(jobs, before={"theirs": resolver.forget})
        cost = {label: 1e6 * taken / len(both) for label, taken in seconds.items()}
        rows.append(Compared(f"{len(both):,} identifiers that both list", cost["ours"], name, cost["theirs"]))
    if rows:
        yield comparison("Identifiers beside resolvers of other libraries", "µs a name", rows)


def _offered(identifiers: Sequence[str]) -> list[str]:
    """So many identifiers that a slow peer is asked within seconds."""
    return random.Random(0).sample(identifiers, min(MOST, len(identifiers)))


def resolvers() -> Iterator[tuple[str, Resolver]]:
    """The resolvers of other libraries that are installed, each by what is called."""
    if has("litellm"):
        os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # the table in the package, not from the network
        litellm = peer("litellm")
        litellm.suppress_debug_info = True

        def price(name: str) -> object:
            with contextlib.suppress(Exception):  # it raises the plain Exception of many libraries
                info = litellm.get_model_info(name)
                return info if info["key"] in litellm.model_cost else None
            return None

        yield "litellm, get_model_info", Resolver(price)
    if has("genai-prices"):
        snapshot = peer("genai_prices.data_snapshot").get_snapshot()

        def provider(name: str) -> object:
            with contextlib.suppress(LookupError):
                return snapshot.find_provider_model(name, None, None, None)
            return None

        def forget() -> None:
            for cache in ("_lookup_cache", "_provider_cache", "_provider_misses"):
                getattr(snapshot, cache).clear()

        yield "genai-prices, find_provider_model", Resolver(provider, forget)
    if has("model-prices"):
        prices = peer("model_prices")
        yield "model-prices, resolve", Resolver(prices.resolve, prices.resolve_details.cache_clear)
    if has("inspect-ai"):
        yield "inspect-ai, get_model_info", Resolver(peer("inspect_ai.model").get_model_info)
