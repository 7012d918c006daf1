"""Entries, facts with inheritance, the tree, lineage and selections."""

import builtins
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fmref import AmbiguousNameError, Catalog, MissingExtraError, UnknownAttributeError, UnknownNameError, load


def test_plain_values_and_facts(mini: Catalog) -> None:
    """`entry.attribute` is the value, `entry.facts[attribute]` the fact; nothing known is None."""
    model = mini.model("Alpha 13B")

    assert 13_015_864_320 == model.parameters == model.facts["parameters"].value
    assert model.facts["parameters"].status == "disputed"
    assert model.facts["training_time"].value == 21 * 86400
    assert mini.model("Gamma").parameters is None
    assert "parameters" not in mini.model("Gamma").facts


def test_unknown_attributes_are_errors(mini: Catalog) -> None:
    """Of the registry for facts, of Python for attributes."""
    with pytest.raises(UnknownAttributeError, match="known are developer"):
        mini.model("Alpha").facts["colour"]
    with pytest.raises(AttributeError, match="colour"):
        _ = mini.model("Alpha").colour


def test_facts_come_from_the_parent_where_the_registry_says_so(mini: Catalog) -> None:
    """And the fact tells which ancestor stated it; what is not inherited is absent."""
    variant = mini.model("Alpha 13B Chat")

    assert ("acme",) == variant.developer
    assert ("acme/alpha",) == variant.facts["developer"].inherited_from
    assert variant.release_date is None


def test_a_family_has_the_sizes_of_its_children(mini: Catalog) -> None:
    """Sorted, from those that state one."""
    fact = mini.model("Alpha").facts["parameters"]

    assert (1_300_000_000, 13_015_864_320) == fact.value
    assert ("acme/alpha-1.3b", "acme/alpha-13b") == fact.inherited_from


def test_labels_in_three_languages(mini: Catalog) -> None:
    """The Latin name stands in where a language has none."""
    model = mini.model("Alpha")

    assert ["Alpha", "阿尔法", "阿爾法", "آلفا", "Alpha 13B"] == [
        *(model.label(lang) for lang in ("en", "zh", "zh-TW", "fa")),
        mini.model("Alpha 13B").label("fa"),
    ]
    assert mini.model("Alpha 13B").names == {"en": ("Alpha 13B", "Alpha Grande")}


def test_facts_in_words(mini: Catalog) -> None:
    """References by label, enums by label, dates and numbers in the language's form, undisclosed said."""
    alpha, beta = mini.model("Alpha 13B"), mini.model("Beta")

    assert "艾克米" == alpha.fact_text("developer", "zh")
    assert "آفتاب" == alpha.fact_text("weather", "fa")
    assert "130.2亿个参数" == alpha.fact_text("parameters", "zh")
    assert "not disclosed" == beta.fact_text("parameters")
    assert "Zeta Labs, Acme" == beta.fact_text("developer")


def test_the_tree_goes_up_and_down(mini: Catalog) -> None:
    """Parents and children."""
    chat = mini.model("Alpha 13B Chat")

    assert chat.parent is not None
    assert ("acme/alpha-13b", "acme/alpha") == (chat.parent.id, chat.parent.parent and chat.parent.parent.id)
    assert ["acme/alpha-1.3b", "acme/alpha-13b"] == [c.id for c in mini.model("Alpha").children]


def test_lineage_is_typed_and_knows_its_distance(mini: Catalog) -> None:
    """Nearest first; relations narrow the edges that are followed."""
    beta = mini.model("Beta")

    assert [
        ("acme/alpha-13b-chat", "distillation", 1),
        ("acme/alpha-1.3b", "successor", 1),
        ("acme/alpha-13b", "finetune", 2),
    ] == [(k.id, k.relation, k.distance) for k in beta.ancestors()]
    assert ["acme/alpha-13b-chat"] == [k.id for k in beta.ancestors({"distillation"})]
    assert ["acme/alpha-13b-chat", "zeta/beta"] == [k.id for k in mini.model("Alpha 13B").descendants()]


