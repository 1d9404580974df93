"""Who is at work on the Monday: two hundred people of the invented authority, signed in or with a password."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import parse_cookie
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.queries import authority
from kinwork.access.roles import ROLES
from kinwork.access.sql import rows, tuples
from kinwork.approvals.asking import on_log
from kinwork.children.models import Assessment
from kinwork.units.queries import load_actor

from ..data import SENTENCES, sign_in

PEOPLE, MEETINGS, BARE = 200, 10, 4
PASSWORD = "a long Monday in November"
SIGNING_IN = 0.1  # of them do so in the first minutes; the others have done so before
# Of each kind at most so many who are in no meeting; then workers until all are there, and others when none are left.
AT_MOST = {"frontdoor": 20, "head": 2, "manager": 6, "clinician": 10, "coordinator": 12, "consultant": 26}
KIND_OF = {
    "sw": "worker", "cp": "worker", "clinician": "clinician", "uc": "coordinator", "csw": "consultant", "gm": "manager",
    "hos": "head", "frontdoor": "frontdoor",
}  # fmt: skip
TO_APPROVE, NAMES, FAMILIES = 200, 400, 12

HOLDERS = """
SELECT DISTINCT ON (h.user_id) h.user_id, w.full_name AS name, w.email, p.role, u.id AS unit, u.name AS unit_name,
       u.function = 'front_door' AS is_door
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
JOIN access_user w ON w.id = h.user_id
WHERE h.during @> %(today)s AND u.is_active ORDER BY h.user_id, p.id
"""
OPEN_FAMILIES = """
SELECT a.unit_id, f.id, f.name FROM cases_allocation a JOIN cases_involvement i ON i.id = a.involvement_id
JOIN families_family f ON f.id = i.family_id
WHERE i.closed_on IS NULL AND a.during @> %(today)s ORDER BY f.id
"""
CHILDREN = """
SELECT p.given_name, p.family_name FROM people_person p JOIN families_familymember m ON m.person_id = p.id
WHERE m.is_child AND p.given_name <> '' AND p.family_name <> '' ORDER BY p.id LIMIT %(most)s
"""
COMPLETED = """
SELECT a.id, i.family_id FROM children_assessment a JOIN cases_involvement i ON i.id = a.involvement_id
WHERE a.ended_on IS NOT NULL AND i.closed_on IS NULL ORDER BY a.ended_on DESC, a.id LIMIT %(most)s
"""


@dataclass
class Chosen:
    """People by what they do that morning."""

    people: int
    by_kind: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, kind: str, some: Iterable[dict[str, Any]], most: int | None = None) -> None:
        have = self.by_kind.setdefault(kind, [])
        have.extend(list(some)[: self.left if most is None else min(most, self.left)])

    @property
    def left(self) -> int:
        return self.people - sum(map(len, self.by_kind.values()))


def morning(people: int = PEOPLE) -> dict[str, Any]:
    """Everything that the load needs to know."""
    today, chance = timezone.localdate(), random.Random(14)
    families: dict[int, list[dict[str, Any]]] = {}
    for unit_id, pk, name in tuples(OPEN_FAMILIES, today=today):
        families.setdefault(unit_id, []).append({"id": pk, "name": name})
    staff = [one for one in rows(HOLDERS, today=today) if one["is_door"] or one["role"] in KIND_OF]
    chance.shuffle(staff)
    chosen = Chosen(people)
    in_meetings = _in_meetings(staff, families, chosen, round(MEETINGS * people / PEOPLE) or 1)
    rest: dict[str, list[dict[str, Any]]] = {kind: [] for kind in (*AT_MOST, "worker")}
    for one in staff:
        kind = "frontdoor" if one["is_door"] else KIND_OF[one["role"]]
        if one["user_id"] not in in_meetings and (
            kind in ("frontdoor", "head", "manager") or families.get(one["unit"])
        ):
            rest[kind].append(one)
    for kind, most in AT_MOST.items():
        chosen.add(kind, rest[kind], max(1, round(most * people / PEOPLE)))
    chosen.add("worker", rest["worker"])
    for kind in ("consultant", "coordinator", "clinician"):
        chosen.add(kind, rest[kind][len(chosen.by_kind[kind]) :])
    if chosen.left:
        raise RuntimeError(f"of {people} people {chosen.left} are not there: the authority is too small")
    _wait_for_approval()
    chosen.people += BARE
    chosen.add("bare", chosen.by_kind["worker"][:BARE])
    return {
        "today": today.isoformat(),
        "authority": authority().name,
        "names": tuples(CHILDREN, most=NAMES),
        "words": SENTENCES,
        "people": {kind: _ready(some, families, chance, kind) for kind, some in chosen.by_kind.items()},
    }


def _in_meetings(
    staff: list[dict[str, Any]], families: dict[int, list[dict[str, Any]]], chosen: Chosen, most: int
) -> set[int]:
    """Units with a coordinator, at least three others and families: all of them are in their meeting."""
    by_unit: dict[int, list[dict[str, Any]]] = {}
    for one in staff:
        if ROLES[one["role"]].is_member and not one["is_door"] and len(families.get(one["unit"], ())) >= 6:
            by_unit.setdefault(one["unit"], []).append(one)
    there: set[int] = set()
    for members in by_unit.values():
        scribe = next((one for one in members if one["role"] == "uc"), None)
        if scribe is None or len(members) < 4 or len(chosen.by_kind.get("scribe", ())) == most:
            continue
        chosen.add("scribe", [scribe])
        chosen.add("attender", [one for one in members if one is not scribe][:6])
        there |= {one["user_id"] for one in members}
    return there


def _wait_for_approval() -> None:
    """What was completed lately waits, in the queue of whoever leads the unit."""
    found = tuples(COMPLETED, most=TO_APPROVE)
    assessments = {one.pk: one for one in Assessment.objects.filter(pk__in=[pk for pk, _ in found])}
    actors: dict[int, Any] = {}
    for pk, family_id in found:
        by = assessments[pk].recorded_by
        if by.pk not in actors:
            actors[by.pk] = load_actor(by, timezone.localdate())
        on_log(actors[by.pk], "recorded fact", family_id, assessments[pk])


def _ready(
    some: list[dict[str, Any]], families: dict[int, list[dict[str, Any]]], chance: random.Random, kind: str
) -> list[dict[str, Any]]:
    """With a session, or a password to sign in with; and families to work with."""
    users = User.objects.in_bulk([one["user_id"] for one in some])
    ready = []
    for one in some:
        user, password = users[one["user_id"]], ""
        if kind not in ("bare", "scribe") and chance.random() < SIGNING_IN:
            password = PASSWORD
            user.set_password(password)
            user.save(update_fields=["password"])
        own = families.get(one["unit"], [])
        own = chance.sample(own, min(len(own), FAMILIES)) or _any(families, chance)
        ready.append({
            "id": user.pk, "name": one["name"], "email": user.email, "password": password, "unit": one["unit"],
            "unit_name": one["unit_name"], "families": own,
            "cookies": {} if password else parse_cookie(sign_in(user, "k" * 32)),
        })  # fmt: skip
    return ready


def _any(families: dict[int, list[dict[str, Any]]], chance: random.Random) -> list[dict[str, Any]]:
    return [one for some in chance.sample(list(families.values()), 3) for one in some[:2]]
