r"""Glossaries of other formats: written from concepts, and read back to concepts.

>>> from fmref import exchange
>>> found = exchange.read("fine-tuning,微调,en,zh\n", "deepl")
>>> print(exchange.write(found.concepts, "tbx").text[:38])
<?xml version="1.0" encoding="UTF-8"?>

`FORMATS` says what there is. Each format is a module of this package with a function `text` from concepts to text, and
most have one `drafts` back. What a format holds of a concept stands in its row of the table; what it does not hold is
reckoned from there and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.errors import ExchangeError, MissingExtraError, shorten
from fmref.text import language

if TYPE_CHECKING:
    from fmref.exchange.carrying import Cut
    from fmref.schema import Concept

__all__ = ["FORMATS", "Format", "Read", "Written", "cuts", "format_of", "read", "write"]

LARGEST: Final = 64 * 2**20
"""The largest file that is read, in bytes."""


_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
"""A NUL byte, and halves of characters."""


class Format(NamedTuple):
    """A format of glossaries."""

    title: str
    """What it is called."""
    module: str
    """The module that writes and reads it."""
    endings: tuple[str, ...] = ()
    """How the names of its files end, where that tells it from the others."""
    reads: bool = True
    """Whether it can be read."""
    pair: bool = False
    """Whether a file is about two languages, a source and a target."""


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "yaml": Format("glossary file of fmref", "notation", (".yaml",)),
        "tbx": Format("TBX version 3 (ISO 30042:2019), TBX-Basic, DCA style", "tbx", (".tbx",)),
        "tbx2": Format("TBX version 2, TBX-Basic, for Weblate and translate-toolkit", "tbx2"),
        "turtle": Format("SKOS as Turtle", "turtle", (".ttl",)),
        "json-ld": Format("SKOS as JSON-LD", "json_ld", (".jsonld",)),
        "deepl": Format("CSV for DeepL", "deepl", (".deepl.csv",), pair=True),
        "google": Format("CSV for Google Cloud Translation", "google", (".google.csv",)),
        "microsoft": Format("CSV for Microsoft's Document Translation", "microsoft", (".microsoft.csv",), pair=True),
        "omegat": Format("glossary of OmegaT", "omegat", (".utf8",), pair=True),
        "jieba": Format("user dictionary of jieba", "jieba_words", (".dict",), reads=False),
        "prh": Format("rules of prh and textlint-rule-prh", "prh", (".yml",)),
        "markdown": Format("table in Markdown", "markdown", (".md",)),
    }
)
"""The formats by name."""


class Written(NamedTuple):
    """What `write` gives."""

    text: str
    """The content of the file, to be saved as UTF-8."""
    left_out: Mapping[str, int]
    """What the format does not hold: how many values of each field, and how many whole `concepts` and `terms`."""


class Read(NamedTuple):
    """What `read` gives."""

    concepts: tuple[Concept, ...]
    """The concepts, in the order of the file."""
    left_out: Mapping[str, int]
    """What the file says and a concept does not hold: how often each kind of it stands there."""


def format_of(name: str) -> str:
    """The format of a file, by the end of its name; raises `ExchangeError` where that does not tell.

    >>> format_of("glossary.tbx"), format_of("terms.DeepL.csv")
    ('tbx', 'deepl')
    """
    lower = PurePath(name).name.lower()
    fitting = [(len(end), key) for key, format_ in FORMATS.items() for end in format_.endings if lower.endswith(end)]
    if not fitting:
        raise ExchangeError(
            f"the end of its name does not tell its format; name one of {', '.join(FORMATS)}", file=name
        )
    return max(fitting)[1]


def write(
    concepts: Iterable[Concept],
    format: str,  # noqa: A002
    *,
    from_: str | None = None,
    to: Sequence[str] = (),
) -> Written:
    """Concepts as a file of a format.

    `from_` and `to` are language tags. For a pair of languages `to` has one of them and `from_` is English where it is
    not given; of every other format they say which languages to write, all of them by default.

    Raises `ExchangeError` for an unknown format, languages that do not fit it, and texts with control characters;
    `UnknownLanguageError`; and `MissingExtraError` where the format needs a package that is not installed.
    """
    from fmref.exchange.carrying import left_out

    found = cuts(concepts, format, from_=from_, to=to)
    held = [cut.held for cut in found if cut.held is not None]
    module = _module(format)
    return Written(module.text(held, _asked(format, from_, to)), left_out(found))


def cuts(concepts: Iterable[Concept], format: str, *, from_: str | None = None, to: Sequence[str] = ()) -> list[Cut]:  # noqa: A002
    """What a format holds of each concept: by its row of the table, and by what it asks of concepts together.

    Raises as `write` does.
    """
    from fmref.exchange.carrying import carried, renumbered

    module, languages = _module(format), _asked(format, from_, to)
    found = carried(concepts, module.CARRYING, languages)
    if hasattr(module, "narrowed"):
        found = module.narrowed(found, languages)
    return found if "id" in module.CARRYING.concept else renumbered(found)


def _asked(format_: str, from_: str | None, to: Sequence[str]) -> Sequence[str]:
    """The languages to write."""
    languages: Sequence[str] = _languages(format_, from_, to) or _module(format_).CARRYING.languages
    return languages


def read(
    content: str | bytes,
    format: str,  # noqa: A002
    *,
    from_: str | None = None,
    to: Sequence[str] = (),
    domain: str = "imported",
    name: str = "",
) -> Read:
    """The concepts of a file of a format: all of them, or an error.

    `content` is text, or the bytes of the file: UTF-8 or UTF-16, with or without a byte order mark. `from_` and `to`
    say the languages of a file that does not say them itself. Concepts without an id get one made from their English
    term, concepts without a domain `domain`. `name` is what errors call the file.

    Raises `ExchangeError` with the line for what is no such file, and like `write`.
    """
    from fmref.exchange.drafts import concepts

    module = _module(format)
    if not FORMATS[format].reads:
        raise ExchangeError(f"{format} can be written only; its files do not say what their words mean", file=name)
    languages = _languages(format, from_, to, needed=False)
    try:
        drafts, ignored = module.drafts(_decoded(content), languages)
        return Read(concepts(drafts, domain), ignored)
    except ExchangeError as error:
        raise ExchangeError(error.cause, line=error.line, file=name) from error.__cause__


def _module(format_: str) -> Any:
    if format_ not in FORMATS:
        raise ExchangeError(f"unknown format {shorten(format_)}; use one of {', '.join(FORMATS)}")
    try:
        return import_module(f"fmref.exchange.{FORMATS[format_].module}")
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.partition(".")[0] in ("defusedxml", "rdflib"):
            raise MissingExtraError("exchange", f"the format {format_}") from None
        raise


def _languages(format_: str, from_: str | None, to: Sequence[str], *, needed: bool = True) -> Sequence[str]:
    """The languages that are asked for, the source first; none where none is."""
    if FORMATS[format_].pair and (to or needed):
        to = [to] if isinstance(to, str) else to
        if len(to) != 1:
            raise ExchangeError(f"{format_} has one target language; give it, as in to=['zh']")
        from_ = from_ or "en"
    asked = list(dict.fromkeys(map(language, [from_, *to] if from_ else to)))
    if FORMATS[format_].pair and len(asked) == 1:
        raise ExchangeError(f"source and target of {format_} are both {asked[0]}; choose two languages")
    return asked


def _decoded(content: str | bytes) -> str:
    """A file as text, with line feeds between its lines."""
    if isinstance(content, bytes):
        if len(content) > LARGEST:
            raise ExchangeError(f"the file is larger than {LARGEST >> 20} MiB; split it")
        utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        try:
            content = content.decode("utf-16" if utf16 else "utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise ExchangeError(f"byte {error.start} is not UTF-8; save the file as UTF-8", line=line) from None
    text = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if bad := _NO_TEXT.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise ExchangeError(f"U+{ord(bad[0]):04X}, which no text has; save the file as UTF-8", line=line)
    return text
