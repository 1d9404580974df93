"""Ofsted's Annex A as an extract: its lists, line by line. Pure.

The workbook has numbers of children and no names, and of much only the last: the last visit, the present placement.
Where it groups what the record has in more detail, the code is taken that says no more than the group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kinwork.returns import annex_a
from kinwork.returns.annex_a import CHILD, Row, code_of
from kinwork.returns.problems import BadReturn
from kinwork.whole_numbers import whole

from .came_in import contact_key
from .extract import (
    ANNEX_A,
    At,
    Extract,
    Fact,
    Held,
    Said,
    Someone,
    Team,
    Told,
    Visit,
    Worker,
    digest_of,
    plain_text,
    sensible,
)

SEX = {"a": "male", "b": "female"}
SOURCE = {
    "a": "1D", "b": "2A", "c": "2B", "d": "3F", "e": "4", "f": "5A", "g": "6", "h": "7", "i": "8", "j": "9", "k": "10",
}  # fmt: skip
NEED = dict(zip("abcdefghij", ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N0"), strict=True))
CLOSED = {"a": "RC1", "b": "RC2", "c": "RC3", "d": "RC4", "e": "RC5", "f": "RC6", "g": "RC7", "h": "RC8"}
ABUSE = {"a": "NEG", "b": "PHY", "c": "SAB", "d": "EMO", "e": "MUL"}
LEGAL = {
    "a": "C1", "b": "C2", "c": "D1", "d": "E1", "e": "V2", "f": "L3", "g": "J3", "J1": "J1", "J2": "J2",
}  # fmt: skip
PLACED = {
    "a": "U6", "b": "A6", "c": "P1", "d": "P2", "e": "P3", "f": "K3", "g": "K1", "h": "K2", "i": "R1", "j": "R2",
    "k": "R3", "l": "R5", "m": "S1", "n": "Z1", "o": "T0",
}  # fmt: skip
PROVIDED = {"a": "PR1", "b": "PR4"}
LEFT_CARE = {
    "a": "E11", "b": "E2", "c": "E3", "d": "E4A", "e": "E13", "f": "E41", "g": "E48", "h": "E6", "i": "E7", "j": "E9",
    "k": "E14", "l": "E15", "m": "E16", "n": "E8",
}  # fmt: skip
PERMANENCE = {
    "a": "home", "b": "adoption", "c": "sgo", "d": "supported", "e": "residential", "f": "fostering", "g": "other",
}  # fmt: skip
ENTITLED = {"a": "relevant", "b": "former", "c": "qualifying", "d": "eligible", "e": "other"}
TOUCH = {"a": "YES", "b": "NO"}
HOMES = dict(zip("abcdefghijklmnop", "BCDEGHKRSTUVWXZY", strict=True))
REVERSED = {"a": "RD1", "b": "RD2", "c": "RD3", "d": "RD4"}
NOWHERE = {
    "List 11": "adopters: no record of a child, and the record has no place for who is approved to adopt",
}
PEOPLE = ("List 3", "List 4", "List 5", "List 6", "List 7", "List 8", "List 9", "List 10")
DISABLED = "Does the Child have a Disability"
ADULT_AT = 18
NO_WORDS = "Brought in from Ofsted’s Annex A, which has no words of it."


class Line:
    """A line of a list."""

    def __init__(self, name: str, row: Row) -> None:
        self.row = row
        self.at = At(name, row.line, digest_of(row.cells))
        self.child = row.text(CHILD)

    def text(self, column: str, most: int = 120) -> str:
        return plain_text(self.row.text(column))[:most]

    def day(self, column: str) -> date | None:
        return sensible(self.row.day(column))

    def letter(self, column: str, list_: str) -> str:
        """The letter, or the code before the colon, of what is meant."""
        code = code_of(self.row.text(column), list_)
        return code.split(")")[0].split(":")[0] if code else ""

    def code(self, column: str, list_: str, known: dict[str, str]) -> str:
        return known.get(self.letter(column, list_), "")

    def yes(self, column: str) -> bool | None:
        said = self.row.text(column).lower().removeprefix("a) ").removeprefix("b) ")
        return {"yes": True, "y": True, "no": False, "n": False}.get(said)

    def number(self, column: str) -> int | None:
        return whole(self.row.text(column), most=999)


class Reading:
    """One workbook on its way into an extract."""

    def __init__(self, found: dict[str, list[Row]]) -> None:
        self.found = found
        self.out = Extract(ANNEX_A)
        self.out.rows = sum(len(rows) for rows in found.values())
        self.sources: dict[tuple[str, date], str] = {}
        self.episodes: dict[str, list[Fact]] = {}
        self.in_care: dict[str, list[tuple[date, date | None]]] = {}
        self.disabled: dict[str, tuple[Line, bool]] = {}
        days = (one.day("Date of Last Social Work Visit") for one in self.lines("List 8"))
        self.latest = max((day for day in days if day is not None), default=date.min)

    def lines(self, name: str) -> Iterator[Line]:
        for row in self.found.get(name, ()):
            one = Line(name, row)
            if one.child:
                yield one

    # -- people

    def people(self) -> None:
        out = self.out
        first: dict[str, At] = {}
        families: dict[str, list[str]] = {}
        for name in PEOPLE:
            for row in self.found.get(name, ()):
                one = Line(name, row)
                if not one.child:
                    out.leave_out(one.at, "", "no child number (a merged cell?)")
                    continue
                born = one.day("Date of Birth")
                if one.child not in out.people:
                    sex = SEX.get(one.letter("Gender", "gender"), "unknown")
                    out.people[one.child] = Someone(one.child, one.at, sex=sex, born=born)
                    first[one.child] = one.at
                    if born is None and one.text("Date of Birth"):
                        out.doubt(one.at, one.child, "a date of birth that cannot be read: left empty")
                elif born is not None and out.people[one.child].born not in (None, born):
                    out.doubt(
                        one.at, one.child, f"another date of birth than in {first[one.child].place}: that one is taken"
                    )
                elif born is not None:
                    out.people[one.child].born = born
                said = one.yes(DISABLED)
                if said is not None:
                    self.disabled.setdefault(one.child, (one, said))
                if family := one.text("Family identifier"):
                    families.setdefault(family, []).append(one.child)
        out.families = {name: list(dict.fromkeys(numbers)) for name, numbers in families.items()}
        if out.people:
            out.left_out.append(
                Said(At("Ethnicity", 0), "", "only groups of it are in the workbook, and the record has codes")
            )

    def held(self, one: Line, start: date | None, ended: date | None) -> None:
        team, worker = one.text("Allocated Team", 80), one.text("Allocated Worker")
        if team:
            self.out.teams.setdefault(team, Team(team, team, one.at))
        if worker:
            self.out.workers.setdefault(worker, Worker(worker, worker, one.at))
        if start is not None and (team or worker):
            self.out.held.append(Held(one.child, start, ended, team, worker))

    # -- facts

    def fact(self, one: Line, table: str, on: date | None, values: dict[str, Any], part: str = "") -> None:
        """A fact on a day; a cell that is empty says nothing."""
        if on is not None:
            key = f"{one.at.list}/{one.child}/{on.isoformat()}/{table}{part}"
            self.out.facts.append(Fact(table, key, one.at, one.child, on, on_a_day=True, values=values))

    def period(
        self,
        one: Line,
        table: str,
        start: date | None,
        ended: date | None,
        values: dict[str, Any],
        *,
        opens: bool = False,
    ) -> Fact | None:
        if start is None:
            self.out.leave_out(one.at, one.child, "no date of the beginning that can be read")
        elif ended is not None and ended < start:
            self.out.leave_out(one.at, one.child, "it ends before it begins")
        else:
            key = f"{one.at.list}/{one.child}/{start.isoformat()}/{table}"
            made = Fact(table, key, one.at, one.child, start, ended, opens=opens, values=values)
            self.out.facts.append(made)
            return made
        return None

    def visit(self, one: Line, column: str, alone: str = "") -> None:
        on = one.day(column)
        if on is not None:
            self.out.visits.append(Visit(one.child, on, bool(one.yes(alone)) if alone else False, one.at))

    def need(self) -> None:
        referrals = list(self.lines("List 3"))
        for one in referrals:
            on = one.day("Date of Referral")
            if on is not None:
                self.sources[one.child, on] = one.code("Referral Source", "source", SOURCE) or "10"
        authorised: dict[str, list[date]] = {}
        for one in self.lines("List 4"):
            start, ended = (
                one.day("Continuous Assessment Start Date"),
                one.day("Continuous Assessment Date of Authorisation"),
            )
            needs = one.yes("Was the child assessed as requiring LA children's social care support?")
            values: dict[str, Any] = {
                "is_child_seen": one.yes("Child Seen During Continuous Assessment"),
                "factors": [],
                "outcome": "" if ended is None or needs is None else "needs" if needs else "nothing",
            }
            self.period(one, "children.assessment", start, ended, values)
            if ended is not None:
                authorised.setdefault(one.child, []).append(ended)
            self.held(one, start, ended)
        for one in self.lines("List 6"):
            start, ended = one.day("CIN Start Date"), one.day("CIN Closure Date")
            values = {
                "source": self.sources.get((one.child, start), "10") if start else "10",
                "is_no_further_action": False,
                "need": one.code("Primary Need Code", "need", NEED),
                "end_reason": one.code("Reason for Closure", "reason_for_closure", CLOSED) if ended else "",
            }
            made = self.period(one, "children.episode", start, ended, values, opens=True)
            if made is not None:
                self.episodes.setdefault(one.child, []).append(made)
            self.held(one, start, ended)
            self.visit(one, "Date Child Was Last Seen")
            if start is not None and ended is None and one.letter("Case Status", "case_status") == "c":
                since = max([day for day in authorised.get(one.child, []) if day >= start], default=start)
                self.period(one, "children.needplan", since, None, {"kind": "cin"}, opens=True)
        for one in referrals:
            on = one.day("Date of Referral")
            if one.yes("Referral NFA?"):
                source = self.sources.get((one.child, on), "10") if on else "10"
                values = {"source": source, "is_no_further_action": True, "need": "", "end_reason": ""}
                self.period(one, "children.episode", on, on, values, opens=True)
            elif on is None:
                self.out.leave_out(one.at, one.child, "no date of the beginning that can be read")
            elif not any(made.start == on for made in self.episodes.get(one.child, ())):
                self.out.leave_out(one.at, one.child, "no line of List 6 begins on the day of this referral")
            if on is not None:
                self.held(one, on, on)
        self._disabilities()

    def _disabilities(self) -> None:
        for child, (one, said) in self.disabled.items():
            since = min((made.start for made in self.episodes.get(child, ())), default=None)
            if said:
                self.out.leave_out(one.at, child, "that there is a disability, not which: the record has codes")
            elif since is not None:
                key = f"disability/{child}"
                values: dict[str, Any] = {"codes": ["NONE"]}
                self.out.facts.append(
                    Fact("children.disabilities", key, one.at, child, since, on_a_day=True, values=values)
                )

    def protection(self) -> None:
        for one in self.lines("List 5"):
            start = one.day("Strategy discussion initiating Section 47 Enquiry Start Date")
            met = one.day("Date of Initial Child Protection Conference")
            needless = one.yes("Was an Initial Child Protection Conference deemed unnecessary?")
            ended = met if met is not None else start if needless else None
            outcome = "conference" if met is not None else "not" if needless else ""
            values: dict[str, Any] = {"outcome": outcome, "conference_target": None}
            if self.period(one, "children.enquiry", start, ended, values) is not None:
                self.fact(one, "children.strategydiscussion", start, {"begins_enquiry": True})
                has_plan = one.yes("Did the Initial Child Protection Conference Result in a Child Protection Plan")
                conference = {"kind": "initial", "has_plan": has_plan, "participation": ""}
                self.fact(one, "children.conference", met, conference)
            self.held(one, start, ended)
        for one in self.lines("List 7"):
            start, ended = one.day("Child Protection Plan Start Date"), one.day("Child Protection Plan End Date")
            first = one.code("Initial Category of Abuse", "category_of_abuse", ABUSE)
            last = one.code("Latest Category of Abuse", "category_of_abuse", ABUSE)
            review = one.day("Date of latest review conference")
            previous = one.number("Number of Previous Child Protection Plans")
            values = {"category": first or last, "previous_plans": previous if (previous or 0) <= 20 else None}
            if self.period(one, "children.protectionplan", start, ended, values, opens=True) is not None:
                if first and last and first != last:
                    self.fact(one, "children.plancategory", review or start, {"category": last})
                held = {"kind": "review", "has_plan": None if review == ended else True, "participation": ""}
                self.fact(one, "children.conference", review, held)
            self.held(one, start, ended)
            self.visit(one, "Date of the Last Statutory Visit", "Was the Child Seen Alone?")

    def care(self) -> None:
        counted = 0
        for one in self.lines("List 8"):
            start, ended = one.day("Date Started to be Looked After"), one.day("Date Ceased to be Looked After")
            reason = one.code("Reason Ceased to be Looked After", "reason_ceased_to_be_looked_after", LEFT_CARE)
            values: dict[str, Any] = {
                "need": one.code("Child's Category of Need", "need", NEED),
                "home_postcode": "",
                "end_reason": reason if ended else "",
                "destination": "",
            }
            if self.period(one, "children.careperiod", start, ended, values, opens=True) is None or start is None:
                continue
            self.in_care.setdefault(one.child, []).append((start, ended))
            self.held(one, start, ended)
            code = one.code("Child's Legal Status", "child_s_legal_status", LEGAL)
            self._held_in_care(one, "children.legalstatus", "Start date of current legal status", ended, {"code": code})
            place = {
                "place": "",
                "type": one.code("Placement Type", "placement_type", PLACED),
                "provider": one.code("Placement Provider", "placement_provider", PROVIDED),
                "urn": one.text("URN of Placement", 40).upper(),
                "postcode": one.text("Placement postcode", 10).upper(),
                "end_reason": "",
            }
            self._held_in_care(one, "children.placement", "Start Date of Most Recent Placement", ended, place)
            self._of_care(one, start)
            counted += bool(
                one.number("Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months")
            )
        if counted:
            words = f"missing episodes of {counted:,} children: the workbook counts them and has no days"
            self.out.left_out.append(Said(At("List 8", 0), "", words))

    def _held_in_care(self, one: Line, table: str, column: str, ended: date | None, values: dict[str, Any]) -> None:
        if one.text(column):
            self.period(one, table, one.day(column), ended, values, opens=table == "children.legalstatus")

    def _of_care(self, one: Line, start: date) -> None:
        review = one.day("Date of Latest Statutory Review")
        self.fact(one, "children.carereview", review, {"participation": ""})
        self.visit(one, "Date of Last Social Work Visit")
        plan = one.code(
            "What is the permanence plan for this child?", "what_is_the_permanence_plan_for_this_child", PERMANENCE
        )
        if plan:
            self.fact(one, "children.careplan", review or start, {"permanence": plan})
        self.fact(
            one, "children.health", one.day("Date of Last Health Assessment"), {"kind": "assessment"}, "/assessment"
        )
        self.fact(one, "children.health", one.day("Date of Last Dental Check"), {"kind": "dentist"}, "/dentist")
        if one.yes("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))"):
            born = self.out.people[one.child].born
            eighteen = _birthday(born, ADULT_AT) if born else None
            ended = eighteen if eighteen is not None and self.is_over(eighteen, start) else None
            self.period(one, "children.unaccompanied", start, ended, {})

    def is_over(self, day: date, start: date) -> bool:
        """Whether a day has come, as far as the workbook itself tells: one of its dates lies on or after it."""
        return start <= day <= self.latest

    def leaving(self) -> None:
        for one in self.lines("List 9"):
            spells = self.in_care.get(one.child, [])
            still = any(ended is None for _, ended in spells)
            born = self.out.people[one.child].born
            eighteen = _birthday(born, ADULT_AT) if born else None
            contact, plan = one.day("Latest Date of Contact"), one.day("Latest Pathway Plan Review Date")
            left = max((ended for _, ended in spells if ended is not None), default=None)
            since = max(start for start, _ in spells) if still else left or eighteen or contact or plan
            if not still:
                self.period(one, "children.leavingcare", since, None, {}, opens=True)
                self.held(one, since, None)
            kind = one.code("Eligibility Category", "eligibility_category", ENTITLED)
            if kind:
                on = (contact or plan or since) if still else since
                self.fact(one, "children.leavereligibility", on, {"kind": kind})
            self.fact(one, "children.pathwayplan", plan, {})
            touch = one.code("LA in Touch", "la_in_touch", TOUCH)
            if contact is not None and touch:
                home = one.code("Type of Accommodation", "type_of_accommodation", HOMES)
                suits = {"a": True, "b": False}.get(
                    one.letter("Suitability of Accommodation", "suitability_of_accommodation")
                )
                values: dict[str, Any] = {
                    "in_touch": touch,
                    "activity": one.letter("Activity Status", "activity_status"),
                    "home": home,
                    "is_suitable": False if home in ("S", "X") else suits,
                }
                self.fact(one, "children.leavercontact", contact, values)
            adviser = one.text("Allocated Personal Advisor")
            if adviser and (since or contact or plan):
                self.period(one, "children.adviser", since or contact or plan, None, {"name": adviser})

    def adoption(self) -> None:
        for one in self.lines("List 10"):
            start = one.day("Date of Decision that Child Should be Placed for Adoption")
            ended = one.day("Date of Decision that Child Should No Longer be Placed for Adoption")
            ordered = one.day("Date of Adoption Order")
            reason = one.code(
                "Reason Why Child No Longer Placed for Adoption",
                "reason_why_child_no_longer_placed_for_adoption",
                REVERSED,
            )
            if start is not None:
                values: dict[str, Any] = {"reversal": reason if ended else ""}
                self.period(one, "children.adoptiondecision", start, ended or ordered, values)
            if one.day("Date of Matching Child and Prospective Adopters"):
                self.out.leave_out(one.at, one.child, "a match with adopters, and not who they are")

    def came_in(self) -> None:
        """Contacts and early help of children of whom the other lists speak; of others nothing is kept."""
        times: Counter[str] = Counter()
        for name, column in (("List 1", "Date of Contact"), ("List 2", "Assessment start date")):
            unknown = 0
            for one in self.lines(name):
                on = one.day(column)
                if one.child not in self.out.people:
                    unknown += 1
                elif on is None:
                    self.out.leave_out(one.at, one.child, "no date that can be read")
                else:
                    is_contact = name == "List 1"
                    words = self._contact(one) if is_contact else self._early_help(one)
                    help_key = f"early-help/{one.child}/{on.isoformat()}"
                    key = contact_key(one.child, on, times) if is_contact else help_key
                    self.out.told.append(Told(one.child, on, key, f"{words} {NO_WORDS}", one.at))
            if unknown:
                words = f"{unknown:,} {'line' if unknown == 1 else 'lines'} of children who stand in no other list"
                self.out.left_out.append(Said(At(name, 0), "", words))

    def _contact(self, one: Line) -> str:
        source = one.text("Contact Source")
        return f"A contact about child {one.child}." + (f" From: {source}." if source else "")

    def _early_help(self, one: Line) -> str:
        ended, by = one.day("Assessment completion date"), one.text("Organisation completing assessment")
        words = f"An early help assessment of child {one.child} began."
        words += f" Completed on {ended:%-d %B %Y}." if ended else ""
        return words + (f" By: {by}." if by else "")

    def nowhere(self) -> None:
        for name, words in NOWHERE.items():
            if rows := len(self.found.get(name, ())):
                self.out.left_out.append(Said(At(name, 0), "", f"{rows:,} lines: {words}"))


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # born on 29 February
        return date(born.year + years, 3, 1)


def read(path: Path) -> Extract:
    """The extract of a workbook. Raises ``BadReturn``."""
    found, _ = annex_a.read(path)
    for name in PEOPLE:
        rows = found.get(name, [])
        if rows and not any(CHILD in row.cells for row in rows):
            raise BadReturn(f"{path}: {name}: found no column called {CHILD}, expected it")
    if not any(found.get(name) for name in PEOPLE):
        raise BadReturn(f"{path}: found no child in List 3 to List 10, expected some")
    return take(found)


def take(found: dict[str, list[Row]]) -> Extract:
    reading = Reading(found)
    for part in (
        reading.people, reading.need, reading.protection, reading.care, reading.leaving, reading.adoption,
        reading.came_in, reading.nowhere,
    ):  # fmt: skip
        part()
    return reading.out
