"""What differs between two states of the data, and the notes that say so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fmref import Catalog, load
from fmref.change_notes import as_markdown
from fmref.changes import Change, changes, disappeared
from fmref.cli import main
from fmref.snapshot import imprint

EDITS = {
    "models.yaml": [
        ("names: {en: [Alpha], zh: [阿尔法], fa: [آلفا]}", "names: {en: [Alpha], zh: [阿法], fa: [آلفا]}"),
        ("ids: {huggingface: acme-ai/alpha-1.3b}", "ids: {huggingface: acme-ai/alpha-1b3}"),
        ("{value: 13e9, source: compilation}", "{value: 14e9, source: compilation}"),
        ("      - {value: 130e9, source: press}\n", ""),
        ("  lineage: [{relation: finetune,", "  facts: {license: MIT}\n  lineage: [{relation: finetune,"),
        ("names: {en: [Gamma+]}\n", "names: {en: [Gamma+]}\nzeta/omega:\n  level: model\n  names: {en: [Omega]}\n"),
        ("lineage: [{relation: distillation, of: acme/alpha-13b-chat}, ", "lineage: ["),
    ],
    "glossary/core.yaml": [
        ("{text: 精调, status: admitted}", "{text: 精调, status: deprecated}, 细调"),
        ("en: A model before any tuning for conversation.", "en: A model as it was pretrained."),
    ],
    "sources.yaml": [("hub: {title: A hub", "forum: {title: A forum, kind: secondary}\nhub: {title: The hub")],
}


def with_edits(directory: Path, target: Path, edits: dict[str, list[tuple[str, str]]]) -> Path:
    """A copy of a data directory in which texts are replaced; each has to be there."""
    shutil.copytree(directory, target)
    for file, pairs in edits.items():
        text = (target / file).read_text(encoding="utf8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        (target / file).write_text(text, encoding="utf8")
    return target


@pytest.fixture(scope="module")
def edited(mini_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small data with one edit of each sort."""
    return with_edits(mini_directory, tmp_path_factory.mktemp("edited") / "data", EDITS)


@pytest.fixture(scope="module")
def found(mini: Catalog, edited: Path) -> list[Change]:
    """What differs."""
    return changes(mini.snapshot, load(edited).snapshot)


def test_every_edit_is_found_and_nothing_else(found: list[Change]) -> None:
    """Each with what was said, what is said, and who says so."""
    identifier, chat = "huggingface acme-ai/alpha", "acme/alpha-13b-chat"
    definition = "A model before any tuning for conversation."
    assert [(c.action, c.kind, c.id, c.part, c.what, c.old, c.new, c.source) for c in found] == [
        ("removed", "model", "acme/alpha", "name", "zh 阿尔法", "preferred", None, None),
        ("added", "model", "acme/alpha", "name", "zh 阿法", None, "preferred", None),
        ("removed", "model", "acme/alpha-1.3b", "identifier", f"{identifier}-1.3b", "acme-ai/alpha-1.3b", None, None),
        ("added", "model", "acme/alpha-1.3b", "identifier", f"{identifier}-1b3", None, "acme-ai/alpha-1b3", None),
        ("changed", "model", "acme/alpha-13b", "statement", "parameters", "13000000000", "14000000000", "compilation"),
        ("removed", "model", "acme/alpha-13b", "statement", "parameters", "130000000000", None, "press"),
        ("added", "model", "acme/alpha-13b-chat", "statement", "license", None, "MIT", "alpha-card"),
        ("changed", "concept", "base-model", "definition", "en", definition, "A model as it was pretrained.", None),
        ("changed", "concept", "fine-tuning", "term", "zh 精调", "admitted", "deprecated", None),
        ("added", "concept", "fine-tuning", "term", "zh 细调", None, "admitted", None),
        ("removed", "model", "zeta/beta", "lineage", f"distillation {chat}", chat, None, "beta-blog"),
        ("added", "model", "zeta/omega", "record", "", None, "Omega", None),
        ("added", "model", "zeta/omega", "field", "level", None, "model", None),
        ("added", "model", "zeta/omega", "name", "en Omega", None, "preferred", None),
        ("added", "source", "forum", "record", "", None, "forum", None),
        ("added", "source", "forum", "field", "kind", None, "secondary", None),
        ("added", "source", "forum", "field", "title", None, "A forum", None),
        ("changed", "source", "hub", "field", "title", "A hub", "The hub", None),
    ]
    assert [] == disappeared(found)


