"""One-click sign-in: only where the database is marked as a demo."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from kinwork.access.models import Authority, User
from kinwork.access.policies import OpenPolicy, open_to
from kinwork.access.roles import ROLES
from kinwork.units.models import PostHolding


@dataclass(frozen=True)
class DemoPerson:
    """Somebody whom a visitor of the demo can be."""

    id: int
    name: str
    posts: str
    unit: str


def is_open() -> bool:
    """Whether anybody may be anybody: the database is a demo, and this is no production. One statement at most."""
    return bool(settings.IS_DEVELOPMENT) and Authority.objects.filter(is_demo=True).exists()


MANY, OF_A_ROLE = 60, 4


def people() -> list[DemoPerson]:
    """Everyone in the demo with their posts, unit by unit; nobody when this is no demo. Two statements.

    Of hundreds, a few of each role.
    """
    if not is_open():
        return []
    held: dict[int, list[PostHolding]] = {}
    now = PostHolding.objects.filter(during__contains=timezone.localdate()).select_related("user", "post__unit")
    for holding in now.order_by("post__unit_id", "post_id"):
        held.setdefault(holding.user_id, []).append(holding)
    if len(held) > MANY:
        of_role: dict[str, list[int]] = {}
        for user_id, posts in held.items():
            of_role.setdefault(posts[0].post.role, []).append(user_id)
        few = {user_id for each in of_role.values() for user_id in each[:OF_A_ROLE]}
        held = {user_id: posts for user_id, posts in held.items() if user_id in few}
    units = {user_id: list(dict.fromkeys(h.post.unit.name for h in posts)) for user_id, posts in held.items()}
    return [
        DemoPerson(
            user_id,
            posts[0].user.full_name,
            f"{ROLES[posts[0].post.role].name}, {' and '.join(units[user_id])}",
            posts[0].post.unit.name if len(units[user_id]) < 3 else "Several units",
        )
        for user_id, posts in held.items()
    ]


def _is_demo(request: HttpRequest) -> None:
    if not is_open():
        raise Http404("This is no demo")


DEMO_ONLY = OpenPolicy("demo_only", "Anyone, but only where the database is marked as a demo.", _is_demo)


@open_to(DEMO_ONLY, "POST")
def sign_in_as(request: HttpRequest, user_id: int) -> HttpResponse:
    """Become one of the demo's people."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Http404("No such person")
    request.session["second_factor"] = "demo"  # there is nothing in a demo to protect
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to if to and safe else "/")
