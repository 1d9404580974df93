"""Rows of a child who is looked after: the period, placements, reviews, health, school, going missing, leaving care."""

from __future__ import annotations

from datetime import date, time, timedelta

from kinwork.children.models import Permanence
from kinwork.clocks.working_days import add_working_days

from .facts import CHAIRS, Telling, took_part
from .family import Member
from .life import Care, Spell, working
from .words import background, places, postcode, some

DAY = timedelta(days=1)
OWN_CODES = {"P1": "PR0"}
# Of the agencies through which carers foster, in Ofsted's register; invented.
FOSTERING_SERVICES = ("SC00101", "SC00102", "SC00103")


def tell_care(telling: Telling) -> None:
    """Every period of care of one involvement, and what came after it for those who left at eighteen."""
    for care in telling.stay.care:
        _period(telling, care)
        for number, place in enumerate(care.placements):
            _placement(telling, care.child, place, is_first=number == 0)
        _reviews(telling, care)
        _health_and_school(telling, care)
        if care.child.age(care.whole.start) > 11.5 or care.child.age(telling.today) > 12.5:
            _missing(telling, care)
        _court(telling, care)
        if care.plan == "adoption":
            _adoption(telling, care)
        if telling.family.kind == "unaccompanied":
            telling.period("unaccompanied", care.child, care.whole.start, care.whole.end)
        _prepare_to_leave(telling, care)
    for child in telling.stay.children:
        if child.id in telling.stay.leaving:
            _support(telling, child, telling.stay.leaving[child.id])


def _last(telling: Telling, care: Care) -> date:
    return care.whole.end or telling.today


def _period(telling: Telling, care: Care) -> None:
    need = some(telling.family.chance, (("N1", 65), ("N5", 12), ("N4", 8), ("N8", 7), ("N3", 3), ("N6", 2), ("N2", 3)))
    if telling.family.kind == "unaccompanied":
        need = "N8"
    telling.period(
        "careperiod", care.child, care.whole.start, care.whole.end, need=need,
        home_postcode=telling.family.postcode, end_reason=care.whole.why if care.whole.end else "",
        decision_id=telling.decided.get((care.child.id, care.whole.start)) or None,
        end_decision_id=telling.decided.get((care.child.id, care.whole.end)) if care.whole.end else None,
    )  # fmt: skip
    telling.on_day("previousorder", care.child, care.whole.start, kind="Z1")
    said = {"home": Permanence.HOME, "adoption": Permanence.ADOPTION, "sgo": Permanence.GUARDIANSHIP}
    plan = said.get(care.plan, Permanence.FOSTERING)
    telling.on_day("careplan", care.child, add_working_days(care.whole.start, 6), permanence=plan)


def _placement(telling: Telling, child: Member, place: Spell, *, is_first: bool) -> None:
    chance = telling.family.chance
    names = background(chance)
    where, urn = f"{chance.choice(('Mr', 'Mrs', 'Ms', 'Mrs'))} {chance.choice(names.surnames)}", ""
    code = postcode(chance)
    if place.code in ("K1", "K2", "K3", "R3", "S1"):
        where, urn = chance.choice(places("homes")), f"SC{chance.randrange(10_000, 99_999)}"
    elif place.code == "P1":
        where, code = telling.family.who["parent"], telling.family.postcode
    if not urn and place.code != "P1":
        urn = FOSTERING_SERVICES[child.id % len(FOSTERING_SERVICES)]
    provider = OWN_CODES.get(place.code) or some(chance, (("PR1", 52), ("PR4", 36), ("PR5", 6), ("PR2", 6)))
    telling.period(
        "placement", child, place.start, place.end, place=where, type=place.code, provider=provider, urn=urn,
        postcode=code, is_to_eighteen=place.code in ("U1", "U4"), end_reason=place.why if place.end else "",
    )  # fmt: skip
    if chance.random() < 0.9:
        telling.on_day("placementplan", child, working(place.start))
        telling.on_day("placementnotice", child, working(place.start + 2 * DAY), told="School, GP, health visiting")
    if not is_first and chance.random() < 0.15 and child.age(place.start) > 5:
        telling.on_day("schoolmove", child, working(place.start + 5 * DAY), school="a school near the placement")


def _reviews(telling: Telling, care: Care) -> None:
    """Within 20 working days, three months, then six; one in eight somewhat late."""
    chance = telling.family.chance
    chair = CHAIRS[care.child.id % len(CHAIRS)]
    day = add_working_days(care.whole.start, chance.randrange(14, 21) if chance.random() < 0.88 else 24)
    steps = iter((90, *[180] * 60))
    while day <= _last(telling, care):
        telling.on_day("carereview", care.child, day, chair=chair, participation=took_part(telling, care.child, day))
        days = next(steps)
        late = 0 if chance.random() < 0.9 else chance.randrange(5, 30)
        day = working(day + timedelta(days=days - chance.randrange(3, 14) + late))


