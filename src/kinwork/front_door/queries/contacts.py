"""A contact with everything of it, and how often there was one about the same child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kinwork.access.sql import tuples
from kinwork.cases.coming_back import LastClosing, last_closings
from kinwork.cases.models import Involvement

from ..models import About, Addition, Contact, Decision, Draft, Feedback, Level, Referral, Referred, Who
from ..models.decisions import REFERRALS, TO_A_UNIT

A_YEAR = timedelta(days=365)

# Contacts about the same child: by the record, or, while neither is in the records, by the same name and about the
# same age. Of each child of a contact, those of the year before it, and itself. `about` is one of the contact's rows.
SAME_CHILD = f"""
    o.who <> '{Who.ADULT}' AND (
        o.person_id = a.person_id
        OR (a.called <> '' AND o.called = a.called AND (o.person_id IS NULL OR a.person_id IS NULL)
            AND (o.born_on IS NULL OR a.born_on IS NULL OR abs(o.born_on - a.born_on) < 800)))
"""
# Those of whom that can be: by each of two indexes, since an OR over both reads the whole table.
SAME_CHILD_BY_INDEX = """
    SELECT x.* FROM front_door_about x WHERE x.person_id = a.person_id
    UNION ALL SELECT x.* FROM front_door_about x WHERE a.called <> '' AND x.called <> '' AND x.called = a.called
"""
REPEATS = f"""
SELECT a.id, oc.id, oc.received_on
FROM front_door_about a JOIN front_door_contact c ON c.id = a.contact_id
JOIN front_door_about o ON {SAME_CHILD} JOIN front_door_contact oc ON oc.id = o.contact_id
WHERE a.contact_id = %(contact)s AND a.who <> '{Who.ADULT}' AND oc.id <> c.id
  AND oc.received_on BETWEEN c.received_on - 365 AND c.received_on + 365
ORDER BY a.position, oc.received_on, oc.id
"""  # noqa: S608 -- choices from their enums


@dataclass
class Child:
    """Somebody whom a contact is about, with what was decided and where they went."""

    about: About
    family: str = ""
    unit: str = ""  # which holds the family now
    is_open: bool = False
    closing: LastClosing | None = None  # of a family that is closed now
    decisions: list[Decision] = field(default_factory=list)  # the first first; the last stands
    referred: Referred | None = None
    others: list[tuple[int, date]] = field(default_factory=list)  # other contacts about them within a year

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def awaits_unit(self) -> bool:
        return self.decision is not None and self.decision.level in TO_A_UNIT and self.referred is None


@dataclass
class WholeContact:
    """Everything of a contact but who rang."""

    contact: Contact
    everyone: list[Child]
    additions: list[Addition]
    feedback: list[Feedback]
    referrals: list[Referral]

    @property
    def children(self) -> list[Child]:
        return [one for one in self.everyone if one.about.is_child]

    @property
    def undecided(self) -> list[Child]:
        return [one for one in self.children if one.decision is None]

    @property
    def owes_answer(self) -> bool:
        return self.contact.wants_answer and not self.feedback

    def families(self) -> list[list[Child]]:
        """Who goes to a unit together: those of one known family, or of one of the families that the caller told of.

        Each with the others of the same household, who come along.
        """
        groups: dict[tuple[int | None, int], list[Child]] = defaultdict(list)
        of_household = {one.about.household: one.about.family_id for one in self.everyone if one.about.family_id}
        for one in self.everyone:
            family_id = one.about.family_id or of_household.get(one.about.household)
            groups[family_id, 0 if family_id else one.about.household].append(one)
        return [group for group in groups.values() if any(one.awaits_unit for one in group)]


HELD_NOW = """
SELECT f.id, f.name, coalesce(u.name, ''), coalesce(h.is_open, false)
FROM families_family f LEFT JOIN LATERAL kinwork_holding(f.id) h ON true LEFT JOIN units_unit u ON u.id = h.unit_id
WHERE f.id = ANY (%(families)s::bigint[])
"""


def held_now(family_ids: Iterable[int]) -> dict[int, tuple[str, str, bool]]:
    """Each family's name, the unit that holds or last held it, and whether it is open. One statement."""
    return {pk: (name, unit, is_open) for pk, name, unit, is_open in tuples(HELD_NOW, families=sorted(set(family_ids)))}


def whole_contact(contact: Contact) -> WholeContact:
    """Seven statements, and one more where a family is closed."""
    everyone = {one.pk: Child(one) for one in About.objects.filter(contact=contact).order_by("position")}
    held = held_now(one.about.family_id for one in everyone.values() if one.about.family_id)
    for one in everyone.values():
        one.family, one.unit, one.is_open = held.get(one.about.family_id or 0, ("", "", False))
    closed = {one.about.family_id for one in everyone.values() if one.about.family_id and not one.is_open}
    closings = last_closings(closed) if closed else {}
    for one in everyone.values():
        one.closing = closings.get(one.about.family_id or 0)
    for decision in (
        Decision.objects.filter(about__contact=contact).select_related("decided_by", "recorded_by").order_by("pk")
    ):
        everyone[decision.about_id].decisions.append(decision)
    referrals = list(
        Referral.objects.filter(contact=contact).select_related("unit", "family", "by", "suggested").order_by("pk")
    )
    for referred in Referred.objects.filter(about__contact=contact):
        everyone[referred.about_id].referred = referred
    for about_id, other, day in tuples(REPEATS, contact=contact.pk):
        everyone[about_id].others.append((other, day))
    return WholeContact(
        contact,
        list(everyone.values()),
        list(contact.additions.select_related("by")),
        list(contact.feedback.select_related("by")),
        referrals,
    )


