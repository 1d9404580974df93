"""Whether an archive is whole and as it was written, from its files alone: no database, nothing of the record."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .bag import DECLARATION, DECLARED, INFO, MANIFEST, OXUM, PAYLOAD, PIECE, TAG_MANIFEST
from .counting import Records
from .unzipping import NotWhole

COUNTS = f"{PAYLOAD}exported.csv"
KEPT = (MANIFEST, TAG_MANIFEST, DECLARED, INFO, COUNTS)  # what is read, not only summed
LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
MOST_SAID = 20
Files = Iterator[tuple[str, Iterator[bytes]]]


@dataclass
class Checked:
    """What was found: how many files and bytes, tables and rows, whose archive it is, and what is wrong."""

    files: int = 0
    octets: int = 0
    tables: int = 0
    rows: int = 0
    sha256: str = ""  # of the manifest: by it two archives are the same
    info: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def in_folder(folder: Path) -> Files:
    """The files of a bag that is a folder."""
    for above, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(above, name) for name in folders):
            if path.is_symlink():
                raise NotWhole(f"{path.relative_to(folder).as_posix()} is not a plain folder")
        for name in sorted(names):
            path = Path(above, name)
            if path.is_symlink() or not path.is_file():
                raise NotWhole(f"{path.relative_to(folder).as_posix()} is not a plain file")
            yield path.relative_to(folder).as_posix(), _of(path)


def _of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def in_zip(path: Path) -> Files:
    """The files of a bag that is a ZIP. Raises :class:`~kinwork.archive.unzipping.NotWhole`."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError):
        raise NotWhole("it is no ZIP, or its end is missing") from None
    with opened:
        for one in opened.infolist():
            if not one.is_dir():
                yield one.filename, _within(opened, one)


def _within(opened: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with opened.open(one) as file:
            while piece := file.read(PIECE):
                yield piece
    except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, NotImplementedError):
        raise NotWhole(f"{one.filename} is damaged") from None


def below_one_folder(files: Files) -> Files:
    """Names without the one folder in which all stands."""
    top = None
    for path, content in files:
        above, _, name = path.partition("/")
        if top not in (None, above) or not name:
            raise NotWhole("what is in it does not stand in one folder")
        top = above
        yield name, content


def check(files: Files) -> Checked:
    """Read every file to its end. Raises :class:`~kinwork.archive.unzipping.NotWhole` where that cannot be done."""
    found = Checked()
    sums: dict[str, str] = {}
    rows: dict[str, int] = {}
    folders: dict[str, int] = {}
    read: dict[str, bytes] = {}
    for path, content in files:
        digest, records, kept = hashlib.sha256(), Records(), []
        for piece in content:
            digest.update(piece)
            if path.endswith(".csv"):
                records.feed(piece)
            if path in KEPT:
                kept.append(piece)
            if path.startswith(PAYLOAD):
                found.octets += len(piece)
        if path in sums:
            found.wrong.append(f"{path} is there twice.")
        sums[path] = digest.hexdigest()
        if path in KEPT:
            read[path] = b"".join(kept)
        if path.startswith(PAYLOAD):
            found.files += 1
            within = path.removeprefix(PAYLOAD)
            folder = within.partition("/")[0] + "/" if "/" in within else within
            folders[folder] = folders.get(folder, 0) + 1
            rows[within] = records.number - 1
    missing = [name for name in KEPT if name not in read]
    if missing:
        found.wrong.append(f"It is not whole: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
        return found
    found.sha256 = sums[MANIFEST]
    _against(MANIFEST, read, {name: sum_ for name, sum_ in sums.items() if name.startswith(PAYLOAD)}, found)
    tags = {name: sum_ for name, sum_ in sums.items() if not name.startswith(PAYLOAD) and name != TAG_MANIFEST}
    _against(TAG_MANIFEST, read, tags, found)
    if read[DECLARED] != DECLARATION:
        found.wrong.append(f"{DECLARED} does not say BagIt 1.0 in UTF-8.")
    lines = read[INFO].decode(errors="replace").splitlines()
    found.info = dict(line.split(": ", 1) for line in lines if ": " in line)
    if (said := found.info.get(OXUM)) != (counted := f"{found.octets}.{found.files}"):
        found.wrong.append(f"{INFO} says {OXUM} {said}, found {counted}.")
    _counts(read[COUNTS], rows, folders, found)
    return found


def _against(name: str, read: dict[str, bytes], sums: dict[str, str], found: Checked) -> None:
    said: dict[str, str] = {}
    for line in read[name].decode(errors="replace").splitlines():
        if not (parts := LINE.fullmatch(line)):
            found.wrong.append(f"{name} has a line that is none: {line[:80]!r}.")
            continue
        path = parts[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        said[path] = parts[1].lower()
    for what, paths in (
        ("is missing", said.keys() - sums.keys()),
        ("is not in the manifest", sums.keys() - said.keys()),
        ("is not as it was written", {path for path in said.keys() & sums.keys() if said[path] != sums[path]}),
    ):
        found.wrong += [f"{path} {what}." for path in sorted(paths)[:MOST_SAID]]
        if len(paths) > MOST_SAID:
            found.wrong.append(f"So it is with {len(paths) - MOST_SAID:,} more.")


def _counts(content: bytes, rows: dict[str, int], folders: dict[str, int], found: Checked) -> None:
    """Against the list of what was exported."""
    for name, kind, number in list(csv.reader(content.decode(errors="replace").splitlines()))[1:]:
        there = (rows if kind == "rows" else folders).get(name, 0)
        if str(there) != number:
            found.wrong.append(f"{name}: {number} {kind} were exported, found {there}.")
        if kind == "rows":
            found.tables += 1
            found.rows += there
