"""``kinwork invite``: the first administrator of a new authority."""

from __future__ import annotations

from typing import Annotated

import typer

from kinwork.access.roles import HeadOfService, SystemAdministrator
from kinwork.platform import embedded
from kinwork.platform.console import set_up, stop

# Whoever can bring in all others.
FIRST = (SystemAdministrator.key, HeadOfService.key)


def invite(
    email: Annotated[str, typer.Argument(help="Work email address.")],
    name: Annotated[str, typer.Argument(help="The name colleagues know.")],
    role: Annotated[str, typer.Option(help="The post: sysadmin or hos (head of service).")] = SystemAdministrator.key,
    address: Annotated[str, typer.Option(help="Where Kinwork is, as people type it.")] = "http://127.0.0.1:8000",
    authority: Annotated[str, typer.Option(help="The authority's name, when the database is new.")] = "",
) -> None:
    """Make an account with a post in the whole service, and print the link by which its holder chooses a password."""
    if role not in FIRST:
        raise stop(f"--role: found '{role}', expected {' or '.join(FIRST)}")
    with embedded.database():
        set_up()
        from django.core.exceptions import ValidationError
        from django.core.management import call_command
        from django.db import transaction

        call_command("migrate", database="owner", verbosity=0, interactive=False)
        from kinwork.access.models import Authority
        from kinwork.accounts import actions, bootstrap

        if not Authority.objects.exists() and not authority:
            raise stop("the database is new: say --authority NAME too")
        try:
            with transaction.atomic():
                bootstrap.authority(authority)
                user = actions.invite(None, email=email, full_name=name, base=address.rstrip("/"))
                bootstrap.post_in_service(user, role)
        except ValidationError as problem:
            raise stop("; ".join(problem.messages)) from None
        typer.echo(actions.link_to_set_password(user, address.rstrip("/")))


def register(app: typer.Typer) -> None:
    """Put this command on ``kinwork``."""
    app.command()(invite)
