"""Ids in addresses: what PostgreSQL can hold. A longer number is no address of ours, rather than a broken query."""

from __future__ import annotations

from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """Digits, at most eighteen of them."""

    regex = "[0-9]{1,18}"
