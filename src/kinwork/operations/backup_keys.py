"""Keys of backups as an operator keeps them: age's own key files, in clear or protected by a passphrase.

A passphrase protects the key and not the backup: so the server needs none to make one, several people can have each
their own, and it is changed without touching a backup. ``age -d -i FILE`` asks for it in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pyrage import DecryptError, IdentityError, RecipientError, passphrase
from pyrage.x25519 import Identity, Recipient

from . import encryption, former_backups

PROTECTED = (b"-----BEGIN AGE ENCRYPTED FILE-----", encryption.MAGIC)


@dataclass(frozen=True)
class Keys:
    """What opens backups: identities of age, or the key of a former backup."""

    identities: list[Identity]
    former: bytes | None = None

    @property
    def recipients(self) -> list[Recipient]:
        """For whom to encrypt, so that these keys can read it."""
        return [identity.to_public() for identity in self.identities]


def new_key() -> str:
    """The text of a new key file, in the form of ``age-keygen``."""
    key = Identity.generate()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return f"# created: {now}\n# public key: {key.to_public()}\n{key}\n"


def protected(key: str, words: str) -> str:
    """A key file that asks for a passphrase."""
    return str(passphrase.encrypt(key.encode(), words, armored=True), "ascii")


def keys_from(file: bytes, ask: Callable[[], str]) -> Keys:
    """The keys in a file; ``ask`` gives the passphrase of one that is protected. Raises ``ValueError``."""
    if file.lstrip().startswith(PROTECTED):
        try:
            file = passphrase.decrypt(file.lstrip(), ask())
        except DecryptError:
            raise ValueError("that is not the passphrase of this key, or its file is damaged") from None
    lines = [line.strip() for line in file.decode(errors="replace").splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if len(keys) == 1 and (former := former_backups.key_from(keys[0])):
        return Keys([], former)
    try:
        found = [Identity.from_str(key) for key in keys]
    except IdentityError:
        found = []
    if not found:
        raise ValueError("expected AGE-SECRET-KEY-1…, as `kinwork backup-key` or age-keygen print it")
    return Keys(found)


def recipients_from(texts: Iterable[str]) -> list[Recipient]:
    """Recipients by their public keys. Raises ``ValueError`` that names the one that is none."""
    found = []
    for text in texts:
        try:
            found.append(Recipient.from_str(text))
        except RecipientError:
            start = text[:12]  # somebody may have taken the secret for it
            raise ValueError(f"found '{start}…', expected age1…, as `kinwork backup-key` says it") from None
    return found
