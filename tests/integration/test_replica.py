"""Two servers, one of which follows the other: what may lag is read there, and who has written reads their own."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from kinwork.access import replica
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.models import Family
from kinwork.platform.embedded import APP_ROLE
from tests.factories import actor, family_in, put_in_post, unit_with_staff
from tests.servers import Server, copy_of, folder_of_servers

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def both(django_db_blocker):
    """A server with an authority in it, and a copy that follows it; Django reads and writes there for this test."""
    place = folder_of_servers()
    primary = Server(place / "primary")
    primary.make(wal_level="replica", max_wal_senders="4", fsync="off")
    primary.start()
    primary.ask(f"CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
    usual = dict(connection.settings_dict)
    there = {"HOST": "127.0.0.1", "PORT": primary.port, "NAME": "postgres", "USER": "postgres", "PASSWORD": ""}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(there)
        call_command("migrate", verbosity=0, interactive=False)
        follower = copy_of(primary, place / "follower", "-R")
        follower.start()
        connection.close()
        # What was committed is in the log at once, by which the copy is waited for; tests usually delay that.
        as_app = f"{usual['OPTIONS'].get('options', '')} -c role={APP_ROLE} -c synchronous_commit=on"
        connection.settings_dict["OPTIONS"] = {**usual["OPTIONS"], "options": as_app}
        connections.settings[replica.REPLICA] = {**deepcopy(dict(connection.settings_dict)), "PORT": follower.port}
        yield primary, follower
        connections[replica.REPLICA].close()
        del connections[replica.REPLICA]
        del connections.settings[replica.REPLICA]
        connection.close()
        connection.settings_dict.update(usual)
    follower.stop()
    primary.stop()
    shutil.rmtree(place, ignore_errors=True)


def test_boards_and_search_are_read_from_the_copy_and_ones_own_words_at_once(both):
    primary, follower = both
    rowan, staff = unit_with_staff("Rowan")
    family = family_in(rowan, "Abbottson", opened=timezone.localdate() - timedelta(days=90))
    client = Client()
    client.force_login(staff["tom"], backend=BACKEND)
    caught_up(primary, follower)

    follower.ask("SELECT pg_wal_replay_pause()")
    Family.objects.filter(pk=family.pk).update(name="Zimmerson")  # by somebody else, a moment ago
    assert "Abbottson" in client.get("/families/").content.decode(), "the copy, which lags"
    assert "Zimmerson" in client.get(f"/family/{family.pk}/").content.decode(), "a record never lags"

    told = client.post(f"/family/{family.pk}/bring-to-meeting/", {"because": "Asked for."})
    assert replica_cookie(client), told.status_code
    assert "Zimmerson" in client.get("/families/").content.decode(), "who has written reads where everybody writes"
    other = Client()
    other.force_login(staff["priya"], backend=BACKEND)
    assert "Abbottson" in other.get("/families/").content.decode()

    follower.ask("SELECT pg_wal_replay_resume()")
    caught_up(primary, follower)
    served = read_there(follower)
    assert "Zimmerson" in client.get("/families/").content.decode()
    assert read_there(follower) > served, "the copy has it by now, and is read again"

    follower.stop()
    connections[replica.REPLICA].close()
    assert "Zimmerson" in client.get("/families/").content.decode(), "without the copy everything goes on"
    follower.start()


def test_a_restriction_holds_at_once_on_a_copy_that_does_not_know_of_it_yet(both):
    primary, follower = both
    rowan, staff = unit_with_staff("Oak", "oak-")
    family = family_in(rowan, "Abbottson", opened=timezone.localdate() - timedelta(days=90))
    client = Client()
    client.force_login(staff["tom"], backend=BACKEND)
    caught_up(primary, follower)
    assert "Abbottson" in client.get("/families/").content.decode()
    follower.ask("SELECT pg_wal_replay_pause()")
    grace = staff["grace"]
    put_in_post(grace, rowan, "gm")
    restrict(
        actor(grace), family.pk, rowan.pk, cause="staff", words="x", guardian_id=grace.pk, people=[staff["priya"].pk]
    )
    assert "Abbottson" not in client.get("/families/").content.decode()
    follower.ask("SELECT pg_wal_replay_resume()")


def caught_up(primary, follower) -> None:
    [(position,)] = primary.ask("SELECT pg_current_wal_lsn()")
    follower.wait_until(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")


def replica_cookie(client) -> str:
    return client.cookies["kinwork_written"].value if "kinwork_written" in client.cookies else ""


def read_there(follower) -> int:
    """How many rows queries have read on a server so far."""
    follower.ask("SELECT pg_stat_force_next_flush()")
    [(number,)] = follower.ask("SELECT sum(tup_fetched + tup_returned) FROM pg_stat_database")
    return int(number)
