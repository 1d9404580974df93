"""Meetings that are cancelled as their family is closed, where that was chosen; they come back with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kinwork.cases.closing import Ended, EndsWithFamily
from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.whole_numbers import whole

from .actions.arranging import called_off, stands_again
from .models import FormalMeeting, State

BECAUSE = "The family was closed."
KIND = "formal_meeting"


def _cancel(held: HeldFamily, wanted: Iterable[int], involvement_id: int | None = None) -> Ended:
    found = FormalMeeting.objects.filter(pk__in=list(wanted), involvement__family_id=held.pk, state=State.ARRANGED)
    if involvement_id is not None:
        found = found.filter(involvement_id=involvement_id)
    meetings = list(found.order_by("on", "pk"))
    for meeting in meetings:
        called_off(held, meeting, BECAUSE)
    return [{"kind": KIND, "id": meeting.pk} for meeting in meetings]


def _end(held: HeldFamily, involvement: Involvement, chosen: Mapping[str, list[str]]) -> Ended:
    return _cancel(held, [whole(pk) or 0 for pk in chosen.get("cancel_meeting", [])], involvement.pk)


def _of_ours(ended: Ended) -> list[int]:
    return [one["id"] for one in ended if one["kind"] == KIND]


def _bring_back(held: HeldFamily, ended: Ended) -> None:
    """Those that nobody has cancelled for another reason since."""
    for meeting in FormalMeeting.objects.filter(
        pk__in=_of_ours(ended), state=State.CANCELLED, because=BECAUSE
    ).order_by("pk"):
        stands_again(held, meeting)


def _end_again(held: HeldFamily, ended: Ended) -> None:
    _cancel(held, _of_ours(ended))


WITH_FAMILY = EndsWithFamily(_bring_back, _end_again, _end)
