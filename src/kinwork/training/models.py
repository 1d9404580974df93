"""Programmes with their days, who took which, steps of an induction, and sessions of coaching and supervision.

Of a session is kept who had it with which colleague, when and of which kind: there is no box for what was said. What
a colleague means to practise until when stands apart, and is read by them and their coach alone.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from kinwork.constraints import one_of
from kinwork.units.models import Unit

from .shipped import induction


def of_staff(**options: Any) -> Any:
    """A key to a colleague."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Group(models.TextChoices):
    """What a programme makes of who takes part: the groups of systemic training (Bostock et al. 2017, table 14)."""

    PROGRAMME = "programme", "On the programme"
    EARLIER = "earlier", "Trained before by the model’s own trainers"
    ELSEWHERE = "elsewhere", "Trained by another provider"


def not_in_the_future(on: str, at: str) -> Q:
    return Q(**{f"{on}__lte": TruncDate(F(at))})


class Programme(models.Model):
    """A training that this authority has, or knows of."""

    name = models.CharField(max_length=120, unique=True)
    provider = models.CharField("who gives it", max_length=120, blank=True)
    about = models.CharField("what it is", max_length=500, blank=True)
    group = models.CharField("systemic training", max_length=10, choices=Group, blank=True)
    source = models.CharField(max_length=200, blank=True)
    made_by = of_staff()
    made_at = models.DateTimeField()
    ended_on = models.DateField("no longer given from", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            one_of("group", Group, or_none=True),
            models.CheckConstraint(condition=~Q(name=""), name="a_programme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Day(models.Model):
    """A day of a programme, in one of its modules."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="days")
    number = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=120)

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="days_of_a_programme_count_up"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=60), name="a_programme_has_sixty_days_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"Day {self.number}: {self.module}"


class Attendance(models.Model):
    """A colleague took a day. Entered in error, it is marked as removed and stays."""

    day = models.ForeignKey(Day, on_delete=models.PROTECT, related_name="attendances")
    user = of_staff()
    on = models.DateField("taken on")
    by = of_staff()
    at = models.DateTimeField()
    removed_by = of_staff(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "user"], condition=Q(removed_at=None), name="a_day_of_training_is_taken_once"
            ),
            models.CheckConstraint(condition=not_in_the_future("on", "at"), name="a_day_of_training_was_taken"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="a_day_of_training_is_removed_by_a_colleague",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"


class Tick(models.Model):
    """A line of an induction that is done. The induction itself is there from the day that a colleague joins."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    user = of_staff()
    joined_on = models.DateField()
    item = models.CharField(max_length=20, choices=[(item.key, item.words) for item in induction()])
    by = of_staff()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "user", "joined_on", "item"], name="a_line_of_an_induction_is_done_once"
            ),
            one_of("item", [item.key for item in induction()]),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.item}"


class SessionKind(models.TextChoices):
    COACHING = "coaching", "Coaching"
    SUPERVISION = "supervision", "Reflective supervision"
    CLINICAL = "clinical", "Consultation with a clinician"
    GROUP = "group", "Reflective group"


class Session(models.Model):
    """Coaching or reflective supervision that a colleague had: with which colleague, when, of which kind."""

    Kind = SessionKind

    user = of_staff()
    with_user = of_staff(null=True, blank=True)
    with_name = models.CharField("with a coach from outside", max_length=120, blank=True)
    kind = models.CharField("what kind", max_length=12, choices=SessionKind)
    on = models.DateField("on")
    by = of_staff()
    at = models.DateTimeField()
    removed_by = of_staff(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values), name="support_kind_is_known"),
            models.CheckConstraint(
                condition=Q(with_user=None) & ~Q(with_name="") | Q(with_user__isnull=False, with_name=""),
                name="a_session_is_with_one_of_two",
            ),
            models.CheckConstraint(
                condition=Q(with_user=None) | ~Q(with_user=F("user")), name="a_session_is_not_with_oneself"
            ),
            models.CheckConstraint(condition=not_in_the_future("on", "at"), name="a_session_was_held"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="a_session_is_removed_by_a_colleague",
            ),
            models.UniqueConstraint(
                fields=["user", "with_user", "with_name", "kind", "on"], condition=Q(removed_at=None),
                nulls_distinct=False, name="a_session_is_recorded_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class Settled(models.TextChoices):
    DONE = "done", "Done"
    CARRIED = "carried", "Carried on"


class Practising(models.Model):
    """What a colleague means to practise, agreed with their coach, until when. Carried on, it is another with a later
    day.
    """

    user = of_staff()
    with_user = of_staff(null=True, blank=True)
    with_name = models.CharField("with a coach from outside", max_length=120, blank=True)
    what = models.CharField("what is to be practised", max_length=300)
    due = models.DateField("by when")
    by = of_staff()
    at = models.DateTimeField()
    settled = models.CharField(max_length=8, choices=Settled, blank=True)
    settled_by = of_staff(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="carried_to", null=True, blank=True
    )
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            one_of("settled", Settled, or_none=True),
            models.CheckConstraint(condition=~Q(what=""), name="what_is_practised_is_said"),
            models.CheckConstraint(
                condition=Q(with_user=None) & ~Q(with_name="") | Q(with_user__isnull=False, with_name=""),
                name="practising_is_with_one_of_two",
            ),
            models.CheckConstraint(
                condition=Q(with_user=None) | ~Q(with_user=F("user")), name="no_one_coaches_themselves"
            ),
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None, settled_by=None)
                | (~Q(settled="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="what_is_practised_is_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.due}"
