"""Who has seen the child, said in a meeting: written into the family's record, where it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from kinwork.access.actor import Actor
from kinwork.clocks.humanize import long_day
from kinwork.record.actions import Happened, write_entry
from kinwork.record.models import FACE_TO_FACE, Entry

from ..live import publish_part
from ..models import Discussion, Passage
from .discussing import may_write


@transaction.atomic
def write_down_who_was_seen(
    actor: Actor, discussion: Discussion, *, seen: Mapping[int, bool], on: date | None, kind: str, who: str
) -> Entry:
    """An entry with the children who were seen (and whether alone), in the words of the meeting's box if it has any."""
    may_write(actor, discussion)
    problems: dict[str, str] = {}
    if not seen:
        problems["seen"] = "Choose at least one child who was seen."
    if on is None:
        problems["seen_on"] = "Say when: yesterday, fri or 12/3."
    if kind not in FACE_TO_FACE:
        problems["how"] = "Choose where the child was seen."
    if problems or on is None:
        raise ValidationError(problems)
    said = Passage.objects.filter(discussion=discussion, part="seen").values_list("text", flat=True).first() or ""
    lead = f"Told in the meeting of {long_day(discussion.meeting.held_on)}" + (f": seen by {who}." if who else ".")
    text = f"{lead}\n{said.strip()}".strip()
    what = Happened(kind=kind, on=on, text=text, said_by=who, seen=dict(seen))
    try:
        entry = write_entry(actor, discussion.family_id, discussion.meeting.unit_id, what)
    except ValidationError as problem:
        told = problem.message_dict if hasattr(problem, "error_dict") else {"form": problem.messages}
        raise ValidationError({{"on": "seen_on"}.get(name, name): said for name, said in told.items()}) from problem
    publish_part(discussion, "child")
    return entry
