"""The forms in which a term may be written."""

import pytest

from fmref.term_forms import forms, halves, spellings
from fmref.text import name_key


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("language models", "language model"),
        ("entropies", "entropy"),
        ("regularisation", "regularization"),
        ("tokenised corpora behaviours", "tokenized corpora behavior"),
        ("multilabel modelling", "multilabel modeling"),
        ("k-means algorithm", "k-means"),
        ("convolutional layer (CONV)", "convolutional layer"),
        ("support vector machines (SVM)", "SVM"),
        ("反向传播算法", "反向传播"),
        ("反向傳播演算法", "反向传播"),
        ("اقلام", "قلم"),
        ("卷积层（CONV）", "卷积层"),
        ("الگوریتم پس‌انتشار", "پس‌انتشار"),
        ("شبکه‌های عصبی", "شبکهٔ عصبی"),
        ("شبکه‌ی عصبی", "شبکه عصبی"),
        ("مدل های زبانی بزرگ", "مدل زبانی بزرگ"),
        ("مدل‌های زبانی", "مدل زبانی"),
        ("جست‌وجوی پرتو", "جستجوی پرتو"),
        ("گفتگو", "گفت‌وگو"),
        ("مسأله بهینه‌سازی", "مسئلهٔ بهینه‌سازی"),
        ("تشخیص اشیاء", "تشخیص اشیا"),
    ],
)
def test_a_written_form_leads_to_the_listed_one(written: str, listed: str) -> None:
    """Inflected, British, in brackets, with a head word, with or without the ezafe."""
    assert name_key(listed) in list(forms(written))


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("kernel (GPU)", "GP"),
        ("method", ""),
        ("算法", ""),
        ("supervised", "superv"),
        ("الگوریتم", ""),
        ("بهینه‌سازی", "بهینه"),
    ],
)
def test_a_form_never_leads_to_another_term(written: str, other: str) -> None:
    """A head alone is the term; a word is not cut inside."""
    assert name_key(other) not in list(forms(written))


def test_the_term_itself_comes_first() -> None:
    """What is listed as it is written needs no rule."""
    assert next(iter(forms("Gradient Methods"))) == "gradientmethods"


def test_no_form_is_given_twice() -> None:
    """Each is looked up once."""
    found = list(forms("modelling methods (MMS)"))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("low-rank adaptation (LoRA)", ("low-rank adaptation", "LoRA")),
        ("低秩适配（LoRA）", ("低秩适配", "LoRA")),
        ("انطباق کم‌رتبه (LoRA) ", ("انطباق کم‌رتبه", "LoRA")),
        ("f(x) of y", None),
        ("(LoRA)", None),
        ("a (b (c))", None),
    ],
)
def test_a_term_is_parted_from_the_brackets_that_end_it(term: str, parts: tuple[str, str] | None) -> None:
    """Of all scripts; brackets elsewhere, alone or within others part nothing."""
    assert halves(term) == parts


@pytest.mark.parametrize(
    ("term", "others"),
    [
        ("شبکهٔ عصبی", ["شبکه‌ی عصبی"]),
        ("تأخیر", ["تاخیر"]),
        ("تجزیهٔ مؤلفه", ["تجزیه‌ی مؤلفه", "تجزیهٔ مولفه", "تجزیه‌ی مولفه"]),
        ("مسئله", []),
        ("neural network", []),
    ],
)
def test_persian_is_spelt_otherwise_on_the_web(term: str, others: list[str]) -> None:
    """The ezafe of a silent heh as a yeh, و and ا without a hamza, and both."""
    assert list(spellings(term)) == others
