"""Reads of the log and of the history: who has looked, what was changed. What looks unusual: ``patterns``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.access_logging import SAW_ON_LIST
from kinwork.access.sql import rows, tuples
from kinwork.children.row_level_security import FACTS
from kinwork.row_level_security import unsealed

from .history_words import Words, says_something
from .verb_words import in_words


@dataclass
class LogEntry:
    """A line of the log: an event, or what a person saw on lists in a day, from the first time to the last."""

    id: int
    at: datetime
    until: datetime
    who: str
    verb: str
    words: str
    family_id: int | None
    policy: str
    opening_id: int | None
    address: str
    object_type: str
    events: list[int]
    is_of_sealing: bool = False  # it would say to which family a sealed record leads, for who is not named for it
    shown: list[int] = field(default_factory=list)  # families on the lists, as far as the reader may know of them

    @property
    def is_list(self) -> bool:
        return self.verb == SAW_ON_LIST

    @property
    def did(self) -> str:
        """What was done, as it is said after a name."""
        return in_words(self.verb)

    @property
    def took_a_while(self) -> bool:
        """Whether the first and the last time differ by what a clock shows."""
        return self.until - self.at >= timedelta(minutes=1)


EVENTS = """
SELECT e.id, e.at, e.at AS until, coalesce(u.full_name, '') AS who, e.verb, e.words, e.family_id, e.policy,
       e.opening_id, coalesce(host(e.address), '') AS address, e.object_type,
       ARRAY[e.id] AS events
FROM access_auditevent e LEFT JOIN access_user u ON u.id = e.actor_id
"""
READERS = f"""
{EVENTS} WHERE e.family_id = %(family)s
UNION ALL
SELECT s.id, s.at, s.until, u.full_name, '{SAW_ON_LIST}', s.lists, %(family)s, '', NULL, '', '', '{{}}'
FROM kinwork_lists_with(%(family)s) s JOIN access_user u ON u.id = s.user_id
"""  # noqa: S608 -- put together from constants
LOOKED_AT = f"""
{EVENTS} WHERE e.actor_id = %(user)s AND e.verb <> '{SAW_ON_LIST}'
UNION ALL
SELECT max(e.id), min(e.at), max(e.at), '', e.verb, e.words, NULL, e.policy, NULL,
       coalesce(string_agg(DISTINCT host(e.address), ', '), ''), '', array_agg(e.id)
FROM access_auditevent e WHERE e.actor_id = %(user)s AND e.verb = '{SAW_ON_LIST}'
GROUP BY (e.at AT TIME ZONE 'Europe/London')::date, e.verb, e.words, e.policy
"""  # noqa: S608 -- put together from constants


# Of a page only it is asked whether a line would join the two families of a sealing.
PART = """
SELECT part.*, kinwork_logs_sealing(part.id) AS is_of_sealing FROM (
    SELECT * FROM ({}) log ORDER BY id DESC LIMIT %(most)s OFFSET %(first)s
) part ORDER BY part.id DESC
"""


class Log(Sequence[LogEntry]):
    """Lines of the log, newest first, for a paginator: their number in one statement, a page of them in two."""

    def __init__(self, sql: str, **about: int) -> None:
        self.sql, self.about = sql, about

    def __len__(self) -> int:
        [(number,)] = tuples(f"SELECT count(*) FROM ({self.sql}) log", **self.about)  # noqa: S608 -- a constant
        return int(number)

    def __getitem__(self, part: Any) -> Any:
        some = PART.format(self.sql)
        found = rows(some, first=part.start or 0, most=part.stop - (part.start or 0), **self.about)
        lines = {line.id: line for line in (LogEntry(**row) for row in found)}
        owner = {event: line for line in lines.values() for event in line.events}
        for event, family_id in tuples("SELECT * FROM kinwork_shown(%(events)s::bigint[])", events=list(owner)):
            if family_id not in owner[event].shown:
                owner[event].shown.append(family_id)
        return list(lines.values())


def access_log_of(family_id: int) -> Log:
    """Everything that was opened or done in a family's record, and who saw it on lists, folded by person and day."""
    return Log(READERS, family=family_id)


def access_log_by(user_id: int) -> Log:
    """Everything that somebody opened or did, and the lists that they saw, each folded by day."""
    return Log(LOOKED_AT, user=user_id)


@dataclass(frozen=True)
class Changed:
    """One change of one row: when, by whom, what it was and what it became."""

    at: datetime
    who: str
    what: str
    label: str
    of_whom: str
    fields: list[tuple[str, Any, Any]]


@dataclass(frozen=True)
class History:
    """How a family's record came to be what it is, and how it stood at the end of the asked-for time."""

    timeline: list[Changed]
    as_it_was: list[tuple[str, str, list[tuple[str, Any]]]]


