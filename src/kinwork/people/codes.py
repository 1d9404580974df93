"""Code lists of the field, as data with their source (``people/data``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Code:
    """A code, what it says in words, and the group it stands in (empty where there are none)."""

    code: str
    label: str
    group: str = ""


@cache
def _file(name: str) -> dict[str, Any]:
    file = resources.files("kinwork.people") / "data" / f"{name}.yaml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@cache
def codes(name: str) -> tuple[Code, ...]:
    """The codes of a list: ``ethnicity``, ``disability``, ``immigration`` or ``recourse``.

    >>> codes("ethnicity")[0]
    Code(code='WBRI', label='White British', group='White')
    """
    return tuple(Code(one["code"], one["label"], one.get("group", "")) for one in _file(name)["codes"])


def source(name: str) -> str:
    """Where a list comes from."""
    return str(_file(name)["source"])


def label(name: str, code: str) -> str:
    """What a code says; the code itself where the list does not have it (any more).

    >>> label("disability", "HEAR"), label("disability", "OLD")
    ('Hearing', 'OLD')
    """
    return next((one.label for one in codes(name) if one.code == code), code)


def choices(name: str) -> list[tuple[str, Any]]:
    """For a field to choose from, in groups where the list has them."""
    if not any(one.group for one in codes(name)):
        return [(one.code, one.label) for one in codes(name)]
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in codes(name):
        groups.setdefault(one.group, []).append((one.code, one.label))
    return list(groups.items())


def suggestions(name: str) -> tuple[str, ...]:
    """Words to choose from while typing."""
    return tuple(_file(name)["words"])
