"""How concepts from elsewhere stand to a catalog."""

from __future__ import annotations

from typing import Any

import pytest

from fmref import Catalog
from fmref.comparison import Standing, compare
from fmref.schema import Concept


def standing(catalog: Catalog, id_: str = "x", **terms: Any) -> Standing:
    """How a concept with these terms stands to a catalog."""
    full = {"en": [], "zh": [], "fa": [], **terms}
    (found,) = compare([Concept.model_validate({"id": id_, "domain": "d", "terms": full})], catalog)
    return found


def words(found: Standing) -> tuple[list[str], list[str]]:
    """The terms that are added and those that contradict."""
    return [term.text for term in found.added], [term.text for term in found.collisions]


def test_a_concept_that_is_nowhere_is_new(mini: Catalog) -> None:
    """It adds nothing to a concept and contradicts none."""
    found = standing(mini, en=["token"], zh=["词元"])

    assert ("x", "new", None) == found[:3]
    assert ([], []) == words(found)


def test_a_concept_is_known_by_its_english(mini: Catalog) -> None:
    """In any spelling that folds to the same, with the terms that are new to it."""
    found = standing(mini, en=["Fine Tuning"], zh=["微调", "调优"], fa=["تنظیم دقیق"])

    assert ("x", "known", "fine-tuning") == found[:3]
    assert (["调优"], []) == words(found)


def test_of_several_concepts_it_is_the_one_with_its_id_or_its_other_terms(mini: Catalog) -> None:
    """Without English, the id comes before the terms."""
    assert "base-model" == standing(mini, fa=["مدل پایه"], zh=["基座模型"]).match
    assert "foundation-model" == standing(mini, "foundation-model", zh=["基座模型"]).match


def test_terms_of_other_concepts_contradict(mini: Catalog) -> None:
    """And say whose they are; a word that the catalog shares among concepts does not."""
    found = standing(mini, en=["fine-tuning"], zh=["微调", "基座模型"])

    assert (["基座模型"], ["基座模型"]) == words(found)
    assert {"base-model": "admitted"} == found.collisions[0].others
    assert ([], []) == words(standing(mini, en=["base model"], zh=["基础模型"]))
    assert ([], ["微调"]) == words(standing(mini, en=["tuning fork"], zh=["微调"]))


@pytest.mark.parametrize("english", ["foundation model", "something else"])
def test_terms_that_the_catalog_forbids_contradict(mini: Catalog, english: str) -> None:
    """Whether it knows the concept or not."""
    found = standing(mini, en=[english], zh=["基金会模式"])

    assert [("基金会模式", {"foundation-model": "forbidden"})] == [(t.text, t.others) for t in found.collisions]


def test_what_a_concept_forbids_itself_is_not_compared(mini: Catalog) -> None:
    """A mistake that both list is no contradiction."""
    wrong = {"text": "微调", "status": "forbidden", "error": "typo", "hit": ["微调"], "miss": ["微调"]}

    assert ([], []) == words(standing(mini, en=["token"], zh=["词元", wrong]))
