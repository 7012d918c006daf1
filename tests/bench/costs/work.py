"""The work whose cost is watched: every operation, on a few inputs of each kind and language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fmref.catalog import Catalog

__all__ = ["OPERATIONS", "Work"]


class Work(NamedTuple):
    """An operation with what it is given."""

    call: Callable[[Catalog, str], object]
    given: Sequence[str]

    def __call__(self, catalog: Catalog) -> None:
        """Do all of it once."""
        for one in self.given:
            self.call(catalog, one)


_ARTICLES: Final = Path(__file__).parents[2] / "data" / "articles"
_ENGLISH: Final = (
    "Llama 3.1 405B was trained on 15 trillion tokens. Fine-tuning a foundation model needs far less data than "
    "pretraining does, and retrieval-augmented generation needs none. GPT-4 was announced on 14 March 2023."
)
_TEXTS: Final = (_ENGLISH, *(path.read_text(encoding="utf-8") for path in sorted(_ARTICLES.glob("*.md"))))
_LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant", "fa")

OPERATIONS: Final = {
    "explain, listed": Work(
        Catalog.explain,
        ("GPT-4", "bert", "Llama 3.1 8B Instruct", "通义千问", "伯特", "بلوم", "meta-llama/Llama-3.1-8B-Instruct"),
    ),
    "explain, parsed": Work(
        Catalog.explain,
        (
            *("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "accounts/fireworks/models/llama-v3p1-405b-instruct"),
            *("someone/Qwen2.5-7B-Instruct-Q4_K_M.gguf", "llama3.1:8b-instruct-q4_K_M"),
            *("通义千问2.5-72B", "لاما ۳٫۱ ۸بی دستوری"),
        ),
    ),
    "explain, refused": Work(
        Catalog.explain, ("GTP-4", "claude-opus-12", "lama 3.1 70b", "mistrall", "没有这个模型", "هیچ مدلی")
    ),
    "search": Work(Catalog.search, ("llama 70b", "通义", "بلوم", "instruct")),
    "model": Work(Catalog.model, ("GPT-4", "BLOOM", "Llama 2 70B")),
    "translate": Work(
        lambda catalog, term: [catalog.translate(term, to) for to in _LANGUAGES],
        ("fine-tuning", "幻觉", "تنظیم دقیق", "language models", "推理"),
    ),
    "annotate": Work(Catalog.annotate, _TEXTS),
    "translate_terms": Work(lambda catalog, text: catalog.translate_terms(text, to="fa"), _TEXTS[:3]),
    "lint": Work(Catalog.lint, _TEXTS),
    "check": Work(
        Catalog.check,
        (
            "GPT-3 has 175 billion parameters and was developed by OpenAI.",
            "BLOOM 由 BigScience 于 2022 年发布，有 1760 亿个参数。",
            "بلوم ۱۷۶ میلیارد پارامتر دارد و متا آن را ساخته است.",
        ),
    ),
    "check_pair": Work(
        lambda catalog, source: catalog.check_pair(source, "该模型在 150 亿个词元上进行了微调。"),
        ("The model was fine-tuned on 15 billion tokens.",),
    ),
    "ask": Work(
        Catalog.ask,
        (
            *("How many parameters does GPT-3 have?", "Which is larger, BLOOM or GPT-3?", "What is 微调 in Persian?"),
            *("Llama 2 是谁开发的？", "بلوم چند پارامتر دارد؟"),
        ),
    ),
}
"""Each operation, by the name under which its cost is kept."""
