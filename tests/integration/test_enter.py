"""In each form Enter does what its box is for.

A browser presses the first submit button of a form when somebody presses Enter in one of its boxes (HTML, "implicit
submission"), whichever box it was. A form with several buttons therefore says which of them Enter presses: that button
carries ``data-enter`` and stands first. Where no choice is more likely than the others the first button is disabled:
then Enter presses nothing. A date box stands in a form with one button, its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from kinwork.access.roles import ROLES
from kinwork.confidentiality import access_grants, restrictions
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.models import AgendaItem, Meeting, Task
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, study_that, user

from .test_each_role import ADDRESSES, paths, somebody

pytestmark = pytest.mark.django_db
NOT_TYPED_IN = ("hidden", "submit", "image", "button", "reset", "file")
NOTHING = "nothing"
# What Enter presses in the forms with several buttons, by the label of the first box.
MEANT = {
    "What happened": "Done",
    "What came of it": "Done",
    "We now know": NOTHING,
    "What you found out": NOTHING,
}


@pytest.fixture
def scene(rowan):
    """A family with an earlier meeting and one under way, something open of each kind, and an emergency."""
    family, today = family_in(rowan.unit, "Abbott"), timezone.localdate()
    me, unit = actor(rowan.grace), rowan.unit.pk
    before = meeting_of(rowan.unit, rowan.maureen, on=today - timedelta(days=7))
    talk = discussion_of(family, before, rowan.maureen)
    for owner in (rowan.tom, rowan.grace):
        tasks.give_task(me, unit, family.pk, what="Ring the aunt", owner_id=owner.pk, discussion=talk)
    for lead in (rowan.tom, rowan.grace):
        planned = discussing.plan_conversation(me, talk, purpose="To hear what she fears.")
        discussing.arrange_conversation(
            me, talk, planned, people=[], with_others="the aunt",
            lead_id=lead.pk, reflect_id=None, by_when=today, tests_id=None,
        )  # fmt: skip
    closing.close_meeting(me, Meeting.objects.get(pk=before.pk), because="Written up late.")
    meeting = meeting_of(rowan.unit, rowan.maureen)
    now = discussion_of(family, meeting, rowan.maureen)
    hypothesis = discussing.raise_hypothesis(me, now, statement="The move frightens her.")
    conversation = discussing.plan_conversation(me, now, tests=hypothesis)
    decision = discussing.draft_decision(me, now)
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    hidden = family_in(rowan.unit, "Bell")
    restrictions.restrict(
        actor(manager), hidden.pk, unit, cause="staff", words="A colleague.",
        guardian_id=rowan.grace.pk, people=[rowan.grace.pk, manager.pk],
    )  # fmt: skip
    stranger = user("stranger")
    put_in_post(stranger, rowan.unit, "sw")
    access_grants.break_glass(actor(stranger), hidden.pk, unit_id=unit, reason="risk", words="A call in the night.")
    member = family.members.first()
    ids = {
        "family_id": family.pk, "unit_id": unit, "meeting_id": meeting.pk, "discussion_id": now.pk,
        "item_id": AgendaItem.objects.get(family=family, meeting=meeting).pk, "user_id": rowan.tom.pk,
        "attendance_id": meeting.attendance.first().pk, "hypothesis": hypothesis.pk,
        "conversation": conversation.pk, "decision": decision.pk, "task": Task.objects.first().pk,
        "member": member.pk, "person_id": member.person_id, "name": 0, "address": 0, "confidential": 0,
        "study_id": study_that(user("head"), evaluators=[user("evaluator")]).pk,
    }  # fmt: skip
    return rowan, manager, hidden, ids


class Form:
    """A form as a browser sees it: its boxes and buttons, wherever on the page they stand."""

    def __init__(self, form, page) -> None:
        ours = [el for el in form.iter("input", "button", "textarea", "select") if el.get("form") is None]
        if form.get("id"):
            ours += page.xpath("//*[@form=$id]", id=form.get("id"))
            place = {el: n for n, el in enumerate(page.iter())}
            ours.sort(key=place.__getitem__)
        self.page, self.name = page, form.get("action") or ""
        self.controls = ours

    @property
    def boxes(self) -> list:
        """Boxes in which Enter sends the form. In a textarea it makes a new line."""
        return [el for el in self.controls if el.tag == "input" and el.get("type", "text") not in NOT_TYPED_IN]

    @property
    def buttons(self) -> list:
        return [
            el for el in self.controls
            if (el.tag == "button" and el.get("type", "submit") == "submit")
            or (el.tag == "input" and el.get("type") in ("submit", "image"))
        ]  # fmt: skip

    @property
    def first_label(self) -> str:
        box = self.boxes[0]
        found = (
            self.page.xpath("//label[@for=$id]", id=box.get("id")) if box.get("id") else box.xpath("ancestor::label")
        )
        return " ".join(found[0].text_content().split()) if found else ""

    @property
    def enter_presses(self) -> str:
        first = self.buttons[0]
        if first.get("disabled") is not None:
            return NOTHING
        seen = first.xpath("text()")  # neither the key beside it nor what is said to screen readers alone
        return " ".join(" ".join(seen).split())


def forms_of_all_pages(rowan, manager, hidden, ids) -> Iterator[tuple[str, Form]]:
    """As each kind of member that a unit has, as each role of the service, and as who holds what only they see."""
    service = [role for role in ROLES if not ROLES[role].permissions]
    people = [rowan.grace, rowan.tom, rowan.maureen, manager, *(somebody(role, rowan.unit) for role in service)]
    files: set[str] = set()  # asked for once: a PDF takes seconds and has no forms
    for who in people:
        client = Client(HTTP_ACCEPT="text/html")
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        for address in [*ADDRESSES, f"/family/{hidden.pk}/restrict/"]:
            if address.endswith("/live/") or address in files:
                continue
            for path in paths(address, ids):
                answer = client.get(path)
                if answer.status_code != 200:
                    continue
                if not answer.headers["Content-Type"].startswith("text/html"):
                    files.add(address)
                    continue
                page = html.document_fromstring(answer.content.decode() or "<p></p>")
                for form in page.iter("form"):
                    yield path, Form(form, page)


def test_enter_presses_the_button_that_the_box_is_for(scene):
    met: dict[str, set[str]] = {}
    wrong = []
    for path, form in forms_of_all_pages(*scene):
        if len(form.buttons) < 2 or not form.boxes:
            continue
        said = [button for button in form.buttons if button.get("data-enter") is not None]
        if said != form.buttons[:1]:
            wrong.append(f"{path}: “{form.first_label}”: Enter presses “{form.enter_presses}”, and nobody has said so")
        if any(box.get("data-date") is not None for box in form.boxes):
            wrong.append(f"{path}: “{form.first_label}”: a date box among several buttons")
        met.setdefault(form.first_label, set()).add(form.enter_presses)
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert {label: met.get(label) for label in MEANT} == {label: {does} for label, does in MEANT.items()}
