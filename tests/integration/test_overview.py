"""The units side by side and the lists behind their figures: whose they are, what they count, filters and files."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases import moving
from kinwork.cases.kept import HOLDINGS
from kinwork.cases.models import Allocation, Involvement
from kinwork.confidentiality import access_grants, restrictions
from kinwork.csv_file import BEGINS, RUN, csv_file
from kinwork.families.models import Family, FamilyMember
from kinwork.meetings.actions import discussing, tasks
from kinwork.operations import checks
from kinwork.overview.queries.units import units_compared
from kinwork.people.models import Person
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.kept import LAST_SEEN
from kinwork.record.models import Entry, Seen
from tests.factories import (
    actor,
    discussion_of,
    family_in,
    given_status,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

TODAY = timezone.localdate()


@pytest.fixture
def oak(rowan):
    return unit_with_staff("Oak", "o")


@pytest.fixture
def manager(rowan, oak):
    """A group manager of both units."""
    who = user("manager")
    for unit in (rowan.unit, oak[0]):
        put_in_post(who, unit, "gm")
    return who


def head_of_service(role: str = "hos"):
    who = user(f"the-{role}")
    put_in_post(who, service_team(), role)
    return who


def see_child(who, family, days_ago: int = 0):
    child = FamilyMember.objects.filter(family=family, is_child=True).first()
    what = Happened(kind="visit", on=TODAY - timedelta(days=days_ago), text="Seen.", seen={child.person_id: True})
    write_entry(actor(who), family.pk, family.involvements.get().allocations.get().unit_id, what)


def late_task(who, unit, family, what: str = "Ring the school"):
    task = tasks.give_task(actor(who), unit.pk, family.pk, what=what, owner_id=who.pk, due_on=TODAY)
    task.due_on = TODAY - timedelta(days=3)
    task.save()


@pytest.fixture
def scene(rowan, oak, manager):
    """In Rowan: two families, one discussed, one child seen of four, one task overdue; in Oak one family, untouched."""
    first, second = family_in(rowan.unit, "Abbott", key_worker=rowan.tom), family_in(rowan.unit, "Bell")
    discussion_of(first, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    see_child(rowan.tom, first)
    late_task(rowan.tom, rowan.unit, second)
    return first, second, family_in(oak[0], "Cole", children=3)


def figures(client, name: str) -> dict[str, str]:
    """A unit's figures as the page shows them, each by its label."""
    page = client.get("/units/").content.decode()
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page) if f">{name}<" in row)
    cells = re.findall(r'<td data-label="([^"]+)">(.*?)</td>', row)
    return {label: " ".join(re.sub(r"<[^>]+>", "", words.replace("<br>", " ")).split()) for label, words in cells}


def rows_of(client, path: str) -> list[dict[str, str]]:
    """A list's file, each row by its columns."""
    answer = client.get(path + ("&" if "?" in path else "?") + "as=csv")
    assert answer.status_code == 200
    assert answer.content.startswith(BEGINS.encode())
    return list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix(BEGINS))))


def names(page: str) -> list[str]:
    """The families (or children) of a list's page, in their order."""
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<', page)


# -- side by side


@pytest.mark.django_db
def test_each_unit_has_its_load_and_what_waits_beside_the_others(rowan, oak, manager, scene, sign_in):
    client = sign_in(manager)
    assert figures(client, "Rowan") == {
        "Families": "2 of 18 planned", "Children": "4", "Per worker": "0.6 (3.5 full-time)",
        "Not discussed": "1 of 2 discussed with a conversation planned: 0 of 1",
        "Not seen": "3 of 4 seen alone, the last time: 1 of 1", "Overdue": "1", "Waiting": "0",
    }  # fmt: skip
    assert figures(client, "Oak")["Children"] == "3"
    assert figures(client, "All 2 units")["Not seen"] == "6 of 7 seen alone, the last time: 1 of 1"
    assert client.get("/unit/", follow=True).redirect_chain[-1][0] == "/units/", "their unit is all of them"


@pytest.mark.django_db
def test_each_figure_leads_to_as_many_rows(rowan, oak, manager, scene, sign_in):
    client = sign_in(manager)
    page = client.get("/units/").content.decode()
    links = re.findall(r'<a class="govuk-link[^"]*" href="(/(?:units/\w+|families)/[^"]*)">(\d+)</a>', page)
    assert len(links) == 16
    for path, number in links:
        assert len(rows_of(client, path.replace("&amp;", "&"))) == int(number), path


