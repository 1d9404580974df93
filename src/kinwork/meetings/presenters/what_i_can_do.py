"""What somebody can do here, for whoever has nothing to do yet: follows from what their posts let them do."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission as P
from kinwork.approvals.queries import approves


@dataclass(frozen=True)
class Doing:
    """Something to begin with: where it is, and what it is for."""

    title: str
    words: str
    address: str


# By what somebody may do in every unit, in the order of use; the address by the name of its page.
EVERYWHERE = (
    (P.TAKE_CONTACT, "Contacts", "Take a call, and see what waits for an answer or a unit.", "contacts"),
    (P.SEARCH, "Search", "Find a family by a name, a date of birth, a number or an address.", "search"),
    (
        P.OPEN_IN_EMERGENCY,
        "Open a record in an emergency",
        "When a child may be at risk and you cannot wait.",
        "emergency",
    ),
    (P.SEE_NUMBERS, "Units", "Families, children and what is overdue, unit by unit.", "units"),
    (P.SEE_NUMBERS, "Is it getting better?", "Figures of the service, quarter by quarter.", "indicators"),
    (P.SET_UP_SERVICE, "Authority", "Units, their posts and people, and what is still to be set up.", "authority"),
    (P.SET_RULES, "Rules", "How often families are discussed, how long an opening lasts.", "rules"),
    (P.SEND_RETURNS, "Returns", "What the statutory returns would say today; keep what is sent.", "returns"),
    (P.RUN_STUDIES, "Studies", "Set up a study and choose its evaluators.", "studies"),
    (P.DRAW_DATA, "Studies", "The studies you are named for, and their data.", "studies"),
    (P.MANAGE_ACCOUNTS, "Accounts", "Invite people, send a new link, disable an account.", "accounts"),
    (P.SEE_SHARED, "Shared with me", "What a unit has shared with you, and who to ask.", "shared_with_me"),
)


def what_can_be_done(actor: Actor) -> list[Doing]:
    """Where this person can begin: their unit first, then what they may do everywhere. No statement."""
    found = []
    if actor.reach:
        if len(actor.home_unit_ids) > 1 and not actor.may(P.SEE_NUMBERS):
            found.append(Doing("Your units", "Families, children and what is overdue, unit by unit.", reverse("units")))
        elif actor.home_unit_ids:
            found.append(Doing("Your unit", "Every family, and where things stand.", reverse("my_unit")))
        found += [
            Doing("The meeting", "What is on the agenda next, and the minutes of earlier ones.", reverse("my_meeting")),
            Doing("Families", "All the families you can open.", reverse("families")),
        ]
    for permission, title, words, page in EVERYWHERE:
        if actor.may(permission):
            found.append(Doing(title, words, reverse(page)))
    if approves(actor):
        words = "What others have done and you approve; it never holds up the work."
        found.append(Doing("Approvals", words, reverse("approvals")))
    if actor.somewhere(P.SEE_STAFF_LOG):
        found.append(Doing("Access log", "Who has opened what, and what stands out.", reverse("patterns")))
    return found
