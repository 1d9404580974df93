"""Working out what is due, from the events of the record. In the transaction of the change, for its family."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.cases.models import Involvement
from kinwork.clocks.engine import obligations_of
from kinwork.clocks.events import KINDS, Event
from kinwork.clocks.local_rules import with_local
from kinwork.clocks.obligation import Obligation as Owed
from kinwork.clocks.obligation import State
from kinwork.clocks.rules import Rules, england
from kinwork.row_level_security import HIDES_NOTHING

from .models import Obligation, Recounting
from .presets import PRESETS
from .sources import EVERYBODY, Whom, for_whom, told

AT_ONCE = 200  # families in one transaction, when all are worked out anew


def on_log(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """Somebody wrote something in a family's record from which what is due follows."""
    if family_id is None or thing is None:
        return
    whom = for_whom(verb, thing)
    if whom is EVERYBODY or whom:
        rebuild_family(family_id, whom)


@transaction.atomic
def rebuild_family(family_id: int, whom: Whom = EVERYBODY) -> None:
    """What is due in the involvements of a family that may still change: the last one."""
    ids = Involvement.objects.filter(family_id=family_id).order_by("-opened_on", "-id").values_list("pk", flat=True)
    rebuild(list(ids[:1]), timezone.localdate(), whom)


