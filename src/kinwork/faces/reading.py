"""What of the record a face may be made of: as everybody reads it, and as its one reader may be given it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinwork.access.sql import tuples
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.documents.seen_by_all import as_everybody_sees
from kinwork.families.held import HeldFamily
from kinwork.meetings.models import TaskState
from kinwork.plans.models import AimState, Plan
from kinwork.plans.queries.plan import body_of, for_family, kept_in, plan_in_full
from kinwork.record.models import EntryKind
from kinwork.record.queries import entries_for

from .models import Face
from .plain_documents import of_document
from .source import Source

ENTRIES = 30  # the last ones, beside the box in which somebody writes


def sources_of(held: HeldFamily, face: Face) -> dict[str, Source]:
    """By key, all that may be given to its reader. Some fifteen statements, however much there is."""
    with as_everybody_sees(held.pk):
        found = [*_of_plan(held, face), *of_document(held, face), *_of_entries(held, face)]
    return {one.ref: one for one in found}


def _of_plan(held: HeldFamily, face: Face) -> list[Source]:
    running = Plan.objects.filter(involvement_id=face.involvement_id, ended_on=None)
    plan = running.select_related("involvement").first()
    if plan is None:
        return []
    whole = body_of(plan_in_full(plan))
    body = for_family(whole, {face.person_id}, kept_in(whole))
    address = reverse("plan", args=[held.pk])
    named = (
        ("danger", "The plan: what we are worried about"), ("contingency", "The plan: if it goes wrong"),
        ("ending", "The plan: what would end our involvement"),
    )  # fmt: skip
    found = [Source(f"{key}:{plan.pk}", body[key].strip(), what, address) for key, what in named if body[key].strip()]
    for aim in body["aims"]:
        is_open = aim["state"] == AimState.OPEN.label
        said = f" ({aim['said_by']})" if aim["said_by"] else ""
        found.append(Source(f"aim:{aim['id']}", f"{aim['words']}{said}", "The plan: an aim", address, is_open))
        for step in aim["steps"]:
            what = f"The plan: a step, {lower_first(step['state'])}"
            is_to_do = is_open and step["state"] == TaskState.OPEN.label
            found.append(Source(f"step:{step['id']}", _step(step), what, address, is_to_do))
    return found


def _step(step: Mapping[str, str]) -> str:
    who = f"{step['who']}: " if step["who"] else ""
    by = f", by {long_day(date.fromisoformat(step['due']))}" if step["due"] else ""
    return f"{who}{step['what']}{by}"


def _of_entries(held: HeldFamily, face: Face) -> list[Source]:
    found = entries_for(held.actor, held.pk, [face.person_id])
    return [
        Source(
            f"entry:{one['id']}",
            "\n".join((one["text"], *one["added"])),
            f"{EntryKind(one['kind']).label}, {long_day(one['happened_on'])}",
            f"{reverse('entries', args=[held.pk])}#entry-{one['id']}",
            place < ENTRIES,
        )
        for place, one in enumerate(reversed(found))
    ]


@dataclass(frozen=True)
class Kept:
    """That something in a text is kept from its reader; which words, if whoever asks may see where they stand."""

    words: str
    is_out_of_sight: bool  # some of it stands where whoever asks may not look

    @property
    def said(self) -> str:
        return f"“{self.words}”" if self.words else "Something in this section"


def kept_words(family_id: int, person_id: int, texts: Collection[str]) -> list[Kept | None]:
    """Of each text, what in it stands in something kept from this person, if anything does. One statement.

    The database looks into everything, also into what whoever asks may not know of; of that it gives no word back.
    """
    if not texts:
        return []
    found = tuples(
        "SELECT n, is_kept, is_out_of_sight, words FROM kinwork_words_kept_from(%(family)s::bigint, %(who)s::bigint, "
        "%(texts)s::text[], (SELECT kinwork_refs_in_sight(%(family)s::bigint)))",
        family=family_id, who=person_id, texts=list(texts),
    )  # fmt: skip
    return [Kept(words, is_out_of_sight) if is_kept else None for _, is_kept, is_out_of_sight, words in sorted(found)]


@dataclass(frozen=True)
class Leaning:
    """How a source that a section leans on stands now."""

    ref: str
    then: str  # its print
    now: Source | None

    @property
    def is_gone(self) -> bool:
        """No longer there for this reader: ended, or kept from them since."""
        return self.now is None

    @property
    def has_changed(self) -> bool:
        return self.now is not None and self.now.print != self.then


def leanings(then: Mapping[str, str], now: Mapping[str, Source]) -> Sequence[Leaning]:
    """Of each source that a section leans on."""
    return [Leaning(ref, then_print, now.get(ref)) for ref, then_print in then.items()]
