"""What rooms above put below the boxes of a question of the discussion, without being known here."""

from __future__ import annotations

from collections import defaultdict

_templates: dict[str, list[str]] = defaultdict(list)


def register(turn: str, template: str) -> None:
    """A template below the boxes of the turn with this key; it is given the discussion's page, and reads nothing."""
    if template not in _templates[turn]:
        _templates[turn].append(template)


def below(turn: str) -> list[str]:
    """The templates of a turn."""
    return _templates.get(turn, [])