def rebuild_all(on: date | None = None) -> int:
    """Every open involvement, some at a time; how many there were. For the beginning of a day, and new rules."""
    on = on or timezone.localdate()
    with transaction.atomic():
        for_nobody()
        ids = list(Involvement.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            for_nobody()
            rebuild(ids[start : start + AT_ONCE], on)
    return len(ids)


@transaction.atomic
def begin_recounting(actor: Actor, because: str) -> Recounting:
    """What is due in all families is to be worked out anew: how many there are. One that runs still gives way."""
    for_nobody()
    Recounting.objects.filter(finished_at=None).update(finished_at=timezone.now())
    total = Involvement.objects.filter(closed_on=None).count()
    return Recounting.objects.create(
        because=because[:200], started_by_id=actor.user_id, started_at=timezone.now(), total=total
    )


@transaction.atomic
def go_on(pk: int) -> Recounting:
    """The next families, some at a time; finished when there are none left. Two who press at once wait in turn."""
    recounting = Recounting.objects.select_for_update().get(pk=pk)
    if recounting.finished_at is not None:
        return recounting
    for_nobody()
    open_ones = Involvement.objects.filter(closed_on=None, pk__gt=recounting.last_id).order_by("pk")
    ids = list(open_ones.values_list("pk", flat=True)[:AT_ONCE])
    rebuild(ids, timezone.localdate())
    recounting.done += len(ids)
    if ids:
        recounting.last_id = ids[-1]
    if len(ids) < AT_ONCE:
        recounting.finished_at = timezone.now()
    recounting.save(update_fields=["last_id", "done", "finished_at"])
    return recounting


def for_nobody() -> None:
    """Restricted families and sealed records have obligations too. Nothing of this is shown; for the transaction."""
    tuples(HIDES_NOTHING)


def rebuild(involvement_ids: Sequence[int], on: date, whom: Whom = EVERYBODY) -> None:
    """Replace what is written down of these involvements by what follows now. In a transaction.

    ``whom``: of these children only, where nothing can have changed for the others, nor for the family as a whole.
    """
    if not involvement_ids:
        return
    # Two who write at once work it out one after the other: the second sees what the first has written.
    locked = Involvement.objects.select_for_update().filter(pk__in=involvement_ids).order_by("pk")
    # Of whom the record is sealed, what is due stays as it was worked out by who could read it.
    sealed = {pk for (one,) in locked.values_list(RawSQL("kinwork_sealed()", [])) for pk in one}
    events: dict[tuple[int, int | None], list[Event]] = defaultdict(list)
    for one in told(involvement_ids):
        if one.person_id in sealed or (whom is not EVERYBODY and one.person_id not in whom):
            continue
        events[one.involvement_id, one.person_id].append(one.event)
    rules = rules_today()
    rows: dict[tuple[object, ...], Obligation] = {}
    for (involvement_id, person_id), known in events.items():
        for owed in obligations_of(known, on, rules):
            row = _row(involvement_id, person_id, owed)
            key = (involvement_id, person_id, row.rule, row.because_on, row.due)
            # Opened and talked of on one day, both start the same: what was met that day gives way to what follows.
            if key not in rows or (row.met_on or date.max) > (rows[key].met_on or date.max):
                rows[key] = row
    _keep(involvement_ids, rows.values(), whom)


def _keep(involvement_ids: Sequence[int], rows: Iterable[Obligation], whom: Whom) -> None:
    """These and no others; most stand there already. One statement, and two where some differ."""
    names = [field.attname for field in Obligation._meta.concrete_fields if not field.primary_key]
    wanted = {tuple(getattr(row, name) for name in names): row for row in rows}
    there = Obligation.objects.filter(involvement_id__in=involvement_ids)
    if whom is not EVERYBODY:
        there = there.filter(person_id__in=whom)
    kept = {tuple(said): pk for pk, *said in there.values_list("pk", *names)}
    if over := [pk for said, pk in kept.items() if said not in wanted]:
        Obligation.objects.filter(pk__in=over).delete()
    Obligation.objects.bulk_create(row for said, row in wanted.items() if said not in kept)


# The authority's own periods, its closing days and its school terms: with what each says, in their order.
OWN_RULES = """
SELECT 'rule' AS what, rule AS name, period, source, in_force_from AS first, in_force_until AS last
FROM obligations_localrule
UNION ALL SELECT 'closed', '', '', '', "on", NULL FROM obligations_closingday WHERE withdrawn_at IS NULL
UNION ALL SELECT 'term', '', '', '', first, last FROM obligations_schoolterm WHERE withdrawn_at IS NULL
ORDER BY 1, 2, 5
"""


def rules_today() -> Rules:
    """England's, with what the authority has set: periods, closing days, school terms. One statement."""
    return _with(tuple(tuples(OWN_RULES)))


@lru_cache(maxsize=4)
def _with(rows: tuple[tuple[str, str, str, str, date, date | None], ...]) -> Rules:
    if not rows:
        return england()
    said: dict[str, list[object]] = {"rules": [], "closing_days": [], "terms": []}
    for what, rule, period, source, first, last in rows:
        if what == "rule":
            said["rules"].append(_local(rule, period, source, first, last))
        elif what == "closed":
            said["closing_days"].append(first.isoformat())
        elif last is not None:
            said["terms"].append({"first": first.isoformat(), "last": last.isoformat()})
    return with_local(england(), json.dumps({part: lines for part, lines in said.items() if lines}))


def _local(rule: str, period: str, source: str, from_: date, until: date | None) -> dict[str, object]:
    preset = PRESETS[rule]
    events = {"from": list(preset.starts), "met_by": list(preset.met_by), "ended_by": list(preset.ended_by)}
    said: dict[str, object] = {"id": rule, "period": period, "source": source, "date": from_.isoformat()}
    return said | {"events": events} | ({"until": until.isoformat()} if until else {})


def _row(involvement_id: int, person_id: int | None, owed: Owed) -> Obligation:
    varied = owed.varied.detail if owed.varied else {}
    return Obligation(
        involvement_id=involvement_id,
        person_id=person_id,
        rule=owed.id,
        name=owed.rule.name,
        state=owed.state,
        is_open=owed.state.is_open,
        expires=owed.rule.expires,
        arose=owed.arose,
        because=KINDS[owed.because.kind][0],
        because_on=owed.because.date,
        due=owed.due,
        due_time=owed.due_time,
        falls_due=(owed.varied_until or owed.due) if owed.state.is_open else owed.due,
        met_on=owed.met,
        met_by=KINDS[owed.met_by.kind][0] if owed.met_by else "",
        ended_on=owed.ended_by.date if owed.ended_by else None,
        late_by=owed.late_by if owed.state == State.MET_LATE else None,
        varied_by=varied.get("by", ""),
        varied_because=varied.get("reason", ""),
    )
