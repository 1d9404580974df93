"""The tables that an empty database gets at once are those that the migrations make."""

from __future__ import annotations

from kinwork.platform import schema_loader


def test_the_snapshot_is_of_these_migrations():
    made = schema_loader.header(schema_loader.kept())["made from"]
    assert made == schema_loader.fingerprint(), "there is a new migration: run .venv/bin/python scripts/schema.py"


def test_nobody_changed_it_by_hand():
    assert schema_loader.header(schema_loader.kept())["sum"] == schema_loader.checksum(schema_loader.kept())


def test_no_session_speaks_in_it():
    assert "\\restrict" not in schema_loader.kept()
    assert "search_path', ''" not in schema_loader.kept()
