"""Rows that the statutory returns ask for: pupil numbers, disabilities, health, the law; and what somebody forgot.

By chances of their own, so that no life is another for it. What is forgotten is planted (``FORGOTTEN``): the returns'
own check must find it, and nothing else.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from kinwork.copying import Rows
from kinwork.people.models import NumberKind
from kinwork.people.numbers import upn_check_letter

from .facts import CHAIRS, Telling
from .family import Family, Member
from .life import NOTHING, Care, Spell, working

# Of how many nothing was written down, though it should have been.
FORGOTTEN = {"pupil number": 0.02, "disability": 0.02, "part in a review": 0.05}
NO_NUMBER = 0.03  # children of school age who have none, for a reason that is written down
SCHOOL_AGE = 5
AUTHORITY = "001"  # of pupil numbers: of no authority in particular
LEA, ONS = "999", "E99999999"  # the codes that no authority has


def chance_of(family: Family, child: Member) -> random.Random:
    return random.Random(f"{family.number}:{child.id}:owed")  # noqa: S311 -- no secret


def has_pupil_number(family: Family, child: Member, today: date) -> bool:
    """Whether it was written down; of who was at school here."""
    return chance_of(family, child).random() >= FORGOTTEN["pupil number"] + NO_NUMBER and child.age(today) >= SCHOOL_AGE


def note_pupil_number(rows: Rows, family: Family, child: Member, said: dict[str, object], today: date) -> None:
    if not has_pupil_number(family, child, today):
        return
    twelve = f"{AUTHORITY}{child.id % 10**9:09d}"
    rows.add(
        "people.identifier",
        id=family.ids(), person_id=child.id, kind=NumberKind.UPN, value=upn_check_letter(twelve) + twelve, **said,
    )  # fmt: skip


def tell_owed(telling: Telling) -> None:
    """Of every child of an involvement that was taken up."""
    stay = telling.stay
    if stay.level == NOTHING:
        return
    for child in stay.everyone():
        chance = chance_of(telling.family, child)
        drawn = chance.random()
        first = stay.begun(child)
        is_at_school = child.age(telling.today) >= SCHOOL_AGE
        if is_at_school and FORGOTTEN["pupil number"] <= drawn < FORGOTTEN["pupil number"] + NO_NUMBER:
            reason = "UN3" if telling.family.kind == "unaccompanied" else "UN2"
            if stay.opened == telling.first_opened:
                telling.period("nopupilnumber", child, first, None, reason=reason)
        if not child.is_disabled and not child.is_expected and chance.random() >= FORGOTTEN["disability"]:
            telling.on_day("disabilities", child, first, codes=["NONE"])
        if child.id in stay.leaving:
            _around_birthdays(telling, child, stay.leaving[child.id])
    for care in stay.care:
        _adviser(telling, care)
        _health(telling, care)
        _scores(telling, care)


def _adviser(telling: Telling, care: Care) -> None:
    """Whoever is sixteen and entitled has an adviser before they leave."""
    child = care.child
    day = max(child.eighteen - timedelta(days=731), care.whole.start + timedelta(days=92))
    last = min(care.whole.end or telling.today, child.eighteen)
    if day < last:
        telling.period("adviser", child, day, care.whole.end, name=CHAIRS[child.id % len(CHAIRS)])


def _around_birthdays(telling: Telling, child: Member, spell: Spell) -> None:
    """Somebody is in touch in the weeks around each birthday, on which the return asks."""
    last = spell.end or telling.today
    for years in range(4):
        day = child.eighteen + timedelta(days=round(years * 365.25) + 4)
        if spell.start <= day <= last:
            telling.on_day(
                "leavercontact", child, working(day), in_touch="YES", activity="F2", home="U", is_suitable=True
            )


def _scores(telling: Telling, care: Care) -> None:
    """In February of each year, of who is looked after: of who is too young or too old, that."""
    child = care.child
    chance = random.Random(f"{telling.family.number}:{child.id}:{care.whole.start}:score")  # noqa: S311 -- no secret
    last = care.whole.end or telling.today
    for year in range(care.whole.start.year, last.year + 1):
        day = working(date(year, 2, 10))
        if not care.whole.start <= day <= last:
            continue
        age = child.age(date(year, 3, 31))
        if 4 <= age < 17:
            telling.on_day("difficultiesscore", child, day, score=max(0, min(40, round(chance.gauss(13.8, 6.5)))))
        elif age + 1 >= 4 and age < 18:
            telling.on_day("difficultiesscore", child, day, no_score="SDQ1")


def _health(telling: Telling, care: Care) -> None:
    """Immunisations, surveillance of the very young, and now and then a conviction or drugs."""
    child = care.child
    chance = random.Random(f"{telling.family.number}:{child.id}:{care.whole.start}")  # noqa: S311 -- no secret
    last = care.whole.end or telling.today
    day = working(care.whole.start + timedelta(days=30))
    while day <= last:
        if chance.random() < 0.85:
            telling.on_day("health", child, day, kind="immunised")
        if child.age(day) < SCHOOL_AGE and chance.random() < 0.85:
            telling.on_day("health", child, day, kind="surveillance")
        if child.age(day) > 12 and chance.random() < 0.03:
            telling.on_day("conviction", child, day)
        if child.age(day) > 13 and chance.random() < 0.05:
            accepted = chance.random() < 0.6
            telling.on_day("substanceuse", child, day, is_offered=True, is_received=accepted)
        day = working(day + timedelta(days=340))
