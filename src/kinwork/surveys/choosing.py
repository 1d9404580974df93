"""Which instruments staff are asked, and what of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.instruments import Form, Instrument, NotToBeAsked, Who, Wording, for_filling_in, library, why_not
from kinwork.instruments.model import Asked, Kind
from kinwork.measures.choosing import folder

from .models import Round

STAFF = (Who.STAFF, Who.WORKER)


def in_units() -> list[str]:
    """The keys of the posts whose holders are asked: of the units themselves."""
    return [key for key, role in ROLES.items() if role.is_member and Permission.SEE_UNIT in role.permissions]


def of_staff() -> list[Instrument]:
    """Questionnaires that staff fill in without their names, by name."""
    found = [
        one for one in library(folder()).current
        if one.anonymous
        and one.kind == Kind.QUESTIONNAIRE
        and one.licence.wording != Wording.TOTALS  # those are scored elsewhere, by someone who sees the form
        and any(not why_not(one, who) for who in STAFF)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.name)


def form_of(instrument: Instrument) -> Form:
    """As it is asked. Raises ``NotToBeAsked``, where its words are licensed and not loaded."""
    who = next((one for one in STAFF if not why_not(instrument, one)), Who.STAFF)
    return for_filling_in(instrument, who=who, wording=library(folder()).wording_for(instrument))


def why_not_asked(instrument: Instrument) -> str:
    """Why it cannot be asked; empty where it can."""
    try:
        form_of(instrument)
    except NotToBeAsked as wrong:
        return str(wrong)
    return ""


@dataclass(frozen=True)
class Sheet:
    """A questionnaire of a round, as it is asked there; its place is in the names of its boxes."""

    place: int
    form: Form

    @property
    def instrument(self) -> Instrument:
        return self.form.instrument

    def box(self, key: str) -> str:
        return f"a{self.place}-{key}"


def sheets_of(one: Round) -> list[Sheet]:
    """In the versions in which the round asks them; words only where it asks for words. Raises ``NotToBeAsked``."""
    found = []
    for place, (key, version) in enumerate(zip(one.instruments, one.versions, strict=True)):
        form = form_of(library(folder()).instrument(key, version))
        if not one.asks_words:
            numbers = tuple(question for question in form.questions if question.asked != Asked.WORDS)
            form = replace(form, questions=numbers)
        found.append(Sheet(place, form))
    return found


def has_words(sheets: Sequence[Sheet]) -> bool:
    """Whether any of them asks for words itself."""
    return any(question.asked == Asked.WORDS for sheet in sheets for question in sheet.form.questions)
