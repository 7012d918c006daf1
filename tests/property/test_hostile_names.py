"""Strings that nobody means as a name: no exception, the same answer each time, and work that grows with the length."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmref import Catalog, load
from fmref.id_grammar import read
from fmref.text import MAX_NAME

MOST_READINGS: Final = 32
"""The names of the catalog have at most 8."""
MOST_QUERIES: Final = 100
"""A name that is listed needs one, any other a number that its length does not raise."""
MOST_SECONDS: Final = 0.1
"""Of processor time, for any string."""

UNITS: Final = [
    *"a 1 x b + a- 1- 1. 1_ 1p a1 a1. 1-1. a.b. v0 v01- 8x 1e".split(),
    *"8x8x 8x7b- 7b- 1b1 1b2b a3b- 16e- v1- q4_ q4_k_ fp8-".split(),
    *"gguf- .gguf -of- / a/ 1/ us. us.anthropic. : a: :free @ a@ @1 [8k] [ ]( (".split(),
    *"hf: ~ - _ . -- ../ %s{0} \\ ' \"".split(),
    *"arn:aws:bedrock: arn:aws:bedrock:us:1:foundation-model/ 20240101- 2024-01-01-".split(),
    *"00001-of-00002. base- instruct-".split(),
    *"meta- gpt-4- gpt4 gpt+ claude-3-5-sonnet-20241022-v2:0- openai/gpt-4o/".split(),
    *("openai ", "qwen ", "jan 2024 ", "llama 2 (", "1 1b ", " ", "\t", "\n", "\x00"),
    *"\ufdfa \ufdfaa \ufdfa1 \ufb01 \u00bd \u0149 \u00df \u0130 \u2460".split(),
    *"\U0001d7e0 \u33a2 \u0301 e\u0301 \u0640 \u064b".split(),
    *"\u200f \u202e \u2067 \u200b \ufe0f \ud800 \udfff \U0010ffff \U000e0041 🤖 👩\u200d🚀".split(),
    *"é ٫ 1٫ 1٬ بی لاما الا".split(),
    *("۸بی ", "۳٫۱ ", "لاما ", "مدل ", "2.5 十亿"),
    *"通义千问 通义 十亿 亿 一 二三 大模型 第 × 8× 骆驼 𠮷".split(),
]
"""What is repeated: separators, digits, marks and words that some rule looks for, in all scripts and planes."""

PIECES: Final = [
    *"gpt 4 4o mini claude 3 5 sonnet haiku llama 2 3.1 8b 70b 8x7b a3b 17b 16e qwen2.5 v1 v0.1 v2:0 r1 o1".split(),
    *"instruct chat it base thinking q4_k_m gguf awq fp8 128k 4k 20241022 2024-08-06 0613 preview exp latest".split(),
    *"free beta meta openai anthropic us. eu. @cf azure bedrock".split(),
    *"accounts fireworks models arn:aws:bedrock: hf: ft:".split(),
    *": / // @ - _ . .. + ++ ( ) [ ] [8k] , ; 通义千问 十亿 亿 百川 二 版 大模型 لاما ۳٫۱ ۸بی دستوری نسخه × ½".split(),
    *("\u200c", "\u200f", "\u0301", " "),
]
"""What names are made of, for strings that are nearly names."""

ANY: Final = st.text(st.characters(exclude_categories=[]), max_size=MAX_NAME + 20)
NEARLY: Final = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def _lines(function: Callable[[str], object], text: str) -> int:
    """How many lines of Python run for a string: a measure of work that no other load changes."""
    count = 0

    def trace(_frame: FrameType, _event: str, _arg: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return count


def _seconds(catalog: Catalog, text: str) -> float:
    """The processor time of an answer, the smaller of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        catalog.explain(text)
        times.append(time.process_time() - start)
    return min(times)


