"""Reads of sessions and codings, each with its number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.sql import rows, tuples
from kinwork.children.sealing import not_sealed
from kinwork.families.models import FamilyMember
from kinwork.units.models import PostHolding

from .models import As, Certificate, Code, Coding, Consent, Feedback, Mark, Recording, Session

# -- sessions


def heard_of(family_id: int) -> list[FamilyMember]:
    """Who in the family can be heard: alive, born, not sealed from whoever asks. One statement."""
    found = not_sealed(FamilyMember.objects.filter(family_id=family_id, person__is_deceased=False))
    today = timezone.localdate()
    return [
        one
        for one in found.select_related("person").order_by("position", "id")
        if one.person.born_on is None or one.person.age_on(today) is not None
    ]


def colleagues(unit_id: int | None, also: int | None) -> list[User]:
    """Who holds a post in the unit today, and one person more. One statement."""
    held = PostHolding.objects.filter(post__unit_id=unit_id or 0, during__contains=timezone.localdate())
    return list(User.objects.filter(Q(pk__in=held.values("user_id")) | Q(pk=also or 0)).order_by("full_name", "pk"))


def in_post_in_units() -> list[User]:
    """Who works with families anywhere today. One statement."""
    from kinwork.units.queries import who_work_with_families

    return list(who_work_with_families(timezone.localdate()).order_by("full_name", "pk"))


def sessions_of(family_id: int) -> list[Session]:
    """Those of a family, the last first, those that are not used among them. One statement."""
    return list(Session.objects.filter(family_id=family_id).select_related("worker", "observer"))


def session_in(family_id: int, pk: int) -> Session | None:
    """One of a family. One statement."""
    found = Session.objects.filter(pk=pk, family_id=family_id)
    return found.select_related("worker", "observer", "by", "removed_by", "unit", "family").first()


def simulated(pk: int) -> Session | None:
    """One with an actor. One statement."""
    found = Session.objects.filter(pk=pk, family=None)
    return found.select_related("worker", "observer", "by", "removed_by", "unit").first()


def simulated_all() -> list[Session]:
    """Those with actors, the last first. One statement."""
    return list(Session.objects.filter(family=None).select_related("worker", "unit"))


def consents_of(session_id: int) -> list[Consent]:
    """Who agreed, when, asked by whom. One statement."""
    found = Consent.objects.filter(session_id=session_id)
    return list(found.select_related("person", "user", "asked_by", "withdrawn_by"))


def recording_of(session_id: int) -> Recording | None:
    """The one that is kept. One statement."""
    return Recording.objects.filter(session_id=session_id, gone_at=None).select_related("session").first()


def recordings_of(session_id: int) -> list[Recording]:
    """All that there were, the last first. One statement."""
    return list(Recording.objects.filter(session_id=session_id).select_related("by", "gone_by"))


# -- coding


def my_codings(user_id: int) -> list[Coding]:
    """What somebody codes or has coded, the last first. One statement."""
    found = Coding.objects.filter(coder_id=user_id).select_related("session")
    return list(found.order_by("-begun_at", "-id")[:200])


def coding_of(user_id: int, pk: int) -> Coding | None:
    """One's own. One statement."""
    return Coding.objects.filter(pk=pk, coder_id=user_id).select_related("session").first()


def codes_of(coding_id: int) -> dict[int, Code]:
    """By domain. One statement."""
    return {one.item: one for one in Code.objects.filter(coding_id=coding_id)}


def marks_of(coding_id: int) -> list[Mark]:
    """In the order of time. One statement."""
    return list(Mark.objects.filter(coding_id=coding_id, removed_at=None))


def next_to_code(user_id: int, instruments: list[str]) -> list[int]:
    """Sessions that somebody may take, the first to be taken first. One statement."""
    found = tuples(
        "SELECT session_id FROM kinwork_next_to_code(%(who)s, %(of)s)", who=user_id, of=instruments
    )  # fmt: skip
    return [pk for (pk,) in found]


def training_to_code(user_id: int) -> list[tuple[int, str]]:
    """Training sessions that somebody has not coded, with their instruments. One statement."""
    return [(pk, key) for pk, key in tuples("SELECT * FROM kinwork_training_to_code(%(who)s)", who=user_id)]


def why_not_code(user_id: int, session_id: int) -> str:
    """Which kind of reason; empty where they may. One statement."""
    found = tuples("SELECT kinwork_why_not_code(%(who)s, %(session)s)", who=user_id, session=session_id)
    return str(found[0][0] or "")


