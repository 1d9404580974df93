"""What a unit hands over with a family: composed by a room that is not known here, from the layout of that document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from .held import HeldFamily


@dataclass(frozen=True)
class Section:
    """A part of the pack: its title, and as a page what it says; what stands there instead of nothing."""

    key: str
    title: str
    html: Markup
    empty: str = ""


@dataclass(frozen=True)
class Pack:
    """The whole, and where something can be written in it by whoever asks; nowhere for whoever may not."""

    sections: tuple[Section, ...]
    write_words: str = ""
    write_address: str = ""


# It shows what anybody of the unit may read, and nothing that is limited to some of them.
Compose = Callable[[HeldFamily, date], Pack]
_composes: list[Compose] = []


def register(compose: Compose) -> None:
    """Say what composes it."""
    _composes[:] = [compose]


def pack_of(held: HeldFamily, today: date) -> Pack:
    """The whole pack as the record is now. A few statements for each section."""
    [compose] = _composes
    return compose(held, today)