def test_nothing_differs_from_itself(mini: Catalog) -> None:
    """And the notes say so."""
    said = imprint(mini.snapshot.path)

    assert [] == changes(mini.snapshot, mini.snapshot)
    assert as_markdown(said, said, []).endswith("Nothing changed.")


NOTES = """\
| | added | removed | changed |
|---|---:|---:|---:|
| models | 1 | 0 | 5 |
| concepts | 0 | 0 | 2 |
| sources | 1 | 0 | 1 |
| names | 2 | 1 | 0 |
| identifiers | 1 | 1 | 0 |
| statements | 1 | 1 | 1 |
| edges of lineage | 0 | 1 | 0 |
| terms | 1 | 0 | 1 |
| definitions | 0 | 0 | 1 |

## Changed models (5)

- `acme/alpha` Alpha
  - - name zh 阿尔法: preferred
  - + name zh 阿法: preferred
- `acme/alpha-1.3b` Alpha 1.3B
  - - identifier huggingface acme-ai/alpha-1.3b
  - + identifier huggingface acme-ai/alpha-1b3

... and 3 more
"""


def test_the_notes_are_markdown(mini: Catalog, edited: Path, found: list[Change]) -> None:
    """Numbers of everything, then the records of each section up to a limit, or all of them."""
    old, new = imprint(mini.snapshot.path), imprint(load(edited).snapshot.path)
    notes = as_markdown(old, new, found, most=2)

    assert notes.startswith(
        "# Changes of the data\n\n"
        f"From unreleased (`sha256:{old.digest[:12]}`) to unreleased (`sha256:{new.digest[:12]}`).\n"
    )
    assert NOTES in notes
    whole = as_markdown(old, new, found)
    assert "more" not in whole
    assert "\n  - ~ statement parameters: 13000000000 → 14000000000 [compilation]\n" in whole


def test_the_command_writes_notes_and_json(mini_directory: Path, edited: Path, found: list[Change]) -> None:
    """Of two directories or snapshots; the JSON has every change."""
    done = CliRunner().invoke(main, ["data", "diff", str(mini_directory), str(edited)])
    assert (0, True) == (done.exit_code, done.output.startswith("# Changes of the data\n"))
    done = CliRunner().invoke(main, ["data", "diff", str(load(mini_directory).snapshot.path), str(edited), "--json"])
    said = json.loads(done.output)

    assert (0, [], len(found)) == (done.exit_code, said["disappeared"], len(said["changes"]))
    assert {"added": 1, "removed": 1, "changed": 1} == said["counts"]["statements"]
    assert {"action": "added", **found[-2]._asdict()} == said["changes"][-2]


def test_an_id_that_disappears_is_an_error(mini_directory: Path, edited: Path) -> None:
    """With what to do; a source may go."""
    done = CliRunner().invoke(main, ["data", "diff", str(edited), str(mini_directory)])

    assert 1 == done.exit_code
    assert "\n## Ids that disappeared (1)\n\n- `zeta/omega` Omega\n" in done.stdout
    assert "\n## Removed sources (1)\n\n- `forum` forum\n" in done.stdout
    assert "fmref: ids never disappear; put these back, entries with `replaced_by`: zeta/omega\n" == done.stderr


def test_an_id_that_is_replaced_is_none(mini_directory: Path, tmp_path: Path) -> None:
    """The notes say by what."""
    gamma = "zeta/gamma:\n  level: model\n  names: {en: [Gamma]}\n"
    edits = {"models.yaml": [(gamma, f"{gamma}  replaced_by: zeta/gamma+\n")]}
    done = CliRunner().invoke(
        main, ["data", "diff", str(mini_directory), str(with_edits(mini_directory, tmp_path / "replaced", edits))]
    )

    assert 0 == done.exit_code
    assert "\n## Replaced ids (1)\n\n- `zeta/gamma` Gamma → `zeta/gamma+`\n" in done.stdout
