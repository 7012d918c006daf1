"""The compiled file: the same data gives the same file, damage is noticed, nothing is half-written."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import pickle
import random
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fmref import snapshot
from fmref.catalog import Catalog, load
from fmref.compiler import compile_data
from fmref.errors import DataError, FmrefError, SnapshotError, SnapshotVersionError
from fmref.resolution import Resolution
from fmref.snapshot import DIGEST, FORMAT_VERSION, READ_FROM_FILE, TABLES, Snapshot, content_digest, imprint
from fmref.text import name_key

Edit = Callable[[str, str, str], Path]

REPAIR = "install it again or compile the data again"


@pytest.fixture(scope="module")
def compiled(mini_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of the small data."""
    target = tmp_path_factory.mktemp("compiled") / "mini.sqlite"
    compile_data(mini_directory, target, "1.2.3")
    return target


def refusal(path: Path) -> str:
    """The message with which a file is refused; it names the file."""
    with pytest.raises(SnapshotError) as caught:
        Snapshot(path)
    assert str(caught.value).startswith(f"{path}: ")
    return str(caught.value)


# --- what is written


def test_compile_then_open(compiled: Path) -> None:
    """What was compiled can be opened, and says what it holds."""
    opened = Snapshot(compiled)

    assert ("1.2.3", "11", "3") == tuple(opened.meta[key] for key in ("version", "entries", "concepts"))
    assert re.fullmatch("[0-9a-f]{64}", opened.digest)
    assert ["zeta/beta"] == [row.id for row in opened.bearers(name_key("BETA"))]


def test_every_row_is_there(compiled: Path) -> None:
    """Every statement, edge, source and attribute of the files is in the tables."""
    opened = Snapshot(compiled)
    counts = {
        t: opened.rows(f"SELECT count(*) FROM {t}")[0][0] for t in ("statements", "edges", "documents", "entries")
    }

    assert {"statements": 18, "edges": 3, "documents": 13, "entries": 14} == counts


def test_replaced_ids_answer(compiled: Path) -> None:
    """A replaced id gives the record of its successor, and is not listed among the ids."""
    opened = Snapshot(compiled)
    found = opened.body("acme/old-alpha")

    assert found is not None
    assert '"id":"acme/alpha-1.3b"' in found[1]
    assert "acme/old-alpha" not in opened.ids("model")


def test_digest_is_that_of_the_file(compiled: Path) -> None:
    """The digest is the SHA-256 of the file with zeros in the seal's place, so that anybody can compute it."""
    opened = Snapshot(compiled)
    seal = opened.meta["seal"].encode()
    blank = compiled.read_bytes().replace(seal, re.sub(rb"[0-9a-f]", b"0", seal))

    assert opened.digest == hashlib.sha256(blank).hexdigest() == content_digest(compiled)


def test_imprint_is_what_the_file_says_of_itself(mini_directory: Path, tmp_path: Path) -> None:
    """Digest, version and day of release, without opening it as a catalog."""
    compile_data(mini_directory, target := tmp_path / "s.sqlite", "1.2.3", "2026-05-01")

    said = imprint(target)
    assert (str(target), FORMAT_VERSION, "1.2.3", "2026-05-01", True) == (*said[:2], *said[3:], said.fits)
    assert said.digest == Snapshot(target).digest


def test_computed_digest_does_not_believe_the_file(compiled: Path, tmp_path: Path) -> None:
    """A file whose seal was forged says one digest and has another."""
    forged = tmp_path / "s.sqlite"
    content = compiled.read_bytes()
    digest = Snapshot(compiled).digest.encode()
    forged.write_bytes(content.replace(b"weather", b"whether").replace(digest, digest[::-1]))

    assert imprint(forged).digest != content_digest(forged) != Snapshot(compiled).digest


def test_digest_is_stable(mini_directory: Path, compiled: Path, tmp_path: Path) -> None:
    """The same data gives the same bytes, from another directory, under another name, at another time."""
    copy = shutil.copytree(mini_directory, tmp_path / "copy")
    compile_data(copy, tmp_path / "another.sqlite", "1.2.3")

    assert compiled.read_bytes() == (tmp_path / "another.sqlite").read_bytes()


