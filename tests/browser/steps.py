"""What people have, do and see, so that tests read as sentences. Every wait is for something and has an end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from kinwork.access.models import User
from kinwork.accounts.bootstrap import service_team
from kinwork.bundles import actions as bundles
from kinwork.bundles.models import SubjectAccessRequest
from kinwork.cases.models import Involvement
from kinwork.documents.actions import begin
from kinwork.documents.models import Document
from kinwork.faces import actions as faces
from kinwork.faces.models import Face
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.measures import actions as measures
from kinwork.meetings.actions import closing, tasks
from kinwork.meetings.models import Discussion, Meeting, Passage, Task
from kinwork.observation import actions as observing
from kinwork.observation import rules as observing_rules
from kinwork.observation.models import Certificate
from kinwork.origins.actions.bringing import Brought, bring_in
from kinwork.origins.actions.checking import Found, check
from kinwork.origins.models import BroughtIn
from kinwork.origins.reading import Read
from kinwork.people.models import Person
from kinwork.plans.actions import planning, steps
from kinwork.plans.actions.agreeing import agree
from kinwork.plans.models import PlanStep
from kinwork.transfers.actions import accept, offer
from tests import factories
from tests.factories import actor, discussion_of, family_in, meeting_of

SOON = 5_000  # ms; how soon it is on a machine that does nothing else, `make bench` says
A_WHILE = 25_000  # ms: longer than the longest pause between two tries to reach the server

# -- given


def given_families(rowan: SimpleNamespace, *names: str) -> list[Family]:
    return [family_in(rowan.unit, name) for name in names]


def given_discussion(rowan: SimpleNamespace, name: str = "Abbott", **more) -> Discussion:
    """The unit talks of a family in today's meeting, which is open."""
    family = family_in(rowan.unit, name, **more)
    return discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


def given_last_meeting(rowan: SimpleNamespace, family: Family, *what: str, weeks_ago: int = 1) -> list[Task]:
    """The unit met before, gave Tom tasks for a family, and closed the meeting."""
    day = timezone.localdate() - timedelta(weeks=weeks_ago)
    meeting = meeting_of(rowan.unit, rowan.maureen, on=day)
    talk = discussion_of(family, meeting, rowan.maureen)
    given = [given_task(rowan, family, words, talk) for words in what]
    closing.close_meeting(actor(rowan.grace), meeting, because="Written up late.")
    return given


def given_task(rowan: SimpleNamespace, family: Family, what: str, talk: Discussion | None = None) -> Task:
    return tasks.give_task(
        actor(rowan.maureen), rowan.unit.pk, family.pk, what=what, owner_id=rowan.tom.pk,
        due_on=timezone.localdate() + timedelta(days=1), discussion=talk,
    )  # fmt: skip


def given_text_brought_in(who, family: Family, unit_id: int, words: str = "She fell of the swing.") -> BroughtIn:
    """A machine's transcript, half checked: one passage corrected, one struck out, one that waits."""
    me, said = (
        actor(who),
        [Read(words, "Ada", 1), Read("Nobody said this.", "Ada", 9), Read(f"{words} Yes.", "Tom", 70)],
    )
    what = Brought("transcript", timezone.localdate(), said, made_by=words[:100], consent_words=words[:100])
    text = bring_in(me, family.pk, unit_id, uuid4(), what)
    one, two, _ = text.passages.order_by("position")
    check(me, text, unit_id, one.pk, seen=1, found=Found("corrected", "She fell off the swing."))
    check(me, text, unit_id, two.pk, seen=1, found=Found("struck", struck_for="invented"))
    return text


def given_document(who, family: Family, unit_id: int) -> Document:
    """A report for a conference, which the mother will read."""
    held = HeldFamily(family, unit_id, actor(who))
    members = [(one.person_id, one.is_child) for one in family.members.all()]
    return begin(
        held, layout_key="conference_report", child_ids=[pk for pk, is_child in members if is_child],
        reader_ids=[pk for pk, is_child in members if not is_child][:1], token=uuid4(),
    )  # fmt: skip


