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
    from .compare import compare_groups as compare_groups
    from .counts import compare_counts as compare_counts
    from .counts import mcnemar as mcnemar
    from .counts import proportion as proportion
    from .icc import intraclass as intraclass
    from .problems import BadData as BadData
    from .ranks import wilcoxon_paired as wilcoxon_paired
    from .raters import agreement as agreement
    from .resampling import bootstrap_interval as bootstrap_interval
    from .results import Estimate as Estimate
    from .results import Interval as Interval
    from .results import Result as Result
    from .summaries import Summary as Summary

_WHERE = {
    "adjust": "adjusted",
    "agreement": "raters",
    "krippendorff_alpha": "alpha",
    "compare_groups": "compare",
    "compare_counts": "counts",
    "mcnemar": "counts",
    "proportion": "counts",
    "intraclass": "icc",
    "BadData": "problems",
    "wilcoxon_paired": "ranks",
    "bootstrap_interval": "resampling",
    "Estimate": "results",
    "Interval": "results",
    "Result": "results",
    "Summary": "summaries",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"kinwork.statistics has no '{name}'")
    return getattr(importlib.import_module(f".{_WHERE[name]}", __name__), name)
