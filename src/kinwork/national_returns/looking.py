"""Looks at the year so far: both returns as they would be today, checked; findings for units, numbers for the others.

Done in the background, for nobody in particular or for whoever asked. It reads the whole record, behind no wall, and
shows nobody anything but numbers; each finding is a row that stands behind the walls of its child and family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.returns.layouts import layout_of
from kinwork.returns.results import causes
from kinwork.returns.years import period_of
from kinwork.units.queries import load_actor

from . import checking, cin, sending, ssda903, writing
from .checking import Looked
from .models import Explanation, Finding, Look, LookState, Sent, Which
from .reading import number_of, whole_record

MOST_SAID = 300
BANDS = ((20, "twenty or more"), (10, "ten or more"), (5, "five or more"))
AT_ONCE = 1_000
_FAMILIES = """
SELECT DISTINCT ON (f.person_id) f.person_id, i.family_id FROM (
    SELECT person_id, involvement_id, started_on FROM children_episode WHERE person_id = ANY (%(people)s)
    AND withdrawn_at IS NULL
    UNION ALL SELECT person_id, involvement_id, started_on FROM children_careperiod WHERE person_id = ANY (%(people)s)
    AND withdrawn_at IS NULL
    UNION ALL SELECT person_id, involvement_id, started_on FROM children_protectionplan
    WHERE person_id = ANY (%(people)s) AND withdrawn_at IS NULL
    UNION ALL SELECT person_id, involvement_id, started_on FROM children_needplan
    WHERE person_id = ANY (%(people)s) AND withdrawn_at IS NULL
    UNION ALL SELECT person_id, involvement_id, started_on FROM children_assessment
    WHERE person_id = ANY (%(people)s) AND withdrawn_at IS NULL
) f JOIN cases_involvement i ON i.id = f.involvement_id ORDER BY f.person_id, f.started_on DESC, i.id DESC
"""
_OF_INVOLVEMENTS = "SELECT id, family_id FROM cases_involvement WHERE id = ANY (%(ids)s)"
_RESTRICTED = "SELECT kinwork_hidden_families()"  # asked by nobody: all that are restricted
_UNITS = """
SELECT h.family_id, u.name FROM cases_holding h JOIN units_unit u ON u.id = h.unit_id WHERE h.ended_on IS NULL
"""


class Stopped(Exception):
    """Whoever works is to end: it is begun again another time."""


@dataclass
class Found:
    """What one child's rows fail of one rule."""

    which: Which
    rule: str
    severity: str
    cause: str
    words: str
    person_id: int
    fact: tuple[str, int, int] | None
    said: dict[str, None] = field(default_factory=dict)

    @property
    def what_stands_there(self) -> str:
        return "; ".join(self.said)[:MOST_SAID]