def test_what_members_say_together(edited: Callable[[str, str, str], Path]) -> None:
    """A family takes the first release and a value that all share, none in dispute; nothing goes sideways."""
    directory = edited(
        "attributes.yaml", "  tolerance: 31\n", "  tolerance: 31\n  inherit: children\n  collect: first\n"
    )
    edited(
        "attributes.yaml",
        "type: boolean\n  inherit: parent",
        "type: boolean\n  inherit: [parent, children]\n  collect: same",
    )
    edited("models.yaml", "    license: Apache-2.0\n    open_weights: true\n", "    license: Apache-2.0\n")
    edited("models.yaml", "    parameters: 1.3e9\n", "    parameters: 1.3e9\n    open_weights: true\n")
    cat = load(directory)

    family = cat.model("Alpha")
    assert ("2024-03-01", True) == (family.release_date, family.open_weights)
    assert ("acme/alpha-1.3b",) == family.facts["open_weights"].inherited_from
    assert cat.model("Alpha 13B").open_weights is None
    edited("models.yaml", "    weather: sun\n", "    weather: sun\n    open_weights: false\n")
    assert load(directory).model("Alpha").open_weights is None


def test_facts_as_they_were_known_on_a_date(mini: Catalog) -> None:
    """What was said later is left out, also of the entries that a fact is inherited from."""
    alpha = mini.model("Alpha 13B")

    assert ["alpha-card"] == [s.source for s in alpha.facts_at("2024-03-01")["parameters"].statements]
    assert ["alpha-card", "compilation"] == [s.source for s in alpha.facts_at("2025")["parameters"].statements]
    assert alpha.facts_at("2024-02-29").get("parameters") is None
    assert alpha.facts_at("2024-02-29").get("license") is None
    assert ["acme/alpha-13b"] == list(mini.model("Alpha").facts_at("2024-03")["parameters"].inherited_from[1:])
    assert dict(alpha.facts) == dict(alpha.facts_at(None)) == dict(alpha.facts_at(datetime.date(2030, 1, 1)))
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        alpha.facts_at("yesterday")


def test_selections_narrow_sort_and_slice(mini: Catalog) -> None:
    """Each step gives a new selection; references are taken by any name; what is unknown sorts last."""
    assert ["acme/alpha", "acme/alpha-1.3b", "acme/alpha-13b", "acme/alpha-13b-chat", "zeta/beta"] == list(
        mini.models.where(developer="Acme AI").ids
    )
    assert ["acme/alpha-13b", "acme/alpha-1.3b"] == list(
        mini.models.where(lambda m: isinstance(m.parameters, int), developer="acme")
        .order_by("parameters", reverse=True)
        .ids
    )
    assert mini.models.order_by("release_date").ids[-1] in {
        "zeta/gamma",
        "zeta/gamma+",
        "zeta/beta",
        "acme/alpha-13b-chat",
    }
    assert 2 == len(mini.models[:2])
    assert mini.models[0] == mini.models["acme/alpha"]
    assert mini.models.where(level="variant").one().id == "acme/alpha-13b-chat"


def test_selections_refuse_what_they_do_not_know(mini: Catalog) -> None:
    """Ids with suggestions, attributes with the list, `one` of none or many."""
    with pytest.raises(UnknownNameError, match="did you mean Alpha 13B"):
        mini.models["acme/alpha-13c"]
    with pytest.raises(UnknownNameError, match="acme"):
        mini.models["acme"]
    with pytest.raises(UnknownAttributeError):
        mini.models.where(colour="red")
    with pytest.raises(UnknownNameError):
        mini.models.where(developer="Nobody")
    with pytest.raises(AmbiguousNameError):
        mini.models.one()
    with pytest.raises(UnknownNameError, match="empty"):
        mini.models.where(level="variant", developer="zeta").one()


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_selection_becomes_a_data_frame(mini: Catalog, backend: Any) -> None:
    """A row for each entry, a column for what is known of any."""
    frame = mini.models.to_frame(backend=backend)

    assert len(mini.models) == len(frame)
    assert ["id", "name", "level", "parent", "developer", "license"] == list(frame.columns)[:6]
    assert ["acme/alpha"] == list(mini.models[:1].to_frame(["id"], backend=backend)["id"])


