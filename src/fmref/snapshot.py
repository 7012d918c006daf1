"""The compiled form of the data: one read-only SQLite file, opened without pydantic or YAML.

Tables: `entries` (id, kind, level, preferred name, developer, parent), `records` (their JSON), `names` (folded key ->
entry), `pieces`, `sounds` and `search_texts` (names for near misses and search), `terms` (folded key -> concept),
`links` (concepts and the entries that they are about), `statements` (plain, for people with an SQLite shell), `edges`,
`documents` (sources and the registry as JSON) and `meta`. The file carries its own seal, `meta.seal`: the
SHA-256 of the content, which names this state of the data, and a CRC-32, which is checked when the file is opened.
`imprint` reads what a file says of itself, to choose among several; `content_digest` computes what it is, to trust one.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import time
import weakref
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.errors import SnapshotError, SnapshotVersionError
from fmref.text import NameKey

if TYPE_CHECKING:
    import mmap
    from pathlib import Path

__all__ = [
    "FORMAT_VERSION",
    "LEVELS",
    "LINES",
    "NOTHING_SAID",
    "TABLES",
    "EdgeRow",
    "Imprint",
    "ListedRow",
    "Listing",
    "MistakeRow",
    "NameRow",
    "NodeRow",
    "Snapshot",
    "TermRow",
    "content_digest",
    "imprint",
    "write",
]

FORMAT_VERSION: Final = 12
"""Version of the tables and of the records in them; raised by every change that an older reader would misread."""

LEVELS: Final = ("family", "series", "model", "variant")
"""The levels of the tree of models."""
LINES: Final = frozenset({"family", "series"})
"""The levels of entries that stand for their members."""
READ_FROM_FILE: Final = 2000
"""How many look-ups of a name are answered from the file before the index is taken into memory."""

_READ_AT_ONCE: Final = 200
"""How many rows of an index are read in one go: those of a millisecond."""

_APPLICATION_ID: Final = 0x666D7265  # "fmre", in the header of the file
DIGEST: Final = 64
"""Length of a SHA-256 in hexadecimal digits."""
TABLES: Final = (
    *("documents", "entries", "records", "names", "pieces", "sounds", "search_texts", "identities", "name_forms"),
    *("terms", "pairs", "mistakes", "definitions", "common_words", "links", "statements", "edges", "patterns"),
    *("authors", "everyday_names"),
)
"""The tables of a snapshot, `meta` apart."""
_NO_SEAL: Final = b"0" * DIGEST + b":" + b"0" * 8
_MAPPED: Final = 2**28
"""How much of the file SQLite reads through memory mapping, in bytes."""
_CACHED: Final = 2**14
"""For how much of the file SQLite remembers the place of each page, in KiB; the pages themselves are not copied."""

# What records say: a value that is the usual one is left out of them. The same words stand in queries and in indexes.
_GENERAL: Final = "json_extract(body, '$.general') IS NOT NULL"
_NO_NOUN: Final = "json_extract(body, '$.pos') IS NOT NULL"
_EVERYDAY: Final = "ambiguous AND status IN ('preferred', 'admitted')"

_TABLES: Final = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE entries (id TEXT PRIMARY KEY, kind TEXT NOT NULL, level TEXT, name TEXT NOT NULL, developer TEXT,
                      parent TEXT, replaced_by TEXT, derivative INTEGER NOT NULL, position INTEGER NOT NULL)
                      WITHOUT ROWID;
CREATE INDEX entries_by_parent ON entries (parent, position) WHERE parent IS NOT NULL;
CREATE INDEX entries_by_kind ON entries (kind, position) WHERE derivative = 0;
CREATE TABLE records (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE INDEX general_concepts ON records (id) WHERE {_GENERAL};
CREATE INDEX concepts_no_nouns ON records (id) WHERE {_NO_NOUN};
CREATE TABLE names (key TEXT NOT NULL, rank INTEGER NOT NULL, entry TEXT NOT NULL, role TEXT NOT NULL,
                    status TEXT NOT NULL, text TEXT NOT NULL, lang TEXT, shown TEXT, said TEXT, PRIMARY KEY (key, rank))
                    WITHOUT ROWID;
CREATE TABLE everyday_names (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE pieces (mark INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (mark, key)) WITHOUT ROWID;
CREATE TABLE sounds (skeleton TEXT NOT NULL, full TEXT NOT NULL, name TEXT NOT NULL,
                     PRIMARY KEY (skeleton, full, name)) WITHOUT ROWID;
CREATE TABLE search_texts (kind TEXT NOT NULL, derivative INTEGER NOT NULL, keys TEXT NOT NULL,
                           PRIMARY KEY (kind, derivative)) WITHOUT ROWID;
CREATE TABLE identities (identity TEXT NOT NULL, derivative INTEGER NOT NULL, entry TEXT NOT NULL,
                         PRIMARY KEY (identity, derivative, entry)) WITHOUT ROWID;
CREATE TABLE name_forms (form TEXT NOT NULL, section TEXT NOT NULL, latin TEXT NOT NULL);
CREATE TABLE terms (key TEXT NOT NULL, rank INTEGER NOT NULL, concept TEXT NOT NULL, lang TEXT NOT NULL,
                    text TEXT NOT NULL, status TEXT NOT NULL, register TEXT, ambiguous INTEGER NOT NULL,
                    PRIMARY KEY (key, rank, concept, lang)) WITHOUT ROWID;
CREATE INDEX terms_by_concept ON terms (concept, lang, rank);
CREATE INDEX everyday_terms ON terms (concept, key) WHERE {_EVERYDAY};
CREATE TABLE pairs (term TEXT NOT NULL, lang TEXT NOT NULL, other TEXT NOT NULL, sources INTEGER NOT NULL,
                    PRIMARY KEY (term, lang, other)) WITHOUT ROWID;
CREATE TABLE mistakes (key TEXT NOT NULL, owner TEXT NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
                       error TEXT NOT NULL, ambiguous INTEGER NOT NULL, guards TEXT NOT NULL,
                       write TEXT NOT NULL, PRIMARY KEY (key, owner, lang)) WITHOUT ROWID;
CREATE TABLE definitions (concept TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE common_words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE links (concept TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (concept, entry)) WITHOUT ROWID;
CREATE INDEX links_by_entry ON links (entry);
CREATE TABLE statements (entry TEXT NOT NULL, attribute TEXT NOT NULL, position INTEGER NOT NULL, value TEXT,
                         number REAL, unit TEXT, undisclosed INTEGER NOT NULL, source TEXT NOT NULL, as_of TEXT,
                         method TEXT NOT NULL, note TEXT, PRIMARY KEY (entry, attribute, position)) WITHOUT ROWID;
CREATE TABLE patterns (pattern TEXT PRIMARY KEY, key TEXT NOT NULL, written TEXT, before TEXT NOT NULL,
                       behind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE authors (name TEXT PRIMARY KEY, years TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edges (entry TEXT NOT NULL, relation TEXT NOT NULL, other TEXT NOT NULL, source TEXT);
CREATE INDEX edges_by_entry ON edges (entry, relation);
CREATE INDEX edges_by_other ON edges (other, relation);
"""


