"""A unit's meeting on a day, who was there, and what stands on its agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.units.models import Unit

from .writing import VersionedText


class Why(models.TextChoices):
    """Why a family is on an agenda, most pressing first."""

    CRISIS = "crisis", "Crisis"
    NEW = "new", "New"
    DATE = "date", "Date near"
    OVERDUE = "overdue", "Overdue"
    ASKED = "asked", "Asked for"
    TURN = "turn", "Its turn"


# Closed not before its day; then nothing of it changes, except that a closing is undone as a Reopening of this very
# moment says: then it is open again, and everything else is as it was.
STAYS_CLOSED = """
IF OLD.closed_at IS NULL THEN
    IF NEW.closed_at IS NOT NULL AND NEW.held_on > (NEW.closed_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'a meeting is not closed before its day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END IF;
IF NEW.closed_at IS NULL AND NEW.closed_by_id IS NULL AND NEW.closed_because = ''
    AND (to_jsonb(NEW) - '{closed_at,closed_by_id,closed_because}'::text[])
        = (to_jsonb(OLD) - '{closed_at,closed_by_id,closed_because}'::text[])
    AND EXISTS (
        SELECT 1 FROM meetings_reopening r
        WHERE r.meeting_id = OLD.id AND r.closed_at = OLD.closed_at
          AND r.reopened_at = greatest(now(), r.closed_at))
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Cannot update rows from meetings_meeting: a closed meeting stays closed';
"""


class Meeting(VersionedText):
    """One meeting of one unit. ``closed_at`` empty means open.

    A closed meeting stays closed; only a closing that was a mistake is undone, for a while (``Reopening``).
    """

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
    closed_because = models.CharField("why it was closed days later", max_length=500, blank=True)

    class Meta:
        ordering = ["-held_on"]
        indexes = [models.Index(fields=["held_on"], name="meetings_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "held_on"], name="one_meeting_of_a_unit_a_day"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None, closed_because="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_meetings_stay_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS_CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def counts_from(self, today: date) -> date:
        """The day from which "fri" and "2w" count in it: when it is prepared early, its own."""
        return max(self.held_on, today)


class Reopening(models.Model):
    """A closing that was undone: who had closed and when, who opened it again, when and why.

    Written by the database itself (``kinwork_open_again``), together with everything that a closing did and that is
    put back; the application can only read it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reopenings")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    closed_because = models.CharField(max_length=500, blank=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField()
    because = models.CharField(max_length=500)

    class Meta:
        ordering = ["-reopened_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(because=""), name="a_reopening_says_why"),
            models.CheckConstraint(
                condition=models.Q(reopened_at__gte=models.F("closed_at")), name="opened_again_after_closing"
            ),
            models.UniqueConstraint(fields=["meeting", "closed_at"], name="a_closing_is_undone_once"),
        ]
        triggers = [pgtrigger.Protect(name="reopenings_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.meeting_id} opened again {self.reopened_at}"


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
    links: list[str]  # and what in the family's record was brought to it

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
    # What it is about, in this family's record; brought by itself, it is brought once.
    link = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # From which closed meeting it was given back, so that undoing the closing finds it.
    given_back_from = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    met_in = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    # How the line of an agenda stood with it, so that undo puts that back exactly.
    line_before = models.JSONField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            one_of("kind", WhyForward),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None, line_before=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__startswith="/family/"), name="what_is_brought_is_a_familys"
            ),
            models.UniqueConstraint(fields=["link"], condition=~models.Q(link=""), name="one_thing_is_brought_once"),
        ]

    def __str__(self) -> str:
        return f"{self.family}: {self.words}"
