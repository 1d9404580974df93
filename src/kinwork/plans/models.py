"""A plan of a family: what is feared, aims in the family's words, steps that are the unit's tasks, how it ends.

A step *is* a task (``meetings.Task``): a row here only says under which aim it stands. Done on My work, in the meeting
or in the plan, it is done.
"""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.meetings.models import Task
from kinwork.people.models import Person


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Written(models.Model):
    """What several may write at once. ``version`` rises at each save, so that nobody overwrites unseen."""

    version = models.PositiveIntegerField(default=1)
    written_by = by_somebody()
    written_at = models.DateTimeField()

    class Meta:
        abstract = True


@pghistory.track()
class Plan(Written):
    """The plan of one involvement, for the whole family; of one family one at a time."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="plans")
    started_on = models.DateField()
    danger = models.TextField("what we are worried about", blank=True)
    contingency = models.TextField("what we do if it goes wrong", blank=True)
    ending = models.TextField("what would end our involvement", blank=True)
    for_staff = models.TextField("what is not for the family", blank=True)
    review_on = models.DateField("when to look at it together", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=500, blank=True)
    ended_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(ended_on=None), name="one_plan_of_a_family_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, ended_because="")
                | (Q(ended_on__gte=F("started_on"), ended_by__isnull=False) & ~Q(ended_because="")),
                name="an_ended_plan_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"plan from {self.started_on}"


class AimState(models.TextChoices):
    OPEN = "open", "Open"
    REACHED = "reached", "Reached"
    GIVEN_UP = "given up", "Given up"


@pghistory.track()
class Aim(Written):
    """What is to be different, in the words of the family where there are any. Of no child: of the whole family."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="aims")
    words = models.TextField("what is to be different")
    said_by = models.CharField("whose words", max_length=200, blank=True)
    is_for_staff = models.BooleanField("not for the family", default=False)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=AimState, default=AimState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField("how it is known, or why it was given up", max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            one_of("state", AimState),
            models.CheckConstraint(condition=~Q(words=""), name="an_aim_says_what"),
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None, ended_because="")
                | (~Q(state="open") & Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="an_ended_aim_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AimChild(models.Model):
    """An aim is of this child."""

    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "aim children"
        constraints = [models.UniqueConstraint(fields=["aim", "person"], name="an_aim_names_a_child_once")]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AimKeptFrom(models.Model):
    """Somebody in the family for whom this aim, with its steps, is not there: in nothing that is made for them."""

    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="kept_from")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "aims kept from one person"
        constraints = [models.UniqueConstraint(fields=["aim", "person"], name="an_aim_is_kept_once_from_a_person")]

    def __str__(self) -> str:
        return f"kept from {self.person}"


OF_THE_FAMILY = """
IF NOT EXISTS (
    SELECT 1 FROM meetings_task t JOIN plans_aim a ON a.id = NEW.aim_id JOIN plans_plan p ON p.id = a.plan_id
    JOIN cases_involvement i ON i.id = p.involvement_id WHERE t.id = NEW.task_id AND t.family_id = i.family_id
) THEN
    RAISE EXCEPTION 'a step is a task of the family whose plan it is in'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;
"""


@pghistory.track()
class PlanStep(models.Model):
    """A task stands under an aim. Taken out of the plan, it is still a task."""

    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="steps")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    is_for_staff = models.BooleanField("not for the family", default=False)
    put_by = by_somebody()
    put_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(taken_out_at=None), name="a_task_is_one_step"),
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False),
                name="a_step_is_taken_out_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="steps_are_of_the_family",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OF_THE_FAMILY,
            ),
        ]

    def __str__(self) -> str:
        return str(self.task)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StepChild(models.Model):
    """A step is of this child."""

    step = models.ForeignKey(PlanStep, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "step children"
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="a_step_names_a_child_once")]

    def __str__(self) -> str:
        return str(self.person)


class Noted(models.Model):
    """What was written down once and stays so; or is marked as entered in error, and stands in nothing then."""

    by = by_somebody()
    at = models.DateTimeField()
    mistaken_at = models.DateTimeField(null=True, blank=True)
    mistaken_by = by_somebody(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(mistaken_at=None, mistaken_by=None)
                | Q(mistaken_at__isnull=False, mistaken_by__isnull=False),
                name="%(class)s_is_marked_by_somebody",
            ),
        ]


class Agreement(Noted):
    """A plan was agreed, as it stood (``body``): with whom of the family, and what they say of it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    on = models.DateField("when it was agreed")
    agreed_with = models.CharField("who in the family agreed", max_length=300)
    their_words = models.TextField("what they say about it", blank=True)
    disagreement = models.TextField("what they do not agree with", blank=True)
    body = models.JSONField()

    class Meta(Noted.Meta):
        ordering = ["-number"]
        constraints = [
            *Noted.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "number"], name="agreements_of_a_plan_are_numbered"),
            models.CheckConstraint(condition=~Q(agreed_with=""), name="an_agreement_says_with_whom"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}, {self.on}"


class PlanReview(Noted):
    """The plan was looked at together: what was found, and when to look at it next."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField("when")
    took_part = models.CharField("who took part", max_length=300, blank=True)
    found = models.TextField("what was found")
    next_on = models.DateField("when to look at it next", null=True, blank=True)

    class Meta(Noted.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(found=""), name="a_review_of_a_plan_says_what_was_found"),
        ]

    def __str__(self) -> str:
        return f"review on {self.on}"


class ReviewKind(models.TextChoices):
    """What of an involvement asks the four questions again."""

    PLAN = "plan", "the review of the plan"
    NEED = "need", "the review of the child in need plan"
    CONFERENCE = "conference", "the review conference"
    CARE = "care", "the looked-after review"
    END = "end", "the expected end"


class QuestionsAsked(models.Model):
    """The four questions were answered on a day, by whom, at which review; and how they were answered then."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by = by_somebody()
    at = models.DateTimeField()
    is_still_so = models.BooleanField("everything is still so", default=False)
    review_kind = models.CharField(max_length=10, choices=ReviewKind, blank=True)
    review_on = models.DateField(null=True, blank=True)
    because = models.CharField("why until then", max_length=500, blank=True)
    why_open = models.TextField(blank=True)
    trying_to_do = models.TextField(blank=True)
    how = models.TextField(blank=True)
    expected_end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["involvement", "-on"], name="questions_of_an_involvement")]
        constraints = [
            one_of("review_kind", ReviewKind, or_none=True),
            models.CheckConstraint(
                condition=Q(review_kind="", review_on=None) | (~Q(review_kind="") & Q(review_on__isnull=False)),
                name="questions_are_of_a_review_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"four questions on {self.on}"
