"""Who is around a demo family: each tie with its accounts, in the order in which they were told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kinwork.families.models import Agency, ChangeSet, Family, Tie
from kinwork.people.models import Person

PLAIN = ("part", "name", "role", "telephone", "email")
ACCOUNT = ("support", "closeness", "flow")


def surround(told: dict[str, Any], family: Family, people: dict[str, Person], today: date) -> None:
    """The ties of a family's file: each may have several accounts, so many days ago."""
    for said in told.get("network") or []:
        first: Tie | None = None
        accounts = said.get("accounts") or [{"days_ago": 7}]
        for number, account in enumerate(accounts):
            change_set = ChangeSet.objects.create(
                family=family, words=f"{_who(said, people)}, around the family", at=timezone.now()
            )
            on = today - timedelta(days=account["days_ago"])
            tie = Tie(
                change_set=change_set,
                first=first,
                source=account.get("by", ""),
                about=people[said["for"]] if "for" in said else None,
                somebody=people[said["who"]] if "who" in said else None,
                agency=_agency(said.get("agency")),
                on=on.isoformat(),
                begun=str(today.year - said["since_years_ago"]) if "since_years_ago" in said else "",
                is_lead=bool(said.get("lead")),
                is_carer=bool(said.get("carer")),
                is_stressful=bool(account.get("stressful")),
                **{name: said[name] for name in PLAIN if name in said},
                **{name: account[name] for name in ACCOUNT if name in account},
            )
            if number == len(accounts) - 1:
                if "heard_days_ago" in said:
                    tie.heard = (today - timedelta(days=said["heard_days_ago"])).isoformat()
                if "ended_days_ago" in said:
                    tie.ended = (today - timedelta(days=said["ended_days_ago"])).isoformat()
            tie.full_clean(validate_constraints=False)
            tie.save()
            first = first or tie


def _who(said: dict[str, Any], people: dict[str, Person]) -> str:
    agency = said.get("agency") or {}
    return people[said["who"]].name if "who" in said else said.get("name") or agency["name"]


def _agency(said: dict[str, Any] | None) -> Agency | None:
    if said is None:
        return None
    known = {"name": said["name"], "kind": said["kind"], "place": said.get("place", "")}
    return Agency.objects.get_or_create(**known, defaults={"telephone": said.get("telephone", "")})[0]
