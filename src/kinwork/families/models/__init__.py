"""The family record: families and their members, and who is related to whom."""

from .family import Family, FamilyMember
from .homes import Household, Living
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
    SiblingKind,
    Told,
    standing,
)
from .telling import Telling

__all__ = [
    "Bond",
    "BondKind",
    "Family",
    "FamilyMember",
    "Household",
    "HowEnded",
    "Living",
    "Loss",
    "LossKind",
    "ParentKind",
    "Parenthood",
    "Partnership",
    "PartnershipKind",
    "SiblingKind",
    "Siblinghood",
    "Telling",
    "Told",
    "standing",
]
