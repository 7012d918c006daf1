"""Persian words read by their sound."""

import re
import statistics
import time

import pytest

from fmref import Catalog
from fmref.text import name_key
from fmref.transliteration import SoundReader, sounds_of_latin, sounds_of_persian


@pytest.mark.parametrize(
    ("latin", "persian"),
    [
        ("Mistral", "میسترال"),
        ("Gemini", "جمینای"),
        ("Gemini", "گمینی"),
        ("Claude", "کلاد"),
        ("Cerebras", "سربراس"),
        ("Chat", "چت"),
        ("Stable Diffusion", "استیبل دیفیوژن"),
        ("Phi", "فی"),
        ("Grok", "گراک"),
        ("Mixtral", "میکسترال"),
        ("Persian", "پرشین"),
        ("ChatGPT", "چت جی پی تی"),
        ("NLLB", "ان ال ال بی"),
        ("Qihoo", "چیهو"),
        ("Qwen", "کوئن"),
        ("Sahara", "صحرا"),
    ],
)
def test_a_name_and_its_persian_spelling_share_a_skeleton(latin: str, persian: str) -> None:
    """Vowels may be written or not, one sound has several letters, and acronyms are said letter by letter."""
    assert sounds_of_persian(persian).skeleton in {sound.skeleton for sound in sounds_of_latin(latin)}


@pytest.mark.parametrize(("latin", "persian"), [("Mistral", "میکسترال"), ("Falcon", "بالکن"), ("Bard", "بارت")])
def test_other_consonants_are_other_names(latin: str, persian: str) -> None:
    """Only letters of one class stand for each other."""
    assert sounds_of_persian(persian).skeleton not in {sound.skeleton for sound in sounds_of_latin(latin)}


@pytest.mark.parametrize("name", ["", "7B", "+", "GGGGGGGG" * 5, "cccc " * 8, "x" * 40])
def test_strange_names_have_few_sounds(name: str) -> None:
    """However many ways there are to say each letter."""
    assert len(sounds_of_latin(name)) <= 24


@pytest.fixture(scope="module")
def reader(full: Catalog) -> SoundReader:
    """A reader of the names of the project."""
    return SoundReader(full._resolver._snapshot)


def test_the_right_brand_is_among_the_first_five(full: Catalog, reader: SoundReader) -> None:
    """The reader knows none of the Persian forms of brands in the data: of them, nine in ten lead to their brand.

    Forms that translate, and those that write a digit in letters, cannot; each reading stays under a millisecond.
    """
    forms = [
        (form, latin)
        for form, section, latin in full._resolver._snapshot.name_forms()
        if section == "brands" and re.search("[\u0621-\u06cc]", form)
    ]
    right, times = 0, []
    for form, latin in forms:
        start = time.process_time()
        read = sorted(reader.readings(form), key=lambda reading: -reading[1])
        times.append(time.process_time() - start)
        first = [key for key in dict.fromkeys(name_key(name) for name, _ in read) if key.isascii()][:5]
        right += name_key(latin) in first

    assert len(forms) > 800
    assert right / len(forms) >= 0.9
    assert statistics.quantiles(times, n=20)[-1] < 0.001


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("جمیناایی ۲٫۵ پروو", "Gemini"),
        ("فالکونن ۴۰بی", "Falcon 40B"),
        ("مدل آنتروپیکک", "Anthropic"),
        ("کلوود هایکو ۴٫۵", "Claude Haiku 4.5"),
    ],
)
def test_an_unlisted_spelling_is_offered_and_never_taken(full: Catalog, name: str, expected: str) -> None:
    """The name is unknown, the entry that it may mean a candidate."""
    found = full.explain(name)

    assert found.status == "unknown"
    assert expected in [candidate.name for candidate in found.candidates]
    assert all(candidate.score < 1 for candidate in found.candidates)


def test_a_guess_has_the_digits_of_the_name_or_none(reader: SoundReader) -> None:
    """A version or size is never guessed."""
    keys = {name_key(name) for name, _ in reader.readings("فالکن 41بی")}

    assert "falcon" in keys
    assert "falcon40b" not in keys
    assert all("41" in key or not re.search("[0-9]", key) for key in keys)


@pytest.mark.parametrize("text", ["ب" * 1000, "ب " * 500, "ا" * 40, "سلام 1 " * 140, "ﷺ" * 200])
def test_hostile_strings_take_no_time(full: Catalog, text: str) -> None:
    """A long text in Persian is no name."""
    start = time.process_time()
    full.explain(text)

    assert time.process_time() - start < 0.2
