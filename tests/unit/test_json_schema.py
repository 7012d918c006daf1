"""The JSON Schema files that editors read accept the data, refuse mistakes and describe every field."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from fmref import json_schema
from fmref.store import data_files

ROOT = Path(__file__).parents[2]
DIRECTORIES = [ROOT / "data", ROOT / "tests" / "data" / "mini"]
FILES = [path for directory in DIRECTORIES for path in data_files(directory)]


class EditorLoader(yaml.CSafeLoader):
    """Reads scalars as editors do, by the core schema of YAML 1.2: dates, `no` and `1_000` are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own form


for tag, pattern, firsts in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), firsts)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if "x" in node.value else 10))
EditorLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def loaded(path: Path) -> Any:
    """A data file as an editor sees it."""
    return yaml.load(path.read_text(encoding="utf8"), Loader=EditorLoader)  # noqa: S506  # a safe loader


def schema_name(path: Path) -> str:
    """The name of the schema of a data file."""
    return "glossary.json" if path.parent.name == "glossary" else f"{path.stem}.json"


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every schema, as it is generated now, by file name."""
    directory = tmp_path_factory.mktemp("data")
    json_schema.write(directory)
    return {path.name: json.loads(path.read_text(encoding="utf8")) for path in (directory / ".schema").iterdir()}


def complaints(schemas: dict[str, Any], name: str, document: Any) -> list[str]:
    """Where and what a schema refuses."""
    errors = Draft202012Validator(schemas[name]).iter_errors(document)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]


def test_every_file_has_a_schema(schemas: dict[str, Any]) -> None:
    """There is a schema for each file of the data, and none for anything else."""
    assert {schema_name(path) for path in FILES} == set(schemas)


def test_schemas_are_valid(schemas: dict[str, Any]) -> None:
    """The generated schemas are themselves valid JSON Schema."""
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_schema_accepts_the_data(path: Path, schemas: dict[str, Any]) -> None:
    """An editor underlines nothing in a file that the data check accepts."""
    assert [] == complaints(schemas, schema_name(path), loaded(path) or {})


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.is_relative_to(ROOT / "data")], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_files_name_their_schema(path: Path) -> None:
    """The first line of a file leads editors to its schema, which exists."""
    first = path.read_text(encoding="utf8").split("\n", 1)[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)

    assert found is not None
    assert (ROOT / "data" / ".schema" / schema_name(path)) == (path.parent / found[1]).resolve(strict=True)


MISTAKES: dict[str, tuple[str, Any]] = {
    "wrong key of an entry": ("models.json", {"a/b": {"level": "model", "names": {"en": "B"}, "colour": "red"}}),
    "wrong key of a name": ("models.json", {"a/b": {"level": "model", "names": {"en": [{"txt": "B"}]}}}),
    "unknown language": ("organizations.json", {"a": {"names": {"de": "A"}}}),
    "level of something that has none": ("organizations.json", {"a": {"level": "model", "names": {"en": "A"}}}),
    "missing level": ("models.json", {"a/b": {"names": {"en": "B"}}}),
    "missing names": ("hardware.json", {"a": {}}),
    "wrong level": ("models.json", {"a/b": {"level": "clan", "names": {"en": "B"}}}),
    "wrong relation": (
        "models.json",
        {"a/b": {"level": "model", "names": {"en": "B"}, "lineage": [{"relation": "child", "of": "a/c"}]}},
    ),
    "wrong key of a statement": (
        "models.json",
        {"a/b": {"level": "model", "names": {"en": "B"}, "facts": {"parameters": {"value": 1, "src": "x"}}}},
    ),
    "wrong key of a source": ("sources.json", {"a": {"title": "A", "kind": "primary", "www": "x"}}),
    "wrong kind of a source": ("sources.json", {"a": {"title": "A", "kind": "blog"}}),
    "missing title of a source": ("sources.json", {"a": {"kind": "primary"}}),
    "wrong type of an attribute": ("attributes.json", {"a": {"kinds": "model", "type": "colour", "labels": {}}}),
    "wrong key of a concept": ("glossary.json", {"a": {"terms": {"en": "a", "zh": "甲", "fa": "الف"}, "senses": 2}}),
    "missing language of a concept": ("glossary.json", {"a": {"terms": {"en": "a", "zh": "甲"}}}),
    "wrong status of a term": (
        "glossary.json",
        {"a": {"terms": {"en": [{"text": "a", "status": "good"}], "zh": "甲", "fa": "الف"}}},
    ),
    "one bearer of an ambiguous name": ("ambiguous.json", {"a": ["b"]}),
    "reference that is a number": (
        "glossary.json",
        {"a": {"terms": {"en": "a", "zh": "甲", "fa": "الف"}, "broader": 5}},
    ),
    "id written out": ("models.json", {"a/b": {"id": "a/b", "level": "model", "names": {"en": "B"}}}),
    "list in place of a mapping": ("benchmarks.json", ["a"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_schema_refuses_a_mistake(mistake: str, schemas: dict[str, Any]) -> None:
    """An editor underlines what the data check would refuse."""
    name, document = MISTAKES[mistake]

    assert [] != complaints(schemas, name, document)


SHORT_FORMS: dict[str, tuple[str, Any]] = {
    "a name in place of a list": ("organizations.json", {"a": {"names": {"en": "A"}}}),
    "names of three forms": ("organizations.json", {"a": {"names": {"en": ["A", {"text": "B", "status": "former"}]}}}),
    "traditional Chinese": ("organizations.json", {"a": {"names": {"en": "A", "zh-Hant": "甲"}}}),
    "identifiers": ("organizations.json", {"a": {"names": {"en": "A"}, "ids": {"github": "a", "x": ["b", "c"]}}}),
    "statements of every form": (
        "datasets.json",
        {
            "a": {
                "names": {"en": "A"},
                "source": "s",
                "facts": {
                    "release_date": 2020,
                    "open": True,
                    "tokens": {"value": 1.5, "unit": "TB"},
                    "developer": {"value": ["b", "c"], "source": "t"},
                    "size": ["1_000", {"undisclosed": True, "source": "t", "note": "none"}],
                },
            }
        },
    ),
    "sources of a term": (
        "glossary.json",
        {"a": {"terms": {"en": {"text": "a", "source": ["s", "t"]}, "zh": "甲", "fa": [{"text": "الف", "also": "b"}]}}},
    ),
    "unit without a factor": (
        "attributes.json",
        {"a": {"kinds": "model", "type": "number", "units": {"x": None, "y": 2.5}, "labels": {"en": "a"}}},
    ),
    "year of a source": ("sources.json", {"a": {"title": "A", "kind": "primary", "date": 2020}}),
}


@pytest.mark.parametrize("form", SHORT_FORMS)
def test_schema_accepts_the_short_forms(form: str, schemas: dict[str, Any]) -> None:
    """Every short form of the guide is in order."""
    name, document = SHORT_FORMS[form]

    assert [] == complaints(schemas, name, document)


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Name and content of every field of every type of a schema."""
    for name, definition in schema.get("$defs", {}).items():
        yield from ((f"{name}.{field}", body) for field, body in definition.get("properties", {}).items())


