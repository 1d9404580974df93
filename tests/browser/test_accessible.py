"""axe on every page, and in the states that a page can be in: no violation of WCAG 2.2 AA."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.cases.actions import note_date
from kinwork.cases.models import Involvement
from kinwork.evaluation.actions import note_answer
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.formal_meetings.actions.arranging import Arranged, arrange
from kinwork.formal_meetings.actions.inviting import Asked
from kinwork.front_door.actions import contacts, decisions
from kinwork.front_door.models import About
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions import meeting as act
from kinwork.meetings.models import Discussion, Meeting, Passage
from kinwork.national_returns import actions as returns
from kinwork.national_returns import looking
from kinwork.practice.actions import rate_discussion
from kinwork.record.actions import Audience, Happened, write_entry
from tests import factories
from tests.factories import actor, discussion_of, family_in, meeting_of

from .steps import (
    given_asked_for,
    given_document,
    given_face,
    given_last_meeting,
    given_measures,
    given_plan,
    given_task,
    given_text_brought_in,
    given_transfer,
    row,
)

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# As axe's own package runs it, but only what is wrong comes back: the rest of what it says is a tenth of its time.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOKED_AT = f"{Axe().axe_script}\n;axe.run({json.dumps(OPTIONS)}).then((said) => said.violations)"


class Walk:
    """Looks at page after page and tells everything that was wrong at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []

    def to(self, path: str, status: int = 200) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        self.look(path)

    def look(self, name: str) -> None:
        for violation in self.page.evaluate(LOOKED_AT):
            self.found.append(f"{name}: {violation['id']} ({violation['impact']}), {violation['help']}")
            self.found += [f"    {node['html'][:160]}\n      {_why(node)}" for node in violation["nodes"]]

    def then_nothing_was_wrong(self) -> None:
        assert not self.found, "\n" + "\n".join(self.found)


def _why(node) -> str:
    return " ".join(node["failureSummary"].split())


# -- given


def given_family_with_a_history(rowan) -> tuple[Family, Discussion]:
    """Last week's meeting is closed with something of everything in it, and rated; today's is open."""
    family = family_in(rowan.unit, "Abbott", expected_end=timezone.localdate() + timedelta(days=20))
    for name in ("Bell", "Cole"):
        family_in(rowan.unit, name)
    csw, uc, today = actor(rowan.grace), actor(rowan.maureen), timezone.localdate()
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen, on=today - timedelta(days=7)), rowan.maureen)
    _something_of_everything(rowan, talk)
    for features in ({1, 2, 3}, set(range(1, 9))):
        rate_discussion(uc, talk, rater="unit", features=features)
    closing.close_meeting(csw, Meeting.objects.get(pk=talk.meeting_id), because="Written up late.")
    closing.amend_minute(uc, talk.minute, text="It was the other aunt.")
    note_date(
        HeldFamily(Involvement.objects.get(family=family).family, rowan.unit.pk, csw),
        Involvement.objects.get(family=family),
        kind="conference",
        on=today,
        note="Town hall",
    )
    meeting = meeting_of(rowan.unit, rowan.maureen)
    act.plan_time(uc, meeting, minutes=60, learning_minutes=30, learning_topic="Reflecting teams")
    act.add_guest(uc, meeting, name="Dr Odu", role="Paediatrician")
    act.postpone(uc, meeting.items.select_related("meeting").get(family__name="Cole"), because="The scan is not in.")
    now = discussion_of(family, meeting, rowan.maureen)
    _something_of_everything(rowan, now)
    return family, now


