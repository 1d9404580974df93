"""The family record: families and their members, and who is related to whom."""

from .change_sets import Telling
from .family import Family, FamilyMember, FamilyTerm
from .households import Household, Living
from .network import Agency, Closeness, Flow, NetworkPart, Support, Tie
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

__all__ = [
    "Agency",
    "Bond",
    "BondKind",
    "Closeness",
    "Family",
    "FamilyMember",
    "FamilyTerm",
    "Flow",
    "Household",
    "HowEnded",
    "Living",
    "Loss",
    "LossKind",
    "NetworkPart",
    "ParentKind",
    "Parenthood",
    "Partnership",
    "PartnershipKind",
    "SiblingKind",
    "Siblinghood",
    "Support",
    "Telling",
    "Tie",
    "Told",
    "standing",
]
