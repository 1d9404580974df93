"""Reads of the log and of the history: who has looked, what was changed, what looks unusual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.access.sql import rows, tuples

MANY = 30  # families opened in a day by one person: a busy duty desk opens about ten


def readers_of(family_id: int) -> QuerySet[AuditEvent]:
    """Everything that was opened or done in a family's record, newest first. One statement a page."""
    return AuditEvent.objects.filter(family_id=family_id).select_related("actor").order_by("-id")


def looked_at_by(user_id: int) -> QuerySet[AuditEvent]:
    """Everything that somebody opened or did, newest first. One statement a page."""
    return AuditEvent.objects.filter(actor_id=user_id).order_by("-id")


@dataclass(frozen=True)
class Pattern:
    """Looking that somebody should ask about. It accuses nobody: there may be a good reason."""

    user_id: int
    name: str
    what: str
    how_often: int
    last: datetime


# Drawing data without names (of a study) opens no family: nobody sees whose it is.
SURNAME = """
SELECT u.id, u.full_name, 'opened a family with their own surname', count(*), max(e.at)
FROM access_auditevent e JOIN access_user u ON u.id = e.actor_id
WHERE e.at >= %(since)s AND e.family_id IS NOT NULL AND e.object_type <> 'Study' AND EXISTS (
    SELECT 1 FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    WHERE m.family_id = e.family_id
      AND lower(p.family_name) = lower(regexp_replace(u.full_name, '^.*\\s', '')) AND p.family_name <> '')
GROUP BY u.id, u.full_name
"""
VOLUME = """
SELECT id, full_name, 'opened ' || most || ' different families in one day', days, last FROM (
    SELECT u.id, u.full_name, max(d.families) AS most, count(*) AS days, max(d.last) AS last
    FROM (SELECT actor_id, at::date, count(DISTINCT family_id) AS families, max(at) AS last FROM access_auditevent
          WHERE at >= %(since)s AND family_id IS NOT NULL AND object_type <> 'Study'
          GROUP BY actor_id, at::date) d
    JOIN access_user u ON u.id = d.actor_id WHERE d.families >= %(many)s GROUP BY u.id, u.full_name) found
"""
FORMER_UNIT = """
SELECT u.id, u.full_name, 'opened a family of a unit that they have left, by giving a reason', count(*),
       max(o.opened_at)
FROM access_opening o JOIN access_user u ON u.id = o.user_id
WHERE o.opened_at >= %(since)s AND EXISTS (
    SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    JOIN units_post p ON p.unit_id = a.unit_id JOIN units_postholding h ON h.post_id = p.id AND h.user_id = u.id
    WHERE i.family_id = o.family_id AND a.during @> o.opened_at::date AND upper(h.during) <= o.opened_at::date)
GROUP BY u.id, u.full_name
"""
AT_NIGHT = """
SELECT u.id, u.full_name, 'opened families between eleven at night and six', count(*), max(e.at)
FROM access_auditevent e JOIN access_user u ON u.id = e.actor_id
WHERE e.at >= %(since)s AND e.family_id IS NOT NULL AND e.object_type <> 'Study'
  AND extract(hour FROM e.at AT TIME ZONE 'Europe/London') NOT BETWEEN 6 AND 22
  AND NOT EXISTS (SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
                  WHERE h.user_id = u.id AND p.role = 'edt' AND h.during @> e.at::date)
GROUP BY u.id, u.full_name
"""


def unusual(since: datetime) -> list[Pattern]:
    """What stands out in the log since a moment. Four statements."""
    found = [
        *tuples(SURNAME, since=since),
        *tuples(VOLUME, since=since, many=MANY),
        *tuples(FORMER_UNIT, since=since),
        *tuples(AT_NIGHT, since=since),
    ]
    return sorted((Pattern(*row) for row in found), key=lambda one: one.last, reverse=True)


@dataclass(frozen=True)
class Changed:
    """One change of one row: when, by whom, what it was and what it became."""

    at: datetime
    who: str
    what: str
    label: str
    fields: list[tuple[str, Any, Any]]


@dataclass(frozen=True)
class History:
    """How a family's record came to be what it is, and how it stood at the end of the asked-for time."""

    timeline: list[Changed]
    as_it_was: list[tuple[str, list[tuple[str, Any]]]]


