"""Recordings of observed practice on which somebody is heard who asks for their record: given, or why not.

Sound cannot be put on paper, and a voice cannot be taken out of it. So it is given where they are the only one of a
family who is heard; whose work it is speaks as part of their work (Data Protection Act 2018, schedule 2, paragraphs 16
and 17).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Length

from kinwork.access.sql import tuples
from kinwork.bundles.models import Decided, SubjectAccessRequest
from kinwork.bundles.request_parts import RequestPart
from kinwork.clocks.humanize import count

from .models import Consent, Recording, Session

SOURCE = Recording._meta.db_table
OTHERS = "SELECT x, kinwork_heard_besides(x, %(person)s) FROM unnest(%(sessions)s::bigint[]) x"


@dataclass(frozen=True)
class Sound:
    """A session on which they are heard; its recording, and why it is not given (empty: it is)."""

    session: Session
    recording: Recording | None
    why_not: str


def sounds_of(asked: SubjectAccessRequest) -> list[Sound]:
    """The last first. Four statements; one where they are heard on none."""
    heard = Consent.objects.filter(person_id=asked.person_id, session__removed_at=None)
    sessions = list(Session.objects.filter(pk__in=heard.values("session_id")).order_by("-held_on", "-pk"))
    if not sessions:
        return []
    ids = [one.pk for one in sessions]
    besides: dict[int, int] = dict(tuples(OTHERS, person=asked.person_id, sessions=ids))
    kept: dict[int, Recording] = {}
    for one in Recording.objects.filter(session_id__in=ids).order_by("pk"):
        kept[one.session_id] = one
    there = {one.pk for one in kept.values()}
    out = set(
        asked.items.annotate(letters=Length("text")).filter(
            source=SOURCE, source_id__in=there, is_superseded=False, redactions__decided=Decided.TAKE_OUT,
            redactions__starts=0, redactions__ends=F("letters"),
        ).values_list("source_id", flat=True)
    )  # fmt: skip
    return [Sound(one, kept.get(one.pk), _why_not(kept.get(one.pk), besides[one.pk], out)) for one in sessions]


def _why_not(recording: Recording | None, besides: int, out: set[int]) -> str:
    if recording is None:
        return "No sound was recorded: a colleague observed the visit."
    if recording.gone_at is not None:
        return "It is no longer kept: recordings go by the clock, or when anyone who is heard no longer agrees."
    if besides:
        others = count(besides, "other person is", "other people are")
        return f"{others} heard on it, and a voice cannot be taken out. Ask them, or let them hear it here together."
    if recording.pk in out:
        return "It was decided in this request that it is taken out."
    return ""


def is_given_now(asked: SubjectAccessRequest) -> bool:
    """From when it was gathered until it ends; and where it was asked who they are, once that was shown."""
    is_known = asked.identity_asked_on is None or asked.identity_shown_on is not None
    return asked.prepared_at is not None and asked.ended_on is None and is_known


def heard(asked: SubjectAccessRequest) -> RequestPart:
    """Below what can be done with the answer."""
    return RequestPart("observation/parts/heard.html", {"sounds": sounds_of(asked) if is_given_now(asked) else []})
