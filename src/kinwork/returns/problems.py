"""What is wrong with what was brought, so that nothing can be done with it at all."""

from __future__ import annotations


class BadReturn(ValueError):
    """Bad input: file, place, what was found, what was expected, in one line."""
