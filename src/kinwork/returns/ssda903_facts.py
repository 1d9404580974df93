"""What SSDA903 rules ask of a row beyond its columns and dates; each name that the rules' conditions use, once."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from .codes import IS_CODE, is_code
from .rulebook import LAST_YEAR
from .scene import ROW, Facts, Scene

FACTS = Facts()
CHILD = "CHILD"
# the date by which a child's rows of a table follow one another
ORDER = {"Episodes": "DECOM", "SWEpisodes": "SW_DECOM", "PlacedAdoption": "DATE_PLACED"}
RESPITE = ("V3", "V4")
HEALTH = (
    "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
)  # fmt: skip
ADOPTED = ("E11", "E12")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
# placements that were given another name, by the year of the change: H5 to K3, Z1 to Z11–Z14
RENAMED = {2024: {"H5": "K3"}, 2025: {"H5": "K3"}, 2026: {"Z1": "Z11 Z12 Z13 Z14"}}
OUTSIDE = "^[NWSC]"  # how codes of authorities outside England begin, in postcode tables and in the return
ROWS_APART = 10_000_000  # more than a table has rows: day and row in one number
_LOOSE = r"^(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)$"

FACTS.of(IS_CODE)(is_code)


def other(scene: Scene, table: str, name: str) -> str:
    """The table of the same year as another: last year's, where that one is."""
    return name + LAST_YEAR if table.endswith(LAST_YEAR) else name


def among(scene: Scene, frame: pl.DataFrame) -> pl.Expr:
    """Whether a row's child is among those of a frame."""
    children = frame.get_column(CHILD).drop_nulls().unique()
    return pl.col(CHILD).is_in(children.implode()).fill_null(False)


def extreme(day: str, *, last: bool, of: pl.Expr | None = None) -> pl.Expr:
    """The child's one row with the earliest or latest date among some of them; of several, the first in the file."""
    number, row = pl.col(day).cast(pl.Int64) * ROWS_APART, pl.col(ROW).cast(pl.Int64)
    key = (number - row) if last else (number + row)
    key = pl.when(pl.col(CHILD).is_not_null() & (pl.lit(True) if of is None else of)).then(key)
    best = key.max().over(CHILD) if last else key.min().over(CHILD)
    return (key == best).fill_null(False)


def years_after(column: str, years: int) -> pl.Expr:
    return pl.col(column).dt.offset_by(f"{years}y")


def running(scene: Scene) -> pl.Expr:
    """Whether an episode touches the year."""
    return (pl.col("decom") <= scene.period.end) & (
        pl.col("DEC").is_null() | (pl.col("dec") >= scene.period.start)
    ).fill_null(False)


