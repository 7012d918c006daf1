"""A user's own terms laid over a catalog."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fmref import Catalog, DataError, load

Lay = Callable[[str], Catalog]


@pytest.fixture
def laid(mini_directory: Path, tmp_path: Path) -> Lay:
    """A function from the text of an overlay to the small catalog with it."""

    def lay(text: str) -> Catalog:
        path = tmp_path / "house.yaml"
        path.write_text(text, encoding="utf8")
        return load(mini_directory, overlay=path)

    return lay


def test_a_house_prefers_its_own_term(laid: Lay, mini: Catalog) -> None:
    """The overlay's term comes first, the catalog's behind it; the catalog without it stays as it is."""
    found = laid("fine-tuning:\n  terms: {fa: [ریزتنظیم]}\n").translate("fine-tuning", "fa")

    assert [(t.text, t.status) for t in found.terms] == [
        ("ریزتنظیم", "preferred"),
        ("تنظیم دقیق", "admitted"),
        ("فاین‌تیونینگ", "admitted"),
    ]
    assert mini.translate("fine-tuning", "fa").preferred == "تنظیم دقیق"


def test_a_rival_is_made_the_preferred_term(laid: Lay) -> None:
    """A term that the catalog has is not listed twice."""
    found = laid("fine-tuning:\n  terms: {zh: [精调]}\n").translate("fine-tuning", "zh-Hans")

    assert [(t.text, t.status) for t in found.terms] == [("精调", "preferred"), ("微调", "admitted")]


def test_a_term_is_forbidden(laid: Lay) -> None:
    """With its examples, as in the data."""
    catalog = laid(
        "fine-tuning:\n  terms:\n    zh: [{text: 精调, status: forbidden, error: inconsistent, ambiguous: true,"
        " hit: [对模型精调。], miss: [精调收音机。]}]\n"
    )

    assert [t.text for t in catalog.translate("fine-tuning", "zh-Hans").terms] == ["微调"]
    assert catalog.translate("精调", "en").preferred == "fine-tuning"


def test_a_new_concept_is_known_everywhere(laid: Lay) -> None:
    """It is translated, resolved, searched and counted; a slip of it is offered."""
    catalog = laid(
        "owl-tuning:\n  terms: {en: [owl tuning], zh: [夜枭调优], fa: [تنظیم جغدی]}\n  related: [fine-tuning]\n"
    )

    assert catalog.translate("夜枭调优", "fa").preferred == "تنظیم جغدی"
    assert catalog.resolve("owl tuning").id == "owl-tuning"
    assert [m.id for m in catalog.search("owl tun", kind="concept")][:1] == ["owl-tuning"]
    assert [m.id for m in catalog.explain("owl tunning").candidates] == ["owl-tuning"]
    assert catalog.concepts["owl-tuning"].record.domain == "house"
    assert len(catalog.concepts) == int(catalog.snapshot.meta["concepts"])


def test_an_overlay_links_concepts_to_entries(laid: Lay) -> None:
    """Its links take the place of the catalog's, and the other direction follows."""
    catalog = laid(
        "foundation-model:\n  terms: {zh: [基座]}\n  entries: [zeta/beta]\n"
        "owl-tuning:\n  terms: {en: [owl tuning], zh: [夜枭调优], fa: [تنظیم جغدی]}\n  entries: [zeta/beta]\n"
    )

    assert ["foundation-model", "owl-tuning"] == [c.id for c in catalog.entry("zeta/beta").concepts]
    assert () == catalog.entry("pile-of-text").concepts


CONTRADICTIONS = {
    "a term of another concept": (
        "owl-tuning:\n  terms: {en: [owl tuning], zh: [微调], fa: [تنظیم جغدی]}\n",
        "house.yaml:2: D301 the term '微调' is borne by fine-tuning already; say `also:` on it or drop it",
    ),
    "no preferred term": (
        "foundation-model:\n  terms: {zh-Hant: [{text: 基石模型, status: deprecated}]}\n",
        "house.yaml:2: D308 0 terms are preferred in zh-Hant; exactly one is, the first",
    ),
    "no such concept": (
        "fine-tuning:\n  terms: {zh: [精调]}\n  related: [flying]\n",
        "house.yaml:3: D310 'flying' is no other concept; add it or correct it",
    ),
    "no such entry": (
        "fine-tuning:\n  terms: {zh: [精调]}\n  entries: [acme/alpha, acme/alpa]\n",
        "house.yaml:3: D323 no entry has the id 'acme/alpa'; did you mean 'acme/alpha'?",
    ),
    "a concept as an entry": (
        "fine-tuning:\n  terms: {zh: [精调]}\n  entries: [base-model]\n",
        "house.yaml:3: D323 no entry has the id 'base-model'; correct or remove it",
    ),
    "an unknown key": ("fine-tuning:\n  term: {zh: [精调]}\n", "house.yaml:2: D102 unknown key `term`; did you mean"),
    "no terms": ("owl-tuning:\n  pos: noun\n", "house.yaml:1: D102 `terms` is missing; add it"),
    "a list": ("- fine-tuning\n", "house.yaml:1: D102 the file is not a mapping from id to entry"),
    "terms of another shape": ("fine-tuning:\n  terms: {zh: {精调: 1}}\n", "house.yaml:2: D102"),
    "a model's id": ("acme/alpha:\n  terms: {en: [x1], zh: [x2], fa: [x3]}\n", "house.yaml:1: D311"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_refused_with_its_line(laid: Lay, mini_directory: Path, case: str) -> None:
    """Line, cause and repair; no snapshot is written."""
    text, message = CONTRADICTIONS[case]
    load(mini_directory)
    before = set((Path(os.environ["XDG_CACHE_HOME"]) / "fmref").iterdir())
    with pytest.raises(DataError) as raised:
        laid(text)
    assert message in str(raised.value)
    assert set((Path(os.environ["XDG_CACHE_HOME"]) / "fmref").iterdir()) == before


def test_a_missing_overlay_is_refused(mini_directory: Path, tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(DataError, match=r"none\.yaml:1: D100 the file cannot be read"):
        load(mini_directory, overlay=tmp_path / "none.yaml")


def test_the_environment_names_an_overlay(
    mini_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the module functions."""
    path = tmp_path / "house.yaml"
    path.write_text("fine-tuning:\n  terms: {zh: [精调]}\n", encoding="utf8")
    monkeypatch.setenv("FMREF_OVERLAY", str(path))
    assert load(mini_directory).translate("fine-tuning", "zh").preferred == "精调"
