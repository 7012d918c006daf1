"""A server among clients that are many, slow, or gone: it answers, refuses or gives up, and lives on."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psutil
import pytest
import uvicorn

from fmref.catalog import Catalog
from fmref.server import ConnectionLimits, application
from fmref.server._connections import guarded

ASK: Final = b"GET /v1/resolve?q=Alpha+13B HTTP/1.1\r\nHost: test\r\n\r\n"

Client = Callable[[int], Coroutine[Any, Any, Any]]


@contextmanager
def serving(catalog: Catalog, limits: ConnectionLimits) -> Iterator[int]:
    """A server of this process on a port of its own."""
    config = uvicorn.Config(application(catalog), port=0, http=guarded(limits), log_level="critical", backlog=4096)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


async def answered(port: int, *parts: bytes, pause: float = 0.0) -> tuple[int, dict[str, Any]]:
    """Status and body of what is answered to a request that comes in parts."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)
        return await one_answer(reader)
    finally:
        writer.transport.abort()


async def one_answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, Any]]:
    """Status and body of the next answer of a connection; every one is JSON."""
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).decode().lower()
    length = next(int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length:"))
    body = await reader.readexactly(length)
    return int(head.split()[1]), json.loads(body)


def test_a_head_that_does_not_come_is_given_up(mini: Catalog) -> None:
    """The first of a connection and later ones; a client that only waits does not hold its place."""
    with serving(mini, ConnectionLimits(seconds_for_head=0.3)) as port:
        assert asyncio.run(answered(port))[0] == 408
        assert asyncio.run(answered(port, *(ASK[n : n + 1] for n in range(4)), pause=0.01))[0] == 408

        async def twice() -> list[int]:
            """A whole request, and the beginning of a second one."""
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(ASK)
            first, _ = await one_answer(reader)
            writer.write(ASK[:20])
            second, _ = await one_answer(reader)
            writer.transport.abort()
            return [first, second]

        assert asyncio.run(twice()) == [200, 408]


def test_a_head_without_end_is_refused(mini: Catalog) -> None:
    """Many headers, one long one, a long address."""
    with serving(mini, ConnectionLimits(head_bytes=10_000)) as port:
        for part in (b"X-%d: y\r\n", b"x" * 10, b"X: " + b"y" * 5_000 + b"\r\n"):
            start = ASK[:-2] if b":" in part else ASK[:20]
            parts = (part % n if b"%d" in part else part for n in range(15_100 // len(part)))
            status, said = asyncio.run(answered(port, start + b"".join(parts)))
            assert (status, "10,000" in said["detail"]) == (431, True)


def test_those_beyond_the_limit_are_refused(mini: Catalog) -> None:
    """With 503, while those who came before are answered, and after they have gone others are, too."""

    async def crowd(port: int) -> tuple[list[int], list[int]]:
        """Forty clients that stay; what each of them is answered, and what one is who comes when they have gone."""
        all_of_them = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
        for _, writer in all_of_them:
            writer.write(ASK)
        found = [(await one_answer(reader))[0] for reader, _ in all_of_them]
        for _, writer in all_of_them:
            writer.transport.abort()
        await asyncio.sleep(0.2)
        return found, [(await answered(port, ASK))[0]]

    with serving(mini, ConnectionLimits(most=30)) as port:
        assert asyncio.run(crowd(port)) == ([200] * 30 + [503] * 10, [200])


def test_thousands_of_connections_are_held(mini: Catalog) -> None:
    """As many as this process may open, up to ten thousand on both sides: answered, in memory that is bounded."""
    resource = pytest.importorskip("resource", reason="this system has no limit of open files")
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    number = min(10_000, (most - 2_000) // 2)
    process = psutil.Process()

    async def crowd(port: int) -> tuple[set[int], int, float]:
        """What all of them are answered, when all are there; what one more request takes; and the memory of all."""
        before = process.memory_info().rss
        met = []
        for _ in range(0, number, 500):
            met += await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(500)))
        for _, writer in met:
            writer.write(ASK)
        found = {(await one_answer(reader))[0] for reader, _ in met}
        last, _ = await answered(port, ASK)
        grown = process.memory_info().rss - before
        for _, writer in met:
            writer.transport.abort()
        await asyncio.sleep(0.2)
        return found, last, grown / number

    try:
        with serving(mini, ConnectionLimits(seconds_for_head=60.0, most=number + 1)) as port:
            found, last, each = asyncio.run(crowd(port))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    assert (found, last) == ({200}, 200)
    assert each < 200_000  # bytes, of the client and the server, which are one process here


def test_who_does_not_read_is_left(mini: Catalog) -> None:
    """An answer waits for its reader, but not for ever."""

    async def unread(port: int) -> int:
        """How many bytes one gets who asks a lot of questions at once and begins to read late."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(b"GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n" * 2_000)
        await asyncio.sleep(5)
        size = 0
        with suppress(ConnectionError):
            while piece := await asyncio.wait_for(reader.read(1_000_000), 20):
                size += len(piece)
        writer.transport.abort()
        return size

    with serving(mini, ConnectionLimits(seconds_to_read=0.5)) as port:
        described = json.dumps(asyncio.run(answered(port, b"GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n"))[1])
        assert asyncio.run(unread(port)) < 20_000_000 < 2_000 * len(described)
        assert asyncio.run(answered(port, ASK))[0] == 200


def test_clients_that_go_leave_nothing_behind(mini: Catalog) -> None:
    """In the middle of a head, of a body, of an answer; the next is answered."""

    async def gone(port: int) -> None:
        """Many that go."""
        start = (
            b"POST /v1/annotate HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n"
        )
        for part in (ASK[:9], ASK, start, start + b'{"text": "' + b"GPT " * 1_000, b"\0\xff" * 100, b""):
            for _ in range(50):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(part)
                writer.transport.abort()
        await asyncio.sleep(0.2)

    with serving(mini, ConnectionLimits()) as port:
        asyncio.run(gone(port))
        assert asyncio.run(answered(port, ASK))[0] == 200
        connections = [c for c in psutil.Process().net_connections() if getattr(c.laddr, "port", None) == port]
        assert [c.status for c in connections if c.status == psutil.CONN_ESTABLISHED] == []
