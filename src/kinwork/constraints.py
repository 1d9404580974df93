"""Constraints that many tables have."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q


def one_of(
    field: str, choices: type[models.TextChoices] | Sequence[str], *, or_none: bool = False
) -> models.CheckConstraint:
    """That a column holds one of the choices, whoever writes to it; ``or_none``: or nothing.

    Forms check the same in words. This is for what comes past them.
    """
    values = list(choices.values if isinstance(choices, type) else choices)
    if or_none:
        values.append("")
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"%(class)s_{field}_is_known")
