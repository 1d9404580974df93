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
from kinwork.cases.moving import move_families, move_family
from kinwork.cases.queries import unit_holding
from kinwork.children.kinds import KINDS
from kinwork.children.recording import record_facts
from kinwork.clocks.working_days import add_working_days
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.models import PlannedConversation, Task
from kinwork.notices.queries import new_lines_for
from kinwork.obligations.actions import set_period
from kinwork.overview.queries import flow
from kinwork.transfers import actions
from kinwork.transfers.handing_on import SaidOn
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


def held_now(scene) -> dict[str, object]:
    """Who has what of the family."""
    talk = PlannedConversation.objects.get(family=scene.family)
    return {
        "key worker": Involvement.objects.get(pk=scene.open.pk).key_worker_id,
        **{one.what: (one.owner_id, one.agency, one.state) for one in Task.objects.filter(family=scene.family)},
        "talk": (talk.lead_id, talk.reflect_id),
    }


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
    assert "Choose the unit that you offer the family to." in page, "all at once, also what cannot be read"
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
    # what was returned is not taken all the same, before it is offered again
    page = hannah.post(at, {"do": "accept"}).content.decode()
    for words in (
        "In the meantime: returned by Hgrace", "No genogram of the father’s side.",
        "Rowan has to offer the family again", "If Hazel takes it after all, ask Rowan to offer it again.",
    ):  # fmt: skip
        assert words in " ".join(page.split()), words
    assert "Take the family" not in page
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
    for words in ("is in the future", "Say who was there", "Say what the family was told."):
        assert words in page, words
    assert state_of(transfer) == State.ACCEPTED
    page = hannah.post(at, {"do": "introduce", "introduced_on": "", "told": "That we take over."}).content.decode()
    assert "Say who was there" in page
    assert "That we take over." in page
    met = {"do": "introduce", "by_whom": "Ada, Tom Hollis, Hannah", "told": "That we take over."}
    page = hannah.post(at, {**met, "introduced_on": "yesterday"}).content.decode()
    assert "The family was offered on" in page
    assert "If they had met the new unit before that, say how" in page
    hannah.post(at, {**met, "introduced_on": "yesterday", "met_before": "Hannah led her brother’s group."})
    assert state_of(transfer) == State.INTRODUCED
    assert "They had met before the offer: Hannah led her brother’s group." in hannah.get(at).content.decode()
    # when it is done, it is asked who has what of Rowan's people from then on; all that is missing at once
    tasks.give_task(actor(scene.grace), scene.unit.pk, scene.family.pk, what="Send the letter", owner_id=scene.tom.pk)
    _ring, ask, letter = Task.objects.filter(family=scene.family).order_by("pk")
    discussing.plan_conversation(actor(scene.grace), talk)
    planned = PlannedConversation.objects.get(family=scene.family)
    PlannedConversation.objects.update(lead=scene.tom, reflect=scene.priya)
    Involvement.objects.filter(pk=scene.open.pk).update(key_worker=scene.tom)
    child = scene.family.members.filter(is_child=True).first().person
    named = {"started_on": scene.open.opened_on, "worker_id": scene.tom.pk, "registration": "SW123456"}
    record_facts(held(scene, scene.grace), scene.open, KINDS["named_worker"], [child.pk], named)
    page = hannah.post(at, {"do": "done", "on": "tomorrow", f"task_{letter.pk}": "outside"}).content.decode()
    for words in ("is in the future", "Choose who is key worker in Hazel now", "Choose who has these from now on"):
        assert words in page, words
    assert 'value="outside" selected' in page
    assert f"Tom Hollis for {child.name}." in page, "the named social worker is not forgotten"
    assert unit_holding(scene.family.pk) == scene.unit.pk
    # then the family is Hazel's from that day, with everything, and the pack stays as it was
    handed = {
        "do": "done", "on": "", "key_worker": scene.hugo.pk, f"task_{letter.pk}": "outside",
        f"task_{ask.pk}": "dropped", f"talk_{planned.pk}": scene.hannah.pk,
    }  # fmt: skip
    page = hannah.post(at, handed, follow=True).content.decode()
    assert "Hazel holds Stonefam now" in page
    assert "not in the unit" not in page
    assert "Not in the unit" not in page
    assert unit_holding(scene.family.pk) == scene.hazel.pk
    assert held_now(scene) == {
        "key worker": scene.hugo.pk,
        "Ring the school": (scene.hugo.pk, "", "open"),
        "Ask the father": (scene.tom.pk, "", "dropped"),
        "Send the letter": (None, "Tom Hollis, Rowan", "open"),
        "talk": (scene.hannah.pk, None),
    }
    assert any("gave you a task" in words for words in told(scene.hugo))
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
    tom = (scene.tom.pk, "", "open")
    assert held_now(scene) == {
        "key worker": scene.tom.pk, "Ring the school": tom, "Ask the father": tom, "Send the letter": tom,
        "Later": (scene.hannah.pk, "", "open"), "talk": (scene.tom.pk, scene.priya.pk),
    }  # fmt: skip
    said = SaidOn(key_worker="no_one", rest=str(scene.hannah.pk))
    actions.finish(actor(scene.grace), transfer.pk, on=None, freeze=lambda: "<p>again</p>", said=said)
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


