"""Makes a bundle: part by part, each kept when it is made, and in the end bound into one.

What is in memory is one part; what was made before somebody pulled the plug is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import Authority, User
from kinwork.access.permissions import Permission
from kinwork.cases.policies import admit_to_family
from kinwork.cases.queries import family_asked_for
from kinwork.clocks.humanize import long_day
from kinwork.files.kinds import FileKind
from kinwork.paper import as_loose_sheets
from kinwork.paper.binding import TO_PAGE, Bound, Numbers, bind, pages_of
from kinwork.record.models import Attachment
from kinwork.row_level_security import HIDES_NOTHING
from kinwork.units.queries import load_actor

from . import attached
from .attached import NotThere
from .finding import Cut, cut, still_there
from .models import CITED, Bundle, BundlePart, BundlePiece, BundleState, Decided, RequestItem, Why
from .reading import LEFT_OUT
from .sources import MOST_PAGES, SOURCES, section_title

KEPT_FOR = timedelta(days=28)
PIECE = 1 << 20  # bytes
MOST_LETTERS = 40_000  # of a part: some twenty pages
MOST_ITEMS = 60
FILES = Attachment._meta.db_table
RESTRICTED_SINCE = "A part of this record has been restricted since. Ask its guardian."


class CannotMake(Exception):
    """It will not come right by trying again; says why, in words for whoever asked for it."""


class Stopped(Exception):
    """Whoever makes it is to end: it goes on another time."""


@dataclass(frozen=True)
class Part:
    """What will be some sheets."""

    section: str
    section_title: str
    title: str
    make: Callable[[], bytes]


def make(bundle_id: int, user_id: int, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Make what is not there yet, and bind it. As ``user_id``: behind the walls that stand around them today."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        fail(bundle_id, "Whoever asked for it no longer has an account.")
        return
    actor = load_actor(user, timezone.localdate())
    bundle = Bundle.objects.select_related("request").filter(pk=bundle_id, by_id=user_id).first()
    if bundle is None:
        fail(bundle_id, "Whoever asked for it may no longer know of this record.")
        return
    if bundle.state not in (BundleState.WAITING, BundleState.WORKING):
        return
    try:
        actor = _let_in(actor, bundle)
        parts = list(_parts(actor, bundle))
        if not parts:
            raise CannotMake("There is nothing to put into it.")
        _begin(bundle, len(parts))
        if not _make_parts(bundle, parts, should_stop):
            return
        _bind(actor, bundle)
    except (CannotMake, NotAllowed, NotThere) as problem:
        fail(bundle_id, str(problem))


def fail(bundle_id: int, words: str) -> None:
    """It could not be made; why, where whoever asked for it will see it, should they be let in again."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(HIDES_NOTHING)
        _note_failure(bundle_id, words)


def _note_failure(bundle_id: int, words: str) -> None:
    going_on = Bundle.objects.filter(pk=bundle_id, state__in=(BundleState.WAITING, BundleState.WORKING))
    going_on.update(state=BundleState.FAILED, problem=words[:300], finished_at=timezone.now())


def _let_in(actor: Actor, bundle: Bundle) -> Actor:
    """Whether they may do it today: meanwhile they may have left, or the family may be another unit's."""
    if bundle.request is not None:
        if bundle.request.handler_id != actor.user_id and not actor.may(Permission.ANSWER_REQUESTS):
            raise NotAllowed(Permission.ANSWER_REQUESTS)
        return actor
    found = family_asked_for(bundle.family_id or 0, actor.user_id)
    if found is None:
        raise CannotMake("You can no longer open this family.")
    return admit_to_family(actor, Permission.EDIT_FAMILY, found[0].pk, found[1], found[2])


def _begin(bundle: Bundle, total: int) -> None:
    bundle.state, bundle.total, bundle.done = BundleState.WORKING, total, bundle.parts.count()
    bundle.save(update_fields=["state", "total", "done"])


def _make_parts(bundle: Bundle, parts: list[Part], should_stop: Callable[[], bool]) -> bool:
    """False where it was cancelled meanwhile. A part is there as a whole or not at all."""
    there = set(bundle.parts.values_list("number", flat=True))
    for number, part in enumerate(parts):
        if number in there:
            continue
        if should_stop():
            raise Stopped
        pdf = part.make()
        with transaction.atomic():
            if not _is_wanted(bundle):
                return False
            BundlePart.objects.create(
                bundle=bundle, number=number, section=part.section, section_title=part.section_title,
                title=part.title, pages=_count(pdf), pdf=pdf,
            )  # fmt: skip
            Bundle.objects.filter(pk=bundle.pk).update(done=number + 1)
    return True


