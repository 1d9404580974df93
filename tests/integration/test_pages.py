"""What pages show, in how many statements, and what they do with nonsense."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.cases.models import Allocation, Involvement, KeyDate
from kinwork.clocks.humanize import long_day
from kinwork.families.models import Family
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.models import Meeting, Task
from kinwork.obligations.queries import next_of
from kinwork.obligations.rebuilding import rebuild_all
from kinwork.record.actions import Happened, write_entry
from kinwork.units.absences import note_absence
from kinwork.units.actions import pair_as_buddies
from kinwork.units.models import DutyTurn
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user
from tests.pages import after_looking

pytestmark = pytest.mark.django_db


def statements(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200, path
    return len(seen)


def busy_family(rowan, meetings: int = 1) -> Family:
    """A family with as many discussions, each with something of everything."""
    family = family_in(rowan.unit)
    today = timezone.localdate()
    for n in range(meetings):
        meeting = meeting_of(rowan.unit, rowan.maureen, on=today - timedelta(days=7 * (meetings - n - 1)))
        talk = discussion_of(family, meeting, rowan.maureen)
        me = actor(rowan.grace)
        hypothesis = discussing.raise_hypothesis(me, talk, statement=f"Hypothesis {n}")
        discussing.weigh_hypothesis(me, talk, hypothesis, state="supported", because="So it seems.")
        planned = discussing.plan_conversation(me, talk, tests=hypothesis, purpose="To ask.")
        planned.people.set([member.person for member in family.members.all()])
        draft = discussing.draft_decision(me, talk, words="Go on.", reason="It helps.")
        discussing.decide(me, draft)
        for owner in (rowan.tom, rowan.priya):
            tasks.give_task(
                me, rowan.unit.pk, family.pk, what=f"Task {n}", owner_id=owner.pk, discussion=talk, due_on=today
            )
    return family


def test_the_unit_board_costs_the_same_however_many_families(rowan, sign_in):
    client = sign_in(rowan.tom)
    path = f"/unit/{rowan.unit.pk}/"
    busy_family(rowan)
    few = statements(client, path)
    for _ in range(6):
        busy_family(rowan)
    assert statements(client, path) == few <= 15


def test_the_units_page_says_who_is_away_who_covers_when_on_duty_and_how_many_workers_a_family_has_met(rowan, sign_in):
    today, (oak, others) = timezone.localdate(), unit_with_staff("Oak", "o")
    pair_as_buddies(rowan.unit, oak)
    family = family_in(rowan.unit, "Stone")
    for who, kind in ((rowan.tom, "visit"), (rowan.priya, "elsewhere"), (rowan.tom, "visit"), (rowan.leah, "note")):
        write_entry(actor(who), family.pk, rowan.unit.pk, Happened(kind=kind, on=today, text="Seen."))
    involvement, before = family.involvements.get(), today - timedelta(days=30)
    involvement.allocations.update(during=DateRange(before, None))
    Allocation.objects.create(involvement=involvement, unit=oak, during=DateRange(involvement.opened_on, before))
    back = today + timedelta(days=3)
    note_absence(
        actor(rowan.grace), rowan.unit, rowan.tom, first_day=today, last_day=today + timedelta(days=2),
        covered_by=others["priya"],
    )  # fmt: skip
    DutyTurn.objects.create(unit=rowan.unit, during=DateRange(today, today + timedelta(days=7)))

    def shown(path: str = "") -> str:
        page = sign_in(rowan.grace).get(f"/unit/{rowan.unit.pk}/{path}").content.decode()
        return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())

    page = shown()
    assert "Tom Hollis (SW, away)" in page
    assert f"{back - timedelta(days=1):%-d %b}" in page
    assert f"{others['priya'].full_name} covers" in page
    assert "One is away today. With one away a unit usually copes." in page
    assert "0.3 families to a full-time worker (1 ÷ 3.5); 0.4 to each here today (1 ÷ 2.5)" in page
    assert "Buddy unit: Oak. On duty until" in page
    rebuild_all()
    what, day = next_of([family.pk], today)[family.pk]
    assert f"Due {day:%a} {day.day} {day:%b} {what}" in shown(), "what falls due next, worked out from the record"
    assert "2 workers in 2 units" in page, "a note is no meeting, and Tom is one worker however often he went"
    days = {"first_day": today, "last_day": today}
    note_absence(actor(rowan.grace), rowan.unit, rowan.priya, **days, covered_by=rowan.maureen)
    page = shown()
    assert "2 are away today. With two or more away a unit usually does not cope. Oak covers: ask there." in page
    assert "away too" not in page
    note_absence(actor(rowan.grace), rowan.unit, rowan.maureen, **days, covered_by=None)
    assert f"{rowan.maureen.full_name} covers, and is away too" in shown()
    began = DateRange(today - timedelta(days=100), today - timedelta(days=1))
    rowan.priya.holdings.update(during=began)
    assert "In the last twelve months 1 person came to the unit and 1 left it." in shown("people/")


def test_the_discussion_page_costs_the_same_however_long_the_story(rowan, sign_in):
    client = sign_in(rowan.tom)
    short = busy_family(rowan, 2)
    few = statements(client, f"/discussion/{short.discussions.first().pk}/")
    Meeting.objects.exclude(pk=short.discussions.first().meeting_id).update()
    longer = busy_family(rowan, 6)
    assert statements(client, f"/discussion/{longer.discussions.first().pk}/") == few <= 20


def test_my_work_costs_the_same_however_much_there_is(rowan, sign_in):
    client = sign_in(rowan.tom)
    busy_family(rowan)
    few = statements(client, "/my-work/")
    for _ in range(5):
        busy_family(rowan)
    assert statements(client, "/my-work/") == few <= 10


@pytest.mark.parametrize("page", ["family", "families", "meeting", "minutes", "quality"])
def test_other_lists_do_not_grow_either(rowan, sign_in, page):
    client = sign_in(rowan.tom)
    family = busy_family(rowan)
    meeting = Meeting.objects.get()
    if page == "minutes":
        closing.close_meeting(actor(rowan.grace), meeting)
    path = {
        "family": f"/family/{family.pk}/",
        "families": "/families/",
        "meeting": f"/meeting/{meeting.pk}/",
        "minutes": f"/meeting/{meeting.pk}/minutes/",
        "quality": f"/unit/{rowan.unit.pk}/quality/",
    }[page]
    few = statements(client, path)
    if page == "minutes":
        return
    for _ in range(3):
        busy_family(rowan)
    assert statements(client, path) == few <= 20


def test_a_sentence_that_stands_alone_reaches_the_board_and_the_family(rowan, sign_in):
    family = busy_family(rowan)
    client = sign_in(rowan.priya)
    board = client.get(f"/unit/{rowan.unit.pk}/?sort=tasks").content.decode()
    assert "Go on." in board
    assert "2 tasks, 1 conversation" in board
    page = client.get(f"/family/{family.pk}/?show=everything").content.decode()
    assert "Hypothesis 0" in page
    assert "So it seems." in page
    assert "Make things safer." in page


def test_a_familys_page_leads_to_each_part_and_reads_the_long_ones_when_wanted(rowan, sign_in):
    family = busy_family(rowan)
    client, path = sign_in(rowan.tom), f"/family/{family.pk}/"
    of_ideas, of_discussions = "So it seems.", "Decided:"

    def shown(query: str = "", **more) -> str:
        answer = client.get(path + query, **more)
        assert answer.status_code == 200
        return answer.content.decode()

    page = shown()
    for part in ("people", "now", "tasks", "happened", "why", "drawn", "network", "ideas", "discussions"):
        assert page.count(f'id="part-{part}"') == 1, part
        assert f'#part-{part}"' in page, f"{part} cannot be jumped to"
    assert of_ideas not in page
    assert of_discussions not in page
    assert "tel:" not in page

    # Without scripts the link brings the page with that part in it; with them, the part alone.
    for wanted, there, elsewhere in (("ideas", of_ideas, of_discussions), ("discussions", of_discussions, of_ideas)):
        assert f'href="?show={wanted}#part-{wanted}"' in page
        for answer in (shown(f"?show={wanted}"), part := shown(f"?show={wanted}", headers={"HX-Request": "true"})):
            assert there in answer
            assert elsewhere not in answer
        assert part.startswith("<details")
        assert "Who is in the family" not in part
    assert client.get(f"{path}?show=nothing", headers={"HX-Request": "true"}).status_code == 404
    whole = shown("?show=everything")
    assert of_ideas in whole
    assert of_discussions in whole
    # Twenty, and one each for what is due and for what came in at the front door.
    assert statements(client, path) < statements(client, f"{path}?show=everything") <= 22


def test_my_work_shows_mine_not_others_with_overdue_first_and_done_takes_one_click(rowan, sign_in):
    family = busy_family(rowan)
    Task.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    client = sign_in(rowan.tom)
    page = client.get("/my-work/").content.decode()
    assert "Overdue" in page
    assert page.index("Overdue") < page.index("New for you"), "what is late first, also on a telephone"
    task = Task.objects.get(owner=rowan.tom)
    assert page.count('aria-label="Task for ') == 1, "and nothing of the others"
    response = client.post(
        f"/family/{family.pk}/task/{task.pk}/done/", {"note": "Rang the school.", "back": "/my-work/"}, follow=True
    )
    assert response.redirect_chain[0][0].startswith("/my-work/")
    page = response.content.decode()
    assert "Rang the school." in page
    assert "Undo" in page
    client.post(f"/family/{family.pk}/task/{task.pk}/reopen/", {"back": "/my-work/"})
    task.refresh_from_db()
    assert task.state == "open"


def test_my_work_is_narrowed_and_ordered_and_stays_so_when_something_is_done(rowan, sign_in):
    """And its file holds exactly the lines shown."""
    first, second = busy_family(rowan), family_in(rowan.unit, "Aardvark")
    Task.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    for n in range(2):
        what = "=cmd()" if n else "Ring"
        tasks.give_task(actor(rowan.grace), rowan.unit.pk, second.pk, what=what, owner_id=rowan.tom.pk)
    client = sign_in(rowan.tom)

    def lines(query: str) -> list[str]:
        page = client.get(f"/my-work/?{query}").content.decode()
        shown = re.findall(r'aria-label="(?:Task|Conversation) for ([^.]+)\.', page)
        file = client.get(f"/my-work/?{query}&as=csv").content.decode().removeprefix("\ufeff")
        assert shown == [row["Family"] for row in csv.DictReader(io.StringIO(file))]
        assert ',"=cmd' not in file
        return shown

    assert lines("") == [first.name, "Aardvark", "Aardvark"]
    assert lines("sort=family") == ["Aardvark", "Aardvark", first.name]
    assert lines("sort=-family") == [first.name, "Aardvark", "Aardvark"]
    assert lines("due=late") == [first.name]
    assert lines(f"family={second.pk}") == ["Aardvark", "Aardvark"]
    assert lines("kind=conversation") == []
    assert lines(f"unit={rowan.unit.pk}&kind=task&due=%27") == [first.name, "Aardvark", "Aardvark"]
    assert "Nothing of yours is like that" in client.get("/my-work/?kind=conversation").content.decode()

    back = f"/my-work/?family={second.pk}"
    assert f'name="back" value="{back}"' in client.get(back).content.decode()
    task = Task.objects.filter(family=second).first()
    done = client.post(f"/family/{second.pk}/task/{task.pk}/done/", {"note": "Rang.", "back": back}, follow=True)
    assert done.redirect_chain[0][0] == f"{back}&done=task-{task.pk}"
    part = client.post(
        f"/family/{second.pk}/task/{task.pk}/reopen/", {"back": back}, headers={"HX-Request": "true"}
    ).content.decode()
    assert part.count('aria-label="Task for Aardvark') == 2
    assert f"Task for {first.name}" not in part, "the list that was left is the list that comes back"


def test_a_long_list_of_work_has_pages(rowan, sign_in, monkeypatch):
    monkeypatch.setattr("kinwork.access.lists.page_of_list.__defaults__", (3,))
    family = family_in(rowan.unit)
    for n in range(7):
        tasks.give_task(actor(rowan.grace), rowan.unit.pk, family.pk, what=f"Task {n}", owner_id=rowan.tom.pk)
    client = sign_in(rowan.tom)
    pages = [client.get(f"/my-work/?page={n}").content.decode() for n in (1, 2, 3, 9)]
    assert [page.count("<article") for page in pages] == [3, 3, 1, 1]
    assert "page 1 of 3" in pages[0]
    assert client.get("/my-work/?as=csv").content.count(b"Task ") == 7


def test_back_leads_only_inside(rowan, sign_in):
    family = busy_family(rowan)
    task = Task.objects.get(owner=rowan.tom)
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        response = sign_in(rowan.tom).post(f"/family/{family.pk}/task/{task.pk}/carry/", {"to": "2w", "back": evil})
        assert response.headers["Location"] == f"/family/{family.pk}/?done=task-{task.pk}#to-do"


def test_a_date_that_does_not_exist_is_said_beside_its_field_with_what_was_typed(rowan, sign_in):
    family = busy_family(rowan)
    talk = family.discussions.get()
    client = sign_in(rowan.tom)
    sent = {"what": "Visit <b>", "owner": rowan.tom.pk, "due": "30/2"}
    for how in ({}, {"HTTP_HX_REQUEST": "true"}):
        response = client.post(f"/discussion/{talk.pk}/add/tasks/", sent, **how)
        page = response.content.decode()
        assert response.status_code == 422
        assert "February" in page
        assert "has no day 30" in page
        assert 'value="30/2"' in page
        assert "Visit &lt;b&gt;" in page
    assert Task.objects.count() == 2


def test_an_owner_who_has_left_is_refused_and_shown_on_what_they_leave_behind(rowan, sign_in, as_owner):
    family = busy_family(rowan)
    gone = user("gone")
    holding = put_in_post(gone, rowan.unit, "sw")
    tasks.give_task(actor(rowan.tom), rowan.unit.pk, family.pk, what="Left behind", owner_id=gone.pk)
    with as_owner():
        holding.delete()
    client = sign_in(rowan.tom)
    page = client.get(f"/family/{family.pk}/").content.decode()
    assert "not in the unit: give it to someone else" in page
    response = client.post(f"/family/{family.pk}/new-task/", {"what": "New", "owner": gone.pk})
    assert response.status_code == 422
    assert "no longer in the unit" in response.content.decode()
    task = Task.objects.get(what="Left behind")
    client.post(f"/family/{family.pk}/task/{task.pk}/hand/", {"owner": rowan.priya.pk})
    task.refresh_from_db()
    assert task.owner == rowan.priya


def test_a_family_closed_during_the_meeting_keeps_its_discussion_and_takes_no_new_task(rowan, sign_in):
    family = busy_family(rowan)
    talk = family.discussions.get()
    client = sign_in(rowan.grace)
    response = client.post(f"/family/{family.pk}/close/", {"reason": "Moved away."}, follow=True)
    assert "Moved away." in response.content.decode()
    page = client.get(f"/discussion/{talk.pk}/").content.decode()
    assert "The family was closed by Grace Adeyemi" in page
    response = client.post(f"/discussion/{talk.pk}/add/tasks/", {"what": "Late", "owner": rowan.tom.pk})
    assert response.status_code == 422
    assert "family is closed" in response.content.decode()
    client.post(f"/family/{family.pk}/reopen/", {"because": "Closed the wrong one."})
    assert Involvement.objects.get(family=family).closed_on is None


def test_a_meeting_on_a_bank_holiday_is_pointed_out_with_another_day_not_forbidden(rowan, sign_in):
    client = sign_in(rowan.maureen)
    page = client.get(f"/meeting/of/{rowan.unit.pk}/?on=25/12/2026").content.decode()
    assert "Christmas Day" in page
    assert "Choose another day" in page
    response = client.post(f"/meeting/of/{rowan.unit.pk}/open/", {"on": "2026-12-25", "early": "yes"}, follow=True)
    assert "A bank holiday: Christmas Day" in response.content.decode()


def test_a_nonsense_meeting_day_keeps_what_was_typed(rowan, sign_in):
    page = sign_in(rowan.maureen).get(f"/meeting/of/{rowan.unit.pk}/?on=someday").content.decode()
    assert "is not a date we can read" in page
    assert 'value="someday"' in page


def test_markup_in_every_text_is_shown_as_text(rowan, sign_in):
    from kinwork.meetings.actions.writing import EDITABLE_FIELDS, save_box
    from kinwork.meetings.history import Typed
    from kinwork.meetings.models import Passage

    evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
    family = family_in(rowan.unit, evil[:100], why_open=evil, trying_to_do=evil, how=evil)
    person = family.members.first().person
    person.given_name, person.family_name = evil[:80], evil[:80]
    person.save()
    KeyDate.objects.create(
        involvement=family.involvements.get(), kind="court", on=timezone.localdate() + timedelta(days=3), note=evil
    )
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    me = actor(rowan.grace)
    hypothesis = discussing.raise_hypothesis(me, talk)
    planned = discussing.plan_conversation(me, talk, tests=hypothesis)
    draft = discussing.draft_decision(me, talk)
    rows = {"hypothesis": hypothesis.pk, "conversation": planned.pk, "decision": draft.pk}
    for box in EDITABLE_FIELDS:
        kind = box.split(".")[0]
        if kind == "meeting":
            continue
        for pk in [rows[kind]] if kind in rows else [p.pk for p in Passage.objects.filter(discussion=talk)]:
            row = EDITABLE_FIELDS[box].model.objects.get(pk=pk)
            save_box(me, meeting, talk, box=box, pk=pk, version=row.version, typed=Typed(evil, me.name))
    draft.refresh_from_db()
    tasks.give_task(me, rowan.unit.pk, family.pk, what=evil, owner_id=None, agency=evil[:100], discussion=talk)
    client = sign_in(rowan.grace)
    client.post(f"/meeting/{meeting.pk}/guest/", {"name": evil, "role": evil[:60]})
    paths = [
        "/my-work/", f"/unit/{rowan.unit.pk}/", f"/family/{family.pk}/", f"/meeting/{meeting.pk}/", "/families/",
        f"/discussion/{talk.pk}/", f"/discussion/{talk.pk}/minute/", f"/meeting/{meeting.pk}/minutes/",
        f"/meeting/of/{rowan.unit.pk}/", f"/family/{family.pk}/questions/",
        f"/family/{family.pk}/member/{family.members.first().pk}/", f"/meeting/{meeting.pk}/close/",
        f"/discussion/{talk.pk}/quality/", f"/family/{family.pk}/new-task/",
    ]  # fmt: skip
    for path in paths:
        page = client.get(path).content.decode()
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
    assert client.get(f"/discussion/{talk.pk}/minute.pdf").content.startswith(b"%PDF")


def test_the_pages_forbid_scripts_in_the_page_and_framing(rowan, sign_in):
    response = sign_in(rowan.tom).get("/my-work/")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cache-Control"] == "no-store"
    assert b"<style" not in response.content
    assert b" style=" not in response.content


def test_a_family_is_opened_with_its_members_all_or_nothing(rowan, sign_in):
    client = sign_in(rowan.grace)
    path = f"/families/open/{rowan.unit.pk}/"
    sent = {
        "name": "O’Brien-Ńgwenya", "why_open": "School worried.", "expected_end": "12w", "decided_by": rowan.grace.pk,
        "m0-given_name": "Tashi", "m0-born_on": "34", "m0-role": "father", "m0-born_kind": "exact", "m0-sex": "male",
        "m1-role": "unborn child", "m1-born_on": "30/2", "m1-born_kind": "expected", "m1-sex": "unknown",
        "m1-is_child": "on",
    }  # fmt: skip
    refused = client.post(path, sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "has no day 30" in page
    assert "O’Brien-Ńgwenya" in page
    assert "School worried." in page
    assert not Family.objects.exists()
    # who decided it was in post on the day from which it is open
    since = timezone.localdate() - timedelta(days=5)
    rowan.priya.holdings.update(during=DateRange(since, None))
    too_early = {"m1-born_on": "10w", "decided_by": rowan.priya.pk, "opened_on": "10 days ago"}
    page = client.post(path, {**sent, **too_early}).content.decode()
    assert f"Priya Nair has been in post since {long_day(since)}, so not on" in page
    assert not Family.objects.exists()
    response = client.post(path, {**sent, "m1-born_on": "10w"}, follow=True)
    page = response.content.decode()
    assert "Tashi" in page
    assert "about 34" in page
    assert "due " in page
    assert AuditEvent.objects.filter(verb="opened family").count() == 1
    assert "not yet discussed" in client.get(f"/meeting/of/{rowan.unit.pk}/").content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"given_name": "A", "born_on": "1/1/2199"}, "in the future"),
        ({"given_name": "A", "born_kind": "expected"}, "When is the baby expected"),
        ({}, "Type a name, or say who they are"),
        ({"given_name": "A", "born_on": "1/1/2010", "died_on": "1/1/2009"}, "before the date of birth"),
    ],
)
def test_impossible_people_are_refused_in_words(rowan, sign_in, sent, sentence):
    family = family_in(rowan.unit)
    sent = {"born_kind": "exact", "sex": "unknown", **sent}
    response = sign_in(rowan.tom).post(f"/family/{family.pk}/member/", sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_search_finds_by_any_name_of_anyone(rowan, sign_in):
    from kinwork.people.models import OtherName

    family = family_in(rowan.unit, "Achebe")
    OtherName.objects.create(person=family.members.last().person, family_name="Ní Dhomhnaill", kind="birth name")
    client = sign_in(rowan.tom)
    for words in ("ache", "dhomhn", "ada achebe"):
        assert "Achebe" in client.post("/search/", {"q": words}).content.decode(), words
    nothing = client.post("/search/", {"q": "Nobody"}).content.decode()
    assert "Try less of it" in nothing
    assert "Open a family to Rowan" in sign_in(rowan.maureen).post("/search/", {"q": "Nobody"}).content.decode()


def test_error_pages_help(rowan, sign_in):
    client = sign_in(rowan.tom)
    missing = client.get("/family/999999/")
    assert missing.status_code == 404
    assert "Page not found" in missing.content.decode()
    client.handler.enforce_csrf_checks = True
    stale = client.post("/sign-out/")
    assert stale.status_code == 403
    assert "open for too long" in stale.content.decode()


def test_the_managers_staffs_a_unit_and_an_overlap_is_refused_in_words(rowan, sign_in):
    manager, newcomer = user("manager"), user("newcomer")
    put_in_post(manager, rowan.unit, "gm")
    client = sign_in(manager)
    post = rowan.tom.holdings.get().post
    path = f"/unit/{rowan.unit.pk}/people/"
    taken = client.post(f"{path}join/", {"post": post.pk, "user": newcomer.pk, "start": "today"})
    assert taken.status_code == 422
    assert "Someone holds this post on that day" in taken.content.decode()
    left = {"last_day": "yesterday", "because": "He has left."}
    after_looking(client, f"{path}{rowan.tom.holdings.get().pk}/leave/", left)
    after_looking(client, f"{path}join/", {"post": post.pk, "user": newcomer.pk, "start": "today"})
    assert actor(newcomer).unit_ids == [rowan.unit.pk]
    assert actor(rowan.tom).unit_ids == []