@pytest.mark.django_db
def test_what_waits_for_a_manager_is_what_they_can_do(rowan, oak, manager, scene, sign_in):
    first, second, _ = scene
    past = TODAY - timedelta(days=1)
    talk = discussion_of(second, meeting_of(rowan.unit, rowan.maureen, on=past), rowan.maureen)
    discussing.draft_decision(actor(rowan.tom), talk, words="Visit weekly.", reason="It helps.")
    access_grants.break_glass(
        actor(oak[1]["grace"]), first.pk, unit_id=rowan.unit.pk, reason="risk", words="Police at the door."
    )
    client = sign_in(manager)
    assert figures(client, "Rowan")["Waiting"] == "3"
    page = client.get(f"/units/waiting/?unit={rowan.unit.pk}").content.decode()
    for words in ("Review an emergency opening: Abbott", "Decide: Bell", "Close the meeting of"):
        assert words in page
    assert figures(sign_in(head_of_service()), "Rowan")["Waiting"] == "0", "who decides is named there"
    assert figures(sign_in(rowan.tom), "Rowan")["Waiting"] == "0"


@pytest.mark.django_db
def test_a_restricted_family_is_in_no_figure_list_or_file_of_who_is_not_listed(rowan, oak, manager, scene, sign_in):
    _, second, _ = scene
    everybody = head_of_service()
    before = {who: figures(sign_in(who), "Rowan") for who in (manager, everybody)}
    restrictions.restrict(
        actor(manager), second.pk, rowan.unit.pk, cause="staff", words="A relative works here.",
        guardian_id=rowan.grace.pk, people=[manager.pk],
    )  # fmt: skip
    assert figures(sign_in(manager), "Rowan") == before[manager], "on the list, nothing is missing"
    client = sign_in(everybody)
    now = figures(client, "Rowan")
    assert (now["Families"], now["Children"], now["Overdue"]) == ("1 of 18 planned", "2", "0")
    assert figures(client, "All 2 units")["Families"] == "2"
    for path in ("/families/", "/units/children/", "/units/overdue/", "/units/waiting/"):
        assert "Bell" not in client.get(path).content.decode()
        assert "Bell" not in client.get(path + "?as=csv").content.decode(), path


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["analyst", "qa"])
def test_who_sees_numbers_and_no_families_sees_the_figures_and_no_list(role, rowan, scene, sign_in):
    client = sign_in(head_of_service(role))
    page = client.get("/units/").content.decode()
    assert "3 of 4" in re.sub(r"<[^>]+>", "", page)
    leads_on = re.search(r'href="/(units/(?!(?:flow|came-back|time|chain)/")\w|families/|unit/)', page)
    assert not leads_on, "no figure leads on"
    for path in ("/units/time/", "/units/chain/", "/units/chain/status/", "/units/chain/back/"):
        assert "Bell" not in client.get(path).content.decode(), path
    for path in ("/families/", "/units/children/", "/units/overdue/"):
        assert names(client.get(path).content.decode()) == []
        assert rows_of(client, path) == []


@pytest.mark.django_db
def test_other_units_stay_out_of_reach_by_whatever_filter(rowan, oak, scene, sign_in):
    client = sign_in(rowan.tom)
    assert names(client.get("/units/").content.decode()) == ["Rowan"]
    for path in ("/families/", "/units/children/", "/units/overdue/"):
        for more in (f"?unit={oak[0].pk}", "?unit=1%20OR%201=1", "?unit[]=1", f"?worker={oak[1]['tom'].pk}"):
            assert "Cole" not in client.get(path + more).content.decode(), path + more
            assert "Cole" not in client.get(path + more + "&as=csv").content.decode(), path + more
    assert names(client.get(f"/families/?unit={oak[0].pk}").content.decode()) == []
    assert client.get("/units/waiting/", {"unit": oak[0].pk}).status_code == 200
    partner = head_of_service("partner")
    assert sign_in(partner).get("/units/").status_code == 403


# -- filters and order


