"""What a connection may cost: how long a client may take to ask and to read, and how many there may be.

uvicorn waits for the head of a request as long as the client likes, takes any number of headers, and keeps an answer
for one who does not read it; and once there are too many connections it refuses all of them, the old ones, too.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, ClassVar, Final, NamedTuple, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from fmref.server._problems import problem

__all__ = ["ConnectionLimits", "guarded"]


class ConnectionLimits(NamedTuple):
    """What connections may cost.

    `most` are answered at once, and those beyond get 503. The head of a request has at most `head_bytes` and comes
    within `seconds_for_head`; of an answer something is read every `seconds_to_read`.
    """

    most: int = 10_000
    head_bytes: int = 65_536
    seconds_for_head: float = 10.0
    seconds_to_read: float = 30.0


_BUSY: Final = problem(
    HTTPStatus.SERVICE_UNAVAILABLE, "too many connections; close some, or try later", headers={"Connection": "close"}
)


def guarded(limits: ConnectionLimits) -> type[asyncio.Protocol]:
    """The protocol of uvicorn, within limits."""
    return type("Guarded", (_Guarded,), {"limits": limits})


class _Guarded(HttpToolsProtocol):
    """One connection."""

    limits: ClassVar[ConnectionLimits]
    _deadline: asyncio.TimerHandle | None = None
    """When the head of a request must have come; none while a request is answered, or another is waited for."""
    _head = 0
    """How many bytes of a head have come."""
    _unread: asyncio.TimerHandle | None = None
    """When the client must have read on; none unless an answer waits for it."""

    def connection_made(self, transport: Any) -> None:
        """A client has come."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.most:
            self.app = cast("Any", _BUSY)  # a response is an application, too
        self._expect_head()

    def _expect_head(self) -> None:
        if self._deadline is None:
            self._head = 0
            self._deadline = self.loop.call_later(self.limits.seconds_for_head, self._give_up)

    def _head_is_there(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _give_up(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, "the request did not come; send it at once")

    def data_received(self, data: bytes) -> None:
        """A part of a request has come."""
        super().data_received(data)
        if self._deadline is not None:
            self._head += len(data)
            if self._head > self.limits.head_bytes:
                detail = f"a head of at most {self.limits.head_bytes:,} bytes; send a long text in a body"
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, detail)

    def on_message_begin(self) -> None:
        """A request begins, the first of a connection or a later one."""
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._head_is_there()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """The client does not read as fast as it is answered."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(self.limits.seconds_to_read, self.transport.abort)

    def resume_writing(self) -> None:
        """It has read on."""
        self._is_read()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._head_is_there()
        self._is_read()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, msg)

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        self._head_is_there()
        if self.transport.is_closing():
            return
        answer = problem(status, detail)
        head = [f"HTTP/1.1 {status.value} {status.phrase}".encode(), b"connection: close"]
        head += (name + b": " + value for name, value in answer.raw_headers)
        self.transport.write(b"\r\n".join([*head, b"", bytes(answer.body)]))
        self.transport.close()
