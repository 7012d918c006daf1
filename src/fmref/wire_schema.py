"""JSON Schemas of the requests and answers of the wire, for those who describe the verbs to others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE

from fmref.glossary import PROFILES
from fmref.resolver import KINDS
from fmref.snapshot import LEVELS
from fmref.wire import KEYS, LISTS, Verb

__all__ = ["answer_schema", "key_schema", "request_schema"]

_LANGUAGE: Final = {"pattern": "^([Ee][Nn]|[Ff][Aa]|[Zz][Hh])([-_].*)?$"}
_VALUES: Final[Mapping[str, Mapping[str, Any]]] = {
    "at": {"format": "date"},
    "from": _LANGUAGE,
    "kind": {"enum": list(KINDS)},
    "lang": _LANGUAGE,
    "level": {"enum": list(LEVELS)},
    "mode": {"enum": ["gloss", "replace"]},
    "profile": {"enum": list(PROFILES)},
    "source_lang": _LANGUAGE,
    "target_lang": _LANGUAGE,
    "to": _LANGUAGE,
}
"""What the strings under a key may be, where they are not free."""


def key_schema(key: str) -> dict[str, Any]:
    """The schema of what stands under a key of a request."""
    one = {"type": "string", **_VALUES.get(key, {})}
    of_key = {"type": "array", "items": one, "minItems": 1} if key in LISTS else one
    return {**of_key, "description": KEYS[key]}


def request_schema(verb: Verb) -> dict[str, Any]:
    """The schema of the requests of a verb."""
    keys = {key: key_schema(key) for key in (*verb.required, *verb.optional)}
    return {"type": "object", "properties": keys, "required": list(verb.required), "additionalProperties": False}


def answer_schema(verb: Verb, ref_template: str = DEFAULT_REF_TEMPLATE) -> dict[str, Any]:
    """The schema of the answers of a verb, with what it refers to under `$defs`."""
    return TypeAdapter(verb.shape).json_schema(mode="serialization", ref_template=ref_template)
