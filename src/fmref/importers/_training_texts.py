"""Short texts of tables on how a model was trained: on which chips, for how long, and how much data there were.

A text is read where its form leaves nothing open (`512 A100 80GB GPUs`, `15 days on 1536 TPUs`); of one that says more,
or less (`several months`, `less than 9 days`), nothing is taken.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fmref.importers import ImportedStatement

__all__ = ["Chips", "chips_of", "data_size_of", "time_of"]


class Chips(NamedTuple):
    """The chips that a text names, and their number where it counts those of one make."""

    names: tuple[str, ...]
    number: int | None = None


_CHIP: Final = re.compile(
    r"(?:(?<!\d)(?P<before>\d+) ?GB? (?:NVIDIA )?)?"
    r"(?:(?P<gpu>(?:(?:Quadro |GeForce )?RTX[ -]?|Tesla[ -]?)?"
    r"(?:A100|A800|H100|H800|H200|V100|P100|K80|A10|A40|A[56]000|3090|8000)s?\b|MI250X\b|Ascend 910\b|CS-2\b)"
    r"(?: ?\(|-| )?(?:(?P<after>\d+) ?GB?\b)?|TPU[ -]?v?(?P<tpu>\d[ep]?)\b|v(?P<pod>\d) TPU)",
    re.IGNORECASE,
)
_MAKES: Final = {
    "A5000": "NVIDIA RTX A5000",
    "A6000": "NVIDIA RTX A6000",
    "3090": "NVIDIA GeForce RTX 3090",
    "8000": "NVIDIA Quadro RTX 8000",
    "MI250X": "AMD Instinct MI250X",
    "ASCEND 910": "Huawei Ascend 910",
    "CS-2": "Cerebras CS-2",
}
"""Names of chips that are not `NVIDIA` and the word for them."""
_OTHER_USE: Final = re.compile(r"comparison|inference|\blike\b|\bhost\b", re.IGNORECASE)
"""Words of a text on other chips than those of training."""
_COUNTED: Final = re.compile(
    r"(?:trained on )?(?P<number>\d[\d,]*|an? single|single|one|an?)(?: ?x)? (?P<chips>.+?)"
    r"(?: (?:GPUs?|TPUs?|chips?|accelerators?))?(?: (?:distributed )?across .*| on a single node| connected by .*)?",
    re.IGNORECASE,
)
_MANY: Final = re.compile(
    r"\b(?:GPUs|TPUs|chips|pods?|clusters?|nodes?|slices?|accelerators|systems)\b|\d ?x |TPU|s\b", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?) (?P<unit>minute|hour|day|week|month)s?(?:,? according to .*| on .*)?", re.IGNORECASE
)
_DATA: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?) ?(?P<scale>[KMB]|billion|trillion|T(?= ))? ?"
    r"(?P<unit>[KMGT]B|tokens|words|documents|instructions|images|image-text pairs|\(image, text\) pairs"
    r"|hours(?: audio)?)",
)
_SCALES: Final = {"": 1, "K": 1e3, "M": 1e6, "B": 1e9, "billion": 1e9, "T": 1e12, "trillion": 1e12}


def chips_of(text: str) -> Chips | None:
    """The chips on which a text says that something was trained.

    >>> chips_of("512 A100 80GB GPUs distributed across 64 nodes"), chips_of("TPUv3/TPUv4 pods"), chips_of("64 GPUs")
    (Chips(names=('NVIDIA A100 80GB',), number=512), Chips(names=('Google TPU v3', 'Google TPU v4'), number=None), None)
    """
    found = list(_CHIP.finditer(text))
    if not found or _OTHER_USE.search(text):
        return None
    names = tuple(dict.fromkeys(map(_name, found)))
    names = tuple(name for name in names if not any(other.startswith(f"{name} ") for other in names))
    counted = _COUNTED.fullmatch(text)
    if counted is None:
        return Chips(names) if _MANY.search(text) else None
    only = _CHIP.fullmatch(counted["chips"].strip().removeprefix("NVIDIA ").removesuffix(" NVIDIA"))
    if only is None:
        return Chips(names)
    number = counted["number"].replace(",", "")
    return Chips(names, int(number) if number.isdigit() else 1)


def _name(found: re.Match[str]) -> str:
    """The name of a chip as Epoch AI or the catalog writes it."""
    if generation := found["tpu"] or found["pod"]:
        return f"Google TPU v{generation.lower()}"
    chip = re.sub(r"^(?:(?:Quadro |GeForce )?RTX|Tesla)[ -]?", "", found["gpu"], flags=re.IGNORECASE)
    chip = re.sub(r"(?: ?\(|-| )?(?:\d+ ?GB?)?$", "", chip, flags=re.IGNORECASE).removesuffix("s").upper()
    name = _MAKES.get(chip, f"NVIDIA {chip}")
    return f"{name} 80GB" if name == "NVIDIA A100" and "80" in {found["before"], found["after"]} else name


def time_of(text: str) -> ImportedStatement | None:
    """How long a text says that training took.

    >>> (one := time_of("15 days on 1536 TPUs")) and (one.value, one.unit), time_of("less than 9 days")
    ((15, 'days'), None)
    """
    found = _TIME.fullmatch(text)
    return ImportedStatement(value=_number(found["number"]), unit=f"{found['unit'].lower()}s") if found else None


def data_size_of(text: str) -> ImportedStatement | None:
    """How much data a text says that there are.

    >>> [(one.value, one.unit) for text in ("825 GB", "1.2 trillion tokens") if (one := data_size_of(text))]
    [(825, 'GB'), (1200000000000, 'tokens')]
    """
    found = _DATA.fullmatch(text)
    if found is None:
        return None
    unit = {"(image, text) pairs": "image-text pairs", "hours audio": "hours"}.get(found["unit"], found["unit"])
    return ImportedStatement(value=_number(found["number"], _SCALES[found["scale"] or ""]), unit=unit)


def _number(text: str, scale: float = 1) -> int | float:
    """A number times its scale, as an int where it is one."""
    value = float(f"{float(text) * scale:.12g}")
    return int(value) if value == int(value) else value
