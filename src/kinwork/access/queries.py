"""Reads of the authority's own row."""

from __future__ import annotations

from .models import Authority


def authority() -> Authority:
    """The authority of this database; defaults when it has not been named yet. One statement."""
    return Authority.objects.first() or Authority(name="Kinwork")
