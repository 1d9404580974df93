"""``python -m benchmarks [PARTS] [--full] [--quick]``: a fresh database, the measurements, a verdict."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo

from . import audit, bundles, clocks, instruments, returns, statistics
from .report import Report

WITHOUT_DATABASE = {
    "audit": audit.measure,
    "statistics": statistics.measure,
    "instruments": instruments.measure,
    "bundles": bundles.measure,
    "returns": returns.measure,
}
ON_ONE_UNIT = ("pages", "family_page", "save", "entries", "documents", "access", "live", "search")
ON_ITS_OWN = ("find", "imports")
ON_AN_AUTHORITY = ("large", "indicators", "returns_written", "monday")  # one after the other on the same
EXPORTED = ("archive",)
PARTS = (*ON_ONE_UNIT, *WITHOUT_DATABASE, "clocks", *ON_ITS_OWN, *ON_AN_AUTHORITY, *EXPORTED)
DATABASE = "kinwork_bench"


@contextmanager
def fresh_database() -> Iterator[None]:
    """A server of our own (or that of ``DATABASE_URL``), and in it an empty database of our own."""
    from kinwork.platform import embedded

    with embedded.database("bench-postgres") as url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{DATABASE}"')
        os.environ["KINWORK_OWNER_URL"] = make_conninfo(url, dbname=DATABASE)
        os.environ["DATABASE_URL"] = make_conninfo(url, dbname=DATABASE, user=embedded.APP_ROLE)
        try:
            yield
        finally:
            os.environ["DATABASE_URL"] = url


def set_up() -> None:
    """Django with the settings that people meet; only the bare page is added to its addresses."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are measured too, hundreds of times
    settings.ROOT_URLCONF = "benchmarks.bare"
    call_command("migrate", database="owner", verbosity=0, interactive=False)


def measure(parts: list[str], full: bool, quick: bool, report: Report) -> None:
    """Fill the database and run the parts that were asked for."""
    from . import access, data, documents, entries, live, pages, search

    if parts != ["search"]:
        start = time.perf_counter()
        world = data.fill()
        report.note(
            f"A unit of 60 families, 150 discussions of one, 8 units in meetings ({time.perf_counter() - start:.0f} s)"
        )
    if "pages" in parts:
        pages.run(world, report)
    if "family_page" in parts:
        pages.run_family_page(world, report)
    if "save" in parts:
        pages.run_save(world, report)
    if "entries" in parts:
        entries.run(world, report)
    if "documents" in parts:
        documents.run(world, report)
    if "access" in parts:
        access.run(world, report)
    if "live" in parts:
        live.run(world, report, full=full)
    if "search" in parts:
        search.run(search.QUICK if quick else search.PEOPLE, report)
    let_go()


def let_go() -> None:
    """Of the database, so that another one can take its place."""
    from django.db import connections

    connections["default"].close()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    connections["owner"].close()


def measure_find(quick: bool, report: Report) -> None:
    """In a database of its own: a million entries would be in the way of the other figures."""
    from . import find

    find.run(find.QUICK if quick else find.ENTRIES, report)
    let_go()


def measure_imports(full: bool, report: Report) -> None:
    """In a database of its own, which holds nothing before."""
    from . import imports

    imports.run(report, full=full)
    let_go()


def measure_authority(parts: list[str], said: argparse.Namespace, report: Report) -> None:
    """In a database of its own, since it is loaded into an empty one only."""
    from . import indicators, large, monday, returns_written

    size = (
        large.size_for(quick=said.quick)
        if {"large", "indicators", "returns_written"} & set(parts) or said.full
        else monday.SIZE
    )
    large.load(size, report)
    if "large" in parts:
        large.run(report)
    if "indicators" in parts:
        indicators.run(report)
    if "returns_written" in parts:
        returns_written.run(report)
    if "monday" in parts:
        monday.run(report, minutes=said.minutes or (30 if said.full else 2.5), people=40 if said.quick else 200)
    let_go()


def measure_archive(report: Report) -> None:
    """Two authorities, each in a database of its own, the second one larger."""
    seconds = 0.0
    for _ in range(2):
        with fresh_database():
            set_up()
            from . import archive

            seconds = archive.measure(report, seconds)
            let_go()


def part(typed: str) -> str:
    """The name of a part."""
    if typed not in PARTS:
        raise argparse.ArgumentTypeError(f"found '{typed}', expected {', '.join(PARTS)}")
    return typed


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("parts", nargs="*", type=part, help=f"only these: {', '.join(PARTS)}")
    asked.add_argument(
        "--full",
        action="store_true",
        help="the whole simulated meeting, 100,000 children's clocks, 60,000 people brought in, half an hour of Monday",
    )
    asked.add_argument(
        "--quick",
        action="store_true",
        help="searching among 50,000 people and entries, not a million; 300 open children, not 5,000; 40 on Monday",
    )
    asked.add_argument("--minutes", type=float, help="how long the Monday morning is")
    said = asked.parse_args()
    os.environ["KINWORK_ENV"] = "development"  # the only relaxations: no HTTPS, no long-lived secret
    os.environ["KINWORK_SECRET_KEY"] = "only-for-benchmarks-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "kinwork.platform.settings"
    report, parts = Report(), said.parts or list(PARTS)
    for name, run in WITHOUT_DATABASE.items():
        if name in parts:
            run(report)
    if "clocks" in parts:
        clocks.measure(report, full=said.full)
    if on_one_unit := [one for one in parts if one in ON_ONE_UNIT]:
        with fresh_database():
            set_up()
            measure(on_one_unit, said.full, said.quick, report)
    if "find" in parts:
        with fresh_database():
            set_up()
            measure_find(said.quick, report)
    if "imports" in parts:
        with fresh_database():
            set_up()
            measure_imports(said.full, report)
    if on_an_authority := [one for one in parts if one in ON_AN_AUTHORITY]:
        with fresh_database():
            set_up()
            measure_authority(on_an_authority, said, report)
    if "archive" in parts:
        measure_archive(report)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
