"""The authority's own periods, holds, proposals to erase with their two signatures, and the log of what was erased."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kinwork.constraints import one_of
from kinwork.families.models import Family

from . import rules


def _user(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class LocalKind(models.TextChoices):
    OPEN = rules.LocalKind.OPEN.value, "A family that was open to us"
    PROTECTION = rules.LocalKind.PROTECTION.value, "A family in which a child had a protection plan"
    CONTACT = rules.LocalKind.CONTACT.value, "A family that was never open to us"


class CountsFrom(models.TextChoices):
    LAST = rules.CountsFrom.LAST.value, "The last closing, or the last contact"
    YOUNGEST = rules.CountsFrom.YOUNGEST.value, "The birth of the youngest child"


class LocalPeriod(models.Model):
    """How long the authority itself keeps one kind of record, and why. A new one ends the one before, which stays."""

    kind = models.CharField(max_length=12, choices=LocalKind)
    counts_from = models.CharField(max_length=10, choices=CountsFrom)
    years = models.PositiveSmallIntegerField()
    reason = models.CharField("why so long", max_length=500)
    by = _user()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = _user(null=True)

    class Meta:
        ordering = ["kind", "-at"]
        constraints = [
            one_of("kind", LocalKind),
            one_of("counts_from", CountsFrom),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=120), name="a_period_is_of_some_years"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_period_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_period_is_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(ended_at=None), name="one_period_of_a_kind_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.years} years"


class HoldScope(models.TextChoices):
    EVERYTHING = "everything", "Every record"
    PERIOD = "period", "Records of families known to us between two days"
    FAMILY = "family", "One family’s record"


class Hold(models.Model):
    """Nothing within its scope is erased while it stands: an inquiry's (Inquiries Act 2005, section 35), a court's."""

    scope = models.CharField(max_length=10, choices=HoldScope)
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("known to us from", null=True)
    until = models.DateField("known to us until", null=True)
    asked_by = models.CharField("who asked for it", max_length=200)
    reason = models.CharField("why", max_length=500)
    by = _user()
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = _user(null=True)
    lifted_because = models.CharField("why it was lifted", max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("scope", HoldScope),
            models.CheckConstraint(
                condition=Q(scope=HoldScope.EVERYTHING, family=None, since=None, until=None)
                | Q(scope=HoldScope.PERIOD, family=None, since__isnull=False, until__gte=F("since"))
                | Q(scope=HoldScope.FAMILY, family__isnull=False, since=None, until=None),
                name="a_hold_says_of_what",
            ),
            models.CheckConstraint(condition=~Q(asked_by="") & ~Q(reason=""), name="a_hold_says_who_and_why"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="a_hold_is_lifted_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.asked_by}"


class Answer(models.TextChoices):
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Proposal(models.Model):
    """Somebody proposes to erase a family's record, with all that hangs together with it; somebody else decides.

    It is of the family, and goes with its record: what stays is :class:`Erased`.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    family_ids = ArrayField(models.BigIntegerField())  # all that go with it: they share people or a contact
    rules = ArrayField(models.CharField(max_length=40))
    kept_until = models.DateField()
    reason = models.CharField("why", max_length=500)
    by = _user()
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = _user(null=True)
    answered_at = models.DateTimeField(null=True)
    because = models.CharField("why so", max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            one_of("answer", Answer, or_none=True),
            models.CheckConstraint(condition=~Q(reason=""), name="a_proposal_to_erase_says_why"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="a_proposal_to_erase_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.AGREED) | ~Q(answered_by=F("by")), name="two_people_erase_a_record"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.REFUSED) | ~Q(because=""), name="a_refusal_to_erase_says_why"
            ),
            models.UniqueConstraint(
                fields=["family"], condition=Q(answer=""), name="one_proposal_to_erase_waits_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="erasing_is_proposed_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="IF (TG_OP = 'INSERT' AND NEW.answer <> '') OR (TG_OP = 'UPDATE' AND OLD.answer <> '') THEN "
                "RAISE EXCEPTION 'a proposal is answered once, by somebody else, and stays' "
                "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal of {self.at:%Y-%m-%d}"


class Erased(models.Model):
    """That a record was erased: ids, rules, who, when, how many rows of which tables. Nothing of anybody.

    The same without the rows is kept outside the database too (``kept_list.py``): backups of before know nothing of it.
    """

    proposal_id = models.BigIntegerField(unique=True)
    family_ids = ArrayField(models.BigIntegerField())
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    contact_ids = ArrayField(models.BigIntegerField(), default=list)
    people = models.PositiveIntegerField()
    rules = ArrayField(models.CharField(max_length=40))
    kept_until = models.DateField()
    # Nobody only where the account was made after the backup that was restored.
    proposed_by = _user(null=True)
    proposed_at = models.DateTimeField()
    decided_by = _user(null=True)
    at = models.DateTimeField()
    rows = models.JSONField()  # by table
    again_at = models.DateTimeField("erased again after a restore", null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="two_people_erased_it"),
            models.CheckConstraint(
                condition=Q(again_at__isnull=False) | Q(proposed_by__isnull=False, decided_by__isnull=False),
                name="who_erased_it_is_named_when_it_is_done",
            ),
        ]
        triggers = [pgtrigger.Protect(name="erasures_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"erased on {self.at:%Y-%m-%d}"
