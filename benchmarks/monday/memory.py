"""What the server keeps in memory, looked at every second from outside."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psutil

from ..report import middle

EVERY = 1.0  # seconds
MEGABYTE = 1e6


@dataclass
class Watch:
    """Resident memory of the server's processes, and what PostgreSQL's hold besides the memory that they share."""

    server: psutil.Process
    database: psutil.Process | None
    of_server: list[float] = field(default_factory=list)
    of_database: list[float] = field(default_factory=list)
    most_connections: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def begin_anew(self) -> None:
        """Everybody is there: what came before was the way there."""
        self.of_server.clear()
        self.of_database.clear()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.of_server.append(sum(one.rss for one in memory_of(self.server)) / MEGABYTE)
            if self.database is None:
                continue
            backends = memory_of(self.database)
            self.of_database.append(sum(one.rss - one.shared for one in backends) / MEGABYTE)
            self.most_connections = max(self.most_connections, len(backends))


def memory_of(process: psutil.Process) -> list[Any]:
    """Of a process and all that it started, as far as they are still there."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                found.append(one.memory_info())
    return found


def growth(samples: list[float]) -> float:
    """The last third's median beside the second third's: 1 where memory is flat. The first third is warming up."""
    third = len(samples) // 3
    if not third:
        raise ValueError(f"found {len(samples)} samples of memory, expected three at least")
    return middle(samples[-third:]) / middle(samples[third : len(samples) - third])
