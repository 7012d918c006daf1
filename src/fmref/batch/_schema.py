"""The shapes of the wire as types of Arrow, and what a batch of answers looks like."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import pyarrow as pa
from typing_extensions import get_type_hints, is_typeddict

from fmref.errors import BatchError, shorten
from fmref.wire import VERBS

__all__ = ["ANSWERS", "ERROR", "SCHEMAS", "kept_columns", "plain_answer", "position", "schema"]

Plain = Callable[[Any], Any]

ERROR: Final = "error"
"""The column that says why a row has no answer."""
ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "annotate": ("annotate", "spans"),
    "lint": ("lint", "findings"),
    "check": ("check", "verdicts"),
    "normalize": ("resolve", "resolution"),
}
"""For each function, the verb of the wire that answers a row, and the column of its answers."""
_SCALARS: Final = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
_SHOWN: Final = 12
"""How many columns a message names."""


def _arrow_type(shape: Any) -> pa.DataType:
    """The type of Arrow for a shape of the wire: what may be anything is JSON, as text."""
    origin, parts = get_origin(shape), get_args(shape)
    if origin is Literal:
        return pa.string()
    if origin in {UnionType, Union}:
        (known,) = (part for part in parts if part is not NoneType)
        return _arrow_type(known)
    if origin is list:
        return pa.list_(_arrow_type(parts[0]))
    if origin is dict and parts[1] is not Any:
        return pa.map_(*map(_arrow_type, parts))
    if is_typeddict(shape):
        return pa.struct([(name, _arrow_type(hint)) for name, hint in get_type_hints(shape).items()])
    return _SCALARS.get(shape, pa.string())


def _plain(shape: Any) -> Plain | None:
    """What makes a value of the wire one that Arrow takes as `_arrow_type(shape)`; None where it does as it is."""
    origin, parts = get_origin(shape), get_args(shape)
    if origin in {UnionType, Union}:
        (known,) = (part for part in parts if part is not NoneType)
        return _unless_none(_plain(known))
    if origin is list:
        each = _plain(parts[0])
        return each and (lambda values: [each(value) for value in values])
    if origin is dict and parts[1] is not Any:
        return lambda value: [*value.items()]
    if is_typeddict(shape):
        made = {name: change for name, hint in get_type_hints(shape).items() if (change := _plain(hint))}
        return (lambda value: value | {name: change(value[name]) for name, change in made.items()}) if made else None
    return _unless_none(_as_json) if shape is Any or origin is dict else None


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _unless_none(change: Plain | None) -> Plain | None:
    return change and (lambda value: None if value is None else change(value))


@lru_cache(maxsize=len(ANSWERS))
def plain_answer(verb: str) -> Plain:
    """What makes the answer of the wire to a verb what Arrow takes as the column of answers."""
    return _plain(_answer_shape(verb)) or (lambda answer: answer)


def _answer_shape(verb: str) -> Any:
    """What stands in the column of answers: the list under its key, or the whole answer."""
    wire, column = ANSWERS[verb]
    shape = VERBS[wire].shape
    return get_type_hints(shape).get(column, shape)


SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    verb: pa.schema([(column, _arrow_type(_answer_shape(verb))), (ERROR, pa.string())])
    for verb, (_, column) in ANSWERS.items()
}
"""The columns that each function adds: the answers, and the error."""


def schema(verb: str, given: pa.Schema, keep: Sequence[str] | None = None) -> pa.Schema:
    """The schema of the answers to batches of a schema: the columns that are kept as they are, then `SCHEMAS[verb]`.

    `keep` names them; without it, `id` is kept where there is one. Raises `BatchError` for a column that is not
    there, and for one that is called as those that are added.
    """
    kept = [given.field(name) for name in kept_columns(verb, given, keep)]
    return pa.schema([*kept, *SCHEMAS[verb]])


def kept_columns(verb: str, given: pa.Schema, keep: Sequence[str] | None) -> list[str]:
    """The names of the columns that are kept."""
    if keep is None:
        return ["id"] if given.names.count("id") == 1 else []
    for name in keep:
        position(given, name)
        if name in SCHEMAS[verb].names:
            raise BatchError(f"the answers have a column {shorten(name)} of their own; rename yours or leave it out")
    if len({*keep}) < len(keep):
        raise BatchError(f"a column is to be kept twice: {', '.join(map(shorten, keep))}; name each once")
    return [*keep]


def position(given: pa.Schema, name: str) -> int:
    """Where a column stands; raises `BatchError` with the columns there are."""
    names: list[str] = given.names
    if names.count(name) == 1:
        return names.index(name)
    if name in names:
        raise BatchError(f"the column {shorten(name)} stands {names.count(name)} times; rename all but one")
    shown = ", ".join(map(shorten, names[:_SHOWN])) or "none"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    raise BatchError(f"no column {shorten(name)}; the columns are {shown}{more}")
