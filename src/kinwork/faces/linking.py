"""Verbs: ask somebody outside by a link, withdraw it; open it with the code; what they write lands in the record."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.queries import unit_holding
from kinwork.clocks.humanize import long_day
from kinwork.documents import actions as documents
from kinwork.documents.beside import Beside
from kinwork.documents.models import Document, Writing
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.light_text import unmarked
from kinwork.meetings.actions.writing import clean_text
from kinwork.notices.actions import notify
from kinwork.people.models import Person
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Entry, EntryKind
from kinwork.units.queries import load_actor

from .keeping import keep
from .models import MOST_DAYS, MOST_TRIES, Face, FaceComment, Link, OwnWords
from .notice_kinds import BY_LINK, OWN_PAGE
from .outside import hashed
from .queries import child_of
from .refusing import refuse_kept, refuse_kept_from, require_writing

BYTES = 32  # of chance in an address
LONGEST_TOKEN = 64
BY_WAY = " (through a link)"
LONGEST_WHOSE = 200  # characters
LONGEST = {"face": 4_000, "section": 20_000}  # characters of what they write
# Compared with when there is nothing to compare: a code for an address that opens nothing takes as long as another.
NO_CODE = make_password("no code at all")


@dataclass(frozen=True)
class Shown:
    """What the worker sees once: the address that is sent, and the code that is said."""

    link: Link
    token: str
    code: str


def ask_by_link(
    held: HeldFamily,
    *,
    name: str,
    agency: str,
    asks: str,
    until: date,
    face: Face | None = None,
    document: Document | None = None,
    section: str = "",
    child: Person | None = None,
    shows_page: bool = False,
) -> Shown:
    """Ask a family member for what they say of a face, a partner agency for their section of a document, a child for
    their own page.
    """
    held.actor.require(Permission.SAY_WHO_KNOWS, held.unit_id)
    if child is not None:
        require_writing(held)
    name, agency, asks = " ".join(name.split())[:120], " ".join(agency.split())[:120], clean_text(asks).strip()
    today = timezone.localdate()
    problems = {}
    if not name:
        problems["name"] = "Say who is asked."
    if document is not None and not agency:
        problems["agency"] = "Say for which agency they write."
    if not asks:
        problems["asks"] = "Say what you want to know. They read it as you write it here."
    elif len(asks) > 1000:
        problems["asks"] = f"1,000 characters fit; this has {len(asks):,}."
    if not today <= until <= today + timedelta(days=MOST_DAYS):
        problems["until"] = f"A link lasts {MOST_DAYS} days at most: choose a day until {_last(today)}."
    if document is not None:
        found = document.layout.section(section) if document.is_draft else None
        if found is None or not found.is_own_words:
            problems["section"] = "Choose a section that is written in a draft’s own words."
    elif child is None and (face is None or face.put_away_at is not None):
        problems["section"] = "Choose what they are asked about."
    if problems:
        raise ValidationError(problems)
    if face is not None:
        refuse_kept(held, face, {"asks": asks})
    if child is not None:
        refuse_kept_from(held, child, child, {"asks": asks, "name": name})
    token, code = secrets.token_urlsafe(BYTES), f"{secrets.randbelow(1_000_000):06}"
    with transaction.atomic():
        link = Link.objects.create(
            family_id=held.pk, face=face, document=document, section=section if document is not None else "",
            child=child, shows_page=shows_page and child is not None, name=name, agency=agency, asks=asks,
            token_hash=hashed(token), code_hash=make_password(code), until=until, by_id=held.actor.user_id,
            at=timezone.now(),
        )  # fmt: skip
        log(held.actor, "asked by link", family_id=held.pk, thing=link)
    return Shown(link, token, code)


def _last(today: date) -> str:
    return f"{today + timedelta(days=MOST_DAYS):%-d %B %Y}"


@transaction.atomic
def withdraw_link(held: HeldFamily, pk: int) -> bool:
    """It opens nothing any more, at once. Whether there was one to withdraw."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    link = (
        Link.objects.select_for_update().filter(pk=pk, family_id=held.pk, withdrawn_at=None, answered_at=None).first()
    )
    if link is None:
        return False
    link.withdrawn_at, link.withdrawn_by_id = timezone.now(), held.actor.user_id
    link.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(held.actor, "withdrew link", family_id=held.pk, thing=link)
    return True


def links_of(family_id: int) -> list[Link]:
    """Who was asked by a link, the last first. One statement."""
    found = Link.objects.filter(family_id=family_id)
    return list(found.select_related("by", "face__person", "document", "child", "withdrawn_by"))


