"""Second factors, too many tries, invitations, the authority's own sign-in, and how long a sign-in lasts."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from oidc_provider_mock import User as Provided
from oidc_provider_mock import run_server_in_thread

from kinwork.access.models import AuditEvent, Authority, User
from kinwork.accounts import actions
from kinwork.platform import settings as product
from kinwork.units.actions import make_unit
from tests.factories import PASSWORD, actor, family_in, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
HTML = {"HTTP_ACCEPT": "text/html"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def tom(rowan):
    rowan.tom.set_password(PASSWORD)
    rowan.tom.save()
    return rowan.tom


@pytest.fixture
def admin():
    who = user("sam")
    who.set_password(PASSWORD)
    who.save()
    service = make_unit(name="Service", function="service", template="own", days=[1], minutes=60)
    put_in_post(who, service, "sysadmin")
    return who


def sign_in_with_password(client, who, **more):
    return client.post("/sign-in/", {"login": who.email, "password": PASSWORD}, **more)


def words_of(response):
    """A page without what differs from one rendering to the next."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


def now_showing(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def with_app(who):
    """Somebody who has set up an authenticator app; its secret."""
    client = Client()
    sign_in_with_password(client, who)
    page = client.get("/my-account/app/").content.decode()
    secret = re.search(r'kw-code">([A-Z2-7]+)<', page).group(1)
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post("/my-account/app/", {"code": now_showing(secret)})
    assert answer.headers["Location"] == "/my-account/codes/", answer.content.decode()[:3000]
    codes = re.findall(r'kw-code">(\d+)<', client.get("/my-account/codes/").content.decode())
    return secret, codes


# -- the second factor


def test_with_an_authenticator_app_the_password_alone_opens_nothing(tom, client):
    secret, _ = with_app(tom)
    answer = sign_in_with_password(client, tom)
    assert answer.headers["Location"].startswith("/sign-in/code/")
    assert client.get("/my-work/", **HTML).status_code == 302
    assert "Second step" in client.get("/sign-in/code/").content.decode()
    cache.clear()  # the number that was shown at set-up may not be used twice within its half minute
    answer = client.post("/sign-in/code/", {"code": now_showing(secret)})
    assert answer.status_code == 302
    assert client.get("/my-work/").status_code == 200


def test_a_wrong_code_is_refused_and_a_recovery_code_works_once(tom, client):
    _, codes = with_app(tom)
    sign_in_with_password(client, tom)
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert client.get("/my-work/", **HTML).status_code == 302
    assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/my-work/").status_code == 200
    again = Client()
    sign_in_with_password(again, tom)
    assert again.post("/sign-in/code/", {"code": codes[0]}).status_code == 200
    assert again.get("/my-work/", **HTML).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_where_the_authority_asks_for_one_nobody_gets_further_without(tom, client, settings):
    settings.KINWORK_SECOND_FACTOR = True
    sign_in_with_password(client, tom)
    answer = client.get("/families/", **HTML)
    assert answer.headers["Location"] == "/my-account/"
    assert "set up a second factor" in client.get("/my-account/").content.decode()
    assert client.get("/families/", HTTP_ACCEPT="application/json").status_code == 403
    page = client.get("/my-account/app/").content.decode()
    secret = re.search(r'kw-code">([A-Z2-7]+)<', page).group(1)
    client.post("/my-account/app/", {"code": now_showing(secret)})
    assert client.get("/families/", **HTML).status_code == 200


def test_setting_up_and_signing_in_are_in_the_log_without_anything_secret(tom):
    secret, codes = with_app(tom)
    verbs = set(AuditEvent.objects.filter(actor=tom).values_list("verb", flat=True))
    assert {"signed in", "added second factor"} <= verbs
    written = str(list(AuditEvent.objects.values_list("words", "verb")))
    assert secret not in written
    assert codes[0] not in written


def test_a_passkey_page_offers_a_challenge_to_the_browser(tom, client):
    sign_in_with_password(client, tom)
    page = client.get("/my-account/passkeys/add/").content.decode()
    assert '"creation_options"' in page
    assert "webauthn.js" in page


# -- what a password is made of


@pytest.mark.parametrize(
    "password",
    [
        "Tom Okafor Tom",
        "tom-okafor-1234",
        "OkaforTom2026",
        "okafor.okafor!",
        "Tóm Okafór 99",
        "Kinwork-Linden1",
        "t0m.okafor.okafor",
    ],
)
def test_ones_own_name_and_the_authoritys_are_no_passwords(tom, password):
    tom.full_name = "Tom Okafor"
    tom.save()
    Authority.objects.update(name="Linden Borough")
    with pytest.raises(ValidationError):
        validate_password(password, tom)
    client = Client()
    sign_in_with_password(client, tom)
    said = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert client.post("/my-account/password/", said).status_code == 422
    assert sign_in_with_password(Client(), tom).status_code == 302, "the old one still holds"


@pytest.mark.parametrize("password", ["seven herons wade", "tomatoes grow in may", "okay forty-two swans"])
def test_words_that_only_begin_like_a_name_are_fine(tom, password):
    tom.full_name = "Tom Okafor"
    validate_password(password, tom)


# -- too many tries


def test_codes_cannot_be_guessed_from_many_addresses(tom):
    with_app(tom)
    cache.clear()
    statuses = []
    for n in range(10):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{n + 1}")
        sign_in_with_password(guesser, tom)
        statuses.append(guesser.post("/sign-in/code/", {"code": "000000"}).status_code)
    assert statuses == [200] * 8 + [429] * 2
    assert AuditEvent.objects.filter(verb="second factor refused", actor=tom).count() == 8


def test_after_repeated_failures_this_address_waits_and_another_does_not(tom):
    stranger, colleague = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="198.51.100.9")
    for _ in range(8):
        last = stranger.post("/sign-in/", {"login": tom.email, "password": "wrong"})
    assert last.status_code == 429
    assert "You can still sign in from somewhere else" in last.content.decode()
    assert sign_in_with_password(stranger, tom).status_code == 429, "the right password must not help a guesser"
    assert sign_in_with_password(colleague, tom).status_code == 302
    assert AuditEvent.objects.filter(verb="locked out after failures", actor=tom).exists()


