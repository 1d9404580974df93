"""What was sent, kept as it was: written from the record, packed, with its fingerprint; and compared with today."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.returns import cin_file, ssda903_file
from kinwork.returns.layouts import layout_of
from kinwork.returns.ssda903_file import Read

from . import writing
from .models import Sent, SentFile, Which
from .reading import whole_record

ENDING = {Which.CIN: "xml", Which.LAC: "zip"}
ROWS_OF = {Which.CIN: "ChildIdentifiers", Which.LAC: "Header"}
EARLY = (1980, 1, 1, 0, 0, 0)  # of files in a ZIP: the same files make the same fingerprint


def keep(actor: Actor, which: Which, year: int, *, note: str = "") -> Sent:
    """Write a return as it is now, and keep it as sent today."""
    if not actor.may(Permission.SEND_RETURNS):
        raise NotAllowed(Permission.SEND_RETURNS)
    today = timezone.localdate()
    with TemporaryDirectory() as place:
        content = _written(which, year, Path(place), today)
        children = _tables_of(which, content, Path(place) / "again")[ROWS_OF[which]].height
    with transaction.atomic():
        sent = Sent.objects.create(
            which=which, year=year, on=today, children=children, size=len(content), note=note,
            sha256=sha256(content).hexdigest(), by_id=actor.user_id, at=timezone.now(),
        )  # fmt: skip
        with whole_record():
            SentFile.objects.create(sent=sent, content=content)
        log(actor, "kept a return as sent", thing=sent, policy="sends returns", words=str(sent))
    return sent


def _written(which: Which, year: int, place: Path, today: date) -> bytes:
    if which == Which.CIN:
        writing.write_cin(year, place / "cin.xml", today)
        return (place / "cin.xml").read_bytes()
    writing.write_903(year, place / "903", today)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted((place / "903").iterdir()):
            packed.writestr(zipfile.ZipInfo(path.name, EARLY), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def content_of(sent: Sent) -> bytes:
    """What was sent."""
    with whole_record():
        return bytes(SentFile.objects.get(sent=sent).content)


@contextmanager
def _unpacked(which: Which, content: bytes, place: Path) -> Iterator[Path]:
    place.mkdir()
    if which == Which.CIN:
        (place / "cin.xml").write_bytes(content)
        yield place / "cin.xml"
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            packed.extractall(place)
        yield place


def _tables_of(which: Which, content: bytes, place: Path) -> dict[str, pl.DataFrame]:
    with _unpacked(which, content, place) as path:
        return cin_file.read(path) if which == Which.CIN else ssda903_file.read([path]).tables


def tables_of(sent: Sent) -> dict[str, pl.DataFrame]:
    """The tables of what was sent."""
    with TemporaryDirectory() as place:
        return _tables_of(Which(sent.which), content_of(sent), Path(place) / "sent")


def last_year_of(year: int) -> Read | None:
    """The looked-after return that was sent last for the year before, for the rules that compare the two."""
    sent = Sent.objects.filter(which=Which.LAC, year=year - 1).first()
    if sent is None:
        return None
    with TemporaryDirectory() as place, _unpacked(Which.LAC, content_of(sent), Path(place) / "last") as path:
        return ssda903_file.read([path])


def compared(which: Which, before: dict[str, pl.DataFrame], now: dict[str, pl.DataFrame]) -> list[dict[str, Any]]:
    """Of each table, how many rows are there now and were not, and the other way round; of how many children."""
    found = []
    for name, table in layout_of(which).tables.items():
        if name == "Header" and which == Which.CIN:
            continue
        was, is_ = _rows(before.get(name)), _rows(now.get(name))
        new, gone = is_ - was, was - is_
        if new or gone:
            child = table.names.index(layout_of(which).child)
            children = {row[child] for row in (*new, *gone)}
            found.append({"table": name, "new": new.total(), "gone": gone.total(), "children": len(children)})
    return found


def _rows(table: pl.DataFrame | None) -> Counter[tuple[Any, ...]]:
    if table is None:
        return Counter()
    plain = table.drop("row", "line")
    plain = plain.select(
        pl.col(name).list.join(" ") if plain.schema[name] == pl.List(pl.String) else pl.col(name).fill_null("")
        for name in plain.columns
    )
    return Counter(plain.iter_rows())
