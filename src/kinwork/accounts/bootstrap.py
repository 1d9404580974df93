"""The first things of a new authority: its name, and posts of the whole service."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.models import Authority, User
from kinwork.units.actions import fill_post, make_unit
from kinwork.units.models import Post, Unit


def authority(name: str) -> Authority:
    """The one authority of this database; made when it is not there."""
    return Authority.objects.get_or_create(pk=1, defaults={"name": name})[0]


def service_team() -> Unit:
    """The team in which posts of the whole service stand; made when it is not there."""
    found = Unit.objects.filter(function="service").first()
    return found or make_unit(name="Service", function="service", template="own", days=[0], minutes=60)


def post_in_service(user: User, role: str) -> None:
    """Give somebody a post that holds in the whole service, from today."""
    fill_post(Post.objects.create(unit=service_team(), role=role, fte=1), user, start=timezone.localdate())
