"""The two returns that are checked by rules, each with its layout, facts and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .layouts import CIN, SSDA903, Layout, layout_of
from .scene import Facts, Hits, Scene


@dataclass(frozen=True)
class Kind:
    """What checking a return needs beyond its rules."""

    layout: Layout
    facts: Facts
    functions: Mapping[str, Callable[[Scene], Hits]]
    order: Mapping[str, str] = field(default_factory=dict)


def kind_of(return_: str) -> Kind:
    """Imported when asked for: whoever checks one return does not wait for the other."""
    if return_ == CIN:
        from . import cin_facts, cin_rules

        return Kind(layout_of(CIN), cin_facts.FACTS, cin_rules.FUNCTIONS)
    from . import ssda903_facts, ssda903_rules

    return Kind(layout_of(SSDA903), ssda903_facts.FACTS, ssda903_rules.FUNCTIONS, ssda903_facts.ORDER)
