"""Lists that a notebook shows as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from fmref.text import language

if TYPE_CHECKING:
    from fmref.markup import View

__all__ = ["Shown"]

T = TypeVar("T")


class Shown(list[T]):
    """A list that a notebook shows as HTML, made by a function of what the list holds and a language; else a list.

    What is copied or pickled is a plain list.
    """

    def __init__(self, items: Iterable[T], view: Callable[[Sequence[T], str], str]) -> None:
        super().__init__(items)
        self._view = view

    def __reduce__(self) -> tuple[Any, ...]:
        return list, ([*self],)

    def view(self, lang: str = "en") -> View:
        """What it holds as a notebook shows it, with headings in a language."""
        from fmref.markup import View

        return View(self._view(self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html
