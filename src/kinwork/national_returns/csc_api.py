"""The department's daily payload from the record: everyone at first; then whoever is another than on the day before.

What was sent is not kept: what the record knew on a day is read again, since facts stay as they were written. What
was there then and is not now is purged by its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.sql import tuples
from kinwork.people.models import AddressKind
from kinwork.returns import csc_api
from kinwork.returns.years import Period, period_of, year_on

from . import cin
from .episodes import cut
from .facts import latest, overlaps
from .reading import AT_ONCE, Child, Tell, children, number_of, people_with, untold

KINDS = (
    "episode",
    "assessment",
    "need_plan",
    "enquiry",
    "conference",
    "protection_plan",
    "category",
    "disabilities",
    "no_number",
    "care_period",
    "legal_status",
    "placement",
    "unaccompanied",
    "score",
    "named_worker",
    "adoption_decision",
    "match",
    "leaver_contact",
)
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
MOST_WORKER = 12
Document = dict[str, Any]
_POSTCODES = """
SELECT DISTINCT ON (person_id) person_id, postcode FROM people_address
WHERE person_id = ANY (%(people)s) AND kind = %(home)s AND ended = '' AND postcode <> '' AND NOT is_mistaken
AND NOT is_confidential ORDER BY person_id, id DESC
"""
# Whose own particulars changed since a moment: who they are, numbers, what is noted of them.
_NOTED = """
SELECT pgh_obj_id AS person_id FROM people_personevent WHERE pgh_created_at >= %(since)s
UNION ALL SELECT person_id FROM people_identifierevent WHERE pgh_created_at >= %(since)s
UNION ALL SELECT person_id FROM people_particularevent WHERE pgh_created_at >= %(since)s
UNION ALL SELECT person_id FROM people_addressevent WHERE pgh_created_at >= %(since)s
"""


def period_on(day: date) -> Period:
    return period_of(year_on(day))


def document(child: Child, period: Period, postcode: str = "") -> Document | None:
    """One child; nothing where no episode is of the year. Names of children whose record is sealed are not in it."""
    episodes = cin.episodes_in(child, period)
    if not episodes:
        return None
    asylum = child.of("unaccompanied")[-1:]
    number = child.number
    made: Document = {
        "la_child_id": number,
        "mis_child_id": str(child.id),
        "child_details": {
            "unique_pupil_number": child.upn,
            "former_unique_pupil_number": child.former_upn,
            "unique_pupil_number_unknown_reason": "" if child.upn else cin.upn_unknown(child, period),
            "first_name": child.given,
            "surname": child.surname,
            "date_of_birth": child.born,
            "expected_date_of_birth": child.expected,
            "sex": cin.SEX.get(child.sex, "U"),
            "ethnicity": child.ethnicity,
            "disabilities": list(child.disabilities(period.end))[:12],
            "postcode": "" if child.is_sealed else postcode,
            "uasc_flag": True if asylum else None,
            "uasc_end_date": asylum[0].ended_on if asylum else None,
        },
        "health_and_wellbeing": {
            "sdq_assessments": [
                {"date": one.on, "score": one.score} for one in child.of("score") if one.score is not None
            ]
        },
        "social_care_episodes": [_episode(child, one) for one in episodes],
    }
    homes = {one["social_care_episode_id"]: one for one in made["social_care_episodes"]}
    _under_episodes(child, period, episodes, homes)
    whole: Document = _whole(made)
    return whole


def _whole(value: Any) -> Any:
    """Without what is empty, as it is sent; days as text."""
    if isinstance(value, dict):
        return {key: one for key, inner in value.items() if (one := _whole(inner)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _episode(child: Child, one: Any) -> Document:
    return {
        "social_care_episode_id": f"E{one.id}",
        "referral_date": one.started_on,
        "referral_source": one.source,
        "referral_no_further_action_flag": one.is_no_further_action,
        "closure_date": None if one.is_no_further_action else one.ended_on,
        "closure_reason": one.end_reason,
        "care_worker_details": [
            {"worker_id": who.registration[:MOST_WORKER], "start_date": who.started_on, "end_date": who.ended_on}
            for who in child.of("named_worker")
            if overlaps(who, one.started_on, one.ended_on or date.max)
        ],
    }


def _under_episodes(child: Child, period: Period, episodes: list[Any], homes: dict[str, Document]) -> None:
    def put(name: str, fact: Any, entity: Document, *, within: bool = True) -> None:
        if within and hasattr(fact, "started_on") and not overlaps(fact, period.start, period.end):
            return
        home = cin.home_of(fact, episodes)
        if home is not None:
            homes[f"E{home.id}"].setdefault(name, []).append(entity)

    for one in child.of("assessment"):
        entity = {
            "child_and_family_assessment_id": f"A{one.id}",
            "start_date": one.started_on,
            "authorisation_date": one.ended_on,
            "factors": list(dict.fromkeys(one.factors or [])) if one.ended_on else [],
        }
        put("child_and_family_assessments", one, entity)
    for one in child.of("need_plan"):
        days = {"start_date": one.started_on, "end_date": one.ended_on}
        put("child_in_need_plans", one, {"child_in_need_plan_id": f"N{one.id}", **days})
    for one, held in cin.enquiries_with_conferences(child):
        entity = {
            "section_47_assessment_id": f"S{one.id}",
            "start_date": one.started_on,
            "icpc_required_flag": None
            if not one.outcome and held is None
            else bool(one.outcome == "conference" or held),
            "icpc_date": held.on if held else None,
            "end_date": one.ended_on,
        }
        put("section_47_assessments", one, entity)
    for one in child.of("protection_plan"):
        days = {"start_date": one.started_on, "end_date": one.ended_on}
        put("child_protection_plans", one, {"child_protection_plan_id": f"C{one.id}", **days})
    for care in child.of("care_period"):
        if overlaps(care, period.start, period.end):
            for stretch in cut(care, child.of("legal_status"), child.of("placement")):
                put("child_looked_after_placements", stretch, _placement(child, stretch))
    _leaving(child, episodes, homes)


def _placement(child: Child, one: Any) -> Document:
    place = one.placement
    changed = place is not None and one.ended == "X1" and place.ended_on == one.ended_on
    return {
        "child_looked_after_placement_id": f"P{place.id if place else 0}-{one.legal.id if one.legal else 0}",
        "start_date": one.started_on,
        "start_reason": one.began,
        "placement_type": place.type if place else None,
        "postcode": place.postcode if place and not child.is_sealed else None,
        "end_date": one.ended_on,
        "end_reason": one.ended,
        "change_reason": place.end_reason if changed else None,
    }


def _leaving(child: Child, episodes: list[Any], homes: dict[str, Document]) -> None:
    for one in child.of("adoption_decision"):
        home = cin.home_of(one, episodes)
        matched = [each.on for each in child.of("match") if each.on >= one.started_on]
        placed = [
            each.started_on
            for each in child.of("placement")
            if each.type in FOR_ADOPTION and each.started_on >= one.started_on
        ]
        if home is not None and not one.reversal:
            homes[f"E{home.id}"]["adoption"] = {
                "initial_decision_date": one.started_on,
                "matched_date": matched[-1] if matched else None,
                "placed_date": placed[0] if placed else None,
            }
    said = latest(child.of("leaver_contact"), date.max)
    home = cin.home_of(said, episodes) if said is not None else None
    if said is not None and home is not None:
        homes[f"E{home.id}"]["care_leavers"] = {
            "contact_date": said.on,
            "activity": said.activity,
            "accommodation": said.home,
        }


# What lies in a list of an episode, by the name of its id.
ENTITIES = {
    "child_and_family_assessments": "child_and_family_assessment_id",
    "child_in_need_plans": "child_in_need_plan_id",
    "section_47_assessments": "section_47_assessment_id",
    "child_protection_plans": "child_protection_plan_id",
    "child_looked_after_placements": "child_looked_after_placement_id",
}
SECTIONS = ("adoption", "care_leavers")


def difference(now: Document | None, before: Document | None, number: str) -> Document | None:
    """What is to be sent of a child who was sent before: nothing, the whole child with what goes, or that it goes."""
    if now == before:
        return None
    if now is None:
        return {"la_child_id": number, "purge": True}
    if before is None:
        return now
    sent = {**now, "social_care_episodes": [dict(one) for one in now["social_care_episodes"]]}
    there = {one["social_care_episode_id"]: one for one in sent["social_care_episodes"]}
    for old in before["social_care_episodes"]:
        one = there.get(old["social_care_episode_id"])
        if one is None:
            gone = {"social_care_episode_id": old["social_care_episode_id"], "purge": True}
            sent["social_care_episodes"].append(gone)
            continue
        for name, key in ENTITIES.items():
            stays = {each[key] for each in one.get(name, [])}
            gone_ids = [each[key] for each in old.get(name, []) if each[key] not in stays]
            if gone_ids:
                one[name] = [*one.get(name, []), *({key: each, "purge": True} for each in gone_ids)]
        for name in SECTIONS:
            if name in old and name not in one:
                one[name] = {"purge": True}
    if "health_and_wellbeing" in before and "health_and_wellbeing" not in sent:
        sent["health_and_wellbeing"] = {"purge": True}
    return sent


def postcodes_of(people: Sequence[int]) -> dict[int, str]:
    """Where children live, if everyone may know. One statement."""
    return dict(tuples(_POSTCODES, people=list(people), home=AddressKind.HOME))


def documents(people: Sequence[int], on: date, period: Period, known: datetime | None = None) -> dict[int, Document]:
    """Some children as they are sent whole. For every 500 a statement for each kind of fact, and three."""
    codes = postcodes_of(people)
    found = {}
    for child in children(people, on, KINDS, known=known):
        made = document(child, period, codes.get(child.id, ""))
        if made is not None:
            found[child.id] = made
    return found


def day_before(moment: datetime) -> date:
    """The day of the last moment before one: as of which day was sent what was sent before it."""
    return timezone.localtime(moment - timedelta(microseconds=1)).date()


def payload(
    on: date, *, since: datetime | None = None, purge: Sequence[str] = (), tell: Tell = untold
) -> Iterator[Document]:
    """The children to be sent: all of the year; or those who are others than the record knew at a moment.

    ``purge``: numbers of children who are to go altogether. For every 500 a statement for each kind of fact, and
    three.
    """
    period = period_on(on)
    people = cin.people_in(period, on) if since is None else _ever_in(period, on)
    noted = set() if since is None else set(people_with(_NOTED, since=since))
    for number in purge:
        yield {"la_child_id": number, "purge": True}
    gone = set(purge)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        now = documents(some, on, period)
        before = {} if since is None else documents(some, min(on, day_before(since)), period, since)
        for person in some:
            tell(1)
            number, sent = number_of(person), now.get(person)
            if since is not None:
                sent = difference(sent, before.get(person), number) or (sent if person in noted else None)
            if sent is not None and number not in gone:
                yield sent


_EVER = """
SELECT person_id FROM children_episode WHERE started_on <= %(last)s AND (ended_on IS NULL OR ended_on >= %(first)s)
"""


def _ever_in(period: Period, on: date) -> list[int]:
    """With an episode of the year, also one that was withdrawn. One statement."""
    return people_with(_EVER, first=period.start, last=min(on, period.end))


def write(found: Iterator[Document]) -> Iterator[str]:
    """Payloads of at most a hundred children each. Raises ``BadReturn``."""
    waiting: list[Document] = []
    for one in found:
        waiting.append(one)
        if len(waiting) == csc_api.AT_ONCE:
            yield from csc_api.write(waiting)
            waiting = []
    if waiting:
        yield from csc_api.write(waiting)
