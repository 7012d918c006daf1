"""Concepts and what is narrower than they are."""

from __future__ import annotations

from collections import defaultdict

from fmref.snapshot import Snapshot

__all__ = ["narrower_than"]


def narrower_than(concept: str, snapshot: Snapshot) -> frozenset[str]:
    """The concepts of a snapshot that are narrower than one, at any number of steps, and itself."""
    below: dict[str, list[str]] = defaultdict(list)
    for broader, narrower in snapshot.narrower_concepts():
        below[broader].append(narrower)
    found, frontier = {concept}, [concept]
    while frontier:
        frontier = [one for above in frontier for one in below[above] if one not in found]
        found.update(frontier)
    return frozenset(found)
