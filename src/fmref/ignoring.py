"""Comments in a text that tell the checks to leave something alone.

    <!-- fmref-ignore T101 T201 -->         this line; alone on its line, the next one that is not blank
    <!-- fmref-ignore-begin T101 -->        from here
    <!-- fmref-ignore-end -->               to here
    <!-- fmref-ignore-file -->              the whole text

Without codes all findings are meant. What a comment says in vain is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from fmref.diagnostics import Severity
from fmref.document import Document
from fmref.terminology import Finding

__all__ = ["RULES", "without_ignored"]

RULES: Final = {
    "T001": "A comment about ignoring findings is understood: its word, its codes, its beginning and its end",
    "T002": "A comment about ignoring findings ignores one",
}
"""What the comments themselves may get wrong, by code."""


def without_ignored(document: Document, findings: Iterable[Finding], known: Collection[str]) -> list[Finding]:
    """The findings of a text that none of its comments tells to ignore, with those about the comments, in order.

    `known` are the codes that a comment may name.
    """
    if not (comments := list(_comments(document))):
        return list(findings)
    kept, problems = list(findings), []
    for comment, problem in _misunderstood(comments, known):
        problems.append(_problem(document, comment, "T001", "warning", problem))
    for comment, start, end in _scopes(document, comments):
        meant = [code for code in comment.codes if code in known]
        if comment.codes and not meant:
            continue
        ignored = {f for f in kept if start <= f.start < end and (not meant or f.code in meant)}
        kept = [f for f in kept if f not in ignored]
        idle = set(meant).difference(f.code for f in ignored)
        if idle or not ignored:
            who = ", ".join(sorted(idle)) or "every rule"
            problems.append(_problem(document, comment, "T002", "info", f"{who} finds nothing to ignore; remove it"))
    return sorted([*kept, *problems], key=lambda f: (f.start, f.end))


class _Comment(NamedTuple):
    """A comment about ignoring: where it stands, its name, and the codes it names."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]


def _comments(document: Document) -> Iterator[_Comment]:
    for start, end in document.comments:
        name, *codes = document.text[start + 4 : end - 3].replace(",", " ").split() or [""]
        if name.startswith("fmref-ignore"):
            yield _Comment(start, end, name, tuple(codes))


def _misunderstood(comments: Iterable[_Comment], known: Collection[str]) -> Iterator[tuple[_Comment, str]]:
    """What cannot be understood of comments, with the repair."""
    begun: list[_Comment] = []
    for comment in comments:
        if comment.name not in _NAMES:
            yield comment, f"no comment is called {comment.name}; write {', '.join(_NAMES[:-1])} or {_NAMES[-1]}"
        if unknown := [code for code in comment.codes if code not in known]:
            yield comment, f"no rule is called {', '.join(unknown)}; the rules are {', '.join(sorted(known))}"
        if comment.name == _BEGIN:
            begun.append(comment)
        elif comment.name == _END and not begun:
            yield comment, f"nothing begins that could end here; write <!-- {_BEGIN} --> before it, or remove it"
        elif comment.name == _END:
            begun.pop()
    for comment in begun:
        yield comment, f"it has no end and holds up to that of the text; write <!-- {_END} -->"


def _scopes(document: Document, comments: Iterable[_Comment]) -> list[tuple[_Comment, int, int]]:
    """From where to where each comment holds."""
    size = len(document.text)
    begun: list[_Comment] = []
    scopes = []
    for comment in comments:
        if comment.name == _LINE:
            scopes.append((comment, *_lines(document.text, comment)))
        elif comment.name == _FILE:
            scopes.append((comment, 0, size))
        elif comment.name == _BEGIN:
            begun.append(comment)
        elif comment.name == _END and begun:
            scopes.append((begun[-1], begun.pop().end, comment.start))
    return scopes + [(comment, comment.end, size) for comment in begun]


def _lines(text: str, comment: _Comment) -> tuple[int, int]:
    """The line of a comment; with the next one that is not blank, where the comment is alone on its line."""
    start = text.rfind("\n", 0, comment.start) + 1
    end = _line_end(text, comment.end)
    if text[start : comment.start].strip() or text[comment.end : end].strip():
        return start, end
    following = _WORD.search(text, end)
    return start, _line_end(text, following.start()) if following else end


def _line_end(text: str, at: int) -> int:
    """The end of the line at a place."""
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _problem(document: Document, comment: _Comment, code: str, severity: Severity, message: str) -> Finding:
    return Finding(comment.start, comment.end, document.text[comment.start : comment.end], code, severity, message, ())


_LINE, _BEGIN, _END, _FILE = _NAMES = ("fmref-ignore", "fmref-ignore-begin", "fmref-ignore-end", "fmref-ignore-file")
_WORD: Final = re.compile(r"\S")
