"""Fixtures of the whole test run."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.pages import Client

from . import factories


@pytest.fixture
def rowan(db) -> SimpleNamespace:
    """A systemic unit with its members as attributes (grace, tom, priya, maureen, leah) and ``unit``."""
    unit, staff = factories.unit_with_staff()
    return SimpleNamespace(unit=unit, **staff)


@pytest.fixture
def client() -> Client:
    """In place of pytest-django's: reads pages as a browser shows them."""
    return Client()


@pytest.fixture
def sign_in(client: Client):
    """Sign somebody in and give their client."""

    def as_(who) -> Client:
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.defaults["HTTP_ACCEPT"] = "text/html"
        return client

    return as_
