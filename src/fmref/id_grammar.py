"""Reading of identifiers: a string to the words that make a model's identity, and what is said besides. Pure.

`read` takes a string apart into what hosts add around it (paths, regions, vendors, tags, file endings) and its
tokens, and gives each token a role. Tokens of identity (family words, versions, sizes, variants, tiers) make the key
under which models are merged and looked up: two names have one key when they agree in every one of them. All others
(snapshot, quantization, format, context, stage ...) are qualifiers. Where a spelling can be read in two ways (`3-5`
is a version 3.5, or two numbers) every reading is given, the plainest first; the catalog decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, NewType

__all__ = [
    "DateParts",
    "Identity",
    "Reading",
    "date_parts",
    "identity",
    "is_size_of",
    "read",
    "stated_size",
    "without_size",
]

Identity = NewType("Identity", str)
"""The tokens of identity of a name, in a normal form and order; equal for all spellings of one model."""


class Reading(NamedTuple):
    """One way to understand a string.

    `identity` is the key of the model, `qualifiers` what the string says beyond it, `dropped` what is no part of a
    name.
    """

    identity: Identity
    qualifiers: dict[str, str]
    dropped: tuple[str, ...]
    glued: Identity
    """The identity with its words written as one, for names with other spaces."""


# --- What stands around the name ---

_ARN: Final = re.compile(
    r"arn:aws[a-z-]*:bedrock:(?P<region>[a-z0-9-]*):\d*:(?P<kind>[a-z-]+)/(?P<rest>.+)", re.IGNORECASE
)
_REGIONS: Final = frozenset("us eu apac ap global jp au ca sa uk us-gov".split())
_BEDROCK_VENDORS: Final = frozenset(
    "ai21 amazon anthropic cohere deepseek google luma meta minimax mistral moonshot moonshotai nvidia openai".split()
    + "qwen stability twelvelabs writer xai zai".split()
)
_BEDROCK_TAIL: Final = re.compile(r"-v(?P<revision>\d+)(:(?P<throughput>\d+)(:(?P<context>\w+))?)?$")
_FILE: Final = re.compile(
    r"(?:[-.](?P<shard>\d{5}-of-\d{5}))?\.(?P<format>gguf|safetensors|bin|onnx|pt|pth|ggml)$", re.IGNORECASE
)
_AT: Final = re.compile(r"@(?P<snapshot>default|latest|\d{3,8})$")
_BRACKET: Final = re.compile(r"\[(?P<context>\d+[km])\]$", re.IGNORECASE)

HOSTS: Final[dict[str, str]] = {
    "@cf": "Cloudflare",
    "@hf": "Cloudflare",
    "accounts": "Fireworks AI",
    "anyscale": "Anyscale",
    "azure": "Azure",
    "azure_ai": "Azure",
    "bedrock": "Amazon Bedrock",
    "cerebras": "Cerebras",
    "cloudflare": "Cloudflare",
    "dashscope": "DashScope",
    "databricks": "Databricks",
    "deepinfra": "DeepInfra",
    "fireworks": "Fireworks AI",
    "fireworks_ai": "Fireworks AI",
    "github": "GitHub Models",
    "github_copilot": "GitHub Copilot",
    "groq": "Groq",
    "hf.co": "Hugging Face",
    "huggingface": "Hugging Face",
    "huggingface.co": "Hugging Face",
    "hyperbolic": "Hyperbolic",
    "lambda_ai": "Lambda",
    "lora": "SiliconFlow",
    "modelscope": "ModelScope",
    "nebius": "Nebius",
    "novita": "Novita AI",
    "nscale": "Nscale",
    "oci": "Oracle OCI",
    "ollama": "Ollama",
    "openrouter": "OpenRouter",
    "ovhcloud": "OVHcloud",
    "perplexity": "Perplexity",
    "poe": "Poe",
    "pro": "SiliconFlow",
    "replicate": "Replicate",
    "sambanova": "SambaNova",
    "siliconflow": "SiliconFlow",
    "together": "Together AI",
    "together_ai": "Together AI",
    "togethercomputer": "Together AI",
    "vercel_ai_gateway": "Vercel",
    "vertex_ai": "Google Vertex AI",
    "wandb": "Weights & Biases",
    "watsonx": "IBM watsonx",
    "workers-ai": "Cloudflare",
}
"""First parts of paths that name a host, not a developer."""
_PATH_NOISE: Final = frozenset("models publishers foundation-model inference-profile openai_compatible".split())
_TAGS: Final[dict[str, str]] = {
    **dict.fromkeys("free nitro floor batch flex priority extended exacto online cloud".split(), "tier"),
    "beta": "stage",
    "latest": "rolling",
    "thinking": "mode",
}
"""What may follow a colon beside an Ollama tag."""

# --- Roles of tokens ---

_QUANTIZATION: Final = re.compile(
    r"(?:i?q\d(?:_[k01])?(?:_(?:xxs|xs|s|m|l|xl|nl|k))?|tq\d_\d|bf16|fp?16|fp?32|fp8|f8|fp4|nf4|mxfp4|nvfp4|mxfp8|awq"
    r"|[12]x\d{1,2}|gptq|exl[23]|int[348]|[2-8]bits?|w\d+a\d+(?:g\d+)?|bnb|hqq|aqlm|quip|marlin|qat|[2-8]\.\d+bpw|quantized|quant"
    r"|dynamic)"
)
_FORMAT: Final = frozenset("gguf ggml mlx onnx openvino safetensors coreml tflite hf".split())
_UNPLACED: Final = frozenset("ud i1 imatrix unsloth vllm maas tee api model models llm series free-tier".split())
_STAGE: Final = frozenset("preview exp experimental".split())
_TUNED: Final = frozenset("instruct it chat thinking reasoning coder math vision".split())
_SERVING: Final = frozenset("fast turbo lite reference".split())
_GENERIC: Final = frozenset(
    "instruct chat base large small medium mini nano micro tiny pro plus max ultra lite flash turbo fast code".split()
    + "coder math vision vl audio omni embed embedding embeddings llm moe thinking reasoning it high low deep".split()
    + "research image realtime opus sonnet haiku speech tts search guard rerank reranker".split()
)
"""Words that name no family: what stands before them is part of the name, be it a vendor's."""
_VENDOR_WORDS: Final = frozenset(
    "openai anthropic google meta mistralai mistral cohere amazon aws nvidia microsoft alibaba deepseek qwen".split()
    + "xai x databricks zai org ai moonshotai moonshot minimaxai minimax ai21 ibm apple huggingface bytedance".split()
    + "baidu tencent tiiuae stabilityai azure bedrock vertex zhipu zhipuai thudm facebook umans nousresearch".split()
    + "perplexity writer snowflake 01 01ai kunlun huawei sensetime iflytek stepfun baai shanghai meituan xiaomi".split()
    + "4paradigm ainnovation antgroup casia cau chinamobile chinatelecom chinaunicom datagrand duxiaoman fudan".split()
    + "hit honor idea inspur jd kuaishou langboat mobvoi modelbest netease oppo orionstar pengcheng pku qihoo".split()
    + "openbmb rednote shanghaiailab shengshu tal tigerobo tsinghua unisound vivo volcengine youdao zhihu zju".split()
)
_SIZE: Final = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>[bmt])", re.IGNORECASE)
_EXPERTS: Final = re.compile(r"(?P<experts>\d+)x(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
_ACTIVE: Final = re.compile(r"a(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
_BLOOM_SIZE: Final = re.compile(r"(\d+)b(\d)", re.IGNORECASE)
_CONTEXT: Final = re.compile(r"\d+k", re.IGNORECASE)
_DAY: Final = re.compile(r"20[12]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SHORT_DATE: Final = re.compile(r"(?:2[0-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES: Final = frozenset(
    "january february march april june july august september october november december".split()
)
_REVISION: Final = re.compile(r"00\d")
_DOT: Final = re.compile(r"(?<=\d)p(?=\d)|(?<!q\d)(?<=\d)_(?=\d)")
"""What stands for a dot in a number: Fireworks writes 2p5 for 2.5, repositories write 1_8B."""
_NUMBER: Final = re.compile(r"\d+(\.\d+)*")
_SYNONYMS: Final = {
    "+": "plus",
    "flashlite": "flash lite",
    "inst": "instruct",
    "instructed": "instruct",
    "instruction": "instruct",
    "it": "instruct",
    "lg": "large",
    "multi": "multilingual",
    "pretrain": "base",
    "pretrained": "base",
    "pt": "base",
    "sm": "small",
}
_TOKEN: Final = re.compile(
    r"\d+x\d+(?:\.\d+)?[bm](?![a-z])|w\d+a\d+|i?q\d(?:_[a-z0-9]+)*|[a-z]*\d[a-z0-9.]*|[a-z]+|[^\W\d_]+|\+"
)
_GLUED: Final = re.compile(r"([a-z]+?)[v]?(\d+(?:\.\d+)*)([a-z]*)")


def identity(name: str) -> Identity:
    """The key of a plain name as catalogs write it; the same as that of its first reading."""
    return next(read(name)).identity


def read(text: str) -> Iterator[Reading]:
    """Every reading of a string, the plainest first; a string without letters or digits has none.

    An opaque identifier (an application inference profile) gives nothing either: only its owner knows what it stands
    for.
    """
    qualifiers: dict[str, str] = {}
    dropped: list[str] = []
    core = _unwrap(re.sub(r"(?<=\db)x(?=\d+e\b)", " ", text.strip().lower()), qualifiers, dropped)
    if core is None:
        return
    seen: set[Identity] = set()
    dotted = _DOT.sub(".", core)
    either = (core,) if dotted == core else (dotted, core)
    for more, said, words in (c for text in either for c in _candidates(_tokens(text), dict(qualifiers))):
        normal = _once([part for word in words for part in _normal(word).split()])
        numbers = [word for word in normal if _NUMBER.fullmatch(word)]
        key = Identity(" ".join([*sorted(word for word in normal if not _NUMBER.fullmatch(word)), *numbers]))
        if key and key not in seen:
            seen.add(key)
            for host in [word for word in more if word in HOSTS]:
                said.setdefault("provider", HOSTS[host])
            yield Reading(key, said, (*dropped, *(word for word in more if word not in HOSTS)), _glued(normal))


def without_size(key: Identity) -> tuple[Identity, str | None]:
    """An identity without the one size in it, and that size; as it is where it has none or several."""
    words = key.split()
    sizes = [word for word in words if _SIZE.fullmatch(word)]
    if len(sizes) != 1:
        return key, None
    return Identity(" ".join(word for word in words if word != sizes[0])), sizes[0]


_UNITS: Final = {"m": 1e6, "b": 1e9, "t": 1e12}


def stated_size(name: str) -> int | None:
    """The count of parameters that a name gives as its one size, None where it gives none for sure.

    Experts or a second size leave open what a size counts, and so does a number with a number before it (`512-6-9b`).

    >>> stated_size("Qwen-1_8B-Chat"), stated_size("Llama-4-Scout-17B-16E"), stated_size("CLIP ViT-B/32 laion2B")
    (1800000000, None, None)
    """
    words = re.split(r"[^\w.]+|_", _DOT.sub(".", name.casefold()))
    sizes = [n for n, word in enumerate(words) if _SIZE.fullmatch(word)]
    if len(sizes) != 1 or any(re.fullmatch(r"\d+e|\d+x\d.*", word) for word in words):
        return None
    before = words[max(sizes[0] - 2, 0) : sizes[0]]
    if len(before) == 2 and all(_NUMBER.fullmatch(word) for word in before):
        return None
    size = words[sizes[0]]
    return round(float(size[:-1]) * _UNITS[size[-1]])


def is_size_of(size: str, count: float) -> bool:
    """Whether a size as names write it (`7b`, `1.3b`) is a count of parameters, rounded to the digits it has."""
    digits = len(size[:-1].partition(".")[2])
    return round(count / _UNITS[size[-1]], digits) == float(size[:-1])


def _once(words: list[str]) -> list[str]:
    """The words without a name that is said again behind itself: `美洲驼2 (Llama 2)`."""
    for length in range(1, len(words) // 2 + 1):
        if words[length : 2 * length] == words[:length]:
            return words[length:]
    return words


def _glued(words: list[str]) -> Identity:
    """The identity with its words written as one, in their order: `codellama` is `Code Llama`."""
    letters = "".join(word for word in words if word.isalpha())
    return Identity(" ".join([f"~{letters}", *sorted(word for word in words if not word.isalpha())]))


def _candidates(words: list[str], qualifiers: dict[str, str]) -> Iterator[tuple[list[str], dict[str, str], list[str]]]:
    """What is dropped, what is said besides, the words of identity; the less is left out the earlier.

    In turn nothing is left out, what packing adds, the date, both, and every qualifier.
    """
    said = dict(qualifiers)
    unpacked = _unpacked(words, said)
    bases = [(words, qualifiers)] if unpacked == words else [(words, qualifiers), (unpacked, said)]
    for base, told in bases:
        yield from _whole(base, told)
    for base, told in bases:
        dated = dict(told)
        undated = _dates(base, dated)
        if undated != base:
            yield from _whole(undated, dated)
    dated = dict(qualifiers)
    for spelling in _spellings(_dates(words, dated)):
        found, left = dict(dated), list[str]()
        kept = _sort_out(spelling, found, left)
        for more, shown, shorter in _shorter(kept, found):
            yield [*left, *more], shown, shorter


def _whole(words: list[str], qualifiers: dict[str, str]) -> Iterator[tuple[list[str], dict[str, str], list[str]]]:
    """Every spelling of the words, with and without a vendor before them."""
    for spelling in _spellings(words):
        for start in _starts(spelling):
            yield spelling[:start], dict(qualifiers), spelling[start:]


def _unpacked(words: list[str], qualifiers: dict[str, str]) -> list[str]:
    """The words without those that say how weights are packed."""
    kept: list[str] = []
    for position, word in enumerate(words):
        role = _role(word, position, words)
        if role in ("quantization", "format"):
            qualifiers[role] = f"{qualifiers[role]}-{word}" if role in qualifiers and role == "quantization" else word
        elif position == 0 or word not in _UNPLACED:
            kept.append(word)
    return kept


def _unwrap(text: str, qualifiers: dict[str, str], dropped: list[str]) -> str | None:
    """The name inside what hosts put around it; None for an opaque identifier."""
    if arn := _ARN.fullmatch(text):
        if arn["kind"] not in ("foundation-model", "inference-profile"):
            return None  # only its owner knows
        qualifiers["provider"] = "Amazon Bedrock"
        if arn["region"]:
            qualifiers["region"] = arn["region"]
        text = arn["rest"]
    if file := _FILE.search(text):
        qualifiers["format"] = file["format"].upper() if file["format"] in ("gguf", "ggml", "onnx") else file["format"]
        if file["shard"]:
            qualifiers["shard"] = file["shard"]
        text = text[: file.start()]
    text = text.removeprefix("hf:").removeprefix("~")
    *path, text = [part for part in text.split("/") if part] or [""]
    _read_path(path, qualifiers, dropped)
    text = _bedrock(text, qualifiers)
    if at := _AT.search(text):
        qualifiers["rolling" if at["snapshot"] in ("default", "latest") else "snapshot"] = at["snapshot"]
        text = text[: at.start()]
    if bracket := _BRACKET.search(text):
        qualifiers["context"] = bracket["context"]
        text = text[: bracket.start()]
    name, _, tag = text.partition(":")
    for part in tag.split(":") if tag else ():
        if part in _TAGS:
            qualifiers[_TAGS[part]] = part
        else:
            name = f"{name}-{part}"
    return name


def _read_path(path: list[str], qualifiers: dict[str, str], dropped: list[str]) -> None:
    """Hosts, regions and uploaders before the last slash."""
    for part in path:
        if part in HOSTS:
            qualifiers.setdefault("provider", HOSTS[part])
        elif part in _REGIONS:
            qualifiers["region"] = part
        elif part not in _PATH_NOISE:
            dropped.append(part)
            qualifiers["vendor"] = part


def _bedrock(text: str, qualifiers: dict[str, str]) -> str:
    """`us.anthropic.claude-...-v2:0` without region, vendor and revision."""
    first, _, rest = text.partition(".")
    region = first if first in _REGIONS else None
    vendor, _, name = (rest if region else text).partition(".")
    if vendor not in _BEDROCK_VENDORS or not name or name[0].isdigit():
        return text
    qualifiers.setdefault("provider", "Amazon Bedrock")
    qualifiers["vendor"] = vendor
    if region:
        qualifiers["region"] = region
    if tail := _BEDROCK_TAIL.search(name):
        if tail["context"]:
            qualifiers["context"] = tail["context"]
        name = name[: tail.start()]
        if not re.search(r"\d", name):  # no version but this one: claude-v2:1 is Claude 2.1
            minor = tail["throughput"] or "0"
            return f"{name}-v{tail['revision']}" + (f".{minor}" if minor != "0" else "")
        qualifiers["revision"] = f"v{tail['revision']}"
    return name


def _tokens(core: str) -> list[str]:
    """Words, numbers with their letters, and plus signs; letters glued before a version are taken off it."""
    found: list[str] = []
    for word in _TOKEN.findall(re.sub(r"(?<=[a-z])\.(?=[a-z])|(?<=\d)\.(?!\d)|(?<!\d)\.(?=\d)", " ", core)):
        glued = None if re.match(r"v\d", word) else _GLUED.fullmatch(word)
        if glued and not _is_unit(word) and not _QUANTIZATION.fullmatch(word):
            found += [part for part in (glued[1], glued[2] + glued[3]) if part]
        else:
            found.append(word)
    return found


def _is_unit(word: str) -> bool:
    return bool(_EXPERTS.fullmatch(word) or _ACTIVE.fullmatch(word) or re.fullmatch(r"e\d+b|w\d+a\d+", word))


def _spellings(words: list[str]) -> Iterator[list[str]]:
    """The words as they stand; with `v03` read as 0.3; with numbers side by side read as a version."""
    yield words
    dotted = [re.sub(r"^v0(\d)$", r"v0.\1", word) for word in words]
    if dotted != words:
        yield dotted
    joined: list[str] = []
    for word in dotted:
        if (
            joined
            and re.fullmatch(r"\d{1,2}", joined[-1])
            and re.fullmatch(r"\d{1,2}[a-z]?", word)
            and not _SIZE.fullmatch(word)
        ):
            joined[-1] = f"{joined[-1]}.{word}"
        else:
            joined.append(word)
    if joined != dotted:
        yield joined


def _sort_out(words: list[str], qualifiers: dict[str, str], dropped: list[str]) -> list[str]:
    """The words of identity; the others go to the qualifiers or among what is dropped."""
    kept: list[str] = []
    for position, word in enumerate(words):
        if role := _role(word, position, words):
            qualifiers[role] = f"{qualifiers[role]}-{word}" if role in qualifiers and role == "quantization" else word
        elif word in _UNPLACED:
            dropped.append(word)
        else:
            kept.append(word)
    return kept


def _starts(words: list[str]) -> Iterator[int]:
    """Where the name may begin: at the first word, and behind each vendor before a word that names a family."""
    if words:
        yield 0
    end = 0
    while end < len(words) - 1 and words[end] in _VENDOR_WORDS:
        end += 1
        if words[end].isalpha() and len(words[end]) > 1 and words[end] not in _GENERIC:
            yield end


def _shorter(words: list[str], qualifiers: dict[str, str]) -> Iterator[tuple[list[str], dict[str, str], list[str]]]:
    """The words as they stand, then without a vendor before them, then without what may be said after a full name.

    A tier word is never taken off: it may only be the serving of a model whose size is named.
    """
    for start in _starts(words):
        vendors, rest = words[:start], words[start:]
        yield vendors, qualifiers, rest
        last = rest[-1]
        if len(rest) > 1 and last in ("v1", "v1.0"):
            yield vendors, {**qualifiers, "revision": last}, rest[:-1]
        if "provider" in qualifiers and (at := _serving_at(rest)) is not None:
            yield vendors, {**qualifiers, "serving": rest[at]}, rest[:at] + rest[at + 1 :]
        if len(rest) > 1 and last == "base" and any(_SIZE.fullmatch(w) for w in rest) and not _TUNED.intersection(rest):
            yield vendors, {**qualifiers, "variant": "base"}, rest[:-1]


def _serving_at(words: list[str]) -> int | None:
    """Where a word for a way of serving stands: last or behind the variant, in a name that has a size."""
    if any(_SIZE.fullmatch(word) or _EXPERTS.fullmatch(word) for word in words):
        for position in range(len(words) - 1, 0, -1):
            if words[position] in _SERVING and (
                position == len(words) - 1 or words[position - 1] in ("instruct", "chat")
            ):
                return position
    return None


def _dates(words: list[str], qualifiers: dict[str, str]) -> list[str]:
    """The words without a date in any order of its parts."""
    for size, pattern in (
        (3, r"20[12]\d \d\d \d\d"),
        (2, r"(?:0[1-9]|1[0-2]) 20[12]\d"),
        (2, r"20[12]\d (?:0[1-9]|1[0-2])"),
        (2, rf"(?:{'|'.join(_MONTHS)})[a-z]* 20[12]\d"),
        (2, r"(?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])"),
    ):
        for start in range(1, len(words) - size + 1):
            if re.fullmatch(pattern, " ".join(words[start : start + size])):
                parts = [
                    f"{_MONTHS.index(w[:3]) + 1:02}" if w[:3] in _MONTHS else w for w in words[start : start + size]
                ]
                qualifiers["snapshot"] = "-".join(reversed(parts) if len(parts[-1]) == 4 else parts)
                return words[:start] + words[start + size :]
    for start, written in enumerate(words[1:], 1):
        word = re.sub(r"^v(?=\d{8}$)", "", written)
        if _DAY.fullmatch(word):
            qualifiers["snapshot"] = f"{word[:4]}-{word[4:6]}-{word[6:]}"
            return words[:start] + words[start + 1 :]
        if _SHORT_DATE.fullmatch(word):
            qualifiers["snapshot"] = word
            return words[:start] + words[start + 1 :]
    return words


_WORD_ROLES: Final = {
    **{word: role for word, role in _TAGS.items() if role in ("tier", "rolling")},
    **dict.fromkeys(_FORMAT, "format"),
    **dict.fromkeys(_STAGE, "stage"),
}
_PATTERN_ROLES: Final = {"quantization": _QUANTIZATION, "context": _CONTEXT, "experts": re.compile(r"\d+e")}


class DateParts(NamedTuple):
    """What a snapshot says of a date; None for what it leaves out."""

    year: int | None
    month: int | None
    day: int | None


def date_parts(snapshot: str) -> DateParts:
    """The date of a snapshot, as far as it is told: `2025-05-28`, `2025-05`, `05-28`, `0528`, `2505`.

    Of four digits the first two are a month up to 12, else a year of this century.
    """
    digits = re.sub(r"\D", "", snapshot)
    if len(digits) != 4 or digits.startswith("20"):
        year, month, day = digits[:4], digits[4:6], digits[6:8]
    elif digits[:2] > "12":
        year, month, day = f"20{digits[:2]}", digits[2:], ""
    else:
        year, month, day = "", digits[:2], digits[2:]
    return DateParts(*(int(part) if part else None for part in (year, month, day)))


def _role(word: str, position: int, words: list[str]) -> str | None:
    """The qualifier that a word is, None for a word of identity."""
    if position == 0:
        return None
    if word in _WORD_ROLES:
        return _WORD_ROLES[word]
    if found := next((role for role, pattern in _PATTERN_ROLES.items() if pattern.fullmatch(word)), None):
        return found
    if position == len(words) - 1:
        return "revision" if _REVISION.fullmatch(word) else "snapshot" if word in _MONTH_NAMES else None
    return None


def _normal(word: str) -> str:
    """A word of identity in its normal form."""
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    if bloom := _BLOOM_SIZE.fullmatch(word):
        return f"{bloom[1]}.{bloom[2]}b"
    if size := (_SIZE.fullmatch(word) or _EXPERTS.fullmatch(word) or _ACTIVE.fullmatch(word)):
        number = re.sub(r"\.0$", "", size["n"])
        return word.replace(size["n"], number, 1) if number != size["n"] else word
    if re.fullmatch(r"v?\d+(\.\d+)*[a-z]?", word):
        return re.sub(r"(\.0)+$", "", word.lstrip("v"))
    return word
