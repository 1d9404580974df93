"""Verbs: arrange a meeting, change what was arranged, move it, cancel it, and put it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases import actions as cases
from kinwork.cases.models import Involvement
from kinwork.children.sealing import not_sealed
from kinwork.clocks.humanize import long_day
from kinwork.clocks.periods import LONDON
from kinwork.clocks.working_days import add_working_days
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.meetings.names import in_a_row
from kinwork.notices.actions import notify
from kinwork.people.models import Person

from ..kinds import KINDS
from ..live import tell
from ..models import FormalMeeting, Move, State, View
from ..notice_kinds import CANCELLED, CHANGED
from .inviting import Asked, invite_all, report_due

AHEAD, BACK = 5, 20  # years: further nobody arranges a meeting, or writes one up; a slip of the year


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """What is said of a meeting when it is arranged."""

    kind: str
    children: Collection[int]
    on: date
    at: time | None = None
    minutes: int = 60
    place: str = ""
    video: str = ""
    ring: str = ""
    agenda: str = ""
    asked: list[Asked] = field(default_factory=list)


@transaction.atomic
def arrange(
    held: HeldFamily, involvement: Involvement, said: Arranged, *, token: UUID, follows: FormalMeeting | None = None
) -> FormalMeeting:
    """It stands before the unit like any date; reports are due before it. The same form sent twice is one meeting."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    Involvement.objects.select_for_update().get(pk=involvement.pk)
    # Of this family alone: who sends another family's token is told nothing of what was made with it.
    token = uuid5(token, str(involvement.pk))
    again = FormalMeeting.objects.filter(token=token).first()
    if again is not None:
        return again
    if involvement.closed_on is not None:
        raise ValidationError("The family is closed. Open it again before you arrange a meeting.")
    kind = KINDS[said.kind]
    children = children_of(held, said.children)
    check_when(said.on, said.at)
    # Who must not meet does not cease to be so with the meeting at which it was said.
    apart = {"is_apart_asked": True, "apart": follows.apart} if follows is not None and follows.apart else {}
    if follows is not None:
        following = follows.followed_by.exclude(state=State.CANCELLED).filter(kind=kind.key).first()
        if following is not None:
            return following
    key_date = cases.note_date(
        held, involvement, kind=kind.date_kind, on=said.on, note=note_of(said.kind, children, said.at), is_arranged=True
    )
    meeting = FormalMeeting.objects.create(
        involvement=involvement, kind=kind.key, on=said.on, at=said.at, minutes=said.minutes, place=said.place,
        video=said.video, ring=said.ring, agenda=said.agenda, key_date=key_date, follows=follows, token=token,
        arranged_by_id=held.actor.user_id, arranged_at=timezone.now(), **apart,
    )  # fmt: skip
    meeting.children.set(children)
    _ask_for_views(meeting, children)
    for due in kind.reports:
        if not due.of_each_agency:
            report_due(meeting, due)
    invite_all(held, meeting, said.asked)
    log(held.actor, "arranged meeting", family_id=held.pk, thing=meeting)
    return meeting


def children_of(held: HeldFamily, person_ids: Collection[int]) -> list[Person]:
    """Those of the family, in its order. Raises where somebody is none of them, or nobody is named."""
    members = not_sealed(FamilyMember.objects.filter(family=held.family, person_id__in=person_ids, is_child=True))
    found = [one.person for one in members.select_related("person").order_by("position", "id")]
    if not found or len(found) != len(set(person_ids)):
        raise ValidationError({"children": "Choose the children this is about."})
    return found


def check_when(on: date, at: time | None) -> None:
    """A day within reason, and an hour that there is on it."""
    today = timezone.localdate()
    if not today.year - BACK <= on.year <= today.year + AHEAD:
        raise ValidationError({"on": f"This is in {on.year}. Type a day within {AHEAD} years from now."})
    if at is not None:
        local = datetime.combine(on, at, LONDON)
        if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise ValidationError(
                {"at": f"There is no {at:%H:%M} on {long_day(on)}: the clocks go forward. Type another time."}
            )


def note_of(kind: str, children: Collection[Person], at: time | None) -> str:
    """As the unit's agenda and board call it."""
    hour = f", {at:%H:%M}" if at else ""
    return f"{KINDS[kind].name}{hour}: {in_a_row([one.short_name for one in children])}"[:200]


def _ask_for_views(meeting: FormalMeeting, children: Collection[Person]) -> None:
    """Of each child; of who else of the family is invited, once they are. Where the family is not there, of nobody."""
    if not meeting.row.with_family:
        return
    there = set(meeting.views.values_list("person_id", flat=True))
    new = [one for one in children if one.pk not in there]
    View.objects.bulk_create(View(meeting=meeting, person=one, is_child=True) for one in new)


def locked(meeting: FormalMeeting) -> FormalMeeting:
    """As it stands, until this transaction ends."""
    return (
        FormalMeeting.objects.select_for_update(of=("self",))
        .select_related("involvement", "key_date")
        .get(pk=meeting.pk)
    )


def still_arranged(meeting: FormalMeeting) -> FormalMeeting:
    """The same, where nothing has come of it yet."""
    found = locked(meeting)
    if found.is_held:
        raise ValidationError("The outcome of this meeting has been recorded. Correct it instead.")
    if found.is_cancelled:
        raise ValidationError("This meeting is cancelled. Put it back first.")
    return found


