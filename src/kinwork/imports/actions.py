"""Verbs: look at what a file would do, bring it in, take an import back. On the command line, as the tables' owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from kinwork.access.audit_log import ADD, ADD_FOR_EACH
from kinwork.access.models import User
from kinwork.obligations import rebuilding

from .arranging import Arranging
from .bringing import Bringing, counts_of
from .extract import Extract, Said
from .models import Import
from .reading import asked, there_for
from .taking_back import StandsInTheWay, Taking
from .vanished import vanished

Tell = Callable[[int], None]
LOCK = 20261129  # of two imports at once, one waits
BY_EMAIL, BY_NAME = "imports@import.invalid", "Import of another system"


def nobody(_: int) -> None:
    """How far it has got, where nobody asks."""


@dataclass
class Report:
    """What would be done, or was: how many rows of each table, and what is said of which line."""

    kind: str
    name: str
    rows: int
    people: int
    families: int
    counts: dict[str, Any]
    doubted: list[Said] = field(default_factory=list)
    left_out: list[Said] = field(default_factory=list)
    gone: list[Said] = field(default_factory=list)  # brought in before, and not in this file
    changes: list[Said] = field(default_factory=list)  # which rows are changed, and in which of their columns
    of: int | None = None
    openings: list[int] = field(default_factory=list)


@dataclass
class Prepared:
    """An extract, and what is there already."""

    extract: Extract
    arranging: Arranging
    using: str
    name: str

    @property
    def people(self) -> int:
        return len(self.extract.people)


def prepare(extract: Extract, name: str, using: str, today: date | None = None) -> Prepared:
    there = there_for(extract, today or timezone.localdate(), using)
    return Prepared(extract, Arranging(extract, there), using, name)


def leave_doubted(prepared: Prepared) -> None:
    """Who may be somebody who is here already is left out, and not made anew."""
    extract = prepared.extract
    stay = []
    for said in extract.doubted:
        if said.child in extract.people and said.words.endswith("a new person is made"):
            del extract.people[said.child]
            extract.leave_out(said.at, said.child, said.words.removesuffix(": a new person is made"))
        else:
            stay.append(said)
    extract.doubted = stay


def look(prepared: Prepared, tell: Tell = nobody) -> Report:
    """What bringing it in would do. Nothing is written."""
    gone = vanished(prepared.extract, prepared.using)
    bringing = Bringing(prepared.extract, prepared.arranging, prepared.using)
    bringing.run(tell)
    return _report(prepared, bringing, gone)


def bring_in(prepared: Prepared, digest: str, tell: Tell = nobody) -> Report:
    """All of it in one transaction, or nothing: rows, where each came from, and a line in the log for each family."""
    using, now = prepared.using, timezone.now()
    with transaction.atomic(using=using):
        asked(using, "SELECT pg_advisory_xact_lock(%s)::text", LOCK)
        gone = vanished(prepared.extract, using)
        made = Import.objects.using(using).create(
            kind=prepared.extract.kind, name=prepared.name[:200], digest=digest, at=now
        )
        into = made.pk, _whoever_brings(using), now
        bringing = Bringing(prepared.extract, prepared.arranging, using, into)
        bringing.run(tell)
        made.counts, made.columns = counts_of(bringing), bringing.columns
        made.save(using=using)
        _log(using, "brought in from another system", made, f"{made.kind}, {made.name}")
        _log_families(using, "brought in from another system", made)
    report = _report(prepared, bringing, gone)
    report.of = made.pk
    report.openings = sorted(bringing.tally.openings)
    return report


def _report(prepared: Prepared, bringing: Bringing, gone: list[Said]) -> Report:
    extract = prepared.extract
    return Report(
        extract.kind,
        prepared.name,
        extract.rows,
        people=len(extract.people),
        families=bringing.families,
        counts=counts_of(bringing),
        doubted=extract.doubted,
        left_out=extract.left_out,
        gone=gone,
        changes=bringing.changes,
    )


def _whoever_brings(using: str) -> int:
    """The account in whose name imports write: nobody signs in with it."""
    found = User.objects.using(using).filter(email=BY_EMAIL).first()
    if found is None:
        found = User(email=BY_EMAIL, full_name=BY_NAME, is_active=False)
        found.set_unusable_password()
        found.save(using=using)
    return int(found.pk)


def _log(using: str, verb: str, thing: Import, words: str) -> None:
    values = {
        "log_actor": None, "log_verb": verb, "log_family": None, "log_type": "Import", "log_id": thing.pk,
        "log_policy": "", "log_opening": None, "log_address": None, "log_words": words[:200],
    }  # fmt: skip
    with connections[using].cursor() as cursor:
        cursor.execute(ADD, values)


STILL_OPEN = "SELECT id FROM cases_involvement WHERE family_id = ANY (%s) AND closed_on IS NULL ORDER BY id"
FAMILIES = """
SELECT DISTINCT family_id FROM imports_importedrow WHERE of_id = %s AND family_id IS NOT NULL ORDER BY family_id
"""


def _log_families(using: str, verb: str, thing: Import) -> None:
    families = [row[0] for row in asked(using, FAMILIES, thing.pk)]
    if families:
        with connections[using].cursor() as cursor:
            none = [None] * len(families)
            cursor.execute(
                ADD_FOR_EACH, [None, verb, "Import", thing.pk, "", None, f"import {thing.pk}", families, none]
            )


def work_out(openings: Sequence[int], tell: Tell = nobody, today: date | None = None) -> None:
    """What is due in these, some at a time: after it was brought in, and again where that broke off."""
    on = today or timezone.localdate()
    size = rebuilding.AT_ONCE
    for start in range(0, len(openings), size):
        some = list(openings[start : start + size])
        with transaction.atomic():
            rebuilding.for_nobody()
            rebuilding.rebuild(some, on)
        tell(len(some))


# -- taking back


@dataclass
class TakenBack:
    """How many rows went and were put back, and which of the service stayed since others need them."""

    gone: dict[str, int]
    put_back: dict[str, int]
    kept: dict[str, int]
    openings: list[int] = field(default_factory=list)  # in which something else is due now


def take_back(pk: int, using: str) -> TakenBack:
    """The whole of it, where nobody has worked on it since. Raises ``StandsInTheWay`` or ``LookupError``."""
    with transaction.atomic(using=using):
        asked(using, "SELECT pg_advisory_xact_lock(%s)::text", LOCK)
        found = Import.objects.using(using).filter(pk=pk).first()
        if found is None:
            raise LookupError(pk)
        if found.taken_back_at is not None:
            raise StandsInTheWay(["it was taken back already"])
        families = [row[0] for row in asked(using, FAMILIES, pk)]
        done = TakenBack(*Taking(found, using).run())
        done.openings = [row[0] for row in asked(using, STILL_OPEN, families)]
        found.taken_back_at = timezone.now()
        found.kept = done.kept
        found.save(using=using)
        _log(using, "took an import back", found, f"{found.kind}, {found.name}")
    return done


def imports(using: str) -> list[Import]:
    return list(Import.objects.using(using).order_by("pk"))
