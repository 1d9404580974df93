"""The events of a family's chronology, out of the tables of every room; each table says once how it is read.

Behind the walls, as whoever asks: what is not there for them is not in it. For people (a copy, a court) there is less
still: of entries only what is hidden from none of them and limited to nobody, and of everything else only what it is,
on which day; never the words, which nobody has said may be given away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import ForeignKey
from django.utils import timezone

from kinwork.cases.codes import CATEGORIES
from kinwork.cases.models import PanelAnswer, Status
from kinwork.children.kinds import ADOPTION, HEALTH, KINDS, SCHOOL, Kind
from kinwork.children.models import Fact, ReferralSource
from kinwork.children.queries import Line as FactLine
from kinwork.children.queries import in_words
from kinwork.formal_meetings.kinds import KINDS as FORMAL
from kinwork.formal_meetings.models import State
from kinwork.front_door.models import Level
from kinwork.record.models import EntryKind
from kinwork.transfers.models import What

LATE = 1  # days after which a recording says that it came late

# Kinds of events to choose from, in the order of the list.
ENTRIES, STATUS, CONTACTS, MEETINGS, WHO_HOLDS = "entries", "status", "contacts", "meetings", "held"
DECIDED = "decided"
GROUPS = {
    ENTRIES: "What was recorded",
    CONTACTS: "What came in, and what was decided",
    STATUS: "What a child is to the service",
    MEETINGS: "Meetings with others",
    DECIDED: "What the unit decided",
    WHO_HOLDS: "Opened, moved and closed",
    **{kind.section.key: kind.section.title for kind in KINDS.values()},
}
# Facts that are no events; and those that are, of the part about the child itself.
NO_EVENTS = ("disabilities",)
EVERYDAY = ("need_review", "core_group", "placement_notice", "placement_plan", "named_worker", "adviser_visit",
            "private_fostering_visit", "leaver_contact", "return_interview", "care_review")  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, and what is known of when and by whom it was written down."""

    source: str
    pk: int
    on: date
    group: str
    title: str
    at: time | None = None
    until: date | None = None
    people: tuple[int, ...] = ()  # the children whom it names; none of whom where it is the whole family's
    text: str = ""
    details: tuple[tuple[str, str], ...] = ()
    said_by: str = ""
    writer: str = ""
    recorded_at: datetime | None = None
    added: tuple[tuple[str, str, datetime], ...] = ()  # what was put right or added since: words, who, when
    is_corrected: bool = False
    is_significant: bool = True
    is_evidence: bool = False
    is_limited: bool = False
    hidden_from: tuple[str, ...] = ()
    choice: tuple[bool, str, str, datetime] | None = None  # in or left out since: why, by whom, when
    names: tuple[str, ...] = field(default=(), compare=False)  # of the children

    @property
    def key(self) -> str:
        return f"{self.source}-{self.pk}"

    @property
    def days_late(self) -> int:
        """How many days after it happened it was recorded; none within a day, or where nobody knows."""
        if self.recorded_at is None:
            return 0
        days = (timezone.localdate(self.recorded_at) - self.on).days
        return days if days > LATE else 0


# -- how each table is read. Columns: source, id, day, time, until, children, if significant, when recorded, by whom,
# what is needed to say it in words, what its words are looked for in.

CHOSEN = "(SELECT c.belongs FROM chronology_choice c WHERE c.entry_id = e.id ORDER BY c.id DESC LIMIT 1)"
ENTRY = f"""
SELECT 'entry' AS source, e.id, e.happened_on AS on_day, e.happened_at AS at_time, NULL::date AS until_day,
       ARRAY(SELECT s.person_id FROM record_seen s WHERE s.entry_id = e.id
             UNION SELECT t.person_id FROM record_present t JOIN families_familymember m
               ON m.person_id = t.person_id AND m.family_id = e.family_id AND m.is_child AND NOT m.taken_back
             WHERE t.entry_id = e.id) AS people,
       coalesce({CHOSEN}, e.is_significant) AS significant, e.recorded_at, e.by_id AS writer_id, NULL::jsonb AS data,
       e.text || ' ' || e.said_by || ' ' || e.place || ' ' || e.present || coalesce((
           SELECT ' ' || string_agg(a.text, ' ') FROM record_entryamendment a WHERE a.entry_id = e.id), '') AS said
FROM record_entry e WHERE e.family_id = %(family)s AND %(see_entries)s
"""  # noqa: S608 -- put together from constants


