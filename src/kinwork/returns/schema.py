"""What the year’s schema says of a file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Schema:
    """What the year’s schema says of a file; nothing where none was given."""

    checked: bool = False
    valid: bool | None = None
    findings: list[dict[str, object]] = field(default_factory=list)
