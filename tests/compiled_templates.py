"""Templates of the test run, each compiled once, and not by each worker and each server that a test starts."""

import zlib
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from kinwork.platform import embedded

DEPENDENCIES = embedded.CHECKOUT / "requirements/dev.txt"


def kept() -> FileSystemBytecodeCache:
    """Jinja compiles a template again when it changes; a folder of its own for how all are compiled, and by what."""
    compiled_by = zlib.crc32(Path(embedded.__file__).with_name("jinja.py").read_bytes() + DEPENDENCIES.read_bytes())
    folder = embedded.var_folder() / "test-templates" / f"{compiled_by:08x}"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
