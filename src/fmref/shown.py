"""Lists that a notebook shows as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

__all__ = ["Shown"]

T = TypeVar("T")


class Shown(list[T]):
    """A list that a notebook shows as HTML, made by a function of what the list holds; else a list like any.

    What is copied or pickled is a plain list.
    """

    def __init__(self, items: Iterable[T], view: Callable[[Sequence[T]], str]) -> None:
        super().__init__(items)
        self._view = view

    def __reduce__(self) -> tuple[Any, ...]:
        return list, ([*self],)

    def _repr_html_(self) -> str:
        return self._view(self)
