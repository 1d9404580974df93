"""Names and sentences, put together by chance from lists of invented ones."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Background:
    """Names that go together, and the ethnicity that goes with them."""

    ethnicity: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@cache
def _backgrounds() -> tuple[list[Background], list[int]]:
    told = yaml.safe_load((HERE / "names.yaml").read_text(encoding="utf-8"))
    lists = ("girls", "boys", "women", "men", "surnames")
    made = [Background(one["ethnicity"], *(tuple(one[key]) for key in lists)) for one in told]
    return made, list(accumulate(one["share"] for one in told))


def background(chance: random.Random) -> Background:
    made, shares = _backgrounds()
    return chance.choices(made, cum_weights=shares)[0]


def of_ethnicity(code: str) -> Background:
    return next(one for one in _backgrounds()[0] if one.ethnicity == code)


@cache
def _sentences() -> dict[str, list[list[str]]]:
    told: dict[str, list[list[str]]] = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    return told


def text(kind: str, chance: random.Random, who: dict[str, str]) -> str:
    """One sentence of each list of a kind, with the names put in; now and then one is left out."""
    said = []
    for number, one in enumerate(_sentences()[kind]):
        if number < 2 or chance.random() < 0.8:
            said.append(one[int(chance.random() * len(one))])
    return " ".join(said).format_map(who)


def some(chance: random.Random, options: tuple[tuple[Any, float], ...]) -> Any:
    """One of several, each as likely as its share of them all."""
    left = chance.random() * sum(share for _, share in options)
    for one, share in options:
        left -= share
        if left <= 0:
            return one
    return options[-1][0]


@cache
def places(kind: str) -> tuple[str, ...]:
    """Names of units, streets, schools, surgeries, homes."""
    told = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))
    return tuple(told[kind])


def address(chance: random.Random) -> str:
    return f"{chance.randrange(1, 140)} {chance.choice(places('streets'))}, Linden"


LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def postcode(chance: random.Random) -> str:
    """One in the form that they have."""
    letters = chance.choice(LETTERS) + chance.choice(LETTERS)
    return f"LN{chance.randrange(1, 9)} {chance.randrange(1, 9)}{letters}"
