"""Files that are linted one after another: mended, compared with a baseline, their findings put in their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fmref.baseline import Baseline
from fmref.diagnostics import SEVERITIES, Diagnostic, Excerpt, Location, Severity
from fmref.document import Lines, read_file
from fmref.files import writing
from fmref.terminology import Finding

__all__ = ["Linter", "Mended", "Wanted", "mended"]

Check = Callable[[str], Sequence[Finding]]
"""The findings of a text."""


class Wanted(NamedTuple):
    """Which findings somebody wants: beginnings of codes (all where there is none), and how grave at least."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = "info"

    def wants(self, finding: Finding | Diagnostic) -> bool:
        """Whether a finding is wanted."""
        return (
            finding.code.startswith(self.select or "")
            and not (self.ignore and finding.code.startswith(self.ignore))
            and SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.severity)
        )


class Mended(NamedTuple):
    """A text in which what can be mended for certain is, the findings that are left, and how many edits it took."""

    text: str
    findings: Sequence[Finding]
    edits: int


class Linter:
    """Reads files, and keeps what was found in them.

    `baseline` holds findings that are not reported. `fix` mends the files, and `update` makes the baseline hold what is
    found, so that nothing of it is reported.
    """

    def __init__(
        self, wanted: Wanted, baseline: Baseline | None = None, *, fix: bool = False, update: bool = False
    ) -> None:
        self._wanted = wanted
        self._baseline = baseline
        self._fix = fix
        self._update = update
        self._found: list[Diagnostic] = []
        self._files = 0
        self._mended = 0

    def read(self, path: Path, check: Check) -> None:
        """Lint a file; raises `TextFileError` where it cannot be read, and `OSError` where it cannot be mended."""
        mark, text = read_file(path)

        def unknown(now: str) -> list[Finding]:
            return self._unknown(path, now, check(now))

        text, findings, count = mended(text, unknown) if self._fix else Mended(text, unknown(text), 0)
        if count:
            with writing(path) as stream:
                stream.write(mark + text.encode("utf8"))
        if self._update and self._baseline is not None:
            self._baseline.update(path, text, check(text))
        else:
            self._found += _diagnostics(str(path), text, findings)
        self._files += 1
        self._mended += count

    def _unknown(self, path: Path, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted and not known."""
        wanted = [finding for finding in findings if self._wanted.wants(finding)]
        return wanted if self._baseline is None or self._update else self._baseline.unknown(path, text, wanted)

    def close(self) -> list[Diagnostic]:
        """All findings, in the order of the files; the baseline is written, or asked what of it was not found."""
        if self._baseline is not None and self._update:
            self._baseline.write()
        elif self._baseline is not None:
            self._found += filter(self._wanted.wants, self._baseline.stale())
        return self._found

    def summary(self) -> str:
        """What was found, as one line: `2 errors, 1 warning in 3 files; 1 mended`."""
        counts = Counter(one.severity for one in self._found)
        shown = [_counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
        found = ", ".join(shown) or "nothing found"
        if self._update and self._baseline is not None:
            found = f"the baseline holds {_counted(len(self._baseline), 'finding')}"
        parts = [f"{found} in {_counted(self._files, 'file')}" if not self._update else found]
        if self._mended:
            parts.append(f"{self._mended} mended")
        elif fixable := sum(one.fixable for one in self._found):
            parts.append(f"--fix can mend {fixable}")
        return "; ".join(parts)


def _counted(count: int, noun: str) -> str:
    """`1 file`, `2 files`; info has no plural."""
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"


def mended(text: str, check: Check) -> Mended:
    """A text in which all is mended that can be for certain: to mend it once more changes nothing.

    What is mended may bring forth another finding, so the text is checked until none is left. Should rules undo each
    other, the text stays as it was.
    """
    findings, count, now = check(text), 0, text
    for _ in range(_ROUNDS):
        edits = list(_edits(findings))
        if not edits:
            return Mended(now, findings, count)
        pieces: list[str] = []
        at = 0
        for edit in edits:
            pieces += (now[at : edit.start], edit.suggestions[0])
            at = edit.end
        now = "".join([*pieces, now[at:]])
        count += len(edits)
        findings = check(now)
    return Mended(text, check(text), 0)


_ROUNDS: Final = 8


def _edits(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that can be mended for certain; of two that overlap the first."""
    at = 0
    for finding in findings:
        if finding.fixable and finding.start >= at:
            at = finding.end
            yield finding


def _diagnostics(path: str, text: str, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Findings with their places in a file, each with its line."""
    lines = Lines(text)
    for one in findings:
        place = Location(path, *lines.place(one.start), *lines.place(one.end))
        message = f"{one.text}: {one.message}"
        excerpt = _excerpt(text, one.start, one.end)
        yield Diagnostic(place, one.code, message, one.severity, one.suggestions, one.fixable, excerpt)


_AROUND: Final = 60
"""How much of a long line is shown before and behind the words of a finding."""


def _excerpt(text: str, start: int, end: int) -> Excerpt:
    """The words of a finding, up to the end of their first line, within as much of that line as can be shown."""
    before = text[max(start - _AROUND, 0) : start]
    words = text[start:end].partition("\n")[0]
    behind = text[end : end + _AROUND].partition("\n")[0] if len(words) == end - start else ""
    return Excerpt(before.rpartition("\n")[2].lstrip(), words, behind.rstrip())
