"""A person's page, and the short forms by which something is noted, changed, ended, taken off or put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.forms import form_problems, number
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases import actions as families
from kinwork.cases.answerable import answerable_for
from kinwork.cases.grave_change_views import ask_why, only_why, undo_tag
from kinwork.cases.person_policies import NOTES_OF_PERSON, SEES_CONFIDENTIAL, SEES_PERSON, KnownPerson, PersonInFamily
from kinwork.families.models import FamilyMember
from kinwork.people import actions
from kinwork.people.actions import InRecord
from kinwork.people.models import Address, NumberKind, Person
from kinwork.people.queries import confidential

from .forms import FORMS, AddressForm, NoteForm, PersonForm
from .page import person_page

FROM = "kind"  # which kind of number is asked for, in the address
DONE = {
    "end": "Saved as ended today. It is under Before.",
    "mistake": "Removed. It stays in the family’s history.",
}


@require_policy(SEES_PERSON)
def person(request: Request, known: KnownPerson, person_id: int) -> HttpResponse:
    """Everything about somebody that the records of their families say, as far as they may be opened."""
    let_in = [(way.family_id, way.actor) for way in known.accesses if way.actor is not None]
    log_for_each(let_in, "opened person page", thing=known.person, policy=request.policy.name)
    noting_in = number(request.GET, "in")
    page = person_page(known.actor, known.person, known.accesses, timezone.localdate(), noting_in=noting_in)
    log_list(request, "a person’s page", page.families_named)
    return render(request, "persons/person.html", {"page": page, "person": known.person, "actor": known.actor})


@require_policy(NOTES_OF_PERSON, "GET", "POST")
def note(request: Request, held: PersonInFamily, family_id: int, person_id: int, what: str) -> HttpResponse:
    """Something new of somebody."""
    form = _form(request, held, what)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(_at(request, held), form.things(held.person))
        except ValidationError as problem:
            form.put(problem)
        else:
            return _back(request, held, what)
    return _form_page(request, held, form, form.title, what)


@require_policy(NOTES_OF_PERSON, "GET", "POST")
def change_note(
    request: Request, held: PersonInFamily, family_id: int, person_id: int, what: str, pk: int
) -> HttpResponse:
    """Put right what was noted; or it is over, or never was so."""
    do = request.POST.get("do", "save")
    if request.method == "POST" and do == "put_back":
        actions.put_back(_at(request, held), _noted(request, held, what, pk, even_mistaken=True))
        messages.success(request, "It is back on the page, as it was recorded.")
        return _back(request, held, what)
    thing = _noted(request, held, what, pk)
    form = _form(request, held, what, thing)
    try:
        if request.method == "POST" and do in DONE:
            done = {"end": actions.end, "mistake": actions.take_for_mistake}[do](_at(request, held), thing)
            undo = undo_tag(done) or (f"undo:{request.path}" if do == "mistake" else "")
            messages.success(request, DONE[do], extra_tags=undo)
            return _back(request, held, what)
        if request.method == "POST" and form.is_valid():
            done = actions.change(_at(request, held), form.put_on(thing))
            if done:
                messages.success(request, "Saved.", extra_tags=undo_tag(done))
            return _back(request, held, what)
    except ValidationError as problem:
        if only_why(problem):
            return _why(request, held, what, do, problem)
        form.full_clean() if form.is_bound else None
        form.put(problem)
    return _form_page(request, held, form, form.title, what, thing)


def _noted(request: Request, held: PersonInFamily, what: str, pk: int, *, even_mistaken: bool = False) -> Any:
    """What was noted, if it stands in this family's record; even what was taken off as a mistake, where asked."""
    if what not in FORMS:
        raise Http404("Nothing that is noted")
    mine = {"person_id": held.person.pk, "pk": pk, **FORMS[what].fixed}
    notes = FORMS[what].model.all_objects if even_mistaken else FORMS[what].model.objects
    thing = get_object_or_404(notes, **mine)
    if thing.family_id not in (None, held.family.pk):
        raise Http404("Noted in another family's record")
    if isinstance(thing, Address) and thing.is_confidential:
        held.actor.require(Permission.SEE_CONFIDENTIAL, held.unit_id)
        _note_that_it_was_seen(request, held, thing)
    thing.person = held.person
    return thing


