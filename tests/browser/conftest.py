"""A real server, a real browser, and people who sign in with it.

The server sees only what is committed, so nothing is rolled back here: the room has a database of its own, and in it
every test has a unit of its own.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from psycopg.conninfo import make_conninfo

from tests import factories

from .server import Server

# Debian's Chromium: without its window, which costs a second process for each page, where that is installed.
FOUND = [path for path in map(shutil.which, ("chromium-headless-shell", "chromium")) if path]
CHROMIUM = os.environ.get("KINWORK_CHROMIUM") or next(iter(FOUND), "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # ms that a page may take before a test gives up
expect.set_options(timeout=PATIENCE)
_numbers = itertools.count(1)


@pytest.fixture(scope="package")
def database(django_db_blocker) -> Iterator[str]:
    """Where tests and server meet: a database of this run alone, as a connection string."""
    url, name = os.environ["DATABASE_URL"], f"kinwork_browser_{os.getpid()}"
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0, interactive=False)
        yield make_conninfo(url, dbname=name)
        connection.close()
        connection.settings_dict["NAME"] = usual
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="package")
def one_server(database: str, tmp_path_factory) -> Iterator[Server]:
    recordings = {name: str(getattr(settings, name)) for name in ("KINWORK_RECORDINGS", "KINWORK_RECORDINGS_KEY")}
    running = Server(database, tmp_path_factory.mktemp("server") / "log", **recordings)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def server(one_server: Server) -> Iterator[Server]:
    """The running server; whatever it says in its log (an error 500, say) fails the test."""
    one_server.start()
    before = one_server.log.stat().st_size
    yield one_server
    said = one_server.log.read_text()[before:]
    assert "Traceback" not in said, said
    assert "Internal Server Error" not in said, said


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop running in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_browser(chromium: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Another person's computer. Errors of scripts, dialogs and refusals of the content policy fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A request that was on its way when somebody went to another page is no error, though htmx says so.
        is_network = message.text.startswith(("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest"))
        is_network |= "net::ERR" in message.text
        # Nor is a button pressed without a connection, or after the session ended: the page says so (offline-queue.ts).
        is_network |= message.text.startswith(("htmx:sendError", "Response Status Error Code 401"))
        if message.type == "error" and not is_network:
            wrong.append(f"console: {message.text}")

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", hear)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def make(**how) -> BrowserContext:
        how = {"base_url": server.url, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **how}
        context = chromium.new_context(**how)
        context.set_default_timeout(PATIENCE)
        context.on("page", watch)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def browser_of(new_browser, server: Server) -> Callable[..., Page]:
    """A page of somebody who has signed in. How one does that is for test_signing_in.py."""

    def signed_in(who, at: str = "/my-work/", **how) -> Page:
        page = new_browser(**how).new_page()
        client = Client(headers={"user-agent": page.evaluate("navigator.userAgent")})
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
        page.goto(at)
        return page

    return signed_in


@pytest.fixture
def rowan(database: str) -> SimpleNamespace:
    """A unit for this test alone, with its members as attributes (grace, tom, priya, maureen, leah)."""
    n = next(_numbers)
    unit, staff = factories.unit_with_staff(f"Rowan {n}", f"r{n}-")
    for key, who in staff.items():
        who.full_name = factories.NAMES[key]
        who.save()
    return SimpleNamespace(unit=unit, **staff)
