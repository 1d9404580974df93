"""What somebody can be told of. Each room declares its own kinds when Django starts, as it brings its own panels."""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.clocks.expected import Expected


@dataclass(frozen=True)
class Kind:
    """One kind of thing that happens, in sentences that stand here and nowhere in the database.

    ``sentence`` may name ``{who}`` and ``{unit}``; the family stands beside it. ``summary`` is what an email says and
    names nobody. ``link`` may use ``{family}``, ``{unit}`` and ``{thing}``, which are ids.
    """

    key: str
    sentence: str
    summary: str
    link: str = "/family/{family}/"
    link_by_name: str = ""  # where it leads whom it is addressed to by name, if elsewhere
    is_urgent: bool = False  # the email goes at once, unless somebody chose otherwise
    is_always_mailed: bool = False  # to whom it is addressed to by name, whatever they chose: they answer for it
    is_grave: bool = False  # marked as such on the page
    for_everyone: bool = False  # in the unit, not only for those who answer for it
    beyond_reach: bool = False  # stays for whom it is addressed to by name, though the family is not theirs to open
    expected: Expected | None = None


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Declare kinds. A key is declared once: two rooms that mean different things by it would not be understood."""
    for kind in kinds:
        if _kinds.setdefault(kind.key, kind) != kind:
            raise ValueError(f"notices: the kind '{kind.key}' is declared already")


def kind_of(key: str) -> Kind | None:
    """What was declared under a key; nothing for one that no room declares any more."""
    return _kinds.get(key)


def every_kind() -> list[Kind]:
    """All kinds, in the order in which rooms declared them."""
    return list(_kinds.values())