def test_every_field_is_described(schemas: dict[str, Any]) -> None:
    """Whoever points at a key in an editor reads what it means."""
    fields = [(f"{name}:{field}", body) for name, schema in schemas.items() for field, body in properties(schema)]

    assert len(fields) > 100
    assert [] == [field for field, body in fields if not body.get("description", "").endswith((".", "..."))]


def test_every_type_is_described(schemas: dict[str, Any]) -> None:
    """Every type of record says what it is."""
    types = [(f"{n}:{t}", body) for n, schema in schemas.items() for t, body in schema.get("$defs", {}).items()]

    assert [] == [name for name, body in types if not body.get("description")]


@pytest.mark.parametrize(
    ("file", "types"),
    [
        ("models.json", {"Model", "Names", "Name", "Statement", "Lineage", "Definition"}),
        ("glossary.json", {"Concept", "Terms", "Term", "Definition"}),
        ("attributes.json", {"Attribute", "Labels"}),
    ],
)
def test_every_type_is_there(file: str, types: set[str], schemas: dict[str, Any]) -> None:
    """A schema knows every type of record that its file may hold, so that an editor completes their keys."""
    assert set() == types - schemas[file]["$defs"].keys()


def test_written_schemas_are_up_to_date(tmp_path: Path) -> None:
    """What was just written is not stale, and writing again changes no byte."""
    json_schema.write(tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / ".schema").iterdir()}
    json_schema.write(tmp_path)

    assert [] == json_schema.stale(tmp_path)
    assert before == {path.name: path.read_bytes() for path in (tmp_path / ".schema").iterdir()}


def test_stale_schemas_are_named(tmp_path: Path) -> None:
    """A schema that is missing or was edited is named."""
    json_schema.write(tmp_path)
    (tmp_path / ".schema" / "models.json").unlink()
    (tmp_path / ".schema" / "glossary.json").write_text("{}", encoding="utf8")

    assert ["models.json", "glossary.json"] == json_schema.stale(tmp_path)


def test_no_schema_directory(tmp_path: Path) -> None:
    """Without the directory of schemas, each of them is stale."""
    assert 11 == len(json_schema.stale(tmp_path))


def test_committed_schemas_are_up_to_date() -> None:
    """The schemas beside the data are those that the types give."""
    assert [] == json_schema.stale(ROOT / "data")


def test_schemas_of_a_copy(tmp_path: Path, mini_directory: Path) -> None:
    """Writing the schemas of a data directory touches no data file."""
    copy = shutil.copytree(mini_directory, tmp_path / "mini")
    before = {path: path.read_bytes() for path in data_files(copy)}

    json_schema.write(copy)

    assert before == {path: path.read_bytes() for path in data_files(copy)}
