"""The only reader of YAML: data files to records, with the line of everything, all problems at once."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

import yaml
from pydantic import ValidationError

from fmref.diagnostics import Diagnostic, Location
from fmref.errors import DataError, shorten
from fmref.schema import (
    Attribute,
    Benchmark,
    Concept,
    Dataset,
    Entry,
    Hardware,
    Model,
    Names,
    Organization,
    Record,
    Software,
    Source,
    Statement,
)

__all__ = ["ENTRY_FILES", "Data", "data_files", "problems", "read", "read_concepts", "read_glossary", "read_yaml"]

ENTRY_FILES: Final[dict[str, type[Entry]]] = {
    "models.yaml": Model,
    "organizations.yaml": Organization,
    "datasets.yaml": Dataset,
    "benchmarks.yaml": Benchmark,
    "software.yaml": Software,
    "hardware.yaml": Hardware,
}
"""The entry files and the type of what they hold."""

_FILES: Final = ("sources.yaml", "attributes.yaml", *ENTRY_FILES, "ambiguous.yaml", "name_tokens.yaml")

TOKEN_SECTIONS: Final = ("brands", "variants", "units", "noise")
"""The sections of `name_tokens.yaml`."""

MAX_FILE: Final = 64 * 2**20
"""Largest data file that is read, in bytes."""

MAX_DEPTH: Final = 20
"""Deepest nesting of mappings and lists that is read."""

R = TypeVar("R", bound=Record)
Path_ = tuple[str | int, ...]


_HALF: Final = re.compile("[\ud800-\udfff]")


class _Refused(yaml.MarkedYAMLError):
    """Valid YAML that a data file may not hold."""

    def __init__(self, problem: str, mark: Any, code: str = "D101") -> None:
        super().__init__(problem=problem, problem_mark=mark)
        self.code = code


class _Loader(yaml.CBaseLoader):
    """Keeps every scalar a string (no `no` -> False, no `3.10` -> 3.1) and refuses duplicate keys and aliases."""

    def resolve(self, kind: type[yaml.Node], _value: str | None, _implicit: Any) -> str:
        """The tag of a node, which its kind alone decides."""
        return _TAGS[kind]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """The mapping of a node; raises at a key that was there before."""
        seen: dict[Any, int] = {}
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key is not a plain word; quote it", key_node.start_mark
                )
            if key in seen:
                problem = f"key {key!r} stands already on line {seen[key]}; merge the two or rename one"
                raise _Refused(problem, key_node.start_mark, "D103")
            seen[key] = key_node.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)


_TAGS: Final = {
    yaml.ScalarNode: yaml.CBaseLoader.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.CBaseLoader.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.CBaseLoader.DEFAULT_MAPPING_TAG,
}


class YamlFile:
    """The parsed text of a YAML file, which can tell the line of everything in it."""

    def __init__(self, text: str, shown: str) -> None:
        self.shown = shown
        self._refuse_traps(text)
        loader = _Loader(text)
        try:
            self._root: yaml.Node | None = loader.get_single_node()
            self.data: Any = None if self._root is None else loader.construct_document(self._root)
        finally:
            loader.dispose()
        self._top: dict[str, tuple[yaml.Node, int]] = {}
        if isinstance(self._root, yaml.MappingNode):  # of hundreds of entries; what is below has a handful of keys
            self._top = {key.value: (value, key.start_mark.line + 1) for key, value in self._root.value}

    @staticmethod
    def _refuse_traps(text: str) -> None:
        """Raise at an alias, at half of a character, and at nesting that would overflow the stack of the C parser."""
        if half := _HALF.search(text):
            reason = "half of a character, which no text has"
            raise yaml.reader.ReaderError("", half.start(), ord(half[0]), "unicode", reason)
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.AliasEvent):
                raise _Refused("an alias (*name) is used; write the value out", event.start_mark)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise _Refused("the nesting is too deep; flatten it", event.start_mark)

    def location(self, path: Path_ = ()) -> Location:
        """Where `path` (keys and positions from the top) stands, or the closest thing above it."""
        node, line = self._root, 1
        for depth, step in enumerate(path):
            below = self._top.get(str(step)) if depth == 0 and self._top else self._step(node, step)
            if below is None:
                break
            node, line = below
        return Location(self.shown, line)

    @staticmethod
    def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    return value, key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step].start_mark.line + 1
        elif node is not None and step == 0:  # a single item stands for a list of one
            return node, node.start_mark.line + 1
        return None


@dataclass
class Data:
    """What the data files say, as records, each with the way back to its line."""

    sources: dict[str, Source] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    name_tokens: dict[tuple[str, str], Names] = field(default_factory=dict)
    imported: dict[str, Location] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    """Ids of concepts, sources and attributes that are not in these files, and that they may refer to."""
    entries_elsewhere: frozenset[str] = frozenset()
    """Ids of entries that are not in these files, and that concepts may be linked to."""
    problems: list[Diagnostic] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[YamlFile, Path_]] = field(default_factory=dict)

    def location(self, group: str, key: str, *path: str | int) -> Location:
        """Where a thing of a group (`source`, `entry` ...) stands, down to a part of it."""
        file, top = self.places[group, key]
        return file.location((*top, *path))

    def report(self, location: Location, code: str, message: str) -> None:
        """Add an error."""
        self.problems.append(Diagnostic(location, code, message))


def data_files(directory: Path) -> list[Path]:
    """The YAML files of a data directory, in a stable order."""
    return sorted(
        p for p in [*directory.glob("*.yaml"), *directory.glob("glossary/*.yaml")] if not p.name.startswith(".")
    )


def read(directory: Path) -> Data:
    """Read every data file of a directory; what cannot be read is in `problems`, and the rest is there."""
    data = Data()
    if not directory.is_dir():
        data.report(Location(str(directory)), "D100", "no such data directory; give the one that holds models.yaml")
        return data
    files = {path.relative_to(directory).as_posix(): path for path in data_files(directory)}
    for name in ("attributes.yaml", "sources.yaml", "models.yaml"):
        if name not in files:
            data.report(Location(_shown(directory / name)), "D100", "the file is missing; create it, be it empty")
    for name, path in files.items():
        _read_file(data, name, path)
    _type_statements(data)
    rows = sorted(
        path for folder in ("attested", "authors", "imported") for path in directory.glob(f"{folder}/*.jsonl")
    )
    data.imported = {path.stem: Location(_shown(path)) for path in rows}
    return data


def _shown(path: Path) -> str:
    """A path as messages show it: relative to the working directory where that is shorter."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def read_glossary(path: Path, completed: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Data:
    """The concepts of one glossary file, each completed by what the caller knows of its id before it is validated.

    What cannot be read is in `problems`.
    """
    data = Data()
    shown = _shown(path)
    if (text := _text_of(data, path, shown)) is not None and (found := _mapping_of(data, text, shown)) is not None:
        file, content = found
        for key, body in content.items():
            whole = {"domain": path.stem, "id": key, **completed(key, body)} if isinstance(body, dict) else body
            _keep(data, data.concepts, "concept", (file, (key,)), key, _validate(data, Concept, file, key, whole, {}))
    return data


