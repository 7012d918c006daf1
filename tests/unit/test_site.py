"""The static site: a page for everything, in three languages, with links that lead somewhere and nothing that runs."""

from __future__ import annotations

import contextlib
import json
import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from fmref import Catalog, load
from fmref.cli import main
from fmref.errors import OccupiedError
from fmref.files import replacing_directory
from fmref.schema import AVOIDED, Kind, Level, Relation, Source, Term
from fmref.site import MARK, build
from fmref.site._phrases import LANGUAGES, Phrases
from fmref.text import name_key

HOSTILE = """<script>alert(1)</script>'"><img src=x onerror=alert(1)> {{ 6*7 }} </title>."""


class Page(HTMLParser):
    """What a test reads of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.data: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text; that of a script is data."""
        if self._open[-1:] == ["script"]:
            self.data.append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Forget an element, with those in it that have no end."""
        while self._open and self._open.pop() != tag:
            pass

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def linked_data(self) -> Mapping[str, object]:
        """The JSON-LD of the page."""
        found: Mapping[str, object] = json.loads(self.data[0])
        return found


def _pages(site: Path) -> Iterator[tuple[str, Page]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Page(path.read_text(encoding="utf8"))


def _page(site: Path, file: str) -> Page:
    return Page((site / file).read_text(encoding="utf8"))


def _arguments(path: Path) -> list[object]:
    """What a script of data hands over."""
    found: list[object] = json.loads("[" + re.sub(r"^[a-z.]+\(|\);\n$", "", path.read_text(encoding="utf8")) + "]")
    return found


@pytest.fixture(scope="module")
def site(mini: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small data."""
    target = tmp_path_factory.mktemp("site") / "out"
    build(mini, target)
    return target


def test_everything_has_a_page_in_each_language(site: Path, mini: Catalog) -> None:
    """Every model, organization, data set and concept, and a list of each kind; the same in three languages."""
    files = {lang: {p.relative_to(site / lang) for p in (site / lang).rglob("*.html")} for lang in ("en", "zh", "fa")}

    assert files["en"] == files["zh"] == files["fa"]
    for kind, selection in (("model", mini.models), ("dataset", mini.datasets), ("concept", mini.concepts)):
        assert {Path(f"{kind}/{entry.id}.html") for entry in selection} <= files["en"]
    assert {Path(f"{name}.html") for name in ("index", "models", "models-2024", "models-undated", "organizations",
                                              "datasets", "glossary", "glossary-core")} <= files["en"]  # fmt: skip


def test_no_link_is_dead(site: Path) -> None:
    """Every address of a page, a style sheet or a script leads to a file of the site, from where the page stands."""
    dead = []
    for file, page in _pages(site):
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for _, attributes in page.elements:
            for address in filter(None, (attributes.get("href"), attributes.get("src"))):
                parts = urlsplit(address)
                if parts.scheme:
                    assert parts.scheme in {"https", "http"}, address
                elif parts.path:
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
                    dead += [(file, address)] if not (site / target).is_file() else []
                elif parts.fragment not in ids:
                    dead.append((file, address))

    assert dead == []


def test_links_stay_within_the_site(site: Path) -> None:
    """Addresses are relative, so that the site may stand in any folder of a server, or on a disk."""
    addresses = [a.get("href") or a.get("src", "") for _, page in _pages(site) for _, a in page.elements]

    assert [address for address in addresses if address.startswith("/")] == []


