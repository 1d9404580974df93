"""Reads of grave changes: of a family, and those that somebody made, answers for, or is said to have decided."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples

LOOKS_BACK = timedelta(days=31)


def _all() -> QuerySet[GraveChange]:
    return GraveChange.objects.select_related("by", "decided_by", "undone_by")


def changes_for(actor: Actor) -> list[GraveChange]:
    """What somebody answers for, made, or is said to have decided, in the last month; newest first. One statement.

    Of families of which they must not know the database tells nothing (``access/row_level_security.py``).
    """
    leads = [pk for pk in actor.unit_ids if actor.can(Permission.REVIEW_OPENING, pk)]
    mine = Q(answerable_ids__contains=[actor.user_id]) | Q(by_id=actor.user_id) | Q(decided_by_id=actor.user_id)
    found = _all().filter(mine | Q(unit_id__in=leads), at__gte=timezone.now() - LOOKS_BACK)
    return list(found[:200])


# What undoing puts back is not read for showing.
SHOWN = [field.attname for field in GraveChange._meta.concrete_fields if field.attname not in ("was", "became")]
OF_FAMILY = f"""
SELECT {", ".join(f"x.{name}" for name in SHOWN)}, b.full_name, d.full_name, u.full_name
FROM access_gravechange x JOIN access_user b ON b.id = x.by_id
LEFT JOIN access_user d ON d.id = x.decided_by_id LEFT JOIN access_user u ON u.id = x.undone_by_id
WHERE x.family_id = %(family)s AND x.undo_until >= %(now)s
  -- Of a closing nothing is left to undo once the family is open again.
  AND NOT (
    x.kind = %(closed)s AND x.undone_at IS NULL
    AND EXISTS (SELECT FROM cases_involvement i WHERE i.id = x.object_id AND i.closed_on IS NULL)
  )
ORDER BY x.at DESC, x.id DESC LIMIT 20
"""  # noqa: S608 -- column names from the model


def changes_of(family_id: int) -> list[GraveChange]:
    """Serious changes of a family that could still be undone today; newest first. One statement."""
    found, closed = [], ChangeKind.FAMILY_CLOSED.value
    for *values, by, decided_by, undone_by in tuples(OF_FAMILY, family=family_id, now=timezone.now(), closed=closed):
        change = GraveChange.from_db("default", SHOWN, values)
        change.by = User(id=change.by_id, full_name=by)
        change.decided_by = User(id=change.decided_by_id, full_name=decided_by) if decided_by else None
        change.undone_by = User(id=change.undone_by_id, full_name=undone_by) if undone_by else None
        found.append(change)
    return found


def change_by(pk: int) -> GraveChange | None:
    """One of them. One statement."""
    return _all().filter(pk=pk).first()


def change_about(thing: Model) -> GraveChange | None:
    """The last grave change of a thing, if there is one. One statement."""
    return _all().filter(object_type=type(thing).__name__, object_id=thing.pk).first()