_NAME_COLUMNS: Final = (
    "entry, kind, level, name, developer, role, status, text, shown, said FROM names JOIN entries ON id = entry"
)
_BEARERS: Final = f"SELECT {_NAME_COLUMNS} WHERE key = ? ORDER BY rank"
_ALL_NAMES: Final = f"SELECT key, {_NAME_COLUMNS} ORDER BY key, rank"
_ENTRY_COLUMNS: Final = "e.id, e.kind, e.level, e.name, e.developer, 'parsed', 'parsed', e.name"
_IDENTITIES: Final = f"i.derivative, {_ENTRY_COLUMNS} FROM identities i JOIN entries e ON e.id = i.entry"
_IDENTIFIED: Final = f"SELECT {_IDENTITIES} WHERE i.identity = ? ORDER BY i.derivative, e.position"
_ALL_IDENTITIES: Final = f"SELECT i.identity, {_IDENTITIES} ORDER BY i.identity, i.derivative, e.position"
_BEST_KNOWN: Final = "(SELECT length(body) FROM records r WHERE r.id = e.id) DESC, e.position LIMIT 6"
"""An order by how much is known of an entry."""
_TERM_COLUMNS: Final = "concept, lang, text, status, register FROM terms"
_TERMS_OF_KEY: Final = f"SELECT {_TERM_COLUMNS} WHERE key = ? ORDER BY rank"
_ALL_TERMS: Final = f"SELECT key, {_TERM_COLUMNS} ORDER BY key, rank"
_RECORD: Final = "SELECT kind, body, replaced_by FROM entries JOIN records USING (id) WHERE id = ?"


NOTHING_SAID: Final[Mapping[str, str]] = MappingProxyType({})


class NameRow(NamedTuple):
    """One bearer of a key."""

    id: str
    kind: str
    level: str | None
    name: str
    developer: str | None
    role: str
    status: str
    text: str
    shown: str | None = None
    """The preferred name with the size that this name has and the preferred one has not."""
    said: Mapping[str, str] = NOTHING_SAID
    """What an identifier says beyond the entry."""

    @property
    def is_identifier(self) -> bool:
        """Whether the key is an identifier in another system."""
        return self.role.startswith("id:")


class TermRow(NamedTuple):
    """One term of a concept."""

    concept: str
    lang: str
    text: str
    status: str
    register: str | None


class MistakeRow(NamedTuple):
    """A wording that is a mistake for an entry or concept."""

    key: str
    owner: str
    lang: str
    text: str
    error: str
    """`wrong_sense`, `name_translated`, `inconsistent`, `typo` or `misspelling`."""
    ambiguous: bool
    guards: tuple[str, ...]
    """Keys of longer wordings in which the letters are right."""
    write: tuple[str, ...]
    """What to put in its place, where the right wordings of the owner do not fit there."""


