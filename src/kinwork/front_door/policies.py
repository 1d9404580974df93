"""Policies of the front door: whoever takes contacts sees all of them, but for those that the walls keep from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request

from .models import Contact
from .queries.contacts import contact_asked_for


@dataclass(frozen=True)
class ContactInReach:
    """A contact, and who is asking."""

    contact: Contact
    actor: Actor


def in_contact(permission: Permission, sentence: str) -> Policy[ContactInReach]:
    """Whoever may do this at the front door, with the contact named in the address."""

    def admits(request: Request, *, pk: int, **ids: Any) -> ContactInReach:
        if not request.actor.may(permission):
            raise NotAllowed(permission)
        contact = contact_asked_for(pk)
        if contact is None:
            raise Http404("No such contact")
        return ContactInReach(contact, request.actor)

    return Policy(f"contact:{permission}", sentence, admits)


TAKES_CONTACTS = role_with(
    Permission.TAKE_CONTACT, "The front door, emergency duty, members of a unit of first response, and the managers."
)
SEES_CONTACT = in_contact(
    Permission.TAKE_CONTACT, "The front door, emergency duty, members of a unit of first response, and the managers."
)
