"""Verbs of the data: look through it, give it, fetch what was given. What was given stays as it was."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.permissions import Permission
from kinwork.access.sql import rows
from kinwork.evaluation.models import Study
from kinwork.evaluation.queries import may_be_named
from kinwork.instruments import Instrument

from . import keys
from .dataset import Coarseness, Filled, Looked, Taking, day_after, look_through, table
from .designs import Design, FamilyFacts
from .models import InRelease, Plan, Release
from .queries import ANSWERS, codes_of, design_of, facts, instruments_here, rather_not, standings
from .standing import Standing
from .writing import package

GIVEN = "gave data of study"
FETCHED = "downloaded data of study"
README = """{title}

{question}

One row is a family that agreed and has not withdrawn: {n} of {drawn} that were drawn. data.csv and data.parquet have
empty cells where something is missing; data.sav has codes for it (codebook.csv). Of {withheld} families something was
withheld so that they are not known by it.

What holds for its use:

- It is still personal data. Keep it where your agreement with the authority says, and nowhere else.
- Do not try to find out who someone is, and do not put it together with other data that would tell. To re-identify
  someone without the authority's consent is an offence (Data Protection Act 2018, section 171).
- Print no table in which a cell counts fewer than five families.
- A family that is not in later data has withdrawn, or may no longer be included. Delete it from what you have.
- Codes hold within this study. The order of rows says nothing.

Consent wording: version {wording}. Sampling frame: {frame}. Data number {number}.
"""


def answers_of(found: list[Standing], instruments: dict[str, Instrument]) -> dict[int, dict[tuple[str, str], Filled]]:
    """What was answered, by family: of each questionnaire at each time the first. One statement."""
    there = instruments_here()
    agreed = {one.participant_id: one.agreed_on for one in found}
    answers: dict[int, dict[tuple[str, str], Filled]] = {}
    for row in rows(ANSWERS, participants=list(agreed)):
        agreed_on = agreed[row["participant_id"]]
        current = instruments.get(row["instrument"])
        if agreed_on is None or current is None or current.version != row["version"]:
            continue  # another version is another scale
        given: dict[int, Any] = {int(item): value for item, value in json.loads(row["answers"]).items()}
        on = timezone.localdate(row["finished_at"])
        age = _age_on(row["born_on"], on)
        mine = answers.setdefault(row["participant_id"], {})
        asked = f"{row['instrument']}:{row['answers_as']}"
        filled = Filled(day_after(agreed_on, on), there.instrument(row["instrument"]), given, age)
        mine.setdefault((row["wave"], asked), filled)
    return answers


def _age_on(born: Any, on: Any) -> int | None:
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _instruments(design: Design) -> dict[str, Instrument]:
    there = instruments_here()
    return {asked.instrument: there.instrument(asked.instrument) for wave in design.waves for asked in wave.asks}


def _taking(plan: Plan, design: Design, found: list[Standing], codes: dict[int, str]) -> list[Taking]:
    """Five statements, however many families."""
    taking_part = [one for one in found if one.is_in]
    families = [one.family_id for one in taking_part]
    assert plan.drawn_on is not None
    known: dict[int, FamilyFacts] = {one.family_id: one for one in facts(plan.drawn_on, families)}
    unwilling = rather_not(families)
    answers = answers_of(taking_part, _instruments(design))
    units = {unit_id: f"U{n:02}" for n, unit_id in enumerate(_shuffled(plan, {one.unit_id for one in found}), start=1)}
    return [
        Taking(
            codes[one.participant_id], one.group, units[one.unit_id], known[one.family_id],
            answers.get(one.participant_id, {}),
            frozenset(instrument for family, instrument in unwilling if family == one.family_id),
        )
        for one in taking_part
        if one.family_id in known and one.participant_id in codes
    ]  # fmt: skip


def _shuffled(plan: Plan, unit_ids: set[int]) -> list[int]:
    """Units in an order that only the study's secret gives: their codes follow neither their names nor their age."""
    secret = plan.study.secret
    return sorted(unit_ids, key=lambda unit_id: sha256(f"{secret}:unit:{unit_id}".encode()).hexdigest())


def _margins(
    design: Design, found: list[Standing], codes: dict[int, str]
) -> tuple[dict[str, dict[str, int]], dict[str, list[bool]]]:
    """What the page of response rates prints by the names of units, and which rows of the data it counts."""
    margins: dict[str, dict[str, int]] = {}
    counts: dict[str, list[bool]] = {}
    in_data = sorted(
        (one for one in found if one.is_in and one.participant_id in codes), key=lambda one: codes[one.participant_id]
    )

    def add(name: str, are: list[bool], of: list[Standing]) -> None:
        by_unit: dict[str, int] = {}
        for one in of:
            by_unit[one.unit] = by_unit.get(one.unit, 0) + 1
        margins[name], counts[name] = by_unit, are

    add("Agreed", [True for _ in in_data], in_data)
    for wave in design.waves:
        are = [one.has_answered(wave) for one in in_data]
        add(f"Answered: {wave.name}", are, [one for one, is_in in zip(in_data, are, strict=True) if is_in])
    return margins, counts


