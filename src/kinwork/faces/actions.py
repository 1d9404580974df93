"""Verbs: begin a face, write in it, go over it, translate it, say what they said, answer, give it, put it away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.cases.queries import latest_involvement
from kinwork.documents.models import Document
from kinwork.documents.queries import people_of
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import clean_text
from kinwork.notices.actions import notify

from .composing import Composed, Part, compose, print_of_text
from .kinds import Of, section_of, sections_of
from .models import Face, FaceComment, FaceGiven, FaceLanguage, FacePart
from .notice_kinds import ANSWERED
from .pictures import PICTURES
from .reading import sources_of
from .refusing import refuse_kept, require_writing
from .rendering import html_of
from .source import Source

LIMIT = 8_000  # characters in a section: more is no plain words any more
COMMENT = 4_000


class Overtaken(ValidationError):
    """Somebody else wrote in the same section meanwhile: what they wrote."""

    def __init__(self, theirs: str, by: str, version: int) -> None:
        self.theirs, self.version = theirs, version
        super().__init__({"text": f"{by} changed this section while you were writing. Put both together, then save."})


def _face(held: HeldFamily, face: Face) -> Face:
    """The face, locked, while it is not put away."""
    require_writing(held)
    found = Face.objects.select_for_update(of=("self",)).select_related("involvement", "person")
    there = found.get(pk=face.pk, involvement__family_id=held.pk)
    if there.put_away_at is not None:
        raise ValidationError("This was put away. Take it up again first.")
    return there


def composed(held: HeldFamily, face: Face) -> Composed:
    """As it stands now, for whoever asks. Some twenty statements, however much is in it."""
    return compose(held.pk, face, sources_of(held, face))


@transaction.atomic
def begin(held: HeldFamily, *, kind: str, person_id: int | None, token: UUID, document: Document | None = None) -> Face:
    """A face for one person of the family; what the plan says to them stands in it at first.

    Of a finalised assessment (``document``), what that says stands beside the box, if it was made for them.
    """
    require_writing(held)
    again = Face.objects.filter(token=token, begun_by_id=held.actor.user_id).first()
    if again is not None:
        return again
    involvement = latest_involvement(held.pk)
    reader = next((one for one in people_of(held, timezone.localdate()) if one.person_id == person_id), None)
    problems = {}
    if kind not in Of.values:
        problems["kind"] = "Choose what you want to say in plain words."
    elif involvement is None:
        problems["kind"] = "This family was never open: there is nothing to write about."
    if document is not None and kind != Of.ASSESSMENT:
        problems["kind"] = "A finalised assessment is said as an assessment. Choose that, or begin without it."
    if reader is None:
        problems["person"] = "Choose who in the family it is for. Each of them gets their own."
    if problems:
        raise ValidationError(problems)
    assert involvement is not None
    assert reader is not None
    face = Face.objects.create(
        involvement=involvement, kind=kind, person_id=reader.person_id, is_for_child=reader.is_child, token=token,
        begun_by_id=held.actor.user_id, begun_at=timezone.now(), document=document,
    )  # fmt: skip
    _begin_from_plan(held, face)
    log(held.actor, "began plain page", family_id=held.pk, thing=face)
    return face


def _begin_from_plan(held: HeldFamily, face: Face) -> None:
    there = sources_of(held, face)
    for section in sections_of(face.kind):
        taken = [one for one in there.values() if one.kind in section.begins_with and one.is_offered]
        if taken:
            FacePart.objects.create(
                face=face, section=section.key, text="\n".join(one.words for one in taken)[:LIMIT],
                sources={one.ref: one.print for one in taken}, by_id=held.actor.user_id, at=timezone.now(),
            )  # fmt: skip


def write(
    held: HeldFamily, face: Face, section: str, text: str, *, leans_on: Collection[str], version: int
) -> FacePart:
    """What a section says, and which pieces of the record it leans on. ``version``: as the writer saw it."""
    require_writing(held)
    if section_of(face.kind, section) is None:
        raise ValidationError("There is no such section.")
    text = clean_text(text).strip()
    if len(text) > LIMIT:
        raise ValidationError({"text": f"A section holds {LIMIT:,} characters; this has {len(text):,}. Say less."})
    refuse_kept(held, face, {"text": text})
    return _save(held, face, section, text, leans_on, version)


@transaction.atomic
def _save(
    held: HeldFamily, face: Face, section: str, text: str, leans_on: Collection[str], version: int
) -> FacePart:  # fmt: skip
    face = _face(held, face)
    stands = FacePart.objects.select_for_update().filter(face=face, section=section).select_related("by").first()
    if stands is not None and stands.version != version and stands.text != text:
        raise Overtaken(stands.text, stands.by.full_name, stands.version)
    there = sources_of(held, face)
    sources = {ref: there[ref].print for ref in leans_on if ref in there}
    stands = _write(held, face, section, text, sources, stands)
    log(held.actor, "wrote in plain page", family_id=held.pk, thing=face)
    return stands


def _write(
    held: HeldFamily, face: Face, section: str, text: str, sources: dict[str, str], stands: FacePart | None
) -> FacePart:
    if stands is None:
        return FacePart.objects.create(
            face=face, section=section, text=text, sources=sources, by_id=held.actor.user_id, at=timezone.now()
        )
    if stands.text == text and stands.sources == sources:
        return stands
    stands.text, stands.sources, stands.version = text, sources, stands.version + 1
    stands.by_id, stands.at = held.actor.user_id, timezone.now()
    stands.save(update_fields=["text", "sources", "version", "by", "at"])
    return stands


@transaction.atomic
def go_over(held: HeldFamily, face: Face, section: str, *, version: int) -> FacePart | None:
    """Somebody looked at what became of the sources: the section may stay as it is. It leans on what is there now."""
    face = _face(held, face)
    stands = FacePart.objects.select_for_update().filter(face=face, section=section).first()
    if stands is None:
        return None
    if stands.version != version:
        raise ValidationError("Someone changed this section in the meantime. Read it once more.")
    there = sources_of(held, face)
    _write(held, face, section, stands.text, {ref: there[ref].print for ref in stands.sources if ref in there}, stands)
    log(held.actor, "went over plain page", family_id=held.pk, thing=face)
    return stands


@transaction.atomic
def choose_pictures(held: HeldFamily, face: Face, chosen: Mapping[str, str]) -> Face:
    """Which picture stands beside a sentence of easy read, by its print: one of ours, "" for none; others by itself."""
    face = _face(held, face)
    known = {one.key for one in PICTURES} | {""}
    pictures = {key[:16]: picture for key, picture in chosen.items() if picture in known}
    if face.pictures != pictures:
        face.pictures = pictures
        face.save(update_fields=["pictures"])
        log(held.actor, "chose pictures of plain page", family_id=held.pk, thing=face)
    return face


def translate(
    held: HeldFamily, face: Face, *, language: str, translated_by: str, on: date, texts: Mapping[str, str],
    seen: Mapping[str, str],
) -> list[FaceLanguage]:  # fmt: skip
    """The sections in another language, by whom and when. ``seen``: the prints of the words that were translated."""
    require_writing(held)
    language, translated_by = " ".join(language.split())[:60], " ".join(translated_by.split())[:200]
    problems = {}
    if not language:
        problems["language"] = "Say which language."
    if not translated_by:
        problems["translated_by"] = "Say who translated it: the interpreter’s name and agency."
    if on > timezone.localdate():
        problems["translated_on"] = "This day is in the future."
    cleaned = {key: clean_text(text).strip() for key, text in texts.items() if section_of(face.kind, key)}
    problems |= {
        f"text-{key}": f"A section holds {LIMIT:,} characters; this has {len(text):,}."
        for key, text in cleaned.items()
        if len(text) > LIMIT
    }
    if not any(cleaned.values()):
        problems["language"] = problems.get("language", "Paste what the interpreter wrote beside at least one section.")
    if problems:
        raise ValidationError(problems)
    refuse_kept(held, face, cleaned, "text-{}")
    return _save_translated(held, face, language, translated_by, on, cleaned, seen)


@transaction.atomic
def _save_translated(
    held: HeldFamily, face: Face, language: str, translated_by: str, on: date, cleaned: Mapping[str, str],
    seen: Mapping[str, str],
) -> list[FaceLanguage]:  # fmt: skip
    face = _face(held, face)
    rows = {one.section: one for one in face.parts.all()}
    there = {one.section: one for one in face.languages.select_for_update().filter(language__iexact=language)}
    language = next(iter(there.values())).language if there else language
    saved = []
    for key, text in cleaned.items():
        part, before = rows.get(key), there.get(key)
        if part is None or (before is None and not text) or (before is not None and before.text == text == ""):
            continue
        of_print = seen.get(key, print_of_text(part.text))
        if before is not None and (before.text, before.of_print, before.translated_by, before.translated_on) == (
            text, of_print, translated_by, on,
        ):  # fmt: skip
            continue
        before = before or FaceLanguage(face=face, language=language, section=key, version=0)
        before.text, before.of_print, before.translated_by, before.translated_on = text, of_print, translated_by, on
        before.by_id, before.at, before.version = held.actor.user_id, timezone.now(), before.version + 1
        before.save()
        saved.append(before)
    log(held.actor, "translated plain page", family_id=held.pk, thing=face)
    return saved


def comment(held: HeldFamily, face: Face, *, section: str, text: str, said_by: str) -> FaceComment:
    """What they say about a section or the whole, written down for them."""
    require_writing(held)
    text, said_by = clean_text(text).strip(), " ".join(said_by.split())[:200]
    problems = {}
    if not text:
        problems["text"] = "Write what they said."
    elif len(text) > COMMENT:
        problems["text"] = f"A comment holds {COMMENT:,} characters; this has {len(text):,}."
    if not said_by:
        problems["said_by"] = "Say who said it."
    if problems:
        raise ValidationError(problems)
    refuse_kept(held, face, {"text": text})
    return _keep_comment(held, face, section if section_of(face.kind, section) else "", text, said_by)


@transaction.atomic
def _keep_comment(held: HeldFamily, face: Face, section: str, text: str, said_by: str) -> FaceComment:
    face = _face(held, face)
    last = face.comments.filter(by_id=held.actor.user_id).last()
    if last is not None and (last.section, last.text, last.said_by) == (section, text, said_by) and not last.answer:
        return last
    found = FaceComment.objects.create(
        face=face, section=section, text=text, said_by=said_by, by_id=held.actor.user_id, at=timezone.now()
    )
    log(held.actor, "recorded what they said about plain page", family_id=held.pk, thing=face)
    return found


def answer(held: HeldFamily, face: Face, pk: int, *, text: str) -> FaceComment:
    """What came of it; kept with it."""
    require_writing(held)
    text = clean_text(text).strip()
    if not text:
        raise ValidationError({"text": "Write what you answer, or what you changed."})
    if len(text) > COMMENT:
        raise ValidationError({"text": f"An answer holds {COMMENT:,} characters; this has {len(text):,}."})
    refuse_kept(held, face, {"text": text})
    return _keep_answer(held, face, pk, text)


@transaction.atomic
def _keep_answer(held: HeldFamily, face: Face, pk: int, text: str) -> FaceComment:
    face = _face(held, face)
    found = FaceComment.objects.select_for_update().get(pk=pk, face=face)
    if found.answer:
        if found.answer == text:
            return found
        raise ValidationError({"text": f"This has been answered in the meantime: “{found.answer[:200]}”"})
    found.answer, found.answered_by_id, found.answered_at = text, held.actor.user_id, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    log(held.actor, "answered about plain page", family_id=held.pk, thing=face)
    if found.by_id != held.actor.user_id:
        notify(ANSWERED.key, actor=held.actor, family_id=held.pk, to=found.by_id, thing=face)
    return found


@transaction.atomic
def give(held: HeldFamily, face: Face, *, on: date, how: str, is_draft: bool, language: str, seen: str) -> FaceGiven:
    """It was given to its reader as it stands: kept word for word. ``seen``: the print of what was looked at."""
    face = _face(held, face)
    how = " ".join(how.split())[:300]
    problems = {}
    if not how:
        problems["how"] = "Say how, such as: read together at home, with the interpreter."
    if on > timezone.localdate():
        problems["on"] = "This day is in the future."
    if problems:
        raise ValidationError(problems)
    now = composed(held, face)
    if now.print(language) != seen:
        raise ValidationError("It has changed since you looked at it. Read it once more, then say that it was given.")
    if not now.shown():
        raise ValidationError("There is nothing in it yet.")
    html = html_of(now, language=language, on=on, is_draft=is_draft)
    found = FaceGiven.objects.create(
        face=face, on=on, how=how, is_draft=is_draft, html=html, sha256=sha256(html.encode()).hexdigest(),
        by_id=held.actor.user_id, at=timezone.now(),
    )  # fmt: skip
    log(held.actor, "gave plain page", family_id=held.pk, thing=face)
    return found


@transaction.atomic
def put_away(held: HeldFamily, face: Face, *, because: str) -> None:
    """It is not needed. It stays, and is on no list."""
    require_writing(held)
    because = " ".join(because.split())[:500]
    if not because:
        raise ValidationError({"because": "Say briefly why it is not needed."})
    found = Face.objects.select_for_update(of=("self",)).get(pk=face.pk, involvement__family_id=held.pk)
    if found.put_away_at is None:
        found.put_away_at, found.put_away_by_id, found.put_away_because = timezone.now(), held.actor.user_id, because
        found.save(update_fields=["put_away_at", "put_away_by", "put_away_because"])
        log(held.actor, "put plain page away", family_id=held.pk, thing=found, words=because)


@transaction.atomic
def take_up(held: HeldFamily, face: Face) -> None:
    """It is on the list again."""
    require_writing(held)
    found = Face.objects.select_for_update(of=("self",)).get(pk=face.pk, involvement__family_id=held.pk)
    if found.put_away_at is not None:
        found.put_away_at, found.put_away_by, found.put_away_because = None, None, ""
        found.save(update_fields=["put_away_at", "put_away_by", "put_away_because"])
        log(held.actor, "took plain page up again", family_id=held.pk, thing=found)


def part_of(now: Composed, section: str) -> Part | None:
    """A section of what was put together."""
    return next((one for one in now.parts if one.key == section), None)


def offered_beside(now: Mapping[str, Source], part: Part) -> list[Source]:
    """The pieces of the record that stand beside the box: those that it leans on, then what it begins with."""
    leans_on = {one.ref for one in part.leans_on}
    first = part.section.begins_with
    wanted = [one for one in now.values() if one.is_offered or one.ref in leans_on]
    return sorted(wanted, key=lambda one: (one.ref not in leans_on, one.kind not in first, one.kind == "entry"))
