"""A summary is a row of versions, each made of passages; beside it, the level of recording that was agreed.

A version is written as a draft, and stays as it is from the moment at which somebody made it the standing one. What is
taken from an entry of the record is a passage or a link of its own, so that whoever may not know of the entry, today or
later, does not meet its words here either (docs/adr/0120).
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.access.models import RecordingDefault
from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.meetings.models import VersionedText
from kinwork.record.models import Entry


class Part(models.TextChoices):
    """The five parts, in the order of reading: what a stranger on duty needs first stands first."""

    SITUATION = "situation", "Situation"
    RISK = "risk", "Risk"
    STRENGTHS = "strengths", "Strengths"
    ANALYSIS = "analysis", "Analysis"
    PLAN = "plan", "Plan"


BOX = "summary"  # what its pauses in typing are kept under
STANDS = "a standing summary stays as it is: write the next version"
OTHER_FAMILY = "an entry is taken up in the summary of its own family"
IS_LIMITED = "words of an entry for named staff stay in the entry"


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


def stays_with_its_version(name: str) -> pgtrigger.Trigger:
    """Nothing of a version changes, comes or goes once it stands; and what it takes up is of its own family."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("which", "bigint")],
        func=f"""
            IF TG_OP = 'DELETE' THEN which := OLD.summary_id; ELSE which := NEW.summary_id; END IF;
            IF EXISTS (SELECT 1 FROM summaries_summary s WHERE s.id = which AND s.standing_at IS NOT NULL) THEN
                RAISE EXCEPTION '{STANDS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF NEW.entry_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM record_entry e
                JOIN summaries_summary s ON s.id = NEW.summary_id
                JOIN cases_involvement i ON i.id = s.involvement_id AND i.family_id = e.family_id
                WHERE e.id = NEW.entry_id
            ) THEN
                RAISE EXCEPTION '{OTHER_FAMILY}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 -- sentences from the constants above
    )


class Summary(models.Model):
    """One version. ``standing_at`` empty: it is being written. ``standing_on``: as of which day it says how it is."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="summaries")
    number = models.PositiveIntegerField()
    begun_by = by_somebody()
    begun_at = models.DateTimeField()
    standing_on = models.DateField("this is how it is on", null=True)
    standing_by = by_somebody(null=True)
    standing_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "summaries"
        constraints = [
            models.UniqueConstraint(fields=["involvement", "number"], name="versions_of_a_summary_count_up"),
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(standing_at=None), name="one_summary_is_written_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(standing_at=None, standing_by=None, standing_on=None)
                | Q(standing_at__isnull=False, standing_by__isnull=False, standing_on__isnull=False),
                name="a_summary_is_made_standing_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="summaries_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="standing_summaries_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__standing_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"summary {self.number} of {self.involvement}"

    @property
    def is_draft(self) -> bool:
        return self.standing_at is None


class SummaryPassage(VersionedText):
    """Text of one part: what the unit writes itself, once in each part; or what was folded in from an entry."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="passages")
    part = models.CharField(max_length=10, choices=Part)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    put_by = by_somebody()
    put_at = models.DateTimeField()
    taken_out_by = by_somebody(null=True)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("part", Part),
            models.UniqueConstraint(
                fields=["summary", "part"], condition=Q(entry=None), name="a_part_has_its_own_words_once"
            ),
            models.UniqueConstraint(
                fields=["summary", "part", "entry"],
                condition=Q(taken_out_at=None, entry__isnull=False),
                name="an_entry_is_folded_once_into_a_part",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False, entry__isnull=False),
                name="a_passage_is_taken_out_by_somebody",
            ),
        ]
        triggers = [
            stays_with_its_version("passages_stay_with_their_summary"),
            pgtrigger.Protect(name="passages_of_summaries_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="limited_entries_are_not_folded_in",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF EXISTS (SELECT 1 FROM record_entry e WHERE e.id = NEW.entry_id AND e.is_limited) THEN
                        RAISE EXCEPTION '{IS_LIMITED}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 -- a sentence from the constant above
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.summary_id}"


class SummaryLink(models.Model):
    """A part leans on an entry: shown as its date, and only to whoever may know of the entry."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="links")
    part = models.CharField(max_length=10, choices=Part)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    put_by = by_somebody()
    put_at = models.DateTimeField()
    taken_out_by = by_somebody(null=True)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("part", Part),
            models.UniqueConstraint(
                fields=["summary", "part", "entry"],
                condition=Q(taken_out_at=None),
                name="an_entry_is_linked_once_in_a_part",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False),
                name="a_link_is_taken_out_by_somebody",
            ),
        ]
        triggers = [
            stays_with_its_version("links_stay_with_their_summary"),
            pgtrigger.Protect(name="links_of_summaries_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} leans on {self.entry_id}"


Level = RecordingDefault  # how much is recorded of the work with a family


class Answer(models.TextChoices):
    """What became of a proposal."""

    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Not agreed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class RecordingLevel(models.Model):
    """A level of recording that somebody proposes for an involvement; agreed, it holds from a day until the next."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="recording_levels")
    level = models.CharField(max_length=8, choices=Level)
    because = models.CharField("why", max_length=500)
    from_on = models.DateField("from when")
    proposed_by = by_somebody()
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = by_somebody(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_as = models.CharField("in the role of", max_length=40, blank=True)
    answered_because = models.CharField("why not", max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("level", Level),
            one_of("answer", Answer, or_none=True),
            models.CheckConstraint(condition=~Q(because=""), name="a_recording_level_says_why"),
            models.UniqueConstraint(
                fields=["involvement"], condition=Q(answer=""), name="one_recording_level_is_proposed_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="a_recording_level_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.DECLINED) | ~Q(answered_because=""), name="declining_a_level_says_why"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("proposed_at")),
                name="answered_after_it_was_proposed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="recording_levels_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="answered_recording_levels_stay",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} from {self.from_on}"
