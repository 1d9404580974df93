"""Who the child is, who answers for the child; contacts, addresses and numbers."""

from __future__ import annotations

from datetime import date

from kinwork.access.sql import tuples
from kinwork.front_door.models import Who
from kinwork.people.models import NumberKind, What

from .. import cin
from ..reading import Child, number_of
from .telling import Rows, Told, as_json, whole_day

_CONTACTS = """
SELECT a.id, a.person_id, c.received_on, c.source,
       (SELECT d.level FROM front_door_decision d WHERE d.about_id = a.id ORDER BY d.id DESC LIMIT 1)
FROM front_door_about a JOIN front_door_contact c ON c.id = a.contact_id
WHERE a.person_id = ANY (%(people)s) AND a.who = ANY (%(children)s) AND c.received_on <= %(on)s ORDER BY a.id
"""


_ADDRESSES = """
SELECT id, person_id, kind, lines, postcode, begun, ended FROM people_address
WHERE person_id = ANY (%(people)s) AND NOT is_mistaken AND NOT is_confidential ORDER BY id
"""


_PARTICULARS = """
SELECT id, person_id, what, code, begun, ended FROM people_particular
WHERE person_id = ANY (%(people)s) AND what = %(immigration)s AND NOT is_mistaken AND code <> '' ORDER BY id
"""


_NUMBERS = """
SELECT id, person_id, kind, value, begun, ended FROM people_identifier
WHERE person_id = ANY (%(people)s) AND NOT is_mistaken ORDER BY id
"""


_MOTHERS = """
SELECT h.id, h.parent_id, h.child_id, c.born_on FROM families_parenthood h JOIN people_person c ON c.id = h.child_id
WHERE h.parent_id = ANY (%(people)s) AND h.superseded_in_id IS NULL AND c.id <> ALL (%(sealed)s) ORDER BY h.id
"""


def person(it: Told) -> Rows:
    child = it.child
    unknown = [one.reason for one in child.of("no_number") if one.ended_on is None]
    mother = None
    if child.sex == "female":
        mother = child.first_child_born is not None
    yield (
        "ssd_person",
        {
            "pers_person_id": it.number,
            "pers_forename": child.given,
            "pers_surname": child.surname,
            "pers_sex": cin.SEX.get(child.sex, "U"),
            "pers_ethnicity": child.ethnicity,
            "pers_dob": child.born,
            "pers_expected_dob": child.expected,
            "pers_death_date": child.died,
            "pers_legacy_id": child.id,
            "pers_upn_unknown": unknown[-1] if unknown and not child.upn else None,
            "pers_send_flag": bool([one for one in child.of("ehc_plan") if one.ended_on is None]) or None,
            "pers_is_mother": mother,
        },
    )
    family = it.near.families.get(child.id)
    if family is not None and not child.is_sealed:
        yield (
            "ssd_family",
            {
                "fami_table_id": f"F{family}-{child.id}",
                "fami_family_id": f"F{family}",
                "fami_person_id": it.number,
            },
        )
    for code in child.disabilities(it.on):
        if code != "NONE":
            yield (
                "ssd_disability",
                {
                    "disa_table_id": f"{child.id}-{code}",
                    "disa_person_id": it.number,
                    "disa_disability_code": code,
                },
            )
    for one in child.of("unaccompanied"):
        yield (
            "ssd_immigration_status",
            {
                "immi_immigration_status_id": f"X{one.id}",
                "immi_person_id": it.number,
                "immi_immigration_status": "UASC",
                "immi_immigration_status_start_date": one.started_on,
                "immi_immigration_status_end_date": one.ended_on,
            },
        )
    for one in child.of("named_worker"):
        team = it.near.teams.get(one.involvement_id)
        yield (
            "ssd_involvements",
            {
                "invo_involvements_id": f"W{one.id}",
                "invo_professional_id": f"W{one.worker_id}",
                "invo_professional_team": f"U{team.unit_id}" if team else None,
                "invo_involvement_start_date": one.started_on,
                "invo_involvement_end_date": one.ended_on,
                "invo_worker_change_reason": one.change,
                "invo_person_id": it.number,
                "invo_referral_id": it.home(one),
            },
        )


def noted(some: list[Child], on: date, there: frozenset[int]) -> Rows:
    """What is noted of people, and who was rung about. Five statements."""
    people = [one.id for one in some]
    sealed = sorted(one.id for one in some if one.is_sealed)
    open_people = [one.id for one in some if not one.is_sealed]
    asked = {"people": people, "children": [str(Who.CHILD), str(Who.EXPECTED)], "on": on}
    for about, person, received, source, level in tuples(_CONTACTS, **asked):
        yield (
            "ssd_contacts",
            {
                "cont_contact_id": f"C{about}",
                "cont_person_id": number_of(person),
                "cont_contact_date": received,
                "cont_contact_source_code": source,
                "cont_contact_outcome_json": as_json(outcome=level) if level else None,
            },
        )
    for id, person, kind, lines, postcode, begun, ended in tuples(_ADDRESSES, people=open_people):
        yield (
            "ssd_address",
            {
                "addr_table_id": id,
                "addr_address_json": as_json(lines=lines, postcode=postcode),
                "addr_person_id": number_of(person),
                "addr_address_type": kind,
                "addr_address_start_date": whole_day(begun),
                "addr_address_end_date": whole_day(ended),
                "addr_address_postcode": postcode,
            },
        )
    for id, person, _, code, begun, ended in tuples(_PARTICULARS, people=people, immigration=What.IMMIGRATION):
        yield (
            "ssd_immigration_status",
            {
                "immi_immigration_status_id": id,
                "immi_person_id": number_of(person),
                "immi_immigration_status": code,
                "immi_immigration_status_start_date": whole_day(begun),
                "immi_immigration_status_end_date": whole_day(ended),
            },
        )
    for id, person, kind, value, begun, ended in tuples(_NUMBERS, people=open_people):
        yield (
            "ssd_linked_identifiers",
            {
                "link_table_id": id,
                "link_person_id": number_of(person),
                "link_identifier_type": NumberKind(kind).label,
                "link_identifier_value": value,
                "link_valid_from_date": whole_day(begun),
                "link_valid_to_date": whole_day(ended),
            },
        )
    for id, mother, child, born in tuples(_MOTHERS, people=people, sealed=sealed):
        if child in there:
            yield (
                "ssd_mother",
                {
                    "moth_table_id": id,
                    "moth_person_id": number_of(mother),
                    "moth_childs_person_id": number_of(child),
                    "moth_childs_dob": born,
                },
            )
