"""Verbs: make a system, say what it may be told, issue and revoke its tokens, switch it off; which number to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from ipaddress import ip_network
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.notices.actions import notify, withdraw
from kinwork.units.models import Unit
from kinwork.units.queries import holders_of

from .models import LONGEST_DAYS, MOST_TOKENS, CallTo, PartnerSystem, Token
from .notice_kinds import AGREED, LESS, TO_AGREE
from .scopes import WITH, Scope
from .tokens import new_token

FIELDS = ("name", "organisation", "answers_for_it", "reach_them", "purpose", "agreement", "source", "calls_a_minute")


def _require(actor: Actor, permission: Permission = Permission.MANAGE_ACCOUNTS) -> None:
    if not actor.may(permission):
        raise NotAllowed(permission)


# What the head of service agreed on: where one of these changes, it is to be agreed anew.
AGREED_ON = ("name", "organisation", "answers_for_it", "purpose", "agreement", "source", "calls_a_minute")


def _who_may(permission: Permission) -> list[int]:
    return list(holders_of(permission, None, timezone.localdate()))


def _called(said: dict[str, Any]) -> str:
    return f"{said['name']} ({said['organisation']})"[:120]


def _name_is_free(name: str, without: int = 0) -> None:
    if PartnerSystem.objects.filter(name__iexact=name).exclude(pk=without).exists():
        raise ValidationError({"name": "There is a system of this name. Call this one otherwise."})


@transaction.atomic
def make_system(actor: Actor, said: dict[str, Any]) -> PartnerSystem:
    """A named system, which may do nothing until it has a token."""
    _require(actor)
    _name_is_free(said["name"])
    user = User(email=f"system-{uuid4().hex}@partner.invalid", full_name=_called(said), is_active=False, is_system=True)
    user.set_unusable_password()
    user.save()
    system = PartnerSystem.objects.create(user=user, made_by_id=actor.user_id, made_at=timezone.now(), **said)
    log(actor, "made partner system", thing=system, words=system.name)
    notify(TO_AGREE.key, actor=actor, to=_who_may(Permission.SET_RULES), thing=system)
    return system


@transaction.atomic
def change_system(actor: Actor, system: PartnerSystem, said: dict[str, Any]) -> bool:
    """What is said of it; how it stood before is kept. Whether it is to be agreed anew: it is another system now."""
    _require(actor)
    _name_is_free(said["name"], without=system.pk)
    is_another = any(getattr(system, name) != said[name] for name in AGREED_ON)
    for name in FIELDS:
        setattr(system, name, said[name])
    if is_another:
        system.agreed = []
    system.save(update_fields=[*FIELDS, "agreed"])
    if is_another:
        withdraw(TO_AGREE.key, thing=system)
        notify(TO_AGREE.key, actor=actor, to=_who_may(Permission.SET_RULES), thing=system)
    User.objects.filter(pk=system.user_id).update(full_name=_called(said))
    log(actor, "changed partner system", thing=system, words=system.name)
    return is_another


@transaction.atomic
def switch(actor: Actor, system: PartnerSystem, *, on: bool) -> None:
    """Off: none of its tokens is valid, from the next call on. On: those are again that have not ended.

    Whoever agreed to it stops it as well; on again is an administrator's.
    """
    if on or not actor.may(Permission.SET_RULES):
        _require(actor)
    system.is_on = on
    system.save(update_fields=["is_on"])
    log(actor, "switched partner system on" if on else "switched partner system off", thing=system, words=system.name)


@transaction.atomic
def agree(actor: Actor, system: PartnerSystem, scopes: Sequence[str]) -> None:
    """What its tokens may do at most, from the next call on; also of those that were issued before."""
    _require(actor, Permission.SET_RULES)
    if wrong := _wrong_together(scopes):
        raise ValidationError({"agreed": wrong})
    before = set(system.agreed)
    system.agreed = [scope for scope in Scope.values if scope in scopes]
    system.agreed_by_id, system.agreed_at = actor.user_id, timezone.now()
    system.save(update_fields=["agreed", "agreed_by", "agreed_at"])
    words = f"{system.name}: {', '.join(system.agreed) or 'nothing'}"
    log(actor, "agreed what partner system may do", thing=system, words=words)
    withdraw(TO_AGREE.key, thing=system)
    if before - set(system.agreed):
        notify(LESS.key, actor=actor, to=_who_may(Permission.MANAGE_ACCOUNTS), thing=system)
    elif system.agreed:
        notify(AGREED.key, actor=actor, to=_who_may(Permission.MANAGE_ACCOUNTS), thing=system)


@dataclass(frozen=True)
class Issued:
    """A token, and its text, which is nowhere else from now on."""

    token: Token
    text: str


@transaction.atomic
def issue_token(
    actor: Actor, system: PartnerSystem, *, scopes: Sequence[str], ends_on: date, networks: Sequence[str]
) -> Issued:
    """One more token, to the end of a day. The former goes on until it is revoked: a system changes over in between."""
    _require(actor)
    PartnerSystem.objects.select_for_update().get(pk=system.pk)
    now = timezone.now()
    if system.tokens.filter(revoked_at=None, ends_at__gt=now).count() >= MOST_TOKENS:
        raise ValidationError(f"This system has {MOST_TOKENS} tokens already. Revoke one that it no longer uses.")
    wrong = _wrong_scopes(system, scopes)
    today = timezone.localdate()
    if ends_on < today:
        wrong["ends_on"] = "This day has passed. Type a day that is in the future."
    elif (ends_on - today).days >= LONGEST_DAYS:
        wrong["ends_on"] = "A token lasts a year at most. Type an earlier day, and issue another before it ends."
    read, problem = _read_networks(networks)
    if problem:
        wrong["networks"] = problem
    if wrong:
        raise ValidationError(wrong)
    made = new_token()
    ends_at = min(timezone.make_aware(datetime.combine(ends_on, time(23, 59, 59))), now + timedelta(days=LONGEST_DAYS))
    token = Token.objects.create(
        system=system, prefix=made.prefix, fingerprint=made.fingerprint, networks=read,
        scopes=[scope for scope in Scope.values if scope in scopes], issued_by_id=actor.user_id, issued_at=now,
        ends_at=ends_at,
    )  # fmt: skip
    log(actor, "issued a token", thing=token, words=f"kw_{made.prefix} of {system.name}: {', '.join(token.scopes)}")
    return Issued(token, made.text)


def _wrong_together(scopes: Sequence[str]) -> str:
    for scope, needs in WITH.items():
        if scope in scopes and needs not in scopes:
            return f"“{scope.label}” needs “{needs.label}” besides."
    return ""


def _wrong_scopes(system: PartnerSystem, scopes: Sequence[str]) -> dict[str, str]:
    if not scopes:
        return {"scopes": "Tick at least one thing that the system may do."}
    if wrong := _wrong_together(scopes):
        return {"scopes": wrong}
    if beyond := [scope.label for scope in Scope if scope in scopes and scope not in system.agreed]:
        return {"scopes": f"The head of service has not agreed to this for the system: {beyond[0]}."}
    return {}


def _read_networks(networks: Sequence[str]) -> tuple[list[str], str]:
    found = []
    for one in networks:
        try:
            found.append(str(ip_network(one.strip(), strict=False)))
        except ValueError:
            return [], f"“{one.strip()[:50]}” is not a network. Type each like 203.0.113.0/24 or 203.0.113.7."
    if len(found) > 20:
        return [], f"These are {len(found)} networks; 20 fit."
    return list(dict.fromkeys(found)), ""


@transaction.atomic
def revoke_token(actor: Actor, token: Token, *, because: str) -> None:
    """It is no longer valid, from the next call on. Revoked twice it stays as it was revoked first."""
    _require(actor)
    because = " ".join(because.split())
    if not because:
        raise ValidationError({"because": "Say briefly why, such as: changed over."})
    if len(because) > 200:
        raise ValidationError({"because": f"This has {len(because)} characters; 200 fit."})
    token = Token.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        return
    token.revoked_at, token.revoked_by_id, token.revoked_because = timezone.now(), actor.user_id, because
    token.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    log(actor, "revoked a token", thing=token, words=f"kw_{token.prefix}: {because}")


def number_box(unit: Unit | None) -> str:
    """The box in which a unit's number is typed, or that of all others."""
    return f"unit-{unit.pk}" if unit else "default"


@transaction.atomic
def say_numbers(actor: Actor, said: Mapping[Unit | None, str]) -> None:
    """Which number systems are given for a unit, or for all that have none; empty: none. All or nothing."""
    _require(actor)
    now = {unit: " ".join(telephone.split()) for unit, telephone in said.items()}
    wrong = {
        number_box(unit): "Type a telephone number, such as 01223 496 0000."
        for unit, telephone in now.items()
        if len(telephone) > 40 or (telephone and not any(sign.isdigit() for sign in telephone))
    }
    if wrong:
        raise ValidationError(wrong)
    before = {one.unit_id: one.telephone for one in CallTo.objects.all()}
    for unit, telephone in now.items():
        if before.get(unit.pk if unit else None, "") == telephone:
            continue
        if telephone:
            CallTo.objects.update_or_create(unit=unit, defaults={"telephone": telephone})
        else:
            CallTo.objects.filter(unit=unit).delete()
        log(actor, "said which number partner systems are given", words=f"{unit or 'all others'}: {telephone}")
