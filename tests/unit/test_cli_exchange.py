"""The commands that write the glossary for other programs and read theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fmref import exchange, load
from fmref.cli import main
from fmref.schema import Concept
from fmref.store import read

Run = Callable[..., Result]


@pytest.fixture
def run(mini_directory: Path) -> Run:
    """A function that runs a command on the small data."""

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["--data", str(mini_directory), *map(str, arguments)], catch_exceptions=False)

    return invoke


# --- export


@pytest.mark.parametrize("name", ["g.tbx", "g.ttl", "g.jsonld", "g.google.csv", "g.dict", "g.yml", "g.md", "g.yaml"])
def test_the_whole_glossary_is_written(name: str, tmp_path: Path, run: Run) -> None:
    """In the format that the name of the file tells."""
    result = run("export", tmp_path / name)

    assert (0, "") == (result.exit_code, result.stdout)
    concepts = exchange.write(read_mini(run), exchange.format_of(name))
    assert concepts.text == (tmp_path / name).read_text(encoding="utf8")


def read_mini(run: Run) -> tuple[Concept, ...]:
    """The concepts of the small data, in the order of the catalog."""
    return exchange.read(run("export", "-", "--format", "tbx").stdout, "tbx").concepts


def test_what_is_left_out_is_said(tmp_path: Path, run: Run) -> None:
    """On standard error, so that standard output can be the file."""
    result = run("export", "-", "--format", "deepl", "--to", "fa")

    assert "base model,مدل پایه,en,fa" == result.stdout.splitlines()[0]
    assert "-: deepl does not hold: attribute 1, definition 4, domain 3, entries 1, related 1, " in result.stderr
    assert "" == run("export", tmp_path / "g.tbx").stderr


def test_languages_and_domains_are_chosen(run: Run) -> None:
    """Several languages where the format has several; a domain that is not there is named."""
    text = run("export", "-", "--format", "markdown", "--from", "fa", "--to", "en", "--to", "zh-TW").stdout

    assert "| id | fa | en | zh-Hant |" == text.splitlines()[0]
    assert 0 == run("export", "-", "--format", "markdown", "--domain", "core").exit_code
    result = run("export", "-", "--format", "markdown", "--domain", "cor")
    assert (2, True) == (result.exit_code, "cor; the domains are core" in result.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("g.csv",), "fmref: g.csv: the end of its name does not tell its format; name one of yaml, tbx"),
        (("-",), "fmref: -: the end of its name does not tell its format"),
        (("g.deepl.csv",), "fmref: deepl has one target language; give it"),
        (("g.tbx", "--to", "de"), "fmref: unknown language 'de'; use en, zh, zh-Hant or fa"),
    ],
)
def test_what_cannot_be_written(arguments: tuple[str, ...], message: str, tmp_path: Path, run: Run) -> None:
    """Is one sentence, and no file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        result = run("export", *arguments)

    assert (1, "") == (result.exit_code, result.stdout)
    assert message in result.stderr
    assert [] == list(tmp_path.iterdir())


# --- import

DEEPL = "token,词元,en,zh\nfine-tuning,微调,en,zh\n"


def test_a_glossary_becomes_a_file_of_our_own(tmp_path: Path, run: Run) -> None:
    """In the short notation, which the reader of the data files accepts in place of the mini glossary."""
    (tmp_path / "terms.deepl.csv").write_text(DEEPL, encoding="utf8")
    target = tmp_path / "mine.yaml"

    result = run("import", tmp_path / "terms.deepl.csv", "-o", target)

    assert (0, f"{target}: 2 concepts\n", "") == (result.exit_code, result.stdout, result.stderr)
    assert target.read_text(encoding="utf8").startswith(
        "fine-tuning:\n  terms:\n    en: [fine-tuning]\n    zh: [微调]\n    fa: []\n"
    )
    data = tmp_path / "data"
    (data / "glossary").mkdir(parents=True)
    for name in ("models.yaml", "sources.yaml", "attributes.yaml"):
        (data / name).write_text("", encoding="utf8")
    target.rename(data / "glossary" / "mine.yaml")
    found = read(data)
    assert ([], {"mine"}) == (found.problems, {concept.domain for concept in found.concepts.values()})


