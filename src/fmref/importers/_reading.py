"""What the importers of tables share: reading files, and values that are right or left out."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, TextIO

from fmref.importers import ImportedStatement, ImportFailure, Report
from fmref.schema import partial_date

OLDEST: Final = "2000"
"""No model of these sources is older; an earlier date is a filler such as 1970-01-01."""

_PARAMETERS_MOST: Final = 1e15
_COUNTRIES: Final = {
    "hong kong": "HK",
    "iran (islamic republic of)": "IR",
    "korea (republic of)": "KR",
    "macao": "MO",
    "russian federation": "RU",
    "united kingdom of great britain and northern ireland": "GB",
    "united states of america": "US",
}
"""Countries by names other than those of CLDR."""
_NO_LICENCE: Final = frozenset("other custom unknown multiple cc none n/a".split()) | {"not specified"}
_LICENCES: Final[Mapping[str, str]] = {
    "afl-3.0": "AFL-3.0",
    "agpl-3.0": "AGPL-3.0",
    "apache-2.0": "Apache-2.0",
    "artistic-2.0": "Artistic-2.0",
    "bigcode-openrail-m": "BigCode OpenRAIL-M",
    "bigscience-bloom-rail-1.0": "BigScience RAIL License v1.0",
    "bigscience-openrail-m": "BigScience OpenRAIL-M",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-3-clause-clear": "BSD-3-Clause-Clear",
    "creativeml-openrail-m": "CreativeML OpenRAIL-M",
    "gemma": "Gemma Terms of Use",
    "gpl-3.0": "GPL-3.0",
    "llama2": "Llama 2 Community License",
    "llama3": "Llama 3 Community License",
    "llama3.1": "Llama 3.1 Community License",
    "llama3.2": "Llama 3.2 Community License",
    "llama3.3": "Llama 3.3 Community License",
    "llama4": "Llama 4 Community License",
    "mit": "MIT",
    "ms-pl": "MS-PL",
    "openmdw-1.1": "OpenMDW-1.1",
    "osl-3.0": "OSL-3.0",
    "unlicense": "Unlicense",
    "wtfpl": "WTFPL",
}
_CREATIVE_COMMONS: Final = re.compile(r"cc(0|-by(-nc)?(-sa|-nd)?)-\d\.\d")
_SIZE: Final = re.compile(r"(?<![a-z0-9.])(\d+(?:\.\d+)?)b(?![a-z0-9])", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)*[a-z]*|[a-z]+|\+")
_NO_IDENTITY: Final = frozenset("hf ms pytorch v".split())


def text_of(path: Path) -> str:
    """The text of a file, or one `ImportFailure` that says what to do."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path.name}: it is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportFailure(f"{path.name}: cannot be read ({reason}); give the path of a downloaded file") from error


def require(path: Path, columns: Iterable[str], needed: Iterable[str]) -> None:
    """Raise `ImportFailure` where a column that the importer needs is missing."""
    there = set(columns)
    if missing := [column for column in needed if column not in there]:
        raise ImportFailure(
            f"{path.name}: column {missing[0]!r} is missing; give the file as published, or rename the column back"
        )


