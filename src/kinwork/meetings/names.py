"""Several people in a row, as a sentence says them."""

from __future__ import annotations

from kinwork.access.models import first_name_of


def in_a_row(names: list[str]) -> str:
    """'Amy, Jo and Dr Patel', or 'nobody named yet'."""
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else "no one chosen yet"


def leads_and_reflects(lead: str | None, reflect: str | None) -> str:
    """'Tom leads, Priya reflects'."""
    parts = [f"{first_name_of(lead)} leads"] if lead else []
    return ", ".join(parts + ([f"{first_name_of(reflect)} reflects"] if reflect else []))
