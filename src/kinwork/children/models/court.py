"""Before and at court: pre-proceedings, family group decision-making, applications, hearings, orders."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from kinwork.constraints import one_of

from .fact import OnADay, Period, one_at_a_time


@pghistory.track()
class DecisionToApply(OnADay):
    """It was decided to apply to court for a care or supervision order."""

    class Meta(OnADay.Meta):
        verbose_name = "decision to apply to court"
        verbose_name_plural = "decisions to apply to court"


class PreProceedingsOutcome(models.TextChoices):
    """What came of pre-proceedings."""

    STEPPED_DOWN = "down", "Stepped down"
    ISSUED = "issue", "Application to court"
    CHILD_PLACED = "kin", "The child lives with family or friends"
    OTHER = "other", "Something else"


@pghistory.track()
class PreProceedings(Period):
    """From the letter before proceedings to the decision to step down or to apply."""

    AT_END = ("outcome",)
    first_meeting_on = models.DateField("first meeting", null=True, blank=True)
    meetings = models.PositiveSmallIntegerField("review meetings", null=True, blank=True)
    has_lawyer = models.BooleanField("the parents have a lawyer", null=True, blank=True)
    outcome = models.CharField("outcome", max_length=5, choices=PreProceedingsOutcome, blank=True)

    class Meta(Period.Meta):
        verbose_name = "pre-proceedings"
        verbose_name_plural = "pre-proceedings"
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("one_pre_proceedings_at_a_time"),
            one_of("outcome", PreProceedingsOutcome, or_none=True),
        ]


class OfferAnswer(models.TextChoices):
    """What became of the offer of a family group decision-making meeting."""

    ACCEPTED = "accepted", "Offered and accepted"
    DECLINED = "declined", "Offered and declined"
    WAITING = "waiting", "Offered, no answer yet"
    NOT_OFFERED = "not", "Not offered: not in the child’s best interests"


@pghistory.track()
class FamilyMeetingOffer(OnADay):
    """A family group decision-making meeting was offered; or it was decided not to, and why."""

    answer = models.CharField("answer", max_length=8, choices=OfferAnswer)
    is_in_letter = models.BooleanField("offered in the letter before proceedings", default=False)

    def wrong(self) -> dict[str, str]:
        problems = {}
        if self.answer == OfferAnswer.NOT_OFFERED and not self.said_by:
            problems["said_by"] = "Say who decided that it is not in the child’s best interests."
        if self.answer == OfferAnswer.NOT_OFFERED and not self.note:
            problems["note"] = "Say why it is not in the child’s best interests."
        return problems

    class Meta(OnADay.Meta):
        verbose_name = "offer of a family meeting"
        verbose_name_plural = "offers of a family meeting"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("answer", OfferAnswer),
            models.CheckConstraint(
                condition=~Q(answer=OfferAnswer.NOT_OFFERED) | (~Q(note="") & ~Q(said_by="")),
                name="no_family_meeting_says_who_and_why",
            ),
        ]


class FamilyProposal(models.TextChoices):
    """What became of the plan that the family made."""

    AGREED = "agreed", "Agreed"
    PARTLY = "partly", "Agreed in part"
    NOT_AGREED = "not", "Not agreed"
    NONE = "none", "The family made no plan"


@pghistory.track()
class FamilyMeeting(OnADay):
    """A family group decision-making meeting was held: who was there, what the family proposes, what becomes of it."""

    took_part = models.CharField("who took part", max_length=300, blank=True)
    proposal = models.TextField("what the family proposes, in their words", max_length=4000, blank=True)
    answer = models.CharField("our answer", max_length=6, choices=FamilyProposal, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "family meeting"
        constraints = [*OnADay.Meta.constraints, one_of("answer", FamilyProposal, or_none=True)]


class ApplicationKind(models.TextChoices):
    """For what the court is asked."""

    CARE = "care", "Care order"
    SUPERVISION = "supervision", "Supervision order"
    EMERGENCY = "emergency", "Emergency protection order"
    PLACEMENT = "placement", "Placement order"
    GUARDIANSHIP = "sgo", "Special guardianship order"
    ARRANGEMENTS = "cao", "Child arrangements order"
    LIBERTY = "dol", "Deprivation of liberty"
    OTHER = "other", "Something else"


# Those whose proceedings are to end within 26 weeks: Children Act 1989, section 32.
OF_26_WEEKS = (ApplicationKind.CARE, ApplicationKind.SUPERVISION)


@pghistory.track()
class Application(Period):
    """An application to court, from the day on which it was issued until the proceedings end."""

    AT_END = ("outcome",)
    kind = models.CharField("asked for", max_length=11, choices=ApplicationKind)
    number = models.CharField("number of the court", max_length=40, blank=True)
    outcome = models.CharField("outcome", max_length=200, blank=True)

    def rivals(self) -> Q:
        """Several may stand beside each other."""
        return Q(pk=None)

    class Meta(Period.Meta):
        verbose_name = "application to court"
        verbose_name_plural = "applications to court"
        constraints = [*Period.Meta.constraints, one_of("kind", ApplicationKind)]


class HearingKind(models.TextChoices):
    """Which hearing."""

    MANAGEMENT = "cmh", "Case management hearing"
    ISSUES = "irh", "Issues resolution hearing"
    FINAL = "final", "Final hearing"
    OTHER = "other", "Another hearing"


@pghistory.track()
class Hearing(OnADay):
    """A hearing was held."""

    kind = models.CharField("which", max_length=5, choices=HearingKind)

    class Meta(OnADay.Meta):
        verbose_name = "hearing"
        constraints = [*OnADay.Meta.constraints, one_of("kind", HearingKind)]


@pghistory.track()
class Order(Period):
    """An order of the court about the child; several may be in force."""

    name = models.CharField("which order", max_length=120)

    def rivals(self) -> Q:
        """Several may stand beside each other."""
        return Q(pk=None)

    class Meta(Period.Meta):
        verbose_name = "order"
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="an_order_has_a_name"),
        ]


@pghistory.track()
class LibertyOrder(Period):
    """The child is deprived of their liberty by an order."""

    class Meta(Period.Meta):
        verbose_name = "deprivation of liberty"
        verbose_name_plural = "deprivations of liberty"
        constraints = [*Period.Meta.constraints, one_at_a_time("deprived_of_liberty_once_at_a_time")]