def test_of_two_moves_at_once_one_wins_and_whoever_takes_over_is_asked_about_key_worker_and_tasks(scene, sign_in):
    oak = unit_with_staff("Oak", "o")[0]
    put_in_post(scene.gia, oak, "gm")
    Involvement.objects.filter(pk=scene.open.pk).update(key_worker=scene.tom)
    ring = tasks.give_task(actor(scene.grace), scene.unit.pk, scene.family.pk, what="Ring", owner_id=scene.tom.pk)
    gia, at = sign_in(scene.gia), f"/family/{scene.family.pk}/move/"
    seen = {"away_from": scene.unit.pk, "because": "Rowan is short."}
    assert f'name="away_from" value="{scene.unit.pk}"' in gia.get(at).content.decode()
    page = gia.post(at, {**seen, "unit": scene.hazel.pk}, follow=True).content.decode()
    assert "still with people who are not in Hazel" in page
    late = gia.post(at, {**seen, "unit": oak.pk})
    assert late.status_code == 422
    assert (
        "In the meantime Stonefam was moved to Hazel by Gia. What you pressed was not saved." in late.content.decode()
    )
    with pytest.raises(ValidationError, match="was moved to Hazel by Gia"):
        move_families(actor(scene.gia), scene.unit, [(scene.open, oak)], on=TODAY, because="The same at once.")
    assert unit_holding(scene.family.pk) == scene.hazel.pk
    # the family's page says so until Hazel's people have it; then it says nothing
    hannah = sign_in(scene.hannah)
    assert "key worker Tom Hollis and 1 task" in hannah.get(f"/family/{scene.family.pk}/").content.decode()
    at = f"/family/{scene.family.pk}/hand-on/"
    assert "Choose who is key worker in Hazel now" in hannah.post(at, {"key_worker": ""}).content.decode()
    page = hannah.post(at, {"key_worker": scene.hugo.pk}, follow=True).content.decode()
    assert "Not in the unit" not in page
    ring.refresh_from_db()
    assert ring.owner == scene.hugo
    assert "Everything of this family is with people in Hazel." in hannah.get(at, follow=True).content.decode()


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

    few = statements("/transfers/?step=offered")
    for n in range(4):
        family = family_in(scene.unit, f"More{n}")
        actions.offer(
            held(scene, scene.grace, family), family.involvements.get(), scene.hazel, why="x", wanted_from=TODAY
        )
    assert statements("/transfers/?step=offered") == few <= 8
    assert "Days in this step" in gia.get("/transfers/?as=csv").content.decode()


def test_the_list_by_units_step_and_days_ordered_and_as_a_file(scene, sign_in):
    """Three on their way: each found by what is asked, and found in the file too."""
    oak = unit_with_staff("Oak", "o")[0]
    put_in_post(scene.gia, oak, "gm")
    answered_within(scene, "3 working days")
    offered(scene, days_ago=16)  # not answered in time
    for name, unit, days_ago in (("Alderfam", oak, 8), ("Birchfam", scene.hazel, 0)):
        scene.open = family_in(scene.unit, name).involvements.get()
        scene.family = scene.open.family
        made = offered(scene, unit=unit, days_ago=days_ago, wanted_from=TODAY)
    actions.accept(actor(scene.hannah), made.pk)
    gia = sign_in(scene.gia)

    def listed(asked: str) -> list[str]:
        rows = gia.get(f"/transfers/?as=csv{asked}").content.decode().splitlines()[1:]
        shown = gia.get(f"/transfers/?{asked.removeprefix('&')}").content.decode()
        names = [row.split(",")[0].strip('"') for row in rows]
        assert [name for name in names if name in shown] == names, asked
        return names

    for asked, names in {
        "": ["Stonefam", "Alderfam", "Birchfam"],
        "&sort=family": ["Alderfam", "Birchfam", "Stonefam"],
        "&sort=-days": ["Stonefam", "Alderfam", "Birchfam"],
        "&sort=days": ["Birchfam", "Alderfam", "Stonefam"],
        f"&to={oak.pk}": ["Alderfam"],
        f"&from={oak.pk}": [],
        "&step=accepted": ["Birchfam"],
        "&step=stuck": ["Stonefam", "Alderfam"],
        "&days=14": ["Stonefam"],
        f"&days=7&to={scene.hazel.pk}": ["Stonefam"],
        "&show=closed": [],
    }.items():
        assert listed(asked) == names, asked
    actions.withdraw(actor(scene.grace), made.pk, because="They stay.")
    assert listed("&show=closed&step=ended") == ["Birchfam"]
    assert listed("&show=closed&step=done") == []