def _is_wanted(bundle: Bundle) -> bool:
    """Still being made; nobody cancels it until the transaction ends."""
    state = Bundle.objects.select_for_update().values_list("state", flat=True).get(pk=bundle.pk)
    return state == BundleState.WORKING


def _count(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as sheets:
        return len(sheets.pages)


def _parts(actor: Actor, bundle: Bundle) -> Iterator[Part]:
    if bundle.request is not None:
        yield from _of_request(bundle)
        return
    family_id = bundle.family_id or 0
    for chosen in bundle.contents:
        source = SOURCES.get(chosen["source"])
        if source is None or (bundle.given_to and not source.for_parties):
            continue
        for sheets in source.sheets(actor, family_id, bundle.given_to, set(chosen["ids"])):
            yield Part(chosen["section"], section_title(chosen["section"]), sheets.title, sheets.make)


def _of_request(bundle: Bundle) -> Iterator[Part]:
    """What is given, some items to a part."""
    ids = bundle.contents[0]["ids"]
    of_all = (
        RequestItem.objects.filter(pk__in=ids)
        .values_list("pk", "section", "on", "text", "source", "source_id")
        .order_by("position", "pk")
    )
    if of_all.count() != len(ids):
        raise CannotMake(RESTRICTED_SINCE)
    batch: list[tuple[int, str, date | None, int]] = []
    for pk, section, on, text, source, source_id in of_all.iterator(chunk_size=500):
        if source == FILES:
            # By itself, so that its pages stand right behind what is said of it.
            if batch:
                yield _part_of(batch)
            batch = []
            yield _part_of([(pk, section, on, len(text))], file_id=source_id)
            continue
        letters = sum(one[3] for one in batch)
        if batch and (batch[0][1] != section or letters + len(text) > MOST_LETTERS or len(batch) == MOST_ITEMS):
            yield _part_of(batch)
            batch = []
        batch.append((pk, section, on, len(text)))
    if batch:
        yield _part_of(batch)


def _part_of(batch: list[tuple[int, str, date | None, int]], file_id: int | None = None) -> Part:
    ids, section = [pk for pk, *_ in batch], batch[0][1]
    days = [on for _, _, on, _ in batch if on]
    when = ""
    if days:
        first, last = min(days), max(days)
        when = long_day(first) if first == last else f"{long_day(first)} to {long_day(last)}"
    if file_id is not None:
        return Part("", section, when or section, lambda: _file_given(section, ids[0], file_id))
    return Part("", section, when or section, lambda: _given(section, ids))


def _file_given(section: str, item_id: int, file_id: int) -> bytes:
    """What is said of a file, and its pages where it was decided that the whole of it is left in."""
    front = _given(section, [item_id])
    item = RequestItem.objects.get(pk=item_id)
    whole = item.redactions.filter(starts=0, ends=len(item.text), decided=Decided.KEEP)
    if not whole.exists():
        return front
    file = Attachment.objects.select_related("entry", "by").filter(pk=file_id).first()
    if file is None:
        raise CannotMake(RESTRICTED_SINCE)
    return attached.with_file(front, file) if attached.is_printed(FileKind(file.kind)) else front


def _given(section: str, ids: list[int]) -> bytes:
    """Some items without what is taken out. Read again from the PDF before it is kept: what can still be read fails."""
    items, out, said = [], [], [section]
    found = RequestItem.objects.filter(pk__in=ids).order_by("position", "pk").prefetch_related("redactions")
    for item in found:
        marks = [one for one in item.redactions.all() if one.decided == Decided.TAKE_OUT]
        left = cut(item.text, [Cut(one.starts, one.ends, one.why) for one in marks])
        out += [one.words for one in marks]
        when = long_day(item.on) if item.on else ""
        said += [item.heading, when, left.text]
        items.append({"heading": item.heading, "when": when, "pieces": left.pieces})
    pdf = as_loose_sheets(render_to_string("bundles/sheets/items.html", {"section": section, "items": items}))
    if problem := still_there(out, "\n".join(said), read_again(pdf)):
        raise CannotMake(
            f"{len(problem)} passages that were taken out could still be read in “{section}”. Nothing was kept. "
            "Mark them as whole sentences and try again."
        )
    return pdf


def read_again(pdf: bytes | Path) -> str:
    """All that a program can read of a PDF: its pages, what it says of itself, its bookmarks."""
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf) if isinstance(pdf, bytes) else str(pdf))
    said = [page.extract_text() for page in reader.pages]
    said += [str(value) for value in (reader.metadata or {}).values()]
    said += [str(one) for one in _flat(reader.outline)]
    return "\n".join(said)


