"""Answers as HTML in a notebook: every type that people are given, in three languages, escaped."""

from __future__ import annotations

import copy
import pickle
import re
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

import fmref
from fmref import Catalog

HOSTILE = '<script>alert("1")</script>'
VOID = {"br", "meta", "col", "img"}


class Reader(HTMLParser):
    """Reads the elements of a view, and fails where they are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert [] == self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        """Words."""
        if "style" not in self._open:
            self.text += data

    def attributes(self, tag: str) -> dict[str, str | None]:
        """Those of the first element of a name."""
        return next(attributes for name, attributes in self.tags if name == tag)


def read(shown: Any) -> Reader:
    """What a notebook shows of something."""
    return Reader(shown._repr_html_())


def answers(cat: Catalog) -> dict[str, Any]:
    """One of every type that the public functions give and that has more than a line to say."""
    return {
        "Annotation": cat.annotate("Alpha 13B"),
        "Answer": cat.ask("parameters of Alpha 13B"),
        "Catalog": cat,
        "CatalogEntry": cat.organizations["acme"],
        "ConceptEntry": cat.term("foundation model"),
        "Fact": cat.model("Alpha 13B").facts["parameters"],
        "FactTable": cat.compare("Alpha 13B", "Beta"),
        "Facts": cat.model("Alpha 13B").facts,
        "ModelEntry": cat.model("Alpha 13B"),
        "Normalized": cat.normalize(["Alpha 13B", "alpha-99"]),
        "Resolution": cat.explain("alpha-99b"),
        "Selection": cat.models,
        "Timeline": cat.timeline("Alpha"),
        "Translated": cat.translate_terms("A foundation model.", "zh"),
        "Translation": cat.translate("foundation model", "fa"),
        "list of Finding": cat.lint("这种基金会模式很强。"),
        "list of Kinship": cat.model("Alpha 13B").ancestors(),
        "list of Match": cat.search("alpha"),
        "list of PairFinding": cat.check_pair("A foundation model.", "一种基金会模式。"),
        "list of Verdict": cat.check("Alpha 13B has 99 billion parameters."),
    }


def test_every_answer_has_a_view(mini: Catalog) -> None:
    """Well-formed, with something to read, and small."""
    for name, answer in answers(mini).items():
        shown = read(answer)

        assert shown.text.strip(), name
        assert 8_000 > len(answer._repr_html_()), name


def test_every_public_type_has_a_view_or_is_a_row_of_one(mini: Catalog) -> None:
    """A new type has to choose."""
    rows = {"Finding", "Kinship", "Match", "Mention", "NameCount", "PairFinding", "Span"}
    rows |= {"TermChange", "TermLeft", "TermMatch", "Verdict"}
    types = {name for name in fmref.__all__ if isinstance(getattr(fmref, name), type) and not name.endswith("Error")}

    assert types - rows == {name for name in answers(mini) if not name.startswith("list")}


@pytest.mark.parametrize(
    ("lang", "side", "words"),
    [
        ("en", "ltr", ("model", "parameters", "settled", "English")),
        ("zh", "ltr", ("模型", "参数量", "一致", "英文")),
        ("fa", "rtl", ("مدل", "تعداد پارامترها", "قطعی", "انگلیسی")),
    ],
)
def test_a_view_speaks_the_language_that_was_asked_for(
    mini: Catalog, lang: str, side: str, words: tuple[str, ...]
) -> None:
    """Labels, values and statuses, in its direction; the others keep theirs inside of it."""
    shown = read(mini.model("Alpha 13B").view(lang))

    assert (lang, side) == (shown.attributes("table")["lang"], shown.attributes("table")["dir"])
    assert [] == [word for word in words if word not in shown.text]


@pytest.mark.parametrize("lang", ["zh", "fa"])
def test_every_view_that_takes_a_language_speaks_it(mini: Catalog, lang: str) -> None:
    """Its headings, statuses and reasons; no English is left but ids, names, sources and what data and callers say."""
    english = "status means means did you mean senses settled exact alias unknown name relation steps score"
    for name, answer in answers(mini).items():
        if not hasattr(answer, "view"):
            continue
        shown = read(answer.view(lang))
        words = set(re.findall("[a-z]+", shown.text))

        assert set() == words & set(english.split()), name
        if "table" in {tag for tag, _ in shown.tags}:
            assert {"zh": "ltr", "fa": "rtl"}[lang] == shown.attributes("table")["dir"], name


def test_a_refusal_is_explained_in_the_language(mini: Catalog) -> None:
    """The reason, what it may be, and what each part of an identifier is."""
    assert "没有条目叫这个名称" in read(mini.explain("zzz").view("zh")).text
    assert "آیا منظورتان این است" in read(mini.explain("alpha-99b").view("fa")).text
    assert mini.explain("zzz").reason_in("en") == mini.explain("zzz").reason


@pytest.mark.parametrize("lang", ["zh", "fa"])
def test_concepts_and_selections_speak_it_too(mini: Catalog, lang: str) -> None:
    """The caption of a concept is its term in that language; the count of a selection is written as there."""
    concept, selection = mini.term("fine-tuning"), mini.models

    assert read(concept.view(lang)).text.startswith(concept.label(lang))
    assert {"zh": "7 个模型", "fa": "۷ مدل"}[lang] in read(selection.view(lang)).text


def test_an_interactive_table_has_the_columns_that_were_asked_for(mini: Catalog) -> None:
    """Attributes, and what else an entry has, each with a heading in the language; another name is refused."""
    shown = mini.models.interactive(["level", "license", "release_date"], lang="zh").html
    heads = ["id", "英文", "中文", "波斯语", "层级", "许可证", "发布日期"]

    assert [] == [head for head in heads if f"{head}</th>" not in shown]
    assert "模型家族" in shown
    with pytest.raises(fmref.UnknownAttributeError):
        mini.models.interactive(["colour"])


def test_without_itables_the_extra_is_named(mini: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to install it."""
    monkeypatch.setitem(sys.modules, "itables", None)

    with pytest.raises(fmref.MissingExtraError, match=r"pip install 'fmref\[table\]'"):
        mini.compare("Alpha 13B", "Beta").interactive()