def json_lines(path: Path, report: Report, needed: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file with the place of each; lines that are none are reported."""
    rows: list[tuple[str, dict[str, Any]]] = []
    lines = [(number, line) for number, line in enumerate(text_of(path).split("\n"), 1) if line.strip()]
    for number, line in lines:
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            rows.append((where, row))
        else:
            report.skip(where, "line", "it is no JSON object")
    if lines and not rows:
        raise ImportFailure(f"{path.name}: no line is a JSON object; give a file with one JSON object a line")
    if rows:
        require(path, {key for _, row in rows for key in row}, needed)
    return rows


@contextmanager
def csv_file(path: Path) -> Iterator[TextIO]:
    """A CSV file to be read, of which all that goes wrong inside the block is an `ImportFailure` with its repair."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path}: not UTF-8 (byte {error.start}); save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise ImportFailure(f"{path}: malformed CSV: {error}; download the file anew") from error
    except OSError as error:
        raise ImportFailure(f"{path}: {error.strerror}; give the path of a downloaded CSV file") from error


def tab_separated(path: Path, report: Report, needed: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The rows of a tab-separated file with the place of each; rows that lack cells are reported."""
    lines = text_of(path).splitlines()
    table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(table, [])
    require(path, header, needed)
    rows: list[tuple[str, dict[str, str]]] = []
    for number, cells in enumerate(table, 2):
        if not cells:
            continue
        where = f"{path.name}:{number}"
        if len(cells) > len(header):
            report.skip(where, "row", f"it has {len(cells)} cells and the header {len(header)}")
            continue
        full = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
        rows.append((where, dict(zip(header, full, strict=True))))
    return rows


def word(value: object) -> str | None:
    """A string that says something, on one line."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


class Facts:
    """The statements of one model as they are gathered; what is no value is reported, not taken."""

    def __init__(self, where: str, report: Report) -> None:
        self._where = where
        self._report = report
        self.said: dict[str, tuple[ImportedStatement, ...]] = {}

    def put(self, attribute: str, *values: bool | float | str) -> None:
        """State values that are known to be good."""
        if values:
            self.said[attribute] = tuple(ImportedStatement(value=value) for value in values)

    def _skip(self, attribute: str, value: object, why: str) -> None:
        self._report.skip(self._where, f"{attribute} {value!r}", why)

    def date(self, attribute: str, value: object) -> None:
        """A day, month or year, not older than computers and not in the future."""
        if value is None or value == "":
            return
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        try:
            day = partial_date(value if isinstance(value, str) else str(value))
        except ValueError:
            self._skip(attribute, value, "it is no date of the form YYYY-MM-DD, YYYY-MM or YYYY")
            return
        if OLDEST <= day <= today:
            self.put(attribute, day)
        else:
            self._skip(attribute, value, "no model has that date")

    def count(self, attribute: str, value: object, *, scale: float = 1, most: float = _PARAMETERS_MOST) -> None:
        """A number of things, at least one."""
        if value is None or value == "":
            return
        number = positive(value)
        if number is not None and 1 <= number * scale <= most:
            self.put(attribute, round(number * scale))
        else:
            self._skip(attribute, value, "it is no count")

    def licence(self, value: object) -> None:
        """A licence in its usual spelling, where the source names one."""
        if (name := word(value)) and (usual := licence(name)):
            self.put("license", usual)


def positive(value: object) -> float | None:
    """A plain number greater than nought; None for all else (`7B?`, true, infinity)."""
    if isinstance(value, str) and not re.fullmatch(r"\d+(\.\d+)?([eE]\+?\d{1,2})?", value):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if 0 < number < float("inf") else None


def licence(name: str) -> str | None:
    """The usual spelling of a licence, itself where the table has none, None where it names no licence.

    >>> licence("apache-2.0"), licence("cc-by-nc-4.0"), licence("other"), licence("Falcon licence")
    ('Apache-2.0', 'CC-BY-NC-4.0', None, 'Falcon licence')
    """
    folded = name.casefold()
    if folded in _NO_LICENCE or folded.startswith("http"):
        return None
    return folded.upper() if _CREATIVE_COMMONS.fullmatch(folded) else _LICENCES.get(folded, name)


def country_code(name: str) -> str | None:
    """The ISO code of a country by an English name, None for what is none.

    >>> country_code("Korea (Republic of)"), country_code("Germany"), country_code("Multinational")
    ('KR', 'DE', None)
    """
    return _COUNTRIES.get(name.casefold()) or _country_codes().get(name.casefold())


@cache
def _country_codes() -> Mapping[str, str]:
    """The codes of countries by their English names in CLDR."""
    from babel import Locale

    territories = Locale("en").territories.items()
    return {name.casefold(): code for code, name in territories if len(code) == 2 and code.isalpha()}


def is_repository(name: str) -> bool:
    """True for `owner/name`."""
    return re.fullmatch(r"[\w.-]+/[\w.-]+", name) is not None


def contradicted_by_name(count: float, name: str, factor: float) -> str | None:
    """Why a count of parameters cannot be that of a model: the sizes in its name are all more than a factor away."""
    named = [float(number) * 1e9 for number in _SIZE.findall(re.sub(r"(?<=(?<!\d)\d)_(?=\d)", ".", name))]
    if not named or 0 in named or any(1 / factor < count / size < factor for size in named):
        return None
    return f"the name says {' and '.join(f'{size / 1e9:g}' for size in named)} billion"


def tokens(name: str) -> Counter[str]:
    """The words and numbers of a name; two names of one model have the same.

    >>> tokens("InternVL3_5-2B-HF") == tokens("internvl 3.5 2B"), tokens("OPT 1.3B") == tokens("OPT 13B")
    (True, False)
    """
    spelled = re.sub(r"(?<=\d)_(?=\d)", ".", name.casefold())
    found = (re.sub(r"(\.0)+(?=\D|$)", "", token) for token in _TOKEN.findall(spelled))
    return Counter(token for token in found if token not in _NO_IDENTITY)
