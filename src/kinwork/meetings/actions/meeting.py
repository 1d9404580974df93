"""Open a meeting, say who is there, order its agenda."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.queries import authority
from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.cases.queries import open_in_units, unit_holding
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.notices.actions import notify, withdraw
from kinwork.units.models import Unit
from kinwork.units.queries import members_on

from .. import agenda, notice_kinds
from ..live import publish
from ..models import AgendaItem, Attendance, BroughtForward, Discussion, Meeting, UndoKind, Why
from ..queries.agenda import agenda_candidates
from .putting_back import as_it_stands, put_at, put_row, remember
from .tasks import SENT_TWICE
from .writing import hold_open

FARTHEST = timedelta(days=60)  # back, for a meeting that is written up late; ahead, to order its agenda


def day_wrong(on: date, today: date) -> str:
    """Why no meeting is opened for a day; nothing if one can be."""
    if today - FARTHEST <= on <= today + FARTHEST:
        return ""
    return f"A meeting is opened for a day within {FARTHEST.days} days of today; {long_day(on)} is not. Check the date."


@transaction.atomic
def open_meeting(actor: Actor, unit: Unit, *, on: date) -> tuple[Meeting, bool]:
    """The unit's meeting of a day, with its agenda and the unit's members; and whether it was new.

    Two people opening it at once get the same meeting.
    """
    actor.require(Permission.OPEN_MEETING, unit.pk)
    if wrong := day_wrong(on, timezone.localdate()):
        found = Meeting.objects.filter(unit=unit, held_on=on).first()
        if found is None:
            raise ValidationError({"on": wrong})
        return found, False
    meeting, is_new = Meeting.objects.get_or_create(
        unit=unit, held_on=on, defaults={"minutes": unit.meeting_minutes, "opened_by_id": actor.user_id}
    )
    if not is_new:
        return meeting, False
    members = [member for member in members_on(unit.pk, on) if ROLES[member.role].is_member]
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, user_id=member.user_id, name=member.name, role=member.role_name)
        for member in members
    )
    meeting.clinician_present = True if any(ROLES[member.role].is_clinical for member in members) else None
    meeting.save(update_fields=["clinician_present"])
    _fill_agenda(meeting)
    log(actor, "opened meeting", thing=meeting)
    return meeting, True


def _fill_agenda(meeting: Meeting) -> None:
    rules = authority()
    lines = agenda.build(
        agenda_candidates(meeting.unit_id, meeting.held_on),
        on=meeting.held_on,
        minutes=meeting.minutes - meeting.learning_minutes,
        rules=agenda.Rules(rules.discuss_every_weeks, rules.dates_soon_days, tuple(meeting.unit.meeting_days)),
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            family_id=line.family_id,
            position=position,
            why=line.why,
            reason=line.reason,
            minutes=line.minutes,
        )
        for position, line in enumerate(lines)
    )
    BroughtForward.objects.filter(
        family_id__in=[line.family_id for line in lines if line.why in (Why.CRISIS, Why.ASKED)],
        met_in=None,
        withdrawn_at=None,
    ).update(met_in=meeting)


def _changing(actor: Actor, meeting: Meeting, permission: Permission) -> None:
    actor.require(permission, meeting.unit_id)
    if not meeting.is_open:
        raise ValidationError("This meeting is closed. You can still add to its minutes, and its tasks stay open.")


@transaction.atomic
def move_item(actor: Actor, item: AgendaItem, *, to: int) -> None:
    """Put a family at another place of the agenda (0 = first)."""
    _changing(actor, item.meeting, Permission.ORDER_AGENDA)
    items = list(AgendaItem.objects.select_for_update().filter(meeting=item.meeting))
    found = next(other for other in items if other.pk == item.pk)
    was = items.index(found)
    put_at(found, items, to)
    places = sorted(other.position for other in items)
    _remember(
        actor,
        UndoKind.ORDER,
        found,
        words="Moved up" if found.position < places[was] else "Moved down",
        before={"position": places[was]},
        after={"position": found.position},
    )


def _remember(
    actor: Actor,
    kind: UndoKind,
    item: AgendaItem,
    *,
    words: str,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    """Keep what was done to a line of the agenda, if it changed anything, so that one press takes it back."""
    if before != after:
        remember(
            actor,
            kind,
            item,
            meeting_id=item.meeting_id,
            family_id=item.family_id,
            words=words,
            before=before,
            after=after,
        )


def _waits(item: AgendaItem) -> dict[str, Any]:
    return {"postponed_because": item.postponed_because, "postponed_by_id": item.postponed_by_id}


@transaction.atomic
def add_family(actor: Actor, meeting: Meeting, family_id: int, *, reason: str = "") -> AgendaItem:
    """Put a family of the unit on the agenda, at its end."""
    _changing(actor, meeting, Permission.ORDER_AGENDA)
    if not open_in_units([meeting.unit_id], meeting.held_on).filter(family_id=family_id).exists():
        raise ValidationError({"family": "This family is no longer open to the unit. Choose another."})
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    candidate = next(c for c in agenda_candidates(meeting.unit_id, meeting.held_on) if c.family_id == family_id)
    why, found = agenda.reasons_for(candidate, on=meeting.held_on)
    item, is_new = AgendaItem.objects.get_or_create(
        meeting=meeting,
        family_id=family_id,
        defaults={
            "position": 0 if last is None else last + 1,
            "why": Why.ASKED if reason else why,
            "reason": f"Added by {actor.name}: {reason}"[:400] if reason else found,
            "minutes": 20,
        },
    )
    if is_new:
        _remember(actor, UndoKind.ADDED, item, words="Put on the agenda", before=None, after=as_it_stands(item))
    elif item.postponed_because:
        _for_today_after_all(actor, item)
    publish(meeting.pk, "agenda", family=item.family_id)
    return item


def _for_today_after_all(actor: Actor, item: AgendaItem) -> None:
    before = _waits(item)
    item.postponed_because, item.postponed_by = "", None
    item.save()
    _remember(actor, UndoKind.LINE, item, words="Back on today’s agenda", before=before, after=_waits(item))


@transaction.atomic
def postpone(actor: Actor, item: AgendaItem, *, because: str) -> None:
    """Leave a family for another week, with the reason."""
    _changing(actor, item.meeting, Permission.ORDER_AGENDA)
    because = because.strip()
    if not because:
        raise ValidationError(
            {"because": "Why is this family postponed? Type a few words; the unit will see them next week."}
        )
    if Discussion.objects.filter(meeting_id=item.meeting_id, family_id=item.family_id).exists():
        raise ValidationError({"because": "The family has already been discussed in this meeting."})
    item.postponed_because, item.postponed_by_id = because[:300], actor.user_id
    item.save()
    publish(item.meeting_id, "agenda", family=item.family_id)


@transaction.atomic
def take_back_postponement(actor: Actor, item: AgendaItem) -> None:
    """The family is for today after all."""
    _changing(actor, item.meeting, Permission.ORDER_AGENDA)
    _for_today_after_all(actor, item)
    publish(item.meeting_id, "agenda", family=item.family_id)


@transaction.atomic
def set_minutes(actor: Actor, item: AgendaItem, *, minutes: int) -> None:
    """Give a family more or less time."""
    _changing(actor, item.meeting, Permission.ORDER_AGENDA)
    before = {"minutes": item.minutes}
    item.minutes = max(5, min(minutes, 240))
    item.save()
    words = f"{before['minutes']} minutes made {item.minutes}"
    _remember(actor, UndoKind.LINE, item, words=words, before=before, after={"minutes": item.minutes})
    publish(item.meeting_id, "agenda", family=item.family_id)


@transaction.atomic
def plan_time(actor: Actor, meeting: Meeting, *, minutes: int, learning_minutes: int, learning_topic: str) -> None:
    """The meeting's length and its learning slot."""
    _changing(actor, meeting, Permission.ORDER_AGENDA)
    if learning_minutes >= minutes:
        raise ValidationError(
            {"learning_minutes": f"The learning slot must leave time for families: less than {minutes}."}
        )
    changed = {"minutes", "learning_minutes", "learning_topic"}
    before = {name: getattr(meeting, name) for name in changed}
    meeting.minutes, meeting.learning_minutes = minutes, learning_minutes
    meeting.learning_topic = learning_topic.strip()
    meeting.clean_fields(exclude={field.name for field in meeting._meta.fields} - changed)
    meeting.save(update_fields=changed)
    after = {name: getattr(meeting, name) for name in changed}
    if after != before:
        words = "The length of the meeting or its learning slot changed"
        remember(actor, UndoKind.TIME, meeting, meeting_id=meeting.pk, words=words, before=before, after=after)
    publish(meeting.pk, "agenda")


