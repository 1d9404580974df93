"""Somebody's gender as it was noted, for the drawing: the symbol follows it where it differs from sex."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from kinwork.people.models import Particular, What

from .models import FamilyMember


def genders_of(known: datetime | None = None) -> ArraySubquery:
    """For a query of members: the genders noted of each in this family's record, or before anybody noted where.

    ``known``: only what was noted by then.
    """
    here = Q(family_id=None) | Q(family_id=OuterRef("family_id"))
    if known is not None:
        here &= Q(noted_at__lte=known)
    told = Particular.objects.filter(here, person_id=OuterRef("person_id"), what=What.GENDER).exclude(words="")
    return ArraySubquery(told.order_by("id").values(one=JSONObject(words="words", begun="begun", ended="ended")))


def gender_on(member: FamilyMember | None, on: str) -> str:
    """The last one noted that holds on a date, compared as far as both dates are known; empty where none is noted."""
    said = ""
    for one in getattr(member, "genders", None) or ():
        begun, ended = one["begun"][: len(on)], one["ended"][: len(on)]
        if begun <= on[: len(begun)] and (not ended or ended > on[: len(ended)]):
            said = one["words"]
    return str(said)
