"""Names that nobody listed: understood to the last token, or refused with what was considered."""

import shutil
from pathlib import Path

import pytest

from fmref import Catalog, UnknownNameError, load

MODELS = """
acme/owl:
  level: family
  names: {en: [Owl]}
  source: alpha-card
  facts: {developer: acme}
acme/owl-3-7b:
  level: model
  parent: acme/owl
  names: {en: [Owl 3 7B, Owl 3 7B 4k]}
  ids: {ollama: ['owl3:7b-small']}
  source: alpha-card
  facts: {release_date: 2024-03-01, parameters: 7e9}
acme/owl-3-7b-2501: {level: model, parent: acme/owl, names: {en: [Owl 3.5 7B 2501, Owl 3.5 7B]}}
acme/owl-3-7b-instruct: {level: variant, parent: acme/owl-3-7b, names: {en: [Owl 3 7B Instruct]}}
acme/owl-4-scout:
  level: model
  parent: acme/owl
  names: {en: [Owl 4 Scout 17B]}
  ids: {huggingface: acme-ai/Owl-4-Scout-17B-16E}
acme/owl-large: {level: series, parent: acme/owl, names: {en: [Owl Large]}}
acme/owl-large-1:
  level: model
  parent: acme/owl-large
  names: {en: [Owl Large 1]}
  source: alpha-card
  facts: {release_date: 2024-02-26}
acme/owl-large-2:
  level: model
  parent: acme/owl-large
  names: {en: [Owl Large 2]}
  source: alpha-card
  facts: {release_date: 2024-07-24}
acme/owl-large-2-vision: {level: model, parent: acme/owl-large, names: {en: [Owl Large 2 Vision]}}
acme/owl-mini: {level: model, parent: acme/owl, names: {en: [Owl 5 mini]}}
acme/owl-r1: {level: model, parent: acme/owl, names: {en: [Owl R1]}}
acme/owl-r1-0528: {level: model, parent: acme/owl, names: {en: [Owl R1 0528]}}
acme/owlet:
  level: model
  parent: acme/owl
  names: {en: [Owlet, Owlet 90M]}
  source: alpha-card
  facts: {parameters: 90e6}
zeta/wren-mini: {level: model, names: {en: [Wren mini]}, source: alpha-card, facts: {developer: zeta}}
"""