def _health_and_school(telling: Telling, care: Care) -> None:
    chance, child, last = telling.family.chance, care.child, _last(telling, care)
    day = add_working_days(care.whole.start, chance.randrange(10, 24))
    while day <= last:
        telling.on_day("health", child, day, kind="assessment")
        if chance.random() < 0.8:
            telling.on_day("health", child, working(day + 20 * DAY), kind="dentist")
        day = working(day + timedelta(days=175 if child.age(day) < 5 else 350))
    day = add_working_days(care.whole.start, 8)
    while day <= last:
        age = child.age(day)
        if 3 <= age < 18:
            telling.on_day("educationplan", child, day)
        day = working(day + timedelta(days=118))
    day = care.whole.start + timedelta(days=300)
    while day <= last:
        if 4 <= child.age(day) < 17:
            score = max(0, min(40, round(chance.gauss(13.8, 6.5))))
            telling.on_day("difficultiesscore", child, working(day), score=score)
        day += timedelta(days=365)


def _missing(telling: Telling, care: Care) -> None:
    """A few young people go missing, some of them again and again."""
    chance, child = telling.family.chance, care.child
    if chance.random() > 0.25:
        return
    day = max(care.whole.start, child.eighteen - timedelta(days=2100))
    often = chance.choice((20, 60, 150))
    while True:
        day += timedelta(days=2 + int(chance.expovariate(1 / often)))
        back = day + timedelta(days=chance.choice((0, 1, 1, 1, 2, 5)))
        if back + 4 * DAY >= _last(telling, care) or back + 4 * DAY > telling.today:
            return
        offered = chance.random() < 0.85
        telling.period(
            "missing", child, day, back, kind="M" if chance.random() < 0.8 else "A",
            started_at=time(chance.randrange(14, 19), 30), ended_at=time(chance.randrange(20, 24), 15),
            is_interview_offered=offered,
        )  # fmt: skip
        if offered:
            telling.on_day("returninterview", child, back + 2 * DAY, is_accepted=chance.random() < 0.62)
        day = back


def _court(telling: Telling, care: Care) -> None:
    """Proceedings where there was an interim order."""
    interim = [one for one in care.legal if one.code == "C1"]
    if not interim:
        return
    chance, child, first = telling.family.chance, care.child, interim[0]
    telling.on_day("decisiontoapply", child, first.start)
    telling.period(
        "application", child, first.start, first.end, kind="care",
        number=f"LN{first.start:%y}C{chance.randrange(10_000, 99_999)}",
        outcome="Care order" if first.end and any(one.code == "C2" for one in care.legal) else "",
    )  # fmt: skip
    telling.on_day("hearing", child, add_working_days(first.start, 13), kind="cmh")
    if first.end is not None:
        telling.on_day("hearing", child, working(first.end - 2 * DAY), kind="final")


def _adoption(telling: Telling, care: Care) -> None:
    placed = next((one for one in care.placements if one.code == "A6"), None)
    decided = working(care.whole.start + timedelta(days=200))
    if decided > _last(telling, care):
        return
    telling.period("adoptiondecision", care.child, decided, care.whole.end)
    if placed is not None:
        telling.on_day("adoptionmatch", care.child, placed.start, adopters="MF", adopters_status="L11")


def _prepare_to_leave(telling: Telling, care: Care) -> None:
    """From sixteen on: what they are entitled to, what they will need, a pathway plan every six months."""
    child = care.child
    day = max(child.eighteen - timedelta(days=731), care.whole.start + timedelta(days=92))
    last = min(_last(telling, care), child.eighteen - DAY)
    if day > last:
        return
    telling.on_day("leavereligibility", child, day, kind="eligible")
    day = working(day + timedelta(days=60))
    if day <= last:
        telling.on_day("leavingneeds", child, day)
    while day <= last:
        telling.on_day("pathwayplan", child, day)
        day = working(day + timedelta(days=172))


def _support(telling: Telling, child: Member, spell: Spell) -> None:
    chance, last = telling.family.chance, spell.end or telling.today
    telling.on_day("leavereligibility", child, spell.start, kind="former")
    names = background(chance)
    adviser = f"{chance.choice(names.women)} {chance.choice(names.surnames)}"
    telling.period("adviser", child, spell.start, spell.end, name=adviser)
    home = some(chance, (("U", 40), ("D", 22), ("Z", 20), ("B", 12), ("E", 6)))
    if home == "D":
        telling.period("providedhome", child, spell.start, spell.end, place=chance.choice(places("homes")))
    day = spell.start + timedelta(days=20)
    while day <= last:
        telling.on_day("adviservisit", child, working(day))
        day += timedelta(days=chance.randrange(40, 64))
    day = spell.start + timedelta(days=90)
    while day <= last:
        doing = some(chance, (("F5", 24), ("F2", 30), ("F1", 7), ("G5", 30), ("G4", 6), ("G6", 3)))
        telling.on_day(
            "leavercontact", child, working(day), in_touch="YES", activity=doing, home=home, is_suitable=True
        )
        telling.on_day("pathwayplan", child, working(day))
        day += timedelta(days=182)
