"""Dates as well known as people know them: 2011, 2011-03 or 2011-03-27, as ISO text; empty where nobody knows."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Least, Left, Length
from django.db.models.lookups import GreaterThanOrEqual

A_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def partial_date(verbose_name: str = "") -> models.CharField:
    """A date known to the day, the month or only the year, as ISO text; empty where it is not known."""
    return models.CharField(verbose_name or None, max_length=10, blank=True, default="")


def said_well(*names: str) -> list[models.CheckConstraint]:
    """Dates that can be read."""
    return [
        models.CheckConstraint(
            condition=models.Q(**{name: ""}) | models.Q(**{f"{name}__regex": A_DATE}),
            name=f"%(class)s_{name}_is_a_date",
        )
        for name in names
    ]


def end_after_start() -> models.CheckConstraint:
    """Compared as far as both are known: 2012 does not end before 2012-06."""
    known = Least(Length("begun"), Length("ended"))
    return models.CheckConstraint(
        condition=models.Q(begun="")
        | models.Q(ended="")
        | models.Q(GreaterThanOrEqual(Left("ended", known), Left("begun", known))),
        name="%(class)s_ends_after_its_start",
    )


def in_order(begun: str, ended: str) -> bool:
    """Whether an end is not before its beginning, compared as far as both are known.

    >>> in_order("2012-06", "2012"), in_order("2012-06", "2012-05"), in_order("", "2012")
    (True, False, True)
    """
    known = min(len(begun), len(ended))
    return not known or ended[:known] >= begun[:known]


def is_over(ended: str, today: str) -> bool:
    """Whether what ended then is over on a day: the 2012 that is known only as a year is over with the next.

    >>> is_over("2012", "2012-06-01"), is_over("2012", "2013-01-01"), is_over("2012-05-31", "2012-05-31")
    (False, True, True)
    """
    if not ended:
        return False
    return ended <= today if len(ended) == len(today) else ended < today[: len(ended)]