def _run(unit: str, length: int = MAX_NAME) -> str:
    """A unit again and again, up to a length."""
    return (unit * length)[:length]


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(ANY | NEARLY)
def test_every_string_has_one_answer_with_a_reason(full: Catalog, text: str) -> None:
    """No exception, the same again, and a match exactly where the status says so."""
    found = full.explain(text)

    assert found == full.explain(text)
    assert found.reason
    assert (found.match is None) == (found.status in {"ambiguous", "unknown"})
    assert (len(found.candidates) > 1) or found.status != "ambiguous"


@settings(deadline=None, max_examples=400)
@given(NEARLY | st.text(st.characters(max_codepoint=0x7F), max_size=200))
def test_readings_are_few(text: str) -> None:
    """However many tokens there are, they are read in a few ways."""
    assert sum(1 for _ in read(text)) <= MOST_READINGS


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_run_is_refused_in_work_that_grows_with_its_length(full: Catalog, unit: str) -> None:
    """Twice as long is twice the work, give or take a constant; and it is no name."""
    full.explain(_run(unit))  # tables that are read once are not counted
    half, whole = (_lines(full.explain, _run(unit, length)) for length in (MAX_NAME // 2, MAX_NAME))

    assert whole <= 2.3 * half + 500
    assert full.explain(_run(unit)).match is None
    assert sum(1 for _ in read(_run(unit))) <= MOST_READINGS


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_run_takes_little_time(full: Catalog, unit: str) -> None:
    """Also inside the regular expressions and tables of Unicode, which no count of lines shows."""
    assert _seconds(full, _run(unit)) < MOST_SECONDS


def test_few_queries_are_asked_for_any_string() -> None:
    """The data are asked a bounded number of times."""
    catalog = load()  # one that has not yet taken its names into memory, where nothing would be counted
    catalog.explain("alpaca 9")
    asked: list[str] = []
    connection = catalog.snapshot._connection
    assert connection is not None
    connection.db.set_trace_callback(asked.append)
    many = {}
    for unit in "a 1 1. 1p a1 a1. v0 1b1 8x8x 7b- a/ a: a@ meta- gpt4 ../ é İ ½ ﷺ1 8× ۸بی لاما 通义千问 亿".split():
        asked.clear()
        catalog.explain(_run(unit))
        if len(asked) > MOST_QUERIES:
            many[unit] = len(asked)
    assert not many


@pytest.mark.parametrize(
    "unit", ["a", "1", "gpt-4 ", "a/", "ﷺ", "通义千问", "لاما ", "\u0301", "\ud800", "🤖"], ids=ascii
)
def test_what_is_too_long_is_not_read(full: Catalog, unit: str) -> None:
    """A megabyte is refused at once, by its length."""
    text = _run(unit, 1_000_000)

    assert full.explain(text).rule == "too long"
    assert _seconds(full, text) < MOST_SECONDS / 10


@pytest.mark.parametrize("mark", ["/", ":", "@", "-", " ", ".", "+", ","])
def test_a_path_of_names_is_not_the_last_of_them(full: Catalog, mark: str) -> None:
    """Five hundred parts, or forty known names, behind one another."""
    known = [entry.id for entry in full.models[:40]]

    assert full.explain(mark.join(["a"] * 500)).match is None
    assert full.explain(mark.join(known)[:MAX_NAME]).match is None
    assert full.explain(mark.join([*(["a"] * 100), "gpt-4"])).match is None


def test_random_strings_of_pieces_take_little_time(full: Catalog) -> None:
    """Two hundred strings that are nearly names, each within the budget."""
    rng = random.Random(7)
    texts = ["".join(rng.choices(PIECES, k=rng.randint(1, 80))) for _ in range(200)]
    slow = {text: seconds for text in texts if (seconds := _seconds(full, text)) >= MOST_SECONDS}

    assert not slow


def test_the_work_of_real_names_is_far_below_the_bounds(full: Catalog) -> None:
    """The bounds bind hostile strings only."""
    names = [name for (name,) in full.snapshot.rows("SELECT DISTINCT name FROM entries WHERE kind = 'model'")]

    assert max(sum(1 for _ in read(name)) for name in names[::5]) <= MOST_READINGS / 2
