"""A server of the application in this process."""

from __future__ import annotations

import gc
import logging
import sys
from threading import Thread

import uvicorn

from fmref.catalog import Catalog
from fmref.server._access import LOGGER
from fmref.server._app import Limits, application
from fmref.server._connections import ConnectionLimits, guarded

__all__ = ["serve"]

_OTHER_FILES = 100
"""How many files are open beside connections, and connections that are being refused."""
_REST = 0.002
"""The seconds that the reader of indexes leaves to those who answer, after every millisecond of work."""


def serve(
    catalog: Catalog,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    connections: ConnectionLimits | None = None,
    cors: tuple[str, ...] = (),
    log: bool = True,
) -> None:
    """Serve a catalog until the process is told to stop; `log` writes a line of JSON a request to standard error.

    The indexes are read in the first seconds, beside the first requests, which are answered from the file.
    """
    if log:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
    Thread(target=_prepare, args=(catalog,), daemon=True).start()
    uvicorn.run(
        application(catalog, limits=limits, cors=cors),
        http=guarded(connections or ConnectionLimits(most=_files_allowed(ConnectionLimits().most))),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=10,
        server_header=False,
    )


def _prepare(catalog: Catalog) -> None:
    """Read the indexes, while the collector of garbage rests, and have it pass them by from then on.

    It takes it longer to look through them than many answers take, and nobody is answered meanwhile.
    """
    gc.disable()
    try:
        catalog.snapshot.read_indexes(rest=_REST)
        gc.freeze()
    finally:
        gc.enable()


def _files_allowed(most: int) -> int:
    """How many connections the system lets this process have, at most `most`; some files are open besides."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return most
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if allowed == resource.RLIM_INFINITY else max(1, min(most, allowed - _OTHER_FILES))
