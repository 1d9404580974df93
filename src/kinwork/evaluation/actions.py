"""Verbs: make a study, name its evaluators, close it, note what a family said, draw the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.permissions import Permission
from kinwork.access.roles import Evaluator
from kinwork.clocks.humanize import count, long_day
from kinwork.units.actions import fill_post
from kinwork.units.models import Post, PostHolding, Unit
from kinwork.without_names.pseudonyms import Pseudonyms

from . import parts
from .extract import Extract, period_of
from .models import Answer, Consent, Study, StudyEvaluator
from .package import package
from .queries import LEAST_FAMILIES, agreed_to, may_be_named, without_a_post
from .tables import TABLES

SENT_TWICE = timedelta(seconds=10)
LONGEST = timedelta(days=10 * 366)
DRAWN = "drew data without names"


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)


@transaction.atomic
def make_study(
    actor: Actor, *, name: str, purpose: str, begins: date, ends: date, evaluator_ids: Iterable[int] = ()
) -> Study:
    """A study with its evaluators. What families were told of it stays: name, purpose and days are not changed."""
    _require(actor, Permission.RUN_STUDIES)
    problems = {}
    if not name.strip():
        problems["name"] = "Give the study a name."
    if not purpose.strip():
        problems["purpose"] = "Say what it is for, in words families will understand."
    if ends < begins:
        problems["ends"] = f"This is before it starts, {long_day(begins)}."
    elif ends < timezone.localdate():
        problems["ends"] = "This date has passed."
    elif ends - begins > LONGEST:
        problems["ends"] = "Ten years at most: after that, families must be asked again."
    chosen = _evaluators(evaluator_ids, problems)
    if problems:
        raise ValidationError(problems)
    study = Study.objects.create(
        name=name.strip(), purpose=purpose.strip(), begins=begins, ends=ends,
        made_by_id=actor.user_id, made_at=timezone.now(),
    )  # fmt: skip
    _name(actor, study, chosen)
    log(actor, "made study", thing=study, words=study.name)
    return study


@transaction.atomic
def appoint_evaluator(actor: Actor, user_id: int) -> PostHolding:
    """Give somebody who holds no post an evaluator's, in the team of the whole service, from today."""
    _require(actor, Permission.RUN_STUDIES)
    today = timezone.localdate()
    user = without_a_post(today).filter(pk=user_id).first()
    team = Unit.objects.filter(function="service", is_active=True).order_by("pk").first()
    if user is None or team is None:
        raise ValidationError({"user": "Choose someone who has an account and holds no post."})
    holding = fill_post(Post.objects.create(unit=team, role=Evaluator.key, fte=0), user, start=today)
    log(actor, "put in post", thing=holding)
    return holding


def _evaluators(ids: Iterable[int], problems: dict[str, str]) -> set[int]:
    chosen = set(ids)
    if may_be_named(timezone.localdate()).filter(pk__in=chosen).count() != len(chosen):
        problems["evaluators"] = "Choose people who hold an evaluator’s post today."
    return chosen


def _name(actor: Actor, study: Study, chosen: set[int]) -> None:
    there = set(study.evaluators.values_list("user_id", flat=True))
    study.evaluators.exclude(user_id__in=chosen).delete()
    StudyEvaluator.objects.bulk_create(
        [StudyEvaluator(study=study, user_id=pk, named_by_id=actor.user_id) for pk in sorted(chosen - there)]
    )


@transaction.atomic
def name_evaluators(actor: Actor, study: Study, evaluator_ids: Iterable[int]) -> None:
    """Who draws its data from now on; for whoever is not among them it is not there any more."""
    _require(actor, Permission.RUN_STUDIES)
    problems: dict[str, str] = {}
    chosen = _evaluators(evaluator_ids, problems)
    if study.is_over(timezone.localdate()):
        problems["evaluators"] = "The study has ended: its data can no longer be downloaded."
    if problems:
        raise ValidationError(problems)
    _name(actor, study, chosen)
    log(actor, "named evaluators", thing=study, words=study.name)


@transaction.atomic
def close_study(actor: Actor, study: Study) -> None:
    """It gives nothing more, for good: its secret goes, and nobody finds from a pseudonym which family it was."""
    _require(actor, Permission.RUN_STUDIES)
    study = Study.objects.select_for_update().get(pk=study.pk)
    if study.closed_at is None:
        study.closed_at, study.closed_by_id, study.secret = timezone.now(), actor.user_id, ""
        study.save(update_fields=["closed_at", "closed_by", "secret"])
        log(actor, "closed study", thing=study, words=study.name)


