"""The worker is killed in the middle of a bundle, or of a return that is kept as sent, as by a machine that loses its
power: `make acceptance` looks.

Each takes two minutes, most of them the half minute without a sign of life after which a worker counts as dead, and the
minute in which the next one looks: KINWORK_KILLED=1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from kinwork.returns import ssd
from tests.servers import Server

from .test_command import KINWORK, run

pytestmark = pytest.mark.skipif(not os.environ.get("KINWORK_KILLED"), reason="two minutes: in make acceptance")
MONTHS = 14
ENTRIES = 30  # of each month: some seconds to print
SCENE = f"""
from datetime import date
from kinwork.platform.console import set_up
set_up()
from kinwork.bundles import actions
from kinwork.record.models import Entry
from django.utils import timezone
from tests.factories import actor, family_in, unit_with_staff

unit, staff = unit_with_staff()
family = family_in(unit, "Larkfam", opened=date(2024, 1, 1))
me = actor(staff["grace"])
months = []
for n in range({MONTHS}):
    on = date(2024 + n // 12, n % 12 + 1, 5)
    months.append(on.year * 100 + on.month)
    Entry.objects.bulk_create(
        Entry(family=family, kind="note", text=f"Heron{{n}}word{{k}}. " + "She was well. " * 40, happened_on=on,
              recorded_at=timezone.now(), by=staff["grace"]) for k in range({ENTRIES})
    )
actions.make_court_bundle(
    me, family.pk, unit.pk, title="Final hearing", court="", chosen=[actions.Chosen("entries", "C", tuple(months))]
)
"""


@pytest.fixture
def server(place):
    server = Server(place / "server")
    server.make()
    server.start()
    server.ask("CREATE ROLE kinwork_app LOGIN NOSUPERUSER NOBYPASSRLS")
    yield server
    server.stop()


def given(scene: str, place, server) -> dict[str, str]:
    """A database with what a script puts into it; the environment in which workers use it."""
    there = {
        "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{server.port}/postgres",
        "KINWORK_VAR": str(place / "var"),
        "KINWORK_ENV": "development",
    }
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("KINWORK_", "DJANGO_"))}
    assert run("migrate", **there).returncode == 0
    made = subprocess.run(
        [sys.executable, "-c", scene], env=bare | there, capture_output=True, text=True, timeout=300, check=False
    )
    assert made.returncode == 0, made.stderr
    return bare | there


def test_a_bundle_comes_out_whole_and_once_when_its_worker_was_killed(place, server):
    there = given(SCENE, place, server)
    worker = subprocess.Popen([KINWORK, "work"], env=there)
    try:
        server.wait_until("SELECT done >= 2 FROM bundles_bundle", 60)
    finally:
        worker.kill()
        worker.wait()
    [(state, done, parts)] = server.ask(
        "SELECT state, done, (SELECT count(*) FROM bundles_bundlepart) FROM bundles_bundle"
    )
    assert (state, done) == ("working", parts)
    assert done < MONTHS, "it was killed in the middle"
    before = server.ask("SELECT number, md5(pdf) FROM bundles_bundlepart ORDER BY number")
    kept_by = "SELECT count(*) FROM bundles_bundlepart p JOIN kept k ON (p.number, md5(p.pdf)) = (k.number, k.md5)"
    server.ask("CREATE TABLE kept AS SELECT number, md5(pdf) FROM bundles_bundlepart")
    again = subprocess.Popen([KINWORK, "work"], env=there)
    try:
        server.wait_until(f"SELECT done > {done} FROM bundles_bundle", 180)
        assert server.ask(kept_by) == [(len(before),)], "what was made is not made again"
        server.wait_until("SELECT state = 'made' FROM bundles_bundle", 120)
    finally:
        again.terminate()
        again.wait(60)
    pieces = server.ask("SELECT content FROM bundles_bundlepiece ORDER BY bundle_id, number")
    pdf = b"".join(bytes(content) for (content,) in pieces)
    [(number, size, fingerprint)] = server.ask("SELECT count(*) OVER (), size, sha256 FROM bundles_bundle")
    assert (number, size, fingerprint) == (1, len(pdf), sha256(pdf).hexdigest()), "one, and whole"
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for n in range(MONTHS):
        for k in range(ENTRIES):
            assert said.count(f"Heron{n}word{k}.") == 1
    assert server.ask("SELECT count(*) FROM bundles_bundlepart") == [(0,)]
    assert server.ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'kinwork.bundles.make'") == [(0,)]
    log = "SELECT count(*) FROM access_auditevent WHERE verb = 'made bundle'"
    assert server.ask(log) == [(1,)]


KEEPS = """
from kinwork.platform.console import set_up
set_up()
from kinwork.accounts.bootstrap import service_team
from kinwork.large import loader
from kinwork.large.size import SMALL
from kinwork.national_returns import actions
from tests.factories import actor, put_in_post, user

loader.load(SMALL, processes=0)
analyst = user("keeps")
put_in_post(analyst, service_team(), "analyst")
actions.look_now(actor(analyst), keeps="ssd", note="For the regulator")
"""


def test_a_return_is_kept_as_sent_whole_and_once_when_its_worker_was_killed(place, server):
    there = given(KEEPS, place, server)
    worker = subprocess.Popen([KINWORK, "work"], env=there)
    try:
        server.wait_until("SELECT coalesce(max(done), 0) > 0 FROM national_returns_look", 60)
    finally:
        worker.kill()
        worker.wait()
    assert server.ask("SELECT state, done < total FROM national_returns_look") == [("working", True)], "in the middle"
    assert server.ask("SELECT count(*) FROM national_returns_sent") == [(0,)]
    again = subprocess.Popen([KINWORK, "work"], env=there)
    try:
        server.wait_until("SELECT state = 'done' FROM national_returns_look", 240)
    finally:
        again.terminate()
        again.wait(60)
    [(look, done, total)] = server.ask("SELECT numbers->'ssd'->'since', done, total FROM national_returns_look")
    assert (look, done) == ([], total), "what is kept is what was looked at"
    [(note, size, fingerprint, content, children)] = server.ask(
        "SELECT s.note, s.size, s.sha256, f.content, s.children FROM national_returns_sent s "
        "JOIN national_returns_sentfile f ON f.sent_id = s.id"
    )
    assert (note, size, fingerprint) == ("For the regulator", len(content), sha256(content).hexdigest()), "one, whole"
    with ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        packed.extractall(place / "kept")
    assert {row["pers_person_id"] for row in ssd.rows_in(place / "kept" / "ssd_person.csv")} >= {
        f"K{person:07d}" for (person,) in server.ask("SELECT person_id FROM children_careperiod")
    }
    assert children > 300
    assert server.ask("SELECT count(*) FROM access_auditevent WHERE verb = 'kept a return as sent'") == [(1,)]
    left = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'kinwork.national_returns.look'"
    assert server.ask(left) == [(0,)]
