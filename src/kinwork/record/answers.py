"""What an entry can be the outcome of: a task, a planned conversation. Rooms above register theirs here.

What came of something that was planned is written once: the entry is the outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import Http404

from kinwork.families.held import HeldFamily
from kinwork.whole_numbers import whole

from .actions import Audience, Happened, write_entry
from .models import Entry


@dataclass(frozen=True)
class Answered:
    """Something open that the entry answers: how it is called, what the form begins with, what ends it."""

    key: str  # as in addresses: task-12
    words: str
    settle: Callable[[HeldFamily, Entry], None]
    initial: dict[str, Any] = field(default_factory=dict)


Finder = Callable[[HeldFamily, int], Answered | None]
_finders: dict[str, Finder] = {}


def register(kind: str, find: Finder) -> None:
    """Say how a kind of thing is found that an entry can answer."""
    _finders[kind] = find


def asked(held: HeldFamily, said: str) -> Answered | None:
    """What an address or form names; nothing where it names nothing. One statement at most."""
    if not said:
        return None
    kind, _, number = said.partition("-")
    pk, find = whole(number), _finders.get(kind)
    found = find(held, pk) if find and pk else None
    if found is None:
        raise Http404("Nothing of this kind")
    return found


def write(held: HeldFamily, answered: Answered | None, what: Happened, audience: Audience) -> Entry:
    """The entry, and with it the end of what it answers: neither without the other."""
    if answered is None:
        return write_entry(held.actor, held.pk, held.unit_id, what, audience)
    with transaction.atomic():
        entry = write_entry(held.actor, held.pk, held.unit_id, what, audience)
        answered.settle(held, entry)
    return entry
