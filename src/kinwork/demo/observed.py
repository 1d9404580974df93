"""Practice of the demo's workers: recordings of a tone with consent, coded blind, a training set, an interview.

Nothing is heard in them; who is heard, and what coders gave, is invented.
"""

from __future__ import annotations

import io
import math
import struct
import wave
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.clocks.periods import quarter_of
from kinwork.families.held import HeldFamily
from kinwork.observation import actions, coding, feedback, rules
from kinwork.observation.models import As, Coding, Feedback, Kind, Session
from kinwork.observation.queries import heard_of, next_to_code
from kinwork.units.models import PostHolding
from kinwork.units.queries import load_actor

SECONDS, RATE = 12, 8000
TRAINING, SESSIONS = 6, 10
NOTES = {
    2: "Asks what they have tried already, and builds on it.",
    4: "Says back what it is like to be told this again.",
    6: "Names the missed school days early, and why that worries us.",
    7: "Asks what the child would say if they sat here.",
}


def observe(today: date) -> None:
    """Sessions of the last months; two coders with certificates; one sheet that its worker has released."""
    chance = Random(20261129)  # noqa: S311 -- an invented story, the same each time
    amara, olwen, jonas, tom = (
        User.objects.get(email=f"{one}@linden.example") for one in ("amara", "olwen", "jonas", "tom")
    )
    coders = [olwen, jonas]
    actions.set_share(load_actor(amara, today), 100)
    families = list(Involvement.objects.filter(closed_on=None).order_by("pk"))
    found = [
        one for number, involvement in enumerate(families[: TRAINING + SESSIONS])
        if (one := _session(involvement, number, today - timedelta(days=4 + 6 * number), chance)) is not None
    ]  # fmt: skip
    # Of the two quarters that are over: what the chain counts, of enough workers in the whole, of too few in any unit.
    last = quarter_of(today) - timedelta(days=1)
    for number, involvement in enumerate(families):
        _session(involvement, TRAINING + number, last - timedelta(days=3 + 8 * number % 170), chance)
    for session in found[:TRAINING]:
        _train(session, amara, coders, today, chance)
    for who in coders:
        _code_all(who, today, chance)
    _read(today)
    for number, vignette in enumerate(rules.vignettes()):
        asking = load_actor(amara, today)
        interview = actions.note_simulated(
            asking, vignette=vignette.key, worker=tom.pk, held_on=today - timedelta(days=9 + number),
            actor_name="Ines Almeida", asked_on=None, wording=rules.wordings()[0].version, may_train=True,
            all_agreed=True, notes="", token=uuid4(),
        )  # fmt: skip
        _keep(asking, interview, None, number)


@cache
def tone(number: int) -> bytes:
    """A recording that says nothing: a tone that comes and goes (WAV)."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        swells = 2 + number
        loud = [9000 * abs(math.sin(at / RATE * swells / 3)) for at in range(SECONDS * RATE)]
        made.writeframes(b"".join(struct.pack("<h", int(of * math.sin(at / 9))) for at, of in enumerate(loud)))
    return out.getvalue()


def _session(involvement: Involvement, number: int, held_on: date, chance: Random) -> Session | None:
    """With one adult of a family, by a social worker of its unit who was there already."""
    unit_id = unit_holding(involvement.family_id)
    there = PostHolding.objects.filter(
        post__unit_id=unit_id or 0, during__contains=DateRange(held_on, timezone.localdate(), "[]")
    ).select_related("user", "post")
    workers = [one.user for one in there.order_by("pk") if ROLES[one.post.role].is_social_worker]
    heard = heard_of(involvement.family_id)
    adults = [one for one in heard if (one.person.age_on(held_on) or 0) >= actions.CHILD_UNTIL]
    if unit_id is None or not workers or not adults:
        return None
    worker = chance.choice(workers)
    held = HeldFamily(involvement.family, unit_id, load_actor(worker, timezone.localdate()))
    if not held.may(Permission.EDIT_FAMILY):
        return None
    session = actions.note(
        held, kind=Kind.RECORDED, worker=worker.pk, observer=None, held_on=held_on,
        people=[adults[0].person_id], for_them={}, others=[], asked_by=worker.pk, asked_on=None,
        wording=rules.wordings()[0].version, may_train=number < TRAINING, all_agreed=True, notes="", token=uuid4(),
    )  # fmt: skip
    _keep(held.actor, session, unit_id, number)
    return session


def _keep(actor: Actor, session: Session, unit_id: int | None, number: int) -> None:
    file = SimpleUploadedFile("recording.wav", tone(number % 3))
    actions.keep_recording(actor, session, unit_id, file)


def _train(session: Session, runs: User, coders: list[User], today: date, chance: Random) -> None:
    """Coded by the expert, and then by those who learn it."""
    coding.set_training(load_actor(runs, today), session.pk, wanted=True)
    pk = coding.assign(load_actor(runs, today), session.pk, runs.pk, As.EXPERT)
    values = {item.number: chance.randint(2, 5) for item in rules.instrument_for(session.kind).items}
    _fill(runs, pk, values, today)
    for who in coders:
        one = coding.take_training(load_actor(who, today))
        near = {item: min(5, max(1, value + chance.choice((0, 0, 0, 1, -1)))) for item, value in values.items()}
        _fill(who, one.pk, near, today)


def _code_all(who: User, today: date, chance: Random) -> None:
    """Every session that they may have, but for one that is left for whoever tries the page."""
    while len(next_to_code(who.pk, list(rules.INSTRUMENTS[:1]))) > 1:
        one = coding.take_next(load_actor(who, today))
        session = Session.objects.get(pk=one.session_id)
        steady = Random(session.code)  # noqa: S311 -- so that two coders hear the same
        items = rules.instrument_for(session.kind).items
        values = {item.number: min(5, max(1, steady.randint(2, 4) + chance.choice((0, 0, 0, 1)))) for item in items}
        _fill(who, one.pk, values, today)


def _fill(who: User, pk: int, values: dict[int, int], today: date) -> None:
    asking = load_actor(who, today)
    one = Coding.objects.select_related("session").get(pk=pk)
    coding.save(
        asking, one, values={item: str(value) for item, value in values.items()},
        notes_on={item: words for item, words in NOTES.items() if item in values}, notes="A steady session.",
    )  # fmt: skip
    for second, item in ((8, 2), (21, 4)):
        coding.mark(asking, one, second=second, item=item, words="Listen here", token=uuid4())
    coding.submit(asking, one)


def _read(today: date) -> None:
    """One worker has read theirs and talks about it with their consultant."""
    for session in Session.objects.filter(family__isnull=False).select_related("worker").order_by("pk"):
        asking = load_actor(session.worker, today)
        sheet = Feedback.objects.select_related("session").filter(session=session).first()
        if sheet is None:
            continue
        feedback.seen(asking, sheet)
        to = feedback.consultants(asking, sheet)
        if to:
            feedback.release(asking, sheet, to[0].user_id)
            return
