"""Moves between authorities: who was told when, and since when which of them is responsible."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from kinwork.constraints import one_of

from .fact import OnADay


class StatusElsewhere(models.TextChoices):
    """What a child is to the authority that they come from."""

    NONE = "none", "No status there"
    HELP = "help", "Family help or child in need plan"
    PLAN = "plan", "Child protection plan"
    CARE = "care", "Looked after by them"
    LEAVER = "leaver", "Care leaver"


@pghistory.track()
class MovedIn(OnADay):
    """A child came to live here who is known to another authority: the day on which that authority told us.

    A plan from elsewhere starts the clock of the transfer-in conference on the day its documents came. Whoever is
    looked after by the other authority stays theirs.
    """

    authority = models.CharField("from which authority", max_length=120)
    status = models.CharField("what they are there", max_length=8, choices=StatusElsewhere)
    documents_on = models.DateField("when the documents or the request came", null=True, blank=True)

    class Meta(OnADay.Meta):
        verbose_name = "move from another authority"
        constraints = [
            *OnADay.Meta.constraints,
            one_of("status", StatusElsewhere),
            models.CheckConstraint(condition=~Q(authority=""), name="who_moved_in_came_from_somewhere"),
        ]


@pghistory.track()
class MovedAway(OnADay):
    """A child went to live in another authority's area: the day of the move, when we told them, when they answered."""

    authority = models.CharField("to which authority", max_length=120)
    told_on = models.DateField("when we told them", null=True, blank=True)
    documents_on = models.DateField("when we sent the documents", null=True, blank=True)
    accepted_on = models.DateField("when they took over", null=True, blank=True)

    def wrong(self) -> dict[str, str]:
        """Nobody takes over what they have not been told."""
        if self.accepted_on and not self.told_on:
            return {"told_on": "Say when you told them: they cannot have taken over before."}
        if self.accepted_on and self.told_on and self.accepted_on < self.told_on:
            return {"accepted_on": "They cannot have taken over before you told them."}
        return {}

    class Meta(OnADay.Meta):
        verbose_name = "move to another authority"
        constraints = [
            *OnADay.Meta.constraints,
            models.CheckConstraint(condition=~Q(authority=""), name="who_moved_away_went_somewhere"),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(accepted_on__gte=F("told_on"), told_on__isnull=False),
                name="nobody_takes_over_untold",
            ),
        ]
