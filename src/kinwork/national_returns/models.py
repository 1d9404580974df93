"""By which codes the authority returns."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


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