@pytest.mark.parametrize(
    ("lang", "tag", "direction"), [("en", "en", "ltr"), ("zh", "zh-Hans", "ltr"), ("fa", "fa", "rtl")]
)
def test_a_page_tells_its_language_and_leads_to_the_others(site: Path, lang: str, tag: str, direction: str) -> None:
    """In the head for machines and in the menu for people; Persian goes from right to left."""
    page = _page(site, f"{lang}/model/acme/alpha-13b.html")

    assert page.all("html") == [{"lang": tag, "dir": direction}]
    alternates = {a["hreflang"]: a["href"] for a in page.all("link") if a.get("rel") == "alternate"}
    assert alternates == {
        "en": "../../../en/model/acme/alpha-13b.html",
        "zh-Hans": "../../../zh/model/acme/alpha-13b.html",
        "fa": "../../../fa/model/acme/alpha-13b.html",
        "x-default": "../../../en/model/acme/alpha-13b.html",
    }
    menu = {a["hreflang"]: a for a in page.all("a") if "hreflang" in a}
    assert [name for name, a in menu.items() if "aria-current" in a] == [tag]
    assert all(menu[other]["href"] == alternates[other] for other in menu)


def test_a_disputed_fact_shows_who_says_what(site: Path) -> None:
    """The value first, the word about it, and every source with its value, in the words of the language."""
    english = _page(site, "en/model/acme/alpha-13b.html")
    chinese = _page(site, "zh/model/acme/alpha-13b.html")

    for said in ("13.02 billion parameters", "sources disagree", "A newspaper", "130 billion parameters", "21 days"):
        assert said in english.text
    assert "130.2亿个参数" in chinese.text
    assert "来源不一" in chinese.text
    assert {"href": "https://example.org/alpha", "rel": "noopener", "dir": "auto"} in english.all("a")


def test_a_secret_stays_one(site: Path) -> None:
    """The rumour is told as what a newspaper says."""
    text = _page(site, "fa/model/zeta/beta.html").text

    assert re.search("اعلام نشده.*۱۷۰ تریلیون پارامتر.*A newspaper", text, re.DOTALL)


def test_the_lineage_is_drawn_as_lists(site: Path) -> None:
    """What a model comes from and what comes from it, each with its relation, nested as far as it goes."""
    text = " ".join(_page(site, "en/model/zeta/beta.html").text.split())

    assert "distilled from Alpha 13B Chat fine-tuned from Alpha 13B" in text
    assert "successor of Alpha 1.3B" in text
    assert "successor Beta" in " ".join(_page(site, "en/model/acme/alpha-1.3b.html").text.split())


def test_a_concept_has_its_terms_in_all_languages(site: Path) -> None:
    """With the definition in the language of the page first, and mistakes with the reason."""
    page = _page(site, "fa/concept/foundation-model.html")

    assert "<h1><bdi>مدل بنیادین</bdi></h1>" in (site / "fa/concept/foundation-model.html").read_text(encoding="utf8")
    for said in ("foundation model", "基础模型", "基石模型", "基金会模式", "معنای نادرست", "تعداد پارامترها"):
        assert said in page.text
    assert any(a["href"].endswith("model/acme/alpha-13b.html") for a in page.all("a"))


def test_an_id_that_was_replaced_leads_to_its_successor(site: Path) -> None:
    """Its page stays."""
    page = _page(site, "zh/model/acme/old-alpha.html")

    assert "../../model/acme/alpha-1.3b.html" in {a["href"] for a in page.all("a")}


def test_machines_read_entries_in_the_vocabulary_of_schema_org(site: Path) -> None:
    """A model, an organization, a data set, a term and a set of terms; a secret or an absent value is left out."""
    model = _page(site, "en/model/acme/alpha-13b.html").linked_data
    term = _page(site, "zh/concept/foundation-model.html").linked_data

    assert model["@type"] == "SoftwareApplication"
    assert model["datePublished"] == "2024-03-01"
    assert model["creator"] == [{"@type": "Organization", "name": "Acme"}]
    assert "Alfa 13B" not in str(model["alternateName"])
    assert _page(site, "en/organization/acme.html").linked_data["@type"] == "Organization"
    assert _page(site, "en/dataset/pile-of-text.html").linked_data["@type"] == "Dataset"
    assert _page(site, "en/glossary-core.html").linked_data["@type"] == "DefinedTermSet"
    assert (term["@type"], term["name"], term["termCode"]) == ("DefinedTerm", "基础模型", "foundation-model")
    assert "基金会模式" not in str(term["alternateName"])
    assert "datePublished" not in _page(site, "en/model/zeta/gamma.html").linked_data


