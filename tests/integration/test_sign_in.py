"""Signing in and out."""

import pytest

from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db


def test_with_email_and_password_to_where_one_was_going(client):
    user("tom").set_password(PASSWORD)
    who = user("maureen")
    who.set_password(PASSWORD)
    who.save()
    response = client.get("/families/", HTTP_ACCEPT="text/html")
    assert response.headers["Location"] == "/sign-in/?next=/families/"
    response = client.post("/sign-in/?next=/families/", {"login": "maureen@example.org", "password": PASSWORD})
    assert response.headers["Location"] == "/families/"
    assert client.get("/families/").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_address(client):
    user("tom")
    response = client.post("/sign-in/", {"login": "tom@example.org", "password": "wrong"})
    page = response.content.decode()
    assert "You are not signed in" in page
    assert 'value="tom@example.org"' in page
    assert "wrong" not in page


@pytest.mark.parametrize("accept", [None, "*/*", "text/plain", "text/html", "image/png"])
def test_whoever_is_signed_out_is_shown_the_way_in_unless_a_script_asked(client, accept, caplog):
    how = {} if accept is None else {"HTTP_ACCEPT": accept}
    for path in ("/", "/families/", "/my-work/"):
        answer = client.get(path, **how)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={path}")
    assert caplog.text == ""


@pytest.mark.parametrize(
    "how",
    [
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_ACCEPT": "text/event-stream"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HX_REQUEST": "true", "HTTP_ACCEPT": "text/html"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    ],
)
def test_a_script_is_told_in_json_and_the_terminal_is_quiet(client, how, caplog):
    answer = client.get("/", **how)
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})
    client.get("/no-such-page/")
    assert caplog.text == ""


def test_next_leads_only_inside(client):
    who = user("tom")
    who.set_password(PASSWORD)
    who.save()
    response = client.post("/sign-in/?next=https://evil.example/", {"login": "tom@example.org", "password": PASSWORD})
    assert response.headers["Location"] == "/"


def test_somebody_disabled_does_not_get_in(client):
    who = user("tom")
    who.set_password(PASSWORD)
    who.is_active = False
    who.save()
    client.post("/sign-in/", {"login": "tom@example.org", "password": PASSWORD})
    assert client.get("/my-work/", HTTP_ACCEPT="text/html").status_code == 302


def test_signing_out_asks_first_and_then_does(rowan, sign_in):
    client = sign_in(rowan.tom)
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/my-work/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/my-work/", HTTP_ACCEPT="text/html").status_code == 302


def test_somebody_without_a_post_is_told_what_to_do(client):
    who = user("newcomer")
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in ("/unit/", "/meeting/"):
        assert "You do not hold a post in a unit today" in client.get(path).content.decode()
    assert "No family is open" in client.get("/families/").content.decode()
