"""The data of a study as a table without names: its columns with their labels, and how they are made coarser. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kinwork.instruments import Instrument, Item, Scale, Scorer
from kinwork.instruments.model import Asked as AskedHow
from kinwork.instruments.model import Method

from .designs import Asked, Design, FamilyFacts, Wave
from .disclosure import LEAST, WITHHELD, Finding, few_alike, linkable, small_cells, withheld

# Codes of what is missing, in SPSS; in CSV and Parquet the cell is empty.
WITHHELD_CODE, RATHER_NOT_CODE, NOT_ANSWERED_CODE, LEFT_OUT_CODE, ASIDE_CODE = -96, -97, -98, -99, -95
MISSING = {
    ASIDE_CODE: "Another answer, such as not applicable",
    WITHHELD_CODE: "Withheld, so that no family is known by it",
    RATHER_NOT_CODE: "Would rather not",
    NOT_ANSWERED_CODE: "Questionnaire not answered",
    LEFT_OUT_CODE: "Item left out",
}
ANSWERED, RATHER_NOT, NOT_ANSWERED = "answered", "would rather not", "not answered"
STATES = {"1": ANSWERED, "2": RATHER_NOT, "3": NOT_ANSWERED}


class UnitAs(StrEnum):
    CODE = "code"
    NONE = "none"


class ChildrenAs(StrEnum):
    NUMBER = "number"
    BANDS = "bands"
    NONE = "none"


class AgeAs(StrEnum):
    YEARS = "years"
    BANDS = "bands"
    NONE = "none"


class StatusAs(StrEnum):
    EACH = "each"
    TWO = "two"
    NONE = "none"


@dataclass(frozen=True)
class Coarseness:
    """How finely it is told by what somebody might know a family again; and whether what is left is blanked."""

    unit: UnitAs = UnitAs.CODE
    children: ChildrenAs = ChildrenAs.NUMBER
    age: AgeAs = AgeAs.YEARS
    status: StatusAs = StatusAs.EACH
    group: bool = True
    withhold: bool = False

    def as_data(self) -> dict[str, Any]:
        return {
            "unit": self.unit.value, "children": self.children.value, "age": self.age.value,
            "status": self.status.value, "group": self.group, "withhold": self.withhold,
        }  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: what it says, and what its values say. ``is_known``: by it somebody might know a family again."""

    name: str
    label: str
    measure: str  # nominal, ordinal or scale
    values: Mapping[str, str] = field(default_factory=dict)
    is_words: bool = False  # its values are words of the list, not numbers
    is_known: bool = False


@dataclass(frozen=True)
class Filled:
    """A questionnaire that was answered: how many days after the family agreed, and each answer."""

    days: int
    instrument: Instrument
    answers: Mapping[int, float | int | str]
    age: int | None


@dataclass(frozen=True)
class Taking:
    """A family that takes part, as the data tells of it. ``filled`` and ``unwilling`` by wave and questionnaire."""

    code: str
    group: str
    unit: str  # its code
    facts: FamilyFacts
    filled: Mapping[tuple[str, str], Filled]
    unwilling: frozenset[str]


@dataclass(frozen=True)
class Table:
    """The data: columns, and rows of them. A value is empty (None) where it is missing; why, ``missing`` says."""

    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    missing: tuple[dict[str, int], ...]

    @property
    def known(self) -> list[str]:
        """The columns by which somebody might know a family again."""
        return [column.name for column in self.columns if column.is_known]


STATUS_NAMES = {
    "none": "No status", "leaver": "Care leaver", "cin": "Child in need", "cp": "Child protection plan",
    "lac": "Looked after",
}  # fmt: skip
GRAVITY = ("lac", "cp", "cin", "leaver")
TWO = {"grave": "Protection plan or looked after", "other": "Neither"}
CHILDREN = {"1": "One child", "2": "Two children", "3+": "Three or more"}
AGES = {"0-4": "0 to 4 years", "5-10": "5 to 10 years", "11-15": "11 to 15 years", "16+": "16 years or more",
        "none": "Not born, or not known"}  # fmt: skip


def _status(facts: FamilyFacts, how: StatusAs) -> str:
    highest = next((one for one in GRAVITY if one in facts.statuses), "none")
    return highest if how == StatusAs.EACH else "grave" if highest in ("lac", "cp") else "other"