def _looked(actor: Actor, plan: Plan, coarse: Coarseness, why: str) -> tuple[Looked, list[Standing]]:
    design, found = design_of(plan), standings(plan.study_id)
    with keys.looking(actor, plan.study, why):
        codes = codes_of(plan.study_id)
    data = table(design, coarse, _taking(plan, design, found, codes), _instruments(design))
    margins, counts = _margins(design, found, codes)
    return look_through(data, coarse, margins, counts), [one for one in found if one.is_in]


def _require_drawn(actor: Actor, study: Study, *, lock: bool = False) -> Plan:
    if not actor.may(Permission.RUN_STUDIES):
        raise NotAllowed(Permission.RUN_STUDIES)
    plans = Plan.objects.select_related("study").filter(study=study)
    plan = (plans.select_for_update(of=("self", "study")) if lock else plans).first()
    if plan is None or not plan.is_drawn:
        raise ValidationError("No families have been drawn yet: there is no data.")
    if plan.study.closed_at is not None:
        raise ValidationError("The study is closed: it gives nothing more.")
    return plan


@transaction.atomic
def look(actor: Actor, study: Study, coarse: Coarseness) -> Looked:
    """What would be found in the data if it were given so. Nothing is given."""
    plan = _require_drawn(actor, study)
    return _looked(actor, plan, coarse, "Codes for data that was looked through")[0]


@transaction.atomic
def give(actor: Actor, study: Study, coarse: Coarseness) -> Release:
    """Freeze the data as it is now, once nothing in it tells who a family is. Raises ``ValidationError`` until then."""
    plan = _require_drawn(actor, study, lock=True)
    looked, taking_part = _looked(actor, plan, coarse, "Codes for data that was given")
    if looked.problem:
        raise ValidationError(looked.problem)
    if looked.left:
        n = len(looked.left)
        raise ValidationError(
            f"{'One thing' if n == 1 else f'{n} things'} in this data could tell who a family is. Tell it less finely, "
            "or withhold what is left."
        )
    number = (Release.objects.filter(study=study).order_by("-number").values_list("number", flat=True).first() or 0) + 1
    design, wording = design_of(plan), study.wordings.first()
    content = package(
        looked.table,
        title=study.name,
        readme=README.format(
            title=study.name, question=design.question, n=len(looked.table.rows), drawn=plan.sampled,
            withheld=looked.withheld, wording=wording.version if wording else "none", frame=plan.frame_hash,
            number=number,
        ),
    )  # fmt: skip
    made = Release.objects.create(
        study=study, number=number, choices=coarse.as_data(), findings=[one.as_data() for one in looked.found],
        families=len(looked.table.rows), withheld=looked.withheld, sha256=sha256(content).hexdigest(),
        content=content, by_id=actor.user_id, at=timezone.now(),
    )  # fmt: skip
    InRelease.objects.bulk_create(
        [InRelease(release=made, participant_id=one.participant_id) for one in taking_part]
    )  # fmt: skip
    log(actor, GIVEN, thing=made, words=study.name)
    log_for_each([(one.family_id, actor) for one in taking_part], GIVEN, thing=study, words=study.name)
    return made


def gone_from(study_id: int, releases: list[Release]) -> dict[int, int]:
    """How many families of each release may no longer be in data: they withdrew. Two statements."""
    still = {one.participant_id for one in standings(study_id) if one.is_in}
    there: dict[int, int] = {}
    found = InRelease.objects.filter(release__in=[one.pk for one in releases], participant_id__in=still)
    for release_id in found.values_list("release_id", flat=True):
        there[release_id] = there.get(release_id, 0) + 1
    return {one.pk: one.families - there.get(one.pk, 0) for one in releases}


@transaction.atomic
def fetch(actor: Actor, study: Study, pk: int, *, policy: str = "") -> Release | None:
    """What was given, for an evaluator named for the study; each time is logged. Not with a family that withdrew."""
    if not actor.may(Permission.DRAW_DATA):
        raise NotAllowed(Permission.DRAW_DATA)
    is_named = study.evaluators.filter(user_id=actor.user_id).exists()
    if not is_named or not may_be_named(timezone.localdate()).filter(pk=actor.user_id).exists():
        raise NotAllowed(Permission.DRAW_DATA)
    study = Study.objects.select_for_update().get(pk=study.pk)
    found = Release.objects.filter(study=study, pk=pk).first()
    if found is None:
        return None
    if study.closed_at is not None:
        raise ValidationError("The study is closed: it gives nothing more.")
    if gone_from(study.pk, [found])[found.pk]:
        raise ValidationError(
            "A family in this data has withdrawn, or may no longer be included. Ask for new data, and delete the old."
        )
    log(actor, FETCHED, thing=found, policy=policy, words=study.name)
    return found
