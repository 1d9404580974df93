"""Children who are looked after, who left care, who are to be adopted: lists 8 to 10."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kinwork.children.models import Eligibility, InTouch, MissingKind
from kinwork.clocks.periods import months_after
from kinwork.returns import annex_a as lists

from ..around import Around
from ..facts import came_from, holds, latest, overlaps
from ..reading import Child
from .codes import (
    ENTITLED,
    HOMES,
    LEFT_CARE,
    LEGAL,
    NEED,
    PERMANENCE,
    PLACED,
    PROVIDED,
    REVERSED,
    coded,
)
from .day import As, Line, seen_between

ADOPTED, SHORT_BREAKS = ("E11", "E12"), ("V3", "V4")
FOR_ADOPTION, FOSTER_TO_ADOPT = ("A3", "A4", "A5", "A6"), ("U2", "U5")
LEAVES_AT = 25


def looked_after(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
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
    seen = seen_between(child, near, one.started_on, last)
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


def leavers(child: Child, full: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
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
        (code for code in lists.codes()["activity_status"] if contact and code.startswith(f"{contact.activity}:")),
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


def adoption(child: Child, full: Line, near: Around, at: As) -> Iterator[tuple[str, Line]]:
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