def test_an_unknown_language_is_refused(mini: Catalog) -> None:
    """As everywhere."""
    with pytest.raises(fmref.UnknownLanguageError, match="use en, zh"):
        mini.models.view("de")


def test_what_a_user_wrote_is_escaped(mini: Catalog) -> None:
    """Names, terms and texts, wherever they are shown."""
    text = f"{HOSTILE} Alpha 13B has 99 billion parameters. 基金会模式"
    shown: tuple[Any, ...] = (
        mini.explain(HOSTILE),
        mini.search(HOSTILE),
        mini.translate(HOSTILE, "fa"),
        mini.check(text),
        mini.lint(text),
        mini.translate_terms(text, "fa", mode="replace"),
        mini.check_pair(f"{HOSTILE} foundation model 3 layers", f"{HOSTILE} 4 层"),
        mini.ask(HOSTILE),
    )

    for one in shown:
        assert "<script" not in one._repr_html_()
        assert "script" not in {tag for tag, _ in read(one).tags}


def test_claims_are_shown_where_they_stand(mini: Catalog) -> None:
    """Coloured by verdict with a sign, and the known value with its sources below."""
    shown = read(mini.check("Alpha 13B has 99 billion parameters."))

    assert "bad" == shown.attributes("mark")["data-mark"]
    assert "99 billion parameters✗1" in shown.text
    assert "13.02 billion parameters" in shown.text


def test_changed_terms_are_marked_where_they_stand_now(mini: Catalog) -> None:
    """The new words, though those before them have other lengths than the old."""
    changed = mini.translate_terms("A foundation model and fine-tuning.", "zh", mode="replace")
    marked = [part.partition("<")[0] for part in changed._repr_html_().split("<mark ")[1:]]

    assert [change.written for change in changed.changes] == [part.partition(">")[2] for part in marked]


def test_lists_are_lists(mini: Catalog) -> None:
    """Equal to plain ones, and plain when they are copied or pickled; what was dropped is not shown."""
    found = mini.search("alpha")

    assert found == list(found)
    assert list is type(copy.copy(found)) is type(pickle.loads(pickle.dumps(found)))  # noqa: S301  # our own
    first = found[0]
    found.clear()
    assert first.id not in read(found).text


def test_a_long_list_says_how_much_is_left_out(mini: Catalog) -> None:
    """So that a view stays small."""
    found: Any = mini.lint("基金会模式。" * 300)

    assert "and 100 more" in read(found).text
    assert 60_000 > len(found._repr_html_())


def test_a_disputed_value_is_marked(full: Catalog) -> None:
    """With the words that sources disagree."""
    shown = full.compare("Llama 2 7B", "GPT-4", attributes=["release_date"])._repr_html_()

    assert 'data-mark="doubt"' in shown
    assert "sources disagree" in shown
