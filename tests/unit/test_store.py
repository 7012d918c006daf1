"""Reading the data files: every message has the line and the repair, and nothing is read as what it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fmref import store
from fmref.diagnostics import Diagnostic, Location
from fmref.errors import DataError
from fmref.schema import Model
from fmref.store import ENTRY_FILES, data_files, read

Edit = Callable[[str, str, str], Path]
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def written(mini_directory: Path, tmp_path: Path) -> Write:
    """A function that copies the small data and puts a content in place of one file of the copy."""

    def write(file: str, content: str | bytes) -> Path:
        target = tmp_path / "written"
        if not target.exists():
            shutil.copytree(mini_directory, target)
        (target / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    return write


def problems(directory: Path, file: str) -> list[tuple[int, str, str]]:
    """Line, code and message of everything that reading finds, all of it in one file."""
    found = read(directory).problems
    assert {str(directory / file)} >= {d.location.path for d in found}
    assert {"error"} >= {d.severity for d in found}
    return [(d.location.line, d.code, d.message) for d in found]


# --- whole files: the name, the content, and then of the one message: line, code, cause, repair

FILES: dict[str, tuple[str, str | bytes, tuple[int, str, str, str]]] = {
    "syntax-error": (
        "software.yaml",
        "a:\n  names: {en: [A]}\n b: [\n",
        (3, "D101", "did not find expected key", "check indentation"),
    ),
    "tab": ("software.yaml", "a:\n\tnames: {en: [A]}\n", (2, "D101", "cannot start any token", "check indentation")),
    "unclosed-quote": ("software.yaml", "a:\n  names: {en: ['A]}\n", (3, "D101", "end of stream", "quotes")),
    "second-document": (
        "software.yaml",
        "a: {names: {en: [A]}}\n---\nb: {names: {en: [B]}}\n",
        (2, "D101", "another document", "check"),
    ),
    "key-that-is-a-list": ("software.yaml", "? [a, b]\n: {}\n", (1, "D101", "a key is not a plain word", "quote it")),
    "alias": (
        "software.yaml",
        "a: &a {names: {en: [A]}}\nb: *a\n",
        (2, "D101", "an alias (*name) is used", "write the value out"),
    ),
    "null-byte": (
        "software.yaml",
        "a:\n  names: {en: [A]}\nb: 'x\0y'\n",
        (3, "D101", "control characters are not allowed", "remove character U+0000"),
    ),
    "not-utf-8": (
        "software.yaml",
        b"a:\n  names:\n    en: [caf\xe9]\n",
        (3, "D100", "byte 24 is not UTF-8", "save the file as UTF-8"),
    ),
    "duplicate-id": (
        "software.yaml",
        "a: {names: {en: [A]}}\nb: {names: {en: [B]}}\na: {names: {en: [C]}}\n",
        (3, "D103", "key 'a' stands already on line 1", "merge the two or rename one"),
    ),
    "duplicate-key": (
        "software.yaml",
        "a:\n  names: {en: [A]}\n  ids: {github: a}\n  names: {en: [B]}\n",
        (4, "D103", "key 'names' stands already on line 2", "merge the two or rename one"),
    ),
    "id-of-another-file": (
        "software.yaml",
        "b: {names: {en: [B]}}\nzeta: {names: {en: [Z]}}\n",
        (2, "D103", "organizations.yaml:4", "merge the two or rename one"),
    ),
    "list": (
        "software.yaml",
        "- a\n- b\n",
        (1, "D102", "not a mapping from id to entry", "start its lines with `id:`"),
    ),
    "scalar": ("software.yaml", "some text\n", (1, "D102", "not a mapping", "start its lines with `id:`")),
    "entry-without-fields": (
        "software.yaml",
        "a:\n  names: {en: [A]}\nb:\n",
        (3, "D102", "'b' has no fields", "indent them below it"),
    ),
    "id-written-out": (
        "software.yaml",
        "a:\n  names: {en: [A]}\n  id: a\n",
        (3, "D102", "`id` is not written here", "remove it"),
    ),
    "domain-written-out": (
        "glossary/other.yaml",
        "a:\n  terms: {en: a, zh: 甲, fa: الف}\n  domain: b\n",
        (3, "D102", "`domain` is not written here", "remove it"),
    ),
    "merge-key": (
        "software.yaml",
        "a:\n  names: {en: [A]}\n  <<: {ids: {github: a}}\n",
        (3, "D102", "unknown key `<<`", "remove it"),
    ),
    "ambiguous-with-one-bearer": (
        "ambiguous.yaml",
        "گاما: [zeta/gamma, zeta/gamma+]\nگامما: [zeta/gamma]\n",
        (2, "D102", "'گامما' needs a list of two ids or more", "the likelier first"),
    ),
    "ambiguous-without-list": (
        "ambiguous.yaml",
        "گاما: zeta/gamma\n",
        (1, "D102", "needs a list of two ids or more", "the likelier first"),
    ),
    "unknown-file": ("extra.yaml", "a: {}\n", (1, "D100", "extra.yaml is not a data file", "known are sources.yaml")),
    "unknown-file-with-two-items": (
        "extra.yaml",
        "a: {}\nb: {}\n",
        (1, "D100", "extra.yaml is not a data file", "known are sources.yaml"),
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_file_that_cannot_be_read(case: str, written: Write) -> None:
    """A file that is not what a data file is gives one message with the line, the cause and the repair."""
    file, content, (line, code, cause, repair) = FILES[case]

    found = problems(written(file, content), file)

    assert [(line, code)] == [(at, what) for at, what, _ in found]
    assert cause in found[0][2]
    assert repair in found[0][2]
    assert "\n" not in found[0][2]


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "\ufeff", "{}\n"])
def test_empty_file(content: str, written: Write) -> None:
    """A file without entries is in order."""
    assert [] == problems(written("software.yaml", content), "software.yaml")


def test_byte_order_mark(written: Write) -> None:
    """A byte order mark, as Windows editors write it, is no part of the first id."""
    data = read(written("software.yaml", "\ufeffa: {names: {en: [A]}}\n"))

    assert [] == data.problems
    assert "a" in data.entries


def test_carriage_returns(written: Write) -> None:
    """Lines may end as on Windows; messages still count them right."""
    found = problems(written("software.yaml", "a:\r\n  names: {en: [A]}\r\n  name: B\r\n"), "software.yaml")

    assert [(3, "D102")] == [(line, code) for line, code, _ in found]


def test_unknown_file_names_every_known_one(written: Write) -> None:
    """The message about a file that is not ours names each file that would be."""
    ((_, _, message),) = problems(written("extra.yaml", "a: {}\n"), "extra.yaml")

    known = [*ENTRY_FILES, "sources.yaml", "attributes.yaml", "ambiguous.yaml", "glossary/*.yaml"]
    assert [] == [name for name in known if name not in message]


def test_missing_directory(tmp_path: Path) -> None:
    """A directory that is not there is one message, which says what to give."""
    place = Location(str(tmp_path / "nowhere"), 1)

    assert [Diagnostic(place, "D100", "no such data directory; give the one that holds models.yaml")] == read(
        tmp_path / "nowhere"
    ).problems


def test_directory_that_is_a_file(mini_directory: Path) -> None:
    """A file in place of the directory is one message."""
    assert ["D100"] == [d.code for d in read(mini_directory / "models.yaml").problems]


def test_missing_files(tmp_path: Path) -> None:
    """An empty directory lacks three files, and each message says to create it."""
    found = read(tmp_path).problems

    assert [(str(tmp_path / name), 1, "D100") for name in ("attributes.yaml", "sources.yaml", "models.yaml")] == [
        (d.location.path, d.location.line, d.code) for d in found
    ]
    assert {"the file is missing; create it, be it empty"} == {d.message for d in found}


def test_file_that_is_a_directory(written: Write) -> None:
    """A directory with the name of a data file cannot be read, and the message says why."""
    directory = written("software.yaml", "")
    (directory / "software.yaml").unlink()
    (directory / "software.yaml").mkdir()

    assert [(1, "D100", "the file cannot be read (Is a directory); check its permissions")] == problems(
        directory, "software.yaml"
    )


def test_enormous_file(written: Write) -> None:
    """A file of more than 64 MiB is not read; the message says to split it."""
    directory = written("software.yaml", "")
    os.truncate(directory / "software.yaml", store.MAX_FILE + 1)

    ((line, code, message),) = problems(directory, "software.yaml")

    assert (1, "D101") == (line, code)
    assert "larger than 64 MiB; split it" in message


@pytest.mark.parametrize(
    "content",
    [
        "a: " + "[" * 600 + "]" * 600,
        "a: " + "{a: " * 600 + "}" * 600,
        "\n".join(" " * depth + "a:" for depth in range(600)),
    ],
    ids=["lists", "mappings", "indentation"],
)
def test_deep_nesting(content: str, written: Write) -> None:
    """Nesting deeper than the parser's stack is a message at the place where it is too deep, not a crash."""
    ((line, code, message),) = problems(written("software.yaml", content), "software.yaml")

    assert ("D101", "the nesting is too deep; flatten it") == (code, message)
    assert line in {1, store.MAX_DEPTH + 1}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")], ids=["lists", "mappings"])