class EdgeRow(NamedTuple):
    """One edge of the lineage graph, from an entry to what it comes from."""

    entry: str
    relation: str
    other: str
    source: str | None


class ListedRow(NamedTuple):
    """An entry as a list of entries shows it."""

    id: str
    name: str
    level: str | None
    developer: str | None
    parent: str | None


class Listing(NamedTuple):
    """Some entries of a list, and how many there are in all."""

    total: int
    entries: tuple[ListedRow, ...]


class NodeRow(NamedTuple):
    """An entry as a node of the lineage graph."""

    id: str
    name: str
    kind: str
    level: str | None
    developer: str | None


def _name_row(columns: Sequence[Any]) -> NameRow:
    """A row of the index, with what an identifier says read from its JSON."""
    *shown, said = columns
    if said is None:
        return NameRow._make((*shown, NOTHING_SAID))
    import json

    return NameRow._make((*shown, MappingProxyType(json.loads(said))))


def write(target: str | os.PathLike[str], rows: dict[str, Iterable[Sequence[Any]]], meta: dict[str, str]) -> None:
    """Write a snapshot with the given rows per table; on any error nothing is left behind and an older file stays.

    Raises `SnapshotError` where the file system takes no such file.
    """
    from pathlib import Path

    path = Path(target)
    try:
        _write(path, rows, meta)
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF not in _NOT_WRITTEN:
            raise
        raise SnapshotError(f"{path}: cannot be written ({error}); make room or choose another directory") from error


_NOT_WRITTEN: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)
"""What SQLite says when the file system takes no more."""


def _write(path: Path, rows: dict[str, Iterable[Sequence[Any]]], meta: dict[str, str]) -> None:
    from fmref.files import replacing

    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as temporary:
        with closing(sqlite3.connect(temporary)) as db:
            db.executescript(
                f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA application_id = {_APPLICATION_ID};"
                f"PRAGMA user_version = {FORMAT_VERSION}; {_TABLES}"
            )
            db.executemany("INSERT INTO meta VALUES (?, ?)", {**meta, "seal": _NO_SEAL.decode()}.items())
            for table, records in rows.items():
                _insert(db, table, records)
            db.commit()
            db.execute("VACUUM")
        _seal(temporary)


def _insert(db: sqlite3.Connection, table: str, records: Iterable[Sequence[Any]]) -> None:
    columns = len(db.execute(f"SELECT * FROM {table} LIMIT 0").description)
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", records)


def _seal(path: Path) -> None:
    """Put the seal where its zeros stand: first the digest of the file with zeros, then the checksum of the result."""
    import hashlib

    content = path.read_bytes()
    if content.count(_NO_SEAL) != 1:
        raise SnapshotError(f"{path}: the place of the seal is not unique; no record may hold {_NO_SEAL.decode()}")
    content = content.replace(_NO_SEAL, hashlib.sha256(content).hexdigest().encode() + _NO_SEAL[DIGEST:])
    seal = content[(at := content.find(_NO_SEAL[DIGEST:]) - DIGEST) : at + len(_NO_SEAL)]
    checksum = _checksum(content, at)
    path.write_bytes(content.replace(seal, seal[: DIGEST + 1] + checksum))


def _seal_place(content: bytes | mmap.mmap) -> int:
    """Where the seal stands, behind its key in the `meta` table; -1 where there is none."""
    at = content.find(b"seal")
    while at >= 0 and not re.fullmatch(rb"[0-9a-f]{64}:[0-9a-f]{8}", content[at + 4 : at + 4 + len(_NO_SEAL)]):
        at = content.find(b"seal", at + 1)
    return at if at < 0 else at + 4


def _checksum(content: bytes | mmap.mmap, seal_at: int) -> bytes:
    """CRC-32 of a file, with zeros in the place of the checksum itself, as eight hexadecimal digits."""
    start = seal_at + DIGEST + 1
    with memoryview(content) as view:
        crc = zlib.crc32(_NO_SEAL[DIGEST + 1 :], zlib.crc32(view[:start]))
        return b"%08x" % zlib.crc32(view[start + 8 :], crc)


