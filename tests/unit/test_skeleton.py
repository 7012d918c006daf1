"""The folded skeleton of a text and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmref import Catalog
from fmref.skeleton import skeleton
from fmref.text import name_key


@pytest.mark.parametrize(
    "text",
    [
        *("GPT-4", "Llama 3.1 - 70B", "جی‌پی‌تی ۴", "شبکه‌ی عصبی", "ＧＰＴ－４", "大語言模型", "Command R+", "1,750 亿"),
        *("e\u0301te\u0301", "a\u0344b\ufdfac", "\ufb01-\ufb01ne", "v3. 1-2,,5", ""),
    ],
)
def test_the_skeleton_of_a_name_is_its_key(text: str) -> None:
    """In three scripts, with marks, half-spaces and separators."""
    assert skeleton(text).key == name_key(text)


def test_names_of_the_catalog_have_their_keys(mini: Catalog) -> None:
    """Every one."""
    for (text,) in mini.snapshot.rows("SELECT text FROM names"):
        assert skeleton(text).key == name_key(text)


@given(st.text())
def test_every_letter_leads_back(text: str) -> None:
    """Places in the original are in order and inside it."""
    found = skeleton(text)
    spans = [found.span(at, at + 1) for at in range(len(found.key))]
    assert len(found.key) == len(found.edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    for offset in range(len(text) + 1):
        assert found.place(offset) == next((n for n, (start, _) in enumerate(spans) if start >= offset), len(spans))


def test_a_span_is_given_in_the_original() -> None:
    """With what folding dropped inside it."""
    text = "مدل‌های زبانی بزرگ"
    found = skeleton(text)
    at = found.key.index("زبانی")
    start, end = found.span(at, at + 5)
    assert text[start:end] == "زبانی"
