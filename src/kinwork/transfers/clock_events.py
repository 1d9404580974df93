"""The events of transfers from which follows what is due: an offer, and whatever answers it or ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinwork.access.sql import tuples
from kinwork.clocks.events import Event
from kinwork.obligations.sources import Told

from .models import What

OFFERS = (What.OFFERED, What.OFFERED_AGAIN)
NO_ANSWER = (What.RAISED, What.INTRODUCED)  # these are no answers, and come to nothing here
STEPS = """
SELECT t.involvement_id, s.what, s.on FROM transfers_step s JOIN transfers_transfer t ON t.id = s.transfer_id
WHERE t.involvement_id = ANY (%(ids)s) ORDER BY s.id
"""


def offers(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """One statement."""
    for pk, what, on in tuples(STEPS, ids=list(involvement_ids)):
        if what not in NO_ANSWER:
            yield Told(pk, None, Event("transfer_offered" if what in OFFERS else "transfer_answered", on))
