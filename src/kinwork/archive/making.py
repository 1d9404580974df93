"""Makes the archive: all of it of one moment of the record, restricted families and sealed records too.

It is read as the tables' owner, who stands behind no wall: who may is who may run commands on the server.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.db import connections, transaction
from django.template.loader import render_to_string

from kinwork.access.audit_log import log
from kinwork.access.models import Authority
from kinwork.access.replica import reading_from
from kinwork.national_returns.writing import write_ssd

from . import beside, families, names, papers, tables
from .bag import Bag
from .contents import LEFT_OUT, LEFT_OUT_COLUMNS, exported

BEGUN, DONE = "began to export everything", "exported everything"
FAMILIES, SSD = "families/", "ssd/"
WITHOUT_RECORDINGS = "recordings of practice: they were not asked for, or there are none"


class Tell(Protocol):
    """Hears how far it is."""

    def begins(self, what: str, number: int) -> None:
        """So many of these are to come."""

    def did(self, number: int) -> None:
        """So many more are done."""


class Untold:
    """Nobody asks."""

    def begins(self, what: str, number: int) -> None: ...
    def did(self, number: int) -> None: ...


@dataclass(frozen=True)
class Asked:
    """Who exports, why, on which day; why recordings of practice are in it, where they are."""

    by: str
    reason: str
    on: date
    recordings: str = ""


@dataclass
class Made:
    """What came of it. ``lost``: files that could not be read, or papers that could not be made."""

    sha256: str = ""
    tables: int = 0
    rows: int = 0
    files: int = 0
    lost: list[str] = field(default_factory=list)


@contextmanager
def whole_record(using: str) -> Iterator[None]:
    """One moment of everything, read by the tables' owner."""
    connection = connections[using]
    starts = not connection.in_atomic_block
    with transaction.atomic(using=using), reading_from(using):
        with connection.cursor() as cursor:
            if starts:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(tables.SETTINGS)
        yield


def make(bag: Bag, asked: Asked, tell: Tell | None = None, using: str = "owner") -> Made:
    """Fill and close the bag. That it begins and that it is done stand in the log."""
    tell = tell or Untold()
    words = f"{asked.by}: {asked.reason}{'; with recordings' if asked.recordings else ''}"
    log(None, BEGUN, words=words)  # for itself: what is read from now on may leave, whatever comes of it
    made = Made()
    with whole_record(using):
        authority = Authority.objects.values_list("name", flat=True).first() or ""
        _tables(bag, tell, using, authority)
        _papers(bag, made, tell)
        _files(bag, made, tell, with_recordings=bool(asked.recordings))
        _families(bag, tell)
        _dataset(bag, asked.on, tell)
        _left_out(bag, with_recordings=bool(asked.recordings))
        _lists(bag, made, authority)
    made.files = bag.streams
    of_tables = [number for name, number in bag.counted.items() if is_table(name)]
    made.tables, made.rows = len(of_tables), sum(of_tables)
    info = {
        "Source-Organization": authority,
        "Bagging-Date": asked.on.isoformat(),
        "External-Description": "Everything that the record held, as an open archive. Begin with data/index.html.",
        "Kinwork-Exported-By": asked.by,
        "Kinwork-Reason": asked.reason,
        **({"Kinwork-Recordings-Because": asked.recordings} if asked.recordings else {}),
    }
    made.sha256 = bag.close({name: value for name, value in info.items() if value})
    log(None, DONE, words=f"{asked.by}: {made.rows} rows, {made.files} files, manifest {made.sha256}")
    return made


def _tables(bag: Bag, tell: Tell, using: str, authority: str) -> None:
    every = exported()
    tell.begins("Tables", len(every))
    for table in every:
        tables.write(bag, table, using)
        tell.did(1)
    for name, text in (("datapackage.json", tables.package(every, authority)), ("load.sql", tables.script(every))):
        with bag.file(name) as file:
            file.text(text)


def _papers(bag: Bag, made: Made, tell: Tell) -> None:
    ids = papers.ids()
    tell.begins("Documents", len(ids))
    for wrong in papers.write(bag, ids):
        made.lost += [wrong] * bool(wrong)
        tell.did(1)


def _files(bag: Bag, made: Made, tell: Tell, *, with_recordings: bool) -> None:
    recordings = beside.recordings() if with_recordings else []
    tell.begins("Files", beside.how_many() + len(recordings))
    for some in (beside.write(bag), beside.write_recordings(bag, recordings)):
        for wrong in some:
            made.lost += [wrong] * bool(wrong)
            tell.did(1)


def _families(bag: Bag, tell: Tell) -> None:
    ids = families.ids()
    recorded = "recordings/" in bag.counted
    tell.begins("Families", len(ids))
    for family_id, page in families.pages(ids, with_recordings=recorded):
        with bag.file(names.family(family_id)) as file:
            file.text(page)
        tell.did(1)
    with bag.file("families/index.html") as file:
        for part in families.index():
            file.text(part)


def _dataset(bag: Bag, on: date, tell: Tell) -> None:
    """The Standard Safeguarding Dataset, as ``kinwork returns write ssd`` writes it. It lies in a folder of its own,
    for its owner alone, until it is in the archive: its files are written side by side.
    """
    tell.begins("Dataset", 0)
    with TemporaryDirectory(prefix="kinwork-") as folder:
        write_ssd(on, Path(folder) / "ssd", tell.did)
        for path in sorted((Path(folder) / "ssd").iterdir()):
            with bag.table(f"{SSD}{path.name}") as file, path.open("rb") as content:
                file.copy(content)


def _as_csv(bag: Bag, name: str, head: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    with bag.file(name) as file:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([head, *rows])
        file.text(out.getvalue())


def _left_out(bag: Bag, *, with_recordings: bool) -> None:
    _as_csv(bag, "left-out.csv", ("what", "why"), iter(left_out(with_recordings=with_recordings).items()))


def left_out(*, with_recordings: bool) -> Mapping[str, str]:
    """What is not in it, and why."""
    said = {**LEFT_OUT, **{f"{table}.{column}": why for (table, column), why in LEFT_OUT_COLUMNS.items()}}
    said["drafts of documents"] = "their words are in documents_writing, what they are made of in the tables"
    if not with_recordings:
        said["recordings"] = WITHOUT_RECORDINGS
    return said


def is_table(name: str) -> bool:
    """Of what is counted: a file of rows in one of the folders, the dataset's too, and not a folder of files."""
    return name.endswith(".csv") and "/" in name


def _lists(bag: Bag, made: Made, authority: str) -> None:
    """What could not be read, the page to begin with, and last how much there is of everything."""
    _as_csv(bag, "not-there.csv", ("what",), iter([[one] for one in made.lost]))
    shown = {
        "authority": authority,
        "counted": bag.counted,
        "tables": exported(),
        "left_out": left_out(with_recordings="recordings/" in bag.counted),
        "lost": made.lost,
    }
    with bag.file("index.html") as file:
        file.text(render_to_string("archive/index.html", shown))
    _as_csv(
        bag, "exported.csv", ("what", "kind", "number"),
        ((name, "rows" if is_table(name) else "files", number)
         for name, number in bag.counted.items()),
    )  # fmt: skip
