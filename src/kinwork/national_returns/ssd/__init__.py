"""The Standard Safeguarding Dataset from the record: rows of its objects, child by child, one file for each theme.

Every row's key is the kind of fact and its id, so that it stays the same from one extract to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinwork.access.sql import tuples

from ..around import around, in_batches
from ..cin import OF_NEED
from ..facts import FACTS
from ..reading import Tell, children, people_with, untold
from .care import care, health
from .later import leaving, school
from .need import need
from .person import noted, person
from .protection import protection
from .telling import Rows, Told

KINDS = tuple(FACTS)
THEMES = (person, need, protection, care, health, leaving, school)
# Where no episode is recorded, a child with one of the others stands there without; the check says so.
_WHO = " UNION ALL ".join(
    f"SELECT person_id FROM {FACTS[kind].table} WHERE withdrawn_at IS NULL AND started_on <= %(on)s"  # noqa: S608
    for kind in (*OF_NEED, "care_period", "leaving_care")
)
_UNITS = "SELECT id, name FROM units_unit ORDER BY id"
_STAFF = """
SELECT u.id, u.full_name, (SELECT n.registration FROM children_namedworker n WHERE n.worker_id = u.id
        AND n.withdrawn_at IS NULL ORDER BY n.id DESC LIMIT 1),
       (SELECT sum(p.fte) FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = u.id AND h.during @> %(on)s::date),
       (SELECT t.name FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        JOIN units_unit t ON t.id = p.unit_id
        WHERE h.user_id = u.id AND h.during @> %(on)s::date ORDER BY h.id LIMIT 1)
FROM access_user u
WHERE EXISTS (SELECT 1 FROM units_postholding h WHERE h.user_id = u.id)
   OR EXISTS (SELECT 1 FROM children_namedworker n WHERE n.worker_id = u.id) ORDER BY u.id
"""


def people_in(on: date) -> list[int]:
    """Every child who was ever in need, in care or supported after it. One statement."""
    return people_with(_WHO, on=on)


def rows_of_house(on: date) -> Rows:
    """Units and professionals. Two statements."""
    for id, name in tuples(_UNITS):
        yield "ssd_department", {"dept_team_id": f"U{id}", "dept_team_name": name}
    for id, name, registration, fte, team in tuples(_STAFF, on=on):
        yield (
            "ssd_professionals",
            {
                "prof_professional_id": f"W{id}",
                "prof_staff_id": id,
                "prof_professional_name": name,
                "prof_social_worker_registration_no": registration,
                "prof_professional_department": team,
                "prof_full_time_equivalency": fte,
            },
        )


def rows_of_people(people: Sequence[int], there: frozenset[int], on: date, tell: Tell = untold) -> Rows:
    """Rows of some of those who are there. For every 500 a statement for each kind of fact and eleven."""
    for some in in_batches(children(people, on, KINDS)):
        near = around(some, on)
        yield from noted(list(some), on, there)
        for child in some:
            told = Told.of(child, near, on)
            for theme in THEMES:
                yield from theme(told)
            tell(1)


def rows(on: date, tell: Tell = untold) -> Rows:
    """All rows: object and cells. For every 500 a statement for each kind of fact and eleven; and three."""
    yield from rows_of_house(on)
    people = people_in(on)
    yield from rows_of_people(people, frozenset(people), on, tell)
