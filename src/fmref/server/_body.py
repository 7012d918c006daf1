"""The body of a request within limits: how large it may be, and how long it may take to come."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

__all__ = ["body", "lines"]


async def body(request: Request, most: int, seconds: float) -> bytes:
    """The whole body; raises `HTTPException` 413 for more than `most` bytes, 408 if it takes longer than `seconds`."""
    if int(request.headers.get("content-length", 0)) > most:
        raise _too_large(most)
    pieces: list[bytes] = []
    size = 0
    try:
        with anyio.fail_after(seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise _too_large(most)
                pieces.append(piece)
    except TimeoutError:
        raise _too_slow(seconds) from None
    return b"".join(pieces)


async def lines(request: Request, most: int, seconds: float) -> AsyncIterator[bytes]:
    """The lines of a body as they come, each with at most `most` bytes and within `seconds` of being waited for.

    Raises as `body`. The memory it takes is that of one line, however long the body is.
    """
    stream = request.stream().__aiter__()
    rest = bytearray()
    until = anyio.current_time() + seconds
    while True:
        try:
            with anyio.fail_after(until - anyio.current_time()):
                piece = await anext(stream)
        except TimeoutError:
            raise _too_slow(seconds) from None
        except (StopAsyncIteration, ClientDisconnect):
            break
        for part in piece.splitlines(keepends=True):
            rest += part
            if len(rest) > most:
                raise _too_large(most)
            if part.endswith(b"\n"):
                yield bytes(rest)
                rest.clear()
                until = anyio.current_time() + seconds
    if rest:
        yield bytes(rest)


def _too_large(most: int) -> HTTPException:
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {most:,} bytes; send less, or in parts")


def _too_slow(seconds: float) -> HTTPException:
    return HTTPException(HTTPStatus.REQUEST_TIMEOUT, f"it did not come within {seconds:g} s; send it at once")
