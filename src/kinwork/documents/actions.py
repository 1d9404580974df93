"""Verbs: begin a document, write in it, read through, comment, answer, finalise, sign, put away; change a layout."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.queries import latest_involvement
from kinwork.families.held import HeldFamily
from kinwork.layouts.blocks import print_of, printed
from kinwork.layouts.layout import About
from kinwork.layouts.reading import NoLayout, read_layout, shipped
from kinwork.meetings.actions.writing import clean_text
from kinwork.notices.actions import notify, withdraw

from .composing import Draft, Part, data_of, draft_of, sum_of
from .models import (
    Comment,
    Document,
    DocumentChild,
    Final,
    LayoutVersion,
    LookedThrough,
    Opened,
    Reader,
    Signature,
    Writing,
)
from .notice_kinds import ANSWERED, TO_SIGN
from .queries import last_finalised, layout_offered, layouts_offered, people_of, reading_of
from .rendering import html_of

LIMIT = 100_000  # characters in a section: fifty pages
COMMENT = 4_000
STILL_AT_IT = timedelta(minutes=30)


class Overtaken(ValidationError):
    """Somebody else wrote in the same section meanwhile: what they wrote."""

    def __init__(self, theirs: str, by: str, version: int) -> None:
        self.theirs, self.version = theirs, version
        super().__init__({"text": f"{by} changed this section while you were writing. Put both together, then save."})


def _may(held: HeldFamily) -> None:
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)


def _draft(held: HeldFamily, document: Document) -> Document:
    """The document, locked, while it is a draft."""
    _may(held)
    found = Document.objects.select_for_update(of=("self",)).get(pk=document.pk, involvement__family_id=held.pk)
    if found.put_away_at is not None:
        raise ValidationError("This document was put away. Take it up again first.")
    if found.is_final:
        raise ValidationError("This document was finalised and stays as it was. Begin a new version from it.")
    return found


@transaction.atomic
def begin(
    held: HeldFamily,
    *,
    layout_key: str,
    child_ids: Collection[int],
    reader_ids: Collection[int],
    token: UUID,
    follows: Document | None = None,
) -> Document:
    """A draft about these children, made for these people of the family, or for professionals where there are none."""
    _may(held)
    again = Document.objects.filter(token=token, begun_by_id=held.actor.user_id).first()
    if again is not None:
        return again
    involvement = latest_involvement(held.pk)
    offered = layout_offered(layout_key)
    everybody = {one.person_id: one for one in people_of(held, timezone.localdate())}
    problems: dict[str, str] = {}
    if involvement is None:
        problems["layout"] = "This family was never open: there is nothing to write a document about."
    if offered is None:
        problems["layout"] = "Choose what kind of document it is."
    children = [pk for pk in child_ids if pk in everybody and everybody[pk].is_child]
    if len(children) != len(set(child_ids)) or not children:
        problems["children"] = "Choose which children in this family it is about."
    elif offered is not None and offered.layout.about == About.CHILD and len(children) > 1:
        problems["children"] = f"“{offered.layout.name}” is about one child. Choose one; begin another for the other."
    if not set(reader_ids) <= set(everybody):
        problems["readers"] = "Choose people in this family."
    if problems:
        raise ValidationError(problems)
    assert involvement is not None
    assert offered is not None
    document = Document.objects.create(
        involvement=involvement, layout_key=offered.key, layout_name=offered.layout.name,
        layout_version=offered.layout.version, layout_text=offered.text, follows=follows, token=token,
        begun_by_id=held.actor.user_id, begun_at=timezone.now(),
    )  # fmt: skip
    DocumentChild.objects.bulk_create([DocumentChild(document=document, person_id=pk) for pk in children])
    Reader.objects.bulk_create([Reader(document=document, person_id=pk) for pk in sorted(set(reader_ids))])
    if follows is not None:
        _carry_on(document, follows)
    log(held.actor, "began document", family_id=held.pk, thing=document)
    return document


def _carry_on(document: Document, before: Document) -> None:
    """What was written in the version before stands in the new one too, with for whom it was written."""
    sections = {one.key for one in document.layout.sections}
    Writing.objects.bulk_create([
        Writing(
            document=document, section=one.section, text=one.text, source_print=one.source_print,
            written_for=one.written_for, by_id=one.by_id, at=one.at,
        )
        for one in before.writings.filter(ended_at=None)
        if one.section in sections
    ])  # fmt: skip


@transaction.atomic
def say_who_reads(held: HeldFamily, document: Document, reader_ids: Collection[int]) -> Document:
    """It is made for these people from now on: what is kept from any of them goes out of it."""
    document = _draft(held, document)
    everybody = {one.person_id for one in people_of(held, timezone.localdate())}
    wanted = set(reader_ids)
    if not wanted <= everybody:
        raise ValidationError({"readers": "Choose people in this family."})
    stands = set(document.readers.values_list("person_id", flat=True))
    if stands == wanted:
        return document
    document.readers.exclude(person_id__in=wanted).delete()
    Reader.objects.bulk_create([Reader(document=document, person_id=pk) for pk in sorted(wanted - stands)])
    log(held.actor, "said who reads document", family_id=held.pk, thing=document)
    return document


@transaction.atomic
def write(held: HeldFamily, document: Document, draft: Draft, section: str, text: str, *, version: int) -> Writing:
    """Words in a section: its own, or in place of what its source says. ``version``: as the writer saw it."""
    document = _draft(held, document)
    part = _part(draft, section)
    text = clean_text(text).strip()
    if len(text) > LIMIT:
        raise ValidationError({"text": f"A section holds {LIMIT:,} characters; this has {len(text):,}."})
    stands = Writing.objects.select_for_update().filter(document=document, section=section, ended_at=None).first()
    stands_at = stands.version if stands else 0
    if stands is not None and stands.text == text:
        return stands
    if stands_at != version:
        theirs = stands.text if stands else ""
        by = stands.by.full_name if stands else "Someone else"
        raise Overtaken(theirs, by, stands_at)
    if not text and not part.section.is_own_words:
        raise ValidationError({"text": "Write what should stand here; or go back to what the source says."})
    said: dict[str, Any] = {
        "text": text, "source_print": part.source_print, "by_id": held.actor.user_id, "at": timezone.now(),
        "said_by": "", "written_for": sorted(document.readers.values_list("person_id", flat=True)),
    }  # fmt: skip
    if stands is None:
        stands = Writing.objects.create(document=document, section=section, **said)
    else:
        for name, value in said.items():
            setattr(stands, name, value)
        stands.version += 1
        stands.save(update_fields=[*(name.removesuffix("_id") for name in said), "version"])
    log(held.actor, "wrote in document", family_id=held.pk, thing=document)
    return stands


def _part(draft: Draft, section: str) -> Part:
    part = next((one for one in draft.parts if one.key == section), None)
    if part is None:
        raise ValidationError("There is no such section in this document.")
    return part


@transaction.atomic
def back_to_source(held: HeldFamily, document: Document, section: str) -> Writing | None:
    """The section says again what its source says; what was written stays in its history."""
    document = _draft(held, document)
    stands = document.writings.filter(section=section, ended_at=None).first()
    if stands is None:
        return None
    stands.ended_at, stands.ended_by_id = timezone.now(), held.actor.user_id
    stands.save(update_fields=["ended_at", "ended_by"])
    log(held.actor, "went back to source in document", family_id=held.pk, thing=document)
    return stands


@transaction.atomic
def take_writing_up_again(held: HeldFamily, document: Document, pk: int) -> None:
    """What was written in a section's place stands again."""
    document = _draft(held, document)
    ended = document.writings.filter(pk=pk, ended_at__isnull=False).first()
    if ended is None:
        return
    if document.writings.filter(section=ended.section, ended_at=None).exists():
        raise ValidationError("Someone has written in this section since.")
    ended.ended_at = ended.ended_by = None
    ended.save(update_fields=["ended_at", "ended_by"])
    log(held.actor, "wrote in document", family_id=held.pk, thing=document)


