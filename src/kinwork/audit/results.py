"""What an audit finds: one result for each claim and each check of a cell."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Number, plain

CONSISTENT = "consistent"
INCONSISTENT = "inconsistent"
UNDETERMINED = "undetermined"
VERDICTS = (INCONSISTENT, UNDETERMINED, CONSISTENT)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A simple slip that would bring a printed figure into agreement.

    ``cost`` orders explanations, the simplest first; those of one cost explain equally well. ``implies`` says what
    would follow if it were so.
    """

    kind: str
    cost: int
    reading: str
    implies: str = ""

    def __str__(self) -> str:
        return f"{self.reading} ({self.implies})" if self.implies else self.reading


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one printed figure.

    ``low`` and ``high`` are the ends of the rounding box, ``recomputed`` what the inputs give as printed, ``p`` the
    recomputed p where the test has one. ``cells`` are the (row, group) places on the page that it speaks of.
    """

    id: str
    check: str
    verdict: str
    printed: str | None
    recomputed: Number | None = None
    low: Number | None = None
    high: Number | None = None
    p: float | None = None
    message: str = ""
    p_verdict: str | None = None
    df_verdict: str | None = None
    stars_verdict: str | None = None
    explanations: tuple[Explanation, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @property
    def is_inconsistent(self) -> bool:
        """Whether the figure, or what is printed beside it, does not follow from the inputs."""
        return INCONSISTENT in (self.verdict, self.p_verdict, self.df_verdict, self.stars_verdict)

    def as_json(self) -> dict[str, object]:
        """The result as ``kinwork audit --format json`` prints it."""
        found: dict[str, object] = {
            "id": self.id,
            "check": self.check,
            "verdict": self.verdict,
            "printed": self.printed,
            "recomputed": plain(self.recomputed),
            "low": plain(self.low),
            "high": plain(self.high),
            "p": plain(self.p),
            "message": self.message,
        }
        beside = {"p_verdict": self.p_verdict, "df_verdict": self.df_verdict, "stars_verdict": self.stars_verdict}
        found |= {name: verdict for name, verdict in beside.items() if verdict is not None}
        if self.explanations:
            found["explanations"] = [
                {"kind": x.kind, "cost": x.cost, "reading": x.reading, "implies": x.implies} for x in self.explanations
            ]
        return found
