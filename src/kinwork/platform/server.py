"""The server: uvicorn, believing nobody but the gateway, patient with nobody who dawdles, and ended by any signal."""

from __future__ import annotations

import asyncio
import signal
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from h11 import IDLE
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN = 10  # seconds from the first byte of a request (or from connecting) to the end of its headers
READ_WITHIN = 60  # seconds for which somebody may leave an answer unread


class Protocol(H11Protocol):
    """HTTP with an end to waiting: for headers that trickle in, and for an answer that nobody reads."""

    waits_for_headers: asyncio.TimerHandle | None = None
    waits_for_reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_headers()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        if self.conn.their_state is not IDLE:
            self._forget("waits_for_headers")
        elif self.timeout_keep_alive_task is None:  # that one ends a connection on which nothing has come
            self._wait_for_headers()

    def _wait_for_headers(self) -> None:
        if self.waits_for_headers is None:
            self.waits_for_headers = self.loop.call_later(HEADERS_WITHIN, self.transport.abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self.waits_for_reading = self.loop.call_later(READ_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._forget("waits_for_reading")

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._forget("waits_for_headers")
        self._forget("waits_for_reading")

    def _forget(self, timer: str) -> None:
        handle: asyncio.TimerHandle | None = getattr(self, timer)
        if handle is not None:
            handle.cancel()
            setattr(self, timer, None)


class Server(uvicorn.Server):
    """Ends in order when its terminal is closed too, not only by Ctrl-C or ``kill``; says when it answers."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:  # the port was free
            self.when_ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with super().capture_signals():  # which raises them again at the end, for whoever started the server
            before = signal.getsignal(signal.SIGHUP)
            if before is not signal.SIG_IGN:  # nohup wants it ignored
                signal.signal(signal.SIGHUP, self.handle_exit)
            try:
                yield
            finally:
                signal.signal(signal.SIGHUP, before)


def serve(host: str, port: int, *, when_ready: Callable[[], None], **more: Any) -> None:
    """Answer until a signal comes, which is raised again when all is ended; ``when_ready`` is called once it does."""
    from .asgi import application

    application.knows_peer = True
    # WhiteNoise hands files out in its own way, which works; Django would say so at every file.
    warnings.filterwarnings("ignore", "StreamingHttpResponse must consume")
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        http=Protocol,
        log_level="warning",
        lifespan="off",
        server_header=False,
        proxy_headers=False,  # the gateway knows whom to believe
        timeout_graceful_shutdown=2,  # live pages never hang up by themselves
        **more,
    )
    Server(config, when_ready).run()
