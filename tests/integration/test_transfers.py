"""A family goes from one unit to another: offered, returned, taken, introduced, handed over. Given, when, then."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access import grave_changes
from kinwork.access.actor import NotAllowed
from kinwork.access.models import GraveChange, User
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.closing import close_family
from kinwork.cases.models import Allocation, Involvement
from kinwork.cases.moving import move_family
from kinwork.cases.queries import unit_holding
from kinwork.clocks.working_days import add_working_days
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import discussing, tasks
from kinwork.notices.queries import new_lines_for
from kinwork.obligations.actions import set_period
from kinwork.overview.queries import flow
from kinwork.transfers import actions
from kinwork.transfers.models import Pack, State, Transfer
from kinwork.units.models import Unit
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    """Rowan holds the Stonefams, Hazel is another unit; gia manages both, hal is head of service."""
    hazel, staff = unit_with_staff("Hazel", "h")
    rowan.hazel, rowan.hannah, rowan.hugo = hazel, staff["grace"], staff["maureen"]
    rowan.gia, rowan.hal, rowan.mo = user("gia"), user("hal"), user("mo")
    for unit in (rowan.unit, hazel):
        put_in_post(rowan.gia, unit, "gm")
    put_in_post(rowan.mo, rowan.unit, "gm")
    put_in_post(rowan.hal, service_team(), "hos")
    rowan.family = family_in(rowan.unit, "Stonefam", tell_once="How her brother died.")
    rowan.open = Involvement.objects.get(family=rowan.family)
    return rowan


def held(scene, who, family=None) -> HeldFamily:
    family = family or scene.family
    return HeldFamily(family, unit_holding(family.pk), actor(who))


def offered(scene, who=None, *, days_ago: int = 0, **more) -> Transfer:
    with time_machine.travel(timezone.now() - days_ago * DAY, tick=True):
        said = {"why": "They have moved to the north of the town.", "wanted_from": timezone.localdate(), **more}
        return actions.offer(held(scene, who or scene.grace), scene.open, said.pop("unit", scene.hazel), **said)


def answered_within(scene, period: str) -> None:
    """The authority's own period."""
    set_period(actor(scene.hal), "TRANSFER-ANS", period=period, source="Procedures 4.1", from_=TODAY - 90 * DAY)


def told(who) -> list[str]:
    return [line.words for line in new_lines_for(actor(who))]


def state_of(transfer) -> str:
    return Transfer.objects.get(pk=transfer.pk).state


