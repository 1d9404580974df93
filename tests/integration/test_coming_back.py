"""The way out and back: what ends with a family, what is said of it, who comes back, what falls due where."""

from __future__ import annotations

import csv
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access import grave_changes
from kinwork.access.models import Authority, GraveChange
from kinwork.accounts.bootstrap import service_team
from kinwork.cases import actions
from kinwork.cases.closing import close_family, reopen_family
from kinwork.cases.models import Involvement
from kinwork.children.closing import STAYS, close_with_children
from kinwork.children.kinds import KINDS
from kinwork.children.models import Episode, NeedPlan
from kinwork.children.recording import record_facts
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.front_door.queries.units import unit_facts
from kinwork.front_door.suggesting import Wanted, suggested
from kinwork.meetings.actions.tasks import give_task
from kinwork.meetings.queries.work import my_work
from kinwork.notices.queries import new_lines_for
from kinwork.obligations.queries import assessment_due, forecast
from kinwork.obligations.rebuilding import rebuild_family
from tests.factories import PersonFactory, actor, family_in, given_status, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def held(who, family, unit) -> HeldFamily:
    return HeldFamily(family, unit.pk, actor(who))


def episodes(scene, family, children, *, since=None, **more) -> list[Episode]:
    involvement = family.involvements.first()
    said = {"started_on": since or involvement.opened_on, "source": "2A", "said_by": "Dana", **more}
    return record_facts(
        held(scene.grace, family, scene.unit), involvement, KINDS["episode"], [one.pk for one in children], said
    )


def given(scene, family, child, status: str, category: str = "") -> None:
    involvement = family.involvements.first()
    given_status(
        involvement=involvement, person=child, status=status, category=category, on=involvement.opened_on + 2 * DAY,
        decided_by="The conference", recorded_by=scene.grace, recorded_at=timezone.now(),
    )  # fmt: skip


def facts() -> list[list[dict]]:
    return [list(kind.objects.order_by("pk").values()) for kind in (Episode, NeedPlan, Involvement)]


def closed(scene, family, *, ago: int, who=None) -> None:
    close_family(
        held(who or scene.grace, family, scene.unit), family.involvements.first(), on=TODAY - ago * DAY,
        reason="Safer.", changed="", if_rereferred="Straight to a strategy discussion.",
    )  # fmt: skip


def opened_again(scene, family, *, ago: int = 0, unit=None, who=None) -> Involvement:
    return actions.open_family(
        actor(who or scene.grace), unit or scene.unit, name=family.name, opened_on=TODAY - ago * DAY,
        answers=actions.FourQuestions(), coming_back=family,
    )  # fmt: skip


