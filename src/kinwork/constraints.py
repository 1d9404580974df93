"""Constraints that many tables have."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def one_of(field: str, choices: type[models.TextChoices], *, or_none: bool = False) -> models.CheckConstraint:
    """That a column holds one of the choices, whoever writes to it; ``or_none``: or nothing.

    Forms check the same in words. This is for what comes past them.
    """
    values = [*choices.values, ""] if or_none else list(choices.values)
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"%(class)s_{field}_is_known")
