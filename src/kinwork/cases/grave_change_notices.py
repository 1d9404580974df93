"""Who answers for a grave change is told of it where they look for news, and who is said to have decided something."""

from __future__ import annotations

from kinwork.access.actor import Actor
from kinwork.access.grave_changes import ChangeNotice, subscribe
from kinwork.access.models import GraveChange
from kinwork.notices.actions import notify
from kinwork.notices.kinds import Kind, register

LINK = "/changes/#change-{thing}"
KINDS = [
    Kind(
        key=ChangeNotice.MADE,
        sentence="{who} has made a serious change that you should know about",
        summary="a serious change that you should know about",
        link=LINK,
        is_grave=True,
        beyond_reach=True,
    ),
    Kind(
        key=ChangeNotice.IN_YOUR_NAME,
        sentence="{who} has recorded that you decided something",
        summary="something that was recorded as decided by you",
        link=LINK,
        is_grave=True,
        beyond_reach=True,
    ),
    Kind(
        key=ChangeNotice.UNDONE,
        sentence="{who} has undone a change",
        summary="a change that was undone",
        link=LINK,
        beyond_reach=True,
    ),
    Kind(
        key=ChangeNotice.DISPUTED,
        sentence="{who} says they did not make a decision recorded in their name",
        summary="a decision recorded in someone’s name that they did not make",
        link=LINK,
        is_grave=True,
        beyond_reach=True,
    ),
]


def _carry(what: ChangeNotice, actor: Actor, change: GraveChange, to: set[int]) -> None:
    notify(what, actor=actor, family_id=change.family_id, unit_id=None, to=to, thing=change)


def start() -> None:
    """Declared when Django starts."""
    register(*KINDS)
    subscribe(_carry)
