"""An involvement answers four questions: why open, what for, how, until when. And says who decided so."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.units.models import SameId, Unit

from .codes import CATEGORIES, Abuse, LegalStatusCode


class ToldHow(models.TextChoices):
    """How a family heard of something."""

    VISIT = "visit", "Face to face"
    MEETING = "meeting", "At a meeting"
    CALL = "call", "By telephone or video"
    LETTER = "letter", "By letter"
    MESSAGE = "message", "By message or email"


@pghistory.track()
class Involvement(models.Model):
    """A family open to the service, from opening to closure."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="involvements")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    why_open = models.TextField("why is this family open to us", blank=True, max_length=4000)
    trying_to_do = models.TextField("what are we trying to do", blank=True, max_length=4000)
    how = models.TextField("how", blank=True, max_length=4000)
    expected_end = models.DateField("until when", null=True, blank=True)
    tell_once = models.TextField("what no one should ask them again", blank=True, max_length=4000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_reason = models.TextField("why it closed", blank=True, max_length=4000)
    what_changed = models.TextField("what changed for the family", blank=True, max_length=4000)
    if_rereferred = models.TextField("if the family is referred again", blank=True, max_length=4000)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Where that is not who recorded it.
    closing_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_on = models.DateField("when the family was told", null=True, blank=True)
    told_how = models.CharField("how they were told", max_length=10, choices=ToldHow, blank=True)
    told_what = models.TextField("what they were told", blank=True, max_length=4000)
    # Who leads early help from the closing on: of another agency, as a rule.
    step_down_name = models.CharField("early help lead", max_length=120, blank=True)
    step_down_agency = models.CharField("their agency", max_length=120, blank=True)
    step_down_telephone = models.CharField("their telephone", max_length=40, blank=True)
    step_down_agreed_on = models.DateField("agreed with them on", null=True, blank=True)

    class Meta:
        ordering = ["-opened_on"]
        indexes = [models.Index(fields=["closed_on"], name="involvements_by_closing")]
        constraints = [
            one_of("told_how", ToldHow, or_none=True),
            models.CheckConstraint(
                condition=models.Q(told_on__isnull=False) | models.Q(told_on=None, told_how="", told_what=""),
                name="what_a_family_was_told_has_a_day",
            ),
            models.CheckConstraint(
                condition=(~models.Q(step_down_name="") & models.Q(step_down_agreed_on__isnull=False))
                | models.Q(step_down_name="", step_down_agency="", step_down_telephone="", step_down_agreed_on=None),
                name="stepping_down_names_who_agreed",
            ),
            models.UniqueConstraint(
                fields=["family"], condition=models.Q(closed_on=None), name="one_open_involvement_per_family"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="closed_not_before_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} since {self.opened_on}"


@pghistory.track()
class Allocation(models.Model):
    """Which unit holds the involvement, over time; never two at once, so never nobody's and never everybody's.

    A unit to which it was allocated, and from which it was moved on before a day had passed, held it on no day: empty.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="allocations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="allocations")
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_unit_holds_an_involvement_at_a_time",
                expressions=[(SameId("involvement"), RangeOperators.OVERLAPS), ("during", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.involvement.family} with {self.unit}"


class Holding(models.Model):
    """From when until when a unit holds a family that is open: its allocations in figures, kept by the database.

    Nobody writes it: ``sql/2_holding.sql`` does, in the transaction of whatever changes. What begins with "every family
    that is open, and its unit" begins here.
    """

    is_derived = True  # no record of its own: nobody's merging has to carry it along

    allocation_id = models.BigIntegerField(primary_key=True)
    involvement_id = models.BigIntegerField()
    family_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    began_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["involvement_id"], name="holdings_of_an_involvement"),
            models.Index(fields=["unit_id"], name="holdings_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.family_id} with {self.unit_id} from {self.began_on}"


class KeyDateKind(models.TextChoices):
    CONFERENCE = "conference", "Conference"
    REVIEW = "review", "Review"
    COURT = "court", "Court"
    MEETING = "meeting", "Meeting"
    BIRTH = "birth", "Expected birth"
    HEALTH = "health", "Health appointment"
    SCHOOL = "school", "School"
    OTHER = "other", "Other date"


@pghistory.track()
class KeyDate(models.Model):
    """A date that the unit must not meet unprepared."""

    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="key_dates")
    kind = models.CharField(max_length=12, choices=KeyDateKind)
    on = models.DateField("date")
    note = models.CharField(max_length=200, blank=True)
    cancelled = models.BooleanField(default=False)
    # A meeting that was arranged with others stands on its own page: its date is moved and cancelled there.
    is_arranged = models.BooleanField(default=False)
    # It was held: it is not ahead any more, on its very day.
    is_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["on"]
        constraints = [one_of("kind", KeyDateKind)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class Status(models.TextChoices):
    """What a child is to the service, from the lightest to the gravest."""

    NONE = "none", "No status"
    LEAVER = "leaver", "Care leaver"
    CIN = "cin", "Child in need"
    CP = "cp", "Child protection plan"
    LAC = "lac", "Looked after"


class DecisionLevel(models.TextChoices):
    """Where in the service, or beside it, something was decided; from the nearest to the family."""

    UNIT = "unit", "The unit"
    MANAGER = "manager", "A group manager"
    HEAD = "head", "The head of service"
    CONFERENCE = "conference", "A conference or review"
    PANEL = "panel", "A panel"
    COURT = "court", "The court"


class PanelAnswer(models.TextChoices):
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Did not agree"


# Those that nobody records or ends on their own word: who decided is named, with a reason.
GRAVE = frozenset({Status.CP.value, Status.LAC.value})


@pghistory.track()
class StatusDecision(models.Model):
    """It was decided what a child is to the service from a day on. What a child *is* follows from these, unasked."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="status_decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status)
    category = models.CharField(max_length=3, choices=list(CATEGORIES.items()), blank=True)
    placed = models.CharField("where the child is placed", max_length=200, blank=True)
    on = models.DateField("decided on")
    decided_by = models.CharField("who decided", max_length=200)
    # The same, where it is somebody who signs in here: they are told, and may say that they did not.
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField("at what level", max_length=10, choices=DecisionLevel, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    alternatives = models.CharField("what else was considered, and why not", max_length=1000, blank=True)
    # Provisional until this panel has agreed: nothing follows from it before, and nothing made for the family says it
    # (a plan that a panel turned round after the family had been told: Forrester et al. 2013, section 3).
    panel = models.CharField("which panel has to agree", max_length=120, blank=True)
    panel_answer = models.CharField(max_length=8, choices=PanelAnswer, blank=True)
    panel_on = models.DateField("when the panel answered", null=True, blank=True)
    panel_reason = models.CharField("what the panel said", max_length=500, blank=True)
    panel_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    panel_recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_because = models.CharField("why it was removed", max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["person", "-on", "-id"], name="statuses_of_a_child")]
        constraints = [
            one_of("status", Status),
            one_of("category", list(CATEGORIES), or_none=True),
            models.CheckConstraint(
                condition=models.Q(status="cp", category__in=Abuse.values)
                | models.Q(status="lac", category__in=LegalStatusCode.values)
                | (~models.Q(status__in=["cp", "lac"]) & models.Q(category="")),
                name="a_category_that_fits_the_status",
            ),
            models.CheckConstraint(
                condition=models.Q(status="lac") | models.Q(placed=""), name="only_who_is_looked_after_is_placed"
            ),
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="a_status_says_who_decided"),
            one_of("level", DecisionLevel, or_none=True),
            one_of("panel_answer", PanelAnswer, or_none=True),
            models.CheckConstraint(
                condition=models.Q(
                    panel_answer="", panel_on=None, panel_reason="", panel_recorded_by=None, panel_recorded_at=None
                )
                | (
                    ~models.Q(panel="")
                    & ~models.Q(panel_answer="")
                    & models.Q(panel_on__isnull=False, panel_recorded_by__isnull=False, panel_recorded_at__isnull=False)
                ),
                name="the_answer_of_a_panel_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | (
                    models.Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                    & ~models.Q(taken_back_because="")
                ),
                name="taking_a_status_back_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_status_display()}"

    @property
    def is_provisional(self) -> bool:
        """A panel has yet to agree: not for the family."""
        return bool(self.panel) and not self.panel_answer

    @property
    def has_effect(self) -> bool:
        """Whether anything follows from it: no panel has to agree, or it has."""
        return not self.panel or self.panel_answer == PanelAnswer.AGREED


class RoleKind(models.TextChoices):
    """What somebody is to a family while they work with it. They overlap: who leads stays while others join."""

    LEAD = "lead", "Family help lead practitioner"
    LEAD_PROTECTION = "lead_cp", "Lead child protection practitioner"
    PROTECTION_TEAM = "cp_team", "Child protection team member"
    AROUND = "around", "Member of the team around the family"
    EARLY_HELP = "early_help", "Early help lead professional"
    IN_NEED = "in_need", "Child in need social worker"
    PROTECTION = "protection", "Child protection social worker"


# Of these a family has one at a time.
LEADS = (RoleKind.LEAD, RoleKind.LEAD_PROTECTION, RoleKind.EARLY_HELP, RoleKind.IN_NEED, RoleKind.PROTECTION)


@pghistory.track()
class FamilyRole(models.Model):
    """Somebody works with a family in a role from a day on, whichever agency they are from.

    Working Together to Safeguard Children 2026, chapter 3; Families First Partnership programme guide 2025: one plan
    and one lead practitioner who stays, a lead child protection practitioner and a team beside them.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=12, choices=RoleKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("name, if not of our service", max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    during = DateRangeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.CharField("why it ended", max_length=300, blank=True)

    class Meta:
        ordering = ["during", "id"]
        constraints = [
            one_of("kind", RoleKind),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, name="") | (models.Q(user=None) & ~models.Q(name="")),
                name="a_role_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False),
                name="a_role_has_a_beginning",
            ),
            *(
                ExclusionConstraint(
                    name=f"one_{kind.value}_of_a_family_at_a_time",
                    condition=models.Q(kind=kind.value),
                    expressions=[
                        (SameId("involvement"), RangeOperators.OVERLAPS),
                        ("during", RangeOperators.OVERLAPS),
                    ],
                )
                for kind in LEADS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.get_kind_display()}"

    @property
    def who(self) -> str:
        """Their name; of whom signs in here, as they are called now."""
        return self.user.full_name if self.user is not None else self.name


class Merging(models.Model):
    """Two records that were found to be of one person, put together; and perhaps taken apart again."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dropped = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called = models.CharField("what the other record was called", max_length=250)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("dropped")), name="merging_is_of_two_records"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(undone_at__gte=models.F("at")),
                name="a_merging_is_undone_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called} into {self.kept}"


class Moved(models.Model):
    """One value that a merging changed: of which row, what it was and what it became, so that it can be put back.

    ``column`` is "+" for a row that was made, and "-" for one that was taken out (``was`` has all of it).
    """

    merging = models.ForeignKey(Merging, on_delete=models.PROTECT, related_name="moved")
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    column = models.CharField(max_length=63)
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.column}"
