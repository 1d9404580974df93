"""Verbs: somebody takes on a role with a family, from a day on; it ends. And which roles an authority works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.models import User, WorksAs
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.people.dates import must_have_happened

from .models import LEADS, FamilyRole, Involvement, RoleKind


@dataclass(frozen=True)
class Way:
    """How an authority works: the roles that it knows, and what the lightest help is called."""

    kinds: tuple[RoleKind, ...]
    help_called: str
    hands_over: bool  # whoever takes over ends the role before; else who leads stays while others join


WAYS = {
    WorksAs.FAMILY_HELP: Way(
        (RoleKind.LEAD, RoleKind.LEAD_PROTECTION, RoleKind.PROTECTION_TEAM, RoleKind.AROUND),
        "Family help",
        hands_over=False,
    ),
    WorksAs.TEAMS: Way(
        (RoleKind.EARLY_HELP, RoleKind.IN_NEED, RoleKind.PROTECTION, RoleKind.AROUND), "Early help", hands_over=True
    ),
}


def way_of(works_as: str) -> Way:
    return WAYS[WorksAs(works_as)]


@dataclass(frozen=True)
class TakenOn:
    """Who takes on which role, and since when: a colleague, or by name somebody from another agency."""

    kind: str
    since: date
    user_id: int | None = None
    name: str = ""
    agency: str = ""
    telephone: str = ""


@transaction.atomic
def take_on(held: HeldFamily, involvement: Involvement, way: Way, said: TakenOn) -> FamilyRole:
    """Somebody more works with the family. Where one team hands over to the next, the one before ends that day."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    involvement = Involvement.objects.select_for_update().get(pk=involvement.pk)
    wrong = _wrong(involvement, way, said)
    if wrong:
        raise ValidationError(wrong)
    must_have_happened(since=said.since)
    if way.hands_over and said.kind in LEADS:
        for before in _leads_from(involvement, said.since):
            _end(held, before, said.since, f"Handed over: {RoleKind(said.kind).label}.")
    else:
        _must_be_free(involvement, said)
    role = FamilyRole.objects.create(
        involvement=involvement,
        kind=said.kind,
        user_id=said.user_id,
        name="" if said.user_id else said.name.strip(),
        agency=said.agency.strip(),
        telephone=said.telephone.strip(),
        during=DateRange(said.since, None),
        recorded_by_id=held.actor.user_id,
        recorded_at=timezone.now(),
    )
    log(held.actor, "added role with family", family_id=held.pk, thing=role)
    return role


def _wrong(involvement: Involvement, way: Way, said: TakenOn) -> dict[str, str]:
    found = {}
    if involvement.closed_on is not None:
        found["since"] = "The family is closed. Open it again first."
    elif said.since < involvement.opened_on:
        day = long_day(involvement.opened_on)
        found["since"] = f"The family has been open since {day}. Type that day or a later one."
    if said.kind not in way.kinds:
        found["kind"] = "Choose one of the roles your authority works with."
    if said.user_id is None and not said.name.strip():
        found["name"] = "Choose a colleague, or type the name of someone from another agency."
    elif said.user_id is not None and said.name.strip():
        found["name"] = "Choose one, not both: a colleague, or a name."
    elif said.user_id is not None and not User.objects.filter(pk=said.user_id, is_active=True).exists():
        found["user"] = "They can no longer sign in. Choose someone who works here."
    return found


def _leads_from(involvement: Involvement, since: date) -> list[FamilyRole]:
    """Who leads on a day, or is to lead later."""
    leads = FamilyRole.objects.filter(involvement=involvement, kind__in=LEADS, during__overlap=DateRange(since, None))
    found = list(leads.select_related("user").order_by("during"))
    for one in found:
        if one.during.lower >= since:
            day = long_day(one.during.lower)
            raise ValidationError({"since": f"{one.who} has been {lower(one)} since {day}. Type a later day."})
    return found


def _must_be_free(involvement: Involvement, said: TakenOn) -> None:
    if said.kind not in LEADS:
        return
    other = (
        FamilyRole.objects.filter(involvement=involvement, kind=said.kind, during__overlap=DateRange(said.since, None))
        .select_related("user")
        .first()
    )
    if other is not None:
        day = long_day(other.during.lower)
        raise ValidationError(
            {"kind": f"{other.who} has been {lower(other)} since {day}. End that first: a family has one at a time."}
        )


def lower(role: FamilyRole) -> str:
    """The role in the middle of a sentence."""
    called = str(role.get_kind_display())
    return called[:1].lower() + called[1:]


@transaction.atomic
def end_role(held: HeldFamily, role: FamilyRole, *, on: date, because: str) -> None:
    """Their last day with the family. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    role = FamilyRole.objects.select_for_update(of=("self",)).select_related("user").get(pk=role.pk)
    if role.during.upper is not None:
        return
    must_have_happened(on=on)
    if on < role.during.lower:
        raise ValidationError({"on": f"{role.who} began on {long_day(role.during.lower)}. The last day is not before."})
    if not because.strip():
        raise ValidationError({"because": "Say briefly why it ends."})
    _end(held, role, on + timedelta(days=1), because.strip())


def _end(held: HeldFamily, role: FamilyRole, until: date, because: str) -> None:
    role.during = DateRange(role.during.lower, until)
    role.ended_by_id, role.ended_because = held.actor.user_id, because
    role.save(update_fields=["during", "ended_by", "ended_because"])
    log(held.actor, "ended role with family", family_id=held.pk, thing=role)