@pytest.fixture
def as_shipped(settings):
    """With the limits that the product ships, where the tests otherwise have none."""
    settings.ACCOUNT_RATE_LIMITS = product.ACCOUNT_RATE_LIMITS


def guess(client, email, password="wrong guess"):
    return client.post("/sign-in/", {"login": email, "password": password}).status_code


def test_an_office_behind_one_address_signs_in_whoever_posts_from_it(rowan, tom, as_shipped):
    """Nobody's and colleagues' accounts, a hundred times in a minute, from the address of them all."""
    nobody = Client()
    for n in range(60):
        guess(nobody, f"nobody-{n}@example.org")
    for colleague in (rowan.grace, rowan.priya, rowan.maureen):
        for _ in range(12):
            guess(nobody, colleague.email)
    assert sign_in_with_password(Client(), tom).status_code == 302


def test_where_somebody_has_signed_in_before_nobody_can_shut_them_out(tom, as_shipped):
    """Not by guessing at that very account from the same address, nor from many others."""
    own = Client()
    assert sign_in_with_password(own, tom).status_code == 302
    own.post("/sign-out/")
    for n in range(60):
        guess(Client(REMOTE_ADDR="127.0.0.1" if n % 2 else f"192.0.2.{n}"), tom.email)
    assert sign_in_with_password(Client(), tom).status_code == 429, "a strange browser waits"
    assert sign_in_with_password(own, tom).status_code == 302


def test_guessing_in_ones_own_browser_is_stopped_too(tom, as_shipped):
    own = Client()
    sign_in_with_password(own, tom)
    own.post("/sign-out/")
    assert [guess(own, tom.email) for _ in range(9)][-2:] == [429, 429]
    assert sign_in_with_password(own, tom).status_code == 429