def certificates_of(user_id: int) -> dict[tuple[str, str], Certificate]:
    """By instrument and rule. One statement."""
    return {(one.instrument, one.rule): one for one in Certificate.objects.filter(coder_id=user_id)}


def certificates() -> list[Certificate]:
    """Of everyone. One statement."""
    return list(Certificate.objects.select_related("coder"))


@dataclass(frozen=True)
class Progress:
    """How far a session is, without whose it is."""

    pk: int
    code: str
    instrument: str
    at: datetime
    is_twice: bool
    is_training: bool
    has_recording: bool
    keep_until: date | None
    may_train: bool
    coders: list[tuple[str, str, bool, bool]]  # name, as what, submitted, given back

    @property
    def needed(self) -> int:
        return 2 if self.is_twice else 1

    @property
    def done(self) -> int:
        return sum(1 for _, codes_as, is_in, _ in self.coders if is_in and codes_as in (As.BLIND, As.LIVE))

    @property
    def has_expert(self) -> bool:
        return any(codes_as == As.EXPERT and is_in for _, codes_as, is_in, _ in self.coders)


def progress() -> list[Progress]:
    """Of all sessions that can be coded or are. One statement."""
    return [
        Progress(pk, code, key, at, twice, training, has, until, may, [tuple(one) for one in coders])
        for pk, code, key, at, twice, training, has, until, may, coders in tuples(
            "SELECT * FROM kinwork_coding_progress()"
        )
    ]


@dataclass(frozen=True)
class Given:
    """One value that a coder gave."""

    code: str
    coder_id: int
    coder: str
    codes_as: str
    is_second: bool
    item: int
    value: int
    at: datetime


def codes_given(instrument: str) -> list[Given]:
    """By session, coder and domain, in the order in which they were submitted. One statement."""
    return [Given(*row) for row in tuples("SELECT * FROM kinwork_codes_given(%(of)s)", of=instrument)]


# -- feedback


def feedback_for(user_id: int) -> tuple[list[Feedback], list[Feedback]]:
    """What somebody is told of their own sessions, and what colleagues have released to them. One statement."""
    found = Feedback.objects.filter(Q(session__worker_id=user_id) | Q(released_to_id=user_id))
    found = found.filter(session__removed_at=None)
    every = list(found.select_related("session", "session__family", "session__worker", "released_to"))
    own = [one for one in every if one.session.worker_id == user_id]
    return own, [one for one in every if one.session.worker_id != user_id]


def feedback_in(user_id: int, pk: int) -> Feedback | None:
    """One's own, or one that was released to them. One statement."""
    found = Feedback.objects.filter(pk=pk, session__removed_at=None)
    found = found.filter(Q(session__worker_id=user_id) | Q(released_to_id=user_id))
    return found.select_related("session", "session__family", "session__worker", "released_to").first()


def told_coding(session_id: int) -> Coding | None:
    """The coding that a feedback sheet shows: the first blind one, else the observer’s. One statement."""
    found = Coding.objects.filter(session_id=session_id, is_second=False, codes_as__in=[As.BLIND, As.LIVE])
    return found.exclude(submitted_at=None).order_by("codes_as", "submitted_at").first()


# -- figures, which the chain from training to families reads too


@dataclass(frozen=True)
class ObservedSkill:
    """Of a unit in a month; ``unit_id`` empty: of all units. ``mean`` is empty where too few were observed."""

    unit_id: int | None
    month: date
    sessions: int
    mean: float | None


def observed_skill() -> list[ObservedSkill]:
    """Overall skill by unit and month, with the number of sessions that have one. One statement.

    Means of fewer than five workers or five sessions never leave the database (kinwork_observed_skill).
    """
    from . import rules
    from .models import Kind

    instrument = rules.instrument_for(Kind.RECORDED)
    scale = rules.overall(instrument)
    items = list(scale.items) if scale else []
    found = rows(
        "SELECT * FROM kinwork_observed_skill(%(of)s, %(items)s::smallint[])", of=instrument.key, items=items
    )  # fmt: skip
    return [ObservedSkill(one["unit_id"], one["month"], one["sessions"], one["mean"]) for one in found]


def as_plain(value: Any) -> Any:
    """For JSON."""
    return value.isoformat() if isinstance(value, date | datetime) else value
