"""Verbs: ask somebody to come, what they answer, whether they came; reports before it, views of child and parents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.cases.answerable import guardians_of
from kinwork.clocks.humanize import long_day
from kinwork.clocks.working_days import add_working_days
from kinwork.families.held import HeldFamily
from kinwork.meetings.names import in_a_row
from kinwork.notices.actions import notify, withdraw

from ..kinds import OTHER_AGENCIES, Part, ReportDue
from ..live import tell
from ..models import Answer, Attendance, FormalMeeting, How, Invitation, Report, View
from ..notice_kinds import APOLOGIES, INVITED
from ..queries import dangerous_between, who_may_not_know


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who is asked: of the family (``person_id``), of the service (``user_id``), or by name alone."""

    name: str
    part: str
    person_id: int | None = None
    user_id: int | None = None
    role: str = ""
    agency: str = ""
    reach: str = ""
    needs: str = ""

    def is_the_same_as(self, other: Invitation) -> bool:
        """Asked already: the same person, the same colleague, or that name from there."""
        if self.person_id or other.person_id:
            return self.person_id == other.person_id
        if self.user_id or other.user_id:
            return self.user_id == other.user_id
        return (self.name.casefold(), self.agency.casefold()) == (other.name.casefold(), other.agency.casefold())


def invite_all(held: HeldFamily, meeting: FormalMeeting, asked: Iterable[Asked]) -> list[Invitation]:
    """Those who are not already invited; a colleague is told, an agency’s report is due. In a transaction.

    Refused, all of them, where one is a colleague who may not know of the family: they would hear nothing of it.
    """
    asked = list(asked)
    if problem := not_for_them(held, asked):
        raise ValidationError({"who": problem})
    there = list(meeting.invitations.filter(ended_at=None))
    made: list[Invitation] = []
    for one in asked:
        if any(one.is_the_same_as(known) for known in (*there, *made)):
            continue
        invitation = Invitation.objects.create(
            meeting=meeting, person_id=one.person_id, user_id=one.user_id, name=one.name[:250], role=one.role[:120],
            agency=one.agency[:120], part=one.part, reach=one.reach[:200], needs=one.needs[:300],
            invited_by_id=held.actor.user_id, invited_at=timezone.now(),
        )  # fmt: skip
        made.append(invitation)
        log(held.actor, "invited to meeting", family_id=held.pk, thing=invitation)
        for due in meeting.row.reports:
            if due.of_each_agency and one.part in OTHER_AGENCIES and one.agency:
                report_due(meeting, due, invitation)
        if one.user_id is not None:
            notify(INVITED.key, actor=held.actor, family_id=held.pk, to=one.user_id, thing=invitation)
    if meeting.row.with_family:
        seen = set(meeting.views.values_list("person_id", flat=True))
        views = [one.person_id for one in made if one.person_id and one.person_id not in seen]
        View.objects.bulk_create(View(meeting=meeting, person_id=pk) for pk in views)
    return made


def who_may_hear(held: HeldFamily, asked: Iterable[Asked]) -> tuple[list[Asked], list[Asked]]:
    """Whom one can invite, and which colleagues not: they may not know of the family. One statement at most."""
    asked = list(asked)
    blind = who_may_not_know(held.pk, {one.user_id for one in asked if one.user_id})
    return [one for one in asked if one.user_id not in blind], [one for one in asked if one.user_id in blind]


def who_may_change_that(held: HeldFamily) -> str:
    """Who decides who may know of the family, by name."""
    found = User.objects.filter(pk__in=guardians_of(held.pk, held.unit_id, without=0)).order_by("full_name")
    names = [one.full_name for one in found]
    return in_a_row(names) if names else "The head of service"


def not_for_them(held: HeldFamily, asked: Iterable[Asked]) -> str:
    """Which of these colleagues may not know of the family, and who can change that; empty where all may."""
    _, blind = who_may_hear(held, asked)
    if not blind:
        return ""
    names = in_a_row([one.name for one in blind])
    return (
        f"{names} may not see this family, so would hear nothing of the meeting. No one has been invited. "
        f"{who_may_change_that(held)} can give them access: ask first, then invite them."
    )


def report_due(meeting: FormalMeeting, due: ReportDue, invitation: Invitation | None = None) -> None:
    """A report that is to be read before it, so many working days ahead."""
    Report.objects.create(
        meeting=meeting,
        invitation=invitation,
        what=due.what,
        by=f"{invitation.name}, {invitation.agency}"[:250] if invitation else "",
        is_ours=due.part == Part.WORKER,
        due_on=add_working_days(meeting.on, -due.days_before),
    )


