"""CIN rules that a condition over one row, or over a pair of rows, does not say. Each is named in the rules' file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from .cin_facts import CHILD, EPISODE, within
from .scene import AS_A_WHOLE, ROW, Hits, Scene, as_day, rows_hit, together

FUNCTIONS: dict[str, Callable[[Scene], Hits]] = {}
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
OUR_TIMES = (1980, 2100)  # of a reference date; any other is found by rule 100, and the year's own counts
SHARE_WITHOUT_SEX, FEW_DISABILITIES = 0.02, 8
AFTER_ASSESSMENT = ["RC8", "RC9"]


def rule(function: Callable[[Scene], Hits]) -> Callable[[Scene], Hits]:
    FUNCTIONS[function.__name__] = function
    return function


def _per_episode(frame: pl.DataFrame, scene: Scene, table: str) -> pl.DataFrame:
    """The episodes to which rows belong, each once."""
    return frame.select(within(scene, table, EPISODE)).drop_nulls().unique()


def _of(episodes: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of some episodes."""
    return frame.join(episodes, on=[key for key in episodes.columns if key in frame.columns], how="semi")


def _not_of(episodes: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.join(episodes, on=[key for key in episodes.columns if key in frame.columns], how="anti")


def _duplicates(scene: Scene, table: str, keys: list[str]) -> Hits:
    frame = scene.frame(table).drop_nulls(keys)
    return rows_hit(table, frame.filter(pl.len().over(keys) > 1))


@rule
def rule_100(scene: Scene) -> Hits:
    """The header's own year, whatever year it is checked as."""
    frame = scene.frame("Header", ["referencedate"])
    wrong = [
        row
        for row, day, year in frame.select(ROW, "referencedate", "Year").iter_rows()
        if day is None or (day.month, day.day, str(day.year)) != (3, 31, (year or "").strip())
    ]
    return {"Header": pl.DataFrame({ROW: wrong}, schema={ROW: pl.UInt32})}


@rule
def rule_1510(scene: Scene) -> Hits:
    """Digits times their places 2 to 13, summed, modulo 23: which letter begins the UPN."""
    frame = scene.frame("ChildIdentifiers").filter(pl.col("UPN").str.contains(r"^.[0-9]{12}$"))
    weighted = pl.sum_horizontal(
        pl.col("UPN").str.slice(at, 1).cast(pl.Int32, strict=False) * (at + 1) for at in range(1, 13)
    )
    letter = (weighted % 23).replace_strict(dict(enumerate(CHECK_LETTERS)), return_dtype=pl.String)
    return rows_hit("ChildIdentifiers", frame.filter(letter != pl.col("UPN").str.slice(0, 1)))


@rule
def rule_1520(scene: Scene) -> Hits:
    return _duplicates(scene, "ChildIdentifiers", ["UPN"])


@rule
def rule_8510(scene: Scene) -> Hits:
    return _duplicates(scene, "ChildIdentifiers", [CHILD])


@rule
def rule_8794(scene: Scene) -> Hits:
    return _duplicates(scene, "Disabilities", [CHILD, "Disability"])


@rule
def rule_8790(scene: Scene) -> Hits:
    """An empty line beside NONE is another line too."""
    frame = scene.frame("Disabilities").drop_nulls(CHILD)
    none = frame.filter(pl.col("Disability") == "NONE").select(CHILD).unique()
    return rows_hit("Disabilities", _of(none, frame.filter(pl.col("Disability").fill_null("") != "NONE")))


@rule
def rule_2883(scene: Scene) -> Hits:
    """Counted over the whole return, for the authority."""

    def in_year(table: str, column: str) -> int:
        day = pl.col(column.lower())
        inside = (day >= scene.period.start) & (day <= scene.period.end)
        return scene.frame(table, [column.lower()]).filter(inside).height

    conferences = in_year("CINdetails", "DateOfInitialCPC") + in_year("Section47", "DateOfInitialCPC")
    return AS_A_WHOLE if in_year("ChildProtectionPlans", "CPPstartDate") > conferences else {}


@rule
def rule_2885(scene: Scene) -> Hits:
    """Enquiries of the episode that do not say 1 for no conference; only where there are none, the episode's own."""
    plan = pl.col("cppstartdate")
    plans = scene.frame("ChildProtectionPlans", ["cppstartdate"])
    plans = plans.filter((plan >= scene.period.start) & (plan <= scene.period.end))
    keys = within(scene, "ChildProtectionPlans", EPISODE)
    enquiries = scene.frame("Section47", ["dateofinitialcpc"]).filter(pl.col("ICPCnotRequired").fill_null("") != "1")
    own = _not_of(_per_episode(enquiries, scene, "Section47"), scene.frame("CINdetails", ["dateofinitialcpc"]))
    held = pl.concat([one.select(*keys, "dateofinitialcpc") for one in (enquiries, own)])
    met = plans.join(held, left_on=[*keys, "cppstartdate"], right_on=[*keys, "dateofinitialcpc"], how="semi")
    unmet = plans.join(met, on=ROW, how="anti")
    bare = _not_of(_per_episode(met, scene, "ChildProtectionPlans"), unmet).select(keys).drop_nulls().unique()
    return {
        "ChildProtectionPlans": unmet.select(ROW),
        "Section47": _of(bare, enquiries).select(ROW),
        "CINdetails": _of(bare, own).select(ROW),
    }


@rule
def rule_2886(scene: Scene) -> Hits:
    frame = scene.frame("ChildIdentifiers", ["expectedpersonbirthdate"])
    empty = ["U"] if scene.period.year >= 2025 else ["0"]
    sex = pl.col("Sex" if scene.period.year >= 2025 else "GenderCurrent")
    without = frame.filter(pl.col("expectedpersonbirthdate").is_null() & (sex.is_null() | sex.is_in(empty)))
    return AS_A_WHOLE if without.height > SHARE_WITHOUT_SEX * frame.height else {}


@rule
def rule_2887(scene: Scene) -> Hits:
    """As the national check counts: rows that say NONE, not kinds of disability in use."""
    none = scene.frame("Disabilities").filter(pl.col("Disability") == "NONE")
    return AS_A_WHOLE if none.height < FEW_DISABILITIES else {}


@rule
def rule_2888(scene: Scene) -> Hits:
    some = scene.frame("Disabilities").drop_nulls([CHILD, "Disability"]).filter(pl.col("Disability") != "NONE")
    return {} if some.filter(pl.len().over(CHILD) > 1).height else AS_A_WHOLE


@rule
def rule_2990(scene: Scene) -> Hits:
    closed = scene.frame("CINdetails", ["dateofinitialcpc"]).filter(pl.col("ReasonForClosure").is_in(AFTER_ASSESSMENT))
    episodes = _per_episode(closed, scene, "CINdetails")
    active = {
        table: _of(episodes, scene.frame(table)) for table in ("Section47", "CINplanDates", "ChildProtectionPlans")
    }
    with_activity = pl.concat([_per_episode(rows, scene, "CINdetails") for rows in active.values()]).unique()
    own = closed.filter(pl.col("dateofinitialcpc").is_not_null())
    return together(
        {table: rows.select(ROW) for table, rows in active.items()},
        rows_hit("CINdetails", own),
        rows_hit("CINdetails", _of(with_activity, closed)),
    )


@rule
def rule_2991(scene: Scene) -> Hits:
    assessed = _per_episode(scene.frame("Assessments"), scene, "Assessments")
    return rows_hit("Section47", _not_of(assessed, scene.frame("Section47").drop_nulls(CHILD)))


@rule
def rule_4003(scene: Scene) -> Hits:
    """A review is its plan's by child and number of the plan, and meets every child in need plan of the child."""
    plans = scene.frame("ChildProtectionPlans", ["cppenddate"]).select(
        CHILD, "CPPID", "cppenddate", pl.col(ROW).alias("plan_row")
    )
    reviews = scene.frame("Reviews", ["cppreviewdate"]).select(CHILD, "CPPID", "cppreviewdate", ROW)
    reviews = reviews.join(plans, on=[CHILD, "CPPID"]).filter(
        pl.col("cppenddate").is_not_null() & (pl.col("cppreviewdate") != pl.col("cppenddate"))
    )
    need = scene.frame("CINplanDates", ["cinplanstartdate", "cinplanenddate"]).select(
        CHILD, "cinplanstartdate", "cinplanenddate", pl.col(ROW).alias("need_row")
    )
    day = pl.col("cppreviewdate")
    met = reviews.join(need, on=CHILD).filter((day >= pl.col("cinplanstartdate")) & (day < pl.col("cinplanenddate")))
    return {
        "ChildProtectionPlans": met.select(pl.col("plan_row").alias(ROW)),
        "CINplanDates": met.select(pl.col("need_row").alias(ROW)),
        "Reviews": met.select(ROW),
    }


@rule
def rule_8540(scene: Scene) -> Hits:
    taken_up = scene.frame("CINdetails", ["not_nfa"]).filter(pl.col("not_nfa")).drop_nulls(CHILD)
    born = scene.frame("ChildIdentifiers", ["personbirthdate"]).filter(pl.col("personbirthdate").is_not_null())
    born = _of(taken_up.select(CHILD).unique(), born)
    given = scene.frame("Disabilities", ["is_code_disability"]).drop_nulls(CHILD)
    invalid = _of(born.select(CHILD).unique(), given.filter(~pl.col("is_code_disability")))
    without = _not_of(given.select(CHILD).unique(), born)
    children = pl.concat([invalid.select(CHILD), without.select(CHILD)]).unique()
    return {
        "ChildIdentifiers": _of(children, born).select(ROW),
        "Disabilities": invalid.select(ROW),
        "CINdetails": _of(children, taken_up).select(ROW),
    }


@rule
def rule_8565(scene: Scene) -> Hits:
    """Everything that may lie after the closure of its episode."""
    after = {
        "Assessments": "assessmentactualstartdate > cinclosuredate OR assessmentauthorisationdate > cinclosuredate",
        "Section47": "s47actualstartdate > cinclosuredate OR dateofinitialcpc > cinclosuredate",
        "CINplanDates": "cinplanstartdate > cinclosuredate OR cinplanenddate > cinclosuredate",
        "ChildProtectionPlans": "cppenddate > cinclosuredate",
    }
    found = [scene.pairs(f"{table}+CINdetails", when) for table, when in after.items()]
    return together(scene.rows("CINdetails", "dateofinitialcpc > cinclosuredate"), *found)


@rule
def rule_8772(scene: Scene) -> Hits:
    """No episode at all is none without further action either."""
    return together(
        scene.pairs("CINdetails&ChildIdentifiers", "UPNunknown = 'UN7' AND NOT nfa"),
        scene.rows("ChildIdentifiers", "UPNunknown = 'UN7' AND has_no_episode"),
    )


def _open_and_taken_up(scene: Scene) -> pl.DataFrame:
    names = ["cinclosuredate", "cinreferraldate", "not_nfa"]
    return (
        scene.frame("CINdetails", names)
        .drop_nulls(CHILD)
        .filter(pl.col("cinclosuredate").is_null() & pl.col("not_nfa"))
    )


@rule
def rule_8815(scene: Scene) -> Hits:
    """All open episodes of a child of whom several are open and taken up."""
    several = _open_and_taken_up(scene).filter(pl.len().over(CHILD) > 1)
    open_ = scene.frame("CINdetails", ["cinclosuredate"]).filter(pl.col("cinclosuredate").is_null())
    return rows_hit("CINdetails", _of(several.select(CHILD).unique(), open_))


@rule
def rule_8816(scene: Scene) -> Hits:
    """The open one and the latest one."""
    latest = scene.frame("CINdetails", ["cinreferraldate"]).drop_nulls([CHILD, "cinreferraldate"])
    latest = latest.filter(pl.col("cinreferraldate") == pl.col("cinreferraldate").max().over(CHILD))
    last = latest.group_by(CHILD).agg(pl.col("cinreferraldate").first().alias("last"))
    earlier = _open_and_taken_up(scene).join(last, on=CHILD).filter(pl.col("cinreferraldate") < pl.col("last"))
    return together(
        rows_hit("CINdetails", earlier), rows_hit("CINdetails", _of(earlier.select(CHILD).unique(), latest))
    )


@rule
def rule_8825(scene: Scene) -> Hits:
    closed = scene.frame("CINdetails").filter(pl.col("ReasonForClosure").is_in(AFTER_ASSESSMENT)).drop_nulls(CHILD)
    return rows_hit("CINdetails", _not_of(_per_episode(scene.frame("Assessments"), scene, "Assessments"), closed))


@rule
def rule_8831(scene: Scene) -> Hits:
    return together(
        scene.rows("CINdetails", "nfa AND dateofinitialcpc IS NOT NULL"),
        scene.pairs("Section47+CINdetails", "nfa AND s47actualstartdate IS NOT NULL"),
        scene.pairs(
            "Assessments+CINdetails",
            "nfa AND (assessmentactualstartdate IS NOT NULL OR assessmentauthorisationdate IS NOT NULL)",
        ),
    )


def _factors(scene: Scene) -> pl.DataFrame:
    """Each factor of each assessment in a row: what the assessment holds, and what the list of factors has for it."""
    assessments = scene.frame("Assessments", ["assessmentauthorisationdate"])
    return assessments.explode("AssessmentFactors", empty_as_null=True).rename({"AssessmentFactors": "factor"})


def _listed(scene: Scene) -> pl.DataFrame:
    """Rows of the list of factors with the row of their assessment."""
    keys = scene.keys("AssessmentFactorsList", "+", "Assessments")
    listed = scene.frame("AssessmentFactorsList").select(*keys, pl.col("AssessmentFactor").alias("factor"))
    return listed.join(scene.frame("Assessments").select(*keys, ROW), on=keys, how="inner")


@rule
def rule_8869(scene: Scene) -> Hits:
    keys = within(scene, "Assessments", [*EPISODE, "AssessmentID", "AssessmentAuthorisationDate"])
    factors = _factors(scene).drop_nulls([CHILD, "factor"])
    beside = (pl.col("factor") == "21").any().over(keys) & (pl.col("factor") != "21")
    return rows_hit("Assessments", factors.filter(beside).unique(ROW))


@rule
def rule_8873(scene: Scene) -> Hits:
    listed = scene.frame("AssessmentFactorsList").drop_nulls(CHILD)
    keys = within(scene, "AssessmentFactorsList", EPISODE)
    one = listed.filter((pl.col("AssessmentID").n_unique().over(keys) == 1) & (pl.col("AssessmentFactor") == "21"))
    closing = pl.col("ReasonForClosure").is_in(AFTER_ASSESSMENT).fill_null(False)
    open_ = _of(_per_episode(one, scene, "AssessmentFactorsList"), scene.frame("CINdetails").filter(~closing))
    found = _of(_per_episode(open_, scene, "CINdetails"), scene.frame("Assessments"))
    single = found.filter(pl.len().over(within(scene, "Assessments", EPISODE)) == 1)
    return {
        "Assessments": single.select(ROW),
        "CINdetails": _of(_per_episode(single, scene, "Assessments"), open_).select(ROW),
    }


@rule
def rule_8897(scene: Scene) -> Hits:
    authorised = scene.frame("Assessments", ["assessmentauthorisationdate", "has_factors"]).filter(
        pl.col("assessmentauthorisationdate") >= scene.period.start
    )
    codes = scene.layout.codes("AssessmentFactors", scene.period.year)
    listed = _listed(scene).drop_nulls("factor")
    without = authorised.filter(~pl.col("has_factors")).join(listed, on=ROW, how="anti")
    given = pl.concat([_factors(scene).select(ROW, "factor").drop_nulls(), listed.select(ROW, "factor")])
    invalid = authorised.join(given.filter(~pl.col("factor").is_in(codes)), on=ROW, how="semi")
    return together(rows_hit("Assessments", without), rows_hit("Assessments", invalid))


@rule
def rule_8898(scene: Scene) -> Hits:
    twice = [
        one.drop_nulls("factor").filter(pl.len().over(ROW, "factor") > 1).select(ROW).unique()
        for one in (_factors(scene), _listed(scene))
    ]
    return {"Assessments": pl.concat(twice).unique()}


def period_of_header(scene_header: pl.DataFrame, written: str) -> date | None:
    """The reference date that a header has, if it can be read and is of our times."""
    days = scene_header.select(as_day("ReferenceDate", written).alias("day")).get_column("day").drop_nulls()
    return next((day for day in days if OUR_TIMES[0] <= day.year <= OUR_TIMES[1]), None)