def _something_of_everything(rowan, talk: Discussion) -> None:
    me, unit, today = actor(rowan.grace), rowan.unit.pk, timezone.localdate()
    Passage.objects.filter(discussion=talk).update(text="Seen: Ada was at school.\nTold: the aunt says so too.")
    for state in ("open", "supported", "weakened", "dropped"):
        hypothesis = discussing.raise_hypothesis(me, talk, statement=f"She is afraid ({state}).")
        discussing.weigh_hypothesis(me, talk, hypothesis, state=state, because="Two visits.")
    for what in ("Ring the aunt", "Book the nursery", "Ask the housing office"):
        given_task(rowan, talk.family, what, talk)
    late = tasks.give_task(
        me, unit, talk.family_id, what="Write it up", owner_id=None, agency="Health visitor",
        due_on=today - timedelta(days=3), discussion=talk,
    )  # fmt: skip
    done = given_task(rowan, talk.family, "Visit", talk)
    tasks.do_task(me, unit, done, note="Both were in.", discussion=talk)
    tasks.carry_task(me, unit, late, to=today - timedelta(days=1), discussion=talk)
    for held in (True, False):
        said = discussing.plan_conversation(me, talk, tests=hypothesis, purpose="To hear what she fears.")
        discussing.arrange_conversation(
            me, talk, said, people=[talk.family.members.first().person], with_others="the aunt",
            lead_id=rowan.tom.pk, reflect_id=rowan.leah.pk, by_when=today - timedelta(days=2), tests_id=None,
        )  # fmt: skip
        if held:
            tasks.tell_conversation(me, unit, said, happened=True, what="She spoke.", effect="Weaker.", discussion=talk)
    decided = discussing.draft_decision(me, talk, words="Visit twice a week.", reason="He asked for it.")
    discussing.decide(me, decided)
    discussing.draft_decision(me, talk, words="Ask again in May.")


@pytest.fixture
def history(rowan):
    return given_family_with_a_history(rowan)


# -- tests


def test_signing_in(rowan, new_browser):
    walk = Walk(new_browser().new_page())
    walk.to("/sign-in/")
    walk.page.get_by_label("Email address").fill("nobody@example.org")
    walk.page.get_by_label("Password", exact=True).fill("not the password")
    walk.page.get_by_role("button", name="Sign in").click()
    expect(walk.page.get_by_text("You are not signed in")).to_be_visible()
    walk.look("sign-in, refused")
    walk.then_nothing_was_wrong()


@pytest.mark.usefixtures("history")
def test_my_work_and_the_unit(rowan, browser_of):
    unit = rowan.unit.pk
    walk = Walk(browser_of(rowan.tom))
    walk.to("/notices/")
    for path in ("/offline/", "/offline/phones/"):
        walk.to(path)
    walk.to("/my-work/")
    button = row(walk.page, "Ring the aunt").first.get_by_role("button", name="Done")
    button.click()
    expect(walk.page.locator(".kw-row--just")).to_be_visible()
    walk.look("my work, something done")
    walk.to(f"/unit/{unit}/")
    walk.to(f"/unit/{unit}/people/")
    for path in ("quality/", "fidelity/", "fidelity/met/", "training/", "chain/", "chain/training/"):
        walk.to(f"/unit/{unit}/{path}")
    for path in ("/my-training/", "/units/chain/", "/units/chain/training/", "/units/chain/side-by-side/"):
        walk.to(path)
    walk.to(f"/meeting/of/{unit}/")
    walk.to(f"/meeting/of/{unit}/?on=2026-12-25")
    walk.to(f"/meeting/of/{unit}/?on=30/2")
    walk.to("/sign-out/")
    walk.then_nothing_was_wrong()


def test_what_templates_share(rowan, browser_of):
    walk = Walk(browser_of(rowan.tom))
    walk.to("/components/")
    walk.then_nothing_was_wrong()


def test_the_meeting(rowan, history, browser_of):
    _, talk = history
    walk = Walk(browser_of(rowan.grace))
    walk.to(f"/meeting/{talk.meeting_id}/")
    walk.page.get_by_role("button", name="Add guest").click()
    expect(walk.page.get_by_text("Type the guest’s name.")).to_be_visible()
    walk.look("meeting, guest without a name")
    walk.to(f"/meeting/{talk.meeting_id}/minutes/")
    walk.to(f"/meeting/{talk.meeting_id}/close/")
    walk.to(f"/discussion/{talk.pk}/minute/")
    earlier = Discussion.objects.get(family=talk.family, meeting__closed_at__isnull=False)
    walk.to(f"/discussion/{earlier.pk}/minute/")
    walk.to(f"/meeting/{earlier.meeting_id}/")
    walk.to(f"/meeting/{earlier.meeting_id}/minutes/")
    walk.to(f"/discussion/{earlier.pk}/quality/")
    walk.to(f"/discussion/{earlier.pk}/quality/?rater=observer")
    walk.then_nothing_was_wrong()


