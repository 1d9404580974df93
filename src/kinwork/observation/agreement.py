"""How far coders agree, by domain and over time; how near somebody is to the expert. Pure but for what it is handed.

Every coefficient is of ``kinwork.statistics``; what is said of few data is said here.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinwork.instruments import Instrument

from .models import As
from .queries import Given
from .rules import FEWEST, Certification

if TYPE_CHECKING:
    from kinwork.statistics.results import Estimate, Result

WITHIN, KAPPA, ALPHA, ICC = "agreement within 1", "weighted kappa (quadratic)", "Krippendorff's alpha", "ICC(1,1)"
SHOWN = ((WITHIN, "Within one point"), (KAPPA, "Weighted kappa"), (ALPHA, "Krippendorff’s alpha"), (ICC, "ICC(1,1)"))
QUARTERS = ("January to March", "April to June", "July to September", "October to December")
FEWEST_OF_A_CODER = 4  # sessions shared with others, before a coder's quarter is described


@dataclass(frozen=True)
class Figure:
    """A coefficient with its interval, or why there is none."""

    name: str
    estimate: Estimate | None
    why_not: str = ""

    @property
    def words(self) -> str:
        """As it stands in the table, the interval behind it."""
        if self.estimate is None:
            return "–"
        return f"{self.estimate.value:.2f}"

    @property
    def between(self) -> str:
        """The 95 % interval."""
        found = self.estimate.interval if self.estimate else None
        return f"{found.low:.2f} to {found.high:.2f}" if found else ""


@dataclass(frozen=True)
class Domain:
    """How far first and second coders agree in one domain."""

    name: str
    sessions: int
    figures: tuple[Figure, ...]
    too_few: str


@dataclass(frozen=True)
class Quarter:
    """A coder against the others of the same sessions in a quarter."""

    coder: str
    quarter: str
    sessions: int
    bias: float | None
    within: float | None


@dataclass(frozen=True)
class Agreement:
    """All that the page shows."""

    domains: tuple[Domain, ...]
    quarters: tuple[Quarter, ...]
    drift: tuple[Result, ...]


Table = dict[str, dict[int, list[Given]]]


def _twice(given: Iterable[Given]) -> Table:
    """By session and domain what was coded blind, the first coding first; only where there were two."""
    found: dict[str, dict[int, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for one in given:
        if one.codes_as == As.BLIND:
            found[one.code][one.item].append(one)
    return {
        code: {
            item: sorted(those, key=lambda one: one.is_second) for item, those in items.items() if len(those) > 1
        }
        for code, items in found.items()
        if any(len(those) > 1 for those in items.values())
    }  # fmt: skip


def too_few(sessions: int) -> str:
    """What is said where there is too little to say anything.

    >>> too_few(7), too_few(1), too_few(0), too_few(8)
    ('7 sessions: too few to say', '1 session: too few to say', 'No session coded twice yet', '')
    """
    if not sessions:
        return "No session coded twice yet"
    return "" if sessions >= FEWEST else f"{sessions} session{'' if sessions == 1 else 's'}: too few to say"


def agreement(instrument: Instrument, given: Sequence[Given]) -> Agreement:
    """Of sessions that were coded blind by two coders."""
    table = _twice(given)
    return Agreement(
        tuple(_domain(item.text, [both[item.number] for both in table.values() if item.number in both])
              for item in instrument.items),
        tuple(_quarters(table)),
        tuple(_drift(table)),
    )  # fmt: skip


def _domain(name: str, pairs: list[list[Given]]) -> Domain:
    if said := too_few(len(pairs)):
        return Domain(name, len(pairs), (), said)
    from kinwork.statistics import BadData
    from kinwork.statistics import agreement as of

    try:
        found = of([[one.value for one in both[:2]] for both in pairs], "ordinal")
    except BadData as problem:
        return Domain(name, len(pairs), (), str(problem))
    by_name = {one.name: one for one in found.measures}
    return Domain(
        name, len(pairs),
        tuple(Figure(words, by_name[key].estimate, by_name[key].why_not) for key, words in SHOWN), "",
    )  # fmt: skip


def _quarter(one: Given) -> str:
    return f"{QUARTERS[(one.at.month - 1) // 3]} {one.at.year}"


def _quarters(table: Table) -> list[Quarter]:
    """By coder and quarter: how much milder or stricter than whoever coded the same session."""
    differences: dict[tuple[str, int, str], list[tuple[str, int, int]]] = defaultdict(list)
    order: dict[str, tuple[int, int]] = {}
    for code, items in table.items():
        for those in items.values():
            for one, other in (those[:2], those[1::-1]):
                quarter = _quarter(one)
                order[quarter] = (one.at.year, (one.at.month - 1) // 3)
                differences[one.coder, one.coder_id, quarter].append((code, one.value, other.value))
    found = []
    if differences:
        from kinwork.statistics.kappa import within
    for (coder, _, quarter), pairs in sorted(differences.items(), key=lambda row: (row[0][0], order[row[0][2]])):
        sessions = len({code for code, *_ in pairs})
        enough = sessions >= FEWEST_OF_A_CODER
        found.append(
            Quarter(
                coder, quarter, sessions,
                sum(mine - theirs for _, mine, theirs in pairs) / len(pairs) if enough else None,
                within([[mine, theirs] for _, mine, theirs in pairs], 1).value if enough else None,
            )
        )  # fmt: skip
    return found


def _drift(table: Table) -> list[Result]:
    """Whether a coder becomes milder or stricter over the sessions, against the others (``rater_drift``)."""
    names: dict[int, str] = {}
    rows: list[tuple[object, dict[int, float]]] = []
    for items in table.values():
        by_coder: dict[int, list[int]] = defaultdict(list)
        last = None
        for those in items.values():
            for one in those[:2]:
                names[one.coder_id] = one.coder
                by_coder[one.coder_id].append(one.value)
                last = max(last, one.at) if last else one.at
        rows.append((last, {coder: sum(values) / len(values) for coder, values in by_coder.items()}))
    if len(rows) < FEWEST:
        return []
    from kinwork.statistics import BadData, rater_drift

    rows.sort(key=lambda row: str(row[0]))
    coders = sorted(names)
    try:
        found = rater_drift([[said.get(coder) for coder in coders] for _, said in rows])
    except BadData:
        return []
    return [
        dataclasses.replace(one, test=names[coders[int(one.groups[0].name) - 1]]) for one in found
    ]  # fmt: skip


# -- the training set


@dataclass(frozen=True)
class Nearness:
    """How near somebody's codes of the training set are to the expert's, and whether that is enough."""

    sessions: int
    needed: int
    within_one: float | None  # in the domain where it is least
    kappa: float | None
    is_reached: bool
    words: str


def against_expert(given: Sequence[Given], coder_id: int, rule: Certification) -> Nearness:
    """By the rule: sessions enough, each domain within one point often enough, kappa high enough."""
    expert = {(one.code, one.item): one.value for one in given if one.codes_as == As.EXPERT}
    mine = {
        (one.code, one.item): one.value for one in given if one.codes_as == As.TRAINING and one.coder_id == coder_id
    }
    shared = sorted(mine.keys() & expert.keys())
    sessions = len({code for code, _ in shared})
    if sessions < max(rule.sessions, 2):
        words = f"{sessions} of {rule.sessions} training sessions coded."
        return Nearness(sessions, rule.sessions, None, None, is_reached=False, words=words)
    # Here, not above: they take a second to load, which whoever only begins need not wait.
    from kinwork.statistics import BadData
    from kinwork.statistics.kappa import cohen_kappa, within

    shares = []
    for item in sorted({item for _, item in shared}):
        pairs = [[mine[key], expert[key]] for key in shared if key[1] == item]
        if len(pairs) > 1:
            shares.append(within(pairs, 1).value)
    least = min(shares) if shares else None
    every = [[mine[key], expert[key]] for key in shared]
    try:
        kappa: float | None = cohen_kappa(every, "quadratic").value
    except BadData:
        kappa = None
    if kappa is not None and kappa != kappa:  # nothing varies: there is none
        kappa = None
    same = all(a == b for a, b in every)
    reached = least is not None and least >= rule.within_one and (same or (kappa is not None and kappa >= rule.kappa))
    said = f"{sessions} training sessions; within one point of the expert in {(least or 0):.0%} where it is least"
    said += f", needed {rule.within_one:.0%}; weighted kappa {'–' if kappa is None else f'{kappa:.2f}'}"
    return Nearness(sessions, rule.sessions, least, kappa, reached, f"{said}, needed {rule.kappa:.2f}.")
