"""What an import would do or did, in words and as JSON: counts, lines by number, no names. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from .extract import CALLED, Said

SHOWN = 4
# What is counted, in the order in which it is told, as people call it.
NAMES = {
    "people.person": "people", "families.family": "families", "families.familymember": "places in families",
    "families.parenthood": "mothers of children", "cases.involvement": "times a family was open to the service",
    "cases.allocation": "allocations to a unit", "units.unit": "units", "access.user": "workers",
    "units.post": "posts", "units.postholding": "holdings of posts",
    "children.episode": "referrals (episodes of need)", "children.assessment": "assessments",
    "children.strategydiscussion": "strategy discussions", "children.enquiry": "section 47 enquiries",
    "children.conference": "child protection conferences", "children.needplan": "child in need plans",
    "children.protectionplan": "child protection plans", "children.careperiod": "periods of care",
    "children.legalstatus": "legal statuses", "children.placement": "placements",
    "children.leavingcare": "care leavers",
    "children.namedworker": "named social workers", "children.missing": "missing episodes",
    "record.entry": "entries (visits, contacts, early help)", "record.seen": "children seen",
    "people.identifier": "numbers of people",
    "people.address": "addresses", "people.particular": "details of people (ethnicity, immigration status)",
}  # fmt: skip
UNSAID = frozenset({"units.postholding", "families.changeset"})


class Told(Protocol):
    kind: str
    name: str
    rows: int
    people: int
    families: int
    counts: dict[str, Any]
    doubted: list[Said]
    left_out: list[Said]
    gone: list[Said]
    changes: list[Said]
    of: int | None


def as_plain(report: Told) -> dict[str, Any]:
    """For other programs: everything, line by line."""
    return {
        "import": report.kind,
        "file": report.name,
        "brought_in": report.of is not None,
        "id": report.of,
        "rows": report.rows,
        "people": report.people,
        "families": report.families,
        **{name: report.counts[name] for name in ("made", "changed", "matched", "unchanged")},
        "changes": [_plain(one) for one in report.changes],
        "doubted": [_plain(one) for one in report.doubted],
        "left_out": [_plain(one) for one in report.left_out],
        "no_longer_in_the_file": [_plain(one) for one in report.gone],
    }


def _plain(said: Said) -> dict[str, Any]:
    return {"list": said.at.list, "line": said.at.line or None, "child": said.child or None, "why": said.words}


def as_text(report: Told) -> Iterator[str]:
    done = report.of is not None
    families = "1 family" if report.families == 1 else f"{report.families:,} families"
    size = f"{report.rows:,} rows, {report.people:,} people, {families}"
    yield f"{report.name}, {CALLED[report.kind]}: {size}.\n"
    heads = (
        ("made", "Made" if done else "Would be made"),
        ("changed", "Changed" if done else "Would be changed"),
        ("matched", "There already, and left as it is"),
        ("unchanged", "Brought in before, and the same"),
    )
    for key, head in heads:
        counts = {table: number for table, number in report.counts[key].items() if table not in UNSAID}
        if counts:
            yield f"\n{head}:\n"
            order = [*NAMES, *sorted(set(counts) - set(NAMES))]
            for table in order:
                if number := counts.get(table):
                    yield f"{number:>12,}  {NAMES.get(table) or table.rpartition('.')[2]}\n"
    if report.changes:
        yield "\nWhat of them, by column:\n"
        yield from _grouped([one._replace(words=_called(one.words)) for one in report.changes])
    for head, said in (("In doubt", report.doubted), ("Left out", report.left_out)):
        if said:
            yield f"\n{head}: {len(said):,}\n"
            yield from _grouped(said)
    if report.gone:
        yield f"\nBrought in before, not in this file, and left as it is: {len(report.gone):,}\n"
        yield from _of_children(report.gone)
    yield (
        f"\nBrought in as import {report.of}. kinwork import take-back {report.of} takes it out again.\n"
        if done
        else "\nNothing has been written. The same with --bring-in does it.\n"
    )


def _of_children(said: Sequence[Said]) -> Iterator[str]:
    """By list, with the first of the children by number."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in said:
        groups[one.at.list].append(one.child)
    for name, children in sorted(groups.items()):
        first = list(dict.fromkeys(children))
        more = f" and {len(first) - SHOWN:,} more" if len(first) > SHOWN else ""
        lines = f"{len(children):,} {'line' if len(children) == 1 else 'lines'}"
        many = f"{len(first):,} {'child' if len(first) == 1 else 'children'}"
        yield f"{'':>12}  {name}: {lines} of {many}: {', '.join(first[:SHOWN])}{more}\n"


def _called(words: str) -> str:
    """
    >>> _called("cases.involvement: closed_on, opened_on")
    'times a family was open to the service: closed on, opened on'
    """
    table, _, columns = words.partition(": ")
    return f"{NAMES.get(table, table.rpartition('.')[2])}: {columns.removesuffix('_id').replace('_', ' ')}"


def _grouped(said: Sequence[Said]) -> Iterator[str]:
    """What has one cause is one line, with the first of its places."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        groups[one.at.list, _cause(one.words)].append(one)
    for (name, words), found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        places = [f"line {one.at.line}{f' (child {one.child})' if one.child else ''}" for one in found if one.at.line]
        more = f" and {len(places) - SHOWN:,} more" if len(places) > SHOWN else ""
        where = f": {', '.join(places[:SHOWN])}{more}" if places else ""
        yield f"{len(found):>12,}  {name}{': ' if name else ''}{words}{where}\n"


def _cause(words: str) -> str:
    """Without what names another line or child, so that like stands with like."""
    for start in ("the same as ", "overlaps with "):
        if words.startswith(start):
            return f"{start}another line of that child"
    head, _, tail = words.partition(" as child ")
    return f"{head} as another child{':' if ':' in tail else ''}{tail.partition(':')[2]}" if tail else words