@pytest.mark.django_db
def test_families_are_narrowed_and_put_in_order_and_the_address_keeps_both(rowan, oak, manager, scene, sign_in):
    _, second, _ = scene
    child = FamilyMember.objects.filter(family=second, is_child=True).first()
    given_status(
        involvement=second.involvements.get(), person_id=child.person_id, status="cp", category="NEG", on=TODAY,
        decided_by="The conference", recorded_by=rowan.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    client = sign_in(manager)

    def listed(query: str) -> list[str]:
        return names(client.get(f"/families/?{query}").content.decode())

    assert listed("") == ["Abbott", "Bell", "Cole"]
    assert listed("sort=-name") == ["Cole", "Bell", "Abbott"]
    assert listed(f"unit={rowan.unit.pk}") == ["Abbott", "Bell"]
    assert listed(f"worker={rowan.tom.pk}") == ["Abbott"]
    assert listed("status=cp") == ["Bell"]
    assert listed("status=none") == ["Abbott", "Cole"]
    assert listed("discussed=late") == ["Bell", "Cole"]
    assert listed("sort=-status")[0] == "Bell"
    assert listed("sort=name;drop&status=%27&page=99999") == ["Abbott", "Bell", "Cole"], "nonsense is no filter"
    page = client.get(f"/families/?unit={rowan.unit.pk}&status=none&sort=-opened").content.decode()
    assert f"?unit={rowan.unit.pk}&amp;status=none&amp;sort=opened" in page, "the head turns the order, and narrows on"
    assert 'aria-sort="descending"' in page
    assert names(sign_in(rowan.tom).get("/families/?mine=yes").content.decode()) == ["Abbott", "Bell"]
    assert names(sign_in(rowan.priya).get("/families/?mine=yes").content.decode()) == []
    assert "Show all open families" in sign_in(rowan.priya).get("/families/?mine=yes").content.decode()


@pytest.mark.django_db
def test_a_child_counts_as_seen_for_as_long_as_was_asked(rowan, manager, scene, sign_in):
    first, second, _ = scene
    see_child(rowan.tom, second, days_ago=35)
    client = sign_in(manager)
    unseen = {weeks: len(rows_of(client, f"/units/children/?seen=not&weeks={weeks}")) for weeks in (4, 6)}
    assert unseen == {4: 6, 6: 5}
    person = FamilyMember.objects.filter(family=first, is_child=True).last().person
    person.born_on, person.born_kind = TODAY + timedelta(days=40), "expected"
    person.save()
    assert len(rows_of(client, "/units/children/?seen=not&weeks=6")) == 4, "nobody can have seen who is not born"


# -- files


@pytest.mark.django_db
def test_a_file_holds_exactly_the_rows_of_all_pages_in_their_order_and_is_logged(rowan, manager, sign_in, monkeypatch):
    for n in range(7):
        family_in(rowan.unit, f"F{n}", children=0, opened=TODAY - timedelta(days=n))
    for room in ("families", "children", "overdue"):
        monkeypatch.setattr(f"kinwork.overview.queries.{room}.PAGE", 3)
    monkeypatch.setattr("kinwork.overview.views.page_of_list.__defaults__", (3,))
    client = sign_in(manager)
    for order in ("name", "-name", "-opened"):
        pages = [names(client.get(f"/families/?sort={order}&page={n}").content.decode()) for n in (1, 2, 3)]
        assert [len(page) for page in pages] == [3, 3, 1]
        assert [name for page in pages for name in page] == [
            row["Family"] for row in rows_of(client, f"/families/?sort={order}")
        ]
        assert names(client.get(f"/families/?sort={order}&page=9").content.decode()) == pages[2], "the last there is"
    before = AuditEvent.objects.count()
    rows_of(client, "/families/")
    rows_of(client, "/families/")
    assert AuditEvent.objects.count() == before + 2, "each file that leaves the house"
    assert AuditEvent.objects.latest("pk").words == "a file of the list of families"


@pytest.mark.django_db
def test_what_people_type_is_no_formula_in_the_file(rowan, manager, sign_in):
    family = family_in(rowan.unit, "=HYPERLINK(1)", why_open="@SUM(1)")
    late_task(rowan.tom, rowan.unit, family, what="+44 ring")
    client = sign_in(manager)
    [row] = rows_of(client, "/families/")
    assert (row["Family"], row["Why open"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert rows_of(client, "/units/overdue/")[0]["What"] == "'+44 ring"
    answer = client.get("/families/?as=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="families-[\d-]+\.csv"', answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # it is about files, not about this machine
@given(st.lists(st.lists(st.one_of(st.text(max_size=8), st.integers(), st.none()), min_size=2, max_size=2), max_size=5))
def test_any_file_reads_back_row_for_row_and_runs_nothing(rows):
    said = csv_file(["a", "b"], rows).decode().removeprefix(BEGINS)
    _, *found = csv.reader(io.StringIO(said, newline=""))
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        for typed, cell in zip(row, cells, strict=True):
            whole = "" if typed is None else str(typed).replace("\x00", "")
            assert cell in (whole, f"'{whole}")
            assert isinstance(typed, int) or not cell.strip("\ufeff\u200b \t").startswith(RUN)


# -- practice beside time; in and out; waiting


def conversation(rowan, family, *, days_ago: int, state: str):
    """One that was planned in a discussion of the family, and ended so many days ago, or was to be had by then."""
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    found = discussing.plan_conversation(actor(rowan.grace), talk, purpose="To ask.")
    found.by_when, found.state, found.lead = TODAY - timedelta(days=days_ago), state, rowan.tom
    found.ended_at = None if state == "planned" else timezone.now() - timedelta(days=days_ago)
    found.save()
    return found


@pytest.mark.django_db
def test_beside_each_figure_of_time_stands_one_of_practice_with_its_list(rowan, oak, manager, scene, sign_in):
    first, second, _ = scene
    see_child(rowan.tom, second)
    for state, days_ago in (("happened", 3), ("happened", 40), ("missed", 5), ("planned", 2), ("planned", -5)):
        conversation(rowan, first, days_ago=days_ago, state=state)
    client = sign_in(manager)
    shown = figures(client, "Rowan")
    assert shown["Not discussed"] == "1 of 2 discussed with a conversation planned: 1 of 1"
    assert shown["Not seen"] == "2 of 4 seen alone, the last time: 2 of 2"
    assert shown["Overdue"] == "2 conversations held: 1 of 3", "neither those of long ago nor those still to come"
    page = client.get("/units/").content.decode()
    links = re.findall(r'<a class="govuk-link[^"]*" href="(/(?:units/\w+|families)/[^"]*)">(\d+)</a>', page)
    assert {path.split("/")[-2] for path, _ in links} == {"families", "children", "overdue", "conversations"}
    for path, number in links:
        assert len(rows_of(client, path.replace("&amp;", "&"))) == int(number), path
    assert [row["What came of it"] for row in rows_of(client, f"/units/conversations/?unit={rowan.unit.pk}")] == [
        "not yet", "Happened", "Did not happen",
    ]  # fmt: skip


@pytest.mark.django_db
def test_families_in_and_out_of_each_unit_week_by_week_each_number_with_its_families(rowan, oak, scene, sign_in):
    _, second, cole = scene  # opened two months ago, all three
    monday = TODAY - timedelta(days=TODAY.weekday())
    new = family_in(rowan.unit, "Dunn", opened=monday)
    involvement = second.involvements.get()  # from Rowan to Oak on this Monday
    involvement.allocations.update(during=DateRange(involvement.opened_on, monday))
    Allocation.objects.create(involvement=involvement, unit=oak[0], during=DateRange(monday, None))
    Involvement.objects.filter(family=cole).update(closed_on=monday - timedelta(days=1))
    long_ago = family_in(oak[0], "Long", opened=monday - timedelta(weeks=12))
    client = sign_in(head_of_service())
    rows = {(row["Unit"], row["Week from"]): (row["Came"], row["Went"]) for row in rows_of(client, "/units/flow/")}
    this, last = monday.isoformat(), (monday - timedelta(weeks=1)).isoformat()
    assert rows["Rowan", this] == ("1", "1")
    assert rows["Oak", this] == ("1", "0")
    assert rows["Oak", last] == ("0", "1")
    assert len(rows) == 24, "twelve weeks of two units"
    assert sum(int(came) for came, _ in rows.values()) == 5, "not what was opened before"
    page = client.get("/units/flow/").content.decode()
    links = re.findall(r'href="(/units/flow/families/[^"]*)"\s*>(\d+)</a>', page)
    assert len(links) == 16
    for path, number in links:
        assert len(rows_of(client, path.replace("&amp;", "&"))) == int(number), path
    how = [(row["Family"], row["How"]) for row in rows_of(client, f"/units/flow/families/?unit={oak[0].pk}")]
    assert how == [("Bell", "came from another unit"), ("Cole", "closed"), ("Cole", "opened")]
    assert f'href="/family/{new.pk}/"' in client.get("/units/flow/families/?way=in").content.decode()
    assert long_ago.name not in client.get("/units/flow/families/").content.decode()
    for nonsense in ("?week=20269999", "?week=x&unit=0&way=up", "?unit=99999999999999999"):
        assert client.get(f"/units/flow/families/{nonsense}").status_code == 200


@pytest.mark.django_db
def test_who_waits_for_allocation_is_a_family_of_no_unit_or_without_a_worker_where_each_has_one(
    rowan, oak, manager, scene, sign_in
):
    first, second, cole = scene
    Allocation.objects.filter(involvement__family=cole).update(during=DateRange(TODAY - timedelta(days=60), TODAY))
    chief = head_of_service()
    assert "Waiting for allocation (1)" in sign_in(chief).get("/units/").content.decode()
    rowan.unit.holds = "individual"
    rowan.unit.save()
    client = sign_in(chief)
    assert "Waiting for allocation (2)" in client.get("/units/").content.decode()
    assert [(row["Family"], row["Waits for"]) for row in rows_of(client, "/units/allocation/")] == [
        ("Cole", "a unit"), ("Bell", "a worker in Rowan"),
    ]  # fmt: skip
    assert first.name not in client.get("/units/allocation/").content.decode(), "it has a worker"
    client = sign_in(manager)
    assert "Waiting for allocation (1)" in client.get("/units/").content.decode(), "of their own units"
    assert names(client.get("/units/allocation/").content.decode()) == [second.name]
    page = sign_in(head_of_service("analyst")).get("/units/").content.decode()
    assert "2 families wait for allocation" in page


# -- what is kept, so that nobody has to wait for it


def test_what_figures_are_read_from_is_as_the_record_says_after_every_change(rowan, oak, manager, scene, as_owner):
    """Compared each time with what is worked out anew, and with the page of somebody who sees both units."""
    first, second, cole = scene
    boy, girl = FamilyMember.objects.filter(family=first, is_child=True).order_by("pk")
    involvement, unit = first.involvements.get(), rowan.unit

    def now(who=manager) -> tuple[int, ...]:
        with as_owner():
            assert [kept.behind() for kept in (HOLDINGS, LAST_SEEN)] == [0, 0]
        rows = {row.unit.name: row for row in units_compared(actor(who), TODAY, every_weeks=4, unseen_weeks=4)}
        here, there = rows["Rowan"], rows.get("Oak")
        return here.families, here.children, here.seen, here.seen_alone, there.families if there else 0

    def seen(person_id: int, *, days_ago: int, alone: bool = True, limited: bool = False) -> Entry:
        what = Happened(kind="visit", on=TODAY - timedelta(days=days_ago), text=f"{days_ago}", seen={person_id: alone})
        why = Audience(is_limited=limited, readers=frozenset({rowan.tom.pk}) if limited else frozenset(), why="Staff.")
        return write_entry(actor(rowan.tom), first.pk, unit.pk, what, why)

    assert now() == (2, 4, 1, 1, 1)
    asking = actor(manager)
    with connection.cursor() as cursor:  # a child whose record is sealed is nobody whom the unit sees
        cursor.execute("SELECT set_config('kinwork.sealed', %s, false)", [f"{{{boy.person_id}}}"])
        [row] = [
            one for one in units_compared(asking, TODAY, every_weeks=4, unseen_weeks=4) if one.unit.name == "Rowan"
        ]
        assert (row.children, row.seen, row.seen_alone) == (3, 0, 0)
        cursor.execute("SELECT count(*) FROM record_lastseen WHERE person_id = %s", [boy.person_id])
        assert cursor.fetchone() == (0,)
    seen(girl.person_id, days_ago=40)
    assert now() == (2, 4, 1, 1, 1), "seen too long ago"
    seen(girl.person_id, days_ago=9)
    assert now() == (2, 4, 2, 2, 1)
    later = seen(girl.person_id, days_ago=5, alone=False)
    seen(girl.person_id, days_ago=7)
    assert now() == (2, 4, 2, 1, 1), "what is written down later and happened earlier is not the last time"
    with as_owner():
        Entry.objects.filter(pk=later.pk).update(is_limited=True, why_limited="Staff.")
    assert (now(), now(rowan.tom)[:4]) == ((2, 4, 2, 2, 1), (2, 4, 2, 1)), "who wrote it knows of it, others do not"
    with as_owner():
        Entry.objects.filter(pk=later.pk).update(is_limited=False, why_limited="")
    assert now() == (2, 4, 2, 1, 1)
    seen(girl.person_id, days_ago=1, limited=True)
    assert (now(), now(rowan.tom)[3]) == ((2, 4, 2, 1, 1), 2), "and a limited one counts beside what is kept"
    Seen.objects.filter(entry__family=first, person=girl.person).update(person=boy.person)  # as merging two people does
    assert (now(), now(rowan.tom)[3]) == ((2, 4, 1, 1, 1), 1)
    for change, was in (({"is_child": False}, {"is_child": True}), ({"taken_back": True}, {"taken_back": False})):
        FamilyMember.all_objects.filter(pk=boy.pk).update(**change)
        assert now() == (2, 3, 0, 0, 1), change
        FamilyMember.all_objects.filter(pk=boy.pk).update(**was)
    Person.objects.filter(pk=girl.person_id).update(born_kind="expected")
    assert now() == (2, 4, 1, 1, 1)
    Person.objects.filter(pk=boy.person_id).update(is_deceased=True)
    assert now() == (2, 3, 0, 0, 1)
    moving.move_family(actor(manager), involvement, oak[0], on=TODAY, because="Moved house.")
    assert now() == (1, 2, 0, 0, 2)
    Allocation.objects.filter(involvement__family=second).update(during=DateRange(TODAY + timedelta(days=1), None))
    assert now() == (0, 0, 0, 0, 2), "held from tomorrow"
    Involvement.objects.filter(family=cole).update(closed_on=TODAY, closing_reason="")
    assert now()[-1] == 1
    Involvement.objects.filter(family=cole).update(closed_on=None)
    assert now()[-1] == 2
    with as_owner(), connection.cursor() as cursor:  # past the triggers
        cursor.execute("UPDATE record_lastseen SET is_born = NOT is_born; DELETE FROM cases_holding")
        assert [name for name, kept in checks.KEPT.items() if kept.behind()] == list(checks.KEPT)[:2], "it is said"
        for kept in checks.KEPT.values():
            kept.make_anew()
    assert now()[-1] == 2
    for statement in ("UPDATE record_lastseen SET alone = true", "DELETE FROM cases_holding"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# -- what it costs, and who is told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/units/", 8),
        ("/families/", 10),
        ("/units/children/", 8),
        ("/units/overdue/", 9),
        ("/units/waiting/", 6),
        ("/units/conversations/", 8),
        ("/units/flow/", 6),
        ("/units/flow/families/", 7),
        ("/units/allocation/", 6),
    ],
)
def test_each_page_costs_the_same_however_many_families(path, most, rowan, manager, scene, sign_in):
    client = sign_in(manager)

    def statements() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = statements()
    for n in range(4):
        late_task(rowan.tom, rowan.unit, family_in(rowan.unit, f"G{n}", key_worker=rowan.priya))
        unit_with_staff(f"Unit{n}", f"u{n}")
    assert statements() == few <= most


@pytest.mark.django_db
def test_the_readers_of_a_family_show_that_its_name_was_on_a_list_or_in_a_file(rowan, manager, scene, sign_in):
    family = Family.objects.get(name="Bell")
    client = sign_in(manager)
    client.get("/units/children/")
    client.get("/units/overdue/?as=csv")
    page = client.get(f"/family/{family.pk}/readers/").content.decode()
    assert "saw its name on a file of what is overdue, the list of children" in page
    assert Involvement.objects.filter(family=family).exists()


def test_where_families_are_held_one_by_one_each_has_a_named_worker_or_it_shows_that_none_is_named(rowan, sign_in):
    mine, nobodys = family_in(rowan.unit, "Stone", key_worker=rowan.tom), family_in(rowan.unit, "Ocho")
    pages = ("/my-work/", f"/unit/{rowan.unit.pk}/", "/families/")
    client = sign_in(rowan.tom)
    for path in pages:
        page = client.get(path).content.decode()
        assert "no one named" not in page, "held jointly, a family needs no worker of its own"
        assert "You are key worker of" not in page
    rowan.unit.holds = "individual"
    rowan.unit.save()
    work, board, families = (client.get(path).content.decode() for path in pages)
    assert "You are key worker of" in work
    assert f'href="/family/{mine.pk}/">Stone' in work
    assert "Ocho" not in work
    for page in (board, families):
        assert page.count("no one named") == 1
        assert "Tom Hollis" in page
    assert f'href="/family/{nobodys.pk}/questions/"' in board, "one press from naming somebody"
    assert "Stone" not in (found := client.get("/families/?worker=none").content.decode())
    assert "Ocho" in found
