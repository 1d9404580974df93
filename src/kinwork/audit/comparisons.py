"""Claims about groups and correlations: anova, welch_anova, t, p_from_…, anova_binary, correlation_p, fisher_z."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from . import moments
from .expressions import Undefined
from .figures import Figures, Missing, binary, listed
from .moments import Df, RoundedSample
from .recomputed import Reading, halved, of_moment, of_p, tails_of, with_tails
from .span import Span
from .table import Claim, Printed, Together
from .tails import chi2_tail, f_tail, normal_tails, t_tails

MOST_COMBINATIONS = 3_000
Candidate = TypeVar("Candidate")


def groups_of(figures: Figures, claim: Claim) -> tuple[Together, ...]:
    """The groups that a claim compares: all, unless it names them."""
    return claim.groups or tuple((group,) for group in figures.table.groups)


def anova(figures: Figures, claim: Claim) -> list[Reading]:
    """One-way F from n, mean and SD; groups that are taken together are merged first."""
    samples = [_merged(side) for side in figures.samples(claim.row, groups_of(figures, claim))]
    if claim.test == "welch_anova":
        return [of_moment("Welch's F", moments.welch_anova(samples), signed=True)]
    return [of_moment("F", moments.anova(samples), signed=True)]


def _merged(side: Sequence[RoundedSample]) -> RoundedSample:
    """Several samples as one. Mean and SD as intervals of their own: sound, a little wide where parts overlap."""
    if len(side) == 1:
        return side[0]
    total = sum(x.n for x in side)
    mean = side[0].mean
    weighted = [x.mean * Span.exact(x.n) for x in side]
    mean = weighted[0]
    for part in weighted[1:]:
        mean = mean + part
    mean = mean / Span.exact(total)
    sds = [math.sqrt(v * total) for v in moments.variance_of_mean(side)]
    return RoundedSample(listed([x.label for x in side]), total, mean, Span(sds[0], sds[2]), sds[1])


def t_test(figures: Figures, claim: Claim) -> list[Reading]:
    """Two-sample t, pooled and Welch's where the claim leaves it open."""
    left, right = figures.samples(claim.row, claim.groups)
    variants = ["pooled", "welch"] if claim.variance == "any" else [claim.variance]
    found = []
    trouble = None
    for variant, tails in itertools.product(variants, tails_of(claim.tails, "2")):
        how = with_tails("Student's pooled t" if variant == "pooled" else "Welch's t", tails, claim.tails == "any")
        try:
            moment = moments.t_test(left, right, variant)
            found.append(of_moment(how, moment, signed=claim.signed, tails=tails))
        except Undefined as problem:
            trouble = problem
    if not found and trouble:
        raise trouble
    return found


def p_from_t(figures: Figures, claim: Claim) -> list[Reading]:
    """The p of a printed t with its degrees of freedom."""
    t = claim.t or claim.statistic
    assert t is not None
    if claim.df:
        df = claim.df[-1].span
    else:
        lacking = [g for side in claim.groups for g in side if figures.size_or_none(claim.row, g) is None]
        if lacking:
            raise Missing(listed([f"n of {figures.group_name(g)}" for g in lacking]))
        df = Span.exact(sum(figures.size(claim.row, g) for side in claim.groups for g in side) - 2)
    return _p_of_t(f"p of t = {t.text}", abs(t.span), df, claim)


def _p_of_t(how: str, t: Span, df: Span, claim: Claim) -> list[Reading]:
    if df.middle <= 0:
        raise Undefined("no degrees of freedom")
    least, most = max(float(df.lo), 1e-6), float(df.hi)
    whole = Span(t_tails(float(t.hi), most), t_tails(float(t.lo), least))
    return _tailed(how, t_tails(float(t.middle), float(df.middle)), whole, ((float(df.middle), least, most),), claim)


def _tailed(how: str, p: float, whole: Span, degrees: Df, claim: Claim) -> list[Reading]:
    """Two tails as they are; one tail is half of them, or the rest where the effect lies on the other side."""
    several = claim.tails == "any"
    found = []
    for tails in tails_of(claim.tails, "2"):
        half = halved(whole, tails)
        name, at = with_tails(how, tails, several), p / (2 if tails == "1" else 1)
        found.append(of_p(name, at, lambda half=half: half, lambda: degrees))  # type: ignore[misc]
        if tails == "1":
            rest = Span(1 - half.hi, 1 - half.lo)
            found.append(of_p(f"{name}, on the other side", 1 - at, lambda rest=rest: rest, lambda: degrees))  # type: ignore[misc]
    return found


