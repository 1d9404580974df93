"""Statistics of evaluations: from raw data and from printed summaries alike.

Every analysis gives a ``Result`` (or an ``Estimate``): estimate, 95 % interval, effect size, p, n and missing per
group, what was checked in words, and the source. Names load on first use: scipy and statsmodels take a second.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .adjusted import adjust as adjust
    from .alpha import krippendorff_alpha as krippendorff_alpha
    from .avoided import cost_avoidance as cost_avoidance
    from .avoided import sensitivity as sensitivity
    from .avoided import value_for_money as value_for_money
    from .compare import compare_groups as compare_groups
    from .correlations import compare_correlations as compare_correlations
    from .correlations import compare_dependent_correlations as compare_dependent_correlations
    from .correlations import correlation as correlation
    from .correlations import partial_correlation as partial_correlation
    from .correlations import polychoric as polychoric
    from .counts import compare_counts as compare_counts
    from .counts import mcnemar as mcnemar
    from .counts import proportion as proportion
    from .data_files import read_csv as read_csv
    from .designs import ancova as ancova
    from .designs import difference_in_differences as difference_in_differences
    from .designs import interrupted_time_series as interrupted_time_series
    from .designs import stepped_wedge as stepped_wedge
    from .figures import consort as consort
    from .figures import effects_figure as effects_figure
    from .figures import forest as forest
    from .figures import slope as slope
    from .figures import small_multiples as small_multiples
    from .figures import tornado as tornado
    from .icc import intraclass as intraclass
    from .imputation import impute as impute
    from .imputation import pool as pool
    from .many import compare_columns as compare_columns
    from .matching import coarsened_match as coarsened_match
    from .matching import matched_effect as matched_effect
    from .matching import propensity_match as propensity_match
    from .means import mean_of as mean_of
    from .notebook import to_frame as to_frame
    from .power import cases_needed as cases_needed
    from .power import minimum_detectable_effect as minimum_detectable_effect
    from .problems import BadData as BadData
    from .ranks import paired_t as paired_t
    from .ranks import wilcoxon_paired as wilcoxon_paired
    from .raters import agreement as agreement
    from .regression import linear as linear
    from .regression import logistic as logistic
    from .regression import mixed as mixed
    from .regression import ordinal as ordinal
    from .resampling import bootstrap_interval as bootstrap_interval
    from .results import Estimate as Estimate
    from .results import Interval as Interval
    from .results import Result as Result
    from .scales import cronbach_alpha as cronbach_alpha
    from .scales import omega_total as omega_total
    from .scales import rater_drift as rater_drift
    from .summaries import Summary as Summary
    from .survival import kaplan_meier as kaplan_meier
    from .survival import log_rank as log_rank
    from .tables import comparison_table as comparison_table
    from .tables import regression_table as regression_table
    from .unit_costs import catalogue as catalogue
    from .unit_costs import child_path as child_path
    from .unit_costs import inflate as inflate

_WHERE = {
    "adjust": "adjusted",
    "agreement": "raters",
    "krippendorff_alpha": "alpha",
    "compare_groups": "compare",
    "compare_counts": "counts",
    "mcnemar": "counts",
    "proportion": "counts",
    "intraclass": "icc",
    "mean_of": "means",
    "BadData": "problems",
    "paired_t": "ranks",
    "wilcoxon_paired": "ranks",
    "bootstrap_interval": "resampling",
    "Estimate": "results",
    "Interval": "results",
    "Result": "results",
    "Summary": "summaries",
    "correlation": "correlations",
    "compare_correlations": "correlations",
    "compare_dependent_correlations": "correlations",
    "partial_correlation": "correlations",
    "polychoric": "correlations",
    "linear": "regression",
    "logistic": "regression",
    "ordinal": "regression",
    "mixed": "regression",
    "ancova": "designs",
    "difference_in_differences": "designs",
    "interrupted_time_series": "designs",
    "stepped_wedge": "designs",
    "propensity_match": "matching",
    "coarsened_match": "matching",
    "matched_effect": "matching",
    "impute": "imputation",
    "pool": "imputation",
    "kaplan_meier": "survival",
    "log_rank": "survival",
    "to_frame": "notebook",
    "minimum_detectable_effect": "power",
    "cases_needed": "power",
    "cronbach_alpha": "scales",
    "omega_total": "scales",
    "rater_drift": "scales",
    "catalogue": "unit_costs",
    "child_path": "unit_costs",
    "inflate": "unit_costs",
    "cost_avoidance": "avoided",
    "value_for_money": "avoided",
    "sensitivity": "avoided",
    "comparison_table": "tables",
    "regression_table": "tables",
    "forest": "figures",
    "slope": "figures",
    "consort": "figures",
    "small_multiples": "figures",
    "tornado": "figures",
    "effects_figure": "figures",
    "read_csv": "data_files",
    "compare_columns": "many",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"kinwork.statistics has no '{name}'")
    return getattr(importlib.import_module(f".{_WHERE[name]}", __name__), name)
