"""Where what is made once is kept for the next process: in directories that nobody else can put something into."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

__all__ = ["caches", "is_writable"]


def caches() -> Iterator[str]:
    """Where files may be kept: the user's cache, and behind it a temporary directory of the user's own."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    if os.path.isabs(base):  # a user without a home has no cache, and is not given one in the working directory
        yield os.path.join(base, "fmref")

    import tempfile

    with contextlib.suppress(FileNotFoundError):  # where no temporary directory can be written
        own = os.path.join(tempfile.gettempdir(), f"fmref-{os.getuid() if hasattr(os, 'getuid') else 'user'}")
        if _is_private(own):
            yield own


def _is_private(directory: str) -> bool:
    """Whether a directory that anybody could have made is not there yet, or ours and closed to others.

    Others could put a snapshot of theirs in it.
    """
    import stat

    try:
        found = os.lstat(directory)
    except OSError:
        return True
    ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
    return stat.S_ISDIR(found.st_mode) and ours


def is_writable(directory: str) -> bool:
    """Whether files can be put into a directory, which is made where it is not there."""
    with contextlib.suppress(OSError):
        os.makedirs(directory, mode=0o700, exist_ok=True)
    return os.access(directory, os.W_OK)