def test_a_transfer_that_is_returned_once_then_taken_introduced_and_done(scene, sign_in):
    """The whole way, on the pages, as the consultants of both units walk it."""
    # given a family with something of everything, and an authority that wants offers answered within 5 working days
    set_period(
        actor(scene.hal), "TRANSFER-ANS", period="5 working days", source="Procedures 4.1", from_=TODAY - 90 * DAY
    )
    talk = discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)
    discussing.raise_hypothesis(actor(scene.grace), talk, statement="She is afraid of losing them too.")
    tasks.give_task(actor(scene.grace), scene.unit.pk, scene.family.pk, what="Ring the school", owner_id=scene.tom.pk)
    address = f"/family/{scene.family.pk}/transfer/"
    # when Grace offers it, what is missing is said beside each field, and what she typed is still there
    grace = sign_in(scene.grace)
    page = grace.post(address, {"why": "Moved to the north.", "wanted_from": "gestern"}).content.decode()
    assert "Moved to the north." in page
    assert 'id="wanted_from-error"' in page
    page = grace.post(address, {"why": "Moved to the north.", "wanted_from": "", "unit": ""}).content.decode()
    assert "Choose the unit that you offer the family to." in page
    assert "Say from when" in page
    assert not Transfer.objects.exists()
    said = {"why": "Moved to the north.", "wanted_from": "today", "unit": scene.hazel.pk}
    page = grace.post(address, said, follow=True).content.decode()
    transfer = Transfer.objects.get()
    by = add_working_days(TODAY, 5)
    assert f"To be answered by {by:%A} {by.day} {by:%B %Y}." in page
    # then it is still Rowan's, and Hazel sees it in what is new, in My work and on its page, and reads the pack
    assert unit_holding(scene.family.pk) == scene.unit.pk
    at = f"/transfers/{transfer.pk}/"
    assert "Grace Adeyemi offers your unit this family" in told(scene.hannah)
    assert "Grace Adeyemi offers your unit this family" in told(scene.hugo)
    hannah = sign_in(scene.hannah)
    for seen_on in ("/my-work/", f"/unit/{scene.hazel.pk}/"):
        assert "Offered to us: Stonefam, by Rowan, since today" in hannah.get(seen_on).content.decode()
    assert hannah.get(f"/family/{scene.family.pk}/").status_code == 403, "the record opens to them once it is theirs"
    pack = hannah.get(f"{at}pack/").content.decode()
    for words in ("How her brother died.", "She is afraid of losing them too.", "Ring the school", "<svg", "Ada"):
        assert words in pack, words
    # when Hazel returns it without saying why, that is asked; then it is Rowan's turn again
    assert "Say why you return the family" in hannah.post(at, {"do": "return"}).content.decode()
    hannah.post(at, {"do": "return", "because": "No genogram of the father’s side."})
    assert state_of(transfer) == State.RETURNED
    assert any("returned this family" in words for words in told(scene.grace))
    grace = sign_in(scene.grace)
    assert "Hazel returned Stonefam to us" in grace.get("/my-work/").content.decode()
    grace.post(at, {"do": "again", "why": "It is drawn now.", "wanted_from": "today"})
    # when the record changes, the pack has it at once; and Hazel takes the family
    tasks.give_task(actor(scene.grace), scene.unit.pk, scene.family.pk, what="Ask the father", owner_id=scene.tom.pk)
    hannah = sign_in(scene.hannah)
    assert "Ask the father" in hannah.get(f"{at}pack/").content.decode()
    hannah.post(at, {"do": "accept", "words": "Thursday suits us."})
    assert state_of(transfer) == State.ACCEPTED
    # then they meet: who was there and what was told is asked
    page = hannah.post(at, {"do": "introduce", "introduced_on": "tomorrow"}).content.decode()
    assert "is in the future" in page
    page = hannah.post(at, {"do": "introduce", "introduced_on": "", "told": "That we take over."}).content.decode()
    assert "Say who was there" in page
    assert "That we take over." in page
    hannah.post(at, {"do": "introduce", "by_whom": "Ada, Tom Hollis, Hannah", "told": "That we take over."})
    assert state_of(transfer) == State.INTRODUCED
    # when it is done, the family is Hazel's from that day, and the pack stays as it was
    page = hannah.post(at, {"do": "done", "on": ""}, follow=True).content.decode()
    assert "Hazel holds Stonefam now" in page
    assert unit_holding(scene.family.pk) == scene.hazel.pk
    tasks.give_task(actor(scene.hannah), scene.hazel.pk, scene.family.pk, what="Later", owner_id=scene.hannah.pk)
    kept = hannah.get(f"{at}pack/").content.decode()
    assert "As it was when the family was handed over" in kept
    assert "That we take over." in kept
    assert "Ask the father" in kept
    assert "Later" not in kept
    assert hannah.get(f"{at}pack.pdf").content.startswith(b"%PDF")
    shown = hannah.get(at).content.decode()
    for words in ("No genogram of the father’s side.", "It is drawn now.", "Thursday suits us.", "Done"):
        assert words in shown, words
    assert sign_in(scene.grace).get(at).status_code == 403, "no longer theirs"
    with pytest.raises(DatabaseError), transaction.atomic():
        Pack.objects.update(html="something else")
    # and undone, it is where it was: Rowan's, taken and introduced, and may be done again
    grave_changes.undo(actor(scene.hannah), GraveChange.objects.get(kind="family_moved").pk)
    assert unit_holding(scene.family.pk) == scene.unit.pk
    assert state_of(transfer) == State.INTRODUCED
    actions.finish(actor(scene.grace), transfer.pk, on=None, freeze=lambda: "<p>again</p>")
    assert unit_holding(scene.family.pk) == scene.hazel.pk
    moves = flow.moved(actor(scene.hal), TODAY, unit_id=None, week=None, way="")
    today = sorted((row.unit, row.way) for row in moves if row.on == TODAY)
    assert today == [("Hazel", "came"), ("Rowan", "moved")], "the move that was undone counts in nobody's figures"


