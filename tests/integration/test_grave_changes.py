"""The gravest changes: a reason, shown to who answers for it, put back for a while; nobody in another’s name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kinwork.access import grave_changes
from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, GraveChange, Restriction
from kinwork.access.roles import ROLES
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.closing import close_family, reopen_family
from kinwork.cases.models import Involvement, StatusDecision
from kinwork.children.deciding import DecidedStatus, decide_status, take_back_status
from kinwork.children.statuses import status_on
from kinwork.confidentiality.access_log import history_of
from kinwork.confidentiality.restrictions import lift_restriction, restrict
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.notices.queries import lines_for
from kinwork.people.actions import InRecord, note
from kinwork.people.models import Address, SafetyWarning
from kinwork.record.actions import Audience, Happened, change_audience, write_entry
from kinwork.record.sharing import entries_shared_with, share
from kinwork.units.actions import name_deputy
from kinwork.units.models import Deputy
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user
from tests.pages import after_looking

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def scene(rowan):
    rowan.family = family_in(rowan.unit, "Stonefam")
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.child = rowan.family.members.filter(is_child=True).first().person
    return rowan


def decided(scene, status="cp", *, who=None, by="The conference", decider=None, reason="Said at conference.", days=0):
    return decide_status(
        actor(who or scene.tom), scene.open, scene.unit.pk, DecidedStatus(person_id=scene.child.pk, status=status,
        category={"cp": "NEG", "lac": "C1"}.get(status, ""), placed="", on=TODAY - timedelta(days=days),
        decided_by=by, decider_id=decider.pk if decider else None, reason=reason),
    )  # fmt: skip


def now_is(scene) -> str | None:
    found = status_on(scene.family.pk, TODAY).get(scene.child.pk)
    return found.status if found else None


def last_change() -> GraveChange:
    return GraveChange.objects.first()


# -- removing


def test_a_protection_plan_is_removed_with_a_reason_shown_to_the_consultant_and_put_back_by_one_press(scene, sign_in):
    plan = decided(scene)
    tom = sign_in(scene.tom)
    address = f"/family/{scene.family.pk}/status/{plan.pk}/back/"
    page = tom.get(address).content.decode()
    assert f"This removes {scene.child.name}’s child protection plan: neglect" in page
    assert "It stays in the history." in page
    assert now_is(scene) == "cp", "looking at the page removes nothing"
    asked = tom.post(address)
    assert asked.status_code == 422
    assert "Say why" in asked.content.decode()
    assert now_is(scene) == "cp"
    done = tom.post(address, {"because": "It is the cousin’s plan."}, follow=True).content.decode()
    assert now_is(scene) is None
    assert "Undo" in done
    grace = sign_in(scene.grace)
    shown = grace.get("/changes/").content.decode()
    assert "It is the cousin’s plan." in shown
    assert "Tom Hollis" in shown
    grace.post(f"/changes/{last_change().pk}/undo/")
    assert now_is(scene) == "cp"
    plan.refresh_from_db()
    assert (plan.taken_back_at, plan.taken_back_by, plan.taken_back_because) == (None, None, "")
    assert "Undone by Grace Adeyemi" in tom.get("/changes/").content.decode()


def test_the_history_tells_both_the_removing_and_the_undoing(scene):
    plan = decided(scene)
    removed = take_back_status(actor(scene.tom), plan, scene.unit.pk, because="The cousin’s.")
    grave_changes.undo(actor(scene.tom), removed.pk)
    verbs = list(AuditEvent.objects.filter(family_id=scene.family.pk).order_by("id").values_list("verb", flat=True))
    assert [verb for verb in verbs if "status" in verb or "undid" in verb] == [
        "noted status", "took status back", "put status back", "undid change",
    ]  # fmt: skip
    told = [change for change in history_of(scene.family.pk).timeline if change.what == "update"]
    assert sorted(one.label for one in told) == [
        "Child protection plan", "What a child is to the service", "What a child is to the service",
    ], "the plan itself was withdrawn, and begins anew"  # fmt: skip


def test_undo_is_for_who_did_it_and_who_answers_for_it_and_only_for_a_while(scene, sign_in):
    removed = take_back_status(actor(scene.tom), decided(scene), scene.unit.pk, because="The cousin’s.")
    assert sign_in(scene.priya).post(f"/changes/{removed.pk}/undo/").status_code == 404
    _, strangers = unit_with_staff("Oak", "o")
    assert sign_in(strangers["grace"]).post(f"/changes/{removed.pk}/undo/").status_code == 404
    with pytest.raises(NotAllowed):
        grave_changes.undo(actor(scene.priya), removed.pk)
    assert now_is(scene) is None
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    grave_changes.undo(actor(manager), removed.pk)
    assert now_is(scene) == "cp"


def test_after_a_week_it_is_too_late_in_the_code_and_in_the_database(scene, as_owner):
    removed = take_back_status(actor(scene.tom), decided(scene), scene.unit.pk, because="The cousin’s.")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE access_gravechange DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE access_gravechange SET at = at - interval '8 days', undo_until = undo_until - interval '8 days'"
        )
        cursor.execute("ALTER TABLE access_gravechange ENABLE TRIGGER USER")
    with pytest.raises(ValidationError, match="no longer be undone"):
        grave_changes.undo(actor(scene.tom), removed.pk)
    with pytest.raises(IntegrityError, match="too late"), transaction.atomic():
        GraveChange.objects.filter(pk=removed.pk).update(undone_at=timezone.now(), undone_by=scene.tom)


def test_undone_twice_is_undone_once_and_what_has_been_removed_again_is_not_put_back_by_an_old_button(scene):
    plan = decided(scene)
    first = take_back_status(actor(scene.tom), plan, scene.unit.pk, because="The cousin’s.")
    grave_changes.undo(actor(scene.tom), first.pk)
    grave_changes.undo(actor(scene.grace), first.pk)
    first.refresh_from_db()
    assert first.undone_by == scene.tom
    take_back_status(actor(scene.tom), plan, scene.unit.pk, because="It is, after all.")
    grave_changes.undo(actor(scene.grace), first.pk)
    assert now_is(scene) is None


@pytest.mark.parametrize("sql", [
    "UPDATE cases_statusdecision SET taken_back_at = now(), taken_back_by_id = recorded_by_id",
    "UPDATE cases_statusdecision SET taken_back_at = now(), taken_back_because = 'x'",
    "UPDATE cases_statusdecision SET taken_back_because = 'x'",
    "DELETE FROM access_gravechange",
    "UPDATE access_gravechange SET reason = 'another'",
    "UPDATE access_gravechange SET reason = ''",
    "UPDATE access_gravechange SET by_id = by_id + 1",
    "UPDATE access_gravechange SET undo_until = now() + interval '1 year'",
    "UPDATE access_gravechange SET undone_at = now()",
    "UPDATE access_gravechange SET disputed_at = now(), dispute = 'No', decided_by_id = NULL",
    "INSERT INTO access_gravechange (kind, object_type, object_id, words, reason, by_id, at, answerable_ids, was, "
    "became, dispute) SELECT kind, object_type, object_id, words, '', by_id, at, answerable_ids, was, became, '' "
    "FROM access_gravechange",
])  # fmt: skip
def test_the_database_keeps_removals_whole_and_what_was_written_of_them(scene, sql, as_owner):
    """From the tables' owner too: the application may not write most of it in the first place."""
    decided(scene)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# -- recording, and ending


