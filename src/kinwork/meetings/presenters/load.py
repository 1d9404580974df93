"""How much a unit holds against what it is planned for, who is away, and what that means. Warns, and stops nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.roles import ROLES
from kinwork.clocks.humanize import count, short_day
from kinwork.units.models import Absence, DutyTurn, Unit
from kinwork.units.queries import Member

# Families to a worker, as the evaluation counted them: without coordinators and whoever held no families.
# Forrester et al. 2013, table 5.1 (two of the rows are of units, two of conventional teams).
COMPARED = {"assessment": ("5.8", "assessment units"), "child_in_need": ("4.5", "Child in Need units")}
AHEAD = timedelta(days=28)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Load:
    """A unit's families and children against its plan, and per full-time worker: all of them, and those here today."""

    unit: Unit
    families: int
    children: int
    members: Sequence[Member]
    away: frozenset[int] = frozenset()

    def _workers(self, *, here: bool) -> float:
        return sum(one.fte for one in self.members if one.is_worker and not (here and one.user_id in self.away))

    @property
    def workers(self) -> float:
        """Full-time: clinicians and all others by how much of a week they are in the unit."""
        return round(self._workers(here=False), 2)

    @property
    def workers_here(self) -> float:
        return round(self._workers(here=True), 2)

    @property
    def per_worker(self) -> float | None:
        return round(self.families / self.workers, 1) if self.workers else None

    @property
    def per_worker_here(self) -> float | None:
        return round(self.families / self.workers_here, 1) if self.workers_here else None

    @property
    def compared(self) -> str:
        """What was counted in units of the same work; nothing where the study counted none."""
        number, where = COMPARED.get(self.unit.function, ("", ""))
        return f"{number} in the {where} of the evaluation (Forrester et al. 2013)" if number else ""

    @property
    def warnings(self) -> list[str]:
        """What is more than planned, in sentences."""
        unit, said = self.unit, []
        if unit.planned_families_high is not None and self.families > unit.planned_families_high:
            over = count(self.families - unit.planned_families_high, "family", "families")
            said.append(f"{over} more than planned ({self.families} of {unit.planned_families_high})")
        if unit.planned_children is not None and self.children > unit.planned_children:
            over = count(self.children - unit.planned_children, "child", "children")
            said.append(f"{over} more than planned ({self.children} of {unit.planned_children})")
        if self.families and not self.workers:
            said.append("No one in the unit shares the families")
        return said

    @property
    def missing(self) -> list[Member]:
        """Members who are away today; managers of several units are none."""
        return [one for one in self.members if one.user_id in self.away and ROLES[one.role].is_member]

    @property
    def copes(self) -> str:
        """With one member away a unit usually copes, with two it does not (SW:WFF 2014, managers' interviews)."""
        number = len(self.missing)
        if not number:
            return ""
        if number == 1:
            return "One is away today. With one away a unit usually copes."
        buddy = f" {self.unit.buddy.name} covers: ask there." if self.unit.buddy else " It has no buddy unit to ask."
        return f"{number} are away today. With two or more away a unit usually does not cope.{buddy}"


def load_of(
    unit: Unit, families: int, children: int, members: Sequence[Member], absences: Sequence[Absence], today: date
) -> Load:
    away = frozenset(one.user_id for one in absences if one.during.lower <= today < one.during.upper)
    return Load(unit, families, children, members, away)


def away_soon(absences: Sequence[Absence], today: date) -> list[tuple[Absence, bool]]:
    """Who is away in the next four weeks, and whether it is today."""
    soon = [one for one in absences if one.during.lower <= today + AHEAD]
    return [(one, one.during.lower <= today) for one in soon]


def duty_in_words(turns: Sequence[DutyTurn], today: date) -> str:
    """'On duty until Sun 6 Dec. Next: Mon 4 Jan to Sun 10 Jan.' Nothing where no week of duty is noted."""
    now = next((turn for turn in turns if turn.during.lower <= today < turn.during.upper), None)
    following = next((turn for turn in turns if turn.during.lower > today), None)
    said = [f"On duty until {short_day(now.during.upper - DAY, today)}."] if now else []
    if following:
        first, last = following.during.lower, following.during.upper - DAY
        said.append(f"Next on duty: {short_day(first, today)} to {short_day(last, today)}.")
    return " ".join(said)
