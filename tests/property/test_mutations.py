"""Real names with one token changed: the answer is a refusal, or a model whose own names carry the changed token.

The judge knows nothing of the grammar. It compares the name that was asked with every name and identifier that the
data list of the entry that answered, by their numbers, their sizes and their words for tier and variant, after taking
out what the answer itself reports as a qualifier, and only where that can be true of the entry.
"""

from __future__ import annotations

import datetime
import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import pytest

from fmref import Catalog, Resolution
from fmref.text import name_key

SEED: Final = 20

TIERS: Final = "mini nano pro flash lite haiku sonnet opus turbo ultra max plus large small medium".split()
VARIANTS: Final = "instruct base chat thinking vision coder".split()
_OTHER_WORDS: Final = "micro tiny xl xxl fast code math reasoning vl omni guard embedding distill audio".split()
_TELLING: Final = frozenset(TIERS + VARIANTS + _OTHER_WORDS)
"""Words in which names of different models differ, while all else in them is equal."""
_ALIKE: Final = {
    **dict.fromkeys(["it", "inst"], "instruct"),
    **dict.fromkeys(["pt", "pretrain", "pretrained"], "base"),
    "+": "plus",
}
"""Words with one meaning."""
_SPOKEN: Final = {
    "迷你": "mini", "专业版": "pro", "极速": "flash", "轻量": "lite", "超大杯": "max", "增强版": "plus",
    "大型": "large", "小型": "small", "中型": "medium", "指令": "instruct", "基座": "base", "对话": "chat",
    "思考": "thinking", "视觉": "vision", "代码模型": "coder",
    "مینی": "mini", "نانو": "nano", "پرو": "pro", "فلش": "flash", "لایت": "lite", "هایکو": "haiku",
    "سونت": "sonnet", "اوپوس": "opus", "توربو": "turbo", "اولترا": "ultra", "مکس": "max", "پلاس": "plus",
    "لارج": "large", "اسمال": "small", "مدیوم": "medium", "دستوری": "instruct", "پایه": "base", "چت": "chat",
    "تینکینگ": "thinking", "ویژن": "vision", "کدر": "coder",
}  # fmt: skip
"""Words for tiers and variants as Chinese and Persian names have them."""
_PERSIAN: Final = [word for word in _SPOKEN if word < "\u0700"]
_CHINESE: Final = [word for word in _SPOKEN if word > "\u0700"]
_UNITS: Final = {"بی": "b", "میلیارد": "b", "میلیون": "m", "میلیاردی": "b"}
_NUMERALS: Final = "一二三四五六七八九"
_NUMBER_WORDS: Final = "یک دو سه چهار پنج شش هفت هشت نه".split()


class Tokens(NamedTuple):
    """What tells names of one family apart: numbers in their order, sizes, and words for tier and variant."""

    numbers: tuple[str, ...]
    sizes: tuple[str, ...]
    words: tuple[str, ...]


_TUNED: Final = r"(?i)(?<![a-z])(instruct|chat|it|dpo|ppo|orpo|sft|rlhf|reason\w*|think\w*|distill\w*)(?![a-z])"
_TUNINGS: Final = frozenset({"instruct", "chat", "thinking"})
_TIERS: Final = frozenset(TIERS)
_ROLES: Final = frozenset(
    "snapshot rolling revision stage size experts variant serving mode effort tier context quantization format shard"
    " provider region uploader".split()
)
"""Qualifiers that a name may carry beside its model; a new one must be thought about here."""
_FIRST_SNAPSHOTS: Final = 2018
"""The year in which models with a date in their name began, for those of which nobody states a release."""

# --- The judge ---


