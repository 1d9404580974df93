"""A family that was closed and is referred or opened again: what was said at the closing, and who held it before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.notices.actions import notify
from kinwork.notices.queries import ids_who_answer
from kinwork.units.models import Unit

from .models import Involvement
from .notice_kinds import CAME_BACK, CHILD_CAME_BACK


@dataclass(frozen=True)
class LastClosing:
    """How the service last closed a family: who held it, what to do now, who led early help from then on.

    Why it closed is the record's: whoever takes a call may not have opened it.
    """

    family_id: int
    closed_on: date
    unit: str
    if_rereferred: str
    early_help: str
    early_help_telephone: str


LAST_CLOSING = """
SELECT DISTINCT ON (i.family_id) i.family_id, i.closed_on, coalesce(u.name, ''), i.if_rereferred,
       concat_ws(', ', nullif(i.step_down_name, ''), nullif(i.step_down_agency, '')), i.step_down_telephone
FROM cases_involvement i
LEFT JOIN LATERAL (
    SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = i.id ORDER BY a.during DESC LIMIT 1
) held ON true
LEFT JOIN units_unit u ON u.id = held.unit_id
WHERE i.family_id = ANY (%(families)s::bigint[]) AND i.closed_on IS NOT NULL
ORDER BY i.family_id, i.opened_on DESC, i.id DESC
"""


def last_closings(family_ids: Iterable[int]) -> dict[int, LastClosing]:
    """The last closing of each family that was ever closed, open again or not. One statement."""
    found = tuples(LAST_CLOSING, families=sorted(set(family_ids)))
    return {row[0]: LastClosing(*row) for row in found}


# The unit that held each closed involvement last: of this family, and of other families of its children.
HELD_BEFORE = """
SELECT DISTINCT held.unit_id, i.family_id = %(family)s
FROM cases_involvement i
JOIN LATERAL (
    SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = i.id ORDER BY a.during DESC LIMIT 1
) held ON true
WHERE i.closed_on IS NOT NULL AND held.unit_id <> %(unit)s AND (
    i.id = (SELECT x.id FROM cases_involvement x WHERE x.family_id = %(family)s AND x.closed_on IS NOT NULL
            ORDER BY x.closed_on DESC, x.id DESC LIMIT 1)
    OR (i.family_id <> %(family)s AND i.family_id IN (
        SELECT m.family_id FROM families_familymember m JOIN families_familymember o ON o.person_id = m.person_id
        WHERE o.family_id = %(family)s AND o.is_child AND NOT o.taken_back AND m.is_child AND NOT m.taken_back)))
"""


def tell_units_before(actor: Actor, involvement: Involvement, unit: Unit) -> None:
    """Who answers for a unit that held the family, or a child of it in another, hears that it is open again.

    Of a restricted family only those hear who may know of it: that is asked when a notice is read. One statement, and
    three for each unit.
    """
    for unit_id, is_same in tuples(HELD_BEFORE, family=involvement.family_id, unit=unit.pk):
        kind, people = CAME_BACK if is_same else CHILD_CAME_BACK, ids_who_answer(unit_id)
        notify(kind.key, actor=actor, family_id=involvement.family_id, to=people, thing=involvement)
