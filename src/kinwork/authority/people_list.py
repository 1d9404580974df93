"""A list of people from a spreadsheet, read whole before anything is done: each fault with line and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from kinwork import delimited
from kinwork.access.roles import ROLES, Role
from kinwork.clocks.natural_dates import Looks, NotADate, read

COLUMNS = {
    "name": ("name", "full name", "person", "worker"),
    "email": ("email", "e-mail", "email address", "work email", "work email address", "mail"),
    "unit": ("unit", "team"),
    "post": ("post", "role", "job", "job title"),
    "fte": ("fte", "full-time equivalent", "full time equivalent", "hours", "wte"),
    "from": ("from", "start", "start date", "since", "first day"),
}
TITLES = {"name": "Name", "email": "Email", "unit": "Unit", "post": "Post", "fte": "FTE", "from": "From"}
MOST_ROWS, MOST_SIGNS = 300, 200_000
SAMPLE = "Name;Email;Unit;Post;FTE;From\nMaureen O’Brien-Ńgwenya;maureen@linden.gov.uk;Rowan;Unit coordinator;1;today\n"


class NotAList(Exception):
    """The file is no list of people at all; says what would be."""


@dataclass(frozen=True)
class Fault:
    """What is wrong where, and what would be right."""

    line: int
    column: str
    found: str
    right: str


@dataclass
class Row:
    """A person as the list has them."""

    line: int
    name: str = ""
    email: str = ""
    unit: str = ""
    role: type[Role] | None = None
    fte: Decimal | None = None
    start: date | None = None


@dataclass
class Sheet:
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def decoded(raw: bytes) -> str:
    """The text of a file as Excel and others save it: with a byte order mark or without, whatever the encoding."""
    if raw.startswith(b"PK"):
        raise NotAList("This is an Excel workbook. In Excel choose Save as, then CSV, and choose that file.")
    try:
        return delimited.decoded(raw)[0]
    except delimited.NotDelimited:
        words = "This file is not text. In Excel choose Save as, then CSV UTF-8, and choose that file."
        raise NotAList(words) from None


def folded(said: str) -> str:
    """For comparing: small letters, one blank, plain apostrophes and hyphens."""
    said = unicodedata.normalize("NFKC", said).casefold().replace("’", "'").replace("‘", "'").replace("‑", "-")
    return " ".join(said.split())


def _roles() -> dict[str, type[Role]]:
    return {folded(word): role for role in ROLES.values() for word in (role.name, role.short, role.key)}


def read_list(text: str, today: date, units: Iterable[str]) -> Sheet:
    """Every person of a list and every fault in it. Knows the units by name, and nothing else of the database."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_SIGNS:
        raise NotAList(f"Up to {MOST_SIGNS:,} characters at once; this has {len(text):,}. Send it in parts.")
    try:
        found = delimited.read(text.encode())
    except delimited.NotDelimited as problem:
        raise NotAList(f"Line {problem.line} cannot be read as a list: {problem.found}.") from None
    table = [(line, [cell.strip() for cell in cells]) for line, cells in zip(found.lines, found.rows, strict=True)]
    if not table:
        raise NotAList("There is no one in it. The first line names the columns: Name and Email at least.")
    where = _columns(table[0][1])
    if len(table) - 1 > MOST_ROWS:
        raise NotAList(f"Up to {MOST_ROWS} people at once; this has {len(table) - 1}. Send it in parts.")
    if len(table) == 1:
        raise NotAList("There is no one below the names of the columns. Put one person in each line.")
    sheet = Sheet()
    known = {folded(name): name for name in units}
    for line, cells in table[1:]:
        _read_row(sheet, line, {key: cells[at] if at < len(cells) else "" for key, at in where.items()}, known, today)
    return sheet


def _columns(head: list[str]) -> dict[str, int]:
    titles = {title: key for key, all_titles in COLUMNS.items() for title in all_titles}
    where: dict[str, int] = {}
    for at, cell in enumerate(head):
        key = titles.get(folded(cell))
        if key in where:
            raise NotAList(f"The column {TITLES[key]} stands twice in the first line. Keep one.")
        if key:
            where[key] = at
        elif cell:
            raise NotAList(
                f"The column “{cell}” is not known. The first line names the columns: {', '.join(TITLES.values())}; "
                "Name and Email are needed."
            )
    if missing := [TITLES[key] for key in ("name", "email") if key not in where]:
        raise NotAList(f"The first line must name the columns; there is no {' and no '.join(missing)}.")
    return where


def _read_row(sheet: Sheet, line: int, said: dict[str, str], units: dict[str, str], today: date) -> None:
    row = Row(line, name=" ".join(said["name"].split()), email=said["email"].lower())
    wrong: Callable[[str, str], None] = lambda key, right: sheet.faults.append(  # noqa: E731 -- five short uses
        Fault(line, TITLES[key], said.get(key, ""), right)
    )
    if not row.name:
        wrong("name", "Type the name that colleagues know this person by.")
    elif len(row.name) > 120:
        wrong("name", "Up to 120 characters.")
    name, at, domain = row.email.partition("@")
    if not (name and at and "." in domain) or any(sign.isspace() or sign in ",;<>" for sign in row.email):
        wrong("email", "An address has a name, an @ and a domain, as in jo@council.gov.uk.")
    if unit := said.get("unit", ""):
        row.unit = units.get(folded(unit), "")
        if not row.unit:
            near = get_close_matches(folded(unit), units, n=1) or list(units)[:8]
            wrong("unit", f"There is no such unit. Is it {' or '.join(units[one] for one in near)}?" if near else
                  "There is no unit yet. Make it first.")  # fmt: skip
    if post := said.get("post", ""):
        row.role = _roles().get(folded(post))
        if row.role is None:
            near = get_close_matches(folded(post), _roles(), n=1)
            is_it = f"Is it {_roles()[near[0]].name}? " if near else ""
            wrong("post", f"{is_it}One of: {', '.join(role.name for role in ROLES.values())}.")
    elif unit:
        wrong("post", "Say which post in the unit, such as Social worker.")
    if row.role is not None and row.role.permissions and not unit:
        wrong("unit", f"Say in which unit this {row.role.name.lower()} is.")
    if row.role is not None and not row.role.permissions and row.unit:
        wrong("unit", f"A {row.role.name.lower()} is in no unit. Leave it empty.")
    if fte := said.get("fte", ""):
        row.fte = _fte(fte)
        if row.fte is None:
            wrong("fte", "A number from 0 to 1, such as 1, 0.6 or 0,6.")
    row.start = _start(said.get("from", ""), today)
    if row.start is None:
        wrong("from", "A date such as 1/12/2026, or leave it empty for today.")
    sheet.rows.append(row)


def _fte(said: str) -> Decimal | None:
    try:
        number = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return None
    exponent = number.as_tuple().exponent
    fine = number.is_finite() and 0 <= number <= 1 and isinstance(exponent, int) and exponent >= -2
    return number if fine else None


def _start(said: str, today: date) -> date | None:
    if not said:
        return today
    try:
        found = read(said.replace(".", "/") if said.count(".") == 2 else said, Looks.EITHER, today=today)
    except NotADate:
        return None
    return found.day if found and found.day and not found.question else None
