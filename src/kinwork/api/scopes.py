"""What a token is for, in words that an administrator ticks; and what that lets the system do, asked as of anyone."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from kinwork.access.permissions import Permission


class Scope(models.TextChoices):
    FIND = "people:find", "Find people by name and date of birth, or by a number"
    PEOPLE = "people:read", "Read who a person is and which families they belong to"
    NUMBERS = "people:numbers", "Read a person’s NHS number"
    FAMILIES = "families:read", "Read who is in a family and which unit holds it"
    STATUS = "status:read", "Ask whether a child is on a protection plan or looked after"
    COPY = "status:copy", "Keep a copy: every child on a plan or looked after, with NHS number, and what changes"
    RESTRICTED = "status:restricted", "Both also for children in restricted families"
    ENTRIES = "entries:write", "Send contacts, which come in at the front door"


# What a scope opens in Kinwork: the same permissions that roles have, asked by the same policies. Whether a child is on
# a plan is asked of a function of the database that says only that (sql/1_children.sql), so it opens no record.
OPENS: dict[Scope, frozenset[Permission]] = {
    Scope.FIND: frozenset({Permission.SEARCH}),
    Scope.PEOPLE: frozenset({Permission.SEE_FAMILY}),
    Scope.FAMILIES: frozenset({Permission.SEE_FAMILY}),
    Scope.ENTRIES: frozenset({Permission.TAKE_CONTACT}),
}
# Needs another besides, without which it would open nothing.
WITH = {Scope.NUMBERS: Scope.PEOPLE, Scope.COPY: Scope.STATUS, Scope.RESTRICTED: Scope.STATUS}


def permissions(scopes: Collection[str]) -> frozenset[Permission]:
    """What a token of these scopes lets its system do, everywhere."""
    return frozenset[Permission]().union(*(OPENS.get(Scope(scope), frozenset()) for scope in scopes))


def in_words(scopes: Collection[str]) -> list[str]:
    """Those scopes as the page says them, in its order."""
    return [scope.label for scope in Scope if scope.value in scopes]
