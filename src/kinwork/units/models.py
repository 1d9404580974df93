"""Units have posts; people hold posts from a date to a date. Everything that a person may do follows from that."""

from __future__ import annotations

from decimal import Decimal

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.expressions import Func

from kinwork.access.roles import ROLE_CHOICES, ROLES
from kinwork.constraints import one_of

from .unit_shapes import FUNCTIONS, UNIT_SHAPES, WEEKDAYS, Holds, days_in_words


class SameId(Func):
    """``int8range(id, id, '[]')``: lets GiST compare ids without the btree_gist extension, which we do not have."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"

    def __init__(self, field: str) -> None:
        super().__init__(models.F(field), models.F(field))


def tuesdays() -> list[int]:
    """The usual weekdays of a unit of which nothing else is said."""
    return [1]


@pghistory.track()
class Unit(models.Model):
    """A small team that holds families together."""

    name = models.CharField(max_length=80, unique=True)
    function = models.CharField(max_length=20, choices=FUNCTIONS)
    area = models.CharField(max_length=80, blank=True)
    template = models.CharField(
        max_length=20, choices=[(t.key, t.name) for t in UNIT_SHAPES.values()], default="systemic"
    )
    buddy = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="buddy_of")
    holds = models.CharField("how it holds families", max_length=10, choices=Holds, default=Holds.JOINT)
    meeting_days = ArrayField(
        models.PositiveSmallIntegerField(choices=WEEKDAYS), verbose_name="meets on", default=tuesdays
    )
    meeting_minutes = models.PositiveSmallIntegerField(
        "meeting length in minutes", default=180, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    meeting_at = models.TimeField("meeting begins at", null=True, blank=True)
    planned_families_low = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_families_high = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_children = models.PositiveSmallIntegerField("children planned for at most", null=True, blank=True)
    is_active = models.BooleanField(default=True)
    # Families are allocated to it from the one day until before the other; without them, at any time.
    began_on = models.DateField("there from", null=True, blank=True)
    ended_on = models.DateField("no longer there from", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__gt=models.F("began_on")), name="unit_is_there_for_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True) | models.Q(ended_on__isnull=False),
                name="unit_that_is_gone_has_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    meeting_days__contained_by=[day for day, _ in WEEKDAYS], meeting_days__len__range=(1, len(WEEKDAYS))
                ),
                name="unit_meets_on_weekdays",
            ),
            one_of("holds", Holds),
            one_of("template", list(UNIT_SHAPES)),
            models.CheckConstraint(
                condition=models.Q(planned_families_low=None, planned_families_high=None)
                | models.Q(planned_families_low__lte=models.F("planned_families_high")),
                name="unit_plan_from_low_to_high",
            ),
            models.CheckConstraint(
                condition=~models.Q(buddy=models.F("id")) | models.Q(buddy=None), name="unit_is_not_its_own_buddy"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def meets(self) -> str:
        """'on Tuesdays', 'every working day'."""
        return days_in_words(self.meeting_days)

    @property
    def names_workers(self) -> bool:
        """Whether each of its families needs a worker of its own."""
        return self.holds == Holds.INDIVIDUAL


@pghistory.track()
class Post(models.Model):
    """A place in a unit: a role and how much of a full week. What its holder may do follows from the role alone."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    fte = models.DecimalField(
        "full-time equivalent",
        max_digits=3,
        decimal_places=2,
        default=Decimal("1.00"),
        validators=[MinValueValidator(Decimal("0")), MaxValueValidator(Decimal("1"))],
    )

    title = models.CharField("called, if not by its role", max_length=60, blank=True)
    counts = models.BooleanField("counted among the workers who share the families", default=True)
    ended_on = models.DateField("no longer a post from", null=True, blank=True)

    class Meta:
        ordering = ["unit", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(fte__gte=0, fte__lte=1), name="post_fte_between_0_and_1"),
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="post_role_is_known"),
        ]

    def __str__(self) -> str:
        """With how much of a full week, where that says something: a post of 0 is only not counted among workers."""
        return self.called + (f", {self.fte.normalize():f}" if 0 < self.fte < 1 else "")

    @property
    def called(self) -> str:
        """'Family support worker' where it has a title of its own, otherwise what its role is called."""
        return self.title or ROLES[self.role].name


@pghistory.track()
class PostHolding(models.Model):
    """One person in one post, from a date until the day before another."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    during = DateRangeField()

    class Meta:
        ordering = ["post", "during"]
        constraints = [
            ExclusionConstraint(
                name="one_holder_of_a_post_at_a_time",
                expressions=[(SameId("post"), RangeOperators.OVERLAPS), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False),
                name="holding_has_a_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.post}"


@pghistory.track()
class Deputy(models.Model):
    """Somebody whom the CSW lets decide in their place, for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="deputies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        verbose_name_plural = "deputies"
        constraints = [
            ExclusionConstraint(
                name="a_deputy_is_named_once_at_a_time",
                expressions=[
                    (SameId("unit"), RangeOperators.OVERLAPS),
                    (SameId("user"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(during__isempty=False), name="deputy_for_some_days"),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.unit}"


@pghistory.track()
class Absence(models.Model):
    """Somebody of a unit is away, from a day to a day; perhaps a colleague covers. Why is not kept here."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="absences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="covering"
    )
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="somebody_is_away_once_at_a_time",
                expressions=[
                    (SameId("unit"), RangeOperators.OVERLAPS),
                    (SameId("user"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(
                    during__isempty=False, during__startswith__isnull=False, during__endswith__isnull=False
                ),
                name="an_absence_ends_by_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(covered_by=None) | ~models.Q(covered_by=models.F("user")),
                name="nobody_covers_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} away from {self.unit}"


@pghistory.track()
class DutyTurn(models.Model):
    """Days on which a unit takes what comes in new."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duty_turns")
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_unit_is_on_duty_once_at_a_time",
                expressions=[(SameId("unit"), RangeOperators.OVERLAPS), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=models.Q(
                    during__isempty=False, during__startswith__isnull=False, during__endswith__isnull=False
                ),
                name="duty_for_some_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} on duty"
