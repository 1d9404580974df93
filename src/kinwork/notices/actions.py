"""Verbs: tell somebody; see, and leave for later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kinwork.access import audit_log
from kinwork.access.actor import Actor
from kinwork.access.reconnect import CHANNEL
from kinwork.access.roles import ROLES
from kinwork.access.sql import prepared, tuples

from .kinds import Kind, kind_of
from .mailing import at_once, goes_at_once
from .models import Mail, MailChoice, Notice
from .queries import MINE, NOT_SEEN, asked_by
from .recipients import ANSWERS, LEADS, WHO_ANSWERS

# No RETURNING: whoever opened a hidden family in an emergency may tell of it and, in that request, not read it.
ADD = """
INSERT INTO notices_notice (kind, family_id, unit_id, to_ids, actor_id, at, object_type, object_id, due)
VALUES (%s, %s, %s, %s::bigint[], %s, %s, %s, %s, %s)
"""
# Their open pages are told that there is something, and nothing else: each fetches its own count.
TELL = f"""
WITH told AS MATERIALIZED (
    SELECT w.id, coalesce(c.choice, 'usual') AS choice
    FROM access_user w LEFT JOIN notices_mailchoice c ON c.user_id = w.id
    WHERE w.is_active AND w.id IS DISTINCT FROM %(doer)s::bigint
      AND (w.id = ANY (%(to)s::bigint[])
           OR w.id IN (SELECT a.user_id FROM ({WHO_ANSWERS}) a WHERE a.unit_id = %(unit)s::bigint))
      AND (%(family)s::bigint IS NULL OR kinwork_may_know(%(family)s::bigint, w.id))
)
SELECT id, choice, pg_notify(%(channel)s, json_build_object('meeting', 'person ' || id, 'what', 'notices')::text)
FROM told
"""  # noqa: S608 -- put together from constants


def person_room(user_id: int) -> str:
    """What the open pages of a person listen to."""
    return f"person {user_id}"


def notify(
    kind: str,
    *,
    actor: Actor | None,
    family_id: int | None = None,
    unit_id: int | None = None,
    to: int | Iterable[int] | None = None,
    thing: Model | None = None,
    due: date | None = None,
) -> None:
    """Tell those who answer for a unit, people by name, or both. Two statements, and one more if somebody is mailed.

    Called in the transaction of what happened, so that neither is there without the other. Whoever did it is not told,
    nor whoever must not know of the family. ``due``: by when something is expected, if not as the kind itself says.
    """
    declared = kind_of(kind)
    if declared is None:
        raise ValueError(f"notices: no room has declared the kind '{kind}'")
    doer = actor.user_id if actor else None
    people = sorted({to} if isinstance(to, int) else set(to or ()))
    people = [user_id for user_id in people if user_id != doer]
    if unit_id is None and not people:
        return
    now = timezone.now()
    if due is None and declared.expected is not None:
        due = declared.expected.by(timezone.localdate(now))
    named = (type(thing).__name__, thing.pk) if thing is not None else ("", None)
    with transaction.atomic(), prepared() as cursor:
        cursor.execute(ADD, [kind, family_id, unit_id, people, doer, now, *named, due])
        _tell(declared, doer, people, unit_id, family_id)


def _tell(kind: Kind, doer: int | None, people: list[int], unit_id: int | None, family_id: int | None) -> None:
    told = tuples(
        TELL,
        doer=doer,
        to=people,
        unit=unit_id,
        family=family_id,
        channel=CHANNEL,
        on=timezone.localdate(),
        roles=list(ROLES) if kind.for_everyone else ANSWERS,
        leads=LEADS,
    )
    answer_for_it = people if kind.is_always_mailed else []
    at_once(kind, [user_id for user_id, choice, _ in told if user_id in answer_for_it or goes_at_once(kind, choice)])


@transaction.atomic
def withdraw(kind: str, *, thing: Model) -> None:
    """It has been taken back, or is done with: nobody need look at it any more. One statement.

    The notice stays: who else has seen it is nobody else's to know, nor to take away.
    """
    now = timezone.now()
    Notice.objects.filter(kind=kind, object_type=type(thing).__name__, object_id=thing.pk).update(withdrawn_at=now)


# What is seen in one window is seen in the others: they fetch the count again. How many are left comes along.
SEE = f"""
mine AS MATERIALIZED (
    SELECT n.id, n.family_id FROM notices_notice n WHERE {MINE} AND {NOT_SEEN}
), marked AS (
    INSERT INTO notices_seen (notice_id, user_id, at, is_kept)
    SELECT id, %(user)s, now(), false FROM mine
    WHERE (%(family)s::bigint IS NULL OR family_id = %(family)s::bigint)
      AND (%(one)s::bigint IS NULL OR id = %(one)s::bigint)
    ON CONFLICT (notice_id, user_id) DO UPDATE SET is_kept = false
        -- what was left unread on purpose stays so until it is asked for itself
        WHERE %(family)s::bigint IS NOT NULL OR %(one)s::bigint IS NOT NULL
    RETURNING notice_id
), told AS (
    SELECT pg_notify(%(channel)s, json_build_object('meeting', 'person ' || %(user)s::bigint, 'what', 'notices')::text)
    FROM marked LIMIT 1
)
SELECT (SELECT count(*) FROM mine) - (SELECT count(*) FROM marked), (SELECT count(*) FROM told)
"""  # noqa: S608 -- put together from constants
KEEP = f"""
INSERT INTO notices_seen (notice_id, user_id, at, is_kept)
SELECT n.id, %(user)s, now(), true FROM notices_notice n WHERE {MINE} AND n.id = %(one)s::bigint
ON CONFLICT (notice_id, user_id) DO UPDATE SET is_kept = true RETURNING 1
"""  # noqa: S608 -- put together from constants


SEE_ONLY = f"WITH {SEE}"
# At every opening of a family's page, which is noted in the log anyway.
SEE_AND_LOG = f"WITH {audit_log.EVENT_AND_SHOWN}, {SEE}"


def _see(
    actor: Actor, *, family_id: int | None = None, notice_id: int | None = None, noted: dict[str, Any] | None = None
) -> int:
    given = {**asked_by(actor), "family": family_id, "one": notice_id, "channel": CHANNEL}
    [(left, _)] = tuples(SEE_ONLY, **given) if noted is None else tuples(SEE_AND_LOG, **given, **noted)
    return int(left)


def see_all(actor: Actor) -> int:
    """Somebody has looked at everything that came. Gives how many are left unread on purpose. One statement."""
    return _see(actor)


def see_family(actor: Actor, family_id: int, *, noted: dict[str, Any] | None = None) -> int:
    """Somebody has opened a family, and with it seen what came of it. Gives how many are left. One statement.

    ``noted``: what is to be logged of it (``audit.as_values``), in the same statement.
    """
    return _see(actor, family_id=family_id, noted=noted)


def see(actor: Actor, notice_id: int) -> int:
    """Somebody has looked at one after all. Gives how many are left. One statement."""
    return _see(actor, notice_id=notice_id)


@transaction.atomic
def put_off(kind: str, *, thing: Model, due: date | None) -> None:
    """It is expected by another day now. One statement."""
    Notice.objects.filter(kind=kind, object_type=type(thing).__name__, object_id=thing.pk).update(due=due)


@transaction.atomic
def leave_unseen(actor: Actor, notice_id: int) -> None:
    """Somebody wants to come back to one of theirs. Two statements."""
    tuples(KEEP, **asked_by(actor), one=notice_id)
    said = json.dumps({"meeting": person_room(actor.user_id), "what": "notices"})
    tuples("SELECT pg_notify(%(channel)s, %(said)s)", channel=CHANNEL, said=said)


def choose_mail(actor: Actor, choice: str) -> None:
    """When somebody hears by email, from now on."""
    if choice not in Mail.values:
        raise ValidationError({"mail": "Choose when we email you."})
    MailChoice.objects.update_or_create(user_id=actor.user_id, defaults={"choice": choice})
