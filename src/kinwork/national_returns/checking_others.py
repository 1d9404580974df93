"""What would be found today in Annex A, a payload of the daily API and the Standard Safeguarding Dataset.

The same as in the two returns of a year: read some hundreds of children at a time, asked by our own check, and each
finding with the fact that it is of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kinwork.access.sql import tuples
from kinwork.returns import annex_a as lists
from kinwork.returns import csc_api as api
from kinwork.returns import flat
from kinwork.returns import ssd as dataset
from kinwork.returns.checking import COLUMNS, WITHOUT, Checked, Silent
from kinwork.returns.own_rules import ANNEX_A, CSC_API, SSD, own_rules
from kinwork.returns.workbooks import as_text

from . import annex_a, csc_api, ssd
from .checking import AT_A_TIME, Looked, Source
from .comparing import PARTS, child_on, of_documents, of_folder, of_lists
from .facts import FACTS, FROM
from .reading import Tell, in_one_go, number_of, untold, whole_record
from .ssd.telling import Rows
from .writing import ssd_parts

NOTHING = "nothing"
OF_POSTCODES = ("Placement Location", "LA of Placement")  # known only where a table of postcodes is brought
KEPT_SAID = 200  # signs of what stands there
# Of which fact an entity of the payload is: by the name of its id, which begins with a letter.
ENTITY_OF = {
    "social_care_episode_id": "episode", "child_and_family_assessment_id": "assessment",
    "child_in_need_plan_id": "need_plan", "section_47_assessment_id": "enquiry",
    "child_protection_plan_id": "protection_plan", "child_looked_after_placement_id": "placement",
}  # fmt: skip
# And a line of the dataset, by its key.
OBJECT_OF = {
    "ssd_cin_episodes": "episode", "ssd_cin_assessments": "assessment", "ssd_assessment_factors": "assessment",
    "ssd_cin_plans": "need_plan", "ssd_s47_enquiry": "enquiry", "ssd_initial_cp_conference": "conference",
    "ssd_cp_plans": "protection_plan", "ssd_cp_reviews": "conference", "ssd_cla_episodes": "placement",
    "ssd_cla_placement": "placement", "ssd_legal_status": "legal_status", "ssd_cla_care_plan": "care_plan",
    "ssd_cla_previous_permanence": "previous_order", "ssd_missing": "missing", "ssd_permanence": "adoption_decision",
    "ssd_cla_health": "health", "ssd_sdq_scores": "score", "ssd_cla_convictions": "conviction",
    "ssd_cla_substance_misuse": "substance", "ssd_immigration_status": "unaccompanied",
}  # fmt: skip
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_NUMBER = re.compile(r"^[A-Z]*(\d+)")


class Issues:
    """What is found, as the rules of the two returns have it: with the cause, and of which fact it is."""

    def __init__(self, return_: str) -> None:
        self.rules = own_rules(return_)
        self.rows: list[dict[str, Any]] = []
        self.sources: dict[str, list[Source]] = defaultdict(list)

    def add(self, rule: str, child: str | None, table: str, field: str, value: str, cause: str, source: Source) -> None:
        """``field`` and ``value``: what stands there. Two of one child and cause are one, however many lines."""
        asked = self.rules[rule]
        self.rows.append(
            {
                "rule": rule, "severity": asked.severity, "child": child, "table": table,
                "row": len(self.sources[table]), "field": field.replace(" ", "\N{NO-BREAK SPACE}"),
                "value": value[:KEPT_SAID].replace("; ", ", ") or NOTHING, "cause": cause,
                "message": f"{table}: {asked.words}",
            }
        )  # fmt: skip
        self.sources[table].append(source)

    def checked(self, children: int, silent: Sequence[Silent] = ()) -> Checked:
        issues = pl.DataFrame(self.rows, schema={**COLUMNS, "cause": pl.String})
        return Checked(issues, list(silent), len(self.rules), children)

    def with_openings(self) -> None:
        """Facts of which only kind and number are known: with whose they are. A statement for each kind."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for sources in self.sources.values():
            for one in sources:
                if one is not None and not one[2]:
                    wanted[one[0]].add(one[1])
        known = {kind: _openings(kind, sorted(ids)) for kind, ids in wanted.items()}
        for row in self.rows:
            one = self.sources[row["table"]][row["row"]]
            if one is None or one[2]:
                continue
            opening, person = known[one[0]].get(one[1], (0, 0))
            made = (FACTS[one[0]].table.removeprefix("children_"), one[1], opening)
            self.sources[row["table"]][row["row"]] = made if opening else None
            row["child"] = row["child"] or (number_of(person) if person else None)


def _openings(kind: str, ids: list[int]) -> dict[int, tuple[int, int]]:
    with whole_record():
        sql = f"SELECT id, involvement_id, person_id FROM {FACTS[kind].table} WHERE id = ANY (%(ids)s)"  # noqa: S608
        return {id: (opening, person) for id, opening, person in tuples(sql, ids=ids)}


def _some(people: Sequence[int]) -> Iterator[list[int]]:
    return (list(people[start : start + AT_A_TIME]) for start in range(0, len(people), AT_A_TIME))