def _of_fact(kind: Kind) -> Iterator[str]:
    """A fact on its day; of a period the end too. What follows from a decision of a status is told by that."""
    table, significant = kind.fact._meta.db_table, str(_is_significant(kind)).lower()
    until = "f.ended_on" if kind.is_period else "NULL::date"
    start = f"""
SELECT 'fact:{kind.key}', f.id, f."{kind.day_column}", NULL::time, {until},
       ARRAY[f.person_id], {significant}, f.recorded_at, f.recorded_by_id, to_jsonb(f),
       concat_ws(' ', f.said_by, f.note)
FROM {table} f JOIN cases_involvement i ON i.id = f.involvement_id
WHERE i.family_id = %(family)s AND f.withdrawn_at IS NULL AND f.decision_id IS NULL
  AND f.person_id <> ALL ((SELECT kinwork_sealed())::bigint[])"""  # noqa: S608 -- names of tables
    yield start
    if kind.is_period:
        yield f"""
SELECT 'end:{kind.key}', f.id, f.ended_on, NULL::time, NULL::date, ARRAY[f.person_id], {significant}, f.end_recorded_at,
       f.end_recorded_by_id, to_jsonb(f), f.end_said_by
FROM {table} f JOIN cases_involvement i ON i.id = f.involvement_id
WHERE i.family_id = %(family)s AND f.withdrawn_at IS NULL AND f.ended_on IS NOT NULL AND f.end_decision_id IS NULL
  AND f.person_id <> ALL ((SELECT kinwork_sealed())::bigint[])"""  # noqa: S608 -- names of tables


def _is_significant(kind: Kind) -> bool:
    return kind.key not in EVERYDAY and kind.section not in (HEALTH, SCHOOL)


OTHERS = f"""
SELECT 'status', d.id, d."on", NULL::time, NULL::date, ARRAY[d.person_id], true, d.recorded_at, d.recorded_by_id,
       to_jsonb(d), concat_ws(' ', d.decided_by, d.reason, d.placed)
FROM cases_statusdecision d JOIN cases_involvement i ON i.id = d.involvement_id
WHERE i.family_id = %(family)s AND d.taken_back_at IS NULL
UNION ALL
SELECT 'opened', i.id, i.opened_on, NULL::time, NULL::date, '{{}}', true, NULL::timestamptz, i.decided_by_id,
       jsonb_build_object('words', i.why_open), i.why_open
FROM cases_involvement i WHERE i.family_id = %(family)s
UNION ALL
SELECT 'closed', i.id, i.closed_on, NULL::time, NULL::date, '{{}}', true, NULL::timestamptz, i.closed_by_id,
       jsonb_build_object('words', concat_ws(E'\\n\\n', nullif(i.closing_reason, ''), nullif(i.what_changed, ''))),
       concat_ws(' ', i.closing_reason, i.what_changed)
FROM cases_involvement i WHERE i.family_id = %(family)s AND i.closed_on IS NOT NULL
UNION ALL
SELECT 'held', a.id, coalesce(lower(a.during), i.opened_on), NULL::time, NULL::date, '{{}}', false, NULL::timestamptz,
       NULL::bigint, jsonb_build_object('unit', u.name), u.name
FROM cases_allocation a JOIN cases_involvement i ON i.id = a.involvement_id JOIN units_unit u ON u.id = a.unit_id
WHERE i.family_id = %(family)s AND NOT isempty(a.during)
UNION ALL
SELECT 'contact', c.id, c.received_on, NULL::time, NULL::date, ARRAY(
           SELECT DISTINCT b.person_id FROM front_door_about b JOIN families_familymember m
             ON m.person_id = b.person_id AND m.family_id = %(family)s AND m.is_child
           WHERE b.contact_id = c.id),
       true, c.taken_at, c.taken_by_id,
       jsonb_build_object('source', c.source, 'agency', c.agency_name, 'words', c.said, 'anonymous', c.is_anonymous,
                          'decided', ARRAY(
           SELECT DISTINCT d.level FROM front_door_decision d JOIN front_door_about b ON b.id = d.about_id
           WHERE b.contact_id = c.id AND b.family_id = %(family)s
             AND NOT EXISTS (SELECT 1 FROM front_door_decision s WHERE s.supersedes_id = d.id)),
                          'added', coalesce((
           SELECT json_agg(json_build_array(x.text, w.full_name, x.at) ORDER BY x.id)
           FROM front_door_addition x JOIN access_user w ON w.id = x.by_id WHERE x.contact_id = c.id), '[]')),
       c.said
FROM front_door_contact c
WHERE c.id IN (SELECT b.contact_id FROM front_door_about b WHERE b.family_id = %(family)s)
UNION ALL
SELECT 'decision', d.id, g.held_on, NULL::time, NULL::date, '{{}}', false, d.decided_at, d.decided_by_id,
       jsonb_build_object('words', d.words, 'reason', d.reason), concat_ws(' ', d.words, d.reason)
FROM meetings_decision d JOIN meetings_discussion x ON x.id = d.discussion_id
JOIN meetings_meeting g ON g.id = x.meeting_id
WHERE x.family_id = %(family)s AND d.decided_at IS NOT NULL
UNION ALL
SELECT 'transfer', s.id, s."on", NULL::time, NULL::date, '{{}}', false, s.at, s.by_id,
       jsonb_build_object('what', s.what, 'from', a.name, 'to', b.name, 'words', s.words), s.words
FROM transfers_step s JOIN transfers_transfer t ON t.id = s.transfer_id
JOIN cases_involvement i ON i.id = t.involvement_id
JOIN units_unit a ON a.id = t.from_unit_id JOIN units_unit b ON b.id = t.to_unit_id
WHERE i.family_id = %(family)s
UNION ALL
SELECT 'formal', m.id, m."on", m."at", NULL::date, ARRAY(
           SELECT x.person_id FROM formal_meetings_formalmeeting_children x WHERE x.formalmeeting_id = m.id),
       true, m.ended_at, m.ended_by_id, jsonb_build_object('kind', m.kind, 'words', m.outcome), m.outcome
FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id
WHERE i.family_id = %(family)s AND m.state = '{State.HELD}'
  AND NOT EXISTS (SELECT 1 FROM formal_meetings_made k WHERE k.meeting_id = m.id)
"""  # noqa: S608 -- choices from their enums
FACTS = [statement for kind in KINDS.values() if kind.key not in NO_EVENTS for statement in _of_fact(kind)]
SAID_IN_TABLES = "\nUNION ALL\n".join([OTHERS, *FACTS])