def _read_file(data: Data, name: str, path: Path) -> None:
    shown = _shown(path)
    if name not in _FILES and not name.startswith("glossary/"):
        data.report(
            Location(shown), "D100", f"{name} is not a data file; known are {', '.join(_FILES)}, glossary/*.yaml"
        )
    elif (text := _text_of(data, path, shown)) is not None:
        _read_text(data, name, text, shown)


def _read_text(data: Data, name: str, text: str, shown: str) -> None:
    """Read what a data file of this name says."""
    if (found := _mapping_of(data, text, shown)) is not None:
        file, content = found
        for key, body in content.items():
            _read_item(data, name, file, key, body)


def _text_of(data: Data, path: Path, shown: str) -> str | None:
    """The text of a file; None where it cannot be read, which is reported."""
    try:
        if path.stat().st_size > MAX_FILE:
            data.report(Location(shown), "D101", f"the file is larger than {MAX_FILE >> 20} MiB; split it")
            return None
        return path.read_bytes().decode("utf8")
    except OSError as error:
        data.report(Location(shown), "D100", f"the file cannot be read ({error.strerror}); check its permissions")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        data.report(Location(shown, line), "D100", f"byte {error.start} is not UTF-8; save the file as UTF-8")
    return None


def _mapping_of(data: Data, text: str, shown: str) -> tuple[YamlFile, dict[str, Any]] | None:
    """The text of a file with what it maps; None where it is no such YAML, which is reported."""
    try:
        file = YamlFile(text, shown)
    except yaml.YAMLError as error:
        data.report(*_syntax_problem(text, shown, error))
        return None
    content = {} if file.data in (None, "") else file.data
    if not isinstance(content, dict):
        data.report(Location(shown), "D102", "the file is not a mapping from id to entry; start its lines with `id:`")
        return None
    return file, content


