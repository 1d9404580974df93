"""Each return into its files, from the record: whole, or nothing is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from kinwork.returns import bounded, flat
from kinwork.returns import ssd as dataset
from kinwork.returns.problems import BadReturn
from kinwork.returns.years import Period, period_of

from . import annex_a, checking, cin, csc_api, ssd, ssda903
from .models import ReturningAuthority
from .reading import Tell, in_one_go, untold, whole_record
from .ssd.telling import Rows

MOST_OF_NUMBERS = 1 << 24  # bytes


def codes() -> ReturningAuthority:
    """By which codes the authority returns; empty ones where nobody has said. One statement."""
    return ReturningAuthority.objects.first() or ReturningAuthority()


def _begun(period: Period, on: date) -> None:
    if on < period.start:
        raise BadReturn(f"--year: found {period.year}, expected a year that has begun")


def write_cin(year: int, out: Path, on: date, tell: Tell = untold) -> None:
    """The census of a year. Raises ``BadReturn``."""
    period = period_of(year)
    _begun(period, on)
    made = timezone.localtime().replace(microsecond=0, tzinfo=None).isoformat()
    with whole_record(), in_one_go():
        flat.write_whole(out, _sized(cin.write(period, on, lea=codes().lea, made=made, tell=tell)))


def write_903(year: int, out: Path, on: date, tell: Tell = untold) -> None:
    """The looked-after return of a year: a folder, or one XML file where its name ends so. Raises ``BadReturn``."""
    period = period_of(year)
    _begun(period, on)
    with whole_record(), in_one_go():
        if out.suffix.lower() != ".xml":
            flat.write_parts(out, ssda903.write(period, on, tell))
            return
        from kinwork.returns.ssda903_file import write_xml

        flat.write_whole(out, write_xml(checking.ssda903_tables(period, on, tell)))


def write_annex_a(on: date, out: Path, postcodes: Path | None = None, tell: Tell = untold) -> None:
    """The workbook as of a day. Raises ``BadReturn``."""
    places = annex_a.places_of(postcodes) if postcodes is not None else {}
    with whole_record(), in_one_go(), flat.whole_file(out) as file:
        annex_a.write(annex_a.as_of(on, places, codes().ons), file, tell)


def write_csc_api(
    on: date, out: Path, since: date | None = None, purge: Path | None = None, tell: Tell = untold
) -> list[Path]:
    """Payloads of a hundred children each, and where they are: ``out`` and others with -2, -3 and so on; or a folder.

    Raises ``BadReturn``.
    """
    numbers = _numbers(purge) if purge is not None else []
    moment = None
    if since is not None:
        moment = timezone.make_aware(datetime.combine(since, time.min))
    with whole_record(), in_one_go():
        parts = csc_api.write(csc_api.payload(on, since=moment, purge=numbers, tell=tell))
        if out.suffix.lower() != ".json":
            named = ((f"payload-{place}.json", part) for place, part in enumerate(parts, 1))
            names: list[Path] = []
            flat.write_parts(out, _noting(named, out, names))
            return names
        return _side_by_side(out, list(parts) or ["[]"])


def _noting(parts: Iterator[tuple[str, str]], out: Path, names: list[Path]) -> Iterator[tuple[str, str]]:
    for name, part in parts:
        names.append(out / name)
        yield name, part


def _side_by_side(out: Path, parts: Sequence[str]) -> list[Path]:
    made = []
    for place, part in enumerate(parts, 1):
        path = out if place == 1 else out.with_name(f"{out.stem}-{place}{out.suffix}")
        flat.write_whole(path, [part])
        made.append(path)
    return made


def _numbers(path: Path) -> list[str]:
    """Numbers of children, one a line. Raises ``BadReturn``."""
    try:
        lines = bounded.content(path, "a file of numbers", MOST_OF_NUMBERS).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadReturn(f"{path}: not UTF-8 text, expected the number of a child in each line") from None
    found = []
    for place, line in enumerate(lines, 1):
        number = line.strip()
        if not number:
            continue
        if not (number.isascii() and number.isalnum() and len(number) <= 20):
            raise BadReturn(f"{path}: line {place}: found '{number[:40]}', expected the number of a child, such as K17")
        found.append(number)
    return list(dict.fromkeys(found))


def write_ssd(on: date, out: Path, tell: Tell = untold) -> None:
    """A folder with a CSV file for each object. Raises ``BadReturn``."""
    with whole_record(), in_one_go():
        flat.write_parts(out, ssd_parts(ssd.rows(on, tell)))


AT_ONCE = 2_000  # rows that become text together


def ssd_parts(rows: Rows) -> Iterator[tuple[str, str]]:
    """The files of the dataset, in parts: name of the file, some of its text."""
    for name, columns in dataset.objects().items():
        yield f"{name}.csv", dataset.lines([[column.name for column in columns]])
    waiting: dict[str, list[list[Any]]] = {}
    for name, row in rows:
        held = waiting.setdefault(name, [])
        held.append(dataset.cells(name, row))
        if len(held) >= AT_ONCE:
            yield f"{name}.csv", dataset.lines(waiting.pop(name))
    for name, held in waiting.items():
        yield f"{name}.csv", dataset.lines(held)


def _sized(parts: Iterator[str], size: int = 1 << 18) -> Iterator[str]:
    """Fewer, larger parts."""
    held: list[str] = []
    length = 0
    for part in parts:
        held.append(part)
        length += len(part)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)