def test_a_worker_does_not_record_that_a_child_is_looked_after_as_decided_by_himself(scene):
    for by, decider in (("Tom Hollis", None), ("me", None), ("", scene.tom), ("tom hollis (SW)", None)):
        with pytest.raises(ValidationError, match="Your role does not let them decide this") as wrong:
            decided(scene, "lac", by=by, decider=decider)
        assert "decided_by" in wrong.value.message_dict
    with pytest.raises(ValidationError, match="Priya Nair’s role does not let them decide this"):
        decided(scene, "lac", by="", decider=scene.priya)
    assert not StatusDecision.objects.exists()
    assert decided(scene, "lac", by="The family court").decided_by == "The family court"
    assert decided(scene, "lac", who=scene.grace, by="", decider=scene.grace, days=0).decider == scene.grace


@pytest.mark.parametrize("role", ["csw", "gm", "hos", "chair"])
def test_who_may_decide_that_a_child_is_looked_after(scene, role):
    who = user(f"the-{role}")
    put_in_post(who, scene.unit if role in ("csw", "gm") else service_team(), role)
    made = decided(scene, "lac", by="", decider=who)
    assert (made.decider, made.recorded_by) == (who, scene.tom)


def test_nobody_else_may(scene):
    for role in ROLES.keys() - {"csw", "gm", "hos", "chair"}:
        who = user(f"the-{role}")
        put_in_post(who, scene.unit, role)
        with pytest.raises(ValidationError, match="role does not let them decide this"):
            decided(scene, "lac", by="", decider=who)