def p_from_z(_: Figures, claim: Claim) -> list[Reading]:
    """The p of a printed z."""
    assert claim.statistic is not None
    z = abs(claim.statistic.span)
    whole = Span(normal_tails(float(z.hi)), normal_tails(float(z.lo)))
    return _tailed(f"p of z = {claim.statistic.text}", normal_tails(float(z.middle)), whole, (), claim)


def p_from_chi2(_: Figures, claim: Claim) -> list[Reading]:
    """The p of a printed chi-square, or of a Q, which is one."""
    assert claim.statistic is not None
    assert claim.df is not None
    df = claim.df[-1].span
    name = "Q" if claim.test == "p_from_q" else "chi-square"
    return _upper(f"p of {name} = {claim.statistic.text}", chi2_tail, claim, [df], df)


def p_from_f(_: Figures, claim: Claim) -> list[Reading]:
    """The p of a printed F."""
    assert claim.statistic is not None
    assert claim.df is not None
    df1, df2 = (df.span for df in claim.df)
    return _upper(f"p of F = {claim.statistic.text}", f_tail, claim, [df1, df2], df1)


def _upper(how: str, tail: Callable[..., float], claim: Claim, degrees: Sequence[Span], first: Span) -> list[Reading]:
    """A test whose large values speak against chance; with one degree of freedom it is a z or t squared, with tails."""
    assert claim.statistic is not None
    x = claim.statistic.span
    corners = [
        tail(max(0.0, float(at)), *(max(float(df), 1e-6) for df in one))
        for at in (x.lo, x.hi)
        for one in itertools.product(*((df.lo, df.hi) for df in degrees))
    ]
    p = tail(max(0.0, float(x.middle)), *(float(df.middle) for df in degrees))
    found: Df = tuple((float(df.middle), float(df.lo), float(df.hi)) for df in degrees)
    whole = Span(min(corners), max(corners))
    if first.middle == 1:
        return _tailed(how, p, whole, found, claim)
    return [of_p(how, p, lambda: whole, lambda: found)]


def anova_binary(figures: Figures, claim: Claim) -> list[Reading]:
    """One-way F of a 0/1 variable: counts with their bases, of which there may be several candidates."""
    groups = groups_of(figures, claim)
    candidates: list[list[tuple[int, int]]] = []
    missing: list[str] = []
    for together in groups:
        parts = []
        for group in together:
            try:
                parts.append(list(_count_and_base(figures, claim, group)))
            except Missing as lack:
                missing.append(str(lack))
        if not missing:
            sums = [(sum(c for c, _ in one), sum(b for _, b in one)) for one in itertools.product(*parts)]
            candidates.append(list(dict.fromkeys(sums)))
    if missing:
        raise Missing(listed(missing))
    labels = [listed([figures.group_name(group) for group in together]) for together in groups]
    found = [
        moments.anova([binary(label, *pair) for label, pair in zip(labels, one, strict=True)])
        for one in combinations(candidates)
    ]
    return [of_several("F of a 0/1 variable", found)]


