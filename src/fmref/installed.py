"""The snapshots that a user installed beside the package: where they are, which is in use, which of them is meant.

They stand in one directory under their digests. The file `history` beside them holds the digests that were put in use,
one a line, the last one last; `fmref.updating` writes both. Reading costs one failed `open` where nothing is installed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from typing import Final

from fmref.errors import IntegrityError, SnapshotError
from fmref.lazy import Lazy
from fmref.snapshot import Imprint, content_digest, imprint

__all__ = [
    "checked_digest",
    "described",
    "directory",
    "history",
    "history_file",
    "in_use",
    "newest",
    "path_of",
    "pinned",
    "snapshots",
]

_DIGEST: Final = Lazy("(?:sha256:)?([0-9a-f]{64})")


def directory() -> str:
    """Where installed snapshots stand, whether or not it exists."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(base or os.path.expanduser("~/.local/share"), "fmref", "snapshots")


def history_file() -> str:
    """The path of the file that tells what was put in use."""
    return os.path.join(directory(), "history")


def path_of(digest: str) -> str:
    """Where the snapshot of a digest stands, if it is installed."""
    return os.path.join(directory(), f"{digest}.sqlite")


def history() -> list[str]:
    """The digests that were put in use, the last one last; none where nothing is installed."""
    try:
        with open(history_file(), encoding="ascii", errors="replace") as file:
            return [line for line in file.read().split("\n") if _DIGEST.fullmatch(line)]
    except OSError:
        return []


def in_use() -> Imprint | None:
    """The snapshot that was put in use last among those that this fmref can open; None where there is none.

    Raises `SnapshotError` where its file is missing or is no snapshot any more.
    """
    for digest in reversed(history()):
        try:
            found = imprint(path_of(digest))
        except SnapshotError as error:
            message = f"{error}, or go back to the one before it with `fmref update --rollback`"
            raise SnapshotError(message) from None
        if found.fits:
            return found
    return None


def snapshots() -> list[Imprint]:
    """Every snapshot in the directory, in use or not, of whatever version its tables are; the latest release first."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for name in os.listdir(directory()):
            if name.endswith(".sqlite"):
                with contextlib.suppress(SnapshotError):  # what is no snapshot cannot be chosen
                    found.append(imprint(os.path.join(directory(), name)))
    return sorted(found, key=lambda one: (one.released, one.version, one.digest), reverse=True)


def newest(packaged: str) -> str:
    """The path of the snapshot in use; `packaged` where none is, or where that of the package was released later."""
    used = in_use()
    if used is None or (used.released and imprint(packaged).released > used.released):
        return packaged
    return used.path


def checked_digest(text: str) -> str:
    """The hexadecimal digits of a digest, `sha256:` before them or not; raises `ValueError` for anything else."""
    if not (found := _DIGEST.fullmatch(text.strip().lower())):
        raise ValueError(f"{text[:80]!r} is no digest; give all 64 digits, as `fmref cite` prints them")
    return found[1]


def pinned(candidates: Iterable[Imprint], digest: str | None = None, released_by: str | None = None) -> str:
    """The path of the one that is meant among several snapshots.

    With a digest, that of exactly this content, which is computed, not believed. With a day in ISO 8601, the latest one
    that was released by its end. Raises `IntegrityError` where none has the digest, and `SnapshotError` where none was
    released by the day.
    """
    here = list(candidates)
    meant = [one for one in here if digest in (None, one.digest) and _was_released(one, released_by)]
    if not meant:
        asked = " ".join([f"with sha256:{digest}"] * bool(digest) + [f"released by {released_by}"] * bool(released_by))
        listed = ", ".join(f"sha256:{one.digest} ({described(one)})" for one in here)
        message = f"no snapshot {asked} is here, only {listed}; install it with `fmref update FILE_OR_URL --digest ...`"
        raise (IntegrityError if digest else SnapshotError)(message)
    found = max(meant, key=lambda one: (one.fits, one.released))
    if digest is not None and (computed := content_digest(found.path)) != digest:
        message = f"says it is sha256:{digest} and is sha256:{computed}; remove the file and install it again"
        raise IntegrityError(f"{found.path}: {message}")
    return found.path


def described(one: Imprint) -> str:
    """The version of a snapshot with the day of its release: `0.1.1 of 2026-05-01`, `unreleased`."""
    version = one.version or "unreleased"
    return f"{version} of {one.released}" if one.released else version


def _was_released(one: Imprint, day: str | None) -> bool:
    return day is None or "" < one.released <= day
