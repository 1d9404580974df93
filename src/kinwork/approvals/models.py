"""That something was done which somebody has to approve, and what they said."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.people.models import Person


class Answer(models.TextChoices):
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"
    DROPPED = "dropped", "No longer needed"  # what was to be approved was corrected or withdrawn


@pghistory.track()
class Approval(models.Model):
    """One thing (``thing_type``, ``thing_id``) waits for approval, or has got its answer. It holds either way."""

    kind = models.CharField(max_length=40)
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    went_up_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField("what has to change", max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["thing_type", "thing_id"], name="approvals_of_a_thing"),
            models.Index(fields=["involvement"], condition=Q(answer=""), name="approvals_waiting"),
        ]
        constraints = [
            one_of("answer", Answer, or_none=True),
            models.UniqueConstraint(
                fields=["thing_type", "thing_id", "kind"], condition=Q(answer=""), name="a_thing_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None, words="")
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_says_whose_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.RETURNED) | ~Q(words=""), name="what_is_returned_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.asked_at:%Y-%m-%d}: {self.answer or 'waits'}"

    @property
    def is_open(self) -> bool:
        return not self.answer


@pghistory.track(pghistory.InsertEvent())
class Requirement(models.Model):
    """From a moment on the authority wants a kind of thing approved, or no longer. Only ever added to: the last counts.

    What waits already, or was answered, is as it was.
    """

    kind = models.CharField(max_length=40)
    is_required = models.BooleanField()
    because = models.CharField("why", max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-id"]
        indexes = [models.Index(fields=["kind", "-set_at"], name="requirements_of_a_kind")]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_requirement_says_why")]

    def __str__(self) -> str:
        return f"{self.kind}: {'approved' if self.is_required else 'not approved'} from {self.set_at:%Y-%m-%d}"
