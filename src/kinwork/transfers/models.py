"""A transfer is offered, taken or returned, introduced to the family, done. The family is the old unit's until then."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.units.models import Unit


class State(models.TextChoices):
    """Where a transfer stands."""

    OFFERED = "offered", "Offered"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    INTRODUCED = "introduced", "Introduced to the family"
    DONE = "done", "Done"
    ENDED = "ended", "Ended without a move"


OPEN = (State.OFFERED, State.RETURNED, State.ACCEPTED, State.INTRODUCED)
AGREED = (State.ACCEPTED, State.INTRODUCED)


@pghistory.track()
class Transfer(models.Model):
    """A family that one unit offers to another."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    why = models.TextField("why the family goes to another unit", max_length=4000)
    wanted_from = models.DateField("from when")
    state = models.CharField(max_length=12, choices=State, default=State.OFFERED)
    since = models.DateField("in this step since")
    offered_on = models.DateField("first offered on")
    times_returned = models.PositiveSmallIntegerField(default=0)
    # It has gone up to who decides between the units, until they have.
    raised_on = models.DateField(null=True, blank=True)
    raised_because = models.CharField(max_length=200, blank=True)
    introduced_on = models.DateField("introduced to the family on", null=True, blank=True)
    introduced_by_whom = models.CharField("who was there", max_length=300, blank=True)
    introduced_told = models.TextField("what the family was told", max_length=4000, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-offered_on", "-id"]
        constraints = [
            one_of("state", State),
            models.UniqueConstraint(
                fields=["involvement"],
                condition=Q(state__in=[one.value for one in OPEN]),
                name="one_transfer_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="a_transfer_is_between_two_units"),
            models.CheckConstraint(condition=~Q(why=""), name="a_transfer_says_why"),
            models.CheckConstraint(
                condition=Q(state=State.DONE, done_on__isnull=False) | (~Q(state=State.DONE) & Q(done_on=None)),
                name="a_transfer_is_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(introduced_on=None, introduced_by_whom="", introduced_told="")
                | (Q(introduced_on__isnull=False) & ~Q(introduced_told="")),
                name="an_introduction_says_what_was_told",
            ),
            models.CheckConstraint(
                condition=Q(raised_on=None, raised_because="") | (Q(raised_on__isnull=False) & ~Q(raised_because="")),
                name="what_goes_up_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.involvement.family}: {self.from_unit} to {self.to_unit}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_agreed(self) -> bool:
        return self.state in AGREED

    def days_in_step(self, today: date) -> int:
        return (today - self.since).days


class What(models.TextChoices):
    """What happened to a transfer."""

    OFFERED = "offered", "Offered"
    OFFERED_AGAIN = "offered_again", "Offered again"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    RAISED = "raised", "Went up for a decision"
    DECIDED = "decided", "Decided"
    INTRODUCED = "introduced", "Introduced to the family"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ENDED = "ended", "Ended"
    PUT_BACK = "put_back", "Put back"


class Step(models.Model):
    """One thing that happened to a transfer: on which day, by whom, in which words. They stay as they are."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=14, choices=What)
    state = models.CharField("where it stood from then on", max_length=12, choices=State)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [one_of("what", What), one_of("state", State)]

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {self.on}"


class Pack(models.Model):
    """The hand-over pack as it was on the day on which the family went: kept as it was read."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="packs")
    html = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Hand-over pack of {self.transfer}"
