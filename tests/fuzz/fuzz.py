"""Fuzz a target, or all of them.

    poe fuzz --target fold --cases 1000000
    poe fuzz --cases 1000                     # of each target
    poe fuzz --target annotate --cases 100000 --engine atheris

Cases are real names, texts and files, and what mutation makes of them; equal arguments give equal cases. Prints for
each target how many cases ran, the slowest, and what failed, once a place in the code; the cases that failed are kept
in a directory and can be run again with `--case FILE`. Ends with status 1 where something failed. The engine atheris
(libFuzzer, on Linux) looks for cases that reach new code, and stops at the first that fails.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from fuzzing.holding import held, timed
from fuzzing.targets import TARGETS
from fuzzing.workers import Report, fuzz


def main() -> int:
    """Run it; the status is 0 when nothing was wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--target", action="append", choices=TARGETS, help="may be repeated; all where none is given")
    options.add_argument("--cases", type=int, default=1000, help="of each target")
    options.add_argument("--seconds", type=float, default=1e9, help="of each target at most")
    options.add_argument("--workers", type=int, default=2, help="how many processes")
    options.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where cases that failed are kept")
    options.add_argument("--engine", choices=["mutation", "atheris"], default="mutation")
    options.add_argument("--case", type=Path, help="run this case of the target, and nothing else")
    given = options.parse_args()
    names = given.target or [*TARGETS]
    if given.case is not None:
        for name in names:
            print(f"{name}: {timed(TARGETS[name].run, given.case.read_bytes()) * 1000:.1f} ms")
        return 0
    if given.engine == "atheris":
        _with_atheris(names[0], given.cases, given.seed)
    failed = 0
    for name in names:
        report = fuzz(name, given.cases, workers=given.workers, seed=given.seed, seconds=given.seconds)
        _show(name, report, given.keep)
        failed += len(report.failures) + report.over
    return int(failed > 0)


def _show(name: str, report: Report, keep: Path) -> None:
    """A line for the target, and two for each failure."""
    rate, slowest = report.cases / max(report.seconds, 1e-9), report.slowest
    took = f"slowest {slowest.seconds * 1000:6.1f} ms of {len(slowest.case):6,} bytes"
    print(f"{name:22} {report.cases:>10,} cases {rate:>7,.0f}/s  {took}  {report.over} over the budget", end="")
    print(f"  {len(report.failures)} faults", flush=True)
    if report.over:
        print(f"  slow\n    {_kept(keep / name, slowest.case)}: {slowest.case[:120]!r}", flush=True)
    for failure in report.failures:
        kept = _kept(keep / name, failure.case)
        print(f"  {failure.place}\n    {failure.error!a}\n    {kept}: {failure.case[:120]!r}", flush=True)


def _kept(directory: Path, case: bytes) -> Path:
    """The file that a case is kept in."""
    path = directory / hashlib.sha256(case).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case)
    return path


def _with_atheris(name: str, cases: int, seed: int) -> None:
    """Hand over to libFuzzer, which ends the process."""
    import atheris

    atheris.instrument_all()
    target = TARGETS[name]
    corpus = Path(tempfile.mkdtemp(prefix="fmref-fuzz-"))
    for number, case in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(case)
    arguments = [f"-runs={cases}", f"-seed={seed}", f"-max_len={target.most}", "-timeout=60", str(corpus)]
    atheris.Setup([sys.argv[0], *arguments], lambda case: held(target.run, case))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
