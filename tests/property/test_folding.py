"""What holds of folding and resolving for every string."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from fmref import Catalog, load
from fmref.folding import fold
from fmref.text import digit_signature, name_key

NAMES = st.text(st.characters(exclude_categories=[]), max_size=60) | st.text(
    st.sampled_from("aZ09.-_ +/:‌۴٤يیكک四亿模型Σ–·()\u0301\u200f"), max_size=30
)


@given(NAMES)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A key is its own key."""
    assert name_key(name_key(text)) == name_key(text)


@given(NAMES)
def test_a_key_has_no_separator_and_no_invisible_character(text: str) -> None:
    """Nothing that cannot be seen or told apart is left."""
    key = name_key(text)

    assert not any(c.isspace() or unicodedata.category(c) in {"Cf", "Cs", "Cc"} for c in key)


@given(NAMES)
def test_case_width_and_invisible_characters_do_not_matter(text: str) -> None:
    """Wrapped in bidi marks, or spelled in upper case of a script that has a simple one."""
    assert name_key(f"\u2067{text}\u2069") == name_key(text)
    if text.isascii():
        assert name_key(text.upper()) == name_key(text)
        assert name_key("".join(chr(ord(c) + 0xFEE0) if 0x21 <= ord(c) <= 0x7E else c for c in text)) == name_key(text)


@given(st.lists(st.integers(0, 999), min_size=2, max_size=4), st.sampled_from("- _"))
def test_digits_are_never_joined(numbers: list[int], gap: str) -> None:
    """A gap between two numbers keeps them two numbers."""
    assert digit_signature(name_key(gap.join(map(str, numbers)))) == "_".join(map(str, numbers))


@settings(deadline=None)  # jieba reads its dictionary in the first case with Chinese
@given(NAMES)
def test_no_string_raises(text: str) -> None:
    """Every string has an answer or a refusal with a reason."""
    found = CATALOG.explain(text)

    assert found.status in {"exact", "alias", "parsed", "ambiguous", "unknown"}
    assert (found.match is not None) == (found.status in {"exact", "alias", "parsed"})
    assert found.reason
    CATALOG.search(text, limit=3)
    CATALOG.translate(text, "zh")


CATALOG: Catalog = load()


@given(NAMES | st.text(st.sampled_from("هةھیئ \u200c\u0640\udca7ا"), max_size=12))
def test_folding_a_text_twice_is_folding_it_once(text: str) -> None:
    """Also of an ezafe that is written in other forms of its letters, or with something invisible inside."""
    assert fold(fold(text)) == fold(text)
    assert name_key(fold(text)) == name_key(text)
