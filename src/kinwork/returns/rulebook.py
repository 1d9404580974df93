"""The rules of a return as dated rows: one row for each version of each rule, nothing of them elsewhere.

A row says in ``over`` which rows it looks at and in ``when`` which of them fail: a condition in SQL, in which a column
by its name is the text as it was written, the same name in small letters the date as it was read, and other names in
small letters facts worked out for the row (:mod:`.scene`, and ``facts`` of the return). ``= name`` instead is a
function of that name, for what a condition over one row or a pair of rows cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from .layouts import CIN, RETURNS, layout_of, rows_of, span
from .problems import BadReturn
from .years import period_of

LAST_YEAR = "_last"  # what a table of last year's return is called at its end


@dataclass(frozen=True)
class Rule:
    """One version of one rule. ``says`` what is wrong and ``right`` what would be right, in our words."""

    code: str
    first: int
    last: int
    severity: str
    scope: str
    reads: tuple[str, ...]  # without these tables it is silent
    may_read: tuple[str, ...]  # with these it knows more
    any_of: bool  # one of the tables in ``may_read`` is needed
    reports: dict[str, tuple[str, ...]]  # table: fields
    over: str
    when: str
    says: str
    right: str

    @property
    def function(self) -> str:
        """The function that knows it; nothing where a condition does."""
        return self.when.removeprefix("=").strip() if self.when.startswith("=") else ""

    @cached_property
    def tables(self) -> tuple[str, ...]:
        return (*self.reads, *self.may_read)


def _reports(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, text.split(";")):
        table, _, fields = part.partition(":")
        found[table.strip()] = tuple(fields.split())
    return found


@lru_cache(maxsize=4)
def all_versions(return_: str) -> tuple[Rule, ...]:
    """Every version of every rule, in the order of the file."""
    found = []
    for row in rows_of(f"{'cin' if return_ == CIN else 'ssda903'}-rules.csv"):
        first, last = span(row["years"])
        reads = row["reads"].split()
        found.append(
            Rule(
                code=row["rule"],
                first=first,
                last=last,
                severity=row["severity"],
                scope=row["scope"],
                reads=tuple(name for name in reads if name[-1] not in "?*"),
                may_read=tuple(name[:-1] for name in reads if name[-1] in "?*"),
                any_of=any(name.endswith("*") for name in reads),
                reports=_reports(row["reports"]),
                over=row["over"],
                when=row["when"],
                says=row["says"],
                right=row["right"],
            )
        )
    return tuple(found)


@lru_cache(maxsize=16)
def rules_of(return_: str, year: int) -> dict[str, Rule]:
    """The rules in force in a year, by their code. Raises ``BadReturn``."""
    if return_ not in RETURNS:
        raise BadReturn(f"found return '{return_}', expected {' or '.join(RETURNS)}")
    period_of(year)
    return {rule.code: rule for rule in all_versions(return_) if rule.first <= year <= rule.last}


def chosen(return_: str, year: int, codes: list[str] | None) -> dict[str, Rule]:
    """Some of the rules of a year, all of them where none are named. Raises ``BadReturn`` for one that is not there."""
    known = rules_of(return_, year)
    if codes is None:
        return known
    by_letters = {code.lower(): code for code in known}
    found = {}
    for code in codes:
        name = code if code in known else by_letters.get(code.lower(), "")
        if not name:
            raise BadReturn(f"--rules: found '{code}', expected a rule of the {return_} return of {year}")
        found[name] = known[name]
    return found


def as_plain(return_: str, year: int) -> list[dict[str, object]]:
    """The rules of a year as JSON has them."""
    rules = rules_of(return_, year)
    places = layout_of(return_).tables
    return [
        {
            "code": rule.code,
            "severity": rule.severity,
            "scope": rule.scope,
            "tables": list(rule.tables),
            "fields": {table: list(fields) for table, fields in rule.reports.items()},
            "message": message(rule, places[next(iter(rule.reports))].place if rule.reports else ""),
        }
        for rule in rules.values()
    ]


def message(rule: Rule, place: str) -> str:
    """What is wrong, what would be right, where it is corrected."""
    words = f"{rule.says[0].upper()}{rule.says[1:]}. Should be: {rule.right}."
    return f"{words} {place}." if place else words
