"""What who does not sign in here is given of a meeting: on paper, by email, for their calendar; and that they know."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.paper import as_pdf

from ..actions import telling
from ..forms import ToldForm
from ..invitations import address_in, as_email, as_ics, mailto, may_send
from ..models import Invitation
from ..policies import EDITS_MEETING, SEES_MEETING, MeetingOfFamily
from .meeting import page_of


def _invitation(at: MeetingOfFamily, pk: int) -> Invitation:
    """Of somebody who does not sign in here; a colleague was told in Kinwork."""
    found = Invitation.objects.filter(user=None, meeting=at.meeting).select_related("meeting", "told_by")
    return get_object_or_404(found, pk=pk)


@require_policy(EDITS_MEETING, "GET", "POST")
def tell_invited(request: Request, at: MeetingOfFamily, family_id: int, pk: int, invitation_id: int) -> HttpResponse:
    """Each way of telling them, and that they were told."""
    one, name = _invitation(at, invitation_id), authority().name
    done, problem = request.POST.get("do", ""), {}
    form = ToldForm(request.POST if done == "told" else None)
    if request.method == "POST":
        try:
            if done == "send":
                telling.send(at.held, one, authority=name)
                messages.success(request, f"Sent. If {one.name} does not answer, ring: we do not hear whether it came.")
            elif done == "not":
                telling.not_told(at.held, one)
                messages.success(request, f"Saved: {one.name} has not been told.")
            elif form.is_valid():
                said = form.cleaned_data
                telling.note_told(at.held, one, how=said["how"], on=said["on"] or timezone.localdate())
                messages.success(request, f"Saved: {one.name} has been told.")
            else:
                problem = form_problems(form)
        except ValidationError as wrong:
            problem = problems(wrong)
        if not problem:
            return redirect(reverse("formal_meeting", args=[family_id, pk]) + "#people")
    subject, words = as_email(at.meeting, name)
    context = {
        "page": page_of(at),
        "one": one,
        "form": form,
        "problem": problem,
        "subject": subject,
        "words": words,
        "mailto": mailto(at.meeting, one.reach, name),
        "address": address_in(one.reach),
        "may_send": may_send(),
    }
    return render(request, "formal_meetings/tell.html", context, status=422 if problem else 200)


def _letters(request: Request, at: MeetingOfFamily, those: list[Invitation]) -> HttpResponse:
    log(at.actor, "printed invitation", family_id=at.held.pk, thing=at.meeting, policy=request.policy.name)
    page = render_to_string(
        "formal_meetings/letters_print.html",
        {"page": page_of(at), "those": those, "authority": authority().name, "today": timezone.localdate()},
    )
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="invitation-{at.meeting.pk}.pdf"'
    return response


@require_policy(SEES_MEETING)
def invitation_letter(
    request: Request, at: MeetingOfFamily, family_id: int, pk: int, invitation_id: int
) -> HttpResponse:
    """On paper, for one of them."""
    return _letters(request, at, [_invitation(at, invitation_id)])


@require_policy(SEES_MEETING)
def invitation_letters(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """On paper, a sheet for each who does not know of it yet."""
    untold = page_of(at).untold
    if not untold:
        raise Http404("Everyone has been told")
    return _letters(request, at, untold)


@require_policy(SEES_MEETING)
def meeting_calendar_file(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """For the calendar of whoever is invited: nobody's name is in it."""
    host = urlsplit(request.build_absolute_uri("/")).hostname or "localhost"
    file = as_ics(at.meeting, host=host, moved=at.meeting.moves.count())
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