def test_the_filter_knows_every_model(site: Path, mini: Catalog) -> None:
    """With developer, date, sizes and weights, as numbers to filter by and in words to show."""
    (data,) = _arguments(site / "fa/models.js")
    assert isinstance(data, dict)
    rows = {row[0]: row for row in data["rows"]}

    assert set(rows) == {model.id for model in mini.models}
    id_, label, _, developers, date, size, weights = rows["acme/alpha"]
    assert (id_, label, weights) == ("acme/alpha", "آلفا", 1)
    assert [data["developers"][at] for at in developers] == [["acme", "اکمی"]]
    assert data["sizes"][size] == [1_300_000_000, 13_015_864_320, "۱٫۳ میلیارد – ۱۳٫۰۲ میلیارد"]
    assert data["dates"][date] == ["", ""]
    assert rows["zeta/beta"][5] == -1


def test_every_name_is_found_from_each_of_its_words_on(site: Path) -> None:
    """The leaf that the first keys lead to has the name, filed under the key from the word on."""
    _, firsts, _ = _arguments(site / "search/index.js")
    assert isinstance(firsts, list)
    for name, word in [("Alpha Grande", "Grande"), ("مدل بنیادین", "بنیادین"), ("基础模型", "模型"), ("FM", "FM"),
                       ("acme-ai/alpha-13b", "alpha-13b")]:  # fmt: skip
        key = name_key(word)
        number = max(at for at, first in enumerate(firsts) if first <= key or at == 0)
        _, _, rows = _arguments(site / f"search/{number}.js")
        assert isinstance(rows, list)
        assert any(text == name and name_key(text)[at:].startswith(key) for text, at, _ in rows), name


def _hostile(mini_directory: Path, target: Path) -> Path:
    """The small data with markup in every field of text, each behind a word that names the field."""
    shutil.copytree(mini_directory, target)
    for file, old, new in [
        ("models.yaml", "zh: [阿尔法]", 'zh: ["name %s"]'),
        ("models.yaml", "license: Apache-2.0", 'license: "license %s"'),
        ("models.yaml", "unit: days, method: estimated", 'unit: days, method: estimated, note: "note %s"'),
        ("models.yaml", "huggingface: acme-ai/alpha-1.3b", 'huggingface: "id %s"'),
        ("models.yaml", "  source: beta-blog\n", '  source: beta-blog\n  summary: {en: "summary %s"}\n'),
        ("sources.yaml", "A newspaper", '"source %s"'),
        ("sources.yaml", "'https://example.org/alpha'", '"https://example.org/\\"><script>alert(1)</script>"'),
        ("organizations.yaml", "Zeta Labs", '"maker %s"'),
        ("attributes.yaml", "en: weather", 'en: "label %s"'),
        ("attributes.yaml", "sun: {en: sun", 'sun: {en: "value %s"'),
        ("glossary/core.yaml", "zh: [{text: 基础模型, also: foundation-model}", 'zh: ["term %s"'),
        ("glossary/core.yaml", "en: A model before any tuning for conversation.", 'en: "definition %s"'),
    ]:
        content = (target / file).read_text(encoding="utf8")
        assert old in content, old
        hostile = json.dumps(HOSTILE)[1:-1]
        (target / file).write_text(content.replace(old, new.replace("%s", hostile), 1), encoding="utf8")
    return target