def test_guessing_one_account_from_many_addresses_is_stopped(tom, as_shipped):
    answers = [guess(Client(REMOTE_ADDR=f"198.51.100.{n + 1}"), tom.email) for n in range(30)]
    assert answers.count(429) == 11
    assert sign_in_with_password(Client(REMOTE_ADDR="203.0.113.5"), tom).status_code == 429


def test_another_spelling_of_an_address_is_the_same_account(rowan, as_shipped):
    """PostgreSQL compares capitals: the long s of old print is an S to it."""
    sam = user("sam")
    sam.set_password(PASSWORD)
    sam.save()
    for spelling in ("sam@example.org", "SAM@example.org", " Sam@Example.org", "\u017fam@example.org") * 3:
        guess(Client(), spelling)
    assert sign_in_with_password(Client(), sam).status_code == 429


def test_a_cookie_of_another_person_or_made_up_makes_no_browser_known(rowan, tom, as_shipped):
    for who in (rowan.grace, tom):
        who.set_password(PASSWORD)
        who.save()
    graces = Client()
    sign_in_with_password(graces, rowan.grace)
    graces.post("/sign-out/")
    made_up = Client()
    made_up.cookies[product.KINWORK_DEVICE_COOKIE] = "a" * 22 + "." + "b" * 22
    for n in range(20):
        guess(Client(REMOTE_ADDR=f"192.0.2.{n}"), tom.email)
    for client in (graces, made_up):
        assert sign_in_with_password(client, tom).status_code == 429


def test_signing_out_everywhere_forgets_the_browsers_too(tom, as_shipped):
    own = Client()
    sign_in_with_password(own, tom)
    actions.sign_out_everywhere(actor(tom), tom)
    for n in range(20):
        guess(Client(REMOTE_ADDR=f"192.0.2.{n}"), tom.email)
    assert sign_in_with_password(own, tom).status_code == 429


def test_whoever_is_kept_waiting_gets_in_by_the_link_that_is_sent_to_them(
    tom, as_shipped, django_capture_on_commit_callbacks
):
    for n in range(20):
        guess(Client(REMOTE_ADDR=f"192.0.2.{n}"), tom.email)
    new = Client()
    with django_capture_on_commit_callbacks(execute=True):
        new.post("/sign-in/forgotten/", {"email": tom.email})
    link = urlsplit(re.search(r"https?://\S+/set-password/\S+", mail.outbox[-1].body).group()).path
    form = new.get(link).headers["Location"]
    again = "another long password 7"
    assert new.post(form, {"new_password1": again, "new_password2": again}).status_code == 302
    assert new.post("/sign-in/", {"login": tom.email, "password": again}).status_code == 302


def test_who_knows_the_password_cannot_use_up_the_codes_of_its_holder(tom):
    secret, _ = with_app(tom)
    own = Client()
    sign_in_with_password(own, tom)
    cache.clear()
    assert own.post("/sign-in/code/", {"code": now_showing(secret)}).status_code == 302
    own.post("/sign-out/")
    cache.clear()
    for n in range(10):
        thief = Client(REMOTE_ADDR=f"192.0.2.{n + 1}")
        sign_in_with_password(thief, tom)
        last = thief.post("/sign-in/code/", {"code": "000000"}).status_code
    assert last == 429
    sign_in_with_password(own, tom)
    assert own.post("/sign-in/code/", {"code": now_showing(secret)}).status_code == 302


