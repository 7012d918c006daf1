"""The verbs of the wire over HTTP: what answers JSON Lines on the command line answers here, byte for byte.

Needs the extra `server` (Starlette and uvicorn).
"""

from fmref.server._app import Limits, application
from fmref.server._connections import ConnectionLimits
from fmref.server._run import serve

__all__ = ["ConnectionLimits", "Limits", "application", "serve"]
