"""Makes the screenshots of README and docs from a fresh demo: ``make screenshots``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("KINWORK_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def sign_in(page: Page, base: str, name: str, to: str = "/my-work/") -> None:
    page.goto(f"{base}/sign-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(f"**{to}")


def shoot(page: Page, name: str) -> None:
    page.evaluate("window.scrollTo(0, window.scrollY)")
    page.screenshot(path=SHOTS / f"{name}.png")
    print(f"docs/images/{name}.png")


def take(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        desk = browser.new_context(viewport={"width": 1280, "height": 860})
        desk.set_default_timeout(90_000)  # on a machine that others are using
        page = desk.new_page()
        page.goto(f"{base}/sign-in/")
        shoot(page, "sign-in")
        sign_in(page, base, "Maureen")
        shoot(page, "my-work")
        page.goto(f"{base}/unit/")
        shoot(page, "unit")
        board = page.url
        page.goto(f"{base}/meeting/")
        page.get_by_role("button", name="Open the meeting").click()
        page.wait_for_load_state()
        if (early := page.get_by_role("button", name="Open it today")).count():  # the meeting is on another day
            early.click()
        page.wait_for_url("**/meeting/*/")
        shoot(page, "agenda")
        page.get_by_role("listitem").filter(has_text="Stone").get_by_role("button", name="Start with Stone").click()
        page.wait_for_url("**/discussion/*/")
        talk = page.url
        page.get_by_label("What is new", exact=True).fill(
            "Seen: Amy at Jo's on Friday, rested, cot up in the back room.\n"
            "Told by another agency: midwife says both scans are well."
        )
        page.get_by_role("button", name="Add a hypothesis").click()
        page.locator("#hypotheses details[open]").get_by_label("It might be that").fill(
            "Amy trusts the plan now because she helped to make it."
        )
        page.get_by_text("Everything is saved").wait_for()
        page.get_by_role("heading", name="What is new?").scroll_into_view_if_needed()
        page.evaluate("window.scrollTo(0, 0)")
        shoot(page, "discussion")
        page.get_by_role("button", name="Projector").click()
        shoot(page, "projector")
        page.get_by_role("button", name="Projector").click()
        page.goto(f"{talk}minute/")
        shoot(page, "minute")
        page.get_by_role("link", name="The family").click()
        page.wait_for_url("**/family/*/")
        shoot(page, "family")
        home = page.url
        page.goto(f"{home}genogram/")
        page.locator("#genogram a[data-person]", has_text="Amy").click()
        page.locator(".kw-geno__verbs").wait_for()
        shoot(page, "genogram")
        page.goto(f"{home}network/#map")
        shoot(page, "network")
        page.goto(f"{home}entries/")
        shoot(page, "entries")
        page.goto(f"{home}plan/")
        shoot(page, "plan")
        page.goto(f"{home}meetings/")
        page.locator("section", has_text="Arranged").get_by_role("link", name="Core group").first.click()
        page.get_by_role("heading", name="Who is invited").wait_for()
        shoot(page, "meeting-with-others")
        page.goto(home)
        page.get_by_role("link", name="Amy Stone", exact=True).first.click()
        page.wait_for_url("**/person/**")
        shoot(page, "person")
        page.goto(f"{board}quality/")
        shoot(page, "quality")
        written_once(page, home)
        measured(browser, base, board)
        access(browser, base)
        phone = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        small = phone.new_page()
        sign_in(small, base, "Tom")
        small.goto(talk)
        shoot(small, "phone")
        browser.close()


def written_once(page: Page, home: str) -> None:
    """What is made of what was recorded: the chronology, documents, what questionnaires say."""
    page.goto(f"{home}chronology/")
    shoot(page, "chronology")
    page.goto(f"{home}documents/")
    page.get_by_role("link", name="Begin a document").click()
    page.get_by_role("heading", level=1).wait_for()
    shoot(page, "documents")
    page.goto(f"{home}measures/")
    page.get_by_role("link", name="SCORE-15 over time").click()
    page.get_by_role("heading", level=1).wait_for()
    shoot(page, "measures")


def measured(browser: Browser, base: str, board: str) -> None:
    """What comes of the unit's work, what returns would ask of it, and what the head of service sees of all."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Grace")
    page.goto(f"{board}chain/")
    shoot(page, "chain")
    page.goto(f"{board}returns/")
    shoot(page, "unit-returns")
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Helen", to="/*/")
    page.goto(f"{base}/returns/")
    shoot(page, "returns")
    page.goto(f"{base}/indicators/")
    page.get_by_role("button", name="Count again").click()
    counted = page.locator("main").get_by_role("link", name="Looked-after children").first
    for _ in range(60):
        if counted.count():
            break
        page.wait_for_timeout(1000)
        page.goto(f"{base}/indicators/")
    shoot(page, "indicators")


def access(browser: Browser, base: str) -> None:
    """A reason, who has looked, the administrator's page, one's own account."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Ruth")
    page.goto(f"{base}/search/")
    page.get_by_label("A name, date of birth").press_sequentially("amie stoan")
    page.locator("#found").get_by_role("link", name="Stone").first.wait_for()
    shoot(page, "search")
    page.locator("#found").get_by_role("link", name="Stone").first.click()
    page.get_by_role("button", name="Open it for").wait_for()
    shoot(page, "reason")
    page.get_by_label("It is linked").check()
    page.get_by_label("What do you need to know?").fill("Her half-sister’s carers look after a child of Willow’s.")
    page.get_by_role("button", name="Open it for").click()
    page.get_by_role("heading", name="Stone").first.wait_for()
    family = page.url
    page.goto(f"{base}/my-account/")
    shoot(page, "account")
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Grace")
    page.goto(f"{family}readers/")
    shoot(page, "readers")
    page.goto(f"{family}transfer/")
    shoot(page, "transfer")
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Sam", to="/*/")
    page.goto(f"{base}/accounts/")
    shoot(page, "accounts")
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    sign_in(page, base, "Frances", to="/studies/")
    page.get_by_role("link", name="Planned conversations").click()
    page.get_by_role("button", name="Download the data").wait_for()
    shoot(page, "study")


def main() -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="kinwork-shots-"))
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "KINWORK_ENV": "development", "KINWORK_VAR": str(folder)}
    environment.pop("DATABASE_URL", None)
    kinwork = Path(sys.executable).with_name("kinwork")
    server = subprocess.Popen([str(kinwork), "serve", "--with-demo", "--port", str(port)], env=environment)
    try:
        for _ in range(900):
            try:
                urllib.request.urlopen(f"{base}/health/", timeout=1)  # noqa: S310 -- our own server
                break
            except OSError:
                time.sleep(0.2)
        take(base)
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
