"""Children in need and on a plan: lists 3 to 7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinwork.children.models import AssessmentOutcome, EnquiryOutcome
from kinwork.clocks.periods import months_after

from .. import cin
from ..around import Around
from ..facts import holds, overlaps
from ..reading import Child
from .codes import ABUSE, CLOSED, NEED, coded, source_of
from .day import As, Line, seen_between


def referrals(child: Child, who: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
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


def assessments(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    for one in child.of("assessment"):
        if one.ended_on is None or one.ended_on > at.half:
            seen = one.is_child_seen
            if seen is None:
                seen = bool(seen_between(child, near, one.started_on, one.ended_on or at.on))
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


def enquiries(child: Child, full: Line, held: Any, at: As) -> Iterator[tuple[str, Line]]:
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


def in_need(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    only_leaver = any(holds(one, at.on) for one in child.of("leaving_care"))
    for one in child.of("episode"):
        if one.is_no_further_action or (one.ended_on is not None and one.ended_on <= at.half):
            continue
        status = status_of(child, one, at)
        if status is None and only_leaver:
            continue
        seen = seen_between(child, near, one.started_on, one.ended_on or at.on)
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


def plans(child: Child, full: Line, held: Any, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    for one in child.of("protection_plan"):
        if one.ended_on is not None and one.ended_on <= at.half:
            continue
        seen = seen_between(child, near, one.started_on, one.ended_on or at.on)
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
