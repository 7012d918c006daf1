"""The benchmark of many texts: what batches, files, processes and Spark cost over the plain loop, and their memory.

    poe bench-batch
    poe bench-batch --megabytes 100 --only parquet
    poe bench-batch --stream 10

Texts are documents of some kilobytes, put together at random from the paragraphs of the articles of
`tests/bench/speed/texts.py` in three languages; every path annotates the same ones, in fresh processes. Each is timed
with few documents and with many, and the difference counts, so that what it takes to start is shown apart. `cost` is
the processor time of all processes over that of the plain loop, `speed` the rate by the clock over that of the plain
loop. The plain loop is timed anew before and behind each path: on a machine that others use, too, even processor time
changes from minute to minute. What a terabyte would take is extrapolated from the processor time.

`--stream` sends gigabytes of JSON Lines, made while they are read, through the command line instead, and shows the
memory of all its processes on the way.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
from speed.texts import articles

import fmref
from fmref import batch

FEW: Final = 1_000_000
"""How many bytes of documents are timed to know what it takes to start."""
DOCUMENT: Final = 2000
ROWS_A_FILE: Final = 2000
ROWS_A_BATCH: Final = 500
TERABYTE: Final = 1e6
"""In megabytes."""
HOUR: Final = 3600

Job = Callable[[Path], None]
"""What is done to the files of a directory."""


class Spent(NamedTuple):
    """Seconds by the clock, and of processors."""

    clock: float
    processor: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.clock - other.clock, self.processor - other.processor)

    def mean(self, other: Spent) -> Spent:
        """What lies between two."""
        return Spent((self.clock + other.clock) / 2, (self.processor + other.processor) / 2)


def documents(size: int) -> Iterator[str]:
    """Documents of so many bytes of UTF-8 together, the same ones whenever they are made."""
    paragraphs = [part for text in articles().values() for part in text.split("\n\n")]
    chosen, length = random.Random(1), 0
    while size > 0:
        parts: list[str] = []
        while length < DOCUMENT:
            parts.append(chosen.choice(paragraphs))
            length += len(parts[-1].encode())
        yield "\n\n".join(parts)
        size, length = size - length, 0


def write_files(texts: Sequence[str], directory: Path) -> Path:
    """Documents as files of Parquet."""
    directory.mkdir()
    for start in range(0, len(texts), ROWS_A_FILE):
        part = texts[start : start + ROWS_A_FILE]
        ids = list(map(str, range(start, start + len(part))))
        pq.write_table(pa.table({"id": ids, "text": part}), directory / f"part-{start:09}.parquet")
    return directory


def processor_time() -> float:
    """Seconds of processors that this process and all below it have taken, those that ended, too."""
    used = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        used += usage.ru_utime + usage.ru_stime
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used += times.user + times.system
    return used


def timed(job: Callable[[], object]) -> Spent:
    """What a job takes."""
    clock, processor = time.perf_counter(), processor_time()
    job()
    return Spent(time.perf_counter() - clock, processor_time() - processor)


def read(files: Path) -> list[str]:
    """The documents of a directory."""
    texts: list[str] = pq.read_table(files)["text"].to_pylist()
    return texts


def plain(files: Path) -> None:
    """Annotate one text after another: what all else is measured by."""
    catalog = fmref.load()
    for text in read(files):
        catalog.annotate(text)


def in_batches(files: Path) -> None:
    """Annotate batches of Arrow in one process."""
    for _ in batch.annotate(pq.read_table(files).to_batches(ROWS_A_BATCH)):
        pass


def fresh(job: Job) -> Job:
    """The same in a process of its own."""

    def run(files: Path) -> None:
        process = multiprocessing.get_context("spawn").Process(target=job, args=(files,))
        process.start()
        process.join()

    return run


def in_files(jobs: int, files: Path) -> None:
    """Annotate files of Parquet, with the answers in others."""
    with tempfile.TemporaryDirectory() as target:
        batch.run(files, target, "annotate", jobs=jobs)


def in_lines(jobs: int, files: Path) -> None:
    """Annotate JSON Lines on the command line."""
    with subprocess.Popen(command(jobs), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        send(read(files), running)


def command(jobs: int) -> list[str]:
    """The command line that annotates JSON Lines."""
    return [sys.executable, "-m", "fmref", "annotate", "--jsonl", "--jobs", str(jobs)]


def send(texts: Sequence[str] | Iterator[str], running: subprocess.Popen[bytes]) -> None:
    """Send documents to a process as requests."""
    assert running.stdin is not None
    for text in texts:
        running.stdin.write(json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n")
    running.stdin.close()


@contextlib.contextmanager
def spark_session(workers: int) -> Iterator[Any]:
    """Spark on so many cores of this machine, or None where it is not installed."""
    if importlib.util.find_spec("pyspark") is None:
        yield None
        return
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    built = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
    session = built.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(ROWS_A_BATCH)).getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def on_spark(session: Any, files: Path) -> None:
    """Annotate files of Parquet with Spark, with the answers in others."""
    with tempfile.TemporaryDirectory() as target:
        frame = batch.on_spark(session.read.parquet(str(files)), "annotate")
        frame.write.mode("overwrite").parquet(f"{target}/answers")


def compare(megabytes: float, only: str) -> None:
    """Print a line for each path."""
    catalog = fmref.load()
    os.environ["FMREF_DATA"] = catalog.snapshot.path  # the same for every process, and found at once
    few, many = (list(documents(size)) for size in (FEW, FEW + int(megabytes * 1e6)))
    size = (sum(len(text.encode()) for text in many) - sum(len(text.encode()) for text in few)) / 1e6
    print(f"{len(many) - len(few):,} documents, {size:.1f} MB; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'':28}{'start s':>9}{'MB/s':>8}{'speed':>8}{'CPU s/MB':>10}{'cost':>8}{'core-hours/TB':>15}")
    with tempfile.TemporaryDirectory() as scratch:
        files = [write_files(texts, Path(scratch) / name) for texts, name in ((few, "few"), (many, "many"))]

        def net(job: Job) -> tuple[Spent, Spent]:
            """What it takes to start, and what the documents take."""
            start = timed(partial(job, files[0]))
            return start, timed(partial(job, files[1])) - start

        def show(label: str, job: Job) -> None:
            if only not in label:
                return
            before = net(fresh(plain))[1]
            start, spent = net(job)
            beside = before.mean(net(fresh(plain))[1])
            cost, speed, each = spent.processor / beside.processor, beside.clock / spent.clock, spent.processor / size
            rates = f"{start.clock:9.1f}{size / spent.clock:8.2f}  x{speed:<5.2f}{each:10.3f}  x{cost:<5.2f}"
            print(f"{label:28}{rates}{each * TERABYTE / HOUR:15,.0f}", flush=True)

        show("plain loop, twice", fresh(plain))
        show("batches", fresh(in_batches))
        for jobs in (1, 2):
            show(f"parquet, jobs={jobs}", fresh(partial(in_files, jobs)))
        for jobs in (1, 2):
            show(f"jsonl, jobs={jobs}", partial(in_lines, jobs))
        for workers in (1, 2):
            if only in (label := f"spark, local[{workers}]"):
                with spark_session(workers) as session:
                    if session is not None:
                        on_spark(session, files[0])  # whose processes stay: their start is no cost of what comes next
                        show(label, partial(on_spark, session))


def stream(gigabytes: float, jobs: int) -> None:
    """Print the memory of all processes of the command line, and the rate, while it reads."""
    size = int(gigabytes * 1e9)
    step = min(size / 20, 1e8)
    print(f"{'GB':>8}{'seconds':>9}{'MB/s':>8}{'memory MB':>11}{'processes':>11}")
    with tempfile.TemporaryFile() as answers:
        arguments = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command(jobs), **arguments) as running:  # type: ignore[call-overload]
            counted = threading.Thread(target=count, args=(running.stdout, answers))
            counted.start()
            sent, begun = 0.0, time.perf_counter()

            def reported() -> Iterator[str]:
                nonlocal sent
                shown = 0.0
                for text in documents(size):
                    yield text
                    sent += len(text.encode())
                    if sent - shown >= step:
                        shown = sent
                        show_memory(running.pid, sent, time.perf_counter() - begun)

            send(reported(), running)
            counted.join()
        answers.seek(0)
        print(f"{int(answers.read()):,} answers, exit status {running.returncode}")


def count(lines: Any, answers: Any) -> None:
    """Count lines, and leave the number in a file."""
    answers.write(str(sum(1 for _ in lines)).encode())


def show_memory(pid: int, sent: float, seconds: float) -> None:
    """Print how far a process is, and the memory that it and all below it hold of their own."""
    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    resident = sum(one.memory_full_info().uss for one in processes)
    print(
        f"{sent / 1e9:8.2f}{seconds:9.0f}{sent / seconds / 1e6:8.2f}{resident / 1e6:11.0f}{len(processes):11}",
        flush=True,
    )


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description="Benchmark of many texts.")
    parser.add_argument("--megabytes", type=float, default=20, help="how much text each path reads")
    parser.add_argument("--only", default="", help="only the paths whose label holds this")
    parser.add_argument("--stream", type=float, metavar="GB", help="send gigabytes through the command line instead")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes read the stream")
    options = parser.parse_args()
    if options.stream:
        stream(options.stream, options.jobs)
    else:
        compare(options.megabytes, options.only)


if __name__ == "__main__":
    main()
