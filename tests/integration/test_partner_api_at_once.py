"""Two calls of a partner's system in one moment: one entry, and no call more than is allowed."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kinwork.accounts.bootstrap import service_team
from kinwork.api import actions
from kinwork.api.models import Received
from kinwork.front_door.models import Contact
from tests.factories import actor, put_in_post, unit_with_staff, user

SAID = {
    "name": "Sentinel", "organisation": "Fenmoor Police", "answers_for_it": "Inspector Day",
    "reach_them": "01223 496 0101", "purpose": "Sends notifications.", "agreement": "ISA 12", "source": "5A",
    "calls_a_minute": 60,
}  # fmt: skip
ENTRY = {"said": "Called to the address.", "about": [{"given_name": "Isolde", "family_name": "Marlowe"}]}


@pytest.fixture
def token(transactional_db):
    def made(calls):
        unit_with_staff()
        head, admin = user("head"), user("admin")
        put_in_post(head, service_team(), "hos")
        put_in_post(admin, service_team(), "sysadmin")
        system = actions.make_system(actor(admin), {**SAID, "calls_a_minute": calls})
        actions.agree(actor(head), system, ["entries:write"])
        until = timezone.localdate() + timedelta(days=9)
        return actions.issue_token(actor(admin), system, scopes=["entries:write"], ends_on=until, networks=[]).text

    return made


def at_once(token, keys):
    """The answers to as many calls, all begun in the same moment."""
    gate, found = threading.Barrier(len(keys)), []

    def call(key):
        try:
            gate.wait()
            answer = Client().post(
                "/api/v1/entries", json.dumps(ENTRY), content_type="application/json",
                headers={"authorization": f"Bearer {token}", "idempotency-key": key},
            )  # fmt: skip
            found.append((answer.status_code, answer.json()))
        finally:
            connection.close()

    calls = [threading.Thread(target=call, args=(key,)) for key in keys]
    for one in calls:
        one.start()
    for one in calls:
        one.join(60)
    return found


def test_the_same_sent_twice_at_once_is_one_entry(token):
    found = at_once(token(60), ["case-0001", "case-0001"])
    assert sorted(code for code, _ in found) == [200, 201]
    assert len({said["id"] for _, said in found}) == 1
    assert (Contact.objects.count(), Received.objects.count()) == (1, 1)


def test_no_more_are_answered_than_are_allowed(token):
    found = at_once(token(3), [f"case-{n:04}" for n in range(6)])
    assert sorted(code for code, _ in found) == [201] * 3 + [429] * 3
    assert Contact.objects.count() == 3
