"""``kinwork backup-key``, ``backup`` and ``restore``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import say, set_up, stop

KeyFile = Annotated[str, typer.Option("--key", help="A file that holds the key; else KINWORK_BACKUP_KEY.")]


def _key(file: str) -> bytes:
    from ..encryption import key_from

    try:
        text = Path(file).read_text() if file else os.environ.get("KINWORK_BACKUP_KEY", "")
    except OSError as problem:
        raise stop(f"--key: {file}: {problem.strerror}") from None
    if not text.strip():
        raise stop("no key: say --key FILE or set KINWORK_BACKUP_KEY. `kinwork backup-key` makes one")
    try:
        return key_from(text)
    except ValueError as problem:
        raise stop(f"{'--key ' + file if file else 'KINWORK_BACKUP_KEY'}: {problem}") from None


def _owner_url() -> str:
    return os.environ.get("KINWORK_OWNER_URL") or os.environ["DATABASE_URL"]


def backup_key() -> None:
    """Make a key for backups. Keep it where neither the server nor the backups are: without it they cannot be read."""
    from ..encryption import new_key

    typer.echo(new_key())


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it.", metavar="FILE")],
    key: KeyFile = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write the whole database into one sealed file. People go on working meanwhile."""
    secret = _key(key)
    if file.exists() and not force:
        raise stop(f"{file} is there already: choose another name, or say --force")
    if not file.parent.is_dir():
        raise stop(f"{file.parent} is no folder")
    with embedded.database():
        set_up()
        from ..backup import CannotRestore
        from ..backup import backup as make

        try:
            made = make(_owner_url(), file, secret)
        except CannotRestore as problem:
            raise stop(f"the backup was not made: {problem}") from None
    say(f"{file}: {made.size:,} bytes. Note the audit log's head elsewhere:")
    typer.echo(made.head)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `kinwork backup` wrote.", metavar="FILE")],
    key: KeyFile = "",
    replace: Annotated[bool, typer.Option("--replace", help="In the place of what the database holds now.")] = False,
) -> None:
    """Put a backup back, whole or not at all, and verify the audit log."""
    secret = _key(key)
    if not file.is_file():
        raise stop(f"{file}: no such file")
    with embedded.database():
        set_up()
        from django.core.management import call_command

        from ..audit_chain import verify
        from ..backup import CannotRestore
        from ..backup import restore as put_back
        from ..encryption import Broken

        try:
            head = put_back(_owner_url(), file, secret, replace=replace)
        except (CannotRestore, Broken) as problem:
            raise stop(f"nothing was restored: {problem}") from None
        # A backup may be older than this Kinwork. Migrating raises the walls too.
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        seq, _, fingerprint = head.partition(":")
        told = verify(expect=(int(seq), fingerprint) if head else None)
    for sentence in told.wrong:
        typer.echo(sentence)
    typer.echo(f"Restored. The audit log has {told.events:,} events: {'broken' if told.wrong else 'whole'}.")
    raise typer.Exit(1 if told.wrong else 0)


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.command("backup-key")(backup_key)
    app.command()(backup)
    app.command()(restore)
