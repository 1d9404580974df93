"""Ofsted's Annex A from the record: eleven lists as of a day, a line of each from one child's facts.

Early help assessments (list 2) have no place in the record yet: that list is empty, and docs/returns.md says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import IO, Any

from kinwork.access.sql import tuples
from kinwork.children.models import (
    AssessmentOutcome,
    Eligibility,
    EnquiryOutcome,
    InTouch,
    MissingKind,
    Permanence,
)
from kinwork.clocks.periods import months_after
from kinwork.front_door.models import Who
from kinwork.people import codes as people_codes
from kinwork.people.models import What
from kinwork.returns import annex_a

from . import cin
from .around import Around, around, in_batches
from .facts import FACTS, FROM, came_from, holds, latest, overlaps
from .reading import AT_ONCE, Child, Tell, children, number_of, people_with, sealed_people, untold

KINDS = tuple(kind for kind in FACTS if not kind.startswith("ehc_"))
CHILD = "Child Unique ID"
Line = dict[str, Any]
_FACTS = ("episode", "assessment", "enquiry", "protection_plan", "care_period", "leaving_care", "adoption_decision")
_PEOPLE = " UNION ALL ".join(
    [
        f"SELECT person_id FROM {FACTS[kind].table} WHERE withdrawn_at IS NULL AND started_on <= %(on)s "  # noqa: S608
        "AND (ended_on IS NULL OR ended_on >= %(since)s)"
        for kind in _FACTS
    ]
    + [f'SELECT person_id FROM {FACTS["eligibility"].table} WHERE withdrawn_at IS NULL AND "on" <= %(on)s']  # noqa: S608
)
_CONTACTS = """
SELECT a.id, a.person_id, a.born_on, a.sex, c.received_on, c.source,
       (SELECT t.code FROM people_particular t WHERE t.person_id = a.person_id AND t.what = %(ethnicity)s
        AND t.ended = '' AND t.code <> '' AND NOT t.is_mistaken ORDER BY t.id DESC LIMIT 1),
       p.born_on, p.sex
FROM front_door_contact c JOIN front_door_about a ON a.contact_id = c.id LEFT JOIN people_person p ON p.id = a.person_id
WHERE c.received_on > %(since)s AND c.received_on <= %(on)s AND a.who = ANY (%(children)s)
ORDER BY c.received_on, a.id
"""
_ADOPTERS = """
SELECT h.id, p.id, p.sex, h.fosters_to_adopt, h.enquired_on, h.stage1_on, h.stage1_ended_on, h.stage2_on,
       h.stage2_ended_on, h.approved_on, h.left_on, h.left_because,
       EXISTS (SELECT 1 FROM children_adoptionmatch m WHERE m.household_id = h.id AND m.person_id = ANY (%(sealed)s))
           OR EXISTS (SELECT 1 FROM children_adoptionorder o
                      WHERE o.household_id = h.id AND o.person_id = ANY (%(sealed)s)),
       (SELECT t.code FROM people_particular t WHERE t.person_id = p.id AND t.what = %(ethnicity)s
        AND t.ended = '' AND t.code <> '' AND NOT t.is_mistaken ORDER BY t.id DESC LIMIT 1),
       EXISTS (SELECT 1 FROM people_particular t WHERE t.person_id = p.id AND t.what = %(disability)s
               AND t.ended = '' AND t.code <> ALL (%(no_disability)s) AND NOT t.is_mistaken),
       (SELECT max(m."on") FROM children_adoptionmatch m WHERE m.household_id = h.id AND m.withdrawn_at IS NULL
        AND m."on" <= %(on)s),
       (SELECT max(o."on") FROM children_adoptionorder o WHERE o.household_id = h.id AND o.withdrawn_at IS NULL
        AND o."on" <= %(on)s)
