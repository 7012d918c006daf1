"""Questions in Chinese, Persian and English, answered from the facts of a catalog or refused with a reason.

A question is cut into the names, labels and words that it is made of (`reading`), by the registry of attributes and the
small grammar of `words.toml` (`lexicon`); what they ask together is a request (`requests`), which is answered from the
statements of the snapshot (`asking`, `shelf`) in the words of the asker's language (`wording`).
"""

from __future__ import annotations

from fmref.questions.answer import Answer, Subject
from fmref.questions.asking import Asker

__all__ = ["Answer", "Asker", "Subject"]
