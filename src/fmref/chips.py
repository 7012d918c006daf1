"""Chips by their ids."""

__all__ = ["are_of_one_make"]


def are_of_one_make(one: str, other: str) -> bool:
    """Whether the id of one chip is that of the other, or goes on from it: sources say now the make, now its memory.

    >>> are_of_one_make("nvidia-a100-80gb", "nvidia-a100"), are_of_one_make("nvidia-a100", "nvidia-a10")
    (True, False)
    """
    return f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-")
