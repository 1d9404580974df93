"""Verbs with a family that was drawn: asked, cannot be reached, a questionnaire for a time of the study; reminders."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.evaluation.models import Consent, Study
from kinwork.families.held import HeldFamily
from kinwork.measures import actions as measures
from kinwork.measures.models import Completion
from kinwork.notices.actions import notify

from .models import ConsentedTo, Participant, Plan, RecruitmentStep, StepKind, WaveCompletion
from .notice_kinds import TO_FILL_IN
from .queries import design_of, participant_in, rather_not, standings
from .standing import Standing, State, due

REMINDED_AGAIN = timedelta(days=7)
MOST_REMINDERS = 2  # of one time of the study: whoever does not want to has said so by then


def _drawn(held: HeldFamily, study: Study) -> tuple[Participant, Standing, Plan]:
    """The family as it was drawn; locked, so that one thing is noted after the other."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    found = participant_in(study.pk, held.pk)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("study").filter(study=study).first()
    one = next((one for one in standings(study.pk) if one.family_id == held.pk), None)
    if found is None or plan is None or one is None:
        raise ValidationError("This family was not drawn for this study.")
    if plan.study.is_over(timezone.localdate()):
        raise ValidationError("This study has ended: families are no longer asked.")
    return found, one, plan


@transaction.atomic
def note_asked(held: HeldFamily, study: Study, *, on: date, words: str = "") -> RecruitmentStep:
    """The family was asked, and has not answered yet."""
    found, one, plan = _drawn(held, study)
    if on > timezone.localdate():
        raise ValidationError({"on": "This date is in the future. Record it once you have asked."})
    if plan.drawn_on is not None and on < plan.drawn_on:
        raise ValidationError({"on": f"The family was drawn on {plan.drawn_on:%-d %B %Y}, after this date."})
    if one.state in (State.REFUSED, State.WITHDRAWN):
        raise ValidationError("They said no. They are not asked again, unless they say that they wish it.")
    return _note(held, found, StepKind.ASKED, on, words)


@transaction.atomic
def note_lost(held: HeldFamily, study: Study, *, on: date, words: str) -> RecruitmentStep:
    """The family can no longer be reached, and why."""
    found, one, _ = _drawn(held, study)
    words = " ".join(words.split())
    if not words:
        raise ValidationError({"words": "Say briefly why, such as: moved away, no address."})
    if on > timezone.localdate():
        raise ValidationError({"on": "This date is in the future."})
    if one.is_lost:
        raise ValidationError("That they cannot be reached is recorded already.")
    return _note(held, found, StepKind.LOST, on, words)


def _note(held: HeldFamily, found: Participant, kind: StepKind, on: date, words: str) -> RecruitmentStep:
    step = RecruitmentStep.objects.create(
        participant=found, kind=kind, on=on, words=" ".join(words.split())[:300], by_id=held.actor.user_id,
        at=timezone.now(),
    )  # fmt: skip
    log(held.actor, f"noted {kind} for study", family_id=held.pk, thing=step)
    return step


@transaction.atomic
def begin_for_wave(
    held: HeldFamily, study: Study, *, wave: str, instrument: str, who: str, about: int | None, how: str, token: UUID
) -> Completion:
    """An ordinary questionnaire of the family's, tied to a time of the study. ``who``: as ``measures.begin`` has it."""
    found, one, plan = _drawn(held, study)
    again = Completion.objects.filter(token=token, by_id=held.actor.user_id, family_id=held.pk).first()
    if again is not None:
        return again
    if not one.is_in:
        raise ValidationError("Only a family that has agreed fills in questionnaires for a study.")
    design = design_of(plan)
    of_wave = [task for task in due(one, design, timezone.localdate()) if task.wave.key == wave]
    if not any(task.asked.instrument == instrument for task in of_wave):
        raise ValidationError({"instrument": "This is not to be filled in now: choose what is listed."})
    planned = design.wave(wave)
    assert planned is not None
    made = measures.begin(
        held, instrument=instrument, who=who, about=about, occasion=planned.occasion, how=how, interpreter="",
        language="", token=token,
    )  # fmt: skip
    if not any(task.asked.instrument == instrument and task.asked.who == made.answers_as for task in of_wave):
        asks = " or ".join(sorted({task.asked.who for task in of_wave if task.asked.instrument == instrument}))
        raise ValidationError({"who": f"The study asks a {asks}: choose who answers."})
    tied = WaveCompletion.objects.create(
        participant=found, wave=wave, completion=made, by_id=held.actor.user_id, at=timezone.now()
    )
    log(held.actor, "began questionnaire for study", family_id=held.pk, thing=tied)
    return made


def by_which_wording(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """An answer was noted: by the wording that stood then."""
    if verb != "noted answer to study" or not isinstance(thing, Consent):
        return
    wording = thing.study.wordings.first()
    if wording is not None:
        ConsentedTo.objects.create(consent=thing, wording=wording)


@transaction.atomic
def remind(actor: Actor, study: Study) -> int:
    """Tell the unit of each family that has something to fill in. Gives of how many families.

    None is pressed: not who said no, withdrew or cannot be reached, nor of what someone in the family would rather not
    be asked; of one time twice at most, a week apart.
    """
    if not actor.may(Permission.RUN_STUDIES):
        raise NotAllowed(Permission.RUN_STUDIES)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("study").get(study=study)
    today = timezone.localdate()
    if plan.study.is_over(today):
        raise ValidationError("This study has ended: no one is reminded from now on.")
    design, found = design_of(plan), standings(study.pk)
    unwilling = rather_not([one.family_id for one in found])
    reminded = 0
    now = timezone.now()
    for one in found:
        waves = {
            task.wave.key for task in due(one, design, today) if (one.family_id, task.asked.instrument) not in unwilling
        }
        told = [wave for wave in sorted(waves) if _may_be_reminded(one, wave, today)]
        if not told:
            continue
        RecruitmentStep.objects.bulk_create(
            [
                RecruitmentStep(
                    participant_id=one.participant_id, kind=StepKind.REMINDED, wave=wave, on=today,
                    by_id=actor.user_id, at=now,
                )
                for wave in told
            ]
        )  # fmt: skip
        notify(TO_FILL_IN.key, actor=actor, family_id=one.family_id, unit_id=one.held_by, thing=study)
        log(actor, "reminded unit for study", family_id=one.family_id, thing=study)
        reminded += 1
    return reminded


def _may_be_reminded(one: Standing, wave: str, today: date) -> bool:
    before = [on for of, on in one.reminded if of == wave]
    return len(before) < MOST_REMINDERS and all(today - on >= REMINDED_AGAIN for on in before)