def _age(facts: FamilyFacts, how: AgeAs) -> Any:
    if not facts.ages:
        return "none" if how == AgeAs.BANDS else None
    age = min(facts.ages)
    if how == AgeAs.YEARS:
        return age
    return "0-4" if age < 5 else "5-10" if age < 11 else "11-15" if age < 16 else "16+"


def _children(facts: FamilyFacts, how: ChildrenAs) -> Any:
    if how == ChildrenAs.NUMBER:
        return facts.children
    return "3+" if facts.children >= 3 else str(max(facts.children, 1))


def _head(design: Design, coarse: Coarseness, units: Sequence[str]) -> list[Column]:
    columns = [Column("id", "Code of the family in this study", "nominal", is_words=True)]

    def add(name: str, label: str, measure: str, values: Mapping[str, str] | None = None) -> None:
        columns.append(Column(name, label, measure, values or {}, is_words=values is not None, is_known=True))

    if coarse.group and design.groups:
        add("group", "Group", "nominal", {one.key: one.name for one in design.groups})
    if coarse.unit == UnitAs.CODE:
        add("unit", "Unit on the day of the draw, by a code of this study", "nominal", {one: one for one in units})
    if coarse.children != ChildrenAs.NONE:
        bands = CHILDREN if coarse.children == ChildrenAs.BANDS else None
        add("children", "Children of concern on the day of the draw", "ordinal" if bands else "scale", bands)
    if coarse.age != AgeAs.NONE:
        bands = AGES if coarse.age == AgeAs.BANDS else None
        add("youngest", "Age of the youngest child on the day of the draw", "ordinal" if bands else "scale", bands)
    if coarse.status != StatusAs.NONE:
        values = STATUS_NAMES if coarse.status == StatusAs.EACH else TWO
        add("status", "Gravest status of a child on the day of the draw", "nominal", values)
    return columns


def _of_asked(wave: Wave, asked: Asked, instrument: Instrument) -> list[Column]:
    begin, said = f"{wave.key}_{asked.column}", f"{wave.name}, {instrument.name} ({asked.who})"
    columns = [
        Column(f"{begin}_state", f"{said}: whether it was answered", "nominal",
               {one: one for one in STATES.values()}, is_words=True),
        Column(f"{begin}_days", f"{said}: days after the family agreed", "scale"),
    ]  # fmt: skip
    for item in given_items(instrument):
        values = {str(option.value): option.label or str(option.value) for option in item.answers.options}
        measure = "ordinal" if item.answers.asked == AskedHow.ONE else "scale"
        words = item.text or item.label or f"item {item.number}"
        columns.append(Column(f"{begin}_{item.key}", f"{said}: {words}", measure, values))
    columns += [
        Column(_of_scale(begin, scale), f"{said}: {scale.name}. {scale.direction_in_words}", "scale")
        for scale in given_scales(instrument)
    ]
    return columns


def given_items(instrument: Instrument) -> list[Item]:
    """The items that are given: none that is answered in words, as anything could stand there."""
    return [item for item in instrument.items if item.answers.asked != AskedHow.WORDS]


def given_scales(instrument: Instrument) -> list[Scale]:
    """The scores that are given: none in words, nor of two times."""
    return [scale for scale in instrument.scales if scale.method not in (Method.LEVEL, Method.CHANGE)]


def _of_scale(begin: str, scale: Scale) -> str:
    return f"{begin}_score_{scale.key.replace('-', '_')}"


def table(design: Design, coarse: Coarseness, taking: Sequence[Taking], instruments: Mapping[str, Instrument]) -> Table:
    """One row a family, in the order of their codes, which are by chance."""
    units = sorted({one.unit for one in taking})
    columns = _head(design, coarse, units)
    asks = [(wave, asked) for wave in design.waves for asked in wave.asks if asked.instrument in instruments]
    for wave, asked in asks:
        columns += _of_asked(wave, asked, instruments[asked.instrument])
    names = {column.name for column in columns}
    rows, missing = [], []
    for one in sorted(taking, key=lambda one: one.code):
        row: dict[str, Any] = {
            "id": one.code, "group": one.group, "unit": one.unit, "children": _children(one.facts, coarse.children),
            "youngest": _age(one.facts, coarse.age), "status": _status(one.facts, coarse.status),
        }  # fmt: skip
        why: dict[str, int] = {}
        for wave, asked in asks:
            _fill(row, why, one, wave, asked, instruments[asked.instrument])
        rows.append({name: value for name, value in row.items() if name in names})
        missing.append(why)
    return Table(tuple(columns), tuple(rows), tuple(missing))


