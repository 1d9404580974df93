"""A family’s meetings, and arranging one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.children.sealing import not_sealed
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.meetings.names import in_a_row
from kinwork.obligations.queries import due_in
from kinwork.people.models.partial import as_typed
from kinwork.whole_numbers import whole

from ..actions.arranging import Arranged, arrange
from ..actions.inviting import Asked, not_for_them, who_may_change_that, who_may_hear
from ..forms import ArrangeForm
from ..kinds import CHOICES, KINDS, Part
from ..models import FormalMeeting
from ..presenters import late_in_words
from ..queries import invitations_of, meeting_in, meetings_of
from ..suggesting import meetings_due


def children_named(family_id: int) -> list[tuple[int, str]]:
    """The children of a family, for a form, but those whose record is sealed. One statement."""
    found = not_sealed(FamilyMember.objects.filter(family_id=family_id, is_child=True)).select_related("person")
    return [(one.person_id, one.person.name) for one in found.order_by("position", "id")]


@require_policy(SEES_FAMILY)
def family_meetings(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What is due, what is arranged, what was. Four statements beside the policy’s."""
    today = timezone.localdate()
    involvement = latest_involvement(family_id)
    found = meetings_of(family_id)
    ahead = [one for one in found if one.is_arranged]
    return render(
        request,
        "formal_meetings/family_meetings.html",
        {
            "family": held.family,
            "due": meetings_due(due_in(family_id, today)),
            "ahead": ahead,
            "past": [one for one in reversed(found) if not one.is_arranged],
            "arranged_kinds": {one.kind for one in ahead},
            "today": today,
            "may_edit": held.may(Permission.EDIT_FAMILY) and involvement is not None and involvement.closed_on is None,
        },
    )


def named(words: str) -> dict[str, Any]:
    """Somebody by name: a colleague, if one of that name signs in here. One statement."""
    words = " ".join(words.split())
    user = User.objects.filter(is_active=True, full_name__iexact=words).first() if words else None
    return {"name": user.full_name if user else words, "user_id": user.pk if user else None}


@require_policy(EDITS_FAMILY, "GET", "POST")
def arrange_meeting(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What, when, where, about whom; from what is due, or from the meeting before."""
    involvement = latest_involvement(family_id)
    if involvement is None or involvement.closed_on is not None:
        raise Http404("The family is not open")
    today = timezone.localdate()
    due = meetings_due(due_in(family_id, today))
    after = meeting_in(family_id, whole(request.GET.get("after")) or 0)
    children = children_named(family_id)
    sent = request.POST if request.method == "POST" else None
    kind, ring = request.GET.get("kind", ""), ring_last(held)
    form = ArrangeForm(sent, children=children, initial=_initial(kind, due, after, children, today, ring))
    token = _token(request)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        asked = [Asked(part=Part.CHAIR, **named(said["chair"]))] if said["chair"].strip() else []
        if after is not None:
            asked += asked_again(after, without_chair=bool(asked))
        wrong = not_for_them(held, asked[:1]) if said["chair"].strip() else ""
        asked, left_out = who_may_hear(held, asked)
        try:
            if wrong:
                raise ValidationError({"chair": wrong})
            meeting = arrange(held, involvement, _arranged(said, asked), token=token, follows=after)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved. It is on the unit’s calendar, and the family on the agenda before it.")
            if left_out:
                messages.warning(request, not_again(held, left_out))
            if late := late_in_words(meeting, due):
                messages.warning(request, late)
            return redirect("formal_meeting", family_id=family_id, pk=meeting.pk)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "due": due,
        "kinds": CHOICES,
        "after": after,
        "token": token,
        "today": today,
        "chosen": [str(pk) for pk in form["children"].value() or ()],
    }
    return render(request, "formal_meetings/arrange.html", context, status=422 if form.is_bound else 200)


def ring_last(held: HeldFamily) -> str:
    """Whom to ring, as this person said the last time; else their own name. One statement."""
    mine = FormalMeeting.objects.filter(arranged_by_id=held.actor.user_id).exclude(ring="").order_by("-pk").first()
    return mine.ring if mine is not None else held.actor.name


def not_again(held: HeldFamily, left_out: list[Asked]) -> str:
    """Of whom was invited the last time and may not see the family any more."""
    names = in_a_row([one.name for one in left_out])
    who = who_may_change_that(held)
    return f"Not invited this time: {names}. They may not see this family. {who} can give them access."


def _token(request: Request) -> UUID:
    """Of this form, so that it is one meeting however often it is sent."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def _initial(
    kind: str, due: list[Any], after: FormalMeeting | None, children: list[tuple[int, str]], today: Any, ring: str
) -> dict[str, Any]:
    """As it is due and for whom, with what was arranged the last time."""
    # Nobody is ticked for whom it is not due: three siblings are seldom where one of them is.
    only = [pk for pk, _ in children] if len(children) == 1 else []
    found: dict[str, Any] = {"children": only, "kind": kind if kind in KINDS else "other", "ring": ring}
    if after is not None:
        found |= {"at": f"{after.at:%H:%M}" if after.at else "", "minutes": after.minutes, "place": after.place,
                  "video": after.video, "ring": after.ring or ring,
                  "children": [one.pk for one in after.children.all()]}  # fmt: skip
        chair = invitations_of(after).filter(part=Part.CHAIR).first()
        found["chair"] = chair.name if chair else ""
    of_it = next((one for one in due if one.kind.key == kind), None)
    if of_it is not None:
        found |= {"on": as_typed(of_it.suggested(today).isoformat()), "children": list(of_it.person_ids)}
    return found


def _arranged(said: dict[str, Any], asked: list[Asked]) -> Arranged:
    names = ("kind", "children", "on", "at", "minutes", "place", "video", "ring", "agenda")
    return Arranged(asked=asked, **{name: said[name] for name in names})


def asked_again(before: FormalMeeting, *, without_chair: bool = False) -> list[Asked]:
    """Who was asked to the meeting before. One statement."""
    return [
        Asked(
            name=one.name, part=one.part, person_id=one.person_id, user_id=one.user_id, role=one.role,
            agency=one.agency, reach=one.reach, needs=one.needs,
        )
        for one in invitations_of(before)
        if not (without_chair and one.part == Part.CHAIR)
    ]  # fmt: skip