def test_the_discussion(rowan, history, browser_of):
    _, talk = history
    path = f"/discussion/{talk.pk}/"
    other = browser_of(rowan.maureen, at=path)
    walk = Walk(browser_of(rowan.grace, at=path))
    page = walk.page
    other.get_by_label("What is new", exact=True).focus()
    expect(page.get_by_text("is writing here too.")).to_be_visible()
    when_everything_is_unfolded(page)
    walk.look("discussion, all unfolded")
    page.get_by_role("button", name="Add task").click()
    expect(page.get_by_text("Say what needs doing.")).to_be_visible()
    walk.look("discussion, task without words")
    page.get_by_role("button", name="Projector").click()
    expect(page.locator("html.kw-projected")).to_be_visible()
    walk.look("discussion, projector")
    walk.to(f"/meeting/{talk.meeting_id}/")
    walk.then_nothing_was_wrong()


def test_the_discussion_in_trouble(rowan, history, browser_of):
    """Signed out, not connected, closed: what is said then can be read by everybody too."""
    _, talk = history
    walk = Walk(browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/"))
    page = walk.page
    page.context.set_offline(True)
    page.get_by_label("What is new", exact=True).press_sequentially("x")
    expect(page.get_by_text("Not connected.")).to_be_visible()
    walk.look("discussion, not connected")
    closing.close_meeting(actor(rowan.grace), Meeting.objects.get(pk=talk.meeting_id))
    page.context.set_offline(False)
    expect(page.get_by_text("The meeting has been closed").first).to_be_visible(timeout=25_000)
    walk.look("discussion, closed")
    page.context.clear_cookies()
    page.get_by_label("What is new", exact=True).press_sequentially("x")
    expect(page.get_by_text("You have been signed out, for safety.")).to_be_visible()
    walk.look("discussion, signed out")
    walk.then_nothing_was_wrong()


def when_everything_is_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")
    page.get_by_text("How was this discussion?").scroll_into_view_if_needed()
    expect(page.get_by_role("group", name="As a unit: tick what was there")).to_be_visible()


def test_the_familys_record(rowan, history, browser_of):
    family, _ = history
    unit, at = rowan.unit.pk, f"/family/{family.pk}"
    member = FamilyMember.objects.filter(family=family).first()
    walk = Walk(browser_of(rowan.grace))
    walk.to(f"{at}/")
    when_unfolded(walk.page)
    walk.look("family, unfolded")
    walk.to("/families/")
    for path in (
        "/units/", "/units/children/?seen=not", "/units/overdue/", "/units/waiting/", "/units/conversations/",
        "/units/flow/", "/units/flow/families/", "/units/allocation/",
    ):  # fmt: skip
        walk.to(path)
    walk.to("/families/?show=closed")
    walk.to("/search/")
    for typed in ("Abbott", "Nobodyatall"):
        walk.page.get_by_label("A name, date of birth").fill(typed)
        walk.page.get_by_role("button", name="Search").click()
        expect(walk.page.locator("#found")).not_to_be_empty()
        walk.look(f"search for {typed}")
    walk.to(f"/families/open/{unit}/")
    walk.to(f"{at}/member/")
    walk.to(f"{at}/member/{member.pk}/")
    walk.to(f"{at}/questions/")
    walk.to(f"{at}/status/")
    child = family.members.filter(is_child=True).first().person_id
    for key in ("conference", "assessment", "missing", "disabilities", "family_meeting"):
        walk.to(f"{at}/facts/{key}/?child={child}")
    walk.to(f"{at}/child/{child}/")
    when_unfolded(walk.page)
    walk.look("a child's record, unfolded")
    walk.to(f"{at}/adopters/")
    walk.to(f"{at}/child/{child}/adopted/")
    walk.to("/sealed/")
    walk.to("/approvals/")
    walk.to("/approvals/mine/")
    held = HeldFamily(family, unit, actor(rowan.maureen))
    asked = [Asked(name="DC Ńgwenya", part="police", agency="Police")]
    asked.append(Asked(name="Tom", part="worker", user_id=rowan.tom.pk))
    said = Arranged(kind="initial", children=[child], on=timezone.localdate(), asked=asked)
    meeting = arrange(held, family.involvements.get(), said, token=uuid4())
    for path in ("meetings/", "meetings/new/?kind=review"):
        walk.to(f"{at}/{path}")
    jo = meeting.invitations.get(user=None).pk
    for path in ("", "invite/", f"who/{jo}/tell/", "change/", "held/", "cancel/"):
        walk.to(f"{at}/meetings/{meeting.pk}/{path}")
        when_unfolded(walk.page)
        walk.look(f"a meeting: {path}, unfolded")
    walk.to(f"/unit/{unit}/meetings/")
    walk.to(f"{at}/due/")
    walk.to(f"{at}/due/UNIT-4W/put-off/")
    walk.to(f"/unit/{unit}/due/")
    step = given_plan(rowan.tom, family, "They sleep at night.")
    plan = f"{at}/plan/"
    walk.to(plan)
    when_unfolded(walk.page)
    walk.look("the plan, unfolded")
    for path in (
        "words/",
        "agree/",
        "for-them/",
        f"aim/{step.aim_id}/",
        f"aim/{step.aim_id}/step/",
        f"step/{step.pk}/",
    ):
        walk.to(plan + path)
    walk.to(f"{at}/questions/again/")
    walk.to(f"/unit/{unit}/attention/")
    for path in ("summary/", "summary/write/", "recording/"):
        walk.to(f"{at}/{path}")
    walk.to(f"/unit/{unit}/summaries/")
    walk.to(f"{at}/entries/new/")
    text = given_text_brought_in(rowan.tom, family, unit)
    for path in ("", "new/", f"{text.pk}/", f"{text.pk}/who/", f"{text.pk}/consent/", f"{text.pk}/withdraw/"):
        walk.to(f"{at}/brought-in/{path}")
    for path in ("/brought-in/", "/brought-in/how-often-wrong/"):
        walk.to(path)
    when_unfolded(walk.page)
    walk.look("writing what happened, unfolded")
    written = write_entry(
        actor(rowan.grace), family.pk, unit, Happened("visit", timezone.localdate(), "We met."),
        Audience(frozenset({member.person_id}), is_limited=True, why="A colleague."),
    )  # fmt: skip
    walk.to(f"{at}/entries/")
    walk.to(f"{at}/entries/{written.pk}/amend/")
    walk.to(f"{at}/entries/{written.pk}/who/")
    walk.to(f"{at}/copy/?people={member.person_id}")
    for path in ("", "patterns/", f"for/?people={member.person_id}", "court/"):
        walk.to(f"{at}/chronology/{path}")
    walk.to(f"{at}/find/")
    walk.to("/search/records/")
    drafted = f"documents/{given_document(rowan.grace, family, unit).pk}/"
    for path in (
        "documents/", "documents/new/", "documents/new/?layout=conference_report", drafted, f"{drafted}readers/",
        f"{drafted}section/analysis/", f"{drafted}finalise/", "bundles/",
    ):  # fmt: skip
        walk.to(f"{at}/{path}")
    plain = f"plain/{given_face(rowan.grace, family, unit).pk}/"
    for path in (
        "plain/", "plain/new/", plain, f"{plain}section/letter/", f"{plain}as-read/?shape=easy&language=Polish",
        f"{plain}as-read/?shape=large", f"{plain}pictures/", f"{plain}language/?language=Polish",
        f"{plain}given/", f"{plain}away/",
    ):  # fmt: skip
        walk.to(f"{at}/{path}")
    for path in ("links/", "links/new/"):
        walk.to(f"{at}/{path}")
    for path in given_measures(rowan.grace, family, unit):
        walk.to(f"{at}/measures/{path}")
    for path in ("", "keep/"):
        walk.to(f"{at}/child/{child}/own-page/{path}")
    walk.to(f"{at}/links/new/?child={child}")
    walk.to("/access-requests/")
    walk.to(f"{at}/date/")
    walk.to(f"{at}/close/")
    walk.to(f"{at}/new-task/")
    walk.to(f"{at}/bring-to-meeting/")
    walk.to(f"{at}/transfer/")
    for path in given_transfer(rowan, family):
        walk.to(path)
    walk.then_nothing_was_wrong()


def when_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")


def test_forms_sent_with_mistakes(rowan, browser_of):
    family = family_in(rowan.unit, "Abbott")
    walk = Walk(browser_of(rowan.grace))
    page = walk.page
    for path, button, mistakes in (
        (f"/families/open/{rowan.unit.pk}/", "Open the family", {"Until when?": "30/2"}),
        (f"/family/{family.pk}/new-task/", "Add task", {"By when": "soon"}),
        (f"/family/{family.pk}/date/", "Save", {"When": "30/2"}),
        (f"/family/{family.pk}/entries/new/", "Save to record", {"When": "30/2", "Time": "late"}),
        (f"/family/{family.pk}/status/", "Save", {"From": "30/2"}),
        (f"/family/{family.pk}/facts/conference/", "Save", {"Date": "30/2"}),
        (f"/family/{family.pk}/close/", "Close the family", {}),
        (f"/family/{family.pk}/plan/aim/", "Save", {}),
        (f"/family/{family.pk}/bring-to-meeting/", "Bring to the meeting", {}),
        (f"/family/{family.pk}/member/", "Save", {"Date of birth, or age": "old"}),
        (f"/unit/{rowan.unit.pk}/people/", "Name deputy", {}),
    ):
        page.goto(path)
        for label, words in mistakes.items():
            page.get_by_label(label).fill(words)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".govuk-error-message").first).to_be_visible()
        walk.look(f"{path}, with mistakes")
    walk.then_nothing_was_wrong()