@pytest.mark.parametrize("after", ["cin", "none", "leaver", "lac"])
def test_ending_a_protection_plan_asks_why_and_is_shown_and_can_be_undone(scene, after):
    decided(scene, days=5)
    with pytest.raises(ValidationError) as wrong:
        decided(scene, after, reason="")
    assert "reason" in wrong.value.message_dict
    assert now_is(scene) == "cp"
    decided(scene, after, reason="Agreed at the review.")
    assert now_is(scene) == (None if after == "none" else after)
    change = last_change()
    assert scene.grace.pk in change.answerable_ids
    grave_changes.undo(actor(scene.tom), change.pk)
    assert now_is(scene) == "cp"


def test_what_is_not_grave_stays_as_short_as_it_was(scene):
    made = decided(scene, "cin", reason="", by="Tom Hollis")
    assert made.decider == scene.tom
    assert not GraveChange.objects.exists()


def test_the_form_sent_twice_is_recorded_once(scene):
    assert decided(scene) == decided(scene)
    assert StatusDecision.objects.count() == GraveChange.objects.count() == 1


# -- in somebody's name


def test_who_decided_is_empty_until_somebody_says_so(scene, sign_in):
    maureen = sign_in(scene.maureen)
    page = maureen.get(f"/families/open/{scene.unit.pk}/").content.decode()
    choice = page.split('name="decided_by"')[1].split("</select>")[0]
    assert "Grace Adeyemi" in choice
    assert "selected" not in choice
    page = maureen.get(f"/family/{scene.family.pk}/status/").content.decode()
    assert "selected" not in page.split('name="decider"')[1].split("</select>")[0]


def test_who_is_named_is_told_and_says_that_she_did_not_decide_it(scene, sign_in):
    decided(scene, "lac", by="", decider=scene.grace, reason="At the panel.")
    assert [line.words for line in lines_for(actor(scene.grace))] == [
        "Tom Hollis has recorded that you decided something"
    ]
    change = last_change()
    assert sign_in(scene.tom).post(f"/changes/{change.pk}/dispute/").status_code == 403
    grace = sign_in(scene.grace)
    shown = grace.get("/changes/").content.decode()
    assert "I did not decide this" in shown
    grace.post(f"/changes/{change.pk}/dispute/", {"words": "I was on leave."})
    for page in ("/changes/", f"/family/{scene.family.pk}/status/"):
        shown = sign_in(scene.tom).get(page).content.decode()
        assert "Grace Adeyemi says: I did not decide this." in shown
        assert "I was on leave." in shown
    assert "Grace Adeyemi says they did not make a decision" in lines_for(actor(scene.tom))[0].words
    assert now_is(scene) == "lac", "what was recorded stands until somebody puts it right"
    with pytest.raises(IntegrityError), transaction.atomic():
        GraveChange.objects.filter(pk=change.pk).update(dispute="Never mind.")


