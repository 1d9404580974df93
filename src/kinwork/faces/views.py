"""Pages in plain words: the list, one of them, its sections, other languages, comments; as it is read; on paper."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.documents.queries import people_of
from kinwork.families.held import HeldFamily
from kinwork.whole_numbers import whole

from . import actions
from .composing import Composed, Part, compose
from .forms import BeginForm, CommentForm, GivenForm, LanguageForm, PartForm, put_on
from .kinds import Of, section_of
from .pictures import PICTURES
from .plain_documents import document_for, made_for
from .policies import SEES_FACE, WRITES_FACE, FaceOfFamily
from .queries import children_in, faces_of
from .reading import sources_of
from .reading_age import AIM, reading_age
from .refusing import require_writing, writes_faces
from .rendering import SHAPES, Shape, html_of, pdf_of, rows_of

AS_IT_COMES, NONE = "as it comes", "none"  # of pictures, as the form sends them


@require_policy(SEES_FAMILY)
def faces(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What the family was given, or will be, in plain words."""
    context = {
        "family": held.family, "faces": faces_of(family_id), "children": children_in(family_id),
        "may_begin": writes_faces(held),
    }  # fmt: skip
    return render(request, "faces/faces.html", context)


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_face(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Of what, and for which one of them."""
    require_writing(held)
    asked = request.POST if request.method == "POST" else request.GET
    document = document_for(held, whole(asked.get("document")) or 0) if asked.get("document") else None
    if asked.get("document") and document is None:
        raise Http404("No such document")
    first = {"token": uuid4(), "kind": Of.ASSESSMENT.value if document else ""}
    form = BeginForm(request.POST if request.method == "POST" else None, initial=first)
    problem: dict[str, str] = {}
    if form.is_bound and not form.is_valid():
        problem = {"form": "This form was changed on its way here. Try it again."}
    elif form.is_bound:
        said = form.cleaned_data
        try:
            face = actions.begin(
                held, kind=said["kind"], person_id=whole(said["person"]), token=said["token"], document=document
            )
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Begun. Say it in your own words now, as you would at their kitchen table.")
            return redirect("face", family_id=family_id, pk=face.pk)
    context = {
        "family": held.family, "form": form, "kinds": Of.choices, "people": people_of(held, timezone.localdate()),
        "problem": problem, "document": document, "made_for": made_for(document) if document else frozenset(),
    }  # fmt: skip
    return render(request, "faces/begin.html", context, status=422 if problem else 200)


@require_policy(SIGNED_IN, "POST", reads=False)
def age(request: Request, actor: Actor) -> HttpResponse:
    """The reading age of what stands in a box: nothing of it is kept."""
    found = reading_age(request.POST.get("text", "")[: actions.LIMIT])
    return render(request, "faces/parts/age.html", {"age": found, "aim": AIM})


def _back(at: FaceOfFamily, section: str = "") -> HttpResponse:
    address = reverse("face", args=[at.held.pk, at.face.pk])
    return redirect(f"{address}#{section}" if section else address)


@require_policy(SEES_FACE)
def face(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """All sections, with what reaches the reader and what does not; what they said of it; what they were given."""
    now = actions.composed(at.held, at.face)
    given = list(at.face.given.select_related("by"))
    comments = [one for one in at.face.comments.select_related("by", "answered_by") if not one.section]
    context = {
        "family": at.held.family,
        "face": at.face,
        "now": now,
        "general": comments,
        "given": given,
        "shown": at.face.links.filter(opened_at__isnull=False).select_related("by"),
        "shapes": SHAPES.items(),
        "aim": AIM,
        "may_edit": at.may_edit and at.face.put_away_at is None,
        "may_take_up": at.may_edit,
    }
    return render(request, "faces/face.html", context)


def _part(now: Composed, section: str) -> Part:
    found = actions.part_of(now, section)
    if found is None:
        raise Http404("No such section")
    return found


@require_policy(WRITES_FACE, "GET", "POST")
def write_part(request: Request, at: FaceOfFamily, family_id: int, pk: int, section: str) -> HttpResponse:
    """What a section says, with the pieces of the record beside it that may be said to this reader."""
    there = sources_of(at.held, at.face)
    part = _part(compose(at.held.pk, at.face, there), section)
    version = part.row.version if part.row else 0
    form = PartForm(request.POST if request.method == "POST" else None, initial={"text": part.text, "version": version})
    theirs = ""
    leans_on = request.POST.getlist("leans_on") if form.is_bound else [one.ref for one in part.leans_on]
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write(at.held, at.face, section, said["text"], leans_on=leans_on, version=said["version"] or 0)
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
        "face": at.face,
        "part": part,
        "form": form,
        "version": version if theirs or not form.is_bound else form["version"].value(),
        "theirs": theirs,
        "problem": form_problems(form),
        "offered": actions.offered_beside(there, part),
        "leans_on": set(leans_on),
        "age": reading_age(form["text"].value() or ""),
        "aim": AIM,
    }
    return render(request, "faces/write.html", context, status=422 if form.is_bound else 200)


def _try(request: Request, do: Any, done: str) -> None:
    try:
        do()
    except ValidationError as wrong:
        messages.error(request, " ".join(problems(wrong).values()))
    else:
        messages.success(request, done)


@require_policy(WRITES_FACE, "POST")
def go_over(request: Request, at: FaceOfFamily, family_id: int, pk: int, section: str) -> HttpResponse:
    """What it leans on has changed, and it may stay all the same."""
    form = PartForm(request.POST)
    version = (form.cleaned_data["version"] or 0) if form.is_valid() else 0
    _try(request, lambda: actions.go_over(at.held, at.face, section, version=version), "It stays as it is.")
    return _back(at, section)


# -- as it is read


def _asked(request: Request, now: Composed) -> tuple[Shape, str]:
    """In which shape, and beside which other language: one that there is."""
    shape, language = request.GET.get("shape", ""), request.GET.get("language", "")
    return Shape(shape) if shape in SHAPES else Shape.PLAIN, language if language in now.languages else ""


@require_policy(SEES_FACE)
def as_read(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """As its reader gets it, and nothing else."""
    now = actions.composed(at.held, at.face)
    shape, language = _asked(request, now)
    context = {
        "family": at.held.family,
        "face": at.face,
        "now": now,
        "body": Markup(html_of(now, shape=shape, language=language, on=timezone.localdate())),  # noqa: S704
        "shape": shape.value,
        "language": language,
        "shapes": SHAPES.items(),
        "seen": now.print(language),
        "may_edit": at.may_edit and at.face.put_away_at is None,
    }
    return render(request, "faces/as_read.html", context)


@require_policy(WRITES_FACE, "GET", "POST")
def pictures(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Which picture stands beside each sentence of easy read: as it comes, another, or none."""
    rows = rows_of(actions.composed(at.held, at.face))
    if request.method == "POST":
        sent = {one.print: request.POST.get(f"picture-{one.print}", AS_IT_COMES) for one in rows}
        chosen = {key: picture for key, picture in sent.items() if picture != AS_IT_COMES}
        try:
            actions.choose_pictures(at.held, at.face, {key: "" if one == NONE else one for key, one in chosen.items()})
        except ValidationError as wrong:
            messages.error(request, " ".join(problems(wrong).values()))
        else:
            messages.success(request, "Saved.")
        return redirect(f"{reverse('face_as_read', args=[family_id, pk])}?shape={Shape.EASY}")
    context = {
        "family": at.held.family, "face": at.face, "rows": rows, "pictures": PICTURES,
        "as_it_comes": AS_IT_COMES, "none": NONE,
    }  # fmt: skip
    return render(request, "faces/pictures.html", context)


@require_policy(SEES_FACE)
def pdf(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponseBase:
    """On paper. Named by what it is and its number: never by whom it is for."""
    now = actions.composed(at.held, at.face)
    shape, language = _asked(request, now)
    html = html_of(
        now, shape=shape, language=language, on=timezone.localdate(), is_draft=bool(request.GET.get("draft"))
    )
    log(at.held.actor, "printed plain page", family_id=family_id, thing=at.face, policy=request.policy.name)
    name = f"plain-{at.face.kind}-{at.face.pk}{'' if shape == Shape.PLAIN else f'-{shape}'}.pdf"
    return FileResponse(BytesIO(pdf_of(now.title, html, shape=shape)), filename=name, content_type="application/pdf")


# -- another language


@require_policy(WRITES_FACE, "GET", "POST")
def language(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """What the interpreter wrote, beside the words that they translated."""
    now = actions.composed(at.held, at.face)
    asked = request.GET.get("language", "") if request.method == "GET" else request.POST.get("language", "")
    rows = {part.key: row for part in now.parts for row, _ in part.languages if row.language == asked}
    one = next(iter(rows.values()), None)
    first = {"language": asked, "translated_by": one.translated_by if one else ""}
    form = LanguageForm(request.POST if request.method == "POST" else None, initial=first)
    written = [part for part in now.parts if part.written]
    texts = {part.key: rows[part.key].text if part.key in rows else "" for part in written}
    problem: dict[str, Any] = {}
    if form.is_bound:
        texts = {part.key: request.POST.get(f"text-{part.key}", "") for part in written}
        seen = {part.key: request.POST.get(f"seen-{part.key}", "")[:16] for part in written}
        problem = {} if form.is_valid() else form_problems(form)
        if form.is_valid() and form.cleaned_data["translated_on"] is None:
            problem = {"translated_on": "Say when it was translated."}
        if not problem:
            said = form.cleaned_data
            try:
                actions.translate(
                    at.held, at.face, language=said["language"], translated_by=said["translated_by"],
                    on=said["translated_on"], texts=texts, seen=seen,
                )  # fmt: skip
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, "Saved beside the words that were translated.")
                return _back(at)
    context = {
        "family": at.held.family, "face": at.face, "form": form, "parts": written, "texts": texts, "problem": problem,
    }  # fmt: skip
    return render(request, "faces/language.html", context, status=422 if problem else 200)


# -- what they say


@require_policy(WRITES_FACE, "POST")
def new_comment(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """What they said about a section, or about the whole."""
    form, section = CommentForm(request.POST), request.POST.get("section", "")[:20]
    if form.is_valid():
        try:
            actions.comment(at.held, at.face, section=section, **form.cleaned_data)
        except ValidationError as wrong:
            context = {
                "family": at.held.family, "face": at.face, "section": section, "form": form,
                "problem": problems(wrong),
            }  # fmt: skip
            return render(request, "faces/comment.html", context, status=422)
        messages.success(request, "Kept with it. Your answer will stand beside it.")
    return _back(at, section if section_of(at.face.kind, section) else "general")


@require_policy(WRITES_FACE, "GET", "POST")
def answer_comment(request: Request, at: FaceOfFamily, family_id: int, pk: int, comment: int) -> HttpResponse:
    """What came of it."""
    found = at.face.comments.select_related("by").filter(pk=comment).first()
    if found is None:
        raise Http404("No such comment")
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.answer(at.held, at.face, comment, text=form.cleaned_data["text"])
        except ValidationError as wrong:
            put_on(form, problems(wrong))
        else:
            messages.success(request, "Answered. The answer is kept with what they said.")
            return _back(at, found.section or "general")
    context = {
        "heading": f"Answer {found.said_by}", "comment": found, "form": form, "problem": form_problems(form),
        "back": reverse("face", args=[family_id, pk]),
    }  # fmt: skip
    return render(request, "documents/answer.html", context, status=422 if form.is_bound else 200)


# -- given


@require_policy(WRITES_FACE, "GET", "POST")
def give(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It was given to its reader: when, how, as a draft or not. Kept as it was."""
    now = actions.composed(at.held, at.face)
    asked = request.POST if request.method == "POST" else request.GET
    language = asked.get("language", "") if asked.get("language", "") in now.languages else ""
    form = GivenForm(request.POST if request.method == "POST" else None, initial={"on": "today", "is_draft": True})
    problem: dict[str, Any] = {}
    if form.is_bound:
        problem = {} if form.is_valid() else form_problems(form)
        if form.is_valid() and form.cleaned_data["on"] is None:
            problem = {"on": "Say when it was given."}
        if not problem:
            said = form.cleaned_data
            try:
                actions.give(
                    at.held, at.face, on=said["on"], how=said["how"], is_draft=said["is_draft"], language=language,
                    seen=request.POST.get("seen", ""),
                )  # fmt: skip
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, "Kept as they got it.")
                return _back(at, "given")
    context = {
        "family": at.held.family,
        "face": at.face,
        "now": now,
        "body": Markup(html_of(now, language=language, on=timezone.localdate())),  # noqa: S704 -- escaped there
        "form": form,
        "language": language,
        "seen": now.print(language),
        "problem": problem,
    }
    return render(request, "faces/give.html", context, status=422 if problem else 200)


@require_policy(SEES_FACE)
def given(request: Request, at: FaceOfFamily, family_id: int, pk: int, given: int) -> HttpResponse:
    """What they got, as it was."""
    found = at.face.given.select_related("by").filter(pk=given).first()
    if found is None:
        raise Http404("No such page")
    context = {
        "family": at.held.family,
        "face": at.face,
        "given": found,
        "body": Markup(found.html),  # noqa: S704 -- as it was kept, escaped then
        "is_whole": sha256(found.html.encode()).hexdigest() == found.sha256,
    }
    return render(request, "faces/given.html", context)


@require_policy(WRITES_FACE, "GET", "POST")
def put_away(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It is not needed."""
    problem = {}
    if request.method == "POST":
        try:
            actions.put_away(at.held, at.face, because=request.POST.get("because", ""))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            undo = reverse("take_face_up", args=[family_id, pk])
            messages.success(request, "Put away.", extra_tags=f"undo:{undo}")
            return redirect("faces", family_id=family_id)
    context = {
        "family": at.held.family, "face": at.face, "because": request.POST.get("because", ""), "problem": problem,
    }  # fmt: skip
    return render(request, "faces/put_away.html", context, status=422 if problem else 200)


@require_policy(WRITES_FACE, "POST")
def take_up(request: Request, at: FaceOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It is on the list again."""
    _try(request, lambda: actions.take_up(at.held, at.face), "It is on the list again.")
    return _back(at)
