"""Every rule of the data has a case that breaks it, with the exact code and line; the small data breaks none."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fmref import checks
from fmref.checks import RULES
from fmref.compiler import read_whole
from fmref.store import read

Edit = Callable[[str, str, str], Path]


class Case(NamedTuple):
    """An edit that breaks a rule: what is replaced by what, and where and how the one finding speaks of it."""

    code: str
    file: str
    old: str
    new: str
    line: int
    cause: str
    repair: str
    shown_in: str = ""
    """The file of the finding, where it is not the edited one."""


CASES = [
    Case(
        "D301",
        "models.yaml",
        "names: {en: [Gamma]}",
        "names: {en: [Gamma, ALPHA]}",
        56,
        "the name 'ALPHA' (key 'alpha') is borne by acme/alpha and by zeta/gamma",
        "rename one, or list the name in ambiguous.yaml",
    ),
    Case(
        "D301",
        "organizations.yaml",
        "names: {en: [Zeta Labs]}",
        "names: {en: [Zeta Labs], fa: [آلفا]}",
        5,
        "is borne by acme/alpha and by zeta",
        "rename one, or list the name in ambiguous.yaml",
    ),
    Case(
        "D301",
        "models.yaml",
        "names: {en: [Gamma]}",
        "names: {en: [Gamma]}\n  ids: {huggingface: acme-ai/alpha-1.3b}",
        57,
        "is borne by acme/alpha-1.3b and by zeta/gamma",
        "an identifier belongs to one entry of a kind, remove the others",
    ),
    Case(
        "D301",
        "glossary/core.yaml",
        "{text: 基础模型, also: foundation-model}",
        "基础模型",
        19,
        "is borne by base-model and by foundation-model",
        "say `also:` on the term",
    ),
    Case(
        "D301",
        "ambiguous.yaml",
        "گاما: [zeta/gamma, zeta/gamma+]",
        "Alpha: [zeta/gamma, zeta/gamma+]",
        3,
        "the name 'Alpha' (key 'alpha') is borne by zeta/gamma and by",
        "rename one, or list the name in ambiguous.yaml",
        "models.yaml",
    ),
    Case(
        "D302",
        "ambiguous.yaml",
        "گاما: [zeta/gamma, zeta/gamma+]",
        "گاما:\n- zeta/gamma\n- zeta/delta\n- zeta/gamma+",
        3,
        "no entry or concept has the id 'zeta/delta'",
        "correct or remove it",
    ),
    Case(
        "D303",
        "models.yaml",
        "{value: 130e9, source: press}",
        "{value: 130e9, source: rumour}",
        28,
        "no source has the id 'rumour'",
        "add it to sources.yaml or correct it",
    ),
    Case(
        "D303",
        "models.yaml",
        "of: acme/alpha-1.3b, source: press}]",
        "of: acme/alpha-1.3b, source: rumour}]",
        53,
        "no source has the id 'rumour'",
        "add it to sources.yaml or correct it",
    ),
    Case(
        "D303",
        "models.yaml",
        "{text: Alfa 13B, status: misspelling}",
        "{text: Alfa 13B, status: misspelling, source: rumour}",
        21,
        "no source has the id 'rumour'",
        "add it to sources.yaml or correct it",
    ),
    Case(
        "D303",
        "glossary/core.yaml",
        "{text: FM, type: acronym}",
        "{text: FM, type: acronym, source: [press, rumour]}",
        18,
        "no source has the id 'rumour'",
        "add it to sources.yaml or correct it",
    ),
    Case(
        "D303",
        "organizations.yaml",
        "names: {en: [Zeta Labs]}",
        "names: {en: [Zeta Labs]}\n  source: rumour",
        6,
        "no source has the id 'rumour'",
        "add it to sources.yaml or correct it",
    ),
    Case(
        "D304",
        "models.yaml",
        "    developer: acme\n",
        "    developer: acmee\n",
        6,
        "no organization has the id 'acmee'",
        "add it or correct it",
    ),
    Case(
        "D304",
        "models.yaml",
        "    developer: acme\n",
        "    developer: pile-of-text\n",
        6,
        "no organization has the id 'pile-of-text'",
        "add it or correct it",
    ),
    Case(
        "D305",
        "models.yaml",
        "  level: variant\n  parent: acme/alpha-13b",
        "  level: variant\n  parent: acme/alpha-14b",
        36,
        "no model has the id 'acme/alpha-14b'",
        "add it or correct it",
    ),
    Case(
        "D305",
        "models.yaml",
        "  level: variant\n  parent: acme/alpha-13b",
        "  level: variant\n  parent: acme",
        36,
        "no model has the id 'acme'",
        "add it or correct it",
    ),
    Case(
        "D305",
        "models.yaml",
        "  level: variant\n",
        "  level: model\n",
        36,
        "a model cannot stand below the model acme/alpha-13b",
        "correct one of the levels",
    ),
    Case(
        "D306",
        "models.yaml",
        "{relation: finetune, of: acme/alpha-13b}",
        "{relation: finetune, of: acme/alpha-14b}",
        39,
        "'acme/alpha-14b' is no other entry",
        "add it or correct it",
    ),
    Case(
        "D306",
        "models.yaml",
        "{relation: finetune, of: acme/alpha-13b}",
        "{relation: finetune, of: acme/alpha-13b-chat}",
        39,
        "'acme/alpha-13b-chat' is no other entry",
        "add it or correct it",
    ),
    Case(
        "D306",
        "models.yaml",
        "replaced_by: acme/alpha-1.3b",
        "replaced_by: acme/new-alpha",
        43,
        "'acme/new-alpha' is no other entry",
        "add it or correct it",
    ),
    Case(
        "D307",
        "models.yaml",
        "    weather: sun\n",
        "    weather: sun\n  lineage: [{relation: base, of: zeta/beta}]\n",
        34,
        "`lineage` goes in a circle: acme/alpha-13b -> zeta/beta -> acme/alpha-13b-chat -> acme/alpha-13b",
        "remove one of these edges",
    ),
    Case(
        "D307",
        "models.yaml",
        "names: {en: [Alpha 1.3B]}",
        "names: {en: [Alpha 1.3B]}\n  replaced_by: acme/old-alpha",
        13,
        "`replaced_by` goes in a circle: acme/alpha-1.3b -> acme/old-alpha -> acme/alpha-1.3b",
        "remove one of these edges",
    ),
    Case(
        "D308",
        "organizations.yaml",
        "names: {en: [Zeta Labs]}",
        "names: {fa: [زتا]}",
        5,
        "zeta has no English name",
        "add `en: [...]`",
    ),
    Case(
        "D308",
        "organizations.yaml",
        "en: [Acme, Acme AI]",
        "en: [Acme, {text: Acme AI, status: preferred}]",
        2,
        "2 names are preferred in en",
        "exactly one is, the first",
    ),
    Case(
        "D308",
        "glossary/core.yaml",
        "fa: [تنظیم دقیق,",
        "fa: [{text: تنظیم دقیق, status: admitted},",
        15,
        "0 terms are preferred in fa",
        "exactly one is, the first",
    ),
    Case(
        "D309",
        "models.yaml",
        "acme/old-alpha:",
        "zz/old-alpha:",
        44,
        "'zeta/beta' stands after 'zz/old-alpha'",
        "move it up, the ids of a file are sorted",
    ),
    Case(
        "D309",
        "sources.yaml",
        "press: {title: A newspaper, date: 2026-01-01, kind: secondary}",
        "press: {title: A newspaper, date: 2026-01-01, kind: secondary}\nnone: {title: None, kind: secondary}",
        6,
        "'none' stands after 'press'",
        "move it up, the ids of a file are sorted",
    ),
    Case(
        "D310",
        "glossary/core.yaml",
        "related: [fine-tuning]",
        "related: [fine-tuning, tuning]",
        10,
        "'tuning' is no other concept",
        "add it or correct it",
    ),
    Case(
        "D310",
        "glossary/core.yaml",
        "related: [fine-tuning]",
        "broader: base-model",
        10,
        "'base-model' is no other concept",
        "add it or correct it",
    ),
    Case(
        "D310",
        "glossary/core.yaml",
        "related: [fine-tuning]",
        "attribute: colour",
        10,
        "no attribute 'colour' in attributes.yaml",
        "correct it",
    ),
    Case(
        "D310",
        "glossary/core.yaml",
        "{text: 精调, status: admitted}",
        "{text: 精调, also: tuning}",
        14,
        "`also` names 'tuning', which is no other concept",
        "add it or correct it",
    ),
    Case(
        "D311",
        "organizations.yaml",
        "zeta:\n  names: {en: [Zeta Labs]}",
        "fine-tuning:\n  names: {en: [Tuners]}\nzeta:\n  names: {en: [Zeta Labs]}",
        11,
        "'fine-tuning' is also the id of a organization",
        "rename the concept",
        "glossary/core.yaml",
    ),
    Case(
        "D312",
        "glossary/core.yaml",
        "hit: [基金会模式可以生成文本。]",
        "hit: [基础模型可以生成文本。]",
        20,
        "the example '基础模型可以生成文本。' does not contain '基金会模式'",
        "correct the sentence",
    ),
    Case(
        "D312",
        "glossary/core.yaml",
        "miss: [慈善基金会模式有待改进。]",
        "miss: [慈善基金会模式有待改进。, 慈善机构。]",
        20,
        "the example '慈善机构。' does not contain '基金会模式'",
        "correct the sentence",
    ),
    Case(
        "D312",
        "glossary/core.yaml",
        "guards: [慈善基金会模式], ",
        "",
        20,
        "'基金会模式' would be found in the `miss` example '慈善基金会模式有待改进。'",
        "add the guard that tells it apart, or `ambiguous: true`",
    ),
    Case(
        "D312",
        "glossary/core.yaml",
        "guards: [慈善基金会模式]",
        "guards: [慈善基金会模式, 慈善机构]",
        20,
        "the guard '慈善机构' does not contain '基金会模式'",
        "correct it or remove it",
    ),
    Case(
        "D312",
        "glossary/core.yaml",
        "guards: [慈善基金会模式]",
        "guards: [慈善基金会模式, 基金会模式可以]",
        20,
        "a guard of '基金会模式' covers the `hit` example '基金会模式可以生成文本。'",
        "correct one of them",
    ),
    Case(
        "D321",
        "glossary/core.yaml",
        "fa: مدلی که با داده‌های",
        "fa: مدلی که با داده‌ی",
        26,
        "'ه\\u200cی' in",
        "write the ezafe as هٔ",
    ),
    Case(
        "D321",
        "glossary/core.yaml",
        "fa: مدلی که با داده‌های",
        "fa: مدلی که می شود با داده‌های",
        26,
        "'می ' in",
        "write می and نمی with a half-space",
    ),
    Case(
        "D322",
        "glossary/core.yaml",
        "en: A model trained on broad data that many applications adapt.",
        "en: A model trained on broad data. Many applications adapt it.",
        24,
        "is not one sentence that ends with '.'",
        "rewrite it",
    ),
    Case(
        "D322",
        "glossary/core.yaml",
        "供众多应用适配的模型。",
        "供众多应用适配的模型",
        25,
        "is not one sentence that ends with '。'",
        "rewrite it",
    ),
    Case(
        "D313",
        "models.yaml",
        "en: [Alpha 13B, Alpha Grande,",
        "en: [Alpha 13B, alpha-13b,",
        21,
        "'alpha-13b' is the same name as 'Alpha 13B' after folding",
        "remove it",
    ),
    Case(
        "D313",
        "glossary/core.yaml",
        "en: [foundation model,",
        "en: [foundation model, Foundation Model,",
        18,
        "'Foundation Model' is the same name as 'foundation model' after folding",
        "remove it",
    ),
    Case(
        "D314",
        "organizations.yaml",
        "fa: [اکمی]",
        "fa: [اكمي]",
        2,
        "'اكمي' has Arabic characters",
        "write ک for ك, ی for ي",
    ),
    Case(
        "D314",
        "glossary/core.yaml",
        "fa: مدلی که هنوز",
        "fa: مدلی که ٣ بار",
        9,
        "has Arabic characters",
        "write ۳ for ٣",
    ),
    Case(
        "D315",
        "glossary/core.yaml",
        "zh: 尚未为对话做过调整的模型。",
        "zh: 尚未为对话,做过调整的模型。",
        8,
        "write full-width punctuation",
        "no space between Han characters",
    ),
    Case(
        "D315",
        "organizations.yaml",
        "zh: [艾克米]",
        "zh: [艾 克米]",
        2,
        "'艾 克' in '艾 克米'",
        "no space between Han characters",
    ),
    Case(
        "D316",
        "glossary/core.yaml",
        "    zh: 尚未为对话做过调整的模型。\n",
        "",
        6,
        "the definition is missing in zh",
        "add it",
    ),
    Case(
        "D317",
        "models.yaml",
        "{value: 13e9, source: compilation}",
        "{value: 13e9, source: press}",
        25,
        "press states `parameters` 2 times",
        "keep one value, or give each its `as_of`",
    ),
    Case(
        "D318",
        "sources.yaml",
        "beta-blog:",
        "beta: {title: A page, kind: primary}\nbeta-blog:",
        2,
        "nothing refers to the source 'beta'",
        "use it or remove it",
    ),
    Case(
        "D319",
        "glossary/core.yaml",
        "fa: [مدل پایه]",
        "fa: [مدل پایه, مدل پایه ای]",
        5,
        "hazm writes 'مدل پایه\\u200cای' for 'مدل پایه ای'",
        "see which is right",
    ),
]

CASES.append(
    Case(
        "D320",
        "sources.yaml",
        "showcase: {title: A showcase, kind: registry}\n",
        "",
        1,
        "no source has the id 'showcase'",
        "add it to sources.yaml or rename the file",
        shown_in="imported/showcase.jsonl",
    )
)

CASES += [
    Case(
        "D323",
        "glossary/core.yaml",
        "entries: [acme/alpha-13b,",
        "entries: [acme/alpha-13,",
        28,
        "no entry has the id 'acme/alpha-13'",
        "did you mean 'acme/alpha-13b'?",
    ),
    Case(
        "D323",
        "glossary/core.yaml",
        "pile-of-text]",
        "fine-tuning]",
        28,
        "'fine-tuning' is a concept",
        "name it under `related`",
    ),
    Case(
        "D323",
        "glossary/core.yaml",
        "pile-of-text]",
        "acme/alpha-13b]",
        28,
        "'acme/alpha-13b' stands there twice",
        "remove one",
    ),
]

CASES += [
    Case(
        "D324",
        "attributes.yaml",
        "labels: {en: developer, zh: 开发者, fa: سازنده}",
        "labels: {en: developer, zh: 开发者, fa: سازنده}\n"
        "  groups: {made: {en: [built]}}\n"
        "  claims: {en: [<maid> by ~]}",
        9,
        "developer has no group <maid> in en",
        "did you mean <made>?",
    ),
    Case(
        "D324",
        "attributes.yaml",
        "labels: {en: developer, zh: 开发者, fa: سازنده}",
        "labels: {en: developer, zh: 开发者, fa: سازنده}\n  claims: {zh: [由 ~ <made>]}",
        8,
        "developer has no group <made> in zh",
        "add it under `groups`",
    ),
    Case(
        "D324",
        "attributes.yaml",
        "labels: {en: [parameters, size], zh: 参数量, fa: تعداد پارامترها}",
        "labels: {en: [parameters, size], zh: 参数量, fa: تعداد پارامترها}\n  stated: {two: {en: [double]}}",
        25,
        "'two' is no number of parameters",
        "write digits",
    ),
]

NEEDS_HAZM = {"D319"}


def found_in(directory: Path) -> list[tuple[str, str, int]]:
    """Code, file and line of every finding but the opinions of hazm, in the order in which they are listed."""
    return [
        (d.code, Path(d.location.path).relative_to(directory).as_posix(), d.location.line)
        for d in read_whole(directory)[1]
        if d.code not in NEEDS_HAZM
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.file}-{case.line}")
def test_broken_rule(case: Case, edited: Edit) -> None:
    """An edit that breaks a rule gives one finding with the rule's code, its line, the cause and the repair."""
    if case.code in NEEDS_HAZM and importlib.util.find_spec("hazm") is None:
        pytest.skip("hazm is not installed under this Python")
    directory = edited(case.file, case.old, case.new)

    ((line, file, message, severity),) = [
        (d.location.line, d.location.path, d.message, d.severity)
        for d in read_whole(directory)[1]
        if d.code == case.code
    ]

    assert (str(directory / (case.shown_in or case.file)), case.line) == (file, line)
    assert RULES[case.code].severity == severity
    assert case.cause in message
    assert case.repair in message


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.file}-{case.line}")
def test_one_mistake_is_one_finding(case: Case, edited: Edit) -> None:
    """A mistake is reported once, by the rule it breaks, and drags no error of another rule behind it."""
    directory = edited(case.file, case.old, case.new)

    errors = {d.code for d in read_whole(directory)[1] if d.severity == "error"}

    assert errors == ({case.code} if RULES[case.code].severity == "error" else set())


