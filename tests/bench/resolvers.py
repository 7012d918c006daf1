"""The resolver benchmark: fmref and its peers on names of public data sets, side by side.

    uv sync --group peers
    poe bench-resolvers

Prints every table of docs/reference/resolver-benchmark.md, which says what each counts; `--write` puts them there.
Peers that are not installed are left out. How fast fmref and its peers are is measured by `tests/bench/run.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from resolving import suites
from resolving.held_back import compile_without
from resolving.peers import Resolver, fmref_resolver, installed
from resolving.upstream import MissingUpstreamError, Upstream, known_errors
from tables import Table

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "resolver-benchmark.md"
RESULTS = "## Results\n\nWhat `poe bench-resolvers --write` wrote.\n"
SUITES = ("links", "hubs", "ollama", "leaderboards", "refusals")


def arguments() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description="Benchmark of resolvers of model names.")
    parser.add_argument("--upstream", type=Path, default=ROOT.parent / "shared" / "upstream", metavar="DIR")
    parser.add_argument("--only", action="store_true", help="fmref alone, without its peers")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--suite", action="append", choices=SUITES, help="only this suite; may be repeated")
    mode.add_argument("--write", action="store_true", help="write all tables to the page of the benchmark")
    parser.add_argument("--misses", type=Path, metavar="FILE", help="write every miss of fmref to a file")
    return parser.parse_args()


def main() -> int:
    """Run the suites that were asked for; 2 where the public files are missing."""
    options = arguments()
    try:
        upstream = Upstream(options.upstream)
    except MissingUpstreamError as error:
        print(error, file=sys.stderr)
        return 2
    others, missing = ([], []) if options.only else installed()
    resolvers = [fmref_resolver(), *others]
    misses: list[str] = []
    run: dict[str, Callable[[], Sequence[Table]]] = {
        "links": lambda: links(upstream, resolvers, misses),
        "hubs": lambda: suites.hub_pairs(upstream, resolvers, misses),
        "ollama": lambda: suites.ollama_tags(upstream, resolvers, misses),
        "leaderboards": lambda: suites.leaderboard_names(upstream, resolvers, misses),
        "refusals": lambda: suites.refusals(upstream, resolvers, misses),
    }
    releases = [[resolver.name, resolver.release] for resolver in resolvers]
    note = [f"Not installed, so left out: {', '.join(missing)} (uv sync --group peers)."] if missing else []
    tables = [Table("Resolvers", ["resolver", "release"], releases, note, prose=True)]
    print(tables[0].text())
    for name in options.suite or SUITES:
        for table in run[name]():
            print(table.text(), flush=True)
            tables.append(table)
    if options.write:
        before, mark, _ = PAGE.read_text(encoding="utf8").partition(RESULTS)
        PAGE.write_text("\n".join([before + mark, *(table.markdown() for table in tables)]), encoding="utf8")
    if options.misses:
        options.misses.write_text("\n".join(misses) + "\n", encoding="utf8")
    return 0


def links(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """The links of models.dev, also for an fmref that lacks the linked ids: what its grammar alone can read."""
    with tempfile.TemporaryDirectory() as work:
        hidden = {link.name for link in upstream.links()} - {model["id"] for model in upstream.models()}
        snapshot = compile_without(hidden, ROOT / "data", Path(work))
        unlisted = fmref_resolver(str(snapshot), name="fmref, ids held back")
        found = suites.model_links(upstream, [resolvers[0], unlisted, *resolvers[1:]], known_errors(), misses)
    return [*found, suites.error_table(known_errors())]


if __name__ == "__main__":
    sys.exit(main())
