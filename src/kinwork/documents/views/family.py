"""The documents of a family, and beginning one."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.layouts.layout import About
from kinwork.whole_numbers import whole, wholes

from .. import actions
from ..forms import BeginForm
from ..models import Document
from ..queries import Offered, document_in, documents_of, layout_offered, layouts_offered, people_of


@require_policy(SEES_FAMILY)
def documents(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Drafts first, then what was finalised."""
    found = documents_of(family_id)
    return render(
        request,
        "documents/documents.html",
        {
            "family": held.family,
            "drafts": [one for one in found if not one.is_final],
            "final": [one for one in found if one.is_final],
            "may_edit": held.may(Permission.EDIT_FAMILY),
        },
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_document(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Which kind; then about whom, and who reads it."""
    asked = request.POST if request.method == "POST" else request.GET
    key = asked.get("layout", "")
    before = document_in(family_id, whole(asked.get("from")) or 0) if asked.get("from") else None
    if before is not None:
        key = before.layout_key
    if not key:
        layouts = layouts_offered()
        return render(request, "documents/choose.html", {"family": held.family, "layouts": layouts})
    offered = layout_offered(key)
    if offered is None:
        raise Http404("No such layout")
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"token": uuid4()})
    problem = {}
    if form.is_bound:
        if not form.is_valid():
            problem = {"form": "This form was changed on its way here. Try it again."}
        else:
            try:
                document = actions.begin(
                    held, layout_key=key, child_ids=wholes(request.POST.getlist("children")),
                    reader_ids=wholes(request.POST.getlist("readers")), token=form.cleaned_data["token"],
                    follows=before,
                )  # fmt: skip
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, "Begun. It follows the record until you finalise it.")
                return redirect("document", family_id=family_id, pk=document.pk)
    return _form(request, held, offered, before, form, problem)


def _form(
    request: Request,
    held: HeldFamily,
    offered: Offered,
    before: Document | None,
    form: BeginForm,
    problem: dict[str, str],
) -> HttpResponse:
    people = people_of(held, timezone.localdate())
    children = [one for one in people if one.is_child]
    if form.is_bound:
        about = set(wholes(request.POST.getlist("children")))
        readers = set(wholes(request.POST.getlist("readers")))
    elif before is not None:
        about = {one.person_id for one in before.children.all()}
        readers = {one.person_id for one in before.readers.all()}
    else:
        is_one = offered.layout.about == About.CHILD
        about = {one.person_id for one in (children[:1] if is_one and len(children) == 1 else children)}
        about = about if not is_one or len(children) == 1 else set()
        readers = set()  # no one is ticked beforehand: who is the danger may be in the family
    context = {
        "family": held.family,
        "offered": offered,
        "before": before,
        "children": children,
        "people": people,
        "about": about,
        "readers": readers,
        "token": form["token"].value(),
        "problem": problem,
    }
    return render(request, "documents/begin.html", context, status=422 if problem else 200)
