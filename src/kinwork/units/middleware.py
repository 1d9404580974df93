"""Puts the actor on the request: looked up once, and only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kinwork.access.actor import Actor
from kinwork.access.request import address_of, with_actor

from .queries import load_actor


def _with_actor(request: HttpRequest) -> None:
    asking = with_actor(request)
    looked_up = SimpleLazyObject(lambda: load_actor(asking.user, timezone.localdate(), address_of(request)))
    asking.actor = cast(Actor, looked_up)


class ActorMiddleware:
    """Sets ``request.actor``. Roles are held through posts over time, so they are read at each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _with_actor(request)
        return self.get_response(request)
