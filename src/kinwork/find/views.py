"""Finding what was written. Sent, not asked for by address: words stay out of addresses, as with the other search."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEARCHES, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.families.queries import members_of
from kinwork.whole_numbers import page_of

from . import asked as words
from .forms import BEST, KINDS, FindForm
from .queries import MOST, PAGE, Found, find, writers_in, writers_in_reach


@require_policy(SEES_FAMILY, "GET", "POST")
def find_in_family(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """In one family's record."""
    people = [(one.person_id, one.person.name) for one in members_of(family_id)]
    form = _form(request, writers_in(family_id), people)
    return _page(request, held.actor, form, "find/family.html", family_id=family_id, family=held.family)


@require_policy(SEARCHES, "GET", "POST")
def find_everywhere(request: Request, actor: Actor) -> HttpResponse:
    """In all records that open to whoever asks."""
    form = _form(request, writers_in_reach(actor), [])
    return _page(request, actor, form, "find/everywhere.html")


def _form(request: Request, writers: list[tuple[int, str]], people: list[tuple[int, str]]) -> FindForm:
    return FindForm(request.POST if request.method == "POST" else None, writers=writers, people=people)


def _page(
    request: Request, actor: Actor, form: FindForm, template: str, *, family_id: int | None = None, **more: Any
) -> HttpResponse:
    found: Found | None = None
    number = page_of(request.POST.get("page"))
    if form.is_bound and form.is_valid():
        asked = words.read(form.cleaned_data["q"])
        number = min(number, MOST // PAGE)
        best = form.cleaned_data["order"] == BEST
        found = find(actor, asked, form.within(), family_id=family_id, best=best, page=number)
        if not asked.is_empty:
            # What names an entry that is for few is not told to whoever reads the log.
            said = "" if found.is_limited else asked.typed
            shown = found.families if family_id is None else [family_id]
            log(actor, "searched", policy=request.policy.name, words=said, shown=shown)
    context = {
        "form": form,
        "problem": form_problems(form),
        "found": found,
        "number": number,
        "last": -(-min(found.total, MOST) // PAGE) if found else 1,
        "most": MOST,
        "kinds": KINDS,
        "today": timezone.localdate(),
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound and found is None else 200)
