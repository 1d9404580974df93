"""What is asked and answered, as the OpenAPI document says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kinwork.front_door.forms import ROWS
from kinwork.people.numbers import NotANumber, nhs_number
from kinwork.whole_numbers import whole


class Sent(Schema):
    """Whatever systems send: nothing that is not asked for, nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Said(Schema):
    """Whatever they are answered."""

    model_config = ConfigDict(extra="forbid")


def _day(said: Any) -> Any:
    if isinstance(said, str):
        try:
            if len(said) == 10 and said.isascii():
                return date.fromisoformat(said)
        except ValueError:
            pass
    if isinstance(said, date) or said is None:
        return said
    raise PydanticCustomError("a_date", "Send a date as year, month and day, such as 2015-03-02.")


def _id(said: Any) -> Any:
    if isinstance(said, str) and (found := whole(said)) is not None and found > 0:
        return str(found)
    raise PydanticCustomError("an_id", "Send the number as Kinwork gave it, as text: up to 18 digits.")


def _nhs(said: Any) -> Any:
    if said is None:
        return said
    if isinstance(said, str):
        try:
            return nhs_number(said[:40])
        except NotANumber as problem:
            raise PydanticCustomError("an_nhs_number", "{words}", {"words": str(problem)}) from None
    raise PydanticCustomError("an_nhs_number", "Send the NHS number as text, such as 999 000 0018.")


Day = Annotated[date, BeforeValidator(_day)]
Id = Annotated[str, BeforeValidator(_id), Field(description="A number that Kinwork gave, as text.")]
Nhs = Annotated[str, BeforeValidator(_nhs), Field(description="An NHS number; blanks do not matter.")]
Name = Annotated[str, Field(max_length=120)]


class Where(Said):
    where: str
    detail: str


class ProblemSaid(Said):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Where] = []


# -- finding people


class Asked(Sent):
    """Who is looked for. A surname with a date of birth, or an NHS number: a name alone is not enough."""

    given_name: Name = ""
    family_name: Name = ""
    born_on: Day | None = None
    nhs_number: Nhs | None = None


class Match(Said):
    id: str
    given_name: str
    family_name: str
    how_likely: Literal["almost certainly", "likely"]
    why: list[str]


class Matches(Said):
    people: list[Match]


class Call(Said):
    """Who to ring: a unit, never a worker. ``unit`` is empty where which unit it is must not be known."""

    unit: str
    telephone: str


class OfFamily(Said):
    id: str
    name: str
    role: str
    is_child: bool
    is_open: bool
    call: Call


class PersonSaid(Said):
    id: str
    given_name: str
    family_name: str
    born_on: str = Field(description="As far as it is known: 2015-03-02, 2015-03, 2015.")
    is_unborn: bool
    sex: Literal["female", "male", "unknown"]
    has_died: bool
    nhs_number: str | None = Field(description="Only with the scope people:numbers.")
    families: list[OfFamily]


class Member(Said):
    id: str
    given_name: str
    family_name: str
    role: str
    is_child: bool


class FamilySaid(Said):
    id: str
    name: str
    is_open: bool
    call: Call
    members: list[Member]


# -- the status of a child


class ChildAsked(Sent):
    """One of the two numbers, and the date of birth; of an unborn baby, the number and the day on which it is due."""

    nhs_number: Nhs | None = None
    person_id: Id | None = None
    born_on: Day


class Span(Said):
    """From a day; ``until`` is the first day on which it is no longer so, within the last twelve months."""

    is_now: bool
    started_on: date
    until: date | None


class UnbornPlan(Said):
    id: str
    due_on: date | None
    plan: Span


class StatusSaid(Said):
    """Empty in one and the same way where nothing is known, nothing is so, or nothing may be told."""

    as_of: date
    id: str | None
    protection_plan: Span | None
    looked_after: Span | None
    is_unborn: bool
    unborn_plans: list[UnbornPlan] = Field(description="Of babies whose parent has this number.")
    call: Call


class Status(Said):
    born_on: date | None
    is_unborn: bool
    nhs_number: str | None
    mothers_nhs_number: str | None
    protection_plan: Span | None
    looked_after: Span | None
    call: Call


class Change(Said):
    id: str
    what: Literal["status", "lapsed", "corrected", "erase"]
    corrects: bool = Field(description="Something that was said before was entered in error.")
    changed_at: datetime
    status: Status | None


class Changes(Said):
    changes: list[Change]
    cursor: str = Field(description="Send it as “since” next time.")
    is_more: bool


# -- what comes in


class AboutSent(Sent):
    """Someone it is about. A first name is enough, or that it is an unborn baby."""

    who: Literal["child", "expected", "adult"] = "child"
    given_name: Name = ""
    family_name: Name = ""
    also_known_as: Name = ""
    role: Annotated[str, Field(max_length=80)] = ""
    born_on: Day | None = None
    nhs_number: Nhs | None = None
    sex: Literal["female", "male", "unknown"] = "unknown"
    address: Annotated[str, Field(max_length=200)] = ""
    setting: Name = ""


class EntrySent(Sent):
    """What happened or is feared, in the words of whoever says it."""

    said: Annotated[str, Field(min_length=1, max_length=20_000)]
    received_on: Day | None = None
    wanted: Annotated[str, Field(max_length=4_000)] = ""
    caller_name: Name = ""
    caller_telephone: Name = ""
    relation: Name = ""
    is_anonymous: bool = False
    family_knows: Literal["yes", "no", "unknown"] = "unknown"
    consent: Literal["given", "refused", "not_asked"] = "not_asked"
    no_consent_because: Annotated[str, Field(max_length=500)] = ""
    wants_answer: bool = True
    about: Annotated[list[AboutSent], Field(min_length=1, max_length=ROWS)]


class EntrySaid(Said):
    id: str
    is_repeat: bool = Field(description="It had come in before, under the same key; nothing was added.")
