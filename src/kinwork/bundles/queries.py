"""Reads of requests and bundles, each with its number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission

from .clock import Asking, Clock, clock
from .models import Bundle, BundlePiece, Decided, Redaction, RedactionDecision, RequestItem, SubjectAccessRequest


def clock_of(request: SubjectAccessRequest) -> Clock:
    """How a request's clock stands. One statement, none where its questions are prefetched."""
    return clock(
        request.received_on,
        identity_asked_on=request.identity_asked_on,
        identity_shown_on=request.identity_shown_on,
        asked=[Asking(one.asked_on, one.answered_on) for one in request.clarifications.all()],
        is_extended=request.extended_on is not None,
    )


def requests_of(actor: Actor) -> QuerySet[SubjectAccessRequest]:
    """Requests that somebody answers for or was named for, the open ones first. Two statements."""
    mine = SubjectAccessRequest.objects.select_related("person", "handler").prefetch_related("clarifications")
    if not actor.may(Permission.ANSWER_REQUESTS):
        mine = mine.filter(handler_id=actor.user_id)
    return mine.order_by("outcome", "received_on", "id")


def request_of(actor: Actor, pk: int) -> SubjectAccessRequest | None:
    """One of them. Two statements."""
    return requests_of(actor).filter(pk=pk).first()


@dataclass(frozen=True)
class Progress:
    """How far somebody has gone through it."""

    items: int
    proposed: int
    out: int
    kept: int


def progress_of(request: SubjectAccessRequest) -> Progress:
    """Two statements."""
    items = request.items.filter(is_superseded=False)
    marks = Redaction.objects.filter(item__in=items).aggregate(
        proposed=Count("pk", filter=Q(decided=Decided.PROPOSED)),
        out=Count("pk", filter=Q(decided=Decided.TAKE_OUT)),
        kept=Count("pk", filter=Q(decided=Decided.KEEP)),
    )
    return Progress(items.count(), **marks)


def items_of(request: SubjectAccessRequest, *, undecided: bool = False) -> QuerySet[RequestItem]:
    """What is given, in its order, each with what is marked in it. Two statements a page."""
    found = request.items.filter(is_superseded=False)
    if undecided:
        found = found.filter(redactions__decided=Decided.PROPOSED).distinct()
    return found.prefetch_related(Prefetch("redactions", Redaction.objects.order_by("starts", "-ends", "pk")))


def words_of(request: SubjectAccessRequest) -> list[dict[str, Any]]:
    """Words that are proposed, the most frequent first: about whom, why, and how often. One statement."""
    found = (
        Redaction.objects.filter(item__request=request, item__is_superseded=False, decided=Decided.PROPOSED)
        .values("words", "whose", "why")
        .annotate(times=Count("pk"))
        .order_by("-times", "words")
    )
    return [dict(one) for one in found if len(one["words"]) <= 200]


def decisions_of(request: SubjectAccessRequest) -> Iterator[RedactionDecision]:
    """The log of what was decided, the first first. One statement, read piece by piece."""
    found = RedactionDecision.objects.filter(redaction__item__request=request).select_related("redaction__item", "by")
    return found.order_by("pk").iterator(chunk_size=500)


def bundles_of_family(family_id: int) -> QuerySet[Bundle]:
    """The bundles of a family, the newest first. One statement."""
    return Bundle.objects.filter(family_id=family_id).select_related("by")


def piece_of(bundle_id: int, number: int) -> bytes | None:
    """Some bytes of a bundle, and nothing after the last. One statement."""
    found = BundlePiece.objects.filter(bundle_id=bundle_id, number=number).values_list("content", flat=True).first()
    return None if found is None else bytes(found)
