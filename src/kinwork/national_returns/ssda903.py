"""The looked-after return (SSDA903) from the record: one child's facts as rows of its tables, and the files of all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kinwork.children.models import (
    Adopters,
    CarePeriod,
    Eligibility,
    HealthKind,
    InTouch,
    LeaverEligibility,
    LeaverHome,
    LeavingCare,
)
from kinwork.returns.layouts import SSDA903, layout_of
from kinwork.returns.ssda903_file import columns_of
from kinwork.returns.years import Period

from .cin import SEX, upn_unknown
from .episodes import SHORT_BREAKS, TEMPORARY, Episode, cut
from .facts import came_from, in_span, overlaps
from .reading import Child, Tell, children, people_with, untold

KINDS = (
    "care_period",
    "legal_status",
    "placement",
    "care_review",
    "unaccompanied",
    "score",
    "conviction",
    "health",
    "substance",
    "leaver_contact",
    "eligibility",
    "leaving_care",
    "adoption_decision",
    "match",
    "previous_order",
    "missing",
    "named_worker",
    "liberty_order",
    "no_number",
)
ADOPTED = ("E11", "E12")
LEAVERS = (17, 21)  # youngest and oldest on the birthday in the year
NOT_PROVIDED = frozenset({"T0", "T1", "T2", "T3", "Z11", "Z12", "Z13", "Z14"})
NO_ANSWER = "0"
Row = dict[str, Any]
Tables = dict[str, list[Row]]
_WHO = f"""
SELECT person_id FROM {CarePeriod._meta.db_table} WHERE withdrawn_at IS NULL AND started_on <= %(last)s
AND (ended_on IS NULL OR ended_on >= %(first)s)
UNION ALL SELECT person_id FROM {LeavingCare._meta.db_table} WHERE withdrawn_at IS NULL AND started_on <= %(last)s
AND (ended_on IS NULL OR ended_on >= %(first)s)
UNION ALL SELECT e.person_id FROM {LeaverEligibility._meta.db_table} e JOIN people_person p ON p.id = e.person_id
WHERE e.withdrawn_at IS NULL AND e."on" <= %(last)s AND p.born_on > %(oldest)s
"""  # noqa: S608 -- our own tables


def people_in(period: Period, on: date) -> list[int]:
    """Who was looked after on some day of the year, and young people who have left care. One statement."""
    oldest = date(period.start.year - LEAVERS[1], period.start.month, period.start.day)
    return people_with(_WHO, first=period.start, last=min(on, period.end), oldest=oldest)


def day(said: date | None) -> str | None:
    return f"{said:%d/%m/%Y}" if said is not None else None


def care_in(child: Child, period: Period) -> list[Any]:
    """The periods of care of a child that overlap the year."""
    return [one for one in child.of("care_period") if overlaps(one, period.start, period.end)]


def episodes_in(child: Child, period: Period) -> list[tuple[Any, Episode]]:
    """The episodes of a child that overlap the year, each with its period of care."""
    return [
        (care, one)
        for care in care_in(child, period)
        for one in cut(care, child.of("legal_status"), child.of("placement"))
        if overlaps(one, period.start, period.end)
    ]


def whole_year(child: Child, period: Period) -> bool:
    """Looked after without a break from the first day of the year to its last, and not for short breaks.

    Until the year is over: until now.
    """
    found = [one for one in care_in(child, period) if one.started_on <= period.start and one.ended_on is None]
    short = any(
        one.code in SHORT_BREAKS and overlaps(one, period.start, period.end) for one in child.of("legal_status")
    )
    return bool(found) and not short


def birthday_in(child: Child, period: Period) -> date | None:
    """The birthday in the year; of 29 February, the first of March."""
    if child.born is None:
        return None
    for year in (period.start.year, period.end.year):
        try:
            on = child.born.replace(year=year)
        except ValueError:
            on = date(year, 3, 1)
        if period.start <= on <= period.end:
            return on
    return None


def eighteenth(child: Child) -> date | None:
    """The eighteenth birthday, on which a child ceases at the latest to be an unaccompanied one."""
    if child.born is None:
        return None
    try:
        return child.born.replace(year=child.born.year + 18)
    except ValueError:
        return date(child.born.year + 18, 3, 1)


def is_leaver(child: Child, period: Period, on: date) -> bool:
    """Whether a birthday from 17 to 21 has come in the year on which the young person had left care."""
    birthday = birthday_in(child, period)
    if birthday is None or birthday > on or child.died is not None:
        return False
    age = birthday.year - child.born.year if child.born else 0
    if not LEAVERS[0] <= age <= LEAVERS[1]:
        return False
    entitled = [one for one in child.of("eligibility") if one.kind in (Eligibility.RELEVANT, Eligibility.FORMER)]
    if not entitled and not child.of("leaving_care"):
        return False
    cared_for = child.of("care_period")
    ends = [one.ended_on for one in cared_for]
    return None not in ends and all(end < birthday for end in ends if end) and _ended_leaving(cared_for)


def _ended_leaving(cared_for: list[Any]) -> bool:
    return not cared_for or cared_for[-1].end_reason not in ("E2", "E3", *ADOPTED)


def rows_of_child(child: Child, period: Period, on: date) -> Tables:
    """What the return of a year has of a child, by table; nothing where it is not in it."""
    found = episodes_in(child, period)
    leaver = is_leaver(child, period, on)
    if not found and not leaver:
        return {}
    who = {"CHILD": child.number, "DOB": day(child.born)}
    sex = SEX.get(child.sex, "U") if period.year >= 2025 else {"male": "1", "female": "2"}.get(child.sex)
    tables: Tables = {"Header": [_header(child, period, sex, is_in_care=bool(found))]}
    tables["Episodes"] = [_episode(child, care, one) for care, one in found]
    if found:
        _while_in_care(child, period, found, who, sex, tables)
    if leaver:
        tables["OC3"] = [{**who, **_leaver(child, period)}]
    return tables


def _header(child: Child, period: Period, sex: str | None, *, is_in_care: bool) -> Row:
    mother = None
    if is_in_care and child.sex == "female":
        mother = "1" if child.first_child_born else "0"
    return {
        "CHILD": child.number,
        "SEX": sex,
        "DOB": day(child.born),
        "ETHNIC": child.ethnicity or None,
        "UPN": child.upn or upn_unknown(child, period) or None,
        "MOTHER": mother,
        "MC_DOB": day(child.first_child_born) if mother == "1" else None,
    }


def came_alone(child: Child, care: Any) -> bool:
    """Whether a child in care was unaccompanied: who came so has no home here to measure from."""
    return any(overlaps(one, care.started_on, care.ended_on or date.max) for one in child.of("unaccompanied"))


def _episode(child: Child, care: Any, one: Episode) -> Row:
    place, code = one.placement, one.legal.code if one.legal else ""
    kind = (place.type if place else "") or ""
    short = code in SHORT_BREAKS
    reason = None
    if one.ended == "X1" and place is not None and place.ended_on == one.ended_on and kind not in TEMPORARY:
        reason = place.end_reason or None
    return {
        "CHILD": child.number,
        "DECOM": day(one.started_on),
        "RNE": one.began,
        "LS": code or None,
        "CIN": care.need or None,
        "PLACE": kind or None,
        "PLACE_PROVIDER": (place.provider or None) if place and not short and kind not in NOT_PROVIDED else None,
        "DEC": day(one.ended_on),
        "REC": one.ended or None,
        "REASON_PLACE_CHANGE": reason,
        "HOME_POST": None if short or came_alone(child, care) else care.home_postcode or None,
        "PL_POST": (place.postcode or None) if place and not short else None,
        "URN": (place.urn or None) if place and not short else None,
        **came_from(place or one.legal or care),
    }


def _while_in_care(
    child: Child, period: Period, found: list[tuple[Any, Episode]], who: Row, sex: str | None, tables: Tables
) -> None:
    cared_for = care_in(child, period)

    def in_care(day_: date) -> bool:
        return any(care.started_on <= day_ and (care.ended_on is None or day_ <= care.ended_on) for care in cared_for)

    reviews = in_span(child.of("care_review"), period.start, period.end)
    tables["Reviews"] = [
        {**who, "REVIEW": day(one.on), "REVIEW_CODE": one.participation or None, **came_from(one)}
        for one in reviews
        if in_care(one.on)
    ]
    tables["UASC"] = [
        {**who, "SEX": sex, "DUC": day(one.ended_on or eighteenth(child)), **came_from(one)}
        for one in child.of("unaccompanied")
        if overlaps(one, period.start, period.end)
    ][-1:]
    if whole_year(child, period):
        tables["OC2"] = [{**who, **_health(child, period)}]
    ended = next((care for care in cared_for if care.end_reason in ADOPTED), None)
    if ended is not None:
        tables["AD1"] = [{**who, **adopted(child, ended)}]
    tables["PlacedAdoption"] = [
        {
            **who,
            "DATE_PLACED": day(one.started_on),
            "DATE_PLACED_CEASED": day(one.ended_on) if one.reversal else None,
            "REASON_PLACED_CEASED": one.reversal or None,
            **came_from(one),
        }
        for one in child.of("adoption_decision")
        if overlaps(one, period.start, period.end)
        and any(overlaps(one, care.started_on, care.ended_on or date.max) for care in cared_for)
    ]
    tables["PrevPerm"] = _previous(child, period, cared_for, who)
    tables["Missing"] = [
        {**who, "MISSING": one.kind, "MIS_START": day(one.started_on), "MIS_END": day(one.ended_on), **came_from(one)}
        for one in child.of("missing")
        if overlaps(one, period.start, period.end) and in_care(one.started_on)
    ]
    tables["SWEpisodes"] = _workers(child, period, cared_for, who)
    tables["DoLo"] = [
        {**who, "DOLO_START": day(one.started_on), "DOLO_END": day(one.ended_on), **came_from(one)}
        for one in child.of("liberty_order")
        if period.year >= 2027 and overlaps(one, period.start, period.end)
    ]


def _workers(child: Child, period: Period, cared_for: list[Any], who: Row) -> list[Row]:
    """Who answered for the child while in care: from the start of care at the earliest."""
    rows = []
    for place, care in enumerate(cared_for):
        again = place + 1 < len(cared_for)
        last = care.ended_on or period.end
        for one in child.of("named_worker"):
            started = max(one.started_on, care.started_on)
            over = one.ended_on is not None and one.ended_on <= max(started, period.start)
            if one.started_on > last or over or (care.ended_on is not None and started >= care.ended_on):
                continue
            ended = one.ended_on
            if again and (ended is None or ended > last):
                ended = last
            rows.append(
                {
                    **who,
                    "SW_ID": one.registration,
                    "SW_DECOM": day(started),
                    "SW_DEC": day(ended),
                    "SW_REASON": one.change or None,
                    **came_from(one),
                }
            )
    return rows


def _flag(said: object) -> str:
    return "1" if said else "0"


def _health(child: Child, period: Period) -> Row:
    """Whether each thing happened in the year: from the days on which it did."""

    def done(kind: str) -> str:
        return _flag([one for one in in_span(child.of("health"), period.start, period.end) if one.kind == kind])

    scores = in_span(child.of("score"), period.start, period.end)
    used = in_span(child.of("substance"), period.start, period.end)
    received = any(one.is_received for one in used)
    age = child.age(period.end) or 0
    of_age = 4 <= age <= 16
    last = scores[-1] if scores and of_age else None
    return {
        "SDQ_SCORE": str(last.score) if last is not None and last.score is not None else None,
        "SDQ_REASON": (last.no_score or None) if last is not None else None,
        "CONVICTED": _flag(in_span(child.of("conviction"), period.start, period.end)) if age >= 10 else None,
        "HEALTH_CHECK": done(HealthKind.SURVEILLANCE) if age < 5 else None,
        "IMMUNISATIONS": done(HealthKind.IMMUNISED),
        "TEETH_CHECK": done(HealthKind.DENTIST),
        "HEALTH_ASSESSMENT": done(HealthKind.ASSESSMENT),
        "SUBSTANCE_MISUSE": _flag(used),
        "INTERVENTION_RECEIVED": _flag(received) if used else None,
        "INTERVENTION_OFFERED": _flag(any(one.is_offered for one in used)) if used and not received else None,
    }


def adopted(child: Child, care: Any) -> Row:
    decided = [one for one in child.of("adoption_decision") if not one.reversal]
    matched = child.of("match")
    match = matched[-1] if matched else None
    two = match is not None and match.adopters not in (Adopters.MAN, Adopters.WOMAN)
    return {
        "DATE_INT": day(decided[-1].started_on) if decided else None,
        "DATE_MATCH": day(match.on) if match else None,
        "FOSTER_CARE": _flag(match.were_carers) if match else None,
        "NB_ADOPTR": ("2" if two else "1") if match else None,
        "SEX_ADOPTR": match.adopters if match else None,
        "LS_ADOPTR": (match.adopters_status or None) if match else None,
    }


def _previous(child: Child, period: Period, cared_for: list[Any], who: Row) -> list[Row]:
    """Asked at the start of care: of who came into it this year."""
    began = [care for care in cared_for if care.started_on >= period.start]
    if not began or not child.of("previous_order"):
        return []
    said = min(child.of("previous_order"), key=lambda one: abs((one.on - began[-1].started_on).days))
    return [{**who, "PREV_PERM": said.kind, "LA_PERM": said.authority or None, "DATE_PERM": said.ordered or None}]


def _leaver(child: Child, period: Period) -> Row:
    """What was known nearest to the birthday: from three months before it to a month after."""
    birthday = birthday_in(child, period)
    if birthday is None:
        return {}
    near = [one for one in child.of("leaver_contact") if -92 <= (one.on - birthday).days <= 31]
    if not near:
        return {"IN_TOUCH": None, "ACTIV": None, "ACCOM": None}
    one = min(near, key=lambda said: abs((said.on - birthday).days))
    if one.in_touch != InTouch.YES:
        return {"IN_TOUCH": one.in_touch, "ACTIV": NO_ANSWER, "ACCOM": NO_ANSWER}
    suits = (
        "2" if one.home in (LeaverHome.HOMELESS, LeaverHome.CUSTODY) else {True: "1", False: "2"}.get(one.is_suitable)
    )
    return {
        "IN_TOUCH": one.in_touch,
        "ACTIV": one.activity or None,
        "ACCOM": f"{one.home}{suits}" if one.home and suits else None,
    }


def collection(period: Period, on: date, people: list[int], tell: Tell = untold) -> Iterator[Tables]:
    """The rows of each child, one after the other. For every 500, a statement for each kind of fact."""
    until = min(on, period.end)
    for child in children(people, until, KINDS):
        found = rows_of_child(child, period, until)
        if found:
            yield found
        tell(1)


def names_in(period: Period) -> list[str]:
    """The tables that a year has."""
    return [table.name for table in layout_of(SSDA903).tables.values() if table.first <= period.year]


def csv_lines(table: str, rows: Sequence[Mapping[str, Any]] | None = None) -> str:
    """Rows of a table as its file has them; without any, its first line."""
    out = io.StringIO()
    to = csv.writer(out, lineterminator="\n")
    columns = columns_of(table)
    if rows is None:
        to.writerow(columns)
    else:
        to.writerows([["" if (cell := row.get(name)) is None else cell for name in columns] for row in rows])
    return out.getvalue()


def write(period: Period, on: date, tell: Tell = untold) -> Iterator[tuple[str, str]]:
    """The files of the collection, in parts, child by child: name of the file, some of its text."""
    for table in names_in(period):
        yield f"{table}.csv", csv_lines(table)
    for found in collection(period, on, people_in(period, on), tell):
        for table, rows in found.items():
            if rows and layout_of(SSDA903).tables[table].first <= period.year:
                yield f"{table}.csv", csv_lines(table, rows)
