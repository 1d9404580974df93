"""What was sent, kept as it was: written from the record, packed, with its fingerprint; and compared with today."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.returns import annex_a, cin_file, csc_api, ssda903_file
from kinwork.returns.ssda903_file import Read

from . import writing
from .comparing import Lines, compared, of_documents, of_folder, of_lists, of_tables
from .models import Sent, SentFile, Which
from .reading import whole_record

ENDING = {Which.CIN: "xml", Which.LAC: "zip", Which.ANNEX_A: "xlsx", Which.API: "zip", Which.SSD: "zip"}
FOLDER = "kinwork-return-"  # in the system's folder for what is not kept, for the time of the work, for us alone
LEFT = 6 * 3600  # seconds after which no work goes on in such a folder
EARLY = (1980, 1, 1, 0, 0, 0)  # of files in a ZIP: the same files make the same fingerprint


def remove_what_was_left() -> None:
    """Folders of work whose process was killed: they hold names. Of those in which work may go on, none."""
    for folder in Path(gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):  # another's, or gone already
            if time.time() - folder.stat().st_mtime > LEFT:
                shutil.rmtree(folder)


def written(which: Which, year: int, today: date) -> bytes:
    """A return as it is now, of one moment: the file itself, or its files in a ZIP. Raises ``BadReturn``."""
    with TemporaryDirectory(prefix=FOLDER) as folder:
        out = Path(folder) / NAMED[which]
        WRITERS[which](out, year, today)
        if out.is_file():
            return out.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
            for path in sorted(out.iterdir()):
                files.writestr(zipfile.ZipInfo(path.name, EARLY), path.read_bytes(), zipfile.ZIP_DEFLATED)
        return packed.getvalue()


NAMED = {
    Which.CIN: "cin.xml", Which.LAC: "903", Which.ANNEX_A: "annex-a.xlsx", Which.API: "payload", Which.SSD: "ssd",
}  # fmt: skip
WRITERS: dict[Which, Callable[[Path, int, date], object]] = {
    Which.CIN: lambda out, year, today: writing.write_cin(year, out, today),
    Which.LAC: lambda out, year, today: writing.write_903(year, out, today),
    Which.ANNEX_A: lambda out, _, today: writing.write_annex_a(today, out),
    Which.API: lambda out, _, today: writing.write_csc_api(today, out),
    Which.SSD: lambda out, _, today: writing.write_ssd(today, out),
}


def keep(actor: Actor, which: Which, year: int, content: bytes, *, children: int, note: str = "") -> Sent:
    """Keep what was written as sent today: in the transaction that says so."""
    if not actor.may(Permission.SEND_RETURNS):
        raise NotAllowed(Permission.SEND_RETURNS)
    with transaction.atomic():
        sent = Sent.objects.create(
            which=which, year=year, on=timezone.localdate(), children=children, size=len(content), note=note,
            sha256=sha256(content).hexdigest(), by_id=actor.user_id, at=timezone.now(),
        )  # fmt: skip
        with whole_record():
            SentFile.objects.create(sent=sent, content=content)
        log(actor, "kept a return as sent", thing=sent, policy="sends returns", words=str(sent))
    return sent


def content_of(sent: Sent) -> bytes:
    """What was sent."""
    with whole_record():
        return bytes(SentFile.objects.get(sent=sent).content)


@contextmanager
def _unpacked(which: Which, content: bytes) -> Iterator[Path]:
    with TemporaryDirectory(prefix=FOLDER) as folder:
        place = Path(folder) / NAMED[which]
        if ENDING[which] != "zip":
            place.write_bytes(content)
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                packed.extractall(place)
        yield place


@contextmanager
def lines_of(which: Which, content: bytes) -> Iterator[Lines]:
    """The tables of what was written, for as long as they are compared."""
    with _unpacked(which, content) as place:
        if which == Which.CIN:
            yield of_tables(which, cin_file.read(place))
        elif which == Which.LAC:
            yield of_tables(which, ssda903_file.read([place]).tables)
        elif which == Which.ANNEX_A:
            yield of_lists(annex_a.read(place)[0])
        elif which == Which.API:
            payloads = (csc_api.read(path) for path in sorted(place.glob("payload-*.json")))
            yield of_documents(one for payload in payloads for one in payload)
        else:
            yield of_folder(place)


def children_in(which: Which, content: bytes) -> int:
    """How many children a return has that was written."""
    with lines_of(which, content) as lines:
        names = [name for name in lines if name != "List 11"] if which == Which.ANNEX_A else [CHILDREN[which]]
        return len({child for name in names if name in lines for child, _ in lines[name]()})


CHILDREN = {Which.CIN: "ChildIdentifiers", Which.LAC: "Header", Which.API: "child_details", Which.SSD: "ssd_person"}


def last_year_of(year: int) -> Read | None:
    """The looked-after return that was sent last for the year before, for the rules that compare the two."""
    sent = Sent.objects.filter(which=Which.LAC, year=year - 1).first()
    if sent is None:
        return None
    with _unpacked(Which.LAC, content_of(sent)) as path:
        return ssda903_file.read([path])


def sent_last(which: Which, year: int) -> Sent | None:
    """What was kept last, of that year where a return is of a year. One statement."""
    found = Sent.objects.filter(which=which)
    return (found.filter(year=year) if which.is_of_a_year else found).first()


def since(sent: Sent, now: Lines) -> list[dict[str, Any]]:
    """What is another today than it was when it was sent."""
    which = Which(sent.which)
    with lines_of(which, content_of(sent)) as before:
        return compared(before, now)
