"""The words of the interface, `phrases.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

__all__ = ["LANGUAGES", "Phrases"]

LANGUAGES: Final = ("en", "zh", "fa")
"""The languages of the site, in the order in which it offers them; the first is that of readers of another one."""


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files("fmref.site").joinpath("phrases.toml").read_text(encoding="utf8"))


class Phrases:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._said = {(part, name): said[lang] for part, row in _table().items() for name, said in row.items()}

    def __call__(self, part: str, name: str, /, **values: Any) -> str:
        """A phrase with its values put in; raises `KeyError` for one that there is not."""
        said = self._said[part, name]
        return said.format(**values) if values else said

    def part(self, part: str) -> Mapping[str, str]:
        """All phrases of a part by their names."""
        return {name: said for (of, name), said in self._said.items() if of == part}

    def domain(self, domain: str) -> str:
        """What a domain of the glossary is called; one of an overlay keeps the name of its file."""
        return self._said.get(("domain", domain), domain)