def latin(text: str, spoken: Mapping[str, str], *, numerals: bool = False) -> str:
    """A name in ASCII as far as its tokens matter: digits, units and `spoken` words; other letters are gaps."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u200c", "").replace("٫", ".").replace("×", "x")
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = re.sub(r"(?<![a-z])v0(?=\d)", "v0.", text)  # both spellings of version 0.1 are in use
    text = re.sub(r"(?<=\d)[.-]0(?![\d.a-z])", "", re.sub(r"(?<=\db)x(?=\d+e)", " ", text))
    text = re.sub(r"(\d+(?:\.\d+)?) ?亿", lambda m: f"{float(m[1]) / 10:g}b", text)
    text = re.sub(r"(ernie.*)-pt(?![a-z])", r"\1", text)  # weights for PyTorch
    if numerals:
        text = text.replace("十四行诗", " sonnet ")  # whose lines are no number
        text = re.sub(f"[{_NUMERALS}]", lambda m: f" {_NUMERALS.index(m[0]) + 1} ", text)
        for number, word in enumerate(_NUMBER_WORDS, 1):
            text = re.sub(rf"\b{word}(?=بی|میلیارد|\b)", str(number), text)
    text = re.sub(r"(?<=\d) ?وی(?!\w)", "v", text)
    for form, unit in _UNITS.items():
        text = re.sub(rf"(?<=\d) ?{form}(?!\w)", unit, text)
    for form, word in spoken.items():
        if form in text:
            edge = r"\b" if form[0] < "\u0700" else ""
            text = re.sub(f"{edge}{form}{edge}", f" {word} ", text)
    return text


def pieces(text: str) -> list[str]:
    """A name in Latin letters as words, numbers (with one letter behind them) and plus signs, in order."""
    text = re.sub(r"(?<=\d)p(?=\d)", ".", text)
    found: list[str] = []
    for number, letters, plus in re.findall(r"(\d+(?:\.\d+)*)?([a-z]*)(\+?)", text):
        if number and len(letters) <= 1:
            found.append(number + letters)
        else:
            found += [part for part in (number, letters) if part]
        if plus:
            found.append(plus)
    return [piece for piece in found if piece != "v"]


def tokens(parts: list[str], telling: frozenset[str] = _TELLING) -> Tokens:
    """The tokens of the pieces of a name; of its words those that tell most."""
    numbers: list[str] = []
    sizes: list[str] = []
    words: list[str] = []
    for part in parts:
        word = _ALIKE.get(part, part)
        if re.fullmatch(r"[\d.]+", part):
            numbers += re.sub(r"(\.0)+$", "", part).split(".")
        elif part[0].isdigit():
            sizes.append(re.sub(r"\.?0+(?=[a-z])", "", part) if "." in part else part)
        elif word in telling:
            words.append(word)
    return Tokens(tuple(numbers), tuple(sorted(sizes)), tuple(sorted(words)))


def run_together(parts: list[str]) -> Tokens:
    """The tokens of a name with all its words as one, for names that are listed with other spaces."""
    letters = "".join(_ALIKE.get(part, part) for part in parts if not part[0].isdigit())
    return tokens(parts, frozenset())._replace(words=(letters,))


def ways(text: str) -> tuple[str, ...]:
    """A name, what is left of it behind its path, and both with a line below digits as a dot (`1_8B`)."""
    named = (text, text.rpartition("/")[2]) if "/" in text else (text,)
    dotted = [re.sub(r"(?<=\d)_(?=\d)", ".", way) for way in named]
    return (*named, *(way for way in dotted if way not in named))


class Judge:
    """Knows the names and the facts of the entries, and says whether an answer may stand."""

    def __init__(self, catalog: Catalog) -> None:
        self._rows = catalog.snapshot.rows
        self._known = lru_cache(maxsize=4096)(self._listed)
        forms = {form.replace("\u200c", ""): word.lower() for form, _, word in catalog.snapshot.name_forms()}
        told = {form: word for form, word in (forms | _SPOKEN).items() if word in _TELLING and not form.isascii()}
        self._spoken = {form: told[form] for form in sorted(told, key=len, reverse=True)}

    def _pieces(self, text: str, *, numerals: bool = False) -> list[list[str]]:
        """The pieces of a name, in each of the ways to take it: a letter behind a number may belong to it."""
        spelled = [latin(way, self._spoken, numerals=numerals) for way in ways(text)]
        joined = [re.sub(r"(?<=\d) +(?=[a-z](?![a-z]))", "", text) for text in spelled]
        return [pieces(text) for text in dict.fromkeys([*spelled, *joined])]

    def _listed(self, entry: str) -> frozenset[Tokens]:
        """The tokens of every Latin name of an entry, and of its id."""
        texts = [entry, *(text for (text,) in self._rows("SELECT text FROM names WHERE entry = ?", entry))]
        spelled = [parts for text in texts if text.isascii() for parts in self._pieces(text)]
        return frozenset([tokens(parts) for parts in spelled] + [run_together(parts) for parts in spelled])

    def allows(self, answer: Resolution, *, numerals: bool = False) -> bool:
        """Whether some name of the entry has the tokens of the name that was asked, but for true qualifiers.

        A name that is listed may join and part words as it likes, and must have the digits of the listing.
        """
        if answer.match is None:
            return True
        asked = self._pieces(answer.query, numerals=numerals)
        if answer.status != "parsed":
            listed = self._pieces(answer.match.matched, numerals=numerals)
            return any(tokens(a, frozenset()) == tokens(b, frozenset()) for a in asked for b in listed)
        known = self._known(answer.match.id)
        if "snapshot" in answer.qualifiers:  # a date may say which of the tuned models is meant
            known |= {t._replace(words=tuple(w for w in t.words if w not in _TUNINGS)) for t in known}
        undated = {role: value for role, value in answer.qualifiers.items() if role != "snapshot"}
        answers = (answer, answer._replace(qualifiers=undated))  # a release may bear its date in its name
        asked += [self._unqualified(parts, one) for one in answers for parts in asked]
        return any(tokens(parts) in known or run_together(parts) in known for parts in asked)

    def allows_both(self, answer: Resolution, first: str, second: str) -> bool:
        """Whether some name of the entry has every piece of two names, but for true qualifiers."""
        if answer.match is None:
            return True
        asked = [piece for name in (first, second) for piece in self._pieces(name.rpartition("/")[2])[0]]
        texts = [text for (text,) in self._rows("SELECT text FROM names WHERE entry = ?", answer.match.id)]
        return any(
            {*self._unqualified(asked, answer)} <= {*self._pieces(text)[0]} for text in [*texts, answer.match.id]
        )

    def _unqualified(self, parts: list[str], answer: Resolution) -> list[str]:
        """The pieces without those that the answer reports as qualifiers that can be true of its entry."""
        assert answer.match is not None
        for role, value in answer.qualifiers.items():
            if self._is_true(role, value, answer.match.id, answer.qualifiers, parts):
                for length, start in itertools.product(range(5, 0, -1), range(len(parts), -1, -1)):
                    run = parts[start : start + length]
                    if len(run) == length and _says(run, role, value):
                        parts = parts[:start] + parts[start + length :]
                        break
        if answer.qualifiers.get("provider") == "Amazon Bedrock" and parts[-1:] == ["0"]:
            parts = parts[:-1]  # the throughput behind a revision
        return parts

    def _is_true(self, role: str, value: str, entry: str, others: Mapping[str, str], parts: list[str]) -> bool:
        """Whether a qualifier can be said of an entry, and leaves out nothing that makes another model."""
        if role not in _ROLES or (role not in {"serving", "effort"} and not _TIERS.isdisjoint(pieces(value.lower()))):
            return False
        if role == "snapshot":
            return _is_date(value) and self._out_by(value, entry) and not self._has_other_date(value, entry)
        if role == "effort":
            return parts[-1] == value
        if role == "size":
            return self._has_size(value, entry)
        if role == "serving":
            return "provider" in others
        if role == "revision" and value[0] == "v" and "provider" not in others:
            return not self._says(entry, rf"(?i)(?<![a-z])v(?!{re.escape(value[1:])}\b)\d")
        if role == "variant":
            return self._is_untuned(entry)
        return role != "experts" or self._says(entry, rf"(?i)(?<!\d){value}\b")

    def _says(self, entry: str, pattern: str) -> bool:
        """Whether some name of an entry has a pattern in it."""
        return any(re.search(pattern, t) for (t,) in self._rows("SELECT text FROM names WHERE entry = ?", entry))

    def _has_other_date(self, snapshot: str, entry: str) -> bool:
        """Whether an entry is one of several that differ in their dates, and the one in its own name is another."""
        ((name,),) = self._rows("SELECT name FROM entries WHERE id = ?", entry)
        own = re.findall(r"(?<![\d.])\d{4,}(?![\d.bm])", name, re.IGNORECASE)
        return bool(own) and not any(_says([date], "snapshot", snapshot) for date in own)

    def _out_by(self, snapshot: str, entry: str) -> bool:
        """Whether a model was there in the year that a snapshot names."""
        year = re.match(r"(?:19|20)\d\d(?=$|-|\d{4}$)", snapshot)
        dates = self._rows("SELECT value FROM statements WHERE entry = ? AND attribute = 'release_date'", entry)
        known = [int(value[:4]) for (value,) in dates if value]
        return year is None or int(year[0]) >= min(known, default=_FIRST_SNAPSHOTS) - 1

    def _has_size(self, size: str, entry: str) -> bool:
        """Whether a size is the count of parameters that some source states, rounded to the digits that it has."""
        unit = {"m": 1e6, "b": 1e9, "t": 1e12}[size[-1]]
        half = 0.5 / 10 ** len(size[:-1].partition(".")[2])
        counts = self._rows("SELECT number FROM statements WHERE entry = ? AND attribute = 'parameters'", entry)
        return size[0] != "0" and any(n is not None and abs(n / unit - float(size[:-1])) <= half for (n,) in counts)

    def _is_untuned(self, entry: str) -> bool:
        """Whether nothing speaks against calling an entry the base model.

        Its names and its edges do not say that it was tuned, and where other models of its series have the word
        base, it has a tuned version beside it.
        """
        edges = "SELECT 1 FROM edges WHERE entry = ? AND relation IN ('finetune', 'distillation', 'merge', 'adapter')"
        ((derivative, name, parent),) = self._rows("SELECT derivative, name, parent FROM entries WHERE id = ?", entry)
        if derivative or self._rows(edges, entry) or self._says(entry, _TUNED):
            return False
        tuned = [name_key(f"{name} {word}") for word in ("instruct", "chat", "it")]
        if self._rows("SELECT 1 FROM names WHERE key IN (?, ?, ?)", *tuned):
            return True
        siblings = self._rows("SELECT name FROM entries WHERE parent = ?", parent)
        return not any(re.search(r"(?i)\bbase\b", sibling) for (sibling,) in siblings)


_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _says(run: list[str], role: str, value: str) -> bool:
    """Whether pieces of a name are what a qualifier reports: the same letters and digits; of a date the same digits.

    The parts of a date may stand in any order, months may have names, and a year may be written without its century.
    """
    if role != "snapshot":
        told = re.sub(r"\.0$", "", value.lower().removeprefix("v"))
        return re.sub(r"[^a-z0-9]", "", "".join(run)) == re.sub(r"[^a-z0-9]", "", told)
    if not all(re.search(rf"\d|{'|'.join(_MONTHS)}", piece) for piece in run):
        return False
    texts = ["".join(run), value.lower()]
    for number, month in enumerate(_MONTHS, 1):
        texts = [re.sub(rf"{month}[a-z]*", f"{number:02}", text) for text in texts]
    written, said = (re.sub(r"\D", "", text) for text in texts)
    if not said:
        return texts[0] == texts[1]
    return sorted(written) in (sorted(said), sorted(said.removeprefix("20")))


def _is_date(snapshot: str) -> bool:
    """Whether every part of a snapshot is a year, month or day that there is."""
    digits = re.sub(r"\D", "", snapshot)
    if len(digits) == 8:
        try:
            datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return False
    return True


# --- The mutations ---

Change = Callable[[str, random.Random], Iterator[str]]


def _follower(digit: str) -> str:
    """The next digit, in the same script; 0 after 9."""
    value = unicodedata.decimal(digit)
    return chr(ord(digit) - value + (value + 1) % 10)


def _digits(text: str) -> Iterator[int]:
    """Where the digits of a name stand, behind its path."""
    return (at for at in range(text.rfind("/") + 1, len(text)) if text[at].isdecimal())


def next_digit(text: str, _: random.Random) -> Iterator[str]:
    """GPT-4 to GPT-5."""
    return (text[:at] + _follower(text[at]) + text[at + 1 :] for at in _digits(text))


def doubled_digit(text: str, _: random.Random) -> Iterator[str]:
    """GPT-4 to GPT-44."""
    return (text[:at] + text[at] + text[at:] for at in _digits(text))


def dropped_digit(text: str, _: random.Random) -> Iterator[str]:
    """Llama 3.1 70B to Llama 3 70B, Llama 31 70B, Llama 3.1 7B."""
    for at in _digits(text):
        if text[at + 1 : at + 2].isdecimal():
            yield text[:at] + text[at + 1 :]
        elif text[at + 1 : at + 2] in tuple(".٫_") and text[at + 2 : at + 3].isdecimal():
            yield text[: at + 1] + text[at + 2 :]
            yield text[: at + 1] + text[at + 3 :]


def swapped_digits(text: str, _: random.Random) -> Iterator[str]:
    """Llama 3.1 to Llama 1.3, 13B to 31B, claude-3-5 to claude-5-3."""
    for at in _digits(text):
        if pair := re.match(r"\d[.٫_-]?\d", text[at:]):
            yield text[:at] + pair[0][::-1] + text[at + len(pair[0]) :]


_SIZED: Final = re.compile(r"(?<![\d.٫])\d+[.٫]?\d*(?= ?(?:[bm](?![a-z])|بی|میلیارد|亿))", re.IGNORECASE)


def other_size(text: str, _: random.Random) -> Iterator[str]:
    """70B to 700B and 71B, 1.3B to 13B, 8x7B to 8x8B, A3B to A4B."""
    for size in _SIZED.finditer(text, text.rfind("/") + 1):
        last, end = text[size.end() - 1], size.end()
        yield text[:end] + chr(ord(last) - unicodedata.decimal(last)) + text[end:]
        yield text[: end - 1] + _follower(last) + text[end:]
        if len(whole := re.sub("[.٫]", "", size[0])) < len(size[0]):
            yield text[: size.start()] + whole + text[end:]


_WORD: Final = re.compile(rf"(?<![^\W\d_])(?:{'|'.join([*TIERS, *VARIANTS, *_SPOKEN])})(?![^\W\d_])", re.IGNORECASE)


def other_word(text: str, rng: random.Random) -> Iterator[str]:
    """GPT-4o mini to GPT-4o nano, in the script of the word."""
    for word in _WORD.finditer(text, text.rfind("/") + 1):
        pool = TIERS if word[0].isascii() else _PERSIAN if word[0] in _PERSIAN else _CHINESE
        yield from (text[: word.start()] + other + text[word.end() :] for other in rng.sample(pool, 2))


def no_word(text: str, _: random.Random) -> Iterator[str]:
    """GPT-4o mini to GPT-4o."""
    for word in _WORD.finditer(text, text.rfind("/") + 1):
        yield text[: word.start()].rstrip(" -_\u200c") + text[word.end() :]


def one_more_word(text: str, rng: random.Random) -> Iterator[str]:
    """GPT-4o to GPT-4o mini and GPT-4o Thinking, Llama 3 8B to Llama 3 pro 8B, in the script of the name."""
    if re.search(r"[\u0600-\u06ff]", text):
        yield f"{text} {rng.choice(_PERSIAN)}"
    elif re.search(r"[\u4e00-\u9fff]", text):
        yield text + rng.choice(_CHINESE)
    else:
        gap = "-" if re.search(r"\w-\w", text) else " "
        yield text + gap + rng.choice(TIERS)
        yield text + gap + rng.choice(VARIANTS)
        if size := re.search(r"[-_ ]\d+(?:\.\d+)?[bm]\b", text, re.IGNORECASE):
            yield text[: size.start()] + gap + rng.choice(TIERS) + text[size.start() :]


def other_plus(text: str, _: random.Random) -> Iterator[str]:
    """Command R to Command R+, and back."""
    yield text[:-1] if text.endswith("+") else f"{text}+"


def other_numeral(text: str, _: random.Random) -> Iterator[str]:
    """Numbers as Chinese and Persian words: 华佗GPT二代 to 三代, 百川2 to 百川三, گراک ۳ to گراک چهار."""
    for at, char in enumerate(text):
        if char in _NUMERALS:
            yield text[:at] + _NUMERALS[(_NUMERALS.index(char) + 1) % 9] + text[at + 1 :]
    if text.isascii():
        return
    words = _NUMBER_WORDS if re.search(r"[\u0600-\u06ff]", text) else _NUMERALS
    for number in re.finditer(r"(?<![\d.٫])\d(?![\d.٫])", text):
        yield text[: number.start()] + words[unicodedata.decimal(number[0]) % 9] + text[number.end() :]


def early_date(text: str, rng: random.Random) -> Iterator[str]:
    """A snapshot of a year in which there was none of these models."""
    year, month, day = rng.randint(1990, 2015), rng.randint(1, 12), rng.randint(1, 28)
    yield f"{text}-{year}{month:02}{day:02}"
    yield f"{text}-{year}-{month:02}-{day:02}"
    yield f"{text}@{year}{month:02}{day:02}"


def no_date(text: str, rng: random.Random) -> Iterator[str]:
    """A snapshot of a month or day that no calendar has."""
    year = rng.randint(2023, 2026)
    yield f"{text}-{year}{rng.randint(13, 99)}{rng.randint(10, 28)}"
    yield f"{text}-{year}-{rng.randint(1, 12):02}-{rng.randint(32, 99)}"
    yield f"{text}@{year}{rng.randint(1, 12):02}{rng.randint(32, 99)}"


CHANGES: Final[dict[Change, int]] = {
    next_digit: 4000,
    doubled_digit: 2500,
    dropped_digit: 2500,
    swapped_digits: 2000,
    other_size: 2000,
    other_word: 2000,
    no_word: 1000,
    one_more_word: 3000,
    other_plus: 1000,
    other_numeral: 250,
    early_date: 1000,
    no_date: 1000,
}
"""How many names are tried of each change."""
PAIRS: Final = 1500
"""How many names are tried that are made of two."""


# --- The tests ---


@pytest.fixture(scope="module")
def judge(full: Catalog) -> Judge:
    """The judge of the project's data."""
    return Judge(full)