def test_an_imported_glossary_is_an_overlay(mini_directory: Path, tmp_path: Path, run: Run) -> None:
    """Laid over a catalog, its terms come before those of the catalog, and its new concepts are there."""
    table = "en,zh,fa\nfine-tuning,调优,تنظیم\nzorb,佐布,زورب\n"
    (tmp_path / "t.google.csv").write_text(table, encoding="utf8")
    run("import", tmp_path / "t.google.csv", "-o", tmp_path / "t.yaml")

    catalog = load(mini_directory, overlay=tmp_path / "t.yaml")

    assert "调优" == catalog.translate("fine-tuning", "zh").preferred
    assert "زورب" == catalog.translate("佐布", "fa").preferred


def test_a_round_trip_through_files(tmp_path: Path, run: Run) -> None:
    """Exported as TBX and imported, the glossary is what it was."""
    run("export", tmp_path / "g.tbx")
    run("import", tmp_path / "g.tbx", "-o", tmp_path / "g.yaml")
    run("export", tmp_path / "h.yaml")

    assert (tmp_path / "h.yaml").read_text(encoding="utf8") == (tmp_path / "g.yaml").read_text(encoding="utf8")


def test_a_bad_file_leaves_the_older_one(tmp_path: Path, run: Run) -> None:
    """The error has the file, the line and the repair."""
    (tmp_path / "terms.deepl.csv").write_text(DEEPL + "a,b,c\n", encoding="utf8")
    (tmp_path / "mine.yaml").write_text("older", encoding="utf8")

    result = run("import", tmp_path / "terms.deepl.csv", "-o", tmp_path / "mine.yaml")

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"fmref: {tmp_path}/terms.deepl.csv:3: 3 columns; give source and target" in result.stderr
    assert "older" == (tmp_path / "mine.yaml").read_text(encoding="utf8")
    assert 2 == len(list(tmp_path.iterdir()))


def test_what_a_concept_does_not_hold_is_said(tmp_path: Path, run: Run) -> None:
    """Of a file that has more, and of what a glossary file does not hold."""
    (tmp_path / "g.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a> a skos:Concept ; skos:prefLabel "a"@en ; skos:example "b"@en .\n',
        encoding="utf8",
    )

    result = run("import", tmp_path / "g.ttl", "-o", tmp_path / "g.yaml")

    assert f"{tmp_path}/g.ttl: a concept does not hold: example 1\n" == result.stderr


def test_import_says_how_concepts_stand_to_the_catalog(tmp_path: Path, run: Run) -> None:
    """New, known with added terms, and contradictions, which are a failure."""
    table = "|id|en|zh|\n|-|-|-|\n|token|token|词元|\n|ft|fine-tuning|微调 · 调优|\n"
    (tmp_path / "good.md").write_text(table, encoding="utf8")
    (tmp_path / "bad.md").write_text(f"{table}|fork|tuning fork|微调|\n", encoding="utf8")

    good, bad = (run("import", tmp_path / name, "--check") for name in ("good.md", "bad.md"))

    assert (0, ["new\ttoken", "known\tft\tfine-tuning", "  adds zh 调优"]) == (good.exit_code, good.stdout.splitlines())
    assert 1 == bad.exit_code
    assert ["new\tfork", "  contradicts zh 微调: fine-tuning (preferred)"] == bad.stdout.splitlines()[3:]
    assert [] == list(tmp_path.glob("*.yaml"))


def test_import_with_both(tmp_path: Path, run: Run) -> None:
    """Written and compared: the file is named on standard error."""
    (tmp_path / "t.csv").write_text("token,توکن\n", encoding="utf8")
    options = ("--format", "microsoft", "--from", "en", "--to", "fa")

    result = run("import", tmp_path / "t.csv", *options, "-o", tmp_path / "t.yaml", "--check")

    assert (0, "new\ttoken\n") == (result.exit_code, result.stdout)
    assert f"{tmp_path}/t.yaml: 1 concepts\n" == result.stderr
    assert 2 == run("import", tmp_path / "t.csv", *options).exit_code


def test_import_of_data_moved(tmp_path: Path, run: Run) -> None:
    """Public data sets are read by `fmref data import`; the old words are a wrong call, not a wrong answer."""
    (tmp_path / "m.yaml").write_text(
        "models: [{name: acme/owl, display_name: Owl, creator_organization_name: Acme, access: open}]\n",
        encoding="utf8",
    )

    assert 0 == run("data", "import", "helm", tmp_path / "m.yaml", "-o", tmp_path / "m.jsonl").exit_code
    assert 2 == run("import", "helm", tmp_path / "m.yaml", "-o", tmp_path / "n.jsonl").exit_code
