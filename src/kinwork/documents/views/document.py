"""One document: its draft, its sections, comments; finalising, signing; on paper and for Word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.approvals.queries import said_of
from kinwork.layouts.blocks import as_light
from kinwork.units.queries import members_on
from kinwork.whole_numbers import wholes

from .. import actions
from ..beside import beside_of, on_final
from ..composing import Draft, Part, data_of, draft_of, since_then, sum_of
from ..forms import CommentForm, WriteForm, put_on
from ..models import Document, Final, Opened
from ..policies import SEES_DOCUMENT, WRITES_DOCUMENT, DocumentOfFamily
from ..queries import last_finalised, people_of, reading_of, signed_by
from ..rendering import docx_of, html_of, html_of_blocks, pdf_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _draft(at: DocumentOfFamily, *, opened: Opened | None = None) -> tuple[Draft, Document | None]:
    """The draft as it is now, compared with what was finalised last."""
    today = timezone.localdate()
    last = last_finalised(at.document)
    before = last.final.data if last else None
    people = people_of(at.held, today)
    reading = reading_of(at.held, at.document, today, last, people)
    return draft_of(at.document, reading, people, before=before, opened=opened.prints if opened else None), last


@require_policy(SEES_DOCUMENT)
def document(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """A draft as the record is now; or what was finalised, as it was."""
    if at.document.is_final:
        return _final(request, at)
    mine = Opened.objects.filter(document=at.document, user_id=at.held.actor.user_id).first()
    draft, last = _draft(at, opened=mine)
    if at.may_edit and at.document.is_draft:
        actions.opened_by(at.held.actor, at.document, draft, mine)
    asks = request.GET.get("new", "")
    context = {
        "family": at.held.family,
        "document": at.document,
        "draft": draft,
        "last": last,
        "opened": mine,
        "shows_new": asks if asks in ("last", "opened") else "",
        "may_edit": at.may_edit and at.document.is_draft,
        "blocks": html_of_blocks,
        "may_comment": at.may_edit,
        "beside": beside_of(at.held, at.document) if at.document.is_draft else {},
        "general": [one for one in at.document.comments.select_related("by", "answered_by") if not one.section],
    }
    return render(request, "documents/draft.html", context)


def _final(request: Request, at: DocumentOfFamily) -> HttpResponse:
    final = Final.objects.get(document=at.document)
    signatures = list(at.document.signatures.select_related("by"))
    draft, last = _draft(at)
    me = at.held.actor.user_id
    context = {
        "family": at.held.family,
        "document": at.document,
        "final": final,
        "body": Markup(final.html),  # noqa: S704 -- as it was kept, escaped then
        "is_whole": sum_of(final.data, final.html) == final.sha256,
        "since": since_then(final.data, draft),
        "signatures": signatures,
        "may_sign": all(one.by_id != me for one in signatures),
        "comments": at.document.comments.select_related("by", "answered_by"),
        "may_edit": at.may_edit,
        "ways": on_final(at.held, at.document) if at.document.put_away_at is None else [],
        "approval": said_of([("Document", at.document.pk)]).get(("Document", at.document.pk)),
        "last": last,
        "later": at.document.followed_by.filter(put_away_at=None).first(),
    }
    return render(request, "documents/final.html", context)


def _part(draft: Draft, section: str) -> Part:
    found = next((one for one in draft.parts if one.key == section), None)
    if found is None:
        raise Http404("No such section")
    return found


def _back(at: DocumentOfFamily, section: str = "") -> HttpResponse:
    address = reverse("document", args=[at.held.pk, at.document.pk])
    return redirect(f"{address}#{section}" if section else address)


@require_policy(WRITES_DOCUMENT, "GET", "POST")
def write_section(request: Request, at: DocumentOfFamily, family_id: int, pk: int, section: str) -> HttpResponse:
    """What stands in a section: its own words, or what is to stand here in place of what its source says."""
    draft, _ = _draft(at)
    part = _part(draft, section)
    text = part.writing.text if part.writing else "" if part.section.is_own_words else as_light(part.from_source)
    version = part.writing.version if part.writing else 0
    form = WriteForm(request.POST if request.method == "POST" else None, initial={"text": text, "version": version})
    theirs = ""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write(at.held, at.document, draft, section, said["text"], version=said["version"] or 0)
        except actions.Overtaken as wrong:
            theirs, version = wrong.theirs, wrong.version
            put_on(form, problems(wrong))
        except ValidationError as wrong:
            put_on(form, problems(wrong))
        else:
            messages.success(request, "Saved.")
            return _back(at, section)
    context = {
        "family": at.held.family,
        "document": at.document,
        "part": part,
        "form": form,
        "version": version if theirs or not form.is_bound else form["version"].value(),
        "theirs": theirs,
        "problem": form_problems(form),
        "readers": draft.readers,
        "blocks": html_of_blocks,
    }
    return render(request, "documents/write.html", context, status=422 if form.is_bound else 200)


def _try(request: Request, do: Any, done: str = "", undo: str = "") -> None:
    try:
        do()
    except ValidationError as wrong:
        messages.error(request, " ".join(problems(wrong).values()))
    else:
        if done:
            messages.success(request, done, extra_tags=f"undo:{undo}" if undo else "")


@require_policy(WRITES_DOCUMENT, "POST")
def back_to_source(request: Request, at: DocumentOfFamily, family_id: int, pk: int, section: str) -> HttpResponse:
    """What its source says stands here again."""
    stands = at.document.writings.filter(section=section, ended_at=None).first()
    undo = reverse("document_writing_again", args=[family_id, pk, stands.pk]) if stands else ""
    done = "This section says again what its source says."
    _try(request, lambda: actions.back_to_source(at.held, at.document, section), done, undo)
    return _back(at, section)


@require_policy(WRITES_DOCUMENT, "POST")
def writing_again(request: Request, at: DocumentOfFamily, family_id: int, pk: int, writing: int) -> HttpResponse:
    """What was written stands again."""
    _try(request, lambda: actions.take_writing_up_again(at.held, at.document, writing), "It stands again.")
    return _back(at)


@require_policy(WRITES_DOCUMENT, "POST")
def read_section(request: Request, at: DocumentOfFamily, family_id: int, pk: int, section: str) -> HttpResponse:
    """Somebody read it with the readers in mind, and puts it in."""
    draft, _ = _draft(at)
    seen = request.POST.get("seen", "")
    _try(request, lambda: actions.look_through(at.held, at.document, draft, section, seen=seen), "Put in.")
    return _back(at, section)


@require_policy(WRITES_DOCUMENT, "POST")
def new_comment(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """About a section, or about the whole."""
    form, section = CommentForm(request.POST), request.POST.get("section", "")[:40]
    if form.is_valid():
        try:
            actions.comment(at.held, at.document, section=section, **form.cleaned_data)
        except ValidationError as wrong:
            context = {
                "family": at.held.family, "document": at.document, "section": section, "form": form,
                "problem": problems(wrong),
            }  # fmt: skip
            return render(request, "documents/comment.html", context, status=422)
        messages.success(request, "Kept with the document.")
    return _back(at, section)


@require_policy(WRITES_DOCUMENT, "GET", "POST")
def answer_comment(request: Request, at: DocumentOfFamily, family_id: int, pk: int, comment: int) -> HttpResponse:
    """What came of it."""
    found = at.document.comments.select_related("by").filter(pk=comment).first()
    if found is None:
        raise Http404("No such comment")
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.answer(at.held, at.document, comment, text=form.cleaned_data["text"])
        except ValidationError as wrong:
            put_on(form, problems(wrong))
        else:
            messages.success(request, "Answered. The answer is kept with what was said.")
            return _back(at, found.section)
    context = {
        "heading": f"{at.document.layout_name}: answer a comment", "comment": found, "form": form,
        "problem": form_problems(form), "back": reverse("document", args=[family_id, pk]),
    }  # fmt: skip
    return render(request, "documents/answer.html", context, status=422 if form.is_bound else 200)


@require_policy(WRITES_DOCUMENT, "GET", "POST")
def readers(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """For whom it is made."""
    problem = {}
    if request.method == "POST":
        try:
            actions.say_who_reads(at.held, at.document, wholes(request.POST.getlist("readers")))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Saved. Look through the sections once more.")
            return _back(at)
    context = {
        "family": at.held.family,
        "document": at.document,
        "people": people_of(at.held, timezone.localdate()),
        "readers": {one.person_id for one in at.document.readers.all()},
        "problem": problem,
    }
    return render(request, "documents/readers.html", context, status=422 if problem else 200)


@require_policy(WRITES_DOCUMENT, "GET", "POST")
def finalise(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """What will be in it, what will not, and whose name goes under it."""
    problem = {}
    if request.method == "POST":
        try:
            actions.finalise(
                at.held, at.document, seen=request.POST.get("seen", ""), as_what=request.POST.get("as_what", ""),
                to_sign=wholes(request.POST.getlist("to_sign")), without_empty="without_empty" in request.POST,
            )  # fmt: skip
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Finalised and signed. From now on it stays as it is.")
            return _back(at)
    elif not at.document.is_draft:
        return _back(at)
    draft, last = _draft(at)
    context = {
        "family": at.held.family,
        "document": at.document,
        "draft": draft,
        "last": last,
        "seen": actions.print_of_draft(draft),
        "unit": members_on(at.held.unit_id, timezone.localdate()) if at.held.unit_id else [],
        "me": at.held.actor.user_id,
        "to_sign": wholes(request.POST.getlist("to_sign")),
        "as_what": request.POST.get("as_what", at.document.layout.signed_by[0] if at.document.layout.signed_by else ""),
        "leaves_out": "without_empty" in request.POST,
        "open_comments": [one for one in at.document.comments.all() if not one.answer],
        "blocks": html_of_blocks,
        "problem": problem,
    }
    return render(request, "documents/finalise.html", context, status=422 if problem else 200)


@require_policy(SEES_DOCUMENT, "POST")
def sign(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """One's own name under it."""
    if not at.document.is_final:
        return _back(at)
    as_what, seen = request.POST.get("as_what", ""), request.POST.get("seen", "")
    _try(request, lambda: actions.sign(at.held, at.document, as_what=as_what, seen=seen), "Signed.")
    return _back(at)