@transaction.atomic
def mark_attendance(actor: Actor, person: Attendance, *, status: str) -> None:
    """Here, apologies, or not here. A clinician's mark also says whether the clinician was present."""
    _changing(actor, person.meeting, Permission.WRITE_MINUTES)
    person.status = Attendance.Status(status)
    person.save()
    clinicians = _clinicians_of(person.meeting)
    if person.user_id in clinicians:
        _note_clinician(person.meeting, clinicians)
    publish(person.meeting_id, "attendance")


def _clinicians_of(meeting: Meeting) -> set[int]:
    """Who was a clinician of the unit on the meeting's day."""
    members = members_on(meeting.unit_id, meeting.held_on)
    return {member.user_id for member in members if ROLES[member.role].is_clinical}


def _note_clinician(meeting: Meeting, clinicians: set[int]) -> None:
    present = meeting.attendance.filter(user_id__in=clinicians, status=Attendance.Status.PRESENT)
    meeting.clinician_present = present.exists()
    meeting.save(update_fields=["clinician_present"])


@transaction.atomic
def add_guest(actor: Actor, meeting: Meeting, *, name: str, role: str) -> Attendance:
    """A manager, partner, coach or anyone else who is there."""
    _changing(actor, meeting, Permission.WRITE_MINUTES)
    if not name.strip():
        raise ValidationError({"name": "Type the guest’s name."})
    guest = Attendance.objects.create(meeting=meeting, name=name.strip()[:120], role=role.strip()[:80], is_guest=True)
    publish(meeting.pk, "attendance")
    return guest


