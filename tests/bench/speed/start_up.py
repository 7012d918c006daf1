"""Start-up.

Processor time of whole processes, from the start of the interpreter to its end, with compiled bytecode and a compiled
snapshot as in an installed wheel. A first call reads what it needs and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tables import Table

import fmref
from speed.clock import fresh
from speed.compared import Compared, comparison, has

__all__ = ["tables"]

BARE: Final = "python -c pass"
OURS: Final = {
    "import fmref": "import fmref",
    "first resolve": "import fmref; fmref.resolve('GPT-4')",
    "first near miss": "import fmref; fmref.explain('GTP-4')",
    "first translate": "import fmref; fmref.translate('微调', 'fa')",
    "first annotate": "import fmref; fmref.annotate('GPT-4 经过微调。')",
    "first lint": "import fmref; fmref.lint('GPT-4 经过微调。')",
    "first check": "import fmref; fmref.check('GPT-3 has 175 billion parameters.')",
    "first ask": "import fmref; fmref.ask('How many parameters does GPT-3 have?')",
    "first model": "import fmref; fmref.model('GPT-4')",
}
GENAI_PRICES: Final = """
from genai_prices.data_snapshot import get_snapshot
get_snapshot().find_provider_model('gpt-4', None, None, None)
"""
PROSELINT: Final = """
from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
CheckRegistry().register_many(__register__)
LintFile('text', 'GPT-4 was finetuned.').lint()
"""
THEIRS: Final = {
    "model-prices": ("first resolve", "resolve", "import model_prices; model_prices.resolve('gpt-4')"),
    "genai-prices": ("first resolve", "find_provider_model", GENAI_PRICES),
    "litellm": ("first resolve", "get_model_info", "import litellm; litellm.get_model_info('gpt-4')"),
    "rapidfuzz": ("first near miss", "import", "import rapidfuzz.process"),
    "jieba": ("first annotate", "lcut", "import jieba; jieba.lcut('GPT-4 经过微调。')"),
    "spacy": ("first annotate", "a blank pipeline", "import spacy; spacy.blank('xx')('GPT-4 经过微调。')"),
    "proselint": ("first lint", "lint", PROSELINT),
    "pydantic": ("first model", "a model of one field", "import pydantic; pydantic.create_model('M', a=(int, 0))()"),
}
"""Of a peer: which call of ours does the nearest thing, what the peer is asked for, and the program."""


def tables() -> Iterator[Table]:
    """First calls, beside the bare interpreter and beside the first call of a peer."""
    theirs = {name: given for name, given in THEIRS.items() if has(name)}
    programs = {BARE: "pass"} | OURS | {name: code for name, (_, _, code) in theirs.items()}
    times = fresh(programs, {"FMREF_DATA": fmref.load().snapshot.path})
    thousandth = {label: 1000 * seconds for label, seconds in times.items()}
    yield comparison(
        "First calls beside the bare interpreter",
        "ms",
        [Compared(label, thousandth[label], f"`{BARE}`", thousandth[BARE]) for label in OURS],
    )
    yield comparison(
        "First calls beside those of other libraries",
        "ms",
        [Compared(of, thousandth[of], f"{name}, {call}", thousandth[name]) for name, (of, call, _) in theirs.items()],
    )
