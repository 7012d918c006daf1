"""Putting a newer snapshot in use that the user gives, and taking it back; nothing here happens by itself.

A snapshot is taken in three steps: it is copied beside its place, proved to be the one that was asked for before SQLite
reads a byte of it, and then given its place and its line in the history, each at once. Whoever is interrupted keeps
what there was.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

from fmref import installed
from fmref.errors import IntegrityError, MissingExtraError, SnapshotError, SnapshotVersionError
from fmref.files import settle
from fmref.snapshot import Imprint, Snapshot, content_digest, imprint

__all__ = ["MOST_BYTES", "SECONDS", "install", "roll_back"]

MOST_BYTES: Final = 2**29
"""The largest snapshot that is taken, in bytes."""
SECONDS: Final = 600
"""How long a snapshot may take to arrive."""
_SILENCE: Final = 30
"""How many seconds a server may say nothing."""
_SIGNATURE_BYTES: Final = 2**14
"""The largest signature that is read: four lines, two of which are comments."""
_CHUNK: Final = 2**18
_ABANDONED: Final = 86_400
"""After so many seconds, a copy that has no place yet was left behind by a process that died."""
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def install(source: str, *, digest: str | None = None, key: str | None = None) -> Imprint:
    """Take the snapshot at `source`, a path or an https address, and put it in use.

    `digest` is the one that its publisher names. `key` is the publisher's public key of minisign, as text or as the
    path of a file; the signature is read from beside the snapshot, with `.minisig` behind its name. One of them is
    needed, and with both, both must be right. A snapshot that is installed already is put in use again.

    Raises `ValueError` where neither is given or the digest is none, `SnapshotError` where the snapshot cannot be had
    or kept or is damaged, `IntegrityError` where it is not the one that was asked for, `SnapshotVersionError` where
    this fmref cannot open it, `MissingExtraError` for a key without the package that checks it. Then all is as it was.
    """
    if digest is None and key is None:
        raise ValueError("say which snapshot it has to be: give its digest, or the public key of its publisher")
    wanted = None if digest is None else installed.checked_digest(digest)
    directory = Path(installed.directory())
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(directory)
        with _incoming(directory) as copy:
            _fetch(source, copy, MOST_BYTES)
            if key is not None:
                _check_signature(copy, source, key)
            found = _proved(copy, source, wanted)
            copy.chmod(0o644)
            settle(copy, Path(installed.path_of(found)))
    except OSError as error:
        raise SnapshotError(f"{directory}: cannot be written ({error.strerror}); check its permissions") from None
    _write_history([*(one for one in installed.history() if one != found), found])
    return imprint(installed.path_of(found))


def roll_back() -> str:
    """Take out of use what was put in use last among what this fmref can open, and give its digest.

    Its file stays, for those who pin the digest. One whose file is gone or broken is taken out, too. Raises
    `SnapshotError` where nothing is in use.
    """
    digests = installed.history()
    for digest in reversed(digests):
        try:
            fits = imprint(installed.path_of(digest)).fits
        except SnapshotError:
            fits = True
        if fits:
            _write_history([one for one in digests if one != digest])
            return digest
    raise SnapshotError(f"{installed.directory()}: no installed snapshot is in use, so there is nothing to take back")


def _write_history(digests: list[str]) -> None:
    path = Path(installed.history_file())
    try:
        with _incoming(path.parent) as copy:
            copy.write_text("".join(f"{digest}\n" for digest in digests), encoding="ascii")
            copy.chmod(0o644)
            settle(copy, path)
    except OSError as error:
        raise SnapshotError(f"{path}: cannot be written ({error.strerror}); check its permissions") from None


@contextlib.contextmanager
def _incoming(directory: Path) -> Iterator[Path]:
    """An empty file in a directory, gone at the end unless it was given a place."""
    handle, name = tempfile.mkstemp(dir=directory, suffix=".tmp")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _remove_abandoned(directory: Path) -> None:
    """Remove the copies of processes that died; one that another process is filling now is younger."""
    for path in directory.glob("*.tmp"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - _ABANDONED:
                path.unlink()


def _fetch(source: str, target: Path, most: int) -> None:
    """Copy what stands at a path or address to a file."""
    with target.open("wb") as file:
        for chunk in _chunks(source, most):
            file.write(chunk)


def _chunks(source: str, most: int) -> Iterator[bytes]:
    """The bytes at a path or address, at most so many, as they come."""
    end, left = time.monotonic() + SECONDS, most
    try:
        with _opened(source) as stream:
            while chunk := stream.read1(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise SnapshotError(f"{source}: larger than {most:,} bytes; give the address of a snapshot")
                if time.monotonic() > end:
                    raise SnapshotError(f"{source}: took longer than {SECONDS} seconds; fetch it and give its path")
                yield chunk
    except (OSError, HTTPException) as error:
        cause = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise SnapshotError(f"{source}: cannot be read ({cause}); give a path or an https address") from None


def _opened(source: str) -> BufferedReader | HTTPResponse:
    """A file, or the answer of a server that is asked over a connection that nobody between can change."""
    if "://" not in source:
        return Path(source).open("rb")
    _check_address(source)
    answer: HTTPResponse = urllib.request.build_opener(_Redirects()).open(source, timeout=_SILENCE)
    return answer


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a server to addresses that the user could have given."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """The request that follows; raises `SnapshotError` for an address that is not asked."""
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_address(address: str) -> None:
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError as error:
        raise SnapshotError(f"{address}: no address ({error}); give a path or an https address") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise SnapshotError(
            f"{address}: only https is asked, and http on this machine; give a path or an https address"
        )


def _proved(copy: Path, source: str, wanted: str | None) -> str:
    """The digest of a copy that is whole, has the digest that is wanted, if any, and can be opened."""
    try:
        found = content_digest(copy)
        said = Snapshot(copy).digest if wanted in (None, found) else ""  # else SQLite does not get to see it
    except SnapshotVersionError as error:
        raise SnapshotVersionError(source, error.found, error.read) from None
    except SnapshotError as error:
        raise SnapshotError(str(error).replace(str(copy), source)) from None
    if wanted not in (None, found):
        raise IntegrityError(f"{source}: is sha256:{found}, not sha256:{wanted}; get it from its publisher")
    if said != found:
        raise SnapshotError(f"{source}: damaged, its content does not match its digest; get it again")
    return found


def _check_signature(copy: Path, source: str, key: str) -> None:
    """Raise `IntegrityError` unless the signature beside the source is that of the copy by the key."""
    try:
        import minisign
    except ModuleNotFoundError:
        raise MissingExtraError("signed", "checking a signature") from None
    try:
        public = minisign.PublicKey.from_file(key) if Path(key).is_file() else minisign.PublicKey.from_base64(key)
    except minisign.ParseError as error:
        message = f"{key[:80]!r} is no public key of minisign ({error}); give its text or the path of its file"
        raise IntegrityError(message) from None
    try:
        signature = minisign.Signature.from_bytes(b"".join(_chunks(f"{source}.minisig", _SIGNATURE_BYTES)))
        with copy.open("rb") as file:
            public.verify(file, signature)
    except minisign.Error as error:
        raise IntegrityError(f"{source}: the signature is not good ({error}); get both from their publisher") from None
