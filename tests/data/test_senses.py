"""Words of several senses in the glossary of the project, and what the words around them decide."""

import pytest

from fmref import Catalog

SENSES = {
    "基础模型": {"foundation-model", "base-model"},
    "推理": {"inference", "reasoning"},
    "مدل پایه": {"foundation-model", "base-model"},
    "偏差": {"bias-statistical", "bias-social", "bias-parameter"},
    "精度": {"precision-numeric", "accuracy", "precision-metric"},
    "دقت": {"accuracy", "precision-metric", "precision-numeric"},
    "دسته": {"batch", "class"},
    "ویژگی": {"feature", "specificity"},
    "bias": {"bias-social", "bias-statistical", "bias-parameter"},
    "head": {"attention-head", "prediction-head"},
}


@pytest.mark.parametrize("term", SENSES)
def test_a_word_has_its_senses(full: Catalog, term: str) -> None:
    """It stays ambiguous without a context, and all senses are offered."""
    found = full.translate(term, "en" if not term.isascii() else "zh")
    assert found.status == "ambiguous"
    assert set(found.candidates) >= SENSES[term]


@pytest.mark.parametrize(
    ("term", "context", "sense"),
    [
        ("推理", "部署推理服务时要权衡延迟与吞吐量", "inference"),
        ("推理", "模型一步一步推理，最后得出数学题的答案", "reasoning"),
        ("基础模型", "在大规模数据上训练、可适配多种下游任务的基础模型", "foundation-model"),
        ("基础模型", "对基础模型做指令微调，得到对话模型", "base-model"),
        ("bias", "the bias is added to the weighted sum of a neuron", "bias-parameter"),
        ("bias", "bias against minorities, fairness and discrimination", "bias-social"),
        ("دسته", "اندازهٔ دسته و تعداد دوره‌های آموزش", "batch"),
        ("precision", "half precision floating point in 16 bits", "precision-numeric"),
        ("precision", "precision and recall of a classifier", "precision-metric"),
    ],
)
def test_the_context_decides(full: Catalog, term: str, context: str, sense: str) -> None:
    """The words of a sentence around the term point to one sense."""
    found = full.translate(term, "fa" if "\u0600" > term[0] else "en", context=context)
    assert (found.status, found.concept) == ("ok", sense)


@pytest.mark.parametrize(
    ("text", "term", "sense"),
    [
        ("دقت مدل ۹۰ درصد است.", "دقت", "accuracy"),
        ("این مدل با دقت بالا پاسخ می‌دهد.", "دقت", "accuracy"),
        ("این مدل با دقت FP16 آموزش دید.", "دقت", "precision-numeric"),
        ("模型以 FP16 精度训练。", "精度", "precision-numeric"),
    ],
)
def test_words_of_every_sentence_decide_nothing(full: Catalog, text: str, term: str, sense: str) -> None:
    """Is, with, this and model stand in every definition: the commonest sense stays where nothing else points away."""
    assert sense in {mention.id for mention in full.annotate(text).mentions if mention.text == term}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("This is a model. Training began.", "model. Training"),
        ("这是模型，训练很慢。", "模型，训练"),
        ("این مدل، زبانی تازه دارد.", "مدل، زبانی"),
        ("We used GPT: 4 runs failed.", "GPT: 4"),
        ("We used Llama. 3 people agreed.", "Llama. 3"),
    ],
)
def test_no_term_goes_beyond_its_clause(full: Catalog, text: str, joined: str) -> None:
    """Words on both sides of a full stop or comma are no term, whatever they would be without it."""
    assert joined not in {mention.text for mention in full.annotate(text).mentions}


def test_two_capitals_are_no_small_word(full: Catalog) -> None:
    """He is no homomorphic encryption."""
    assert "He" not in {mention.text for mention in full.annotate("He trains language models.").mentions}
    assert "HE" in {mention.text for mention in full.annotate("HE protects language models.").mentions}