def test_without_a_table_package_the_error_says_what_to_install(mini: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither pandas nor polars can be imported."""
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name in ("pandas", "polars"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingExtraError, match=r"pip install 'fmref\[pandas\]'"):
        mini.models.to_frame()


def test_html_views_escape_and_show(mini: Catalog) -> None:
    """Entry, concept and selection; text of any script gets its own direction."""
    html = [mini.model("Beta")._repr_html_(), mini.term("微调")._repr_html_(), mini.models._repr_html_()]

    assert all(h.startswith("<style>") and h.endswith("</table>") for h in html)
    assert "not disclosed" in html[0]
    assert 'lang="fa" dir="auto"' in html[1]
    assert "<script>" not in mini.model("Beta")._repr_html_().replace("&lt;script&gt;", "")


def test_reprs_are_short_and_tell_the_kind(mini: Catalog) -> None:
    """For people at a prompt."""
    assert "<model zeta/beta: Beta>" == repr(mini.model("Beta"))
    assert "<concept fine-tuning: fine-tuning · 微调 · تنظیم دقیق>" == repr(mini.term("微调"))
    assert repr(mini.models).startswith("<7 models: acme/alpha, ")
    assert "en/zh/fa" in repr(mini)


def test_every_kind_has_its_selection(mini: Catalog) -> None:
    """Entries of a kind, in the order of their file."""
    assert ("acme", "zeta") == mini.organizations.ids
    assert ("pile-of-text",) == mini.datasets.ids
    assert () == mini.benchmarks.ids == mini.software.ids == mini.hardware.ids
    assert ("base-model", "fine-tuning", "foundation-model") == mini.concepts.ids
    assert mini.concepts["fine-tuning"] == mini.term("fine-tuning")


def test_concepts_and_entries_lead_to_each_other(mini: Catalog) -> None:
    """A concept has the entries that it is about, of any kind, and the attribute that it names; both lead back."""
    concept = mini.term("foundation model")

    assert ["acme/alpha-13b", "pile-of-text"] == [entry.id for entry in concept.entries]
    assert (concept,) == mini.model("Alpha 13B").concepts == mini.entry("pile-of-text").concepts
    assert () == mini.model("Beta").concepts == mini.term("微调").entries
    assert concept.attribute == mini.attributes["parameters"]
    assert mini.term("微调").attribute is None
    assert [concept] == list(mini.concepts.where(attribute="parameters"))


def test_html_views_show_the_links(mini: Catalog) -> None:
    """From a concept to its entries and attribute, from an entry to its concepts; none where there are none."""
    html = mini.term("foundation model")._repr_html_()

    assert "<th>entries</th>" in html
    assert "Alpha 13B <small>acme/alpha-13b</small>" in html
    assert '<th>attribute</th><td dir="auto">parameters</td>' in html
    assert '<th>concepts</th><td dir="auto">foundation model</td>' in mini.model("Alpha 13B")._repr_html_()
    assert "<th>concepts</th>" not in mini.model("Beta")._repr_html_()
    assert "<th>entries</th>" not in mini.term("微调")._repr_html_()


def test_a_concept_is_no_entry_and_an_entry_no_concept(mini: Catalog) -> None:
    """Each door leads to its own kind."""
    with pytest.raises(UnknownNameError, match="concept"):
        mini.entry("fine-tuning")
    with pytest.raises(UnknownNameError):
        mini.term("Alpha")
