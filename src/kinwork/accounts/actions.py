"""Verbs of accounts: invite, disable, enable, a lost second factor, sign out everywhere. None shows a password."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.emails import by_email, send_each
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect

logger = logging.getLogger(__name__)
ONE_LINK_IN = timedelta(minutes=5)  # nobody's post box is flooded by pressing the button


def link_to_set_password(user: User, base: str) -> str:
    """Works once, for ``PASSWORD_RESET_TIMEOUT`` seconds, and only until the next sign-in. ``base``: 'https://host'."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return base + reverse("set_password", args=[uid, default_token_generator.make_token(user)])


def send_link(user: User, base: str, *, invited: bool) -> None:
    """A link with which somebody chooses their password."""
    send_links([user], base, invited=invited)


def send_links(users: Iterable[User], base: str, *, invited: bool) -> None:
    """The same to several people, one email after the other."""
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    why = "You have been invited to Kinwork." if invited else "Someone, probably you, asked for a new password."
    send_each(
        [
            (
                user.email,
                "Kinwork: choose your password",
                f"{why}\n\nChoose a password here within {hours} hours:\n\n{link_to_set_password(user, base)}\n\n"
                "If this was not you, you need do nothing: your password stays as it is.\n",
            )
            for user in users
            if user.is_active
        ]
    )


def who_may_be_new(email: str, name: str) -> dict[str, str]:
    """What is wrong with a new account of this address and name, by field. One statement."""
    problems: dict[str, str] = {}
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = "This is not an email address. It should look like jo@council.gov.uk."
    if email and User.objects.filter(email__iexact=email).exists():
        problems["email"] = "There is already an account with this address. Look for it in the list."
    if not name:
        problems["full_name"] = "Type the name that colleagues know this person by."
    return problems


@transaction.atomic
def invite(actor: Actor | None, *, email: str, full_name: str, base: str) -> User:
    """A new account without a password, and an email with a link to choose one."""
    user = new_account(actor, email=email, full_name=full_name)
    send_link(user, base, invited=True)
    return user


def link_to_hand_over(actor: Actor, user: User, base: str) -> str:
    """The link of an invitation, where no mail server takes it; else nothing. That it was shown is in the log."""
    if not settings.KINWORK_SHOWS_LINKS or user.last_login is not None:
        return ""
    log(actor, "was shown a sign-in link", thing=user)
    return link_to_set_password(user, base)


@transaction.atomic
def new_account(actor: Actor | None, *, email: str, full_name: str) -> User:
    """The same without the email: for whoever sends several at once."""
    if actor is not None and not actor.may(Permission.INVITE_PEOPLE):
        raise NotAllowed(Permission.INVITE_PEOPLE)
    email, full_name = email.strip().lower(), " ".join(full_name.split())[:120]
    if problems := who_may_be_new(email, full_name):
        raise ValidationError(problems)
    user = User.objects.create_user(email, full_name, invited_at=timezone.now())
    log(actor, "invited", thing=user)
    return user


@transaction.atomic
def invite_again(actor: Actor, user: User, *, base: str) -> None:
    """A new link for somebody who has lost the first, or the password."""
    _may_change(actor, user)
    user.invited_at = timezone.now()
    user.save(update_fields=["invited_at"])
    send_link(user, base, invited=user.last_login is None)
    log(actor, "sent sign-in link", thing=user)


def _may_change(actor: Actor, user: User) -> None:
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        actor.require(Permission.MANAGE_ACCOUNTS, None)
    if user.pk == actor.user_id:
        raise ValidationError("You cannot change your own account here. Ask another administrator.")


@transaction.atomic
def set_active(actor: Actor, user: User, *, active: bool) -> None:
    """Disable somebody at once, everywhere; or let them sign in again."""
    _may_change(actor, user)
    user.is_active = active
    user.session_round += 1
    user.save(update_fields=["is_active", "session_round"])
    reconnect(user.pk)
    log(actor, "enabled" if active else "disabled", thing=user)


@transaction.atomic
def forget_second_factor(actor: Actor, user: User) -> None:
    """The telephone is lost: they set up a new one after signing in. They are signed out everywhere."""
    _may_change(actor, user)
    Authenticator.objects.filter(user=user).delete()
    user.session_round += 1
    user.save(update_fields=["session_round"])
    reconnect(user.pk)
    by_email([user.pk], "Kinwork: your second factor was removed", "Set up a new one at your next sign-in.\n")
    log(actor, "forgot second factor", thing=user)


@transaction.atomic
def sign_out_everywhere(actor: Actor, user: User) -> None:
    """End every session of somebody: one's own, or as administrator anybody's."""
    if user.pk != actor.user_id and not actor.may(Permission.MANAGE_ACCOUNTS):
        actor.require(Permission.MANAGE_ACCOUNTS, None)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    reconnect(user.pk)
    log(actor, "signed out everywhere", thing=user)


@transaction.atomic
def sign_out_elsewhere(actor: Actor) -> User:
    """End every other session of one's own: whoever asks keeps theirs by ``update_session_auth_hash``."""
    user = User.objects.select_for_update().get(pk=actor.user_id)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    reconnect(user.pk)
    log(actor, "signed out elsewhere", thing=user)
    return user


_desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kinwork links")


def ask_for_link_beside(email: str, base: str) -> None:
    """:func:`ask_for_link` beside the request: how long the answer takes tells nobody whether there is an account."""
    if not settings.KINWORK_MAIL_BESIDE:
        ask_for_link(email, base)
        return

    def ask() -> None:
        try:
            ask_for_link(email, base)
        except DatabaseError as problem:
            logger.error("A link could not be made: %s", type(problem).__name__)
        finally:
            connection.close()

    _desk.submit(ask)


@transaction.atomic
def ask_for_link(email: str, base: str) -> None:
    """Somebody forgot their password. Says nothing about whether there is such an account."""
    user = User.objects.select_for_update().filter(email__iexact=email.strip(), is_active=True).first()
    now = timezone.now()
    if user is None or (user.link_sent_at and now - user.link_sent_at < ONE_LINK_IN):
        return
    user.link_sent_at = now
    user.save(update_fields=["link_sent_at"])
    send_link(user, base, invited=False)
