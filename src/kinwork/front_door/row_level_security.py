"""Rows of contacts: there for whoever may know of everybody whom they are about; a caller's name for fewer still."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.row_level_security import HIDDEN, HIDDEN_PEOPLE, Policy, Tables, sees, through, with_history
from kinwork.units.unit_shapes import FRONT_DOOR

_OF_MANY = Policy(f"NOT family_ids && {HIDDEN} AND NOT person_ids && {HIDDEN_PEOPLE}")


def _posts(*, at_front_door: bool) -> str:
    """The roles that take contacts, as SQL has lists; of a unit of first response there are more."""
    keys = [
        key for key, role in ROLES.items() if role.may_everywhere(Permission.TAKE_CONTACT, at_front_door=at_front_door)
    ]
    return ", ".join(f"'{key}'" for key in keys)


_TAKES_CONTACTS = f"""EXISTS (
    SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
    WHERE h.user_id = kinwork_user() AND h.during @> (now() AT TIME ZONE 'Europe/London')::date AND u.is_active
      AND (p.role IN ({_posts(at_front_door=False)})
           OR (u.function = '{FRONT_DOOR}' AND p.role IN ({_posts(at_front_door=True)}))))"""

TABLES = Tables(
    policies={
        "front_door_contact": _OF_MANY,
        "front_door_draft": Policy(
            f"{_OF_MANY.using} AND (contact_id IS NULL OR {sees('front_door_contact', 'front_door_draft.contact_id')})"
        ),
        # Who wishes to stay anonymous is known to those who take contacts, and to nobody else in the service.
        "front_door_caller": Policy(
            "EXISTS (SELECT 1 FROM front_door_contact c WHERE c.id = contact_id "
            f"AND (NOT c.is_anonymous OR {_TAKES_CONTACTS}))",
            sees("front_door_contact", "contact_id"),
        ),
        **{table: through(table, contact_id="front_door_contact") for table in with_history("front_door_about")},
        "front_door_unanswered": Policy(sees("front_door_contact", "front_door_unanswered.contact_id")),
        "front_door_addition": through("front_door_addition", contact_id="front_door_contact"),
        "front_door_feedback": through("front_door_feedback", contact_id="front_door_contact"),
        "front_door_decision": through("front_door_decision", about_id="front_door_about"),
        "front_door_referral": Policy(
            f"family_id <> ALL ({HIDDEN}) AND {sees('front_door_contact', 'front_door_referral.contact_id')}"
        ),
        "front_door_referred": through(
            "front_door_referred", referral_id="front_door_referral", about_id="front_door_about"
        ),
    },
    append_only=(
        "front_door_addition",
        "front_door_caller",
        "front_door_decision",
        "front_door_feedback",
        "front_door_referral",
    ),
    read_only=("front_door_unanswered",),
    stays_but={
        # What follows from whom it is about: the database's own trigger writes it, as whoever links them.
        "front_door_contact": ("family_ids", "person_ids"),
        "front_door_about": ("person_id", "family_id"),
        "front_door_referred": ("person_id",),
    },
)
