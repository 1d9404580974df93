"""A family's plan: its steps are tasks; it is agreed, changes, is looked at again, ends with the family; the four
questions are asked again; what needs attention has its remedy beside it.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.grave_changes import undo
from kinwork.access.models import AuditEvent, GraveChange
from kinwork.cases.models import FamilyRole, Involvement
from kinwork.children.models import CareReview, Conference, NeedReview
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.meetings.models import BroughtForward, PlannedConversation, Task
from kinwork.plans.actions import planning, steps
from kinwork.plans.models import Agreement, Aim, AimChild, Plan, PlanReview, PlanStep, QuestionsAsked
from kinwork.plans.queries.facts import facts_of_unit
from kinwork.plans.views.face import face_of
from kinwork.record.actions import Happened, write_entry
from tests.factories import PersonFactory, actor, discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG = "Ńgwenya said: it’s cold. " * 2_500  # ten thousand words


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def words_of(page) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "O’Brien-Ńgwenya", opened=days_ago(80), key_worker=rowan.tom, how="Weekly.")
    rowan.involvement = Involvement.objects.get(family=rowan.family)
    rowan.child, rowan.brother = [one.person for one in rowan.family.members.filter(is_child=True)]
    rowan.client = sign_in(rowan.tom)
    rowan.held = HeldFamily(rowan.family, rowan.unit.pk, actor(rowan.tom))
    return rowan


def post(scene, path: str, **said):
    return scene.client.post(f"/family/{scene.family.pk}/{path}", said, follow=True)


def shown(scene, path: str = "plan/") -> str:
    answer = scene.client.get(f"/family/{scene.family.pk}/{path}")
    assert answer.status_code == 200
    return words_of(answer)


def test_a_step_is_a_task_and_a_task_is_a_step(scene):
    post(scene, "plan/aim/", words="We sleep at night.", said_by="Ada", children=[scene.child.pk])
    aim = Aim.objects.get()
    due = TODAY + timedelta(days=3)
    page = post(
        scene, f"plan/aim/{aim.pk}/step/", what="Ask the health visitor", owner=scene.tom.pk,
        due=f"{due.day}/{due.month}/{due.year}", children=[scene.child.pk],
    )  # fmt: skip
    assert "Ask the health visitor" in words_of(page)
    task = Task.objects.get()
    assert (task.owner, task.due_on, task.family) == (scene.tom, due, scene.family)
    post(scene, "new-task/", what="Ring school", owner=scene.priya.pk)
    there = Task.objects.get(what="Ring school")
    post(scene, f"plan/aim/{aim.pk}/step/", task=there.pk, is_for_staff="on")
    assert PlanStep.objects.filter(task=there, is_for_staff=True).count() == 1
    post(scene, f"plan/aim/{aim.pk}/step/", task=there.pk)
    assert PlanStep.objects.filter(taken_out_at=None).count() == 2, "sent again it is put once"

    # Done on My work it is done in the plan, and undone in the plan it is open on My work.
    scene.client.post(f"/family/{scene.family.pk}/task/{task.pk}/done/", {"note": "She comes.", "back": "/my-work/"})
    page = shown(scene)
    assert "Done" in page
    assert "She comes." in page
    post(scene, f"task/{task.pk}/undo/", step=task.steps.get().pk, back=f"/family/{scene.family.pk}/plan/")
    assert "Ask the health visitor" in words_of(scene.client.get("/my-work/"))

    # Each child's part; the family's page says what comes next.
    assert "Ring school" in shown(scene, f"plan/?child={scene.child.pk}")
    assert "Nothing is for" in shown(scene, f"plan/?child={scene.brother.pk}")
    assert "We sleep at night." in shown(scene, "")
    post(scene, f"plan/step/{PlanStep.objects.get(task=there).pk}/out/")
    assert "Ring school" not in shown(scene).split("As it was agreed")[0]
    assert Task.objects.get(pk=there.pk).state == "open", "it is still a task"
    post(scene, f"plan/step/{PlanStep.objects.get(task=there).pk}/back/")
    second = planning.add_aim(scene.held, words="School every day.")
    post(scene, f"plan/step/{PlanStep.objects.get(task=there).pk}/", aim=second.pk, children=[scene.brother.pk])
    assert PlanStep.objects.get(task=there).aim == second
    wrong = post(scene, f"plan/aim/{aim.pk}/step/", what="", owner="", agency="", due="31/2/2026")
    assert wrong.status_code == 422
    wrong = post(scene, f"plan/aim/{aim.pk}/step/", what="", owner="", agency="Ńgwenya’s aunt")
    assert wrong.status_code == 422
    assert "Say what needs doing." in words_of(wrong)
    assert 'value="Ńgwenya’s aunt"' in wrong.content.decode()

    # The database keeps what the forms promise.
    stranger = Task.objects.create(
        family=family_in(scene.unit), what="Another’s", owner=scene.tom, given_by=scene.tom, given_at=timezone.now()
    )
    for statement in (
        f"INSERT INTO plans_planstep (aim_id, task_id, is_for_staff, put_by_id, put_at) "
        f"VALUES ({aim.pk}, {stranger.pk}, false, {scene.tom.pk}, now())",
        f"INSERT INTO plans_planstep (aim_id, task_id, is_for_staff, put_by_id, put_at) "
        f"VALUES ({aim.pk}, {there.pk}, false, {scene.tom.pk}, now())",
        f"INSERT INTO plans_plan (involvement_id, started_on, danger, contingency, ending, for_staff, ended_because, "
        f"version, written_by_id, written_at) VALUES ({scene.involvement.pk}, now(), '', '', '', '', '', 1, "
        f"{scene.tom.pk}, now())",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_it_is_agreed_changed_looked_at_again_and_what_changed_is_seen(scene):
    assert "There is no plan yet." in shown(scene)
    assert "Say what is to be different" in words_of(post(scene, "plan/aim/", words=" "))
    empty = post(scene, "plan/words/", danger="It is cold at night.", review_on="10d")
    assert "It is cold at night." in words_of(empty)
    refused = post(scene, "plan/agree/", agreed_with="Ada", their_words="It is ours.")
    assert "There is no aim in the plan yet." in words_of(refused)
    assert "It is ours." in refused.content.decode()
    aim = planning.add_aim(scene.held, words="We sleep at night.", said_by="Ada")
    hidden = planning.add_aim(scene.held, words="Find out about Dan’s flat.", is_for_staff=True)
    staff_step = steps.make_step(scene.held, aim.pk, what="Ask the police", owner_id=scene.tom.pk, is_for_staff=True)
    steps.make_step(scene.held, aim.pk, what="Buy a heater", owner_id=None, agency="Grandmother")
    plan = Plan.objects.get()
    post(
        scene, "plan/words/", seen=f"{plan.pk}-{plan.version}", danger="Cold.", contingency="Ring 101.",
        ending="Four quiet weeks.", for_staff="Dan is not to know where they are.",
    )  # fmt: skip
    assert "Say who in the family agreed" in words_of(post(scene, "plan/agree/", their_words="It is ours."))
    said = post(
        scene, "plan/agree/", agreed_with="Ada Ńgwenya", their_words="It is ours.", disagreement="Not the flat."
    )
    assert "Nothing has changed since." in words_of(said)
    assert "Agreed: version 1." in words_of(said)

    # What the family is given: nothing that is for staff.
    paper = scene.client.get(f"/family/{scene.family.pk}/plan/for-them.pdf")
    assert paper.content.startswith(b"%PDF")
    assert AuditEvent.objects.filter(verb="printed plan for family", family_id=scene.family.pk).exists()
    face = shown(scene, "plan/for-them/")
    for words in ("Buy a heater", "Ring 101.", "Four quiet weeks.", "It is ours.", "Not the flat."):
        assert words in face
    for words in ("Ask the police", "Dan’s flat", "Dan is not to know", "Marked"):
        assert words not in face, words
    assert face_of(scene.held, QueryDict())["is_as_agreed"]

    # Changed: each change is said; only a change that they may know of makes theirs another plan.
    post(scene, f"task/{staff_step.task_id}/done/")
    assert face_of(scene.held, QueryDict())["is_as_agreed"]
    assert "1 change since then." in shown(scene)
    post(scene, f"plan/aim/{aim.pk}/", words="We sleep at night, all of us.", said_by="Ada", seen=aim.version)
    page = shown(scene)
    assert "2 changes since then." in page
    assert "Was: We sleep at night. Now: We sleep at night, all of us." in page
    assert not face_of(scene.held, QueryDict())["is_as_agreed"]
    assert "Say briefly how you" in words_of(post(scene, f"plan/aim/{hidden.pk}/end/", state="reached"))
    post(scene, f"plan/aim/{hidden.pk}/end/", state="given up", because="It is not his.")
    post(scene, f"plan/aim/{hidden.pk}/reopen/")
    assert Aim.objects.get(pk=hidden.pk).state == "open"
    first = Agreement.objects.get()
    post(scene, "plan/agree/", agreed_with="Ada", their_words="Better.")
    second = Agreement.objects.get(number=2)
    assert "We sleep at night. Now" in shown(scene, f"plan/agreed/{second.pk}/")
    assert "It is ours." in shown(scene, f"plan/agreed/{first.pk}/")
    post(scene, f"plan/agreed/{second.pk}/mistaken/")
    assert "Version 1 , agreed on" in shown(scene)
    post(scene, f"plan/agreed/{second.pk}/stands/")
    assert "Nothing has changed since." in shown(scene)

    plan.refresh_from_db()
    boxes = {"danger": LONG, "contingency": "Ring 101.", "ending": "Four quiet weeks.", "for_staff": plan.for_staff}
    assert post(scene, "plan/words/", **boxes, seen=f"{plan.pk}-{plan.version}").status_code == 200
    assert Plan.objects.get().danger == LONG.strip()
    assert "up to 200,000 characters" in words_of(post(scene, "plan/words/", **{**boxes, "danger": LONG * 5}))

    # Looked at together: the questions come next; entered in error, the day is as it was.
    Plan.objects.update(review_on=TODAY + timedelta(days=4))
    asked = post(scene, "plan/review/", found="They sleep.", took_part="Ada", next_on="12w")
    assert "is this still so?" in words_of(asked)
    assert "After the review of the plan" in words_of(asked)
    review = PlanReview.objects.get()
    assert Plan.objects.get().review_on == review.next_on
    post(scene, f"plan/review/{review.pk}/mistaken/")
    assert Plan.objects.get().review_on == TODAY + timedelta(days=4)
    post(scene, f"plan/review/{review.pk}/stands/")
    assert Plan.objects.get().review_on == review.next_on
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_agreement SET their_words = 'Fine.'")


def test_an_aim_kept_from_one_of_them_is_in_nothing_that_is_made_for_them(scene):
    """Whoever smuggles: by a copy for all, for two, for nobody; by what was agreed; by typing it again."""
    dan = FamilyMember.objects.create(family=scene.family, person=PersonFactory(), role="father", position=9).person
    ada = scene.family.members.get(is_child=False, role="mother").person
    post(scene, "plan/aim/", words="We sleep at night.")
    post(scene, "plan/aim/", words="Ada has the keys to the refuge.", kept_from=[dan.pk])
    secret, other = Aim.objects.get(words__startswith="Ada has"), Aim.objects.get(words__startswith="We sleep")
    steps.make_step(scene.held, secret.pk, what="Fetch the keys", owner_id=None, agency="Women’s Aid")
    assert f"not for {dan.name}" in shown(scene)
    assert f"not for {dan.name}" in shown(scene, ""), "and on the family’s page"

    def tells(*readers) -> bool:
        query = "&".join(f"for={pk}" for pk in readers)
        face = face_of(scene.held, QueryDict(query))
        page = scene.client.get(f"/family/{scene.family.pk}/plan/for-them/?{query}")
        made = [words_of(page).split("Show this copy")[1], render_to_string("plans/for_them_print.html", face)]
        told = {("keys" in words, "Fetch" in words, "keys" in json.dumps(face["body"])) for words in made}
        assert len(told) == 1, "on the screen as on paper"
        assert len({*told.pop()}) == 1
        return "keys" in made[0]

    assert not tells(), "for everybody: he is one of them"
    assert not tells(dan.pk)
    assert not tells(ada.pk, dan.pk)
    assert tells(ada.pk)
    pdf = f"/family/{scene.family.pk}/plan/for-them.pdf"
    assert scene.client.get(f"{pdf}?for={ada.pk}").content.startswith(b"%PDF")
    for nobody in ("999999", f"{ada.pk}&for=x", "0", f"{scene.family.pk + 987_654}"):
        assert scene.client.get(f"{pdf}?for={nobody}").status_code == 404, "a copy for nobody would leave nothing out"

    # Agreed before it was kept: what he is shown compares with nothing that he may not know of.
    post(scene, "plan/agree/", agreed_with="Ada", their_words="Ours, with the keys.", disagreement="No keys for Gran.")
    assert not tells(dan.pk), "nor in what she said of it"
    assert tells(ada.pk)
    assert [one["kept_from"] for one in Agreement.objects.get().body["aims"]] == [
        [], [{"id": dan.pk, "name": dan.name}],
    ]  # fmt: skip
    assert face_of(scene.held, QueryDict(f"for={dan.pk}"))["is_as_agreed"]
    post(scene, f"plan/aim/{other.pk}/", words=other.words, kept_from=[dan.pk], seen=other.version, kept_before="")
    his = face_of(scene.held, QueryDict(f"for={dan.pk}"))
    assert (his["aims"], his["is_as_agreed"]) == ([], True), "nothing shows that something is missing"
    assert "Who is not to see this aim" in shown(scene, f"plan/agreed/{Agreement.objects.get().pk}/")
    # The same words typed again by somebody who does not tick him change nothing; ticking one more keeps it from both.
    post(scene, "plan/aim/", words=secret.words)
    post(scene, "plan/aim/", words=secret.words, kept_from=[scene.child.pk])
    assert set(secret.kept_from.values_list("person_id", flat=True)) == {dan.pk, scene.child.pk}
    # Two at once: who opened the form before he was ticked takes nothing away from the other.
    post(scene, f"plan/aim/{secret.pk}/", words=secret.words, seen=secret.version, kept_before=f"{scene.child.pk}")
    assert list(secret.kept_from.values_list("person_id", flat=True)) == [dan.pk]
    # He leaves the family: it stays kept, and the form still shows it.
    FamilyMember.objects.filter(person=dan).update(taken_back=True)
    assert f'value="{dan.pk}"' in scene.client.get(f"/family/{scene.family.pk}/plan/aim/{secret.pk}/").content.decode()
    assert not tells()
    stranger = PersonFactory()
    assert "Choose people in this family" in words_of(post(scene, "plan/aim/", words="x", kept_from=[stranger.pk]))


def test_two_who_write_at_once_lose_no_word(scene, sign_in):
    plan, _ = planning.write_plan(
        scene.held, {"danger": "Cold.", "contingency": "", "ending": "", "for_staff": "", "review_on": None},
        plan_id=None, version=None,
    )  # fmt: skip
    began = f"{plan.pk}-{plan.version}"
    boxes = {"danger": "Cold.", "contingency": "", "ending": "", "for_staff": "", "review_on": ""}
    grace = HeldFamily(scene.family, scene.unit.pk, actor(scene.grace))
    planning.write_plan(
        grace, {"danger": "Cold, and damp.", "contingency": "Ring Ada.", "ending": "", "for_staff": "",
                "review_on": TODAY}, plan_id=plan.pk, version=plan.version,
    )  # fmt: skip
    # Another box: both are kept, and it says so.
    page = post(scene, "plan/words/", **{**boxes, "ending": "Quiet weeks."}, seen=began)
    assert "Someone else changed “What we are worried about”, “What we do if it goes wrong”, “When we look" in words_of(
        page
    )
    plan.refresh_from_db()
    assert (plan.danger, plan.contingency, plan.ending) == ("Cold, and damp.", "Ring Ada.", "Quiet weeks.")
    # The same box: nothing is saved, both texts are there, and the other boxes are as they left them.
    page = post(scene, "plan/words/", **{**boxes, "danger": "Cold at Ńgwenya’s."}, seen=began)
    said = words_of(page)
    assert page.status_code == 422
    assert f"{scene.tom.full_name} changed this at" in said
    assert "Cold, and damp." in said
    assert "Cold at Ńgwenya’s." in said
    assert "Ring Ada.</textarea>" in page.content.decode()
    plan.refresh_from_db()
    assert plan.danger == "Cold, and damp."
    again = re.search(r'name="seen" value="([\d-]+)"', page.content.decode()).group(1)
    now = {**boxes, "danger": "Cold, damp, at Ńgwenya’s.", "contingency": "Ring Ada.", "ending": "Quiet weeks."}
    post(scene, "plan/words/", **now, seen=again)
    plan.refresh_from_db()
    assert plan.danger == "Cold, damp, at Ńgwenya’s."
    # An aim: the other's tick stays with mine.
    aim = planning.add_aim(scene.held, words="Warm.", children=[scene.child.pk])
    began = f"{aim.version}-{scene.child.pk}"
    planning.change_aim(
        grace, aim.pk, words="Warm.", said_by="", is_for_staff=True, children=[scene.child.pk, scene.brother.pk],
        had=[scene.child.pk], version=aim.version,
    )  # fmt: skip
    post(scene, f"plan/aim/{aim.pk}/", words="Warm and dry.", children=[], seen=began)
    aim.refresh_from_db()
    assert (aim.words, aim.is_for_staff) == ("Warm and dry.", True)
    assert list(AimChild.objects.filter(aim=aim).values_list("person_id", flat=True)) == [scene.brother.pk]


def test_a_closed_family_has_no_plan_and_an_earlier_one_is_taken_up_again(scene, sign_in):
    planning.add_aim(scene.held, words="We sleep at night.")
    closes = sign_in(scene.grace)
    closes.post(f"/family/{scene.family.pk}/close/", {"reason": "It is done.", "on": ""})
    plan = Plan.objects.get()
    assert (plan.ended_on, plan.ended_because, plan.ended_by) == (TODAY, "The family was closed.", scene.grace)
    page = words_of(closes.get(f"/family/{scene.family.pk}/plan/"))
    assert "There is no plan: the family is closed." in page
    assert "Plan from" in page
    refused = closes.post(f"/family/{scene.family.pk}/plan/aim/", {"words": "One more."})
    assert "This family is closed." in words_of(refused)
    assert "One more." in refused.content.decode()
    closes.post(f"/family/{scene.family.pk}/reopen/", {"because": "A mistake."})
    assert Plan.objects.get().ended_on is None, "it runs again as the family is open again"
    front = words_of(closes.get(f"/family/{scene.family.pk}/"))
    assert "The family was closed on" not in front, "of a closing nothing is left to undo"
    assert "was opened again" in front
    closes.post(f"/family/{scene.family.pk}/close/", {"reason": "It is done.", "on": ""})
    [change] = GraveChange.objects.filter(kind="family_closed", undone_at=None).order_by("-id")[:1]
    undo(actor(scene.grace), change.pk)
    assert Plan.objects.get().ended_on is None, "and where the closing is undone with one press"
    closes.post(f"/family/{scene.family.pk}/plan/end/", {"because": "It no longer fits."})
    earlier = f"/family/{scene.family.pk}/plan/earlier/{plan.pk}/"
    assert "Take it up again" in words_of(closes.get(earlier))
    closes.post(f"/family/{scene.family.pk}/plan/take-up/{plan.pk}/")
    assert Plan.objects.get().ended_on is None
    ended = closes.post(
        f"/family/{scene.family.pk}/plan/end/", {"because": "Another will do.", "on": "2090"}, follow=True
    )
    assert ended.status_code == 422
    closes.post(f"/family/{scene.family.pk}/plan/end/", {"because": "Another will do."})
    closes.post(f"/family/{scene.family.pk}/plan/aim/", {"words": "Another."})
    refused = closes.post(f"/family/{scene.family.pk}/plan/take-up/{plan.pk}/", follow=True)
    assert "Another plan runs now." in words_of(refused)
    assert sorted(Plan.objects.values_list("ended_because", flat=True)) == ["", "Another will do."]


@pytest.mark.parametrize("review", [NeedReview, Conference, CareReview])
def test_the_four_questions_are_asked_again_at_each_review(scene, review):
    more = {"kind": "review"} if review is Conference else {}
    review.objects.create(
        person=scene.child, involvement=scene.involvement, on=days_ago(2), recorded_by=scene.tom,
        recorded_at=timezone.now(), **more,
    )  # fmt: skip
    kind = {NeedReview: "the review of the child in need plan", Conference: "the review conference"}.get(
        review, "the looked-after review"
    )
    page = shown(scene, "")
    assert f"The four questions have not been asked again since {kind}" in page
    assert "Is this still so?" in page
    assert "Make things safer." in page
    post(scene, "questions/again/", do="still_so")
    page = shown(scene, "plan/")
    assert f"by {scene.tom.full_name}, at {kind}" in page
    assert "still so" in page
    assert "have not been asked" not in shown(scene, "")
    post(scene, "questions/again/", do="still_so")
    assert QuestionsAsked.objects.count() == 1, "twice is once"


def test_what_is_past_its_end_says_until_when_now_and_why(scene, sign_in):
    Involvement.objects.update(expected_end=days_ago(5))
    refused = post(scene, "questions/again/", do="still_so")
    assert refused.status_code == 422
    assert "has passed. Say until when now, and why; or close the family." in words_of(refused)
    answers = {"why_open": "Because.", "trying_to_do": "Make things safer.", "how": "Every Tuesday."}
    seen = re.search(r'name="seen" value="(\d+)"', refused.content.decode()).group(1)
    late = post(scene, "questions/again/", **answers, expected_end="8w", seen=seen)
    assert "Say briefly why it goes on for longer." in words_of(late)
    assert "Every Tuesday." in late.content.decode()
    post(scene, "questions/again/", **answers, expected_end="8w", because="The new baby.", seen=seen)
    last = QuestionsAsked.objects.get()
    assert (last.because, last.review_kind, last.review_on) == ("The new baby.", "end", days_ago(5))
    assert Involvement.objects.get().expected_end == TODAY + timedelta(weeks=8)
    # Another wrote in the same box since; on another page the questions are answered too.
    late = post(scene, "questions/again/", **{**answers, "how": "Every Friday."}, expected_end="8w", seen=seen)
    assert late.status_code == 422
    assert "Every Tuesday." in words_of(late)
    assert "Every Friday." in words_of(late)
    sign_in(scene.grace).post(
        f"/family/{scene.family.pk}/questions/", {**answers, "how": "Each day.", "expected_end": "9w"}
    )
    assert QuestionsAsked.objects.first().by == scene.grace
    assert QuestionsAsked.objects.count() == 2


def test_what_needs_attention_stands_on_four_pages_with_its_remedy(scene, sign_in):
    meeting = meeting_of(scene.unit, scene.maureen, on=days_ago(35))
    discussion_of(scene.family, meeting, scene.maureen)
    flags = shown(scene, "")
    assert "Last discussed 5 weeks ago" in flags
    assert f"No one has seen {scene.child.short_name} since the family was opened" in flags
    assert "The family has been open for 3 months, and there is no plan." in flags
    board = words_of(scene.client.get(f"/unit/{scene.unit.pk}/"))
    assert "1 of 1 family : child not seen 1, not discussed 1, no plan 1." in board
    assert "Child not seen, and 3 more" in board
    assert "No one has seen" in words_of(scene.client.get("/my-work/"))
    assert "Rowan: 1 family" in words_of(sign_in(scene.grace).get("/my-work/")), "of a unit that one leads, how many"
    listed = sign_in(scene.tom).get(f"/unit/{scene.unit.pk}/attention/")
    assert "No one has seen" in words_of(listed)
    # One press: the flag's own words stand on the next agenda, and are not offered again.
    form = re.search(
        r'action="([^"]+/bring-to-meeting/)".*?name="words" value="([^"]+)"', listed.content.decode(), re.S
    )
    page = scene.client.post(form.group(1), {"kind": "asked", "words": html.unescape(form.group(2))}, follow=True)
    assert "The family is asked for at the next meeting." in words_of(page)
    assert BroughtForward.objects.get().words == html.unescape(form.group(2))
    assert "Put on the next agenda" not in words_of(page)
    # One press: the task, with what is to be done in it.
    task = scene.client.get(f"/family/{scene.family.pk}/attention/task/?for=not_seen&of={scene.child.pk}")
    assert f'value="See {scene.child.short_name}"' in task.content.decode()
    # Seen alone, nothing is left of that flag; with others only, the other comes when it is long enough.
    seen = {scene.child.pk: True, scene.brother.pk: False}
    write_entry(
        actor(scene.tom), scene.family.pk, scene.unit.pk, Happened(kind="visit", on=TODAY, text="Seen.", seen=seen)
    )
    flags = shown(scene, "")
    assert "No one has seen Ada" not in flags
    assert f"No one has seen {scene.brother.short_name} alone for 3 months" in flags
    # Only the clinician: her task counts, and so does that of whoever else has one.
    Task.objects.create(
        family=scene.family, what="Talk", owner=scene.leah, given_by=scene.leah, given_at=timezone.now()
    )
    [facts] = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY)
    assert facts.only_clinician == "", "Tom was there"
    [facts] = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY + timedelta(days=60))
    assert facts.only_clinician == scene.leah.full_name
    PlannedConversation.objects.create(
        family=scene.family, discussion=meeting.discussions.get(), purpose="To ask.", lead=scene.priya,
        planned_by=scene.tom, planned_at=timezone.now(),
    )  # fmt: skip
    [facts] = facts_of_unit(actor(scene.tom), scene.unit.pk, TODAY + timedelta(days=60))
    assert facts.only_clinician == ""


def test_pages_of_flags_and_plans_cost_the_same_however_much_there_is(scene):
    FamilyRole.objects.create(
        involvement=scene.involvement, kind="lead", user=scene.tom, during=(days_ago(9), None), recorded_by=scene.tom,
        recorded_at=timezone.now(),
    )  # fmt: skip

    def fill(family) -> None:
        held = HeldFamily(family, scene.unit.pk, actor(scene.tom))
        aim = planning.add_aim(held, words="Warm.", children=family.members.filter(is_child=True).values_list(
            "person_id", flat=True))  # fmt: skip
        for n in range(3):
            steps.make_step(held, aim.pk, what=f"Step {n} {aim.pk}", owner_id=scene.tom.pk, due_on=days_ago(30))

    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert scene.client.get(path).status_code == 200
        return len(seen)

    def costs() -> list[int]:
        _, second = [[statements(path) for path in paths] for _ in range(2)]  # the first look in a while is noted
        return second

    paths = [f"/family/{scene.family.pk}/plan/", f"/unit/{scene.unit.pk}/attention/", "/my-work/"]
    fill(scene.family)
    few = costs()
    for _ in range(3):
        fill(scene.family)
        fill(family_in(scene.unit, key_worker=scene.tom))
    assert costs() == few
    assert few[0] <= 28
    assert few[1] <= 8
