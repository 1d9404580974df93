"""What has to be approved holds at once; somebody who answers for it approves it, returns it, or is away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.access_logging import SAW_ON_LIST
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.approvals import actions
from kinwork.approvals.models import Approval
from kinwork.approvals.queries import waiting
from kinwork.cases.models import Involvement
from kinwork.children.kinds import KINDS
from kinwork.children.models import Assessment
from kinwork.children.recording import correct_fact, end_fact, record_facts, withdraw_fact
from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from kinwork.notices.models import Notice, Seen
from kinwork.plans.actions import agreeing, planning
from kinwork.units.absences import note_absence
from tests.factories import UserFactory, actor, family_in, put_in_post, unit_with_staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEGUN = TODAY - timedelta(days=30)


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Stonefam", opened=TODAY - timedelta(days=200))
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.child, rowan.brother = [one.person for one in rowan.family.members.filter(is_child=True)]
    rowan.held = HeldFamily(rowan.family, rowan.unit.pk, actor(rowan.tom))
    return rowan


def completed(scene, who=None, child=None, on: date = TODAY) -> Assessment:
    held = HeldFamily(scene.family, scene.unit.pk, actor(who or scene.tom))
    kind = KINDS["assessment"]
    [fact] = record_facts(held, scene.open, kind, [(child or scene.child).pk], {"started_on": BEGUN})
    assert not Approval.objects.filter(thing_id=fact.pk).exists(), "nothing to approve before it is complete"
    return end_fact(held, kind, fact, on=on, said_by="", values={"factors": []})


def test_what_is_done_stands_and_waits_for_who_answers_for_it(scene, sign_in):
    fact = completed(scene)
    waits = Approval.objects.get()
    assert (waits.kind, waits.thing_type, waits.thing_id, waits.answer) == ("assessment", "Assessment", fact.pk, "")
    page = sign_in(scene.tom).get(f"/family/{scene.family.pk}/child/{scene.child.pk}/").content.decode()
    assert "Waits for approval" in page
    assert Notice.objects.filter(kind="approval_asked", unit_id=scene.unit.pk).exists()
    manager = UserFactory()
    put_in_post(manager, scene.unit, "gm")
    sign_in(manager).get(f"/family/{scene.family.pk}/")  # who looks at the family has seen that it waits
    assert Seen.objects.filter(user=manager, notice__kind="approval_asked").exists()
    leader = sign_in(scene.grace)
    assert "1 thing to approve" in " ".join(leader.get("/my-work/").content.decode().split())
    queue = leader.get("/approvals/").content.decode()
    assert "Assessment completed" in queue
    assert "Stonefam" in queue
    assert AuditEvent.objects.filter(verb=SAW_ON_LIST, actor=scene.grace, words="what waits for approval").exists()
    answer = leader.post("/approvals/", {"approval": [waits.pk]}, follow=True)
    assert "Approved: 1." in answer.content.decode()
    assert "Nothing waits for your approval." in answer.content.decode()
    connection.check_constraints()  # as at the end of the transaction
    page = leader.get(f"/family/{scene.family.pk}/child/{scene.child.pk}/").content.decode()
    assert f"Approved by {scene.grace.full_name}" in page
    assert not Notice.objects.filter(kind="approval_asked").exists()
    again = leader.post("/approvals/", {"approval": [waits.pk]}, follow=True)
    assert "Someone else had answered already." in again.content.decode()


def test_who_answers_for_it_approves_by_writing_it(scene):
    completed(scene, who=scene.grace)
    waits = Approval.objects.get()
    assert (waits.answer, waits.answered_by) == ("approved", scene.grace)
    assert not Notice.objects.filter(kind="approval_asked").exists()


def test_returned_with_what_has_to_change_then_corrected_and_asked_again(scene, sign_in):
    fact = completed(scene)
    waits, leader = Approval.objects.get(), sign_in(scene.grace)
    nothing = leader.post(f"/approvals/{waits.pk}/return/", {"because": " "})
    assert nothing.status_code == 422
    assert "Say what has to change" in nothing.content.decode()
    leader.post(f"/approvals/{waits.pk}/return/", {"because": "Say which school."})
    worker = sign_in(scene.tom)
    assert "Say which school." in worker.get("/approvals/mine/").content.decode()
    assert "Say which school." in worker.get(f"/family/{scene.family.pk}/child/{scene.child.pk}/").content.decode()
    assert Notice.objects.get(kind="approval_returned").to_ids == [scene.tom.pk]
    corrected = correct_fact(scene.held, KINDS["assessment"], fact, {"note": "Elm Primary"}, because="School")
    assert [one.answer for one in Approval.objects.order_by("id")] == ["returned", ""]
    assert Approval.objects.get(answer="").thing_id == corrected.pk
    withdraw_fact(scene.held, KINDS["assessment"], corrected, because="Another child")
    assert [one.answer for one in Approval.objects.order_by("id")] == ["returned", "dropped"]
    assert not waiting(actor(scene.grace))


def test_a_slip_is_taken_back_for_a_week(scene, sign_in, as_owner):
    completed(scene)
    waits, leader = Approval.objects.get(), sign_in(scene.grace)
    leader.post("/approvals/", {"approval": [waits.pk]})
    leader.post(f"/approvals/{waits.pk}/again/")
    assert Approval.objects.get().is_open
    actions.approve(actor(scene.grace), [waits.pk])
    with as_owner():
        Approval.objects.update(answered_at=timezone.now() - timedelta(days=8))
    said = leader.post(f"/approvals/{waits.pk}/again/", follow=True).content.decode()
    assert "more than a week ago" in said
    assert not Approval.objects.get().is_open


def test_only_who_answers_for_the_unit_and_all_or_none(scene, sign_in):
    completed(scene)
    oak, staff = unit_with_staff("Oak", "oak-")
    theirs = family_in(oak, "Theirfam", opened=TODAY - timedelta(days=90))
    child = theirs.members.filter(is_child=True).first().person
    held = HeldFamily(theirs, oak.pk, actor(staff["tom"]))
    [fact] = record_facts(held, Involvement.objects.get(family=theirs), KINDS["care_plan"], [child.pk], {"on": TODAY})
    other = Approval.objects.get(thing_id=fact.pk, kind="care_plan")
    assert sign_in(scene.tom).get("/approvals/").status_code == 403
    leader = sign_in(scene.grace)
    assert "Theirfam" not in leader.get("/approvals/").content.decode()
    mine = Approval.objects.get(kind="assessment")
    refused = leader.post("/approvals/", {"approval": [mine.pk, other.pk]})
    assert refused.status_code == 422
    assert leader.post(f"/approvals/{other.pk}/return/", {"because": "x"}).status_code == 404
    assert set(Approval.objects.values_list("answer", flat=True)) == {""}, "nothing half done"
    assert leader.post("/approvals/", {}).status_code == 422


def test_a_colleague_of_the_same_post_approves_while_the_consultant_is_away(scene):
    """Whoever covers may what both may; the queue is theirs for these days."""
    _, staff = unit_with_staff("Oak", "oak-")
    completed(scene)
    assert not waiting(actor(staff["grace"]))
    manager = UserFactory()
    put_in_post(manager, scene.unit, "gm")
    note_absence(
        actor(manager), scene.unit, scene.grace, first_day=TODAY, last_day=TODAY + timedelta(days=3),
        covered_by=staff["grace"],
    )  # fmt: skip
    [line] = waiting(actor(staff["grace"]))
    assert actions.approve(actor(staff["grace"]), [line.pk]) == 1


def test_what_waits_too_long_goes_up_once(scene, sign_in, as_owner):
    completed(scene)
    head = UserFactory()
    put_in_post(head, service_team(), "hos")
    assert actions.send_up() == 0
    assert waiting(actor(head)) == []
    assert len(waiting(actor(head), every_one=True)) == 1
    with as_owner():
        Approval.objects.update(asked_at=timezone.now() - timedelta(days=15))
    assert actions.send_up() == 1
    assert actions.send_up() == 0
    assert len(waiting(actor(head))) == 1
    told = Notice.objects.get(kind="approval_went_up")
    assert head.pk in told.to_ids
    assert scene.grace.pk not in told.to_ids
    assert "gone up" in sign_in(head).get("/approvals/").content.decode()


def test_a_restricted_family_waits_only_for_who_may_know_of_it(scene, sign_in):
    completed(scene)
    manager = UserFactory()
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), scene.family.pk, scene.unit.pk, cause="staff", words="x", guardian_id=manager.pk,
        people=[scene.tom.pk],
    )  # fmt: skip
    assert "Stonefam" not in sign_in(scene.grace).get("/approvals/").content.decode()
    assert "Stonefam" in sign_in(manager).get("/approvals/").content.decode()


def test_a_queue_of_many_costs_as_much_as_one_of_few(scene, sign_in):
    completed(scene)
    leader = sign_in(scene.grace)
    leader.get("/approvals/")
    cache.clear()  # the same list seen again is not noted again
    with CaptureQueriesContext(connection) as few:
        leader.get("/approvals/")
    for number in range(12):
        more = family_in(scene.unit, f"More{number}", opened=TODAY - timedelta(days=90))
        child = more.members.filter(is_child=True).first().person
        held = HeldFamily(more, scene.unit.pk, actor(scene.tom))
        record_facts(held, Involvement.objects.get(family=more), KINDS["care_plan"], [child.pk], {"on": TODAY})
    with CaptureQueriesContext(connection) as many:
        assert "More11" in leader.get("/approvals/").content.decode()
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE approvals_approval SET answer = 'approved'",
        "UPDATE approvals_approval SET answer = 'returned', answered_by_id = asked_by_id, answered_at = now()",
        "UPDATE approvals_approval SET words = 'x'",
        "UPDATE approvals_approval SET answer = 'perhaps', answered_by_id = asked_by_id, answered_at = now()",
        "INSERT INTO approvals_approval (kind, involvement_id, thing_type, thing_id, asked_by_id, asked_at, answer,"
        " words) SELECT kind, involvement_id, thing_type, thing_id, asked_by_id, now(), '', '' FROM approvals_approval",
    ],
)
def test_the_table_keeps_its_own(scene, as_owner, broken):
    completed(scene)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)


def test_a_plan_that_was_agreed_waits_and_no_longer_once_it_was_entered_in_error(scene, sign_in):
    planning.add_aim(scene.held, words="That Mia sleeps at night.", said_by="Ada")
    agreement = agreeing.agree(scene.held, on=TODAY, agreed_with="Ada")
    waits = Approval.objects.get()
    assert (waits.kind, waits.thing_id, waits.involvement_id) == ("plan_agreed", agreement.pk, scene.open.pk)
    page = sign_in(scene.grace).get(f"/family/{scene.family.pk}/plan/").content.decode()
    assert "Waits for approval" in page
    assert f'href="/approvals/#approval-{waits.pk}"' in page, "who approves is one press away"
    assert "#approval-" not in sign_in(scene.tom).get(f"/family/{scene.family.pk}/plan/").content.decode()
    # The queue opens what was agreed, though the plan has gone on, and says what has changed since.
    planning.add_aim(scene.held, words="That Mia goes to nursery.")
    leader = sign_in(scene.grace)
    version = f"/family/{scene.family.pk}/plan/agreed/{agreement.pk}/"
    assert f'href="{version}"' in leader.get("/approvals/").content.decode()
    shown = " ".join(leader.get(version).content.decode().split())
    since, agreed = shown.split("What has changed since then")[1].split("Aims</h2>")
    assert "That Mia goes to nursery." in since
    assert "That Mia goes to nursery." not in agreed
    assert "That Mia sleeps at night." in agreed
    assert f'href="/approvals/#approval-{waits.pk}"' in shown
    agreeing.mark_mistaken(scene.held, agreement)
    assert Approval.objects.get().answer == "dropped"
    agreeing.let_stand(scene.held, agreement)
    waits = Approval.objects.get(answer="")
    assert waits.thing_id == agreement.pk
    actions.approve(actor(scene.grace), [waits.pk])
    agreeing.mark_mistaken(scene.held, agreement)
    with pytest.raises(ValidationError, match="corrected or removed"):
        actions.take_answer_back(actor(scene.grace), waits.pk)


def test_the_authority_says_what_has_to_be_approved_from_then_on(scene, sign_in):
    """Kind by kind; what waits already stays, what the law wants is not asked, and nothing set is ever changed."""
    completed(scene)
    head = UserFactory()
    put_in_post(head, service_team(), "hos")
    assert sign_in(scene.grace).get("/authority/approvals/").status_code == 403
    page = sign_in(head)
    said = {"kind": "assessment", "required": "no", "because-assessment": "Procedures, 3.1: the unit agrees on it."}
    slip = page.post("/authority/approvals/", {**said, "because-assessment": " "})
    assert slip.status_code == 422
    assert "Say why" in slip.content.decode()
    law = page.post("/authority/approvals/", {"kind": "placed_with_parents", "required": "no", "because-": "x"})
    assert "The law wants this approved" in law.content.decode()
    assert page.post("/authority/approvals/", said).status_code == 302
    assert AuditEvent.objects.filter(verb="changed rules", words__contains="no longer has to be approved").exists()
    assert Approval.objects.get().answer == "", "what waits already waits on"
    assert "Procedures, 3.1" in page.get("/authority/approvals/").content.decode()
    completed(scene, child=scene.brother)
    assert Approval.objects.count() == 1
    page.post("/authority/approvals/", {**said, "required": "yes", "because-assessment": "Inspection."})
    completed_again = record_facts(
        scene.held, scene.open, KINDS["assessment"], [scene.brother.pk], {"started_on": TODAY}
    )[0]
    end_fact(scene.held, KINDS["assessment"], completed_again, on=TODAY, said_by="", values={"factors": []})
    assert Approval.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE approvals_requirement SET is_required = true")
