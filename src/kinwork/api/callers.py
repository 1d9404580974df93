"""Which system calls, with which token: asked at each call, before anything else is looked at."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.policies import OpenPolicy
from kinwork.access.request import address_of
from kinwork.access.sql import tuples
from kinwork.platform.gateway import neighbourhood
from kinwork.units.queries import load_actor

from .allowances import BAD_TOKENS, BAD_TOKENS_WITHIN, MINUTE, count
from .problems import Problem
from .scopes import Scope, permissions
from .tokens import split


@dataclass(frozen=True)
class Caller:
    """A partner's system that has shown a valid token."""

    system_id: int
    name: str
    organisation: str
    source: str
    token_id: int
    prefix: str
    scopes: frozenset[str]
    actor: Actor

    @property
    def with_restricted(self) -> bool:
        """Only where a token says so in words, and the head of service agreed to it for the system."""
        return Scope.RESTRICTED in self.scopes


def caller_of(request: HttpRequest) -> Caller:
    """Once a policy has let it in."""
    return cast(Caller, request.__dict__["caller"])


FIND = """
SELECT t.id, t.fingerprint, t.scopes, t.networks, t.ends_at > now(), t.revoked_at IS NULL,
       s.id, s.name, s.organisation, s.source, s.is_on, s.calls_a_minute, s.agreed, s.user_id
FROM api_token t JOIN api_partnersystem s ON s.id = t.system_id WHERE t.prefix = %(prefix)s
"""
NO_FINGERPRINT = "0" * 64
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Kinwork"'}
SHOWS_NONE = "Send your token in the header “Authorization: Bearer kw_…”, and nowhere else."
COUNTS_NOT = "This token is not valid. It may have ended or been revoked: ask the authority for another."


def identify(request: HttpRequest, scope: Scope | None) -> None:
    """Who calls, or a :class:`Problem`. Three statements, as many for a token that does not count."""
    address = address_of(request) or ""
    found = split(_shown(request))
    prefix, shown = found or ("", NO_FINGERPRINT)
    rows = tuples(FIND, prefix=prefix)
    row = rows[0] if rows else (0, NO_FINGERPRINT, [], [], False, False, 0, "", "", "", False, 1, [], 0)
    token_id, kept, scopes, networks, lasts, stands, system_id, name, organisation, source, is_on, most, agreed, who = (
        row
    )
    scopes = [scope for scope in scopes if scope in agreed]
    is_right = hmac.compare_digest(kept, shown) and found is not None and bool(rows)
    if not (is_right and lasts and stands and is_on):
        _refuse(request, address, prefix if is_right else "", who if is_right else 0)
    counted = count(f"token:{token_id}", MINUTE, token=token_id)
    actor = load_actor(User(pk=who, full_name=name), timezone.localdate(), address or None)
    request.__dict__["caller"] = Caller(
        system_id, name, organisation, source, token_id, prefix, frozenset(scopes),
        replace(actor, granted=permissions(scopes)),
    )  # fmt: skip
    request.__dict__["actor"] = caller_of(request).actor
    if counted.calls > most:
        raise Problem(
            429, "too-many-calls",
            f"This token may call {most} times a minute. Wait {counted.again_in} seconds, then go on.",
            headers={"Retry-After": str(counted.again_in)},
        )  # fmt: skip
    if networks and not _is_within(address, networks):
        raise Problem(403, "wrong-network", "This token may not be used from this network. Ask the authority.")
    if scope is not None and scope not in scopes:
        raise Problem(
            403, "scope-missing", f"This needs the scope {scope.value}, which this token does not have. "
            "Ask the authority for a token that has it."
        )  # fmt: skip


def _shown(request: HttpRequest) -> str:
    """The token of the header alone. In an address it would stand in logs on the way, so there it is never taken."""
    for name, values in request.GET.lists():
        if any(re.search(r"kw_[a-z2-9]{8}_", value) for value in [name, *values]):
            raise Problem(
                400, "token-in-address",
                "The token stood in the address, where others may have read it. Have it revoked; "
                "send the next one in the header “Authorization: Bearer kw_…”.",
            )  # fmt: skip
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def _is_within(address: str, networks: list[str]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(one) for one in networks)


def _refuse(request: HttpRequest, address: str, prefix: str, user_id: int) -> None:
    counted = count(f"address:{neighbourhood(address)}"[:60], BAD_TOKENS_WITHIN)
    if counted.calls > BAD_TOKENS:
        raise Problem(
            429, "too-many-bad-tokens",
            f"Too many calls without a valid token came from this address. Wait {counted.again_in} seconds.",
            headers={"Retry-After": str(counted.again_in)},
        )  # fmt: skip
    # Whose token it was is known only where its secret was right: it has ended, or its system is switched off.
    who = Actor(user_id, "", address=address or None) if user_id else None
    log(who, "refused a token", words=f"kw_{prefix}" if prefix else f"not known, from {address or 'nowhere'}")
    says = COUNTS_NOT if request.headers.get("Authorization") else SHOWS_NONE
    raise Problem(401, "no-valid-token", says, headers=CHALLENGE)


def by_token(scope: Scope | None, sentence: str) -> OpenPolicy:
    """Systems with a token of this scope; nobody is signed in here, and no cookie is looked at."""

    def admits(request: HttpRequest) -> None:
        identify(request, scope)

    return OpenPolicy(f"partner:{scope.value if scope else 'any'}", sentence, admits)


def note(request: HttpRequest, **said: Any) -> None:
    """What the log is to say of this call: ``family_id``, ``shown``, ``words``."""
    request.__dict__.setdefault("call_notes", {}).update(said)
