"""What families say, for the chain: agreement with parents, their rating of the service, and change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.chain.steps import Asked, Better, Fact, Measured, Step
from kinwork.clocks.humanize import short_day
from kinwork.instruments.model import plain

from .both_lists import KEYS, both_lists
from .models import Completion
from .queries import given_to
from .results import Scored, scored

RATING, CHANGE = "parents-rating-of-service", "score-15"
FIRST_WITHIN = timedelta(days=730)  # a first answer that is older is of another time

# The unit that held the family on the day on which each was finished.
HELD = """
SELECT c.id, h.unit_id FROM measures_completion c
JOIN cases_holding h ON h.family_id = c.family_id AND h.began_on <= c.finished_at::date
    AND (h.ended_on IS NULL OR h.ended_on > c.finished_at::date)
WHERE c.instrument = ANY (%(keys)s) AND c.removed_at IS NULL
  AND c.finished_at >= %(since)s AND c.finished_at < %(until)s
  AND (%(everywhere)s OR h.unit_id = ANY (%(units)s::bigint[]))
ORDER BY c.id
"""


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@may_lag
def _finished(asked: Asked, keys: Iterable[str], since: date) -> list[tuple[int, Scored]]:
    """What was finished after a day until the last, scored, with the unit. Three statements."""
    units = dict(
        tuples(
            HELD, keys=sorted(keys), since=_midnight(since + timedelta(days=1)),
            until=_midnight(asked.on + timedelta(days=1)), units=list(asked.units or []),
            everywhere=asked.units is None,
        )
    )  # fmt: skip
    rows = list(
        Completion.objects.filter(pk__in=units).select_related("family", "person", "about", "worker").order_by("pk")
    )
    answers = given_to(rows)
    found = ((units[row.pk], scored(row, answers[row.pk], asked.on)) for row in rows)
    return [(unit_id, one) for unit_id, one in found if one is not None]


def agreement_facts(asked: Asked) -> list[Fact]:
    """Of each parent’s list beside the worker’s, the share on which both say the same. Three statements."""
    by_family: dict[tuple[int, int], list[Scored]] = defaultdict(list)
    for unit_id, one in _finished(asked, KEYS, asked.since):
        by_family[unit_id, one.completion.family_id].append(one)
    return [
        Fact(
            unit_id=unit_id, value=both.agree / both.compared,
            what=f"{both.family.completion.family.name}: {both.family.who}",
            says=f"agree on {both.agree} of {both.compared}", to="family", id=family_id, of={"family": family_id},
        )
        for (unit_id, family_id), of_family in sorted(by_family.items())
        for both in both_lists(of_family)
        if both.compared
    ]  # fmt: skip


def rating_facts(asked: Asked) -> list[Fact]:
    """The last rating of the service by each person. Three statements."""
    last: dict[tuple[int, int | None], tuple[int, Scored, float]] = {}
    for unit_id, one in _finished(asked, [RATING], asked.since):
        value = _value(one, "mean")
        if value is not None:
            last[one.completion.family_id, one.completion.person_id] = (unit_id, one, value)
    return [
        Fact(
            unit_id=unit_id, value=value,
            what=f"{one.completion.family.name}, {one.who}, {short_day(one.on, asked.on)}",
            says=plain(value), to="family", id=one.completion.family_id, of={"family": one.completion.family_id},
        )
        for unit_id, one, value in last.values()
    ]  # fmt: skip


def change_facts(asked: Asked) -> list[Fact]:
    """SCORE-15 of each person, the last in the time less the first. Three statements."""
    lines: dict[tuple[int, int | None], list[tuple[int, Scored, float]]] = defaultdict(list)
    for unit_id, one in _finished(asked, [CHANGE], asked.since - FIRST_WITHIN):
        value = _value(one, "total")
        if value is not None:
            lines[one.completion.family_id, one.completion.person_id].append((unit_id, one, value))
    found = []
    for (family_id, _), line in lines.items():
        line.sort(key=lambda point: (point[1].on, point[1].completion.pk))
        (_, first, before), (unit_id, last, now) = line[0], line[-1]
        if first is last or last.on <= asked.since:
            continue
        found.append(
            Fact(
                unit_id=unit_id, value=now - before, what=f"{last.completion.family.name}, {last.who}",
                says=f"{plain(before)} on {short_day(first.on, asked.on)}, "
                f"{plain(now)} on {short_day(last.on, asked.on)}",
                to="family", id=family_id, of={"family": family_id},
            )
        )  # fmt: skip
    return found


def _value(one: Scored, key: str) -> float | None:
    return next((score.value for score in one.scores if score.scale.key == key), None)


AGREEMENT = Step(
    key="agreement",
    asks="Share of a list of concerns on which parent and worker say the same",
    counts="pair of lists",
    counts_plural="pairs of lists",
    measured=Measured.MEAN,
    read=agreement_facts,
    alike="family",
    source="Bostock et al. 2017: both lists side by side",
    note="From 0, on nothing, to 1, on everything that both were asked.",
)
RATED = Step(
    key="rating",
    asks="Parents’ rating of the service, 1 to 5",
    counts="rating",
    measured=Measured.MEAN,
    read=rating_facts,
    low=1,
    high=5,
    alike="family",
    source="Forrester et al. 2013, parental rating of the service",
)
CHANGED = Step(
    key="change",
    asks="SCORE-15 now less at the start: below 0, fewer difficulties",
    counts="family member",
    measured=Measured.MEAN,
    read=change_facts,
    low=-60,
    high=60,
    better=Better.LESS,
    alike="family",
    source="Cameron et al. 2016: SCORE-15, 15 to 75, high is worse",
    note="Change since the first answer, whatever brought it about.",
)