# What is kept of each kind of row: its event table, how it is called, and how its rows belong to the family.
KEPT = {
    "families_familyevent": ("The family", "e.id = %(family)s"),
    "families_familymemberevent": ("A member", "e.family_id = %(family)s"),
    "families_tellingevent": ("Who is related to whom", "e.family_id = %(family)s"),
    "families_tieevent": (
        "Somebody around the family",
        "e.telling_id IN (SELECT id FROM families_tellingevent WHERE family_id = %(family)s)",
    ),
    "people_personevent": (
        "A person",
        "e.id IN (SELECT person_id FROM families_familymemberevent WHERE family_id = %(family)s)",
    ),
    "record_entryevent": ("What happened", "e.family_id = %(family)s"),
    "record_hiddenfromevent": (
        "Hidden from",
        "e.entry_id IN (SELECT id FROM record_entry WHERE family_id = %(family)s)",
    ),
    "record_shareevent": ("Shared with a partner", "e.family_id = %(family)s"),
    "evaluation_consentevent": ("Taking part in a study", "e.family_id = %(family)s"),
    "record_readerevent": (
        "Named to know of an entry",
        "e.entry_id IN (SELECT id FROM record_entry WHERE family_id = %(family)s)",
    ),
    "cases_involvementevent": ("Why the family is open", "e.family_id = %(family)s"),
    "cases_allocationevent": (
        "The unit that holds the family",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "cases_statusdecisionevent": (
        "What a child is to the service",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "cases_keydateevent": (
        "A date",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
}
# What is noted of a person, in the record where it was noted.
KEPT |= {
    f"people_{table}event": (label, "e.family_id = %(family)s")
    for table, label in {
        "othername": "Another name",
        "identifier": "A number",
        "address": "An address",
        "contact": "A way to reach somebody",
        "particular": "A particular",
        "safetywarning": "A warning",
    }.items()
}
NOTED = frozenset(table for table in KEPT if table.startswith("people_") and table != "people_personevent")
# And whether it is an address that ever was confidential, also after the day that is asked for.
OF_WHOM = """(SELECT concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, ''))
    FROM people_person p WHERE p.id = e.person_id) AS of_whom,"""
VEILED = """EXISTS (SELECT 1 FROM people_addressevent c WHERE c.pgh_obj_id = e.pgh_obj_id AND c.is_confidential)
    AS veiled,"""
CONFIDENTIAL = "confidential: see the person’s page"
SILENT = {
    "id", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id", "who", "created_at", "family_id",
    "telling_id", "taken_back", "taken_back_by_id", "by_id", "at", "noted_by_id", "noted_at", "person_id",
    "first_id", "about_id", "somebody_id", "agency_id",
    "study_id", "superseded_in_id", "taken_away_in_id", "drawn",
}  # fmt: skip
WORDS = {
    "given_name": "first names", "family_name": "surname", "born_on": "date of birth", "on": "date",
    "born_kind": "date of birth is", "died_on": "date of death", "is_deceased": "has died", "opened_on": "opened",
    "is_child": "child of concern", "lives_here": "lives in the household", "closed_on": "closed",
    "is_lead": "leads", "is_carer": "looks after the children", "is_stressful": "stressful", "heard": "last heard",
    "begun": "since", "ended": "until",
    "expected_end": "until when", "during": "from and until", "words": "told", "taken_back_at": "taken back",
    "source": "who said so", "is_mistaken": "noted by mistake",
    "lines": "address", "is_confidential": "confidential", "whose": "whose it is", "safe": "safe to contact",
    "review_on": "look at it again on", "needs_interpreter": "needs an interpreter", "of_whom": "of",
    "born_source": "who said when they were born", "died_source": "who said that they died",
    "died_kind": "date of death is",
}  # fmt: skip


def history_of(family_id: int, *, until: date | None = None) -> History:
    """Every change of a family's record up to the end of a day. One statement for each kind of row."""
    end = datetime.combine((until or date(9000, 1, 1)) + timedelta(days=1), time.min)
    timeline: list[Changed] = []
    standing: list[tuple[str, list[tuple[str, Any]]]] = []
    for table, (label, mine) in KEPT.items():
        more = (OF_WHOM if table in NOTED else "") + (VEILED if table == "people_addressevent" else "")
        found = rows(
            f"SELECT e.*, {more} coalesce(u.full_name, '') AS who FROM {table} e "  # noqa: S608 -- from the table above
            "LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id "
            "LEFT JOIN access_user u ON u.id = (c.metadata->>'user')::bigint "
            f"WHERE {mine} AND e.pgh_created_at < %(end)s::timestamptz ORDER BY e.pgh_id",
            family=family_id,
            end=timezone.make_aware(end),
        )
        _veil(found)
        last: dict[int, dict[str, Any]] = {}
        for row in found:
            before = last.get(row["pgh_obj_id"])
            fields = _differences(before, row)
            if fields or before is None:
                timeline.append(Changed(row["pgh_created_at"], row["who"], row["pgh_label"], label, fields))
            last[row["pgh_obj_id"]] = row
        standing += [(label, _shown(row)) for row in last.values() if row["pgh_label"] != "delete"]
    timeline.sort(key=lambda change: change.at, reverse=True)
    return History(timeline, standing)


def _veil(found: list[dict[str, Any]]) -> None:
    """Of an address that is, was or became confidential the history says that it changed, not what it is."""
    for row in found:
        if row.pop("veiled", False):
            row.update({name: CONFIDENTIAL if row[name] else "" for name in ("lines", "postcode", "note", "source")})


def _differences(before: dict[str, Any] | None, now: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    told = {name: value for name, value in now.items() if name not in SILENT}
    if before is None:
        return [(_word(name), None, value) for name, value in told.items() if value not in (None, "", False)]
    return [(_word(name), before[name], value) for name, value in told.items() if before[name] != value]


def _shown(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(_word(name), value) for name, value in row.items() if name not in SILENT and value not in (None, "")]


def _word(name: str) -> str:
    return WORDS.get(name, name.removesuffix("_id").replace("_", " "))
