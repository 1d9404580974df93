"""The large invented authority at three hundred open children: lives that hang together, by the code that makes it."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.models import Authority, User
from kinwork.access.roles import ROLES
from kinwork.access.sql import tuples
from kinwork.accounts import demo_sign_in
from kinwork.cases.models import Status
from kinwork.clocks.periods import quarter_of
from kinwork.demo.loader import NotEmpty
from kinwork.families import indexing as family_index
from kinwork.indicators.engines import points_of
from kinwork.large import loader
from kinwork.large.rates import lives
from kinwork.large.size import LARGE, SMALL
from kinwork.obligations.models import Obligation
from kinwork.obligations.rebuilding import rebuild
from kinwork.operations.audit_chain import verify
from kinwork.people import indexing
from kinwork.platform.embedded import APP_ROLE
from kinwork.record.models import Entry
from kinwork.service_figures.drawing import after, draw
from tests.whole_study import OUTCOME, state_counts, whole_study

TODAY = timezone.localdate()
# At full size only the study is run, by `scripts/acceptance.sh`.
SIZE = LARGE if os.environ.get("KINWORK_WHOLE_STUDY") else SMALL


@pytest.fixture(scope="module")
def large(django_db_setup, django_db_blocker):
    """Loaded as the tables' owner, with every constraint on, and all triggers but those that index people.

    Then looked at as the application.
    """
    with django_db_blocker.unblock():
        with transaction.atomic():
            loader.load(SIZE, today=TODAY, processes=0, using="default")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"SET ROLE {APP_ROLE}")
            yield {family.id: (family, stays) for family, stays in lives(SIZE, TODAY)}
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture(autouse=True)
def there(large, db):
    """In each test, with the database to itself."""


def none_of(sql: str) -> None:
    """Nothing is found that must not be."""
    assert tuples(f"SELECT * FROM ({sql}) wrong LIMIT 3") == []


def test_its_size_and_that_nothing_is_put_beside_it(large):
    [(children, families)] = tuples(
        "SELECT count(*), count(DISTINCT i.family_id) FROM children_episode e JOIN cases_involvement i "
        "ON i.id = e.involvement_id WHERE e.ended_on IS NULL AND i.closed_on IS NULL"
    )
    assert 240 < children < 380
    assert 1.6 < children / families < 2.4
    assert Authority.objects.get().is_demo
    with pytest.raises(NotEmpty, match="a demo"):
        loader.load(SMALL, processes=0, using="default")
    texts = list(Entry.objects.values_list("text", flat=True))
    assert len(set(texts)) > 0.85 * len(texts) > 3000


def test_lives_hang_together():
    # Nobody is of concern in two families at once; parents are older than their children.
    none_of("""SELECT m.person_id FROM families_familymember m JOIN cases_involvement i USING (family_id)
               WHERE m.is_child AND i.closed_on IS NULL GROUP BY 1 HAVING count(*) > 1""")
    none_of("""SELECT p.id FROM families_parenthood f JOIN people_person p ON p.id = f.parent_id
               JOIN people_person c ON c.id = f.child_id WHERE c.born_on - p.born_on < 365 * 14""")
    # A period of care ends by the eighteenth birthday, and its legal statuses and placements fill it to the day.
    none_of("""SELECT c.id FROM children_careperiod c JOIN people_person p ON p.id = c.person_id
               WHERE c.started_on < p.born_on
               OR coalesce(c.ended_on, CURRENT_DATE) > p.born_on + interval '18 years 1 day'""")
    for table in ("legalstatus", "placement"):
        none_of(f"""SELECT c.id FROM children_careperiod c LEFT JOIN children_{table} x
                    ON x.person_id = c.person_id AND x.started_on >= c.started_on
                    AND coalesce(x.ended_on, 'infinity') <= coalesce(c.ended_on, 'infinity')
                    GROUP BY c.id HAVING coalesce(sum(coalesce(x.ended_on, CURRENT_DATE) - x.started_on), -1)
                    <> coalesce(c.ended_on, CURRENT_DATE) - c.started_on""")
    # A plan follows a conference that says so, and that an enquiry.
    none_of("""SELECT p.id FROM children_protectionplan p WHERE NOT EXISTS (
               SELECT 1 FROM children_conference c JOIN children_enquiry e ON e.person_id = c.person_id
               AND e.started_on < c.on WHERE c.person_id = p.person_id AND c.on = p.started_on
               AND c.kind = 'initial' AND c.has_plan)""")
    # Seen after they were born, by somebody who worked here then; while the family was open.
    none_of("""SELECT s.id FROM record_seen s JOIN record_entry e ON e.id = s.entry_id
               JOIN people_person p ON p.id = s.person_id WHERE e.happened_on < p.born_on""")
    none_of("""SELECT e.id FROM record_entry e WHERE NOT EXISTS (SELECT 1 FROM units_postholding h
               WHERE h.user_id = e.by_id AND h.during @> e.happened_on)""")
    none_of("""SELECT e.id FROM record_entry e WHERE NOT EXISTS (SELECT 1 FROM cases_involvement i
               WHERE i.family_id = e.family_id AND e.happened_on >= i.opened_on
               AND e.happened_on <= coalesce(i.closed_on, CURRENT_DATE))""")
    # One unit holds each open family, and is still there; whom a meeting talked of was that unit's.
    none_of("""SELECT i.id FROM cases_involvement i WHERE i.closed_on IS NULL AND NOT EXISTS (
               SELECT 1 FROM cases_allocation a JOIN units_unit u ON u.id = a.unit_id
               WHERE a.involvement_id = i.id AND a.during @> CURRENT_DATE AND u.is_active)""")
    none_of("""SELECT d.id FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
               WHERE NOT EXISTS (SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
               WHERE i.family_id = d.family_id AND a.unit_id = m.unit_id AND a.during @> m.held_on)""")


def test_every_child_is_what_was_meant(large):
    ranks = {status.value: rank for rank, status in enumerate(Status)}
    wanted = {}
    for _, stays in large.values():
        stay = stays[-1]
        for child in stay.everyone() if stay.closed is None else ():
            on = [Status.LAC for care in stay.care if care.child is child and care.whole.end is None]
            on += [Status.CP] if stay.plan and stay.plan.end is None and child in stay.children else []
            on += [Status.LEAVER] if child.id in stay.leaving and stay.leaving[child.id].end is None else []
            on += [Status.CIN for spell in stay.needs.get(child.id, ()) if spell.end is None]
            if on:
                wanted[child.id] = max((status.value for status in on), key=ranks.__getitem__)
    found = dict(
        tuples(
            "SELECT DISTINCT ON (person_id) person_id, status FROM kinwork_statuses(NULL) "
            "WHERE started_on <= %(today)s AND (ended_on IS NULL OR ended_on > %(today)s) "
            "ORDER BY person_id, grade DESC",
            today=TODAY,
        )
    )
    assert found == wanted
    assert {"lac", "cp", "cin"} <= set(found.values())


def test_what_is_due_and_what_is_found_by_are_as_the_application_makes_them():
    open_now = [pk for (pk,) in tuples("SELECT id FROM cases_involvement WHERE closed_on IS NULL")]
    assert set(Obligation.objects.values_list("involvement_id", flat=True)) == set(open_now)
    before = Obligation.objects.count()
    rebuild(open_now[:20], TODAY)
    assert Obligation.objects.count() == before
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert (indexing.behind("default"), family_index.behind("default")) == (0, 0)
    assert verify(noted=set()).wrong == []
    # Each table's history has begun with it.
    none_of("SELECT id FROM record_entry EXCEPT SELECT pgh_obj_id FROM record_entryevent")


def test_somebody_of_every_role_signs_in_and_the_pages_come_up(large, client, django_assert_max_num_queries):
    posts = [one.posts for one in demo_sign_in.people()]
    assert all(any(one.startswith(role.name) for one in posts) for role in ROLES.values())
    assert len(posts) < 80
    [(unit, csw, family)] = tuples("""
        SELECT a.unit_id, h.user_id, i.family_id
        FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
        JOIN units_post p ON p.unit_id = a.unit_id AND p.role = 'csw'
        JOIN units_postholding h ON h.post_id = p.id AND h.during @> CURRENT_DATE
        WHERE i.closed_on IS NULL AND a.during @> CURRENT_DATE ORDER BY i.id LIMIT 1""")
    head = tuples("""SELECT h.user_id FROM units_postholding h JOIN units_post p ON p.id = h.post_id
                     WHERE p.role = 'hos' AND h.during @> CURRENT_DATE LIMIT 1""")[0][0]
    for user, address, most in (
        (csw, f"/unit/{unit}/", 15), (csw, "/my-work/", 15), (csw, f"/family/{family}/", 25),
        (head, "/units/", 20), (head, "/contacts/", 20),
    ):  # fmt: skip
        client.force_login(User.objects.get(pk=user), backend="allauth.account.auth_backends.AuthenticationBackend")
        with django_assert_max_num_queries(most):
            assert client.get(address, HTTP_ACCEPT="text/html").status_code == 200


def test_indicators_counted_of_the_record_are_those_counted_of_the_lives(large):
    """Independently: the lives are walked in Python, the record is drawn by SQL and counted by DuckDB."""
    drawn = draw(TODAY)
    quarter = drawn.data["periods"][-1][1]
    end, year = after(quarter), quarter_of(after(quarter) - timedelta(days=365))
    care = [care for _, stays in large.values() for stay in stays for care in stay.care]
    there = [one for one in care if one.whole.start < end and (one.whole.end is None or one.whole.end >= end)]
    moved = [
        one
        for one in there
        if sum(place.start < end and (place.end is None or place.end > year) for place in one.placements) >= 3
    ]
    found = {p.indicator: p for p in points_of(drawn.data) if p.unit is None and p.quarter == quarter}
    assert (found["looked-after"].n, found["looked-after"].denominator) == (len(there), SIZE.children)
    assert found["care-entry"].n == sum(quarter <= one.whole.start < end for one in care)
    assert (found["moves"].numerator, found["moves"].n) == (len(moved), len(there))
    open_families = [
        family for family, stays in large.values()
        if any(stay.opened < end and (stay.closed is None or stay.closed >= end) for stay in stays)
    ]  # fmt: skip
    assert found["caseload"].n == len(open_families)
    assert 0 < found["caseload"].value < 20
    assert found["vacancies"].value < 20


def test_a_study_runs_from_its_template_to_a_table_and_a_figure(tmp_path):
    done = whole_study(tmp_path, each=200 if SIZE is LARGE else 24)
    plan, boxes = done.plan, done.boxes
    assert plan.assessed > plan.in_frame >= plan.sampled == sum(n for _, n in boxes["Drawn"].groups)
    states = state_counts(plan)
    assert sum(states.values()) == plan.sampled
    assert boxes["Agreed to take part"].n == states["agreed"] + states["withdrew"]
    answered = dict(boxes["Answered: First interview"].groups)
    assert done.release.families == states["agreed"] >= sum(answered.values()) > 10
    assert OUTCOME in done.table
    for n in answered.values():
        assert str(n) in done.table, "each group with the number that the flow has"
    assert "<svg" in done.figure
    assert "<title>Effect sizes" in done.figure
