"""What pages have in common that someone outside opens by a link and its code: what they tell the browser, how often
they may be asked for, and by what a browser shows that its code was right a while ago.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.request import address_of

OPEN_FOR = 2 * 60 * 60  # seconds after the code was right
SAID_FOR = 14 * 24 * 60 * 60  # seconds after it was sent
WITHIN = 10 * 60  # seconds in which requests of one address are counted


def hashed(token: str) -> str:
    """As the database keeps it. Of so much chance nothing is guessed, so that no salt or slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def kept_to_itself(answer: HttpResponse) -> HttpResponse:
    """Kept by no browser and found by no search; its address is told to no one else.

    To ourselves it has to be told, or the form would not be known as ours.
    """
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """One of the pages for someone outside."""
    return kept_to_itself(render(request, f"faces/{name}.html", context, status=status))


@dataclass(frozen=True)
class Door:
    """One kind of link: the name of its cookie, what its cookies and counts are kept under, requests of one address."""

    cookie: str
    kind: str
    most: int

    def is_too_often(self, request: HttpRequest) -> bool:
        """Whether one address asked more often than anyone would."""
        key = f"by-{self.kind}:{address_of(request)}"
        if cache.add(key, 1, WITHIN):
            return False
        try:
            return cache.incr(key) > self.most
        except ValueError:  # it has just run out
            return False

    def knocks(self, request: HttpRequest) -> bool:
        """Whether nothing shows yet that a code was right here: whoever has shown one is not counted as they write."""
        return self.cookie not in request.COOKIES

    def has_code(self, request: HttpRequest, link: Any) -> bool:
        """Whether the code was right in this browser a while ago: said by a signed cookie of this link alone."""
        said = request.get_signed_cookie(
            self.cookie, default="", salt=f"{self.kind}:{link.pk}", max_age=OPEN_FOR
        )  # fmt: skip
        return bool(said) and said == link.token_hash[:32]

    def done(self, request: HttpRequest, answer: HttpResponse, token: str) -> None:
        """What was asked has arrived: this browser is told so from now on, as the link itself opens nothing again."""
        answer.delete_cookie(self.cookie, path=request.path)
        answer.set_signed_cookie(
            f"{self.cookie}_sent", hashed(token)[:32], salt=f"{self.kind} sent", max_age=SAID_FOR, path=request.path,
            httponly=True, secure=request.is_secure(), samesite="Strict",
        )  # fmt: skip

    def has_sent(self, request: HttpRequest, token: str) -> bool:
        """Whether it was from this browser that what was asked was sent."""
        said = request.get_signed_cookie(
            f"{self.cookie}_sent", default="", salt=f"{self.kind} sent", max_age=SAID_FOR
        )  # fmt: skip
        return bool(said) and said == hashed(token)[:32]

    def opened(self, request: HttpRequest, link: Any, path: str) -> HttpResponse:
        """On to the page, with the cookie that says that the code was right."""
        answer: HttpResponse = redirect(path)
        answer.set_signed_cookie(
            self.cookie, link.token_hash[:32], salt=f"{self.kind}:{link.pk}", max_age=OPEN_FOR, path=path,
            httponly=True, secure=request.is_secure(), samesite="Strict",
        )  # fmt: skip
        return answer
