"""Writes the tables of rules and events into docs/clocks.md: `python scripts/clocks_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from kinwork.clocks.events import KINDS
from kinwork.clocks.rules import Rule, england

PAGE = Path(__file__).parent.parent / "docs" / "clocks.md"
BEGINS, ENDS = "<!-- {} begins -->", "<!-- {} ends -->"


def tables() -> dict[str, str]:
    """Each table of the page by its name."""
    rows = england().rows
    return {
        "computed rules": "\n".join(_computed([row for row in rows if row.is_computed])),
        "shown rules": "\n".join(_shown([row for row in rows if not row.is_computed])),
        "events": "\n".join(_events()),
    }


def _computed(rows: list[Rule]) -> list[str]:
    lines = [
        "| id | what | from | within | met by | law or guidance | in force | evidence |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        within = row.due + (f"; then {row.then}" if row.then else "")
        special = [f"{name.replace('_', ' ')}: {period or 'off'}" for name, period in row.variants.items()]
        within += f" ({', '.join(special)})" if special else ""
        met_by = row.met_by_words or ("ends by itself" if row.expires else "–")
        lines.append(f"| {row.id} | {row.name} | {row.trigger} | {within} | {met_by} | {row.citation} | {_force(row)} "
                     f"| {row.evidence} |")  # fmt: skip
    return lines


def _shown(rows: list[Rule]) -> list[str]:
    lines = ["| id | what | from | within | law or guidance | in force | evidence |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        within = row.due + (f"; then {row.then}" if row.then and row.then not in (row.due, "local") else "")
        lines.append(
            f"| {row.id} | {row.name} | {row.trigger} | {within} | {row.citation} | {_force(row)} | {row.evidence} |"
        )
    return lines


def _events() -> list[str]:
    lines = ["| event | what | details |", "|---|---|---|"]
    for kind, (words, details) in KINDS.items():
        said = ", ".join(f"`{key}={'/'.join(values) or '…'}`" for key, values in details.items())
        lines.append(f"| `{kind}` | {words} | {said} |")
    return lines


def _force(row: Rule) -> str:
    if row.enacted_only:
        return "not yet"
    since = str(row.in_force_from) if row.in_force_from else "–"
    return f"{since} to {row.in_force_until}" if row.in_force_until else since


def written(page: str) -> str:
    """The page with its tables as the rules are now."""
    for name, table in tables().items():
        before, _, rest = page.partition(BEGINS.format(name))
        _, _, after = rest.partition(ENDS.format(name))
        page = f"{before}{BEGINS.format(name)}\n\n{table}\n\n{ENDS.format(name)}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