_REPAIR: Final = "install it again or compile the data again"
_NO_ANSWER: Final = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises for a file whose checksum is right and whose content is not."""


class Imprint(NamedTuple):
    """What a snapshot says of itself."""

    path: str
    format: int
    """The version of its tables; this fmref opens those of `FORMAT_VERSION`."""
    digest: str
    """SHA-256 in hexadecimal digits."""
    version: str
    """The version of the release that the data belong to; empty where they were compiled without one."""
    released: str
    """The day of that release in ISO 8601; empty where nobody said it."""

    @property
    def fits(self) -> bool:
        """Whether this fmref can open it."""
        return self.format == FORMAT_VERSION


def imprint(path: str | os.PathLike[str]) -> Imprint:
    """What the file at `path` says of itself, of whatever version its tables are; its content is not checked.

    Raises `SnapshotError` for a file that cannot be read or is no snapshot.
    """
    shown = os.path.abspath(path)
    try:
        with open(shown, "rb") as file:
            format_ = _format(file.read(100), shown)
        with closing(sqlite3.connect(_read_only(shown), uri=True)) as db:
            meta = dict(db.execute("SELECT key, value FROM meta"))
        return Imprint(shown, format_, meta["seal"][:DIGEST], meta["version"], meta.get("released", ""))
    except OSError as error:
        raise _unreadable(shown, error) from None
    except (sqlite3.DatabaseError, KeyError):
        raise SnapshotError(f"{shown}: damaged, it does not say what it is; {_REPAIR}") from None


def content_digest(path: str | os.PathLike[str]) -> str:
    """The digest of a snapshot computed from its bytes, whatever the file says of itself; SQLite does not read it.

    It is the SHA-256 of the file with zeros in the place of its seal. Raises `SnapshotError` for a file that cannot be
    read, is no snapshot or has no seal.
    """
    import hashlib
    import mmap

    shown = os.path.abspath(path)
    try:
        with open(shown, "rb") as file:
            _format(file.read(100), shown)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content, memoryview(content) as view:
                if (at := _seal_place(content)) < 0:
                    raise SnapshotError(f"{shown}: damaged, it has no seal; {_REPAIR}")
                digest = hashlib.sha256(view[:at])
                digest.update(_NO_SEAL)
                digest.update(view[at + len(_NO_SEAL) :])
                return digest.hexdigest()
    except OSError as error:
        raise _unreadable(shown, error) from None


def _format(header: bytes, path: str) -> int:
    """The version of the tables, from the first hundred bytes of a file."""
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72]) != _APPLICATION_ID:
        raise SnapshotError(f"{path}: not a snapshot of fmref; {_REPAIR}")
    return int.from_bytes(header[60:64])


def _unreadable(path: str, error: OSError) -> SnapshotError:
    return SnapshotError(f"{path}: cannot be read ({error.strerror}); give the path of a snapshot")


def _read_only(path: str) -> str:
    """The URI by which SQLite opens a file that nobody changes."""
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace(os.sep, "/")
    return f"file:{quoted if quoted.startswith('/') else f'/{quoted}'}?mode=ro&immutable=1"


class _Connection(NamedTuple):
    """A connection with the process that may use it, and the lock under which it does."""

    pid: int
    db: sqlite3.Connection
    lock: Lock


class Snapshot:
    """A compiled data file, open for reading; safe to share between threads.

    Raises `SnapshotError` when the file is missing, damaged or foreign, `SnapshotVersionError` when its tables are of
    another version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.path.abspath(path)
        self._connection: _Connection | None = None
        self._names: dict[str, tuple[NameRow, ...]] | None = None
        self._identities: dict[str, tuple[NameRow, ...]] | None = None
        self._terms: dict[str, tuple[TermRow, ...]] | None = None
        self._asked = 0
        self._is_reading = False
        self.meta: dict[str, str] = self._opened()

    def _opened(self) -> dict[str, str]:
        """The `meta` table of a file that is whole, ours and of this version."""
        import mmap

        try:
            with open(self.path, "rb") as file:
                if (version := _format(file.read(100), self.path)) != FORMAT_VERSION:
                    raise SnapshotVersionError(self.path, version, FORMAT_VERSION)
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                    return self._sealed(content)
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def _sealed(self, content: mmap.mmap) -> dict[str, str]:
        """The `meta` table of a file whose content matches its seal; SQLite reads nothing that does not."""
        at = _seal_place(content)
        if at < 0 or _checksum(content, at) != content[at + DIGEST + 1 : at + len(_NO_SEAL)]:
            raise SnapshotError(f"{self.path}: damaged, its content does not match its checksum; {_REPAIR}")
        return dict(self.rows("SELECT key, value FROM meta"))

    @property
    def digest(self) -> str:
        """SHA-256 of the snapshot, the name of exactly this state of the data."""
        return self.meta["seal"][:DIGEST]

    def rows(self, sql: str, *parameters: Any) -> list[Any]:
        """The rows of a query; one thread at a time, since a connection may not answer two at once.

        Raises `SnapshotError` where SQLite cannot answer.
        """
        own = self._connection
        if own is None or own.pid != os.getpid():
            own = self._connect()
        try:
            with own.lock:
                return own.db.execute(sql, parameters).fetchall()
        except _NO_ANSWER as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> SnapshotError:
        return SnapshotError(f"{self.path}: cannot be read ({error}); {_REPAIR}")

    def _connect(self) -> _Connection:
        """Open this process's own connection, with a lock that no other process holds.

        Threads that come here at once may each open one, and each goes on with a lock that is of its connection.
        """
        db = self._opened_database()
        weakref.finalize(self, db.close)
        self._connection = own = _Connection(os.getpid(), db, Lock())
        return own

    def _opened_database(self) -> sqlite3.Connection:
        db = sqlite3.connect(_read_only(self.path), uri=True, check_same_thread=False)
        try:
            db.executescript(f"PRAGMA mmap_size = {_MAPPED}; PRAGMA cache_size = -{_CACHED}")
        except _NO_ANSWER as error:
            raise self._damaged(error) from error
        return db

    def read_indexes(self, *, rest: float = 0.0) -> None:
        """Take the indexes of names, identities and terms into memory now, for what is to answer evenly from the start.

        Else that happens while the look-up is answered which is one too many to read from the file. A thread beside
        those that answer rests for some seconds (`rest`) after every few hundred rows, and until it is done they read
        the file.
        """
        self._is_reading = True
        try:
            self._names = self._names or self._all_names(rest)
            self._identities = self._identities or self._all_identities(rest)
            self._terms = self._terms or self._all_terms(rest)
        finally:
            self._is_reading = False

    def _one_more_from_file(self) -> bool:
        """Whether a look-up reads the file, as the first thousands do."""
        self._asked += 1
        return self._is_reading or self._asked <= READ_FROM_FILE

    def _in_parts(self, sql: str, rest: float) -> Iterator[Sequence[Any]]:
        """All rows of a query; with rests, through a connection of their own, so that look-ups do not wait for them."""
        if not rest:
            yield from self.rows(sql)
            return
        with closing(self._opened_database()) as db:
            try:
                cursor = db.execute(sql)
                while part := cursor.fetchmany(_READ_AT_ONCE):
                    yield from part
                    time.sleep(rest)
            except _NO_ANSWER as error:
                raise self._damaged(error) from error

    def bearers(self, key: NameKey) -> Sequence[NameRow]:
        """Every entry and concept that bears a key, the likelier first.

        The first thousands of look-ups read the file, which costs no memory and no start-up; whoever asks for more gets
        the whole index in memory, which answers several times faster.
        """
        if self._names is None:
            if self._one_more_from_file():
                return [_name_row(row) for row in self.rows(_BEARERS, key)]
            self._names = self._all_names()
        return self._names.get(key, ())

    def _all_names(self, rest: float = 0.0) -> dict[str, tuple[NameRow, ...]]:
        """The name index as a dictionary, with one copy of every string that recurs."""
        names: dict[str, tuple[NameRow, ...]] = {}
        for key, *row in self._in_parts(_ALL_NAMES, rest):
            shared = _name_row([sys.intern(value) if value is not None else None for value in row])
            names[key] = (*names.get(key, ()), shared)
        return names

    def identified(self, identity: str) -> Sequence[NameRow]:
        """The models whose name has this identity; community derivatives only where nothing else has it.

        Read from the file at first and from memory later, as `bearers` is.
        """
        if self._identities is None:
            if self._one_more_from_file():
                found = self.rows(_IDENTIFIED, identity)
                return [NameRow(*row[1:]) for row in found if row[0] == found[0][0]]
            self._identities = self._all_identities()
        return self._identities.get(identity, ())

    def _all_identities(self, rest: float = 0.0) -> dict[str, tuple[NameRow, ...]]:
        """The index of identities as a dictionary, with one row for each entry."""
        found: dict[str, tuple[NameRow, ...]] = {}
        tier: dict[str, int] = {}
        made: dict[str, NameRow] = {}
        for key, derivative, *columns in self._in_parts(_ALL_IDENTITIES, rest):
            if tier.setdefault(key, derivative) == derivative:
                row = made.setdefault(columns[0], NameRow(*columns))
                found[key] = (*found.get(key, ()), row)
        return found

    def named_with(self, words: Collection[str]) -> list[NameRow]:
        """The best known series and models whose preferred name holds every word, compared without case."""
        holds = " AND ".join("(' ' || replace(lower(e.name), '-', ' ') || ' ') LIKE ?" for _ in words)
        sql = f"SELECT {_ENTRY_COLUMNS} FROM entries e WHERE e.kind = 'model' AND e.derivative = 0"
        return self._named(f"{sql} AND e.level != 'variant' AND {holds}", *(f"% {word} %" for word in words))

    def members(self, entry_id: str) -> list[NameRow]:
        """The entries one step down the tree, without what the community made of them, in the order of the data."""
        sql = f"SELECT {_ENTRY_COLUMNS} FROM entries e WHERE e.parent = ? AND e.derivative = 0 ORDER BY e.position"
        return [NameRow(*row) for row in self.rows(sql, entry_id)]

    def best_known_below(self, entry_id: str) -> list[NameRow]:
        """The best known entries one step down the tree."""
        return self._named(f"SELECT {_ENTRY_COLUMNS} FROM entries e WHERE e.parent = ?", entry_id)

    def _named(self, sql: str, *parameters: str) -> list[NameRow]:
        return [NameRow(*row) for row in self.rows(f"{sql} ORDER BY {_BEST_KNOWN}", *parameters)]

    def texts(self, entry_id: str, attribute: str) -> list[str]:
        """What sources state of an attribute, as it stands in the data."""
        sql = "SELECT value FROM statements WHERE entry = ? AND attribute = ? AND value IS NOT NULL ORDER BY position"
        return [value for (value,) in self.rows(sql, entry_id, attribute)]

    def shared_values(self, attributes: Collection[str]) -> list[tuple[str, str]]:
        """The values, with their attribute before each, that sources state of several entries."""
        marks = ", ".join("?" * len(attributes))
        sql = f"SELECT attribute, value FROM statements WHERE attribute IN ({marks}) AND value IS NOT NULL"
        return self.rows(f"{sql} GROUP BY attribute, value HAVING count(DISTINCT entry) > 1", *attributes)

    def attributes_by_use(self) -> list[str]:
        """The ids of the registry, those first that are stated of most entries."""
        used = "SELECT attribute, count(DISTINCT entry) AS n FROM statements GROUP BY attribute"
        sql = f"SELECT id FROM documents LEFT JOIN ({used}) ON attribute = id WHERE kind = 'attribute'"
        return [id_ for (id_,) in self.rows(f"{sql} ORDER BY coalesce(n, 0) DESC, id")]

    def numbers(self, entry_id: str, attribute: str) -> list[float]:
        """What sources state of a number, in the attribute's unit."""
        sql = "SELECT number FROM statements WHERE entry = ? AND attribute = ? AND number IS NOT NULL"
        return [number for (number,) in self.rows(sql, entry_id, attribute)]

    def is_derivative(self, entry_id: str) -> bool:
        """Whether an entry is what the community made of a model."""
        return any(derivative for (derivative,) in self.rows("SELECT derivative FROM entries WHERE id = ?", entry_id))

    def developers(self, entry_id: str) -> list[str]:
        """Every developer that an entry, or the nearest of its ancestors, states."""
        at: str | None = entry_id
        while at is not None:
            if found := self.texts(at, "developer"):
                return found
            at = self.parent(at)
        return []

    def parent(self, entry_id: str) -> str | None:
        """The id one step up the tree; None at its top."""
        return next((parent for (parent,) in self.rows("SELECT parent FROM entries WHERE id = ?", entry_id)), None)

    def table(self, name: str) -> list[Sequence[Any]]:
        """Every row of a table, to write it again."""
        return self.rows(f"SELECT * FROM {name}")

    def name_forms(self) -> list[tuple[str, str, str]]:
        """Written forms of the words inside names: form, section and Latin token."""
        return self.rows("SELECT form, section, latin FROM name_forms")

    def keys_with_pieces(self, marks: Sequence[int]) -> list[str]:
        """The keys that have a piece with one of these marks, once each; see `fmref.near`."""
        sql = f"SELECT group_concat(key, char(10)) FROM pieces WHERE mark IN ({', '.join('?' * len(marks))})"
        ((keys,),) = self.rows(sql, *marks)  # one text, which is several times faster than a row for each key
        return list(dict.fromkeys(keys.split("\n"))) if keys else []

    def names_sounding(self, skeleton: str) -> list[tuple[str, str]]:
        """The Latin names with a skeleton of consonants, with their full sound before them; see `transliteration`."""
        return self.rows("SELECT full, name FROM sounds WHERE skeleton = ?", skeleton)

    def search_text(self, kind: str, *, derivative: bool) -> str:
        """The keys of a kind of entry, or of all for an empty one: a line for each, the first to be found in front."""
        found = self.rows("SELECT keys FROM search_texts WHERE kind = ? AND derivative = ?", kind, derivative)
        return "".join(keys for (keys,) in found)

    def pairs(self) -> dict[tuple[str, str], dict[str, int]]:
        """For the key of a term and a language: the keys that glossaries write for this very word, how many each."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for term, lang, other, sources in self.rows("SELECT term, lang, other, sources FROM pairs"):
            found.setdefault((term, lang), {})[other] = sources
        return found

    def mistakes(self, key: str | None = None) -> list[MistakeRow]:
        """The wordings with a key that are mistakes, or all that are."""
        import json

        sql = "SELECT key, owner, lang, text, error, ambiguous, guards, write FROM mistakes"
        rows = self.rows(sql) if key is None else self.rows(f"{sql} WHERE key = ?", key)
        return [
            MistakeRow._make((*row[:5], bool(row[5]), *(tuple(json.loads(texts)) for texts in row[6:]))) for row in rows
        ]

    def patterns(self) -> list[str]:
        """Everything that is looked for in a text, folded and sorted."""
        return self._lines("SELECT pattern FROM patterns ORDER BY 1")

    def patterns_beginning(self, heads: Iterable[str]) -> list[str]:
        """What is looked for in a text and begins with one of some letters."""
        import json

        sql = "SELECT p.pattern FROM json_each(?) h JOIN patterns p ON p.pattern BETWEEN h.value AND h.value || ?"
        return self._lines(sql, json.dumps([*heads]), chr(0x10FFFF))

    def pattern(self, pattern: str) -> tuple[str, str | None, str, str] | None:
        """Of the pattern with these letters, if there is one: key, plural, what cuts before and behind."""
        found = self.rows("SELECT key, written, before, behind FROM patterns WHERE pattern = ?", pattern)
        return found[0] if found else None

    def _lines(self, sql: str, *parameters: str) -> list[str]:
        """The texts that a query finds, fetched as one, which is several times faster than a row for each."""
        ((found,),) = self.rows(f"SELECT group_concat(pattern, char(10)) FROM ({sql})", *parameters)
        return found.split("\n") if found else []

    def general_concepts(self) -> list[str]:
        """The concepts of general language."""
        return [i for (i,) in self.rows(f"SELECT id FROM records WHERE {_GENERAL}")]

    def concepts_no_nouns(self) -> list[str]:
        """The concepts whose terms are no nouns."""
        return [i for (i,) in self.rows(f"SELECT id FROM records WHERE {_NO_NOUN}")]

    def everyday_terms(self) -> list[tuple[str, str]]:
        """The concepts with the keys of those of their terms in use that are everyday words, too."""
        return self.rows(f"SELECT concept, key FROM terms WHERE {_EVERYDAY}")

    def everyday_names(self) -> frozenset[str]:
        """The keys of names in use whose letters are everyday words of Chinese or Persian, too."""
        return frozenset(key for (key,) in self.rows("SELECT key FROM everyday_names"))

    def models_with_developers(self) -> list[tuple[str, str | None]]:
        """The names of all models but community derivatives, each with its developer."""
        return self.rows("SELECT name, developer FROM entries WHERE kind = 'model' AND derivative = 0")

    def has_model_beginning(self, key: str) -> bool:
        """Whether the name of some model begins with the letters of a key."""
        sql = "SELECT 1 FROM names JOIN entries ON id = entry WHERE key >= ? AND key < ? AND kind = 'model' LIMIT 1"
        return bool(self.rows(sql, key, key + chr(0x10FFFF)))

    def authors(self) -> dict[str, tuple[int, ...]]:
        """The surnames of authors of papers, with the years of those that they are the first authors of."""
        return {name: tuple(map(int, years.split())) for name, years in self.rows("SELECT name, years FROM authors")}

    def definitions(self) -> list[tuple[str, str]]:
        """The concepts with their definitions in all languages, folded."""
        return self.rows("SELECT concept, text FROM definitions")

    def concepts_about(self, entry_id: str) -> list[str]:
        """The concepts that are about an entry, in the order of the data files."""
        sql = "SELECT concept FROM links JOIN entries e ON e.id = concept WHERE entry = ? ORDER BY e.position"
        return [concept for (concept,) in self.rows(sql, entry_id)]

    def entries_of_concepts(self) -> list[tuple[str, str]]:
        """The concepts that are about entries, each with one of them."""
        return self.rows("SELECT concept, entry FROM links")

    def narrower_concepts(self) -> list[tuple[str, str]]:
        """The concepts that have narrower ones, each with one of them."""
        return self.rows("SELECT broader.value, records.id FROM records, json_each(body, '$.broader') broader")

    def concept_row(self, concept: str) -> NameRow:
        """A concept that exists, as a bearer of a name."""
        (row,) = self._named(f"SELECT {_ENTRY_COLUMNS} FROM entries e WHERE e.id = ?", concept)
        return row

    def names_beginning(self, key: NameKey) -> list[tuple[str, str]]:
        """The ids and right Latin names of entries whose keys begin with one; without what the community made."""
        joined = "SELECT entry, text FROM names JOIN entries ON id = entry WHERE key >= ? AND key < ?"
        wanted = "lang = 'en' AND role != 'id' AND status IN ('preferred', 'variant')"
        return self.rows(f"{joined} AND {wanted} AND kind != 'concept' AND NOT derivative", key, f"{key}\uffff")

    def systems(self) -> list[str]:
        """Every system in which an entry has an identifier, sorted."""
        sql = "SELECT DISTINCT substr(role, 4) FROM names WHERE role LIKE 'id:%' ORDER BY 1"
        return [system for (system,) in self.rows(sql)]

    def terms_by_key(self, key: NameKey) -> Sequence[TermRow]:
        """Every term that folds to a key, the likelier first; read from the file or from memory as `bearers` is."""
        if self._terms is None:
            if self._one_more_from_file():
                return [TermRow._make(row) for row in self.rows(_TERMS_OF_KEY, key)]
            self._terms = self._all_terms()
        return self._terms.get(key, ())

    def _all_terms(self, rest: float = 0.0) -> dict[str, tuple[TermRow, ...]]:
        """The index of terms as a dictionary, with one copy of every string that recurs."""
        found: dict[str, tuple[TermRow, ...]] = {}
        for key, *row in self._in_parts(_ALL_TERMS, rest):
            shared = TermRow._make(sys.intern(value) if value is not None else None for value in row)
            found[key] = (*found.get(key, ()), shared)
        return found

    def common_words(self) -> frozenset[str]:
        """The words of every sentence: is, with, this, model."""
        return frozenset(word for (word,) in self.rows("SELECT word FROM common_words"))

    def terms_by_domain(self) -> list[tuple[str, str]]:
        """Every term in use, with the domain of its concept."""
        sql = "SELECT json_extract(body, '$.domain'), text FROM terms JOIN records ON id = concept"
        return self.rows(f"{sql} WHERE status IN ('preferred', 'admitted')")

    def terms_of(self, concept: str, lang: str) -> list[TermRow]:
        """The terms of a concept in one language, the preferred one first."""
        sql = f"SELECT {_TERM_COLUMNS} WHERE concept = ? AND lang = ? ORDER BY rank"
        return [TermRow._make(row) for row in self.rows(sql, concept, lang)]

    def body(self, entry_id: str) -> tuple[str, str] | None:
        """Kind and JSON record of an entry or concept, or None; a replaced id gives the record of its successor."""
        for _ in range(8):  # a chain of replacements is short; the data check refuses cycles
            found = self.rows(_RECORD, entry_id)
            if not found or found[0][2] is None:
                return (found[0][0], found[0][1]) if found else None
            entry_id = found[0][2]
        return None

    def record(self, entry_id: str) -> dict[str, Any]:
        """The record of an entry or concept that exists, as parsed JSON."""
        import json

        found = self.body(entry_id)
        assert found is not None, entry_id
        return json.loads(found[1])  # type: ignore[no-any-return]

    def names_in_record(self, entry_id: str) -> dict[str, list[Any]]:
        """The names of an entry, or the terms of a concept, per language as its record has them."""
        import json

        sql = "SELECT coalesce(json_extract(body, '$.names'), json_extract(body, '$.terms')) FROM records WHERE id = ?"
        ((found,),) = self.rows(sql, entry_id)
        return json.loads(found)  # type: ignore[no-any-return]

    def names_of(self, entry_id: str) -> list[str]:
        """The English names of an entry, and its identifiers in every system."""
        record = self.record(entry_id)
        names = (name if isinstance(name, str) else name["text"] for name in record["names"]["en"])
        return [*names, *(text for texts in record.get("ids", {}).values() for text in texts)]

    def ids(self, kind: str, *, derivative: bool = False) -> list[str]:
        """The ids of one kind, in the order of the data files, without replaced ones; derivatives apart."""
        sql = "SELECT id FROM entries WHERE kind = ? AND derivative = ? AND replaced_by IS NULL ORDER BY position"
        return [i for (i,) in self.rows(sql, kind, derivative)]

    def listed(
        self, kind: str, *, developer: str | None, parent: str | None, level: str | None, after: str | None, most: int
    ) -> Listing:
        """How many entries of a kind there are, and the first `most` of them behind one, in the order of the data.

        `developer` and `parent` are ids. Replaced entries are left out, and what the community made of models.
        """
        where = ["kind = ? AND derivative = 0 AND replaced_by IS NULL"]
        given: list[Any] = [kind]
        if developer is not None:
            states = "SELECT 1 FROM statements s WHERE s.entry = e.id AND s.attribute = 'developer' AND s.value = ?"
            where.append(f"(developer = ? OR EXISTS ({states}))")
            given += [developer, developer]
        for column, value in (("parent", parent), ("level", level)):
            if value is not None:
                where.append(f"{column} = ?")
                given.append(value)
        sql = f"FROM entries e WHERE {' AND '.join(where)}"
        ((total,),) = self.rows(f"SELECT count(*) {sql}", *given)
        if after is not None:
            sql += " AND position > (SELECT position FROM entries WHERE id = ?)"
            given.append(after)
        sql = f"SELECT id, name, level, developer, parent {sql} ORDER BY position LIMIT ?"
        return Listing(total, tuple(ListedRow._make(row) for row in self.rows(sql, *given, most)))

    def all_ids(self) -> list[str]:
        """The ids of all entries and concepts, with those that others have taken the place of."""
        return [i for (i,) in self.rows("SELECT id FROM entries")]

    def children(self, entry_id: str) -> list[str]:
        """The ids one step down the tree."""
        return [i for (i,) in self.rows("SELECT id FROM entries WHERE parent = ? ORDER BY position", entry_id)]

    def edges(self, *, of: str | None = None, to: str | None = None) -> list[EdgeRow]:
        """The edges that leave an entry (`of`) or arrive at it (`to`)."""
        column, entry_id = ("entry", of) if of is not None else ("other", to)
        sql = f"SELECT entry, relation, other, source FROM edges WHERE {column} = ? ORDER BY entry, relation, other"
        return [EdgeRow._make(row) for row in self.rows(sql, entry_id)]

    def part_of(self, organization: str) -> str | None:
        """The organization that one is part of, None where no edge says so."""
        return next((e.other for e in self.edges(of=organization) if e.relation == "part_of"), None)

    def node(self, entry_id: str) -> NodeRow | None:
        """What there is to see of an entry in a drawing, None where there is no such entry."""
        found = self.rows("SELECT id, name, kind, level, developer FROM entries WHERE id = ?", entry_id)
        return NodeRow._make(found[0]) if found else None

    def documents(self, kind: str) -> dict[str, Any]:
        """All documents of a kind (`source`, `attribute`) by id, as parsed JSON."""
        import json

        return {i: json.loads(body) for i, body in self.rows("SELECT id, body FROM documents WHERE kind = ?", kind)}

    def __reduce__(self) -> tuple[type[Snapshot], tuple[str]]:
        return Snapshot, (self.path,)
