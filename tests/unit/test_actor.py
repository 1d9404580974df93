"""What somebody may do where: by their posts, as a deputy, as a buddy, by the authority's reach, or by an opening."""

from __future__ import annotations

import pytest

from kinwork.access.actor import Actor, HeldPost, NotAllowed
from kinwork.access.models import Reach
from kinwork.access.permissions import Permission as P
from kinwork.access.roles import (
    AS_BREAK_GLASS,
    AS_BUDDY,
    AS_COLLEAGUE,
    AS_DEPUTY,
    AS_OPENED,
    ROLES,
    ChildPractitioner,
    ConsultantSocialWorker,
    EmergencyDuty,
    HeadOfService,
    PerformanceAnalyst,
    QualityAssurance,
    Role,
    SocialWorker,
    SystemAdministrator,
)
from tests.permission_table import permission_table

HERE, THERE, ELSEWHERE = 1, 2, 3


def somebody(*posts: tuple[int, type[Role]], **more) -> Actor:
    return Actor(7, "Jo", tuple(HeldPost(unit, role.key) for unit, role in posts), **more)


def allowed(who: Actor, unit_id: int | None) -> set[P]:
    return {permission for permission in P if who.can(permission, unit_id)}


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.key)
def test_a_post_gives_what_its_role_says_there_and_what_it_says_everywhere_elsewhere(role):
    jo = somebody((HERE, role))
    assert allowed(jo, HERE) == role.permissions | role.everywhere
    assert allowed(jo, ELSEWHERE) == role.everywhere
    assert allowed(jo, None) == set()
    assert jo.can(P.SEE_FAMILY, None) is False
    assert {one for one in P if jo.may(one)} == role.everywhere
    assert {one for one in P if jo.somewhere(one)} == role.permissions | role.everywhere


def test_the_table_for_people_holds():
    asking = {key: somebody((HERE if role.permissions else ELSEWHERE, role)) for key, role in ROLES.items()}
    asking["deputy"] = somebody((HERE, SocialWorker), deputy_unit_ids=frozenset({HERE}))
    asking["buddy"] = somebody((THERE, ConsultantSocialWorker), buddy_unit_ids=frozenset({HERE}))
    asking["stranger"] = somebody((ELSEWHERE, ConsultantSocialWorker))
    asking["cover"] = somebody((ELSEWHERE, SocialWorker), covers=(HeldPost(HERE, ChildPractitioner.key),))
    may = {one.value: {who: "y" if jo.can(one, HERE) else "-" for who, jo in asking.items()} for one in P}
    assert may == permission_table()


def test_without_a_post_nothing():
    assert allowed(somebody(), HERE) == set()
    assert not any(somebody().may_ever(one) for one in P)


def test_a_deputy_a_buddy_and_who_opened_a_family_each_have_theirs_and_only_there():
    usual = SocialWorker.everywhere
    assert allowed(somebody((HERE, SocialWorker), deputy_unit_ids=frozenset({THERE})), THERE) == usual | AS_DEPUTY
    assert allowed(somebody((HERE, SocialWorker), buddy_unit_ids=frozenset({THERE})), THERE) == usual | AS_BUDDY
    jo = somebody((HERE, SocialWorker))
    assert allowed(jo.with_opened(THERE, 5), THERE) == usual | AS_OPENED
    assert allowed(jo.with_opened(THERE, 5, by_break_glass=True), THERE) == usual | AS_BREAK_GLASS
    assert allowed(jo.with_opened(THERE, 5), ELSEWHERE) == usual
    assert allowed(jo, THERE) == usual, "what was opened for one request is not kept for the next"
    assert jo.with_opened(THERE, 5).opening_id == 5


def test_an_opening_lets_see_edit_and_do_tasks_and_only_an_emergency_shows_where_somebody_hides():
    assert {P.SEE_FAMILY, P.EDIT_FAMILY, P.DO_TASK} == AS_OPENED
    assert AS_OPENED | {P.SEE_CONFIDENTIAL} == AS_BREAK_GLASS
    opened = somebody((HERE, QualityAssurance), opened_unit_id=THERE)
    assert allowed(opened, THERE) == QualityAssurance.everywhere | AS_OPENED, "no emergency unless it is said"


def test_a_colleague_sees_a_buddy_acts_and_a_deputy_decides():
    assert {P.SEE_UNIT, P.SEE_FAMILY} == AS_COLLEAGUE
    assert AS_COLLEAGUE | {P.EDIT_FAMILY, P.WRITE_MINUTES, P.DO_TASK, P.SEE_CONFIDENTIAL} == AS_BUDDY
    runs_the_meeting = {P.OPEN_MEETING, P.ORDER_AGENDA, P.OPEN_FAMILY, P.MERGE_PEOPLE}
    assert (
        runs_the_meeting | {P.DECIDE, P.DECIDE_STATUS, P.APPROVE, P.CLOSE_MEETING, P.CLOSE_FAMILY, P.TRANSFER_FAMILY}
        == AS_DEPUTY
    )