@pytest.fixture(scope="module")
def owls(mini_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog of one family with releases, sizes, variants and windows."""
    target = tmp_path_factory.mktemp("owls") / "data"
    shutil.copytree(mini_directory, target)
    shutil.rmtree(target / "imported")
    (target / "ambiguous.yaml").unlink()
    (target / "glossary").rename(target.parent / "glossary")
    (target / "models.yaml").write_text(MODELS, encoding="utf8")
    return load(target)


@pytest.mark.parametrize(
    ("name", "id_", "qualifiers"),
    [
        ("someone/Owl-3-7B-Instruct-GGUF:Q4_K_M", "acme/owl-3-7b-instruct", {"uploader": "someone", "format": "GGUF"}),
        ("acme-ai/owl-3-7b-q8_0", "acme/owl-3-7b", {"quantization": "Q8_0"}),
        ("owl-3-7b-20240601", "acme/owl-3-7b", {"snapshot": "2024-06-01"}),
        ("Owl 3 7B base", "acme/owl-3-7b", {"variant": "base"}),
        ("Owl 4 Scout (17Bx16E) q4_0", "acme/owl-4-scout", {"experts": "16e"}),
        ("owl3:7b-small-q5_K_M", "acme/owl-3-7b", {"quantization": "Q5_K_M"}),
        ("owlet-90m-fp16", "acme/owlet", {"quantization": "FP16"}),
    ],
)
def test_what_is_said_besides_is_reported(owls: Catalog, name: str, id_: str, qualifiers: dict[str, str]) -> None:
    """The entry, and in the qualifiers what it does not say."""
    found = owls.explain(name)

    assert found.match is not None, found.report()
    assert ("parsed", id_) == (found.status, found.match.id)
    assert qualifiers.items() <= found.qualifiers.items()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("owl-3-7b-20230101", "released after 2023-01-01"),
        ("owl-3.5-7b-2502", "another date"),
        ("owl-3-7b-8k-q4_0", "4k"),
        ("owl-4-scout-17b-32e", "16e"),
        ("owlet-base-90m", ""),
        ("owl-large-2410", "no member of this series"),
        ("owl-exp", "a family"),
        ("zeta/owl-3-7b", "made by acme"),
        ("one/two/owl-3-7b-q4_0", "nobody is known as one"),
        ("Owl 3 7B/owl-large-2", ""),
        ("owl-3-7b-turbo", ""),
        ("owl-3-8b", ""),
    ],
)
def test_what_the_catalog_contradicts_is_refused(owls: Catalog, name: str, why: str) -> None:
    """With the entry that came near, and the reason why it is not the one."""
    found = owls.explain(name)

    assert (found.status, found.match) == ("unknown", None), found.report()
    assert why in " ".join(other.why for other in found.considered)


@pytest.mark.parametrize(
    ("name", "id_"), [("owl-large-2407", "acme/owl-large-2"), ("owl-large-2402", "acme/owl-large-1")]
)
def test_a_dated_name_of_a_series_is_the_member_of_that_month(owls: Catalog, name: str, id_: str) -> None:
    """The series says less than the name; its member of that month is what is meant."""
    assert owls.resolve(name).id == id_


def test_a_moving_pointer_is_followed_to_a_day(owls: Catalog) -> None:
    """Without a day it leads to the series and says that it moves; before the first release nothing is there."""
    assert owls.resolve("owl-large-latest", at="2024-05-01").id == "acme/owl-large-1"
    assert owls.resolve("owl-large-latest", at="2024-08-01").id == "acme/owl-large-2"

    assert owls.explain("owl-3-7b-latest", at="2024-02-01").status == "unknown"

    found = owls.explain("owl-large-latest")

    assert found.match is not None
    assert (found.match.id, found.qualifiers) == ("acme/owl-large", {"rolling": "latest"})
    assert "give at=" in found.reason


def test_an_answer_says_the_size_that_was_asked(owls: Catalog) -> None:
    """A name without a size is shown with the one in the question, as far as it is the model's."""
    assert owls.resolve("Owlet").name == "Owlet"
    assert owls.resolve("Owlet 90M").name == "Owlet 90M"
    assert owls.resolve("owlet-0.09b").name == "Owlet 0.09B"
    assert owls.explain("Owlet 70M").status == "unknown"


def test_a_word_for_a_kind_is_ambiguous(owls: Catalog) -> None:
    """`mini` is what many models are called behind their name."""
    found = owls.explain("mini")

    assert ("ambiguous", {"acme/owl-mini", "zeta/wren-mini"}) == (found.status, {c.id for c in found.candidates})
    assert "kind or size" in found.reason


@pytest.mark.parametrize(
    "opaque",
    [
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcd1234",
        "azure/my-deployment",
        "projects/p/locations/us-central1/endpoints/1234567890",
    ],
)
def test_an_opaque_identifier_says_so_until_its_owner_lists_it(owls: Catalog, opaque: str) -> None:
    """Names of the caller's own live on a new catalog, and come before all others."""
    assert owls.explain(opaque).rule == "opaque"

    mine = owls.with_aliases({opaque: "Owl 3 7B"})

    assert (mine.resolve(opaque).id, mine.explain(opaque).rule) == ("acme/owl-3-7b", "own")
    assert owls.explain(opaque).status == "unknown"


def test_aliases_of_the_caller(owls: Catalog) -> None:
    """They are found behind a path, add up, and are refused where they lead nowhere."""
    mine = owls.with_aliases({"my-owl": "acme/owlet"}).with_aliases({"Owl": "acme/owl-mini"})

    assert [mine.resolve(name).id for name in ("azure/my-owl", "My Owl", "owl")] == [
        "acme/owlet",
        "acme/owlet",
        "acme/owl-mini",
    ]
    with pytest.raises(UnknownNameError):
        owls.with_aliases({"my-owl": "no such model"})
    with pytest.raises(ValueError, match="without a letter or digit"):
        owls.with_aliases({"--": "acme/owlet"})


def test_a_report_says_what_each_part_was_taken_for(owls: Catalog) -> None:
    """In the order in which a reader asks: what, why, how read, what else."""
    assert owls.explain("us.acme/Owl-3-7B-Instruct-q4_0.gguf").report().splitlines()[:3] == [
        "us.acme/Owl-3-7B-Instruct-q4_0.gguf",
        "  acme/owl-3-7b-instruct  Owl 3 7B Instruct",
        "  parsed: every token of the name understood as acme/owl-3-7b-instruct",
    ]
    parts = {token.text: token.role for token in owls.explain("someone/Owl-3-7B-Instruct-q4_0.gguf").tokens}
    assert parts == {
        "gguf": "format",
        "someone": "vendor",
        "owl": "name",
        "3": "version",
        "7b": "size",
        "instruct": "variant",
        "q4_0": "quantization",
    }
    assert "considered:\n  acme/owl-3-7b: it was released after" in owls.explain("owl-3-7b-20200101").report()


def test_a_date_that_a_release_bears_leads_to_it(owls: Catalog) -> None:
    """However the date is written; another date is one of the plain model."""
    assert owls.resolve("owl-r1-2025-05-28").id == "acme/owl-r1-0528"
    assert owls.resolve("owl-r1-250528").id == "acme/owl-r1-0528"
    assert owls.resolve("owl-r1-2025-05-29").id == "acme/owl-r1"


def test_a_listed_name_inside_a_path_answers(owls: Catalog) -> None:
    """Also where the grammar would read the words otherwise."""
    assert owls.resolve("azure/owl3:7b-small").id == "acme/owl-3-7b"
    assert owls.resolve("openrouter/acme-ai/Owl-4-Scout-17B-16E:free").id == "acme/owl-4-scout"


def test_a_model_behind_the_name_of_its_family(owls: Catalog) -> None:
    """Of the same developer; two models are two."""
    assert owls.explain("Owl Owlet").match is not None
    assert owls.explain("Owlet Wren mini").status == "unknown"