def contact_asked_for(pk: int) -> Contact | None:
    """One statement."""
    return Contact.objects.select_related("agency", "taken_by").filter(pk=pk).first()


def drafts_begun() -> list[Draft]:
    """Calls that somebody has begun to write down, the oldest first. One statement."""
    return list(Draft.objects.filter(contact=None, discarded_at=None).select_related("begun_by", "saved_by"))


def open_involvement(family_id: int) -> Involvement | None:
    """One statement."""
    return Involvement.objects.filter(family_id=family_id, closed_on=None).first()


@dataclass(frozen=True)
class ReferralFact:
    """What a return and a court ask of a child's referral: when it was decided to act, who it came from, why."""

    person_id: int | None
    about_id: int
    contact_id: int
    family_id: int | None
    involvement_id: int | None
    referred_on: date
    source: str
    reason: str
    is_nfa: bool


REFERRED = f"""
SELECT coalesce(r.person_id, a.person_id), a.id, c.id, coalesce(f.family_id, a.family_id), f.involvement_id,
       d.decided_on, c.source, d.reason, d.level = '{Level.REFERRAL_NFA}'
FROM front_door_decision d JOIN front_door_about a ON a.id = d.about_id JOIN front_door_contact c ON c.id = a.contact_id
LEFT JOIN front_door_referred r ON r.about_id = a.id LEFT JOIN front_door_referral f ON f.id = r.referral_id
WHERE d.level = ANY (%(levels)s) AND NOT EXISTS (SELECT 1 FROM front_door_decision s WHERE s.supersedes_id = d.id)
  AND coalesce(r.person_id, a.person_id) = ANY (%(people)s::bigint[])
ORDER BY d.decided_on, d.id
"""  # noqa: S608 -- choices from their enums


def referrals_of(person_ids: Iterable[int]) -> list[ReferralFact]:
    """The referrals of children as they stand now, the oldest first. One statement."""
    levels = [level.value for level in REFERRALS]
    return [ReferralFact(*row) for row in tuples(REFERRED, levels=levels, people=sorted(set(person_ids)))]


# What came in about a family, for its own page: without who rang, where they wish to stay anonymous.
OF_FAMILY = f"""
SELECT c.id, c.received_on, c.source, c.agency_name, c.relation, c.is_anonymous, c.said, c.wanted, c.family_knows,
       c.consent, w.full_name, coalesce(k.name, ''), coalesce(k.telephone, ''), (
    SELECT json_agg(json_build_array(
        a.given_name, a.family_name, a.role, a.who, (
            SELECT json_build_array(d.level, d.reason, d.decided_on, u.full_name)
            FROM front_door_decision d JOIN access_user u ON u.id = d.decided_by_id
            WHERE d.about_id = a.id AND NOT EXISTS (SELECT 1 FROM front_door_decision s WHERE s.supersedes_id = d.id)))
        ORDER BY a.position)
    FROM front_door_about a WHERE a.contact_id = c.id AND a.who <> '{Who.ADULT}'
      AND (a.family_id IS NULL OR a.family_id = %(family)s)
), (
    SELECT json_agg(json_build_array(x.text, xw.full_name, x.at::date) ORDER BY x.id)
    FROM front_door_addition x JOIN access_user xw ON xw.id = x.by_id WHERE x.contact_id = c.id
)
FROM front_door_contact c JOIN access_user w ON w.id = c.taken_by_id
LEFT JOIN front_door_caller k ON k.contact_id = c.id AND NOT c.is_anonymous
WHERE c.id IN (SELECT contact_id FROM front_door_about WHERE family_id = %(family)s)
ORDER BY c.received_on DESC, c.id DESC LIMIT %(most)s
"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class ChildLine:
    """A child of a contact, and the decision that stands."""

    name: str
    level: str = ""
    reason: str = ""
    on: date | None = None
    by: str = ""


@dataclass(frozen=True)
class FamilyContact:
    """A contact as the family's page tells of it."""

    pk: int
    received_on: date
    source: str
    agency: str
    relation: str
    is_anonymous: bool
    said: str
    wanted: str
    family_knows: str
    consent: str
    taken_by: str
    caller: str
    telephone: str
    children: list[ChildLine]
    additions: list[tuple[str, str, date]]


def contacts_of_family(family_id: int, most: int = 20) -> list[FamilyContact]:
    """The last contacts about a family. One statement."""
    return [_of_family(row) for row in tuples(OF_FAMILY, family=family_id, most=most)]


def _of_family(row: tuple[Any, ...]) -> FamilyContact:
    children = [_child_line(*child) for child in row[13] or ()]
    additions = [(text, by, date.fromisoformat(on)) for text, by, on in row[14] or ()]
    said: list[Any] = [*row[:13], children, additions]
    return FamilyContact(*said)


def _child_line(given: str, family: str, role: str, who: str, decided: list[str] | None) -> ChildLine:
    name = About(given_name=given, family_name=family, role=role, who=who).name
    if decided is None:
        return ChildLine(name)
    level, reason, on, by = decided
    return ChildLine(name, Level(level).label, reason, date.fromisoformat(on), by)