def test_digest_does_not_depend_on_the_hash_seed(mini_directory: Path, compiled: Path, tmp_path: Path) -> None:
    """Another process, with another order of sets, compiles the same bytes."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=compile_data, args=(mini_directory, tmp_path / "s.sqlite", "1.2.3"))
    process.start()
    process.join()

    assert 0 == process.exitcode
    assert compiled.read_bytes() == (tmp_path / "s.sqlite").read_bytes()


def test_digest_follows_the_data(edited: Edit, compiled: Path, tmp_path: Path) -> None:
    """Another value gives another digest."""
    compile_data(edited("models.yaml", "weather: sun", "weather: rain"), tmp_path / "s.sqlite", "1.2.3")

    assert Snapshot(compiled).digest != Snapshot(tmp_path / "s.sqlite").digest


def test_missing_directories_are_made(mini_directory: Path, tmp_path: Path) -> None:
    """The directory of the target is made where it is missing, and holds nothing but the snapshot."""
    compile_data(mini_directory, tmp_path / "a" / "b" / "s.sqlite")

    assert ["s.sqlite"] == [path.name for path in (tmp_path / "a" / "b").iterdir()]


def test_everybody_may_read_it(compiled: Path) -> None:
    """The file is readable by other users than the one who compiled it."""
    assert 0o644 == compiled.stat().st_mode & 0o777


def test_path_with_special_characters(compiled: Path, tmp_path: Path) -> None:
    """A path may hold what means something in a URI, and letters of any script."""
    path = tmp_path / "a b?c#d%41 نمونه 例" / "s.sqlite"
    path.parent.mkdir()
    shutil.copy(compiled, path)

    assert "1.2.3" == Snapshot(path).meta["version"]


def test_read_only(compiled: Path) -> None:
    """Nothing can be written through a snapshot."""
    with pytest.raises(SnapshotError, match="readonly"):
        Snapshot(compiled).rows("DELETE FROM entries")


def test_nothing_beside_the_file(compiled: Path) -> None:
    """Opening and reading leave no journal or lock beside the file."""
    Snapshot(compiled).systems()

    assert [compiled] == list(compiled.parent.iterdir())


# --- what is refused


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is refused with its path, and is not made."""
    assert "cannot be read (No such file or directory); give the path of a snapshot" in refusal(
        tmp_path / "none.sqlite"
    )
    assert [] == list(tmp_path.iterdir())


def test_directory_in_place_of_the_file(tmp_path: Path) -> None:
    """A directory is no snapshot."""
    assert "cannot be read (Is a directory)" in refusal(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"some text\n", b"SQLite format 3\0", b"\0" * 4096, bytes(range(256)) * 64, b"PK\3\4" * 99]
)
def test_foreign_file(content: bytes, tmp_path: Path) -> None:
    """A file that is no SQLite file is refused with the repair."""
    path = tmp_path / "s.sqlite"
    path.write_bytes(content)

    assert f"not a snapshot of fmref; {REPAIR}" in refusal(path)


def test_database_of_another_program(tmp_path: Path) -> None:
    """An SQLite file of another program is refused, even with the same tables."""
    path = tmp_path / "s.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    db.commit()
    db.close()

    assert f"not a snapshot of fmref; {REPAIR}" in refusal(path)


def test_database_that_claims_to_be_ours(tmp_path: Path) -> None:
    """An SQLite file with our mark and version but without our tables is refused as damaged."""
    path = tmp_path / "s.sqlite"
    db = sqlite3.connect(path)
    db.executescript(
        f"PRAGMA application_id = {0x666D7265}; PRAGMA user_version = {FORMAT_VERSION}; CREATE TABLE t (c)"
    )
    db.close()

    message = refusal(path)
    assert "damaged" in message
    assert REPAIR in message


@pytest.mark.parametrize("place", [100, 4096, 3 * 4096])
def test_a_damaged_file_with_a_right_checksum_is_refused(place: int, compiled: Path, tmp_path: Path) -> None:
    """Where somebody sealed what is damaged, SQLite's own complaint comes as the one error, with the repair."""
    content = bytearray(compiled.read_bytes())
    content[place : place + 64] = b"\xff" * 64
    at = snapshot._seal_place(bytes(content))
    content[at + DIGEST + 1 : at + DIGEST + 9] = snapshot._checksum(bytes(content), at)
    (path := tmp_path / "s.sqlite").write_bytes(content)

    def read() -> None:
        opened = Snapshot(path)
        for table in TABLES:
            opened.table(table)

    with pytest.raises(SnapshotError, match=f"cannot be read .*{REPAIR}"):
        read()