def test_every_rule_has_a_case() -> None:
    """A rule without a case that breaks it cannot be added."""
    assert set(RULES) == {case.code for case in CASES}


@pytest.mark.parametrize("code", RULES)
def test_the_mini_data_follows_every_rule(code: str, mini_directory: Path) -> None:
    """The data without a mistake passes each rule."""
    assert [] == list(RULES[code].find(read(mini_directory)))


def test_every_rule_says_what_it_demands() -> None:
    """The docstring of a rule is its description: one sentence."""
    assert [] == [code for code, rule in RULES.items() if not (rule.find.__doc__ or "").strip().endswith(".")]


def test_codes_are_consecutive() -> None:
    """Codes are given once, in order, from D301 on."""
    assert [f"D{300 + i}" for i in range(1, len(RULES) + 1)] == list(RULES)


def test_circle_of_parents(edited: Edit) -> None:
    """A family below its own variant is a circle, whatever the levels say."""
    directory = edited("models.yaml", "  level: family\n", "  level: family\n  parent: acme/alpha-13b-chat\n")

    assert [("D305", "models.yaml", 3), ("D307", "models.yaml", 3)] == found_in(directory)
    ((_, message),) = RULES["D307"].find(read(directory))
    assert "`parent` goes in a circle: acme/alpha -> acme/alpha-13b-chat -> acme/alpha-13b -> acme/alpha;" in message


