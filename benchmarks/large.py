"""The large invented authority: how long it takes to load, and what its pages, its front door and its clocks cost."""

from __future__ import annotations

import time
from uuid import uuid4

import typer
from django.db import connection, connections
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.sql import tuples
from kinwork.cases.models import Involvement
from kinwork.large import loader
from kinwork.large.size import LARGE, SMALL, Size
from kinwork.obligations.rebuilding import rebuild_all, rebuild_family

from . import bare
from .pages import Person, counted, interleave, times
from .report import Report, middle

ROUNDS, MINUTES = 40, 10
# The unit with most families, who leads it, and the open family of it of which most is written.
FULLEST = """
SELECT a.unit_id, (
    SELECT h.user_id FROM units_postholding h JOIN units_post p ON p.id = h.post_id
    WHERE p.unit_id = a.unit_id AND p.role = 'csw' AND h.during @> CURRENT_DATE LIMIT 1)
FROM cases_allocation a JOIN cases_involvement i ON i.id = a.involvement_id
WHERE i.closed_on IS NULL AND a.during @> CURRENT_DATE GROUP BY a.unit_id
HAVING EXISTS (SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
               WHERE p.unit_id = a.unit_id AND p.role = 'csw' AND h.during @> CURRENT_DATE)
ORDER BY count(*) DESC, a.unit_id LIMIT 1
"""
LONGEST = """
SELECT i.family_id FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
JOIN record_entry e ON e.family_id = i.family_id
WHERE i.closed_on IS NULL AND a.during @> CURRENT_DATE AND a.unit_id = %(unit)s
GROUP BY i.family_id ORDER BY count(*) DESC, i.family_id LIMIT 1
"""
IN_ROLE = """
SELECT h.user_id FROM units_postholding h JOIN units_post p ON p.id = h.post_id
WHERE p.role = %(role)s AND h.during @> CURRENT_DATE ORDER BY h.id LIMIT 1
"""
COUNTS = """
SELECT (SELECT count(*) FROM people_person), (SELECT count(*) FROM families_family),
       (SELECT count(*) FROM cases_involvement WHERE closed_on IS NULL),
       (SELECT count(*) FROM children_episode WHERE ended_on IS NULL),
       (SELECT count(*) FROM record_entry), (SELECT count(*) FROM meetings_discussion)
"""


def load(size: Size, report: Report) -> None:
    """In as many processes as there are cores; all constraints are on, and all triggers but those that index people."""
    report.title("A large invented authority")
    start = time.perf_counter()
    with typer.progressbar(length=loader.steps(size), label="  loading") as bar:
        loader.load(size, progress=bar.update)
    seconds = time.perf_counter() - start
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(COUNTS)
        [(people, families, open_now, children, entries, talks)] = cursor.fetchall()
    report.note(f"{people:,} people, {families:,} families, {open_now:,} open with {children:,} children;")
    report.note(f"{entries:,} entries of records, {talks:,} discussions")
    report.figure("loading, minutes", seconds / 60, MINUTES)


def run(report: Report) -> None:
    """Measured where it has been loaded."""
    [(unit_id, csw_id)] = tuples(FULLEST)
    [(family_id,)] = tuples(LONGEST, unit=unit_id)
    csw = Person(User.objects.get(pk=csw_id))
    head, door = (Person(User.objects.get(pk=tuples(IN_ROLE, role=role)[0][0])) for role in ("hos", "frontdoor"))
    pages = {
        "unit page": (lambda: csw.get(f"/unit/{unit_id}/"), 8, 15),
        "head of service’s page": (lambda: head.get("/units/"), 8, 20),
        "families of the whole service": (lambda: head.get("/families/"), None, None),
        "flow of twelve weeks": (lambda: head.get("/units/flow/"), None, None),
        "what is overdue": (lambda: head.get("/units/overdue/"), None, None),
        "due in the unit": (lambda: csw.get(f"/unit/{unit_id}/due/"), None, None),
        "my work": (lambda: csw.get("/my-work/"), None, None),
        "family page": (lambda: csw.get(f"/family/{family_id}/"), None, None),
        "contacts": (lambda: door.get("/contacts/"), None, None),
    }
    report.title("Its pages, as ratios to a bare page")
    calls = {"bare page": lambda: csw.get(bare.ADDRESS), **{name: call for name, (call, _, _) in pages.items()}}
    seconds = interleave(calls, rounds=ROUNDS)
    report.note(f"bare page: {times(seconds['bare page'])}; {ROUNDS} rounds")
    for name, (_, ratio, _) in pages.items():
        several = middle(seconds[name]) / middle(seconds["bare page"])
        report.figure(name, several, ratio, unit="x", detail=times(seconds[name]))
    for name, (call, _, most) in pages.items():
        statements: list[str] = []
        with counted(statements):
            call()
        report.figure(f"{name}, statements", len(statements), most)
    _front_door(door, report)
    _obligations(report)


def _front_door(door: Person, report: Report) -> None:
    """A call about a child of the records: looked for while the name is typed, kept as a draft, saved."""
    names = tuples(
        "SELECT p.given_name, p.family_name FROM people_person p JOIN families_familymember m ON m.person_id = p.id "
        "WHERE m.is_child AND p.given_name <> '' ORDER BY p.id LIMIT %(most)s",
        most=ROUNDS,
    )
    report.title("The front door, from search to save")
    took = []
    for given, family in names:
        said = {
            "request": str(uuid4()), "draft_version": "0", "draft_page": "bench", "source": "2A", "relation": "teacher",
            "caller": "Jo Kay", "said": "She came in without a coat again and asked for food.",
            "wanted": "That somebody goes and sees.", "family_knows": "unknown", "consent": "not_asked",
            "a0-who": "child", "a0-given_name": given, "a0-family_name": family, "a0-household": "1", "row": "0",
        }  # fmt: skip
        looked = door.form("/contacts/known/", said)
        kept, _ = door.post("/contacts/draft/", said)
        took.append(looked + kept + door.form("/contacts/new/", said, expect=302))
    report.figure("search, draft and save, ms", middle(took) * 1000, 300, detail=times(took))


def _obligations(report: Report) -> None:
    """One family's, with the most children; and everybody's."""
    ids = list(Involvement.objects.filter(closed_on=None).order_by("pk").values_list("family_id", flat=True)[:ROUNDS])
    took = []
    for family_id in ids:
        start = time.perf_counter()
        rebuild_family(family_id)
        took.append(time.perf_counter() - start)
    report.title("What is due")
    report.figure("one family, ms", middle(took) * 1000, 20, detail=times(took))
    start = time.perf_counter()
    number = rebuild_all(timezone.localdate())
    report.figure("all open families, s", time.perf_counter() - start, 60, detail=f"{number:,} families")
    connection.close()


def size_for(*, quick: bool) -> Size:
    return SMALL if quick else LARGE
