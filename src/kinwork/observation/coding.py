"""Verbs of coders: take a session that one does not know, code it, mark moments, submit, give it back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.instruments import Instrument
from kinwork.instruments.library import shipped_one
from kinwork.notices.actions import notify
from kinwork.whole_numbers import whole

from . import rules
from .agreement import against_expert
from .models import LONGEST_MARK, As, Certificate, Code, Coding, Mark, Session
from .notice_kinds import FEEDBACK
from .queries import (
    certificates_of,
    codes_given,
    codes_of,
    next_to_code,
    progress,
    recording_of,
    training_to_code,
    why_not_code,
)

MOST_NOTE, MOST_NOTES, MOST_WORDS, MOST_MARKS = 4_000, 20_000, 500, 300
# To whoever assigns, with the coder’s name; it does not say which family or which unit.
WHY_NOT = {
    "own": "{name} cannot code this session: they were in it themselves. Choose another coder.",
    "noted": "{name} cannot code this session: they recorded it, and know whose it is. Choose another coder.",
    "heard": "{name} cannot code this session: they are heard in it. Choose another coder.",
    "family": "{name} cannot code this session: they know the family, from its unit, its record or their own work. "
    "Choose a coder who has had nothing to do with it.",
    "unit": "{name} cannot code this session: they work or worked in the same unit as the worker. Choose a coder from "
    "elsewhere.",
}
NOT_CERTIFIED = (
    "Code the training set first. When your codes are close enough to the expert’s, you can take sessions here."
)
NONE_LEFT = "There is no session for you to code just now. Come back when there are new recordings."
OVER = "This coding has been submitted: its codes stay as they are."


def coder(actor: Actor) -> Actor:
    """Raises :class:`NotAllowed` for who is none."""
    if not actor.may(Permission.CODE_SESSIONS):
        raise NotAllowed(Permission.CODE_SESSIONS)
    return actor


def is_certified(user_id: int, instrument: str) -> bool:
    """By the rule of today. One statement."""
    return (instrument, rules.certification().version) in certificates_of(user_id)


def take_next(actor: Actor) -> Coding:
    """The session that waits longest, of those that this coder may code. Raises what to say where there is none."""
    coder(actor)
    mine = [key for key, rule in certificates_of(actor.user_id) if rule == rules.certification().version]
    if not mine:
        raise ValidationError(NOT_CERTIFIED)
    for pk in next_to_code(actor.user_id, mine):
        try:
            return _begin(actor, pk, actor.user_id, As.BLIND)
        except IntegrityError:  # a colleague has just taken it
            continue
    raise ValidationError(NONE_LEFT)


def take_training(actor: Actor) -> Coding:
    """The next session of the training set."""
    coder(actor)
    there = training_to_code(actor.user_id)
    if not there:
        raise ValidationError("You have coded every session of the training set that there is for you.")
    return _begin(actor, there[0][0], actor.user_id, As.TRAINING)


@transaction.atomic
def _begin(actor: Actor, session_id: int, user_id: int, codes_as: As) -> Coding:
    [(pk,)] = tuples(
        "SELECT kinwork_assign_coding(%(session)s, %(who)s, %(as)s, %(by)s)",
        session=session_id, who=user_id, by=actor.user_id, **{"as": codes_as.value},
    )  # fmt: skip
    made = Coding(pk=pk, session_id=session_id, coder_id=user_id, codes_as=codes_as)
    log(actor, "began coding" if user_id == actor.user_id else "assigned coding", thing=made)
    return made


def assign(actor: Actor, session_id: int, user_id: int | None, codes_as: str) -> int:
    """A coder is given a session to code blind, or to code as the expert for the training set. Its id."""
    if not actor.may(Permission.RUN_CODING):
        raise NotAllowed(Permission.RUN_CODING)
    who = User.objects.filter(pk=user_id or 0, is_active=True).first()
    there = next((one for one in progress() if one.pk == session_id), None)
    if there is None:
        raise ValidationError({"session": "Choose a session. If it was in the list a moment ago, load the page again."})
    if codes_as not in (As.BLIND, As.EXPERT):
        raise ValidationError({"codes_as": "Choose whether it is coded blind, or by the expert for training."})
    if who is None:
        raise ValidationError({"coder": "Choose a coder."})
    if not there.has_recording:
        raise ValidationError({"session": "There is no recording to hear any longer. Choose another session."})
    if why := why_not_code(who.pk, session_id):
        raise ValidationError({"coder": WHY_NOT[why].format(name=who.full_name)})
    if codes_as == As.EXPERT and not there.is_training:
        raise ValidationError({"codes_as": "Put it into the training set first."})
    if codes_as == As.BLIND and not is_certified(who.pk, there.instrument):
        raise ValidationError({"coder": f"{who.full_name} has not been certified yet: the training set comes first."})
    try:
        with transaction.atomic():
            return _begin(actor, session_id, who.pk, As(codes_as)).pk
    except IntegrityError:
        raise ValidationError(
            {"coder": f"{who.full_name} has had this session already, or it has all its codings."}
        ) from None


def code_live(actor: Actor, session: Session) -> Coding:
    """What was observed and not recorded, by the observer: it counts as not blind."""
    coder(actor)
    if session.observer_id != actor.user_id:
        raise ValidationError("Only the observer, who was there, codes a visit that was not recorded.")
    again = Coding.objects.filter(session=session, coder_id=actor.user_id).first()
    return again or _begin(actor, session.pk, actor.user_id, As.LIVE)


@transaction.atomic
def set_training(actor: Actor, session_id: int, wanted: bool) -> None:
    """Put a session into the training set, or take it out. Everyone who is heard has to have agreed to that."""
    if not actor.may(Permission.RUN_CODING):
        raise NotAllowed(Permission.RUN_CODING)
    there = next((one for one in progress() if one.pk == session_id), None)
    if there is None:
        raise ValidationError("This session is not there any longer. Load the page again.")
    if wanted and not there.may_train:
        raise ValidationError("Someone who is heard has not agreed that coders are trained with it.")
    if wanted and there.coders:
        raise ValidationError("It is coded as practice already. The training set is made of sessions that are not.")
    if not wanted and there.has_expert:
        raise ValidationError("The expert has coded it: it stays in the training set.")
    found = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if found.is_training != wanted:
        found.is_training = wanted
        found.save(update_fields=["is_training"])
        log(actor, "put into training set" if wanted else "took out of training set", thing=found)


# -- the draft


def instrument_of(coding: Coding) -> Instrument:
    return shipped_one(coding.session.instrument)


def save(
    actor: Actor, coding: Coding, *, values: Mapping[int, str], notes_on: Mapping[int, str], notes: str | None
) -> None:  # fmt: skip
    """Keep what was chosen and written: only what is named is touched. Then say what is wrong with the rest."""
    coder(actor)
    if problems := _keep(actor, coding, values, notes_on, notes):
        raise ValidationError(problems)


@transaction.atomic
def _keep(
    actor: Actor, coding: Coding, values: Mapping[int, str], notes_on: Mapping[int, str], notes: str | None
) -> dict[str, str]:  # fmt: skip
    locked = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk, coder_id=actor.user_id)
    if not locked.is_open:
        raise ValidationError(OVER)
    items = {item.number: item for item in instrument_of(coding).items}
    there, now = codes_of(coding.pk), timezone.now()
    problems: dict[str, str] = {}
    for number in sorted((values.keys() | notes_on.keys()) & items.keys()):
        row = there.get(number) or Code(coding=locked, item=number, at=now)
        before = (row.value, row.is_left_out, row.note)
        said = values.get(number)
        if said is not None:
            if said not in ("", "1", "2", "3", "4", "5"):
                problems[f"v{number}"] = f"{items[number].text}: choose a code from 1 to 5, or that it was not heard."
            else:
                row.value, row.is_left_out = (whole(said), False) if said else (None, True)
        note = notes_on.get(number)
        if note is not None:
            if len(note) > MOST_NOTE:
                problems[f"n{number}"] = f"{MOST_NOTE:,} characters fit; this has {len(note):,}. Say it shorter."
            else:
                row.note = note
        if row.pk is None or (row.value, row.is_left_out, row.note) != before:
            row.at = now
            row.save(update_fields=["value", "is_left_out", "note", "at"] if row.pk else None)
    if notes is not None and len(notes) > MOST_NOTES:
        problems["notes"] = f"{MOST_NOTES:,} characters fit; this has {len(notes):,}. Say it shorter."
    elif notes is not None and notes != locked.notes:
        locked.notes = notes
        locked.save(update_fields=["notes"])
    return problems


@transaction.atomic
def mark(actor: Actor, coding: Coding, *, second: int | None, item: int | None, words: str, token: UUID) -> Mark:
    """A moment, with words or without. Sent twice, it is one."""
    coder(actor)
    locked = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk, coder_id=actor.user_id)
    again = Mark.objects.filter(token=token, coding=locked).first()
    if again is not None:
        return again
    if not locked.is_open:
        raise ValidationError(OVER)
    if second is None or not 0 <= second <= LONGEST_MARK:
        raise ValidationError({"second": "Type the time as minutes and seconds, such as 4:30."})
    if len(words) > MOST_WORDS:
        raise ValidationError({"words": f"{MOST_WORDS} characters fit; this has {len(words):,}. Say it shorter."})
    if Mark.objects.filter(coding=locked, removed_at=None).count() >= MOST_MARKS:
        raise ValidationError({"second": f"A coding holds {MOST_MARKS} marks. Remove some that you do not need."})
    known = {one.number for one in instrument_of(coding).items}
    return Mark.objects.create(
        coding=locked, second=second, item=item if item in known else None, words=" ".join(words.split()),
        token=token, at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def remove_mark(actor: Actor, coding: Coding, pk: int) -> None:
    """It is in the list no longer."""
    coder(actor)
    if not Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk, coder_id=actor.user_id).is_open:
        raise ValidationError(OVER)
    Mark.objects.filter(pk=pk, coding=coding, removed_at=None).update(removed_at=timezone.now())


@transaction.atomic
def submit(actor: Actor, coding: Coding) -> Coding:
    """Frozen from now on. A domain without a code says in its note why. Submitted twice, it is once."""
    coder(actor)
    found = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk, coder_id=actor.user_id)
    session = Session.objects.filter(pk=found.session_id).first()
    if found.submitted_at is not None:
        return found
    if session is None or not session.is_used or found.given_back_at is not None:
        raise ValidationError("This session is not used any longer, so nothing of it is submitted.")
    there = codes_of(found.pk)
    left = [
        (item.number, item.text) for item in instrument_of(coding).items
        if item.number not in there or not _is_settled(there[item.number])
    ]  # fmt: skip
    if left:
        raise ValidationError(
            {
                "left": f"No code yet for {', '.join(name for _, name in left)}. Choose one; or tick "
                "“Could not be coded” there, and say why in its note.",
                **{f"v{number}": f"{name}: no code yet." for number, name in left},
            }
        )
    if not any(one.value for one in there.values()):
        raise ValidationError({"left": "No domain has a code. Give the session back instead, and say why."})
    found.submitted_at = timezone.now()
    found.save(update_fields=["submitted_at"])
    log(actor, "submitted coding", thing=found)
    if found.codes_as == As.TRAINING:
        certify(actor, session.instrument)
    elif found.codes_as in (As.BLIND, As.LIVE) and not found.is_second and not session.is_training:
        # By no one: a coder does not say who they are. No family beside it, and no thing: only that there is something.
        notify(FEEDBACK.key, actor=None, to=session.worker_id)
    return found


def _is_settled(code: Code) -> bool:
    return code.value is not None or (code.is_left_out and bool(code.note.strip()))


@transaction.atomic
def give_back(actor: Actor, coding: Coding, *, because: str) -> None:
    """Somebody in it is known after all, or it cannot be heard: another coder gets it."""
    coder(actor)
    because = " ".join(because.split())[:300]
    if not because:
        raise ValidationError({"because": "Say briefly why, such as: I know a voice in it."})
    found = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk, coder_id=actor.user_id)
    if not found.is_open:
        raise ValidationError(OVER)
    found.given_back_at, found.given_back_because = timezone.now(), because
    found.save(update_fields=["given_back_at", "given_back_because"])
    log(actor, "gave back coding", thing=found)


def certify(actor: Actor, instrument: str) -> Certificate | None:
    """Certified, where the training set was coded as the rule asks. Two statements, and one more where it is new."""
    rule = rules.certification()
    found = against_expert(codes_given(instrument), actor.user_id, rule)
    if not found.is_reached or is_certified(actor.user_id, instrument):
        return None
    assert found.within_one is not None
    made, _ = Certificate.objects.get_or_create(
        coder_id=actor.user_id, instrument=instrument, rule=rule.version,
        defaults={"sessions": found.sessions, "within_one": found.within_one, "kappa": found.kappa,
                  "at": timezone.now()},
    )  # fmt: skip
    log(actor, "certified as coder", thing=made)
    return made


def can_be_heard(session: Session) -> bool:
    return session.is_used and recording_of(session.pk) is not None
