"""Recordings on the disk: looked at, enciphered as they come, given in pieces, gone when they are to go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connections, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import Authority
from kinwork.access.sql import tuples
from kinwork.files import sealed
from kinwork.files.apart import sound_apart
from kinwork.files.kinds import FileKind
from kinwork.files.long_sounds import MOST, too_long
from kinwork.files.scanning import scan
from kinwork.files.sound_tags import take_out
from kinwork.files.store import Store

from .models import Gone, Recording, RecordingKey, Session

LOCK = 7216  # shared while a recording is kept and named, alone while what no row names is taken away
HALF_WAY = timedelta(hours=6)
AT_ONCE = 500
DELETED = "recording deleted"


def store() -> Store:
    """Where recordings are: a folder of their own, outside of everything that is served."""
    return Store(Path(settings.KINWORK_RECORDINGS))


def ring() -> sealed.Ring:
    """The keys of this installation. Raises :class:`~kinwork.files.sealed.CannotOpen`."""
    return sealed.ring(Path(settings.KINWORK_RECORDINGS_KEY))


def keep(actor: Actor, session: Session, file: UploadedFile[Any]) -> Recording:
    """Look at a recording, and keep it in cipher. Who may is asked by the verb.

    Raises :class:`~kinwork.files.kinds.Refused` or :class:`~kinwork.files.scanning.CannotScan`.
    """
    if (file.size or 0) > MOST:
        raise too_long(file.size or 0)
    with store().aside() as folder:
        came = folder / "came"
        with came.open("wb") as into:
            shutil.copyfileobj(file, into)
        scan(settings.KINWORK_SCAN_COMMAND, came)
        kind, size = sound_apart(came), came.stat().st_size
        take_out(came, kind)  # a recorder writes down where it was, and when
        key, enciphered = sealed.new_key(), folder / "sealed"
        with came.open("rb") as clear, enciphered.open("wb") as into:
            sealed.seal(clear, into, key, size)
        came.unlink()
        return _named(actor, session, enciphered, key, kind, size)


@transaction.atomic
def _named(
    actor: Actor, session: Session, enciphered: Path, key: bytes, kind: FileKind, size: int
) -> Recording:  # fmt: skip
    tuples("SELECT pg_advisory_xact_lock_shared(%(lock)s)", lock=LOCK)
    with enciphered.open("rb") as content:
        blob = store().put(content)
    today = timezone.localdate()
    kept = Authority.objects.values_list("recordings_kept_days", flat=True).first() or 0
    found = Recording.objects.create(
        session=session, kind=kind.value, sha256=blob.sha256, size=size, by_id=actor.user_id, at=timezone.now(),
        keep_until=today + timedelta(days=kept),
    )  # fmt: skip
    RecordingKey.objects.create(recording=found, wrapped=ring().wrap(key, blob.sha256))
    log(actor, "kept recording", family_id=session.family_id, thing=session)
    return found


@dataclass(frozen=True)
class Opened:
    """A recording that may be read: its file and its own key. Nothing more is asked of the database."""

    file: Path
    key: bytes

    def part(self, start: int = 0, end: int | None = None) -> bytes:
        """From a byte to before another. Raises :class:`~kinwork.files.sealed.CannotOpen`."""
        with self.file.open("rb") as opened:
            return b"".join(sealed.opened(opened, self.key, start, end))


def opened(recording: Recording) -> Opened:
    """One statement. Raises ``FileNotFoundError`` or :class:`~kinwork.files.sealed.CannotOpen`."""
    wrapped = bytes(RecordingKey.objects.values_list("wrapped", flat=True).get(recording=recording))
    file = store().path_of(recording.sha256)
    if not file.exists():
        raise FileNotFoundError(file.name)
    return Opened(file, ring().unwrap(wrapped, recording.sha256))


GONE = "gone.txt"  # what went, beside what is kept: a backup of before knows nothing of it


def note_gone(lines: Collection[tuple[int, str, str]]) -> None:
    """Session, fingerprint and why, outside the database: ids alone, nothing of anybody."""
    folder = Path(settings.KINWORK_RECORDINGS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / GONE).open("a", encoding="ascii") as into:
        for session_id, sha256, because in lines:
            into.write(f"{session_id} {sha256 or '-'} {because}\n")
        into.flush()
        os.fsync(into.fileno())


def go_again(using: str = "owner") -> int:
    """After a restore: what went since that backup goes once more; what was withdrawn is not used. How many went."""
    list_of_gone = Path(settings.KINWORK_RECORDINGS) / GONE
    if not list_of_gone.exists():
        return 0
    lines = [line.split() for line in list_of_gone.read_text("ascii").splitlines()]
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT sha256 FROM kinwork_recordings_again(%s, %s)",
            [[line[1] for line in lines if len(line) == 3],
             [int(line[0]) for line in lines if len(line) == 3 and line[2] == Gone.WITHDRAWN]],
        )  # fmt: skip
        went = [sha256 for (sha256,) in cursor.fetchall()]
    for sha256 in went:
        store().forget(sha256)
    return len(went)


def take_away(actor: Actor | None, recording: Recording, because: Gone) -> None:
    """Its key goes with this transaction, for good, and with that whatever copy there is; the file right after it."""
    recording.gone_at, recording.gone_because = timezone.now(), because
    recording.gone_by_id = actor.user_id if actor else None
    recording.save(update_fields=["gone_at", "gone_because", "gone_by"])
    RecordingKey.objects.filter(recording=recording).delete()
    log(
        actor, DELETED, family_id=recording.session.family_id, thing=recording.session, words=str(because.label)
    )  # fmt: skip
    transaction.on_commit(partial(note_gone, [(recording.session_id, recording.sha256, because.value)]))
    transaction.on_commit(partial(forget, [recording.sha256]))


def let_go(today: date) -> int:
    """By the clock: those whose last day is over. Returns how many. Then what no row names, after a crash."""
    with transaction.atomic():
        over = tuples("SELECT id, session_id, family_id, sha256 FROM kinwork_recordings_over(%(today)s)", today=today)
        for _, session_id, family_id, _ in over:
            log(None, DELETED, family_id=family_id, thing=Session(pk=session_id), words=str(Gone.CLOCK.label))
        gone = [(session_id, sha256, Gone.CLOCK.value) for _, session_id, _, sha256 in over]
        transaction.on_commit(partial(note_gone, gone))
        transaction.on_commit(partial(forget, [sha256 for *_, sha256 in over]))
    kept = store()
    kept.sweep(timezone.now() - HALF_WAY)
    old = [sha256 for sha256, _, wanted in kept.all() if wanted < timezone.now() - HALF_WAY]
    for start in range(0, len(old), AT_ONCE):
        forget(old[start : start + AT_ONCE])
    return len(over)


def forget(fingerprints: Collection[str]) -> int:
    """Take away those that no recording names that is still kept; whoever is just sending is waited for."""
    gone = 0
    with transaction.atomic():
        tuples("SELECT pg_advisory_xact_lock(%(lock)s)", lock=LOCK)
        for (sha256,) in tuples("SELECT kinwork_unnamed_recordings(%(asked)s)", asked=list(fingerprints)):
            if store().path_of(sha256).exists():
                store().forget(sha256)
                gone += 1
    return gone


def prepare_erasing(ids: Sequence[int], using: str) -> partial[int]:
    """A family's record is erased: the recordings go with their rows."""
    named = Recording.objects.using(using).filter(pk__in=ids).values_list("sha256", flat=True)
    return partial(forget, sorted(named))
