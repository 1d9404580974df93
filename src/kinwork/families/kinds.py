"""Kinds of agencies, as data that a service can add to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "agency_kinds.yaml"


@dataclass(frozen=True)
class AgencyKind:
    """A kind: its key in the register, its name, who is usually met there, and whether it stays out of the register."""

    key: str
    name: str
    roles: tuple[str, ...]
    is_confidential: bool = False


@lru_cache(maxsize=1)
def agency_kinds() -> dict[str, AgencyKind]:
    """All kinds by key, in their order."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        one["key"]: AgencyKind(one["key"], one["name"], tuple(one["roles"]), one.get("confidential", False))
        for one in told
    }


def kind_name(key: str) -> str:
    """What people read; the key itself where the kind was taken off the list."""
    known = agency_kinds().get(key)
    return known.name if known else key
