"""The targets: functions of bytes, each of which raises only where something is wrong.

What is wrong is said once for all of them: an exception other than `FmrefError`, a place that is not exact, an answer
that contradicts itself, and (see `holding.timed`) more time than the budget. Errors of fmref are answers.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from fmref import exchange, snapshot
from fmref.baseline import Baseline
from fmref.catalog import Catalog, default, load
from fmref.compiler import read_whole
from fmref.dates import find_dates
from fmref.delimited import add_columns
from fmref.document import BREAK, OBJECT, read_markdown
from fmref.errors import DataError, ExchangeError, FmrefError, SnapshotError, TableError, TextFileError
from fmref.folding import fold
from fmref.id_grammar import is_quantized, read, stated_size, without_quantization
from fmref.numerals import find_numbers
from fmref.overlay import compile_overlay
from fmref.quantities import find_quantities
from fmref.schema import per_language
from fmref.segments import read_segments
from fmref.skeleton import skeleton
from fmref.snapshot import DIGEST, TABLES, Snapshot
from fmref.store import read_concepts, read_yaml
from fmref.text import MAX_NAME, name_key
from fmref.wire import VERBS, answer_line
from fuzzing import seeds
from fuzzing.holding import Broken, apart, exact

__all__ = ["TARGETS", "Target", "text_of"]

_MINI: Final = Path(__file__).parents[2] / "data" / "mini"
_READINGS: Final = 32
_LANGUAGES: Final = {"from_": "en", "to": ["zh"]}


class Target(NamedTuple):
    """What is fuzzed, what its cases are made from, and how many bytes a case has at most."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    tokens: Sequence[bytes]
    most: int


def text_of(case: bytes) -> str:
    """Any bytes as text: what is no UTF-8 becomes lone surrogates."""
    try:
        return case.decode("utf8", "surrogatepass")
    except UnicodeDecodeError:
        return case.decode("utf8", "surrogateescape")


@cache
def _small() -> Catalog:
    return load(_MINI)


def _scratch() -> Path:
    """A directory of this process, in memory where the system has such."""
    return _directory(os.getpid())


@cache
def _directory(_process: int) -> Path:
    """One for each process: a fork has the cache of what it is a fork of."""
    memory = Path("/dev/shm")  # noqa: S108
    return Path(tempfile.mkdtemp(prefix="fmref-fuzz-", dir=memory if memory.is_dir() else None))


def _file(name: str, case: bytes) -> Path:
    path = _scratch() / name
    path.unlink(missing_ok=True)  # the last one may still be mapped, and a mapped file may not shrink
    path.write_bytes(case)
    return path


def folding(case: bytes) -> None:
    """A key is its own key; folding twice is folding once."""
    text = text_of(case)[:MAX_NAME]
    key = name_key(text)
    if name_key(key) != key:
        raise Broken(f"{key!r} has the key {name_key(key)!r}")
    once = fold(text)
    if fold(once) != once or name_key(once) != key:
        raise Broken(f"{text!r} has the key {key!r}, what it folds to {name_key(once)!r}")


