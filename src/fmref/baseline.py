"""A baseline: the findings that a project knows and has not mended yet, kept in a file and not reported again.

A finding is known again by its file, its code, its words and a hash of the letters around it, not by its line: what is
written elsewhere in the file does not matter. The file is JSON Lines in alphabetical order, so that a change of it can
be read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from fmref import ignoring
from fmref.diagnostics import Diagnostic, Location
from fmref.document import read_file
from fmref.errors import TextFileError
from fmref.files import writing
from fmref.terminology import Finding

__all__ = ["Baseline"]


class _Known(NamedTuple):
    """A finding that is known; `file` is relative to the directory of the baseline, with slashes."""

    file: str
    code: str
    text: str
    context: str


class Baseline:
    """The known findings of a project; see `Baseline.read`."""

    def __init__(self, path: Path, known: Sequence[_Known] = ()) -> None:
        self._path = path
        self._known = list(known)
        self._met: dict[str, Counter[_Known]] = {}

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline of a file; raises `TextFileError` where it cannot be read, with the line that is none."""
        _, text = read_file(path)
        known = []
        for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
            try:
                known.append(_Known(**json.loads(line)))
            except (ValueError, TypeError, RecursionError):
                cause = "not a line of a baseline; write it anew with --update-baseline"
                raise TextFileError(str(path), cause, number) from None
        return cls(path, known)

    def __len__(self) -> int:
        return len(self._known)

    def unknown(self, path: Path, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of a file that the baseline does not hold."""
        file = self._relative(path)
        left = Counter(known for known in self._known if known.file == file)
        met: Counter[_Known] = Counter()
        unknown = []
        for finding in findings:
            known = _known(file, text, finding)
            if left[known] > met[known]:
                met[known] += 1
            else:
                unknown.append(finding)
        self._met[file] = met
        return unknown

    def stale(self) -> list[Diagnostic]:
        """What the baseline holds of the files that were asked about and that is found no more, by its lines."""
        left = {file: Counter(met) for file, met in self._met.items()}
        found = []
        for number, known in enumerate(self._known, 1):
            if known.file not in left:
                continue
            if left[known.file][known] > 0:
                left[known.file][known] -= 1
                continue
            message = f"{known.code} {known.text} is found in {known.file} no more; run with --update-baseline"
            found.append(Diagnostic(Location(str(self._path), number), "T003", message, "info"))
        return found

    def update(self, path: Path, text: str, findings: Iterable[Finding]) -> None:
        """Hold the findings of a file, and no others of it; what its own comments get wrong is mended, not known."""
        file = self._relative(path)
        self._known = [known for known in self._known if known.file != file]
        self._known += (_known(file, text, one) for one in findings if one.code not in ignoring.RULES)

    def write(self) -> None:
        """Write the file anew, without what is held of files that are gone."""
        lines = [
            json.dumps(known._asdict(), ensure_ascii=False) for known in sorted(self._known) if self._is_there(known)
        ]
        with writing(self._path) as stream:
            stream.write("".join(f"{line}\n" for line in lines).encode("utf8", "backslashreplace"))

    def _is_there(self, known: _Known) -> bool:
        return (self._path.parent / known.file).exists()

    def _relative(self, path: Path) -> str:
        """How the baseline names a file, wherever it is called from."""
        return PurePath(os.path.relpath(path, self._path.parent)).as_posix()


_AROUND: Final = 40
"""How many letters before and behind the words of a finding tell it from another."""


def _known(file: str, text: str, finding: Finding) -> _Known:
    """A finding as the baseline holds it: its paragraph counts, and not how that is broken into lines."""
    before = text[max(finding.start - 2 * _AROUND, 0) : finding.start].replace("\r", "").rpartition("\n\n")[2]
    behind = text[finding.end : finding.end + 2 * _AROUND].replace("\r", "").partition("\n\n")[0]
    near = "".join(before.split())[-_AROUND:], "".join(behind.split())[:_AROUND]
    around = hashlib.sha256("\0".join(near).encode("utf8", "backslashreplace")).hexdigest()
    return _Known(file, finding.code, finding.text, around[:16])