def test_of_a_restricted_family_nobody_is_told_who_must_not_know_of_it(scene, sign_in):
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    restrict(
        actor(manager), scene.family.pk, scene.unit.pk, cause="staff", words="A colleague.",
        guardian_id=manager.pk, people=[scene.tom.pk],
    )  # fmt: skip
    made = decided(scene, "lac", by="Grace Adeyemi")
    assert (made.decided_by, made.decider) == ("Grace Adeyemi", None)
    actor(scene.grace)
    assert not GraveChange.objects.exists()
    assert "Stonefam" not in sign_in(scene.grace).get("/changes/").content.decode()
    actor(manager)
    assert GraveChange.objects.filter(object_type="StatusDecision").exists()


# -- closing a family, and opening it again


def closed(scene, who=None, **more):
    return close_family(
        HeldFamily(scene.open.family, scene.unit.pk, actor(who or scene.grace)),
        Involvement.objects.get(pk=scene.open.pk), on=TODAY,
        reason="The plan has worked.", changed="", if_rereferred="", **more,
    )  # fmt: skip


def test_a_closing_is_told_to_who_else_answers_and_undone_by_one_press_exactly_as_it_was(scene, sign_in):
    head = user("head")
    put_in_post(head, service_team(), "hos")
    before = Involvement.objects.filter(pk=scene.open.pk).values().get()
    change = closed(scene)
    assert change.answerable_ids == [head.pk]
    assert "serious change" in lines_for(actor(head))[0].words
    page = sign_in(scene.grace).get(f"/family/{scene.family.pk}/").content.decode()
    assert f"/changes/{change.pk}/undo/" in page
    assert f"/changes/{change.pk}/undo/" not in sign_in(scene.tom).get(f"/family/{scene.family.pk}/").content.decode()
    sign_in(scene.grace).post(f"/changes/{change.pk}/undo/")
    assert Involvement.objects.filter(pk=scene.open.pk).values().get() == before


def test_opening_again_asks_why_and_undoing_that_closes_it_as_it_was(scene, sign_in):
    closed(scene)
    before = Involvement.objects.filter(pk=scene.open.pk).values().get()
    grace = sign_in(scene.grace)
    address = f"/family/{scene.family.pk}/reopen/"
    assert "Why it was closed stays in the history." in grace.get(address).content.decode()
    assert grace.post(address).status_code == 422
    assert grace.post(address, {"because": "The wrong family."}).status_code == 302
    assert Involvement.objects.get(pk=scene.open.pk).closed_on is None
    grace.post(f"/changes/{last_change().pk}/undo/")
    assert Involvement.objects.filter(pk=scene.open.pk).values().get() == before


def test_an_old_undo_button_does_not_undo_what_came_after_it(scene):
    first = closed(scene)
    reopen_family(
        HeldFamily(Involvement.objects.get(pk=scene.open.pk).family, scene.unit.pk, actor(scene.grace)),
        Involvement.objects.get(pk=scene.open.pk),
        because="Wrong one.",
    )
    with pytest.raises(ValidationError, match="changed again since"):
        grave_changes.undo(actor(scene.grace), first.pk)


def test_a_deputy_closes_as_decided_by_the_consultant_who_is_told(scene):
    name_deputy(actor(scene.grace), scene.unit, scene.tom, first_day=TODAY, last_day=TODAY)
    change = closed(scene, who=scene.tom, decided_by_id=scene.grace.pk)
    shown = Involvement.objects.get(pk=scene.open.pk)
    assert (shown.closed_by, shown.closing_decided_by) == (scene.tom, scene.grace)
    assert (change.by, change.decided_by) == (scene.tom, scene.grace)
    assert "you decided something" in lines_for(actor(scene.grace))[0].words
    with pytest.raises(ValidationError, match="already closed"):
        closed(scene)


def test_only_who_may_close_is_named_as_having_decided_it(scene):
    with pytest.raises(ValidationError) as wrong:
        closed(scene, decided_by_id=scene.priya.pk)
    assert "decided_by" in wrong.value.message_dict


