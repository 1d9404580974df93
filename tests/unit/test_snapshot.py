"""The tables that an empty database gets at once are those that the migrations make."""

from __future__ import annotations

from importlib import metadata

import pytest

from kinwork.platform import schema_loader


def test_the_snapshot_is_of_these_migrations():
    made = schema_loader.header(schema_loader.kept())["made from"]
    assert made == schema_loader.fingerprint(), (
        "there is a new migration, or a new version of what brings others: run .venv/bin/python scripts/schema.py"
    )


@pytest.mark.parametrize("package", ["Django", "django-allauth", "django-axes", "django-pghistory", "django-pgtrigger"])
def test_another_version_of_what_brings_tables_or_triggers_is_another_snapshot(package, monkeypatch):
    version, now = metadata.version, schema_loader.fingerprint()
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name.lower() == package.lower() else version(name))
    assert schema_loader.fingerprint() != now


def test_nobody_changed_it_by_hand():
    assert schema_loader.header(schema_loader.kept())["sum"] == schema_loader.checksum(schema_loader.kept())


def test_no_session_speaks_in_it():
    assert "\\restrict" not in schema_loader.kept()
    assert "search_path', ''" not in schema_loader.kept()
