"""One line of JSON for each request that was answered."""

from __future__ import annotations

import json
import logging
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOGGER", "AccessLog"]

LOGGER: Final = logging.getLogger("fmref.server")


class AccessLog:
    """Logs method, path, status, bytes and milliseconds; what was asked is nobody's business and is left out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and say so."""
        if scope["type"] != "http" or not LOGGER.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = size = 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            said = {"method": scope["method"], "path": scope["path"], "status": status, "bytes": size}
            LOGGER.info(json.dumps(said | {"ms": round((time.perf_counter() - start) * 1000, 2)}))
