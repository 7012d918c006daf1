"""What the words of a question may mean: the labels of the registry, and the little grammar of `words.toml`."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from fmref.ledger import AttributeRow, Ledger
from fmref.questions.narrower import narrower_than
from fmref.snapshot import Snapshot
from fmref.text import NameKey, name_key

__all__ = ["Lexicon", "Meaning"]

_LANGUAGES: Final = ("en", "zh", "fa")
_MODEL: Final = ("model", "模型", "مدل")
"""The words that make the label of a value a kind of model: *diffusion model*."""


_MODEL_CONCEPT: Final = "model"
"""The concept of the glossary that all kinds of models are narrower than."""


class Meaning(NamedTuple):
    """One thing that a word says.

    `role` is a section of `words.toml`, or `label`: a name of the `attributes`. `value` is what the section says of the
    word: the id of a value, a code, a side; `also` the relations of lineage, or the types of value asked for.
    """

    role: str
    attributes: tuple[str, ...] = ()
    value: Any = None
    also: tuple[str, ...] = ()


_KIND_OF_MODEL: Final = Meaning("kind", value="model")


class Lexicon:
    """The meanings of words, by the key of each, over one registry."""

    def __init__(self, ledger: Ledger, snapshot: Snapshot) -> None:
        self._ledger = ledger
        self._snapshot = snapshot

    def find(self, key: str, kinds: Collection[str] = ()) -> tuple[Meaning, ...]:
        """What the word or phrase with a key may mean, of entries of some kinds; nothing where it is unknown."""
        found = self._meanings.get(key, ())
        return tuple(m for m in found if m.role != "label" or self._is_of(m, kinds)) if kinds else found

    def _is_of(self, meaning: Meaning, kinds: Collection[str]) -> bool:
        return any(not set(kinds).isdisjoint(self._ledger.attributes[a].kinds) for a in meaning.attributes)

    def stated(self, key: str) -> tuple[Meaning, ...]:
        """The attributes of text, as the licence, of which a key is a value that sources state."""
        return self._stated.get(key, ())

    def kind_of_model(self, key: str) -> tuple[Meaning, ...]:
        """The kind of model that a key is a term of the glossary for: a concept narrower than that of a model."""
        concepts = {row.id for row in self._snapshot.bearers(NameKey(key)) if row.kind == "concept"}
        if len(concepts) != 1 or concepts.isdisjoint(self._kinds_of_model):
            return ()
        return Meaning("concept", value=concepts.pop()), _KIND_OF_MODEL

    @cached_property
    def _kinds_of_model(self) -> frozenset[str]:
        return narrower_than(_MODEL_CONCEPT, self._snapshot)

    def has_text(self, attributes: Collection[str]) -> bool:
        """Whether one of some attributes is text, of which sources state values."""
        return any(self._ledger.attributes[a].type == "text" for a in attributes)

    @cached_property
    def _meanings(self) -> Mapping[str, tuple[Meaning, ...]]:
        found: dict[str, dict[Meaning, None]] = defaultdict(dict)
        for meaning, texts in _grammar():
            known = tuple(a for a in meaning.attributes if a in self._ledger.attributes)
            if meaning.role == "value" and not known:
                continue
            for text in texts:
                found[text][meaning._replace(attributes=known)] = None
                if meaning.role == "value" and any(word in text for word in _MODEL):
                    found[text][_KIND_OF_MODEL] = None
        for attribute in self._ledger.attributes.values():
            for text, meaning in _of_attribute(attribute):
                found[name_key(text)][meaning] = None
        return {key: tuple(meanings) for key, meanings in found.items()}

    @cached_property
    def _stated(self) -> Mapping[str, tuple[Meaning, ...]]:
        """Values that many entries share: a licence is one, an address is not."""
        found: dict[str, dict[Meaning, None]] = defaultdict(dict)
        texts = [a.id for a in self._ledger.attributes.values() if a.type == "text"]
        for attribute, value in self._snapshot.shared_values(texts):
            found[name_key(value)][Meaning("value", (attribute,), value)] = None
        return {key: tuple(meanings) for key, meanings in found.items() if len(key) > 2}


def _of_attribute(attribute: AttributeRow) -> Iterator[tuple[str, Meaning]]:
    """The words of a row of the registry: its labels, how people ask for it, and the labels of its values.

    What an attribute is called whose values are edges of the lineage graph asks for what something comes from.
    """
    label = Meaning("label", (attribute.id,))
    if attribute.relations:
        label = Meaning("lineage", (attribute.id,), "up", attribute.relations)
    for lang in _LANGUAGES:
        for text in (*attribute.labels.get(lang, ()), *attribute.questions.get(lang, ())):
            yield text, label
        for value, labels in attribute.values.items():
            for text in labels.get(lang, ()):
                yield text, Meaning("value", (attribute.id,), value)
                if any(word in text for word in _MODEL):
                    yield text, _KIND_OF_MODEL
    for value in attribute.values:
        yield value, Meaning("value", (attribute.id,), value)


@cache
def _grammar() -> Sequence[tuple[Meaning, Sequence[str]]]:
    """The rows of `words.toml`: a meaning, and the keys of its words in all languages."""
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "words.toml"), "rb") as file:
        sections: dict[str, list[dict[str, Any]]] = tomllib.load(file)
    return [
        (_meaning(role, row), [name_key(text) for lang in _LANGUAGES for text in row[lang]])
        for role, rows in sections.items()
        for row in rows
    ]


def _meaning(role: str, row: Mapping[str, Any]) -> Meaning:
    attributes = (row["attribute"],) if "attribute" in row else row.get("attributes", ())
    value = next((row[key] for key in ("value", "to", "side") if key in row), None)
    return Meaning(role, tuple(attributes), value, tuple(row.get("relations", row.get("type", ()))))
