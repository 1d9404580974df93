"""Where tests put database servers of their own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000  # bytes: a server, a copy of it, its log


def quick_folder() -> Path:
    """A new folder, in memory where there is room: a server waits for the disk at every start and stop.

    Others may enter it: PostgreSQL refuses to run as root, and the account that it runs as then must get there.
    """
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    folder = Path(tempfile.mkdtemp(prefix="kw", dir=MEMORY if in_memory else None))
    folder.chmod(0o755)
    return folder
