"""What emails say: that there is something, of which kind, how much. No family, no child, no words of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.conf import settings

from kinwork.access.emails import by_email

from .kinds import Kind
from .models import Mail


def goes_at_once(kind: Kind, choice: str) -> bool:
    """Whether somebody who chose so is written to when it happens, and not in the email of the day."""
    return choice == Mail.AT_ONCE or (choice == Mail.USUAL and kind.is_urgent)


def at_once(kind: Kind, user_ids: list[int]) -> None:
    """Write to these people when the transaction commits. One statement, or none if there is nobody."""
    if user_ids:
        by_email(user_ids, "Kinwork: something new for you", f"{_capital(kind.summary)}.\n\n{_where()}")


def daily(user_id: int, kinds: Iterable[Kind]) -> None:
    """The email of the day: how many of each kind. One statement."""
    counted = Counter(kind.summary for kind in kinds)
    told = "\n".join(f"- {_capital(summary)}{f' ({many})' if many > 1 else ''}" for summary, many in counted.items())
    by_email([user_id], "Kinwork: new since yesterday", f"{told}\n\n{_where()}")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _where() -> str:
    page = f"{settings.KINWORK_ADDRESS}/notices/" if settings.KINWORK_ADDRESS else "What’s new in Kinwork"
    return f"See {page}. You can choose how often we email you, under your name at the top of the page.\n"