def test_hostile_nesting(opening: str, closing: str, written: Write) -> None:
    """Nesting deeper than the C stack is a message, too; a process of its own shows that none dies of it."""
    directory = written("software.yaml", "a: " + opening * 30_000 + closing * 30_000)
    code = "import sys, pathlib, fmref.store as s; print(*(p.code for p in s.read(pathlib.Path(sys.argv[1])).problems))"

    done = subprocess.run([sys.executable, "-c", code, str(directory)], capture_output=True, text=True, check=False)

    assert (0, "D101\n") == (done.returncode, done.stdout)


def test_tags_build_nothing(written: Write) -> None:
    """A YAML tag that asks for a Python object is text like any other: no code runs."""
    data = read(written("software.yaml", "a: {names: {en: [!!python/object/apply:os.getcwd []]}}\n"))

    assert "a" not in data.entries
    assert ["D102"] == [d.code for d in data.problems]


def test_hidden_files_are_passed_over(written: Write) -> None:
    """Files that begin with a dot, as editors leave them, are not data."""
    directory = written(".software.yaml.swp.yaml", "a: [")

    assert [] == read(directory).problems
    assert ".software.yaml.swp.yaml" not in [path.name for path in data_files(directory)]


# --- edits: the file, what is replaced by what, and then of the one message: line, code, cause, repair

