"""Events in, obligations out: everything that is due, was due or is coming for one child, as of a day.

>>> from .events import Event
>>> from .rules import england
>>> discussion = Event("strategy", date(2026, 3, 30), detail={"s47": "yes"})
>>> conference = Event("icpc", date(2026, 4, 21), detail={"plan": "no"})
>>> [owed] = obligations_of([discussion, conference], date(2026, 11, 28), england())
>>> owed.id, owed.due, owed.met, owed.state.value
('ICPC', datetime.date(2026, 4, 22), datetime.date(2026, 4, 21), 'met')

Nothing is kept between two questions: a corrected or withdrawn event is one that is given differently or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from .by_row import add_by_row
from .care import add_care
from .counting import Counting
from .events import Event
from .history import History
from .obligation import Obligation
from .placements import add_placements
from .rules import Rules
from .support import add_support


def obligations_of(events: Iterable[Event], on: date, rules: Rules) -> list[Obligation]:
    """One child's obligations as of a day, by the day on which they fall due, then by id; what has no such day last.

    Events dated or recorded after ``on`` are not seen, but for a birth that is expected. The order in which events are
    given does not matter, nor do events that no rule names. What is ``open`` and falls due later is the forecast.
    """
    count = Counting(History(events, on), rules)
    add_by_row(count)
    add_placements(count)
    add_care(count)
    add_support(count)
    found = sorted(count.found, key=_order)
    return [one for n, one in enumerate(found) if not n or not _is_same(one, found[n - 1])]


def _is_same(one: Obligation, other: Obligation) -> bool:
    """Whether two, next to each other in their order, say the same thing twice."""
    return one.rule is other.rule and one.due == other.due and _order(one)[:-1] == _order(other)[:-1]


def _order(one: Obligation) -> tuple[date, str, date, str, date, time, int]:
    """Two of the same are one: whichever is still open or was done."""
    rule, because, arose, due, due_time, met_by, ended_by, _, _, _ = one
    ended = 2 if ended_by is not None else 1 if met_by is None else 0
    return due or date.max, rule.id, arose, because.kind, because.date, due_time or time.min, ended