def test_of_two_who_act_at_once_the_second_is_told_what_the_first_did(scene, sign_in):
    transfer = offered(scene)
    with pytest.raises(ValidationError, match="has been offered to Hazel since"):
        offered(scene, unit=scene.hazel)
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.create(
            involvement=scene.open, from_unit=scene.unit, to_unit=scene.hazel, why="x", wanted_from=TODAY, since=TODAY,
            offered_on=TODAY,
        )  # fmt: skip
    actions.accept(actor(scene.hannah), transfer.pk)
    late = sign_in(scene.hannah).post(f"/transfers/{transfer.pk}/", {"do": "accept"})
    assert late.status_code == 422
    assert "In the meantime: accepted by Hgrace" in late.content.decode()
    actions.withdraw(actor(scene.grace), transfer.pk, because="They stay after all.")
    with pytest.raises(ValidationError, match=r"withdrawn by Grace Adeyemi.*They stay after all"):
        actions.accept(actor(scene.hannah), transfer.pk)
    assert sign_in(scene.hannah).get(f"/transfers/{transfer.pk}/").status_code == 403, "no longer offered to them"
    # a family that is closed is offered no more; when the closing is undone, it stands as it stood
    again = offered(scene)
    change = close_family(
        held(scene, scene.grace), scene.open, on=TODAY, reason="Moved away.", changed="", if_rereferred=""
    )
    with pytest.raises(ValidationError, match="The family was closed"):
        actions.accept(actor(scene.hannah), again.pk)
    grave_changes.undo(actor(scene.grace), change.pk)
    assert state_of(again) == State.OFFERED
    # and one that is moved at once is offered no more either
    change = move_family(actor(scene.gia), scene.open, scene.hazel, on=TODAY, because="The unit is short.")
    assert state_of(again) == State.ENDED
    grave_changes.undo(actor(scene.gia), change.pk)
    assert state_of(again) == State.OFFERED
    assert list(
        Allocation.objects.filter(involvement=scene.open).exclude(during__isempty=True).values_list("unit")
    ) == [(scene.unit.pk,)]


def test_what_is_not_answered_in_time_or_returned_twice_goes_up_to_who_answers_for_both(scene, sign_in):
    answered_within(scene, "3 working days")
    transfer = offered(scene, days_ago=12)
    with pytest.raises(NotAllowed):
        actions.decide(actor(scene.mo), transfer.pk, takes=True, because="Because.")  # manages one of them only
    assert actions.raise_overdue() == 1
    assert actions.raise_overdue() == 0, "once"
    assert any("it is for you to decide" in words for words in told(scene.gia))
    assert not any("it is for you to decide" in words for words in told(scene.hal)), "there is a manager of both"
    assert not any("it is for you to decide" in words for words in told(scene.mo))
    at = f"/transfers/{transfer.pk}/"
    page = sign_in(scene.hannah).get(at).content.decode()
    assert "It is for Gia to decide." in page
    assert "Decide between the units" not in page
    listed = sign_in(scene.hal).get("/transfers/").content.decode()
    assert "1 stuck" in listed
    assert "Not answered by" in listed
    gia = sign_in(scene.gia)
    assert "Rowan and Hazel do not agree; you decide" in gia.get("/my-work/").content.decode()
    page = gia.post(at, {"do": "decide", "because": "They live there."}).content.decode()
    assert "Choose which unit has the family." in page
    assert "They live there." in page
    gia.post(at, {"do": "decide", "takes": "takes", "because": "They live there."})
    assert state_of(transfer) == State.ACCEPTED
    assert any("decided about the transfer" in words for words in told(scene.hannah))
    # returned twice, the second time it goes up by itself; without a manager of both to the head of service
    scene.gia.is_active = False
    scene.gia.save()
    actions.give_back(actor(scene.hannah), transfer.pk, because="We are full.")
    actions.offer_again(actor(scene.grace), transfer.pk, why="There is room now.", wanted_from=TODAY)
    actions.give_back(actor(scene.hannah), transfer.pk, because="Still full.")
    assert any("it is for you to decide" in words for words in told(scene.hal))
    actions.decide(actor(scene.hal), transfer.pk, takes=False, because="Rowan knows them.")
    assert state_of(transfer) == State.ENDED
    assert unit_holding(scene.family.pk) == scene.unit.pk


def test_who_may_and_who_may_not(scene, sign_in):
    transfer = offered(scene)
    stranger = unit_with_staff("Oak", "o")[1]["grace"]
    for who, verb, may in [
        (scene.tom, lambda who: offered(scene, who), False),
        (scene.grace, lambda who: actions.accept(actor(who), transfer.pk), False),
        (scene.hugo, lambda who: actions.accept(actor(who), transfer.pk), False),
        (stranger, lambda who: actions.accept(actor(who), transfer.pk), False),
        (scene.hannah, lambda who: actions.withdraw(actor(who), transfer.pk, because="x"), False),
        (scene.grace, lambda who: move_family(actor(who), scene.open, scene.hazel, on=TODAY, because="x"), False),
        (scene.hal, lambda who: actions.accept(actor(who), transfer.pk), True),
        (scene.hugo, lambda who: actions.introduce(actor(who), transfer.pk, on=None, by_whom="Us", told="That"), True),
    ]:
        if may:
            verb(who)
        else:
            with pytest.raises(NotAllowed):
                verb(who)
    assert sign_in(stranger).get(f"/transfers/{transfer.pk}/").status_code == 403
    assert "Stonefam" not in sign_in(stranger).get("/transfers/").content.decode()
    for who in (scene.hugo, scene.tom, scene.hal):
        page = sign_in(who).get(f"/transfers/{transfer.pk}/").content.decode()
        assert "Introduced again" in page or who is scene.hal