def given_measures(who: User, family: Family, unit_id: int) -> list[str]:
    """Questionnaires of a family's: begun, and finished by a parent and a worker. Their pages."""
    held = HeldFamily(family, unit_id, actor(who))
    adult = family.members.filter(is_child=False).first().person
    made = []
    for key, answers in (
        ("score-15", dict.fromkeys(range(1, 16), 3)), ("score-15", dict.fromkeys(range(1, 16), 2)),
        ("goal-attainment", {1: "Bedtime at eight", 2: 1}), ("parents-concerns", {1: 1}), ("family-issues", {1: 2}),
        ("life-rating", {1: 3}),
    ):  # fmt: skip
        one = measures.begin(
            held, instrument=key, who="worker" if key == "family-issues" else str(adult.pk), about=None,
            occasion="start", how="interview", interpreter="", language="", token=uuid4(),
        )  # fmt: skip
        sent = {f"q{item}": [str(said)] for item, said in answers.items()}
        measures.answer(held.actor, one, measures.form_for(one), sent)
        made.append(one if key == "life-rating" else measures.finish(held.actor, one))
    still = made[-1].pk
    return [
        "", "new/", f"new/?who={adult.pk}", f"{made[0].pk}/", f"{made[2].pk}/", "picture/score-15/",
        "picture/goal-attainment/", "concerns/", f"{still}/", f"{still}/ask/1/", f"{still}/ask/all/",
        f"{still}/ask/end/", f"{still}/hand-over/", f"{still}/remove/",
    ]  # fmt: skip


def given_sessions(rowan: SimpleNamespace, family: Family) -> SimpleNamespace:
    """A recorded visit that waits for its coder, who is certified; and quality assurance, who runs that."""
    worker, adult = actor(rowan.tom), family.members.filter(is_child=False).first().person
    held = HeldFamily(family, rowan.unit.pk, worker)
    session = observing.note(
        held, kind="recorded", worker=rowan.tom.pk, observer=None, held_on=timezone.localdate(), people=[adult.pk],
        for_them={}, others=[], asked_by=rowan.tom.pk, asked_on=None, wording=observing_rules.wordings()[0].version,
        may_train=False, all_agreed=True, notes="", token=uuid4(),
    )  # fmt: skip
    observing.keep_recording(worker, session, rowan.unit.pk, SimpleUploadedFile("visit.wav", factories.tone(20)))
    people = {}
    for name, role in (("cora", "blind_coder"), ("quentin", "qa")):
        people[name] = factories.user(f"{name}{family.pk}")
        factories.put_in_post(people[name], service_team(), role)
    Certificate.objects.create(
        coder=people["cora"], instrument=observing_rules.SKILL, rule=observing_rules.certification().version,
        sessions=6, within_one=1.0, kappa=0.9, at=timezone.now(),
    )  # fmt: skip
    return SimpleNamespace(session=session, **people)


def given_face(who, family: Family, unit_id: int, words: str = "We come to see you on Mondays.") -> Face:
    """A letter in plain words to the mother, with what she said of it, and an interpreter’s text."""
    held = HeldFamily(family, unit_id, actor(who))
    mother = family.members.filter(is_child=False).first()
    face = faces.begin(held, kind="letter", person_id=mother.person_id, token=uuid4())
    faces.write(held, face, "letter", words, leans_on=(), version=0)
    faces.comment(held, face, section="letter", text=words, said_by=words[:200])
    day = timezone.localdate()
    faces.translate(
        held, face, language="Polish", translated_by=words[:200], on=day, texts={"letter": words}, seen={}
    )  # fmt: skip
    return face


def given_plan(who, family: Family, words: str) -> PlanStep:
    """An aim of a child, agreed on, changed since, with a step that is overdue."""
    held = HeldFamily(family, family.involvements.get().allocations.get().unit_id, actor(who))
    children = family.members.filter(is_child=True).values_list("person_id", flat=True)
    aim = planning.add_aim(held, words=words, said_by=words, children=children)
    agree(held, on=timezone.localdate(), agreed_with=words, their_words=words, disagreement=words)
    due = timezone.localdate() - timedelta(days=20)
    return steps.make_step(held, aim.pk, what=f"See {words}", owner_id=who.pk, due_on=due, children=children)