@FACTS.of("year_number")
def year_number(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.lit(scene.period.year)


@FACTS.of(r"birthday_(\d+)")
def birthday(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr | None:
    """By the row's own date of birth."""
    return years_after("dob", int(name[1])) if "dob" in scene.table(table).dates else None


@FACTS.of("mean_age")
def mean_age(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr | None:
    """At the end of the year, in mean years of 365.2425 days, as the national check counts."""
    if "dob" not in scene.table(table).dates:
        return None
    return ((pl.lit(scene.period.end) - pl.col("dob")).dt.total_days() / 365.2425).floor()


@FACTS.of(r"(previous|next|two_before)_(\w+)", *ORDER)
def neighbour(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """What stands in the child's row before or after, in the order of their dates."""
    steps = {"previous": 1, "next": -1, "two_before": 2}[name[1]]
    same = pl.col(CHILD) == pl.col(CHILD).shift(steps)
    return pl.when(same).then(pl.col(name[2]).shift(steps))


@FACTS.of("respite", "Episodes")
def respite(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("LS").is_in(RESPITE).fill_null(False)


@FACTS.of("is_latest", *ORDER)
def is_latest(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme(ORDER[table.removesuffix(LAST_YEAR)].lower(), last=True)


@FACTS.of("is_earliest", *ORDER)
def is_earliest(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme(ORDER[table.removesuffix(LAST_YEAR)].lower(), last=False)


@FACTS.of("is_latest_placed", "PlacedAdoption")
def is_latest_placed(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("date_placed", last=True)


@FACTS.of("is_first_start", "Episodes")
def is_first_start(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("decom", last=False, of=pl.col("RNE") == "S")


@FACTS.of("is_last_start", "Episodes")
def is_last_start(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("decom", last=True, of=pl.col("RNE") == "S")


@FACTS.of("is_first_for_adoption", "Episodes")
def is_first_for_adoption(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("decom", last=False, of=pl.col("PLACE").is_in(FOR_ADOPTION))


@FACTS.of("is_first_e1", "Episodes")
def is_first_e1(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("decom", last=False, of=pl.col("LS") == "E1")


@FACTS.of("is_first_long", "Episodes")
def is_first_long(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The child's first episode that is no short break."""
    return extreme("decom", last=False, of=~pl.col("respite"))


@FACTS.of("is_last_ended", "Episodes")
def is_last_ended(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The child's latest episode that did not end by another beginning."""
    return extreme("decom", last=True, of=pl.col("REC").fill_null("") != "X1")


@FACTS.of("is_last_end", "Episodes")
def is_last_end(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return extreme("dec", last=True)


# Of the whole child, from the child's episodes


def looked_after_all_year(scene: Scene) -> pl.DataFrame:
    """Children continuously looked after for the twelve months to the last day of the year.

    An episode overlaps the year; none starts care within it, ends care before its last day, or is a short break in it.
    """
    frame = scene.frame("Episodes", ["decom", "dec", "respite"])
    start, end = pl.lit(scene.period.start), pl.lit(scene.period.end)
    touches = ((pl.col("decom") <= end) & (pl.col("dec").is_null() | (pl.col("dec") >= start))).fill_null(False)
    begins = ((pl.col("RNE") == "S") & (pl.col("decom") > start) & (pl.col("decom") <= end)).fill_null(False)
    ends = ((pl.col("REC").fill_null("") != "X1") & (pl.col("dec") >= start) & (pl.col("dec") < end)).fill_null(False)
    breaks = touches & pl.col("respite")
    whole = (
        frame.drop_nulls(CHILD)
        .group_by(CHILD)
        .agg(touches.any().alias("in"), (begins | ends | breaks).any().alias("out"))
    )
    return whole.filter(pl.col("in") & ~pl.col("out"))


@FACTS.of("cla12", "OC2", "OC3", "AD1", "Episodes")
def cla12(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, looked_after_all_year(scene))


@FACTS.of("has_episode")
def has_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("Episodes"))


@FACTS.of("has_long_episode")
def has_long_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """One that is no short break, in whatever letters."""
    short = pl.col("LS").str.to_uppercase().is_in(RESPITE).fill_null(False)
    return among(scene, scene.frame("Episodes").filter(~short))


@FACTS.of("has_long_episode_as_written")
def has_long_episode_as_written(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("Episodes", ["respite"]).filter(~pl.col("respite")))


@FACTS.of("was_in_care")
def was_in_care(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """An episode touches the year."""
    return among(scene, scene.frame("Episodes", ["decom", "dec"]).filter(running(scene)))


@FACTS.of("was_here_last_year")
def was_here_last_year(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("Episodes_last"))


@FACTS.of("was_open_last_year")
def was_open_last_year(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Last year's latest episode had no end."""
    last = scene.frame("Episodes_last", ["is_latest"])
    return among(scene, last.filter(pl.col("is_latest") & pl.col("DEC").is_null()))


@FACTS.of("was_taken_over")
def was_taken_over(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The latest episode ended with another authority taking over."""
    return among(scene, scene.frame("Episodes", ["is_latest"]).filter(pl.col("is_latest") & (pl.col("REC") == "E3")))


@FACTS.of("has_died")
def has_died(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    both = pl.concat([scene.frame(one).select(CHILD, "REC") for one in ("Episodes", "Episodes_last")])
    return among(scene, both.filter(pl.col("REC").str.to_uppercase() == "E2"))


@FACTS.of("adopted_in_year")
def adopted_in_year(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    inside = (pl.col("dec") >= scene.period.start) & (pl.col("dec") <= scene.period.end)
    return among(scene, scene.frame("Episodes", ["dec"]).filter(pl.col("REC").is_in(ADOPTED) & inside))


@FACTS.of("short_break_days", "Episodes")
def short_break_days(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Days of the child's short breaks (V3) that lie in the year."""
    start, end = pl.lit(scene.period.start), pl.lit(scene.period.end)
    first = pl.max_horizontal(pl.col("decom"), start)
    last = pl.min_horizontal(pl.col("dec").fill_null(end), end)
    days = pl.when((pl.col("LS") == "V3") & pl.col("decom").is_not_null()).then((last - first).dt.total_days())
    return days.clip(lower_bound=0).sum().over(CHILD)


@FACTS.of("latest_decom", "Episodes")
def latest_decom(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.when(pl.col(CHILD).is_not_null()).then(pl.col("decom").max().over(CHILD))


@FACTS.of("carers_away", "Episodes")
def carers_away(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.when(pl.col(CHILD).is_not_null()).then((pl.col("PLACE") == "T3").sum().over(CHILD))


@FACTS.of(r"has_(v3|v4)", "Episodes")
def has_short_break(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.when(pl.col(CHILD).is_not_null()).then((pl.col("LS") == name[1].upper()).any().over(CHILD))


# From other tables


@FACTS.of("any_item", "OC2", "OC3", "AD1", "UASC", "PrevPerm")
def any_item(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Something is filled in besides the child and the date of birth."""
    return pl.any_horizontal(pl.col(items(scene, table)).is_not_null())


def items(scene: Scene, table: str) -> list[str]:
    return [column for column in scene.table(table).names if column not in (CHILD, "DOB")]


@FACTS.of("any_leaver_item", "OC3")
def any_leaver_item(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return any_item(scene, table, name)  # type: ignore[return-value]


@FACTS.of("items_filled", "OC3", "AD1")
def items_filled(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.sum_horizontal(pl.col(items(scene, table)).is_not_null().cast(pl.Int32))


@FACTS.of("any_health_item", "OC2")
def any_health_item(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(HEALTH).is_not_null())


@FACTS.of("any_odd_flag", "OC2")
def any_odd_flag(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.any_horizontal((~pl.col(HEALTH).is_in(["0", "1"])).fill_null(False))


@FACTS.of("has_leaver_data")
def has_leaver_data(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("OC3", ["any_item"]).filter(pl.col("any_item")))


@FACTS.of("has_leaver_row")
def has_leaver_row(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("OC3"))


@FACTS.of("has_date_placed")
def has_date_placed(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, scene.frame("PlacedAdoption", ["date_placed"]).filter(pl.col("DATE_PLACED").is_not_null()))


@FACTS.of("has_permanence")
def has_permanence(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Every line of the child on earlier orders is complete, and there is one."""
    known = (pl.col("PREV_PERM") == "Z1") | (
        pl.col("PREV_PERM").is_not_null() & pl.col("LA_PERM").is_not_null() & pl.col("DATE_PERM").is_not_null()
    )
    lines = scene.frame("PrevPerm").drop_nulls(CHILD)
    complete = lines.group_by(CHILD).agg(known.fill_null(False).all().alias("known"))
    return among(scene, complete.filter(pl.col("known")))


@FACTS.of("in_header")
def in_header(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    children = scene.frame("Header").get_column(CHILD).drop_nulls().unique()
    return pl.col(CHILD).is_in(children.implode())


def sought_asylum(scene: Scene, year: str) -> pl.DataFrame:
    """Children flagged as unaccompanied in this year or the last: by their header, where it has the flag; who has no
    such header, by a line with anything. Of each child alone: whose headers are there besides decides nothing.
    """
    header, lines = "Header" + year, "UASC" + year
    said = scene.frame(lines, ["any_item"]).filter(pl.col("any_item")).select(CHILD)
    if not scene.has_column(header, "UASC"):
        return said
    headers = scene.frame(header)
    flagged = headers.filter(pl.col("UASC") == "1").select(CHILD)
    return pl.concat([flagged, said.join(headers, on=CHILD, how="anti")])


@FACTS.of("known_uasc")
def known_uasc(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return among(scene, pl.concat([sought_asylum(scene, ""), sought_asylum(scene, LAST_YEAR)]))


@FACTS.of("from_xml")
def from_xml(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.lit(scene.file_format == "xml")


@FACTS.of("sex_now", "Header")
def sex_now(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """In the letters that replaced the digits in 2025."""
    return pl.col("SEX").replace({"1": "M", "2": "F"})


@FACTS.of("last_august")
def last_august(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """31 August of the year before the one in which the year begins."""
    return pl.lit(date(scene.period.start.year - 1, 8, 31))


@FACTS.of("place_became", "Episodes")
def place_became(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The placements that last year's is called now: the department renamed two (2024 to 2026)."""
    renamed = RENAMED.get(scene.collection_year, {})
    return pl.col("PLACE").replace_strict(renamed, default="", return_dtype=pl.String)


# Of places


@FACTS.of("authority")
def authority(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.lit(scene.authority)


@FACTS.of("pl_distance", "Episodes")
def pl_distance(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("PL_DISTANCE").str.strip_chars().cast(pl.Float64, strict=False)


@FACTS.of("abroad", "Episodes")
def abroad(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Outside England, by how the code of the authority begins."""
    return pl.col("PL_LA").str.contains(OUTSIDE).fill_null(False)


@FACTS.of(r"is_loose_(\w+)", "SWEpisodes")
def is_loose(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """A date, of which parts may be unknown (ZZ)."""
    return pl.col(name[1]).is_not_null() | unknown_parts(name[1].upper())


def unknown_parts(column: str) -> pl.Expr:
    """Written as a date with unknown parts, each known part possible."""
    text = pl.col(column).str.strip_chars()
    parts = text.str.extract_groups(_LOOSE)
    day, month = (parts.struct.field(at).cast(pl.Int32, strict=False) for at in ("1", "2"))
    possible = day.is_between(1, 31).fill_null(True) & month.is_between(1, 12).fill_null(True)
    return (text.str.contains(_LOOSE) & text.str.contains("ZZ") & possible).fill_null(False)


def latest_day(text: str | None) -> date | None:
    """The latest day that a date with unknown parts (ZZ) can be; with an unknown year, the first of all days.

    >>> latest_day("05/ZZ/2020"), latest_day("ZZ/02/2021"), latest_day("01/13/2000"), latest_day("ZZ/ZZ/ZZ")
    (datetime.date(2020, 12, 5), datetime.date(2021, 2, 28), None, None)
    """
    match = re.match(_LOOSE, (text or "").strip())
    if match is None:
        return None
    day, month, year = (None if part.startswith("Z") else int(part) for part in match.groups())
    if year is None:
        return date.min  # before anything: what is not known is not wrong
    month = month if month is not None else 12
    for at in [day] if day is not None else [31, 30, 29, 28]:
        try:
            return date(year, month, at)
        except ValueError:
            continue
    return None
