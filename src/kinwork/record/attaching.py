"""Verbs: attach a file to an entry that is being written; it stays with the entry, or goes with what was not wanted."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.files.apart import look_apart
from kinwork.files.kinds import MOST, FileKind, Refused, safe_name, too_large
from kinwork.files.scanning import CannotScan, scan
from kinwork.files.store import Store

from .models import Attachment, Entry, EntryDraft

MOST_FILES = 20  # of one entry
MOST_CAPTION = 300
LOCK = 7206  # shared while something is kept and named, alone while what no row names is taken away
HALF_WAY = timedelta(hours=2)  # what has been coming in for longer was cut off
UNNAMED_FOR = timedelta(days=2)
AT_ONCE = 500


class DraftIsOver(Exception):
    """The entry has been saved, or its draft removed, since this page was opened."""


CANNOT_SCAN = "The virus scanner does not answer just now, so this was not kept. Try again in a few minutes."


def store() -> Store:
    """Where files are kept."""
    return Store(Path(settings.KINWORK_FILES))


def take_files(
    actor: Actor, family_id: int, unit_id: int | None, token: UUID, files: Iterable[UploadedFile[Any]], page: str = ""
) -> str:
    """Files that came with a form, as they do without scripts: kept whatever else is wrong. Says why one is not."""
    problem = ""
    for file in files:
        name, size = file.name or "", file.size or 0
        try:
            attach(actor, family_id, unit_id, token, file, name=name, size=size, page=page)
        except Refused as refused:
            problem = f"“{name}”: {refused}"
        except CannotScan:
            problem = CANNOT_SCAN
        except DraftIsOver:
            pass  # the same form once more: its entry has them
    return problem


def attach(
    actor: Actor, family_id: int, unit_id: int | None, token: UUID, content: IO[bytes], *, name: str, size: int,
    page: str = "",
) -> Attachment:  # fmt: skip
    """Look at a file, and keep it with the draft. The same content twice in a draft is one file.

    Raises :class:`~kinwork.files.kinds.Refused`, :class:`~kinwork.files.scanning.CannotScan` or :class:`DraftIsOver`.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    if size > MOST:
        raise too_large(size)
    with store().aside() as folder:
        came = folder / "came"
        with came.open("wb") as into:
            shutil.copyfileobj(content, into)
        scan(settings.KINWORK_SCAN_COMMAND, came)
        kind, kept, small = look_apart(came, folder)
        return _keep(actor, family_id, unit_id, token, (kind, kept, small), name, page)


@transaction.atomic
def _keep(
    actor: Actor, family_id: int, unit_id: int | None, token: UUID, looked: tuple[FileKind, Path, Path | None],
    name: str, page: str,
) -> Attachment:  # fmt: skip
    actor.require(Permission.EDIT_FAMILY, unit_id)
    now = timezone.now()
    begun = {"family_id": family_id, "by_id": actor.user_id, "page": page[:40], "begun_at": now, "saved_at": now}
    try:
        draft, _ = EntryDraft.objects.select_for_update().get_or_create(token=token, defaults=begun)
    except IntegrityError:  # there is one, and it is not theirs to know of
        raise DraftIsOver from None
    if draft.entry_id is not None or draft.removed_at is not None or draft.family_id != family_id:
        raise DraftIsOver
    tuples("SELECT pg_advisory_xact_lock_shared(%(lock)s)", lock=LOCK)
    kind, kept, small = looked
    with kept.open("rb") as content:
        blob = store().put(content)
    there = Attachment.objects.filter(draft=draft, removed_at=None)
    if again := there.filter(sha256=blob.sha256).first():
        return again
    if there.count() >= MOST_FILES:
        raise Refused(f"An entry holds {MOST_FILES} files. Save this one, and write another entry for the rest.")
    small_sha256 = ""
    if small is not None:
        with small.open("rb") as content:
            small_sha256 = store().put(content).sha256
    return Attachment.objects.create(
        draft=draft, kind=kind.value, name=safe_name(name, kind), sha256=blob.sha256, size=blob.size,
        small_sha256=small_sha256, by_id=actor.user_id, at=now,
    )  # fmt: skip


def problem_with_captions(captions: Mapping[int, str]) -> dict[str, str]:
    """What is wrong with what is said of files, by field."""
    longest = max(map(len, captions.values()), default=0)
    if longest <= MOST_CAPTION:
        return {}
    return {"files": f"What a file shows is said in {MOST_CAPTION} characters; this has {longest}. Shorten it."}


def keep_with(entry_id: int, draft: EntryDraft, captions: Mapping[int, str], without: Collection[int]) -> None:
    """The entry is saved: its files are the entry's, with what is said of each, but for those that are left out."""
    for one in Attachment.objects.filter(draft=draft, entry=None, removed_at=None):
        if one.pk in without:
            one.removed_at = timezone.now()
        else:
            one.entry_id, one.caption = entry_id, captions.get(one.pk, "").strip()
        one.save(update_fields=["entry", "caption", "removed_at"])


def give_copies(actor: Actor, entry: Entry, token: UUID, files: Collection[int]) -> None:
    """Some files of a draft that was just saved stand with another family's entry too: rows of its own, of a draft of
    its own, so that neither record leads to the other; the contents are kept once.
    """
    given = Attachment.objects.filter(draft__token=token, pk__in=files, by_id=actor.user_id, removed_at=None)
    given = given.exclude(entry=None)
    there = set(entry.files.values_list("sha256", flat=True))
    copies = [one for one in given if one.sha256 not in there]
    if not copies:
        return
    draft = EntryDraft.objects.filter(entry=entry).first() or EntryDraft.objects.create(
        token=uuid4(), family_id=entry.family_id, by_id=actor.user_id, begun_at=entry.recorded_at,
        saved_at=entry.recorded_at, entry=entry,
    )  # fmt: skip
    Attachment.objects.bulk_create(
        Attachment(
            draft=draft, entry=entry, kind=one.kind, name=one.name, caption=one.caption, sha256=one.sha256,
            size=one.size, small_sha256=one.small_sha256, by_id=one.by_id, at=one.at,
        )
        for one in copies
    )  # fmt: skip


def let_go(now: datetime) -> int:
    """Take away what no entry ever had: rows of what was removed, and contents that no row names any more.

    Returns how many contents went.
    """
    with transaction.atomic():
        tuples("SELECT kinwork_let_go_of_files()")
    kept, gone = store(), 0
    kept.sweep(now - HALF_WAY)
    old = [sha256 for sha256, _, wanted in kept.all() if wanted < now - UNNAMED_FOR]
    for start in range(0, len(old), AT_ONCE):
        gone += forget_unnamed(old[start : start + AT_ONCE], wanted_before=now - UNNAMED_FOR)
    return gone


def forget_unnamed(fingerprints: Collection[str], *, wanted_before: datetime | None = None) -> int:
    """Take away those of these contents that no row names; whoever is just sending one is waited for. How many went."""
    kept, gone = store(), 0
    with transaction.atomic():
        tuples("SELECT pg_advisory_xact_lock(%(lock)s)", lock=LOCK)
        for (sha256,) in tuples("SELECT kinwork_unnamed_files(%(asked)s)", asked=list(fingerprints)):
            if wanted_before is None or kept.wanted_at(sha256) < wanted_before:
                kept.forget(sha256)
                gone += 1
    return gone
