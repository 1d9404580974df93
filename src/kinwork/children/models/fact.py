"""What every fact of a child's record has: whose it is, who said or decided so, who wrote it down, and how it ended.

A fact stays as it was written. It can end; it can be withdrawn as entered in error, with the reason; a correction
withdraws it and puts another in its place, which says so. So the record of any day can be read as it was known then.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kinwork.cases.models import Involvement, StatusDecision
from kinwork.people.models import Person
from kinwork.units.models import SameId

STANDS = Q(withdrawn_at=None)


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Days(Func):
    """``daterange(started_on, ended_on, '[)')``: the day on which something ended belongs to what came next."""

    function = "daterange"

    def __init__(self) -> None:
        super().__init__(F("started_on"), F("ended_on"), Value("[)"))


def one_at_a_time(name: str, condition: Q = STANDS) -> ExclusionConstraint:
    """Of one child, one of a kind at a time."""
    return ExclusionConstraint(
        name=name,
        condition=condition,
        expressions=[(SameId("person"), RangeOperators.OVERLAPS), (Days(), RangeOperators.OVERLAPS)],
    )


class Fact(models.Model):
    """Something dated of one child, in the record of one involvement."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField("who said or decided so", max_length=200, blank=True)
    note = models.TextField("anything else", max_length=4000, blank=True)
    # Where it follows from a decision about what the child is to the service.
    decision = models.ForeignKey(
        StatusDecision, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = by_somebody(editable=False)
    recorded_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = by_somebody(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField("why it was withdrawn", max_length=500, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )

    def wrong(self) -> dict[str, str]:
        """What its table would refuse, at the fields, in words."""
        return {}

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="%(class)s_is_withdrawn_whole",
            ),
        ]


class OnADay(Fact):
    """What was on one day."""

    on = models.DateField("date")

    class Meta(Fact.Meta):
        abstract = True
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["person", "on"], name="%(class)s_of_a_child")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} on {self.on}"


class Period(Fact):
    """What holds from a day until the day on which it ends, which is the first that it no longer holds."""

    AT_END: ClassVar[tuple[str, ...]] = ()  # what is only known when it ends, and said then

    started_on = models.DateField("from")
    ended_on = models.DateField("until", null=True, blank=True)
    end_said_by = models.CharField("who decided that it ends", max_length=200, blank=True, editable=False)
    end_decision = models.ForeignKey(
        StatusDecision, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    end_recorded_by = by_somebody(null=True, blank=True, editable=False)
    end_recorded_at = models.DateTimeField(null=True, blank=True, editable=False)

    def rivals(self) -> Q:
        """Which others of its kind cannot be at the same time; the constraints of its table say the same."""
        return Q()

    class Meta(Fact.Meta):
        abstract = True
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["person", "started_on"], name="%(class)s_of_a_child")]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="%(class)s_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_recorded_at=None, end_recorded_by=None)
                | Q(ended_on__isnull=False, end_recorded_at__isnull=False, end_recorded_by__isnull=False),
                name="%(class)s_says_who_recorded_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} from {self.started_on}"
