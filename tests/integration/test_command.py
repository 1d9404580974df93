"""The ``kinwork`` command as people run it, each time as a process of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest
from django.db import connection

from kinwork.access.models import Authority
from kinwork.operations.checks import _roles
from tests.places import quick_folder

STARTS_WITHIN = 180  # seconds, with the demo made, on a machine that has other work too
KINWORK = Path(sys.executable).with_name("kinwork")
GOOD = {
    "KINWORK_ENV": "production",
    "KINWORK_SECRET_KEY": "Zq3" + "".join(chr(97 + (n * 7) % 26) for n in range(60)),
    "KINWORK_HOSTS": "kinwork.example.gov.uk",
    "KINWORK_ADDRESS": "https://kinwork.example.gov.uk",
    "KINWORK_SMTP_HOST": "mail.example.gov.uk",
    "KINWORK_AUDIT_HEADS_TO": "mailto:audit@example.gov.uk",
}


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {key: value for key, value in os.environ.items() if not key.startswith(("KINWORK_", "DJANGO_", "PORT"))}
    return subprocess.run(
        [str(KINWORK), *args], env=base | environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def url(db, settings) -> str:
    """The test database as DATABASE_URL."""
    at = settings.DATABASES["default"]
    return f"postgresql://{at['USER']}@/{at['NAME']}?host={at['HOST']}"


def test_a_careless_production_configuration_is_refused_each_finding_with_its_remedy(url):
    careless = run(
        "check", "--format", "json",
        DATABASE_URL=url, KINWORK_ENV="development", KINWORK_HOSTS="*", KINWORK_SECRET_KEY="secret",
        KINWORK_SESSION_SECONDS="9999999",
    )  # fmt: skip
    assert careless.returncode == 1
    found = {finding["what"]: finding["remedy"] for finding in json.loads(careless.stdout)}
    for words in (
        "development",
        "short or monotonous",
        "any host name",
        "without HTTPS",
        "more than a day",
        "superuser",
    ):
        assert any(words in what for what in found), words
    assert all(found.values())


def test_a_careful_one_leaves_only_what_this_test_database_is(url):
    careful = run("check", "--format", "json", DATABASE_URL=url, **GOOD)
    said = [finding["what"] for finding in json.loads(careful.stdout)]
    assert [("fsync" in one, "superuser" in one) for one in said] == [(True, False), (False, True), (False, True)], said


@pytest.mark.parametrize(
    ("careless", "words"),
    [
        ({"KINWORK_ADDRESS": "http://kinwork.example.gov.uk"}, "does not begin with https://"),
        ({"KINWORK_HOSTS": ".example.gov.uk"}, "every name under example.gov.uk"),
        ({"KINWORK_HOSTS": "kinwork.example.gov.uk,*"}, "any host name"),
        ({"KINWORK_HOSTS": "*.gov.uk"}, "every name under gov.uk"),
        ({"KINWORK_AUDIT_HEADS_TO": ""}, "go nowhere"),
        ({"KINWORK_AUDIT_HEADS_TO": "council"}, "found 'council'"),
        ({"KINWORK_BEHIND_PROXY": "1", "KINWORK_PROXIES": "0.0.0.0/0"}, "names every address"),
        ({"KINWORK_OWNER_URL": "postgresql://kinwork_app@/none?host=/tmp"}, "The tables' owner is to be kinwork_app"),
    ],
)
def test_each_carelessness_is_found_by_itself(careless, words):
    """Of settings alone: the database need not answer for it."""
    nowhere = "postgresql://nobody@/none?host=/nonexistent"
    # without a pool, which would try for twenty seconds
    found = run("check", "--format", "json", **GOOD | {"DATABASE_URL": nowhere, "KINWORK_POOL": "0"} | careless)
    assert [words in finding["what"] for finding in json.loads(found.stdout)].count(True) == 1, found.stdout


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER TABLE access_user OWNER TO kinwork_app", "owns the table access_user"),
        ("ALTER FUNCTION kinwork_user() OWNER TO kinwork_app", "owns the function kinwork_user"),
        ("ALTER SCHEMA public OWNER TO kinwork_app", "owns the schema"),
        ("ALTER ROLE kinwork_app CREATEROLE", "has powers beyond its tables"),
        ("GRANT pg_write_all_data TO kinwork_app", "has powers beyond its tables"),
    ],
)
def test_an_application_that_owns_what_it_should_not_is_found(db, as_owner, statement, words):
    assert [finding.what for finding in _roles()] == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)
        assert [words in finding.what for finding in _roles()] == [True]


def test_production_serves_no_demo(url):
    refused = run("serve", "--with-demo", DATABASE_URL=url, **GOOD)
    assert refused.returncode == 2
    assert "this is production" in refused.stderr


def test_in_production_nobody_is_anybody_though_the_database_says_demo(db, client, settings, rowan):
    authority = Authority.objects.get()
    authority.is_demo = True
    authority.save()
    assert client.post(f"/sign-in/demo/{rowan.tom.pk}/").status_code == 302
    client.logout()
    settings.IS_DEVELOPMENT = False
    assert client.post(f"/sign-in/demo/{rowan.tom.pk}/").status_code == 404
    assert "This is a demo" not in client.get("/sign-in/").content.decode()


def test_a_missing_secret_and_hosts_are_found_in_text_too(url):
    found = run("check", DATABASE_URL=url, KINWORK_ENV="production")
    assert found.returncode == 1
    assert "KINWORK_SECRET_KEY is not set" in found.stdout
    assert "remedy: Set KINWORK_HOSTS" in found.stdout
    assert "8 findings." in found.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["demo", "--authority", "huge"], "found 'huge', expected small or large"),
        (["check", "--format", "xml"], "found 'xml', expected text or json"),
        (["extract", "nowhere", "--by", "someone@example.org"], "found no account 'someone@example.org'"),
    ],
)
def test_bad_input_is_one_line_and_status_2(url, args, words):
    result = run(*args, DATABASE_URL=url)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_does_not_answer_is_said_in_one_line():
    result = run("serve", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert result.returncode == 2
    assert "database does not answer" in result.stderr
    assert "Traceback" not in result.stderr


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def installation():
    """A server that is gone afterwards, with its database, whatever happened."""
    folder = quick_folder()
    there = Installation(folder)
    yield there
    with suppress(OSError, ValueError, AttributeError):
        os.kill(there.process.pid, signal.SIGKILL)
        os.kill(there.postmaster(), signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


class Installation:
    """``kinwork serve`` on an embedded database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[str] | None = None
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str, wait: bool = True, before: Sequence[str] = (), **how) -> None:
        base = {k: v for k, v in os.environ.items() if not k.startswith(("KINWORK_", "DJANGO_", "DATABASE_"))}
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*before, str(KINWORK), "serve", *options, "--port", str(self.port)],
            env=base | {"KINWORK_ENV": "development", "KINWORK_VAR": str(self.folder)},
            **{"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "start_new_session": True, **how},
        )  # fmt: skip
        if not wait:
            return
        while time.monotonic() - began < STARTS_WITHIN:
            try:
                urllib.request.urlopen(self.address + "/health/", timeout=2)
                return
            except OSError:
                assert self.process.poll() is None, self.process.stdout and self.process.stdout.read()
                time.sleep(0.1)
        raise AssertionError("the server did not come up")

    def get(self, path: str) -> str:
        request = urllib.request.Request(self.address + path, headers={"Accept": "text/html"})
        return str(self.browser.open(request, timeout=20).read().decode())

    def post(self, path: str, data: bytes, token: str, kind: str = "application/x-www-form-urlencoded") -> str:
        headers = {"X-CSRFToken": token, "Content-Type": kind, "Accept": "text/html"}
        request = urllib.request.Request(self.address + path, data=data, headers=headers, method="POST")
        return str(self.browser.open(request, timeout=20).read().decode())

    def postmaster(self) -> int:
        return int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_killing_server_and_database_loses_no_acknowledged_write_and_stopping_is_clean(installation):
    there, folder = installation, installation.folder
    there.start("--with-demo")
    sign_in = there.get("/sign-in/")
    person = re.search(r'action="(/sign-in/demo/\d+/)"[^>]*>(?:(?!</form>).)*Maureen', sign_in, re.S)
    assert person
    assert "My work" in there.post(person[1], b"", token_in(sign_in))
    choose = there.get("/meeting/")
    opening = re.search(r'action="(/meeting/of/\d+/open/)"', choose)
    assert opening
    meeting = there.post(opening[1], b"on=tue&early=yes", token_in(choose))
    start = re.search(r'action="(/meeting/\d+/item/\d+/start/)"', meeting)
    assert start
    page = there.post(start[1], b"", token_in(meeting))
    box = re.search(r'data-box="passage:(\d+)"\s+data-version="0"', page)
    save = re.search(r'data-save="(/discussion/\d+/save/)"', page)
    assert box
    assert save
    words = "Said just before the lights went out."
    body = json.dumps({"box": "passage", "id": int(box[1]), "version": 0, "text": words}).encode()
    assert '"version": 1' in there.post(save[1], body, token_in(page), "application/json")
    assert there.process
    os.kill(there.process.pid, signal.SIGKILL)
    os.kill(there.postmaster(), signal.SIGKILL)
    there.process.wait(10)
    there.start("--with-demo")
    assert words in there.get(save[1].replace("save/", ""))  # still signed in, too

    os.kill(there.postmaster(), signal.SIGKILL)  # the database alone
    time.sleep(0.5)
    os.kill(there.process.pid, signal.SIGKILL)
    there.process.wait(10)
    there.start("--with-demo")
    assert words in there.get(save[1].replace("save/", ""))
    postmaster = there.postmaster()
    os.kill(there.process.pid, signal.SIGINT)  # Ctrl-C
    assert there.process.wait(20) == 0
    assert not (folder / "postgres" / "postmaster.pid").exists()
    assert not psutil.pid_exists(postmaster) or psutil.Process(postmaster).status() == psutil.STATUS_ZOMBIE


