"""Rules over tables: which rows fail, what cannot be said and why, as issues in order, those of one cause together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from .kinds import Kind
from .layouts import Layout
from .rulebook import LAST_YEAR, Rule
from .scene import AUTHORITY, LINE, ROW, Hits, Scene

WITHOUT = {
    "Providers": "no provider register given",
    "Postcodes": "no postcode table given",
    "PostcodeTable": "no postcode table given",
    "Authority": "no authority given",
    "Asylum": "neither a table UASC nor such a column in the header given",
}
COLUMNS: dict[str, type[pl.DataType]] = {
    "rule": pl.String, "severity": pl.String, "child": pl.String, "table": pl.String, "row": pl.UInt32,
    "line": pl.UInt32, "field": pl.String, "value": pl.String, "message": pl.String, "group": pl.UInt32,
}  # fmt: skip
_ROW_BY_ROW = ("record", "lookup", "header")


@dataclass(frozen=True)
class Silent:
    """A rule that says nothing, and why: not the same as having found nothing."""

    rule: str
    why: str


@dataclass(frozen=True)
class Checked:
    """``issues``: one line per rule, table, row and field, as :data:`COLUMNS`; ordered by table, row, rule."""

    issues: pl.DataFrame
    silent: list[Silent]
    rules_run: int
    children: int
    by_rule: dict[str, int] = field(default_factory=dict)

    def count(self, severity: str) -> int:
        return self.issues.filter(pl.col("severity") == severity).height


def why_silent(rule: Rule, scene: Scene) -> str:
    """Why a rule cannot be asked here; empty if it can."""
    for name in rule.reads:
        if name in WITHOUT:
            if name not in scene.derived:
                return WITHOUT[name]
        elif not scene.has(name):
            base = name.removesuffix(LAST_YEAR)
            return f"no table {base} of last year given" if name != base else f"no table {base} given"
    if rule.any_of and not any(scene.has(name) for name in rule.may_read):
        return f"no table {' or '.join(rule.may_read)} given"
    return ""


def check(kind: Kind, scene: Scene, rules: Mapping[str, Rule]) -> Checked:
    """Every rule that can be asked, over the tables of a scene. A fault in one silences none of the others."""
    silent: list[Silent] = []
    asked: list[Rule] = []
    for rule in rules.values():
        why = why_silent(rule, scene)
        if why:
            silent.append(Silent(rule.code, why))
        else:
            asked.append(rule)
    found: list[tuple[Rule, Hits]] = []
    by_over: dict[str, list[Rule]] = {}
    for rule in asked:
        if rule.function:
            _ask(rule, lambda rule=rule: kind.functions[rule.function](scene), found, silent)
        else:
            by_over.setdefault(rule.over, []).append(rule)
    for over, several in by_over.items():
        _ask_together(scene, over, several, found, silent)
    order = {code: at for at, code in enumerate(rules)}
    silent.sort(key=lambda one: order[one.rule])
    issues = _issues(scene, kind.layout, found)
    counted = issues.group_by("rule").len()
    by_rule = dict(sorted(counted.iter_rows(), key=lambda one: order[one[0]]))
    return Checked(issues, silent, len(asked), children_in(scene), by_rule)


def children_in(scene: Scene) -> int:
    """How many children the tables speak of."""
    main = "ChildIdentifiers" if "ChildIdentifiers" in scene.layout.tables else "Header"
    tables = (
        [scene.tables[main]]
        if scene.has(main)
        else [scene.tables[name] for name in scene.given if not name.endswith(LAST_YEAR)]
    )
    child = scene.layout.child
    names = [table.get_column(child) for table in tables if child in table.columns]
    return pl.concat(names).n_unique() if names and any(len(one) for one in names) else 0


def _ask(rule: Rule, ask: object, found: list[tuple[Rule, Hits]], silent: list[Silent]) -> None:
    try:
        found.append((rule, ask()))  # type: ignore[operator]
    except Exception as problem:
        silent.append(Silent(rule.code, f"a fault of Kinwork’s own ({type(problem).__name__})"))


def _ask_together(
    scene: Scene, over: str, rules: list[Rule], found: list[tuple[Rule, Hits]], silent: list[Silent]
) -> None:
    """Rules over the same rows in one go; one by one where that fails, so that only the guilty one is silent."""
    try:
        found += zip(rules, scene.evaluate(over, [rule.when for rule in rules]), strict=True)
    except Exception:
        for rule in rules:
            _ask(rule, lambda rule=rule: scene.evaluate(over, [rule.when])[0], found, silent)


def _issues(scene: Scene, layout: Layout, found: Iterable[tuple[Rule, Hits]]) -> pl.DataFrame:
    parts: list[pl.DataFrame] = []
    places = {name: at for at, name in enumerate(layout.tables)}
    for rule, hits in found:
        for table, frame in hits.items():
            if table == AUTHORITY:
                parts.append(_as_a_whole(rule))
            elif table in rule.reports and len(frame):
                parts.append(_of_table(scene, rule, table, frame.unique(ROW), places[table]))
    if not parts:
        return pl.DataFrame(schema=COLUMNS)
    issues = pl.concat(parts, how="diagonal").sort("_table", "row", "rule", "_field", nulls_last=True)
    grouped = issues.with_columns(pl.struct("rule", "_key").rank("dense").alias("_rank"))
    first = grouped.group_by("_rank", maintain_order=True).agg().with_row_index("group", offset=1)
    return grouped.join(first, on="_rank", how="left", maintain_order="left").select(
        pl.col(name).cast(kind) for name, kind in COLUMNS.items()
    )


def _as_a_whole(rule: Rule) -> pl.DataFrame:
    message = f"The return as a whole: {rule.says}. Should be: {rule.right}."
    nothing = {"child": None, "table": None, "row": None, "line": None, "field": None, "value": None}
    known = {"rule": rule.code, "severity": rule.severity, "message": message, "_key": "", "_table": 999, "_field": 0}
    schema: dict[str, type[pl.DataType]] = {**COLUMNS, "_key": pl.String, "_table": pl.Int32, "_field": pl.Int32}
    del schema["group"]
    return pl.DataFrame({**nothing, **known}, schema_overrides=schema).select(*schema)


def _of_table(scene: Scene, rule: Rule, table: str, hit: pl.DataFrame, place: int) -> pl.DataFrame:
    """The failing rows of a table, once for each field that the rule reports there."""
    source = scene.tables.get(table)
    child = scene.layout.child
    about = scene.table(table)
    if "child" in hit.columns or source is None:  # rows of another table under this one's name
        rows = hit.select(ROW, *(name for name in ("child",) if name in hit.columns))
    else:
        rows = hit.select(ROW).join(source, on=ROW, how="left")
        if child in rows.columns:
            rows = rows.with_columns(pl.col(child).alias("child"))
    rows = rows.with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in ("child",) if name not in rows.columns),
        *(pl.lit(None, pl.UInt32).alias(name) for name in (LINE,) if name not in rows.columns),
    )
    rows = rows.with_columns(_key(rule, rows, child).alias("_key"))
    whose = pl.when(pl.col("child").is_null()).then(pl.lit("")).otherwise(pl.format(" of child {}", pl.col("child")))
    where = pl.when(pl.col(LINE).is_null()).then(pl.lit("")).otherwise(pl.format(", line {}", pl.col(LINE)))
    head = about.row[0].upper() + about.row[1:]
    ending = f"{rule.says}. Should be: {rule.right}. {about.place}."
    parts = []
    for at, name in enumerate(rule.reports[table]):
        value = _value(rows, name)
        written = pl.when(value.is_null()).then(pl.lit(" (empty)")).otherwise(pl.format(" “{}”", value))
        parts.append(
            rows.select(
                pl.lit(rule.code).alias("rule"),
                pl.lit(rule.severity).alias("severity"),
                pl.col("child"),
                pl.lit(table).alias("table"),
                pl.col(ROW),
                pl.col(LINE),
                pl.lit(name).alias("field"),
                value.alias("value"),
                pl.format("{}{}{}, {}{}: {}", pl.lit(head), whose, where, pl.lit(name), written, pl.lit(ending)).alias(
                    "message"
                ),
                pl.col("_key"),
                pl.lit(place, pl.Int32).alias("_table"),
                pl.lit(at, pl.Int32).alias("_field"),
            )
        )
    return pl.concat(parts)


def _value(rows: pl.DataFrame, name: str) -> pl.Expr:
    if name not in rows.columns:
        return pl.lit(None, pl.String)
    if isinstance(rows.schema[name], pl.List):
        return pl.col(name).list.join(" ")
    return pl.col(name)


def _key(rule: Rule, rows: pl.DataFrame, child: str) -> pl.Expr:
    """What rows that fail together have in common: a row by itself, the child, the episode, the repeated value."""
    alone = pl.format("row {}", pl.col(ROW))
    if rule.scope in _ROW_BY_ROW:
        return alone
    if rule.scope == "return":
        name = next((one for fields in rule.reports.values() for one in fields), "")
        return _value(rows, name).fill_null(alone) if name in rows.columns else alone
    if rule.scope == "episode" and "CINdetailsID" in rows.columns:
        return pl.format("{} {}", pl.col("child"), pl.col("CINdetailsID")).fill_null(pl.col("child")).fill_null(alone)
    return pl.col("child").fill_null(alone)
