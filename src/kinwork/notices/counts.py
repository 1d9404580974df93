"""The count in the navigation: asked for once on a page, and not at all where the page has it anyway."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from kinwork.access.audit_log import as_values
from kinwork.access.request import Request, with_actor
from kinwork.families.held import HeldFamily

from .actions import see_family
from .queries import NoticeLine, count_new, has_notices, new_lines_for

KNOWN = "notices_new"


def known_new(request: HttpRequest, number: int) -> None:
    """A page has looked already: this many are new."""
    setattr(request, KNOWN, number)


def new_for(request: HttpRequest) -> int | None:
    """How many are new for whoever asks; None for whom nothing ever comes to. One statement, or none if known."""
    actor = with_actor(request).actor
    if not has_notices(actor):
        return None
    if getattr(request, KNOWN, None) is None:
        known_new(request, count_new(actor))
    number: int = getattr(request, KNOWN)
    return number


def new_lines(request: HttpRequest) -> list[NoticeLine]:
    """What is new, for a page that marks it; the navigation then need not count. One statement."""
    actor = with_actor(request).actor
    lines = new_lines_for(actor)
    known_new(request, len(lines))
    return lines


def opened_family_page(request: Request, held: HeldFamily, *, names: Iterable[int]) -> None:
    """Somebody opens a family's page: it is logged, with the other families that it names, and what came of the family
    is seen with it. One statement. The navigation then need not count.
    """
    actor, family, policy = held.actor, held.family, request.policy.name
    noted = as_values(actor, "opened family page", family_id=family.pk, thing=family, policy=policy, shown=names)
    known_new(request, see_family(actor, family.pk, noted=noted))
