"""Rows of the log, of openings and restrictions; where staff live."""

from __future__ import annotations

from kinwork.row_level_security import EVERYTHING, HIDDEN, Policy, Tables, of_family, of_family_or_none, through

from .models import ChangeKind

# A grave change: for whoever may know of the family, and for who restricted it without being on the list.
_RESTRICTED_IT = f"by_id = kinwork_user() AND kind IN ('{ChangeKind.RESTRICTED}', '{ChangeKind.RESTRICTION_CHANGED}')"

TABLES = Tables(
    policies={
        # The first listed people are put in when nobody is listed yet.
        "access_restriction": of_family(check=EVERYTHING),
        "access_restrictionevent": of_family(check=EVERYTHING),
        "access_listed": through("access_listed", restriction_id="access_restriction", check=EVERYTHING),
        "access_listedevent": through("access_listedevent", restriction_id="access_restriction", check=EVERYTHING),
        # Whoever opened something sees that they did; what they may write is the business of the code.
        "access_accessgrant": Policy(
            f"user_id = kinwork_user() OR kinwork_user() = ANY (guardian_ids) OR family_id <> ALL ({HIDDEN})",
            EVERYTHING,
        ),
        "access_gravechange": Policy(
            f"family_id IS NULL OR family_id <> ALL ({HIDDEN}) OR ({_RESTRICTED_IT})", EVERYTHING
        ),
        # Where somebody lives is theirs to see, and nobody else's.
        "access_home": Policy("user_id = kinwork_user()"),
        "access_auditevent": of_family_or_none(check=EVERYTHING),
    },
    append_only=("access_auditevent", "access_auditeventfamilies", "pghistory_context"),
    read_only=("access_auditlink",),
    # Hidden families stand there among others (docs/adr/0050), and ids.
    unread=("access_auditeventfamilies", "pghistory_context"),
    stays_but={
        "access_gravechange": ("undone_by_id", "undone_at", "disputed_at", "dispute"),
        "access_accessgrant": ("ends_at", "reviewed_by_id", "reviewed_at", "was_right", "review"),
    },
    may_go=("access_listed", "access_home"),
    # The log is read in its own order, which its chain proves; its ids are shown to nobody.
    counted=("access_auditevent",),
)
