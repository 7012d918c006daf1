"""TBX version 2: TBX-Basic of 2008, which Weblate, translate-toolkit and many older programs read.

The structure is that of `TBXBasiccoreStructV02`; categories and notes are as in version 3. No document type is
declared, because its definition would have to stand beside the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmref.exchange import termbase
from fmref.exchange.carrying import EVERYTHING
from fmref.exchange.drafts import Draft
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "text"]

CARRYING: Final = EVERYTHING
_NAMES: Final = termbase.Names("termEntry", "langSet", "tig")


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A document of TBX-Basic in version 2, with the languages in their order."""
    root = termbase.element("martif", {"type": "TBX-Basic", termbase.LANG: "en"})
    header = termbase.header(root, "martifHeader")
    encoding = termbase.element("encodingDesc", parent=header)
    termbase.element("p", {"type": "XCSURI"}, "TBXBasicXCSV02.xcs", parent=encoding)
    termbase.body(root, concepts, languages, _NAMES)
    return termbase.document(root)


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """What a document says, and how often it has what a concept does not hold; of either version of TBX."""
    return termbase.drafts(content)
