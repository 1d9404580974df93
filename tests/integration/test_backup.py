"""The database destroyed, and brought back; a second server that takes over. Each with servers of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from kinwork.files.store import Store
from kinwork.operations import backup
from kinwork.operations.backup import restore
from kinwork.operations.backup_keys import keys_from
from kinwork.operations.encryption import Broken
from tests import node
from tests.servers import Server, copy_of

from .test_command import run

MADE = Path(__file__).parent / "backups"


# -- backup and restore, as an operator does it


FORMER_KEY = "SBXddaGC4O8Rm8n2Z3xRPHgsxszBK_lgBFUDN9j7V8A="


def test_destroyed_and_restored_to_the_last_acknowledged_write(place, server):
    key = run("backup-key").stdout
    public = key.split("# public key: ")[1].split()[0]
    (place / "key").write_text(key)
    there = {
        "DATABASE_URL": "",  # an embedded one of its own
        "KINWORK_VAR": str(place / "var"),
        "KINWORK_ENV": "development",
    }
    held = {**there, "KINWORK_BACKUP_KEY": key}
    first = run("invite", "ana@linden.example", "Ana O’Neil", "--authority", "Linden", **there)
    assert "/set-password/" in first.stdout, first.stderr
    last = run("invite", "last@linden.example", "Last Word", **there)
    assert last.returncode == 0, last.stderr
    # Someone attaches a photo.
    photo = Store(place / "var" / "files").put(BytesIO(b"a photo of the kitchen"))
    # The server knows for whom; it holds no key.
    made = run("backup", str(place / "b.age"), "--to", public, **there)
    assert made.returncode == 0, made.stderr
    encrypted = (place / "b.age").read_bytes()
    assert b"linden.example" not in encrypted
    assert run("backup", str(place / "b.age"), **held).returncode == 2, "a backup is not written over"

    assert b"kitchen" not in (place / "b.age.files").read_bytes()
    by_hand = restored_without_kinwork(server, place / "b.age", key.split()[-1])
    assert by_hand.ask("SELECT email FROM access_user WHERE full_name = 'Last Word'") == [("last@linden.example",)]

    shutil.rmtree(place / "var" / "postgres")
    shutil.rmtree(place / "var" / "files")
    back = run("restore", str(place / "b.age"), "--key", str(place / "key"), "--expect", made.stdout.strip(), **there)
    assert back.returncode == 0, back.stdout + back.stderr
    assert "whole" in back.stdout
    assert Store(place / "var" / "files").read(photo.sha256) == b"a photo of the kitchen"
    again = run("invite", "last@linden.example", "Last Word", **there)
    assert "already an account with this address" in again.stderr

    # Refused in one line, with everything as it was: a full database, another key, a damaged file.
    (place / "cut.age").write_bytes(encrypted[:-40])
    other = {**there, "KINWORK_BACKUP_KEY": run("backup-key").stdout}
    shutil.copy(MADE / "protected-key.age", place / "protected")
    for file, environment, more, said in (
        ("b.age", held, [], "not empty"),
        ("b.age", other, ["--replace"], "key"),
        ("b.age", there, ["--key", str(place / "protected")], "KINWORK_BACKUP_PASSPHRASE"),
        ("b.age", there, [], "no key"),
        ("b.age", held, ["--expect", "last night's"], "expected SEQ:FINGERPRINT"),
        ("cut.age", held, ["--replace"], "damaged or cut off"),
        ("none.age", held, [], "no such file"),
    ):
        refused = run("restore", str(place / file), *more, **environment)
        assert refused.returncode == 2, refused.stdout + refused.stderr
        assert said in refused.stderr
        assert "Traceback" not in refused.stderr
    assert "already an account with this address" in run("invite", "last@linden.example", "Last", **there).stderr

    # Somebody else's log, whole in itself, is not what was expected: anybody may encrypt for a public key.
    foreign = run("restore", str(place / "b.age"), "--replace", "--expect", f"1:{'0' * 64}", **held)
    assert foreign.returncode == 1, foreign.stdout + foreign.stderr
    assert "broken" in foreign.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        ([], {}, "no key: say --to age1… or --key FILE"),
        (["--to", "linden"], {}, "--to: found 'linden…', expected age1…"),
        ([], {"KINWORK_BACKUP_TO": "linden"}, "KINWORK_BACKUP_TO: found 'linden…', expected age1…"),
        ([], {"KINWORK_BACKUP_KEY": FORMER_KEY}, "this key opens former backups only"),
        ([], {"KINWORK_BACKUP_KEY": "linden"}, "KINWORK_BACKUP_KEY: expected AGE-SECRET-KEY-1…"),
    ],
)
def test_a_backup_for_nobody_is_not_begun(arguments, environment, said, tmp_path):
    refused = run("backup", str(tmp_path / "b.age"), *arguments, **environment)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_backup_of_before_age_is_restored_by_its_key(server):
    assert restore(server.url, MADE / "former.kw", keys_from(FORMER_KEY.encode(), str)) == "7:c0ffee"
    assert server.ask("SELECT words FROM said") == [("written before age",)]
    assert server.ask("SELECT count(*) FROM django_session") == [(0,)], "nobody comes back in by an old session"
    for file, key, why in (
        ("former.kw", "key.txt", "its key is the one of 44 characters"),
        ("by-age.age", FORMER_KEY, "opens former backups only"),
        ("key.txt", "key.txt", "not a backup"),
    ):
        keys = keys_from(key.encode() if key == FORMER_KEY else (MADE / key).read_bytes(), str)
        with pytest.raises(Broken, match=why):
            restore(server.url, MADE / file, keys, replace=True)
    assert server.ask("SELECT words FROM said") == [("written before age",)], "as it was"


BY_HAND = """
import { Decrypter } from "age-encryption";
import { readFileSync, writeFileSync } from "node:fs";

