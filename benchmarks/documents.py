"""A long report: composed out of the record, shown, and printed. Seconds, since that is what somebody waits."""

from __future__ import annotations

import io
import random
import time
from uuid import uuid4

from django.db import connections
from django.utils import timezone
from pypdf import PdfReader

from kinwork.documents.actions import begin
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.platform.embedded import APP_ROLE
from kinwork.record.actions import Happened, write_entry
from kinwork.units.queries import load_actor

from .data import World, paragraph
from .pages import Person
from .report import Report, middle

ENTRIES, PAGES, TURNS = 66, 40, 5


def run(world: World, report: Report) -> None:
    """Significant entries are written until the report on them has forty pages; then it is composed and printed."""
    chance, today = random.Random(9), timezone.localdate()
    actor = load_actor(world.csw, today)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchall() == [(APP_ROLE,)], "measured as the application, behind its walls"
    held = HeldFamily(Family.objects.get(pk=world.family_id), world.unit_id, actor)
    children = FamilyMember.objects.filter(family_id=world.family_id, is_child=True).values_list("person_id", flat=True)
    for number in range(ENTRIES):
        text = f"{number}. {paragraph(chance, characters=2200)}"
        write_entry(actor, held.pk, held.unit_id, Happened("note", today, text, is_significant=True))
    csw, composed, shown, printed, word = Person(world.csw), [], [], [], []
    for _ in range(TURNS):
        start = time.perf_counter()
        document = begin(
            held, layout_key="conference_report", child_ids=list(children), reader_ids=[], token=uuid4()
        )  # fmt: skip
        address = f"/family/{held.pk}/documents/{document.pk}/"
        first = csw.get(address)
        composed.append(time.perf_counter() - start)
        shown.append(min(first, csw.get(address)))
        printed.append(csw.get(f"{address}pdf/"))
        word.append(csw.get(f"{address}word/"))
    pages = len(PdfReader(io.BytesIO(csw.file(f"{address}pdf/"))).pages)
    report.title("A long report, as the application")
    report.figure("its pages, at least", float(pages), detail=f"{ENTRIES} significant entries; {PAGES} are asked for")
    if pages < PAGES:
        raise RuntimeError(f"the report has {pages} pages, too few to say anything of {PAGES}")
    report.figure("begun and composed", middle(composed), 1.5, unit=" s", detail=f"slowest {max(composed):.2f}")
    report.figure("opened again", middle(shown), 1.5, unit=" s", detail=f"slowest {max(shown):.2f}")
    report.figure("printed as PDF", middle(printed), 10, unit=" s", detail=f"slowest {max(printed):.2f}")
    report.figure("as a Word document", middle(word), 10, unit=" s", detail=f"slowest {max(word):.2f}")
