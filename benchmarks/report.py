"""What was measured, beside what was wanted."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


@dataclass
class Report:
    """Prints each figure as it is known and remembers which targets were missed."""

    missed: list[str] = field(default_factory=list)

    def title(self, text: str) -> None:
        print(f"\n{text}\n{'-' * len(text)}", flush=True)

    def note(self, text: str) -> None:
        print(f"  {text}", flush=True)

    def figure(self, name: str, value: float, target: float | None = None, *, unit: str = "", detail: str = "") -> None:
        """One figure. It must not exceed the target; without one it is only told."""
        verdict = "" if target is None else ("PASS" if value <= target else "FAIL")
        wanted = "" if target is None else f"<= {target:g}{unit}"
        print(f"  {name:<38} {f'{value:.4g}{unit}':>10}  {wanted:<10} {verdict:<5} {detail}".rstrip(), flush=True)
        if verdict == "FAIL":
            self.missed.append(name)

    def end(self) -> int:
        """Says what was missed; the exit status."""
        print(f"\nMissed: {', '.join(self.missed)}." if self.missed else "\nEvery target met.", flush=True)
        return 1 if self.missed else 0
