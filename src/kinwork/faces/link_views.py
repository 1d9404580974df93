"""Links: who was asked, asking, withdrawing; and the one page that somebody outside opens with one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import open_to, require_policy
from kinwork.access.request import Request, address_of
from kinwork.cases.policies import EDITS_FAMILY, SAYS_WHO_KNOWS, SEES_FAMILY
from kinwork.documents.models import Document
from kinwork.families.held import HeldFamily
from kinwork.people.models import Person
from kinwork.whole_numbers import whole

from . import actions, linking
from .forms import LinkForm, OwnPageByLinkForm
from .keeping import LIMIT, OVERTAKEN, own_words_of
from .models import Face
from .outside import Door, kept_to_itself, page
from .policies import BY_LINK
from .queries import child_of, face_in
from .rendering import html_of

DOOR = Door("kinwork_link", "link", most=60)
MADE = "link_made"  # of the session: the form by which the last link was made
MADE_ALREADY = (
    "This link was made before, and its address and code were shown once. If you no longer have them, withdraw it and "
    "make another."
)


@require_policy(SEES_FAMILY)
def links(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Who was asked by a link, and what came of it."""
    now = timezone.now()
    context = {
        "family": held.family,
        "links": [(one, linking.is_open(one, now)) for one in linking.links_of(family_id)],
        "may_edit": held.may(Permission.EDIT_FAMILY),
        "says_who": held.may(Permission.SAY_WHO_KNOWS),
    }
    return render(request, "faces/links.html", context)


def _child_asked(held: HeldFamily, asked: Any) -> Person | None:
    if not asked.get("child"):
        return None
    child = child_of(held.pk, whole(asked.get("child")) or 0)
    if child is None:
        raise Http404("No such child")
    return child


def _asked_about(held: HeldFamily, asked: Any) -> tuple[Face | None, Document | None, str]:
    if asked.get("face"):
        face = face_in(held.pk, whole(asked.get("face")) or 0)
        if face is None:
            raise Http404("No such page")
        return face, None, ""
    pk, _, section = asked.get("section", "").partition(":")
    drafts = Document.objects.filter(involvement__family_id=held.pk).select_related("involvement")
    return None, drafts.filter(pk=whole(pk) or 0).first(), section[:40]


