"""A new authority, set up from nothing on pages: from the key in the terminal to units that know their people."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect
from psycopg.conninfo import make_conninfo

from kinwork.authority.first_start import give_out_key
from tests.factories import PASSWORD

from .server import Server

SAM, AMA = "sam@linden.example.org", "ama@linden.example.org"
PEOPLE = """\
Name;Email;Unit;Post;FTE;From
Grace Adeyemi;grace@linden.example.org;Rowan;Consultant social worker;1;today
Tom Hollis;tom@linden.example.org;Rowan;Social worker;1;today
Maureen O’Brien-Ńgwenya;maureen@linden.example.org;Rowan;Unit coordinator;1;today
"""


@pytest.fixture
def nothing(database: str, tmp_path) -> Iterator[SimpleNamespace]:
    """A database in which nobody is yet, the key that its terminal shows, and a server."""
    url, name = os.environ["DATABASE_URL"], f"kinwork_nothing_{os.getpid()}"
    usual = connection.settings_dict["NAME"]
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0, interactive=False)
        server = Server(make_conninfo(url, dbname=name), tmp_path / "log")
        try:
            server.start()
            yield SimpleNamespace(url=server.url, key=give_out_key())
        finally:
            server.stop()
            connection.close()
            connection.settings_dict["NAME"] = usual
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def when_types(page: Page, **boxes: str) -> None:
    for name, words in boxes.items():
        page.locator(f"#{name}").fill(words)


def when_signs_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def when_presses(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_new_authority_is_set_up_from_nothing_by_its_head_of_service_from_a_template(nothing, new_browser):
    sam = new_browser(base_url=nothing.url).new_page()
    sam.goto("/")
    when_types(sam, key=nothing.key, authority="Linden Borough", full_name="Sam Whitfield", email=SAM,
               password=PASSWORD, again=PASSWORD)  # fmt: skip
    when_presses(sam, "Set up")
    when_signs_in(sam, SAM)
    expect(sam.get_by_role("heading", name="Linden Borough")).to_be_visible()
    sam.goto("/authority/people/")
    when_types(sam, full_name="Ama Boateng", email=AMA)
    sam.locator("#place").select_option(label="Whole service: Head of service")
    when_presses(sam, "See what opens for them")
    when_presses(sam, "Send the invitation")
    link = sam.locator(".kw-address").inner_text()

    ama = new_browser(base_url=nothing.url).new_page()
    ama.goto(link)
    when_types(ama, new_password1=PASSWORD, new_password2=PASSWORD)
    when_presses(ama, "Save password")
    when_signs_in(ama, AMA)
    # There is nothing yet: she is led to the way of arranging the whole of it at once.
    ama.get_by_role("link", name="Start from a template").click()
    ama.get_by_role("link", name=re.compile("Systemic units throughout")).click()
    expect(ama.get_by_text("33 units with 179 posts")).to_be_visible()
    for group, number in {"front": "1", "assess": "1,5", "cin": "2", "lac": "0", "leaving": "0"}.items():
        ama.locator(f"#n-{group}").fill(number)
    ama.locator("#n-disability").fill("0")
    ama.get_by_role("button", name="Make these 33 units").click()
    expect(ama.get_by_text("Assessment: a whole number from 0 to 30.").first).to_be_visible()
    expect(ama.locator("#n-assess")).to_have_value("1,5")
    expect(ama.locator("#n-cin")).to_have_value("2")
    ama.locator("#n-assess").fill("1")
    ama.get_by_role("button", name=re.compile("Show that many.*Assessment")).click()
    expect(ama.get_by_text("4 units with 34 posts")).to_be_visible()
    when_types(ama, **{"name-cin-1": "Rowan", "name-cin-2": "Hazel"})
    ama.locator("#days-cin-1").select_option(label="every working day")
    ama.get_by_role("button", name="Make these 4 units").dblclick()
    expect(ama.get_by_role("heading", name="Rowan")).to_be_visible()
    # It all reads back on the one page, once however often it was pressed, and is changed by its own people.
    expect(ama.get_by_role("heading", name="Rowan")).to_have_count(1)
    for unit in ("First Response", "Assessment", "Hazel"):
        expect(ama.get_by_role("heading", name=unit, exact=True)).to_have_count(1)
    rowan = ama.locator("section", has=ama.get_by_role("heading", name="Rowan"))
    expect(rowan).to_contain_text("Meets every working day")
    expect(rowan).to_contain_text("Buddy unit: Hazel")
    expect(rowan.get_by_text("vacant", exact=True)).to_have_count(5)
    ama.goto("/authority/people/list/")
    ama.locator("#list").fill(PEOPLE)
    when_presses(ama, "Check the list")
    when_presses(ama, "Do all of this")
    ama.goto("/authority/")
    expect(rowan.get_by_text("vacant", exact=True)).to_have_count(2)
    for who in ("Grace Adeyemi", "Tom Hollis", "Maureen O’Brien-Ńgwenya"):
        expect(rowan).to_contain_text(who)
    ama.set_viewport_size({"width": 320, "height": 700})
    assert ama.evaluate("document.documentElement.scrollWidth") == 320
