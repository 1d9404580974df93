"""Looking at a file in a process apart, with little memory and time: whatever it does there, the server goes on.

Readers of pictures and documents are large programs, and the files come from anywhere.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from .kinds import FileKind, Refused

MEMORY = 2_000_000_000  # bytes
SECONDS = 40  # of the processor
WITHIN = 60
TOO_MUCH = "This file takes too much to be looked through safely. Make it smaller, or save it as PDF or as a picture."
SAYS = "from kinwork.files.apart import main; main()"


def look_apart(file: Path, into: Path) -> tuple[FileKind, Path, Path | None]:
    """As :func:`kinwork.files.looking.look`. Raises :class:`Refused`."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in os.environ}
    try:
        said = subprocess.run(  # noqa: S603 -- ourselves
            [sys.executable, "-c", SAYS, str(file), str(into)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=WITHIN, check=False, env=environment,
        )  # fmt: skip
        answer = json.loads(said.stdout) if said.returncode == 0 else {"refused": TOO_MUCH}
    except (subprocess.TimeoutExpired, ValueError):
        raise Refused(TOO_MUCH) from None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return FileKind(answer["kind"]), into / "kept", into / "small" if answer["has_small"] else None


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from .looking import look

    try:
        found = look(Path(sys.argv[1]), Path(sys.argv[2]))
    except Refused as refused:
        answer: dict[str, object] = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": TOO_MUCH}
    else:
        answer = {"kind": found.kind.value, "has_small": found.small is not None}
    json.dump(answer, sys.stdout)