@transaction.atomic
def remove_guest(actor: Actor, guest: Attendance) -> None:
    """A guest entered by mistake."""
    _changing(actor, guest.meeting, Permission.WRITE_MINUTES)
    if not guest.is_guest:
        raise ValidationError("Members of the unit are marked as not here, not removed.")
    remember(
        actor, UndoKind.GUEST, guest, meeting_id=guest.meeting_id, words=guest.name, before=as_it_stands(guest)
    )  # fmt: skip
    guest.delete()
    publish(guest.meeting_id, "attendance")


@transaction.atomic
def bring_to_next_meeting(held: HeldFamily, *, kind: str, words: str) -> BroughtForward:
    """Anyone in the unit asks that a family is talked of next time. An agenda that is already made gets it too."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Say briefly what has happened. It will appear on the agenda."})
    now = timezone.now()
    # Sent twice at once, the second waits for the first, and finds it.
    list(Involvement.objects.select_for_update(no_key=True).filter(family_id=held.pk))
    lately = BroughtForward.objects.filter(at__gt=now - SENT_TWICE, withdrawn_at=None)
    asked, is_new = lately.get_or_create(
        family_id=held.pk, kind=kind, words=words[:300], by_id=held.actor.user_id, defaults={"at": now}
    )
    if not is_new:
        return asked
    ahead = Meeting.objects.filter(closed_at=None, held_on__gte=timezone.localdate())
    meeting = ahead.filter(unit_id=held.unit_id).first() if held.unit_id else None
    if meeting is not None:
        _add_asked(meeting, asked)
    log(held.actor, "brought to next meeting", family_id=held.pk, thing=asked)
    notify(_told_as(asked), actor=held.actor, family_id=held.pk, unit_id=held.unit_id, thing=asked)
    return asked


@transaction.atomic
def bring_what_a_family_said(
    actor: Actor | None, family_id: int, *, words: str, link: str, by_id: int
) -> BroughtForward | None:  # fmt: skip
    """What came from the family itself is on the unit's next agenda, once; None where no unit holds the family.

    ``by_id``: who asked them for it, where they answer by themselves. Whoever lets the answer in has asked permission.
    """
    unit_id = unit_holding(family_id)
    # What comes at the same time waits, and then finds it.
    is_open = Involvement.objects.select_for_update(no_key=True).filter(family_id=family_id, closed_on=None).first()
    if unit_id is None or is_open is None:
        return None
    asked, is_new = BroughtForward.objects.get_or_create(
        link=link,
        defaults={
            "family_id": family_id, "kind": BroughtForward.Kind.ASKED, "words": words, "by_id": by_id,
            "at": timezone.now(),
        },
    )  # fmt: skip
    if not is_new:
        return asked
    ahead = Meeting.objects.filter(closed_at=None, held_on__gte=timezone.localdate(), unit_id=unit_id)
    meeting = ahead.order_by("held_on").first()
    if meeting is not None and not meeting.discussions.filter(family_id=family_id).exists():
        _add_asked(meeting, asked)
    log(actor, "brought to next meeting", family_id=family_id, thing=asked)
    return asked


@transaction.atomic
def forget_what_a_family_said(actor: Actor, link: str) -> None:
    """It was entered in error: what was brought by it is withdrawn, unless it has been discussed."""
    asked = BroughtForward.objects.select_for_update(of=("self",)).filter(link=link, withdrawn_at=None).first()
    if asked is None:
        return
    if asked.met_in is not None:
        try:
            hold_open(asked.met_in.pk)
        except ValidationError:
            return
        if Discussion.objects.filter(meeting=asked.met_in, family_id=asked.family_id).exists():
            return
    asked.withdrawn_by_id, asked.withdrawn_at = actor.user_id, timezone.now()
    if asked.met_in is not None:
        asked.line_before = _without(asked.met_in, asked)
    asked.save()
    log(actor, "withdrew from next meeting", family_id=asked.family_id, thing=asked)


def _told_as(asked: BroughtForward) -> str:
    return (notice_kinds.CRISIS if asked.kind == BroughtForward.Kind.CRISIS else notice_kinds.BROUGHT).key


def may_withdraw(actor: Actor, unit_id: int | None, asked: BroughtForward) -> bool:
    """Whoever brought it, or orders the agenda."""
    return asked.by_id == actor.user_id or actor.can(Permission.ORDER_AGENDA, unit_id)


def _held_for_withdrawing(held: HeldFamily, asked: BroughtForward) -> BroughtForward:
    """What was asked, and nobody changes it until we are done; its meeting, if it is for one, is open and stays so."""
    if not may_withdraw(held.actor, held.unit_id, asked):
        raise NotAllowed(Permission.ORDER_AGENDA)
    if asked.met_in_id is not None:
        hold_open(asked.met_in_id)
    return BroughtForward.objects.select_for_update(of=("self",)).select_related("by").get(pk=asked.pk)


@transaction.atomic
def withdraw_from_next_meeting(held: HeldFamily, asked: BroughtForward) -> None:
    """It need not be talked of after all. It is kept, with who withdrew it; an open meeting's agenda forgets it."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    asked = _held_for_withdrawing(held, asked)
    if asked.withdrawn_at is not None:
        return
    asked.withdrawn_by_id, asked.withdrawn_at = held.actor.user_id, timezone.now()
    if asked.met_in is not None:
        asked.line_before = _without(asked.met_in, asked)
    asked.save()
    withdraw(_told_as(asked), thing=asked)
    log(held.actor, "withdrew from next meeting", family_id=held.pk, thing=asked)


