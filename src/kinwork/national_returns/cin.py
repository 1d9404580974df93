"""The children in need census from the record: one child's facts as the rows of the census, and the file of all.

An episode stands as the record holds it, child by child. What lies in it by its days stands under it; what the record
does not know is left empty, and our own check finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kinwork.children.models import ConferenceKind as Conference
from kinwork.children.models import EnquiryOutcome as Enquiry
from kinwork.children.models import NoNumber, OfferAnswer
from kinwork.returns.cin_file import child_text, document
from kinwork.returns.years import Period

from .facts import FACTS, came_from, overlaps
from .reading import Child, Tell, children, people_with, untold

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
    "pre_proceedings",
    "family_meeting_offer",
    "family_meeting",
    "application",
)
SEX_UNTIL_2024 = {"male": "1", "female": "2", "unknown": "0"}
SEX = {"male": "M", "female": "F"}
SCHOOL_AGE = 5
FIRST_PRE_PROCEEDINGS = 2027
Row = dict[str, Any]
Tables = dict[str, list[Row]]
# With any of these a child is of the census; where no episode is recorded, the child stands there without one (8590).
OF_NEED = ("episode", "assessment", "need_plan", "enquiry", "protection_plan")
_WHO = " UNION ALL ".join(
    f"SELECT person_id FROM {FACTS[kind].table} WHERE withdrawn_at IS NULL AND started_on <= %(last)s "  # noqa: S608
    "AND (ended_on IS NULL OR ended_on >= %(first)s)"
    for kind in OF_NEED
)


def people_in(period: Period, on: date) -> list[int]:
    """Children in need on some day of the year, up to a day. One statement."""
    return people_with(_WHO, first=period.start, last=min(on, period.end))


def episodes_in(child: Child, period: Period) -> list[Any]:
    """A child's episodes that the year returns: open on one of its days; without further action, referred in it."""
    return [
        one
        for one in child.of("episode")
        if overlaps(one, period.start, period.end) and not (one.is_no_further_action and one.started_on < period.start)
    ]


def home_of(fact: Any, episodes: list[Any]) -> Any | None:
    """Under which episode a fact stands: in whose days it began; or else that of the same opening, or of its days.

    What fits none stands under the last one before it all the same, so that the check finds it there.
    """
    start = fact.on if hasattr(fact, "on") else fact.started_on
    taken_up = [one for one in episodes if not one.is_no_further_action] or episodes
    inside = [one for one in taken_up if one.started_on <= start and (one.ended_on is None or start <= one.ended_on)]
    if inside:
        return inside[-1]
    same = [one for one in taken_up if one.involvement_id == fact.involvement_id]
    if same:
        return same[-1]
    ended = getattr(fact, "ended_on", None)
    later = [one for one in taken_up if one.ended_on is None or one.ended_on > start]
    if later and (ended is None or later[0].started_on < ended):
        return later[0]
    return taken_up[-1] if taken_up else None


def enquiries_with_conferences(child: Child) -> list[tuple[Any, Any | None]]:
    """Each enquiry, with the initial conference that followed it, if one did."""
    initial = [one for one in child.of("conference") if one.kind == Conference.INITIAL]
    found: list[tuple[Any, Any | None]] = []
    enquiries = child.of("enquiry")
    for number, one in enumerate(enquiries):
        until = enquiries[number + 1].started_on if number + 1 < len(enquiries) else date.max
        led_to = None
        if one.outcome not in (Enquiry.NO_RISK, Enquiry.NOT):
            led_to = next((held for held in initial if one.started_on <= held.on < until), None)
        found.append((one, led_to))
    return found


