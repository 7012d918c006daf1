"""The command line: every command as text and as JSON, JSON Lines, exit statuses, helpful errors, bytes of any kind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from fmref import __version__
from fmref.catalog import Catalog
from fmref.cli import main
from fmref.lineage import Kinship

Edit = Callable[[str, str, str], Path]
Run = Callable[..., Result]
Ask = Callable[..., tuple[int, list[Any]]]

ALPHA_13B = {"id": "acme/alpha-13b", "name": "Alpha 13B", "level": "model", "score": 1.0}


@pytest.fixture
def run(mini_directory: Path) -> Run:
    """A function that runs a command on the small data, and shows its output in full when it fails."""

    def invoke(*arguments: str, data: Path | None = mini_directory, stdin: bytes | None = None) -> Result:
        chosen = [] if data is None else ["--data", str(data)]
        result = CliRunner().invoke(main, [*chosen, *arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def ask(run: Run) -> Ask:
    """A function that sends lines to a verb and gives the exit status and the parsed answers."""

    def send(verb: str, *lines: str | bytes | dict[str, Any]) -> tuple[int, list[Any]]:
        encoded = [
            line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else json.dumps(line).encode()
            for line in lines
        ]
        result = run(verb, "--jsonl", stdin=b"".join(line + b"\n" for line in encoded))
        assert "" == result.stderr
        return result.exit_code, [json.loads(line) for line in result.stdout_bytes.splitlines()]

    return send


def environment(**more: str) -> dict[str, str]:
    """The environment of a process, with output buffered as users have it."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"} | more


