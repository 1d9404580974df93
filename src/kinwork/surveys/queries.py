"""Reads of surveys, each with its number of statements. What was answered comes by functions of the database alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from kinwork.access.sql import tuples

from .models import Asked, Round

APART_WEEKS = 12  # between two rounds that ask the same of the same unit: what changed would be what one person said

PEOPLE = """
SELECT DISTINCT ON (w.id) w.id, u.id, u.name
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
JOIN access_user w ON w.id = h.user_id
WHERE h.during @> %(on)s::date AND w.is_active AND u.is_active AND u.id = ANY (%(units)s::bigint[])
  AND p.role = ANY (%(roles)s)
ORDER BY w.id, p.fte DESC, u.id
"""


def people_in(unit_ids: Sequence[int], roles: Sequence[str], on: date) -> list[tuple[int, int, str]]:
    """Who holds such a post on a day, each once, with the unit where they are most of the week. One statement."""
    return [(user, unit, name) for user, unit, name in tuples(PEOPLE, on=on, units=list(unit_ids), roles=list(roles))]


def rounds() -> QuerySet[Round]:
    """All, the last first. One statement."""
    return Round.objects.select_related("made_by")


def asks(round_id: int, user_id: int) -> bool:
    """Whether someone is asked in a round. One statement."""
    return Asked.objects.filter(round_id=round_id, user_id=user_id).exists()


def my_rounds(user_id: int) -> list[tuple[Round, bool]]:
    """In which someone is asked, and whether whoever asks has answered: it is said to them alone. Two statements."""
    found = list(Round.objects.filter(asked__user_id=user_id))
    if not found:
        return []
    rows = tuples(
        "SELECT x, kinwork_survey_answered(x) FROM unnest(%(ids)s::bigint[]) x", ids=[one.pk for one in found]
    )
    answered = dict(rows)
    return [(one, answered[one.pk]) for one in found]


def has_answered(round_id: int) -> bool:
    """Whether whoever asks has answered. One statement."""
    [(said,)] = tuples("SELECT kinwork_survey_answered(%(round)s)", round=round_id)
    return bool(said)


def closed_before(one: Round, most: int = 3) -> list[Round]:
    """The last rounds before it that asked some of the same, and have closed. One statement."""
    return list(
        Round.objects.filter(
            closed_at__isnull=False, is_withdrawn=False, closes_on__lt=one.opens_on,
            instruments__overlap=one.instruments,
        ).order_by("-closes_on", "-pk")[:most]
    )  # fmt: skip


def asked_in(round_ids: Sequence[int]) -> dict[int, dict[int, tuple[str, int]]]:
    """Of several rounds, the name of each unit and how many of it were asked. One statement."""
    rows = tuples(
        "SELECT a.round_id, u.id, u.name, count(*) FROM surveys_asked a JOIN units_unit u ON u.id = a.unit_id "
        "WHERE a.round_id = ANY (%(rounds)s::bigint[]) GROUP BY a.round_id, u.id, u.name ORDER BY u.name, u.id",
        rounds=list(round_ids),
    )
    found: dict[int, dict[int, tuple[str, int]]] = {pk: {} for pk in round_ids}
    for pk, unit, name, number in rows:
        found[pk][unit] = (name, number)
    return found


def answered_in_all(round_ids: Sequence[int]) -> dict[int, list[Answered]]:
    """Of several rounds, everything, in an order of chance; nothing of one that is open. One statement."""
    rows = tuples(
        "SELECT x, s.unit_id, s.instrument, s.answers FROM unnest(%(rounds)s::bigint[]) x "
        "CROSS JOIN LATERAL kinwork_survey_sheets(x) s",
        rounds=list(round_ids),
    )
    found: dict[int, list[Answered]] = {pk: [] for pk in round_ids}
    for pk, unit, key, said in rows:
        found[pk].append(Answered(unit, key, {int(n): value for n, value in _read(said).items()}))
    return found


def asked_by_unit(round_id: int) -> dict[int, tuple[str, int]]:
    """The name of each unit, and how many of it are asked. One statement."""
    rows = tuples(
        "SELECT u.id, u.name, count(*) FROM surveys_asked a JOIN units_unit u ON u.id = a.unit_id "
        "WHERE a.round_id = %(round)s GROUP BY u.id, u.name ORDER BY u.name, u.id",
        round=round_id,
    )
    return {pk: (name, number) for pk, name, number in rows}


def asked_ids(round_id: int) -> list[int]:
    """Everyone who is asked. One statement."""
    return sorted(Asked.objects.filter(round_id=round_id).values_list("user_id", flat=True))


def answers_come(round_id: int) -> dict[int | None, int]:
    """How many have answered: while it is open in all, in fives; once it is closed by unit. One statement."""
    return dict(tuples("SELECT unit_id, answers FROM kinwork_survey_responses(%(round)s)", round=round_id))


@dataclass(frozen=True)
class Answered:
    """One questionnaire as one person of a unit answered it."""

    unit_id: int
    instrument: str
    answers: Mapping[int, Any]


def answered_in(round_id: int) -> list[Answered]:
    """Everything, in an order of chance; nothing before it is closed. One statement."""
    rows = tuples("SELECT unit_id, instrument, answers FROM kinwork_survey_sheets(%(round)s)", round=round_id)
    return [Answered(unit, key, {int(n): value for n, value in _read(said).items()}) for unit, key, said in rows]


def _read(said: Any) -> dict[str, Any]:
    return dict(json.loads(said) if isinstance(said, str) else said)


def words_in(round_id: int) -> list[tuple[str, int, str]]:
    """What was written, by questionnaire and item; nothing that fewer than five wrote to. One statement."""
    rows = tuples("SELECT instrument, item, words FROM kinwork_survey_words(%(round)s)", round=round_id)
    return [(key, item, said) for key, item, said in rows]


def asked_lately(instruments: Sequence[str], unit_ids: Sequence[int], opens_on: date) -> tuple[str, str, date] | None:
    """Which of these was asked of which of these units so shortly before, and until when. One statement."""
    rows = tuples(
        "SELECT r.instruments, u.name, r.closes_on FROM surveys_round r JOIN surveys_asked a ON a.round_id = r.id "
        "JOIN units_unit u ON u.id = a.unit_id WHERE u.id = ANY (%(units)s::bigint[]) "
        "AND r.instruments && %(keys)s::varchar[] AND r.closes_on > %(since)s::date AND NOT r.is_withdrawn "
        "ORDER BY r.closes_on DESC, u.name LIMIT 1",
        units=list(unit_ids), keys=list(instruments), since=opens_on - timedelta(weeks=APART_WEEKS),
    )  # fmt: skip
    for keys, unit, until in rows:
        return next(one for one in keys if one in instruments), unit, until
    return None


def from_again(until: date) -> date:
    """From when on the same may be asked again, after a survey with this last day."""
    return until + timedelta(weeks=APART_WEEKS)


@dataclass(frozen=True)
class Lately:
    """That a questionnaire is asked of some units until a day, and so of them again only from another."""

    units: tuple[str, ...]
    until: date
    again: date


def asked_of_late(today: date) -> dict[str, list[Lately]]:
    """By questionnaire: of which units it was asked, or will be, so that it has to wait. One statement."""
    rows = tuples(
        "SELECT key, until, array_agg(name ORDER BY name) FROM (SELECT key, u.name, max(r.closes_on) AS until "
        "FROM surveys_round r CROSS JOIN unnest(r.instruments) key JOIN surveys_asked a ON a.round_id = r.id "
        "JOIN units_unit u ON u.id = a.unit_id WHERE r.closes_on > %(since)s::date AND NOT r.is_withdrawn "
        "GROUP BY key, u.id, u.name) late GROUP BY key, until ORDER BY key, until",
        since=today - timedelta(weeks=APART_WEEKS),
    )  # fmt: skip
    found: dict[str, list[Lately]] = {}
    for key, until, units in rows:
        found.setdefault(key, []).append(Lately(tuple(units), until, from_again(until)))
    return found
