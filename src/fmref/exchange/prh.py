r"""Rules of prh (https://github.com/prh/prh) and textlint-rule-prh: what to write for mistranslations and misspellings.

A rule has the preferred term as `expected`, the mistake as `pattern`, and our example sentences as `specs`, which prh
tries when it loads the file. Guards, in which the letters are right, are caught by the first group of the pattern,
which `regexpMustEmpty` wants to be empty. Only mistakes that are always wrong outside their guards become rules. The
key `prh` is the message of textlint, and says which concept, language and kind of mistake it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fmref.errors import DataError, ExchangeError, shorten
from fmref.exchange.carrying import Carrying, Cut
from fmref.exchange.drafts import Draft, is_id, known_language
from fmref.exchange.scalars import quoted
from fmref.schema import Concept, Term, Terms, per_language
from fmref.store import read_yaml

__all__ = ["CARRYING", "drafts", "narrowed", "text"]

CARRYING: Final = Carrying(
    ("id",),
    ("error", "ambiguous", "guards", "write", "hit", "miss"),
    {"preferred": "preferred", "misspelling": "misspelling", "forbidden": "forbidden"},
    by_position=False,
)
_MISTAKES: Final = ("misspelling", "forbidden")
_SYNTAX: Final = frozenset("\\^$.*+?()[]{}|/")
_LATIN: Final = r"A-Za-z0-9"
_PERSIAN: Final = r"\u0620-\u06ff"
_MARKS: Final = '["“”‘’«»「」 ]?'
"""What may stand around a mistake within its guard: who writes of a mistake puts it in quotation marks."""
_PLURALS: Final = "(?:ها|های|هایی|ی|ای)?"
"""Endings that Persian writes to a word."""


def narrowed(cuts: Sequence[Cut], _languages: Sequence[str]) -> list[Cut]:
    """Concepts with a mistake that can be replaced; of the examples those in which the rule does what they show."""
    return [Cut(given, None if held is None else _narrowed(held)) for given, held in cuts]


def _narrowed(concept: Concept) -> Concept | None:
    terms: dict[str, tuple[Term, ...]] = {}
    for lang, found in per_language(concept.terms):
        right = [term for term in found if term.status == "preferred"][:1]
        wrong = [rule for term in found if right and (rule := _rule(term, right[0].text)) is not None]
        terms[lang] = (
            *(term.model_copy(update={"error": None, "guards": (), "hit": (), "miss": ()}) for term in right),
            *wrong,
        )
        if not wrong:
            terms[lang] = ()
    if not any(terms.values()):
        return None
    return concept.model_copy(update={"terms": Terms(**terms)})


def _rule(term: Term, expected: str) -> Term | None:
    """A mistake with the examples that its rule confirms; None where no rule can be made of it.

    None can where the mistake has words of its own to write: all rules of a concept expect its preferred term.
    """
    if term.status not in _MISTAKES or term.ambiguous or term.write or "$" in expected or expected == term.text:
        return None
    pattern = re.compile(_pattern(term))
    hit = tuple(text for text in term.hit if _replaced(pattern, expected, text) != text)
    miss = tuple(text for text in term.miss if _replaced(pattern, expected, text) == text)
    if len(miss) != len(term.miss) or (term.status == "forbidden" and not hit):
        return None  # the rule would do harm, or nothing
    return term.model_copy(update={"hit": hit})


def _pattern(term: Term) -> str:
    """The mistake as a regular expression of JavaScript and Python, its guards in the first group."""
    first, last = term.text[0], term.text[-1]
    before = f"(?<![{_PERSIAN}])" if _is_persian(first) else f"(?<![{_LATIN}])" if _is_latin(first) else ""
    after = f"(?={_PLURALS}(?![{_PERSIAN}]))" if _is_persian(last) else f"(?![{_LATIN}])" if _is_latin(last) else ""
    wrong = _escaped(term.text)
    guards = "|".join(
        f"{_MARKS}{wrong}{_MARKS}".join(map(_escaped, guard.split(term.text)))
        for guard in sorted(term.guards, key=len, reverse=True)
    )
    return f"{f'({guards})|' if guards else ''}{before}{wrong}{after}"


def _is_persian(character: str) -> bool:
    return "\u0620" <= character <= "\u06ff"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in _SYNTAX else character for character in text)


def _replaced(pattern: re.Pattern[str], expected: str, text: str) -> str:
    """What prh makes of a text."""
    guarded = pattern.groups > 0
    return pattern.sub(lambda match: match[0] if guarded and match[1] else expected, text)


def text(concepts: Sequence[Concept], _languages: Sequence[str]) -> str:
    """A file of rules."""
    lines = ["version: 1", "rules:" if concepts else "rules: []"]
    for concept in concepts:
        for lang, terms in per_language(concept.terms):
            for term in terms[1:]:
                lines.extend(_written(concept.id, lang, terms[0].text, term))
    return "".join(f"{line}\n" for line in lines)


def _written(id_: str, lang: str, expected: str, term: Term) -> Iterator[str]:
    pattern = _pattern(term)
    compiled = re.compile(pattern)
    yield f"  - expected: {quoted(expected)}"
    yield f"    pattern: {quoted(f'/{pattern}/')}"
    if term.guards:
        yield "    regexpMustEmpty: $1"
    if term.hit or term.miss:
        yield "    specs:"
        for example in (*term.hit, *term.miss):
            yield f"      - from: {quoted(example)}"
            yield f"        to: {quoted(_replaced(compiled, expected, example))}"
    said = ", ".join(filter(None, (f"fmref:{id_}", lang, term.status, term.error)))
    yield f"    prh: {quoted(said)}"


def drafts(content: str, languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The mistakes of a file of rules, by concept; raises `ExchangeError`.

    Rules without our mark are misspellings of one language, the last of `languages`. A pattern may be plain words, a
    list of them, or an expression that is nothing but words behind guards and between boundaries.
    """
    try:
        file = read_yaml(content, "")
    except DataError as error:
        problem = error.diagnostics[0]
        raise ExchangeError(problem.message, line=problem.location.line) from None
    rules = file.data.get("rules") if isinstance(file.data, dict) else None
    if not isinstance(rules, list):
        raise ExchangeError("no list under the key `rules`; give a file of prh", line=1)
    found: dict[str, Draft] = {}
    for position, rule in enumerate(rules):
        line = file.location(("rules", position)).line
        _read_rule(rule, line, languages, found)
    return list(found.values()), {}


