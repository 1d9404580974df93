"""What this room brings to a family's page: a way to what the family was asked to take part in."""

from __future__ import annotations

from kinwork.access.request import Request
from kinwork.families.panels import Panel


def link(request: Request) -> Panel:
    """No statements."""
    return Panel("evaluation/parts/link.html", {}, on_phone=9)