def test_closed_families_and_errors(rowan, browser_of):
    from kinwork.cases.closing import close_family

    family = family_in(rowan.unit, "Abbott")
    given_last_meeting(rowan, family, "Ring the aunt")
    involvement = Involvement.objects.get(family=family)
    said = {"reason": "Settled.", "changed": "Much.", "if_rereferred": ""}
    close_family(
        HeldFamily(involvement.family, rowan.unit.pk, actor(rowan.grace)), involvement, on=timezone.localdate(), **said
    )
    elsewhere, _ = factories.unit_with_staff(f"Far {rowan.unit.pk}", f"far{rowan.unit.pk}-")
    walk = Walk(browser_of(rowan.grace))
    walk.to(f"/family/{family.pk}/")
    walk.to(f"/family/{family.pk}/genogram/")
    walk.to(f"/family/{family.pk}/genogram/by/p{family.members.all()[0].person_id}/")
    walk.to(f"/family/{family.pk}/genogram/by/p{family.members.all()[0].person_id}/move/")
    walk.to("/families/?show=closed")
    walk.to("/nowhere/", status=404)
    walk.to(f"/unit/{elsewhere.pk}/", status=403)
    walk.then_nothing_was_wrong()


def test_on_a_phone(rowan, history, browser_of):
    family, talk = history
    walk = Walk(browser_of(rowan.grace, viewport={"width": 390, "height": 844}))
    for path in ("/my-work/", f"/unit/{rowan.unit.pk}/", f"/meeting/{talk.meeting_id}/", f"/discussion/{talk.pk}/"):
        walk.to(path)
    walk.to(f"/family/{family.pk}/")
    walk.then_nothing_was_wrong()


