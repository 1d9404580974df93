"""Reads: what a phone holds of the families that somebody may write for; their phones."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.families.facts import in_force_sql
from kinwork.people.models import BirthKind
from kinwork.units.queries import members_on

from .models import Phone

# Names and nothing else. What is restricted does not leave the house.
FAMILIES = f"""
SELECT f.id, f.name, a.unit_id, coalesce((
    SELECT json_agg(json_build_object(
        'id', p.id, 'child', m.is_child,
        'name', coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known')
    ) ORDER BY m.position, m.id)
    FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    WHERE m.family_id = f.id AND NOT m.taken_back AND NOT p.is_deceased
      AND p.born_kind <> '{BirthKind.EXPECTED}'
), '[]'), coalesce((
    SELECT json_agg(json_build_object('id', t.somebody_id, 'name', t.called) ORDER BY t.thread) FROM (
        SELECT DISTINCT ON (coalesce(x.first_id, x.id)) coalesce(x.first_id, x.id) AS thread, x.somebody_id, x.ended,
               CASE WHEN x.somebody_id IS NULL THEN x.name
                    ELSE nullif(trim(concat_ws(' ', p.given_name, p.family_name)), '') END AS called
        FROM families_changeset c JOIN families_tie x ON x.change_set_id = c.id
        LEFT JOIN families_changeset s ON s.id = x.superseded_in_id
        LEFT JOIN people_person p ON p.id = x.somebody_id
        WHERE c.family_id = f.id AND {in_force_sql()}
        ORDER BY coalesce(x.first_id, x.id), x."on" DESC, x.id DESC
    ) t WHERE t.ended = '' AND t.called <> ''
), '[]')
FROM cases_involvement i
JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
JOIN families_family f ON f.id = i.family_id
WHERE i.closed_on IS NULL AND a.unit_id = ANY (%(units)s)
  AND NOT EXISTS (SELECT 1 FROM access_restriction r WHERE r.family_id = f.id AND r.lifted_at IS NULL)
ORDER BY f.name, f.id
"""  # noqa: S608 -- a choice from its enum


def families_for_phone(actor: Actor, on: date) -> list[dict[str, Any]]:
    """Families of one's own units that one may write for, with whom to tick: members, colleagues, people around them.

    One statement, and one for each unit.
    """
    units = [unit for unit in actor.home_unit_ids if actor.can(Permission.EDIT_FAMILY, unit)]
    found = tuples(FAMILIES, units=units, on=on) if units else []
    colleagues = {
        unit: [{"id": one.user_id, "name": one.name} for one in members_on(unit, on) if one.user_id != actor.user_id]
        for unit in dict.fromkeys(row[2] for row in found)
    }
    return [
        {"id": pk, "name": name, "members": members, "colleagues": colleagues[unit], "around": around}
        for pk, name, unit, members, around in found
    ]


def phones_of(actor: Actor) -> list[Phone]:
    """This person's phones that hold something, the last used first. One statement."""
    return list(Phone.objects.filter(user_id=actor.user_id, ended_at=None))


def has_ended(device: UUID) -> bool:
    """Whether what lies on a phone is to be wiped: also where it was never heard of. One statement."""
    return not Phone.objects.filter(device=device, ended_at=None, user__is_active=True).exists()