FROM children_adopterhousehold h JOIN people_person p ON p.id IN (h.first_id, h.second_id)
WHERE (h.left_on IS NULL OR h.left_on > %(since)s) AND coalesce(h.enquired_on, h.stage1_on, h.approved_on) <= %(on)s
ORDER BY h.id, p.id
"""


@lru_cache(maxsize=1)
def _ethnicities() -> Mapping[str, str]:
    """Codes by the groups that the lists have."""
    first = {code[3:].lower(): code for code in annex_a.codes()["ethnicity"]}
    found = {}
    for one in people_codes.codes(What.ETHNICITY):
        group = one.group.lower()
        found[one.code] = next((code for name, code in first.items() if name.startswith(group.split(" or ")[0])), "")
    return found


def ethnicity(code: str) -> str:
    """As the lists group it; what nobody said is “not stated” there."""
    return _ethnicities().get(code) or "f) Not stated"


GENDER = {"male": "a) Male", "female": "b) Female"}
NOT_RECORDED = "c) Not stated/recorded"
SOURCE = {
    "1": "a) Individual", "2A": "b) Schools", "2B": "c) Education Services", "3": "d) Health Services",
    "4": "e) Housing", "5": "f) LA Services", "6": "g) Police", "7": "h) Other legal agency", "8": "i) Other",
    "9": "j) Anonymous", "10": "k) Unknown",
}  # fmt: skip
NEED = {
    "N1": "a) Abuse or neglect", "N2": "b) Child's disability", "N3": "c) Parents illness or disability",
    "N4": "d) Family in acute stress", "N5": "e) Family dysfunction", "N6": "f) Socially unacceptable behaviour",
    "N7": "g) Low income", "N8": "h) Absent parenting", "N9": "i) Not CIN", "N0": "j) Not stated",
}  # fmt: skip
CLOSED = {
    "RC1": "a", "RC2": "b", "RC3": "c", "RC4": "d", "RC5": "e", "RC6": "f", "RC7": "g", "RC8": "h", "RC9": "h",
}  # fmt: skip
ABUSE = {"NEG": "a", "PHY": "b", "SAB": "c", "EMO": "d", "MUL": "e"}
LEGAL = {
    "C1": "a", "C2": "b", "D1": "c", "E1": "d", "V2": "e", "V3": "e", "V4": "e", "L1": "f", "L2": "f", "L3": "f",
    "J1": "J1", "J2": "J2", "J3": "g",
}  # fmt: skip
PLACED = {
    "A3": "b", "A4": "b", "A5": "b", "A6": "b", "P1": "c", "P2": "d", "P3": "e", "H5": "f", "K3": "f", "K1": "g",
    "K2": "h", "R1": "i", "R2": "j", "R3": "k", "R5": "l", "S1": "m", "Z1": "n", "T0": "o", "T1": "o", "T2": "o",
    "T3": "o", "T4": "o", **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "a"),
}  # fmt: skip
PROVIDED = {"PR1": "a", "PR4": "b", "PR0": "c", "PR2": "c", "PR3": "c", "PR5": "c"}
LEFT_CARE = {
    "E11": "a", "E12": "a", "E2": "b", "E3": "c", "E4A": "d", "E4B": "d", "E13": "e", "E41": "f", "E45": "g",
    "E46": "g", "E47": "g", "E48": "g", "E5": "h", "E6": "h", "E7": "i", "E9": "j", "E14": "k", "E15": "l", "E16": "m",
    "E17": "n", "E8": "n",
}  # fmt: skip
PERMANENCE = {
    Permanence.HOME: "a", Permanence.ADOPTION: "b", Permanence.GUARDIANSHIP: "c", Permanence.SUPPORTED: "d",
    Permanence.RESIDENTIAL: "e", Permanence.FOSTERING: "f", Permanence.OTHER: "g",
}  # fmt: skip
ENTITLED = {
    Eligibility.RELEVANT: "a", Eligibility.FORMER: "b", Eligibility.QUALIFYING: "c", Eligibility.ELIGIBLE: "d",
    Eligibility.OTHER: "e",
}  # fmt: skip
HOMES = dict(zip("BCDEGHKRSTUVWXZY", "abcdefghijklmnop", strict=True))
REVERSED = {"RD1": "a", "RD2": "b", "RD3": "c", "RD4": "d"}
LEFT_ADOPTING = {"withdrew": "a", "on_hold": "b", "refused": "c"}
ADOPTED, SHORT_BREAKS, FOR_ADOPTION, FOSTER_TO_ADOPT = (
    ("E11", "E12"),
    ("V3", "V4"),
    ("A3", "A4", "A5", "A6"),
    ("U2", "U5"),
)
LEAVES_AT = 25
NO_DISABILITY = "NONE"


def coded(list_: str, letter: str | None) -> str | None:
    """The code of a list that begins with a letter."""
    if not letter:
        return None
    return next((code for code in annex_a.codes()[list_] if code.startswith((f"{letter})", f"{letter}:"))), None)


@dataclass(frozen=True)
class As:
    """Of which day, and what lies how far back; where postcodes are, if a table was brought."""

    on: date
    half: date  # six months before
    year: date  # twelve months before
    places: Mapping[str, str]  # postcode without blanks: code of the authority
    authority: str = ""


def as_of(on: date, places: Mapping[str, str] | None = None, authority: str = "") -> As:
    return As(on, months_after(on, -6), months_after(on, -12), places or {}, authority)


def _who(child: Child, at: As) -> Line:
    age = child.age(at.on)
    return {
        CHILD: child.number,
        "Gender": GENDER.get(child.sex, NOT_RECORDED),
        "Ethnicity": ethnicity(child.ethnicity),
        "Date of Birth": child.born or child.expected,
        "Age": age,
    }


def _disabled(child: Child, at: As) -> bool | None:
    codes = child.disabilities(at.on)
    return any(code != NO_DISABILITY for code in codes) if codes else None


def source_of(code: str) -> str:
    return SOURCE.get(code) or SOURCE.get(code[:1], SOURCE["10"])


def lines_of(child: Child, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    """The lines of one child: list and cells."""
    who = _who(child, at)
    full = {**who, "Does the Child have a Disability": _disabled(child, at)}

    def held(fact: Any) -> Line:
        day = fact.ended_on or at.on if hasattr(fact, "ended_on") else at.on
        worker = near.worker(child, fact.involvement_id, day)
        return {"Allocated Team": near.team(fact.involvement_id), "Allocated Worker": worker, **came_from(fact)}

    yield from _referrals(child, who, held, at)
    yield from _assessments(child, full, held, near, at)
    yield from _enquiries(child, full, held, at)
    yield from _in_need(child, full, held, near, at)
    yield from _plans(child, full, held, near, at)
    yield from _looked_after(child, full, held, near, at)
    yield from _leavers(child, full, held, at)
    yield from _adoption(child, full, near, at)


def _referrals(child: Child, who: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
    episodes = child.of("episode")
    for one in episodes:
        if one.started_on > at.half:
            year = months_after(one.started_on, -12)
            yield (
                "List 3",
                {
                    **who,
                    "Date of Referral": one.started_on,
                    "Referral Source": source_of(one.source),
                    "Referral NFA?": one.is_no_further_action,
                    "Number of Referrals in Last 12 Months": len(
                        [other for other in episodes if year < other.started_on <= one.started_on]
                    ),
                    **held(one),
                },
            )


def _seen_between(child: Child, near: Around, first: date, last: date) -> list[Any]:
    return [one for one in near.seen.get(child.id, ()) if first <= one.on <= last]


def _assessments(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    for one in child.of("assessment"):
        if one.ended_on is None or one.ended_on > at.half:
            seen = one.is_child_seen
            if seen is None:
                seen = bool(_seen_between(child, near, one.started_on, one.ended_on or at.on))
            yield (
                "List 4",
                {
                    **full,
                    "Continuous Assessment Start Date": one.started_on,
                    "Child Seen During Continuous Assessment": seen,
                    "Continuous Assessment Date of Authorisation": one.ended_on,
                    "Was the child assessed as requiring LA children's social care support?": (
                        one.outcome == AssessmentOutcome.NEEDS if one.ended_on and one.outcome else None
                    ),
                    **held(one),
                },
            )


def _enquiries(child: Child, full: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
    all_of_them = cin.enquiries_with_conferences(child)
    for one, conference in all_of_them:
        if one.started_on <= at.half:
            continue
        talks = [talk for talk in child.of("strategy") if talk.begins_enquiry and talk.on <= one.started_on]
        yield (
            "List 5",
            {
                **full,
                "Strategy discussion initiating Section 47 Enquiry Start Date": talks[-1].on
                if talks
                else one.started_on,
                "Was an Initial Child Protection Conference deemed unnecessary?": (
                    one.outcome in (EnquiryOutcome.NO_RISK, EnquiryOutcome.NOT) if one.outcome else None
                ),
                "Date of Initial Child Protection Conference": conference.on if conference else None,
                "Did the Initial Child Protection Conference Result in a Child Protection Plan": (
                    conference.has_plan if conference else None
                ),
                "Number of Section 47 Enquiries in the last 12 months": len(
                    [other for other, _ in all_of_them if other.started_on > at.year]
                ),
                "Number of ICPCs in the last 12 months": len(
                    [other for _, other in all_of_them if other is not None and other.on > at.year]
                ),
                **held(one),
            },
        )


def status_of(child: Child, episode: Any, at: As) -> str | None:
    """What a child in need is on the day: the gravest that holds; on the day that ended it, an assessment."""
    if episode.ended_on is not None:
        return coded("case_status", "e")
    for kind, letter in (("care_period", "a"), ("protection_plan", "b"), ("need_plan", "c"), ("assessment", "d")):
        if any(holds(one, at.on) or (kind == "assessment" and one.ended_on == at.on) for one in child.of(kind)):
            return coded("case_status", letter)
    return None


def _in_need(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    only_leaver = any(holds(one, at.on) for one in child.of("leaving_care"))
    for one in child.of("episode"):
        if one.is_no_further_action or (one.ended_on is not None and one.ended_on <= at.half):
            continue
        status = status_of(child, one, at)
        if status is None and only_leaver:
            continue
        seen = _seen_between(child, near, one.started_on, one.ended_on or at.on)
        yield (
            "List 6",
            {
                **full,
                "CIN Start Date": one.started_on,
                "Primary Need Code": NEED.get(one.need, NEED["N0"]),
                "Date Child Was Last Seen": seen[-1].on if seen else None,
                "CIN Closure Date": one.ended_on,
                "Reason for Closure": coded("reason_for_closure", CLOSED.get(one.end_reason or "", "i"))
                if one.ended_on
                else None,
                "Case Status": status,
                **held(one),
            },
        )


def _plans(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    for one in child.of("protection_plan"):
        if one.ended_on is not None and one.ended_on <= at.half:
            continue
        seen = _seen_between(child, near, one.started_on, one.ended_on or at.on)
        reviews = cin.reviews_of(child, one)
        emergency = [
            law for law in child.of("legal_status") if law.code in ("L1", "L2") and overlaps(law, at.half, at.on)
        ]
        yield (
            "List 7",
            {
                **full,
                "Child Protection Plan Start Date": one.started_on,
                "Initial Category of Abuse": coded("category_of_abuse", ABUSE.get(one.category)),
                "Latest Category of Abuse": coded("category_of_abuse", ABUSE.get(cin.latest_category(child, one))),
                "Date of the Last Statutory Visit": seen[-1].on if seen else None,
                "Was the Child Seen Alone?": seen[-1].alone if seen else None,
                "Date of latest review conference": reviews[-1].on if reviews else None,
                "Child Protection Plan End Date": one.ended_on,
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": bool(
                    emergency
                ),
                "Number of Previous Child Protection Plans": one.previous_plans,
                **held(one),
            },
        )


def _looked_after(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    periods = child.of("care_period")
    for number, one in enumerate(periods):
        if one.ended_on is not None and one.ended_on <= at.half:
            continue
        last = one.ended_on or at.on
        legal = [
            law for law in child.of("legal_status") if overlaps(law, one.started_on, last) and law.started_on <= last
        ]
        if legal and legal[-1].code in SHORT_BREAKS:
            continue
        law = legal[-1] if legal else None
        places = [place for place in child.of("placement") if overlaps(place, one.started_on, last)]
        place = max(places, key=lambda each: (each.started_on, each.id), default=None)
        yield (
            "List 8",
            {
                **full,
                **_of_care(child, one, periods[:number], law, at),
                **_of_placement(child, places, place, at),
                **_of_health(child, near, one, last, at),
                **_of_missing(child, at),
                **held(one),
            },
        )


def _of_care(child: Child, one: Any, before: list[Any], law: Any | None, at: As) -> Line:
    year = months_after(one.started_on, -12)
    asylum = [each for each in child.of("unaccompanied") if overlaps(each, at.year, at.on)]
    plan = latest(child.of("care_plan"), at.on)
    again = any(other.ended_on is not None and other.ended_on > year for other in before)
    return {
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))": bool(asylum),
        "Date Started to be Looked After": one.started_on,
        "Child's Category of Need": NEED.get(one.need, NEED["N0"]),
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": again,
        "Start date of current legal status": law.started_on if law else None,
        "Child's Legal Status": coded("child_s_legal_status", LEGAL.get(law.code)) if law else None,
        "What is the permanence plan for this child?": coded(
            "what_is_the_permanence_plan_for_this_child", PERMANENCE.get(plan.permanence) if plan else None
        ),
        "Date Ceased to be Looked After": one.ended_on,
        "Reason Ceased to be Looked After": coded(
            "reason_ceased_to_be_looked_after", LEFT_CARE.get(one.end_reason or "")
        ),
    }


def _of_placement(child: Child, places: list[Any], place: Any | None, at: As) -> Line:
    recent = [one for one in places if overlaps(one, at.year, at.on)]
    where = at.places.get((place.postcode or "").replace(" ", "").upper()) if place else None
    return {
        "Number of Placements in the Last 12 months": len(recent),
        "Start Date of Most Recent Placement": place.started_on if place else None,
        "Placement Type": coded("placement_type", PLACED.get(place.type)) if place else None,
        "Placement Provider": coded("placement_provider", PROVIDED.get(place.provider)) if place else None,
        "Placement postcode": (place.postcode or None) if place and not child.is_sealed else None,
        "URN of Placement": (place.urn or None) if place else None,
        "Placement Location": coded("placement_location", "a" if where == at.authority else "b") if where else None,
        "LA of Placement": where,
    }


def _of_health(child: Child, near: Around, one: Any, last: date, at: As) -> Line:
    def on(kind: str) -> date | None:
        found = latest([each for each in child.of("health") if each.kind == kind], last)
        return found.on if found else None

    reviews = [each for each in child.of("care_review") if one.started_on <= each.on <= last]
    seen = _seen_between(child, near, one.started_on, last)
    return {
        "Date of Latest Statutory Review": reviews[-1].on if reviews else None,
        "Date of Last Social Work Visit": seen[-1].on if seen else None,
        "Date of Last Health Assessment": on("assessment"),
        "Date of Last Dental Check": on("dentist"),
    }


def _of_missing(child: Child, at: As) -> Line:
    recent = [one for one in child.of("missing") if one.started_on > at.year]
    missing = [one for one in recent if one.kind == MissingKind.MISSING]
    last = missing[-1] if missing else None
    interviews = [one for one in child.of("interview") if last and last.ended_on and one.on >= last.ended_on]
    return {
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months": len(missing),
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months": (
            len(recent) - len(missing)
        ),
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
            last.is_interview_offered if last else None
        ),
        "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
            interviews[0].is_accepted if interviews else None
        ),
    }


def is_leaver(child: Child, at: As) -> bool:
    """A young person who is entitled to support as a care leaver, or will be when care ends."""
    said = latest(child.of("eligibility"), at.on)
    supported = [one for one in child.of("leaving_care") if holds(one, at.on)]
    if supported:
        return True
    if said is None or (child.age(at.on) or 0) >= LEAVES_AT or child.of("leaving_care"):
        return False
    in_care = any(holds(one, at.on) for one in child.of("care_period"))
    return in_care if said.kind == Eligibility.ELIGIBLE else True


def _leavers(child: Child, full: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
    if not is_leaver(child, at):
        return
    said = latest(child.of("eligibility"), at.on)
    contact = latest(child.of("leaver_contact"), at.on)
    plan = latest(child.of("pathway_plan"), at.on)
    advisers = [one for one in child.of("adviser") if holds(one, at.on)]
    fact = next((one for one in reversed(child.of("leaving_care"))), said)
    touch = {InTouch.YES: "a", InTouch.NO: "b", None: "c"}.get(contact.in_touch if contact else None, "d")
    suits = {True: "a", False: "b", None: "c"}[contact.is_suitable if contact else None]
    activity = next(
        (code for code in annex_a.codes()["activity_status"] if contact and code.startswith(f"{contact.activity}:")),
        None,
    )
    home = HOMES.get(contact.home) if contact else None
    yield (
        "List 9",
        {
            **full,
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": bool(
                child.of("unaccompanied")
            ),
            "Allocated Personal Advisor": advisers[-1].name if advisers else None,
            "Eligibility Category": coded("eligibility_category", ENTITLED.get(said.kind)) if said else None,
            "Latest Pathway Plan Review Date": plan.on if plan else None,
            "LA in Touch": coded("la_in_touch", touch),
            "Latest Date of Contact": contact.on if contact else None,
            "Type of Accommodation": coded("type_of_accommodation", home),
            "Suitability of Accommodation": coded("suitability_of_accommodation", suits),
            "Activity Status": activity,
            **held(fact),
        },
    )


def _adoption(child: Child, full: Line, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    for one in child.of("adoption_decision"):
        if one.ended_on is not None and one.ended_on <= at.year:
            continue
        care = [each for each in child.of("care_period") if each.started_on <= one.started_on]
        places = [each for each in child.of("placement") if each.started_on >= (care[-1].started_on if care else at.on)]
        adopting = [each.started_on for each in places if each.type in FOR_ADOPTION]
        fostering = [each.started_on for each in places if each.type in FOSTER_TO_ADOPT]
        orders = [each.on for each in child.of("adoption_order")] or [
            each.ended_on for each in care if each.end_reason in ADOPTED
        ]
        placed = [each.started_on for each in child.of("legal_status") if each.code == "E1"]
        matched = [each.on for each in child.of("match") if each.on >= one.started_on]
        line = {
            **full,
            "Family identifier": None if child.is_sealed else _family(near.families.get(child.id)),
            "Age of Child (Years)": full["Age"],
            "Date the Child Entered Care": care[-1].started_on if care else None,
            "Date of Decision that Child Should be Placed for Adoption": one.started_on,
            "Date of Placement Order": placed[-1] if placed else None,
            "Date of Matching Child and Prospective Adopters": matched[-1] if matched else None,
            "Date Placed for Adoption": adopting[0] if adopting else None,
            "Date of Adoption Order": orders[-1] if orders else None,
            "Date of Decision that Child Should No Longer be Placed for Adoption": one.ended_on
            if one.reversal
            else None,
            "Reason Why Child No Longer Placed for Adoption": coded(
                "reason_why_child_no_longer_placed_for_adoption", REVERSED.get(one.reversal or "")
            ),
            "Date the child was placed for fostering in FFA or concurrent planning placement": (
                fostering[0] if fostering else None
            ),
        }
        del line["Age"]
        yield "List 10", {**line, **came_from(one)}


def _family(id: int | None) -> str | None:
    return None if id is None else f"F{id}"


def contacts(at: As) -> Iterator[Line]:
    """Who was rung about in six months; of whom the record does not know, by a number of the contact. One statement."""
    asked = {"ethnicity": What.ETHNICITY, "children": [str(Who.CHILD), str(Who.EXPECTED)]}
    for row in tuples(_CONTACTS, since=at.half, on=at.on, **asked):
        about, person, said_born, said_sex, received, source, code, born, sex = row
        born_on = born if person else said_born
        age = None
        if born_on is not None and born_on <= at.on:
            age = at.on.year - born_on.year - ((at.on.month, at.on.day) < (born_on.month, born_on.day))
        yield {
            CHILD: number_of(person) if person else f"C{about}",
            "Gender": GENDER.get(sex if person else said_sex, NOT_RECORDED),
            "Ethnicity": ethnicity(code or ""),
            "Date of Birth": born_on,
            "Age": age,
            "Date of Contact": received,
            "Contact Source": source_of(source),
        }


def adopters(at: As, sealed: frozenset[int]) -> Iterator[Line]:
    """Each adopter of twelve months. Nothing leads from them to a child whose record is sealed. One statement."""
    asked = {"ethnicity": What.ETHNICITY, "disability": What.DISABILITY, "no_disability": ["", NO_DISABILITY]}
    for row in tuples(_ADOPTERS, since=at.year, on=at.on, sealed=sorted(sealed), **asked):
        (home, person, sex, fosters, enquired, one, one_ended, two, two_ended, approved, left, why) = row[:12]
        is_sealed, code, disabled, matched, ordered = row[12:]
        yield {
            "Individual adopter identifier": number_of(person),
            "Family identifier": None if is_sealed else f"A{home}",
            "Gender": GENDER.get(sex, NOT_RECORDED),
            "Ethnicity": ethnicity(code or ""),
            "Disability": disabled,
            "Is the (prospective) adopter fostering for adoption?": fosters,
            "Date enquiry received": enquired,
            "Date Stage 1 started": one,
            "Date Stage 1 ended": one_ended,
            "Date Stage 2 started": two,
            "Date Stage 2 ended": two_ended,
            "Date application approved": approved,
            "Date adopter matched with child(ren)": None if is_sealed else matched,
            "Date of Adoption Order": None if is_sealed else ordered,
            "Date of leaving adoption process": left,
            "Reason for leaving adoption process": coded("reason_for_leaving_adoption_process", LEFT_ADOPTING.get(why)),
        }


def people_in(at: As) -> list[int]:
    """Everyone of whom a list may have a line. One statement."""
    return people_with(_PEOPLE, on=at.on, since=at.year)


def lines_of_people(people: Sequence[int], at: As) -> Iterator[tuple[str, Line]]:
    """The lines that some people have themselves. For every 500 a statement for each kind of fact and six."""
    for some in in_batches(children(people, at.on, KINDS)):
        near = around(some, at.on)
        for child in some:
            yield from lines_of(child, near, at)


def lines_of_others(at: As) -> Iterator[tuple[str, Line]]:
    """Those of contacts and adopters. Three statements."""
    for line in contacts(at):
        yield "List 1", line
    for line in adopters(at, sealed_people()):
        yield "List 11", line


def lines(at: As, tell: Tell = untold) -> Iterator[tuple[str, Line]]:
    """The lines of all eleven lists. For every 500 people a statement for each kind of fact and six; and four."""
    yield from lines_of_others(at)
    people = people_in(at)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        yield from lines_of_people(some, at)
        tell(len(some))


def write(at: As, file: IO[bytes], tell: Tell = untold) -> None:
    """The workbook, into a file."""
    with annex_a.Written() as book:
        for name, line in lines(at, tell):
            line.pop(FROM, None)  # of which fact it is: not a column
            book.add(name, line)
        book.save(file)


def places_of(path: Any) -> dict[str, str]:
    """From a table of postcodes, the authority of each."""
    from kinwork.returns.lookups import read_places

    table = read_places(path)
    keys = table.get_column("postcode").str.replace_all(r"\s", "").str.to_uppercase()
    return dict(zip(keys, table.get_column("laua"), strict=True))