def _without(meeting: Meeting, asked: BroughtForward) -> dict[str, Any] | None:
    """Take what was asked out of its line of the agenda, or the line, if there was no other reason. The line before."""
    if Discussion.objects.filter(meeting=meeting, family_id=asked.family_id).exists():
        raise ValidationError("The family has already been discussed in this meeting.")
    item = AgendaItem.objects.select_for_update().filter(meeting=meeting, family_id=asked.family_id).first()
    if item is None:
        return None
    before = as_it_stands(item)
    words = next((one for one in agenda.said_of(asked) if one in item.reason), "")
    rest = [one.strip() for one in item.reason.replace(words, "", 1).split(". ") if one.strip(" .")] if words else []
    others = BroughtForward.objects.filter(family_id=asked.family_id, met_in=meeting, withdrawn_at=None)
    kinds = set(others.exclude(pk=asked.pk).values_list("kind", flat=True))
    if not rest and not kinds:
        item.delete()
        before["left"] = None
    else:
        item.reason = ". ".join(rest) or item.reason
        item.why = _why_without(meeting, item, kinds)
        item.save(update_fields=["why", "reason"])
        before["left"] = item.reason
    publish(meeting.pk, "agenda", family=asked.family_id)
    return before


def _why_without(meeting: Meeting, item: AgendaItem, kinds: set[str]) -> Why:
    if kinds:
        return Why.CRISIS if BroughtForward.Kind.CRISIS in kinds else Why.ASKED
    if item.reason.startswith("Added by"):
        return Why.ASKED
    found = (c for c in agenda_candidates(meeting.unit_id, meeting.held_on) if c.family_id == item.family_id)
    return next((agenda.reasons_for(c, on=meeting.held_on)[0] for c in found), Why.ASKED)