# -- what each is called, and in which group it stands

NAMES = {
    "status": STATUS,
    "opened": WHO_HOLDS,
    "closed": WHO_HOLDS,
    "held": WHO_HOLDS,
    "contact": CONTACTS,
    "formal": MEETINGS,
    "decision": DECIDED,
    "transfer": WHO_HOLDS,
    "entry": ENTRIES,
}


# Between ourselves: of which nothing would be left for people but that there was something.
OURS = ("decision", "transfer")


def group_of(source: str) -> str:
    """'entries', 'care' …: by what it comes from."""
    before, _, key = source.partition(":")
    return KINDS[key].section.key if before in ("fact", "end") else NAMES[before]


def sources_of(groups: list[str]) -> list[str]:
    """Everything that stands in these groups."""
    every = [*NAMES, *(f"{way}:{key}" for key in KINDS for way in ("fact", "end"))]
    return [source for source in every if group_of(source) in groups]


def sources_called(words: str) -> list[str]:
    """What is called so, for whoever looks for 'placement'."""
    folded = words.casefold()
    return [
        *(f"{way}:{key}" for key, kind in KINDS.items() if folded in kind.name.casefold() for way in ("fact", "end")),
        *(source for source, group in NAMES.items() if source != "entry" and folded in GROUPS[group].casefold()),
    ]


# What in a fact would tell where a child or somebody else is to be found: not for people, whatever else is given.
WHERE = ("place", "provider", "urn", "postcode", "home_postcode", "carer", "registration", "destination", "number")


def event_of(row: tuple[Any, ...], *, for_people: bool = False) -> Event:
    """An event in words, of everything but entries: by its source."""
    source, pk, on, at, until, people, significant, recorded_at, writer, data = row
    before, _, key = source.partition(":")
    said: dict[str, Any] = {
        "source": source, "pk": pk, "on": on, "at": at, "until": until, "people": tuple(people or ()),
        "is_significant": significant, "recorded_at": recorded_at, "writer": writer or "", "group": group_of(source),
    }  # fmt: skip
    if before in ("fact", "end"):
        said |= _fact(KINDS[key], data, is_end=before == "end", for_people=for_people)
    else:
        said |= WORDS[before](data, for_people)
    return Event(**said)


