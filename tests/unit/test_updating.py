"""Newer data that the user gives: taken whole and proved or not at all, taken back, pinned by digest or day."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import minisign
import pytest

from fmref import installed, load, updating
from fmref.compiler import compile_data
from fmref.errors import IntegrityError, SnapshotError, SnapshotVersionError
from fmref.snapshot import FORMAT_VERSION, Snapshot, content_digest, imprint

PACKAGE = Path(updating.__file__).parent
DAYS = {"1.0.0": "2026-01-01", "1.0.1": "2026-02-01", "1.0.2": "2026-03-01"}


class Release(NamedTuple):
    """A snapshot that somebody published."""

    path: Path
    digest: str


@pytest.fixture(scope="module")
def releases(mini_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    """Three releases of the small data, by version; what differs is what they say of themselves."""
    directory = tmp_path_factory.mktemp("published")
    for version, day in DAYS.items():
        compile_data(mini_directory, directory / f"{version}.sqlite", version, day)
    return {v: Release(p := directory / f"{v}.sqlite", content_digest(p)) for v in DAYS}


@pytest.fixture(scope="module")
def package(releases: dict[str, Release], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the package as it is installed, carrying release 1.0.0 of the small data."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(PACKAGE, site / "fmref", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(releases["1.0.0"].path, site / "fmref" / "snapshot.sqlite")
    return site


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a data directory of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def loaded(package: Path) -> Callable[[str], str]:
    """A function that runs `fmref.load(...)` in a process of the installed package, and says version or error."""

    def run(arguments: str = "", **environment: str) -> str:
        code = f"import fmref\ntry: print(fmref.load({arguments}).version)\nexcept Exception as e: print(repr(e))"
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(package), **environment},
        )
        return done.stdout.strip()

    return run


def put_in_use(*releases: Release) -> None:
    """Install them, one after the other."""
    for path, digest in releases:
        updating.install(str(path), digest=digest)


# --- what is opened


def test_what_was_installed_is_opened_and_taken_back(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """The last one, the one before, and the package's own again."""
    assert "1.0.0" == loaded()
    put_in_use(releases["1.0.1"], releases["1.0.2"])
    assert "1.0.2" == loaded()

    assert releases["1.0.2"].digest == updating.roll_back()
    assert "1.0.1" == loaded()
    assert releases["1.0.1"].digest == updating.roll_back()
    assert "1.0.0" == loaded()
    with pytest.raises(SnapshotError, match="nothing to take back"):
        updating.roll_back()


