"""Release notes of the data: what differs between two snapshots, as Markdown for people or JSON for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, Final

from fmref.changes import Change, disappeared
from fmref.installed import described
from fmref.snapshot import Imprint

__all__ = ["as_json", "as_markdown"]

_COUNTED: Final = (
    *(("record", kind) for kind in "model derivative organization dataset benchmark software hardware concept".split()),
    *(("record", kind) for kind in ("attribute", "source")),
    *((part, "") for part in "name identifier statement lineage offering term definition".split()),
)
"""The rows of the table of numbers: records by kind, then their parts."""
_PLURALS: Final = {
    "derivative": "community derivatives",
    "software": "software",
    "hardware": "hardware",
    "lineage": "edges of lineage",
}
_ACTIONS: Final = ("added", "removed", "changed")
_SIGNS: Final = {"added": "+", "removed": "-", "changed": "~"}
_LONGEST: Final = 160
"""How many characters of a value the notes show."""


def as_json(old: Imprint, new: Imprint, found: Sequence[Change]) -> dict[str, Any]:
    """Both snapshots, the numbers, the ids that disappeared, and every change."""
    return {
        "old": _imprint(old),
        "new": _imprint(new),
        "counts": {name: dict(zip(_ACTIONS, numbers, strict=True)) for name, numbers in _table(found)},
        "disappeared": [change.id for change in disappeared(found)],
        "changes": [{"action": change.action, **change._asdict()} for change in found],
    }


def as_markdown(old: Imprint, new: Imprint, found: Sequence[Change], *, most: int | None = None) -> str:
    """The notes: a table of numbers, then the records that disappeared, are replaced, new, gone and changed.

    `most` bounds the records that each section shows; the table counts all of them.
    """
    lines = ["# Changes of the data", "", f"From {_titled(old)} to {_titled(new)}."]
    if not found:
        return "\n".join([*lines, "", "Nothing changed."])
    lines += ["", "| | added | removed | changed |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} |" for name, numbers in _table(found)]
    for heading, items in _sections(found):
        shown = list(islice(items, most)) if most is not None else items
        lines += ["", f"## {heading} ({len(items):,})", "", *(line for item in shown for line in item)]
        if len(shown) < len(items):
            lines += ["", f"... and {len(items) - len(shown):,} more"]
    return "\n".join(lines)


def _imprint(one: Imprint) -> dict[str, str]:
    return {"version": one.version, "released": one.released, "digest": f"sha256:{one.digest}"}


def _titled(one: Imprint) -> str:
    return f"{described(one)} (`sha256:{one.digest[:12]}`)"


def _table(found: Iterable[Change]) -> Iterator[tuple[str, list[int]]]:
    """The numbers of what was added, removed and changed, of each sort of which anything was."""
    counts: Counter[tuple[str, str, str]] = Counter()
    touched = {(c.kind, c.id) for c in found if c.part != "record"} - {
        (c.kind, c.id) for c in found if c.part == "record"
    }
    counts.update(("record", kind, "changed") for kind, _ in touched)
    for change in found:
        counts[change.part, change.kind if change.part == "record" else "", change.action] += 1
    for part, kind in _COUNTED:
        numbers = [counts[part, kind, action] for action in _ACTIONS]
        if any(numbers):
            yield _plural(kind or part), numbers


def _plural(word: str) -> str:
    return _PLURALS.get(word, f"{word}s")


def _sections(found: Iterable[Change]) -> Iterator[tuple[str, list[list[str]]]]:
    """The headings, each with the lines of its records."""
    sections: dict[str, list[list[str]]] = defaultdict(list)
    for (kind, _), group in groupby(found, key=lambda change: (change.kind, change.id)):
        heading, lines = _record_lines(kind, list(group))
        sections[heading].append(lines)
    first = [heading for heading in _FIRST if heading in sections]
    yield from ((heading, sections[heading]) for heading in (*first, *(h for h in sections if h not in _FIRST)))


_GONE: Final = "Ids that disappeared"
_REPLACED: Final = "Replaced ids"
_FIRST: Final = (_GONE, _REPLACED)


def _record_lines(kind: str, changes: Sequence[Change]) -> tuple[str, list[str]]:
    """The section in which a record stands, and its lines there."""
    first = changes[0]
    if first.part == "record" and first.old is None:
        return f"New {_plural(kind)}", [f"- `{first.id}` {first.name}{_from(changes)}"]
    if first.part == "record":
        return (f"Removed {_plural(kind)}" if not disappeared([first]) else _GONE), [f"- `{first.id}` {first.name}"]
    if successor := next((c.new for c in changes if c.part == "field" and c.what == "replaced_by" and c.new), None):
        return _REPLACED, [f"- `{first.id}` {first.name} → `{successor}`"]
    return f"Changed {_plural(kind)}", [f"- `{first.id}` {first.name}", *(f"  - {_line(c)}" for c in changes)]


def _from(changes: Iterable[Change]) -> str:
    """How many facts a new entry has, and whose they are."""
    sources = Counter(c.source for c in changes if c.part == "statement")
    return f": {', '.join(f'{n} of {source}' for source, n in sources.most_common())}" if sources else ""


def _line(change: Change) -> str:
    values = " → ".join(_cut(value) for value in (change.old, change.new) if value is not None)
    source = f" [{change.source}]" if change.source else ""
    said = "" if change.what.endswith(f" {values}") else f": {values}"  # an identifier is its own value
    return f"{_SIGNS[change.action]} {change.part} {change.what}{said}{source}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