@pytest.mark.parametrize(
    ("version", "repair"),
    [
        (0, "take the snapshot of a later release, or compile the data again"),
        (FORMAT_VERSION + 1, "upgrade fmref (pip install -U fmref)"),
        (2**31 - 1, "upgrade fmref (pip install -U fmref)"),
    ],
)
def test_another_format_version(version: int, repair: str, compiled: Path, tmp_path: Path) -> None:
    """A snapshot of another version is refused with both versions and the repair, which depends on which is newer."""
    path = tmp_path / "s.sqlite"
    content = bytearray(compiled.read_bytes())
    content[60:64] = version.to_bytes(4, "big")
    path.write_bytes(content)

    assert f"snapshot of version {version}, this fmref reads version {FORMAT_VERSION}; {repair}" in refusal(path)
    assert not imprint(path).fits
    with pytest.raises(SnapshotVersionError) as caught:
        Snapshot(path)
    assert (version, FORMAT_VERSION) == (caught.value.found, caught.value.read)


@pytest.mark.parametrize("kept", [1, 15, 16, 99, 100, 101, 4095, 4096, 4097, 8192, 16384, -4096, -1])
def test_truncated_file(kept: int, compiled: Path, tmp_path: Path) -> None:
    """A file that was cut anywhere is refused."""
    path = tmp_path / "s.sqlite"
    path.write_bytes(compiled.read_bytes()[:kept])

    assert REPAIR in refusal(path)


@pytest.mark.parametrize("more", [b"\0", b"x", b"\0" * 4096])
def test_file_with_something_behind_it(more: bytes, compiled: Path, tmp_path: Path) -> None:
    """A file to which something was added is refused."""
    path = tmp_path / "s.sqlite"
    path.write_bytes(compiled.read_bytes() + more)

    assert "damaged" in refusal(path)


def damaged(content: bytes, position: int, mask: int) -> bytes:
    """The content with the bits of a mask flipped at one position."""
    changed = bytearray(content)
    changed[position] ^= mask
    return bytes(changed)


def opened_or_wrong(path: Path, content: bytes) -> str | None:
    """What happened if a damaged file was not refused as it should be."""
    path.write_bytes(content)
    try:
        Snapshot(path)
    except SnapshotError:
        return None
    except Exception as error:  # noqa: BLE001  # the test names whatever escapes
        return repr(error)
    return "opened"


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_flipped_bits(mask: int, compiled: Path, tmp_path: Path) -> None:
    """Damage to a single byte, anywhere in the file, is noticed and is a typed error."""
    content = compiled.read_bytes()
    positions = random.Random(mask).sample(range(len(content)), 200)  # a fixed sample

    wrong = {
        position: said
        for position in positions
        if (said := opened_or_wrong(tmp_path / "s.sqlite", damaged(content, position, mask)))
    }

    assert {} == wrong


def test_flipped_bits_around_the_digest(compiled: Path, tmp_path: Path) -> None:
    """Each bit of the row that holds the digest, with the types of its columns, is guarded, too."""
    content = compiled.read_bytes()
    place = content.index(Snapshot(compiled).digest.encode())

    wrong = {
        (position - place, bit): said
        for position in range(place - 16, place + 66)
        for bit in range(8)
        if (said := opened_or_wrong(tmp_path / "s.sqlite", damaged(content, position, 1 << bit)))
    }

    assert {} == wrong


def test_flipped_bits_in_the_tables_definition(compiled: Path, tmp_path: Path) -> None:
    """Damage to the page that defines the tables is a typed error, even where it makes text that is no UTF-8."""
    content = compiled.read_bytes()

    wrong = {
        position: said
        for position in range(0, 4096, 13)
        if (said := opened_or_wrong(tmp_path / "s.sqlite", damaged(content, position, 0x80)))
    }

    assert {} == wrong


def test_edited_data(compiled: Path, tmp_path: Path) -> None:
    """A snapshot that somebody edited through SQLite is refused: it is no longer what was checked."""
    path = Path(shutil.copy(compiled, tmp_path / "s.sqlite"))
    db = sqlite3.connect(path)
    db.execute("UPDATE entries SET name = 'Omega' WHERE id = 'acme/alpha'")
    db.commit()
    db.close()

    assert "its content does not match its checksum" in refusal(path)


