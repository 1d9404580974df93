"""Looks at the year so far: each return as it would be today, checked; findings for units, numbers for the others.

Done in the background, for nobody in particular or for whoever asked. It reads the whole record, behind no wall, and
shows nobody anything but numbers; each finding is a row that stands behind the walls of its child and family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.returns.problems import BadReturn
from kinwork.returns.results import causes, with_causes
from kinwork.returns.years import period_of
from kinwork.units.queries import load_actor

from . import annex_a, checking, checking_others, cin, csc_api, sending, ssd, ssda903, writing
from .checking import Looked
from .models import Explanation, Finding, Look, LookState, ReturningAuthority, Which
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
_PEOPLE = "SELECT id FROM people_person WHERE id = ANY (%(people)s)"
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
    """Work one out. What was begun and cut off is begun anew: all of it comes at once, in the end, and only once."""
    one = Look.objects.filter(pk=look_id, state__in=(LookState.WAITING, LookState.WORKING)).first()
    if one is None:
        return
    actor = _asked_by(one)
    if one.keeps and (actor is None or not actor.may(Permission.SEND_RETURNS)):
        fail(one.pk, "Whoever asked to keep it may no longer send returns.")
        return
    wanted = [Which(one.only)] if one.only else list(Which)
    with whole_record():
        people = {which: _people_in(which, one) for which in wanted}
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

    codes = writing.codes()
    sending.remove_what_was_left()
    with TemporaryDirectory(prefix=sending.FOLDER) as folder:
        looked = {
            which: _looked(which, one, codes, people[which], Path(folder) / which.value, tell) for which in wanted
        }
        content, problem = _to_be_kept(one) if one.keeps else (b"", "")
        if should_stop():
            raise Stopped
        _settle(one, looked, actor, content, problem, done)


def _people_in(which: Which, one: Look) -> list[int]:
    """Who is read for a return. One statement."""
    period = checking.until(period_of(one.year), one.on)
    if which == Which.CIN:
        return cin.people_in(period, one.on)
    if which == Which.LAC:
        return ssda903.people_in(period, one.on)
    if which == Which.ANNEX_A:
        return annex_a.people_in(annex_a.as_of(one.on))
    if which == Which.API:
        return cin.people_in(csc_api.period_on(one.on), one.on)
    return ssd.people_in(one.on)


def _looked(
    which: Which, one: Look, codes: ReturningAuthority, people: list[int], place: Path, tell: Callable[[int], None]
) -> Looked:
    if which == Which.CIN:
        return checking.check_cin(one.year, one.on, lea=codes.lea, people=people, tell=tell)
    if which == Which.LAC:
        last = sending.last_year_of(one.year)
        return checking.check_903(one.year, one.on, authority=codes.ons, people=people, last=last, tell=tell)
    if which == Which.ANNEX_A:
        return checking_others.check_annex_a(one.on, authority=codes.ons, people=people, tell=tell)
    if which == Which.API:
        return checking_others.check_csc_api(one.on, people=people, tell=tell)
    return checking_others.check_ssd(one.on, people=people, place=place, tell=tell)


def _to_be_kept(one: Look) -> tuple[bytes, str]:
    """What is kept as sent; or why nothing is: what the department would refuse is not written."""
    try:
        return sending.written(Which(one.keeps), one.year, timezone.localdate()), ""
    except BadReturn:
        return b"", "It was not kept: the department would refuse it as it is. Correct the errors below first."


def _settle(
    one: Look, looked: dict[Which, Looked], actor: Actor | None, content: bytes, problem: str, done: int
) -> None:
    """All that was found, and what is kept, in one transaction: where it is cut off before, nothing of it is there.

    Whoever comes second, since the first was taken for dead, leaves it as it is.
    """
    found = [each for which, seen in looked.items() for each in findings_in(which, seen)]
    children = sending.children_in(Which(one.keeps), content) if content else 0
    with transaction.atomic():
        if not Look.objects.select_for_update().filter(pk=one.pk, state=LookState.WORKING).exists():
            return
        if content and actor is not None:
            sending.keep(actor, Which(one.keeps), one.year, content, children=children, note=one.note)
        with whole_record():
            restricted = frozenset(tuples(_RESTRICTED)[0][0])
            apart = _as_rows(one, found, restricted)
            Finding.objects.filter(which__in=list(looked)).exclude(look=one).delete()
        numbers = _of_others(looked)
        for which, seen in looked.items():
            numbers[which] = {"look": one.pk, "on": f"{one.on}", "year": one.year}
            numbers[which] |= _numbers(which, seen, one.year, apart, found)
        with whole_record():
            numbers["units"] = _units(numbers, restricted)
        Look.objects.filter(pk=one.pk).update(
            state=LookState.DONE, numbers=numbers, problem=problem, finished_at=timezone.now(), done=done, total=done
        )


def _of_others(looked: dict[Which, Looked]) -> dict[str, Any]:
    """What was found last of those that this look is not of. One statement."""
    before = Look.objects.filter(state=LookState.DONE).order_by("-finished_at").first()
    known = before.numbers if before is not None else {}
    kept = {which.value: known[which.value] for which in Which if which in known and which not in looked}
    return {which: {"look": before.pk if before else 0, **numbers} for which, numbers in kept.items()}


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
    issues = with_causes(seen.checked.issues, which)
    found: dict[tuple[str, str, str], Found] = {}
    for row in issues.filter(pl.col("child").is_not_null()).iter_rows(named=True):
        number = row["child"]
        if not (number.startswith("K") and number[1:].isdecimal()):
            continue
        cause = _cause(row["cause"])
        sources = seen.sources.get(row["table"], [])
        fact = sources[row["row"]] if row["row"] is not None and row["row"] < len(sources) else None
        words = _words(row["message"].split(": ", 1)[-1])
        made = found.setdefault(
            (row["rule"], number, cause),
            Found(which, row["rule"], row["severity"], cause, words, int(number[1:]), fact),
        )
        if row["value"]:
            made.said[f"{row['field']} {row['value']}"] = None
        made.fact = made.fact or fact
    yield from found.values()


def _cause(said: str | None) -> str:
    return "nothing" if said == "(empty)" else (said or "")[:80]


def _words(message: str) -> str:
    """A message without where it is mended: the page leads there."""
    said = message.split(" Correct it ")[0]
    return (said[:1].upper() + said[1:])[:400]


def _as_rows(one: Look, found: list[Found], restricted: frozenset[int]) -> frozenset[int]:
    """Findings as rows, each with its family: which children are of restricted ones.

    No one sees more of restricted families here than a band: taken from what the units' pages show, a number would
    tell what is found of them (docs/adr/0172).
    """
    people = sorted({each.person_id for each in found})
    there: set[int] = {row[0] for row in tuples(_PEOPLE, people=people)}
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
        if each.person_id in there
    ]  # fmt: skip
    Finding.objects.bulk_create(rows, batch_size=AT_ONCE)
    return frozenset(row.person_id for row in rows if row.family_id in restricted)


def _units(numbers: dict[str, Any], restricted: frozenset[int]) -> list[dict[str, Any]]:
    """Units that have something to look at, by all that was found last. Four statements."""
    looks = {numbers[which]["look"] for which in Which if which in numbers}
    held = dict(tuples(_UNITS))
    explained = _explained()
    children: dict[str, set[int]] = defaultdict(set)
    rows = Finding.objects.filter(look_id__in=looks).values_list("which", "rule", "person_id", "said", "family_id")
    for which, rule, person, said, family in rows.iterator(chunk_size=AT_ONCE):
        if family not in restricted and (which, rule, person, said) not in explained:
            children[held.get(family, "") or "Closed families"].add(person)
    return [{"unit": name, "children": len(who)} for name, who in sorted(children.items())]


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
            "cause": _cause(row["cause"]),
            "words": _words(row["words"] or ""),
            "children": len(set(row["children"]) - numbers),
            "explained": right[row["rule"], _cause(row["cause"])],
        }
        for row in causes(seen.checked.issues, which).iter_rows(named=True)
        if not row["children"] or set(row["children"]) - numbers
    ]
    sent = sending.sent_last(which, year)
    return {
        "children": seen.checked.children,
        "rules": seen.checked.rules_run,
        "silent": len(seen.checked.silent),
        "lines": sorted(lines, key=lambda line: (line["severity"], -int(line["children"]), line["rule"])),
        "apart": band(len([each for each in found if each.which == which and each.person_id in apart])),
        "sent": sent.pk if sent is not None else None,
        "since": sending.since(sent, seen.lines) if sent is not None else [],
        "tables": [{"table": name, "lines": lines} for name, lines in seen.heights.items() if lines],
    }
