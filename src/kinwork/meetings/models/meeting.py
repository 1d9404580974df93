"""A unit's meeting on a day, who was there, and what stands on its agenda."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.units.models import Unit

from .writing import Written


class Why(models.TextChoices):
    """Why a family is on an agenda, most pressing first (domain.md section 3)."""

    CRISIS = "crisis", "Crisis"
    NEW = "new", "New"
    DATE = "date", "Date near"
    OVERDUE = "overdue", "Overdue"
    ASKED = "asked", "Asked for"
    TURN = "turn", "Its turn"


class Meeting(Written):
    """One meeting of one unit. ``closed_at`` empty means open; a closed meeting never opens again."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(
        "length in minutes", default=180, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    learning_minutes = models.PositiveSmallIntegerField(
        "learning slot in minutes", default=0, validators=[MaxValueValidator(240)]
    )
    learning_topic = models.CharField(max_length=200, blank=True)
    learning_notes = models.TextField(blank=True)
    clinician_present = models.BooleanField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "held_on"], name="one_meeting_of_a_unit_a_day"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_meetings_stay_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "Here"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Not here"


class Attendance(models.Model):
    """Somebody at a meeting, or missing from it, in the role that they had that day."""

    Status = AttendanceStatus

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, blank=True)
    is_guest = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=AttendanceStatus, default=AttendanceStatus.PRESENT)

    class Meta:
        ordering = ["is_guest", "id"]
        verbose_name_plural = "attendance"
        constraints = [
            one_of("status", AttendanceStatus),
            models.UniqueConstraint(fields=["meeting", "user"], name="a_person_attends_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display()}"


class AgendaItem(models.Model):
    """A family on the agenda: why it is here, and how long the unit means to spend."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=10, choices=Why)
    reason = models.CharField(max_length=400)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(5), MaxValueValidator(240)])
    postponed_because = models.CharField(max_length=300, blank=True)
    postponed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    discussion: Any  # filled by reads.agenda_of: the discussion, once it has begun

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            one_of("why", Why),
            models.UniqueConstraint(fields=["meeting", "family"], name="a_family_is_once_on_an_agenda"),
        ]

    def __str__(self) -> str:
        return f"{self.family}: {self.reason}"


class WhyForward(models.TextChoices):
    CRISIS = "crisis", "Crisis"
    ASKED = "asked", "To talk over"


class BroughtForward(models.Model):
    """Somebody asks that a family is talked of at the next meeting: a crisis, or another reason in their words."""

    Kind = WhyForward

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="brought_forward")
    kind = models.CharField(max_length=10, choices=WhyForward)
    words = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    met_in = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at"]
        constraints = [one_of("kind", WhyForward)]

    def __str__(self) -> str:
        return f"{self.family}: {self.words}"