def test_markup_in_the_data_is_text_on_the_pages(mini_directory: Path, tmp_path: Path) -> None:
    """In names, values, identifiers, sources, labels, terms and definitions: nothing runs, and the text is there."""
    target = tmp_path / "out"
    build(load(_hostile(mini_directory, tmp_path / "data")), target)

    for file, page in _pages(target):
        for script in page.all("script"):
            assert script.get("type") == "application/ld+json" or script["src"].endswith("assets/site.js"), file
        for _, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes), file
            assert not attributes.get("href", "").startswith("javascript:"), file
        assert page.all("img") == [], file
        assert not page.data or json.loads(page.data[0]), file
    for file, fields in [
        ("en/model/zeta/beta.html", ("summary", "source", "maker")),
        ("zh/model/acme/alpha.html", ("name", "license")),
        ("en/model/acme/alpha-13b.html", ("label", "value", "license")),
        ("en/model/acme/alpha-1.3b.html", ("id",)),
        ("en/concept/base-model.html", ("term", "definition")),
        ("zh/concept/base-model.html", ("term",)),
        ("fa/glossary-core.html", ("term",)),
        ("en/organization/zeta.html", ("maker",)),
        ("fa/organizations.html", ("maker",)),
    ]:
        for field in fields:
            assert f"{field} {HOSTILE}" in _page(target, file).text, (file, field)


def test_the_same_catalog_gives_the_same_site(mini: Catalog, site: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    count = build(mini, tmp_path / "again")

    files = {p.relative_to(site) for p in site.rglob("*") if p.is_file()}
    assert files == {p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert [f for f in files if (site / f).read_bytes() != (tmp_path / "again" / f).read_bytes()] == []
    assert count == sum(file.suffix == ".html" for file in files)


def test_a_site_replaces_one_that_was_written_before(mini: Catalog, tmp_path: Path) -> None:
    """Whole: what the older one had more is gone, and nothing is left beside it."""
    build(mini, tmp_path / "out")
    (tmp_path / "out" / "older.html").write_text("old", encoding="utf8")
    build(mini, tmp_path / "out")

    assert not (tmp_path / "out" / "older.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["photos", "file"])
def test_what_is_no_site_is_left_alone(mini: Catalog, tmp_path: Path, name: str) -> None:
    """A directory with other content, or a file; the error says what to do."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    (tmp_path / "file").write_bytes(b"text")

    with pytest.raises(OccupiedError, match="give a new or an empty directory"):
        build(mini, tmp_path / name)

    assert (tmp_path / "photos" / "cat.jpg").read_bytes() == b"cat"
    assert (tmp_path / "file").read_bytes() == b"text"
    assert {path.name for path in tmp_path.iterdir()} == {"photos", "file"}


def test_an_older_site_stays_when_a_new_one_fails(mini: Catalog, tmp_path: Path) -> None:
    """Half a site is never seen, and none is left behind."""
    build(mini, tmp_path / "out")

    with contextlib.suppress(OSError), replacing_directory(tmp_path / "out", MARK) as new:
        (new / "index.html").touch()
        raise OSError("disk full")

    assert (tmp_path / "out" / "en" / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_that_data_may_have_has_words(lang: str) -> None:
    """Kinds, levels, relations, kinds of sources, statuses, registers and kinds of mistakes of the schema."""
    say = Phrases(lang)
    registers, errors = (get_args(Term.model_fields[name].annotation) for name in ("register_", "error"))
    said = {
        "kind": (*get_args(Kind), *get_args(Level)),
        "kinds": get_args(Kind),
        "came": get_args(Relation),
        "became": get_args(Relation),
        "sources": get_args(Source.model_fields["kind"].annotation),
        "term": (*AVOIDED - {"forbidden"}, *registers, *get_args(errors[0]), "mistranslation", "former"),
    }

    assert [(part, name) for part, names in said.items() for name in names if name not in say.part(part)] == []


def test_the_command_writes_a_site(mini_directory: Path, tmp_path: Path) -> None:
    """And says where it begins; exit status 1 for a directory that is no site."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").touch()
    runner = CliRunner()

    written = runner.invoke(main, ["--data", str(mini_directory), "site", str(tmp_path / "out")])
    refused = runner.invoke(main, ["--data", str(mini_directory), "site", str(tmp_path / "full")])

    assert written.exit_code == 0
    assert str(tmp_path / "out" / "index.html") in written.output
    assert refused.exit_code == 1
    assert "holds something else" in refused.output
