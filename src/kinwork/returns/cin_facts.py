"""What CIN rules ask of a row beyond its columns and dates; each name that the rules' conditions use, once."""

from __future__ import annotations

import re

import polars as pl

from .codes import IS_CODE, is_code
from .scene import Facts, Scene

FACTS = Facts()
FACTS.of(IS_CODE)(is_code)
CHILD, EPISODE = "LAchildID", ["LAchildID", "CINdetailsID"]
YES, NO = ("true", "1"), ("false", "0")


def within(scene: Scene, table: str, keys: list[str]) -> list[str]:
    """The keys that rows came with: an example may leave out what it does not need."""
    return [key for key in keys if scene.has_column(table, key)] or [CHILD]


def says(column: str, words: tuple[str, ...]) -> pl.Expr:
    """Whether a yes/no is one of some words; no when it is empty."""
    return pl.col(column).str.to_lowercase().is_in(words).fill_null(False)


@FACTS.of("nfa", "CINdetails")
def nfa(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The referral led to no further action."""
    return says("ReferralNFA", YES)


@FACTS.of("not_nfa", "CINdetails")
def not_nfa(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The referral was taken up."""
    return says("ReferralNFA", NO)


@FACTS.of("icpc_is_not_required", "Section47")
def icpc_is_not_required(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return says("ICPCnotRequired", YES)


@FACTS.of("icpc_is_required", "Section47")
def icpc_is_required(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return says("ICPCnotRequired", NO)


@FACTS.of("is_upn_authority", "ChildIdentifiers")
def is_upn_authority(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("UPN").str.slice(1, 3).is_in(scene.layout.codes("UPNauthority", scene.period.year))


@FACTS.of(r"working_days_before_(\d+)")
def working_days_before(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """So many working days before the end of the year."""
    from kinwork.clocks.working_days import ENGLAND

    return pl.lit(ENGLAND.add(scene.period.end, -int(name[1])))


@FACTS.of("first_working_day")
def first_working_day(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Of the year: its first day, where that is one."""
    from kinwork.clocks.working_days import ENGLAND

    start = scene.period.start
    return pl.lit(start if ENGLAND.is_one(start) else ENGLAND.add(start, 1))


@FACTS.of("number_of_previous", "ChildProtectionPlans")
def number_of_previous(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("NumberOfPreviousCPP").str.strip_chars().cast(pl.Float64, strict=False)


@FACTS.of("open_plans_in_episode", "CINplanDates")
def open_plans_in_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("cinplanenddate").is_null().sum().over(within(scene, table, EPISODE))


@FACTS.of("waiting_in_episode", "Section47")
def waiting_in_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """Enquiries of the episode that have no conference and do not say that none was needed."""
    waits = pl.col("dateofinitialcpc").is_null() & ~pl.col("icpc_is_not_required")
    return waits.sum().over(within(scene, table, EPISODE))


@FACTS.of("unauthorised_in_episode", "Assessments")
def unauthorised_in_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("assessmentauthorisationdate").is_null().sum().over(within(scene, table, EPISODE))


@FACTS.of("open_under_number", "ChildProtectionPlans")
def open_under_number(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The child's plans of the same number that have no end."""
    return pl.col("cppenddate").is_null().sum().over(within(scene, table, [CHILD, "CPPID"]))


@FACTS.of("has_factors", "Assessments")
def has_factors(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return pl.col("AssessmentFactors").list.len().fill_null(0) > 0


@FACTS.of(r"has_factor_(\w+)", "Assessments")
def has_factor(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    return (
        pl.col("AssessmentFactors").list.eval(pl.element().str.to_uppercase()).list.contains(name[1].upper())
    ).fill_null(False)


@FACTS.of("has_no_episode", "ChildIdentifiers")
def has_no_episode(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    children = scene.frame("CINdetails").get_column(CHILD).drop_nulls().unique()
    return ~pl.col(CHILD).is_in(children.implode())


@FACTS.of("has_taken_up", "ChildIdentifiers")
def has_taken_up(scene: Scene, table: str, name: re.Match[str]) -> pl.Expr:
    """The child has a referral that was taken up."""
    taken = scene.frame("CINdetails", ["not_nfa"]).filter(pl.col("not_nfa"))
    return pl.col(CHILD).is_in(taken.get_column(CHILD).drop_nulls().unique().implode()).fill_null(False)
