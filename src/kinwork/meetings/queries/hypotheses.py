"""Hypotheses of a family, with how they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.sql import built, columns, rows

from ..models import Hypothesis, HypothesisState


@dataclass(frozen=True)
class HypothesisChange:
    """How a hypothesis changed, in which meeting, and why."""

    discussion_id: int
    held_on: date
    before: str
    after: str
    because: str


HYPOTHESES = f"""
WITH told AS (
    SELECT c.hypothesis_id,
           json_agg(json_build_array(c.discussion_id, m.held_on, c.before, c.after, c.because) ORDER BY c.id) AS changed
    FROM meetings_hypothesis x JOIN meetings_hypothesischange c ON c.hypothesis_id = x.id
    JOIN meetings_discussion d ON d.id = c.discussion_id JOIN meetings_meeting m ON m.id = d.meeting_id
    WHERE x.family_id = %(family)s AND x.state <> %(without)s GROUP BY c.hypothesis_id
)
SELECT {columns(Hypothesis, "x")}, m.held_on AS raised_on, coalesce(told.changed, '[]') AS changed
FROM meetings_hypothesis x
JOIN meetings_discussion d ON d.id = x.raised_in_id JOIN meetings_meeting m ON m.id = d.meeting_id
LEFT JOIN told ON told.hypothesis_id = x.id
WHERE x.family_id = %(family)s AND x.state <> %(without)s ORDER BY x.id
"""  # noqa: S608 -- column names from the model


def hypotheses_with_changes(family_id: int, without: str = "") -> list[tuple[Hypothesis, date, list[list[Any]]]]:
    """Hypotheses about a family (not those of one state, if asked), the day each was raised, and its changes.

    One statement.
    """
    return [
        (built(Hypothesis, row), row["raised_on"], [[c[0], date.fromisoformat(c[1]), *c[2:]] for c in row["changed"]])
        for row in rows(HYPOTHESES, family=family_id, without=without)
    ]


DROPPED = f"""
SELECT x.id, x.statement, ARRAY(
    SELECT c.because FROM meetings_hypothesischange c
    WHERE c.hypothesis_id = x.id AND c.after = '{HypothesisState.DROPPED}' AND c.because <> '' ORDER BY c.id
) AS because
FROM meetings_hypothesis x WHERE x.family_id = %(family)s AND x.state = '{HypothesisState.DROPPED}' ORDER BY x.id
"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class DroppedHypothesis:
    """A hypothesis that was dropped: a family of three years has fifty, of which a line each is shown."""

    pk: int
    statement: str
    because: list[str]


def dropped_hypotheses(family_id: int) -> list[DroppedHypothesis]:
    """What was thought once and dropped, and why. One statement."""
    return [DroppedHypothesis(row["id"], row["statement"], row["because"]) for row in rows(DROPPED, family=family_id)]


def hypotheses_of(family_id: int, without: str = "") -> list[Hypothesis]:
    """Hypotheses about a family (not those of one state, if asked), each with the day
    it was raised (``.raised_on``) and how it changed
    (``.story``). One statement.
    """
    found = []
    for hypothesis, raised_on, changes in hypotheses_with_changes(family_id, without):
        hypothesis.raised_on = raised_on
        hypothesis.story = [HypothesisChange(*change) for change in changes]
        found.append(hypothesis)
    return found