def test_studies(rowan, browser_of):
    family = family_in(rowan.unit, "Abbott")
    head, frances = (factories.user(f"{name}{rowan.unit.pk}") for name in ("head", "frances"))
    study = factories.study_that(head, evaluators=[frances], name="Sleep")
    note_answer(
        actor(rowan.tom), study, family.pk, rowan.unit.pk, answer="agreed", on=timezone.localdate(), said_by="Ada"
    )
    walk = Walk(browser_of(head, at="/studies/"))
    walk.page.get_by_role("button", name="Set up study").click()
    expect(walk.page.get_by_text("Give the study a name.").first).to_be_visible()
    when_unfolded(walk.page)
    walk.look("making a study, with mistakes")
    walk.to(f"/study/{study.pk}/")
    when_unfolded(walk.page)
    walk.look("a study, unfolded")
    walk.page.set_viewport_size({"width": 390, "height": 844})
    assert walk.page.evaluate("document.documentElement.scrollWidth") == 390, "nothing stands out sideways on a phone"
    walk.then_nothing_was_wrong()
    walk = Walk(browser_of(frances, at="/studies/"))
    walk.to("/studies/")
    walk.to(f"/study/{study.pk}/")
    walk.then_nothing_was_wrong()
    walk = Walk(browser_of(rowan.tom))
    walk.to(f"/family/{family.pk}/evaluation/")
    walk.then_nothing_was_wrong()


