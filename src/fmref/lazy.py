"""Regular expressions that are compiled at their first use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["Lazy"]


class Lazy:
    """A regular expression that is compiled when it is first used: a process needs few of those that it loads.

    From then on its methods are those of the compiled pattern.
    """

    __slots__ = ("_flags", "findall", "finditer", "fullmatch", "match", "pattern", "search", "sub")
    findall: Callable[[str], list[str]]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    fullmatch: Callable[[str], re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        """The first method that is asked for: compile, and put the methods of the pattern in their places."""
        if name not in self.__slots__:
            raise AttributeError(name)
        regex = re.compile(self.pattern, self._flags)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(regex, method))
        return getattr(self, name)
