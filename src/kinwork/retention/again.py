"""After a restore: what was erased since the backup was made came back with it, and goes again (docs/adr/0139)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connections, transaction

from . import outside
from .kept_list import Line, installation
from .models import Erased

OWNER = "owner"


@dataclass(frozen=True)
class Replayed:
    """What came of it: how many went again, rows in all, which could not and why, how many are of elsewhere."""

    again: int = 0
    rows: int = 0
    refused: Sequence[tuple[Line, str]] = ()
    foreign: int = 0


def not_here(lines: Iterable[Line]) -> list[Line]:
    """Those of a list of which this database knows nothing, the first first. One statement."""
    every = {one.erasure: one for one in lines}
    known = set(Erased.objects.filter(proposal_id__in=list(every)).values_list("proposal_id", flat=True))
    return sorted((one for pk, one in every.items() if pk not in known), key=lambda one: one.at)


def replay(lines: Iterable[Line], *, using: str = OWNER) -> Replayed:
    """Erase again, as the tables' owner, each in a transaction of its own. The log names who decided it then."""
    here = installation()
    ours, foreign, again, rows, refused = [], 0, 0, 0, []
    for one in not_here(lines):
        if one.installation == here:
            ours.append(one)
        else:
            foreign += 1
    for one in ours:
        try:
            rows += _once(one, using)
            again += 1
        except IntegrityError as problem:
            refused.append((one, str(problem).splitlines()[0]))
    return Replayed(again, rows, refused, foreign)


AGAIN = """
SELECT kinwork_erase_again(%s, %s::bigint[], %s::bigint[], %s::bigint[], %s, %s::text[], %s, %s, %s, %s, %s)
"""
OUTSIDE = """
SELECT r.key, array(SELECT x::bigint FROM jsonb_array_elements_text(r.value) x)
FROM jsonb_each(kinwork_rows_to_erase(%s::bigint[], %s::bigint[], %s::bigint[])) r WHERE r.key = ANY (%s::text[])
"""


def _once(one: Line, using: str) -> int:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        tables = outside.registered()
        cursor.execute(OUTSIDE, [list(one.families), list(one.people), list(one.contacts), tables])
        afterwards = outside.prepare(dict(cursor.fetchall()), using=using)
        cursor.execute(
            AGAIN,
            [
                one.erasure, list(one.families), list(one.people), list(one.contacts), one.counted, list(one.rules),
                one.kept_until, one.proposed_by, one.proposed_at, one.decided_by, one.at,
            ],
        )  # fmt: skip
        [(erased,)] = cursor.fetchall()
        for what in afterwards:
            transaction.on_commit(what, using=using, robust=True)
    found = Erased.objects.using(using).get(pk=erased)
    return sum(found.rows.values())
