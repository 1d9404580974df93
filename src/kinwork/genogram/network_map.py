"""A network map: who is around somebody, how close they stand, how much they help; and what has changed since.

Rings and marks follow the family network map of Cameron et al. 2016: size, closeness, strong, moderate or low
support, drawn with a family once and again later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .family import When
from .findings import ImpossibleFamily, Place
from .plain_data import Reader

PARTS = {"family": "Family", "professional": "Professionals", "community": "Friends and community"}
CLOSENESS = {"very_close": "very close", "close": "close", "loose": "loose", "nowhere": "nowhere on the map"}
SUPPORT = {"strong": "strong", "moderate": "moderate", "low": "low"}


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody on the map; empty ``closeness`` and ``support`` where nobody has said."""

    id: str
    name: str
    part: str = "community"
    role: str = ""
    closeness: str = ""
    support: str = ""
    stressful: bool = False


@dataclass(frozen=True)
class Network:
    """Everybody around somebody, or around a whole family, on a date."""

    centre: str
    ties: dict[str, Tie] = field(default_factory=dict)
    on: When | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """What a map amounts to. Who is said to be nowhere on it is counted apart, and is not part of its size."""

    size: int
    parts: dict[str, int]
    support: dict[str, int]
    closeness: dict[str, int]
    stressful: int
    nowhere: int


@dataclass(frozen=True, slots=True)
class TieChange:
    """Somebody whose place is another than before: ``new``, ``gone``, ``closer``, ``stronger support`` …"""

    id: str
    name: str
    what: tuple[str, ...]


def network_from_plain(data: Any, lines: Mapping[Place, int] | None = None) -> Network:
    """The map that plain data describes. Raises :class:`ImpossibleFamily` with every finding.

    >>> network = network_from_plain({"centre": "Kim", "ties": {"n": {"name": "Nan", "support": "strong"}}})
    >>> network.ties["n"].support
    'strong'
    """
    read = Reader(lines or {})
    top = read.mapping(data, (), ("centre", "on", "ties"))
    ties = {id_: _tie(read, id_, value) for id_, value in read.mapping(top.get("ties"), ("ties",)).items()}
    network = Network(read.text(top.get("centre"), ("centre",)), ties, read.when(top.get("on"), ("on",)))
    if read.findings:
        raise ImpossibleFamily(read.findings)
    return network


def _tie(read: Reader, id_: str, value: Any) -> Tie:
    at: Place = ("ties", id_)
    fields = read.mapping(value, at, ("name", "part", "role", "closeness", "support", "stressful"))
    return Tie(
        id_,
        read.text(fields.get("name"), (*at, "name")) or id_,
        read.choice(fields.get("part"), (*at, "part"), tuple(PARTS), "community"),
        read.text(fields.get("role"), (*at, "role")),
        read.choice(fields.get("closeness"), (*at, "closeness"), tuple(CLOSENESS), ""),
        read.choice(fields.get("support"), (*at, "support"), tuple(SUPPORT), ""),
        read.flag(fields.get("stressful"), (*at, "stressful")),
    )


def measures(network: Network) -> Measures:
    """Size, and how many of each kind; every key is there, also where nobody is counted.

    >>> found = measures(Network("Kim", {"n": Tie("n", "Nan", "family", support="strong")}))
    >>> found.size, found.support["strong"], found.support["low"]
    (1, 1, 0)
    """
    here = [tie for tie in network.ties.values() if tie.closeness != "nowhere"]
    parts, support = Counter(tie.part for tie in here), Counter(tie.support for tie in here)
    closeness = Counter(tie.closeness for tie in here)
    return Measures(
        len(here),
        {key: parts[key] for key in PARTS},
        {key: support[key] for key in (*SUPPORT, "")},
        {key: closeness[key] for key in (*(one for one in CLOSENESS if one != "nowhere"), "")},
        sum(tie.stressful for tie in here),
        len(network.ties) - len(here),
    )