def _put_line_back(meeting: Meeting, asked: BroughtForward, line: dict[str, Any] | None) -> None:
    """The line as it was, if it is still as it was left; otherwise what is asked is put to it once more."""
    item = AgendaItem.objects.select_for_update().filter(meeting=meeting, family_id=asked.family_id).first()
    if line is None or line["left"] != (item.reason if item else None):
        _add_asked(meeting, asked)
        return
    if item is None:
        put_row(AgendaItem, line)
    else:
        item.why, item.reason = line["why"], line["reason"]
        item.save(update_fields=["why", "reason"])
    publish(meeting.pk, "agenda", family=asked.family_id)


@transaction.atomic
def bring_after_all(held: HeldFamily, asked: BroughtForward) -> None:
    """Undo: as if it had not been withdrawn. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    asked = _held_for_withdrawing(held, asked)
    if asked.withdrawn_at is None:
        return
    line, meeting = asked.line_before, asked.met_in
    asked.withdrawn_by = asked.withdrawn_at = asked.line_before = None
    asked.save()
    if meeting is not None:
        _put_line_back(meeting, asked, line)
    notify(_told_as(asked), actor=held.actor, family_id=held.pk, unit_id=held.unit_id, thing=asked)
    log(held.actor, "undid", family_id=held.pk, thing=asked)


def _add_asked(meeting: Meeting, asked: BroughtForward) -> None:
    why = Why.CRISIS if asked.kind == BroughtForward.Kind.CRISIS else Why.ASKED
    reason = agenda.said_of(asked)[1]
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    item, is_new = AgendaItem.objects.get_or_create(
        meeting=meeting,
        family_id=asked.family_id,
        defaults={"position": 0 if last is None else last + 1, "why": why, "reason": reason[:400], "minutes": 20},
    )
    if not is_new:
        item.why, item.reason = why, f"{reason}. {item.reason}"[:400]
        item.save()
    asked.met_in = meeting
    asked.save()
    publish(meeting.pk, "agenda", family=asked.family_id)
