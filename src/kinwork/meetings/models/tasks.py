"""What the unit means to do: tasks, and conversations planned with the family."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.record.models import Entry

from .discussion import Discussion
from .hypotheses import Hypothesis
from .writing import VersionedText


class TaskState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"
    MISTAKEN = "mistaken", "Entered in error"  # never meant: kept with its history, and in no minute


class Task(models.Model):
    """Something that a person of the unit, or an agency, is to do for a family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="tasks")
    discussion = models.ForeignKey(Discussion, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    agency = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=TaskState, default=TaskState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField("what happened", max_length=500, blank=True)
    # Where what came of it was written into the family's record: those words are the outcome.
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=models.Q(state="open"), name="open_tasks_of_a_person"),
            models.Index(fields=["family", "state"], name="tasks_of_a_family"),
            # Of the whole service: what is late, without a look at the rows themselves.
            models.Index(
                fields=["due_on"],
                include=["family", "owner", "id"],
                condition=models.Q(state="open"),
                name="open_tasks_by_day",
            ),
        ]
        constraints = [
            one_of("state", TaskState),
            models.CheckConstraint(condition=~models.Q(what=""), name="a_task_says_what"),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False, agency="") | (models.Q(owner=None) & ~models.Q(agency="")),
                name="a_task_has_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", ended_at=None)
                | (~models.Q(state="open") & models.Q(ended_at__isnull=False)),
                name="an_ended_task_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ConversationState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HAPPENED = "happened", "Happened"
    MISSED = "missed", "Did not happen"


class PlannedConversation(VersionedText):
    """A conversation prepared by the unit: what separates systemic discussion from talk (Bostock et al. 2017)."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="conversations")
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="conversations")
    people = models.ManyToManyField(Person, blank=True, related_name="+")
    with_others = models.CharField("also with", max_length=200, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations_led"
    )
    reflect = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conversations_reflected",
    )
    purpose = models.TextField(blank=True)
    questions = models.TextField("questions, one a line", blank=True)
    if_yes = models.TextField("if they say yes", blank=True)
    if_no = models.TextField("if they say no", blank=True)
    by_when = models.DateField(null=True, blank=True)
    tests = models.ForeignKey(Hypothesis, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations")
    state = models.CharField(max_length=8, choices=ConversationState, default=ConversationState.PLANNED)
    what_happened = models.TextField(blank=True)
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    effect = models.TextField("what it means for the hypotheses", blank=True)
    recorded = ""  # the words of its entry, where a query read them (queries/recorded.py)
    ended_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        ordering = [models.F("by_when").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["family", "state"], name="conversations_of_a_family"),
            models.Index(
                fields=["by_when"],
                include=["family", "lead", "id"],
                condition=models.Q(state="planned"),
                name="planned_conversations_by_day",
            ),
            models.Index(fields=["ended_at"], name="conversations_by_their_end"),
        ]
        constraints = [
            one_of("state", ConversationState),
            models.CheckConstraint(
                condition=models.Q(state="planned", ended_at=None)
                | (~models.Q(state="planned") & models.Q(ended_at__isnull=False)),
                name="an_ended_conversation_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose[:80]


class StepKind(models.TextChoices):
    DONE = "done", "Done"
    CARRIED = "carried", "Carried"
    DROPPED = "dropped", "No longer needed"
    MISSED = "missed", "Did not happen"
    REOPENED = "reopened", "Opened again"
    GIVEN = "given", "Given to someone else"
    REWORDED = "reworded", "Reworded"  # the note is how it read before
    MISTAKEN = "mistaken", "Entered in error"
    TAKEN_BACK = "taken back", "Taken back"


class Step(models.Model):
    """Something that became of a task or of a planned conversation; by whom, when, in which discussion."""

    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="steps")
    conversation = models.ForeignKey(PlannedConversation, null=True, on_delete=models.PROTECT, related_name="steps")
    discussion = models.ForeignKey(Discussion, null=True, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    note = models.TextField(blank=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    owner_before = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agency_before = models.CharField(max_length=120, blank=True)
    # Steps stay as they were noted: what is undone is told by the step that undoes it, once.
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", StepKind),
            models.CheckConstraint(
                condition=models.Q(task__isnull=False, conversation=None)
                | models.Q(task=None, conversation__isnull=False),
                name="a_step_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.note[:40]}"