def _fact(kind: Kind, data: dict[str, Any], *, is_end: bool, for_people: bool) -> dict[str, Any]:
    columns = {one.attname: one for one in kind.fact._meta.concrete_fields}
    fact: Fact = kind.fact(**{name: columns[name].to_python(value) for name, value in data.items() if name in columns})
    names = kind.at_end if is_end else tuple(name for name in kind.asks if name not in kind.at_end)
    details = []
    for name in names:
        column = kind.fact._meta.get_field(name)
        if isinstance(column, ForeignKey) or (for_people and (name in WHERE or kind.section is ADOPTION)):
            continue
        if words := in_words(fact, column):
            label = str(getattr(column, "verbose_name", name))
            details.append((label[:1].upper() + label[1:], words))
    if not is_end and kind.key in ("legal_status", "plan_category"):
        details += FactLine(kind, fact).details
    title = kind.title
    if kind.is_period:
        title = f"{title} {'ended' if is_end else 'began'}"
    return {
        "title": title,
        "details": tuple(dict.fromkeys(details)),
        "text": "" if for_people or is_end else fact.note,
        "said_by": "" if for_people else (data.get("end_said_by") or "") if is_end else fact.said_by,
        "is_corrected": not is_end and fact.replaces_id is not None,  # type: ignore[attr-defined]
    }


def _status(data: dict[str, Any], for_people: bool) -> dict[str, Any]:
    status = Status(data["status"])
    waits = data["panel"] and data["panel_answer"] == ""
    category = dict(CATEGORIES).get(data["category"], "")
    details = [("Category", category)] if category else []
    if data["placed"] and not for_people:
        details.append(("Where", data["placed"]))
    if data["panel"] and not for_people:
        answer = PanelAnswer(data["panel_answer"]).label if data["panel_answer"] else "not answered yet"
        details.append((data["panel"], answer))
    return {
        "title": f"Decided: {status.label}{' (a panel has to agree)' if waits and not for_people else ''}",
        "details": tuple(details),
        "text": "" if for_people else data["reason"],
        "said_by": data["decided_by"],
    }


def _contact(data: dict[str, Any], for_people: bool) -> dict[str, Any]:
    if for_people:  # who rang and what they said is theirs
        return {"title": "Contact received"}
    source = dict(ReferralSource.choices).get(data["source"], "")
    who = ", ".join(dict.fromkeys(part for part in (source, data["agency"]) if part))
    added = tuple((text, by, datetime.fromisoformat(at)) for text, by, at in data["added"])
    anonymous = " (must not be named to the family)" if data["anonymous"] else ""
    decided = "; ".join(Level(level).label for level in data["decided"])
    return {
        "title": "Contact received",
        "said_by": who + anonymous,
        "text": data["words"],
        "details": (("Decided", decided),) if decided else (),
        "added": added,
    }


def _formal(data: dict[str, Any], for_people: bool) -> dict[str, Any]:
    name = FORMAL[data["kind"]].name if data["kind"] in FORMAL else "Meeting"
    return {"title": f"{name[:1].upper()}{name[1:]}", "text": "" if for_people else data["words"]}


def _decision(data: dict[str, Any], for_people: bool) -> dict[str, Any]:
    return {"title": "Decided in the unit’s meeting", "text": data["words"], "details": (("Why", data["reason"]),)}


def _transfer(data: dict[str, Any], for_people: bool) -> dict[str, Any]:
    what = What(data["what"]).label
    title = f"Transfer from {data['from']} to {data['to']}: {what[:1].lower()}{what[1:]}"
    return {"title": title, "text": data["words"]}


WORDS = {
    "decision": _decision,
    "transfer": _transfer,
    "status": _status,
    "opened": lambda data, for_people: {"title": "Opened to us", "text": "" if for_people else data["words"]},
    "closed": lambda data, for_people: {"title": "Closed to us", "text": "" if for_people else data["words"]},
    "held": lambda data, for_people: {"title": f"Held by {data['unit']}"},
    "contact": _contact,
    "formal": _formal,
}


def what_of(kind: str) -> str:
    """What an entry was, in words."""
    return EntryKind(kind).label
