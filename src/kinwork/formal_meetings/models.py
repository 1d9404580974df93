"""A meeting that is arranged ahead: who is asked, what is due before it, what each wants to say, what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.cases.models import Involvement, KeyDate
from kinwork.clocks.periods import LONDON
from kinwork.constraints import one_of
from kinwork.meetings.models import Task, VersionedText
from kinwork.people.models import Person

from .kinds import CHOICES, KINDS, Kind, Part

USUAL_MINUTES = 60


class State(models.TextChoices):
    ARRANGED = "arranged", "Arranged"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


# What is typed at the meeting has a history of its own (meetings_revision), pause by pause.
TYPED = ("notes", "outcome", "version", "written_by", "written_at")


@pghistory.track(exclude=TYPED)
class FormalMeeting(VersionedText):
    """A conference, core group, review, panel or hearing about children of a family.

    ``key_date`` puts it before the unit: on the agenda, the board and the calendar. ``apart``: who must not meet, and
    what is done about it; it is asked for before anybody of the family is invited, and stands on nothing that is sent.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="formal_meetings")
    kind = models.CharField("what it is", max_length=20, choices=CHOICES)
    children = models.ManyToManyField(Person, related_name="+")
    on = models.DateField("day")
    at = models.TimeField("time", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("how long, in minutes", default=USUAL_MINUTES)
    place = models.CharField("where", max_length=200, blank=True)
    video = models.CharField("by video: link or number", max_length=300, blank=True)
    ring = models.CharField("who to ring about it: name and number", max_length=200, blank=True)
    agenda = models.TextField("agenda", max_length=4000, blank=True)
    is_apart_asked = models.BooleanField("whether anyone must not meet was asked", default=False)
    apart = models.CharField("who must not meet, and what is done about it", max_length=500, blank=True)
    notes = models.TextField("what was said", blank=True)
    outcome = models.TextField("what was agreed", blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ARRANGED)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField("why it was cancelled", max_length=500, blank=True)
    quorum_because = models.CharField("why it was held although someone was missing", max_length=500, blank=True)
    key_date = models.OneToOneField(KeyDate, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    # Of the form with which it was arranged: sent twice, it is one meeting.
    token = models.UUIDField(unique=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "at", "id"]
        indexes = [models.Index(fields=["involvement", "on"], name="meetings_about_a_family")]
        constraints = [
            one_of("kind", [key for key, _ in CHOICES]),
            one_of("state", State),
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=720), name="a_meeting_lasts_at_most_a_day"),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="a_meeting_follows_another"),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(because=""), name="cancelling_a_meeting_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ARRANGED, ended_at=None, ended_by=None)
                | (~Q(state=State.ARRANGED) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="a_meetings_end_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["follows", "kind"], condition=~Q(state=State.CANCELLED), name="one_next_meeting_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.on}"

    @property
    def what(self) -> str:
        return self.row.name

    @property
    def row(self) -> Kind:
        return KINDS[self.kind]

    @property
    def starts_at(self) -> datetime | None:
        """With its time zone: of an hour that comes twice in a night, the first."""
        return datetime.combine(self.on, self.at, LONDON) if self.at else None

    @property
    def ends_at(self) -> datetime | None:
        """So many minutes later by any clock, also in the night in which clocks change."""
        start = self.starts_at
        return (start.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(LONDON) if start else None

    @property
    def is_arranged(self) -> bool:
        return self.state == State.ARRANGED

    @property
    def is_held(self) -> bool:
        return self.state == State.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED


class Answer(models.TextChoices):
    INVITED = "invited", "No answer yet"
    COMING = "coming", "Coming"
    APOLOGIES = "apologies", "Apologies"


class Attendance(models.TextChoices):
    HERE = "here", "Was there"
    VIDEO = "video", "By video"
    ABSENT = "absent", "Did not come"


PRESENT = (Attendance.HERE, Attendance.VIDEO)


class ToldHow(models.TextChoices):
    """How somebody who does not sign in here was told of a meeting."""

    POST = "post", "by post"
    HAND = "hand", "by a letter put into their hands"
    TELEPHONE = "phone", "on the telephone"
    SPOKEN = "spoken", "face to face"
    EMAIL = "email", "by email from our own address"
    KINWORK = "kinwork", "by email from Kinwork"


@pghistory.track()
class Invitation(models.Model):
    """Somebody is asked to come: of the family, of the unit, of another agency; what they answer; whether they came."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=250)
    role = models.CharField("who they are", max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    part = models.CharField("there as", max_length=8, choices=Part)
    reach = models.CharField("telephone or email", max_length=200, blank=True)
    needs = models.CharField("what they need to take part", max_length=300, blank=True)
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.INVITED)
    because = models.CharField("why they cannot come", max_length=300, blank=True)
    sends_report = models.BooleanField("sends a report instead", default=False)
    attendance = models.CharField(max_length=6, choices=Attendance, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField("why the invitation was withdrawn", max_length=300, blank=True)
    # Of whoever does not sign in here: whether they know of it, and of the day that it had then.
    told_on = models.DateField("when they were told", null=True, blank=True)
    told_how = models.CharField("how they were told", max_length=7, choices=ToldHow, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("part", Part),
            one_of("answer", Answer),
            one_of("attendance", Attendance, or_none=True),
            one_of("told_how", ToldHow, or_none=True),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="", told_at=None, told_by=None)
                | (Q(told_on__isnull=False, told_at__isnull=False, told_by__isnull=False) & ~Q(told_how="")),
                name="who_was_told_was_told_somehow",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="an_invitation_names_somebody"),
            models.CheckConstraint(
                condition=Q(answer=Answer.APOLOGIES) | Q(because="", sends_report=False),
                name="who_comes_gives_no_apologies",
            ),
            *(
                models.UniqueConstraint(
                    fields=["meeting", key], condition=Q(ended_at=None), name=f"a_{key}_is_asked_to_a_meeting_once"
                )
                for key in ("person", "user")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_present(self) -> bool:
        return self.attendance in PRESENT

    @property
    def who(self) -> str:
        """What stands behind the name."""
        return ", ".join(word for word in (self.role, self.agency) if word) or Part(self.part).label


@pghistory.track()
class Report(models.Model):
    """Something to be read before a meeting: who from, by when; when it came."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="reports")
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    what = models.CharField("which report", max_length=120)
    by = models.CharField("who from", max_length=250, blank=True)
    is_ours = models.BooleanField("the unit’s own", default=False)
    due_on = models.DateField("by when", null=True, blank=True)
    received_on = models.DateField("came on", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField("why it is not needed", max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="a_report_says_what")]

    def __str__(self) -> str:
        return self.what


class How(models.TextChoices):
    """How somebody's views came to the meeting."""

    SAID = "said", "Said at the meeting"
    TOLD = "told", "Told the worker before"
    WROTE = "wrote", "Wrote or drew"
    SPOKEN_FOR = "for", "Through an advocate or someone they chose"
    OBSERVED = "observed", "Seen by how they are: too young to say"
    NOT = "not", "Not obtained"


@pghistory.track(exclude=("words", "version", "written_by", "written_at"))
class View(VersionedText):
    """What a child or a parent wants the meeting to know, in their words; or why it is not known."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="views")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_child = models.BooleanField(default=False)
    is_asked = models.BooleanField("asked for although not invited", default=False)
    words = models.TextField("in their words", blank=True)
    how = models.CharField("how this was got", max_length=8, choices=How, blank=True)
    why_not = models.CharField("why not", max_length=300, blank=True)

    class Meta:
        ordering = ["-is_child", "id"]
        constraints = [
            one_of("how", How, or_none=True),
            models.UniqueConstraint(fields=["meeting", "person"], name="views_of_somebody_once"),
            models.CheckConstraint(condition=~Q(how=How.NOT) | ~Q(why_not=""), name="views_not_obtained_say_why"),
        ]

    def __str__(self) -> str:
        return f"views of {self.person}"


class Move(models.Model):
    """It was to be on another day: which, and why it is not."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="moves")
    was_on = models.DateField()
    was_at = models.TimeField(null=True)
    on = models.DateField()
    at = models.TimeField(null=True)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="moving_a_meeting_says_why")]

    def __str__(self) -> str:
        return f"from {self.was_on} to {self.on}"

    @property
    def is_forward(self) -> bool:
        return self.on < self.was_on


class Made(models.Model):
    """A fact of a child's record that was written down by recording what the meeting decided."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="made")
    kind = models.CharField(max_length=30)
    fact_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "fact_id"], name="a_fact_is_of_one_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact_id}"


class Agreed(models.Model):
    """A meeting agreed that somebody does something: that is one of the unit's own tasks, and no second thing."""

    meeting = models.ForeignKey(FormalMeeting, on_delete=models.PROTECT, related_name="agreed")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "agreed"

    def __str__(self) -> str:
        return str(self.task)
