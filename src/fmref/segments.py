"""Pairs of a text and its translation: two text files side by side, TMX, XLIFF and PO."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from fmref.errors import ExchangeError, MissingExtraError, UnknownLanguageError
from fmref.text import language

__all__ = ["SUFFIXES", "Segment", "Segments", "read_segments", "side_by_side"]


class Segment(NamedTuple):
    """A text and its translation, with the name of the unit in its file (empty where it has none) and its line."""

    source: str
    target: str
    unit: str
    line: int


class Segments(NamedTuple):
    """The segments of a document, and the languages that it declares, None where it declares none of ours."""

    segments: tuple[Segment, ...]
    source_lang: str | None = None
    target_lang: str | None = None


def side_by_side(source: str, target: str) -> Segments:
    """Two texts as pairs of their paragraphs; of their lines where they agree in the number of these.

    `line` is the line of a target. Raises `ExchangeError` when there is another number of paragraphs on either side.
    """
    for split in (_lines, _paragraphs):
        ours, theirs = list(split(source)), list(split(target))
        if len(ours) == len(theirs):
            pairs = zip(ours, theirs, strict=True)
            return Segments(tuple(Segment(text, other, "", line) for (_, text), (line, other) in pairs))
    raise ExchangeError(
        f"{len(ours)} paragraphs in the source and {len(theirs)} in the target; part both with blank lines alike"
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """What blank lines part, with the number of the first line."""
    begin, lines = 1, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            begin = begin if lines else number
            lines.append(line)
        elif lines:
            yield begin, "\n".join(lines)
            lines = []


def read_segments(path: Path, *, source_lang: str | None = None, target_lang: str | None = None) -> Segments:
    """The units of a file of TMX, XLIFF 1.2 or 2.0, or PO that have a translation; which it is, its suffix says.

    Of a TMX file in more than two languages the pair is chosen by `source_lang` and `target_lang`; without them it is
    that of its header and the first other language of ours. Fuzzy and obsolete units of PO, and plurals beyond the
    first, are left out.

    Raises `ExchangeError` with the line for what cannot be read, has another format, or declares entities or other
    files, and `MissingExtraError` without translate-toolkit.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ExchangeError(f"{path.suffix or 'no suffix'}: not read; use {', '.join(_READERS)}", file=path.name)
    try:
        content = path.read_bytes()
        return reader(content, source_lang, target_lang)
    except OSError as error:
        raise ExchangeError(f"cannot be read: {error.strerror}", file=str(path)) from None
    except ExchangeError as error:
        raise ExchangeError(error.cause, line=error.line, file=str(path)) from None


def _declared(tag: object) -> str | None:
    """The language of a file, None for one that is not ours."""
    try:
        return language(tag)
    except UnknownLanguageError:
        return None


def _toolkit(module: str) -> Any:
    """A module of translate-toolkit."""
    from importlib import import_module

    try:
        return import_module(f"translate.storage.{module}")
    except ImportError:
        raise MissingExtraError("files", "reading files of translations") from None


_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,80}?encoding=["']([A-Za-z0-9._-]{1,30})["']""")


def _root(content: bytes) -> str:
    """The name and namespace of the root of an XML file, which is well formed and refers to nothing outside."""
    try:
        from fmref.exchange.xml_tree import parsed
    except ImportError:
        raise MissingExtraError("files", "reading files of translations") from None

    declared = _ENCODING.match(content.removeprefix(codecs.BOM_UTF8))
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else declared[1].decode() if declared else "utf-8-sig"
    try:
        text = content.decode("utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding)
    except (LookupError, UnicodeDecodeError):
        raise ExchangeError(f"no text in {encoding}; save the file as UTF-8", line=1) from None
    root = parsed(_DECLARATION.sub("", text, count=1))
    return f"{root.name} {root.namespace} {root.attributes.get('version', '')}"


_DECLARATION: Final = re.compile(r"\s{0,80}<\?xml[^>]{0,200}\?>")


def _stored(kind: type[Any], content: bytes) -> Any:
    """A file as translate-toolkit reads it, whose errors are of any kind."""
    try:
        return kind.parsestring(content)
    except Exception as error:  # noqa: BLE001
        cause = str(error).partition("\n")[0] or type(error).__name__
        raise ExchangeError(f"translate-toolkit cannot read it: {cause}; mend it there") from None


def _read_tmx(content: bytes, source_lang: str | None, target_lang: str | None) -> Segments:
    if not (root := _root(content)).startswith("tmx "):
        raise ExchangeError(f"the root is {root.split()[0]}, not tmx; give the file its own suffix", line=1)
    store = _stored(_toolkit("tmx").tmxfile, content)
    ours = source_lang or _declared(store.getsourcelanguage())
    theirs = target_lang
    found = []
    for unit in store.units:
        texts: dict[str, str] = {}
        for node in unit.getlanguageNodes():
            tag = _declared(next((value for name, value in node.attrib.items() if name.endswith("lang")), None))
            text = unit.getNodeText(node)
            if tag is not None and text is not None:
                texts.setdefault(tag, text)
        ours = ours or next(iter(texts), None)
        theirs = theirs or next((tag for tag in texts if tag != ours), None)
        if ours in texts and theirs in texts:
            line = unit.xmlelement.sourceline or 1
            found.append(Segment(texts[ours], texts[theirs], unit.xmlelement.get("tuid") or "", line))
    return Segments(tuple(found), ours, theirs)


def _read_xliff(content: bytes, source_lang: str | None, target_lang: str | None) -> Segments:
    if not (root := _root(content)).startswith("xliff "):
        raise ExchangeError(f"the root is {root.split()[0]}, not xliff; give the file its own suffix", line=1)
    if ":2." in root or root.endswith((" 2.0", " 2.1", " 2.2")):
        store = _stored(_toolkit("xliff2").Xliff2File, content)
    else:
        store = _stored(_toolkit("xliff").xlifffile, content)
    found = tuple(
        Segment(unit.source, unit.target, _shown(unit.getid()), unit.xmlelement.sourceline or 1)
        for unit in store.units
        if unit.source and unit.target
    )
    ours, theirs = (_declared(tag) for tag in (store.getsourcelanguage(), store.gettargetlanguage()))
    return Segments(found, source_lang or ours, target_lang or theirs)


def _shown(unit: object) -> str:
    """The name of a unit, whose parts translate-toolkit joins with a control character."""
    return str(unit).replace("\x04", "/")


def _read_po(content: bytes, source_lang: str | None, target_lang: str | None) -> Segments:
    store = _stored(_toolkit("pypo").pofile, content)
    if content.strip() and not store.units:
        raise ExchangeError("no unit of PO; each has a msgid and a msgstr", line=1)
    found = tuple(
        Segment(str(unit.source), str(unit.target), _shown(unit.getid()), unit.line_number or 1)
        for unit in store.units
        if unit.source and unit.target and not (unit.isheader() or unit.isobsolete() or unit.isfuzzy())
    )
    return Segments(found, source_lang, target_lang or _declared(store.gettargetlanguage()))


_READERS: Final[dict[str, Callable[[bytes, str | None, str | None], Segments]]] = {
    ".tmx": _read_tmx,
    ".xlf": _read_xliff,
    ".xliff": _read_xliff,
    ".po": _read_po,
}

SUFFIXES: Final = tuple(_READERS)
"""How the files of translations end that are read."""