def is_open(link: Link, now: datetime) -> bool:
    """Whether it can still be used: by its own row. What it leads to is asked when it is opened."""
    return (
        link.withdrawn_at is None
        and link.answered_at is None
        and link.tries < MOST_TRIES
        and now < timezone.make_aware(datetime.combine(link.until + timedelta(days=1), time.min))
    )


@dataclass(frozen=True)
class Opened:
    """A link that opens something, asked as the worker who sent it, who may still do so."""

    link: Link
    held: HeldFamily


def opens(token: str, address: str | None) -> Opened | None:
    """What an address opens now, if anything. Nine statements at most.

    From here on the database answers as to the worker who sent it: behind the same walls, and not a step further.
    """
    found = tuples("SELECT id, by_id FROM kinwork_link_by(%(hash)s)", hash=hashed(token[: LONGEST_TOKEN + 1]))
    if not found:
        return None
    [(pk, by_id)] = found
    user = User.objects.filter(pk=by_id, is_active=True).first()
    if user is None:
        return None
    actor = load_actor(user, timezone.localdate(), address)
    there = Link.objects.filter(pk=pk)
    leads_to = ("face__person", "face__involvement", "document__involvement", "child")
    link = there.select_related("family", "by", *leads_to).first()
    if link is None or not is_open(link, timezone.now()) or not _still_may(actor, link):
        return None
    if link.face is not None and link.face.put_away_at is not None:
        return None
    if link.document is not None and not link.document.is_draft:
        return None
    if link.child_id is not None and child_of(link.family_id, link.child_id) is None:
        return None
    return Opened(link, HeldFamily(link.family, unit_holding(link.family_id), actor))


def _still_may(actor: Actor, link: Link) -> bool:
    unit_id = unit_holding(link.family_id)
    return actor.can(Permission.SAY_WHO_KNOWS, unit_id) and actor.can(Permission.EDIT_FAMILY, unit_id)


def compare_nothing(code: str) -> None:
    """As long as comparing with a code takes."""
    check_password(code[:20], NO_CODE)


@transaction.atomic
def try_code(at: Opened, code: str) -> bool:
    """Whether it is the code. Five wrong ones lock the link; each try is counted before anything is said."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=at.link.pk)
    is_right = check_password("".join(code.split())[:20], link.code_hash)
    if not is_open(link, timezone.now()):
        return False
    if not is_right:
        link.tries += 1
        link.save(update_fields=["tries"])
        log(None, "wrong code for link", family_id=link.family_id, thing=link)
        return False
    if link.opened_at is None:
        link.opened_at = timezone.now()
        link.save(update_fields=["opened_at"])
    log(None, "opened by link", family_id=link.family_id, thing=link)
    return True


@transaction.atomic
def answer_by_link(at: Opened, text: str) -> Entry:
    """What they write is in the record as theirs, and stands with what they were asked about. Used once."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=at.link.pk)
    text = clean_text(text).strip()
    most = LONGEST["face" if link.face_id else "section"]
    if not text:
        raise ValidationError({"text": "Write what you want to say."})
    if len(text) > most:
        raise ValidationError({"text": f"{most:,} characters fit; this has {len(text):,}. Please say it shorter."})
    if not is_open(link, timezone.now()):
        raise ValidationError({"text": "This link can no longer be used. Ring the worker who sent it."})
    entry = _in_record(at, link, text)
    if at.link.face is not None:
        FaceComment.objects.create(
            face=at.link.face, text=text, said_by=_cut(link.who, BY_WAY), by_link=link, by_id=link.by_id,
            at=timezone.now(),
        )  # fmt: skip
    else:
        _in_section(at, link, text)
    link.answered_at, link.entry = timezone.now(), entry
    link.save(update_fields=["answered_at", "entry"])
    log(None, "answered by link", family_id=link.family_id, thing=link)
    notify(BY_LINK.key, actor=None, family_id=link.family_id, to=link.by_id, thing=entry)
    return entry