def _read_rule(rule: Any, line: int | None, languages: Sequence[str], found: dict[str, Draft]) -> None:
    expected = rule.get("expected") if isinstance(rule, dict) else None
    if not isinstance(expected, str) or not expected.strip():
        raise ExchangeError("a rule without `expected`; write what is right", line=line)
    id_, lang, said = _mark(rule.get("prh"), line)
    if not lang:
        if not languages:
            raise ExchangeError("the file names no language; say which, with --to", line=line)
        lang = languages[-1]
    draft = found.setdefault(id_ or f"\t{expected}", Draft(line, id_))
    first = draft.terms[lang][:1]
    if first and first[0]["text"] != expected.strip():
        raise ExchangeError(f"two expected terms for {id_} in {lang}; keep one", line=line)
    draft.add(lang, expected, line)
    hit, miss = _specs(rule.get("specs", []), line)
    for wrong, guards in _patterns(rule, line):
        if not draft.add(lang, wrong, line, guards=guards, hit=hit, miss=miss, **said):
            raise ExchangeError(f"the mistake {shorten(wrong)} stands twice; remove one", line=line)


def _mark(message: Any, line: int | None) -> tuple[str, str, dict[str, str]]:
    """Concept, language, and status with error, of a message of ours."""
    parts = message.split(", ") if isinstance(message, str) and message.startswith("fmref:") else []
    if len(parts) in (3, 4) and is_id(id_ := parts[0].removeprefix("fmref:")) and parts[2] in _MISTAKES:
        error = {"error": parts[3]} if len(parts) == 4 else {}
        return id_, known_language(parts[1], line), {"status": parts[2], **error}
    return "", "", {"status": "misspelling"}


def _specs(specs: Any, line: int | None) -> tuple[list[str], list[str]]:
    """Sentences that a rule changes, and those it leaves as they are."""
    if not isinstance(specs, list) or not all(isinstance(s, dict) and {"from", "to"} <= s.keys() for s in specs):
        raise ExchangeError("`specs` is no list of `from` and `to`; correct it", line=line)
    return [s["from"] for s in specs if s["from"] != s["to"]], [s["from"] for s in specs if s["from"] == s["to"]]


def _patterns(rule: dict[str, Any], line: int | None) -> Iterator[tuple[str, list[str]]]:
    """The words of each pattern of a rule, with the words of its guards."""
    given = rule.get("pattern") or rule.get("patterns")
    patterns = given if isinstance(given, list) else [given]
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern.strip("/ "):
            raise ExchangeError("a rule without a pattern; write the mistake", line=line)
        if not (pattern.startswith("/") and pattern.endswith("/")):
            yield pattern, []
            continue
        body, guards = pattern[1:-1], list[str]()
        if body.startswith("(") and not body.startswith("(?"):
            group, _, body = body[1:].partition(")|")
            guards = [_words(guard.replace(_MARKS, ""), line) for guard in _alternatives(group)]
        for boundary in (f"(?<![{_PERSIAN}])", f"(?<![{_LATIN}])"):
            body = body.removeprefix(boundary)
        for boundary in (f"(?={_PLURALS}(?![{_PERSIAN}]))", f"(?![{_LATIN}])"):
            body = body.removesuffix(boundary)
        yield _words(body, line), guards


def _alternatives(group: str) -> list[str]:
    """The branches of a group, of which a bar behind a backslash is none."""
    found, escaped = [""], False
    for character in group:
        if character == "|" and not escaped:
            found.append("")
        else:
            found[-1] += character
        escaped = character == "\\" and not escaped
    return found


def _words(expression: str, line: int | None) -> str:
    """The words that an expression stands for, where it is nothing but words; else `ExchangeError`."""
    found, escaped = "", False
    for character in expression:
        if not escaped and character == "\\":
            escaped = True
            continue
        if (character in _SYNTAX) != escaped:
            repair = "write the words that are wrong, as a list where there are several"
            raise ExchangeError(f"the pattern {shorten(expression)} is more than words; {repair}", line=line)
        found, escaped = found + character, False
    if not found or escaped:
        raise ExchangeError(f"the pattern {shorten(expression)} has no words; write the mistake", line=line)
    return found
