"""What is wrong with a family graph, said so that it can be put right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: where (``people.kim.born``), on which line (0: no file), what was found, what is expected."""

    place: str
    line: int
    what: str
    impossible: bool = True

    def __str__(self) -> str:
        return (f"line {self.line}: " if self.line else "") + (f"{self.place}: " if self.place else "") + self.what


class ImpossibleFamily(ValueError):
    """A family graph that cannot be; ``findings`` says all of why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(str(one) for one in findings))
        self.findings = findings
