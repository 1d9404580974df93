"""What happens to a family: when it is referred, what follows, when it closes and comes back. Dates only, no rows.

The chances are set so that an authority of such families has England's rates (``england.py``); nobody's life is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from statistics import NormalDist

from kinwork.clocks.working_days import add_working_days, is_working_day

from .family import Family, Member
from .words import some

DAY = timedelta(days=1)
NOTHING, ASSESSED, NEED, PROTECTION, CARE = "nothing", "assessed", "need", "protection", "care"
# How a referral ends, from the least grave on, as cumulative shares of all referrals.
LEVELS = (NOTHING, ASSESSED, NEED, PROTECTION, CARE)
_SHARES = (0.067, 0.35, 0.83, 0.959)
THRESHOLDS = [NormalDist().inv_cdf(share) for share in _SHARES]
# In which years everything that came is still kept; of what is older, only what came to more than an assessment.
KEPT_DAYS = 1461
KEPT_SHARE = 0.1
COMES_BACK = 0.44
REMEMBERS = 0.68  # how much of what is grave today was grave the last time


@dataclass
class Spell:
    """Something that holds for a child from a day until another; without an end it goes on."""

    start: date
    end: date | None = None
    code: str = ""
    why: str = ""  # how it ended


@dataclass
class Care:
    """A child is looked after: on what grounds, and where."""

    child: Member
    whole: Spell
    legal: list[Spell] = field(default_factory=list)
    placements: list[Spell] = field(default_factory=list)
    plan: str = "home"


@dataclass
class Enquiry:
    """A strategy discussion, the enquiry that it begins, and the conference if there is one."""

    on: date
    ended: date | None
    conference: date | None = None
    has_plan: bool = False


@dataclass
class Stay:
    """One involvement: from the referral to its closing."""

    opened: date
    level: str
    children: list[Member]
    source: str
    closed: date | None = None
    assessed: date | None = None  # when the assessment was authorised, if it has been
    enquiries: list[Enquiry] = field(default_factory=list)
    needs: dict[int, list[Spell]] = field(default_factory=dict)  # plans of need, by child
    plan: Spell | None = None  # the protection plan, of all children
    plan_reviews: list[date] = field(default_factory=list)
    recategorised: tuple[date, str] | None = None
    care: list[Care] = field(default_factory=list)
    leaving: dict[int, Spell] = field(default_factory=dict)
    earlier_plans: int = 0
    joined: list[Member] = field(default_factory=list)  # born while it was open

    def everyone(self) -> list[Member]:
        return self.children + self.joined

    def begun(self, child: Member) -> date:
        return max(self.opened, child.born or self.opened) if child in self.joined else self.opened

    def spells(self, child: Member) -> list[Spell]:
        """Everything that held for one child."""
        found = [*self.needs.get(child.id, ()), *([self.leaving[child.id]] if child.id in self.leaving else ())]
        if self.plan is not None and child in self.children:
            found.append(self.plan)
        return found + [care.whole for care in self.care if care.child is child]

    def ended(self, child: Member) -> date | None:
        """When nothing more was done for a child: with the closing, or before the others."""
        found = self.spells(child)
        if not found or any(one.end is None for one in found):
            return self.closed
        last = max(one.end for one in found if one.end)
        return last if self.closed is None or last < self.closed else self.closed

    def last(self, today: date) -> date:
        return self.closed or today


def until(day: date | None, today: date) -> date | None:
    """An end that has come; None where it has not."""
    return day if day is not None and day <= today else None


def working(day: date) -> date:
    """That day, or the next one on which people work."""
    return day if is_working_day(day) else add_working_days(day, 1)


def live(family: Family, today: date) -> list[Stay]:
    """All involvements of a family up to today, the first one first."""
    chance, found, plans = family.chance, [], 0
    day: date | None = working(family.first)
    while day is not None and day <= today:
        children = [one for one in family.children if _is_of_concern(one, day)]
        if not children:
            break
        stay = _stay(family, day, children, plans, today)
        if stay.plan is not None:
            plans += 1
        if stay.level not in (NOTHING, ASSESSED) or (today - day).days < KEPT_DAYS:
            found.append(stay)
        if stay.closed is None or chance.random() > COMES_BACK:
            break
        gap = max(5, round(chance.lognormvariate(5.25, 1.15)))
        day = working(stay.closed + timedelta(days=gap))
    return found if _is_kept(family, found, today) else []


def _is_kept(family: Family, found: list[Stay], today: date) -> bool:
    """Of families that were last open long ago, the graver ones were brought over from the former system, and half."""
    if not found or (today - found[-1].last(today)).days < KEPT_DAYS:
        return bool(found)
    return any(stay.level in (PROTECTION, CARE) for stay in found) or family.chance.random() < KEPT_SHARE


def _is_of_concern(child: Member, day: date) -> bool:
    if child.is_expected or child.born is None:
        return False
    return child.born - timedelta(days=120) <= day < child.eighteen - 60 * DAY


def _stay(family: Family, day: date, children: list[Member], plans: int, today: date) -> Stay:
    chance = family.chance
    grave = REMEMBERS * family.grave + (1 - REMEMBERS**2) ** 0.5 * chance.gauss(0, 1)
    level = LEVELS[sum(grave > one for one in THRESHOLDS)]
    if family.kind == "unaccompanied":
        level = CARE
    elif family.kind == "disability" and level in (NOTHING, ASSESSED):
        level = NEED
    stay = Stay(day, level, children, some(chance, SOURCES), earlier_plans=plans)
    if level == NOTHING:
        stay.closed = day
        return stay
    stay.assessed = add_working_days(day, _assessment_days(family))
    if level == ASSESSED:
        if chance.random() < 0.24:
            _enquire(family, stay, day)
        stay.closed = until(stay.assessed, today)
    elif level == NEED:
        if chance.random() < 0.38:
            _enquire(family, stay, day)
        mean = 5.9 if family.kind == "disability" else 3.2
        length = max(10, min(1600, round(chance.lognormvariate(mean, 1.9))))
        end = working(stay.assessed + timedelta(days=length))
        _need(stay, stay.assessed + DAY, end)
        stay.closed = until(end, today)
    elif level == PROTECTION:
        _protect(family, stay, today)
    else:
        _look_after(family, stay, working(day + timedelta(days=int(chance.random() ** 2 * 60))), today)
    _forget_what_is_to_come(stay, today)
    if level not in (ASSESSED, NOTHING):
        _join(family, stay, today)
    return stay


def _join(family: Family, stay: Stay, today: date) -> None:
    """Whoever is born while a family is open is a child in need too."""
    for child in family.children:
        born = child.born
        if child not in stay.children and born and not child.is_expected and stay.opened < born <= stay.last(today):
            stay.joined.append(child)
            _need(stay, born, stay.closed, [child])


# Who refers: Department for Education, Children in need, 2025 (police 28 of 100, schools 21); the rest in proportion.
SOURCES = (
    ("6", 28), ("2A", 21), ("3B", 4), ("3A", 2), ("3E", 4), ("3F", 6), ("1A", 7), ("1B", 2), ("1D", 2), ("2B", 2),
    ("5A", 6), ("5B", 4), ("5C", 3), ("5D", 3), ("7", 2), ("8", 3), ("4", 1),
)  # fmt: skip
CATEGORIES = (("NEG", 49), ("EMO", 37), ("PHY", 7), ("SAB", 4), ("MUL", 3))


def _assessment_days(family: Family) -> int:
    drawn = family.chance.random()
    if drawn < 0.84:
        return family.chance.randrange(12, 46)
    return family.chance.randrange(46, 75)


def _enquire(family: Family, stay: Stay, earliest: date) -> Enquiry:
    chance = family.chance
    on = working(earliest + timedelta(days=chance.randrange(0, 9)))
    made = Enquiry(on, add_working_days(on, chance.randrange(5, 14)))
    stay.enquiries.append(made)
    return made


def _need(stay: Stay, start: date, end: date | None, children: list[Member] | None = None) -> None:
    for child in stay.children if children is None else children:
        if end is None or end > start:
            stay.needs.setdefault(child.id, []).append(Spell(start, end))


def _protect(family: Family, stay: Stay, today: date) -> None:
    """Enquiry, conference, mostly a plan; then its reviews, and need or care or nothing after it."""
    chance = family.chance
    made = _enquire(family, stay, stay.opened + timedelta(days=int(chance.random() ** 2 * 30)))
    held = add_working_days(made.on, chance.randrange(9, 16) if chance.random() < 0.784 else chance.randrange(16, 30))
    made.conference, made.has_plan = held, chance.random() < 0.86
    stay.assessed = min(stay.assessed or held, held)
    length = timedelta(days=max(85, min(1000, round(chance.lognormvariate(5.25, 0.6)))))
    if not made.has_plan:
        end = working(held + length / 2)
        _need(stay, held, end)
        stay.closed = until(end, today)
        return
    review = working(held + timedelta(days=chance.randrange(75, 92)))
    reviews = [review]
    while review < held + length:
        review = working(review + timedelta(days=chance.randrange(150, 184)))
        reviews.append(review)
    stay.plan = Spell(held, reviews[-1], some(chance, CATEGORIES))
    if chance.random() < 0.09 and len(reviews) > 1:
        others = tuple(one for one in CATEGORIES if one[0] != stay.plan.code)
        stay.recategorised = (reviews[0], some(chance, others))
    stay.plan_reviews = reviews
    if chance.random() < 0.17:  # it was not enough
        into = working(held + timedelta(days=int(length.days * (0.2 + 0.6 * chance.random()))))
        _end_plan_at(stay, into + 14 * DAY)
        _look_after(family, stay, into, today)
    else:
        after = chance.random()
        end = working(reviews[-1] + timedelta(days=chance.randrange(60, 200))) if after < 0.75 else reviews[-1]
        _need(stay, reviews[-1], end)
        stay.closed = until(end, today)


def _end_plan_at(stay: Stay, day: date) -> None:
    """A conference ends it soon after a child came into care."""
    assert stay.plan is not None
    stay.plan.end = working(day)
    stay.plan_reviews = [*(one for one in stay.plan_reviews if one < stay.plan.end), stay.plan.end]
    if stay.recategorised and stay.recategorised[0] >= stay.plan.end:
        stay.recategorised = None


def _forget_what_is_to_come(stay: Stay, today: date) -> None:
    stay.assessed = until(stay.assessed, today)
    stay.enquiries = [made for made in stay.enquiries if made.on <= today]
    stay.care = [one for one in stay.care if one.whole.start <= today]
    begun = {child: [_cut(one, today) for one in each if one.start <= today] for child, each in stay.needs.items()}
    stay.needs = {child: each for child, each in begun.items() if each}
    for made in stay.enquiries:
        made.ended = until(made.ended, today)
        if made.conference and made.conference > today:
            made.conference, made.has_plan = None, False
    if stay.plan is not None and stay.plan.start > today:
        stay.plan, stay.plan_reviews = None, []
    if stay.plan is not None:
        stay.plan.end = until(stay.plan.end, today)
        stay.plan_reviews = [one for one in stay.plan_reviews if one <= today]
    if stay.recategorised and stay.recategorised[0] > today:
        stay.recategorised = None


# -- care

SHORT, MIDDLE, LONG, TO_18 = "short", "middle", "long", "to 18"
LENGTHS = ((SHORT, 25), (MIDDLE, 27), (LONG, 29), (TO_18, 19))


def _look_after(family: Family, stay: Stay, start: date, today: date) -> None:
    """Some or all of the children come into care, each for their own time; need after it, or leaving care."""
    chance = family.chance
    together = family.kind != "unaccompanied" and chance.random() < 0.6
    able = [one for one in stay.children if one.born and one.born <= start < one.eighteen - 30 * DAY]
    if not able:
        able = [one for one in stay.children if start < one.eighteen - 30 * DAY][:1]
        start = max(start, able[0].born or start) if able else start
    if not together and len(able) > 1:
        able = sorted(able, key=lambda one: one.born or start)[: max(1, len(able) // 2)]
    length = TO_18 if family.kind == "unaccompanied" else some(chance, LENGTHS)
    ends: list[date | None] = []
    before = [one for one in stay.children if one not in able]
    if stay.plan is None:
        _need(stay, min(start, (stay.assessed or start) + DAY), start, able)
    for child in able:
        care = _care_of(family, child, start, length, today)
        stay.care.append(care)
        ends.append(_after_care(family, stay, care, today))
    last = max((end for end in ends if end is not None), default=start)
    others = working(start + timedelta(days=chance.randrange(60, 400)))
    first = stay.plan.end if stay.plan is not None and stay.plan.end else (stay.assessed or start) + DAY
    _need(stay, first, max(others, first + 20 * DAY), [one for one in before if one.born and one.born <= first])
    open_still = any(end is None for end in ends)
    stay.closed = None if open_still else until(max(last, others, first + 20 * DAY), today)
    if not open_still and before == []:
        stay.closed = until(last, today)


def _care_of(family: Family, child: Member, start: date, length: str, today: date) -> Care:
    chance = family.chance
    age = child.age(start)
    days = {
        SHORT: chance.randrange(6, 90), MIDDLE: chance.randrange(90, 540), LONG: chance.randrange(540, 1700),
        TO_18: 10_000,
    }[length]  # fmt: skip
    adopted = length == LONG and age < 4 and chance.random() < 0.75
    if adopted:
        days = chance.randrange(480, 950)
    end = working(start + timedelta(days=days))
    why, plan = _how_it_ends(family, age, length, adopted=adopted)
    if end >= child.eighteen:
        end, plan = child.eighteen, "fostering"
        why = some(chance, (("E5", 45), ("E17", 30), ("E7", 5), ("E8", 20)))
    care = Care(child, Spell(start, until(end, today), why=why if end <= today else ""), plan=plan)
    care.legal = [_cut(one, today) for one in _grounds(family, start, end, length, plan) if one.start <= today]
    places = _places(family, child, start, end, plan)
    _not_with_parents(places, care.legal)
    care.placements = [_cut(one, today) for one in places if one.start <= today]
    return care


def _cut(spell: Spell, today: date) -> Spell:
    if spell.end is not None and spell.end > today:
        spell.end, spell.why = None, ""
    return spell


def _how_it_ends(family: Family, age: float, length: str, *, adopted: bool) -> tuple[str, str]:
    """The code of the end, and what the plan for the child is."""
    chance = family.chance
    if adopted:
        return ("E12" if chance.random() < 0.8 else "E11"), "adoption"
    if length in (SHORT, MIDDLE):
        return some(chance, (("E4A", 50), ("E4B", 18), ("E8", 16), ("E13", 9), ("E41", 7))), "home"
    if length == LONG and age < 12 and chance.random() < 0.5:
        return some(chance, (("E45", 60), ("E47", 25), ("E46", 8), ("E41", 7))), "sgo"
    return some(chance, (("E4A", 45), ("E4B", 15), ("E8", 40))), "fostering"


def _grounds(family: Family, start: date, end: date, length: str, plan: str) -> list[Spell]:
    """Legal statuses one after the other from the first day of care to its last."""
    chance = family.chance
    codes: list[tuple[str, int]] = []
    if family.kind == "unaccompanied" or (length in (SHORT, MIDDLE) and chance.random() < 0.86):
        codes = [("V2", 9999)]
    else:
        drawn = chance.random()
        if drawn < 0.12:
            codes.append(("L1", chance.randrange(1, 4)))
        elif drawn < 0.20:
            codes.append(("L2", chance.randrange(3, 9)))
        elif drawn < 0.45:
            codes.append(("V2", chance.randrange(30, 200)))
        codes.append(("C1", chance.randrange(150, 330)))
        if plan == "adoption":
            codes.append(("E1", 9999))
        elif plan == "sgo" and chance.random() < 0.3:
            codes[-1] = ("C1", 9999)
        else:
            codes.append(("C2", 9999))
    return _one_after_another(codes, start, end)


def _one_after_another(codes: list[tuple[str, int]], start: date, end: date) -> list[Spell]:
    found: list[Spell] = []
    for code, days in codes:
        if start >= end:
            break
        stop = min(end, start + timedelta(days=days))
        found.append(Spell(start, stop, code))
        start = stop
    if found:
        found[-1].end = end
    return found


def _places(family: Family, child: Member, start: date, end: date, plan: str) -> list[Spell]:
    """Placements one after the other; the first changes come soon, later ones seldom."""
    chance, found, day = family.chance, [], start
    kin = chance.random() < (0.85 if plan == "sgo" else 0.13)
    while day < end:
        age, since = child.age(day), (day - start).days
        if plan == "adoption" and since > 300:
            code, days = ("A6" if chance.random() < 0.85 else "U5"), 9999
        else:
            code = _place(family, age, since, kin=kin)
            mean = 4.6 if since < 120 else 6.0 if age >= 13 else 6.6
            days = max(3, round(exp(chance.gauss(mean, 1.0))))
        stop = min(end, day + timedelta(days=days))
        if plan == "adoption" and since < 300 < (stop - start).days:
            stop = min(end, start + timedelta(days=chance.randrange(300, 420)))
        last = stop >= end
        why = "" if last else some(chance, (("CARPL", 45), ("PLACE", 12), ("CREQB", 12), ("CREQO", 9), ("OTHER", 22)))
        found.append(Spell(day, stop, code, "CARPL" if last else why))
        day = stop
    return found


def _not_with_parents(places: list[Spell], legal: list[Spell]) -> None:
    """Nobody is looked after with their own parents unless a court has made a care order."""
    for place in places:
        for ground in legal:
            before_end = ground.end is None or place.start < ground.end
            if (
                place.code == "P1"
                and ground.code not in ("C1", "C2")
                and before_end
                and (place.end or ground.start) >= ground.start
            ):
                place.code = "U6"


def _place(family: Family, age: float, since: int, *, kin: bool) -> str:
    chance = family.chance
    if kin and chance.random() < 0.8:
        return "U1" if since > 540 else "U3"
    if family.kind == "unaccompanied" or age >= 16:
        return str(some(chance, (("K3", 42), ("U6", 22), ("U4", 14), ("K2", 15), ("P1", 7))))
    if age >= 11:
        return str(some(chance, (("U6", 34), ("U4", 26), ("K2", 27), ("P1", 9), ("S1", 2), ("K1", 2))))
    if age < 1.5 and since < 60:
        return str(some(chance, (("U6", 76), ("R3", 12), ("P1", 7), ("U5", 5))))
    return str(some(chance, (("U6", 52), ("U4", 30 if since > 400 else 6), ("K2", 4), ("P1", 9))))


def _after_care(family: Family, stay: Stay, care: Care, today: date) -> date | None:
    """When nothing more is done for this child: None where that is to come."""
    chance, end = family.chance, care.whole.end
    if end is None:
        return None
    if end == care.child.eighteen:
        if (end - care.whole.start).days < 92:
            return end
        over = working(end + timedelta(days=chance.randrange(900, 1200)))
        stay.leaving[care.child.id] = Spell(end, until(over, today))
        return until(over, today)
    if care.whole.why in ("E11", "E12"):
        return end
    over = working(end + timedelta(days=chance.randrange(40, 200)))
    over = min(over, max(end + DAY, care.child.eighteen))
    if stay.plan is not None and stay.plan.end is not None and stay.plan.end > end:
        end = stay.plan.end  # until then there is that plan
        over = max(over, working(end + 28 * DAY))
    _need(stay, end, over, [care.child])
    return until(over, today)