def test_argument_and_environment_go_first(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """Whoever names a snapshot gets that one."""
    put_in_use(releases["1.0.2"])
    named = str(releases["1.0.1"].path)

    assert "1.0.1" == loaded(repr(named))
    assert "1.0.1" == loaded(FMREF_DATA=named)


def test_the_package_wins_when_its_release_is_later(releases: dict[str, Release]) -> None:
    """An upgrade of the package is not shadowed by data that were installed before it."""
    put_in_use(releases["1.0.1"])

    assert installed.newest(str(releases["1.0.2"].path)) == str(releases["1.0.2"].path)
    assert installed.newest(str(releases["1.0.0"].path)) == installed.path_of(releases["1.0.1"].digest)


def test_what_has_no_day_of_release_is_what_the_user_wants(
    releases: dict[str, Release], mini_directory: Path, tmp_path: Path
) -> None:
    """Data of one's own are opened though nobody knows when they were released."""
    compile_data(mini_directory, own := tmp_path / "own.sqlite")
    put_in_use(Release(own, content_digest(own)))

    assert installed.newest(str(releases["1.0.2"].path)) == installed.path_of(content_digest(own))


def of_version(version: int, release: Release, directory: Path) -> Release:
    """A release whose header says another version of the tables, with a seal that fits it."""
    from fmref.snapshot import _NO_SEAL, _seal

    content = bytearray(release.path.read_bytes().replace(Snapshot(release.path).meta["seal"].encode(), _NO_SEAL))
    content[60:64] = version.to_bytes(4, "big")
    path = directory / f"of-{version}.sqlite"
    path.write_bytes(content)
    _seal(path)
    return Release(path, content_digest(path))


@pytest.mark.parametrize("version", [FORMAT_VERSION - 1, FORMAT_VERSION + 1])
def test_another_version_of_the_tables_is_not_installed(
    version: int, releases: dict[str, Release], tmp_path: Path
) -> None:
    """The error names both versions and the repair, and what was in use stays."""
    put_in_use(releases["1.0.1"])
    other = of_version(version, releases["1.0.2"], tmp_path)

    with pytest.raises(SnapshotVersionError, match=f"{other.path}: snapshot of version {version}, this fmref reads"):
        updating.install(str(other.path), digest=other.digest)
    assert [releases["1.0.1"].digest] == installed.history()


def test_what_another_fmref_installed_is_passed_over(
    releases: dict[str, Release], tmp_path: Path, loaded: Callable[..., str]
) -> None:
    """One that this fmref cannot open is neither opened nor taken back; the one before it is."""
    put_in_use(releases["1.0.1"])
    other = of_version(FORMAT_VERSION + 1, releases["1.0.2"], tmp_path)
    shutil.copy(other.path, installed.path_of(other.digest))
    with Path(installed.history_file()).open("a") as file:
        file.write(f"{other.digest}\n")

    assert "1.0.1" == loaded()
    assert releases["1.0.1"].digest == updating.roll_back()
    assert [other.digest] == installed.history()
    assert "1.0.0" == loaded()


def test_a_missing_file_is_an_error_with_the_repair(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """Other data than those in use are not opened in silence."""
    put_in_use(releases["1.0.1"])
    Path(installed.path_of(releases["1.0.1"].digest)).unlink()

    assert "`fmref update --rollback`" in loaded()
    updating.roll_back()
    assert "1.0.0" == loaded()


# --- what is pinned


def test_a_digest_opens_exactly_those_data(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """From wherever they are: in use, taken back, in the package."""
    put_in_use(releases["1.0.1"], releases["1.0.2"])
    updating.roll_back()

    assert list(DAYS) == [loaded(f"digest='sha256:{releases[version].digest}'") for version in DAYS]


def test_a_digest_that_is_not_here_is_refused(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """Nothing else is opened in its place; the message says what is here and how to get it."""
    digest = releases["1.0.2"].digest
    said = loaded(f"digest='{digest}'")

    assert said.startswith(f"IntegrityError('no snapshot with sha256:{digest} is here, only sha256:")
    assert "(1.0.0 of 2026-01-01); install it with `fmref update" in said
    with pytest.raises(IntegrityError):
        load(releases["1.0.1"].path, digest=digest)
    with pytest.raises(ValueError, match="is no digest; give all 64 digits"):
        load(releases["1.0.1"].path, digest=digest[:12])


def test_a_digest_is_computed_not_believed(releases: dict[str, Release], tmp_path: Path) -> None:
    """A file that only says that it has the digest is refused."""
    path, digest = releases["1.0.1"]
    other = Snapshot(releases["1.0.2"].path).meta["seal"].encode()
    forged = tmp_path / "forged.sqlite"
    forged.write_bytes(releases["1.0.2"].path.read_bytes().replace(other[:64], digest.encode()))

    assert imprint(forged).digest == digest
    with pytest.raises(IntegrityError, match="says it is"):
        load(forged, digest=digest)
    assert load(path, digest=digest).digest == digest


def test_a_day_opens_the_latest_release_by_its_end(releases: dict[str, Release], loaded: Callable[..., str]) -> None:
    """A month and a year end with their last day; a day before all is refused."""
    put_in_use(releases["1.0.2"], releases["1.0.1"])

    assert "1.0.0" == loaded("at='2026-01-31'")
    assert "1.0.1" == loaded("at='2026-02'")
    assert "1.0.2" == loaded("at='2026'")
    assert "SnapshotError('no snapshot released by 2025-12-31 is here, only sha256:" in loaded("at='2025'")
    assert "is not a date" in loaded("at='May'")


# --- what is refused


def test_another_digest_is_refused(releases: dict[str, Release]) -> None:
    """Nothing is kept of it."""
    with pytest.raises(IntegrityError, match=f"is sha256:{releases['1.0.1'].digest}, not sha256:"):
        updating.install(str(releases["1.0.1"].path), digest=releases["1.0.2"].digest)

    assert [] == list(Path(installed.directory()).iterdir())


@pytest.mark.parametrize("content", [b"", b"some text", b"SQLite format 3\0" * 512])
def test_what_is_no_snapshot_is_refused(content: bytes, tmp_path: Path) -> None:
    """Under the name that the user gave."""
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)

    with pytest.raises(SnapshotError, match=f"{path}: not a snapshot of fmref"):
        updating.install(str(path), digest="0" * 64)


def test_a_forged_seal_is_refused(releases: dict[str, Release], tmp_path: Path) -> None:
    """The digest of the content is right, and the file says another one of itself."""
    path, digest = releases["1.0.1"]
    forged = tmp_path / "forged.sqlite"
    forged.write_bytes(path.read_bytes().replace(digest.encode(), releases["1.0.2"].digest.encode()))

    with pytest.raises(SnapshotError, match=f"{forged}: damaged"):
        updating.install(str(forged), digest=digest)


def test_something_has_to_say_which_it_is() -> None:
    """Neither digest nor key is an error, before anything is read."""
    with pytest.raises(ValueError, match="give its digest, or the public key"):
        updating.install("/nowhere")
    with pytest.raises(ValueError, match="is no digest"):
        updating.install("/nowhere", digest="sha256:1234")


def test_a_missing_file_and_a_directory_that_cannot_be_written(
    releases: dict[str, Release], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a typed error with its place."""
    with pytest.raises(SnapshotError, match="/nowhere: cannot be read \\(No such file or directory\\)"):
        updating.install("/nowhere", digest="0" * 64)
    blocked = tmp_path / "file"
    blocked.write_text("no directory")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    with pytest.raises(SnapshotError, match="cannot be written"):
        put_in_use(releases["1.0.1"])


# --- signatures


def signed(release: Release, directory: Path) -> tuple[str, str]:
    """The path of a copy with its signature beside it, and the public key that made it."""
    pair = minisign.KeyPair.generate()
    copy = Path(shutil.copy(release.path, directory / "signed.sqlite"))
    signature = pair.secret_key.sign(copy.read_bytes())
    (directory / "signed.sqlite.minisig").write_bytes(bytes(signature))
    return str(copy), pair.public_key.to_base64().decode()


def test_a_good_signature_is_enough(releases: dict[str, Release], tmp_path: Path) -> None:
    """By the text of the key or by the file that holds it."""
    path, key = signed(releases["1.0.1"], tmp_path)
    file = tmp_path / "publisher.pub"
    file.write_text(f"untrusted comment: publisher\n{key}\n")

    assert (
        releases["1.0.1"].digest
        == updating.install(path, key=key).digest
        == updating.install(path, key=str(file)).digest
    )


def test_a_bad_signature_is_refused(releases: dict[str, Release], tmp_path: Path) -> None:
    """That of another key, of another file, none, and a key that is none."""
    path, key = signed(releases["1.0.1"], tmp_path)
    stranger = minisign.KeyPair.generate().public_key.to_base64().decode()

    with pytest.raises(IntegrityError, match="the signature is not good"):
        updating.install(path, key=stranger)
    with pytest.raises(IntegrityError, match="is no public key"):
        updating.install(path, key="key")
    with pytest.raises(IntegrityError, match="not sha256:"):
        updating.install(path, key=key, digest=releases["1.0.2"].digest)
    shutil.copy(releases["1.0.2"].path, path)
    with pytest.raises(IntegrityError, match="signature verification failed"):
        updating.install(path, key=key)
    Path(f"{path}.minisig").unlink()
    with pytest.raises(SnapshotError, match="minisig: cannot be read"):
        updating.install(path, key=key)
    assert [] == installed.history()


# --- addresses


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that logs nothing, and sends a request for /away elsewhere."""

    def do_GET(self) -> None:
        """A file, or a redirection."""
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", f"http://{self.path.removeprefix('/away/')}")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture
def address(releases: dict[str, Release]) -> Iterator[str]:
    """The address of a server of the releases on this machine."""
    directory = str(releases["1.0.0"].path.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=directory)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_is_fetched(releases: dict[str, Release], address: str) -> None:
    """From this machine over http, also where the server sends us to another path."""
    digest = releases["1.0.1"].digest

    assert digest == updating.install(f"http://{address}/1.0.1.sqlite", digest=digest).digest
    assert digest == updating.install(f"http://{address}/away/{address}/1.0.1.sqlite", digest=digest).digest


@pytest.mark.parametrize(
    "source", ["http://example.org/s.sqlite", "ftp://localhost/s.sqlite", "file:///etc/hosts", "https://[::1/s.sqlite"]
)
def test_no_other_address_is_asked(source: str) -> None:
    """An address that others can read or change on the way is refused before it is asked."""
    with pytest.raises(SnapshotError, match="give a path or an https address"):
        updating.install(source, digest="0" * 64)


def test_a_server_cannot_send_us_to_such_an_address(address: str) -> None:
    """Nor can it name one."""
    with pytest.raises(SnapshotError, match=r"http://example\.org/s\.sqlite: only https is asked"):
        updating.install(f"http://{address}/away/example.org/s.sqlite", digest="0" * 64)


def test_an_answer_that_is_none(address: str) -> None:
    """What is not there, and a server that is not there, are typed errors."""
    with pytest.raises(SnapshotError, match=r"none.sqlite: cannot be read \(File not found\)"):
        updating.install(f"http://{address}/none.sqlite", digest="0" * 64)
    with pytest.raises(SnapshotError, match=r"cannot be read \(.*refused"):
        updating.install("http://127.0.0.1:9/s.sqlite", digest="0" * 64)


def test_what_is_too_large_is_refused(
    releases: dict[str, Release], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it comes, and nothing is kept of it."""
    monkeypatch.setattr(updating, "MOST_BYTES", 100_000)

    with pytest.raises(SnapshotError, match="larger than 100,000 bytes"):
        updating.install(f"http://{address}/1.0.1.sqlite", digest=releases["1.0.1"].digest)
    assert [] == list(Path(installed.directory()).iterdir())


# --- interruptions

DIE = """
import os, signal, sys
from fmref import updating
left = int(sys.argv[1])
def die(event, arguments):
    global left
    if event in {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "tempfile.mkstemp"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
import minisign, urllib.request
sys.addaudithook(die)
updating.install(sys.argv[2], digest=sys.argv[3])
left = 1_000_000
"""


def test_whoever_is_killed_keeps_what_there_was(releases: dict[str, Release], package: Path) -> None:
    """At whichever step on files: the old data or the new ones are in use, whole, and the next update succeeds."""
    old, new = releases["1.0.1"], releases["1.0.2"]
    put_in_use(old)
    seen = []
    for step in range(100):
        done = subprocess.run(
            [sys.executable, "-c", DIE, str(step), str(new.path), new.digest],
            env={**os.environ, "PYTHONPATH": str(package)},
            capture_output=True,
            check=False,
        )
        used = installed.in_use()
        assert used is not None
        assert used.digest == content_digest(used.path) == Snapshot(used.path).digest
        seen.append(used.digest)
        if done.returncode == 0:
            break
        assert -signal.SIGKILL == done.returncode, done.stderr

    assert [old.digest] * (len(seen) - seen.count(new.digest)) + [new.digest] * seen.count(new.digest) == seen
    assert 8 < seen.count(old.digest)
    assert seen[-1] == new.digest


def test_a_download_that_dies_leaves_nothing_in_use(releases: dict[str, Release], package: Path) -> None:
    """Killed while half of the file has come; the half is removed a day later."""
    put_in_use(releases["1.0.1"])
    directory = Path(installed.directory())
    pipe = directory.parent / "pipe"
    os.mkfifo(pipe)
    code = "import sys; from fmref import updating; updating.install(sys.argv[1], digest=sys.argv[2])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(pipe), releases["1.0.2"].digest],
        env={**os.environ, "PYTHONPATH": str(package)},
    )
    with pipe.open("wb") as stream:
        stream.write(releases["1.0.2"].path.read_bytes()[:300_000])
        stream.flush()
        while not any(path.stat().st_size for path in directory.glob("*.tmp")):
            assert process.poll() is None
        process.kill()
        process.wait()

    (left,) = directory.glob("*.tmp")
    assert [releases["1.0.1"].digest] == installed.history()
    put_in_use(releases["1.0.2"])
    assert left.exists()
    os.utime(left, (0, 0))
    put_in_use(releases["1.0.2"])
    assert not left.exists()


# --- the command line


@pytest.fixture
def command(package: Path) -> Callable[..., tuple[int, str]]:
    """A function that runs the program of the installed package, and gives its exit status and what it prints."""

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "fmref", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(package)},
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_the_command_line(releases: dict[str, Release], command: Callable[..., tuple[int, str]]) -> None:
    """Installs, lists with a star before what is opened, takes back."""
    lines = [f"{v} of {day}   sha256:{releases[v].digest}\n" for v, day in DAYS.items()]
    path, digest = releases["1.0.1"]

    assert (0, f"* {lines[0]}") == command("update", "--list")
    assert (0, f"installed: sha256:{digest}\n* {lines[1]}  {lines[0]}") == command(
        "update", str(path), "--digest", f"sha256:{digest}"
    )
    assert (0, f"taken out of use: sha256:{digest}\n* {lines[0]}  {lines[1]}") == command("update", "--rollback")
    status, printed = command("update", "--list", "--json")
    assert (0, [True, False]) == (status, [one["in_use"] for one in json.loads(printed)])


def test_the_command_line_pins(releases: dict[str, Release], command: Callable[..., tuple[int, str]]) -> None:
    """With a digest, every command answers from those data or not at all."""
    assert 0 == command("--digest", releases["1.0.0"].digest, "resolve", "Alpha")[0]
    status, said = command("--digest", releases["1.0.1"].digest, "resolve", "Alpha")
    assert (1, True) == (status, said.startswith("fmref: no snapshot with sha256:"))


def test_the_command_line_refuses(releases: dict[str, Release], command: Callable[..., tuple[int, str]]) -> None:
    """In one sentence: usage errors are 2, what the library refuses is 1."""
    path, digest = str(releases["1.0.1"].path), releases["1.0.2"].digest

    assert [2, 2, 2, 2, 1, 1] == [
        command("update", *arguments)[0]
        for arguments in (
            (),
            (path,),
            (path, "--digest", "1234"),
            (path, "--list"),
            (path, "--digest", digest),
            ("--rollback",),
        )
    ]