@require_policy(SAYS_WHO_KNOWS, "GET", "POST")
def ask(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Who is asked for what, and until when. Then the address and the code, once."""
    said = request.POST if request.method == "POST" else request.GET
    child = _child_asked(held, said)
    face, document, section = (None, None, "") if child is not None else _asked_about(held, said)
    week = timezone.localdate() + timedelta(days=7)
    first: dict[str, Any] = {"until": f"{week:%-d/%-m/%Y}"}
    if face is not None:
        first |= {"name": face.person.name, "asks": "What is right in this, what is wrong, and what is missing?"}
    if child is not None:
        first |= {"name": child.name, "asks": "What do you want to be kept on your own page?"}
    asked = document.layout.section(section) if document is not None else None
    if document is not None and asked is not None:
        first["asks"] = f"Your part of “{document.layout_name}”: {asked.title}. {asked.prompt}".strip()
    form = LinkForm(request.POST if request.method == "POST" else None, initial=first)
    problem: dict[str, Any] = {}
    token = request.POST.get("token", "")[:40]
    if form.is_bound and token == request.session.get(MADE):
        messages.info(request, MADE_ALREADY)
        return redirect("links", family_id=family_id)
    if form.is_bound:
        problem = {} if form.is_valid() else form_problems(form)
        if form.is_valid() and form.cleaned_data["until"] is None:
            problem = {"until": "Say until which day."}
        if not problem:
            try:
                shown = linking.ask_by_link(
                    held, face=face, document=document, section=section, child=child, **form.cleaned_data
                )
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                request.session[MADE] = token or uuid4().hex
                address = request.build_absolute_uri(reverse("by_link", args=[shown.token]))
                context = {"family": held.family, "link": shown.link, "address": address, "code": shown.code,
                           "back": _section_at(document, section)}  # fmt: skip
                return render(request, "faces/link_made.html", context)
    context = {
        "family": held.family, "face": face, "child": child, "form": form, "problem": problem, "token": uuid4().hex,
        "chosen": f"{document.pk}:{section}" if document is not None else "",
        "document": document if asked is not None else None, "back": _section_at(document, section),
        "sections": [] if face is not None or child is not None else linking.sections_to_ask_for(family_id),
    }  # fmt: skip
    return render(request, "faces/ask_by_link.html", context, status=422 if problem else 200)


def _section_at(document: Document | None, section: str) -> str:
    """Where it stands in its document."""
    if document is None:
        return ""
    return f"{reverse('document', args=[document.involvement.family_id, document.pk])}#{section}"


@require_policy(EDITS_FAMILY, "POST")
def withdraw(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """It opens nothing any more."""
    if not linking.withdraw_link(held, pk):
        raise Http404("No such link")
    messages.success(request, "Withdrawn. The link no longer works.")
    return redirect("links", family_id=family_id)


# -- outside


@open_to(BY_LINK, "GET", "POST")
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """First the code; then what they are asked about, and a box; then thanks. Nothing else, and no way elsewhere."""
    text = request.POST.get("text", "")
    if DOOR.knocks(request) and DOOR.is_too_often(request):
        return page(request, "outside_closed", {"too_often": True, "text": text}, 429)
    user_id = request.user.pk  # asked before the database answers as to somebody else
    at = linking.opens(token, address_of(request))
    code = request.POST.get("code", "")
    # A cookie of no worth opens nothing, and does not spare being counted.
    if not DOOR.knocks(request) and (at is None or not DOOR.has_code(request, at.link)) and DOOR.is_too_often(request):
        return page(request, "outside_closed", {"too_often": True, "text": text}, 429)
    if at is None:
        if "code" in request.POST:
            linking.compare_nothing(code)  # no quicker than a wrong code
        if DOOR.has_sent(request, token):
            return page(request, "outside_done", {"text": text})
        return page(request, "outside_closed", {"text": text}, 404)
    if user_id is not None:
        # Its sender knows whom they sent it to; of anybody else it is not known whether they may.
        name = at.link.name if at.link.by_id == user_id else "someone outside"
        return page(request, "outside_signed_in", {"name": name, "text": text}, 403)
    if not DOOR.has_code(request, at.link):
        return _ask_code(request, at, code)
    if at.link.child is not None:
        return _own_page(request, at, token)
    problem: dict[str, str] = {}
    if request.method == "POST" and "text" in request.POST:
        try:
            linking.answer_by_link(at, text)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            answer = kept_to_itself(redirect(request.path))
            DOOR.done(request, answer, token)
            return answer
    context = {
        "link": at.link, "body": _body(at), "section": _section(at), "text": text,
        "problem": problem, "most": linking.LONGEST["face" if at.link.face_id else "section"],
    }  # fmt: skip
    return page(request, "outside", context, 422 if problem else 200)


def _own_page(request: HttpRequest, at: linking.Opened, token: str) -> HttpResponse:
    """A child writes on their own page; what is on it is there to be corrected, if the worker wanted that."""
    pieces = own_words_of(at.link.family_id, at.link.child_id or 0)[0] if at.link.shows_page else []
    is_sent = request.method == "POST" and "text" in request.POST
    corrects = whole((request.POST if is_sent else request.GET).get("corrects"))
    stands = next((one.now for one in pieces if one.now.pk == corrects), None)
    first: dict[str, Any] = {"token": uuid4(), "text": request.POST.get("text", "")}
    if stands is not None and not is_sent:
        first |= {"title": stands.title, "text": stands.text, "for_others": stands.for_others}
    form = OwnPageByLinkForm(request.POST if is_sent else None, initial=first)
    problem: dict[str, Any] = {}
    if is_sent and corrects and stands is None:
        problem = {"text": OVERTAKEN}
    elif is_sent:
        problem = {} if form.is_valid() else form_problems(form)
        if not problem:
            try:
                linking.write_own_page(at, corrects=stands.pk if stands else None, **form.cleaned_data)
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                answer = kept_to_itself(redirect(request.path))
                DOOR.done(request, answer, token)
                return answer
    context = {
        "link": at.link, "pieces": pieces, "stands": stands, "form": form, "problem": problem, "most": LIMIT,
    }  # fmt: skip
    return page(request, "outside_own", context, 422 if problem else 200)


def _ask_code(request: HttpRequest, at: linking.Opened, code: str) -> HttpResponse:
    if "code" not in request.POST:
        # What was written is not lost when the code has to be typed again.
        return page(request, "outside_code", {"text": request.POST.get("text", "")})
    if not linking.try_code(at, code):
        wrong = {"problem": {"code": "That is not the code. Ask the worker who sent you the link."}}
        return page(request, "outside_code", wrong, 422)
    return DOOR.opened(request, at.link, request.path)


def _body(at: linking.Opened) -> Markup:
    """The face as its reader gets it, and nothing else of the record; nothing for a section of a document."""
    if at.link.face is None:
        return Markup("")
    now = actions.composed(at.held, at.link.face)
    return Markup(html_of(now, on=timezone.localdate(), is_draft=True))  # noqa: S704 -- escaped there


def _section(at: linking.Opened) -> str:
    if at.link.document is None:
        return ""
    found = at.link.document.layout.section(at.link.section)
    return found.title if found else ""
