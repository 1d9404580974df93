"""Whether every attached file that the record names is where it is kept, and nothing is there that it does not name."""

from __future__ import annotations

import os
import shlex
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from kinwork.observation import keeping
from kinwork.record.attaching import store

NAMED = """
SELECT DISTINCT sha256, size FROM record_attachment
UNION SELECT DISTINCT small_sha256, NULL::integer FROM record_attachment WHERE small_sha256 <> ''
"""


@dataclass(frozen=True)
class Kept:
    """How the folder stands beside the record."""

    named: int
    missing: list[str]
    unnamed: int  # since before the day that was asked for


def look(before: datetime, using: str = "owner") -> Kept:
    """Compare sizes, not contents: those are checked whenever one is read. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(NAMED)
        named: dict[str, int | None] = dict(sorted(cursor.fetchall(), key=lambda row: row[1] or 0))
    there, unnamed = {}, 0
    for sha256, size, wanted in store().all():
        there[sha256] = size
        unnamed += sha256 not in named and wanted < before
    missing = [one for one, size in named.items() if one not in there or (size and there[one] != size)]
    return Kept(len(named), missing, unnamed)


def recordings_missing(using: str = "owner") -> tuple[list[str], int]:
    """Recordings of practice that are kept and not there, and how many are kept. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT sha256 FROM observation_recording WHERE gone_at IS NULL")
        kept = [sha256 for (sha256,) in cursor.fetchall()]
    there = keeping.store()
    return [one for one in kept if not there.path_of(one).exists()], len(kept)


def problem_with_folder() -> str:
    """Why files cannot be kept where the settings say; nothing where they can."""
    folder = Path(settings.KINWORK_FILES)
    if Path(settings.STATIC_ROOT) in (folder, *folder.parents):
        return "it is inside the folder of static files, which everyone can read"
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return f"{there} cannot be written to"
    if folder.exists() and folder.stat().st_mode & 0o077:
        return f"others on this machine can look into it: chmod 700 {folder}"
    return ""


def problem_with_scanner() -> str:
    """Why the scanner that the settings name cannot be asked."""
    try:
        program, *_ = shlex.split(settings.KINWORK_SCAN_COMMAND) or [""]
    except ValueError:
        return "it is no command"
    return f"there is no program {program}" if program and not shutil.which(program) else ""
