"""The extract of one authority, table by table: what ``kinwork extract`` writes and every measure reads.

Time is told in quarters and in whole weeks or months between two things; there is no date of anything. Of a child or a
family nothing stands here but its pseudonym, which holds within one extract.
"""

from __future__ import annotations

from kinwork.without_names.columns import Column, Table, code, decimal, is_so, number, quarter, who

VERSION = 1
AUTHORITY = code("authority", "The authority whose extract this is, as it calls itself")
CHILD = who("child", "The child. The same in all tables of this extract, and in no other extract")
FAMILY = who("family", "The family. The same in all tables of this extract, and in no other extract")
UNIT = who("unit", "The unit. Empty: not told, since the record is restricted or is with none", empty=True)

POPULATION = "population"  # holds until there is a newer one
FIGURES = {
    POPULATION: "Children aged 0 to 17 who live in the area, as last estimated by then",
    "employed_fte": "Social workers employed on the last day of the quarter, full-time equivalent",
    "agency_fte": "Agency social workers on the last day of the quarter, full-time equivalent",
    "sickness_days": "Working days that employed social workers were away sick in the quarter",
}

PERIODS = Table(
    "periods",
    "A quarter that is over and that the record covers.",
    (AUTHORITY, quarter("quarter", "The quarter")),
)
REFERRALS = Table(
    "referrals",
    "A child referred on a day.",
    (
        AUTHORITY,
        CHILD,
        quarter("quarter", "When"),
        number("months_before", "Whole months since the child was referred before. Empty: never", "months", empty=True),
        number("months_recorded", "Whole months since the first referral in this record", "months"),
    ),
)
FAMILY_REFERRALS = Table(
    "family_referrals",
    "A family of which any child was referred on a day.",
    (
        AUTHORITY,
        FAMILY,
        quarter("quarter", "When"),
        number(
            "months_before", "Whole months since any child of it was referred before. Empty: never", "months",
            empty=True,
        ),
        number("months_recorded", "Whole months since the first referral in this record", "months"),
    ),
)  # fmt: skip
CARE = Table(
    "care",
    "A period in which a child was looked after.",
    (
        AUTHORITY,
        CHILD,
        quarter("started", "When it began"),
        quarter("ended", "When it ended. Empty: it goes on", empty=True),
        is_so("short_breaks", "Only short breaks (legal status V3 or V4)"),
    ),
)
PLACEMENTS = Table(
    "placements",
    "A placement of a child who is looked after; no temporary one, from which the child returned.",
    (
        AUTHORITY,
        CHILD,
        quarter("started", "When it began"),
        quarter("last", "The quarter of its last day. Empty: it goes on", empty=True),
    ),
)
PLANS = Table(
    "plans",
    "A child protection plan.",
    (
        AUTHORITY,
        CHILD,
        quarter("started", "When it began"),
        quarter("ended", "When it ended. Empty: it goes on", empty=True),
        number("months", "For how many whole months it lasted. Empty: it goes on", "months", empty=True),
        is_so("is_second", "The child had a plan before, here or elsewhere. Empty: not recorded", empty=True),
    ),
)
OPEN_FAMILIES = Table(
    "open_families",
    "A family that was open on the last day of a quarter.",
    (
        AUTHORITY,
        FAMILY,
        UNIT,
        quarter("quarter", "The quarter"),
        number("weeks_open", "Whole weeks since it was opened, at most 52", "weeks"),
        number(
            "weeks_since_discussed",
            "Weeks since a unit meeting last discussed it, begun ones as whole ones, at most 52. Empty: never", "weeks",
            empty=True,
        ),
        is_so("has_meetings", "The unit’s meetings were recorded here by then, for four weeks or more"),
    ),
)  # fmt: skip
UNIT_WORKERS = Table(
    "unit_workers",
    "A unit that held families on the last day of a quarter.",
    (
        AUTHORITY,
        who("unit", "The unit"),
        quarter("quarter", "The quarter"),
        decimal("workers", "Who shared its families on that day, full-time equivalent", "full-time equivalent"),
    ),
)
WORKFORCE = Table(
    "workforce",
    "Social work posts of the whole service on the last day of a quarter.",
    (
        AUTHORITY,
        quarter("quarter", "The quarter"),
        decimal("posts", "Posts, held or not", "full-time equivalent"),
        decimal("vacant", "Posts that no one held", "full-time equivalent"),
        number("people", "Social workers in post", "people"),
        number("leavers", "Social workers whose last post ended in the quarter", "people"),
    ),
)
TIME = Table(
    "time",
    "A month of a unit, or of the whole service, of which enough people’s time is known.",
    (
        AUTHORITY,
        UNIT,
        quarter("quarter", "The quarter of the month"),
        number("people", "People who stand behind it, five at least", "people"),
        decimal("family_hours", "Hours with families for each of them, to half an hour", "hours"),
        decimal("writing_hours", "Hours writing for each of them, to half an hour", "hours"),
    ),
)
ENTERED = Table(
    "entered",
    "A figure that the record does not hold, as the authority entered it.",
    (
        AUTHORITY,
        Column("figure", "Which figure", values=FIGURES),
        quarter("quarter", "The quarter"),
        decimal("value", "The figure", "as the figure says"),
    ),
)
TABLES = (
    PERIODS, REFERRALS, FAMILY_REFERRALS, CARE, PLACEMENTS, PLANS, OPEN_FAMILIES, UNIT_WORKERS, WORKFORCE, TIME,
    ENTERED,
)  # fmt: skip


def engine_type(column: Column) -> str:
    """What a column is to an engine: the same in the file, on DuckDB and on Spark."""
    if column.is_quarter:
        return "date"
    if column.is_yes_or_no:
        return "boolean"
    if column.is_decimal:
        return "float64"
    return "string" if column.values or column.is_pseudonym or column.is_code else "int64"