def changes(before: Network, after: Network) -> dict[str, TieChange]:
    """Whoever is new, gone, or stands otherwise than before; in the order of both maps, before first."""
    found = {}
    for id_ in [*before.ties, *(one for one in after.ties if one not in before.ties)]:
        was, now = before.ties.get(id_), after.ties.get(id_)
        differences = _difference(was, now) if was and now else ["gone" if was else "new"]
        if differences:
            found[id_] = TieChange(id_, (now or was or Tie("", "")).name, tuple(differences))
    return found


def _difference(was: Tie, now: Tie) -> list[str]:
    differences = []
    rank = [*CLOSENESS]
    if was.closeness and now.closeness and was.closeness != now.closeness:
        differences.append("closer" if rank.index(now.closeness) < rank.index(was.closeness) else "further away")
    strength = [*SUPPORT]
    if was.support and now.support and was.support != now.support:
        stronger = strength.index(now.support) < strength.index(was.support)
        differences.append("stronger support" if stronger else "less support")
    if was.stressful != now.stressful:
        differences.append("stressful now" if now.stressful else "stressful no more")
    return differences


def table(before: Network | None, after: Network) -> list[tuple[str, list[tuple[str, int | None, int]]]]:
    """The measures as a table in groups: what, before (None where there is one map only), after.

    Rows of nobody in either map are left out, except for the size and the three strengths of support.
    """
    old, new = measures(before) if before else None, measures(after)

    def rows(names: Mapping[str, str], kind: str, keep: bool = False) -> list[tuple[str, int | None, int]]:
        found = []
        for key, name in [*names.items(), *([] if kind == "parts" else [("", "not said")])]:
            was, now = getattr(old, kind)[key] if old else None, getattr(new, kind)[key]
            if was or now or (keep and key):
                found.append((name[0].upper() + name[1:], was, now))
        return found

    rings = {key: name for key, name in CLOSENESS.items() if key != "nowhere"}
    rest: list[tuple[str, int | None, int]] = [
        ("Stressful", old.stressful if old else None, new.stressful),
        ("Nowhere on the map", old.nowhere if old else None, new.nowhere),
    ]
    groups: list[tuple[str, list[tuple[str, int | None, int]]]] = [
        ("", [("Size", old.size if old else None, new.size)]),
        ("Support", rows(SUPPORT, "support", keep=True)),
        ("Who", rows(PARTS, "parts")),
        ("Closeness", rows(rings, "closeness")),
        ("Besides", [one for one in rest if one[1] or one[2]]),
    ]
    return [(title, lines) for title, lines in groups if lines]


def describe_network(network: Network, before: Network | None = None) -> str:
    """The map in words, ring by ring, and what has changed since; ended by a newline.

    >>> print(describe_network(Network("Kim", {"n": Tie("n", "Nan", "family", "", "very_close", "strong")})), end="")
    Network map of Kim: 1 around them, 1 strong, 0 moderate and 0 low in support.
    <BLANKLINE>
    Very close
      Nan: family, strong support.
    """
    found = measures(network)
    strengths = [f"{found.support[key]} {key}" for key in SUPPORT]
    lines = [
        f"{network_title(network)}: {found.size} around them, {strengths[0]}, {strengths[1]} and "
        f"{strengths[2]} in support."
    ]
    for key, name in [*CLOSENESS.items(), ("", "closeness not said")]:
        here = [tie for tie in network.ties.values() if tie.closeness == key]
        if here:
            lines += ["", name[0].upper() + name[1:], *(f"  {_said(tie)}" for tie in here)]
    if before is not None:
        since = f"Since {before.on}" if before.on else "Since before"
        moved = [f"  {change.name}: {', '.join(change.what)}." for change in changes(before, network).values()]
        lines += ["", since, *(moved or ["  No change."])]
    return "\n".join(lines) + "\n"


def network_title(network: Network) -> str:
    """``Network map of Kim, on 2015-10``."""
    return f"Network map of {network.centre}" + (f", on {network.on}" if network.on else "")


def _said(tie: Tie) -> str:
    parts = [tie.role, PARTS[tie.part].lower() if PARTS[tie.part].lower() != tie.role.lower() else ""]
    parts += [f"{SUPPORT[tie.support]} support" if tie.support else "support not said"]
    parts += ["stressful"] if tie.stressful else []
    return f"{tie.name}: {', '.join(part for part in parts if part)}."
