"""Saving an entry, and keeping what is being written of one, as ratios to the bare page of the same run."""

from __future__ import annotations

import random
from uuid import uuid4

from kinwork.families.models import FamilyMember

from . import bare
from .data import World, paragraph
from .pages import ROUNDS, Person, counted, interleave, times
from .report import Report, middle


def run(world: World, report: Report) -> None:
    """A note of three thousand characters, saved from a form as it was opened; and a pause in typing it."""
    csw = Person(world.csw)
    family, text = f"/family/{world.family_id}/entries", paragraph(random.Random(3), characters=3000)
    token, version = str(uuid4()), 0
    children = FamilyMember.objects.using("owner").filter(family_id=world.family_id, is_child=True)
    child = str(children.values_list("person_id", flat=True)[0])

    def save() -> float:
        said = {"request": str(uuid4()), "kind": "note", "text": f"{text} {uuid4()}", "draft_page": "bench",
                "writing_seconds": "90"}  # fmt: skip
        return csw.form(f"{family}/new/", said, expect=302)

    def visit() -> float:
        said = {"request": str(uuid4()), "kind": "visit", "text": f"{text} {uuid4()}", "draft_page": "bench",
                "people": child, f"seen_{child}": "alone", "add_to": "0"}  # fmt: skip
        return csw.form(f"{family}/new/", said, expect=302)

    def keep() -> float:
        nonlocal version
        said = {"request": token, "draft_page": "bench", "draft_version": str(version), "kind": "note",
                "text": f"{text} {version}"}  # fmt: skip
        seconds, answer = csw.post(f"{family}/draft/", said)
        version = answer["version"]
        return seconds

    report.title("An entry saved, and its draft kept, as ratios to a bare page")
    calls = {"bare page": lambda: csw.get(bare.ADDRESS), "entry saved": save, "draft kept": keep,
             "a visit saved, a child seen": visit}  # fmt: skip
    seconds = interleave(calls, rounds=ROUNDS)
    report.note(f"bare page: {times(seconds['bare page'])}; {ROUNDS} rounds")
    for name, most in (("entry saved", 2), ("draft kept", 1.5), ("a visit saved, a child seen", None)):
        ratio = middle(seconds[name]) / middle(seconds["bare page"])
        report.figure(name, ratio, most, unit="x", detail=times(seconds[name]))
        statements: list[str] = []
        with counted(statements):
            calls[name]()
        report.figure(f"{name}, statements", len(statements))
