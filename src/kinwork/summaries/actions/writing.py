"""Verbs: begin a version, save what people type in it, take up entries, make it the standing one.

Boxes save and are brought together as those of a meeting are (docs/adr/0061): no word of two people is lost.
"""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.queries import latest_involvement
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import Outdated, Saved, clean_text, edits_of, keep_edit
from kinwork.meetings.changes import NotThatText
from kinwork.meetings.history import Typed, brought_in
from kinwork.meetings.live import family_room, publish
from kinwork.meetings.models import Revision
from kinwork.record.models import Entry, EntryAmendment
from kinwork.record.queries import entry_of

from ..models import BOX, Part, Summary, SummaryLink, SummaryPassage

GONE = "This version is no longer being written. What you typed is still here: copy it into the next one."


@transaction.atomic
def begin(held: HeldFamily) -> Summary:
    """The version that is being written; where there is none, the next one, which starts as the standing one reads.

    Whoever begins it takes over what they may know of. Words of an entry that has been limited since come as a link.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    involvement = latest_involvement(held.pk)
    if involvement is None or involvement.closed_on is not None:
        raise ValidationError("The family is closed. Open it again to write a new summary.")
    tuples("SELECT pg_advisory_xact_lock(7206, %(involvement)s::int)", involvement=involvement.pk % 2**31)
    every = list(Summary.objects.filter(involvement=involvement).order_by("-number")[:1])
    before = every[0] if every else None
    if before is not None and before.is_draft:
        return before
    now = timezone.now()
    new = Summary.objects.create(
        involvement=involvement, number=before.number + 1 if before else 1, begun_by_id=held.actor.user_id, begun_at=now
    )
    _carry_on(held, new, before)
    log(held.actor, "began summary", family_id=held.pk, thing=new)
    return new


def _carry_on(held: HeldFamily, new: Summary, before: Summary | None) -> None:
    me, now = held.actor.user_id, new.begun_at
    own = dict.fromkeys(Part.values, "")
    folded: list[SummaryPassage] = []
    linked: dict[tuple[str, int], SummaryLink] = {}
    if before is not None:
        known = _known_entries(held, before)
        for one in before.links.filter(taken_out_at=None, entry_id__in=known):
            linked[one.part, one.entry_id] = SummaryLink(
                summary=new, part=one.part, entry_id=one.entry_id, put_by_id=one.put_by_id, put_at=one.put_at
            )
        for passage in before.passages.filter(taken_out_at=None).select_related("entry"):
            entry = passage.entry
            if entry is None:
                own[passage.part] = passage.text
            elif entry.is_limited and entry.pk in known:
                linked.setdefault(
                    (passage.part, entry.pk),
                    SummaryLink(summary=new, part=passage.part, entry=entry, put_by_id=me, put_at=now),
                )
            elif entry.pk in known:
                folded.append(
                    SummaryPassage(
                        summary=new, part=passage.part, entry=entry, text=passage.text, put_by_id=passage.put_by_id,
                        put_at=passage.put_at,
                    )
                )  # fmt: skip
    SummaryPassage.objects.bulk_create(
        [SummaryPassage(summary=new, part=part, text=text, put_by_id=me, put_at=now) for part, text in own.items()]
        + folded
    )
    SummaryLink.objects.bulk_create(linked.values())


def _known_entries(held: HeldFamily, version: Summary) -> set[int]:
    """The entries taken up in a version of which this person may know: asked in code too."""
    ids = {*version.links.values_list("entry_id", flat=True)}
    ids |= {*version.passages.filter(entry__isnull=False).values_list("entry_id", flat=True)}
    return {pk for pk in ids if entry_of(held.actor, held.pk, pk) is not None}


def save_passage(held: HeldFamily, pk: int, version: int, typed: Typed, *, page: str = "") -> Saved:
    """A pause in typing. ``version`` is the one that the person started from.

    Raises :class:`Outdated` where it is not known how the box stood then and no base was sent: the page sends it too.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    typed = replace(typed, text=clean_text(typed.text), base=None if typed.base is None else clean_text(typed.base))
    with transaction.atomic():
        passage = _locked(held, pk)
        if typed.base is None and not _is_known(passage, version):
            raise Outdated(passage.version, passage.text)
        edits = edits_of(BOX, pk, since=version)
        last = edits.pop(0) if edits and edits[0].version == version else None
        try:
            both = brought_in(passage.text, edits, typed, last=last)
        except NotThatText as unknown:
            raise Outdated(passage.version, passage.text) from unknown
        text = clean_text(both.text)
        if both.onto_theirs or both.onto_mine:
            keys = " ".join([typed.key, *typed.tried])[:100]
            keep_edit(
                held.actor, passage, BOX, text, both.onto_theirs, over=both.onto_mine, keys=keys, field="text"
            )  # fmt: skip
            _save(passage)
            if both.onto_theirs:
                tell(held, passage, page)
        return Saved(passage.version, text, merged=bool(both.onto_mine), over=both.onto_mine)


