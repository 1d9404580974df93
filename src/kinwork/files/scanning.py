"""The authority's own virus scanner: a command that says 0 for clean and 1 for found."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from .kinds import Refused

WITHIN = 60  # seconds
FOUND = 1


class CannotScan(Exception):
    """The scanner did not say: nothing is kept that it has not looked at."""


def scan(command: str, file: Path) -> None:
    """Ask about a file; nothing where no command is given. Raises :class:`Refused` or :class:`CannotScan`."""
    if not command.strip():
        return
    try:
        said = subprocess.run(  # noqa: S603 -- what the operator has set
            [*shlex.split(command), str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WITHIN,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        raise CannotScan(type(problem).__name__) from None
    if said.returncode == FOUND:
        raise Refused("The virus scanner found something in this file. It was not kept: tell your IT service desk.")
    if said.returncode:
        raise CannotScan(f"exit {said.returncode}")
