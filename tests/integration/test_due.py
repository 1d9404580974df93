"""What is due follows from the record, in the transaction of each change; nobody writes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.children.kinds import KINDS
from kinwork.children.models import Missing, StrategyDiscussion
from kinwork.clocks.working_days import add_working_days, next_weekday
from kinwork.obligations import sources
from kinwork.obligations.models import LocalRule, Obligation, Recounting, SchoolTerm, Variation
from kinwork.obligations.queries import due_in, due_in_unit, next_of
from kinwork.obligations.rebuilding import rebuild_all, rebuild_family
from tests.factories import discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def head_of_service():
    head = user("head")
    put_in_post(head, service_team(), "hos")
    return head


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def scene(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Stonefam", opened=days_ago(200))
    rowan.open = Involvement.objects.get(family=rowan.family)
    rowan.child, rowan.brother = [one.person for one in rowan.family.members.filter(is_child=True)]
    rowan.client = sign_in(rowan.tom)
    return rowan


def record(scene, key: str, *who, **said):
    said = {"children": [one.pk for one in who or (scene.child,)], **said}
    answer = scene.client.post(f"/family/{scene.family.pk}/facts/{key}/", said)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def owed(scene, rule: str, who=None, **more) -> list[Obligation]:
    whose = {"person": who or scene.child} if who != "family" else {"person": None}
    return list(Obligation.objects.filter(involvement=scene.open, rule=rule, **whose, **more).order_by("because_on"))


def test_the_enquiry_starts_the_clock_of_the_conference_and_the_conference_meets_it(scene):
    began = days_ago(9)
    record(scene, "strategy_discussion", scene.child, scene.brother, on=typed(began), begins_enquiry="on")
    [due] = owed(scene, "ICPC")
    assert due.is_open
    assert due.falls_due == add_working_days(began, 15)
    [line] = [line for line in due_in(scene.family.pk, TODAY) if line.rule == "ICPC"]
    assert line.names == [scene.child.given_name, scene.brother.given_name], "one line for both"
    record(scene, "conference", on=typed(days_ago(1)), kind="initial", has_plan="yes", category="NEG", note="Why.")
    [met] = owed(scene, "ICPC")
    assert (met.is_open, met.state, met.met_on) == (False, "met", days_ago(1))
    assert owed(scene, "ICPC", scene.brother)[0].is_open, "siblings may go different ways"
    assert [one.falls_due for one in owed(scene, "CORE-1")] == [add_working_days(days_ago(1), 10)]
    assert owed(scene, "RCPC-1")[0].is_open
    page = scene.client.get(f"/family/{scene.family.pk}/").content.decode()
    assert "First core group" in page
    assert "Initial child protection conference" in page


def test_what_is_withdrawn_or_taken_back_starts_nothing(scene):
    record(scene, "strategy_discussion", on=typed(days_ago(9)), begins_enquiry="on")
    made = StrategyDiscussion.objects.get()
    scene.client.post(
        f"/family/{scene.family.pk}/facts/strategy_discussion/{made.pk}/error/", {"because": "Another family."}
    )
    assert owed(scene, "ICPC") == []
    scene.client.post(f"/family/{scene.family.pk}/facts/strategy_discussion/{made.pk}/back/")
    assert owed(scene, "ICPC")[0].is_open


def test_a_decision_starts_and_ends_clocks_too(scene):
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The court", "reason": "Agreed there."}
    scene.client.post(path, {**said, "status": "lac", "category": "C1", "placed": "Mrs Ade", "on": typed(days_ago(12))})
    assert owed(scene, "LAC-R1")[0].falls_due == add_working_days(days_ago(12), 20)
    assert owed(scene, "LAC-V1")[0].falls_due == days_ago(5)
    assert [line.is_overdue(TODAY) for line in due_in(scene.family.pk, TODAY) if line.rule == "LAC-V1"] == [True]
    visit = scene.client.post(
        f"/family/{scene.family.pk}/entries/new/",
        {"kind": "visit", "on": typed(days_ago(6)), "text": "Saw her.", f"seen_{scene.child.pk}": "alone"},
    )
    assert visit.status_code == 302
    assert [(one.state, one.met_on) for one in owed(scene, "LAC-V1")] == [("met", days_ago(6))]
    assert [one.falls_due for one in owed(scene, "LAC-V-Y1")] == [days_ago(6) + timedelta(weeks=6)]
    scene.client.post(path, {**said, "status": "none", "on": typed(days_ago(1))})
    assert not [one for one in Obligation.objects.filter(involvement=scene.open, is_open=True) if "LAC" in one.rule]


def test_what_follows_from_a_visit_is_worked_out_for_who_was_seen_and_stays_so(scene):
    """Nothing else of the family is touched, and working out all of it anew comes to the same."""
    path = f"/family/{scene.family.pk}/status/"
    for who in (scene.child, scene.brother):
        scene.client.post(path, {"person": who.pk, "decided_by": "The court", "reason": "Agreed.", "status": "lac",
                                 "category": "C1", "placed": "Mrs Ade", "on": typed(days_ago(12))})  # fmt: skip

    def rows():
        mine = Obligation.objects.filter(involvement=scene.open)
        return {one.pk: (one.person_id, one.rule, one.because_on, one.due, one.state, one.met_on) for one in mine}

    before = rows()
    for kind, more in (("note", {}), ("visit", {}), ("visit", {f"seen_{scene.child.pk}": "alone"})):
        said = {"kind": kind, "on": typed(days_ago(6)), "text": f"A {kind}, {len(more)} seen.", **more}
        assert scene.client.post(f"/family/{scene.family.pk}/entries/new/", said).status_code == 302
        changed = {row[0] for pk, row in {**before, **rows()}.items() if before.get(pk) != row or pk not in rows()}
        assert changed == ({scene.child.pk} if more else set()), (kind, more)
    after = set(rows().values())
    assert {met for person, rule, *_, met in after if (person, rule) == (scene.child.pk, "LAC-V1")} == {days_ago(6)}
    rebuild_all()
    assert set(rows().values()) == after


def test_the_unit_talks_of_every_family_within_four_weeks(scene):
    rebuild_family(scene.family.pk)
    [due] = owed(scene, "UNIT-4W", "family")
    assert due.falls_due == days_ago(200) + timedelta(weeks=4)
    discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)
    open_now = owed(scene, "UNIT-4W", "family", is_open=True)
    assert [one.falls_due for one in open_now] == [TODAY + timedelta(weeks=4)]


def test_a_family_that_opens_on_the_day_of_the_meeting_is_talked_of_that_day(scene):
    scene.open.opened_on = days_ago(10)
    scene.open.save()
    meeting = meeting_of(scene.unit, scene.maureen)
    discussion_of(scene.family, meeting, scene.maureen)
    meeting.held_on = days_ago(10)
    meeting.save()
    rebuild_family(scene.family.pk)
    [last] = owed(scene, "UNIT-4W", "family")
    assert (last.because_on, last.met_on, last.falls_due) == (days_ago(10), None, days_ago(10) + timedelta(weeks=4))


def test_putting_off_says_who_and_why_and_the_rules_day_stays(scene):
    record(scene, "strategy_discussion", scene.child, scene.brother, on=typed(days_ago(9)), begins_enquiry="on")
    [line] = [line for line in due_in(scene.family.pk, TODAY) if line.rule == "ICPC"]
    path = f"/family/{scene.family.pk}/due/ICPC/put-off/"
    for lacks, words in (
        ({"by": ""}, "Say who decided."),
        ({"reason": " "}, "Say why, in a few words."),
        ({"until": typed(line.due)}, "Type a later day."),
    ):
        later = typed(line.due + timedelta(days=4))
        slip = scene.client.post(path, {"until": later, "by": "Grace", "reason": "The chair is ill.", **lacks})
        assert slip.status_code == 422
        assert words in slip.content.decode()
    assert not Variation.objects.exists()
    said = {"until": typed(line.due + timedelta(days=4)), "by": "Grace Adeyemi", "reason": "The chair is ill."}
    assert scene.client.post(path, said).status_code == 302
    [put] = [line for line in due_in(scene.family.pk, TODAY) if line.rule == "ICPC"]
    assert (put.state, put.falls_due, put.due) == ("varied", line.due + timedelta(days=4), line.due)
    assert put.names == line.names
    page = scene.client.get(f"/family/{scene.family.pk}/due/").content.decode()
    assert "The chair is ill." in page
    for variation in Variation.objects.all():
        scene.client.post(f"/family/{scene.family.pk}/due/again/{variation.pk}/")
    [again] = [line for line in due_in(scene.family.pk, TODAY) if line.rule == "ICPC"]
    assert (again.state, again.falls_due) == ("open", line.due)


def test_the_unit_sees_what_falls_due_and_others_do_not(scene, sign_in):
    record(scene, "strategy_discussion", on=typed(days_ago(9)), begins_enquiry="on")
    page = scene.client.get(f"/unit/{scene.unit.pk}/due/").content.decode()
    assert "Stonefam" in page
    assert "Initial child protection conference" in page
    [line] = [line for line in due_in_unit(scene.unit.pk, TODAY) if line.rule == "ICPC"]
    assert line.names == [scene.child.given_name]
    name, on = next_of([scene.family.pk], TODAY)[scene.family.pk]
    assert (name, on) == min(
        ((one.name, one.falls_due) for one in due_in(scene.family.pk, TODAY) if one.falls_due), key=lambda one: one[1]
    )
    _, strangers = unit_with_staff("Oak", "o")
    assert sign_in(strangers["tom"]).get(f"/unit/{scene.unit.pk}/due/").status_code in (403, 404)


def test_a_number_of_statements_that_does_not_grow(scene):
    def statements() -> int:
        with CaptureQueriesContext(connection) as heard:
            rebuild_all()
            due_in_unit(scene.unit.pk, TODAY)
        return len(heard)

    rebuild_all()
    few = statements()
    for n in range(4):
        family_in(scene.unit, f"More{n}", opened=days_ago(50))
    rebuild_all()
    assert statements() == few
    assert few <= len(sources._sources) + 12
    assert len({line.family_id for line in due_in_unit(scene.unit.pk, TODAY)}) == 5


def test_the_dates_of_care_court_and_leaving_follow_from_the_childs_record(scene):
    """One life with a fact of each kind that starts a clock: what is due afterwards, by the rows of the rules."""
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The court", "reason": "Agreed there.", "placed": "Mrs Ade"}
    scene.client.post(path, {**said, "status": "lac", "category": "C1", "on": typed(days_ago(30))})
    for key, more in {
        "care_plan": {"permanence": "home"}, "placement_plan": {}, "placement_notice": {"told": "GP, school"},
        "health": {"kind": "assessment"}, "education_plan": {"is_ready": "on"}, "care_review": {"participation": "PN1"},
        "school": {"name": "Hill School", "kind": "primary"}, "adoption_decision": {}, "decision_to_apply": {},
        "application": {"kind": "care", "number": "RW26C00012"}, "private_fostering": {"carer": "Ms Bell"},
        "incident": {}, "connected_approval": {"carer": "Her aunt"}, "leaver_eligibility": {"kind": "eligible"},
        "provided_home": {"place": "Flat 3"}, "missing": {"kind": "M", "started_at": "22:15"},
    }.items():  # fmt: skip
        day = "started_on" if KINDS[key].is_period else "on"
        record(scene, key, **{day: typed(days_ago(14)), **more})
    back = Missing.objects.get()
    scene.client.post(
        f"/family/{scene.family.pk}/facts/missing/{back.pk}/end/",
        {"ended_on": typed(days_ago(13)), "ended_at": "06:30", "is_interview_offered": "yes"},
    )
    found = {one.rule: one for one in Obligation.objects.filter(involvement=scene.open, person=scene.child)}
    states = {rule: one.state for rule, one in found.items()}
    assert states["LAC-PLAN"] in ("met", "met_late")
    assert {states[rule] for rule in ("LAC-PPLAN", "LAC-NOTIFY", "LAC-R1", "LAC-IHA")} <= {"met", "met_late"}
    assert found["PLO-26"].due == days_ago(14) + timedelta(days=181)
    assert found["MISS-RHI"].due == days_ago(10)
    assert found["MISS-RHI"].due_time.isoformat() == "06:30:00"
    assert found["SI-NOTIFY"].due == add_working_days(days_ago(14), 5)
    assert found["PF-VN"].due == days_ago(14) + timedelta(weeks=6)
    assert found["CP24-EXP"].due == days_ago(14) + timedelta(weeks=16)
    assert found["CL-PA-V"].due == days_ago(7)
    assert found["ADOP-R0"].is_open
    assert states["FGDM-OFFER"] == "coming", "the law is enacted and not in force"
    assert "LAC-RHA" in found
    assert "LAC-R2" in found
    page = scene.client.get(f"/family/{scene.family.pk}/due/").content.decode()
    assert "Enacted and not yet in force" in page
    assert scene.client.get(f"/family/{scene.family.pk}/child/{scene.child.pk}/").status_code == 200


@pytest.mark.parametrize(("key", "said", "words"), [
    ("difficulties", {"score": "12", "no_score": "SDQ2"}, "Type the total, 0 to 40, or choose why there is none."),
    ("difficulties", {"score": "41"}, "40"),
    ("family_meeting_offer", {"answer": "not"}, "Say who decided"),
    ("leaver_contact", {"in_touch": "YES", "home": "S", "is_suitable": "yes"}, "never suitable"),
    ("named_worker", {"registration": "12345"}, "such as SW123456"),
    ("order", {"name": ""}, "required"),
    ("missing", {"kind": "M", "started_at": "half past"}, "is not a time"),
])  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(scene, key, said, words):
    day = "started_on" if KINDS[key].is_period else "on"
    said = {day: typed(days_ago(3)), "children": [scene.child.pk], "worker_id": scene.tom.pk, "note": "Stays.", **said}
    answer = scene.client.post(f"/family/{scene.family.pk}/facts/{key}/", said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Stays." in answer.content.decode()
    assert not KINDS[key].fact.objects.exists()


def test_the_authority_sets_the_periods_that_the_law_leaves_to_it(scene, sign_in):
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The conference", "reason": "Agreed there."}
    scene.client.post(path, {**said, "status": "cp", "category": "NEG", "on": typed(days_ago(30))})
    assert owed(scene, "CP-VISIT") == [], "until the authority says how often, nothing is due"
    assert sign_in(scene.grace).get("/authority/periods/").status_code == 403
    head = sign_in(head_of_service())
    page = head.get("/authority/periods/").content.decode()
    assert "Children Act 1989, section 46" in page
    good = {"rule": "CP-VISIT", "period": "10 working days", "source": "Procedures, 4.2", "from_": typed(days_ago(100))}
    for wrong, words in (
        ({"period": "soon"}, "Type a period such as 15 working days"),
        ({"source": " "}, "Say where it is written"),
        ({"rule": "ICPC"}, "Select a valid choice"),
        ({"rule": ""}, "Choose what it is for."),
    ):
        slip = head.post("/authority/periods/", {**good, **wrong})
        assert slip.status_code == 422
        assert words in slip.content.decode()
    assert head.post("/authority/periods/", good).status_code == 302
    [due] = owed(scene, "CP-VISIT")
    assert due.falls_due == add_working_days(days_ago(30), 10)
    twice = head.post("/authority/periods/", good)
    assert "There is a period from" in twice.content.decode()
    assert (
        head.post("/authority/periods/", {**good, "period": "4 weeks", "from_": typed(days_ago(40))}).status_code == 302
    )
    assert [one.falls_due for one in owed(scene, "CP-VISIT")] == [days_ago(2)], "by the period of the day it arose"
    first, last = LocalRule.objects.order_by("in_force_from")
    assert first.in_force_until == days_ago(41)
    assert head.post(f"/authority/periods/{last.pk}/end/").status_code == 302
    assert LocalRule.objects.get(pk=last.pk).in_force_until == TODAY


def test_of_a_plan_that_has_ended_nothing_is_due(scene, sign_in):
    head = sign_in(head_of_service())
    for rule in ("CIN-VISIT", "CIN-REV"):
        head.post(
            "/authority/periods/", {"rule": rule, "period": "4 weeks", "source": "Ours", "from_": typed(days_ago(100))}
        )
    scene.client = sign_in(scene.tom)
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "Us", "reason": "Agreed."}
    scene.client.post(path, {**said, "status": "cin", "on": typed(days_ago(30))})
    record(scene, "need_review", on=typed(days_ago(3)))
    assert [one.falls_due for one in owed(scene, "CIN-VISIT")] == [days_ago(2)]
    assert [one.falls_due for one in owed(scene, "CIN-REV", is_open=True)] == [days_ago(3) + timedelta(weeks=4)]
    scene.client.post(path, {**said, "status": "none", "on": typed(days_ago(1))})
    assert not owed(scene, "CIN-VISIT", is_open=True)
    assert not owed(scene, "CIN-REV", is_open=True)


def test_the_page_of_what_is_due_asks_the_rules_once(scene):
    def statements() -> int:
        with CaptureQueriesContext(connection) as heard:
            assert scene.client.get(f"/family/{scene.family.pk}/due/").status_code == 200
        return len(heard)

    record(scene, "strategy_discussion", on=typed(days_ago(9)), begins_enquiry="on")
    statements()
    few = statements()
    record(scene, "conference", scene.child, scene.brother, on=typed(days_ago(1)), kind="initial", has_plan="yes",
           category="NEG")  # fmt: skip
    record(scene, "incident", scene.child, scene.brother, on=typed(days_ago(1)))
    assert len(due_in(scene.family.pk, TODAY)) > 3
    assert statements() == few


def test_terms_and_closing_days_are_kept_on_a_page_and_clocks_count_on_them(scene, sign_in):
    path = f"/family/{scene.family.pk}/status/"
    said = {"person": scene.child.pk, "decided_by": "The conference", "reason": "Agreed there."}
    scene.client.post(path, {**said, "status": "cp", "category": "NEG", "on": typed(days_ago(25))})
    assert sign_in(scene.grace).get("/authority/terms/").status_code == 403
    head = sign_in(head_of_service())
    good = {"rule": "CP-VISIT", "period": "1 school term", "source": "Procedures, 4.2", "from_": typed(days_ago(90))}
    assert "No school term is recorded yet" in head.post("/authority/periods/", good).content.decode()

    def term(name: str, first: str, last: str):
        return head.post(
            "/authority/terms/", {"what": "term", "term-name": name, "term-first": first, "term-last": last}
        )

    assert term("Autumn term", typed(days_ago(80)), typed(days_ago(-20))).status_code == 302
    for first, last, words in (
        (typed(days_ago(-15)), typed(days_ago(-90)), "Terms do not overlap."),
        (typed(days_ago(-120)), typed(days_ago(-200)), "a term between them is missing"),
        (typed(days_ago(-34)), typed(days_ago(-30)), "The last day is before the first"),
        (typed(days_ago(-34)), typed(days_ago(-234)), "Check the year"),
        ("", typed(days_ago(-90)), "Type the first day"),
    ):
        wrong = term("Spring term", first, last)
        assert wrong.status_code == 422
        assert words in wrong.content.decode()
        assert 'value="Spring term"' in wrong.content.decode()
    spring = term("Spring term", typed(days_ago(-34)), typed(days_ago(-114)))
    head.post("/authority/periods/", good)
    assert [one.due for one in owed(scene, "CP-VISIT")] == [days_ago(-114)], "the term after that of the plan"
    [first, second] = SchoolTerm.objects.all()
    told = head.post(f"/authority/terms/term/{second.pk}/", follow=True)
    assert "0 of" in told.content.decode()
    assert "working-out" in spring["location"]
    running = Recounting.objects.get(finished_at=None)
    done = head.post(f"/authority/working-out/{running.pk}/", follow=True).content.decode()
    assert "1 of 1 family: done" in done
    assert [one.due for one in owed(scene, "CP-VISIT")] == [None], "terms run out: nobody knows when"
    last = head.post(f"/authority/terms/term/{first.pk}/", follow=True).content.decode()
    assert "this is the last one" in last
    head.post(f"/authority/terms/term/{second.pk}/", {"do": "put_back"})
    head.post("/authority/periods/", {**good, "period": "10 working days", "from_": typed(days_ago(89))})
    [before] = owed(scene, "CP-VISIT")
    shut, weekend = add_working_days(days_ago(25), 3), next_weekday(5, TODAY)
    closed = {"what": "closed", "closed-name": "Staff day", "closed-first": typed(shut), "closed-last": typed(shut)}
    head.post("/authority/terms/", closed)
    head.post(f"/authority/working-out/{Recounting.objects.get(finished_at=None).pk}/")
    assert [one.due for one in owed(scene, "CP-VISIT")] == [add_working_days(before.due, 1)]
    nothing = head.post("/authority/terms/", {**closed, "closed-first": typed(weekend), "closed-last": ""})
    assert "No working day is among these" in nothing.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolTerm.objects.create(name="Twice", first=days_ago(10), last=days_ago(-10), set_by=scene.tom,
                                  set_at=timezone.now())  # fmt: skip
