"""JSON Schema files of the data files, for editors: generated from the types, never edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from fmref.schema import Attribute, Concept, Names, Record, Source
from fmref.store import ENTRY_FILES, TOKEN_SECTIONS

__all__ = ["stale", "write"]

_TYPES: Final[dict[str, type[Record]]] = {
    **{name.removesuffix(".yaml"): record for name, record in ENTRY_FILES.items()},
    "sources": Source,
    "attributes": Attribute,
    "glossary": Concept,
}
_NOT_WRITTEN: Final = ("id", "domain")  # they follow from the place in the file


def _schema(record: type[Record], title: str) -> dict[str, Any]:
    """The schema of a file: a mapping from id to the type."""
    schema = TypeAdapter(dict[str, record]).json_schema(mode="validation")  # type: ignore[valid-type]
    own = schema["$defs"][record.__name__]
    for field in _NOT_WRITTEN:
        own["properties"].pop(field, None)
    own["required"] = [f for f in own.get("required", ()) if f not in _NOT_WRITTEN]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _files() -> dict[str, str]:
    files = {f"{name}.json": _schema(record, f"fmref {name}") for name, record in _TYPES.items()}
    lists = {"type": "array", "items": {"type": "string"}, "minItems": 2}
    files["ambiguous.json"] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fmref ambiguous",
        "description": "Names that several entries bear, each with the ids of its bearers, the likelier first.",
        "type": "object",
        "additionalProperties": lists,
    }
    files["name_tokens.json"] = {
        **_schema(Names, "fmref name_tokens"),
        "description": "What the words inside names mean: a section, a Latin token, its written forms per language.",
        "propertyNames": {"enum": list(TOKEN_SECTIONS)},
        "additionalProperties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Names"}},
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in files.items()}


def write(directory: Path) -> None:
    """Write every schema file below `directory/.schema`."""
    (directory / ".schema").mkdir(exist_ok=True)
    for name, content in _files().items():
        (directory / ".schema" / name).write_text(content, encoding="utf8")


def stale(directory: Path) -> list[str]:
    """Names of the schema files that are missing or differ from what the types say."""
    files = {name: directory / ".schema" / name for name in _files()}
    return [
        name
        for name, content in _files().items()
        if not files[name].exists() or files[name].read_text(encoding="utf8") != content
    ]
