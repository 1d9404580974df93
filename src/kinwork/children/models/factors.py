"""Factors found at the end of an assessment, and disabilities: code sets of the Children in Need census (DfE, 2026)."""

from __future__ import annotations

_WHO = (("A", "child"), ("B", "parent or carer"), ("C", "someone else in the household"))
_OF_WHOM = {
    "1": "Alcohol", "2": "Drugs", "3": "Domestic abuse", "4": "Mental health", "5": "Learning disability",
    "6": "Physical disability or illness",
}  # fmt: skip
FACTORS: list[tuple[str, str]] = [
    *((number + letter, f"{what}: {who}") for number, what in _OF_WHOM.items() for letter, who in _WHO),
    ("7A", "Young carer"),
    ("8B", "Private fostering: from abroad, will return"),
    ("8C", "Private fostering: from abroad, will stay"),
    ("8D", "Private fostering: in the UK, for education"),
    ("8E", "Private fostering: in the UK, with another family"),
    ("8F", "Private fostering: other"),
    ("9A", "Unaccompanied asylum-seeking child"),
    ("10A", "Missing"),
    ("11A", "Child sexual exploitation"),
    ("12A", "Trafficking"),
    ("13A", "Gangs"),
    ("14A", "Socially unacceptable behaviour"),
    ("15A", "Self-harm"),
    ("16A", "Neglect"),
    ("17A", "Emotional abuse"),
    ("18B", "Physical abuse by a child"),
    ("18C", "Physical abuse by an adult"),
    ("19B", "Sexual abuse by a child"),
    ("19C", "Sexual abuse by an adult"),
    ("20", "Other"),
    ("21", "None found"),
    ("22A", "Female genital mutilation"),
    ("23A", "Abuse linked to faith or belief"),
    ("24A", "Child criminal exploitation"),
]
DISABILITIES: list[tuple[str, str]] = [
    ("NONE", "None"),
    ("MOB", "Mobility"),
    ("HAND", "Hand function"),
    ("PC", "Personal care"),
    ("INC", "Incontinence"),
    ("COMM", "Communication"),
    ("LD", "Learning"),
    ("HEAR", "Hearing"),
    ("VIS", "Vision"),
    ("BEH", "Behaviour"),
    ("CON", "Consciousness"),
    ("AUT", "Autism, diagnosed"),
    ("DDA", "Another disability under the Act"),
]
