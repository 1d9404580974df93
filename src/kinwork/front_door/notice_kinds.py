"""What units and deciders are told of when something comes in."""

from __future__ import annotations

from kinwork.clocks.expected import NEXT_STEPS
from kinwork.notices.kinds import Kind

TAKEN = Kind(
    key="contact_taken",
    sentence="{who} took a contact about this family",
    summary="the front door took a contact about one of your unit’s families",
    link="/family/{family}/#contacts-title",
    is_urgent=True,
)
PASSED_ON = Kind(
    key="referred_again",
    sentence="{who} passed a new referral about this family to {unit}",
    summary="a family of your unit was referred again",
    link="/family/{family}/#contacts-title",
    is_urgent=True,
    expected=NEXT_STEPS,
)
STRATEGY = Kind(
    key="strategy_now",
    sentence="{who} asks {unit} for a strategy discussion now",
    summary="a strategy discussion is needed now",
    link="/family/{family}/#contacts-title",
    is_urgent=True,
    is_grave=True,
)
DECIDED = Kind(
    key="contact_decided",
    sentence="{who} recorded that you decided what becomes of a contact",
    summary="someone recorded a decision about a contact as yours",
    link="/contacts/{thing}/",
    beyond_reach=True,
)
MAY_BE_YOURS = Kind(
    key="contact_may_be_yours",
    sentence="{who} took a contact that may be about a family whose record you guard; they cannot see that family",
    summary="a contact that may be about a family whose record you guard",
    link="/contacts/{thing}/",
    is_urgent=True,
    is_always_mailed=True,
    is_grave=True,
    beyond_reach=True,
)
KINDS = (TAKEN, PASSED_ON, STRATEGY, DECIDED, MAY_BE_YOURS)
