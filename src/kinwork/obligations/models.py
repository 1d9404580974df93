"""What is due: a table that follows from the record, and the variations, which are recorded."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from kinwork.cases.models import Involvement
from kinwork.people.models import Person


class Obligation(models.Model):
    """One thing due, of a child or (no person) of the family. Nobody writes it: ``rebuilding.py`` works it out.

    ``is_open``: there is still something to do, by ``falls_due``; whether that has passed is asked of the day on which
    it is read. What ``expires`` ends by itself then.
    """

    is_derived = True  # no record of its own: nobody's merging has to carry it along

    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="obligations")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=12)
    is_open = models.BooleanField()
    expires = models.BooleanField(default=False)
    arose = models.DateField()
    because = models.CharField(max_length=100)
    because_on = models.DateField()
    due = models.DateField(null=True)
    due_time = models.TimeField(null=True)
    falls_due = models.DateField(null=True)
    met_on = models.DateField(null=True)
    met_by = models.CharField(max_length=100, blank=True)
    ended_on = models.DateField(null=True)
    late_by = models.IntegerField(null=True)
    varied_by = models.CharField(max_length=200, blank=True)
    varied_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["falls_due", "id"]
        indexes = [
            models.Index(fields=["involvement", "falls_due"], name="due_of_a_family"),
            models.Index(fields=["falls_due"], condition=Q(is_open=True), name="due_soon"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["involvement", "person", "rule", "because_on", "due"],
                name="each_obligation_is_there_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} by {self.falls_due}"


@pghistory.track()
class Variation(models.Model):
    """Somebody put off what is due until another day, and said why."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="variations")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20)
    on = models.DateField("decided on")
    until = models.DateField()
    by = models.CharField("who decided", max_length=200)
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(by=""), name="a_variation_says_who_and_why"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawing_a_variation_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} until {self.until}"


@pghistory.track()
class LocalRule(models.Model):
    """A period that the authority has set, where the law leaves it to them: how long, by what, from and until when."""

    rule = models.CharField(max_length=20)
    period = models.CharField(max_length=40)
    source = models.CharField("where it is written", max_length=200)
    in_force_from = models.DateField("from")
    in_force_until = models.DateField("the last day", null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["rule", "-in_force_from"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_local_rule_says_where_it_is_written"),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=models.F("in_force_from")),
                name="a_local_rule_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["rule"], condition=Q(in_force_until=None), name="one_period_of_a_rule_without_an_end"
            ),
            models.UniqueConstraint(fields=["rule", "in_force_from"], name="one_period_of_a_rule_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.period}"


STANDS = Q(withdrawn_at=None)


class Days(models.Func):
    """``daterange(first, last, '[]')``: the last day belongs to it."""

    function = "daterange"

    def __init__(self) -> None:
        super().__init__(models.F("first"), models.F("last"), models.Value("[]"))


class SetByAuthority(models.Model):
    """Something that the authority keeps, who set it, and who took it away again."""

    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="%(class)s_is_withdrawn_whole",
            ),
        ]


LONGEST_TERM = timedelta(days=130)


@pghistory.track()
class SchoolTerm(SetByAuthority):
    """A school term of the authority: its first and its last day. Periods in terms are counted on these."""

    name = models.CharField("what it is called", max_length=60)
    first = models.DateField("first day")
    last = models.DateField("last day")

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            *SetByAuthority.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="a_term_has_a_name"),
            models.CheckConstraint(
                condition=Q(last__gt=models.F("first"), last__lte=models.F("first") + LONGEST_TERM),
                name="a_term_lasts_some_weeks",
            ),
            ExclusionConstraint(
                name="one_term_at_a_time", condition=STANDS, expressions=[(Days(), RangeOperators.OVERLAPS)]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.first} to {self.last}"


@pghistory.track()
class ClosingDay(SetByAuthority):
    """A day on which the authority is closed, besides weekends and bank holidays: no working day."""

    on = models.DateField("day")
    name = models.CharField("what it is", max_length=60)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            *SetByAuthority.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="a_closing_day_has_a_name"),
            models.UniqueConstraint(fields=["on"], condition=STANDS, name="a_closing_day_is_there_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.on}"


class Recounting(models.Model):
    """What is due in all families is worked out anew after a change of rules: how far that has come."""

    is_derived = True

    because = models.CharField(max_length=200)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    last_id = models.BigIntegerField(default=0)  # the involvement up to which it is done
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.done} of {self.total}: {self.because}"
