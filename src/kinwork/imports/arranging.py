"""An extract and what is there already into the rows that are wanted, family by family. Pure.

A family is open while any of its children's episodes, plans, legal statuses, care or support after it hold; where the
file has a gap, it closed and came back. Whatever a child has else belongs to the opening in which it began.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from kinwork.during import During
from kinwork.people.numbers import NotANumber, nhs_number, postcode, upn

from .extract import CALLED, At, Extract, Fact, Held, Mother, Note, Ref, Someone, Told, Visit, Worker, folded
from .households import households
from .shapes import AT_END, LONE, Shapes, fitted, wrong_together

DAY = timedelta(days=1)
REGISTRATION = re.compile(r"(SW|XX)[0-9A-Z]{1,10}")
NOWHERE = "Not allocated in the file"
NO_TEAM = "team/"  # the key of the unit of whoever no team is named for
# Of these one that still goes on keeps a family open, where nothing else does.
KEEPS_OPEN = ("children.assessment", "children.enquiry", "children.preproceedings")


@dataclass(slots=True)
class Wanted:
    """A row as it is to be. ``values`` are compared with what is there; ``more`` is written when it is made."""

    table: str
    key: str
    at: At
    values: dict[str, Any]
    more: dict[str, Any] = field(default_factory=dict)
    child: str = ""
    family: Ref | int | None = None  # of whom it is, so that it goes with their record
    person: Ref | int | None = None


class Opening(NamedTuple):
    """An involvement that is there; without a ``key`` not brought in. ``is_moved``: to another unit since then."""

    id: int
    opened: date
    closed: date | None
    key: str
    is_moved: bool


@dataclass
class There:
    """What is there already, as far as it concerns the file."""

    today: date
    shapes: Shapes
    people: dict[str, int] = field(default_factory=dict)  # by number: who is matched, and was not brought in as new
    ours: frozenset[str] = frozenset()  # of those, who were made by an import
    homes: dict[str, tuple[int, str]] = field(default_factory=dict)  # by number: their family, and its key
    openings: dict[int, list[Opening]] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)  # by folded name
    users: dict[str, int] = field(default_factory=dict)  # by number of the register, and by folded name


@dataclass
class Group:
    """People of one family: ``home`` is its id where it is there."""

    key: str
    home: int | None
    people: list[str]

    @property
    def ref(self) -> Ref | int:
        return Ref(self.key) if self.home is None else self.home


class Span(NamedTuple):
    start: date
    ended: date | None
    key: str


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap or touch are one, by the key of the first.

    >>> a, b, c = Span(date(2026, 1, 1), date(2026, 2, 1), "a"), Span(date(2026, 2, 1), None, "b"), date(2026, 5, 1)
    >>> joined([b, a, Span(c, c, "c")])
    [Span(start=datetime.date(2026, 1, 1), ended=None, key='a')]
    """
    made: list[Span] = []
    for one in sorted(spans, key=lambda one: (one.start, one.key)):
        last = made[-1] if made else None
        if last is not None and (last.ended is None or one.start <= last.ended):
            ended = None if last.ended is None or one.ended is None else max(last.ended, one.ended)
            made[-1] = last._replace(ended=ended)
        else:
            made.append(one)
    return made


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two half-open spans share a day; one that begins and ends on a day is empty, as PostgreSQL has it.

    >>> a, b, c = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    >>> overlap((a, c), (b, None)), overlap((a, b), (b, c)), overlap((b, b), (a, None))
    (True, False, False)
    """
    if one[0] == one[1] or other[0] == other[1]:
        return False
    return (other[1] is None or one[0] < other[1]) and (one[1] is None or other[0] < one[1])


class Arranging:
    """The wanted rows of an extract: first of the service, then of each family."""

    def __init__(self, extract: Extract, there: There) -> None:
        self.extract, self.there = extract, there
        self.called = CALLED[extract.kind]
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in extract.facts:
            self.facts[fact.child].append(fact)
        self.notes: dict[str, list[Note]] = defaultdict(list)
        for note in extract.notes:
            self.notes[note.child].append(note)
        self.held: dict[str, list[Held]] = defaultdict(list)
        for held in extract.held:
            self.held[held.child].append(held)
        self.visits: dict[str, list[Visit]] = defaultdict(list)
        for visit in extract.visits:
            self.visits[visit.child].append(visit)
        self.told: dict[str, list[Told]] = defaultdict(list)
        for told in extract.told:
            self.told[told.child].append(told)
        self.mothers: dict[str, list[Mother]] = defaultdict(list)
        for mother in extract.mothers:
            self.mothers[mother.child].append(mother)
        # Mothers of whom nothing else is said are no children of concern: they are in the families of their children.
        self.only_mothers = {one.mother: one.child for one in extract.mothers if one.mother not in self.facts}
        self._teams: dict[str, Ref | int] = {}
        self._workers: dict[str, Ref | int] = {}

    # -- the service

    def service(self) -> Iterator[Wanted]:
        """Units for teams, accounts without a sign-in for workers, and a post for each who has families now."""
        yield from self._units()
        yield from self._staff()

    def _units(self) -> Iterator[Wanted]:
        extract, there = self.extract, self.there
        there_by_name: dict[str, Ref | int] = dict(there.units)
        for team in extract.teams.values():
            name = team.name[:80]
            found = there_by_name.get(folded(name))
            if found is None:
                found = there_by_name[folded(name)] = Ref(f"team/{team.key}")
                yield self._unit(found.key, name, team.at)
            self._teams[team.key] = found
        found = there_by_name.get(folded(NOWHERE))
        if found is None:
            found = Ref(NO_TEAM)
            yield self._unit(NO_TEAM, NOWHERE, At("", 0))
        self._teams[""] = found

    def _unit(self, key: str, name: str, at: At) -> Wanted:
        said = name.casefold()
        function = next((function for word, function in FUNCTIONS if word in said), "child_in_need")
        values = {"name": name}
        more = {"function": function, "template": "own", "holds": "individual", "meeting_days": [1]}
        return Wanted("units.unit", key, at, values, more)

    def _staff(self) -> Iterator[Wanted]:
        extract, there = self.extract, self.there
        latest: dict[str, Held] = {}
        first: dict[str, date] = {}
        for held in extract.held:
            if not held.worker or held.start > there.today:
                continue
            first[held.worker] = min(held.start, first.get(held.worker, held.start))
            before = latest.get(held.worker)
            if before is None or (held.ended is None, held.start) > (before.ended is None, before.start):
                latest[held.worker] = held
        for worker in extract.workers.values():
            user = there.users.get(worker.registration) if worker.registration else None
            if user is None:
                user = there.users.get(folded(worker.name))
            ref: Ref | int = Ref(f"worker/{worker.key}") if user is None else user
            self._workers[worker.key] = ref
            if isinstance(ref, Ref):
                yield Wanted("access.user", ref.key, worker.at, {"full_name": worker.name}, {"is_active": False})
                yield from self._post(worker, ref, latest.get(worker.key), first.get(worker.key))

    def _post(self, worker: Worker, user: Ref, held: Held | None, since: date | None) -> Iterator[Wanted]:
        """In the team that has their families now, or that the list of workers names."""
        team = held.team if held is not None and held.ended is None and held.team else worker.team
        if not team or team not in self._teams:
            return
        key = f"post/{worker.key}"
        title = worker.title if folded(worker.title) not in ("", "social worker") else ""
        fte = worker.fte if re.fullmatch(r"0\.\d\d?|0|1|1\.00?", worker.fte) else "1"
        values = {"unit_id": self._teams[team], "title": title}
        yield Wanted("units.post", key, worker.at, values, {"fte": fte})
        during = During(since or self.there.today, None)
        values = {"post_id": Ref(key), "user_id": user}
        yield Wanted("units.postholding", f"{key}/held", worker.at, values, {"during": during})

    # -- families

    def groups(self) -> list[Group]:
        """Who belongs together: by the family of the file, and by the family in which they are already."""
        extract, homes = self.extract, self.there.homes
        placed: set[str] = set()
        made: dict[str, Group] = {}

        def put(key: str, home: int | None, number: str) -> None:
            made.setdefault(key, Group(key, home, [])).people.append(number)
            placed.add(number)

        for name, numbers in extract.families.items():
            mine = [number for number in dict.fromkeys(numbers) if number not in placed and number in extract.people]
            there = {homes[number] for number in mine if number in homes}
            new = next(iter(there)) if len(there) == 1 else None
            if len(there) > 1:
                extract.doubt(
                    extract.people[mine[0]].at, mine[0], "the file has one family of people who are in several here"
                )
            for number in mine:
                home = homes.get(number, new)
                put(home[1] if home else f"family/{name}", home[0] if home else None, number)
        of: dict[str, tuple[str, int | None]] = {
            number: (key, group.home) for key, group in made.items() for number in group.people
        }
        free = [one for one in extract.people if one not in placed and self._is_free(one)]
        for some in households(extract, free, self.there.today):
            for number in some:
                of[number] = (f"family/of/{some[0]}", None)
                put(f"family/of/{some[0]}", None, number)
        for number in sorted(extract.people, key=lambda number: number in self.only_mothers):
            child = self.only_mothers.get(number)
            if number not in placed and child in of and number not in homes:
                put(*of[child], number)
            elif number not in placed:
                home = homes.get(number)
                of[number] = (home[1] if home else f"family/of/{number}", home[0] if home else None)
                put(home[1] if home else f"family/of/{number}", home[0] if home else None, number)
        return list(made.values())

    def _is_free(self, number: str) -> bool:
        """Who is here already has a family, or is in none for a reason."""
        there = self.there
        return number not in there.homes and number not in there.people and number not in self.only_mothers

    def family(self, group: Group) -> Iterator[Wanted]:
        """Everything of one family."""
        people = [self.extract.people[number] for number in group.people]
        first = people[0]
        if group.home is None:
            named = [one.surname for one in people if one.surname]
            name = max(named, key=named.count) if named else f"Family of child {first.number}"
            yield Wanted("families.family", group.key, first.at, {"name": name[:120]}, family=group.ref)
        facts = [fact for number in group.people for fact in self._fitting(self.facts.pop(number, []))]
        for place, one in enumerate(people):
            yield from self._person(one, group, place, facts)
        yield from self._relations(group)
        yield from self._openings(group, facts)
        yield from self._seen(group)
        yield from self._came_in(group)

    def who(self, number: str) -> Ref | int:
        found = self.there.people.get(number)
        return Ref(f"person/{number}") if found is None or number in self.there.ours else found

    def _person(self, one: Someone, group: Group, place: int, facts: Sequence[Fact]) -> Iterator[Wanted]:
        number, family, person = one.number, group.ref, self.who(one.number)
        is_new = isinstance(person, Ref)
        own: dict[str, Any] = {"child": number, "family": family, "person": person}
        if is_new:
            is_expected = one.is_expected or (one.born is not None and one.born > self.there.today)
            kind = "expected" if is_expected else "exact"
            values: dict[str, Any] = {
                "given_name": one.given, "family_name": one.surname, "born_on": one.born, "born_kind": kind,
                "sex": "unknown" if is_expected else one.sex, "died_on": one.died, "is_deceased": one.died is not None,
            }  # fmt: skip
            yield Wanted("people.person", f"person/{number}", one.at, values, **own)
        if number not in self.there.homes or is_new:
            away = any(
                fact.table == "children.careperiod" and fact.child == number and fact.ended is None for fact in facts
            )
            is_mother = number in self.only_mothers
            more = {"role": "mother" if is_mother else "", "lives_here": not away, "position": place}
            values = {"family_id": family, "person_id": person, "is_child": not is_mother}
            yield Wanted("families.familymember", f"member/{number}", one.at, values, more, **own)
        values = {"kind": "other", "value": number[:40], "begun": "", "ended": ""}
        notes = [Note("people.identifier", f"person/{number}/number", one.at, number, values)]
        for note in [*notes, *self.notes.pop(number, [])]:
            yield from self._note(note, own)

    def _note(self, note: Note, own: dict[str, Any]) -> Iterator[Wanted]:
        values = dict(note.values)
        if note.table == "people.identifier" and note.values["kind"] in ("nhs", "upn"):
            try:
                values["value"] = (nhs_number if values["kind"] == "nhs" else upn)(values["value"])
            except NotANumber:
                kind = "an NHS number" if values["kind"] == "nhs" else "a UPN"
                self.extract.leave_out(note.at, note.child, f"not {kind}: its check does not fit")
                return
        if note.table == "people.address" and values["postcode"]:
            values["postcode"] = self._postcode(note.at, note.child, values["postcode"])
        if note.table == "people.address" and values["kind"] not in self._codes(note.table, "kind"):
            values["kind"] = "home"
        if values["begun"] and values["ended"] and values["ended"] < values["begun"]:
            values["ended"] = ""
            self.extract.doubt(note.at, note.child, "an end before its beginning: left empty")
        values, emptied, wrong = fitted(self.there.shapes.get(note.table, {}), values)
        if note.table == "people.particular" and values["code"] not in self._codes(
            f"{note.table}/{values['what']}", "code"
        ):
            wrong = f"a code of {values['what']} that is not known"
        wrong = wrong or wrong_together(note.table, values)
        for words in emptied:
            self.extract.doubt(note.at, note.child, words)
        if wrong:
            self.extract.leave_out(note.at, note.child, wrong)
            return
        more = {"source": f"Import of {self.called}", "family_id": own["family"]}
        values = {**values, "person_id": own["person"], "is_mistaken": False}
        yield Wanted(note.table, note.key, note.at, values, more, **own)

    def _codes(self, table: str, name: str) -> frozenset[str]:
        column = self.there.shapes.get(table, {}).get(name)
        return (column.codes if column else None) or frozenset()

    def _postcode(self, at: At, child: str, said: str) -> str:
        try:
            return postcode(said)
        except NotANumber:
            self.extract.doubt(at, child, "a postcode that is none: left empty")
            return ""

    def _relations(self, group: Group) -> Iterator[Wanted]:
        told = Ref(f"told/{group.key}")
        is_told = False
        for number in group.people:
            for one in self.mothers.pop(number, []):
                if one.mother not in self.extract.people and one.mother not in self.there.people:
                    self.extract.leave_out(one.at, number, "its mother is left out")
                    continue
                own: dict[str, Any] = {"child": number, "family": group.ref, "person": self.who(number)}
                if not is_told:
                    is_told = True
                    values = {"family_id": group.ref, "words": f"Import of {self.called}"}
                    yield Wanted("families.changeset", told.key, one.at, values, family=group.ref)
                mother = self.who(one.mother)
                if one.mother not in group.people:
                    values = {"family_id": group.ref, "person_id": mother, "is_child": False}
                    more = {"role": "mother", "lives_here": False, "position": 99}
                    key = f"member/{one.mother}/{group.key}"
                    yield Wanted("families.familymember", key, one.at, values, more, **own)
                values = {"parent_id": mother, "child_id": self.who(one.child), "kind": "birth"}
                more = {"change_set_id": told}
                yield Wanted("families.parenthood", one.key, one.at, values, more, **own)

    # -- facts

    def _fitting(self, facts: Iterable[Fact]) -> list[Fact]:
        """Facts that the record can hold: codes that it knows, days that have come, one of a kind at a time."""
        made: list[Fact] = []
        held: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: (fact.start, fact.ended or date.max, fact.key)):
            if not self._can_be(fact):
                continue
            group = LONE[fact.table](fact.values) if fact.table in LONE and not fact.on_a_day else None
            if group is not None:
                rivals = held[fact.table, group]
                rival = next((one for one in rivals if overlap((one.start, one.ended), (fact.start, fact.ended))), None)
                if rival is not None:
                    words = "the same as" if rival.start == fact.start else "overlaps with"
                    self.extract.leave_out(fact.at, fact.child, f"{words} {rival.at.place}")
                    continue
                rivals.append(fact)
            made.append(fact)
        return made

    def _can_be(self, fact: Fact) -> bool:
        extract, today = self.extract, self.there.today
        if fact.start > today:
            extract.leave_out(fact.at, fact.child, "lies after today")
            return False
        if fact.ended is not None and fact.ended > today:
            extract.doubt(fact.at, fact.child, "its end lies after today: it goes on")
            fact.ended = None
            for name in AT_END:
                if name in fact.values:
                    fact.values[name] = (
                        []
                        if isinstance(fact.values[name], list)
                        else ""
                        if isinstance(fact.values[name], str)
                        else None
                    )
        if "worker" in fact.values:
            if not REGISTRATION.fullmatch(fact.values["registration"]):
                extract.leave_out(fact.at, fact.child, "a registration number of another form: only the team is taken")
                return False
            fact.values = {**fact.values, "worker_id": self._workers[fact.values["worker"]]}
            del fact.values["worker"]
        if fact.values.get("postcode"):
            fact.values["postcode"] = self._postcode(fact.at, fact.child, fact.values["postcode"])
        fact.values, emptied, wrong = fitted(self.there.shapes.get(fact.table, {}), fact.values)
        for words in emptied:
            extract.doubt(fact.at, fact.child, words)
        wrong = wrong or wrong_together(fact.table, fact.values)
        if wrong:
            extract.leave_out(fact.at, fact.child, wrong)
        return not wrong

    # -- openings

    def _openings(self, group: Group, facts: list[Fact]) -> Iterator[Wanted]:
        spans = joined(Span(fact.start, fact.ended, fact.key) for fact in facts if fact.opens)
        more = [
            Span(fact.start, None, fact.key)
            for fact in facts
            if fact.table in KEEPS_OPEN and fact.ended is None and not _within(spans, fact.start)
        ]
        spans = joined([*spans, *more])
        if not spans and facts:
            spans = joined(Span(fact.start, fact.start if fact.on_a_day else fact.ended, fact.key) for fact in facts)
        there = sorted(self.there.openings.get(group.home or 0, []), key=lambda one: one.opened)
        placed: list[tuple[date, Ref | int]] = []
        for opening, some in _meeting(spans, there):
            start, ended = some[0].start, some[-1].ended
            if opening is not None and not opening.key:
                placed.append((min(start, opening.opened), opening.id))
                continue
            key = opening.key if opening is not None else f"opening/{some[0].key}"
            if opening is not None:
                start = min(start, opening.opened)
            placed.append((start, Ref(key)))
            yield from self._opening(group, key, start, ended, is_moved=opening is not None and opening.is_moved)
        placed += [(one.opened, one.id if not one.key else Ref(one.key)) for one in there]
        placed.sort(key=lambda one: one[0])
        for fact in facts:
            home = next((ref for start, ref in reversed(placed) if start <= fact.start), placed[0][1])
            yield self._fact(fact, group, home)

    def _opening(self, group: Group, key: str, start: date, ended: date | None, *, is_moved: bool) -> Iterator[Wanted]:
        extract = self.extract
        at = extract.people[group.people[0]].at
        pieces, worker = self._held(group, start, ended)
        values = {"opened_on": start, "closed_on": ended, "family_id": group.ref}
        if not is_moved:
            values["key_worker_id"] = worker
        more = {
            "why_open": f"Brought in from {self.called}: why is not in the file.",
            "closing_reason": f"Closed before it was brought in from {self.called}." if ended else "",
        }
        yield Wanted("cases.involvement", key, at, values, more, family=group.ref)
        if is_moved:
            return
        for place, (team, begins, ends) in enumerate(pieces):
            held = {"involvement_id": Ref(key), "unit_id": team, "during": During(begins, ends)}
            yield Wanted("cases.allocation", f"{key}/held/{place}", at, held, family=group.ref)

    def _held(
        self, group: Group, start: date, ended: date | None
    ) -> tuple[list[tuple[Ref | int, date, date | None]], Ref | int | None]:
        """Which unit held a family from when to when, by the child of whom most is said; and who works with it."""
        by_child = {
            number: [
                one
                for one in self.held.get(number, [])
                if (ended is None or one.start <= ended)
                and (one.ended is None or one.ended >= start)
                and one.start <= self.there.today
            ]
            for number in group.people
        }
        most = max(
            group.people, key=lambda number: (any(one.ended is None for one in by_child[number]), len(by_child[number]))
        )
        mine = sorted(by_child[most], key=lambda one: one.start)
        others = {
            max(found, key=lambda one: one.start).team for number, found in by_child.items() if found and ended is None
        }
        if len(others - {""}) > 1:
            said = "brothers and sisters with several teams: the family goes to the team of this child"
            self.extract.doubt(self.extract.people[most].at, most, said)
        teams: list[tuple[date, Ref | int]] = []
        for one in mine:
            if one.team in self._teams and one.team:
                begins = max(one.start, start)
                if teams and teams[-1][0] == begins:
                    teams.pop()
                if not teams or teams[-1][1] != self._teams[one.team]:
                    teams.append((begins, self._teams[one.team]))
        if not teams:
            teams = [(start, self._teams[""])]
        teams[0] = (start, teams[0][1])
        pieces = [
            (team, begins, teams[place + 1][0] if place + 1 < len(teams) else None)
            for place, (begins, team) in enumerate(teams)
        ]
        workers = [one for one in mine if one.worker in self._workers and one.ended is None] or [
            one for one in mine if one.worker in self._workers
        ]
        return pieces, self._workers[workers[-1].worker] if workers else None

    def _fact(self, fact: Fact, group: Group, home: Ref | int) -> Wanted:
        person = self.who(fact.child)
        values = {"person_id": person, "involvement_id": home, "withdrawn_at": None, **fact.values}
        if fact.on_a_day:
            values["on"] = fact.start
        else:
            values |= {"started_on": fact.start, "ended_on": fact.ended}
        more = {"said_by": fact.said_by or f"Import of {self.called}"}
        return Wanted(fact.table, fact.key, fact.at, values, more, child=fact.child, family=group.ref, person=person)

    # -- visits

    def _seen(self, group: Group) -> Iterator[Wanted]:
        """One entry for a day on which children of the family were seen; the file has no words of it."""
        days: dict[date, dict[str, Visit]] = defaultdict(dict)
        for number in group.people:
            for visit in self.visits.pop(number, []):
                if visit.on > self.there.today:
                    self.extract.leave_out(visit.at, number, "lies after today")
                    continue
                before = days[visit.on].get(number)
                if before is None or (visit.alone and not before.alone):
                    days[visit.on][number] = visit
        for on, seen in sorted(days.items()):
            key = f"visit/{group.key}/{on.isoformat()}"
            at = next(iter(seen.values())).at
            values = {"family_id": group.ref, "kind": "visit", "happened_on": on}
            more = {"text": f"A visit, brought in from {self.called}, which has no words of it."}
            yield Wanted("record.entry", key, at, values, more, family=group.ref)
            for number, visit in seen.items():
                person = self.who(number)
                values = {"entry_id": Ref(key), "person_id": person, "alone": visit.alone}
                yield Wanted(
                    "record.seen", f"seen/{number}/{on.isoformat()}", visit.at, values,
                    child=number, family=group.ref, person=person,
                )  # fmt: skip

    def _came_in(self, group: Group) -> Iterator[Wanted]:
        """One entry for each. What an entry says stays, so of one that was corrected only a new day is a new one."""
        for number in group.people:
            for told in self.told.pop(number, []):
                if told.on > self.there.today:
                    self.extract.leave_out(told.at, number, "lies after today")
                    continue
                values = {"family_id": group.ref, "kind": "note", "happened_on": told.on}
                more = {"text": told.words}
                yield Wanted(
                    "record.entry", told.key, told.at, values, more,
                    child=number, family=group.ref, person=self.who(number),
                )  # fmt: skip


FUNCTIONS = (
    ("assess", "assessment"), ("looked after", "looked_after"), ("leaving care", "leaving_care"),
    ("care leaver", "leaving_care"), ("16+", "leaving_care"), ("disab", "disability"), ("in care", "looked_after"),
    ("edge of care", "edge_of_care"), ("early help", "early_help"),
)  # fmt: skip


def _within(spans: Sequence[Span], day: date) -> bool:
    return any(one.start <= day and (one.ended is None or day <= one.ended) for one in spans)


def _meeting(spans: Sequence[Span], there: Sequence[Opening]) -> list[tuple[Opening | None, list[Span]]]:
    """Spans with the opening that each meets; several that meet the same one are one."""
    made: list[tuple[Opening | None, list[Span]]] = []
    for span in spans:
        met = next(
            (
                one
                for one in reversed(there)
                if (span.ended is None or one.opened <= span.ended) and (one.closed is None or one.closed >= span.start)
            ),
            None,
        )
        if met is not None and made and made[-1][0] == met:
            made[-1][1].append(span)
        else:
            made.append((met, [span]))
    return made
