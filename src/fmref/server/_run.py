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

__all__ = ["serve"]

_MOST_AT_ONCE = 2_000
"""How many requests are taken at once; those beyond get 503."""


def serve(
    catalog: Catalog,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    cors: tuple[str, ...] = (),
    log: bool = True,
) -> None:
    """Serve a catalog until the process is told to stop; `log` writes a line of JSON a request to standard error.

    The indexes are read in the first second, beside the first requests.
    """
    if log:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
    Thread(target=_prepare, args=(catalog,), daemon=True).start()
    uvicorn.run(
        application(catalog, limits=limits, cors=cors),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=10,
        server_header=False,
    )


def _prepare(catalog: Catalog) -> None:
    """Read the indexes, and have the collector of garbage pass them by, which takes it longer than many answers."""
    catalog.snapshot.read_indexes()
    gc.collect()
    gc.freeze()
