"""What this room has as data: wordings of consent, the rule of certification, vignettes; which instrument codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kinwork.instruments import Instrument, Scale
from kinwork.instruments.library import shipped_one

from .models import Kind

SKILL, SIMULATED = "practice-skill", "simulated-interview"
INSTRUMENTS = (SKILL, SIMULATED)
FEWEST = 8  # sessions coded twice before anything is said of agreement
FEWEST_SHOWN = 5  # workers, and sessions, before a mean of them is shown: kept by kinwork_observed_skill


@dataclass(frozen=True)
class Wording:
    """What is read out to whoever is asked, in one version."""

    version: str
    words: tuple[str, ...]
    training: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Certification:
    """When somebody may code by themselves."""

    version: str
    sessions: int
    within_one: float
    kappa: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Vignette:
    """A situation that an actor plays."""

    key: str
    name: str
    minutes: int
    worker: str
    actor: str
    sources: tuple[str, ...]


@cache
def _data(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("data").joinpath(name).read_text("utf-8"))
    return [{key: tuple(one) if isinstance(one, list) else one for key, one in row.items()} for row in found]


@cache
def wordings() -> tuple[Wording, ...]:
    """The one of today first."""
    return tuple(Wording(**row) for row in _data("consent.yaml"))


@cache
def certification() -> Certification:
    """The rule of today."""
    return Certification(**_data("certification.yaml")[0])


@cache
def vignettes() -> tuple[Vignette, ...]:
    return tuple(Vignette(**row) for row in _data("vignettes.yaml"))


def vignette(key: str) -> Vignette | None:
    return next((one for one in vignettes() if one.key == key), None)


def instrument_for(kind: str) -> Instrument:
    """By which a session of this kind is coded."""
    return shipped_one(SIMULATED if kind == Kind.SIMULATED else SKILL)


def overall(instrument: Instrument) -> Scale | None:
    """The scale that is the mean of several domains; none where each is read by itself."""
    return next((scale for scale in instrument.scales if scale.key == "overall"), None)
