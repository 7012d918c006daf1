"""The data of the project: what must hold of every entry, and what the issue asks of some."""

from pathlib import Path

import pytest

from fmref import Catalog
from fmref.checks import check
from fmref.json_schema import stale
from fmref.store import read

DATA = Path(__file__).parents[2] / "data"


def test_the_data_files_break_no_rule() -> None:
    """No error and no warning."""
    assert [d for d in check(read(DATA)) if d.severity != "info"] == []


def test_the_schema_files_are_those_of_the_types() -> None:
    """They are generated, never edited."""
    assert stale(DATA) == []


def test_every_name_leads_to_its_entry_or_is_ambiguous_on_purpose(full: Catalog) -> None:
    """Round trip over all listed names."""
    for kind in (full.models, full.organizations, full.datasets, full.benchmarks, full.software, full.hardware):
        for entry in kind:
            for text in (n for names in entry.names.values() for n in names):
                found = full.explain(text)
                leads_to = [found.match.id] if found.match else [c.id for c in found.candidates]
                assert entry.id in leads_to, text
                assert found.status in {"exact", "alias", "ambiguous"}, text


def test_every_term_translates_to_every_language(full: Catalog) -> None:
    """From the preferred term of each language, to a term of the same concept."""
    for concept in full.concepts:
        for lang in ("en", "zh", "fa"):
            for to in ("en", "zh", "zh-Hant", "fa"):
                found = full.translate(concept.label(lang), to, from_=lang)
                assert concept.id in found.candidates, (concept.id, lang, to)
                assert found.preferred


def test_every_fact_can_be_decided_explained_and_said(full: Catalog) -> None:
    """In three languages, with a source for every statement."""
    for entry in full.models:
        for name, fact in entry.facts.items():
            assert fact.explain()
            assert all(s.source in fact.sources for s in fact.statements)
            assert all(entry.fact_text(name, lang) for lang in ("en", "zh", "fa"))


@pytest.mark.parametrize(
    ("name", "status", "id_"),
    [
        ("伯特", "alias", "google/bert"),
        ("جی پی تی ۳", "exact", "openai/gpt-3"),
        ("بلوم", "exact", "bigscience/bloom"),
        ("دالی", "ambiguous", None),
        ("Hugging Space", "unknown", None),
        ("gpt-9", "unknown", None),
    ],
)
def test_the_names_of_the_seed_articles(full: Catalog, name: str, status: str, id_: str | None) -> None:
    """Right in three scripts, refused where nobody can know."""
    found = full.explain(name)

    assert (status, id_) == (found.status, found.match and found.match.id)


def test_suggestions_and_candidates(full: Catalog) -> None:
    """Hugging Face for Hugging Space; DALL-E and Dolly for دالی."""
    assert full.explain("Hugging Space").candidates[0].id == "hugging-face"
    assert ["openai/dall-e", "databricks/dolly"] == [c.id for c in full.explain("دالی").candidates]


def test_a_false_claim_loses_against_undisclosed(full: Catalog) -> None:
    """What the article says about GPT-4 is there, with its source, and is not the answer."""
    fact = full.model("GPT-4").facts["parameters"]

    assert ("undisclosed", None) == (fact.status, fact.value)
    assert 170_000_000_000_000 in [s.value for s in fact.statements if s.source == "aws-foundation-models-zh"]


def test_the_two_senses_of_three_words(full: Catalog) -> None:
    """基础模型, 推理 and مدل پایه each stand for two concepts."""
    assert {"foundation-model", "base-model"} == set(full.translate("基础模型", "en").candidates)
    assert {"inference", "reasoning"} == set(full.translate("推理", "fa").candidates)
    assert {"foundation-model", "base-model"} == set(full.translate("مدل پایه", "zh").candidates)
    assert full.translate("根基模型", "fa").preferred == "مدل بنیادین"
