"""What signing in asks of allauth's inside (`tests/unit/test_third_party_internals.py` knows the versions)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from kinwork.accounts.login_attempts import LIMITS
from kinwork.accounts.session_timeout import must_have_second_factor
from tests.factories import PASSWORD
from tests.pages import Client

from .test_accounts import sign_in_with_password, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def tom(rowan):
    rowan.tom.set_password(PASSWORD)
    rowan.tom.save()
    return rowan.tom


def in_session_of(client):
    request = RequestFactory().post("/sign-in/code/")
    request.session = client.session
    return request


def test_whose_sign_in_waits_for_a_code_is_seen_without_ending_it(tom):
    with_app(tom)
    client = Client()
    assert unstash_login(in_session_of(client), peek=True) is None
    sign_in_with_password(client, tom)
    request = in_session_of(client)
    assert [unstash_login(request, peek=True).user for _ in range(3)] == [tom] * 3
    assert unstash_login(request).user == tom
    assert unstash_login(request, peek=True) is None, "without peek it is taken out"


def test_how_somebody_signed_in_stands_in_the_session(tom, settings):
    client = Client()
    sign_in_with_password(client, tom)
    request = in_session_of(client)
    assert [how["method"] for how in request.session[AUTHENTICATION_METHODS_SESSION_KEY]] == ["password"]
    settings.KINWORK_SECOND_FACTOR = True
    assert must_have_second_factor(request)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] += [{"method": "mfa"}]
    assert not must_have_second_factor(request)


def test_tries_are_counted_by_the_key_for_a_quarter_of_an_hour(rf):
    def tries(key, what="code"):
        return bool(ratelimit.consume(rf.post("/"), app="kinwork", action=what, config=LIMITS, key=key))

    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        counted = []
        for n in range(9):
            clock.move_to(now + timedelta(seconds=n))
            counted.append(tries("tom"))
        assert counted == [True] * 8 + [False]
        assert tries("leah"), "another key"
        assert tries("tom", "password"), "another thing to try"
        clock.move_to(now + timedelta(minutes=15, seconds=1))
        assert tries("tom")