@transaction.atomic
def write_own_page(
    at: Opened, *, text: str, title: str, for_others: bool, corrects: int | None, token: UUID
) -> OwnWords:
    """What a child puts on their own page, or puts right there. Used once."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=at.link.pk)
    child = at.link.child
    if child is None or not is_open(link, timezone.now()):
        raise ValidationError({"text": "This link can no longer be used. Ring the worker who sent it."})
    made = keep(
        at.held, child, text=text, title=title, whose=link.name, said_on=timezone.localdate(), for_others=for_others,
        corrects=corrects if link.shows_page else None, token=token, by_link=link,
    )  # fmt: skip
    link.answered_at = timezone.now()
    link.save(update_fields=["answered_at"])
    log(None, "answered by link", family_id=link.family_id, thing=link)
    notify(OWN_PAGE.key, actor=None, family_id=link.family_id, to=link.by_id, thing=child)
    return made


def _in_record(at: Opened, link: Link, text: str) -> Entry:
    """Kept from everyone in the family but whose words they are, until the unit says otherwise.

    Whoever becomes a member later is kept from it by the database (sql/2_links.sql), which waits for this, and this for
    a member who is just being added.
    """
    Family.objects.select_for_update().get(pk=link.family_id)
    members = set(FamilyMember.objects.filter(family_id=link.family_id).values_list("person_id", flat=True))
    theirs = {at.link.face.person_id} if at.link.face is not None else set()
    said_by = _cut(link.who, f"{BY_WAY}, asked for by {at.link.by.full_name}")
    what = Happened(EntryKind.MESSAGE, timezone.localdate(), text, said_by=said_by)
    return write_entry(
        at.held.actor, link.family_id, at.held.unit_id, what, Audience(hidden_from=frozenset(members - theirs))
    )  # fmt: skip


def _cut(who: str, more: str) -> str:
    """Whose words, by which way, at whose asking: of two long names and an agency, the agency is what is cut."""
    return f"{who[: max(0, LONGEST_WHOSE - len(more))]}{more}"[:LONGEST_WHOSE]


def _in_section(at: Opened, link: Link, text: str) -> None:
    """Under their name, with no mark that could make it another’s. Somebody reads it before the family does."""
    document = at.link.document
    assert document is not None
    said_by = f"{link.who}, through a link; asked for by {at.link.by.full_name}"
    on = long_day(timezone.localdate())
    words = f"**Written by {unmarked(said_by).replace('*', '')}, {on}:**\n\n{unmarked(text)}"
    stands = Writing.objects.select_for_update().filter(
        document=document, section=link.section, ended_at=None
    ).first()  # fmt: skip
    if stands is None:
        stands = Writing(document=document, section=link.section, said_by=said_by, text=words)
        stands.by_id, stands.at = link.by_id, timezone.now()
        _check_fits(stands.text)
        stands.save()
    else:
        others = (stands.said_by or stands.by.full_name) if stands.text else ""
        stands.said_by = f"{others}; and by {said_by}" if others else said_by
        stands.text, stands.version = f"{stands.text}\n\n{words}" if stands.text else words, stands.version + 1
        _check_fits(stands.text)
        stands.written_for, stands.by_id, stands.at = [], link.by_id, timezone.now()
        stands.save(update_fields=["text", "said_by", "version", "written_for", "by", "at"])


def _check_fits(text: str) -> None:
    """A section holds so much and no more: nothing of what somebody wrote is cut off."""
    over = len(text) - documents.LIMIT
    if over > 0:
        raise ValidationError(
            {
                "text": f"This is {over:,} characters more than the section still holds. Say it shorter, or ring the "
                "worker who sent you the link."
            }
        )


def beside_sections(held: HeldFamily, document: Document) -> dict[str, Beside]:
    """At each section in a draft’s own words: asking a partner for it, and who was asked already. One statement."""
    if not held.may(Permission.SAY_WHO_KNOWS):
        return {}
    asked: dict[str, list[str]] = {}
    now = timezone.now()
    for link in Link.objects.filter(family_id=held.pk, document=document, withdrawn_at=None).order_by("id"):
        if link.answered_at is not None:
            how = f"wrote this by a link, {long_day(timezone.localdate(link.answered_at))}"
        elif is_open(link, now):
            how = f"was asked for this by a link; it can be used until {long_day(link.until)}"
        else:
            how = f"was asked for this by a link, which was not used and no longer works ({long_day(link.until)})"
        asked.setdefault(link.section, []).append(f"{link.who} {how}.")
    ask = reverse("ask_by_link", args=[held.pk])
    return {
        one.key: Beside(
            "Ask a partner for this section", f"{ask}?section={document.pk}:{one.key}", tuple(asked.get(one.key, ()))
        )
        for one in document.layout.sections
        if one.is_own_words
    }


def sections_to_ask_for(family_id: int) -> list[tuple[str, str]]:
    """Sections in their own words of drafts, each with a key that a form sends. One statement."""
    drafts = Document.objects.filter(involvement__family_id=family_id, finalised_at=None, put_away_at=None)
    return [
        (f"{one.pk}:{section.key}", f"{one.layout_name}: {section.title}")
        for one in drafts
        for section in one.layout.sections
        if section.is_own_words
    ]
