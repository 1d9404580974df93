"""SSDA903 rules that a condition over one row, or a pair of rows, does not say. Each is named in the rules' file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import polars as pl

from .rulebook import LAST_YEAR
from .scene import ROW, Hits, Scene, rows_hit, together
from .ssda903_facts import (
    ADOPTED,
    CHILD,
    FOR_ADOPTION,
    HEALTH,
    among,
    items,
    latest_day,
    looked_after_all_year,
    running,
    sought_asylum,
    years_after,
)

FUNCTIONS: dict[str, Callable[[Scene], Hits]] = {}
NO_NUMBER = "XXXXXXX"
POLICE, EMERGENCY, ASSESSMENT, DETENTION = 3, 21, 7, 21  # days that these legal statuses may last
FROM_14, FROM_16 = 91, 1  # days in care that make a care leaver
MEAN_YEAR = 365  # whole days before which more than a mean year of 365.2425 days has passed


def rule(function: Callable[[Scene], Hits]) -> Callable[[Scene], Hits]:
    FUNCTIONS[function.__name__] = function
    return function


def of(children: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of some children."""
    return frame.join(children.select(CHILD).drop_nulls().unique(), on=CHILD, how="semi")


def not_of(children: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of other children; none of a row without a child."""
    return frame.drop_nulls(CHILD).join(children.select(CHILD).drop_nulls().unique(), on=CHILD, how="anti")


def duplicates(table: str, column: str = CHILD) -> Callable[[Scene], Hits]:
    def found(scene: Scene) -> Hits:
        return rows_hit(table, scene.frame(table).drop_nulls(column).filter(pl.len().over(column) > 1))

    return found


for _number, _table in enumerate(("AD1", "Header", "OC2", "OC3", "PrevPerm", "UASC"), start=1):
    FUNCTIONS[f"rule_int3{_number}"] = duplicates(_table)


@rule
def rule_444(scene: Scene) -> Hits:
    real = scene.frame("Header").filter(~pl.col("UPN").str.contains("^UN[1-5]$"))
    return rows_hit("Header", real.filter(pl.len().over("UPN") > 1))


# Adoption


@rule
def rule_117(scene: Scene) -> Hits:
    later = "date_placed > {0} OR date_placed_ceased > {0}"
    return scene.pairs(
        "PlacedAdoption+Episodes", f"is_last_ended AND ({later.format('dec')} OR {later.format('year_end')})"
    )


@rule
def rule_118(scene: Scene) -> Hits:
    return scene.pairs(
        "PlacedAdoption+Episodes", "is_first_long AND (date_placed_ceased < decom OR date_placed_ceased < year_start)"
    )


def _without_decision(scene: Scene, status: str) -> Hits:
    """Episodes of a legal status without a decision; reversed decisions of an order that runs."""
    ordered = scene.frame("Episodes").filter(pl.col("LS") == status)
    decided = scene.frame("PlacedAdoption")
    ceased = decided.filter(pl.col("DATE_PLACED_CEASED").is_not_null() | pl.col("REASON_PLACED_CEASED").is_not_null())
    return {
        "Episodes": not_of(decided, ordered).select(ROW),
        "PlacedAdoption": of(ordered.filter(pl.col("DEC").is_null()), ceased).select(ROW),
    }


@rule
def rule_553(scene: Scene) -> Hits:
    return _without_decision(scene, "E1")


@rule
def rule_555(scene: Scene) -> Hits:
    return _without_decision(scene, "D1")


@rule
def rule_557(scene: Scene) -> Hits:
    orders = ["E1", "D1"] if scene.period.year <= 2024 else ["E1"]
    ended = scene.frame("Episodes").filter(
        (pl.col("PLACE").is_in(FOR_ADOPTION) | pl.col("LS").is_in(orders)).fill_null(False)
        & pl.col("REC").str.starts_with("E")
        & ~pl.col("REC").is_in(ADOPTED)
    )
    decided = scene.frame("PlacedAdoption")
    standing = decided.filter(pl.col("DATE_PLACED_CEASED").is_null() | pl.col("REASON_PLACED_CEASED").is_null())
    return together(
        rows_hit("Episodes", not_of(decided, ended)),
        rows_hit("Episodes", of(standing, ended)),
        rows_hit("PlacedAdoption", of(ended, standing)),
    )


@rule
def rule_558(scene: Scene) -> Hits:
    """As the national check counts: adopted episodes times decisions, more than one."""
    adopted = scene.frame("Episodes").filter(pl.col("REC").is_in(ADOPTED))
    joined = adopted.select(CHILD, ROW).join(
        scene.frame("PlacedAdoption").select(CHILD, "DATE_PLACED_CEASED"), on=CHILD
    )
    ceased = joined.filter(pl.col("DATE_PLACED_CEASED").is_not_null().all().over(CHILD) & (pl.len().over(CHILD) > 1))
    return rows_hit("Episodes", ceased)


@rule
def rule_559(scene: Scene) -> Hits:
    known = scene.frame("PlacedAdoption_last").filter(pl.col("DATE_PLACED").is_not_null())
    earlier = scene.frame("PlacedAdoption", ["date_placed"]).filter(pl.col("date_placed") < scene.period.start)
    return rows_hit("PlacedAdoption", not_of(known, earlier))


@rule
def rule_601(scene: Scene) -> Hits:
    day = pl.col("dec")
    adopted = scene.frame("Episodes", ["dec"]).filter(
        pl.col("REC").is_in(ADOPTED) & (day >= scene.period.start) & (day <= scene.period.end)
    )
    lines = scene.frame("AD1", ["items_filled"])
    partly = of(adopted, lines.filter(pl.col("items_filled") < len(items(scene, "AD1"))))
    return {
        "AD1": partly.select(ROW),
        "Episodes": of(partly, adopted).select(ROW),
    }


@rule
def rule_199(scene: Scene) -> Hits:
    """Episodes of both years in order; whatever follows an adoption."""
    both = pl.concat(
        [
            scene.frame(table, ["decom"]).select(CHILD, "decom", "REC", ROW, pl.lit(now).alias("now"))
            for table, now in (("Episodes", True), ("Episodes_last", False))
        ]
    ).drop_nulls(CHILD)
    both = both.sort(CHILD, "decom", "now", ROW, nulls_last=True)
    adopted = pl.col("REC").is_in(ADOPTED).fill_null(False)
    before = adopted.cast(pl.Int32).cum_sum().over(CHILD) - adopted.cast(pl.Int32)
    return rows_hit("Episodes", both.filter((before > 0) & pl.col("now")))


# Health, leaving care


@rule
def rule_165(scene: Scene) -> Hits:
    """Being a mother, by sex, episodes that touch the year and leaving care; of children with longer episodes."""
    girl, boy = pl.col("SEX").is_in(["2", "F"]), pl.col("SEX").is_in(["1", "M"])
    short = pl.col("LS").str.to_uppercase().is_in(["V3", "V4"]).fill_null(False)
    episodes = scene.frame("Episodes", ["decom", "dec"]).filter(~short)
    here = among(scene, episodes.filter(running(scene)))
    header = of(episodes, scene.frame("Header", ["has_leaver_data"]))
    mother = pl.col("MOTHER")
    wrong = header.filter(
        (~mother.is_in(["0", "1"]))
        | (boy & mother.is_not_null())
        | (girl & mother.is_null() & here)
        | (girl & mother.is_not_null() & ~here & pl.col("has_leaver_data"))
    )
    return {"Header": wrong.select(ROW), "OC3": of(wrong, scene.frame("OC3")).select(ROW)}


@rule
def rule_187(scene: Scene) -> Hits:
    return together(*(scene.rows(table, "cla12 AND any_item") for table in ("AD1", "OC3")))


@rule
def rule_191(scene: Scene) -> Hits:
    health = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
    lines = scene.frame("OC2", ["cla12"])
    first = scene.frame("Episodes", ["is_earliest"]).filter(pl.col("is_earliest"))
    return {
        "OC2": lines.filter(pl.col("cla12") & pl.any_horizontal(pl.col(health).is_null())).select(ROW),
        "Episodes": not_of(lines, of(looked_after_all_year(scene), first)).select(ROW),
    }


@rule
def rule_215(scene: Scene) -> Hits:
    leavers = scene.frame("OC3", ["any_item"]).filter(pl.col("any_item"))
    health = scene.frame("OC2").filter(pl.any_horizontal(pl.col(HEALTH).is_not_null()))
    return {"OC3": of(health, leavers).select(ROW), "OC2": of(leavers, health).select(ROW)}


@rule
def rule_399(scene: Scene) -> Hits:
    """Children of whom every episode is a short break, with anything that short breaks do not have."""
    episodes = scene.frame("Episodes", ["respite"]).drop_nulls(CHILD)
    only = episodes.group_by(CHILD).agg(pl.col("respite").all()).filter(pl.col("respite"))
    mothers = of(only, scene.frame("Header").filter(pl.col("MOTHER").is_not_null()))
    reviewed = of(
        only, scene.frame("Reviews").filter(pl.col("REVIEW").is_not_null() | pl.col("REVIEW_CODE").is_not_null())
    )
    children = pl.concat([mothers.select(CHILD), reviewed.select(CHILD)])
    return {
        "Header": of(children, scene.frame("Header")).select(ROW),
        "Reviews": of(children, scene.frame("Reviews")).select(ROW),
        "Episodes": of(children, episodes).select(ROW),
    }


@rule
def rule_1001(scene: Scene) -> Hits:
    """Days in care from the 14th and from the 16th birthday, over this and last year's episodes; adoption ends it."""
    names = (CHILD, "decom", "dec", "LS", "REC")
    last = scene.frame("Episodes_last", ["decom", "dec"]).select(*names, pl.lit(0).alias("now"), ROW)
    now = scene.frame("Episodes", ["decom", "dec"]).select(*names, pl.lit(1).alias("now"), ROW)
    if not (last.height and now.height and scene.frame("Header").height):
        return {}
    both = pl.concat([last, now]).filter(~pl.col("LS").str.to_uppercase().is_in(["V3", "V4"]).fill_null(False))
    both = both.drop_nulls([CHILD, "decom"]).sort(CHILD, "decom", "now", ROW)
    both = both.unique([CHILD, "decom"], keep="last", maintain_order=True)
    latest = pl.int_range(pl.len()).over(CHILD) == pl.len().over(CHILD) - 1
    both = both.with_columns(
        latest.alias("latest"),
        pl.when(pl.col("dec").is_null() & latest).then(pl.lit(scene.period.end)).otherwise(pl.col("dec")).alias("end"),
    )
    people = scene.frame("Header", ["dob"]).filter(years_after("dob", 20) > scene.period.end)
    people = people.select(CHILD, "dob").unique(CHILD)
    lives = both.join(people, on=CHILD)

    def days_from(years: int) -> pl.Expr:
        start = pl.max_horizontal(pl.col("decom"), years_after("dob", years))
        return (pl.col("end") - start).dt.total_days().clip(lower_bound=0).sum()

    enough = lives.group_by(CHILD).agg(days_from(14).alias("from_14"), days_from(16).alias("from_16"))
    enough = enough.filter((pl.col("from_14") >= FROM_14) & (pl.col("from_16") >= FROM_16))
    adopted = both.filter(pl.col("latest") & pl.col("REC").str.to_uppercase().is_in(ADOPTED))
    leavers = scene.frame("OC3")
    return together(rows_hit("OC3", not_of(enough, leavers)), rows_hit("OC3", of(adopted, leavers)))


# Asylum


def _asylum(scene: Scene) -> pl.DataFrame:
    """Each child of this year: flagged now and last year, the days on which it ceased."""

    def days(table: str, name: str) -> pl.DataFrame:
        lines = scene.frame(table, ["duc"]).drop_nulls(CHILD)
        return lines.group_by(CHILD).agg(
            pl.col("duc").drop_nulls().first().alias(name), pl.col("DUC").is_not_null().any().alias(f"{name}_said")
        )

    children = pl.concat([scene.frame(table).select(CHILD) for table in ("Header", "UASC")]).drop_nulls().unique()
    births = pl.concat(
        [scene.frame(table, ["dob"]).select(CHILD, "dob") for table in ("Header", "UASC", "Header_last", "UASC_last")]
    )
    births = births.drop_nulls().unique(CHILD, keep="first", maintain_order=True)
    now, before = (sought_asylum(scene, year).unique() for year in ("", LAST_YEAR))
    return (
        children.join(now.with_columns(now=pl.lit(True)), on=CHILD, how="left")
        .join(before.with_columns(before=pl.lit(True)), on=CHILD, how="left")
        .join(days("UASC", "duc"), on=CHILD, how="left")
        .join(days("UASC_last", "last_duc"), on=CHILD, how="left")
        .join(births, on=CHILD, how="left")
        .with_columns(pl.col("now", "before", "duc_said", "last_duc_said").fill_null(False))
    )


def _asylum_hits(scene: Scene, children: pl.DataFrame) -> Hits:
    return {table: of(children, scene.frame(table)).select(ROW) for table in ("UASC", "Header")}


@rule
def rule_205a(scene: Scene) -> Hits:
    before, start = scene.constants()["last_year_start"], scene.period.start
    ceased = (pl.col("last_duc") >= before) & (pl.col("last_duc") < start) & ~pl.col("duc_said")
    return _asylum_hits(scene, _asylum(scene).filter(pl.col("before") & ~pl.col("now") & ~ceased.fill_null(False)))


@rule
def rule_205b(scene: Scene) -> Hits:
    inside = ((pl.col("duc") >= scene.period.start) & (pl.col("duc") <= scene.period.end)).fill_null(False)
    as_last = (pl.col("duc") == pl.col("last_duc")).fill_null(False)
    at_18 = (pl.col("last_duc") == years_after("dob", 18)).fill_null(False)
    both = pl.col("now") & pl.col("before")
    return _asylum_hits(scene, _asylum(scene).filter(both & ((~inside & ~as_last) | ~at_18)))


@rule
def rule_205c(scene: Scene) -> Hits:
    said = pl.col("duc_said") | pl.col("last_duc_said")
    return _asylum_hits(scene, _asylum(scene).filter(~pl.col("now") & ~pl.col("before") & said))


@rule
def rule_205d(scene: Scene) -> Hits:
    known = of(scene.frame("Header_last"), of(scene.frame("Header"), _asylum(scene)))
    known = known.filter(pl.col("now") & ~pl.col("before"))
    return {"Header": of(known, scene.frame("Header")).select(ROW)}


# Episodes in a row


def _runs(scene: Scene, status: str, most: int) -> Hits:
    """Back-to-back episodes of one legal status that last longer in all than they may; an open one runs to the end."""
    rows = scene.frame("Episodes", ["decom", "dec"]).filter(pl.col("LS") == status).drop_nulls(CHILD)
    end = pl.when(pl.col("DEC").is_null()).then(pl.lit(scene.period.end)).otherwise(pl.col("dec"))
    rows = rows.with_columns(end.alias("end"))
    goes_on = (pl.col(CHILD) == pl.col(CHILD).shift(1)) & (pl.col("decom") == pl.col("end").shift(1))
    rows = rows.with_columns((~goes_on.fill_null(False)).cum_sum().alias("run"))
    days = (pl.col("end") - pl.col("decom")).dt.total_days().sum().over("run")
    return rows_hit("Episodes", rows.filter((days > most) & pl.col("decom").is_not_null()))


@rule
def rule_361(scene: Scene) -> Hits:
    return _runs(scene, "L1", POLICE)


@rule
def rule_362(scene: Scene) -> Hits:
    return _runs(scene, "L2", EMERGENCY)


@rule
def rule_363(scene: Scene) -> Hits:
    return _runs(scene, "L3", ASSESSMENT)


@rule
def rule_364(scene: Scene) -> Hits:
    return _runs(scene, "J2", DETENTION)


@rule
def rule_562(scene: Scene) -> Hits:
    early = scene.frame("Episodes", ["decom"]).filter(pl.col("decom") < scene.period.start).drop_nulls(CHILD)
    early = early.filter(pl.col("decom") == pl.col("decom").min().over(CHILD)).unique(
        CHILD, keep="first", maintain_order=True
    )
    last = scene.frame("Episodes_last", ["is_latest", "decom"]).filter(pl.col("is_latest"))
    return rows_hit("Episodes", early.join(last.select(CHILD, "decom"), on=[CHILD, "decom"], how="anti"))


@rule
def rule_625(scene: Scene) -> Hits:
    return scene.pairs("Header+Episodes", "is_last_end AND (mc_dob > dec OR mc_dob > year_end)")


@rule
def rule_632(scene: Scene) -> Hits:
    """A date of which parts may be unknown: the latest day that it can be lies before care began."""
    lines = scene.frame("PrevPerm").filter(pl.col("DATE_PERM").is_not_null())
    days = pl.Series("day", [latest_day(text) for text in lines.get_column("DATE_PERM")], dtype=pl.Date)
    first = scene.frame("Episodes", ["is_earliest", "decom"]).filter(pl.col("is_earliest"))
    both = (
        lines.select(CHILD, ROW)
        .with_columns(days)
        .join(first.select(CHILD, "decom", pl.col(ROW).alias("episode")), on=CHILD)
    )
    wrong = both.filter(pl.col("day").is_null() | (pl.col("day") >= pl.col("decom")))
    return {"PrevPerm": wrong.select(ROW), "Episodes": wrong.select(pl.col("episode").alias(ROW))}


@rule
def rule_1012(scene: Scene) -> Hits:
    tables = ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")
    episodes = scene.frame("Episodes")
    return {table: not_of(episodes, scene.frame(table)).select(ROW) for table in tables}


# Missing, deprived of liberty


def _overlapping(scene: Scene, table: str, start: str, end: str) -> Hits:
    """By their ends, open ones by their starts: one follows an open one, or starts before the one before ends."""
    first, last = start.lower(), end.lower()
    rows = scene.frame(table, [first, last]).drop_nulls(CHILD)
    rows = rows.sort(CHILD, pl.coalesce(last, first), ROW, nulls_last=True)
    same = pl.col(CHILD) == pl.col(CHILD).shift(1)
    open_before = pl.col(last).shift(1).is_null() & pl.col(first).shift(1).is_not_null()
    return rows_hit(table, rows.filter(same & (open_before | (pl.col(first) < pl.col(last).shift(1)))))


@rule
def rule_574(scene: Scene) -> Hits:
    return _overlapping(scene, "Missing", "MIS_START", "MIS_END")


@rule
def rule_705(scene: Scene) -> Hits:
    return _overlapping(scene, "DoLo", "DOLO_START", "DOLO_END")


def periods_of_care(scene: Scene) -> pl.DataFrame:
    """Consecutive episodes of a child, each starting not later than the one before ended: ``begins``, ``ends``."""
    rows = scene.frame("Episodes", ["decom", "dec"]).drop_nulls([CHILD, "decom"])
    goes_on = (pl.col(CHILD) == pl.col(CHILD).shift(1)) & (
        pl.col("dec").shift(1).is_null() | (pl.col("decom") <= pl.col("dec").shift(1))
    )
    rows = rows.with_columns((~goes_on.fill_null(False)).cum_sum().alias("period"))
    return rows.group_by("period", maintain_order=True).agg(
        pl.col(CHILD).first(),
        pl.col("decom").min().alias("begins"),
        pl.when(pl.col("dec").last().is_null()).then(None).otherwise(pl.col("dec").max()).alias("ends"),
    )


def _ends_outside_care(scene: Scene, table: str, start: str, end: str) -> Hits:
    first, last = start.lower(), end.lower()
    rows = scene.frame(table, [first, last]).filter(pl.col(first).is_not_null()).select(CHILD, ROW, first, last, end)
    both = rows.join(periods_of_care(scene), on=CHILD)
    fits_open = pl.col(end).is_null() & pl.col("ends").is_null() & (pl.col("begins") <= pl.col(first))
    fits_ended = (pl.col(last) >= pl.col("begins")) & (pl.col("ends").is_null() | (pl.col(last) <= pl.col("ends")))
    fits = both.filter((fits_open | fits_ended).fill_null(False))
    return rows_hit(table, both.join(fits, on=ROW, how="anti").unique(ROW))


@rule
def rule_577(scene: Scene) -> Hits:
    return _ends_outside_care(scene, "Missing", "MIS_START", "MIS_END")


@rule
def rule_707(scene: Scene) -> Hits:
    return _ends_outside_care(scene, "DoLo", "DOLO_START", "DOLO_END")


@rule
def rule_578(scene: Scene) -> Hits:
    rows = scene.frame("Missing", ["mis_start"]).drop_nulls("mis_start").select(CHILD, ROW, "mis_start")
    both = rows.join(periods_of_care(scene), on=CHILD)
    day = pl.col("mis_start")
    inside = both.filter((day >= pl.col("begins")) & (pl.col("ends").is_null() | (day <= pl.col("ends"))))
    return rows_hit("Missing", both.join(inside, on=ROW, how="anti").unique(ROW))


@rule
def rule_581(scene: Scene) -> Hits:
    """No start counts as one outside care."""
    rows = scene.frame("Missing", ["mis_start"]).select(CHILD, ROW, "mis_start")
    both = rows.join(scene.frame("Episodes", ["decom", "dec"]).select(CHILD, "decom", "dec", "DEC"), on=CHILD)
    day = pl.col("mis_start")
    inside = both.filter((day >= pl.col("decom")) & (pl.col("DEC").is_null() | (day <= pl.col("dec"))))
    return rows_hit("Missing", both.join(inside, on=ROW, how="anti").unique(ROW))


@rule
def rule_576(scene: Scene) -> Hits:
    last = scene.frame("Missing_last", ["mis_start"]).filter(pl.col("MIS_END").is_null()).drop_nulls(CHILD)
    rows = scene.frame("Missing", ["mis_start"]).drop_nulls(CHILD)
    first = rows.sort("mis_start", ROW, nulls_last=True).unique(CHILD, keep="first", maintain_order=True)
    both = first.select(CHILD, ROW, "mis_start").join(last.select(CHILD, pl.col("mis_start").alias("left")), on=CHILD)
    return rows_hit("Missing", both.filter(pl.col("mis_start").ne_missing(pl.col("left"))).unique(ROW))


@rule
def rule_706(scene: Scene) -> Hits:
    """Reported is the row of last year: this year has none."""
    last = scene.frame("DoLo_last", ["dolo_start"]).filter(pl.col("DOLO_END").is_null())
    now = scene.frame("DoLo", ["dolo_start"]).drop_nulls([CHILD, "dolo_start"])
    gone = last.join(now, on=[CHILD, "dolo_start"], how="anti")
    return {"DoLo": gone.select(ROW, pl.col(CHILD).alias("child"))}


# Providers: of several lines with one number, each is asked


def _with_provider(scene: Scene, *names: str) -> pl.DataFrame:
    """Episodes with a provider's number, beside the register's lines of it; nothing there where it has none."""
    rows = scene.frame("Episodes", names).filter(pl.col("URN") != NO_NUMBER)
    return rows.join(scene.providers, on="URN", how="left")


@rule
def rule_1008(scene: Scene) -> Hits:
    return rows_hit("Episodes", _with_provider(scene).filter(pl.col("registered").is_null()))


def _not_allowed(scene: Scene, column: str, codes: str) -> Hits:
    rows = _with_provider(scene)
    allowed = rows.filter(pl.col(codes).list.contains(pl.col(column)).fill_null(False))
    return rows_hit("Episodes", rows.join(allowed, on=ROW, how="anti").unique(ROW))


@rule
def rule_219(scene: Scene) -> Hits:
    return _not_allowed(scene, "PLACE", "PLACE_CODES")


@rule
def rule_224(scene: Scene) -> Hits:
    return _not_allowed(scene, "PLACE_PROVIDER", "PROVIDER_CODES")


@rule
def rule_221(scene: Scene) -> Hits:
    homes = [
        "K1",
        "K2",
        "R3",
        "S1",
        *{2024: ["H5"]}.get(scene.period.year, ["K3"] if scene.period.year >= 2025 else []),
    ]
    rows = _with_provider(scene, "respite").filter(
        ~pl.col("respite") & pl.col("PLACE").is_in(homes) & pl.col("PL_POST").is_not_null()
    )
    registered = rows.filter(pl.col("PL_POST").str.replace_all(" ", "") == pl.col("POSTCODE").str.replace_all(" ", ""))
    return rows_hit("Episodes", rows.join(registered, on=ROW, how="anti").unique(ROW))


@rule
def rule_227(scene: Scene) -> Hits:
    return rows_hit("Episodes", _with_provider(scene, "decom").filter(pl.col("decom") >= pl.col("reg_end")))


@rule
def rule_228(scene: Scene) -> Hits:
    rows = _with_provider(scene, "dec")
    return rows_hit("Episodes", rows.filter(pl.col("dec").fill_null(scene.period.end) > pl.col("reg_end")))


@rule
def rule_229(scene: Scene) -> Hits:
    exempt = ["K3", "P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14"]
    rows = _with_provider(scene).filter(pl.col("LA_CODE").is_not_null())
    if scene.period.year >= 2026:
        rows = rows.filter(~pl.col("PLACE").is_in(exempt).fill_null(False))
    own = pl.col("LA_CODE") == scene.authority
    wrong = ((pl.col("PLACE_PROVIDER") == "PR1") & ~own) | ((pl.col("PLACE_PROVIDER") == "PR2") & own)
    return rows_hit("Episodes", rows.filter(wrong))


# Social workers


@rule
def rule_sw01(scene: Scene) -> Hits:
    """Rows of episodes, under the name of the workers' table: the worker is what is missing."""
    open_ = scene.frame("Episodes", ["respite"]).filter(pl.col("DEC").is_null() & ~pl.col("respite")).drop_nulls(CHILD)
    workers = scene.frame("SWEpisodes")
    needed = pl.col("SW_ID", "SW_DECOM", "SW_REASON")
    partly = workers.filter(pl.any_horizontal(needed.is_null()))
    found = pl.concat([not_of(workers, open_), of(partly, open_)])
    return {"SWEpisodes": found.select(ROW, pl.col(CHILD).alias("child"))}


@rule
def rule_sw11b(scene: Scene) -> Hits:
    """In the order of the starts as text (day before month), as the national check has it."""
    end = scene.period.end
    rows = scene.frame("SWEpisodes", ["sw_dec"]).drop_nulls(CHILD).sort(CHILD, "SW_DECOM", ROW, nulls_last=True)
    near = ((pl.col("sw_dec") >= end - timedelta(days=5)) & (pl.col("sw_dec") <= end)).fill_null(False)
    rows = rows.with_columns(
        near.alias("near"), (pl.col(CHILD) == pl.col(CHILD).shift(1)).fill_null(False).alias("same")
    )
    before = pl.col("same") & pl.col("near").shift(1)
    alone = pl.len().over(CHILD) == 1
    wrong = (pl.col("near") & (alone | (pl.col("same") & ~before))) | (before & pl.col("SW_DECOM").is_null())
    return rows_hit("SWEpisodes", rows.filter(wrong))


@rule
def rule_sw12(scene: Scene) -> Hits:
    episodes = scene.frame("Episodes", ["decom", "dec", "respite"]).drop_nulls(CHILD)
    starts = (pl.col("RNE") == "S").fill_null(False)
    ends = pl.col("REC").fill_null("") != "X1"
    asked = episodes.filter(~pl.col("respite") & (starts | ends))
    if scene.period.year >= 2025:
        earliest = scene.period.start - timedelta(days=MEAN_YEAR)
        inside = (pl.col("dec") <= scene.period.end) & (pl.col("dec") >= earliest)
        asked = asked.filter(pl.col("dec").is_null() | inside)
    asked = asked.with_columns(starts.alias("starts"), ends.alias("ends"))
    workers = scene.frame("SWEpisodes", ["sw_decom"])
    both = asked.join(workers.select(CHILD, "sw_decom"), on=CHILD)
    at_end = pl.col("ends") & (pl.col("sw_decom") <= pl.col("dec"))
    at_start = pl.col("starts") & (pl.col("sw_decom") >= pl.col("decom"))
    covered = at_end.fill_null(False) | at_start.fill_null(False)
    return together(rows_hit("Episodes", not_of(workers, asked)), rows_hit("Episodes", both.filter(~covered)))
