"""Scoring of resolvers: a neutral key for answers, agreement of pairs, B-cubed. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final, NamedTuple

__all__ = ["Agreement", "BCubed", "b_cubed", "groups", "loose_key", "pair_agreement"]

_REGION: Final = re.compile(r"(?:us-gov|us|eu|apac|ap|global|jp|au|ca|sa|uk)\.(?=[a-z0-9]+\.)")
_VENDOR: Final = re.compile(r"[a-z][a-z0-9]+\.(?=[a-z])")
_BEDROCK: Final = re.compile(r"-v\d+:\d+$")
_TAG: Final = re.compile(r"[@:](?:latest|default|free|\d{8})$|\(latest\)")
_DAY: Final = re.compile(r"(?<!\d)20\d\d-?[01]\d-?[0-3]\d(?!\d)")
_NOISE: Final = re.compile(
    r"(?<![a-z0-9])(?:preview|bf16|fp16|fp8|nvfp4|mxfp4|fp4|int[48]|awq|gptq|gguf|mlx)(?![a-z0-9])"
)
_WORD: Final = re.compile(r"\d+|[^\W\d_]+|\+")


def loose_key(name: str) -> str:
    """A key under which the answers of different resolvers can be compared; no resolver's own.

    Letters are casefolded; a path before the last slash, the region and vendor of a Bedrock id, its `-v1:0`, a tag, a
    full date, `preview`, what says how weights are packed, and zeros that stand alone (3.0 is 3) are dropped,
    with all punctuation. The words that remain are sorted and the numbers follow in their order, so that a dot can be
    written as a dash, but 1.3 and 13 stay apart.

    >>> loose_key("us.anthropic.claude-3-5-sonnet-20241022-v2:0"), loose_key("anthropic/Claude Sonnet 3.5")
    ('claude sonnet|3 5', 'claude sonnet|3 5')
    >>> loose_key("opt-1.3b") == loose_key("opt-13b")
    False
    """
    text = name.casefold().rsplit("/", 1)[-1].strip()
    text = _TAG.sub("", _BEDROCK.sub("", text))
    if " " not in text:
        text = _VENDOR.sub("", _REGION.sub("", text, count=1), count=1)
    words = _WORD.findall(_NOISE.sub(" ", _DAY.sub(" ", text)))
    letters = sorted(word for word in words if not word.isdecimal())
    return f"{' '.join(letters)}|{' '.join(word for word in words if word.isdecimal() and word != '0')}"


class Agreement(NamedTuple):
    """How often the two names of a pair get one answer: of `pairs`, `both` were answered and `agree` equal.

    `nested` counts those of the rest whose one answer lies above the other in the tree of models.
    """

    pairs: int
    both: int
    agree: int
    nested: int


def pair_agreement(
    pairs: Iterable[tuple[str, str]],
    answer: Callable[[str], Hashable | None],
    *,
    nested: Callable[[Hashable, Hashable], bool] = lambda _a, _b: False,
) -> Agreement:
    """The agreement of a resolver over pairs of names of one model."""
    total = both = agree = inside = 0
    for left, right in pairs:
        total += 1
        one, other = answer(left), answer(right)
        if one is None or other is None:
            continue
        both += 1
        if one == other:
            agree += 1
        elif nested(one, other):
            inside += 1
    return Agreement(total, both, agree, inside)


def groups(items: Mapping[str, Hashable | None]) -> list[list[str]]:
    """The items with one value each, in the order of the items; an item without a value is alone."""
    found: dict[Hashable, list[str]] = defaultdict(list)
    for item, value in items.items():
        found[("alone", item) if value is None else ("together", value)].append(item)
    return list(found.values())


class BCubed(NamedTuple):
    """B-cubed precision and recall of a clustering, over `items` items."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.recall else 0.0


def b_cubed(
    answers: Mapping[str, Hashable | None],
    truth: Mapping[str, Hashable],
    *,
    apart: Callable[[str, str], bool] = lambda _a, _b: True,
) -> BCubed:
    """B-cubed of the clustering by answer against the clusters of `truth`, the mean over items (Bagga and Baldwin).

    An item without an answer is a cluster of its own. Two items of different true clusters count against precision
    only where `apart` holds: where the truth does not know whether they are one, the pair is left out. Raises
    `ValueError` without items.
    """
    if not answers:
        raise ValueError("no items to score")
    precision = recall = 0.0
    sizes: dict[Hashable, int] = defaultdict(int)
    for item in answers:
        sizes[truth[item]] += 1
    for cluster in groups(answers):
        for item in cluster:
            same = sum(truth[other] == truth[item] for other in cluster)
            wrong = sum(truth[other] != truth[item] and apart(item, other) for other in cluster)
            precision += same / (same + wrong)
            recall += same / sizes[truth[item]]
    return BCubed(precision / len(answers), recall / len(answers), len(answers))
