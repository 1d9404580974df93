"""Verbs: restrict a family to named people, change who they are, lift it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.emails import by_email
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, Listed, Restriction, RestrictionCause, User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect
from kinwork.cases.answerable import guardians_of
from kinwork.notices.actions import notify
from kinwork.units.queries import who_work_with_families

from .notice_kinds import RESTRICTED


def restriction_of(family_id: int) -> Restriction | None:
    """The restriction that stands, with guardian and listed people. Two statements."""
    return (
        Restriction.objects.filter(family_id=family_id, lifted_at=None)
        .select_related("guardian", "imposed_by")
        .prefetch_related("listed__user")
        .first()
    )


@transaction.atomic
def restrict(
    actor: Actor,
    family_id: int,
    unit_id: int | None,
    *,
    cause: str,
    words: str,
    guardian_id: int | None,
    people: list[int],
    because: str = "",
) -> Restriction:
    """From now on only these people may know of the family; for everybody else it does not exist.

    A restriction that stands is changed with a reason. Its guardian sees who imposed or changed it, and can undo it.
    """
    actor.require(Permission.RESTRICT_FAMILY, unit_id)
    people = sorted(set(people))
    standing = restriction_of(family_id)
    if problems := _wrong_in(actor, standing, cause, words, guardian_id, people):
        raise ValidationError(problems)
    before = None
    if standing is not None:
        _must_be_of_it(actor, standing)
        before = _as_it_is(standing)
        said = {"cause": cause, "words": words.strip()[:500], "guardian_id": guardian_id, "people": people}
        if said == before:
            return standing
        because = clean_reason(because, sentence="Say why you are changing the restriction. Its guardian will read it.")
        _tell_guardian(actor, standing)
    if standing is None:
        standing = Restriction(family_id=family_id, imposed_by_id=actor.user_id, imposed_at=timezone.now())
    standing.cause, standing.words = cause, words.strip()[:500]
    assert guardian_id is not None
    standing.guardian_id = guardian_id
    # Written before it hides: who imposes it may not be on the list.
    log(actor, "restricted family", family_id=family_id)
    standing.save()
    newly = _list(actor, standing, people)
    _note(
        actor,
        ChangeKind.RESTRICTED if before is None else ChangeKind.RESTRICTION_CHANGED,
        standing,
        unit_id,
        words="The record was restricted."
        if before is None
        else "The list of people who may see the record was changed.",
        reason=standing.words if before is None else because,
        also=before["guardian_id"] if before else None,
        was=before,
    )
    reconnect()
    guarded = before["guardian_id"] if before else None
    notify(RESTRICTED.key, actor=actor, family_id=family_id, to={*newly, *_new_guardian(standing, guarded)})
    return standing


def _wrong_in(
    actor: Actor, standing: Restriction | None, cause: str, words: str, guardian_id: int | None, people: list[int]
) -> dict[str, str]:
    """What cannot be so, at each field: without a cause, a guardian and a list that somebody can put right."""
    problems = {}
    if cause not in RestrictionCause.values:
        problems["cause"] = "Choose why."
    if not words.strip():
        problems["words"] = "Say briefly what it is about. Only people on the list will read it."
    if guardian_id is None:
        problems["guardian"] = "Choose a guardian: the person responsible for the list, who reviews emergency openings."
    if not people:
        problems["people"] = "List at least one person who works with the family."
    elif actor.user_id not in people and actor.user_id != guardian_id:
        problems["people"] = "Put yourself on the list, or be the guardian: someone must be able to correct a mistake."
    if problems:
        return problems
    if User.objects.filter(pk__in=[*people, guardian_id or 0], is_active=True).count() != len({*people, guardian_id}):
        problems["people"] = "Someone on the list can no longer sign in: choose again."
    named = {*people, guardian_id or 0} - (set(_as_it_is(standing)["people"]) if standing else set())
    may = set(who_work_with_families(timezone.localdate()).filter(pk__in=named).values_list("pk", flat=True))
    if not problems and named - may:
        problems["people"] = "Only people whose post lets them look into families’ records can be on the list."
    return problems


def _new_guardian(standing: Restriction, before: int | None) -> list[int]:
    return [standing.guardian_id] if standing.guardian_id != before else []


def _as_it_is(standing: Restriction) -> dict[str, Any]:
    people = Listed.objects.filter(restriction=standing).order_by("user_id").values_list("user_id", flat=True)
    return {
        "cause": standing.cause,
        "words": standing.words,
        "guardian_id": standing.guardian_id,
        "people": list(people),
    }


def _note(
    actor: Actor,
    kind: ChangeKind,
    standing: Restriction,
    unit_id: int | None,
    *,
    words: str,
    reason: str,
    also: int | None = None,
    was: dict[str, Any] | None = None,
) -> None:
    """For the guardian (both, where it passes from one to another); the head of service, where that is who does it.

    Said without a name: the head of service need not be on the list.
    """
    answerable = {standing.guardian_id, *([also] if also else [])} - {actor.user_id}
    record_change(
        actor,
        kind,
        WhatChanged(
            thing=standing,
            words=words,
            reason=reason,
            family_id=standing.family_id,
            unit_id=unit_id,
            answerable=answerable or guardians_of(standing.family_id, None, without=actor.user_id),
            was=was,
            became=_as_it_is(standing),
        ),
    )


def _must_be_of_it(actor: Actor, standing: Restriction) -> None:
    """Whoever was let in by an emergency may read; who else may is for the guardian and those listed to say."""
    listed = {one.user_id for one in standing.listed.all()}
    if actor.user_id != standing.guardian_id and actor.user_id not in listed:
        raise NotAllowed(
            Permission.RESTRICT_FAMILY,
            "Only the record’s guardian, or a manager who is on its list, can change the list.",
        )


def _tell_guardian(actor: Actor, standing: Restriction) -> None:
    if standing.guardian_id != actor.user_id:
        words = f"{actor.name} has changed or lifted the restriction on a record that you are guardian of."
        by_email([standing.guardian_id], "Kinwork: a restriction was changed", words)


def _list(actor: Actor, restriction: Restriction, people: list[int]) -> set[int]:
    """Make the list so, and say who is new on it."""
    before = set(Listed.objects.filter(restriction=restriction).values_list("user_id", flat=True))
    # Added before others are taken away, so that the list is never empty half-way.
    Listed.objects.bulk_create(
        [Listed(restriction=restriction, user_id=pk, added_by_id=actor.user_id) for pk in people if pk not in before]
    )
    Listed.objects.filter(restriction=restriction, user_id__in=before - set(people)).delete()
    return set(people) - before


@transaction.atomic
def lift_restriction(actor: Actor, family_id: int, unit_id: int | None, *, because: str) -> None:
    """The family is like any other again, for the reason given. Its guardian sees it, and can undo it for a while."""
    actor.require(Permission.RESTRICT_FAMILY, unit_id)
    standing = restriction_of(family_id)
    if standing is None:
        raise ValidationError("This family is not restricted.")
    _must_be_of_it(actor, standing)
    because = clean_reason(because, sentence="Say why you are lifting it. Its guardian will read it.")
    _tell_guardian(actor, standing)
    standing.lifted_at, standing.lifted_by_id, standing.lifted_because = timezone.now(), actor.user_id, because
    standing.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    log(actor, "lifted restriction", family_id=family_id, words=because)
    _note(actor, ChangeKind.RESTRICTION_LIFTED, standing, unit_id, words="The restriction was lifted.", reason=because)


def _found(change: GraveChange, **how: Any) -> Restriction:
    """The restriction that a change was of, if it is still as the change left it."""
    found = Restriction.objects.select_for_update().filter(pk=change.object_id, **how).first()
    if found is None or _as_it_is(found) != change.became:
        raise ValidationError(CHANGED_SINCE)
    return found


@put_back_by(ChangeKind.RESTRICTION_LIFTED, Permission.RESTRICT_FAMILY)
def _restrict_again(actor: Actor, change: GraveChange) -> None:
    """Restricted again, to the same people."""
    found = _found(change, lifted_at__isnull=False)
    if restriction_of(found.family_id) is not None:
        raise ValidationError(CHANGED_SINCE)
    log(actor, "restricted family", family_id=found.family_id, words="Lifting it was undone.")
    found.lifted_at, found.lifted_by, found.lifted_because = None, None, ""
    found.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    reconnect()


@put_back_by(ChangeKind.RESTRICTED, Permission.RESTRICT_FAMILY)
def _unrestrict(actor: Actor, change: GraveChange) -> None:
    found = _found(change, lifted_at=None)
    found.lifted_at, found.lifted_by_id, found.lifted_because = timezone.now(), actor.user_id, "Undone."
    found.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    log(actor, "lifted restriction", family_id=found.family_id, words="Undone.")


@put_back_by(ChangeKind.RESTRICTION_CHANGED, Permission.RESTRICT_FAMILY)
def _list_as_before(actor: Actor, change: GraveChange) -> None:
    """The same cause, guardian and people as before."""
    found = _found(change, lifted_at=None)
    log(actor, "restricted family", family_id=found.family_id, words="As before.")
    found.cause, found.words = change.was["cause"], change.was["words"]
    found.guardian_id = change.was["guardian_id"]
    found.save()
    _list(actor, found, change.was["people"])
    reconnect()
