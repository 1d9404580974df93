"""A span of days on its way to the database."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class During(NamedTuple):
    """From a day to the day before another; open where there is none."""

    start: date
    end: date | None
