"""Server.

Processor time of the server's process for a request, over one connection that stays open: the client's part and the
network's are not in it. The peer is the least that a server of this kind does, an application of Starlette that reads
JSON and sends the JSON that fmref answered to the same request, in the same uvicorn.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any, Final

import psutil
from tables import Table

from speed.clock import ENVIRONMENT
from speed.compared import Compared, comparison, has

__all__ = ["tables"]

REQUESTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "resolve": {"q": "us.anthropic.claude-3-5-sonnet-20241022-v2:0"},
    "translate": {"q": "微调", "to": "fa"},
    "annotate": {"id": "1", "text": "GPT-4 经过微调。بلوم ۱۷۶ میلیارد پارامتر دارد. Llama 3.1 8B Instruct is open."},
    "check": {"id": "1", "text": "GPT-3 has 175 billion parameters."},
    "ask": {"q": "How many parameters does GPT-3 have?"},
}
TIMES: Final = 1_000
"""How often each request is sent; processor time is counted in hundredths of a second."""
PASSES: Final = 2
OURS: Final = """
import fmref, sys
from fmref.server import serve
serve(fmref.load(), port=int(sys.argv[1]), log=False)
"""
THEIRS: Final = """
import json, sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
answers = {verb: text.encode() for verb, text in json.loads(sys.argv[2]).items()}
async def answer(request):
    await request.json()
    return Response(answers[request.path_params["verb"]], media_type="application/json")
app = Starlette(routes=[Route("/v1/{verb}", answer, methods=["POST"])])
uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning", server_header=False)
"""
DISTRIBUTIONS: Final = ("starlette", "uvicorn")


def tables() -> Iterator[Table]:
    """Requests of each verb, beside answers that are known beforehand."""
    if not all(map(has, DISTRIBUTIONS)):
        return
    with _server(OURS) as ours:
        answers = {verb: ours.answer(verb).decode() for verb in REQUESTS}
        with _server(THEIRS, json.dumps(answers)) as theirs:
            rows = [
                Compared(verb, ours.cost(verb), "starlette, a ready answer", theirs.cost(verb)) for verb in REQUESTS
            ]
    yield comparison(f"POST /v1/VERB, {TIMES:,} times", "µs a request", rows)


class _Server:
    """A running server."""

    def __init__(self, process: psutil.Process, port: int) -> None:
        self._process = process
        self._port = port

    def answer(self, verb: str) -> bytes:
        """The answer to the request of a verb."""
        with closing(_connected(self._port)) as connection:
            return _post(connection, verb)

    def cost(self, verb: str) -> float:
        """Microseconds of processor time that the server takes for a request over an open connection."""
        passes = []
        with closing(_connected(self._port)) as connection:
            for _ in range(PASSES):
                before = self._used()
                for _ in range(TIMES):
                    _post(connection, verb)
                passes.append(1e6 * (self._used() - before) / TIMES)
        return min(passes)

    def _used(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


def _post(connection: HTTPConnection, verb: str) -> bytes:
    connection.request("POST", f"/v1/{verb}", json.dumps(REQUESTS[verb]), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == HTTPStatus.OK, body
    return body


@contextmanager
def _server(program: str, *arguments: str) -> Iterator[_Server]:
    """A server in a process of its own, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", program, str(port), *arguments]
    with subprocess.Popen(command, env=ENVIRONMENT) as process:
        try:
            yield _Server(psutil.Process(process.pid), port)
        finally:
            process.terminate()


def _connected(port: int, seconds: float = 60) -> HTTPConnection:
    """A connection to a server that may still be starting."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    end = time.monotonic() + seconds
    while True:
        try:
            connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return connection
