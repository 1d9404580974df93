"""Who may sign in, what was opened to whom, and the log."""

from .access_grants import (
    BREAK_GLASS_REASONS,
    OPENED_IT,
    REASONS,
    AccessGrant,
    AccessGrantKind,
    Listed,
    Restriction,
    RestrictionCause,
)
from .audit import AuditEvent, AuditEventFamilies, AuditLink
from .grave_changes import ChangeKind, GraveChange
from .home import Home
from .people import ATTENTION, Authority, Reach, RecordingDefault, Staff, User, WorksAs, first_name_of

__all__ = [
    "ATTENTION",
    "BREAK_GLASS_REASONS",
    "OPENED_IT",
    "REASONS",
    "AccessGrant",
    "AccessGrantKind",
    "AuditEvent",
    "AuditEventFamilies",
    "AuditLink",
    "Authority",
    "ChangeKind",
    "GraveChange",
    "Home",
    "Listed",
    "Reach",
    "RecordingDefault",
    "Restriction",
    "RestrictionCause",
    "Staff",
    "User",
    "WorksAs",
    "first_name_of",
]
