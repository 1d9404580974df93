"""What is wrong with a family graph, said so that it can be put right."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[str | int, ...]


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
        super().__init__("; ".join(str(finding) for finding in findings))
        self.findings = findings


def place_name(place: Place) -> str:
    """``people.kim.born``, ``unions.u1.children[2].tie``."""
    name = ""
    for part in place:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name
