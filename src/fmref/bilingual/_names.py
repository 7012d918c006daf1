"""Names of a source in its translation: kept, changed, mistranslated, missing or added."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from fmref.annotation import Mention
from fmref.bilingual._finding import PairFinding, Span, finding
from fmref.bilingual._lexicon import Lexicon
from fmref.bilingual._side import Side, within
from fmref.text import name_key

__all__ = ["compare_names"]

_ADDED: Final = frozenset({"model", "organization"})
"""Kinds of which a name in the target alone is a finding; what it adds of the others is rarely a claim."""
_ALIKE: Final = ({"model", "software"},)
"""Kinds that are taken for one another: a product is called like its model."""


def compare_names(
    source: Side, target: Side, lexicon: Lexicon, *, before: Collection[str], said: Collection[str], profile: str | None
) -> Iterator[PairFinding]:
    """The findings of P101 to P105.

    `before` are the ids of all that the previous segment may name, `said` those of the source so far.
    """
    missing: list[Mention] = []
    own = {id_ for mention in source.mentions for id_ in lexicon.ids(mention)}
    for mention in _once(source.names):
        if _is_named(mention, target, lexicon):
            continue
        wrong = _mistaken(mention, source, target, lexicon)
        if wrong is not None:
            right = lexicon.suggestions(mention.id, target.lang, profile)
            message = f"{mention.name} is mistranslated or misspelt; write {right[0]}"
            yield finding("P105", message, _span(mention), wrong, suggestions=right)
        elif mention.score == 1:
            missing.append(mention)
    added = [
        mention
        for mention in _once(target.names)
        if own.isdisjoint(lexicon.ids(mention)) and not _is_named(mention, source, lexicon)
    ]
    for mention in missing:
        yield _unnamed(mention, added, target, lexicon, before, profile)
    for mention in added:
        if mention.kind in _ADDED and mention.score == 1 and lexicon.ids(mention).isdisjoint({*said, *before}):
            yield finding("P104", f"the source does not name {mention.name}", None, _span(mention))


def _unnamed(
    mention: Mention,
    added: list[Mention],
    target: Side,
    lexicon: Lexicon,
    before: Collection[str],
    profile: str | None,
) -> PairFinding:
    """The finding of a name that the target lacks; what stands in its place is taken from `added`."""
    ids = lexicon.ids(mention)
    right = lexicon.suggestions(mention.id, target.lang, profile)
    kin = next((one for one in added if lexicon.related(ids, lexicon.ids(one))), None)
    other = kin or next((one for one in added if _is_like(one.kind, mention.kind)), None)
    if other is None:
        message = f"{mention.name} is not named"
        return finding("P102", message, _span(mention), None, suggestions=right)
    added.remove(other)
    if kin and not {*ids, *lexicon.ids(kin)}.isdisjoint(before):
        message = f"{other.name} stands for {mention.name}, which was named before"
        return finding("P103", message, _span(mention), _span(other), suggestions=right)
    message = f"the source names {mention.name}, the target {other.name}"
    return finding("P101", message, _span(mention), _span(other), suggestions=right)


def _is_named(mention: Mention, other: Side, lexicon: Lexicon) -> bool:
    """Whether the other text names what a mention names, be it in letters that are part of no longer name."""
    ids = lexicon.ids(mention)
    if any(ids & lexicon.ids(found) for found in other.mentions if _is_right(found, mention.text)):
        return True
    keys = {key for id_ in ids if not lexicon.is_concept(id_) for key in lexicon.forms(id_, other.lang).right}
    models = [found for found in other.names if found.kind == "model" and mention.kind == "model"]
    return any(
        not any(within(place, model) for model in models)
        for key in {*keys, name_key(mention.text)}
        for place in other.places(key)
    )


def _is_right(found: Mention, surface: str) -> bool:
    """Whether a mention is no mistake, or one that was taken over as it stands."""
    return found.status in {"ok", "variant"} or found.text == surface


def _mistaken(mention: Mention, source: Side, target: Side, lexicon: Lexicon) -> Span | None:
    """Where the target has a mistaken wording for what a mention names."""
    ids = lexicon.ids(mention)
    found = next((one for one in target.mentions if one.id in ids), None)
    if found is not None:
        return _span(found)
    for row in lexicon.forms(mention.id, target.lang).mistakes:
        for place in target.places(row.key):
            if place.text not in source.text and not target.guarded(place, row.guards):
                return place
    return None


def _once(mentions: list[Mention]) -> list[Mention]:
    """The first mention of each entry."""
    return list({mention.id: mention for mention in reversed(mentions)}.values())[::-1]


def _is_like(one: str, other: str) -> bool:
    return one == other or any({one, other} <= kinds for kinds in _ALIKE)


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end, mention.text)