def check_annex_a(on: date, *, authority: str, people: list[int], tell: Tell = untold) -> Looked:
    """The lists as of a day; without a table of postcodes, so that nothing is asked of where placements lie."""
    at = annex_a.as_of(on, None, authority)
    made: dict[str, list[annex_a.Line]] = {name: [] for name in lists.lists()}

    def add(found: Iterable[tuple[str, annex_a.Line]]) -> None:
        for name, line in found:
            made[name].append(line)

    with whole_record():
        add(annex_a.lines_of_others(at))
    for some in _some(people):
        with whole_record(), in_one_go():
            add(annex_a.lines_of_people(some, at))
        tell(len(some))
    sources = {name: [line.get(FROM) for line in lines] for name, lines in made.items()}
    rows = {name: lists.as_rows(name, lines) for name, lines in made.items()}
    issues = Issues(ANNEX_A)
    for one in lists.check_lists(rows, on):
        if one.rule == "empty" and one.column in OF_POSTCODES:
            continue
        row = rows[one.list_][one.line - 2]  # as in the workbook: the first line is the second of the sheet
        whole = one.column == lists.CHILD
        value = "open" if whole else as_text(row.cells.get(one.column)) or ""
        place = one.list_ if whole else one.column
        issues.add(one.rule, child_on(row), one.list_, place, value, place, sources[one.list_][one.line - 2])
    children = {row.text(lists.CHILD) for name, found in rows.items() if name != "List 11" for row in found}
    silent = [Silent(f"empty: {name}", WITHOUT["Postcodes"]) for name in OF_POSTCODES]
    return Looked(issues.checked(len(children), silent), of_lists(rows), issues.sources, _heights(rows))


def _heights(tables: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    return {name: len(rows) for name, rows in tables.items()}


def check_csc_api(on: date, *, people: list[int], tell: Tell = untold) -> Looked:
    """The payload of the year's children as it would be sent whole."""
    period = csc_api.period_on(on)
    issues, sent = Issues(CSC_API), []
    for some in _some(people):
        with whole_record(), in_one_go():
            found = csc_api.documents(some, on, period)
        for one in found.values():
            sent.append(one)
            for wrong in api.check([one]):
                _add_place(issues, one, str(wrong["place"]), str(wrong["rule"]))
        tell(len(some))
    issues.with_openings()
    lines = of_documents(sent)
    heights = {name: sum(1 for _ in lines[name]()) for name in PARTS}
    return Looked(issues.checked(len(sent)), lines, issues.sources, {name: n for name, n in heights.items() if n})


def _add_place(issues: Issues, one: csc_api.Document, place: str, rule: str) -> None:
    """What is wrong at a place such as ``$[0].social_care_episodes[1].closure_date``."""
    value: Any = [one]
    source: Source = None
    names: list[str] = []
    for name, number in _STEP.findall(place):
        if name:
            names.append(name)
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and number and int(number) < len(value):
            value = value[int(number)]
        else:
            value = None
        if isinstance(value, dict):
            source = next((_by_key(kind, value.get(key)) for key, kind in ENTITY_OF.items() if key in value), source)
    said = value if isinstance(value, str) else as_text(value) if isinstance(value, int) else ""
    cause = ".".join(names[-2:]) or "child"
    table = names[-2] if len(names) > 1 else "child"
    issues.add(rule, str(one["la_child_id"]), table, cause, said or "", cause, source)


def _by_key(kind: str, key: object) -> Source:
    """Of which fact a key is, such as A17 or P3-8; its opening is looked up later."""
    match = _NUMBER.match(str(key))
    return (kind, int(match[1]), 0) if match and int(match[1]) else None


def check_ssd(on: date, *, people: list[int], place: Path, tell: Tell = untold) -> Looked:
    """The dataset, written into a folder and checked there: it is too long to be in memory."""
    heights: Counter[str] = Counter()
    with in_one_go():
        flat.write_parts(place, ssd_parts(_rows(on, people, tell, heights)))
    issues = Issues(SSD)
    for one in dataset.findings_in(place):
        name, column = str(one["object"]), str(one["column"])
        kind = OBJECT_OF.get(name)
        source = _by_key(kind, one["key"]) if kind else None
        child = str(one["child"]) if one["child"] else None
        cause = name if column == dataset.child_of(name) else column  # of the line as a whole
        issues.add(str(one["rule"]), child, name, cause, str(one["value"] or ""), cause, source)
    issues.with_openings()
    return Looked(issues.checked(len(people)), of_folder(place), issues.sources, dict(heights))


def _rows(on: date, people: list[int], tell: Tell, heights: Counter[str]) -> Rows:
    there = frozenset(people)
    with whole_record():
        yield from _counted(ssd.rows_of_house(on), heights)
    for some in _some(people):
        with whole_record():
            yield from _counted(ssd.rows_of_people(some, there, on), heights)
        tell(len(some))


def _counted(rows: Rows, heights: Counter[str]) -> Rows:
    for name, row in rows:
        heights[name] += 1
        yield name, row
