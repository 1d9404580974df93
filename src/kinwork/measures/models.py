"""A questionnaire filled in: who answered about what, when and how; each answer; that they would rather not; links."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.units.models import Unit


def by_somebody(**options: Any) -> Any:
    """A key to somebody who signs in here."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class As(models.TextChoices):
    """As who they answer; the values are those of ``instruments.Who``."""

    PARENT = "parent", "Parent"
    FAMILY_MEMBER = "family member", "Family member"
    CHILD = "child", "Child"
    WORKER = "worker", "Worker"


class Occasion(models.TextChoices):
    START = "start", "At the start"
    REVIEW = "review", "At a review"
    END = "end", "At the end"
    OTHER = "other", "At another time"


class How(models.TextChoices):
    INTERVIEW = "interview", "In an interview: you ask, and choose what they say"
    PAPER = "paper", "On paper: you enter now what they filled in"
    TABLET = "tablet", "On this tablet: you hand it over, and the rest of Kinwork is locked"
    LINK = "link", "On their own phone, by a link and a code"


MOST_DAYS = 7
MOST_TRIES = 5


@pghistory.track()
class Completion(models.Model):
    """One instrument, in one version, answered once by one person of the family, or by a worker about them."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="completions")
    instrument = models.SlugField(max_length=60)
    version = models.CharField(max_length=60)
    # Who answers: someone in the family, or a worker.
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="completions")
    worker = by_somebody(null=True, blank=True)
    answers_as = models.CharField("answers as", max_length=20, choices=As)
    # One person; otherwise the family as a whole.
    about = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField("occasion", max_length=10, choices=Occasion)
    how = models.CharField("how", max_length=10, choices=How)
    interpreter = models.CharField("interpreter", max_length=120, blank=True)
    language = models.CharField("in which language", max_length=60, blank=True)
    # Of the form with which it was begun: sent twice, it is one completion.
    token = models.UUIDField(unique=True)
    begun_at = models.DateTimeField()
    by = by_somebody()
    finished_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = by_somebody(null=True, blank=True)
    removed_because = models.CharField("why it was removed", max_length=300, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            one_of("answers_as", As),
            one_of("occasion", Occasion),
            one_of("how", How),
            models.CheckConstraint(
                condition=Q(answers_as=As.WORKER, worker__isnull=False, person=None)
                | (~Q(answers_as=As.WORKER) & Q(worker=None, person__isnull=False)),
                name="a_worker_or_one_of_the_family_answers",
            ),
            models.CheckConstraint(
                condition=~Q(answers_as=As.WORKER) | Q(how__in=[How.INTERVIEW, How.PAPER]),
                name="a_worker_answers_where_they_are_signed_in",
            ),
            models.CheckConstraint(
                condition=Q(interpreter="") | ~Q(language=""), name="an_interpreter_interprets_a_language"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("begun_at")), name="finished_after_it_was_begun"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_because="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")),
                name="removing_a_completion_says_why",
            ),
        ]
        indexes = [models.Index(fields=["family", "instrument"], name="completions_of_a_family")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}"

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.removed_at is None


@pghistory.track()
class Answer(models.Model):
    """The answer to one item: a number, the code of an answer beside the question, or words; nothing once left out."""

    completion = models.ForeignKey(Completion, on_delete=models.PROTECT, related_name="answers")
    item = models.PositiveSmallIntegerField()
    number = models.FloatField(null=True, blank=True)
    code = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["completion", "item"], name="an_item_is_answered_once"),
            models.CheckConstraint(condition=Q(item__gte=1), name="items_count_from_one"),
            models.CheckConstraint(
                condition=Q(code="", words="") | Q(number=None, words="") | Q(number=None, code=""),
                name="an_answer_is_of_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=-1e9, number__lte=1e9), name="an_answer_is_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.item} of {self.completion_id}"


@pghistory.track()
class Refusal(models.Model):
    """They would rather not, which is noted kindly: they are not asked again until they wish it."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="refusals")
    instrument = models.SlugField(max_length=60)
    words = models.CharField("what they said", max_length=300, blank=True)
    by = by_somebody()
    at = models.DateTimeField()
    wishes_again_at = models.DateTimeField(null=True, blank=True)
    wishes_again_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person", "instrument"], condition=Q(wishes_again_at=None),
                name="would_rather_not_is_said_once",
            ),
            models.CheckConstraint(
                condition=Q(wishes_again_at=None, wishes_again_by=None)
                | Q(wishes_again_at__isnull=False, wishes_again_by__isnull=False),
                name="wishing_again_is_noted_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"would rather not: {self.instrument}"


@pghistory.track()
class AnswerLink(models.Model):
    """An address by which one person answers on their own phone; of it and of its code only hashes are here."""

    completion = models.OneToOneField(Completion, on_delete=models.PROTECT, related_name="link")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField("wrong codes", default=0)
    until = models.DateField("until the end of which day")
    by = by_somebody()
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="five_wrong_codes_lock_an_answer_link"),
            models.CheckConstraint(
                condition=Q(until__lte=TruncDate(F("at")) + timedelta(days=MOST_DAYS + 1)),
                name="an_answer_link_lasts_a_week_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.completion_id}"


MOST_WEEKS = 52


@pghistory.track()
class PlannedMeasure(models.Model):
    """What a unit asks of its families: which instrument, of whom, and when. A suggestion; no step waits for it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="planned_measures")
    instrument = models.SlugField(max_length=60)
    asked_of = models.CharField("asked of", max_length=20, choices=As)
    at_start = models.BooleanField("at the start")
    at_review = models.BooleanField("at reviews")
    at_end = models.BooleanField("at the end")
    # Without it, when the family’s plan is reviewed.
    every_weeks = models.PositiveSmallIntegerField("every so many weeks", null=True, blank=True)
    from_on = models.DateField("planned from")
    by = by_somebody()
    ended_on = models.DateField("no longer planned from", null=True, blank=True)
    ended_by = by_somebody(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("asked_of", As),
            models.UniqueConstraint(
                fields=["unit", "instrument", "asked_of"], condition=Q(ended_on=None), name="a_unit_plans_it_once"
            ),
            models.CheckConstraint(
                condition=Q(at_start=True) | Q(at_review=True) | Q(at_end=True), name="planned_for_some_time"
            ),
            models.CheckConstraint(
                condition=Q(every_weeks=None) | Q(at_review=True, every_weeks__gte=1, every_weeks__lte=MOST_WEEKS),
                name="weeks_are_of_reviews",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__gte=F("from_on"), ended_by__isnull=False),
                name="planning_ends_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} of {self.asked_of}"

    @property
    def asked_of_in_words(self) -> str:
        return {As.PARENT: "parents", As.FAMILY_MEMBER: "family members", As.CHILD: "children"}.get(
            As(self.asked_of), "the worker"
        )

    @property
    def when_in_words(self) -> str:
        """'at the start, every 12 weeks and at the end'."""
        said = []
        if self.at_start:
            said.append("at the start")
        if self.at_review:
            weeks = self.every_weeks
            said.append("when the plan is reviewed" if weeks is None else f"every {weeks} weeks" if weeks > 1
                        else "every week")  # fmt: skip
        if self.at_end:
            said.append("at the end")
        return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
