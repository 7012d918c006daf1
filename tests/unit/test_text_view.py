"""Annotated texts as HTML."""

from __future__ import annotations

import pickle
import time
from html.parser import HTMLParser

import pytest

from fmref import Catalog
from fmref.annotation import Annotation, Mention
from fmref.text_view import address


class Reader(HTMLParser):
    """Reads the elements of a page, and fails where they are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.found.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text of a paragraph."""
        if "p" in self._open:
            self.text += data


def mention(start: int, end: int, kind: str = "model", id_: str = "a/b") -> Mention:
    """A mention of no text in particular."""
    return Mention(start, end, "", kind, id_, "name", "ok", 1.0)


def test_mentions_are_shown_where_they_stand(mini: Catalog) -> None:
    """With kind, status and what they mean; one with a page is a link."""
    read = Reader(mini.annotate("Alpha 13B 用精调。")._repr_html_())

    assert read.text.strip() == "Alpha 13B 用精调。"
    model, concept = (attributes for tag, attributes in read.found if "data-status" in attributes)
    assert (model["data-kind"], model["href"]) == ("model", "https://huggingface.co/acme-ai/alpha-13b")
    assert (concept["data-status"], concept["title"]) == ("variant", "fine-tuning · fine-tuning · variant")


def test_persian_goes_from_right_to_left(mini: Catalog) -> None:
    """By paragraph, and where it begins with a Latin name, too."""
    read = Reader(mini.annotate("Alpha 13B مدل پایه است\nو Alpha خوب است.\n\nAlpha is.\n\n模型").to_html())

    assert [attributes["dir"] for tag, attributes in read.found if tag == "p"] == ["rtl", "ltr", "ltr"]


def test_everything_is_escaped() -> None:
    """The text, the title, and what a mention says."""
    evil = '"><script>alert(1)</script>'
    found = Annotation(evil, (Mention(0, 2, "", evil, evil, evil, evil, 1.0),), lambda _: f"https://{evil}")

    for html in (found._repr_html_(), found.to_html(evil)):
        assert "<script" not in html
        assert Reader(html).text.strip() == evil


def test_a_mention_within_another() -> None:
    """Is marked within it, and is no link within a link; what reaches over the end of a paragraph ends with it."""
    text = "abcdef\n\nghi"
    found = Annotation(text, (mention(0, 5), mention(1, 3, "concept", "c"), mention(5, 9)), lambda _: "https://x")
    read = Reader(found.to_html())

    marks = [tag for tag, attributes in read.found if "data-status" in attributes]
    assert marks == ["a", "span", "a", "a"]
    assert "".join(read.text.split()) == "".join(text.split())


def test_any_kind_is_shown() -> None:
    """One without an id, and one that nobody has thought of."""
    found = Annotation("5B", (Mention(0, 2, "5B", "new", "", "5000000000", "ok", 1.0),))

    assert 'title="5000000000 · ok"' in found._repr_html_()


def test_a_notebook_shows_the_beginning_of_a_long_text() -> None:
    """And says how much is left; a page has all of it."""
    found = Annotation("a" * 60_000, ())

    assert "and 10,000 more characters" in found._repr_html_().replace("characters more", "more characters")
    assert "a" * 60_000 in found.to_html()


def test_annotations_can_be_pickled(mini: Catalog) -> None:
    """Without the addresses, which the catalog knows; they show what can be read."""
    found = mini.annotate("Alpha 13B")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301  # of our own making

    assert (again.text, again.mentions) == (found.text, found.mentions)
    assert repr(again) == repr(found) == f"Annotation(text='Alpha 13B', mentions={found.mentions!r})"


@pytest.mark.parametrize("unit", [" ", "\n", " \n", "a\n\n", "\u202e", "م"])
def test_long_texts(unit: str) -> None:
    """Half a megabyte, with a mention at every tenth character, in linear time."""
    text = unit * (500_000 // len(unit))
    found = Annotation(text, tuple(mention(at, at + 2) for at in range(0, 500_000 - 10, 10)))
    begin = time.process_time()

    assert found.to_html()
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"kind": "model", "ids": {"ollama": ["a:b"], "github": ["x/y"]}}, "https://github.com/x/y"),
        ({"kind": "dataset", "ids": {"huggingface": ["x/y"]}}, "https://huggingface.co/datasets/x/y"),
        ({"facts": {"homepage": [{"value": "https://a"}]}, "ids": {"huggingface": ["x/y"]}}, "https://a"),
        ({"facts": {"homepage": [{"value": "javascript:alert(1)"}]}}, None),
        ({}, None),
    ],
)
def test_addresses(record: dict[str, object], expected: str | None) -> None:
    """The homepage before hubs; nothing but the web."""
    assert address(record) == expected
