"""A client that reads pages as a browser shows them: where a template ends its lines means nothing."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import client

BLOCKS = (
    "address|article|aside|body|br|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|"
    "legend|li|main|nav|ol|optgroup|option|p|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
KEPT = re.compile(r"(<(textarea|pre|script)\b.*?</\2>)", re.DOTALL)
QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
TAG = re.compile(r"""<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^<>"'])*>""")
LOOSE = re.compile(r"\s\s|[^\S ]|\s/?>$")  # what is to be done in a tag, or in a value of it
AROUND = re.compile(rf"\s*(</?(?:{BLOCKS})\b(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)\s*")
INSIDE = re.compile(r"""(<button\b(?:"[^"]*"|'[^']*'|[^<>"'])*>)\s*|\s*(</button>)""")


def as_shown(html: str) -> str:
    """One blank for any run of them, none beside a block or inside a button's edges; what is typed or drawn is kept."""
    pieces = KEPT.split(html)
    return "".join(
        _shown(piece) if number % 3 == 0 else TAG.sub(_tag, piece, count=1)
        for number, piece in enumerate(pieces)
        if number % 3 != 2  # the kept element's name
    )


def _shown(html: str) -> str:
    shown = re.sub(r"[ \n\t]+", " ", TAG.sub(_tag, html))
    return INSIDE.sub(r"\1\2", AROUND.sub(r"\1", shown))


def _tag(found: re.Match[str]) -> str:
    if not LOOSE.search(found[0]):
        return found[0]
    parts = QUOTED.split(found[0])
    parts[::2] = [re.sub(r"\s+", " ", part) for part in parts[::2]]
    parts[-1] = re.sub(r"\s+(?=/?>$)", "", parts[-1])
    return "".join(parts)


@cache
def _read_as_shown(kind: type[HttpResponse]) -> type[HttpResponse]:
    """A kind of response whose ``content`` is what is shown: worked out when it is read, as most never are."""

    class AsShown(kind):
        @cached_property
        def content(self) -> bytes:
            return as_shown(super().content.decode()).encode()

    return AsShown


class Client(client.Client):
    """Django's own, but for how a page is read, and that signing in makes no session only to throw it away."""

    def force_login(self, user: AbstractBaseUser, backend: str | None = None) -> None:
        name = settings.SESSION_COOKIE_NAME
        if backend is None or name in self.cookies:
            super().force_login(user, backend)
            return
        request = HttpRequest()
        request.session = SessionStore()
        login(request, user, backend)
        request.session.save()
        self.cookies[name] = request.session.session_key

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.__class__ = _read_as_shown(type(response))
        return response


def after_looking(who: Client, path: str, said: dict[str, Any]) -> HttpResponse:
    """Send a form that first shows what it means, and say yes to what it shows."""
    shown = who.post(path, said)
    seen = re.search(r'name="seen" value="(\w+)"', shown.content.decode())
    assert seen, (shown.status_code, shown.content.decode()[:3000])
    return who.post(path, {**said, "seen": seen[1]}, follow=True)
