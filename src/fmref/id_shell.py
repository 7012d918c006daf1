"""What stands around the name in an identifier: paths, regions, vendors, tags, file endings, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fmref.id_dates import DAY, MONTH_DAY, MONTHS, SHORT_DATE, YEAR, date_of_digits
from fmref.id_words import Token, format_name, word_table
from fmref.lazy import Lazy

__all__ = ["Shell", "is_opaque", "plain", "say", "unwrap"]


class Shell:
    """What stands around a name: the qualifiers and tokens found there, and the name itself."""

    __slots__ = ("brackets", "core", "owners", "said", "tokens")

    def __init__(self) -> None:
        self.core = ""
        self.said: dict[str, str] = {}
        self.owners: list[str] = []
        self.tokens: list[Token] = []
        self.brackets: dict[str, str] = {}

    def say(self, role: str, text: str, value: str | None = None) -> None:
        """Take a part for a qualifier."""
        self.said[role] = text if value is None else value
        self.tokens.append(Token(text, role))

    def drop(self, text: str) -> None:
        """Take a part for something that says nothing of the model."""
        self.tokens.append(Token(text, "noise"))


def say(said: dict[str, str], role: str, text: str) -> bool:
    """Add a qualifier, unless it was said already; weights may be packed, and served, in two ways.

    The format of a file may stand in its name and at its end.
    """
    if role == "noise":
        return True
    value = text.upper() if role == "quantization" else format_name(text) if role == "format" else text
    if role in said and role in ("quantization", "tier"):
        value = f"{said[role]}-{value}"
    elif role in said and (role, said[role]) != ("format", value):
        return False
    said[role] = value
    return True


def plain(text: str) -> str:
    """A string without what only prose and addresses add: articles, possessives, numbers in words, a scheme."""
    if "://" in text:
        text = _AFTER_REPOSITORY.sub("", text.partition("://")[2].removeprefix("www."))
    if "bx" in text:
        text = _EXPERTS_BEHIND.sub(" ", text)
    if " " in text:
        text = _COUNTED.sub(lambda count: f"{count[1]}{count[2][0]}", _POSSESSIVE.sub(" ", text))
        text = _SHORT_YEAR.sub(r"\1 20\2", text)
        words, prose = text.split(), word_table().prose
        said = [word for word in words if word not in prose]
        text = " ".join(said if len(words) - len(said) <= _MOST_PROSE else words)
    return text


_MOST_PROSE: Final = 6
"""How many articles and prepositions stand around a name."""


_AFTER_REPOSITORY: Final = Lazy(r"/(?:tree|blob|resolve)/.*$")
_POSSESSIVE: Final = Lazy(r"['’]s(?= )")
_COUNTED: Final = Lazy(r"(\d+(?:\.\d+)?)[ -](billion|million|trillion)\b")
_SHORT_YEAR: Final = Lazy(rf"({'|'.join(MONTHS)})[a-z]* ['’](\d\d)\b")
_EXPERTS_BEHIND: Final = Lazy(r"(?<=\db)x(?=\d+e\b)")


_ARN: Final = Lazy(r"arn:aws[a-z-]*:bedrock:(?P<region>[a-z0-9-]*):(?P<account>\d*):(?P<kind>[a-z-]+)/(?P<rest>.+)")
_ENDPOINT: Final = Lazy(r"projects/[^/]+/locations/[^/]+/endpoints/\d+")
_BEDROCK_TAIL: Final = Lazy(r"-(?:v(?P<revision>\d+)(:(?P<throughput>\d+)(:(?P<context>\w+))?)?|(?P<bare>\d):0)$")
_FILE: Final = Lazy(
    r"(?:[-.](?P<shard>\d{5}-of-\d{5}))?\.(?P<format>gguf|safetensors|bin|onnx|pt|pth|ggml)$",
)
_AT: Final = Lazy(
    rf"@(?P<snapshot>default|latest|{YEAR}(?:{MONTH_DAY})|{SHORT_DATE.pattern}|\d{{3}}|main|[0-9a-f]{{40}})$"
)
_BRACKET: Final = Lazy(r"\[(?P<context>\d+[km])\]$")
_ABOVE: Final = Lazy(r"-gt-(?P<context>\d+k)$")
_IN_BRACKETS: Final = Lazy(r"\(([^()]{1,40})\)")
_REGION: Final = Lazy(
    r"(?:us|eu|ap|sa|ca|me|af|il|mx|cn|europe|asia|northamerica|southamerica|australia|africa)(?:-gov|-isob?)?"
    r"-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-?\d{1,2}"
)
_COMMITMENT: Final = Lazy(r"\d+-months?-commitment")
_RESOLUTION: Final = Lazy(r"\d{3,4}-?x-?\d{3,4}")
_STEPS: Final = Lazy(r"(?:\d+|max)-steps")


def is_opaque(text: str) -> bool:
    """Whether only the owner of an identifier can say what it stands for.

    So it is with an application inference profile, a provisioned or a custom model of Amazon Bedrock, and an endpoint
    of Vertex AI.
    """
    lowered = text.strip().lower()
    if not lowered.startswith(("arn:", "projects/")):
        return False
    arn = _ARN.fullmatch(lowered)
    known = arn is not None and arn["kind"] in ("foundation-model", "inference-profile")
    return not known if arn is not None else bool(_ENDPOINT.fullmatch(lowered))


def unwrap(text: str) -> Shell:
    """The name inside what hosts put around it."""
    shell = Shell()
    if arn := _ARN.fullmatch(text) if text.startswith("arn:") else None:
        shell.say("provider", "arn:aws:bedrock", "Amazon Bedrock")
        if arn["region"]:
            shell.say("region", arn["region"])
        shell.drop(f"{arn['account']}:{arn['kind']}")
        text = arn["rest"]
    if file := _FILE.search(text) if "." in text[-12:] else None:
        shell.say("format", file["format"], format_name(file["format"]))
        if file["shard"]:
            shell.say("shard", file["shard"])
        text = text[: file.start()]
    text = text.removeprefix("hf:").removeprefix("~")
    if text.startswith("ft:"):
        text, _, private = text[3:].partition(":")
        shell.say("finetune", private)
    if "/" in text:
        *path, name = [part for part in text.split("/") if part] or [""]
        if all(_stands_before(part, name) for part in path):  # else a slash in a name: `ViT L/14`
            _read_path(path, shell)
            text = name
    shell.core = _read_end(_bedrock(text, shell) if "." in text else text, shell)
    return shell


def _stands_before(part: str, name: str) -> bool:
    """Whether a part of a path may be a host or an owner of what has a name, or the repository of such a file.

    A size that the name has not makes it another model.
    """
    if part in word_table().hosts:
        return True
    return _OWNER.fullmatch(part) is not None and all(size in name for size in _SIZE.findall(part))


_SIZE: Final = Lazy(r"(?<![a-z\d.])\d+(?:\.\d+)?[bm](?![a-z\d])")


def _read_end(text: str, shell: Shell) -> str:
    """A name without what hosts put behind it: a date after an `@`, a window in brackets, tags after colons."""
    if at := _AT.search(text) if "@" in text else None:
        _say_at(at["snapshot"], shell)
        text = text[: at.start()]
    if suffix := (_BRACKET.search(text) if text.endswith("]") else _ABOVE.search(text)):
        shell.say("context", suffix["context"])
        text = text[: suffix.start()]
    if "(" in text:
        _read_brackets(text, shell)
    return _read_tags(text, shell) if ":" in text else text


def _say_at(snapshot: str, shell: Shell) -> None:
    """What Vertex AI writes behind an `@`: a date, a revision, or which is the default."""
    if snapshot in ("default", "latest"):
        shell.say("rolling", snapshot)
    elif DAY.fullmatch(snapshot) or SHORT_DATE.fullmatch(snapshot):
        shell.say("snapshot", snapshot, date_of_digits(snapshot))
    else:
        shell.say("revision", snapshot)


_DIGEST: Final = Lazy(r"[0-9a-f]{40,64}")


def _read_tags(text: str, shell: Shell) -> str:
    """A name without the tags behind it; a tag of Ollama belongs to the name."""
    tail = _BEDROCK_TAIL.search(text) if "-v" in text else None
    if tail and tail["throughput"]:  # of an id without its vendor
        before = text[: tail.start()]
        known = tail["throughput"] == "0" and re.search(r"\d", before) and ":" not in before
        return _without_revision(text, tail, shell) if known else ""
    name, _, tags = text.partition(":")
    for tag in tags.split(":"):
        if _DIGEST.fullmatch(tag):
            shell.say("revision", tag)
        elif (role := word_table().tags.get(tag)) and say(shell.said, role, tag):
            shell.tokens.append(Token(tag, role))
        else:
            words = (word_table().tag_words.get(word, word) for word in tag.split("-"))
            name = f"{name}-{'-'.join(words)}"
    return name


def _read_brackets(text: str, shell: Shell) -> None:
    """What words in brackets mean there."""
    roles = word_table().brackets
    for inside in _IN_BRACKETS.findall(text):
        if inside.strip() in roles:
            shell.brackets[inside.strip()] = roles[inside.strip()]


_OWNER: Final = Lazy(r"[\w.-]{1,96}")


def _read_path(path: Sequence[str], shell: Shell) -> None:
    """Hosts, regions and uploaders before the last slash."""
    table = word_table()
    for position, part in enumerate(path):
        if part in table.hosts:
            shell.say("provider", part, shell.said.get("provider", table.hosts[part]))
        elif part in table.regions or _REGION.fullmatch(part):
            shell.say("region", part)
        elif part in table.path_noise or path[max(position - 1, 0)] in ("projects", "locations"):
            shell.drop(part)
        elif _COMMITMENT.fullmatch(part):
            shell.say("commitment", part)
        elif _RESOLUTION.fullmatch(part):
            shell.say("resolution", part, part.replace("-", ""))
        elif _STEPS.fullmatch(part):
            shell.say("steps", part)
        elif part in table.qualities and position + 1 < len(path) and _RESOLUTION.fullmatch(path[position + 1]):
            shell.say("quality", part)
        else:
            shell.owners.append(part)
            shell.say("vendor", part)


def _bedrock(text: str, shell: Shell) -> str:
    """`us.anthropic.claude-...-v2:0` without region, vendor and revision."""
    table = word_table()
    first, _, rest = text.partition(".")
    region = first if first in table.regions else None
    vendor, _, name = (rest if region else text).partition(".")
    if vendor not in table.dotted_makers or not name or name[0].isdigit():
        return text
    shell.said.setdefault("provider", "Amazon Bedrock")
    if region:
        shell.say("region", region)
    shell.say("vendor", vendor)
    tail = _BEDROCK_TAIL.search(name)
    return _without_revision(name, tail, shell) if tail else name


def _without_revision(name: str, tail: re.Match[str], shell: Shell) -> str:
    """A name of Amazon Bedrock without its revision, throughput and window; where nothing else is one, a version."""
    if tail["bare"]:
        shell.say("revision", f"v{tail['bare']}")
        return name[: tail.start()]
    if tail["context"]:
        shell.say("context", tail["context"])
    name, minor = name[: tail.start()], tail["throughput"] or "0"
    minor = "" if minor == "0" else minor
    if tail["revision"] == "0" or not re.search(r"\d", name):  # claude-v2:1 is Claude 2.1
        return f"{name}-v{tail['revision']}" + (f".{minor}" if minor else "")
    shell.say("revision", f"v{tail['revision']}" + (f":{minor}" if minor else ""))
    return name
