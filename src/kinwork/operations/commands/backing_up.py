"""``kinwork backup-key``, ``backup`` and ``restore``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinwork.platform import embedded
from kinwork.platform.console import say, set_up, stop
from kinwork.whole_numbers import whole

from . import erasures

if TYPE_CHECKING:
    from pyrage.x25519 import Recipient

    from ..backup_keys import Keys

KeyFile = Annotated[str, typer.Option("--key", help="A file that holds the key; else KINWORK_BACKUP_KEY.")]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="age1…", help="Who can read it, several times; else KINWORK_BACKUP_TO."),
]


def keys(file: str) -> Keys | None:
    """What a file holds, or the environment; None where neither is said."""
    from ..backup_keys import keys_from

    try:
        content = Path(file).read_bytes() if file else os.environ.get("KINWORK_BACKUP_KEY", "").encode()
    except OSError as problem:
        raise stop(f"--key: {file}: {problem.strerror}") from None
    if not content.strip() and not file:
        return None
    try:
        return keys_from(content, _passphrase)
    except ValueError as problem:
        raise stop(f"{'--key ' + file if file else 'KINWORK_BACKUP_KEY'}: {problem}") from None


def _passphrase(*, new: bool = False) -> str:
    """Of a protected key: from the environment, or typed (a new one twice)."""
    if words := os.environ.get("KINWORK_BACKUP_PASSPHRASE", ""):
        return words
    if not sys.stdin.isatty():
        raise stop("the key's passphrase: set KINWORK_BACKUP_PASSPHRASE where no one is there to type it")
    typed: str = typer.prompt("Passphrase of the key", hide_input=True, confirmation_prompt=new, err=True)
    return typed


def recipients(to: list[str] | None, key: str, option: str = "--to", *others: str) -> list[Recipient]:
    """Everybody who is named, and the holder of a key that is given. Named people are enough: then no key is read.

    ``others``: what may be said instead.
    """
    from ..backup_keys import recipients_from

    try:
        named = recipients_from(to or os.environ.get("KINWORK_BACKUP_TO", "").replace(",", " ").split())
    except ValueError as problem:
        raise stop(f"{option if to else 'KINWORK_BACKUP_TO'}: {problem}") from None
    held = keys(key) if key or not named else None
    if held and held.former:
        raise stop("this key opens former backups only: make a new one by `kinwork backup-key`, and keep both")
    found = named + (held.recipients if held else [])
    if not found:
        instead = "".join(f", or {other}" for other in others)
        raise stop(
            f"no key: say {option} age1… or --key FILE, or set KINWORK_BACKUP_TO{instead}. "
            "`kinwork backup-key` makes one"
        )
    return found


def _owner_url() -> str:
    return os.environ.get("KINWORK_OWNER_URL") or os.environ["DATABASE_URL"]


def backup_key(
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase that protects it.")] = False,
) -> None:
    """Make a key for backups. Keep it where neither the server nor the backups are: without it they cannot be read."""
    from ..backup_keys import keys_from, new_key, protected

    key = new_key()
    say(f"Public key, for `kinwork backup --to`: {keys_from(key.encode(), str).recipients[0]}")
    typer.echo(protected(key, _passphrase(new=True)) if passphrase else key, nl=False)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it.", metavar="FILE")],
    to: To = None,
    key: Annotated[str, typer.Option("--key", help="A file with a key that is to read it.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write the whole database into FILE, and what people attached into FILE.files, both encrypted (age).

    People go on working meanwhile.
    """
    readers = recipients(to, key)
    from .. import file_backup

    for one in (file, file_backup.beside(file), file_backup.beside(file, file_backup.RECORDINGS)):
        if one.exists() and not force:
            raise stop(f"{one} is there already: choose another name, or say --force")
    if not file.parent.is_dir():
        raise stop(f"{file.parent} is no folder")
    with embedded.database():
        set_up()
        from ..backup import CannotRestore
        from ..backup import backup as make

        try:
            made = make(_owner_url(), file, readers)
        except CannotRestore as problem:
            raise stop(f"the backup was not made: {problem}") from None
        from kinwork.observation import keeping
        from kinwork.record.attaching import store

        recorded = file_backup.beside(file, file_backup.RECORDINGS)
        try:
            number = file_backup.backup(store(), file_backup.beside(file), readers)
            recordings = file_backup.backup(keeping.store(), recorded, readers)
        except OSError as problem:
            file.unlink(missing_ok=True)  # half a backup is none
            raise stop(f"the backup was not made: attached files: {problem}") from None
        from kinwork.retention import kept_list

        unkept = kept_list.bring_up_to_date([*kept_list.places(), erasures.beside(file)])
    for place in unkept:
        say(f"The list of what was erased is not complete at {place}")
    say(f"{file_backup.beside(file)}: {number:,} attached files. Keep it beside the other.")
    say(
        f"{recorded}: {recordings:,} recordings, in cipher. What opens them, KINWORK_RECORDINGS_KEY, is kept elsewhere."
    )
    say(f"{file}: {made.size:,} bytes. Note the audit log's head elsewhere:")
    typer.echo(made.head)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `kinwork backup` wrote.", metavar="FILE")],
    key: KeyFile = "",
    replace: Annotated[bool, typer.Option("--replace", help="In the place of what the database holds now.")] = False,
    expect: Annotated[str, typer.Option(help="A head of the audit log noted with the backup or before it.")] = "",
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--erasures", metavar="FILE", help="A list of what was erased; else KINWORK_ERASURES and FILE’s folder."
        ),
    ] = None,
) -> None:
    """Put a backup back, whole or not at all, verify the audit log, and erase again what was erased since."""
    seq, _, fingerprint = expect.partition(":")
    if expect and not (whole(seq) and len(fingerprint) == 64):
        raise stop(f"--expect: found '{expect}', expected SEQ:FINGERPRINT as `kinwork backup` prints it")
    held = keys(key)
    if held is None:
        raise stop("no key: say --key FILE or set KINWORK_BACKUP_KEY")
    if not file.is_file():
        raise stop(f"{file}: no such file")
    with embedded.database():
        set_up()
        lines, wrong = erasures.read_lists(lists, file)  # before anything is replaced
        from django.core.management import call_command
        from django.utils import timezone

        from kinwork.observation import keeping
        from kinwork.record.attaching import store

        from .. import file_backup, file_checks
        from ..audit_chain import verify
        from ..audit_heads import noted_in
        from ..backup import CannotRestore
        from ..backup import restore as put_back
        from ..encryption import Broken

        files, recorded = file_backup.beside(file), file_backup.beside(file, file_backup.RECORDINGS)
        try:
            for one in (files, recorded):
                if one.exists():
                    file_backup.read_whole(one, held)
            head = put_back(_owner_url(), file, held, replace=replace)
        except (CannotRestore, Broken) as problem:
            raise stop(f"nothing was restored: {problem}") from None
        try:
            number = file_backup.restore(store(), files, held) if files.exists() else 0
            if recorded.exists():
                file_backup.restore(keeping.store(), recorded, held)
        except (OSError, Broken) as problem:
            raise stop(
                f"the database is restored, attached files are not whole: {problem}. Restore them again"
            ) from None
        # A backup may be older than this Kinwork. Migrating raises the walls too.
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        keeping.go_again()
        seq, _, fingerprint = head.partition(":")
        missing = len(file_checks.look(timezone.now()).missing)
        told = verify(expect=(int(seq), fingerprint) if head else None, noted=noted_in(expect))
        is_gone = erasures.replay_and_say(lines, wrong)
    for sentence in told.wrong:
        typer.echo(sentence)
    typer.echo(f"Restored. The audit log has {told.events:,} events: {'broken' if told.wrong else 'whole'}.")
    if missing:
        typer.echo(
            f"{missing:,} attached files are missing. "
            + (f"Is {files} of the same backup?" if number else f"Put {files} beside {file.name}, and restore again.")
        )
    raise typer.Exit(1 if told.wrong or missing or not is_gone else 0)


def register(app: typer.Typer) -> None:
    """Put these commands on ``kinwork``."""
    app.command("backup-key")(backup_key)
    app.command()(backup)
    app.command()(restore)
