"""Nonsense sent to every address as somebody who is let in: an answer in words, never a breakdown."""

import re
from datetime import date
from itertools import cycle

import pytest
from django.test import Client
from django.urls import get_resolver

from kinwork.cases.person_forms import FORMS
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.models import AgendaItem
from kinwork.site.checks import views_of
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, study_that, user

VIEWS = list(views_of(get_resolver().url_patterns))
NAMES = [
    "what", "owner", "agency", "due", "to", "note", "effect", "back", "on", "because", "minutes", "learning_minutes",
    "learning_topic", "status", "name", "role", "family", "reason", "statement", "state", "people", "with_others",
    "lead", "reflect", "by_when", "tests", "kind", "words", "text", "features", "rater", "post", "user", "start",
    "last_day", "first_day", "given_name", "family_name", "born_on", "born_kind", "sex", "is_child", "died_on",
    "why_open", "expected_end", "decided_by", "key_worker", "changed", "opened_on", "m0-given_name", "m0-born_on",
    "born", "died", "value", "begun", "ended", "source", "lines", "postcode", "code", "review_on", "safe", "how", "do",
    "purpose", "begins", "ends", "evaluators", "study", "answer", "said_by", "sure",
    "is_confidential", "born_source", "whose", "needs_interpreter",
]  # fmt: skip
NONSENSE = [
    "",
    "-1",
    "0",
    "9" * 17,
    "9" * 40,
    "NaN",
    "12/3",
    "30/2",
    "\x00",
    "😀" * 30,
    "<svg onload=1>",
    "' OR 1=1 --",
    "x" * 5000,
    "²",
]


@pytest.fixture
def world(rowan):
    family = family_in(rowan.unit)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    me = actor(rowan.grace)
    ids = {
        "family_id": family.pk,
        "unit_id": rowan.unit.pk,
        "meeting_id": meeting.pk,
        "discussion_id": talk.pk,
        "item_id": AgendaItem.objects.get().pk,
        "attendance_id": meeting.attendance.first().pk,
        "user_id": rowan.tom.pk,
        "person_id": family.members.first().person_id,
        "other_id": family.members.last().person_id,
        "study_id": study_that(user("head"), evaluators=[user("evaluator")]).pk,
    }
    things = {
        "task": tasks.give_task(me, rowan.unit.pk, family.pk, what="x", owner_id=rowan.tom.pk).pk,
        "conversation": discussing.plan_conversation(me, talk).pk,
        "hypothesis": discussing.raise_hypothesis(me, talk).pk,
        "decision": discussing.draft_decision(me, talk).pk,
        "member": family.members.first().pk,
        "people": rowan.tom.holdings.get().pk,
    }
    return ids, things


def noted(ids: dict[str, int]) -> dict[str, int]:
    """One of each kind that can be noted of a person, by kind."""
    made = {}
    for what, form in FORMS.items():
        said = {
            "name": {"given_name": "A"}, "number": {"kind": "other", "value": "1"}, "address": {"lines": "A"},
            "contact": {"value": "1"}, "warning": {"kind": "dogs", "words": "A", "review_on": date(2030, 1, 1)},
        }.get(what, {"code": "2001", "words": "A"})  # fmt: skip
        thing = form.model.objects.create(
            person_id=ids["person_id"], family_id=ids["family_id"], **{**said, **form.fixed}
        )
        made[what] = thing.pk
    return made


def paths(address: str, ids: dict[str, int], things: dict[str, int]):
    """The address with ids that are there, and with ids that cannot be."""
    if "<id:person_id>" in address:
        for what, pk in noted(ids).items():
            path = address.replace("<slug:what>", what).replace("<id:pk>", str(pk))
            yield re.sub(r"<id:(\w+)>", lambda m: str(ids.get(m[1], ids["person_id"])), path)
        return
    verbs = ["done", "carry", "hand", "arrange", "decide", "move", "minutes", "postpone", "nothing"]
    for verb in verbs if "<slug:verb>" in address else [""]:
        for kind in ("task", "conversation") if "<slug:kind>" in address else [""]:
            thing = kind or next((name for name in things if f"/{name}/" in address), "task")
            path = address.replace("<slug:verb>", verb).replace("<slug:kind>", kind).replace("<slug:name>", "tasks")
            there = re.sub(r"<id:(\w+)>", lambda m, t=thing: str(ids.get(m[1], things[t])), path)
            yield there
    yield re.sub(r"<id:\w+>", "9" * 18, re.sub(r"<slug:\w+>", "task", address))
    yield re.sub(r"<id:\w+>", "9" * 30, re.sub(r"<slug:\w+>", "task", address))


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_nothing_breaks(address, view, world, rowan):
    if address == "/sign-out/" or address.endswith("/live/"):
        return
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    client = Client(raise_request_exception=True, HTTP_ACCEPT="text/html")
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    ids, things = world
    values = cycle(NONSENSE)
    for path in paths(address, ids, things):
        assert (
            client.get(path, {"on": "\x00", "q": "\x00x", "page": "-9", "sort": "x", "typed": "9" * 99}).status_code
            < 500
        )
        for _ in range(3):
            sent = {name: next(values) for name in NAMES}
            next(values)  # so that each name meets each value
            for more in ({}, {"HTTP_HX_REQUEST": "true"}):
                response = client.post(path, sent, **more)
                assert response.status_code < 500, (path, sent)
                location = response.headers.get("Location", "/")
                assert location.startswith("/"), location
                assert not location.startswith("//"), location
