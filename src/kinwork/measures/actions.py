"""Verbs: begin a questionnaire, answer, finish, remove; note that they would rather not, and that they wish again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.queries import unit_holding
from kinwork.families.held import HeldFamily
from kinwork.instruments import BadAnswers, Form, Instrument, NotToBeAsked, checked
from kinwork.instruments.model import Asked
from kinwork.meetings.actions.meeting import bring_what_a_family_said, forget_what_a_family_said
from kinwork.notices.actions import notify
from kinwork.whole_numbers import plain_number, whole

from . import choosing
from .models import Answer, As, Completion, How, Occasion, Refusal
from .notice_kinds import FEEDBACK_CAME
from .queries import members_of

WORDS = 4_000  # characters of an answer in words
# In these they say how our work is: it reaches the unit's next meeting.
FEEDBACK = frozenset({"swwff-family-experience", "parents-rating-of-service", "parents-experience", "session-rating"})
SAID = "A family member said how our work has been. Talk over what helped and what did not"


def begin(
    held: HeldFamily, *, instrument: str, who: str, about: int | None, occasion: str, how: str, interpreter: str,
    language: str, token: UUID,
) -> Completion:  # fmt: skip
    """A questionnaire that this person may fill in. ``who``: "worker", or the id of someone in the family."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    again = Completion.objects.filter(token=token, by_id=held.actor.user_id, family_id=held.pk).first()
    if again is not None:
        return again
    there = {one.person_id: one for one in members_of(held.pk)}
    found, member, problems = choosing.named(instrument), None, {}
    interpreter, language = " ".join(interpreter.split())[:120], " ".join(language.split())[:60]
    if who != As.WORKER:
        member = there.get(whole(who) or 0)
        if member is None:
            problems["who"] = "Choose who answers."
    way: As | None = None
    if found is None:
        problems["instrument"] = "Choose a questionnaire."
    elif "who" not in problems:
        [choice] = [one for one in choosing.choices(member, timezone.localdate()) if one.key == found.key]
        way = choice.answers_as
        if way is None:
            problems["instrument"] = choice.why_not
    if about is not None and about not in there:
        problems["about"] = "Choose who in the family it is about, or the family as a whole."
    if instrument in choosing.NEEDS_CHILD and about is None:
        problems["about"] = "Choose which child it is about."
    if occasion not in Occasion.values:
        problems["occasion"] = "Choose the occasion."
    if how not in How.values:
        problems["how"] = "Choose how it is filled in."
    elif who == As.WORKER and how not in (How.INTERVIEW, How.PAPER):
        problems["how"] = "A worker answers here, signed in: choose in an interview, or on paper."
    if interpreter and not language:
        problems["language"] = "Say which language was interpreted."
    if problems:
        raise ValidationError(problems)
    assert found is not None
    assert way is not None
    with transaction.atomic():
        person_id = member.person_id if member else None
        if person_id and Refusal.objects.filter(
            family_id=held.pk, person_id=person_id, instrument=found.key, wishes_again_at=None
        ).exists():  # fmt: skip
            assert member is not None
            raise ValidationError(
                {
                    "instrument": f"{member.person.short_name} would rather not fill this in. Ask again only when they "
                    "wish it: record that under “Would rather not” first."
                }
            )
        made = Completion.objects.create(
            family_id=held.pk, instrument=found.key, version=found.version, person_id=person_id,
            worker_id=held.actor.user_id if member is None else None, answers_as=way, about_id=about,
            occasion=occasion, how=how, interpreter=interpreter, language=language, token=token,
            begun_at=timezone.now(), by_id=held.actor.user_id,
        )  # fmt: skip
        log(held.actor, "began questionnaire", family_id=held.pk, thing=made)
    return made


def read(form: Form, sent: Mapping[str, Sequence[str]]) -> tuple[dict[int, float | int | str | None], dict[str, str]]:
    """What was sent, by item (None: left out), and what is wrong with it, by field. Nothing is cut to fit."""
    found: dict[int, float | int | str | None] = {}
    problems: dict[str, str] = {}
    for question in form.questions:
        values = sent.get(question.key)
        if values is None:
            continue
        said = {value.strip() for value in values if value.strip()}
        if len(said) > 1:
            problems[question.key] = f"Two answers to “{question.text}”. Choose one."
            continue
        value = next(iter(said), "")
        if question.asked == Asked.WORDS and len(value) > WORDS:
            problems[question.key] = f"{WORDS:,} characters fit; this has {len(value):,}. Say it shorter."
            continue
        try:
            said_as = value if question.asked in (Asked.WORDS, Asked.ONE) else plain_number(value)
            found[question.number] = checked(form.instrument, {question.key: said_as}).get(question.number)
        except BadAnswers:
            problems[question.key] = (
                "Choose one of the answers." if question.asked == Asked.ONE
                else f"Type a {'whole ' if question.whole else ''}number from {question.low:g} to {question.top:g}."
            )  # fmt: skip
    return found, problems


def answer(
    actor: Actor | None, completion: Completion, form: Form, sent: Mapping[str, Sequence[str]]
) -> dict[int, float | int | str | None]:
    """Keep what is right of what was sent at once; then say what is wrong with the rest. ``actor``: None by a link."""
    found, problems = read(form, sent)
    _keep(actor, completion, form, found)
    if problems:
        raise Refused(problems)
    return found