def _locked(held: HeldFamily, pk: int) -> SummaryPassage:
    """A passage of the version that is being written, until this transaction ends."""
    found = SummaryPassage.objects.select_for_update(of=("self",)).filter(
        pk=pk, taken_out_at=None, summary__involvement__family_id=held.pk
    )
    passage = found.first()
    # Asked anew: the version may have been made standing while this waited for the passage.
    if passage is None or not Summary.objects.filter(pk=passage.summary_id, standing_at=None).exists():
        raise ValidationError(GONE)
    if passage.entry_id and entry_of(held.actor, held.pk, passage.entry_id) is None:
        raise ValidationError(GONE)
    return passage


def _is_known(passage: SummaryPassage, version: int) -> bool:
    """Whether every version from one on is in the history of the box. One statement."""
    kept = Revision.objects.filter(box=BOX, object_id=passage.pk, version__gt=version, version__lte=passage.version)
    return kept.count() == passage.version - version


def _save(passage: SummaryPassage) -> None:
    passage.save(update_fields=["text", "version", "written_by", "written_at"])


def tell(held: HeldFamily, passage: SummaryPassage, page: str) -> None:
    """Pages that have the summary open ask what is new in a box."""
    publish(family_room(held.pk), "text", box=f"{BOX}:{passage.pk}", version=passage.version, family=held.pk, page=page)


def tell_what_is_in_it(held: HeldFamily) -> None:
    """Pages that have the editor open ask for its parts and entries again."""
    publish(family_room(held.pk), "section", name="summary-editor", discussion=f"summary {held.pk}", family=held.pk)


def _hold(draft: Summary) -> Summary:
    """Keep a version from being made standing until this transaction ends."""
    held = Summary.objects.select_for_update().get(pk=draft.pk)
    if not held.is_draft:
        raise ValidationError("This version was made standing a moment ago. Press again to begin the next one.")
    return held


@transaction.atomic
def link(held: HeldFamily, entry_id: int, part: str) -> SummaryLink:
    """A part leans on an entry. Linked already, it stays as it is."""
    draft, entry = _to_take_up(held, entry_id, part)
    found = SummaryLink.objects.filter(summary=draft, part=part, entry=entry, taken_out_at=None).first()
    if found is not None:
        return found
    made = SummaryLink.objects.create(
        summary=draft, part=part, entry=entry, put_by_id=held.actor.user_id, put_at=timezone.now()
    )
    log(held.actor, "linked entry in summary", family_id=held.pk, thing=entry)
    tell_what_is_in_it(held)
    return made