def test_closing_a_family_ends_what_is_open_of_its_children_and_undoing_brings_all_of_it_back(rowan, sign_in):
    # given three children: one in need with a plan, one referred, one looked after whose assessment is not completed
    family = family_in(rowan.unit, "Stonefam", children=3)
    needy, referred, looked_after = (one.person for one in family.members.filter(is_child=True).order_by("position"))
    episodes(rowan, family, [needy, referred, looked_after])
    record_facts(
        held(rowan.grace, family, rowan.unit), family.involvements.get(), KINDS["assessment"], [referred.pk],
        {"started_on": TODAY - 20 * DAY},
    )  # fmt: skip
    given(rowan, family, needy, "cin")
    given(rowan, family, looked_after, "lac", "C2")
    before = facts()
    # when Grace opens the page, it says of each child what ends and what cannot
    grace, at = sign_in(rowan.grace), f"/family/{family.pk}/close/"
    page = grace.get(at).content.decode()
    assert "child in need plan since" in page
    assert "Looked after" in page or "looked after: full care order" in page
    assert "Closing the family does not end that." in page
    assert "The assessment has not been completed." in page
    # then nothing is saved while it is not said for each child, and what was typed is still there
    said = {"all_the_same": "on", "all_the_same_because": "Moved.", "decided_by": rowan.grace.pk,
            "reason": "Safer at home.", f"end_{needy.pk}": "RC7", "told_on": "", "told_how": "visit",
            "step_down_agency": "Sunflower Nursery", "if_rereferred": "Straight to a strategy discussion."}  # fmt: skip
    gone = put_in_post(user("Anna Kerr"), rowan.unit, "csw", until=TODAY - 30 * DAY).user
    answer = grace.post(at, said | {"reason": "", "on": "gestern", "decided_by": gone.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{gone.full_name} (until {TODAY - 31 * DAY:%-d %B %Y})" in page, "who has left is there for earlier days"
    # all of it at once: what cannot be read, what is missing, what does not fit
    for words in (
        "Say why you are closing the family.", "Say when the family was told", "Name the person who leads early help",
        f"Say why it closes for {referred.name}, or that it stays open.", "was in post until",
    ):  # fmt: skip
        assert words in page, words
    assert page.count('class="govuk-error-message"') == 6, "and the day beside its box"
    said |= {f"end_{referred.pk}": "RC9"}
    said |= {"told_on": "yesterday", "told_what": "That we are going.", "step_down_name": "Ada Holt"}
    assert "Safer at home." in grace.post(at, said).content.decode()
    assert "Say when it was agreed with them." in grace.post(at, said).content.decode()
    assert facts() == before
    page = grace.post(at, {**said, "step_down_agreed_on": "today"}, follow=True).content.decode()
    for words in ("Early help is led by", "Ada Holt", "Sunflower Nursery", "That we are going.", "face to face"):
        assert words in page, words
    assert "leads early help" in page
    assert "No lead practitioner" not in page, "who works with them says the same as why it closed"
    ended = {one.person_id: (one.ended_on, one.end_reason) for one in Episode.objects.all()}
    assert ended == {needy.pk: (TODAY, "RC7"), referred.pk: (TODAY, "RC9"), looked_after.pk: (None, "")}
    assert NeedPlan.objects.get().ended_on == TODAY
    after = facts()
    # undone: exactly as it was; opened again: the same; and that undone: closed as it was
    grave_changes.undo(actor(rowan.grace), GraveChange.objects.filter(kind="family_closed").first().pk)
    assert facts() == before
    meant = {"all_the_same": True, "all_the_same_because": "Moved."}
    close_with_children(
        held(rowan.grace, family, rowan.unit), family.involvements.get(), {needy.pk: "RC7", referred.pk: STAYS},
        on=TODAY, reason="Safer.", changed="", if_rereferred="", decided_by_id=rowan.grace.pk, **meant,
    )  # fmt: skip
    assert Episode.objects.get(person=referred).ended_on is None, "not closed silently, and not closed where it stays"
    grave_changes.undo(actor(rowan.grace), GraveChange.objects.filter(kind="family_closed").first().pk)
    with pytest.raises(ValidationError, match="ends by a decision of its own"):
        close_with_children(
            held(rowan.grace, family, rowan.unit), family.involvements.get(),
            {needy.pk: "RC7", referred.pk: "RC7", looked_after.pk: "RC7"},
            on=TODAY, reason="Safer.", changed="", if_rereferred="", decided_by_id=rowan.grace.pk, **meant,
        )  # fmt: skip
    assert facts() == before
    grace.post(at, {**said, "step_down_agreed_on": "today"})
    reopen_family(held(rowan.grace, family, rowan.unit), family.involvements.get(), because="Too early.")
    assert facts() == before
    grave_changes.undo(actor(rowan.grace), GraveChange.objects.filter(kind="family_reopened").first().pk)

    def without_when(all_of_it):
        return [[{k: v for k, v in row.items() if k != "end_recorded_at"} for row in rows] for rows in all_of_it]

    assert without_when(facts()) == without_when(after)
    # what stands in the way of bringing it back is said
    other = family_in(rowan.unit, "Otherfam", children=0)
    FamilyMember.objects.create(family=other, person=needy, is_child=True)
    episodes(rowan, other, [needy], since=TODAY)
    closing = GraveChange.objects.filter(kind="family_closed", undone_at=None).first()
    with pytest.raises(ValidationError, match="already has an episode of need"):
        grave_changes.undo(actor(rowan.grace), closing.pk)
    assert Involvement.objects.get(family=family).closed_on == TODAY, "nothing half undone"


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    """Rowan and Hazel; hal is head of service, dana is at the front door."""
    rowan.hazel, staff = unit_with_staff("Hazel", "h")
    rowan.hannah, rowan.hal, rowan.dana = staff["grace"], user("hal"), user("dana")
    put_in_post(rowan.hal, service_team(), "hos")
    put_in_post(rowan.dana, service_team(), "frontdoor")
    return rowan


def told(who) -> list[str]:
    return [line.words for line in new_lines_for(actor(who))]


def test_who_comes_back_after_80_days_and_after_13_months(scene, sign_in):
    """The instruction is shown at once, the unit before is suggested and told, and each is counted where it belongs."""
    soon = family_in(scene.unit, "Soonfam", opened=TODAY - 200 * DAY, children=2)
    late = family_in(scene.unit, "Latefam", opened=TODAY - 600 * DAY, children=1)
    left = {"what": "Ring the nursery", "owner_id": scene.tom.pk, "agency": "", "due_on": TODAY}
    give_task(actor(scene.tom), scene.unit.pk, soon.pk, **left)
    closed(scene, soon, ago=80)
    closed(scene, late, ago=400)
    # when the nursery rings about a child of theirs, the front door sees what was said at the closing while typing
    child = soon.members.filter(is_child=True).first().person
    dana = sign_in(scene.dana)
    row = {"row": "0", "a0-given_name": child.given_name, "a0-family_name": child.family_name, "a0-who": "child"}
    page = dana.post("/contacts/known/", row).content.decode()
    assert "Straight to a strategy discussion." in page
    assert "by Rowan" in page
    assert "Safer." not in page, "why it closed is the record's: nobody has opened it"
    # then the unit before is suggested while it is within the authority's window, and not after it
    window = timedelta(days=31) * Authority.objects.get().returns_within_months
    for family, comes_back in ((soon, True), (late, False)):
        units = unit_facts(TODAY, since=TODAY, family_id=family.pk, setting="")
        first = suggested(units, Wanted(today=TODAY, returns_within=window))[0]
        assert (first.unit.name == "Rowan" and "so they come back to it" in first.because) == comes_back
    assert [one.what for one in my_work(actor(scene.tom), timezone.now()).items] == ["Ring the nursery"]
    # when they are opened to another unit, Rowan is told, and may read no more than that: its list names them no more
    for family in (soon, late):
        opened_again(scene, family, unit=scene.hazel, who=scene.hannah)
    assert my_work(actor(scene.tom), timezone.now()).items == []
    assert told(scene.grace).count("Hgrace opened this family again; your unit held it before") == 2
    assert told(scene.tom) == []
    # and counted by when they were closed: nobody who has not had the whole time to come back yet
    hal = sign_in(scene.hal)
    rows = list(csv.DictReader(hal.get("/units/came-back/?as=csv").content.decode("utf-8-sig").splitlines()))
    counted = {(row["Unit"], row["Within months"]): list(row.values())[2:] for row in rows}
    assert counted["Rowan", "6"] == ["0", "1", "0", "1"], "the late one was closed 13 months ago, and came after 6"
    assert counted["Rowan", "12"] == ["0", "1", "0", "1"]
    assert counted["Rowan", "24"] == ["0", "0", "0", "0"], "nothing was closed so long ago"
    assert counted["Hazel", "6"] == ["0", "0", "0", "0"]


def test_children_are_counted_across_families_and_every_number_leads_to_what_it_counts(scene, sign_in):
    # given a family that came back after 80 days, one after 13 months, one of whose children came back in another
    quick = family_in(scene.unit, "Quickfam", opened=TODAY - 900 * DAY, children=2)
    slow = family_in(scene.unit, "Slowfam", opened=TODAY - 900 * DAY, children=1)
    parted = family_in(scene.unit, "Partedfam", opened=TODAY - 900 * DAY, children=2)
    for family, ago, back in ((quick, 400, 320), (slow, 800, 800 - 396)):
        closed(scene, family, ago=ago)
        opened_again(scene, family, ago=back)
    closed(scene, parted, ago=390)
    baby = PersonFactory(given_name="Newborn", born_on=TODAY - 100 * DAY)
    FamilyMember.objects.create(family=quick, person=baby, is_child=True)
    moved = parted.members.filter(is_child=True).first().person
    father = family_in(scene.unit, "Fatherfam", opened=TODAY - 1000 * DAY, children=0)
    FamilyMember.objects.create(family=father, person=moved, is_child=True)
    closed(scene, father, ago=950)
    opened_again(scene, father, ago=300)
    # then families and children differ, and who was not born then is not counted
    hal = sign_in(scene.hal)
    page = hal.get("/units/came-back/").content.decode()
    assert "Coming back" in page
    rows = list(csv.DictReader(hal.get("/units/came-back/?as=csv").content.decode("utf-8-sig").splitlines()))
    counted = {row["Within months"]: list(row.values())[2:] for row in rows if row["Unit"] == "Rowan"}
    assert counted["6"] == ["1", "2", "3", "4"]
    assert counted["12"] == ["1", "2", "3", "4"]
    assert counted["24"] == ["2", "2", "2", "2"], "13 months, and the father's family after 21"
    lists = f"/units/came-back/list/?unit={scene.unit.pk}&months=12"
    shown = hal.get(f"{lists}&show=back&of=children").content.decode()
    assert shown.count("Quickfam") == 2
    assert "Fatherfam</a> family" in shown
    assert baby.given_name not in shown
    assert "Partedfam" not in hal.get(f"{lists}&show=back").content.decode(), "the family did not come back"
    assert "Partedfam" in hal.get(lists).content.decode()
    assert sign_in(scene.tom).get("/units/came-back/").status_code == 200
    assert "Slowfam" not in sign_in(scene.hannah).get("/units/came-back/list/?months=24").content.decode()


def test_a_duty_week_with_ten_assessments_due_the_same_day_is_seen_before_the_eleventh(scene, sign_in):
    # given ten families referred on one day to Rowan
    for n in range(10):
        family = family_in(scene.unit, f"Duty{n}", opened=TODAY, children=2)
        episodes(scene, family, [one.person for one in family.members.filter(is_child=True)], since=TODAY)
        rebuild_family(family.pk)
    day = assessment_due(TODAY)
    due = forecast([scene.unit.pk, scene.hazel.pk], TODAY)
    # then the assessments of ten families, not of twenty children, are due that day; the eleventh is warned of
    eleven = f"Taking this one makes 11 assessments due on {long_day(day)}."
    assert due[scene.unit.pk].assessments == {day: 10}
    assert due[scene.unit.pk].warns_of(day) == eleven
    assert due[scene.unit.pk].all_in_all >= 10, "next steps within one working day, and the unit's discussions"
    assert due[scene.hazel.pk].warns_of(day) == ""
    # and where a transfer is offered, each unit's weeks are shown
    other = family_in(scene.hazel, "Elevenfam", opened=TODAY, children=1)
    record_facts(
        HeldFamily(other, scene.hazel.pk, actor(scene.hannah)), other.involvements.get(), KINDS["episode"],
        [other.members.get(is_child=True).person_id], {"started_on": TODAY, "source": "2A"},
    )  # fmt: skip
    page = sign_in(scene.hannah).get(f"/family/{other.pk}/transfer/").content.decode()
    assert "due in the next nine weeks, week by week" in page
    assert eleven in page
