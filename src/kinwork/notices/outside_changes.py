"""A unit hears when somebody who is not in it writes in the record of a family that it holds.

Whatever changes a record is noted in the log, so this listens there: no verb has to remember it.
"""

from __future__ import annotations

from django.db.models import Model

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples

from .actions import notify
from .kinds import Kind

ENTRY = Kind(
    key="entry_from_outside",
    sentence="{who}, from outside {unit}, wrote in the record",
    summary="someone from outside your unit wrote in the record of one of your families",
    link="/family/{family}/entries/",
)
CHANGE = Kind(
    key="change_from_outside",
    sentence="{who}, from outside {unit}, changed what is recorded about this family",
    summary="someone from outside your unit changed what is recorded about one of your families",
)
# How the log's verbs begin when a record was changed by them …
WRITES = (
    "added ", "amended ", "answered ", "cancelled ", "changed ", "did ", "drew ", "gave ", "noted ", "said ", "took ",
    "told ", "wrote ",
)  # fmt: skip
# … without those of which a unit is told in words of their own, whoever does them.
TOLD_OTHERWISE = frozenset({"took status back", "took closing back", "took move back"})
ENTRIES = frozenset({"wrote entry", "amended entry"})

# Ten strokes in a genogram are one piece of news.
UNIT_AND_LATELY = """
SELECT kinwork_unit_of(%(family)s), EXISTS (
    SELECT 1 FROM notices_notice
    WHERE kind = %(kind)s AND family_id = %(family)s AND actor_id = %(doer)s AND at > now() - interval '1 hour')
"""


def heard(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """Called with everything that is logged. No statement for what is read; one if the unit's own people write."""
    if actor is None or family_id is None or not verb.startswith(WRITES) or verb in TOLD_OTHERWISE:
        return
    is_entry = verb in ENTRIES
    kind = ENTRY if is_entry else CHANGE
    [(unit_id, lately)] = tuples(UNIT_AND_LATELY, family=family_id, kind=kind.key, doer=actor.user_id)
    if unit_id is None or unit_id in actor.home_unit_ids or unit_id in actor.deputy_unit_ids:
        return
    if is_entry or not lately:
        # Of an entry by which it is, so that only those who may know of it are told.
        entry = thing if is_entry and isinstance(thing, Model) else None
        notify(kind.key, actor=actor, family_id=family_id, unit_id=unit_id, thing=entry)
