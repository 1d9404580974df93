"""What access costs a page: the same pages with the walls and the log, and without, in one run.

"Without" is the tables' owner, for whom PostgreSQL applies no row-level security, with a log that writes nothing. Plans
depend on the role, so the two take turns in blocks, each warmed up anew. A hundred families are restricted meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

from django.core.cache import cache
from django.db import connection, connections

from kinwork.access.models import Restriction
from kinwork.families.models import Family
from kinwork.operations.audit_chain import verify
from kinwork.platform.embedded import APP_ROLE

from .data import World
from .pages import Person, counted
from .report import Report, middle

BLOCKS, EACH, WARM_UP = 8, 15, 6
ABSENT = 10**9
NOTED = "unit board, first in a quarter of an hour"
RESTRICTED, EVENTS = 100, 1_000_000  # two in a hundred of the families of an authority
AUDITED = (
    "kinwork.family_pages.views.log",
    "kinwork.meetings.views.discussion.log",
    "kinwork.access.access_logging.log",
)


def run(world: World, report: Report) -> None:
    """Server time and statements that access adds to pages; the walk of a million-row chain."""
    restrict_some(world)
    csw = Person(world.csw)
    pages: dict[str, Callable[[], float]] = {
        "unit board": lambda: csw.get(f"/unit/{world.unit_id}/"),
        NOTED: lambda: first_in_a_while(csw, f"/unit/{world.unit_id}/"),
        "discussion page": lambda: csw.get(f"/discussion/{world.discussion_id}/"),
        "family page": lambda: csw.get(f"/family/{world.family_id}/"),
    }
    report.title(f"What access adds to a page, {RESTRICTED} families being restricted")
    seconds: dict[tuple[str, bool], list[float]] = {(name, walled): [] for name in pages for walled in (True, False)}
    statements: dict[tuple[str, bool], int] = {}
    for _ in range(BLOCKS):
        for walled in (True, False):
            with as_owner_without_log() if not walled else nothing():
                for name, page in pages.items():
                    for _ in range(WARM_UP):
                        page()
                    seconds[name, walled] += [page() for _ in range(EACH)]
                    said: list[str] = []
                    with counted(said):
                        page()
                    # Who is asking, and with which posts: known without access as well, but by nobody needed.
                    statements[name, walled] = len(said) - (0 if walled else 1)
    for name in pages:
        ratio = middle(seconds[name, True]) / middle(seconds[name, False])
        detail = f"{middle(seconds[name, False]) * 1000:.2f} ms without, {middle(seconds[name, True]) * 1000:.2f} with"
        target = None if name == NOTED else 1.25
        report.figure(f"{name}, server time", ratio, target, unit="x", detail=detail)
        report.figure(f"{name}, statements more", statements[name, True] - statements[name, False], 3)
    compare_absent(csw, report)
    walk(report)


def first_in_a_while(who: Person, address: str) -> float:
    """A list's families are noted once in a quarter of an hour: the dearest of the readings in it."""
    cache.clear()
    return who.get(address)


def compare_absent(asker: Person, report: Report) -> None:
    """Whether time tells a restricted family from one that is not there: two medians, asked in turns."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT min(family_id) FROM access_restriction")
        hidden = cursor.fetchone()[0]
    seconds: dict[int, list[float]] = {hidden: [], ABSENT: []}
    for n in range(600):
        pk = (hidden, ABSENT)[n % 2]
        seconds[pk].append(asker.get(f"/family/{pk}/", expect=404))
    ratio = middle(seconds[hidden]) / middle(seconds[ABSENT])
    report.title("A restricted family and one that is not there, asked for by somebody off its list")
    report.figure("ratio of times", max(ratio, 1 / ratio), 1.05, unit="x")


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def as_owner_without_log() -> Iterator[None]:
    """No row-level security, no log."""
    app, owner = connections["default"].settings_dict, connections["owner"].settings_dict
    kept = {key: app[key] for key in ("USER", "OPTIONS")}
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    app["USER"] = owner["USER"]
    app["OPTIONS"] = {**kept["OPTIONS"], "options": owner["OPTIONS"]["options"]}
    patches = [patch(name) for name in AUDITED]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        app.update(kept)


def restrict_some(world: World) -> None:
    """Families of nobody's unit, restricted, so that the walls have something to keep."""
    hidden = Family.objects.bulk_create([Family(name=f"Hidden {n}") for n in range(RESTRICTED)])
    now = datetime.now(UTC)
    with connections["owner"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO access_restriction (family_id, cause, words, guardian_id, imposed_by_id, imposed_at)"
            " VALUES (%s, 'staff', 'x', %s, %s, %s)",
            [(family.pk, world.worker.pk, world.worker.pk, now) for family in hidden],
        )
    assert Restriction.objects.count() == 0, "the walls do not stand"
    assert APP_ROLE == "kinwork_app"


def walk(report: Report) -> None:
    """A chain of a million events, made by PostgreSQL and walked by ``kinwork audit-log verify``."""
    report.title(f"Verifying a chain of {EVENTS:,} events")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE access_auditlink, access_auditeventfamilies, access_auditevent")
        cursor.execute(
            "INSERT INTO access_auditevent (at, verb, family_id, object_type, policy, words)"
            " SELECT now(), 'opened family page', n %% 5000, 'Family', 'family:see_family', ''"
            " FROM generate_series(1, %s) n",
            [EVENTS],
        )
        # Every twentieth is a list of thirty families.
        cursor.execute(
            "INSERT INTO access_auditeventfamilies (event_id, family_ids) SELECT id, ARRAY(SELECT (id + n) %% 5000"
            " FROM generate_series(1, 30) n) FROM access_auditevent WHERE id %% 20 = 0",
            [],
        )
        cursor.execute("ANALYZE access_auditevent, access_auditeventfamilies")  # autovacuum comes too late for the loop
        cursor.execute(
            "DO $$ DECLARE last bytea := ''; e access_auditevent; n bigint := 0; BEGIN"
            " FOR e IN SELECT * FROM access_auditevent ORDER BY id LOOP"
            " n := n + 1; last := sha256(last || convert_to(kinwork_audit_text(e) || coalesce("
            " (SELECT family_ids::text FROM access_auditeventfamilies WHERE event_id = e.id), ''), 'UTF8'));"
            " INSERT INTO access_auditlink (seq, event_id, form, fingerprint) VALUES (n, e.id, 2, last);"
            " END LOOP; END $$"
        )
        cursor.execute("SET session_replication_role = DEFAULT")
    start = time.perf_counter()
    told = verify()
    seconds = time.perf_counter() - start
    assert told.events == EVENTS
    assert not told.wrong, told.wrong
    report.figure("seconds to walk it", seconds, 30, unit=" s")
