"""Imported rows and the entries they become or are attached to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fmref import Catalog, load
from fmref.importers import ImportedRow, write_rows

Build = Callable[..., Catalog]
Row = dict[str, Any]
HUBS = "hub: {title: A hub, date: 2024-06-01, kind: registry}\n"
SOURCES = """\
helm: {title: HELM, kind: dataset}
hub: {title: A hub, date: 2024-06-01, kind: registry}
hub-tables: {title: Tables, kind: registry}
mteb: {title: MTEB, kind: dataset}
"""


@pytest.fixture
def build(edited: Callable[[str, str, str], Path]) -> Build:
    """A function that opens the small data with imported rows per source beside it."""

    def opened(**rows: list[dict[str, Any]]) -> Catalog:
        directory = edited("sources.yaml", HUBS, SOURCES)
        for source, said in rows.items():
            target = directory / "imported" / f"{source.replace('_', '-')}.jsonl"
            write_rows([ImportedRow.model_validate(row) for row in said], target)
        return load(directory)

    return opened


def test_a_row_is_attached_to_the_entry_with_its_identity(build: Build) -> None:
    """In another order and spelling, by the same developer; its facts come with their source."""
    cat = build(
        helm=[
            {"name": "alpha (13B)", "developer": "Acme AI", "facts": {"training_time": [{"value": 30, "unit": "days"}]}}
        ]
    )

    fact = cat.model("Alpha 13B").facts["training_time"]
    assert {"compilation", "helm"} == {s.source for s in fact.statements}


@pytest.mark.parametrize(
    "name", ["Alpha 1.3B Chat", "Alpha 130B", "Alpha 13B Instruct", "Alpha 2 13B", "Alpha 13B mini", "Alpha+ 13B"]
)
def test_a_row_that_differs_in_a_token_is_an_entry_of_its_own(build: Build, name: str) -> None:
    """Size, version, variant, tier and plus sign are identity."""
    cat = build(helm=[{"name": name, "developer": "Acme", "facts": {"license": [{"value": "secret"}]}}])

    assert name == cat.model(name).name
    assert all(m.license != "secret" or m.name == name for m in cat.models)


def test_another_developer_is_another_model(build: Build) -> None:
    """Two houses may use one name; then it is ambiguous."""
    cat = build(helm=[{"name": "Alpha-13B", "developer": "Zeta Labs"}])

    assert {"acme/alpha-13b", "zeta/alpha-13b"} == {m.id for m in cat.models if m.name in {"Alpha 13B", "Alpha-13B"}}


def test_a_repository_says_more_than_a_name(build: Build) -> None:
    """A row with a known repository is attached, whatever it is called."""
    cat = build(
        hub_tables=[{"name": "Whatever", "ids": {"huggingface": "Acme-AI/alpha-13B", "modelscope": "acme/alpha13"}}]
    )

    assert "acme/alpha-13b" == cat.resolve("acme/alpha13").id
    assert "unknown" == cat.explain("Whatever").status


def test_a_snapshot_of_a_model_adds_no_facts_to_it(build: Build) -> None:
    """`Alpha 13B (0613)` is released on a day of its own."""
    cat = build(
        helm=[{"name": "Alpha 13B (0613)", "developer": "Acme", "facts": {"release_date": [{"value": "2030-06-13"}]}}]
    )

    assert "2024-03-01" == cat.model("Alpha 13B").release_date
    assert "unknown" != cat.explain("Alpha 13B (0613)").status


def test_new_models_find_their_parent(build: Build) -> None:
    """A variant below its model, a model below the family whose name begins it."""
    cat = build(helm=[{"name": "Alpha 70B", "developer": "Acme"}, {"name": "Alpha 70B Chat", "developer": "Acme"}])

    parents = {name: parent.id for name in ("Alpha 70B", "Alpha 70B Chat") if (parent := cat.model(name).parent)}
    assert {"Alpha 70B": "acme/alpha", "Alpha 70B Chat": "acme/alpha-70b"} == parents


def test_derivatives_are_resolvable_and_out_of_lists(build: Build) -> None:
    """A community fine-tune keeps to itself, with its edge to what it comes from."""
    row = {
        "name": "someone/alpha-13b-cooking",
        "developer": "someone",
        "derivative": True,
        "ids": {"huggingface": "someone/alpha-13b-cooking"},
        "lineage": [{"relation": "finetune", "of": "acme-ai/alpha-13b"}],
    }
    cat = build(mteb=[row])

    assert "someone/alpha-13b-cooking" in cat.derivatives
    assert "someone/alpha-13b-cooking" not in cat.models
    assert "someone/alpha-13b-cooking" == cat.resolve("someone/Alpha-13B-cooking").id
    assert ["acme/alpha-13b"] == [k.id for k in cat.model("someone/alpha-13b-cooking").ancestors()]


def test_a_quantized_upload_is_no_entry(build: Build) -> None:
    """It is read by the grammar when somebody asks for it."""
    cat = build(hub_tables=[{"name": "alpha-13b-GPTQ-Int4", "ids": {"huggingface": "other/alpha-13b-GPTQ-Int4"}}])
    found = cat.explain("other/alpha-13b-GPTQ-Int4")

    assert ("parsed", "acme/alpha-13b") == (found.status, found.match and found.match.id)
    assert "other" == found.qualifiers["uploader"]


def test_a_source_speaks_once_of_an_attribute(build: Build) -> None:
    """Two rows of one source about one model do not make two statements."""
    rows = [
        {"name": "Alpha 1.3B", "developer": "Acme", "facts": {"parameters": [{"value": 1_300_000_000}]}},
        {"name": "alpha-1.3b", "developer": "Acme", "facts": {"parameters": [{"value": 1_310_000_000}]}},
    ]
    fact = build(helm=rows).model("Alpha 1.3B").facts["parameters"]

    assert 1 == sum(s.source == "helm" for s in fact.statements)


def test_offerings_are_there_with_their_price(build: Build) -> None:
    """Provider, its id, context and prices, under the model."""
    offering = {"provider": "cloud", "id": "alpha-big", "context": 8192, "input_price": 0.5, "output_price": 1.5}
    cat = build(
        helm=[{"name": "Alpha 13B", "developer": "Acme", "ids": {"cloud": "alpha-big"}, "offerings": [offering]}]
    )

    assert [("cloud", 0.5, "USD", "helm", None)] == [
        (o.provider, o.input_price, o.currency, o.source, o.as_of) for o in cat.model("Alpha 13B").offerings
    ]
    assert "acme/alpha-13b" == cat.resolve("alpha-big").id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Omega (7B)"}, {"name": "Omega", "facts": {"parameters": [{"value": 6_700_000_000}]}}),
        ({"name": "Omega", "facts": {"parameters": [{"value": 6_700_000_000}]}}, {"name": "Omega 7B"}),
    ],
)
def test_a_size_may_stand_in_the_name_or_in_the_facts(build: Build, first: Row, second: Row) -> None:
    """`Omega` of 6.7 billion parameters is `Omega 7B`, whichever comes first."""
    cat = build(helm=[{**first, "developer": "Acme"}], mteb=[{**second, "developer": "Acme"}])

    assert 1 == len({cat.resolve(row["name"]).id for row in (first, second)})


def test_another_size_is_another_model(build: Build) -> None:
    """`Omega` of 13 billion parameters is not `Omega 7B`."""
    rows: list[Row] = [{"name": "Omega", "facts": {"parameters": [{"value": 13_000_000_000}]}}, {"name": "Omega 7B"}]
    cat = build(helm=[{**row, "developer": "Acme"} for row in rows])

    assert cat.resolve("Omega").id != cat.resolve("Omega 7B").id


def test_size_and_day_make_up_for_other_developers(build: Build) -> None:
    """Sources name a project or the many houses behind it; one name, count and release leave no doubt."""
    facts = {"parameters": [{"value": 15_500_000_000}], "release_date": [{"value": "2023-05-04"}]}
    later = {"parameters": [{"value": 15_500_000_000}], "release_date": [{"value": "2023-05-20"}]}
    cat = build(
        helm=[{"name": "Starry", "developer": "Zeta", "facts": facts}],
        mteb=[{"name": "Starry", "developer": "Acme", "facts": later}],
    )

    assert ("zeta", "acme") == cat.model("Starry").developer or {"zeta", "acme"} == {
        s.value for s in cat.model("Starry").facts["developer"].statements
    }


def test_a_row_of_many_goes_to_the_member_of_its_size(build: Build) -> None:
    """A list that names a family and gives one size speaks of the member that has it."""
    facts = {"parameters": [{"value": 13_000_000_000}], "training_time": [{"value": 30, "unit": "days"}]}
    cat = build(helm=[{"name": "Alpha", "developer": "Acme", "facts": facts}])

    assert "helm" in {s.source for s in cat.model("Alpha 13B").facts["training_time"].statements}
    assert "training_time" not in cat.model("Alpha").facts


@pytest.mark.parametrize("name", ["New York University (NYU)", "New York University", "NYU"])
def test_an_acronym_names_its_organization(build: Build, name: str) -> None:
    """With its acronym, without it, or by the acronym alone."""
    rows = [{"name": "Omega", "developer": "New York University (NYU)"}, {"name": "Psi", "developer": name}]

    assert ("new-york-university",) == build(helm=rows).model("Psi").developer


def test_what_stands_in_brackets_may_be_another_name(build: Build) -> None:
    """`Inception (G42)` is not G42."""
    rows = [{"name": "Omega", "developer": "Inception (G42)"}, {"name": "Psi", "developer": "G42"}]
    cat = build(helm=rows)

    assert cat.model("Omega").developer != cat.model("Psi").developer


def test_a_reference_makes_no_entry(build: Build) -> None:
    """A table of names adds identifiers to models that others describe, and nothing else."""
    rows = [
        {"name": "alpha-13b", "ids": {"ollama": "alpha:latest"}, "reference": True},
        {"name": "omega-7b", "ids": {"ollama": "omega:latest"}, "reference": True},
        {"name": "alpha", "ids": {"ollama": "alpha:some"}, "reference": True},
    ]
    cat = build(hub_tables=rows)

    assert "acme/alpha-13b" == cat.resolve("alpha:latest").id
    assert ("alpha:latest",) == cat.aliases("Alpha 13B", "ollama")
    assert "unknown" == cat.explain("omega-7b").status
    assert "ollama" not in cat.model("Alpha").ids


def test_what_a_name_tells_gives_way(build: Build) -> None:
    """A size in a name is the count of parameters only as long as nobody states one."""
    rows = [
        {"name": "Omega 7B 32K", "developer": "Acme"},
        {"name": "Omega 70B A3B", "developer": "Acme", "facts": {"parameters": [{"value": 69_000_000_000}]}},
    ]
    cat = build(helm=rows)

    assert 7_000_000_000 == cat.model("Omega 7B 32K").parameters
    assert "estimated" == cat.model("Omega 7B 32K").facts["parameters"].status
    assert 69_000_000_000 == cat.model("Omega 70B A3B").parameters
    assert "settled" == cat.model("Omega 70B A3B").facts["parameters"].status


def test_a_name_and_its_nickname_in_brackets(build: Build) -> None:
    """`A (B)` is the entry that both name; where only one does, nothing is known of the other."""
    rows = [
        {"name": "Alpha Grande (Alpha 13B)", "developer": "Acme", "names": ["Big One"]},
        {"name": "Omega (Alpha 13B)", "developer": "Acme"},
    ]
    cat = build(helm=rows)

    assert "acme/alpha-13b" == cat.resolve("Big One").id
    assert "acme/omega-alpha-13b" == cat.resolve("Omega (Alpha 13B)").id


def test_dated_weights_are_a_model_of_their_own(build: Build) -> None:
    """A dated name is a snapshot of a model, unless a repository has weights of that name."""
    repository = "acme-ai/alpha-13b-0414"
    cat = build(hub_tables=[{"name": "alpha-13b-0414", "developer": "Acme", "ids": {"huggingface": repository}}])

    assert "acme/alpha-13b-0414" == cat.resolve(repository).id


def test_an_identifier_has_one_owner(build: Build) -> None:
    """What two rows claim in one system stays with the first in the file."""
    rows = [{"name": name, "developer": "Acme", "ids": {"ollama": "alpha:big"}} for name in ("Alpha 13B", "Alpha 1.3B")]

    assert "acme/alpha-1.3b" == build(helm=rows).resolve("alpha:big").id


def test_an_identifier_that_names_another_entry(build: Build) -> None:
    """A list that gives one model the id of another is not believed."""
    cat = build(helm=[{"name": "Alpha 1.3B", "developer": "Acme", "ids": {"api": ["alpha-1.3b", "alpha-13b"]}}])

    assert ("acme/alpha-1.3b", "acme/alpha-13b") == tuple(cat.resolve(f"alpha-{n}b").id for n in ("1.3", "13"))
    assert ("alpha-1.3b",) == cat.aliases("Alpha 1.3B", "api")


def test_releases_far_apart_are_two_models(build: Build) -> None:
    """A size that fits does not make a later model of the same name the earlier one."""
    rows = [
        {"name": "Omega 7B", "facts": {"release_date": [{"value": "2024-01-01"}]}},
        {
            "name": "Omega",
            "facts": {"release_date": [{"value": "2024-09-01"}], "parameters": [{"value": 7_000_000_000}]},
        },
    ]
    cat = build(helm=[{**row, "developer": "Acme"} for row in rows])

    assert cat.resolve("Omega").id != cat.resolve("Omega 7B").id


@pytest.mark.parametrize("name", ["Alpha 13B (May 2025)", "alpha-13b-2505", "Alpha 13B 20250528"])
def test_a_snapshot_that_is_an_entry(build: Build, name: str) -> None:
    """However its date is spelled, a dated name goes to the entry of that date, with its facts."""
    dated = {"name": "alpha-13b-0528", "developer": "Acme", "ids": {"huggingface": "acme-ai/alpha-13b-0528"}}
    row = {"name": name, "developer": "Acme", "facts": {"training_time": [{"value": 9, "unit": "days"}]}}
    cat = build(hub_tables=[dated], helm=[row])

    assert cat.resolve("acme-ai/alpha-13b-0528").id == "acme/alpha-13b-0528"
    assert [9] == [s.value for s in cat.model("alpha-13b-0528").facts["training_time"].statements]


def test_another_date_is_another_snapshot(build: Build) -> None:
    """June is not May; what is known of neither goes to the model, without facts."""
    dated = {"name": "alpha-13b-0528", "developer": "Acme", "ids": {"huggingface": "acme-ai/alpha-13b-0528"}}
    row = {"name": "Alpha 13B (Jun 2025)", "developer": "Acme", "ids": {"api": "alpha-june"}}

    assert "acme/alpha-13b" == build(hub_tables=[dated], helm=[row]).resolve("alpha-june").id


@pytest.mark.parametrize("name", ["Big Owl Model (BOM)", "Alpha (Alpha 13B)"])
def test_brackets_with_an_acronym_or_a_member(build: Build, name: str) -> None:
    """`A (B)` where B is short for A, or belongs to the family A."""
    rows = [{"name": "BOM", "developer": "Acme"}, {"name": name, "developer": "Acme", "names": ["The One"]}]
    cat = build(helm=rows)

    assert cat.resolve("The One").id in {cat.resolve("BOM", kind="model").id, "acme/alpha-13b"}
    assert cat.explain(name).status != "exact" or cat.resolve(name).id == cat.resolve("The One").id


def test_a_maker_in_a_name_that_tells_no_developer(build: Build) -> None:
    """A price list writes the maker's name before the model's, and no developer."""
    rows = [{"name": "Titan 9", "developer": "Amazon"}, {"name": "amazon-titan-9", "ids": {"api": "the-titan"}}]

    assert "amazon/titan-9" == build(mteb=rows).resolve("the-titan").id


def test_lineage_leads_nowhere_back(build: Build) -> None:
    """Two sources that each derive one model from the other make no circle: the later edge is left out."""
    rows = [
        {"name": "Omega", "developer": "Acme", "lineage": [{"relation": "base", "of": "Psi"}]},
        {"name": "Psi", "developer": "Acme", "lineage": [{"relation": "finetune", "of": "Omega"}]},
    ]
    cat = build(helm=rows[:1], mteb=rows[1:])

    assert ["acme/psi"] == [kin.id for kin in cat.model("Omega").ancestors()]
    assert [] == cat.model("Psi").ancestors()


def tags(name: str, *own: str, names: tuple[str, ...] = ()) -> Row:
    """A row of a table of Ollama tags that are one file."""
    return {"name": name, "names": names, "ids": {"ollama": own}, "reference": True}


def imported(directory: Path, *rows: Row) -> None:
    """Put rows of tables of hubs beside data files that were edited."""
    sources = directory / "sources.yaml"
    sources.write_text(sources.read_text("utf8").replace(HUBS, SOURCES), encoding="utf8")
    write_rows(map(ImportedRow.model_validate, rows), directory / "imported" / "hub-tables.jsonl")


def test_the_file_decides_what_a_tag_is(build: Build) -> None:
    """A tag that reads like one model and is the file of another is the other, whoever else claims it.

    A quantization that reads as what it is needs no list.
    """
    cat = build(
        helm=[{"name": "Alpha 13B", "developer": "Acme", "ids": {"ollama": "alpha:13b"}}],
        hub_tables=[tags("alpha 13b-chat", "alpha:13b", "alpha:13b-chat-q4_0", "alpha:13b-q4_0", "alpha:latest")],
    )

    assert "acme/alpha-13b-chat" == cat.resolve("alpha:13b").id
    assert "acme/alpha-13b-chat" == cat.resolve("alpha:latest").id
    assert "acme/alpha-13b" == cat.resolve("alpha 13b").id
    assert ("alpha:13b", "alpha:13b-q4_0", "alpha:latest") == cat.aliases("Alpha 13B Chat", "ollama")
    assert () == cat.aliases("Alpha 13B", "ollama")


def test_other_names_in_a_table_are_tried_in_turn(build: Build) -> None:
    """Only where the first fits nothing, and they are no names of the model."""
    rows = [
        tags("alpha 13b-text", "alpha:text", names=("alpha 13b",)),
        tags("alpha 13b-chat", "alpha:chat", names=("alpha 1.3b",)),
        tags("alpha 99b", "alpha:big", names=("alpha",)),
    ]
    cat = build(hub_tables=rows)

    assert "acme/alpha-13b" == cat.resolve("alpha:text").id
    assert "acme/alpha-13b-chat" == cat.resolve("alpha:chat").id
    assert "unknown" == cat.explain("alpha 13b-text").status
    assert "ollama" not in cat.model("Alpha").ids


def test_a_table_may_write_a_name_as_one_word_or_mean_a_derivative(build: Build) -> None:
    """The derivative answers where no model does, and a name of one or two words is not enough for it."""
    rows = [
        {"name": "someone/Rex-Two-7B", "ids": {"huggingface": "someone/Rex-Two-7B"}, "derivative": True},
        {"name": "someone/Rex", "ids": {"huggingface": "someone/Rex"}, "derivative": True},
        tags("two-rex 7b", "two-rex:7b"),
        tags("alphagrande", "alphagrande:latest"),
        tags("rex", "rex:latest"),
    ]
    cat = build(hub_tables=rows)

    assert "someone/rex-two-7b" == cat.resolve("two-rex:7b").id
    assert "acme/alpha-13b" == cat.resolve("alphagrande:latest").id
    assert () == cat.aliases("someone/rex", "ollama")


def test_what_people_gave_one_tag_goes_for_its_file(edited: Callable[[str, str, str], Path]) -> None:
    """Where no name of a file fits, the entry that has one of its tags has them all."""
    directory = edited("models.yaml", "ids: {huggingface: acme-ai/alpha-1.3b}", 'ids: {ollama: "rex:1b"}')
    imported(directory, tags("rex 1b-it", "rex:1b", "rex:latest"))

    assert "acme/alpha-1.3b" == load(directory).resolve("rex:latest").id


def test_weights_in_another_format_of_a_known_repository(build: Build) -> None:
    """`-hf` is a format, and yet a row is the entry that has its repository; others of such names are left out."""
    rows = [
        {"name": "alpha-13b-hf", "ids": {"huggingface": "acme-ai/alpha-13b-hf", "modelscope": "hub/alpha-13b-ms"}},
        {"name": "omega-7b-hf", "ids": {"huggingface": "acme-ai/omega-7b-hf"}},
    ]
    cat = build(hub_tables=rows)

    assert "acme/alpha-13b" == cat.resolve("hub/alpha-13b-ms").id
    assert "unknown" == cat.explain("acme-ai/omega-7b-hf").status


def test_one_name_on_two_hubs(edited: Callable[[str, str, str], Path]) -> None:
    """A repository named like the entry's own is the entry's, though its name alone reads like another."""
    directory = edited("models.yaml", "huggingface: acme-ai/alpha-1.3b", "huggingface: acme-ai/alpha-1.3b-PT")
    imported(
        directory,
        {"name": "Alpha 1.3B Base", "developer": "Acme"},
        {"name": "x", "ids": {"huggingface": "acme-ai/alpha-1.3b-PT", "modelscope": "acme-cn/alpha-1.3b-PT"}},
    )
    cat = load(directory)

    assert "acme/alpha-1.3b-base" == cat.resolve("Alpha 1.3B Base").id
    assert "acme/alpha-1.3b" == cat.resolve("acme-cn/alpha-1.3b-PT").id


@pytest.mark.parametrize(("day", "taken"), [("2023-03-01", set()), ("2024-02-01", {"2024-02-01"})])
def test_a_variant_is_not_older_than_its_model(build: Build, day: str, taken: set[str]) -> None:
    """A date a year before the model's is a slip; a preview some weeks before it is none."""
    cat = build(helm=[{"name": "Alpha 13B Chat", "developer": "Acme", "facts": {"release_date": [{"value": day}]}}])

    dates = {str(s.value) for fact in cat.model("Alpha 13B Chat").facts.values() for s in fact.statements}
    assert taken == {day} & dates


