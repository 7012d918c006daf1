"""What all pages of a site share: the catalog, the words, and where the page about an entry stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.fact_table import FactWriter
from fmref.schema import ENTRY_TYPES
from fmref.site._phrases import LANGUAGES, Phrases

if TYPE_CHECKING:
    from fmref.catalog import Catalog

__all__ = ["KINDS", "Link", "Site", "list_page"]

KINDS: Final[tuple[str, ...]] = (*(entry_type.kind for entry_type in ENTRY_TYPES), "concept")
"""The kinds of what has a page, in the order of the menu."""


class Link(NamedTuple):
    """A text that leads somewhere: to a page of the same language (`model/openai/gpt-4.html`), or a web address."""

    text: str
    href: str | None


def list_page(kind: str, part: str = "", number: int = 1) -> str:
    """Where a list stands: `models.html`, its third page, or a part of it as `models-2024.html`."""
    name = "glossary" if kind == "concept" else kind if kind in {"software", "hardware"} else f"{kind}s"
    return "-".join([name, *([part] if part else []), *([f"p{number}"] if number > 1 else [])]) + ".html"


class Site:
    """A catalog as pages that lead to one another.

    There is a page for every entry and concept but those that the community made of models, of which there are more
    than of all others; these are named, and lead nowhere.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.snapshot = catalog.snapshot
        self.writer = FactWriter(catalog.snapshot)
        self.say = {lang: Phrases(lang) for lang in LANGUAGES}
        self.ids = {kind: self.snapshot.ids(kind) for kind in KINDS}
        self.kinds = {id_: kind for kind, ids in self.ids.items() for id_ in ids}

    def page(self, id_: str) -> str | None:
        """Where the page about an entry or concept stands below the folder of a language; None where there is none."""
        kind = self.kinds.get(id_)
        return kind and f"{kind}/{id_}.html"

    def label(self, id_: str, lang: str) -> str:
        """What an entry or concept is called in a language."""
        return self.writer.wording.label(id_, lang)

    def link(self, id_: str, lang: str) -> Link:
        """An entry or concept by its name, with its page."""
        return Link(self.label(id_, lang), self.page(id_))

    def links(self, ids: Iterable[str], lang: str) -> tuple[Link, ...]:
        """The same for several."""
        return tuple(self.link(id_, lang) for id_ in ids)
