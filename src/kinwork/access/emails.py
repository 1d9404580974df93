"""Telling somebody at once, by email, that something waits for them. No family is named in an email."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from smtplib import SMTPException
from threading import Thread

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from .models import User

log = logging.getLogger(__name__)


def by_email(user_ids: Iterable[int], subject: str, words: str) -> None:
    """Send when the transaction commits. Mail that cannot be sent is noted and holds nothing up."""
    addresses = User.objects.filter(pk__in=list(user_ids), is_active=True).values_list("email", flat=True)
    send_each([(address, subject, words) for address in addresses])


def send_each(emails: Sequence[tuple[str, str, str]]) -> None:
    """The same for emails that differ, as (address, subject, words): one after the other."""

    def send() -> None:
        for address, subject, words in emails:
            try:
                send_mail(subject, words, None, [address])
            except (SMTPException, OSError) as problem:  # without its text, which names the address
                log.error("An email could not be sent: %s", type(problem).__name__)

    def later() -> None:
        # Beside the request: how long it takes tells nobody whether there was somebody to send to.
        Thread(target=send, name="kinwork mail", daemon=False).start()

    transaction.on_commit(later if settings.KINWORK_MAIL_BESIDE else send)
