"""A file of events, child by child: in the memory of one run of rows, however long it is and in whatever order.

Every row is read and checked before the first child is handed over. What does not fit one run is put into sorted files
without a name, which are then merged.
"""

from __future__ import annotations

import csv
import heapq
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from kinwork.clocks.event_rows import BadEvent, EventRows
from kinwork.clocks.events import Event

COLUMNS = ("child", "event", "date", "time", "detail", "recorded")
NEEDED = COLUMNS[:3]
RUN = 250_000  # rows: some 50 MB
MOST_RUNS = 60  # files open at once
STEP = 20_000  # rows between two words about how far it has got

Child = tuple[str, list[Event]]
Progress = Callable[[int], object]


class BadFile(ValueError):
    """Where in the file, what was found and what was expected, in one line."""


def children(path: Path, rows: EventRows, run: int = RUN, progress: Progress | None = None) -> Iterator[Child]:
    """Each child of a CSV file once, in the order of their names, with its events. Raises :class:`BadFile`.

    ``progress`` hears of every so many bytes twice: when they have been read, and when their children were handed over.
    """
    runs: list[TextIO] = []
    try:
        held: dict[str, list[Event]] = {}
        count = total = 0
        for child, event in _read(path, rows, progress):
            if child in held:
                held[child].append(event)
            else:
                held[child] = [event]
            count += 1
            total += 1
            if count == run:
                runs.append(_spilled(sorted(held.items())))
                held, count = {}, 0
                if len(runs) == MOST_RUNS:
                    merged = _spilled(_merged([_from(file, rows) for file in runs]))
                    _close(runs)
                    runs = [merged]
        if runs:
            found = _merged([*(_from(file, rows) for file in runs), iter(sorted(held.items()))])
        else:
            found = iter(sorted(held.items()))
        if progress is None:
            yield from found
            return
        size, done = path.stat().st_size, 0
        for one in found:
            yield one
            done += len(one[1])
            if done >= STEP or done == total:
                progress(size * done // total)
                total, size, done = total - done, size - size * done // total, 0
    finally:
        _close(runs)


def _read(path: Path, rows: EventRows, progress: Progress | None) -> Iterator[tuple[str, Event]]:
    number, told = 1, 0
    try:
        with path.open("rb") as file:
            table = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""), strict=True)
            head = next(table, [])
            width, at = len(head), _places(head)
            read = rows.event
            child_at, kind_at, date_at, time_at, detail_at, recorded_at = at
            for number, row in enumerate(table, 2):
                if progress is not None and not number % STEP:
                    progress(file.tell() - told)
                    told = file.tell()
                if len(row) != width:
                    if not any(cell.strip() for cell in row):
                        continue
                    if len(row) > width:
                        expected = f"{width}, as the first row has"
                        raise BadFile(f"row {number}: found {len(row)} cells, expected {expected}")
                    row += [""] * (width - len(row))
                row.append("")
                child = row[child_at]
                try:
                    event = read(row[kind_at], row[date_at], row[time_at], row[detail_at], row[recorded_at])
                except BadEvent:
                    if not any(cell.strip() for cell in row):
                        continue
                    event = read(*(row[place].strip() for place in at[1:]))
                if not child or child.isspace():
                    raise BadEvent("child: found nothing, expected whose event it is")
                yield child, event
            if progress is not None:
                progress(file.tell() - told)
    except BadEvent as problem:
        raise BadFile(f"row {number}: {problem}") from None
    except csv.Error as problem:
        what = 'a quote (") that is never closed' if "end of data" in str(problem) else str(problem)
        raise BadFile(f"row {number + 1}: found {what}, expected a CSV file") from None
    except UnicodeDecodeError:
        raise BadFile(f"row {_first_not_utf8(path)}: found bytes that are no UTF-8, expected a file in UTF-8") from None
    except OSError as problem:
        raise BadFile(f"{problem.strerror or problem}, expected a CSV file of events") from None


def _places(head: list[str]) -> tuple[int, ...]:
    """Where each column stands; one that is not there, where nothing stands."""
    names = [name.strip().lower() for name in head]
    asked = f"{', '.join(NEEDED)} and, where there are any, {', '.join(COLUMNS[3:])}"
    for name in names:
        if name not in COLUMNS or names.count(name) > 1:
            twice = " twice" if name in COLUMNS else ""
            raise BadFile(f"row 1: found the column '{name[:60]}'{twice}, expected {asked}")
    for name in NEEDED:
        if name not in names:
            found = ", ".join(names) or "nothing"
            raise BadFile(f"row 1: found {found}, expected {asked}")
    return tuple(names.index(name) if name in names else len(names) for name in COLUMNS)


def _first_not_utf8(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _spilled(made: Iterable[Child]) -> TextIO:
    """A run as a file that only this process sees."""
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="", prefix="kinwork-due-")  # noqa: SIM115
    write = csv.writer(file).writerow
    for child, events in made:
        for kind, day, at, detail, recorded, _ in events:
            said = ";".join(f"{key}={value}" for key, value in detail.items())
            write((child, kind, day, f"{at:%H:%M}" if at else "", said, recorded or ""))
    file.seek(0)
    return file


def _from(file: TextIO, rows: EventRows) -> Iterator[Child]:
    for child, found in groupby(csv.reader(file), key=itemgetter(0)):
        yield child, [rows.event(*row[1:]) for row in found]


def _merged(runs: list[Iterator[Child]]) -> Iterator[Child]:
    for child, found in groupby(heapq.merge(*runs, key=itemgetter(0)), key=itemgetter(0)):
        yield child, [event for _, events in found for event in events]


def _close(runs: Iterable[TextIO]) -> None:
    for file in runs:
        file.close()
