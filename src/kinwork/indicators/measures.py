"""Every indicator, defined once: what is counted, of what, over which time, who defined it so, which way is better.

Each is an Ibis expression over the tables of the extract (``tables.py``), bound to no engine: DuckDB runs it on one
machine, Spark on many, and neither changes a letter of it. Its rows say what each adds to the numerator, to the
denominator and to n; nothing else is ever done with them than adding them up by authority, unit and quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .tables import TABLES, engine_type

if TYPE_CHECKING:  # what is said of an indicator is read on every page; ibis takes half a second, to count only
    import ibis.expr.types as ir

# 253 working days in a year: Cameron et al. 2016, section 3.3, as the Department for Education counted absence then.
WORKING_DAYS = 253 / 4
MEETING_WEEKS = 4
YEAR, TWO_YEARS = 12, 24  # months

Tables = dict[str, "ir.Table"]
LOWER, HIGHER, NEITHER = "lower", "higher", "neither"
BETTER = {
    LOWER: "Lower is better.",
    HIGHER: "Higher is better.",
    NEITHER: "Neither more nor less is better by itself: read it beside the others.",
}


@dataclass(frozen=True)
class Indicator:
    """One measure. ``value`` = ``scale`` × numerator ÷ denominator; ``rows`` is its definition."""

    key: str
    name: str
    numerator: str
    denominator: str
    counted: str  # what n counts
    period: str
    scale: float
    unit: str  # of the value, as a page writes it behind the number
    better: str
    source: str
    rows: Callable[[Tables], ir.Table]
    by_unit: bool = False
    missing: str = ""  # what would have to be known, where it is not
    note: str = ""
    entered: tuple[str, ...] = ()  # the figures that an authority enters for it

    @property
    def is_share(self) -> bool:
        """Whether the numerator counts some of what the denominator counts."""
        return self.unit == "%"


def unbound() -> Tables:
    """The tables of the extract as columns and types, of no engine."""
    import ibis

    return {
        table.name: ibis.table({column.name: engine_type(column) for column in table.columns}, name=table.name)
        for table in TABLES
    }


def _quarter(day: Any) -> Any:
    """The number of a quarter: one more for each."""
    return day.year().cast("int64") * 4 + day.quarter().cast("int64")


def _one_if(condition: Any) -> Any:
    import ibis

    return ibis.ifelse(condition, 1.0, 0.0)


def _rows(table: ir.Table, quarter: Any, *, top: Any, bottom: Any, n: Any, unit: Any = None) -> ir.Table:
    """What each row of a table adds to a quarter."""
    import ibis

    return table.select(
        authority=table.authority,
        unit=ibis.null("string") if unit is None else unit,
        quarter=quarter,
        top=_number(top),
        bottom=_number(bottom),
        n=_number(n).cast("int64"),
    )


def _number(said: Any) -> Any:
    import ibis

    return (ibis.literal(float(said)) if isinstance(said, int | float) else said).cast("float64")


def _entered(t: Tables, figure: str) -> ir.Table:
    return t["entered"].filter(t["entered"].figure == figure)


def _population(t: Tables) -> ir.Table:
    found = _entered(t, "population")
    return _rows(found, found.quarter, top=0, bottom=found.value, n=0)


def _in_care(t: Tables) -> ir.Table:
    """Each child who was looked after on the last day of each quarter, short breaks left out."""
    care = t["care"].filter(~t["care"].short_breaks)
    periods = t["periods"].rename(of="authority")
    on_the_day = (care.started <= periods.quarter) & (care.ended.isnull() | (care.ended > periods.quarter))
    return care.inner_join(periods, [care.authority == periods.of, on_the_day]).select("authority", "child", "quarter")


def _care_entry(t: Tables) -> ir.Table:
    care = t["care"].filter(~t["care"].short_breaks)
    return _rows(care, care.started, top=1, bottom=0, n=1).union(_population(t))


def _looked_after(t: Tables) -> ir.Table:
    there = _in_care(t)
    return _rows(there, there.quarter, top=1, bottom=0, n=1).union(_population(t))


def _again(table: ir.Table) -> ir.Table:
    # Who was referred in the year before the record began cannot be known: the first year says nothing.
    found = table.filter(table.months_recorded >= YEAR)
    again = found.months_before.notnull() & (found.months_before < YEAR)
    return _rows(found, found.quarter, top=_one_if(again), bottom=1, n=1)


def _long_plans(t: Tables) -> ir.Table:
    plans = t["plans"].filter(t["plans"].ended.notnull())
    return _rows(plans, plans.ended, top=_one_if(plans.months >= TWO_YEARS), bottom=1, n=1)


def _second_plans(t: Tables) -> ir.Table:
    plans = t["plans"].filter(t["plans"].is_second.notnull())
    return _rows(plans, plans.started, top=_one_if(plans.is_second), bottom=1, n=1)


def _moves(t: Tables) -> ir.Table:
    there = _in_care(t)
    placed = t["placements"].rename(of="authority", who="child", placed="started")
    in_the_year = (placed.placed <= there.quarter) & (
        placed["last"].isnull() | (_quarter(placed["last"]) > _quarter(there.quarter) - 4)
    )
    joined = there.left_join(placed, [there.authority == placed.of, there.child == placed.who, in_the_year])
    each = joined.group_by("authority", "child", "quarter").aggregate(placements=joined.placed.count())
    return _rows(each, each.quarter, top=_one_if(each.placements >= 3), bottom=1, n=1)


def _both(t: Tables, first: str, second: str) -> ir.Table:
    """Two entered figures of one quarter, where there are both."""
    one = _entered(t, first).select("authority", "quarter", first="value")
    other = _entered(t, second).select("authority", "quarter", second="value")
    return one.inner_join(other, ["authority", "quarter"])


def _agency(t: Tables) -> ir.Table:
    both = _both(t, "agency_fte", "employed_fte")
    every = both["first"] + both["second"]
    return _rows(both, both.quarter, top=both["first"], bottom=every, n=every.round())


def _sickness(t: Tables) -> ir.Table:
    both = _both(t, "sickness_days", "employed_fte")
    return _rows(
        both, both.quarter, top=both["first"], bottom=both["second"] * WORKING_DAYS, n=both["second"].round()
    )  # fmt: skip


def _turnover(t: Tables) -> ir.Table:
    staff = t["workforce"]
    return _rows(staff, staff.quarter, top=staff.leavers, bottom=staff.people, n=staff.people)


def _vacancies(t: Tables) -> ir.Table:
    staff = t["workforce"]
    return _rows(staff, staff.quarter, top=staff.vacant, bottom=staff.posts, n=staff.posts.round())


def _caseload(t: Tables) -> ir.Table:
    families, workers = t["open_families"], t["unit_workers"]
    held = families.filter(families.unit.notnull())
    return _rows(held, held.quarter, top=1, bottom=0, n=1, unit=held.unit).union(
        _rows(workers, workers.quarter, top=0, bottom=workers.workers, n=0, unit=workers.unit)
    )


def _discussed(t: Tables) -> ir.Table:
    families = t["open_families"]
    found = families.filter(families.has_meetings & (families.weeks_open >= MEETING_WEEKS))
    lately = found.weeks_since_discussed.notnull() & (found.weeks_since_discussed <= MEETING_WEEKS)
    return _rows(found, found.quarter, top=_one_if(lately), bottom=1, n=1, unit=found.unit)


def _hours(column: str) -> Callable[[Tables], ir.Table]:
    def rows(t: Tables) -> ir.Table:
        found = t["time"]
        return _rows(
            found, found.quarter, top=found[column] * found.people, bottom=found.people, n=found.people, unit=found.unit
        )

    return rows


CAMERON = "Cameron et al. 2016, chapter 3"
FORRESTER = "Forrester et al. 2013, chapter 5"
NO_POPULATION = "how many children aged 0 to 17 live in the area"
INDICATORS = (
    Indicator(
        "care-entry", "Children who began to be looked after",
        "children who began to be looked after in the quarter, short breaks left out",
        "children aged 0 to 17 in the area", "children who began", "in the quarter", 10_000, "per 10,000", NEITHER,
        f"{CAMERON}; Department for Education 2024, Children looked after in England",
        _care_entry, missing=NO_POPULATION, entered=("population",),
        note="A figure of one quarter: four of them make the yearly figure that is published.",
    ),
    Indicator(
        "looked-after", "Looked-after children",
        "children looked after on the last day of the quarter, short breaks left out",
        "children aged 0 to 17 in the area", "children looked after", "on the last day of the quarter", 10_000,
        "per 10,000", NEITHER, f"{CAMERON}; Department for Education 2024, Children looked after in England",
        _looked_after, missing=NO_POPULATION, entered=("population",),
    ),
    Indicator(
        "re-referral-child", "Children referred again within a year",
        "of them, children referred in the twelve months before too", "children referred in the quarter",
        "referrals of children", "in the quarter", 100, "%", LOWER,
        f"{CAMERON}; Department for Education 2024, Children in need", lambda t: _again(t["referrals"]),
        missing="a year of referrals before the quarter",
        note="A brother or sister referred later does not count here; it does for the family.",
    ),
    Indicator(
        "re-referral-family", "Families referred again within a year",
        "of them, families of which any child was referred in the twelve months before too",
        "families referred in the quarter", "referrals of families", "in the quarter", 100, "%", LOWER,
        f"{CAMERON}, which asks for it beside the figure by child", lambda t: _again(t["family_referrals"]),
        missing="a year of referrals before the quarter",
    ),
    Indicator(
        "long-plans", "Protection plans that lasted two years",
        "of them, plans that had lasted two years or more", "child protection plans that ended in the quarter",
        "plans that ended", "in the quarter", 100, "%", LOWER,
        "Bostock et al. 2017, introduction; Department for Education 2020, Children in need, table D", _long_plans,
        missing="a protection plan that ended",
    ),
    Indicator(
        "second-plans", "Second protection plans",
        "of them, plans of children who had one before, here or elsewhere",
        "child protection plans that began in the quarter",
        "plans that began", "in the quarter", 100, "%", LOWER,
        "Department for Education 2020, Children in need, table D", _second_plans,
        missing="whether children had a plan before",
        note="Plans of which it is not recorded whether there was one before are left out of both.",
    ),
    Indicator(
        "moves", "Three placements in a year",
        "of them, children with three or more placements in the year to that day, temporary ones left out",
        "children looked after on the last day of the quarter", "children looked after",
        "in the year to the last day of the quarter", 100, "%", LOWER,
        "Department for Education 2024, Stability measures for children looked after", _moves,
        missing="a child who is looked after",
        note="Each point looks back over a year, so neighbouring points share three quarters.",
    ),
    Indicator(
        "agency", "Agency social workers", "agency social workers, full-time equivalent",
        "agency and employed social workers, full-time equivalent", "social workers, full-time equivalent",
        "on the last day of the quarter", 100, "%", LOWER, CAMERON, _agency,
        missing="how many social workers are employed, and how many come from an agency",
        entered=("agency_fte", "employed_fte"),
    ),
    Indicator(
        "turnover", "Social workers who left", "social workers whose last post ended in the quarter",
        "social workers in post on the last day of the quarter", "social workers", "in the quarter", 100, "%", LOWER,
        f"{CAMERON}", _turnover, missing="who holds the social work posts",
        note="A figure of one quarter: four of them make the yearly figure that is published. People are counted, not "
        "full-time equivalents.",
    ),
    Indicator(
        "vacancies", "Vacant social work posts", "social work posts that no one held, full-time equivalent",
        "social work posts, full-time equivalent", "posts, full-time equivalent", "on the last day of the quarter",
        100, "%", LOWER, "SW:WFF 2014, chapter 1; Department for Education, Children’s social work workforce",
        _vacancies, missing="the social work posts of the service",
        note="A post counts from the day on which it was first held or entered here.",
    ),
    Indicator(
        "sickness", "Days lost to sickness", "working days that employed social workers were away sick",
        f"their working days: full-time equivalents × {WORKING_DAYS:g}", "social workers, full-time equivalent",
        "in the quarter", 100, "%", LOWER, CAMERON, _sickness,
        missing="how many days social workers were away sick, and how many are employed",
        entered=("sickness_days", "employed_fte"),
    ),
    Indicator(
        "caseload", "Families to a worker", "families held by units",
        "workers who share them, full-time equivalent", "families", "on the last day of the quarter", 1, "families",
        LOWER, FORRESTER + ", table 5.1", _caseload, by_unit=True,
        missing="a family that a unit with workers holds",
        note="Without coordinators, and without those who only manage. Restricted families are left out.",
    ),
    Indicator(
        "contact", "Time with families", "hours with families, as entries say",
        "people, each month", "people, each month", "in a month of the quarter", 1, "hours a month", HIGHER,
        "Forrester et al. 2013, chapter 7; Bostock et al. 2017", _hours("family_hours"), by_unit=True,
        missing="enough entries that say how long",
    ),
    Indicator(
        "recording", "Time writing", "hours writing entries", "people, each month", "people, each month",
        "in a month of the quarter", 1, "hours a month", LOWER, "Forrester et al. 2013, chapters 6 and 7",
        _hours("writing_hours"), by_unit=True, missing="enough entries of enough people",
        note="Never of one person: a month counts where at least five stand behind it.",
    ),
    Indicator(
        "discussed", "Families discussed within four weeks",
        "of them, families that a unit meeting discussed in the four weeks to that day",
        "families open for four weeks or more", "families", "on the last day of the quarter", 100, "%", HIGHER,
        FORRESTER, _discussed, by_unit=True, missing="a unit meeting that was recorded",
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in INDICATORS}


def _summed(one: Indicator, t: Tables, rows: ir.Table, *, by_unit: bool) -> ir.Table:
    import ibis

    by = ["authority", "unit", "quarter"]
    # A quarter of which nothing is known stands there all the same, with nothing in it.
    periods = t["periods"]
    rows = rows.semi_join(periods, ["authority", "quarter"])
    if by_unit:
        rows = rows.filter(rows.unit.notnull())
    else:
        rows = rows.mutate(unit=ibis.null("string"))
        rows = rows.union(_rows(periods, periods.quarter, top=0, bottom=0, n=0))
    added = rows.group_by(by).aggregate(numerator=rows.top.sum(), denominator=rows.bottom.sum(), n=rows.n.sum())
    return added.select(
        "authority",
        "unit",
        "quarter",
        "numerator",
        "denominator",
        "n",
        indicator=ibis.literal(one.key),
        value=ibis.ifelse(added.denominator > 0, added.numerator * one.scale / added.denominator, None),
    )


def expression(indicators: Sequence[Indicator] = INDICATORS, *, by_unit: bool = True) -> ir.Table:
    """All of them in one table: authority, unit (none: the whole), quarter, numerator, denominator, n, value.

    Where there is no denominator there is no value: it is not known.
    """
    import ibis

    t = unbound()
    parts = []
    for one in indicators:
        rows = one.rows(t)
        # Hours of the whole service are told as such: what was kept back of a unit is not to be added up.
        whole = rows.filter(rows.unit.isnull()) if one.key in ("contact", "recording") else rows
        parts.append(_summed(one, t, whole, by_unit=False))
        if by_unit and one.by_unit:
            parts.append(_summed(one, t, rows, by_unit=True))
    return ibis.union(*parts)
