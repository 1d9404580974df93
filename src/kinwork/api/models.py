"""Partner systems and their tokens; what came in; how often each asks; what was last said of children."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kinwork.children.models import ReferralSource
from kinwork.constraints import one_of
from kinwork.units.models import Unit

from .scopes import Scope

LONGEST_DAYS = 366
MOST_TOKENS = 5  # at once: two for a change-over, and room for a mistake
MOST_A_MINUTE = 600


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@pghistory.track()
class PartnerSystem(models.Model):
    """A computer system of another organisation: what it is, what it is for, and who answers for it there."""

    # As whom it acts: somebody who never signs in, so that every policy, wall and log knows it as it knows anyone.
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_system")
    name = models.CharField(max_length=80, unique=True)
    organisation = models.CharField(max_length=120)
    answers_for_it = models.CharField("who answers for it there", max_length=120)
    reach_them = models.CharField("how to reach them", max_length=120)
    purpose = models.CharField("what it is for", max_length=500)
    agreement = models.CharField("sharing agreement", max_length=120)
    source = models.CharField("who its contacts come from", max_length=2, choices=ReferralSource)
    calls_a_minute = models.PositiveSmallIntegerField("calls a minute at most", default=60)
    # What any of its tokens may do at most. Said by the head of service: whoever looks after the computers, and issues
    # the tokens, has no access to families, and cannot give it to a machine either (docs/adr/0169).
    agreed = ArrayField(models.CharField(max_length=20, choices=Scope), default=list)
    agreed_by = by_somebody(null=True)
    agreed_at = models.DateTimeField(null=True)
    is_on = models.BooleanField("may call", default=True)
    made_by = by_somebody()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            one_of("source", ReferralSource),
            models.CheckConstraint(
                condition=Q(calls_a_minute__gte=1, calls_a_minute__lte=MOST_A_MINUTE),
                name="a_system_calls_within_reason",
            ),
            models.CheckConstraint(
                condition=Q(agreed__contained_by=Scope.values)
                & (Q(agreed=[]) | Q(agreed_by__isnull=False, agreed_at__isnull=False)),
                name="what_a_system_may_do_was_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(organisation="") & ~Q(answers_for_it="") & ~Q(purpose="") & ~Q(agreement=""),
                name="a_system_says_what_and_whose_it_is",
            ),
        ]

    def __str__(self) -> str:
        return self.name


# What a token is stays as it was issued; that it was used, and that it was revoked, is added. Revoked it stays.
STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a token is revoked, never deleted' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF (to_jsonb(NEW) - '{last_used_at,revoked_at,revoked_by_id,revoked_because}'::text[])
    IS DISTINCT FROM (to_jsonb(OLD) - '{last_used_at,revoked_at,revoked_by_id,revoked_because}'::text[])
    OR (OLD.revoked_at IS NOT NULL
        AND (NEW.revoked_at, NEW.revoked_by_id, NEW.revoked_because)
            IS DISTINCT FROM (OLD.revoked_at, OLD.revoked_by_id, OLD.revoked_because)) THEN
    RAISE EXCEPTION 'a token stays as it was issued' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;
"""


class Token(models.Model):
    """What a system shows with each call. The secret itself is kept nowhere: only what it is recognised by."""

    system = models.ForeignKey(PartnerSystem, on_delete=models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=8, unique=True)
    fingerprint = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    networks = ArrayField(models.CharField(max_length=49), default=list)  # empty: from anywhere
    issued_by = by_somebody()
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = by_somebody(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gt=0), name="a_token_has_known_scopes"
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="a_token_is_kept_as_its_hash"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("issued_at")), name="a_token_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_because="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_because="")),
                name="revoking_is_whole",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_token_lasts_a_year_at_most",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"IF NEW.ends_at > NEW.issued_at + interval '{LONGEST_DAYS} days' THEN "
                "RAISE EXCEPTION 'a token lasts a year at most' USING ERRCODE = 'check_violation'; "
                "END IF; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="a_token_stays_as_issued",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"kw_{self.prefix}…"


class Received(models.Model):
    """Something that a system sent, under the key that it gave: the same key again is the same thing."""

    system = models.ForeignKey(PartnerSystem, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    # No key: who sent it is answered the same when a contact has become hidden from them since.
    contact_id = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="a_key_is_of_one_thing")]

    def __str__(self) -> str:
        return f"{self.system_id}: {self.key}"


class Allowance(models.Model):
    """How often something was tried since a moment: a token's calls in a minute, bad tokens from an address."""

    key = models.CharField(primary_key=True, max_length=60)
    since = models.DateTimeField()
    calls = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


class CallTo(models.Model):
    """The telephone number of a unit that systems are given; that of no unit is for all others."""

    unit = models.OneToOneField(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.functions.Coalesce("unit", models.Value(0)), name="one_number_to_call_of_a_unit"
            ),
            models.CheckConstraint(condition=~Q(telephone=""), name="a_number_to_call_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.telephone


class What(models.TextChoices):
    """What a change of a child's status says to whoever keeps a copy."""

    STATUS = "status", "This is so now"
    LAPSED = "lapsed", "Nothing of it is within twelve months any longer"
    CORRECTED = "corrected", "It was entered in error: nothing of it was so"
    ERASE = "erase", "Erase what you hold of this child"


class ChildStatus(models.Model):
    """What was last said of a child to those who keep a copy, and the place of that among all changes.

    Worked out and numbered by the database alone (``sql/2_changes.sql``), which the application asks: nobody reads
    this table, as restricted children stand in it too. A row outlives the child's record, with nothing but the number.
    """

    person_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(unique=True)
    what = models.CharField(max_length=10, choices=What)
    said = models.JSONField(null=True)
    corrects = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)
    at = models.DateTimeField()
    # The same for those who may not know of restricted families, numbered by itself: what they get of a child who has
    # come into one is said once, whatever happens there afterwards, and no gap in their numbers tells of anyone.
    open_seq = models.BigIntegerField(null=True, unique=True)
    open_what = models.CharField(max_length=10, choices=What, blank=True)
    open_said = models.JSONField(null=True)
    open_corrects = models.BooleanField(default=False)
    open_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("what", What),
            one_of("open_what", What, or_none=True),
            models.CheckConstraint(
                condition=Q(what="status", said__isnull=False) | (~Q(what="status") & Q(said=None)),
                name="only_a_status_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.person_id}"
