"""Reads about studies, each with its number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.roles import keys_of
from kinwork.access.sql import tuples
from kinwork.units.models import PostHolding

from .models import Answer, Consent, Study

# Below this nothing is given out: among fewer, somebody who knows the service would know each family again. It is the
# least cell that English official statistics about children and about health usually print.
LEAST_FAMILIES = 5

# Families of which data may be drawn: the answer noted last is yes. A restricted one never, whoever asks: from those
# who are not on its list PostgreSQL hides it (access/row_level_security.py), and those who are get the same here.
AGREED = f"""
SELECT said.study_id, said.family_id, i.id AS involvement_id, i.opened_on, i.closed_on
FROM (
    SELECT DISTINCT ON (c.study_id, c.family_id) c.study_id, c.family_id, c.answer
    FROM evaluation_consent c WHERE c.study_id = ANY (%(studies)s) ORDER BY c.study_id, c.family_id, c.id DESC
) said
JOIN LATERAL (
    SELECT * FROM cases_involvement i WHERE i.family_id = said.family_id ORDER BY i.opened_on DESC, i.id DESC LIMIT 1
) i ON true
WHERE said.answer = '{Answer.AGREED}'
  AND NOT EXISTS (SELECT 1 FROM access_restriction r WHERE r.family_id = said.family_id AND r.lifted_at IS NULL)
"""  # noqa: S608 -- choices from their enums
HOW_MANY = f"SELECT study_id, count(*) FROM ({AGREED}) agreed GROUP BY study_id"  # noqa: S608 -- the constant above


@dataclass(frozen=True)
class Agreed:
    """A family that agreed, with its last opening."""

    family_id: int
    involvement_id: int
    opened_on: date
    closed_on: date | None


def agreed_to(study_id: int) -> list[Agreed]:
    """Families of which data may be drawn for a study. One statement."""
    return [Agreed(*row[1:]) for row in tuples(AGREED, studies=[study_id])]


def mine(actor: Actor) -> QuerySet[Study]:
    """The studies that somebody may know of: all who runs them or keeps their keys; an evaluator theirs."""
    if actor.may(Permission.RUN_STUDIES) or actor.may(Permission.KEEP_STUDY_KEY):
        return Study.objects.all()
    if actor.may(Permission.DRAW_DATA):
        return Study.objects.filter(evaluators__user_id=actor.user_id)
    return Study.objects.none()


def studies(actor: Actor) -> list[Study]:
    """Them, with how many families agreed. Two statements."""
    found = list(mine(actor))
    numbers = dict(tuples(HOW_MANY, studies=[study.pk for study in found]))
    for study in found:
        study.agreed = numbers.get(study.pk, 0)
    return found


def draw_data() -> list[str]:
    """The roles that draw data without names, and do nothing else."""
    return keys_of(lambda role: Permission.DRAW_DATA in role.everywhere)


def may_be_named(on: date) -> QuerySet[User]:
    """Who holds an evaluator's post on a day. One statement."""
    held = PostHolding.objects.filter(post__role__in=draw_data(), post__unit__is_active=True, during__contains=on)
    others = works_with_families(on)
    found = User.objects.filter(is_active=True, pk__in=held.values("user_id")).exclude(pk__in=others)
    return found.order_by("full_name", "pk")


def works_with_families(on: date) -> QuerySet[PostHolding, Any]:
    """Who holds, or is to hold, any post but an evaluator's: they know the families, and would know them again."""
    lasting = Q(during__upper_inf=True) | Q(during__endswith__gt=on)
    return PostHolding.objects.filter(lasting).exclude(post__role__in=draw_data()).values("user_id")


def without_a_post(on: date) -> QuerySet[User]:
    """Who has an account and holds no post on a day. One statement."""
    held = PostHolding.objects.filter(during__contains=on).values("user_id")
    free = User.objects.filter(is_active=True).exclude(pk__in=held).exclude(pk__in=works_with_families(on))
    return free.order_by("full_name", "pk")


@dataclass(frozen=True)
class StudyConsent:
    """A study as it stands with a family: everything that was said, newest first."""

    study: Study
    said: list[Consent]
    is_over: bool

    @property
    def stands(self) -> Consent | None:
        return self.said[0] if self.said else None

    @property
    def has_agreed(self) -> bool:
        return self.stands is not None and self.stands.answer == Answer.AGREED


def consents_of(family_id: int, on: date) -> list[StudyConsent]:
    """Studies that a family can be asked for, and those that it was asked for. Two statements."""
    said: dict[int, list[Consent]] = {}
    for one in Consent.objects.filter(family_id=family_id).select_related("noted_by").order_by("-id"):
        said.setdefault(one.study_id, []).append(one)
    known = [StudyConsent(study, said.get(study.pk, []), study.is_over(on)) for study in Study.objects.all()]
    return [one for one in known if one.said or not one.is_over]