def test_a_refusal_is_an_error_of_the_library(tmp_path: Path) -> None:
    """Callers may catch the refusal as the library's error or as a ValueError."""
    for kind in (FmrefError, ValueError):
        with pytest.raises(kind):
            load(tmp_path / "none.sqlite")


# --- nothing is half-written


def test_broken_rule_writes_nothing(edited: Edit, tmp_path: Path) -> None:
    """Data that breaks a rule gives the findings, and no file."""
    target = tmp_path / "out" / "s.sqlite"

    with pytest.raises(DataError) as caught:
        compile_data(edited("models.yaml", "weather: sun", "weather: snow"), target)

    assert [("D202", 33)] == [(d.code, d.location.line) for d in caught.value.diagnostics]
    assert not target.parent.exists()


def test_warnings_do_not_stop(edited: Edit, tmp_path: Path) -> None:
    """Warnings and opinions are no reason not to compile."""
    target = tmp_path / "s.sqlite"
    compile_data(edited("sources.yaml", "hub:", "gazette: {title: A page, kind: primary}\nhub:"), target)

    assert "11" == Snapshot(target).meta["entries"]


def test_broken_rule_keeps_the_older_snapshot(edited: Edit, compiled: Path, tmp_path: Path) -> None:
    """An older snapshot survives a compilation that fails."""
    target = Path(shutil.copy(compiled, tmp_path / "s.sqlite"))

    with pytest.raises(DataError):
        compile_data(edited("models.yaml", "weather: sun", "weather: snow"), target)

    assert compiled.read_bytes() == target.read_bytes()


class DiskFullError(OSError):
    """What a test raises in the middle of writing."""


def failing_rows() -> Iterator[tuple[str, ...]]:
    """Rows of which the second cannot be had."""
    yield "source", "a", "{}"
    raise DiskFullError(28, "No space left on device")


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ({"documents": failing_rows}, SnapshotError),
        ({"documents": lambda: [("source", "a")]}, sqlite3.Error),
        ({"documents": lambda: [("source", "a", "{}"), ("source", "a", "{}")]}, sqlite3.IntegrityError),
        ({"documents": lambda: [("source", "a", "\ud800")]}, UnicodeEncodeError),
        ({"documents": lambda: [("source", "a", "0" * 64 + ":" + "0" * 8)]}, SnapshotError),
        ({"colours": lambda: [("red",)]}, sqlite3.OperationalError),
    ],
    ids=["disk", "width", "twice", "surrogate", "zeros", "table"],
)
def test_nothing_half_written(
    rows: dict[str, Callable[[], Any]], error: type[Exception], *, older: bool, compiled: Path, tmp_path: Path
) -> None:
    """Whatever fails while writing, no file of ours stays, the older snapshot does, and the connection is closed."""
    target = tmp_path / "s.sqlite"
    if older:
        shutil.copy(compiled, target)

    with pytest.raises(error):
        snapshot.write(target, {table: make() for table, make in rows.items()}, {"version": ""})
    gc.collect()  # an open connection would warn now, and a warning is an error

    assert ([target] if older else []) == list(tmp_path.iterdir())
    assert not older or compiled.read_bytes() == target.read_bytes()


def test_interrupted(tmp_path: Path) -> None:
    """An interrupt from the keyboard leaves nothing behind, either."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield "source", "a", "{}"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        snapshot.write(tmp_path / "s.sqlite", {"documents": rows()}, {"version": ""})
    gc.collect()

    assert [] == list(tmp_path.iterdir())


def test_target_that_is_a_directory(mini_directory: Path, tmp_path: Path) -> None:
    """Where the target is a directory, the file cannot take its place, and nothing else stays."""
    target = tmp_path / "s.sqlite"
    target.mkdir()

    with pytest.raises(SnapshotError, match=r"s\.sqlite: cannot be written"):
        compile_data(mini_directory, target)

    assert [target] == list(tmp_path.iterdir())
    assert [] == list(target.iterdir())


def test_replaced_while_open(compiled: Path, edited: Edit, tmp_path: Path) -> None:
    """A catalog goes on with the state it opened when a new snapshot takes the file's place."""
    path = Path(shutil.copy(compiled, tmp_path / "s.sqlite"))
    catalog = load(path)
    compile_data(edited("models.yaml", "names: {en: [Gamma]}", "names: {en: [Gamma, Gammo]}"), path)

    assert "unknown" == catalog.explain("Gammo").status
    assert "zeta/gamma" == load(path).resolve("Gammo").id


