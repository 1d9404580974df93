"""Verbs of sessions: note one with the consent of all who are heard, keep its recording, withdraw, remove."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.files.kinds import Refused
from kinwork.people.dates import must_have_happened
from kinwork.units.models import PostHolding

from . import keeping, rules
from .models import Consent, Gone, Kind, Recording, Sampling, Session
from .queries import heard_of, recording_of

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
CHILD_UNTIL = 16  # who agrees for whom below that
SHARE = 20  # per cent, until somebody says otherwise


def code() -> str:
    """What coders know a session by: chance, so that it tells neither order nor day."""
    return "".join(secrets.choice(LETTERS) for _ in range(6))


def sampling_of_today() -> Sampling:
    """The draw that is in force; the first, where nobody has set one."""
    return Sampling.objects.first() or Sampling.objects.create(
        percent=SHARE, seed=secrets.token_hex(16), at=timezone.now()
    )


def is_drawn(seed: str, session_code: str, percent: int) -> bool:
    """Whether a session is coded twice: of its code and the recorded seed alone, so that anyone can draw it again.

    >>> sum(is_drawn("a seed", f"S{n}", 20) for n in range(1000))
    208
    """
    from hashlib import sha256

    return int.from_bytes(sha256(f"{seed}:{session_code}".encode()).digest()[:8], "big") % 100 < percent


@transaction.atomic
def set_share(actor: Actor, percent: int | None) -> Sampling:
    """Which share is coded twice from now on, by a new seed; what was drawn before stays."""
    _require_anywhere(actor, Permission.RUN_CODING)
    if percent is None or not 0 <= percent <= 100:
        raise ValidationError({"percent": "Type a whole number from 0 to 100."})
    found = Sampling.objects.create(
        percent=percent, seed=secrets.token_hex(16), by_id=actor.user_id, at=timezone.now()
    )  # fmt: skip
    log(actor, "set share coded twice", thing=found, words=f"{percent} per cent")
    return found


def _require_anywhere(actor: Actor, permission: Permission) -> None:
    from kinwork.access.actor import NotAllowed

    if not actor.may(permission):
        raise NotAllowed(permission)


def note(
    held: HeldFamily, *, kind: str, worker: int | None, observer: int | None, held_on: date | None,
    people: Collection[int], for_them: Mapping[int, str], others: Sequence[str], asked_by: int | None,
    asked_on: date | None, wording: str, may_train: bool, all_agreed: bool, notes: str, token: UUID,
) -> Session:  # fmt: skip
    """A session with a family, and that each person who is heard has said yes."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    again = Session.objects.filter(token=token, by_id=held.actor.user_id, family_id=held.pk).first()
    if again is not None:
        return again
    there = {one.person_id: one.person for one in heard_of(held.pk)}
    others = [" ".join(one.split())[:120] for one in others if one.strip()]
    problems: dict[str, Any] = {}
    if kind not in (Kind.OBSERVED, Kind.RECORDED):
        problems["kind"] = "Choose whether a colleague was there, or sound was recorded."
    if held_on is None:
        problems["held_on"] = "Say when it was."
    if worker is None or not _works_here(worker, held_on):
        problems["worker"] = "Choose who worked with the family then."
    if kind == Kind.OBSERVED and observer is None:
        problems["observer"] = "Choose who observed it."
    elif observer is not None and observer == worker:
        problems["observer"] = "No one observes themselves. Choose the colleague who was there, or “A recording”."
    if not people:
        problems["people"] = "Choose everyone in the family who is heard. At least one of them is."
    elif set(people) - there.keys():
        problems["people"] = "Choose from the people of this family."
    else:
        young = [
            there[pk].short_name for pk in people if _is_young(there[pk], held_on) and not for_them.get(pk, "").strip()
        ]
        if young:
            problems["people"] = f"Say who agreed for {' and for '.join(young)}: a parent, or who has responsibility."
    if wording not in [one.version for one in rules.wordings()]:
        problems["wording"] = "Choose the wording that was read out."
    if asked_by is None or not _works_here(asked_by, asked_on or held_on):
        problems["asked_by"] = "Choose who asked them."
    if held_on is not None and asked_on is not None and asked_on > held_on:
        problems["asked_on"] = "They are asked before it begins. Choose the day of the visit, or an earlier one."
    if not all_agreed:
        problems["all_agreed"] = "Each of them has to have said yes. If one said no, nothing is recorded or observed."
    if problems:
        raise ValidationError(problems)
    assert held_on is not None
    must_have_happened(held_on=held_on)
    assert worker is not None
    assert asked_by is not None
    said = {"wording": wording, "may_train": may_train, "asked_by_id": asked_by, "asked_on": asked_on or held_on}
    with transaction.atomic():
        made = _made(
            held.actor, kind=kind, family_id=held.pk, worker_id=worker, unit_id=held.unit_id, observer_id=observer,
            held_on=held_on, notes=notes.strip(), token=token,
        )  # fmt: skip
        staff = dict.fromkeys((worker, *([] if observer is None else [observer])))
        now = timezone.now()
        Consent.objects.bulk_create(
            [
                *(Consent(session=made, person_id=pk, for_them=" ".join(for_them.get(pk, "").split())[:120],
                          by_id=held.actor.user_id, at=now, **said) for pk in people),
                *(Consent(session=made, user_id=pk, by_id=held.actor.user_id, at=now, **said) for pk in staff),
                *(Consent(session=made, name=one, by_id=held.actor.user_id, at=now, **said) for one in others),
            ]
        )  # fmt: skip
        log(held.actor, "noted session", family_id=held.pk, thing=made)
    return made