EDITS = {
    "unknown-key": (
        "organizations.yaml",
        "  ids: {huggingface",
        "  idss: {huggingface",
        (3, "D102", "unknown key `idss`", "did you mean `ids`?"),
    ),
    "unknown-key-far-from-any": (
        "organizations.yaml",
        "  ids: {huggingface",
        "  colour: {huggingface",
        (3, "D102", "unknown key `colour`", "remove it"),
    ),
    "unknown-key-of-a-statement": (
        "models.yaml",
        "{value: 21, unit: days,",
        "{value: 21, units: days,",
        (32, "D102", "unknown key `facts.training_time.0.units`", "did you mean `unit`?"),
    ),
    "unknown-key-of-an-edge": (
        "models.yaml",
        "{relation: finetune, of:",
        "{relation: finetune, relations: merge, of:",
        (39, "D102", "unknown key `lineage.0.relations`", "did you mean `relation`?"),
    ),
    "unknown-key-of-a-term": (
        "glossary/core.yaml",
        "{text: FM, type: acronym}",
        "{text: FM, typ: acronym}",
        (18, "D102", "unknown key `terms.en.1.typ`", "did you mean `type`?"),
    ),
    "unknown-language": (
        "organizations.yaml",
        "fa: [اکمی]",
        "de: [Acme]",
        (2, "D102", "unknown key `names.de`", "remove it"),
    ),
    "missing-field": ("models.yaml", "  level: family\n", "", (1, "D102", "`level` is missing", "add it")),
    "missing-title": ("sources.yaml", "title: A hub, ", "", (4, "D102", "`title` is missing", "add it")),
    "missing-terms": (
        "glossary/core.yaml",
        "    fa: [تنظیم دقیق, {text: فاین‌تیونینگ, register: loanword}]\n",
        "",
        (12, "D102", "`terms.fa` is missing", "add it"),
    ),
    "missing-source": (
        "datasets.yaml",
        "  source: compilation\n  facts: {developer: zeta, release_date: 2020}",
        "  facts: {release_date: 2020}",
        (3, "D102", "`facts.release_date.0.source` is missing", "name one here or as `source:` of the entry"),
    ),
    "wrong-literal": (
        "models.yaml",
        "  level: family",
        "  level: clan",
        (2, "D102", "`level` is 'clan'", "use 'family', 'series', 'model' or 'variant'"),
    ),
    "wrong-name-status": (
        "models.yaml",
        "status: misspelling",
        "status: typo",
        (21, "D102", "`names.en.2.status` is 'typo'", "use 'preferred', 'variant', 'former'"),
    ),
    "wrong-relation": (
        "models.yaml",
        "relation: finetune",
        "relation: child",
        (39, "D102", "`lineage.0.relation` is 'child'", "use 'base', 'finetune'"),
    ),
    "wrong-source-kind": (
        "sources.yaml",
        "kind: registry",
        "kind: blog",
        (4, "D102", "`kind` is 'blog'", "use 'primary', 'registry', 'dataset' or 'secondary'"),
    ),
    "wrong-method": (
        "models.yaml",
        "method: estimated",
        "method: guessed",
        (32, "D102", "`facts.training_time.0.method` is 'guessed'", "use 'stated', 'estimated' or 'derived'"),
    ),
    "id-in-capitals": (
        "models.yaml",
        "zeta/gamma:",
        "zeta/Gamma:",
        (54, "D102", "`id` is 'zeta/Gamma'", "use only a-z, 0-9 and . + - with at most one /"),
    ),
    "id-with-two-slashes": (
        "models.yaml",
        "zeta/gamma:",
        "zeta/gam/ma:",
        (54, "D102", "`id` is 'zeta/gam/ma'", "with at most one /"),
    ),
    "id-with-a-space": (
        "organizations.yaml",
        "zeta:",
        "zeta labs:",
        (4, "D102", "`id` is 'zeta labs'", "use only a-z, 0-9"),
    ),
    "id-in-a-reference": (
        "models.yaml",
        "of: acme/alpha-13b}",
        "of: Alpha 13B}",
        (39, "D102", "`lineage.0.of` is 'Alpha 13B'", "use only a-z, 0-9"),
    ),
    "url": (
        "sources.yaml",
        "'https://example.org/alpha'",
        "example.org",
        (1, "D102", "`url` is 'example.org'", "write a full http(s) address"),
    ),
    "system-of-an-identifier": (
        "organizations.yaml",
        "{huggingface: acme-ai}",
        "{Hugging Face: acme-ai}",
        (3, "D102", "`ids.Hugging Face` is 'Hugging Face'", "it must match ^[a-z0-9._-]+$"),
    ),
    "empty-name": (
        "organizations.yaml",
        "zh: [艾克米]",
        "zh: ['']",
        (2, "D102", "`names.zh.0.text` is ''", "at least 1 character"),
    ),
    "facts-that-are-a-list": (
        "datasets.yaml",
        "{developer: zeta, release_date: 2020}",
        "[2020]",
        (4, "D102", "`facts` is ['2020']", "see the guide to adding data"),
    ),
    "list-in-place-of-text": (
        "sources.yaml",
        "title: A hub",
        "title: [A, hub]",
        (4, "D102", "`title` is ['A', 'hub']", "valid string"),
    ),
    "value-and-undisclosed": (
        "models.yaml",
        "{undisclosed: true}",
        "{undisclosed: true, value: 5}",
        (51, "D102", "`facts.parameters.0`", "either a value or `undisclosed: true`"),
    ),
    "neither-value-nor-undisclosed": (
        "models.yaml",
        "{undisclosed: true}",
        "{note: nothing}",
        (51, "D102", "`facts.parameters.0`", "either a value or `undisclosed: true`"),
    ),
    "undisclosed-perhaps": (
        "models.yaml",
        "{undisclosed: true}",
        "{undisclosed: perhaps}",
        (51, "D102", "`facts.parameters.0.undisclosed` is 'perhaps'", "valid boolean"),
    ),
    "forbidden-term-without-class": (
        "glossary/core.yaml",
        "status: forbidden, error: wrong_sense,",
        "status: forbidden,",
        (20, "D102", "`terms.zh.2`", "needs `error`, and example sentences under both `hit` and `miss`"),
    ),
    "forbidden-term-without-miss": (
        "glossary/core.yaml",
        ", miss: [慈善基金会模式有待改进。]",
        "",
        (20, "D102", "`terms.zh.2`", "under both `hit` and `miss`"),
    ),
    "date-of-a-source-in-words": (
        "sources.yaml",
        "date: 2024-05,",
        "date: May 2024,",
        (2, "D102", "`date`: 'May 2024' is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
    ),
    "impossible-date-of-a-statement": (
        "models.yaml",
        "{value: 2024-03-01, source: hub}",
        "{value: 2024-03-01, as_of: 2023-02-29, source: hub}",
        (30, "D102", "'2023-02-29' is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
    ),
    "unknown-attribute": (
        "models.yaml",
        "    weather: sun",
        "    wether: sun",
        (33, "D201", "model has no attribute `wether`", "did you mean `weather`?"),
    ),
    "unknown-attribute-far-from-any": (
        "models.yaml",
        "    weather: sun",
        "    q: sun",
        (33, "D201", "model has no attribute `q`", "known are developer, license, open_weights, parameters"),
    ),
    "attribute-of-another-kind": (
        "datasets.yaml",
        "release_date: 2020",
        "parameters: 2020",
        (4, "D201", "dataset has no attribute `parameters`", "known are developer, release_date"),
    ),
    "unknown-unit": (
        "models.yaml",
        "unit: days",
        "unit: weeks",
        (32, "D202", "training_time has no unit 'weeks'", "its units are: seconds, days, epochs"),
    ),
    "unit-where-there-is-none": (
        "models.yaml",
        "{value: 2024-04, source",
        "{value: 2024-04, unit: years, source",
        (31, "D202", "release_date has no unit 'years'", "its units are: none"),
    ),
    "not-a-number": (
        "models.yaml",
        "{value: 13e9, source",
        "{value: 13 billion, source",
        (27, "D202", "'13 billion' is not a number", "write digits, with `_` or an exponent"),
    ),
    "impossible-date": (
        "models.yaml",
        "{value: 2024-03-01, source: hub}",
        "{value: 2024-02-30, source: hub}",
        (30, "D202", "'2024-02-30' is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY"),
    ),
    "impossible-month": (
        "models.yaml",
        "value: 2024-04",
        "value: 2024-13",
        (31, "D202", "'2024-13' is not a date", "write YYYY-MM-DD"),
    ),
    "wrong-boolean": (
        "models.yaml",
        "open_weights: true",
        "open_weights: yes",
        (8, "D202", "open_weights is true or false", "not 'yes'"),
    ),
    "enum-value": (
        "models.yaml",
        "weather: sun",
        "weather: snow",
        (33, "D202", "weather has no value 'snow'", "its values are: rain, sun"),
    ),
}


@pytest.mark.parametrize("case", EDITS)
def test_mistake_in_an_entry(case: str, edited: Edit) -> None:
    """A mistake inside an entry gives one message with its line, the cause and the repair."""
    file, old, new, (line, code, cause, repair) = EDITS[case]

    found = problems(edited(file, old, new), file)

    assert [(line, code)] == [(at, what) for at, what, _ in found]
    assert cause in found[0][2]
    assert repair in found[0][2]


@pytest.mark.parametrize("text", ["", "-5", "1,000", "1_", "1__0", "１３", "۱۳", "1e999", "nan", "inf", "0x10", "1."])
def test_text_that_is_no_number(text: str, edited: Edit) -> None:
    """A number is written in ASCII digits with `_`, a dot or a short exponent, and in no other way."""
    directory = edited("models.yaml", "{value: 13e9, source", f"{{value: '{text}', source")

    assert [(27, "D202")] == [(line, code) for line, code, _ in problems(directory, "models.yaml")]


def test_long_values_are_shortened(edited: Edit) -> None:
    """A message repeats the beginning of a long value, not all of it."""
    directory = edited("models.yaml", "  level: family", f"  level: {'x' * 10_000}")

    ((_, _, message),) = problems(directory, "models.yaml")

    assert len(message) < 250


def test_the_mini_data_is_read_without_a_problem(mini_directory: Path) -> None:
    """The files without a mistake give no message and all of their items."""
    data = read(mini_directory)

    assert [] == data.problems
    assert (6, 7, 11) == (len(data.sources), len(data.attributes), len(data.entries))
    assert (3, 1) == (len(data.concepts), len(data.ambiguous))


def test_all_problems_at_once(written: Write) -> None:
    """Mistakes in several files, entries and fields are reported together, and the rest of the data is there."""
    directory = written("software.yaml", "a:\n  names: {en: [A]}\n b: [\n")
    models = (directory / "models.yaml").read_text(encoding="utf8")
    models = models.replace("level: family", "level: clan\n  colour: red").replace("weather: sun", "weather: snow")
    written("models.yaml", models)
    written(
        "sources.yaml", (directory / "sources.yaml").read_text(encoding="utf8").replace("kind: registry", "kind: x")
    )

    data = read(directory)

    assert [
        ("models.yaml", 2, "D102"),
        ("models.yaml", 3, "D102"),
        ("models.yaml", 34, "D202"),
        ("software.yaml", 3, "D101"),
        ("sources.yaml", 4, "D102"),
        ("sources.yaml", 6, "D102"),
    ] == sorted((Path(d.location.path).name, d.location.line, d.code) for d in data.problems)
    assert "acme/alpha" not in data.entries
    assert "zeta/beta" in data.entries
    assert "hub" not in data.sources
    assert "press" in data.sources


def test_statement_with_a_wrong_value_is_left_out(edited: Edit) -> None:
    """Of a fact with a wrong value, the other statements stay."""
    data = read(edited("models.yaml", "{value: 13e9, source", "{value: many, source"))

    said = data.entries["acme/alpha-13b"].facts["parameters"]
    assert [13_015_864_320, 130_000_000_000] == [statement.value for statement in said]


# --- what scalars become


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No",
        "on",
        "yes",
        "true",
        "null",
        "~",
        "3.10",
        "012",
        "1_000",
        "0x1F",
        "1e3",
        "12:30",
        "2024-03-01",
        ".inf",
        "=",
    ],
)
def test_scalars_stay_strings(text: str, written: Write) -> None:
    """Text is what stands in the file, whatever YAML would make of it."""
    data = read(written("software.yaml", f"a: {{names: {{en: [{text}]}}}}\n"))

    assert [] == data.problems
    assert [text] == [name.text for name in data.entries["a"].names.en]