def test_why_a_family_is_open_recorded_as_decided_by_another_is_told_to_her(scene, sign_in):
    said = {"why_open": "The school is worried.", "decided_by": scene.grace.pk}
    sign_in(scene.tom).post(f"/family/{scene.family.pk}/questions/", said)
    change = last_change()
    assert (change.kind, change.decided_by, change.undo_until) == ("decider_named", scene.grace, None)
    sign_in(scene.tom).post(f"/family/{scene.family.pk}/questions/", said)
    assert GraveChange.objects.count() == 1, "once"
    sign_in(scene.grace).post(f"/family/{scene.family.pk}/questions/", {**said, "how": "Weekly."})
    assert GraveChange.objects.count() == 1


# -- who may know of it: restrictions, entries, partners


@pytest.fixture
def kept(scene):
    """A restricted record: the manager guards it, Tom works with it."""
    scene.manager, scene.head = user("manager"), user("head")
    put_in_post(scene.manager, scene.unit, "gm")
    put_in_post(scene.head, service_team(), "hos")
    restrict_to(scene, scene.tom)
    return scene


def restrict_to(scene, *people, by=None, **more):
    restrict(
        actor(by or scene.manager), scene.family.pk, scene.unit.pk, cause="staff", words="A colleague.",
        guardian_id=scene.manager.pk, people=[who.pk for who in people], **more,
    )  # fmt: skip


def knows(scene, who) -> bool:
    actor(who)
    return Family.objects.filter(pk=scene.family.pk).exists()


def test_lifting_a_restriction_asks_why_and_is_undone_by_one_press_for_the_same_people(kept, sign_in):
    manager = sign_in(kept.manager)
    address = f"/family/{kept.family.pk}/restrict/lift/"
    page = manager.get(address).content.decode()
    assert "will then be able to find and open Stonefam" in page
    assert manager.post(address).status_code == 422
    assert not knows(kept, kept.priya)
    page = manager.post(address, {"because": "She has left."}, follow=True).content.decode()
    assert "Undo" in page
    assert knows(kept, kept.priya)
    actor(kept.manager)
    change = last_change()
    assert (change.kind, change.reason, change.answerable_ids) == (
        "restriction_lifted", "She has left.", [kept.head.pk],
    )  # fmt: skip
    assert sign_in(kept.grace).post(f"/changes/{change.pk}/undo/").status_code == 404
    assert sign_in(kept.head).post(f"/changes/{change.pk}/undo/").status_code == 302
    assert not knows(kept, kept.priya)
    assert knows(kept, kept.tom)
    assert Restriction.objects.get().lifted_because == ""


def test_a_manager_on_the_list_changes_it_with_a_reason_and_the_guardian_puts_it_back(kept, sign_in):
    other = user("other")
    put_in_post(other, kept.unit, "gm")
    restrict_to(kept, kept.tom, other, because="She covers.")
    with pytest.raises(ValidationError, match="Say why you are changing the restriction"):
        restrict_to(kept, other, by=other)
    restrict_to(kept, other, by=other, because="Tom is on leave.")
    assert not knows(kept, kept.tom)
    assert "serious change" in lines_for(actor(kept.manager))[0].words
    change = last_change()
    assert kept.manager.pk in change.answerable_ids
    sign_in(kept.manager).post(f"/changes/{change.pk}/undo/")
    assert knows(kept, kept.tom)
    assert knows(kept, other)


def test_saving_the_list_as_it_is_asks_nothing(kept):
    actor(kept.manager)
    before = GraveChange.objects.count()
    restrict_to(kept, kept.tom)
    assert GraveChange.objects.count() == before


def test_who_imposed_by_mistake_undoes_it(kept):
    actor(kept.manager)
    grave_changes.undo(actor(kept.manager), last_change().pk)
    assert knows(kept, kept.priya)
    with pytest.raises(ValidationError, match="not restricted"):
        lift_restriction(actor(kept.manager), kept.family.pk, kept.unit.pk, because="Again.")