def _made(actor: Actor, *, kind: str, **said: Any) -> Session:
    draw, name, instrument = sampling_of_today(), code(), rules.instrument_for(kind)
    return Session.objects.create(
        code=name, kind=kind, instrument=instrument.key, version=instrument.version, sampling=draw,
        is_twice=is_drawn(draw.seed, name, draw.percent), by_id=actor.user_id, at=timezone.now(), **said,
    )  # fmt: skip


def _works_here(user_id: int, on: date | None) -> bool:
    return PostHolding.objects.filter(user_id=user_id, during__contains=on or timezone.localdate()).exists()


def _is_young(person: Any, on: date | None) -> bool:
    age = person.age_on(on or timezone.localdate())
    return age is not None and age < CHILD_UNTIL


def note_simulated(
    actor: Actor, *, vignette: str, worker: int | None, held_on: date | None, actor_name: str, asked_on: date | None,
    wording: str, may_train: bool, all_agreed: bool, notes: str, token: UUID,
) -> Session:  # fmt: skip
    """An interview with an actor in the part of a parent: no family, and the worker and the actor have said yes."""
    _require_anywhere(actor, Permission.RUN_CODING)
    again = Session.objects.filter(token=token, by_id=actor.user_id).first()
    if again is not None:
        return again
    problems: dict[str, Any] = {}
    if rules.vignette(vignette) is None:
        problems["vignette"] = "Choose which vignette was played."
    if held_on is None:
        problems["held_on"] = "Say when it was."
    unit_id = _unit_of(worker, held_on) if worker is not None else None
    if unit_id is None:
        problems["worker"] = "Choose a worker who held a post in a unit then."
    name = " ".join(actor_name.split())[:120]
    if not name:
        problems["actor_name"] = "Say who played the parent."
    if wording not in [one.version for one in rules.wordings()]:
        problems["wording"] = "Choose the wording that was read out."
    if not all_agreed:
        problems["all_agreed"] = "The worker and the actor have to have said yes."
    if problems:
        raise ValidationError(problems)
    assert held_on is not None
    must_have_happened(held_on=held_on)
    with transaction.atomic():
        made = _made(
            actor, kind=Kind.SIMULATED, vignette=vignette, worker_id=worker, unit_id=unit_id, held_on=held_on,
            notes=notes.strip(), token=token,
        )  # fmt: skip
        said: dict[str, Any] = {
            "session": made, "wording": wording, "may_train": may_train, "asked_by_id": actor.user_id,
            "asked_on": asked_on or held_on, "by_id": actor.user_id, "at": timezone.now(),
        }  # fmt: skip
        Consent.objects.bulk_create([Consent(user_id=worker, **said), Consent(name=name, **said)])
        log(actor, "noted session", thing=made)
    return made


