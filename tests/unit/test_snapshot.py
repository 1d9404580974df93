"""The tables that an empty database gets at once are those that the migrations make."""

from __future__ import annotations

from kinwork.site import snapshot


def test_the_snapshot_is_of_these_migrations():
    made = snapshot.header(snapshot.kept())["made from"]
    assert made == snapshot.fingerprint(), "there is a new migration: run .venv/bin/python scripts/schema.py"


def test_nobody_changed_it_by_hand():
    assert snapshot.header(snapshot.kept())["sum"] == snapshot.checksum(snapshot.kept())


def test_no_session_speaks_in_it():
    assert "\\restrict" not in snapshot.kept()
    assert "search_path', ''" not in snapshot.kept()
