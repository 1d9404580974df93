"""Who may sign in, and the authority itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Staff(BaseUserManager["User"]):
    def create_user(self, email: str, full_name: str, password: str | None = None, **more: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), full_name=full_name, **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A member of staff who can sign in."""

    email = models.EmailField("email address", unique=True)
    full_name = models.CharField("name", max_length=120)
    is_active = models.BooleanField("may sign in", default=True)
    # Every session carries this number: raising it signs the person out everywhere.
    session_round = models.PositiveIntegerField(default=0)
    link_sent_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    # Stands for a computer system of a partner (``api``): it acts, it is logged, and it never signs in.
    is_system = models.BooleanField("a partner’s system", default=False, db_default=False)

    objects = Staff()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_system=False) | models.Q(is_active=False), name="a_system_never_signs_in"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A session lives as long as this: the password, and the number of times that they signed out everywhere.
        what = f"{self.password}|{self.session_round}"
        return salted_hmac("kinwork.session", what, secret=secret, algorithm="sha256").hexdigest()

    @property
    def first_name(self) -> str:
        return first_name_of(self.full_name)


def first_name_of(full_name: str) -> str:
    """What colleagues call somebody: the first word that is not a title."""
    words = [word for word in full_name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Mx", "Prof"}]
    return words[0] if words else full_name


class Reach(models.TextChoices):
    """How far the families of others open directly."""

    UNIT = "unit", "In their own unit only"
    BUDDY = "buddy", "In their own unit and its buddy unit"
    SERVICE = "service", "In every unit"


class WorksAs(models.TextChoices):
    """How an authority helps families below care: Families First Partnership programme guide, 2025."""

    FAMILY_HELP = "family_help", "Family help: one lead practitioner stays, others join"
    TEAMS = "teams", "Early help, child in need and protection teams, one after another"


class RecordingDefault(models.TextChoices):
    """How much is recorded of the work with a family, where nothing else was agreed."""

    FULL = "full", "Full log"
    SUMMARY = "summary", "Analytic summary"


# Within which bounds an authority says after how long something needs attention. A child is never seen less often than
# the law's least: every six weeks.
ATTENTION = {
    "seen_within_weeks": (1, 6),
    "alone_within_weeks": (1, 26),
    "plan_within_weeks": (2, 20),
    "active_within_weeks": (2, 26),
    "step_overdue_days": (1, 90),
    "summary_weeks": (1, 26),
    "summary_entries": (1, 100),
    "gap_weeks": (1, 26),
    "recordings_kept_days": (1, 730),
}


class Authority(models.Model):
    """The one authority that this database belongs to, and its local rules."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=120)
    is_demo = models.BooleanField(default=False)
    # a quarter of the families each week, so each within four: Forrester et al. 2013, chapter 5
    discuss_every_weeks = models.PositiveSmallIntegerField(default=4)
    reach = models.CharField("families that open without a reason", max_length=8, choices=Reach, default=Reach.BUDDY)
    opening_hours = models.PositiveSmallIntegerField("hours that an opening lasts", default=24)
    emergency_hours = models.PositiveSmallIntegerField("hours that an emergency opening lasts", default=12)
    dates_soon_days = models.PositiveSmallIntegerField("a date is near when within (days)", default=14)

    # a family referred again goes to the unit that held it: Forrester et al. 2013, chapter 4, third authority
    approvals_go_up_after = models.PositiveSmallIntegerField(
        "working days after which what waits for approval is shown above", default=5
    )
    returns_within_months = models.PositiveSmallIntegerField("months in which a family returns to its unit", default=3)

    # After how long something needs attention: Forrester et al. 2013, chapters 1 and 5.
    seen_within_weeks = models.PositiveSmallIntegerField("weeks after which a child counts as not seen", default=4)
    alone_within_weeks = models.PositiveSmallIntegerField(
        "weeks after which a child counts as not seen alone", default=8
    )
    plan_within_weeks = models.PositiveSmallIntegerField("weeks within which a family has a plan", default=9)
    active_within_weeks = models.PositiveSmallIntegerField("weeks in which a colleague counts as active", default=8)
    step_overdue_days = models.PositiveSmallIntegerField("days after which a step is long overdue", default=14)

    summary_weeks = models.PositiveSmallIntegerField("weeks after which a summary is out of date", default=4)
    summary_entries = models.PositiveSmallIntegerField("entries after which a summary is out of date", default=10)
    gap_weeks = models.PositiveSmallIntegerField("weeks after which a chronology shows a gap", default=4)
    recordings_kept_days = models.PositiveSmallIntegerField(
        "days for which a recording of practice is kept", default=90
    )
    recording = models.CharField(
        "recording where nothing else was agreed", max_length=8, choices=RecordingDefault, default=RecordingDefault.FULL
    )

    works_as = models.CharField("how families are helped", max_length=12, choices=WorksAs, default=WorksAs.FAMILY_HELP)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_authority_per_database"),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__gte": least, f"{name}__lte": most}), name=f"{name}_is_in_bounds"
                )
                for name, (least, most) in ATTENTION.items()
            ),
        ]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name
