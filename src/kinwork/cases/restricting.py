"""Verbs: restrict a family to named people, change who they are, lift it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.again import ask_again
from kinwork.access.audit import log
from kinwork.access.models import Listed, Restriction, RestrictionCause, User
from kinwork.access.notify import by_email
from kinwork.access.permissions import Permission
from kinwork.notices.actions import notify

from .told import RESTRICTED


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
) -> Restriction:
    """From now on only these people may know of the family; for everybody else it does not exist."""
    actor.require(Permission.RESTRICT_FAMILY, unit_id)
    people, problems = sorted(set(people)), {}
    if cause not in RestrictionCause.values:
        problems["cause"] = "Choose why."
    if not words.strip():
        problems["words"] = "Say in a few words what it is about. Only listed people read it."
    if guardian_id is None:
        problems["guardian"] = "Name a guardian: who answers for the list and reviews emergency openings."
    if not people:
        problems["people"] = "List at least one person who works with the family."
    elif actor.user_id not in people and actor.user_id != guardian_id:
        problems["people"] = "Be on the list yourself, or be the guardian: somebody must be able to put a slip right."
    known = User.objects.filter(pk__in=[*people, guardian_id or 0], is_active=True).count()
    if not problems and known != len({*people, guardian_id}):
        problems["people"] = "Somebody on the list cannot sign in any more: choose again."
    if problems:
        raise ValidationError(problems)
    standing = restriction_of(family_id)
    before = standing.guardian_id if standing is not None else None
    if standing is not None:
        _must_be_of_it(actor, standing)
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
    ask_again()
    notify(RESTRICTED.key, actor=actor, family_id=family_id, to={*newly, *_new_guardian(standing, before)})
    return standing


def _new_guardian(standing: Restriction, before: int | None) -> list[int]:
    return [standing.guardian_id] if standing.guardian_id != before else []


def _must_be_of_it(actor: Actor, standing: Restriction) -> None:
    """Whoever was let in by an emergency may read; who else may is for the guardian and those listed to say."""
    listed = {one.user_id for one in standing.listed.all()}
    if actor.user_id != standing.guardian_id and actor.user_id not in listed:
        raise NotAllowed(
            Permission.RESTRICT_FAMILY, "Only the record’s guardian, or a manager who is on its list, changes the list."
        )


def _tell_guardian(actor: Actor, standing: Restriction) -> None:
    if standing.guardian_id != actor.user_id:
        words = f"{actor.name} has changed or lifted the restriction of a record that you guard."
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
def lift_restriction(actor: Actor, family_id: int, unit_id: int | None) -> None:
    """The family is like any other again."""
    actor.require(Permission.RESTRICT_FAMILY, unit_id)
    standing = restriction_of(family_id)
    if standing is not None:
        _must_be_of_it(actor, standing)
        _tell_guardian(actor, standing)
    changed = Restriction.objects.filter(family_id=family_id, lifted_at=None).update(
        lifted_at=timezone.now(), lifted_by_id=actor.user_id
    )
    if not changed:
        raise ValidationError("This family is not restricted.")
    log(actor, "lifted restriction", family_id=family_id)