def read_concepts(text: str, domain: str, shown: str) -> Data:
    """The concepts of a glossary file that stands in no data directory, as `read` would read `glossary/DOMAIN.yaml`.

    `shown` is what messages call the file. What cannot be read is in `problems`.
    """
    data = Data()
    _read_text(data, f"glossary/{domain}.yaml", text, shown)
    return data


def read_yaml(text: str, shown: str) -> YamlFile:
    """YAML that is no data file, read as strictly: every scalar a string, no key twice, no alias.

    Raises `DataError` with the line for what is no such YAML.
    """
    try:
        return YamlFile(text, shown)
    except yaml.YAMLError as error:
        location, code, message = _syntax_problem(text, shown, error)
        raise DataError([Diagnostic(location, code, message)]) from None


def _syntax_problem(text: str, shown: str, error: yaml.YAMLError) -> tuple[Location, str, str]:
    """Place, code and message of what the YAML parser or this loader refused."""
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        return (
            Location(shown, before.count("\n") + 1),
            "D101",
            f"{error.reason}; remove character U+{error.character:04X}",
        )
    mark = getattr(error, "problem_mark", None)
    place = Location(shown, mark.line + 1 if mark is not None else 1)
    if isinstance(error, _Refused):
        return place, error.code, problem
    return place, "D101", f"not valid YAML: {problem}; check indentation and quotes"


def _read_item(data: Data, name: str, file: YamlFile, key: str, body: Any) -> None:
    """Validate one top-level item of a file and file it under its group."""
    place = (file, (key,))
    if name == "ambiguous.yaml":
        if not (isinstance(body, list) and len(body) > 1 and all(isinstance(i, str) for i in body)):
            data.report(file.location((key,)), "D102", f"{key!r} needs a list of two ids or more, the likelier first")
            return
        data.ambiguous[key], data.places["ambiguous", key] = tuple(body), place
    elif name == "name_tokens.yaml":
        _read_tokens(data, file, key, body)
    elif name == "sources.yaml":
        _keep(data, data.sources, "source", place, key, _validate(data, Source, file, key, body, {}))
    elif name == "attributes.yaml":
        _keep(data, data.attributes, "attribute", place, key, _validate(data, Attribute, file, key, body, {"id": key}))
    elif name in ENTRY_FILES:
        _keep(data, data.entries, "entry", place, key, _validate(data, ENTRY_FILES[name], file, key, body, {"id": key}))
    else:
        extra = {"id": key, "domain": Path(name).stem}
        _keep(data, data.concepts, "concept", place, key, _validate(data, Concept, file, key, body, extra))


def _read_tokens(data: Data, file: YamlFile, section: str, body: Any) -> None:
    """One section of the words inside names: a Latin token with its written forms per language."""
    if section not in TOKEN_SECTIONS or not isinstance(body, dict):
        data.report(file.location((section,)), "D102", f"{section!r} is no section; use {', '.join(TOKEN_SECTIONS)}")
        return
    for token, forms in body.items():
        try:
            data.name_tokens[section, token] = Names.model_validate(forms)
        except ValidationError as error:
            for path, message in problems(error, Names):
                data.report(file.location((section, token, *path)), "D102", message)


def _keep(
    data: Data, group: dict[str, R], kind: str, place: tuple[YamlFile, Path_], key: str, record: R | None
) -> None:
    if record is None:
        return
    if key in group:
        first = data.location(kind, key)
        data.report(
            place[0].location((key,)), "D103", f"{key!r} is defined already at {first}; merge the two or rename one"
        )
        return
    group[key] = record
    data.places[kind, key] = place


def _validate(
    data: Data, record_type: type[R], file: YamlFile, key: str, body: Any, extra: Mapping[str, str]
) -> R | None:
    if not isinstance(body, dict):
        data.report(file.location((key,)), "D102", f"{key!r} has no fields; indent them below it")
        return None
    given = [name for name in extra if name in body]
    for name in given:
        data.report(
            file.location((key, name)), "D102", f"`{name}` is not written here, it follows from the file; remove it"
        )
    try:
        return None if given else record_type.model_validate({**body, **extra})
    except ValidationError as error:
        for path, message in problems(error, record_type):
            data.report(file.location((key, *path)), "D102", message)
        return None