@pytest.mark.parametrize("key", ["no", "on", "3.10", "012", "2024"])
def test_ids_stay_strings(key: str, written: Write) -> None:
    """An id that YAML would read as a boolean or a number keeps its letters."""
    data = read(written("software.yaml", f"{key}: {{names: {{en: [A]}}}}\n"))

    assert [] == data.problems
    assert key in data.entries


def test_numbers_are_read_by_the_registry(edited: Edit) -> None:
    """What the registry calls a number is one, with `_` and exponents, and whole where it is whole."""
    facts = read(edited("models.yaml", "- 13_015_864_320", "- 1_000")).entries["acme/alpha-13b"].facts

    values = [statement.value for statement in facts["parameters"]]
    assert [1000, 13_000_000_000, 130_000_000_000] == values
    assert [int, int, int] == [type(value) for value in values]


def test_text_attributes_stay_text(edited: Edit) -> None:
    """A text attribute keeps a value that looks like a number or a boolean as it stands."""
    for text in ("3.10", "no"):
        facts = read(edited("models.yaml", "license: Apache-2.0", f"license: {text}")).entries["acme/alpha"].facts

        assert [text] == [statement.value for statement in facts["license"]]
        edited("models.yaml", f"license: {text}", "license: Apache-2.0")


def test_booleans_are_read_by_the_registry(mini_directory: Path) -> None:
    """What the registry calls a boolean is one."""
    (statement,) = read(mini_directory).entries["acme/alpha"].facts["open_weights"]

    assert statement.value is True


