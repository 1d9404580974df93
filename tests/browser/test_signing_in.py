"""The second step and the authority's own sign-in, as a browser does them: a passkey, OpenID Connect.

Chromium brings an authenticator of its own for tests (CDP's WebAuthn), so all but the finger is real. Passkeys belong
to a name: this browses ``localhost``, since a number is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import requests
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import CDPSession, Page, expect

from kinwork.access.models import AuditEvent
from tests import factories

from .server import Server
from .steps import then_page_says, when_signs_in

pytestmark = pytest.mark.browser


# -- a passkey


class Device:
    """A laptop with a fingerprint reader, and its browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    @property
    def keys(self) -> list[dict]:
        return self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def forget_keys(self) -> None:
        self.cdp.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def learn(self, key: dict) -> None:
        self.cdp.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": key})

    def with_another_finger(self) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})


@pytest.fixture
def device(new_browser, server: Server) -> Device:
    """Browses the name, not the number."""
    return Device(new_browser(base_url=server.url.replace("127.0.0.1", "localhost")).new_page())


def when_adds_a_passkey(page: Page, name: str = "Work laptop") -> None:
    page.goto("/my-account/")
    page.get_by_role("link", name="Add").click()
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Add passkey").click()


def when_signs_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")


def given_a_passkey(device: Device, who) -> None:
    page = device.page
    page.goto("/sign-in/")
    when_signs_in(page, who)
    when_adds_a_passkey(page)
    page.wait_for_url("**/my-account/codes/")


def when_gives_the_password_alone(page: Page, who) -> None:
    """And stands before the second step."""
    page.goto("/sign-in/?next=/families/")
    page.get_by_label("Email address").fill(who.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/sign-in/code/")


def test_a_passkey_is_added_and_is_the_second_step_from_then_on(device, rowan):
    page = device.page
    given_a_passkey(device, rowan.tom)
    page.goto("/my-account/")
    then_page_says(page, "Work laptop")
    assert [key["rpId"] for key in device.keys] == ["localhost"]
    when_signs_out(page)
    when_gives_the_password_alone(page, rowan.tom)
    page.goto("/families/")
    page.wait_for_url("**/sign-in/code/")  # the password alone opens nothing
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/families/")
    expect(page.get_by_role("link", name="Tom Hollis")).to_be_visible()


def test_a_device_without_the_key_says_so_and_a_code_still_helps(device, rowan):
    page = device.page
    given_a_passkey(device, rowan.tom)
    code = page.locator(".kw-code").first.inner_text()
    when_signs_out(page)
    device.with_another_finger()
    when_gives_the_password_alone(page, rowan.tom)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    expect(page.get_by_role("alert")).to_contain_text("type a code")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in with a code").click()
    page.wait_for_url("**/families/")


def test_a_forged_passkey_is_refused_in_words_and_noted(device, rowan, new_browser, server):
    page = device.page
    given_a_passkey(device, rowan.tom)
    [tom_s] = device.keys
    when_signs_out(page)
    # Somebody who knows the password and the key's number, but has another key.
    other = Device(new_browser(base_url=server.url.replace("127.0.0.1", "localhost")).new_page())
    given_a_passkey(other, rowan.priya)
    [priya_s] = other.keys
    device.forget_keys()
    device.learn({**tom_s, "privateKey": priya_s["privateKey"]})
    when_gives_the_password_alone(page, rowan.tom)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("alert").first).to_contain_text("That passkey did not work")
    assert "/sign-in/code/" in page.url
    assert AuditEvent.objects.filter(verb="second factor refused", actor=rowan.tom).count() == 1


def test_a_second_time_on_the_same_device_is_said_to_be_one_too_many(device, rowan):
    given_a_passkey(device, rowan.tom)
    when_adds_a_passkey(device.page, "Again")
    expect(device.page.get_by_role("alert")).to_contain_text("already have a passkey on this device")


def test_a_device_that_says_no_while_it_is_added_is_told_so(device, rowan):
    device.with_another_finger()
    device.page.goto("/sign-in/")
    when_signs_in(device.page, rowan.tom)
    when_adds_a_passkey(device.page)
    expect(device.page.get_by_role("alert")).to_contain_text("No passkey was made")
    assert device.keys == []


def test_at_a_number_instead_of_a_name_the_page_says_why_not(device, rowan, server):
    page = device.page
    page.goto(f"{server.url}/sign-in/")
    when_signs_in(page, rowan.tom)
    page.goto(f"{server.url}/my-account/passkeys/add/")
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Passkeys do not work at this address")


# -- the authority's own sign-in


@pytest.fixture(scope="module")
def authority(database: str, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """Kinwork on 127.0.0.1 with a provider on localhost: two sites, for cookies and the content policy."""
    with run_server_in_thread() as provider:
        issuer = f"http://localhost:{provider.server_port}"
        log = tmp_path_factory.mktemp("with-provider") / "log"
        names = {"KINWORK_OIDC_ISSUER": issuer, "KINWORK_OIDC_NAME": "your Linden account"}
        running = Server(database, log, **names, KINWORK_OIDC_SECRET="a secret", KINWORK_SECOND_FACTOR="true")
        running.start()
        yield SimpleNamespace(url=running.url, issuer=issuer, log=log, provider=provider)
        running.stop()
    assert "Traceback" not in log.read_text(), log.read_text()


def when_is_somebody_at_the_provider(authority, sub: str, **claims) -> None:
    answer = requests.put(f"{authority.issuer}/users/{sub}", json=claims, timeout=10)
    answer.raise_for_status()


def when_goes_to_the_provider(page: Page, authority) -> None:
    page.goto("/sign-in/?next=/families/")
    page.get_by_role("button", name="Sign in with your Linden account").click()
    page.wait_for_url(f"{authority.issuer}/**")


def when_is_there(page: Page, sub: str) -> None:
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()


@pytest.fixture
def visitor(new_browser, authority) -> Page:
    context = new_browser(base_url=authority.url)
    context.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())  # the provider's style sheet
    return context.new_page()


def test_by_the_authoritys_own_sign_in_one_lands_where_one_was_going(visitor, authority, rowan):
    when_is_somebody_at_the_provider(authority, "tom", email=rowan.tom.email, email_verified=True)
    when_goes_to_the_provider(visitor, authority)
    when_is_there(visitor, "tom")
    visitor.wait_for_url(f"{authority.url}/families/")
    expect(visitor.get_by_role("link", name="Tom Hollis")).to_be_visible()
    assert AuditEvent.objects.filter(verb="signed in", actor=rowan.tom).exists()


@pytest.mark.parametrize("confirmed", [True, False])
def test_whoever_is_not_known_here_is_told_whom_to_ask(visitor, authority, rowan, confirmed):
    address = "stranger@example.org" if confirmed else rowan.priya.email
    when_is_somebody_at_the_provider(authority, "other", email=address, email_verified=confirmed)
    when_goes_to_the_provider(visitor, authority)
    when_is_there(visitor, "other")
    visitor.wait_for_url(f"{authority.url}/sign-in/**")
    then_page_says(visitor, "Your authority knows you, but there is no Kinwork account")
    then_page_says(visitor, "Ask your system administrator to invite you")
    visitor.goto("/families/")
    assert "/sign-in/" in visitor.url


def test_who_says_no_there_is_back_with_the_password_before_them(visitor, authority, rowan):
    when_goes_to_the_provider(visitor, authority)
    visitor.get_by_role("button", name="Deny").click()
    visitor.wait_for_url(f"{authority.url}/sign-in/**")
    then_page_says(visitor, "did not tell us who you are")
    expect(visitor.get_by_label("Email address")).to_be_visible()
