"""What lies beside the tables: attached files, bundles, returns and study data as they were given, recordings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kinwork.bundles.models import Bundle, BundlePiece, BundleState
from kinwork.files.sealed import CannotOpen, opened
from kinwork.files.store import Damaged
from kinwork.national_returns.models import SentFile
from kinwork.observation import keeping
from kinwork.observation.models import Recording
from kinwork.record.attaching import store
from kinwork.record.models import Attachment
from kinwork.studies.models import Release

from . import names
from .bag import PIECE, Bag

Pieces = Iterator[bytes]


def how_many() -> int:
    """Files in all, without recordings. Four statements."""
    given = Release.objects.exclude(content=b"")
    return sum(one.count() for one in (_attached(), _bundles(), SentFile.objects, given))


def write(bag: Bag) -> Iterator[str]:
    """One file after the other; yields what is wrong with it, or nothing."""
    for row in _attached().iterator(chunk_size=500):
        yield _put(bag, names.attached(row), partial(_attached_file, row))
    for bundle in _bundles().iterator(chunk_size=500):
        yield _put(bag, names.bundle(bundle), partial(_bound, bundle.pk))
    for pk in SentFile.objects.order_by("pk").values_list("pk", flat=True):
        sent = SentFile.objects.select_related("sent").get(pk=pk)
        yield _put(bag, f"returns-as-sent/{pk}{_ending(bytes(sent.content))}", partial(iter, [bytes(sent.content)]))
    for pk in Release.objects.exclude(content=b"").order_by("pk").values_list("pk", flat=True):
        given = Release.objects.get(pk=pk)
        yield _put(bag, f"study-data/{pk}{_ending(bytes(given.content))}", partial(iter, [bytes(given.content)]))


def _attached() -> Any:
    return Attachment.objects.filter(entry__isnull=False).order_by("pk")


def _bundles() -> Any:
    return Bundle.objects.filter(state=BundleState.MADE).order_by("pk")


def _bound(bundle_id: int) -> Pieces:
    pieces = BundlePiece.objects.filter(bundle=bundle_id).order_by("number").values_list("content", flat=True)
    for piece in pieces.iterator(chunk_size=4):
        yield bytes(piece)


def _ending(content: bytes) -> str:
    """By what it begins with: a workbook is a ZIP too, and its first name says so."""
    if content.startswith(b"PK"):
        return ".xlsx" if b"[Content_Types].xml" in content[:200] else ".zip"
    return ".xml" if content.lstrip().startswith(b"<") else ".json" if content.lstrip()[:1] in (b"[", b"{") else ".csv"


def _attached_file(row: Attachment) -> Pieces:
    digest = hashlib.sha256()
    with store().path_of(row.sha256).open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != row.sha256:
        raise Damaged(row.sha256)


def _put(bag: Bag, path: str, content: Callable[[], Pieces]) -> str:
    """A file, as far as it can be read; what is wrong with it."""
    try:
        pieces = content()
        first = next(pieces, b"")
    except FileNotFoundError:
        return f"{path}: it is not where it was kept"
    except (CannotOpen, Damaged, OSError) as problem:
        return f"{path}: it cannot be read: {problem}"
    wrong = ""
    with bag.file(path) as file:
        file.write(bytes(first))
        try:
            for piece in pieces:
                file.write(bytes(piece))
        except (CannotOpen, Damaged):
            wrong = f"{path}: it is not as it was kept"
    return wrong


def recordings() -> list[Recording]:
    """Those that are still there. One statement."""
    return list(Recording.objects.filter(gone_at=None).order_by("pk"))


def write_recordings(bag: Bag, those: list[Recording]) -> Iterator[str]:
    """In the clear, one after the other."""
    for row in those:
        yield _put(bag, names.recording(row), partial(_recorded, row))


def _recorded(row: Recording) -> Pieces:
    found = keeping.opened(row)
    with found.file.open("rb") as file:
        yield from opened(file, found.key)