def test_values_that_hold_together(mini_directory: Path) -> None:
    """A list of values of one source becomes one statement each, with the source of the entry."""
    said = read(mini_directory).entries["zeta/beta"].facts["developer"]

    assert [("zeta", "beta-blog"), ("acme", "beta-blog")] == [(s.value, s.source) for s in said]


def test_block_text_keeps_its_words(written: Write) -> None:
    """Folded block text arrives as one line without its line end."""
    content = "a:\n  names: {en: [A]}\n  summary:\n    en: >\n      Two\n      lines.\n"

    summary = read(written("software.yaml", content)).entries["a"].summary

    assert summary is not None
    assert "Two lines." == summary.en


# --- lines


@pytest.mark.parametrize(
    ("group", "key", "path", "file", "line"),
    [
        ("entry", "acme/alpha-13b", (), "models.yaml", 18),
        ("entry", "acme/alpha-13b", ("names", "en", 2), "models.yaml", 21),
        ("entry", "acme/alpha-13b", ("facts", "parameters", 0), "models.yaml", 26),
        ("entry", "acme/alpha-13b", ("facts", "parameters", 2), "models.yaml", 28),
        ("entry", "acme/alpha-13b", ("facts", "weather", 0), "models.yaml", 33),
        ("entry", "acme/alpha-13b", ("facts", "colour"), "models.yaml", 24),
        ("entry", "acme/alpha-13b", ("facts", "parameters", 9), "models.yaml", 25),
        ("source", "press", ("kind",), "sources.yaml", 5),
        ("attribute", "training_time", ("units",), "attributes.yaml", 34),
        ("concept", "foundation-model", ("terms", "zh", 2), "glossary/core.yaml", 20),
        ("ambiguous", "گاما", (1,), "ambiguous.yaml", 1),
    ],
)
def test_location(
    group: str, key: str, path: tuple[str | int, ...], file: str, line: int, mini_directory: Path
) -> None:
    """The place of a thing is its own line, or that of the closest thing above it where it is not written."""
    place = read(mini_directory).location(group, key, *path)

    assert (mini_directory / file, line) == (Path(place.path).resolve(), place.line)