def test_of_a_restricted_record_the_unit_sees_no_change_in_its_list(kept, sign_in):
    decided(kept, who=kept.tom)
    page = sign_in(kept.grace).get("/changes/").content.decode()
    assert "Stonefam" not in page
    assert kept.child.name not in page
    assert kept.child.name in sign_in(kept.manager).get("/changes/").content.decode()


def test_showing_an_entry_again_to_whom_it_was_kept_from_asks_why_and_is_undone(scene, sign_in):
    father = PersonFactory(given_name="Mark")
    FamilyMember.objects.create(family=scene.family, person=father, role="father", position=9)
    happened = Happened("visit", TODAY, "The refuge is in Alder Street.")
    entry = write_entry(actor(scene.tom), scene.family.pk, scene.unit.pk, happened, Audience(frozenset({father.pk})))
    tom = sign_in(scene.tom)
    address = f"/family/{scene.family.pk}/entries/{entry.pk}/who/"
    asked = tom.post(address, {})
    assert asked.status_code == 422
    assert "Say briefly why" in asked.content.decode()
    assert entry.hidden_from.exists()
    tom.post(address, {"because": "She told him herself."})
    assert not entry.hidden_from.exists()
    change = last_change()
    assert "Alder Street" not in change.words
    sign_in(scene.grace).post(f"/changes/{change.pk}/undo/")
    assert entry.hidden_from.get().person == father


def test_a_change_about_an_entry_is_not_there_for_those_who_must_not_know_of_it(scene):
    happened = Happened("visit", TODAY, "Her uncle works here.")
    only_me = Audience(frozenset(), True, frozenset({scene.grace.pk}), "A colleague.")
    entry = write_entry(actor(scene.tom), scene.family.pk, scene.unit.pk, happened, only_me)
    change = change_audience(actor(scene.tom), entry, scene.unit.pk, Audience(), because="He has left.")
    grave_changes.undo(actor(scene.tom), change.pk)
    actor(scene.priya)
    assert not GraveChange.objects.exists()
    actor(scene.tom)
    assert GraveChange.objects.exists()


def test_ending_a_share_asks_why_and_undo_shares_the_same_until_the_same_day(scene, sign_in):
    school = user("school")
    put_in_post(school, service_team(), "partner")
    entry = write_entry(actor(scene.tom), scene.family.pk, scene.unit.pk, Happened("visit", TODAY, "He likes school."))
    until = TODAY + timedelta(days=30)
    made = share(
        actor(scene.tom), scene.family.pk, scene.unit.pk, user_id=school.pk, entry_ids={entry.pk}, words="Core group.",
        until=until,
    )  # fmt: skip
    tom = sign_in(scene.tom)
    address = f"/family/{scene.family.pk}/sharing/{made.pk}/end/"
    assert "will no longer see anything about Stonefam" in tom.get(address).content.decode()
    assert tom.post(address).status_code == 422
    tom.post(address, {"because": "She has moved on."})
    assert not entries_shared_with(school.pk, scene.family.pk, TODAY)
    assert scene.grace.pk in last_change().answerable_ids
    tom.post(f"/changes/{last_change().pk}/undo/")
    assert entries_shared_with(school.pk, scene.family.pk, TODAY)
    made.refresh_from_db()
    assert (made.until, made.ended_at, made.ended_because) == (until, None, "")


@pytest.mark.parametrize("sql", [
    "UPDATE access_restriction SET lifted_at = now(), lifted_by_id = imposed_by_id",
    "UPDATE access_restriction SET lifted_because = 'x'",
])  # fmt: skip
def test_the_database_asks_why_a_restriction_was_lifted(kept, sql):
    actor(kept.manager)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# -- what keeps somebody safe; who belongs to the family; posts and deputies


@pytest.fixture
def noted(scene):
    at = InRecord(actor(scene.tom), scene.family.pk, scene.unit.pk)
    refuge = Address(person=scene.child, lines="The refuge, Alder Street", is_confidential=True)
    dogs = SafetyWarning(person=scene.child, kind="dogs", words="Two dogs, not on a lead.", review_on=TODAY)
    scene.refuge, scene.dogs = note(at, [refuge, dogs])
    return scene