@transaction.atomic
def note_answer(
    actor: Actor,
    study: Study,
    family_id: int,
    unit_id: int | None,
    *,
    answer: str,
    on: date,
    said_by: str,
    words: str = "",
) -> Consent:
    """Note what a family said about taking part. What was noted last holds; what was noted before stays."""
    actor.require(Permission.SAY_WHO_KNOWS, unit_id)
    # One answer after the other, and none in the middle of a drawing: a withdrawal is before it or after it.
    study = Study.objects.select_for_update().get(pk=study.pk)
    last = Consent.objects.filter(study=study, family_id=family_id).first()
    noes = Consent.objects.filter(study=study, family_id=family_id).exclude(answer=Answer.AGREED)
    problems = _problems(study, last, answer, on, noes.aggregate(on=Max("on"))["on"])
    if last is None and study.pk in parts.not_asked(family_id, [study.pk]):
        problems["study"] = "This family was not drawn for this study, so it is not asked."
    if not said_by.strip():
        problems["said_by"] = "Say which family member said so."
    same = (answer, on, said_by.strip(), words.strip(), actor.user_id)
    stands = last and (last.answer, last.on, last.said_by, last.words, last.noted_by_id)
    if last is not None and stands == same and last.noted_at > timezone.now() - SENT_TWICE:
        return last
    if problems:
        raise ValidationError(problems)
    said = Consent.objects.create(
        study=study, family_id=family_id, answer=answer, on=on, said_by=said_by.strip(), words=words.strip(),
        noted_by_id=actor.user_id, noted_at=timezone.now(),
    )  # fmt: skip
    log(actor, "noted answer to study", family_id=family_id, thing=said)
    return said


def _problems(study: Study, last: Consent | None, answer: str, on: date, last_no: date | None) -> dict[str, str]:
    found = {}
    has_agreed = last is not None and last.answer == Answer.AGREED
    today = timezone.localdate()
    if answer not in Answer.values:
        found["answer"] = "Choose what they said."
    elif answer == Answer.WITHDRAWN and not has_agreed:
        found["answer"] = "They have not agreed to this study, so there is nothing to withdraw from."
    elif answer == Answer.DECLINED and has_agreed:
        found["answer"] = "They agreed earlier: record that they withdraw."
    elif answer != Answer.WITHDRAWN and study.is_over(today):
        found["study"] = "This study has ended: families are no longer asked."
    if on > today:
        found["on"] = "This date is in the future. Record an answer once it has been given."
    elif answer == Answer.AGREED and last_no is not None and not has_agreed and on < last_no:
        # A late paper must not undo a no.
        found["on"] = f"They said no on {long_day(last_no)}, after this date. If they have agreed since, say when."
    return found


@transaction.atomic
def draw_data(actor: Actor, study: Study, *, policy: str = "") -> bytes:
    """The ZIP of a study, for one of its evaluators; written into the log once, and for each family that is in it.

    Raises :class:`ValidationError` where nothing is given out, with why.
    """
    _require(actor, Permission.DRAW_DATA)
    is_named = study.evaluators.filter(user_id=actor.user_id).exists()
    if not is_named or not may_be_named(timezone.localdate()).filter(pk=actor.user_id).exists():
        raise NotAllowed(Permission.DRAW_DATA)
    # The lock makes a closing wait for a drawing, and a drawing see that it was closed.
    study = Study.objects.select_for_update().get(pk=study.pk)
    today = timezone.localdate()
    if not study.gives_data(today):
        raise ValidationError(
            "The study has ended: no more data can be downloaded." if study.is_over(today)
            else f"The study starts on {long_day(study.begins)}."
        )  # fmt: skip
    names = Pseudonyms(study.secret)
    # Who is told of from the first day on would give that day away by appearing.
    families = [one for one in (period_of(each, names, today) for each in agreed_to(study.pk)) if one.days > 0]
    agreed = [one.family for one in families]
    if len(agreed) < LEAST_FAMILIES:
        raise ValidationError(
            f"{count(len(agreed), 'family has', 'families have')} agreed and can be included by now. Nothing is "
            f"released for fewer than {LEAST_FAMILIES}: with so few, each family could be recognised."
        )
    drawing = Extract(families, names)
    packed = package(TABLES, drawing.data)
    log(actor, "drew data of study", thing=study, policy=policy, words=study.name)
    log_for_each([(one.family_id, actor) for one in agreed], DRAWN, thing=study, policy=policy, words=study.name)
    return packed
