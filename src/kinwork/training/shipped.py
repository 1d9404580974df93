"""The programmes and the induction that come with Kinwork, read from their files. No database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True)
class Module:
    name: str
    days: int


@dataclass(frozen=True)
class Shipped:
    """A programme as it was published."""

    key: str
    name: str
    provider: str
    group: str
    about: str
    source: str
    modules: tuple[Module, ...]

    @property
    def days(self) -> int:
        return sum(module.days for module in self.modules)


@dataclass(frozen=True)
class Item:
    """One line of an induction."""

    key: str
    words: str


def _read(name: str) -> Any:
    return yaml.safe_load((resources.files("kinwork.training") / "data" / name).read_text(encoding="utf-8"))


@cache
def programmes() -> dict[str, Shipped]:
    """By key, in the order of the file."""
    return {
        said["key"]: Shipped(**{**said, "modules": tuple(Module(**one) for one in said["modules"])})
        for said in _read("programmes.yaml")
    }


@cache
def induction() -> tuple[Item, ...]:
    return tuple(Item(**said) for said in _read("induction.yaml"))