def _form(request: Request, held: PersonInFamily, what: str, thing: Any = None) -> NoteForm:
    if what not in FORMS:
        raise Http404("Nothing that can be noted")
    more: dict[str, Any] = {"thing": thing}
    if thing is None and request.GET.get(FROM):
        more["initial"] = {"kind": request.GET[FROM]}  # a kind that there is not is as if nothing were chosen
    if what == "address" and thing is None:
        more["others"] = _others_of_family(request, held)
    return FORMS[what](request.POST or None, **more)


def _others_of_family(request: Request, held: PersonInFamily) -> list[Person]:
    """Those who may have moved with them. One statement."""
    members = FamilyMember.objects.filter(family_id=held.family.pk).exclude(person_id=held.person.pk)
    living = members.filter(person__is_deceased=False).exclude(person__born_kind="expected")
    return [one.person for one in living.select_related("person").order_by("position", "id")]


def _at(request: Request, held: PersonInFamily) -> InRecord:
    actor, family_id, unit_id = held.actor, held.family.pk, held.unit_id
    answerable = answerable_for(family_id, unit_id, without=actor.user_id) if "because" in request.POST else []
    return InRecord(actor, family_id, unit_id, request.POST.get("because", ""), tuple(answerable))


# What happens to what keeps somebody safe.
GOES = {
    "end": "{it} of {name} ends today.",
    "mistake": "This removes {it} of {name} from every page. It stays in the history.",
    "save": (
        "The address of {name} will no longer be confidential: everyone who can open the family will be able to read "
        "it."
    ),
}


def _why(request: Request, held: PersonInFamily, what: str, do: str, problem: ValidationError) -> HttpResponse:
    it = "a confidential address" if what == "address" else "a safety warning"
    sentence = GOES.get(do, GOES["save"]).format(it=it, name=held.person.name)
    return ask_why(
        request,
        title="Are you sure?",
        sentence=sentence[:1].upper() + sentence[1:],
        button={"end": "It has ended", "mistake": "Remove"}.get(do, "Save"),
        back=f"{reverse('person', args=[held.person.pk])}?in={held.family.pk}#{what}",
        back_to=held.person.name,
        problem=problem,
        carries=True,
    )


def _back(request: Request, held: PersonInFamily, what: str) -> HttpResponseRedirect:
    if what == "number" and request.POST.get("kind") == NumberKind.UPN and FROM in request.GET:
        # Asked for in the child's record, it is seen there.
        return redirect(reverse("child_record", args=[held.family.pk, held.person.pk]) + "#part-school")
    address = reverse("person", args=[held.person.pk])
    return redirect(f"{address}?in={held.family.pk}#{what}")


def _form_page(
    request: Request, held: PersonInFamily, form: Any, title: str, what: str, thing: Any = None
) -> HttpResponse:
    context = {
        "family": held.family,
        "person": held.person,
        "form": form,
        "title": title,
        "what": what,
        "thing": thing,
        "problem": form_problems(form),
        "is_household": isinstance(form, AddressForm) and bool(form.others),
    }
    return render(request, "persons/note.html", context, status=422 if form.is_bound else 200)


@require_policy(NOTES_OF_PERSON, "GET", "POST")
def change_person(request: Request, held: PersonInFamily, family_id: int, person_id: int) -> HttpResponse:
    """Name, birth, sex, death."""
    form = PersonForm(request.POST or None, person=held.person)
    if request.method == "POST" and form.is_valid():
        try:
            families.change_person(_at(request, held), form.put_on(held.person))
        except ValidationError as problem:
            form.put(problem)
            held.person.refresh_from_db()  # the heading says what is, not what was typed
        else:
            return _back(request, held, "who")
    return _form_page(request, held, form, "Name, birth and death", "who")


@require_policy(SEES_CONFIDENTIAL)
def confidential_address(
    request: Request, held: PersonInFamily, family_id: int, person_id: int, pk: int
) -> HttpResponse:
    """A confidential address, when somebody asks for it. Each time is noted."""
    address = confidential(person_id, family_id, pk)
    if address is None:
        raise Http404("No such address")
    _note_that_it_was_seen(request, held, address)
    context = {"family": held.family, "person": held.person, "address": address}
    template = "persons/parts/confidential.html" if request.htmx else "persons/confidential.html"
    return render(request, template, context)


def _note_that_it_was_seen(request: Request, held: PersonInFamily, address: Address) -> None:
    log(
        held.actor,
        "saw confidential address",
        family_id=held.family.pk,
        thing=address,
        policy=getattr(request, "policy", NOTES_OF_PERSON).name,
    )
