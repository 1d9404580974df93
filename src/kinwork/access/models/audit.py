"""The log of what was read, searched, printed and changed: appended, chained, never changed."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .people import User


class AuditEvent(models.Model):
    """Somebody opened or did something. Rows are added, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    family_id = models.BigIntegerField(null=True, db_index=True)  # no key: this room does not know families
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    policy = models.CharField("let in by", max_length=60, blank=True)
    opening_id = models.BigIntegerField("the reason that was given", null=True)
    address = models.GenericIPAddressField("from where", null=True)
    words = models.CharField("what was asked for", max_length=200, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["actor", "-at"], name="what_somebody_did")]
        triggers = [
            pgtrigger.Protect(name="audit_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # Linked when the transaction commits, so that the chain's lock is the last one taken and held only then:
            # nobody who changes something waits for anybody who reads something, and no two can wait for each other.
            pgtrigger.Trigger(
                name="audit_is_chained",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="PERFORM kinwork_link_audit(NEW.id); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class AuditEventFamilies(models.Model):
    """The families that stood on a list which somebody saw, or that a search found (docs/adr/0050).

    The application only adds to this table and cannot read it, as a row may name a family of which the reader must not
    know: it asks functions that leave those out (``access/sql``). The event's link covers it.
    """

    event = models.OneToOneField(AuditEvent, primary_key=True, on_delete=models.PROTECT, related_name="+")
    family_ids = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["family_ids"], name="lists_that_showed_a_family")]
        triggers = [
            pgtrigger.Protect(name="shown_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="shown_with_its_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF EXISTS (SELECT 1 FROM access_auditlink WHERE event_id = NEW.event_id) THEN "
                "RAISE EXCEPTION 'an event that is in the chain stays as it is'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"families of event {self.event_id}"


class AuditLink(models.Model):
    """One link of the chain: the fingerprint of an event together with the fingerprint before it.

    Links are counted without gaps and written by the database itself (``access/sql``); taking away, changing or
    slipping in a row breaks the count or a fingerprint.
    """

    seq = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    fingerprint = models.BinaryField(max_length=32)
    # How the event was written down for its fingerprint (operations/audit_chain.py): 1 without its address’s netmask.
    form = models.PositiveSmallIntegerField(default=2, db_default=1)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="links_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"link {self.seq}"