@require_policy(WRITES_DOCUMENT, "GET", "POST")
def put_away(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It is not needed."""
    problem = {}
    if request.method == "POST":
        try:
            actions.put_away(at.held, at.document, because=request.POST.get("because", ""))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            undo = reverse("take_document_up", args=[family_id, pk])
            messages.success(request, "Put away.", extra_tags=f"undo:{undo}")
            return redirect("documents", family_id=family_id)
    context = {
        "family": at.held.family, "document": at.document, "because": request.POST.get("because", ""),
        "problem": problem,
    }  # fmt: skip
    return render(request, "documents/put_away.html", context, status=422 if problem else 200)


@require_policy(WRITES_DOCUMENT, "POST")
def take_up(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It is on the list again."""
    _try(request, lambda: actions.take_up(at.held, at.document), "It is on the list again.")
    return _back(at)


# -- on paper and for Word


def _kept(at: DocumentOfFamily) -> tuple[dict[str, Any], str, str, list[str]]:
    """What is kept; or the draft as it would be kept now, which says that it is a draft."""
    if at.document.is_final:
        final = Final.objects.get(document=at.document)
        return final.data, final.html, "", signed_by(at.document)
    now = timezone.now()
    data = data_of(_draft(at)[0], now, [])
    return data, html_of(data), f"Draft of {timezone.localtime(now):%-d %B %Y, %H:%M}: not finalised", []


def _file(at: DocumentOfFamily, made: bytes, ending: str, kind: str) -> FileResponse:
    """Named by what it is and its number: never by whom it is about."""
    state = "" if at.document.is_final else "-draft"
    name = f"{at.document.layout_key.replace('_', '-')}-{at.document.pk}{state}.{ending}"
    return FileResponse(BytesIO(made), as_attachment=ending == "docx", filename=name, content_type=kind)


def _foot(at: DocumentOfFamily, draft: str) -> str:
    return f"Confidential. {at.document.layout_name}{', draft' if draft else ''}"


@require_policy(SEES_DOCUMENT)
def pdf(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponseBase:
    """On paper."""
    data, html, draft, signed = _kept(at)
    log(at.held.actor, "printed document", family_id=family_id, thing=at.document, policy=request.policy.name)
    made = pdf_of(data["title"], html, _foot(at, draft), signed=signed, draft=draft)
    return _file(at, made, "pdf", "application/pdf")


@require_policy(SEES_DOCUMENT)
def word(request: Request, at: DocumentOfFamily, family_id: int, pk: int) -> HttpResponseBase:
    """For Word."""
    data, _, draft, _ = _kept(at)
    log(at.held.actor, "printed document", family_id=family_id, thing=at.document, policy=request.policy.name)
    by = at.document.finalised_by or at.document.begun_by
    return _file(at, docx_of(data, by.full_name, _foot(at, draft), draft=draft), "docx", DOCX)