def has_ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def is_put_away(there: Installation, postmaster: int) -> bool:
    """The database went down in order: it took its lock file away, and said last what it says when all is on disk."""
    log = (there.folder / "postgres" / "log").read_text()
    return (
        not (there.folder / "postgres" / "postmaster.pid").exists()
        and has_ended(postmaster)
        and log.rstrip().endswith("database system is shut down")
    )


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_each_signal_that_ends_things_ends_server_and_database_in_order(installation, how):
    """SIGTERM is what service managers, containers and ``kill`` send; SIGHUP comes when a terminal closes."""
    installation.start()
    postmaster = installation.postmaster()
    live = socket.create_connection(("127.0.0.1", installation.port))  # somebody who is connected holds nothing up
    installation.process.send_signal(how)
    assert installation.process.wait(30) == 0
    assert is_put_away(installation, postmaster)
    said = installation.process.stdout.read()
    assert "Traceback" not in said
    assert re.search(r"type this key there; it works once: (\w{4}-){5}\w{4}\n", said), "nobody was there yet"
    live.close()


def test_closing_the_terminal_itself_does_too(installation):
    ours, theirs = os.openpty()
    begin = ["setsid", "--ctty", "--wait"]
    terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs, "before": begin}
    installation.start(**terminal)
    os.close(theirs)
    postmaster = installation.postmaster()
    os.close(ours)
    installation.process.wait(30)
    assert is_put_away(installation, postmaster)


def test_a_signal_while_it_starts_leaves_no_database_behind(installation):
    installation.start(wait=False)
    lock = installation.folder / "postgres" / "postmaster.pid"
    while not lock.exists():
        assert installation.process.poll() is None
        time.sleep(0.005)
    postmaster = installation.postmaster()
    installation.process.send_signal(signal.SIGTERM)
    assert installation.process.wait(30) == 0
    assert is_put_away(installation, postmaster)


def test_a_command_that_is_ended_puts_its_database_away_too(installation):
    base = {k: v for k, v in os.environ.items() if not k.startswith(("KINWORK_", "DJANGO_", "DATABASE_"))}
    environment = base | {"KINWORK_ENV": "development", "KINWORK_VAR": str(installation.folder)}
    installation.process = subprocess.Popen(
        [str(KINWORK), "demo"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lock = installation.folder / "postgres" / "postmaster.pid"
    while not (lock.exists() and "ready" in lock.read_text()):
        assert installation.process.poll() is None
        time.sleep(0.05)
    postmaster = installation.postmaster()
    installation.process.send_signal(signal.SIGTERM)
    assert installation.process.wait(30) == 128 + signal.SIGTERM
    assert is_put_away(installation, postmaster)
