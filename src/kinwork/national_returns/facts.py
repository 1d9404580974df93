"""What of the record goes into returns: which facts of a child, by which columns. Read by ``reading.py``."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Of:
    """A table of facts: what is read of each, and what is known only once it ended."""

    table: str
    columns: tuple[str, ...] = ()
    at_end: tuple[str, ...] = ()
    on_a_day: bool = False

    @cached_property
    def row(self) -> Any:
        """What a fact is in Python."""
        when = ("on",) if self.on_a_day else ("started_on", "ended_on")
        fields = ("id", "person_id", "involvement_id", *when, *self.columns, *self.at_end)
        return namedtuple(self.table.removeprefix("children_"), fields)

    @cached_property
    def sql(self) -> str:
        """Facts of some children that stand, as they were on a day."""
        return self._sql("withdrawn_at IS NULL", "ended_on <= %(on)s")

    @cached_property
    def sql_as_known(self) -> str:
        """The same, as far as it had been written down at a moment."""
        stood = "recorded_at < %(known)s AND (withdrawn_at IS NULL OR withdrawn_at >= %(known)s)"
        return self._sql(stood, "ended_on <= %(on)s AND end_recorded_at < %(known)s")

    def _sql(self, stands: str, over: str) -> str:
        start = '"on"' if self.on_a_day else "started_on"
        wanted = ["id", "person_id", "involvement_id", start]
        if not self.on_a_day:
            wanted.append(f"CASE WHEN {over} THEN ended_on END")
        wanted += [f'"{name}"' for name in self.columns]
        wanted += [f'CASE WHEN {over} THEN "{name}" END' for name in self.at_end]
        return (
            f"SELECT {', '.join(wanted)} FROM {self.table} "  # noqa: S608 -- names of our own tables
            f"WHERE person_id = ANY (%(people)s) AND {stands} AND {start} <= %(on)s ORDER BY person_id, {start}, id"
        )


def _period(name: str, *columns: str, at_end: tuple[str, ...] = ()) -> Of:
    return Of(f"children_{name}", columns, at_end)


def _day(name: str, *columns: str) -> Of:
    return Of(f"children_{name}", columns, on_a_day=True)


FACTS: dict[str, Of] = {
    "episode": _period("episode", "source", "is_no_further_action", "need", at_end=("end_reason",)),
    "assessment": _period("assessment", "review_point_on", at_end=("is_child_seen", "factors", "outcome")),
    "need_plan": _period("needplan", "kind"),
    "enquiry": _period("enquiry", "conference_target", at_end=("outcome",)),
    "protection_plan": _period("protectionplan", "category", "previous_plans"),
    "care_period": _period("careperiod", "need", "home_postcode", at_end=("end_reason", "destination")),
    "legal_status": _period("legalstatus", "code"),
    "placement": _period(
        "placement",
        "place",
        "type",
        "provider",
        "urn",
        "postcode",
        "is_same_carer",
        at_end=("end_reason",),
    ),
    "missing": _period("missing", "kind", "started_at", at_end=("ended_at", "is_interview_offered")),
    "unaccompanied": _period("unaccompanied"),
    "named_worker": _period("namedworker", "worker_id", "registration", "change"),
    "adoption_decision": _period("adoptiondecision", at_end=("reversal",)),
    "liberty_order": _period("libertyorder"),
    "adviser": _period("adviser", "name"),
    "leaving_care": _period("leavingcare"),
    "pre_proceedings": _period("preproceedings", "first_meeting_on", "meetings", "has_lawyer", at_end=("outcome",)),
    "no_number": _period("nopupilnumber", "reason"),
    "order": _period("order", "name"),
    "application": _period("application", "kind", "number", at_end=("outcome",)),
    "ehc_request": _period("ehcrequest", "asked_by", at_end=("outcome",)),
    "ehc_assessment": _period("ehcassessment", "exception", at_end=("outcome",)),
    "ehc_plan": _period("ehcplan", "need", "other_needs", "names", at_end=("end_reason",)),
    "strategy": _day("strategydiscussion", "begins_enquiry"),
    "conference": _day("conference", "kind", "chair", "has_plan", "participation"),
    "category": _day("plancategory", "category"),
    "disabilities": _day("disabilities", "codes"),
    "care_review": _day("carereview", "chair", "participation"),
    "care_plan": _day("careplan", "permanence"),
    "health": _day("health", "kind"),
    "score": _day("difficultiesscore", "score", "no_score"),
    "conviction": _day("conviction"),
    "substance": _day("substanceuse", "is_offered", "is_received"),
    "previous_order": _day("previousorder", "kind", "authority", "ordered"),
    "eligibility": _day("leavereligibility", "kind"),
    "pathway_plan": _day("pathwayplan"),
    "leaver_contact": _day("leavercontact", "in_touch", "activity", "home", "is_suitable"),
    "match": _day("adoptionmatch", "household_id", "adopters", "adopters_status", "were_carers"),
    "adoption_order": _day("adoptionorder", "household_id"),
    "interview": _day("returninterview", "is_accepted"),
    "family_meeting_offer": _day("familymeetingoffer", "answer", "is_in_letter"),
    "family_meeting": _day("familymeeting", "answer"),
    "hearing": _day("hearing", "kind"),
}


FROM = "_from"  # beside the cells of a row: the fact that it is of


def came_from(fact: Any) -> dict[str, Any]:
    """Of which fact a row is, so that whoever mends it is led there."""
    return {FROM: (type(fact).__name__, fact.id, fact.involvement_id)}


def overlaps(fact: Any, first: date, last: date) -> bool:
    """Whether a period holds on some day of a span, or ended on its first."""
    return fact.started_on <= last and (fact.ended_on is None or fact.ended_on >= first)


def holds(fact: Any, day: date) -> bool:
    """Whether a period holds on a day: on that of its end no more."""
    return bool(fact.started_on <= day and (fact.ended_on is None or fact.ended_on > day))


def latest(facts: list[Any], day: date) -> Any | None:
    """The last of facts on a day that lies on or before a day."""
    return max((one for one in facts if one.on <= day), key=lambda one: (one.on, one.id), default=None)


def in_span(facts: list[Any], first: date, last: date) -> list[Any]:
    """Facts on a day that lie in a span, both days counted."""
    return [one for one in facts if first <= one.on <= last]
