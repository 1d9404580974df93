"""Contacts, of whom the record may know no child, and adopters: lists 1 and 11."""

from __future__ import annotations

from collections.abc import Iterator

from kinwork.access.sql import tuples
from kinwork.front_door.models import Who
from kinwork.people.models import What

from ..reading import number_of
from .codes import GENDER, LEFT_ADOPTING, NO_DISABILITY, NOT_RECORDED, coded, ethnicity, source_of
from .day import CHILD, As, Line

_CONTACTS = """
SELECT a.id, a.person_id, a.born_on, a.sex, c.received_on, c.source,
       (SELECT t.code FROM people_particular t WHERE t.person_id = a.person_id AND t.what = %(ethnicity)s
        AND t.ended = '' AND t.code <> '' AND NOT t.is_mistaken ORDER BY t.id DESC LIMIT 1),
       p.born_on, p.sex
FROM front_door_contact c JOIN front_door_about a ON a.contact_id = c.id LEFT JOIN people_person p ON p.id = a.person_id
WHERE c.received_on > %(since)s AND c.received_on <= %(on)s AND a.who = ANY (%(children)s)
ORDER BY c.received_on, a.id
"""
_ADOPTERS = """
SELECT h.id, p.id, p.sex, h.fosters_to_adopt, h.enquired_on, h.stage1_on, h.stage1_ended_on, h.stage2_on,
       h.stage2_ended_on, h.approved_on, h.left_on, h.left_because,
       EXISTS (SELECT 1 FROM children_adoptionmatch m WHERE m.household_id = h.id AND m.person_id = ANY (%(sealed)s))
           OR EXISTS (SELECT 1 FROM children_adoptionorder o
                      WHERE o.household_id = h.id AND o.person_id = ANY (%(sealed)s)),
       (SELECT t.code FROM people_particular t WHERE t.person_id = p.id AND t.what = %(ethnicity)s
        AND t.ended = '' AND t.code <> '' AND NOT t.is_mistaken ORDER BY t.id DESC LIMIT 1),
       EXISTS (SELECT 1 FROM people_particular t WHERE t.person_id = p.id AND t.what = %(disability)s
               AND t.ended = '' AND t.code <> ALL (%(no_disability)s) AND NOT t.is_mistaken),
       (SELECT max(m."on") FROM children_adoptionmatch m WHERE m.household_id = h.id AND m.withdrawn_at IS NULL
        AND m."on" <= %(on)s),
       (SELECT max(o."on") FROM children_adoptionorder o WHERE o.household_id = h.id AND o.withdrawn_at IS NULL
        AND o."on" <= %(on)s)
FROM children_adopterhousehold h JOIN people_person p ON p.id IN (h.first_id, h.second_id)
WHERE (h.left_on IS NULL OR h.left_on > %(since)s) AND coalesce(h.enquired_on, h.stage1_on, h.approved_on) <= %(on)s
ORDER BY h.id, p.id
"""


def contacts(at: As) -> Iterator[Line]:
    """Who was rung about in six months; of whom the record does not know, by a number of the contact. One statement."""
    asked = {"ethnicity": What.ETHNICITY, "children": [str(Who.CHILD), str(Who.EXPECTED)]}
    for row in tuples(_CONTACTS, since=at.half, on=at.on, **asked):
        about, person, said_born, said_sex, received, source, code, born, sex = row
        born_on = born if person else said_born
        age = None
        if born_on is not None and born_on <= at.on:
            age = at.on.year - born_on.year - ((at.on.month, at.on.day) < (born_on.month, born_on.day))
        yield {
            CHILD: number_of(person) if person else f"C{about}",
            "Gender": GENDER.get(sex if person else said_sex, NOT_RECORDED),
            "Ethnicity": ethnicity(code or ""),
            "Date of Birth": born_on,
            "Age": age,
            "Date of Contact": received,
            "Contact Source": source_of(source),
        }


def adopters(at: As, sealed: frozenset[int]) -> Iterator[Line]:
    """Each adopter of twelve months. Nothing leads from them to a child whose record is sealed. One statement."""
    asked = {"ethnicity": What.ETHNICITY, "disability": What.DISABILITY, "no_disability": ["", NO_DISABILITY]}
    for row in tuples(_ADOPTERS, since=at.year, on=at.on, sealed=sorted(sealed), **asked):
        (home, person, sex, fosters, enquired, one, one_ended, two, two_ended, approved, left, why) = row[:12]
        is_sealed, code, disabled, matched, ordered = row[12:]
        yield {
            "Individual adopter identifier": number_of(person),
            "Family identifier": None if is_sealed else f"A{home}",
            "Gender": GENDER.get(sex, NOT_RECORDED),
            "Ethnicity": ethnicity(code or ""),
            "Disability": disabled,
            "Is the (prospective) adopter fostering for adoption?": fosters,
            "Date enquiry received": enquired,
            "Date Stage 1 started": one,
            "Date Stage 1 ended": one_ended,
            "Date Stage 2 started": two,
            "Date Stage 2 ended": two_ended,
            "Date application approved": approved,
            "Date adopter matched with child(ren)": None if is_sealed else matched,
            "Date of Adoption Order": None if is_sealed else ordered,
            "Date of leaving adoption process": left,
            "Reason for leaving adoption process": coded("reason_for_leaving_adoption_process", LEFT_ADOPTING.get(why)),
        }