@pytest.fixture(scope="module")
def names(full: Catalog) -> list[str]:
    """Every name and identifier of a model or variant, in a fixed mixture of scripts, with some derivatives."""
    rows = full.snapshot.rows(
        "SELECT DISTINCT n.text, CASE WHEN e.derivative THEN 'derivative' WHEN n.lang IN ('fa', 'zh') THEN n.lang END"
        " FROM names n JOIN entries e ON e.id = n.entry WHERE e.kind = 'model' AND e.level IN ('model', 'variant')"
        " ORDER BY n.text"
    )
    rng = random.Random(SEED)
    shares = {None: 1, "fa": 0.35, "zh": 0.35, "derivative": 3}
    return [text for text, share in sorted(rows, key=lambda row: rng.random() * shares[row[1]])]


def _changed(names: list[str], change: Change, most: int) -> Iterator[str]:
    """Names with one change, at most two of each name, that fold to another key."""
    rng = random.Random(SEED)
    tried = 0
    for name in names:
        found = [text for text in change(name, rng) if name_key(text) not in ("", name_key(name))]
        for text in rng.sample(found, min(2, len(found))):
            yield text
            tried += 1
            if tried == most:
                return


def _told(answer: Resolution) -> str:
    """A wrong answer, for the message."""
    assert answer.match is not None
    return f"{answer.query} -> {answer.match.id} {dict(answer.qualifiers) or ''}"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_name_is_refused_or_another_model(
    full: Catalog, judge: Judge, names: list[str], change: Change
) -> None:
    """No answer whose own names do not carry what was changed."""
    texts = list(_changed(names, change, CHANGES[change]))
    answers = [full.explain(text) for text in texts]

    wrong = [_told(a) for a in answers if not judge.allows(a, numerals=change is other_numeral)]
    assert len(texts) == CHANGES[change]
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers", *wrong[:20]])