def given_transfer(rowan: SimpleNamespace, family: Family) -> list[str]:
    """A family on its way to another unit, with what its people still have; and the pages of it."""
    to, staff = factories.unit_with_staff(f"North {rowan.unit.pk}", f"north{rowan.unit.pk}-")
    involvement, today = Involvement.objects.get(family=family), timezone.localdate()
    held = HeldFamily(involvement.family, rowan.unit.pk, actor(rowan.grace))
    made = offer(held, involvement, to, why="They moved.", wanted_from=today)
    accept(actor(staff["grace"]), made.pk)
    tasks.give_task(actor(rowan.grace), rowan.unit.pk, family.pk, what="Ring the school", owner_id=rowan.tom.pk)
    Involvement.objects.filter(pk=involvement.pk).update(key_worker=staff["tom"])
    return [
        "/transfers/", f"/family/{family.pk}/hand-on/", f"/transfers/{made.pk}/",
        f"/transfers/{made.pk}/pack/", f"/family/{family.pk}/move/",
        f"/unit/{rowan.unit.pk}/move-families/", "/units/came-back/", "/units/came-back/list/?of=children",
    ]  # fmt: skip


# -- when


def when_signs_in(page: Page, who) -> None:
    page.get_by_label("Email address").fill(who.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def when_writes(page: Page, label: str, words: str) -> None:
    """At the end of a box, key by key."""
    at = box(page, label)
    at.focus()
    at.press("Control+End")
    at.press_sequentially(words)


def when_writes_at_start(page: Page, label: str, words: str) -> None:
    at = box(page, label)
    at.focus()
    at.press("Control+Home")
    at.press_sequentially(words)


def when_adds_task(page: Page, what: str, owner: str, due: str) -> None:
    page.get_by_label("Task", exact=True).fill(what)
    page.get_by_label("Who in the unit").select_option(label=owner)
    page.get_by_label("By when").last.fill(due)
    page.get_by_role("button", name="Add task").click()


def when_session_ends(page: Page) -> None:
    """The server forgets who this is."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "kinwork_session")
    assert Session.objects.filter(session_key=key).delete()[0] == 1


def when_closed_by_the_csw(rowan: SimpleNamespace, talk: Discussion) -> None:
    closing.close_meeting(actor(rowan.grace), Meeting.objects.get(pk=talk.meeting_id))


def when_tabs_to(page: Page, wanted: Locator, most: int = 150) -> None:
    """Press Tab until something has the focus."""
    expect(wanted).to_have_count(1)
    for _ in range(most):
        if wanted.evaluate("el => el === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab did not reach {wanted}")


# -- then


def then_reads(page: Page, label: str, words: str, within: int = A_WHILE) -> None:
    expect(box(page, label)).to_have_value(words, timeout=within)


def then_saved(page: Page, label: str, within: int = A_WHILE) -> None:
    """The page says that the server has it."""
    expect(box(page, label)).not_to_have_attribute("data-unsaved", re.compile(".*"), timeout=within)
    expect(page.locator(".kw-live__status")).to_have_text(re.compile(r"^Everything is saved, \d"), timeout=within)


def then_record_holds(page: Page, talk: Discussion, part: str, *words: str) -> None:
    """The database has every one of the words in a part of the discussion."""

    def has_all() -> bool:
        text = Passage.objects.get(discussion=talk, part=part).text
        return all(one in text for one in words)

    then_soon(page, has_all, lambda: Passage.objects.get(discussion=talk, part=part).text)


def then_soon(page: Page, is_so: Callable[[], bool], instead: Callable[[], object] = lambda: "") -> None:
    """Something outside of the page becomes true, while the page lives on."""
    until = time.monotonic() + A_WHILE / 1000
    while not is_so():
        assert time.monotonic() < until, f"It did not come about: {instead()!r}"
        page.wait_for_timeout(50)


def then_page_says(page: Page, words: str, within: int = A_WHILE) -> None:
    expect(page.get_by_text(words).locator("visible=true").first).to_be_visible(timeout=within)


# -- what is on the page


def box(page: Page, label: str) -> Locator:
    """The last box of that label: where there are several, the newest is meant."""
    return page.get_by_label(label, exact=True).last


def row(page: Page, words: str) -> Locator:
    """A line that can be done, carried, or begun."""
    return page.locator(".kw-row, .kw-agenda__item").filter(has_text=words)


def button_in(part: Locator, name: str) -> Locator:
    return part.get_by_role("button", name=name)


def given_asked_for(head: User, family: Family) -> tuple[Person, SubjectAccessRequest]:
    """Somebody of the family asks for their record; it was gathered, with what is proposed for taking out."""
    person = family.members.filter(is_child=True).first().person
    asked = bundles.Asked(asked_by=person.name, asked_as="self", received_on=timezone.localdate(), handler_id=head.pk)
    request = bundles.register_request(actor(head), person, asked)
    bundles.prepare(actor(head), request)
    return person, request