# What is kept of each kind of row: its event table, how it is called, and how its rows belong to the family.
KEPT = {
    "families_familyevent": ("The family", "e.id = %(family)s"),
    "families_familymemberevent": ("A member", "e.family_id = %(family)s"),
    "families_changesetevent": ("Family relationships", "e.family_id = %(family)s"),
    "families_tieevent": (
        "Someone around the family",
        "e.change_set_id IN (SELECT id FROM families_changesetevent WHERE family_id = %(family)s)",
    ),
    "people_personevent": (
        "A person",
        # Not what they became after they had left: that is of other records, and one of those may be hidden.
        "e.id IN (SELECT person_id FROM families_familymemberevent WHERE family_id = %(family)s) "
        "AND NOT EXISTS (SELECT 1 FROM families_familymember m "
        "JOIN families_familymemberevent l ON l.pgh_obj_id = m.id "
        "WHERE m.family_id = %(family)s AND m.person_id = e.id AND m.taken_back "
        "GROUP BY m.id HAVING max(l.pgh_created_at) < e.pgh_created_at)",
    ),
    "record_entryevent": ("What happened", "e.family_id = %(family)s"),
    "record_hiddenfromevent": (
        "Hidden from",
        "e.entry_id IN (SELECT id FROM record_entry WHERE family_id = %(family)s)",
    ),
    "record_shareevent": ("Shared with a partner", "e.family_id = %(family)s"),
    "evaluation_consentevent": ("Taking part in a study", "e.family_id = %(family)s"),
    "studies_participantevent": ("Drawn for a study", "e.family_id = %(family)s"),
    "studies_recruitmentstepevent": (
        "Asked for a study",
        "e.participant_id IN (SELECT id FROM studies_participant WHERE family_id = %(family)s)",
    ),
    "record_readerevent": (
        "Named to know of an entry",
        "e.entry_id IN (SELECT id FROM record_entry WHERE family_id = %(family)s)",
    ),
    # What became of each of its passages stands on the text's own page: there may be hundreds.
    "origins_broughtinevent": ("A text brought in", "e.family_id = %(family)s"),
    "origins_keptfromevent": (
        "Kept from",
        "e.brought_in_id IN (SELECT id FROM origins_broughtin WHERE family_id = %(family)s)",
    ),
    "origins_mayreadevent": (
        "Named to know of a text brought in",
        "e.brought_in_id IN (SELECT id FROM origins_broughtin WHERE family_id = %(family)s)",
    ),
    "cases_involvementevent": ("Why the family is open", "e.family_id = %(family)s"),
    "cases_allocationevent": (
        "The unit that holds the family",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "transfers_transferevent": (
        "A transfer to another unit",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "cases_statusdecisionevent": (
        "What a child is to the service",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "obligations_variationevent": (
        "What is due was put off",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "cases_keydateevent": (
        "A date",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    "formal_meetings_formalmeetingevent": (
        "A meeting with others",
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    ),
    **{
        f"formal_meetings_{table}event": (
            label,
            "e.meeting_id IN (SELECT m.id FROM formal_meetings_formalmeeting m "
            "JOIN cases_involvement i ON i.id = m.involvement_id WHERE i.family_id = %(family)s)",
        )
        for table, label in {
            "invitation": "Someone asked to a meeting",
            "report": "A report for a meeting",
            "view": "How views were sought for a meeting",
        }.items()
    },
}
KEPT |= {
    f"{fact._meta.db_table}event": (
        str(fact._meta.verbose_name).capitalize(),
        "e.involvement_id IN (SELECT id FROM cases_involvementevent WHERE family_id = %(family)s)",
    )
    for fact in FACTS
}
# What is noted of a person, in the record where it was noted.
KEPT |= {
    f"people_{table}event": (label, "e.family_id = %(family)s")
    for table, label in {
        "othername": "Another name",
        "identifier": "A number",
        "address": "An address",
        "contact": "Contact details",
        "particular": "A particular",
        "safetywarning": "A warning",
    }.items()
}
NOTED = frozenset(table for table in KEPT if table.startswith("people_") and table != "people_personevent")
# By the name that they had then: what they are called since, another record may have learned, and that may be hidden.
OF_WHOM = """(SELECT concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) FROM people_personevent p
    WHERE p.pgh_obj_id = {} AND p.pgh_created_at <= e.pgh_created_at ORDER BY p.pgh_id DESC LIMIT 1) AS of_whom,"""
# Whom a row is about: said with every change of it.
WHOSE = {
    **dict.fromkeys(NOTED, "e.person_id"),
    "families_familymemberevent": "e.person_id",
    "cases_statusdecisionevent": "e.person_id",
    **{f"{fact._meta.db_table}event": "e.person_id" for fact in FACTS},
    "record_hiddenfromevent": "e.person_id",
    "origins_keptfromevent": "e.person_id",
    "people_personevent": "e.pgh_obj_id",
    "families_tieevent": "e.about_id",
    "formal_meetings_invitationevent": "e.person_id",
    "formal_meetings_viewevent": "e.person_id",
}
# Whether it is an address that ever was confidential, also after the day that is asked for.
VEILED = """EXISTS (SELECT 1 FROM people_addressevent c WHERE c.pgh_obj_id = e.pgh_obj_id AND c.is_confidential)
    AS veiled,"""
CONFIDENTIAL = "confidential: see the person’s page"
SILENT = {
    "id", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id", "who", "created_at", "family_id",
    "change_set_id", "taken_back", "taken_back_by_id", "by_id", "at", "noted_by_id", "noted_at", "person_id",
    "first_id", "about_id", "somebody_id", "agency_id",
    "study_id", "superseded_in_id", "taken_away_in_id", "drawn", "of_whom", "position",
    "token", "key_date_id", "follows_id", "meeting_id", "invitation_id", "invited_by_id", "invited_at",
    "arranged_by_id", "arranged_at",
}  # fmt: skip
WORDS = {
    "given_name": "first names", "family_name": "surname", "born_on": "date of birth", "on": "date",
    "born_kind": "date of birth is", "died_on": "date of death", "is_deceased": "has died", "opened_on": "opened",
    "is_child": "child of concern", "lives_here": "lives in the household", "closed_on": "closed",
    "is_lead": "leads", "is_carer": "looks after the children", "is_stressful": "stressful", "heard": "last in touch",
    "begun": "since", "ended": "until",
    "expected_end": "until when", "during": "from and until", "words": "told", "taken_back_at": "taken back",
    "source": "who said so", "is_mistaken": "entered in error",
    "lines": "address", "is_confidential": "confidential", "whose": "whose it is", "safe": "safe to contact",
    "review_on": "review on", "needs_interpreter": "needs an interpreter",
    "born_source": "who said when they were born", "died_source": "who said that they died",
    "died_kind": "date of death is", "due_month_only": "only the month is known in which the birth is expected",
}  # fmt: skip


def history_of(family_id: int, *, until: date | None = None) -> History:
    """Every change of a family's record up to the end of a day, but of children whose record is sealed from who asks.

    One statement for each kind of row, three for names.
    """
    end = datetime.combine((until or date(9000, 1, 1)) + timedelta(days=1), time.min)
    told: list[tuple[str, list[dict[str, Any]]]] = []
    for table, (_, mine) in KEPT.items():
        more = (OF_WHOM.format(WHOSE[table]) if table in WHOSE else "") + (
            VEILED if table == "people_addressevent" else ""
        )
        found = rows(
            f"SELECT e.*, {more} coalesce(u.full_name, '') AS who FROM {table} e "  # noqa: S608 -- from the table above
            "LEFT JOIN access_user u ON u.id = kinwork_changed_by(e.pgh_context_id) "
            f"WHERE {mine} AND {unsealed(WHOSE.get(table, 'NULL::bigint'))} "
            "AND e.pgh_created_at < %(end)s::timestamptz ORDER BY e.pgh_id",
            family=family_id,
            end=timezone.make_aware(end),
        )
        _veil(found)
        told.append((table, found))
    words = Words(told)
    timeline: list[Changed] = []
    standing: list[tuple[str, str, list[tuple[str, Any]]]] = []
    for table, found in told:
        label = KEPT[table][0]
        last: dict[int, dict[str, Any]] = {}
        for row in found:
            before = last.get(row["pgh_obj_id"])
            fields = _differences(words, table, before, row)
            if fields or before is None:
                whose = row.get("of_whom") or ""
                timeline.append(Changed(row["pgh_created_at"], row["who"], row["pgh_label"], label, whose, fields))
            last[row["pgh_obj_id"]] = row
        standing += [
            (label, row.get("of_whom") or "", _shown(words, table, row))
            for row in last.values()
            if row["pgh_label"] != "delete"
        ]
    timeline.sort(key=lambda change: change.at, reverse=True)
    return History(timeline, standing)


def _veil(found: list[dict[str, Any]]) -> None:
    """Of an address that is, was or became confidential the history says that it changed, not what it is."""
    for row in found:
        if row.pop("veiled", False):
            row.update({name: CONFIDENTIAL if row[name] else "" for name in ("lines", "postcode", "note", "source")})


def _told(table: str, row: dict[str, Any]) -> list[str]:
    return [name for name in row if name not in SILENT and says_something(table, name)]


def _differences(
    words: Words, table: str, before: dict[str, Any] | None, now: dict[str, Any]
) -> list[tuple[str, Any, Any]]:
    names = _told(table, now)
    if before is None:
        new = [name for name in names if now[name] not in (None, "", False)]
        # How well a day is known says nothing while there is no day.
        new = [name for name in new if not (name.endswith("_kind") and not now.get(name.replace("_kind", "_on"), 1))]
        return [(_word(name), None, words.of(table, now, name)) for name in new]
    return [
        (_word(name), words.of(table, before, name), words.of(table, now, name))
        for name in names
        if before[name] != now[name]
    ]


def _shown(words: Words, table: str, row: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(_word(name), words.of(table, row, name)) for name in _told(table, row) if row[name] not in (None, "")]


def _word(name: str) -> str:
    return WORDS.get(name, name.removesuffix("_id").replace("_", " "))
