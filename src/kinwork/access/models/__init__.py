"""Who may sign in, what was opened to whom, and the log."""

from .audit import AuditEvent, AuditLink, AuditShown
from .grave_changes import ChangeKind, GraveChange
from .home import Home
from .openings import EMERGENCIES, OPENED_IT, REASONS, Listed, Opening, OpeningKind, Restriction, RestrictionCause
from .people import Authority, Reach, Staff, User, first_name_of

__all__ = [
    "EMERGENCIES",
    "OPENED_IT",
    "REASONS",
    "AuditEvent",
    "AuditLink",
    "AuditShown",
    "Authority",
    "ChangeKind",
    "GraveChange",
    "Home",
    "Listed",
    "Opening",
    "OpeningKind",
    "Reach",
    "Restriction",
    "RestrictionCause",
    "Staff",
    "User",
    "first_name_of",
]
