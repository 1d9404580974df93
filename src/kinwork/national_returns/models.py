"""By which codes the authority returns; what a look at the year found; why a finding is right; what was sent."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person


def _user(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


@pghistory.track()
class ReturningAuthority(models.Model):
    """The codes by which the department and the Office for National Statistics know the authority; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    lea = models.CharField("the department’s number", max_length=3, blank=True)
    ons = models.CharField("the statistics office’s code", max_length=9, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_returning_authority"),
            models.CheckConstraint(condition=Q(lea="") | Q(lea__regex=r"^\d{3}$"), name="lea_has_three_digits"),
            models.CheckConstraint(condition=Q(ons="") | Q(ons__regex=r"^[EWSN]\d{8}$"), name="ons_has_its_form"),
        ]

    def __str__(self) -> str:
        return self.lea or "codes not known"


class Which(models.TextChoices):
    """The returns that are looked at all year round: two of a year, three of a day."""

    CIN = "cin", "Children in need census"
    LAC = "903", "Looked-after children (SSDA903)"
    ANNEX_A = "annex-a", "Annex A"
    API = "csc-api", "Daily API"
    SSD = "ssd", "Standard Safeguarding Dataset"

    @property
    def is_of_a_year(self) -> bool:
        return self in (Which.CIN, Which.LAC)


class LookState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    WORKING = "working", "Being worked out"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be worked out"


class Look(models.Model):
    """What would be wrong if the returns of a year were sent on a day; worked out in the background. Numbers only."""

    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=8, choices=LookState, default=LookState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=dict)
    only = models.CharField("the one that is looked at, where it is not all", max_length=7, choices=Which, blank=True)
    keeps = models.CharField("what is kept as sent with it", max_length=7, choices=Which, blank=True)
    note = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    by = _user(null=True)  # nobody: every night
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", LookState),
            one_of("keeps", Which, or_none=True),
            one_of("only", Which, or_none=True),
            models.CheckConstraint(condition=Q(keeps="") | Q(only=F("keeps")), name="what_is_kept_is_looked_at"),
        ]

    def __str__(self) -> str:
        return f"{self.year} as of {self.on}"


class Severity(models.TextChoices):
    ERROR = "error", "Error"
    QUERY = "query", "Query"


class Finding(models.Model):
    """One rule that one child's rows fail, as a look found it. Made anew by each look."""

    is_derived = True

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="findings")
    which = models.CharField(max_length=7, choices=Which)
    rule = models.CharField(max_length=12)
    severity = models.CharField(max_length=5, choices=Severity)
    cause = models.CharField(max_length=80, blank=True)  # of codes, which
    words = models.CharField(max_length=400)
    said = models.CharField("what stands there", max_length=300, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, null=True, on_delete=models.CASCADE, related_name="+")
    fact_kind = models.CharField(max_length=40, blank=True)
    fact_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["which", "severity", "rule", "cause", "id"]
        indexes = [models.Index(fields=["look", "family"], name="findings_of_families")]
        constraints = [one_of("which", Which), one_of("severity", Severity)]

    def __str__(self) -> str:
        return f"{self.get_which_display()}, rule {self.rule}"


class Explanation(models.Model):
    """Why what a rule asks about is right: it stays while the same stands there, next year too."""

    which = models.CharField(max_length=7, choices=Which)
    rule = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    said = models.CharField("what stood there", max_length=300, blank=True)
    words = models.CharField("checked, right because", max_length=500)
    by = _user()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = _user(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("which", Which),
            models.CheckConstraint(condition=~Q(words=""), name="an_explanation_says_why"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="taking_an_explanation_back_is_whole",
            ),
            models.UniqueConstraint(
                fields=["which", "rule", "person", "said"],
                condition=Q(taken_back_at=None),
                name="a_finding_is_explained_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_which_display()}, rule {self.rule}: {self.words}"


class Sent(models.Model):
    """A return as it was sent on a day: by whom, and what it was, which nothing changes any more."""

    which = models.CharField(max_length=7, choices=Which)
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    children = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    by = _user()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [one_of("which", Which)]
        triggers = [pgtrigger.Protect(name="sent_is_sent", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        of = f" {self.year}" if Which(self.which).is_of_a_year else ""
        return f"{self.get_which_display()}{of}, sent {self.on}"


class SentFile(models.Model):
    """What was sent: the file itself, or a ZIP of the files. Of every child, so only for work on all of them."""

    sent = models.OneToOneField(Sent, primary_key=True, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.sent_id)