@transaction.atomic
def look_through(held: HeldFamily, document: Document, draft: Draft, section: str, *, seen: str) -> LookedThrough:
    """Somebody has read these very words with these readers in mind, and puts them in. ``seen``: the print of them."""
    document = _draft(held, document)
    part = _part(draft, section)
    readers = sorted(document.readers.values_list("person_id", flat=True))
    if part.is_withheld and part.writing is None:
        raise ValidationError("This is never in anything made for the family.")
    if part.waiting_print != seen:
        raise ValidationError("What the source says has changed since you read it. Read it once more.")
    found = LookedThrough.objects.create(
        document=document, section=section, print=seen, for_people=readers, by_id=held.actor.user_id, at=timezone.now()
    )
    log(held.actor, "read through for family", family_id=held.pk, thing=document)
    return found


@transaction.atomic
def comment(held: HeldFamily, document: Document, *, section: str, text: str, said_by: str = "") -> Comment:
    """Somebody says something about a section or the whole, in a draft or about what was finalised."""
    _may(held)
    text, said_by = clean_text(text).strip(), " ".join(said_by.split())[:200]
    if not text:
        raise ValidationError({"text": "Write what you want to say."})
    if len(text) > COMMENT:
        raise ValidationError({"text": f"A comment holds {COMMENT:,} characters; this has {len(text):,}."})
    if section and document.layout.section(section) is None:
        section = ""
    last = document.comments.filter(by_id=held.actor.user_id).last()
    if last is not None and (last.section, last.text, last.said_by) == (section, text, said_by) and not last.answer:
        return last
    found = Comment.objects.create(
        document=document, section=section, text=text, said_by=said_by, by_id=held.actor.user_id, at=timezone.now()
    )
    log(held.actor, "commented on document", family_id=held.pk, thing=document)
    return found


