"""What happens, who is told of it, and where it shows: on What's new, My work, the board, and by email."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from kinwork.access.models import AccessGrant, AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases import actions as cases
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.clocks.humanize import long_day
from kinwork.confidentiality import access_grants, restrictions
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.actions.meeting import bring_to_next_meeting
from kinwork.notices import daily
from kinwork.notices.models import Digest, Notice
from kinwork.notices.queries import count_new, new_lines_for
from kinwork.operations.commands import notices as command
from kinwork.people.actions import InRecord
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NOW = {"reason": "risk", "words": "Police at the door, is there a plan?"}


@pytest.fixture
def dana(rowan):
    """A front-door worker."""
    who = user("dana")
    put_in_post(who, service_team(), "frontdoor")
    return who


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


@pytest.fixture
def oak(rowan):
    return unit_with_staff("Oak", "o")[1]


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Abbott")


def kinds(who) -> list[str]:
    """What is new for somebody, the oldest first."""
    return [line.kind.key for line in reversed(new_lines_for(actor(who)))]


def opened_by(who, unit, name: str = "Newfam", **answers):
    return cases.open_family(
        actor(who), unit, name=name, opened_on=timezone.localdate(), answers=cases.FourQuestions(**answers)
    )


def entry_by(who, family, unit, text: str = "Rang."):
    what = Happened(kind="telephone", on=timezone.localdate(), text=text)
    let_in = actor(who)
    if not let_in.can("edit_family", unit.pk):
        one = access_grants.open_with_reason(let_in, family.pk, reason="duty", words="They have rung us tonight.")
        let_in = let_in.with_opened(unit.pk, one.pk)
    return write_entry(let_in, family.pk, unit.pk, what)


# -- a family comes


def test_a_family_that_the_front_door_opens_reaches_those_who_answer_for_the_unit(rowan, oak, dana, manager):
    opened_by(dana, rowan.unit)
    assert kinds(rowan.grace) == kinds(rowan.maureen) == kinds(manager) == ["family_opened"]
    for other in (rowan.tom, oak["grace"], dana):
        assert kinds(other) == []
    [line] = new_lines_for(actor(rowan.grace))
    assert line.words == "Dana opened this family to Rowan"
    assert line.due > timezone.localdate()
    assert "Working Together" in line.kind.expected.source


def test_who_opens_a_family_to_their_own_unit_is_not_told_and_the_key_worker_is(rowan):
    opened_by(rowan.grace, rowan.unit, key_worker_id=rowan.tom.pk)
    assert kinds(rowan.grace) == []
    assert kinds(rowan.maureen) == ["family_opened"]
    assert kinds(rowan.tom) == ["key_worker"]


def test_the_front_door_begins_with_a_search_and_has_what_it_opened_today_at_hand(rowan, oak, dana, sign_in, as_owner):
    client = sign_in(dana)
    desk = client.get("/", follow=True).content.decode()
    assert 'action="/search/"' in desk
    assert 'action="/families/open/"' in desk
    found = client.post("/search/", {"q": "amy stone 12/3/15"}).content.decode()
    assert "family Stone, with Amy Stone, born 12/3/2015" in found
    assert "named “" not in found
    assert client.post("/families/open/", {"unit": "", "from_search": "amy stone"}).status_code == 422
    form = client.post("/families/open/", {"unit": rowan.unit.pk, "from_search": "amy stone 12/3/15"}).content.decode()
    for filled in ('name="name" type="text" value="Stone"', 'value="Amy"', 'value="12/3/2015"'):
        assert filled in form
    assert f'action="/families/open/{rowan.unit.pk}/"' in form, "what is sent goes to that unit"
    opened_by(dana, rowan.unit, "Stone")
    assert "Open to you now" in (desk := client.get("/my-work/").content.decode())
    assert "Opened it for the unit today" in desk
    with as_owner():
        AccessGrant.objects.update(opened_at=timezone.now() - timedelta(days=1), ends_at=timezone.now())
    assert "Stone" not in client.get("/my-work/").content.decode(), "at midnight it is the unit’s"


def test_who_opens_families_to_no_unit_or_not_to_that_one_is_refused(rowan, oak, sign_in):
    assert sign_in(rowan.tom).get("/families/open/").status_code == 403
    client = sign_in(rowan.maureen)
    assert "Open a family to Rowan" in client.get("/families/open/").content.decode(), "one unit is no choice"
    other = oak["grace"].holdings.get().post.unit_id
    assert client.post("/families/open/", {"unit": other}).status_code == 403


def test_the_front_door_is_told_who_was_told_and_sees_the_family_until_midnight(rowan, dana, sign_in, as_owner):
    sent = {"name": "Newfam", "why_open": "School worried.", "m0-given_name": "Tashi", "m0-role": "mother"}
    sent |= {"m0-born_kind": "exact", "m0-sex": "female"}
    client = sign_in(dana)
    page = client.post(f"/families/open/{rowan.unit.pk}/", sent, follow=True)
    words = page.content.decode()
    assert page.status_code == 200
    assert "You need a reason" not in words
    assert "Grace Adeyemi (consultant social worker)" in words
    assert f"by {long_day(NEXT_STEPS.by(timezone.localdate()))}" in words
    family, one = Family.objects.get(name="Newfam"), AccessGrant.objects.get()
    assert AuditEvent.objects.get(verb="opened family page", actor=dana).opening_id == one.pk
    assert "Opened it for the unit today" in sign_in(rowan.tom).get(f"/family/{family.pk}/readers/").content.decode()
    with as_owner():
        AccessGrant.objects.update(
            opened_at=timezone.now() - timedelta(days=1), ends_at=timezone.now() - timedelta(hours=1)
        )
    assert "You need a reason" in sign_in(dana).get(f"/family/{family.pk}/").content.decode()


@pytest.mark.parametrize(
    ("opened", "ends"),
    [
        (datetime(2026, 11, 24, 15, 0), datetime(2026, 11, 25)),
        (datetime(2026, 11, 24, 23, 59), datetime(2026, 11, 25)),
        (datetime(2026, 10, 25, 0, 30), datetime(2026, 10, 26)),  # the clocks go back: a day of 25 hours
    ],
)
def test_the_rest_of_the_day_is_the_day_of_the_wall_clock(rowan, dana, opened, ends):
    with time_machine.travel(opened.replace(tzinfo=LONDON), tick=False):
        opened_by(dana, rowan.unit)
    assert AccessGrant.objects.get().ends_at == ends.replace(tzinfo=LONDON)


def test_who_may_open_the_family_anyway_needs_no_opening(rowan):
    opened_by(rowan.maureen, rowan.unit)
    assert not AccessGrant.objects.exists()


# -- somebody from outside writes


def test_an_entry_by_somebody_from_outside_is_told_and_one_of_the_units_own_is_not(rowan, oak, manager, family):
    entry_by(rowan.tom, family, rowan.unit)
    assert kinds(rowan.grace) == []
    entry = entry_by(oak["tom"], family, rowan.unit)
    assert kinds(rowan.grace) == kinds(rowan.maureen) == kinds(manager) == ["entry_from_outside"]
    assert kinds(oak["tom"]) == kinds(oak["grace"]) == []
    amend_entry(actor(oak["tom"]).with_opened(rowan.unit.pk, 1), entry, rowan.unit.pk, text="And again.")
    assert len(kinds(rowan.grace)) == 2


def test_whatever_else_they_change_is_told_once_an_hour(rowan, oak, family):
    one = access_grants.open_with_reason(
        actor(oak["tom"]), family.pk, reason="duty", words="They have rung us tonight."
    )
    let_in = actor(oak["tom"]).with_opened(rowan.unit.pk, one.pk)
    involvement = family.involvements.get()
    for note in ("Court", "Court again"):
        cases.note_date(
            HeldFamily(involvement.family, rowan.unit.pk, let_in),
            involvement,
            kind="court",
            on=timezone.localdate(),
            note=note,
        )
    assert kinds(rowan.grace) == ["change_from_outside"]
    Notice.objects.update(at=timezone.now() - timedelta(hours=2))
    cases.note_date(
        HeldFamily(involvement.family, rowan.unit.pk, let_in),
        involvement,
        kind="court",
        on=timezone.localdate(),
        note="Third",
    )
    assert len(kinds(rowan.grace)) == 2


def test_an_entry_that_becomes_limited_takes_its_notice_along_and_names_its_readers(rowan, oak, family):
    entry = entry_by(oak["tom"], family, rowan.unit)
    readers = frozenset({rowan.tom.pk, rowan.grace.pk})
    change_audience(actor(rowan.grace), entry, rowan.unit.pk, Audience(is_limited=True, readers=readers, why="Police."))
    assert kinds(rowan.maureen) == []
    assert kinds(rowan.grace) == ["entry_from_outside"]
    assert kinds(rowan.tom) == ["named_for_entry"]


# -- emergencies, restrictions, deaths


def test_an_emergency_is_shown_to_who_answers_for_the_unit_at_once(rowan, oak, manager, family, sign_in):
    access_grants.break_glass(actor(oak["tom"]), family.pk, unit_id=rowan.unit.pk, **NOW)
    for who in (rowan.grace, rowan.maureen, manager):
        assert kinds(who) == ["emergency_opening"]
    assert kinds(rowan.tom) == []
    assert 'href="/reviews/"' in sign_in(rowan.grace).get("/notices/").content.decode()
    assert f'href="/family/{family.pk}/readers/"' in sign_in(rowan.maureen).get("/notices/").content.decode()


def test_an_emergency_in_a_restricted_family_reaches_its_guardian_and_its_list_only(rowan, oak, manager, family):
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    assert kinds(rowan.grace) == ["family_restricted"]
    actor(oak["tom"])
    access_grants.break_glass(actor(oak["tom"]), family.pk, unit_id=rowan.unit.pk, **NOW)
    assert kinds(manager) == ["emergency_opening"]
    assert kinds(rowan.grace) == ["family_restricted", "emergency_opening"]
    assert kinds(rowan.maureen) == kinds(rowan.tom) == []


@pytest.mark.parametrize(("died", "told"), [("today", True), ("long ago", False)])
def test_a_death_is_told_to_everybody_in_the_unit_if_it_is_news(rowan, oak, family, died, told):
    mother = family.members.get(role="mother").person
    mother.is_deceased = True
    mother.died_on = timezone.localdate() if died == "today" else date(2001, 1, 1)
    cases.change_person(InRecord(actor(rowan.tom), family.pk, rowan.unit.pk), mother)
    heard = ["person_died"] if told else []
    assert kinds(rowan.leah) == kinds(rowan.grace) == heard
    assert kinds(rowan.tom) == kinds(oak["grace"]) == []
    cases.change_person(InRecord(actor(rowan.tom), family.pk, rowan.unit.pk), mother)
    assert kinds(rowan.leah) == heard, "once"


# -- meetings


def test_a_task_that_somebody_else_gives_is_told_and_goes_with_what_becomes_of_it(rowan, family):
    due = timezone.localdate() + timedelta(days=3)
    given = tasks.give_task(
        actor(rowan.maureen), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk, due_on=due
    )
    tasks.give_task(actor(rowan.tom), rowan.unit.pk, family.pk, what="Mine", owner_id=rowan.tom.pk)
    [line] = new_lines_for(actor(rowan.tom))
    assert (line.kind.key, line.due, line.link) == ("task_given", due, f"/my-work/#task-{given.pk}")
    tasks.carry_task(actor(rowan.maureen), rowan.unit.pk, given, to=due + timedelta(days=7))
    assert new_lines_for(actor(rowan.tom))[0].due == due + timedelta(days=7)
    tasks.hand_task(actor(rowan.tom), rowan.unit.pk, given, owner_id=rowan.priya.pk)
    assert (kinds(rowan.tom), kinds(rowan.priya)) == ([], ["task_given"])
    tasks.do_task(actor(rowan.tom), rowan.unit.pk, given)
    assert kinds(rowan.priya) == [], "done: nothing to look at"


def test_a_conversation_tells_who_leads_and_who_reflects(rowan, family):
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    me = actor(rowan.maureen)
    planned = discussing.plan_conversation(me, talk)
    about = {"people": [], "with_others": "Gran", "by_when": None, "tests_id": None}
    discussing.arrange_conversation(me, talk, planned, lead_id=rowan.tom.pk, reflect_id=rowan.priya.pk, **about)
    assert kinds(rowan.tom) == kinds(rowan.priya) == ["conversation_given"]
    discussing.arrange_conversation(me, talk, planned, lead_id=rowan.leah.pk, reflect_id=rowan.priya.pk, **about)
    assert (kinds(rowan.tom), kinds(rowan.leah)) == ([], ["conversation_given"])


def test_a_draft_waits_for_who_decides_until_it_is_decided(rowan, manager, family):
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    first = discussing.draft_decision(actor(rowan.tom), talk, words="Go on.", reason="It helps.")
    second = discussing.draft_decision(actor(rowan.tom), talk, words="Visit.", reason="It helps.")
    assert kinds(rowan.grace) == ["decision_to_make"]
    assert kinds(rowan.maureen) == kinds(manager) == []
    discussing.decide(actor(rowan.grace), first)
    assert kinds(rowan.grace) == ["decision_to_make"], "another one waits"
    discussing.drop_draft(actor(rowan.tom), second)
    assert kinds(rowan.grace) == []
    discussing.draft_decision(actor(rowan.grace), talk, words="Mine.")
    assert kinds(rowan.grace) == []


@pytest.mark.parametrize(("kind", "told"), [("asked", "brought_to_meeting"), ("crisis", "crisis_brought")])
def test_what_is_brought_to_the_meeting_is_told(rowan, family, kind, told):
    bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind=kind, words="He has not been seen.")
    assert kinds(rowan.grace) == kinds(rowan.maureen) == [told]
    assert kinds(rowan.tom) == []


# -- the pages


def test_opening_the_page_is_to_have_seen_it_and_one_may_be_left_unread(rowan, dana, sign_in):
    opened_by(dana, rowan.unit)
    client = sign_in(rowan.grace)
    assert client.get("/notices/count/").json() == {"count": 1}
    page = client.get("/notices/").content.decode()
    assert "Dana opened this family to Rowan" in page
    assert "Decide on next steps" in page
    assert AuditEvent.objects.filter(words="what is new", actor=rowan.grace).exists(), "a list, and noted as one"
    assert client.get("/notices/count/").json() == {"count": 0}
    [notice] = Notice.objects.all()
    client.post(f"/notices/{notice.pk}/unread/")
    client.get("/notices/")
    assert client.get("/notices/count/").json() == {"count": 1}, "to look at the list is not to come back to it"
    client.post(f"/notices/{notice.pk}/read/")
    assert client.get("/notices/count/").json() == {"count": 0}
    client.post(f"/notices/{notice.pk}/unread/")
    client.get(f"/family/{notice.family_id}/")
    assert client.get("/notices/count/").json() == {"count": 0}, "but to open the family is"


def test_nobody_marks_what_is_not_theirs(rowan, oak, dana, sign_in):
    opened_by(dana, rowan.unit)
    [notice] = Notice.objects.all()
    client = sign_in(oak["grace"])
    for verb in ("unread", "read"):
        client.post(f"/notices/{notice.pk}/{verb}/")
    assert not notice.seen.exists()


def test_the_board_and_my_work_mark_what_is_new(rowan, dana, sign_in):
    family = opened_by(dana, rowan.unit).family
    tasks.give_task(actor(rowan.maureen), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk)
    board = sign_in(rowan.grace).get(f"/unit/{rowan.unit.pk}/").content.decode()
    assert "Dana opened this family to Rowan" in board
    work = sign_in(rowan.tom).get("/my-work/").content.decode()
    assert "New for you" in work
    assert "gave you a task" in work
    sign_in(rowan.tom).post("/notices/seen/")
    assert "New for you" not in sign_in(rowan.tom).get("/my-work/").content.decode()
    assert "Dana opened" not in sign_in(rowan.tom).get(f"/unit/{rowan.unit.pk}/").content.decode()


def test_a_restricted_family_leaves_the_page_the_count_and_the_board(rowan, dana, manager, sign_in):
    family = opened_by(dana, rowan.unit).family
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    client = sign_in(rowan.maureen)
    assert client.get("/notices/count/").json() == {"count": 0}
    for path in ("/notices/", "/my-work/", f"/unit/{rowan.unit.pk}/"):
        page = client.get(path).content.decode()
        assert "Newfam" not in page
        assert "Dana opened" not in page


def test_whoever_has_no_families_has_no_such_page_in_the_navigation(rowan, sign_in):
    admin = user("admin")
    put_in_post(admin, service_team(), "sysadmin")
    assert "/notices/" not in sign_in(admin).get("/accounts/").content.decode()
    assert "/notices/" in sign_in(rowan.tom).get("/my-work/").content.decode()


def test_what_is_new_costs_the_same_however_much_it_is(rowan, dana, sign_in, django_assert_max_num_queries):
    client = sign_in(rowan.grace)
    for n in range(4):
        opened_by(dana, rowan.unit, f"Newfam{n}")
        with django_assert_max_num_queries(7):
            client.get("/notices/")
    with django_assert_max_num_queries(4):
        client.get("/notices/count/")


# -- email


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """What is sent by what happens: to whom; with what it says."""

    def by(act) -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        for one in mail.outbox:
            assert "Newfam" not in one.subject + one.body
            assert "Abbott" not in one.subject + one.body
        return sorted(address for one in mail.outbox for address in one.to)

    return by


def choose(sign_in, who, choice: str):
    return sign_in(who).post("/notices/email/", {"mail": choice}, follow=True)


def test_a_new_family_is_written_of_at_once_unless_somebody_chose_otherwise(rowan, dana, sign_in, sent):
    assert sent(lambda: opened_by(dana, rowan.unit)) == [rowan.grace.email, rowan.maureen.email]
    assert "Saved" in choose(sign_in, rowan.grace, "daily").content.decode()
    assert "Choose when" in choose(sign_in, rowan.grace, "whenever").content.decode()
    choose(sign_in, rowan.maureen, "never")
    assert sent(lambda: opened_by(dana, rowan.unit, "Newfam 2")) == []


def test_what_is_not_urgent_waits_for_the_email_of_the_day(rowan, family, sign_in, sent):
    def give():
        tasks.give_task(actor(rowan.maureen), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk)

    with time_machine.travel(datetime(2026, 11, 26, 15, 0, tzinfo=LONDON)):
        assert sent(give) == []
    with time_machine.travel(datetime(2026, 11, 27, 8, 0, tzinfo=LONDON)):
        assert sent(daily.send_daily) == [rowan.tom.email]
        assert "You were given a task" in mail.outbox[0].body
        assert sent(daily.send_daily) == [], "once a day, whoever asks"
    with time_machine.travel(datetime(2026, 11, 28, 8, 0, tzinfo=LONDON)):
        assert sent(give) == []
        assert sent(daily.send_daily) == [], "a Saturday"
    choose(sign_in, rowan.tom, "at_once")
    with time_machine.travel(datetime(2026, 11, 28, 9, 0, tzinfo=LONDON)):
        assert sent(
            lambda: tasks.give_task(actor(rowan.maureen), rowan.unit.pk, family.pk, what="Write", owner_id=rowan.tom.pk)
        ) == [rowan.tom.email]


def test_the_email_of_the_day_says_nothing_of_what_was_seen_or_became_hidden(
    rowan, manager, dana, family, sign_in, sent
):
    for who in (rowan.grace, rowan.maureen):
        choose(sign_in, who, "daily")
    choose(sign_in, manager, "never")
    with time_machine.travel(datetime(2026, 11, 26, 15, 0, tzinfo=LONDON)):
        bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="asked", words="She rang.")
        sign_in(rowan.grace).get("/notices/")
        restrictions.restrict(
            actor(manager), family.pk, rowan.unit.pk,
            cause="staff", words="A colleague.", guardian_id=manager.pk, people=[manager.pk],
        )  # fmt: skip
    with time_machine.travel(datetime(2026, 11, 27, 8, 0, tzinfo=LONDON)):
        assert sent(daily.send_daily) == []
    assert Digest.objects.count() >= 6


def test_the_server_sends_it_from_the_hour_that_is_set(rowan, family, monkeypatch):
    asked = []
    monkeypatch.setattr(daily, "send_daily", lambda: asked.append(1) or 3)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    with time_machine.travel(datetime(2026, 11, 27, 7, 0, tzinfo=LONDON)):
        assert command.send_if_time(command.clock("07:30")) == 0
    with time_machine.travel(datetime(2026, 11, 27, 7, 31, tzinfo=LONDON)):
        assert command.send_if_time(command.clock("07:30")) == 3
    assert asked == [1]
    assert command.clock("") is None


def test_a_guardian_is_written_to_whatever_they_chose(rowan, oak, family, sign_in, sent):
    choose(sign_in, rowan.grace, "never")
    choose(sign_in, rowan.maureen, "never")
    happened = lambda: access_grants.break_glass(  # noqa: E731
        actor(oak["tom"]), family.pk, unit_id=rowan.unit.pk, **NOW
    )
    assert sent(happened) == [rowan.grace.email]


def test_counting_is_for_each_for_themselves(rowan, dana):
    opened_by(dana, rowan.unit)
    assert [count_new(actor(who)) for who in (rowan.grace, rowan.maureen, rowan.tom)] == [1, 1, 0]
