"""What has to be approved. Each room declares its own kinds when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True)
class Kind:
    """One kind of thing. ``needs``: whether this one has to be approved as it is; ``link``: where it is read, with
    ``{family}``, ``{person}`` and ``{thing}`` as ids.
    """

    key: str
    title: str
    thing: str  # the class whose log events are listened to
    needs: Callable[[Any], bool]
    stands: Callable[[int], bool]  # whether the thing of an id has been neither withdrawn nor corrected since
    involvement_of: Callable[[Any], int] = attrgetter("involvement_id")
    link: str = "/family/{family}/child/{person}/"
    by_law: str = ""  # the law that wants it approved: no setting of the authority's
    called: Callable[[Collection[int]], dict[int, str]] | None = None  # what each is called, where they have names


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Declare kinds. A key is declared once."""
    for kind in kinds:
        if _kinds.setdefault(kind.key, kind) != kind:
            raise ValueError(f"approvals: the kind '{kind.key}' is declared already")


def kind_of(key: str) -> Kind | None:
    """What was declared under a key; nothing for one that no room declares any more."""
    return _kinds.get(key)


def every_kind() -> list[Kind]:
    """All kinds, in the order in which rooms declared them."""
    return list(_kinds.values())


def kinds_for(thing: object) -> list[Kind]:
    """As what a thing may have to be approved."""
    name = type(thing).__name__
    return [kind for kind in _kinds.values() if kind.thing == name]
