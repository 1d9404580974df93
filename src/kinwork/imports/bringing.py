"""The wanted rows against what is there: made, changed, there already, in doubt; written some families at once."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any

from django.apps import apps

from .arranging import Arranging, Wanted, overlap
from .extract import CALLED, Extract, Ref, Said
from .models import Did
from .reading import LATEST, asked, in_parts
from .shapes import AT_END, LONE
from .states import plain, state_of
from .writing import Planned, Writing, new_ids

AT_ONCE = 250  # families that are looked at and written together
# Tables whose ids count from one; all others' count time.
COUNTED = ("access.user", "units.unit", "units.post", "units.postholding")
ALWAYS_THERE = ("children.", "people.identifier", "people.particular", "people.address", "families.familymember",
                "families.parenthood", "record.seen")  # fmt: skip
# What is the same row whatever the file calls it: by these columns.
NATURAL = {
    "people.identifier": ("person_id", "kind", "value"),
    "people.particular": ("person_id", "what", "code"),
    "people.address": ("person_id", "lines", "postcode"),
    "families.familymember": ("person_id", "family_id"),
    "families.parenthood": ("parent_id", "child_id"),
}
# Of whom a row is: a number that another child’s row had in an earlier file takes nothing from that child.
WHOSE = frozenset(("person_id", "family_id", "parent_id", "child_id", "person", "family"))
ANOTHERS = "this number was another child’s in an earlier file: left as it is"
CHANGED_HERE = "was changed here since it was brought in: left as it is"
ENTRY_STAYS = "what an entry says stays as it was brought in, and where"
STANDS_HERE = "overlaps with what is recorded here: left out"


@dataclass
class Tally:
    """How much of each kind was made, changed, found; ``openings`` are those that were touched."""

    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    openings: set[int] = field(default_factory=set)

    def count(self, did: Did | None, table: str) -> None:
        kinds = {None: self.same, Did.MADE: self.made, Did.CHANGED: self.changed, Did.MATCHED: self.matched}
        kinds[did][table] += 1


class Bringing:
    """One extract on its way into the record. Without an ``into`` nothing is written."""

    def __init__(
        self, extract: Extract, arranging: Arranging, using: str, into: tuple[int, int, datetime] | None = None
    ) -> None:
        """``into``: the import, in whose name it writes, and when."""
        self.extract, self.arranging, self.using = extract, arranging, using
        self.writing = Writing(using, *into, self.id_of) if into is not None else None
        self.tally = Tally()
        self.columns: dict[str, list[str]] = {}
        self.ids: dict[str, int] = {}
        self.known: dict[str, tuple[int, str]] = {}
        self.is_new: set[int] = set()
        self._fake = count(-1, -1)
        self._waiting: dict[str, list[int]] = {}
        self.changes: list[Said] = []
        self.families = 0

    # -- ids

    def new_id(self, table: str) -> int:
        if self.writing is None:
            made = next(self._fake)
        else:
            kind = table if table in COUNTED else ""
            waiting = self._waiting.setdefault(kind, [])
            if not waiting:
                waiting.extend(self._more(kind))
                waiting.reverse()
            made = waiting.pop()
        self.is_new.add(made)
        return made

    def _more(self, kind: str) -> list[int]:
        if not kind:
            return new_ids(self.using, 5000)
        name = apps.get_model(kind)._meta.db_table
        sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, 20)"
        return [row[0] for row in asked(self.using, sql, name)]

    def id_of(self, value: Any) -> Any:
        if isinstance(value, Ref):
            found = self.ids.get(value.key)
            return found if found is not None else self._person(value.key)
        return value

    def _person(self, key: str) -> int:
        number = key.removeprefix("person/")
        there = self.arranging.there
        found = there.people.get(number)
        if found is None:
            found = self.new_id("people.person")
        self.ids[key] = found
        return found

    # -- the whole

    def run(self, tell: Callable[[int], None] = lambda _: None) -> None:
        """All of it: the service first, then families, some at a time."""
        gc.freeze()  # the extract stays until the end: not looked through for what may go, again and again
        try:
            self._run(tell)
        finally:
            gc.unfreeze()

    def _run(self, tell: Callable[[int], None]) -> None:
        self.take(list(self.arranging.service()))
        waiting: list[Wanted] = []
        groups = self.arranging.groups()
        self.families = len(groups)
        people = 0
        for number, group in enumerate(groups, 1):
            waiting += self.arranging.family(group)
            people += len(group.people)
            if number % AT_ONCE == 0 or number == len(groups):
                self.take(waiting)
                waiting = []
                tell(people)
                people = 0

    def take(self, wanted: list[Wanted]) -> None:
        self._resolve(wanted)
        planned = list(self._plan(wanted))
        if self.writing is not None:
            self.writing.write(planned)

    def _resolve(self, wanted: list[Wanted]) -> None:
        """The id of each, by what was brought in before; and of all others a new one."""
        self.known = {}
        for some in in_parts([one.key for one in wanted]):
            for key, row, state, _, _, did in asked(self.using, LATEST, some):
                self.known[key] = (row, state if did != Did.MATCHED else "")
        for one in wanted:
            if one.key not in self.ids:
                found = self.known.get(one.key)
                if found is not None and not one.key.startswith("person/"):
                    self.ids[one.key] = found[0]
                elif one.table == "people.person":
                    self._person(one.key)
                else:
                    self.ids[one.key] = self.new_id(one.table)

    def _plan(self, wanted: list[Wanted]) -> Iterator[Planned]:
        there = self._there(wanted)
        seen_days: set[str] = set()
        result: list[Planned] = []
        for one in wanted:
            if (found := self._one(one, there)) is not None:
                result.append(found)
                if found.wanted.table == "record.seen" and found.did == Did.MADE:
                    seen_days.add(str(found.values["entry_id"]))
        for found in result:
            is_visit = found.wanted.key.startswith("visit/") and found.did == Did.MADE
            if not is_visit or str(found.id) in seen_days:
                self.tally.count(found.did, found.wanted.table)
                yield found

    def _one(self, one: Wanted, there: _There) -> Planned | None:
        values = {name: self.id_of(value) for name, value in one.values.items()}
        known = self.known.get(one.key)
        if one.table == "cases.involvement":
            self.tally.openings.add(self.ids[one.key])
        state = state_of(values)
        if known is None:
            return self._unknown(one, values, state, there)
        row, before = known
        if not before or before == state:
            self.tally.count(None, one.table)
            return None
        is_now = there.rows.get((one.table, row))
        if is_now is None:
            self.extract.doubt(one.at, one.child, "what was brought in is no longer here: left out")
            return None
        has = {name: plain(is_now[name]) for name in values}
        if state_of(has) == state:
            self.tally.count(None, one.table)
            return None
        if state_of(has) != before:
            self.extract.doubt(one.at, one.child, CHANGED_HERE)
            return None
        if one.table == "record.entry":
            self.extract.doubt(one.at, one.child, ENTRY_STAYS)
            return None
        return self._changed(one, row, values, state, has)

    def _changed(
        self, one: Wanted, row: int, values: dict[str, Any], state: str, has: dict[str, Any]
    ) -> Planned | None:
        differs = {name for name in values if plain(values[name]) != has[name]}
        was = {name: has[name] for name in differs}
        if differs & WHOSE and (one.table != "families.familymember"):
            self.extract.doubt(one.at, one.child, ANOTHERS)
            return None
        self.changes.append(Said(one.at, one.child, f"{one.table}: {', '.join(sorted(differs))}"))
        is_end = has.get("ended_on", "") is None and differs <= {"ended_on", *AT_END}
        if one.table.startswith("children.") and not is_end:
            new = self.new_id(one.table)
            self.ids[one.key] = new
            return Planned(one, new, values, Did.CHANGED, state, {}, old=row)
        return Planned(one, row, values, Did.CHANGED, state, was)

    def _unknown(self, one: Wanted, values: dict[str, Any], state: str, there: _There) -> Planned | None:
        made = self.ids[one.key]
        if not one.table.startswith(ALWAYS_THERE):
            return Planned(one, made, values, Did.MADE, state)
        on = date.fromisoformat(one.key.rpartition("/")[2]) if one.table == "record.seen" else None
        same = there.same(one.table, {**values, "on": on} if on else values)
        if same is not None:
            self.ids[one.key] = same
            return Planned(one, same, values, Did.MATCHED, "")
        if there.stands_in_the_way(one.table, values):
            self.extract.leave_out(one.at, one.child, STANDS_HERE)
            return None
        return Planned(one, made, values, Did.MADE, state)

    def _there(self, wanted: list[Wanted]) -> _There:
        """The rows that are compared: of keys that are known, and of people who are no news."""
        there = _There(self.using)
        changed: dict[str, list[int]] = defaultdict(list)
        natural: dict[str, set[int]] = defaultdict(set)
        for one in wanted:
            known = self.known.get(one.key)
            if known is not None:
                if known[1] and known[1] != state_of({n: self.id_of(v) for n, v in one.values.items()}):
                    changed[one.table].append(known[0])
            elif one.table.startswith(ALWAYS_THERE):
                column = "parent_id" if one.table == "families.parenthood" else "person_id"
                person = self.id_of(one.values[column])
                if person not in self.is_new:
                    natural[one.table].add(person)
        columns = {one.table: list(one.values) for one in wanted}
        for one in wanted:
            if len(one.values) > len(columns[one.table]):
                columns[one.table] = list(one.values)
            if len(one.values) > len(self.columns.get(one.table, ())):
                self.columns[one.table] = sorted(one.values)
        for table, ids in changed.items():
            there.read(table, columns[table], ids)
        ours = {self.ids[one.key] for one in wanted}
        for table, people in natural.items():
            there.read_of(table, columns[table], sorted(people), ours)
        return there


class _There:
    """Rows of the record, as they are compared."""

    def __init__(self, using: str) -> None:
        self.using = using
        self.rows: dict[tuple[str, int], dict[str, Any]] = {}
        self.by_nature: dict[tuple[Any, ...], int] = {}
        self.spans: dict[tuple[str, int, str], list[tuple[Any, Any]]] = defaultdict(list)

    def _select(self, table: str, columns: Sequence[str], where: str, ids: list[int]) -> list[tuple[Any, ...]]:
        named = ", ".join(f'"{column}"' for column in ("id", *columns))
        name = apps.get_model(table)._meta.db_table
        return asked(self.using, f"SELECT {named} FROM {name} WHERE {where}", ids)  # noqa: S608 -- our own tables

    def read(self, table: str, columns: Sequence[str], ids: list[int]) -> None:
        for id, *values in self._select(table, columns, "id = ANY (%s)", ids):
            self.rows[table, id] = dict(zip(columns, values, strict=True))

    def read_of(self, table: str, columns: Sequence[str], people: list[int], ours: set[int]) -> None:
        """Of some people. ``ours``: rows that the file itself speaks of are no rivals."""
        if table == "record.seen":
            sql = (
                "SELECT s.id, s.person_id, e.happened_on FROM record_seen s JOIN record_entry e ON e.id = s.entry_id "
                "WHERE s.person_id = ANY (%s)"
            )
            for id, person, on in asked(self.using, sql, people):
                self.by_nature[table, person, on] = id
            return
        column = "parent_id" if table == "families.parenthood" else "person_id"
        where = f"{column} = ANY (%s)"
        if table.startswith("children."):
            where += " AND withdrawn_at IS NULL"
        for id, *values in self._select(table, columns, where, people):
            row = dict(zip(columns, values, strict=True))
            self.by_nature.setdefault((table, *_nature(table, row)), id)
            if table in LONE and id not in ours and (group := LONE[table](row)) is not None:
                self.spans[table, row["person_id"], group].append((row["started_on"], row["ended_on"]))

    def same(self, table: str, values: dict[str, Any]) -> int | None:
        return self.by_nature.get((table, *_nature(table, values)))

    def stands_in_the_way(self, table: str, values: dict[str, Any]) -> bool:
        if table not in LONE or (group := LONE[table](values)) is None:
            return False
        mine = (values["started_on"], values["ended_on"])
        return any(overlap(one, mine) for one in self.spans.get((table, values["person_id"], group), ()))


def _nature(table: str, values: dict[str, Any]) -> tuple[Any, ...]:
    if table == "record.seen":
        return values["person_id"], values.get("on")
    if table in NATURAL:
        return tuple(values[name] for name in NATURAL[table])
    when = values.get("started_on", values.get("on"))
    return values["person_id"], when, values.get("kind", ""), values.get("is_no_further_action", False)


def counts_of(bringing: Bringing) -> dict[str, Any]:
    tally = bringing.tally
    return {
        "source": CALLED[bringing.extract.kind],
        "made": dict(tally.made),
        "changed": dict(tally.changed),
        "matched": dict(tally.matched),
        "unchanged": dict(tally.same),
        "doubted": len(bringing.extract.doubted),
        "left_out": len(bringing.extract.left_out),
    }
