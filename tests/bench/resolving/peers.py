"""The resolvers that are compared, each called as its own documentation says, with one answer type."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Hashable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, Literal, NamedTuple

import fmref
from resolving.scores import loose_key

__all__ = ["PEERS", "Answer", "Resolver", "fmref_resolver", "installed", "peer_module"]


class Answer(NamedTuple):
    """What a resolver makes of a name.

    A plain answer, several candidates, a record under the very name that was asked, which does not say of what model
    it is (`verbatim`), or an echo of the name without any record behind it. `identity` tells answers of one resolver
    apart; `names` are the names under which the answer may be compared with the truth.
    """

    status: Literal["plain", "verbatim", "ambiguous", "echo"]
    identity: Hashable = None
    names: tuple[str, ...] = ()


class Resolver(NamedTuple):
    """A resolver under test.

    `ask` takes a name and, where the caller knows it, the provider under whose roof the name was met (an id of
    models.dev); None is a refusal. `nested` says whether of two answers one lies above the other.
    """

    name: str
    release: str
    ask: Callable[[str, str | None], Answer | None]
    nested: Callable[[Hashable, Hashable], bool] = lambda _a, _b: False

    def identity(self, name: str) -> Hashable | None:
        """What a plain answer to a bare name is told apart by; None without one."""
        answer = self.ask(name, None)
        return answer.identity if answer is not None and answer.status in {"plain", "verbatim"} else None


def fmref_resolver(snapshot: str | None = None, *, name: str = "fmref") -> Resolver:
    """`catalog.explain(name, provider=...)` of fmref itself, over its own data or another snapshot."""
    catalog = fmref.load(snapshot)

    def ask(name: str, provider: str | None) -> Answer | None:
        found = catalog.explain(name, provider=_FMREF_SYSTEMS.get(provider or "", provider))
        if found.status == "ambiguous":
            return Answer("ambiguous", names=tuple(name for c in found.candidates for name in (c.id, c.name)))
        if (match := found.match) is None:
            return None
        return Answer("plain", match.id, (match.id, match.name))

    def above(entry_id: Hashable) -> set[str]:
        entry: Any = catalog.get(str(entry_id))
        found: set[str] = set()
        while entry is not None and (entry := getattr(entry, "parent", None)) is not None:
            found.add(entry.id)
        return found

    def nested(one: Hashable, other: Hashable) -> bool:
        return one in above(other) or other in above(one)

    return Resolver(name, version("fmref"), ask, nested)


def peer_module(name: str) -> Any:
    """A peer's module, whose types are not known here, be it installed or not."""
    return import_module(name)


_FMREF_SYSTEMS: Final = {
    "amazon-bedrock": "bedrock",
    "azure-cognitive-services": "azure",
    "google-vertex": "vertex",
    "google-vertex-anthropic": "vertex",
}


def _litellm() -> Resolver:
    """`litellm.get_model_info(model, custom_llm_provider=...)`.

    It links no name to a model: what it knows is whether it lists the name. Its rules answer for names that it does not
    list, too, with the name itself and no price: these are echoes.
    """
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # the table in the package, not one from the network
    litellm = peer_module("litellm")
    litellm.suppress_debug_info = True

    def look_up(name: str, provider: str | None) -> Answer | None:
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                info = litellm.get_model_info(name, custom_llm_provider=provider)
            except Exception:  # noqa: BLE001 - it raises the plain Exception of many libraries
                return None
        key = info["key"]
        if key not in litellm.model_cost:
            return Answer("echo", loose_key(key), (key,))
        return Answer("verbatim" if loose_key(key) == loose_key(name) else "plain", loose_key(key), (key,))

    def ask(name: str, provider: str | None) -> Answer | None:
        theirs = _LITELLM_PROVIDERS.get(provider or "", provider)
        if theirs in litellm.provider_list and (found := look_up(name, theirs)) and found.status != "echo":
            return found
        return look_up(name, None)

    return Resolver("LiteLLM", version("litellm"), ask)


_LITELLM_PROVIDERS: Final = {
    "alibaba": "dashscope",
    "amazon-bedrock": "bedrock",
    "azure-cognitive-services": "azure",
    "cloudflare-workers-ai": "cloudflare",
    "fireworks-ai": "fireworks_ai",
    "github-copilot": "github_copilot",
    "google": "gemini",
    "google-vertex": "vertex_ai",
    "google-vertex-anthropic": "vertex_ai",
    "novita-ai": "novita",
    "togetherai": "together_ai",
    "vercel": "vercel_ai_gateway",
}
"""Providers of models.dev under the name that LiteLLM gives them."""


def _genai_prices() -> Resolver:
    """The matcher of genai-prices, `get_snapshot().find_provider_model(model, None, provider, None)`."""
    snapshot = peer_module("genai_prices.data_snapshot").get_snapshot()

    def look_up(name: str, provider: str | None) -> Answer | None:
        try:
            _, model = snapshot.find_provider_model(name, None, provider, None)
        except LookupError:
            return None
        return Answer("plain", loose_key(model.id), (model.id, *([model.name] if model.name else [])))

    def ask(name: str, provider: str | None) -> Answer | None:
        if provider and (found := look_up(name, provider)):
            return found
        return look_up(name, None)

    return Resolver("genai-prices", version("genai-prices"), ask)


def _model_prices() -> Resolver:
    """`model_prices.resolve(model, provider)`."""
    resolve = peer_module("model_prices").resolve

    def ask(name: str, provider: str | None) -> Answer | None:
        found = resolve(name, provider)
        return Answer("plain", loose_key(found[1]), (found[1],)) if found else None

    return Resolver("model-prices", version("model-prices"), ask)


def _inspect_ai() -> Resolver:
    """`inspect_ai.model.get_model_info(model)`, the provider as the first part of the name."""
    get_model_info = peer_module("inspect_ai.model").get_model_info

    def ask(name: str, provider: str | None) -> Answer | None:
        found = get_model_info(f"{provider}/{name}") if provider else None
        info = found or get_model_info(name)
        if info is None or not info.model:
            return None
        return Answer("plain", loose_key(info.model), (info.model, f"{info.organization} {info.model}"))

    return Resolver("inspect_ai", version("inspect-ai"), ask)


PEERS: Final[dict[str, Callable[[], Resolver]]] = {
    "model-prices": _model_prices,
    "litellm": _litellm,
    "genai-prices": _genai_prices,
    "inspect-ai": _inspect_ai,
}
"""Every peer by the name of its distribution."""


def installed() -> tuple[list[Resolver], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    found, missing = [], []
    for name, build in PEERS.items():
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
        else:
            found.append(build())
    return found, missing