@transaction.atomic
def change_meeting(held: HeldFamily, meeting: FormalMeeting, said: Arranged, *, because: str) -> FormalMeeting:
    """Another day or time, another place, other children. The old day is kept, with the reason."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    meeting = still_arranged(meeting)
    # Nobody takes out a child whose record is sealed: they are not asked about, and stay.
    stay = list(meeting.children.filter(pk__in=RawSQL("SELECT unnest(kinwork_sealed())", [])))
    children = [*children_of(held, said.children), *stay]
    check_when(said.on, said.at)
    because = " ".join(because.split())
    moved = said.on != meeting.on or (meeting.at is not None and said.at != meeting.at)
    if moved:
        if not because:
            raise ValidationError({"because": "Say why it is on another day or at another time."})
        Move.objects.create(
            meeting=meeting, was_on=meeting.on, was_at=meeting.at, on=said.on, at=said.at, because=because,
            by_id=held.actor.user_id, moved_at=timezone.now(),
        )  # fmt: skip
        _move_reports(meeting, said.on)
    meeting.on, meeting.at, meeting.minutes = said.on, said.at, said.minutes
    meeting.place, meeting.video = said.place, said.video
    meeting.ring, meeting.agenda = said.ring, said.agenda
    meeting.save()
    meeting.children.set(children)
    _ask_for_views(meeting, [one for one in children if one not in stay])
    cases.change_date(held, meeting.key_date, on=said.on, note=note_of(meeting.kind, children, said.at))
    log(held.actor, "moved meeting" if moved else "changed meeting", family_id=held.pk, thing=meeting, words=because)
    if moved:
        notify(CHANGED.key, actor=held.actor, family_id=held.pk, to=colleagues(meeting), thing=meeting)
    tell(meeting, "about")
    return meeting


def _move_reports(meeting: FormalMeeting, on: date) -> None:
    """What has not come yet is due as many working days before the new day, unless somebody set another."""
    days = {due.what: due.days_before for due in meeting.row.reports}
    for report in meeting.reports.filter(received_on=None, ended_at=None):
        before = days.get(report.what)
        if before is not None and report.due_on == add_working_days(meeting.on, -before):
            report.due_on = add_working_days(on, -before)
            report.save()


def colleagues(meeting: FormalMeeting) -> list[int]:
    """Who of the service is asked to it."""
    asked = meeting.invitations.filter(ended_at=None, user__isnull=False)
    return [pk for pk in asked.values_list("user_id", flat=True) if pk is not None]


@transaction.atomic
def cancel_meeting(held: HeldFamily, meeting: FormalMeeting, *, because: str) -> None:
    """It does not take place: why. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = " ".join(because.split())
    meeting = locked(meeting)
    if meeting.is_cancelled:
        return
    if meeting.is_held:
        raise ValidationError("This meeting has been recorded as held, so it cannot be cancelled.")
    if not because:
        raise ValidationError({"because": "Say why it is cancelled."})
    called_off(held, meeting, because)


def called_off(held: HeldFamily, meeting: FormalMeeting, because: str) -> None:
    """The same within another change, whose permission was asked: a closing of the family."""
    meeting = locked(meeting)
    meeting.state, meeting.because = State.CANCELLED, because[:500]
    meeting.ended_by_id, meeting.ended_at = held.actor.user_id, timezone.now()
    meeting.save()
    _date_stands(held, meeting, False)
    log(held.actor, "cancelled meeting", family_id=held.pk, thing=meeting, words=because)
    notify(CANCELLED.key, actor=held.actor, family_id=held.pk, to=colleagues(meeting), thing=meeting)
    tell(meeting, "about")


@transaction.atomic
def put_meeting_back(held: HeldFamily, meeting: FormalMeeting) -> None:
    """It was cancelled by a slip, or takes place after all. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    meeting = locked(meeting)
    if not meeting.is_cancelled:
        return
    if meeting.involvement.closed_on is not None:
        raise ValidationError("The family has been closed since. Open it again before you restore its meetings.")
    if meeting.follows_id and (
        FormalMeeting.objects.filter(follows_id=meeting.follows_id, kind=meeting.kind)
        .exclude(state=State.CANCELLED)
        .exists()
    ):
        raise ValidationError("Another meeting was arranged in its place. Cancel that one first.")
    stands_again(held, meeting)


def _date_stands(held: HeldFamily, meeting: FormalMeeting, stands: bool) -> None:
    key_date = meeting.key_date
    key_date.cancelled = not stands
    key_date.save(update_fields=["cancelled"])
    log(held.actor, "undid" if stands else "cancelled date", family_id=held.pk, thing=key_date)


def stands_again(held: HeldFamily, meeting: FormalMeeting) -> None:
    """The same within another change, whose permission was asked: a closing is undone."""
    meeting = locked(meeting)
    meeting.state, meeting.because, meeting.ended_by, meeting.ended_at = State.ARRANGED, "", None, None
    meeting.save()
    _date_stands(held, meeting, True)
    log(held.actor, "put meeting back", family_id=held.pk, thing=meeting)
    tell(meeting, "about")