@transaction.atomic
def answer(held: HeldFamily, document: Document, pk: int, *, text: str) -> Comment:
    """What came of a comment; kept with it."""
    _may(held)
    found = Comment.objects.select_for_update().get(pk=pk, document=document)
    text = clean_text(text).strip()
    if not text:
        raise ValidationError({"text": "Write what you answer, or what was changed."})
    if len(text) > COMMENT:
        raise ValidationError({"text": f"An answer holds {COMMENT:,} characters; this has {len(text):,}."})
    if found.answer:
        if found.answer == text:
            return found
        raise ValidationError({"text": f"This has been answered in the meantime: “{found.answer[:200]}”"})
    found.answer, found.answered_by_id, found.answered_at = text, held.actor.user_id, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    log(held.actor, "answered comment on document", family_id=held.pk, thing=document)
    if found.by_id != held.actor.user_id:
        notify(ANSWERED.key, actor=held.actor, family_id=held.pk, to=found.by_id, thing=document)
    return found


def print_of_draft(draft: Draft) -> str:
    """By which it is known whether the draft is still as somebody saw it."""
    return printed([[one.key, print_of(one.blocks)] for one in draft.parts])


@transaction.atomic
def finalise(
    held: HeldFamily, document: Document, *, seen: str, as_what: str = "", to_sign: Collection[int] = (),
    without_empty: bool = False,
) -> Final:  # fmt: skip
    """Kept as it is now, word for word, with the name of who finalises it; others are asked to sign too.

    ``seen``: the print of the draft that they looked at: what nobody has seen is not signed. ``without_empty``: they
    said that the sections in which there is nothing may be left out.
    """
    document = _draft(held, document)
    document = Document.objects.select_related("involvement__family").get(pk=document.pk)
    today, now = timezone.localdate(), timezone.now()
    people = people_of(held, today)
    reading = reading_of(held, document, today, last_finalised(document), people)
    draft = draft_of(document, reading, people)
    if print_of_draft(draft) != seen:
        raise ValidationError("The record has changed since you looked at this. Read what is new, then finalise.")
    if not draft.shown:
        raise ValidationError("There is nothing in this document yet.")
    if draft.empty and not without_empty:
        raise ValidationError({"without_empty": empty_words(draft)})
    signers = list(User.objects.filter(pk__in=to_sign, is_active=True).exclude(pk=held.actor.user_id))
    if len(signers) != len(set(to_sign) - {held.actor.user_id}):
        raise ValidationError({"to_sign": "Someone on the list can no longer sign in: choose again."})
    as_what = " ".join(as_what.split())[:120] or "Author"
    data = data_of(draft, now, [(as_what, held.actor.name, f"{today:%-d %B %Y}")])
    html = html_of(data)
    final = Final.objects.create(
        document=document, title=draft.title[:300], data=data, html=html, sha256=sum_of(data, html),
        by_id=held.actor.user_id, at=now,
    )  # fmt: skip
    document.finalised_by_id, document.finalised_at = held.actor.user_id, now
    document.save(update_fields=["finalised_by", "finalised_at"])
    Signature.objects.create(document=document, by_id=held.actor.user_id, as_what=as_what, sha256=final.sha256, at=now)
    log(held.actor, "finalised document", family_id=held.pk, thing=document)
    if signers:
        notify(TO_SIGN.key, actor=held.actor, family_id=held.pk, to=[one.pk for one in signers], thing=document)
    return final


def empty_words(draft: Draft) -> str:
    """Which sections are empty, as a question: nothing ever has to be filled in, and nothing is left out unasked."""
    titles = [one.section.title for one in draft.empty]
    few = f"{len(titles)} sections are empty" if len(titles) > 1 else "One section is empty"
    return f"{few}: {'; '.join(titles)}. Tick the box to finalise all the same, or go back to the draft and write."