def _fill(
    row: dict[str, Any], why: dict[str, int], one: Taking, wave: Wave, asked: Asked, instrument: Instrument
) -> None:
    begin = f"{wave.key}_{asked.column}"
    filled = one.filled.get((wave.key, asked.key))
    is_unwilling = filled is None and asked.instrument in one.unwilling
    row[f"{begin}_state"] = ANSWERED if filled else RATHER_NOT if is_unwilling else NOT_ANSWERED
    row[f"{begin}_days"] = filled.days if filled else None
    none = RATHER_NOT_CODE if is_unwilling else NOT_ANSWERED_CODE
    if filled is None:
        why[f"{begin}_days"] = none
    for item in given_items(instrument):
        value = filled.answers.get(item.number) if filled else None
        row[f"{begin}_{item.key}"] = None if isinstance(value, str) else value
        if row[f"{begin}_{item.key}"] is None:
            why[f"{begin}_{item.key}"] = none if not filled else ASIDE_CODE if value else LEFT_OUT_CODE
    scores = Scorer(instrument).scores_of(filled.answers, age=filled.age) if filled else ()
    by_key = {score.scale.key: score.value for score in scores}
    for scale in given_scales(instrument):
        name = _of_scale(begin, scale)
        row[name] = by_key.get(scale.key)
        if row[name] is None:
            why[name] = LEFT_OUT_CODE if filled else none


# -- looking through it


@dataclass(frozen=True)
class Looked:
    """What was found in the data, what is to be given, and what stands against giving it."""

    found: tuple[Finding, ...]
    table: Table
    withheld: int
    left: tuple[Finding, ...]
    problem: str

    @property
    def may_be_given(self) -> bool:
        return not self.left and not self.problem


def look_through(
    data: Table,
    coarse: Coarseness,
    margins: Mapping[str, Mapping[str, int]],
    counts: Mapping[str, Sequence[bool]],
) -> Looked:
    """The three questions of ``disclosure``, before and after what was chosen."""
    known = data.known
    found = _findings(data.rows, known, margins, counts)
    if len(data.rows) < LEAST:
        few = f"{len(data.rows)} agreed so far. Nothing is given of fewer than {LEAST}: each would be known again."
        return Looked(tuple(found), data, 0, tuple(found), few)
    if not coarse.withhold:
        return Looked(tuple(found), data, 0, tuple(found), "")
    rest = [name for name in known if name != "group"]
    rows: list[dict[str, Any]] = []
    for group in dict.fromkeys(row.get("group") for row in data.rows):
        blanked = withheld([row for row in data.rows if row.get("group") == group], rest)
        if blanked is None:
            n = sum(1 for row in data.rows if row.get("group") == group)
            why = f"A group has {n} families: fewer than {LEAST}. Leave the group out."
            return Looked(tuple(found), data, 0, tuple(found), why)
        rows += blanked
    rows.sort(key=lambda row: str(row["id"]))
    gone = sum(1 for row in rows if any(row[name] == WITHHELD for name in rest))
    blank = Table(data.columns, tuple(rows), data.missing)
    return Looked(tuple(found), blank, gone, tuple(_findings(rows, known, margins, counts)), "")


def _findings(
    rows: Sequence[Mapping[str, Any]],
    known: Sequence[str],
    margins: Mapping[str, Mapping[str, int]],
    counts: Mapping[str, Sequence[bool]],
) -> list[Finding]:
    found = small_cells(rows, known)
    if len(known) > 1:
        found += few_alike(rows, known)
    if "unit" in known:
        found += linkable(rows, "unit", margins, counts=counts)
    return found


def day_after(agreed_on: date, finished_on: date) -> int:
    """Days between: no date leaves the house."""
    return (finished_on - agreed_on).days
