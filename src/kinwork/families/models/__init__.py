"""The family record: families and their members, and who is related to whom."""

from .family import Family, FamilyMember
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
    Told,
    standing,
)
from .telling import Telling

__all__ = [
    "Agency",
    "Bond",
    "BondKind",
    "Closeness",
    "Family",
    "FamilyMember",
    "Flow",
    "HowEnded",
    "Loss",
    "LossKind",
    "NetworkPart",
    "ParentKind",
    "Parenthood",
    "Partnership",
    "PartnershipKind",
    "Siblinghood",
    "Support",
    "Telling",
    "Tie",
    "Told",
    "standing",
]