def stands(thing) -> dict:
    return type(thing).all_objects.filter(pk=thing.pk).values().get()


@pytest.mark.parametrize(("what", "do", "says"), [
    ("refuge", "mistake", "This removes a confidential address of"),
    ("refuge", "end", "ends today"),
    ("refuge", "open", "will no longer be confidential: everyone who can open the family will be able to read it"),
    ("dogs", "mistake", "This removes a safety warning of"),
    ("dogs", "end", "ends today"),
])  # fmt: skip
def test_what_keeps_somebody_safe_goes_with_a_reason_and_comes_back_word_for_word(noted, sign_in, what, do, says):
    thing = getattr(noted, what)
    before = stands(thing)
    kind = "address" if what == "refuge" else "warning"
    path = f"/family/{noted.family.pk}/person/{noted.child.pk}/{kind}/{thing.pk}/"
    sent = {"lines": thing.lines, "kind": "home"} if do == "open" else {"do": do}
    tom = sign_in(noted.tom)
    page = tom.post(path, sent)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert stands(thing) == before
    for name, value in sent.items():
        assert f'type="hidden" name="{name}" value="{value}"' in page.content.decode(), "what was typed goes along"
    assert tom.post(path, {**sent, "because": " "}).status_code == 422
    assert tom.post(path, {**sent, "because": "She has moved."}).status_code == 302
    assert stands(thing) != before
    change = last_change()
    assert "Alder Street" not in f"{change.words}{change.was}{change.became}"
    assert noted.grace.pk in change.answerable_ids
    sign_in(noted.grace).post(f"/changes/{change.pk}/undo/")
    assert stands(thing) == before


def test_other_notes_are_taken_off_as_before(scene, sign_in):
    at = InRecord(actor(scene.tom), scene.family.pk, scene.unit.pk)
    [plain] = note(at, [Address(person=scene.child, lines="12 Elm Row")])
    path = f"/family/{scene.family.pk}/person/{scene.child.pk}/address/{plain.pk}/"
    assert sign_in(scene.tom).post(path, {"do": "mistake"}).status_code == 302
    assert not GraveChange.objects.exists()


def test_a_child_with_a_status_is_not_unticked_in_silence(scene, sign_in):
    decided(scene)
    member = scene.family.members.get(person=scene.child)
    tom = sign_in(scene.tom)
    path = f"/family/{scene.family.pk}/member/{member.pk}/"
    sent = {"given_name": scene.child.given_name, "family_name": scene.child.family_name, "born_kind": "exact",
            "sex": "unknown", "lives_here": "on"}  # fmt: skip
    page = tom.post(path, sent).content.decode()
    assert "status goes from every page" in page
    member.refresh_from_db()
    assert member.is_child
    tom.post(path, {**sent, "because": "She is the aunt."})
    member.refresh_from_db()
    assert not member.is_child
    sign_in(scene.grace).post(f"/changes/{last_change().pk}/undo/")
    member.refresh_from_db()
    assert member.is_child


def test_taking_somebody_out_of_the_family_asks_why_and_is_undone(scene, sign_in):
    mother = scene.family.members.get(role="mother").person
    tom = sign_in(scene.tom)
    path = f"/family/{scene.family.pk}/genogram/take/person/{mother.pk}/"
    assert "is not part of this family" in tom.post(path).content.decode()
    assert scene.family.members.filter(person=mother).exists()
    tom.post(path, {"because": "Another Ada."})
    assert not scene.family.members.filter(person=mother).exists()
    assert scene.grace.pk in last_change().answerable_ids
    sign_in(scene.grace).post(f"/changes/{last_change().pk}/undo/")
    assert scene.family.members.filter(person=mother).exists()


