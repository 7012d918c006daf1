"""XML of strangers as a tree that knows its lines: no entities of its own, nothing fetched, no depth without end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree as Xml

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from fmref.errors import ExchangeError

__all__ = ["Node", "parsed"]

_DEEPEST: Final = 100


@dataclass(slots=True)
class Node:
    """An element: `namespace` and `name`, attributes, the line where it begins, and texts and elements in order."""

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    parts: list[Node | str] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The elements directly within."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All text within, with a break of lines and the indentation around it as one space."""
        whole = "".join(self._texts())
        return " ".join(filter(None, map(str.strip, whole.split("\n")))) if "\n" in whole else whole.strip()

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            yield from (part,) if isinstance(part, str) else part._texts()

    def each(self, *names: str) -> Iterator[Node]:
        """The elements of these names at any depth, but not within one another."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.each(*names)


class _Builder:
    """Builds the tree as the parser meets tags; the parser says the line."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.open = [Node("", "", {}, 1)]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if len(self.open) > _DEEPEST:
            raise ExchangeError("the elements are nested too deeply; flatten them", line=self.line)
        namespace, _, name = tag.removeprefix("{").rpartition("}")
        node = Node(namespace, name, dict(attributes), self.line)
        self.open[-1].parts.append(node)
        self.open.append(node)

    def end(self, _tag: str) -> None:
        """Close it."""
        self.open.pop()

    def data(self, text: str) -> None:
        """Add text to it."""
        self.open[-1].parts.append(text)

    def close(self) -> Node:
        """The root."""
        return self.open[0].children[0]

    @property
    def line(self) -> int:
        """Where the parser is."""
        return int(self.parser.parser.CurrentLineNumber)


def parsed(text: str) -> Node:
    """The root of a document.

    Raises `ExchangeError` with the line for what is not well formed, declares entities or refers to other files.
    """
    builder = _Builder()
    parser: Any = DefusedXMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    builder.parser = parser
    try:
        parser.feed(text)
        root = parser.close()
    except Xml.ParseError as error:
        raise ExchangeError(
            f"no XML: {str(error).partition(':')[0]}; mend the tag there", line=error.position[0]
        ) from None
    except DefusedXmlException as error:
        cause = f"{type(error).__name__}: entities and other files are not read; write the text itself"
        raise ExchangeError(cause, line=builder.line) from None
    return root  # type: ignore[no-any-return]
