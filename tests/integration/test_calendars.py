"""Calendar feeds: what stands in them and what never does, whose address opens them, and when it no longer does."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.calendars.models import Feed
from kinwork.cases.models import KeyDate
from kinwork.confidentiality import restrictions
from kinwork.meetings.actions import discussing, tasks
from kinwork.units.actions import leave_post
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def family(rowan):
    """With two tasks, a conversation and a conference ahead, all full of names."""
    found = family_in(rowan.unit, "Zwillingsname", key_worker=rowan.tom)
    me = actor(rowan.grace)
    for what in ("Ring Ada Zwillingsname", "Write to Zwillingsname’s school"):
        tasks.give_task(me, rowan.unit.pk, found.pk, what=what, owner_id=rowan.tom.pk, due_on=SOON)
    KeyDate.objects.create(
        involvement=found.involvements.get(), kind="conference", on=SOON, note="Zwillingsname conference"
    )
    return found


def make(client, unit=None) -> str:
    """Make an address as people do, and read it off the page."""
    page = client.post("/calendars/", {"unit": unit.pk if unit else ""})
    [address] = re.findall(r'id="address">(http[^<]+)<', page.content.decode())
    assert page.headers["Cache-Control"] == "no-store"
    return address.removeprefix("http://testserver")


def ask(path: str, **headers):
    """As a calendar program does: signed in as nobody."""
    return Client(headers=headers).get(path)


def events(path: str) -> dict[str, tuple[date, str]]:
    answer = ask(path)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    return {str(one["UID"]): (one.start, str(one["SUMMARY"])) for one in calendar.events}


def words(path: str, on: date = SOON) -> list[str]:
    return sorted(said for day, said in events(path).values() if day == on and said != "Unit meeting")


# -- what stands in it


def test_a_feed_counts_and_names_nobody(rowan, family, sign_in):
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    planned = discussing.plan_conversation(actor(rowan.grace), talk, purpose="Zwillingsname, alone")
    planned.lead, planned.by_when = rowan.tom, SOON
    planned.save()
    client = sign_in(rowan.tom)
    mine, unit = make(client), make(client, rowan.unit)
    for path in (mine, unit):
        assert words(path) == ["2 tasks due", "Conference", "Conversation planned"]
        said = ask(path).content.decode()
        assert "Zwillingsname" not in said
        assert "Ada" not in said
        assert f"/family/{family.pk}" not in said, "nor which family it is"
        links = set(re.findall(r"URL:(\S+)", said))
        assert links <= {"http://testserver/my-work/", f"http://testserver/unit/{rowan.unit.pk}/"}
        assert all(ask(link.removeprefix("http://testserver")).status_code in (302, 401) for link in links)
    other = make(sign_in(rowan.priya))
    assert words(other) == [], "what is Tom’s is in his own feed alone"


def test_it_is_a_calendar_as_the_standard_has_it(rowan, family, sign_in):
    file = ask(make(sign_in(rowan.tom), rowan.unit))
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = file.content.split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if b"\n" in line or len(line) > 75], "lines end in CRLF and are folded at 75"
    calendar = Calendar.from_ical(file.content)
    assert (calendar["VERSION"], str(calendar["X-WR-TIMEZONE"])) == ("2.0", "Europe/London")
    assert calendar["PRODID"]
    heads = [line.split(b":")[0] for line in lines[: lines.index(b"BEGIN:VEVENT")]]
    assert len(heads) == len(set(heads)), "each property of the calendar once"
    assert b"X-PUBLISHED-TTL:PT2H" in lines
    uids = [str(one["UID"]) for one in calendar.events]
    assert len(uids) == len(set(uids)) >= 13
    for one in calendar.events:
        assert not one.errors
        assert not isinstance(one.start, datetime), "a day has no time zone to be wrong in"
        assert one.end == one.start + timedelta(days=1)
        assert one["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_the_units_weekday_is_there_week_by_week_but_where_the_meeting_was_moved(rowan, sign_in):
    monday = TODAY - timedelta(days=TODAY.weekday())
    moved = monday + timedelta(days=3)  # the unit meets on Tuesdays
    with time_machine.travel(datetime.combine(monday, datetime.min.time()).replace(hour=9), tick=False):
        meeting_of(rowan.unit, rowan.maureen, on=moved)
        path = make(sign_in(rowan.tom), rowan.unit)
        days = [day for day, said in events(path).values() if said.startswith("Unit meeting")]
    assert days[0] == moved
    assert set(days[1:]) == {monday + timedelta(days=1, weeks=n) for n in range(1, 13)}


def test_a_pods_mornings_are_all_there_but_bank_holidays_and_those_it_moved(rowan, sign_in):
    monday = date(2026, 12, 14)
    rowan.unit.meeting_days = [0, 1, 2, 3, 4]
    rowan.unit.save()
    with time_machine.travel(datetime(2026, 12, 14, 9), tick=False):
        meeting_of(rowan.unit, rowan.maureen, on=monday)
        meeting_of(rowan.unit, rowan.maureen, on=monday + timedelta(days=12))  # a Saturday, in Friday the 25th's place
        path = make(sign_in(rowan.tom), rowan.unit)
        days = [day for day, said in events(path).values() if said.startswith("Unit meeting")]
    assert len(days) == len(set(days)), "each morning once"
    assert days[:12] == [
        *(date(2026, 12, number) for number in (14, 15, 16, 17, 18, 21, 22, 23, 24, 26)),
        *(date(2026, 12, number) for number in (29, 30)),
    ], "neither Christmas Day nor the Monday after, which is a bank holiday"


def test_the_day_is_londons(rowan, family, sign_in):
    """At half past eleven at night in summer it is the next day in UTC minus an hour: the day of the people counts."""
    path = make(sign_in(rowan.tom))
    task = tasks.give_task(
        actor(rowan.grace), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk, due_on=TODAY
    )
    task.due_on = date(2027, 7, 1)
    task.save()
    with time_machine.travel("2027-07-01T22:30:00+00:00", tick=False):
        assert "1 task due" in words(path, date(2027, 7, 1))
    with time_machine.travel("2027-07-01T23:30:00+00:00", tick=False):
        assert "Overdue: 3 tasks" in words(path, date(2027, 7, 2))


def test_a_family_that_they_must_not_know_of_is_in_no_count(rowan, family, sign_in):
    path = make(sign_in(rowan.priya), rowan.unit)
    assert words(path) == ["2 tasks due", "Conference"]
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk, cause="staff", words="A relative works here.",
        guardian_id=manager.pk, people=[rowan.tom.pk],
    )  # fmt: skip
    assert words(path) == []
    assert words(make(sign_in(rowan.tom), rowan.unit)) == ["2 tasks due", "Conference"]


# -- whose address opens it


def test_an_address_is_kept_as_a_hash_and_shown_once(rowan, sign_in):
    client = sign_in(rowan.tom)
    path = make(client)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43, "256 bits of chance"
    kept = Feed.objects.values_list("token_hash", "fingerprint").get()
    assert token not in str(kept)
    assert token not in client.get("/calendars/").content.decode()
    assert token not in str(list(AuditEvent.objects.values()))
    assert ask(f"/calendar/{kept[0]}.ics").status_code == 404, "the hash is no address"


def test_a_new_address_ends_the_old_one_and_stop_ends_it(rowan, sign_in):
    client = sign_in(rowan.tom)
    first, unit = make(client), make(client, rowan.unit)
    second = make(client)
    assert [ask(path).status_code for path in (first, second, unit)] == [404, 200, 200]
    mine = Feed.objects.get(user=rowan.tom, unit=None, ended_at=None)
    assert sign_in(rowan.priya).post(f"/calendars/{mine.pk}/end/").status_code == 404, "nobody ends another’s"
    assert ask(second).status_code == 200
    sign_in(rowan.tom).post(f"/calendars/{mine.pk}/end/")
    assert [ask(path).status_code for path in (second, unit)] == [404, 200]
    verbs = AuditEvent.objects.filter(object_type="Feed").values_list("verb", flat=True)
    assert {"made calendar address", "ended calendar address", "read calendar"} == set(verbs)


def test_it_ends_with_the_post_and_coming_back_does_not_open_it_again(rowan, family, sign_in):
    client = sign_in(rowan.tom)
    paths = [make(client), make(client, rowan.unit)]
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    with time_machine.travel(datetime.now().astimezone() + timedelta(days=30), tick=False):
        today = timezone.localdate()
        leave_post(actor(manager), rowan.tom.holdings.get(), last_day=today, because="Moves to another unit.")
        assert [ask(path).status_code for path in paths] == [200, 200], "their last day"
    with time_machine.travel(datetime.now().astimezone() + timedelta(days=31), tick=False):
        assert [ask(path).status_code for path in paths] == [404, 404]
        put_in_post(rowan.tom, unit_with_staff("Oak", "o")[0], "sw", since=timezone.localdate())
        put_in_post(rowan.tom, rowan.unit, "sw", since=timezone.localdate())
        assert [ask(path).status_code for path in paths] == [404, 404]


def test_who_is_in_no_unit_or_cannot_sign_in_has_no_feed(rowan, sign_in):
    oak, _ = unit_with_staff("Oak", "o")
    assert sign_in(rowan.tom).post("/calendars/", {"unit": oak.pk}).status_code == 403
    front = user("front")
    put_in_post(front, service_team(), "frontdoor")
    assert sign_in(front).post("/calendars/", {"unit": ""}).status_code == 403
    assert "your post is not in one" in sign_in(front).get("/calendars/").content.decode()
    path = make(sign_in(rowan.tom))
    rowan.tom.is_active = False
    rowan.tom.save()
    assert ask(path).status_code == 404
    for wrong in ("x", "x" * 43, "x" * 5000, "%00", "é" * 20):
        assert ask(f"/calendar/{wrong}.ics").status_code == 404


# -- how it is asked for


def test_unchanged_it_is_not_sent_again(rowan, family, sign_in):
    path = make(sign_in(rowan.tom))
    first = ask(path)
    same = {"If-None-Match": first.headers["ETag"]}
    again = ask(path, **same)
    assert (again.status_code, again.content) == (304, b"")
    assert ask(path, **{"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    assert ask(path).content == first.content, "word for word, or a calendar would take it for changed"
    tasks.give_task(actor(rowan.grace), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk, due_on=SOON)
    changed = ask(path, **same)
    assert changed.status_code == 200
    assert "3 tasks due" in changed.content.decode()


def test_whoever_asks_all_the_time_waits_and_each_reading_is_in_the_log_once_in_a_while(rowan, sign_in):
    path = make(sign_in(rowan.tom))
    answers = [ask(path) for _ in range(22)]
    assert [one.status_code for one in answers] == [200] * 20 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "600"
    assert AuditEvent.objects.filter(verb="read calendar").count() == 1
    other = make(sign_in(rowan.tom), rowan.unit)
    assert ask(other).status_code == 200, "each feed by itself"


def test_a_feed_costs_the_same_however_much_is_ahead(rowan, family, sign_in):
    path = make(sign_in(rowan.grace), rowan.unit)
    ask(path)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ask(path).status_code == 200
        return len(asked)

    few = statements()
    for n in range(5):
        more = family_in(rowan.unit, f"F{n}")
        tasks.give_task(
            actor(rowan.grace), rowan.unit.pk, more.pk, what="Ring", owner_id=None, agency="School",
            due_on=SOON + timedelta(days=n),
        )  # fmt: skip
    ask(path)  # which notes that it has changed
    assert statements() == few <= 5
