"""What the record does not hold and the authority enters; what happened to the service; and what was counted last."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of
from kinwork.indicators.measures import INDICATORS
from kinwork.indicators.tables import FIGURES
from kinwork.units.models import Unit

STANDS = Q(removed_at=None)
IS_A_QUARTER = Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10])


def by_someone(**options: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Entered(models.Model):
    """What somebody entered, and perhaps removed: it stays as it was written."""

    entered_by = by_someone()
    entered_at = models.DateTimeField()
    removed_by = by_someone(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="%(class)s_is_removed_whole",
            ),
        ]


@pghistory.track()
class ServiceFigure(Entered):
    """A figure of the whole service in a quarter, with where it is from. Another of the same takes its place."""

    figure = models.CharField(max_length=20, choices=list(FIGURES.items()))
    quarter = models.DateField("first day of the quarter")
    value = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0"))])
    source = models.CharField("where it is from", max_length=200)

    class Meta(Entered.Meta):
        ordering = ["-quarter", "figure", "-id"]
        constraints = [
            *Entered.Meta.constraints,
            one_of("figure", list(FIGURES)),
            models.CheckConstraint(condition=Q(value__gte=0), name="a_service_figure_is_not_below_nought"),
            models.CheckConstraint(condition=~Q(source=""), name="a_service_figure_says_where_it_is_from"),
            models.CheckConstraint(condition=IS_A_QUARTER, name="a_service_figure_is_of_a_quarter"),
            models.UniqueConstraint(fields=["figure", "quarter"], condition=STANDS, name="one_figure_of_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.quarter}"


@pghistory.track()
class Milestone(Entered):
    """Something that happened to the service or a unit on a day, which its figures are to be read by."""

    on = models.DateField("when")
    words = models.CharField("what happened", max_length=120)
    is_start = models.BooleanField("systemic practice started", default=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Entered.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="a_milestone_says_what_happened"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=STANDS & Q(is_start=True),
                name="systemic_practice_starts_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.on}"


class Count(models.Model):
    """All indicators were counted, on a day: only the last is kept."""

    is_derived = True  # no record of its own

    on = models.DateField()
    at = models.DateTimeField()
    by = by_someone(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.at)


class CountedPoint(models.Model):
    """An indicator of the service (no unit) or a unit in a quarter; without a value where it is not known."""

    is_derived = True

    count = models.ForeignKey(Count, on_delete=models.CASCADE, related_name="points")
    indicator = models.CharField(max_length=20, choices=[(one.key, one.name) for one in INDICATORS])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    quarter = models.DateField()
    numerator = models.FloatField()
    denominator = models.FloatField()
    n = models.BigIntegerField()
    value = models.FloatField(null=True)

    class Meta:
        ordering = ["indicator", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["count", "indicator", "unit", "quarter"], name="a_point_is_counted_once", nulls_distinct=False
            ),
            one_of("indicator", [one.key for one in INDICATORS]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.quarter}"