@transaction.atomic
def sign(held: HeldFamily, document: Document, *, as_what: str, seen: str) -> Signature:
    """Somebody puts their name to a finalised document. ``seen``: the sum of what they read."""
    held.actor.require(Permission.SEE_FAMILY, held.unit_id)
    final = Final.objects.get(document=document)
    if final.sha256 != seen:
        raise ValidationError("What you read is not what is kept. Open the document again.")
    as_what = " ".join(as_what.split())[:120]
    if not as_what:
        raise ValidationError({"as_what": "Say as what you sign, such as: manager."})
    found, is_new = Signature.objects.get_or_create(
        document=document, by_id=held.actor.user_id,
        defaults={"as_what": as_what, "sha256": final.sha256, "at": timezone.now()},
    )  # fmt: skip
    if is_new:
        log(held.actor, "signed document", family_id=held.pk, thing=document)
    return found


@transaction.atomic
def put_away(held: HeldFamily, document: Document, *, because: str) -> None:
    """It is not needed, or was finalised in error. It stays, and is on no list."""
    _may(held)
    because = " ".join(because.split())[:500]
    if not because:
        raise ValidationError({"because": "Say briefly why it is not needed."})
    found = Document.objects.select_for_update(of=("self",)).get(pk=document.pk, involvement__family_id=held.pk)
    if found.put_away_at is not None:
        return
    found.put_away_at, found.put_away_by_id, found.put_away_because = timezone.now(), held.actor.user_id, because
    found.save(update_fields=["put_away_at", "put_away_by", "put_away_because"])
    withdraw(TO_SIGN.key, thing=found)
    log(held.actor, "put document away", family_id=held.pk, thing=found, words=because)


@transaction.atomic
def take_up(held: HeldFamily, document: Document) -> None:
    """It is on the list again."""
    _may(held)
    found = Document.objects.select_for_update(of=("self",)).get(pk=document.pk, involvement__family_id=held.pk)
    if found.put_away_at is None:
        return
    found.put_away_at, found.put_away_by, found.put_away_because = None, None, ""
    found.save(update_fields=["put_away_at", "put_away_by", "put_away_because"])
    log(held.actor, "took document up again", family_id=held.pk, thing=found)


def opened_by(actor: Actor, document: Document, draft: Draft, before: Opened | None) -> None:
    """How a draft stood when somebody looked at it: what is new is shown to them next time. Two statements; none while
    they are still at it.
    """
    if before is not None and before.at > timezone.now() - STILL_AT_IT:
        return
    Opened.objects.update_or_create(
        document=document, user_id=actor.user_id, defaults={"at": timezone.now(), "prints": draft.prints()}
    )


# -- layouts


def _sets_layouts(actor: Actor) -> None:
    if not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.SET_RULES)


def _last_version(key: str) -> LayoutVersion | None:
    """Nobody else adds one until this transaction is done."""
    tuples("SELECT pg_advisory_xact_lock(7222)")
    return LayoutVersion.objects.filter(key=key).order_by("-number").first()


@transaction.atomic
def change_layout(actor: Actor, text: str, *, because: str = "", seen: int = 0) -> LayoutVersion:
    """The authority's own version of a layout, from now on: of one of the house's, or a new one.

    ``seen``: the number of the version that was changed; 0 where there was none.
    """
    _sets_layouts(actor)
    text = text.replace("\r\n", "\n").strip() + "\n"
    try:
        layout = read_layout(text)
    except NoLayout as problem:
        raise ValidationError({"text": [str(one) for one in problem.problems]}) from None
    last = _last_version(layout.key)
    there = next((one for one in layouts_offered() if one.key == layout.key), None)
    if last is not None and last.text == text:
        return last
    if last is not None and last.number != seen:
        raise ValidationError(
            {"text": [f"“{layout.key}” has been changed in the meantime. Open it again, and put both together."]}
        )
    if there is not None and layout.version <= there.layout.version:
        line = next((n for n, one in enumerate(text.splitlines(), 1) if one.startswith("version")), 1)
        right = there.layout.version + 1
        raise ValidationError({"text": [f"line {line}: version {layout.version} is in use. Write “version: {right}”."]})
    made = LayoutVersion.objects.create(
        key=layout.key, number=last.number + 1 if last else 1, text=text, because=" ".join(because.split())[:300],
        by_id=actor.user_id, at=timezone.now(),
    )  # fmt: skip
    log(actor, "changed layout", thing=made)
    return made


@transaction.atomic
def put_layout_away(actor: Actor, key: str) -> None:
    """It is offered no more; one of the house's that was changed is offered as it comes. Drafts keep what they have."""
    _sets_layouts(actor)
    last = _last_version(key)
    if last is None or not last.text:
        return
    text = shipped().get(key, "")
    LayoutVersion.objects.create(key=key, number=last.number + 1, text=text, by_id=actor.user_id, at=timezone.now())
    log(actor, "put layout away", thing=last)