def skeletons(case: bytes) -> None:
    """Every letter of a skeleton comes from a place inside the original, in order."""
    text = text_of(case)
    found = skeleton(text)
    before = 0
    for at in range(0, len(found.key), max(1, len(found.key) // 50)):
        start, end = found.span(at, at + 1)
        if not before <= start < end <= len(text):
            raise Broken(f"letter {at} of {len(found.key)} comes from {start}:{end} of {len(text)}, behind {before}")
        before = start
        if not 0 <= found.place(start) <= at:
            raise Broken(f"letter {at} begins at {start}, the place of which is {found.place(start)}")


def grammar(case: bytes) -> None:
    """Few readings, however many tokens; the same functions on their identities."""
    text = text_of(case)[:MAX_NAME]
    readings = list(read(text))
    if len(readings) > _READINGS:
        raise Broken(f"{len(readings)} readings")
    is_quantized(text)
    without_quantization(text)
    size = stated_size(text)
    if size is not None and size < 0:
        raise Broken(f"a size of {size}")


def explaining(case: bytes) -> None:
    """Never an exception; a match exactly where the status says so; several candidates where it is ambiguous."""
    found = default().explain(text_of(case))
    if not found.reason or (found.match is None) != (found.status in {"ambiguous", "unknown"}):
        raise Broken(f"{found}")
    if found.status == "ambiguous" and len(found.candidates) < 2:
        raise Broken(f"{found}")


def searching(case: bytes) -> None:
    """Few results, and none twice."""
    found = default().search(text_of(case), limit=5)
    if len(found) > 5 or len({match.id for match in found}) != len(found):
        raise Broken(f"{found}")


def translating(case: bytes) -> None:
    """A term has a translation, several, or none; each in the language that is asked for."""
    text = text_of(case)
    for to in ("zh", "fa", "en"):
        found = default().translate(text, to)
        if found.query != text or (found.status == "unknown") != (not found.candidates):
            raise Broken(f"{found}")


def numerals(case: bytes) -> None:
    """Numbers stand in the text, in order and apart, and their bounds hold them."""
    text = text_of(case)
    before = 0
    for number in find_numbers(text):
        if not before <= number.start < number.end <= len(text):
            raise Broken(f"{number} behind {before}")
        before = number.end
        if number.low is not None and number.high is not None and number.low > number.high:
            raise Broken(f"{number}")


def quantities(case: bytes) -> None:
    """Quantities and dates stand where they say, in order and apart, and their bounds hold them."""
    text = text_of(case)
    found, dates = find_quantities(text), find_dates(text)
    exact(text, found)
    exact(text, dates)
    apart(found)
    apart(dates)
    for q in found:
        low, value, high = q.low, q.value, q.high
        known = [x for x in (low, value, high) if x is not None]
        if not known or known != sorted(known):
            raise Broken(f"{q}")
    for d in dates:
        if (d.earliest is None) != (d.latest is None) or (d.earliest or "") > (d.latest or ""):
            raise Broken(f"{d}")


def annotating(case: bytes) -> None:
    """Mentions stand where they say, and none in another but the unit of a quantity; the notebook shows all of it."""
    text = text_of(case)
    found = default().annotate(text)
    exact(text, found.mentions)
    apart([mention for mention in found.mentions if mention.kind not in {"quantity", "date"}])
    found._repr_html_()


def annotating_markdown(case: bytes) -> None:
    """Places are those of the file."""
    text = text_of(case)
    exact(text, default().annotate(text, markdown=True).mentions)


def linting(case: bytes) -> None:
    """Findings stand where they say."""
    text = text_of(case)
    exact(text, default().lint(text))


def linting_markdown(case: bytes) -> None:
    """Findings stand where they say in the file."""
    text = text_of(case)
    exact(text, default().lint(text, markdown=True))


def checking(case: bytes) -> None:
    """Claims stand where they say; another model is named exactly where a value is its."""
    text = text_of(case)
    found = default().check(text)
    exact(text, found)
    if any((v.other is not None) != (v.verdict == "misattributed") for v in found):
        raise Broken(f"{found}")


def asking(case: bytes) -> None:
    """An answer or a refusal with a reason, and it can be written as JSON."""
    found = default().ask(text_of(case))
    if not found.text:
        raise Broken(f"{found}")
    json.dumps(found.as_json())


def translating_texts(case: bytes) -> None:
    """Changes put into the text give the translated text, and what is left stands where it says."""
    text = text_of(case)
    found = default().translate_terms(text, "zh")
    exact(text, found.left)
    made, at = [], 0
    for change in found.changes:
        if change.start < at or text[change.start : change.end] != change.original:
            raise Broken(f"{change} behind {at}")
        made += [text[at : change.start], change.written]
        at = change.end
    if "".join([*made, text[at:]]) != found.text:
        raise Broken(f"{found.changes} do not make {found.text!r}")


def comparing(case: bytes) -> None:
    """Findings in a pair, the halves of the text, stand where they say in either."""
    text = text_of(case)
    source, target = text[: len(text) // 2], text[len(text) // 2 :]
    for finding in default().check_pair(source, target):
        for side, place in ((source, finding.source), (target, finding.target)):
            if place is not None:
                exact(side, [place])


def markdown(case: bytes) -> None:
    """The prose is as long as the text and agrees with it but for what stands for something else; comments are such."""
    text = text_of(case)
    found = read_markdown(text)
    if len(found.prose) != len(text):
        raise Broken(f"{len(found.prose)} of {len(text)} characters")
    for char, original in zip(found.prose, text, strict=True):
        if char != original and char not in (OBJECT, BREAK, " ", "\u200c"):
            raise Broken(f"{char!r} for {original!r}")
    for start, end in found.comments:
        if not (text.startswith("<!--", start) and text.endswith("-->", start + 4, end)):
            raise Broken(f"{text[start:end]!r} is no comment")


@contextlib.contextmanager
def _refused_by(error: type[FmrefError]) -> Iterator[None]:
    """What raises one error of fmref, whose message says something."""
    try:
        yield
    except error as refused:
        if not str(refused):
            raise Broken(f"{refused!r} says nothing") from refused


def yaml(case: bytes) -> None:
    """YAML is read, or refused with a line of the file."""
    text = text_of(case)
    with _refused_by(DataError):
        read_yaml(text, "fuzz.yaml").location(("a", 0, "b"))
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    for problem in read_concepts(text, "fuzz", "fuzz.yaml").problems:
        if not problem.message or not 1 <= (problem.location.line or 1) <= lines:
            raise Broken(f"{problem}")


def _data() -> Path:
    """A copy of the small data, one file of which is replaced."""
    copy = _scratch() / "data"
    return copy if copy.exists() else Path(shutil.copytree(_MINI, copy))


def data_files(case: bytes) -> None:
    """A directory of data with any bytes as its models has problems, or is what it was."""
    (_data() / "models.yaml").write_bytes(case)
    _, problems = read_whole(_data())
    if any(not problem.message for problem in problems):
        raise Broken(f"{problems}")


def overlays(case: bytes) -> None:
    """Any bytes as an overlay make a snapshot that opens, or `DataError` and nothing is left behind."""
    path, target = _file("overlay.yaml", case), _scratch() / "overlaid.sqlite"
    target.unlink(missing_ok=True)
    before = len(list(_scratch().iterdir()))
    try:
        compile_overlay(_small().snapshot, path, target)
    except DataError:
        if len(list(_scratch().iterdir())) != before:
            raise Broken(f"left behind: {list(_scratch().iterdir())}") from None
        return
    Catalog(Snapshot(target)).translate("fine-tuning", "zh")


@cache
def _whole() -> bytes:
    return Path(_small().snapshot.path).read_bytes()


def _patched(case: bytes) -> bytearray:
    """The small snapshot with some of its bytes changed: each five bytes say where, what, and how far."""
    content = bytearray(_whole())
    for at in range(0, len(case) - 4, 5):
        place = int.from_bytes(case[at : at + 3]) % len(content)
        value, how = case[at + 3], case[at + 4]
        if how < 128:
            content[place] = value
        elif how < 240:
            content[place : place + how - 127] = bytes([value]) * len(content[place : place + how - 127])
        elif how < 250:
            page = content[(value % (len(content) // 4096 + 1)) * 4096 :][:4096]
            content[place & ~4095 : (place & ~4095) + len(page)] = page
        else:
            del content[place + 1 :]
    return content


def snapshots(case: bytes) -> None:
    """A file that differs in a bit is refused."""
    content = bytes(_patched(case))
    with _refused_by(SnapshotError):
        Snapshot(_file("snapshot.sqlite", content))
        if content != _whole():
            raise Broken("a changed snapshot is opened")


def sealed_snapshots(case: bytes) -> None:
    """A changed file whose checksum somebody made right is read, or refused by one error, row by row."""
    content = _patched(case)
    at = snapshot._seal_place(bytes(content))
    if at >= 0:
        content[at + DIGEST + 1 : at + DIGEST + 9] = snapshot._checksum(bytes(content), at)
    with _refused_by(SnapshotError):
        opened = Snapshot(_file("sealed.sqlite", bytes(content)))
        for table in TABLES:
            with _refused_by(SnapshotError):
                opened.table(table)


def glossaries(case: bytes, format_: str) -> None:
    """What is read can be written as YAML and is then read as the same terms."""
    with _refused_by(ExchangeError):
        languages = _LANGUAGES if exchange.FORMATS[format_].pair or format_ == "prh" else {}
        found = exchange.read(case, format_, **languages).concepts  # type: ignore[arg-type]
        written = exchange.write(found, "yaml").text
        again = exchange.read(written, "yaml").concepts
        if {c.id: c.terms for c in again} != {
            c.id: c.terms for c in found if any(terms for _, terms in per_language(c.terms))
        }:
            raise Broken(f"{found} comes back otherwise")


def translations(case: bytes, suffix: str) -> None:
    """Segments have texts and a line, or the file is refused."""
    with _refused_by(ExchangeError):
        for segment in read_segments(_file(f"fuzz{suffix}", case)).segments:
            if segment.line < 1 or not segment.source + segment.target:
                raise Broken(f"{segment}")


def tables(case: bytes) -> None:
    """A table is copied with columns added, or refused with a line."""
    with _refused_by(TableError):
        add_columns(io.BytesIO(case), io.BytesIO(), "model", _small().explain)


def wire(case: bytes) -> None:
    """A line of JSON is answered with one; an answer of what is no request is an error."""
    verb = [*VERBS][sum(case) % len(VERBS)]
    answer, good = answer_line(_small(), verb, case, 1)
    said = json.loads(answer)
    if "\n" in answer or not isinstance(said, dict) or good == ("error" in said):
        raise Broken(answer)


def baselines(case: bytes) -> None:
    """A baseline is read, or refused with a line."""
    with _refused_by(TextFileError):
        Baseline.read(_file("baseline.jsonl", case))


def _patches() -> list[bytes]:
    """A byte, a run of them, a page that is put in the place of another, and a cut."""
    return [bytes([0, at, 0, 255, how]) for at in (0, 1, 8, 16, 32, 64, 128) for how in (0, 140, 245, 255)]


def _requests() -> list[bytes]:
    """A request of each verb, with a name or text in each of the languages."""
    said = ["gpt-4", "通义千问", "بلوم ۱۷۶ میلیارد پارامتر دارد", "GPT-3 has 175 billion parameters"]
    return [
        json.dumps({key: "zh" if key == "to" else text for key in verb.required}, ensure_ascii=flag).encode()
        for verb in VERBS.values()
        for text in said
        for flag in (True, False)
    ]


def _names() -> list[bytes]:
    return seeds.NAMES


def _of(name: str) -> Callable[[], Sequence[bytes]]:
    return partial(seeds.FILES.__getitem__, name)


def _named(run: Callable[[bytes], None]) -> Target:
    return Target(run, _names, seeds.TEXT_TOKENS, 2_000)


def _textual(run: Callable[[bytes], None], given: Callable[[], Sequence[bytes]] = seeds.texts) -> Target:
    return Target(run, given, seeds.TEXT_TOKENS, 10_000)


def _filed(run: Callable[[bytes], None], name: str) -> Target:
    return Target(run, _of(name), [*seeds.FILE_TOKENS, *seeds.TEXT_TOKENS], 10_000)


TARGETS: Final[dict[str, Target]] = {
    "fold": _named(folding),
    "skeleton": _textual(skeletons),
    "grammar": _named(grammar),
    "explain": _named(explaining),
    "search": _named(searching),
    "translate": _named(translating),
    "numerals": _textual(numerals),
    "quantities": _textual(quantities),
    "annotate": _textual(annotating),
    "annotate-markdown": _textual(annotating_markdown),
    "lint": _textual(linting),
    "lint-markdown": _textual(linting_markdown),
    "check": _textual(checking),
    "ask": _textual(asking, seeds.questions),
    "translate-terms": _textual(translating_texts),
    "check-pair": _textual(comparing),
    "markdown": _textual(markdown),
    "yaml": _filed(yaml, "yaml"),
    "data": Target(data_files, lambda: [(_MINI / "models.yaml").read_bytes()], seeds.FILE_TOKENS, 10_000),
    "overlay": _filed(overlays, "yaml"),
    "snapshot": Target(snapshots, _patches, [b"\0", b"\xff"], 100),
    "snapshot-sealed": Target(sealed_snapshots, _patches, [b"\0", b"\xff"], 100),
    **{
        f"glossary-{format_}": _filed(partial(glossaries, format_=format_), format_)
        for format_, row in exchange.FORMATS.items()
        if row.reads
    },
    **{
        f"translation-{name}": _filed(partial(translations, suffix=suffix), name)
        for name, suffix in (("tmx", ".tmx"), ("xliff", ".xliff"), ("po", ".po"))
    },
    "csv": _filed(tables, "csv"),
    "wire": Target(wire, _requests, [*seeds.FILE_TOKENS, *seeds.TEXT_TOKENS], 10_000),
    "baseline": _filed(baselines, "baseline"),
}
"""The targets by name."""