def _text(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _flag(said: bool | None) -> str | None:
    return None if said is None else "1" if said else "0"


def upn_unknown(child: Child, period: Period) -> str:
    """Why there is no UPN: as recorded; else what follows from the days alone (too young, only a referral)."""
    said = [one for one in child.of("no_number") if overlaps(one, period.start, period.end)]
    if said:
        return str(said[-1].reason)
    episodes = episodes_in(child, period)
    if episodes and all(one.is_no_further_action for one in episodes):
        return str(NoNumber.NO_ACTION)
    age = child.age(period.end)
    return str(NoNumber.TOO_YOUNG) if age is None or age < SCHOOL_AGE else ""


def rows_of_child(child: Child, period: Period) -> Tables:
    """What the census of a year has of a child, by table; nothing where it is not of it."""
    episodes = episodes_in(child, period)
    if not episodes and not any(
        overlaps(one, period.start, period.end) for kind in OF_NEED[1:] for one in child.of(kind)
    ):
        return {}
    number = child.number
    sex = SEX_UNTIL_2024[child.sex] if period.year < 2025 else SEX.get(child.sex, "U")
    tables: Tables = {
        "ChildIdentifiers": [
            {
                "LAchildID": number,
                "UPN": child.upn or None,
                "FormerUPN": child.former_upn or None,
                "UPNunknown": None if child.upn else upn_unknown(child, period) or None,
                "PersonBirthDate": _text(child.born),
                "ExpectedPersonBirthDate": _text(child.expected),
                "GenderCurrent" if period.year < 2025 else "Sex": sex,
                "PersonDeathDate": _text(child.died),
            }
        ],
        "ChildCharacteristics": [{"LAchildID": number, "Ethnicity": child.ethnicity or None}],
        "Disabilities": [{"LAchildID": number, "Disability": code} for code in child.disabilities(period.end)],
        "CINdetails": [],
    }
    ids = {one.id: str(place) for place, one in enumerate(episodes, 1)}
    for one in episodes:
        tables["CINdetails"].append(
            {
                "LAchildID": number,
                "CINdetailsID": ids[one.id],
                "CINreferralDate": _text(one.started_on),
                "ReferralSource": one.source,
                "PrimaryNeedCode": one.need or None,
                "CINclosureDate": None if one.is_no_further_action else _text(one.ended_on),
                "ReasonForClosure": one.end_reason or None,
                "DateOfInitialCPC": None,
                "ReferralNFA": _flag(one.is_no_further_action),
                **came_from(one),
            }
        )
    _under_episodes(child, period, episodes, ids, tables)
    return tables


def _under_episodes(child: Child, period: Period, episodes: list[Any], ids: dict[int, str], tables: Tables) -> None:
    def keys(fact: Any) -> Row | None:
        home = home_of(fact, episodes)
        if home is None:
            return None
        return {"LAchildID": child.number, "CINdetailsID": ids[home.id], **came_from(fact)}

    counts: dict[tuple[str, str], int] = {}

    def numbered(table: str, column: str, of: Row) -> Row:
        key = (table, of["CINdetailsID"])
        counts[key] = counts.get(key, 0) + 1
        return {**of, column: str(counts[key])}

    def add(table: str, row: Row) -> None:
        tables.setdefault(table, []).append(row)

    for one in child.of("assessment"):
        of = keys(one) if overlaps(one, period.start, period.end) else None
        if of is not None:
            of = numbered("Assessments", "AssessmentID", of)
            factors = list(one.factors or []) if one.ended_on else []
            add(
                "Assessments",
                {
                    **of,
                    "AssessmentActualStartDate": _text(one.started_on),
                    "AssessmentInternalReviewDate": _text(one.review_point_on),
                    "AssessmentAuthorisationDate": _text(one.ended_on),
                    "AssessmentFactors": factors or None,
                },
            )
            for factor in factors:
                add("AssessmentFactorsList", {**of, "AssessmentFactor": factor})
    for one in child.of("need_plan"):
        of = keys(one) if overlaps(one, period.start, period.end) else None
        if of is not None:
            days = {"CINPlanStartDate": _text(one.started_on), "CINPlanEndDate": _text(one.ended_on)}
            add("CINplanDates", {**of, **days})
    _protection(child, period, keys, numbered, add)
    if period.year >= FIRST_PRE_PROCEEDINGS:
        for one in child.of("pre_proceedings"):
            of = keys(one) if overlaps(one, period.start, period.end) else None
            if of is not None:
                add("PreProceedingsandFGDM", {**of, **_before_court(child, one)})
    for row in tables["CINdetails"]:
        row["DateOfInitialCPC"] = _text(_conference_without_enquiry(child, period, episodes, ids, row["CINdetailsID"]))


def _protection(child: Child, period: Period, keys: Any, numbered: Any, add: Any) -> None:
    for one, held in enquiries_with_conferences(child):
        waits = held is None and one.outcome not in (Enquiry.NO_RISK, Enquiry.NOT)
        is_of_year = one.started_on >= period.start or waits or (held is not None and held.on >= period.start)
        of = keys(one) if is_of_year and one.started_on <= period.end else None
        if of is not None:
            add(
                "Section47",
                {
                    **of,
                    "S47ActualStartDate": _text(one.started_on),
                    "InitialCPCtarget": _text(one.conference_target),
                    "DateOfInitialCPC": _text(held.on if held is not None else None),
                    "ICPCnotRequired": _flag(not waits and held is None),
                },
            )
    for one in child.of("protection_plan"):
        of = keys(one) if overlaps(one, period.start, period.end) else None
        if of is not None:
            of = numbered("ChildProtectionPlans", "CPPID", of)
            add(
                "ChildProtectionPlans",
                {
                    **of,
                    "CPPstartDate": _text(one.started_on),
                    "CPPendDate": _text(one.ended_on),
                    "InitialCategoryOfAbuse": one.category,
                    "LatestCategoryOfAbuse": latest_category(child, one),
                    "NumberOfPreviousCPP": None if one.previous_plans is None else str(one.previous_plans),
                },
            )
            for held in reviews_of(child, one):
                if held.on >= period.start:
                    add("Reviews", {**of, "CPPreviewDate": _text(held.on)})


def latest_category(child: Child, plan: Any) -> str:
    """The category that a plan has last."""
    changed = [
        one
        for one in child.of("category")
        if one.on >= plan.started_on and (plan.ended_on is None or one.on <= plan.ended_on)
    ]
    return str(changed[-1].category if changed else plan.category)


def reviews_of(child: Child, plan: Any) -> list[Any]:
    """The review conferences of a plan."""
    return [
        one
        for one in child.of("conference")
        if one.kind == Conference.REVIEW
        and one.on > plan.started_on
        and (plan.ended_on is None or one.on <= plan.ended_on)
    ]


def _conference_without_enquiry(
    child: Child, period: Period, episodes: list[Any], ids: dict[int, str], episode: str
) -> date | None:
    """The first conference of the year to which no enquiry of ours led, as after a move here."""
    led_to = {held.id for _, held in enquiries_with_conferences(child) if held is not None}
    for one in child.of("conference"):
        if one.kind == Conference.REVIEW or one.id in led_to or one.on < period.start:
            continue
        home = home_of(one, episodes)
        if home is not None and ids[home.id] == episode:
            held: date = one.on
            return held
    return None


def _before_court(child: Child, one: Any) -> Row:
    """From the letter before proceedings on. How its outcome is coded is not published: that stays empty."""
    last = one.ended_on or date.max
    offers = [held for held in child.of("family_meeting_offer") if held.on <= last]
    met = [held for held in child.of("family_meeting") if one.started_on <= held.on <= last]
    applied = [made for made in child.of("application") if made.started_on >= one.started_on]
    return {
        "PPStartDate": _text(one.started_on),
        "LBPSentDate": _text(one.started_on),
        "FGDMMeetingOffer": _flag(offers[-1].answer != OfferAnswer.NOT_OFFERED) if offers else None,
        "FGDMMeetingFac": "1" if met else _flag(False) if one.ended_on and offers else None,
        "InitialPPMeetingDate": _text(one.first_meeting_on),
        "ReviewMeetingsCount": None if one.meetings is None else str(one.meetings),
        "StepDecisionDate": _text(one.ended_on),
        "CourtAppDate": _text(applied[0].started_on) if applied else None,
    }


def header(period: Period, lea: str, made: str) -> Row:
    """What stands before the children."""
    return {
        "Collection": "CIN",
        "Year": str(period.year),
        "ReferenceDate": period.end.isoformat(),
        "SourceLevel": "L",
        "LEA": lea or None,
        "SoftwareCode": "Kinwork",
        "Release": str(period.year),
        "SerialNo": "001",
        "DateTime": made,
    }


def census(period: Period, on: date, people: list[int], tell: Tell = untold) -> Iterator[Tables]:
    """The rows of each child, one after the other. For every 500, a statement for each kind of fact."""
    for child in children(people, min(on, period.end), KINDS):
        found = rows_of_child(child, period)
        if found:
            yield found
        tell(1)


def write(period: Period, on: date, *, lea: str, made: str, tell: Tell = untold) -> Iterator[str]:
    """The census file, in parts, child by child."""
    people = people_in(period, on)
    texts = (child_text(found, period.year) for found in census(period, on, people, tell))
    return document([header(period, lea, made)], texts, period.year)