def test_where_the_whole_service_is_in_reach_who_works_with_families_sees_them_all():
    everyone = {"reach_of_all": Reach.SERVICE}
    assert allowed(somebody((HERE, SocialWorker), **everyone), THERE) == SocialWorker.everywhere | AS_COLLEAGUE
    assert allowed(somebody((HERE, PerformanceAnalyst), **everyone), THERE) == PerformanceAnalyst.everywhere
    assert somebody((HERE, SocialWorker), **everyone).sees_every_unit
    assert not somebody((HERE, SocialWorker)).sees_every_unit
    assert not somebody((HERE, PerformanceAnalyst), **everyone).sees_every_unit
    assert somebody((HERE, HeadOfService)).sees_every_unit


def ever(who: Actor) -> set[P]:
    return {one for one in P if who.may_ever(one)}


def test_what_somebody_may_ever_do_is_asked_before_anything_is_looked_up():
    assert ever(somebody((HERE, SystemAdministrator))) == SystemAdministrator.everywhere
    assert ever(somebody((HERE, QualityAssurance))) == QualityAssurance.everywhere | AS_OPENED
    assert ever(somebody((HERE, EmergencyDuty))) == EmergencyDuty.everywhere | AS_BREAK_GLASS
    worker = SocialWorker.permissions | SocialWorker.everywhere | AS_BREAK_GLASS
    assert ever(somebody((HERE, SocialWorker))) == worker
    assert ever(somebody((HERE, SocialWorker), deputy_unit_ids=frozenset({HERE}))) == worker | AS_DEPUTY
    assert ever(somebody((HERE, HeadOfService))) == HeadOfService.everywhere | AS_BREAK_GLASS
    analyst = (HERE, PerformanceAnalyst)
    assert ever(somebody(analyst, buddy_unit_ids=frozenset({THERE}))) == PerformanceAnalyst.everywhere | AS_BUDDY
    assert ever(somebody(analyst)) == PerformanceAnalyst.everywhere


def test_where_the_whole_service_is_in_reach_who_sees_families_may_ever_see_their_units(monkeypatch):
    class FamilySupport(Role):
        key = "support"
        permissions = frozenset({P.SEE_FAMILY})

    monkeypatch.setitem(ROLES, FamilySupport.key, FamilySupport)
    assert ever(somebody((HERE, FamilySupport))) == {P.SEE_FAMILY}
    assert ever(somebody((HERE, FamilySupport), reach_of_all=Reach.SERVICE)) == {P.SEE_FAMILY, P.SEE_UNIT}


def test_who_is_not_allowed_is_told_in_words():
    jo = somebody((HERE, SocialWorker))
    jo.require(P.SEE_FAMILY, HERE)
    jo.require_ever(P.SEE_FAMILY)
    with pytest.raises(NotAllowed, match="Only the consultant social worker"):
        jo.require(P.DECIDE, HERE)
    with pytest.raises(NotAllowed, match="Your role in this unit does not let you do this"):
        jo.require(P.EDIT_FAMILY, THERE)
    with pytest.raises(NotAllowed, match="Only a system administrator") as refused:
        jo.require_ever(P.MANAGE_ACCOUNTS)
    assert refused.value.permission == P.MANAGE_ACCOUNTS
    assert str(NotAllowed(P.DECIDE, "Not today.")) == "Not today."


def test_whose_units_are_whose():
    jo = somebody(
        (THERE, SocialWorker), (HERE, SocialWorker), (THERE, SocialWorker), (ELSEWHERE, PerformanceAnalyst),
        deputy_unit_ids=frozenset({5, 4}), buddy_unit_ids=frozenset({9, 8, HERE}),
    )  # fmt: skip
    assert jo.unit_ids == [THERE, HERE, ELSEWHERE]
    assert jo.home_unit_ids == [THERE, HERE]
    assert jo.reach == [THERE, HERE, 4, 5, 8, 9]


def test_what_was_worked_out_once_is_not_asked_again_for_another_unit():
    jo = somebody((HERE, SocialWorker))
    assert [jo.can(P.EDIT_FAMILY, unit) for unit in (HERE, THERE, HERE, THERE)] == [True, False, True, False]


def test_what_was_worked_out_is_no_part_of_who_somebody_is():
    asked, other = somebody((HERE, SocialWorker)), somebody((HERE, SocialWorker))
    asked.require(P.SEE_FAMILY, HERE)
    assert asked == other
    assert repr(asked) == repr(other)