def test_ending_a_post_asks_why_is_seen_by_who_answers_for_the_unit_and_undone(scene, sign_in):
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    holding = scene.tom.holdings.get()
    client = sign_in(manager)
    path = f"/unit/{scene.unit.pk}/people/{holding.pk}/leave/"
    assert client.post(path, {"last_day": "yesterday"}).status_code == 422
    page = after_looking(client, path, {"last_day": "yesterday", "because": "He has left."}).content.decode()
    assert "Undo" in page
    assert not actor(scene.tom).posts
    assert "serious change" in lines_for(actor(scene.grace))[0].words
    sign_in(scene.grace).post(f"/changes/{last_change().pk}/undo/")
    assert actor(scene.tom).posts
    assert holding.during == scene.tom.holdings.get().during


@pytest.mark.parametrize("begins_in", [0, 3])
def test_withdrawing_a_deputy_asks_why_and_is_undone_for_the_same_days(scene, sign_in, begins_in):
    first, last = TODAY + timedelta(days=begins_in), TODAY + timedelta(days=9)
    named = name_deputy(actor(scene.grace), scene.unit, scene.tom, first_day=first, last_day=last)
    grace = sign_in(scene.grace)
    path = f"/unit/{scene.unit.pk}/people/deputy/{named.pk}/withdraw/"
    assert grace.post(path).status_code == 422
    grace.post(path, {"because": "I am back."})
    assert not actor(scene.tom).deputy_unit_ids
    assert "serious change" in lines_for(actor(scene.tom))[0].words
    grace.post(f"/changes/{last_change().pk}/undo/")
    again = Deputy.objects.get()
    assert (again.user, again.named_by, again.during) == (scene.tom, scene.grace, named.during)


def test_a_restricted_familys_changes_are_there_for_nobody_off_the_list_however_they_answer_for_it(scene, sign_in):
    decided(scene)
    change, head = last_change(), user("head")
    put_in_post(head, scene.unit, "hos")
    restrict(
        actor(head), scene.family.pk, scene.unit.pk, cause="staff", words="An aunt of a worker.",
        guardian_id=head.pk, people=[head.pk],
    )  # fmt: skip
    for who in (scene.grace, scene.tom):
        client = sign_in(who)
        page = client.get("/changes/").content.decode()
        assert "neglect" not in page
        assert "Stonefam" not in page
        assert client.post(f"/changes/{change.pk}/undo/").status_code == 404


def test_only_who_may_look_into_records_is_on_the_list_or_its_guardian(scene, sign_in):
    administrator, head = user("administrator"), user("head")
    put_in_post(administrator, scene.unit, "sysadmin")
    put_in_post(head, scene.unit, "hos")
    for guardian, people in ((administrator.pk, [head.pk]), (head.pk, [head.pk, administrator.pk])):
        with pytest.raises(ValidationError, match="whose post lets them look"):
            restrict(
                actor(head), scene.family.pk, scene.unit.pk, cause="staff", words="An aunt.",
                guardian_id=guardian, people=people,
            )  # fmt: skip
    page = sign_in(head).get(f"/family/{scene.family.pk}/restrict/").content.decode()
    assert f'value="{administrator.pk}"' not in page
    assert f'value="{scene.tom.pk}"' in page


def test_closing_a_family_says_which_child_is_still_on_a_plan_and_goes_on_all_the_same(scene, sign_in):
    path = f"/family/{scene.family.pk}/close/"
    assert "does not end that" not in " ".join(sign_in(scene.grace).get(path).content.decode().split())
    decided(scene)
    page = sign_in(scene.grace).get(path).content.decode()
    assert f"{scene.child.name} is recorded as: child protection plan: neglect." in page
    assert "Closing the family does not end that." in page
    sent = {"reason": "They have moved away.", "all_the_same_because": "Fife has a plan.", "decided_by": scene.grace.pk}
    assert sign_in(scene.grace).post(path, sent).status_code == 422, "not without the tick"
    sign_in(scene.grace).post(path, sent | {"all_the_same": "on"})
    scene.open.refresh_from_db()
    assert scene.open.closed_on == TODAY
