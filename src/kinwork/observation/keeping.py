"""Recordings on the disk: looked at, enciphered as they come, given in pieces, gone when they are to go."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
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


def pieces(recording: Recording, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The recording from a byte to before another. One statement; a file that is not there raises when it is asked."""
    wrapped = bytes(RecordingKey.objects.values_list("wrapped", flat=True).get(recording=recording))
    key = ring().unwrap(wrapped, recording.sha256)
    file = store().path_of(recording.sha256).open("rb")

    def given() -> Iterator[bytes]:
        with file:
            yield from sealed.opened(file, key, start, end)

    return given()


def take_away(actor: Actor | None, recording: Recording, because: Gone) -> None:
    """Its key goes with this transaction, for good, and with that whatever copy there is; the file right after it."""
    recording.gone_at, recording.gone_because = timezone.now(), because
    recording.gone_by_id = actor.user_id if actor else None
    recording.save(update_fields=["gone_at", "gone_because", "gone_by"])
    RecordingKey.objects.filter(recording=recording).delete()
    log(
        actor, DELETED, family_id=recording.session.family_id, thing=recording.session, words=str(because.label)
    )  # fmt: skip
    transaction.on_commit(partial(forget, [recording.sha256]))


def let_go(today: date) -> int:
    """By the clock: those whose last day is over. Returns how many. Then what no row names, after a crash."""
    with transaction.atomic():
        over = tuples("SELECT id, session_id, family_id, sha256 FROM kinwork_recordings_over(%(today)s)", today=today)
        for _, session_id, family_id, _ in over:
            log(None, DELETED, family_id=family_id, thing=Session(pk=session_id), words=str(Gone.CLOCK.label))
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