const [file, key, into] = process.argv.slice(1);
const reader = new Decrypter();
reader.addIdentity(key);
writeFileSync(into, await reader.decrypt(readFileSync(file)));
"""


def restored_without_kinwork(server, file, key):
    """By age and PostgreSQL's own programs, as docs/operating.md says; age is typage here, by the same author."""
    dump = file.with_suffix(".dump")
    node.run("--input-type=module", "-e", BY_HAND, str(file), key, str(dump))
    server.ask("CREATE ROLE kinwork_app LOGIN NOSUPERUSER NOBYPASSRLS")
    server.does("pg_restore", "--no-owner", "--single-transaction", f"--dbname={server.url}", str(dump))
    return server


# -- what was erased after a backup

SCENE = """
import os, sys
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from kinwork.platform import embedded
from kinwork.platform.console import set_up

with embedded.database():
    os.environ["DATABASE_URL"] = os.environ["KINWORK_OWNER_URL"]
    set_up()
    from django.db import connection
    from django.utils import timezone
    from kinwork.access.models import User
    from kinwork.accounts.bootstrap import service_team
    from kinwork.cases.models import Involvement
    from kinwork.families.models import Family
    from kinwork.record.actions import Audience, Happened, write_entry
    from kinwork.record.attaching import attach, store
    from kinwork.retention import actions
    from tests.factories import actor, family_in, put_in_post, unit_with_staff, user
    from tests.integration.test_retention import where_it_stands

    LONG_AGO = timezone.localdate() - timedelta(days=365 * 8)

    def make():
        unit, staff = unit_with_staff()
        for name, role in (("one", "hos"), ("two", "hos")):
            put_in_post(user(name), service_team(), role)
        head = actor(User.objects.get(email="one@example.org"))
        for kind in ("open", "contact", "protection"):
            actions.set_period(head, kind=kind, counts_from="last", years=6, reason="Schedule")
        for name in ("Quillfam", "Staysfam"):
            family = family_in(unit, name)
            person = family.members.first().person
            person.family_name = name
            person.save()
            tom = actor(staff["tom"])
            file = attach(tom, family.pk, unit.pk, uuid4(), BytesIO(name.encode()), name="a.txt", size=len(name))
            what = Happened("document", timezone.localdate(), f"{name} wrote.", draft=file.draft.token)
            write_entry(tom, family.pk, unit.pk, what, Audience())
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE NONE")
            Involvement.objects.filter(family=family).update(opened_on=LONG_AGO, closed_on=LONG_AGO)

    def erase():
        one, two = (User.objects.get(email=f"{name}@example.org") for name in ("one", "two"))
        proposal = actions.propose(actor(one), Family.objects.get(name="Quillfam").pk, reason="Time.")
        actions.agree(actor(two), proposal.pk)

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
        for word in ("Quillfam", "Staysfam"):
            print(word, len(where_it_stands(word)), sum(word.encode() in store().read(f) for f, _, _ in store().all()))

    {"make": make, "erase": erase, "look": look}[sys.argv[1]]()
"""