def look(look_id: int, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Work one out. What was begun and cut off is begun anew: its findings come all at once, in the end."""
    one = Look.objects.filter(pk=look_id, state__in=(LookState.WAITING, LookState.WORKING)).first()
    if one is None:
        return
    actor = _asked_by(one)
    if one.keeps and (actor is None or not actor.may(Permission.SEND_RETURNS)):
        fail(one.pk, "Whoever asked to keep it may no longer send returns.")
        return
    codes = writing.codes()
    period = checking.until(period_of(one.year), one.on)
    with whole_record():
        people = {Which.CIN: cin.people_in(period, one.on), Which.LAC: ssda903.people_in(period, one.on)}
    done = 0
    Look.objects.filter(pk=one.pk).update(
        state=LookState.WORKING, done=0, total=sum(len(each) for each in people.values())
    )

    def tell(number: int) -> None:
        nonlocal done
        done += number
        Look.objects.filter(pk=one.pk).update(done=done)
        if should_stop():
            raise Stopped

    looked = {
        Which.CIN: checking.check_cin(one.year, one.on, lea=codes.lea, people=people[Which.CIN], tell=tell),
        Which.LAC: checking.check_903(
            one.year, one.on, authority=codes.ons, people=people[Which.LAC], last=sending.last_year_of(one.year),
            tell=tell,
        ),
    }  # fmt: skip
    found = [each for which, seen in looked.items() for each in findings_in(which, seen)]
    if one.keeps and actor is not None:
        sending.keep(actor, Which(one.keeps), one.year, note=one.note)
    with transaction.atomic():
        with whole_record():
            restricted = frozenset(tuples(_RESTRICTED)[0][0])
            apart, numbers = _settle(one, found, restricted)
            Finding.objects.filter(look__year=one.year).exclude(look=one).delete()
        numbers |= {which: _numbers(which, seen, one.year, apart, found) for which, seen in looked.items()}
        Look.objects.filter(pk=one.pk).update(
            state=LookState.DONE, numbers=numbers, finished_at=timezone.now(), done=done, total=done
        )


def _asked_by(one: Look) -> Actor | None:
    """Whoever asked for it, with what they may do today."""
    if one.by_id is None:
        return None
    user = User.objects.filter(pk=one.by_id, is_active=True).first()
    return load_actor(user, timezone.localdate()) if user is not None else None


def fail(look_id: int, words: str) -> None:
    """It could not be worked out; why, on the page."""
    Look.objects.filter(pk=look_id).exclude(state=LookState.DONE).update(
        state=LookState.FAILED, problem=words[:300], finished_at=timezone.now()
    )


def findings_in(which: Which, seen: Looked) -> Iterator[Found]:
    """Each rule that a child fails, once, with what stands there; of what no child is, nothing."""
    issues = seen.checked.issues
    coded = {c.name for table in layout_of(which).tables.values() for c in table.columns if c.codes}
    fields: dict[str, set[str]] = defaultdict(set)
    for rule, name in issues.select("rule", "field").unique().iter_rows():
        fields[rule].add(name)
    found: dict[tuple[str, str, str], Found] = {}
    for row in issues.filter(pl.col("child").is_not_null()).iter_rows(named=True):
        number = row["child"]
        if not (number.startswith("K") and number[1:].isdecimal()):
            continue
        by_value = len(fields[row["rule"]]) == 1 and row["field"] in coded
        cause = (row["value"] or "nothing")[:80] if by_value else ""
        sources = seen.sources.get(row["table"], [])
        fact = sources[row["row"]] if row["row"] is not None and row["row"] < len(sources) else None
        made = found.setdefault(
            (row["rule"], number, cause),
            Found(
                which,
                row["rule"],
                row["severity"],
                cause,
                _words(row["message"].split(": ", 1)[-1]),
                int(number[1:]),
                fact,
            ),
        )
        if row["value"]:
            made.said[f"{row['field']} {row['value']}"] = None
        made.fact = made.fact or fact
    yield from found.values()


def _words(message: str) -> str:
    """A message without where it is mended: the page leads there."""
    said = message.split(" Correct it ")[0]
    return (said[:1].upper() + said[1:])[:400]


def _settle(one: Look, found: list[Found], restricted: frozenset[int]) -> tuple[frozenset[int], dict[str, Any]]:
    """Findings as rows, each with its family: which children are of restricted ones; and which units have a finding.

    Nobody sees more of restricted families here than a band: taken from what the units' pages show, a number would
    tell what is found of them (docs/adr/0172).
    """
    people = sorted({each.person_id for each in found})
    families: dict[int, int] = dict(tuples(_FAMILIES, people=people))
    involvements = sorted({each.fact[2] for each in found if each.fact is not None})
    of_fact: dict[int, int] = dict(tuples(_OF_INVOLVEMENTS, ids=involvements))
    Finding.objects.filter(look=one).delete()
    rows = [
        Finding(
            look=one, which=each.which, rule=each.rule, severity=each.severity, cause=each.cause, words=each.words,
            said=each.what_stands_there, person_id=each.person_id,
            family_id=of_fact.get(each.fact[2]) if each.fact else families.get(each.person_id),
            fact_kind=each.fact[0] if each.fact else "", fact_id=each.fact[1] if each.fact else None,
        )
        for each in found
    ]  # fmt: skip
    Finding.objects.bulk_create(rows, batch_size=AT_ONCE)
    held = dict(tuples(_UNITS))
    explained = _explained()
    children: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.family_id not in restricted and (row.which, row.rule, row.person_id, row.said) not in explained:
            children[held.get(row.family_id, "") or "Closed families"].add(row.person_id)
    units = [{"unit": name, "children": len(who)} for name, who in sorted(children.items())]
    return frozenset(row.person_id for row in rows if row.family_id in restricted), {"units": units}


def _explained() -> set[tuple[str, str, int, str]]:
    with whole_record():
        return set(Explanation.objects.filter(taken_back_at=None).values_list("which", "rule", "person_id", "said"))


def band(number: int) -> str:
    """How many, said so that one more or less cannot be told.

    >>> band(0), band(1), band(4), band(5), band(23)
    ('', 'fewer than five', 'fewer than five', 'five or more', 'twenty or more')
    """
    if not number:
        return ""
    return next((said for least, said in BANDS if number >= least), "fewer than five")


def _numbers(which: Which, seen: Looked, year: int, apart: frozenset[int], found: list[Found]) -> dict[str, Any]:
    """What may be told without names: how many, by cause; of restricted families, in all and as a band."""
    explained = _explained()
    right = Counter(
        (each.rule, each.cause)
        for each in found
        if each.which == which
        and each.person_id not in apart
        and (which, each.rule, each.person_id, each.what_stands_there) in explained
    )
    numbers = {number_of(one) for one in apart}
    lines = [
        {
            "rule": row["rule"],
            "severity": row["severity"],
            "cause": row["cause"] or "",
            "words": _words(row["words"] or ""),
            "children": len(set(row["children"]) - numbers),
            "explained": right[row["rule"], row["cause"] or ""],
        }
        for row in causes(seen.checked.issues, which).iter_rows(named=True)
        if not row["children"] or set(row["children"]) - numbers
    ]
    sent = Sent.objects.filter(which=which, year=year).first()
    return {
        "children": seen.checked.children,
        "rules": seen.checked.rules_run,
        "silent": len(seen.checked.silent),
        "lines": sorted(lines, key=lambda line: (line["severity"], -int(line["children"]), line["rule"])),
        "apart": band(len([each for each in found if each.which == which and each.person_id in apart])),
        "sent": sent.pk if sent is not None else None,
        "since": sending.compared(which, sending.tables_of(sent), seen.tables) if sent is not None else [],
    }