def test_returns(rowan, browser_of):
    family_in(rowan.unit, "Tregarthen")
    analyst = factories.user(f"counts{rowan.unit.pk}")
    factories.put_in_post(analyst, factories.service_team(), "analyst")
    looking.look(returns.look_now(actor(analyst)).pk)
    looking.look(returns.look_now(actor(analyst), keeps="cin").pk)
    walk = Walk(browser_of(analyst, at="/returns/"))
    walk.page.get_by_label("LA number (DfE)").fill("33")
    walk.page.get_by_role("button", name="Save").click()
    expect(walk.page.get_by_text("three digits, such as 330").first).to_be_visible()
    walk.look("the returns in numbers, with a mistake")
    walk.page.set_viewport_size({"width": 390, "height": 844})
    assert walk.page.evaluate("document.documentElement.scrollWidth") == 390, "nothing stands out sideways on a phone"
    walk.then_nothing_was_wrong()
    walk = Walk(browser_of(rowan.tom))
    walk.to(f"/unit/{rowan.unit.pk}/returns/")
    walk.then_nothing_was_wrong()


def test_partner_systems(rowan, browser_of):
    """An administrator adds a system and issues its token; the head of service agrees what it may do."""
    people = {role: factories.user(f"{role}-of-systems{rowan.unit.pk}") for role in ("hos", "sysadmin")}
    for role, one in people.items():
        factories.put_in_post(one, factories.service_team(), role)
    walk = Walk(browser_of(people["sysadmin"], at="/authority/systems/"))
    walk.page.get_by_role("button", name="Make the system").click()
    expect(walk.page.get_by_text("Type what the system is called").first).to_be_visible()
    walk.look("a new system, with mistakes")
    for label, said in (
        ("Name of the system", "Sentinel"), ("Organisation", "Fenmoor Police"),
        ("Who answers for it there", "Ann Day"), ("Their telephone or email", "01223 496 0101"),
        ("What it asks or sends, and what for", "Sends notifications."), ("Sharing agreement", "ISA 12 of 2026"),
    ):  # fmt: skip
        walk.page.get_by_label(label, exact=True).fill(said)
    walk.page.get_by_label("Who its contacts come from").select_option("6")
    walk.page.get_by_role("button", name="Make the system").click()
    expect(walk.page.get_by_text("It may do nothing until the head of service agrees").first).to_be_visible()
    at = urlsplit(walk.page.url).path
    head = Walk(browser_of(people["hos"], at=at))
    head.page.get_by_label("Send contacts, which come in at the front door").check()
    head.page.get_by_role("button", name="Save what it may do").click()
    head.look("what a system may do")
    head.then_nothing_was_wrong()
    walk.to(at)
    walk.page.get_by_label("Send contacts, which come in at the front door").check()
    walk.page.get_by_label("Valid until").fill("6m")
    walk.page.get_by_role("button", name="Issue the token").click()
    expect(walk.page.locator("#token")).to_contain_text("kw_")
    walk.look("a token, once")
    walk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    walk.page.get_by_role("button", name="Copy").click()
    expect(walk.page.get_by_role("button", name="Copied")).to_be_visible()
    assert walk.page.evaluate("navigator.clipboard.readText()") == walk.page.locator("#token").inner_text()
    walk.to(at)
    for width in (390, 320):
        walk.page.set_viewport_size({"width": width, "height": 844})
        for path in (at, "/authority/systems/"):
            walk.to(path)
            assert walk.page.evaluate("document.documentElement.scrollWidth") == width, path
    walk.then_nothing_was_wrong()


