"""A child's own page: what they want kept, put on it and put right; and as a file that is read in twenty years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.audit_log import log
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import clean_text
from kinwork.paper import as_pdf
from kinwork.people.models import Person

from .composing import lines_of
from .models import Link, OwnWords
from .refusing import require_writing

LIMIT = 20_000  # characters in one piece: ten pages
OVERTAKEN = "Someone has corrected this since you opened it. Open the page again, and correct what stands there now."


@dataclass(frozen=True)
class Piece:
    """Something that the child wants kept, as it stands now; and how it was before, the last first."""

    now: OwnWords
    before: tuple[OwnWords, ...]

    @property
    def typed_by(self) -> str:
        return f"{self.now.whose}, by a link" if self.now.by_link_id else str(self.now.by.full_name)

    @property
    def lines(self) -> list[str]:
        return lines_of(self.now.text)


def own_words_of(family_id: int, person_id: int) -> tuple[list[Piece], list[Piece]]:
    """What is on a child's page, the oldest first; and what was taken off it. One statement."""
    found = list(OwnWords.objects.filter(family_id=family_id, person_id=person_id).select_related("by"))
    by_pk = {one.pk: one for one in found}
    later = {one.corrects_id for one in found}
    on_it: list[tuple[date, int, Piece]] = []
    taken_off: list[tuple[date, int, Piece]] = []
    for one in found:
        if one.pk in later:
            continue
        before, at = [], one
        while at.corrects_id in by_pk:
            at = by_pk[at.corrects_id]
            before.append(at)
        first = before[-1] if before else one
        (on_it if one.text else taken_off).append((first.said_on, first.pk, Piece(one, tuple(before))))
    return [piece for *_, piece in sorted(on_it, key=lambda key: key[:2])], [piece for *_, piece in taken_off]


def own_words_in(family_id: int, person_id: int, pk: int) -> OwnWords | None:
    """One piece of a child's page. One statement."""
    return OwnWords.objects.filter(pk=pk, family_id=family_id, person_id=person_id).select_related("by").first()


@transaction.atomic
def keep(
    held: HeldFamily,
    child: Person,
    *,
    text: str,
    title: str,
    whose: str,
    said_on: date,
    for_others: bool,
    token: UUID,
    corrects: int | None = None,
    by_link: Link | None = None,
) -> OwnWords:
    """Put something on a child's page, in their words; or put right what stands there. The earlier words stay.

    ``by_link``: they wrote it themselves, with a link that ``held`` has been opened for.
    """
    require_writing(held)
    again = OwnWords.objects.filter(token=token, by_id=held.actor.user_id).first()
    if again is not None and (again.person_id, again.family_id) == (child.pk, held.pk):
        return again
    text, title, whose = clean_text(text).strip(), " ".join(title.split())[:120], " ".join(whose.split())[:200]
    problems = {}
    if again is not None:
        problems["text"] = "This page was opened for another child. Open it again, and write it there."
    elif not text and corrects is None:
        problems["text"] = "Write something first." if by_link else "Write what they want kept, in their words."
    elif len(text) > LIMIT:
        problems["text"] = f"One piece holds {LIMIT:,} characters; this has {len(text):,}. Make it two."
    if not whose:
        problems["whose"] = "Say whose words these are."
    if said_on > timezone.localdate():
        problems["said_on"] = "This day is in the future."
    stands = None
    if corrects is not None:
        stands = OwnWords.objects.filter(pk=corrects, family_id=held.pk, person_id=child.pk).first()
        if stands is None or OwnWords.objects.filter(corrects_id=corrects).exists():
            problems["text"] = OVERTAKEN
    if problems:
        raise ValidationError(problems)
    made = OwnWords.objects.create(
        family_id=held.pk, person=child, corrects=stands, text=text, title=title, whose=whose, said_on=said_on,
        for_others=for_others, by_link=by_link, token=token, by_id=held.actor.user_id, at=timezone.now(),
    )  # fmt: skip
    verb = "put on own page" if stands is None else "put own page right" if text else "took off own page"
    log(None if by_link else held.actor, verb, family_id=held.pk, thing=made)
    return made


# -- as a file


def body_of(child: Person, pieces: list[Piece], today: date) -> Markup:
    """The page itself, everything escaped, with nothing that leads anywhere else."""
    said = render_to_string("faces/parts/own.html", {"name": child.name, "pieces": pieces, "day": long_day(today)})
    return Markup(said)  # noqa: S704 -- escaped there


def as_html(child: Person, pieces: list[Piece], today: date) -> str:
    """One file with all that it takes to read it, in any browser, without a network."""
    return render_to_string("faces/own_file.html", {"body": body_of(child, pieces, today)})


def as_paper(child: Person, pieces: list[Piece], today: date) -> bytes:
    """A PDF that is made to last (PDF/A-2a). It is called what it is, not whose it is."""
    page = render_to_string(
        "faces/print.html", {"title": "My own page", "body": body_of(child, pieces, today), "shape": "own"}
    )
    return as_pdf(page, to_last=True)


def as_text(child: Person, pieces: list[Piece], today: date) -> str:
    """The same as letters only, which every machine reads."""
    lines = [f"My own page: {child.name}", f"As it was on {long_day(today)}", ""]
    for one in pieces:
        if one.now.title:
            lines += [one.now.title, "-" * len(one.now.title)]
        lines += [one.now.text, "", f"({_said(one)})", "", ""]
    return "\n".join(lines)


def _said(one: Piece) -> str:
    return f"The words of {one.now.whose}, {long_day(one.now.said_on)}. Typed by {one.typed_by}."