def test_two_names_in_one_string_are_refused(full: Catalog, judge: Judge, names: list[str]) -> None:
    """No part of a string answers for the whole."""
    rng = random.Random(SEED)
    pairs = []
    for first, second in (rng.sample(names[:6000], 2) for _ in range(PAIRS)):
        joints = [" ", "/", ":", ", ", "@", " + "]
        if "/" not in second:  # what stands before a path without a mark between may be part of an account's name
            joints += ["", "-"]
        pairs.append((first, second, rng.choice(joints)))
    answers = [(full.explain(first + gap + second), first, second) for first, second, gap in pairs]

    wrong = [_told(answer) for answer, first, second in answers if not judge.allows_both(answer, first, second)]
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers", *wrong[:20]])


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_judge_finds_the_old_model_wrong(full: Catalog, judge: Judge, names: list[str], change: Change) -> None:
    """The entry of the name before it was changed, as the answer to a changed name that is refused."""
    rng = random.Random(SEED)
    made = []
    for name in names[:800]:
        if (old := full.explain(name, kind="model")).match is None:
            continue
        texts = [text for text in change(name, rng) if name_key(text) not in {"", name_key(name)}]
        made += [old._replace(query=text, status="parsed") for text in texts[:1] if not full.explain(text).match]

    passed = [_told(answer) for answer in made if judge.allows(answer, numerals=change is other_numeral)]
    assert len(made) > 20
    assert len(passed) <= len(made) / 10, "\n".join(passed)