@transaction.atomic
def fold_in(held: HeldFamily, entry_id: int, part: str) -> SummaryPassage:
    """The words of an entry stand in a part, with where they come from; there they can be shortened.

    Of an entry for named staff nothing leaves the entry but the link. From whom an entry is hidden, from them its words
    are hidden here too, however that changes later.
    """
    draft, entry = _to_take_up(held, entry_id, part)
    if entry.is_limited:
        raise ValidationError(
            "This entry is for named staff only, so its words stay in it. Link it instead: only they see the link."
        )
    found = SummaryPassage.objects.filter(summary=draft, part=part, entry=entry, taken_out_at=None).first()
    if found is not None:
        return found
    added = EntryAmendment.objects.filter(entry=entry).values_list("text", flat=True)
    made = SummaryPassage.objects.create(
        summary=draft,
        part=part,
        entry=entry,
        text=clean_text("\n\n".join([entry.text.strip(), *(one.strip() for one in added)])),
        put_by_id=held.actor.user_id,
        put_at=timezone.now(),
    )
    log(held.actor, "took up entry in summary", family_id=held.pk, thing=entry)
    tell_what_is_in_it(held)
    return made


def _to_take_up(held: HeldFamily, entry_id: int, part: str) -> tuple[Summary, Entry]:
    if part not in Part.values:
        raise ValidationError("Choose the part of the summary first.")
    draft = _hold(begin(held))
    entry = entry_of(held.actor, held.pk, entry_id)
    if entry is None:
        raise ValidationError("This entry is not in the family’s record.")
    return draft, entry


@transaction.atomic
def take_out(held: HeldFamily, entry_id: int, part: str) -> None:
    """What was taken up of an entry leaves a part of the version that is being written; its words are kept."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    drafts = Summary.objects.select_for_update().filter(involvement__family_id=held.pk, standing_at=None)
    draft = drafts.first()
    if draft is None or entry_of(held.actor, held.pk, entry_id) is None:
        raise ValidationError(GONE)
    gone = {"taken_out_by_id": held.actor.user_id, "taken_out_at": timezone.now()}
    of_part = {"part": part, "entry_id": entry_id, "taken_out_at": None}
    # One by one, with nothing else: the database lets only these two be written.
    many = draft.links.filter(**of_part).update(**gone) + draft.passages.filter(**of_part).update(**gone)
    if many:
        log(held.actor, "took entry out of summary", family_id=held.pk, thing=Entry(pk=entry_id))
        tell_what_is_in_it(held)


@transaction.atomic
def take_over(held: HeldFamily, sentences: dict[str, str]) -> Summary:
    """What was said of situation and risk in a meeting becomes those parts: by one press, and nothing is retyped.

    What stood there before is in the history of the box, and in the version before.
    """
    said = {part: text.strip() for part, text in sentences.items() if part in Part.values and text.strip()}
    if not said:
        raise ValidationError("Nothing has been written about situation and risk in this discussion yet.")
    draft = _hold(begin(held))
    own = SummaryPassage.objects.select_for_update().filter(summary=draft, entry=None, part__in=said)
    for passage in own.order_by("pk"):
        if passage.text.strip() != said[passage.part]:
            keep_edit(held.actor, passage, BOX, clean_text(said[passage.part]), field="text")
            _save(passage)
            tell(held, passage, "")
    log(held.actor, "took sentences of meeting over", family_id=held.pk, thing=draft)
    return draft


@transaction.atomic
def make_standing(held: HeldFamily) -> Summary:
    """“This is how it is”, today, by whoever says so. From then on this version stays as it is."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    drafts = Summary.objects.select_for_update().filter(involvement__family_id=held.pk, standing_at=None)
    draft = drafts.first()
    if draft is None:
        raise ValidationError("No summary is being written. Someone may just have made it the standing one.")
    # Whoever is saving a word has the passage: it arrives first.
    passages = list(draft.passages.select_for_update().filter(taken_out_at=None).order_by("pk"))
    if not any(one.text.strip() for one in passages if one.part in (Part.SITUATION, Part.RISK)):
        raise ValidationError(
            "Say first how things stand: situation or risk, in a sentence or two. The other parts can wait."
        )
    today = timezone.localdate()
    draft.standing_on, draft.standing_by_id, draft.standing_at = today, held.actor.user_id, timezone.now()
    draft.save(update_fields=["standing_on", "standing_by", "standing_at"])
    log(held.actor, "made summary standing", family_id=held.pk, thing=draft, words=f"As of {long_day(today)}.")
    tell_what_is_in_it(held)
    return draft