NEW_ATTRIBUTES = """\
country: {kinds: organization, type: text, labels: {en: country, zh: 国家, fa: کشور}}
training_data:
  kinds: model
  type: entry
  entry_kinds: [dataset]
  many: true
  labels: {en: training data, zh: 训练数据, fa: دادهٔ آموزشی}
weather:
"""


@pytest.mark.parametrize(
    ("named", "taken"),
    [
        (["pile of text"], [("pile-of-text", "stated")]),
        (["Pile of Text (POT)"], [("pile-of-text", "stated")]),
        (["Pile of Text", "Pile of Straw"], [("pile-of-text", "derived")]),
        (["Pile of Straw"], []),
        (["Acme"], []),
    ],
)
def test_entries_that_facts_name_are_found(
    build: Build, edited: Callable[[str, str, str], Path], named: list[str], taken: list[tuple[str, str]]
) -> None:
    """By the names of their kind; of an unknown one nothing is said, and what stands beside it is no whole list."""
    edited("attributes.yaml", "weather:\n", NEW_ATTRIBUTES)
    data = [{"value": name} for name in named]
    cat = build(helm=[{"name": "Alpha 13B", "developer": "Acme", "facts": {"training_data": data}}])

    fact = cat.model("Alpha 13B").facts.get("training_data")
    assert taken == ([(s.value, s.method) for s in fact.statements] if fact else [])


def test_facts_of_organizations(build: Build, edited: Callable[[str, str, str], Path]) -> None:
    """Of those that people wrote and those that another row names, whichever comes first."""
    edited("attributes.yaml", "weather:\n", NEW_ATTRIBUTES)
    country = {"country": [{"value": "KR"}]}
    cat = build(
        helm=[
            {"name": "Acme AI", "kind": "organization", "facts": country},
            {"name": "Egret Works", "kind": "organization", "facts": country},
            {"name": "Nobody's", "kind": "organization", "facts": country},
        ],
        mteb=[{"name": "Wader 7B", "developer": "Egret Works"}],
    )

    assert {"acme", "egret-works"} == {o.id for o in cat.organizations if "country" in o.facts}