def problems(error: ValidationError, record_type: type[Record]) -> Iterator[tuple[Path_, str]]:
    """Path and one-sentence message, with the repair, of each validation problem of a record."""
    seen = set()
    for detail in error.errors(include_url=False):
        path = tuple(p for p in detail["loc"] if not (isinstance(p, str) and ("[" in p or p in _UNION_BRANCHES)))
        where = ".".join(map(str, path)) or record_type.__name__.lower()
        message = _MESSAGES.get(detail["type"], _other)(where, detail, record_type)
        if path not in seen:  # a union reports each of its branches
            seen.add(path)
            yield path, message


_UNION_BRANCHES: Final = frozenset({"bool", "int", "float", "str"})


def _missing(where: str, _: Any, __: type[Record]) -> str:
    if where.endswith(".source"):
        return f"`{where}` is missing: every fact needs a source; name one here or as `source:` of the entry"
    return f"`{where}` is missing; add it"


def _extra(where: str, detail: Any, record_type: type[Record]) -> str:
    *above, word = detail["loc"]
    for step in above:
        record_type = _type_of(record_type, str(step)) or record_type
    known = [f.alias or name for name, f in record_type.model_fields.items() if name not in {"id", "domain"}]
    close = difflib.get_close_matches(str(word), known, n=1)
    return f"unknown key `{where}`; {f'did you mean `{close[0]}`?' if close else 'remove it'}"


def _type_of(record_type: type[Record], field: str) -> type[Record] | None:
    """The type of the records in a field, None where the field holds none."""
    found = next((f for name, f in record_type.model_fields.items() if field in (name, f.alias)), None)
    waiting: list[Any] = [found.annotation] if found is not None else []
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return annotation
        waiting.extend(get_args(annotation))
    return None


def _literal(where: str, detail: Any, _: type[Record]) -> str:
    return f"`{where}` is {shorten(detail['input'])}; use {detail['ctx']['expected']}"


_PATTERNS: Final = {
    "^https?": "write a full http(s) address",
    "^[a-z0-9][": "use only a-z, 0-9 and . + - with at most one /",
}


def _pattern(where: str, detail: Any, _: type[Record]) -> str:
    pattern = detail["ctx"]["pattern"]
    hint = next(
        (repair for start, repair in _PATTERNS.items() if pattern.startswith(start)), f"it must match {pattern}"
    )
    return f"`{where}` is {shorten(detail['input'])}; {hint}"


def _value_error(where: str, detail: Any, _: type[Record]) -> str:
    return f"`{where}`: {detail['ctx']['error']}"


def _other(where: str, detail: Any, _: type[Record]) -> str:
    problem = detail["msg"][0].lower() + detail["msg"][1:]
    return f"`{where}` is {shorten(detail['input'])}: {problem}; see the guide to adding data"


_MESSAGES: Final[dict[str, Callable[[str, Any, type[Record]], str]]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "value_error": _value_error,
}
"""Writers of messages by pydantic's type of error; `_other` serves the rest."""


def _type_statements(data: Data) -> None:
    """Give every statement's value the type that the registry says its attribute has."""
    for key, entry in data.entries.items():
        typed: dict[str, tuple[Statement, ...]] = {}
        for name, statements in entry.facts.items():
            attribute = data.attributes.get(name)
            if attribute is None or entry.kind not in attribute.kinds:
                _report_attribute(data, entry, name)
                continue
            typed[name] = tuple(
                s for i, said in enumerate(statements) if (s := _typed(data, attribute, said, key, i)) is not None
            )
        data.entries[key] = type(entry).model_validate(
            {**{f: getattr(entry, f) for f in entry.model_fields_set}, "facts": typed}
        )


def _report_attribute(data: Data, entry: Entry, name: str) -> None:
    known = [a.id for a in data.attributes.values() if entry.kind in a.kinds]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(known)}"
    message = f"{entry.kind} has no attribute `{name}`; {hint}"
    data.report(data.location("entry", entry.id, "facts", name), "D201", message)


def _typed(data: Data, attribute: Attribute, said: Statement, key: str, position: int) -> Statement | None:
    try:
        return attribute.parse(said)
    except ValueError as error:
        data.report(data.location("entry", key, "facts", attribute.id, position), "D202", str(error))
        return None
