"""What this room brings to the pages of studies (``evaluation/parts.py``)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.evaluation.models import Study
from kinwork.evaluation.parts import Part

from .next_step import next_step
from .queries import drawn_for, plan_of, plans_of


def of_list(actor: Actor) -> Part:
    """The way to a study by a template. No statement."""
    return Part("studies/parts/list.html", {"may_run": actor.may(Permission.RUN_STUDIES)})


def of_study(study: Study, actor: Actor) -> Part:
    """Its plan, what comes next, and its pages. Two statements at most."""
    plan = plan_of(study)
    return Part(
        "studies/parts/study.html",
        {
            "plan": plan,
            "next": next_step(plan, timezone.localdate()) if plan else None,
            "may_key": actor.may(Permission.KEEP_STUDY_KEY),
        },
    )


def of_family(family_id: int, studies: Collection[Study]) -> dict[int, Part]:
    """Where a family was drawn: the way to what it reads, and to what is filled in. One statement."""
    drawn = drawn_for(family_id, [one.pk for one in studies])
    return {pk: Part("studies/parts/family.html", {"study_id": pk}) for pk in drawn}


def not_asked(family_id: int, studies: Collection[int]) -> set[int]:
    """The planned studies for which it was not drawn. Two statements."""
    planned = set(plans_of(studies))
    return planned - drawn_for(family_id, planned) if planned else set()
