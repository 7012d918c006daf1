"""Models as rows of tables: what readers choose them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fmref.facts import Fact
from fmref.formatting import format_date, format_number
from fmref.site._site import Link, Site

__all__ = ["ModelRow", "ModelTable", "ShownModel", "date_text", "size_text"]


class ModelRow(NamedTuple):
    """A model as a row; of a family, what its members say.

    `date` is ISO 8601 of the precision of its source, `sizes` the least and the greatest number of parameters;
    each is None where nothing is known.
    """

    id: str
    level: str
    parent: str | None
    developers: tuple[str, ...]
    date: str | None
    sizes: tuple[float, float] | None
    is_open: bool | None

    @property
    def newest_first(self) -> tuple[bool, str, str]:
        """A key to sort by, in reverse: what has no date comes last."""
        return self.date is not None, self.date or "", self.id


class ShownModel(NamedTuple):
    """The same in a language."""

    link: Link
    level: str
    developers: tuple[Link, ...]
    date: str
    size: str
    weights: str


class ModelTable:
    """All models of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.rows: Mapping[str, ModelRow] = {id_: self._read(id_) for id_ in site.ids["model"]}

    def _read(self, id_: str) -> ModelRow:
        ledger, node = self._site.writer.ledger, self._site.snapshot.node(id_)

        def values(attribute: str) -> tuple[Any, ...]:
            fact: Fact | None = ledger.fact(id_, attribute) if attribute in ledger.attributes else None
            if fact is None or fact.value is None:
                return ()
            return fact.value if isinstance(fact.value, tuple) else (fact.value,)

        sizes = values("parameters")
        return ModelRow(
            id=id_,
            level=(node and node.level) or "model",
            parent=ledger.parent(id_),
            developers=values("developer"),
            date=min(values("release_date"), default=None),
            sizes=(min(sizes), max(sizes)) if sizes else None,
            is_open=next(iter(values("open_weights")), None),
        )

    def shown(self, rows: Iterable[ModelRow], lang: str) -> list[ShownModel]:
        """Rows in the words of a language."""
        return [
            ShownModel(
                self._site.link(row.id, lang),
                self._site.say[lang]("kind", row.level),
                self._site.links(row.developers, lang),
                date_text(row.date, lang),
                size_text(row.sizes, lang),
                self._weights(row, lang),
            )
            for row in rows
        ]

    def _weights(self, row: ModelRow, lang: str) -> str:
        """Whether weights are open, in a word; nothing where nobody says."""
        return "" if row.is_open is None else self._site.say[lang]("list", "open" if row.is_open else "closed")

    def of(self, developer: str) -> list[ModelRow]:
        """What an organization made, the newest first: the top of each tree of models stands for its members."""
        own = {row.id for row in self.rows.values() if developer in row.developers}
        tops = (self.rows[id_] for id_ in own if self.rows[id_].parent not in own)
        return sorted(tops, key=lambda row: row.newest_first, reverse=True)


def date_text(date: str | None, lang: str) -> str:
    """A date in words; nothing where there is none."""
    return format_date(date, lang) if date else ""


def size_text(sizes: tuple[float, float] | None, lang: str) -> str:
    """A number of parameters, or from which to which; nothing where there is none."""
    if sizes is None:
        return ""
    least, most = (format_number(size, lang, "short") for size in sizes)
    return least if least == most else f"{least} – {most}"