@transaction.atomic
def invite(
    held: HeldFamily, meeting: FormalMeeting, asked: list[Asked], *, apart: str | None
) -> tuple[list[Invitation], list[Asked]]:
    """Ask some people to come: who is asked now, and who was already. ``apart``: who must not meet, and what is done
    about it; empty where nobody; None where it was not said, which is refused once someone from the family is asked.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    meeting = FormalMeeting.objects.select_for_update(of=("self",)).select_related("involvement").get(pk=meeting.pk)
    if meeting.is_cancelled:
        raise ValidationError("This meeting is cancelled. Put it back first.")
    if any(one.person_id for one in asked) and apart is None and not meeting.is_apart_asked:
        raise ValidationError(
            {"apart_asked": "Say whether anyone must not meet someone else there before you invite the family."}
        )
    _must_say_of_danger(meeting, asked, meeting.apart if apart is None else apart)
    if apart is not None:
        meeting.is_apart_asked, meeting.apart = True, apart[:500]
        meeting.save(update_fields=["is_apart_asked", "apart"])
    there = list(meeting.invitations.filter(ended_at=None))
    known = [one for one in asked if any(one.is_the_same_as(other) for other in there)]
    try:
        made = invite_all(held, meeting, asked)
    except IntegrityError as problem:  # somebody else asked them at the same moment
        raise ValidationError("Someone has just invited one of them. Look at the list again.") from problem
    log(held.actor, "changed meeting", family_id=held.pk, thing=meeting)
    tell(meeting, "people")
    return made, known


def _must_say_of_danger(meeting: FormalMeeting, asked: list[Asked], apart: str) -> None:
    """Two who are drawn as violent to each other are not put into one room by a tick in the wrong place."""
    if apart.strip():
        return
    there = meeting.invitations.filter(ended_at=None, person__isnull=False).values_list("person_id", flat=True)
    people = {one.person_id for one in asked if one.person_id} | set(there)
    if people and (found := dangerous_between(people)):
        raise ValidationError(
            {"apart_asked": f"The genogram says {'; '.join(found)}. Answer yes, and say what you do about it."}
        )


@transaction.atomic
def end_invitation(held: HeldFamily, invitation: Invitation, *, because: str) -> None:
    """They are not asked after all, or it was a slip. Their report is not waited for. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    invitation = _locked(invitation)
    if invitation.ended_at is not None:
        return
    invitation.ended_at, invitation.ended_because = timezone.now(), " ".join(because.split())[:300]
    invitation.save()
    for report in invitation.reports.filter(received_on=None, ended_at=None):
        report.ended_at, report.ended_because = timezone.now(), "Their invitation was withdrawn."
        report.save()
    log(held.actor, "ended invitation", family_id=held.pk, thing=invitation)
    if invitation.user_id:
        withdraw(INVITED.key, thing=invitation)
    tell(invitation.meeting, "people")


@transaction.atomic
def ask_again(held: HeldFamily, invitation: Invitation) -> None:
    """Undo: they are asked after all."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    invitation = _locked(invitation)
    if invitation.ended_at is None:
        return
    said = Asked(
        name=invitation.name, part=invitation.part, person_id=invitation.person_id, user_id=invitation.user_id,
        role=invitation.role, agency=invitation.agency,
    )  # fmt: skip
    if any(said.is_the_same_as(one) for one in invitation.meeting.invitations.filter(ended_at=None)):
        raise ValidationError("They have been invited again already.")
    if problem := not_for_them(held, [said]):
        raise ValidationError(problem)
    ended_at = invitation.ended_at
    invitation.ended_at, invitation.ended_because = None, ""
    invitation.save()
    for report in invitation.reports.filter(received_on=None, ended_at__gte=ended_at):
        report.ended_at, report.ended_because = None, ""
        report.save()
    log(held.actor, "invited to meeting", family_id=held.pk, thing=invitation)
    tell(invitation.meeting, "people")


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",)).select_related("meeting__involvement").get(pk=invitation.pk)
    )


@transaction.atomic
def answer(
    held: HeldFamily, invitation: Invitation, said: str, *, because: str = "", sends_report: bool = False
) -> None:
    """They come, or send apologies and why; perhaps a report instead."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    _answer(held.actor, held.pk, _locked(invitation), said, because, sends_report=sends_report)


def _answer(
    actor: Actor, family_id: int, invitation: Invitation, said: str, because: str, *, sends_report: bool
) -> None:
    if invitation.meeting.is_cancelled:
        raise ValidationError("This meeting is cancelled.")
    is_no = Answer(said) == Answer.APOLOGIES
    invitation.answer = said
    invitation.because = " ".join(because.split())[:300] if is_no else ""
    invitation.sends_report = is_no and sends_report
    invitation.save()
    if invitation.sends_report and not invitation.reports.filter(ended_at=None).exists():
        Report.objects.create(
            meeting=invitation.meeting, invitation=invitation, what="Report instead of coming",
            by=", ".join(word for word in (invitation.name, invitation.agency) if word)[:250],
            due_on=add_working_days(invitation.meeting.on, -1),
        )  # fmt: skip
    log(actor, "answered invitation", family_id=family_id, thing=invitation)
    tell(invitation.meeting, "people")