@transaction.atomic
def _keep(
    actor: Actor | None, completion: Completion, form: Form, found: Mapping[int, float | int | str | None]
) -> None:  # fmt: skip
    locked = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk)
    if not locked.is_open:
        raise ValidationError("This has been finished: its answers stay as they are.")
    rows = {row.item: row for row in Answer.objects.filter(completion=locked, item__in=found)}
    now, changed = timezone.now(), False
    for item, value in found.items():
        said = _as_columns(form.instrument, item, value)
        row = rows.get(item)
        if row is None and value is None:
            continue
        if row is None:
            Answer.objects.create(completion=locked, item=item, at=now, **said)
        elif any(getattr(row, name) != one for name, one in said.items()):
            for name, one in said.items():
                setattr(row, name, one)
            row.at = now
            row.save(update_fields=[*said, "at"])
        else:
            continue
        changed = True
    if changed:
        log(actor, "answered questionnaire", family_id=locked.family_id, thing=locked)


class Refused(ValidationError):
    """Answers that were not kept, by field; the others were."""


def _as_columns(instrument: Instrument, item: int, value: float | int | str | None) -> dict[str, object]:
    said: dict[str, object] = {"number": None, "code": "", "words": ""}
    if isinstance(value, str):
        is_words = instrument.by_number[item].answers.asked == Asked.WORDS
        said["words" if is_words else "code"] = value
    elif value is not None:
        said["number"] = float(value)
    return said


@transaction.atomic
def finish(actor: Actor | None, completion: Completion) -> Completion:
    """Its answers stay as they are from now on. Finished twice, it is finished once."""
    found = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk)
    if found.removed_at is not None:
        raise ValidationError("This was removed in the meantime.")
    if found.finished_at is not None:
        return found
    if not Answer.objects.filter(completion=found).exists():
        raise ValidationError("Nothing has been answered yet. Answer at least one, or say that you would rather not.")
    found.finished_at = timezone.now()
    found.save(update_fields=["finished_at"])
    log(actor, "finished questionnaire", family_id=found.family_id, thing=found)
    _bring(actor, found)
    return found


def _page_of(completion: Completion) -> str:
    return reverse("measure", args=[completion.family_id, completion.pk])


def _bring(actor: Actor | None, completion: Completion) -> None:
    """What a family says of our work is on the agenda of its unit's next meeting; by which of them, its page says."""
    if completion.instrument in FEEDBACK and completion.answers_as != As.WORKER:
        brought = bring_what_a_family_said(
            actor, completion.family_id, words=SAID, link=_page_of(completion), by_id=completion.by_id
        )
        if brought is not None:
            notify(
                FEEDBACK_CAME.key, actor=actor, family_id=completion.family_id,
                unit_id=unit_holding(completion.family_id), thing=completion,
            )  # fmt: skip


@transaction.atomic
def would_rather_not(actor: Actor | None, completion: Completion, *, words: str = "") -> Refusal | None:
    """Noted kindly; what was answered of it is not used. They are not asked again until they wish it.

    Noted by whoever asked them, where they say so themselves by a link.
    """
    found = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk)
    if found.person_id is None:
        raise ValidationError("A worker’s own questionnaire is removed, not refused.")
    if not found.is_open:
        return Refusal.objects.filter(
            family_id=found.family_id, person_id=found.person_id, instrument=found.instrument, wishes_again_at=None
        ).first()  # fmt: skip
    now, by_id = timezone.now(), actor.user_id if actor else found.by_id
    noted, made = Refusal.objects.get_or_create(
        family_id=found.family_id, person_id=found.person_id, instrument=found.instrument, wishes_again_at=None,
        defaults={"words": " ".join(words.split())[:300], "by_id": by_id, "at": now},
    )  # fmt: skip
    found.removed_at, found.removed_by_id, found.removed_because = now, by_id, "They would rather not"
    found.save(update_fields=["removed_at", "removed_by", "removed_because"])
    if made:
        log(actor, "noted would rather not", family_id=found.family_id, thing=noted)
    return noted


@transaction.atomic
def wishes_again(held: HeldFamily, pk: int) -> bool:
    """They may be asked again, as they wish it. Whether there was a refusal."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    found = Refusal.objects.select_for_update(of=("self",)).filter(
        pk=pk, family_id=held.pk, wishes_again_at=None
    ).first()  # fmt: skip
    if found is None:
        return False
    found.wishes_again_at, found.wishes_again_by_id = timezone.now(), held.actor.user_id
    found.save(update_fields=["wishes_again_at", "wishes_again_by"])
    log(held.actor, "noted wishes to be asked again", family_id=held.pk, thing=found)
    return True


@transaction.atomic
def remove(held: HeldFamily, completion: Completion, *, because: str) -> None:
    """Entered in error: it is in no picture, and stays in the database with who removed it and why."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = " ".join(because.split())[:300]
    if not because:
        raise ValidationError({"because": "Say briefly why, such as: filled in for the wrong person."})
    found = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk, family_id=held.pk)
    if found.removed_at is None:
        found.removed_at, found.removed_by_id, found.removed_because = timezone.now(), held.actor.user_id, because
        found.save(update_fields=["removed_at", "removed_by", "removed_because"])
        log(held.actor, "removed questionnaire", family_id=held.pk, thing=found)
        forget_what_a_family_said(held.actor, _page_of(found))


def form_for(completion: Completion) -> Form:
    """As it is asked of who answers it. Raises ``NotToBeAsked``. No statement where the person was read along."""
    found = choosing.instrument_of(completion)
    if found is None:
        raise NotToBeAsked(
            f"{completion.instrument}, version {completion.version}, is no longer among the instruments here. "
            "Put its file back into your folder of instruments."
        )
    return choosing.form_of(found, completion.answers_as)