def test_a_restricted_family_is_offered_to_nobody_who_must_not_know_of_it(scene, sign_in):
    restrict(
        actor(scene.gia), scene.family.pk, scene.unit.pk, cause="staff", words="A colleague.",
        guardian_id=scene.gia.pk, people=[scene.grace.pk],
    )  # fmt: skip
    oak, _ = unit_with_staff("Oak", "o")
    with pytest.raises(ValidationError, match="No one in Oak is named for this restricted record"):
        offered(scene, unit=oak)
    transfer = offered(scene)  # gia manages Hazel, and may know
    assert sign_in(scene.hannah).get(f"/transfers/{transfer.pk}/").status_code == 404
    assert told(scene.hannah) == []
    assert "Stonefam" not in sign_in(scene.hannah).get("/transfers/").content.decode()
    assert "Stonefam" in sign_in(scene.gia).get("/transfers/").content.decode()


def test_the_families_of_a_unit_that_ends_go_to_others_at_once_after_a_look_and_come_back_together(scene, sign_in):
    for name in ("Alderfam", "Birchfam"):
        family_in(scene.unit, name)
    elm = unit_with_staff("Elm", "e")[0]
    put_in_post(scene.gia, elm, "gm")
    ended = unit_with_staff("Gone", "g")[0]
    put_in_post(scene.gia, ended, "gm")
    Unit.objects.filter(pk=ended.pk).update(ended_on=TODAY)
    offer = offered(scene)
    before = list(Allocation.objects.order_by("pk").values())
    ids = dict(Involvement.objects.values_list("family__name", "family_id"))
    gia = sign_in(scene.gia)
    at = f"/unit/{scene.unit.pk}/move-families/"
    page = gia.get(at).content.decode()
    assert "Gone</option>" not in page
    assert "Choose for one family at least" in gia.post(at, {"do": "look"}).content.decode()
    chosen = {"rest": elm.pk, f"to_{ids['Alderfam']}": scene.hazel.pk, f"to_{ids['Birchfam']}": "stay", "do": "look"}
    page = gia.post(at, chosen).content.decode()
    for words in (
        "2 families leave Rowan with 4 children; 1 family stays.", "Families: 0 now,",
        "No longer open them directly: Grace Adeyemi, Tom Hollis", "Open transfers that end with it: Stonefam.",
    ):  # fmt: skip
        assert words in page, words
    assert list(Allocation.objects.order_by("pk").values()) == before, "looking moves nobody"
    assert "Say briefly why" in gia.post(at, {**chosen, "do": "move"}).content.decode()
    assert list(Allocation.objects.order_by("pk").values()) == before
    page = gia.post(at, {**chosen, "do": "move", "because": "Rowan ends."}, follow=True).content.decode()
    assert "2 families went from Rowan to Elm, Hazel" in page
    where = {name: Unit.objects.get(pk=unit_holding(pk)).name for name, pk in ids.items()}
    assert where == {"Stonefam": "Elm", "Alderfam": "Hazel", "Birchfam": "Rowan"}
    assert any("moved this family to Elm" in words for words in told(User.objects.get(email="egrace@example.org")))
    assert state_of(offer) == State.ENDED
    gia.post(f"/changes/{GraveChange.objects.get(kind='families_moved').pk}/undo/")
    after = [row for row in Allocation.objects.order_by("pk").values() if not row["during"].isempty]
    assert after == before
    assert state_of(offer) == State.OFFERED
    with pytest.raises(DatabaseError), transaction.atomic():  # it still holds them
        Unit.objects.filter(pk=scene.unit.pk).update(ended_on=TODAY)
    gia.post(at, {"rest": elm.pk, "do": "move", "because": "Rowan ends."})
    Unit.objects.filter(pk=scene.unit.pk).update(ended_on=TODAY)
    with pytest.raises(ValidationError, match="Rowan has ended since"):
        grave_changes.undo(actor(scene.gia), GraveChange.objects.filter(kind="families_moved").first().pk)


def test_the_list_takes_as_many_statements_however_many_there_are(scene, sign_in):
    gia = sign_in(scene.gia)
    offered(scene)

    def statements(path: str) -> int:
        gia.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert gia.get(path).status_code == 200
        return len(asked)

    few = statements("/transfers/")
    for n in range(4):
        family = family_in(scene.unit, f"More{n}")
        actions.offer(
            held(scene, scene.grace, family), family.involvements.get(), scene.hazel, why="x", wanted_from=TODAY
        )
    assert statements("/transfers/") == few <= 8
    assert "Days in this step" in gia.get("/transfers/?as=csv").content.decode()
