"""JSON Lines that processes share: the same answers in the same order, whatever the lines are."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from fmref.catalog import Catalog
from fmref.cli import main
from fmref.errors import WorkerError
from fmref.streams import answers
from fmref.wire import LONGEST
from fmref.workers import Workers, cores


def lines(count: int) -> bytes:
    """Requests of more than one block, with blank lines, one that is no JSON and an unknown key between them."""
    texts = [f"Alpha 13B und Beta, {number}. " * 20 for number in range(count)]
    requests = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    requests[3:3] = ["", "no JSON", '{"txt": "x"}', "   "]
    return "\n".join(requests).encode()


@pytest.mark.parametrize("verb", ["annotate", "lint", "check"])
def test_processes_give_the_same_answers_in_the_same_order(verb: str, mini: Catalog) -> None:
    """Errors with the numbers of their lines, too; blank lines are passed over."""
    given = lines(600)

    alone = list(answers(mini, verb, io.BytesIO(given)))
    shared = list(answers(mini, verb, io.BytesIO(given), jobs=2))

    assert 602 == len(alone)
    assert b"".join(text for text, _ in alone) == b"".join(text for text, _ in shared)
    assert [0, 1] == [sum(not good for _, good in alone) - 2, sum(not good for _, good in shared)]
    assert len(shared) > 2


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_jobs_of_the_command_line(jobs: str, mini: Catalog) -> None:
    """Order, errors and the exit status do not depend on them."""
    given = b'{"q": "Alpha"}\n\n[]\n{"q": "Beta"}'

    done = CliRunner().invoke(main, ["--data", mini.snapshot.path, "resolve", "--jsonl", "--jobs", jobs], input=given)
    found = [json.loads(line) for line in done.stdout.splitlines()]

    assert 1 == done.exit_code
    assert ["Alpha", None, "Beta"] == [answer.get("q") for answer in found]
    assert found[1]["error"].startswith("line 3: ")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_line_without_end_is_an_error(jobs: int, mini: Catalog) -> None:
    """It is not kept whole, and the line behind it is answered."""
    long = b'{"q": "' + b"x" * (3 * LONGEST) + b'"}\n{"q": "Alpha 13B"}\n'

    found = b"".join(text for text, _ in answers(mini, "resolve", io.BytesIO(long), jobs)).splitlines()

    assert [f"line 1: longer than {LONGEST:,} bytes; send its text in parts", None] == [
        json.loads(line).get("error") for line in found
    ]
    assert "acme/alpha-13b" == json.loads(found[1])["id"]


def test_nothing_to_answer(mini: Catalog) -> None:
    """No line, no answer."""
    assert [] == list(answers(mini, "lint", io.BytesIO(b"\n \n"), jobs=2))


def test_a_reader_that_goes_away_ends_the_work(mini: Catalog) -> None:
    """`fmref annotate --jsonl --jobs 2 | head -1` stops, and says nothing."""
    command = [sys.executable, "-m", "fmref", "--data", mini.snapshot.path, "annotate", "--jsonl", "--jobs", "2"]
    pipe = ["sh", "-c", '"$@" | head -1', "sh", *command]

    done = subprocess.run(pipe, input=lines(600) * 20, capture_output=True, check=True)

    assert (b"", b'{"id": "0"') == (done.stderr, done.stdout[:10])


def test_results_come_in_order_and_one_job_is_this_process() -> None:
    """However long each takes."""
    import os

    with Workers(2) as workers:
        assert [str(number) for number in range(50)] == list(workers.in_order(str, range(50)))
    with Workers(1) as alone:
        assert [os.getpid()] * 2 == list(alone.in_order(_own_process, [1, 2]))
    assert cores() >= 1


def _own_process(_item: int) -> int:
    import os

    return os.getpid()


def test_items_are_not_read_far_ahead() -> None:
    """Memory does not grow with their number."""
    items = iter(range(100_000))

    with Workers(2) as workers:
        first = next(workers.in_order(str, items))

        assert ("0", True) == (first, next(items) < 10)


def test_a_worker_that_dies_is_an_error() -> None:
    """With what to do, and not a wait without end."""
    import os

    with Workers(2) as workers, pytest.raises(WorkerError, match="take fewer jobs and start again"):
        list(workers.in_order(os._exit, [1]))
