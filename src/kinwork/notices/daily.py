"""The email of the day: one for each person, on working days, however often and by whomever it is asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.sql import tuples
from kinwork.clocks.working_days import is_working_day
from kinwork.units.queries import load_actor

from .mailing import daily, goes_at_once
from .models import Digest, Mail
from .queries import has_notices, mail_choice, new_lines_for

FIRST_LOOKS_BACK = timedelta(days=4)  # a weekend with a bank holiday


def send_daily(now: datetime | None = None) -> int:
    """Write to everybody to whom something came since their last email, and has not been mailed. How many were written.

    Nothing on Saturdays, Sundays and bank holidays: Monday's email has the weekend's.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if not is_working_day(today):
        return 0
    held = User.objects.filter(is_active=True, holdings__during__contains=today).distinct()
    waiting = held.exclude(pk__in=Digest.objects.filter(day=today).values("user_id"))
    written = sum(_send_to(user, today, now) for user in waiting.order_by("pk"))
    tuples("SELECT set_config('kinwork.asking', '', false), set_config('kinwork.hidden', '', false)")
    return written


@transaction.atomic
def _send_to(user: User, today: date, now: datetime) -> bool:
    """One person's email. Six statements at most."""
    before = Digest.objects.filter(user=user).order_by("-day").values_list("up_to", flat=True).first()
    # Whoever puts the row in sends; a second process waits here, and then finds it.
    _, is_mine = Digest.objects.get_or_create(user=user, day=today, defaults={"up_to": now})
    actor = load_actor(user, today)  # from here on the database shows what this person may see
    if not is_mine or not has_notices(actor):
        return False
    choice, since = mail_choice(actor), before or now - FIRST_LOOKS_BACK
    if choice in (Mail.NEVER, Mail.AT_ONCE):
        return False
    lines = [line for line in new_lines_for(actor) if since < line.at <= now and not goes_at_once(line.kind, choice)]
    if lines:
        daily(user.pk, [line.kind for line in lines])
    return bool(lines)