def _unit_of(user_id: int, on: date | None) -> int | None:
    found = PostHolding.objects.filter(user_id=user_id, during__contains=on or timezone.localdate()).order_by("pk")
    return found.values_list("post__unit_id", flat=True).first()


def may_change(actor: Actor, session: Session, unit_id: int | None) -> None:
    """Who notes sessions with the family also keeps and removes what belongs to them; of vignettes who runs coding."""
    if session.family_id is None:
        _require_anywhere(actor, Permission.RUN_CODING)
    else:
        actor.require(Permission.EDIT_FAMILY, unit_id)


NO_CONSENT = "Someone who is heard has not agreed, or has withdrawn. A recording is kept only while all agree."


def keep_recording(actor: Actor, session: Session, unit_id: int | None, file: UploadedFile[Any]) -> Recording:
    """Raises :class:`~kinwork.files.kinds.Refused`, in words for whoever chose it."""
    may_change(actor, session, unit_id)
    if not session.is_used or not _agrees(session):
        raise Refused(NO_CONSENT)
    if recording_of(session.pk) is not None:
        raise Refused("This session has a recording already. Delete that first, if it is the wrong one.")
    return keeping.keep(actor, session, file)


def _agrees(session: Session) -> bool:
    from kinwork.access.sql import tuples

    [(agree,)] = tuples("SELECT kinwork_heard_agree(%(session)s)", session=session.pk)
    return bool(agree)


@transaction.atomic
def withdraw(actor: Actor, session: Session, unit_id: int | None, consent_id: int) -> bool:
    """One person no longer agrees: the recording is deleted at once, and nothing of the session is used.

    Whether that was new. Nobody is asked why.
    """
    may_change(actor, session, unit_id)
    found = Consent.objects.select_for_update(of=("self",)).filter(pk=consent_id, session=session).first()
    if found is None or found.withdrawn_at is not None:
        return False
    _stop_using(actor, session, "Consent was withdrawn", Gone.WITHDRAWN)
    found.withdrawn_at, found.withdrawn_by_id = timezone.now(), actor.user_id
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(actor, "consent withdrawn", family_id=session.family_id, thing=session)
    return True


def _stop_using(actor: Actor, session: Session, because: str, gone: Gone) -> None:
    recording = Recording.objects.select_for_update(of=("self",)).filter(session=session, gone_at=None).first()
    if recording is not None:
        recording.session = session
        keeping.take_away(actor, recording, gone)
    elif gone == Gone.WITHDRAWN:
        transaction.on_commit(partial(keeping.note_gone, [(session.pk, "", gone.value)]))
    if session.removed_at is None:
        session.removed_at, session.removed_by_id, session.removed_because = timezone.now(), actor.user_id, because
        session.save(update_fields=["removed_at", "removed_by", "removed_because"])


@transaction.atomic
def delete_recording(actor: Actor, session: Session, unit_id: int | None) -> bool:
    """The recording goes now; what was coded of it stays. Whether there was one."""
    may_change(actor, session, unit_id)
    recording = Recording.objects.select_for_update(of=("self",)).filter(session=session, gone_at=None).first()
    if recording is None:
        return False
    recording.session = session
    keeping.take_away(actor, recording, Gone.REMOVED)
    return True


@transaction.atomic
def remove(actor: Actor, session: Session, unit_id: int | None, *, because: str) -> None:
    """Entered in error, or not to be used: with its recording."""
    may_change(actor, session, unit_id)
    because = " ".join(because.split())[:300]
    if not because:
        raise ValidationError({"because": "Say briefly why, such as: noted for the wrong family."})
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if found.is_used:
        _stop_using(actor, found, because, Gone.REMOVED)
        log(actor, "removed session", family_id=found.family_id, thing=found)
