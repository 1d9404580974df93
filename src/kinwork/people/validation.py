"""What cannot be noted of a person, said at the field where it was typed, with what would be right.

Contradictions are not wrong: only what cannot be (a death before the birth), what is no number, no postcode, no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kinwork.clocks.natural_dates import TO_TERM

from . import codes
from .models import (
    CODED,
    Address,
    AddressKind,
    BirthKind,
    Contact,
    ContactKind,
    Identifier,
    Noted,
    NumberKind,
    OtherName,
    Particular,
    Person,
    Safe,
    SafetyWarning,
    What,
    known_to,
)
from .models.partial import in_order, in_words
from .naming import wrong_in_name
from .numbers import NotANumber, nhs_number, postcode, upn

Wrong = dict[str, str]
# What may end on a day to come: leave to remain, a placement, a tenancy.
MAY_END_LATER = (Address, Contact, Particular, SafetyWarning)


def check_noted(noted: Noted, person: Person, today: date) -> None:
    """Put what was typed into its usual form; raise ``ValidationError`` with every problem at its field."""
    wrong = _dates(noted, person, today.isoformat())
    for kind, check in CHECKS.items():
        if isinstance(noted, kind):
            wrong |= check(noted, person, today)
    if wrong:
        raise ValidationError(wrong)


def _dates(noted: Noted, person: Person, today: str) -> Wrong:
    wrong: Wrong = {}
    born = person.born_said if person.born_kind == BirthKind.EXACT else ""
    for name in ("begun", "ended"):
        said = getattr(noted, name)
        if said and born and not in_order(born, said):
            wrong[name] = f"That is before they were born ({person.born_in_words})."
    if noted.begun > today[: len(noted.begun)] and not isinstance(noted, Address):
        wrong["begun"] = "This date is in the future. Leave it empty if no one knows since when."
    if noted.ended > today[: len(noted.ended)] and not isinstance(noted, MAY_END_LATER):
        wrong["ended"] = "This date is in the future."
    if not in_order(noted.begun, noted.ended):
        wrong["ended"] = f"The end, {in_words(noted.ended)}, is before the start, {in_words(noted.begun)}."
    return wrong


def names_wrong(given_name: str, family_name: str) -> Wrong:
    """What is wrong with the two parts of a name."""
    found = {"given_name": wrong_in_name(given_name), "family_name": wrong_in_name(family_name)}
    return {name: sentence for name, sentence in found.items() if sentence}


def _name(noted: OtherName, person: Person, today: date) -> Wrong:
    wrong = names_wrong(noted.given_name, noted.family_name)
    if not (noted.given_name or noted.family_name):
        wrong["given_name"] = "Type the name. If it is only one word, either box will do."
    return wrong


def _number(noted: Identifier, person: Person, today: date) -> Wrong:
    readers: dict[str, Callable[[str], str]] = {NumberKind.NHS: nhs_number, NumberKind.UPN: upn}
    if not noted.value:
        return {"value": "Type the number."}
    try:
        noted.value = readers.get(noted.kind, str.strip)(noted.value)
    except NotANumber as problem:
        return {"value": str(problem)}
    if not noted.value.isprintable():
        return {"value": "There is an invisible character in this. Type the number again."}
    return {}


def _address(noted: Address, person: Person, today: date) -> Wrong:
    noted.lines = "\n".join(line.strip(" ,") for line in noted.lines.splitlines() if line.strip(" ,"))
    try:
        noted.postcode = postcode(noted.postcode)
    except NotANumber as problem:
        return {"postcode": str(problem)}
    if not (noted.lines or noted.postcode) and noted.kind != AddressKind.NONE:
        return {"lines": "Type where it is, or choose No fixed address."}
    return {}


def _contact(noted: Contact, person: Person, today: date) -> Wrong:
    wrong: Wrong = {}
    if not noted.value:
        wrong["value"] = "Type the number, the address, or who to go through."
    elif noted.kind == ContactKind.EMAIL:
        try:
            validate_email(noted.value)
        except ValidationError:
            wrong["value"] = "This is not an email address. It should look like amy@example.org."
    elif noted.kind in (ContactKind.MOBILE, ContactKind.LANDLINE):
        digits = re.sub(r"[\s()./+\-–]", "", noted.value)
        if not (digits.isascii() and digits.isdecimal() and 3 <= len(digits) <= 15):
            wrong["value"] = "A telephone number has digits only, such as 07700 900123. Put anything else under How."
    if noted.safe == Safe.CARE and not noted.how:
        wrong["how"] = "Say how it is safe, such as: text only, not after 17:00, never voicemail."
    return wrong


def _warning(noted: SafetyWarning, person: Person, today: date) -> Wrong:
    wrong: Wrong = {}
    if not noted.words:
        wrong["words"] = "Say what happened and what to do. A warning cannot be reviewed without its reason."
    if noted.review_on is None:
        wrong["review_on"] = "When should it be reviewed? Type a date such as 6m."
    elif noted.review_on < today and noted._state.adding:
        wrong["review_on"] = "This date has passed. Choose when it should be reviewed, such as 6m."
    return wrong


def _particular(noted: Particular, person: Person, today: date) -> Wrong:
    if noted.what in CODED:
        if all(noted.code != one.code for one in codes.codes(noted.what)):
            return {"code": "Choose one of these."}
        return {}
    if noted.what == What.BORN:
        if not noted.code:
            return {"code": "Type the date given: 12/3/2011, 3/2011 or 2011."}
        if noted.code > today.isoformat()[: len(noted.code)]:
            return {"code": "This date is in the future."}
        if noted.code == person.born_said:
            return {"code": "This is the date of birth already recorded."}
        return {}
    noted.code = ""
    if not noted.words:
        return {"words": f"Say which {What(noted.what).label.lower()}."}
    return {}


CHECKS: dict[type[Noted], Callable[[Any, Person, date], Wrong]] = {
    OtherName: _name,
    Identifier: _number,
    Address: _address,
    Contact: _contact,
    SafetyWarning: _warning,
    Particular: _particular,
}


def check_person(person: Person, today: date) -> None:
    """The same for what is said of everybody: name, birth, death."""
    wrong = names_wrong(person.given_name, person.family_name)
    born, died = person.born_on, person.died_on
    if person.born_kind == BirthKind.EXPECTED and born is None:
        wrong["born"] = "When is the baby expected? Type a date such as 12/3 or 10w."
    if born and person.born_kind != BirthKind.EXPECTED and born > today and not _this_year(person, today):
        wrong["born"] = "This date is in the future. If the baby is not yet born, choose Expected."
    if died and known_to(died, person.died_kind) > today.isoformat()[: len(known_to(died, person.died_kind))]:
        wrong["died"] = "This date is in the future."
    elif died and person.born_kind == BirthKind.EXPECTED:
        wrong["died"] = "A baby who is expected cannot have died. Record a loss in the genogram."
    elif died and born and not in_order(known_to(born, person.born_kind), known_to(died, person.died_kind)):
        wrong["died"] = f"The date of death is before the date of birth ({person.born_in_words})."
    elif born and person.born_kind == BirthKind.EXPECTED and born > today + TO_TERM:
        wrong["born"] = "This is too far off: a birth is expected within ten months."
    if wrong:
        raise ValidationError(wrong)


def _this_year(person: Person, today: date) -> bool:
    """Of a year only the first of July is kept, which may be still to come."""
    return person.born_said <= today.isoformat()[:4]
