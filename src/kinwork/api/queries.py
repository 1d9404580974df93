"""Reads for the pages of partner systems."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.units.models import Unit

from .models import CallTo, PartnerSystem, Token
from .scopes import in_words

CALLS = ("called by api", "refused a token")
SHOWN = 50


@dataclass(frozen=True)
class TokenLine:
    """A token as the page shows it: never more of it than its beginning."""

    token: Token
    scopes: list[str]
    state: str

    @property
    def is_valid(self) -> bool:
        return not self.state


def systems() -> list[PartnerSystem]:
    """All of them, with how many tokens are valid now. One statement."""
    valid = Q(tokens__revoked_at=None, tokens__ends_at__gt=timezone.now())
    return list(PartnerSystem.objects.annotate(valid_tokens=Count("tokens", filter=valid)))


def tokens_of(system: PartnerSystem) -> list[TokenLine]:
    """The newest first, with who issued and revoked them. One statement."""
    now = timezone.now()
    return [
        TokenLine(
            one,
            in_words([scope for scope in one.scopes if scope in system.agreed]),
            "Revoked" if one.revoked_at else "Ended" if one.ends_at <= now else "",
        )
        for one in system.tokens.select_related("issued_by", "revoked_by")
    ]


def last_calls(system: PartnerSystem) -> list[AuditEvent]:
    """What it called last, and what came of it; whose record it was is not said here. One statement."""
    return list(AuditEvent.objects.filter(actor_id=system.user_id, verb__in=CALLS).order_by("-at", "-id")[:SHOWN])


def numbers_to_call() -> tuple[str, list[tuple[Unit, str]]]:
    """The number of all that have none of their own, and each unit's. Two statements."""
    said = {one.unit_id: one.telephone for one in CallTo.objects.all()}
    units = Unit.objects.filter(is_active=True).exclude(function="service")
    return said.get(None, ""), [(unit, said.get(unit.pk, "")) for unit in units]