def test_setting_up(rowan, browser_of):
    head = factories.user(f"sets-up{rowan.unit.pk}")
    factories.put_in_post(head, factories.service_team(), "hos")
    held = rowan.tom.holdings.get()
    family = family_in(rowan.unit, "Abbott")
    person, request = given_asked_for(head, family)
    asked = f"/access-request/{request.pk}/"
    walk = Walk(browser_of(head))
    for path in (
        f"/records/{family.pk}/", f"/access-requests/for/{person.pk}/", asked, f"{asked}words/", f"{asked}read/",
        f"/unit/{rowan.unit.pk}/time/", "/units/time/", "/indicators/", "/indicators/moves/", "/indicators/figures/",
        "/indicators/figures/file/", "/questionnaires/",
        "/records/", "/records/holds/", "/records/periods/", "/records/erased/",
        "/authority/", "/authority/unit/", f"/authority/unit/{rowan.unit.pk}/", "/authority/people/",
        "/authority/people/list/", "/authority/duty/", "/authority/history/", "/authority/template/",
        "/authority/template/mixed/", "/authority/periods/", "/authority/terms/", "/authority/approvals/",
        "/authority/systems/", f"/unit/{rowan.unit.pk}/people/{held.pk}/",
    ):  # fmt: skip
        walk.to(path)
    walk.page.locator("#leave-last").fill("2w")
    walk.page.locator("#leave-because").fill("Leaves us.")
    walk.page.locator("section[aria-labelledby=end] button").click()
    expect(walk.page.get_by_role("button", name="End")).to_be_visible()
    walk.look("what ending a post means")
    walk.to("/authority/people/list/")
    walk.page.locator("#list").fill("Name;Email\nJo;jo")
    walk.page.get_by_role("button", name="Check the list").click()
    walk.look("a list of people, with faults")
    for width in (390, 320):
        walk.page.set_viewport_size({"width": width, "height": 844})
        for path in (
            "/authority/", "/authority/people/list/", "/authority/template/mixed/", f"/unit/{rowan.unit.pk}/people/",
            f"/authority/unit/{rowan.unit.pk}/", f"/unit/{rowan.unit.pk}/fidelity/", "/units/flow/", "/units/chain/",
            "/training/",
        ):  # fmt: skip
            walk.to(path)
            assert walk.page.evaluate("document.documentElement.scrollWidth") == width, path
    walk.then_nothing_was_wrong()


def test_for_somebody_without_a_unit(rowan, browser_of):
    walk = Walk(browser_of(factories.user(f"alone{rowan.unit.pk}")))
    for path in ("/my-work/", "/unit/", "/meeting/", "/families/"):
        walk.to(path)
    walk.then_nothing_was_wrong()


def test_the_front_door(rowan, browser_of):
    dana = factories.user("dana-walks")
    factories.put_in_post(dana, service_team(), "frontdoor")
    said = {"received_on": timezone.localdate(), "source": "2B", "agency_name": "", "said": "A bruise.",
            "family_knows": "no", "consent": "given", "is_anonymous": True}  # fmt: skip
    about = [About(who="child", given_name="Mia", family_name="Walkfam"), About(who="child", given_name="Leo")]
    contact = contacts.take_contact(actor(dana), uuid4(), contacts.Taken(said, "Jean", "", about))
    child = contact.about.first()
    walk = Walk(browser_of(dana))
    walk.to("/my-work/")
    walk.to("/contacts/new/")
    walk.page.get_by_label("First name").first.fill("Mia")
    walk.page.get_by_label("Surname").first.fill("Nobodysname")
    expect(walk.page.locator("#a0-found")).to_contain_text("No one like that")
    walk.look("a call, while typing")
    walk.page.get_by_role("button", name="Save the contact").click()
    expect(walk.page.get_by_text("Write down what they said.").first).to_be_visible()
    walk.look("a call, refused")
    walk.to("/contacts/")
    walk.to(f"/contacts/{contact.pk}/decide/")
    decided = decisions.Decided("referral", "A bruise.", timezone.localdate(), dana.pk, "given")
    decisions.decide(actor(dana), contact, [child.pk], decided)
    walk.to(f"/contacts/{contact.pk}/")
    walk.page.get_by_role("button", name="Show who rang").click()
    walk.look("who rang")
    walk.to(f"/contacts/{contact.pk}/decide/?again={child.pk}")
    walk.to(f"/contacts/{contact.pk}/who/{child.pk}/")
    walk.to(f"/contacts/{contact.pk}/unit/{child.pk}/")
    family = family_in(rowan.unit, "Rolefam")
    walk.page = browser_of(rowan.grace)
    walk.to(f"/family/{family.pk}/roles/")
    walk.page.get_by_role("button", name="Save").click()
    expect(walk.page.get_by_text("Choose the role.").first).to_be_visible()
    walk.look("a role, refused")
    walk.then_nothing_was_wrong()
