"""``kinwork work``: what is made in the background; and the same in a process of its own beside ``kinwork serve``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import set_up

ENDS_WITHIN = 30  # seconds, before it is killed: what it had in hand is begun again later
BESIDE = "from kinwork.operations.cli import main; main()"


def work(
    until_empty: Annotated[bool, typer.Option("--until-empty", help="End when nothing is left to do.")] = False,
    beside: Annotated[bool, typer.Option("--beside", hidden=True, help="End with whoever holds its input.")] = False,
) -> None:
    """Make what people asked for in the background: bundles, answers to subject access requests. Until a signal."""
    if beside:
        # A bundle is no reason for anybody's page to be slow.
        os.nice(10)
        Thread(target=_end_with_the_server, name="kinwork input", daemon=True).start()
    with embedded.database():
        set_up()
        from kinwork.bundles import background

        background.work(until_empty=until_empty)


def _end_with_the_server() -> None:
    sys.stdin.buffer.read()  # nothing is ever written to it: it ends when the server does, however that ended
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def beside_the_server() -> Iterator[None]:
    """A worker in a process of its own for as long as the server runs, unless one runs elsewhere."""
    from django.conf import settings

    if not settings.KINWORK_WORKER:
        yield
        return
    worker = subprocess.Popen([sys.executable, "-c", BESIDE, "work", "--beside"], stdin=subprocess.PIPE)  # noqa: S603
    try:
        yield
    finally:
        assert worker.stdin is not None
        worker.stdin.close()
        try:
            worker.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
