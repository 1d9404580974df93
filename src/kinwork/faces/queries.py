"""Reads of plain faces, each with its number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinwork.access.sql import tuples
from kinwork.children.sealing import not_sealed
from kinwork.families.models import FamilyMember
from kinwork.people.models import Person

from .kinds import Of
from .models import Face


@dataclass(frozen=True)
class FaceLine:
    """A face in a list."""

    pk: int
    kind: str
    person: str
    is_for_child: bool
    at: datetime
    by: str
    given_on: date | None
    as_draft: bool
    open_comments: int

    @property
    def what(self) -> str:
        return str(Of(self.kind).label)


NAME = "coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'someone without a name')"
OF_FAMILY = f"""
SELECT coalesce(json_agg(json_build_array(
    f.id, f.kind, {NAME}, f.is_for_child, f.begun_at, u.full_name, g.on, coalesce(g.is_draft, false),
    (SELECT count(*) FROM faces_facecomment c WHERE c.face_id = f.id AND c.answer = '')
) ORDER BY f.begun_at DESC, f.id DESC), '[]')
FROM faces_face f JOIN cases_involvement i ON i.id = f.involvement_id
JOIN people_person p ON p.id = f.person_id JOIN access_user u ON u.id = f.begun_by_id
LEFT JOIN LATERAL (
    SELECT x.on, x.is_draft FROM faces_facegiven x WHERE x.face_id = f.id ORDER BY x.id DESC LIMIT 1) g ON true
WHERE i.family_id = %(family)s AND f.put_away_at IS NULL
"""  # noqa: S608 -- put together from the constant above


def faces_of(family_id: int) -> list[FaceLine]:
    """Every face of a family that was not put away, the last first. One statement."""
    [(found,)] = tuples(OF_FAMILY, family=family_id)
    return lines_from(found)


def lines_from(found: list[list[Any]]) -> list[FaceLine]:
    """What ``OF_FAMILY`` gives, as lines."""
    return [
        FaceLine(pk, kind, who, is_child, datetime.fromisoformat(at), by, date.fromisoformat(on) if on else None, *rest)
        for pk, kind, who, is_child, at, by, on, *rest in found
    ]


def children_in(family_id: int) -> list[Person]:
    """The children who have a page of their own. One statement."""
    found = not_sealed(FamilyMember.objects.filter(family_id=family_id, is_child=True, person__is_deceased=False))
    return [one.person for one in found.select_related("person").order_by("position", "id")]


def face_in(family_id: int, pk: int) -> Face | None:
    """One face of a family, with its reader. One statement."""
    found = Face.objects.filter(pk=pk, involvement__family_id=family_id)
    return found.select_related("involvement__family", "person", "begun_by", "put_away_by", "document").first()


def child_of(family_id: int, person_id: int) -> Person | None:
    """A child of the family whose record is not sealed from whoever asks. One statement."""
    children = FamilyMember.objects.filter(family_id=family_id, is_child=True, person_id=person_id)
    member = not_sealed(children).select_related("person").first()
    return member.person if member is not None else None
