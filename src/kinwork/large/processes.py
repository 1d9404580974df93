"""Work in as many processes as there are cores. Knows no Django, as a new process imports this before it is set up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def each(work: Callable[[T], int], batches: Sequence[T], processes: int | None = None) -> Iterator[int]:
    """What the work says of each batch, as it is done; ``processes=0``: one after the other in this one."""
    number = (os.cpu_count() or 1) if processes is None else processes
    if number == 0:
        yield from map(work, batches)
        return
    # Begun anew, not forked: a connection belongs to one process.
    with ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_set_up) as pool:
        try:
            for done in as_completed([pool.submit(work, batch) for batch in batches]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _set_up() -> None:
    import django

    django.setup()
