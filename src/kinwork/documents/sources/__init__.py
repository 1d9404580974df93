"""What sections can be bound to: each source reads other rooms, and brings blocks."""

from ..reading import register


def start() -> None:
    """All that this house brings."""
    from . import around, happened, meeting_others, planned, thought

    for room in (around, happened, meeting_others, planned, thought):
        register(*room.SOURCES)
