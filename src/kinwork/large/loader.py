"""Fills an empty database with the large invented authority (docs/adr/0103)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connections, transaction
from django.utils import timezone

from kinwork.access.models import Authority
from kinwork.access.permissions import Permission
from kinwork.access.roles import keys_of
from kinwork.copying import Rows, copy
from kinwork.demo.loader import refuse_unless_empty
from kinwork.obligations.rebuilding import rebuild_all
from kinwork.people import indexing

from .authority import tell_family, tell_service
from .processes import each
from .service import Service
from .size import LARGE, Size

NAME = "Linden and District (large demo)"
AT_ONCE = 100  # families in one transaction
# Made anew for all people at the end: as each batch is indexed, two processes would wait for each other's words.
INDEXED = ("person", "othername", "identifier", "address", "particular", "contact")
# Rows that count from one: the next comes after the last.
COUNTED = (
    "access_user", "units_unit", "units_post", "units_postholding", "units_dutyturn", "meetings_meeting",
    "meetings_attendance", "service_figures_servicefigure",
)  # fmt: skip
CLOSERS = keys_of(lambda role: Permission.CLOSE_MEETING in role.permissions)
LEADS = keys_of(lambda role: role.leads)
# Written last, since nothing of a closed meeting can be written any more. By whoever led the unit on that day.
CLOSE = """
UPDATE meetings_meeting m SET closed_at = m.held_on + time '16:00', closed_by_id = coalesce((
    SELECT h.user_id FROM units_postholding h JOIN units_post p ON p.id = h.post_id
    WHERE p.unit_id = m.unit_id AND p.role = ANY (%(closers)s) AND h.during @> m.held_on
    ORDER BY p.role <> ALL (%(leads)s), h.id LIMIT 1), m.opened_by_id)
WHERE m.closed_at IS NULL AND m.held_on < %(today)s
"""
# Families are looked at: what the last weeks left in the log. It is linked into the chain as ever.
READ = """
INSERT INTO access_auditevent (at, actor_id, verb, family_id, object_type, object_id, policy, opening_id, words)
SELECT least(e.recorded_at, now()), e.by_id, 'opened family page', e.family_id, 'Family', e.family_id, 'own unit',
       NULL, ''
FROM record_entry e JOIN cases_involvement i ON i.family_id = e.family_id AND i.closed_on IS NULL
WHERE e.happened_on > %s ORDER BY e.recorded_at, e.id
"""

Progress = Callable[[int], None]


def steps(size: Size = LARGE) -> int:
    """How many steps loading takes, for a progress bar: families first, then what is worked out from them."""
    return size.families + 2 * (size.families // 8)


def load(
    size: Size = LARGE,
    *,
    today: date | None = None,
    processes: int | None = None,
    using: str = "owner",
    progress: Progress = lambda _: None,
) -> None:
    """Everything. Raises ``NotEmpty`` when the database holds anything. With ``processes=0``, in this one alone.

    In several it is no single transaction: what broke off is a demo that is not whole, and is begun anew in an empty
    database.
    """
    refuse_unless_empty()
    today = today or timezone.localdate()
    Authority.objects.create(name=NAME, is_demo=True)
    with _unindexed(using):
        with transaction.atomic(using=using):
            copy(tell_service(Service(size, today)), using)
        batches = [(size, today, first, using) for first in range(0, size.families, AT_ONCE)]
        for number in each(_families, batches, processes):
            progress(number)
    _finish(using, today)
    for _ in each(_afterwards, [("due", today, using), ("index", today, using)], processes):
        progress(size.families // 8)


_services: dict[tuple[Size, date], Service] = {}


def _families(batch: tuple[Size, date, int, str]) -> int:
    """Some families, in a transaction of their own."""
    size, today, first, using = batch
    service = _services.get((size, today))
    if service is None:
        service = _services[size, today] = Service(size, today)
    rows = Rows()
    last = min(first + AT_ONCE, size.families)
    for number in range(first, last):
        tell_family(service, number, rows)
    with transaction.atomic(using=using):
        copy(rows, using)
    return last - first


@contextmanager
def _unindexed(using: str) -> Iterator[None]:
    """Nobody is indexed while they come; all are, afterwards."""

    def put(way: str) -> None:
        with connections[using].cursor() as cursor:
            # PostgreSQL alters no table of which keys are still to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            for name in INDEXED:
                cursor.execute(f"ALTER TABLE people_{name} {way} TRIGGER kinwork_index_insert")

    put("DISABLE")
    try:
        yield
    finally:
        if not connections[using].needs_rollback:
            put("ENABLE")


def _finish(using: str, today: date) -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(CLOSE, {"today": today, "closers": CLOSERS, "leads": LEADS})
        for table in COUNTED:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608 -- ours
            )
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")


def _afterwards(work: tuple[str, date, str]) -> int:
    """What is due in each open family; and, beside it, the index of people and who has looked at what."""
    what, today, using = work
    if what == "due":
        return rebuild_all(today)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(READ, [today.replace(day=1)])
    return indexing.reindex(using)
