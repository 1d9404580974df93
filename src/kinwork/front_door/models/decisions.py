"""What was decided about a contact, child by child, and the unit that the family came to."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinwork.cases.models import Involvement
from kinwork.constraints import one_of
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.units.models import Unit

from .contacts import About, Consent, Contact


class Level(models.TextChoices):
    """What becomes of a contact, from nothing to a strategy discussion (Working Together 2023, chapter 3)."""

    NOTHING = "nothing", "No further action"
    ADVICE = "advice", "Information and advice"
    HELP = "help", "Early help or family help"
    ELSEWHERE = "elsewhere", "Belongs to another authority: passed on"
    REFERRAL = "referral", "Referral to a unit"
    REFERRAL_NFA = "referral_nfa", "Referral looked into, no further action"
    STRATEGY = "strategy", "Strategy discussion now"


REFERRALS = (Level.REFERRAL, Level.REFERRAL_NFA, Level.STRATEGY)
TO_A_UNIT = (Level.REFERRAL, Level.STRATEGY)
NEEDS_CONSENT = (Level.HELP, Level.ELSEWHERE, *REFERRALS)

# What a constraint of one row cannot know: of whom the decision before was, when the contact came, who worked here.
DECIDED_WELL = """
IF NEW.decided_on < (SELECT c.received_on FROM front_door_contact c JOIN front_door_about a ON a.contact_id = c.id
                     WHERE a.id = NEW.about_id) THEN
    RAISE EXCEPTION 'a contact is decided after it came' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT 1 FROM units_postholding h
               WHERE h.user_id = NEW.decided_by_id AND h.during @> NEW.decided_on) THEN
    RAISE EXCEPTION 'who decides holds a post that day' USING ERRCODE = 'check_violation';
END IF;
IF NEW.supersedes_id IS NOT NULL
   AND NEW.about_id <> (SELECT d.about_id FROM front_door_decision d WHERE d.id = NEW.supersedes_id) THEN
    RAISE EXCEPTION 'a decision supersedes one of the same child' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Decision(models.Model):
    """For one child. A later one supersedes it; it stays, and so does why it was put right."""

    about = models.ForeignKey(About, on_delete=models.PROTECT, related_name="decisions")
    level = models.CharField(max_length=12, choices=Level)
    reason = models.TextField(max_length=4_000)
    passed_to = models.CharField("where to, or what was advised", max_length=300, blank=True)
    consent = models.CharField(max_length=10, choices=Consent)
    no_consent_because = models.CharField("why without consent", max_length=500, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    because = models.CharField("why it was corrected", max_length=500, blank=True)

    class Meta:
        ordering = ["about", "id"]
        constraints = [
            one_of("level", Level),
            one_of("consent", Consent),
            models.UniqueConstraint(
                fields=["about"], condition=Q(supersedes=None), name="one_decision_stands_for_a_child"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_says_why"),
            models.CheckConstraint(
                condition=Q(supersedes=None, because="") | (Q(supersedes__isnull=False) & ~Q(because="")),
                name="what_is_put_right_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(level__in=NEEDS_CONSENT) | Q(consent="given") | ~Q(no_consent_because=""),
                name="without_consent_says_why",
            ),
            models.CheckConstraint(condition=~Q(level="elsewhere") | ~Q(passed_to=""), name="passed_on_says_to_whom"),
        ]
        triggers = [
            pgtrigger.Protect(name="decisions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="decided_well", when=pgtrigger.Before, operation=pgtrigger.Insert, func=DECIDED_WELL
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_level_display()}"


class Referral(models.Model):
    """The children of one family came to a unit: newly opened, or as news of a family that is open there."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="referrals")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_news = models.BooleanField("the family was open already", default=False)
    suggested = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    suggested_because = models.CharField(max_length=500, blank=True)
    overruled_because = models.CharField("why not the unit that was suggested", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suggested=None) | Q(suggested=F("unit")) | ~Q(overruled_because=""),
                name="overruling_a_suggestion_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="referrals_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.family} to {self.unit}"


class Referred(models.Model):
    """One child of a referral. Its date, source, reason and whether more was done stand in contact and decision."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="children")
    about = models.OneToOneField(About, on_delete=models.PROTECT, related_name="referred")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "referred"
        triggers = [pgtrigger.Protect(name="referred_children_stay", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.person} in {self.referral}"


class Unanswered(models.Model):
    """A contact that waits: for how many children for a decision, for how many for a unit. Kept by the database.

    Nobody writes it: ``sql/2_unanswered.sql`` does, in the transaction of whatever changes. So the list of what waits
    need not look at everything that was ever answered.
    """

    is_derived = True  # no record of its own: nobody's merging has to carry it along

    contact_id = models.BigIntegerField(primary_key=True)
    undecided = models.IntegerField()
    to_go = models.IntegerField()

    class Meta:
        verbose_name_plural = "unanswered"

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.undecided} to decide, {self.to_go} for a unit"