def of_several(how: str, found: Sequence[moments.Moment]) -> Reading:
    """One reading of all candidates; the middle one (as ordered) stands for them."""
    values = [moment.value for moment in found]
    if all(math.isinf(value) for value in values):
        raise Undefined("no variation within the groups")
    order = sorted(range(len(values)), key=values.__getitem__)
    here = found[order[len(order) // 2]]

    def p_box() -> Span:
        p = [moment.p for moment in found]
        return Span(min(p), max(p))

    def df() -> Df:
        degrees = [moment.df() for moment in found]
        ends = enumerate(here.df())
        return tuple((at[0], min(d[i][1] for d in degrees), max(d[i][2] for d in degrees)) for i, at in ends)

    aside = f"{len(found)} combinations of bases are possible" if len(found) > 1 else ""
    return Reading(
        how, here.value, lambda: Span(min(values), max(values)), lambda: here.p, p_box, df,
        aside=aside,
        weight=len(found),
    )  # fmt: skip


def _count_and_base(figures: Figures, claim: Claim, group: str) -> Iterator[tuple[int, int]]:
    """The pairs that a group can have."""
    if claim.base_rows:
        rows = [row for together in claim.base_rows for row in together]
        for count in figures.counts(claim.row, group):
            yield count, sum(figures.count(row, group) for row in rows)
    else:
        yield from counts_and_bases(figures, claim, claim.row, group)


def counts_and_bases(figures: Figures, claim: Claim, row: str, group: str) -> list[tuple[int, int]]:
    """(count, base) of a cell: as printed, as the claim gives it, or every one that the percentage implies."""
    if claim.base == "implied":
        printed = figures.base_or_none(row, group) if group in figures.sizes else None
        bases = figures.implied_bases(row, group) if printed is None else [printed]
        return [(figures.count(row, group), base) for base in bases]
    given = claim.base
    if group in figures.sizes or isinstance(given, str):
        base = figures.base(row, group)
    elif isinstance(given, int):
        base = given
    else:
        if group not in given:
            raise Missing(f"the base of {figures.group_name(group)}")
        base = given[group]
    return [(count, base) for count in figures.counts(row, group)]


def combinations(candidates: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Candidate, ...]]:
    """One of each; where that is too many, thinned evenly, the first and last of each kept."""
    kept = [list(sequence) for sequence in candidates]
    while math.prod(len(one) for one in kept) > MOST_COMBINATIONS:
        longest = max(range(len(kept)), key=lambda i: len(kept[i]))
        if len(kept[longest]) <= 3:
            break
        kept[longest] = [*kept[longest][:-1:2], kept[longest][-1]]
    yield from itertools.product(*kept)


def correlation_p(figures: Figures, claim: Claim) -> list[Reading]:
    """p of a Pearson (or, as usual, Spearman) correlation, by t with n - 2 degrees of freedom."""
    lacking = [name for name, given in (("r", claim.r), ("n", claim.n)) if given is None]
    if lacking or claim.r is None or claim.n is None:
        raise Missing(listed(lacking))
    if claim.n < 3:
        raise Undefined("fewer than three pairs")
    df = claim.n - 2
    size = abs(claim.r.span)
    ends = [_t_of_r(abs(float(r)), df) for r in (size.lo, claim.r.span.middle, size.hi)]
    whole = Span(t_tails(ends[2], df), t_tails(ends[0], df))
    degrees: Df = ((float(df), float(df), float(df)),)
    return _tailed(f"p of r = {claim.r.text}", t_tails(ends[1], df), whole, degrees, claim)


def _t_of_r(r: float, df: int) -> float:
    return math.inf if r >= 1 else r * math.sqrt(df / (1 - r * r))


def fisher_z(figures: Figures, claim: Claim) -> list[Reading]:
    """z for two independent correlations (Fisher 1921), compared without its sign unless ``signed``."""
    given = {"r1": claim.r1, "n1": claim.n1, "r2": claim.r2, "n2": claim.n2}
    if None in given.values():
        raise Missing(listed([name for name, value in given.items() if value is None]))
    r1, r2, n1, n2 = claim.r1, claim.r2, claim.n1, claim.n2
    assert isinstance(r1, Printed)
    assert isinstance(r2, Printed)
    assert n1 is not None
    assert n2 is not None
    if min(n1, n2) < 4:
        raise Undefined("fewer than four pairs in a sample")
    error = math.sqrt(1 / (n1 - 3) + 1 / (n2 - 3))
    (low1, mid1, high1), (low2, mid2, high2) = (
        [_atanh(float(end)) for end in (r.span.lo, r.span.middle, r.span.hi)] for r in (r1, r2)
    )
    if math.isnan(mid1 - mid2) or math.isinf(mid1 - mid2):
        raise Undefined("a correlation of 1 has no z")
    z, span = (mid1 - mid2) / error, Span((low1 - high2) / error, (high1 - low2) / error)
    sizes = abs(span)
    p = Span(normal_tails(float(sizes.hi)), normal_tails(float(sizes.lo)))
    return [
        Reading(
            with_tails("Fisher's z", tails, claim.tails in {"any", ""}),
            z if claim.signed else abs(z),
            lambda: span if claim.signed else sizes,
            lambda tails=tails: normal_tails(z) / (2 if tails == "1" else 1),  # type: ignore[misc]
            lambda tails=tails: halved(p, tails),  # type: ignore[misc]
        )
        for tails in tails_of(claim.tails, "any")
    ]


def _atanh(r: float) -> float:
    return math.copysign(math.inf, r) if abs(r) >= 1 else math.atanh(r)
