"""A session that was handed over: only one place is open in it until whoever is signed in shows that it is them again.

What is locked stands in the session itself, so that every tab and every address of that browser finds it locked
(docs/adr/0144). The lock is kept by ``accounts/handed_over.py``.
"""

from __future__ import annotations

from django.http import HttpRequest

KEY = "handed_over"


def hand_over(request: HttpRequest, prefix: str, then: str) -> None:
    """From now on only addresses that begin with ``prefix`` are open; ``then``: where it goes on once it is back."""
    request.session[KEY] = {"prefix": prefix, "then": then}


def handed_over(request: HttpRequest) -> tuple[str, str] | None:
    """What is open of this session, and where it goes on; None where it was not handed over."""
    said = request.session.get(KEY)
    return (str(said["prefix"]), str(said["then"])) if said else None


def taken_back(request: HttpRequest) -> str:
    """All of it is open again. Where it goes on."""
    said = request.session.pop(KEY, None)
    return str(said["then"]) if said else "/"
