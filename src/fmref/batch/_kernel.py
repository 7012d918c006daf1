"""The kernel: batches in, batches with the answers of the wire out, row for row."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import signature
from typing import Any, Final

import pyarrow as pa

from fmref.batch._schema import ANSWERS, SCHEMAS, kept_columns, plain_answer, position, schema
from fmref.catalog import Catalog
from fmref.errors import BatchError, RequestError, shorten
from fmref.wire import LONGEST, VERBS, reason
from fmref.workers import catalog_of

__all__ = ["Kernel", "annotate", "check", "lint", "normalize"]

Batches = Iterable[pa.RecordBatch]
Answered = Iterator[pa.RecordBatch]


def annotate(
    batches: Batches,
    *,
    column: str = "text",
    lang: str | None = None,
    keep: Sequence[str] | None = None,
    snapshot: str | None = None,
) -> Answered:
    """The mentions of the texts of a column, in `spans`: a list of structs, as the wire has them.

    `column` is the name of the column of texts, `lang` that of one with their languages (en, zh, zh-Hant, fa; null
    where it is not known); without it, that is `lang` where there is a column of strings of this name. `keep` names
    columns that stand before the answers as they are, without it `id` where there is one. `snapshot` is the path of a
    snapshot, None the default of the process.

    A row without an answer has null there and a sentence in `error`: a null, a text that is not UTF-8 or longer than
    `fmref.wire.LONGEST` bytes. Raises `BatchError` for a column that is not there or of another type, with the first
    batch.
    """
    return _texts("annotate", batches, column, lang, keep, snapshot)


def lint(
    batches: Batches,
    *,
    column: str = "text",
    lang: str | None = None,
    keep: Sequence[str] | None = None,
    snapshot: str | None = None,
) -> Answered:
    """The mistranslated and misspelt names and terms of the texts of a column, in `findings`; as `annotate`."""
    return _texts("lint", batches, column, lang, keep, snapshot)


def check(
    batches: Batches,
    *,
    column: str = "text",
    lang: str | None = None,
    keep: Sequence[str] | None = None,
    snapshot: str | None = None,
) -> Answered:
    """The claims of the texts of a column about models, in `verdicts`; as `annotate`."""
    return _texts("check", batches, column, lang, keep, snapshot)


def normalize(
    batches: Batches,
    *,
    column: str = "name",
    keep: Sequence[str] | None = None,
    kind: str | None = None,
    provider: str | None = None,
    at: str | datetime.date | None = None,
    snapshot: str | None = None,
) -> Answered:
    """What the names of a column mean, in `resolution`: a struct, the answer of the wire to `resolve`.

    `column` is the name of the column of names; each distinct one of a batch is resolved once. `kind`, `provider` and
    `at` are those of `Catalog.explain`, for all rows. The rest is as in `annotate`. Raises `BatchError` also for a
    `kind` or `at` that is none.
    """
    given = {"kind": kind, "provider": provider, "at": None if at is None else str(at)}
    try:
        catalog_of(snapshot).explain("", **given)  # what is wrong for all rows is said before the first
    except ValueError as error:
        raise BatchError(str(error)) from None
    for batch in batches:
        names = _cells(batch, column)
        answers = {name: _answer(catalog_of(snapshot), "normalize", {"q": name, **given}) for name in {*names}}
        yield _answered("normalize", batch, keep, [answers[name] for name in names])


def _texts(
    verb: str, batches: Batches, column: str, lang: str | None, keep: Sequence[str] | None, snapshot: str | None
) -> Answered:
    """The answers to the texts of a column."""
    for batch in batches:
        code_column = _language_column(batch.schema, lang)
        codes = [None] * len(batch) if code_column is None else _cells(batch, code_column)
        requests = ({"text": one, "lang": code} for one, code in zip(_cells(batch, column), codes, strict=True))
        yield _answered(verb, batch, keep, [_answer(catalog_of(snapshot), verb, request) for request in requests])


_FUNCTIONS: Final[Mapping[str, Callable[..., Answered]]] = {
    "annotate": annotate,
    "lint": lint,
    "check": check,
    "normalize": normalize,
}


class Kernel:
    """One of the functions together with its options, to be sent to where it works and called there with batches.

    Raises `BatchError` for an unknown verb, `TypeError` for options that its function has not.
    """

    def __init__(self, verb: str, options: Mapping[str, Any]) -> None:
        if verb not in _FUNCTIONS:
            raise BatchError(f"no verb {shorten(verb)}; the verbs are {', '.join(_FUNCTIONS)}")
        given = signature(_FUNCTIONS[verb]).bind((), **options)
        given.apply_defaults()
        self.verb = verb
        self.options = {name: value for name, value in given.arguments.items() if name != "batches"}

    def __call__(self, batches: Batches) -> Answered:
        """The answers to batches."""
        return _FUNCTIONS[self.verb](batches, **self.options)

    def kept_columns(self, given: pa.Schema) -> list[str]:
        """The columns that stand before the answers."""
        return kept_columns(self.verb, given, self.options["keep"])

    def needed_columns(self, given: pa.Schema) -> list[str]:
        """The columns that are read or kept; raises `BatchError` for one that is not there or of another type."""
        column = self.options["column"]
        _check_text(given, column)
        needed = [column, *self.kept_columns(given)]
        if "lang" in self.options and (lang := _language_column(given, self.options["lang"])):
            needed.append(lang)
        return [*dict.fromkeys(needed)]

    def schema(self, given: pa.Schema) -> pa.Schema:
        """What the answers to batches of a schema look like."""
        return schema(self.verb, given, self.options["keep"])


def _language_column(given: pa.Schema, lang: str | None) -> str | None:
    """The column of the languages of texts, if there is one."""
    if lang is not None:
        _check_text(given, lang)
        return lang
    return "lang" if given.names.count("lang") == 1 and _is_text(given.field("lang").type) else None


def _cells(batch: pa.RecordBatch, name: str) -> list[bytes | None]:
    """The strings of a column, as the bytes that they are: engines do not see to it that these are UTF-8."""
    _check_text(batch.schema, name)
    column = batch.column(position(batch.schema, name))
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    found: list[bytes | None] = column.cast(pa.large_binary()).to_pylist()
    return found


def _check_text(given: pa.Schema, name: str) -> None:
    """Raises `BatchError` for a column that is not there or has no strings."""
    found = given.field(position(given, name)).type
    if not _is_text(found):
        raise BatchError(f"the column {name!r} holds {found}, not strings; cast it to string or name another")


def _is_text(type_: pa.DataType) -> bool:
    if pa.types.is_dictionary(type_):
        return _is_text(type_.value_type)
    return type_ in {pa.string(), pa.large_string(), pa.string_view()}


def _answer(catalog: Catalog, verb: str, request: Mapping[str, bytes | str | None]) -> tuple[Any, str | None]:
    """What stands in the column of answers for a row, and why there is nothing."""
    wire, column = ANSWERS[verb]
    try:
        answer = VERBS[wire].answer(catalog, {key: _read(key, value) for key, value in request.items()})
    except Exception as error:  # noqa: BLE001  # of a billion documents, none may lose the others
        return None, reason(error)
    return plain_answer(verb)(answer.get(column, answer)), None


_NEEDED: Final = {"text": "text", "q": "name"}
"""What a request cannot do without, by key."""


def _read(key: str, cell: bytes | str | None) -> str | None:
    """A cell as text; raises `RequestError` for what is none."""
    if cell is None and key in _NEEDED:
        raise RequestError(f"there is no {_NEEDED[key]}; give one")
    if not isinstance(cell, bytes):
        return cell
    if len(cell) > LONGEST:
        raise RequestError(f"longer than {LONGEST:,} bytes; cut it into parts")
    try:
        return cell.decode("utf8")
    except UnicodeDecodeError as error:
        raise RequestError(f"not UTF-8 at byte {error.start}; mend or leave out this text") from None


def _answered(
    verb: str, batch: pa.RecordBatch, keep: Sequence[str] | None, answers: Sequence[tuple[Any, str | None]]
) -> pa.RecordBatch:
    """A batch with the columns that are kept and those of the answers."""
    kept = [batch.column(position(batch.schema, name)) for name in kept_columns(verb, batch.schema, keep)]
    found_type, error_type = SCHEMAS[verb].types
    added = [
        pa.array([found for found, _ in answers], found_type),
        pa.array([error for _, error in answers], error_type),
    ]
    return pa.RecordBatch.from_arrays([*kept, *added], schema=schema(verb, batch.schema, keep))
