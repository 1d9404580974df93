"""A real server process, which can be killed and started again in the middle of a sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 30  # seconds


class Server:
    """The server of ``kinwork serve`` on a port of its own, with a database that is there already."""

    def __init__(self, database_url: str, log: Path, before: str = "", **environment: str) -> None:
        self.log, self.before = log, before
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "KINWORK_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "tests.browser.server_settings",
            "DATABASE_URL": database_url,
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, is_well: int = 200) -> None:
        if self.is_running:
            return
        code = (
            f"{self.before}from kinwork.platform.server import serve; "
            f"serve('127.0.0.1', {self.port}, when_ready=lambda: None)"
        )
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code], cwd=ROOT, env=self.environment, stdout=out, stderr=out
            )
        self._wait(is_well)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _wait(self, is_well: int) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/health/", timeout=5):
                    return
            except HTTPError as answer:
                if answer.code == is_well:
                    return
            except (URLError, OSError):
                assert self.is_running, f"The server did not start:\n{self.log.read_text()}"
                time.sleep(0.05)
        raise AssertionError(f"The server did not answer in {STARTS_WITHIN} s:\n{self.log.read_text()}")

    def kill(self) -> None:
        """As ``kill -9`` does: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(20)
        self.process = None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