def _flat(outline: Iterable[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield getattr(one, "title", "")


def _bind(actor: Actor, bundle: Bundle) -> None:
    """One file of all parts, kept in pieces."""
    with TemporaryDirectory(prefix="kinwork-bundle-") as folder:
        bound = [_on_disk(bundle, number, Path(folder)) for number in bundle.parts.values_list("number", flat=True)]
        numbers, front = _front(bundle, bound, Path(folder))
        out = Path(folder) / "bound.pdf"
        of_answer = bundle.request_id is not None
        title = "Your record" if of_answer else "Bundle for the court"
        sha256 = bind(front, numbers, out, title=title, foot="Confidential")
        with transaction.atomic():
            if not _is_wanted(bundle):
                return
            _keep(bundle, out)
            now = timezone.now()
            bundle.state, bundle.pages, bundle.sha256 = BundleState.MADE, sum(one.pages for one in bound), sha256
            bundle.pages += numbers.front
            bundle.size, bundle.finished_at = out.stat().st_size, now
            bundle.expires_on = timezone.localdate() + KEPT_FOR
            bundle.save(update_fields=["state", "pages", "sha256", "size", "finished_at", "expires_on"])
            bundle.parts.all().delete()
            log(actor, "made bundle", family_id=bundle.family_id, thing=bundle, words=f"SHA-256 {sha256}")


def _on_disk(bundle: Bundle, number: int, folder: Path) -> Bound:
    part = bundle.parts.get(number=number)
    file = folder / f"{number}.pdf"
    file.write_bytes(part.pdf)
    return Bound(file, part.pages, part.title, part.section, part.section_title)


def _front(bundle: Bundle, bound: list[Bound], folder: Path) -> tuple[Numbers, Path]:
    """Cover and index. Their length says on which pages all else stands, so they are made until they fit."""
    file, pages = folder / "front.pdf", 2
    while True:
        numbers = Numbers(pages, bound)
        file.write_bytes(as_loose_sheets(_cover(bundle, numbers)))
        made = pages_of(file)
        if made == pages:
            return numbers, file
        pages = made


def _cover(bundle: Bundle, numbers: Numbers) -> str:
    request = bundle.request
    shown = {
        "bundle": bundle,
        "lines": numbers.lines,
        "to_page": TO_PAGE,
        "pages": numbers.front + sum(one.pages for one in numbers.parts),
        "today": timezone.localdate(),
        "authority": Authority.objects.values_list("name", flat=True).first() or "",
        "most": MOST_PAGES,
    }
    if request is None:
        name = bundle.family.name if bundle.family else ""
        return render_to_string("bundles/sheets/court_cover.html", {**shown, "family": name})
    letters = [(why, why.label, CITED[why]) for why in Why]
    more = {"request": request, "letters": letters, "left_out": list(LEFT_OUT.values())}
    return render_to_string("bundles/sheets/answer_cover.html", {**shown, **more})


def _keep(bundle: Bundle, file: Path) -> None:
    bundle.pieces.all().delete()
    with file.open("rb") as stream:
        number = 0
        while content := stream.read(PIECE):
            BundlePiece.objects.create(bundle=bundle, number=number, content=content)
            number += 1


def let_expire(on: date) -> int:
    """Take away what has been kept long enough; that it was there, and its fingerprint, stays. Three statements."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(HIDES_NOTHING)  # of restricted families too: nothing of them is shown to anybody
        return _take_away(on)


def _take_away(on: date) -> int:
    over = Bundle.objects.filter(state=BundleState.MADE, expires_on__lt=on)
    ids = list(over.values_list("pk", flat=True))
    BundlePiece.objects.filter(bundle_id__in=ids).delete()
    return Bundle.objects.filter(pk__in=ids).update(state=BundleState.EXPIRED)


__all__ = ["CannotMake", "Stopped", "fail", "let_expire", "make", "read_again"]
