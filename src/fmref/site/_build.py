"""All pages of a site, written to a directory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from fmref import __version__
from fmref.catalog import Catalog
from fmref.entries import CatalogEntry, ConceptEntry
from fmref.files import replacing_directory
from fmref.formatting import format_date, format_number
from fmref.site import _linked_data as linked_data
from fmref.site._concepts import ConceptPages
from fmref.site._entries import EntryPages
from fmref.site._lists import UNDATED, ListPage, Lists
from fmref.site._models import ModelTable
from fmref.site._phrases import LANGUAGES
from fmref.site._search import fold_table, leaves, script
from fmref.site._site import KINDS, Link, Site, list_page

__all__ = ["MARK", "build"]

MARK: Final = ".fmref-site"
"""The file by which a directory is known as a site of fmref, which may be replaced."""

Track = Callable[[Sequence[str]], Iterable[str]]
"""What passes ids on and may show how far it has come."""

_DESCRIBED: Final = 300
"""How many characters of a description search engines are told."""


class _Page(NamedTuple):
    """One page: where it stands below the folder of its language, its template and what that shows."""

    file: str
    template: str
    title: str
    values: Mapping[str, Any]
    description: str = ""
    data: Mapping[str, Any] | None = None


def build(catalog: Catalog, directory: Path, track: Track = iter) -> int:
    """Write a catalog as a site to a directory and return the number of pages.

    `track` passes on the ids of what gets a page, and may show how far it has come. The same catalog gives the same
    files, byte for byte. The directory is new, empty or a site that was written before; what stands in it is replaced
    when all pages are written. Raises `OccupiedError` for another directory.
    """
    with replacing_directory(Path(directory), MARK) as target:
        return _Builder(catalog, target).build(track)


class _Builder:
    """Writes one site."""

    def __init__(self, catalog: Catalog, target: Path) -> None:
        self._site = Site(catalog)
        self._target = target
        self._models = ModelTable(self._site)
        self._lists = Lists(self._site, self._models)
        self._entries = EntryPages(self._site, self._models)
        self._concepts = ConceptPages(self._site)
        self._environment = Environment(
            loader=PackageLoader("fmref.site"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self._environment.globals |= {
            "languages": [(lang, say("page", "tag"), say("page", "language")) for lang, say in self._site.say.items()],
            "kinds": [(kind, list_page(kind)) for kind in KINDS if self._site.ids[kind]],
            "version": __version__,
            "digest": catalog.digest[:12],
        }

    def build(self, track: Track) -> int:
        """Write all files; the number of pages."""
        self._write_assets()
        self._write_index()
        count = 1
        self._write("index.html", self._environment.get_template("root.html").render(root="", say=self._site.say))
        for lang in LANGUAGES:
            self._write(f"{lang}/models.js", script("fmref.models", self._lists.choices(lang)))
            for page in self._pages_of_lists(lang):
                self._write_page(page, lang)
                count += 1
        for id_ in track([*self._site.kinds]):
            item = self._site.catalog.load(id_)
            for lang in LANGUAGES:  # one after another, so that its facts are decided once
                self._write_page(self._page_of(item, lang), lang)
                count += 1
        return count + self._write_moved()

    def _write(self, file: str, text: str) -> None:
        path = self._target / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8", newline="\n")

    def _write_assets(self) -> None:
        with as_file(files("fmref.site").joinpath("assets")) as assets:
            shutil.copytree(assets, self._target / "assets")

    def _write_index(self) -> None:
        firsts = []
        for number, leaf in enumerate(leaves(self._site)):
            firsts.append(leaf.first)
            self._write(f"search/{number}.js", script("fmref.leaf", number, leaf.entries, leaf.rows))
        kinds = {lang: say.part("kind") for lang, say in self._site.say.items()}
        self._write("search/index.js", script("fmref.index", fold_table(), firsts, kinds))

    def _write_page(self, page: _Page, lang: str) -> None:
        file = f"{lang}/{page.file}"
        depth = page.file.count("/")
        html = self._environment.get_template(page.template).render(
            page.values,
            lang=lang,
            say=self._site.say[lang],
            number=partial(format_number, lang=lang),
            file=page.file,
            title=page.title,
            description=page.description[:_DESCRIBED],
            data=page.data,
            at="../" * depth,
            root="../" * (depth + 1),
        )
        self._write(file, html)

    def _write_moved(self) -> int:
        """Pages for ids that others have taken the place of; the number of them."""
        moved = self._site.snapshot.rows("SELECT id, kind FROM entries WHERE replaced_by IS NOT NULL ORDER BY id")
        for id_, kind in moved:
            for lang in LANGUAGES:
                link = self._site.link(self._site.catalog.load(id_).id, lang)
                self._write_page(_Page(f"{kind}/{id_}.html", "moved.html", link.text, {"link": link}), lang)
        return len(moved) * len(LANGUAGES)

    def _page_of(self, item: CatalogEntry | ConceptEntry, lang: str) -> _Page:
        say = self._site.say[lang]
        file = str(self._site.page(item.id))
        if isinstance(item, ConceptEntry):
            term = self._concepts.view(item, lang)
            data = linked_data.of_concept(item, lang, say.domain(item.record.domain))
            return _Page(file, "concept.html", term.title, {"view": term}, term.definition or "", data)
        view = self._entries.view(item, lang)
        described = view.summary or " ".join((f"{view.title}: {view.what}", *(maker.text for maker in view.makers)))
        data = linked_data.of_entry(self._site, item, lang, described)
        return _Page(file, "entry.html", view.title, {"view": view, "kind": item.kind}, described, data)

    def _pages_of_lists(self, lang: str) -> Iterator[_Page]:
        counts = {kind: format_number(len(ids), lang) for kind, ids in self._site.ids.items()}
        say, lists = self._site.say[lang], self._lists
        lead = say("front", "lead", models=counts["model"], concepts=counts["concept"])
        families, domains = lists.counted_families(lang), lists.counted_domains(lang)
        shown = {"lead": lead, "counts": counts, "families": families, "domains": domains}
        yield _Page("index.html", "front.html", say("front", "title"), shown, lead)
        yield from self._pages_of_models(lang)
        for kind in KINDS:
            if self._site.ids[kind] and kind not in {"model", "concept"}:
                for part in lists.entries_of(kind, lang):
                    heads = lists.heads(kind, lang)
                    yield self._list(part, "entries_list.html", say("kinds", kind), lang, heads=heads, up=None)
        yield from self._pages_of_the_glossary(lang)

    def _pages_of_models(self, lang: str) -> Iterator[_Page]:
        say, lists = self._site.say[lang], self._lists
        title = say("kinds", "model")
        shown = {"years": lists.counted_years(lang), "developers": lists.counted_developers(lang)}
        yield _Page(list_page("model"), "models.html", title, shown)
        up = Link(title, list_page("model"))
        for year in lists.years:
            dated = "" if year == UNDATED else format_date(year, lang)
            heading = say("list", "of_year", year=dated) if dated else say("list", "of_no_year")
            for part in lists.models_of(year, lang):
                yield self._list(part, "models_list.html", heading, lang, up=up)

    def _pages_of_the_glossary(self, lang: str) -> Iterator[_Page]:
        say, lists = self._site.say[lang], self._lists
        title = say("kinds", "concept")
        yield _Page(list_page("concept"), "glossary.html", title, {"domains": lists.counted_domains(lang)})
        up = Link(title, list_page("concept"))
        for domain in lists.domains:
            name = say.domain(domain)
            for part in lists.concepts_of(domain):
                page = self._list(part, "concepts_list.html", name, lang, up=up)
                yield page._replace(data=linked_data.of_domain(name, say))

    def _list(self, part: ListPage[Any], template: str, heading: str, lang: str, **values: Any) -> _Page:
        """A page of a list, which tells its number where there are several."""
        numbers = {"number": format_number(part.number, lang), "count": format_number(part.numbers, lang)}
        place = self._site.say[lang]("page", "number", **numbers) if part.numbers > 1 else ""
        title = f"{heading} · {place}" if part.number > 1 else heading
        shown = {"heading": heading, "place": place, "rows": part.rows, "previous": part.previous, "next": part.next}
        return _Page(part.file, template, title, {**shown, **values})