def test_paths_are_shown_from_the_working_directory(
    mini_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file below the working directory is shown by its relative path, another one by its full path."""
    monkeypatch.chdir(mini_directory.parent)
    assert "mini/sources.yaml:3" == str(read(mini_directory).location("source", "compilation"))

    monkeypatch.chdir(tmp_path)
    assert f"{mini_directory}/sources.yaml:3" == str(read(mini_directory).location("source", "compilation"))


def test_data_files_are_in_one_order(mini_directory: Path) -> None:
    """Files are listed by name, the glossary among them."""
    names = [path.relative_to(mini_directory).as_posix() for path in data_files(mini_directory)]

    assert [
        "ambiguous.yaml",
        "attributes.yaml",
        "datasets.yaml",
        "glossary/core.yaml",
        "models.yaml",
        "organizations.yaml",
        "sources.yaml",
    ] == names


def test_first_name_is_preferred(mini_directory: Path) -> None:
    """The short forms of names become full ones: the first is preferred, the others are variants."""
    model = read(mini_directory).entries["acme/alpha-13b"]

    assert isinstance(model, Model)
    assert [("Alpha 13B", "preferred"), ("Alpha Grande", "variant"), ("Alfa 13B", "misspelling")] == [
        (name.text, name.status) for name in model.names.en
    ]


def test_half_of_a_character_is_refused_with_its_line() -> None:
    """A text that comes from elsewhere than a file may hold one."""
    with pytest.raises(DataError, match=r"x.yaml:2: D101 half of a character.*remove character U\+D800"):
        store.read_yaml("a: b\nc: \ud800\n", "x.yaml")