def test_two_circles_are_both_found(edited: Edit) -> None:
    """Circles that share nothing are reported each on its own."""
    edited("models.yaml", "names: {en: [Alpha 1.3B]}", "names: {en: [Alpha 1.3B]}\n  replaced_by: acme/old-alpha")
    directory = edited("models.yaml", "    weather: sun\n", "  lineage: [{relation: base, of: zeta/beta}]\n")

    assert ["D307", "D307"] == [code for code, _, _ in found_in(directory)]


@pytest.mark.parametrize(
    ("graph", "circles"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["a", "d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"d": [], "a": ["d", "b"], "b": ["d", "c"], "c": ["d", "a"]}, [["a", "b", "c"]]),
    ],
)
def test_circles_of_a_graph(graph: dict[str, list[str]], circles: list[list[str]]) -> None:
    """Each circle is found once, from the node at which it is entered; a diamond is none."""
    assert circles == list(checks._cycles(graph))


def test_long_circle() -> None:
    """A circle longer than Python's stack is found."""
    size = 20_000
    graph = {str(i): [str((i + 1) % size)] for i in range(size)}

    assert [size] == [len(circle) for circle in checks._cycles(graph)]


def test_shared_name_that_is_listed(edited: Edit) -> None:
    """Two entries may share a name that ambiguous.yaml lists with both."""
    edited("models.yaml", "names: {en: [Gamma]}", "names: {en: [Gamma], fa: [گاما]}")
    directory = edited("models.yaml", "names: {en: [Gamma+]}", "names: {en: [Gamma+], fa: [گاما]}")

    assert [] == found_in(directory)


def test_shared_name_that_is_listed_without_one_bearer(edited: Edit) -> None:
    """A third bearer of a listed name is an error: the list is complete or says nothing."""
    directory = edited("models.yaml", "fa: [بتا]", "fa: [بتا, گاما]")

    assert [("D301", "models.yaml", 46)] == found_in(directory)


def test_names_collide_after_folding(edited: Edit) -> None:
    """Names that differ in case, hyphens and width alone are one name."""
    directory = edited("models.yaml", "names: {en: [Gamma]}", "names: {en: [Gamma], zh: [ＡＬＰＨＡ－１３ｂ]}")

    assert [("D301", "models.yaml", 56)] == found_in(directory)


def test_dots_between_digits_are_identity(edited: Edit) -> None:
    """Alpha 1.3B and Alpha 13B stay two names, as do Gamma and Gamma+."""
    directory = edited("models.yaml", "names: {en: [Gamma]}", "names: {en: [Gamma, Alpha 1.13B, Beta+]}")

    assert [] == found_in(directory)


def test_identifier_that_is_a_name_elsewhere(edited: Edit) -> None:
    """An identifier lives in its system: it may equal the name of another entry."""
    directory = edited("organizations.yaml", "{huggingface: acme-ai}", "{huggingface: [acme-ai, beta]}")

    assert [] == found_in(directory)


def test_two_statements_of_a_source_at_two_times(edited: Edit) -> None:
    """A source may say another value at another time."""
    directory = edited("models.yaml", "{value: 13e9, source: compilation}", "{value: 13e9, as_of: 2025, source: press}")

    assert [] == found_in(directory)


def test_listed_mistakes_may_be_written_wrong(edited: Edit) -> None:
    """A misspelling is entered as people write it, with Arabic letters and stray spaces."""
    edited("organizations.yaml", "fa: [اکمی]", "fa: [اکمی, {text: اكمييي, status: misspelling}]")
    directory = edited("organizations.yaml", "zh: [艾克米]", "zh: [艾克米, {text: 艾 可 米, status: mistranslation}]")

    assert [] == found_in(directory)


def test_findings_are_in_the_order_of_the_files(edited: Edit) -> None:
    """Findings of reading and of the rules come in one list, by file and line, each once."""
    edited("sources.yaml", "kind: registry", "kind: blog")
    edited("models.yaml", "weather: sun", "weather: snow")
    directory = edited("models.yaml", "replaced_by: acme/alpha-1.3b", "replaced_by: acme/new-alpha")

    assert [
        ("D303", "models.yaml", 30),
        ("D202", "models.yaml", 33),
        ("D306", "models.yaml", 43),
        ("D102", "sources.yaml", 4),
    ] == found_in(directory)


@pytest.mark.parametrize(
    "content", ["", "a: [\n", "- a\n", "a: {}\n", None], ids=["empty", "syntax", "list", "item", "no"]
)
@pytest.mark.parametrize(
    "file", ["attributes.yaml", "sources.yaml", "models.yaml", "organizations.yaml", "glossary/core.yaml"]
)
def test_rules_bear_a_broken_file(file: str, content: str | None, mini_directory: Path, tmp_path: Path) -> None:
    """Whatever is wrong with one file, the rules run on the rest, and something is found."""
    directory = shutil.copytree(mini_directory, tmp_path / "broken")
    if content is None:
        (directory / file).unlink()
    else:
        (directory / file).write_text(content, encoding="utf8")

    found = found_in(directory)

    assert found == sorted(found, key=lambda finding: finding[1:])
    assert (file, content) in {("glossary/core.yaml", ""), ("glossary/core.yaml", None)} or found != []