def test_an_address_that_asks_often_for_links_stops_nobody_there(tom, django_capture_on_commit_callbacks):
    for n in range(40):
        assert Client().post("/sign-in/forgotten/", {"email": f"nobody-{n}@example.org"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert "Check your email" in words_of(Client().post("/sign-in/forgotten/", {"email": tom.email}))
    assert [sent.to for sent in mail.outbox] == [[tom.email]]


def test_counts_of_tries_are_not_thrown_away_for_others(settings):
    """Django keeps three hundred things unless told otherwise."""
    cache.set("a-count", 7)
    for n in range(5_000):
        cache.set(f"made-by-somebody-{n}", 1)
    assert cache.get("a-count") == 7


def test_the_wait_is_over_after_a_quarter_of_an_hour(tom):
    from axes.models import AccessAttempt
    from django.utils import timezone

    client = Client(REMOTE_ADDR="192.0.2.7")
    for _ in range(8):
        client.post("/sign-in/", {"login": tom.email, "password": "wrong"})
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
    assert sign_in_with_password(client, tom).status_code == 302


def test_failures_leave_no_address_in_the_servers_log(tom, client, caplog):
    for _ in range(9):
        client.post("/sign-in/", {"login": tom.email, "password": "wrong secret"})
    assert tom.email not in caplog.text
    assert "wrong secret" not in caplog.text


# -- sessions


def test_signing_out_everywhere_ends_every_session(tom):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in_with_password(client, tom)
    here.post("/my-account/sign-out-everywhere/")
    for client in (here, there):
        assert client.get("/my-work/", **HTML).status_code == 302


def test_a_new_password_ends_the_other_sessions_only(tom):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in_with_password(client, tom)
    new = "four words nobody guesses"
    answer = here.post("/my-account/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert answer.status_code == 302
    assert here.get("/my-work/").status_code == 200
    assert there.get("/my-work/", **HTML).status_code == 302


def test_signing_in_gives_a_new_session(tom, client):
    client.get("/sign-in/")
    client.cookies["kinwork_session"] = "a-session-that-somebody-planted00"
    sign_in_with_password(client, tom)
    assert client.cookies["kinwork_session"].value != "a-session-that-somebody-planted00"
    assert get_user(client).is_authenticated


@pytest.mark.parametrize(("began", "seen", "there"), [(-60, -60, True), (-60, -4000, False), (-40_000, -60, False)])
def test_a_sign_in_ends_when_nobody_is_there_and_after_a_days_work(tom, client, began, seen, there):
    sign_in_with_password(client, tom)
    session = client.session
    now = int(time.time())
    session["began"], session["seen"] = now + began, now + seen
    session.save()
    assert (client.get("/my-work/", **HTML).status_code == 200) is there


def test_what_a_page_does_by_itself_is_no_sign_of_life(tom, client):
    sign_in_with_password(client, tom)
    for headers, moves in (({"HTTP_X_KINWORK_BACKGROUND": "1"}, False), ({}, True)):
        session = client.session
        session["seen"] = before = int(time.time()) - 1800
        session.save()
        client.get("/my-work/", **headers)
        assert (client.session["seen"] > before) is moves


# -- the administrator


def test_somebody_invited_chooses_a_password_by_a_link_that_works_once(
    admin, client, django_capture_on_commit_callbacks
):
    sign_in_with_password(client, admin)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/invite/", {"email": "New@Council.gov.uk", "full_name": " Ańa  O’Neil "})
    assert answer.status_code == 302
    invited = User.objects.get(email="new@council.gov.uk")
    assert (invited.full_name, invited.has_usable_password()) == ("Ańa O’Neil", False)
    [sent] = mail.outbox
    assert sent.to == ["new@council.gov.uk"]
    link = re.search(r"http://testserver(/set-password/\S+)", sent.body).group(1)
    theirs = Client()
    form = theirs.get(link, follow=True)
    new = "four words nobody guesses"
    answer = theirs.post(form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    assert answer.headers["Location"] == "/sign-in/"
    assert theirs.post("/sign-in/", {"login": invited.email, "password": new}).status_code == 302
    assert "no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("email", "name", "said"),
    [
        ("no address", "Jo", "This is not an email address"),
        ("jo@x.uk", "", "Type the name"),
        ("sam@example.org", "Sam", "already an account"),
    ],
)
def test_an_invitation_that_cannot_be_sent_says_why_and_keeps_what_was_typed(admin, client, email, name, said):
    sign_in_with_password(client, admin)
    answer = client.post("/accounts/invite/", {"email": email, "full_name": name})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{email}"' in page


def test_somebody_disabled_is_out_at_once(admin, tom):
    client = Client()
    sign_in_with_password(client, tom)
    actions.set_active(actor(admin), tom, active=False)
    assert client.get("/my-work/", **HTML).status_code == 302
    assert sign_in_with_password(Client(), tom).headers["Location"] != "/"


def test_a_lost_telephone_is_forgotten_by_the_administrator(admin, tom):
    with_app(tom)
    actions.forget_second_factor(actor(admin), tom)
    assert not Authenticator.objects.filter(user=tom).exists()


def test_an_administrator_sees_no_family_anywhere(admin, rowan, client):
    family = family_in(rowan.unit, "Secretfam")
    sign_in_with_password(client, admin)
    assert client.get("/accounts/").status_code == 200
    for address in (
        "/families/",
        "/my-work/",
        f"/family/{family.pk}/",
        "/search/",
        f"/unit/{rowan.unit.pk}/",
    ):
        assert "Secretfam" not in client.get(address, **HTML).content.decode().replace("Secretfam” ", "").replace(
            'value="Secretfam"', ""
        )
    assert client.get(f"/family/{family.pk}/", **HTML).status_code == 403


def test_nobody_else_manages_accounts(rowan, sign_in, tom):
    client = sign_in(rowan.grace)
    assert client.get("/accounts/", **HTML).status_code == 403
    assert client.post(f"/accounts/{tom.pk}/disable/", **HTML).status_code == 403
    tom.refresh_from_db()
    assert tom.is_active


def test_nobody_changes_their_own_account_as_administrator(admin, client):
    sign_in_with_password(client, admin)
    client.post(f"/accounts/{admin.pk}/disable/")
    admin.refresh_from_db()
    assert admin.is_active


def test_a_forgotten_password_says_the_same_to_known_and_unknown(tom, client, django_capture_on_commit_callbacks):
    answers = []
    for address in (tom.email, "nobody@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(words_of(client.post("/sign-in/forgotten/", {"email": address})))
    assert answers[0] == answers[1]
    assert [sent.to for sent in mail.outbox] == [[tom.email]]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sign-in/forgotten/", {"email": tom.email})
    assert len(mail.outbox) == 1, "pressing again within minutes sends nothing"


def test_a_forgotten_password_takes_no_longer_for_the_known(tom, client, settings, monkeypatch):
    """What differs happens beside the request: the same statements are run before either is answered."""
    beside = []
    settings.KINWORK_MAIL_BESIDE = True
    monkeypatch.setattr(actions._desk, "submit", beside.append)
    run = []
    for address in (tom.email, "nobody@example.org", tom.email):
        with CaptureQueriesContext(connection) as statements:
            client.post("/sign-in/forgotten/", {"email": address})
        run.append([statement["sql"] for statement in statements])
    assert run[0] == run[1] == run[2]
    assert len(beside) == 3


# -- the authority's own sign-in, against a real provider


@pytest.fixture
def provider(settings):
    people = [
        Provided(sub="tom", claims={"email": "tom@example.org", "email_verified": True}),
        Provided(sub="tom-unconfirmed", claims={"email": "tom@example.org", "email_verified": False}),
        Provided(sub="stranger", claims={"email": "stranger@example.org", "email_verified": True}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        settings.KINWORK_OIDC_ISSUER = f"http://localhost:{server.server_port}"
        known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        app = {
            **known["APPS"][0],
            "settings": {**known["APPS"][0]["settings"], "server_url": settings.KINWORK_OIDC_ISSUER},
        }
        app["secret"] = "a secret"
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**known, "APPS": [app]}}
        yield


def through_provider(client, sub, next_page="/families/"):
    """Be sent to the provider, sign in there, come back."""
    away = client.post(f"/sign-in/with/authority/?next={next_page}")
    assert away.status_code == 302, away.content
    back = requests.post(away.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
    address = urlsplit(back.headers["Location"])
    return client.get(f"{address.path}?{address.query}"), parse_qs(address.query)


def test_the_authoritys_own_sign_in_lets_somebody_known_in(tom, client, provider, settings):
    settings.KINWORK_SECOND_FACTOR = True  # asked for there, so not here
    answer, _ = through_provider(client, "tom")
    assert answer.headers["Location"] == "/families/"
    assert get_user(client) == tom
    assert client.get("/families/", **HTML).status_code == 200


@pytest.mark.parametrize("sub", ["stranger", "tom-unconfirmed"])
def test_it_lets_nobody_in_who_has_no_account_or_no_confirmed_address(tom, client, provider, sub):
    answer, _ = through_provider(client, sub)
    assert answer.headers["Location"].startswith("/sign-in/")
    assert not get_user(client).is_authenticated
    assert User.objects.filter(email="stranger@example.org").count() == 0
    assert "no Kinwork account" in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("path", ["/sign-in/with/authority/", "/sign-in/with/authority/back/?code=x&state="])
def test_when_the_provider_does_not_answer_the_page_says_so_and_offers_the_password(
    tom, client, provider, settings, path, caplog
):
    state = parse_qs(urlsplit(client.post("/sign-in/with/authority/").headers["Location"]).query)["state"][0]
    [app] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["server_url"] = "http://localhost:9"  # nobody is there
    answer = client.post(path) if path.endswith("/") else client.get(path + state)
    assert answer.headers["Location"] == "/sign-in/"
    assert "is not responding" in client.get("/sign-in/").content.decode()
    assert "localhost:9" not in caplog.text


def test_an_answer_that_was_not_asked_for_is_refused(tom, client, provider):
    _, said = through_provider(Client(), "tom")
    answer = client.get("/sign-in/with/authority/back/", {"code": said["code"][0], "state": said["state"][0]})
    assert not get_user(client).is_authenticated
    assert answer.status_code in (200, 302, 400, 403)


def test_somebody_disabled_does_not_get_in_that_way_either(tom, client, provider):
    tom.is_active = False
    tom.save()
    through_provider(client, "tom")
    assert not get_user(client).is_authenticated


# -- the authority's rules


@pytest.fixture
def head():
    who = user("helen")
    put_in_post(who, make_unit(name="Service", function="service", template="own", days=[1], minutes=60), "hos")
    return who


def rules(**more):
    given = {"name": "Linden", "reach": "service", "opening_hours": 8, "emergency_hours": 4}
    return {
        **given,
        "discuss_every_weeks": 3,
        "dates_soon_days": 10,
        "returns_within_months": 3,
        "approvals_go_up_after": 5,
        "seen_within_weeks": 4,
        "alone_within_weeks": 8,
        "plan_within_weeks": 9,
        "active_within_weeks": 8,
        "step_overdue_days": 14,
        "summary_weeks": 4,
        "summary_entries": 10,
        "gap_weeks": 4,
        "recordings_kept_days": 90,
        "recording": "full",
        "works_as": "teams",
        **more,
    }


def test_a_wider_reach_opens_other_units_families_from_the_next_click(head, rowan, sign_in):
    other, _ = unit_with_staff("Elm", "elm-")
    family = family_in(other, "Elmfam")
    worker = sign_in(rowan.tom)
    assert "You need a reason" in worker.get(f"/family/{family.pk}/", **HTML).content.decode()
    assert sign_in(head).post("/rules/", rules()).status_code == 302
    assert "You need a reason" not in worker.get(f"/family/{family.pk}/", **HTML).content.decode()
    assert "reach: buddy → service" in AuditEvent.objects.get(verb="changed rules").words


@pytest.mark.parametrize(("name", "value"), [
    ("opening_hours", "0"), ("emergency_hours", "999"), ("reach", "all"), ("seen_within_weeks", "7"),
])  # fmt: skip
def test_a_rule_that_cannot_be_says_what_would_be_right_and_saves_nothing(head, sign_in, rowan, name, value):
    answer = sign_in(head).post("/rules/", rules(**{name: value}))
    assert answer.status_code == 422
    assert re.search("A whole number from|Choose one of the three", answer.content.decode())
    assert Authority.objects.get().opening_hours == 24


def test_only_the_head_of_service_sets_rules(rowan, sign_in):
    assert sign_in(rowan.grace).post("/rules/", rules(), **HTML).status_code == 403
