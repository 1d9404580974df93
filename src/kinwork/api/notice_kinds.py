"""Who hears of a partner system: it takes two, and each is told when it is their turn."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

TO_AGREE = Kind(
    key="partner_system_to_agree",
    sentence="{who} has added or changed a partner system. It may do nothing until the head of service agrees",
    summary="a partner system that waits for the head of service",
    link="/authority/systems/{thing}/",
)
AGREED = Kind(
    key="partner_system_agreed",
    sentence="{who} has agreed what a partner system may do. Its tokens can be issued",
    summary="a partner system whose tokens can be issued",
    link="/authority/systems/{thing}/",
)
LESS = Kind(
    key="partner_system_may_do_less",
    sentence="{who} has taken back some of what a partner system may do, also from the tokens that it has",
    summary="a partner system that may do less than before",
    link="/authority/systems/{thing}/",
)
KINDS = (TO_AGREE, AGREED, LESS)
