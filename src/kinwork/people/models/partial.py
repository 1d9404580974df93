"""Dates as well known as people know them: 2011, 2011-03 or 2011-03-27, as ISO text; empty where nobody knows."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Least, Left, Length
from django.db.models.lookups import GreaterThanOrEqual

A_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def partial_date(verbose_name: str = "") -> models.CharField[str, str]:
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


def in_words(said: str) -> str:
    """A date as people say it, as far as it is known.

    >>> in_words("2011"), in_words("2011-03"), in_words("2011-03-27")
    ('2011', 'March 2011', '27 March 2011')
    """
    if len(said) == 10:
        return f"{date.fromisoformat(said):%-d %B %Y}"
    return f"{date.fromisoformat(said + '-01'):%B %Y}" if len(said) == 7 else said


def as_typed(said: str) -> str:
    """A date as people type it, to stand in a form.

    >>> as_typed("2011"), as_typed("2011-03"), as_typed("2011-03-27")
    ('2011', '3/2011', '27/3/2011')
    """
    return "/".join(str(int(part)) for part in reversed(said.split("-"))) if said else ""


def period(begun: str, ended: str, today: str) -> str:
    """From when to when, in words.

    >>> period("2011-03", "", "2020-01-01"), period("2011", "2012-05", "2020-01-01"), period("", "2031", "2020-01-01")
    ('since March 2011', '2011 to May 2012', 'until 2031')
    """
    if begun and ended:
        return f"{in_words(begun)} to {in_words(ended)}"
    if begun:
        return f"{'from' if begun > today else 'since'} {in_words(begun)}"
    return f"until {in_words(ended)}" if ended else ""
