"""Cases made of seeds: cut, joined, repeated, and with tokens of the format put in at the borders of characters."""

from __future__ import annotations

import random

from fuzzing.targets import Target

__all__ = ["Mutator"]


class Mutator:
    """An endless source of cases for a target; equal seeds give equal cases."""

    def __init__(self, target: Target, seed: int | str) -> None:
        self._rng = random.Random(seed)
        self._seeds = [*target.seeds()]
        self._tokens = target.tokens
        self._most = target.most
        self._steps = (
            self._insert,
            self._insert,
            self._replace,
            self._remove,
            self._double,
            self._join,
            self._flip,
            self._scatter,
        )

    def case(self) -> bytes:
        """The next case: a seed, or nothing, after one to eight steps; one of sixty is a run of a piece."""
        rng = self._rng
        case = rng.choice(self._seeds) if rng.random() < 0.95 else b""
        for _ in range(min(8, 1 + int(rng.expovariate(0.6)))):
            case = rng.choice(self._steps)(case)
        if rng.random() < 0.016:
            case = self._run(case)
        return case[: self._most]

    def _place(self, case: bytes) -> int:
        """A place in a case, nearly always between two characters."""
        at = int(self._rng.random() * (len(case) + 1))
        if self._rng.random() < 0.95:
            while at < len(case) and case[at] & 0xC0 == 0x80:
                at += 1
        return at

    def _piece(self, case: bytes) -> tuple[int, int]:
        """Two places, most often near one another."""
        start = self._place(case)
        end = self._place(case) if self._rng.random() < 0.1 else start + int(self._rng.expovariate(0.15))
        while end < len(case) and case[end] & 0xC0 == 0x80:
            end += 1
        return min(start, end), max(start, end)

    def _insert(self, case: bytes) -> bytes:
        at = self._place(case)
        return case[:at] + self._rng.choice(self._tokens) + case[at:]

    def _replace(self, case: bytes) -> bytes:
        start, end = self._piece(case)
        return case[:start] + self._rng.choice(self._tokens) + case[end:]

    def _remove(self, case: bytes) -> bytes:
        start, end = self._piece(case)
        return case[:start] + case[end:]

    def _double(self, case: bytes) -> bytes:
        start, end = self._piece(case)
        return case[:end] + case[start:end] * self._rng.choice((1, 1, 2, 8)) + case[end:]

    def _join(self, case: bytes) -> bytes:
        other = self._rng.choice(self._seeds)
        return case[: self._place(case)] + other[self._place(other) :]

    def _flip(self, case: bytes) -> bytes:
        at = int(self._rng.random() * (len(case) + 1))
        return case[:at] + bytes([self._rng.randrange(256)]) + case[at + 1 :]

    def _scatter(self, case: bytes) -> bytes:
        """A character of any plane."""
        at = self._place(case)
        most = self._rng.choice((0x80, 0x800, 0x3000, 0x10000, 0x110000))
        return case[:at] + chr(self._rng.randrange(most)).encode("utf8", "surrogatepass") + case[at:]

    def _run(self, case: bytes) -> bytes:
        """A piece, alone or with tokens behind it, again and again."""
        start, end = self._piece(case)
        unit = case[start:end] + b"".join(self._rng.choices(self._tokens, k=self._rng.randrange(3))) or b"-"
        return (unit * (self._most // len(unit) + 1))[: self._rng.choice((self._most // 10, self._most))]
