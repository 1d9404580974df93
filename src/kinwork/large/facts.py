"""Rows of what was recorded of each child: episodes, assessments, enquiries, conferences, plans, and why they ended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from kinwork.cases.models import Status
from kinwork.children.models import AssessmentOutcome, ConferenceKind, EnquiryOutcome, EpisodeEnd, NeedPlanKind
from kinwork.clocks.working_days import add_working_days
from kinwork.copying import Rows

from .family import Family, Member
from .holding import Holding
from .life import ASSESSED, CARE, NOTHING, Spell, Stay, working
from .rows import at
from .words import some

DAY = timedelta(days=1)
CONFERENCE_WITHIN = 15  # working days after the strategy discussion
Row = dict[str, Any]
CHAIRS = ("Judith Amos", "Neil Farrow", "Oluchi Eze", "Marion Tate", "Desmond Kirk", "Parveen Shah")
# What assessments found; domestic abuse and the parents' mental health most of all.
FACTORS = (
    ("3B", 30), ("4B", 26), ("16A", 17), ("17A", 16), ("1B", 12), ("2B", 12), ("4A", 10), ("3A", 10), ("18C", 9),
    ("15A", 4), ("24A", 3), ("10A", 3), ("11A", 2), ("19C", 3), ("6B", 4), ("5A", 6), ("14A", 7), ("7A", 4), ("20", 6),
)  # fmt: skip
NEEDS = (("N1", 57), ("N4", 9), ("N5", 14), ("N3", 3), ("N6", 5), ("N8", 3), ("N2", 2))
DISABILITIES = (("AUT", 34), ("LD", 30), ("COMM", 18), ("BEH", 20), ("MOB", 12), ("CON", 6), ("HEAR", 5), ("VIS", 4))


@dataclass
class Telling:
    """One involvement on its way into rows: whose it is, who held it when."""

    rows: Rows
    family: Family
    stay: Stay
    holding: Holding
    today: date
    involvement: int
    first_opened: date | None = None  # when the family was first referred at all
    # Which decision began what on a day, so that what it ends points to it.
    decided: dict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))

    def moment(self, day: date) -> datetime:
        return at(day)

    def note(self, child: Member, on: date, said_by: str = "") -> Row:
        """What every fact has."""
        return {
            "id": self.family.ids(), "person_id": child.id, "involvement_id": self.involvement, "said_by": said_by,
            "recorded_by_id": self.holding.worker(on), "recorded_at": at(on),
        }  # fmt: skip

    def on_day(self, table: str, child: Member, on: date, **more: Any) -> None:
        if on <= self.today:
            self.rows.add(f"children.{table}", on=on, **self.note(child, on), **more)

    def period(self, table: str, child: Member, start: date, end: date | None, **more: Any) -> None:
        """What holds from a day until another; its end was written down on that day."""
        said = self.note(child, start, more.pop("said_by", ""))
        if end is not None:
            said |= {"ended_on": end, "end_recorded_by_id": self.holding.worker(end), "end_recorded_at": at(end)}
        self.rows.add(f"children.{table}", started_on=start, **said, **more)

    def decide(self, child: Member, status: str, on: date, by: str, category: str = "", placed: str = "") -> int:
        """It was decided what a child is from this day on."""
        made = self.family.ids()
        leader = self.holding.leader(on)
        self.rows.add(
            "cases.statusdecision",
            id=made, involvement_id=self.involvement, person_id=child.id, status=status, category=category,
            placed=placed, on=on, decided_by=by, recorded_by_id=leader, recorded_at=at(on, 15),
        )  # fmt: skip
        self.decided[child.id, on] = made
        return made

    def decided_period(self, table: str, child: Member, spell: Spell, decision: int | None, **more: Any) -> None:
        """A plan or a status, with the decisions that began and ended it."""
        ended_by = self.decided.get((child.id, spell.end)) if spell.end is not None else None
        said_so = more.pop("end_said_by", "the unit")
        self.period(
            table, child, spell.start, spell.end, decision_id=decision, end_decision_id=ended_by,
            end_said_by=said_so if spell.end is not None else "", **more,
        )  # fmt: skip


def tell_facts(telling: Telling) -> None:
    """Everything of the children of one involvement but what happens in care."""
    stay = telling.stay
    for child in stay.everyone():
        _episode(telling, child)
        if child in stay.children:
            _assess(telling, child)
            _protect(telling, child)
    if stay.level != NOTHING:
        for child in stay.everyone():
            _name_worker(telling, child)


def _episode(telling: Telling, child: Member) -> None:
    stay, chance = telling.stay, telling.family.chance
    begun, ended = stay.begun(child), stay.ended(child)
    need = "N2" if child.is_disabled and telling.family.kind == "disability" else "N8" if telling.family.kind else ""
    telling.period(
        "episode", child, begun, ended, source=stay.source if child in stay.children else "5A",
        is_no_further_action=stay.level == NOTHING, end_reason=_why_ended(telling, child) if ended else "",
        need="" if stay.level == NOTHING else need or some(chance, NEEDS),
    )  # fmt: skip
    if child.is_disabled and stay.level != NOTHING:
        codes = sorted({some(chance, DISABILITIES) for _ in range(2)})
        telling.on_day("disabilities", child, begun, codes=codes)


def _why_ended(telling: Telling, child: Member) -> str:
    stay = telling.stay
    if stay.level == NOTHING:
        return ""
    if stay.level == ASSESSED:
        why = EpisodeEnd.NO_ACTION if telling.family.chance.random() < 0.75 else EpisodeEnd.EARLY_HELP
        return EpisodeEnd.CEASED if stay.enquiries else why
    ends = {care.whole.why for care in stay.care if care.child is child}
    for codes, why in (
        ({"E11", "E12"}, EpisodeEnd.ADOPTED), ({"E45", "E46", "E47"}, EpisodeEnd.GUARDIANSHIP),
        ({"E41"}, EpisodeEnd.ARRANGEMENTS), ({"E7"}, EpisodeEnd.ADULTS),
    ):  # fmt: skip
        if codes & ends:
            return why
    return EpisodeEnd.AUTHORITY if telling.family.chance.random() < 0.05 else EpisodeEnd.CEASED


def _assess(telling: Telling, child: Member) -> None:
    stay, chance = telling.stay, telling.family.chance
    if stay.level == NOTHING:
        return
    outcome = AssessmentOutcome.NOTHING if stay.level == ASSESSED else AssessmentOutcome.NEEDS
    found = sorted({some(chance, FACTORS) for _ in range(chance.choice((1, 2, 2, 3, 4)))})
    done = stay.assessed
    telling.period(
        "assessment", child, stay.opened, done, is_child_seen=chance.random() < 0.97 if done else None,
        factors=found if done else [], outcome=outcome if done else "",
    )  # fmt: skip


def _protect(telling: Telling, child: Member) -> None:
    stay = telling.stay
    for made in stay.enquiries:
        took_part = "Police, health visiting, school, social care"
        telling.on_day("strategydiscussion", child, made.on, begins_enquiry=True, took_part=took_part)
        outcome = EnquiryOutcome.CONFERENCE if made.conference or stay.plan else EnquiryOutcome.NOT
        if outcome == EnquiryOutcome.NOT and telling.family.chance.random() < 0.5:
            outcome = EnquiryOutcome.NO_RISK
        telling.period(
            "enquiry", child, made.on, made.ended, outcome=outcome if made.ended else "",
            conference_target=add_working_days(made.on, CONFERENCE_WITHIN),
        )  # fmt: skip
        if made.conference:
            _confer(telling, child, made.conference, ConferenceKind.INITIAL, has_plan=made.has_plan)
    plan = stay.plan
    if plan is None:
        return
    for review in stay.plan_reviews:
        _confer(telling, child, review, ConferenceKind.REVIEW, has_plan=review != plan.end)
    if stay.recategorised is not None:
        day, category = stay.recategorised
        telling.on_day("plancategory", child, day, category=category, decision_id=telling.decided[child.id, day])
    last = plan.end or telling.today
    met = plan.start + timedelta(days=telling.family.chance.randrange(5, 14))
    while met <= last:
        telling.on_day("coregroup", child, working(met), took_part="Parents, school, health visitor, social worker")
        met += timedelta(days=telling.family.chance.randrange(25, 44))


def _confer(telling: Telling, child: Member, on: date, kind: str, *, has_plan: bool) -> None:
    if on <= telling.today:
        chance = telling.family.chance
        telling.on_day(
            "conference", child, on, kind=kind, chair=CHAIRS[telling.family.number % len(CHAIRS)], has_plan=has_plan,
            participation=took_part(telling, child, on) if chance.random() < 0.95 else "",
        )  # fmt: skip


def took_part(telling: Telling, child: Member, on: date) -> str:
    """How a child took part in a review: those under four cannot."""
    if child.age(on) < 4:
        return "PN0"
    return str(some(telling.family.chance, (("PN1", 45), ("PN2", 5), ("PN4", 6), ("PN5", 12), ("PN6", 26), ("PN7", 6))))


def tell_statuses(telling: Telling) -> None:
    """What each child was, in the order of the days: decisions first, then the plans that they began and ended."""
    for child in telling.stay.everyone():
        _statuses_of(telling, child)


def _statuses_of(telling: Telling, child: Member) -> None:
    stay = telling.stay
    needs = stay.needs.get(child.id, [])
    plan = stay.plan if child in stay.children else None
    legal = [(one, care) for care in stay.care if care.child is child for one in care.legal]
    leaving = stay.leaving.get(child.id)
    begun: dict[int, int] = {}
    starts: list[tuple[date, int, Spell]] = [(one.start, 0, one) for one in needs]
    starts += [(plan.start, 1, plan)] if plan else []
    starts += [(one.start, 2, one) for one, _ in legal]
    starts += [(leaving.start, 3, leaving)] if leaving else []
    first_place = {id(care.legal[0]): care for _, care in legal if care.legal}
    for _, kind, spell in sorted(starts, key=lambda one: one[:2]):
        if kind == 2:
            care = first_place.get(id(spell))
            placed = PLACED[care.placements[0].code] if care and care.placements else ""
            by = "the court" if spell.code in ("C1", "C2", "E1", "L2", "J1") else "the head of service"
            begun[id(spell)] = telling.decide(child, Status.LAC, spell.start, by, spell.code, placed)
        else:
            status = (Status.CIN, Status.CP, "", Status.LEAVER)[kind]
            by = "initial conference" if kind == 1 else "the unit"
            begun[id(spell)] = telling.decide(child, status, spell.start, by, spell.code)
    if plan is not None and stay.recategorised is not None:
        telling.decide(child, Status.CP, stay.recategorised[0], "review conference", stay.recategorised[1])
    spells = [one for _, _, one in starts]
    for day in sorted({one.end for one in spells if one.end is not None}):
        goes_on = any(one.start <= day and (one.end is None or one.end > day) for one in spells)
        if not goes_on:
            telling.decide(child, Status.NONE, day, "the unit")
    for one in needs:
        plan_kind = NeedPlanKind.FAMILY_HELP if one.start.year >= 2025 else NeedPlanKind.CIN
        telling.decided_period("needplan", child, one, begun[id(one)], kind=plan_kind)
        _reviews_of_need(telling, child, one)
    if plan is not None:
        telling.decided_period(
            "protectionplan", child, plan, begun[id(plan)], category=plan.code, previous_plans=stay.earlier_plans,
            said_by="initial conference", end_said_by="review conference",
        )  # fmt: skip
    for one, _ in legal:
        telling.decided_period("legalstatus", child, one, begun[id(one)], code=one.code)
    if leaving is not None:
        telling.decided_period("leavingcare", child, leaving, begun[id(leaving)])


def _reviews_of_need(telling: Telling, child: Member, plan: Spell) -> None:
    day = plan.start + timedelta(days=80)
    while day <= (plan.end or telling.today):
        telling.on_day("needreview", child, working(day))
        day += timedelta(days=telling.family.chance.randrange(80, 100))


# What the status says of where a child lives, in words.
PLACED = {
    "U1": "with relatives", "U3": "with relatives", "U4": "with foster carers", "U5": "with foster carers",
    "U6": "with foster carers", "P1": "with a parent", "K1": "in a secure home", "K2": "in a children’s home",
    "K3": "in supported accommodation", "R3": "in a mother and baby unit", "S1": "in a residential school",
    "A6": "with adopters",
}  # fmt: skip


def _name_worker(telling: Telling, child: Member) -> None:
    """Whoever answers for the child by name: the holder of the unit's post, one after the other."""
    stay, holding = telling.stay, telling.holding
    day, last = stay.begun(child), stay.ended(child) or telling.today
    current, since, change = holding.worker(day), day, "FCONTA"
    while (day := day + timedelta(days=14)) < last:
        user = holding.worker(day)
        if user != current:
            _worker(telling, child, current, since, day, change)
            moved = holding.unit(day) is not holding.unit(since)
            current, since, change = user, day, "TSPROC" if moved else "LEFTRL"
    _worker(telling, child, current, since, stay.ended(child), change)


def _worker(telling: Telling, child: Member, user: int, start: date, end: date | None, change: str) -> None:
    number = f"SW{100_000 + user}"
    telling.period("namedworker", child, start, end, worker_id=user, registration=number, change=change)


def is_serious(stay: Stay) -> bool:
    """Whether there is a plan of protection, or a child in care."""
    return stay.plan is not None or stay.level == CARE