@transaction.atomic
def answer_for_myself(actor: Actor, invitation: Invitation, said: str, *, because: str = "") -> None:
    """A colleague says whether they come, by one press; who arranged it hears of apologies."""
    invitation = _locked(invitation)
    if invitation.user_id != actor.user_id or invitation.ended_at is not None:
        raise NotAllowed(Permission.SEE_FAMILY, "You are not invited to this meeting.")
    family_id = invitation.meeting.involvement.family_id
    _answer(actor, family_id, invitation, said, because, sends_report=False)
    if invitation.answer == Answer.APOLOGIES:
        notify(
            APOLOGIES.key, actor=actor, family_id=family_id, to=invitation.meeting.arranged_by_id,
            thing=invitation.meeting,
        )  # fmt: skip


@transaction.atomic
def mark(held: HeldFamily, invitation: Invitation, attendance: str) -> None:
    """They are here, by video, or did not come; the same once more takes it back."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    invitation = _locked(invitation)
    if invitation.meeting.is_cancelled:
        raise ValidationError("This meeting is cancelled.")
    if attendance and invitation.meeting.on > timezone.localdate():
        raise ValidationError("This meeting is in the future. Say who was there once it has begun.")
    invitation.attendance = Attendance(attendance) if attendance else ""
    invitation.save()
    log(held.actor, "marked attendance", family_id=held.pk, thing=invitation)
    tell(invitation.meeting, "people")


@transaction.atomic
def mark_those_coming(held: HeldFamily, meeting: FormalMeeting) -> int:
    """Whoever said that they come, and of whom nothing is said yet, is here. How many."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    coming = meeting.invitations.filter(ended_at=None, answer=Answer.COMING, attendance="")
    found = list(coming)
    for invitation in found:
        mark(held, invitation, Attendance.HERE)
    return len(found)


@transaction.atomic
def note_report(
    held: HeldFamily,
    meeting: FormalMeeting,
    report: Report | None,
    *,
    what: str = "",
    by: str = "",
    due_on: date | None = None,
    received_on: date | None = None,
) -> Report:
    """One more report is due; or one came, on a day; or by another day."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    problems = {}
    if received_on is not None and received_on > timezone.localdate():
        problems["received_on"] = f"{long_day(received_on)} is in the future. Record it once it has come."
    if report is None and not what.strip():
        problems["what"] = "Say which report, such as: school’s report."
    if problems:
        raise ValidationError(problems)
    if report is None:
        report = Report(meeting=meeting, what=what.strip()[:120], by=by.strip()[:250])
    else:
        report = Report.objects.select_for_update().get(pk=report.pk)
    report.due_on, report.received_on = due_on, received_on
    report.save()
    log(held.actor, "noted report", family_id=held.pk, thing=report)
    tell(meeting, "reports")
    return report


@transaction.atomic
def drop_report(held: HeldFamily, report: Report, *, because: str) -> None:
    """It is not needed; it stands there as such. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    report = Report.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=report.pk)
    if report.ended_at is not None:
        return
    report.ended_at, report.ended_because = timezone.now(), " ".join(because.split())[:300]
    report.save()
    log(held.actor, "noted report", family_id=held.pk, thing=report)
    tell(report.meeting, "reports")


@transaction.atomic
def note_views(held: HeldFamily, view: View, *, how: str, why_not: str) -> None:
    """How somebody’s views came to the meeting, or why they did not. Their words save themselves."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    why_not = " ".join(why_not.split())[:300]
    if how == How.NOT and not why_not:
        raise ValidationError({"why_not": "Say why their views are not known."})
    view = View.objects.select_for_update(of=("self",)).select_related("meeting", "person").get(pk=view.pk)
    view.how, view.why_not = how, why_not if how == How.NOT else ""
    view.save(update_fields=["how", "why_not"])
    log(held.actor, "noted views", family_id=held.pk, thing=view)
    tell(view.meeting, "views")


@transaction.atomic
def ask_for_views(held: HeldFamily, meeting: FormalMeeting, person_id: int) -> View:
    """Of one more of the family, who need not be invited."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    view, _ = View.objects.update_or_create(meeting=meeting, person_id=person_id, defaults={"is_asked": True})
    log(held.actor, "noted views", family_id=held.pk, thing=view)
    tell(meeting, "views")
    return view
