"""Persons, and what is noted of them: names, numbers, where they live, how to reach them, and what to mind."""

from .index import Term, Word
from .names import NameKind, OtherName
from .noted import Noted
from .numbers import Identifier, NumberKind
from .particulars import CODED, Particular, SafetyWarning, WarningKind, What
from .person import (
    EXPECTED_IN_MONTH,
    BirthKind,
    DeathKind,
    Person,
    Sex,
    date_in_words,
    known_to,
    short_name_of,
    when_born,
)
from .whereabouts import Address, AddressKind, Contact, ContactKind, Safe

__all__ = [
    "CODED",
    "EXPECTED_IN_MONTH",
    "Address",
    "AddressKind",
    "BirthKind",
    "Contact",
    "ContactKind",
    "DeathKind",
    "Identifier",
    "NameKind",
    "Noted",
    "NumberKind",
    "OtherName",
    "Particular",
    "Person",
    "Safe",
    "SafetyWarning",
    "Sex",
    "Term",
    "WarningKind",
    "What",
    "Word",
    "date_in_words",
    "known_to",
    "short_name_of",
    "when_born",
]