def test_the_changes_are_many_enough() -> None:
    """Twenty thousand is what the project promises."""
    assert sum(CHANGES.values()) + PAIRS >= 20_000


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("gpt-4o", True),
        ("gpt-4o-2024-08-06", True),
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", True),
        ("Qwen3-30B-A3B-UD-Q4_K_XL.gguf", True),
        ("لاما ۳٫۱ ۸بی دستوری", True),
        ("通义千问2.5-72B", True),
        ("gpt-4", False),
        ("gpt-4o mini", False),
        ("gpt-4o-1999-08-06", False),
        ("llama-3.1-70b-instruct", False),
        ("لاما ۳٫۱ ۷۰بی دستوری", False),
    ],
)
def test_the_judge_can_tell(full: Catalog, judge: Judge, asked: str, right: bool) -> None:  # noqa: FBT001
    """It lets right answers pass and finds wrong ones: here, the answer to another name."""
    given = full.explain(_RIGHT[asked] if not right else asked)

    assert given.match is not None
    assert judge.allows(given._replace(query=asked, status="parsed")) == right


_RIGHT: Final = {
    "gpt-4": "gpt-4o",
    "gpt-4o mini": "gpt-4o",
    "gpt-4o-1999-08-06": "gpt-4o",
    "llama-3.1-70b-instruct": "llama-3.1-8b-instruct",
    "لاما ۳٫۱ ۷۰بی دستوری": "llama-3.1-8b-instruct",
}
"""What is asked instead, for an answer that is wrong."""