# --- other processes and threads


def test_pickle(compiled: Path) -> None:
    """A pickled snapshot is its path: the copy reads the same data."""
    opened = Snapshot(compiled)
    copy = pickle.loads(pickle.dumps(opened))  # noqa: S301  # our own bytes

    assert (opened.digest, opened.systems()) == (copy.digest, copy.systems())
    assert len(pickle.dumps(opened)) < 1000


def test_pickle_after_another_directory(compiled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A snapshot opened by a relative path is found again from another working directory."""
    monkeypatch.chdir(compiled.parent)
    packed = pickle.dumps(Snapshot(compiled.name))
    monkeypatch.chdir(tmp_path)

    assert Snapshot(compiled).digest == pickle.loads(packed).digest  # noqa: S301  # our own bytes


def test_pickle_of_a_lost_file(compiled: Path, tmp_path: Path) -> None:
    """A copy whose file is gone is refused with the path."""
    path = Path(shutil.copy(compiled, tmp_path / "s.sqlite"))
    packed = pickle.dumps(Snapshot(path))
    path.unlink()

    with pytest.raises(SnapshotError, match="cannot be read"):
        pickle.loads(packed)  # noqa: S301  # our own bytes


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_use_after_fork(compiled: Path) -> None:
    """A child process reads with a connection of its own, and the parent's goes on."""
    opened = Snapshot(compiled)
    parent_connection = opened._connection
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  # measured in the parent only
        said = b"failed"
        try:
            ids = [row.id for row in opened.bearers(name_key("beta"))]
            own = opened._connection is not parent_connection
            said = f"{ids} {own}".encode()
        finally:
            os.write(writing, said)
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read().decode()

    assert "['zeta/beta'] True" == answer
    assert ["zeta/beta"] == [row.id for row in opened.bearers(name_key("beta"))]
    assert opened._connection is parent_connection


def answers(catalog: Catalog) -> list[Any]:
    """Questions of every sort, with what the catalog says."""
    found: list[Resolution | Any] = [
        catalog.explain(name)
        for name in ("Alpha", "alpha 13b", "گاما", "Alfa 13B", "nobody", "基础模型", "acme-ai/alpha-13b-hf", "gamme")
    ]
    found.append(catalog.translate("基础模型", "fa"))
    found.append(catalog.search("alp"))
    found.append([(f.value, f.status) for f in catalog.model("Alpha 13B").facts.values()])
    found.append([k.id for k in catalog.lineage.ancestors("zeta/beta")])
    found.append([m.id for m in catalog.models])
    return found


def test_sixteen_threads(compiled: Path) -> None:
    """Sixteen threads that read one catalog at once get what one thread gets."""
    expected = answers(load(compiled))
    shared, barrier = load(compiled), threading.Barrier(16)

    def run(_: int) -> bool:
        barrier.wait()
        return all(answers(shared) == expected for _ in range(8))

    with ThreadPoolExecutor(16) as pool:
        assert [True] * 16 == list(pool.map(run, range(16)))


def test_sixteen_threads_when_the_index_moves_to_memory(compiled: Path) -> None:
    """Look-ups agree while the name index is read into memory under them."""
    shared, barrier = Snapshot(compiled), threading.Barrier(16)
    key = name_key("基础模型")
    expected = list(shared.bearers(key))

    def run(_: int) -> bool:
        barrier.wait()
        return all(list(shared.bearers(key)) == expected for _ in range(READ_FROM_FILE // 8))

    with ThreadPoolExecutor(16) as pool:
        assert [True] * 16 == list(pool.map(run, range(16)))
    assert shared._names is not None


def test_index_in_memory_answers_the_same(compiled: Path) -> None:
    """The name index in memory and the one in the file give the same bearers in the same order, for every key."""
    in_file, in_memory = Snapshot(compiled), Snapshot(compiled)
    in_memory._asked = READ_FROM_FILE
    keys = [name_key(key) for (key,) in in_file.rows("SELECT DISTINCT key FROM names")]

    assert len(keys) > 40
    for key in (*keys, name_key("nobody")):
        assert list(in_file.bearers(key)) == list(in_memory.bearers(key))