def test_what_was_erased_after_a_backup_goes_again_when_that_is_restored(place):
    key = run("backup-key").stdout
    (place / "key").write_text(key)
    there = {"DATABASE_URL": "", "KINWORK_VAR": str(place / "var"), "KINWORK_ENV": "development"}

    def scene(step: str) -> str:
        bare = {key: value for key, value in os.environ.items() if not key.startswith(("KINWORK_", "DJANGO_"))}
        done = subprocess.run(
            [sys.executable, "-c", SCENE, step],
            env=bare | there, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def restored(file: str, *more: str) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(place / "var" / "postgres")
        shutil.rmtree(place / "var" / "files")
        return run("restore", str(place / "backups" / file), "--key", str(place / "key"), *more, **there)

    assert run("migrate", **there).returncode == 0
    scene("make")
    before = scene("look")
    (place / "backups").mkdir()
    assert run("backup", str(place / "backups" / "1.age"), "--key", str(place / "key"), **there).returncode == 0
    scene("erase")
    assert run("backup", str(place / "backups" / "2.age"), "--key", str(place / "key"), **there).returncode == 0
    after = scene("look")
    assert after.startswith("Quillfam 0 0\n")
    assert after.splitlines()[1] == before.splitlines()[1] != "Staysfam 0 0"
    # The newer one knows. The older one does not: the list on this machine does, or the one beside the backups.
    newer = restored("2.age")
    assert newer.returncode == 0, newer.stdout + newer.stderr
    assert "Erased again: 0 of 0" in newer.stdout
    for lost in (False, True):
        if lost:
            (place / "var" / "kinwork-erasures.jsonl").unlink()
        back = restored("1.age")
        assert back.returncode == 0, back.stdout + back.stderr
        assert "Erased after this backup" in back.stdout
        assert "Erased again: 1 of 1" in back.stdout
        assert "whole" in back.stdout
        assert scene("look") == after
    # Without any list the record is back, and that there was none is said; a list that comes later is replayed.
    (place / "backups" / "kinwork-erasures.jsonl").rename(place / "found.jsonl")
    (place / "var" / "kinwork-erasures.jsonl").unlink(missing_ok=True)
    assert "There is no list of what was erased" in restored("1.age").stdout
    assert scene("look").splitlines()[0] == before.splitlines()[0]
    later = run("erasures", "replay", "--list", str(place / "found.jsonl"), **there)
    assert later.returncode == 0, later.stdout + later.stderr
    assert scene("look") == after
    assert run("audit-log", "verify", **there).returncode == 0


# -- a second server


@pytest.fixture
def server(place):
    server = Server(place / "server")
    server.make()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def primary(place):
    server = Server(place / "primary")
    (place / "archive").mkdir()
    if server.account:
        os.chown(place / "archive", pwd.getpwnam(server.account).pw_uid, -1)
    server.make(
        wal_level="replica", max_wal_senders="4", archive_mode="on", archive_command=f"cp %p {place}/archive/%f"
    )
    server.start()
    server.ask("CREATE TABLE said (n int PRIMARY KEY, words text)")
    yield server
    with suppress(subprocess.CalledProcessError):  # killed by the test
        server.stop()


def test_a_second_server_takes_over_without_losing_an_acknowledged_write(primary, place):
    standby = copy_of(primary, place / "standby", "-R")
    standby.set(primary_conninfo=f"{primary.url} application_name=standby")
    standby.start()
    try:
        primary.wait_until("SELECT count(*) = 1 FROM pg_stat_replication")
        primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        primary.ask("SELECT pg_reload_conf()")
        primary.wait_until("SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")
        # One address for the application: whichever of the two takes writes.
        either = (
            f"host=127.0.0.1,127.0.0.1 port={primary.port},{standby.port} user=postgres dbname=postgres "
            "target_session_attrs=read-write connect_timeout=5"
        )
        acknowledged = 0
        with psycopg.connect(either, autocommit=True) as application:
            for n in range(300):
                application.execute("INSERT INTO said VALUES (%s, %s)", [n, "words " * 50])
                acknowledged = n + 1
        # Reading may be sent to the second server, which refuses to write.
        reading = either.replace("read-write", "prefer-standby")
        with psycopg.connect(reading, autocommit=True) as reader:
            assert reader.info.port == standby.port
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                reader.execute("INSERT INTO said VALUES (-1, '')")
        primary.kill()
        standby.does("pg_ctl", "-D", str(standby.folder), "-w", "promote")
        standby.wait_until("SELECT NOT pg_is_in_recovery()")
        standby.ask("ALTER SYSTEM SET synchronous_standby_names = ''")
        standby.ask("SELECT pg_reload_conf()")
        with psycopg.connect(either, autocommit=True) as application:
            assert application.info.port == standby.port
            assert application.execute("SELECT count(*), max(n) FROM said").fetchone() == (
                acknowledged,
                acknowledged - 1,
            )
            application.execute("INSERT INTO said VALUES (1000, 'goes on')")
    finally:
        standby.stop()


def test_back_to_the_moment_before_the_mistake(primary, place):
    earlier = copy_of(primary, place / "earlier")
    primary.ask("INSERT INTO said VALUES (1, 'kept')")
    [(moment,)] = primary.ask("SELECT clock_timestamp()::text")
    time.sleep(0.05)
    primary.ask("DELETE FROM said")
    [(segment,)] = primary.ask("SELECT pg_walfile_name(pg_current_wal_lsn())")
    primary.ask("SELECT pg_switch_wal()")
    primary.wait_until(f"SELECT last_archived_wal >= '{segment}' FROM pg_stat_archiver")
    earlier.set(
        restore_command=f"cp {place}/archive/%f %p", recovery_target_time=moment, recovery_target_action="promote",
        archive_mode="off",
    )  # fmt: skip
    (earlier.folder / "recovery.signal").touch()
    if earlier.account:
        os.chown(earlier.folder / "recovery.signal", pwd.getpwnam(earlier.account).pw_uid, -1)
    earlier.start()
    try:
        earlier.wait_until("SELECT NOT pg_is_in_recovery()")
        assert earlier.ask("SELECT words FROM said") == [("kept",)]
    finally:
        earlier.stop()


def test_when_the_database_stops_reading_nobody_waits_for_whoever_still_writes():
    """A restore in which psql ended early once waited for pg_restore for ever, and that for somebody who reads."""
    with (
        subprocess.Popen(["yes"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as maker,
        subprocess.Popen(["true"], stdin=subprocess.PIPE) as taker,
    ):
        try:
            backup._hand_on(maker.stdout, taker.stdin)
            assert maker.wait(30) != 0
        finally:
            maker.kill()
            with suppress(BrokenPipeError):
                taker.stdin.close()
