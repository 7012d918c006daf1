"""The lexicon of mistranslations holds its own examples."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fmref import Catalog
from fmref.schema import Term, per_language
from fmref.text import name_key

RIGHT_USES: Final = Path(__file__).parent / "right-uses.zh.txt"
"""Sentences of our own, one a line, in which nothing is mistranslated."""
MISTAKES: Final = frozenset({"T101", "T102", "T201", "T301"})
"""The codes of mistakes."""


def certain(catalog: Catalog) -> Iterator[tuple[str, Term]]:
    """The mistakes that are always wrong outside their guards, with their concepts."""
    for concept in catalog.concepts:
        for _, terms in per_language(concept.record.terms):
            yield from ((concept.id, term) for term in terms if term.status == "forbidden" and not term.ambiguous)


def test_certain_mistakes_are_found_in_their_examples(full: Catalog) -> None:
    """Each is reported in its `hit` sentences, or lies inside a longer one that is."""
    missed = [
        f"{concept}: {term.text} in {sentence}"
        for concept, term in certain(full)
        for sentence in term.hit
        if not any(name_key(term.text) in name_key(finding.text) for finding in full.lint(sentence))
    ]
    assert missed == []


def test_right_uses_are_not_reported(full: Catalog) -> None:
    """None is reported in the sentences in which its letters are right."""
    reported = [
        f"{concept}: {term.text} in {sentence}"
        for concept, term in certain(full)
        for sentence in term.miss
        if any(name_key(finding.text) == name_key(term.text) for finding in full.lint(sentence))
    ]
    assert reported == []


def test_letters_that_good_writers_put_together_are_not_reported(full: Catalog) -> None:
    """In sentences of the field: words of everyday use, of other fields, and those that only meet by chance."""
    sentences = RIGHT_USES.read_text(encoding="utf8").splitlines()
    reported = {
        sentence: found
        for sentence in sentences
        if (found := [finding.text for finding in full.lint(sentence) if finding.code in MISTAKES])
    }
    assert sentences
    assert reported == {}
