"""Work for all cores: a catalog in each process, and items worked on side by side that come back in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from fmref.errors import WorkerError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from typing import Self

    from fmref.catalog import Catalog

__all__ = ["Workers", "catalog_of", "cores", "portions"]

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 3
"""How many items there are at most for each worker: one in work, the others on their way there or back."""


@lru_cache(maxsize=1)
def catalog_of(snapshot: str | None) -> Catalog:
    """The catalog of a snapshot, or the default one, opened once in each process.

    Work that goes to other processes names its catalog by the path: neither catalogs nor automata can be sent.
    """
    from fmref.catalog import load

    return load(snapshot)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def portions(items: Iterable[T], size: Callable[[T], int], enough: int) -> Iterator[list[T]]:
    """The items in lists, each as long as it takes for the sizes in it to come to `enough`, but for the last one."""
    portion: list[T] = []
    held = 0
    for item in items:
        portion.append(item)
        held += size(item)
        if held >= enough:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


class Workers:
    """Processes to share work among, which live until the context ends; with one job there is none but this one.

    They are spawned, since a fork would share the locks of threads, and each opens its own catalog.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._jobs > 1:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            spawning = get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=spawning, initializer=_live_with_parent)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def in_order(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """The results of `work` for each item, in the order of the items; all three are pickled.

        No more than `_AHEAD` items for each process are held at a time, so neither items nor results need fit into
        memory together. Raises `WorkerError` when a process dies.
        """
        if self._pool is None:
            yield from map(work, items)
            return
        from collections import deque
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[Future[R]] = deque()
        try:
            for item in items:
                while waiting and (waiting[0].done() or len(waiting) == _AHEAD * self._jobs):
                    yield waiting.popleft().result()
                waiting.append(self._pool.submit(work, item))
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise WorkerError from None


def _live_with_parent() -> None:
    """Leave an interrupt from the keyboard to the parent, and end when it does, however it ended."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := parent_process()) is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        Thread(target=follow, daemon=True).start()
