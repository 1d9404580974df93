"""Who may sign in, the authority itself, and the log of what was opened and done."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


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
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = Staff()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        return first_name_of(self.full_name)


def first_name_of(full_name: str) -> str:
    """What colleagues call somebody: the first word that is not a title."""
    words = [word for word in full_name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Mx", "Prof"}]
    return words[0] if words else full_name


class Authority(models.Model):
    """The one authority that this database belongs to, and its local rules."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=120)
    is_demo = models.BooleanField(default=False)
    # domain.md section 5: "unit discussion of every open family: 4 weeks"; S1b L6104, a quarter each week
    discuss_every_weeks = models.PositiveSmallIntegerField(default=4)
    dates_soon_days = models.PositiveSmallIntegerField("a date is near when within (days)", default=14)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_authority_per_database")]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class AuditEvent(models.Model):
    """Somebody opened or did something. Rows are added, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    family_id = models.BigIntegerField(null=True, db_index=True)  # no key: this room does not know families
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    policy = models.CharField("let in by", max_length=60, blank=True)

    class Meta:
        ordering = ["-at"]
        triggers = [
            pgtrigger.Protect(name="audit_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
