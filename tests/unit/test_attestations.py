"""Who writes which term."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fmref import load
from fmref.attestations import attest, index_attested
from fmref.importers import AttestedTerm
from fmref.schema import Term
from fmref.store import read

MINI = Path(__file__).parents[1] / "data" / "mini"


def sources(rows: list[tuple[str, AttestedTerm]]) -> dict[str, tuple[str, ...]]:
    """The sources of the terms of fine-tuning, once rows are joined to it."""
    data = read(MINI)
    attest(data, index_attested(rows))
    terms = data.concepts["fine-tuning"].terms
    found: tuple[Term, ...] = (*terms.zh, *terms.fa)
    return {term.text: term.source for term in found}


def test_a_glossary_attests_the_term_it_writes() -> None:
    """For the same English term and up to folding; each source once."""
    rows = [
        ("owl", AttestedTerm(en="Fine tuning", zh=("微調", "调整"))),
        ("lark", AttestedTerm(en="fine-tuning", fa="تنظيم دقيق")),
        ("lark", AttestedTerm(en="finetuning", fa="تنظیم دقیق")),
    ]
    assert sources(rows) == {"微调": ("owl",), "精调": (), "تنظیم دقیق": ("lark",), "فاین‌تیونینگ": ()}


def test_the_same_word_for_another_english_term_attests_nothing() -> None:
    """微调 of something else is another sense."""
    assert not any(sources([("owl", AttestedTerm(en="trimming", zh="微调"))]).values())


def test_the_word_that_glossaries_pair_comes_first(edited: Callable[[str, str, str], Path]) -> None:
    """For a rival that is asked for; the preferred term keeps the preferred one."""
    directory = edited("glossary/core.yaml", "en: [fine-tuning]", "en: [fine-tuning, refining]")
    (directory / "attested").mkdir()
    (directory / "attested" / "showcase.jsonl").write_text('{"en":["refining"],"zh":["精调"]}\n', encoding="utf8")
    catalog = load(directory)

    assert catalog.translate("refining", "zh").preferred == "精调"
    assert catalog.translate("fine-tuning", "zh").preferred == "微调"
    assert catalog.translate("精调", "en").preferred == "refining"


def test_what_only_a_glossary_writes_is_understood_and_not_offered(edited: Callable[[str, str, str], Path]) -> None:
    """It leads to the concept of its English term; a listed term of the same letters comes before it."""
    directory = edited("models.yaml", "names: {en: [Gamma]}", "names: {en: [Gamma]}")
    (directory / "attested").mkdir()
    rows = '{"en":["fine-tuning"],"fa":["میزان‌سازی"]}\n{"en":["fine-tuning"],"zh":["基础模型"]}\n'
    (directory / "attested" / "showcase.jsonl").write_text(rows, encoding="utf8")
    catalog = load(directory)

    assert catalog.translate("میزان‌سازی", "en").preferred == "fine-tuning"
    assert "میزان‌سازی" not in [term.text for term in catalog.translate("fine-tuning", "fa").terms]
    assert "fine-tuning" not in catalog.translate("基础模型", "en").candidates
    assert catalog.annotate("میزان‌سازی").mentions == ()