def process(
    *arguments: str | bytes, data: Path | None, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, with bytes in and bytes out."""
    chosen: Sequence[str | bytes] = [] if data is None else ["--data", str(data)]
    return subprocess.run(
        [sys.executable, "-m", "fmref", *chosen, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(**more),
        check=False,
    )


def lines(result: Result) -> list[str]:
    """The lines of the output."""
    return result.stdout.splitlines()


# --- resolve


def test_resolve(run: Run) -> None:
    """A name that is understood gives its id, name and reason in one line of three columns."""
    result = run("resolve", "alpha 13b")

    assert 0 == result.exit_code
    assert ["acme/alpha-13b\tAlpha 13B\texact: preferred name of acme/alpha-13b"] == lines(result)


def test_resolve_by_another_name(run: Run) -> None:
    """A listed name says which one it is and what kind of name."""
    assert ["acme/alpha-13b\tAlpha 13B\talias: listed name (misspelling) of acme/alpha-13b: Alfa 13B"] == lines(
        run("resolve", "alfa-13B")
    )


def test_resolve_json(run: Run) -> None:
    """`--json` prints what the wire prints, readably."""
    result = run("resolve", "Alpha 13B", "--json")

    assert 0 == result.exit_code
    answer = json.loads(result.stdout)
    expected = {"q": "Alpha 13B", "status": "exact", "kind": "model", "developer": "acme", **ALPHA_13B}
    assert expected == {key: answer[key] for key in expected}


def test_resolve_ambiguous(run: Run) -> None:
    """An ambiguous name lists its bearers, the likelier first, and fails."""
    result = run("resolve", "گاما")

    assert 1 == result.exit_code
    assert lines(result)[0].startswith("ambiguous: ")
    assert ["  zeta/gamma   Gamma (model)", "  zeta/gamma+  Gamma+ (model)"] == lines(result)[2:]


def test_resolve_unknown(run: Run) -> None:
    """An unknown name lists what may have been meant, and fails."""
    result = run("resolve", "Alpha 14B")

    assert 1 == result.exit_code
    assert lines(result)[0].startswith("unknown: ")
    assert "did you mean:" == lines(result)[1]
    assert any("acme/alpha " in line for line in lines(result)[2:])


@pytest.mark.parametrize("name", ["", " ", "?!", "\u200c", "zzzzzz", "x" * 100_000])
def test_resolve_nothing(name: str, run: Run) -> None:
    """A name that is none is unknown with a reason in one line, and nothing is suggested."""
    result = run("resolve", name)

    assert 1 == result.exit_code
    ((line),) = lines(result)
    assert line.startswith("unknown: ")


def test_resolve_narrowed(run: Run) -> None:
    """`--kind` looks among entries of one kind only, `--provider` among the identifiers of a system first."""
    assert "zeta\t" == run("resolve", "Alpha", "--kind", "organization").stdout[:5]
    assert "zeta\t" == run("resolve", "alpha", "--provider", "huggingface").stdout[:5]
    assert 1 == run("resolve", "Alpha", "--kind", "dataset").exit_code


def test_resolve_at_no_date(run: Run) -> None:
    """A date that is none is a wrong option, which is named."""
    result = run("resolve", "Alpha", "--at", "yesterday")

    assert 2 == result.exit_code
    assert "Invalid value for --at" in result.stderr
    assert "yesterday" in result.stderr


# --- search


def test_search(run: Run) -> None:
    """A search lists entries, the best first, in aligned columns."""
    result = run("search", "alpha 13b")

    assert 0 == result.exit_code
    assert ["  acme/alpha-13b       Alpha 13B (model)", "  acme/alpha-13b-chat  Alpha 13B Chat (variant)"] == lines(
        result
    )[:2]


def test_search_json(run: Run) -> None:
    """`--json` is a list of matches, at most as many as asked for."""
    (first,) = json.loads(run("search", "alpha 13b", "--json", "--limit", "1").stdout)

    assert {"kind": "model", **ALPHA_13B} == first


def test_search_of_a_kind(run: Run) -> None:
    """`--kind` narrows a search."""
    assert ["  acme  Acme (organization)"] == lines(run("search", "acme", "--kind", "organization"))


def test_search_without_result(run: Run) -> None:
    """A search that finds nothing fails; in JSON it is an empty list."""
    text, as_json = run("search", "qqqqqqqq"), run("search", "qqqqqqqq", "--json")

    assert (1, "") == (text.exit_code, text.stdout)
    assert (1, []) == (as_json.exit_code, json.loads(as_json.stdout))


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "many"])
def test_search_with_a_wrong_limit(limit: str, run: Run) -> None:
    """A limit that is none is a wrong option, which is named."""
    result = run("search", "alpha", "--limit", limit)

    assert 2 == result.exit_code
    assert "'--limit'" in result.stderr


# --- translate and term


def test_translate(run: Run) -> None:
    """A term gives the terms of the other language, the preferred one first, with registers that are special."""
    result = run("translate", "精调", "--to", "fa")

    assert 0 == result.exit_code
    assert ["fine-tuning\tتنظیم دقیق · فاین‌تیونینگ (loanword)"] == lines(result)


def test_translate_json(run: Run) -> None:
    """`--json` prints what the wire prints."""
    answer = json.loads(run("translate", "fine-tuning", "--to", "zh", "--json").stdout)

    assert ("ok", "fine-tuning", "微调") == (answer["status"], answer["concept"], answer["preferred"])
    assert ["微调", "精调", "微調", "精調"] == [term["text"] for term in answer["terms"]]


def test_translate_two_senses(run: Run) -> None:
    """A term with two senses says so, lists the terms of each, and fails."""
    result = run("translate", "基础模型", "--to", "fa")

    assert 1 == result.exit_code
    assert lines(result)[0].startswith("ambiguous: 2 senses; --context")
    assert ["base-model\tمدل پایه", "foundation-model\tمدل بنیادین · مدل پایه"] == lines(result)[1:]


def test_translate_with_context(run: Run) -> None:
    """A sentence around the term may decide between senses."""
    result = run("translate", "基础模型", "--to", "fa", "--context", "a base model before any fine-tuning")

    assert 0 == result.exit_code
    assert ["base-model\tمدل پایه"] == lines(result)


def test_translate_with_profile(run: Run) -> None:
    """A profile puts the terms of its register first."""
    assert ["fine-tuning\tفاین‌تیونینگ (loanword) · تنظیم دقیق"] == lines(
        run("translate", "fine-tuning", "--to", "fa", "--profile", "loanword")
    )


def test_translate_from_another_language(run: Run) -> None:
    """`--from` looks in one language only."""
    assert 0 == run("translate", "微调", "--to", "en", "--from", "zh").exit_code
    assert 1 == run("translate", "微调", "--to", "en", "--from", "fa").exit_code


def test_translate_name(run: Run) -> None:
    """The name of an entry translates to its name."""
    assert ["acme/alpha\t阿尔法"] == lines(run("translate", "Alpha", "--to", "zh"))


def test_translate_unknown(run: Run) -> None:
    """A term that is not there is unknown, with what may have been meant, and fails."""
    result = run("translate", "fine-tunning", "--to", "zh")

    assert 1 == result.exit_code
    assert lines(result)[0].startswith("unknown: ")
    assert any("fine-tuning" in line for line in lines(result)[1:])


@pytest.mark.parametrize("option", ["--to", "--from"])
def test_translate_unknown_language(option: str, run: Run) -> None:
    """A language that the library does not speak is an error that names those it does."""
    result = run("translate", "Alpha", "--to", "zh", option, "de")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "fmref: unknown language 'de'; use en, zh, zh-Hant or fa\n" == result.stderr


def test_translate_without_language(run: Run) -> None:
    """Without `--to` the command says what to give."""
    result = run("translate", "Alpha")

    assert 2 == result.exit_code
    assert "give the language to translate to: --to en, zh, zh-Hant or fa" in result.stderr


def test_term(run: Run) -> None:
    """A term shows each of its senses in the three languages, with definitions and neighbours."""
    result = run("term", "مدل پایه")

    assert 0 == result.exit_code
    for shown in (
        "base model  noun, core  base-model",
        "zh      基础模型 · 基座模型",
        "see also: fine-tuning",
        "مدل بنیادین",
    ):
        assert shown in result.stdout


def test_term_shows_every_language(run: Run) -> None:
    """What Taiwan says in other words is shown, too."""
    assert "基石模型" in run("term", "foundation model").stdout


def test_term_and_show_name_what_is_linked(run: Run) -> None:
    """The entries and the attribute of a concept, and the concepts of an entry."""
    shown = run("term", "foundation model").stdout

    assert "entries: acme/alpha-13b, pile-of-text\n  attribute: parameters\n" in shown
    assert "concepts    foundation-model\n" in run("show", "Alpha 13B").stdout
    (concept,) = json.loads(run("term", "foundation model", "--json").stdout)
    assert (["acme/alpha-13b", "pile-of-text"], "parameters") == (concept["entries"], concept["attribute"])


def test_term_json(run: Run) -> None:
    """`--json` is the list of the concepts as the data files hold them."""
    concepts = json.loads(run("term", "基础模型", "--json").stdout)

    assert ["base-model", "foundation-model"] == [concept["id"] for concept in concepts]
    assert {"text": "基石模型", "status": "preferred"} == concepts[1]["terms"]["zh-Hant"][0]


def test_term_unknown(run: Run) -> None:
    """A term that is not there is an error with what may have been meant."""
    result = run("term", "fine-tunning")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("fmref: unknown name 'fine-tunning'; did you mean fine-tuning")


# --- show and lineage


def test_show(run: Run) -> None:
    """A page has the names, each fact with its status, and each statement with its source."""
    result = run("show", "Alpha 13B")

    assert 0 == result.exit_code
    for shown in (
        "Alpha 13B  model  acme/alpha-13b",
        "acme-ai/alpha-13b, acme-ai/alpha-13b-hf",
        "parameters  13.02 billion parameters  disputed",
        "✓ 13015864320 — primary: Alpha model card (2024-03-01) https://example.org/alpha",
        "· 130000000000 — secondary: A newspaper (2026-01-01)",
        "developer  Acme  settled (from acme/alpha)",
        "✓ 21 days — dataset, estimated: A compilation (2025-01-01)",
    ):
        assert shown in result.stdout


def test_show_undisclosed(run: Run) -> None:
    """What the developer does not disclose is said to be so, and the claims about it are listed below."""
    shown = run("show", "بتا").stdout

    assert "parameters  not disclosed  undisclosed" in shown
    assert "· 170000000000000 — secondary: A newspaper (2026-01-01)" in shown
    assert "it is distilled from acme/alpha-13b-chat" in shown


def test_show_right_to_left_names(run: Run) -> None:
    """A Persian name ends its line, so that no Latin text is drawn into its direction."""
    assert "  fa          بتا" in lines(run("show", "Beta"))


def test_show_json(run: Run) -> None:
    """`--json` is the record as the data files hold it."""
    record = json.loads(run("show", "zeta/beta", "--json").stdout)

    assert ("zeta/beta", "model") == (record["id"], record["level"])
    assert {"undisclosed": True, "source": "beta-blog"} == record["facts"]["parameters"][0]


def test_show_replaced(run: Run) -> None:
    """A replaced id shows its successor."""
    assert lines(run("show", "acme/old-alpha"))[0].endswith("acme/alpha-1.3b")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("acme", "Acme  organization  acme"), ("pile-of-text", "dataset"), ("微调", "fine-tuning  noun, core")],
)
def test_show_other_kinds(name: str, shown: str, run: Run) -> None:
    """Entries of other kinds and concepts have pages, too."""
    assert shown in lines(run("show", name))[0]


def test_show_markup_is_text(edited: Edit, run: Run) -> None:
    """Square brackets in the data are text, not colours of the terminal."""
    data = edited("organizations.yaml", "en: [Zeta Labs]", "en: ['Zeta [red]Labs[/red]', '[/]']")
    result = run("show", "zeta", data=data)

    assert 0 == result.exit_code
    assert "Zeta [red]Labs[/red] · [/]" in result.stdout


def test_show_unknown(run: Run) -> None:
    """A name that is not there is one sentence on the error stream, with a suggestion."""
    result = run("show", "Alphaa")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("fmref: unknown name 'Alphaa'")
    assert "did you mean Alpha" in result.stderr


def test_show_ambiguous(run: Run) -> None:
    """A name of several entries is one sentence that lists them with their ids."""
    result = run("show", "گاما")

    assert 1 == result.exit_code
    assert "it may be Gamma (zeta/gamma) or Gamma+ (zeta/gamma+)" in result.stderr


def test_lineage(run: Run) -> None:
    """A model's origins are listed, each with the sentence that its edge says."""
    result = run("lineage", "Beta")

    assert 0 == result.exit_code
    assert "zeta/beta" == lines(result)[0]
    assert {
        "zeta/beta is distilled from acme/alpha-13b-chat",
        "zeta/beta is the successor of acme/alpha-1.3b",
        "acme/alpha-13b-chat is a fine-tune of acme/alpha-13b",
    } == {line.split("\t")[1] for line in lines(result)[1:]}


def test_lineage_down(run: Run) -> None:
    """`--down` lists what comes from a model, in the same words."""
    assert [
        "acme/alpha-13b",
        "  acme/alpha-13b-chat\tacme/alpha-13b-chat is a fine-tune of acme/alpha-13b",
        "    zeta/beta\tzeta/beta is distilled from acme/alpha-13b-chat",
    ] == lines(run("lineage", "Alpha 13B", "--down"))


def test_lineage_of_one_relation(run: Run) -> None:
    """`--relation` follows edges of one kind only."""
    assert 2 == len(lines(run("lineage", "Alpha 13B", "--down", "--relation", "finetune")))


def test_lineage_of_no_relation(run: Run) -> None:
    """A relation that does not exist is a wrong option, and those that do are listed."""
    result = run("lineage", "Beta", "--relation", "child")

    assert 2 == result.exit_code
    assert "distillation" in result.stderr


def test_lineage_json(run: Run, mini: Catalog) -> None:
    """`--json` lists the kin with relation, distance, way and source."""
    kin = [Kinship(**item) for item in json.loads(run("lineage", "Beta", "--json").stdout)]

    assert kin == mini.lineage.ancestors("zeta/beta")
    assert 3 == len(kin)


@pytest.mark.parametrize(("format_", "begins"), [("mermaid", "flowchart LR"), ("graphml", "<graphml ")])
def test_lineage_drawn(run: Run, format_: str, begins: str) -> None:
    """`--format` writes the same lines for other programs."""
    result = run("lineage", "Beta", "--format", format_)

    assert 0 == result.exit_code
    assert result.stdout.startswith(begins)
    assert "Alpha 13B Chat" in result.stdout


def test_aliases(run: Run) -> None:
    """Identifiers by system; a system that has none for the entry is an empty answer, a mistyped one an error."""
    assert "huggingface\tacme-ai/alpha-13b-hf" in lines(run("aliases", "Alpha 13B"))
    assert ["acme-ai/alpha-1.3b"] == lines(run("aliases", "Alpha 1.3B", "--system", "huggingface"))
    assert {"huggingface": []} == json.loads(run("aliases", "Beta", "--system", "huggingface", "--json").stdout)
    assert 1 == run("aliases", "Beta").exit_code
    result = run("aliases", "Beta", "--system", "huggingfase")
    assert (2, True) == (result.exit_code, "the systems are" in result.stderr)


def test_show_at_a_date(run: Run) -> None:
    """Facts as they were known then."""
    assert "parameters  13.02 billion parameters  settled" in "\n".join(lines(run("show", "Alpha 13B", "--at", "2025")))
    assert not any("release date" in line for line in lines(run("show", "Alpha 13B", "--at", "2024-03")))
    result = run("show", "Alpha 13B", "--at", "soon")
    assert (2, True) == (result.exit_code, "YYYY-MM-DD" in result.stderr)


def test_lineage_of_something_else(run: Run) -> None:
    """Only models have lineage; the refusal of an organization does not claim that nothing bears its name."""
    result = run("lineage", "acme")

    assert 1 == result.exit_code
    assert "unknown name 'acme'" in result.stderr
    assert "no entry bears this name" not in result.stderr


# --- JSON Lines


RESOLUTION_KEYS = {
    *("q", "status", "id", "kind", "name", "level", "developer", "score", "qualifiers", "dropped", "candidates")
}
TRANSLATION_KEYS = {"q", "status", "concept", "preferred", "terms", "candidates"}


def test_jsonl_resolve(ask: Ask) -> None:
    """Every answer has the keys of the contract."""
    status, answers = ask("resolve", {"q": "Alpha 13B"}, {"q": "گاما"}, {"q": "Alpha 14B"}, {"q": "微调"})

    assert 0 == status
    assert ["exact", "ambiguous", "unknown", "exact"] == [answer["status"] for answer in answers]
    for answer in answers:
        assert set() == RESOLUTION_KEYS - answer.keys()
        assert ({}, []) == (answer["qualifiers"], answer["dropped"])
        for candidate in answer["candidates"]:
            assert {"id", "name", "level", "score"} <= candidate.keys()


def test_jsonl_resolve_exact(ask: Ask) -> None:
    """A name that is understood has an id, a kind, a name, a level, a developer and no candidates."""
    _, (answer,) = ask("resolve", {"q": "alpha-13b"})

    expected = {"q": "alpha-13b", "status": "exact", "kind": "model", "developer": "acme", "candidates": []}
    assert {**expected, **ALPHA_13B} == {key: answer[key] for key in (*expected, *ALPHA_13B)}


def test_jsonl_resolve_ambiguous(ask: Ask) -> None:
    """Under `ambiguous` the id is null and the candidates are in order of likelihood."""
    _, (answer,) = ask("resolve", {"q": "گاما"})

    assert [None] * 5 == [answer[key] for key in ("id", "kind", "name", "level", "developer")]
    assert [
        {"id": "zeta/gamma", "kind": "model", "name": "Gamma", "level": "model", "score": 1.0},
        {"id": "zeta/gamma+", "kind": "model", "name": "Gamma+", "level": "model", "score": 1.0},
    ] == answer["candidates"]


def test_jsonl_resolve_unknown(ask: Ask) -> None:
    """Under `unknown` the id is null and near misses score below 1."""
    _, (answer,) = ask("resolve", {"q": "Alphaa"})

    assert ("unknown", None) == (answer["status"], answer["id"])
    assert "acme/alpha" == answer["candidates"][0]["id"]
    assert all(0 < candidate["score"] < 1 for candidate in answer["candidates"])


def test_jsonl_resolve_options(ask: Ask) -> None:
    """`kind`, `provider` and `at` do what the options do; null stands for none."""
    status, answers = ask(
        "resolve",
        {"q": "alpha", "kind": "organization"},
        {"q": "alpha", "provider": "huggingface"},
        {"q": "alpha", "at": "2024-01-01"},
        {"q": "alpha", "kind": None, "provider": None, "at": None},
    )

    assert 0 == status
    assert ["zeta", "zeta", "acme/alpha", "acme/alpha"] == [answer["id"] for answer in answers]


def test_jsonl_translate(ask: Ask) -> None:
    """Every answer has the keys of the contract, and so has every term."""
    status, answers = ask(
        "translate",
        {"q": "fine-tuning", "to": "zh"},
        {"q": "基础模型", "to": "fa"},
        {"q": "nothing", "to": "fa"},
        {"q": "Alpha", "to": "fa"},
    )

    assert 0 == status
    assert ["ok", "ambiguous", "unknown", "ok"] == [answer["status"] for answer in answers]
    for answer in answers:
        assert set() == TRANSLATION_KEYS - answer.keys()
        assert all({"text", "lang", "status", "register"} <= term.keys() for term in answer["terms"])
    assert ["base-model", "foundation-model"] == answers[1]["candidates"]
    assert ("fine-tuning", "微调") == (answers[0]["concept"], answers[0]["preferred"])
    assert (None, None, [], []) == tuple(answers[2][key] for key in ("concept", "preferred", "terms", "candidates"))


def test_jsonl_ask(ask: Ask) -> None:
    """Every answer has the keys of the contract; a refusal is an answer, too."""
    keys = {
        "q",
        "status",
        "intent",
        "subjects",
        "attribute",
        "value",
        "unit",
        "text",
        "sources",
        "reason",
        "candidates",
    }
    status, answers = ask(
        "ask",
        {"q": "training time of Alpha 13B"},
        {"q": "Alpha 13B 的训练时间", "lang": "fa"},
        {"q": "parameters of Alpha 99B"},
    )

    assert 0 == status
    assert ["answered", "answered", "unknown"] == [answer["status"] for answer in answers]
    assert all(keys <= answer.keys() for answer in answers)
    assert (1814400, "seconds") == (answers[0]["value"], answers[0]["unit"])
    assert "۲۱ روز" in answers[1]["text"]
    assert {"id": "acme/alpha-13b", "name": "Alpha 13B"} in answers[1]["subjects"]
    assert "compilation" == answers[0]["sources"][0]["id"]


def test_ask_prints_the_sentence_and_its_sources(run: Run) -> None:
    """An answer ends with status 0, a refusal with 1 and its candidates."""
    answered = run("ask", "parameters of Alpha 1.3B")
    refused = run("ask", "تعداد پارامترهای گاما")

    assert 0 == answered.exit_code
    assert ["Alpha 1.3B: 1.3 billion parameters", "Alpha model card"] == [
        part for part in ("Alpha 1.3B: 1.3 billion parameters", "Alpha model card") if part in answered.stdout
    ]
    assert 1 == refused.exit_code
    assert "zeta/gamma+" in refused.stdout
    assert "acme/alpha-1.3b" in run("ask", "parameters of Alpha 1.3B", "--json").stdout
    assert 2 == run("ask").exit_code


def test_jsonl_translate_options(ask: Ask) -> None:
    """`from`, `context` and `profile` do what the options do; null stands for none."""
    status, answers = ask(
        "translate",
        {"q": "微调", "to": "en", "from": "fa"},
        {"q": "基础模型", "to": "fa", "context": "a base model before any fine-tuning"},
        {"q": "fine-tuning", "to": "fa", "profile": "loanword"},
        {"q": "fine-tuning", "to": "fa", "from": None, "context": None, "profile": None},
    )

    assert 0 == status
    assert ["unknown", "ok", "ok", "ok"] == [answer["status"] for answer in answers]
    assert [None, "مدل پایه", "فاین‌تیونینگ", "تنظیم دقیق"] == [answer["preferred"] for answer in answers]


BAD_LINES: dict[str, tuple[str, bytes, str]] = {
    "no JSON": ("resolve", b"Alpha", "not JSON"),
    "half an object": ("resolve", b'{"q": "Alpha"', "not JSON"),
    "two objects": ("resolve", b'{"q": "Alpha"} {"q": "Beta"}', "not JSON"),
    "single quotes": ("resolve", b"{'q': 'Alpha'}", "not JSON"),
    "raw NUL": ("resolve", b'{"q": "Al\0pha"}', "not JSON"),
    "a string": ("resolve", b'"Alpha"', "not an object"),
    "a list": ("resolve", b'["Alpha"]', "not an object"),
    "null": ("resolve", b"null", "not an object"),
    "a number": ("resolve", b"1" * 10_000, "not"),
    "nested": ("resolve", b"[" * 200_000, "not JSON"),
    "not UTF-8": ("resolve", b'{"q": "caf\xe9"}', "not UTF-8 at byte 10; send UTF-8"),
    "no text": ("resolve", b"\xff\xff\xff", "not UTF-8 at byte 0; send UTF-8"),
    "unknown key": ("resolve", b'{"q": "Alpha", "knd": "model"}', "unknown key 'knd'; the keys are q, kind"),
    "key of another verb": ("resolve", b'{"q": "Alpha", "to": "fa"}', "unknown key 'to'"),
    "no key": ("resolve", b"{}", "no key 'q'; send it"),
    "number": ("resolve", b'{"q": 4}', "'q' is not a string; send one"),
    "null name": ("resolve", b'{"q": null}', "'q' is not a string; send one"),
    "list of kinds": ("resolve", b'{"q": "Alpha", "kind": ["model"]}', "'kind' is not a string; send one"),
    "NaN": ("resolve", b'{"q": NaN}', "'q' is not a string"),
    "unknown kind": ("resolve", b'{"q": "Alpha", "kind": "car"}', "unknown kind 'car'; use one of model,"),
    "no date": ("resolve", b'{"q": "Alpha", "at": "May"}', "'May'"),
    "surrogate key": ("resolve", b'{"q": "Alpha", "\\ud800": "x"}', r"unknown key '\ud800'"),
    "surrogate kind": ("resolve", b'{"q": "Alpha", "kind": "\\ud800"}', "unknown kind"),
    "no language": ("translate", b'{"q": "Alpha"}', "no key 'to'; send it"),
    "null language": ("translate", b'{"q": "Alpha", "to": null}', "'to' is not a string; send one"),
    "unknown language": (
        "translate",
        b'{"q": "Alpha", "to": "de"}',
        "unknown language 'de'; use en, zh, zh-Hant or fa",
    ),
    "unknown from": ("translate", b'{"q": "Alpha", "to": "fa", "from": "x"}', "unknown language 'x'"),
    "surrogate language": ("translate", b'{"q": "Alpha", "to": "\\ud800"}', "unknown language"),
    "unknown profile": ("translate", b'{"q": "Alpha", "to": "fa", "profile": "x"}', "unknown profile 'x'; use one of"),
    "typed to": ("translate", b'{"q": "Alpha", "to": {"lang": "fa"}}', "'to' is not a string"),
    "key of resolve": ("translate", b'{"q": "Alpha", "to": "fa", "kind": "model"}', "unknown key 'kind'"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_jsonl_bad_line(case: str, ask: Ask) -> None:
    """A line that is no request gets an error in its place, the others are answered, and the exit status is 1."""
    verb, line, said = BAD_LINES[case]
    good = {"q": "Alpha"} if verb == "resolve" else {"q": "Alpha", "to": "zh"}

    status, (before, answer, after) = ask(verb, good, line, good)

    assert 1 == status
    assert before == after
    assert "Alpha" == before["q"]
    assert ["error"] == list(answer)
    assert answer["error"].startswith("line 2: ")
    assert said in answer["error"]
    assert len(answer["error"]) < 400


def test_jsonl_twice_the_same_key(ask: Ask) -> None:
    """A key that is sent twice is an error: nobody can know which one was meant."""
    status, (answer,) = ask("resolve", '{"q": "Alpha", "q": "Beta"}')

    assert 1 == status
    assert "'q'" in answer["error"]


def test_jsonl_order(ask: Ask) -> None:
    """Answers come in the order of the requests, errors in their places."""
    names = ["Alpha", "Beta", "", "گاما", "微调", "x", "Gamma+"] * 20
    requests: list[str | dict[str, Any]] = [{"q": name} for name in names]
    requests[50:50] = ["nonsense"]

    status, answers = ask("resolve", *requests)

    assert 1 == status
    assert [*names[:50], None, *names[50:]] == [answer.get("q") for answer in answers]
    assert "line 51: " == answers[50]["error"][:9]


def test_jsonl_blank_lines(ask: Ask) -> None:
    """Blank lines are passed over, and still counted in the number of an error."""
    status, answers = ask("resolve", "", {"q": "Alpha"}, "   ", "\t", "nonsense", "")

    assert 1 == status
    assert ["acme/alpha", None] == [answer.get("id") for answer in answers]
    assert answers[1]["error"].startswith("line 5: ")


@pytest.mark.parametrize("stdin", [b"", b"\n", b"\n \r\n"])
def test_jsonl_nothing(stdin: bytes, run: Run) -> None:
    """No request, no answer, no error."""
    result = run("resolve", "--jsonl", stdin=stdin)

    assert (0, "", "") == (result.exit_code, result.stdout, result.stderr)


def test_jsonl_ends_of_lines(run: Run) -> None:
    """Lines may end as on Windows, the last one not at all; a byte order mark is no part of the first one."""
    result = run("resolve", "--jsonl", stdin=b'\xef\xbb\xbf{"q": "Alpha"}\r\n{"q": "Beta"}')

    assert 0 == result.exit_code
    assert ["acme/alpha", "zeta/beta"] == [json.loads(line)["id"] for line in lines(result)]
    assert result.stdout_bytes.endswith(b"}\n")
    assert b"\r" not in result.stdout_bytes


def test_jsonl_line_separators_inside_a_string(ask: Ask) -> None:
    """What Unicode calls a line separator is no end of a line."""
    status, (answer,) = ask("resolve", '{"q": "Alpha\u2028\u0085"}')

    assert (0, "Alpha\u2028\u0085") == (status, answer["q"])


@pytest.mark.parametrize(
    "escaped",
    ["\\ud800", "\\udc00", "a\\ud83dz", "\\udcff\\ud800", "\\u0000", "a\\u0000b", "\\u202e", "\\ufffe", "\\uffff"],
)
@pytest.mark.parametrize(("verb", "rest"), [("resolve", ""), ("translate", ', "to": "fa"')])
def test_jsonl_hostile_characters(escaped: str, verb: str, rest: str, run: Run) -> None:
    """A lone surrogate, a NUL or a control of direction is a plain unknown name, and comes back as it was sent."""
    result = run(verb, "--jsonl", stdin=f'{{"q": "{escaped}"{rest}}}\n'.encode())

    assert (0, "") == (result.exit_code, result.stderr)
    answer = json.loads(result.stdout_bytes.decode("utf8"))
    assert json.loads(f'"{escaped}"') == answer["q"]
    assert "unknown" == answer["status"]


def test_jsonl_hostile_context(ask: Ask) -> None:
    """A context may hold anything: it decides nothing where it has no word."""
    contexts = ["\ud800", "\0" * 1000, "مدل" * 100_000, "\u0301" * 100_000, "型" * 20_000]

    status, answers = ask("translate", *({"q": "基础模型", "to": "fa", "context": context} for context in contexts))

    assert 0 == status
    assert ["ambiguous"] * len(contexts) == [answer["status"] for answer in answers]


def test_jsonl_enormous_line(ask: Ask) -> None:
    """A name of ten megabytes is unknown, like any other that is none."""
    status, (answer,) = ask("resolve", {"q": "x" * 10_000_000})

    assert (0, "unknown", []) == (status, answer["status"], answer["candidates"])


def test_jsonl_letters_are_written_as_they_are(run: Run) -> None:
    """Answers are UTF-8, not escapes."""
    result = run("translate", "--jsonl", stdin='{"q": "微调", "to": "fa"}'.encode())

    assert "تنظیم دقیق".encode() in result.stdout_bytes


def test_jsonl_in_a_process(mini_directory: Path) -> None:
    """Bytes of any kind go in and UTF-8 comes out, whatever encoding the terminal is said to have."""
    stdin = '{"q": "微调", "to": "fa"}\n'.encode() + b"\xff\n" + b'{"q": "\\ud800", "to": "fa"}\n'

    done = process("translate", "--jsonl", data=mini_directory, stdin=stdin, PYTHONIOENCODING="ascii")

    assert (1, b"") == (done.returncode, done.stderr)
    answers = [json.loads(line) for line in done.stdout.decode("utf8").splitlines()]
    assert ["تنظیم دقیق", None, None] == [answer.get("preferred") for answer in answers]
    assert ["q", "error", "q"] == [next(iter(answer)) for answer in answers]


def test_jsonl_answers_while_it_reads(mini_directory: Path) -> None:
    """A program that sends one request and waits gets its answer before it sends the next one."""
    command = [sys.executable, "-m", "fmref", "--data", str(mini_directory), "resolve", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b'{"q": "Alpha"}\n')
        running.stdin.flush()
        ready = _readable(running.stdout.fileno(), 5)
        running.stdin.close()
        answer = json.loads(running.stdout.readline())

    assert "acme/alpha" == answer["id"]
    assert ready


def _readable(file: int, seconds: float) -> bool:
    """Whether something can be read from a file within some seconds."""
    import select

    return bool(select.select([file], [], [], seconds)[0])


@pytest.mark.parametrize("verb", ["resolve", "translate"])
def test_verb_without_a_name(verb: str, run: Run) -> None:
    """A verb without a name says what it takes."""
    result = run(verb)

    assert 2 == result.exit_code
    assert "or --jsonl and requests on standard input" in result.stderr


# --- data


def test_data_check(run: Run, mini_directory: Path) -> None:
    """Data without a problem says so, and succeeds."""
    result = run("data", "check")

    assert (0, f"{mini_directory}: no problems\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize(("format_", "expected"), [("json", "[]\n"), ("github", "")])
def test_data_check_without_problem_in_formats_for_programs(format_: str, expected: str, run: Run) -> None:
    """Formats for programs print findings and nothing else."""
    result = run("data", "check", "--format", format_)

    assert (0, expected) == (result.exit_code, result.stdout)


@pytest.fixture
def broken(edited: Edit) -> Path:
    """Data with two errors and a warning."""
    edited("models.yaml", "weather: sun", "weather: snow")
    edited("models.yaml", "replaced_by: acme/alpha-1.3b", "replaced_by: acme/new-alpha")
    return edited("sources.yaml", "hub:", "gazette: {title: A page, kind: primary}\nhub:")


def test_data_check_text(broken: Path, run: Run) -> None:
    """Findings are one line each, in the order of the files, with a count at the end; errors fail."""
    result = run("data", "check", data=broken)

    assert 1 == result.exit_code
    assert [
        f"{broken}/models.yaml:33: D202 weather has no value 'snow'; its values are: rain, sun",
        f"{broken}/models.yaml:43: D306 'acme/new-alpha' is no other entry; add it or correct it",
        f"{broken}/sources.yaml:4: D318 nothing refers to the source 'gazette'; use it or remove it (warning)",
        f"{broken}: 2 problems",
    ] == lines(result)


def test_data_check_json(broken: Path, run: Run) -> None:
    """`--format json` is a list with all fields, and fails as the text does."""
    result = run("data", "check", "--format", "json", data=broken)

    assert 1 == result.exit_code
    assert [("D202", 33, "error"), ("D306", 43, "error"), ("D318", 4, "warning")] == [
        (finding["code"], finding["location"]["line"], finding["severity"]) for finding in json.loads(result.stdout)
    ]


def test_data_check_github(broken: Path, run: Run) -> None:
    """`--format github` writes workflow commands, and fails as the text does."""
    result = run("data", "check", "--format", "github", data=broken)

    assert 1 == result.exit_code
    assert ["::error file=", "::error file=", "::warning fil"] == [line[:13] for line in lines(result)]
    assert "line=33,title=D202::weather has no value 'snow'" in lines(result)[0]


def test_data_check_strict(edited: Edit, run: Run) -> None:
    """A warning fails only under `--strict`."""
    data = edited("sources.yaml", "hub:", "gazette: {title: A page, kind: primary}\nhub:")
    lenient, strict = run("data", "check", data=data), run("data", "check", "--strict", data=data)

    assert (0, 1) == (lenient.exit_code, strict.exit_code)
    assert lines(lenient)[0] == lines(strict)[0]
    assert lines(strict)[0].endswith("(warning)")


def test_data_check_of_another_format(run: Run) -> None:
    """A format that does not exist is a wrong option, and those that do are listed."""
    result = run("data", "check", "--format", "xml")

    assert 2 == result.exit_code
    assert "'text', 'json', 'github'" in result.stderr


def test_data_check_of_an_empty_directory(tmp_path: Path, run: Run) -> None:
    """A directory without data lacks three files."""
    result = run("data", "check", data=tmp_path)

    assert 1 == result.exit_code
    assert ["D100"] * 3 == [line.split(": ")[1][:4] for line in lines(result)[:-1]]


def test_data_check_of_a_file(mini_directory: Path, run: Run) -> None:
    """A file is no data directory, and the message says what to give."""
    result = run("data", "check", data=mini_directory / "models.yaml")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "no directory of data files; run this in a checkout or give --data DIRECTORY" in result.stderr


def test_broken_data_answers_nothing(broken: Path, run: Run) -> None:
    """A command on data with errors prints all of them, on the error stream, and fails."""
    result = run("resolve", "Alpha", data=broken)

    assert (1, "") == (result.exit_code, result.stdout)
    assert "models.yaml:33: D202" in result.stderr
    assert "models.yaml:43: D306" in result.stderr


def test_data_schema(mini_directory: Path, tmp_path: Path, run: Run) -> None:
    """`data schema --check` names what is out of date and the repair; `data schema` repairs it."""
    data = shutil.copytree(mini_directory, tmp_path / "data")

    before = run("data", "schema", "--check", data=data)
    assert (1, "") == (before.exit_code, before.stdout)
    assert "out of date: models.json, " in before.stderr
    assert "; run `fmref data schema`" in before.stderr

    assert 0 == run("data", "schema", data=data).exit_code
    after = run("data", "schema", "--check", data=data)
    assert (0, "") == (after.exit_code, after.stderr)


def test_data_conflicts(run: Run) -> None:
    """Of one attribute, of one model, or their numbers; a model's disputes come with the rule that decided."""
    assert {"parameters": "2", "release_date": "0"}.items() <= dict(
        line.split() for line in lines(run("data", "conflicts"))
    ).items()
    assert {"acme/alpha-13b", "zeta/beta"} <= set(lines(run("data", "conflicts", "parameters")))
    shown = lines(run("data", "conflicts", "--name", "Alpha 13B"))
    assert ["acme/alpha-13b", "parameters: 13015864320 parameters (disputed)"] == shown[:2]
    assert "- 130000000000: A newspaper [press] (secondary, 2026-01-01)" in "\n".join(shown)
    assert 1 == run("data", "conflicts", "colour").exit_code


def test_data_merges(run: Run) -> None:
    """What imported rows became part of."""
    assert ["showcase\tAlpha 13B\tacme/alpha-13b"] == lines(run("data", "merges"))
    assert "" == run("data", "merges", "--apart").stdout


def test_data_schema_of_the_project(run: Run) -> None:
    """The committed schemas are up to date."""
    assert 0 == run("data", "schema", "--check", data=None).exit_code


# --- the whole


def test_tour(full: Catalog, run: Run) -> None:
    """The tour shows commands with what they print, in three languages."""
    result = run("tour", data=None)

    assert (0, "") == (result.exit_code, result.stderr)
    commands = [line for line in lines(result) if line.startswith("$ ")]
    assert len(commands) >= 6
    for shown in (full.resolve("伯特").id, "parameters  not disclosed  undisclosed", "مدل بنیادین", "微调"):
        assert shown in result.stdout


def test_commands_of_the_tour(full: Catalog, run: Run) -> None:
    """Every command of the tour can be given as it is shown."""
    import shlex

    assert full.digest
    for line in lines(run("tour", data=None)):
        if line.startswith("$ "):
            program, *arguments = shlex.split(line[2:])
            result = run(*arguments, data=None)
            assert "fmref" == program
            assert result.exit_code in {0, 1}
            assert "" == result.stderr


def commands(group: click.Group, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of every command of a group."""
    found = [above]
    for name, command in group.commands.items():
        found += commands(command, (*above, name)) if isinstance(command, click.Group) else [(*above, name)]
    return found


def test_every_command_is_there() -> None:
    """These are the commands."""
    assert {
        (),
        ("resolve",),
        ("search",),
        ("list",),
        ("facts",),
        ("update",),
        ("cite",),
        ("data", "diff"),
        ("translate",),
        ("show",),
        ("term",),
        ("lineage",),
        ("annotate",),
        ("lint",),
        ("ask",),
        ("compare",),
        ("timeline",),
        ("check",),
        ("check-pair",),
        ("translate-terms",),
        ("aliases",),
        ("data",),
        ("data", "check"),
        ("data", "conflicts"),
        ("data", "contested"),
        ("data", "import"),
        ("data", "merges"),
        ("data", "schema"),
        ("data", "stats"),
        ("export",),
        ("import",),
        ("tour",),
        ("serve",),
        ("mcp",),
        ("lsp",),
        ("site",),
    } == set(commands(main))


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_help(words: tuple[str, ...], flag: str, run: Run) -> None:
    """Every command says what it does, in a sentence, and needs no data for it."""
    result = run(*words, flag, data=None)

    assert 0 == result.exit_code
    assert "Usage: " in result.stdout
    assert "." in result.stdout.split("\n\n")[1]


def test_version(mini_directory: Path) -> None:
    """`python -m fmref` is the command line, and knows its version."""
    done = process("--version", data=mini_directory)

    assert (0, f"fmref, version {__version__}") == (done.returncode, done.stdout.decode().strip())


def test_unknown_command(run: Run) -> None:
    """A command that does not exist is named."""
    result = run("resolv", "x")

    assert 2 == result.exit_code
    assert "No such command 'resolv'" in result.stderr


def test_data_that_is_not_there(tmp_path: Path, run: Run) -> None:
    """A data directory that does not exist is a wrong option."""
    result = run("resolve", "x", data=tmp_path / "nowhere")

    assert 2 == result.exit_code
    assert "does not exist" in result.stderr


def test_data_by_a_relative_path(mini_directory: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data directory may be given from the working directory."""
    monkeypatch.chdir(mini_directory.parent)

    assert ["acme/alpha\tAlpha\texact: preferred name of acme/alpha"] == lines(
        run("resolve", "Alpha", data=Path("mini"))
    )


def test_data_by_the_environment(mini_directory: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`FMREF_DATA` chooses the data where `--data` does not."""
    monkeypatch.setenv("FMREF_DATA", str(mini_directory))

    assert "zeta/gamma+" == run("resolve", "Gamma+", data=None).stdout.split("\t")[0]


def test_damaged_snapshot(tmp_path: Path, run: Run) -> None:
    """A file that is no snapshot is one sentence with the repair."""
    (tmp_path / "s.sqlite").write_bytes(b"nothing")
    result = run("resolve", "Alpha", data=tmp_path / "s.sqlite")

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"fmref: {tmp_path}/s.sqlite: not a snapshot of fmref; install it again" in result.stderr


def test_arguments_that_are_no_text(mini_directory: Path) -> None:
    """An argument of bytes that are no UTF-8 is an unknown name like any other."""
    for verb in ("resolve", "show"):
        done = process(verb, b"caf\xe9 \xff", data=mini_directory)

        assert 1 == done.returncode
        assert b"unknown" in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("resolve", "گاما"),
        ("search", "微调"),
        ("translate", "微调", "--to", "fa"),
        ("term", "微调"),
        ("show", "بتا"),
        ("lineage", "بتا"),
        ("data", "check"),
        ("show", "هیچ"),
    ],
    ids=" ".join,
)
def test_terminal_without_unicode(arguments: tuple[str, ...], mini_directory: Path, run: Run) -> None:
    """Where standard output is said to be ASCII, as in a pipe on Windows, the output is the same, in UTF-8."""
    expected = run(*arguments)
    done = process(*arguments, data=mini_directory, PYTHONIOENCODING="ascii")

    assert (expected.exit_code, expected.stdout, expected.stderr) == (
        done.returncode,
        done.stdout.decode("utf8"),
        done.stderr.decode("utf8"),
    )


@pytest.mark.parametrize("words", ["resolve --jsonl", "search a --limit 1000 --json", "show Beta", "data check"])
def test_broken_pipe(words: str, mini_directory: Path, tmp_path: Path) -> None:
    """Where the reader goes away, as `head` does, the command stops without a word."""
    (tmp_path / "requests").write_bytes(b'{"q": "Alpha"}\n' * 3000)
    command = [sys.executable, "-m", "fmref", "--data", str(mini_directory), *words.split()]
    reading, writing = os.pipe()
    os.close(reading)
    with (tmp_path / "requests").open("rb") as stdin:
        done = subprocess.run(
            command, stdin=stdin, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False
        )
    os.close(writing)

    assert b"" == done.stderr
    assert done.returncode in {1, 141}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", ["resolve --jsonl", "resolve Alpha", "show Beta"])
def test_full_disk(words: str, mini_directory: Path) -> None:
    """Where the output cannot be written, the command says so in a sentence and fails."""
    command = [sys.executable, "-m", "fmref", "--data", str(mini_directory), *words.split()]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command,
            input=b'{"q": "Alpha"}\n',
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )

    assert 1 == done.returncode
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("typed", "expected"), [("Alp", "Alpha 13B"), ("zeta/b", "zeta/beta"), ("微", "微调")])
def test_completion(typed: str, expected: str, mini_directory: Path) -> None:
    """The shell completes names and ids as they are typed."""
    shell = {"_FMREF_COMPLETE": "bash_complete", "COMP_WORDS": f"fmref show {typed}", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", "from fmref.cli import main; main(prog_name='fmref')"],
        capture_output=True,
        env=environment(FMREF_DATA=str(mini_directory), **shell),
        check=False,
    )

    assert b"" == done.stderr
    assert f"plain,{expected}" in done.stdout.decode().splitlines()


# --- translate-terms and check-pair


def test_translate_terms(run: Run, tmp_path: Path) -> None:
    """The text goes to standard output, what is left with its place and reason to standard error."""
    (tmp_path / "a.txt").write_bytes("基础模型\r\n根基模型\r\n".encode())

    result = run("translate-terms", str(tmp_path / "a.txt"), "--to", "en")

    assert 0 == result.exit_code
    assert "基础模型\r\n根基模型（foundation model）\r\n".encode() == result.stdout_bytes
    assert result.stderr.startswith(f"{tmp_path / 'a.txt'}:1:1: 基础模型\tleft: ambiguous (")


def test_translate_terms_in_place(run: Run, tmp_path: Path) -> None:
    """`-o` may be the file that is read; `--mode replace`, `--every` and `--json` do what the library does."""
    path = tmp_path / "a.txt"
    path.write_text("fine-tuning, fine-tuning", encoding="utf8")

    assert "fine-tuning (微调), fine-tuning (微调)" == run("translate-terms", str(path), "--to", "zh", "--every").stdout
    as_json = json.loads(run("translate-terms", str(path), "--to", "fa", "--mode", "replace", "--json").stdout)
    assert ["text", "changes", "left"] == list(as_json)
    assert 0 == run("translate-terms", str(path), "--to", "fa", "--mode", "replace", "-o", str(path)).exit_code
    assert "تنظیم دقیق, تنظیم دقیق" == path.read_text(encoding="utf8") == as_json["text"]


def test_translate_terms_without_a_language(run: Run, tmp_path: Path) -> None:
    """The option that lacks is named."""
    (tmp_path / "a.txt").write_text("x", encoding="utf8")

    result = run("translate-terms", str(tmp_path / "a.txt"))

    assert (2, True) == (result.exit_code, "--to LANGUAGE" in result.stderr)


def test_translate_terms_jsonl(ask: Ask) -> None:
    """One answer a line; a mode that there is not is an error of its line."""
    status, (good, bad) = ask(
        "translate-terms", {"id": "1", "text": "微调", "to": "en"}, {"id": "2", "text": "", "to": "en", "mode": "x"}
    )

    assert 1 == status
    assert ("1", "微调（fine-tuning）", []) == (good["id"], good["text"], good["left"])
    assert {"error": "line 2: unknown mode 'x'; use gloss or replace"} == bad


def pair_of_files(folder: Path, source: str, target: str) -> tuple[str, str]:
    """Two files with these texts."""
    paths = folder / "source.txt", folder / "target.txt"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf8")
    return str(paths[0]), str(paths[1])


def test_check_pair(run: Run, tmp_path: Path) -> None:
    """A finding is a line with the place in the target; exit status 1 for an error."""
    source, target = pair_of_files(tmp_path, "Alpha 13B\n\n3 billion parameters", "Alpha 13B\n\n3 亿个参数")

    result = run("check-pair", source, target)

    assert 1 == result.exit_code
    message = "3 亿个参数: the source says 3,000,000,000 parameters, the target 300,000,000 parameters"
    assert [f"{target}:3: P301 {message}"] == lines(result)


def test_check_pair_clean(run: Run, tmp_path: Path) -> None:
    """Nothing to say is exit status 0, and so are warnings alone."""
    clean = run("check-pair", *pair_of_files(tmp_path, "微调", "fine-tuning"))
    assert (0, "") == (clean.exit_code, clean.output)
    warned = run("check-pair", *pair_of_files(tmp_path, "we like 微调", "we like it"), "--from", "zh", "--to", "en")
    assert (0, "P203") == (warned.exit_code, warned.stdout.split()[1])


def test_check_pair_of_a_file(run: Run, tmp_path: Path) -> None:
    """A file of translations names its units; `--format` is that of the other checkers."""
    path = tmp_path / "a.po"
    path.write_text('msgid "3 layers"\nmsgstr "4 层"\n', encoding="utf8")

    (found,) = json.loads(run("check-pair", str(path), "--format", "json").stdout)

    assert ("P301", "error", {"path": str(path), "line": 1}) == (found["code"], found["severity"], found["location"])
    assert found["message"].startswith("3 layers: 4 层: the source says 3 layers")


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("a\n\nb", "a", "2 paragraphs in the source and 1 in the target"),
        ("\udcff", "a", "is not UTF-8"),
    ],
)
def test_check_pair_unreadable(source: str, target: str, message: str, run: Run, tmp_path: Path) -> None:
    """What cannot be read is exit status 2, with one sentence."""
    paths = pair_of_files(tmp_path, "", target)
    Path(paths[0]).write_bytes(source.encode("utf8", "surrogateescape"))

    result = run("check-pair", *paths)

    assert 2 == result.exit_code
    assert message in result.stderr
    assert 1 == result.stderr.count("\n")


def test_check_pair_jsonl(ask: Ask) -> None:
    """Findings have both places; a language that there is not is an error of its line."""
    pair = {"id": "1", "source": "3 layers", "target": "4 层"}
    status, (good, bad) = ask("check-pair", pair, {**pair, "target_lang": "de"})

    assert 1 == status
    assert [
        {
            "code": "P301",
            "severity": "error",
            "message": "the source says 3 layers, the target 4 layers",
            "source": {"start": 0, "end": 8, "text": "3 layers"},
            "target": {"start": 0, "end": 3, "text": "4 层"},
            "suggestions": [],
        }
    ] == good["findings"]
    assert "unknown language 'de'" in bad["error"]
