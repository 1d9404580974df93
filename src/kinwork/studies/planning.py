"""Verbs: plan a study from a template, change its design, write what families read, start it, draw its families."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.evaluation.actions import make_study
from kinwork.evaluation.models import Study
from kinwork.notices.actions import notify

from . import keys
from .designs import BadDesign, read_design, template_named
from .models import ConsentWording, Participant, Plan
from .notice_kinds import DRAWN
from .queries import design_of, facts, instruments_here, without_words
from .sampling import Frame, drawn, frame_of

MOST_SEED = 2**53  # whole numbers that every program reads alike


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)


def _locked(study: Study) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("study").filter(study=study).first()
    if plan is None:
        raise ValidationError("This study has no plan.")
    if plan.study.is_over(timezone.localdate()):
        raise ValidationError("This study has ended.")
    return plan


@transaction.atomic
def plan_study(
    actor: Actor, *, template: str, name: str, purpose: str, begins: date, ends: date, evaluator_ids: Iterable[int] = ()
) -> Plan:
    """A study with the design of a template, which is changed until it starts."""
    _require(actor, Permission.RUN_STUDIES)
    found = template_named(template)
    if found is None:
        raise ValidationError({"template": "Choose a template."})
    study = make_study(
        actor, name=name, purpose=purpose, begins=begins, ends=ends, evaluator_ids=evaluator_ids
    )  # fmt: skip
    plan = Plan.objects.create(
        study=study, template=found.key, design=found.design.as_data(), made_by_id=actor.user_id,
        made_at=timezone.now(),
    )  # fmt: skip
    log(actor, "planned study", thing=study, words=study.name)
    return plan


@transaction.atomic
def change_design(actor: Actor, study: Study, data: Mapping[str, Any]) -> Plan:
    """Another design, as a whole, until the study starts. Raises ``ValidationError`` by field."""
    _require(actor, Permission.RUN_STUDIES)
    plan = _locked(study)
    if plan.is_started:
        raise ValidationError("The study has started: its design stays as families were told.")
    try:
        plan.design = read_design(data, instruments_here()).as_data()
    except BadDesign as wrong:
        raise ValidationError(wrong.problems) from None
    plan.save(update_fields=["design"])
    log(actor, "changed design of study", thing=study, words=study.name)
    return plan


@transaction.atomic
def write_wording(actor: Actor, study: Study, text: str, *, after_draw: bool = False) -> ConsentWording:
    """What families read before they agree, as the next version. The same text again is no new version.

    ``after_draw``: said with the draw in mind. Some of those who were drawn may have been asked by other words.
    """
    _require(actor, Permission.RUN_STUDIES)
    plan = _locked(study)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"wording": "Write what families read before they say yes or no."})
    if len(text) > 6000:
        raise ValidationError({"wording": f"6,000 characters fit; this has {len(text):,}. Say it shorter."})
    last = plan.study.wordings.first()
    if last is not None and last.text == text:
        return last
    if last is not None and plan.is_drawn and not after_draw:
        raise ValidationError({
            "after_draw": f"The families were drawn on {plan.drawn_on:%-d %B %Y}, and may have been asked by version "
            f"{last.version}. Tick that the change is approved, or leave the wording as it is."
        })  # fmt: skip
    made = ConsentWording.objects.create(
        study=study, version=(last.version if last else 0) + 1, text=text, by_id=actor.user_id, at=timezone.now()
    )
    log(actor, "wrote consent wording", thing=study, words=study.name)
    return made


@transaction.atomic
def start(actor: Actor, study: Study) -> Plan:
    """From here on its design stays. Not without what families read, nor with a questionnaire that cannot be asked."""
    _require(actor, Permission.RUN_STUDIES)
    plan = _locked(study)
    if plan.is_started:
        return plan
    if not plan.study.wordings.exists():
        raise ValidationError(
            {"wording": "A study cannot start without consent wording: write what families read before they agree."}
        )
    if missing := without_words(design_of(plan)):
        of = ", ".join(missing)
        raise ValidationError(
            {"design": f"The words of {of} are licensed and not loaded here. Load them, or leave it out."}
        )
    if wrong := design_of(plan).too_late(max(timezone.localdate(), plan.study.begins), plan.study.ends):
        raise ValidationError({"design": " ".join(wrong)})
    plan.started_at, plan.started_by_id = timezone.now(), actor.user_id
    plan.save(update_fields=["started_at", "started_by"])
    log(actor, "started study", thing=study, words=study.name)
    return plan


def frame_on(plan: Plan, on: date) -> Frame:
    """Whoever could be drawn on a day. One statement."""
    return frame_of(design_of(plan), facts(on), on)


@transaction.atomic
def draw(actor: Actor, study: Study, seed: int | None = None) -> Plan:
    """Draw the families, once; each has a code from here on, and its unit is told. ``seed``: or by chance."""
    _require(actor, Permission.RUN_STUDIES)
    plan = _locked(study)
    if not plan.is_started:
        raise ValidationError("Start the study first: what families are told has to stand before any is drawn.")
    if plan.is_drawn:
        return plan
    today = timezone.localdate()
    if not plan.study.gives_data(today):
        raise ValidationError(f"The study begins on {plan.study.begins:%-d %B %Y}: draw on that day, or later.")
    if seed is None:
        seed = secrets.randbelow(10**9)
    if not 0 <= seed < MOST_SEED:
        raise ValidationError({"seed": "A seed is a whole number, such as 20261129."})
    if wrong := design_of(plan).too_late(today, plan.study.ends):
        raise ValidationError({"seed": "It is too late to draw. " + " ".join(wrong)})
    frame = frame_on(plan, today)
    if not frame.eligible:
        raise ValidationError({"seed": "No family meets the rules: there is nothing to draw from. Plan another study."})
    design = design_of(plan)
    chosen = drawn(frame.eligible, seed, each=design.each, by=design.drawn_by)
    plan.drawn_on, plan.drawn_by_id, plan.seed, plan.frame_hash = today, actor.user_id, seed, frame.fingerprint
    plan.assessed, plan.in_frame, plan.sampled = frame.assessed, len(frame.eligible), len(chosen)
    plan.excluded = [{"why": why, "n": n} for why, n in frame.excluded]
    plan.save(
        update_fields=[
            "drawn_on", "drawn_by", "seed", "frame_hash", "assessed", "in_frame", "sampled", "excluded",
        ]
    )  # fmt: skip
    now = timezone.now()
    made = Participant.objects.bulk_create(
        [
            Participant(
                study=study, family_id=one.family_id, unit_id=one.unit_id, group=one.group, place=n, drawn_at=now
            )
            for n, one in enumerate(chosen, start=1)
        ]
    )
    with keys.looking(actor, study, "Codes were made when the families were drawn"):
        keys.make(study, made)
    for unit_id in sorted({one.unit_id for one in made}):
        notify(DRAWN.key, actor=actor, unit_id=unit_id, thing=study)
    log(actor, "drew families for study", thing=study, words=study.name, shown=[one.family_id for one in made])
    return plan
