"""The answer of the resolver: what a name leads to, or why it leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fmref.snapshot import NOTHING_SAID, NameRow
from fmref.text import MAX_NAME

if TYPE_CHECKING:
    from fmref.id_grammar import Reading
    from fmref.id_words import Token
    from fmref.markup import View

__all__ = ["EXACT", "MOVES", "Considered", "Match", "Resolution", "Status", "match"]

Status = Literal["exact", "alias", "parsed", "ambiguous", "unknown"]

EXACT: Final = frozenset({"id", "preferred"})
"""The roles of a listed name under which an answer is `exact`."""


MOVES: Final = "what it points to changes: give at= for the release of a day"
"""The note on a name that points to one release after the other."""


class Match(NamedTuple):
    """An entry or concept that a name leads to.

    `name` is the preferred name, with the size that was asked for where the name itself has none. `score` is 1 for a
    name that is listed or understood and less for a near miss. `matched` is the name as the catalog lists it, `status`
    says what that name is (`preferred`, `variant`, `former`, `misspelling`, `mistranslation`, or the status of a term).
    """

    id: str
    kind: str
    name: str
    level: str | None
    developer: str | None
    score: float
    matched: str
    status: str


def match(row: NameRow, score: float = 1.0) -> Match:
    """The match of one bearer of a name."""
    return Match(row.id, row.kind, row.shown or row.name, row.level, row.developer, score, row.text, row.status)


class Considered(NamedTuple):
    """An entry that was found on the way and not taken, and why."""

    match: Match
    why: str


_REASONS: Final = {
    "too long": (
        f"longer than {MAX_NAME} characters, which no name is",
        f"超过 {MAX_NAME} 个字符，不可能是名称",
        f"بلندتر از {MAX_NAME} نویسه است و نام نیست",
    ),
    "empty": ("no letter or digit in it", "没有字母或数字", "حرف یا رقمی در آن نیست"),
    "several": ("several entries bear this name", "多个条目都叫这个名称", "چند مدخل این نام را دارند"),
    "kind of model": (
        "a word for a kind or size of model, which many have",
        "只是说明模型种类或规模的词，许多模型都有",
        "واژه‌ای برای گونه یا اندازهٔ مدل است که بسیاری دارند",
    ),
    "opaque": (
        "an identifier that only its owner can explain: list it with catalog.with_aliases",
        "只有其所有者才知道含义的标识符：请用 catalog.with_aliases 登记",
        "شناسه‌ای که تنها صاحبش معنای آن را می‌داند: با catalog.with_aliases ثبتش کنید",
    ),
    "none": ("no entry bears this name", "没有条目叫这个名称", "هیچ مدخلی این نام را ندارد"),
    "id": ("id of {0.id}", "{0.id} 的 id", "شناسهٔ {0.id}"),
    "preferred": ("preferred name of {0.id}", "{0.id} 的首选名称", "نام برگزیدهٔ {0.id}"),
    "own": (
        "alias of {0.id} that the caller listed",
        "调用者登记的 {0.id} 的别名",
        "نام دیگر {0.id} که شما ثبت کرده‌اید",
    ),
    "parsed": (
        "every token of the name understood as {0.id}",
        "名称的每一部分都已读懂，即 {0.id}",
        "همهٔ اجزای نام فهمیده شد: {0.id}",
    ),
    "name": (
        "listed name ({0.status}) of {0.id}: {0.matched}",
        "{0.id} 收录的名称：{0.matched}",
        "نام ثبت‌شدهٔ {0.id}: {0.matched}",
    ),
    "identifier": (
        "identifier in {1} of {0.id}: {0.matched}",
        "{0.id} 在 {1} 的标识符：{0.matched}",
        "شناسهٔ {0.id} در {1}: {0.matched}",
    ),
}
"""The sentence for each rule that can decide, in English, Chinese and Persian."""


class Resolution(NamedTuple):
    """The answer of the resolver to one string.

    `status` is `exact` (an id or a preferred name), `alias` (another listed name or identifier), `parsed` (understood
    by the grammar of identifiers), `ambiguous` or `unknown`; `match` is there under the first three. `candidates`
    holds the bearers of an ambiguous name in order of likelihood, or the near misses of an unknown one. `qualifiers`
    is what the name says beyond the entry (`fmref.id_grammar.QUALIFIERS` has their meaning), `dropped` what was
    recognised as not part of the name, `rule` what decided: `id`, `preferred`, `name`, `id:<system>`, `own`, `parsed`,
    `several`, `kind of model`, `opaque`, `none`, `empty` or `too long`. `note` is what to know about the answer,
    `considered` what was found and not taken.
    """

    query: str
    status: Status
    rule: str
    match: Match | None = None
    candidates: tuple[Match, ...] = ()
    qualifiers: Mapping[str, str] = NOTHING_SAID
    dropped: tuple[str, ...] = ()
    note: str = ""
    considered: tuple[Considered, ...] = ()
    reading: Reading | None = None

    @property
    def reason(self) -> str:
        """Why this is the answer, in a sentence for people."""
        return self.reason_in("en")

    def reason_in(self, lang: str) -> str:
        """The same in a language, `en`, `zh` or `fa`; a note behind it is in English."""
        sentence = _REASONS.get(self.rule, _REASONS["identifier"])[("en", "zh", "fa").index(lang)]
        return sentence.format(self.match, self.rule[3:]) + (f"; {self.note}" if self.note else "")

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every part of a parsed name with what it was taken for; empty for a name that was not taken apart."""
        return self.reading.tokens if self.reading is not None else ()

    def report(self) -> str:
        """The answer with its reason, what each part of the name was taken for and what else was considered."""
        head = f"{self.match.id}  {self.match.name}" if self.match else self.status
        lines = [f"{self.query}", f"  {head}", f"  {self.status}: {self.reason}"]
        if self.tokens:
            width = max(len(token.text) for token in self.tokens)
            lines += ["read as:", *(f"  {token.text:{width}}  {token.role}" for token in self.tokens)]
        if self.considered:
            lines += ["considered:", *(f"  {other.id}: {why}" for other, why in self.considered)]
        if self.candidates:
            lines += ["it may be:" if self.status == "ambiguous" else "did you mean:"]
            lines += [f"  {other.id}  {other.name} ({other.level or other.kind})" for other in self.candidates]
        return "\n".join(lines)

    def view(self, lang: str = "en") -> View:
        """The answer, with headings in a language, as a notebook shows it."""
        from fmref.answer_views import resolution_html
        from fmref.markup import View
        from fmref.text import language

        return View(resolution_html(self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html
