"""Who is let in: whoever answers for requests, whoever was named to go through one; a bundle with what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with, the_actor
from kinwork.access.request import Request
from kinwork.cases.policies import admit_to_family
from kinwork.cases.queries import family_asked_for
from kinwork.people.models import Person

from .models import Bundle, SubjectAccessRequest
from .queries import request_of
from .reading import families_of


@dataclass(frozen=True)
class RequestInReach:
    """A request, and who is asking."""

    request: SubjectAccessRequest
    actor: Actor


@dataclass(frozen=True)
class BundleInReach:
    """A bundle, and who is asking, as let in to its family."""

    bundle: Bundle
    actor: Actor


@dataclass(frozen=True)
class PersonAskedAbout:
    """Somebody whose record is asked for, and who is asking."""

    person: Person
    actor: Actor


def _in_request(request: Request, *, request_id: int, **ids: Any) -> RequestInReach:
    """Three statements."""
    found = request_of(request.actor, request_id)
    if found is None:
        raise Http404("No such request")
    mark_families(request, *((family_id, request.actor) for family_id in families_of(found.person_id)))
    return RequestInReach(found, request.actor)


def _about_person(request: Request, *, person_id: int, **ids: Any) -> PersonAskedAbout:
    """Two statements."""
    ANSWERS_REQUESTS.admits(request)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Http404("No such person")
    mark_families(request, *((family_id, request.actor) for family_id in families_of(person_id)))
    return PersonAskedAbout(person, request.actor)


def _sees_bundle(request: Request, *, bundle_id: int, **ids: Any) -> BundleInReach:
    actor = request.actor
    bundle = Bundle.objects.select_related("request", "family", "by").filter(pk=bundle_id).first()
    if bundle is None:
        raise Http404("No such bundle")
    if bundle.request_id is not None:
        asked = _in_request(request, request_id=bundle.request_id)
        return BundleInReach(bundle, asked.actor)
    found = family_asked_for(bundle.family_id or 0, actor.user_id)
    if found is None:
        raise Http404("No such bundle")
    family, unit_id, opening = found
    mark_families(request, (family.pk, actor))
    actor = admit_to_family(actor, Permission.EDIT_FAMILY, family.pk, unit_id, opening)
    mark_families(request, (family.pk, actor))
    return BundleInReach(bundle, actor)


ANSWERS_REQUESTS = role_with(Permission.ANSWER_REQUESTS, "The head of service.")
LISTS_REQUESTS = Policy(
    "requests:mine", "Anyone who is signed in; shows only requests that they answer for or were named for.", the_actor
)
IN_REQUEST = Policy(
    "request:in_reach", "The head of service, and whoever was named to go through the record.", _in_request
)
ASKED_ABOUT = Policy("request:register", "The head of service.", _about_person)
SEES_BUNDLE = Policy(
    "bundle:see",
    "Whoever may write in the family’s record; of an answer to a request, whoever may open the request.",
    _sees_bundle,
)
