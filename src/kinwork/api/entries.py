"""What a system sends comes in at the front door, as a call does: through the same forms and the same verb.

Nothing is put into a family's record by a machine: people decide what becomes of it. It says who sent it, and where it
names somebody by their NHS number and date of birth who is in one open family, the unit that holds it hears at once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from kinwork.access.forms import MEANT, form_problems, problems
from kinwork.access.sql import tuples
from kinwork.front_door.actions.contacts import Taken, take_contact
from kinwork.front_door.actions.drafts import Known
from kinwork.front_door.forms import AboutForm, CallForm
from kinwork.people.models import NumberKind

from .callers import Caller, note
from .problems import Problem
from .schemas import AboutSent, EntrySaid, EntrySent

KEY = re.compile(r"[!-~]{8,64}")
CALLS = UUID("6b696e77-6f72-5b00-a000-617069000000")
BEGIN = """
INSERT INTO api_received (system_id, key, fingerprint, at) VALUES (%(system)s, %(key)s, %(fingerprint)s, now())
ON CONFLICT (system_id, key) DO NOTHING RETURNING id
"""
CAME_BEFORE = "SELECT fingerprint, contact_id FROM api_received WHERE system_id = %(system)s AND key = %(key)s"
BECAME = "UPDATE api_received SET contact_id = %(contact)s WHERE id = %(id)s RETURNING id"
# Behind the walls of the asking system: who is in a restricted family is not found, and who guards it hears instead.
KNOWN = """
SELECT DISTINCT said.place, p.id, m.family_id
FROM unnest(%(places)s::int[], %(numbers)s::text[], %(born)s::date[]) said (place, number, born)
JOIN people_identifier i ON i.kind = %(nhs)s AND i.value = said.number AND NOT i.is_mistaken
JOIN people_person p ON p.id = i.person_id AND p.born_on = said.born
JOIN families_familymember m ON m.person_id = p.id AND NOT m.taken_back
JOIN LATERAL kinwork_holding(m.family_id) held ON held.is_open
"""
FORM_NAMES = {"caller_name": "caller", "caller_telephone": "telephone", "wants_answer": "no_answer"}


def take_in(request: HttpRequest, caller: Caller, sent: EntrySent, raw: Mapping[str, Any]) -> EntrySaid:
    """All of it or nothing; the same again under the same key is the same contact."""
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise Problem(
            400, "no-key",
            "Send with each entry a header “Idempotency-Key” of 8 to 64 letters, digits and signs, such as a UUID: "
            "sent again with the same key, it comes in once.",
        )  # fmt: skip
    said = json.dumps(raw, sort_keys=True, ensure_ascii=False)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()
    with transaction.atomic(), pghistory.context(user=caller.actor.user_id):
        begun = tuples(BEGIN, system=caller.system_id, key=key, fingerprint=fingerprint)
        if not begun:
            [(first, contact_id)] = tuples(CAME_BEFORE, system=caller.system_id, key=key)
            if first != fingerprint:
                raise Problem(
                    409, "other-entry",
                    "Another entry came in under this key. Use a new key for each entry, and the same one only to "
                    "send the same again.",
                )  # fmt: skip
            note(request, words="again")
            return EntrySaid(id=str(contact_id), is_repeat=True)
        taken = _read(caller, sent)
        try:
            contact = take_contact(caller.actor, uuid5(CALLS, f"{caller.system_id}:{key}"), taken)
        except ValidationError as problem:
            raise _not_right(_places(problems(problem))) from problem
        tuples(BECAME, contact=contact.pk, id=begun[0][0])
        note(request, shown=contact.family_ids)
        return EntrySaid(id=str(contact.pk), is_repeat=False)


def _read(caller: Caller, sent: EntrySent) -> Taken:
    """Through the forms of the page: the same limits, and the same words for what is not right."""
    form = CallForm(_call(caller, sent))
    rows = [AboutForm(_about(one, f"a{n}"), prefix=f"a{n}") for n, one in enumerate(sent.about)]
    wrong = list(_places(form_problems(form)))
    for n, row in enumerate(rows):
        wrong += [(f"/about/{n}{where}", words) for where, words in _places(form_problems(row))]
    if wrong:
        raise _not_right(wrong)
    return Taken(
        form.as_contact(),
        form.cleaned_data["caller"],
        form.cleaned_data["telephone"],
        [row.as_about() for row in rows],
        _known(sent.about),
    )


def _call(caller: Caller, sent: EntrySent) -> dict[str, Any]:
    day = sent.received_on
    return {
        "received_on": f"{day.day}/{day.month}/{day.year}" if day else "",
        "received_on" + MEANT: f"{day.day}/{day.month}/{day.year}" if day else "",
        "caller": sent.caller_name or caller.name,
        "telephone": sent.caller_telephone,
        "agency_name": caller.organisation,
        "source": caller.source,
        "no_answer": not sent.wants_answer,
        **sent.model_dump(
            include={"relation", "is_anonymous", "said", "wanted", "family_knows", "consent", "no_consent_because"}
        ),
    }


def _about(one: AboutSent, prefix: str) -> dict[str, Any]:
    born = f"{one.born_on.day}/{one.born_on.month}/{one.born_on.year}" if one.born_on else ""
    said = one.model_dump(exclude={"born_on", "nhs_number"})
    return {f"{prefix}-{name}": value for name, value in {**said, "born": born, "born" + MEANT: born}.items()}


def _known(about: list[AboutSent]) -> dict[int, Known]:
    """Who of them is known beyond doubt: by number and date of birth, in one open family. One statement."""
    asked = [(n, one.nhs_number, one.born_on) for n, one in enumerate(about) if one.nhs_number and one.born_on]
    found: dict[int, list[Known]] = {}
    places, numbers, born = zip(*asked, strict=True) if asked else ((), (), ())
    for place, person_id, family_id in tuples(
        KNOWN, places=list(places), numbers=list(numbers), born=list(born), nhs=NumberKind.NHS
    ):
        found.setdefault(place, []).append(Known(person_id, family_id))
    return {place: known[0] for place, known in found.items() if len(known) == 1}


def _places(wrong: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where in what was sent each of them stands."""
    back = {theirs: ours for ours, theirs in FORM_NAMES.items()} | {"born": "born_on"}
    for name, words in wrong.items():
        row = re.fullmatch(r"a(\d+)-(\w+)", name)
        if row:
            yield f"/about/{row[1]}/{back.get(row[2], row[2])}", str(words)
        else:
            yield "" if name == "form" else f"/{back.get(name, name)}", str(words)


def _not_right(wrong: Any) -> Problem:
    return Problem(422, "not-right", "Something in it is not right. Nothing was saved.", list(wrong))
