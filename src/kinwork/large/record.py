"""Rows of a family's record: visits with whom they saw, calls, letters; in the rhythm of what a child was then."""

from __future__ import annotations

from datetime import date, time, timedelta

from kinwork.record.models import EntryKind

from .facts import Telling
from .family import Member
from .life import ASSESSED, NOTHING, Care
from .rows import at
from .words import text

DAY = timedelta(days=1)
OTHERS = (
    (EntryKind.TELEPHONE, "call"), (EntryKind.TELEPHONE, "call"), (EntryKind.MESSAGE, "call"),
    (EntryKind.NOTE, "note"), (EntryKind.MEETING, "call"), (EntryKind.TELEPHONE, "call"),
)  # fmt: skip


def tell_record(telling: Telling) -> None:
    """From the referral to the closing, or to today."""
    stay, chance = telling.stay, telling.family.chance
    if stay.level == NOTHING:
        return
    last = stay.last(telling.today)
    day = stay.opened + timedelta(days=chance.randrange(1, 6))
    while day <= last:
        gap = _until_next(telling, day)
        _visit(telling, day)
        for _ in range(max(0, round(chance.gauss(gap / 34, 0.7)))):
            other = day + timedelta(days=chance.randrange(0, max(1, gap)))
            if other <= last:
                _other(telling, other)
        day += timedelta(days=gap)
    for care in stay.care:
        _visits_in_care(telling, care)


def _until_next(telling: Telling, day: date) -> int:
    """Every two weeks under a plan or an assessment, every four or so in need; one in ten is late."""
    stay, chance = telling.stay, telling.family.chance
    plan = stay.plan
    if plan is not None and plan.start <= day and (plan.end is None or day < plan.end):
        gap = chance.randrange(9, 15)
    elif stay.level == ASSESSED or stay.assessed is None or day < stay.assessed:
        gap = chance.randrange(10, 17)
    else:
        gap = chance.randrange(22, 36)
    return gap + (chance.randrange(5, 30) if chance.random() < 0.1 else 0)


def _write(telling: Telling, kind: str, on: date, said: str, *, place: str = "", begun: time | None = None) -> int:
    family, chance = telling.family, telling.family.chance
    worker = telling.holding.worker(on)
    made = family.ids()
    telling.rows.add(
        "record.entry",
        id=made, family_id=family.id, kind=kind, happened_on=on, happened_at=begun, place=place, text=said,
        is_significant=chance.random() < 0.03, by_id=worker, recorded_at=at(on, 17 + int(chance.random() * 3), 20),
    )  # fmt: skip
    return made


def _who(telling: Telling, on: date, child: Member | None = None) -> dict[str, str]:
    who = telling.family.who
    named = telling.holding.name(telling.holding.worker(on)).split()[0]
    return {**who, "worker": named, "child": child.given if child is not None and child.given else who["child"]}


def _at_home(telling: Telling, on: date) -> list[Member]:
    away = {
        care.child.id for care in telling.stay.care
        if care.whole.start <= on and (care.whole.end is None or on < care.whole.end)
    }  # fmt: skip
    return [
        one for one in telling.stay.everyone()
        if one.id not in away and one.born and one.born <= on < one.eighteen
    ]  # fmt: skip


def _visit(telling: Telling, on: date) -> None:
    chance = telling.family.chance
    begun = time(9 + int(chance.random() * 8), 15 * int(chance.random() * 4))
    drawn = chance.random()
    if drawn < 0.06:
        _write(telling, EntryKind.FAILED, on, text("failed", chance, _who(telling, on)), begun=begun)
        return
    children = _at_home(telling, on)
    if not children:
        _other(telling, on)
        return
    child = children[int(chance.random() * len(children))]
    met = drawn > 0.9
    kind, place = (EntryKind.ELSEWHERE, telling.family.school) if met else (EntryKind.VISIT, "At home")
    words = "little" if child.age(on) < 2.5 else "met" if met else "visit"
    said = text(words, chance, _who(telling, on, child))
    entry = _write(telling, kind, on, said, place=place, begun=begun)
    for one in [child] if met else children:
        if one is child or chance.random() < 0.85:
            alone = one.age(on) >= 3 and chance.random() < (0.8 if met else 0.42)
            telling.rows.add("record.seen", id=telling.family.ids(), entry_id=entry, person_id=one.id, alone=alone)


def _other(telling: Telling, on: date) -> None:
    chance = telling.family.chance
    kind, words = OTHERS[int(chance.random() * len(OTHERS))]
    _write(telling, kind, on, text(words, chance, _who(telling, on)))


def _visits_in_care(telling: Telling, care: Care) -> None:
    """In the first week of a placement, then every six weeks at the latest, mostly."""
    chance, child = telling.family.chance, care.child
    last = care.whole.end or telling.today
    for place in care.placements:
        day = place.start + timedelta(days=chance.randrange(1, 7))
        stop = place.end or last
        while day <= stop and day <= last:
            said = text("little" if child.age(day) < 2.5 else "met", chance, _who(telling, day, child))
            entry = _write(telling, EntryKind.VISIT, day, said, place="Where they are placed")
            alone = child.age(day) >= 3 and chance.random() < 0.75
            telling.rows.add("record.seen", id=telling.family.ids(), entry_id=entry, person_id=child.id, alone=alone)
            day += timedelta(days=chance.randrange(26, 42) + (chance.randrange(5, 20) if chance.random() < 0.08 else 0))
