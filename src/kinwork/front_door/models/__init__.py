"""What comes in: as it was taken, what was decided for each child, who was told, and where the family went."""

from .contacts import About, Addition, Caller, Consent, Contact, Draft, FamilyKnows, Feedback, How, Who
from .decisions import Decision, Level, Referral, Referred, Unanswered

__all__ = [
    "About",
    "Addition",
    "Caller",
    "Consent",
    "Contact",
    "Decision",
    "Draft",
    "FamilyKnows",
    "Feedback",
    "How",
    "Level",
    "Referral",
    "Referred",
    "Unanswered",
    "Who",
]
