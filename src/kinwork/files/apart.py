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
from typing import Any

from .kinds import FileKind, Refused

MEMORY = 2_000_000_000  # bytes
SECONDS = 40  # of the processor
WITHIN = 60
TOO_MUCH = "This file takes too much to be looked through safely. Make it smaller, or save it as PDF or as a picture."
SAYS = "from kinwork.files.apart import main; main()"
SAYS_OF_SOUND = "from kinwork.files.apart import main_of_sound; main_of_sound()"


def look_apart(file: Path, into: Path) -> tuple[FileKind, Path, Path | None]:
    """As :func:`kinwork.files.looking.look`. Raises :class:`Refused`."""
    answer = _asked(SAYS, file, into)
    return FileKind(answer["kind"]), into / "kept", into / "small" if answer["has_small"] else None


def sound_apart(file: Path) -> FileKind:
    """As :func:`kinwork.files.long_sounds.look`. Raises :class:`Refused`."""
    return FileKind(_asked(SAYS_OF_SOUND, file)["kind"])


def _asked(says: str, *paths: Path) -> dict[str, Any]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in os.environ}
    try:
        said = subprocess.run(  # noqa: S603 -- ourselves
            [sys.executable, "-c", says, *map(str, paths)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=WITHIN, check=False, env=environment,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(said.stdout) if said.returncode == 0 else {"refused": TOO_MUCH}
    except (subprocess.TimeoutExpired, ValueError):
        raise Refused(TOO_MUCH) from None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main_of_sound() -> None:
    _limited()
    from .long_sounds import look

    try:
        answer = {"kind": look(Path(sys.argv[1])).value}
    except Refused as refused:
        answer = {"refused": str(refused)}
    json.dump(answer, sys.stdout)


def main() -> None:
    _limited()
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
