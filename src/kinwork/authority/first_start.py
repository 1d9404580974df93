"""Verbs of the first start: give out a key where there is nothing yet, and make the authority for whoever holds it."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import Authority, User
from kinwork.access.roles import SystemAdministrator
from kinwork.accounts.actions import who_may_be_new
from kinwork.accounts.bootstrap import post_in_service

from .models import SetupKey

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is read as another
GROUPS, OF = 6, 4  # twenty-four of thirty: more than anybody tries
NOT_THIS_KEY = (
    "This is not the key. It stands in the terminal where Kinwork was started; the last start has the newest."
)
BY_SOMEBODY_ELSE = "Someone has set Kinwork up in the meantime. Sign in, or ask them for an invitation."


class AlreadySetUp(Exception):
    """There is an authority: a first start is no more."""


def is_set_up() -> bool:
    """Whether anybody is here already: then nobody claims it by a key any more. One statement, two while it is new."""
    return User.objects.exists() or Authority.objects.exists()


def has_key() -> bool:
    """Whether a key was given out that still opens. One statement."""
    return SetupKey.objects.exclude(fingerprint="").exists()


def _fingerprint(key: str) -> str:
    return sha256("".join(sign for sign in key.upper() if sign in LETTERS).encode()).hexdigest()


@transaction.atomic
def give_out_key() -> str:
    """A new key for a database in which nobody is yet, to be shown to whoever started it; empty for any other.

    The one before opens nothing from then on.
    """
    if is_set_up() or SetupKey.objects.select_for_update().filter(used_at__isnull=False).exists():
        return ""
    key = "-".join("".join(secrets.choice(LETTERS) for _ in range(OF)) for _ in range(GROUPS))
    SetupKey.objects.update_or_create(
        pk=1, defaults={"fingerprint": _fingerprint(key), "made_at": timezone.now(), "used_at": None}
    )
    return key


@transaction.atomic
def begin_authority(
    *, key: str, authority: str, full_name: str, email: str, password: str, again: str, address: str | None
) -> User:
    """The authority with its first administrator, for whoever holds the key. Two at once: the second is too late.

    Raises ``ValidationError`` with what is wrong, the key before all else; :class:`AlreadySetUp` when it is done.
    """
    held = SetupKey.objects.select_for_update().first()
    if is_set_up() or held is None or held.used_at is not None:
        raise AlreadySetUp
    if not constant_time_compare(held.fingerprint, _fingerprint(key)):
        raise ValidationError({"key": NOT_THIS_KEY})
    authority, full_name, email = " ".join(authority.split()), " ".join(full_name.split()), email.strip().lower()
    problems: dict[str, object] = dict(who_may_be_new(email, full_name))
    if not authority:
        problems["authority"] = "Type the authority’s name, as in Linden Borough Council."
    for name, said in (("authority", authority), ("full_name", full_name)):
        if len(said) > 120:
            problems[name] = f"Up to 120 characters; this has {len(said)}."
    if password != again:
        problems["again"] = "The two passwords are not the same. Type both again."
    try:
        validate_password(password, User(email=email, full_name=full_name))
    except ValidationError as weak:
        problems["password"] = weak.messages[0]
    if problems:
        raise ValidationError(problems)
    try:
        with transaction.atomic():
            made = Authority.objects.create(name=authority)
    except IntegrityError as problem:  # `kinwork invite` came first
        raise AlreadySetUp from problem
    held.fingerprint, held.used_at = "", timezone.now()
    held.save(update_fields=["fingerprint", "used_at"])
    user = User.objects.create_user(email, full_name, password)
    post_in_service(user, SystemAdministrator.key)
    log(Actor(user.pk, full_name, address=address), "set up the authority", thing=made, words=full_name)
    return user
