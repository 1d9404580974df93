"""Everything about how far raters agree, at once: what `kinwork agreement` prints."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from . import alpha as alphas
from . import icc, kappa
from .alpha import krippendorff_alpha
from .problems import BadData
from .ratings import SCALES, Ratings, ratings
from .results import Estimate, plain


@dataclass(frozen=True)
class Measure:
    """One coefficient; where it (or its interval) cannot be had, that is None and ``why_not`` says why."""

    name: str
    estimate: Estimate | None
    units: int
    reference: str
    why_not: str = ""


@dataclass(frozen=True, repr=False)
class Agreement:
    """How far raters agree: how many units, raters and ratings, and each measure with its 95 % interval."""

    scale: str
    units: int
    raters: int
    ratings: int
    missing: int
    measures: tuple[Measure, ...]

    def __getitem__(self, name: str) -> Estimate:
        """The estimate by its measure's name. BadData where it does not apply."""
        for measure in self.measures:
            if measure.name == name:
                if measure.estimate is None:
                    raise BadData(f"{name}: {measure.why_not}")
                return measure.estimate
        raise KeyError(name)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: measures with name, value, low, high, units, reference, why_not."""
        found: dict[str, Any] = plain(self)
        for item, measure in zip(found["measures"], self.measures, strict=True):
            estimate = item.pop("estimate")
            between = estimate["interval"] if estimate else None
            item["value"] = estimate["value"] if estimate else None
            item["low"] = between["low"] if between else None
            item["high"] = between["high"] if between else None
            item["level"] = between["level"] if between else None
            assert measure.name == item["name"]
        return found

    def to_dict(self) -> dict[str, Any]:
        """The same as ``as_dict``, by the name that frames call it."""
        return self.as_dict()

    def rows(self) -> list[dict[str, Any]]:
        """What ``to_frame`` has rows of."""
        from .notebook import of_agreement

        return of_agreement(self)

    def to_frame(self) -> Any:
        """A polars frame, one row per measure."""
        from .notebook import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        from .notebook import html_of_agreement

        return html_of_agreement(self)

    def __str__(self) -> str:
        found = "; ".join(str(measure.estimate) for measure in self.measures if measure.estimate)
        return f"agreement of {self.raters} raters on {self.units} units ({self.scale}): {found}"

    def __repr__(self) -> str:
        return f"<{self}>"


def agreement(
    values: Ratings | Iterable[Iterable[Any]],
    scale: str,
    level: float = 0.95,
    *,
    levels: Sequence[str] | None = None,
    labels: str = "ask",
) -> Agreement:
    """All measures that the ``scale`` allows, of ratings with rows = units and columns = raters (None = not rated).

    Words on an ordinal scale need ``levels``, lowest first. ``labels`` says what becomes of labels that differ only
    by capitals or blanks: "ask" (they are refused), "together" or "apart".

    A measure that does not apply (kappa of two raters for three, intraclass correlation of categories) is listed
    with the reason. BadData for an unknown scale, one rater, or fewer than two units rated twice.

    >>> found = agreement([[1, 1], [2, 2], [3, 3], [3, 2], [1, 1]], "ordinal")
    >>> round(found["exact agreement"].value, 2), round(found["Cohen's kappa"].value, 3)
    (0.8, 0.706)
    """
    if scale not in SCALES:
        raise BadData(f"found scale '{scale}', expected one of: {', '.join(SCALES)}")
    found = ratings(values, levels=levels, labels=labels)
    ordered = scale != "nominal"
    if ordered:
        found.measured(f"a scale that is {scale}")
    if found.categories and scale in ("interval", "ratio"):
        raise BadData(f"found words on the scale '{scale}', expected numbers; words in an order are ordinal")
    if scale == "ratio" and len(found.value) and float(found.value.min()) < 0:
        raise BadData(f"found {found.value.min():g}, a value below zero; a ratio scale has none")
    rated, paired, complete = found.rated, found.paired, len(found.complete)
    measures = [_measure("exact agreement", paired, "", lambda: kappa.within(found, 0, level))]
    if ordered:
        measures.append(_measure("agreement within 1", paired, "", lambda: kappa.within(found, 1, level)))
    else:
        measures.append(Measure("agreement within 1", None, paired, "", "categories have no distance"))
    measures.append(_measure("Cohen's kappa", complete, kappa.COHEN, lambda: kappa.cohen_kappa(found, None, level)))
    for weights in ("linear", "quadratic"):
        for name, reference, of, units in (
            (f"weighted kappa ({weights})", kappa.COHEN, kappa.cohen_kappa, complete),
            (f"Gwet's AC2 ({weights})", kappa.GWET, kappa.gwet, rated),
        ):
            if ordered:
                measures.append(_weighted(name, units, reference, of, found, weights, level))
            else:
                measures.append(Measure(name, None, units, reference, "categories have no distance to weigh"))
    measures.append(_measure("Fleiss' kappa", rated, kappa.FLEISS, lambda: kappa.fleiss_kappa(found, level)))
    measures.append(
        _measure(
            "Krippendorff's alpha",
            paired,
            alphas.REFERENCE,
            lambda: krippendorff_alpha(found, scale, level=level),
        )
    )
    measures += _intraclass(found, complete, ordered, level)
    measures.append(_measure("Gwet's AC1", rated, kappa.GWET, lambda: kappa.gwet(found, None, level)))
    return Agreement(scale, len(found.units), len(found.raters), len(found.value), found.missing, tuple(measures))


def _measure(name: str, units: int, reference: str, compute: Callable[[], Estimate]) -> Measure:
    try:
        return _held(name, compute(), units, reference)
    except BadData as problem:
        return Measure(name, None, units, reference, str(problem))


def _held(name: str, estimate: Estimate, units: int, reference: str) -> Measure:
    if math.isnan(estimate.value):
        return Measure(name, None, units, reference, estimate.note)
    return Measure(name, estimate, units, reference, estimate.note)


def _weighted(
    name: str, units: int, reference: str, of: Callable[..., Estimate], found: Ratings, weights: str, level: float
) -> Measure:
    return _measure(name, units, reference, lambda: of(found, weights, level))


def _intraclass(found: Ratings, complete: int, ordered: bool, level: float) -> list[Measure]:
    if not ordered:
        return [Measure(form, None, complete, icc.REFERENCE, "categories have no mean") for form in icc.FORMS]
    try:
        return [_held(form.name, form, complete, icc.REFERENCE) for form in icc.intraclass(found, level)]
    except BadData as problem:
        return [Measure(form, None, complete, icc.REFERENCE, str(problem)) for form in icc.FORMS]
