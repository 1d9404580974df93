"""The family record: families and their members, and who is related to whom."""

from .family import Family, FamilyMember, FamilyTerm
from .relations import (
    Bond,
    BondKind,
    HowEnded,
    Loss,
    LossKind,
    Parenthood,
    ParentKind,
    Partnership,
    PartnershipKind,
    Siblinghood,
    Told,
    standing,
)
from .telling import Telling

__all__ = [
    "Bond",
    "BondKind",
    "Family",
    "FamilyMember",
    "FamilyTerm",
    "HowEnded",
    "Loss",
    "LossKind",
    "ParentKind",
    "Parenthood",
    "Partnership",
    "PartnershipKind",
    "Siblinghood",
    "Telling",
    "Told",
    "standing",
]
