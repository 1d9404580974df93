"""The family record: families and their members, and who is related to whom."""

from .change_sets import ChangeSet
from .family import Family, FamilyMember, FamilyTerm
from .households import Household, Living
from .network import Agency, Closeness, Flow, NetworkPart, Support, Tie
from .relations import (
    Bond,
    BondKind,
    Fact,
    HowEnded,
    Loss,
    LossKind,
    Parenthood,
    ParentKind,
    Partnership,
    PartnershipKind,
    Siblinghood,
    SiblingKind,
    in_force,
)

__all__ = [
    "Agency",
    "Bond",
    "BondKind",
    "ChangeSet",
    "Closeness",
    "Fact",
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
    "Tie",
    "in_force",
]
