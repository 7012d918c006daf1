"""The data of the project: what must hold of every entry, and what the issue asks of some."""

from pathlib import Path

import pytest

from fmref import Catalog
from fmref.checks import check
from fmref.coverage import statistics
from fmref.facts import agree
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
        ("Llama二 70B", "parsed", "meta/llama-2-70b"),
        ("Claude Sonnet 3 Sonnet", "unknown", None),
    ],
)
def test_the_names_of_the_seed_articles(full: Catalog, name: str, status: str, id_: str | None) -> None:
    """Right in three scripts, refused where nobody can know."""
    found = full.explain(name)

    assert (status, id_) == (found.status, found.match and found.match.id)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("紫东太初3.0", "casia/zidong-taichu-3.0"),
        ("天工大模型3.0", "kunlun-tech/tiangong-3.0"),
        ("快手可灵2.1大师版", "kuaishou/kling-2.1-master"),
        ("讯飞星火认知大模型V3.5", "iflytek/spark-3.5"),
        ("百度文心一言4.0", "baidu/ernie-4.0"),
        ("腾讯混元Turbo S", "tencent/hunyuan-turbos"),
        ("面壁智能CPM-Bee", "openbmb/cpm-bee"),
        ("浪潮信息“源2.0”", "inspur/yuan-2.0"),
        ("元象XVERSE-13B", "xverse/xverse-13b"),
        ("腾讯文心4.0", None),
        ("华为通义千问", None),
        ("紫东太初4.0", None),
    ],
)
def test_chinese_names_with_maker_product_and_version(full: Catalog, name: str, id_: str | None) -> None:
    """As Chinese texts write them; with the wrong maker, or a version that nobody lists, no answer."""
    found = full.explain(name)

    assert id_ == (found.match and found.match.id)


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


@pytest.fixture(scope="module")
def counts(full: Catalog) -> dict[str, dict[str, int]]:
    """The tables of `fmref data stats`."""
    return dict(statistics(full))


@pytest.mark.parametrize(
    ("table", "row", "least"),
    [
        ("derivatives", "community derivatives", 9000),
        ("models by attribute", "parameters", 3500),
        ("models by attribute", "release_date", 4000),
        ("models by attribute", "training_compute", 1000),
        ("models by attribute, with what they inherit", "context", 2000),
        ("models with", "a parent", 2500),
        ("models with", "a licence or access", 3000),
    ],
)
def test_the_catalog_is_this_full(counts: dict[str, dict[str, int]], table: str, row: str, least: int) -> None:
    """Coverage does not fall below what was promised."""
    assert counts[table][row] >= least


def test_models_and_variants(counts: dict[str, dict[str, int]]) -> None:
    """There are thousands beside the community's derivatives."""
    assert counts["models by level"]["model"] + counts["models by level"]["variant"] >= 4500


CONTRADICTED = {
    "alibaba/qwen-image": "Epoch AI counts the text encoder, which the developer leaves out",
    "microsoft/phi-3.5-moe": "Epoch AI multiplies the experts; the developer counts what they share once",
    "stability-ai/stablelm-alpha-7b": "the developer's table has another count",
}
"""Models whose number of parameters a primary source gives otherwise than Epoch AI, and why."""


def test_numbers_agree_with_epoch(full: Catalog) -> None:
    """Where Epoch AI states a number, not an estimate, the winning one is the same but for those listed."""
    registry = full.attributes["parameters"]
    contradicted = set()
    for model in full.models:
        fact = model.facts.get("parameters")
        if fact is None or fact.inherited_from or fact.status == "undisclosed":
            continue
        theirs = [s for s in fact.statements if s.source == "epoch-ai" and s.method == "stated"]
        if theirs and not agree(registry, theirs[0], fact.winner):
            contradicted.add(model.id)
    assert contradicted == set(CONTRADICTED)


@pytest.mark.parametrize(
    "names",
    [
        ("OPT-1.3B", "OPT-13B"),
        ("Command R", "Command R+", "Command R7B"),
        ("Qwen2.5-7B", "Qwen2.5-72B", "Qwen2.5-7B-Instruct"),
        ("GPT-4", "GPT-4o", "GPT-4 Turbo", "GPT-4o mini"),
        ("Claude 3 Sonnet", "Claude 3.5 Sonnet", "Claude 3.7 Sonnet"),
        ("Llama 3 8B", "Llama 3.1 8B", "Llama 3.2 3B", "Llama-3.1-8B-Instruct"),
        ("Vicuna-13B", "Vicuna-13B v1.1", "Vicuna-13B v1.5"),
        ("Gemini 2.5 Pro Preview 05-06", "Gemini 2.5 Pro Preview 06-05"),
    ],
)
def test_siblings_stay_apart(full: Catalog, names: tuple[str, ...]) -> None:
    """A digit, a letter or a plus sign makes another model."""
    assert len({full.resolve(name, kind="model").id for name in names}) == len(names)


def test_a_question_to_the_catalog(full: Catalog) -> None:
    """Open models of one developer, the oldest first, as a table."""
    table = full.models.where(developer="alibaba", open_weights=True).order_by("released").to_frame()

    assert len(table) > 200
    assert {"alibaba/qwen-7b", "alibaba/qwen2.5-72b"} <= set(table["id"])
    dates = [date for date in table["release_date"] if isinstance(date, str)]
    assert dates == sorted(dates)


def test_every_imported_statement_names_its_source(full: Catalog) -> None:
    """No statement without a source, and no date that no model has."""
    rows = full.snapshot.rows("SELECT source, attribute, value FROM statements")
    assert {source for source, _, _ in rows} <= set(full.sources)
    assert not [value for _, attribute, value in rows if attribute == "release_date" and value.startswith("1970-01-01")]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("GPT-4 (OpenAI)", "openai/gpt-4"),
        ("لاما ۲ از متا", "meta/llama-2"),
        ("GPT-4 (Microsoft)", None),
        ("کلود ۳ اوپوس گوگل", None),
    ],
)
def test_the_maker_may_stand_behind_the_name(full: Catalog, name: str, id_: str | None) -> None:
    """In brackets or not; where it is not the maker, the name is refused."""
    found = full.explain(name)

    assert (found.match and found.match.id) == id_
